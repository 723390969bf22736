/*
 * tax.c - the taxes of a document, see tax.h.
 *
 * Over one set of taxes everything is linear: each tax is rate * base + fixed, where a compound tax has the taxes before
 * it worked into both. A price with tax is therefore taken apart by one division, and lines that have the same taxes are
 * summed before it.
 *
 * An overflow is noted and reckoning goes on with whatever is there; the note is looked at once, at the end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tax.h"
#include "ground/int.h"

#include <string.h>

#define TAX_ONE MEND__ATTO /* the rate of 100 % */

/* An amount and how far it may be from the true one, both in attos. */
typedef struct tax_exact {
    mend__wide value;
    uint64_t off; /* far below 2^64: see tax_cut_off */
} tax_exact;

/* One set of taxes: tax i is rates[i] * base + fixed[i]. */
typedef struct tax_set {
    uint64_t bits;
    bool cut; /* a rate has been rounded */
    int64_t rates[MEND__TAX_MAX];
    mend__wide fixed[MEND__TAX_MAX];
    int64_t rate;         /* of all */
    mend__wide fixed_sum; /* of all */
} tax_set;

/* The figures of a line or a document before they are rounded. */
typedef struct tax_figures {
    tax_exact base, total, taxes[MEND__TAX_MAX];
} tax_figures;

typedef struct tax_work {
    const mend__tax_rule *rule;
    tax_set set;
    tax_figures figures;
    int64_t *taxes; /* the outputs */
    mend__tax_sum sum;
    bool fits; /* so far */
} tax_work;

static bool tax_in(uint64_t bits, size_t i)
{
    return (bits >> i & 1) != 0;
}

/* ---- arithmetic that notes what does not fit ---- */

static void tax_note(tax_work *w, bool fits)
{
    w->fits = w->fits && fits;
}

/* *sum += a. */
static void tax_sum(tax_work *w, int64_t *sum, int64_t a)
{
    tax_note(w, mend__add64(*sum, a, sum));
}

static void tax_wide_sum(tax_work *w, mend__wide *sum, mend__wide a)
{
    tax_note(w, mend__wide_add(*sum, a, sum));
}

static void tax_add(tax_work *w, tax_exact *sum, tax_exact part)
{
    tax_wide_sum(w, &sum->value, part.value);
    sum->off += part.off;
}

/* a * by / of, of > 0. */
static tax_exact tax_part(tax_work *w, mend__wide a, int64_t by, int64_t of)
{
    tax_exact part = {a, 0};
    bool exact = true;
    tax_note(w, mend__wide_scale(a, by, of, MEND__ROUND_HALF_UP, &part.value, &exact));
    part.off = !exact;
    return part;
}

/* ---- a set of taxes ---- */

/* Tax i stands behind taxes of rate `before` and amount `fixed_before` that go into its base. */
static void tax_set_one(tax_work *w, size_t i, int64_t before, mend__wide fixed_before)
{
    const mend__tax *tax = &w->rule->taxes[i];
    int64_t alone = tax->value * (TAX_ONE / (100 * MEND__NANO)), base = TAX_ONE;
    w->set.rates[i] = tax->fixed ? 0 : alone;
    w->set.fixed[i] = tax->fixed ? tax->sum : mend__wide_of(0);
    if (tax->fixed || !tax->compound) {
        return;
    }
    tax_sum(w, &base, before);
    tax_exact rate = tax_part(w, mend__wide_of(alone), base, TAX_ONE),
              fixed = tax_part(w, fixed_before, alone, TAX_ONE);
    tax_note(w, mend__wide_to64(rate.value, &w->set.rates[i]));
    w->set.fixed[i] = fixed.value;
    w->set.cut = w->set.cut || rate.off != 0 || fixed.off != 0;
}

static void tax_set_make(tax_work *w, uint64_t bits)
{
    int64_t before = 0;
    mend__wide fixed_before = mend__wide_of(0);
    w->set.bits = bits;
    w->set.cut = false;
    w->set.rate = 0;
    w->set.fixed_sum = mend__wide_of(0);
    for (size_t i = 0; i < w->rule->count; i++) {
        if (!tax_in(bits, i)) {
            continue;
        }
        tax_set_one(w, i, before, fixed_before);
        tax_sum(w, &w->set.rate, w->set.rates[i]);
        tax_wide_sum(w, &w->set.fixed_sum, w->set.fixed[i]);
        if (w->rule->taxes[i].into_base) {
            tax_sum(w, &before, w->set.rates[i]);
            tax_wide_sum(w, &fixed_before, w->set.fixed[i]);
        }
    }
}

/* How much more a figure of this base may be off because rates were cut: a few attos for each unit of the base, as each
 * rate is off by half a one and by what it takes over from those before it, and for each fixed amount. Beyond 2^48 units
 * it counts as if there were no more, so that no figure ever looks like any half. */
static uint64_t tax_cut_off(const tax_work *w, mend__wide base, int64_t times)
{
    const uint64_t most = (uint64_t)1 << 48;
    mend__wide units = mend__wide_div(base, TAX_ONE, MEND__ROUND_UP);
    uint64_t counted = units.high != 0 || units.low > most ? most : units.low;
    return w->set.cut ? 4 * (counted + (uint64_t)(times < 0 ? -times : times)) : 0;
}

/* ---- lines ---- */

/* Begins with no figures. */
static void tax_clear(tax_work *w)
{
    memset(&w->figures, 0, sizeof w->figures);
}

/* Adds what lines of the set come to. amount: their sum as priced; times: how often a fixed tax is taken. */
static void tax_gather(tax_work *w, mend__wide amount, int64_t times)
{
    tax_exact base = {amount, 0}, total = {amount, 0};
    mend__wide net = amount, fixed = mend__wide_of(0);
    int64_t divisor = TAX_ONE;
    if (w->rule->included) {
        tax_note(w, mend__wide_mul(w->set.fixed_sum, -times, &fixed));
        tax_wide_sum(w, &net, fixed);
        tax_sum(w, &divisor, w->set.rate);
        if (divisor <= 0) { /* the taxes eat the whole price */
            w->fits = false;
            return;
        }
        base = tax_part(w, net, TAX_ONE, divisor);
    }
    uint64_t cut_off = tax_cut_off(w, base.value, times);
    for (size_t i = 0; i < w->rule->count; i++) {
        if (!tax_in(w->set.bits, i)) {
            continue;
        }
        tax_exact tax = tax_part(w, net, w->set.rates[i], divisor);
        tax_note(w, mend__wide_mul(w->set.fixed[i], times, &fixed));
        tax_wide_sum(w, &tax.value, fixed);
        tax.off += cut_off;
        tax_add(w, &w->figures.taxes[i], tax);
        if (!w->rule->included) {
            tax_add(w, &total, tax);
        }
    }
    base.off += w->rule->included ? cut_off : 0;
    tax_add(w, &w->figures.base, base);
    tax_add(w, &w->figures.total, total);
}

/* Rounds to minor units. A figure that may be a half or a whole one is taken to be it: what lies nearer to one than it
 * may be off only comes of the cutting. */
static int64_t tax_round(tax_work *w, tax_exact figure)
{
    int64_t out = 0;
    if (figure.off != 0) {
        mend__wide near = mend__wide_div(figure.value, TAX_ONE / 2, MEND__ROUND_HALF_UP), gap = mend__wide_of(0);
        tax_note(w, mend__wide_mul(near, TAX_ONE / 2, &near));
        tax_note(w, mend__wide_sub(figure.value, near, &gap));
        figure.value = gap.low <= figure.off ? near : figure.value;
    }
    tax_note(w, mend__wide_to64(mend__wide_div(figure.value, TAX_ONE, w->rule->mode), &out));
    return out;
}

/* Whether the base is what the rounded total leaves; else it is rounded by itself. */
static bool tax_from_total(const mend__tax_rule *rule)
{
    return rule->fit == MEND__FIT_TOTAL || (rule->included && rule->fit == MEND__FIT_BASE);
}

/* Rounds the figures, lets one of them take what that leaves over, and adds them to the outputs. */
static void tax_settle(tax_work *w, uint64_t bits)
{
    int64_t all = 0, total, base, adjust = 0;
    for (size_t i = 0; i < w->rule->count; i++) {
        if (tax_in(bits, i)) {
            int64_t tax = tax_round(w, w->figures.taxes[i]);
            tax_sum(w, &w->taxes[i], tax);
            tax_sum(w, &all, tax);
        }
    }
    if (tax_from_total(w->rule)) {
        base = total = tax_round(w, w->figures.total);
        tax_note(w, mend__sub64(total, all, &base));
    } else {
        base = total = tax_round(w, w->figures.base);
        tax_sum(w, &total, all);
        if (w->rule->included) {
            adjust = tax_round(w, w->figures.total);
            tax_note(w, mend__sub64(adjust, total, &adjust));
            tax_sum(w, &total, adjust);
        }
    }
    tax_sum(w, &w->sum.base, base);
    tax_sum(w, &w->sum.adjust, adjust);
    tax_sum(w, &w->sum.total, total);
}

static void tax_each_line(tax_work *w, const mend__tax_line *lines, size_t count)
{
    for (size_t i = 0; i < count && w->fits; i++) {
        if (i == 0 || lines[i].taxes != w->set.bits) {
            tax_set_make(w, lines[i].taxes);
        }
        tax_clear(w);
        tax_gather(w, lines[i].amount, lines[i].credit ? -1 : 1);
        tax_settle(w, w->set.bits);
    }
}

/* Whether a line before this one has the same taxes. */
static bool tax_seen(const mend__tax_line *lines, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (lines[i].taxes == lines[at].taxes) {
            return true;
        }
    }
    return false;
}

static void tax_all_lines(tax_work *w, const mend__tax_line *lines, size_t count)
{
    uint64_t bits = 0;
    tax_clear(w);
    for (size_t i = 0; i < count && w->fits; i++) {
        mend__wide amount = mend__wide_of(0);
        int64_t times = 0;
        if (tax_seen(lines, i)) {
            continue;
        }
        for (size_t k = i; k < count; k++) {
            if (lines[k].taxes == lines[i].taxes) {
                tax_wide_sum(w, &amount, lines[k].amount);
                times += lines[k].credit ? -1 : 1;
            }
        }
        bits |= lines[i].taxes;
        tax_set_make(w, lines[i].taxes);
        tax_gather(w, amount, times);
    }
    tax_settle(w, bits);
}

bool mend__tax_document(const mend__tax_rule *rule, const mend__tax_line *lines, size_t count, int64_t *taxes,
                        mend__tax_sum *sum)
{
    tax_work w;
    w.rule = rule;
    w.taxes = taxes;
    w.sum = (mend__tax_sum){0, 0, 0};
    w.fits = true;
    for (size_t i = 0; i < rule->count; i++) {
        taxes[i] = 0;
    }
    if (rule->by_line) {
        tax_each_line(&w, lines, count);
    } else {
        tax_all_lines(&w, lines, count);
    }
    *sum = w.sum;
    return w.fits;
}
