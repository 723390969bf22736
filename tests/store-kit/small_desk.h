/*
 * small_desk.h - a desk with two actions, for tests of stores that need somebody to write.
 *
 * "open" draws a number and owes one notice, "step" sets the serial number and owes one notice; each is one event. "aim"
 * sets the instant of a visit, and when that comes, time makes one event.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SMALL_DESK_H
#define SMALL_DESK_H

#include "mend/desk.h"

/* 2024-01-01T00:00:00Z */
#define SMALL_NOW INT64_C(1704067200000)

typedef struct small_desk {
    mend_policy *policy;
    mend_desk *desk;
    mend_args *args;
    mend_result *result;
    mend_error error; /* of the last command */
} small_desk;

/* Takes the table over, also when it fails (0). */
int small_desk_make(small_desk *d, const mend_store *table, const char *tenant);
void small_desk_free(small_desk *d);

/* Commands; `command` is the idempotency key, NULL: none. */
mend_status small_desk_open(small_desk *d, const char *key, const char *command, int64_t now);
mend_status small_desk_step(small_desk *d, const char *key, const char *serial, const char *command, int64_t now);
/* The ticket is due at an instant of SMALL_NOW's day; INT64_MIN: never. */
mend_status small_desk_aim(small_desk *d, const char *key, int64_t due, int64_t now);

/* What is stored; -1: it cannot be read. */
int64_t small_desk_revision(small_desk *d, const char *key); /* 0: no such ticket */
int64_t small_desk_events(small_desk *d, const char *key);
int64_t small_desk_notices(small_desk *d);
int64_t small_desk_listed(small_desk *d, mend_index index, const char *value);

#endif
