/*
 * test_desk_units.c - which unit a ticket gets, stores that give another or have none, and what a desk offers on units.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit_bench.h"

/* ---- which unit ---- */

static void test_desk_units__is_found_by_its_serial_number(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'key':'U-7','serial':'S-1','model':'M1'}", MEND_OK);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'key':'U-7','revision':2}"));
    assert_string_equal(stored(&b, "S-1"), "");
    /* Another maker's unit with the same number: the model tells. */
    put(&b, "{'key':'U-8','serial':'S-1','model':'M2'}", MEND_OK);
    must(&b, NULL, OPEN("K2", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K2", DO("hand_in", "'model':'M2'"), NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'key':'U-8','revision':2}"));
    /* Without a model it could be either, so it is neither. */
    must(&b, NULL, OPEN("K3", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K3", DO("hand_in", ""), NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    assert_string_equal(stored(&b, "S-1"), "");
    end(&b);
}

static void test_desk_units__goes_by_what_the_act_makes_of_the_ticket(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
    put(&b, "{'key':'S-2'}", MEND_OK);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K1", DO("hand_in", "'serial':'S-2','usage_meter':'5'"), NOW + 1), MEND_OK);
    expect(&b, "S-2", "'value':'5'");
    expect(&b, "S-1", "'revision':1");
    assert_int_equal(act(&b, "K1", DO("hand_in", "'serial':null"), NOW + 2), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    /* A number no unit can have is the ticket's alone. */
    assert_int_equal(act(&b, "K1", DO("hand_in", "'serial':'\\u0009'"), NOW + 3), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    end(&b);
}

static void test_desk_units__a_unit_called_like_another_ones_number_is_not_it(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'key':'S-1','serial':'X'}", MEND_OK);
    put(&b, "{'kind':'contract','key':'S-2'}", MEND_OK);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K1", DO("hand_in", ""), NOW + 1), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}")); /* nor can one be made, for the name is taken */
    assert_int_equal(act(&b, "K1", DO("hand_in", "'serial':'S-2'"), NOW + 2), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    expect(&b, "S-1", "'revision':1");
    end(&b);
}

static void test_desk_units__too_many_of_one_number_are_none(void **state)
{
    (void)state;
    bench b;
    char document[80];
    start(&b, NULL);
    for (int i = 0; i < 16; i++) {
        snprintf(document, sizeof document, "{'key':'U-%02d','serial':'S-1','model':'M%d'}", i, i);
        put(&b, document, MEND_OK);
    }
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K1", DO("hand_in", "'model':'M3'"), NOW + 1), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    end(&b);
}

static void test_desk_units__an_action_may_want_a_stored_one(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    assert_int_equal(mend_desk_policy(b.desk, shared_policy(0)), MEND_DUPLICATE);
    mend_desk *strict = NULL;
    mend_store table;
    assert_int_equal(mend_memory_table(b.memory, &table), MEND_OK);
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &strict, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(strict, shared_policy(1)), MEND_OK);
    give(&b, OPEN("K9", ",'serial':'S-9'"));
    assert_int_equal(mend_desk_open(strict, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
    give(&b, DO("hand_in", "'usage_meter':'5'"));
    assert_int_equal(mend_desk_act(strict, "K9", MEND_NTS, b.args, NOW, NULL, b.result, &b.err), MEND_REFUSED);
    assert_int_equal(mend_result_reason(b.result, 0), MEND_REASON_UNIT_MISSING);
    put(&b, "{'key':'S-9'}", MEND_OK);
    assert_int_equal(mend_desk_act(strict, "K9", MEND_NTS, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
    expect(&b, "S-9", "'value':'5'");
    mend_desk_free(strict);
    end(&b);
}

/* A desk of another tenant on the same data, under the policy of the bench. */
static mend_desk *desk_of(bench *b, const char *tenant, const mend_allocator *allocator)
{
    mend_desk *desk = NULL;
    mend_store table;
    assert_int_equal(mend_memory_table(b->memory, &table), MEND_OK);
    assert_int_equal(mend_desk_new(allocator, &table, tenant, MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, shared_policy(0)), MEND_OK);
    return desk;
}

/* A unit made by an act holds of the ticket what its document can hold. */
static void test_desk_units__a_new_one_takes_what_it_can_hold(void **state)
{
    (void)state;
    static const char *const tenants[] = {"a\tb",
                                          "ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt"};
    bench b;
    start(&b, NULL);
    for (size_t i = 0; i < 2; i++) {
        mend_desk *desk = desk_of(&b, tenants[i], NULL);
        give(&b, OPEN("K1", ",'serial':'S-1'"));
        assert_int_equal(mend_desk_open(desk, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
        give(&b, DO("hand_in", "'usage_meter':'5','model':'\\u0009'"));
        assert_int_equal(mend_desk_act(desk, "K1", 2, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
        assert_int_equal(mend_desk_unit_read(desk, "S-1", 3, b.unit, &b.err), MEND_OK);
        assert_string_equal(mend_unit_tenant(b.unit, NULL), "");
        assert_string_equal(mend_unit_model(b.unit, NULL), "");
        assert_int_equal(mend_desk_unit_put(desk, b.unit, &b.err), MEND_OK);
        mend_desk_free(desk);
    }
    /* A number that no unit can have is for the act to judge. */
    must(&b, NULL, OPEN("K2", ""), NOW);
    give(&b, DO("hand_in", ""));
    char big[70];
    memset(big, 's', sizeof big);
    assert_int_equal(mend_args_text(b.args, "serial", MEND_NTS, big, sizeof big), MEND_OK);
    assert_int_equal(mend_desk_act(b.desk, "K2", 2, b.args, NOW, NULL, b.result, &b.err), MEND_INCOMPLETE);
    end(&b);
}

static void test_desk_units__a_contract_named_twice_is_one(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'kind':'contract','key':'C-0'}", MEND_OK);
    put(&b,
        "{'kind':'contract','key':'C-1','terms':[{'id':'care','kind':'contract','payer':'contract',"
        "'kinds':['labour'],'start':'2024-01-01','causes':['misuse']}]}",
        MEND_OK);
    put(&b, "{'key':'S-1','serial':'S-1','contracts':['C-0','C-1','C-1','C-0']}", MEND_OK);
    ready(&b, "{'action':'open','actor':{'id':'li','roles':['clerk']},'ticket':{'key':'K1'},'fields':{'serial':'S-1',"
              "'purchased_on':'2024-01-10','cause':'misuse','fault_class':'hardware'}}");
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    expect(&b, "C-1", "'revision':2");
    expect(&b, "C-0", "'revision':1");
    end(&b);
}

/* What is looked for and made without memory: a unit by its serial number, a new one, one of several. */
static void test_desk_units__finding_without_memory(void **state)
{
    (void)state;
    static const char *const serials[] = {"S-1", "S-2", "S-3"};
    for (size_t i = 0; i < 3; i++) {
        size_t n = 0;
        for (mend_status status = MEND_NOMEM; status != MEND_OK;) {
            bench b;
            char document[200];
            start(&b, NULL);
            put(&b, "{'key':'U-1','serial':'S-1','model':'M1'}", MEND_OK);
            put(&b, "{'key':'U-2','serial':'S-2','model':'M1'}", MEND_OK);
            put(&b, "{'key':'U-3','serial':'S-2','model':'M2'}", MEND_OK);
            must(&b, NULL, OPEN("K1", ",'serial':'S-0'"), NOW);
            snprintf(document, sizeof document, DO("hand_in", "'usage_meter':'5','model':'M2','serial':'%s'"),
                     serials[i]);
            give(&b, document);
            b.heap.requests = 0;
            b.heap.fail_at = ++n;
            status = mend_desk_act(b.desk, "K1", 2, b.args, NOW, NULL, b.result, &b.err);
            b.heap.fail_at = 0;
            assert_true(status == MEND_OK || status == MEND_NOMEM);
            if (status == MEND_OK) {
                /* U-1 is of another model, so a new one is made; S-2 with that model is U-3. */
                expect(&b, i == 1 ? "U-3" : serials[i], "'value':'5'");
                expect(&b, "U-1", "'revision':1");
            }
            end(&b);
        }
        assert_in_range(n, 5, 5000);
    }
}

static void test_desk_units__are_asked_for_where_something_looks_at_them(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    faulty_clear(b.faults);
    assert_int_equal(act(&b, "K1", DO("no_such_action", ""), NOW), MEND_UNKNOWN_ACTION);
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_LOAD), 0);
    assert_int_equal(act(&b, "K1", DO("plan", "'planned_minutes':60"), NOW), MEND_OK); /* a quote */
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_LOAD), 1);
    must(&b, "K1",
         "{'action':'plan','actor':{'id':'li','roles':['clerk']},'fields':{'parts':[{'name':'fan','model':'FAN',"
         "'planned':'0'}]}}",
         NOW);
    assert_int_equal(act(&b, "K1", DO("start", ""), NOW), MEND_WRONG_STATE); /* a tolerance */
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_LOAD), 2);
    assert_string_equal(stored(&b, "S-1"), "");
    end(&b);
}

/* ---- stores that give something else, or have no units ---- */

static struct { /* what the altered tables do */
    mend_store inner;
    int64_t revision; /* added to what the store says */
    const char *instead, *tenant;
    bool backwards, unknown;
} altered;

static mend_status altered_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                mend_buf *record, int64_t *revision)
{
    (void)user;
    const char *name = altered.instead != NULL ? altered.instead : key;
    size_t len = altered.instead != NULL ? strlen(altered.instead) : key_len;
    tenant = altered.tenant != NULL ? altered.tenant : tenant;
    tenant_len = strlen(tenant);
    mend_status status = altered.inner.unit_load(altered.inner.user, tenant, tenant_len, name, len, record, revision);
    *revision += status == MEND_OK ? altered.revision : 0;
    return status;
}

static mend_status altered_page(void *user, const char *tenant, size_t tenant_len, const char *serial,
                                size_t serial_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    (void)user;
    if (!altered.backwards) {
        return altered.inner.unit_page(altered.inner.user, tenant, tenant_len, serial, serial_len, after, after_len,
                                       max, rows);
    }
    mend_status status = mend_rows_add(rows, "b", 1, 1, "", 0);
    return status == MEND_OK ? mend_rows_add(rows, "a", 1, 1, "", 0) : status;
}

/* Does it or not, and does not know. */
static mend_status altered_put(void *user, const mend_change *change)
{
    (void)user;
    assert_int_equal(mend_change_unit_count(change), 1);
    assert_string_equal(mend_change_key(change, NULL), "");
    assert_int_equal(mend_change_revision(change), 0);
    assert_int_equal(mend_change_opened(change), INT64_MIN);
    assert_int_equal(mend_change_closed(change), INT64_MIN);
    assert_int_equal(mend_change_event_count(change), 0);
    assert_string_equal(mend_change_index(change, MEND_INDEX_SERIAL, NULL), "");
    assert_null(mend_change_unit_key(change, 1, NULL));
    assert_null(mend_change_unit_serial(change, -1, NULL));
    assert_null(mend_change_unit_record(change, 1, NULL));
    assert_int_equal(mend_change_unit_expected(change, 1), 0);
    assert_int_equal(mend_change_unit_revision(change, 1), 0);
    assert_int_equal(mend_change_unit_count(NULL), 0);
    mend_status status = altered.unknown ? MEND_OK : altered.inner.unit_put(altered.inner.user, change);
    return status == MEND_OK ? MEND_UNKNOWN : status;
}

static void alter(mend_store *table)
{
    memset(&altered, 0, sizeof altered);
    altered.inner = *table;
    table->unit_load = altered_load;
    table->unit_page = altered_page;
    table->unit_put = altered_put;
}

static void test_desk_units__records_of_other_units_are_refused(void **state)
{
    (void)state;
    bench b;
    start(&b, alter);
    put(&b, "{'key':'S-1','serial':'S-1','contracts':['S-2']}", MEND_OK);
    put(&b, "{'key':'S-2','serial':'S-2'}", MEND_OK);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_CORRUPT); /* its contract is a unit */
    altered.instead = "S-2";
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_CORRUPT);
    assert_int_equal(mend_desk_quote(b.desk, "K1", MEND_NTS, MEND_QUOTE_FINAL, NOW, b.quote, &b.err), MEND_CORRUPT);
    altered.instead = NULL;
    altered.tenant = "other"; /* another tenant's, under the same key */
    mend_desk *other = desk_of(&b, altered.tenant, NULL);
    assert_int_equal(mend_unit_read(b.unit, "{\"key\":\"S-1\"}", MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_desk_unit_put(other, b.unit, &b.err), MEND_OK);
    mend_desk_free(other);
    assert_int_equal(mend_unit_read(b.unit, "{\"key\":\"\"}", MEND_NTS, NULL), MEND_SCHEMA);
    mend_unit_free(b.unit);
    assert_int_equal(mend_unit_new(&b.allocator, &b.unit), MEND_OK);
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_CORRUPT);
    altered.tenant = NULL;
    altered.revision = 1;
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_CORRUPT);
    assert_string_equal(mend_unit_key(b.unit, NULL), "");
    altered.revision = 0;
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_OK);
    altered.backwards = true;
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 9, b.rows, &b.err), MEND_CORRUPT);
    altered.backwards = false;
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 9, b.rows, &b.err), MEND_OK);
    assert_int_equal(mend_rows_count(b.rows), 2);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "S-1", MEND_NTS, 9, b.rows, &b.err), MEND_OK);
    assert_int_equal(mend_rows_count(b.rows), 1);
    assert_string_equal(mend_rows_key(b.rows, 0, NULL), "S-2");
    assert_int_equal(mend_rows_number(b.rows, 0), 1);
    end(&b);
}

static void test_desk_units__an_unknown_storing_is_asked_about(void **state)
{
    (void)state;
    bench b;
    start(&b, alter);
    put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_OK);
    altered.unknown = true; /* and it did not */
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_UNKNOWN);
    altered.instead = "gone"; /* nor can it say */
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_UNKNOWN);
    altered.instead = NULL;
    altered.unknown = false; /* and it did */
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_OK);
    assert_int_equal(mend_unit_revision(b.unit), 1); /* what was given is as it was */
    expect(&b, "S-1", "'revision':2");
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_CONFLICT);
    end(&b);
}

static void without_units(mend_store *table)
{
    table->unit_load = NULL;
    table->unit_page = NULL;
    table->unit_put = NULL;
}

static void test_desk_units__a_store_without_units_works_as_ever(void **state)
{
    (void)state;
    bench b;
    start(&b, without_units);
    put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    assert_int_equal(mend_desk_quote(b.desk, "K1", MEND_NTS, MEND_QUOTE_FINAL, NOW + DAY, b.quote, &b.err), MEND_OK);
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    expect(&b, "S-1", "'revision':1");
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_UNSUPPORTED);
    assert_int_equal(mend_unit_read(b.unit, "{\"key\":\"S-1\"}", MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_UNSUPPORTED);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 9, b.rows, &b.err), MEND_UNSUPPORTED);
    end(&b);
}

/* ---- arguments ---- */

static void test_desk_units__belongs_to_one_tenant(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'key':'S-1','tenant':'other'}", MEND_DENIED);
    put(&b, "{'key':'S-1','tenant':'shop'}", MEND_OK);
    put(&b, "{'key':'S-1','revision':7}", MEND_CONFLICT);
    /* A tenant's name may be longer than a document can hold. */
    char tenant[101];
    mend_desk *desk = NULL;
    mend_store table;
    memset(tenant, 't', 100);
    tenant[100] = '\0';
    assert_int_equal(mend_memory_table(b.memory, &table), MEND_OK);
    assert_int_equal(mend_desk_new(NULL, &table, tenant, MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_unit_read(b.unit, "{\"key\":\"S-1\"}", MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_desk_unit_put(desk, b.unit, &b.err), MEND_OK);
    assert_int_equal(mend_desk_unit_read(desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_OK);
    assert_string_equal(mend_unit_tenant(b.unit, NULL), "");
    assert_int_equal(mend_unit_revision(b.unit), 1);
    mend_desk_free(desk);
    expect(&b, "S-1", "'tenant':'shop'");
    end(&b);
}

static void test_desk_units__arguments_are_checked(void **state)
{
    (void)state;
    bench b;
    char big[200];
    memset(big, 'k', sizeof big);
    start(&b, NULL);
    assert_int_equal(mend_desk_unit_put(NULL, b.unit, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_put(b.desk, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_INVALID); /* it has no key */
    assert_int_equal(mend_desk_unit_read(NULL, "k", 1, b.unit, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_read(b.desk, "k", 1, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_read(b.desk, "", 0, b.unit, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_read(b.desk, "k", 1, b.unit, &b.err), MEND_NOT_FOUND);
    assert_int_equal(mend_desk_unit_page(NULL, "", 0, "", 0, 9, b.rows, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 9, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_page(b.desk, NULL, 3, "", 0, 9, b.rows, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, NULL, 3, 9, b.rows, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_page(b.desk, big, sizeof big, "", 0, 9, b.rows, &b.err), MEND_LIMIT);
    assert_int_equal(mend_desk_unit_page(b.desk, "\xff", 1, "", 0, 9, b.rows, &b.err), MEND_UTF8);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 0, b.rows, &b.err), MEND_RANGE);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 1001, b.rows, &b.err), MEND_RANGE);
    assert_int_equal(mend_desk_quote(NULL, "k", 1, MEND_QUOTE_FINAL, NOW, b.quote, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_quote(b.desk, "k", 1, MEND_QUOTE_FINAL, NOW, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_quote(b.desk, "", 0, MEND_QUOTE_FINAL, NOW, b.quote, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_quote(b.desk, "k", 1, MEND_QUOTE_FINAL, NOW, b.quote, &b.err), MEND_NOT_FOUND);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    assert_int_equal(mend_desk_quote(b.desk, "K1", MEND_NTS, 9, NOW, b.quote, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_quote(b.desk, "K1", MEND_NTS, MEND_QUOTE_FINAL, INT64_MAX, b.quote, &b.err), MEND_RANGE);
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_desk_units__is_found_by_its_serial_number),
        cmocka_unit_test(test_desk_units__goes_by_what_the_act_makes_of_the_ticket),
        cmocka_unit_test(test_desk_units__a_unit_called_like_another_ones_number_is_not_it),
        cmocka_unit_test(test_desk_units__too_many_of_one_number_are_none),
        cmocka_unit_test(test_desk_units__an_action_may_want_a_stored_one),
        cmocka_unit_test(test_desk_units__records_of_other_units_are_refused),
        cmocka_unit_test(test_desk_units__an_unknown_storing_is_asked_about),
        cmocka_unit_test(test_desk_units__a_store_without_units_works_as_ever),
        cmocka_unit_test(test_desk_units__belongs_to_one_tenant),
        cmocka_unit_test(test_desk_units__arguments_are_checked),
        cmocka_unit_test(test_desk_units__a_new_one_takes_what_it_can_hold),
        cmocka_unit_test(test_desk_units__a_contract_named_twice_is_one),
        cmocka_unit_test(test_desk_units__finding_without_memory),
        cmocka_unit_test(test_desk_units__are_asked_for_where_something_looks_at_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
