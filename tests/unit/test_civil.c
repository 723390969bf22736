/*
 * test_civil.c - dates: every day of years 1 to 9999 against a calendar that is counted day by day, and the text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "notions/civil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A calendar that knows only how long months are and which years are leap years. */
typedef struct calendar {
    int32_t day, year, month, date, year_day, weekday, week_year, week;
} calendar;

static bool is_leap(int32_t year)
{
    if (year % 400 == 0) {
        return true;
    }
    return year % 4 == 0 && year % 100 != 0;
}

static int32_t days_in(int32_t year, int32_t month)
{
    if (month == 2) {
        return is_leap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* On a Monday: does a new week-year begin? Its first week holds 4 January. */
static bool first_week(const calendar *c)
{
    return (c->month == 1 && c->date <= 4) || (c->month == 12 && c->date >= 29);
}

static void tomorrow(calendar *c)
{
    c->day++;
    c->year_day++;
    c->weekday = c->weekday % 7 + 1;
    if (++c->date > days_in(c->year, c->month)) {
        c->date = 1;
        if (++c->month > 12) {
            c->month = 1;
            c->year_day = 1;
            c->year++;
        }
    }
    if (c->weekday == 1) {
        c->week++;
        if (first_week(c)) {
            c->week = 1;
            c->week_year = c->month == 12 ? c->year + 1 : c->year;
        }
    }
}

static void test_civil__every_day_of_years_1_to_9999(void **state)
{
    (void)state;
    calendar c = {MEND__DAY_MIN, 1, 1, 1, 1, 1, 1, 1}; /* 0001-01-01 was a Monday */
    for (; c.year <= 9999; tomorrow(&c)) {
        mend__civil found = mend__civil_of(c.day);
        int32_t week_year, week;
        mend__civil_week(c.day, &week_year, &week);
        if (found.year != c.year || found.month != c.month || found.day != c.date ||
            mend__civil_day(c.year, c.month, c.date) != c.day || mend__civil_weekday(c.day) != c.weekday ||
            mend__civil_year_day(c.day) != c.year_day || week_year != c.week_year || week != c.week) {
            fail_msg("wrong for %d-%d-%d", c.year, c.month, c.date);
        }
    }
    assert_int_equal(c.day, MEND__DAY_MAX + 1);
}

static void test_civil__known_days(void **state)
{
    (void)state;
    static const struct {
        int32_t year, month, day, days;
    } known[] = {
        {1970, 1, 1, 0},     {1969, 12, 31, -1},      {2000, 2, 29, 11016},    {2024, 5, 1, 19844},
        {1, 1, 1, -719162},  {9999, 12, 31, 2932896}, {1582, 10, 15, -141427}, {0, 12, 31, -719163},
        {0, 2, 29, -719469}, {10000, 1, 1, 2932897},  {-1, 12, 31, -719529},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_int_equal(mend__civil_day(known[i].year, known[i].month, known[i].day), known[i].days);
        mend__civil c = mend__civil_of(known[i].days);
        assert_int_equal(c.year, known[i].year);
        assert_int_equal(c.month, known[i].month);
        assert_int_equal(c.day, known[i].day);
    }
}

static void test_civil__only_dates_that_exist_are_valid(void **state)
{
    (void)state;
    assert_true(mend__civil_valid(2024, 2, 29));
    assert_false(mend__civil_valid(2023, 2, 29));
    assert_false(mend__civil_valid(1900, 2, 29));
    assert_true(mend__civil_valid(2000, 2, 29));
    assert_false(mend__civil_valid(2024, 4, 31));
    assert_false(mend__civil_valid(2024, 0, 1));
    assert_false(mend__civil_valid(2024, 13, 1));
    assert_false(mend__civil_valid(2024, 1, 0));
    assert_false(mend__civil_valid(2024, 1, 32));
    assert_false(mend__civil_valid(0, 12, 31));
    assert_true(mend__civil_valid(1, 1, 1));
    assert_true(mend__civil_valid(9999, 12, 31));
    assert_false(mend__civil_valid(10000, 1, 1));
}

static void test_civil__text_is_read_and_written_the_same(void **state)
{
    (void)state;
    for (int32_t day = MEND__DAY_MIN; day <= MEND__DAY_MAX; day += day < 10600 || day > 49300 ? 97 : 1) {
        char text[11];
        size_t len = 0;
        int32_t back = 0;
        assert_int_equal(mend_date_write(day, text, sizeof text, &len), MEND_OK);
        assert_int_equal(len, 10);
        assert_int_equal(strlen(text), 10);
        assert_int_equal(mend_date_parse(text, MEND_NTS, &back, NULL), MEND_OK);
        assert_int_equal(back, day);
    }
}

static void test_civil__malformed_dates_are_refused_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        mend_status status;
        int64_t offset;
    } cases[] = {
        {"", MEND_SYNTAX, 0},
        {"2024", MEND_SYNTAX, 4},
        {"2024-5-1", MEND_SYNTAX, 6},
        {"2024-05-1", MEND_SYNTAX, 9},
        {"2024-05-011", MEND_SYNTAX, 10},
        {"2024/05/01", MEND_SYNTAX, 4},
        {" 2024-05-01", MEND_SYNTAX, 0},
        {"2024-05-01 ", MEND_SYNTAX, 10},
        {"+2024-05-01", MEND_SYNTAX, 0},
        {"20240501", MEND_SYNTAX, 4},
        {"20:4-05-01", MEND_SYNTAX, 2},
        {"2024-13-01", MEND_RANGE, 5},
        {"2024-00-01", MEND_RANGE, 5},
        {"2024-02-30", MEND_RANGE, 8},
        {"2023-02-29", MEND_RANGE, 8},
        {"2024-04-00", MEND_RANGE, 8},
        {"0000-01-01", MEND_RANGE, 0},
        {"\xEF\xBC\x92"
         "024-05-01",
         MEND_SYNTAX, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_error err = {.struct_size = sizeof err};
        int32_t day = 77;
        assert_int_equal(mend_date_parse(cases[i].text, MEND_NTS, &day, &err), cases[i].status);
        assert_int_equal(day, 77);
        assert_int_equal(err.status, cases[i].status);
        assert_int_equal(err.offset, cases[i].offset);
        assert_int_equal(err.reason, MEND_REASON_BAD_DATE);
    }
}

static void test_civil__arguments_are_checked(void **state)
{
    (void)state;
    int32_t day = 5;
    size_t len = 0;
    char text[11] = "untouched";
    mend_error small = {.struct_size = 8};
    assert_int_equal(mend_date_parse(NULL, MEND_NTS, &day, NULL), MEND_INVALID);
    assert_int_equal(mend_date_parse(NULL, 0, &day, NULL), MEND_SYNTAX);
    assert_int_equal(mend_date_parse("2024-05-01", 10, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_date_parse("2024-05-01", 10, &day, &small), MEND_INVALID);
    assert_int_equal(day, 5);
    assert_int_equal(mend_date_write(MEND__DAY_MIN - 1, text, sizeof text, &len), MEND_RANGE);
    assert_int_equal(mend_date_write(MEND__DAY_MAX + 1, text, sizeof text, &len), MEND_RANGE);
    assert_int_equal(mend_date_write(0, NULL, 11, &len), MEND_INVALID);
    assert_int_equal(mend_date_write(0, text, 10, &len), MEND_SHORT_BUFFER);
    assert_int_equal(len, 10);
    assert_string_equal(text, "untouched");
    assert_int_equal(mend_date_write(0, NULL, 0, NULL), MEND_SHORT_BUFFER);
    assert_int_equal(mend_date_write(0, text, 11, NULL), MEND_OK);
    assert_string_equal(text, "1970-01-01");
}

static void test_civil__digits_are_counted(void **state)
{
    (void)state;
    int32_t value = 3;
    assert_false(mend__digits_read(MEND__STR("12"), 0, 3, &value));
    assert_false(mend__digits_read(MEND__STR("12"), 3, 1, &value));
    assert_false(mend__digits_read(MEND__STR("1a"), 0, 2, &value));
    assert_false(mend__digits_read(MEND__STR("1/"), 0, 2, &value));
    assert_int_equal(value, 3);
    assert_true(mend__digits_read(MEND__STR("x012y"), 1, 3, &value));
    assert_int_equal(value, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_civil__every_day_of_years_1_to_9999),
        cmocka_unit_test(test_civil__known_days),
        cmocka_unit_test(test_civil__only_dates_that_exist_are_valid),
        cmocka_unit_test(test_civil__text_is_read_and_written_the_same),
        cmocka_unit_test(test_civil__malformed_dates_are_refused_with_their_place),
        cmocka_unit_test(test_civil__arguments_are_checked),
        cmocka_unit_test(test_civil__digits_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
