/*
 * fuzz_zone.c - eight bytes of time and a rule: either the rule is refused with a position inside of it, or instants
 * and local times agree both ways around that time and around the next change of the clocks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "notions/instant.h"
#include "notions/zone.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* `back` is the first instant at which the clocks show the time or something later. Something later although the time
 * comes too: only where one change falls into the gap of another. */
static void must_be_first(const mend_zone *zone, int64_t local, int64_t back)
{
    must(mend__zone_local(zone, back) >= local && mend__zone_local(zone, back - 1) < local);
    must(mend__zone_utc(zone, local - 1) <= back && mend__zone_utc(zone, local + 1) >= back);
}

static void must_agree(const mend_zone *zone, int64_t at)
{
    int64_t local = mend__zone_local(zone, at), back = mend__zone_utc(zone, local), next = 0;
    must(back <= at);
    must_be_first(zone, local, back);
    if (mend__zone_change(zone, at, &next)) {
        must(next > at && mend__zone_offset(zone, next - 1) == mend__zone_offset(zone, at));
        local = mend__zone_local(zone, next) - 1; /* a time that may be skipped */
        must_be_first(zone, local, mend__zone_utc(zone, local));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint64_t bits = 0;
    size_t head = size < 8 ? size : 8;
    for (size_t i = 0; i < head; i++) {
        bits = bits << 8 | data[i];
    }
    /* two days inside the range on either side */
    int64_t at = MEND__INSTANT_MIN + 2 * (int64_t)MEND__DAY_MS +
                 (int64_t)(bits % (uint64_t)(MEND__INSTANT_MAX - MEND__INSTANT_MIN - 4 * (int64_t)MEND__DAY_MS));
    mend__str rule = head == size ? MEND__STR("") : (mend__str){(const char *)data + head, size - head};
    mend_error err = {.struct_size = sizeof err};
    mend_zone *zone = NULL;
    mend_status status = mend_zone_new(NULL, rule.p, rule.n, &zone, &err);
    if (status != MEND_OK) {
        must(status == MEND_SYNTAX && err.reason == MEND_REASON_BAD_ZONE && zone == NULL);
        must(err.offset >= 0 && (uint64_t)err.offset <= rule.n && err.text[0] != '\0');
        return 0;
    }
    int64_t next = at;
    must_agree(zone, at);
    for (int i = 0; i < 4 && mend__zone_change(zone, next, &next); i++) {
        must_agree(zone, next);
        must_agree(zone, next - 1);
        must_agree(zone, next + 3600000);
    }
    mend_zone_free(zone);
    return 0;
}
