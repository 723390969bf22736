/*
 * desk.c - making a desk, finding its policies, loading, and batches.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk.h"

#include "ticket/record.h"

#include <string.h>

mend_status mend__desk_enter(mend_desk *desk, const mend_error *err)
{
    if (desk == NULL || !mend__error_ok(err)) {
        return MEND_INVALID;
    }
    if (desk->busy) {
        return MEND_MISUSE;
    }
    desk->busy = true;
    return MEND_OK;
}

mend_status mend__desk_leave(mend_desk *desk, mend_status status)
{
    desk->busy = false;
    return status;
}

mend_status mend__desk_take(const char *text, size_t len, mend__desk_text *out, mend_error *err)
{
    mend__str s = mend__str_of(text, len);
    if (s.p == NULL || s.n == 0) {
        return mend__fail(err, MEND_INVALID, "a tenant, key or id must not be empty");
    }
    if (s.n > MEND__DESK_TEXT_MAX) {
        return mend__fail(err, MEND_LIMIT, "a tenant, key or id may have 128 bytes");
    }
    if (!mend__utf8_valid(s.p, s.n, NULL)) {
        return mend__fail(err, MEND_UTF8, mend_status_text(MEND_UTF8));
    }
    if (memchr(s.p, '\0', s.n) != NULL) {
        return mend__fail(err, MEND_INVALID, "a tenant, key or id must not hold U+0000");
    }
    memcpy(out->p, s.p, s.n);
    out->p[s.n] = '\0';
    out->n = s.n;
    return MEND_OK;
}

mend_status mend__desk_load(mend_desk *desk, const mend__desk_text *key, mend_error *err)
{
    int64_t revision = 0;
    mend__buf_rewind(&desk->bytes, 0);
    mend_status status =
        desk->store.load(desk->store.user, desk->tenant.p, desk->tenant.n, key->p, key->n, &desk->bytes, &revision);
    status = mend__store_answer(MEND__CALL_LOAD, status, err);
    if (status != MEND_OK) {
        return status;
    }
    mend__str record;
    record.p = mend_buf_data(&desk->bytes, &record.n);
    status = mend__ticket_read(desk->ticket, &desk->tree, record, err);
    if (status != MEND_OK) {
        return status;
    }
    const mend_ticket *t = desk->ticket;
    if (!mend__str_eq(mend__ticket_str(t, t->tenant), (mend__str){desk->tenant.p, desk->tenant.n}) ||
        !mend__str_eq(mend__ticket_str(t, t->key), (mend__str){key->p, key->n})) {
        return mend__fail(err, MEND_CORRUPT, "the store gives the record of another ticket");
    }
    if (t->seq < 1 || t->seq != revision) {
        return mend__fail(err, MEND_CORRUPT, "the record has another revision than the store says");
    }
    return MEND_OK;
}

mend_status mend__desk_recall(mend_desk *desk, const mend__desk_text *idempotency, mend_error *err)
{
    mend__buf_rewind(&desk->bytes, 0);
    mend_status status = desk->store.recall(desk->store.user, desk->tenant.p, desk->tenant.n, idempotency->p,
                                            idempotency->n, &desk->bytes);
    return mend__store_answer(MEND__CALL_RECALL, status, err);
}

/* Whether a policy is the revision a ticket names. */
static bool desk_policy_is(const mend_policy *policy, mend__str id, int64_t revision)
{
    return policy->revision == revision && mend__str_eq(policy->id, id);
}

/* The policy of that id and revision; NULL: none. */
static const mend_policy *desk_policy_find(const mend_desk *desk, mend__str id, int64_t revision)
{
    for (size_t i = desk->policy_count; i > 0; i--) {
        if (desk_policy_is(desk->policies[i - 1], id, revision)) {
            return desk->policies[i - 1];
        }
    }
    return NULL;
}

mend_status mend__desk_policy(const mend_desk *desk, const mend_ticket *ticket, const mend_policy **out,
                              mend_error *err)
{
    const mend_policy *policy =
        desk_policy_find(desk, mend__ticket_str(ticket, ticket->policy), ticket->policy_revision);
    if (policy == NULL) {
        return mend__fail(err, MEND_POLICY_MISMATCH, "the desk does not have the ticket's policy in its revision");
    }
    if (strcmp(policy->digest, ticket->digest) != 0) {
        return mend__fail(err, MEND_POLICY_MISMATCH, "the ticket's policy has the same revision and another content");
    }
    *out = policy;
    return MEND_OK;
}

mend_status mend__desk_foresee(mend_desk *desk, const mend_policy *policy, int64_t now, mend_error *err)
{
    mend_status status = MEND_OK;
    bool more = true;
    for (int i = 0; i < MEND__DESK_TICKS && more && status == MEND_OK; i++) {
        status = mend_tick(policy, desk->ticket, now, desk->work, err);
        more = mend_result_more(desk->work);
    }
    mend__result_reset(desk->work);
    return status;
}

/* A text of arguments that callbacks will get NUL-terminated. */
static bool desk_text_ok(mend__str text)
{
    return text.n == 0 || memchr(text.p, '\0', text.n) == NULL;
}

mend_status mend__desk_identity(const mend_desk *desk, const mend_args *args, mend__identity *out, mend_error *err)
{
    mend__str tenant = {desk->tenant.p, desk->tenant.n};
    if (desk->policy_count == 0) {
        return mend__fail(err, MEND_MISUSE, "the desk has no policy to open a ticket under");
    }
    if (args->tenant.n > 0 && !mend__str_eq(args->tenant, tenant)) {
        return mend__fail(err, MEND_DENIED, "the arguments name another tenant than the desk's");
    }
    if (!desk_text_ok(args->ticket) || !desk_text_ok(args->number)) {
        return mend__fail(err, MEND_INVALID, "a key or number must not hold U+0000");
    }
    *out = (mend__identity){tenant, args->ticket.n > 0 ? args->ticket : MEND__STR(""),
                            args->number.n > 0 ? args->number : MEND__STR("")};
    return MEND_OK;
}

void mend__desk_armed(mend_desk *desk, int64_t next_due)
{
    desk->sweep.again = desk->sweep.again || (next_due != MEND__NEVER && next_due <= desk->sweep.due);
}

mend_status mend__desk_begin_batch(mend_desk *desk, mend_error *err)
{
    if (desk->store.begin == NULL) {
        return mend__store_lacks(MEND__CALL_BEGIN, err);
    }
    return mend__store_answer(MEND__CALL_BEGIN, desk->store.begin(desk->store.user), err);
}

mend_status mend__desk_end_batch(mend_desk *desk, bool keep, mend_error *err)
{
    mend_status status = mend__store_answer(MEND__CALL_END, desk->store.end(desk->store.user, keep), err);
    /* What was leased in a batch that is not certainly kept may be given out again by the store. */
    mend__leases_settle(&desk->leases, keep && status == MEND_OK);
    /* And what was ticked in it is due as before. */
    desk->sweep.again = desk->sweep.again || !keep || status != MEND_OK;
    return status;
}

/* Frees a desk's own memory. */
static void desk_drop(mend_desk *desk)
{
    mend__alloc alloc = desk->alloc;
    mend__drop(&alloc, desk->policies, desk->policy_cap * sizeof(const mend_policy *));
    mend_ticket_free(desk->ticket);
    mend_result_free(desk->work);
    mend__buf_done(&desk->bytes);
    mend__json_free(&desk->tree);
    mend__buf_done(&desk->text);
    mend__buf_done(&desk->plain);
    mend__unit_done(&desk->unit);
    for (size_t i = 0; i < MEND__QUOTE_CONTRACTS; i++) {
        mend_unit_free(desk->contracts[i]);
    }
    mend__drop(&alloc, desk, sizeof *desk);
}

mend_status mend_desk_new(const mend_allocator *allocator, const mend_store *store, const char *tenant,
                          size_t tenant_len, mend_desk **out, mend_error *error)
{
    mend__alloc alloc;
    mend_store table;
    mend__desk_text name;
    if (out == NULL || !mend__error_ok(error) || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend_status status = mend__store_take(store, &table, error);
    if (status == MEND_OK) {
        status = mend__desk_take(tenant, tenant_len, &name, error);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend_desk *desk = mend__new(&alloc, sizeof *desk);
    if (desk == NULL) {
        return mend__fail(error, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    }
    desk->alloc = alloc;
    desk->store = table;
    desk->tenant = name;
    desk->node = 1;
    mend__buf_init(&desk->bytes, &alloc);
    mend__json_init(&desk->tree, &alloc);
    mend__buf_init(&desk->text, &alloc);
    mend__buf_init(&desk->plain, &alloc);
    mend__unit_init(&desk->unit, &alloc);
    status = mend_ticket_new(allocator, &desk->ticket);
    if (status == MEND_OK) {
        status = mend_result_new(allocator, &desk->work);
    }
    if (status != MEND_OK) {
        desk_drop(desk);
        return mend__fail(error, status, mend_status_text(status));
    }
    *out = desk;
    return MEND_OK;
}

void mend_desk_free(mend_desk *desk)
{
    if (desk == NULL || desk->busy) {
        return; /* a callback that frees its own desk would leave the call it is in without one */
    }
    desk->busy = true;
    if (desk->batch) {
        mend__desk_end_batch(desk, false, NULL);
    }
    if (desk->store.destroy != NULL) {
        desk->store.destroy(desk->store.user);
    }
    desk_drop(desk);
}

mend_status mend_desk_policy(mend_desk *desk, const mend_policy *policy)
{
    if (desk == NULL || policy == NULL) {
        return MEND_INVALID;
    }
    if (desk->busy) {
        return MEND_MISUSE;
    }
    if (desk_policy_find(desk, policy->id, policy->revision) != NULL) {
        return MEND_DUPLICATE;
    }
    if (desk->policy_count == MEND__DESK_POLICIES) {
        return MEND_LIMIT;
    }
    void *items = desk->policies;
    mend_status status =
        mend__reserve(&desk->alloc, &items, &desk->policy_cap, desk->policy_count + 1, sizeof(const mend_policy *));
    desk->policies = items;
    if (status == MEND_OK) {
        desk->policies[desk->policy_count++] = policy;
    }
    return status;
}

const mend_policy *mend_desk_policy_of(const mend_desk *desk, const mend_ticket *ticket)
{
    const mend_policy *policy;
    if (desk == NULL || ticket == NULL || mend__desk_policy(desk, ticket, &policy, NULL) != MEND_OK) {
        return NULL;
    }
    return policy;
}

mend_status mend_desk_node(mend_desk *desk, int32_t node)
{
    if (desk == NULL) {
        return MEND_INVALID;
    }
    if (desk->busy) {
        return MEND_MISUSE;
    }
    if (node < 1 || node > 999999) {
        return MEND_RANGE;
    }
    desk->node = node;
    return MEND_OK;
}

mend_status mend_desk_begin(mend_desk *desk, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (desk->batch) {
        return mend__desk_leave(desk, mend__fail(error, MEND_MISUSE, "a batch is open already"));
    }
    status = mend__desk_begin_batch(desk, error);
    if (status == MEND_OK) {
        desk->batch = true;
        desk->spoiled = false;
    }
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_end(mend_desk *desk, int32_t keep, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (!desk->batch) {
        return mend__desk_leave(desk, mend__fail(error, MEND_MISUSE, "no batch is open"));
    }
    if (keep != 0 && keep != 1) {
        return mend__desk_leave(desk, mend__fail(error, MEND_INVALID, "a batch ends with 0 or 1"));
    }
    bool spoiled = keep == 1 && desk->spoiled;
    desk->batch = false;
    desk->spoiled = false;
    status = mend__desk_end_batch(desk, keep == 1 && !spoiled, error);
    if (status == MEND_OK && spoiled) {
        status =
            mend__fail(error, MEND_MISUSE, "the batch is taken back: it would leave a gap in a series that has none");
    }
    return mend__desk_leave(desk, status);
}
