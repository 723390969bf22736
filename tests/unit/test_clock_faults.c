/*
 * test_clock_faults.c - clocks under bad conditions: records whose rows of clocks are damaged, no memory, the end of
 * time.
 *
 * A damaged record is refused, or harmless: ticks come to an end, and nothing is read that is not there.
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
#include "ground/crc32c.h"

#define MON_9 "2024-03-11T09:00:00Z"
#define DAY   INT64_C(86400000)
#define HEAD  16 /* "MEND 1 01234567\n" */

static uint64_t seed = 88172645463325252u;

static uint64_t draw(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (seed >> 11) % below;
}

/* A ticket with every kind of clock, some of them run out. */
static void busy_ticket(clock_bench *b)
{
    bench_open(b, NULL);
    assert_int_equal(bench_act(b, instant(MON_9), "open", 0, "level", "p2"), MEND_OK);
    bench_act(b, instant("2024-03-11T10:00:00Z"), "set", 0, "visit_from", "2024-03-14T09:00:00Z");
    bench_act(b, instant("2024-03-11T11:00:00Z"), "set", 0, "response_promised_at", "2024-03-12T09:00:00Z");
    bench_act(b, instant("2024-03-11T12:00:00Z"), "hold", 0, NULL, NULL);
    bench_act(b, instant("2024-03-11T13:00:00Z"), "begin", 0, NULL, NULL);
    bench_act(b, instant("2024-03-12T23:00:00Z"), "report", 0, NULL, NULL);
}

static char *record_of(const clock_bench *b, size_t *len)
{
    mend_buf *out;
    mend_buf_new(NULL, &out);
    assert_int_equal(mend_ticket_save(b->ticket, out), MEND_OK);
    const char *text = mend_buf_data(out, len);
    char *copy = malloc(*len + 256);
    memcpy(copy, text, *len + 1);
    mend_buf_free(out);
    return copy;
}

static void seal(char *record, size_t len)
{
    char crc[9];
    snprintf(crc, sizeof crc, "%08x", (unsigned)mend__crc32c(record + HEAD, len - HEAD));
    memcpy(record + 7, crc, 8);
}

static size_t exchange(char *record, size_t len, size_t at, size_t old, const char *with)
{
    size_t n = strlen(with);
    memmove(record + at + n, record + at + old, len - at - old + 1);
    memcpy(record + at, with, n);
    return len - old + n;
}

/* One of the values in the rows of clocks becomes another one. */
static size_t damage(char *record, size_t len)
{
    static const char *const values[] = {"\"running\"",
                                         "\"paused\"",
                                         "\"met\"",
                                         "\"over\"",
                                         "0",
                                         "-1",
                                         "1",
                                         "99999999999",
                                         "9223372036854775807",
                                         "\"0001-01-01T00:00:00Z\"",
                                         "\"9999-12-31T23:59:59.999Z\"",
                                         "\"2024-03-11T09:00:00Z\"",
                                         "\"2024-03-12T23:00:00Z\"",
                                         "\"miss\"",
                                         "\"start\"",
                                         "\"pause\"",
                                         "\"resume\"",
                                         "\"stop\"",
                                         "\"aim\"",
                                         "\"aim_all\"",
                                         "\"reset\"",
                                         "\"p1\"",
                                         "\"rest\"",
                                         "\"told\"",
                                         "\"nobody\"",
                                         "\"update\"",
                                         "true",
                                         "[]",
                                         "null"};
    const char *begin = strstr(record, "\"clocks\":["), *end = strstr(record, "],\"slots\"");
    size_t first = (size_t)(begin - record) + 10, span = (size_t)(end - begin) - 10, at = first + draw(span), n;
    while (at > first && strchr(":[,", record[at - 1]) == NULL) {
        at--;
    }
    n = strcspn(record + at, ",]}");
    return n == 0 || record[at] == '{' ? len
                                       : exchange(record, len, at, n, values[draw(sizeof values / sizeof *values)]);
}

/* Ticks until nothing is left, or for long: a tick that says there is more has done something. (A row that begins in the
 * year 1 has missed very many intervals.) */
static void must_come_to_rest(const mend_policy *policy, mend_ticket *t, int64_t now)
{
    mend_result *r;
    mend_status s;
    mend_result_new(NULL, &r);
    for (int rounds = 0;; rounds++) {
        s = mend_tick(policy, t, now, r, NULL);
        if (s != MEND_OK || !mend_result_more(r) || rounds == 20) {
            break;
        }
        assert_int_equal(mend_result_event_count(r), 256);
    }
    if (s == MEND_OK && !mend_result_more(r)) {
        int64_t next = mend_ticket_next_due(t);
        assert_true(next == INT64_MIN || next > now);
        assert_int_equal(mend_tick(policy, t, now, r, NULL), MEND_OK);
        assert_int_equal(mend_result_event_count(r), 0);
    } else if (s != MEND_OK) {
        assert_true(s == MEND_RANGE || s == MEND_LIMIT || s == MEND_CORRUPT);
    }
    mend_result_free(r);
}

/* Questions and acts on a ticket whose rows may be nonsense: any status will do. */
static void must_answer(clock_bench *b, mend_ticket *t)
{
    static const char *const actions[] = {"contact", "report", "hold", "begin", "finish", "reopen"};
    const int64_t now = instant("2024-03-13T12:00:00Z");
    mend_buf *out;
    mend_buf_new(NULL, &out);
    (void)mend_clocks(b->policy, t, NULL, 0, now, "en", out, NULL);
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        mend_args_clear(b->args);
        mend_args_action(b->args, actions[i], MEND_NTS);
        mend_args_actor(b->args, "amy", MEND_NTS);
        mend_args_role(b->args, "clerk", MEND_NTS);
        mend_args_at(b->args, instant("2024-03-13T01:00:00Z"));
        (void)mend_act(b->policy, t, b->args, now, b->result, NULL);
    }
    mend_buf_free(out);
}

static void test_clock_faults__a_damaged_row_is_refused_or_harmless(void **state)
{
    clock_bench b;
    size_t whole, len;
    int loaded = 0, refused = 0;
    (void)state;
    busy_ticket(&b);
    char *record = record_of(&b, &whole), *copy = malloc(whole + 4096);
    for (int i = 0; i < 6000; i++) {
        mend_ticket *t;
        memcpy(copy, record, whole + 1);
        len = whole;
        for (uint64_t n = 1 + draw(2); n > 0; n--) {
            len = damage(copy, len);
        }
        seal(copy, len);
        mend_ticket_new(NULL, &t);
        mend_status s = mend_ticket_load(t, copy, len, NULL);
        if (s == MEND_OK) {
            loaded++;
            must_answer(&b, t);
            must_come_to_rest(b.policy, t, instant("2024-03-20T12:00:00Z"));
        } else {
            refused++;
            assert_true(s == MEND_CORRUPT || s == MEND_LIMIT);
        }
        mend_ticket_free(t);
    }
    assert_true(loaded > 500 && refused > 500);
    free(record);
    free(copy);
    bench_close(&b);
}

static void test_clock_faults__a_wake_without_a_cause_is_put_right(void **state)
{
    clock_bench b;
    size_t len;
    (void)state;
    bench_open(&b, NULL);
    assert_int_equal(bench_act(&b, instant(MON_9), "open", 0, "level", "p2"), MEND_OK);
    int64_t due = mend_ticket_next_due(b.ticket);
    char *record = record_of(&b, &len), *wake = strstr(record, "\"wake\":\"2024-03-11T11:00:00Z\"");
    assert_non_null(wake);
    memcpy(wake, "\"wake\":\"2024-03-11T09:30:00Z\"", 29);
    seal(record, len);
    assert_int_equal(mend_ticket_load(b.ticket, record, len, NULL), MEND_OK);
    assert_int_equal(mend_ticket_next_due(b.ticket), instant("2024-03-11T09:30:00Z"));
    assert_int_equal(mend_tick(b.policy, b.ticket, instant("2024-03-11T10:00:00Z"), b.result, NULL), MEND_OK);
    assert_int_equal(mend_result_event_count(b.result), 0);
    assert_int_equal(mend_ticket_next_due(b.ticket), due);
    free(record);
    bench_close(&b);
}

/* --- memory --- */

typedef struct scene {
    const char *action, *field, *value;
    int64_t at, now;
} scene;

/* Everything, with the n-th request for memory failing, for every n; at last it goes well. */
static void with_every_failure(clock_bench *b, const scene *x)
{
    size_t n, m;
    char *record = record_of(b, &n);
    bool done = false;
    for (size_t fail = 1; !done; fail++) {
        faulty f = {.fail_at = fail};
        mend_allocator alloc = faulty_allocator(&f);
        mend_ticket *t = NULL;
        mend_result *r = NULL;
        mend_status s = mend_ticket_new(&alloc, &t);
        s = s == MEND_OK ? mend_result_new(&alloc, &r) : s;
        s = s == MEND_OK ? mend_ticket_load(t, record, n, NULL) : s;
        bool loaded = s == MEND_OK;
        if (loaded && x->action == NULL) {
            s = mend_tick(b->policy, t, x->now, r, NULL);
        } else if (loaded) {
            mend_args_clear(b->args);
            mend_args_action(b->args, x->action, MEND_NTS);
            mend_args_actor(b->args, "amy", MEND_NTS);
            mend_args_role(b->args, "clerk", MEND_NTS);
            if (x->at != 0) {
                mend_args_at(b->args, x->at);
            }
            if (x->field != NULL) {
                mend_args_text(b->args, x->field, MEND_NTS, x->value, MEND_NTS);
            }
            s = mend_act(b->policy, t, b->args, x->now, r, NULL);
        }
        done = s == MEND_OK;
        if (!done) {
            assert_int_equal(s, MEND_NOMEM);
        }
        if (loaded && !done) {
            mend_buf *after;
            mend_buf_new(NULL, &after);
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
    free(record);
}

static void test_clock_faults__without_memory_nothing_has_happened(void **state)
{
    static const char *const patch =
        "{'clocks':{'update':{'pauses':{'held':{'order':1,'when':{'state':['held']}}},"
        "'warn':{'half':{'order':1,'percent':'50','notices':{'n':{'order':1,'to':'clerk','text':'told'}}}}},"
        "'response':{'quiet':'hours','relevel':'from_change'}}}";
    const int64_t wed = instant("2024-03-13T12:00:00Z");
    const scene scenes[] = {
        {NULL, NULL, NULL, 0, wed},
        {NULL, NULL, NULL, 0, wed + 300 * DAY},
        {"set", "level", "p4", instant("2024-03-12T12:00:00Z"), wed},
        {"set", "visit_from", "2024-03-19T12:00:00Z", 0, wed},
        {"set", "response_promised_at", "2024-03-19T12:00:00Z", 0, wed},
        {"report", NULL, NULL, instant("2024-03-12T08:00:00Z"), wed},
        {"hold", NULL, NULL, instant("2024-03-12T12:00:00Z"), wed},
        {"finish", NULL, NULL, instant("2024-03-12T12:00:00Z"), wed},
        {"contact", NULL, NULL, instant("2024-03-11T12:00:00Z"), wed},
    };
    clock_bench b;
    (void)state;
    bench_open(&b, patch);
    assert_int_equal(bench_act(&b, instant(MON_9), "open", 0, "level", "p2"), MEND_OK);
    assert_int_equal(bench_act(&b, instant(MON_9), "set", 0, "visit_from", "2024-03-15T09:00:00Z"), MEND_OK);
    assert_int_equal(
        bench_act(&b, instant("2024-03-11T10:00:00Z"), "set", 0, "response_promised_at", "2024-03-12T20:00:00Z"),
        MEND_OK);
    for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
        with_every_failure(&b, &scenes[i]);
    }
    assert_int_equal(bench_act(&b, wed, "finish", 0, NULL, NULL), MEND_OK);
    const scene reopened = {"reopen", NULL, NULL, 0, wed + DAY}, closed = {"close", NULL, NULL, 0, wed + DAY};
    with_every_failure(&b, &reopened);
    with_every_failure(&b, &closed);
    bench_close(&b);
}

/* --- the end of time --- */

static void test_clock_faults__beyond_the_year_9999_an_act_is_refused_and_a_tick_is_not(void **state)
{
    clock_bench b;
    int64_t last = INT64_C(253402300799999);
    (void)state;
    bench_open(&b, NULL);
    assert_int_equal(bench_act(&b, last - 3600000, "open", 0, "level", "p2"), MEND_RANGE);
    assert_non_null(strstr(b.err.text, "response"));
    assert_int_equal(mend_clock_count(b.ticket), 0);
    bench_close(&b);
    bench_open(&b,
               "{'clocks':{'response':null,'resolution':null,'promise':null,'archive':null},'actions':{'erase':null}}");
    assert_int_equal(bench_act(&b, last - 2 * DAY, "open", 0, "level", "p1"), MEND_OK);
    mend_status s = bench_tick(&b, last);
    assert_true(s == MEND_OK || s == MEND_RANGE);
    bench_close(&b);
}

static void test_clock_faults__a_ticket_that_is_full_of_clocks_takes_no_more_of_them(void **state)
{
    clock_bench b;
    int64_t now = instant(MON_9);
    mend_status s = MEND_OK;
    int32_t rows = 0;
    (void)state;
    bench_open(&b, "{'clocks':{'update':null,'remind':null,'promise':null,'archive':null,'resolution':null,"
                   "'response':{'again':'restart','start':{'on':['open','report']}}},'actions':{'erase':null}}");
    assert_int_equal(bench_act(&b, now, "open", 0, "level", "p2"), MEND_OK);
    for (int i = 1; s == MEND_OK && i < 1100; i++) {
        rows = mend_clock_count(b.ticket);
        s = bench_act(&b, now + i, "report", 0, NULL, NULL);
    }
    assert_true(s == MEND_REFUSED || s == MEND_LIMIT);
    assert_int_equal(mend_clock_count(b.ticket), rows);
    assert_true(rows > 500 && rows <= 1000);
    assert_int_equal(bench_tick(&b, now + DAY), MEND_OK); /* time goes on */
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clock_faults__a_damaged_row_is_refused_or_harmless),
        cmocka_unit_test(test_clock_faults__a_wake_without_a_cause_is_put_right),
        cmocka_unit_test(test_clock_faults__without_memory_nothing_has_happened),
        cmocka_unit_test(test_clock_faults__beyond_the_year_9999_an_act_is_refused_and_a_tick_is_not),
        cmocka_unit_test(test_clock_faults__a_ticket_that_is_full_of_clocks_takes_no_more_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
