/*
 * args.h - what somebody wants to do, as the act reads it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ARGS_H
#define MEND__ARGS_H

#include "ground/alloc.h"
#include "ground/json.h"
#include "mend/move.h"

#define MEND__ARGS_ROLES     16
#define MEND__ARGS_FIELDS    4096
#define MEND__ARGS_CONTRACTS 64
#define MEND__ARGS_MAPPED    256
#define MEND__ARGS_CLOCKS    64

typedef enum mend__arg_kind { MEND__ARG_TEXT, MEND__ARG_INT, MEND__ARG_UNSET } mend__arg_kind;

typedef struct mend__arg {
    mend__str path;
    mend__arg_kind kind;
    mend__str text;
    int64_t num;
} mend__arg;

typedef enum mend__map_kind { MEND__MAP_STATES, MEND__MAP_CHOICES, MEND__MAP_FIELDS, MEND__MAP_CLOCKS } mend__map_kind;

typedef struct mend__args_map { /* what has another name under another policy */
    struct mend__args_map *next;
    mend__map_kind what;
    mend__str from, to; /* to.n 0: given up */
} mend__args_map;

typedef struct mend__args_clock { /* a clock that was started elsewhere */
    struct mend__args_clock *next;
    mend__str clock;
    mend_clock_status status;
    int64_t started, stopped, used; /* INT64_MIN: not given */
} mend__args_clock;

struct mend_args {
    mend__arena arena;                                                   /* all texts */
    mend__str action, actor, grade, reason, key, tenant, ticket, number; /* p == NULL: not given */
    mend__str roles[MEND__ARGS_ROLES];
    size_t role_count;
    bool has_at, has_expect;
    int64_t at, expect;
    mend__arg *items; /* in the order given, no path twice */
    size_t count, cap;
    const mend_unit *unit; /* borrowed, like the contracts; NULL: not given */
    const mend_unit *contracts[MEND__ARGS_CONTRACTS];
    size_t contract_count;
    mend__args_map *maps; /* in the order given */
    size_t map_count;
    mend__str state; /* of a ticket that began elsewhere; p == NULL: not given */
    int64_t opened, since;
    mend__args_clock *clocks; /* in the order given */
    size_t clock_count;
};

typedef struct mend__identity { /* of a ticket to be opened, where it is not the arguments' */
    mend__str tenant, key, number;
} mend__identity;

/* SHA-256, in hexadecimal with a NUL, over everything in the arguments but the idempotency key, the unit and its
 * contracts (which are not the caller's wish but what was found in the store), and over the key of the ticket they are
 * meant for (empty: one to be opened). */
void mend__args_fingerprint(const mend_args *args, mend__str ticket, char out[65]);

/* The new name of something; empty: it is given up. False: it has none (args_life.c). */
bool mend__args_mapped(const mend_args *args, mend__map_kind what, mend__str from, mend__str *to);
/* Whether there is anything that belongs to moving or adopting alone. */
bool mend__args_has_life(const mend_args *args);
/* Reads the members "map" and "clocks". */
mend_status mend__args_read_map(mend_args *args, const mend__json *tree, mend__node n, mend_error *err);
mend_status mend__args_read_clocks(mend_args *args, const mend__json *tree, mend__node n, mend_error *err);

/* Fills args from the JSON node (object) as mend_args_json() does. */
mend_status mend__args_read(mend_args *args, const mend__json *tree, mend__node n, mend_error *err);

#endif
