/*
 * fuzz_clock.c - bytes are a story of acts and ticks under a policy with a clock of every kind. It is told twice: with a
 * tick wherever the bytes have one, and with none but those of the acts. The logs are equal, and replay gives the ticket.
 *
 * Four bytes a step: what, how far time moves (two), how far back it is entered or which value it sets. The first byte of
 * all chooses the variant of the policy.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit/clock_policy.h"

#include <stdbool.h>
#include <stdint.h>

#define STEPS  40
#define MINUTE INT64_C(60000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const variants[] = {
    NULL,
    "{'clocks':{'response':{'relevel':'restart'},'resolution':{'reopen':'new','gap':null,'relevel':'from_change'}}}",
    "{'clocks':{'response':{'relevel':'from_change','pick':'earliest','outside':'run'},"
    "'resolution':{'gap':'counts'},'update':{'calendar':'hours','targets':{'slow':{'time':'PT3H'}},"
    "'pauses':{'held':{'order':1,'when':{'state':['held']}}},'warn':{'half':{'order':1,'percent':'50'}}}}}",
    "{'clocks':{'resolution':{'reopen':'restart','gap':null,'relevel':'restart'},'response':{'again':'restart',"
    "'start':{'on':['open','begin']},'targets':{'rest':{'time':null,'days':2,'reading':'same_time'}},"
    "'pauses':{'held':{'order':1,'when':{'state':['held']}}}},"
    "'update':{'targets':{'slow':{'time':null,'days':1,'reading':'closing','calendar':'hours'}}}}}",
};

#define VARIANTS (sizeof variants / sizeof variants[0])

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* A bench whose policy is loaded once for all stories. */
static void begin(clock_bench *b, size_t variant)
{
    static mend_policy *policies[VARIANTS];
    mend_error err;
    memset(b, 0, sizeof *b);
    if (policies[variant] == NULL) {
        must(load_documents(CLOCK_POLICY, variants[variant], NULL, &policies[variant], &err) == MEND_OK);
    }
    b->err.struct_size = sizeof b->err;
    b->policy = policies[variant];
    must(mend_ticket_new(NULL, &b->ticket) == MEND_OK && mend_args_new(NULL, &b->args) == MEND_OK);
    must(mend_result_new(NULL, &b->result) == MEND_OK && mend_buf_new(NULL, &b->log) == MEND_OK);
}

static void end(clock_bench *b)
{
    b->policy = NULL;
    bench_close(b);
}

static void ticked(clock_bench *b, int64_t now)
{
    must(bench_tick(b, now) == MEND_OK);
    int64_t next = mend_ticket_next_due(b->ticket);
    must(next == INT64_MIN || next > now);
}

/* One step. False: there was no room for its events. */
static void step(clock_bench *b, const uint8_t *x, int64_t now, bool ticks)
{
    static const char *const actions[] = {"set",    "set",    "set",    "contact", "begin",  "hold",
                                          "report", "finish", "reopen", "close",   "report", "hold"};
    static const char *const levels[] = {"p1", "p2", "p3", "p4"};
    size_t which = x[0] % 16;
    const char *field = NULL;
    char value[32] = "";
    int64_t at = x[0] >= 128 && which > 2 ? now - x[3] * 17 * MINUTE : 0;
    if (which >= 12) {
        if (ticks) {
            ticked(b, now);
        }
        return;
    }
    if (which == 0) {
        field = "level";
        strcpy(value, levels[x[3] % 4]);
    } else if (which < 3) {
        field = which == 1 ? "visit_from" : "response_promised_at";
        must(mend_instant_write(now + (x[3] - 64) * 47 * MINUTE, value, sizeof value, NULL) == MEND_OK);
        at = x[0] >= 128 ? now - 600 * MINUTE : 0;
    }
    mend_status s = bench_act(b, now, actions[which], at, field, value);
    if (s == MEND_MORE) {
        ticked(b, now);
        s = bench_act(b, now, actions[which], at, field, value);
    }
    must(s == MEND_OK || s <= MEND_REFUSED);
    ticked(b, now);
}

static void tell(clock_bench *b, const uint8_t *data, size_t size, bool ticks)
{
    int64_t now = instant("2024-03-08T14:00:00Z");
    must(bench_act(b, now, "open", 0, "level", "p2") == MEND_OK);
    for (size_t i = 0; i + 4 <= size && i < STEPS * 4; i += 4) {
        now += (data[i + 1] + (data[i + 2] % 16) * 256) * MINUTE + data[i + 2] / 16 * 4999;
        step(b, data + i, now, ticks);
    }
    ticked(b, now);
}

static void same(mend_buf *a, mend_buf *b)
{
    size_t n, m;
    const char *x = mend_buf_data(a, &n), *y = mend_buf_data(b, &m);
    must(n == m && memcmp(x, y, n) == 0);
}

static void must_replay(const clock_bench *b)
{
    mend_ticket *again;
    mend_buf *slots = NULL, *one = NULL, *two = NULL;
    size_t n;
    must(mend_ticket_new(NULL, &again) == MEND_OK && mend_buf_new(NULL, &slots) == MEND_OK);
    must(mend_buf_new(NULL, &one) == MEND_OK && mend_buf_new(NULL, &two) == MEND_OK);
    must(mend_ticket_slots(b->ticket, slots) == MEND_OK);
    const char *text = mend_buf_data(slots, &n);
    must(mend_ticket_replay(again, text, n, (const char *const *)b->lines, NULL, b->count, NULL) == MEND_OK);
    must(mend_ticket_save(b->ticket, one) == MEND_OK && mend_ticket_save(again, two) == MEND_OK);
    same(one, two);
    mend_buf_free(slots);
    mend_buf_free(one);
    mend_buf_free(two);
    mend_ticket_free(again);
}

/* An explanation adds up. */
static void must_explain(const clock_bench *b)
{
    mend_buf *out;
    must(mend_buf_new(NULL, &out) == MEND_OK);
    must(mend_clocks(b->policy, b->ticket, NULL, 0, instant("2024-03-08T14:00:00Z"), "en", out, NULL) == MEND_OK);
    mend_buf_free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static clock_bench with, without;
    if (size < 1) {
        return 0;
    }
    begin(&with, data[0] % VARIANTS);
    begin(&without, data[0] % VARIANTS);
    tell(&with, data + 1, size - 1, true);
    tell(&without, data + 1, size - 1, false);
    same(with.log, without.log);
    must_replay(&with);
    must_explain(&without);
    end(&with);
    end(&without);
    return 0;
}
