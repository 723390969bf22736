/*
 * test_calendar.c - calendars on worked cases: the questions on which calendar libraries differ, working days, the ends
 * of time, what is provisional, and the calendars that are built in.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit/plain_walk.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define HOUR INT64_C(3600000)
#define OFFICE                                                                                                         \
    "\"mon\":[[\"09:00\",\"17:00\"]],\"tue\":[[\"09:00\",\"17:00\"]],\"wed\":[[\"09:00\",\"17:00\"]],"                 \
    "\"thu\":[[\"09:00\",\"17:00\"]],\"fri\":[[\"09:00\",\"17:00\"]]"

static int64_t instant(const char *text)
{
    int64_t at = 0;
    if (mend_instant_parse(text, MEND_NTS, &at, NULL) != MEND_OK) {
        fail_msg("no instant: %s", text);
    }
    return at;
}

static const char *written(int64_t at)
{
    static char text[4][32];
    static int next;
    next = (next + 1) % 4;
    if (mend_instant_write(at, text[next], sizeof text[next], NULL) != MEND_OK) {
        strcpy(text[next], "out of range");
    }
    return text[next];
}

/* A zone named in the document comes from tests/zoneinfo. */
static mend_calendar *calendar(const char *zone, const char *rest)
{
    char json[4096];
    mend_calendar *c = NULL;
    mend_error err = {.struct_size = sizeof err};
    mend_zone *found = walk_zone(zone);
    assert_non_null(found);
    snprintf(json, sizeof json, "{\"zone\":\"%s\",%s}", zone, rest);
    if (mend_calendar_new(NULL, json, MEND_NTS, walk_find, found, &c, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    mend_zone_free(found);
    return c;
}

static void assert_at(const char *what, mend_status status, const int64_t *got, const char *expected)
{
    if (status != MEND_OK || *got != instant(expected)) {
        fail_msg("%s: expected %s, got %s (%s)", what, expected, written(*got), mend_status_name(status));
    }
}

#define ASSERT_ADD(at, work, expected)                                                                                 \
    assert_at("add", mend_calendar_add(c, instant(at), (work), &out, NULL), &out, (expected))
#define ASSERT_SUBTRACT(at, work, expected)                                                                            \
    assert_at("subtract", mend_calendar_subtract(c, instant(at), (work), &out, NULL), &out, (expected))
#define ASSERT_FORWARD(at, expected)                                                                                   \
    assert_at("roll_forward", mend_calendar_roll_forward(c, instant(at), &out, NULL), &out, (expected))
#define ASSERT_BACK(at, expected)                                                                                      \
    assert_at("roll_back", mend_calendar_roll_back(c, instant(at), &out, NULL), &out, (expected))
#define ASSERT_CLOSE(at, expected)                                                                                     \
    assert_at("next_close", mend_calendar_next_close(c, instant(at), &out, NULL), &out, (expected))
#define ASSERT_DAYS(at, days, reading, expected)                                                                       \
    assert_at("add_days", mend_calendar_add_days(c, instant(at), (days), (reading), &out, NULL), &out, (expected))

static int64_t between(const mend_calendar *c, const char *from, const char *to)
{
    int64_t work = 0;
    assert_int_equal(mend_calendar_between(c, instant(from), instant(to), &work, NULL), MEND_OK);
    return work;
}

static int32_t works(const mend_calendar *c, const char *at)
{
    int32_t working = -1;
    assert_int_equal(mend_calendar_is_working(c, instant(at), &working, NULL), MEND_OK);
    return working;
}

/* ---- where calendars differ ---- */

static void test_calendar__an_amount_ends_at_a_closing(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("UTC", "\"week\":{" OFFICE "}");
    ASSERT_ADD("2024-03-11T09:00:00Z", 8 * HOUR, "2024-03-11T17:00:00Z");
    ASSERT_ADD("2024-03-11T09:00:00Z", 8 * HOUR + 1, "2024-03-12T09:00:00.001Z");
    ASSERT_SUBTRACT("2024-03-12T17:00:00Z", 8 * HOUR, "2024-03-12T09:00:00Z");
    ASSERT_ADD("2024-03-09T12:00:00Z", 0, "2024-03-11T09:00:00Z"); /* from a closed instant */
    ASSERT_ADD("2024-03-11T17:00:00Z", 0, "2024-03-11T17:00:00Z"); /* at a closing */
    ASSERT_SUBTRACT("2024-03-11T09:00:00Z", 0, "2024-03-11T09:00:00Z");
    ASSERT_SUBTRACT("2024-03-09T12:00:00Z", 0, "2024-03-08T17:00:00Z");
    assert_int_equal(works(c, "2024-03-11T09:00:00Z"), 1);
    assert_int_equal(works(c, "2024-03-11T17:00:00Z"), 0);
    mend_calendar_free(c);
}

static void test_calendar__between_is_signed(void **state)
{
    (void)state;
    mend_calendar *c = calendar("UTC", "\"week\":{" OFFICE "}");
    assert_int_equal(between(c, "2024-03-08T16:00:00Z", "2024-03-11T10:00:00Z"), 2 * HOUR);
    assert_int_equal(between(c, "2024-03-11T10:00:00Z", "2024-03-08T16:00:00Z"), -2 * HOUR);
    assert_int_equal(between(c, "2024-03-09T00:00:00Z", "2024-03-10T00:00:00Z"), 0);
    mend_calendar_free(c);
}

static void test_calendar__rolling(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("UTC", "\"week\":{" OFFICE "}");
    ASSERT_FORWARD("2024-03-11T10:00:00Z", "2024-03-11T10:00:00Z");
    ASSERT_FORWARD("2024-03-11T17:00:00Z", "2024-03-12T09:00:00Z");
    ASSERT_FORWARD("2024-03-08T20:00:00Z", "2024-03-11T09:00:00Z");
    ASSERT_BACK("2024-03-11T10:00:00Z", "2024-03-11T10:00:00Z");
    ASSERT_BACK("2024-03-11T17:00:00Z", "2024-03-11T17:00:00Z");
    ASSERT_BACK("2024-03-11T09:00:00Z", "2024-03-08T17:00:00Z");
    ASSERT_CLOSE("2024-03-11T10:00:00Z", "2024-03-11T17:00:00Z");
    ASSERT_CLOSE("2024-03-11T17:00:00Z", "2024-03-12T17:00:00Z");
    ASSERT_CLOSE("2024-03-08T17:00:00Z", "2024-03-11T17:00:00Z");
    mend_calendar_free(c);
}

static void test_calendar__hours_are_elapsed_time(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("Europe/Berlin", "\"week\":{\"sun\":[[\"00:00\",\"24:00\"]]}");
    assert_int_equal(between(c, "2024-03-30T12:00:00Z", "2024-04-01T12:00:00Z"), 23 * HOUR);
    assert_int_equal(between(c, "2024-10-26T12:00:00Z", "2024-10-28T12:00:00Z"), 25 * HOUR);
    ASSERT_ADD("2024-03-30T23:00:00Z", 4 * HOUR, "2024-03-31T03:00:00Z"); /* 00:00 to 05:00 on the wall */
    mend_calendar_free(c);
}

static void test_calendar__edges_in_skipped_and_repeated_hours(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("Europe/Berlin", "\"week\":{\"sun\":[[\"02:30\",\"05:00\"]]}");
    ASSERT_FORWARD("2024-03-31T00:00:00Z", "2024-03-31T01:00:00Z"); /* the leap itself, 03:00 */
    ASSERT_FORWARD("2024-10-27T00:00:00Z", "2024-10-27T00:30:00Z"); /* the first 02:30 */
    assert_int_equal(between(c, "2024-10-27T00:00:00Z", "2024-10-27T12:00:00Z"), 3 * HOUR + HOUR / 2);
    mend_calendar_free(c);
    c = calendar("Europe/Berlin", "\"week\":{\"sun\":[[\"02:10\",\"02:50\"]]}"); /* wholly skipped */
    assert_int_equal(between(c, "2024-03-30T00:00:00Z", "2024-04-01T00:00:00Z"), 0);
    mend_calendar_free(c);
    /* Half an hour, and a closing in it: the clocks stand between the first 01:45 and 02:00. */
    c = calendar("Australia/Lord_Howe", "\"week\":{\"sun\":[[\"00:00\",\"01:45\"],[\"01:50\",\"03:00\"]]}");
    ASSERT_CLOSE("2024-04-06T13:00:00Z", "2024-04-06T14:45:00Z");
    ASSERT_FORWARD("2024-04-06T14:45:00Z", "2024-04-06T14:50:00Z");
    ASSERT_CLOSE("2024-04-06T14:50:00Z", "2024-04-06T16:30:00Z");
    mend_calendar_free(c);
    c = calendar("America/Sao_Paulo", "\"week\":{\"sat\":[[\"20:00\",\"24:00\"]],\"sun\":[[\"00:00\",\"01:00\"]]}");
    ASSERT_CLOSE("2018-11-03T23:30:00Z", "2018-11-04T03:00:00Z"); /* 24:00 is the leap to 01:00 */
    mend_calendar_free(c);
}

static void test_calendar__touching_and_overlapping_windows_are_one(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar_info info = {.struct_size = sizeof info};
    mend_calendar *c = calendar("UTC", "\"week\":{\"mon\":[[\"08:00\",\"12:00\"],[\"12:00\",\"16:00\"]],"
                                       "\"tue\":[[\"08:00\",\"16:00\"],[\"00:00\",\"24:00\"]],"
                                       "\"wed\":[[\"00:00\",\"04:00\"]]}");
    ASSERT_CLOSE("2024-03-11T09:00:00Z", "2024-03-11T16:00:00Z");
    assert_int_equal(works(c, "2024-03-11T12:00:00Z"), 1);
    ASSERT_CLOSE("2024-03-12T09:00:00Z", "2024-03-13T04:00:00Z");
    assert_int_equal(between(c, "2024-03-12T00:00:00Z", "2024-03-13T00:00:00Z"), 24 * HOUR);
    assert_int_equal(mend_calendar_about(c, &info), MEND_OK);
    assert_int_equal(info.overlaps, 1);
    mend_calendar_free(c);
}

static void test_calendar__an_overnight_window_belongs_to_its_first_date(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("UTC", "\"week\":{\"mon\":[[\"22:00\",\"06:00\"]],\"sun\":[[\"22:00\",\"06:00\"]]},"
                                       "\"holidays\":[\"2024-03-12\",\"2024-03-18\"]");
    ASSERT_CLOSE("2024-03-11T23:00:00Z", "2024-03-12T06:00:00Z");   /* into a holiday: worked */
    ASSERT_CLOSE("2024-03-17T23:00:00Z", "2024-03-18T06:00:00Z");   /* over the week's end as well */
    ASSERT_FORWARD("2024-03-18T06:00:00Z", "2024-03-24T22:00:00Z"); /* on a holiday none begins */
    mend_calendar_free(c);
}

static void test_calendar__an_exception_wins_over_a_holiday(void **state)
{
    (void)state;
    mend_calendar_info info = {.struct_size = sizeof info};
    mend_calendar_kind kind;
    int32_t windows;
    const char *label;
    mend_calendar *c = calendar("UTC", "\"week\":{" OFFICE "},\"holidays\":[\"2024-03-11\","
                                       "{\"date\":\"2024-03-12\",\"label\":\"Founders' day\"}],"
                                       "\"exceptions\":{\"2024-03-11\":[[\"10:00\",\"12:00\"]],\"2024-03-13\":[],"
                                       "\"2024-03-16\":{\"like\":\"mon\",\"label\":\"Make-up day\"},"
                                       "\"2024-03-14\":{\"windows\":[[\"09:00\",\"10:00\"]]},\"x-note\":1}");
    assert_int_equal(between(c, "2024-03-11T00:00:00Z", "2024-03-12T00:00:00Z"), 2 * HOUR);
    assert_int_equal(between(c, "2024-03-12T00:00:00Z", "2024-03-14T00:00:00Z"), 0);
    assert_int_equal(between(c, "2024-03-14T00:00:00Z", "2024-03-15T00:00:00Z"), HOUR);
    assert_int_equal(between(c, "2024-03-16T00:00:00Z", "2024-03-17T00:00:00Z"), 8 * HOUR);
    assert_int_equal(mend_calendar_about(c, &info), MEND_OK);
    assert_int_equal(info.doubles, 1);
    assert_int_equal(info.holidays, 1);
    assert_int_equal(info.exceptions, 4);
    assert_int_equal(info.known_until, INT32_MAX);
    assert_int_equal(mend_calendar_day(c, 19793, &kind, &windows, &label, NULL), MEND_OK); /* the 11th */
    assert_int_equal(kind, MEND_CALENDAR_EXCEPTION);
    assert_int_equal(windows, 1);
    assert_string_equal(label, "");
    assert_int_equal(mend_calendar_day(c, 19794, &kind, &windows, &label, NULL), MEND_OK);
    assert_int_equal(kind, MEND_CALENDAR_HOLIDAY);
    assert_int_equal(windows, 0);
    assert_string_equal(label, "Founders' day");
    assert_int_equal(mend_calendar_day(c, 19798, &kind, &windows, &label, NULL), MEND_OK);
    assert_string_equal(label, "Make-up day");
    assert_int_equal(mend_calendar_day(c, 19800, &kind, &windows, &label, NULL), MEND_OK);
    assert_int_equal(kind, MEND_CALENDAR_PLAIN);
    int32_t flags = 77;
    assert_int_equal(mend_calendar_day(c, 19800, NULL, NULL, NULL, &flags), MEND_OK);
    assert_int_equal(flags, 0);
    mend_calendar_free(c);
}

static void test_calendar__seconds_and_midnight(void **state)
{
    (void)state;
    mend_calendar *c =
        calendar("UTC", "\"week\":{\"mon\":[[\"08:59:30\",\"24:00:00\"]],\"wed\":[[\"00:00\",\"00:00\"]],"
                        "\"fri\":[[\"09:00\",\"09:00\"]]}");
    assert_int_equal(between(c, "2024-03-11T00:00:00Z", "2024-03-12T00:00:00Z"), 15 * HOUR + 30000);
    assert_int_equal(between(c, "2024-03-13T00:00:00Z", "2024-03-14T00:00:00Z"), 24 * HOUR);
    assert_int_equal(between(c, "2024-03-15T00:00:00Z", "2024-03-17T00:00:00Z"), 24 * HOUR);
    mend_calendar_free(c);
}

/* ---- working days ---- */

static void test_calendar__days_to_a_closing(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("CST-8", "\"week\":{" OFFICE "},\"holidays\":[\"2024-03-13\"],"
                                         "\"exceptions\":{\"2024-03-16\":[[\"09:00\",\"12:00\"]]}");
    /* Monday 10:00 local: today counts, and tomorrow; the 13th does not. */
    ASSERT_DAYS("2024-03-11T02:00:00Z", 1, MEND_DAYS_CLOSING, "2024-03-11T09:00:00Z");
    ASSERT_DAYS("2024-03-11T02:00:00Z", 3, MEND_DAYS_CLOSING, "2024-03-14T09:00:00Z");
    ASSERT_DAYS("2024-03-11T02:00:00Z", 5, MEND_DAYS_CLOSING, "2024-03-16T04:00:00Z");
    ASSERT_DAYS("2024-03-11T02:00:00Z", 6, MEND_DAYS_CLOSING, "2024-03-18T09:00:00Z");
    ASSERT_DAYS("2024-03-11T09:00:00Z", 1, MEND_DAYS_CLOSING, "2024-03-12T09:00:00Z"); /* nothing left of today */
    ASSERT_DAYS("2024-03-10T02:00:00Z", 1, MEND_DAYS_CLOSING, "2024-03-11T09:00:00Z");
    ASSERT_DAYS("2024-03-10T02:00:00Z", 0, MEND_DAYS_CLOSING, "2024-03-11T01:00:00Z");
    ASSERT_DAYS("2024-03-11T00:00:00Z", 1000, MEND_DAYS_CLOSING, "2028-01-07T09:00:00Z");
    mend_calendar_free(c);
    c = calendar("UTC", "\"week\":{\"mon\":[[\"22:00\",\"06:00\"]],\"tue\":[[\"22:00\",\"06:00\"]]}");
    ASSERT_DAYS("2024-03-12T02:00:00Z", 1, MEND_DAYS_CLOSING, "2024-03-12T06:00:00Z"); /* still Monday's */
    ASSERT_DAYS("2024-03-12T06:00:00Z", 1, MEND_DAYS_CLOSING, "2024-03-13T06:00:00Z");
    ASSERT_DAYS("2024-03-12T02:00:00Z", 3, MEND_DAYS_CLOSING, "2024-03-19T06:00:00Z");
    mend_calendar_free(c);
}

static void test_calendar__days_at_the_same_time(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("Europe/Berlin", "\"week\":{" OFFICE "},\"holidays\":[\"2024-04-01\"]");
    ASSERT_DAYS("2024-03-28T10:00:00Z", 1, MEND_DAYS_SAME_TIME, "2024-03-29T10:00:00Z");
    ASSERT_DAYS("2024-03-28T10:00:00Z", 2, MEND_DAYS_SAME_TIME, "2024-04-02T09:00:00Z"); /* 11:00 on either clock */
    ASSERT_DAYS("2024-03-30T10:00:00Z", 1, MEND_DAYS_SAME_TIME, "2024-04-02T09:00:00Z"); /* from a Saturday */
    ASSERT_DAYS("2024-03-28T05:00:00Z", 1, MEND_DAYS_SAME_TIME, "2024-03-29T08:00:00Z"); /* 06:00: rolled to 09:00 */
    ASSERT_DAYS("2024-03-28T20:00:00Z", 1, MEND_DAYS_SAME_TIME, "2024-04-02T07:00:00Z"); /* 21:00: the next opening */
    ASSERT_DAYS("2024-03-28T16:00:00Z", 1, MEND_DAYS_SAME_TIME, "2024-03-29T16:00:00Z"); /* a closing stays one */
    ASSERT_DAYS("2024-03-30T10:00:00Z", 0, MEND_DAYS_SAME_TIME, "2024-04-02T07:00:00Z");
    mend_calendar_free(c);
}

/* Samoa went from the 29th to the 31st of December 2011: the Friday was no day at all. */
static void test_calendar__a_date_left_out_is_no_working_day(void **state)
{
    (void)state;
    int64_t out;
    int32_t windows;
    mend_calendar *c = calendar("Pacific/Apia", "\"week\":{" OFFICE "},\"holidays\":[\"2011-12-26\",\"2012-01-02\"]");
    ASSERT_DAYS("2011-12-29T20:00:00Z", 1, MEND_DAYS_CLOSING, "2011-12-30T03:00:00Z"); /* Thursday 29th */
    ASSERT_DAYS("2011-12-29T20:00:00Z", 2, MEND_DAYS_CLOSING, "2012-01-03T03:00:00Z"); /* Tuesday 3rd */
    ASSERT_DAYS("2011-12-29T20:00:00Z", 1, MEND_DAYS_SAME_TIME, "2012-01-02T20:00:00Z");
    assert_int_equal(mend_calendar_day(c, 15338, NULL, &windows, NULL, NULL), MEND_OK); /* 2011-12-30 */
    assert_int_equal(windows, 0);
    mend_calendar_free(c);
    /* The same where the date that was left out is an exception. */
    c = calendar("Pacific/Apia", "\"week\":{" OFFICE "},\"exceptions\":{\"2011-12-30\":[[\"09:00\",\"10:00\"]]}");
    ASSERT_DAYS("2011-12-29T20:00:00Z", 2, MEND_DAYS_CLOSING, "2012-01-02T03:00:00Z");
    mend_calendar_free(c);
}

/* Counting against a walk over the dates. */
static void test_calendar__days_as_counted_one_by_one(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("UTC", "\"week\":{\"tue\":[[\"09:00\",\"17:00\"]],\"sat\":[[\"09:00\",\"17:00\"]]},"
                                       "\"holidays\":[\"2024-01-02\",\"2024-01-03\",\"2024-02-06\",\"2024-03-05\"],"
                                       "\"exceptions\":{\"2024-01-01\":[[\"09:00\",\"17:00\"]],"
                                       "\"2024-01-04\":[[\"09:00\",\"17:00\"]],\"2024-01-06\":[]}");
    for (int32_t from = 19700; from < 19800; from++) {
        int32_t day = from, windows;
        for (int32_t n = 1; n < 20; n++) {
            do {
                assert_int_equal(mend_calendar_day(c, ++day, NULL, &windows, NULL, NULL), MEND_OK);
            } while (windows == 0);
            assert_int_equal(
                mend_calendar_add_days(c, from * WALK_DAY_MS + 12 * HOUR, n, MEND_DAYS_SAME_TIME, &out, NULL), MEND_OK);
            assert_int_equal(out, day * WALK_DAY_MS + 12 * HOUR);
            assert_int_equal(
                mend_calendar_add_days(c, from * WALK_DAY_MS + 20 * HOUR, n, MEND_DAYS_CLOSING, &out, NULL), MEND_OK);
            assert_int_equal(out, day * WALK_DAY_MS + 17 * HOUR);
        }
    }
    mend_calendar_free(c);
}

/* ---- ranges ---- */

static void test_calendar__a_calendar_that_ends(void **state)
{
    (void)state;
    int64_t out = 77;
    int32_t flags = 77;
    mend_calendar *c = calendar("UTC", "\"exceptions\":{\"2024-03-11\":[[\"09:00\",\"17:00\"]],\"2024-03-12\":[]}");
    int64_t after = instant("2024-03-11T17:00:00Z"), before = instant("2024-03-11T09:00:00Z");
    ASSERT_ADD("1000-01-01T00:00:00Z", 8 * HOUR, "2024-03-11T17:00:00Z");
    ASSERT_SUBTRACT("9000-01-01T00:00:00Z", 8 * HOUR, "2024-03-11T09:00:00Z");
    ASSERT_DAYS("2024-03-01T00:00:00Z", 1, MEND_DAYS_CLOSING, "2024-03-11T17:00:00Z");
    out = 77;
    assert_int_equal(mend_calendar_add(c, before, 8 * HOUR + 1, &out, &flags), MEND_RANGE);
    assert_int_equal(mend_calendar_subtract(c, after, 8 * HOUR + 1, &out, &flags), MEND_RANGE);
    assert_int_equal(mend_calendar_roll_forward(c, after, &out, &flags), MEND_RANGE);
    assert_int_equal(mend_calendar_roll_back(c, before, &out, &flags), MEND_RANGE);
    assert_int_equal(mend_calendar_next_close(c, after, &out, &flags), MEND_RANGE);
    assert_int_equal(mend_calendar_add_days(c, before, 2, MEND_DAYS_CLOSING, &out, &flags), MEND_RANGE);
    assert_int_equal(mend_calendar_add_days(c, after, 1, MEND_DAYS_SAME_TIME, &out, &flags), MEND_RANGE);
    assert_int_equal(out, 77);
    assert_int_equal(flags, 77);
    mend_calendar_free(c);
}

static void test_calendar__always_open(void **state)
{
    (void)state;
    int64_t out;
    static const char *const zones[] = {"UTC", "EST5EDT,M3.2.0,M11.1.0", "America/New_York"};
    for (size_t i = 0; i < 3; i++) {
        mend_calendar *c =
            calendar(zones[i], "\"week\":{\"mon\":[[\"00:00\",\"24:00\"]],\"tue\":[[\"00:00\",\"24:00\"]],"
                               "\"wed\":[[\"00:00\",\"24:00\"]],\"thu\":[[\"00:00\",\"24:00\"]],"
                               "\"fri\":[[\"00:00\",\"24:00\"]],\"sat\":[[\"00:00\",\"24:00\"]],"
                               "\"sun\":[[\"00:00\",\"24:00\"]]}");
        out = 77;
        assert_int_equal(mend_calendar_next_close(c, 0, &out, NULL), MEND_RANGE);
        assert_int_equal(out, 77);
        ASSERT_ADD("2024-03-01T00:00:00Z", 24 * HOUR * 3652, "2034-03-01T00:00:00Z");
        ASSERT_SUBTRACT("2034-03-01T00:00:00Z", 24 * HOUR * 3652, "2024-03-01T00:00:00Z");
        assert_int_equal(between(c, "0002-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"),
                         instant("9999-12-31T23:59:59.999Z") - instant("0002-01-01T00:00:00Z"));
        mend_calendar_free(c);
    }
}

static void test_calendar__both_ends_of_time(void **state)
{
    (void)state;
    int64_t out = 77;
    mend_calendar *c = calendar("UTC", "\"week\":{" OFFICE "}");
    const int64_t last = instant("9999-12-31T23:59:59.999Z"), first = instant("0001-01-01T00:00:00Z");
    ASSERT_ADD("0001-01-01T00:00:00Z", 8 * HOUR, "0001-01-01T17:00:00Z");          /* a Monday */
    ASSERT_SUBTRACT("9999-12-31T23:59:59.999Z", 8 * HOUR, "9999-12-31T09:00:00Z"); /* a Friday */
    ASSERT_BACK("9999-12-31T23:59:59Z", "9999-12-31T17:00:00Z");
    ASSERT_ADD("0001-01-01T00:00:00Z", 0, "0001-01-01T09:00:00Z");
    out = 77;
    assert_int_equal(mend_calendar_roll_forward(c, last, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_roll_back(c, first, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_next_close(c, last, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_next_close(c, instant("9999-12-31T18:00:00Z"), &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add(c, last, 1, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add(c, 0, INT64_MAX, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add(c, 0, INT64_MAX / 2, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add(c, last, INT64_MAX, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_subtract(c, 0, INT64_MAX, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_subtract(c, 0, INT64_MAX / 2, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_subtract(c, first, 1, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add(c, 0, -1, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_subtract(c, 0, -1, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add_days(c, 0, -1, MEND_DAYS_CLOSING, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add_days(c, 0, INT32_MAX, MEND_DAYS_CLOSING, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add_days(c, 0, 5000000, MEND_DAYS_SAME_TIME, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add(c, last + 1, 0, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_subtract(c, first - 1, 0, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_between(c, first - 1, 0, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_between(c, 0, last + 1, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_roll_forward(c, last + 1, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_roll_back(c, last + 1, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_next_close(c, last + 1, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_add_days(c, last + 1, 1, MEND_DAYS_CLOSING, &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_day(c, -719163, NULL, NULL, NULL, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_day(c, 2932897, NULL, NULL, NULL, NULL), MEND_RANGE);
    assert_int_equal(out, 77);
    mend_calendar_free(c);
}

/* A second a week: an amount that would take thousands of times all years. */
static void test_calendar__hardly_any_working_time(void **state)
{
    (void)state;
    int64_t out;
    mend_calendar *c = calendar("UTC", "\"week\":{\"mon\":[[\"09:00:00\",\"09:00:01\"]]}");
    ASSERT_ADD("2024-03-11T00:00:00Z", 3000, "2024-03-25T09:00:01Z");
    assert_int_equal(mend_calendar_add(c, 0, INT64_C(400000000000000), &out, NULL), MEND_RANGE);
    assert_int_equal(mend_calendar_subtract(c, 0, INT64_C(400000000000000), &out, NULL), MEND_RANGE);
    mend_calendar_free(c);
}

static void test_calendar__invalid_arguments(void **state)
{
    (void)state;
    int64_t out = 77;
    int32_t working;
    mend_calendar_info info = {.struct_size = sizeof info - 1};
    mend_calendar *c = calendar("UTC", "\"week\":{" OFFICE "}");
    assert_int_equal(mend_calendar_is_working(NULL, 0, &working, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_is_working(c, 0, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_between(NULL, 0, 0, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_add(c, 0, 0, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_subtract(NULL, 0, 0, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_roll_forward(NULL, 0, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_roll_back(NULL, 0, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_next_close(NULL, 0, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_add_days(NULL, 0, 1, MEND_DAYS_CLOSING, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_add_days(c, 0, 1, 0, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_day(NULL, 0, NULL, NULL, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_about(c, &info), MEND_INVALID);
    assert_int_equal(mend_calendar_about(c, NULL), MEND_INVALID);
    info.struct_size = sizeof info;
    assert_int_equal(mend_calendar_about(NULL, &info), MEND_INVALID);
    assert_int_equal(out, 77);
    mend_calendar_free(c);
    mend_calendar_free(NULL);
}

/* ---- what is known ---- */

static void test_calendar__provisional_beyond_what_is_known(void **state)
{
    (void)state;
    int64_t out;
    int32_t flags, working;
    mend_calendar *c = calendar("CST-8", "\"week\":{" OFFICE "},\"known_until\":\"2024-03-15\"");
    const int64_t end = instant("2024-03-15T16:00:00Z"); /* midnight */
    assert_int_equal(mend_calendar_add(c, instant("2024-03-15T01:00:00Z"), 8 * HOUR, &out, &flags), MEND_OK);
    assert_int_equal(flags, 0);
    assert_int_equal(mend_calendar_add(c, instant("2024-03-15T01:00:00Z"), 8 * HOUR + 1, &out, &flags), MEND_OK);
    assert_int_equal(flags, MEND_CALENDAR_PROVISIONAL);
    assert_int_equal(mend_calendar_subtract(c, end, HOUR, &out, &flags), MEND_OK);
    assert_int_equal(flags, 0);
    assert_int_equal(mend_calendar_subtract(c, end + 1, HOUR, &out, &flags), MEND_OK);
    assert_int_equal(flags, MEND_CALENDAR_PROVISIONAL);
    assert_int_equal(mend_calendar_between(c, end, end - HOUR, &out, &flags), MEND_OK);
    assert_int_equal(flags, 0);
    assert_int_equal(mend_calendar_between(c, end + 1, 0, &out, &flags), MEND_OK);
    assert_int_equal(flags, MEND_CALENDAR_PROVISIONAL);
    assert_int_equal(mend_calendar_is_working(c, end + 1, &working, &flags), MEND_OK);
    assert_int_equal(flags, MEND_CALENDAR_PROVISIONAL);
    assert_int_equal(mend_calendar_roll_forward(c, end, &out, &flags), MEND_OK);
    assert_int_equal(flags, MEND_CALENDAR_PROVISIONAL);
    assert_int_equal(mend_calendar_roll_back(c, end, &out, &flags), MEND_OK);
    assert_int_equal(flags, 0);
    assert_int_equal(mend_calendar_next_close(c, end, &out, &flags), MEND_OK);
    assert_int_equal(flags, MEND_CALENDAR_PROVISIONAL);
    assert_int_equal(mend_calendar_add_days(c, instant("2024-03-14T02:00:00Z"), 2, MEND_DAYS_CLOSING, &out, &flags),
                     MEND_OK);
    assert_int_equal(flags, 0);
    assert_int_equal(mend_calendar_add_days(c, instant("2024-03-14T02:00:00Z"), 3, MEND_DAYS_CLOSING, &out, &flags),
                     MEND_OK);
    assert_int_equal(flags, MEND_CALENDAR_PROVISIONAL);
    assert_int_equal(mend_calendar_day(c, 19797, NULL, NULL, NULL, &flags), MEND_OK); /* the 15th */
    assert_int_equal(flags, 0);
    assert_int_equal(mend_calendar_day(c, 19798, NULL, NULL, NULL, &flags), MEND_OK);
    assert_int_equal(flags, MEND_CALENDAR_PROVISIONAL);
    mend_calendar_free(c);
}

/* ---- built-in calendars ---- */

static mend_calendar *ready(const char *name)
{
    mend_calendar *c = NULL;
    mend_error err = {.struct_size = sizeof err};
    size_t len = 0;
    const char *text = mend_calendar_ready_text(name, &len);
    assert_non_null(text);
    if (mend_calendar_new(NULL, text, len, NULL, NULL, &c, &err) != MEND_OK) {
        fail_msg("%s: %s at %s", name, err.text, err.path);
    }
    return c;
}

/* Working days of each month of a year. */
static void assert_months(const mend_calendar *c, int year, const int months[12], int whole)
{
    int sum = 0;
    for (int month = 1; month <= 12; month++) {
        char first[32], next[32];
        int32_t day, end, count = 0, windows;
        snprintf(first, sizeof first, "%04d-%02d-01", year, month);
        snprintf(next, sizeof next, "%04d-%02d-01", month == 12 ? year + 1 : year, month % 12 + 1);
        assert_int_equal(mend_date_parse(first, MEND_NTS, &day, NULL), MEND_OK);
        assert_int_equal(mend_date_parse(next, MEND_NTS, &end, NULL), MEND_OK);
        for (; day < end; day++) {
            assert_int_equal(mend_calendar_day(c, day, NULL, &windows, NULL, NULL), MEND_OK);
            count += windows > 0;
        }
        if (count != months[month - 1]) {
            fail_msg("%s: expected %d working days, got %d", first, months[month - 1], (int)count);
        }
        sum += count;
    }
    assert_int_equal(sum, whole);
}

static void test_calendar__china(void **state)
{
    (void)state;
    static const int months[4][12] = {
        {18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21},
        {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22},
        {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
        {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23},
    };
    static const int whole[4] = {249, 251, 248, 248};
    static const struct {
        const char *date;
        int works;
    } probes[] = {
        {"2022-12-31", 0}, {"2023-01-01", 0}, {"2023-01-02", 0}, {"2023-01-03", 1}, {"2023-01-28", 1},
        {"2023-01-29", 1}, {"2023-04-23", 1}, {"2023-10-06", 0}, {"2023-10-07", 1}, {"2024-02-04", 1},
        {"2024-02-09", 1}, {"2024-02-10", 0}, {"2024-02-18", 1}, {"2024-09-14", 1}, {"2024-09-17", 0},
        {"2024-10-12", 1}, {"2025-01-26", 1}, {"2025-01-28", 0}, {"2025-02-08", 1}, {"2025-10-08", 0},
        {"2025-10-11", 1}, {"2026-01-04", 1}, {"2026-02-14", 1}, {"2026-02-23", 0}, {"2026-02-24", 1},
        {"2026-02-28", 1}, {"2026-09-20", 1}, {"2026-10-07", 0}, {"2026-10-10", 1},
    };
    mend_calendar *c = ready("china@1");
    mend_calendar_info info = {.struct_size = sizeof info};
    for (int year = 0; year < 4; year++) {
        assert_months(c, 2023 + year, months[year], whole[year]);
    }
    for (size_t i = 0; i < sizeof probes / sizeof probes[0]; i++) {
        char noon[32];
        snprintf(noon, sizeof noon, "%sT12:00:00+08:00", probes[i].date);
        if (works(c, noon) != probes[i].works) {
            fail_msg("%s: expected %d", probes[i].date, probes[i].works);
        }
    }
    assert_int_equal(mend_calendar_about(c, &info), MEND_OK);
    assert_int_equal(info.holidays, 26 + 28 + 28 + 33);
    assert_int_equal(info.exceptions, 7 + 8 + 5 + 6);
    assert_int_equal(info.doubles + info.overlaps, 0);
    assert_int_equal(info.known_until, 20818); /* 2026-12-31 */
    mend_calendar_free(c);
}

static void test_calendar__us_federal(void **state)
{
    (void)state;
    static const int months[8][12] = {
        {20, 19, 23, 20, 22, 21, 20, 23, 20, 21, 20, 20}, {21, 20, 21, 22, 22, 19, 22, 22, 20, 22, 19, 21},
        {21, 19, 21, 22, 21, 20, 22, 21, 21, 22, 18, 22}, {20, 19, 22, 22, 20, 21, 22, 21, 21, 21, 19, 22},
        {19, 19, 23, 22, 20, 21, 21, 22, 21, 20, 20, 21}, {20, 20, 23, 20, 22, 21, 20, 23, 20, 21, 20, 20},
        {21, 19, 22, 21, 22, 20, 21, 23, 19, 22, 20, 20}, {21, 19, 21, 22, 22, 19, 22, 22, 20, 22, 19, 21},
    };
    static const int whole[8] = {249, 251, 250, 250, 249, 250, 250, 250};
    mend_calendar *c = ready("us_federal@1");
    mend_calendar_info info = {.struct_size = sizeof info};
    int64_t out;
    for (int year = 0; year < 8; year++) {
        assert_months(c, 2023 + year, months[year], whole[year]);
    }
    assert_int_equal(mend_calendar_about(c, &info), MEND_OK);
    assert_int_equal(info.holidays, 88);
    assert_int_equal(info.exceptions, 0);
    /* Friday 15:00 in winter; the clocks change on Sunday. */
    ASSERT_ADD("2024-03-08T20:00:00Z", 3 * HOUR, "2024-03-11T14:00:00Z");
    mend_calendar_free(c);
}

static void test_calendar__built_in_by_name(void **state)
{
    (void)state;
    size_t len = 0;
    assert_int_equal(mend_calendar_ready_count(), 2);
    assert_string_equal(mend_calendar_ready_name(0), "china@1");
    assert_string_equal(mend_calendar_ready_name(1), "us_federal@1");
    assert_null(mend_calendar_ready_name(2));
    assert_null(mend_calendar_ready_name(-1));
    assert_null(mend_calendar_ready_text("china", &len));
    assert_null(mend_calendar_ready_text(NULL, &len));
    const char *text = mend_calendar_ready_text("china@1", &len);
    assert_int_equal(strlen(text), len);
    assert_ptr_equal(mend_calendar_ready_text("china@1", NULL), text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar__an_amount_ends_at_a_closing),
        cmocka_unit_test(test_calendar__between_is_signed),
        cmocka_unit_test(test_calendar__rolling),
        cmocka_unit_test(test_calendar__hours_are_elapsed_time),
        cmocka_unit_test(test_calendar__edges_in_skipped_and_repeated_hours),
        cmocka_unit_test(test_calendar__touching_and_overlapping_windows_are_one),
        cmocka_unit_test(test_calendar__an_overnight_window_belongs_to_its_first_date),
        cmocka_unit_test(test_calendar__an_exception_wins_over_a_holiday),
        cmocka_unit_test(test_calendar__seconds_and_midnight),
        cmocka_unit_test(test_calendar__days_to_a_closing),
        cmocka_unit_test(test_calendar__days_at_the_same_time),
        cmocka_unit_test(test_calendar__a_date_left_out_is_no_working_day),
        cmocka_unit_test(test_calendar__days_as_counted_one_by_one),
        cmocka_unit_test(test_calendar__a_calendar_that_ends),
        cmocka_unit_test(test_calendar__always_open),
        cmocka_unit_test(test_calendar__both_ends_of_time),
        cmocka_unit_test(test_calendar__hardly_any_working_time),
        cmocka_unit_test(test_calendar__invalid_arguments),
        cmocka_unit_test(test_calendar__provisional_beyond_what_is_known),
        cmocka_unit_test(test_calendar__china),
        cmocka_unit_test(test_calendar__us_federal),
        cmocka_unit_test(test_calendar__built_in_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
