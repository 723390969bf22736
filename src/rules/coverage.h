/*
 * coverage.h - who pays for which line of a claim, and why not somebody else.
 *
 * Terms are asked in their order. What a term does not pay stays open for the next, save its deductible, which stays
 * with the customer. Deductible and cap are used up in the order of the lines, not in proportion: so nothing is rounded
 * but the percentage, once for each line, half up. What is open after the last term is the customer's.
 *
 * Every term leaves a verdict on every line. The verdicts are the answer and its explanation at once: shares, totals
 * and sentences are read out of them. Always: what a line's terms pay and what the customer pays add up to its amount;
 * a term never pays above its cap; a term put behind the others never makes it dearer for the customer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__COVERAGE_H
#define MEND__COVERAGE_H

#include "term.h"

typedef struct mend__claim_line {
    mend__str id, kind;
    mend__str class;  /* of the part, or of the part the work serves; n == 0: none */
    mend__str serial; /* of the part; n == 0: not said */
    int64_t amount;   /* minor units, >= 0 */
    mend__str model;  /* of the part: as good as a class; n == 0: not said */
} mend__claim_line;

typedef struct mend__meter {
    mend__str kind;
    int64_t value; /* billionths */
} mend__meter;

typedef struct mend__claim {
    int32_t day;     /* that decides: reported, or the fault's */
    mend__str cause; /* n == 0: not found yet */
    const mend__meter *meters;
    size_t meter_count;
    const mend__term *terms; /* dates settled */
    size_t term_count;
    const mend__claim_line *lines;
    size_t line_count;
} mend__claim;

typedef struct mend__verdict {
    mend_reason code;
    int64_t paid;     /* by the term */
    int64_t retained; /* its deductible, with the customer */
} mend__verdict;

typedef enum mend__covered { MEND__COVERED, MEND__PARTIAL, MEND__CHARGED } mend__covered;

typedef struct mend__line_cover {
    mend__covered status;
    int64_t open;     /* left by the terms */
    int64_t customer; /* open and every deductible */
} mend__line_cover;

/* What was not known and may change the answer. */
enum { MEND__LACKS_CAUSE = 1, MEND__LACKS_USAGE = 2, MEND__LACKS_RETURN = 4 };

/* verdicts: line_count * term_count, line by line; covers: line_count; lacks: bits. 0, or USAGE_BACKWARDS, BAD_PERIOD,
 * OVERFLOW (the amounts together do not fit 64 bits). */
mend_reason mend__cover(const mend__claim *claim, mend__verdict *verdicts, mend__line_cover *covers, uint32_t *lacks);

/* What the term pays for all lines. */
int64_t mend__cover_paid(const mend__claim *claim, const mend__verdict *verdicts, size_t term);

/* {"lines":[{"id","status","shares":[{"payer","term","amount"}],"trail":[[term,code]]}],"by_payer":{}}, and
 * "provisional":true if something was lacking. Payers who pay nothing are not named. */
void mend__cover_write(const mend__claim *claim, const mend__verdict *verdicts, const mend__line_cover *covers,
                       uint32_t lacks, mend__jw *w);

/* The parameters of a verdict's sentence: term, payer, start, last_day, limit, cause, kind, class, serial, percent,
 * paid, retained. Amounts are written with the decimals of the currency. Fits mend__param_fn of policy/texts.h. */
typedef struct mend__why {
    const mend__term *term;
    const mend__claim *claim;
    const mend__claim_line *line;
    char start[10], last_day[10], limit[24], percent[24], paid[24], retained[24];
    size_t limit_len, percent_len, paid_len, retained_len;
} mend__why;

/* digits: decimal places of the currency, 0 to 4. */
void mend__why_init(mend__why *why, const mend__claim *claim, const mend__verdict *verdicts, size_t line, size_t term,
                    int32_t digits);
bool mend__why_find(const void *why, mend__str name, mend__str *value);

#endif
