/*
 * desk_earlier.c - the customer's file of a stored ticket: the store is asked for tickets of the same customer, unit or
 * model, the newest first, until a row of the policy's section "earlier" has what it lists.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "change/earlier.h"
#include "desk.h"
#include "ground/error.h"
#include "mend/earlier.h"
#include "rows.h"

#include <string.h>

#define EARLIER_PAGE 100
#define EARLIER_READ 1000 /* tickets looked at for a row */

typedef struct finding { /* what one question works with */
    mend_desk *desk;
    mend_ticket *ticket, *other;
    mend_rows *rows;
    mend__earlier_list list;
    mend_error *err;
} finding;

static mend_index index_of(const mend__field *field)
{
    mend__str name = mend__str_of(field->name, MEND_NTS);
    return mend__str_is(name, "customer_id") ? MEND_INDEX_CUSTOMER
           : mend__str_is(name, "serial")    ? MEND_INDEX_SERIAL
                                             : MEND_INDEX_PRODUCT;
}

/* Offers the tickets of a page; *go: the next page is wanted. */
static mend_status offer_page(finding *f, bool *go)
{
    int32_t count = mend_rows_count(f->rows);
    for (int32_t i = 0; i < count && *go; i++) {
        size_t len = 0;
        const void *record = mend_rows_bytes(f->rows, i, &len);
        mend_status status = mend_ticket_load(f->other, record, len, f->err);
        if (status != MEND_OK) {
            return status;
        }
        if (!mend__str_eq(mend__ticket_str(f->other, f->other->tenant),
                          mend__ticket_str(f->ticket, f->ticket->tenant))) {
            return mend__fail(f->err, MEND_CORRUPT, "the store gives a ticket of another tenant");
        }
        *go = mend__earlier_offer(&f->list, f->other);
    }
    *go = *go && count == EARLIER_PAGE;
    return MEND_OK;
}

static mend_status find_row(finding *f)
{
    const mend__field *field = f->list.row->same[0];
    mend__value value;
    char after[MEND__DESK_TEXT_MAX + 1];
    size_t after_len = 0;
    bool go = mend__earlier_known(f->list.row, f->ticket) && mend__ticket_value(f->ticket, field, 0, &value);
    mend_status status = MEND_OK;
    for (int32_t seen = 0; go && status == MEND_OK; seen += EARLIER_PAGE) {
        if (seen == EARLIER_READ) {
            mend__earlier_more(&f->list);
            break;
        }
        status = mend_desk_page(f->desk, index_of(field), value.text.p, value.text.n, after, after_len, EARLIER_PAGE,
                                f->rows, f->err);
        if (status == MEND_NOT_FOUND && after_len > 0) { /* the last one of the page before has been erased meanwhile */
            mend__earlier_more(&f->list);
            return MEND_OK;
        }
        status = status != MEND_OK ? status : offer_page(f, &go);
        if (status == MEND_OK && go) {
            const char *last = mend_rows_key(f->rows, mend_rows_count(f->rows) - 1, &after_len);
            if (after_len > MEND__DESK_TEXT_MAX) {
                return mend__fail(f->err, MEND_CORRUPT, "the store gives a key that is too long");
            }
            memcpy(after, last, after_len);
        }
    }
    return status;
}

static mend_status find_all(finding *f, const mend_policy *policy, int64_t now, const char *lang, mend_buf *out)
{
    size_t before = out->len;
    mend_status status = MEND_OK;
    mend__earlier_begin(&f->list, policy, f->ticket, now, lang, out);
    for (uint32_t row = 0; row < policy->earlier.names.count && status == MEND_OK; row++) {
        mend__earlier_row_begin(&f->list, row);
        status = find_row(f);
        mend__earlier_row_end(&f->list);
    }
    mend_status written = mend__earlier_end(&f->list);
    if (status == MEND_OK && written != MEND_OK) {
        status = mend__fail(f->err, written, mend_status_text(written));
    }
    if (status != MEND_OK) {
        mend__buf_rewind(out, before);
    }
    return status;
}

static mend_status find_ticket(finding *f, const char *key, size_t key_len, const mend_policy **policy)
{
    mend_status status = mend_desk_read(f->desk, key, key_len, f->ticket, f->err);
    *policy = status == MEND_OK ? mend_desk_policy_of(f->desk, f->ticket) : NULL;
    if (status == MEND_OK && *policy == NULL) {
        status = mend__fail(f->err, MEND_POLICY_MISMATCH, "the desk does not have the ticket's policy");
    }
    return status;
}

mend_status mend_desk_earlier(mend_desk *desk, const char *key, size_t key_len, int64_t now, const char *lang,
                              mend_buf *out, mend_error *error)
{
    const mend_policy *policy = NULL;
    finding f = {.desk = desk, .err = error};
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    const mend_allocator a = {sizeof a, 0, desk->alloc.resize, desk->alloc.user};
    status = mend__desk_leave(desk, out == NULL ? mend__fail(error, MEND_INVALID, "a buffer is needed") : MEND_OK);
    if (status != MEND_OK) {
        return status;
    }
    if (mend_ticket_new(&a, &f.ticket) != MEND_OK || mend_ticket_new(&a, &f.other) != MEND_OK ||
        mend_rows_new(&a, &f.rows) != MEND_OK) {
        status = mend__fail(error, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    }
    status = status != MEND_OK ? status : find_ticket(&f, key, key_len, &policy);
    status = status != MEND_OK ? status : mend__earlier_may(policy, f.ticket, now, error);
    status = status != MEND_OK ? status : find_all(&f, policy, now, lang, out);
    mend_rows_free(f.rows);
    mend_ticket_free(f.other);
    mend_ticket_free(f.ticket);
    return status;
}
