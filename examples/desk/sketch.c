/*
 * sketch.c - counts in buckets, see sketch.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sketch.h"

#include <stddef.h>
#include <stdlib.h>

/* Where a number lies. Row 0 holds 0 to 63, row r the numbers from 2^(r+5) to 2^(r+6) - 1. */
static void place(int64_t value, int *row, int *part)
{
    uint64_t rest = (uint64_t)value;
    *row = 0;
    while (rest >= (uint64_t)SKETCH_PARTS * 2) {
        rest >>= 1;
        ++*row;
    }
    if (rest >= SKETCH_PARTS) {
        rest -= SKETCH_PARTS;
        ++*row;
    }
    *part = (int)rest;
}

/* The middle of a bucket. */
static int64_t middle(int row, int part)
{
    if (row == 0) {
        return part;
    }
    int64_t width = INT64_C(1) << (row - 1);
    return (SKETCH_PARTS + part) * width + (width - 1) / 2;
}

static bool open_row(sketch *s, int row)
{
    if (s->rows[row] == NULL) {
        s->rows[row] = calloc(SKETCH_PARTS, sizeof *s->rows[row]);
    }
    return s->rows[row] != NULL;
}

static int64_t plus(int64_t a, int64_t b)
{
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

static void widen(sketch *s, int64_t count, int64_t sum, int64_t least, int64_t most)
{
    if (s->count == 0 || least < s->least) {
        s->least = least;
    }
    if (s->count == 0 || most > s->most) {
        s->most = most;
    }
    s->count = plus(s->count, count);
    s->sum = plus(s->sum, sum);
}

void sketch_free(sketch *s)
{
    for (int row = 0; row < SKETCH_ROWS; row++) {
        free(s->rows[row]);
    }
    *s = (sketch){0};
}

bool sketch_add(sketch *s, int64_t value)
{
    int row = 0, part = 0;
    value = value < 0 ? 0 : value;
    place(value, &row, &part);
    if (!open_row(s, row)) {
        return false;
    }
    s->rows[row][part]++;
    widen(s, 1, value, value, value);
    return true;
}

bool sketch_merge(sketch *s, const sketch *other)
{
    for (int row = 0; row < SKETCH_ROWS; row++) {
        if (other->rows[row] == NULL) {
            continue;
        }
        if (!open_row(s, row)) {
            return false;
        }
        for (int part = 0; part < SKETCH_PARTS; part++) {
            s->rows[row][part] += other->rows[row][part];
        }
    }
    if (other->count > 0) {
        widen(s, other->count, other->sum, other->least, other->most);
    }
    return true;
}

int64_t sketch_percentile(const sketch *s, int percent)
{
    /* The rank, without overflow: the hundredth part of the count and of what is left of it. */
    int64_t rank = s->count / 100 * percent + (s->count % 100 * percent + 99) / 100, seen = 0;
    rank = rank < 1 ? 1 : rank;
    for (int row = 0; row < SKETCH_ROWS; row++) {
        for (int part = 0; s->rows[row] != NULL && part < SKETCH_PARTS; part++) {
            seen += s->rows[row][part];
            if (seen >= rank) {
                int64_t value = middle(row, part);
                return value < s->least ? s->least : value > s->most ? s->most : value;
            }
        }
    }
    return 0;
}

int64_t sketch_mean(const sketch *s)
{
    return s->count == 0 ? 0 : s->sum / s->count + (s->sum % s->count >= s->count - s->count / 2 ? 1 : 0);
}
