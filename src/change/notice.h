/*
 * notice.h - a notice on its way to the outbox: who is to be told what, because of which event.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__NOTICE_H
#define MEND__NOTICE_H

#include "event.h"
#include "policy/policy.h"
#include "result.h"

/* Why and when a notice goes out. */
typedef struct mend__notice_frame {
    int64_t seq, at;            /* of the event; at: when it happened */
    int64_t late;               /* ms between that and now; 0: in time */
    const mend_calendar *quiet; /* it goes out in these hours only; NULL: at once */
    int64_t now;
    mend__str clock, step; /* of an event of a clock; empty: an act */
} mend__notice_frame;

/* Adds the notices to the result: {"id","ticket","number","seq","at","clock"?,"step"?,"late_ms"?,"after"?,"notice","to",
 * "person"?,"channel"?,"text"}: person, if to names a field and somebody stands in it. Failures stick in result->text.status. */
void mend__notices_add(const mend_policy *policy, const mend_ticket *t, const mend__notice_frame *frame,
                       const mend__notice *notices, uint32_t count, mend_result *r);
/* Their names, for the event; NULL: no memory. */
const mend__str *mend__notice_names(const mend__notice *notices, uint32_t count, mend__arena *arena);

#endif
