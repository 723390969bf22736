/*
 * zone.h - the clocks of a place: a list of moves of the clocks in the past, and from the last of them on a rule.
 *
 * A rule names two days of every year. What they are depends only on the weekday of 1 January and on the leap day: 14
 * kinds of year, for which the changes are worked out once. A zone that is a rule alone has no list, and is a record of
 * fixed size without pointers. Seconds are east of UTC everywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ZONE_H
#define MEND__ZONE_H

#include "ground/alloc.h"
#include "ground/text.h"
#include "mend/time.h"

#define MEND__YEAR_KINDS 14 /* leap * 7 + weekday of 1 January, Monday 0 */

/* From `at` on the clocks are `offset` ahead of UTC. */
typedef struct mend__zone_move {
    int64_t at;     /* ms since 1970 UTC, within three days of years 1 to 9999 */
    int32_t offset; /* seconds */
} mend__zone_move;

struct mend_zone {
    mend__alloc alloc;                   /* what mend_zone_free() uses */
    size_t size;                         /* of the block it frees */
    const mend__zone_move *moves;        /* ascending; from the last one's instant on the rule counts, not its offset */
    uint32_t move_count;                 /* 0: the rule always counts */
    int32_t before;                      /* offset before the first move */
    int32_t most;                        /* no offset is larger */
    bool changes;                        /* whether the rule has summer time */
    bool plain;                          /* every change of the rule lies, in UTC, in the year it is meant for */
    int32_t standard, summer;            /* offsets; summer is equal to standard if nothing changes */
    int32_t to_summer[MEND__YEAR_KINDS]; /* seconds from 1 January 00:00 UTC; may lie outside the year */
    int32_t to_standard[MEND__YEAR_KINDS];
};

/* A zone with one offset for ever. It needs no freeing. */
void mend__zone_fixed(mend_zone *zone, int32_t seconds);

/* Reads a rule; the zone needs no freeing. MEND_SYNTAX with the offset in the rule and MEND_REASON_BAD_ZONE. */
mend_status mend__zone_read(mend_zone *zone, mend__str rule, mend_error *err);

/* The same without the forms that POSIX does not know ("+08:00", "UTC", "Z"); *at is the byte that does not fit, and the
 * answer says what was expected there. NULL: read. */
const char *mend__zone_read_posix(mend_zone *zone, mend__str rule, size_t *at);

/* Why a text is no zone, for whoever has looked for one of this name and found none. said: what mend__zone_read() says. A
 * name such as "Europe/Berlin" is no rule that went wrong. */
void mend__zone_explain(mend__str text, const mend_error *said, const char *otherwise, mend_error *err);

/* `at` within two days of years 1 to 9999. */
int32_t mend__zone_offset(const mend_zone *zone, int64_t at);

/* The next instant after `at` at which list or rule moves the clocks (even if by nothing). False: never. */
bool mend__zone_change(const mend_zone *zone, int64_t at, int64_t *change);

/* What the rule does in `years` years from `year` on, as a list: at most two moves a year, ascending, one at an instant.
 * Returns how many. */
uint32_t mend__zone_moves(const mend_zone *zone, int32_t year, uint32_t years, mend__zone_move *out);

/* Local time as ms since 1970-01-01T00:00 on the zone's own clocks, and back: the first instant whose local time is
 * `local` or later. That is monotone in both directions. */
int64_t mend__zone_local(const mend_zone *zone, int64_t at);
int64_t mend__zone_utc(const mend_zone *zone, int64_t local);

#endif
