/*
 * test_calendar_law.c - what holds of every calendar, tried on random ones: the laws of its operations, and the answers
 * of a plain walk over days and windows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit/plain_walk.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char *const zones[] = {
    "CST-8",
    "UTC",
    "+05:45",
    "EST5EDT,M3.2.0,M11.1.0",
    "<-03>3<-02>,M10.3.0/0,M2.3.0/0",       /* put forward at midnight */
    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", /* by half an hour */
    "AAA0BBB-3,J60/2,J300/2",               /* by three hours */
    "AAA5BBB4,0/0,J365/30",                 /* and over the new year, so that the changes of two years cross */
    "AAA5BBB4,0/0,J365/25",                 /* all year */
    "XXX-14YYY12,50/1,200/3",               /* over the date line twice a year, by 26 hours */
    "Asia/Shanghai",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Pacific/Apia",
    "Africa/Casablanca",
};

#define ZONES ((int)(sizeof zones / sizeof zones[0]))

/* ---- random calendars ---- */

static uint64_t seed;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static int64_t draw_between(int64_t low, int64_t high)
{
    uint64_t wide = (uint64_t)draw(1u << 31) << 31 | draw(1u << 31);
    return low + (int64_t)(wide % (uint64_t)(high - low + 1));
}

/* Edges on hours, on minutes, on any second; near the hours at which clocks change more than elsewhere. */
static int32_t draw_second(void)
{
    switch (draw(4)) {
    case 0:
        return (int32_t)draw(24) * 3600;
    case 1:
        return (int32_t)draw(240) * 60;
    case 2:
        return (int32_t)draw(1440) * 60;
    default:
        return (int32_t)draw(86400);
    }
}

static void draw_hours(walk_hours *hours)
{
    memset(hours, 0, sizeof *hours);
    switch (draw(7)) {
    case 0:
        return; /* closed */
    case 1:     /* the whole day */
        hours->count = 1;
        hours->to[0] = 86400;
        return;
    case 2: /* office hours */
        hours->count = 2;
        hours->from[0] = 9 * 3600;
        hours->to[0] = 12 * 3600;
        hours->from[1] = 13 * 3600;
        hours->to[1] = 18 * 3600;
        return;
    case 3: /* overnight */
        hours->count = 1;
        hours->from[0] = 22 * 3600;
        hours->to[0] = 30 * 3600;
        return;
    default:
        hours->count = 1 + (int)draw(WALK_WINDOWS);
        for (int i = 0; i < hours->count; i++) {
            hours->from[i] = draw_second();
            hours->to[i] = draw(8) == 0 ? 86400 : draw_second();
            hours->to[i] += hours->to[i] <= hours->from[i] ? 86400 : 0;
        }
    }
}

static int order_dates(const void *a, const void *b)
{
    const walk_date *x = a, *y = b;
    return x->day < y->day ? -1 : x->day > y->day;
}

/* Dates from `first` on within `days`, none twice. */
static void draw_dates(walk *w, int32_t first, int32_t days, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        walk_date *date = &w->dates[i];
        memset(date, 0, sizeof *date);
        date->day = first + (int32_t)draw((uint32_t)days);
        date->holiday = draw(3) != 0;
        if (!date->holiday) {
            draw_hours(&date->hours);
        }
    }
    qsort(w->dates, (size_t)count, sizeof *w->dates, order_dates);
    for (int i = 0; i < count; i++) {
        if (kept == 0 || w->dates[kept - 1].day != w->dates[i].day) {
            w->dates[kept++] = w->dates[i];
        }
    }
    w->date_count = kept;
}

static void draw_calendar(walk *w, const mend_zone *zone, int32_t first, int32_t days)
{
    bool office = draw(3) == 0;
    w->zone = zone;
    for (int i = 0; i < 7; i++) {
        memset(&w->week[i], 0, sizeof w->week[i]);
        if (!office) {
            draw_hours(&w->week[i]);
        } else if (i < 5) {
            w->week[i] = (walk_hours){1, {9 * 3600}, {17 * 3600}};
        }
    }
    draw_dates(w, first, days, draw(4) == 0 ? 0 : (int)draw(60));
}

/* NULL: the calendar never opens, which is said of it rightly. */
static mend_calendar *compile(const walk *w)
{
    mend_calendar *calendar = NULL;
    mend_error err = {.struct_size = sizeof err};
    char *json = walk_write(w);
    mend_status status =
        mend_calendar_new(NULL, json, MEND_NTS, walk_find, (void *)(uintptr_t)w->zone, &calendar, &err);
    if (status != MEND_OK) {
        bool opens = false;
        for (int i = 0; i < 7; i++) {
            opens = opens || w->week[i].count > 0;
        }
        bool far = w->date_count > 0 && w->dates[0].day > 2000000 && status == MEND_LIMIT;
        if (far) {
            free(json);
            return NULL; /* thousands of years between the zone's moves and the calendar's dates */
        }
        if (opens || status != MEND_SCHEMA || strcmp(err.text, "the calendar never opens") != 0) {
            fail_msg("%s at %s: %s", err.text, err.path, json);
        }
    }
    free(json);
    return calendar;
}

static void differs(const char *what, const char *zone, const walk *w, int64_t at, int64_t with, int64_t expected,
                    int64_t got)
{
    char *json = walk_write(w);
    fail_msg("%s of %lld with %lld: expected %lld, got %lld, in %s: %s", what, (long long)at, (long long)with,
             (long long)expected, (long long)got, zone, json);
}

/* An answer, or WALK_NONE for MEND_RANGE. */
static int64_t given(mend_status status, const int64_t *value)
{
    assert_true(status == MEND_OK || status == MEND_RANGE);
    return status == MEND_OK ? *value : WALK_NONE;
}

/* The walk gives up where nothing is open for centuries, and knows nothing of the end of time. */
static void assert_same(const char *what, const char *zone, const walk *w, int64_t at, int64_t with, int64_t expected,
                        int64_t got)
{
    expected = expected > WALK_MAX ? WALK_NONE : expected;
    if (got != expected &&
        (expected != WALK_NONE || (got >= at - 365 * WALK_DAY_MS && got <= at + 365 * WALK_DAY_MS))) {
        differs(what, zone, w, at, with, expected, got);
    }
}

/* ---- the walk ---- */

static void compare(const char *zone, const walk *w, const mend_calendar *c, int64_t at, int64_t other, int64_t work)
{
    int64_t out = 0, expected, got;
    int32_t working = 0;
    assert_int_equal(mend_calendar_is_working(c, at, &working, NULL), MEND_OK);
    if (working != walk_is_working(w, at)) {
        differs("is_working", zone, w, at, 0, !working, working);
    }
    assert_int_equal(mend_calendar_between(c, at, other, &got, NULL), MEND_OK);
    expected = walk_between(w, at, other);
    if (got != expected) {
        differs("between", zone, w, at, other, expected, got);
    }
    got = given(mend_calendar_add(c, at, work, &out, NULL), &out);
    expected = walk_add(w, at, work);
    assert_same("add", zone, w, at, work, expected, got);
    got = given(mend_calendar_subtract(c, at, work, &out, NULL), &out);
    expected = walk_subtract(w, at, work);
    assert_same("subtract", zone, w, at, work, expected, got);
    got = given(mend_calendar_roll_forward(c, at, &out, NULL), &out);
    expected = walk_roll_forward(w, at);
    assert_same("roll_forward", zone, w, at, 0, expected, got);
    got = given(mend_calendar_roll_back(c, at, &out, NULL), &out);
    expected = walk_roll_back(w, at);
    assert_same("roll_back", zone, w, at, 0, expected, got);
    got = given(mend_calendar_next_close(c, at, &out, NULL), &out);
    expected = walk_next_close(w, at);
    assert_same("next_close", zone, w, at, 0, expected, got);
}

/* Any instant of a stretch; half of them at an edge of working time or next to one. */
static int64_t draw_instant(const mend_calendar *c, int64_t low, int64_t high)
{
    int64_t at = draw_between(low, high), edge;
    if (draw(3) == 0) {
        at -= at % 1000;
    }
    if (draw(2) == 0) {
        mend_status status = draw(2) == 0 ? mend_calendar_roll_forward(c, at, &edge, NULL)
                                          : mend_calendar_next_close(c, at, &edge, NULL);
        if (status == MEND_OK && edge >= low && edge <= high - 1) {
            at = edge + (int64_t)draw(3) - 1;
        }
    }
    return at < WALK_MIN ? WALK_MIN : at;
}

static int64_t draw_work(void)
{
    switch (draw(4)) {
    case 0:
        return 0;
    case 1:
        return (int64_t)draw(100) * 3600000;
    case 2:
        return (int64_t)draw(1000000);
    default:
        return draw_between(0, 60 * WALK_DAY_MS);
    }
}

/* Calendars whose dates lie around the given day, asked around it. */
static void compare_around(uint64_t first_seed, int32_t day, int calendars)
{
    static walk w;
    for (int z = 0; z < ZONES; z++) {
        mend_zone *zone = walk_zone(zones[z]);
        assert_non_null(zone);
        for (int i = 0; i < calendars; i++) {
            seed = first_seed + (uint64_t)(z * 1000 + i);
            draw_calendar(&w, zone, day, 700);
            mend_calendar *c = compile(&w);
            for (int k = 0; k < 12 && c != NULL; k++) {
                int64_t low = (day - 60) * WALK_DAY_MS, high = (day + 800) * WALK_DAY_MS;
                low = low > WALK_MIN ? low : WALK_MIN;
                high = high < WALK_MAX ? high : WALK_MAX;
                int64_t at = draw_instant(c, low, high);
                int64_t other = at + draw_between(-50 * WALK_DAY_MS, 50 * WALK_DAY_MS);
                other = other < WALK_MIN ? WALK_MIN : other > WALK_MAX ? WALK_MAX : other;
                compare(zones[z], &w, c, at, other, draw_work());
            }
            mend_calendar_free(c);
        }
        mend_zone_free(zone);
    }
}

static void test_calendar__as_a_plain_walk_counts(void **state)
{
    (void)state;
    compare_around(1, 19700, 40); /* 2023 */
    compare_around(2, 14900, 15); /* 2010: Samoa leaves out a day in 2011 */
}

/* Where the zone's list has ended or not begun, and time is answered for by the cycle of 400 years. */
static void test_calendar__as_a_plain_walk_counts_far_away(void **state)
{
    (void)state;
    static walk w;
    static const int64_t years[] = {1, 2, 1500, 1999, 2000, 2399, 2400, 2401, 2800, 5000, 9997};
    for (int z = 0; z < ZONES; z++) {
        mend_zone *zone = walk_zone(zones[z]);
        assert_non_null(zone);
        for (int i = 0; i < 12; i++) {
            seed = (uint64_t)(70000 + z * 1000 + i);
            draw_calendar(&w, zone, 19700, 700);
            mend_calendar *c = compile(&w);
            for (size_t k = 0; k < sizeof years / sizeof years[0] && c != NULL; k++) {
                int64_t low = WALK_MIN + (years[k] - 1) * 365 * WALK_DAY_MS + (years[k] - 1) / 4 * WALK_DAY_MS;
                int64_t at = draw_instant(c, low, low + 400 * WALK_DAY_MS);
                compare(zones[z], &w, c, at, at + draw_between(0, 90 * WALK_DAY_MS), draw_work());
            }
            mend_calendar_free(c);
        }
        mend_zone_free(zone);
    }
}

/* Dates at both ends of time. */
static void test_calendar__as_a_plain_walk_counts_at_the_ends(void **state)
{
    (void)state;
    compare_around(3, -719162, 8);
    compare_around(4, 2932896 - 700, 8);
}

/* Every second around the clocks' changes: an error of one second in a skipped or repeated hour shows. */
static void test_calendar__as_a_plain_walk_counts_where_clocks_change(void **state)
{
    (void)state;
    static walk w;
    for (int z = 0; z < ZONES; z++) {
        mend_zone *zone = walk_zone(zones[z]);
        int32_t before, after;
        assert_non_null(zone);
        seed = (uint64_t)(90000 + z);
        for (int64_t at = INT64_C(1262304000000), changes = 0; at < INT64_C(1325376000000) && changes < 6;
             at += 3600000) {
            assert_int_equal(mend_zone_offset(zone, at, &before), MEND_OK);
            assert_int_equal(mend_zone_offset(zone, at + 3600000, &after), MEND_OK);
            if (before == after) {
                continue;
            }
            changes++;
            for (int i = 0; i < 6; i++) {
                draw_calendar(&w, zone, (int32_t)(at / WALK_DAY_MS) - 2, 5);
                mend_calendar *c = compile(&w);
                for (int k = 0; k < 10 && c != NULL; k++) {
                    int64_t near = at + draw_between(-8 * 3600, 30 * 3600) * 1000;
                    compare(zones[z], &w, c, near, near + draw_between(0, 30 * 3600) * 1000,
                            draw_between(0, 8 * 3600) * 1000);
                }
                mend_calendar_free(c);
            }
        }
        mend_zone_free(zone);
    }
}

/* ---- laws ---- */

static int64_t must(mend_status status, const int64_t *value)
{
    assert_int_equal(status, MEND_OK);
    return *value;
}

#define ADD(at, work)      must(mend_calendar_add(c, (at), (work), &out, NULL), &out)
#define SUBTRACT(at, work) must(mend_calendar_subtract(c, (at), (work), &out, NULL), &out)
#define BETWEEN(from, to)  must(mend_calendar_between(c, (from), (to), &out, NULL), &out)
#define FORWARD(at)        must(mend_calendar_roll_forward(c, (at), &out, NULL), &out)
#define BACK(at)           must(mend_calendar_roll_back(c, (at), &out, NULL), &out)

static void assert_laws(const char *zone, const walk *w, const mend_calendar *c, int64_t t, int64_t later, int64_t a,
                        int64_t b)
{
    int64_t out;
    int32_t works;
    int64_t once = ADD(t, a + b), twice = ADD(t, a);
    twice = ADD(twice, b);
    if (once != twice) {
        differs("add(add(t,a),b)", zone, w, t, a, once, twice);
    }
    once = SUBTRACT(t, a + b);
    twice = SUBTRACT(t, a);
    twice = SUBTRACT(twice, b);
    if (once != twice) {
        differs("subtract(subtract(t,a),b)", zone, w, t, a, once, twice);
    }
    int64_t due = ADD(t, a);
    int64_t measured = BETWEEN(t, due);
    if (measured != a) {
        differs("between(t, add(t,d))", zone, w, t, a, a, measured);
    }
    int64_t back = SUBTRACT(due, a), rolled = ADD(t, 0);
    int64_t apart = BETWEEN(back, rolled);
    if (back != rolled && (apart != 0 || back != BACK(back) || back > rolled) &&
        (apart != 0 || back != FORWARD(back))) {
        differs("subtract(add(t,d),d)", zone, w, t, a, rolled, back);
    }
    int64_t whole = BETWEEN(t, due), parts = BETWEEN(t, later);
    parts += BETWEEN(later, due);
    if (whole != parts) {
        differs("between(a,b) + between(b,c)", zone, w, t, later, whole, parts);
    }
    assert_int_equal(BETWEEN(later, t), -walk_between(w, t, later));
    assert_int_equal(mend_calendar_is_working(c, t, &works, NULL), MEND_OK);
    assert_int_equal(works, BETWEEN(t, t + 1) > 0);
    assert_int_equal(works, FORWARD(t) == t);
    if (mend_calendar_next_close(c, t, &out, NULL) == MEND_OK) {
        assert_true(out > t);
        int64_t close = out;
        assert_int_equal(BACK(close), close);
    }
    assert_true(ADD(later, a) >= due);
    assert_true(ADD(t, a + b) >= due);
    assert_true(SUBTRACT(later, a) >= SUBTRACT(t, a));
}

static void test_calendar__laws(void **state)
{
    (void)state;
    static walk w;
    for (int z = 0; z < ZONES; z++) {
        mend_zone *zone = walk_zone(zones[z]);
        assert_non_null(zone);
        for (int i = 0; i < 40; i++) {
            seed = (uint64_t)(500000 + z * 1000 + i);
            draw_calendar(&w, zone, 19700, 700);
            for (int k = 0; k < 7; k++) {
                if (w.week[k].count == 0 && k == 3) {
                    w.week[k] = (walk_hours){1, {3600}, {7200}}; /* open some day, so that every amount ends */
                }
            }
            mend_calendar *c = compile(&w);
            assert_non_null(c);
            for (int k = 0; k < 50; k++) {
                int64_t t = draw_instant(c, 19600 * WALK_DAY_MS, 20600 * WALK_DAY_MS);
                assert_laws(zones[z], &w, c, t, t + draw_between(0, 20 * WALK_DAY_MS), draw_work(), draw_work());
            }
            mend_calendar_free(c);
        }
        mend_zone_free(zone);
    }
}

/* Spans of centuries obey the laws too; nothing walks there. */
static void test_calendar__laws_over_centuries(void **state)
{
    (void)state;
    static walk w;
    for (int z = 0; z < ZONES; z++) {
        mend_zone *zone = walk_zone(zones[z]);
        assert_non_null(zone);
        for (int i = 0; i < 20; i++) {
            seed = (uint64_t)(800000 + z * 1000 + i);
            draw_calendar(&w, zone, 19700, 700);
            w.week[2] = (walk_hours){1, {3600}, {7200}};
            mend_calendar *c = compile(&w);
            assert_non_null(c);
            for (int k = 0; k < 50; k++) {
                int64_t out, t = draw_between(WALK_MIN + 10000 * WALK_DAY_MS, WALK_MAX - 10000 * WALK_DAY_MS);
                int64_t u = draw_between(WALK_MIN + 10000 * WALK_DAY_MS, WALK_MAX - 10000 * WALK_DAY_MS);
                int64_t v = draw_between(t < u ? t : u, t < u ? u : t);
                int64_t work = BETWEEN(t, u);
                assert_int_equal(BETWEEN(t, v) + BETWEEN(v, u), work);
                if (work > 0) {
                    int64_t due = ADD(t, work), from = SUBTRACT(u, work);
                    assert_int_equal(BETWEEN(t, due), work);
                    assert_int_equal(BETWEEN(from, u), work);
                    assert_true(due <= u && BETWEEN(due, u) == 0);
                    assert_true(from >= t && BETWEEN(t, from) == 0);
                    assert_int_equal(BETWEEN(due - 1, due), 1);
                    assert_int_equal(BETWEEN(from, from + 1), 1);
                }
            }
            mend_calendar_free(c);
        }
        mend_zone_free(zone);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar__as_a_plain_walk_counts),
        cmocka_unit_test(test_calendar__as_a_plain_walk_counts_far_away),
        cmocka_unit_test(test_calendar__as_a_plain_walk_counts_at_the_ends),
        cmocka_unit_test(test_calendar__as_a_plain_walk_counts_where_clocks_change),
        cmocka_unit_test(test_calendar__laws),
        cmocka_unit_test(test_calendar__laws_over_centuries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
