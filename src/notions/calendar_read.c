/*
 * calendar_read.c - reading the hours of a calendar, see calendar_read.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar_read.h"
#include "ground/error.h"

#include <string.h>

static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};

/* A special date on its way, with the place to point at. */
typedef struct read_date {
    mend__special special;
    mend__node node;
} read_date;

typedef struct reader {
    mend__arena *arena;
    const mend__json *tree;
    mend__card *card;
    mend_error *err;
    read_date *dates; /* scratch */
    size_t date_count, date_cap, window_sum;
} reader;

/* ---- windows ---- */

/* "09:00", "17:30:15", "24:00"; seconds. */
static bool read_clock(mend__str text, int32_t *seconds)
{
    int32_t hour, minute, second = 0;
    if ((text.n != 5 && text.n != 8) || text.p[2] != ':' || (text.n == 8 && text.p[5] != ':') ||
        !mend__digits_read(text, 0, 2, &hour) || !mend__digits_read(text, 3, 2, &minute) ||
        (text.n == 8 && !mend__digits_read(text, 6, 2, &second)) || minute > 59 || second > 59) {
        return false;
    }
    *seconds = hour * 3600 + minute * 60 + second;
    return *seconds <= MEND__DAY_SECONDS;
}

static mend_status read_edge(const reader *r, mend__node n, int32_t most, int32_t *seconds)
{
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(r->tree, n, "a time such as \"09:00\"", r->err);
    }
    if (!read_clock(mend__json_str(r->tree, n), seconds)) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a time, \"00:00\" to \"24:00\"", r->err);
    }
    if (*seconds > most) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "a window that starts at 24:00 is one of the next date",
                               r->err);
    }
    return MEND_OK;
}

static mend_status read_window(const reader *r, mend__node pair, mend__window *window)
{
    if (mend__json_typeof(r->tree, pair) != MEND__JSON_ARRAY || mend__json_count(r->tree, pair) != 2) {
        return mend__json_expected(r->tree, pair, "a window such as [\"09:00\", \"17:00\"]", r->err);
    }
    mend__node from = mend__json_first(r->tree, pair);
    mend_status status = read_edge(r, from, MEND__DAY_SECONDS - 1, &window->from);
    if (status == MEND_OK) {
        status = read_edge(r, mend__json_next(r->tree, from), MEND__DAY_SECONDS, &window->to);
    }
    if (status == MEND_OK && window->to <= window->from) {
        window->to += MEND__DAY_SECONDS;
    }
    return status;
}

/* Puts a window among those that ascend by their starts. */
static void read_insert(mend__window *windows, uint32_t count, mend__window window)
{
    for (; count > 0 && windows[count - 1].from > window.from; count--) {
        windows[count] = windows[count - 1];
    }
    windows[count] = window;
}

/* Makes one of those that touch or overlap; returns how many are left. */
static uint32_t read_join(mend__window *windows, uint32_t count, int32_t *overlaps)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (kept == 0 || windows[i].from > windows[kept - 1].to) {
            windows[kept++] = windows[i];
            continue;
        }
        *overlaps += windows[i].from < windows[kept - 1].to;
        if (windows[kept - 1].to < windows[i].to) {
            windows[kept - 1].to = windows[i].to;
        }
    }
    return kept;
}

static mend_status read_hours(reader *r, mend__node list, mend__hours *out)
{
    mend__window windows[MEND__CARD_WINDOWS];
    uint32_t count = 0;
    if (mend__json_typeof(r->tree, list) != MEND__JSON_ARRAY) {
        return mend__json_expected(r->tree, list, "an array of windows such as [[\"09:00\", \"17:00\"]]", r->err);
    }
    if (mend__json_count(r->tree, list) > MEND__CARD_WINDOWS) {
        return mend__json_fail(r->tree, list, MEND_LIMIT, "a date has at most 12 windows", r->err);
    }
    for (mend__node n = mend__json_first(r->tree, list); n != MEND__NONE; n = mend__json_next(r->tree, n)) {
        mend__window window = {0, 0};
        mend_status status = read_window(r, n, &window);
        if (status != MEND_OK) {
            return status;
        }
        read_insert(windows, count++, window);
    }
    count = read_join(windows, count, &r->card->overlaps);
    *out = (mend__hours){NULL, count};
    if (count > 0) {
        mend__window *kept = mend__arena_get(r->arena, count * sizeof *kept);
        if (kept == NULL) {
            return MEND_NOMEM;
        }
        memcpy(kept, windows, count * sizeof *kept);
        out->windows = kept;
    }
    return MEND_OK;
}

static mend_status read_week(reader *r, mend__node week)
{
    if (week == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__json_members(r->tree, week, weekdays, r->err);
    for (size_t i = 0; status == MEND_OK && i < 7; i++) {
        mend__node n = mend__json_get(r->tree, week, weekdays[i]);
        if (n != MEND__NONE) {
            status = read_hours(r, n, &r->card->week[i]);
        }
    }
    return status;
}

/* ---- dates ---- */

static mend_status read_day(const reader *r, mend__node n, int32_t *day)
{
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(r->tree, n, "a date such as \"2024-03-15\"", r->err);
    }
    if (!mend__date_parse(mend__json_str(r->tree, n), day)) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a date that exists, such as \"2024-03-15\"", r->err);
    }
    return MEND_OK;
}

static mend_status read_label(const reader *r, mend__node object, const char **out)
{
    mend__node n = mend__json_get(r->tree, object, "label");
    *out = "";
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(r->tree, n, "text", r->err);
    }
    mend__str text = mend__json_str(r->tree, n);
    *out = mend__arena_text(r->arena, text.p, text.n);
    return *out != NULL ? MEND_OK : MEND_NOMEM;
}

static mend_status read_holiday(reader *r, mend__node n, mend__special *out)
{
    static const char *const members[] = {"date", "label", NULL};
    mend__node date = n;
    out->kind = MEND_CALENDAR_HOLIDAY;
    out->label = "";
    if (mend__json_typeof(r->tree, n) == MEND__JSON_OBJECT) {
        mend_status status = mend__json_members(r->tree, n, members, r->err);
        if (status == MEND_OK) {
            status = read_label(r, n, &out->label);
        }
        if (status != MEND_OK) {
            return status;
        }
        date = mend__json_get(r->tree, n, "date");
        if (date == MEND__NONE) {
            return mend__json_expected(r->tree, n, "a member \"date\"", r->err);
        }
    }
    return read_day(r, date, &out->day);
}

static mend_status read_like(const reader *r, mend__node n, mend__hours *out)
{
    mend__str name = mend__json_str(r->tree, n);
    for (size_t i = 0; i < 7 && mend__json_typeof(r->tree, n) == MEND__JSON_STRING; i++) {
        if (mend__str_is(name, weekdays[i])) {
            *out = r->card->week[i];
            return MEND_OK;
        }
    }
    return mend__json_expected(r->tree, n, "a weekday, \"mon\" to \"sun\"", r->err);
}

/* Windows of an exception: those of all are limited. */
static mend_status read_own_hours(reader *r, mend__node n, mend__hours *out)
{
    mend_status status = read_hours(r, n, out);
    if (status == MEND_OK) {
        r->window_sum += out->count;
        if (r->window_sum > MEND__CARD_WINDOW_SUM) {
            status = mend__json_fail(r->tree, n, MEND_LIMIT, "exceptions have at most 8192 windows in all", r->err);
        }
    }
    return status;
}

static mend_status read_exception(reader *r, mend__node n, mend__special *out)
{
    static const char *const members[] = {"like", "windows", "label", NULL};
    mend__str key = mend__json_key(r->tree, n);
    out->kind = MEND_CALENDAR_EXCEPTION;
    out->label = "";
    if (!mend__date_parse(key, &out->day)) {
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "expected a date that exists, such as \"2024-03-15\"",
                                   r->err);
    }
    if (mend__json_typeof(r->tree, n) != MEND__JSON_OBJECT) {
        return read_own_hours(r, n, &out->hours);
    }
    mend__node like = mend__json_get(r->tree, n, "like"), windows = mend__json_get(r->tree, n, "windows");
    mend_status status = mend__json_members(r->tree, n, members, r->err);
    if (status == MEND_OK && (like == MEND__NONE) == (windows == MEND__NONE)) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected one of \"like\" and \"windows\"", r->err);
    }
    if (status == MEND_OK) {
        status = read_label(r, n, &out->label);
    }
    if (status == MEND_OK) {
        status = like != MEND__NONE ? read_like(r, like, &out->hours) : read_own_hours(r, windows, &out->hours);
    }
    return status;
}

/* Members named x-... are the author's own. */
static bool read_is_remark(mend__str key)
{
    return key.n >= 2 && key.p[0] == 'x' && key.p[1] == '-';
}

typedef mend_status (*read_one)(reader *r, mend__node n, mend__special *out);

static mend_status read_list(reader *r, mend__node list, mend__json_type type, const char *what, read_one one)
{
    if (list == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(r->tree, list) != type) {
        return mend__json_expected(r->tree, list, what, r->err);
    }
    for (mend__node n = mend__json_first(r->tree, list); n != MEND__NONE; n = mend__json_next(r->tree, n)) {
        if (type == MEND__JSON_OBJECT && read_is_remark(mend__json_key(r->tree, n))) {
            continue;
        }
        if (r->date_count == MEND__CARD_DATES) {
            return mend__json_fail(r->tree, n, MEND_LIMIT, "a calendar has at most 4096 holidays and exceptions",
                                   r->err);
        }
        void *dates = r->dates;
        mend_status status = mend__reserve(&r->arena->alloc, &dates, &r->date_cap, r->date_count + 1, sizeof *r->dates);
        r->dates = dates;
        if (status == MEND_OK) {
            read_date *date = &r->dates[r->date_count];
            memset(date, 0, sizeof *date);
            date->node = n;
            status = one(r, n, &date->special);
        }
        if (status != MEND_OK) {
            return status;
        }
        r->date_count++;
    }
    return MEND_OK;
}

/* By day; of one day the holidays first, in the order of the document. */
static bool read_after(const read_date *a, const read_date *b)
{
    if (a->special.day != b->special.day) {
        return a->special.day > b->special.day;
    }
    return a->special.kind != b->special.kind ? a->special.kind > b->special.kind : a->node > b->node;
}

/* Lets the element at `at` sink in a heap of `count` whose largest is on top. */
static void read_sink(read_date *dates, size_t at, size_t count)
{
    read_date moving = dates[at];
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && read_after(&dates[child + 1], &dates[child]);
        if (!read_after(&dates[child], &moving)) {
            break;
        }
        dates[at] = dates[child];
        at = child;
    }
    dates[at] = moving;
}

static void read_sort(read_date *dates, size_t count)
{
    for (size_t i = count / 2; i-- > 0;) {
        read_sink(dates, i, count);
    }
    for (size_t i = count; i-- > 1;) {
        read_date last = dates[i];
        dates[i] = dates[0];
        dates[0] = last;
        read_sink(dates, 0, i);
    }
}

/* Orders the dates, finds those that stand twice, and keeps them. */
static mend_status read_keep(reader *r)
{
    mend__card *card = r->card;
    if (r->date_count == 0) {
        return MEND_OK;
    }
    mend__special *kept = mend__arena_get(r->arena, r->date_count * sizeof *kept);
    if (kept == NULL) {
        return MEND_NOMEM;
    }
    read_sort(r->dates, r->date_count);
    for (size_t i = 0; i < r->date_count; i++) {
        const mend__special *s = &r->dates[i].special;
        mend__special *last = card->special_count > 0 ? &kept[card->special_count - 1] : NULL;
        if (last == NULL || last->day != s->day) {
            kept[card->special_count++] = *s;
        } else if (s->kind == MEND_CALENDAR_HOLIDAY) {
            return mend__json_fail(r->tree, r->dates[i].node, MEND_SCHEMA, "the holiday stands here twice", r->err);
        } else {
            *last = *s;
            card->doubles++;
        }
    }
    card->specials = kept;
    return MEND_OK;
}

mend_status mend__card_read(mend__arena *arena, const mend__json *tree, mend__node object, mend__card *card,
                            mend_error *err)
{
    reader r = {arena, tree, card, err, NULL, 0, 0, 0};
    mend__node until = mend__json_get(tree, object, "known_until");
    memset(card, 0, sizeof *card);
    mend_status status = read_week(&r, mend__json_get(tree, object, "week"));
    if (status == MEND_OK) {
        status = read_list(&r, mend__json_get(tree, object, "holidays"), MEND__JSON_ARRAY, "an array of dates",
                           read_holiday);
    }
    if (status == MEND_OK) {
        status = read_list(&r, mend__json_get(tree, object, "exceptions"), MEND__JSON_OBJECT,
                           "an object of dates such as {\"2024-03-15\": []}", read_exception);
    }
    if (status == MEND_OK) {
        status = read_keep(&r);
    }
    if (status == MEND_OK && until != MEND__NONE) {
        card->known = true;
        status = read_day(&r, until, &card->known_until);
    }
    if (status == MEND_NOMEM) {
        mend__fail(err, MEND_NOMEM, "no memory for a calendar");
    }
    mend__drop(&arena->alloc, r.dates, r.date_cap * sizeof *r.dates);
    return status;
}
