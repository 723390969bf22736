/*
 * test_clocks.c - the clocks of a ticket: when they start, pause, warn, breach, climb, repeat; what backdating and a new
 * level make of them; and that replay gives the same ticket.
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
#define DAY    INT64_C(86400000)

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

#define act_ok(b, now, action, at, field, value)                                                                       \
    assert_int_equal(bench_act((b), (now), (action), (at), (field), (value)), MEND_OK)

static void test_clocks__the_level_gives_the_target(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(clock_of(&b, "response").due, instant("2024-03-11T13:00:00Z"));
    assert_int_equal(clock_of(&b, "resolution").due, instant("2024-03-13T17:00:00Z"));
    assert_int_equal(clock_of(&b, "update").due, instant("2024-03-11T21:00:00Z"));
    assert_int_equal(mend_ticket_next_due(b.ticket), instant("2024-03-11T11:00:00Z")); /* the warning at half */
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_stop_at_the_due_instant_meets_it(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p2");
    act_ok(&b, instant("2024-03-11T13:00:00Z"), "contact", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "response").status, MEND_CLOCK_MET);
    assert_int_equal(bench_seen(&b, "clock_warned", "response"), 2);
    assert_int_equal(bench_seen(&b, "clock_breached", "response"), 0);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__past_due_it_breaches_at_its_due_instant_and_climbs(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(bench_tick(&b, instant("2024-03-11T13:00:00Z")), MEND_OK);
    assert_int_equal(bench_seen(&b, "clock_breached", "response"), 0);
    assert_int_equal(mend_ticket_next_due(b.ticket), instant("2024-03-11T13:00:00.001Z"));
    assert_int_equal(bench_tick(&b, instant("2024-03-11T13:00:00.001Z")), MEND_OK);
    assert_int_equal(bench_seen(&b, "clock_breached", "\"at\":\"2024-03-11T13:00:00Z\""), 1);
    assert_int_equal(bench_seen(&b, "clock_escalated", "\"step\":\"now\""), 1);
    assert_int_equal(bench_seen(&b, "clock_escalated", "\"step\":\"hour\""), 0);
    assert_int_equal(bench_tick(&b, instant("2024-03-11T14:00:00Z")), MEND_OK);
    assert_int_equal(bench_seen(&b, "clock_escalated", "\"step\":\"hour\""), 1);
    act_ok(&b, instant("2024-03-11T15:00:00Z"), "contact", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "response").status, MEND_CLOCK_MISSED);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_pause_stops_time_and_moves_the_due_instant(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p1"); /* 8 h: Monday 17:00 */
    act_ok(&b, instant("2024-03-11T10:00:00Z"), "hold", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "resolution").status, MEND_CLOCK_PAUSED);
    assert_int_equal(clock_of(&b, "resolution").due, INT64_MIN);
    act_ok(&b, instant("2024-03-12T16:00:00Z"), "begin", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "resolution").due, instant("2024-03-13T15:00:00Z"));
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_new_level_keeps_the_time_used(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p4");                 /* response 8 h */
    act_ok(&b, instant("2024-03-11T11:00:00Z"), "set", 0, "level", "p2"); /* 4 h, 2 of them used */
    assert_int_equal(clock_of(&b, "response").due, instant("2024-03-11T13:00:00Z"));
    /* at half of four hours: the warning is due with the change, not before it */
    assert_int_equal(bench_seen(&b, "clock_warned", "\"at\":\"2024-03-11T11:00:00Z\""), 1);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_later_target_takes_a_breach_back(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p2");
    act_ok(&b, instant("2024-03-11T14:00:00Z"), "set", 0, "level", "p3");
    assert_int_equal(bench_seen(&b, "clock_breached", "response"), 1);
    assert_int_equal(bench_seen(&b, "clock_revised", "\"breached\":\"2024-03-11T13:00:00Z\""), 1);
    assert_int_equal(clock_of(&b, "response").due, instant("2024-03-11T17:00:00Z"));
    act_ok(&b, instant("2024-03-11T16:00:00Z"), "contact", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "response").status, MEND_CLOCK_MET);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_backdated_stop_takes_a_breach_back(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(bench_tick(&b, instant("2024-03-11T16:00:00Z")), MEND_OK);
    act_ok(&b, instant("2024-03-11T16:00:00Z"), "contact", instant("2024-03-11T12:45:00Z"), NULL, NULL);
    assert_int_equal(clock_of(&b, "response").status, MEND_CLOCK_MET);
    assert_int_equal(bench_seen(&b, "clock_revised", "\"climbed\":3"), 1);
    assert_int_equal(bench_seen(&b, "clock_breached", "response"), 1); /* nothing is deleted */
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_backdated_stop_after_the_due_instant_stays_missed(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p2");
    act_ok(&b, instant("2024-03-12T16:00:00Z"), "contact", instant("2024-03-11T13:00:01Z"), NULL, NULL);
    assert_int_equal(clock_of(&b, "response").status, MEND_CLOCK_MISSED);
    assert_int_equal(bench_seen(&b, "clock_revised", "\"climbed\":2"), 1); /* the rung an hour later */
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_repeat_is_missed_again_and_again_until_it_is_answered(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p1"); /* every 12 h */
    assert_int_equal(bench_tick(&b, instant("2024-03-13T09:00:00Z")), MEND_OK);
    assert_int_equal(bench_seen(&b, "clock_missed", "update"), 3);
    assert_int_equal(clock_of(&b, "update").misses, 3);
    assert_int_equal(bench_tick(&b, instant("2024-03-13T09:00:00.001Z")), MEND_OK);
    assert_int_equal(clock_of(&b, "update").misses, 4);
    act_ok(&b, instant("2024-03-13T10:00:00Z"), "report", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "update").due, instant("2024-03-13T22:00:00Z"));
    assert_int_equal(clock_of(&b, "update").hits, 1);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_late_entry_of_an_answer_takes_misses_back(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p1");
    assert_int_equal(bench_tick(&b, instant("2024-03-13T10:00:00Z")), MEND_OK);
    assert_int_equal(clock_of(&b, "update").misses, 4); /* 21:00, 9:00, 21:00, 9:00 */
    act_ok(&b, instant("2024-03-13T10:00:00Z"), "report", instant("2024-03-12T08:00:00Z"), NULL, NULL);
    /* 12th 9:00 and later are taken back; from 12th 8:00 on: 20:00 and 13th 8:00 are missed anew */
    assert_int_equal(bench_seen(&b, "clock_revised", "\"misses\":3"), 1);
    assert_int_equal(clock_of(&b, "update").misses, 3);
    assert_int_equal(clock_of(&b, "update").due, instant("2024-03-13T20:00:00Z"));
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_countdown_follows_its_field(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "visit_from", "2024-03-15T09:00:00Z");
    assert_int_equal(clock_of(&b, "remind").due, instant("2024-03-14T09:00:00Z"));
    act_ok(&b, instant("2024-03-11T10:00:00Z"), "set", 0, "visit_from", "2024-03-13T09:00:00Z");
    assert_int_equal(clock_of(&b, "remind").due, instant("2024-03-12T09:00:00Z"));
    assert_int_equal(bench_tick(&b, instant("2024-03-12T09:00:00Z")), MEND_OK);
    assert_int_equal(bench_seen(&b, "clock_fired", "\"at\":\"2024-03-12T09:00:00Z\""), 1);
    assert_int_equal(clock_of(&b, "remind").status, MEND_CLOCK_OVER);
    act_ok(&b, instant("2024-03-12T10:00:00Z"), "contact", 0, NULL, NULL); /* nothing new: it does not come twice */
    assert_int_equal(clock_of(&b, "remind").cycle, 1);
    act_ok(&b, instant("2024-03-12T10:00:00Z"), "set", 0, "visit_from", "2024-03-20T09:00:00Z");
    assert_int_equal(clock_of(&b, "remind").cycle, 2);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_promise_is_due_when_it_was_promised(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, NULL, NULL);
    act_ok(&b, instant("2024-03-11T10:00:00Z"), "set", 0, "response_promised_at", "2024-03-16T20:00:00Z");
    assert_int_equal(clock_of(&b, "promise").due, instant("2024-03-16T20:00:00Z"));
    act_ok(&b, instant("2024-03-11T11:00:00Z"), "set", 0, "response_promised_at", "2024-03-12T20:00:00Z");
    assert_int_equal(clock_of(&b, "promise").due, instant("2024-03-12T20:00:00Z"));
    act_ok(&b, instant("2024-03-12T20:00:00Z"), "contact", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "promise").status, MEND_CLOCK_MET);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__reopened_it_goes_on_with_the_time_used_before(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p1");
    act_ok(&b, instant("2024-03-11T12:00:00Z"), "finish", 0, NULL, NULL); /* 3 of 8 h */
    assert_int_equal(clock_of(&b, "resolution").status, MEND_CLOCK_MET);
    act_ok(&b, instant("2024-03-12T09:00:00Z"), "reopen", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "resolution").due, instant("2024-03-12T14:00:00Z"));
    assert_int_equal(clock_of(&b, "resolution").cycle, 1);
    bench_replay(&b);
    bench_close(&b);
    bench_open(&b, "{'clocks':{'resolution':{'reopen':'new','gap':null}}}");
    act_ok(&b, instant(MON_9), "open", 0, "level", "p1");
    act_ok(&b, instant("2024-03-11T12:00:00Z"), "finish", 0, NULL, NULL);
    act_ok(&b, instant("2024-03-12T09:00:00Z"), "reopen", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "resolution").cycle, 2);
    assert_int_equal(clock_of(&b, "resolution").due, instant("2024-03-12T17:00:00Z"));
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__the_archive_opens_after_three_years_and_a_menu_knows_it(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, NULL, NULL);
    act_ok(&b, instant("2024-03-11T10:00:00Z"), "finish", 0, NULL, NULL);
    act_ok(&b, instant("2024-03-11T11:00:00Z"), "close", 0, NULL, NULL);
    int64_t over = instant("2024-03-11T11:00:00Z") + 1095 * DAY;
    assert_int_equal(bench_act(&b, over - 1, "erase", 0, NULL, NULL), MEND_CONDITION);
    assert_int_equal(mend_result_event_count(b.result), 0);
    act_ok(&b, over, "erase", 0, NULL, NULL);
    assert_int_equal(bench_seen(&b, "clock_fired", "archive"), 1);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_tick_does_no_more_than_256_things(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p1");
    int64_t now = instant(MON_9) + 400 * DAY;
    assert_int_equal(bench_act(&b, now, "report", 0, NULL, NULL), MEND_MORE);
    assert_int_equal(mend_result_event_count(b.result), 0);
    assert_int_equal(mend_tick(b.policy, b.ticket, now, b.result, &b.err), MEND_OK);
    assert_int_equal(mend_result_event_count(b.result), 256);
    assert_int_equal(mend_result_more(b.result), 1);
    bench_keep(&b);
    assert_int_equal(bench_tick(&b, now), MEND_OK);
    act_ok(&b, now, "report", 0, NULL, NULL);
    assert_int_equal(clock_of(&b, "update").misses, 799); /* the 800th is due at this very instant, and answered */
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__a_clock_of_the_host_that_went_back_changes_nothing(void **state)
{
    clock_bench b;
    (void)state;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(bench_tick(&b, instant("2025-03-11T13:00:00Z")), MEND_OK); /* a year ahead by mistake */
    size_t count = b.count;
    assert_int_equal(bench_tick(&b, instant("2024-03-11T13:00:00Z")), MEND_OK);
    assert_int_equal(b.count, count);
    act_ok(&b, instant("2024-03-11T13:30:00Z"), "report", 0, NULL, NULL);
    assert_int_equal(bench_seen(&b, "acted", "\"skew_ms\":"), 1);
    bench_replay(&b);
    bench_close(&b);
}

static void test_clocks__without_memory_nothing_has_happened(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    act_ok(&b, instant(MON_9), "open", 0, "level", "p2");
    mend_buf *before;
    mend_buf_new(NULL, &before);
    mend_ticket_save(b.ticket, before);
    size_t n, m;
    const char *record = mend_buf_data(before, &n);
    bool done = false;
    for (size_t fail = 1; !done; fail++) {
        faulty f = {.fail_at = fail};
        mend_allocator alloc = faulty_allocator(&f);
        mend_ticket *t = NULL;
        mend_result *r = NULL;
        mend_status s = mend_ticket_new(&alloc, &t);
        if (s == MEND_OK) {
            s = mend_result_new(&alloc, &r);
        }
        if (s == MEND_OK) {
            s = mend_ticket_load(t, record, n, NULL);
        }
        bool loaded = s == MEND_OK;
        if (loaded) {
            mend_args_clear(b.args);
            mend_args_action(b.args, "contact", MEND_NTS);
            mend_args_actor(b.args, "amy", MEND_NTS);
            mend_args_role(b.args, "clerk", MEND_NTS);
            mend_args_at(b.args, instant("2024-03-11T12:00:00Z"));
            s = mend_act(b.policy, t, b.args, instant("2024-03-13T12:00:00Z"), r, NULL);
        }
        done = s == MEND_OK;
        if (loaded && !done) {
            mend_buf *after;
            mend_buf_new(NULL, &after);
            assert_int_equal(s, MEND_NOMEM);
            assert_int_equal(mend_ticket_save(t, after), MEND_OK);
            const char *now = mend_buf_data(after, &m);
            assert_int_equal(n, m);
            assert_memory_equal(record, now, n);
            mend_buf_free(after);
        }
        mend_ticket_free(t);
        mend_result_free(r);
        assert_int_equal(f.live, 0);
    }
    mend_buf_free(before);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clocks__the_level_gives_the_target),
        cmocka_unit_test(test_clocks__a_stop_at_the_due_instant_meets_it),
        cmocka_unit_test(test_clocks__past_due_it_breaches_at_its_due_instant_and_climbs),
        cmocka_unit_test(test_clocks__a_pause_stops_time_and_moves_the_due_instant),
        cmocka_unit_test(test_clocks__a_new_level_keeps_the_time_used),
        cmocka_unit_test(test_clocks__a_later_target_takes_a_breach_back),
        cmocka_unit_test(test_clocks__a_backdated_stop_takes_a_breach_back),
        cmocka_unit_test(test_clocks__a_backdated_stop_after_the_due_instant_stays_missed),
        cmocka_unit_test(test_clocks__a_repeat_is_missed_again_and_again_until_it_is_answered),
        cmocka_unit_test(test_clocks__a_late_entry_of_an_answer_takes_misses_back),
        cmocka_unit_test(test_clocks__a_countdown_follows_its_field),
        cmocka_unit_test(test_clocks__a_promise_is_due_when_it_was_promised),
        cmocka_unit_test(test_clocks__reopened_it_goes_on_with_the_time_used_before),
        cmocka_unit_test(test_clocks__the_archive_opens_after_three_years_and_a_menu_knows_it),
        cmocka_unit_test(test_clocks__a_tick_does_no_more_than_256_things),
        cmocka_unit_test(test_clocks__a_clock_of_the_host_that_went_back_changes_nothing),
        cmocka_unit_test(test_clocks__without_memory_nothing_has_happened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
