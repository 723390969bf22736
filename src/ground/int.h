/*
 * int.h - checked 64-bit arithmetic. Every helper returns false, and leaves
 * *out alone, when the exact result does not fit.
 *
 * What is a few instructions long is here, to be worked into its callers. Nothing relies on wrapping of signed numbers
 * or on compiler extensions: every test for overflow is made before the operation.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__INT_H
#define MEND__INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* |value|, also for INT64_MIN: unsigned negation is exact modulo 2^64. */
static inline uint64_t mend__magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static inline bool mend__add64(int64_t a, int64_t b, int64_t *out)
{
    /* Modulo 2^64, which is exact, the sum has another sign than both exactly if it does not fit. */
    uint64_t sum = (uint64_t)a + (uint64_t)b;
    if ((((uint64_t)a ^ sum) & ((uint64_t)b ^ sum)) >> 63 != 0) {
        return false;
    }
    *out = a + b;
    return true;
}

static inline bool mend__sub64(int64_t a, int64_t b, int64_t *out)
{
    uint64_t difference = (uint64_t)a - (uint64_t)b;
    if ((((uint64_t)a ^ (uint64_t)b) & ((uint64_t)a ^ difference)) >> 63 != 0) {
        return false;
    }
    *out = a - b;
    return true;
}

bool mend__mul64_large(int64_t a, int64_t b, int64_t *out); /* any factors */
static inline bool mend__mul64(int64_t a, int64_t b, int64_t *out)
{
    /* Two factors below 2^31 stay below 2^62. */
    if ((mend__magnitude(a) | mend__magnitude(b)) >> 31 != 0) {
        return mend__mul64_large(a, b, out);
    }
    *out = a * b;
    return true;
}

bool mend__add_size(size_t a, size_t b, size_t *out);
bool mend__mul_size(size_t a, size_t b, size_t *out);

/* Quotient rounded towards minus infinity and the matching remainder in [0, b). b > 0. */
static inline int64_t mend__floor_div(int64_t a, int64_t b)
{
    /* C rounds towards zero; one less is the floor where the remainder is negative. No overflow: b > 0. */
    return a / b - (a % b < 0);
}

static inline int64_t mend__floor_mod(int64_t a, int64_t b)
{
    int64_t rest = a % b;
    return rest < 0 ? rest + b : rest;
}

/* Decimal digits with an optional '-': the whole text, no sign '+', no leading zeros, no "-0", no blanks. */
bool mend__int_parse(const char *text, size_t len, int64_t *out);

/* Writes value in decimal, at most 20 characters and no NUL; returns how many. */
size_t mend__int_write(int64_t value, char out[20]);

/* Decimal text with at most 9 places ("12.5", "-0.001") <-> billionths. Parsing refuses more places, exponents,
 * blanks, '+', a bare point, leading zeros and a negative zero; writing leaves out trailing zeros. Written: at most 21
 * characters. */
bool mend__decimal_parse(const char *text, size_t len, int64_t *nano);
size_t mend__decimal_write(int64_t nano, char out[24]);

#endif
