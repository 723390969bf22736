/*
 * test_catch_up.c - more is due on a ticket than one call may do: a desk ticks first, as often as it takes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sweep_bench.h"

/* A pulse of a minute for so many minutes; the instant at which the last of them has been missed. */
static int64_t let_beat(bench *b, int64_t minutes)
{
    bench_open(b, "t");
    do_by(b, b->witness, "t", "beat", 0, NOW);
    return NOW + minutes * MINUTE + 1;
}

static void test_catch_up__an_act_ticks_first_as_often_as_it_takes(void **state)
{
    (void)state;
    for (int expects = 0; expects < 2; expects++) {
        bench b;
        bench_start(&b, clocks);
        int64_t now = let_beat(&b, 1000);
        bench_args(&b, "clerk:ann", "note", "k1", "notes/+1/text=hello", NULL);
        if (expects) {
            assert_int_equal(mend_args_expect(b.args, 2), MEND_OK); /* nobody but time has changed it since */
        }
        faulty_clear(b.faults);
        assert_int_equal(mend_desk_act(b.desk, "t", 1, b.args, now, b.ticket, b.result, &b.err), MEND_OK);
        assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), 5); /* 1000 intervals, 256 in a commit, and the note */
        assert_int_equal(mend_ticket_revision(b.ticket), 2 + 1000 + 1);
        assert_int_equal(bench_revision(&b, "t"), 1003);
        assert_int_equal(mend_desk_act(b.desk, "t", 1, b.args, now + 5000, b.ticket, b.result, &b.err), MEND_OK);
        assert_int_equal(mend_result_replayed(b.result), 1);
        assert_int_equal(bench_revision(&b, "t"), 1003);
        bench_end(&b);
    }
}

static void test_catch_up__catching_up_survives_faults(void **state)
{
    static const mend_status answers[] = {MEND_CONFLICT, MEND_UNKNOWN, MEND_BUSY};
    (void)state;
    for (int when = FAULTY_BEFORE; when <= FAULTY_AFTER; when++) {
        for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
            if (when == FAULTY_AFTER && answers[i] != MEND_UNKNOWN) {
                continue;
            }
            bench b;
            bench_start(&b, clocks);
            int64_t now = let_beat(&b, 600);
            bench_args(&b, "clerk:ann", "note", NULL, "notes/+1/text=hello", NULL);
            faulty_clear(b.faults);
            faulty_fail(b.faults, FAULTY_COMMIT, 2, answers[i], (faulty_when)when, 0);
            mend_status status = mend_desk_act(b.desk, "t", 1, b.args, now, NULL, b.result, &b.err);
            assert_int_equal(status, answers[i] == MEND_BUSY ? MEND_BUSY : MEND_OK);
            if (status != MEND_OK) {
                assert_int_equal(bench_revision(&b, "t"), 2 + 256); /* what time has brought stays */
                assert_int_equal(mend_desk_act(b.desk, "t", 1, b.args, now, NULL, b.result, &b.err), MEND_OK);
            }
            assert_int_equal(bench_revision(&b, "t"), 603);
            bench_end(&b);
        }
    }
}

static void test_catch_up__a_trial_writes_nothing_however_much_is_due(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    int64_t now = let_beat(&b, 1000);
    bench_args(&b, "clerk:ann", "note", NULL, "notes/+1/text=hello", NULL);
    assert_int_equal(mend_args_expect(b.args, 2), MEND_OK);
    faulty_clear(b.faults);
    assert_int_equal(mend_desk_try(b.desk, "t", 1, b.args, now, b.result, &b.err), MEND_OK);
    assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), 0);
    assert_int_equal(bench_revision(&b, "t"), 2);
    bench_end(&b);
}

static void test_catch_up__every_allocation_may_fail(void **state)
{
    (void)state;
    for (int tries = 0; tries < 2; tries++) {
        bool through = false;
        for (size_t n = 1; n < 4000 && !through; n++) {
            bench b;
            bench_start(&b, clocks);
            int64_t now = let_beat(&b, 300);
            bench_args(&b, "clerk:ann", "note", NULL, "notes/+1/text=hello", NULL);
            b.fail_once = b.heap.requests + n;
            mend_status status = tries ? mend_desk_try(b.desk, "t", 1, b.args, now, b.result, &b.err)
                                       : mend_desk_act(b.desk, "t", 1, b.args, now, NULL, b.result, &b.err);
            through = b.heap.requests < b.fail_once;
            assert_true(status == MEND_OK || (!through && status == MEND_NOMEM));
            b.fail_once = 0;
            int64_t revision = bench_revision(&b, "t"); /* nothing, some of the ticks, or all of it */
            assert_true(revision == (status == MEND_OK && !tries ? 303 : 2) ||
                        (!tries && status != MEND_OK && revision <= 302));
            assert_int_equal(mend_desk_act(b.desk, "t", 1, b.args, now, NULL, b.result, &b.err), MEND_OK);
            bench_end(&b);
        }
        assert_true(through);
    }
}

static void test_catch_up__a_reveal_ticks_first_as_well(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    int64_t now = let_beat(&b, 300);
    bench_args(&b, "clerk:ann", "disclose", NULL, "customer_phone=", NULL);
    assert_int_equal(mend_args_reason(b.args, "asked", MEND_NTS), MEND_OK);
    assert_int_equal(mend_desk_reveal(b.desk, "t", 1, b.args, now, b.result, b.buf, &b.err), MEND_OK);
    assert_non_null(strstr(mend_buf_data(b.buf, NULL), "13812345678"));
    assert_int_equal(bench_revision(&b, "t"), 303);
    bench_end(&b);
}

static void test_catch_up__a_tick_comes_to_an_end_with_as_many_calls_as_it_takes(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    int64_t now = let_beat(&b, 17000);
    assert_int_equal(mend_desk_tick(b.desk, "t", 1, now, b.result, &b.err), MEND_OK);
    assert_int_equal(bench_revision(&b, "t"), 2 + 64 * 256);
    assert_int_equal(mend_result_more(b.result), 1);
    bench_args(&b, "clerk:ann", "note", NULL, "notes/+1/text=hello", NULL);
    assert_int_equal(mend_desk_tick(b.desk, "t", 1, now, b.result, &b.err), MEND_OK);
    assert_int_equal(mend_result_more(b.result), 0);
    assert_int_equal(bench_revision(&b, "t"), 17002);
    bench_end(&b);
}

static void test_catch_up__an_act_far_behind_asks_for_another_call(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    int64_t now = let_beat(&b, 17000);
    bench_args(&b, "clerk:ann", "note", NULL, "notes/+1/text=hello", NULL);
    assert_int_equal(mend_desk_act(b.desk, "t", 1, b.args, now, NULL, b.result, &b.err), MEND_MORE);
    assert_int_equal(mend_desk_act(b.desk, "t", 1, b.args, now, NULL, b.result, &b.err), MEND_OK);
    assert_int_equal(bench_revision(&b, "t"), 17003);
    bench_end(&b);
}

static void test_catch_up__stores_all_that_is_due_on_one_ticket(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    int64_t now = let_beat(&b, 1000);
    open_due(&b, "u", NOW + MINUTE);
    assert_int_equal(sweep(&b, now), MEND_OK);
    assert_swept(2, 2, 0, 0);
    assert_int_equal(swept.events, 1001);
    assert_int_equal(swept.next_due, now + MINUTE);
    assert_int_equal(bench_revision(&b, "t"), 1002);
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catch_up__an_act_ticks_first_as_often_as_it_takes),
        cmocka_unit_test(test_catch_up__catching_up_survives_faults),
        cmocka_unit_test(test_catch_up__a_trial_writes_nothing_however_much_is_due),
        cmocka_unit_test(test_catch_up__every_allocation_may_fail),
        cmocka_unit_test(test_catch_up__a_reveal_ticks_first_as_well),
        cmocka_unit_test(test_catch_up__a_tick_comes_to_an_end_with_as_many_calls_as_it_takes),
        cmocka_unit_test(test_catch_up__an_act_far_behind_asks_for_another_call),
        cmocka_unit_test(test_catch_up__stores_all_that_is_due_on_one_ticket),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
