/*
 * bill_read.h - reading the rules of taxes, bills and write-offs. As in fee_read.h: a reader fills *row on MEND_OK alone,
 * absent members take their defaults, unknown ones are refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__BILL_READ_H
#define MEND__BILL_READ_H

#include "bill.h"
#include "fee_read.h"
#include "tax.h"

#define MEND__BILL_LINES_MAX 512 /* lines, payments, entries of a bill */

typedef struct mend__tax_row {
    mend__tax_rule rule;
    int32_t digits; /* of the currency */
    mend__str ids[MEND__TAX_MAX];
} mend__tax_row;

/* {"price":"excl","scope":"line","fit":"base","mode":"half_up","taxes":[{"id":"vat","kind":"percent","value":"13"}]}.
 * digits: of the currency where the row does not say "exp"; -1: it has to. */
mend_status mend__tax_read(mend__arena *arena, const mend__json *tree, mend__node node, int32_t digits,
                           mend__tax_row *row, mend_error *err);
/* A line: {"amount":"15.89","taxes":["vat"]}. */
mend_status mend__tax_line_read(const mend__tax_row *row, const mend__json *tree, mend__node node, mend__tax_line *line,
                                mend_error *err);

/* {"price":"incl","scope":"document","mode":"half_up","discount":{"pct":"10"},"cash_step":5,"cash_mode":"half_up"} */
mend_status mend__bill_rule_read(const mend__json *tree, mend__node node, mend__bill_rule *row, mend_error *err);
/* A line: {"id":"labour","amount":12000,"tax_pct":"13","discountable":true,"discount":{"amount":500}}. */
mend_status mend__bill_line_read(const mend__json *tree, mend__node node, mend__str *id, mend__bill_line *line,
                                 mend_error *err);

/* An entry: {"type":"payment","amount":10000}. */
mend_status mend__entry_read(const mend__json *tree, mend__node node, mend__entry *entry, mend_error *err);

#endif
