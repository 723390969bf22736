/*
 * test_desk_move.c - moving and adopting through a desk: conflicts, repetitions, faults of the store.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

/* A further revision, known to the desk and to the witness. */
static mend_policy *next_policy(bench *b, const char *overlay)
{
    mend_policy *next = bench_policy(overlay);
    assert_int_equal(mend_desk_policy(b->desk, next), MEND_OK);
    assert_int_equal(mend_desk_policy(b->witness, next), MEND_OK);
    return next;
}

static void move_args(bench *b, const char *key)
{
    mend_args_clear(b->args);
    assert_int_equal(mend_args_actor(b->args, "root", MEND_NTS), MEND_OK);
    if (key != NULL) {
        assert_int_equal(mend_args_key(b->args, key, MEND_NTS), MEND_OK);
    }
}

static void adopt_args(bench *b, const char *number, const char *key)
{
    move_args(b, key);
    assert_int_equal(mend_args_ticket(b->args, "", 0, "", 0, number, MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_state(b->args, "work", MEND_NTS, NOW - DAY, NOW - HOUR), MEND_OK);
    assert_int_equal(mend_args_text(b->args, "customer_name", MEND_NTS, "Li Hua", MEND_NTS), MEND_OK);
}

static int64_t stored_revision_of_policy(bench *b, const char *key)
{
    mend_ticket *ticket;
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    assert_int_equal(mend_desk_read(b->witness, key, MEND_NTS, ticket, NULL), MEND_OK);
    int64_t revision = mend_ticket_policy_revision(ticket);
    mend_ticket_free(ticket);
    return revision;
}

static void test_desk_move__stores_the_ticket_under_the_other_policy(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, NULL);
    bench_open(&b, "T1");
    mend_policy *next = next_policy(&b, "{\"revision\":4}");
    move_args(&b, "once");
    assert_int_equal(mend_desk_move(b.desk, "T1", MEND_NTS, next, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
    assert_int_equal(mend_result_event_count(b.result), 1);
    assert_true(mend_ticket_policy_revision(b.ticket) == 4);
    assert_true(stored_revision_of_policy(&b, "T1") == 4);
    /* the same command again is the same one */
    assert_int_equal(mend_desk_move(b.desk, "T1", MEND_NTS, next, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
    assert_int_equal(mend_result_replayed(b.result), 1);
    assert_true(bench_revision(&b, "T1") == 2);
    /* and another one finds nothing to do */
    move_args(&b, NULL);
    assert_int_equal(mend_desk_move(b.desk, "T1", MEND_NTS, next, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
    assert_int_equal(mend_result_event_count(b.result), 0);
    assert_true(bench_revision(&b, "T1") == 2);
    bench_begin(&b, NULL);
    assert_int_equal(mend_desk_act(b.desk, "T1", MEND_NTS, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
    bench_end(&b);
    mend_policy_free(next);
}

static void test_desk_move__what_does_not_fit_stays(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, NULL);
    bench_open(&b, "T1");
    mend_policy *next =
        next_policy(&b, "{\"revision\":4,\"states\":{\"new\":null,\"fresh\":{\"order\":1,\"stage\":\"new\"}},"
                        "\"actions\":{\"register\":{\"to\":\"fresh\"},\"start\":{\"from\":[\"fresh\"]},"
                        "\"hand_back\":{\"from\":[\"fresh\"]}}}");
    move_args(&b, NULL);
    assert_int_equal(mend_desk_move(b.desk, "T1", MEND_NTS, next, b.args, NOW, NULL, b.result, &b.err), MEND_REFUSED);
    assert_int_equal(mend_result_reason(b.result, 0), MEND_REASON_STATE_UNKNOWN);
    assert_true(stored_revision_of_policy(&b, "T1") == 3);
    assert_int_equal(mend_args_map(b.args, "states", MEND_NTS, "new", MEND_NTS, "fresh", MEND_NTS), MEND_OK);
    assert_int_equal(mend_desk_move(b.desk, "T1", MEND_NTS, next, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
    assert_true(stored_revision_of_policy(&b, "T1") == 4);
    bench_end(&b);
    mend_policy_free(next);
}

static void test_desk_move__needs_a_policy_of_the_desk(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, NULL);
    bench_open(&b, "T1");
    mend_policy *other = bench_policy("{\"revision\":4}");
    move_args(&b, NULL);
    assert_int_equal(mend_desk_move(b.desk, "T1", MEND_NTS, other, b.args, NOW, NULL, b.result, &b.err),
                     MEND_POLICY_MISMATCH);
    assert_int_equal(mend_desk_move(b.desk, "T2", MEND_NTS, b.policy, b.args, NOW, NULL, b.result, &b.err),
                     MEND_NOT_FOUND);
    assert_int_equal(mend_desk_move(b.desk, "", 0, b.policy, b.args, NOW, NULL, b.result, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_move(b.desk, "T1", MEND_NTS, NULL, b.args, NOW, NULL, b.result, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_move(NULL, "T1", MEND_NTS, b.policy, b.args, NOW, NULL, b.result, NULL), MEND_INVALID);
    bench_end(&b);
    mend_policy_free(other);
}

/* Two days of a clock that owes something every minute: what time has brought is stored first. */
static void test_desk_move__time_comes_first_however_much_it_is(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, "{\"clocks\":{\"word\":{\"order\":1,\"kind\":\"repeat\",\"start\":{\"on\":[\"register\"]},"
                    "\"answer\":{\"on\":[\"note\"]},\"stop\":{\"on\":[\"pass\"]},\"targets\":{\"all\":{\"order\":1,"
                    "\"time\":\"PT5M\"}}}}}");
    bench_open(&b, "T1");
    mend_policy *next = bench_policy("{\"revision\":4}");
    assert_int_equal(mend_desk_policy(b.desk, next), MEND_OK);
    assert_int_equal(mend_desk_policy(b.witness, next), MEND_OK);
    move_args(&b, NULL);
    assert_int_equal(mend_args_map(b.args, "clocks", MEND_NTS, "word", MEND_NTS, "", 0), MEND_OK);
    assert_int_equal(mend_args_expect(b.args, 1), MEND_OK);
    assert_int_equal(mend_desk_move(b.desk, "T1", MEND_NTS, next, b.args, NOW + 2 * DAY, b.ticket, b.result, &b.err),
                     MEND_OK);
    assert_true(bench_revision(&b, "T1") > 500);
    assert_true(stored_revision_of_policy(&b, "T1") == 4);
    bench_end(&b);
    mend_policy_free(next);
}

static void test_desk_adopt__stores_a_ticket_from_elsewhere(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, NULL);
    adopt_args(&b, "OLD-7", "once");
    assert_int_equal(mend_desk_adopt(b.desk, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
    assert_string_equal(mend_ticket_key(b.ticket, NULL), "OLD-7");
    assert_string_equal(mend_ticket_state(b.ticket, NULL), "work");
    assert_true(bench_revision(&b, "OLD-7") == 1);
    assert_int_equal(mend_desk_adopt(b.desk, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
    assert_int_equal(mend_result_replayed(b.result), 1);
    adopt_args(&b, "OLD-7", NULL);
    assert_int_equal(mend_desk_adopt(b.desk, b.args, NOW, NULL, b.result, &b.err), MEND_DUPLICATE);
    assert_int_equal(bench_tickets(&b), 1);
    adopt_args(&b, "", NULL);
    assert_int_equal(mend_desk_adopt(b.desk, b.args, NOW, NULL, b.result, &b.err), MEND_INVALID);
    bench_end(&b);
}

/* Every request for memory fails once: nothing is stored, or the call says it is done. */
static void test_desk_move__without_memory_nothing_is_half_done(void **state)
{
    (void)state;
    bool done = false;
    for (size_t n = 1; !done; n++) {
        bench b;
        bench_start(&b, NULL);
        bench_open(&b, "T1");
        mend_policy *next = next_policy(&b, "{\"revision\":4}");
        move_args(&b, "once");
        b.fail_once = b.heap.requests + n;
        mend_status s = mend_desk_move(b.desk, "T1", MEND_NTS, next, b.args, NOW, b.ticket, b.result, &b.err);
        done = s == MEND_OK && b.heap.requests < b.fail_once;
        if (s == MEND_OK) {
            assert_true(stored_revision_of_policy(&b, "T1") == 4);
        } else {
            assert_int_equal(s, MEND_NOMEM);
            assert_true(stored_revision_of_policy(&b, "T1") == 3);
            assert_true(mend_ticket_revision(b.ticket) == 0);
        }
        bench_end(&b);
        mend_policy_free(next);
    }
}

static void test_desk_adopt__without_memory_nothing_is_half_done(void **state)
{
    (void)state;
    bool done = false;
    for (size_t n = 1; !done; n++) {
        bench b;
        bench_start(&b, NULL);
        adopt_args(&b, "OLD-7", "once");
        b.fail_once = b.heap.requests + n;
        mend_status s = mend_desk_adopt(b.desk, b.args, NOW, b.ticket, b.result, &b.err);
        done = s == MEND_OK && b.heap.requests < b.fail_once;
        assert_true(s == MEND_OK || s == MEND_NOMEM);
        assert_int_equal(bench_tickets(&b), s == MEND_OK);
        bench_end(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_desk_move__stores_the_ticket_under_the_other_policy),
        cmocka_unit_test(test_desk_move__what_does_not_fit_stays),
        cmocka_unit_test(test_desk_move__needs_a_policy_of_the_desk),
        cmocka_unit_test(test_desk_move__time_comes_first_however_much_it_is),
        cmocka_unit_test(test_desk_adopt__stores_a_ticket_from_elsewhere),
        cmocka_unit_test(test_desk_move__without_memory_nothing_is_half_done),
        cmocka_unit_test(test_desk_adopt__without_memory_nothing_is_half_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
