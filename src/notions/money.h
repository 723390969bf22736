/*
 * money.h - currencies of ISO 4217, amounts as text, rounding, sharing out.
 *
 * An amount is an int64_t in minor units of its currency. Rates, prices per unit, quantities and percentages are decimals
 * in billionths (ground/int.h); "13" per cent is 13000000000 billionths.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__MONEY_H
#define MEND__MONEY_H

#include "ground/text.h"
#include "ground/wide.h"
#include "mend/money.h"

#define MEND__NANO 1000000000LL

/* Decimal places of a currency, 0 to 4; -1: no such currency. Codes are three capital letters. */
int32_t mend__currency_digits(mend__str code);
int32_t mend__currency_number(mend__str code); /* numeric code; -1: none such */

/* "half_up" ... ; false: no such mode. */
bool mend__rounding_of(mend__str name, mend__rounding *out);
const char *mend__rounding_name(mend__rounding mode);

/* 10^places as an integer, places 0 to 18. */
static inline int64_t mend__power10(int32_t places)
{
    static const int64_t powers[] = {1,
                                     10,
                                     100,
                                     1000,
                                     10000,
                                     100000,
                                     1000000,
                                     10000000,
                                     100000000,
                                     1000000000,
                                     10000000000,
                                     100000000000,
                                     1000000000000,
                                     10000000000000,
                                     100000000000000,
                                     1000000000000000,
                                     10000000000000000,
                                     100000000000000000,
                                     1000000000000000000};
    return places > 0 ? powers[places] : 1;
}
/* A decimal in billionths of the major unit as minor units; false: does not fit. */
bool mend__money_of_decimal(int64_t nano, int32_t digits, mend__rounding mode, int64_t *minor);
/* amount * rate, both as stored, rounded once: price 1999 minor times quantity 2.5. */
bool mend__money_times(int64_t minor, int64_t nano, mend__rounding mode, int64_t *out);
/* amount * percent / 100, rounded once. */
bool mend__money_percent(int64_t minor, int64_t percent_nano, mend__rounding mode, int64_t *out);
/* Decimal text in major units, with at most 18 places, as an exact amount: in attos, the 10^18th part of a minor unit.
 * MEND_SYNTAX: no such text; MEND_RANGE: it does not fit. */
#define MEND__ATTO 1000000000000000000LL
mend_status mend__money_exact(mend__str text, int32_t digits, mend__wide *attos);

/* The multiple of step (1 or more) that is nearest in the way of `mode`, and how much it is more. */
bool mend__money_cash(int64_t minor, int64_t step, mend__rounding mode, int64_t *out, int64_t *diff);

/* Shares `total` by weights >= 0 (any scale): largest remainder, equal remainders to the earlier one, weight 0 gets
 * nothing, all weights 0 count as equal, a negative total mirrors. parts[] always sums to total. False: a weight
 * below zero, a sum of weights that does not fit, or no weights and a total other than 0. Nothing is allocated; parts
 * may not be the weights. */
bool mend__money_share(int64_t total, const int64_t *weights, size_t count, int64_t *parts);
/* The same by amounts of either sign: what a discount takes off the lines of a bill. All amounts turned turn all parts.
 * False: amounts that sum to 0 and a total other than that, a sum or a part that does not fit. */
bool mend__money_spread(int64_t total, const int64_t *amounts, size_t count, int64_t *parts);
/* amounts[i] * by / of, each rounded down or up such that the parts sum to *total, the sum rounded once: what the tax of
 * a bill is on its lines. by >= 0, of > 0; amounts of either sign, and all turned turn all parts where the mode mirrors
 * and their sum is not 0. False: something does not fit. */
bool mend__money_apportion(const int64_t *amounts, size_t count, int64_t by, int64_t of, mend__rounding mode,
                           int64_t *total, int64_t *parts);

#endif
