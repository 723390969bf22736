/*
 * desk_call.c - one command on its way, see desk_call.h.
 *
 * Every try loads first and recalls then. A command that somebody else stored under the same key before the ticket was
 * loaded is thus found, and one stored after it makes the commit fail: a repetition is never judged anew.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_call.h"

#include "change.h"

#include <string.h>

static mend_status call_nomem(const mend__call *call)
{
    return mend__fail(call->err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
}

mend_status mend__call_key(mend__call *call)
{
    if (call->args->key.n == 0) {
        return MEND_OK;
    }
    mend__args_fingerprint(call->args, (mend__str){call->key.p, call->key.n}, call->fingerprint);
    return mend__desk_take(call->args->key.p, call->args->key.n, &call->idempotency, call->err);
}

/* Makes room for `more` bytes behind what a buffer has, so that adding them cannot fail. */
static mend_status call_room(mend_buf *out, size_t more)
{
    void *data = out->data;
    mend_status status = mend__reserve(&out->alloc, &data, &out->cap, out->len + more + 1, 1);
    out->data = data;
    if (status == MEND_OK) {
        out->data[out->len] = '\0';
    }
    return status;
}

/* Overwrites what a reveal discloses: it shall not stay in the desk's memory. */
static void call_wipe(mend_buf *plain)
{
    if (plain->data != NULL) {
        memset(plain->data, 0, plain->cap);
    }
    mend__buf_rewind(plain, 0);
}

/* Makes ready what the caller gets: his ticket as `after`, and the plain values a reveal asks for. */
static mend_status call_prepare(mend__call *call, const mend_ticket *after)
{
    if (call->ticket != NULL) {
        mend__ticket_init(&call->fresh, &call->ticket->alloc);
        call->has_fresh = true;
        if (mend__ticket_assign(&call->fresh, after) != MEND_OK) {
            return call_nomem(call);
        }
    }
    if (call->out != NULL) {
        mend_buf *plain = &call->desk->plain;
        mend__buf_rewind(plain, 0);
        mend_status status = mend__reveal_write(after, call->args, plain);
        if (status == MEND_OK) {
            status = call_room(call->out, plain->len);
        }
        if (status != MEND_OK) {
            return mend__fail(call->err, status, mend_status_text(status));
        }
    }
    return MEND_OK;
}

mend_status mend__call_settle(mend__call *call, mend_status status)
{
    if (call->has_fresh && status == MEND_OK) {
        mend_ticket before = *call->ticket;
        *call->ticket = call->fresh;
        call->fresh = before;
    }
    if (call->has_fresh) {
        mend__ticket_done(&call->fresh);
        call->has_fresh = false;
    }
    if (call->out != NULL) {
        if (status == MEND_OK) {
            mend__put(call->out, call->desk->plain.data, call->desk->plain.len);
        }
        call_wipe(&call->desk->plain);
    }
    return status;
}

/* The key of the ticket an opening command made, from its event. */
static mend_status call_opened_key(mend__call *call)
{
    mend__json tree;
    mend__node root;
    size_t len = 0;
    const char *event = mend_result_event(call->result, 0, &len);
    mend__json_init(&tree, &call->desk->alloc);
    mend_status status =
        event == NULL ? MEND_CORRUPT : mend__json_read(&tree, event, len, (size_t)16 * 1024 * 1024, 64, &root, NULL);
    if (status == MEND_OK) {
        mend__node n = mend__json_get(&tree, mend__json_get(&tree, root, "data"), "key");
        mend__str key = mend__json_typeof(&tree, n) == MEND__JSON_STRING ? mend__json_str(&tree, n) : MEND__STR("");
        status = mend__desk_take(key.p, key.n, &call->key, NULL);
    }
    mend__json_free(&tree);
    if (status == MEND_OK || status == MEND_NOMEM) {
        return status == MEND_OK ? MEND_OK : call_nomem(call);
    }
    return mend__fail(call->err, MEND_CORRUPT, "the stored outcome of an idempotency key is damaged");
}

/* Delivers a command that was stored before. desk->ticket is what this try has loaded, if anything. */
static mend_status call_replay(mend__call *call, int64_t revision)
{
    mend_desk *desk = call->desk;
    mend_status status = MEND_OK;
    if (call->ticket == NULL && call->out == NULL) {
        return MEND_OK;
    }
    bool opening = call->key.n == 0;
    if (opening) {
        status = call_opened_key(call);
    }
    if (status == MEND_OK && (opening || desk->ticket->seq < revision)) {
        status = mend__desk_load(desk, &call->key, call->err);
    }
    if (opening) {
        call->key.n = 0; /* for the next try it is an opening again */
    }
    /* The event that is stored speaks of the values of that time; later ones need an event of their own. */
    if (status == MEND_OK && call->out != NULL && desk->ticket->seq != revision) {
        status = mend__fail(call->err, MEND_STALE, "the ticket has changed since that disclosure");
    }
    if (status == MEND_OK) {
        status = call_prepare(call, desk->ticket);
    }
    return mend__call_settle(call, status);
}

mend_status mend__call_recall(mend__call *call, bool *found)
{
    char fingerprint[65];
    int64_t revision;
    *found = false;
    if (call->idempotency.n == 0) {
        return MEND_OK;
    }
    mend_status status = mend__desk_recall(call->desk, &call->idempotency, call->err);
    if (status == MEND_NOT_FOUND) {
        call->doubt = false;
        return MEND_OK;
    }
    if (status == MEND_OK) {
        size_t len;
        const char *outcome = mend_buf_data(&call->desk->bytes, &len);
        status = mend__result_recall(call->result, (mend__str){outcome, len}, fingerprint, &revision, call->err);
    }
    if (status != MEND_OK) {
        return status;
    }
    if (strcmp(fingerprint, call->fingerprint) != 0) {
        call->doubt = false; /* the key stands for another command, so ours was not stored */
        return mend__fail(call->err, MEND_KEY_REUSED, mend_status_text(MEND_KEY_REUSED));
    }
    *found = true;
    return call_replay(call, revision);
}

mend_status mend__call_commit(mend__call *call, int64_t expected, const mend_ticket *after)
{
    mend_desk *desk = call->desk;
    mend_change change;
    mend__change_frame frame = {.tenant = {desk->tenant.p, desk->tenant.n},
                                .idempotency = {call->idempotency.p, call->idempotency.n},
                                .fingerprint = mend__str_of(call->fingerprint, MEND_NTS),
                                .claim = call->claim,
                                .expected = expected,
                                .now = call->now};
    mend_status status = call_prepare(call, after);
    if (status != MEND_OK) {
        return status;
    }
    status = mend__change_make(&change, &frame, after, call->result, &desk->text);
    if (status != MEND_OK) {
        return mend__fail(call->err, status, mend_status_text(status));
    }
    status = mend__store_answer(MEND__CALL_COMMIT, desk->store.commit(desk->store.user, &change), call->err);
    if (call->idempotency.n == 0 && status == MEND_EXISTS) {
        return mend__fail(call->err, MEND_IO, "the store's commit knows a key the change does not have");
    }
    if (status == MEND_OK || status == MEND_UNKNOWN) {
        mend__desk_armed(desk, change.next_due);
    }
    return status;
}

mend_status mend__call_tick(mend__call *call, const mend_policy *policy)
{
    mend_ticket *ticket = call->desk->ticket;
    mend_status status = MEND_OK;
    bool more = true;
    for (int i = 0; i < MEND__DESK_TICKS && more && status == MEND_OK; i++) {
        int64_t before = ticket->seq;
        status = mend_tick(policy, ticket, call->now, call->result, call->err);
        more = status == MEND_OK && mend_result_more(call->result);
        if (status == MEND_OK && call->result->events.count > 0) {
            status = mend__call_settle(call, mend__call_commit(call, before, ticket));
            call->events += status == MEND_OK ? (int64_t)call->result->events.count : 0;
            call->claim.n = 0; /* the commit has ended it */
        }
    }
    return status;
}

/* Whether another try can help. Without a key only a conflict lets the desk try again. */
static bool call_again(mend__call *call, mend_status status)
{
    if (call->idempotency.n == 0) {
        return status == MEND_CONFLICT;
    }
    call->doubt = call->doubt || status == MEND_UNKNOWN;
    return status == MEND_CONFLICT || status == MEND_EXISTS || status == MEND_UNKNOWN;
}

/* The tries are used up; with a key the store is asked a last time what happened. */
static mend_status call_last_recall(mend__call *call, mend_status status)
{
    bool found;
    mend_status asked = mend__call_recall(call, &found);
    if (asked != MEND_OK || found) {
        return asked;
    }
    if (status == MEND_EXISTS) {
        return mend__fail(call->err, MEND_CORRUPT, "the store knows the idempotency key and has no outcome for it");
    }
    return mend__fail(call->err, status, mend_status_text(status));
}

mend_status mend__call_run(mend__call *call, mend__call_try once)
{
    mend_status status = MEND_OK;
    bool again = true;
    mend__result_reset(call->result);
    for (int tries = 0; tries < MEND__DESK_TRIES && again; tries++) {
        status = once(call);
        again = call_again(call, status);
    }
    if (again && call->idempotency.n > 0) {
        status = call_last_recall(call, status);
    }
    bool fault = status < MEND_OK && status > MEND_REFUSED;
    if (fault && call->doubt) {
        status = mend__fail(call->err, MEND_UNKNOWN, mend_status_text(MEND_UNKNOWN));
    }
    if (fault && call->result->status != status) {
        mend__result_reset(call->result); /* what the act itself refuses keeps its reasons */
        call->result->status = status;
    }
    return status;
}
