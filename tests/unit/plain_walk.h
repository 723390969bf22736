/*
 * plain_walk.h - working time counted the plain way, day by day and window by window: what the fast answers are held
 * against, in tests and in time. It shares nothing with them but mend_zone_local() and mend_zone_utc().
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef PLAIN_WALK_H
#define PLAIN_WALK_H

#include "mend/calendar.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WALK_WINDOWS 6
#define WALK_DATES   4096
#define WALK_DAY_MS  INT64_C(86400000)
#define WALK_MIN     INT64_C(-62135596800000) /* 0001-01-01T00:00:00Z */
#define WALK_MAX     INT64_C(253402300799999) /* the last ms of 9999 */
#define WALK_NONE    INT64_MIN

typedef struct walk_hours {
    int count;
    int32_t from[WALK_WINDOWS], to[WALK_WINDOWS]; /* seconds; to is below from + 86401 */
} walk_hours;

typedef struct walk_date {
    int32_t day;
    bool holiday;
    walk_hours hours;
} walk_date;

typedef struct walk {
    const mend_zone *zone;
    walk_hours week[7]; /* Monday first */
    int date_count;
    walk_date dates[WALK_DATES]; /* ascending */
} walk;

typedef struct walk_interval {
    int64_t open, close;
} walk_interval;

typedef struct walk_list {
    walk_interval *items;
    size_t count, cap;
} walk_list;

/* Local date of an instant, also one a few days outside of the range. */
static inline int32_t walk_day(const walk *w, int64_t at)
{
    int32_t day, ms;
    int64_t inside = at < WALK_MIN ? WALK_MIN : at > WALK_MAX ? WALK_MAX : at;
    if (mend_zone_local(w->zone, inside, &day, &ms) != MEND_OK) {
        return inside < 0 ? -719162 : 2932896;
    }
    return day;
}

static inline const walk_hours *walk_hours_of(const walk *w, int32_t day)
{
    int low = 0, high = w->date_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (w->dates[middle].day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < w->date_count && w->dates[low].day == day) {
        return &w->dates[low].hours;
    }
    return &w->week[((day + 3) % 7 + 7) % 7];
}

/* An edge of a window. Beyond the range of dates the clocks run on as they do at its end. */
static inline int64_t walk_edge(const walk *w, int32_t day, int32_t second)
{
    int64_t at;
    int32_t last = day < -719162 ? -719162 : 2932896;
    day += second / 86400;
    second %= 86400;
    if (mend_zone_utc(w->zone, day, second * 1000, &at) == MEND_OK) {
        return at;
    }
    if (mend_zone_utc(w->zone, last, last < 0 ? 0 : 86400000, &at) != MEND_OK) {
        return last < 0 ? WALK_MIN : WALK_MAX + 1;
    }
    return at + (day - (last < 0 ? last : last + 1)) * WALK_DAY_MS + second * INT64_C(1000);
}

static inline int walk_order(const void *a, const void *b)
{
    const walk_interval *x = a, *y = b;
    return x->open < y->open ? -1 : x->open > y->open;
}

/* Working time in [start, end): apart and ascending. */
static inline void walk_collect(const walk *w, int64_t start, int64_t end, walk_list *out)
{
    size_t kept = 0;
    out->count = 0;
    /* Around, as a clock may have been put back by a day and more. */
    for (int32_t day = walk_day(w, start) - 4; day <= walk_day(w, end) + 2; day++) {
        const walk_hours *hours = walk_hours_of(w, day);
        for (int i = 0; i < hours->count; i++) {
            int64_t open = walk_edge(w, day, hours->from[i]), close = walk_edge(w, day, hours->to[i]);
            open = open > start ? open : start;
            close = close < end ? close : end;
            if (open < close) {
                if (out->count == out->cap) {
                    out->cap = out->cap * 2 + 64;
                    out->items = realloc(out->items, out->cap * sizeof *out->items);
                }
                out->items[out->count++] = (walk_interval){open, close};
            }
        }
    }
    if (out->count > 0) {
        qsort(out->items, out->count, sizeof *out->items, walk_order);
    }
    for (size_t i = 0; i < out->count; i++) {
        if (kept > 0 && out->items[i].open <= out->items[kept - 1].close) {
            if (out->items[kept - 1].close < out->items[i].close) {
                out->items[kept - 1].close = out->items[i].close;
            }
        } else {
            out->items[kept++] = out->items[i];
        }
    }
    out->count = kept;
}

static inline int64_t walk_between(const walk *w, int64_t from, int64_t to)
{
    walk_list list = {NULL, 0, 0};
    int64_t sum = 0;
    if (from > to) {
        return -walk_between(w, to, from);
    }
    walk_collect(w, from, to, &list);
    for (size_t i = 0; i < list.count; i++) {
        sum += list.items[i].close - list.items[i].open;
    }
    free(list.items);
    return sum;
}

static inline bool walk_is_working(const walk *w, int64_t at)
{
    return walk_between(w, at, at + 1) == 1;
}

/* Pieces of the way are looked at in turn, each this long. */
#define WALK_STEP (40 * WALK_DAY_MS)

/* The earliest instant by which so much work is done after `at`; WALK_NONE: not within 400 years. */
static inline int64_t walk_done(const walk *w, int64_t at, int64_t work)
{
    walk_list list = {NULL, 0, 0};
    int64_t found = WALK_NONE;
    for (int64_t start = at; found == WALK_NONE && start < at + 3650 * WALK_STEP && start <= WALK_MAX;
         start += WALK_STEP) {
        walk_collect(w, start, start + WALK_STEP, &list);
        for (size_t i = 0; i < list.count && found == WALK_NONE; i++) {
            int64_t length = list.items[i].close - list.items[i].open;
            if (work <= length) {
                found = list.items[i].open + work;
            }
            work -= length;
        }
    }
    free(list.items);
    return found;
}

/* The latest instant from which so much work is done before `at`. */
static inline int64_t walk_undone(const walk *w, int64_t at, int64_t work)
{
    walk_list list = {NULL, 0, 0};
    int64_t found = WALK_NONE;
    for (int64_t end = at; found == WALK_NONE && end > at - 3650 * WALK_STEP && end > WALK_MIN; end -= WALK_STEP) {
        int64_t start = end - WALK_STEP > WALK_MIN ? end - WALK_STEP : WALK_MIN;
        walk_collect(w, start, end, &list);
        for (size_t i = list.count; i-- > 0 && found == WALK_NONE;) {
            int64_t length = list.items[i].close - list.items[i].open;
            if (work <= length) {
                found = list.items[i].close - work;
            }
            work -= length;
        }
    }
    free(list.items);
    return found;
}

static inline int64_t walk_roll_forward(const walk *w, int64_t at)
{
    return walk_is_working(w, at) ? at : walk_done(w, at, 0);
}

static inline int64_t walk_roll_back(const walk *w, int64_t at)
{
    return at > WALK_MIN && walk_is_working(w, at - 1) ? at : walk_undone(w, at, 0);
}

static inline int64_t walk_add(const walk *w, int64_t at, int64_t work)
{
    if (work == 0) {
        return at > WALK_MIN && walk_is_working(w, at - 1) ? at : walk_roll_forward(w, at);
    }
    return walk_done(w, at, work);
}

static inline int64_t walk_subtract(const walk *w, int64_t at, int64_t work)
{
    if (work == 0) {
        return walk_is_working(w, at) ? at : walk_roll_back(w, at);
    }
    return walk_undone(w, at, work);
}

/* The first closing after `at`; WALK_NONE: none within a year of it. */
static inline int64_t walk_next_close(const walk *w, int64_t at)
{
    walk_list list = {NULL, 0, 0};
    int64_t open = walk_roll_forward(w, at), close = WALK_NONE, end = open + 400 * WALK_DAY_MS;
    if (open != WALK_NONE) {
        walk_collect(w, open, end, &list);
        close = list.count > 0 && list.items[0].close != end ? list.items[0].close : WALK_NONE;
    }
    free(list.items);
    return close;
}

/* ---- the same as a document ---- */

static inline size_t walk_write_hours(const walk_hours *hours, char *out)
{
    size_t n = (size_t)sprintf(out, "[");
    for (int i = 0; i < hours->count; i++) {
        int32_t from = hours->from[i], to = hours->to[i];
        if (to > 86400 || to == 86400 + from) {
            to -= 86400;
        }
        n += (size_t)sprintf(out + n, "%s[\"%02d:%02d:%02d\",\"%02d:%02d:%02d\"]", i > 0 ? "," : "", from / 3600,
                             from / 60 % 60, from % 60, to / 3600, to / 60 % 60, to % 60);
    }
    return n + (size_t)sprintf(out + n, "]");
}

/* Writes the calendar; the zone is called "Test/Zone". To be freed. */
static inline char *walk_write(const walk *w)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    char *out = malloc(4096 + (size_t)w->date_count * (40 + WALK_WINDOWS * 32)), date[11];
    size_t n = (size_t)sprintf(out, "{\"zone\":\"Test/Zone\",\"week\":{");
    for (int i = 0; i < 7; i++) {
        n += (size_t)sprintf(out + n, "%s\"%s\":", i > 0 ? "," : "", names[i]);
        n += walk_write_hours(&w->week[i], out + n);
    }
    n += (size_t)sprintf(out + n, "},\"holidays\":[");
    for (int i = 0, any = 0; i < w->date_count; i++) {
        if (w->dates[i].holiday && mend_date_write(w->dates[i].day, date, sizeof date, NULL) == MEND_OK) {
            n += (size_t)sprintf(out + n, "%s\"%s\"", any++ > 0 ? "," : "", date);
        }
    }
    n += (size_t)sprintf(out + n, "],\"exceptions\":{");
    for (int i = 0, any = 0; i < w->date_count; i++) {
        if (!w->dates[i].holiday && mend_date_write(w->dates[i].day, date, sizeof date, NULL) == MEND_OK) {
            n += (size_t)sprintf(out + n, "%s\"%s\":", any++ > 0 ? "," : "", date);
            n += walk_write_hours(&w->dates[i].hours, out + n);
        }
    }
    sprintf(out + n, "}}");
    return out;
}

/* A mend_zone_fn that knows one zone, `user`, under any name. */
static inline mend_status walk_find(void *user, const char *name, size_t len, const mend_zone **zone)
{
    (void)name;
    (void)len;
    *zone = user;
    return *zone != NULL ? MEND_OK : MEND_NOT_FOUND;
}

/* A zone by rule, or by the name of a file of tests/zoneinfo. NULL: there is none. */
static inline mend_zone *walk_zone(const char *name)
{
    static unsigned char bytes[65536];
    char path[1024];
    mend_zone *zone = NULL;
    if (mend_zone_new(NULL, name, MEND_NTS, &zone, NULL) == MEND_OK) {
        return zone;
    }
    snprintf(path, sizeof path, "%s/tests/zoneinfo/%s", MEND_ROOT, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    size_t len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return mend_zone_tzif(NULL, bytes, len, &zone, NULL) == MEND_OK ? zone : NULL;
}

#endif
