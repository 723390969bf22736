/*
 * clock.c - instants in and out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MINUTE 60000
#define DAY    86400000

int64_t clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Days from 1970-01-01 to a day of the Gregorian calendar, years 1 to 9999. */
static int64_t days(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year; /* years begin in March, so that the leap day is the last */
    int64_t m = (month + 9) % 12;
    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
}

static int month_days(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && leap);
}

/* Exactly `digits` digits, moving *s behind them. */
static bool number(const char **s, int digits, int low, int high, int *out)
{
    int value = 0;
    for (int i = 0; i < digits; i++) {
        char c = (*s)[i];
        if (c < '0' || c > '9') {
            return false;
        }
        value = value * 10 + (c - '0');
    }
    *s += digits;
    *out = value;
    return value >= low && value <= high;
}

static bool mark(const char **s, char c)
{
    if (**s != c) {
        return false;
    }
    (*s)++;
    return true;
}

/* Seconds and up to three places of a fraction, as ms; more places are read and dropped. */
static bool seconds(const char **s, int *ms)
{
    int second = 0, scale = 100, digit = 0;
    *ms = 0;
    if (**s != ':') {
        return true;
    }
    (*s)++;
    if (!number(s, 2, 0, 59, &second)) {
        return false;
    }
    *ms = second * 1000;
    if (**s != '.') {
        return true;
    }
    (*s)++;
    if (**s < '0' || **s > '9') {
        return false;
    }
    for (; number(s, 1, 0, 9, &digit); scale /= 10) {
        *ms += digit * scale;
    }
    return true;
}

/* Z, +hh:mm or -hh:mm, in minutes. */
static bool offset(const char **s, int *minutes)
{
    int h = 0, m = 0, sign = **s == '-' ? -1 : 1;
    *minutes = 0;
    if (mark(s, 'Z') || mark(s, 'z')) {
        return true;
    }
    if (!mark(s, '+') && !mark(s, '-')) {
        return false;
    }
    if (!number(s, 2, 0, 23, &h) || !mark(s, ':') || !number(s, 2, 0, 59, &m)) {
        return false;
    }
    *minutes = sign * (h * 60 + m);
    return true;
}

bool clock_read(const char *s, int64_t *out)
{
    int year = 0, month = 0, day = 0, h = 0, m = 0, ms = 0, minutes = 0;
    if (!number(&s, 4, 1, 9999, &year) || !mark(&s, '-') || !number(&s, 2, 1, 12, &month) || !mark(&s, '-') ||
        !number(&s, 2, 1, month_days(year, month), &day)) {
        return false;
    }
    if (!mark(&s, 'T') && !mark(&s, 't') && !mark(&s, ' ')) {
        return false;
    }
    if (!number(&s, 2, 0, 23, &h) || !mark(&s, ':') || !number(&s, 2, 0, 59, &m) || !seconds(&s, &ms) ||
        !offset(&s, &minutes) || *s != '\0') {
        return false;
    }
    *out = days(year, month, day) * DAY + (int64_t)(h * 60 + m - minutes) * MINUTE + ms;
    return true;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

void clock_write(int64_t at, char *out)
{
    time_t t = (time_t)floor_div(at, 1000);
    struct tm utc;
    if (gmtime_r(&t, &utc) == NULL) {
        memset(&utc, 0, sizeof utc);
    }
    snprintf(out, CLOCK_TEXT, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", (utc.tm_year + 1900) % 10000, utc.tm_mon + 1,
             utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, (int)(at - floor_div(at, 1000) * 1000));
}

void clock_zone(const char *zone)
{
    char rule[64];
    if (zone[0] == '+' || zone[0] == '-') { /* POSIX counts the other way round */
        snprintf(rule, sizeof rule, "<%.16s>%c%.16s", zone, zone[0] == '+' ? '-' : '+', zone + 1);
    } else {
        snprintf(rule, sizeof rule, "%.60s", zone);
    }
    setenv("TZ", rule, 1);
    tzset();
}

void clock_show(int64_t at, char *out)
{
    time_t t = (time_t)floor_div(at, 1000);
    struct tm local;
    if (localtime_r(&t, &local) == NULL || strftime(out, CLOCK_TEXT, "%Y-%m-%d %H:%M", &local) == 0) {
        clock_write(at, out);
    }
}

bool clock_day(const char *date, int64_t *out)
{
    int year = 0, month = 0, day = 0;
    if (!number(&date, 4, 1, 9999, &year) || !mark(&date, '-') || !number(&date, 2, 1, 12, &month) ||
        !mark(&date, '-') || !number(&date, 2, 1, month_days(year, month), &day) || *date != '\0') {
        return false;
    }
    struct tm local = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_isdst = -1};
    *out = (int64_t)mktime(&local) * 1000;
    return true;
}

bool clock_local(const char *s, int64_t *out)
{
    int year = 0, month = 0, day = 0, h = 0, m = 0, ms = 0;
    if (!number(&s, 4, 1, 9999, &year) || !mark(&s, '-') || !number(&s, 2, 1, 12, &month) || !mark(&s, '-') ||
        !number(&s, 2, 1, month_days(year, month), &day) || (!mark(&s, 'T') && !mark(&s, 't') && !mark(&s, ' ')) ||
        !number(&s, 2, 0, 23, &h) || !mark(&s, ':') || !number(&s, 2, 0, 59, &m) || !seconds(&s, &ms) || *s != '\0') {
        return false;
    }
    struct tm local = {
        .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = h, .tm_min = m, .tm_isdst = -1};
    *out = (int64_t)mktime(&local) * 1000 + ms;
    return true;
}

void clock_place(int64_t at, int32_t *day, int *weekday, int *hour)
{
    time_t t = (time_t)floor_div(at, 1000);
    struct tm local;
    if (localtime_r(&t, &local) == NULL) {
        memset(&local, 0, sizeof local);
        local.tm_mday = 1;
    }
    int64_t d = days(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    *day = (int32_t)d;
    *weekday = (int)(d + 3 - floor_div(d + 3, 7) * 7); /* 1970-01-01 was a Thursday */
    *hour = local.tm_hour;
}

void clock_span(int64_t ms, bool chinese, char *out)
{
    int64_t minutes = ms < 0 ? 0 : ms / MINUTE;
    if (minutes < 120) {
        snprintf(out, CLOCK_TEXT, chinese ? "%d 分钟" : "%d min", (int)minutes);
    } else if (minutes < 48 * 60) {
        snprintf(out, CLOCK_TEXT, chinese ? "%d 小时" : "%d h", (int)(minutes / 60));
    } else {
        snprintf(out, CLOCK_TEXT, chinese ? "%d 天" : "%d d", (int)(minutes / 60 / 24));
    }
}
