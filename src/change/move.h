/*
 * move.h - a ticket under another policy, and one from elsewhere, inside the library: on MEND_OK the ticket as it shall
 * be is in result->scratch.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__MOVE_H
#define MEND__MOVE_H

#include "act.h"

/* Without an event in the result nothing has to be done. */
mend_status mend__move(const mend_policy *from, const mend_policy *to, const mend_ticket *ticket, const mend_args *args,
                       int64_t now, mend_result *result, mend_error *err);

/* blank: a ticket without events. id NULL: what args say (adopt.c). */
mend_status mend__adopt(const mend_policy *policy, const mend_ticket *blank, const mend_args *args,
                        const mend__identity *id, int64_t now, mend_result *result, mend_error *err);

/* move_fields.c: names the fields that do not fit, and puts the facts that other names make necessary into the event. */
mend_status mend__move_fields(mend__decision *d, const mend_policy *from);
/* A reason about a clock. */
void mend__move_misfit(mend__decision *d, mend__misfit misfit, mend__str clock);
/* A fault that is the caller's, also noted in the result. */
mend_status mend__move_fail(mend_result *r, mend_error *err, mend_status s, const char *text);
/* Who does it, when, and under which policy. */
void mend__move_event(mend__decision *d, const char *type, int64_t now);

#endif
