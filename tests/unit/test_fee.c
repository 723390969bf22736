/*
 * test_fee.c - what a service costs: exact products, labour, parts, discounts, travel, fees of a visit, estimates.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "rules/fee.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PCT(n) ((int64_t)(n)*MEND__NANO)

static mend__decimal decimal(const char *text)
{
    mend__decimal value = {0, 0};
    bool large;
    assert_true(mend__decimal_of((mend__str){text, strlen(text)}, &value, &large));
    return value;
}

/* ---- decimals ---- */

static void test_fee__reads_decimals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t digits;
        int32_t places;
    } good[] = {
        {"0", 0, 0},
        {"12.5", 125, 1},
        {"12.500", 125, 1},
        {"12.000000000", 12, 0},
        {"-0.001", -1, 3},
        {"0.123456789", 123456789, 9},
        {"922337203685478", INT64_C(922337203685478), 0},
        {"9223372036854775807", INT64_MAX, 0},
        {"-9223372036854775808", INT64_MIN, 0},
        {"100", 100, 0},
        {"0.0", 0, 0},
    };
    static const char *const bad[] = {"",    "-",   ".",   "1.",  ".5",   "01",   "1,5",  "1e3",
                                      "+1",  " 1",  "1 ",  "--1", "-0",   "-.5",  "1..2", "0.1234567891",
                                      "0x1", "-00", "1.a", "１",  "-0.0", "1.2.3"};
    mend__decimal value = {7, 7};
    bool large;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        value = decimal(good[i].text);
        assert_int_equal(value.digits, good[i].digits);
        assert_int_equal(value.places, good[i].places);
    }
    value = (mend__decimal){7, 7};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(mend__decimal_of((mend__str){bad[i], strlen(bad[i])}, &value, &large));
        assert_false(large);
    }
    assert_false(mend__decimal_of(MEND__STR("9223372036854775808"), &value, &large));
    assert_true(large);
    assert_false(mend__decimal_of(MEND__STR("-92233720368547758.081"), &value, &large));
    assert_true(large);
    assert_int_equal(value.digits, 7);
    assert_int_equal(value.places, 7);
}

/* ---- exact products ---- */

/* digits * 10^-places, rounded. */
static int64_t rounded(int64_t digits, int32_t places, mend__rounding mode)
{
    int64_t out = 0;
    mend__exact e = mend__exact_of(mend__wide_of(1));
    mend__exact_times_decimal(&e, (mend__decimal){digits, places});
    assert_true(mend__exact_round(&e, mode, &out));
    return out;
}

static void test_fee__rounds_each_way(void **state)
{
    (void)state;
    /* of 2.5, 3.5, 2.4, 2.6, 2.000000001 and 2: in the order of the modes */
    static const int64_t digits[] = {25, 35, 24, 26, 2000000001, 2};
    static const int32_t places[] = {1, 1, 1, 1, 9, 0};
    static const int64_t plus[8][6] = {{3, 4, 2, 3, 2, 2}, {2, 4, 2, 3, 2, 2}, {2, 3, 2, 3, 2, 2}, {3, 4, 2, 3, 2, 2},
                                       {3, 4, 3, 3, 3, 2}, {2, 3, 2, 2, 2, 2}, {2, 3, 2, 2, 2, 2}, {3, 4, 3, 3, 3, 2}};
    static const int64_t minus[8][6] = {{3, 4, 2, 3, 2, 2}, {2, 4, 2, 3, 2, 2}, {2, 3, 2, 3, 2, 2}, {2, 3, 2, 3, 2, 2},
                                        {3, 4, 3, 3, 3, 2}, {2, 3, 2, 2, 2, 2}, {3, 4, 3, 3, 3, 2}, {2, 3, 2, 2, 2, 2}};
    for (int mode = 0; mode < 8; mode++) {
        for (size_t i = 0; i < 6; i++) {
            assert_int_equal(rounded(digits[i], places[i], (mend__rounding)mode), plus[mode][i]);
            assert_int_equal(rounded(-digits[i], places[i], (mend__rounding)mode), -minus[mode][i]);
        }
    }
}

static void test_fee__rounds_once(void **state)
{
    (void)state;
    int64_t out = 0;
    /* 1.4999999999999999 (16 nines): cut in two divisions, and still below the half. */
    mend__exact e = mend__exact_of(mend__wide_of(INT64_C(14999999999999999)));
    e.places = 16;
    assert_true(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    assert_int_equal(out, 1);
    /* 1.5 exactly, and a trace above it. */
    e = mend__exact_of(mend__wide_of(INT64_C(15000000000000000)));
    e.places = 16;
    assert_true(mend__exact_round(&e, MEND__ROUND_HALF_DOWN, &out));
    assert_int_equal(out, 1);
    e = mend__exact_of(mend__wide_of(INT64_C(15000000000000001)));
    e.places = 16;
    assert_true(mend__exact_round(&e, MEND__ROUND_HALF_DOWN, &out));
    assert_int_equal(out, 2);
    /* A divisor beside the powers of ten: 10 / 60 * 100 = 16.67. */
    e = mend__exact_of(mend__wide_of(1000));
    e.by = 60;
    assert_true(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    assert_int_equal(out, 17);
}

static void test_fee__keeps_long_products(void **state)
{
    (void)state;
    int64_t out = 0;
    mend__exact e = mend__exact_of(mend__wide_of(INT64_MAX));
    for (int i = 0; i < 11; i++) { /* 10^198 and 10^-198 */
        mend__exact_times(&e, INT64_C(1000000000000000000));
        e.places += 18;
    }
    assert_true(mend__exact_round(&e, MEND__ROUND_DOWN, &out));
    assert_true(out == INT64_MAX);
    e = mend__exact_of(mend__wide_of(INT64_MIN));
    mend__exact_times(&e, 1);
    assert_true(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    assert_true(out == INT64_MIN);
    e = mend__exact_of(mend__wide_of(INT64_MIN));
    mend__exact_times(&e, -1);
    assert_false(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    /* 9223372036854775807.5 goes beyond, -9223372036854775807.5 does not. */
    mend__wide half;
    assert_true(mend__wide_add(mend__wide_mul64(INT64_MAX, 10), mend__wide_of(5), &half));
    e = mend__exact_of(half);
    e.places = 1;
    assert_false(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    half.negative = true;
    e = mend__exact_of(half);
    e.places = 1;
    assert_true(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    assert_true(out == INT64_MIN);
}

static void test_fee__too_long_products_do_not_fit(void **state)
{
    (void)state;
    int64_t out = 5;
    mend__exact e = mend__exact_of(mend__wide_of(INT64_MAX));
    for (int i = 0; i < 20; i++) {
        mend__exact_times(&e, INT64_MAX);
        e.places += 9;
    }
    assert_false(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    e = mend__exact_of(mend__wide_of(INT64_MAX));
    for (int i = 0; i < 40; i++) {
        mend__exact_times(&e, 4294967295);
        e.places += 9;
    }
    assert_false(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    e = mend__exact_of(mend__wide_of(1)); /* more limbs than the other factor has room for */
    for (int i = 0; i < 24; i++) {
        mend__exact_times(&e, INT64_C(4294967296));
    }
    assert_false(mend__exact_round(&e, MEND__ROUND_HALF_UP, &out));
    assert_int_equal(out, 5);
    /* Nothing times anything is nothing. */
    e = mend__exact_of(mend__wide_of(0));
    mend__exact_times(&e, INT64_MAX);
    assert_true(mend__exact_round(&e, MEND__ROUND_UP, &out));
    assert_int_equal(out, 0);
    /* A carry out of the uppermost limb: 4294967295 * 8589934591. */
    e = mend__exact_of(mend__wide_of(4294967295));
    mend__exact_times(&e, INT64_C(8589934591));
    e.places = 1;
    assert_true(mend__exact_round(&e, MEND__ROUND_DOWN, &out));
    assert_true(out == INT64_C(3689348813453420134));
    e = mend__exact_of(mend__wide_of(7));
    e.places = -3;
    assert_true(mend__exact_round(&e, MEND__ROUND_UP, &out));
    assert_int_equal(out, 7000);
}

/* ---- labour ---- */

static mend__labour hourly(int64_t rate, int64_t min, int64_t step, mend__step_round round)
{
    return (mend__labour){.hourly = true,
                          .rate = rate,
                          .min_minutes = min,
                          .step_minutes = step,
                          .step_round = round,
                          .grade_pct = MEND__HUNDRED,
                          .rounding = MEND__ROUND_HALF_UP};
}

static void assert_labour(mend__labour row, int64_t minutes, int64_t billed, int64_t amount)
{
    const mend__labour_band band = {minutes, MEND__HUNDRED};
    const mend__labour_work work = {{1, 0}, &band, 1};
    mend__labour_bill bill;
    assert_int_equal(mend__fee_labour(&row, &work, &bill), 0);
    assert_int_equal(bill.minutes, billed);
    assert_int_equal(bill.amount, amount);
}

static void test_fee__labour_goes_by_minimum_and_step(void **state)
{
    (void)state;
    assert_labour(hourly(12000, 0, 1, MEND__STEP_UP), 0, 0, 0);
    assert_labour(hourly(12000, 30, 1, MEND__STEP_UP), 0, 30, 6000);
    assert_labour(hourly(12000, 0, 15, MEND__STEP_UP), 45, 45, 9000);
    assert_labour(hourly(12000, 0, 15, MEND__STEP_UP), 46, 60, 12000);
    assert_labour(hourly(12000, 0, 15, MEND__STEP_DOWN), 59, 45, 9000);
    assert_labour(hourly(12000, 0, 15, MEND__STEP_NEAREST), 37, 30, 6000);
    assert_labour(hourly(12000, 0, 15, MEND__STEP_NEAREST), 38, 45, 9000);
    assert_labour(hourly(12000, 0, 10, MEND__STEP_NEAREST), 35, 40, 8000);
    assert_labour(hourly(12000, 0, 10, MEND__STEP_NEAREST), 4, 0, 0);
    assert_labour(hourly(12000, 40, 30, MEND__STEP_UP), 5, 60, 12000); /* the minimum first, then the step */
    assert_labour(hourly(12000, 40, 30, MEND__STEP_DOWN), 5, 30, 6000);
    assert_labour(hourly(10000, 0, 1, MEND__STEP_UP), 20, 20, 3333);
    assert_labour(hourly(1, 0, 1, MEND__STEP_UP), 30, 30, 1); /* half a cent */
    assert_labour(hourly(INT64_MAX, 0, 1, MEND__STEP_UP), 60, 60, INT64_MAX);
}

static void test_fee__labour_bills_bands(void **state)
{
    (void)state;
    mend__labour row = hourly(12000, 0, 15, MEND__STEP_UP);
    mend__labour_band bands[3] = {{60, PCT(100)}, {5, PCT(150)}, {5, PCT(200)}};
    mend__labour_work work = {{1, 0}, bands, 3};
    mend__labour_bill bill;
    assert_int_equal(mend__fee_labour(&row, &work, &bill), 0);
    assert_int_equal(bill.minutes, 75); /* five more in the last band */
    assert_int_equal(bill.amount, 12000 + 1500 + 4000);
    row.step_round = MEND__STEP_DOWN; /* ten fewer, from the end */
    assert_int_equal(mend__fee_labour(&row, &work, &bill), 0);
    assert_int_equal(bill.minutes, 60);
    assert_int_equal(bill.amount, 12000);
    row = hourly(12000, 120, 1, MEND__STEP_UP);
    assert_int_equal(mend__fee_labour(&row, &work, &bill), 0);
    assert_int_equal(bill.amount, 12000 + 1500 + 22000);
    /* One rounding: three times 0.5 at half the rate is 0.75, not 3 * 0. */
    row = hourly(1, 0, 1, MEND__STEP_UP);
    mend__labour_band thirds[3] = {{30, PCT(50)}, {30, PCT(50)}, {30, PCT(50)}};
    work.bands = thirds;
    assert_int_equal(mend__fee_labour(&row, &work, &bill), 0);
    assert_int_equal(bill.amount, 1);
    row.grade_pct = PCT(50);
    assert_int_equal(mend__fee_labour(&row, &work, &bill), 0);
    assert_int_equal(bill.amount, 0);
}

static void test_fee__labour_refuses_what_cannot_be(void **state)
{
    (void)state;
    mend__labour row = hourly(INT64_MAX, 0, 15, MEND__STEP_UP);
    mend__labour_band bands[2] = {{61, PCT(100)}, {INT64_MAX, PCT(100)}};
    mend__labour_work work = {{1, 0}, bands, 1};
    mend__labour_bill bill = {1, 2};
    assert_int_equal(mend__fee_labour(&row, &work, &bill), MEND_REASON_OVERFLOW);
    work.band_count = 2;
    assert_int_equal(mend__fee_labour(&row, &work, &bill), MEND_REASON_OVERFLOW);
    bands[0].minutes = 0; /* the step goes beyond */
    assert_int_equal(mend__fee_labour(&row, &work, &bill), MEND_REASON_OVERFLOW);
    bands[0].minutes = -1;
    assert_int_equal(mend__fee_labour(&row, &work, &bill), MEND_REASON_NEGATIVE_QUANTITY);
    row = (mend__labour){.price = 100, .rounding = MEND__ROUND_HALF_UP};
    work.times = decimal("-1");
    assert_int_equal(mend__fee_labour(&row, &work, &bill), MEND_REASON_NEGATIVE_QUANTITY);
    row.price = INT64_MAX;
    work.times = decimal("1.1");
    assert_int_equal(mend__fee_labour(&row, &work, &bill), MEND_REASON_OVERFLOW);
    assert_int_equal(bill.minutes, 1);
    assert_int_equal(bill.amount, 2);
    row.price = 15001;
    work.times = decimal("2.5");
    assert_int_equal(mend__fee_labour(&row, &work, &bill), 0);
    assert_int_equal(bill.minutes, -1);
    assert_int_equal(bill.amount, 37503); /* 37502.5 */
}

/* ---- parts and discounts ---- */

static void assert_part(const char *qty, const char *unit, int32_t exp, int64_t pct, bool at_unit, int64_t gross,
                        int64_t amount)
{
    const mend__part row = {decimal(unit), exp, pct, at_unit, MEND__ROUND_HALF_UP};
    mend__cut cut;
    assert_int_equal(mend__fee_part(&row, decimal(qty), &cut), 0);
    assert_int_equal(cut.gross, gross);
    assert_int_equal(cut.amount, amount);
    assert_int_equal(cut.discount, gross - amount);
}

static void test_fee__parts(void **state)
{
    (void)state;
    mend__cut cut = {1, 2, 3};
    assert_part("100", "0.35", 2, PCT(10), false, 3500, 3150);
    assert_part("100", "0.35", 2, PCT(10), true, 3500, 3200);
    assert_part("1.5", "12.345", 2, 0, false, 1852, 1852);
    assert_part("1.5", "12.345", 2, 0, true, 1852, 1852); /* no discount, nothing to round in between */
    assert_part("0", "19.99", 2, PCT(15), true, 0, 0);
    assert_part("3", "1000.4", 0, 0, false, 3001, 3001);
    assert_part("3", "0.1234", 3, 0, false, 370, 370);
    assert_part("1", "19.99", 2, PCT(100), false, 1999, 0);
    assert_part("1000", "0.006", 2, PCT(10), true, 600, 600); /* 0.0054 would become 0.01 */
    assert_part("9223372036854", "999.99", 2, 0, false, INT64_C(922327980313363146), INT64_C(922327980313363146));
    const mend__part row = {decimal("999.99"), 2, 0, false, MEND__ROUND_HALF_UP};
    assert_int_equal(mend__fee_part(&row, decimal("922337203685478"), &cut), MEND_REASON_OVERFLOW);
    assert_int_equal(mend__fee_part(&row, decimal("-1"), &cut), MEND_REASON_NEGATIVE_QUANTITY);
    assert_int_equal(cut.gross, 1);
    /* A price of one that does not fit by itself, though the fraction of it that is sold does. */
    const mend__part vast = {decimal("9223372036854775807"), 2, PCT(1), true, MEND__ROUND_HALF_UP};
    assert_int_equal(mend__fee_part(&vast, decimal("0.001"), &cut), 0);
    assert_int_equal(cut.discount, 0);
}

static void assert_stack(const mend__stack *row, int64_t amount, int64_t left)
{
    mend__cut cut;
    mend__fee_stack(row, amount, &cut);
    assert_int_equal(cut.amount, left);
    assert_int_equal(cut.discount, amount - left);
}

static void test_fee__stacks_of_discounts(void **state)
{
    (void)state;
    mend__stack row = {.pcts = {PCT(10), PCT(5)}, .count = 2, .mode = MEND__ROUND_HALF_UP};
    assert_stack(&row, 10000, 8550);
    assert_stack(&row, -10000, -8550);
    row.additive = true;
    assert_stack(&row, 10000, 8500);
    row.pcts[1] = PCT(95);
    assert_stack(&row, 10000, 0); /* 105 % are all of it */
    assert_stack(&row, -10000, 0);
    row = (mend__stack){.pcts = {12500000000, 7500000000}, .count = 2, .mode = MEND__ROUND_HALF_UP};
    assert_stack(&row, 999, 809); /* 808.566 */
    row.round_each = true;
    assert_stack(&row, 999, 808);
    row.additive = true; /* 124.875 -> 125, 74.925 -> 75 */
    assert_stack(&row, 999, 799);
    row.pcts[0] = PCT(50), row.pcts[1] = PCT(49);
    row.mode = MEND__ROUND_UP; /* two cuts of one, of an amount of one */
    assert_stack(&row, 1, 0);
    assert_stack(&row, -1, 0);
    assert_stack(&row, -100, -1);
    row.count = 0;
    assert_stack(&row, 999, 999);
    row.additive = false;
    assert_stack(&row, 999, 999);
    row.round_each = false;
    assert_stack(&row, INT64_MIN, INT64_MIN);
    row.pcts[0] = PCT(100);
    row.count = 1;
    mend__cut cut;
    mend__fee_stack(&row, INT64_MIN, &cut);
    assert_int_equal(cut.amount, 0);
    assert_true(cut.discount == INT64_MIN);
}

static void test_fee__a_long_stack_is_exact(void **state)
{
    (void)state;
    mend__stack row = {.count = MEND__STACK_MAX, .mode = MEND__ROUND_HALF_UP};
    for (size_t i = 0; i < MEND__STACK_MAX; i++) {
        row.pcts[i] = 1; /* a billionth of a per cent: 16 times nothing to speak of */
    }
    assert_stack(&row, 1000000, 1000000);
    row.mode = MEND__ROUND_DOWN;
    assert_stack(&row, 1000000, 999999);
    row.round_each = true;
    assert_stack(&row, 1000000, 999984);
}

/* ---- travel ---- */

static void test_fee__travel_by_zones(void **state)
{
    (void)state;
    static const mend__zone_fee zones[] = {{PCT(5), 0}, {PCT(15), 3000}, {PCT(30), 5000}};
    mend__travel row = {.zoned = true,
                        .zones = zones,
                        .zone_count = 3,
                        .beyond_per_km = MEND__FEE_NONE,
                        .cap = MEND__FEE_NONE,
                        .mode = MEND__ROUND_HALF_UP};
    mend__travel_bill bill = {7, 7};
    assert_int_equal(mend__fee_travel(&row, 0, &bill), 0);
    assert_int_equal(bill.amount, 0);
    assert_int_equal(mend__fee_travel(&row, PCT(5), &bill), 0); /* the limit is inside */
    assert_int_equal(bill.amount, 0);
    assert_int_equal(mend__fee_travel(&row, PCT(5) + 1, &bill), 0);
    assert_int_equal(bill.amount, 3000);
    assert_int_equal(mend__fee_travel(&row, PCT(30), &bill), 0);
    assert_int_equal(bill.amount, 5000);
    assert_int_equal(mend__fee_travel(&row, PCT(30) + 1, &bill), MEND_REASON_OUT_OF_AREA);
    assert_int_equal(bill.amount, 5000);
    row.beyond_per_km = 200;
    assert_int_equal(mend__fee_travel(&row, PCT(31) + PCT(1) / 2, &bill), 0);
    assert_int_equal(bill.amount, 5300);
    row.km_up = true;
    assert_int_equal(mend__fee_travel(&row, PCT(31) + PCT(1) / 2, &bill), 0);
    assert_int_equal(bill.km, PCT(32));
    assert_int_equal(bill.amount, 5400);
    row.cap = 5350;
    assert_int_equal(mend__fee_travel(&row, PCT(31) + PCT(1) / 2, &bill), 0);
    assert_int_equal(bill.amount, 5350);
    row.zone_count = 0;
    assert_int_equal(mend__fee_travel(&row, PCT(3), &bill), 0);
    assert_int_equal(bill.amount, 600);
    row.beyond_per_km = MEND__FEE_NONE;
    assert_int_equal(mend__fee_travel(&row, PCT(3), &bill), MEND_REASON_OUT_OF_AREA); /* no cap helps against that */
    row.beyond_per_km = INT64_MAX;
    row.cap = MEND__FEE_NONE;
    assert_int_equal(mend__fee_travel(&row, PCT(3), &bill), MEND_REASON_OVERFLOW);
}

static void test_fee__travel_by_distance(void **state)
{
    (void)state;
    mend__travel row = {
        .per_km = 150, .base = 1000, .free_km = PCT(10), .cap = MEND__FEE_NONE, .mode = MEND__ROUND_HALF_UP};
    mend__travel_bill bill = {7, 7};
    assert_int_equal(mend__fee_travel(&row, PCT(10), &bill), 0);
    assert_int_equal(bill.amount, 1000);
    row.round_trip = true;
    assert_int_equal(mend__fee_travel(&row, 12340000000, &bill), 0);
    assert_int_equal(bill.km, 24680000000);
    assert_int_equal(bill.amount, 3202);
    row.km_up = true;
    assert_int_equal(mend__fee_travel(&row, 12340000000, &bill), 0);
    assert_int_equal(bill.km, PCT(25));
    assert_int_equal(bill.amount, 3250);
    assert_int_equal(mend__fee_travel(&row, PCT(12), &bill), 0);
    assert_int_equal(bill.km, PCT(24)); /* whole already */
    row.cap = 0;
    assert_int_equal(mend__fee_travel(&row, PCT(12), &bill), 0);
    assert_int_equal(bill.amount, 0);
    assert_int_equal(mend__fee_travel(&row, -1, &bill), MEND_REASON_NEGATIVE_QUANTITY);
    assert_int_equal(mend__fee_travel(&row, INT64_MAX, &bill), MEND_REASON_OVERFLOW);
    row.round_trip = false;
    assert_int_equal(mend__fee_travel(&row, INT64_MAX, &bill), MEND_REASON_OVERFLOW); /* raised to whole ones */
    row.km_up = false;
    row.per_km = INT64_MAX;
    assert_int_equal(mend__fee_travel(&row, PCT(100), &bill), 0); /* the cap holds whatever the product */
    assert_int_equal(bill.amount, 0);
    row.cap = MEND__FEE_NONE;
    assert_int_equal(mend__fee_travel(&row, PCT(100), &bill), MEND_REASON_OVERFLOW);
    row.per_km = 1;
    row.base = INT64_MAX;
    assert_int_equal(mend__fee_travel(&row, PCT(100), &bill), MEND_REASON_OVERFLOW);
}

/* ---- fees of a visit ---- */

static void assert_diagnosis(mend__credit credit, bool waive, mend__outcome outcome, int64_t charged, int64_t credited,
                             const char *why)
{
    const mend__diagnosis row = {4500, credit, waive};
    mend__diagnosis_bill bill;
    assert_int_equal(mend__fee_diagnosis(&row, outcome, 3000, 9000, &bill), 0);
    assert_int_equal(bill.charged, charged);
    assert_int_equal(bill.credit, credited);
    assert_string_equal(bill.why, why);
}

static void test_fee__diagnosis(void **state)
{
    (void)state;
    assert_diagnosis(MEND__CREDIT_NONE, false, MEND__OUTCOME_ACCEPTED, 4500, 0, "NOT_CREDITED");
    assert_diagnosis(MEND__CREDIT_FULL, false, MEND__OUTCOME_ACCEPTED, 4500, 4500, "CREDITED");
    assert_diagnosis(MEND__CREDIT_LABOUR, false, MEND__OUTCOME_ACCEPTED, 4500, 3000, "CREDITED_PART");
    assert_diagnosis(MEND__CREDIT_REPAIR, false, MEND__OUTCOME_ACCEPTED, 4500, 4500, "CREDITED");
    assert_diagnosis(MEND__CREDIT_FULL, true, MEND__OUTCOME_DECLINED, 4500, 0, "DECLINED");
    assert_diagnosis(MEND__CREDIT_FULL, true, MEND__OUTCOME_UNREPAIRABLE, 0, 0, "WAIVED");
    assert_diagnosis(MEND__CREDIT_FULL, false, MEND__OUTCOME_UNREPAIRABLE, 4500, 0, "UNREPAIRABLE");
    assert_diagnosis(MEND__CREDIT_FULL, false, MEND__OUTCOME_COVERED, 0, 0, "COVERED");
    const mend__diagnosis row = {4500, MEND__CREDIT_LABOUR, false}, free_one = {0, MEND__CREDIT_NONE, false};
    mend__diagnosis_bill bill;
    assert_int_equal(mend__fee_diagnosis(&free_one, MEND__OUTCOME_ACCEPTED, 3000, 9000, &bill), 0);
    assert_string_equal(bill.why, "NOT_CREDITED");
    assert_int_equal(mend__fee_diagnosis(&row, MEND__OUTCOME_ACCEPTED, 0, 0, &bill), 0);
    assert_string_equal(bill.why, "NOT_CREDITED");
    assert_int_equal(mend__fee_diagnosis(&row, MEND__OUTCOME_ACCEPTED, -1, 0, &bill), MEND_REASON_NEGATIVE_AMOUNT);
    assert_int_equal(mend__fee_diagnosis(&row, MEND__OUTCOME_ACCEPTED, 0, -1, &bill), MEND_REASON_NEGATIVE_AMOUNT);
}

static int64_t cancelled(const mend__cancel *row, int64_t estimate, int64_t parts)
{
    int64_t fee = -1;
    assert_int_equal(mend__fee_cancel(row, MEND__ROUND_HALF_UP, estimate, parts, &fee), 0);
    return fee;
}

static void test_fee__cancelling(void **state)
{
    (void)state;
    int64_t fee = 7;
    assert_int_equal(cancelled(&(mend__cancel){.flat = 0}, 1500, 900), 0);
    assert_int_equal(cancelled(&(mend__cancel){.flat = 3000}, 1500, 900), 3000);
    assert_int_equal(cancelled(&(mend__cancel){.pct = PCT(10), .min = 2000}, 50005, 0), 5001);
    assert_int_equal(cancelled(&(mend__cancel){.pct = PCT(10), .min = 2000}, 1500, 0), 2000);
    assert_int_equal(cancelled(&(mend__cancel){.pct = PCT(10), .min = 2000, .cap_estimate = true}, 1500, 0), 1500);
    assert_int_equal(cancelled(&(mend__cancel){.pct = PCT(10), .min = 2000, .cap_estimate = true}, 2000, 0), 2000);
    assert_int_equal(cancelled(&(mend__cancel){.pct = PCT(10), .min = 2000, .cap_estimate = true}, 30000, 0), 3000);
    assert_int_equal(cancelled(&(mend__cancel){.pct = PCT(5), .parts_ordered = true}, 40000, 12000), 14000);
    assert_int_equal(cancelled(&(mend__cancel){.flat = 9, .cap_estimate = true, .parts_ordered = true}, 5, 7), 12);
    mend__cancel row = {.flat = INT64_MAX, .parts_ordered = true};
    assert_int_equal(mend__fee_cancel(&row, MEND__ROUND_HALF_UP, 0, 1, &fee), MEND_REASON_OVERFLOW);
    row.pct = PCT(100);
    assert_int_equal(mend__fee_cancel(&row, MEND__ROUND_HALF_UP, 1, 0, &fee), MEND_REASON_OVERFLOW);
    assert_int_equal(mend__fee_cancel(&row, MEND__ROUND_HALF_UP, -1, 0, &fee), MEND_REASON_NEGATIVE_AMOUNT);
    assert_int_equal(mend__fee_cancel(&row, MEND__ROUND_HALF_UP, 0, -1, &fee), MEND_REASON_NEGATIVE_AMOUNT);
    assert_int_equal(fee, 7);
}

static void test_fee__storage_counts_from_the_notice(void **state)
{
    (void)state;
    mend__storage row = {7, 1000, MEND__FEE_NONE};
    mend__storage_bill bill = {9, 9};
    assert_int_equal(mend__fee_storage(&row, 100, 107, &bill), 0);
    assert_int_equal(bill.days, 0);
    assert_int_equal(bill.amount, 0);
    assert_int_equal(mend__fee_storage(&row, 100, 108, &bill), 0);
    assert_int_equal(bill.days, 1);
    assert_int_equal(bill.amount, 1000);
    assert_int_equal(mend__fee_storage(&row, 100, 90, &bill), 0); /* fetched before anybody was told */
    assert_int_equal(bill.days, 0);
    row.cap = 5000;
    assert_int_equal(mend__fee_storage(&row, 100, 112, &bill), 0);
    assert_int_equal(bill.amount, 5000);
    assert_int_equal(mend__fee_storage(&row, 100, 200, &bill), 0);
    assert_int_equal(bill.days, 93);
    assert_int_equal(bill.amount, 5000);
    row.per_day = INT64_MAX;
    assert_int_equal(mend__fee_storage(&row, 100, 200, &bill), 0); /* the cap holds whatever the product */
    assert_int_equal(bill.amount, 5000);
    row.cap = MEND__FEE_NONE;
    assert_int_equal(mend__fee_storage(&row, 100, 200, &bill), MEND_REASON_OVERFLOW);
}

static int64_t surcharged(mend__surcharge row, int64_t base)
{
    int64_t amount = -1;
    assert_int_equal(mend__fee_surcharge(&row, base, &amount), 0);
    return amount;
}

static void test_fee__surcharges(void **state)
{
    (void)state;
    const int64_t none = MEND__FEE_NONE;
    int64_t amount = 7;
    assert_int_equal(surcharged((mend__surcharge){0, 0, none, none, MEND__ROUND_HALF_UP}, 500), 0);
    assert_int_equal(surcharged((mend__surcharge){PCT(27), 0, none, none, MEND__ROUND_HALF_UP}, 9850), 2660);
    assert_int_equal(surcharged((mend__surcharge){PCT(27), 0, none, none, MEND__ROUND_DOWN}, 9850), 2659);
    assert_int_equal(surcharged((mend__surcharge){PCT(30), 100, none, none, MEND__ROUND_HALF_UP}, 1000), 400);
    assert_int_equal(surcharged((mend__surcharge){PCT(30), 0, 2000, 20000, MEND__ROUND_HALF_UP}, 1000), 2000);
    assert_int_equal(surcharged((mend__surcharge){PCT(30), 0, 2000, 20000, MEND__ROUND_HALF_UP}, 10000), 3000);
    assert_int_equal(surcharged((mend__surcharge){PCT(30), 0, 2000, 20000, MEND__ROUND_HALF_UP}, 300000), 20000);
    assert_int_equal(surcharged((mend__surcharge){PCT(200), 0, 2000, 20000, MEND__ROUND_HALF_UP}, INT64_MAX), 20000);
    assert_int_equal(surcharged((mend__surcharge){0, 5, 0, 0, MEND__ROUND_HALF_UP}, 0), 0);
    const mend__surcharge vast = {PCT(100), 1, none, none, MEND__ROUND_HALF_UP};
    assert_int_equal(mend__fee_surcharge(&vast, INT64_MAX, &amount), MEND_REASON_OVERFLOW);
    assert_int_equal(mend__fee_surcharge(&vast, -1, &amount), MEND_REASON_NEGATIVE_AMOUNT);
    assert_int_equal(amount, 7);
}

/* ---- estimates ---- */

static int64_t limit(int64_t pct, int64_t abs, bool larger, int64_t estimate)
{
    const mend__tolerance row = {pct, abs, larger};
    mend__excess excess;
    assert_int_equal(mend__fee_excess(&row, estimate, estimate, &excess), 0);
    assert_int_equal(excess.over, 0);
    assert_false(excess.consent);
    return excess.limit;
}

static void test_fee__estimates(void **state)
{
    (void)state;
    const int64_t none = MEND__FEE_NONE;
    assert_int_equal(limit(none, none, false, 50000), 50000);
    assert_int_equal(limit(PCT(10), none, false, 50000), 55000);
    assert_int_equal(limit(PCT(10), none, false, 50009), 55009); /* 5000.9 rounded down */
    assert_int_equal(limit(none, 3000, false, 50000), 53000);
    assert_int_equal(limit(PCT(10), 3000, false, 50000), 53000);
    assert_int_equal(limit(PCT(10), 3000, true, 50000), 55000);
    assert_int_equal(limit(PCT(10), 9000, false, 50000), 55000);
    assert_int_equal(limit(PCT(10), 9000, true, 50000), 59000);
    assert_int_equal(limit(PCT(10), 0, false, 50000), 50000);
    assert_int_equal(limit(PCT(10), none, false, 0), 0);
    mend__tolerance row = {PCT(10), none, false};
    mend__excess excess = {1, 1, true};
    assert_int_equal(mend__fee_excess(&row, 50000, 55000, &excess), 0);
    assert_int_equal(excess.over, 5000);
    assert_false(excess.consent);
    assert_int_equal(mend__fee_excess(&row, 50000, 55001, &excess), 0);
    assert_true(excess.consent);
    assert_int_equal(mend__fee_excess(&row, 50000, 0, &excess), 0);
    assert_int_equal(excess.over, 0);
    assert_int_equal(mend__fee_excess(&row, -1, 0, &excess), MEND_REASON_NEGATIVE_AMOUNT);
    assert_int_equal(mend__fee_excess(&row, 0, -1, &excess), MEND_REASON_NEGATIVE_AMOUNT);
    assert_int_equal(mend__fee_excess(&row, INT64_MAX, 0, &excess), MEND_REASON_OVERFLOW);
    row.pct = PCT(200);
    assert_int_equal(mend__fee_excess(&row, INT64_MAX, 0, &excess), MEND_REASON_OVERFLOW);
}

static void test_fee__quotes_end(void **state)
{
    (void)state;
    int32_t last = 7;
    assert_true(mend__fee_valid_until(100, 0, &last));
    assert_int_equal(last, 100);
    assert_true(mend__fee_valid_until(MEND__DAY_MAX - 30, 30, &last));
    assert_int_equal(last, MEND__DAY_MAX);
    assert_false(mend__fee_valid_until(MEND__DAY_MAX - 30, 31, &last));
    assert_int_equal(last, MEND__DAY_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fee__reads_decimals),
        cmocka_unit_test(test_fee__rounds_each_way),
        cmocka_unit_test(test_fee__rounds_once),
        cmocka_unit_test(test_fee__keeps_long_products),
        cmocka_unit_test(test_fee__too_long_products_do_not_fit),
        cmocka_unit_test(test_fee__labour_goes_by_minimum_and_step),
        cmocka_unit_test(test_fee__labour_bills_bands),
        cmocka_unit_test(test_fee__labour_refuses_what_cannot_be),
        cmocka_unit_test(test_fee__parts),
        cmocka_unit_test(test_fee__stacks_of_discounts),
        cmocka_unit_test(test_fee__a_long_stack_is_exact),
        cmocka_unit_test(test_fee__travel_by_zones),
        cmocka_unit_test(test_fee__travel_by_distance),
        cmocka_unit_test(test_fee__diagnosis),
        cmocka_unit_test(test_fee__cancelling),
        cmocka_unit_test(test_fee__storage_counts_from_the_notice),
        cmocka_unit_test(test_fee__surcharges),
        cmocka_unit_test(test_fee__estimates),
        cmocka_unit_test(test_fee__quotes_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
