/*
 * fuzz_tzif.c - any bytes as a compiled zone file: either they are refused with a position inside of them, or the zone
 * obeys the laws of clocks around each of its moves, and whatever its clocks do, a calendar can be made of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "notions/calendar.h"
#include "notions/instant.h"
#include "notions/tzif.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void must_agree(const mend_zone *zone, int64_t at)
{
    int64_t local = mend__zone_local(zone, at), first = mend__zone_utc(zone, local);
    must(first <= at);
    must(mend__zone_local(zone, first) >= local && mend__zone_local(zone, first - 1) < local);
    must(mend__zone_utc(zone, local - 1) <= first && mend__zone_utc(zone, local + 1) >= first);
}

static mend_status find(void *user, const char *name, size_t len, const mend_zone **zone)
{
    (void)name;
    (void)len;
    *zone = user;
    return MEND_OK;
}

static void must_work(const mend_calendar *c, int64_t at)
{
    int64_t due, back, work;
    if (!mend__instant_valid(at) || mend_calendar_add(c, at, 36000000, &due, NULL) != MEND_OK) {
        return;
    }
    must(mend_calendar_between(c, at, due, &work, NULL) == MEND_OK && work == 36000000);
    must(mend_calendar_subtract(c, due, 36000000, &back, NULL) == MEND_OK && back >= at && back < due);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char json[] =
        "{\"zone\":\"Any/Place\",\"week\":{\"mon\":[[\"00:30\",\"02:15\"],[\"09:00\",\"17:00\"]],"
        "\"sat\":[[\"22:00\",\"06:00\"]]},\"holidays\":[\"2024-03-11\"]}";
    mend_error err = {.struct_size = sizeof err};
    mend_zone *zone = NULL;
    mend_calendar *c = NULL;
    mend_status status = mend_zone_tzif(NULL, data, size, &zone, &err);
    if (status != MEND_OK) {
        must(status == MEND_SYNTAX || status == MEND_UNSUPPORTED || status == MEND_LIMIT);
        must(zone == NULL && err.reason == MEND_REASON_BAD_ZONE && err.text[0] != '\0');
        must(err.offset >= 0 && (uint64_t)err.offset <= size);
        return 0;
    }
    status = mend_calendar_new(NULL, json, MEND_NTS, find, zone, &c, NULL);
    must(status == MEND_OK || status == MEND_LIMIT);
    int64_t at = MEND__INSTANT_MIN, next;
    for (int i = 0; i < 100 && mend__zone_change(zone, at, &next); i++) {
        must(next > at);
        must_agree(zone, next);
        must_agree(zone, next - 1);
        must_agree(zone, next + 3600000);
        if (c != NULL) {
            must_work(c, next);
            must_work(c, next - 5000000);
        }
        at = next;
    }
    mend_calendar_free(c);
    mend_zone_free(zone);
    return 0;
}
