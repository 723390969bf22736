/*
 * test_late.c - notices of clocks that are found late: who is told what of it, by `late` and `late_after`; and when a
 * notice may go out, by `quiet`. The log is the same whatever becomes of the notices.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "change/result.h"
#include "clock_policy.h"
#include "faulty.h"

/* The ladder of one response: due after an hour, a warning half an hour before, two rungs behind. The boss is told at the
 * due instant and at the first rung, the chief at both rungs. */
#define LADDER(more)                                                                                                   \
    "{'roles':{'chief':{'order':3}},'clocks':{'resolution':null,'update':null,'remind':null,'promise':null,"           \
    "'archive':null,'response':{'calendar':'always','targets':{'p1':null,'p2':null,'rest':{'time':'PT1H'}},"           \
    "'warn':{'half':null},'rungs':{'now':null,'hour':null,"                                                            \
    "'one':{'order':1,'after':'PT1H','notices':{'a':{'order':1,'to':'boss','text':'told'},"                            \
    "'b':{'order':2,'to':'chief','text':'told'}}},"                                                                    \
    "'two':{'order':2,'after':'PT2H','notices':{'c':{'order':1,'to':'chief','text':'told'}}}}" more "}},"              \
    "'actions':{'erase':{'conditions':null}}}"

#define MONDAY "2024-03-11T10:00:00Z"

static void begin(clock_bench *b, const char *patch)
{
    bench_open(b, patch);
    assert_int_equal(bench_act(b, instant(MONDAY), "open", 0, NULL, NULL), MEND_OK);
}

static const char *notice_of(const mend_result *r, size_t i)
{
    return r->text.data + ((const mend__result_notice *)r->notices.items)[i].off;
}

/* "step>to", how late in minutes, and from when on it may go out: of each notice in the result, one after the other. */
static void told(const clock_bench *b, char *out, size_t cap)
{
    size_t n = strlen(out);
    for (size_t i = 0; i < b->result->notices.count; i++) {
        const char *text = notice_of(b->result, i), *late = strstr(text, "\"late_ms\":"),
                   *after = strstr(text, "\"after\":\"");
        char step[64] = "", to[64] = "";
        const char *p = strstr(text, "\"step\":\"");
        if (p)
            (void)sscanf(p, "\"step\":\"%63[a-z]", step);
        assert_non_null(strstr(text, "\"to\":\""));
        (void)sscanf(strstr(text, "\"to\":\""), "\"to\":\"%63[a-z]", to);
        n += (size_t)snprintf(out + n, cap - n, "%s%s>%s", n ? " " : "", step, to);
        if (late)
            n += (size_t)snprintf(out + n, cap - n, "+%ldm", strtol(late + 10, NULL, 10) / 60000);
        if (after)
            n += (size_t)snprintf(out + n, cap - n, "@%.16s", after + 9);
        assert_true(n < cap);
    }
}

static void expect_told(clock_bench *b, const char *at, const char *wanted)
{
    char out[2048] = "";
    do {
        assert_int_equal(mend_tick(b->policy, b->ticket, instant(at), b->result, &b->err), MEND_OK);
        bench_keep(b);
        told(b, out, sizeof out);
    } while (mend_result_more(b->result));
    assert_string_equal(out, wanted);
}

static void test_late__in_time_everything_is_told(void **state)
{
    (void)state;
    static const char *const patches[] = {LADDER(""), LADDER(",'late':'all'"), LADDER(",'late':'skip'")};
    for (size_t i = 0; i < sizeof patches / sizeof patches[0]; i++) {
        clock_bench b;
        begin(&b, patches[i]);
        expect_told(&b, "2024-03-11T10:30:00Z", "near>clerk");
        expect_told(&b, "2024-03-11T11:00:00Z", ""); /* due, and not yet past it */
        expect_told(&b, "2024-03-11T11:05:00Z", ">boss");
        expect_told(&b, "2024-03-11T12:01:00Z", "one>boss one>chief");
        expect_told(&b, "2024-03-11T13:00:00Z", "two>chief");
        expect_told(&b, "2024-03-12T13:00:00Z", "");
        bench_close(&b);
    }
}

static void test_late__once_is_the_last_word_to_each_recipient(void **state)
{
    (void)state;
    clock_bench b;
    begin(&b, LADDER(""));
    expect_told(&b, "2024-03-12T10:00:00Z", "near>clerk+1410m one>boss+1320m two>chief+1260m");
    assert_int_equal(bench_seen(&b, "clock_breached", "\"notices\":[\"breach\"]"), 1); /* the log says what was owed */
    bench_close(&b);
    begin(&b, LADDER(",'late':'once'"));
    expect_told(&b, "2024-03-11T11:30:00Z", "near>clerk+60m >boss+29m"); /* nothing behind it is due yet */
    expect_told(&b, "2024-03-11T12:30:00Z", "one>boss+30m one>chief+30m");
    expect_told(&b, "2024-03-11T13:30:00Z", "two>chief+30m");
    bench_close(&b);
}

/* What comes behind in time supersedes what is late as well. */
static void test_late__the_last_word_may_be_in_time(void **state)
{
    (void)state;
    clock_bench b;
    begin(&b, LADDER(""));
    expect_told(&b, "2024-03-11T12:02:00Z", "near>clerk+92m one>boss one>chief");
    bench_close(&b);
    begin(&b, LADDER(""));
    expect_told(&b, "2024-03-11T13:02:00Z", "near>clerk+152m one>boss+62m two>chief");
    bench_close(&b);
}

static void test_late__all_are_told_or_none(void **state)
{
    (void)state;
    clock_bench b;
    begin(&b, LADDER(",'late':'all'"));
    expect_told(&b, "2024-03-11T15:00:00Z", "near>clerk+270m >boss+239m one>boss+180m one>chief+180m two>chief+120m");
    bench_close(&b);
    begin(&b, LADDER(",'late':'skip'"));
    expect_told(&b, "2024-03-11T13:02:00Z", "two>chief");
    bench_close(&b);
    begin(&b, LADDER(",'late':'skip'"));
    expect_told(&b, "2024-03-11T15:00:00Z", "");
    bench_close(&b);
}

/* A notice is late behind late_after, five minutes if not said. */
static void test_late__late_is_what_comes_behind_late_after(void **state)
{
    (void)state;
    clock_bench b;
    begin(&b, LADDER(",'late':'skip'"));
    expect_told(&b, "2024-03-11T10:35:00Z", "near>clerk");
    bench_close(&b);
    begin(&b, LADDER(",'late':'skip'"));
    expect_told(&b, "2024-03-11T10:35:00.001Z", "");
    expect_told(&b, "2024-03-11T11:05:00.001Z", ">boss"); /* a breach is found the millisecond behind */
    bench_close(&b);
    begin(&b, LADDER(",'late_after':'PT2H'"));
    expect_told(&b, "2024-03-11T13:00:00Z", "near>clerk+150m >boss one>boss one>chief two>chief");
    bench_close(&b);
    begin(&b, LADDER(",'late':'skip','late_after':'PT0S'"));
    expect_told(&b, "2024-03-11T12:00:00Z", "one>boss one>chief");
    bench_close(&b);
}

/* An act ticks first, and tells what the tick would have told. */
static void test_late__an_act_tells_the_same(void **state)
{
    (void)state;
    clock_bench b;
    char out[512] = "";
    begin(&b, LADDER(""));
    assert_int_equal(bench_act(&b, instant("2024-03-12T10:00:00Z"), "set", 0, NULL, NULL), MEND_OK);
    told(&b, out, sizeof out);
    assert_string_equal(out, "near>clerk+1410m one>boss+1320m two>chief+1260m");
    bench_close(&b);
}

#define PULSE(more)                                                                                                    \
    LADDER(",'late':'skip'")                                                                                           \
    /* silent */,                                                                                                      \
        "{'clocks':{'pulse':{'kind':'repeat','start':{'on':['open']},'answer':{"                                       \
        "'on':['report']},'stop':{'on':['close']},'targets':{'t':{'order':1,'time':'PT1M'}},'notices':{'due':{"        \
        "'n':{'order':1,'to':'boss','text':'told'}}}" more "}}}"

static void begin_pulse(clock_bench *b, const char *patch, const char *pulse)
{
    memset(b, 0, sizeof *b);
    b->err.struct_size = sizeof b->err;
    if (load_documents(CLOCK_POLICY, patch, pulse, &b->policy, &b->err) != MEND_OK)
        fail_msg("%s at %s", b->err.text, b->err.path);
    assert_int_equal(mend_ticket_new(NULL, &b->ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &b->result), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &b->log), MEND_OK);
    assert_int_equal(bench_act(b, instant(MONDAY), "open", 0, NULL, NULL), MEND_OK);
}

/* A thousand intervals were missed: one notice, also where it takes four calls to get there. */
static void test_late__a_long_sleep_is_told_once(void **state)
{
    (void)state;
    clock_bench b;
    begin_pulse(&b, PULSE(""));
    expect_told(&b, "2024-03-12T02:45:30Z", ">boss >boss >boss >boss >boss"); /* the last five minutes are in time */
    assert_int_equal(bench_seen(&b, "clock_missed", "\"clock\":\"pulse\""), 1005);
    bench_close(&b);
    begin_pulse(&b, PULSE(",'late_after':'PT0S'"));
    expect_told(&b, "2024-03-12T02:45:30Z", ">boss+0m");
    bench_close(&b);
    begin_pulse(&b, PULSE(",'late':'skip','late_after':'PT0S'"));
    expect_told(&b, "2024-03-12T02:45:30Z", "");
    bench_close(&b);
    begin_pulse(&b, PULSE(",'late':'all'"));
    size_t count = 0;
    do {
        assert_int_equal(mend_tick(b.policy, b.ticket, instant("2024-03-12T02:45:30Z"), b.result, &b.err), MEND_OK);
        count += b.result->notices.count;
    } while (mend_result_more(b.result));
    assert_int_equal(count, 1005);
    bench_close(&b);
}

/* Two clocks do not speak for each other. */
static void test_late__each_clock_has_its_own_last_word(void **state)
{
    (void)state;
    clock_bench b;
    begin_pulse(
        &b, LADDER(""),
        "{'clocks':{'second':{'start':{'on':['open']},'stop':{'on':['contact']},'targets':{'t':{'order':1,'time':"
        "'PT9H'}},'notices':{'due':{'n':{'order':1,'to':'boss','text':'told'}}}}}}");
    expect_told(&b, "2024-03-12T10:00:00Z", "near>clerk+1410m one>boss+1320m two>chief+1260m >boss+899m");
    bench_close(&b);
}

/* Outside of the quiet calendar's hours (09:00 to 17:00 on working days) a notice says when it may go out. */
static void test_late__quiet_hours_are_kept(void **state)
{
    (void)state;
    clock_bench b;
    begin(&b, LADDER(",'quiet':'hours','late':'all'"));
    expect_told(&b, "2024-03-11T10:30:00Z", "near>clerk");
    expect_told(&b, "2024-03-11T16:59:59Z", ">boss+359m one>boss+299m one>chief+299m two>chief+239m");
    bench_close(&b);
    begin(&b, LADDER(",'quiet':'hours'"));
    expect_told(&b, "2024-03-11T17:00:00Z",
                "near>clerk+390m@2024-03-12T09:00 one>boss+300m@2024-03-12T09:00 two>chief+240m@2024-03-12T09:00");
    bench_close(&b);
    begin(&b, LADDER(",'quiet':'hours'"));
    expect_told(&b, "2024-03-16T12:00:00Z", /* a Saturday */
                "near>clerk+7290m@2024-03-18T09:00 one>boss+7200m@2024-03-18T09:00 two>chief+7140m@2024-03-18T09:00");
    bench_close(&b);
}

/* Whatever is told, and however often somebody asks, the log is the same. */
static void test_late__the_log_does_not_depend_on_it(void **state)
{
    (void)state;
    static const char *const patches[] = {LADDER(""), LADDER(",'late':'all'"), LADDER(",'late':'skip'"),
                                          LADDER(",'quiet':'hours'")};
    char first[4096] = "";
    for (size_t i = 0; i < sizeof patches / sizeof patches[0]; i++) {
        for (int often = 0; often < 2; often++) {
            clock_bench b;
            char out[4096] = "";
            begin(&b, patches[i]);
            for (int64_t at = instant(MONDAY); often && at < instant("2024-03-11T15:00:00Z"); at += 7 * 60000)
                assert_int_equal(bench_tick(&b, at), MEND_OK);
            assert_int_equal(bench_tick(&b, instant("2024-03-11T15:00:00Z")), MEND_OK);
            for (size_t k = 1; k < b.count; k++) /* the first names the policy by its digest */
                strcat(out, b.lines[k]);
            assert_int_equal(b.count, 5);
            if (i == 0 && !often)
                memcpy(first, out, sizeof out);
            assert_string_equal(out, first);
            bench_close(&b);
        }
    }
}

static void test_late__no_memory_changes_nothing(void **state)
{
    (void)state;
    clock_bench b;
    begin_pulse(&b, PULSE(""));
    bool through = false;
    for (size_t n = 1; !through; n++) {
        faulty memory = {.fail_at = 0};
        mend_allocator a = faulty_allocator(&memory);
        mend_ticket *copy = NULL;
        mend_result *result = NULL;
        mend_buf *record = NULL;
        assert_true(n < 4000);
        assert_int_equal(mend_buf_new(NULL, &record), MEND_OK);
        assert_int_equal(mend_ticket_save(b.ticket, record), MEND_OK);
        size_t len;
        const char *bytes = mend_buf_data(record, &len);
        assert_int_equal(mend_ticket_new(NULL, &copy), MEND_OK);
        assert_int_equal(mend_ticket_load(copy, bytes, len, NULL), MEND_OK);
        assert_int_equal(mend_result_new(&a, &result), MEND_OK);
        memory.fail_at = memory.requests + n;
        mend_status s = mend_tick(b.policy, copy, instant("2024-03-12T02:45:30Z"), result, NULL);
        through = s == MEND_OK;
        assert_true(s == MEND_OK || s == MEND_NOMEM);
        assert_int_equal(mend_ticket_revision(copy), through ? 1 + 256 : 1);
        assert_int_equal(result->notices.count, 0); /* what follows it has the last word */
        mend_result_free(result);
        mend_ticket_free(copy);
        mend_buf_free(record);
        assert_int_equal(memory.live, 0);
    }
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_late__in_time_everything_is_told),
        cmocka_unit_test(test_late__once_is_the_last_word_to_each_recipient),
        cmocka_unit_test(test_late__the_last_word_may_be_in_time),
        cmocka_unit_test(test_late__all_are_told_or_none),
        cmocka_unit_test(test_late__late_is_what_comes_behind_late_after),
        cmocka_unit_test(test_late__an_act_tells_the_same),
        cmocka_unit_test(test_late__a_long_sleep_is_told_once),
        cmocka_unit_test(test_late__each_clock_has_its_own_last_word),
        cmocka_unit_test(test_late__quiet_hours_are_kept),
        cmocka_unit_test(test_late__the_log_does_not_depend_on_it),
        cmocka_unit_test(test_late__no_memory_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
