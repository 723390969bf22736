/*
 * test_term.c - dates of warranty terms: ends of periods, outages, where a term begins, use, parts, repairs, months used.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "notions/civil.h"
#include "rules/pro_rata.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static int32_t date(const char *text)
{
    int32_t day = 0;
    if (strcmp(text, "-") == 0) {
        return MEND__NO_DAY;
    }
    if (!mend__date_parse((mend__str){text, strlen(text)}, &day)) {
        fail_msg("no date: %s", text);
    }
    return day;
}

static void assert_day(int32_t day, const char *expected)
{
    char text[11] = "none";
    if (day != MEND__NO_DAY) {
        mend__date_write(day, text);
        text[10] = '\0';
    }
    assert_string_equal(text, strcmp(expected, "-") == 0 ? "none" : expected);
}

/* ---- periods ---- */

typedef struct period {
    const char *start;
    int32_t years, months, weeks, days;
    mend__ending ending;
    const char *last_day;
    bool clamped;
} period;

static void check_periods(const period *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const period *c = &cases[i];
        mend__length l = {c->years, c->months, c->weeks, c->days, c->ending, true};
        int32_t last = 0;
        bool clamped = !c->clamped;
        assert_int_equal(mend__period_end(date(c->start), &l, &last, &clamped), 0);
        assert_day(last, c->last_day);
        assert_int_equal(clamped, c->clamped);
    }
}

static void test_term__a_period_ends_on_the_corresponding_day(void **state)
{
    (void)state;
    static const period cases[] = {
        {"1995-12-01", 1, 0, 0, 0, MEND__SAME_DAY, "1996-12-01", false},
        {"2024-02-27", 0, 0, 0, 3, MEND__SAME_DAY, "2024-03-01", false},
        {"2023-05-10", 0, 0, 0, 365, MEND__SAME_DAY, "2024-05-09", false},
        {"2023-05-10", 0, 0, 2, 1, MEND__SAME_DAY, "2023-05-25", false},
        {"2099-12-31", 2, 0, 0, 0, MEND__SAME_DAY, "2101-12-31", false},
        {"2024-03-15", 0, 36, 0, 0, MEND__SAME_DAY, "2027-03-15", false},
        {"2024-01-15", 1, 14, 0, 0, MEND__SAME_DAY, "2026-03-15", false},
        {"2024-05-10", 0, 0, 0, 0, MEND__SAME_DAY, "2024-05-10", false},
        {"2024-05-10", 1, 0, 0, 0, MEND__DAY_BEFORE, "2025-05-09", false},
        {"2024-03-01", 0, 1, 0, 0, MEND__DAY_BEFORE, "2024-03-31", false},
        {"2024-01-01", 1, 0, 0, 0, MEND__DAY_BEFORE, "2024-12-31", false},
        {"2024-05-10", 0, 0, 0, 7, MEND__DAY_BEFORE, "2024-05-16", false},
    };
    check_periods(cases, COUNT(cases));
}

static void test_term__a_missing_day_is_the_end_of_its_month(void **state)
{
    (void)state;
    static const period cases[] = {
        {"2024-02-29", 1, 0, 0, 0, MEND__SAME_DAY, "2025-02-28", true},
        {"2023-02-28", 1, 0, 0, 0, MEND__SAME_DAY, "2024-02-28", false}, /* no way back to the month's end */
        {"2024-02-29", 4, 0, 0, 0, MEND__SAME_DAY, "2028-02-29", false},
        {"2024-01-31", 0, 1, 0, 0, MEND__SAME_DAY, "2024-02-29", true},
        {"2023-01-31", 0, 1, 0, 0, MEND__SAME_DAY, "2023-02-28", true},
        {"2024-01-31", 0, 2, 0, 0, MEND__SAME_DAY, "2024-03-31", false}, /* one step, not month by month */
        {"2024-08-31", 0, 6, 0, 0, MEND__SAME_DAY, "2025-02-28", true},
        {"2024-11-30", 0, 3, 0, 0, MEND__SAME_DAY, "2025-02-28", true},
        {"2024-02-29", 0, 36, 0, 0, MEND__SAME_DAY, "2027-02-28", true},
        {"2023-01-31", 0, 1, 0, 0, MEND__DAY_BEFORE, "2023-02-28", true}, /* not the 27th */
        {"2023-01-29", 0, 1, 0, 0, MEND__DAY_BEFORE, "2023-02-28", true},
        {"2024-02-29", 1, 0, 0, 0, MEND__DAY_BEFORE, "2025-02-28", true},
        {"2024-01-31", 0, 1, 0, 3, MEND__SAME_DAY, "2024-03-03", true},
    };
    check_periods(cases, COUNT(cases));
}

static void test_term__a_period_stays_within_the_years_there_are(void **state)
{
    (void)state;
    int32_t last = 7;
    bool clamped = true;
    mend__length decade = {.years = 10, .given = true}, huge = {.months = MEND__LENGTH_MAX, .years = MEND__LENGTH_MAX};
    mend__length days = {.days = MEND__LENGTH_MAX, .weeks = MEND__LENGTH_MAX}, none = {.ending = MEND__DAY_BEFORE};
    assert_int_equal(mend__period_end(date("9990-01-01"), &decade, &last, &clamped), MEND_REASON_DATE_OUT_OF_RANGE);
    assert_int_equal(mend__period_end(date("2024-01-01"), &huge, &last, &clamped), MEND_REASON_DATE_OUT_OF_RANGE);
    assert_int_equal(mend__period_end(date("2024-01-01"), &days, &last, &clamped), MEND_REASON_DATE_OUT_OF_RANGE);
    assert_int_equal(mend__period_end(date("2024-01-01"), &none, &last, &clamped), MEND_REASON_BAD_PERIOD);
    assert_int_equal(mend__period_end(date("0001-01-01"), &none, &last, &clamped), MEND_REASON_BAD_PERIOD);
    assert_int_equal(last, 7);
    assert_true(clamped);
    assert_int_equal(mend__period_end(date("9989-12-31"), &decade, &last, &clamped), 0);
    assert_day(last, "9999-12-31");
}

static void test_term__the_last_day_lies_inside(void **state)
{
    (void)state;
    int32_t start = date("2023-05-10"), last = date("2024-05-10");
    assert_int_equal(mend__period_when(start, last, start - 1), MEND__BEFORE);
    assert_int_equal(mend__period_when(start, last, start), MEND__WITHIN);
    assert_int_equal(mend__period_when(start, last, last), MEND__WITHIN);
    assert_int_equal(mend__period_when(start, last, last + 1), MEND__AFTER);
    assert_int_equal(mend__period_when(MEND__NO_DAY, last, MEND__DAY_MIN), MEND__WITHIN);
    assert_int_equal(mend__period_when(start, MEND__NO_DAY, MEND__DAY_MAX), MEND__WITHIN);
}

static bool in_national_week(const void *user, int32_t day)
{
    (void)user;
    return day >= date("2024-10-01") && day <= date("2024-10-07");
}

static bool always_off(const void *user, int32_t day)
{
    (void)user;
    (void)day;
    return true;
}

static void test_term__an_end_on_days_off_moves_behind_them(void **state)
{
    (void)state;
    int32_t last = 0;
    assert_int_equal(mend__roll(date("2024-10-01"), in_national_week, NULL, &last), 0);
    assert_day(last, "2024-10-08");
    assert_int_equal(mend__roll(date("2024-09-30"), in_national_week, NULL, &last), 0);
    assert_day(last, "2024-09-30");
    assert_int_equal(mend__roll(date("9999-12-30"), always_off, NULL, &last), MEND_REASON_DATE_OUT_OF_RANGE);
}

/* ---- outages ---- */

typedef struct away {
    const char *from, *to;
    bool no; /* does not count */
} away;

typedef struct suspension {
    const char *last_day;
    away outages[4];
    const char *as_of;
    mend__counting counting;
    int32_t days;
    const char *moved;
    bool provisional;
} suspension;

static mend_reason suspend(const suspension *c, mend__suspension *out)
{
    mend__outage outages[4];
    size_t n = 0;
    for (; n < 4 && c->outages[n].from != NULL; n++) {
        outages[n] = (mend__outage){date(c->outages[n].from), date(c->outages[n].to), !c->outages[n].no};
    }
    return mend__suspend(date(c->last_day), outages, n, date(c->as_of), c->counting, out);
}

static void test_term__outages_prolong_a_term(void **state)
{
    (void)state;
    static const suspension cases[] = {
        {"2024-05-10", {{"2024-01-05", "2024-01-20", 0}}, "-", MEND__NIGHTS, 15, "2024-05-25", false},
        {"2024-05-10", {{"2024-01-05", "2024-01-20", 0}}, "-", MEND__INCLUSIVE, 16, "2024-05-26", false},
        {"2024-05-10", {{"2024-01-05", "2024-01-05", 0}}, "-", MEND__NIGHTS, 0, "2024-05-10", false},
        {"2024-05-10", {{"2024-01-05", "2024-01-05", 0}}, "-", MEND__INCLUSIVE, 1, "2024-05-11", false},
        /* overlapping, enclosed, touching: shared days count once, in any order */
        {"2024-05-10",
         {{"2024-01-05", "2024-01-20", 0}, {"2024-01-10", "2024-01-25", 0}},
         "-",
         MEND__NIGHTS,
         20,
         "2024-05-30",
         false},
        {"2024-05-10",
         {{"2024-01-10", "2024-01-12", 0}, {"2024-01-05", "2024-01-20", 0}},
         "-",
         MEND__NIGHTS,
         15,
         "2024-05-25",
         false},
        {"2024-05-10",
         {{"2024-01-05", "2024-01-20", 0}, {"2024-01-20", "2024-01-25", 0}},
         "-",
         MEND__INCLUSIVE,
         21,
         "2024-05-31",
         false},
        /* the running end: the second begins after the first end, yet in time */
        {"2024-05-10",
         {{"2024-05-01", "2024-05-21", 0}, {"2024-05-25", "2024-05-28", 0}},
         "-",
         MEND__NIGHTS,
         23,
         "2024-06-02",
         false},
        {"2024-05-10", {{"2024-05-10", "2024-05-12", 0}}, "-", MEND__NIGHTS, 2, "2024-05-12", false},
        {"2024-05-10", {{"2024-05-11", "2024-06-11", 0}}, "-", MEND__NIGHTS, 0, "2024-05-10", false},
        /* an owner who decides does not prolong, and hides nothing */
        {"2024-05-10",
         {{"2024-01-01", "2024-03-01", 1}, {"2024-01-05", "2024-01-20", 0}},
         "-",
         MEND__NIGHTS,
         15,
         "2024-05-25",
         false},
        /* still away */
        {"2024-05-10", {{"2024-05-05", "-", 0}}, "2024-05-20", MEND__NIGHTS, 15, "2024-05-25", true},
        {"2024-05-10", {{"2024-05-05", "-", 0}}, "-", MEND__NIGHTS, 0, "2024-05-10", true},
        {"2024-05-10", {{"2024-05-05", "-", 0}}, "2024-05-01", MEND__INCLUSIVE, 0, "2024-05-10", true},
        {"2024-05-10", {{"2024-05-05", "-", 1}}, "2024-05-20", MEND__NIGHTS, 0, "2024-05-10", false},
        {"2024-05-10",
         {{"2024-05-01", "-", 0}, {"2024-05-05", "-", 0}, {"2024-05-06", "2024-05-07", 0}},
         "2024-05-20",
         MEND__NIGHTS,
         19,
         "2024-05-29",
         true},
        {"2024-05-10", {{"2024-07-05", "-", 0}}, "2024-07-20", MEND__NIGHTS, 0, "2024-05-10", false},
        {"2024-05-10", {{NULL, NULL, 0}}, "-", MEND__NIGHTS, 0, "2024-05-10", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mend__suspension out = {0, 0, false};
        assert_int_equal(suspend(&cases[i], &out), 0);
        assert_int_equal(out.days, cases[i].days);
        assert_day(out.last_day, cases[i].moved);
        assert_int_equal(out.provisional, cases[i].provisional);
    }
}

static void test_term__an_outage_that_ends_before_it_begins_is_refused(void **state)
{
    (void)state;
    mend__suspension out = {1, 2, true};
    suspension c = {"2024-05-10", {{"2024-01-20", "2024-01-05", 0}}, "-", MEND__NIGHTS, 0, "-", false};
    assert_int_equal(suspend(&c, &out), MEND_REASON_BAD_OUTAGE);
    c = (suspension){"9999-12-01", {{"9999-01-01", "9999-12-01", 0}}, "-", MEND__NIGHTS, 0, "-", false};
    assert_int_equal(suspend(&c, &out), MEND_REASON_DATE_OUT_OF_RANGE);
    assert_int_equal(out.days, 1);
}

/* The days of outages against a calendar of days ticked off one by one. */
static void test_term__days_out_of_use_are_those_of_a_calendar(void **state)
{
    (void)state;
    uint32_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        mend__outage outages[5];
        bool out_of_use[128] = {false};
        for (size_t i = 0; i < 5; i++) {
            seed = seed * 1664525U + 1013904223U;
            int32_t from = (int32_t)(seed >> 8) % 60, days = (int32_t)(seed >> 20) % 12;
            outages[i] = (mend__outage){from, from + days, true};
            for (int32_t d = from; d <= from + days; d++) {
                out_of_use[d] = true;
            }
        }
        int32_t days = 0;
        for (size_t d = 0; d < COUNT(out_of_use); d++) {
            days += out_of_use[d];
        }
        mend__suspension moved;
        assert_int_equal(mend__suspend(100, outages, 5, 0, MEND__INCLUSIVE, &moved), 0);
        assert_int_equal(moved.days, days);
        /* nights: of every run of days one fewer, where runs meet only in a day they share */
        assert_int_equal(mend__suspend(100, outages, 5, 0, MEND__NIGHTS, &moved), 0);
        assert_true(moved.days <= days && moved.days >= days - 5);
    }
}

/* ---- where a term begins ---- */

static void test_term__begins_with_the_first_date_of_the_order(void **state)
{
    (void)state;
    mend__basis usual[] = {MEND__BASIS_INSTALLATION, MEND__BASIS_DELIVERY, MEND__BASIS_INVOICE,
                           MEND__BASIS_MANUFACTURE};
    mend__basis car = MEND__BASIS_LATER_OF_INVOICE_DELIVERY;
    mend__basis_days have;
    mend__start start = {5, MEND__BASIS_SALE, 9, true};
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        have.day[i] = MEND__NO_DAY;
    }
    assert_int_equal(mend__start_date(usual, 4, &have, 90, &start), MEND_REASON_NO_START_DATE);
    assert_int_equal(mend__start_date(&car, 1, &have, 90, &start), MEND_REASON_NO_START_DATE);
    assert_int_equal(start.day, 5);
    have.day[MEND__BASIS_MANUFACTURE] = date("2024-01-01");
    assert_int_equal(mend__start_date(usual, 4, &have, 90, &start), 0);
    assert_day(start.day, "2024-03-31");
    assert_true(start.repair_only);
    assert_int_equal(start.rank, 3);
    have.day[MEND__BASIS_INVOICE] = date("2024-01-10");
    assert_int_equal(mend__start_date(usual, 4, &have, 90, &start), 0);
    assert_day(start.day, "2024-01-10");
    assert_false(start.repair_only);
    assert_int_equal(mend__start_date(&car, 1, &have, 0, &start), 0);
    assert_int_equal(start.basis, MEND__BASIS_INVOICE);
    have.day[MEND__BASIS_DELIVERY] = date("2024-02-03");
    assert_int_equal(mend__start_date(&car, 1, &have, 0, &start), 0);
    assert_int_equal(start.basis, MEND__BASIS_DELIVERY);
    assert_day(start.day, "2024-02-03");
    have.day[MEND__BASIS_DELIVERY] = have.day[MEND__BASIS_INVOICE];
    assert_int_equal(mend__start_date(&car, 1, &have, 0, &start), 0);
    assert_int_equal(start.basis, MEND__BASIS_INVOICE);
    have.day[MEND__BASIS_INVOICE] = MEND__NO_DAY;
    assert_int_equal(mend__start_date(&car, 1, &have, 0, &start), 0);
    assert_int_equal(start.basis, MEND__BASIS_DELIVERY);
    have.day[MEND__BASIS_MANUFACTURE] = date("9999-12-30");
    assert_int_equal(mend__start_date(usual + 3, 1, &have, 90, &start), MEND_REASON_DATE_OUT_OF_RANGE);
}

/* ---- use, parts, repairs ---- */

static void test_term__a_meter_that_ran_backwards_is_named(void **state)
{
    (void)state;
    int64_t used = 3;
    assert_int_equal(mend__used(100, 99, &used), MEND_REASON_USAGE_BACKWARDS);
    assert_int_equal(mend__used(INT64_MIN, 1, &used), MEND_REASON_OVERFLOW);
    assert_int_equal(used, 3);
    assert_int_equal(mend__used(100, 150, &used), 0);
    assert_int_equal(used, 50);
}

static void test_term__a_part_has_its_own_term_or_the_units(void **state)
{
    (void)state;
    static const struct {
        mend__part_mode mode;
        const char *unit, *on;
        int32_t months, days;
        const char *last_day;
        bool fresh;
    } cases[] = {
        {MEND__PART_LONGER, "-", "2024-11-01", 0, 90, "2025-01-30", true},
        {MEND__PART_LONGER, "2024-12-31", "2024-11-01", 0, 90, "2025-01-30", true},
        {MEND__PART_LONGER, "2025-06-30", "2024-11-01", 0, 90, "2025-06-30", false},
        {MEND__PART_LONGER, "2025-01-30", "2024-11-01", 0, 90, "2025-01-30", false},
        {MEND__PART_REMAINDER, "2024-12-31", "2024-11-01", 0, 0, "2024-12-31", false},
        {MEND__PART_REMAINDER, "-", "2024-11-01", 0, 0, "-", false},
        {MEND__PART_FRESH, "-", "2024-11-30", 3, 0, "2025-02-28", true},
        {MEND__PART_FRESH, "2024-05-10", "2024-03-01", 12, 0, "2025-03-01", true},
        {MEND__PART_FRESH, "2028-05-10", "2024-02-29", 36, 0, "2027-02-28", true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mend__length l = {.months = cases[i].months, .days = cases[i].days, .given = true};
        int32_t last = 0;
        bool fresh = !cases[i].fresh;
        assert_int_equal(mend__part_end(cases[i].mode, date(cases[i].unit), date(cases[i].on), &l, &last, &fresh), 0);
        assert_day(last, cases[i].last_day);
        assert_int_equal(fresh, cases[i].fresh);
    }
    mend__length never = {.years = 9999, .given = true};
    int32_t last = 0;
    bool fresh = false;
    assert_int_equal(mend__part_end(MEND__PART_FRESH, 0, 0, &never, &last, &fresh), MEND_REASON_DATE_OUT_OF_RANGE);
}

static void test_term__only_covered_repairs_within_the_term_count(void **state)
{
    (void)state;
    mend__repair repairs[] = {{date("2024-01-10"), MEND__STR("no_power"), true},
                              {date("2024-02-10"), MEND__STR("noise"), true},
                              {date("2024-03-10"), MEND__STR("no_power"), false},
                              {date("2024-06-01"), MEND__STR("no_power"), true},
                              {date("2024-05-10"), {NULL, 0}, true},
                              {date("2024-05-10"), {NULL, 0}, true}};
    int32_t last = date("2024-05-10");
    assert_int_equal(mend__repairs_counted(repairs, 4, MEND__NO_DAY, last, false), 2);
    assert_int_equal(mend__repairs_counted(repairs, 4, MEND__NO_DAY, last, true), 1);
    assert_int_equal(mend__repairs_counted(repairs, 4, MEND__NO_DAY, MEND__NO_DAY, true), 2);
    assert_int_equal(mend__repairs_counted(repairs, 4, date("2024-02-01"), last, false), 1);
    assert_int_equal(mend__repairs_counted(repairs, 6, MEND__NO_DAY, last, false), 4);
    assert_int_equal(mend__repairs_counted(repairs, 6, MEND__NO_DAY, last, true), 1); /* not classed: like no other */
    assert_true(mend__reached(2, MEND__AT_LEAST, 2));
    assert_false(mend__reached(1, MEND__AT_LEAST, 2));
    assert_false(mend__reached(4, MEND__MORE_THAN, 4));
    assert_true(mend__reached(5, MEND__MORE_THAN, 4));
}

/* ---- months used ---- */

static void test_term__months_used_are_charged(void **state)
{
    (void)state;
    static const struct {
        const char *at;
        bool started;
        int32_t used;
        int64_t customer;
        mend_reason why;
    } cases[] = {
        {"2024-07-14", true, 30, 50000, MEND_REASON_PRO_RATA},
        {"2024-07-14", false, 29, 48333, MEND_REASON_PRO_RATA},
        {"2024-07-15", true, 30, 50000, MEND_REASON_PRO_RATA},
        {"2024-07-15", false, 30, 50000, MEND_REASON_PRO_RATA},
        {"2026-01-15", false, 48, 80000, MEND_REASON_PRO_RATA},
        {"2024-01-15", false, 24, 0, MEND_REASON_FREE_PERIOD},
        {"2024-01-16", false, 24, 40000, MEND_REASON_PRO_RATA},
        {"2024-01-16", true, 25, 41667, MEND_REASON_PRO_RATA},
        {"2022-01-15", false, 0, 0, MEND_REASON_FREE_PERIOD},
        {"2022-01-14", false, 0, 80000, MEND_REASON_NOT_STARTED},
        {"2026-01-16", false, 48, 80000, MEND_REASON_EXPIRED},
        {"2030-01-16", true, 48, 80000, MEND_REASON_EXPIRED},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mend__pro_rata rule = {date("2022-01-15"), 48, 24, cases[i].started, 80000};
        mend__pro_rata_answer a;
        assert_int_equal(mend__pro_rata_share(&rule, date(cases[i].at), &a), 0);
        assert_int_equal(a.used, cases[i].used);
        assert_int_equal(a.customer, cases[i].customer);
        assert_int_equal(a.credit, 80000 - cases[i].customer);
        assert_int_equal(a.why, cases[i].why);
    }
    mend__pro_rata late = {date("9999-01-01"), 48, 0, false, 1};
    mend__pro_rata_answer a;
    assert_int_equal(mend__pro_rata_share(&late, date("9999-01-01"), &a), MEND_REASON_DATE_OUT_OF_RANGE);
}

static void test_term__months_used_are_counted_from_the_start(void **state)
{
    (void)state;
    static const char *const starts[] = {"2024-01-31", "2024-02-29", "2023-12-30", "2023-03-01"};
    for (size_t s = 0; s < COUNT(starts); s++) {
        mend__pro_rata rule = {date(starts[s]), 30, 0, false, INT64_MAX};
        int32_t ends[31];
        for (int32_t n = 0; n <= 30; n++) {
            mend__length l = {.months = n, .given = true};
            bool clamped;
            assert_int_equal(mend__period_end(rule.start, &l, &ends[n], &clamped), 0);
        }
        for (int32_t at = rule.start; at <= ends[30]; at++) {
            mend__pro_rata_answer over, begun;
            int32_t complete = 0, started = 0;
            while (complete < 30 && ends[complete + 1] <= at) {
                complete++;
            }
            while (ends[started] < at) {
                started++;
            }
            rule.started = false;
            assert_int_equal(mend__pro_rata_share(&rule, at, &over), 0);
            rule.started = true;
            assert_int_equal(mend__pro_rata_share(&rule, at, &begun), 0);
            assert_int_equal(over.used, complete);
            assert_int_equal(begun.used, started);
            assert_true(over.customer + over.credit == INT64_MAX && over.credit >= 0);
        }
    }
}

/* ---- a term's dates ---- */

static mend__term_facts facts_of(const char *invoice, mend__outage *outages, size_t count)
{
    mend__term_facts f = {.outages = outages, .outage_count = count, .as_of = MEND__NO_DAY};
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        f.have.day[i] = MEND__NO_DAY;
    }
    f.have.day[MEND__BASIS_INVOICE] = date(invoice);
    return f;
}

static void test_term__its_dates_are_settled_in_one_order(void **state)
{
    (void)state;
    static const mend__basis invoice = MEND__BASIS_INVOICE;
    static const mend__length more = {.months = 12, .ending = MEND__DAY_BEFORE, .given = true};
    mend__outage back = {date("2024-01-05"), date("2024-01-20"), true};
    mend__term_facts f = facts_of("2023-10-01", &back, 1);
    mend__term t, done;
    mend__term_init(&t);
    t.order = &invoice;
    t.order_count = 1;
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_day(done.start, "2023-10-01");
    assert_day(done.last_day, "-"); /* no length: no end */
    t.length = (mend__length){.years = 1, .given = true};
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_day(done.last_day, "2024-10-16");
    f.off = in_national_week; /* first the days off, then the outages */
    t.rolls = true;
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_day(done.last_day, "2024-10-23");
    f.extensions = &more;
    f.extension_count = 1;
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_day(done.last_day, "2025-10-23");
    done = t;
    done.last_day = date("2024-03-31"); /* said by somebody */
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_day(done.last_day, "2024-03-31");
    mend__length never[] = {{.years = 9999, .given = true}, {.days = 1, .given = true}};
    f.extensions = never;
    f.extension_count = 2;
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), MEND_REASON_DATE_OUT_OF_RANGE);
    f.off = NULL; /* nobody knows the days off */
    f.extension_count = 0;
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_day(done.last_day, "2024-10-16");
    f.off = always_off;
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), MEND_REASON_DATE_OUT_OF_RANGE);
    f.off = in_national_week;
    t.suspends = false;
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_day(done.last_day, "2024-10-08");
    assert_false(done.provisional);
}

static void test_term__what_cannot_be_settled_is_named(void **state)
{
    (void)state;
    static const mend__basis invoice = MEND__BASIS_INVOICE;
    mend__outage wrong = {10, 5, true}, open = {date("2024-01-05"), MEND__NO_DAY, true};
    mend__term_facts f = facts_of("-", &wrong, 1);
    mend__term t, done;
    mend__term_init(&t);
    t.order = &invoice;
    t.order_count = 1;
    t.length = (mend__length){.years = 1, .given = true};
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_int_equal(done.shut, MEND_REASON_NO_START_DATE);
    done = t;
    done.last_day = date("2024-12-31"); /* said by somebody, who need not know the beginning */
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_true(done.shut == 0 && done.start == MEND__NO_DAY);
    done.start = date("2024-06-01");
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_day(done.start, "2024-06-01");
    f.have.day[MEND__BASIS_INVOICE] = date("2023-10-01");
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), MEND_REASON_BAD_OUTAGE);
    assert_memory_equal(&done, &t, sizeof t);
    f.outages = &open;
    f.as_of = date("2024-02-05");
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_true(done.provisional);
    assert_day(done.last_day, "2024-11-01");
    done = t;
    done.last_day = date("2020-01-01");
    assert_int_equal(mend__term_settle(&done, &f), MEND_REASON_BAD_PERIOD);
    t.order_count = 0; /* a length, and nothing to apply it to */
    done = t;
    assert_int_equal(mend__term_settle(&done, &f), 0);
    assert_int_equal(done.shut, MEND_REASON_NO_START_DATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_term__a_period_ends_on_the_corresponding_day),
        cmocka_unit_test(test_term__a_missing_day_is_the_end_of_its_month),
        cmocka_unit_test(test_term__a_period_stays_within_the_years_there_are),
        cmocka_unit_test(test_term__the_last_day_lies_inside),
        cmocka_unit_test(test_term__an_end_on_days_off_moves_behind_them),
        cmocka_unit_test(test_term__outages_prolong_a_term),
        cmocka_unit_test(test_term__an_outage_that_ends_before_it_begins_is_refused),
        cmocka_unit_test(test_term__days_out_of_use_are_those_of_a_calendar),
        cmocka_unit_test(test_term__begins_with_the_first_date_of_the_order),
        cmocka_unit_test(test_term__a_meter_that_ran_backwards_is_named),
        cmocka_unit_test(test_term__a_part_has_its_own_term_or_the_units),
        cmocka_unit_test(test_term__only_covered_repairs_within_the_term_count),
        cmocka_unit_test(test_term__months_used_are_charged),
        cmocka_unit_test(test_term__months_used_are_counted_from_the_start),
        cmocka_unit_test(test_term__its_dates_are_settled_in_one_order),
        cmocka_unit_test(test_term__what_cannot_be_settled_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
