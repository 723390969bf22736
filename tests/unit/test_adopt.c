/*
 * test_adopt.c - a ticket that began elsewhere: one event with all that is known of it, checked against the policy.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "clock_policy.h"
#include "faulty.h"

#define MON_9  "2024-03-11T09:00:00Z"
#define MON_11 "2024-03-11T11:00:00Z"

#define HEAD                                                                                                           \
    "'actor':{'id':'root'},'ticket':{'tenant':'acme','key':'T1','number':'T1'},'state':'work',"                        \
    "'opened':'2024-03-11T09:00:00Z','since':'2024-03-11T10:00:00Z',"

static void adopt_args(clock_bench *b, const char *args)
{
    char *copy = quoted(args);
    mend_error err = {.struct_size = sizeof err};
    if (mend_args_json(b->args, copy, MEND_NTS, &err) != MEND_OK)
        fail_msg("%s at %s", err.text, err.path);
    free(copy);
}

static mend_status adopt(clock_bench *b, const char *now, const char *args)
{
    adopt_args(b, args);
    mend_status s = mend_adopt(b->policy, b->ticket, b->args, instant(now), b->result, &b->err);
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

static void assert_replays(const clock_bench *b)
{
    mend_ticket *again;
    mend_buf *slots;
    mend_error err = {.struct_size = sizeof err};
    assert_int_equal(mend_ticket_new(NULL, &again), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &slots), MEND_OK);
    assert_int_equal(mend_ticket_slots(b->ticket, slots), MEND_OK);
    if (mend_ticket_replay(again, mend_buf_data(slots, NULL), MEND_NTS, (const char *const *)b->lines, NULL, b->count,
                           &err) != MEND_OK)
        fail_msg("%s", err.text);
    mend_buf *x = record_of(b->ticket), *y = record_of(again);
    assert_string_equal(mend_buf_data(x, NULL), mend_buf_data(y, NULL));
    mend_buf_free(x);
    mend_buf_free(y);
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
    return info; /* status 0: never started */
}

static void assert_text(const mend_ticket *t, const char *path, const char *value)
{
    char text[64];
    assert_int_equal(mend_ticket_text(t, path, MEND_NTS, text, sizeof text, NULL), MEND_OK);
    assert_string_equal(text, value);
}

static bool has_reason(const mend_result *r, mend_reason code, const char *param, const char *value)
{
    for (int32_t i = 0; i < mend_result_reason_count(r); i++) {
        const char *have = mend_result_param(r, i, param, NULL);
        if (mend_result_reason(r, i) == code && have != NULL && strcmp(have, value) == 0)
            return true;
    }
    return false;
}

/* --- it fits --- */

static void test_adopt__state_fields_and_clocks_are_as_they_were(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    assert_int_equal(adopt(&b, MON_11,
                           "{" HEAD "'fields':{'level':'p2','customer_name':'Li Hua','parts':[{'name':'fan'}]},"
                           "'clocks':{'response':{'status':'met','used':'PT30M','stopped':'2024-03-11T09:45:00Z'},"
                           "'resolution':{'used':'PT1H'}}}"),
                     MEND_OK);
    assert_int_equal(bench_seen(&b, "imported", "\"opened\":\"2024-03-11T09:00:00Z\""), 1);
    assert_string_equal(mend_ticket_state(b.ticket, NULL), "work");
    assert_true(mend_ticket_opened(b.ticket) == instant(MON_9));
    assert_true(mend_ticket_since(b.ticket) == instant("2024-03-11T10:00:00Z"));
    assert_text(b.ticket, "level", "p2");
    assert_text(b.ticket, "parts/1/name", "fan");
    assert_int_equal(clock_of(b.ticket, "response").status, MEND_CLOCK_MET);
    assert_true(clock_of(b.ticket, "response").stopped == instant("2024-03-11T09:45:00Z"));
    /* 24 hours of working time, one used: due on Thursday at 10:00 */
    assert_int_equal(clock_of(b.ticket, "resolution").status, MEND_CLOCK_RUNNING);
    assert_true(clock_of(b.ticket, "resolution").due == instant("2024-03-14T10:00:00Z"));
    assert_int_equal(clock_of(b.ticket, "update").status, MEND_CLOCK_NONE);
    assert_null(strstr(b.lines[0], "Li Hua"));
    assert_replays(&b);
    /* and it goes on like any other */
    assert_int_equal(bench_act(&b, instant("2024-03-11T12:00:00Z"), "hold", 0, NULL, NULL), MEND_OK);
    assert_int_equal(clock_of(b.ticket, "resolution").status, MEND_CLOCK_PAUSED);
    assert_int_equal(bench_act(&b, instant("2024-03-12T12:00:00Z"), "begin", 0, NULL, NULL), MEND_OK);
    assert_true(clock_of(b.ticket, "resolution").due == instant("2024-03-15T10:00:00Z"));
    assert_replays(&b);
    bench_close(&b);
}

static void test_adopt__time_that_is_not_given_is_measured(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    assert_int_equal(adopt(&b, MON_11, "{" HEAD "'fields':{'level':'p2'},'clocks':{'response':{}}}"), MEND_OK);
    assert_true(clock_of(b.ticket, "response").due == instant("2024-03-11T13:00:00Z"));
    assert_replays(&b);
    bench_close(&b);
}

static void test_adopt__what_is_overdue_is_found_by_the_first_tick(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    assert_int_equal(
        adopt(&b, "2024-03-11T16:00:00Z", "{" HEAD "'fields':{'level':'p2'},'clocks':{'response':{'used':'PT5H'}}}"),
        MEND_OK);
    assert_int_equal(bench_seen(&b, "clock_breached", "response"), 1);
    assert_true(clock_of(b.ticket, "response").breached == instant("2024-03-11T15:00:00Z"));
    assert_replays(&b);
    bench_close(&b);
}

static void test_adopt__countdowns_and_conditions_begin_by_themselves(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    assert_int_equal(adopt(&b, MON_11,
                           "{" HEAD "'fields':{'level':'p2','visit_from':'2024-03-14T09:00:00Z',"
                           "'response_promised_at':'2024-03-12T09:00:00Z'}}"),
                     MEND_OK);
    assert_true(clock_of(b.ticket, "remind").due == instant("2024-03-13T09:00:00Z"));
    assert_true(clock_of(b.ticket, "promise").due == instant("2024-03-12T09:00:00Z"));
    assert_replays(&b);
    bench_close(&b);
}

static void test_adopt__a_clock_that_ended_does_not_begin_again_by_its_condition(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    assert_int_equal(adopt(&b, MON_11,
                           "{" HEAD "'fields':{'response_promised_at':'2024-03-12T09:00:00Z'},"
                           "'clocks':{'promise':{'status':'missed'}}}"),
                     MEND_OK);
    assert_int_equal(mend_clock_count(b.ticket), 1);
    assert_int_equal(clock_of(b.ticket, "promise").status, MEND_CLOCK_MISSED);
    assert_replays(&b);
    bench_close(&b);
}

static void test_adopt__a_level_nobody_gives_is_judged(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, "{'triage':{'rules':{'danger':{'order':1,'override':true,'level':'p1',"
                   "'if':{'field':'safety_hazard','is':true}}},'default':'p3'}}");
    assert_int_equal(adopt(&b, MON_11, "{" HEAD "'fields':{'safety_hazard':true}}"), MEND_OK);
    assert_text(b.ticket, "level", "p1");
    assert_replays(&b);
    bench_close(&b);
}

static void test_adopt__it_can_be_restated_like_any_other(void **state)
{
    (void)state;
    clock_bench b;
    mend_ticket *t;
    bench_open(&b, NULL);
    assert_int_equal(adopt(&b, MON_11, "{" HEAD "'fields':{'level':'p2'},'clocks':{'response':{'used':'PT1H'}}}"),
                     MEND_OK);
    bench_act(&b, instant("2024-03-11T12:00:00Z"), "contact", 0, NULL, NULL);
    mend_ticket_new(NULL, &t);
    const char *const *log = (const char *const *)b.lines;
    assert_int_equal(
        mend_restate(b.policy, t, "[]", MEND_NTS, log, NULL, b.count, instant("2024-03-11T12:00:00Z"), b.result, NULL),
        MEND_OK);
    mend_buf *x = record_of(b.ticket), *y = record_of(t);
    assert_string_equal(mend_buf_data(x, NULL), mend_buf_data(y, NULL));
    mend_buf_free(x);
    mend_buf_free(y);
    mend_ticket_free(t);
    bench_close(&b);
}

/* --- it does not fit --- */

static void test_adopt__everything_wrong_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *args;
        mend_status status;
        mend_reason code;
        const char *param, *value;
    } rows[] = {
        {"{" HEAD "'fields':{'level':'p9'}}", MEND_INCOMPLETE, MEND_REASON_CHOICE_UNKNOWN, "field", "level"},
        {"{" HEAD "'fields':{'visit_from':'soon'}}", MEND_INCOMPLETE, MEND_REASON_FIELD_MALFORMED, "field",
         "visit_from"},
        {"{" HEAD "'fields':{'lovel':'p1'}}", MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_UNKNOWN, "guess", "level"},
        {"{" HEAD "'fields':{'fault_class':'hardware'}}", MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_NOT_TAKEN, "field",
         "fault_class"},
        {"{" HEAD "'clocks':{'reply':{}}}", MEND_REFUSED, MEND_REASON_CLOCK_UNKNOWN, "clock", "reply"},
        {"{" HEAD "'clocks':{'remind':{}}}", MEND_REFUSED, MEND_REASON_CLOCK_KIND_DIFFERS, "clock", "remind"},
        {"{" HEAD "'clocks':{'promise':{}}}", MEND_REFUSED, MEND_REASON_CLOCK_WITHOUT_TARGET, "clock", "promise"},
        {"{" HEAD "'clocks':{'response':{'used':'PT3H'}}}", MEND_REFUSED, MEND_REASON_CLOCK_TIMES_WRONG, "clock",
         "response"},
        {"{" HEAD "'clocks':{'response':{'started':'2024-03-11T12:00:00Z'}}}", MEND_REFUSED,
         MEND_REASON_CLOCK_TIMES_WRONG, "clock", "response"},
        {"{" HEAD "'clocks':{'response':{'stopped':'2024-03-11T10:00:00Z'}}}", MEND_REFUSED,
         MEND_REASON_CLOCK_TIMES_WRONG, "clock", "response"},
        {"{'actor':{'id':'root'},'ticket':{'tenant':'acme','key':'T1'},'state':'lost','opened':'2024-03-11T09:00:00Z'}",
         MEND_REFUSED, MEND_REASON_STATE_UNKNOWN, "state", "lost"},
        {"{'actor':{'id':'root'},'ticket':{'tenant':'acme','key':'T1'},'state':'new','opened':'2024-03-12T09:00:00Z'}",
         MEND_REFUSED, MEND_REASON_IN_THE_FUTURE, "field", "opened"},
        {"{'actor':{'id':'root'},'ticket':{'tenant':'acme','key':'T1'},'state':'new','opened':'2024-03-11T09:00:00Z',"
         "'since':'2024-03-11T08:00:00Z'}",
         MEND_REFUSED, MEND_REASON_BEFORE_LAST_EVENT, "field", "since"}};
    clock_bench b;
    bench_open(&b, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(adopt(&b, MON_11, rows[i].args), rows[i].status);
        assert_true(has_reason(b.result, rows[i].code, rows[i].param, rows[i].value));
        assert_int_equal(mend_result_event_count(b.result), 0);
        assert_true(mend_ticket_revision(b.ticket) == 0);
    }
    bench_close(&b);
}

static void test_adopt__what_belongs_elsewhere_is_turned_away(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "{'actor':{'id':'root'},'ticket':{'tenant':'acme','key':'T1'}}",
        "{'ticket':{'tenant':'acme','key':'T1'},'state':'new','opened':'2024-03-11T09:00:00Z'}",
        "{'actor':{'id':'root'},'ticket':{'tenant':'acme'},'state':'new','opened':'2024-03-11T09:00:00Z'}",
        "{" HEAD "'action':'open'}",
        "{" HEAD "'map':{'states':{'a':'new'}}}",
        "{" HEAD "'expect':1}",
        "{" HEAD "'at':'2024-03-11T09:00:00Z'}"};
    clock_bench b;
    bench_open(&b, NULL);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(adopt(&b, MON_11, wrong[i]), MEND_INVALID);
    assert_int_equal(adopt(&b, MON_11, "{" HEAD "'fields':{}}"), MEND_OK);
    assert_int_equal(adopt(&b, MON_11, "{" HEAD "'fields':{}}"), MEND_INVALID); /* no longer blank */
    bench_close(&b);
}

static void test_adopt__documents_that_say_something_else_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *args, *path;
    } rows[] = {{"{'state':'new'}", "$.state"},
                {"{'opened':'2024-03-11T09:00:00Z'}", "$.opened"},
                {"{'state':'new','opened':'today'}", "$.opened"},
                {"{'state':'new','opened':'2024-03-11T09:00:00Z','since':1}", "$.since"},
                {"{'clocks':[]}", "$.clocks"},
                {"{'clocks':{'a':{'status':'over'}}}", "$.clocks.a.status"},
                {"{'clocks':{'a':{'used':'long'}}}", "$.clocks.a.used"},
                {"{'clocks':{'a':{'begun':1}}}", "$.clocks.a.begun"},
                {"{'clocks':{'a':{'started':'x'}}}", "$.clocks.a.started"},
                {"{'map':{'state':{}}}", "$.map.state"},
                {"{'map':{'states':[]}}", "$.map.states"},
                {"{'map':{'states':{'a':null}}}", "$.map.states.a"},
                {"{'map':{'clocks':{'a':1}}}", "$.map.clocks.a"}};
    clock_bench b;
    bench_open(&b, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *copy = quoted(rows[i].args);
        mend_error err = {.struct_size = sizeof err};
        assert_int_equal(mend_args_json(b.args, copy, MEND_NTS, &err), MEND_SCHEMA);
        assert_string_equal(err.path, rows[i].path);
        free(copy);
    }
    bench_close(&b);
}

static void test_adopt__without_memory_nothing_has_happened(void **state)
{
    (void)state;
    clock_bench b;
    bench_open(&b, NULL);
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend_ticket *t;
        mend_result *r;
        mend_args *args;
        char *copy = quoted("{" HEAD "'reason':'old system','fields':{'level':'p2','customer_name':'Li Hua',"
                            "'parts':[{'name':'fan'}],'visit_from':'2024-03-14T09:00:00Z'},"
                            "'map':{},'clocks':{'response':{'status':'met','used':'PT30M'},'resolution':{}}}");
        mend_ticket_new(&a, &t);
        mend_result_new(&a, &r);
        mend_args_new(&a, &args);
        memory.fail_at = memory.requests + n;
        mend_status s = mend_args_json(args, copy, MEND_NTS, NULL);
        if (s == MEND_OK)
            s = mend_adopt(b.policy, t, args, instant("2024-03-11T14:00:00Z"), r, NULL);
        memory.fail_at = 0;
        done = s == MEND_OK;
        if (!done) {
            assert_int_equal(s, MEND_NOMEM);
            assert_int_equal(mend_result_event_count(r), 0);
            assert_true(mend_ticket_revision(t) == 0);
        }
        mend_args_free(args);
        mend_result_free(r);
        mend_ticket_free(t);
        assert_int_equal(memory.blocks, 0);
        free(copy);
    }
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adopt__state_fields_and_clocks_are_as_they_were),
        cmocka_unit_test(test_adopt__time_that_is_not_given_is_measured),
        cmocka_unit_test(test_adopt__what_is_overdue_is_found_by_the_first_tick),
        cmocka_unit_test(test_adopt__countdowns_and_conditions_begin_by_themselves),
        cmocka_unit_test(test_adopt__a_clock_that_ended_does_not_begin_again_by_its_condition),
        cmocka_unit_test(test_adopt__a_level_nobody_gives_is_judged),
        cmocka_unit_test(test_adopt__it_can_be_restated_like_any_other),
        cmocka_unit_test(test_adopt__everything_wrong_is_named),
        cmocka_unit_test(test_adopt__what_belongs_elsewhere_is_turned_away),
        cmocka_unit_test(test_adopt__documents_that_say_something_else_are_refused),
        cmocka_unit_test(test_adopt__without_memory_nothing_has_happened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
