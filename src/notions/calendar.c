/*
 * calendar.c - calendars as hosts see them, see mend/calendar.h.
 *
 * Every answer comes from one numbering of the working milliseconds: "how many lie before this instant" and "when does
 * this one begin". An amount of work ends one ms after its last ms begins, so it ends at a closing; the next opening is
 * the beginning of the first ms that does not lie before.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar.h"
#include "ground/error.h"
#include "ground/int.h"
#include "instant.h"
#include "tzif.h"

#include <string.h>

#define BYTES_MAX 1048576 /* of a document */
#define DEPTH_MAX 16

/* ---- making ---- */

static mend_status calendar_zone(mend__arena *arena, const mend__json *tree, mend__node object,
                                 const mend__zone_source *source, mend_zone *out, mend_error *err)
{
    mend__node n = mend__json_get(tree, object, "zone");
    mend_error said = {.struct_size = sizeof said};
    const mend_zone *found = source->fallback;
    mend_status status = MEND_OK;
    if (n == MEND__NONE && found == NULL) {
        return mend__json_expected(tree, object, "a zone in \"zone\"", err);
    }
    if (n != MEND__NONE) {
        if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
            return mend__json_expected(tree, n, "a zone such as \"CST-8\" or \"Europe/Berlin\"", err);
        }
        mend__str name = mend__json_str(tree, n);
        if (mend__zone_read(out, name, &said) == MEND_OK) {
            return MEND_OK;
        }
        found = NULL;
        status = source->find != NULL ? source->find(source->user, name.p, name.n, &found) : MEND_NOT_FOUND;
        if (status == MEND_OK && found == NULL) {
            status = MEND_INVALID;
        }
    }
    if (status == MEND_NOT_FOUND) {
        status = mend__json_fail(tree, n, MEND_SCHEMA, "", err);
        mend__zone_explain(mend__json_str(tree, n), &said, "no zone of this name is known, and it is no rule: ", err);
        return status;
    }
    if (status != MEND_OK) {
        return source->explains ? status : mend__json_fail(tree, n, status, "the zone could not be had", err);
    }
    mend__zone_move *moves = found->move_count > 0 ? mend__arena_get(arena, found->move_count * sizeof *moves) : NULL;
    if (moves == NULL && found->move_count > 0) {
        return mend__fail(err, MEND_NOMEM, "no memory for a calendar");
    }
    mend__zone_copy(found, moves, out);
    return MEND_OK;
}

static mend_status calendar_work_out(mend__arena *arena, const mend__json *tree, mend__node object, mend_calendar *c,
                                     mend_error *err)
{
    mend_status status = mend__worktime_build(&c->time, &c->card, &c->zone, arena);
    if (status == MEND_OK) {
        status = mend__days_build(&c->days, &c->card, &c->zone, arena);
    }
    if (status == MEND_NOT_FOUND) {
        return mend__json_fail(tree, object, MEND_SCHEMA, "the calendar never opens", err);
    }
    if (status == MEND_LIMIT) {
        return mend__json_fail(tree, object, MEND_LIMIT, "the dates of the calendar cut time into too many pieces",
                               err);
    }
    if (status != MEND_OK) {
        return mend__fail(err, status, "no memory for a calendar");
    }
    c->known_end = INT64_MAX;
    if (c->card.known) {
        c->known_end = mend__zone_utc(&c->zone, ((int64_t)c->card.known_until + 1) * MEND__DAY_MS);
    }
    return MEND_OK;
}

mend_status mend__calendar_compile(mend__arena *arena, const mend__json *tree, mend__node object,
                                   const char *const *members, const mend__zone_source *zones, mend_calendar **out,
                                   mend_error *err)
{
    static const char *const own[] = {"zone", "week", "holidays", "exceptions", "known_until", NULL};
    mend_status status = mend__json_members(tree, object, members != NULL ? members : own, err);
    if (status != MEND_OK) {
        return status;
    }
    mend_calendar *c = mend__arena_get(arena, sizeof *c);
    if (c == NULL) {
        return mend__fail(err, MEND_NOMEM, "no memory for a calendar");
    }
    status = calendar_zone(arena, tree, object, zones, &c->zone, err);
    if (status == MEND_OK) {
        status = mend__card_read(arena, tree, object, &c->card, err);
    }
    if (status == MEND_OK) {
        status = calendar_work_out(arena, tree, object, c, err);
    }
    if (status == MEND_OK) {
        *out = c;
    }
    return status;
}

mend_status mend_calendar_new(const mend_allocator *allocator, const char *json, size_t len, mend_zone_fn find,
                              void *user, mend_calendar **out, mend_error *error)
{
    mend__alloc alloc;
    mend__json tree;
    mend__node root;
    mend__arena arena;
    mend_calendar *calendar = NULL;
    mend__str text = mend__str_of(json, len);
    const mend__zone_source zones = {find, user, false, NULL};
    if (!mend__error_ok(error) || text.p == NULL || out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend__json_init(&tree, &alloc);
    mend__arena_init(&arena, &alloc);
    mend_status status = mend__json_read(&tree, text.p, text.n, BYTES_MAX, DEPTH_MAX, &root, error);
    if (status == MEND_OK) {
        status = mend__calendar_compile(&arena, &tree, root, NULL, &zones, &calendar, error);
    }
    mend__json_free(&tree);
    if (status != MEND_OK) {
        mend__arena_free(&arena);
        return status;
    }
    calendar->arena = arena;
    *out = calendar;
    return MEND_OK;
}

void mend_calendar_free(mend_calendar *calendar)
{
    if (calendar != NULL) {
        mend__arena arena = calendar->arena;
        mend__arena_free(&arena);
    }
}

/* ---- answers ---- */

static int32_t calendar_flags(const mend_calendar *c, int64_t latest)
{
    return latest > c->known_end ? MEND_CALENDAR_PROVISIONAL : 0;
}

/* Gives an instant out, with the flags of the later one of question and answer. */
static mend_status calendar_answer(const mend_calendar *c, int64_t asked, int64_t answer, int64_t *out, int32_t *flags)
{
    if (!mend__instant_valid(answer)) {
        return MEND_RANGE;
    }
    *out = answer;
    if (flags != NULL) {
        *flags = calendar_flags(c, asked > answer ? asked : answer);
    }
    return MEND_OK;
}

static mend_status calendar_check(const mend_calendar *calendar, int64_t at, const void *out)
{
    if (calendar == NULL || out == NULL) {
        return MEND_INVALID;
    }
    return mend__instant_valid(at) ? MEND_OK : MEND_RANGE;
}

static bool calendar_works(const mend_calendar *c, int64_t at)
{
    return mend__worktime_at(&c->time, at + 1) > mend__worktime_at(&c->time, at);
}

static bool calendar_worked(const mend_calendar *c, int64_t at)
{
    return at > MEND__INSTANT_MIN && calendar_works(c, at - 1);
}

mend_status mend_calendar_is_working(const mend_calendar *calendar, int64_t at, int32_t *working, int32_t *flags)
{
    mend_status status = calendar_check(calendar, at, working);
    if (status == MEND_OK) {
        *working = calendar_works(calendar, at);
        if (flags != NULL) {
            *flags = calendar_flags(calendar, at);
        }
    }
    return status;
}

mend_status mend_calendar_between(const mend_calendar *calendar, int64_t from, int64_t to, int64_t *work,
                                  int32_t *flags)
{
    mend_status status = calendar_check(calendar, from, work);
    if (status == MEND_OK) {
        status = calendar_check(calendar, to, work);
    }
    if (status == MEND_OK) {
        *work = mend__worktime_at(&calendar->time, to) - mend__worktime_at(&calendar->time, from);
        if (flags != NULL) {
            *flags = calendar_flags(calendar, from > to ? from : to);
        }
    }
    return status;
}

mend_status mend_calendar_roll_forward(const mend_calendar *calendar, int64_t at, int64_t *out, int32_t *flags)
{
    int64_t open;
    mend_status status = calendar_check(calendar, at, out);
    if (status != MEND_OK) {
        return status;
    }
    return mend__worktime_tick(&calendar->time, mend__worktime_at(&calendar->time, at), &open)
               ? calendar_answer(calendar, at, open, out, flags)
               : MEND_RANGE;
}

mend_status mend_calendar_roll_back(const mend_calendar *calendar, int64_t at, int64_t *out, int32_t *flags)
{
    int64_t last;
    mend_status status = calendar_check(calendar, at, out);
    if (status != MEND_OK) {
        return status;
    }
    return mend__worktime_tick(&calendar->time, mend__worktime_at(&calendar->time, at) - 1, &last)
               ? calendar_answer(calendar, at, last + 1, out, flags)
               : MEND_RANGE;
}

mend_status mend_calendar_next_close(const mend_calendar *calendar, int64_t at, int64_t *out, int32_t *flags)
{
    int64_t open, close;
    mend_status status = calendar_check(calendar, at, out);
    if (status != MEND_OK) {
        return status;
    }
    if (!mend__worktime_tick(&calendar->time, mend__worktime_at(&calendar->time, at), &open) ||
        open > MEND__INSTANT_MAX ||
        !mend__worktime_rest_tick(&calendar->time, open - mend__worktime_at(&calendar->time, open), &close)) {
        return MEND_RANGE;
    }
    return calendar_answer(calendar, at, close, out, flags);
}

mend_status mend_calendar_add(const mend_calendar *calendar, int64_t at, int64_t work, int64_t *out, int32_t *flags)
{
    int64_t last;
    mend_status status = calendar_check(calendar, at, out);
    if (status != MEND_OK) {
        return status;
    }
    if (work == 0) {
        return calendar_worked(calendar, at) ? calendar_answer(calendar, at, at, out, flags)
                                             : mend_calendar_roll_forward(calendar, at, out, flags);
    }
    if (work < 0 || !mend__add64(mend__worktime_at(&calendar->time, at), work - 1, &last) ||
        !mend__worktime_tick(&calendar->time, last, &last)) {
        return MEND_RANGE;
    }
    return calendar_answer(calendar, at, last + 1, out, flags);
}

mend_status mend_calendar_subtract(const mend_calendar *calendar, int64_t at, int64_t work, int64_t *out,
                                   int32_t *flags)
{
    int64_t first;
    mend_status status = calendar_check(calendar, at, out);
    if (status != MEND_OK) {
        return status;
    }
    if (work == 0) {
        return calendar_works(calendar, at) ? calendar_answer(calendar, at, at, out, flags)
                                            : mend_calendar_roll_back(calendar, at, out, flags);
    }
    if (work < 0 || !mend__sub64(mend__worktime_at(&calendar->time, at), work, &first) ||
        !mend__worktime_tick(&calendar->time, first, &first)) {
        return MEND_RANGE;
    }
    return calendar_answer(calendar, at, first, out, flags);
}

/* ---- working days ---- */

static int64_t calendar_closing(const mend_calendar *c, int32_t day)
{
    const mend__hours *hours = mend__card_hours(&c->card, day);
    int64_t last = hours->windows[hours->count - 1].to;
    return mend__zone_utc(&c->zone, (int64_t)day * MEND__DAY_MS + last * 1000);
}

/* How many working days are over: those that close at `at` or before. A window reaches at most into the next date. */
static int32_t calendar_days_over(const mend_calendar *c, int64_t at, int32_t today)
{
    for (int32_t day = today - 1; day <= today; day++) {
        if (mend__days_works(&c->days, day) && calendar_closing(c, day) > at) {
            return mend__days_count(&c->days, day) - 1;
        }
    }
    return mend__days_count(&c->days, today);
}

mend_status mend_calendar_add_days(const mend_calendar *calendar, int64_t at, int32_t days, mend_days reading,
                                   int64_t *out, int32_t *flags)
{
    mend_status status = calendar_check(calendar, at, out);
    if (status != MEND_OK || (reading != MEND_DAYS_CLOSING && reading != MEND_DAYS_SAME_TIME)) {
        return status != MEND_OK ? status : MEND_INVALID;
    }
    if (days == 0) {
        return mend_calendar_add(calendar, at, 0, out, flags);
    }
    int64_t local = mend__zone_local(&calendar->zone, at), number, due = 0;
    int32_t today = (int32_t)mend__floor_div(local, MEND__DAY_MS), day;
    bool closing = reading == MEND_DAYS_CLOSING;
    number =
        (int64_t)days + (closing ? calendar_days_over(calendar, at, today) : mend__days_count(&calendar->days, today));
    if (days < 0 || number > INT32_MAX || !mend__days_find(&calendar->days, (int32_t)number, &day)) {
        return MEND_RANGE;
    }
    if (closing) {
        return calendar_answer(calendar, at, calendar_closing(calendar, day), out, flags);
    }
    due = mend__zone_utc(&calendar->zone, (int64_t)day * MEND__DAY_MS + mend__floor_mod(local, MEND__DAY_MS));
    status = mend_calendar_add(calendar, due, 0, out, flags);
    return status;
}

/* ---- looking ---- */

mend_status mend_calendar_day(const mend_calendar *calendar, int32_t day, mend_calendar_kind *kind, int32_t *windows,
                              const char **label, int32_t *flags)
{
    if (calendar == NULL) {
        return MEND_INVALID;
    }
    if (day < MEND__DAY_MIN || day > MEND__DAY_MAX) {
        return MEND_RANGE;
    }
    const mend__special *special = mend__card_special(&calendar->card, day);
    if (kind != NULL) {
        *kind = special != NULL ? special->kind : MEND_CALENDAR_PLAIN;
    }
    if (windows != NULL) {
        bool works = mend__days_works(&calendar->days, day);
        *windows = works ? (int32_t)mend__card_hours(&calendar->card, day)->count : 0;
    }
    if (label != NULL) {
        *label = special != NULL ? special->label : "";
    }
    if (flags != NULL) {
        *flags = calendar->card.known && day > calendar->card.known_until ? MEND_CALENDAR_PROVISIONAL : 0;
    }
    return MEND_OK;
}

mend_status mend_calendar_about(const mend_calendar *calendar, mend_calendar_info *info)
{
    if (calendar == NULL || info == NULL || info->struct_size != sizeof *info) {
        return MEND_INVALID;
    }
    const mend__card *card = &calendar->card;
    info->known_until = card->known ? card->known_until : INT32_MAX;
    info->holidays = 0;
    info->exceptions = 0;
    for (uint32_t i = 0; i < card->special_count; i++) {
        info->holidays += card->specials[i].kind == MEND_CALENDAR_HOLIDAY;
        info->exceptions += card->specials[i].kind == MEND_CALENDAR_EXCEPTION;
    }
    info->overlaps = card->overlaps;
    info->doubles = card->doubles;
    return MEND_OK;
}
