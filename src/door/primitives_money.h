/*
 * primitives_money.h - amounts of money behind the document door.
 *
 *   money_round   {x, exp, mode} -> {minor}      money_parse {text, cur} -> {minor}
 *   money_cash    {minor, step, mode} -> {minor, diff}
 *   money_format  {minor, cur} -> {text}         money_words {minor, cur} -> {text}
 *   money_alloc   {total, weights} -> {parts}
 *
 * x is a decimal number as text; weights are decimal numbers too. The mode is half_up unless it is said.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__PRIMITIVES_MONEY_H
#define MEND__PRIMITIVES_MONEY_H

#include "ground/json.h"

/* As mend__doc_primitive(). */
mend_status mend__doc_money(mend__str op, const mend__json *tree, mend__node in, const mend__alloc *a, mend__jw *out,
                            bool *known, mend_error *err);

#endif
