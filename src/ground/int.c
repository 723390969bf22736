/*
 * int.c - checked 64-bit arithmetic and exact decimal text, see int.h.
 *
 * Nothing here relies on wrapping or on compiler extensions: every test for overflow is made before the operation.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "int.h"

#define PLACES 9 /* decimal places of a billionth */

/* |value|, also for INT64_MIN: unsigned negation is exact modulo 2^64. */
static uint64_t int_magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

bool mend__add64(int64_t a, int64_t b, int64_t *out)
{
    /* MAX - b cannot overflow for b > 0, nor MIN - b for b <= 0. */
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b) {
        return false;
    }
    *out = a + b;
    return true;
}

bool mend__sub64(int64_t a, int64_t b, int64_t *out)
{
    if (b < 0 ? a > INT64_MAX + b : a < INT64_MIN + b) {
        return false;
    }
    *out = a - b;
    return true;
}

bool mend__mul64(int64_t a, int64_t b, int64_t *out)
{
    uint64_t x = int_magnitude(a), y = int_magnitude(b);
    /* Two factors below 2^31 stay below 2^62, so the usual case needs no division. */
    if ((x | y) >> 31 != 0) {
        bool negative = (a < 0) != (b < 0);
        uint64_t most = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
        /* x * y > most exactly if x > floor(most / y), for y > 0. */
        if (y != 0 && x > most / y) {
            return false;
        }
    }
    *out = a * b;
    return true;
}

bool mend__add_size(size_t a, size_t b, size_t *out)
{
    if (a > SIZE_MAX - b) {
        return false;
    }
    *out = a + b;
    return true;
}

bool mend__mul_size(size_t a, size_t b, size_t *out)
{
    if (b != 0 && a > SIZE_MAX / b) {
        return false;
    }
    *out = a * b;
    return true;
}

int64_t mend__floor_div(int64_t a, int64_t b)
{
    /* C rounds towards zero; one less is the floor where the remainder is negative. No overflow: b > 0. */
    return a / b - (a % b < 0);
}

int64_t mend__floor_mod(int64_t a, int64_t b)
{
    int64_t rest = a % b;
    return rest < 0 ? rest + b : rest;
}

/* value * 10 - digit. Numbers are gathered below zero because INT64_MIN has no positive twin. */
static bool int_take_digit(int64_t *value, int digit)
{
    int64_t next;
    if (!mend__mul64(*value, 10, &next) || !mend__sub64(next, digit, &next)) {
        return false;
    }
    *value = next;
    return true;
}

static bool int_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads the digits from text[*at]; leaves *at behind the last one. False for overflow. */
static bool int_take_digits(const char *text, size_t len, size_t *at, int64_t *value)
{
    for (; *at < len && int_is_digit(text[*at]); ++*at) {
        if (!int_take_digit(value, text[*at] - '0')) {
            return false;
        }
    }
    return true;
}

/* An optional '-' and a whole number without leading zeros, gathered in *value below zero. */
static bool int_take_whole(const char *text, size_t len, size_t *at, bool *negative, int64_t *value)
{
    *negative = len > 0 && text[0] == '-';
    *at = *negative ? 1 : 0;
    size_t start = *at;
    if (!int_take_digits(text, len, at, value) || *at == start) {
        return false;
    }
    return text[start] != '0' || *at == start + 1;
}

/* Gives the gathered value its sign. "-0" is refused: every number has one way to be written. */
static bool int_give_sign(int64_t value, bool negative, int64_t *out)
{
    if (negative) {
        if (value == 0) {
            return false;
        }
        *out = value;
        return true;
    }
    return mend__sub64(0, value, out);
}

bool mend__int_parse(const char *text, size_t len, int64_t *out)
{
    size_t at;
    bool negative;
    int64_t value = 0;
    if (!int_take_whole(text, len, &at, &negative, &value) || at != len) {
        return false;
    }
    return int_give_sign(value, negative, out);
}

size_t mend__int_write(int64_t value, char out[20])
{
    char digits[20];
    size_t count = 0, at = 0;
    uint64_t rest = int_magnitude(value);
    do {
        digits[count++] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest != 0);
    if (value < 0) {
        out[at++] = '-';
    }
    while (count > 0) {
        out[at++] = digits[--count];
    }
    return at;
}

bool mend__decimal_parse(const char *text, size_t len, int64_t *nano)
{
    size_t at, places = 0;
    bool negative;
    int64_t value = 0;
    if (!int_take_whole(text, len, &at, &negative, &value)) {
        return false;
    }
    if (at < len) {
        if (text[at++] != '.') {
            return false;
        }
        size_t start = at;
        if (!int_take_digits(text, len, &at, &value) || at != len) {
            return false;
        }
        places = at - start;
        if (places == 0 || places > PLACES) {
            return false;
        }
    }
    for (; places < PLACES; places++) {
        if (!int_take_digit(&value, 0)) {
            return false;
        }
    }
    return int_give_sign(value, negative, nano);
}

size_t mend__decimal_write(int64_t nano, char out[24])
{
    const uint64_t one = 1000000000;
    uint64_t rest = int_magnitude(nano);
    size_t at = 0;
    if (nano < 0) {
        out[at++] = '-';
    }
    at += mend__int_write((int64_t)(rest / one), out + at);
    rest %= one;
    if (rest != 0) {
        out[at++] = '.';
        for (uint64_t place = one / 10; rest != 0; place /= 10) {
            out[at++] = (char)('0' + (int)(rest / place));
            rest %= place;
        }
    }
    return at;
}
