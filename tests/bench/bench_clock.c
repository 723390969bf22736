/*
 * bench_clock.c - what clocks cost: a tick that has nothing to do, a tick that has, and an act with and without them.
 *
 * The policy is that of the tests of clocks; without clocks it is the same with the section taken out. A figure is the
 * quickest of many rounds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "unit/clock_policy.h"

#include <stdint.h>
#include <time.h>

#define ROUNDS 200
#define TIMES  2000

static double now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static size_t requests;

static void *counting(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    requests++;
    return realloc(block, new_size);
}

typedef struct desk {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_result *result;
    mend_args *args;
} desk;

static void must(mend_status s)
{
    if (s != MEND_OK) {
        fprintf(stderr, "bench_clock: %s\n", mend_status_name(s));
        exit(1);
    }
}

static void open_desk(desk *d, const char *patch)
{
    mend_allocator alloc = {sizeof alloc, 0, counting, NULL};
    mend_error err;
    must(load_documents(CLOCK_POLICY, patch, NULL, &d->policy, &err));
    must(mend_ticket_new(&alloc, &d->ticket));
    must(mend_result_new(&alloc, &d->result));
    must(mend_args_new(&alloc, &d->args));
    mend_args_actor(d->args, "amy", MEND_NTS);
    mend_args_role(d->args, "clerk", MEND_NTS);
    mend_args_ticket(d->args, "acme", MEND_NTS, "T1", MEND_NTS, "T1", MEND_NTS);
    mend_args_text(d->args, "level", MEND_NTS, "p2", MEND_NTS);
    mend_args_action(d->args, "open", MEND_NTS);
    must(mend_act(d->policy, d->ticket, d->args, instant("2024-03-11T09:00:00Z"), d->result, NULL));
}

static void close_desk(desk *d)
{
    mend_args_free(d->args);
    mend_result_free(d->result);
    mend_ticket_free(d->ticket);
    mend_policy_free(d->policy);
}

static double idle_tick(desk *d)
{
    double best = 1e18;
    int64_t at = instant("2024-03-11T09:30:00Z");
    for (int round = 0; round < ROUNDS; round++) {
        double begun = now_ns();
        for (int i = 0; i < TIMES; i++) {
            must(mend_tick(d->policy, d->ticket, at, d->result, NULL));
        }
        double passed = (now_ns() - begun) / TIMES;
        best = passed < best ? passed : best;
    }
    return best;
}

/* The first warning, on a copy that is made anew for each. */
static double busy_tick(desk *d)
{
    double best = 1e18;
    int64_t at = instant("2024-03-11T11:00:00Z");
    mend_ticket *copy;
    must(mend_ticket_new(NULL, &copy));
    for (int round = 0; round < ROUNDS * 10; round++) {
        must(mend_ticket_copy(copy, d->ticket));
        double begun = now_ns();
        must(mend_tick(d->policy, copy, at, d->result, NULL));
        double passed = now_ns() - begun;
        best = passed < best ? passed : best;
        if (mend_result_event_count(d->result) != 1) {
            must(MEND_INTERNAL);
        }
    }
    mend_ticket_free(copy);
    return best;
}

/* An act that touches clocks: the level goes to and fro, and every clock that depends on it is aimed anew. */
static double act(desk *d, const char *action, const char *field, size_t *asked)
{
    static const char *const levels[] = {"p2", "p3"};
    double best = 1e18;
    mend_ticket *copy;
    int64_t at = instant("2024-03-11T09:30:00Z");
    must(mend_ticket_new(NULL, &copy));
    for (int round = 0; round < ROUNDS * 10; round++) {
        must(mend_ticket_copy(copy, d->ticket));
        mend_args_clear(d->args);
        mend_args_actor(d->args, "amy", MEND_NTS);
        mend_args_role(d->args, "clerk", MEND_NTS);
        mend_args_action(d->args, action, MEND_NTS);
        if (field != NULL) {
            mend_args_text(d->args, field, MEND_NTS, levels[(round + 1) % 2], MEND_NTS);
        }
        requests = 0;
        double begun = now_ns();
        must(mend_act(d->policy, copy, d->args, at, d->result, NULL));
        double passed = now_ns() - begun;
        best = passed < best ? passed : best;
        *asked = requests;
    }
    mend_ticket_free(copy);
    return best;
}

int main(void)
{
    desk with, without;
    size_t asked = 0, none = 0;
    open_desk(&with, NULL);
    open_desk(&without, "{'clocks':null,'actions':{'erase':null}}");
    printf("  a tick that has nothing to do      %8.0f ns\n", idle_tick(&with));
    printf("  a tick that gives one warning      %8.0f ns\n", busy_tick(&with));
    double plain = act(&without, "report", NULL, &none), timed = act(&with, "report", NULL, &asked);
    printf(
        "  an act that answers a clock        %8.0f ns, without clocks %.0f ns, ratio %.2f, %zu requests for memory\n",
        timed, plain, timed / plain, asked);
    plain = act(&without, "set", "level", &none);
    timed = act(&with, "set", "level", &asked);
    printf(
        "  an act that aims three anew        %8.0f ns, without clocks %.0f ns, ratio %.2f, %zu requests for memory\n",
        timed, plain, timed / plain, asked);
    close_desk(&with);
    close_desk(&without);
    return 0;
}
