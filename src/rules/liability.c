/*
 * liability.c - until when a seller is liable, and until when goods may be rejected, see rights.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "notions/civil.h"
#include "rights.h"

/* A length the regime leaves open gives no day. */
static mend_reason liable_end(int32_t start, const mend__length *length, int32_t *last_day)
{
    bool clamped;
    *last_day = MEND__NO_DAY;
    return length->given ? mend__period_end(start, length, last_day, &clamped) : 0;
}

mend_reason mend__liability(const mend__regime *regime, int32_t delivered, int32_t contracted, bool repaired,
                            mend__liable *out)
{
    mend__length length = regime->liability;
    mend__liable ends;
    if (repaired && regime->extension.given &&
        (regime->extension_since == MEND__NO_DAY || contracted >= regime->extension_since)) {
        /* Together in one step, so that a month's end is met once. */
        length.years += regime->extension.years;
        length.months += regime->extension.months;
        length.weeks += regime->extension.weeks;
        length.days += regime->extension.days;
    }
    mend_reason reason = liable_end(delivered, &length, &ends.last_day);
    reason = reason != 0 ? reason : liable_end(delivered, &regime->burden, &ends.burden_last_day);
    if (reason == 0) {
        *out = ends;
    }
    return reason;
}

static void rejection_sort(mend__wait *waits, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        mend__wait wait = waits[i];
        size_t at = i;
        for (; at > 0 && waits[at - 1].requested > wait.requested; at--) {
            waits[at] = waits[at - 1];
        }
        waits[at] = wait;
    }
}

mend_reason mend__rejection(const mend__regime *regime, int32_t start, mend__wait *waits, size_t count,
                            int32_t *last_day, bool *open)
{
    int32_t last, counted = MEND__DAY_MIN - 1; /* the last day that stood still */
    mend_reason reason = liable_end(start, &regime->rejection, &last);
    bool waiting = false;
    for (size_t i = 0; i < count; i++) {
        if (waits[i].received != MEND__NO_DAY && waits[i].received < waits[i].requested) {
            return MEND_REASON_BAD_OUTAGE;
        }
    }
    rejection_sort(waits, count);
    for (size_t i = 0; i < count && reason == 0 && last != MEND__NO_DAY && waits[i].requested <= last; i++) {
        waiting = waits[i].received == MEND__NO_DAY;
        if (waiting) {
            break;
        }
        int32_t from = waits[i].requested > counted ? waits[i].requested : counted + 1;
        int64_t floor = (int64_t)waits[i].received + regime->rejection_floor, moved = last;
        moved += waits[i].received >= from ? waits[i].received - from + 1 : 0;
        moved = moved > floor ? moved : floor;
        counted = waits[i].received > counted ? waits[i].received : counted;
        reason = moved > MEND__DAY_MAX ? MEND_REASON_DATE_OUT_OF_RANGE : 0;
        last = (int32_t)moved;
    }
    if (reason == 0) {
        *last_day = last;
        *open = waiting;
    }
    return reason;
}
