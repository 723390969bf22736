/*
 * desk_erase.c - removing a ticket whose time is over.
 *
 * There is no way back from it, so it asks for more than a caller's word: the ticket is closed, and either the policy
 * says how long it is to be kept and that has passed, or nothing personal is in it any more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_call.h"
#include "notions/instant.h"
#include "ticket/clock.h"

#define ERASE_CLOCK MEND__STR("archive")

/* desk->ticket has been brought up to the instant of erasing. */
static mend_status erase_judge(const mend_desk *desk, const mend_policy *policy, mend_error *err)
{
    const mend_ticket *t = desk->ticket;
    if (t->closed == MEND__NEVER) {
        return mend__fail(err, MEND_REFUSED, "the ticket is not closed");
    }
    int32_t row = mend__clock_last(t, ERASE_CLOCK);
    if (row >= 0) { /* only a clock that says from when on something may be done, or a countdown, can be over */
        return mend__clock_at(t, (size_t)row)->status == MEND__CLOCK_OVER
                   ? MEND_OK
                   : mend__fail(err, MEND_REFUSED, "the ticket's time in the archive is not over");
    }
    if (mend__names_find(&policy->vocab.clocks, ERASE_CLOCK) >= 0) {
        return mend__fail(err, MEND_REFUSED, "the ticket's time in the archive has not begun");
    }
    if (t->anonymised == MEND__NEVER) {
        return mend__fail(err, MEND_REFUSED, "the policy has no clock \"archive\", and the ticket is not anonymised");
    }
    return MEND_OK;
}

/* One try; *doubt: an erasing before this one may have been done. */
static mend_status erase_once(mend_desk *desk, const mend__desk_text *key, int64_t now, bool *doubt, mend_error *err)
{
    const mend_policy *policy;
    const mend_store *s = &desk->store;
    mend_status status = mend__desk_load(desk, key, err);
    int64_t revision = desk->ticket->seq;
    if (status == MEND_NOT_FOUND && *doubt) {
        return MEND_OK;
    }
    if (status == MEND_OK) {
        status = mend__desk_policy(desk, desk->ticket, &policy, err);
    }
    if (status == MEND_OK) {
        status = mend__desk_foresee(desk, policy, now, err);
    }
    if (status == MEND_OK) {
        status = erase_judge(desk, policy, err);
    }
    if (status != MEND_OK) {
        return status;
    }
    status = s->erase(s->user, desk->tenant.p, desk->tenant.n, key->p, key->n, revision);
    status = mend__store_answer(MEND__CALL_ERASE, status, err);
    *doubt = *doubt || status == MEND_UNKNOWN;
    return status;
}

mend_status mend_desk_erase(mend_desk *desk, const char *key, size_t key_len, int64_t now, mend_error *error)
{
    mend__desk_text name;
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (!mend__instant_valid(now)) {
        status = mend__fail(error, MEND_RANGE, "now lies outside years 1 to 9999");
    } else if (desk->store.erase == NULL) {
        status = mend__store_lacks(MEND__CALL_ERASE, error);
    } else {
        status = mend__desk_take(key, key_len, &name, error);
    }
    if (status == MEND_OK) {
        bool doubt = false, again = true;
        for (int tries = 0; tries < MEND__DESK_TRIES && again; tries++) {
            status = erase_once(desk, &name, now, &doubt, error);
            again = status == MEND_CONFLICT || status == MEND_UNKNOWN;
        }
        if (status != MEND_OK && doubt) {
            status = mend__fail(error, MEND_UNKNOWN, mend_status_text(MEND_UNKNOWN));
        }
    }
    return mend__desk_leave(desk, status);
}
