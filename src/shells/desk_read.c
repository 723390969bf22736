/*
 * desk_read.c - reading a ticket, its history, lists and the outbox through a desk.
 *
 * A caller's list is filled by the store itself, but only after its former content has been put aside, so that a
 * failure brings that back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk.h"
#include "rows.h"

#define DESK_PAGE_MAX  1000
#define DESK_VALUE_MAX 65536 /* bytes of an index value */

/* What a list is asked for; texts are NUL-terminated and stand in desk->text or a mend__desk_text. */
typedef struct desk_page {
    mend__callback which;
    mend_index index;
    mend__str key, value, after;
    int64_t after_seq;
    int64_t revision; /* of the ticket, before its events were read */
    int32_t max;
} desk_page;

static mend_status desk_page_call(const mend_desk *desk, const desk_page *page, mend_rows *rows)
{
    const mend_store *s = &desk->store;
    const mend__desk_text *tenant = &desk->tenant;
    switch (page->which) {
    case MEND__CALL_EVENTS:
        return s->events(s->user, tenant->p, tenant->n, page->key.p, page->key.n, page->after_seq, page->max, rows);
    case MEND__CALL_PAGE:
        return s->page(s->user, tenant->p, tenant->n, page->index, page->value.p, page->value.n, page->after.p,
                       page->after.n, page->max, rows);
    default:
        return s->pending(s->user, tenant->p, tenant->n, page->after.p, page->after.n, page->max, rows);
    }
}

/* Events come one after another, and a page that ends early ends with the ticket's last one. */
static mend_status desk_page_check(const desk_page *page, const mend_rows *rows, mend_error *err)
{
    int64_t last = page->after_seq;
    int32_t count = mend_rows_count(rows);
    for (int32_t i = 0; i < count; i++) {
        if (mend_rows_number(rows, i) != ++last) {
            return mend__fail(err, MEND_CORRUPT, "an event of the ticket is missing in the store");
        }
    }
    if (count < page->max && last < page->revision) {
        return mend__fail(err, MEND_CORRUPT, "the last events of the ticket are missing in the store");
    }
    return MEND_OK;
}

/* Fills the caller's list with one page. */
static mend_status desk_page_fill(const mend_desk *desk, const desk_page *page, mend_rows *rows, mend_error *err)
{
    if (page->max < 1 || page->max > DESK_PAGE_MAX) {
        return mend__fail(err, MEND_RANGE, "a page has 1 to 1000 rows");
    }
    mend_rows before = *rows;
    mend__rows_init(rows, &before.alloc);
    mend_status status = mend__store_answer(page->which, desk_page_call(desk, page, rows), err);
    if (status == MEND_OK && page->which == MEND__CALL_EVENTS) {
        status = desk_page_check(page, rows, err);
    }
    if (status == MEND_OK) {
        mend__rows_done(&before);
    } else {
        mend__rows_done(rows);
        *rows = before;
    }
    return status;
}

/* Copies two texts for a callback into desk->text, NUL-terminated. */
static mend_status desk_page_texts(mend_desk *desk, desk_page *page, mend__str value, mend__str after, mend_error *err)
{
    if (value.p == NULL || after.p == NULL) {
        return mend__fail(err, MEND_INVALID, "a text is missing");
    }
    if (value.n > DESK_VALUE_MAX || after.n > DESK_VALUE_MAX) {
        return mend__fail(err, MEND_LIMIT, mend_status_text(MEND_LIMIT));
    }
    if (!mend__utf8_valid(value.p, value.n, NULL) || !mend__utf8_valid(after.p, after.n, NULL)) {
        return mend__fail(err, MEND_UTF8, mend_status_text(MEND_UTF8));
    }
    mend_buf *text = &desk->text;
    mend__buf_rewind(text, 0);
    mend__put_str(text, value);
    mend__put_char(text, '\0');
    mend__put_str(text, after);
    if (text->status != MEND_OK) {
        return mend__fail(err, text->status, mend_status_text(text->status));
    }
    page->value = (mend__str){text->data, value.n};
    page->after = (mend__str){text->data + value.n + 1, after.n};
    return MEND_OK;
}

mend_status mend_desk_read(mend_desk *desk, const char *key, size_t key_len, mend_ticket *ticket, mend_error *error)
{
    mend__desk_text name;
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (ticket == NULL) {
        return mend__desk_leave(desk, mend__fail(error, MEND_INVALID, "a ticket is needed"));
    }
    status = mend__desk_take(key, key_len, &name, error);
    if (status == MEND_OK) {
        status = mend__desk_load(desk, &name, error);
    }
    if (status == MEND_OK && mend_ticket_copy(ticket, desk->ticket) != MEND_OK) {
        status = mend__fail(error, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    }
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_history(mend_desk *desk, const char *key, size_t key_len, int64_t after, int32_t max,
                              mend_rows *rows, mend_error *error)
{
    mend__desk_text name;
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (rows == NULL || after < 0) {
        status = mend__fail(error, MEND_INVALID, "a list is needed, and a number of 0 or more");
    } else if (desk->store.events == NULL) {
        status = mend__store_lacks(MEND__CALL_EVENTS, error);
    } else {
        status = mend__desk_take(key, key_len, &name, error);
    }
    int64_t revision = 0;
    if (status == MEND_OK) {
        status = mend__desk_load(desk, &name, error);
        revision = status == MEND_OK ? desk->ticket->seq : 0;
    }
    if (status == MEND_OK || status == MEND_NOT_FOUND) {
        desk_page page = {
            .which = MEND__CALL_EVENTS, .key = {name.p, name.n}, .after_seq = after, .revision = revision, .max = max};
        status = desk_page_fill(desk, &page, rows, error);
    }
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_page(mend_desk *desk, mend_index index, const char *value, size_t value_len, const char *after,
                           size_t after_len, int32_t max, mend_rows *rows, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    desk_page page = {.which = MEND__CALL_PAGE, .index = index, .max = max};
    if (rows == NULL || mend_index_name(index) == NULL) {
        status = mend__fail(error, MEND_INVALID, "a list is needed, and an index there is");
    } else if (desk->store.page == NULL) {
        status = mend__store_lacks(MEND__CALL_PAGE, error);
    } else {
        mend__str of = index == MEND_INDEX_ALL ? MEND__STR("") : mend__str_of(value, value_len);
        status = desk_page_texts(desk, &page, of, mend__str_of(after, after_len), error);
    }
    if (status == MEND_OK) {
        status = desk_page_fill(desk, &page, rows, error);
    }
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_pending(mend_desk *desk, const char *after, size_t after_len, int32_t max, mend_rows *rows,
                              mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    desk_page page = {.which = MEND__CALL_PENDING, .max = max};
    if (rows == NULL) {
        status = mend__fail(error, MEND_INVALID, "a list is needed");
    } else if (desk->store.pending == NULL) {
        status = mend__store_lacks(MEND__CALL_PENDING, error);
    } else {
        status = desk_page_texts(desk, &page, MEND__STR(""), mend__str_of(after, after_len), error);
    }
    if (status == MEND_OK) {
        status = desk_page_fill(desk, &page, rows, error);
    }
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_sent(mend_desk *desk, const char *id, size_t id_len, int32_t done, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    desk_page text = {0};
    mend__str name = mend__str_of(id, id_len);
    const mend_store *s = &desk->store;
    if (name.n == 0 || (done != 0 && done != 1)) {
        status = mend__fail(error, MEND_INVALID, "a notice's id is needed, and 0 or 1");
    } else if (s->sent == NULL) {
        status = mend__store_lacks(MEND__CALL_SENT, error);
    } else {
        status = desk_page_texts(desk, &text, MEND__STR(""), name, error);
    }
    if (status == MEND_OK) {
        status = s->sent(s->user, desk->tenant.p, desk->tenant.n, text.after.p, text.after.n, done);
        status = mend__store_answer(MEND__CALL_SENT, status, error);
    }
    return mend__desk_leave(desk, status);
}
