/*
 * test_more_ticket.c - records and logs that somebody has changed with care, checksum and all: what does not fit
 * together is refused, and the ticket stays as it was. And what a ticket says of itself, its copies, its long life.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

#include "ground/crc32c.h"
#include "ticket/ticket.h"

#define LOG_MAX 8

typedef struct life { /* a ticket with some of everything, its record, its slots and its log */
    bench b;
    char *record, *slots, *events[LOG_MAX];
    size_t count;
} life;

static char *text_of(mend_buf *buf)
{
    size_t n;
    const char *data = mend_buf_data(buf, &n);
    char *copy = malloc(n + 1);
    assert_non_null(copy);
    memcpy(copy, data, n + 1);
    mend_buf_clear(buf);
    return copy;
}

static void go(life *l, const char *reason)
{
    bench *b = &l->b;
    assert_int_equal(mend_args_ticket(b->args, "shop", MEND_NTS, "k1", MEND_NTS, "N1", MEND_NTS), MEND_OK);
    if (reason)
        assert_int_equal(mend_args_reason(b->args, reason, MEND_NTS), MEND_OK);
    if (mend_act(b->policy, b->ticket, b->args, NOW, b->result, &b->err) != MEND_OK)
        fail_msg("%s %s", mend_status_name(mend_result_status(b->result)), b->err.text);
    assert_int_equal(mend_result_event_count(b->result), 1);
    assert_int_equal(mend_buf_append(b->buf, mend_result_event(b->result, 0, NULL), MEND_NTS), MEND_OK);
    assert_true(l->count < LOG_MAX);
    l->events[l->count++] = text_of(b->buf);
}

static void begin(life *l)
{
    bench *b = &l->b;
    memset(l, 0, sizeof *l);
    bench_start(b, NULL);
    bench_args(b, "clerk:ann", "register", NULL, "customer_name=王", "customer_phone=13812345678",
               "fault_description=no", "shelf=left", "nickname=bob", "purchased_on=2024-01-02", NULL);
    go(l, NULL);
    bench_begin(b, NULL);
    go(l, NULL);
    bench_args(b, "engineer:bo", "finish", NULL, "parts/+1/name=p", "parts/+1/lot=3", "attachments/+1/kind=photo",
               "attachments/+1/purpose=photo_after", "attachments/+1/uri=file:1.jpg", "checks/+1/item=cleaned",
               "checks/+1/ok=true", NULL);
    go(l, NULL);
    bench_args(b, "inspector:cy", "fail", NULL, NULL);
    go(l, "leaks");
    assert_int_equal(mend_ticket_save(b->ticket, b->buf), MEND_OK);
    l->record = text_of(b->buf);
    assert_int_equal(mend_ticket_slots(b->ticket, b->buf), MEND_OK);
    l->slots = text_of(b->buf);
}

static void end(life *l)
{
    free(l->record);
    free(l->slots);
    for (size_t i = 0; i < l->count; i++)
        free(l->events[i]);
    bench_end(&l->b);
}

/* A copy in which the first `from` is `to`; to be freed. */
static char *changed(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    if (!at)
        fail_msg("there is no %s in %s", from, text);
    size_t head = (size_t)(at - text), n = strlen(text) - strlen(from) + strlen(to);
    char *copy = malloc(n + 1);
    assert_non_null(copy);
    memcpy(copy, text, head);
    memcpy(copy + head, to, strlen(to));
    memcpy(copy + head + strlen(to), at + strlen(from), strlen(at + strlen(from)) + 1);
    return copy;
}

/* Puts the right checksum into a record's head. */
static void sign(char *record)
{
    char digits[9];
    snprintf(digits, sizeof digits, "%08x", (unsigned)mend__crc32c(record + 16, strlen(record + 16)));
    memcpy(record + 7, digits, 8);
}

typedef struct damage {
    const char *from, *to, *path; /* path: where the error points to; NULL: anywhere */
} damage;

static void assert_record_refused(life *l, const damage *d)
{
    bench *b = &l->b;
    char *record = changed(l->record, d->from, d->to);
    sign(record);
    b->err = (mend_error){.struct_size = sizeof b->err};
    mend_status status = mend_ticket_load(b->ticket, record, strlen(record), &b->err);
    if (status != MEND_CORRUPT || b->err.status != status || (d->path && strcmp(b->err.path, d->path) != 0))
        fail_msg("%s -> %s: %s at %s: %s", d->from, d->to, mend_status_name(status), b->err.path, b->err.text);
    assert_int_equal(mend_ticket_revision(b->ticket), 4);
    free(record);
}

static void test_more_ticket__a_signed_record_is_checked_member_by_member(void **state)
{
    static const damage rows[] = {
        {"{\"tenant\":\"shop\"", "[{\"tenant\":\"shop\"", NULL},
        {"\"key\":\"k1\"", "\"key\":1", "$.key"},
        {"\"key\":\"k1\",", "", "$"},
        {"\"policy\":{\"id\"", "\"policy\":[],\"x\":{\"id\"", "$.policy"},
        {"\"id\":\"small\"", "\"id\":null", "$.policy.id"},
        {"\"revision\":3", "\"revision\":0", "$.policy.revision"},
        {"\"revision\":3", "\"revision\":\"3\"", "$.policy.revision"},
        {"\"revision\":3,", "", "$.policy"},
        {"\"digest\":\"", "\"digest\":\"0", "$.policy"},
        {"\"seq\":4", "\"seq\":0", "$.seq"},
        {"\"seq\":4", "\"seq\":9223372036854775807", "$.seq"},
        {"\"stage\":\"active\"", "\"stage\":\"Active\"", "$"},
        {"\"opened\":\"2024", "\"opened\":\"10024", "$.opened"},
        {"\"since\":\"2024-03-15T01:20:00Z\",", "", "$"},
        {"\"last\":\"2024-03-15T01:20:00Z\"", "\"last\":1710465600000", "$.last"},
        {"\"declared\":[", "\"declared\":{},\"x\":[", "$.declared"},
        {"\"declared\":[", "\"declared\":[5,", "$.declared[0]"},
        {"{\"name\":\"shelf\"", "{\"name\":\"Shelf\"", "$.declared[0]"},
        {"\"type\":\"choice\"", "\"type\":\"list\"", "$.declared[0]"},
        {"\"type\":\"choice\"", "\"typ\":\"choice\"", "$.declared[0]"},
        {"\"mask\":\"name\"", "\"mask\":\"nome\"", "$.declared[1].mask"},
        {"\"list\":\"parts\"", "\"list\":\"party\"", "$.declared[2].list"},
        {"\"list\":\"parts\"", "\"list\":\"product\"", "$.declared[2].list"},
        {"\"slots\":[", "\"slots\":null,\"x\":[", "$.slots"},
        {"\"slots\":[", "\"slots\":[7,", "$.slots[0]"},
        {"\"fields\":{", "\"fields\":[],\"x\":{", "$.fields"},
        {"\"customer_name\":{\"slot\":1}", "\"customer_name\":{\"slot\":6}", "$.fields.customer_name.slot"},
        {"\"customer_name\":{\"slot\":1}", "\"customer_name\":{\"slot\":0}", "$.fields.customer_name.slot"},
        {"\"customer_name\":{\"slot\":1}", "\"customer_name\":{}", "$.fields.customer_name"},
        {"\"customer_name\":", "\"customer_nome\":", "$.fields.customer_nome"},
        {"\"customer_name\":{\"slot\":1}", "\"parts\":\"p\"", NULL},
        {"\"purchased_on\":\"2024-01-02\"", "\"purchased_on\":{\"slot\":1}", "$.fields.purchased_on"},
        {"\"purchased_on\":\"2024-01-02\"", "\"purchased_on\":\"2024-02-30\"", "$.fields.purchased_on"},
        {"\"fault_class\":\"hardware\"", "\"fault_class\":true", "$.fields.fault_class"},
        {"\"fault_class\":\"hardware\"", "\"fault_class\":[]", NULL},
        {"\"parts\":[{\"id\":1,", "\"parts\":[{\"id\":0,", "$.fields.parts[0].id"},
        {"\"parts\":[{\"id\":1,", "\"parts\":[{\"id\":2147483647,", "$.fields.parts[0].id"},
        {"\"parts\":[{\"id\":1,", "\"parts\":[{\"id\":1},{\"id\":1,", "$.fields.parts[1].id"},
        {"\"parts\":[{\"id\":1,", "\"parts\":[{", "$.fields.parts[0]"},
        {"\"parts\":[", "\"parts\":[7,", "$.fields.parts[0]"},
        {"\"lot\":3", "\"lot\":\"3\"", "$.fields.parts[0].lot"},
        {"\"lot\":3", "\"lost\":3", "$.fields.parts[0].lost"},
        {"\"rows\":{", "\"rows\":7,\"x\":{", "$.rows"},
        {"\"rows\":{\"parts\":1", "\"rows\":{\"parts\":0", "$.rows.parts"},
        {"\"rows\":{\"parts\":1", "\"rows\":{\"parts\":2147483647", "$.rows.parts"},
        {"\"rows\":{\"parts\":1", "\"rows\":{\"party\":1", "$.rows.party"},
        {"\"done\":[", "\"done\":{},\"x\":[", "$.done"},
        {"\"done\":[", "\"done\":[null,", "$.done[0]"},
        {"\"actor\":\"cy\",", "", "$.done[0]"},
        {"\"times\":1", "\"times\":0", "$.done[0].times"},
        {"\"times\":1", "\"times\":5", "$.done[0].times"},
        {"\"last\":4}", "\"last\":5}", "$.done[0].last"},
        {"\"counters\":{", "\"counters\":[],\"x\":{", "$.counters"},
        {"\"rework\":1", "\"rework\":0", "$.counters.rework"},
        {"\"rework\":1", "\"rework\":\"1\"", "$.counters.rework"},
        {"\"rework\":1", "\"rework\":1,\"rework\":1", NULL},
    };
    life l;
    (void)state;
    begin(&l);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_record_refused(&l, &rows[i]);
    assert_int_equal(mend_ticket_load(l.b.ticket, l.record, strlen(l.record), &l.b.err), MEND_OK);
    end(&l);
}

static void test_more_ticket__a_record_that_is_no_json_is_corrupt(void **state)
{
    static const char *const bodies[] = {"", "{", "{}", "[]", "7", "{\"tenant\":\"a\",\"tenant\":\"b\"}", "\"\xff\""};
    life l;
    (void)state;
    begin(&l);
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        char record[128];
        snprintf(record, sizeof record, "MEND 1 00000000\n%s", bodies[i]);
        sign(record);
        assert_int_equal(mend_ticket_load(l.b.ticket, record, strlen(record), &l.b.err), MEND_CORRUPT);
        assert_int_equal(l.b.err.status, MEND_CORRUPT);
        assert_int_equal(mend_ticket_load(l.b.ticket, record, strlen(record), NULL), MEND_CORRUPT);
    }
    end(&l);
}

/* ---- logs ---- */

static mend_status replay(life *l, const char *slots)
{
    l->b.err = (mend_error){.struct_size = sizeof l->b.err};
    return mend_ticket_replay(l->b.ticket, slots, MEND_NTS, (const char *const *)l->events, NULL, l->count, &l->b.err);
}

typedef struct log_damage {
    int32_t event;
    const char *from, *to;
} log_damage;

static void test_more_ticket__a_log_is_checked_member_by_member(void **state)
{
    static const log_damage rows[] = {
        {0, "\"v\":1", "\"v\":0"},
        {0, "\"v\":1,", ""},
        {0, "\"seq\":1", "\"seq\":2"},
        {0, "\"type\":\"opened\",", ""},
        {0, "\"at\":\"2024", "\"at\":\"10024"},
        {0, "\"recorded\":\"2024-03-15T01:20", "\"recorded\":\"2024-03-15T01:19"},
        {1, "\"recorded\":\"2024-03-15T01:20:00Z\"", "\"recorded\":\"2024-03-15T01:20:00Z\",\"skew_ms\":\"1\""},
        {0, "\"id\":\"ann\",", ""},
        {0, "\"roles\":[\"clerk\"]", "\"roles\":\"clerk\""},
        {0, "\"roles\":[\"clerk\"]", "\"roles\":[7]"},
        {0, "\"grade\":\"senior\"", "\"grade\":7"},
        {0, "\"data\":{", "\"data\":[],\"x\":{"},
        {0, "\"policy\":{", "\"police\":{"},
        {1, "\"action\":\"start\"", "\"action\":\"start\",\"policy\":{}"},
        {0, "\"tenant\":\"shop\",", ""},
        {0, "\"revision\":3", "\"revision\":null"},
        {0, "\"revision\":3", "\"revision\":0"},
        {0, "\"digest\":\"", "\"digest\":\"0"},
        {1, "\"action\":\"start\"", "\"action\":null"},
        {1, "\"stage\":\"active\"", "\"stage\":\"busy\""},
        {1, "\"stage\":\"active\",", ""},
        {0, "\"name\":\"shelf\"", "\"name\":\"Shelf\""},
        {0, "\"name\":\"shelf\",", ""},
        {0, "\"type\":\"choice\"", "\"type\":\"list\""},
        {0, "\"type\":\"choice\"", "\"type\":7"},
        {0, "\"mask\":\"name\"", "\"mask\":\"nome\""},
        {0, "\"declare\":[", "\"declare\":7,\"x\":["},
        {2, "\"list\":\"parts\"", "\"list\":\"party\""},
        {2, "\"list\":\"parts\"", "\"list\":\"product\""},
        {1, "\"set\":{", "\"set\":7,\"x\":{"},
        {1, "\"set\":{\"fault_class\"", "\"set\":{\"Fault\""},
        {1, "\"set\":{\"fault_class\"", "\"set\":{\"fault\""},
        {1, "\"set\":{\"fault_class\"", "\"set\":{\"parts\""},
        {1, "\"fault_class\":\"hardware\"", "\"fault_class\":7"},
        {1, "\"fault_class\":\"hardware\"", "\"party/1/name\":\"a\""},
        {1, "\"fault_class\":\"hardware\"", "\"product/1/name\":\"a\""},
        {1, "\"fault_class\":\"hardware\"", "\"parts/+1/name\":\"a\""},
        {1, "\"fault_class\":\"hardware\"", "\"parts/1\":\"a\""},
        {1, "\"fault_class\":\"hardware\"", "\"parts/2147483647/name\":\"a\""},
        {1, "\"fault_class\":\"hardware\"", "\"parts/2147483647\":null"},
        {0, "\"purchased_on\":\"2024-01-02\"", "\"purchased_on\":{\"slot\":3}"},
        {0, "\"customer_name\":{\"slot\":1}", "\"customer_name\":{\"slot\":2}"},
        {0, "\"customer_name\":{\"slot\":1}", "\"customer_name\":{\"slot\":1,\"x\":1}"},
        {0, "\"nickname\":{\"slot\":4}", "\"nickname\":{\"slot\":5}"},
        {3, "\"reason\":{\"slot\":5}", "\"reason\":\"leaks\""},
        {3, "\"reason\":{\"slot\":5}", "\"reason\":{\"slot\":5},\"set\":{\"fault_description\":{\"slot\":6}}"},
        {3, "\"rework\":1", "\"rework\":-1"},
        {3, "\"rework\":1", "\"rework\":\"1\""},
        {3, "\"counters\":{\"rework\":1}", "\"counters\":7"},
        {1, "\"notices\":[\"begun\"]", "\"notices\":{}"},
        {1, "\"notices\":[\"begun\"]", "\"notices\":[{}]"},
        {1, "{\"v\":1", "[{\"v\":1"},
    };
    life l;
    (void)state;
    begin(&l);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *kept = l.events[rows[i].event];
        l.events[rows[i].event] = changed(kept, rows[i].from, rows[i].to);
        mend_status status = replay(&l, l.slots);
        if (status != MEND_CORRUPT || l.b.err.status != status || l.b.err.document != rows[i].event)
            fail_msg("%s -> %s: %s in %d: %s", rows[i].from, rows[i].to, mend_status_name(status),
                     (int)l.b.err.document, l.b.err.text);
        assert_int_equal(mend_ticket_revision(l.b.ticket), 4);
        free(l.events[rows[i].event]);
        l.events[rows[i].event] = kept;
    }
    assert_int_equal(replay(&l, l.slots), MEND_OK);
    end(&l);
}

static void test_more_ticket__slots_are_a_list_of_texts_and_nulls(void **state)
{
    static const char *const slots[] = {"{}", "[1]", "[\"a\",[]]", "[", "", "null", "[\"\xff\"]"};
    life l;
    (void)state;
    begin(&l);
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        assert_int_equal(replay(&l, slots[i]), MEND_CORRUPT);
        assert_int_equal(l.b.err.status, MEND_CORRUPT);
        assert_int_equal(
            mend_ticket_replay(l.b.ticket, slots[i], MEND_NTS, (const char *const *)l.events, NULL, 1, NULL),
            MEND_CORRUPT);
    }
    end(&l);
}

static void test_more_ticket__emptied_slots_replay_as_emptied(void **state)
{
    life l;
    char text[32];
    (void)state;
    begin(&l);
    assert_int_equal(replay(&l, "[null,null,null,null,null]"), MEND_OK);
    assert_int_equal(mend_ticket_text(l.b.ticket, "customer_name", MEND_NTS, text, sizeof text, NULL), MEND_OK);
    assert_string_equal(text, "");
    end(&l);
}

static void test_more_ticket__a_replay_needs_its_arguments(void **state)
{
    life l;
    const char *none = NULL;
    mend_error bad = {.struct_size = 1};
    (void)state;
    begin(&l);
    const char *const *events = (const char *const *)l.events;
    mend_ticket *t = l.b.ticket;
    assert_int_equal(mend_ticket_replay(NULL, l.slots, MEND_NTS, events, NULL, 1, &l.b.err), MEND_INVALID);
    assert_int_equal(mend_ticket_replay(t, NULL, 0, events, NULL, 1, &l.b.err), MEND_INVALID);
    assert_int_equal(mend_ticket_replay(t, l.slots, MEND_NTS, NULL, NULL, 1, &l.b.err), MEND_INVALID);
    assert_int_equal(mend_ticket_replay(t, l.slots, MEND_NTS, events, NULL, 0, &l.b.err), MEND_INVALID);
    assert_int_equal(mend_ticket_replay(t, l.slots, MEND_NTS, &none, NULL, 1, &l.b.err), MEND_INVALID);
    assert_int_equal(mend_ticket_replay(t, l.slots, MEND_NTS, events, NULL, 1, &bad), MEND_INVALID);
    assert_int_equal(mend_ticket_load(NULL, l.record, strlen(l.record), &l.b.err), MEND_INVALID);
    assert_int_equal(mend_ticket_load(t, NULL, 0, &l.b.err), MEND_INVALID);
    assert_int_equal(mend_ticket_load(t, l.record, strlen(l.record), &bad), MEND_INVALID);
    assert_int_equal(mend_ticket_save(NULL, l.b.buf), MEND_INVALID);
    assert_int_equal(mend_ticket_save(t, NULL), MEND_INVALID);
    assert_int_equal(mend_ticket_slots(NULL, l.b.buf), MEND_INVALID);
    assert_int_equal(mend_ticket_slots(t, NULL), MEND_INVALID);
    assert_int_equal(mend_ticket_revision(t), 4);
    end(&l);
}

static void test_more_ticket__no_memory_leaves_the_ticket_as_it_was(void **state)
{
    life l;
    size_t n = 1, sites = 0;
    (void)state;
    begin(&l);
    for (int what = 0; what < 4; what++) {
        for (n = 1; n < 5000; n++) {
            mend_status s;
            mend_ticket *copy = NULL;
            assert_int_equal(mend_ticket_new(&l.b.allocator, &copy), MEND_OK);
            l.b.heap.requests = 0;
            l.b.heap.fail_at = n;
            if (what == 0)
                s = replay(&l, l.slots);
            else if (what == 1)
                s = mend_ticket_load(l.b.ticket, l.record, strlen(l.record), &l.b.err);
            else if (what == 2)
                s = mend_ticket_copy(copy, l.b.ticket);
            else
                s = mend_ticket_save(l.b.ticket, l.b.buf);
            l.b.heap.fail_at = 0;
            assert_int_equal(mend_ticket_revision(copy), what == 2 && s == MEND_OK ? 4 : 0);
            mend_ticket_free(copy);
            assert_int_equal(mend_ticket_revision(l.b.ticket), 4);
            mend_buf_clear(l.b.buf);
            if (s == MEND_OK)
                break;
            assert_int_equal(s, MEND_NOMEM);
            sites++;
        }
        assert_true(n < 5000);
    }
    printf("%zu allocations failed in turn\n", sites);
    assert_true(sites > 30);
    end(&l);
}

/* ---- row ids ---- */

static void test_more_ticket__row_ids_end_before_they_overflow(void **state)
{
    static const struct {
        const char *last, *path;
        mend_status status;
    } rows[] = {
        {"2147483644", "parts/+2/name", MEND_OK},         {"2147483645", "parts/+1/name", MEND_OK},
        {"2147483645", "parts/+2/name", MEND_REFUSED},    {"2147483646", "parts/+1/name", MEND_REFUSED},
        {"2147483646", "parts/+1000/name", MEND_REFUSED},
    };
    life l;
    (void)state;
    begin(&l);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char mark[48];
        size_t n;
        snprintf(mark, sizeof mark, "\"rows\":{\"parts\":%s", rows[i].last);
        char *record = changed(l.record, "\"rows\":{\"parts\":1", mark);
        sign(record);
        assert_int_equal(mend_ticket_load(l.b.ticket, record, strlen(record), &l.b.err), MEND_OK);
        bench_args(&l.b, "engineer:bo", "finish", NULL, "attachments/+1/kind=photo",
                   "attachments/+1/purpose=photo_after", "attachments/+1/uri=file:1.jpg", "checks/+1/item=cleaned",
                   "checks/+1/ok=true", NULL);
        assert_int_equal(mend_args_text(l.b.args, rows[i].path, MEND_NTS, "x", 1), MEND_OK);
        mend_status s = mend_act(l.b.policy, l.b.ticket, l.b.args, NOW, l.b.result, &l.b.err);
        if (s != rows[i].status)
            fail_msg("%s after %s: %s", rows[i].path, rows[i].last, mend_status_name(s));
        if (s != MEND_OK)
            assert_int_equal(mend_result_reason(l.b.result, 0), MEND_REASON_ROWS_TOO_MANY);
        mend_buf_clear(l.b.buf);
        assert_int_equal(mend_ticket_save(l.b.ticket, l.b.buf), MEND_OK);
        const char *saved = mend_buf_data(l.b.buf, &n);
        assert_int_equal(mend_ticket_load(l.b.ticket, saved, n, &l.b.err), MEND_OK);
        free(record);
    }
    end(&l);
}

/* ---- what a ticket says ---- */

static void test_more_ticket__says_who_and_when_it_is(void **state)
{
    life l;
    size_t n = 0;
    (void)state;
    begin(&l);
    const mend_ticket *t = l.b.ticket;
    assert_string_equal(mend_ticket_tenant(t, &n), "shop");
    assert_int_equal(n, 4);
    assert_string_equal(mend_ticket_key(t, NULL), "k1");
    assert_string_equal(mend_ticket_number(t, NULL), "N1");
    assert_string_equal(mend_ticket_state(t, NULL), "work");
    assert_string_equal(mend_ticket_stage(t), "active");
    assert_string_equal(mend_ticket_policy(t, NULL), "small");
    assert_int_equal(mend_ticket_policy_revision(t), 3);
    assert_string_equal(mend_ticket_policy_digest(t, &n), mend_policy_digest(l.b.policy));
    assert_int_equal(n, 64);
    assert_string_equal(mend_ticket_policy_digest(t, NULL), mend_policy_digest(l.b.policy));
    assert_int_equal(mend_ticket_opened(t), NOW);
    assert_int_equal(mend_ticket_since(t), NOW);
    assert_int_equal(mend_ticket_last(t), NOW);
    assert_int_equal(mend_ticket_closed(t), INT64_MIN);
    end(&l);
}

static void test_more_ticket__a_blank_one_and_none_say_nothing(void **state)
{
    mend_ticket *t = NULL;
    size_t n = 9;
    (void)state;
    assert_int_equal(mend_ticket_new(NULL, &t), MEND_OK);
    assert_string_equal(mend_ticket_key(t, &n), "");
    assert_int_equal(n, 0);
    assert_string_equal(mend_ticket_policy_digest(t, &n), "");
    assert_string_equal(mend_ticket_stage(t), "");
    assert_int_equal(mend_ticket_revision(t), 0);
    assert_int_equal(mend_ticket_policy_revision(t), 0);
    assert_int_equal(mend_ticket_opened(t), INT64_MIN);
    assert_int_equal(mend_ticket_copy(t, t), MEND_OK);
    assert_int_equal(mend_ticket_copy(NULL, t), MEND_INVALID);
    assert_int_equal(mend_ticket_copy(t, NULL), MEND_INVALID);
    mend_ticket_free(t);
    assert_int_equal(mend_ticket_new(NULL, NULL), MEND_INVALID);
    assert_null(mend_ticket_tenant(NULL, NULL));
    assert_null(mend_ticket_key(NULL, NULL));
    assert_null(mend_ticket_number(NULL, NULL));
    assert_null(mend_ticket_state(NULL, NULL));
    assert_null(mend_ticket_stage(NULL));
    assert_null(mend_ticket_policy(NULL, NULL));
    assert_null(mend_ticket_policy_digest(NULL, NULL));
    assert_int_equal(mend_ticket_policy_revision(NULL), 0);
    assert_int_equal(mend_ticket_revision(NULL), 0);
    assert_int_equal(mend_ticket_opened(NULL), INT64_MIN);
    assert_int_equal(mend_ticket_since(NULL), INT64_MIN);
    assert_int_equal(mend_ticket_closed(NULL), INT64_MIN);
    assert_int_equal(mend_ticket_last(NULL), INT64_MIN);
    mend_ticket_free(NULL);
}

static void test_more_ticket__fields_are_read_by_type_and_path(void **state)
{
    life l;
    char text[32];
    int64_t value = -1;
    int32_t row = -1, count = -1;
    size_t needed = 0;
    (void)state;
    begin(&l);
    const mend_ticket *t = l.b.ticket;
    assert_int_equal(mend_ticket_integer(t, "parts/1/lot", MEND_NTS, &value), MEND_OK);
    assert_int_equal(value, 3);
    assert_int_equal(mend_ticket_integer(t, "checks/1/ok", MEND_NTS, &value), MEND_OK);
    assert_int_equal(value, 1);
    assert_int_equal(mend_ticket_integer(t, "purchased_on", MEND_NTS, &value), MEND_OK);
    assert_int_equal(value, 19724); /* 2024-01-02 */
    assert_int_equal(mend_ticket_integer(t, "travel_minutes", MEND_NTS, &value), MEND_NOT_FOUND);
    assert_int_equal(mend_ticket_integer(t, "parts/2/lot", MEND_NTS, &value), MEND_NOT_FOUND);
    assert_int_equal(mend_ticket_integer(t, "parts/1/prize", MEND_NTS, &value), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_ticket_integer(t, "fault_class", MEND_NTS, &value), MEND_INVALID);
    assert_int_equal(mend_ticket_integer(t, "parts", MEND_NTS, &value), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_ticket_integer(t, "parts/1", MEND_NTS, &value), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_ticket_integer(t, "parts/+1/lot", MEND_NTS, &value), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_ticket_integer(t, "product/1/lot", MEND_NTS, &value), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_ticket_integer(NULL, "parts/1/lot", MEND_NTS, &value), MEND_INVALID);
    assert_int_equal(mend_ticket_integer(t, "parts/1/lot", MEND_NTS, NULL), MEND_INVALID);
    assert_int_equal(value, 19724);
    assert_int_equal(mend_ticket_text(t, "fault_class", MEND_NTS, text, 9, &needed), MEND_OK);
    assert_string_equal(text, "hardware");
    assert_int_equal(mend_ticket_text(t, "fault_class", MEND_NTS, text, 8, &needed), MEND_SHORT_BUFFER);
    assert_int_equal(needed, 8);
    assert_int_equal(mend_ticket_text(t, "fault_class", MEND_NTS, NULL, 0, &needed), MEND_OK);
    assert_int_equal(mend_ticket_text(t, "fault_class", MEND_NTS, NULL, 8, &needed), MEND_INVALID);
    assert_int_equal(mend_ticket_text(t, "Fault", MEND_NTS, text, 8, NULL), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_ticket_rows(t, "parts", MEND_NTS, &count), MEND_OK);
    assert_int_equal(count, 1);
    assert_int_equal(mend_ticket_rows(t, "party", MEND_NTS, &count), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_ticket_rows(NULL, "parts", MEND_NTS, &count), MEND_INVALID);
    assert_int_equal(mend_ticket_row(t, "parts", MEND_NTS, 0, &row), MEND_OK);
    assert_int_equal(row, 1);
    assert_int_equal(mend_ticket_row(t, "parts", MEND_NTS, 1, &row), MEND_RANGE);
    assert_int_equal(mend_ticket_row(t, "parts", MEND_NTS, -1, &row), MEND_RANGE);
    assert_int_equal(mend_ticket_row(t, "party", MEND_NTS, 0, &row), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_ticket_row(t, "parts", MEND_NTS, 0, NULL), MEND_INVALID);
    end(&l);
}

static void test_more_ticket__rows_come_oldest_first(void **state)
{
    life l;
    int32_t row = 0;
    (void)state;
    begin(&l);
    bench_args(&l.b, "clerk:ann", "note", NULL, "notes/+1/text=a", "notes/+2/text=b", "notes/+3/text=c", NULL);
    go(&l, NULL);
    for (int32_t i = 0; i < 3; i++) {
        assert_int_equal(mend_ticket_row(l.b.ticket, "notes", MEND_NTS, i, &row), MEND_OK);
        assert_int_equal(row, i + 1);
    }
    assert_int_equal(mend_ticket_row(l.b.ticket, "notes", MEND_NTS, 3, &row), MEND_RANGE);
    end(&l);
}

/* ---- a long life ---- */

static void test_more_ticket__texts_that_were_replaced_are_left_behind(void **state)
{
    static const char overlay[] =
        "{\"actions\":{\"rename\":{\"order\":20,\"kind\":\"correct\",\"from\":[\"*open\"],\"roles\":[\"engineer\"],"
        "\"reason\":\"required\",\"form\":{\"product\":{\"order\":1}}},\"register\":{\"loop\":{\"counter\":\"rework\","
        "\"at_most\":2}}}}";
    bench b;
    char product[101], got[128];
    mend_ticket *copy = NULL;
    size_t n;
    (void)state;
    bench_start(&b, overlay);
    assert_int_equal(mend_ticket_new(&b.allocator, &copy), MEND_OK);
    bench_register(&b, NULL);
    assert_int_equal(mend_args_ticket(b.args, "shop", MEND_NTS, "k1", MEND_NTS, "", 0), MEND_OK);
    assert_int_equal(mend_args_text(b.args, "shelf", MEND_NTS, "right", MEND_NTS), MEND_OK);
    assert_int_equal(mend_act(b.policy, b.ticket, b.args, NOW, b.result, &b.err), MEND_OK);
    memset(product, 'p', sizeof product - 1);
    product[sizeof product - 1] = '\0';
    for (int i = 0; i < 300; i++) {
        product[0] = (char)('a' + i % 26);
        bench_args(&b, "engineer:bo", "rename", NULL, NULL);
        assert_int_equal(mend_args_text(b.args, "product", MEND_NTS, product, MEND_NTS), MEND_OK);
        assert_int_equal(mend_args_reason(b.args, "typo", MEND_NTS), MEND_OK);
        assert_int_equal(mend_act(b.policy, b.ticket, b.args, NOW, b.result, &b.err), MEND_OK);
        assert_int_equal(mend_ticket_text(b.ticket, "product", MEND_NTS, got, sizeof got, NULL), MEND_OK);
        assert_string_equal(got, product);
    }
    assert_true(b.ticket->heap.count < 8192); /* 300 products have 30,000 bytes */
    assert_string_equal(mend_ticket_key(b.ticket, NULL), "k1");
    assert_string_equal(mend_ticket_state(b.ticket, NULL), "new");
    assert_int_equal(mend_ticket_text(b.ticket, "shelf", MEND_NTS, got, sizeof got, NULL), MEND_OK);
    assert_string_equal(got, "right");
    assert_int_equal(mend_ticket_save(b.ticket, b.buf), MEND_OK);
    char *record = text_of(b.buf);
    assert_int_equal(mend_ticket_load(copy, record, strlen(record), &b.err), MEND_OK);
    assert_int_equal(mend_ticket_save(copy, b.buf), MEND_OK);
    assert_string_equal(mend_buf_data(b.buf, &n), record);
    free(record);
    mend_ticket_free(copy);
    bench_end(&b);
}

static void test_more_ticket__opening_survives_each_failure_at_every_length(void **state)
{
    char key[129];
    (void)state;
    memset(key, 'k', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    for (size_t len = 1; len <= 128; len += 3) {
        mend_status s = MEND_NOMEM;
        for (size_t n = 1; s == MEND_NOMEM && n < 200; n++) {
            bench b;
            mend_ticket *copy = NULL;
            bench_start(&b, NULL);
            bench_register(&b, NULL);
            assert_int_equal(mend_args_ticket(b.args, key, len, key, len, key, len < 64 ? len : 64), MEND_OK);
            b.fail_once = n;
            b.heap.requests = 0;
            s = mend_act(b.policy, b.ticket, b.args, NOW, b.result, &b.err);
            b.fail_once = 0;
            assert_int_equal(mend_ticket_revision(b.ticket), s == MEND_OK ? 1 : 0);
            if (s == MEND_OK) {
                const char *event = mend_result_event(b.result, 0, NULL);
                assert_int_equal(mend_ticket_new(&b.allocator, &copy), MEND_OK);
                b.fail_once = n;
                b.heap.requests = 0;
                s = mend_ticket_replay(copy, "[\"a\",\"1\",\"no power\"]", MEND_NTS, &event, NULL, 1, &b.err);
                assert_int_equal(mend_ticket_revision(copy), s == MEND_OK ? 1 : 0);
            }
            assert_true(s == MEND_OK || s == MEND_NOMEM);
            b.fail_once = 0;
            mend_ticket_free(copy);
            bench_end(&b);
        }
        assert_int_equal(s, MEND_OK);
    }
}

/* A ticket goes on under a policy that means something else by a field's name. */
static void test_more_ticket__a_field_declared_anew_loses_its_old_value(void **state)
{
    static const char *const event =
        "{\"v\":1,\"seq\":5,\"type\":\"acted\",\"at\":\"2024-03-15T01:20:00Z\",\"recorded\":\"2024-03-15T01:20:00Z\","
        "\"actor\":{\"id\":\"bo\",\"roles\":[\"engineer\"]},\"data\":{\"action\":\"move\",\"declare\":[{\"name\":"
        "\"lot\","
        "\"list\":\"parts\",\"type\":\"text\"}],\"set\":{\"parts/2/lot\":\"A7\"}}}";
    life l;
    char text[16];
    int64_t value;
    (void)state;
    begin(&l);
    assert_int_equal(mend_buf_append(l.b.buf, event, MEND_NTS), MEND_OK);
    l.events[l.count++] = text_of(l.b.buf);
    assert_int_equal(replay(&l, l.slots), MEND_OK);
    assert_int_equal(mend_ticket_text(l.b.ticket, "parts/2/lot", MEND_NTS, text, sizeof text, NULL), MEND_OK);
    assert_string_equal(text, "A7");
    assert_int_equal(mend_ticket_text(l.b.ticket, "parts/1/lot", MEND_NTS, text, sizeof text, NULL), MEND_OK);
    assert_string_equal(text, "");
    assert_int_equal(mend_ticket_integer(l.b.ticket, "parts/2/lot", MEND_NTS, &value), MEND_INVALID);
    end(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_ticket__a_signed_record_is_checked_member_by_member),
        cmocka_unit_test(test_more_ticket__a_record_that_is_no_json_is_corrupt),
        cmocka_unit_test(test_more_ticket__a_log_is_checked_member_by_member),
        cmocka_unit_test(test_more_ticket__slots_are_a_list_of_texts_and_nulls),
        cmocka_unit_test(test_more_ticket__emptied_slots_replay_as_emptied),
        cmocka_unit_test(test_more_ticket__a_replay_needs_its_arguments),
        cmocka_unit_test(test_more_ticket__no_memory_leaves_the_ticket_as_it_was),
        cmocka_unit_test(test_more_ticket__row_ids_end_before_they_overflow),
        cmocka_unit_test(test_more_ticket__says_who_and_when_it_is),
        cmocka_unit_test(test_more_ticket__a_blank_one_and_none_say_nothing),
        cmocka_unit_test(test_more_ticket__fields_are_read_by_type_and_path),
        cmocka_unit_test(test_more_ticket__rows_come_oldest_first),
        cmocka_unit_test(test_more_ticket__texts_that_were_replaced_are_left_behind),
        cmocka_unit_test(test_more_ticket__opening_survives_each_failure_at_every_length),
        cmocka_unit_test(test_more_ticket__a_field_declared_anew_loses_its_old_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
