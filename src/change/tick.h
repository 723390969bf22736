/*
 * tick.h - what time brings to a ticket, as events.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TICK_H
#define MEND__TICK_H

#include "notice.h"

#define MEND__TICK_EVENTS 256 /* of one call */

/* Brings everything that is due until `now`, at most `max` events, into the ticket and the result. *more: there is more.
 * On failure the ticket is half changed: work on a copy. MEND_RANGE, MEND_NOMEM, MEND_LIMIT. */
mend_status mend__tick(const mend_policy *policy, mend_ticket *t, int64_t now, uint32_t max, mend_result *result,
                       bool *more, mend_error *err);

/* True if something is due until `now`. */
bool mend__tick_due(const mend_ticket *t, int64_t now);

/* MEND_OK if the ticket is blank or was judged by just this policy, else MEND_POLICY_MISMATCH. */
mend_status mend__policy_fits(const mend_policy *policy, const mend_ticket *ticket, mend_error *err);

/* The event that follows an act which took back what time had brought. */
mend_status mend__tick_revised(mend_ticket *t, const mend__revision *revision, int64_t at, mend_result *result);

#endif
