/*
 * duration.h - ISO 8601 durations of weeks to seconds, as a span of milliseconds: "P2D", "PT8H", "P1DT12H30M".
 *
 * A day is 24 hours here; years and months are not of fixed length and are refused. The parts stand in the order
 * W D T H M S, each at most once, whole numbers, at least one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DURATION_H
#define MEND__DURATION_H

#include "ground/text.h"

#define MEND__DURATION_MAX 48 /* bytes a written duration may take */

/* False: not of that form, or beyond 64 bits of ms. */
bool mend__duration_parse(mend__str text, int64_t *ms);
/* Canonical: days, hours, minutes, seconds, without the parts that are 0; "PT0S" for 0. ms >= 0; what is below a second
 * is left out. Returns the length. */
size_t mend__duration_write(int64_t ms, char out[MEND__DURATION_MAX]);

#endif
