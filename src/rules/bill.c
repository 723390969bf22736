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
static mend_reason bill_lines(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, int64_t *subtotal,
                              int64_t *discountable)
{
    int64_t sum = 0, part = 0;
    for (size_t i = 0; i < count; i++) {
        mend__bill_line *line = &lines[i];
        int64_t off = 0;
        if (line->discount.kind != MEND__DISCOUNT_NONE) {
            mend_reason reason = bill_discount(&line->discount, line->amount, rule->mode, &off);
            if (reason != 0) {
                return reason;
            }
        }
        line->sum = line->net = line->amount - off; /* between 0 and the amount */
        if (!bill_sum(&sum, line->sum) || (line->discountable && !bill_sum(&part, line->sum))) {
            return MEND_REASON_OVERFLOW;
        }
    }
    *subtotal = sum;
    *discountable = part;
    return 0;
}

/* What a rate is of a net amount: by / of, without the billionths where there are none, so that products stay small. */
static void bill_ratio(const mend__bill_rule *rule, int64_t rate, int64_t *by, int64_t *of)
{
    int64_t unit = rate % MEND__NANO == 0 ? MEND__NANO : 1;
    *by = rate / unit;
    *of = (rule->included ? BILL_WHOLE + rate : BILL_WHOLE) / unit;
}

static void bill_taxed(mend__bill_line *line, bool included, int64_t tax)
{
    line->tax = tax;
    line->base = line->net - (included ? tax : 0); /* fits: the same sign, not more */
}

/* The place of a rate among those there are; a new one goes behind the others. */
static size_t bill_rate_at(mend__bill_rate *rates, size_t *count, int64_t rate)
{
    size_t i = 0;
    while (i < *count && rates[i].rate != rate) {
        i++;
    }
    if (i == *count) {
        rates[(*count)++] = (mend__bill_rate){rate, 0, 0};
    }
    return i;
}

/* The rates with their nets in place of their bases; the tax of each line is rounded by itself. */
static bool bill_by_line(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, mend__bill_rate *rates,
                         size_t *rate_count)
{
    int64_t by = 0, of = 1, last = -1; /* no rate is below zero */
    mend__rounding mode = rule->mode;
    bool included = rule->included;
    mend__bill_rate *at = rates;
    for (size_t i = 0; i < count; i++) {
        mend__bill_line *line = &lines[i];
        int64_t tax;
        if (line->rate != last) {
            last = line->rate;
            at = &rates[bill_rate_at(rates, rate_count, last)];
            bill_ratio(rule, last, &by, &of);
        }
        if (line->net == 0) {
            line->tax = line->base = 0;
            continue;
        }
        if (!mend__mul_div64(line->net, by, of, mode, &tax) || !bill_sum(&at->base, line->net) ||
            !bill_sum(&at->tax, tax)) {
            return false;
        }
        bill_taxed(line, included, tax);
    }
    return true;
}

/* The same with the tax of each rate rounded and shared out. room: for 2 * count numbers. */
static bool bill_by_rate(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, mend__bill_rate *rates,
                         size_t *rate_count, int64_t *room)
{
    int64_t by, of, *amounts = room, *parts = room + count;
    for (size_t i = 0; i < count; i++) {
        size_t at = bill_rate_at(rates, rate_count, lines[i].rate);
        if (!bill_sum(&rates[at].base, lines[i].net)) {
            return false;
        }
    }
    for (size_t r = 0; r < *rate_count; r++) {
        for (size_t i = 0; i < count; i++) {
            amounts[i] = lines[i].rate == rates[r].rate ? lines[i].net : 0;
        }
        bill_ratio(rule, rates[r].rate, &by, &of);
        if (!mend__money_apportion(amounts, count, by, of, rule->mode, &rates[r].tax, parts)) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            if (lines[i].rate == rates[r].rate) {
                bill_taxed(&lines[i], rule->included, parts[i]);
            }
        }
    }
    return true;
}

/* The rates, and the total of the bill. */
static bool bill_rates(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, mend__bill_rate *rates,
                       int64_t *room, mend__bill *out)
{
    if (rule->by_line ? !bill_by_line(rule, lines, count, rates, &out->rates)
                      : !bill_by_rate(rule, lines, count, rates, &out->rates, room)) {
        return false;
    }
    for (size_t r = 0; r < out->rates; r++) {
        rates[r].base -= rule->included ? rates[r].tax : 0; /* fits, as it does for each line */
        if (!bill_sum(&out->total, rates[r].base) || !bill_sum(&out->total, rates[r].tax)) {
            return false;
        }
    }
    return true;
}

/* Takes the bill's discount off the lines that have a part in it. room: for 2 * count numbers. */
static bool bill_spread(mend__bill_line *lines, size_t count, int64_t discount, int64_t *room)
{
    int64_t *amounts = room, *parts = room + count;
    for (size_t i = 0; i < count; i++) {
        amounts[i] = lines[i].discountable ? lines[i].sum : 0;
    }
    if (!mend__money_spread(discount, amounts, count, parts)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        lines[i].net -= parts[i]; /* fits: as the discount is at most the sum, a part is at most its line */
    }
    return true;
}

mend_reason mend__bill_make(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, mend__bill_rate *rates,
                            int64_t *room, mend__bill *out)
{
    int64_t discountable;
    *out = (mend__bill){0, 0, 0, 0, 0, 0};
    mend_reason reason = bill_lines(rule, lines, count, &out->subtotal, &discountable);
    if (reason == 0) {
        reason = bill_discount(&rule->discount, discountable, rule->mode, &out->discount);
    }
    if (reason != 0) {
        return reason;
    }
    if (out->discount != 0 && !bill_spread(lines, count, out->discount, room)) {
        return MEND_REASON_OVERFLOW;
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
    *ledger = (mend__ledger){.limit = writeoff_limit, .total = total, .due = total};
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
        fits = mend__sub64(after.total, entry.amount, &after.total) &&
               mend__add64(after.credited, entry.amount, &after.credited);
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
