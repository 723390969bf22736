/*
 * lease.h - numbers a desk has drawn from a store and not given out yet.
 *
 * The table is small and bounded: a desk that counts in more series at once forgets the block it has not used for
 * longest, which costs a gap and nothing else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__LEASE_H
#define MEND__LEASE_H

#include "ground/text.h"

#define MEND__LEASES      16
#define MEND__COUNTER_MAX 96 /* bytes of a counter's name */

typedef struct mend__lease {
    char counter[MEND__COUNTER_MAX];
    size_t counter_len;
    int64_t next, step;
    int32_t left;   /* numbers not given out; 0: the place is free */
    bool unsettled; /* drawn in a batch that is still open */
    uint64_t used;  /* by the clock of the table */
} mend__lease;

typedef struct mend__leases {
    mend__lease items[MEND__LEASES];
    uint64_t clock; /* counts the uses */
} mend__leases;

/* The next number of a block; false if there is none for that counter and step. */
bool mend__lease_take(mend__leases *leases, mend__str counter, int64_t step, int64_t *number);
/* Keeps `left` numbers from `next` on. counter.n is at most MEND__COUNTER_MAX. */
void mend__lease_keep(mend__leases *leases, mend__str counter, int64_t next, int64_t step, int32_t left,
                      bool unsettled);
/* A batch has ended: what was drawn in it is ours, or must be forgotten. */
void mend__leases_settle(mend__leases *leases, bool kept);

#endif
