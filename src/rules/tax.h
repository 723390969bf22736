/*
 * tax.h - the taxes of a document: what its lines come to without them, each tax, and the total.
 *
 * Amounts go in exact and are rounded once: with a rule by line, each figure of a line; with a rule by document, the
 * figures of the whole. Inside, an amount is a number of attos (notions/money.h), and a figure that a division has cut
 * off carries how far it may be off, so that a half is still seen as one. Figures are those of exact fractions up to 2^48
 * minor units; beyond that they still are, unless taxes on top of each other have more than 18 places between them. A
 * document with all signs turned has all figures turned, if the rounding mirrors.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TAX_H
#define MEND__TAX_H

#include "notions/money.h"

#define MEND__TAX_MAX         64           /* taxes of a rule: a line names them by the bits of a word */
#define MEND__TAX_PERCENT_MAX 500000000000 /* 500 % */

typedef struct mend__tax {
    bool fixed;     /* an amount a line, not a part of it */
    bool compound;  /* reckoned from the line and the taxes before it that go into the base */
    bool into_base; /* goes into the base of the compound taxes behind it */
    int64_t value;  /* billionths of a per cent, above -100 % and at most MEND__TAX_PERCENT_MAX */
    mend__wide sum; /* attos, of a fixed tax */
} mend__tax;

/* Which figure takes what rounding leaves over. */
typedef enum mend__tax_fit {
    MEND__FIT_BASE,   /* prices with tax: the base, so that the price stays; without: the total */
    MEND__FIT_ADJUST, /* prices with tax: an adjustment that is shown; without: the total */
    MEND__FIT_TOTAL   /* the base: it is the rounded total without the rounded taxes */
} mend__tax_fit;

typedef struct mend__tax_rule {
    bool included; /* prices hold the taxes */
    bool by_line;
    mend__tax_fit fit;
    mend__rounding mode;
    const mend__tax *taxes; /* in the order they are reckoned */
    size_t count;
} mend__tax_rule;

typedef struct mend__tax_line {
    mend__wide amount; /* attos, as priced */
    uint64_t taxes;    /* bit i: taxes[i] */
    bool credit;       /* a fixed tax is given back, not taken */
} mend__tax_line;

typedef struct mend__tax_sum {
    int64_t base, adjust, total; /* minor units; base + taxes + adjust = total */
} mend__tax_sum;

/* taxes: receives rule->count amounts in minor units. False: an amount does not fit, or the taxes in a price come to
 * -100 % or less or to more than 800 %. Outputs are then undefined. */
bool mend__tax_document(const mend__tax_rule *rule, const mend__tax_line *lines, size_t count, int64_t *taxes,
                        mend__tax_sum *sum);

#endif
