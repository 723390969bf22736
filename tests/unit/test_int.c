/*
 * test_int.c - checked arithmetic, against wider arithmetic where the compiler has it, and decimal text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const int64_t edges[] = {0,
                                1,
                                -1,
                                2,
                                -2,
                                3,
                                10,
                                -10,
                                INT32_MAX,
                                INT32_MIN,
                                (int64_t)INT32_MAX + 1,
                                (int64_t)INT32_MIN - 1,
                                3037000499,
                                3037000500,
                                -3037000500,
                                INT64_MAX / 2,
                                INT64_MAX / 2 + 1,
                                INT64_MIN / 2,
                                INT64_MIN / 2 - 1,
                                INT64_MAX - 1,
                                INT64_MAX,
                                INT64_MIN + 1,
                                INT64_MIN};

#define EDGES (sizeof edges / sizeof edges[0])

/* A small generator, so that a failure comes back the same. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 wide;

static bool fits(wide value)
{
    return value >= INT64_MIN && value <= INT64_MAX;
}

static void compare(int64_t a, int64_t b)
{
    const int64_t untouched = 424242;
    int64_t out = untouched;
    assert_true(mend__add64(a, b, &out) == fits((wide)a + b));
    assert_true(out == (fits((wide)a + b) ? (int64_t)((wide)a + b) : untouched));
    out = untouched;
    assert_true(mend__sub64(a, b, &out) == fits((wide)a - b));
    assert_true(out == (fits((wide)a - b) ? (int64_t)((wide)a - b) : untouched));
    out = untouched;
    assert_true(mend__mul64(a, b, &out) == fits((wide)a * b));
    assert_true(out == (fits((wide)a * b) ? (int64_t)((wide)a * b) : untouched));
}

static void test_int__agrees_with_wider_arithmetic(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252;
    for (size_t i = 0; i < EDGES; i++) {
        for (size_t j = 0; j < EDGES; j++) {
            compare(edges[i], edges[j]);
        }
    }
    for (int i = 0; i < 200000; i++) {
        uint64_t a = next_random(&seed) >> (next_random(&seed) % 64),
                 b = next_random(&seed) >> (next_random(&seed) % 64);
        compare((int64_t)a, (int64_t)b);
        compare(-(int64_t)(a >> 1), (int64_t)b);
    }
}
#endif

static void test_int__overflow_is_refused_and_leaves_the_output(void **state)
{
    (void)state;
    int64_t out = 7;
    assert_false(mend__add64(INT64_MAX, 1, &out));
    assert_false(mend__add64(INT64_MIN, -1, &out));
    assert_false(mend__sub64(INT64_MIN, 1, &out));
    assert_false(mend__sub64(0, INT64_MIN, &out));
    assert_false(mend__mul64(INT64_MIN, -1, &out));
    assert_false(mend__mul64(-1, INT64_MIN, &out));
    assert_false(mend__mul64(3037000500, 3037000500, &out));
    assert_int_equal(out, 7);
    assert_true(mend__add64(INT64_MAX, INT64_MIN, &out));
    assert_true(out == -1);
    assert_true(mend__sub64(-1, INT64_MIN, &out));
    assert_true(out == INT64_MAX);
    assert_true(mend__mul64(INT64_MIN, 1, &out));
    assert_true(out == INT64_MIN);
    assert_true(mend__mul64(INT64_MIN, 0, &out));
    assert_true(out == 0);
    assert_true(mend__mul64(INT64_C(1) << 62, -2, &out));
    assert_true(out == INT64_MIN);
    assert_true(mend__mul64(-3037000499, 3037000499, &out));
    assert_true(out == INT64_C(-9223372030926249001));
}

static void test_int__sizes_are_checked(void **state)
{
    (void)state;
    size_t out = 5;
    assert_false(mend__add_size(SIZE_MAX, 1, &out));
    assert_false(mend__mul_size(SIZE_MAX / 2 + 1, 2, &out));
    assert_int_equal(out, 5);
    assert_true(mend__add_size(SIZE_MAX - 1, 1, &out));
    assert_true(out == SIZE_MAX);
    assert_true(mend__mul_size(SIZE_MAX, 1, &out));
    assert_true(out == SIZE_MAX);
    assert_true(mend__mul_size(SIZE_MAX, 0, &out));
    assert_true(out == 0);
    assert_true(mend__mul_size(SIZE_MAX / 2, 2, &out));
    assert_true(out == SIZE_MAX - 1);
}

static void test_int__division_rounds_down(void **state)
{
    (void)state;
    static const int64_t divisors[] = {1, 2, 3, 7, 1000, 86400000, INT64_MAX};
    for (size_t i = 0; i < EDGES; i++) {
        for (size_t j = 0; j < sizeof divisors / sizeof divisors[0]; j++) {
            int64_t b = divisors[j], quotient = mend__floor_div(edges[i], b), rest = mend__floor_mod(edges[i], b);
            assert_true(rest >= 0 && rest < b);
            /* Modulo 2^64, where q * b + r may leave the range on its way although the sum is inside. */
            assert_true((uint64_t)quotient * (uint64_t)b + (uint64_t)rest == (uint64_t)edges[i]);
        }
    }
    assert_true(mend__floor_div(-1, 86400000) == -1);
    assert_true(mend__floor_mod(-1, 86400000) == 86399999);
    assert_true(mend__floor_div(-7, 7) == -1);
    assert_true(mend__floor_mod(-7, 7) == 0);
    assert_true(mend__floor_div(7, 2) == 3);
}

static void test_int__reads_whole_numbers_only(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        int64_t value;
    } cases[] = {
        {"0", true, 0},
        {"7", true, 7},
        {"-7", true, -7},
        {"10", true, 10},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"92233720368547758070", false, 0},
        {"99999999999999999999999999", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"-0", false, 0},
        {"00", false, 0},
        {"01", false, 0},
        {"-01", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1.0", false, 0},
        {"1e2", false, 0},
        {"--1", false, 0},
        {"1-", false, 0},
        {"a", false, 0},
        {"1a", false, 0},
        {"/", false, 0},
        {":", false, 0},
        {"\xD9\xA1", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t out = 4711;
        if (mend__int_parse(cases[i].text, strlen(cases[i].text), &out) != cases[i].good) {
            fail_msg("'%s'", cases[i].text);
        }
        assert_true(out == (cases[i].good ? cases[i].value : 4711));
    }
}

static void test_int__writes_what_it_reads(void **state)
{
    (void)state;
    uint64_t seed = 1234567;
    for (size_t i = 0; i < EDGES + 20000; i++) {
        int64_t value = i < EDGES ? edges[i] : (int64_t)(next_random(&seed) >> (next_random(&seed) % 64)), back = 0;
        char text[20];
        size_t len = mend__int_write(value, text);
        assert_true(len >= 1 && len <= 20);
        assert_true(mend__int_parse(text, len, &back));
        assert_true(back == value);
    }
    char text[20];
    assert_int_equal(mend__int_write(INT64_MIN, text), 20);
    assert_memory_equal(text, "-9223372036854775808", 20);
    assert_int_equal(mend__int_write(0, text), 1);
    assert_memory_equal(text, "0", 1);
}

static void test_int__reads_decimals_to_the_billionth(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        int64_t nano;
        const char *written; /* NULL: the same text */
    } cases[] = {
        {"0", true, 0, NULL},
        {"1", true, 1000000000, NULL},
        {"12.5", true, 12500000000, NULL},
        {"-0.001", true, -1000000, NULL},
        {"1.50", true, 1500000000, "1.5"},
        {"0.0", true, 0, "0"},
        {"0.000000001", true, 1, NULL},
        {"-0.000000001", true, -1, NULL},
        {"0.100000000", true, 100000000, "0.1"},
        {"9223372036.854775807", true, INT64_MAX, NULL},
        {"-9223372036.854775808", true, INT64_MIN, NULL},
        {"9223372036.854775808", false, 0, NULL},
        {"-9223372036.854775809", false, 0, NULL},
        {"9223372037", false, 0, NULL},
        {"10000000000", false, 0, NULL},
        {"99999999999999999999", false, 0, NULL},
        {"1.99999999999999999999", false, 0, NULL},
        {"0.0000000001", false, 0, NULL},
        {"1.0000000000", false, 0, NULL},
        {"", false, 0, NULL},
        {"-", false, 0, NULL},
        {".", false, 0, NULL},
        {"1.", false, 0, NULL},
        {".5", false, 0, NULL},
        {"-.5", false, 0, NULL},
        {"-0", false, 0, NULL},
        {"-0.00", false, 0, NULL},
        {"007", false, 0, NULL},
        {"00.5", false, 0, NULL},
        {"+1", false, 0, NULL},
        {"1e3", false, 0, NULL},
        {"1.5e3", false, 0, NULL},
        {"1,5", false, 0, NULL},
        {"1.5 ", false, 0, NULL},
        {" 1.5", false, 0, NULL},
        {"1.2.3", false, 0, NULL},
        {"1.-5", false, 0, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t out = 4711;
        if (mend__decimal_parse(cases[i].text, strlen(cases[i].text), &out) != cases[i].good) {
            fail_msg("'%s'", cases[i].text);
        }
        assert_true(out == (cases[i].good ? cases[i].nano : 4711));
        if (cases[i].good) {
            const char *expected = cases[i].written != NULL ? cases[i].written : cases[i].text;
            char text[24];
            assert_int_equal(mend__decimal_write(out, text), strlen(expected));
            assert_memory_equal(text, expected, strlen(expected));
        }
    }
}

static void test_int__decimals_come_back(void **state)
{
    (void)state;
    uint64_t seed = 99;
    for (int i = 0; i < 20000; i++) {
        int64_t value = (int64_t)(next_random(&seed) >> (next_random(&seed) % 64)), back = 0;
        char text[24];
        size_t len = mend__decimal_write(value, text);
        assert_true(len <= 21);
        assert_true(mend__decimal_parse(text, len, &back));
        assert_true(back == value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifdef __SIZEOF_INT128__
        cmocka_unit_test(test_int__agrees_with_wider_arithmetic),
#endif
        cmocka_unit_test(test_int__overflow_is_refused_and_leaves_the_output),
        cmocka_unit_test(test_int__sizes_are_checked),
        cmocka_unit_test(test_int__division_rounds_down),
        cmocka_unit_test(test_int__reads_whole_numbers_only),
        cmocka_unit_test(test_int__writes_what_it_reads),
        cmocka_unit_test(test_int__reads_decimals_to_the_billionth),
        cmocka_unit_test(test_int__decimals_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
