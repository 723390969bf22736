/*
 * sketch.h - many numbers in little space: their count, sum, extremes and percentiles. Sketches add up.
 *
 * A number goes into a bucket and is forgotten. Buckets are as wide as a 64th of the power of two below them: 0 to 127
 * have one each, 128 to 255 one for two numbers, 256 to 511 one for four, and so on. A percentile is told as the middle
 * of its bucket, within the extremes, so it is wrong by 1/128 (0.79 %) of itself at most; up to 127 it is exact, and so
 * are count, sum, mean, least and most. Buckets do not depend on what came before: the sketch of two lots together is
 * the sum of the two sketches, whatever the order. Integers only, so it is the same on every machine.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_SKETCH_H
#define DESK_SKETCH_H

#include <stdbool.h>
#include <stdint.h>

#define SKETCH_PARTS 64 /* buckets of one power of two */
#define SKETCH_ROWS  58 /* powers of two, and the numbers below them all */

typedef struct sketch {
    int64_t count, sum, least, most; /* least and most of no numbers: 0. A sum beyond 64 bits stays at INT64_MAX */
    int64_t *rows[SKETCH_ROWS];      /* SKETCH_PARTS counts each; NULL: all 0 */
} sketch;

/* A sketch of zeros is an empty one. */
void sketch_free(sketch *s);
/* Takes a number in, below 0 as 0. False: no memory, and nothing has changed. */
bool sketch_add(sketch *s, int64_t value);
/* Takes in all that another one has taken in. False: no memory; the sum is of no use then. */
bool sketch_merge(sketch *s, const sketch *other);
/* The least number that at least `percent` of a hundred are not above, 1 to 100; 0 of an empty sketch. */
int64_t sketch_percentile(const sketch *s, int percent);
/* Rounded to the nearest; 0 of an empty sketch. */
int64_t sketch_mean(const sketch *s);

#endif
