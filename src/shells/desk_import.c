/*
 * desk_import.c - storing a ticket brought from elsewhere, with its whole log.
 *
 * The log is the truth: it is folded anew, and only if the ticket it leaves is byte for byte the one of the record does
 * the desk believe either.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "change.h"
#include "desk.h"
#include "rows.h"

#include <string.h>

static mend_status import_fail(mend_error *err, mend_status status)
{
    return mend__fail(err, status, mend_status_text(status));
}

/* Folds the events of the list into `folded`. */
static mend_status import_replay(mend_desk *desk, const mend_rows *events, mend_ticket *folded, mend_error *err)
{
    size_t count = events->count;
    if (count == 0) {
        return mend__fail(err, MEND_CORRUPT, "a ticket has at least one event");
    }
    const char **texts = mend__new(&desk->alloc, count * sizeof *texts);
    size_t *lengths = mend__new(&desk->alloc, count * sizeof *lengths);
    mend_status status = texts == NULL || lengths == NULL ? MEND_NOMEM : MEND_OK;
    mend__buf_rewind(&desk->text, 0);
    if (status == MEND_OK) {
        status = mend_ticket_slots(desk->ticket, &desk->text);
    }
    if (status == MEND_OK) {
        for (size_t i = 0; i < count; i++) {
            mend__str event = mend__rows_text(events, i);
            texts[i] = event.p;
            lengths[i] = event.n;
        }
        status = mend_ticket_replay(folded, desk->text.data, desk->text.len, texts, lengths, count, err);
    } else {
        import_fail(err, status);
    }
    mend__drop(&desk->alloc, texts, count * sizeof *texts);
    mend__drop(&desk->alloc, lengths, count * sizeof *lengths);
    return status;
}

/* Whether the ticket of the record and the folded one are the same, by their records. */
static mend_status import_compare(mend_desk *desk, const mend_ticket *folded, mend_error *err)
{
    mend__buf_rewind(&desk->bytes, 0);
    mend__buf_rewind(&desk->text, 0);
    mend_status status = mend_ticket_save(desk->ticket, &desk->bytes);
    if (status == MEND_OK) {
        status = mend_ticket_save(folded, &desk->text);
    }
    if (status != MEND_OK) {
        return import_fail(err, status);
    }
    if (!mend__str_eq((mend__str){desk->bytes.data, desk->bytes.len}, (mend__str){desk->text.data, desk->text.len})) {
        return mend__fail(err, MEND_CORRUPT, "the record is not what its events make");
    }
    return MEND_OK;
}

/* The events as a result has them; each was read by the replay. */
static mend_status import_events(mend_desk *desk, const mend_rows *events, mend_error *err)
{
    mend__json tree;
    mend__node root;
    mend_result *r = desk->work;
    mend_status status = MEND_OK;
    mend__json_init(&tree, &desk->alloc);
    mend__result_reset(r);
    for (size_t i = 0; i < events->count && status == MEND_OK; i++) {
        mend__str event = mend__rows_text(events, i);
        mend__value at;
        mend__json_reset(&tree);
        status = mend__json_read(&tree, event.p, event.n, event.n, 64, &root, err);
        if (status == MEND_OK &&
            (events->items[i].number != (int64_t)i + 1 ||
             !mend__value_read(MEND_FIELD_INSTANT, &tree, mend__json_get(&tree, root, "at"), &at))) {
            status = mend__fail(err, MEND_CORRUPT, "the rows are not numbered as their events are");
        }
        if (status == MEND_OK) {
            mend__result_event_begin(r, (int64_t)i + 1, at.num);
            mend__put_str(&r->text, event);
            mend__result_event_end(r);
            status = r->text.status == MEND_OK ? MEND_OK : import_fail(err, r->text.status);
        }
    }
    mend__json_free(&tree);
    return status;
}

static mend_status import_commit(mend_desk *desk, int64_t now, mend_error *err)
{
    mend_change change;
    mend__change_frame frame = {
        .tenant = {desk->tenant.p, desk->tenant.n}, .idempotency = MEND__STR(""), .expected = 0, .now = now};
    mend_status status = mend__change_make(&change, &frame, desk->ticket, desk->work, &desk->text);
    if (status != MEND_OK) {
        return import_fail(err, status);
    }
    mend__desk_armed(desk, change.next_due);
    return mend__store_answer(MEND__CALL_COMMIT, desk->store.commit(desk->store.user, &change), err);
}

static mend_status import_run(mend_desk *desk, mend__str record, const mend_rows *events, mend_ticket *folded,
                              int64_t now, mend_error *err)
{
    mend_status status = mend_ticket_load(desk->ticket, record.p, record.n, err);
    const mend_ticket *t = desk->ticket;
    if (status == MEND_OK &&
        !mend__str_eq(mend__ticket_str(t, t->tenant), (mend__str){desk->tenant.p, desk->tenant.n})) {
        status = mend__fail(err, MEND_DENIED, "the ticket is another tenant's");
    }
    if (status == MEND_OK) {
        status = import_replay(desk, events, folded, err);
    }
    if (status == MEND_OK) {
        status = import_compare(desk, folded, err);
    }
    if (status == MEND_OK) {
        status = import_events(desk, events, err);
    }
    return status == MEND_OK ? import_commit(desk, now, err) : status;
}

mend_status mend_desk_import(mend_desk *desk, const void *record, size_t len, const mend_rows *events, int64_t now,
                             mend_error *error)
{
    mend_ticket folded;
    mend__str bytes = {record, len};
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (record == NULL || len == MEND_NTS || events == NULL) {
        return mend__desk_leave(desk, mend__fail(error, MEND_INVALID, "a record and its events are needed"));
    }
    mend__ticket_init(&folded, &desk->alloc);
    status = import_run(desk, bytes, events, &folded, now, error);
    mend__ticket_done(&folded);
    mend__result_reset(desk->work);
    return mend__desk_leave(desk, status);
}
