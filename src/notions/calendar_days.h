/*
 * calendar_days.h - working days by number. A working day is a local date on which a window starts, and which the
 * zone's clocks have shown: a place that crossed the date line has left one out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CALENDAR_DAYS_H
#define MEND__CALENDAR_DAYS_H

#include "calendar_card.h"
#include "ground/alloc.h"
#include "zone.h"

/* A date that differs from its weekday in being a working day or not, or could. */
typedef struct mend__odd_day {
    int32_t day;
    bool works;
    int32_t change; /* working days more than the plain week has, up to and with this day */
} mend__odd_day;

typedef struct mend__days {
    bool works[7];    /* by weekday, Monday first */
    int32_t per_week; /* [0, 7] */
    const mend__odd_day *odd;
    uint32_t odd_count;
} mend__days;

/* MEND_NOMEM. */
mend_status mend__days_build(mend__days *out, const mend__card *card, const mend_zone *zone, mend__arena *arena);

bool mend__days_works(const mend__days *days, int32_t day);
/* Working days up to and with a date, from some fixed date before year 1. */
int32_t mend__days_count(const mend__days *days, int32_t day);
/* The date that makes the count `number`. False: there is none up to the end of year 9999. */
bool mend__days_find(const mend__days *days, int32_t number, int32_t *day);

#endif
