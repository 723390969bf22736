/*
 * test_money_words.c - amounts in Chinese capital numerals: the examples of the rules, and words read back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

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

static void test_money_words__chinese_capital_numerals(void **state)
{
    static const struct {
        int64_t minor;
        const char *text;
    } cases[] = {
        {0, "零元整"},
        {5, "伍分"},
        {10, "壹角整"},
        {56, "伍角陆分"},
        {100, "壹元整"},
        {105, "壹元零伍分"},
        {1000, "壹拾元整"},
        {1001, "壹拾元零壹分"},
        {1010, "壹拾元零壹角整"},
        {123456, "壹仟贰佰叁拾肆元伍角陆分"},
        {-10000, "负壹佰元整"},
        {-5, "负伍分"},
        /* the examples of the rules themselves */
        {140950, "壹仟肆佰零玖元伍角整"},
        {600714, "陆仟零柒元壹角肆分"},
        {168032, "壹仟陆佰捌拾元零叁角贰分"},
        {10700053, "壹拾万柒仟元零伍角叁分"},
        {1640902, "壹万陆仟肆佰零玖元零贰分"},
        {32504, "叁佰贰拾伍元零肆分"},
        /* fours and what stands between them */
        {1000000, "壹万元整"},
        {1000100, "壹万零壹元整"},
        {10000100, "壹拾万零壹元整"},
        {100100000, "壹佰万壹仟元整"},
        {1000010000, "壹仟万零壹佰元整"},
        {10000000000, "壹亿元整"},
        {10000000500, "壹亿零伍元整"},
        {10000500000, "壹亿零伍仟元整"},
        {10050000000, "壹亿零伍拾万元整"},
        {15000000000, "壹亿伍仟万元整"},
        {100000000000000, "壹万亿元整"},
        {100005000000000, "壹万亿零伍仟万元整"},
        {1000000000000000000, "壹亿亿元整"},
        {1000000000000010000, "壹亿亿零壹佰元整"},
        {INT64_MAX, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"},
        {INT64_MIN, "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分"},
        {-7777777777777777777, "负柒亿柒仟柒佰柒拾柒万柒仟柒佰柒拾柒亿柒仟柒佰柒拾柒万柒仟柒佰柒拾柒元柒角柒分"},
    };
    char out[160];
    size_t len;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(mend_money_words(cases[i].minor, "CNY", out, sizeof out, &len), MEND_OK);
        assert_string_equal(out, cases[i].text);
        assert_int_equal(len, strlen(out));
    }
    assert_int_equal(mend_money_words(100, "CNY", out, 9, &len), MEND_SHORT_BUFFER);
    assert_int_equal(len, 9);
    assert_int_equal(mend_money_words(100, "CNY", out, 10, NULL), MEND_OK);
    assert_int_equal(mend_money_words(100, "JPY", out, sizeof out, NULL), MEND_UNSUPPORTED);
    assert_int_equal(mend_money_words(100, "KWD", out, sizeof out, NULL), MEND_UNSUPPORTED);
    assert_int_equal(mend_money_words(100, "RMB", out, sizeof out, NULL), MEND_NOT_FOUND);
    assert_int_equal(mend_money_words(100, NULL, out, sizeof out, NULL), MEND_INVALID);
}

/* The number that a text in capital numerals means, in minor units; -1: none. A slow reader for the test alone. */
static int64_t read_words(const char *text)
{
    static const char *const digits[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    static const struct {
        const char *sign;
        int64_t times;
    } units[] = {{"拾", 10}, {"佰", 100}, {"仟", 1000}};
    int64_t whole = 0, four = 0, digit = 0, minor = 0;
    for (; *text != '\0'; text += 3) {
        bool known = false;
        for (size_t i = 0; i < COUNT(digits); i++) {
            if (memcmp(text, digits[i], 3) == 0) {
                digit = (int64_t)i;
                known = true;
            }
        }
        for (size_t i = 0; i < COUNT(units); i++) {
            if (memcmp(text, units[i].sign, 3) == 0) {
                four += digit * units[i].times;
                digit = 0;
                known = true;
            }
        }
        if (memcmp(text, "万", 3) == 0) {
            whole += (four + digit) * 10000;
            four = digit = 0;
        } else if (memcmp(text, "亿", 3) == 0) {
            whole = (whole + four + digit) * 100000000;
            four = digit = 0;
        } else if (memcmp(text, "元", 3) == 0) {
            minor = (whole + four + digit) * 100;
            digit = 0;
        } else if (memcmp(text, "角", 3) == 0) {
            minor += digit * 10;
            digit = 0;
        } else if (memcmp(text, "分", 3) == 0) {
            minor += digit;
            digit = 0;
        } else if (memcmp(text, "整", 3) != 0 && !known) {
            return -1;
        }
    }
    return minor;
}

static void test_money_words__words_mean_the_amount(void **state)
{
    uint64_t seed = 53;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        /* Many zeros among the digits, as zeros are what can go wrong. */
        int64_t minor = 0;
        char out[160];
        size_t len;
        for (int64_t places = below(&seed, 18); places >= 0; places--) {
            minor = minor * 10 + (below(&seed, 2) == 0 ? 0 : below(&seed, 10));
        }
        assert_int_equal(mend_money_words(minor, "CNY", out, sizeof out, &len), MEND_OK);
        assert_true(read_words(out) == minor);
        assert_null(strstr(out, "零零"));
        assert_int_equal(strcmp(out + len - 3, "整") == 0, minor % 10 == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_money_words__chinese_capital_numerals),
        cmocka_unit_test(test_money_words__words_mean_the_amount),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
