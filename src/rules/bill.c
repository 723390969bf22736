/*
 * bill.c - bills and what is left of them, see bill.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "bill.h"
#include "ground/int.h"

#define BILL_WHOLE (100 * MEND__NANO) /* 100 % */

static bool bill_sum(int64_t *sum, int64_t a)
{
    return mend__add64(*sum, a, sum);
}

/* What a discount takes off an amount; at most all of it, and never more than nothing on the other side. */
static mend_reason bill_discount(const mend__discount *d, int64_t amount, mend__rounding mode, int64_t *off)
{
    *off = 0;
    if (d->kind == MEND__DISCOUNT_NONE) {
        return 0;
    }
    if (d->kind == MEND__DISCOUNT_PERCENT) {
        if (d->value < 0 || d->value > BILL_WHOLE) {
            return MEND_REASON_DISCOUNT_TOO_LARGE;
        }
        mend__money_percent(amount, d->value, mode, off); /* fits: at most the amount */
        return 0;
    }
    if (amount < 0 ? d->value > 0 || d->value < amount : d->value < 0 || d->value > amount) {
        return MEND_REASON_DISCOUNT_TOO_LARGE;
    }
    *off = d->value;
    return 0;
}

/* The lines' own discounts, their sum, and the part of it that the bill's discount is taken from. */
static mend_reason bill_lines(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, int64_t *amounts,
                              int64_t *subtotal, int64_t *discountable)
{
    *subtotal = *discountable = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t off;
        mend_reason reason = bill_discount(&lines[i].discount, lines[i].amount, rule->mode, &off);
        if (reason != 0) {
            return reason;
        }
        lines[i].sum = lines[i].amount - off; /* between 0 and the amount */
        amounts[i] = lines[i].discountable ? lines[i].sum : 0;
        if (!bill_sum(subtotal, lines[i].sum) || !bill_sum(discountable, amounts[i])) {
            return MEND_REASON_OVERFLOW;
        }
    }
    return 0;
}

/* One rate, whose first line is lines[first]. by and of: tax = net * by / of. amounts and parts: room for `count`. */
static bool bill_rate(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, size_t first,
                      mend__bill_rate *rate, int64_t *amounts, int64_t *parts)
{
    int64_t by = lines[first].rate, of = rule->included ? BILL_WHOLE + by : BILL_WHOLE, net = 0;
    *rate = (mend__bill_rate){by, 0, 0};
    for (size_t i = 0; i < count; i++) {
        amounts[i] = lines[i].rate == by ? lines[i].net : 0;
        if (!bill_sum(&net, amounts[i])) {
            return false;
        }
        parts[i] = 0;
        if (rule->by_line && amounts[i] != 0 &&
            (!mend__mul_div64(amounts[i], by, of, rule->mode, &parts[i]) || !bill_sum(&rate->tax, parts[i]))) {
            return false;
        }
    }
    if (!rule->by_line && !mend__money_apportion(amounts, count, by, of, rule->mode, &rate->tax, parts)) {
        return false;
    }
    for (size_t i = first; i < count; i++) {
        if (lines[i].rate == by) {
            lines[i].tax = parts[i];
            lines[i].base = rule->included ? lines[i].net - parts[i] : lines[i].net; /* fits: the same sign, not more */
        }
    }
    rate->base = rule->included ? net - rate->tax : net; /* fits for the same reason */
    return true;
}

static bool bill_seen(const mend__bill_rate *rates, size_t count, int64_t rate)
{
    for (size_t i = 0; i < count; i++) {
        if (rates[i].rate == rate) {
            return true;
        }
    }
    return false;
}

/* The rates, and the total of the bill. */
static bool bill_rates(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, mend__bill_rate *rates,
                       int64_t *room, mend__bill *out)
{
    for (size_t i = 0; i < count; i++) {
        mend__bill_rate *next = &rates[out->rates];
        if (bill_seen(rates, out->rates, lines[i].rate)) {
            continue;
        }
        if (!bill_rate(rule, lines, count, i, next, room, room + count) || !bill_sum(&out->total, next->base) ||
            !bill_sum(&out->total, next->tax)) {
            return false;
        }
        out->rates++;
    }
    return true;
}

mend_reason mend__bill_make(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, mend__bill_rate *rates,
                            int64_t *room, mend__bill *out)
{
    int64_t discountable, *amounts = room, *parts = room + count;
    *out = (mend__bill){0, 0, 0, 0, 0, 0};
    mend_reason reason = bill_lines(rule, lines, count, amounts, &out->subtotal, &discountable);
    if (reason == 0) {
        reason = bill_discount(&rule->discount, discountable, rule->mode, &out->discount);
    }
    if (reason != 0) {
        return reason;
    }
    if (out->discount != 0 && !mend__money_spread(out->discount, amounts, count, parts)) {
        return MEND_REASON_OVERFLOW;
    }
    for (size_t i = 0; i < count; i++) { /* fits: as the discount is at most the sum, a part is at most its line */
        lines[i].net = out->discount == 0 ? lines[i].sum : lines[i].sum - parts[i];
    }
    if (!bill_rates(rule, lines, count, rates, room, out)) {
        return MEND_REASON_OVERFLOW;
    }
    out->payable = out->total;
    if (rule->cash_step > 0 &&
        !mend__money_cash(out->total, rule->cash_step, rule->cash_mode, &out->payable, &out->cash_rounding)) {
        return MEND_REASON_OVERFLOW;
    }
    return 0;
}

/* ---- what has been paid ---- */

void mend__ledger_open(mend__ledger *ledger, int64_t total, int64_t writeoff_limit)
{
    *ledger = (mend__ledger){writeoff_limit, total, 0, 0, total};
}

/* A write-off brings what is due nearer to nothing, from either side; all of them together stay within the limit. */
static bool ledger_write_off(mend__ledger *after, int64_t amount)
{
    bool owed = after->due < 0;
    int64_t change = owed ? -amount : amount, off, due;
    if (!mend__add64(after->written_off, change, &off) || off > after->limit || off < -after->limit) {
        return false;
    }
    due = after->due - change; /* fits: on the same side, or less than the amount on the other */
    if (owed ? due > 0 : due < 0) {
        return false;
    }
    after->written_off = off;
    return true;
}

mend_reason mend__ledger_add(mend__ledger *ledger, mend__entry entry)
{
    mend__ledger after = *ledger;
    bool fits = true;
    if (entry.amount < 0) {
        return MEND_REASON_NEGATIVE_AMOUNT;
    }
    switch (entry.kind) {
    case MEND__ENTRY_DEPOSIT:
    case MEND__ENTRY_PAYMENT:
        fits = mend__add64(after.paid, entry.amount, &after.paid);
        break;
    case MEND__ENTRY_REFUND:
        fits = mend__sub64(after.paid, entry.amount, &after.paid);
        break;
    case MEND__ENTRY_WRITEOFF:
        if (!ledger_write_off(&after, entry.amount)) {
            return MEND_REASON_WRITEOFF_LIMIT;
        }
        break;
    case MEND__ENTRY_CREDIT_NOTE:
        fits = mend__sub64(after.total, entry.amount, &after.total);
        break;
    }
    if (!fits || !mend__sub64(after.total, after.paid, &after.due) ||
        !mend__sub64(after.due, after.written_off, &after.due)) {
        return MEND_REASON_OVERFLOW;
    }
    /* What was not received can be given back only where it is owed. */
    if (entry.kind == MEND__ENTRY_REFUND && after.paid < 0 && after.due > 0) {
        return MEND_REASON_REFUND_TOO_LARGE;
    }
    *ledger = after;
    return 0;
}

mend__paid_state mend__ledger_state(const mend__ledger *ledger)
{
    /* A bill below zero is owed to the customer, and paid by giving back. */
    bool owed = ledger->total < 0;
    if (ledger->due == 0) {
        return MEND__SETTLED;
    }
    if ((ledger->due < 0) != owed) {
        return MEND__OVERPAID;
    }
    return (owed ? ledger->paid < 0 : ledger->paid > 0) ? MEND__PART_PAID : MEND__UNPAID;
}
