/*
 * test_more_change.c - the edges of arguments, acts, menus, views and results: every stated limit one below, at and one
 * above it; every kind of value; what is said of arguments that are not there; and each allocation that can fail.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

#include "change/args.h"
#include "change/result.h"

static const char WIDE[] =
    "{\"actions\":{\"fill\":{\"order\":20,\"from\":[\"*open\"],\"roles\":[\"engineer\"],\"reason\":\"optional\","
    "\"form\":{\"travel_minutes\":{\"order\":1,\"at_least\":-5,\"at_most\":90},\"purchased_on\":{\"order\":2},"
    "\"visit_from\":{\"order\":3},\"visit_consent\":{\"order\":4},\"product\":{\"order\":5},\"fault_class\":{\"order\":"
    "6},"
    "\"parts\":{\"order\":7,\"rows\":\"both\",\"columns\":{\"name\":{\"order\":1},\"planned\":{\"order\":2,"
    "\"at_least\":\"0.5\",\"at_most\":\"1.5\"},\"unit_price\":{\"order\":3,\"at_least\":0}}}}},"
    "\"stamp\":{\"order\":21,\"from\":[\"*open\"],\"roles\":[\"engineer\"],\"sets\":{\"purchased_on\":\"$today\","
    "\"manufactured_on\":\"$today+P2W\",\"visit_from\":\"$now\"},\"form\":{\"purchased_on\":{\"order\":1}}},"
    "\"again\":{\"order\":22,\"from\":[\"*open\"],\"roles\":[\"engineer\"],\"loop\":{\"counter\":\"rework\",\"at_"
    "most\":1},"
    "\"resets\":[\"rework\"],\"notices\":{\"told\":{\"order\":1,\"to\":\"customer\",\"text\":\"hello\"}}}},"
    "\"limits\":{\"rows\":3,\"text_bytes\":100}}";

static mend_status act(bench *b)
{
    b->err = (mend_error){.struct_size = sizeof b->err};
    return mend_act(b->policy, b->ticket, b->args, NOW, b->result, &b->err);
}

static void open_it(bench *b)
{
    bench_register(b, NULL);
    assert_int_equal(mend_args_ticket(b->args, "shop", MEND_NTS, "k1", MEND_NTS, "N1", MEND_NTS), MEND_OK);
    assert_int_equal(act(b), MEND_OK);
}

static char *run_of(size_t n)
{
    char *text = malloc(n + 1);
    assert_non_null(text);
    memset(text, 'x', n);
    text[n] = '\0';
    return text;
}

/* ---- arguments ---- */

typedef mend_status (*setter)(mend_args *, const char *, size_t);

static mend_status set_tenant(mend_args *args, const char *text, size_t len)
{
    return mend_args_ticket(args, text, len, "", 0, "", 0);
}

static mend_status set_ticket(mend_args *args, const char *text, size_t len)
{
    return mend_args_ticket(args, "", 0, text, len, "", 0);
}

static mend_status set_number(mend_args *args, const char *text, size_t len)
{
    return mend_args_ticket(args, "", 0, "", 0, text, len);
}

static mend_status set_value(mend_args *args, const char *text, size_t len)
{
    return mend_args_text(args, "product", MEND_NTS, text, len);
}

static mend_status set_path(mend_args *args, const char *text, size_t len)
{
    return mend_args_text(args, text, len, "", 0);
}

static mend_status set_number_path(mend_args *args, const char *text, size_t len)
{
    return mend_args_integer(args, text, len, 1);
}

static void test_more_args__every_text_has_its_limits(void **state)
{
    static const struct {
        setter set;
        size_t least, most;
    } rows[] = {
        {mend_args_action, 1, 128}, {mend_args_actor, 1, 128}, {mend_args_role, 1, 128},  {mend_args_grade, 1, 128},
        {mend_args_key, 1, 128},    {set_tenant, 0, 128},      {set_ticket, 0, 128},      {set_number, 0, 64},
        {set_path, 1, 256},         {mend_args_unset, 1, 256}, {set_number_path, 1, 256}, {mend_args_reason, 0, 65536},
        {set_value, 0, 65536},
    };
    mend_args *args = NULL;
    char *text = run_of(65537);
    (void)state;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int by = -1; by <= 1; by++) {
            mend_args_clear(args);
            assert_int_equal(rows[i].set(args, text, rows[i].most + (size_t)by), by == 1 ? MEND_LIMIT : MEND_OK);
        }
        mend_args_clear(args);
        assert_int_equal(rows[i].set(args, text, rows[i].least), MEND_OK);
        mend_args_clear(args);
        if (rows[i].least > 0)
            assert_int_equal(rows[i].set(args, text, 0), MEND_INVALID);
        assert_int_equal(rows[i].set(args, NULL, 1), MEND_INVALID);
        assert_int_equal(rows[i].set(NULL, text, 1), MEND_INVALID);
        assert_int_equal(rows[i].set(args, "a\xC0", 2), MEND_UTF8);
    }
    mend_args_free(args);
    free(text);
}

static void test_more_args__there_are_sixteen_roles_and_4096_fields(void **state)
{
    mend_args *args = NULL;
    char path[32];
    (void)state;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    for (int i = 0; i < 16; i++)
        assert_int_equal(mend_args_role(args, "clerk", MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_role(args, "clerk", MEND_NTS), MEND_LIMIT);
    for (int i = 0; i < 4096; i++) {
        snprintf(path, sizeof path, "notes/+%d/text", i + 1);
        assert_int_equal(mend_args_text(args, path, MEND_NTS, "a", 1), MEND_OK);
    }
    assert_int_equal(mend_args_text(args, path, MEND_NTS, "a", 1), MEND_INVALID); /* given before */
    assert_int_equal(mend_args_text(args, "product", MEND_NTS, "a", 1), MEND_LIMIT);
    assert_int_equal(mend_args_integer(args, "product", MEND_NTS, 1), MEND_LIMIT);
    assert_int_equal(mend_args_unset(args, "product", MEND_NTS), MEND_LIMIT);
    mend_args_clear(args);
    assert_int_equal(mend_args_text(args, "product", MEND_NTS, "a", 1), MEND_OK);
    mend_args_free(args);
}

static void test_more_args__instants_and_revisions_have_a_range(void **state)
{
    mend_args *args = NULL;
    (void)state;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_args_at(args, INT64_C(-62135596800000)), MEND_OK); /* 0001-01-01 */
    assert_int_equal(mend_args_at(args, INT64_C(-62135596800001)), MEND_RANGE);
    assert_int_equal(mend_args_at(args, INT64_C(253402300799999)), MEND_OK); /* the end of 9999 */
    assert_int_equal(mend_args_at(args, INT64_C(253402300800000)), MEND_RANGE);
    assert_int_equal(mend_args_at(NULL, 0), MEND_INVALID);
    assert_int_equal(mend_args_expect(args, 1), MEND_OK);
    assert_int_equal(mend_args_expect(args, 0), MEND_INVALID);
    assert_int_equal(mend_args_expect(NULL, 1), MEND_INVALID);
    assert_int_equal(mend_args_new(NULL, NULL), MEND_INVALID);
    mend_args_clear(NULL);
    mend_args_free(NULL);
    mend_args_free(args);
}

/* Any part that differs makes another command of it; asking again with the same parts is the same command. */
static void test_more_args__every_part_is_in_the_fingerprint(void **state)
{
    enum { PARTS = 16 };
    char prints[PARTS][65], again[65];
    mend_args *args = NULL;
    (void)state;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    for (int i = 0; i < PARTS; i++) {
        mend_status s = MEND_OK;
        mend_args_clear(args);
        switch (i) {
        case 0:
            break;
        case 1:
            s = mend_args_action(args, "a", 1);
            break;
        case 2:
            s = mend_args_actor(args, "a", 1);
            break;
        case 3:
            s = mend_args_role(args, "a", 1);
            break;
        case 4:
            s = mend_args_grade(args, "a", 1);
            break;
        case 5:
            s = mend_args_at(args, 1);
            break;
        case 6:
            s = mend_args_expect(args, 1);
            break;
        case 7:
            s = mend_args_reason(args, "a", 1);
            break;
        case 8:
            s = mend_args_ticket(args, "a", 1, "", 0, "", 0);
            break;
        case 9:
            s = mend_args_ticket(args, "", 0, "a", 1, "", 0);
            break;
        case 10:
            s = mend_args_ticket(args, "", 0, "", 0, "a", 1);
            break;
        case 11:
            s = mend_args_text(args, "a", 1, "1", 1);
            break;
        case 12:
            s = mend_args_integer(args, "a", 1, 1);
            break;
        case 13:
            s = mend_args_unset(args, "a", 1);
            break;
        case 14:
            s = mend_args_text(args, "a", 1, "", 0);
            break;
        default:
            s = mend_args_integer(args, "a", 1, 2);
        }
        assert_int_equal(s, MEND_OK);
        mend__args_fingerprint(args, mend__str_of("k1", 2), prints[i]);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(prints[i], prints[k]);
        assert_int_equal(mend_args_key(args, "another key", MEND_NTS), MEND_OK); /* the key is not what is asked for */
        mend__args_fingerprint(args, mend__str_of("k1", 2), again);
        assert_string_equal(prints[i], again);
        mend__args_fingerprint(args, mend__str_of("k2", 2), again);
        assert_string_not_equal(prints[i], again);
    }
    mend_args_free(args);
}

static void test_more_args__a_document_is_taken_whole_or_not_at_all(void **state)
{
    static const struct {
        const char *json;
        mend_status status;
        const char *path;
    } rows[] = {
        {"[]", MEND_SCHEMA, "$"},
        {"{\"action\":7}", MEND_SCHEMA, "$.action"},
        {"{\"action\":\"\"}", MEND_SCHEMA, "$.action"},
        {"{\"acter\":7}", MEND_SCHEMA, "$.acter"},
        {"{\"actor\":[]}", MEND_SCHEMA, "$.actor"},
        {"{\"actor\":{\"name\":\"x\"}}", MEND_SCHEMA, "$.actor.name"},
        {"{\"actor\":{\"roles\":\"x\"}}", MEND_SCHEMA, "$.actor.roles"},
        {"{\"actor\":{\"roles\":[7]}}", MEND_SCHEMA, "$.actor.roles[0]"},
        {"{\"ticket\":\"x\"}", MEND_SCHEMA, "$.ticket"},
        {"{\"ticket\":{\"kee\":\"x\"}}", MEND_SCHEMA, "$.ticket.kee"},
        {"{\"ticket\":{\"key\":7}}", MEND_SCHEMA, "$.ticket.key"},
        {"{\"fields\":[]}", MEND_SCHEMA, "$.fields"},
        {"{\"fields\":{\"product\":1.5}}", MEND_SCHEMA, "$.fields.product"},
        {"{\"fields\":{\"parts\":[7]}}", MEND_SCHEMA, "$.fields.parts[0]"},
        {"{\"fields\":{\"parts\":[{\"name\":[]}]}}", MEND_SCHEMA, "$.fields.parts[0].name"},
        {"{\"fields\":{\"parts/1\":[]}}", MEND_SCHEMA, NULL},
        {"{\"fields\":{\"\":1}}", MEND_SCHEMA, NULL},
        {"{\"at\":\"yesterday\"}", MEND_SCHEMA, "$.at"},
        {"{\"at\":7}", MEND_SCHEMA, "$.at"},
        {"{\"expect\":0}", MEND_SCHEMA, "$.expect"},
        {"{\"expect\":\"1\"}", MEND_SCHEMA, "$.expect"},
        {"{\"key\":\"a\",\"key\":\"b\"}", MEND_DUPLICATE_KEY, NULL},
        {"{\"key\":\"a\"", MEND_SYNTAX, NULL},
        {"{\"fields\":{\"a\":[[[[[[[1]]]]]]]}}", MEND_LIMIT, NULL},
    };
    mend_args *args = NULL;
    mend_error err = {.struct_size = sizeof err}, bad = {.struct_size = 3};
    char json[600], *name = run_of(200);
    (void)state;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_status status = mend_args_json(args, rows[i].json, MEND_NTS, &err);
        if (status != rows[i].status || err.status != status || (rows[i].path && strcmp(err.path, rows[i].path) != 0))
            fail_msg("%s: %s at %s: %s", rows[i].json, mend_status_name(status), err.path, err.text);
        assert_int_equal(mend_args_json(args, rows[i].json, MEND_NTS, NULL), status);
    }
    snprintf(json, sizeof json, "{\"fields\":{\"parts\":[{\"%.128s\":1}]}}", name);
    assert_int_equal(mend_args_json(args, json, MEND_NTS, &err), MEND_OK);
    snprintf(json, sizeof json, "{\"fields\":{\"parts\":[{\"%.129s\":1}]}}", name);
    assert_int_equal(mend_args_json(args, json, MEND_NTS, &err), MEND_LIMIT);
    snprintf(json, sizeof json, "{\"action\":\"%.129s\"}", name);
    assert_int_equal(mend_args_json(args, json, MEND_NTS, &err), MEND_LIMIT);
    assert_string_equal(err.path, "$.action");
    assert_int_equal(mend_args_json(args, NULL, 1, &err), MEND_INVALID);
    assert_int_equal(mend_args_json(NULL, "{}", 2, &err), MEND_INVALID);
    assert_int_equal(mend_args_json(args, "{}", 2, &bad), MEND_INVALID);
    mend_args_free(args);
    free(name);
}

static void test_more_args__no_memory_leaves_them_as_they_were(void **state)
{
    faulty memory = {0};
    mend_allocator a = faulty_allocator(&memory);
    mend_args *args = NULL;
    (void)state;
    for (size_t n = 1; n < 100; n++) {
        memory = (faulty){.fail_at = n};
        mend_status s = mend_args_new(&a, &args);
        if (s == MEND_OK)
            s = mend_args_action(args, "start", MEND_NTS);
        for (int i = 0; i < 200 && s == MEND_OK; i++) {
            char path[32];
            snprintf(path, sizeof path, "notes/+%d/text", i + 1);
            s = mend_args_text(args, path, MEND_NTS, "a text of some length", MEND_NTS);
        }
        if (s == MEND_OK)
            s = mend_args_json(args, "{\"action\":\"a\",\"fields\":{\"a\":1,\"b\":\"c\"}}", MEND_NTS, NULL);
        mend_args_free(args);
        args = NULL;
        assert_int_equal(memory.live, 0);
        if (s == MEND_OK) {
            assert_true(n > 8);
            return;
        }
        assert_int_equal(s, MEND_NOMEM);
    }
    fail_msg("never succeeded");
}

/* ---- the act ---- */

static void test_more_act__needs_its_arguments(void **state)
{
    bench bench_, *b = &bench_;
    mend_error bad = {.struct_size = 1};
    (void)state;
    bench_start(b, WIDE);
    bench_register(b, NULL);
    assert_int_equal(act(b), MEND_INVALID); /* neither tenant nor key */
    assert_int_equal(mend_act(NULL, b->ticket, b->args, NOW, b->result, &b->err), MEND_INVALID);
    assert_int_equal(mend_act(b->policy, NULL, b->args, NOW, b->result, &b->err), MEND_INVALID);
    assert_int_equal(mend_act(b->policy, b->ticket, NULL, NOW, b->result, &b->err), MEND_INVALID);
    assert_int_equal(mend_act(b->policy, b->ticket, b->args, NOW, NULL, &b->err), MEND_INVALID);
    assert_int_equal(mend_act(b->policy, b->ticket, b->args, NOW, b->result, &bad), MEND_INVALID);
    assert_int_equal(mend_try(NULL, b->ticket, b->args, NOW, b->result, &b->err), MEND_INVALID);
    assert_int_equal(mend_try(b->policy, b->ticket, b->args, NOW, b->result, &bad), MEND_INVALID);
    assert_int_equal(mend_reveal(b->policy, b->ticket, b->args, NOW, b->result, NULL, &b->err), MEND_INVALID);
    assert_int_equal(mend_reveal(NULL, b->ticket, b->args, NOW, b->result, b->buf, &bad), MEND_INVALID);
    assert_int_equal(mend_reveal(b->policy, b->ticket, b->args, NOW, b->result, b->buf, &b->err), MEND_INVALID);
    assert_int_equal(mend_tick(NULL, b->ticket, NOW, b->result, &b->err), MEND_INVALID);
    assert_int_equal(mend_tick(b->policy, b->ticket, NOW, b->result, &bad), MEND_INVALID);
    assert_int_equal(mend_tick(b->policy, b->ticket, NOW, b->result, &b->err), MEND_INVALID); /* a blank ticket */
    assert_int_equal(mend_ticket_revision(b->ticket), 0);
    open_it(b);
    assert_int_equal(mend_tick(b->policy, b->ticket, NOW, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_tick(b->policy, b->ticket, INT64_MAX, b->result, &b->err), MEND_RANGE);
    mend_args_clear(b->args);
    assert_int_equal(mend_args_action(b->args, "start", MEND_NTS), MEND_OK);
    assert_int_equal(act(b), MEND_INVALID); /* nobody acts */
    bench_end(b);
}

static void test_more_act__every_kind_of_number_is_taken_as_one(void **state)
{
    static const struct {
        const char *path;
        int64_t value;
        mend_reason reason; /* 0: it is taken */
    } rows[] = {
        {"travel_minutes", -6, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"travel_minutes", -5, 0},
        {"travel_minutes", 90, 0},
        {"travel_minutes", 91, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"visit_consent", 0, 0},
        {"visit_consent", 1, 0},
        {"visit_consent", 2, MEND_REASON_FIELD_MALFORMED},
        {"visit_consent", -1, MEND_REASON_FIELD_MALFORMED},
        {"purchased_on", -719162, 0}, /* 0001-01-01 */
        {"purchased_on", -719163, MEND_REASON_FIELD_MALFORMED},
        {"purchased_on", 2932896, 0}, /* 9999-12-31 */
        {"purchased_on", 2932897, MEND_REASON_FIELD_MALFORMED},
        {"visit_from", INT64_C(253402300799999), 0},
        {"visit_from", INT64_C(253402300800000), MEND_REASON_FIELD_MALFORMED},
        {"visit_from", INT64_C(-62135596800000), 0},
        {"visit_from", INT64_MIN, MEND_REASON_FIELD_MALFORMED},
        {"parts/+1/planned", 1, 0},
        {"parts/+1/planned", 0, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"parts/+1/planned", 2, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"parts/+1/planned", INT64_MAX, MEND_REASON_FIELD_MALFORMED},
        {"parts/+1/unit_price", INT64_MAX, 0},
        {"parts/+1/unit_price", -1, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"product", 1, MEND_REASON_FIELD_MALFORMED},
        {"fault_class", 1, MEND_REASON_CHOICE_UNKNOWN},
    };
    bench bench_, *b = &bench_;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bench_args(b, "engineer:bo", "fill", NULL, NULL);
        assert_int_equal(mend_args_integer(b->args, rows[i].path, MEND_NTS, rows[i].value), MEND_OK);
        mend_status s = mend_try(b->policy, b->ticket, b->args, NOW, b->result, &b->err);
        if (s != (rows[i].reason ? MEND_INCOMPLETE : MEND_OK) || mend_result_reason(b->result, 0) != rows[i].reason)
            fail_msg("%s %lld: %s %s", rows[i].path, (long long)rows[i].value, mend_status_name(s),
                     mend_reason_name(mend_result_reason(b->result, 0)));
    }
    bench_end(b);
}

static void test_more_act__decimals_keep_to_their_bounds(void **state)
{
    static const struct {
        const char *value;
        mend_status status;
    } rows[] = {{"0.499999999", MEND_INCOMPLETE},  {"0.5", MEND_OK},        {"0.500000001", MEND_OK},
                {"1.499999999", MEND_OK},          {"1.5", MEND_OK},        {"1.500000001", MEND_INCOMPLETE},
                {"1.5000000001", MEND_INCOMPLETE}, {"one", MEND_INCOMPLETE}};
    bench bench_, *b = &bench_;
    int64_t value;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bench_args(b, "engineer:bo", "fill", NULL, NULL);
        assert_int_equal(mend_args_text(b->args, "parts/+1/planned", MEND_NTS, rows[i].value, MEND_NTS), MEND_OK);
        assert_int_equal(mend_try(b->policy, b->ticket, b->args, NOW, b->result, &b->err), rows[i].status);
    }
    bench_args(b, "engineer:bo", "fill", NULL, "parts/+1/planned=1.25", NULL);
    assert_int_equal(act(b), MEND_OK);
    assert_int_equal(mend_ticket_integer(b->ticket, "parts/1/planned", MEND_NTS, &value), MEND_OK);
    assert_int_equal(value, 1250000000);
    bench_end(b);
}

static void test_more_act__paths_that_do_not_fit_are_told(void **state)
{
    static const struct {
        const char *field;
        mend_status status;
        mend_reason reason;
        const char *expected;
    } rows[] = {
        {"Product=a", MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_UNKNOWN, NULL},
        {"parts=a", MEND_INCOMPLETE, MEND_REASON_FIELD_MALFORMED,
         "a row: list/row/column, or list/+1/column to add one"},
        {"product/1/name=a", MEND_INCOMPLETE, MEND_REASON_FIELD_MALFORMED, "a field without rows"},
        {"parts/1=a", MEND_INCOMPLETE, MEND_REASON_FIELD_MALFORMED, "a column: list/row/column"},
        {"parts/+1=a", MEND_INCOMPLETE, MEND_REASON_FIELD_MALFORMED, "a column: list/row/column"},
        {"parts/2/name=a", MEND_INCOMPLETE, MEND_REASON_ROW_UNKNOWN, NULL},
        {"parts/+1/nome=a", MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_UNKNOWN, NULL},
        {"parts/+1/model=a", MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_NOT_TAKEN, NULL},
        {"labour/+1/minutes=1", MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_NOT_TAKEN, NULL},
        {"customer_id=a", MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_NOT_TAKEN, NULL},
    };
    bench bench_, *b = &bench_;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "engineer:bo", "fill", NULL, "parts/+1/name=a", NULL);
    assert_int_equal(act(b), MEND_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bench_args(b, "engineer:bo", "fill", NULL, rows[i].field, NULL);
        mend_status s = act(b);
        const char *expected = mend_result_param(b->result, 0, "expected", NULL);
        if (s != rows[i].status || mend_result_reason(b->result, 0) != rows[i].reason)
            fail_msg("%s: %s %s", rows[i].field, mend_status_name(s),
                     mend_reason_name(mend_result_reason(b->result, 0)));
        if (rows[i].expected)
            assert_string_equal(expected, rows[i].expected);
        assert_int_equal(mend_ticket_revision(b->ticket), 2);
    }
    bench_end(b);
}

static void test_more_act__rows_and_texts_stop_at_the_policys_limits(void **state)
{
    bench bench_, *b = &bench_;
    char *text = run_of(101);
    int32_t count = 0;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "engineer:bo", "fill", NULL, "parts/+4/name=a", NULL); /* an ordinal beyond what a list may have */
    assert_int_equal(act(b), MEND_REFUSED);
    assert_int_equal(mend_result_reason(b->result, 0), MEND_REASON_ROWS_TOO_MANY);
    bench_args(b, "engineer:bo", "fill", NULL, "parts/+1/name=a", "parts/+2/name=b", NULL);
    assert_int_equal(act(b), MEND_OK);
    bench_args(b, "engineer:bo", "fill", NULL, "parts/+1/name=c", "parts/+2/name=d", NULL);
    assert_int_equal(act(b), MEND_REFUSED); /* 4 rows where 3 may be */
    assert_int_equal(mend_result_reason(b->result, 0), MEND_REASON_ROWS_TOO_MANY);
    assert_string_equal(mend_result_param(b->result, 0, "field", NULL), "parts");
    assert_string_equal(mend_result_param(b->result, 0, "max", NULL), "3");
    bench_args(b, "engineer:bo", "fill", NULL, "parts/+1/name=c", NULL);
    assert_int_equal(act(b), MEND_OK);
    assert_int_equal(mend_ticket_rows(b->ticket, "parts", MEND_NTS, &count), MEND_OK);
    assert_int_equal(count, 3);
    for (int by = -1; by <= 1; by++) {
        bench_args(b, "engineer:bo", "fill", NULL, NULL);
        assert_int_equal(mend_args_text(b->args, "product", MEND_NTS, text, (size_t)(100 + by)), MEND_OK);
        assert_int_equal(mend_args_reason(b->args, text, (size_t)(100 + by)), MEND_OK);
        assert_int_equal(mend_try(b->policy, b->ticket, b->args, NOW, b->result, &b->err),
                         by == 1 ? MEND_INCOMPLETE : MEND_OK);
        assert_int_equal(mend_result_reason_count(b->result), by == 1 ? 2 : 0);
    }
    assert_string_equal(mend_result_param(b->result, 0, "max", NULL), "100");
    bench_args(b, "engineer:bo", "fill", NULL, NULL);
    assert_int_equal(mend_args_reason(b->args, "a\x01", 2), MEND_OK);
    assert_int_equal(act(b), MEND_INCOMPLETE);
    assert_int_equal(mend_result_reason(b->result, 0), MEND_REASON_FIELD_MALFORMED);
    assert_string_equal(mend_result_param(b->result, 0, "field", NULL), "reason");
    free(text);
    bench_end(b);
}

static void test_more_act__stamps_are_those_of_the_companys_day(void **state)
{
    bench bench_, *b = &bench_;
    int64_t value;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "engineer:bo", "stamp", NULL, NULL);
    int64_t late = NOW + 15 * HOUR; /* 16:20 of the day in UTC, 00:20 of the next in CST */
    assert_int_equal(mend_act(b->policy, b->ticket, b->args, late, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_ticket_integer(b->ticket, "purchased_on", MEND_NTS, &value), MEND_OK);
    assert_int_equal(value, 19798); /* 2024-03-16 */
    assert_int_equal(mend_ticket_integer(b->ticket, "visit_from", MEND_NTS, &value), MEND_OK);
    assert_true(value == late);
    /* The last hours of the year 9999 belong to a local day that no date can show. */
    assert_int_equal(mend_act(b->policy, b->ticket, b->args, INT64_C(253402300799999), b->result, &b->err), MEND_RANGE);
    assert_true(mend_ticket_last(b->ticket) == late);
    bench_end(b);
}

static void test_more_act__what_the_action_writes_itself_wins(void **state)
{
    bench bench_, *b = &bench_;
    int64_t value;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "engineer:bo", "stamp", NULL, "purchased_on=2020-02-02", NULL);
    assert_int_equal(act(b), MEND_OK);
    assert_int_equal(mend_ticket_integer(b->ticket, "purchased_on", MEND_NTS, &value), MEND_OK);
    assert_int_equal(value, 19797); /* 2024-03-15 */
    assert_int_equal(mend_ticket_integer(b->ticket, "manufactured_on", MEND_NTS, &value), MEND_OK);
    assert_int_equal(value, 19811); /* two weeks later */
    bench_args(b, "engineer:bo", "stamp", NULL, NULL);
    b->err = (mend_error){.struct_size = sizeof b->err};
    assert_int_equal(mend_act(b->policy, b->ticket, b->args, INT64_C(253402200000000), b->result, &b->err), MEND_RANGE);
    bench_end(b);
}

static void test_more_act__a_malformed_row_is_not_called_missing_too(void **state)
{
    bench bench_, *b = &bench_;
    char *text = run_of(101);
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "clerk:ann", "note", NULL, NULL);
    assert_int_equal(mend_args_text(b->args, "notes/+1/text", MEND_NTS, text, 101), MEND_OK);
    assert_int_equal(act(b), MEND_INCOMPLETE);
    assert_int_equal(mend_result_reason_count(b->result), 1);
    assert_int_equal(mend_result_reason(b->result, 0), MEND_REASON_TEXT_TOO_LONG);
    bench_args(b, "clerk:ann", "note", NULL, NULL);
    assert_int_equal(act(b), MEND_INCOMPLETE);
    assert_int_equal(mend_result_reason(b->result, 0), MEND_REASON_FIELD_MISSING);
    assert_string_equal(mend_result_param(b->result, 0, "rows", NULL), "1");
    free(text);
    bench_end(b);
}

/* Ticks and attachments count only if they say the right thing, and attachments of another kind do not count. */
static void test_more_act__a_tick_or_a_photo_must_be_the_one_asked_for(void **state)
{
    static const struct {
        const char *item, *ok, *kind, *purpose, *uri;
        int32_t reasons;
    } rows[] = {
        {"cleaned", "true", "photo", "photo_after", "file:1.jpg", 0},
        {"cleaned", "false", "photo", "photo_after", "file:1.jpg", 1},
        {"greased", "true", "photo", "photo_after", "file:1.jpg", 1},
        {"cleaned", "", "photo", "photo_after", "file:1.jpg", 1},
        {"cleaned", "true", "signature", "photo_after", "file:1.jpg", 1},
        {"cleaned", "true", "photo", "photo_before", "file:1.jpg", 1},
        {"cleaned", "true", "photo", "", "file:1.jpg", 1},
        {"cleaned", "true", "", "photo_after", "file:1.jpg", 1},
        {"", "true", "photo", "photo_after", "file:1.jpg", 1},
        {"greased", "false", "signature", "other", "file:1.jpg", 2},
        {"cleaned", "true", "photo", "photo_after", "", 1},
    };
    bench bench_, *b = &bench_;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_begin(b, NULL);
    assert_int_equal(act(b), MEND_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bench_args(b, "engineer:bo", "finish", NULL, NULL);
        assert_int_equal(mend_args_text(b->args, "checks/+1/item", MEND_NTS, rows[i].item, MEND_NTS), MEND_OK);
        assert_int_equal(mend_args_text(b->args, "checks/+1/ok", MEND_NTS, rows[i].ok, MEND_NTS), MEND_OK);
        assert_int_equal(mend_args_text(b->args, "attachments/+1/kind", MEND_NTS, rows[i].kind, MEND_NTS), MEND_OK);
        assert_int_equal(mend_args_text(b->args, "attachments/+1/uri", MEND_NTS, rows[i].uri, MEND_NTS), MEND_OK);
        assert_int_equal(mend_args_text(b->args, "attachments/+1/purpose", MEND_NTS, rows[i].purpose, MEND_NTS),
                         MEND_OK);
        mend_status s = mend_try(b->policy, b->ticket, b->args, NOW, b->result, &b->err);
        if (s != (rows[i].reasons ? MEND_INCOMPLETE : MEND_OK) ||
            mend_result_reason_count(b->result) != rows[i].reasons)
            fail_msg("row %u: %s, %d reasons", (unsigned)i, mend_status_name(s),
                     (int)mend_result_reason_count(b->result));
    }
    bench_end(b);
}

static void test_more_act__a_loop_counts_to_its_limit_and_is_reset(void **state)
{
    bench bench_, *b = &bench_;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "engineer:bo", "again", NULL, NULL);
    assert_int_equal(act(b), MEND_OK);
    assert_int_equal(act(b), MEND_LOOP_LIMIT);
    assert_string_equal(mend_result_param(b->result, 0, "max", NULL), "1");
    bench_end(b);
}

static void test_more_act__a_reveal_names_at_least_one_field(void **state)
{
    bench bench_, *b = &bench_;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "clerk:ann", "disclose", NULL, NULL);
    assert_int_equal(mend_args_reason(b->args, "asked", MEND_NTS), MEND_OK);
    assert_int_equal(mend_reveal(b->policy, b->ticket, b->args, NOW, b->result, b->buf, &b->err), MEND_INCOMPLETE);
    assert_string_equal(mend_result_param(b->result, 0, "field", NULL), "fields");
    bench_args(b, "clerk:ann", "disclose", NULL, "customer_phone=", "nickname=", NULL);
    assert_int_equal(mend_args_reason(b->args, "asked", MEND_NTS), MEND_OK);
    assert_int_equal(mend_reveal(b->policy, b->ticket, b->args, NOW, b->result, b->buf, &b->err), MEND_OK);
    assert_string_equal(mend_buf_data(b->buf, NULL), "{\"customer_phone\":\"13812345678\",\"nickname\":null}");
    bench_end(b);
}

/* ---- no memory ---- */

typedef mend_status (*question)(bench *b);

static mend_status ask_act(bench *b)
{
    bench_args(b, "engineer:bo", "fill", NULL, "parts/+1/name=a", "parts/+1/planned=9", "fault_class=none", "product=a",
               "parts/+2/name=b", "nonsense=1", NULL);
    mend_status s = mend_act(b->policy, b->ticket, b->args, NOW, b->result, &b->err);
    return s == MEND_UNKNOWN_FIELD ? MEND_OK : s;
}

static mend_status ask_loop(bench *b)
{
    bench_args(b, "engineer:bo", "again", NULL, NULL);
    return mend_try(b->policy, b->ticket, b->args, NOW, b->result, &b->err);
}

static mend_status ask_role(bench *b)
{
    bench_args(b, "clerk:ann", "again", NULL, NULL);
    mend_status s = mend_try(b->policy, b->ticket, b->args, NOW, b->result, &b->err);
    return s == MEND_WRONG_ROLE ? MEND_OK : s;
}

static mend_status ask_view(bench *b)
{
    return mend_view(b->policy, b->ticket, "en", b->buf, &b->err);
}

static mend_status ask_names(bench *b)
{
    return mend_view(NULL, b->ticket, NULL, b->buf, &b->err);
}

static mend_status ask_save(bench *b)
{
    return mend_ticket_save(b->ticket, b->buf);
}

static mend_status ask_slots(bench *b)
{
    return mend_ticket_slots(b->ticket, b->buf);
}

static mend_status ask_menu(bench *b)
{
    bench_args(b, "engineer:bo", "again", NULL, NULL);
    return mend_actions(b->policy, b->ticket, b->args, NOW, "en", b->buf, &b->err);
}

static mend_status ask_reveal(bench *b)
{
    bench_args(b, "clerk:ann", "disclose", NULL, "customer_phone=", NULL);
    assert_int_equal(mend_args_reason(b->args, "asked", MEND_NTS), MEND_OK);
    return mend_reveal(b->policy, b->ticket, b->args, NOW, b->result, b->buf, &b->err);
}

static mend_status ask_text(bench *b)
{
    char text[64];
    return mend_ticket_text(b->ticket, "customer_phone", MEND_NTS, text, sizeof text, NULL);
}

/* Each request for memory fails in turn, alone and with all that follow; buffer and ticket stay as they were. */
static void assert_survives(question ask, bool once)
{
    for (size_t n = 1; n < 2000; n++) {
        bench bench_, *b = &bench_;
        size_t len;
        bench_start(b, WIDE);
        open_it(b);
        mend_result_free(b->result);
        assert_int_equal(mend_result_new(&b->allocator, &b->result), MEND_OK);
        assert_int_equal(mend_buf_append(b->buf, "x", 1), MEND_OK);
        b->heap.requests = 0;
        b->heap.fail_at = once ? 0 : n;
        b->fail_once = once ? n : 0;
        mend_status s = ask(b);
        b->heap.fail_at = b->fail_once = 0;
        mend_buf_data(b->buf, &len);
        if (s != MEND_OK) {
            assert_int_equal(s, MEND_NOMEM);
            assert_string_equal(mend_buf_data(b->buf, NULL), "x");
            assert_int_equal(mend_ticket_revision(b->ticket), 1);
            assert_int_equal(ask(b), MEND_OK);
        }
        bool last = b->heap.requests < n;
        bench_end(b);
        if (s == MEND_OK && last)
            return;
    }
    fail_msg("never succeeded");
}

static void test_more_memory__each_question_survives_each_failure(void **state)
{
    static const question questions[] = {ask_act,  ask_loop, ask_role,   ask_view, ask_names,
                                         ask_menu, ask_text, ask_reveal, ask_save, ask_slots};
    (void)state;
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        assert_survives(questions[i], false);
        assert_survives(questions[i], true);
    }
}

/* Where one request ends a block of memory and the next begins another depends on how much was asked for before: acts
 * and replays of many sizes, each with every request failing. */
static void test_more_memory__acts_of_every_size_survive_each_failure(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 40; rows++) {
        mend_status s = MEND_NOMEM;
        for (size_t n = 1; s == MEND_NOMEM && n < 500; n++) {
            bench bench_, *b = &bench_;
            char path[32], *event;
            bench_start(b, NULL);
            open_it(b);
            bench_args(b, "clerk:ann", "note", NULL, NULL);
            for (int i = 1; i <= rows; i++) {
                snprintf(path, sizeof path, "notes/+%d/text", i);
                assert_int_equal(mend_args_text(b->args, path, MEND_NTS, "a", 1), MEND_OK);
            }
            mend_result *fresh = NULL;
            mend_ticket *copy = NULL;
            assert_int_equal(mend_result_new(&b->allocator, &fresh), MEND_OK);
            assert_int_equal(mend_ticket_new(&b->allocator, &copy), MEND_OK);
            event = malloc(strlen(mend_result_event(b->result, 0, NULL)) + 1);
            assert_non_null(event);
            strcpy(event, mend_result_event(b->result, 0, NULL));
            b->heap.requests = 0;
            b->fail_once = n;
            s = mend_act(b->policy, b->ticket, b->args, NOW, fresh, &b->err);
            b->fail_once = 0;
            if (s == MEND_OK) {
                const char *events[2] = {event, mend_result_event(fresh, 0, NULL)};
                assert_int_equal(mend_ticket_slots(b->ticket, b->buf), MEND_OK);
                b->heap.requests = 0;
                b->fail_once = n;
                s = mend_ticket_replay(copy, mend_buf_data(b->buf, NULL), MEND_NTS, events, NULL, 2, &b->err);
            }
            assert_true(s == MEND_OK || s == MEND_NOMEM);
            assert_int_equal(mend_ticket_revision(copy), s == MEND_OK ? 2 : 0);
            b->fail_once = 0;
            free(event);
            mend_result_free(fresh);
            mend_ticket_free(copy);
            bench_end(b);
        }
        assert_int_equal(s, MEND_OK);
    }
}

/* The same with blocks of every size, so that each piece of the working memory is once the first of a block. */
static void test_more_memory__acts_survive_wherever_a_block_ends(void **state)
{
    (void)state;
    for (size_t step = 16; step <= 2048; step += 16) {
        mend_status s = MEND_NOMEM;
        for (size_t n = 1; s == MEND_NOMEM && n < 100; n++) {
            bench bench_, *b = &bench_;
            mend_result *fresh = NULL;
            bench_start(b, WIDE);
            open_it(b);
            bench_args(b, "engineer:bo", "again", NULL, NULL);
            assert_int_equal(mend_result_new(&b->allocator, &fresh), MEND_OK);
            fresh->work.step = step;
            b->heap.requests = 0;
            b->fail_once = n;
            s = mend_act(b->policy, b->ticket, b->args, NOW, fresh, &b->err);
            b->fail_once = 0;
            assert_true(s == MEND_OK || s == MEND_NOMEM);
            assert_int_equal(mend_ticket_revision(b->ticket), s == MEND_OK ? 2 : 1);
            mend_result_free(fresh);
            bench_end(b);
        }
        assert_int_equal(s, MEND_OK);
    }
}

/* Roles of an event lie in front of everything else that is read of it. */
static void test_more_memory__replays_survive_wherever_a_block_ends(void **state)
{
    static char roles[8192], event[12000];
    (void)state;
    for (size_t count = 0; count < 400; count++) {
        mend_status s = MEND_NOMEM;
        size_t at = 0;
        const char *events[1] = {event};
        roles[0] = '\0';
        for (size_t i = 0; i < count; i++)
            at += (size_t)snprintf(roles + at, sizeof roles - at, "%s\"r\"", i ? "," : "");
        snprintf(
            event, sizeof event,
            "{\"v\":1,\"seq\":1,\"type\":\"opened\",\"at\":\"2024-03-15T01:20:00Z\",\"recorded\":\"2024-03-15T01:20:"
            "00Z\","
            "\"actor\":{\"id\":\"a\",\"roles\":[%s]},\"data\":{\"tenant\":\"t\",\"key\":\"k\",\"number\":\"\","
            "\"policy\":"
            "{\"id\":\"p\",\"revision\":1,\"digest\":\"%064d\"},\"action\":\"open\",\"to\":\"s\",\"stage\":\"new\","
            "\"declare\":[{\"name\":\"x\",\"type\":\"text\"}],\"set\":{\"x\":\"y\"},\"counters\":{\"c\":1}}}",
            roles, 0);
        for (size_t n = 1; s == MEND_NOMEM && n < 100; n++) {
            faulty memory = {0};
            mend_allocator a = faulty_allocator(&memory);
            mend_ticket *ticket = NULL;
            mend_error err = {.struct_size = sizeof err};
            assert_int_equal(mend_ticket_new(&a, &ticket), MEND_OK);
            memory.fail_at = memory.requests + n;
            s = mend_ticket_replay(ticket, "[]", 2, events, NULL, 1, &err);
            if (s != MEND_OK && s != MEND_NOMEM)
                fail_msg("%s at %s", err.text, err.path);
            assert_int_equal(mend_ticket_revision(ticket), s == MEND_OK ? 1 : 0);
            mend_ticket_free(ticket);
            assert_int_equal(memory.live, 0);
        }
        assert_int_equal(s, MEND_OK);
    }
}

static void test_more_memory__policies_of_every_size_survive_each_failure(void **state)
{
    enum { PAD = 4000, STEP = 16, LAST = 12 };
    static char overlay[PAD + 512];
    (void)state;
    for (size_t pad = 0; pad < PAD; pad += STEP) {
        const char *documents[2] = {SMALL_POLICY, overlay};
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend_policy *policy = NULL;
        mend_error err = {.struct_size = sizeof err};
        char *label = run_of(8), *text = run_of(1 + pad);
        snprintf(overlay, sizeof overlay, "{\"texts\":{\"hello\":{\"en\":\"%s\",\"de\":\"%s\"}}}", text, label);
        if (mend_policy_load(&a, documents, NULL, 2, &policy, &err) != MEND_OK)
            fail_msg("%s at %s", err.text, err.path);
        mend_policy_free(policy);
        size_t requests = memory.requests;
        for (size_t n = requests > LAST ? requests - LAST : 1; n <= requests; n++) {
            memory = (faulty){.fail_at = n};
            policy = NULL;
            assert_int_equal(mend_policy_load(&a, documents, NULL, 2, &policy, NULL), MEND_NOMEM);
            assert_null(policy);
            assert_int_equal(memory.live, 0);
        }
        free(label);
        free(text);
    }
}

/* Wherever in a sentence the buffer has to grow. */
static void test_more_memory__sentences_are_whole_or_not_there(void **state)
{
    bench bench_, *b = &bench_;
    int failures = 0;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    assert_int_equal(ask_role(b), MEND_OK);
    for (size_t fill = 0; fill < 300; fill++) {
        char *text = run_of(fill);
        for (int what = 0; what < 2; what++) {
            faulty memory = {0};
            mend_allocator a = faulty_allocator(&memory);
            mend_buf *buf = NULL;
            assert_int_equal(mend_buf_new(&a, &buf), MEND_OK);
            assert_int_equal(mend_buf_append(buf, text, fill), MEND_OK);
            memory.fail_at = memory.requests + 1;
            mend_status s = what == 0 ? mend_result_sentence(b->result, b->policy, 0, "zh-CN", buf)
                                      : mend_result_write(b->result, b->policy, "en", buf);
            if (s != MEND_OK) {
                assert_int_equal(s, MEND_NOMEM);
                assert_string_equal(mend_buf_data(buf, NULL), text);
                failures++;
            }
            mend_buf_free(buf);
            assert_int_equal(memory.live, 0);
        }
        free(text);
    }
    assert_true(failures > 10);
    bench_end(b);
}

/* ---- menus, views, results ---- */

static void test_more_menu__shows_bounds_and_needs_its_arguments(void **state)
{
    bench bench_, *b = &bench_;
    mend_error bad = {.struct_size = 1};
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "engineer:bo", "fill", NULL, NULL);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, NOW, "en", b->buf, &b->err), MEND_OK);
    const char *menu = mend_buf_data(b->buf, NULL);
    assert_non_null(strstr(menu, "\"at_least\":-5,\"at_most\":90"));
    assert_non_null(strstr(menu, "\"at_least\":\"0.5\",\"at_most\":\"1.5\""));
    mend_buf_clear(b->buf);
    assert_int_equal(mend_actions(NULL, b->ticket, b->args, NOW, NULL, b->buf, &b->err), MEND_INVALID);
    assert_int_equal(mend_actions(b->policy, NULL, b->args, NOW, NULL, b->buf, &b->err), MEND_INVALID);
    assert_int_equal(mend_actions(b->policy, b->ticket, NULL, NOW, NULL, b->buf, &b->err), MEND_INVALID);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, NOW, NULL, NULL, &b->err), MEND_INVALID);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, NOW, NULL, b->buf, &bad), MEND_INVALID);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, INT64_MAX, NULL, b->buf, &b->err), MEND_RANGE);
    mend_policy *other = bench_policy("{\"revision\":4}");
    assert_int_equal(mend_actions(other, b->ticket, b->args, NOW, NULL, b->buf, &b->err), MEND_POLICY_MISMATCH);
    assert_int_equal(mend_tick(other, b->ticket, NOW, b->result, &b->err), MEND_POLICY_MISMATCH);
    mend_policy_free(other);
    mend_args_clear(b->args);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, NOW, NULL, b->buf, &b->err), MEND_INVALID);
    assert_string_equal(mend_buf_data(b->buf, NULL), "");
    bench_end(b);
}

static void test_more_menu__passes_over_fields_that_an_action_does_not_take(void **state)
{
    bench bench_, *b = &bench_;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    bench_args(b, "engineer:bo", "fill", NULL, "nonsense=1", "fault_class=hardware", "parts/+1/nome=a",
               "parts/9/name=a", NULL);
    assert_int_equal(mend_args_reason(b->args, "why", MEND_NTS), MEND_OK);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, NOW, NULL, b->buf, &b->err), MEND_OK);
    const char *menu = mend_buf_data(b->buf, NULL);
    assert_null(strstr(menu, "FIELD_UNKNOWN"));
    assert_null(strstr(menu, "FIELD_NOT_TAKEN"));
    assert_non_null(
        strstr(menu, "\"action\":\"start\",\"label\":\"start\",\"kind\":\"step\",\"to\":\"work\",\"open\":true"));
    bench_end(b);
}

static void test_more_view__shows_a_ticket_of_another_policy_by_its_names(void **state)
{
    bench bench_, *b = &bench_;
    mend_error bad = {.struct_size = 1};
    (void)state;
    bench_start(b, WIDE);
    bench_register(b, NULL);
    assert_int_equal(mend_args_ticket(b->args, "shop", MEND_NTS, "k1", MEND_NTS, "N1", MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_text(b->args, "nickname", MEND_NTS, "bob", MEND_NTS), MEND_OK);
    assert_int_equal(act(b), MEND_OK);
    bench_args(b, "engineer:bo", "fill", NULL, "visit_consent=true", "parts/+1/planned=1.25", NULL);
    assert_int_equal(act(b), MEND_OK);
    mend_policy *other =
        bench_policy("{\"fields\":{\"nickname\":null},\"actions\":{\"register\":{\"form\":{\"nickname\":null}},"
                     "\"disclose\":{\"form\":{\"nickname\":null}}}}");
    assert_int_equal(mend_view(other, b->ticket, "zh-CN", b->buf, &b->err), MEND_OK);
    assert_non_null(strstr(mend_buf_data(b->buf, NULL), "新建"));
    assert_non_null(strstr(mend_buf_data(b->buf, NULL), "\"nickname\":{\"label\":\"nickname\",\"value\":\"b**\"}"));
    mend_policy_free(other);
    mend_buf_clear(b->buf);
    assert_int_equal(mend_view(NULL, b->ticket, "en", b->buf, &b->err), MEND_OK);
    assert_non_null(strstr(mend_buf_data(b->buf, NULL), "\"1.25\""));
    assert_null(strstr(mend_buf_data(b->buf, NULL), "13812345678"));
    assert_int_equal(mend_view(b->policy, NULL, NULL, b->buf, &b->err), MEND_INVALID);
    assert_int_equal(mend_view(b->policy, b->ticket, NULL, NULL, &b->err), MEND_INVALID);
    assert_int_equal(mend_view(b->policy, b->ticket, NULL, b->buf, &bad), MEND_INVALID);
    bench_end(b);
}

static void test_more_result__says_nothing_beyond_its_end(void **state)
{
    bench bench_, *b = &bench_;
    size_t len = 0;
    (void)state;
    bench_start(b, WIDE);
    open_it(b);
    assert_non_null(mend_result_event(b->result, 0, &len));
    assert_true(len > 0);
    assert_null(mend_result_event(b->result, 1, NULL));
    assert_null(mend_result_event(b->result, -1, NULL));
    assert_null(mend_result_event(NULL, 0, NULL));
    bench_args(b, "clerk:ann", "again", NULL, NULL);
    assert_int_equal(act(b), MEND_WRONG_ROLE);
    assert_int_equal(mend_result_status(b->result), MEND_WRONG_ROLE);
    assert_int_equal(mend_result_event_count(b->result), 0);
    assert_int_equal(mend_result_reason_count(b->result), 1);
    assert_int_equal(mend_result_reason(b->result, 1), 0);
    assert_int_equal(mend_result_reason(b->result, -1), 0);
    assert_string_equal(mend_result_param(b->result, 0, "roles", &len), "engineer");
    assert_int_equal(len, 8);
    assert_null(mend_result_param(b->result, 0, "field", NULL));
    assert_null(mend_result_param(b->result, 0, NULL, NULL));
    assert_null(mend_result_param(b->result, 1, "roles", NULL));
    assert_null(mend_result_param(NULL, 0, "roles", NULL));
    assert_int_equal(mend_result_sentence(b->result, b->policy, 1, NULL, b->buf), MEND_RANGE);
    assert_int_equal(mend_result_sentence(b->result, b->policy, -1, NULL, b->buf), MEND_RANGE);
    assert_int_equal(mend_result_sentence(NULL, b->policy, 0, NULL, b->buf), MEND_INVALID);
    assert_int_equal(mend_result_sentence(b->result, b->policy, 0, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_result_write(NULL, b->policy, NULL, b->buf), MEND_INVALID);
    assert_int_equal(mend_result_write(b->result, b->policy, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_result_status(NULL), MEND_INVALID);
    assert_int_equal(mend_result_event_count(NULL), 0);
    assert_int_equal(mend_result_reason_count(NULL), 0);
    assert_int_equal(mend_result_replayed(NULL), 0);
    mend_result_free(NULL);
    bench_end(b);
}

static void test_more_result__an_outcome_comes_back_or_is_damaged(void **state)
{
    static const struct {
        const char *outcome;
        mend_status status;
    } rows[] = {
        {"", MEND_CORRUPT},
        {"[]", MEND_CORRUPT},
        {"{\"v\":\"1\"}", MEND_CORRUPT},
        {"{\"v\":0}", MEND_CORRUPT},
        {"{\"v\":2}", MEND_UNSUPPORTED},
        {"{\"v\":1,\"fingerprint\":\"short\",\"revision\":1,\"events\":[]}", MEND_CORRUPT},
#define PRINT "\"0123456789012345678901234567890123456789012345678901234567890123\""
        {"{\"v\":1,\"fingerprint\":" PRINT ",\"revision\":\"1\",\"events\":[]}", MEND_CORRUPT},
        {"{\"v\":1,\"fingerprint\":" PRINT ",\"revision\":1,\"events\":{}}", MEND_CORRUPT},
        {"{\"v\":1,\"fingerprint\":" PRINT ",\"revision\":1,\"events\":[[1,2]]}", MEND_CORRUPT},
        {"{\"v\":1,\"fingerprint\":" PRINT ",\"revision\":1,\"events\":[[1,\"2\",\"{}\"]]}", MEND_CORRUPT},
        {"{\"v\":1,\"fingerprint\":" PRINT ",\"revision\":1,\"events\":[[1,2,\"{}\"]]}", MEND_OK},
    };
    mend_result *result = NULL;
    char print[65];
    int64_t revision = 0;
    (void)state;
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_error err = {.struct_size = sizeof err};
        mend_status s = mend__result_recall(result, mend__str_of(rows[i].outcome, MEND_NTS), print, &revision, &err);
        if (s != rows[i].status)
            fail_msg("%s: %s", rows[i].outcome, mend_status_name(s));
        assert_int_equal(mend_result_replayed(result), s == MEND_OK);
    }
    assert_int_equal(mend_result_event_count(result), 1);
    assert_string_equal(mend_result_event(result, 0, NULL), "{}");
    mend_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_args__every_text_has_its_limits),
        cmocka_unit_test(test_more_args__there_are_sixteen_roles_and_4096_fields),
        cmocka_unit_test(test_more_args__instants_and_revisions_have_a_range),
        cmocka_unit_test(test_more_args__every_part_is_in_the_fingerprint),
        cmocka_unit_test(test_more_args__a_document_is_taken_whole_or_not_at_all),
        cmocka_unit_test(test_more_args__no_memory_leaves_them_as_they_were),
        cmocka_unit_test(test_more_act__needs_its_arguments),
        cmocka_unit_test(test_more_act__every_kind_of_number_is_taken_as_one),
        cmocka_unit_test(test_more_act__decimals_keep_to_their_bounds),
        cmocka_unit_test(test_more_act__paths_that_do_not_fit_are_told),
        cmocka_unit_test(test_more_act__rows_and_texts_stop_at_the_policys_limits),
        cmocka_unit_test(test_more_act__stamps_are_those_of_the_companys_day),
        cmocka_unit_test(test_more_act__what_the_action_writes_itself_wins),
        cmocka_unit_test(test_more_act__a_malformed_row_is_not_called_missing_too),
        cmocka_unit_test(test_more_act__a_tick_or_a_photo_must_be_the_one_asked_for),
        cmocka_unit_test(test_more_act__a_loop_counts_to_its_limit_and_is_reset),
        cmocka_unit_test(test_more_act__a_reveal_names_at_least_one_field),
        cmocka_unit_test(test_more_memory__each_question_survives_each_failure),
        cmocka_unit_test(test_more_memory__acts_of_every_size_survive_each_failure),
        cmocka_unit_test(test_more_memory__acts_survive_wherever_a_block_ends),
        cmocka_unit_test(test_more_memory__replays_survive_wherever_a_block_ends),
        cmocka_unit_test(test_more_memory__policies_of_every_size_survive_each_failure),
        cmocka_unit_test(test_more_memory__sentences_are_whole_or_not_there),
        cmocka_unit_test(test_more_menu__shows_bounds_and_needs_its_arguments),
        cmocka_unit_test(test_more_menu__passes_over_fields_that_an_action_does_not_take),
        cmocka_unit_test(test_more_view__shows_a_ticket_of_another_policy_by_its_names),
        cmocka_unit_test(test_more_result__says_nothing_beyond_its_end),
        cmocka_unit_test(test_more_result__an_outcome_comes_back_or_is_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
