/*
 * test_money.c - currencies, amounts as text, rounding, coins, sharing out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "mend/reason.h"
#include "notions/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define UNTOUCHED    424242

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static int64_t below(uint64_t *seed, uint64_t limit)
{
    return (int64_t)(next_random(seed) % limit);
}

/* ---- currencies ---- */

static const struct {
    const char *code;
    int32_t number, digits;
} currencies[] = {
#define X(code, number, digits) {#code, number, digits},
#include "notions/currency_list.h"
#undef X
};

static void test_money__currencies_are_in_order_and_found(void **state)
{
    (void)state;
    assert_true(COUNT(currencies) > 170);
    for (size_t i = 0; i < COUNT(currencies); i++) {
        assert_int_equal(strlen(currencies[i].code), 3);
        assert_int_equal(mend_currency_number(currencies[i].code, MEND_NTS), currencies[i].number);
        assert_int_equal(mend_currency_digits(currencies[i].code, 3), currencies[i].digits);
        assert_in_range(currencies[i].number, 1, 999);
        assert_true(currencies[i].digits >= -1 && currencies[i].digits <= 4);
        assert_true(i == 0 || strcmp(currencies[i - 1].code, currencies[i].code) < 0);
        for (size_t k = 0; k < i; k++) {
            assert_int_not_equal(currencies[k].number, currencies[i].number);
        }
    }
}

static void test_money__currencies_have_the_digits_of_the_standard(void **state)
{
    static const char *const without[] = {"JPY", "KRW", "VND", "ISK", "CLP", "PYG", "UGX", "XAF",
                                          "XOF", "XPF", "RWF", "KMF", "GNF", "DJF", "BIF", "VUV"};
    static const char *const three[] = {"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"};
    static const char *const none[] = {"XXX", "XAU", "XDR", "cny", "CN", "CNYX", "", "RMB", "AAA", "ZZZ", "C\0Y"};
    (void)state;
    for (size_t i = 0; i < COUNT(without); i++) {
        assert_int_equal(mend_currency_digits(without[i], MEND_NTS), 0);
    }
    for (size_t i = 0; i < COUNT(three); i++) {
        assert_int_equal(mend_currency_digits(three[i], MEND_NTS), 3);
    }
    assert_int_equal(mend_currency_digits("CNY", MEND_NTS), 2);
    assert_int_equal(mend_currency_digits("EUR", MEND_NTS), 2);
    assert_int_equal(mend_currency_digits("CLF", MEND_NTS), 4);
    assert_int_equal(mend_currency_digits("UYW", MEND_NTS), 4);
    for (size_t i = 0; i < COUNT(none); i++) {
        assert_int_equal(mend_currency_digits(none[i], MEND_NTS), -1);
    }
    assert_int_equal(mend_currency_digits(NULL, MEND_NTS), -1);
    assert_int_equal(mend_currency_number(NULL, 3), -1);
    assert_int_equal(mend_currency_number("XAU", MEND_NTS), 959); /* a code without amounts */
    assert_int_equal(mend_currency_number("RMB", MEND_NTS), -1);
}

/* ---- roundings ---- */

static void test_money__roundings_have_names(void **state)
{
    static const char *const names[] = {"half_up", "half_even", "half_down", "half_ceil",
                                        "up",      "down",      "floor",     "ceil"};
    mend_rounding mode;
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_string_equal(mend_rounding_name((mend_rounding)i), names[i]);
        assert_int_equal(mend_rounding_of(names[i], MEND_NTS, &mode), MEND_OK);
        assert_int_equal(mode, i);
    }
    mode = UNTOUCHED;
    assert_null(mend_rounding_name(-1));
    assert_null(mend_rounding_name(8));
    assert_int_equal(mend_rounding_of("half", MEND_NTS, &mode), MEND_NOT_FOUND);
    assert_int_equal(mend_rounding_of("half_up ", 8, &mode), MEND_NOT_FOUND);
    assert_int_equal(mend_rounding_of(NULL, MEND_NTS, &mode), MEND_INVALID);
    assert_int_equal(mend_rounding_of("up", MEND_NTS, NULL), MEND_INVALID);
    assert_int_equal(mode, UNTOUCHED);
}

static int64_t rounded(const char *text, int32_t digits, mend_rounding mode)
{
    int64_t out = UNTOUCHED;
    assert_int_equal(mend_round(text, MEND_NTS, digits, mode, &out, NULL), MEND_OK);
    return out;
}

static void test_money__rounds_as_written_and_not_as_a_float_has_it(void **state)
{
    (void)state;
    assert_int_equal(rounded("1.005", 2, MEND_ROUND_HALF_UP), 101);
    assert_int_equal(rounded("-1.005", 2, MEND_ROUND_HALF_UP), -101);
    assert_int_equal(rounded("2.675", 2, MEND_ROUND_HALF_UP), 268);
    assert_int_equal(rounded("1.15", 2, MEND_ROUND_HALF_UP), 115);
    assert_int_equal(rounded("60.325", 2, MEND_ROUND_HALF_EVEN), 6032);
    assert_int_equal(rounded("-60.325", 2, MEND_ROUND_HALF_EVEN), -6032);
    assert_int_equal(rounded("-1.5", 0, MEND_ROUND_HALF_CEIL), -1);
    assert_int_equal(rounded("-1.5", 0, MEND_ROUND_HALF_UP), -2);
    assert_int_equal(rounded("1.5", 0, MEND_ROUND_HALF_CEIL), 2);
    assert_int_equal(rounded("0.004", 2, MEND_ROUND_UP), 1);
    assert_int_equal(rounded("-0.004", 2, MEND_ROUND_UP), -1);
    assert_int_equal(rounded("-0.004", 2, MEND_ROUND_CEIL), 0);
    assert_int_equal(rounded("-0.004", 2, MEND_ROUND_FLOOR), -1);
    assert_int_equal(rounded("-0", 2, MEND_ROUND_FLOOR), 0);
    assert_int_equal(rounded("1.2", 18, MEND_ROUND_DOWN) / 1000000000, 1200000000);
    /* A tail of any length counts. */
    assert_int_equal(rounded("0.12500000000000000000000000000000000000000000000001", 2, MEND_ROUND_HALF_DOWN), 13);
    assert_int_equal(rounded("0.12499999999999999999999999999999999999999999999999", 2, MEND_ROUND_HALF_UP), 12);
    assert_int_equal(rounded("0.12000000000000000000000000000000000000000000000001", 2, MEND_ROUND_UP), 13);
    assert_int_equal(rounded("0.12000000000000000000000000000000000000000000000000", 2, MEND_ROUND_UP), 12);
    assert_int_equal(rounded("0000000000000000000000000000000000000000000000000007", 2, MEND_ROUND_UP), 700);
}

/* n / 1000 to two digits, in every mode, for n on both sides of zero: said once more in whole numbers. */
static void test_money__every_mode_on_both_sides_of_zero(void **state)
{
    (void)state;
    for (int64_t n = -2600; n <= 2600; n++) {
        char text[24];
        int64_t down = n / 10, rest = n % 10, size = rest < 0 ? -rest : rest, away = n < 0 ? -1 : 1;
        int64_t floor = rest < 0 ? down - 1 : down, ceil = rest > 0 ? down + 1 : down;
        int64_t even = down % 2 == 0 ? down : down + away;
        size_t len = mend__decimal_write(n * 1000000, text);
        text[len] = '\0';
        assert_int_equal(rounded(text, 2, MEND_ROUND_DOWN), down);
        assert_int_equal(rounded(text, 2, MEND_ROUND_UP), size == 0 ? down : down + away);
        assert_int_equal(rounded(text, 2, MEND_ROUND_FLOOR), floor);
        assert_int_equal(rounded(text, 2, MEND_ROUND_CEIL), ceil);
        assert_int_equal(rounded(text, 2, MEND_ROUND_HALF_UP), size >= 5 ? down + away : down);
        assert_int_equal(rounded(text, 2, MEND_ROUND_HALF_DOWN), size > 5 ? down + away : down);
        assert_int_equal(rounded(text, 2, MEND_ROUND_HALF_EVEN), size > 5 ? down + away : size == 5 ? even : down);
        assert_int_equal(rounded(text, 2, MEND_ROUND_HALF_CEIL), size > 5 ? down + away : size == 5 ? ceil : down);
    }
}

static void test_money__rounding_says_what_is_wrong(void **state)
{
    static const struct {
        const char *text;
        int32_t digits, mode;
        mend_status status;
        mend_reason reason;
        int64_t offset;
    } cases[] = {
        {"92233720368547758.08", 2, 0, MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"-92233720368547758.085", 2, 0, MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"92233720368547758.075", 2, 0, MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"18446744073709551616", 0, 0, MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"99999999999999999999999999999999999999999999", 0, 0, MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"1", 19, 0, MEND_RANGE, 0, -1},
        {"1", -1, 0, MEND_RANGE, 0, -1},
        {"1", 2, 8, MEND_INVALID, MEND_REASON_UNKNOWN_ROUNDING, -1},
        {"1", 2, -1, MEND_INVALID, MEND_REASON_UNKNOWN_ROUNDING, -1},
        {"", 2, 0, MEND_SYNTAX, 0, 0},
        {"-", 2, 0, MEND_SYNTAX, 0, 1},
        {"1e3", 2, 0, MEND_SYNTAX, 0, 1},
        {"1.", 2, 0, MEND_SYNTAX, 0, 2},
        {".5", 2, 0, MEND_SYNTAX, 0, 0},
        {"1.5.5", 2, 0, MEND_SYNTAX, 0, 3},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        mend_error err = {.struct_size = sizeof err};
        int64_t out = UNTOUCHED;
        assert_int_equal(mend_round(cases[i].text, MEND_NTS, cases[i].digits, cases[i].mode, &out, &err),
                         cases[i].status);
        assert_int_equal(err.status, cases[i].status);
        assert_int_equal(err.reason, cases[i].reason);
        assert_int_equal(err.offset, cases[i].offset);
        assert_int_equal(out, UNTOUCHED);
        assert_int_equal(mend_round(cases[i].text, MEND_NTS, cases[i].digits, cases[i].mode, &out, NULL),
                         cases[i].status);
    }
    assert_true(rounded("92233720368547758.07", 2, 0) == INT64_MAX);
    assert_true(rounded("92233720368547758.0749", 2, 0) == INT64_MAX);
    assert_true(rounded("-92233720368547758.08", 2, 0) == INT64_MIN);
    assert_true(rounded("-92233720368547758.084", 2, 0) == INT64_MIN);
}

/* ---- text ---- */

static void test_money__reads_amounts(void **state)
{
    static const struct {
        const char *text, *currency;
        mend_status status;
        mend_reason reason;
        int64_t minor; /* or the offset of what is wrong */
    } cases[] = {
        {"1.15", "CNY", MEND_OK, 0, 115},
        {"1.1", "CNY", MEND_OK, 0, 110},
        {"100", "CNY", MEND_OK, 0, 10000},
        {"100", "JPY", MEND_OK, 0, 100},
        {"12.345", "KWD", MEND_OK, 0, 12345},
        {"1.2345", "CLF", MEND_OK, 0, 12345},
        {"0", "CNY", MEND_OK, 0, 0},
        {"-0.00", "CNY", MEND_OK, 0, 0},
        {"-0.01", "CNY", MEND_OK, 0, -1},
        {"007.50", "CNY", MEND_OK, 0, 750},
        {"92233720368547758.07", "CNY", MEND_OK, 0, INT64_MAX},
        {"-92233720368547758.08", "CNY", MEND_OK, 0, INT64_MIN},
        {"92233720368547758.08", "CNY", MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"-92233720368547758.09", "CNY", MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"9223372036854775808", "JPY", MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"999999999999999999", "CNY", MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"184467440737095516", "CNY", MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"999999999999999999999999999999", "CNY", MEND_RANGE, MEND_REASON_OVERFLOW, -1},
        {"100.0", "JPY", MEND_SYNTAX, MEND_REASON_TOO_MANY_DECIMALS, 4},
        {"1.234", "CNY", MEND_SYNTAX, MEND_REASON_TOO_MANY_DECIMALS, 4},
        {"1.150", "CNY", MEND_SYNTAX, MEND_REASON_TOO_MANY_DECIMALS, 4},
        {"12.3456", "KWD", MEND_SYNTAX, MEND_REASON_TOO_MANY_DECIMALS, 6},
        {"999999999999999999999999999999.999", "CNY", MEND_SYNTAX, MEND_REASON_TOO_MANY_DECIMALS, 33},
        {"1,234.00", "CNY", MEND_SYNTAX, 0, 1},
        {"1 234", "CNY", MEND_SYNTAX, 0, 1},
        {"1e3", "CNY", MEND_SYNTAX, 0, 1},
        {"1.5e3", "CNY", MEND_SYNTAX, 0, 3},
        {"１２", "CNY", MEND_SYNTAX, 0, 0},
        {"1.１", "CNY", MEND_SYNTAX, 0, 2},
        {"¥12", "CNY", MEND_SYNTAX, 0, 0},
        {"+1", "CNY", MEND_SYNTAX, 0, 0},
        {"--1", "CNY", MEND_SYNTAX, 0, 1},
        {" 1", "CNY", MEND_SYNTAX, 0, 0},
        {"1 ", "CNY", MEND_SYNTAX, 0, 1},
        {"", "CNY", MEND_SYNTAX, 0, 0},
        {"-", "CNY", MEND_SYNTAX, 0, 1},
        {".5", "CNY", MEND_SYNTAX, 0, 0},
        {"5.", "CNY", MEND_SYNTAX, 0, 2},
        {"5.", "JPY", MEND_SYNTAX, 0, 2},
        {"0x10", "CNY", MEND_SYNTAX, 0, 1},
        {"1,5", "EUR", MEND_SYNTAX, 0, 1},
        {"NaN", "CNY", MEND_SYNTAX, 0, 0},
        {"1", "RMB", MEND_NOT_FOUND, MEND_REASON_UNKNOWN_CURRENCY, -1},
        {"1", "XAU", MEND_NOT_FOUND, MEND_REASON_UNKNOWN_CURRENCY, -1},
        {"1", "cny", MEND_NOT_FOUND, MEND_REASON_UNKNOWN_CURRENCY, -1},
        {"x", "", MEND_NOT_FOUND, MEND_REASON_UNKNOWN_CURRENCY, -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        mend_error err = {.struct_size = sizeof err};
        int64_t out = UNTOUCHED;
        assert_int_equal(mend_money_parse(cases[i].text, MEND_NTS, cases[i].currency, &out, &err), cases[i].status);
        if (cases[i].status == MEND_OK) {
            assert_true(out == cases[i].minor);
        } else {
            assert_int_equal(err.reason, cases[i].reason);
            assert_int_equal(err.offset, cases[i].minor);
            assert_int_equal(out, UNTOUCHED);
        }
    }
    /* The length counts, and a NUL is no digit. */
    int64_t out = UNTOUCHED;
    assert_int_equal(mend_money_parse("12.345", 5, "CNY", &out, NULL), MEND_OK);
    assert_int_equal(out, 1234);
    assert_int_equal(mend_money_parse("1\0", 2, "CNY", &out, NULL), MEND_SYNTAX);
}

static void test_money__writes_amounts(void **state)
{
    static const struct {
        int64_t minor;
        const char *currency, *text;
    } cases[] = {
        {123456, "CNY", "1234.56"},
        {123456, "JPY", "123456"},
        {5, "KWD", "0.005"},
        {-12345, "KWD", "-12.345"},
        {0, "CNY", "0.00"},
        {0, "JPY", "0"},
        {-5, "CNY", "-0.05"},
        {99, "CNY", "0.99"},
        {100, "CNY", "1.00"},
        {1, "CLF", "0.0001"},
        {INT64_MAX, "CNY", "92233720368547758.07"},
        {INT64_MIN, "CNY", "-92233720368547758.08"},
        {INT64_MIN, "JPY", "-9223372036854775808"},
        {INT64_MIN, "CLF", "-922337203685477.5808"},
    };
    char out[23];
    size_t len;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(mend_money_format(cases[i].minor, cases[i].currency, out, sizeof out, &len), MEND_OK);
        assert_string_equal(out, cases[i].text);
        assert_int_equal(len, strlen(out));
    }
    assert_int_equal(mend_money_format(123456, "CNY", out, 7, &len), MEND_SHORT_BUFFER);
    assert_int_equal(len, 7);
    assert_int_equal(mend_money_format(123456, "CNY", NULL, 0, &len), MEND_SHORT_BUFFER);
    assert_int_equal(mend_money_format(123456, "CNY", out, 8, NULL), MEND_OK);
    assert_int_equal(mend_money_format(1, "RMB", out, sizeof out, NULL), MEND_NOT_FOUND);
    assert_int_equal(mend_money_format(1, NULL, out, sizeof out, NULL), MEND_INVALID);
}

static void test_money__reads_what_it_writes(void **state)
{
    static const char *const codes[] = {"JPY", "CNY", "KWD", "CLF"};
    uint64_t seed = 31;
    (void)state;
    for (int i = 0; i < 8000; i++) {
        int64_t minor = (int64_t)(next_random(&seed) >> next_random(&seed) % 64), back = UNTOUCHED;
        char text[23];
        size_t len;
        assert_int_equal(mend_money_format(minor, codes[i % 4], text, sizeof text, &len), MEND_OK);
        assert_int_equal(mend_money_parse(text, len, codes[i % 4], &back, NULL), MEND_OK);
        assert_true(back == minor);
    }
}

static void test_money__exact_amounts(void **state)
{
    static const struct {
        const char *text;
        int32_t digits;
        mend_status status;
        const char *wanted; /* in attos, as a product: two factors */
        int64_t other;
    } cases[] = {
        {"146.8944", 2, MEND_OK, "14689440000", 1000000000000},
        {"-1", 0, MEND_OK, "-1000000000", 1000000000},
        {"0.000000000000000001", 2, MEND_OK, "1", 100},
        {"92233720368547758.07", 2, MEND_OK, "9223372036854775807", MEND__ATTO},
        {"0.0000000000000000001", 2, MEND_SYNTAX, "0", 0},
        {"1e3", 2, MEND_SYNTAX, "0", 0},
        {"9999999999999999999", 4, MEND_RANGE, "0", 0},
        {"99999999999999999999", 2, MEND_RANGE, "0", 0},
        {"340282366920938463464", 0, MEND_RANGE, "0", 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        mend__wide out = {1, 2, false}, wanted = out;
        int64_t factor;
        assert_int_equal(mend__money_exact(mend__str_of(cases[i].text, MEND_NTS), cases[i].digits, &out),
                         cases[i].status);
        if (cases[i].status == MEND_OK) {
            assert_true(mend__int_parse(cases[i].wanted, strlen(cases[i].wanted), &factor));
            wanted = mend__wide_mul64(factor, cases[i].other);
        }
        assert_int_equal(mend__wide_cmp(out, wanted), 0);
    }
}

static void test_money__prices_times_quantities(void **state)
{
    int64_t out = UNTOUCHED;
    (void)state;
    assert_true(mend__money_times(1999, 2500000000, MEND__ROUND_HALF_UP, &out)); /* 19.99 * 2.5 = 49.975 */
    assert_int_equal(out, 4998);
    assert_true(mend__money_percent(31750, 19 * MEND__NANO, MEND__ROUND_HALF_EVEN, &out)); /* 60.325 */
    assert_int_equal(out, 6032);
    assert_true(mend__money_percent(-31750, 19 * MEND__NANO, MEND__ROUND_HALF_EVEN, &out));
    assert_int_equal(out, -6032);
    assert_true(mend__money_of_decimal(1005000000, 2, MEND__ROUND_HALF_UP, &out));
    assert_int_equal(out, 101);
    assert_true(mend__money_of_decimal(1005000000, 0, MEND__ROUND_CEIL, &out));
    assert_int_equal(out, 2);
    out = UNTOUCHED;
    assert_false(mend__money_times(INT64_MAX, 2 * MEND__NANO, MEND__ROUND_HALF_UP, &out));
    assert_false(mend__money_percent(INT64_MIN, 101 * MEND__NANO, MEND__ROUND_HALF_UP, &out));
    assert_int_equal(out, UNTOUCHED);
    assert_int_equal(mend__power10(0), 1);
    assert_true(mend__power10(18) == 1000000000000000000);
    assert_string_equal(mend__rounding_name(MEND__ROUND_CEIL), "ceil");
}

/* ---- coins ---- */

static void test_money__rounds_to_coins(void **state)
{
    static const struct {
        int64_t minor, step;
        mend_rounding mode;
        int64_t out, diff;
    } cases[] = {
        {1223, 5, MEND_ROUND_HALF_UP, 1225, 2},
        {1222, 5, MEND_ROUND_HALF_UP, 1220, -2},
        {-1223, 5, MEND_ROUND_HALF_UP, -1225, -2},
        {1225, 5, MEND_ROUND_UP, 1225, 0},
        {1221, 5, MEND_ROUND_UP, 1225, 4},
        {1224, 5, MEND_ROUND_DOWN, 1220, -4},
        {-1221, 5, MEND_ROUND_FLOOR, -1225, -4},
        {-1224, 5, MEND_ROUND_CEIL, -1220, 4},
        {1225, 10, MEND_ROUND_HALF_EVEN, 1220, -5},
        {1235, 10, MEND_ROUND_HALF_EVEN, 1240, 5},
        {1225, 10, MEND_ROUND_HALF_DOWN, 1220, -5},
        {-1225, 10, MEND_ROUND_HALF_CEIL, -1220, 5},
        {49, 100, MEND_ROUND_HALF_UP, 0, -49},
        {50, 100, MEND_ROUND_HALF_UP, 100, 50},
        {7, 1, MEND_ROUND_HALF_UP, 7, 0},
        {0, 5, MEND_ROUND_UP, 0, 0},
        {INT64_MAX, 1, MEND_ROUND_UP, INT64_MAX, 0},
    };
    int64_t out, diff;
    mend_error err = {.struct_size = sizeof err};
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(mend_money_cash(cases[i].minor, cases[i].step, cases[i].mode, &out, &diff, &err), MEND_OK);
        assert_true(out == cases[i].out);
        assert_true(diff == cases[i].diff);
        assert_int_equal(mend_money_cash(cases[i].minor, cases[i].step, cases[i].mode, &out, NULL, NULL), MEND_OK);
    }
    out = diff = UNTOUCHED;
    assert_int_equal(mend_money_cash(INT64_MAX, 5, MEND_ROUND_UP, &out, &diff, &err), MEND_RANGE);
    assert_int_equal(err.reason, MEND_REASON_OVERFLOW);
    assert_int_equal(mend_money_cash(INT64_MIN, 5, MEND_ROUND_FLOOR, &out, &diff, &err), MEND_RANGE);
    assert_int_equal(mend_money_cash(INT64_MIN, INT64_MAX, MEND_ROUND_UP, &out, &diff, &err), MEND_RANGE);
    assert_int_equal(mend_money_cash(1, 0, MEND_ROUND_UP, &out, &diff, &err), MEND_RANGE);
    assert_int_equal(err.reason, 0);
    assert_int_equal(mend_money_cash(1, -5, MEND_ROUND_UP, &out, &diff, &err), MEND_RANGE);
    assert_int_equal(mend_money_cash(1, 5, 9, &out, &diff, &err), MEND_INVALID);
    assert_int_equal(err.reason, MEND_REASON_UNKNOWN_ROUNDING);
    assert_int_equal(mend_money_cash(1, 5, 0, NULL, &diff, &err), MEND_INVALID);
    assert_int_equal(out, UNTOUCHED);
    assert_int_equal(diff, UNTOUCHED);
}

/* ---- sharing out ---- */

/* Whether parts by hand come out. */
static void share(int64_t total, const int64_t *weights, size_t count, const int64_t *wanted)
{
    int64_t parts[8];
    assert_int_equal(mend_money_allocate(total, weights, count, parts, NULL), MEND_OK);
    for (size_t i = 0; i < count; i++) {
        assert_true(parts[i] == wanted[i]);
    }
}

#define WEIGHTS(...) ((const int64_t[]){__VA_ARGS__})

static void test_money__shares_by_the_largest_remainder(void **state)
{
    (void)state;
    share(1, WEIGHTS(1, 1, 1), 3, WEIGHTS(1, 0, 0));
    share(2, WEIGHTS(1, 1, 1), 3, WEIGHTS(1, 1, 0));
    share(-2, WEIGHTS(1, 1, 1), 3, WEIGHTS(-1, -1, 0));
    share(5, WEIGHTS(3, 7), 2, WEIGHTS(2, 3));
    share(30, WEIGHTS(4, 3, 3), 3, WEIGHTS(12, 9, 9));
    share(1000, WEIGHTS(19999, 12000), 2, WEIGHTS(625, 375));
    share(100, WEIGHTS(0, 1, 0, 2), 4, WEIGHTS(0, 33, 0, 67));
    share(100, WEIGHTS(0, 0, 0), 3, WEIGHTS(34, 33, 33));
    share(0, WEIGHTS(5, 6), 2, WEIGHTS(0, 0));
    share(7, WEIGHTS(9), 1, WEIGHTS(7));
    share(INT64_MAX, WEIGHTS(1, 1), 2, WEIGHTS(INT64_MAX / 2 + 1, INT64_MAX / 2));
    share(INT64_MIN, WEIGHTS(1, 1), 2, WEIGHTS(INT64_MIN / 2, INT64_MIN / 2));
    share(INT64_MIN, WEIGHTS(3), 1, WEIGHTS(INT64_MIN));
    share(INT64_MIN, WEIGHTS(0, INT64_MAX), 2, WEIGHTS(0, INT64_MIN));
    share(INT64_MAX, WEIGHTS(INT64_MAX - 1, 1), 2, WEIGHTS(INT64_MAX - 1, 1));
}

/* Weights and totals of any size: nothing is lost, nobody is more than a unit from his due, who has no weight gets nothing,
 * who has more weight never gets less, and a credit mirrors. */
static void test_money__shares_always_sum(void **state)
{
    uint64_t seed = 41;
    (void)state;
    for (int round = 0; round < 4000; round++) {
        int64_t weights[12], parts[12], back[12], sum = 0, all = 0;
        size_t count = 1 + (size_t)below(&seed, COUNT(weights));
        uint64_t limit = (uint64_t)1 << below(&seed, 59);
        int64_t total = (int64_t)(next_random(&seed) >> (1 + below(&seed, 63)));
        for (size_t i = 0; i < count; i++) {
            weights[i] = below(&seed, 4) == 0 ? 0 : below(&seed, limit);
            all += weights[i];
        }
        assert_int_equal(mend_money_allocate(total, weights, count, parts, NULL), MEND_OK);
        assert_int_equal(mend_money_allocate(-total, weights, count, back, NULL), MEND_OK);
        for (size_t i = 0; i < count; i++) {
            int64_t least, most;
            sum += parts[i];
            assert_true(back[i] == -parts[i]);
            if (all == 0) {
                assert_true(parts[i] == total / (int64_t)count + ((int64_t)i < total % (int64_t)count));
                continue;
            }
            assert_true(mend__mul_div64(total, weights[i], all, MEND__ROUND_FLOOR, &least));
            assert_true(mend__mul_div64(total, weights[i], all, MEND__ROUND_CEIL, &most));
            assert_true(parts[i] == least || parts[i] == most);
            for (size_t k = 0; k < count; k++) {
                if (weights[k] < weights[i] || (weights[k] == weights[i] && k > i)) {
                    assert_true(parts[k] <= parts[i]);
                }
            }
        }
        assert_true(sum == total);
    }
}

static void test_money__shares_nothing_to_nobody(void **state)
{
    int64_t parts[2] = {UNTOUCHED, UNTOUCHED};
    mend_error err = {.struct_size = sizeof err};
    (void)state;
    assert_int_equal(mend_money_allocate(100, NULL, 0, NULL, &err), MEND_RANGE);
    assert_int_equal(err.reason, MEND_REASON_NO_WEIGHTS);
    assert_int_equal(mend_money_allocate(100, WEIGHTS(1, -1), 2, parts, &err), MEND_RANGE);
    assert_int_equal(err.reason, MEND_REASON_NEGATIVE_WEIGHT);
    assert_int_equal(mend_money_allocate(100, WEIGHTS(INT64_MAX, 1), 2, parts, &err), MEND_RANGE);
    assert_int_equal(err.reason, MEND_REASON_OVERFLOW);
    assert_int_equal(mend_money_allocate(100, NULL, 2, parts, &err), MEND_INVALID);
    assert_int_equal(mend_money_allocate(100, WEIGHTS(1, 1), 2, NULL, &err), MEND_INVALID);
    assert_int_equal(parts[0], UNTOUCHED);
    assert_true(mend__money_share(0, NULL, 0, NULL));
    assert_false(mend__money_share(1, NULL, 0, NULL));
    assert_false(mend__money_share(1, WEIGHTS(1, -1), 2, parts));
    assert_false(mend__money_share(1, WEIGHTS(INT64_MAX, 1), 2, parts));
}

static void test_money__spreads_over_amounts_of_both_signs(void **state)
{
    uint64_t seed = 43;
    int64_t parts[6], back[6];
    (void)state;
    assert_true(mend__money_spread(800, WEIGHTS(10000, -2000), 2, parts));
    assert_true(parts[0] == 1000 && parts[1] == -200);
    for (int round = 0; round < 4000; round++) {
        int64_t amounts[6], turned[6], total = below(&seed, 2000000) - 1000000, sum = 0, all = 0;
        size_t count = 1 + (size_t)below(&seed, COUNT(amounts));
        for (size_t i = 0; i < count; i++) {
            amounts[i] = below(&seed, 3) == 0 ? 0 : below(&seed, 20001) - 8000;
            turned[i] = -amounts[i];
            all += amounts[i];
        }
        bool done = mend__money_spread(total, amounts, count, parts);
        assert_int_equal(done, all != 0 || total == 0);
        assert_int_equal(mend__money_spread(-total, turned, count, back), done);
        for (size_t i = 0; i < count && done; i++) {
            sum += parts[i];
            assert_true(back[i] == -parts[i]);
            assert_true(amounts[i] != 0 || parts[i] == 0);
        }
        assert_true(!done || sum == total);
    }
    assert_true(mend__money_spread(0, WEIGHTS(5, -5), 2, parts));
    assert_true(parts[0] == 0 && parts[1] == 0);
    assert_true(mend__money_spread(0, NULL, 0, parts));
    assert_false(mend__money_spread(1, NULL, 0, parts));
    assert_false(mend__money_spread(1, WEIGHTS(INT64_MAX, 1), 2, parts));
    assert_false(mend__money_spread(1, WEIGHTS(INT64_MIN), 1, parts));
    assert_false(mend__money_spread(INT64_MAX, WEIGHTS(1000, -999), 2, parts));
}

static void test_money__apportioned_parts_sum_to_the_rounded_sum(void **state)
{
    uint64_t seed = 47;
    int64_t parts[6], back[6], total, turned_total;
    (void)state;
    for (int round = 0; round < 8000; round++) {
        int64_t amounts[6], turned[6], sum = 0, all = 0, by = below(&seed, 50), of = 1 + below(&seed, 130);
        size_t count = 1 + (size_t)below(&seed, COUNT(amounts));
        mend__rounding mode = (mend__rounding)below(&seed, 8), mirror = mode;
        if (mode == MEND__ROUND_FLOOR || mode == MEND__ROUND_CEIL) {
            mirror = mode == MEND__ROUND_FLOOR ? MEND__ROUND_CEIL : MEND__ROUND_FLOOR;
        } else if (mode == MEND__ROUND_HALF_CEIL) {
            mode = mirror = MEND__ROUND_HALF_UP;
        }
        for (size_t i = 0; i < count; i++) {
            amounts[i] = below(&seed, 20001) - 7000;
            turned[i] = -amounts[i];
            all += amounts[i];
        }
        assert_true(mend__money_apportion(amounts, count, by, of, mode, &total, parts));
        assert_true(mend__money_apportion(turned, count, by, of, mirror, &turned_total, back));
        assert_true(turned_total == -total);
        for (size_t i = 0; i < count; i++) {
            int64_t gap = parts[i] * of - amounts[i] * by;
            sum += parts[i];
            assert_true(gap > -of && gap < of); /* rounded down or up */
            assert_true(all == 0 || back[i] == -parts[i]);
        }
        assert_true(sum == total);
    }
    assert_false(mend__money_apportion(WEIGHTS(INT64_MAX, 1), 2, 1, 1, MEND__ROUND_UP, &total, parts));
    assert_false(mend__money_apportion(WEIGHTS(INT64_MAX), 1, 2, 1, MEND__ROUND_UP, &total, parts));
    assert_false(mend__money_apportion(WEIGHTS(INT64_MAX, -INT64_MAX), 2, 2, 1, MEND__ROUND_UP, &total, parts));
}

static void test_money__arguments_are_checked(void **state)
{
    int64_t out = UNTOUCHED, parts[1], weights[1] = {1};
    mend_error small = {.struct_size = 4};
    (void)state;
    assert_int_equal(mend_money_parse(NULL, MEND_NTS, "CNY", &out, NULL), MEND_INVALID);
    assert_int_equal(mend_money_parse("1", MEND_NTS, NULL, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_money_parse("1", MEND_NTS, "CNY", NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_money_parse("1", MEND_NTS, "CNY", &out, &small), MEND_INVALID);
    assert_int_equal(mend_round(NULL, MEND_NTS, 2, 0, &out, NULL), MEND_INVALID);
    assert_int_equal(mend_round("1", MEND_NTS, 2, 0, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_round("1", MEND_NTS, 2, 0, &out, &small), MEND_INVALID);
    assert_int_equal(mend_money_cash(1, 5, 0, &out, NULL, &small), MEND_INVALID);
    assert_int_equal(mend_money_allocate(1, weights, 1, parts, &small), MEND_INVALID);
    assert_int_equal(out, UNTOUCHED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_money__currencies_are_in_order_and_found),
        cmocka_unit_test(test_money__currencies_have_the_digits_of_the_standard),
        cmocka_unit_test(test_money__roundings_have_names),
        cmocka_unit_test(test_money__rounds_as_written_and_not_as_a_float_has_it),
        cmocka_unit_test(test_money__every_mode_on_both_sides_of_zero),
        cmocka_unit_test(test_money__rounding_says_what_is_wrong),
        cmocka_unit_test(test_money__reads_amounts),
        cmocka_unit_test(test_money__writes_amounts),
        cmocka_unit_test(test_money__reads_what_it_writes),
        cmocka_unit_test(test_money__exact_amounts),
        cmocka_unit_test(test_money__prices_times_quantities),
        cmocka_unit_test(test_money__rounds_to_coins),
        cmocka_unit_test(test_money__shares_by_the_largest_remainder),
        cmocka_unit_test(test_money__shares_always_sum),
        cmocka_unit_test(test_money__shares_nothing_to_nobody),
        cmocka_unit_test(test_money__spreads_over_amounts_of_both_signs),
        cmocka_unit_test(test_money__apportioned_parts_sum_to_the_rounded_sum),
        cmocka_unit_test(test_money__arguments_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
