/*
 * change.c - what an act changes besides record and events: the values a host that keeps rows of its own has to write, as
 * a store is given them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "shells/change.h"

static void change_index(mend__door *d, const mend_change *change)
{
    mend__jw_key(&d->w, "index");
    mend__jw_object(&d->w);
    for (mend_index i = MEND_INDEX_NUMBER; i < MEND_INDEX_COUNT; i++) {
        mend__str value = {NULL, 0};
        value.p = mend_change_index(change, i, &value.n);
        mend__door_str(d, mend_index_name(i), value);
    }
    mend__jw_end_object(&d->w);
}

static void change_notices(mend__door *d, const mend_change *change)
{
    mend__jw_key(&d->w, "notices");
    mend__jw_array(&d->w);
    for (int32_t i = 0; i < mend_change_notice_count(change); i++) {
        mend__str id = {NULL, 0}, notice = {NULL, 0};
        notice.p = mend_change_notice(change, i, &id.p, &id.n, &notice.n);
        mend__jw_object(&d->w);
        mend__door_str(d, "id", id);
        mend__jw_key(&d->w, "notice");
        mend__jw_raw(&d->w, notice);
        mend__jw_end_object(&d->w);
    }
    mend__jw_end_array(&d->w);
}

mend_status mend__door_change(mend__door *d, int64_t expected)
{
    mend_change change;
    mend_buf text;
    mend__buf_init(&text, &d->alloc);
    mend__change_frame frame = {.tenant = mend__ticket_str(d->ticket, d->ticket->tenant),
                                .idempotency = MEND__STR(""),
                                .expected = expected,
                                .now = d->now};
    mend_status status = mend__change_make(&change, &frame, d->ticket, d->result, &text);
    if (status == MEND_OK) {
        mend__jw_key(&d->w, "change");
        mend__jw_object(&d->w);
        mend__door_str(d, "tenant", change.tenant);
        mend__door_str(d, "key", change.key);
        mend__door_int(d, "expected", change.expected);
        mend__door_int(d, "revision", mend_change_revision(&change));
        mend__door_instant(d, "opened", mend_change_opened(&change));
        mend__door_instant(d, "closed", mend_change_closed(&change));
        mend__door_instant(d, "next_due", mend_change_next_due(&change));
        change_index(d, &change);
        change_notices(d, &change);
        mend__jw_end_object(&d->w);
    }
    mend__buf_done(&text);
    return status == MEND_OK ? MEND_OK : mend__door_fail(d, status);
}
