/*
 * notes.h - what the benchmarks of desks do: tickets are opened, and somebody adds a note to one after the other. A desk
 * and a loop written by hand do so in turn, a few notes at a time, so that the disk's moods and other programs meet both
 * of them; what counts is the whole time of each in its best pass of several.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef NOTES_H
#define NOTES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../unit/desk_policy.h"
#include "mend/mend.h"

#define TICKETS   500
#define AT_A_TIME 20
#define ROUNDS    (2 * TICKETS / AT_A_TIME) /* of a pass: every ticket gets two notes */
#define PASSES    5
#define NOW       INT64_C(1710465600000)

#define NOTE_BYTES  150 /* a note makes the record so much longer */
#define EVENT_BYTES 290 /* the size of such an event */

typedef struct bench {
    mend_policy *policy;
    mend_args *args;
    mend_result *result;
} bench;

static inline double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline void must(int ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "bench: %s failed\n", what);
        exit(1);
    }
}

static inline void bench_open(bench *b)
{
    const char *document = SMALL_POLICY;
    must(mend_policy_load(NULL, &document, NULL, 1, &b->policy, NULL) == MEND_OK, "policy");
    must(mend_args_new(NULL, &b->args) == MEND_OK && mend_result_new(NULL, &b->result) == MEND_OK, "memory");
}

static inline void bench_close(bench *b)
{
    mend_args_free(b->args);
    mend_result_free(b->result);
    mend_policy_free(b->policy);
}

static inline void open_args(bench *b, const char *tenant, int i)
{
    char key[16];
    snprintf(key, sizeof key, "t%06d", i);
    must(mend_args_json(b->args,
                        "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"fields\":"
                        "{\"customer_name\":\"张伟\",\"customer_phone\":\"13812345678\",\"fault_description\":"
                        "\"冰箱不制冷，冷冻室化霜，压缩机一直响\"}}",
                        MEND_NTS, NULL) == MEND_OK &&
             mend_args_ticket(b->args, tenant, MEND_NTS, key, MEND_NTS, key, MEND_NTS) == MEND_OK,
         "arguments");
}

static inline void note_args(bench *b)
{
    must(mend_args_json(b->args,
                        "{\"action\":\"note\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"fields\":"
                        "{\"notes\":[{\"text\":\"客户来电催促，答复下午上门\"}]}}",
                        MEND_NTS, NULL) == MEND_OK,
         "arguments");
}

/* A desk that takes the table over, with TICKETS tickets of the tenant, opened in one batch. */
static inline mend_desk *desk_with_tickets(bench *b, const mend_store *table, const char *tenant)
{
    mend_desk *desk = NULL;
    must(mend_desk_new(NULL, table, tenant, MEND_NTS, &desk, NULL) == MEND_OK, "desk");
    must(mend_desk_policy(desk, b->policy) == MEND_OK, "policy");
    must(mend_desk_begin(desk, NULL) == MEND_OK, "begin");
    for (int i = 0; i < TICKETS; i++) {
        open_args(b, tenant, i);
        must(mend_desk_open(desk, b->args, NOW, NULL, b->result, NULL) == MEND_OK, "register");
    }
    must(mend_desk_end(desk, 1, NULL) == MEND_OK, "end");
    return desk;
}

/* Notes to `count` tickets from the `first` on. */
static inline double desk_notes(bench *b, mend_desk *desk, int first, int count)
{
    char key[16];
    double start = seconds();
    for (int i = first; i < first + count; i++) {
        snprintf(key, sizeof key, "t%06d", i % TICKETS);
        must(mend_desk_act(desk, key, MEND_NTS, b->args, NOW + 1, NULL, b->result, NULL) == MEND_OK, "note");
    }
    return seconds() - start;
}

static inline double least(double a, double b)
{
    return a < b ? a : b;
}

#endif
