/*
 * mend/earlier.h - the customer's file: earlier tickets shown beside a ticket.
 *
 * The policy's section "earlier" (docs/policy.md) says which tickets belong beside a new one - of the same customer, of
 * the same unit, with the same fault - and what is shown of them. A row may say that what it finds is the same trouble
 * once more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_EARLIER_H
#define MEND_EARLIER_H

#include "mend/base.h"
#include "mend/policy.h"
#include "mend/ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Earlier tickets of a customer and a unit.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** Lists the earlier tickets that belong beside a ticket, by the rows of the policy's section "earlier".
 *
 *  Writes {"rows":[{"row","label","tickets":[{"key","number","opened","state","state_label","stage","fields":{name:
 *  {"label","value","text"}}}],"more":true,"reasons":[{"code","params","text"}]}]}. A ticket is in a row when all fields
 *  that the row goes by have the same value in both, and it was not opened later, nor too long before; newest first.
 *  `fields` are as in mend_view(), personal values masked. `more`: there are more than the row lists. `reasons` stand in a
 *  row whose tickets mean a repeat. A ticket that does not say what a row goes by has none in it.
 *  @param policy   the policy the ticket belongs to (any, when the ticket is blank)
 *  @param ticket   a ticket, opened or about to be; untouched
 *  @param earlier  tickets of the same customer, unit or model, of whatever policy: that opened last first, none blank. The
 *                  ticket itself may be among them
 *  @param count    how many
 *  @param now      ms: when a blank ticket would be opened
 *  @param lang     BCP 47 tag of sentences and labels: "zh…" gives Chinese, anything else English; NULL: the policy's
 *                  default
 *  @param out      receives the document, appended; as before on failure
 *  @param error    details; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND (the policy has no such section), MEND_POLICY_MISMATCH, MEND_RANGE (now), MEND_INVALID,
 *  MEND_NOMEM. Any thread. */
MEND_API mend_status mend_earlier(const mend_policy *policy, const mend_ticket *ticket,
                                  const mend_ticket *const *earlier, size_t count, int64_t now, const char *lang,
                                  mend_buf *out, mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
