/*
 * test_wide.c - arithmetic in 128 bits, against a slow way that cannot go wrong in the same place: numbers of forty bytes,
 * multiplied byte by byte and divided bit by bit.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/wide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define BYTES        40
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct slow {
    uint8_t byte[BYTES]; /* the least first */
    bool negative;       /* never for zero */
} slow;

static const int64_t edges[] = {0,
                                1,
                                -1,
                                2,
                                3,
                                -3,
                                10,
                                INT32_MAX,
                                INT32_MIN,
                                0xFFFFFFFF,
                                0x100000000,
                                -0x100000001,
                                1000000000,
                                100000000000,
                                1000000000000000000,
                                -999999999999999999,
                                0x7FFFFFFF80000000,
                                INT64_MAX - 1,
                                INT64_MAX,
                                INT64_MIN + 1,
                                INT64_MIN};

static const mend__rounding modes[] = {MEND__ROUND_HALF_UP,   MEND__ROUND_HALF_EVEN, MEND__ROUND_HALF_DOWN,
                                       MEND__ROUND_HALF_CEIL, MEND__ROUND_UP,        MEND__ROUND_DOWN,
                                       MEND__ROUND_FLOOR,     MEND__ROUND_CEIL};

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Of any size, the edges more often than chance has them. */
static int64_t any_int(uint64_t *seed)
{
    uint64_t kind = next_random(seed) % 4, bits = next_random(seed) >> next_random(seed) % 64;
    if (kind == 0) {
        return edges[bits % COUNT(edges)];
    }
    return kind == 1 ? -(int64_t)(bits >> 1) : (int64_t)(bits >> (kind == 2));
}

static mend__wide any_wide(uint64_t *seed)
{
    static const uint64_t halves[] = {0, 1, 0xFFFFFFFF, 0x100000000, INT64_MAX, 0x8000000000000000, UINT64_MAX};
    mend__wide a = {0, 0, false};
    a.low = next_random(seed) % 3 == 0 ? halves[next_random(seed) % COUNT(halves)] : next_random(seed);
    if (next_random(seed) % 3 != 0) {
        a.high = next_random(seed) % 3 == 0 ? halves[next_random(seed) % COUNT(halves)]
                                            : next_random(seed) >> next_random(seed) % 64;
    }
    a.negative = (a.high | a.low) != 0 && next_random(seed) % 2 == 0;
    return a;
}

/* ---- the slow way ---- */

static bool slow_zero(const slow *a)
{
    for (int i = 0; i < BYTES; i++) {
        if (a->byte[i] != 0) {
            return false;
        }
    }
    return true;
}

static slow slow_of(mend__wide a)
{
    slow s;
    memset(&s, 0, sizeof s);
    for (int i = 0; i < 8; i++) {
        s.byte[i] = (uint8_t)(a.low >> 8 * i);
        s.byte[8 + i] = (uint8_t)(a.high >> 8 * i);
    }
    s.negative = a.negative;
    return s;
}

static slow slow_of64(int64_t a)
{
    mend__wide w = {0, (uint64_t)a, false};
    if (a < 0) {
        w.low = ~w.low + 1;
        w.negative = true;
    }
    return slow_of(w);
}

static int slow_cmp_size(const slow *a, const slow *b)
{
    for (int i = BYTES - 1; i >= 0; i--) {
        if (a->byte[i] != b->byte[i]) {
            return a->byte[i] < b->byte[i] ? -1 : 1;
        }
    }
    return 0;
}

static slow slow_add_size(const slow *a, const slow *b)
{
    slow sum = *a;
    unsigned carry = 0;
    for (int i = 0; i < BYTES; i++) {
        carry += (unsigned)a->byte[i] + b->byte[i];
        sum.byte[i] = (uint8_t)carry;
        carry >>= 8;
    }
    return sum;
}

/* The size of a is not below that of b. */
static slow slow_sub_size(const slow *a, const slow *b)
{
    slow gap = *a;
    int borrow = 0;
    for (int i = 0; i < BYTES; i++) {
        int value = (int)a->byte[i] - b->byte[i] - borrow;
        borrow = value < 0;
        gap.byte[i] = (uint8_t)(value + 256 * borrow);
    }
    return gap;
}

static slow slow_add(slow a, slow b)
{
    slow sum;
    if (a.negative == b.negative) {
        sum = slow_add_size(&a, &b);
    } else if (slow_cmp_size(&a, &b) >= 0) {
        sum = slow_sub_size(&a, &b);
    } else {
        sum = slow_sub_size(&b, &a);
    }
    sum.negative = sum.negative && !slow_zero(&sum);
    return sum;
}

static slow slow_turn(slow a)
{
    a.negative = !a.negative && !slow_zero(&a);
    return a;
}

static slow slow_mul(slow a, slow b)
{
    slow product;
    memset(&product, 0, sizeof product);
    for (int i = 0; i < BYTES; i++) {
        unsigned carry = 0;
        for (int k = 0; i + k < BYTES; k++) {
            carry += (unsigned)a.byte[i] * b.byte[k] + product.byte[i + k];
            product.byte[i + k] = (uint8_t)carry;
            carry >>= 8;
        }
    }
    product.negative = a.negative != b.negative && !slow_zero(&product);
    return product;
}

/* a / by, the rounding said in words of whole quotients and remainders. */
static slow slow_div(slow a, slow by, mend__rounding mode, bool *exact)
{
    slow quotient, rest, one, twice;
    memset(&quotient, 0, sizeof quotient);
    memset(&rest, 0, sizeof rest);
    one = quotient;
    one.byte[0] = 1;
    for (int bit = 8 * BYTES - 1; bit >= 0; bit--) {
        rest = slow_add_size(&rest, &rest);
        rest.byte[0] = (uint8_t)(rest.byte[0] | (a.byte[bit / 8] >> bit % 8 & 1));
        if (slow_cmp_size(&rest, &by) >= 0) {
            rest = slow_sub_size(&rest, &by);
            quotient.byte[bit / 8] = (uint8_t)(quotient.byte[bit / 8] | 1 << bit % 8);
        }
    }
    *exact = slow_zero(&rest);
    twice = slow_add_size(&rest, &rest);
    int half = slow_cmp_size(&twice, &by);
    bool up = false;
    switch (mode) {
    case MEND__ROUND_HALF_UP:
        up = half >= 0;
        break;
    case MEND__ROUND_HALF_DOWN:
        up = half > 0;
        break;
    case MEND__ROUND_HALF_EVEN:
        up = half > 0 || (half == 0 && quotient.byte[0] % 2 == 1);
        break;
    case MEND__ROUND_HALF_CEIL:
        up = half > 0 || (half == 0 && !a.negative);
        break;
    case MEND__ROUND_UP:
        up = !*exact;
        break;
    case MEND__ROUND_DOWN:
        break;
    case MEND__ROUND_FLOOR:
        up = !*exact && a.negative;
        break;
    case MEND__ROUND_CEIL:
        up = !*exact && !a.negative;
        break;
    }
    if (up) {
        quotient = slow_add_size(&quotient, &one);
    }
    quotient.negative = a.negative && !slow_zero(&quotient);
    return quotient;
}

/* Whether only the lowest bytes are used. */
static bool slow_fits(const slow *a, int bytes)
{
    for (int i = bytes; i < BYTES; i++) {
        if (a->byte[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool slow_fits64(const slow *a)
{
    slow limit = slow_of64(a->negative ? INT64_MIN : INT64_MAX);
    return slow_cmp_size(a, &limit) <= 0;
}

static bool same(mend__wide a, slow b)
{
    slow s = slow_of(a);
    return s.negative == b.negative && slow_cmp_size(&s, &b) == 0;
}

/* An operation's answer beside the true one: it fits and is right, or it is refused and the output left alone. */
static void check(bool done, mend__wide got, slow wanted)
{
    const mend__wide untouched = {4242, 4242, true};
    assert_int_equal(done, slow_fits(&wanted, 16));
    if (done) {
        assert_true(same(got, wanted));
    } else {
        assert_memory_equal(&got.high, &untouched.high, sizeof got.high);
        assert_memory_equal(&got.low, &untouched.low, sizeof got.low);
        assert_true(got.negative);
    }
}

/* ---- tests ---- */

static void compare64(int64_t a, int64_t b)
{
    assert_true(same(mend__wide_of(a), slow_of64(a)));
    assert_true(same(mend__wide_mul64(a, b), slow_mul(slow_of64(a), slow_of64(b))));
    for (size_t m = 0; m < COUNT(modes) && b > 0; m++) {
        bool exact;
        int64_t by = b, c = a / 3 + 1, out = 4242;
        slow wanted = slow_div(slow_mul(slow_of64(a), slow_of64(c)), slow_of64(by), modes[m], &exact);
        assert_int_equal(mend__mul_div64(a, c, by, modes[m], &out), slow_fits64(&wanted));
        assert_true(slow_fits64(&wanted) ? same(mend__wide_of(out), wanted) : out == 4242);
    }
}

static void test_wide__products_and_quotients_of_64_bits(void **state)
{
    uint64_t seed = 20240301;
    (void)state;
    for (size_t i = 0; i < COUNT(edges); i++) {
        for (size_t k = 0; k < COUNT(edges); k++) {
            compare64(edges[i], edges[k]);
        }
    }
    for (int i = 0; i < 1000; i++) {
        int64_t a = any_int(&seed);
        compare64(a, any_int(&seed));
    }
}

static void test_wide__sums_and_differences(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        mend__wide a = any_wide(&seed), b = any_wide(&seed), sum = {4242, 4242, true}, gap = sum;
        bool added = mend__wide_add(a, b, &sum), taken = mend__wide_sub(a, b, &gap);
        check(added, sum, slow_add(slow_of(a), slow_of(b)));
        check(taken, gap, slow_add(slow_of(a), slow_turn(slow_of(b))));
        assert_true(same(mend__wide_negate(a), slow_turn(slow_of(a))));
    }
}

static void test_wide__order(void **state)
{
    uint64_t seed = 11;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        mend__wide a = any_wide(&seed), b = i % 3 == 0 ? a : any_wide(&seed);
        slow gap = slow_add(slow_of(a), slow_turn(slow_of(b)));
        assert_int_equal(mend__wide_cmp(a, b), slow_zero(&gap) ? 0 : gap.negative ? -1 : 1);
    }
}

static void test_wide__products(void **state)
{
    uint64_t seed = 13;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        mend__wide a = any_wide(&seed), out = {4242, 4242, true};
        int64_t b = any_int(&seed);
        bool done = mend__wide_mul(a, b, &out);
        check(done, out, slow_mul(slow_of(a), slow_of64(b)));
    }
}

static void test_wide__quotients_in_every_rounding(void **state)
{
    uint64_t seed = 17;
    (void)state;
    for (int i = 0; i < 1500; i++) {
        mend__wide a = any_wide(&seed);
        int64_t by = any_int(&seed);
        by = by > 0 ? by : by == INT64_MIN || by == 0 ? INT64_MAX : -by;
        for (size_t m = 0; m < COUNT(modes); m++) {
            bool exact;
            assert_true(same(mend__wide_div(a, by, modes[m]), slow_div(slow_of(a), slow_of64(by), modes[m], &exact)));
        }
    }
}

static void test_wide__products_over_a_divisor(void **state)
{
    uint64_t seed = 19;
    (void)state;
    for (int i = 0; i < 4000; i++) {
        mend__wide a = any_wide(&seed), out = {4242, 4242, true};
        int64_t b = any_int(&seed), by = any_int(&seed);
        mend__rounding mode = modes[(size_t)i % COUNT(modes)];
        bool exact = false, wanted_exact;
        by = by > 0 ? by : by == INT64_MIN || by == 0 ? 1 : -by;
        slow wanted = slow_div(slow_mul(slow_of(a), slow_of64(b)), slow_of64(by), mode, &wanted_exact);
        bool done = mend__wide_scale(a, b, by, mode, &out, &exact);
        check(done, out, wanted);
        assert_int_equal(exact, done && wanted_exact);
        assert_int_equal(mend__wide_scale(a, b, by, mode, &out, NULL), done);
    }
}

/* 2^128 - 4/5: cut off it is the greatest number there is, rounded up it is one too many. */
static void test_wide__the_last_step_can_be_too_much(void **state)
{
    const mend__wide most = {UINT64_MAX, UINT64_MAX, false}, untouched = {1, 2, false};
    const mend__wide a = {0x745D1745D1745D17, 0x45D1745D1745D174, false}; /* (5 * 2^128 - 4) / 11 */
    mend__wide out = untouched;
    (void)state;
    assert_false(mend__wide_scale(a, 11, 5, MEND__ROUND_UP, &out, NULL));
    assert_false(mend__wide_scale(a, 11, 5, MEND__ROUND_CEIL, &out, NULL));
    assert_int_equal(mend__wide_cmp(out, untouched), 0);
    assert_true(mend__wide_scale(a, 11, 5, MEND__ROUND_DOWN, &out, NULL));
    assert_int_equal(mend__wide_cmp(out, most), 0);
    assert_true(mend__wide_scale(a, 11, 5, MEND__ROUND_HALF_UP, &out, NULL));
    assert_int_equal(mend__wide_cmp(out, most), 0);
}

static void test_wide__only_what_fits_comes_back(void **state)
{
    uint64_t seed = 23;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        mend__wide a = any_wide(&seed);
        slow s = slow_of(a);
        int64_t out = 4242;
        assert_int_equal(mend__wide_to64(a, &out), slow_fits64(&s));
        assert_true(slow_fits64(&s) ? same(mend__wide_of(out), s) : out == 4242);
    }
    for (size_t i = 0; i < COUNT(edges); i++) {
        int64_t out;
        assert_true(mend__wide_to64(mend__wide_of(edges[i]), &out));
        assert_true(out == edges[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wide__products_and_quotients_of_64_bits),
        cmocka_unit_test(test_wide__sums_and_differences),
        cmocka_unit_test(test_wide__order),
        cmocka_unit_test(test_wide__products),
        cmocka_unit_test(test_wide__quotients_in_every_rounding),
        cmocka_unit_test(test_wide__products_over_a_divisor),
        cmocka_unit_test(test_wide__the_last_step_can_be_too_much),
        cmocka_unit_test(test_wide__only_what_fits_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
