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
#include "rules/unit.h"
#include "store.h"

#define MEND__DESK_POLICIES 64
#define MEND__DESK_TEXT_MAX 128 /* bytes of a tenant or a key */
#define MEND__DESK_TICKS    64  /* in one call, of at most 256 events each */

/* A text for callbacks: NUL-terminated. */
typedef struct mend__desk_text {
    char p[MEND__DESK_TEXT_MAX + 1];
    size_t n;
} mend__desk_text;

/* How far the sweeps of a desk have come. */
typedef struct mend__sweep_place {
    bool begun;          /* there has been a sweep */
    bool again;          /* something behind the place may be due: the next one begins at the front */
    int64_t due;         /* of the ticket seen last; NEVER: none */
    mend__desk_text key; /* likewise */
    int32_t rounds;      /* sweeps since the last one from the front */
    int64_t front;       /* when that one was */
} mend__sweep_place;

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
    mend__sweep_place sweep;
    mend_ticket *ticket;                          /* as loaded */
    mend_result *work;                            /* for what has no result of the caller's */
    mend_buf bytes;                               /* what load and recall give */
    mend__json tree;                              /* of the record read last: its memory is kept */
    mend_buf text;                                /* what a change borrows; arguments of callbacks */
    mend_buf plain;                               /* what a reveal discloses, until it may be handed over */
    mend_unit unit;                               /* as loaded, like its contracts */
    mend_unit *contracts[MEND__QUOTE_CONTRACTS];  /* places, kept from call to call; NULL: never used */
    const mend_unit *held[MEND__QUOTE_CONTRACTS]; /* those of the unit */
    size_t held_count;
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
/* Ticks desk->ticket for looking alone: nothing is stored. */
mend_status mend__desk_foresee(mend_desk *desk, const mend_policy *policy, int64_t now, mend_error *err);

/* What a new ticket is called: the desk's tenant, and what the arguments say; key and number may be empty. MEND_MISUSE
 * without a policy, MEND_DENIED for another tenant. */
mend_status mend__desk_identity(const mend_desk *desk, const mend_args *args, mend__identity *out, mend_error *err);
/* Stands for the key of a ticket that is judged before its number, and with it its key, is drawn. */
#define MEND__DESK_NO_KEY MEND__STR("?")

/* A ticket was stored: should it be due before the place of the sweeps, they begin at the front again. */
void mend__desk_armed(mend_desk *desk, int64_t next_due);

/* The callbacks of a batch; the table has them. */
mend_status mend__desk_begin_batch(mend_desk *desk, mend_error *err);
mend_status mend__desk_end_batch(mend_desk *desk, bool keep, mend_error *err);

#endif
