/*
 * assign.c - the question where a ticket goes and who may take it, see mend/dispatch.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "assign.h"

#include "ground/error.h"
#include "mend/dispatch.h"
#include "notions/instant.h"
#include "policy/assignment.h"
#include "tick.h"

/* What an answer is made with. */
typedef struct assigning {
    mend__arena arena;
    mend__json tree; /* for candidates that are a text */
    mend__candidate *items;
    size_t count;
} assigning;

static mend_status take(assigning *a, const mend_policy *policy, const mend__named *named, mend_error *err)
{
    const mend__vocab *v = &policy->vocab;
    if (named->tree)
        return mend__candidates_take(&a->arena, v, named->tree, named->array, &a->items, &a->count, err);
    if (named->text.p)
        return mend__candidates_read(&a->arena, v, &a->tree, named->text, &a->items, &a->count, err);
    return MEND_OK;
}

mend_status mend__assign(const mend_policy *policy, const mend_ticket *ticket, const mend__named *named, int64_t now,
                         const char *lang, mend_buf *out, mend_error *err)
{
    assigning a = {.items = NULL};
    mend__jw w;
    mend_status s = mend__policy_fits(policy, ticket, err);
    if (s != MEND_OK)
        return s;
    if (!policy->dispatch.departments)
        return mend__fail(err, MEND_NOT_FOUND, "the policy has no section \"dispatch\"");
    if (!mend__instant_valid(now))
        return mend__fail(err, MEND_RANGE, "now lies outside years 1 to 9999");
    size_t start = out->len;
    mend__arena_init(&a.arena, &out->alloc);
    mend__json_init(&a.tree, &out->alloc);
    s = take(&a, policy, named, err);
    if (s == MEND_OK) {
        mend__jw_init(&w, out);
        s = mend__assignment_write(policy, ticket, a.items, a.count, now,
                                   lang ? mend__str_of(lang, MEND_NTS) : MEND__STR(""), &a.arena, &w);
        s = s == MEND_OK ? MEND_OK : mend__fail(err, s, mend_status_text(s));
    }
    mend__json_free(&a.tree);
    mend__arena_free(&a.arena);
    if (s != MEND_OK)
        mend__buf_rewind(out, start);
    return s;
}

mend_status mend_dispatch(const mend_policy *policy, const mend_ticket *ticket, const char *candidates,
                          size_t candidates_len, int64_t now, const char *lang, mend_buf *out, mend_error *error)
{
    mend__named named = {NULL, MEND__NONE, {NULL, 0}};
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!policy || !ticket || !out)
        return mend__fail(error, MEND_INVALID, "policy, ticket and a buffer are needed");
    if (candidates)
        named.text = mend__str_of(candidates, candidates_len);
    return mend__assign(policy, ticket, &named, now, lang, out, error);
}
