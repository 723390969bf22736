/*
 * test_quote.c - quotes: worked examples through policy, ticket and unit; laws that always hold; what is refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "change/quote_facts.h"
#include "faulty.h"
#include "quote_kit.h"

/* One quote with all that it is made from. */
typedef struct desk {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_unit *unit, *contract;
    mend_quote *quote;
    mend_error err;
} desk;

static desk open_desk(const char *patch, const char *values, const char *unit, const char *contract)
{
    desk d = {.policy = quote_policy(patch), .ticket = quote_ticket(values), .err = {.struct_size = sizeof d.err}};
    d.unit = unit == NULL ? NULL : quote_unit(unit);
    d.contract = contract == NULL ? NULL : quote_unit(contract);
    assert_int_equal(mend_quote_new(NULL, &d.quote), MEND_OK);
    return d;
}

static void close_desk(desk *d)
{
    mend_quote_free(d->quote);
    mend_unit_free(d->contract);
    mend_unit_free(d->unit);
    mend_ticket_free(d->ticket);
    mend_policy_free(d->policy);
}

static mend_status ask(desk *d, mend_quote_kind kind, int64_t now)
{
    const mend_unit *contracts[1] = {d->contract};
    return mend_quote_make(d->policy, d->ticket, d->unit, contracts, d->contract != NULL, kind, now, d->quote, &d->err);
}

static void make(desk *d, mend_quote_kind kind)
{
    mend_status status = ask(d, kind, QUOTE_NOW);
    if (status != MEND_OK) {
        fail_msg("%s: %s at %s", mend_status_name(status), d->err.text, d->err.path);
    }
}

static mend_quote_line line_at(const desk *d, int32_t index)
{
    mend_quote_line line = {.struct_size = sizeof line};
    assert_int_equal(mend_quote_line_get(d->quote, index, &line), MEND_OK);
    return line;
}

static mend_quote_totals totals_of(const desk *d, int32_t payer)
{
    mend_quote_totals totals = {.struct_size = sizeof totals};
    assert_int_equal(mend_quote_totals_get(d->quote, payer, &totals), MEND_OK);
    return totals;
}

static int32_t payer_of(const desk *d, const char *name)
{
    for (int32_t p = 0; p < mend_quote_payers(d->quote); p++) {
        if (strcmp(mend_quote_payer(d->quote, p, NULL), name) == 0) {
            return p;
        }
    }
    return -1;
}

/* What a payer pays before tax; 0 if it is none. */
static int64_t pays(const desk *d, const char *name)
{
    int32_t p = payer_of(d, name);
    return p < 0 ? 0 : totals_of(d, p).subtotal;
}

static int64_t share(const desk *d, const char *id, const char *name)
{
    int64_t amount = -1;
    for (int32_t i = 0; i < mend_quote_lines(d->quote); i++) {
        if (strcmp(mend_quote_line_id(d->quote, i, NULL), id) == 0 && payer_of(d, name) >= 0) {
            assert_int_equal(mend_quote_share(d->quote, i, payer_of(d, name), &amount), MEND_OK);
        }
    }
    return amount;
}

/* Everything adds up, for every line and every payer. */
static void adds_up(const desk *d)
{
    bool included = strstr(mend_policy_id(d->policy, NULL), "incl") != NULL;
    for (int32_t p = 0; p < mend_quote_payers(d->quote); p++) {
        mend_quote_totals t = totals_of(d, p);
        int64_t shares = 0;
        for (int32_t i = 0; i < mend_quote_lines(d->quote); i++) {
            int64_t amount;
            assert_int_equal(mend_quote_share(d->quote, i, p, &amount), MEND_OK);
            shares += amount;
        }
        assert_int_equal(shares, t.subtotal);
        assert_int_equal(t.base + t.tax, t.total);
        assert_int_equal(t.subtotal - t.discount + (included ? 0 : t.tax), t.total);
        assert_int_equal(t.total + t.cash_rounding, t.payable);
    }
    mend_quote_totals customer = totals_of(d, 0);
    int64_t tax = 0, amount = 0, off = 0;
    for (int32_t i = 0; i < mend_quote_lines(d->quote); i++) {
        mend_quote_line l = line_at(d, i);
        int64_t sum = 0;
        for (int32_t p = 0; p < mend_quote_payers(d->quote); p++) {
            int64_t part;
            assert_int_equal(mend_quote_share(d->quote, i, p, &part), MEND_OK);
            sum += part;
        }
        assert_int_equal(sum, l.net);
        assert_int_equal(l.gross - l.discount, l.net);
        assert_int_equal(l.customer - l.customer_off, l.customer_net);
        tax += l.tax;
        amount += l.amount;
        off += l.customer_off;
    }
    assert_int_equal(tax, customer.tax);
    assert_int_equal(amount, customer.total);
    assert_int_equal(off, customer.discount);
}

/* ---- who pays ---- */

#define JOB                                                                                                            \
    "reported_at=2024-03-15T01:00:00Z;cause=defect;parts/1/model=RELAY;parts/1/class=relay;parts/1/planned=1;"         \
    "parts/2/model=COMP;parts/2/class=compressor;parts/2/planned=1;labour/1/code=repair;visits/1/km=3"
#define NO_DIAGNOSIS "{'fees':{'cards':{'c2024':{'diagnosis':null}}}}"

static void test_quote__first_year_is_the_makers(void **state)
{
    (void)state;
    desk d = open_desk(NO_DIAGNOSIS, JOB ";delivered_on=2023-06-01", NULL, NULL);
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(mend_quote_lines(d.quote), 4);
    assert_int_equal(pays(&d, "maker"), 113500);
    assert_int_equal(pays(&d, "customer"), 0);
    assert_int_equal(totals_of(&d, 0).due, 0);
    assert_int_equal(totals_of(&d, 0).lines, 4);
    assert_int_equal(totals_of(&d, 1).tax, 14755); /* 13 % of each line: 455 + 10400 + 3250 + 650, rounded by line */
    assert_int_equal(mend_quote_lacks(d.quote), 0);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__third_year_leaves_the_compressor_to_the_maker(void **state)
{
    (void)state;
    mend_reason why;
    int64_t paid;
    desk d = open_desk(NO_DIAGNOSIS, JOB ";delivered_on=2021-06-01", NULL, NULL);
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "maker"), 80000);
    assert_int_equal(pays(&d, "customer"), 33500);
    assert_int_equal(share(&d, "parts/2", "maker"), 80000);
    assert_int_equal(share(&d, "labour/1", "customer"), 25000);
    assert_int_equal(line_at(&d, 1).cover, MEND_QUOTE_COVERED);
    assert_int_equal(line_at(&d, 0).cover, MEND_QUOTE_CHARGED);
    assert_int_equal(mend_quote_terms(d.quote), 2);
    assert_int_equal(mend_quote_verdict(d.quote, 0, 0, &why, NULL), MEND_OK);
    assert_int_equal(why, MEND_REASON_EXPIRED);
    assert_int_equal(mend_quote_verdict(d.quote, 0, 1, &why, NULL), MEND_OK);
    assert_int_equal(why, MEND_REASON_PART_NOT_COVERED);
    assert_int_equal(mend_quote_verdict(d.quote, 1, 1, &why, &paid), MEND_OK);
    assert_int_equal(why, MEND_REASON_COVERED);
    assert_int_equal(paid, 80000);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__misuse_is_the_customers(void **state)
{
    (void)state;
    mend_reason why;
    desk d = open_desk(NO_DIAGNOSIS, JOB ";delivered_on=2023-06-01", NULL, NULL);
    quote_put(d.ticket, "cause", "misuse");
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "customer"), 113500);
    assert_int_equal(mend_quote_payers(d.quote), 1);
    for (int32_t i = 0; i < 4; i++) {
        assert_int_equal(mend_quote_verdict(d.quote, i, 0, &why, NULL), MEND_OK);
        assert_int_equal(why, MEND_REASON_CAUSE_EXCLUDED);
    }
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__contracts_pay_to_their_cap(void **state)
{
    (void)state;
    desk d = open_desk(NO_DIAGNOSIS, JOB ";delivered_on=2019-06-01", NULL,
                       "{'kind':'contract','key':'C-1','terms':[{'id':'gold','kind':'contract','payer':'contract',"
                       "'start':'2024-01-01','last_day':'2024-12-31','cap':90000}]}");
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "contract"), 90000);
    assert_int_equal(pays(&d, "customer"), 23500);
    assert_int_equal(share(&d, "labour/1", "contract"), 6500);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__a_deductible_stays_with_the_customer(void **state)
{
    (void)state;
    desk d = open_desk(NO_DIAGNOSIS,
                       "reported_at=2024-03-15T01:00:00Z;cause=defect;charges/1/kind=other;charges/1/amount=4000;"
                       "charges/2/kind=other;charges/2/amount=9000",
                       NULL,
                       "{'kind':'contract','key':'C-1','terms':[{'id':'gold','kind':'contract','payer':'contract',"
                       "'start':'2024-01-01','last_day':'2024-12-31','deductible':10000}]}");
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(share(&d, "charges/1", "customer"), 4000);
    assert_int_equal(share(&d, "charges/2", "customer"), 6000);
    assert_int_equal(share(&d, "charges/2", "contract"), 3000);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__half_of_an_odd_amount_leaves_no_cent_behind(void **state)
{
    (void)state;
    desk d =
        open_desk(NO_DIAGNOSIS, "reported_at=2024-03-15T01:00:00Z;cause=defect;parts/1/model=CLOTH;parts/1/planned=1",
                  "{'key':'U','terms':[{'id':'half','kind':'maker','payer':'maker','start':'2024-01-01',"
                  "'percent':'50'}]}",
                  "{'kind':'contract','key':'C','terms':[{'id':'rest','kind':'contract','payer':'contract',"
                  "'start':'2024-01-01'}]}");
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "maker"), 167);
    assert_int_equal(pays(&d, "contract"), 166);
    assert_int_equal(pays(&d, "customer"), 0);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__labour_follows_the_part_it_serves(void **state)
{
    (void)state;
    desk d =
        open_desk("{'fees':{'cards':{'c2024':{'diagnosis':null}}},'warranty':{'terms':{'maker':null,'compressor':null,"
                  "'board':{'kind':'part','payer':'maker','from':'delivery','years':2,'classes':['board']}}}}",
                  "reported_at=2024-03-15T01:00:00Z;cause=defect;delivered_on=2022-06-01;"
                  "parts/1/model=BOARD;parts/1/class=board;parts/1/planned=1;"
                  "parts/2/model=FAN;parts/2/class=fan;parts/2/planned=1;labour/1/code=repair;labour/1/part=1;"
                  "labour/2/code=repair",
                  NULL, NULL);
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "maker"), 64000 + 25000);
    assert_int_equal(pays(&d, "customer"), 4800 + 25000);
    adds_up(&d);
    close_desk(&d);
}

/* The guarantee on a repair and the warranty of the part that was put in, months later. */
static desk claim_again(const char *parts)
{
    char values[512];
    snprintf(values, sizeof values, "reported_at=2024-03-15T01:00:00Z;cause=defect;labour/1/code=repair;%s", parts);
    return open_desk(
        "{'fees':{'cards':{'c2024':{'diagnosis':null}}},'warranty':{'terms':{'maker':null,'compressor':null}}}", values,
        "{'key':'U','terms':[{'id':'g','kind':'repair_guarantee','payer':'maker','start':'2024-03-01','days':30,"
        "'classes':['BOARD','fan']},{'id':'p','kind':'part','payer':'contract','start':'2024-03-01','days':90,"
        "'classes':['COMP']}]}",
        NULL);
}

static void test_quote__work_for_no_named_part_goes_with_the_parts(void **state)
{
    (void)state;
    desk d = claim_again("parts/1/model=BOARD;parts/1/planned=1"); /* of no class: told by its model */
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "maker"), 64000 + 25000);
    close_desk(&d);
    d = claim_again(
        "parts/1/model=BOARD;parts/1/class=mainboard;parts/1/planned=1"); /* a class by now: the model tells */
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "maker"), 64000 + 25000);
    close_desk(&d);
    d = claim_again("parts/1/model=BOARD;parts/1/planned=1;parts/2/model=FAN;parts/2/class=fan;parts/2/planned=1");
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "customer"), 0);
    close_desk(&d);
    d = claim_again("parts/1/model=BOARD;parts/1/planned=1;parts/2/model=RELAY;parts/2/planned=1");
    make(&d, MEND_QUOTE_ESTIMATE); /* the work is not for the board alone */
    assert_int_equal(pays(&d, "maker"), 64000);
    assert_int_equal(share(&d, "labour/1", "customer"), 25000);
    close_desk(&d);
    d = claim_again("planned_days=1"); /* the same fault without a part: the guarantee, but not the part's warranty */
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "maker"), 25000);
    close_desk(&d);
    d = claim_again("parts/1/model=COMP;parts/1/planned=1");
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(pays(&d, "contract"), 80000 + 25000);
    adds_up(&d);
    close_desk(&d);
}

/* Twenty days away move the end to the 30th; away again before that, the end moves on. */
static void test_quote__time_away_prolongs_the_term(void **state)
{
    (void)state;
    const char *unit = "{'key':'U','terms':[{'id':'own','kind':'maker','payer':'maker','start':'2023-05-11',"
                       "'last_day':'2024-05-10','suspend':'nights'}],"
                       "'outages':[{'from':'2024-05-01','to':'2024-05-21'},{'from':'2024-05-25','to':'2024-05-28'}]}";
    desk d =
        open_desk("{'warranty':{'terms':{'maker':null,'compressor':null}}}",
                  "cause=defect;parts/1/model=RELAY;parts/1/planned=1;reported_at=2024-06-02T01:00:00Z", unit, NULL);
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(share(&d, "parts/1", "maker"), -1); /* a last day that is given is not moved */
    close_desk(&d);
    d = open_desk("{'warranty':{'terms':{'maker':{'suspend':'nights','from':'delivery','rule':'day_before'},"
                  "'compressor':null}}}",
                  "cause=defect;delivered_on=2023-05-11;parts/1/model=RELAY;parts/1/planned=1;"
                  "reported_at=2024-06-02T01:00:00Z",
                  "{'key':'U','outages':[{'from':'2024-05-01','to':'2024-05-21'},"
                  "{'from':'2024-05-25','to':'2024-05-28'}]}",
                  NULL);
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(share(&d, "parts/1", "maker"), 3500);
    quote_put(d.ticket, "reported_at", "2024-06-03T01:00:00Z");
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(share(&d, "parts/1", "customer"), 3500);
    close_desk(&d);
}

static void test_quote__says_what_was_not_known(void **state)
{
    (void)state;
    desk d = open_desk(
        "{}",
        "delivered_on=2023-06-01;parts/1/model=RELAY;parts/1/planned=1;labour/1/code=hour;visits/1/arrived_at="
        "2024-03-15T00:00:00Z",
        NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(mend_quote_lacks(d.quote),
                     MEND_QUOTE_LACKS_CAUSE | MEND_QUOTE_LACKS_QUANTITY | MEND_QUOTE_LACKS_TIME);
    assert_int_equal(mend_quote_lines(d.quote), 2); /* the part was not put in, as far as anybody knows */
    close_desk(&d);
}

static void test_quote__who_pays_can_be_named_by_hand(void **state)
{
    (void)state;
    mend_reason why;
    desk d = open_desk(NO_DIAGNOSIS,
                       "delivered_on=2019-06-01;cause=defect;charges/1/kind=other;charges/1/amount=4000;"
                       "charges/1/payer=goodwill;charges/2/kind=other;charges/2/amount=100",
                       NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_string_equal(mend_quote_line_id(d.quote, 0, NULL), "charges/2");
    assert_int_equal(share(&d, "charges/1", "goodwill"), 4000);
    assert_int_equal(mend_quote_verdict(d.quote, 1, 0, &why, NULL), MEND_OK);
    assert_int_equal(why, MEND_REASON_BY_HAND);
    adds_up(&d);
    close_desk(&d);
}

/* ---- prices ---- */

static int64_t only_net(const char *patch, const char *values)
{
    desk d = open_desk(patch, values, NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(mend_quote_lines(d.quote), 1);
    int64_t net = line_at(&d, 0).net;
    adds_up(&d);
    close_desk(&d);
    return net;
}

static void test_quote__prices_work_by_time_and_calendar(void **state)
{
    (void)state;
    assert_int_equal(only_net("{}", "labour/1/minutes=60"), 10000);
    assert_int_equal(only_net("{}", "labour/1/minutes=20"), 3333);
    assert_int_equal(only_net("{}", "labour/1/code=started;labour/1/minutes=10"), 5000);
    assert_int_equal(only_net("{}", "labour/1/code=started;labour/1/minutes=31"), 7500);
    assert_int_equal(only_net("{}", "labour/1/rate=6000;labour/1/minutes=90"), 9000);
    /* Friday 17:00 to 19:00 in China: an hour as usual, an hour at 150 % */
    assert_int_equal(only_net("{}", "labour/1/started_at=2024-03-15T09:00:00Z;labour/1/ended_at=2024-03-15T11:00:00Z"),
                     25000);
    /* Saturday 23:30 to Sunday 00:30: late, then Sunday, which goes before late */
    assert_int_equal(only_net("{}", "labour/1/started_at=2024-03-16T15:30:00Z;labour/1/ended_at=2024-03-16T16:30:00Z"),
                     7500 + 10000);
    assert_int_equal(only_net("{}", "labour/1/started_at=2024-03-17T09:00:00Z;labour/1/ended_at=2024-03-17T11:00:00Z"),
                     40000);
    /* nobody says when it began */
    assert_int_equal(only_net("{}", "labour/1/minutes=120"), 20000);
}

static void test_quote__three_thirds_are_less_than_an_hour(void **state)
{
    (void)state;
    desk d = open_desk("{}", "labour/1/minutes=20;labour/2/minutes=20;labour/3/minutes=20", NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(totals_of(&d, 0).subtotal, 9999);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__discounts_parts_by_line_or_by_piece(void **state)
{
    (void)state;
    const char *hundred = "parts/1/model=FOIL;parts/1/used=100";
    assert_int_equal(only_net("{}", hundred), 3500);
    assert_int_equal(only_net("{'fees':{'cards':{'c2024':{'part_rule':{'pct':'10'}}}}}", hundred), 3150);
    assert_int_equal(only_net("{'fees':{'cards':{'c2024':{'part_rule':{'pct':'10','at':'unit'}}}}}", hundred), 3200);
    /* a price of its own is not the card's, and has no discount */
    assert_int_equal(only_net("{'fees':{'cards':{'c2024':{'part_rule':{'pct':'10'}}}}}",
                              "parts/1/model=X-9;parts/1/used=2;parts/1/unit_price=1000"),
                     2000);
    assert_int_equal(only_net("{}", "parts/1/name=RELAY;parts/1/issued=3;parts/1/returned=1"), 7000);
    assert_int_equal(only_net("{}", "parts/1/model=A1;parts/1/used=0.5"), 795); /* 7.945 */
}

static void test_quote__gives_back_the_diagnosis(void **state)
{
    (void)state;
    desk d = open_desk("{}", "diagnosed_at=2024-03-14T01:00:00Z;labour/1/minutes=24", NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(totals_of(&d, 0).subtotal, 4000 + 5000);
    assert_int_equal(totals_of(&d, 0).discount, 4000); /* up to the labour */
    assert_int_equal(line_at(&d, 1).customer_net, 1000);
    adds_up(&d);
    make(&d, MEND_QUOTE_DECLINED);
    assert_int_equal(totals_of(&d, 0).total, 5650);
    assert_int_equal(mend_quote_lines(d.quote), 1);
    quote_put(d.ticket, "repairable", "false");
    make(&d, MEND_QUOTE_DECLINED);
    assert_int_equal(mend_quote_lines(d.quote), 0);
    close_desk(&d);
    d = open_desk("{'fees':{'diagnosis_if_declined':false}}", "diagnosed_at=2024-03-14T01:00:00Z", NULL, NULL);
    make(&d, MEND_QUOTE_DECLINED);
    assert_int_equal(mend_quote_lines(d.quote), 0);
    close_desk(&d);
    d = open_desk("{}", "diagnosed_at=2024-03-14T01:00:00Z;cause=defect;delivered_on=2024-01-01;labour/1/minutes=60",
                  NULL, NULL);
    make(&d, MEND_QUOTE_FINAL); /* the maker pays for it: there is nothing to give back */
    assert_int_equal(totals_of(&d, 0).discount, 0);
    assert_int_equal(pays(&d, "maker"), 15000);
    close_desk(&d);
}

static void test_quote__a_diagnosis_without_a_repair_is_paid(void **state)
{
    (void)state;
    desk d = open_desk("{'fees':{'cards':{'c2024':{'diagnosis':{'credit':'full'}}}}}",
                       "diagnosed_at=2024-03-14T01:00:00Z", NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(totals_of(&d, 0).discount, 0);
    assert_int_equal(totals_of(&d, 0).total, 5650);
    make(&d, MEND_QUOTE_ESTIMATE); /* it is made for a repair */
    assert_int_equal(totals_of(&d, 0).discount, 5000);
    quote_put(d.ticket, "repair_finished_at", "2024-03-14T02:00:00Z"); /* done for nothing, and done all the same */
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(totals_of(&d, 0).discount, 5000);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__surcharges_and_discounts_have_conditions(void **state)
{
    (void)state;
    desk d = open_desk("{}", "labour/1/minutes=60;urgency=low;tier=ordinary", NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(totals_of(&d, 0).subtotal, 10000);
    quote_put(d.ticket, "urgency", "high");
    quote_put(d.ticket, "tier", "key");
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(mend_quote_lines(d.quote), 2);
    assert_string_equal(mend_quote_line_id(d.quote, 1, NULL), "surcharges/express");
    assert_int_equal(totals_of(&d, 0).subtotal, 12700);
    assert_int_equal(totals_of(&d, 0).discount, 1270);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__storage_and_cancellation_are_the_customers(void **state)
{
    (void)state;
    desk d = open_desk("{}",
                       "cause=defect;delivered_on=2024-01-01;ready_at=2024-03-01T01:00:00Z;parts/1/model=RELAY;"
                       "parts/1/requested=2;parts/1/returned=1;estimates/1/no=1;estimates/1/total=100000",
                       NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(share(&d, "storage", "customer"), 7000); /* 14 days, 7 are free */
    quote_put(d.ticket, "handed_over_at", "2024-03-09T01:00:00Z");
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(share(&d, "storage", "customer"), 1000);
    d.ticket->stage = MEND__STAGE_ACTIVE;
    make(&d, MEND_QUOTE_CANCELLED);
    assert_int_equal(share(&d, "cancellation", "customer"), 10000 + 3500);
    adds_up(&d);
    close_desk(&d);
}

/* ---- tax and totals ---- */

#define INCL(scope, rate)                                                                                              \
    "{'id':'incl','fees':{'tax':{'price':'incl','scope':'" scope "','rates':{'other':'" rate "'}}}}"
#define EXCL(scope, rate) "{'fees':{'tax':{'price':'excl','scope':'" scope "','rates':{'other':'" rate "'}}}}"

static mend_quote_totals sum_of(const char *patch, const char *values)
{
    desk d = open_desk(patch, values, NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    mend_quote_totals t = totals_of(&d, 0);
    adds_up(&d);
    close_desk(&d);
    return t;
}

static void test_quote__rounds_tax_where_the_policy_says(void **state)
{
    (void)state;
    const char *three = "charges/1/amount=15;charges/2/amount=15;charges/3/amount=15";
    assert_int_equal(sum_of(EXCL("line", "10"), three).tax, 6);     /* 1.5 each */
    assert_int_equal(sum_of(EXCL("document", "10"), three).tax, 5); /* 4.5 */
    assert_int_equal(sum_of(EXCL("line", "19"), "charges/1/amount=31750").tax, 6033);
    assert_int_equal(sum_of(EXCL("document", "19"), "charges/1/amount=31750").tax, 6033);
    mend_quote_totals t = sum_of(INCL("line", "5"), "charges/1/amount=9000;charges/2/amount=5500");
    assert_int_equal(t.total, 14500); /* what the customer was told */
    assert_int_equal(t.tax, 429 + 262);
    t = sum_of(INCL("document", "6"), "charges/1/amount=100000;charges/2/amount=300000");
    assert_int_equal(t.total, 400000);
    assert_int_equal(t.tax, 22642);
    t = sum_of(INCL("line", "6"), "charges/1/amount=100000;charges/2/amount=300000");
    assert_int_equal(t.tax, 5660 + 16981);
}

static void test_quote__rounds_to_coins_last(void **state)
{
    (void)state;
    mend_quote_totals t = sum_of("{'fees':{'cash_step':5,'tax':{'price':'excl','rates':{'other':'0'}}}}",
                                 "charges/1/amount=1223;payments/1/amount=1000");
    assert_int_equal(t.total, 1223);
    assert_int_equal(t.cash_rounding, 2);
    assert_int_equal(t.payable, 1225);
    assert_int_equal(t.paid, 1000);
    assert_int_equal(t.due, 225);
}

static void test_quote__kinds_have_rates_of_their_own(void **state)
{
    (void)state;
    desk d = open_desk("{'fees':{'tax':{'price':'excl','rates':{'part':'13','labour':'6','other':'0'}}}}",
                       "parts/1/model=RELAY;parts/1/used=1;labour/1/minutes=60;charges/1/amount=100;"
                       "charges/2/amount=100;charges/2/tax_rate=9",
                       NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(totals_of(&d, 0).tax, 455 + 600 + 0 + 9);
    adds_up(&d);
    close_desk(&d);
}

static void test_quote__a_credit_mirrors_its_bill(void **state)
{
    (void)state;
    static const char *const patches[] = {EXCL("line", "19"), EXCL("document", "19"), INCL("line", "19"),
                                          INCL("document", "6")};
    static const char *const amounts[] = {"31750", "1", "5", "999999999", "15889"};
    for (size_t p = 0; p < sizeof patches / sizeof patches[0]; p++) {
        for (size_t a = 0; a < sizeof amounts / sizeof amounts[0]; a++) {
            char bill[80], credit[120];
            snprintf(bill, sizeof bill, "charges/1/amount=%s;charges/2/amount=35", amounts[a]);
            snprintf(credit, sizeof credit,
                     "charges/1/kind=discount;charges/1/amount=%s;charges/2/kind=discount;charges/2/amount=35",
                     amounts[a]);
            mend_quote_totals t = sum_of(patches[p], bill), back = sum_of(patches[p], credit);
            assert_int_equal(back.total, -t.total);
            assert_int_equal(back.tax, -t.tax);
            assert_int_equal(back.base, -t.base);
        }
    }
}

/* Lines of all sizes, shared out among terms with percentages and caps, always add up. */
static void test_quote__lines_always_sum(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    static const char *const patches[] = {"{}", EXCL("document", "13"), INCL("line", "13"), INCL("document", "7")};
    for (int round = 0; round < 200; round++) {
        char values[600], unit[400];
        size_t n = (size_t)snprintf(values, sizeof values, "cause=defect;delivered_on=2019-01-01;tier=%s",
                                    round % 2 ? "key" : "ordinary");
        for (int i = 1; i <= 5; i++) {
            seed = seed * 1664525U + 1013904223U;
            n += (size_t)snprintf(values + n, sizeof values - n, ";charges/%d/amount=%u", i, seed >> 10 & 0xFFFFF);
        }
        seed = seed * 1664525U + 1013904223U;
        snprintf(unit, sizeof unit,
                 "{'key':'U','terms':[{'id':'a','kind':'maker','payer':'maker','start':'2020-01-01','percent':'%u.%u',"
                 "'deductible':%u},{'id':'b','kind':'goodwill','payer':'goodwill','start':'2020-01-01','cap':%u}]}",
                 1 + (seed >> 8 & 63), seed >> 20 & 7, seed >> 12 & 0xFFFFF, seed >> 9 & 0x1FFFFF);
        desk d = open_desk(patches[round % 4], values, unit, NULL);
        make(&d, MEND_QUOTE_FINAL);
        adds_up(&d);
        close_desk(&d);
    }
}

/* ---- cards ---- */

static void test_quote__the_day_chooses_the_card(void **state)
{
    (void)state;
    desk d = open_desk("{}", "parts/1/model=RELAY;parts/1/planned=1;parts/1/used=1", NULL, NULL);
    int64_t evening = INT64_C(1735660799999) - 8 * 3600000; /* the last ms of 2024 in China is 16:00 in UTC */
    assert_int_equal(ask(&d, MEND_QUOTE_ESTIMATE, INT64_C(1735660799999)), MEND_OK);
    assert_int_equal(line_at(&d, 0).net, 3500);
    assert_int_equal(ask(&d, MEND_QUOTE_ESTIMATE, INT64_C(1735660800000)), MEND_OK);
    assert_int_equal(line_at(&d, 0).net, 4000);
    assert_int_equal(ask(&d, MEND_QUOTE_ESTIMATE, evening), MEND_OK);
    assert_int_equal(line_at(&d, 0).net, 3500);
    assert_int_equal(ask(&d, MEND_QUOTE_ESTIMATE, INT64_C(1700000000000)), MEND_REFUSED); /* 2023 */
    assert_int_equal(d.err.reason, MEND_REASON_NO_CARD);
    assert_int_equal(mend_quote_refusal(d.quote, NULL, NULL), MEND_REASON_NO_CARD);
    assert_int_equal(mend_quote_lines(d.quote), 0);
    /* what was authorised by the card of 2024 is billed by it */
    quote_put(d.ticket, "estimates/1/no", "1");
    quote_put(d.ticket, "estimates/1/card", "c2024");
    quote_put(d.ticket, "authorisations/1/estimate", "1");
    quote_put(d.ticket, "authorisations/1/decision", "authorised");
    assert_int_equal(ask(&d, MEND_QUOTE_FINAL, INT64_C(1740000000000)), MEND_OK);
    assert_int_equal(line_at(&d, 0).net, 3500);
    assert_int_equal(ask(&d, MEND_QUOTE_ESTIMATE, INT64_C(1740000000000)), MEND_OK);
    assert_int_equal(line_at(&d, 0).net, 4000);
    quote_put(d.ticket, "authorisations/2/estimate", "1");
    quote_put(d.ticket, "authorisations/2/decision", "declined");
    assert_int_equal(ask(&d, MEND_QUOTE_FINAL, INT64_C(1740000000000)), MEND_OK);
    assert_int_equal(line_at(&d, 0).net, 4000);
    close_desk(&d);
}

/* ---- the digest ---- */

#define PLAN "parts/1/model=RELAY;parts/1/planned=2;labour/1/minutes=60;plan=Change the relay;planned_days=3"

static void digest_of(const char *patch, const char *values, char out[65])
{
    desk d = open_desk(patch, values, NULL, NULL);
    make(&d, MEND_QUOTE_ESTIMATE);
    const char *digest = mend_quote_digest(d.quote);
    assert_int_equal(strlen(digest), 64);
    memcpy(out, digest, 65);
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_string_equal(mend_quote_digest(d.quote), out);
    close_desk(&d);
}

static void test_quote__digest_holds_what_was_agreed(void **state)
{
    (void)state;
    char first[65], other[65];
    static const char *const changed[] = {
        /* quantity, item, amount, plan, promised days, promised minutes, a line more */
        "parts/1/model=RELAY;parts/1/planned=3;labour/1/minutes=60;plan=Change the relay;planned_days=3",
        "parts/1/model=FAN;parts/1/unit_price=3500;parts/1/planned=2;labour/1/minutes=60;plan=Change the relay;"
        "planned_days=3",
        "parts/1/model=RELAY;parts/1/unit_price=3501;parts/1/planned=2;labour/1/minutes=60;plan=Change the relay;"
        "planned_days=3",
        "parts/1/model=RELAY;parts/1/planned=2;labour/1/minutes=60;plan=Change the relays;planned_days=3",
        "parts/1/model=RELAY;parts/1/planned=2;labour/1/minutes=60;plan=Change the relay;planned_days=4",
        "parts/1/model=RELAY;parts/1/planned=2;labour/1/minutes=60;plan=Change the relay;planned_days=3;"
        "planned_minutes=60",
        "parts/2/model=RELAY;parts/2/planned=2;labour/1/minutes=60;plan=Change the relay;planned_days=3",
        PLAN ";charges/1/amount=0"};
    digest_of("{}", PLAN, first);
    for (size_t i = 0; i < sizeof changed / sizeof changed[0]; i++) {
        digest_of("{}", changed[i], other);
        if (strcmp(first, other) == 0) {
            fail_msg("unchanged by %s", changed[i]);
        }
    }
    digest_of("{'currency':'USD'}", PLAN, other);
    assert_string_not_equal(first, other);
    digest_of(EXCL("line", "14"), PLAN, other);
    assert_string_not_equal(first, other);
    /* labels, names, revisions of the policy, what was paid */
    digest_of(
        "{'revision':9,'fees':{'cards':{'c2024':{'label':{'en':'New'},'labour':{'hour':{'label':{'en':'Toil'}}}}}}}",
        PLAN, other);
    assert_string_equal(first, other);
    digest_of("{}", PLAN ";payments/1/amount=100;customer_id=C9;parts/1/name=Relay", other);
    assert_string_equal(first, other);
}

/* ---- what is kept, and compared ---- */

/* Puts the facts of a quote into the ticket, as an event would. */
static int64_t keep(desk *d)
{
    mend__arena arena;
    mend__alloc alloc;
    mend__quote_facts facts;
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__arena_init(&arena, &alloc);
    assert_int_equal(mend__quote_facts_of(d->quote, d->policy, d->ticket, &arena, &facts), MEND_OK);
    for (size_t i = 0; i < facts.count; i++) {
        const mend__quote_fact *f = &facts.items[i];
        assert_int_equal(mend__ticket_set(d->ticket, f->list, f->row, f->field->id, &f->value), MEND_OK);
        if (f->row != 0) {
            assert_int_equal(mend__ticket_mark_row(d->ticket, f->list, f->row), MEND_OK);
        }
    }
    mend__arena_free(&arena);
    return facts.no;
}

static int64_t number_in(const desk *d, const char *path)
{
    int64_t value = -1;
    assert_int_equal(mend_ticket_integer(d->ticket, path, MEND_NTS, &value), MEND_OK);
    return value;
}

static mend_quote_excess compared(desk *d, char *document, size_t cap)
{
    mend_quote_excess excess = {.struct_size = sizeof excess};
    mend_buf *out;
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_quote_compare(d->quote, d->policy, d->ticket, &excess, "en", out), MEND_OK);
    const char *text = mend_buf_data(out, &len);
    assert_true(len < cap);
    memcpy(document, text, len + 1);
    mend_buf_free(out);
    return excess;
}

static void test_quote__what_was_left_behind_needs_no_consent(void **state)
{
    (void)state;
    char text[4096];
    desk d = open_desk("{}", PLAN, NULL, NULL);
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(keep(&d), 1);
    quote_put(d.ticket, "authorisations/1/estimate", "1");
    quote_put(d.ticket, "authorisations/1/decision", "authorised");
    quote_put(d.ticket, "authorisations/1/at", "2024-03-15T02:00:00Z");
    quote_put(d.ticket, "parts/1/used", "2");
    quote_put(d.ticket, "diagnosed_at", "2024-03-14T01:00:00Z");
    make(&d, MEND_QUOTE_FINAL);
    int64_t before = totals_of(&d, 0).total;
    assert_int_equal(compared(&d, text, sizeof text).total, before);
    quote_put(d.ticket, "ready_at", "2023-03-01T01:00:00Z");
    make(&d, MEND_QUOTE_FINAL);
    assert_true(totals_of(&d, 0).total > before + before / 10); /* more than may be above the estimate */
    mend_quote_excess e = compared(&d, text, sizeof text);
    assert_int_equal(e.total, before);
    assert_int_equal(e.needs_consent, 0);
    assert_int_equal(e.added, 1);
    close_desk(&d);
}

static void test_quote__keeps_an_estimate_and_holds_the_final_against_it(void **state)
{
    (void)state;
    char text[4096];
    desk d = open_desk("{}", PLAN, NULL, NULL);
    make(&d, MEND_QUOTE_ESTIMATE);
    mend_quote_totals t = totals_of(&d, 0);
    mend_quote_excess e = compared(&d, text, sizeof text);
    assert_int_equal(e.needs_consent, 1);
    assert_non_null(strstr(text, "NOT_AUTHORISED"));
    assert_int_equal(keep(&d), 1);
    assert_int_equal(number_in(&d, "estimates/1/no"), 1);
    assert_int_equal(number_in(&d, "estimates/1/total"), t.total);
    assert_int_equal(number_in(&d, "estimate_total"), t.total);
    int64_t sum = 0;
    for (int row = 1; row <= 3; row++) {
        char path[40];
        snprintf(path, sizeof path, "charges/%d/amount", row);
        sum += number_in(&d, path);
        snprintf(path, sizeof path, "charges/%d/tax", row);
        sum += number_in(&d, path);
    }
    assert_int_equal(sum, t.total);
    make(&d, MEND_QUOTE_ESTIMATE); /* rows of an estimate are no input */
    assert_int_equal(totals_of(&d, 0).total, t.total);

    quote_put(d.ticket, "authorisations/1/estimate", "1");
    quote_put(d.ticket, "authorisations/1/decision", "authorised");
    quote_put(d.ticket, "authorisations/1/at", "2024-03-15T02:00:00Z");
    e = compared(&d, text, sizeof text);
    assert_int_equal(e.estimate, 1);
    assert_int_equal(e.needs_consent, 0);
    assert_int_equal(e.changed + e.added + e.dropped + e.declined, 0);
    assert_int_equal(e.limit, t.total + t.total / 10);

    quote_put(d.ticket, "diagnosed_at", "2024-03-14T01:00:00Z");
    quote_put(d.ticket, "parts/1/used", "2");
    quote_put(d.ticket, "labour/1/minutes", "66");
    make(&d, MEND_QUOTE_FINAL);
    e = compared(&d, text, sizeof text);
    assert_int_equal(e.changed, 1);
    assert_int_equal(e.needs_consent, 0);
    quote_put(d.ticket, "parts/2/model", "FAN");
    quote_put(d.ticket, "parts/2/used", "1");
    make(&d, MEND_QUOTE_FINAL);
    e = compared(&d, text, sizeof text);
    assert_int_equal(e.added, 1);
    assert_int_equal(e.needs_consent, 1);
    assert_non_null(strstr(text, "\"code\":\"CONSENT_NEEDED\""));
    quote_put(d.ticket, "parts/2/used", "0");
    quote_put(d.ticket, "parts/1/used", "0");
    make(&d, MEND_QUOTE_FINAL);
    e = compared(&d, text, sizeof text);
    assert_int_equal(e.dropped, 1);
    assert_int_equal(e.needs_consent, 0);
    quote_put(d.ticket, "parts/1/used", "2");
    quote_put(d.ticket, "charges/1/accepted", "false");
    make(&d, MEND_QUOTE_FINAL);
    e = compared(&d, text, sizeof text);
    assert_int_equal(e.declined, 1);
    assert_int_equal(e.needs_consent, 1);
    assert_non_null(strstr(text, "LINE_DECLINED"));

    quote_put(d.ticket, "charges/1/accepted", "true");
    quote_put(d.ticket, "authorisations/1/at", "2024-04-15T02:00:00Z"); /* it held until the 14th */
    e = compared(&d, text, sizeof text);
    assert_int_equal(e.expired, 1);
    assert_int_equal(e.needs_consent, 1);
    quote_put(d.ticket, "authorisations/1/digest", "another");
    e = compared(&d, text, sizeof text);
    assert_int_equal(e.estimate, 0);

    assert_int_equal(keep(&d), 2);
    assert_int_equal(number_in(&d, "estimates/2/no"), 2);
    assert_int_equal(number_in(&d, "fee_total"), totals_of(&d, 0).payable);
    assert_int_equal(number_in(&d, "fee_paid"), 0);
    mend_ticket_text(d.ticket, "fee_state", MEND_NTS, text, sizeof text, NULL);
    assert_string_equal(text, "due");
    close_desk(&d);
}

/* ---- documents ---- */

static void written(desk *d, const char *lang, char *out, size_t cap)
{
    mend_buf *buf;
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &buf), MEND_OK);
    assert_int_equal(mend_quote_write(d->quote, d->policy, lang, buf), MEND_OK);
    const char *text = mend_buf_data(buf, &len);
    assert_true(len < cap);
    memcpy(out, text, len + 1);
    mend_buf_free(buf);
}

static void test_quote__holds_on_to_nothing_it_was_made_from(void **state)
{
    (void)state;
    static char first[32768], second[32768];
    desk d = open_desk("{}", JOB ";delivered_on=2021-06-01;plan=Change both", "{'key':'U'}",
                       "{'kind':'contract','key':'C-1','terms':[{'id':'gold','kind':'contract','payer':'contract',"
                       "'start':'2024-01-01','cap':1000}]}");
    make(&d, MEND_QUOTE_ESTIMATE);
    written(&d, "en", first, sizeof first);
    mend_ticket_free(d.ticket);
    mend_unit_free(d.unit);
    mend_unit_free(d.contract);
    d.ticket = NULL;
    d.unit = d.contract = NULL;
    mend_policy_free(d.policy);
    d.policy = quote_policy("{}");
    written(&d, "en", second, sizeof second);
    assert_string_equal(first, second);
    close_desk(&d);
}

static void test_quote__explains_in_both_languages(void **state)
{
    (void)state;
    static char text[32768];
    desk d = open_desk("{}", JOB ";delivered_on=2021-06-01;diagnosed_at=2024-03-14T01:00:00Z", NULL, NULL);
    make(&d, MEND_QUOTE_FINAL);
    written(&d, "zh-CN", text, sizeof text);
    assert_non_null(strstr(text, "检测费抵扣50.00"));
    assert_non_null(strstr(text, "\"label\":\"维修\""));
    written(&d, "en", text, sizeof text);
    assert_non_null(strstr(text, "\"code\":\"EXPIRED\""));
    assert_non_null(strstr(text, "50.00 of the fee for the diagnosis is credited"));
    mend_buf *buf;
    assert_int_equal(mend_buf_new(NULL, &buf), MEND_OK);
    assert_int_equal(mend_quote_coverage(d.quote, NULL, NULL, buf), MEND_OK);
    assert_null(strstr(mend_buf_data(buf, NULL), "\"total\""));
    assert_non_null(strstr(mend_buf_data(buf, NULL), "\"by_payer\":{\"customer\":"));
    mend_buf_free(buf);
    close_desk(&d);
}

/* ---- what is refused ---- */

static void test_quote__names_what_no_quote_can_be_made_of(void **state)
{
    (void)state;
    static const struct {
        const char *values, *path;
        mend_reason reason;
    } bad[] = {
        {"parts/3/model=NONE;parts/3/used=1", "parts/3", MEND_REASON_PART_NOT_ON_CARD},
        {"labour/2/code=nothing;labour/2/minutes=1", "labour/2", MEND_REASON_WORK_NOT_ON_CARD},
        {"parts/1/model=RELAY;parts/1/used=-1", "parts/1", MEND_REASON_NEGATIVE_QUANTITY},
        {"parts/1/model=RELAY;parts/1/used=1;parts/1/unit_price=-1", "parts/1", MEND_REASON_NEGATIVE_AMOUNT},
        {"parts/1/used=9223372036;parts/1/unit_price=9223372036854775807", "parts/1", MEND_REASON_OVERFLOW},
        {"parts/1/model=RELAY;parts/1/issued=1;parts/1/returned=2", "parts/1", MEND_REASON_NEGATIVE_QUANTITY},
        {"parts/1/model=RELAY;parts/1/issued=-9223372036.8;parts/1/returned=9", "parts/1",
         MEND_REASON_NEGATIVE_QUANTITY},
        {"labour/1/minutes=-1", "labour/1", MEND_REASON_NEGATIVE_QUANTITY},
        {"labour/1/rate=-1;labour/1/minutes=1", "labour/1", MEND_REASON_NEGATIVE_AMOUNT},
        {"labour/1/minutes=9223372036854775807", "labour/1", MEND_REASON_OVERFLOW},
        {"labour/1/started_at=2024-03-15T09:00:00Z;labour/1/ended_at=2024-03-15T08:00:00Z", "labour/1",
         MEND_REASON_TIME_BACKWARDS},
        {"labour/1/started_at=2020-03-15T09:00:00Z;labour/1/ended_at=2024-03-15T08:00:00Z", "labour/1",
         MEND_REASON_TIME_TOO_LONG},
        {"charges/4/kind=other", "charges/4", MEND_REASON_AMOUNT_MISSING},
        {"charges/4/amount=-5", "charges/4", MEND_REASON_NEGATIVE_AMOUNT},
        {"charges/4/amount=5;charges/4/discount=6", "charges/4", MEND_REASON_DISCOUNT_TOO_LARGE},
        {"charges/4/amount=5;charges/4/quantity=-6", "charges/4", MEND_REASON_NEGATIVE_QUANTITY},
        {"charges/4/amount=5;charges/4/tax_rate=-6", "charges/4", MEND_REASON_UNKNOWN_TAX},
        {"charges/1/amount=9223372036854775807;charges/2/amount=9223372036854775807", "", MEND_REASON_OVERFLOW},
        {"visits/1/arrived_at=2024-03-15T08:00:00Z;visits/1/km=-3", "visits/1", MEND_REASON_NEGATIVE_QUANTITY},
        {"payments/2/amount=-3", "payments/2", MEND_REASON_NEGATIVE_AMOUNT},
        {"charges/1/amount=1000;payments/2/amount=600;payments/2/kind=writeoff", "payments/2",
         MEND_REASON_WRITEOFF_LIMIT},
        {"charges/1/amount=1000;payments/2/amount=600;payments/2/kind=refund", "payments/2",
         MEND_REASON_REFUND_TOO_LARGE},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        desk d = open_desk("{}", bad[i].values, NULL, NULL);
        const char *path;
        mend_status status = ask(&d, MEND_QUOTE_FINAL, QUOTE_NOW);
        if (status != MEND_REFUSED || d.err.reason != bad[i].reason || strcmp(d.err.path, bad[i].path) != 0) {
            fail_msg("%s: %s, %s at %s", bad[i].values, mend_status_name(status), mend_reason_name(d.err.reason),
                     d.err.path);
        }
        assert_int_equal(mend_quote_refusal(d.quote, &path, NULL), bad[i].reason);
        assert_string_equal(path, bad[i].path);
        assert_int_equal(mend_quote_kind_of(d.quote), 0);
        assert_string_equal(mend_quote_digest(d.quote), "");
        close_desk(&d);
    }
}

static void test_quote__a_meter_does_not_run_backwards(void **state)
{
    (void)state;
    const char *unit = "{'key':'U','meters':[{'kind':'km','at':'2024-01-01','value':'500'}],"
                       "'terms':[{'id':'t','kind':'maker','payer':'maker','start':'2024-01-01','usage_limit':'1000'}]}";
    desk d =
        open_desk("{}", "cause=defect;parts/1/model=RELAY;parts/1/used=1;usage_meter=499;usage_unit=km", unit, NULL);
    assert_int_equal(ask(&d, MEND_QUOTE_FINAL, QUOTE_NOW), MEND_REFUSED);
    assert_int_equal(d.err.reason, MEND_REASON_USAGE_BACKWARDS);
    assert_string_equal(d.err.path, "usage_meter");
    quote_put(d.ticket, "usage_meter", "1500");
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(pays(&d, "maker"), 3500);
    quote_put(d.ticket, "usage_meter", "1500.1");
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(pays(&d, "maker"), 0);
    close_desk(&d);
}

static void test_quote__spoilt_sections_say_where(void **state)
{
    (void)state;
    static const struct {
        const char *patch, *path, *text;
        mend_reason reason;
    } bad[] = {
        {"{'currency':'XXQ'}", "$.currency", "no currency of ISO 4217", MEND_REASON_UNKNOWN_CURRENCY},
        {"{'currency':null}", "$.fees", "currency", MEND_REASON_UNKNOWN_CURRENCY},
        {"{'fees':{'card':{}}}", "$.fees.card", "cards", 0},
        {"{'fees':{'cards':null}}", "$.fees", "cards", 0},
        {"{'fees':{'cards':{'c2024':{'part':{}}}}}", "$.fees.cards.c2024.part", "parts", 0},
        {"{'fees':{'cards':{'c2024':{'until':'2023-01-01'}}}}", "$.fees.cards.c2024.until", "ends before",
         MEND_REASON_BAD_PERIOD},
        {"{'fees':{'cards':{'c2024':{'labour_default':'hours'}}}}", "$.fees.cards.c2024.labour_default", "hour", 0},
        {"{'fees':{'cards':{'c2024':{'labour':{'x':{'mode':'flat'}}}}}}", "$.fees.cards.c2024.labour.x", "price", 0},
        {"{'fees':{'cards':{'c2024':{'bands':{'x':{'calendar':'sundays','pct':'1'}}}}}}",
         "$.fees.cards.c2024.bands.x.calendar", "sunday", 0},
        {"{'fees':{'cards':{'c2024':{'parts':{'RELAY':'1.2.3'}}}}}", "$.fees.cards.c2024.parts.RELAY", "price", 0},
        {"{'fees':{'cards':{'c2024':{'parts':{'RELAY':'-1'}}}}}", "$.fees.cards.c2024.parts.RELAY", "below zero", 0},
        {"{'fees':{'cards':{'c2024':{'parts':{'RELAY':true}}}}}", "$.fees.cards.c2024.parts.RELAY", "price", 0},
        {"{'fees':{'cards':{'c2024':{'cancel':{'table':{'activ':{}}}}}}}", "$.fees.cards.c2024.cancel.table.activ",
         "active", 0},
        {"{'fees':{'cards':{'c2024':{'surcharges':{'x':{'when':{'field':'urgancy','is':'a'},'fee':{}}}}}}}",
         "$.fees.cards.c2024.surcharges.x.when.field", "urgency", 0},
        {"{'fees':{'cards':{'c2024':{'surcharges':{'x':{'when':{'actor':['clerk']},'fee':{}}}}}}}",
         "$.fees.cards.c2024.surcharges.x.when", "actor", 0},
        {"{'fees':{'cards':{'c2024':{'discount':{'pct':'101'}}}}}", "$.fees.cards.c2024.discount.pct", "100", 0},
        {"{'fees':{'tax':{'price':'exc'}}}", "$.fees.tax.price", "excl", 0},
        {"{'fees':{'tax':{'rates':{'part':'x'}}}}", "$.fees.tax.rates.part", "decimal", 0},
        {"{'fees':{'estimate':{'tolerance':{'pc':'1'}}}}", "$.fees.estimate.tolerance.pc", "pct", 0},
        {"{'fees':{'cash_step':0}}", "$.fees.cash_step", "", 0},
        {"{'warranty':{'decides':'report'}}", "$.warranty.decides", "reported", 0},
        {"{'warranty':{'terms':{'maker':{'payer':'makre'}}}}", "$.warranty.terms.maker.payer", "maker", 0},
        {"{'warranty':{'terms':{'maker':{'start':'2024-02-01','last_day':'2024-01-01'}}}}",
         "$.warranty.terms.maker.last_day", "before", MEND_REASON_BAD_PERIOD},
        {"{'warranty':{'terms':{'maker':{'form':'delivery'}}}}", "$.warranty.terms.maker.form", "from", 0},
        {"{'warranty':{'parts':{'mode':'long'}}}", "$.warranty.parts.mode", "longer", 0},
        {"{'warranty':{'parts':{'term':null}}}", "$.warranty.parts", "term", 0},
        {"{'warranty':{'guarantee':{'payer':'shp'}}}", "$.warranty.guarantee.payer", "shop", 0},
        {"{'warranty':{'off_days':'nun'}}", "$.warranty.off_days", "calendar", 0},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *given[4] = {GOOD_POLICY, QUOTE_POLICY, QUOTE_CHOICES, bad[i].patch}, *documents[4];
        char *copies[4];
        mend_policy *policy = NULL;
        mend_error err = {.struct_size = sizeof err};
        for (int k = 0; k < 4; k++) {
            documents[k] = copies[k] = quoted(given[k]);
        }
        mend_status status = mend_policy_load(NULL, documents, NULL, 4, &policy, &err);
        if (status == MEND_OK || strcmp(err.path, bad[i].path) != 0 || strstr(err.text, bad[i].text) == NULL ||
            (bad[i].reason != 0 && err.reason != bad[i].reason)) {
            fail_msg("%s: %s %s: %s", bad[i].patch, mend_status_name(status), err.path, err.text);
        }
        for (int k = 0; k < 4; k++) {
            free(copies[k]);
        }
    }
}

static void test_quote__arguments_are_checked(void **state)
{
    (void)state;
    desk d = open_desk("{}", PLAN, "{'key':'U'}", NULL);
    mend_quote_line line = {.struct_size = 1};
    mend_quote_totals totals = {.struct_size = 1};
    mend_quote_excess excess = {.struct_size = 1};
    mend_reason why;
    int64_t amount;
    int32_t day;
    const mend_unit *none[1] = {NULL}, *unit[1] = {d.unit};
    assert_int_equal(mend_quote_new(NULL, NULL), MEND_INVALID);
    mend_quote_free(NULL);
    assert_int_equal(mend_quote_make(NULL, d.ticket, NULL, NULL, 0, 1, QUOTE_NOW, d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, NULL, NULL, NULL, 0, 1, QUOTE_NOW, d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, NULL, 0, 1, QUOTE_NOW, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, NULL, 0, 0, QUOTE_NOW, d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, NULL, 0, 5, QUOTE_NOW, d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, NULL, 1, 1, QUOTE_NOW, d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, none, 1, 1, QUOTE_NOW, d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, unit, 1, 1, QUOTE_NOW, d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, unit, 65, 1, QUOTE_NOW, d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, NULL, 0, 1, INT64_MAX, d.quote, NULL), MEND_RANGE);
    make(&d, MEND_QUOTE_ESTIMATE);
    assert_int_equal(mend_quote_line_get(d.quote, 0, &line), MEND_INVALID);
    line.struct_size = sizeof line;
    assert_int_equal(mend_quote_line_get(d.quote, 99, &line), MEND_RANGE);
    assert_int_equal(mend_quote_line_get(d.quote, -1, &line), MEND_RANGE);
    assert_int_equal(mend_quote_totals_get(d.quote, 0, &totals), MEND_INVALID);
    totals.struct_size = sizeof totals;
    assert_int_equal(mend_quote_totals_get(d.quote, 9, &totals), MEND_RANGE);
    assert_int_equal(mend_quote_share(d.quote, 0, 9, &amount), MEND_RANGE);
    assert_int_equal(mend_quote_share(d.quote, 0, 0, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_verdict(d.quote, 0, 99, &why, NULL), MEND_RANGE);
    assert_int_equal(mend_quote_verdict(d.quote, 0, 0, NULL, NULL), MEND_INVALID);
    assert_null(mend_quote_line_id(d.quote, 9, NULL));
    assert_null(mend_quote_line_kind(d.quote, 9, NULL));
    assert_null(mend_quote_line_item(d.quote, 9, NULL));
    assert_null(mend_quote_payer(d.quote, 9, NULL));
    assert_int_equal(mend_quote_valid_until(d.quote, NULL), MEND_INVALID);
    assert_int_equal(mend_quote_valid_until(d.quote, &day), MEND_OK);
    assert_int_equal(day, 19797 + 30); /* 2024-03-15 */
    make(&d, MEND_QUOTE_FINAL);
    assert_int_equal(mend_quote_valid_until(d.quote, &day), MEND_NOT_FOUND);
    assert_int_equal(mend_quote_compare(d.quote, d.policy, d.ticket, &excess, NULL, NULL), MEND_INVALID);
    excess.struct_size = sizeof excess;
    assert_int_equal(mend_quote_compare(d.quote, d.policy, d.ticket, &excess, NULL, NULL), MEND_OK);
    assert_int_equal(mend_quote_write(d.quote, d.policy, NULL, NULL), MEND_INVALID);
    assert_string_equal(mend_quote_kind_name(MEND_QUOTE_CANCELLED), "cancelled");
    assert_null(mend_quote_kind_name(0));
    close_desk(&d);
    d = open_desk("{'fees':null}", PLAN, NULL, NULL);
    assert_int_equal(ask(&d, MEND_QUOTE_FINAL, QUOTE_NOW), MEND_NOT_FOUND);
    close_desk(&d);
}

/* ---- memory ---- */

#define WHOLE JOB ";delivered_on=2021-06-01;urgency=high;plan=Both;planned_minutes=40;payments/1/amount=5"

/* Each request for memory fails in turn; what came out is the same afterwards. */
static void test_quote__survives_failing_memory(void **state)
{
    (void)state;
    desk d = open_desk("{}", WHOLE, NULL,
                       "{'kind':'contract','key':'C-1','terms':[{'id':'gold','kind':'contract','payer':'contract',"
                       "'start':'2024-01-01','cap':1000}]}");
    const mend_unit *contracts[1] = {d.contract};
    make(&d, MEND_QUOTE_ESTIMATE);
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        mend_quote *quote = NULL;
        mend_buf *out = NULL;
        mend_status status = mend_quote_new(&a, &quote);
        status = status != MEND_OK ? status : mend_buf_new(&a, &out);
        status = status != MEND_OK ? status
                                   : mend_quote_make(d.policy, d.ticket, NULL, contracts, 1, MEND_QUOTE_ESTIMATE,
                                                     QUOTE_NOW, quote, &d.err);
        if (status == MEND_OK) {
            mend_quote_excess excess = {.struct_size = sizeof excess};
            status = mend_quote_compare(quote, d.policy, d.ticket, &excess, "en", out);
            status = status != MEND_OK ? status : mend_quote_coverage(quote, d.policy, "en", out);
            status = status != MEND_OK ? status : mend_quote_write(quote, d.policy, "en", out);
        } else if (quote != NULL) {
            assert_int_equal(mend_quote_lines(quote), 0);
        }
        if (status == MEND_OK) {
            assert_string_equal(mend_quote_digest(quote), mend_quote_digest(d.quote));
            done = true;
        } else {
            assert_int_equal(status, MEND_NOMEM);
        }
        mend_buf_free(out);
        mend_quote_free(quote);
        assert_int_equal(memory.live, 0);
    }
    close_desk(&d);
}

static void test_quote__policies_survive_failing_memory(void **state)
{
    (void)state;
    const char *given[3] = {GOOD_POLICY, QUOTE_POLICY, QUOTE_CHOICES}, *documents[3];
    char *copies[3];
    for (int i = 0; i < 3; i++) {
        documents[i] = copies[i] = quoted(given[i]);
    }
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        mend_policy *policy = NULL;
        mend_status status = mend_policy_load(&a, documents, NULL, 3, &policy, NULL);
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        done = status == MEND_OK;
        mend_policy_free(policy);
        assert_int_equal(memory.live, 0);
    }
    for (int i = 0; i < 3; i++) {
        free(copies[i]);
    }
}

static void test_quote__needs_no_memory_once_warm(void **state)
{
    (void)state;
    faulty memory = {.fail_at = 0};
    mend_allocator a = faulty_allocator(&memory);
    mend_quote *quote = NULL;
    desk d = open_desk("{}", WHOLE, NULL, NULL);
    assert_int_equal(mend_quote_new(&a, &quote), MEND_OK);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(
            mend_quote_make(d.policy, d.ticket, NULL, NULL, 0, MEND_QUOTE_ESTIMATE, QUOTE_NOW, quote, NULL), MEND_OK);
        assert_int_equal(strlen(mend_quote_digest(quote)), 64);
    }
    size_t requests = memory.requests;
    for (int i = 0; i < 100; i++) {
        assert_int_equal(mend_quote_make(d.policy, d.ticket, NULL, NULL, 0, 1 + i % 4, QUOTE_NOW, quote, NULL),
                         MEND_OK);
        assert_int_equal(strlen(mend_quote_digest(quote)), 64);
    }
    assert_int_equal(memory.requests, requests);
    mend_quote_free(quote);
    close_desk(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quote__first_year_is_the_makers),
        cmocka_unit_test(test_quote__third_year_leaves_the_compressor_to_the_maker),
        cmocka_unit_test(test_quote__misuse_is_the_customers),
        cmocka_unit_test(test_quote__contracts_pay_to_their_cap),
        cmocka_unit_test(test_quote__a_deductible_stays_with_the_customer),
        cmocka_unit_test(test_quote__half_of_an_odd_amount_leaves_no_cent_behind),
        cmocka_unit_test(test_quote__labour_follows_the_part_it_serves),
        cmocka_unit_test(test_quote__work_for_no_named_part_goes_with_the_parts),
        cmocka_unit_test(test_quote__time_away_prolongs_the_term),
        cmocka_unit_test(test_quote__says_what_was_not_known),
        cmocka_unit_test(test_quote__who_pays_can_be_named_by_hand),
        cmocka_unit_test(test_quote__prices_work_by_time_and_calendar),
        cmocka_unit_test(test_quote__three_thirds_are_less_than_an_hour),
        cmocka_unit_test(test_quote__discounts_parts_by_line_or_by_piece),
        cmocka_unit_test(test_quote__gives_back_the_diagnosis),
        cmocka_unit_test(test_quote__a_diagnosis_without_a_repair_is_paid),
        cmocka_unit_test(test_quote__surcharges_and_discounts_have_conditions),
        cmocka_unit_test(test_quote__storage_and_cancellation_are_the_customers),
        cmocka_unit_test(test_quote__rounds_tax_where_the_policy_says),
        cmocka_unit_test(test_quote__rounds_to_coins_last),
        cmocka_unit_test(test_quote__kinds_have_rates_of_their_own),
        cmocka_unit_test(test_quote__a_credit_mirrors_its_bill),
        cmocka_unit_test(test_quote__lines_always_sum),
        cmocka_unit_test(test_quote__the_day_chooses_the_card),
        cmocka_unit_test(test_quote__digest_holds_what_was_agreed),
        cmocka_unit_test(test_quote__what_was_left_behind_needs_no_consent),
        cmocka_unit_test(test_quote__keeps_an_estimate_and_holds_the_final_against_it),
        cmocka_unit_test(test_quote__holds_on_to_nothing_it_was_made_from),
        cmocka_unit_test(test_quote__explains_in_both_languages),
        cmocka_unit_test(test_quote__names_what_no_quote_can_be_made_of),
        cmocka_unit_test(test_quote__a_meter_does_not_run_backwards),
        cmocka_unit_test(test_quote__spoilt_sections_say_where),
        cmocka_unit_test(test_quote__arguments_are_checked),
        cmocka_unit_test(test_quote__survives_failing_memory),
        cmocka_unit_test(test_quote__policies_survive_failing_memory),
        cmocka_unit_test(test_quote__needs_no_memory_once_warm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
