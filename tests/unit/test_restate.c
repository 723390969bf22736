/*
 * test_restate.c - what a policy would have made of a ticket: under its own nothing is otherwise, under another one level
 * and clocks are.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "clock_life.h"
#include "faulty.h"

#define MON_9 "2024-03-11T09:00:00Z"

static mend_policy *policy_of(const char *first, const char *second)
{
    mend_policy *policy = NULL;
    mend_error err;
    if (load_documents(CLOCK_POLICY, first, second, &policy, &err) != MEND_OK)
        fail_msg("%s at %s", err.text, err.path);
    return policy;
}

/* The ticket of the bench under a policy. */
static mend_ticket *restate(const clock_bench *b, const mend_policy *policy, int64_t now)
{
    mend_ticket *t;
    mend_buf *slots;
    mend_error err = {.struct_size = sizeof err};
    mend_ticket_new(NULL, &t);
    mend_buf_new(NULL, &slots);
    assert_int_equal(mend_ticket_slots(b->ticket, slots), MEND_OK);
    if (mend_restate(policy, t, mend_buf_data(slots, NULL), MEND_NTS, (const char *const *)b->lines, NULL, b->count,
                     now, b->result, &err) != MEND_OK)
        fail_msg("%s: %s (event %d)", mend_status_name(err.status), err.text, (int)err.document);
    mend_buf_free(slots);
    return t;
}

static bool same(const mend_ticket *a, const mend_ticket *b)
{
    mend_buf *x, *y;
    mend_buf_new(NULL, &x);
    mend_buf_new(NULL, &y);
    assert_int_equal(mend_ticket_save(a, x), MEND_OK);
    assert_int_equal(mend_ticket_save(b, y), MEND_OK);
    bool equal = strcmp(mend_buf_data(x, NULL), mend_buf_data(y, NULL)) == 0;
    if (!equal)
        fprintf(stderr, "%s\n%s\n", mend_buf_data(x, NULL), mend_buf_data(y, NULL));
    mend_buf_free(x);
    mend_buf_free(y);
    return equal;
}

static mend_clock_info clock_of(const mend_ticket *t, const char *name)
{
    mend_clock_info info = {.struct_size = sizeof info};
    for (int32_t i = mend_clock_count(t); i-- > 0;) {
        if (strcmp(mend_clock_name(t, i, NULL), name) == 0) {
            assert_int_equal(mend_clock_get(t, i, &info), MEND_OK);
            return info;
        }
    }
    fail_msg("no clock %s", name);
    return info;
}

static const char *level_of(const mend_ticket *t)
{
    static char text[32];
    assert_int_equal(mend_ticket_text(t, "level", MEND_NTS, text, sizeof text, NULL), MEND_OK);
    return text;
}

/* --- the same policy --- */

static void test_restate__under_its_own_policy_it_is_the_very_same_ticket(void **state)
{
    (void)state;
    for (uint64_t round = 1; round <= 400; round++) {
        clock_bench b;
        int64_t now = instant(MON_9);
        life_seed = round * 0x9E3779B97F4A7C15u;
        bench_open(&b, JUDGED(""));
        if (life_draw(2))
            assert_int_equal(bench_act(&b, now, "open", 0, "safety_hazard", life_draw(2) ? "true" : "false"), MEND_OK);
        else
            assert_int_equal(bench_act(&b, now, "open", 0, "customer_name", "Li Hua"), MEND_OK);
        for (uint64_t i = life_draw(30); i > 0; i--)
            life_step(&b, &now);
        assert_int_equal(bench_tick(&b, now + HOUR), MEND_OK);
        mend_ticket *t = restate(&b, b.policy, now + HOUR);
        assert_int_equal(mend_result_reason_count(b.result), 0);
        if (!same(b.ticket, t))
            fail_msg("round %d", (int)round);
        mend_ticket_free(t);
        bench_close(&b);
    }
}

/* --- another policy --- */

static void test_restate__clocks_are_as_they_would_have_been(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *tried = policy_of("{'revision':2,'clocks':{'response':{'targets':{'p2':{'time':'PT1H'}}}}}", NULL);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    bench_act(&b, instant("2024-03-11T11:00:00Z"), "contact", 0, NULL, NULL);
    assert_int_equal(clock_of(b.ticket, "response").status, MEND_CLOCK_MET);
    mend_ticket *t = restate(&b, tried, instant("2024-03-11T12:00:00Z"));
    assert_int_equal(clock_of(t, "response").status, MEND_CLOCK_MISSED);
    assert_true(clock_of(t, "response").breached == instant("2024-03-11T10:00:00Z"));
    assert_string_equal(mend_ticket_policy_digest(t, NULL), mend_policy_digest(tried));
    mend_ticket_free(t);
    mend_policy_free(tried);
    bench_close(&b);
}

static void test_restate__a_judged_level_is_judged_anew_and_a_given_one_stays(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, JUDGED(""));
    mend_policy *tried = policy_of(JUDGED(",'revision':2"), "{'triage':{'default':'p3'}}");
    bench_act(&b, instant(MON_9), "open", 0, NULL, NULL);
    assert_string_equal(level_of(b.ticket), "p4");
    mend_ticket *t = restate(&b, tried, instant(MON_9));
    assert_string_equal(level_of(t), "p3");
    mend_ticket_free(t);
    bench_act(&b, instant("2024-03-11T10:00:00Z"), "judge", 0, "level", "p2");
    t = restate(&b, tried, instant("2024-03-11T10:00:00Z"));
    assert_string_equal(level_of(t), "p2");
    char who[32];
    assert_int_equal(mend_ticket_text(t, "judged_by", MEND_NTS, who, sizeof who, NULL), MEND_OK);
    assert_string_equal(who, "amy");
    mend_ticket_free(t);
    mend_policy_free(tried);
    bench_close(&b);
}

/* Somebody gave the level that it had already: under a policy that judges otherwise it is given all the same. */
static void test_restate__a_level_that_was_confirmed_is_given(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, JUDGED(""));
    mend_policy *tried = policy_of(JUDGED(",'revision':2"), "{'triage':{'default':'p3'}}");
    bench_act(&b, instant(MON_9), "open", 0, NULL, NULL);
    bench_act(&b, instant("2024-03-11T10:00:00Z"), "judge", 0, "level", "p4");
    mend_ticket *t = restate(&b, tried, instant("2024-03-11T10:00:00Z"));
    assert_string_equal(level_of(t), "p4");
    mend_ticket_free(t);
    mend_policy_free(tried);
    bench_close(&b);
}

static void test_restate__what_the_policy_does_not_know_is_noted_once(void **state)
{
    (void)state;
    static const struct {
        mend_reason code;
        const char *param, *value;
    } rows[] = {{MEND_REASON_ACTION_UNKNOWN, "action", "contact"},
                {MEND_REASON_STATE_UNKNOWN, "state", "new"},
                {MEND_REASON_VALUE_UNKNOWN, "value", "p2"}};
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *tried = policy_of("{'revision':2,'states':{'new':null,'fresh':{'order':1,'stage':'new'}},"
                                   "'choices':{'level':{'p2':null}},"
                                   "'actions':{'contact':null,'open':{'to':'fresh'},'begin':{'from':['fresh','held']},"
                                   "'hold':{'from':['fresh','work']},'finish':{'from':['fresh','work']}},"
                                   "'clocks':{'response':null,'promise':null,"
                                   "'update':{'targets':{'fast':{'when':{'field':'level','in':['p1']}}}}}}",
                                   NULL);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    bench_act(&b, instant("2024-03-11T10:00:00Z"), "contact", 0, NULL, NULL);
    bench_act(&b, instant("2024-03-11T11:00:00Z"), "contact", 0, NULL, NULL);
    mend_ticket *t = restate(&b, tried, instant("2024-03-11T12:00:00Z"));
    assert_int_equal(mend_result_reason_count(b.result), 3);
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        int seen = 0;
        for (int32_t i = 0; i < 3; i++)
            seen += mend_result_reason(b.result, i) == rows[k].code &&
                    strcmp(mend_result_param(b.result, i, rows[k].param, NULL), rows[k].value) == 0;
        assert_int_equal(seen, 1);
    }
    mend_ticket_free(t);
    mend_policy_free(tried);
    bench_close(&b);
}

/* Answers of other calls work with what comes out. */
static void test_restate__facts_can_be_asked(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *tried = policy_of("{'revision':2,'clocks':{'response':{'targets':{'p2':{'time':'PT1H'}}}}}", NULL);
    mend_buf *out;
    mend_buf_new(NULL, &out);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    int64_t later = instant("2024-03-11T12:00:00Z");
    mend_ticket *t = restate(&b, tried, later);
    assert_int_equal(mend_facts(tried, t, later, out, NULL), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, NULL), "\"clock\":\"response\""));
    assert_int_equal(mend_clocks(tried, t, NULL, 0, later, "en", out, NULL), MEND_OK);
    mend_ticket_free(t);
    mend_buf_free(out);
    mend_policy_free(tried);
    bench_close(&b);
}

/* --- faults --- */

static void test_restate__a_log_that_is_damaged_is_refused(void **state)
{
    (void)state;
    clock_bench b;
    mend_ticket *t;
    bench_open(&b, NULL);
    mend_ticket_new(NULL, &t);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    bench_act(&b, instant("2024-03-11T10:00:00Z"), "contact", 0, NULL, NULL);
    const char *events[] = {b.lines[0], "{}"};
    mend_error err = {.struct_size = sizeof err};
    assert_int_equal(mend_restate(b.policy, t, "[]", MEND_NTS, events, NULL, 2, instant(MON_9), b.result, &err),
                     MEND_CORRUPT);
    assert_int_equal(err.document, 1);
    assert_int_equal(mend_restate(b.policy, t, "[\"more\"]", MEND_NTS, events, NULL, 1, instant(MON_9), b.result, &err),
                     MEND_CORRUPT);
    assert_int_equal(mend_restate(b.policy, t, "[]", MEND_NTS, events, NULL, 1, INT64_MAX, b.result, &err), MEND_RANGE);
    assert_int_equal(mend_restate(NULL, t, "[]", MEND_NTS, events, NULL, 1, 0, b.result, &err), MEND_INVALID);
    assert_true(mend_ticket_revision(t) == 0);
    mend_ticket_free(t);
    bench_close(&b);
}

/* A repeat of a second, seen after a year, would bring more than anybody wants to look at. */
static void test_restate__time_may_not_bring_without_end(void **state)
{
    (void)state;
    clock_bench b;
    mend_ticket *t;
    bench_open(&b, NULL);
    mend_ticket_new(NULL, &t);
    mend_policy *tried = policy_of("{'revision':2,'clocks':{'update':{'targets':{'fast':{'time':'PT1M'}}}}}", NULL);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    const char *events[] = {b.lines[0]};
    mend_error err = {.struct_size = sizeof err};
    assert_int_equal(
        mend_restate(tried, t, "[]", MEND_NTS, events, NULL, 1, instant("2025-03-11T09:00:00Z"), b.result, &err),
        MEND_LIMIT);
    mend_policy_free(tried);
    mend_ticket_free(t);
    bench_close(&b);
}

static void test_restate__without_memory_nothing_has_happened(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, JUDGED(""));
    mend_policy *tried = policy_of(JUDGED(",'revision':2"), "{'triage':{'default':'p3'}}");
    mend_buf *slots;
    mend_buf_new(NULL, &slots);
    bench_act(&b, instant(MON_9), "open", 0, "customer_name", "Li Hua");
    bench_act(&b, instant("2024-03-11T10:00:00Z"), "judge", 0, "level", "p2");
    mend_ticket_slots(b.ticket, slots);
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {.fail_at = 0};
        mend_allocator a = faulty_allocator(&memory);
        mend_ticket *t;
        mend_result *r;
        mend_ticket_new(&a, &t);
        mend_result_new(&a, &r);
        memory.fail_at = memory.requests + n;
        mend_status s = mend_restate(tried, t, mend_buf_data(slots, NULL), MEND_NTS, (const char *const *)b.lines, NULL,
                                     b.count, instant("2024-03-13T10:00:00Z"), r, NULL);
        done = s == MEND_OK;
        if (!done) {
            assert_int_equal(s, MEND_NOMEM);
            assert_true(mend_ticket_revision(t) == 0);
        }
        mend_result_free(r);
        mend_ticket_free(t);
        assert_int_equal(memory.blocks, 0);
    }
    mend_buf_free(slots);
    mend_policy_free(tried);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_restate__under_its_own_policy_it_is_the_very_same_ticket),
        cmocka_unit_test(test_restate__clocks_are_as_they_would_have_been),
        cmocka_unit_test(test_restate__a_judged_level_is_judged_anew_and_a_given_one_stays),
        cmocka_unit_test(test_restate__a_level_that_was_confirmed_is_given),
        cmocka_unit_test(test_restate__what_the_policy_does_not_know_is_noted_once),
        cmocka_unit_test(test_restate__facts_can_be_asked),
        cmocka_unit_test(test_restate__a_log_that_is_damaged_is_refused),
        cmocka_unit_test(test_restate__time_may_not_bring_without_end),
        cmocka_unit_test(test_restate__without_memory_nothing_has_happened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
