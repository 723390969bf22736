/*
 * calendar_card.h - the hours of a calendar as its author wrote them: windows of each weekday, and dates that differ.
 *
 * A window belongs to the date on which it begins, and may run into the next one. It is counted in seconds of the local
 * clock from that date's 00:00. Windows of one date ascend and neither touch nor overlap: reading joins them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CALENDAR_CARD_H
#define MEND__CALENDAR_CARD_H

#include "civil.h"
#include "mend/calendar.h"

#define MEND__DAY_SECONDS     86400
#define MEND__CARD_WINDOWS    12   /* in one list */
#define MEND__CARD_DATES      4096 /* holidays and exceptions together */
#define MEND__CARD_WINDOW_SUM 8192 /* windows of all exceptions */

typedef struct mend__window {
    int32_t from, to; /* [0, 86400), (from, 172800] */
} mend__window;

typedef struct mend__hours {
    const mend__window *windows;
    uint32_t count;
} mend__hours;

/* A date with hours of its own. */
typedef struct mend__special {
    int32_t day;
    mend_calendar_kind kind;
    mend__hours hours;
    const char *label; /* NUL-terminated; "" */
} mend__special;

typedef struct mend__card {
    mend__hours week[7];           /* Monday first */
    const mend__special *specials; /* ascending by day, none twice */
    uint32_t special_count;
    bool known;          /* whether known_until was given */
    int32_t known_until; /* the last date whose hours are known */
    int32_t overlaps;    /* windows that overlapped another one of their list */
    int32_t doubles;     /* dates that were both holiday and exception */
} mend__card;

/* How many specials lie before the day. */
uint32_t mend__card_before(const mend__card *card, int32_t day);
/* The special of that day, or NULL. */
const mend__special *mend__card_special(const mend__card *card, int32_t day);
/* The hours of any day. */
const mend__hours *mend__card_hours(const mend__card *card, int32_t day);

#endif
