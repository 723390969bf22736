/*
 * desk_call.h - one command on its way through a desk: recalled or decided, committed, tried again, delivered.
 *
 * What the caller gets is made ready before the commit and handed over after it, so that nothing can fail in between
 * and nothing is touched unless the command is stored.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DESK_CALL_H
#define MEND__DESK_CALL_H

#include "desk.h"

#define MEND__DESK_TRIES 3

typedef struct mend__call {
    mend_desk *desk;
    const mend_args *args; /* NULL for a tick */
    int64_t now;
    mend__desk_text key; /* of the ticket; empty for one to be opened */
    mend__identity id;   /* of a ticket to be opened, as far as the arguments say it */
    mend_ticket *ticket; /* the caller's; NULL: not wanted */
    mend_result *result; /* the caller's */
    mend_buf *out;       /* the caller's, for what a reveal discloses; NULL: no reveal */
    mend_error *err;
    mend__desk_text idempotency; /* empty: none */
    char fingerprint[65];
    mend__desk_text number; /* drawn for a ticket to be opened; empty: none */
    bool spoils;            /* that number left a gapless series inside the host's batch */
    mend__str claim;        /* token of a sweep's claim, for the first commit; empty: none */
    int64_t events;         /* that ticks of this call have stored */
    mend_args moved;   /* the arguments, with the unit that was found, and expecting the revision to which ticks have
                               moved the ticket */
    bool doubt;        /* a commit of this call may have happened */
    bool has_fresh;    /* fresh is made */
    mend_ticket fresh; /* the caller's ticket as it will be */
} mend__call;

/* One try: loads, recalls, decides, commits. */
typedef mend_status (*mend__call_try)(mend__call *call);

/* Takes the idempotency key of the arguments, with their fingerprint. */
mend_status mend__call_key(mend__call *call);

/* If the idempotency key is known: *found, and everything is delivered. */
mend_status mend__call_recall(mend__call *call, bool *found);

/* Makes ready what the caller gets and asks the store. To be followed by mend__call_settle. */
mend_status mend__call_commit(mend__call *call, int64_t expected, const mend_ticket *after);

/* Hands over what is ready if the status is MEND_OK, else drops it; returns the status. */
mend_status mend__call_settle(mend__call *call, mend_status status);

/* Ticks the loaded ticket, each time with a commit, until there is no more; the result is that of the last tick. */
mend_status mend__call_tick(mend__call *call, const mend_policy *policy);

/* Tries until the command is stored, refused or failed, MEND__DESK_TRIES times at most. */
mend_status mend__call_run(mend__call *call, mend__call_try once);

#endif
