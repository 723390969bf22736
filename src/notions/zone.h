/*
 * zone.h - the clocks of a place, as a record of fixed size without pointers of its own.
 *
 * A rule names two days of every year. What they are depends only on the weekday of 1 January and on the leap day: 14
 * kinds of year, for which the changes are worked out once. Seconds are east of UTC everywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ZONE_H
#define MEND__ZONE_H

#include "ground/alloc.h"
#include "ground/text.h"
#include "mend/time.h"

#define MEND__YEAR_KINDS 14 /* leap * 7 + weekday of 1 January, Monday 0 */

struct mend_zone {
    mend__alloc alloc;                   /* what mend_zone_free() uses */
    bool changes;                        /* whether there is summer time */
    bool plain;                          /* every change lies, in UTC, in the year it is meant for */
    int32_t standard, summer;            /* offsets; summer is equal to standard if nothing changes */
    int32_t to_summer[MEND__YEAR_KINDS]; /* seconds from 1 January 00:00 UTC; may lie outside the year */
    int32_t to_standard[MEND__YEAR_KINDS];
};

/* A zone with one offset for ever. It needs no freeing. */
void mend__zone_fixed(mend_zone *zone, int32_t seconds);

/* Reads a rule; the zone needs no freeing. MEND_SYNTAX with the offset in the rule and MEND_REASON_BAD_ZONE. */
mend_status mend__zone_read(mend_zone *zone, mend__str rule, mend_error *err);

/* `at` within two days of years 1 to 9999. */
int32_t mend__zone_offset(const mend_zone *zone, int64_t at);

/* The next instant after `at` at which a rule moves the clocks (even if by nothing). False: never. */
bool mend__zone_change(const mend_zone *zone, int64_t at, int64_t *change);

/* Local time as ms since 1970-01-01T00:00 on the zone's own clocks, and back: the first instant whose local time is
 * `local` or later. That is monotone in both directions. */
int64_t mend__zone_local(const mend_zone *zone, int64_t at);
int64_t mend__zone_utc(const mend_zone *zone, int64_t local);

#endif
