/*
 * desk_move.c - stored tickets under another policy, and tickets that began elsewhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "change/move.h"
#include "desk_call.h"

/* --- another policy --- */

typedef struct move_call {
    mend__call call; /* first: the tries get a pointer to it */
    const mend_policy *to;
} move_call;

/* Time has brought more than a move may bring along: that is stored first. */
static mend_status move_catch_up(mend__call *call, const mend_policy *from)
{
    mend_desk *desk = call->desk;
    mend__call first = {.desk = desk, .now = call->now, .result = desk->work, .err = call->err};
    mend_status status = mend__call_tick(&first, from);
    mend__result_reset(desk->work);
    if (call->args->has_expect) { /* it was the right one, or the move would have said so */
        call->moved = *call->args;
        call->moved.expect = desk->ticket->seq;
        call->args = &call->moved;
    }
    return status == MEND_UNKNOWN ? mend__fail(call->err, MEND_CONFLICT, mend_status_text(MEND_CONFLICT)) : status;
}

static mend_status move_once(mend__call *call)
{
    const mend_policy *to = ((move_call *)call)->to, *from;
    mend_desk *desk = call->desk;
    bool found = false;
    mend_status status = mend__desk_load(desk, &call->key, call->err);
    if (status == MEND_OK) {
        status = mend__call_recall(call, &found);
    }
    if (status != MEND_OK || found) {
        return status;
    }
    status = mend__desk_policy(desk, desk->ticket, &from, call->err);
    if (status == MEND_OK) {
        status = mend__move(from, to, desk->ticket, call->args, call->now, call->result, call->err);
    }
    if (status == MEND_MORE) {
        status = move_catch_up(call, from);
        if (status == MEND_OK) {
            status = mend__move(from, to, desk->ticket, call->args, call->now, call->result, call->err);
        }
    }
    if (status == MEND_OK && call->result->events.count == 0) { /* it is there already */
        return call->ticket == NULL ? MEND_OK : mend_ticket_copy(call->ticket, desk->ticket);
    }
    if (status == MEND_OK) {
        status = mend__call_commit(call, desk->ticket->seq, &call->result->scratch);
    }
    return mend__call_settle(call, status);
}

static bool move_has(const mend_desk *desk, const mend_policy *to)
{
    for (size_t i = 0; i < desk->policy_count; i++) {
        if (desk->policies[i] == to) {
            return true;
        }
    }
    return false;
}

static mend_status move_begin(mend__call *call, const mend_policy *to, const char *key, size_t key_len)
{
    mend_status status = MEND_OK;
    if (to == NULL || call->args == NULL || call->result == NULL) {
        return mend__fail(call->err, MEND_INVALID, "a policy, arguments and a result are needed");
    }
    if (!move_has(call->desk, to)) {
        status =
            mend__fail(call->err, MEND_POLICY_MISMATCH, "the desk does not have the policy the ticket is to go to");
    }
    if (status == MEND_OK) {
        status = mend__desk_take(key, key_len, &call->key, call->err);
    }
    if (status == MEND_OK) {
        status = mend__call_key(call);
    }
    if (status != MEND_OK) {
        mend__result_reset(call->result);
        call->result->status = status;
    }
    return status;
}

mend_status mend_desk_move(mend_desk *desk, const char *key, size_t key_len, const mend_policy *to,
                           const mend_args *args, int64_t now, mend_ticket *ticket, mend_result *result,
                           mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    move_call m = {.call = {.desk = desk, .args = args, .now = now, .ticket = ticket, .result = result, .err = error},
                   .to = to};
    status = move_begin(&m.call, to, key, key_len);
    return mend__desk_leave(desk, status == MEND_OK ? mend__call_run(&m.call, move_once) : status);
}

/* --- from elsewhere --- */

static mend_status adopt_once(mend__call *call)
{
    bool found;
    mend_desk *desk = call->desk;
    mend_status status = mend__call_recall(call, &found);
    if (status != MEND_OK || found) {
        return status;
    }
    mend__ticket_reset(desk->ticket);
    status = mend__adopt(desk->policies[desk->policy_count - 1], desk->ticket, call->args, &call->id, call->now,
                         call->result, call->err);
    if (status == MEND_OK) {
        status = mend__call_commit(call, 0, &call->result->scratch);
    }
    status = mend__call_settle(call, status);
    if (status != MEND_DUPLICATE || call->idempotency.n == 0) {
        return status;
    }
    /* The ticket that is in the way may be this command's own, stored meanwhile. */
    mend_status asked = mend__call_recall(call, &found);
    return asked != MEND_OK || found ? asked : mend__fail(call->err, status, mend_status_text(status));
}

mend_status mend_desk_adopt(mend_desk *desk, const mend_args *args, int64_t now, mend_ticket *ticket,
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
    status = mend__desk_identity(desk, args, &call.id, error);
    if (status == MEND_OK && call.id.key.n == 0) {
        call.id.key = call.id.number; /* if that is empty as well, the library says what is missing */
    }
    if (status == MEND_OK) {
        status = mend__call_key(&call);
    }
    if (status == MEND_OK) {
        return mend__desk_leave(desk, mend__call_run(&call, adopt_once));
    }
    mend__result_reset(result);
    result->status = status;
    return mend__desk_leave(desk, status);
}
