/*
 * replay.c - a ticket out of its events and slots, without a policy.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "replay.h"

#include "ground/error.h"

#include <string.h>

#define MEND__EVENT_BYTES ((size_t)4 * 1024 * 1024)
#define MEND__SLOTS_BYTES ((size_t)16 * 1024 * 1024)

/* What cannot be read is damage, except for memory. */
static mend_status as_damage(mend_status s, mend_error *err)
{
    if (s == MEND_OK || s == MEND_NOMEM || s == MEND_UNSUPPORTED || s == MEND_CORRUPT)
        return s;
    if (err)
        err->status = MEND_CORRUPT;
    return MEND_CORRUPT;
}

static mend_status read_slots(mend__replay *r, const mend__alloc *a, const char *text, size_t len, mend_error *err)
{
    mend__node root;
    mend__str s = mend__str_of(text, len);
    mend_status status = mend__json_read(&r->slot_tree, s.p, s.n, MEND__SLOTS_BYTES, 2, &root, err);
    if (status != MEND_OK)
        return as_damage(status, err);
    if (mend__json_typeof(&r->slot_tree, root) != MEND__JSON_ARRAY)
        return mend__json_fail(&r->slot_tree, root, MEND_CORRUPT, "expected a list of slots", err);
    size_t n = mend__json_count(&r->slot_tree, root);
    r->slot_bytes = (n + 1) * sizeof *r->slots;
    r->slots = mend__new(a, r->slot_bytes);
    if (!r->slots)
        return mend__fail(err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    for (mend__node c = mend__json_first(&r->slot_tree, root); c != MEND__NONE; c = mend__json_next(&r->slot_tree, c)) {
        mend__json_type type = mend__json_typeof(&r->slot_tree, c);
        if (type != MEND__JSON_STRING && type != MEND__JSON_NULL)
            return mend__json_fail(&r->slot_tree, c, MEND_CORRUPT, "a slot is neither text nor null", err);
        r->slots[r->slot_count++] = type == MEND__JSON_STRING ? mend__json_str(&r->slot_tree, c) : (mend__str){NULL, 0};
    }
    return MEND_OK;
}

mend_status mend__replay_read(mend__replay *r, mend__str text, mend__event *e, mend_error *err)
{
    mend__node root;
    mend__json_reset(&r->tree);
    mend__arena_reset(&r->arena);
    if (!text.p)
        return mend__fail(err, MEND_INVALID, "an event is NULL");
    mend_status s = mend__json_read(&r->tree, text.p, text.n, MEND__EVENT_BYTES, 8, &root, err);
    if (s == MEND_OK)
        s = mend__event_read(&r->fresh, &r->tree, root, r->slots, r->slot_count, &r->arena, e, err);
    return as_damage(s, err);
}

mend_status mend__replay_apply(mend__replay *r, const mend__event *e, mend_error *err)
{
    mend_status s = mend__event_apply_fields(&r->fresh, e);
    if (s == MEND_OK)
        s = mend__event_apply(&r->fresh, e);
    return s == MEND_OK ? MEND_OK : mend__fail(err, s, mend_status_text(s));
}

mend_status mend__replay_end(const mend__replay *r, mend_error *err)
{
    if (r->fresh.slots.count != r->slot_count)
        return mend__fail(err, MEND_CORRUPT, "there are more slots than the events use");
    return MEND_OK;
}

static mend_status run(mend__replay *r, const char *const *events, const size_t *lengths, size_t count, mend_error *err)
{
    for (size_t i = 0; i < count; i++) {
        mend__event e;
        mend_status s = mend__replay_read(r, mend__str_of(events[i], lengths ? lengths[i] : MEND_NTS), &e, err);
        if (s == MEND_OK)
            s = mend__replay_apply(r, &e, err);
        if (s != MEND_OK) {
            if (err)
                err->document = (int32_t)i;
            return s;
        }
    }
    return mend__replay_end(r, err);
}

mend_status mend__replay_begin(mend__replay *r, const mend__alloc *a, const char *slots, size_t slots_len,
                               mend_error *err)
{
    memset(r, 0, sizeof *r);
    r->alloc = *a;
    mend__ticket_init(&r->fresh, a);
    mend__json_init(&r->slot_tree, a);
    mend__json_init(&r->tree, a);
    mend__arena_init(&r->arena, a);
    return read_slots(r, a, slots, slots_len, err);
}

void mend__replay_done(mend__replay *r)
{
    mend__ticket_done(&r->fresh);
    mend__drop(&r->alloc, r->slots, r->slot_bytes);
    mend__json_free(&r->slot_tree);
    mend__json_free(&r->tree);
    mend__arena_free(&r->arena);
}

mend_status mend_ticket_replay(mend_ticket *ticket, const char *slots, size_t slots_len, const char *const *events,
                               const size_t *lengths, size_t count, mend_error *error)
{
    mend__replay r;
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!ticket || !slots || !events || !count)
        return mend__fail(error, MEND_INVALID, "a ticket, its slots and at least one event are needed");
    mend_status s = mend__replay_begin(&r, &ticket->alloc, slots, slots_len, error);
    if (s == MEND_OK)
        s = run(&r, events, lengths, count, error);
    if (s == MEND_OK) {
        mend_ticket before = *ticket;
        *ticket = r.fresh;
        r.fresh = before;
    }
    mend__replay_done(&r);
    return s;
}
