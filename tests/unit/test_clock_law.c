/*
 * test_clock_law.c - the law of clocks: the log does not depend on when anybody looked.
 *
 * A random story (acts, some of them entered late, some of them refused) is told three times: with a tick at every
 * instant at which something is due, with ticks at random instants, and with none but those of the acts. The three logs
 * are equal byte for byte, nothing happens between two due instants, and replay gives the same ticket.
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

#define MINUTE  INT64_C(60000)
#define STORIES 400
#define STEPS   30

static uint64_t seed;

static uint64_t draw(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

typedef struct step {
    int64_t now, at; /* at 0: now */
    const char *action, *field;
    char value[32];
} step;

static void write_instant(int64_t at, char out[32])
{
    if (mend_instant_write(at, out, 32, NULL) != MEND_OK) {
        abort();
    }
}

static void one_step(step *s, int64_t *now)
{
    static const char *const actions[] = {"set",    "set",  "contact", "begin",  "hold",  "begin",
                                          "report", "hold", "finish",  "reopen", "close", "report"};
    static const char *const levels[] = {"p1", "p2", "p3", "p4"};
    *now += (int64_t)draw(3) == 0 ? (int64_t)draw(4 * 24 * 60) * MINUTE : (int64_t)draw(6 * 60) * MINUTE;
    if (draw(4) == 0) {
        *now += (int64_t)draw(60000);
    }
    s->now = *now;
    s->action = actions[draw(sizeof actions / sizeof actions[0])];
    s->field = NULL;
    s->at = draw(3) == 0 ? *now - (int64_t)draw(30 * 60) * MINUTE : 0;
    if (strcmp(s->action, "set") == 0) {
        uint64_t which = draw(3);
        s->field = which == 0 ? "level" : which == 1 ? "visit_from" : "response_promised_at";
        if (which == 0) {
            strcpy(s->value, levels[draw(4)]);
        } else {
            write_instant(*now + ((int64_t)draw(100 * 60) - 600) * MINUTE, s->value);
        }
    }
}

static void tell(clock_bench *b, const step *steps, int how, uint64_t own_seed)
{
    seed = own_seed;
    for (int i = 0; i < STEPS; i++) {
        int64_t before = i == 0 ? steps[0].now : steps[i - 1].now, wake;
        if (how == 1) { /* at every due instant, and a ms before it nothing is due */
            while ((wake = mend_ticket_next_due(b->ticket)) != INT64_MIN && wake <= steps[i].now) {
                size_t count = b->count;
                if (wake > before) {
                    assert_int_equal(bench_tick(b, wake - 1), MEND_OK);
                    assert_int_equal(b->count, count);
                }
                assert_int_equal(bench_tick(b, wake), MEND_OK);
                assert_true(b->count > count);
                before = wake;
            }
        }
        for (uint64_t n = how == 2 && i > 0 ? draw(4) : 0; n > 0; n--) {
            int64_t span = steps[i].now - steps[i - 1].now;
            int64_t at = steps[i].now - (span > 0 ? (int64_t)draw((uint64_t)span) : 0);
            if (at >= before) {
                assert_int_equal(bench_tick(b, at), MEND_OK);
                before = at;
            }
        }
        mend_status s = bench_act(b, steps[i].now, steps[i].action, steps[i].at, steps[i].field, steps[i].value);
        if (s == MEND_MORE) {
            assert_int_equal(bench_tick(b, steps[i].now), MEND_OK);
            s = bench_act(b, steps[i].now, steps[i].action, steps[i].at, steps[i].field, steps[i].value);
        }
        assert_true(s == MEND_OK || s <= MEND_REFUSED);
        while (mend_result_more(b->result)) {
            assert_int_equal(mend_tick(b->policy, b->ticket, steps[i].now, b->result, &b->err), MEND_OK);
            bench_keep(b);
        }
    }
    assert_int_equal(bench_tick(b, steps[STEPS - 1].now + 10 * 24 * 60 * MINUTE), MEND_OK);
}

static void same_logs(const clock_bench *a, const clock_bench *b, uint64_t story)
{
    size_t n, m;
    const char *x = mend_buf_data(a->log, &n), *y = mend_buf_data(b->log, &m);
    if (n == m && memcmp(x, y, n) == 0) {
        return;
    }
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        if (strcmp(a->lines[i], b->lines[i]) != 0) {
            print_message("story %d, event %d:\n%s\n%s\n", (int)story, (int)i, a->lines[i], b->lines[i]);
            break;
        }
    }
    fail_msg("the logs differ");
}

static void test_clock_law__the_log_does_not_depend_on_who_looked_when(void **state)
{
    static const char *const patches[] = {
        NULL,
        "{'clocks':{'response':{'relevel':'restart'},'resolution':{'reopen':'new','gap':null,'relevel':'from_change'}}"
        "}",
        "{'clocks':{'response':{'relevel':'from_change','pick':'earliest','outside':'run'},'resolution':{'reopen':'"
        "resume',"
        "'gap':'counts'},'update':{'calendar':'hours','targets':{'slow':{'time':'PT3H'}}}}}",
        "{'clocks':{'resolution':{'reopen':'restart','gap':null,'relevel':'restart'},'response':{'again':'restart',"
        "'start':{'on':['open','begin']},'pauses':{'held':{'order':1,'when':{'state':['held']}}}}}}",
    };
    (void)state;
    for (uint64_t story = 1; story <= STORIES; story++) {
        static clock_bench benches[3];
        step steps[STEPS];
        seed = story * UINT64_C(0x9E3779B97F4A7C15);
        int64_t now = instant("2024-03-08T14:00:00Z") + (int64_t)draw(3 * 24 * 60) * MINUTE;
        steps[0] = (step){now, 0, "open", "level", "p2"};
        for (int i = 1; i < STEPS; i++) {
            one_step(&steps[i], &now);
        }
        for (int how = 0; how < 3; how++) {
            bench_open(&benches[how], patches[story % (sizeof patches / sizeof patches[0])]);
            tell(&benches[how], steps, how, story);
        }
        same_logs(&benches[1], &benches[0], story);
        same_logs(&benches[1], &benches[2], story);
        bench_replay(&benches[0]);
        for (int how = 0; how < 3; how++) {
            bench_close(&benches[how]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clock_law__the_log_does_not_depend_on_who_looked_when),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
