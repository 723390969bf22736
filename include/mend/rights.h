/*
 * mend/rights.h - what a customer may ask for when a unit fails: repair, exchange, refund, a unit on loan.
 *
 * Laws are data, regimes; a policy's section "rights" (docs/rights.md) says which tickets go by which, and where the facts
 * of a case stand in ticket and unit. mend_rights() then answers for a ticket.
 *
 * A regime is a JSON document: the facts of a case, the rights it gives, the rules with their figures and articles, the
 * rate a refund is reduced by, the periods of liability. The built-in ones hold figures that were seen in a source, and
 * leave out the others; a document of one's own fills them in or changes them: {"extends": "cn_pc@1", ...}, merged by
 * RFC 7396. mend_probe() judges a case by a regime: sections "remedy", "depreciation", "liability" and others.
 *
 * A regime is no legal advice. The library names rights and computes amounts; a person decides.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_RIGHTS_H
#define MEND_RIGHTS_H

#include "mend/base.h"
#include "mend/policy.h"
#include "mend/ticket.h"
#include "mend/warranty.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Rights of customers, and the built-in regimes.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** Says what the customer of a ticket may ask for, by the policy's section "rights".
 *
 *  Writes {"row","label","regime","law","facts":{…},"age","rights":[{"right","label"}],"currency","fee","refund",
 *  "reasons":[{"code","rule","article","rights":[…],"text"}],"provisional","missing":[{"code","params","text"}],
 *  "others":[{"code","params","text"}]}. `row` is the first row of the section whose condition holds, `law` what its
 *  regime is called, `facts` the case as it was gathered, `age` the days since the day that counts. `reasons` are the rules
 *  of the regime that hold, each with the rights it gave; a code is the regime's own. `fee` and `refund`, in minor units,
 *  belong to the first right that is about money, and are there when the price is known. `missing` lists what the regime
 *  asks for and nobody has said; the rights are then those that there are in any case, and the answer is `provisional`.
 *  `others` are the rows before that do not hold. Without a row there are only `others`. Where dates are out of range or
 *  contradict each other, a reason `refused` stands in place of the rights. Members without a value are left out.
 *  @param policy  the policy the ticket belongs to (any, when the ticket is blank)
 *  @param ticket  a ticket; untouched
 *  @param unit    its unit, for dates, repairs, time away and the ends of terms; NULL: not known
 *  @param now     ms: today, at the policy's place
 *  @param lang    BCP 47 tag of sentences and labels: "zh…" gives Chinese, anything else English; NULL: the policy's
 *                 default
 *  @param out     receives the document, appended; as before on failure. All memory comes of its allocator
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND (the policy has no such section), MEND_POLICY_MISMATCH, MEND_RANGE (now), MEND_INVALID,
 *  MEND_NOMEM. Any thread. */
MEND_API mend_status mend_rights(const mend_policy *policy, const mend_ticket *ticket, const mend_unit *unit,
                                 int64_t now, const char *lang, mend_buf *out, mend_error *error);

/** How many regimes are built in.
 *  @return the number. Any thread. */
MEND_API int32_t mend_regime_ready_count(void);

/** The name of a built-in regime, such as "cn95@1". A released regime never changes under its number.
 *  @param index  from 0
 *  @return static text; NULL beyond the last. Any thread. */
MEND_API const char *mend_regime_ready_name(int32_t index);

/** The JSON document of a built-in regime.
 *  @param name  its name, NUL-terminated
 *  @param len   receives the length; may be NULL
 *  @return static text with a NUL behind it; NULL if there is none of that name. Any thread. */
MEND_API const char *mend_regime_ready_text(const char *name, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
