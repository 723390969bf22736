/*
 * zones.h - the zones that a policy names: asked of the host once by name, kept in the policy, part of its identity.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ZONES_H
#define MEND__ZONES_H

#include "mend/calendar.h"
#include "notions/digest.h"
#include "notions/zone.h"

typedef struct mend__found_zone {
    mend__str name;
    mend_zone zone;
    struct mend__found_zone *next; /* ascending by name, bytewise */
} mend__found_zone;

typedef struct mend__zones {
    mend__arena *arena;
    mend_zone_fn find; /* the host's; NULL: only rules are known */
    void *user;
    mend__found_zone *first;
} mend__zones;

/* A mend_zone_fn whose user is a mend__zones. The zone lives as long as the arena. */
mend_status mend__zones_find(void *zones, const char *name, size_t len, const mend_zone **zone);

/* Adds names of zones and what their clocks do. Where none was found nothing is added. */
void mend__zones_hash(const mend__zones *zones, mend__sha256_state *sum);

#endif
