/*
 * int.c - checked 64-bit arithmetic and exact decimal text, see int.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "int.h"

#define PLACES 9 /* decimal places of a billionth */

bool mend__mul64_large(int64_t a, int64_t b, int64_t *out)
{
    uint64_t x = mend__magnitude(a), y = mend__magnitude(b), x1 = x >> 32, y1 = y >> 32;
    uint64_t x0 = x & UINT32_MAX, y0 = y & UINT32_MAX, low = x0 * y0;
    bool negative = (a < 0) != (b < 0);
    uint64_t most = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    if (x1 != 0 && y1 != 0) {
        return false;
    }
    uint64_t cross = x1 * y0 + x0 * y1; /* one of them is zero */
    if (cross >> 32 != 0 || cross << 32 > most || low > most - (cross << 32)) {
        return false;
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
    size_t from = sizeof digits, at = 0;
    if (value >= 0 && value < 10) { /* rows, counts, nothing */
        out[0] = (char)('0' + (int)value);
        return 1;
    }
    uint64_t rest = mend__magnitude(value);
    while (rest > UINT32_MAX) {
        digits[--from] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    uint32_t small = (uint32_t)rest; /* most numbers are; their divisions are quicker on small machines */
    do {
        digits[--from] = (char)('0' + (int)(small % 10));
        small /= 10;
    } while (small != 0);
    if (value < 0) {
        out[at++] = '-';
    }
    while (from < sizeof digits) {
        out[at++] = digits[from++];
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
    uint64_t rest = mend__magnitude(nano);
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
