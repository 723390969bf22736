/*
 * test_instant.c - instants and their text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "notions/instant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_instant__known_instants(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t at;
    } known[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1969-12-31T23:59:59.999Z", -1},
        {"2001-09-09T01:46:40Z", INT64_C(1000000000000)},
        {"2024-02-29T12:00:00.25Z", INT64_C(1709208000250)},
        {"2024-02-29T12:00:00.2Z", INT64_C(1709208000200)},
        {"2024-02-29T12:00:00.002Z", INT64_C(1709208000002)},
        {"2024-02-29T12:00:00.000Z", INT64_C(1709208000000)},
        {"2024-02-29T20:00:00+08:00", INT64_C(1709208000000)},
        {"2024-02-29T06:30:00-05:30", INT64_C(1709208000000)},
        {"2024-02-29T12:00:00+00:00", INT64_C(1709208000000)},
        {"2024-02-29T12:00:00-00:00", INT64_C(1709208000000)},
        {"2024-03-01T11:59:00+23:59", INT64_C(1709208000000)},
        {"0001-01-01T00:00:00Z", MEND__INSTANT_MIN},
        {"0001-01-01T08:00:00+08:00", MEND__INSTANT_MIN},
        {"9999-12-31T23:59:59.999Z", MEND__INSTANT_MAX},
        {"9999-12-31T15:59:59.999-08:00", MEND__INSTANT_MAX},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int64_t at = 7;
        assert_int_equal(mend_instant_parse(known[i].text, MEND_NTS, &at, NULL), MEND_OK);
        assert_int_equal(at, known[i].at);
    }
}

static void test_instant__written_in_utc_and_read_back(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (int i = 0; i < 200000; i++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        int64_t at =
            MEND__INSTANT_MIN + (int64_t)((random >> 11) % (uint64_t)(MEND__INSTANT_MAX - MEND__INSTANT_MIN + 1));
        int64_t back = 0;
        char text[25];
        size_t len = 0;
        at = i % 2 == 0 ? at : at - at % 1000;
        assert_int_equal(mend_instant_write(at, text, sizeof text, &len), MEND_OK);
        assert_int_equal(len, at % 1000 == 0 ? 20 : 24);
        assert_int_equal(strlen(text), len);
        assert_int_equal(mend_instant_parse(text, len, &back, NULL), MEND_OK);
        assert_int_equal(back, at);
    }
}

static void test_instant__the_fraction_shows_only_if_there_is_one(void **state)
{
    (void)state;
    char text[25];
    assert_int_equal(mend_instant_write(INT64_C(1709208000000), text, sizeof text, NULL), MEND_OK);
    assert_string_equal(text, "2024-02-29T12:00:00Z");
    assert_int_equal(mend_instant_write(INT64_C(1709208000050), text, sizeof text, NULL), MEND_OK);
    assert_string_equal(text, "2024-02-29T12:00:00.050Z");
    assert_int_equal(mend_instant_write(-1, text, sizeof text, NULL), MEND_OK);
    assert_string_equal(text, "1969-12-31T23:59:59.999Z");
}

static void test_instant__malformed_instants_are_refused_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        mend_status status;
        int64_t offset;
    } cases[] = {
        {"", MEND_SYNTAX, 0},
        {"2024-02-29", MEND_SYNTAX, 10},
        {"2024-02-29T", MEND_SYNTAX, 11},
        {"2024-02-29t12:00:00Z", MEND_SYNTAX, 10},
        {"2024-02-29 12:00:00Z", MEND_SYNTAX, 10},
        {"2024-02-29T12", MEND_SYNTAX, 13},
        {"2024-02-29T1:00:00Z", MEND_SYNTAX, 12},
        {"2024-02-29T12:00Z", MEND_SYNTAX, 16},
        {"2024-02-29T12:0", MEND_SYNTAX, 15},
        {"2024-02-29T12:00:00", MEND_SYNTAX, 19},
        {"2024-02-29T12:00:00z", MEND_SYNTAX, 19},
        {"2024-02-29T12:00:00.Z", MEND_SYNTAX, 20},
        {"2024-02-29T12:00:00,5Z", MEND_SYNTAX, 19},
        {"2024-02-29T12:00:00.1234Z", MEND_SYNTAX, 23},
        {"2024-02-29T12:00:00+8:00", MEND_SYNTAX, 21},
        {"2024-02-29T12:00:00+0800", MEND_SYNTAX, 22},
        {"2024-02-29T12:00:00+08", MEND_SYNTAX, 22},
        {"2024-02-29T12:00:00+08:00:00", MEND_SYNTAX, 25},
        {"2024-02-29T12:00:00ZZ", MEND_SYNTAX, 20},
        {"2024-02-29T12:00:00 Z", MEND_SYNTAX, 19},
        {"2024-02-30T12:00:00Z", MEND_RANGE, 8},
        {"2024-02-29T24:00:00Z", MEND_RANGE, 11},
        {"2024-02-29T12:60:00Z", MEND_RANGE, 14},
        {"2016-12-31T23:59:60Z", MEND_RANGE, 17},
        {"2024-02-29T12:00:00+24:00", MEND_RANGE, 20},
        {"2024-02-29T12:00:00+00:60", MEND_RANGE, 23},
        {"0000-12-31T23:59:59Z", MEND_RANGE, 0},
        {"0001-01-01T07:59:59+08:00", MEND_RANGE, 0},
        {"9999-12-31T23:59:59-00:01", MEND_RANGE, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_error err = {.struct_size = sizeof err};
        int64_t at = 77;
        assert_int_equal(mend_instant_parse(cases[i].text, MEND_NTS, &at, &err), cases[i].status);
        assert_int_equal(at, 77);
        assert_int_equal(err.offset, cases[i].offset);
        assert_int_equal(err.reason, MEND_REASON_BAD_INSTANT);
        assert_false(mend__instant_parse((mend__str){cases[i].text, strlen(cases[i].text)}, &at));
    }
}

static void test_instant__arguments_are_checked(void **state)
{
    (void)state;
    int64_t at = 5;
    size_t len = 0;
    char text[25];
    mend_error small = {.struct_size = 8};
    assert_int_equal(mend_instant_parse(NULL, MEND_NTS, &at, NULL), MEND_INVALID);
    assert_int_equal(mend_instant_parse("1970-01-01T00:00:00Z", MEND_NTS, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_instant_parse("1970-01-01T00:00:00Z", MEND_NTS, &at, &small), MEND_INVALID);
    assert_int_equal(mend_instant_parse("1970-01-01", MEND_NTS, &at, NULL), MEND_SYNTAX);
    assert_int_equal(mend_instant_write(MEND__INSTANT_MIN - 1, text, sizeof text, &len), MEND_RANGE);
    assert_int_equal(mend_instant_write(MEND__INSTANT_MAX + 1, text, sizeof text, &len), MEND_RANGE);
    assert_int_equal(mend_instant_write(0, text, 20, &len), MEND_SHORT_BUFFER);
    assert_int_equal(len, 20);
    assert_int_equal(mend_instant_write(0, text, 21, &len), MEND_OK);
    assert_int_equal(mend_instant_write(0, NULL, 21, &len), MEND_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_instant__known_instants),
        cmocka_unit_test(test_instant__written_in_utc_and_read_back),
        cmocka_unit_test(test_instant__the_fraction_shows_only_if_there_is_one),
        cmocka_unit_test(test_instant__malformed_instants_are_refused_with_their_place),
        cmocka_unit_test(test_instant__arguments_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
