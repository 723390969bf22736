/*
 * check_digit.h - check digits over ASCII text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHECK_DIGIT_H
#define MEND__CHECK_DIGIT_H

#include "ground/text.h"
#include "mend/number.h"

#define MEND__CHECK_WIDTH 2 /* the longest check digit */

/* 0 for a name that is not known, NULL for a number that is not. */
mend_check mend__check_of(mend__str name);
const char *mend__check_name(mend_check alg);

/* What follows takes a known algorithm. */
size_t mend__check_width(mend_check alg); /* 1 or 2 characters */
bool mend__check_takes_letters(mend_check alg);
/* False: *bad (may be NULL) is the first character the algorithm does not have. Letters may be small. */
bool mend__check_compute(mend_check alg, mend__str payload, char out[MEND__CHECK_WIDTH], size_t *bad);
/* Whether the end of `number` is the check digit of what stands before it, which must not be empty. */
bool mend__check_fits(mend_check alg, mend__str number);

#endif
