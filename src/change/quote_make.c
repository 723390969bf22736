/*
 * quote_make.c - a quote asked for from outside: arguments, the policy the ticket belongs to, the effective now.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/error.h"
#include "notions/instant.h"
#include "policy/quote.h"
#include "tick.h"

static bool given(const mend_policy *policy, const mend_ticket *ticket, const mend_unit *unit,
                  const mend_unit *const *contracts, size_t contract_count, mend_quote_kind kind)
{
    if (policy == NULL || ticket == NULL || (unit != NULL && unit->contract) || mend_quote_kind_name(kind) == NULL ||
        (contracts == NULL && contract_count > 0) || contract_count > MEND__QUOTE_CONTRACTS) {
        return false;
    }
    for (size_t i = 0; i < contract_count; i++) {
        if (contracts[i] == NULL || !contracts[i]->contract) {
            return false;
        }
    }
    return true;
}

/* What became of it: of a refusal the quote keeps reason and path, else it is empty. */
static mend_status end(mend_quote *quote, mend_status status, mend_error *error)
{
    if (status == MEND_OK) {
        return MEND_OK;
    }
    mend__quote_forget(quote);
    if (status == MEND_REFUSED) {
        mend__fail_reason(error, status, quote->refused, "no quote can be made of this ticket: ");
        mend__error_add(error, mend_reason_name(quote->refused));
        mend__error_path(error, mend__str_of(quote->path, MEND_NTS));
        return status;
    }
    return mend__fail(error, status,
                      status == MEND_NOT_FOUND ? "the policy has no section \"fees\"" : mend_status_text(status));
}

mend_status mend_quote_make(const mend_policy *policy, const mend_ticket *ticket, const mend_unit *unit,
                            const mend_unit *const *contracts, size_t contract_count, mend_quote_kind kind, int64_t now,
                            mend_quote *quote, mend_error *error)
{
    if (!mend__error_ok(error)) {
        return MEND_INVALID;
    }
    if (quote == NULL || !given(policy, ticket, unit, contracts, contract_count, kind)) {
        return mend__fail(error, MEND_INVALID, "an argument is malformed");
    }
    mend__quote_clear(quote);
    if (now < MEND__INSTANT_MIN || now > MEND__INSTANT_MAX) {
        return mend__fail(error, MEND_RANGE, "now lies outside the years 1 to 9999");
    }
    mend_status status = mend__policy_fits(policy, ticket, error);
    if (status != MEND_OK) {
        return status;
    }
    mend__quoting q = {.policy = policy,
                       .ticket = ticket,
                       .unit = unit,
                       .contracts = contracts,
                       .contract_count = contract_count,
                       .now = now < ticket->last ? ticket->last : now,
                       .quote = quote};
    return end(quote, mend__quote_make(&q, kind), error);
}
