/*
 * money.h - amounts as people read them at the desk: with currency and decimals, and in Chinese capital numerals.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_MONEY_H
#define DESK_MONEY_H

#include "app.h"

#define MONEY_TEXT  48  /* bytes for an amount with its currency */
#define MONEY_WORDS 200 /* bytes for one in words */

/* The currency of a policy, "" if it has none. */
void money_currency(const mend_policy *policy, char out[4]);

/* "56.50", or with its currency "CNY 56.50". Gives `out` back. */
const char *money_show(int64_t minor, const char *currency, bool named, char out[MONEY_TEXT]);

/* A line "In words: 伍拾陆元伍角整" where --words is given or the language is Chinese; nothing for a currency that has no
 * such words. */
void money_words(const app *a, int64_t minor, const char *currency);

#endif
