/*
 * test_sketch.c - percentiles out of buckets are near the true ones, and sketches add up.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "desk/sketch.c"

#define MANY 20000

static uint64_t seed = UINT64_C(88172645463325252);

static uint64_t next(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

/* Numbers of every size: as many bits as chance will have. */
static int64_t any_number(void)
{
    return (int64_t)(next() >> (1 + next() % 63));
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* |told - truth| <= truth / 128, without overflow. */
static int is_near(int64_t told, int64_t truth)
{
    int64_t off = told > truth ? told - truth : truth - told;
    return off <= truth / 128;
}

static void check_percentiles(int64_t *numbers, int count)
{
    sketch s = {0};
    for (int i = 0; i < count; i++) {
        assert_true(sketch_add(&s, numbers[i]));
    }
    qsort(numbers, (size_t)count, sizeof *numbers, by_size);
    for (int percent = 1; percent <= 100; percent++) {
        int rank = (count * percent + 99) / 100;
        int64_t truth = numbers[rank - 1], told = sketch_percentile(&s, percent);
        if (!is_near(told, truth)) {
            fail_msg("p%d is told as %lld, and is %lld", percent, (long long)told, (long long)truth);
        }
    }
    assert_int_equal(s.least, numbers[0]);
    assert_int_equal(s.most, numbers[count - 1]);
    assert_int_equal(s.count, count);
    sketch_free(&s);
}

static void test_sketch__percentiles_are_within_one_in_128(void **state)
{
    (void)state;
    static int64_t numbers[MANY];
    for (int round = 0; round < 20; round++) {
        int count = round < 5 ? round + 1 : round < 10 ? 100 + round : MANY / (round - 9);
        for (int i = 0; i < count; i++) {
            numbers[i] = round % 2 ? any_number() : (int64_t)(next() % 864000000);
        }
        check_percentiles(numbers, count);
    }
}

static void test_sketch__no_number_is_told_wrong_by_more(void **state)
{
    (void)state;
    for (int i = 0; i < 200000; i++) {
        int64_t value = any_number();
        int row = 0, part = 0;
        place(value, &row, &part);
        assert_in_range(row, 0, SKETCH_ROWS - 1);
        assert_in_range(part, 0, SKETCH_PARTS - 1);
        assert_true(is_near(middle(row, part), value));
    }
    for (int64_t value = 0; value < 128; value++) { /* exact */
        int row = 0, part = 0;
        place(value, &row, &part);
        assert_int_equal(middle(row, part), value);
    }
}

static void test_sketch__buckets_follow_each_other(void **state)
{
    (void)state;
    int row = 0, part = -1;
    for (int64_t value = 0; value < 100000; value++) {
        int r = 0, p = 0;
        place(value, &r, &p);
        assert_true(r * SKETCH_PARTS + p == row * SKETCH_PARTS + part ||
                    r * SKETCH_PARTS + p == row * SKETCH_PARTS + part + 1);
        row = r;
        part = p;
    }
    place(INT64_MAX, &row, &part);
    assert_int_equal(row, SKETCH_ROWS - 1);
    assert_int_equal(part, SKETCH_PARTS - 1);
}

static void assert_same(const sketch *a, const sketch *b)
{
    static const int64_t nothing[SKETCH_PARTS];
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->sum, b->sum);
    assert_int_equal(a->least, b->least);
    assert_int_equal(a->most, b->most);
    for (int row = 0; row < SKETCH_ROWS; row++) {
        assert_memory_equal(a->rows[row] == NULL ? nothing : a->rows[row],
                            b->rows[row] == NULL ? nothing : b->rows[row], sizeof nothing);
    }
}

static void test_sketch__two_together_are_the_sketch_of_both(void **state)
{
    (void)state;
    for (int round = 0; round < 50; round++) {
        sketch a = {0}, b = {0}, both = {0}, turned = {0};
        int left = (int)(next() % 300), right = (int)(next() % 300);
        for (int i = 0; i < left + right; i++) {
            int64_t value = (int64_t)(next() % 1000000000);
            assert_true(sketch_add(i < left ? &a : &b, value));
            assert_true(sketch_add(&both, value));
        }
        assert_true(sketch_merge(&turned, &b));
        assert_true(sketch_merge(&turned, &a));
        assert_true(sketch_merge(&a, &b));
        assert_same(&a, &both);
        assert_same(&turned, &both);
        sketch_free(&a);
        sketch_free(&b);
        sketch_free(&both);
        sketch_free(&turned);
    }
}

static void test_sketch__means_are_rounded_to_the_nearest(void **state)
{
    (void)state;
    static const struct {
        int64_t numbers[3];
        int count;
        int64_t mean;
    } rows[] = {{{0}, 0, 0}, {{7}, 1, 7}, {{1, 2}, 2, 2}, {{1, 1, 2}, 3, 1}, {{1, 2, 2}, 3, 2}, {{-5, 4}, 2, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sketch s = {0};
        for (int k = 0; k < rows[i].count; k++) {
            assert_true(sketch_add(&s, rows[i].numbers[k]));
        }
        assert_int_equal(sketch_mean(&s), rows[i].mean);
        sketch_free(&s);
    }
}

static void test_sketch__of_nothing_and_of_too_much(void **state)
{
    (void)state;
    sketch s = {0};
    assert_int_equal(sketch_percentile(&s, 50), 0);
    assert_true(sketch_add(&s, INT64_MAX));
    assert_true(sketch_add(&s, INT64_MAX));
    assert_int_equal(s.sum, INT64_MAX);
    assert_true(is_near(sketch_percentile(&s, 99), INT64_MAX));
    sketch_free(&s);
    assert_int_equal(s.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sketch__percentiles_are_within_one_in_128),
        cmocka_unit_test(test_sketch__no_number_is_told_wrong_by_more),
        cmocka_unit_test(test_sketch__buckets_follow_each_other),
        cmocka_unit_test(test_sketch__two_together_are_the_sketch_of_both),
        cmocka_unit_test(test_sketch__means_are_rounded_to_the_nearest),
        cmocka_unit_test(test_sketch__of_nothing_and_of_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
