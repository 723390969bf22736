/*
 * clocks.h - where the clocks of a ticket stand, as JSON, for mend_clocks() and for lists.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CLOCKS_H
#define MEND__CLOCKS_H

#include "policy/policy.h"

/* An array of the clocks that run or stand still, each in a few members: "clock", "label", "status", "standing", "due",
 * "remaining_ms" or "overdue_ms". The ticket belongs to the policy. lang p == NULL: the policy's. MEND_NOMEM. */
mend_status mend__clocks_brief(const mend_policy *policy, const mend_ticket *t, int64_t now, mend__str lang,
                               mend__jw *w);

#endif
