/*
 * fee_part.c - what parts cost, and what discounts leave of an amount, see fee.h.
 *
 * The amount that is left is what gets rounded; the discount is the difference, so that the three always agree.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fee.h"
#include "ground/int.h"

/* ---- parts ---- */

/* qty * unit less a percentage, in minor units. */
static bool part_line(const mend__part *row, mend__decimal qty, int64_t pct_left, int64_t *out)
{
    mend__exact e = mend__exact_of(mend__wide_of(qty.digits));
    e.places = qty.places - row->exp;
    mend__exact_times_decimal(&e, row->unit);
    mend__exact_percent(&e, pct_left);
    return mend__exact_round(&e, row->mode, out);
}

/* The same with the price of one rounded before it is multiplied. */
static bool part_units(const mend__part *row, mend__decimal qty, int64_t pct_left, int64_t *out)
{
    const mend__decimal one = {1, 0};
    int64_t unit;
    if (!part_line(row, one, pct_left, &unit)) {
        return false;
    }
    mend__exact e = mend__exact_of(mend__wide_of(unit));
    mend__exact_times_decimal(&e, qty);
    return mend__exact_round(&e, row->mode, out);
}

mend_reason mend__fee_part(const mend__part *row, mend__decimal qty, mend__cut *out)
{
    int64_t gross, amount, left = MEND__HUNDRED - row->disc_pct;
    if (qty.digits < 0) {
        return MEND_REASON_NEGATIVE_QUANTITY;
    }
    if (!part_line(row, qty, MEND__HUNDRED, &gross)) {
        return MEND_REASON_OVERFLOW;
    }
    if (row->disc_pct > 0) {
        bool fits = row->disc_at_unit ? part_units(row, qty, left, &amount) : part_line(row, qty, left, &amount);
        amount = fits && amount < gross ? amount : gross;
    } else {
        amount = gross;
    }
    *out = (mend__cut){gross, gross - amount, amount};
    return 0;
}

/* ---- stacks of discounts ---- */

/* A share of at most all of an amount, which always fits. */
static int64_t stack_share(int64_t amount, int64_t pct, mend__rounding mode)
{
    int64_t share = 0;
    mend__exact e = mend__exact_of(mend__wide_of(amount));
    mend__exact_percent(&e, pct);
    (void)mend__exact_round(&e, mode, &share);
    return share;
}

/* Each discount taken off what the one before it left. */
static int64_t stack_sequential(const mend__stack *row, int64_t amount)
{
    int64_t left = amount;
    mend__exact e = mend__exact_of(mend__wide_of(amount)); /* has room for 16 percentages of 37 bits */
    for (size_t i = 0; i < row->count; i++) {
        int64_t rest = MEND__HUNDRED - row->pcts[i];
        mend__exact_percent(&e, rest);
        left = row->round_each ? stack_share(left, rest, row->mode) : left;
    }
    if (!row->round_each) {
        (void)mend__exact_round(&e, row->mode, &left);
    }
    return left;
}

/* All discounts taken off the whole, at most the whole. */
static int64_t stack_additive(const mend__stack *row, int64_t amount)
{
    int64_t sum = 0, left = amount;
    for (size_t i = 0; i < row->count; i++) {
        sum += row->pcts[i];
    }
    if (sum >= MEND__HUNDRED) {
        return 0;
    }
    for (size_t i = 0; i < row->count && row->round_each; i++) {
        left -= stack_share(amount, row->pcts[i], row->mode); /* ends less than one a discount beyond zero */
    }
    if (!row->round_each) {
        return stack_share(amount, MEND__HUNDRED - sum, row->mode);
    }
    return (left < 0) == (amount < 0) ? left : 0;
}

void mend__fee_stack(const mend__stack *row, int64_t amount, mend__cut *out)
{
    int64_t left = row->additive ? stack_additive(row, amount) : stack_sequential(row, amount);
    *out = (mend__cut){amount, amount - left, left};
}
