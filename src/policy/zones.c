/*
 * zones.c - the zones that a policy names, see zones.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "zones.h"
#include "notions/tzif.h"

#include <string.h>

/* A copy in the arena that owes nothing to the host. */
static mend_status zones_keep(mend__zones *zones, mend__str name, const mend_zone *given, mend__found_zone **out)
{
    mend__found_zone *kept = mend__arena_get(zones->arena, sizeof *kept);
    char *copy = mend__arena_text(zones->arena, name.p, name.n);
    mend__zone_move *moves = mend__arena_get(zones->arena, given->move_count * sizeof *moves);
    if (kept == NULL || copy == NULL || moves == NULL) {
        return MEND_NOMEM;
    }
    kept->name = (mend__str){copy, name.n};
    mend__zone_copy(given, moves, &kept->zone);
    *out = kept;
    return MEND_OK;
}

mend_status mend__zones_find(void *user, const char *name, size_t len, const mend_zone **zone)
{
    mend__zones *zones = user;
    mend__str wanted = {name, len};
    mend__found_zone **at = &zones->first, *kept = NULL;
    const mend_zone *given = NULL;
    while (*at != NULL && mend__str_cmp((*at)->name, wanted) < 0) {
        at = &(*at)->next;
    }
    if (*at != NULL && mend__str_eq((*at)->name, wanted)) {
        *zone = &(*at)->zone;
        return MEND_OK;
    }
    mend_status status = zones->find == NULL ? MEND_NOT_FOUND : zones->find(zones->user, name, len, &given);
    if (status == MEND_OK) {
        status = given == NULL ? MEND_INVALID : zones_keep(zones, wanted, given, &kept);
    }
    if (status == MEND_OK) {
        kept->next = *at;
        *at = kept;
        *zone = &kept->zone;
    }
    return status;
}

static void hash_number(mend__sha256_state *sum, int64_t value)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)((uint64_t)value >> (56 - 8 * i));
    }
    mend__sha256_add(sum, bytes, sizeof bytes);
}

/* What the zone's clocks do, the same on every platform: neither padding nor pointers. */
static void hash_zone(mend__sha256_state *sum, const mend_zone *zone)
{
    hash_number(sum, zone->move_count);
    hash_number(sum, zone->before);
    for (uint32_t i = 0; i < zone->move_count; i++) {
        hash_number(sum, zone->moves[i].at);
        hash_number(sum, zone->moves[i].offset);
    }
    hash_number(sum, zone->changes);
    hash_number(sum, zone->standard);
    hash_number(sum, zone->summer);
    for (size_t i = 0; zone->changes && i < MEND__YEAR_KINDS; i++) {
        hash_number(sum, zone->to_summer[i]);
        hash_number(sum, zone->to_standard[i]);
    }
}

void mend__zones_hash(const mend__zones *zones, mend__sha256_state *sum)
{
    for (const mend__found_zone *z = zones->first; z != NULL; z = z->next) {
        mend__sha256_add(sum, "", 1); /* no byte of a document is NUL */
        mend__sha256_add(sum, z->name.p, z->name.n);
        mend__sha256_add(sum, "", 1);
        hash_zone(sum, &z->zone);
    }
}
