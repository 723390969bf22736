/*
 * test_erase.c - a ticket is removed when its time is over, and not before.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sweep_bench.h"

/* The same without an archive. */
static const char no_archive[] = "{\"actions\":{\"close\":{\"order\":22,\"from\":[\"*open\"],\"to\":\"shut\","
                                 "\"roles\":[\"clerk\"]}}}";

static void test_erase__a_ticket_is_erased_when_its_time_in_the_archive_is_over(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    bench_open(&b, "t");
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW, &b.err), MEND_REFUSED);
    do_by(&b, b.witness, "t", "close", 0, NOW + 1);
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + DAY, &b.err), MEND_REFUSED);
    assert_int_equal(bench_revision(&b, "t"), 2); /* refusing writes nothing */
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + DAY + 1, &b.err), MEND_OK);
    assert_int_equal(bench_revision(&b, "t"), 0);
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + DAY + 1, &b.err), MEND_NOT_FOUND);
    assert_int_equal(mend_desk_history(b.witness, "t", 1, 0, 10, b.rows, NULL), MEND_OK);
    assert_int_equal(mend_rows_count(b.rows), 0);
    bench_open(&b, "t"); /* swept in between it goes as well */
    do_by(&b, b.witness, "t", "close", 0, NOW + 1);
    assert_int_equal(sweep(&b, NOW + DAY + 5), MEND_OK);
    assert_swept(1, 1, 0, 0);
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + DAY + 6, &b.err), MEND_OK);
    bench_end(&b);
}

static void test_erase__erasing_refuses_what_never_came_into_the_archive(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, clocks);
    bench_open(&b, "t");
    do_by(&b, b.witness, "t", "drop", 0, NOW + 1);
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + 9 * DAY, &b.err), MEND_REFUSED);
    do_by(&b, b.witness, "t", "forget", 0, NOW + 2); /* nor does it help that nothing personal is left */
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + 9 * DAY, &b.err), MEND_REFUSED);
    assert_int_equal(bench_tickets(&b), 1);
    bench_end(&b);
}

static void test_erase__without_an_archive_only_anonymised_tickets_are_erased(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, no_archive);
    bench_open(&b, "t");
    bench_open(&b, "open");
    do_by(&b, b.witness, "open", "forget", 0, NOW);
    assert_int_equal(mend_desk_erase(b.desk, "open", 4, NOW + DAY, &b.err), MEND_REFUSED);
    do_by(&b, b.witness, "t", "close", 0, NOW + 1);
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + DAY, &b.err), MEND_REFUSED);
    do_by(&b, b.witness, "t", "forget", 0, NOW + 2);
    assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + DAY, &b.err), MEND_OK);
    assert_int_equal(bench_tickets(&b), 1);
    bench_end(&b);
}

static void test_erase__erasing_meets_faults_as_any_command_does(void **state)
{
    static const struct {
        faulty_call call;
        mend_status answer;
        faulty_when when;
        int sticky;
        mend_status expected;
        int32_t left;
    } cases[] = {
        {FAULTY_ERASE, MEND_CONFLICT, FAULTY_BEFORE, 0, MEND_OK, 0},
        {FAULTY_ERASE, MEND_CONFLICT, FAULTY_BEFORE, 1, MEND_CONFLICT, 1},
        {FAULTY_ERASE, MEND_UNKNOWN, FAULTY_BEFORE, 0, MEND_OK, 0},
        {FAULTY_ERASE, MEND_UNKNOWN, FAULTY_AFTER, 0, MEND_OK, 0},
        {FAULTY_ERASE, MEND_UNKNOWN, FAULTY_BEFORE, 1, MEND_UNKNOWN, 1},
        {FAULTY_ERASE, MEND_BUSY, FAULTY_BEFORE, 0, MEND_BUSY, 1},
        {FAULTY_ERASE, 777, FAULTY_BEFORE, 0, MEND_IO, 1},
        {FAULTY_LOAD, MEND_IO, FAULTY_BEFORE, 0, MEND_IO, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bench b;
        bench_start(&b, clocks);
        bench_open(&b, "t");
        do_by(&b, b.witness, "t", "close", 0, NOW);
        faulty_clear(b.faults);
        faulty_fail(b.faults, cases[i].call, 1, cases[i].answer, cases[i].when, cases[i].sticky);
        assert_int_equal(mend_desk_erase(b.desk, "t", 1, NOW + 2 * DAY, &b.err), cases[i].expected);
        assert_int_equal(bench_tickets(&b), cases[i].left);
        bench_end(&b);
    }
}

static void test_erase__every_allocation_may_fail(void **state)
{
    (void)state;
    bool through = false;
    for (size_t n = 1; n < 2000 && !through; n++) {
        bench b;
        bench_start(&b, clocks);
        bench_open(&b, "t");
        do_by(&b, b.witness, "t", "close", 0, NOW);
        b.fail_once = b.heap.requests + n;
        mend_status status = mend_desk_erase(b.desk, "t", 1, NOW + 2 * DAY, &b.err);
        through = b.heap.requests < b.fail_once;
        assert_int_equal(status, through ? MEND_OK : MEND_NOMEM);
        assert_int_equal(bench_tickets(&b), through ? 0 : 1);
        bench_end(&b);
    }
    assert_true(through);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erase__a_ticket_is_erased_when_its_time_in_the_archive_is_over),
        cmocka_unit_test(test_erase__erasing_refuses_what_never_came_into_the_archive),
        cmocka_unit_test(test_erase__without_an_archive_only_anonymised_tickets_are_erased),
        cmocka_unit_test(test_erase__every_allocation_may_fail),
        cmocka_unit_test(test_erase__erasing_meets_faults_as_any_command_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
