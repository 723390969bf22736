/*
 * calendar.h - a calendar inside the library: hours, zone, and working time worked out from both.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CALENDAR_H
#define MEND__CALENDAR_H

#include "calendar_build.h"
#include "calendar_days.h"
#include "calendar_read.h"

struct mend_calendar {
    mend__arena arena; /* of a calendar that stands alone: holds the calendar itself */
    mend__card card;
    mend_zone zone;
    mend__worktime time;
    mend__days days;
    int64_t known_end; /* answers up to this instant are not provisional; INT64_MAX: none is */
};

/* Where the zone of a calendar comes from. */
typedef struct mend__zone_source {
    mend_zone_fn find; /* NULL: only rules are known */
    void *user;
    bool explains;             /* find fills the error of its own faults, MEND_NOT_FOUND apart */
    const mend_zone *fallback; /* for a calendar that names none; NULL: it must */
} mend__zone_source;

/* Compiles the calendar that an object of a document describes; all of it goes to the arena. `members` lists what the
 * object may hold, ended by NULL; NULL stands for the five members of a calendar. Errors carry position and path. */
mend_status mend__calendar_compile(mend__arena *arena, const mend__json *tree, mend__node object,
                                   const char *const *members, const mend__zone_source *zones, mend_calendar **out,
                                   mend_error *err);

#endif
