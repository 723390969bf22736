/*
 * civil.c - dates, see civil.h.
 *
 * A year is counted from 1 March, so that the leap day is its last day, and 400 such years (146 097 days) are one era.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "civil.h"
#include "ground/error.h"
#include "ground/int.h"
#include "mend/reason.h"

#include <string.h>

#define ERA_DAYS 146097
#define EPOCH    719468 /* days from 0000-03-01 to 1970-01-01 */

bool mend__civil_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int32_t mend__civil_month_days(int32_t year, int32_t month)
{
    static const uint8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && mend__civil_leap(year));
}

bool mend__civil_valid(int32_t year, int32_t month, int32_t day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= mend__civil_month_days(year, month);
}

int32_t mend__civil_day(int32_t year, int32_t month, int32_t day)
{
    int32_t y = year + 400 - (month <= 2);                      /* the March year, one era later: never negative */
    int32_t era = y / 400;                                      /* [0, 26] */
    int32_t year_of_era = y % 400;                              /* [0, 399] */
    int32_t month_of_year = (month + 9) % 12;                   /* [0, 11], March is 0 */
    int32_t year_day = (153 * month_of_year + 2) / 5 + day - 1; /* [0, 365] */
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + year_day; /* [0, 146096] */
    return (era - 1) * ERA_DAYS + day_of_era - EPOCH;
}

mend__civil mend__civil_of(int32_t day)
{
    int32_t z = day + EPOCH + ERA_DAYS; /* one era later: never negative */
    int32_t era = z / ERA_DAYS - 1;
    int32_t day_of_era = z % ERA_DAYS; /* [0, 146096] */
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;     /* [0, 399] */
    int32_t year_day = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100); /* [0, 365] */
    int32_t month_of_year = (5 * year_day + 2) / 153;                                          /* [0, 11] */
    mend__civil c;
    c.day = year_day - (153 * month_of_year + 2) / 5 + 1;
    c.month = month_of_year < 10 ? month_of_year + 3 : month_of_year - 9;
    c.year = year_of_era + era * 400 + (c.month <= 2);
    return c;
}

int32_t mend__civil_year_day(int32_t day)
{
    return day - mend__civil_day(mend__civil_of(day).year, 1, 1) + 1;
}

int32_t mend__civil_weekday(int32_t day)
{
    return (int32_t)mend__floor_mod((int64_t)day + 3, 7) + 1; /* 1970-01-01 was a Thursday */
}

void mend__civil_week(int32_t day, int32_t *year, int32_t *week)
{
    int32_t thursday = day - mend__civil_weekday(day) + 4; /* of the same week: its year is the week's */
    *year = mend__civil_of(thursday).year;
    *week = (thursday - mend__civil_day(*year, 1, 1)) / 7 + 1;
}

bool mend__digits_read(mend__str text, size_t at, size_t width, int32_t *out)
{
    int32_t value = 0;
    if (at > text.n || width > text.n - at) {
        return false;
    }
    for (size_t i = at; i < at + width; i++) {
        char c = text.p[i];
        if (c < '0' || c > '9') {
            return false;
        }
        value = value * 10 + (c - '0');
    }
    *out = value;
    return true;
}

void mend__digits_write(int64_t value, size_t width, char *out)
{
    while (width > 0) {
        out[--width] = (char)('0' + value % 10);
        value /= 10;
    }
}

mend_status mend__date_read(mend__str text, int32_t *day, size_t *at)
{
    static const char shape[] = "dddd-dd-dd";
    int32_t year = 0, month = 0, date = 0;
    for (size_t i = 0; i < sizeof shape - 1; i++) {
        bool fits = i < text.n && (shape[i] == '-' ? text.p[i] == '-' : text.p[i] >= '0' && text.p[i] <= '9');
        if (!fits) {
            *at = i;
            return MEND_SYNTAX;
        }
    }
    if (text.n != sizeof shape - 1) {
        *at = sizeof shape - 1;
        return MEND_SYNTAX;
    }
    mend__digits_read(text, 0, 4, &year);
    mend__digits_read(text, 5, 2, &month);
    mend__digits_read(text, 8, 2, &date);
    if (!mend__civil_valid(year, month, date)) {
        *at = year < 1 ? 0 : month < 1 || month > 12 ? 5 : 8;
        return MEND_RANGE;
    }
    *day = mend__civil_day(year, month, date);
    return MEND_OK;
}

bool mend__date_parse(mend__str text, int32_t *day)
{
    size_t at;
    return mend__date_read(text, day, &at) == MEND_OK;
}

void mend__date_write(int32_t day, char out[10])
{
    mend__civil c = mend__civil_of(day);
    mend__digits_write(c.year, 4, out);
    out[4] = '-';
    mend__digits_write(c.month, 2, out + 5);
    out[7] = '-';
    mend__digits_write(c.day, 2, out + 8);
}

mend_status mend__text_out(mend__str text, char *out, size_t cap, size_t *len)
{
    if (out == NULL && cap != 0) {
        return MEND_INVALID;
    }
    if (len != NULL) {
        *len = text.n;
    }
    if (cap <= text.n) {
        return MEND_SHORT_BUFFER;
    }
    memcpy(out, text.p, text.n);
    out[text.n] = '\0';
    return MEND_OK;
}

mend_status mend_date_parse(const char *text, size_t len, int32_t *out, mend_error *error)
{
    mend__str s = mend__str_of(text, len);
    size_t at = 0;
    if (!mend__error_ok(error) || s.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    mend_status status = mend__date_read(s, out, &at);
    if (status != MEND_OK) {
        mend__fail_at(error, status, MEND_REASON_BAD_DATE, at,
                      status == MEND_RANGE ? "there is no such date in years 1 to 9999"
                                           : "expected a date such as 2024-03-15");
    }
    return status;
}

mend_status mend_date_write(int32_t day, char *out, size_t cap, size_t *len)
{
    char text[10];
    if (day < MEND__DAY_MIN || day > MEND__DAY_MAX) {
        return MEND_RANGE;
    }
    mend__date_write(day, text);
    return mend__text_out((mend__str){text, sizeof text}, out, cap, len);
}
