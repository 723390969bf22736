/*
 * rights.c - the question what a customer may ask for, see mend/rights.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/rights.h"
#include "ground/error.h"
#include "notions/instant.h"
#include "policy/remedy.h"
#include "tick.h"

mend_status mend_rights(const mend_policy *policy, const mend_ticket *ticket, const mend_unit *unit, int64_t now,
                        const char *lang, mend_buf *out, mend_error *error)
{
    mend__arena arena;
    mend__jw w;
    if (!mend__error_ok(error)) {
        return MEND_INVALID;
    }
    if (policy == NULL || ticket == NULL || out == NULL) {
        return mend__fail(error, MEND_INVALID, "policy, ticket and a buffer are needed");
    }
    mend_status status = mend__policy_fits(policy, ticket, error);
    if (status != MEND_OK) {
        return status;
    }
    if (!policy->rights.there) {
        return mend__fail(error, MEND_NOT_FOUND, "the policy has no section \"rights\"");
    }
    if (!mend__instant_valid(now)) {
        return mend__fail(error, MEND_RANGE, "now lies outside years 1 to 9999");
    }
    size_t before = out->len;
    mend__arena_init(&arena, &out->alloc);
    mend__jw_init(&w, out);
    status = mend__remedy_write(policy, ticket, unit, now, lang == NULL ? MEND__STR("") : mend__str_of(lang, MEND_NTS),
                                &arena, &w, error);
    mend__arena_free(&arena);
    if (status != MEND_OK) {
        mend__buf_rewind(out, before);
    }
    return status;
}
