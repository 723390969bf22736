/*
 * primitives_calendar.h - working calendars behind the document door.
 *
 * Each operation takes a calendar, member by member as mend_calendar_new() reads it, and an instant "at":
 *
 *   cal_add, cal_subtract      amount_s: seconds of working time, at least 0   -> instant
 *   cal_between                to: an instant                                  -> seconds, negative if `to` is earlier
 *   cal_is_working                                                             -> true or false
 *   cal_next_open, cal_next_close, cal_prev_close                              -> instant
 *   cal_add_days               days, reading: "closing" or "same_time"         -> instant
 *
 * Zones that are no rules are brought along: "zones": {"Europe/Berlin": "<the bytes of the TZif file in base64>"}.
 * The answer is the value itself; with "flags": true it is {"value": …, "provisional": true or false}.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__PRIMITIVES_CALENDAR_H
#define MEND__PRIMITIVES_CALENDAR_H

#include "ground/json.h"

/* As mend__doc_primitive(). */
mend_status mend__doc_calendar(mend__str op, const mend__json *tree, mend__node in, const mend__alloc *a, mend__jw *out,
                               bool *known, mend_error *err);

#endif
