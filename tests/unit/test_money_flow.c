/*
 * test_money_flow.c - acts that have to do with money and with units: what is quoted, what consent is bound to, what
 * payments make of a fee, what a repair leaves with the unit.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "change/act.h"
#include "change/event.h"
#include "faulty.h"
#include "mend/mend.h"
#include "money_policy.h"
#include "notions/civil.h"
#include "policy_kit.h"
#include "rules/unit.h"

#define EVENTS_MAX 64

typedef struct bench {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_unit *unit; /* NULL: not known */
    mend_unit *contract;
    mend_error err;
    int64_t now;
    char *events[EVENTS_MAX];
    size_t lengths[EVENTS_MAX], count;
} bench;

static mend_policy *money_policy(const char *patch)
{
    mend_policy *policy = NULL;
    mend_error err;
    if (load_documents(MONEY_POLICY, patch, NULL, &policy, &err) != MEND_OK)
        fail_msg("%s at %s", err.text, err.path);
    return policy;
}

static int64_t instant(const char *text)
{
    int64_t at = 0;
    assert_int_equal(mend_instant_parse(text, MEND_NTS, &at, NULL), MEND_OK);
    return at;
}

static bench *setup(const char *patch)
{
    bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->policy = money_policy(patch);
    assert_int_equal(mend_ticket_new(NULL, &b->ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &b->result), MEND_OK);
    b->err.struct_size = sizeof b->err;
    b->now = instant("2024-06-03T02:00:00Z");
    return b;
}

static void forget_events(bench *b)
{
    for (size_t i = 0; i < b->count; i++)
        free(b->events[i]);
    b->count = 0;
}

static void teardown(bench *b)
{
    forget_events(b);
    mend_unit_free(b->unit);
    mend_unit_free(b->contract);
    mend_result_free(b->result);
    mend_args_free(b->args);
    mend_ticket_free(b->ticket);
    mend_policy_free(b->policy);
    free(b);
}

static mend_unit *unit_of(const char *document)
{
    mend_unit *u = NULL;
    mend_error err = {.struct_size = sizeof err};
    char *json = quoted(document);
    assert_int_equal(mend_unit_new(NULL, &u), MEND_OK);
    if (mend_unit_read(u, json, MEND_NTS, &err) != MEND_OK)
        fail_msg("%s at %s", err.text, err.path);
    free(json);
    return u;
}

static void expect_text(const mend_unit *u, const char *piece)
{
    mend_buf *out = NULL;
    char *wanted = quoted(piece);
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_non_null(u);
    assert_int_equal(mend_unit_write(u, out), MEND_OK);
    if (!strstr(mend_buf_data(out, &len), wanted))
        fail_msg("no %s in %s", wanted, mend_buf_data(out, &len));
    free(wanted);
    mend_buf_free(out);
}

static void give(bench *b, const char *json)
{
    char *text = quoted(json);
    if (mend_args_json(b->args, text, MEND_NTS, &b->err) != MEND_OK)
        fail_msg("%s: %s at %s", json, b->err.text, b->err.path);
    free(text);
    assert_int_equal(mend_args_unit(b->args, b->unit), MEND_OK);
    if (b->contract)
        assert_int_equal(mend_args_contract(b->args, b->contract), MEND_OK);
}

/* Does it, keeps the events, and takes over the unit as a store would. */
static mend_status act(bench *b, const char *json)
{
    give(b, json);
    b->now += 60000;
    mend_status s = mend_act(b->policy, b->ticket, b->args, b->now, b->result, &b->err);
    for (int32_t i = 0; s == MEND_OK && i < mend_result_event_count(b->result); i++) {
        size_t len;
        const char *event = mend_result_event(b->result, i, &len);
        assert_true(b->count < EVENTS_MAX);
        b->events[b->count] = malloc(len + 1);
        assert_non_null(b->events[b->count]);
        memcpy(b->events[b->count], event, len + 1);
        b->lengths[b->count++] = len;
    }
    if (s == MEND_OK && mend_result_unit(b->result)) {
        assert_int_equal(mend_result_unit_expected(b->result), mend_unit_revision(b->unit));
        assert_int_equal(mend_unit_revision(mend_result_unit(b->result)), mend_unit_revision(b->unit) + 1);
        assert_int_equal(mend__unit_assign(b->unit, mend_result_unit(b->result)), MEND_OK);
    }
    if (s == MEND_OK && mend_result_contract(b->result, 0)) {
        assert_int_equal(mend_result_contract_expected(b->result, 0), mend_unit_revision(b->contract));
        assert_int_equal(mend__unit_assign(b->contract, mend_result_contract(b->result, 0)), MEND_OK);
    }
    return s;
}

static void ok(bench *b, const char *json)
{
    mend_status s = act(b, json);
    if (s != MEND_OK) {
        mend_buf *out = NULL;
        size_t len;
        assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
        assert_int_equal(mend_result_write(b->result, b->policy, "en", out), MEND_OK);
        fail_msg("%s: %s %s %s", json, mend_status_name(s), b->err.text, mend_buf_data(out, &len));
    }
}

/* Refused for this reason, the first one; a parameter of it. */
static void no(bench *b, const char *json, mend_status status, mend_reason reason, const char *param, const char *value)
{
    int64_t seq = b->ticket->seq;
    mend_status s = act(b, json);
    if (s != status || mend_result_reason(b->result, 0) != reason)
        fail_msg("%s: %s %s", json, mend_status_name(s), mend_reason_name(mend_result_reason(b->result, 0)));
    if (param) {
        const char *have = mend_result_param(b->result, 0, param, NULL);
        assert_non_null(have);
        assert_string_equal(have, value);
    }
    assert_int_equal(b->ticket->seq, seq);
    assert_null(mend_result_unit(b->result));
    assert_int_equal(mend_result_unit_expected(b->result), -1);
    assert_null(mend_result_contract(b->result, 0));
}

static int64_t number(const bench *b, const char *path)
{
    mend__path p;
    assert_true(mend__path_parse(mend__str_of(path, MEND_NTS), &p));
    const mend__field *list = p.row ? mend__field_find(0, p.head) : NULL;
    const mend__field *f = mend__field_find(list ? list->id : 0, list ? p.column : p.head);
    mend__value v;
    if (!f || !mend__ticket_value(b->ticket, f, p.row, &v))
        return -1;
    return v.num;
}

static const char *word(const bench *b, const char *path, char out[256])
{
    mend__path p;
    mend__value v;
    assert_true(mend__path_parse(mend__str_of(path, MEND_NTS), &p));
    const mend__field *list = p.row ? mend__field_find(0, p.head) : NULL;
    const mend__field *f = mend__field_find(list ? list->id : 0, list ? p.column : p.head);
    out[0] = '\0';
    if (f && mend__ticket_value(b->ticket, f, p.row, &v)) {
        memcpy(out, v.text.p, v.text.n);
        out[v.text.n] = '\0';
    }
    return out;
}

static void expect_word(const bench *b, const char *path, const char *value)
{
    char have[256];
    assert_string_equal(word(b, path, have), value);
}

/* The consent of the customer to an estimate, with more fields behind. */
static void consent(bench *b, int row, const char *more, char out[2048])
{
    char path[64], digest[256];
    snprintf(path, sizeof path, "estimates/%d/digest", row);
    word(b, path, digest);
    assert_int_equal(strlen(digest), 64);
    snprintf(out, 2048,
             "{'action':'agree','actor':{'id':'li','roles':['clerk']},'fields':{'authorisations':[{'decision':"
             "'authorised','digest':'%s','person':'Zhang'}]%s}}",
             digest, more);
}

#define OPEN(serial)                                                                                                   \
    "{'action':'open','actor':{'id':'li','roles':['clerk']},'ticket':{'tenant':'t','key':'K1','number':'N1'},"         \
    "'fields':{'serial':'" serial "','purchased_on':'2022-01-10','cause':'defect','fault_class':'hardware'}}"
#define DO(action, fields) "{'action':'" action "','actor':{'id':'li','roles':['clerk']},'fields':{" fields "}}"
#define PLAN                                                                                                           \
    DO("plan",                                                                                                         \
       "'planned_minutes':60,'plan':'new pump','parts':[{'name':'pump','model':'PUMP','class':'pump','planned':'1'}]")
#define WORK                                                                                                           \
    DO("work", "'parts/1/used':'1','parts/1/serial':'P-77','parts/1/old_serial':'P-10','labour':[{'work':'pump',"      \
               "'minutes':60,'part':1}]")

/* Pump 100.00 and an hour at 120.00, diagnosis 50.00 credited: 113.00 + 127.20. */
#define TOTAL 24020

static void agreed(bench *b)
{
    char text[2048];
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    consent(b, 1, "", text);
    ok(b, text);
}

static void replays(const bench *b)
{
    mend_ticket *again = NULL;
    mend_buf *slots = NULL, *one = NULL, *two = NULL;
    size_t len, n1, n2;
    assert_int_equal(mend_ticket_new(NULL, &again), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &slots), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &one), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &two), MEND_OK);
    mend__jw w;
    mend__jw_init(&w, slots);
    mend__jw_array(&w);
    const mend__slot *s = b->ticket->slots.items;
    for (size_t i = 0; i < b->ticket->slots.count; i++)
        mend__jw_str(&w, mend__ticket_str(b->ticket, s[i].text));
    mend__jw_end_array(&w);
    const char *text = mend_buf_data(slots, &len);
    mend_error err = {.struct_size = sizeof err};
    if (mend_ticket_replay(again, text, len, (const char *const *)b->events, b->lengths, b->count, &err) != MEND_OK)
        fail_msg("event %d: %s at %s", (int)err.document, err.text, err.path);
    assert_int_equal(mend_ticket_save(b->ticket, one), MEND_OK);
    assert_int_equal(mend_ticket_save(again, two), MEND_OK);
    const char *a = mend_buf_data(one, &n1), *c = mend_buf_data(two, &n2);
    assert_int_equal(n1, n2);
    assert_memory_equal(a, c, n1);
    mend_buf_free(slots);
    mend_buf_free(one);
    mend_buf_free(two);
    mend_ticket_free(again);
}

/* Each event holds no byte that its canonical text, whose members are sorted, would not hold. */
static void canonical(const bench *b)
{
    for (size_t i = 0; i < b->count; i++) {
        mend__json tree;
        mend__node root;
        mend__alloc alloc;
        mend_buf *out = NULL;
        size_t len;
        assert_true(mend__alloc_init(&alloc, NULL));
        mend__json_init(&tree, &alloc);
        assert_int_equal(mend__json_read(&tree, b->events[i], b->lengths[i], 1 << 22, 16, &root, NULL), MEND_OK);
        assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
        mend__json_write_node(&tree, root, out);
        assert_non_null(mend_buf_data(out, &len));
        assert_int_equal(len, b->lengths[i]);
        mend_buf_free(out);
        mend__json_free(&tree);
    }
}

/* --- quotes and consent --- */

static void test_money_flow__an_estimate_is_written_with_its_lines(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    assert_string_equal(mend_ticket_state(b->ticket, NULL), "quoted");
    assert_int_equal(number(b, "estimate_total"), TOTAL);
    assert_int_equal(number(b, "estimates/1/no"), 1);
    assert_int_equal(number(b, "estimates/1/total"), TOTAL);
    assert_int_equal(number(b, "estimates/1/tax"), 1300 + 720);
    assert_int_equal(number(b, "estimates/1/valid_until"), number(b, "estimate_valid_until"));
    expect_word(b, "estimates/1/plan", "new pump");
    expect_word(b, "estimates/1/card", "card");
    assert_int_equal(number(b, "charges/1/amount"), 10000);
    assert_int_equal(number(b, "charges/1/tax"), 1300);
    expect_word(b, "charges/1/payer", "customer");
    expect_word(b, "charges/1/line", "parts/1");
    assert_int_equal(number(b, "charges/1/estimate"), 1);
    ok(b, DO("plan", "'planned_minutes':30"));
    assert_int_equal(number(b, "estimates/2/no"), 2);
    assert_int_equal(number(b, "estimate_total"), 11300 + 6360);
    replays(b);
    canonical(b);
    teardown(b);
}

static void test_money_flow__what_has_no_price_is_not_quoted(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    ok(b, OPEN("S-1"));
    no(b, DO("plan", "'parts':[{'name':'belt','model':'BELT','planned':'1'}]"), MEND_CONDITION,
       MEND_REASON_CONDITION_NOT_MET, NULL, NULL);
    assert_int_equal(mend_result_reason(b->result, 1), MEND_REASON_PART_NOT_ON_CARD);
    assert_string_equal(mend_result_param(b->result, 1, "field", NULL), "parts/1");
    assert_string_equal(mend_result_param(b->result, 1, "item", NULL), "BELT");
    no(b, DO("plan", "'charges':[{'kind':'other','item':'x','amount':9223372036854775807}]"), MEND_CONDITION,
       MEND_REASON_CONDITION_NOT_MET, NULL, NULL);
    assert_int_equal(mend_result_reason(b->result, 1), MEND_REASON_OVERFLOW);
    teardown(b);
}

static void test_money_flow__consent_is_bound_to_the_last_estimate(void **state)
{
    (void)state;
    char first[2048], second[2048], text[2048];
    bench *b = setup(NULL);
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    consent(b, 1, "", first);
    ok(b, DO("plan", "'planned_minutes':90"));
    consent(b, 2, "", second);
    no(b, first, MEND_REFUSED, MEND_REASON_CONSENT_TO_ANOTHER_QUOTE, "field", "authorisations/+1/digest");
    assert_string_equal(mend_result_param(b->result, 0, "estimate", NULL), "2");
    no(b, DO("agree", "'authorisations':[{'decision':'authorised','person':'Zhang'}]"), MEND_INCOMPLETE,
       MEND_REASON_FIELD_MISSING, "field", "authorisations/+1/digest");
    consent(b, 2, ",'charges/1/accepted':false", text); /* a line of the first one */
    no(b, text, MEND_REFUSED, MEND_REASON_CONSENT_TO_ANOTHER_QUOTE, "field", "charges/1/accepted");
    ok(b, second);
    assert_int_equal(number(b, "authorisations/1/estimate"), 2);
    assert_int_equal(number(b, "authorisations/1/total"), number(b, "estimates/2/total"));
    replays(b);
    teardown(b);
}

static void test_money_flow__a_word_against_it_needs_no_digest(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    no(b, DO("agree", "'authorisations':[{'decision':'objected','estimate':7}]"), MEND_REFUSED,
       MEND_REASON_CONSENT_TO_ANOTHER_QUOTE, "field", "authorisations/+1/estimate");
    ok(b, DO("agree", "'authorisations':[{'decision':'objected'}]"));
    assert_int_equal(number(b, "authorisations/1/estimate"), 1);
    assert_int_equal(number(b, "authorisations/1/total"), -1);
    teardown(b);
}

static void test_money_flow__what_was_never_quoted_cannot_be_authorised(void **state)
{
    (void)state;
    bench *b =
        setup("{'actions':{'plan':{'quote':null,'conditions':null},'decline':{'quote':null},'cancel':{'quote':null}}}");
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    no(b, DO("agree", "'authorisations':[{'decision':'authorised','person':'Zhang'}]"), MEND_REFUSED,
       MEND_REASON_NOTHING_QUOTED, NULL, NULL);
    ok(b, DO("agree", "'authorisations':[{'decision':'objected'}]"));
    teardown(b);
}

static void test_money_flow__an_estimate_ends_with_its_last_day(void **state)
{
    (void)state;
    char text[2048];
    bench *b = setup(NULL);
    ok(b, OPEN("S-1"));
    ok(b, PLAN); /* 3 June, 30 days */
    consent(b, 1, "", text);
    b->now = instant("2024-07-03T16:00:00Z"); /* 4 July in Shanghai */
    no(b, text, MEND_REFUSED, MEND_REASON_QUOTE_EXPIRED, "last_day", "2024-07-03");
    b->now = instant("2024-07-03T15:58:00Z");
    ok(b, text);
    teardown(b);
}

static void test_money_flow__lines_may_be_declined(void **state)
{
    (void)state;
    char text[2048];
    bench *b = setup(NULL);
    ok(b, OPEN("S-1"));
    ok(b,
       DO("plan", "'parts':[{'name':'pump','model':'PUMP','planned':'1'},{'name':'fan','model':'FAN','planned':'2'}]"));
    int64_t total = number(b, "estimate_total");
    consent(b, 1, ",'charges/1/accepted':false,'charges/2/accepted':false,'charges/3/accepted':false", text);
    no(b, text, MEND_REFUSED, MEND_REASON_NOTHING_ACCEPTED, NULL, NULL);
    consent(b, 1, ",'charges/2/accepted':false", text);
    ok(b, text);
    assert_int_equal(number(b, "authorisations/1/total"), total - 7100 - 923);
    ok(b, DO("work", "'parts/1/used':'1','parts/2/used':'2'"));
    no(b, DO("bill", ""), MEND_REFUSED, MEND_REASON_NEEDS_CONSENT, NULL, NULL);
    teardown(b);
}

static void test_money_flow__a_quoted_line_stays_as_it_is(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    no(b, DO("plan", "'charges/1/amount':1"), MEND_REFUSED, MEND_REASON_QUOTED_LINE_FIXED, "field", "charges/1/amount");
    no(b, DO("plan", "'charges/1':null"), MEND_REFUSED, MEND_REASON_QUOTED_LINE_FIXED, "field", "charges/1");
    ok(b, DO("plan", "'charges':[{'kind':'other','item':'parking','amount':1000}]"));
    assert_int_equal(number(b, "estimate_total"), TOTAL + 1060);
    teardown(b);
}

/* --- the final account --- */

static void test_money_flow__a_final_account_stays_within_tolerance(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    agreed(b);
    ok(b, DO("start", ""));
    no(b, DO("start", "'parts/1/planned':'2'"), MEND_REFUSED, MEND_REASON_NEEDS_CONSENT, "over", "113.00");
    assert_string_equal(mend_result_param(b->result, 0, "limit", NULL), "264.22");
    assert_string_equal(mend_result_param(b->result, 0, "total", NULL), "353.20");
    ok(b, DO("work", "'parts/1/used':'1','labour':[{'work':'pump','minutes':70}]"));
    ok(b, DO("bill", "'fee_total':1")); /* what is given by hand does not count */
    assert_int_equal(number(b, "fee_total"), 11300 + 14840);
    expect_word(b, "fee_state", "due");
    expect_word(b, "estimates/2/kind", "final");
    ok(b, DO("work", "'labour':[{'work':'more','minutes':60}]"));
    no(b, DO("bill", ""), MEND_REFUSED, MEND_REASON_NEEDS_CONSENT, "over", "148.40");
    assert_string_equal(mend_result_param(b->result, 0, "action", NULL), "bill");
    char sentence[400];
    mend_buf *out = NULL;
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_result_sentence(b->result, b->policy, 0, "en", out), MEND_OK);
    snprintf(sentence, sizeof sentence, "%s", mend_buf_data(out, &len));
    assert_string_equal(sentence,
                        "388.60 is 148.40 more than the customer has authorised; without new consent it may be "
                        "264.22 at most.");
    mend_buf_free(out);
    replays(b);
    teardown(b);
}

static void test_money_flow__nothing_is_charged_that_nobody_authorised(void **state)
{
    (void)state;
    bench *b = setup("{'actions':{'bill':{'from':['new']},'work':{'from':['new','ready']}}}");
    ok(b, OPEN("S-1"));
    ok(b, DO("work", "'labour':[{'work':'pump','minutes':30}]"));
    no(b, DO("bill", ""), MEND_REFUSED, MEND_REASON_NEEDS_CONSENT, "limit", "0.00");
    teardown(b);
}

static void test_money_flow__declined_costs_the_diagnosis_and_cancelled_its_fee(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    give(b, DO("cancel", ""));
    assert_int_equal(mend_try(b->policy, b->ticket, b->args, b->now, b->result, &b->err), MEND_OK);
    assert_non_null(strstr(mend_result_event(b->result, 0, NULL), "\"fee_total\":3180"));
    ok(b, DO("decline", ""));
    assert_int_equal(number(b, "fee_total"), 5300);
    expect_word(b, "fee_state", "due");
    replays(b);
    teardown(b);
}

/* --- payments --- */

#define PAY(kind, amount) DO("pay", "'payments':[{'kind':'" kind "','amount':" amount "}]")

static void test_money_flow__payments_settle_the_fee(void **state)
{
    (void)state;
    bench *b = setup("{'actions':{'pay_ahead':{'order':20,'from':['*'],'roles':['clerk'],'settles':true,'surplus':"
                     "'keep','form':{'payments':{'need':'given','columns':{'kind':{},'amount':{}}}}},"
                     "'seal':{'order':21,'from':['ready'],'roles':['clerk'],'paid_up':true,'form':{'fee_state':{}}},"
                     "'unseal':{'order':22,'from':['ready'],'roles':['clerk'],'form':{'fee_state':{}}}}}");
    agreed(b);
    ok(b, DO("seal", "")); /* nothing has been billed */
    ok(b, PAY("deposit", "10000"));
    assert_int_equal(number(b, "fee_paid"), 10000);
    expect_word(b, "fee_state", ""); /* nothing has been billed */
    ok(b, WORK);
    ok(b, DO("bill", ""));
    assert_int_equal(number(b, "fee_total"), TOTAL);
    assert_int_equal(number(b, "fee_paid"), 10000);
    expect_word(b, "fee_state", "part_paid");
    ok(b, PAY("payment", "13520"));
    expect_word(b, "fee_state", "part_paid");
    no(b, PAY("writeoff", "501"), MEND_REFUSED, MEND_REASON_WRITEOFF_LIMIT, "field", "payments/+1/amount");
    ok(b, PAY("writeoff", "500"));
    expect_word(b, "fee_state", "paid");
    assert_int_equal(number(b, "fee_paid"), 23520);
    no(b, PAY("payment", "100"), MEND_REFUSED, MEND_REASON_OVERPAYMENT, "surplus", "1.00");
    ok(b, DO("pay_ahead", "'payments':[{'kind':'payment','amount':100}]"));
    expect_word(b, "fee_state", "overpaid");
    no(b, DO("seal", ""), MEND_REFUSED, MEND_REASON_SURPLUS_OPEN, "surplus", "1.00");
    ok(b, DO("pay_ahead", "'payments':[{'kind':'payment','amount':0}]"));
    ok(b, PAY("payment", "0")); /* what is too much was so before */
    no(b, PAY("refund", "99999"), MEND_REFUSED, MEND_REASON_REFUND_TOO_LARGE, "field", "payments/+1/amount");
    no(b, PAY("payment", "-1"), MEND_REFUSED, MEND_REASON_NEGATIVE_AMOUNT, "field", "payments/+1/amount");
    ok(b, PAY("refund", "100"));
    expect_word(b, "fee_state", "paid");
    ok(b, DO("seal", ""));
    ok(b, PAY("refund", "1000"));
    expect_word(b, "fee_state", "part_paid");
    no(b, DO("seal", ""), MEND_REFUSED, MEND_REASON_FEE_OPEN, "open", "10.00");
    no(b, DO("seal", "'fee_state':'free'"), MEND_REFUSED, MEND_REASON_FEE_OPEN, "total", "240.20");
    no(b, PAY("deposit", "1500"), MEND_REFUSED, MEND_REASON_OVERPAYMENT, "open", "10.00");
    no(b, DO("pay", "'payments':[{'kind':'payment','amount':900},{'kind':'payment','amount':200}]"), MEND_REFUSED,
       MEND_REASON_OVERPAYMENT, "surplus", "1.00");
    ok(b, DO("seal", "'fee_state':'waived'"));
    ok(b, DO("unseal", "'fee_state':'part_paid'"));
    ok(b, PAY("refund", "22520"));
    expect_word(b, "fee_state", "due");
    replays(b);
    canonical(b);
    teardown(b);
}

#define CREDITS "{'choices':{'payment_kind':{'credit_note':{'order':9}}}}"

/* The bill says what it said; beside it stands what was taken back and what is left of it, also on the next bill. */
static void test_money_flow__a_credit_note_is_told_beside_the_bill(void **state)
{
    (void)state;
    bench *b = setup(CREDITS);
    agreed(b);
    ok(b, WORK);
    ok(b, PAY("credit_note", "0"));
    ok(b, DO("bill", ""));
    ok(b, PAY("payment", "24020"));
    expect_word(b, "fee_state", "paid");
    assert_int_equal(number(b, "fee_credited"), -1);
    assert_int_equal(number(b, "fee_net"), -1);
    ok(b, PAY("credit_note", "2000"));
    assert_int_equal(number(b, "fee_total"), TOTAL);
    assert_int_equal(number(b, "fee_credited"), 2000);
    assert_int_equal(number(b, "fee_net"), TOTAL - 2000);
    assert_int_equal(number(b, "fee_paid"), TOTAL);
    expect_word(b, "fee_state", "overpaid");
    ok(b, PAY("refund", "2000"));
    assert_int_equal(number(b, "fee_paid"), TOTAL - 2000);
    expect_word(b, "fee_state", "paid");
    ok(b, PAY("credit_note", "20"));
    assert_int_equal(number(b, "fee_credited"), 2020);
    ok(b, DO("bill", ""));
    assert_int_equal(number(b, "fee_total"), TOTAL);
    assert_int_equal(number(b, "fee_credited"), 2020);
    assert_int_equal(number(b, "fee_net"), TOTAL - 2020);
    expect_word(b, "fee_state", "overpaid");
    replays(b);
    canonical(b);
    teardown(b);
}

/* Before there is a bill a credit note has nothing to be told beside; the bill that comes tells it. */
static void test_money_flow__a_bill_tells_the_credit_from_before(void **state)
{
    (void)state;
    bench *b = setup(CREDITS);
    agreed(b);
    ok(b, PAY("credit_note", "2000"));
    assert_int_equal(number(b, "fee_credited"), -1);
    ok(b, WORK);
    ok(b, DO("bill", ""));
    assert_int_equal(number(b, "fee_credited"), 2000);
    assert_int_equal(number(b, "fee_net"), TOTAL - 2000);
    expect_word(b, "fee_state", "due");
    replays(b);
    teardown(b);
}

static void test_money_flow__what_is_with_the_collector_stays_there_until_it_is_paid(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    agreed(b);
    ok(b, WORK);
    ok(b, DO("bill", ""));
    ok(b, DO("collect", ""));
    ok(b, PAY("payment", "20"));
    expect_word(b, "fee_state", "collection");
    ok(b, PAY("payment", "24000"));
    expect_word(b, "fee_state", "paid");
    teardown(b);
}

/* --- the unit --- */

#define UNIT "{'kind':'unit','tenant':'t','key':'U-1','serial':'S-1','revision':4}"

/* Handed in on the 3rd, ready on the 5th, handed over on the 20th. */
static void away(const char *shelve, bool worked_again, const char *outages)
{
    bench *b = setup(NULL);
    b->unit = unit_of(UNIT);
    ok(b, OPEN("S-1"));
    ok(b, DO("hand_in", ""));
    char text[2048];
    ok(b, PLAN);
    consent(b, 1, "", text);
    ok(b, text);
    ok(b, WORK);
    b->now = instant("2024-06-05T02:00:00Z");
    ok(b, shelve);
    b->now = instant("2024-06-07T02:00:00Z");
    if (worked_again)
        ok(b, DO("work", ""));
    ok(b, DO("bill", ""));
    b->now = instant("2024-06-20T02:00:00Z");
    ok(b, DO("close", "'outcome':'repaired'"));
    expect_text(b->unit, outages);
    replays(b);
    canonical(b);
    teardown(b);
}

static void test_money_flow__time_in_which_nobody_fetches_the_unit_does_not_count(void **state)
{
    (void)state;
    const char *whole = "'outages':[{'from':'2024-06-03','to':'2024-06-20','counts':true,'ticket':'K1'}]";
    const char *split = "'outages':[{'from':'2024-06-03','to':'2024-06-05','counts':true,'ticket':'K1'},"
                        "{'from':'2024-06-05','to':'2024-06-20','counts':false,'ticket':'K1'}]";
    away(DO("shelve", ""), false, split);
    away(DO("shelve", "'delivery_way':'pick_up'"), false, split);
    away(DO("shelve", "'delivery_way':'on_site'"), false, whole); /* the shop did not bring it sooner */
    away(DO("shelve", ""), true, whole);                          /* it was not ready after all */
}

static void test_money_flow__a_repair_leaves_terms_with_the_unit(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    b->unit = unit_of(UNIT);
    ok(b, OPEN("S-1"));
    ok(b, DO("hand_in", "'usage_meter':'120.5','usage_unit':'km'"));
    expect_text(b->unit, "'revision':5");
    expect_text(b->unit, "'meters':[{'kind':'km','at':'2024-06-03','value':'120.5'}]");
    expect_text(b->unit, "'outages':[{'from':'2024-06-03','counts':true,'ticket':'K1'");
    assert_non_null(strstr(b->events[1], "\"unit\":{\"key\":\"U-1\",\"revision\":5}"));
    ok(b, DO("hand_in", "")); /* it is there already */
    assert_null(mend_result_unit(b->result));
    expect_text(b->unit, "'revision':5");
    no(b, DO("hand_in", "'usage_meter':'120'"), MEND_REFUSED, MEND_REASON_USAGE_BACKWARDS, "field", "usage_meter");
    char text[2048];
    ok(b, PLAN);
    consent(b, 1, "", text);
    ok(b, text);
    ok(b, WORK);
    ok(b, DO("bill", ""));
    b->now = instant("2024-06-10T02:00:00Z");
    ok(b, DO("close", "'outcome':'repaired'"));
    expect_text(b->unit, "'to':'2024-06-10'");
    expect_text(b->unit,
                "'repairs':[{'on':'2024-06-03','fault':'hardware','covered':false,'result':'repaired','ticket':'K1'}]");
    expect_text(b->unit, "'id':'part_1','kind':'part'");
    expect_text(b->unit, "'serial':'P-77'");
    expect_text(b->unit, "'id':'guarantee_2','kind':'repair_guarantee'");
    expect_text(b->unit, "'classes':['pump']");
    assert_int_equal(number(b, "parts/1/warranty_until") - number(b, "repair_guarantee_until"), 60);
    replays(b);
    canonical(b);
    ok(b, DO("reopen", "")); /* nothing is written twice */
    ok(b, DO("close", ""));
    assert_null(mend_result_unit(b->result));
    /* the next ticket, 20 days later: pump and work are covered */
    forget_events(b);
    mend_ticket_free(b->ticket);
    assert_int_equal(mend_ticket_new(NULL, &b->ticket), MEND_OK);
    b->now = instant("2024-06-30T02:00:00Z");
    ok(b, "{'action':'open','actor':{'id':'li','roles':['clerk']},'ticket':{'tenant':'t','key':'K2','number':'N2'},"
          "'fields':{'serial':'S-1','purchased_on':'2022-01-10','cause':'defect','fault_class':'hardware'}}");
    ok(b, DO("plan", "'parts':[{'name':'pump','model':'PUMP','class':'pump','planned':'1'}]"));
    expect_word(b, "charges/2/payer", "shop"); /* the guarantee goes before the part's own term */
    assert_int_equal(number(b, "charges/2/amount"), 10000);
    assert_int_equal(number(b, "charges/1/amount"), 0);
    teardown(b);
}

static void test_money_flow__what_terms_pay_is_claimed_once(void **state)
{
    (void)state;
    char text[2048];
    bench *b = setup(NULL);
    b->unit = unit_of("{'kind':'unit','key':'U-1','serial':'S-1','dates':{'sale':'2024-01-10'}}");
    b->contract = unit_of("{'kind':'contract','key':'C-1','revision':2,'terms':[{'id':'care','kind':'contract','payer':"
                          "'contract','kinds':['diagnosis'],'start':'2024-01-01','causes':['defect','misuse']}]}");
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    assert_int_equal(number(b, "estimate_total"), 0); /* in the maker's warranty */
    char day[10];
    mend__date_write((int32_t)number(b, "warranty_until"), day);
    assert_memory_equal(day, "2025-01-10", 10);
    consent(b, 1, "", text);
    ok(b, text);
    ok(b, WORK);
    ok(b, DO("bill", ""));
    expect_word(b, "fee_state", "free");
    ok(b, DO("close", "'outcome':'repaired'"));
    expect_text(b->unit, "'claims':{'maker':{'visits':1,'paid':27000}}");
    expect_text(b->unit, "'covered':true");
    ok(b, DO("reopen", ""));
    ok(b, DO("close", ""));
    expect_text(b->unit, "'claims':{'maker':{'visits':1,'paid':27000}}");
    expect_text(b->contract, "'revision':2");
    teardown(b);
}

static void test_money_flow__a_contract_keeps_its_own_claims(void **state)
{
    (void)state;
    char text[2048];
    bench *b = setup(NULL);
    b->unit = unit_of("{'kind':'unit','key':'U-1','serial':'S-1'}");
    b->contract = unit_of("{'kind':'contract','key':'C-1','revision':2,'terms':[{'id':'care','kind':'contract','payer':"
                          "'contract','kinds':['labour'],'start':'2024-01-01','cap':100000}]}");
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    consent(b, 1, "", text);
    ok(b, text);
    ok(b, WORK);
    ok(b, DO("bill", ""));
    ok(b, DO("close", "'outcome':'repaired'"));
    expect_text(b->contract, "'claims':{'care':{'visits':1,'paid':12000}}");
    expect_text(b->contract, "'revision':3");
    expect_text(b->unit, "'covered':false");
    assert_null(mend_result_contract(b->result, 1));
    assert_null(mend_result_contract(b->result, -1));
    teardown(b);
}

static void test_money_flow__given_days_make_terms_longer_and_never_shorter(void **state)
{
    (void)state;
    char text[2048];
    bench *b = setup(NULL);
    b->unit = unit_of(UNIT);
    ok(b, OPEN("S-1"));
    ok(b, DO("plan", "'parts':[{'model':'PUMP','planned':'1'},{'model':'FAN','planned':'1'}]"));
    consent(b, 1, "", text);
    ok(b, text);
    ok(b, DO("work", "'parts/1/used':'1','parts/1/warranty_days':365,'parts/2/used':'1','parts/2/warranty_days':7"));
    ok(b, DO("close", "'repair_guarantee_days':60"));
    int64_t day = number(b, "repair_guarantee_until") - 60;
    assert_int_equal(number(b, "parts/1/warranty_until") - day, 365);
    assert_int_equal(number(b, "parts/2/warranty_until") - day, 90);
    teardown(b);
}

/* Steps that say when the unit was back with its owner; the closing says nothing of it. */
#define HANDED_OVER_BEFORE                                                                                             \
    "{'actions':{'close':{'sets':null},'deliver':{'order':20,'from':['ready'],'roles':['clerk'],'backdate':'P9D',"     \
    "'sets':{'handed_over_at':'$now'}},'accept':{'order':21,'from':['ready'],'roles':['clerk'],'backdate':'P9D',"      \
    "'sets':{'signed_at':'$now'}},'solve':{'order':22,'from':['ready'],'roles':['clerk'],"                             \
    "'sets':{'resolved_at':'$now'}}}}"

/* A repair worked on the 3rd of June and closed on the 10th, with what was done in between; when its terms begin. */
static void closed_after(const char *first, const char *second, const char *begin)
{
    char text[2048], piece[256];
    bench *b = setup(HANDED_OVER_BEFORE);
    b->unit = unit_of(UNIT);
    ok(b, OPEN("S-1"));
    ok(b, PLAN);
    consent(b, 1, "", text);
    ok(b, text);
    ok(b, WORK);
    b->now = instant("2024-06-07T02:00:00Z");
    if (first)
        ok(b, first);
    if (second)
        ok(b, second);
    b->now = instant("2024-06-10T02:00:00Z");
    ok(b, DO("close", "'outcome':'repaired'"));
    snprintf(piece, sizeof piece, "'id':'part_1','kind':'part','payer':'maker','start':'%s'", begin);
    expect_text(b->unit, piece);
    snprintf(piece, sizeof piece, "'id':'guarantee_2','kind':'repair_guarantee','payer':'shop','start':'%s'", begin);
    expect_text(b->unit, piece);
    ok(b, DO("reopen", ""));
    ok(b, DO("close", ""));
    assert_null(mend_result_unit(b->result));
    teardown(b);
}

static void test_money_flow__terms_begin_when_the_customer_has_the_unit_back(void **state)
{
    (void)state;
    closed_after(DO("deliver", ""), NULL, "2024-06-07"); /* a parcel that nobody accepts in words */
    closed_after("{'action':'deliver','actor':{'id':'li','roles':['clerk']},'at':'2024-06-05T02:00:00Z'}",
                 "{'action':'accept','actor':{'id':'li','roles':['clerk']},'at':'2024-06-06T02:00:00Z'}", "2024-06-06");
    closed_after(DO("accept", ""), NULL, "2024-06-07");
    closed_after("{'action':'accept','actor':{'id':'li','roles':['clerk']},'at':'2024-06-05T02:00:00Z'}",
                 DO("deliver", ""), "2024-06-07"); /* taken back to the shop once more */
    closed_after(DO("solve", ""), NULL, "2024-06-07");
    closed_after(NULL, NULL, "2024-06-10");
}

/* What is printed for the customer has the ends before the closing writes the terms. */
static void test_money_flow__the_hand_over_says_until_when_it_is_answered_for(void **state)
{
    (void)state;
    char text[2048];
    for (int known = 0; known < 2; known++) {
        bench *b = setup(HANDED_OVER_BEFORE);
        b->unit = known ? unit_of(UNIT) : NULL;
        ok(b, OPEN("S-1"));
        ok(b, PLAN);
        consent(b, 1, "", text);
        ok(b, text);
        ok(b, WORK);
        assert_int_equal(number(b, "repair_guarantee_until"), -1);
        b->now = instant("2024-06-07T02:00:00Z");
        ok(b, DO("deliver", ""));
        int64_t until = number(b, "repair_guarantee_until"), part = number(b, "parts/1/warranty_until");
        assert_int_equal(until, 19881 + 30); /* 2024-06-07 and as long as the policy says */
        assert_int_equal(part, known ? until + 60 : -1);
        assert_null(mend_result_unit(b->result)); /* the unit learns of it with the closing */
        replays(b);
        b->now = instant("2024-06-09T02:00:00Z");
        ok(b, DO("accept", "")); /* two days later, which is what counts */
        assert_int_equal(number(b, "repair_guarantee_until"), until + 2);
        assert_int_equal(number(b, "parts/1/warranty_until"), known ? part + 2 : -1);
        until = number(b, "repair_guarantee_until");
        b->now = instant("2024-06-10T02:00:00Z");
        ok(b, DO("close", "'outcome':'repaired'"));
        assert_int_equal(number(b, "repair_guarantee_until"), until);
        teardown(b);
    }
}

static void test_money_flow__without_the_unit_it_is_refused_or_said(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    agreed(b);
    ok(b, WORK);
    no(b, DO("hand_in", ""), MEND_REFUSED, MEND_REASON_UNIT_MISSING, "action", "hand_in");
    ok(b, DO("close", "'outcome':'repaired'"));
    assert_non_null(strstr(b->events[b->count - 1], "\"unit\":{\"missing\":true}"));
    replays(b);
    b->unit = unit_of("{'kind':'unit','key':'U-9','serial':'S-9'}");
    no(b, DO("hand_in", ""), MEND_WRONG_STATE, MEND_REASON_STATE_NOT_OPEN, NULL, NULL);
    ok(b, DO("reopen", ""));
    no(b, DO("hand_in", ""), MEND_REFUSED, MEND_REASON_UNIT_OTHER, "have", "S-9");
    mend_unit_free(b->unit);
    b->unit = unit_of("{'kind':'unit','key':'U-9','tenant':'other'}");
    no(b, DO("hand_in", ""), MEND_REFUSED, MEND_REASON_UNIT_OTHER, NULL, NULL);
    teardown(b);
}

static void test_money_flow__a_chief_may_settle_the_warranty(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    b->unit = unit_of("{'kind':'unit','key':'U-1','serial':'S-1','dates':{'sale':'2024-01-10'}}");
    ok(b, OPEN("S-1"));
    no(b,
       "{'action':'overrule','actor':{'id':'wu','roles':['chief']},'reason':'x','fields':{'warranty_until':'2021-01-01'"
       "}}",
       MEND_REFUSED, MEND_REASON_BAD_PERIOD, "field", "warranty_until");
    no(b, "{'action':'overrule','actor':{'id':'wu','roles':['chief']},'fields':{'warranty_until':'2024-05-31'}}",
       MEND_INCOMPLETE, MEND_REASON_FIELD_MISSING, "field", "reason");
    ok(b, "{'action':'overrule','actor':{'id':'wu','roles':['chief']},'reason':'opened by somebody else','fields':{"
          "'warranty_until':'2024-05-31'}}");
    expect_text(b->unit,
                "'ends':[{'term':'maker','last_day':'2024-05-31','by':'wu','why':'opened by somebody else','on':"
                "'2024-06-03'}]");
    expect_text(b->unit, "'sale':'2022-01-10'"); /* the ticket's date */
    ok(b, PLAN);
    assert_int_equal(number(b, "estimate_total"), TOTAL);
    replays(b);
    teardown(b);
}

static void test_money_flow__a_unit_is_exchanged(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    b->unit = unit_of(UNIT);
    ok(b, OPEN("S-1"));
    ok(b, DO("swap", "'exchanged_serial':'S-2'"));
    expect_text(b->unit, "'exchanged':{'on':'2024-06-03','to':'S-2','ticket':'K1'}");
    ok(b, DO("swap", "'exchanged_serial':'S-3'"));
    assert_null(mend_result_unit(b->result));
    teardown(b);
}

static void test_money_flow__a_full_unit_is_said(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    b->unit = unit_of(UNIT);
    mend__unit_outage o = {{1, 2, true}, MEND__STR("K0")};
    for (int i = 0; i < MEND__UNIT_LIST; i++)
        assert_int_equal(mend__unit_add_outage(b->unit, &o), MEND_OK);
    ok(b, OPEN("S-1"));
    no(b, DO("hand_in", ""), MEND_REFUSED, MEND_REASON_UNIT_FULL, "unit", "U-1");
    teardown(b);
}

/* --- arguments, questions, memory --- */

static void test_money_flow__arguments_take_a_unit_and_contracts(void **state)
{
    (void)state;
    mend_args *args = NULL;
    char one[65], two[65];
    mend_unit *u = unit_of(UNIT), *c = unit_of("{'kind':'contract','key':'C'}");
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_args_unit(NULL, u), MEND_INVALID);
    assert_int_equal(mend_args_unit(args, c), MEND_INVALID);
    assert_int_equal(mend_args_contract(args, u), MEND_INVALID);
    assert_int_equal(mend_args_contract(args, NULL), MEND_INVALID);
    assert_int_equal(mend_args_contract(NULL, c), MEND_INVALID);
    mend__args_fingerprint(args, MEND__STR("K"), one);
    assert_int_equal(mend_args_unit(args, u), MEND_OK);
    for (int i = 0; i < MEND__ARGS_CONTRACTS; i++)
        assert_int_equal(mend_args_contract(args, c), MEND_OK);
    assert_int_equal(mend_args_contract(args, c), MEND_LIMIT);
    mend__args_fingerprint(args, MEND__STR("K"), two);
    assert_string_equal(one, two); /* found in the store, not wished for */
    mend_args_clear(args);
    assert_null(args->unit);
    assert_int_equal(args->contract_count, 0);
    assert_null(mend_result_unit(NULL));
    assert_int_equal(mend_result_unit_expected(NULL), -1);
    assert_null(mend_result_contract(NULL, 0));
    assert_int_equal(mend_result_contract_expected(NULL, 0), -1);
    mend_args_free(args);
    mend_unit_free(u);
    mend_unit_free(c);
}

static void test_money_flow__questions_say_what_money_has_against_it(void **state)
{
    (void)state;
    bench *b = setup(NULL);
    mend_buf *out = NULL;
    size_t len;
    agreed(b);
    ok(b, DO("work", "'parts/1/used':'9'"));
    give(b, DO("bill", ""));
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, b->now, "en", out, &b->err), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, &len), "NEEDS_CONSENT"));
    assert_non_null(strstr(mend_buf_data(out, &len), "UNIT_MISSING"));
    mend_buf_free(out);
    teardown(b);
}

static void test_money_flow__no_memory_changes_nothing(void **state)
{
    (void)state;
    char text[2048];
    bench *b = setup(NULL);
    b->unit = unit_of("{'kind':'unit','key':'U-1','serial':'S-1'}");
    b->contract = unit_of("{'kind':'contract','key':'C-1','revision':2,'terms':[{'id':'care','kind':'contract','payer':"
                          "'contract','kinds':['labour'],'start':'2024-01-01','cap':100000}]}");
    ok(b, OPEN("S-1"));
    ok(b, DO("hand_in", "'usage_meter':'1'"));
    ok(b, PLAN);
    consent(b, 1, "", text);
    ok(b, text);
    ok(b, WORK);
    const char *acts[] = {DO("bill", ""), DO("close", "'outcome':'repaired'")};
    for (size_t i = 0; i < 2; i++) {
        bool done = false;
        for (size_t n = 1; !done; n++) {
            faulty memory = {.fail_at = 0};
            mend_allocator a = faulty_allocator(&memory);
            mend_result *r = NULL;
            give(b, acts[i]);
            assert_int_equal(mend_result_new(&a, &r), MEND_OK);
            memory.requests = 0;
            memory.fail_at = n;
            mend_status s = mend_try(b->policy, b->ticket, b->args, b->now + 60000, r, &b->err);
            done = s == MEND_OK;
            assert_true(done || s == MEND_NOMEM);
            assert_true(done || (!mend_result_unit(r) && !mend_result_contract(r, 0) && !mend_result_event_count(r)));
            memory.fail_at = 0;
            mend_result_free(r);
            assert_int_equal(memory.live, 0);
            assert_true(n < 2000);
        }
        ok(b, acts[i]);
    }
    teardown(b);
}

static void test_money_flow__a_copy_of_a_unit_has_all_of_it(void **state)
{
    (void)state;
    static const char full[] =
        "{'kind':'unit','tenant':'t','key':'U','revision':3,'serial':'S','model':'M','parent':'P','customer':'C',"
        "'dates':{'sale':'2024-01-10'},'exchanged':{'on':'2024-05-01','to':'S2','ticket':'T'},'meters':[{'kind':'km',"
        "'at':'2024-01-10','value':'1.5'}],'terms':[{'id':'fan','kind':'part','payer':'maker','start':'2024-01-10',"
        "'days':9,'classes':['fan'],'serial':'F','ticket':'T'}],'outages':[{'from':'2024-02-01','to':'2024-02-03',"
        "'counts':true,'ticket':'T'}],'repairs':[{'on':'2024-02-03','fault':'x','covered':true,'result':'r','ticket':"
        "'T'}],'ends':[{'term':'maker','last_day':'2025-01-01','by':'wu','why':'w','on':'2024-03-01'}],'extensions':[{"
        "'term':'maker','months':2,'by':'wu','why':'w','on':'2024-03-01'}],'claims':{'maker':{'visits':1,'paid':5}},"
        "'contracts':['C-1']}";
    mend_unit *from = unit_of(full);
    mend_buf *one = NULL, *two = NULL;
    bool done = false;
    size_t n1, n2;
    assert_int_equal(mend_buf_new(NULL, &one), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &two), MEND_OK);
    assert_int_equal(mend_unit_write(from, one), MEND_OK);
    for (size_t n = 1; !done; n++) {
        faulty memory = {.fail_at = 0};
        mend_allocator a = faulty_allocator(&memory);
        mend_unit *to = NULL;
        assert_int_equal(mend_unit_new(&a, &to), MEND_OK);
        memory.requests = 0;
        memory.fail_at = n;
        mend_status s = mend__unit_assign(to, from);
        done = s == MEND_OK;
        assert_true(done || s == MEND_NOMEM);
        memory.fail_at = 0;
        assert_int_equal(mend__unit_assign(to, from), MEND_OK); /* fit for another try */
        mend_buf_clear(two);
        assert_int_equal(mend_unit_write(to, two), MEND_OK);
        const char *x = mend_buf_data(one, &n1), *y = mend_buf_data(two, &n2);
        assert_int_equal(n1, n2);
        assert_memory_equal(x, y, n1);
        mend_unit_free(to);
        assert_int_equal(memory.live, 0);
    }
    mend_buf_free(one);
    mend_buf_free(two);
    mend_unit_free(from);
}

/* --- policies --- */

static void test_money_flow__a_policy_that_cannot_work_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *patch, *path, *text;
    } rows[] = {
        {"{'fees':null}", "$.actions", "no section \"fees\""},
        {"{'actions':{'plan':{'authorises':true}}}", "$.actions.plan.authorises", "same step"},
        {"{'actions':{'plan':{'tolerance':true}}}", "$.actions.plan.tolerance", "final"},
        {"{'actions':{'plan':{'quote':'guess'}}}", "$.actions.plan.quote", "estimate"},
        {"{'actions':{'agree':{'form':{'authorisations':{'columns':{'digest':null}}}}}}", "$.actions.agree.authorises",
         "digest"},
        {"{'actions':{'pay':{'form':{'payments':{'columns':{'amount':null}}}}}}", "$.actions.pay.settles", "amount"},
        {"{'actions':{'close':{'surplus':'keep'}}}", "$.actions.close.surplus", "settles"},
        {"{'actions':{'pay':{'surplus':'lose'}}}", "$.actions.pay.surplus", "refuse"},
        {"{'actions':{'open':{'paid_up':true}}}", "$.actions.open.paid_up", "only a step"},
        {"{'fees':null,'actions':{'plan':{'quote':null},'agree':{'authorises':null},'start':{'tolerance':null},'bill':{"
         "'quote':null,'tolerance':null},'pay':{'settles':null},'decline':{'quote':null},'cancel':{'quote':null},"
         "'close':{'unit':null,'paid_up':true}}}",
         "$.actions.close.paid_up", "no section \"fees\""},
        {"{'warranty':{'parts':null}}", "$.actions.close.unit", "part_terms"},
        {"{'warranty':{'guarantee':null}}", "$.actions.close.unit", "guarantee"},
        {"{'actions':{'decline':{'unit':['claims']}}}", "$.actions.decline.unit", "final"},
        {"{'actions':{'overrule':{'form':{'warranty_until':null}}}}", "$.actions.overrule.unit", "warranty_until"},
        {"{'actions':{'overrule':{'reason':'optional'}}}", "$.actions.overrule.unit", "reason"},
        {"{'warranty':{'terms':{'maker':{'kind':'goodwill'}}}}", "$.actions.overrule.unit", "maker"},
        {"{'actions':{'close':{'unit':['repair','repair']}}}", "$.actions.close.unit[1]", "twice"},
        {"{'actions':{'close':{'unit':'repair'}}}", "$.actions.close.unit", "array"},
        {"{'actions':{'close':{'unit':['sell']}}}", "$.actions.close.unit[0]", "expected"},
        {"{'actions':{'open':{'unit':['dates']}}}", "$.actions.open.unit", "only a step"},
        {"{'actions':{'overrule':{'kind':'note','form':null}}}", "$.actions.overrule", ""},
    };
    int failures = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_policy *policy = NULL;
        mend_error err;
        mend_status s = load_documents(MONEY_POLICY, rows[i].patch, NULL, &policy, &err);
        if (s != MEND_SCHEMA || strncmp(err.path, rows[i].path, strlen(rows[i].path)) != 0 ||
            !strstr(err.text, rows[i].text)) {
            printf("%s: %s at %s: %s\n", rows[i].patch, mend_status_name(s), err.path, err.text);
            failures++;
        }
        mend_policy_free(policy);
    }
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_money_flow__an_estimate_is_written_with_its_lines),
        cmocka_unit_test(test_money_flow__what_has_no_price_is_not_quoted),
        cmocka_unit_test(test_money_flow__consent_is_bound_to_the_last_estimate),
        cmocka_unit_test(test_money_flow__a_word_against_it_needs_no_digest),
        cmocka_unit_test(test_money_flow__what_was_never_quoted_cannot_be_authorised),
        cmocka_unit_test(test_money_flow__an_estimate_ends_with_its_last_day),
        cmocka_unit_test(test_money_flow__lines_may_be_declined),
        cmocka_unit_test(test_money_flow__a_quoted_line_stays_as_it_is),
        cmocka_unit_test(test_money_flow__a_final_account_stays_within_tolerance),
        cmocka_unit_test(test_money_flow__nothing_is_charged_that_nobody_authorised),
        cmocka_unit_test(test_money_flow__declined_costs_the_diagnosis_and_cancelled_its_fee),
        cmocka_unit_test(test_money_flow__payments_settle_the_fee),
        cmocka_unit_test(test_money_flow__a_credit_note_is_told_beside_the_bill),
        cmocka_unit_test(test_money_flow__a_bill_tells_the_credit_from_before),
        cmocka_unit_test(test_money_flow__what_is_with_the_collector_stays_there_until_it_is_paid),
        cmocka_unit_test(test_money_flow__time_in_which_nobody_fetches_the_unit_does_not_count),
        cmocka_unit_test(test_money_flow__a_repair_leaves_terms_with_the_unit),
        cmocka_unit_test(test_money_flow__what_terms_pay_is_claimed_once),
        cmocka_unit_test(test_money_flow__a_contract_keeps_its_own_claims),
        cmocka_unit_test(test_money_flow__given_days_make_terms_longer_and_never_shorter),
        cmocka_unit_test(test_money_flow__the_hand_over_says_until_when_it_is_answered_for),
        cmocka_unit_test(test_money_flow__terms_begin_when_the_customer_has_the_unit_back),
        cmocka_unit_test(test_money_flow__without_the_unit_it_is_refused_or_said),
        cmocka_unit_test(test_money_flow__a_chief_may_settle_the_warranty),
        cmocka_unit_test(test_money_flow__a_unit_is_exchanged),
        cmocka_unit_test(test_money_flow__a_full_unit_is_said),
        cmocka_unit_test(test_money_flow__arguments_take_a_unit_and_contracts),
        cmocka_unit_test(test_money_flow__questions_say_what_money_has_against_it),
        cmocka_unit_test(test_money_flow__no_memory_changes_nothing),
        cmocka_unit_test(test_money_flow__a_copy_of_a_unit_has_all_of_it),
        cmocka_unit_test(test_money_flow__a_policy_that_cannot_work_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
