/*
 * calendar_week.c - the plain week, see calendar_week.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar_week.h"

#include <string.h>

#define HOUR_MS 3600000

/* Weeks are counted from the Monday 110 000 weeks before 1970-01-05: every valid time lies behind it, so that division
 * needs no care for signs. */
#define FIRST_MONDAY (345600000 - (int64_t)110000 * MEND__WEEK_MS)

/* Puts an interval among those that are there, ascending by its opening. */
static void week_insert(mend__week *week, int32_t open, int32_t close)
{
    uint8_t i = week->count++;
    for (; i > 0 && week->open[i - 1] > open; i--) {
        week->open[i] = week->open[i - 1];
        week->close[i] = week->close[i - 1];
    }
    week->open[i] = open;
    week->close[i] = close;
}

static void week_join(mend__week *week)
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < week->count; i++) {
        if (kept > 0 && week->open[i] <= week->close[kept - 1]) {
            if (week->close[kept - 1] < week->close[i]) {
                week->close[kept - 1] = week->close[i];
            }
        } else {
            week->open[kept] = week->open[i];
            week->close[kept++] = week->close[i];
        }
    }
    week->count = kept;
}

static void week_number(mend__week *week)
{
    uint8_t last = week->count, at = 0;
    week->work = 0;
    for (uint8_t i = 0; i < last; i++) {
        week->before[i] = week->work;
        week->work += week->close[i] - week->open[i];
    }
    week->open[last] = MEND__WEEK_MS;
    week->close[last] = MEND__WEEK_MS;
    week->before[last] = week->work;
    for (int32_t hour = 0; hour < MEND__WEEK_HOURS; hour++) {
        while (at < last && week->close[at] <= hour * HOUR_MS) {
            at++;
        }
        week->by_hour[hour] = at;
    }
    for (week->shift = 0; week->work >> week->shift >= MEND__WEEK_SLOTS;) {
        week->shift++;
    }
    at = 0;
    for (int32_t slot = 0; slot < MEND__WEEK_SLOTS; slot++) {
        while (at + 1 < last && week->before[at + 1] <= (int64_t)slot << week->shift) {
            at++;
        }
        week->by_work[slot] = at;
    }
}

void mend__week_build(mend__week *week, const mend__hours hours[7])
{
    memset(week, 0, sizeof *week);
    for (int32_t weekday = 0; weekday < 7; weekday++) {
        for (uint32_t i = 0; i < hours[weekday].count; i++) {
            const mend__window *window = &hours[weekday].windows[i];
            int32_t open = (weekday * MEND__DAY_SECONDS + window->from) * 1000; /* both ends below 8 days: 2^30 */
            int32_t close = (weekday * MEND__DAY_SECONDS + window->to) * 1000;
            week_insert(week, open, close < MEND__WEEK_MS ? close : MEND__WEEK_MS);
            /* Only windows of one date keep apart, so that one of them at most runs into Monday. */
            if (close > MEND__WEEK_MS) {
                week_insert(week, 0, close - MEND__WEEK_MS);
            }
        }
    }
    week_join(week);
    week_number(week);
}

int64_t mend__week_work(const mend__week *week, int64_t local)
{
    uint64_t since = (uint64_t)(local - FIRST_MONDAY);
    int64_t weeks = (int64_t)(since / MEND__WEEK_MS);
    int32_t in_week = (int32_t)(since % MEND__WEEK_MS);
    uint8_t i = week->by_hour[in_week / HOUR_MS];
    while (week->close[i] <= in_week) {
        i++;
    }
    int32_t part = in_week > week->open[i] ? in_week - week->open[i] : 0;
    return weeks * week->work + week->before[i] + part;
}

int64_t mend__week_tick(const mend__week *week, int64_t work)
{
    uint64_t weeks = (uint64_t)work / (uint32_t)week->work;
    int32_t in_week = (int32_t)((uint64_t)work - weeks * (uint32_t)week->work);
    uint8_t i = week->by_work[in_week >> week->shift];
    while (week->before[i + 1] <= in_week) {
        i++;
    }
    return FIRST_MONDAY + (int64_t)weeks * MEND__WEEK_MS + week->open[i] + (in_week - week->before[i]);
}

int64_t mend__week_rest(const mend__week *week, int64_t local)
{
    return local - FIRST_MONDAY - mend__week_work(week, local);
}

int64_t mend__week_rest_tick(const mend__week *week, int64_t rest)
{
    int32_t length = MEND__WEEK_MS - week->work;
    int64_t weeks = rest / length;
    int32_t in_week = (int32_t)(rest % length), work = 0;
    for (uint8_t i = 0; i < week->count && week->open[i] - week->before[i] <= in_week; i++) {
        work = week->before[i + 1];
    }
    return FIRST_MONDAY + weeks * MEND__WEEK_MS + in_week + work;
}
