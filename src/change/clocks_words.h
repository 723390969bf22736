/*
 * clocks_words.h - amounts of time and instants in words, in English and Chinese.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CLOCKS_WORDS_H
#define MEND__CLOCKS_WORDS_H

#include "ground/buf.h"
#include "notions/zone.h"

/* "3 h 20 min", "2 days 4 h"; below a minute "45 s"; below a second "less than 1 s". Parts below the smallest one shown
 * are left out. Without `days` hours go on counting: a day of working time is no 24 hours. ms >= 0. */
void mend__words_span(int64_t ms, bool days, bool chinese, mend_buf *out);

/* "2024-03-15 17:00" on the zone's clocks; an instant whose local date lies outside of years 1 to 9999 as it is in UTC;
 * what is no instant as "?". */
void mend__words_time(const mend_zone *zone, int64_t at, mend_buf *out);

#endif
