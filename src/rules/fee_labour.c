/*
 * fee_labour.c - what working time costs, see fee.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fee.h"
#include "ground/int.h"

/* Raises or lowers minutes to a multiple of the step. False: it does not fit. */
static bool labour_step(const mend__labour *row, int64_t *minutes)
{
    if (row->step_minutes == 1) {
        return true;
    }
    int64_t over = *minutes % row->step_minutes, whole = *minutes - over;
    bool up = row->step_round == MEND__STEP_UP        ? over > 0
              : row->step_round == MEND__STEP_NEAREST ? over >= row->step_minutes - over
                                                      : false;
    return up ? mend__add64(whole, row->step_minutes, minutes) : mend__add64(whole, 0, minutes);
}

/* The minutes to be billed. */
static mend_reason labour_minutes(const mend__labour *row, const mend__labour_work *work, int64_t *minutes)
{
    int64_t sum = 0;
    for (size_t i = 0; i < work->band_count; i++) {
        if (work->bands[i].minutes < 0) {
            return MEND_REASON_NEGATIVE_QUANTITY;
        }
        if (!mend__add64(sum, work->bands[i].minutes, &sum)) {
            return MEND_REASON_OVERFLOW;
        }
    }
    sum = sum < row->min_minutes ? row->min_minutes : sum;
    if (!labour_step(row, &sum)) {
        return MEND_REASON_OVERFLOW;
    }
    *minutes = sum;
    return 0;
}

/* Minutes times percentages, for `minutes` in all. The bands are filled from the first; the last takes what is left. */
static mend__wide labour_weigh(const mend__labour_work *work, int64_t minutes)
{
    int64_t left = minutes;
    mend__wide sum = mend__wide_of(0);
    for (size_t i = 0; i < work->band_count; i++) {
        const mend__labour_band *band = &work->bands[i];
        int64_t take = i + 1 == work->band_count || band->minutes > left ? left : band->minutes;
        /* The minutes sum to 63 bits, and a percentage has 63: it fits. */
        (void)mend__wide_add(sum, mend__wide_mul64(take, band->pct), &sum);
        left -= take;
    }
    return sum;
}

static mend_reason labour_hourly(const mend__labour *row, const mend__labour_work *work, mend__labour_bill *out)
{
    int64_t minutes, amount;
    mend_reason reason = labour_minutes(row, work, &minutes);
    if (reason != 0) {
        return reason;
    }
    if (row->grade_pct == MEND__HUNDRED && work->band_count == 1 && work->bands[0].pct == MEND__HUNDRED) {
        if (!mend__mul_div64(minutes, row->rate, 60, row->rounding, &amount)) { /* the rate is that of an hour */
            return MEND_REASON_OVERFLOW;
        }
        *out = (mend__labour_bill){minutes, amount};
        return 0;
    }
    mend__exact e = mend__exact_of(labour_weigh(work, minutes));
    e.places += 11; /* of the percentages: billionths and hundredths */
    mend__exact_times(&e, row->rate);
    mend__exact_percent(&e, row->grade_pct);
    e.by = 60;
    if (!mend__exact_round(&e, row->rounding, &amount)) {
        return MEND_REASON_OVERFLOW;
    }
    *out = (mend__labour_bill){minutes, amount};
    return 0;
}

mend_reason mend__fee_labour(const mend__labour *row, const mend__labour_work *work, mend__labour_bill *out)
{
    int64_t amount;
    if (row->hourly) {
        return labour_hourly(row, work, out);
    }
    if (work->times.digits < 0) {
        return MEND_REASON_NEGATIVE_QUANTITY;
    }
    if (work->times.digits == 1 && work->times.places == 0) {
        *out = (mend__labour_bill){-1, row->price};
        return 0;
    }
    mend__exact e = mend__exact_of(mend__wide_of(row->price));
    mend__exact_times_decimal(&e, work->times);
    if (!mend__exact_round(&e, row->rounding, &amount)) {
        return MEND_REASON_OVERFLOW;
    }
    *out = (mend__labour_bill){-1, amount};
    return 0;
}
