/*
 * fee_visit.c - fees of a visit beside work, parts and way, and how far an estimate reaches, see fee.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fee.h"
#include "ground/int.h"

/* fee plus a percentage of an amount, rounded. False: it does not fit. */
static bool visit_percent(int64_t fee, int64_t amount, int64_t pct, mend__rounding mode, int64_t *out)
{
    int64_t share;
    return mend__money_percent(amount, pct, mode, &share) && mend__add64(fee, share, out);
}

/* ---- diagnosis ---- */

/* What an accepted repair gives back of the fee. */
static int64_t diagnosis_credit(const mend__diagnosis *row, int64_t labour, int64_t repair)
{
    int64_t most = row->credit == MEND__CREDIT_FULL     ? row->fee
                   : row->credit == MEND__CREDIT_LABOUR ? labour
                   : row->credit == MEND__CREDIT_REPAIR ? repair
                                                        : 0;
    return most < row->fee ? most : row->fee;
}

mend_reason mend__fee_diagnosis(const mend__diagnosis *row, mend__outcome outcome, int64_t labour, int64_t repair,
                                mend__diagnosis_bill *out)
{
    int64_t credit;
    if (labour < 0 || repair < 0) {
        return MEND_REASON_NEGATIVE_AMOUNT;
    }
    switch (outcome) {
    case MEND__OUTCOME_ACCEPTED:
        credit = diagnosis_credit(row, labour, repair);
        *out = (mend__diagnosis_bill){row->fee, credit,
                                      credit == row->fee && row->credit != MEND__CREDIT_NONE ? "CREDITED"
                                      : credit > 0                                           ? "CREDITED_PART"
                                                                                             : "NOT_CREDITED"};
        return 0;
    case MEND__OUTCOME_DECLINED:
        *out = (mend__diagnosis_bill){row->fee, 0, "DECLINED"};
        return 0;
    case MEND__OUTCOME_UNREPAIRABLE:
        *out = (mend__diagnosis_bill){row->waive_unrepairable ? 0 : row->fee, 0,
                                      row->waive_unrepairable ? "WAIVED" : "UNREPAIRABLE"};
        return 0;
    default:
        *out = (mend__diagnosis_bill){0, 0, "COVERED"};
        return 0;
    }
}

/* ---- cancellation, storage, surcharge ---- */

mend_reason mend__fee_cancel(const mend__cancel *row, mend__rounding mode, int64_t estimate, int64_t parts,
                             int64_t *fee)
{
    int64_t sum;
    if (estimate < 0 || parts < 0) {
        return MEND_REASON_NEGATIVE_AMOUNT;
    }
    if (!visit_percent(row->flat, estimate, row->pct, mode, &sum)) {
        return MEND_REASON_OVERFLOW;
    }
    sum = sum < row->min ? row->min : sum;
    sum = row->cap_estimate && sum > estimate ? estimate : sum;
    if (row->parts_ordered && !mend__add64(sum, parts, &sum)) {
        return MEND_REASON_OVERFLOW;
    }
    *fee = sum;
    return 0;
}

mend_reason mend__fee_storage(const mend__storage *row, int32_t notified, int32_t picked, mend__storage_bill *out)
{
    int64_t days = (int64_t)picked - notified, amount;
    days = days > row->free_days ? days - row->free_days : 0;
    bool fits = mend__mul64(days, row->per_day, &amount);
    if (row->cap != MEND__FEE_NONE && (!fits || amount > row->cap)) {
        amount = row->cap;
        fits = true;
    }
    if (!fits) {
        return MEND_REASON_OVERFLOW;
    }
    *out = (mend__storage_bill){days, amount};
    return 0;
}

mend_reason mend__fee_surcharge(const mend__surcharge *row, int64_t base, int64_t *amount)
{
    int64_t sum;
    if (base < 0) {
        return MEND_REASON_NEGATIVE_AMOUNT;
    }
    bool fits = visit_percent(row->flat, base, row->pct, row->mode, &sum);
    if (row->max != MEND__FEE_NONE && (!fits || sum > row->max)) {
        sum = row->max;
        fits = true;
    }
    if (!fits) {
        return MEND_REASON_OVERFLOW;
    }
    *amount = row->min != MEND__FEE_NONE && sum < row->min ? row->min : sum;
    return 0;
}

/* ---- estimates ---- */

/* False: it does not fit. */
static bool tolerance_allowance(const mend__tolerance *row, int64_t estimate, int64_t *out)
{
    int64_t share = 0;
    if (row->pct != MEND__FEE_NONE && !mend__money_percent(estimate, row->pct, MEND__ROUND_DOWN, &share)) {
        return false;
    }
    if (row->pct == MEND__FEE_NONE || row->abs == MEND__FEE_NONE) {
        *out = row->abs != MEND__FEE_NONE ? row->abs : share;
    } else {
        *out = (share > row->abs) == row->larger ? share : row->abs;
    }
    return true;
}

mend_reason mend__fee_excess(const mend__tolerance *row, int64_t estimate, int64_t total, mend__excess *out)
{
    int64_t allowance, limit;
    if (estimate < 0 || total < 0) {
        return MEND_REASON_NEGATIVE_AMOUNT;
    }
    if (!tolerance_allowance(row, estimate, &allowance) || !mend__add64(estimate, allowance, &limit)) {
        return MEND_REASON_OVERFLOW;
    }
    *out = (mend__excess){limit, total > estimate ? total - estimate : 0, total > limit};
    return 0;
}

bool mend__fee_valid_until(int32_t issued, int64_t days, int32_t *last_day)
{
    if (days > MEND__DAY_MAX - (int64_t)issued) {
        return false;
    }
    *last_day = (int32_t)(issued + days);
    return true;
}
