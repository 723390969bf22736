/*
 * zone.c - reading zone rules and converting between instants and local time, see zone.h.
 *
 * Of two changes at one instant the later in the order (year, into summer time, out of it) counts. So a rule that
 * leaves summer time at the very moment the next year's begins never leaves it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "zone.h"
#include "ground/error.h"
#include "ground/int.h"
#include "instant.h"
#include "mend/reason.h"

#include <string.h>

#define HOUR         3600
#define DAY_SECONDS  86400
#define OFFSET_HOURS 24  /* most hours of an offset */
#define RULE_HOURS   167 /* most hours of the time of a change, RFC 8536 */

/* ---- the text ---- */

typedef struct zone_cursor {
    mend__str text;
    size_t at;
    const char *wrong; /* what was expected at `at`, after a failure */
} zone_cursor;

typedef enum zone_rule_form { ZONE_JULIAN, ZONE_YEAR_DAY, ZONE_WEEKDAY } zone_rule_form;

/* When the clocks change: a day of the year and a time of that day. */
typedef struct zone_rule {
    zone_rule_form form;
    int32_t day;         /* JULIAN: [1, 365] without 29 February; YEAR_DAY: [0, 365]; WEEKDAY: 0 Sunday to 6 */
    int32_t month, week; /* WEEKDAY: the week-th such day of the month, 5: the last */
    int32_t seconds;     /* after local midnight, may be negative or beyond the day */
} zone_rule;

static bool zone_fail(zone_cursor *c, const char *wrong)
{
    c->wrong = wrong;
    return false;
}

static char zone_peek(const zone_cursor *c)
{
    return c->at < c->text.n ? c->text.p[c->at] : '\0';
}

static bool zone_take(zone_cursor *c, char wanted)
{
    if (c->at == c->text.n || c->text.p[c->at] != wanted) {
        return false;
    }
    c->at++;
    return true;
}

static bool zone_expect(zone_cursor *c, char wanted, const char *wrong)
{
    if (!zone_take(c, wanted)) {
        return zone_fail(c, wrong);
    }
    return true;
}

/* A number in [least, most] of no more digits than `most`; after a failure the cursor is where it was. */
static bool zone_take_number(zone_cursor *c, int32_t least, int32_t most, int32_t *out, const char *wrong)
{
    size_t start = c->at, digits = most > 99 ? 3 : most > 9 ? 2 : 1;
    int32_t value = 0;
    while (mend__is_digit(zone_peek(c)) && c->at - start < digits) {
        value = value * 10 + (zone_peek(c) - '0');
        c->at++;
    }
    if (c->at == start || mend__is_digit(zone_peek(c)) || value < least || value > most) {
        c->at = start;
        return zone_fail(c, wrong);
    }
    *out = value;
    return true;
}

/* Two digits, 00 to 59. */
static bool zone_take_sixtieth(zone_cursor *c, int32_t *out)
{
    if (!mend__digits_read(c->text, c->at, 2, out) || *out > 59) {
        return zone_fail(c, "expected two digits, 00 to 59");
    }
    c->at += 2;
    return true;
}

/* [+-]h[h[h]][:mm[:ss]] in seconds. */
static bool zone_take_time(zone_cursor *c, int32_t most_hours, int32_t *out, const char *wrong)
{
    int32_t hours, minutes = 0, seconds = 0;
    bool negative = zone_take(c, '-');
    if (!negative) {
        zone_take(c, '+');
    }
    if (!zone_take_number(c, 0, most_hours, &hours, wrong)) {
        return false;
    }
    if (zone_take(c, ':')) {
        if (!zone_take_sixtieth(c, &minutes) || (zone_take(c, ':') && !zone_take_sixtieth(c, &seconds))) {
            return false;
        }
    }
    int32_t value = hours * HOUR + minutes * 60 + seconds;
    *out = negative ? -value : value;
    return true;
}

/* The abbreviation: three letters or more, or in <> also digits and signs. It is checked and forgotten. */
static bool zone_take_name(zone_cursor *c)
{
    size_t start = c->at;
    bool quoted = zone_take(c, '<');
    size_t first = c->at;
    for (char ch = zone_peek(c); mend__is_letter(ch) || (quoted && (mend__is_digit(ch) || ch == '+' || ch == '-'));
         ch = zone_peek(c)) {
        c->at++;
    }
    if (c->at - first < 3) {
        c->at = start;
        return zone_fail(c, "expected a zone such as CST-8, EST5EDT,M3.2.0,M11.1.0, +08:00 or UTC");
    }
    return !quoted || zone_expect(c, '>', "expected letters, digits, signs and a '>'");
}

/* An offset of a POSIX rule: west of UTC. */
static bool zone_take_west(zone_cursor *c, int32_t *seconds_east)
{
    int32_t west;
    if (!zone_take_time(c, OFFSET_HOURS, &west, "expected hours west of UTC, 0 to 24")) {
        return false;
    }
    *seconds_east = -west;
    return true;
}

/* The day of ",M3.2.0/2". */
static bool zone_take_day(zone_cursor *c, zone_rule *out)
{
    if (zone_take(c, 'M')) {
        out->form = ZONE_WEEKDAY;
        return zone_take_number(c, 1, 12, &out->month, "expected a month, 1 to 12") &&
               zone_expect(c, '.', "expected '.' and a week") &&
               zone_take_number(c, 1, 5, &out->week, "expected a week, 1 to 5") &&
               zone_expect(c, '.', "expected '.' and a weekday") &&
               zone_take_number(c, 0, 6, &out->day, "expected a weekday, 0 (Sunday) to 6");
    }
    if (zone_take(c, 'J')) {
        out->form = ZONE_JULIAN;
        return zone_take_number(c, 1, 365, &out->day, "expected a day, 1 to 365");
    }
    out->form = ZONE_YEAR_DAY;
    return zone_take_number(c, 0, 365, &out->day, "expected a day: Mm.w.d, Jn, or n from 0 to 365");
}

static bool zone_take_rule(zone_cursor *c, zone_rule *out)
{
    *out = (zone_rule){ZONE_YEAR_DAY, 0, 0, 0, 2 * HOUR};
    if (!zone_take(c, ',')) {
        return zone_fail(c, "expected ',' and the day on which summer time begins or ends");
    }
    return zone_take_day(c, out) &&
           (!zone_take(c, '/') || zone_take_time(c, RULE_HOURS, &out->seconds, "expected hours, -167 to 167"));
}

/* ---- what a rule means in each kind of year ---- */

/* Days from 1 January to the day of the rule. january_1: its weekday, Monday 0. */
static int32_t zone_rule_day(const zone_rule *r, bool leap, int32_t january_1)
{
    if (r->form == ZONE_YEAR_DAY) {
        return r->day;
    }
    if (r->form == ZONE_JULIAN) {
        return r->day - 1 + (leap && r->day > 59);
    }
    int32_t year = leap ? 2000 : 2001, first = 0;
    for (int32_t month = 1; month < r->month; month++) {
        first += mend__civil_month_days(year, month);
    }
    int32_t weekday = (january_1 + first) % 7;                        /* of the month's first day */
    int32_t day = (r->day + 6 - weekday + 7) % 7 + (r->week - 1) * 7; /* Sunday 0 is Monday-based 6 */
    while (day >= mend__civil_month_days(year, r->month)) {
        day -= 7;
    }
    return first + day;
}

static void zone_work_out(const zone_rule *r, int32_t offset_before, int32_t out[MEND__YEAR_KINDS])
{
    for (int32_t kind = 0; kind < MEND__YEAR_KINDS; kind++) {
        out[kind] = zone_rule_day(r, kind >= 7, kind % 7) * DAY_SECONDS + r->seconds - offset_before;
    }
}

/* Whether every change lies, in UTC, in the year it is meant for. */
static bool zone_stays_in_year(const mend_zone *zone)
{
    for (int32_t kind = 0; kind < MEND__YEAR_KINDS; kind++) {
        int32_t first = zone->to_summer[kind], second = zone->to_standard[kind];
        if (first < 0 || second < 0 || first >= 365 * DAY_SECONDS || second >= 365 * DAY_SECONDS) {
            return false;
        }
    }
    return true;
}

static bool zone_take_summer(zone_cursor *c, mend_zone *zone)
{
    zone_rule begin, end;
    char next;
    if (!zone_take_name(c)) {
        return false;
    }
    zone->changes = true;
    zone->summer = zone->standard + HOUR;
    next = zone_peek(c);
    if ((mend__is_digit(next) || next == '+' || next == '-') && !zone_take_west(c, &zone->summer)) {
        return false;
    }
    if (!zone_take_rule(c, &begin) || !zone_take_rule(c, &end)) {
        return false;
    }
    zone_work_out(&begin, zone->standard, zone->to_summer);
    zone_work_out(&end, zone->summer, zone->to_standard);
    zone->plain = zone_stays_in_year(zone);
    return true;
}

static bool zone_take_posix(zone_cursor *c, mend_zone *zone)
{
    if (!zone_take_name(c) || !zone_take_west(c, &zone->standard)) {
        return false;
    }
    zone->summer = zone->standard;
    if (c->at < c->text.n && !zone_take_summer(c, zone)) {
        return false;
    }
    zone->most = zone->standard > zone->summer ? zone->standard : zone->summer;
    if (c->at < c->text.n) {
        return zone_fail(c, "expected the end of the zone's rule");
    }
    return true;
}

/* "UTC", "Z", "+08:00". */
static bool zone_take_fixed(zone_cursor *c, int32_t *east)
{
    mend__str text = c->text;
    int32_t hours, minutes;
    if (mend__str_is(text, "UTC") || mend__str_is(text, "Z")) {
        *east = 0;
        c->at = text.n;
        return true;
    }
    c->at = 1;
    if (!mend__digits_read(text, 1, 2, &hours) || hours > 23) {
        return zone_fail(c, "expected hours, 00 to 23");
    }
    c->at = 3;
    if (!zone_take(c, ':')) {
        return zone_fail(c, "expected ':' and minutes");
    }
    if (!zone_take_sixtieth(c, &minutes)) {
        return false;
    }
    *east = (hours * 60 + minutes) * (text.p[0] == '-' ? -60 : 60);
    return true;
}

static bool zone_take_zone(zone_cursor *c, mend_zone *zone)
{
    char first = zone_peek(c);
    int32_t east;
    if (first != '+' && first != '-' && !mend__str_is(c->text, "UTC") && !mend__str_is(c->text, "Z")) {
        return zone_take_posix(c, zone);
    }
    if (!zone_take_fixed(c, &east)) {
        return false;
    }
    mend__zone_fixed(zone, east);
    if (c->at < c->text.n) {
        return zone_fail(c, "expected the end of the zone's rule");
    }
    return true;
}

void mend__zone_fixed(mend_zone *zone, int32_t seconds)
{
    memset(zone, 0, sizeof *zone);
    zone->standard = seconds;
    zone->summer = seconds;
    zone->most = seconds;
}

mend_status mend__zone_read(mend_zone *zone, mend__str rule_text, mend_error *err)
{
    zone_cursor c = {rule_text, 0, NULL};
    mend_zone result;
    memset(&result, 0, sizeof result);
    if (!zone_take_zone(&c, &result)) {
        return mend__fail_at(err, MEND_SYNTAX, MEND_REASON_BAD_ZONE, c.at, c.wrong);
    }
    *zone = result;
    return MEND_OK;
}

const char *mend__zone_read_posix(mend_zone *zone, mend__str rule_text, size_t *at)
{
    zone_cursor c = {rule_text, 0, NULL};
    mend_zone result;
    memset(&result, 0, sizeof result);
    if (!zone_take_posix(&c, &result)) {
        *at = c.at;
        return c.wrong;
    }
    *zone = result;
    return NULL;
}

/* ---- names ---- */

/* In a rule a '/' stands behind a ',' only, the hour of a change; and hours stand in every rule. */
static bool zone_is_name(mend__str text)
{
    const char *slash = text.n == 0 ? NULL : memchr(text.p, '/', text.n);
    size_t letters = 0;
    while (letters < text.n && mend__is_letter(text.p[letters])) {
        letters++;
    }
    return (letters == text.n && letters > 4) ||
           (slash != NULL && memchr(text.p, ',', (size_t)(slash - text.p)) == NULL);
}

void mend__zone_explain(mend__str text, const mend_error *said, const char *otherwise, mend_error *err)
{
    if (zone_is_name(text)) {
        mend__error_add(err,
                        "no zone of this name is known: the program that loads this has to find zones by name, and "
                        "may not; a rule such as CST-8 (8 hours east of UTC) always works");
        return;
    }
    mend__error_add(err, otherwise);
    mend__error_add(err, said->text);
}

/* ---- converting ---- */

#define AROUND 10                    /* most changes looked at: those of five years */
#define EARLY  (7 * INT32_C(110000)) /* days; so many added make every day positive and leave its weekday */

/* A change of the clocks. */
typedef struct zone_moment {
    int64_t second; /* since 1970 UTC */
    int32_t offset; /* from then on */
} zone_moment;

static int64_t zone_second(int64_t at)
{
    return (at + EARLY * INT64_C(86400000)) / 1000 - EARLY * INT64_C(86400); /* rounded down */
}

static int32_t zone_year(int64_t second)
{
    return mend__civil_of((int32_t)((second + EARLY * INT64_C(86400)) / DAY_SECONDS - EARLY)).year;
}

/* The two changes meant for a year, the earlier first. */
static void zone_year_changes(const mend_zone *zone, int32_t year, zone_moment out[2])
{
    int32_t january_1 = mend__civil_day(year, 1, 1);
    int32_t weekday = (january_1 + EARLY + 3) % 7; /* Monday 0; 1970-01-01 was a Thursday */
    int32_t kind = (mend__civil_leap(year) ? 7 : 0) + weekday;
    int64_t start = (int64_t)january_1 * DAY_SECONDS;
    int to_standard = zone->to_standard[kind] >= zone->to_summer[kind];
    out[to_standard] = (zone_moment){start + zone->to_standard[kind], zone->standard};
    out[1 - to_standard] = (zone_moment){start + zone->to_summer[kind], zone->summer};
}

/* The changes of the year of an instant, and of two years before and behind it: among them are the last one up to the
 * instant and the first one after it, as a change lies at most eight days outside its year. */
static void zone_changes_around(const mend_zone *zone, int64_t second, zone_moment out[AROUND])
{
    int32_t year = zone_year(second) - 2;
    for (int i = 0; i < AROUND; i += 2) {
        zone_year_changes(zone, year++, out + i);
    }
}

/* Whether the list says what the clocks show at an instant; *passed receives how many of its moves lie behind. */
static bool zone_in_list(const mend_zone *zone, int64_t at, uint32_t *passed)
{
    uint32_t low = 0, high = zone->move_count;
    if (high == 0 || at >= zone->moves[high - 1].at) {
        return false;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (zone->moves[middle].at <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *passed = low;
    return true;
}

/* The offset where every change stays in its year. */
static int32_t zone_plain_offset(const mend_zone *zone, int64_t second)
{
    zone_moment list[2];
    int32_t year = zone_year(second);
    zone_year_changes(zone, year, list);
    if (second < list[0].second) {
        zone_year_changes(zone, year - 1, list);
    }
    return list[second >= list[1].second].offset;
}

int32_t mend__zone_offset(const mend_zone *zone, int64_t at)
{
    uint32_t passed;
    if (zone_in_list(zone, at, &passed)) {
        return passed == 0 ? zone->before : zone->moves[passed - 1].offset;
    }
    zone_moment list[AROUND];
    int64_t second = zone_second(at);
    const zone_moment *last = NULL;
    if (!zone->changes) {
        return zone->standard;
    }
    if (zone->plain) {
        return zone_plain_offset(zone, second);
    }
    zone_changes_around(zone, second, list);
    for (int i = 0; i < AROUND; i++) {
        if (list[i].second <= second && (last == NULL || list[i].second >= last->second)) {
            last = &list[i];
        }
    }
    return last->offset;
}

/* The next change where every change stays in its year. */
static int64_t zone_plain_change(const mend_zone *zone, int64_t second)
{
    zone_moment list[2];
    int32_t year = zone_year(second);
    zone_year_changes(zone, year, list);
    if (second >= list[1].second) {
        zone_year_changes(zone, year + 1, list);
    }
    return list[second >= list[0].second].second;
}

bool mend__zone_change(const mend_zone *zone, int64_t at, int64_t *when)
{
    uint32_t passed;
    if (zone_in_list(zone, at, &passed)) {
        *when = zone->moves[passed].at;
        return true;
    }
    zone_moment list[AROUND];
    int64_t second = zone_second(at);
    const zone_moment *first = NULL;
    if (!zone->changes) {
        return false;
    }
    if (zone->plain) {
        *when = zone_plain_change(zone, second) * 1000;
        return true;
    }
    zone_changes_around(zone, second, list);
    for (int i = 0; i < AROUND; i++) {
        if (list[i].second > second && (first == NULL || list[i].second < first->second)) {
            first = &list[i];
        }
    }
    *when = first->second * 1000;
    return true;
}

/* Puts a move into its place in a list, where there is none at that instant yet; returns how many there are then. */
static uint32_t zone_put_move(mend__zone_move *list, uint32_t count, mend__zone_move move)
{
    uint32_t i = count;
    while (i > 0 && list[i - 1].at > move.at) {
        i--;
    }
    if (i > 0 && list[i - 1].at == move.at) {
        list[i - 1].offset = move.offset;
        return count;
    }
    memmove(list + i + 1, list + i, (count - i) * sizeof *list);
    list[i] = move;
    return count + 1;
}

uint32_t mend__zone_moves(const mend_zone *zone, int32_t year, uint32_t years, mend__zone_move *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < years && zone->changes; i++, year++) {
        zone_moment list[2];
        zone_year_changes(zone, year, list);
        count = zone_put_move(out, count, (mend__zone_move){list[0].second * 1000, list[0].offset});
        count = zone_put_move(out, count, (mend__zone_move){list[1].second * 1000, list[1].offset});
    }
    return count;
}

int64_t mend__zone_local(const mend_zone *zone, int64_t at)
{
    return at + (int64_t)mend__zone_offset(zone, at) * 1000;
}

int64_t mend__zone_utc(const mend_zone *zone, int64_t local)
{
    int64_t at = local - (int64_t)zone->most * 1000; /* no earlier instant shows `local` */
    for (;;) {
        /* Between two changes the clocks run evenly: here they show `local` at `shown`, if that is before the next. */
        int64_t shown = local - (int64_t)mend__zone_offset(zone, at) * 1000, next;
        if (shown < at) {
            shown = at;
        }
        if (!mend__zone_change(zone, at, &next) || shown < next) {
            return shown;
        }
        at = next;
    }
}

mend_status mend_zone_new(const mend_allocator *allocator, const char *rule_text, size_t len, mend_zone **out,
                          mend_error *error)
{
    mend__alloc alloc;
    mend__str text = mend__str_of(rule_text, len);
    mend_zone zone;
    if (!mend__error_ok(error) || text.p == NULL || out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend_status status = mend__zone_read(&zone, text, error);
    if (status != MEND_OK) {
        return status;
    }
    mend_zone *result = mend__new(&alloc, sizeof *result);
    if (result == NULL) {
        return mend__fail(error, MEND_NOMEM, "no memory for a zone");
    }
    *result = zone;
    result->alloc = alloc;
    result->size = sizeof *result;
    *out = result;
    return MEND_OK;
}

void mend_zone_free(mend_zone *zone)
{
    if (zone != NULL) {
        mend__alloc alloc = zone->alloc;
        mend__drop(&alloc, zone, zone->size);
    }
}

mend_status mend_zone_offset(const mend_zone *zone, int64_t at, int32_t *seconds)
{
    if (zone == NULL || seconds == NULL) {
        return MEND_INVALID;
    }
    if (!mend__instant_valid(at)) {
        return MEND_RANGE;
    }
    *seconds = mend__zone_offset(zone, at);
    return MEND_OK;
}

mend_status mend_zone_local(const mend_zone *zone, int64_t at, int32_t *day, int32_t *ms_of_day)
{
    if (zone == NULL || day == NULL || ms_of_day == NULL) {
        return MEND_INVALID;
    }
    if (!mend__instant_valid(at)) {
        return MEND_RANGE;
    }
    int64_t local = mend__zone_local(zone, at);
    if (!mend__instant_valid(local)) {
        return MEND_RANGE;
    }
    *day = (int32_t)mend__floor_div(local, MEND__DAY_MS);
    *ms_of_day = (int32_t)mend__floor_mod(local, MEND__DAY_MS);
    return MEND_OK;
}

mend_status mend_zone_utc(const mend_zone *zone, int32_t day, int32_t ms_of_day, int64_t *at)
{
    if (zone == NULL || at == NULL) {
        return MEND_INVALID;
    }
    if (day < MEND__DAY_MIN || day > MEND__DAY_MAX || ms_of_day < 0 || ms_of_day > MEND__DAY_MS) {
        return MEND_RANGE;
    }
    int64_t result = mend__zone_utc(zone, (int64_t)day * MEND__DAY_MS + ms_of_day);
    if (!mend__instant_valid(result)) {
        return MEND_RANGE;
    }
    *at = result;
    return MEND_OK;
}
