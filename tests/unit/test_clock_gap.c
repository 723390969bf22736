/*
 * test_clock_gap.c - clocks that go on after their end, and ends and answers that are entered late: what passed in the
 * meantime stands in the log at its own instant, by the target of that time.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "clock_replay.h"
#include "faulty.h"

#define MON_9  "2024-03-11T09:00:00Z"
#define MINUTE INT64_C(60000)
#define HOUR   INT64_C(3600000)

/* A repeat that goes on when the ticket is opened again, the time it was closed being used. */
#define GAP                                                                                                            \
    "{'actions':{'set':{'from':['*']}},'clocks':{'update':{'start':{'on':['open','reopen']},'stop':{'on':['finish']}," \
    "'reopen':'resume','gap':'counts','warn':{'half':{'order':1,'percent':'50'}},"                                     \
    "'pauses':{'low':{'order':1,'label':{'en':'low','zh-CN':'低'},'when':{'field':'level','is':'p4'}}},"              \
    "'targets':{'fast':{'time':'PT2H'},'slow':{'time':'PT5H'}}}}}"

#define act_ok(b, now, action, at, field, value)                                                                       \
    assert_int_equal(bench_act((b), (now), (action), (at), (field), (value)), MEND_OK)

static mend_clock_info clock_of(const clock_bench *b, const char *name)
{
    mend_clock_info info = {.struct_size = sizeof info}, last = {.struct_size = sizeof last};
    for (int32_t i = 0; i < mend_clock_count(b->ticket); i++) {
        if (strcmp(mend_clock_name(b->ticket, i, NULL), name) == 0) {
            assert_int_equal(mend_clock_get(b->ticket, i, &info), MEND_OK);
            last = info;
        }
    }
    return last;
}

/* The intervals missed of a clock stand in the log at these instants, hours after Monday 09:00, and nowhere else. */
static void missed_at(const clock_bench *b, const char *clock, const double *hours, int count)
{
    int seen = 0;
    for (size_t i = 0; i < b->count; i++) {
        char own[64], at[64] = "\"at\":\"";
        snprintf(own, sizeof own, "\"data\":{\"clock\":\"%s\"", clock);
        if (strstr(b->lines[i], "\"type\":\"clock_missed\"") == NULL || strstr(b->lines[i], own) == NULL) {
            continue;
        }
        assert_true(seen < count);
        assert_int_equal(mend_instant_write(instant(MON_9) + (int64_t)(hours[seen++] * 3600000), at + 6, 40, NULL),
                         MEND_OK);
        assert_non_null(strstr(b->lines[i], at));
    }
    assert_int_equal(seen, count);
}

static void open_and_finish(clock_bench *b, const char *level)
{
    int64_t t = instant(MON_9);
    bench_open(b, GAP);
    act_ok(b, t, "open", 0, "level", level);
    act_ok(b, t + HOUR, "finish", 0, NULL, NULL);
}

static void test_clock_gap__its_intervals_are_missed_by_the_target_it_had(void **state)
{
    (void)state;
    clock_bench b;
    int64_t t = instant(MON_9);
    open_and_finish(&b, "p1");
    act_ok(&b, t + 3 * HOUR, "set", 0, "level", "p3");
    act_ok(&b, t + 7 * HOUR, "reopen", 0, NULL, NULL);
    missed_at(&b, "update", (const double[]){2, 4, 6}, 3);
    /* from the reopening on the new target measures the interval that began at 15:00 */
    assert_int_equal(clock_of(&b, "update").misses, 3);
    assert_int_equal(clock_of(&b, "update").due, t + 11 * HOUR);
    assert_int_equal(bench_tick(&b, t + 11 * HOUR + 1), MEND_OK);
    missed_at(&b, "update", (const double[]){2, 4, 6, 11}, 4);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clock_gap__a_pause_at_its_end_hides_none(void **state)
{
    (void)state;
    clock_bench b;
    int64_t t = instant(MON_9);
    open_and_finish(&b, "p3");
    act_ok(&b, t + 3 * HOUR, "set", 0, "level", "p4");
    act_ok(&b, t + 12 * HOUR, "reopen", 0, NULL, NULL);
    missed_at(&b, "update", (const double[]){5, 10}, 2);
    assert_int_equal(clock_of(&b, "update").status, MEND_CLOCK_PAUSED);
    assert_int_equal(clock_of(&b, "update").due, INT64_MIN);
    /* two hours of the interval were used when it was paused */
    act_ok(&b, t + 20 * HOUR, "set", 0, "level", "p3");
    assert_int_equal(clock_of(&b, "update").due, t + 23 * HOUR);
    bench_replay(&b);
    bench_close(&b);
}

/* More intervals than a row keeps marks of, and more than a call brings. */
static void test_clock_gap__many_intervals_come_in_several_calls(void **state)
{
    (void)state;
    clock_bench b;
    int64_t t = instant(MON_9);
    open_and_finish(&b, "p1");
    act_ok(&b, t + 3 * HOUR, "set", 0, "level", "p3");
    act_ok(&b, t + 1201 * HOUR, "reopen", 0, NULL, NULL);
    assert_int_equal(mend_result_more(b.result), 1);
    assert_int_equal(bench_act(&b, t + 1201 * HOUR, "report", 0, NULL, NULL), MEND_MORE);
    assert_int_equal(bench_tick(&b, t + 1201 * HOUR), MEND_OK);
    assert_int_equal(clock_of(&b, "update").misses, 600);
    assert_int_equal(bench_seen(&b, "clock_missed", "\"clock\":\"update\""), 600);
    assert_int_equal(clock_of(&b, "update").due, t + 1205 * HOUR);
    act_ok(&b, t + 1201 * HOUR, "report", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "update").hits, 1);
    assert_int_equal(clock_of(&b, "update").due, t + 1206 * HOUR);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clock_gap__a_stop_entered_late_gives_the_target_before_it_back(void **state)
{
    (void)state;
    clock_bench b;
    int64_t t = instant(MON_9);
    bench_open(&b, GAP);
    act_ok(&b, t, "open", 0, "level", "p1");
    act_ok(&b, t + 5 * HOUR, "set", 0, "level", "p3"); /* behind intervals missed at 11:00 and 13:00 */
    act_ok(&b, t + 6 * HOUR, "finish", t + HOUR, NULL, NULL);
    act_ok(&b, t + 6 * HOUR, "reopen", 0, NULL, NULL);
    missed_at(&b, "update", (const double[]){2, 4, 2, 4}, 4); /* taken back with the stop, and found again */
    assert_int_equal(clock_of(&b, "update").misses, 2);
    assert_int_equal(clock_of(&b, "update").due, t + 9 * HOUR);
    bench_replay(&b);
    bench_close(&b);
}

/* A target by a field is what the field said then, not what it says by now. */
static void test_clock_gap__a_field_that_changed_later_does_not_excuse(void **state)
{
    (void)state;
    clock_bench b;
    int64_t t = instant(MON_9);
    static const char ways[][10] = {"keep", "restart"};
    for (int i = 0; i < 2; i++) {
        char patch[200];
        snprintf(patch, sizeof patch, "{'clocks':{'promise':{'relevel':'%s'}}}", ways[i]);
        bench_open(&b, patch);
        act_ok(&b, t, "open", 0, "response_promised_at", "2024-03-11T11:00:00Z");
        act_ok(&b, t + 4 * HOUR, "set", 0, "response_promised_at", "2024-03-11T20:00:00Z");
        assert_int_equal(clock_of(&b, "promise").breached, INT64_MIN);
        act_ok(&b, t + 5 * HOUR, "contact", t + 3 * HOUR, NULL, NULL);
        assert_int_equal(clock_of(&b, "promise").status, MEND_CLOCK_MISSED);
        assert_int_equal(clock_of(&b, "promise").breached, t + 2 * HOUR);
        bench_replay(&b);
        bench_close(&b);
    }
}

/* An answer entered late begins an interval of its own, which may pass before a pause that was entered since. */
static void test_clock_gap__a_late_answer_finds_what_passed_before_a_pause(void **state)
{
    (void)state;
    clock_bench b;
    int64_t t = instant(MON_9);
    bench_open(&b, "{'clocks':{'update':{'calendar':'hours','pauses':{'held':{'order':1,'label':{'en':'held','zh-CN':"
                   "'挂起'},'when':{'state':['held']}}},'targets':{'fast':null,'slow':{'time':null,'days':1,"
                   "'reading':'closing'}}}}}");
    act_ok(&b, t, "open", 0, "level", "p3"); /* eight hours, until 17:00 */
    act_ok(&b, t + HOUR, "hold", 0, NULL, NULL);
    act_ok(&b, t + 23 * HOUR, "begin", 0, NULL, NULL); /* Tuesday 08:00: seven hours are left */
    act_ok(&b, t + 25 * HOUR, "hold", 0, NULL, NULL);  /* 10:00 */
    act_ok(&b, t + 26 * HOUR, "report", t + 7 * HOUR + 30 * MINUTE, NULL, NULL);
    missed_at(&b, "update", (const double[]){24.5}, 1); /* half an hour was left on Monday */
    assert_int_equal(clock_of(&b, "update").hits, 1);
    assert_int_equal(clock_of(&b, "update").status, MEND_CLOCK_PAUSED);
    bench_replay(&b);
    bench_close(&b);
}

/* Nothing at all may be used as soon as hours begin; a clock that is paused before that does not come there. */
static void test_clock_gap__a_pause_before_hours_begin_keeps_off_what_is_due_at_once(void **state)
{
    (void)state;
    clock_bench b;
    int64_t sunday = instant("2024-03-10T12:00:00Z");
    bench_open(&b, "{'clocks':{'resolution':{'targets':{'rest':{'time':'PT0S'}},'warn':{'most':{'percent':'10'}}}}}");
    act_ok(&b, sunday, "open", 0, "level", "p2");
    assert_int_equal(bench_tick(&b, sunday + 22 * HOUR), MEND_OK);
    assert_int_equal(bench_seen(&b, "clock_warned", "\"clock\":\"resolution\""), 1);
    act_ok(&b, sunday + 22 * HOUR, "hold", sunday + HOUR, NULL, NULL);
    assert_int_equal(clock_of(&b, "resolution").breached, INT64_MIN);
    assert_int_equal(bench_seen(&b, "clock_revised", "\"warned\":1"), 1);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clock_gap__without_memory_nothing_has_happened(void **state)
{
    (void)state;
    int failed = 0;
    for (size_t n = 1; n < 4000; n++) {
        faulty memory = {0};
        mend_allocator allocator = faulty_allocator(&memory);
        clock_bench b;
        int64_t t = instant(MON_9);
        open_and_finish(&b, "p1");
        act_ok(&b, t + 3 * HOUR, "set", 0, "level", "p3");
        mend_ticket *copy = NULL;
        assert_int_equal(mend_ticket_new(&allocator, &copy), MEND_OK);
        assert_int_equal(mend_ticket_copy(copy, b.ticket), MEND_OK);
        mend_ticket_free(b.ticket);
        b.ticket = copy;
        mend_result_free(b.result);
        assert_int_equal(mend_result_new(&allocator, &b.result), MEND_OK);
        memory.fail_at = memory.requests + n;
        mend_status s = bench_act(&b, t + 1201 * HOUR, "reopen", 0, NULL, NULL);
        bool done = memory.requests < memory.fail_at;
        memory.fail_at = 0;
        assert_int_equal(s, done ? MEND_OK : MEND_NOMEM);
        if (s == MEND_NOMEM) {
            failed++;
            assert_int_equal(clock_of(&b, "update").status, MEND_CLOCK_MET);
            bench_replay(&b);
        }
        bench_close(&b);
        assert_int_equal(memory.live, 0);
        if (done) {
            break;
        }
    }
    assert_true(failed > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clock_gap__its_intervals_are_missed_by_the_target_it_had),
        cmocka_unit_test(test_clock_gap__a_pause_at_its_end_hides_none),
        cmocka_unit_test(test_clock_gap__many_intervals_come_in_several_calls),
        cmocka_unit_test(test_clock_gap__a_stop_entered_late_gives_the_target_before_it_back),
        cmocka_unit_test(test_clock_gap__a_field_that_changed_later_does_not_excuse),
        cmocka_unit_test(test_clock_gap__a_late_answer_finds_what_passed_before_a_pause),
        cmocka_unit_test(test_clock_gap__a_pause_before_hours_begin_keeps_off_what_is_due_at_once),
        cmocka_unit_test(test_clock_gap__without_memory_nothing_has_happened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
