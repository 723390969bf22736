/*
 * tzif.h - compiled zone files (TZif, RFC 8536): their checking, and the zone they describe.
 *
 * All counts and offsets are checked when a file is opened; taking the moves out of an open file cannot fail. The file's
 * bytes are borrowed in between.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TZIF_H
#define MEND__TZIF_H

#include "zone.h"

#define MEND__TZIF_MOVES_MAX 2000 /* moves of the clocks in one file; the zone compiler's own limit */

/* One block of data: where its parts begin, and how many of each there are. */
typedef struct mend__tzif {
    const unsigned char *bytes;
    size_t len;
    size_t width; /* of a time in bytes, 4 or 8 */
    uint32_t times, types, chars, leaps, standards, universals;
    size_t time_at, index_at, type_at, char_at, leap_at, standard_at, universal_at, end;
    mend_zone rule; /* what counts from the last move on */
} mend__tzif;

/* Checks the file from its first byte to its last. MEND_SYNTAX, MEND_UNSUPPORTED, MEND_LIMIT with the offset. */
mend_status mend__tzif_open(mend__tzif *file, const void *bytes, size_t len, mend_error *err);

/* Fills the zone; moves has room for file->times, and must live as long as the zone. */
void mend__tzif_zone(const mend__tzif *file, mend__zone_move *moves, mend_zone *zone);

/* A copy whose moves lie in the given room for zone->move_count. */
void mend__zone_copy(const mend_zone *zone, mend__zone_move *moves, mend_zone *out);

#endif
