/*
 * number_read.h - taking a number apart by its series: the inverse of mend__series_render.
 *
 * Letters may be small and become capitals; blanks around the number are dropped.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__NUMBER_READ_H
#define MEND__NUMBER_READ_H

#include "number.h"

typedef struct mend__parts {
    char text[MEND__NUMBER_MAX]; /* the number in capitals, trimmed */
    size_t len;
    size_t at[MEND__ELEMENTS];    /* of each element of the series: where it stands in text */
    size_t width[MEND__ELEMENTS]; /* and how many characters it has */
    int64_t seq;
    bool dated; /* the number shows a whole date */
    int32_t day;
} mend__parts;

/* MEND_SYNTAX with the reason NO_MATCH, BAD_DATE, BAD_CHECK_DIGIT or AMBIGUOUS. */
mend_status mend__series_parse(const mend__series *series, mend__str number, mend__parts *out, mend_error *err);

/* {"YYYY":"2024",…,"SEQ":1,"date":"2024-05-01"}: tokens and fields in the order of the pattern, then the date. */
void mend__parts_write(const mend__series *series, const mend__parts *parts, mend__jw *w);

#endif
