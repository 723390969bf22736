/*
 * beside.c - what stands beside a ticket: what the customer may ask for, and the tickets there were before.
 *
 * The unit and the earlier tickets come with the request; those of a stored ticket are stored.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "mend/earlier.h"
#include "mend/rights.h"

/* What the customer may ask for, of a ticket that comes with the request. */
static mend_status rights_asked(mend__door *d)
{
    mend_status status = mend__door_lang(d);
    status = status != MEND_OK ? status : mend__door_policy(d);
    status = status != MEND_OK ? status : mend__door_ticket(d);
    d->foreign = status != MEND_OK && d->foreign;
    status = status != MEND_OK ? status : mend__door_now(d);
    status = status != MEND_OK ? status : mend__door_units(d);
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    return mend_rights(d->policy, d->ticket, d->unit, d->now, d->lang, &d->text, &d->fault);
}

/* The same question about a ticket of the desk. */
static mend_status ask_stored(mend__door *d,
                              mend_status (*ask)(mend_desk *desk, const char *key, size_t key_len, int64_t now,
                                                 const char *lang, mend_buf *out, mend_error *error))
{
    mend__node n;
    mend__str key = {NULL, 0};
    mend_status status = mend__door_lang(d);
    status = status != MEND_OK ? status : mend__door_need(d, "key", &n);
    status = status != MEND_OK ? status : mend__door_text(d, "key", &key);
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    return ask(d->desk, key.p, key.n, d->now, d->lang, &d->text, &d->fault);
}

/* Earlier tickets come as records, the newest first. */
static mend_status earlier_taken(mend__door *d, mend_ticket **tickets, size_t count, mend__node list)
{
    const mend_allocator allocator = {sizeof allocator, 0, d->alloc.resize, d->alloc.user};
    mend_status status = MEND_OK;
    mend__node n = mend__json_first(&d->tree, list);
    for (size_t i = 0; i < count && status == MEND_OK; i++, n = mend__json_next(&d->tree, n)) {
        mend__str record = mend__json_str(&d->tree, n);
        if (mend__json_typeof(&d->tree, n) != MEND__JSON_STRING) {
            return mend__json_expected(&d->tree, n, "the record of a ticket, a text", &d->fault);
        }
        status = mend_ticket_new(&allocator, &tickets[i]);
        if (status != MEND_OK) {
            return mend__door_fail(d, status);
        }
        status = mend_ticket_load(tickets[i], record.p, record.n, &d->fault);
        d->foreign = status != MEND_OK;
    }
    return status;
}

static mend_status earlier_asked(mend__door *d)
{
    mend__node list = MEND__NONE;
    mend_status status = mend__door_lang(d);
    status = status != MEND_OK ? status : mend__door_policy(d);
    status = status != MEND_OK ? status : mend__door_ticket(d);
    d->foreign = status != MEND_OK && d->foreign;
    status = status != MEND_OK ? status : mend__door_now(d);
    status = status != MEND_OK ? status : mend__door_need(d, "earlier", &list);
    if (status == MEND_OK && mend__json_typeof(&d->tree, list) != MEND__JSON_ARRAY) {
        status = mend__json_expected(&d->tree, list, "an array of tickets", &d->fault);
    }
    if (status != MEND_OK) {
        return status;
    }
    size_t count = mend__json_count(&d->tree, list);
    mend_ticket **tickets = mend__new(&d->alloc, (count + 1) * sizeof *tickets);
    if (tickets == NULL) {
        return mend__door_fail(d, MEND_NOMEM);
    }
    status = earlier_taken(d, tickets, count, list);
    if (status == MEND_OK) {
        d->foreign = true;
        status = mend_earlier(d->policy, d->ticket, (const mend_ticket *const *)tickets, count, d->now, d->lang,
                              &d->text, &d->fault);
    }
    for (size_t i = 0; i < count; i++) {
        mend_ticket_free(tickets[i]);
    }
    mend__drop(&d->alloc, tickets, (count + 1) * sizeof *tickets);
    return status;
}

static mend_status answered(mend__door *d, mend_status status)
{
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

mend_status mend__door_rights(mend__door *d)
{
    mend__buf_rewind(&d->text, 0);
    return answered(d, d->desk == NULL ? rights_asked(d) : ask_stored(d, mend_desk_rights));
}

mend_status mend__door_earlier(mend__door *d)
{
    mend__buf_rewind(&d->text, 0);
    return answered(d, d->desk == NULL ? earlier_asked(d) : ask_stored(d, mend_desk_earlier));
}
