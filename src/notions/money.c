/*
 * money.c - currencies, amounts as text, rounding, sharing out, see money.h and mend/money.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "money.h"
#include "civil.h"
#include "ground/error.h"
#include "ground/int.h"
#include "mend/reason.h"

#include <string.h>

#define MONEY_DIGITS_MAX 18 /* of mend_round */
#define MONEY_TEXT_MAX   24 /* "-9223372036854775808" with a point, rounded up */

static const struct money_currency {
    char code[4];
    int16_t number;
    int8_t digits; /* -1: amounts are not kept in it */
} money_currencies[] = {
#define X(code, number, digits) {#code, number, digits},
#include "currency_list.h"
#undef X
};

/* In the order of the constants. */
static const char *const money_roundings[] = {"half_up", "half_even", "half_down", "half_ceil",
                                              "up",      "down",      "floor",     "ceil"};

#define MONEY_ROUNDINGS (sizeof money_roundings / sizeof money_roundings[0])

_Static_assert((int)MEND__ROUND_HALF_UP == (int)MEND_ROUND_HALF_UP &&
                   (int)MEND__ROUND_HALF_EVEN == (int)MEND_ROUND_HALF_EVEN &&
                   (int)MEND__ROUND_HALF_DOWN == (int)MEND_ROUND_HALF_DOWN &&
                   (int)MEND__ROUND_HALF_CEIL == (int)MEND_ROUND_HALF_CEIL &&
                   (int)MEND__ROUND_UP == (int)MEND_ROUND_UP && (int)MEND__ROUND_DOWN == (int)MEND_ROUND_DOWN &&
                   (int)MEND__ROUND_FLOOR == (int)MEND_ROUND_FLOOR && (int)MEND__ROUND_CEIL == (int)MEND_ROUND_CEIL,
               "the public constants are the internal ones");

/* ---- currencies and roundings ---- */

static const struct money_currency *money_find(mend__str code)
{
    size_t low = 0, high = sizeof money_currencies / sizeof money_currencies[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = mend__str_cmp(code, (mend__str){money_currencies[middle].code, 3});
        if (order == 0) {
            return &money_currencies[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

int32_t mend__currency_digits(mend__str code)
{
    const struct money_currency *found = money_find(code);
    return found == NULL ? -1 : found->digits;
}

int32_t mend__currency_number(mend__str code)
{
    const struct money_currency *found = money_find(code);
    return found == NULL ? -1 : found->number;
}

bool mend__rounding_of(mend__str name, mend__rounding *out)
{
    for (size_t i = 0; i < MONEY_ROUNDINGS; i++) {
        if (mend__str_is(name, money_roundings[i])) {
            *out = (mend__rounding)i;
            return true;
        }
    }
    return false;
}

const char *mend__rounding_name(mend__rounding mode)
{
    return money_roundings[mode];
}

/* ---- arithmetic ---- */

bool mend__money_of_decimal(int64_t nano, int32_t digits, mend__rounding mode, int64_t *minor)
{
    return mend__mul_div64(nano, mend__power10(digits), MEND__NANO, mode, minor);
}

bool mend__money_times(int64_t minor, int64_t nano, mend__rounding mode, int64_t *out)
{
    return mend__mul_div64(minor, nano, MEND__NANO, mode, out);
}

bool mend__money_percent(int64_t minor, int64_t percent_nano, mend__rounding mode, int64_t *out)
{
    return mend__mul_div64(minor, percent_nano, 100 * MEND__NANO, mode, out);
}

bool mend__money_cash(int64_t minor, int64_t step, mend__rounding mode, int64_t *out, int64_t *diff)
{
    int64_t whole;
    mend__mul_div64(minor, 1, step, mode, &whole); /* fits: not more than the amount */
    if (!mend__mul64(whole, step, out)) {
        return false;
    }
    *diff = *out - minor; /* fits: less than a step */
    return true;
}

/* What is shared out: part i is by * weights[i] / of. The parts are reckoned with the signs that make their sum zero or
 * more, so that a negative amount mirrors a positive one. */
typedef struct money_sharing {
    int64_t by, of;         /* of > 0 */
    const int64_t *weights; /* NULL: all are 1 */
    size_t count;
    bool turned; /* the products count with their signs turned */
    bool back;   /* and the parts are given back with theirs turned */
} money_sharing;

static int64_t money_weight(const money_sharing *s, size_t i)
{
    return s->weights == NULL ? 1 : s->weights[i];
}

/* Part i rounded down, with the sign it is given back with. False: it does not fit. */
static bool money_floor(const money_sharing *s, size_t i, int64_t *part)
{
    int64_t weight = money_weight(s, i);
    *part = 0;
    if (weight == 0) {
        return true; /* often: the lines of a bill that have another tax */
    }
    mend__wide product = mend__wide_mul64(s->by, weight);
    mend__wide whole = mend__wide_div(s->turned ? mend__wide_negate(product) : product, s->of, MEND__ROUND_FLOOR);
    return mend__wide_to64(s->back ? mend__wide_negate(whole) : whole, part);
}

/* What was rounded off part i, in units of 1 / of: [0, of). As it fits 64 bits, it is right modulo 2^64. */
static int64_t money_rest(const money_sharing *s, size_t i, int64_t part)
{
    uint64_t product = (uint64_t)s->by * (uint64_t)money_weight(s, i), taken = (uint64_t)part * (uint64_t)s->of;
    return (int64_t)((s->turned ? 0 - product : product) - (s->back ? 0 - taken : taken));
}

/* How many rests are at least so large. */
static size_t money_count_from(const money_sharing *s, const int64_t *parts, int64_t least)
{
    size_t found = 0;
    for (size_t i = 0; i < s->count; i++) {
        found += money_rest(s, i, parts[i]) >= least;
    }
    return found;
}

/* The `wanted`-th largest of the rests. It lies between two that occur; each pass halves their distance and moves both to
 * the nearest that occur, so that a few numbers, or equal ones, take a few passes. */
static int64_t money_nth(const money_sharing *s, const int64_t *parts, size_t wanted)
{
    int64_t low = s->of, high = 0;
    for (size_t i = 0; i < s->count; i++) {
        int64_t rest = money_rest(s, i, parts[i]);
        low = rest < low ? rest : low;
        high = rest > high ? rest : high;
    }
    while (low < high) {
        int64_t middle = low + (high - low) / 2 + 1, above = high, under = low;
        size_t found = 0; /* from the middle on */
        for (size_t i = 0; i < s->count; i++) {
            int64_t rest = money_rest(s, i, parts[i]);
            if (rest >= middle) {
                found++;
                above = rest < above ? rest : above;
            } else {
                under = rest > under ? rest : under;
            }
        }
        if (found >= wanted) {
            low = above;
        } else {
            high = under;
        }
    }
    return low;
}

/* Gives `left` parts a unit: those with the largest rests, of equal ones the earlier. There are never fewer rests above
 * zero than units to give away, so a part of nothing gets none. */
static bool money_give_away(const money_sharing *s, size_t left, int64_t *parts)
{
    int64_t least = money_nth(s, parts, left);
    size_t ties = left - money_count_from(s, parts, least + 1); /* of those with just the least, so many get one */
    for (size_t i = 0; i < s->count; i++) {
        int64_t rest = money_rest(s, i, parts[i]);
        bool more = rest > least || (rest == least && ties > 0);
        ties -= more && rest == least;
        if (more && !mend__add64(parts[i], s->back ? -1 : 1, &parts[i])) {
            return false;
        }
    }
    return true;
}

/* Largest remainder: as many parts as it takes are rounded up, so that the sum is the exact sum rounded down, or the
 * next with `up`. */
static bool money_share_out(const money_sharing *s, bool up, int64_t *parts)
{
    uint64_t over = 0;
    size_t left = up; /* units to give away: the sum of the rests, in wholes */
    for (size_t i = 0; i < s->count; i++) {
        if (!money_floor(s, i, &parts[i])) {
            return false;
        }
        over += (uint64_t)money_rest(s, i, parts[i]);
        if (over >= (uint64_t)s->of) {
            over -= (uint64_t)s->of;
            left++;
        }
    }
    return left == 0 || money_give_away(s, left, parts);
}

/* The sum of the weights and whether one is below zero. False: it does not fit 64 bits. */
static bool money_sum(const int64_t *weights, size_t count, int64_t *sum, bool *negative)
{
    mend__wide total = mend__wide_of(0);
    bool fits = true;
    *negative = false;
    *sum = 0;
    for (size_t i = 0; i < count; i++) {
        *negative = *negative || weights[i] < 0;
        fits = fits && mend__add64(*sum, weights[i], sum);
    }
    for (size_t i = 0; i < count && !fits; i++) {                 /* what goes beyond on the way may come back */
        mend__wide_add(total, mend__wide_of(weights[i]), &total); /* fits: fewer than 2^64 numbers below 2^64 */
    }
    return fits || mend__wide_to64(total, sum);
}

bool mend__money_share(int64_t total, const int64_t *weights, size_t count, int64_t *parts)
{
    money_sharing s = {total, 0, weights, count, total < 0, total < 0};
    bool negative;
    if (count == 0) {
        return total == 0;
    }
    if (!money_sum(weights, count, &s.of, &negative) || negative) {
        return false;
    }
    if (s.of == 0) {
        s.weights = NULL;
        s.of = (int64_t)count;
    }
    return money_share_out(&s, false, parts);
}

bool mend__money_spread(int64_t total, const int64_t *amounts, size_t count, int64_t *parts)
{
    money_sharing s = {total, 0, amounts, count, total < 0, total < 0};
    bool negative;
    if (!money_sum(amounts, count, &s.of, &negative) || s.of == INT64_MIN) {
        return false;
    }
    if (s.of == 0) {
        for (size_t i = 0; i < count; i++) {
            parts[i] = 0;
        }
        return total == 0;
    }
    if (s.of < 0) {
        s.turned = !s.turned;
        s.of = -s.of;
    }
    return money_share_out(&s, false, parts);
}

bool mend__money_apportion(const int64_t *amounts, size_t count, int64_t by, int64_t of, mend__rounding mode,
                           int64_t *total, int64_t *parts)
{
    money_sharing s = {by, of, amounts, count, false, false};
    int64_t sum, cut;
    bool negative;
    if (!money_sum(amounts, count, &sum, &negative) || !mend__mul_div64(sum, by, of, mode, total)) {
        return false;
    }
    /* Cut off, the sum is not larger. */
    mend__mul_div64(sum, by, of, MEND__ROUND_DOWN, &cut);
    s.turned = s.back = sum < 0;
    return money_share_out(&s, *total != cut, parts);
}

/* ---- text ---- */

/* A decimal number taken apart: digits with at most one point among them and a minus sign before them. */
typedef struct money_decimal {
    bool negative;
    mend__str whole, fraction; /* fraction.n == 0: no point */
} money_decimal;

static mend__str money_digits(mend__str text, size_t at)
{
    size_t end = at;
    while (end < text.n && mend__is_digit(text.p[end])) {
        end++;
    }
    return (mend__str){text.p + at, end - at};
}

/* False: *bad is the byte that is wrong, or the end. */
static bool money_take_apart(mend__str text, money_decimal *d, size_t *bad)
{
    size_t at = 0;
    d->negative = text.n > 0 && text.p[0] == '-';
    at += d->negative;
    d->whole = money_digits(text, at);
    d->fraction = (mend__str){text.p, 0};
    at += d->whole.n;
    bool good = d->whole.n > 0;
    if (good && at < text.n && text.p[at] == '.') {
        d->fraction = money_digits(text, ++at);
        at += d->fraction.n;
        good = d->fraction.n > 0;
    }
    *bad = at;
    return good && at == text.n;
}

/* value * 10 + digit. */
static bool money_take_digit(uint64_t *value, char digit)
{
    uint64_t add = (uint64_t)(digit - '0');
    if (*value > (UINT64_MAX - add) / 10) {
        return false;
    }
    *value = *value * 10 + add;
    return true;
}

/* The number times 10^digits, cut off. False: it does not fit 64 bits without a sign. */
static bool money_scaled(const money_decimal *d, int32_t digits, uint64_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < d->whole.n; i++) {
        if (!money_take_digit(&value, d->whole.p[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < (size_t)digits; i++) {
        if (!money_take_digit(&value, i < d->fraction.n ? d->fraction.p[i] : '0')) {
            return false;
        }
    }
    *out = value;
    return true;
}

/* What lies behind `digits` decimals, in hundredths of the last one kept: the first digit exactly, and 1 for any other
 * that is not zero. That is enough to round by. */
static int64_t money_tail(const money_decimal *d, int32_t digits)
{
    size_t at = (size_t)digits;
    int64_t tail = at < d->fraction.n ? (d->fraction.p[at] - '0') * 10 : 0;
    bool more = false;
    while (++at < d->fraction.n) {
        more = more || d->fraction.p[at] != '0';
    }
    return tail + more;
}

static bool money_round(const money_decimal *d, int32_t digits, mend__rounding mode, int64_t *out)
{
    mend__wide value = {0, 0, false};
    if (!money_scaled(d, digits, &value.low)) {
        return false;
    }
    /* Both fit: 2^64 * 100. */
    mend__wide_mul(value, 100, &value);
    mend__wide_add(value, mend__wide_of(money_tail(d, digits)), &value);
    if (d->negative) {
        value = mend__wide_negate(value);
    }
    return mend__wide_to64(mend__wide_div(value, 100, mode), out);
}

mend_status mend__money_exact(mend__str text, int32_t digits, mend__wide *attos)
{
    money_decimal d;
    size_t bad;
    mend__wide value = {0, 0, false}, places = {0, 0, false};
    if (!money_take_apart(text, &d, &bad) || d.fraction.n > MONEY_DIGITS_MAX) {
        return MEND_SYNTAX;
    }
    money_decimal behind = {false, {text.p, 0}, d.fraction};
    money_scaled(&behind, MONEY_DIGITS_MAX, &places.low); /* fits: 18 digits */
    if (!money_scaled(&d, 0, &value.low)) {
        return MEND_RANGE;
    }
    mend__wide_mul(value, MEND__ATTO, &value); /* fits, with the places: 2^64 * 10^18 is below 2^124 */
    mend__wide_add(value, places, &value);
    if (!mend__wide_mul(value, mend__power10(digits), &value)) {
        return MEND_RANGE;
    }
    *attos = d.negative ? mend__wide_negate(value) : value;
    return MEND_OK;
}

/* The text of an amount; returns its length. */
static size_t money_write(int64_t minor, int32_t digits, char out[MONEY_TEXT_MAX])
{
    char all[MONEY_TEXT_MAX], number[20];
    size_t len = mend__int_write(minor, number), sign = minor < 0, places = (size_t)digits, have = 0, at = 0;
    /* At least one digit before the point. */
    for (size_t missing = len - sign; missing <= places; missing++) {
        all[have++] = '0';
    }
    memcpy(all + have, number + sign, len - sign);
    have += len - sign;
    if (minor < 0) {
        out[at++] = '-';
    }
    memcpy(out + at, all, have - places);
    at += have - places;
    if (places > 0) {
        out[at++] = '.';
        memcpy(out + at, all + have - places, places);
        at += places;
    }
    return at;
}

/* ---- public ---- */

static bool money_known_rounding(mend_rounding mode)
{
    return mode >= 0 && mode < (mend_rounding)MONEY_ROUNDINGS;
}

const char *mend_rounding_name(mend_rounding mode)
{
    return money_known_rounding(mode) ? mend__rounding_name((mend__rounding)mode) : NULL;
}

mend_status mend_rounding_of(const char *name, size_t len, mend_rounding *out)
{
    mend__str s = mend__str_of(name, len);
    mend__rounding mode;
    if (s.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    if (!mend__rounding_of(s, &mode)) {
        return MEND_NOT_FOUND;
    }
    *out = (mend_rounding)mode;
    return MEND_OK;
}

int32_t mend_currency_digits(const char *currency, size_t len)
{
    mend__str s = mend__str_of(currency, len);
    return s.p == NULL ? -1 : mend__currency_digits(s);
}

int32_t mend_currency_number(const char *currency, size_t len)
{
    mend__str s = mend__str_of(currency, len);
    return s.p == NULL ? -1 : mend__currency_number(s);
}

static mend_status money_too_large(mend_error *error)
{
    return mend__fail_reason(error, MEND_RANGE, MEND_REASON_OVERFLOW, "the amount does not fit 64 bits of minor units");
}

static mend_status money_no_rounding(mend_error *error)
{
    return mend__fail_reason(error, MEND_INVALID, MEND_REASON_UNKNOWN_ROUNDING, "there is no such rounding");
}

mend_status mend_money_parse(const char *text, size_t len, const char *currency, int64_t *out, mend_error *error)
{
    mend__str s = mend__str_of(text, len);
    money_decimal d;
    size_t bad;
    if (!mend__error_ok(error) || s.p == NULL || currency == NULL || out == NULL) {
        return MEND_INVALID;
    }
    int32_t digits = mend_currency_digits(currency, MEND_NTS);
    if (digits < 0) {
        return mend__fail_reason(error, MEND_NOT_FOUND, MEND_REASON_UNKNOWN_CURRENCY,
                                 "expected a currency of ISO 4217 such as CNY");
    }
    if (!money_take_apart(s, &d, &bad)) {
        return mend__fail_at(error, MEND_SYNTAX, 0, bad, "expected an amount such as 1234.56");
    }
    if (d.fraction.n > (size_t)digits) {
        mend__fail_at(error, MEND_SYNTAX, MEND_REASON_TOO_MANY_DECIMALS, s.n - d.fraction.n + (size_t)digits,
                      "amounts of this currency have at most ");
        mend__error_add_int(error, digits);
        mend__error_add(error, " decimals");
        return MEND_SYNTAX;
    }
    return money_round(&d, digits, MEND__ROUND_DOWN, out) ? MEND_OK : money_too_large(error);
}

mend_status mend_money_format(int64_t minor, const char *currency, char *out, size_t cap, size_t *len)
{
    char text[MONEY_TEXT_MAX];
    if (currency == NULL) {
        return MEND_INVALID;
    }
    int32_t digits = mend_currency_digits(currency, MEND_NTS);
    if (digits < 0) {
        return MEND_NOT_FOUND;
    }
    return mend__text_out((mend__str){text, money_write(minor, digits, text)}, out, cap, len);
}

mend_status mend_round(const char *text, size_t len, int32_t digits, mend_rounding mode, int64_t *out,
                       mend_error *error)
{
    mend__str s = mend__str_of(text, len);
    money_decimal d;
    size_t bad;
    if (!mend__error_ok(error) || s.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    if (!money_known_rounding(mode)) {
        return money_no_rounding(error);
    }
    if (digits < 0 || digits > MONEY_DIGITS_MAX) {
        return mend__fail(error, MEND_RANGE, "expected 0 to 18 decimals to keep");
    }
    if (!money_take_apart(s, &d, &bad)) {
        return mend__fail_at(error, MEND_SYNTAX, 0, bad, "expected a decimal number such as 1.005");
    }
    return money_round(&d, digits, (mend__rounding)mode, out) ? MEND_OK : money_too_large(error);
}

mend_status mend_money_cash(int64_t minor, int64_t step, mend_rounding mode, int64_t *out, int64_t *diff,
                            mend_error *error)
{
    int64_t whole, moved;
    if (!mend__error_ok(error) || out == NULL) {
        return MEND_INVALID;
    }
    if (!money_known_rounding(mode)) {
        return money_no_rounding(error);
    }
    if (step < 1) {
        return mend__fail(error, MEND_RANGE, "expected a step of 1 minor unit or more");
    }
    if (!mend__money_cash(minor, step, (mend__rounding)mode, &whole, &moved)) {
        return money_too_large(error);
    }
    *out = whole;
    if (diff != NULL) {
        *diff = moved;
    }
    return MEND_OK;
}

mend_status mend_money_allocate(int64_t total, const int64_t *weights, size_t count, int64_t *parts, mend_error *error)
{
    int64_t sum;
    bool negative;
    if (!mend__error_ok(error) || (count > 0 && (weights == NULL || parts == NULL))) {
        return MEND_INVALID;
    }
    if (count == 0) {
        return mend__fail_reason(error, MEND_RANGE, MEND_REASON_NO_WEIGHTS,
                                 "there is nothing to share the amount among");
    }
    bool fits = money_sum(weights, count, &sum, &negative);
    if (negative) {
        return mend__fail_reason(error, MEND_RANGE, MEND_REASON_NEGATIVE_WEIGHT, "a weight is below zero");
    }
    if (!fits) {
        return mend__fail_reason(error, MEND_RANGE, MEND_REASON_OVERFLOW,
                                 "the sum of the weights does not fit 64 bits");
    }
    mend__money_share(total, weights, count, parts);
    return MEND_OK;
}
