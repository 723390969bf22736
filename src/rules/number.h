/*
 * number.h - number series, compiled: what a number is made of, when its counter starts again, what it gives next.
 *
 * Everything here is a pure function of the series. Counters live in stores, keyed by (series, period, node).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__NUMBER_H
#define MEND__NUMBER_H

#include "ground/json.h"
#include "notions/civil.h"
#include "pattern.h"

#define MEND__PERIOD_MAX 10 /* characters of a period */

/* The object of mend/number.h. */
struct mend_series {
    mend__alloc alloc;
    mend__arena arena;
    mend__series *series;
};

/* What a number shows beside the date. */
typedef struct mend__draw {
    int32_t day; /* local, in range */
    int64_t seq;
    int64_t node;                          /* -1: not given */
    mend__str rand;                        /* p == NULL: not given */
    mend__str fields[MEND__SERIES_FIELDS]; /* in the series' order; p == NULL: not given */
} mend__draw;

/* Compiles the object at `node` into memory of the arena; nothing of the tree is needed afterwards. Errors point into
 * the document, also inside the pattern, and carry a reason. mend__series_from does not mind other members. */
mend_status mend__series_compile(mend__arena *arena, const mend__json *tree, mend__node node, mend__series **out,
                                 mend_error *err);
mend_status mend__series_from(mend__arena *arena, const mend__json *tree, mend__node node, mend__series **out,
                              mend_error *err);

/* The period's text; returns its length. */
size_t mend__series_period(const mend__series *series, int32_t day, char out[MEND__PERIOD_MAX]);
/* The greatest value the counter may reach. */
int64_t mend__series_limit(const mend__series *series);
/* last: MEND_SERIES_UNUSED if there is none. MEND_EXHAUSTED. */
mend_status mend__series_next(const mend__series *series, int64_t last, int64_t *next, mend_error *err);
/* The text of a token that shows the date; returns its width. */
size_t mend__series_token(const mend__series *series, mend__token token, int32_t day, char out[4]);
mend_status mend__series_render(const mend__series *series, const mend__draw *draw, char out[MEND__NUMBER_MAX],
                                size_t *len, mend_error *err);

/* Reads {"node":3,"rand":"4071","fields":{…}} of an object into a draw, whose texts stay in the tree. */
mend_status mend__draw_read(const mend__series *series, const mend__json *tree, mend__node object, mend__draw *draw,
                            mend_error *err);

/* The check digit over the letters and digits of a text; what separates them does not count. Text is at most
 * MEND__NUMBER_MAX long. False: a character the algorithm does not have. */
bool mend__number_check(mend_check alg, mend__str text, char out[MEND__CHECK_WIDTH]);

#endif
