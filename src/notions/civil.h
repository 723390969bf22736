/*
 * civil.h - dates of the proleptic Gregorian calendar as days since 1970-01-01, and their text.
 *
 * A date is an int32_t: 0 is Thursday 1970-01-01. The functions that compute take years from -1 to 10001, so that a
 * neighbour of a valid date needs no special case; what is read from text lies in years 1 to 9999.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CIVIL_H
#define MEND__CIVIL_H

#include "ground/text.h"
#include "mend/time.h"

#define MEND__DAY_MIN (-719162) /* 0001-01-01 */
#define MEND__DAY_MAX 2932896   /* 9999-12-31 */
#define MEND__DAY_MS  86400000  /* one day in ms */

typedef struct mend__civil {
    int32_t year, month, day; /* month 1 to 12, day 1 to 31 */
} mend__civil;

bool mend__civil_leap(int32_t year);
int32_t mend__civil_month_days(int32_t year, int32_t month); /* month 1 to 12 */
/* True for a date that exists in years 1 to 9999. */
bool mend__civil_valid(int32_t year, int32_t month, int32_t day);

/* The parts need only name a date that exists. */
int32_t mend__civil_day(int32_t year, int32_t month, int32_t day);
mend__civil mend__civil_of(int32_t day);
int32_t mend__civil_year_day(int32_t day); /* [1, 366] */
int32_t mend__civil_weekday(int32_t day);  /* 1 Monday to 7 Sunday */
/* ISO 8601: week 1 is the one with the year's first Thursday; [1, 53] of a year that may be the neighbour's. */
void mend__civil_week(int32_t day, int32_t *year, int32_t *week);

/* Exactly `width` (1 to 9) ASCII digits at byte `at` of the text. */
bool mend__digits_read(mend__str text, size_t at, size_t width, int32_t *out);
/* value >= 0 in exactly `width` digits, zeros in front. */
void mend__digits_write(int64_t value, size_t width, char *out);

/* "2024-05-01" and nothing else. MEND_SYNTAX, MEND_RANGE (no such day, year 0); *at is the byte that does not fit. */
mend_status mend__date_read(mend__str text, int32_t *day, size_t *at);
bool mend__date_parse(mend__str text, int32_t *day);
void mend__date_write(int32_t day, char out[10]); /* day in range */

/* Copies a text of a public function into the caller's buffer with a NUL: MEND_SHORT_BUFFER if cap is too small;
 * *len (may be NULL) is the length either way. */
mend_status mend__text_out(mend__str text, char *out, size_t cap, size_t *len);

#endif
