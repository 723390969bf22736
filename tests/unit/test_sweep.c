/*
 * test_sweep.c - sweeping what is due and nothing else: in batches, under claims, past tickets that fail, through faults.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sweep_bench.h"

/* ---- what a sweep touches ---- */

static void test_sweep__loads_what_is_due_and_nothing_else(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 40);
    int64_t loads = mend_memory_loads(b.memory), commits = mend_memory_commits(b.memory);
    assert_int_equal(sweep(&b, NOW + MINUTE - 1), MEND_OK);
    assert_swept(0, 0, 0, 0);
    assert_int_equal(mend_memory_loads(b.memory), loads);
    assert_int_equal(swept.next_due, NOW + MINUTE);
    assert_int_equal(sweep(&b, NOW + 7 * MINUTE), MEND_OK);
    assert_swept(7, 7, 0, 0);
    assert_int_equal(swept.events, 7);
    assert_int_equal(swept.more, 0);
    assert_int_equal(swept.next_due, NOW + 8 * MINUTE);
    assert_int_equal(mend_memory_loads(b.memory), loads + 7);
    assert_int_equal(mend_memory_commits(b.memory), commits + 7);
    assert_int_equal(notices(&b), 7);
    assert_int_equal(bench_revision(&b, "t006"), 3);
    assert_int_equal(bench_revision(&b, "t007"), 2);
    assert_int_equal(sweep(&b, NOW + 7 * MINUTE), MEND_OK);
    assert_swept(0, 0, 0, 0);
    assert_int_equal(sweep(&b, NOW + DAY), MEND_OK);
    assert_swept(33, 33, 0, 0);
    assert_int_equal(swept.next_due, INT64_MIN);
    bench_end(&b);
}

static void test_sweep__event_stands_at_its_own_instant_however_late(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_due(&b, "t", NOW + MINUTE);
    assert_int_equal(sweep(&b, NOW + DAY), MEND_OK);
    assert_int_equal(mend_desk_history(b.witness, "t", 1, 2, 10, b.rows, NULL), MEND_OK);
    assert_int_equal(mend_rows_count(b.rows), 1);
    assert_non_null(strstr(mend_rows_bytes(b.rows, 0, NULL), instant(NOW + MINUTE)));
    assert_non_null(strstr(mend_rows_bytes(b.rows, 0, NULL), "clock_fired"));
    bench_end(&b);
}

static void test_sweep__stops_at_its_limit_and_goes_on_from_there(void **state)
{
    (void)state;
    bench b;
    mend_sweep_options ten = {.max = 10};
    bench_start(&b, clocks);
    open_many(&b, 25);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, ten), MEND_OK);
    assert_swept(10, 10, 0, 0);
    assert_int_equal(swept.more, 1);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, ten), MEND_OK);
    assert_swept(10, 10, 0, 0);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, ten), MEND_OK);
    assert_swept(5, 5, 0, 0);
    assert_int_equal(swept.more, 0);
    bench_end(&b);
}

static void test_sweep__takes_page_after_page(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 230);
    faulty_clear(b.faults);
    assert_int_equal(sweep_with(&b, b.desk, NOW + DAY, (mend_sweep_options){.max = 220}), MEND_OK);
    assert_swept(220, 220, 0, 0);
    assert_int_equal(swept.more, 1);
    assert_int_equal(faulty_count(b.faults, FAULTY_DUE), 4); /* 100, 100, 20, and a look ahead */
    assert_int_equal(faulty_count(b.faults, FAULTY_BEGIN), 0);
    bench_end(&b);
}

/* ---- batches ---- */

static void test_sweep__shares_a_transaction_among_a_batch(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 25);
    faulty_clear(b.faults);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.batch = 10}), MEND_OK);
    assert_swept(25, 25, 0, 0);
    assert_int_equal(faulty_count(b.faults, FAULTY_BEGIN), 3);
    assert_int_equal(faulty_count(b.faults, FAULTY_END), 3);
    assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), 25);
    assert_int_equal(notices(&b), 25);
    bench_end(&b);
}

static void test_sweep__within_a_batch_of_the_hosts_begins_none(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 3);
    assert_int_equal(mend_desk_begin(b.desk, NULL), MEND_OK);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.batch = 10}), MEND_OK);
    assert_swept(3, 3, 0, 0);
    assert_int_equal(mend_desk_end(b.desk, 0, NULL), MEND_OK);
    assert_int_equal(notices(&b), 0);
    assert_int_equal(sweep(&b, NOW + HOUR), MEND_OK); /* what was taken back is due as before, and not claimed */
    assert_swept(3, 3, 0, 0);
    bench_end(&b);
}

static void test_sweep__does_a_batch_that_cannot_be_kept_again_one_by_one(void **state)
{
    static const mend_status answers[] = {MEND_CONFLICT, MEND_BUSY, MEND_IO, MEND_UNKNOWN};
    (void)state;
    for (int when = FAULTY_BEFORE; when <= FAULTY_AFTER; when++) {
        for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
            if (when == FAULTY_AFTER && answers[i] != MEND_UNKNOWN) {
                continue; /* kept, and said not to be: that breaks the contract */
            }
            bench b;
            bench_start(&b, clocks);
            open_many(&b, 5);
            faulty_clear(b.faults);
            faulty_fail(b.faults, FAULTY_END, 1, answers[i], (faulty_when)when, 0);
            assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.batch = 10}), MEND_OK);
            assert_int_equal(swept.due, 5);
            assert_int_equal(swept.ticked, when == FAULTY_BEFORE ? 5 : 0); /* it finds nothing left to do */
            assert_int_equal(notices(&b), 5);
            assert_int_equal(bench_revision(&b, "t004"), 3);
            bench_end(&b);
        }
    }
}

/* ---- tickets that fail ---- */

static void test_sweep__goes_past_tickets_that_fail_and_names_them(void **state)
{
    (void)state;
    for (int batch = 1; batch <= 10; batch += 9) {
        bench b;
        bench_start(&b, clocks);
        open_many(&b, 6);
        faulty_clear(b.faults);
        faulty_garble(b.faults, FAULTY_RECORD_FLIP, 3, 5000, 0);
        int64_t loads = mend_memory_loads(b.memory);
        assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.batch = batch}), MEND_OK);
        assert_swept(6, 5, 0, 1);
        assert_int_equal(mend_memory_loads(b.memory), loads + 6);
        assert_int_equal(mend_rows_count(b.rows), 1);
        assert_string_equal(mend_rows_key(b.rows, 0, NULL), "t002");
        assert_int_equal(mend_rows_number(b.rows, 0), MEND_CORRUPT);
        assert_true(mend_rows_bytes(b.rows, 0, NULL)[0] != '\0');
        bench_end(&b);
    }
}

static void test_sweep__leaves_a_failing_ticket_alone_until_its_claim_has_run_out(void **state)
{
    (void)state;
    bench b;
    mend_store table;
    mend_desk *stranger;
    bench_start(&b, clocks);
    open_many(&b, 3);
    assert_int_equal(mend_memory_table(b.memory, &table), MEND_OK);
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &stranger, NULL), MEND_OK);
    int64_t loads = mend_memory_loads(b.memory); /* the stranger has no policy at all */
    assert_int_equal(sweep_with(&b, stranger, NOW + HOUR, (mend_sweep_options){0}), MEND_OK);
    assert_swept(3, 0, 0, 3);
    assert_int_equal(mend_rows_number(b.rows, 2), MEND_POLICY_MISMATCH);
    assert_int_equal(sweep_with(&b, stranger, NOW + HOUR + 1, (mend_sweep_options){0}), MEND_OK);
    assert_swept(0, 0, 0, 0);
    assert_int_equal(swept.more, 0);
    assert_int_equal(sweep(&b, NOW + HOUR + 2), MEND_OK); /* nor does anybody else get them */
    assert_swept(0, 0, 0, 0);
    assert_int_equal(mend_memory_loads(b.memory), loads + 3);
    assert_int_equal(sweep(&b, NOW + HOUR + MINUTE + 2), MEND_OK);
    assert_swept(3, 3, 0, 0);
    mend_desk_free(stranger);
    bench_end(&b);
}

static void test_sweep__counts_failures_nobody_asks_for(void **state)
{
    (void)state;
    bench b;
    mend_sweep_info info = {.struct_size = sizeof info};
    bench_start(&b, clocks);
    open_many(&b, 2);
    faulty_clear(b.faults);
    faulty_garble(b.faults, FAULTY_RECORD_HALF, 1, 0, 0);
    assert_int_equal(mend_desk_sweep(b.desk, NOW + HOUR, NULL, &info, NULL, NULL), MEND_OK);
    assert_int_equal(info.failed, 1);
    assert_int_equal(info.ticked, 1);
    bench_end(&b);
}

static void test_sweep__one_that_was_erased_meanwhile_is_no_failure(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 2);
    faulty_clear(b.faults);
    faulty_fail(b.faults, FAULTY_LOAD, 1, MEND_NOT_FOUND, FAULTY_BEFORE, 0);
    assert_int_equal(sweep(&b, NOW + HOUR), MEND_OK);
    assert_swept(2, 1, 0, 0);
    bench_end(&b);
}

/* ---- faults ---- */

/* After any fault at all, and once claims have run out, a plain sweep leaves every ticket ticked once. */
static void expect_whole(bench *b, int count)
{
    char key[16];
    faulty_clear(b->faults);
    assert_int_equal(sweep_with(b, b->desk, NOW + HOUR + 2 * MINUTE, (mend_sweep_options){0}), MEND_OK);
    assert_int_equal(swept.conflicts + swept.failed, 0);
    for (int i = 0; i < count; i++) {
        snprintf(key, sizeof key, "t%03d", i);
        assert_int_equal(bench_revision(b, key), 3);
        assert_int_equal(mend_desk_history(b->witness, key, MEND_NTS, 0, 10, b->rows, NULL), MEND_OK);
    }
    assert_int_equal(notices(b), count);
}

static void test_sweep__a_fault_at_any_callback_leaves_nothing_half_done(void **state)
{
    static const mend_status answers[] = {MEND_BUSY, MEND_IO, MEND_UNKNOWN, MEND_CONFLICT, MEND_CORRUPT, 12345};
    enum { TICKETS = 3 };
    (void)state;
    for (int batch = 1; batch <= 2; batch++) {
        for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
            int64_t nth = 0;
            for (bool hit = true; hit;) {
                bench b;
                bench_start(&b, clocks);
                open_many(&b, TICKETS);
                faulty_clear(b.faults);
                faulty_fail(b.faults, FAULTY_ANY, ++nth, answers[i], FAULTY_BEFORE, 0);
                mend_status status = sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.batch = batch});
                hit = faulty_hits(b.faults) > 0;
                assert_true(status == MEND_OK || status == MEND_BUSY || status == MEND_IO || status == MEND_UNKNOWN ||
                            status == MEND_CORRUPT);
                assert_true(swept.ticked + swept.conflicts + swept.failed <= swept.due);
                assert_int_equal(notices(&b), swept.ticked);
                expect_whole(&b, TICKETS);
                bench_end(&b);
            }
            assert_true(nth > 2 * TICKETS + 2); /* a page, a load and a commit for each, a look ahead */
        }
    }
}

static void test_sweep__an_unknown_commit_is_found_out_by_doing_it_again(void **state)
{
    (void)state;
    for (int when = FAULTY_BEFORE; when <= FAULTY_AFTER; when++) {
        bench b;
        bench_start(&b, clocks);
        open_many(&b, 3);
        faulty_clear(b.faults);
        faulty_fail(b.faults, FAULTY_COMMIT, 2, MEND_UNKNOWN, (faulty_when)when, 0);
        assert_int_equal(sweep(&b, NOW + HOUR), MEND_OK);
        assert_swept(3, 3, 0, 0);
        assert_int_equal(swept.events, 3);
        expect_whole(&b, 3);
        bench_end(&b);
    }
}

static void test_sweep__a_store_that_never_knows_ends_it(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 3);
    faulty_clear(b.faults);
    faulty_fail(b.faults, FAULTY_COMMIT, 1, MEND_UNKNOWN, FAULTY_BEFORE, 1);
    assert_int_equal(sweep(&b, NOW + HOUR), MEND_UNKNOWN);
    assert_swept(3, 0, 0, 0);
    assert_int_equal(faulty_count(b.faults, FAULTY_LOAD), 2); /* the first ticket, twice */
    expect_whole(&b, 3);
    bench_end(&b);
}

static void test_sweep__every_allocation_may_fail(void **state)
{
    (void)state;
    for (int batch = 1; batch <= 2; batch++) {
        bool through = false;
        for (size_t n = 1; n < 2000 && !through; n++) {
            bench b;
            bench_start(&b, clocks);
            open_many(&b, 3);
            faulty_clear(b.faults);
            faulty_garble(b.faults, FAULTY_RECORD_SHORT, 2, 0, 0); /* one fails, and is to be noted */
            b.fail_once = b.heap.requests + n;
            mend_status status = sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.batch = batch});
            through = b.heap.requests < b.fail_once;
            assert_true(status == MEND_OK || (!through && status == MEND_NOMEM));
            b.fail_once = 0;
            expect_whole(&b, 3);
            bench_end(&b);
        }
        assert_true(through);
    }
}

/* ---- two sweepers ---- */

typedef struct rival {
    bench *b;
    mend_desk *desk;
    mend_sweep_info info;
    int64_t now;
} rival;

/* In front of the first one's commit the second sweeps. */
static void sweep_between(void *user, const mend_change *change)
{
    rival *r = user;
    (void)change;
    r->info = (mend_sweep_info){.struct_size = sizeof r->info};
    assert_int_equal(mend_desk_sweep(r->desk, r->now, NULL, &r->info, NULL, NULL), MEND_OK);
}

static void test_sweep__two_desks_do_each_ticket_once(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 9);
    rival r = {.b = &b, .desk = bench_desk(&b), .now = NOW + HOUR};
    faulty_slip(b.faults, sweep_between, &r, 1);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.max = 4}), MEND_OK);
    assert_swept(4, 4, 0, 0);
    assert_int_equal(r.info.due, 5);
    assert_int_equal(r.info.ticked, 5);
    assert_int_equal(notices(&b), 9);
    mend_desk_free(r.desk);
    bench_end(&b);
}

static void test_sweep__who_comes_after_its_claim_has_run_out_writes_nothing(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 4);
    rival r = {.b = &b, .desk = bench_desk(&b), .now = NOW + HOUR + 500}; /* the first one was away for half a second */
    faulty_slip(b.faults, sweep_between, &r, 1);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.lease = 500}), MEND_OK);
    assert_int_equal(r.info.ticked, 4);
    assert_swept(4, 0, 1, 0); /* one it had loaded already, three it finds done */
    assert_int_equal(notices(&b), 4);
    mend_desk_free(r.desk);
    bench_end(&b);
}

static void test_sweep__without_claims_two_desks_are_wasteful_but_right(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 4);
    rival r = {.b = &b, .desk = bench_desk(&b), .now = NOW + HOUR};
    faulty_slip(b.faults, sweep_between, &r, 1);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, (mend_sweep_options){.lease = -1}), MEND_OK);
    assert_swept(4, 0, 1, 0);
    assert_int_equal(r.info.ticked, 4);
    assert_int_equal(notices(&b), 4);
    mend_desk_free(r.desk);
    bench_end(&b);
}

/* ---- the place ---- */

static void test_sweep__begins_at_the_front_again_when_it_has_to(void **state)
{
    (void)state;
    for (int why = 0; why < 5; why++) {
        bench b;
        int64_t now = NOW + HOUR;
        bench_start(&b, clocks);
        open_many(&b, 2);
        assert_int_equal(sweep(&b, now), MEND_OK);
        assert_swept(2, 2, 0, 0);
        bench_open(&b, "late");
        if (why == 4) { /* the desk itself stores what is due behind its place */
            do_by(&b, b.desk, "late", "visit", NOW + MINUTE, NOW);
        } else {
            do_by(&b, b.witness, "late", "visit", NOW + MINUTE, NOW);
            assert_int_equal(sweep(&b, now + 1), MEND_OK); /* somebody else has: it is passed over for now */
            assert_swept(0, 0, 0, 0);
        }
        switch (why) {
        case 0: /* every 32nd sweep */
            for (int i = 0; i < 30; i++) {
                assert_int_equal(sweep(&b, now + 2), MEND_OK);
                assert_swept(0, 0, 0, 0);
            }
            break;
        case 1:
            now += MINUTE; /* the lease has passed */
            break;
        case 2:
            now -= 10; /* the host's clock was put back */
            break;
        case 3:
            assert_int_equal(mend_desk_begin(b.desk, NULL), MEND_OK);
            assert_int_equal(mend_desk_end(b.desk, 0, NULL), MEND_OK);
            break;
        default:
            break;
        }
        assert_int_equal(sweep(&b, now + 2), MEND_OK);
        assert_swept(1, 1, 0, 0);
        bench_end(&b);
    }
}

static void test_sweep__options_say_how_often(void **state)
{
    (void)state;
    bench b;
    mend_sweep_options each = {.rounds = 1};
    bench_start(&b, clocks);
    open_many(&b, 1);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR, each), MEND_OK);
    open_due(&b, "late", NOW + 1);
    assert_int_equal(sweep_with(&b, b.desk, NOW + HOUR + 1, each), MEND_OK);
    assert_swept(1, 1, 0, 0);
    bench_end(&b);
}

/* ---- looking ---- */

static void test_sweep__the_list_of_what_is_due_is_paged_and_changes_nothing(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    open_many(&b, 5);
    open_due(&b, "also", NOW + 2 * MINUTE);
    assert_int_equal(mend_desk_due(b.desk, INT64_MAX, INT64_MIN, "", 0, 2, b.rows, &b.err), MEND_OK);
    assert_int_equal(mend_rows_count(b.rows), 2);
    assert_string_equal(mend_rows_key(b.rows, 0, NULL), "t000");
    assert_string_equal(mend_rows_key(b.rows, 1, NULL), "also");
    assert_int_equal(mend_rows_number(b.rows, 1), NOW + 2 * MINUTE);
    assert_string_equal(mend_rows_bytes(b.rows, 1, NULL), "");
    assert_int_equal(mend_desk_due(b.desk, NOW + 3 * MINUTE, NOW + 2 * MINUTE, "also", 4, 10, b.rows, &b.err), MEND_OK);
    assert_int_equal(mend_rows_count(b.rows), 2);
    assert_string_equal(mend_rows_key(b.rows, 0, NULL), "t001");
    assert_string_equal(mend_rows_key(b.rows, 1, NULL), "t002");
    faulty_clear(b.faults);
    faulty_fail(b.faults, FAULTY_DUE, 1, MEND_BUSY, FAULTY_BEFORE, 0);
    assert_int_equal(mend_desk_due(b.desk, INT64_MAX, INT64_MIN, "", 0, 2, b.rows, &b.err), MEND_BUSY);
    assert_int_equal(mend_rows_count(b.rows), 2); /* as it was */
    assert_int_equal(sweep(&b, NOW + HOUR), MEND_OK);
    assert_swept(6, 6, 0, 0);
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sweep__loads_what_is_due_and_nothing_else),
        cmocka_unit_test(test_sweep__event_stands_at_its_own_instant_however_late),
        cmocka_unit_test(test_sweep__stops_at_its_limit_and_goes_on_from_there),
        cmocka_unit_test(test_sweep__takes_page_after_page),
        cmocka_unit_test(test_sweep__shares_a_transaction_among_a_batch),
        cmocka_unit_test(test_sweep__within_a_batch_of_the_hosts_begins_none),
        cmocka_unit_test(test_sweep__does_a_batch_that_cannot_be_kept_again_one_by_one),
        cmocka_unit_test(test_sweep__goes_past_tickets_that_fail_and_names_them),
        cmocka_unit_test(test_sweep__leaves_a_failing_ticket_alone_until_its_claim_has_run_out),
        cmocka_unit_test(test_sweep__counts_failures_nobody_asks_for),
        cmocka_unit_test(test_sweep__a_store_that_never_knows_ends_it),
        cmocka_unit_test(test_sweep__one_that_was_erased_meanwhile_is_no_failure),
        cmocka_unit_test(test_sweep__a_fault_at_any_callback_leaves_nothing_half_done),
        cmocka_unit_test(test_sweep__an_unknown_commit_is_found_out_by_doing_it_again),
        cmocka_unit_test(test_sweep__every_allocation_may_fail),
        cmocka_unit_test(test_sweep__two_desks_do_each_ticket_once),
        cmocka_unit_test(test_sweep__who_comes_after_its_claim_has_run_out_writes_nothing),
        cmocka_unit_test(test_sweep__without_claims_two_desks_are_wasteful_but_right),
        cmocka_unit_test(test_sweep__begins_at_the_front_again_when_it_has_to),
        cmocka_unit_test(test_sweep__options_say_how_often),
        cmocka_unit_test(test_sweep__the_list_of_what_is_due_is_paged_and_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
