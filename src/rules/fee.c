/*
 * fee.c - products that are kept exactly until they are rounded, see fee.h.
 *
 * A quotient rounded step by step is not the quotient rounded once. Here divisors wait: the product's magnitude stands in
 * limbs of 32 bits, is doubled at the end and divided by one small divisor after the other, which cuts it just as one
 * division by all of them would. The last bit then says whether there was a half, and whatever was cut off before it
 * whether there was more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fee.h"
#include "ground/int.h"

#define EXACT_TENS 9 /* decimal places one division takes off: 10^9 fits a limb */

/* One more limb, or no more room. */
static void exact_put(mend__exact *e, uint32_t limb)
{
    if (e->count == MEND__EXACT_LIMBS) {
        e->full = true;
    } else {
        e->limb[e->count++] = limb;
    }
}

static void exact_trim(mend__exact *e)
{
    while (e->count > 0 && e->limb[e->count - 1] == 0) {
        e->count--;
    }
}

mend__exact mend__exact_of(mend__wide value)
{
    mend__exact e;
    e.count = 0;
    e.by = 1;
    e.places = 0;
    e.negative = value.negative;
    e.full = false;
    exact_put(&e, (uint32_t)(value.low & UINT32_MAX));
    exact_put(&e, (uint32_t)(value.low >> 32));
    exact_put(&e, (uint32_t)(value.high & UINT32_MAX));
    exact_put(&e, (uint32_t)(value.high >> 32));
    exact_trim(&e);
    return e;
}

/* Multiplies by a limb. */
static void exact_times_limb(mend__exact *e, uint32_t factor)
{
    uint64_t carry = 0;
    for (uint32_t i = 0; i < e->count; i++) {
        carry += (uint64_t)e->limb[i] * factor; /* (2^32 - 1)^2 + 2^32 - 1 fits */
        e->limb[i] = (uint32_t)(carry & UINT32_MAX);
        carry >>= 32;
    }
    if (carry != 0) {
        exact_put(e, (uint32_t)carry);
    }
}

/* Adds another magnitude, moved up by one limb; it is no more than one shorter. */
static void exact_add_above(mend__exact *e, const mend__exact *other)
{
    uint64_t carry = 0;
    while (e->count <= other->count && !e->full) {
        exact_put(e, 0);
    }
    for (uint32_t i = 0; i < other->count && !e->full; i++) {
        carry += (uint64_t)e->limb[i + 1] + other->limb[i];
        e->limb[i + 1] = (uint32_t)(carry & UINT32_MAX);
        carry >>= 32;
    }
    if (carry != 0) {
        exact_put(e, (uint32_t)carry);
    }
}

void mend__exact_times(mend__exact *e, int64_t factor)
{
    uint64_t size = factor < 0 ? 0 - (uint64_t)factor : (uint64_t)factor;
    e->negative = e->negative != (factor < 0);
    if (size >> 32 == 0) {
        exact_times_limb(e, (uint32_t)size);
    } else {
        mend__exact above = *e;
        exact_times_limb(e, (uint32_t)(size & UINT32_MAX));
        exact_trim(e);
        exact_times_limb(&above, (uint32_t)(size >> 32));
        e->full |= above.full;
        exact_add_above(e, &above);
    }
    exact_trim(e);
}

void mend__exact_times_decimal(mend__exact *e, mend__decimal factor)
{
    mend__exact_times(e, factor.digits);
    e->places += factor.places;
}

void mend__exact_percent(mend__exact *e, int64_t percent)
{
    mend__exact_times(e, percent);
    e->places += 11; /* billionths and hundredths */
}

/* Divides, cutting off; true if something was cut. */
static bool exact_over_limb(mend__exact *e, uint32_t by)
{
    uint64_t rest = 0;
    for (uint32_t i = e->count; i-- > 0;) {
        rest = rest << 32 | e->limb[i];
        e->limb[i] = (uint32_t)(rest / by);
        rest %= by;
    }
    exact_trim(e);
    return rest != 0;
}

/* Whether what lies between a magnitude and the next goes to the next. */
static bool exact_goes_up(mend__rounding mode, bool odd, bool negative, bool half, bool more)
{
    switch (mode) {
    case MEND__ROUND_HALF_UP:
        return half;
    case MEND__ROUND_HALF_EVEN:
        return half && (more || odd);
    case MEND__ROUND_HALF_DOWN:
        return half && more;
    case MEND__ROUND_HALF_CEIL:
        return half && (more || !negative);
    case MEND__ROUND_UP:
        return half || more;
    case MEND__ROUND_DOWN:
        return false;
    case MEND__ROUND_FLOOR:
        return (half || more) && negative;
    default: /* MEND__ROUND_CEIL */
        return (half || more) && !negative;
    }
}

bool mend__exact_round(mend__exact *e, mend__rounding mode, int64_t *out)
{
    bool more = false;
    for (; e->places < 0; e->places++) {
        exact_times_limb(e, 10);
    }
    exact_times_limb(e, 2);
    while (e->places > 0) {
        int32_t step = e->places < EXACT_TENS ? e->places : EXACT_TENS;
        more = exact_over_limb(e, (uint32_t)mend__power10(step)) || more;
        e->places -= step;
    }
    more = exact_over_limb(e, e->by) || more;
    bool half = e->count > 0 && (e->limb[0] & 1) != 0;
    (void)exact_over_limb(e, 2);
    if (e->full || e->count > 2) {
        return false;
    }
    uint64_t size = (e->count > 0 ? e->limb[0] : 0) | (uint64_t)(e->count > 1 ? e->limb[1] : 0) << 32;
    bool up = exact_goes_up(mode, (size & 1) != 0, e->negative, half, more);
    uint64_t most = (uint64_t)INT64_MAX + (e->negative ? 1 : 0);
    if (size > most || (up && size == most)) {
        return false;
    }
    size += up ? 1 : 0;
    *out = e->negative ? (size > (uint64_t)INT64_MAX ? INT64_MIN : -(int64_t)size) : (int64_t)size;
    return true;
}

/* Whether text has the grammar of mend__decimal_parse, whatever its size. */
static bool decimal_looks(mend__str text, size_t *point)
{
    size_t i = text.n > 0 && text.p[0] == '-' ? 1 : 0, from = i;
    while (i < text.n && mend__is_digit(text.p[i])) {
        i++;
    }
    if (i == from || (i - from > 1 && text.p[from] == '0')) {
        return false;
    }
    *point = i;
    if (i == text.n) {
        return true;
    }
    from = ++i;
    while (i < text.n && mend__is_digit(text.p[i])) {
        i++;
    }
    return text.p[*point] == '.' && i == text.n && i > from && i - from <= 9;
}

bool mend__decimal_of(mend__str text, mend__decimal *out, bool *large)
{
    size_t point = 0, end = text.n;
    bool negative = text.n > 0 && text.p[0] == '-', fits = true;
    mend__decimal value = {0, 0};
    *large = false;
    if (!decimal_looks(text, &point)) {
        return false;
    }
    while (end > point + 1 && text.p[end - 1] == '0') {
        end--;
    }
    for (size_t i = negative ? 1 : 0; i < end && fits; i++) {
        if (mend__is_digit(text.p[i])) {
            int64_t digit = text.p[i] - '0';
            fits = mend__mul64(value.digits, 10, &value.digits) &&
                   mend__add64(value.digits, negative ? -digit : digit, &value.digits);
            value.places += i > point ? 1 : 0;
        }
    }
    if (!fits || (negative && value.digits == 0)) {
        *large = !fits;
        return false;
    }
    *out = value;
    return true;
}
