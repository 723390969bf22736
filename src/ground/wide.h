/*
 * wide.h - products and quotients in 128 bits, for amounts and rates that pass 64 bits on the way to a result that does
 * not. C11 has no such integer; this is sign and magnitude in two halves.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__WIDE_H
#define MEND__WIDE_H

#include "int.h"

typedef struct mend__wide { /* the value is (negative ? -1 : 1) * (high * 2^64 + low); zero is never negative */
    uint64_t high, low;
    bool negative;
} mend__wide;

/* How a quotient that is not whole becomes whole. HALF_UP and HALF_DOWN go away from and towards zero, so that a credit
 * mirrors its invoice; UP and DOWN likewise; HALF_CEIL, CEIL, FLOOR look at the number line. */
typedef enum mend__rounding {
    MEND__ROUND_HALF_UP,
    MEND__ROUND_HALF_EVEN,
    MEND__ROUND_HALF_DOWN,
    MEND__ROUND_HALF_CEIL,
    MEND__ROUND_UP,
    MEND__ROUND_DOWN,
    MEND__ROUND_FLOOR,
    MEND__ROUND_CEIL
} mend__rounding;

mend__wide mend__wide_of(int64_t value);
mend__wide mend__wide_mul64(int64_t a, int64_t b); /* never overflows */
mend__wide mend__wide_negate(mend__wide a);
/* False: the result does not fit 128 bits; *out is left alone. */
bool mend__wide_add(mend__wide a, mend__wide b, mend__wide *out);
bool mend__wide_sub(mend__wide a, mend__wide b, mend__wide *out);
bool mend__wide_mul(mend__wide a, int64_t b, mend__wide *out);
int mend__wide_cmp(mend__wide a, mend__wide b); /* -1, 0, 1 */
/* a / by as a whole number. by > 0. */
mend__wide mend__wide_div(mend__wide a, int64_t by, mend__rounding mode);
/* a * b / by with 192 bits on the way; *exact (may be NULL): nothing was rounded. False: does not fit 128 bits. by > 0. */
bool mend__wide_scale(mend__wide a, int64_t b, int64_t by, mend__rounding mode, mend__wide *out, bool *exact);
bool mend__wide_to64(mend__wide a, int64_t *out); /* false: does not fit */
/* a * b / by, rounded once. False: does not fit 64 bits. by > 0. */
bool mend__mul_div64_large(int64_t a, int64_t b, int64_t by, mend__rounding mode, int64_t *out);
static inline bool mend__mul_div64(int64_t a, int64_t b, int64_t by, mend__rounding mode, int64_t *out)
{
    uint64_t x = mend__magnitude(a), y = mend__magnitude(b), divisor = (uint64_t)by;
    if (x >> 26 != 0 || y >> 37 != 0 || mode != MEND__ROUND_HALF_UP) {
        return mend__mul_div64_large(a, b, by, mode, out);
    }
    /* An amount and a percentage as they mostly are: all of it fits 63 bits. */
    uint64_t quotient = x * y / divisor, rest = x * y - quotient * divisor;
    quotient += rest >= divisor - rest;
    *out = (a < 0) != (b < 0) ? -(int64_t)quotient : (int64_t)quotient;
    return true;
}

#endif
