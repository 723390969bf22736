/*
 * desk.h - a desk inside: policies, a store's table, and the memory that one call after the other uses again.
 *
 * Every public function enters and leaves. In between the desk is busy, and a callback that calls back is turned away
 * before anything is touched.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DESK_H
#define MEND__DESK_H

#include "change/act.h"
#include "lease.h"
#include "mend/desk.h"
#include "store.h"

#define MEND__DESK_POLICIES 64
#define MEND__DESK_TEXT_MAX 128 /* bytes of a tenant or a key */

/* A text for callbacks: NUL-terminated. */
typedef struct mend__desk_text {
    char p[MEND__DESK_TEXT_MAX + 1];
    size_t n;
} mend__desk_text;

struct mend_desk {
    mend__alloc alloc;
    mend_store store;
    mend__desk_text tenant;
    int32_t node;
    bool busy;
    bool batch;                   /* the host has begun one */
    bool spoiled;                 /* a gapless number was drawn in it and not used: it cannot be kept */
    const mend_policy **policies; /* the one added last at the end */
    size_t policy_count, policy_cap;
    mend__leases leases;
    mend_ticket *ticket; /* as loaded */
    mend_result *work;   /* for what has no result of the caller's */
    mend_buf bytes;      /* what load and recall give */
    mend_buf text;       /* what a change borrows; arguments of callbacks */
    mend_buf plain;      /* what a reveal discloses, until it may be handed over */
};

/* MEND_INVALID, MEND_MISUSE; else the desk is busy until mend__desk_leave, which returns the status given to it. */
mend_status mend__desk_enter(mend_desk *desk, const mend_error *err);
mend_status mend__desk_leave(mend_desk *desk, mend_status status);

/* Checks and copies a tenant, a key or an id. MEND_INVALID, MEND_LIMIT, MEND_UTF8. */
mend_status mend__desk_take(const char *text, size_t len, mend__desk_text *out, mend_error *err);

/* Loads a ticket into desk->ticket: it is the one asked for, at the revision the store says. */
mend_status mend__desk_load(mend_desk *desk, const mend__desk_text *key, mend_error *err);
/* Looks an idempotency key up; the outcome is then in desk->bytes. */
mend_status mend__desk_recall(mend_desk *desk, const mend__desk_text *idempotency, mend_error *err);
/* The policy a ticket names, with the digest it names. MEND_POLICY_MISMATCH. */
mend_status mend__desk_policy(const mend_desk *desk, const mend_ticket *ticket, const mend_policy **out,
                              mend_error *err);

/* What a new ticket is called: the desk's tenant, and what the arguments say; key and number may be empty. MEND_MISUSE
 * without a policy, MEND_DENIED for another tenant. */
mend_status mend__desk_identity(const mend_desk *desk, const mend_args *args, mend__identity *out, mend_error *err);
/* Stands for the key of a ticket that is judged before its number, and with it its key, is drawn. */
#define MEND__DESK_NO_KEY MEND__STR("?")

/* The callbacks of a batch; the table has them. */
mend_status mend__desk_begin_batch(mend_desk *desk, mend_error *err);
mend_status mend__desk_end_batch(mend_desk *desk, bool keep, mend_error *err);

#endif
