/*
 * args.h - what somebody wants to do, as the act reads it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ARGS_H
#define MEND__ARGS_H

#include "ground/alloc.h"
#include "ground/json.h"
#include "mend/flow.h"

#define MEND__ARGS_ROLES     16
#define MEND__ARGS_FIELDS    4096
#define MEND__ARGS_CONTRACTS 64

typedef enum mend__arg_kind { MEND__ARG_TEXT, MEND__ARG_INT, MEND__ARG_UNSET } mend__arg_kind;

typedef struct mend__arg {
    mend__str path;
    mend__arg_kind kind;
    mend__str text;
    int64_t num;
} mend__arg;

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
};

typedef struct mend__identity { /* of a ticket to be opened, where it is not the arguments' */
    mend__str tenant, key, number;
} mend__identity;

/* SHA-256, in hexadecimal with a NUL, over everything in the arguments but the idempotency key, the unit and its
 * contracts (which are not the caller's wish but what was found in the store), and over the key of the ticket they are
 * meant for (empty: one to be opened). */
void mend__args_fingerprint(const mend_args *args, mend__str ticket, char out[65]);

/* Fills args from the JSON node (object) as mend_args_json() does. */
mend_status mend__args_read(mend_args *args, const mend__json *tree, mend__node n, mend_error *err);

#endif
