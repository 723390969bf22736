/*
 * test_zone.c - zones: rules of real places against instants at which their clocks are known to have changed, the laws
 * that hold for any rule, and what is refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "notions/instant.h"
#include "notions/zone.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t instant(const char *text)
{
    int64_t at = 0;
    if (!mend__instant_parse((mend__str){text, strlen(text)}, &at)) {
        fail_msg("no instant: %s", text);
    }
    return at;
}

static mend_zone zone_of(const char *rule)
{
    mend_zone zone;
    mend_error err = {.struct_size = sizeof err};
    if (mend__zone_read(&zone, (mend__str){rule, strlen(rule)}, &err) != MEND_OK) {
        fail_msg("%s: %s", rule, err.text);
    }
    return zone;
}

static void test_zone__offsets_on_both_sides_of_every_change(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *change; /* the first instant of the new offset */
        int32_t before, after;     /* minutes east */
    } cases[] = {
        {"EST5EDT,M3.2.0,M11.1.0", "2024-03-10T07:00:00Z", -300, -240},
        {"EST5EDT,M3.2.0,M11.1.0", "2024-11-03T06:00:00Z", -240, -300},
        {"EST5EDT,M3.2.0,M11.1.0", "2399-03-14T07:00:00Z", -300, -240},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2024-03-31T01:00:00Z", 60, 120},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2024-10-27T01:00:00Z", 120, 60},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2023-03-26T01:00:00Z", 60, 120},
        {"GMT0BST,M3.5.0/1,M10.5.0", "2024-10-27T01:00:00Z", 60, 0},
        {"NZST-12NZDT,M9.5.0,M4.1.0/3", "2024-04-06T14:00:00Z", 780, 720},
        {"NZST-12NZDT,M9.5.0,M4.1.0/3", "2024-09-28T14:00:00Z", 720, 780},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2025-10-04T16:00:00Z", 600, 660},
        {"LHST-10:30LHDT-11,M10.1.0,M4.1.0", "2024-10-05T15:30:00Z", 630, 660},
        {"LHST-10:30LHDT-11,M10.1.0,M4.1.0", "2024-04-06T15:00:00Z", 660, 630},
        {"IST-2IDT,M3.4.4/26,M10.5.0", "2024-03-29T00:00:00Z", 120, 180},
        {"IST-2IDT,M3.4.4/26,M10.5.0", "2024-10-26T23:00:00Z", 180, 120},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "2024-10-27T01:00:00Z", 60, 0},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", "2024-03-31T01:00:00Z", 0, 60},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31T01:00:00Z", -120, -60},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-10-27T01:00:00Z", -60, -120},
        {"<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", "2024-09-28T14:00:00Z", 765, 825},
        {"AAA0BBB,J60/-24,J300/48", "2024-02-29T00:00:00Z", 0, 60},
        {"AAA0BBB,J60/-24,J300/48", "2023-02-28T00:00:00Z", 0, 60},
        {"AAA0BBB+2,J60,J300", "2023-03-01T02:00:00Z", 0, -120},
        {"AAA0BBB-2,J60,J300", "2023-03-01T02:00:00Z", 0, 120},
        {"AAA0BBB2,J60,J300", "2023-03-01T02:00:00Z", 0, -120},
        {"AAA0BBB,J59,J300", "2024-02-28T02:00:00Z", 0, 60},
        {"AAA0BBB,J300,J60", "2024-03-01T01:00:00Z", 60, 0},
        {"AAA0BBB,59,300", "2024-02-29T02:00:00Z", 0, 60},
        {"AAA0BBB,59,300", "2023-03-01T02:00:00Z", 0, 60},
        {"AAA0BBB,59,365", "2024-12-31T01:00:00Z", 60, 0},
        {"EST5EDT4,M3.5.0/-167,M11.1.0/167", "2024-03-24T06:00:00Z", -300, -240},
        {"EST5EDT4,M3.5.0/-167:30:15,M11.1.0/167", "2024-03-24T05:29:45Z", -300, -240},
        {"AAA0BBB,J365/167,J5", "2025-01-06T23:00:00Z", 0, 60},
        {"AAA0BBB,J100,J365/167", "2025-01-06T22:00:00Z", 60, 0},
        {"AAA0BBB,J364/167,J365/167", "2025-01-05T23:00:00Z", 0, 60},
        {"AAA0BBB,J364/167,J365/167", "2025-01-06T22:00:00Z", 60, 0},
        {"AAA0BBB,J1/-167,J2/-167", "2024-12-25T01:00:00Z", 0, 60},
        {"AAA0BBB,J1/-167,J2/-167", "2024-12-26T00:00:00Z", 60, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_zone zone = zone_of(cases[i].rule);
        int64_t change = instant(cases[i].change), next = 0;
        assert_int_equal(mend__zone_offset(&zone, change - 1), cases[i].before * 60);
        assert_int_equal(mend__zone_offset(&zone, change), cases[i].after * 60);
        assert_true(mend__zone_change(&zone, change - 1, &next));
        assert_int_equal(next, change);
        assert_true(mend__zone_change(&zone, change, &next));
        assert_true(next > change);
    }
}

static void test_zone__fixed_offsets(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        int32_t seconds;
    } cases[] = {
        {"UTC", 0},
        {"Z", 0},
        {"UTC0", 0},
        {"+00:00", 0},
        {"-00:00", 0},
        {"+08:00", 28800},
        {"-03:30", -12600},
        {"+23:59", 86340},
        {"CST-8", 28800},
        {"<-03>3", -10800},
        {"EST5", -18000},
        {"EST+5", -18000},
        {"ABC-5:45", 20700},
        {"<+1030>-10:30", 37800},
        {"ABC-24:59:59", 89999},
        {"ABC05:00:01", -18001},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_zone zone = zone_of(cases[i].rule);
        int64_t next = 0;
        assert_int_equal(mend__zone_offset(&zone, 0), cases[i].seconds);
        assert_int_equal(mend__zone_offset(&zone, MEND__INSTANT_MAX), cases[i].seconds);
        assert_false(mend__zone_change(&zone, 0, &next));
        assert_int_equal(mend__zone_utc(&zone, mend__zone_local(&zone, 12345)), 12345);
    }
}

/* Summer time that ends at the moment it begins again never ends (RFC 8536, 3.3.1); the reverse never begins. */
static void test_zone__summer_time_all_year(void **state)
{
    (void)state;
    mend_zone always = zone_of("XXX3EDT4,0/0,J365/23"), never = zone_of("AAA0BBB,J1/0,J1/1");
    for (int64_t at = instant("2019-12-25T00:00:00Z"); at < instant("2025-01-10T00:00:00Z"); at += 1800000) {
        assert_int_equal(mend__zone_offset(&always, at), -4 * 3600);
        assert_int_equal(mend__zone_offset(&never, at), 0);
        assert_int_equal(mend__zone_utc(&always, mend__zone_local(&always, at)), at);
    }
}

static const char *const changing[] = {
    "EST5EDT,M3.2.0,M11.1.0",       "NZST-12NZDT,M9.5.0,M4.1.0/3",     "LHST-10:30LHDT-11,M10.1.0,M4.1.0",
    "IST-1GMT0,M10.5.0,M3.5.0/1",   "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "EST5EDT4,M3.5.0/-167,M11.1.0/167",
    "AAA0BBB-3,J364/167,J365/167",  "AAA0BBB,J1/-167,J2/-167",         "XXX3EDT4,0/0,J365/23",
    "AAA-14BBB-14:00:01,J100,J200", "AAA0BBB-24,M1.1.1/0,M12.5.0/24",  "AAA0BBB-2,J100/0,J100/1",
    "AAA0BBB,J100,J1/-167",
};

/* The definition, looked for minute by minute: the first instant whose clock shows the time or something later. */
static void test_zone__utc_is_the_first_instant_that_shows_the_time_or_later(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changing / sizeof changing[0]; i++) {
        mend_zone zone = zone_of(changing[i]);
        int64_t change = instant("2024-01-01T00:00:00Z");
        for (int k = 0; k < 6 && mend__zone_change(&zone, change, &change); k++) {
            for (int64_t around = -180; around <= 180; around++) {
                int64_t local = mend__zone_local(&zone, change) + around * 60000;
                int64_t expected = local - 26 * INT64_C(3600000), step = 60000;
                while (mend__zone_local(&zone, expected + step) < local) {
                    expected += step;
                }
                while (mend__zone_local(&zone, expected) < local) {
                    expected += 1000;
                }
                assert_int_equal(mend__zone_utc(&zone, local), expected);
            }
        }
    }
}

/* Where every change stays in its year less has to be looked at; the answers are the same. */
static void test_zone__the_short_way_gives_the_same_answers(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (size_t i = 0; i < sizeof changing / sizeof changing[0]; i++) {
        mend_zone zone = zone_of(changing[i]), slow = zone;
        slow.plain = false;
        for (int k = 0; k < 20000; k++) {
            random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            int64_t at =
                MEND__INSTANT_MIN + (int64_t)((random >> 8) % (uint64_t)(MEND__INSTANT_MAX - MEND__INSTANT_MIN));
            int64_t next = 0, slow_next = 0;
            assert_true(mend__zone_change(&zone, at, &next) && mend__zone_change(&slow, at, &slow_next));
            assert_int_equal(next, slow_next);
            for (int64_t near = next - 1000; near <= next + 1000; near += 500) {
                assert_int_equal(mend__zone_offset(&zone, near), mend__zone_offset(&slow, near));
            }
            assert_int_equal(mend__zone_offset(&zone, at), mend__zone_offset(&slow, at));
        }
    }
}

static void test_zone__both_ways_agree_and_never_go_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changing / sizeof changing[0]; i++) {
        mend_zone zone = zone_of(changing[i]);
        uint64_t random = 7 + i;
        for (int k = 0; k < 20000; k++) {
            random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            int64_t at =
                MEND__INSTANT_MIN + MEND__DAY_MS +
                (int64_t)((random >> 8) % (uint64_t)(MEND__INSTANT_MAX - MEND__INSTANT_MIN - 2 * MEND__DAY_MS));
            int64_t local = mend__zone_local(&zone, at), back = mend__zone_utc(&zone, local), next = 0;
            assert_true(back <= at);
            assert_int_equal(mend__zone_local(&zone, back), local);
            assert_true(mend__zone_utc(&zone, local + 1) >= back);
            assert_true(mend__zone_change(&zone, at, &next) && next > at);
            assert_int_equal(mend__zone_offset(&zone, next - 1), mend__zone_offset(&zone, at));
        }
    }
}

static void test_zone__skipped_and_repeated_times(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *local, *utc;
    } cases[] = {
        {"EST5EDT,M3.2.0,M11.1.0", "2024-03-10T01:59:59Z", "2024-03-10T06:59:59Z"},
        {"EST5EDT,M3.2.0,M11.1.0", "2024-03-10T02:00:00Z", "2024-03-10T07:00:00Z"},
        {"EST5EDT,M3.2.0,M11.1.0", "2024-03-10T02:30:00Z", "2024-03-10T07:00:00Z"},
        {"EST5EDT,M3.2.0,M11.1.0", "2024-03-10T03:00:00Z", "2024-03-10T07:00:00Z"},
        {"EST5EDT,M3.2.0,M11.1.0", "2024-03-10T03:00:01Z", "2024-03-10T07:00:01Z"},
        {"EST5EDT,M3.2.0,M11.1.0", "2024-11-03T01:30:00Z", "2024-11-03T05:30:00Z"},
        {"EST5EDT,M3.2.0,M11.1.0", "2024-11-03T02:00:00Z", "2024-11-03T07:00:00Z"},
        {"LHST-10:30LHDT-11,M10.1.0,M4.1.0", "2024-10-06T02:15:00Z", "2024-10-05T15:30:00Z"},
        {"LHST-10:30LHDT-11,M10.1.0,M4.1.0", "2024-04-07T01:45:00Z", "2024-04-06T14:45:00Z"},
        /* Sao Paulo as it was: midnight itself is skipped */
        {"<-03>3<-02>,M11.1.0/0,M2.3.0/0", "2018-11-04T00:00:00Z", "2018-11-04T03:00:00Z"},
        {"<-03>3<-02>,M11.1.0/0,M2.3.0/0", "2018-11-04T00:30:00Z", "2018-11-04T03:00:00Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_zone zone = zone_of(cases[i].rule);
        assert_int_equal(mend__zone_utc(&zone, instant(cases[i].local)), instant(cases[i].utc));
    }
}

static void test_zone__malformed_rules_are_refused_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        int64_t offset;
    } cases[] = {
        {"", 0},
        {"CST", 3},
        {"CS-8", 0},
        {"8", 0},
        {"Asia/Shanghai", 4},
        {":CST-8", 0},
        {"CST-8 ", 5},
        {" CST-8", 0},
        {"CST--8", 4},
        {"CST-25", 4},
        {"CST-008", 4},
        {"CST-0008", 4},
        {"CST-8:", 6},
        {"CST-8:6", 6},
        {"CST-8:60", 6},
        {"CST-8:00:", 9},
        {"CST-8:00:60", 9},
        {"CST-8:00:00:00", 11},
        {"<+08-8", 6},
        {"<+8>-8", 0},
        {"<>-8", 0},
        {"<+0 8>-8", 0},
        {"EST5EDT", 7},
        {"EST5EDT,", 8},
        {"EST5EDT,M3.2.0", 14},
        {"EST5EDT,M3.2.0,", 15},
        {"EST5EDT,M3.2.0,M11.1.0,", 22},
        {"EST5EDT4;M3.2.0,M11.1.0", 8},
        {"EST5ED,M3.2.0,M11.1.0", 4},
        {"EST5EDT,M0.2.0,M11.1.0", 9},
        {"EST5EDT,M13.2.0,M11.1.0", 9},
        {"EST5EDT,M3.0.0,M11.1.0", 11},
        {"EST5EDT,M3.6.0,M11.1.0", 11},
        {"EST5EDT,M3.2.7,M11.1.0", 13},
        {"EST5EDT,M3,M11.1.0", 10},
        {"EST5EDT,M3.2,M11.1.0", 12},
        {"EST5EDT,J0,J300", 9},
        {"EST5EDT,J366,J300", 9},
        {"EST5EDT,366,300", 8},
        {"EST5EDT,-1,300", 8},
        {"EST5EDT,1234,300", 8},
        {"EST5EDT,M3.2.0/,M11.1.0", 15},
        {"EST5EDT,M3.2.0/168,M11.1.0", 15},
        {"EST5EDT,M3.2.0/-168,M11.1.0", 16},
        {"EST5EDT,M3.2.0/2:60,M11.1.0", 17},
        {"EST5EDT25,M3.2.0,M11.1.0", 7},
        {"EST5EDT,M3.2.0,M11.1.0/", 23},
        {"+8", 1},
        {"+24:00", 1},
        {"+08", 3},
        {"+0800", 3},
        {"+08:60", 4},
        {"+08:0", 4},
        {"+08:00:00", 6},
        {"+08:00 ", 6},
        {"-", 1},
        {"utc", 3},
        {"Z0", 0},
        {"UTC ", 3},
        {"\xE4\xBA\xAC", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_error err = {.struct_size = sizeof err};
        mend_zone *zone = NULL;
        mend_status status = mend_zone_new(NULL, cases[i].rule, MEND_NTS, &zone, &err);
        if (status != MEND_SYNTAX || err.offset != cases[i].offset) {
            fail_msg("%s: status %d at %d: %s", cases[i].rule, (int)status, (int)err.offset, err.text);
        }
        assert_null(zone);
        assert_int_equal(err.reason, MEND_REASON_BAD_ZONE);
        assert_true(err.text[0] != '\0');
    }
}

static void test_zone__public_calls_convert_and_check(void **state)
{
    (void)state;
    mend_zone *zone = NULL;
    int32_t day = 1, ms = 1, seconds = 1;
    int64_t at = 1;
    mend_error small = {.struct_size = 8};
    assert_int_equal(mend_zone_new(NULL, "CST-8", MEND_NTS, &zone, NULL), MEND_OK);
    assert_int_equal(mend_zone_local(zone, instant("2024-05-01T16:00:00.001Z"), &day, &ms), MEND_OK);
    assert_int_equal(day, mend__civil_day(2024, 5, 2));
    assert_int_equal(ms, 1);
    assert_int_equal(mend_zone_local(zone, instant("1969-12-31T15:59:59.999Z"), &day, &ms), MEND_OK);
    assert_int_equal(day, -1);
    assert_int_equal(ms, 86399999);
    assert_int_equal(mend_zone_offset(zone, 0, &seconds), MEND_OK);
    assert_int_equal(seconds, 28800);
    assert_int_equal(mend_zone_utc(zone, 0, 0, &at), MEND_OK);
    assert_int_equal(at, -28800000);
    assert_int_equal(mend_zone_utc(zone, 0, 86400000, &at), MEND_OK);
    assert_int_equal(at, 86400000 - 28800000);

    at = 1;
    assert_int_equal(mend_zone_utc(zone, 0, -1, &at), MEND_RANGE);
    assert_int_equal(mend_zone_utc(zone, 0, 86400001, &at), MEND_RANGE);
    assert_int_equal(mend_zone_utc(zone, MEND__DAY_MIN - 1, 0, &at), MEND_RANGE);
    assert_int_equal(mend_zone_utc(zone, MEND__DAY_MAX + 1, 0, &at), MEND_RANGE);
    assert_int_equal(mend_zone_utc(zone, MEND__DAY_MIN, 0, &at), MEND_RANGE);
    assert_int_equal(at, 1);
    assert_int_equal(mend_zone_local(zone, MEND__INSTANT_MAX, &day, &ms), MEND_RANGE);
    assert_int_equal(mend_zone_local(zone, MEND__INSTANT_MAX + 1, &day, &ms), MEND_RANGE);
    assert_int_equal(mend_zone_offset(zone, MEND__INSTANT_MIN - 1, &seconds), MEND_RANGE);
    assert_int_equal(mend_zone_offset(NULL, 0, &seconds), MEND_INVALID);
    assert_int_equal(mend_zone_offset(zone, 0, NULL), MEND_INVALID);
    assert_int_equal(mend_zone_local(NULL, 0, &day, &ms), MEND_INVALID);
    assert_int_equal(mend_zone_local(zone, 0, NULL, &ms), MEND_INVALID);
    assert_int_equal(mend_zone_local(zone, 0, &day, NULL), MEND_INVALID);
    assert_int_equal(mend_zone_utc(NULL, 0, 0, &at), MEND_INVALID);
    assert_int_equal(mend_zone_utc(zone, 0, 0, NULL), MEND_INVALID);
    mend_zone_free(zone);
    mend_zone_free(NULL);

    mend_allocator bad = {0, 0, NULL, NULL};
    assert_int_equal(mend_zone_new(&bad, "CST-8", MEND_NTS, &zone, NULL), MEND_INVALID);
    assert_int_equal(mend_zone_new(NULL, NULL, MEND_NTS, &zone, NULL), MEND_INVALID);
    assert_int_equal(mend_zone_new(NULL, "CST-8", MEND_NTS, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_zone_new(NULL, "CST-8", MEND_NTS, &zone, &small), MEND_INVALID);
}

static void test_zone__no_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    faulty memory = {.fail_at = 1};
    mend_allocator a = faulty_allocator(&memory);
    mend_error err = {.struct_size = sizeof err};
    mend_zone *zone = NULL;
    assert_int_equal(mend_zone_new(&a, "CST-8", 5, &zone, &err), MEND_NOMEM);
    assert_int_equal(err.status, MEND_NOMEM);
    assert_null(zone);
    memory.fail_at = 0;
    assert_int_equal(mend_zone_new(&a, "CST-8", 5, &zone, &err), MEND_OK);
    mend_zone_free(zone);
    assert_int_equal(memory.live, 0);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zone__offsets_on_both_sides_of_every_change),
        cmocka_unit_test(test_zone__fixed_offsets),
        cmocka_unit_test(test_zone__summer_time_all_year),
        cmocka_unit_test(test_zone__utc_is_the_first_instant_that_shows_the_time_or_later),
        cmocka_unit_test(test_zone__the_short_way_gives_the_same_answers),
        cmocka_unit_test(test_zone__both_ways_agree_and_never_go_back),
        cmocka_unit_test(test_zone__skipped_and_repeated_times),
        cmocka_unit_test(test_zone__malformed_rules_are_refused_with_their_place),
        cmocka_unit_test(test_zone__public_calls_convert_and_check),
        cmocka_unit_test(test_zone__no_memory_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
