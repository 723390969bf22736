/*
 * mend/money.h - amounts of money: reading, writing, rounding, sharing out, and in words.
 *
 * An amount is an int64_t in minor units of its currency: 12345 is 123.45 yuan, 12345 yen, 12.345 dinar of Kuwait. How
 * many decimals a currency has is looked up in ISO 4217. Nothing is ever computed in floating point; what does not fit
 * 64 bits is an error and never wraps.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MONEY_H
#define MEND_MONEY_H

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Money: currencies, text, rounding, sharing out.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** What becomes of a fraction of the last digit. The first three, up and down look at the size of an amount alone, so
 *  that a credit mirrors its invoice; the others look at the number line. */
typedef int32_t mend_rounding;

enum {
    MEND_ROUND_HALF_UP = 0,   /**< "half_up": to the nearest, a half away from zero; the default everywhere */
    MEND_ROUND_HALF_EVEN = 1, /**< "half_even": to the nearest, a half to the even neighbour */
    MEND_ROUND_HALF_DOWN = 2, /**< "half_down": to the nearest, a half towards zero */
    MEND_ROUND_HALF_CEIL = 3, /**< "half_ceil": to the nearest, a half to the greater; does not mirror */
    MEND_ROUND_UP = 4,        /**< "up": away from zero */
    MEND_ROUND_DOWN = 5,      /**< "down": towards zero */
    MEND_ROUND_FLOOR = 6,     /**< "floor": to the smaller; does not mirror */
    MEND_ROUND_CEIL = 7       /**< "ceil": to the greater; does not mirror */
};

/** The name of a rounding in documents. Any thread.
 *  @param mode  any number
 *  @return such as "half_up"; NULL for an unknown number. Static text. */
MEND_API const char *mend_rounding_name(mend_rounding mode);

/** The rounding of a name. Any thread.
 *  @param name  the name
 *  @param len   its length or MEND_NTS
 *  @param out   receives the rounding
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_INVALID. */
MEND_API mend_status mend_rounding_of(const char *name, size_t len, mend_rounding *out);

/** How many decimals the amounts of a currency have. Any thread.
 *  @param currency  the code of ISO 4217 in three capital letters, "CNY"
 *  @param len       its length or MEND_NTS
 *  @return 0 to 4; -1: there is no such currency, or amounts are not kept in it (gold, "XXX"). */
MEND_API int32_t mend_currency_digits(const char *currency, size_t len);

/** The number of a currency in ISO 4217, 156 for "CNY". Any thread.
 *  @param currency  the code in three capital letters
 *  @param len       its length or MEND_NTS
 *  @return 1 to 999; -1: there is no such currency. */
MEND_API int32_t mend_currency_number(const char *currency, size_t len);

/** Reads an amount: "1234.56", "-0.5", "100". ASCII digits, a point, at most as many decimals as the currency has.
 *  No grouping, no exponent, no plus sign, no blanks, no bare point.
 *  @param text      the text
 *  @param len       its length or MEND_NTS
 *  @param currency  the currency's code, NUL-terminated
 *  @param out       receives the amount in minor units
 *  @param error     details with the offset of what is wrong, and the reason; may be NULL
 *  @return MEND_OK, MEND_SYNTAX (no amount, reason 0; or reason TOO_MANY_DECIMALS), MEND_RANGE (reason OVERFLOW),
 *  MEND_NOT_FOUND (reason UNKNOWN_CURRENCY), MEND_INVALID. Any thread. */
MEND_API mend_status mend_money_parse(const char *text, size_t len, const char *currency, int64_t *out,
                                      mend_error *error);

/** Writes an amount with all decimals of its currency: "1234.56", "-0.50", "100" (yen).
 *  @param minor     the amount in minor units
 *  @param currency  the currency's code, NUL-terminated
 *  @param out       receives the text and a NUL; NULL if cap is 0
 *  @param cap       bytes at out; 23 are enough
 *  @param len       receives the length without the NUL, also when the buffer is too small; may be NULL
 *  @return MEND_OK, MEND_SHORT_BUFFER, MEND_NOT_FOUND (no such currency), MEND_INVALID. Any thread. */
MEND_API mend_status mend_money_format(int64_t minor, const char *currency, char *out, size_t cap, size_t *len);

/** Rounds a decimal number of any length, exactly as it is written: "2.675" to two digits is 268 and not 267.
 *  @param text    digits with at most one point among them and an optional '-' before them
 *  @param len     its length or MEND_NTS
 *  @param digits  decimals to keep, 0 to 18
 *  @param mode    what becomes of the rest
 *  @param out     receives the number times 10 to the power of digits
 *  @param error   details with the reason; may be NULL
 *  @return MEND_OK, MEND_SYNTAX, MEND_RANGE (digits out of range, or reason OVERFLOW), MEND_INVALID (also reason
 *  UNKNOWN_ROUNDING). Any thread. */
MEND_API mend_status mend_round(const char *text, size_t len, int32_t digits, mend_rounding mode, int64_t *out,
                                mend_error *error);

/** Rounds an amount to what coins can pay: 12.23 in steps of 0.05 is 12.25.
 *  @param minor  the amount in minor units
 *  @param step   the smallest coin in minor units, 1 or more
 *  @param mode   to which multiple of the step
 *  @param out    receives the amount rounded
 *  @param diff   receives *out less minor, which a document has to show; may be NULL
 *  @param error  details with the reason; may be NULL
 *  @return MEND_OK, MEND_RANGE (a step below 1, or reason OVERFLOW), MEND_INVALID (also reason UNKNOWN_ROUNDING). Any
 *  thread. */
MEND_API mend_status mend_money_cash(int64_t minor, int64_t step, mend_rounding mode, int64_t *out, int64_t *diff,
                                     mend_error *error);

/** Shares an amount out so that the parts always sum to it: by the largest remainder, equal remainders to the earlier
 *  part. A weight of 0 gets nothing; where all are 0 they count as equal. A negative amount mirrors a positive one.
 *  @param total    the amount
 *  @param weights  what to share by, 0 or more, in any scale; their sum fits 64 bits
 *  @param count    how many, 1 or more
 *  @param parts    receives `count` parts; it may not be the same memory as weights
 *  @param error    details with the reason; may be NULL
 *  @return MEND_OK, MEND_RANGE (reason NO_WEIGHTS, NEGATIVE_WEIGHT or OVERFLOW: the weights' sum), MEND_INVALID. Any
 *  thread. */
MEND_API mend_status mend_money_allocate(int64_t total, const int64_t *weights, size_t count, int64_t *parts,
                                         mend_error *error);

/** Writes an amount in Chinese capital numerals as they stand on cheques and invoices: 1234.56 is
 *  壹仟贰佰叁拾肆元伍角陆分, 1409.5 is 壹仟肆佰零玖元伍角整, 16409.02 is 壹万陆仟肆佰零玖元零贰分, -100 is 负壹佰元整. An amount
 *  without 分 ends in 整, so that nothing can be added behind it.
 *  @param minor     the amount in minor units
 *  @param currency  the code of a currency with two decimals, NUL-terminated
 *  @param out       receives the text in UTF-8 and a NUL; NULL if cap is 0
 *  @param cap       bytes at out; 160 are enough
 *  @param len       receives the length without the NUL, also when the buffer is too small; may be NULL
 *  @return MEND_OK, MEND_SHORT_BUFFER, MEND_NOT_FOUND (no such currency), MEND_UNSUPPORTED (it has not two decimals),
 *  MEND_INVALID. Any thread. */
MEND_API mend_status mend_money_words(int64_t minor, const char *currency, char *out, size_t cap, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
