/*
 * mend/dispatch.h - who is to do it? Department, grade and skills a ticket needs, and the people who may be sent, ranked.
 *
 * The policy's section "dispatch" (docs/dispatch.md) says where tickets of a kind go and what whoever takes them must
 * have. The host knows its people: it hands over candidates with what they can and how much they have to do, and is told
 * who may take the ticket and who is to be asked first, each with the reason. The question changes nothing; an action
 * puts department and grade in force by setting a field to "$dispatch".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_DISPATCH_H
#define MEND_DISPATCH_H

#include "mend/base.h"
#include "mend/policy.h"
#include "mend/ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Where a ticket goes and to whom.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** The most candidates of one question. */
#define MEND_DISPATCH_CANDIDATES 4096

/** Says what the ticket needs and ranks who may take it. Candidates are a JSON array of objects, or one object a line;
 *  empty lines count for nothing. A candidate has an `id` and may have: `department`, `roles`, `grade` (names of the
 *  policy), `skills`, `regions`, `languages`, `knows` (texts, such as serial numbers), `load` and `capacity` (0 to
 *  1000000000, tickets or minutes as the host likes), `available_from` and `available_until` (instants), `absent`,
 *  `refused` (booleans), `dispatched` (an instant: when somebody was sent last). Who names no roles, grade or skills has
 *  none; whatever else is left out excludes nobody. Nobody is named twice.
 *
 *  Writes {"department","label","also":[…],"grade","grade_label","lead":[…],"roles":[…],"skills":[…],"region","language",
 *  "reasons":[…],"others":[…],"candidates":[…]}: members without a value are left out. `also` are departments that may
 *  have it as well, `lead` roles that may take it
 *  whatever the grade, the department and the other roles. `reasons` says by which route each of them is needed, `others` why
 *  another route counted for nothing. A candidate is {"id","fits","grade","load","reasons":[…]}: those who fit come
 *  first, the best of them at the front, each with the reason why it stands before the next; then those who do not,
 *  with every reason why not. Equal candidates stand in the order of their ids, so the answer is always the same. Reasons
 *  are {"code","params","text"}.
 *  @param policy          the policy the ticket belongs to (any, when the ticket is blank)
 *  @param ticket          a ticket; untouched
 *  @param candidates      the candidates, UTF-8, at most 4 MiB; NULL: none, and the answer has no such member
 *  @param candidates_len  their bytes, or MEND_NTS
 *  @param now             ms: who is available then; where the policy names a later instant of the ticket, then
 *  @param lang            BCP 47 tag of sentences and labels: "zh…" gives Chinese, anything else English; NULL: the
 *                         policy's default
 *  @param out             receives the document, appended; as before on failure. All memory comes of its allocator
 *  @param error           details, of a candidate with line, column and path; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND (the policy has no such section), MEND_POLICY_MISMATCH, MEND_RANGE (now), MEND_SYNTAX,
 *  MEND_SCHEMA, MEND_UTF8, MEND_DUPLICATE_KEY (of candidates), MEND_LIMIT, MEND_INVALID, MEND_NOMEM. Any thread. */
MEND_API mend_status mend_dispatch(const mend_policy *policy, const mend_ticket *ticket, const char *candidates,
                                   size_t candidates_len, int64_t now, const char *lang, mend_buf *out,
                                   mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
