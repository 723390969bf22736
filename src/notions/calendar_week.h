/*
 * calendar_week.h - the working time of a plain week, repeated for ever on the local clock.
 *
 * Working milliseconds are numbered from a Monday before year 1: mend__week_work() says how many lie before a local
 * time, and mend__week_tick() where the one with a given number begins. Both take the same few steps whatever the
 * time. What is not working time is numbered from the same Monday in the same way.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CALENDAR_WEEK_H
#define MEND__CALENDAR_WEEK_H

#include "calendar_card.h"

#define MEND__WEEK_MS        604800000
#define MEND__WEEK_INTERVALS (7 * MEND__CARD_WINDOWS + 1) /* one may be cut at the week's end */
#define MEND__WEEK_HOURS     168
#define MEND__WEEK_SLOTS     128

typedef struct mend__week {
    int32_t work;  /* ms of work in a week, [0, MEND__WEEK_MS] */
    uint8_t shift; /* a slot is 2^shift ms of work */
    uint8_t count; /* intervals, ascending, apart; behind the last one stands one at the week's end with no length */
    int32_t open[MEND__WEEK_INTERVALS + 1], close[MEND__WEEK_INTERVALS + 1]; /* ms from Monday 00:00 */
    int32_t before[MEND__WEEK_INTERVALS + 1];                                /* ms of work in the intervals before */
    uint8_t by_hour[MEND__WEEK_HOURS]; /* the first interval that closes after the hour has begun */
    uint8_t by_work[MEND__WEEK_SLOTS]; /* the interval with the slot's first ms of work */
} mend__week;

/* From the hours of the weekdays, Monday first. */
void mend__week_build(mend__week *week, const mend__hours hours[7]);

/* ms of work before a local time within a few days of years 1 to 9999. */
int64_t mend__week_work(const mend__week *week, int64_t local);
/* The local time at which working ms number `work` >= 0 begins; week->work > 0. */
int64_t mend__week_tick(const mend__week *week, int64_t work);

/* The same for time that is not working time; week->work < MEND__WEEK_MS for the second. */
int64_t mend__week_rest(const mend__week *week, int64_t local);
int64_t mend__week_rest_tick(const mend__week *week, int64_t rest);

#endif
