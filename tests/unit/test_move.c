/*
 * test_move.c - a ticket under another policy: what fits, what does not and is named, what clocks keep.
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

#define MON_9  "2024-03-11T09:00:00Z"
#define MON_11 "2024-03-11T11:00:00Z"

static mend_policy *policy_of(const char *patch)
{
    mend_policy *policy = NULL;
    mend_error err;
    if (load_documents(CLOCK_POLICY, patch, NULL, &policy, &err) != MEND_OK)
        fail_msg("%s at %s", err.text, err.path);
    return policy;
}

/* Arguments of a move; map NULL: no other names. */
static void move_args(clock_bench *b, const char *map)
{
    char *copy = quoted(map == NULL ? "{'actor':{'id':'root'}}" : map);
    mend_error err = {.struct_size = sizeof err};
    if (mend_args_json(b->args, copy, MEND_NTS, &err) != MEND_OK)
        fail_msg("%s at %s", err.text, err.path);
    free(copy);
}

static mend_status move(clock_bench *b, const mend_policy *to, const char *now, const char *map)
{
    move_args(b, map);
    mend_status s = mend_move(b->policy, to, b->ticket, b->args, instant(now), b->result, &b->err);
    if (s == MEND_OK)
        bench_keep(b);
    return s;
}

static mend_buf *record_of(const mend_ticket *t)
{
    mend_buf *out;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_ticket_save(t, out), MEND_OK);
    return out;
}

static void assert_same(const mend_ticket *a, const mend_ticket *b)
{
    mend_buf *x = record_of(a), *y = record_of(b);
    assert_string_equal(mend_buf_data(x, NULL), mend_buf_data(y, NULL));
    mend_buf_free(x);
    mend_buf_free(y);
}

/* The log alone, without any policy, makes the same ticket. */
static void assert_replays(const clock_bench *b)
{
    mend_ticket *again;
    mend_buf *slots;
    assert_int_equal(mend_ticket_new(NULL, &again), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &slots), MEND_OK);
    assert_int_equal(mend_ticket_slots(b->ticket, slots), MEND_OK);
    mend_error err = {.struct_size = sizeof err};
    if (mend_ticket_replay(again, mend_buf_data(slots, NULL), MEND_NTS, (const char *const *)b->lines, NULL, b->count,
                           &err) != MEND_OK)
        fail_msg("%s at %s", err.text, err.path);
    assert_same(b->ticket, again);
    mend_buf_free(slots);
    mend_ticket_free(again);
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

/* A number in the answer of mend_clocks() about the last cycle of a clock. */
static int64_t told(const mend_policy *p, const mend_ticket *t, const char *clock, const char *now, const char *member)
{
    mend_buf *out;
    char key[64];
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_clocks(p, t, clock, MEND_NTS, instant(now), "en", out, NULL), MEND_OK);
    snprintf(key, sizeof key, "\"%s\":", member);
    const char *text = mend_buf_data(out, NULL), *found = NULL;
    for (const char *at = strstr(text, key); at != NULL; at = strstr(at + 1, key))
        found = at;
    int64_t value = found == NULL ? -1 : strtoll(found + strlen(key), NULL, 10);
    mend_buf_free(out);
    return value;
}

/* What the last cycle of a clock has used; -1: it was never started. */
static int64_t used_by(const mend_policy *p, const mend_ticket *t, const char *clock, int64_t now)
{
    char text[40];
    size_t len = 0;
    assert_int_equal(mend_instant_write(now, text, sizeof text, &len), MEND_OK);
    for (int32_t i = 0; i < mend_clock_count(t); i++)
        if (strcmp(mend_clock_name(t, i, NULL), clock) == 0)
            return told(p, t, clock, text, "used_ms");
    return -1;
}

static bool has_reason(const mend_result *r, mend_reason code, const char *param, const char *value)
{
    for (int32_t i = 0; i < mend_result_reason_count(r); i++) {
        const char *have = param == NULL ? NULL : mend_result_param(r, i, param, NULL);
        if (mend_result_reason(r, i) == code && (param == NULL || (have != NULL && strcmp(have, value) == 0)))
            return true;
    }
    return false;
}

/* --- it fits --- */

static void test_move__another_revision_takes_the_ticket_with_an_event(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2}");
    assert_int_equal(bench_act(&b, instant(MON_9), "open", 0, "level", "p2"), MEND_OK);
    assert_int_equal(move(&b, next, MON_11, NULL), MEND_OK);
    assert_int_equal(mend_ticket_policy_revision(b.ticket), 2);
    assert_string_equal(mend_ticket_policy_digest(b.ticket, NULL), mend_policy_digest(next));
    assert_int_equal(bench_seen(&b, "moved", "\"was\":{\"id\":\"clocks\",\"revision\":1"), 1);
    assert_string_equal(mend_ticket_state(b.ticket, NULL), "new");
    assert_true(mend_ticket_since(b.ticket) == instant(MON_9));
    assert_replays(&b);
    assert_int_equal(mend_tick(b.policy, b.ticket, instant(MON_11), b.result, NULL), MEND_POLICY_MISMATCH);
    /* it is there already */
    int64_t revision = mend_ticket_revision(b.ticket);
    assert_int_equal(mend_move(next, next, b.ticket, b.args, instant(MON_11), b.result, NULL), MEND_OK);
    assert_int_equal(mend_result_event_count(b.result), 0);
    assert_true(mend_ticket_revision(b.ticket) == revision);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__clocks_keep_what_they_used_and_aim_at_the_new_target(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2,'clocks':{'response':{'targets':{'p2':{'time':'PT6H'}}}}}");
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_true(clock_of(b.ticket, "response").due == instant("2024-03-11T13:00:00Z"));
    assert_int_equal(move(&b, next, MON_11, NULL), MEND_OK);
    assert_true(clock_of(b.ticket, "response").due == instant("2024-03-11T15:00:00Z"));
    assert_true(clock_of(b.ticket, "response").target_ms == 6 * 3600000);
    assert_int_equal(told(next, b.ticket, "response", MON_11, "used_ms"), 2 * 3600000);
    assert_true(mend_ticket_next_due(b.ticket) == instant("2024-03-11T12:00:00Z")); /* half of six hours */
    assert_replays(&b);
    mend_policy_free(next);
    bench_close(&b);
}

/* By the old calendar two hours were used, by the new one none: what was used stays used. */
static void test_move__time_used_by_the_old_calendar_stays_used(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2,'calendars':{'hours':{'week':{'mon':[['13:00','17:00']]}}}}");
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(move(&b, next, MON_11, NULL), MEND_OK);
    assert_true(clock_of(b.ticket, "response").due == instant("2024-03-11T15:00:00Z"));
    assert_int_equal(told(next, b.ticket, "response", MON_11, "used_ms"), 2 * 3600000);
    assert_int_equal(told(next, b.ticket, "response", "2024-03-11T14:00:00Z", "remaining_ms"), 3600000);
    assert_replays(&b);
    /* and so they stay when the ticket moves on */
    mend_policy *third = policy_of("{'revision':3}"), *first = b.policy;
    b.policy = next;
    assert_int_equal(move(&b, third, "2024-03-11T12:00:00Z", NULL), MEND_OK);
    assert_true(clock_of(b.ticket, "response").due == instant("2024-03-11T14:00:00Z"));
    assert_int_equal(told(third, b.ticket, "response", "2024-03-11T12:00:00Z", "used_ms"), 2 * 3600000);
    assert_replays(&b);
    b.policy = first;
    mend_policy_free(third);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__a_breach_that_does_not_stand_is_taken_back(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2,'clocks':{'response':{'targets':{'p2':{'time':'PT7H'}}}}}");
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(move(&b, next, "2024-03-11T14:00:00Z", NULL), MEND_OK);
    assert_int_equal(bench_seen(&b, "clock_breached", "response"), 1); /* under the old policy, first */
    assert_int_equal(bench_seen(&b, "clock_revised", "response"), 1);
    assert_int_equal(clock_of(b.ticket, "response").flags & MEND_CLOCK_BREACHED, 0);
    assert_true(clock_of(b.ticket, "response").due == instant("2024-03-11T16:00:00Z"));
    assert_replays(&b);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__a_breach_that_stands_stays(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2,'calendars':{'hours':{'week':{'mon':[['08:00','17:00']]}}},"
                                  "'clocks':{'response':{'warn':{'half':null}}}}");
    bench_act(&b, instant("2024-03-11T08:30:00Z"), "open", 0, "level", "p2");
    assert_int_equal(move(&b, next, "2024-03-11T14:00:00Z", NULL), MEND_OK);
    assert_true(clock_of(b.ticket, "response").breached == instant("2024-03-11T13:00:00Z"));
    assert_int_equal(bench_seen(&b, "clock_revised", "response"), 0);
    assert_replays(&b);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__a_pause_the_new_policy_does_not_have_ends(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2,'clocks':{'resolution':{'pauses':{'customer':null}}}}");
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    bench_act(&b, instant("2024-03-11T10:00:00Z"), "hold", 0, NULL, NULL);
    assert_int_equal(clock_of(b.ticket, "resolution").status, MEND_CLOCK_PAUSED);
    assert_int_equal(move(&b, next, MON_11, NULL), MEND_OK);
    assert_int_equal(clock_of(b.ticket, "resolution").status, MEND_CLOCK_RUNNING);
    assert_int_equal(told(next, b.ticket, "resolution", MON_11, "used_ms"), 3600000);
    assert_replays(&b);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__ended_cycles_keep_what_they_used(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2,'calendars':{'hours':{'week':{'mon':[['13:00','17:00']]}}}}");
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    bench_act(&b, instant("2024-03-11T10:00:00Z"), "contact", 0, NULL, NULL);
    assert_int_equal(move(&b, next, MON_11, NULL), MEND_OK);
    assert_int_equal(clock_of(b.ticket, "response").status, MEND_CLOCK_MET);
    assert_int_equal(told(next, b.ticket, "response", MON_11, "used_ms"), 3600000);
    assert_replays(&b);
    mend_policy_free(next);
    bench_close(&b);
}

/* Whatever a ticket has been through: after the move the log makes it, it ticks on, and what was used stays used. */
static void test_move__any_ticket_goes_over_whole(void **state)
{
    (void)state;
    static const char *const patches[] = {
        "{'revision':2,'calendars':{'hours':{'week':{'mon':[['13:00','17:00']],'tue':[['06:00','20:00']]}}}}",
        ("{'revision':3,'clocks':{'response':{'warn':{'half':null,'early':{'order':1,'percent':'10'}},"
         "'rungs':{'now':null,'day':{'order':3,'after':'P1D'}},'targets':{'rest':{'time':'PT6H'}}},"
         "'update':{'targets':{'slow':{'time':'PT7H'}}},'remind':{'before':'PT2H'}}}"),
        ("{'revision':4,'clocks':{'resolution':{'outside':'run','pauses':{'customer':{'when':{'state':['new']}}},"
         "'targets':{'rest':{'time':'PT30H','calendar':'always'}}}}}")};
    for (uint64_t round = 1; round <= 300; round++) {
        clock_bench b;
        int64_t now = instant(MON_9);
        life_seed = round * 0x9E3779B97F4A7C15u;
        bench_open(&b, JUDGED(""));
        mend_policy *first = b.policy, *next = NULL;
        char *patch = quoted(patches[life_draw(3)]);
        mend_error err;
        assert_int_equal(load_documents(CLOCK_POLICY, JUDGED(""), patch, &next, &err), MEND_OK);
        free(patch);
        assert_int_equal(bench_act(&b, now, "open", 0, NULL, NULL), MEND_OK);
        for (uint64_t i = life_draw(30); i > 0; i--)
            life_step(&b, &now);
        move_args(&b, NULL);
        int64_t used = -1;
        if (mend_ticket_last(b.ticket) <= now) {
            assert_int_equal(bench_tick(&b, now), MEND_OK);
            used = used_by(first, b.ticket, "resolution", now);
        }
        assert_int_equal(mend_move(first, next, b.ticket, b.args, now, b.result, &b.err), MEND_OK);
        bench_keep(&b);
        if (used >= 0)
            assert_int_equal(used_by(next, b.ticket, "resolution", now), used);
        assert_replays(&b);
        b.policy = next;
        for (uint64_t i = life_draw(20); i > 0; i--)
            life_step(&b, &now);
        assert_int_equal(bench_tick(&b, now + 48 * HOUR), MEND_OK);
        assert_replays(&b);
        b.policy = first;
        mend_policy_free(next);
        bench_close(&b);
    }
}

/* --- other names --- */

#define RENAMED                                                                                                        \
    "{'revision':2,"                                                                                                   \
    "'states':{'new':null,'fresh':{'order':1,'stage':'new'}},"                                                         \
    "'choices':{'level':{'p2':null,'urgent':{'order':2}}},"                                                            \
    "'actions':{'open':{'to':'fresh'},'begin':{'from':['fresh','held']},'hold':{'from':['fresh','work']},"             \
    "'finish':{'from':['fresh','work']}},"                                                                             \
    "'clocks':{'response':null,"                                                                                       \
    "'answer':{'order':1,'start':{'on':['open']},'stop':{'on':['contact']},'calendar':'hours',"                        \
    " 'targets':{'all':{'order':1,'time':'PT5H'}}},"                                                                   \
    "'update':{'targets':{'fast':{'when':{'field':'level','in':['p1','urgent']}}}}}}"

static void test_move__everything_that_does_not_fit_is_named_at_once(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of(RENAMED);
    mend_ticket *before;
    mend_ticket_new(NULL, &before);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    mend_ticket_copy(before, b.ticket);
    assert_int_equal(move(&b, next, MON_11, NULL), MEND_REFUSED);
    assert_true(has_reason(b.result, MEND_REASON_STATE_UNKNOWN, "state", "new"));
    assert_true(has_reason(b.result, MEND_REASON_VALUE_UNKNOWN, "value", "p2"));
    assert_true(has_reason(b.result, MEND_REASON_CLOCK_UNKNOWN, "clock", "response"));
    assert_int_equal(mend_result_reason_count(b.result), 3);
    assert_int_equal(mend_result_event_count(b.result), 0);
    assert_same(before, b.ticket);
    mend_ticket_free(before);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__other_names_make_it_fit(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of(RENAMED);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(move(&b, next, MON_11,
                          "{'actor':{'id':'root'},'map':{'states':{'new':'fresh'},'choices':{'level/p2':'urgent'},"
                          "'clocks':{'response':'answer'}}}"),
                     MEND_OK);
    assert_string_equal(mend_ticket_state(b.ticket, NULL), "fresh");
    assert_true(mend_ticket_since(b.ticket) == instant(MON_9));
    char level[16];
    assert_int_equal(mend_ticket_text(b.ticket, "level", MEND_NTS, level, sizeof level, NULL), MEND_OK);
    assert_string_equal(level, "urgent");
    assert_int_equal(clock_of(b.ticket, "response").status, MEND_CLOCK_CANCELLED);
    assert_true(clock_of(b.ticket, "answer").due == instant("2024-03-11T14:00:00Z"));
    assert_int_equal(told(next, b.ticket, "answer", MON_11, "used_ms"), 2 * 3600000);
    assert_replays(&b);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__what_is_given_up_goes(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of(RENAMED);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(move(&b, next, MON_11,
                          "{'actor':{'id':'root'},'map':{'states':{'new':'fresh'},'choices':{'level/p2':null},"
                          "'clocks':{'response':null}}}"),
                     MEND_OK);
    size_t needed = 9;
    assert_int_equal(mend_ticket_text(b.ticket, "level", MEND_NTS, NULL, 0, &needed), MEND_OK);
    assert_int_equal(needed, 0);
    assert_int_equal(clock_of(b.ticket, "response").status, MEND_CLOCK_CANCELLED);
    assert_replays(&b);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__a_name_the_new_policy_lacks_is_a_fault(void **state)
{
    (void)state;
    static const char *const maps[] = {"'states':{'new':'newish'}", "'choices':{'level/p2':'p9'}",
                                       "'choices':{'lovel/p2':'p1'}", "'fields':{'shelf':'nowhere'}",
                                       "'clocks':{'response':'nothing'}"};
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2}");
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        char map[200];
        snprintf(map, sizeof map, "{'actor':{'id':'root'},'map':{%s}}", maps[i]);
        assert_int_equal(move(&b, next, MON_11, map), MEND_NOT_FOUND);
    }
    assert_int_equal(mend_ticket_policy_revision(b.ticket), 1);
    mend_policy_free(next);
    bench_close(&b);
}

/* --- fields of the policy's own --- */

#define WITH_FIELD(rest)                                                                                               \
    "{'revision':1,'fields':{'shelf':{'type':'text'},'weight':{'type':'integer'},'owner':{'type':'text',"              \
    "'mask':'name'}},'actions':{'open':{'form':{'shelf':{'order':9},'owner':{'order':8}}}}" rest "}"

static void field_bench(clock_bench *b)
{
    bench_open(b, WITH_FIELD(""));
    mend_args_clear(b->args);
    mend_args_action(b->args, "open", MEND_NTS);
    mend_args_actor(b->args, "amy", MEND_NTS);
    mend_args_role(b->args, "clerk", MEND_NTS);
    mend_args_ticket(b->args, "acme", MEND_NTS, "T1", MEND_NTS, "T1", MEND_NTS);
    mend_args_text(b->args, "shelf", MEND_NTS, "B4", MEND_NTS);
    mend_args_text(b->args, "owner", MEND_NTS, "Li Hua", MEND_NTS);
    assert_int_equal(mend_act(b->policy, b->ticket, b->args, instant(MON_9), b->result, &b->err), MEND_OK);
    bench_keep(b);
}

static void test_move__fields_of_the_policy_have_to_be_declared_alike(void **state)
{
    (void)state;
    static const struct {
        const char *patch;
        mend_reason code;
        const char *field;
    } rows[] = {
        {"{'revision':2,'fields':{'owner':{'type':'text','mask':'name'}}}", MEND_REASON_FIELD_NOT_DECLARED, "shelf"},
        {"{'revision':2,'fields':{'shelf':{'type':'integer'},'owner':{'type':'text','mask':'name'}}}",
         MEND_REASON_FIELD_DECLARED_OTHERWISE, "shelf"},
        {"{'revision':2,'fields':{'shelf':{'type':'text'},'owner':{'type':'text','mask':'phone'}}}",
         MEND_REASON_FIELD_DECLARED_OTHERWISE, "owner"}};
    clock_bench b;
    field_bench(&b);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_policy *next = policy_of(rows[i].patch);
        assert_int_equal(move(&b, next, MON_11, NULL), MEND_REFUSED);
        assert_int_equal(mend_result_reason_count(b.result), 1);
        assert_true(has_reason(b.result, rows[i].code, "field", rows[i].field));
        mend_policy_free(next);
    }
    bench_close(&b);
}

static void test_move__a_field_can_get_another_name(void **state)
{
    (void)state;
    clock_bench b;
    field_bench(&b);
    mend_policy *next =
        policy_of("{'revision':2,'fields':{'rack':{'type':'text'},'holder':{'type':'text','mask':'name'}}}");
    assert_int_equal(
        move(&b, next, MON_11, "{'actor':{'id':'root'},'map':{'fields':{'shelf':'rack','owner':'holder'}}}"), MEND_OK);
    char text[32];
    assert_int_equal(mend_ticket_text(b.ticket, "rack", MEND_NTS, text, sizeof text, NULL), MEND_OK);
    assert_string_equal(text, "B4");
    for (size_t i = 0; i < b.count; i++)
        assert_null(strstr(b.lines[i], "Li Hua")); /* personal values stay in slots */
    assert_replays(&b);
    mend_policy_free(next);
    bench_close(&b);
}

/* --- clocks that do not fit --- */

static void test_move__clocks_that_do_not_fit_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *patch, *map;
        mend_reason code;
        const char *clock;
    } rows[] = {{"{'revision':2,'clocks':{'update':{'kind':'deadline','answer':null,'late':null}}}", NULL,
                 MEND_REASON_CLOCK_KIND_DIFFERS, "update"},
                {"{'revision':2,'clocks':{'response':{'targets':{'p1':null,'p2':null,'rest':null,"
                 "'told':{'order':1,'until':'response_promised_at'}}}}}",
                 NULL, MEND_REASON_CLOCK_WITHOUT_TARGET, "response"},
                {"{'revision':2}", "{'actor':{'id':'root'},'map':{'clocks':{'response':'resolution'}}}",
                 MEND_REASON_CLOCK_TWICE, "response"}};
    clock_bench b;
    bench_open(&b, NULL);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_policy *next = policy_of(rows[i].patch);
        assert_int_equal(move(&b, next, MON_11, rows[i].map), MEND_REFUSED);
        assert_true(has_reason(b.result, rows[i].code, "clock", rows[i].clock));
        mend_policy_free(next);
    }
    assert_replays(&b);
    bench_close(&b);
}

static void test_move__a_clock_beyond_the_end_of_time_does_not_fit(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2,'clocks':{'response':{'targets':{'p2':{'time':'P3000D'}}}}}");
    assert_int_equal(bench_act(&b, instant("9995-03-11T09:00:00Z"), "open", 0, "level", "p2"), MEND_OK);
    assert_int_equal(move(&b, next, "9995-03-11T10:00:00Z", NULL), MEND_REFUSED);
    assert_true(has_reason(b.result, MEND_REASON_CLOCK_BEYOND, "clock", "response"));
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__reasons_have_sentences_in_both_languages(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of(RENAMED);
    mend_buf *out;
    mend_buf_new(NULL, &out);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    assert_int_equal(move(&b, next, MON_11, NULL), MEND_REFUSED);
    for (int32_t i = 0; i < mend_result_reason_count(b.result); i++)
        assert_int_equal(mend_result_sentence(b.result, b.policy, i, "en", out), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL),
                        "The policy has no state “new”."
                        "“Priority level” has the value “p2”, which is none of the policy's choices."
                        "The clock “response” is under way, and the policy does not have it.");
    mend_buf_clear(out);
    assert_int_equal(mend_result_sentence(b.result, b.policy, 2, "zh-CN", out), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL), "时限“response”正在计时，而策略中没有该时限。");
    mend_buf_free(out);
    mend_policy_free(next);
    bench_close(&b);
}

/* --- faults --- */

static void test_move__what_belongs_elsewhere_is_turned_away(void **state)
{
    (void)state;
    static const char *const wrong[] = {"{}",
                                        "{'actor':{'id':'root'},'action':'open'}",
                                        "{'actor':{'id':'root'},'fields':{'level':'p1'}}",
                                        "{'actor':{'id':'root'},'at':'2024-03-11T10:00:00Z'}",
                                        "{'actor':{'id':'root'},'clocks':{'response':{}}}",
                                        "{'actor':{'id':'root'},'state':'new','opened':'2024-03-11T10:00:00Z'}"};
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of("{'revision':2}");
    assert_int_equal(move(&b, next, MON_11, NULL), MEND_INVALID); /* a blank ticket */
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(move(&b, next, MON_11, wrong[i]), MEND_INVALID);
    assert_int_equal(move(&b, next, MON_11, "{'actor':{'id':'root'},'expect':7}"), MEND_STALE);
    move_args(&b, "{'actor':{'id':'amy','roles':['clerk']},'action':'contact','map':{'states':{'new':'new'}}}");
    assert_int_equal(mend_act(b.policy, b.ticket, b.args, instant(MON_11), b.result, NULL), MEND_INVALID);
    assert_int_equal(mend_move(next, b.policy, b.ticket, b.args, instant(MON_11), b.result, NULL), MEND_OK);
    mend_policy *other = policy_of("{'revision':3}");
    move_args(&b, NULL);
    assert_int_equal(mend_move(next, other, b.ticket, b.args, instant(MON_11), b.result, NULL), MEND_POLICY_MISMATCH);
    mend_policy_free(other);
    mend_policy_free(next);
    bench_close(&b);
}

static void test_move__without_memory_nothing_has_happened(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    mend_policy *next = policy_of(RENAMED);
    bench_act(&b, instant(MON_9), "open", 0, "level", "p2");
    move_args(&b, "{'actor':{'id':'root'},'reason':'a new year','map':{'states':{'new':'fresh'},"
                  "'choices':{'level/p2':'urgent'},'clocks':{'response':'answer'}}}");
    mend_buf *record = record_of(b.ticket);
    size_t len;
    const char *bytes = mend_buf_data(record, &len);
    bool moved = false;
    for (size_t n = 1; !moved; n++) {
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend_ticket *t;
        mend_result *r;
        mend_ticket_new(&a, &t);
        mend_result_new(&a, &r);
        assert_int_equal(mend_ticket_load(t, bytes, len, NULL), MEND_OK);
        memory.fail_at = memory.requests + n;
        mend_status s = mend_move(b.policy, next, t, b.args, instant("2024-03-11T14:00:00Z"), r, NULL);
        memory.fail_at = 0;
        moved = s == MEND_OK;
        if (!moved) {
            assert_int_equal(s, MEND_NOMEM);
            assert_int_equal(mend_result_event_count(r), 0);
            assert_same(t, b.ticket);
        }
        mend_result_free(r);
        mend_ticket_free(t);
        assert_int_equal(memory.blocks, 0);
    }
    mend_buf_free(record);
    mend_policy_free(next);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_move__another_revision_takes_the_ticket_with_an_event),
        cmocka_unit_test(test_move__clocks_keep_what_they_used_and_aim_at_the_new_target),
        cmocka_unit_test(test_move__time_used_by_the_old_calendar_stays_used),
        cmocka_unit_test(test_move__a_breach_that_does_not_stand_is_taken_back),
        cmocka_unit_test(test_move__a_breach_that_stands_stays),
        cmocka_unit_test(test_move__a_pause_the_new_policy_does_not_have_ends),
        cmocka_unit_test(test_move__ended_cycles_keep_what_they_used),
        cmocka_unit_test(test_move__any_ticket_goes_over_whole),
        cmocka_unit_test(test_move__everything_that_does_not_fit_is_named_at_once),
        cmocka_unit_test(test_move__other_names_make_it_fit),
        cmocka_unit_test(test_move__what_is_given_up_goes),
        cmocka_unit_test(test_move__a_name_the_new_policy_lacks_is_a_fault),
        cmocka_unit_test(test_move__fields_of_the_policy_have_to_be_declared_alike),
        cmocka_unit_test(test_move__a_field_can_get_another_name),
        cmocka_unit_test(test_move__clocks_that_do_not_fit_are_named),
        cmocka_unit_test(test_move__a_clock_beyond_the_end_of_time_does_not_fit),
        cmocka_unit_test(test_move__reasons_have_sentences_in_both_languages),
        cmocka_unit_test(test_move__what_belongs_elsewhere_is_turned_away),
        cmocka_unit_test(test_move__without_memory_nothing_has_happened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
