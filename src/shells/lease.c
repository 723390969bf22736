/*
 * lease.c - blocks of numbers, see lease.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lease.h"

#include <string.h>

/* The block of a counter; NULL: none. */
static mend__lease *lease_find(mend__leases *leases, mend__str counter)
{
    for (size_t i = 0; i < MEND__LEASES; i++) {
        mend__lease *lease = &leases->items[i];
        if (lease->left > 0 && mend__str_eq((mend__str){lease->counter, lease->counter_len}, counter)) {
            return lease;
        }
    }
    return NULL;
}

bool mend__lease_take(mend__leases *leases, mend__str counter, int64_t step, int64_t *number)
{
    mend__lease *lease = lease_find(leases, counter);
    if (lease == NULL || lease->step != step) { /* another revision of the policy counts in other steps */
        return false;
    }
    *number = lease->next;
    lease->left--;
    lease->used = ++leases->clock;
    if (lease->left > 0) { /* the store has checked that the last of them is in range */
        lease->next += step;
    }
    return true;
}

void mend__lease_keep(mend__leases *leases, mend__str counter, int64_t next, int64_t step, int32_t left, bool unsettled)
{
    mend__lease *place = lease_find(leases, counter);
    for (size_t i = 0; i < MEND__LEASES && place == NULL; i++) {
        place = leases->items[i].left == 0 ? &leases->items[i] : NULL;
    }
    if (place == NULL) {
        place = &leases->items[0];
        for (size_t i = 1; i < MEND__LEASES; i++) {
            place = leases->items[i].used < place->used ? &leases->items[i] : place;
        }
    }
    *place = (mend__lease){.counter_len = counter.n,
                           .next = next,
                           .step = step,
                           .left = left,
                           .unsettled = unsettled,
                           .used = ++leases->clock};
    memcpy(place->counter, counter.p, counter.n);
}

void mend__leases_settle(mend__leases *leases, bool kept)
{
    for (size_t i = 0; i < MEND__LEASES; i++) {
        mend__lease *lease = &leases->items[i];
        if (lease->unsettled && !kept) {
            lease->left = 0;
        }
        lease->unsettled = false;
    }
}
