/*
 * primitives.h - the reusable rules behind the document door: number series, check digits, masks asked directly.
 *
 *   check   {alg, payload} -> {check}                  verify  {alg, number} -> {valid}
 *   render  {pattern and settings, date, seq, node, rand, fields} -> {number}
 *   parse   {pattern and settings, number} -> {parts}  pattern {pattern and settings} -> {ok}
 *   run     {pattern and settings, offset_min, counters: {period: last}, draws: [{at or date, node, rand, fields}]}
 *           -> {numbers, counters}; a number that is refused stands as "!REASON" and uses up nothing
 *   name    {text, style} -> {text}                    email   {text, style} -> {text}
 *   phone, address, free {text} -> {text}              id, keep {text, head, tail} -> {text}
 *
 * The settings are those of a series in a policy, beside the pattern.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__PRIMITIVES_H
#define MEND__PRIMITIVES_H

#include "ground/json.h"

/* Answers an operation: `in` is its object, `out` receives its answer as one object, on MEND_OK only. *known says
 * whether there is such an operation; without one nothing happens. */
mend_status mend__doc_primitive(mend__str op, const mend__json *tree, mend__node in, const mend__alloc *a,
                                mend__jw *out, bool *known, mend_error *err);

#endif
