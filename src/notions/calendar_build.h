/*
 * calendar_build.h - working time of all years: a zone's clocks laid over a calendar's hours.
 *
 * Seen from an instant, the hours count by the latest time of day the local clock has shown so far: it never goes back,
 * leaps where the clock is put forward, and stands where it is put back. So an edge in a skipped hour is the moment of
 * the leap, one in a repeated hour is its first coming, and the way from instants to hours is monotone.
 *
 * Around the dates with hours of their own, and as long as the zone's list of moves lasts, time is cut into spans once
 * and for all: the listed table. Outside of it the plain week follows the zone's rule, and both repeat every 400 years,
 * which are a whole number of weeks: 400 years of it are the cycle.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CALENDAR_BUILD_H
#define MEND__CALENDAR_BUILD_H

#include "calendar_table.h"
#include "zone.h"

typedef struct mend__worktime {
    mend__week week;
    mend__table listed, cycle;
    bool has_listed; /* false: the cycle says everything */
    bool bounded;    /* there is nothing before the listed table */
    int64_t after;   /* behind the listed table, numbers are those of the cycle and this */
} mend__worktime;

/* MEND_NOMEM, MEND_LIMIT (too many spans), MEND_NOT_FOUND (there is no working time at all). */
mend_status mend__worktime_build(mend__worktime *out, const mend__card *card, const mend_zone *zone,
                                 mend__arena *arena);

/* ms of work before an instant of years 1 to 9999 or one ms after it. */
int64_t mend__worktime_at(const mend__worktime *time, int64_t at);
/* The instant at which working ms number `work` begins, or rest number `rest`. False: there is none; the instant may
 * lie outside years 1 to 9999. */
bool mend__worktime_tick(const mend__worktime *time, int64_t work, int64_t *at);
bool mend__worktime_rest_tick(const mend__worktime *time, int64_t rest, int64_t *at);

#endif
