/*
 * test_desk_unit.c - a desk whose store keeps units: ticket and unit are stored together or not at all, whatever fails, and
 * two tickets closing on one unit both count.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit_bench.h"

/* ---- one after the other ---- */

static void test_desk_unit__closing_leaves_terms_that_the_next_ticket_counts(void **state)
{
    (void)state;
    bench b;
    mend_reason reason;
    int64_t paid, total = 0;
    start(&b, NULL);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    assert_string_equal(stored(&b, "S-1"), "");
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'key':'S-1','revision':1}"));
    expect(&b, "S-1", "'tenant':'shop'");
    expect(&b, "S-1", "'serial':'S-1'");
    expect(&b, "S-1", "'kind':'repair_guarantee'");
    expect(&b, "S-1", "'id':'part_1','kind':'part'");
    expect(&b, "S-1", "'claims':{'maker':{'visits':1,'paid':27000}}");
    /* The next ticket, ten days later. */
    must(&b, NULL, OPEN("K2", ",'serial':'S-1'"), NOW + 10 * DAY);
    must(&b, "K2", WORK, NOW + 11 * DAY);
    assert_int_equal(mend_desk_quote(b.desk, "K2", MEND_NTS, MEND_QUOTE_FINAL, NOW + 11 * DAY, b.quote, &b.err),
                     MEND_OK);
    assert_int_equal(mend_quote_lines(b.quote) >= 2, 1);
    for (int32_t t = 0; t < mend_quote_terms(b.quote); t++) {
        assert_int_equal(mend_quote_verdict(b.quote, 0, t, &reason, &paid), MEND_OK);
        total += t == 0 ? paid : 0; /* the guarantee is asked first */
    }
    assert_int_equal(total, 10000);
    assert_int_equal(act(&b, "K2", CLOSE, NOW + 12 * DAY), MEND_OK);
    expect(&b, "S-1", "'revision':2");
    expect(&b, "S-1", "'guarantee_2':{'visits':1,'paid':27000}");
    expect(&b, "S-1", "'maker':{'visits':1,'paid':27000}");
    end(&b);
}

static void test_desk_unit__a_question_changes_nothing(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
    give(&b, CLOSE);
    assert_int_equal(mend_desk_try(b.desk, "K1", MEND_NTS, b.args, NOW + DAY, b.result, &b.err), MEND_OK);
    assert_true(event_says(&b, "'unit':{'key':'S-1','revision':2}"));
    assert_int_equal(mend_result_unit_expected(b.result), 1); /* as it would be */
    expect(&b, "S-1", "'revision':1");
    assert_false(is_shut(&b, "K1"));
    end(&b);
}

static void test_desk_unit__what_looks_at_no_unit_asks_for_none(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    faulty_clear(b.faults);
    assert_int_equal(act(&b, "K1", WORK, NOW + 1), MEND_OK);
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_LOAD), 0);
    assert_int_equal(act(&b, "K1", CLOSE, NOW + 2), MEND_OK);
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_LOAD), 1);
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_PAGE), 1);
    end(&b);
}

/* ---- two at once ---- */

typedef struct rival { /* closes other tickets on the same unit in the middle of our commits */
    bench *b;
    const char *tickets[3];
    int done;
} rival;

static void close_others(void *user, const mend_change *change)
{
    rival *r = user;
    mend_args *args = NULL;
    char *text = quoted(CLOSE);
    (void)change;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_args_json(args, text, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(
        mend_desk_act(r->b->witness, r->tickets[r->done++], MEND_NTS, args, NOW + DAY, NULL, r->b->other, NULL),
        MEND_OK);
    mend_args_free(args);
    free(text);
}

static void test_desk_unit__two_tickets_closing_on_one_unit_both_count(void **state)
{
    (void)state;
    for (int known = 0; known < 2; known++) { /* also where both would make the unit */
        bench b;
        start(&b, NULL);
        rival r = {&b, {"K2"}, 0};
        ready(&b, OPEN("K1", ",'serial':'S-1'"));
        ready(&b, OPEN("K2", ",'serial':'S-1'"));
        if (known) {
            put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
        }
        faulty_slip(b.faults, close_others, &r, 1);
        assert_int_equal(act(&b, "K1", CLOSE_ONCE, NOW + DAY), MEND_OK);
        assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), 2);
        assert_true(is_shut(&b, "K1") && is_shut(&b, "K2"));
        expect(&b, "S-1", known ? "'revision':3" : "'revision':2");
        expect(&b, "S-1", "'result':'repaired','ticket':'K1'");
        expect(&b, "S-1", "'result':'repaired','ticket':'K2'");
        /* K2's closing began the guarantee, which K1's found and claimed: two repairs of 27000. */
        expect(&b, "S-1", "'guarantee_2':{'visits':1,'paid':27000}");
        expect(&b, "S-1", "'maker':{'visits':1,'paid':27000}");
        end(&b);
    }
}

static void test_desk_unit__three_conflicts_are_enough(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    rival r = {&b, {"K2", "K3", "K4"}, 0};
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    ready(&b, OPEN("K2", ",'serial':'S-1'"));
    ready(&b, OPEN("K3", ",'serial':'S-1'"));
    ready(&b, OPEN("K4", ",'serial':'S-1'"));
    faulty_slip(b.faults, close_others, &r, 3);
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_CONFLICT);
    assert_int_equal(r.done, 3);
    assert_false(is_shut(&b, "K1"));
    expect(&b, "S-1", "'revision':3");
    assert_false(holds(&b, "S-1", "'K1'"));
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    expect(&b, "S-1", "'ticket':'K1'");
    end(&b);
}

/* ---- faults ---- */

/* Ticket, unit and contract tell the same story; without `paid` the contract was said not to be there. */
static bool together(bench *b, bool paid)
{
    bool shut = is_shut(b, "K1");
    assert_int_equal(holds(b, "S-1", "'ticket':'K1'"), shut);
    expect(b, "S-1", shut ? "'revision':2" : "'revision':1");
    expect(b, "C-1", shut && paid ? "'revision':2" : "'revision':1");
    return shut;
}

/* A unit whose contract pays for the diagnosis of what is not a defect. */
static void with_contract(bench *b)
{
    put(b,
        "{'kind':'contract','key':'C-1','terms':[{'id':'care','kind':'contract','payer':'contract',"
        "'kinds':['labour'],'start':'2024-01-01','causes':['misuse']}]}",
        MEND_OK);
    put(b, "{'key':'S-1','serial':'S-1','contracts':['C-1','gone']}", MEND_OK);
    ready(b, "{'action':'open','actor':{'id':'li','roles':['clerk']},'ticket':{'key':'K1'},'fields':{'serial':'S-1',"
             "'purchased_on':'2024-01-10','cause':'misuse','fault_class':'hardware'}}");
}

static void test_desk_unit__a_contract_counts_its_claims(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    with_contract(&b);
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    expect(&b, "C-1", "'claims':{'care':{'visits':1,'paid':12000}}");
    assert_true(together(&b, true));
    end(&b);
}

static void test_desk_unit__every_fault_leaves_ticket_and_unit_together(void **state)
{
    (void)state;
    static const mend_status answers[] = {MEND_CONFLICT, MEND_IO,        MEND_BUSY, MEND_UNKNOWN,
                                          MEND_CORRUPT,  MEND_NOT_FOUND, 12345};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        for (int mode = 0; mode < 4; mode++) {
            int64_t nth = 1;
            for (bool hit = true; hit; nth++) {
                bench b;
                start(&b, NULL);
                with_contract(&b);
                faulty_fail(b.faults, FAULTY_ANY, nth, answers[i], mode & 1 ? FAULTY_AFTER : FAULTY_BEFORE, mode >> 1);
                mend_status status = act(&b, "K1", CLOSE_ONCE, NOW + DAY);
                hit = faulty_hits(b.faults) > 0;
                faulty_clear(b.faults);
                bool paid = answers[i] != MEND_NOT_FOUND || !is_shut(&b, "K1") || holds(&b, "C-1", "'claims'");
                bool shut = together(&b, paid);
                assert_true(status != MEND_OK || shut);
                assert_true(status == MEND_OK || mode % 2 == 1 || !shut);
                assert_int_equal(act(&b, "K1", CLOSE_ONCE, NOW + DAY), MEND_OK);
                assert_int_equal(mend_result_replayed(b.result), shut);
                assert_true(together(&b, paid));
                end(&b);
            }
            assert_true(nth > 5); /* load, recall, unit, contracts, commit */
        }
    }
}

static void test_desk_unit__every_allocation_may_fail(void **state)
{
    (void)state;
    size_t n = 0;
    for (mend_status status = MEND_NOMEM; status != MEND_OK;) {
        bench b;
        start(&b, NULL);
        with_contract(&b);
        b.heap.requests = 0;
        b.heap.fail_at = ++n;
        status = act(&b, "K1", CLOSE_ONCE, NOW + DAY);
        b.heap.fail_at = 0;
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        assert_int_equal(together(&b, true), status == MEND_OK);
        assert_int_equal(act(&b, "K1", CLOSE_ONCE, NOW + DAY), MEND_OK);
        end(&b);
    }
    assert_in_range(n, 10, 5000);
}

/* Reading, storing, listing and quoting, in one go. */
static mend_status look_around(bench *b)
{
    mend_status status = mend_desk_unit_read(b->desk, "S-1", MEND_NTS, b->unit, &b->err);
    if (status == MEND_OK) {
        status = mend_desk_unit_put(b->desk, b->unit, &b->err);
        status = status == MEND_CONFLICT ? MEND_OK : status;
    }
    if (status == MEND_OK) {
        status = mend_desk_unit_page(b->desk, "S-1", MEND_NTS, "", 0, 9, b->rows, &b->err);
    }
    return status == MEND_OK ? mend_desk_quote(b->desk, "K1", MEND_NTS, MEND_QUOTE_FINAL, NOW + DAY, b->quote, &b->err)
                             : status;
}

static void test_desk_unit__looking_around_without_memory(void **state)
{
    (void)state;
    size_t n = 0;
    for (mend_status status = MEND_NOMEM; status != MEND_OK;) {
        bench b;
        start(&b, NULL);
        with_contract(&b);
        b.heap.requests = 0;
        b.heap.fail_at = ++n;
        status = look_around(&b);
        b.heap.fail_at = 0;
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        assert_true(status == MEND_OK || mend_quote_kind_of(b.quote) == 0);
        assert_int_equal(look_around(&b), MEND_OK);
        assert_int_equal(mend_rows_count(b.rows), 1);
        end(&b);
    }
    assert_in_range(n, 10, 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_desk_unit__closing_leaves_terms_that_the_next_ticket_counts),
        cmocka_unit_test(test_desk_unit__a_question_changes_nothing),
        cmocka_unit_test(test_desk_unit__what_looks_at_no_unit_asks_for_none),
        cmocka_unit_test(test_desk_unit__two_tickets_closing_on_one_unit_both_count),
        cmocka_unit_test(test_desk_unit__three_conflicts_are_enough),
        cmocka_unit_test(test_desk_unit__a_contract_counts_its_claims),
        cmocka_unit_test(test_desk_unit__every_fault_leaves_ticket_and_unit_together),
        cmocka_unit_test(test_desk_unit__every_allocation_may_fail),
        cmocka_unit_test(test_desk_unit__looking_around_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
