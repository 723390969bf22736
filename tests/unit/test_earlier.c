/*
 * test_earlier.c - the section "earlier": which tickets belong beside another, in which order and how many, what is shown
 * of them, when it is the same trouble once more; on a desk by the store's indexes; what the section refuses to be.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "faulty.h"
#include "mend/mend.h"
#include "policy_kit.h"
#include "store-memory/mend_memory.h"

#define DAY INT64_C(86400000)
#define NOW INT64_C(1717207200000) /* 2024-06-01T02:00:00Z */

static const char BASE[] =
    "{'mend':1,'id':'shop','revision':1,'zone':'CST-8','language':'en','roles':{'clerk':{}},"
    "'states':{'open':{'stage':'new','label':{'en':'Open','zh-CN':'已登记'}},'shut':{'stage':'closed'}},"
    "'actions':{'register':{'order':1,'opens':true,'to':'open','roles':['clerk'],'backdate':'P3660D','form':{"
    "'customer_id':{},'customer_name':{},'serial':{},'model':{},'fault_code':{}}},"
    "'close':{'order':2,'from':['open'],'to':'shut','roles':['clerk']}},"
    "'earlier':{'customer':{'order':1,'label':{'en':'Of the customer','zh-CN':'客户历史'},'same':['customer_id'],"
    "'show':['customer_name','model'],'most':2},"
    "'again':{'order':2,'label':{'en':'Again','zh-CN':'再次'},'same':['fault_code','serial'],'show':['fault_code'],"
    "'within':'P10D','repeat':true}}}";

static mend_policy *load(void)
{
    mend_policy *policy = NULL;
    mend_error err;
    if (load_documents(BASE, NULL, NULL, &policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    return policy;
}

/* A ticket opened `days` before NOW. */
static mend_ticket *opened(const mend_policy *policy, const char *key, int days, const char *fields)
{
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    char text[512];
    snprintf(
        text, sizeof text,
        "{'action':'register','actor':{'id':'ann','roles':['clerk']},'ticket':{'tenant':'t','key':'%s'},'fields':{%s}}",
        key, fields);
    char *json = quoted(text);
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    assert_int_equal(mend_args_json(args, json, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_act(policy, ticket, args, NOW - days * DAY, result, NULL), MEND_OK);
    mend_result_free(result);
    mend_args_free(args);
    free(json);
    return ticket;
}

static bool holds(const mend_buf *out, const char *piece)
{
    char *wanted = quoted(piece);
    bool found = strstr(mend_buf_data(out, NULL), wanted) != NULL;
    free(wanted);
    return found;
}

static size_t length_of(const mend_buf *out)
{
    size_t len = 0;
    mend_buf_data(out, &len);
    return len;
}

static void test_earlier__rows_list_the_newest_first_and_say_when_there_are_more(void **state)
{
    (void)state;
    mend_policy *policy = load();
    mend_ticket *now = opened(policy, "k0", 0, "'customer_id':'C1'");
    const mend_ticket *list[] = {opened(policy, "k1", 1, "'customer_id':'C1','customer_name':'Lin Wei','model':'M'"),
                                 opened(policy, "k2", 2, "'customer_id':'C2'"),
                                 opened(policy, "k3", 300, "'customer_id':'C1'"),
                                 opened(policy, "k4", 400, "'customer_id':'C1'")};
    mend_buf *out;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_earlier(policy, now, list, 3, NOW, "en", out, NULL), MEND_OK);
    assert_true(holds(out, "{'row':'customer','label':'Of the customer','tickets':[{'key':'k1','number':'','opened':"
                           "'2024-05-31T02:00:00Z','state':'open','state_label':'Open','stage':'new','fields':{"
                           "'customer_name':{'label':'Customer name','value':'L** W**'},"));
    assert_true(holds(out, "'model':{'label':'Model','value':'M'}}},{'key':'k3'"));
    assert_false(holds(out, "'more'"));
    assert_false(holds(out, "k2"));
    mend_buf_clear(out);
    assert_int_equal(mend_earlier(policy, now, list, 4, NOW, "zh", out, NULL), MEND_OK);
    assert_true(holds(out, "'fields':{}}],'more':true}"));
    assert_false(holds(out, "k4"));
    assert_true(holds(out, "客户历史"));
    assert_true(holds(out, "已登记"));
    mend_buf_free(out);
    for (size_t i = 0; i < 4; i++) {
        mend_ticket_free((mend_ticket *)list[i]);
    }
    mend_ticket_free(now);
    mend_policy_free(policy);
}

static void test_earlier__a_repeat_is_recognised_within_its_time(void **state)
{
    (void)state;
    static const struct {
        int days;
        const char *fields;
        bool again;
    } rows[] = {{10, "'serial':'S','fault_code':'E1'", true},
                {11, "'serial':'S','fault_code':'E1'", false},
                {3, "'serial':'S','fault_code':'E2'", false},
                {3, "'serial':'X','fault_code':'E1'", false},
                {3, "'serial':'S'", false},
                {0, "'serial':'S','fault_code':'E1'", true},
                {-1, "'serial':'S','fault_code':'E1'", false}};
    mend_policy *policy = load();
    mend_ticket *now = opened(policy, "k0", 0, "'serial':'S','fault_code':'E1'");
    mend_buf *out;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[256];
        const mend_ticket *other = opened(policy, "k1", rows[i].days, rows[i].fields);
        mend_buf_clear(out);
        assert_int_equal(mend_earlier(policy, now, &other, 1, NOW, "en", out, NULL), MEND_OK);
        snprintf(text, sizeof text,
                 "'reasons':[{'code':'SAME_AS_BEFORE','params':{'file':'again','number':'k1','days':'%d'},"
                 "'text':'Again: as in k1, %d days before.'}]",
                 rows[i].days, rows[i].days);
        if (holds(out, text) != rows[i].again || holds(out, "SAME_AS_BEFORE") != rows[i].again) {
            fail_msg("row %d: %s", (int)i, mend_buf_data(out, NULL));
        }
        mend_ticket_free((mend_ticket *)other);
    }
    mend_buf_free(out);
    mend_ticket_free(now);
    mend_policy_free(policy);
}

static void test_earlier__a_ticket_is_not_its_own_predecessor(void **state)
{
    (void)state;
    mend_policy *policy = load();
    const mend_ticket *now = opened(policy, "k0", 0, "'customer_id':'C1','serial':'S','fault_code':'E1'");
    mend_ticket *blank;
    mend_buf *out;
    assert_int_equal(mend_ticket_new(NULL, &blank), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_earlier(policy, now, &now, 1, NOW, "en", out, NULL), MEND_OK);
    assert_false(holds(out, "k0"));
    /* nothing is said yet, so nothing is the same */
    mend_buf_clear(out);
    assert_int_equal(mend_earlier(policy, blank, &now, 1, NOW, "en", out, NULL), MEND_OK);
    assert_true(holds(out, "{'rows':[{'row':'customer','label':'Of the customer','tickets':[]},"));
    mend_buf_free(out);
    mend_ticket_free(blank);
    mend_ticket_free((mend_ticket *)now);
    mend_policy_free(policy);
}

static void test_earlier__wrong_calls_write_nothing(void **state)
{
    (void)state;
    mend_policy *policy = load(), *bare = NULL;
    const mend_ticket *now = opened(policy, "k0", 0, "");
    const mend_ticket *list[] = {opened(policy, "k1", 5, ""), opened(policy, "k2", 4, ""), NULL};
    mend_ticket *blank;
    mend_buf *out;
    mend_error err;
    assert_int_equal(mend_ticket_new(NULL, &blank), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(load_documents(BASE, "{'earlier':null}", NULL, &bare, &err), MEND_OK);
    assert_int_equal(mend_earlier(policy, now, list, 2, NOW, NULL, out, &err),
                     MEND_INVALID); /* the oldest goes first */
    assert_int_equal(mend_earlier(policy, now, list + 1, 2, NOW, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_earlier(policy, now, NULL, 1, NOW, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_earlier(policy, NULL, NULL, 0, NOW, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_earlier(policy, now, NULL, 0, INT64_MIN, NULL, out, &err), MEND_RANGE);
    assert_int_equal(mend_earlier(bare, now, NULL, 0, NOW, NULL, out, &err), MEND_POLICY_MISMATCH);
    assert_int_equal(mend_earlier(bare, blank, NULL, 0, NOW, NULL, out, &err), MEND_NOT_FOUND);
    assert_int_equal(length_of(out), 0);
    mend_buf_free(out);
    mend_ticket_free(blank);
    mend_ticket_free((mend_ticket *)list[0]);
    mend_ticket_free((mend_ticket *)list[1]);
    mend_ticket_free((mend_ticket *)now);
    mend_policy_free(policy);
    mend_policy_free(bare);
}

static void test_earlier__a_section_that_cannot_be_meant_is_refused(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {"{'earlier':{'a':{'show':[]}}}", MEND_SCHEMA, 1, "$.earlier.a", "same"},
        {"{'earlier':{'a':{'same':['serial']}}}", MEND_SCHEMA, 1, "$.earlier.a", "show"},
        {"{'earlier':{'a':{'same':['serial'],'show':['modl']}}}", MEND_SCHEMA, 1, "$.earlier.a.show[0]",
         "did you mean \"model\""},
        {"{'earlier':{'a':{'same':['fault_code'],'show':[]}}}", MEND_SCHEMA, 1, "$.earlier.a.same",
         "one of customer_id, serial and model"},
        {"{'earlier':{'a':{'same':[],'show':[]}}}", MEND_SCHEMA, 1, "$.earlier.a.same", "one of customer_id"},
        {"{'earlier':{'a':{'same':['serial','customer_phone'],'show':[]}}}", MEND_SCHEMA, 1, "$.earlier.a.same[1]",
         "what is masked cannot be compared"},
        {"{'earlier':{'a':{'same':['serial'],'show':['parts']}}}", MEND_SCHEMA, 1, "$.earlier.a.show[0]", "not a list"},
        {"{'earlier':{'a':{'same':['serial','model','brand','batch','region'],'show':[]}}}", MEND_LIMIT, 1,
         "$.earlier.a.same", "4"},
        {"{'earlier':{'a':{'same':['serial'],'show':[],'most':101}}}", MEND_SCHEMA, 1, "$.earlier.a.most", "1 to 100"},
        {"{'earlier':{'a':{'same':['serial'],'show':[],'within':'10 days'}}}", MEND_SCHEMA, 1, "$.earlier.a.within",
         "expected a duration"},
        {"{'earlier':{'a':{'same':['serial'],'show':[],'repeats':true}}}", MEND_SCHEMA, 1, "$.earlier.a.repeats",
         "did you mean \"repeat\""},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

/* ---- on a desk ---- */

/* 250 tickets of one unit, of which every 50th has the code; all of them read, or it stops. */
static mend_status on_a_desk(const mend_allocator *a, const mend_policy *policy, int count, mend_buf *out)
{
    mend_memory *memory = NULL;
    mend_store table;
    mend_desk *desk = NULL;
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_ticket *ticket = NULL;
    mend_status s = mend_memory_new(&memory);
    s = s == MEND_OK ? mend_memory_table(memory, &table) : s;
    if (s == MEND_OK) {
        s = mend_desk_new(a, &table, "t", MEND_NTS, &desk, NULL);
        if (s != MEND_OK) {
            table.destroy(table.user);
        }
    }
    s = s == MEND_OK ? mend_desk_policy(desk, policy) : s;
    s = s == MEND_OK ? mend_args_new(a, &args) : s;
    s = s == MEND_OK ? mend_result_new(a, &result) : s;
    s = s == MEND_OK ? mend_ticket_new(a, &ticket) : s;
    for (int i = 0; i < count && s == MEND_OK; i++) {
        char text[256];
        snprintf(
            text, sizeof text,
            "{'action':'register','actor':{'id':'ann','roles':['clerk']},'ticket':{'key':'k%d'},'fields':{'serial':"
            "'S','fault_code':'E%d'}}",
            i, i % 50 == 0);
        char *json = quoted(text);
        s = mend_args_json(args, json, MEND_NTS, NULL);
        s = s == MEND_OK ? mend_desk_open(desk, args, NOW - (count - i) * 60000, ticket, result, NULL) : s;
        free(json);
    }
    char last[16];
    snprintf(last, sizeof last, "k%d", count - 1);
    s = s == MEND_OK ? mend_desk_earlier(desk, last, MEND_NTS, NOW, "en", out, NULL) : s;
    mend_ticket_free(ticket);
    mend_result_free(result);
    mend_args_free(args);
    mend_desk_free(desk);
    mend_memory_free(memory);
    return s;
}

static void test_earlier__a_desk_asks_its_store(void **state)
{
    (void)state;
    mend_policy *policy = load();
    mend_buf *out;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    /* the 251st has the code, and so have five before it, found on three pages */
    assert_int_equal(on_a_desk(NULL, policy, 251, out), MEND_OK);
    assert_true(holds(out, "{'row':'customer','label':'Of the customer','tickets':[]}"));
    assert_true(holds(out, "'tickets':[{'key':'k200'"));
    assert_true(holds(out, "{'key':'k150'"));
    assert_true(holds(out, "{'key':'k0'"));
    assert_false(holds(out, "'more'"));
    mend_buf_clear(out);
    /* of 1,101 the last 1,000 are looked at */
    assert_int_equal(on_a_desk(NULL, policy, 1101, out), MEND_OK);
    assert_true(holds(out, "{'key':'k1050'"));
    assert_true(holds(out, "'more':true"));
    mend_buf_free(out);
    mend_policy_free(policy);
}

/* A table whose pages fail, or hold the ticket of another tenant. */
typedef struct spoilt_table {
    mend_status answer;
    const void *record; /* NULL: pages fail with the answer */
    size_t len;
} spoilt_table;

static spoilt_table spoilt_pages;

static mend_status spoilt_page(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                               size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    (void)user, (void)tenant, (void)tenant_len, (void)index, (void)value, (void)value_len, (void)after, (void)after_len,
        (void)max;
    return spoilt_pages.record == NULL ? spoilt_pages.answer
                                       : mend_rows_add(rows, "x", 1, 1, spoilt_pages.record, spoilt_pages.len);
}

static mend_status with_spoilt_pages(const mend_policy *policy, mend_buf *out)
{
    mend_memory *memory;
    mend_store table;
    mend_desk *desk;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    char *json = quoted("{'action':'register','actor':{'id':'ann','roles':['clerk']},'ticket':{'key':'k'},"
                        "'fields':{'serial':'S','fault_code':'E1'}}");
    assert_int_equal(mend_memory_new(&memory), MEND_OK);
    assert_int_equal(mend_memory_table(memory, &table), MEND_OK);
    table.page = spoilt_page;
    assert_int_equal(mend_desk_new(NULL, &table, "t", MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, policy), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    assert_int_equal(mend_args_json(args, json, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_desk_open(desk, args, NOW, ticket, result, NULL), MEND_OK);
    mend_status s = mend_desk_earlier(desk, "k", MEND_NTS, NOW, "en", out, NULL);
    mend_ticket_free(ticket);
    mend_result_free(result);
    mend_args_free(args);
    mend_desk_free(desk);
    mend_memory_free(memory);
    free(json);
    return s;
}

static void test_earlier__what_a_store_gets_wrong_shows_nothing(void **state)
{
    (void)state;
    mend_policy *policy = load();
    mend_ticket *stranger;
    mend_args *args;
    mend_result *result;
    mend_buf *out, *record;
    char *json = quoted("{'action':'register','actor':{'id':'ann','roles':['clerk']},'ticket':{'tenant':'other','key':"
                        "'x'},'fields':{'serial':'S','fault_code':'E1'}}");
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &record), MEND_OK);
    assert_int_equal(mend_ticket_new(NULL, &stranger), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    assert_int_equal(mend_args_json(args, json, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_act(policy, stranger, args, NOW - DAY, result, NULL), MEND_OK);
    assert_int_equal(mend_ticket_save(stranger, record), MEND_OK);
    spoilt_pages = (spoilt_table){.answer = MEND_IO};
    assert_int_equal(with_spoilt_pages(policy, out), MEND_IO);
    assert_int_equal(length_of(out), 0);
    spoilt_pages.record = mend_buf_data(record, &spoilt_pages.len);
    assert_int_equal(with_spoilt_pages(policy, out), MEND_CORRUPT); /* of another tenant */
    assert_int_equal(length_of(out), 0);
    spoilt_pages.len /= 2;
    assert_int_equal(with_spoilt_pages(policy, out), MEND_CORRUPT);
    assert_int_equal(length_of(out), 0);
    mend_buf_free(record);
    mend_buf_free(out);
    mend_result_free(result);
    mend_args_free(args);
    mend_ticket_free(stranger);
    mend_policy_free(policy);
    free(json);
}

static void test_earlier__every_allocation_may_fail(void **state)
{
    (void)state;
    mend_policy *policy = load();
    mend_status s = MEND_NOMEM;
    for (size_t n = 1; s != MEND_OK; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        mend_buf *out = NULL;
        s = mend_buf_new(&a, &out);
        if (s == MEND_OK) {
            s = on_a_desk(&a, policy, 3, out);
            assert_true(s == MEND_OK || length_of(out) == 0);
        }
        mend_buf_free(out);
        assert_true(s == MEND_OK || s == MEND_NOMEM);
        assert_int_equal(memory.live, 0);
    }
    mend_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_earlier__rows_list_the_newest_first_and_say_when_there_are_more),
        cmocka_unit_test(test_earlier__a_repeat_is_recognised_within_its_time),
        cmocka_unit_test(test_earlier__a_ticket_is_not_its_own_predecessor),
        cmocka_unit_test(test_earlier__wrong_calls_write_nothing),
        cmocka_unit_test(test_earlier__a_section_that_cannot_be_meant_is_refused),
        cmocka_unit_test(test_earlier__a_desk_asks_its_store),
        cmocka_unit_test(test_earlier__what_a_store_gets_wrong_shows_nothing),
        cmocka_unit_test(test_earlier__every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
