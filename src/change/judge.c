/*
 * judge.c - the question how urgent a ticket is, see mend/triage.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/triage.h"

#include "ground/error.h"
#include "policy/judgement.h"
#include "tick.h"

mend_status mend_triage(const mend_policy *policy, const mend_ticket *ticket, const char *lang, mend_buf *out,
                        mend_error *error)
{
    mend__arena arena;
    mend__jw w;
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!policy || !ticket || !out)
        return mend__fail(error, MEND_INVALID, "policy, ticket and a buffer are needed");
    mend_status s = mend__policy_fits(policy, ticket, error);
    if (s != MEND_OK)
        return s;
    if (!policy->triage.levels)
        return mend__fail(error, MEND_NOT_FOUND, "the policy has no section \"triage\"");
    size_t start = out->len;
    mend__arena_init(&arena, &out->alloc);
    mend__jw_init(&w, out);
    s = mend__judgement_write(policy, ticket, lang ? mend__str_of(lang, MEND_NTS) : MEND__STR(""), &arena, &w);
    mend__arena_free(&arena);
    if (s == MEND_OK)
        return MEND_OK;
    mend__buf_rewind(out, start);
    return mend__fail(error, s, mend_status_text(s));
}
