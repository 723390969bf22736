/*
 * bill.h - from the lines of a bill to what is due, and from what has been paid to what is left.
 *
 * The order: line amount, discount of the line, sum, discount of the bill spread over its lines, tax, rounding to coins,
 * deposit and payments. All amounts are minor units. A bill with all amounts turned, discounts as well, comes out with
 * all figures turned, if the rounding mirrors: so a credit settles what was billed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__BILL_H
#define MEND__BILL_H

#include "mend/reason.h"
#include "notions/money.h"

typedef enum mend__discount_kind {
    MEND__DISCOUNT_NONE,
    MEND__DISCOUNT_PERCENT,
    MEND__DISCOUNT_AMOUNT
} mend__discount_kind;

typedef struct mend__discount {
    mend__discount_kind kind;
    int64_t value; /* billionths of a per cent, or minor units with the sign of what it is taken from */
} mend__discount;

typedef struct mend__bill_rule {
    bool included; /* prices hold the tax */
    bool by_line;  /* the tax of each line is rounded, not that of each rate */
    mend__rounding mode;
    mend__discount discount; /* of the bill; lines that say so have no part in it */
    int64_t cash_step;       /* the smallest coin; 0: none */
    mend__rounding cash_mode;
} mend__bill_rule;

typedef struct mend__bill_line {
    int64_t amount;          /* as priced */
    int64_t rate;            /* of the tax: billionths of a per cent, 0 or more */
    mend__discount discount; /* of the line alone */
    bool discountable;       /* has a part in the discount of the bill */
    /* worked out: */
    int64_t sum;  /* amount less the line's own discount */
    int64_t net;  /* less its part of the bill's discount: what the tax is reckoned from or taken out of */
    int64_t base; /* without tax; by document, taken from the rate's tax by largest remainder, so that lines sum */
    int64_t tax;
} mend__bill_line;

/* What one rate comes to. */
typedef struct mend__bill_rate {
    int64_t rate, base, tax;
} mend__bill_rate;

typedef struct mend__bill {
    int64_t subtotal, discount, total;
    size_t rates;
    int64_t cash_rounding, payable; /* total + cash_rounding = payable */
} mend__bill;

/* Works out the lines, the rates in the order they first occur, and the sums.
 * rates: room for one for each line; room: for 2 * count numbers. 0, or why not: MEND_REASON_OVERFLOW,
 * MEND_REASON_DISCOUNT_TOO_LARGE; outputs are then undefined. */
mend_reason mend__bill_make(const mend__bill_rule *rule, mend__bill_line *lines, size_t count, mend__bill_rate *rates,
                            int64_t *room, mend__bill *out);

/* ---- what has been paid ---- */

typedef enum mend__entry_kind {
    MEND__ENTRY_DEPOSIT,
    MEND__ENTRY_PAYMENT,
    MEND__ENTRY_REFUND,
    MEND__ENTRY_WRITEOFF,
    MEND__ENTRY_CREDIT_NOTE
} mend__entry_kind;

typedef struct mend__entry {
    mend__entry_kind kind;
    int64_t amount; /* 0 or more; the kind says which way it goes */
} mend__entry;

typedef enum mend__paid_state { MEND__UNPAID, MEND__PART_PAID, MEND__SETTLED, MEND__OVERPAID } mend__paid_state;

typedef struct mend__ledger {
    int64_t limit;       /* what may be written off in all, 0 or more */
    int64_t total;       /* of the bill, less what credit notes took back; below zero: owed to the customer */
    int64_t credited;    /* what credit notes took back */
    int64_t paid;        /* received less given back */
    int64_t written_off; /* below zero where it was owed to the customer */
    int64_t due;
} mend__ledger;

void mend__ledger_open(mend__ledger *ledger, int64_t total, int64_t writeoff_limit);
/* 0, or why not: MEND_REASON_NEGATIVE_AMOUNT, _WRITEOFF_LIMIT, _REFUND_TOO_LARGE, _OVERFLOW. The ledger is then as it
 * was. */
mend_reason mend__ledger_add(mend__ledger *ledger, mend__entry entry);
mend__paid_state mend__ledger_state(const mend__ledger *ledger);

#endif
