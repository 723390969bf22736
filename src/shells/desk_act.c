/*
 * desk_act.c - doing something with a stored ticket: act, reveal, tick, and asking beforehand.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_call.h"
#include "desk_unit.h"

/* Loads the ticket and looks the command's key up; *found: everything is delivered. Else finds the policy. */
static mend_status act_begin(mend__call *call, bool *found, const mend_policy **policy)
{
    mend_status status = mend__desk_load(call->desk, &call->key, call->err);
    if (status == MEND_OK) {
        status = mend__call_recall(call, found);
    }
    if (status == MEND_OK && !*found) {
        status = mend__desk_policy(call->desk, call->desk->ticket, policy, call->err);
    }
    return status;
}

/* A reveal writes plain values, so it must be an action that says so. */
static mend_status act_check_kind(const mend__call *call, const mend_policy *policy)
{
    const mend__action *action = call->out == NULL ? NULL : mend__act_find(policy, call->args, call->err);
    if (action != NULL && action->kind != MEND__ACT_REVEAL) {
        return mend__fail(call->err, MEND_INVALID, "the action is not of kind reveal");
    }
    return MEND_OK; /* an unknown action is the act's to refuse */
}

/* The revision the arguments expect moves with what time has done to the ticket, for nobody else has changed it. */
static void act_expect(mend__call *call)
{
    if (call->args->has_expect) { /* it was the right one, or the act would have said so */
        call->moved = *call->args;
        call->moved.expect = call->desk->ticket->seq;
        call->args = &call->moved;
    }
}

/* Time has brought more than an act may bring along: that is stored first. */
static mend_status act_catch_up(mend__call *call, const mend_policy *policy)
{
    mend_desk *desk = call->desk;
    mend__call first = {.desk = desk, .now = call->now, .result = desk->work, .err = call->err};
    mend_status status = mend__call_tick(&first, policy);
    mend__result_reset(desk->work);
    act_expect(call);
    /* The act itself has not been tried: whether or not the tick is stored, the next try finds out. */
    return status == MEND_UNKNOWN ? mend__fail(call->err, MEND_CONFLICT, mend_status_text(MEND_CONFLICT)) : status;
}

static mend_status act_decide(mend__call *call, const mend_policy *policy)
{
    mend_ticket *ticket = call->desk->ticket;
    mend_status status = mend__act(policy, ticket, call->args, NULL, call->now, call->result, call->err);
    if (status == MEND_MORE) {
        status = act_catch_up(call, policy);
        if (status == MEND_OK) {
            status = mend__act(policy, ticket, call->args, NULL, call->now, call->result, call->err);
        }
    }
    return status;
}

static mend_status act_once(mend__call *call)
{
    bool found = false;
    mend_desk *desk = call->desk;
    const mend_policy *policy;
    mend_status status = act_begin(call, &found, &policy);
    if (status != MEND_OK || found) {
        return status;
    }
    status = act_check_kind(call, policy);
    if (status == MEND_OK) {
        status = mend__call_units(call, policy);
    }
    if (status == MEND_OK) {
        status = act_decide(call, policy);
    }
    if (status == MEND_OK) {
        status = mend__call_commit(call, desk->ticket->seq, &call->result->scratch);
    }
    return mend__call_settle(call, status);
}

static mend_status tick_once(mend__call *call)
{
    bool found = false;
    const mend_policy *policy;
    mend_status status = act_begin(call, &found, &policy);
    return status == MEND_OK ? mend__call_tick(call, policy) : status;
}

/* What act, reveal and tick have in common; the desk has been entered. */
static mend_status act_run(mend__call *call, const char *key, size_t key_len, mend__call_try once)
{
    if (call->result == NULL) {
        return mend__fail(call->err, MEND_INVALID, "a result is needed");
    }
    mend_status status = mend__desk_take(key, key_len, &call->key, call->err);
    if (status == MEND_OK && call->args != NULL) {
        status = mend__call_key(call);
    }
    if (status != MEND_OK) {
        mend__result_reset(call->result);
        call->result->status = status;
        return status;
    }
    return mend__call_run(call, once);
}

mend_status mend_desk_act(mend_desk *desk, const char *key, size_t key_len, const mend_args *args, int64_t now,
                          mend_ticket *ticket, mend_result *result, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    mend__call call = {.desk = desk, .args = args, .now = now, .ticket = ticket, .result = result, .err = error};
    status =
        args == NULL ? mend__fail(error, MEND_INVALID, "arguments are needed") : act_run(&call, key, key_len, act_once);
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_reveal(mend_desk *desk, const char *key, size_t key_len, const mend_args *args, int64_t now,
                             mend_result *result, mend_buf *out, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    mend__call call = {.desk = desk, .args = args, .now = now, .result = result, .out = out, .err = error};
    status = args == NULL || out == NULL ? mend__fail(error, MEND_INVALID, "arguments and a buffer are needed")
                                         : act_run(&call, key, key_len, act_once);
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_tick(mend_desk *desk, const char *key, size_t key_len, int64_t now, mend_result *result,
                           mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    mend__call call = {.desk = desk, .now = now, .result = result, .err = error};
    return mend__desk_leave(desk, act_run(&call, key, key_len, tick_once));
}

/* A ticket still to be opened, and what it would be called as far as that is known: nothing is drawn. */
static mend_status try_blank(mend__call *call)
{
    mend__identity id;
    mend_desk *desk = call->desk;
    mend_status status = mend__desk_identity(desk, call->args, &id, call->err);
    if (status != MEND_OK) {
        return status;
    }
    if (id.key.n == 0) {
        id.key = id.number.n > 0 ? id.number : MEND__DESK_NO_KEY;
    }
    mend__ticket_reset(desk->ticket);
    return mend__act(desk->policies[desk->policy_count - 1], desk->ticket, call->args, &id, call->now, call->result,
                     call->err);
}

static mend_status try_stored(mend__call *call, const char *key, size_t key_len)
{
    const mend_policy *policy;
    mend_desk *desk = call->desk;
    mend_status status = mend__desk_take(key, key_len, &call->key, call->err);
    if (status == MEND_OK) {
        status = mend__desk_load(desk, &call->key, call->err);
    }
    if (status == MEND_OK) {
        status = mend__desk_policy(desk, desk->ticket, &policy, call->err);
    }
    if (status == MEND_OK) {
        status = mend__call_units(call, policy);
    }
    if (status == MEND_OK) {
        status = mend__act(policy, desk->ticket, call->args, NULL, call->now, call->result, call->err);
    }
    if (status == MEND_MORE) {
        status = mend__desk_foresee(desk, policy, call->now, call->err);
        act_expect(call);
        if (status == MEND_OK) {
            status = mend__act(policy, desk->ticket, call->args, NULL, call->now, call->result, call->err);
        }
    }
    return status;
}

mend_status mend_desk_try(mend_desk *desk, const char *key, size_t key_len, const mend_args *args, int64_t now,
                          mend_result *result, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    mend__call call = {.desk = desk, .args = args, .now = now, .result = result, .err = error};
    if (args == NULL || result == NULL) {
        return mend__desk_leave(desk, mend__fail(error, MEND_INVALID, "arguments and a result are needed"));
    }
    mend__result_reset(result);
    status = mend__str_of(key, key_len).n == 0 ? try_blank(&call) : try_stored(&call, key, key_len);
    result->status = status;
    return mend__desk_leave(desk, status);
}
