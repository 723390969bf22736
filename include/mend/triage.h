/*
 * mend/triage.h - how urgent is a ticket, and why?
 *
 * The policy's section "triage" (docs/policy.md) judges the level: overrides such as a safety hazard, ordinary rules, a
 * matrix of two fields such as extent of impact and urgency, and floors and ceilings for tiers of customers. An action
 * puts the judgement in force by setting a field to "$triage"; this question changes nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_TRIAGE_H
#define MEND_TRIAGE_H

#include "mend/base.h"
#include "mend/policy.h"
#include "mend/ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  The judgement of a ticket's level.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** Judges the ticket as it stands. Writes
 *  {"level","label","source":{"by":"override"|"rule"|"matrix"|"default",…,"level"},"reasons":[…],"others":[…]}. `source`
 *  is where the level comes from, before floors and ceilings: `rule`, or `rows` and `row`, `columns` and `column` of the
 *  matrix. `reasons` says what gave the level and every step that changed it; `others` says of every other rule, floor
 *  and ceiling why it did not count. Each is {"code","params","text"}. Where the ticket has another level than the one
 *  judged, "in_force":{"level","label","by","at","stands"} says which, who judged it when (as far as the policy keeps
 *  that), and whether it stands against the judgement.
 *  @param policy  the policy the ticket belongs to (any, when the ticket is blank)
 *  @param ticket  a ticket; untouched
 *  @param lang    BCP 47 tag of sentences and labels: "zh…" gives Chinese, anything else English; NULL: the policy's
 *                 default
 *  @param out     receives the document, appended; as before on failure. All memory comes of its allocator
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND (the policy has no such section), MEND_POLICY_MISMATCH, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_triage(const mend_policy *policy, const mend_ticket *ticket, const char *lang, mend_buf *out,
                                 mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
