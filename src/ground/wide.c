/*
 * wide.c - products and quotients in 128 bits, see wide.h.
 *
 * Magnitudes are unsigned and every carry is looked at, so nothing relies on wrapping of signed numbers or on an integer
 * type of the compiler's own. Long division goes by halves of 32 bits (Knuth, The Art of Computer Programming 4.3.1 D).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "wide.h"

#include <stddef.h>

#define WIDE_HALF 0xFFFFFFFFu

/* a * b; gives the lower half and puts the upper one into *high. */
static uint64_t wide_product(uint64_t a, uint64_t b, uint64_t *high)
{
    uint64_t a1 = a >> 32, a0 = a & WIDE_HALF, b1 = b >> 32, b0 = b & WIDE_HALF;
    uint64_t low = a0 * b0;
    /* (2^32 - 1)^2 + 2 * (2^32 - 1) = 2^64 - 1: neither sum can carry. */
    uint64_t cross = a1 * b0 + (low >> 32);
    uint64_t other = a0 * b1 + (cross & WIDE_HALF);
    *high = a1 * b1 + (cross >> 32) + (other >> 32);
    return other << 32 | (low & WIDE_HALF);
}

/* One digit of 32 bits of the quotient: (*top : next) / by, where by has its upper bit set and *top < by; *top becomes
 * the rest. */
static uint64_t wide_digit(uint64_t *top, uint64_t next, uint64_t by)
{
    uint64_t by1 = by >> 32, by0 = by & WIDE_HALF;
    uint64_t guess = *top / by1, rest = *top % by1;
    /* The guess is at most two too large. */
    while (guess > WIDE_HALF || guess * by0 > (rest << 32 | next)) {
        guess--;
        rest += by1;
        if (rest > WIDE_HALF) {
            break;
        }
    }
    *top = (*top << 32 | next) - guess * by; /* exact modulo 2^64, and the rest is below by */
    return guess;
}

/* (high : low) / by for high < by; *rest receives what is left. */
static uint64_t wide_quotient(uint64_t high, uint64_t low, uint64_t by, uint64_t *rest)
{
    unsigned shift = 0;
    if (high == 0) {
        *rest = low % by;
        return low / by;
    }
    for (unsigned step = 32; step > 0; step /= 2) {
        if (by >> (64 - step) == 0) {
            by <<= step;
            shift += step;
        }
    }
    if (shift > 0) {
        high = high << shift | low >> (64 - shift);
        low <<= shift;
    }
    uint64_t upper = wide_digit(&high, low >> 32, by);
    uint64_t lower = wide_digit(&high, low & WIDE_HALF, by);
    *rest = high >> shift;
    return upper << 32 | lower;
}

/* Whether a quotient with a rest goes up by one in magnitude. rest < by. */
static bool wide_rounds_up(uint64_t rest, uint64_t by, bool odd, bool negative, mend__rounding mode)
{
    uint64_t other = by - rest; /* 2 * rest might not fit */
    switch (mode) {
    case MEND__ROUND_HALF_EVEN:
        return rest > other || (rest == other && odd);
    case MEND__ROUND_HALF_DOWN:
        return rest > other;
    case MEND__ROUND_HALF_CEIL:
        return rest > other || (rest == other && !negative);
    case MEND__ROUND_UP:
        return rest != 0;
    case MEND__ROUND_DOWN:
        return false;
    case MEND__ROUND_FLOOR:
        return rest != 0 && negative;
    case MEND__ROUND_CEIL:
        return rest != 0 && !negative;
    case MEND__ROUND_HALF_UP:
        break;
    }
    return rest >= other;
}

/* A rounded quotient from its magnitude cut off. False: the last step does not fit. */
static bool wide_settle(mend__wide cut, uint64_t rest, uint64_t by, mend__rounding mode, mend__wide *out)
{
    if (wide_rounds_up(rest, by, (cut.low & 1) != 0, cut.negative, mode)) {
        cut.low++;
        cut.high += cut.low == 0;
        if (cut.low == 0 && cut.high == 0) {
            return false;
        }
    }
    cut.negative = cut.negative && (cut.high | cut.low) != 0;
    *out = cut;
    return true;
}

/* Magnitudes only. */
static int wide_compare(mend__wide a, mend__wide b)
{
    if (a.high != b.high) {
        return a.high < b.high ? -1 : 1;
    }
    return a.low == b.low ? 0 : a.low < b.low ? -1 : 1;
}

mend__wide mend__wide_of(int64_t value)
{
    return (mend__wide){0, mend__magnitude(value), value < 0};
}

mend__wide mend__wide_mul64(int64_t a, int64_t b)
{
    mend__wide product;
    product.low = wide_product(mend__magnitude(a), mend__magnitude(b), &product.high);
    product.negative = a != 0 && b != 0 && (a < 0) != (b < 0);
    return product;
}

mend__wide mend__wide_negate(mend__wide a)
{
    a.negative = !a.negative && (a.high | a.low) != 0;
    return a;
}

bool mend__wide_add(mend__wide a, mend__wide b, mend__wide *out)
{
    mend__wide sum;
    if (a.negative == b.negative) {
        sum.low = a.low + b.low;
        sum.high = a.high + b.high;
        uint64_t carry = sum.low < a.low;
        if (sum.high < a.high || sum.high > UINT64_MAX - carry) {
            return false;
        }
        sum.high += carry;
        sum.negative = a.negative;
    } else {
        /* The greater one gives the sign. */
        int order = wide_compare(a, b);
        mend__wide most = order < 0 ? b : a, least = order < 0 ? a : b;
        sum.low = most.low - least.low;
        sum.high = most.high - least.high - (most.low < least.low);
        sum.negative = order != 0 && most.negative;
    }
    *out = sum;
    return true;
}

bool mend__wide_sub(mend__wide a, mend__wide b, mend__wide *out)
{
    return mend__wide_add(a, mend__wide_negate(b), out);
}

bool mend__wide_mul(mend__wide a, int64_t b, mend__wide *out)
{
    uint64_t factor = mend__magnitude(b), over, carry;
    mend__wide product;
    product.low = wide_product(a.low, factor, &carry);
    product.high = wide_product(a.high, factor, &over);
    if (over != 0 || product.high > UINT64_MAX - carry) {
        return false;
    }
    product.high += carry;
    product.negative = a.negative != (b < 0) && (product.high | product.low) != 0;
    *out = product;
    return true;
}

int mend__wide_cmp(mend__wide a, mend__wide b)
{
    if (a.negative != b.negative) {
        return a.negative ? -1 : 1;
    }
    int order = wide_compare(a, b);
    return a.negative ? -order : order;
}

mend__wide mend__wide_div(mend__wide a, int64_t by, mend__rounding mode)
{
    uint64_t divisor = (uint64_t)by, rest = a.high;
    mend__wide quotient = {0, 0, a.negative};
    if (rest >= divisor) {
        quotient.high = rest / divisor;
        rest %= divisor;
    }
    quotient.low = wide_quotient(rest, a.low, divisor, &rest);
    wide_settle(quotient, rest, divisor, mode, &quotient); /* fits: a rest means by > 1 */
    return quotient;
}

bool mend__wide_scale(mend__wide a, int64_t b, int64_t by, mend__rounding mode, mend__wide *out, bool *exact)
{
    uint64_t factor = mend__magnitude(b), divisor = (uint64_t)by, top, carry, rest;
    mend__wide quotient;
    uint64_t low = wide_product(a.low, factor, &carry);
    uint64_t middle = wide_product(a.high, factor, &top);
    middle += carry;
    top += middle < carry; /* no carry out: the product has at most 191 bits */
    if (top >= divisor) {
        return false;
    }
    quotient.high = wide_quotient(top, middle, divisor, &rest);
    quotient.low = wide_quotient(rest, low, divisor, &rest);
    quotient.negative = a.negative != (b < 0);
    if (!wide_settle(quotient, rest, divisor, mode, out)) {
        return false;
    }
    if (exact != NULL) {
        *exact = rest == 0;
    }
    return true;
}

bool mend__wide_to64(mend__wide a, int64_t *out)
{
    if (a.high != 0 || a.low > (uint64_t)INT64_MAX + a.negative) {
        return false;
    }
    /* -(low - 1) - 1 stays inside for 2^63; below zero, low is not zero. */
    *out = a.negative ? -(int64_t)(a.low - 1) - 1 : (int64_t)a.low;
    return true;
}

bool mend__mul_div64_large(int64_t a, int64_t b, int64_t by, mend__rounding mode, int64_t *out)
{
    uint64_t x = mend__magnitude(a), y = mend__magnitude(b), divisor = (uint64_t)by, high = 0;
    uint64_t low = (x | y) >> 32 == 0 ? x * y : wide_product(x, y, &high);
    bool negative = (a < 0) != (b < 0);
    if (high != 0) {
        return mend__wide_to64(mend__wide_div((mend__wide){high, low, negative}, by, mode), out);
    }
    /* the usual case: amounts and rates whose product fits 64 bits */
    uint64_t quotient = low / divisor, rest = low - quotient * divisor;
    quotient += wide_rounds_up(rest, divisor, (quotient & 1) != 0, negative, mode); /* fits: a rest means by > 1 */
    if (quotient > (uint64_t)INT64_MAX) {
        return mend__wide_to64((mend__wide){0, quotient, negative}, out);
    }
    *out = negative ? -(int64_t)quotient : (int64_t)quotient;
    return true;
}
