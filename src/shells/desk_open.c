/*
 * desk_open.c - opening a ticket: judged without a number first, so that a refusal costs none; then numbered, decided
 * and committed.
 *
 * A leased number stays with the call over all its tries. A gapless one is drawn and committed in one batch of the
 * store; if that is the desk's own, a failure takes it back, and if it is the host's, the batch cannot be kept any more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_call.h"
#include "desk_number.h"

/* Decides with the number given or drawn; an empty number, and a key that would come from it, while judging. */
static mend_status open_decide(mend__call *call, const mend_policy *policy)
{
    mend__identity id = call->id;
    mend_desk *desk = call->desk;
    if (call->number.n > 0) {
        id.number = (mend__str){call->number.p, call->number.n};
    }
    if (id.key.n == 0) {
        id.key = id.number.n > 0 ? id.number : MEND__DESK_NO_KEY;
    }
    mend__ticket_reset(desk->ticket);
    return mend__act(policy, desk->ticket, call->args, &id, call->now, call->result, call->err);
}

/* The series the ticket's number has to come from; -1: it needs none. */
static int32_t open_series(const mend__call *call, const mend_policy *policy)
{
    const mend__action *action = mend__act_find(policy, call->args, NULL);
    return action != NULL && action->opens && call->args->number.n == 0 ? action->series : -1;
}

static mend_status open_draw(mend__call *call, mend__numbering *numbering, const mend_policy *policy)
{
    mend_status status = mend__numbering_draw(call->desk, numbering, &call->number, call->err);
    return status == MEND_OK ? open_decide(call, policy) : status;
}

static mend_status open_commit(mend__call *call)
{
    mend_status status = mend__call_commit(call, 0, &call->result->scratch);
    if (status == MEND_DUPLICATE && call->number.n > 0) {
        mend__error_add(call->err, "; its number was drawn, so the counter may be behind");
    }
    return status;
}

/* Draws, decides and commits in a batch of the desk's own. */
static mend_status open_in_batch(mend__call *call, mend__numbering *numbering, const mend_policy *policy)
{
    mend_status status = mend__desk_begin_batch(call->desk, call->err);
    if (status != MEND_OK) {
        return status;
    }
    status = open_draw(call, numbering, policy);
    if (status == MEND_OK) {
        status = open_commit(call);
    }
    if (status == MEND_OK) {
        status = mend__desk_end_batch(call->desk, true, call->err);
    } else {
        mend__desk_end_batch(call->desk, false, NULL); /* what went wrong first is what the caller is told */
    }
    if (status != MEND_OK) {
        call->number.n = 0; /* the counter has it again */
    }
    return status;
}

/* Numbers the judged ticket if need be, and commits it. */
static mend_status open_number_and_commit(mend__call *call, const mend_policy *policy)
{
    mend_desk *desk = call->desk;
    int32_t series = open_series(call, policy);
    mend_status status = MEND_OK;
    if (series >= 0 && call->number.n == 0) {
        mend__numbering numbering;
        const mend__result_event *event = call->result->events.items;
        status = mend__numbering_make(desk, policy, series, &call->result->scratch, event->at, &numbering, call->err);
        if (status == MEND_OK && numbering.series->gapless && !desk->batch) {
            return open_in_batch(call, &numbering, policy);
        }
        if (status == MEND_OK) {
            call->spoils = numbering.series->gapless;
            status = open_draw(call, &numbering, policy);
        }
    }
    return status == MEND_OK ? open_commit(call) : status;
}

static mend_status open_once(mend__call *call)
{
    bool found;
    mend_desk *desk = call->desk;
    mend_status status = mend__call_recall(call, &found);
    if (status != MEND_OK || found) {
        return status;
    }
    const mend_policy *policy = desk->policies[desk->policy_count - 1];
    status = open_decide(call, policy);
    if (status == MEND_OK) {
        status = open_number_and_commit(call, policy);
    }
    status = mend__call_settle(call, status);
    if (status != MEND_DUPLICATE || call->idempotency.n == 0) {
        return status;
    }
    /* The ticket that is in the way may be this command's own, stored meanwhile. */
    mend_status asked = mend__call_recall(call, &found);
    return asked != MEND_OK || found ? asked : mend__fail(call->err, status, mend_status_text(status));
}

/* A ticket without any number needs a key from outside. */
static mend_status open_check(mend__call *call)
{
    const mend_desk *desk = call->desk;
    mend_status status = mend__desk_identity(desk, call->args, &call->id, call->err);
    if (status == MEND_OK && call->id.key.n == 0 && call->id.number.n == 0) {
        const mend_policy *policy = desk->policies[desk->policy_count - 1];
        const mend__action *action = mend__act_find(policy, call->args, NULL);
        if (action != NULL && action->opens && action->series < 0) {
            status = mend__fail(call->err, MEND_INVALID, "no number is drawn for this ticket, so it needs a key");
        }
    }
    return status == MEND_OK ? mend__call_key(call) : status;
}

mend_status mend_desk_open(mend_desk *desk, const mend_args *args, int64_t now, mend_ticket *ticket,
                           mend_result *result, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    mend__call call = {.desk = desk, .args = args, .now = now, .ticket = ticket, .result = result, .err = error};
    if (args == NULL || result == NULL) {
        return mend__desk_leave(desk, mend__fail(error, MEND_INVALID, "arguments and a result are needed"));
    }
    status = open_check(&call);
    if (status == MEND_OK) {
        status = mend__call_run(&call, open_once);
        bool used = status == MEND_OK && !result->replayed;
        desk->spoiled = desk->spoiled || (call.spoils && !used);
        return mend__desk_leave(desk, status);
    }
    mend__result_reset(result);
    result->status = status;
    return mend__desk_leave(desk, status);
}
