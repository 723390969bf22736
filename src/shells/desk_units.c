/*
 * desk_units.c - what a desk offers on units: storing, reading and listing them, and the quote of a ticket.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "change.h"
#include "desk_unit.h"
#include "mend/rights.h"
#include "rows.h"
#include "ticket/member.h"

#define UNITS_PAGE_MAX 1000

/* Makes desk->unit the unit as it shall be stored: the desk's own, a revision on. */
static mend_status units_prepare(mend_desk *desk, const mend_unit *unit, mend_error *err)
{
    mend__str tenant = {desk->tenant.p, desk->tenant.n};
    if (unit->tenant.n > 0 && !mend__str_eq(unit->tenant, tenant)) {
        return mend__fail(err, MEND_DENIED, "the unit is another tenant's");
    }
    mend_status status = mend__unit_assign(&desk->unit, unit);
    if (status == MEND_OK && tenant.n <= MEND__UNIT_TEXT && mend__text_clean(tenant, false)) {
        status = mend__unit_set_text(&desk->unit, &desk->unit.tenant, tenant);
    }
    desk->unit.revision = unit->revision + 1; /* a document holds at most INT64_MAX - 1 */
    return status == MEND_OK ? MEND_OK : mend__fail(err, status, mend_status_text(status));
}

/* The store does not know whether it stored the unit: is what it has now what was to be stored? */
static mend_status units_ask(mend_desk *desk, const mend_change *change, mend_error *err)
{
    size_t len;
    int64_t revision = 0;
    const char *key = mend_change_unit_key(change, 0, &len);
    const mend_store *s = &desk->store;
    mend__buf_rewind(&desk->bytes, 0);
    mend_status status = s->unit_load(s->user, desk->tenant.p, desk->tenant.n, key, len, &desk->bytes, &revision);
    mend__str want, have;
    want.p = mend_change_unit_record(change, 0, &want.n);
    have.p = mend_buf_data(&desk->bytes, &have.n);
    bool stored = status == MEND_OK && mend__str_eq(want, have);
    return stored ? MEND_OK : mend__fail(err, MEND_UNKNOWN, mend_status_text(MEND_UNKNOWN));
}

static mend_status units_put(mend_desk *desk, const mend_unit *unit, mend_error *err)
{
    mend_change change;
    const mend__change_frame frame = {.tenant = {desk->tenant.p, desk->tenant.n}, .expected = unit->revision};
    mend_status status = units_prepare(desk, unit, err);
    if (status != MEND_OK) {
        return status;
    }
    mend__result_reset(desk->work);
    status = mend__change_make_unit(&change, &frame, &desk->unit, desk->work, &desk->text);
    if (status != MEND_OK) {
        return mend__fail(err, status, mend_status_text(status));
    }
    status = mend__store_answer(MEND__CALL_UNIT_PUT, desk->store.unit_put(desk->store.user, &change), err);
    return status == MEND_UNKNOWN ? units_ask(desk, &change, err) : status;
}

mend_status mend_desk_unit_put(mend_desk *desk, const mend_unit *unit, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (unit == NULL || unit->key.n == 0) {
        status = mend__fail(error, MEND_INVALID, "a unit with a key is needed");
    } else if (desk->store.unit_put == NULL) {
        status = mend__store_lacks(MEND__CALL_UNIT_PUT, error);
    } else {
        status = units_put(desk, unit, error);
    }
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_unit_read(mend_desk *desk, const char *key, size_t key_len, mend_unit *unit, mend_error *error)
{
    mend__desk_text name;
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (unit == NULL) {
        status = mend__fail(error, MEND_INVALID, "a unit is needed");
    } else if (desk->store.unit_load == NULL) {
        status = mend__store_lacks(MEND__CALL_UNIT_LOAD, error);
    } else {
        status = mend__desk_take(key, key_len, &name, error);
    }
    if (status == MEND_OK) {
        status = mend__desk_load_unit(desk, &name, &desk->unit, error);
    }
    if (status == MEND_OK) {
        size_t len;
        const char *record = mend_buf_data(&desk->bytes, &len);
        status = mend_unit_load(unit, record, len, error);
    }
    return mend__desk_leave(desk, status);
}

/* Copies a text of a list for a callback. */
static mend_status units_text(const char *text, size_t len, mend__desk_text *out, mend_error *err)
{
    mend__str s = mend__str_of(text, len);
    *out = (mend__desk_text){.n = 0};
    return s.p != NULL && s.n == 0 ? MEND_OK : mend__desk_take(text, len, out, err);
}

/* Whether a page goes on behind the last unit seen, in order, and is no longer than asked for. */
static bool units_in_order(const mend_rows *rows, int32_t max, const mend__desk_text *after)
{
    mend__str before = {after->p, after->n};
    for (size_t i = 0; i < rows->count; i++) {
        mend__str key = mend__rows_key(rows, i);
        if (mend__str_cmp(key, before) <= 0) {
            return false;
        }
        before = key;
    }
    return rows->count <= (size_t)max;
}

static mend_status units_fill(mend_desk *desk, const mend__desk_text *serial, const mend__desk_text *after, int32_t max,
                              mend_rows *rows, mend_error *err)
{
    mend_rows before = *rows;
    const mend_store *s = &desk->store;
    mend__rows_init(rows, &before.alloc);
    mend_status status =
        s->unit_page(s->user, desk->tenant.p, desk->tenant.n, serial->p, serial->n, after->p, after->n, max, rows);
    status = mend__store_answer(MEND__CALL_UNIT_PAGE, status, err);
    if (status == MEND_OK && !units_in_order(rows, max, after)) {
        status = mend__fail(err, MEND_CORRUPT, "the store gives other units than it was asked for");
    }
    if (status == MEND_OK) {
        mend__rows_done(&before);
    } else {
        mend__rows_done(rows);
        *rows = before;
    }
    return status;
}

mend_status mend_desk_unit_page(mend_desk *desk, const char *serial, size_t serial_len, const char *after,
                                size_t after_len, int32_t max, mend_rows *rows, mend_error *error)
{
    mend__desk_text of, from;
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (rows == NULL) {
        status = mend__fail(error, MEND_INVALID, "a list is needed");
    } else if (desk->store.unit_page == NULL) {
        status = mend__store_lacks(MEND__CALL_UNIT_PAGE, error);
    } else if (max < 1 || max > UNITS_PAGE_MAX) {
        status = mend__fail(error, MEND_RANGE, "a page has 1 to 1000 rows");
    } else {
        status = units_text(serial, serial_len, &of, error);
    }
    if (status == MEND_OK) {
        status = units_text(after, after_len, &from, error);
    }
    if (status == MEND_OK) {
        status = units_fill(desk, &of, &from, max, rows, error);
    }
    return mend__desk_leave(desk, status);
}

/* Loads the ticket into the desk, and its unit and contracts; *unit NULL: none is stored. */
static mend_status units_load(mend_desk *desk, const mend__desk_text *key, const mend_policy **policy,
                              const mend_unit **unit, mend_error *err)
{
    mend_status status = mend__desk_load(desk, key, err);
    if (status == MEND_OK) {
        status = mend__desk_policy(desk, desk->ticket, policy, err);
    }
    desk->held_count = 0;
    *unit = NULL;
    if (status == MEND_OK && desk->store.unit_load != NULL && ((*policy)->warranty.there || (*policy)->rights.there)) {
        mend__unit_wish wish = mend__desk_unit_wish(desk);
        status = mend__desk_find_unit(desk, &wish, unit, err);
    }
    return status;
}

static mend_status units_quote(mend_desk *desk, const mend__desk_text *key, mend_quote_kind kind, int64_t now,
                               mend_quote *quote, mend_error *err)
{
    const mend_policy *policy = NULL;
    const mend_unit *unit = NULL;
    mend_status status = units_load(desk, key, &policy, &unit, err);
    return status != MEND_OK
               ? status
               : mend_quote_make(policy, desk->ticket, unit, desk->held, desk->held_count, kind, now, quote, err);
}

mend_status mend_desk_quote(mend_desk *desk, const char *key, size_t key_len, mend_quote_kind kind, int64_t now,
                            mend_quote *quote, mend_error *error)
{
    mend__desk_text name;
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (quote == NULL) {
        return mend__desk_leave(desk, mend__fail(error, MEND_INVALID, "a quote is needed"));
    }
    mend__quote_clear(quote);
    status = mend__desk_take(key, key_len, &name, error);
    if (status == MEND_OK) {
        status = units_quote(desk, &name, kind, now, quote, error);
    }
    return mend__desk_leave(desk, status);
}

mend_status mend_desk_rights(mend_desk *desk, const char *key, size_t key_len, int64_t now, const char *lang,
                             mend_buf *out, mend_error *error)
{
    mend__desk_text name;
    const mend_policy *policy = NULL;
    const mend_unit *unit = NULL;
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    if (out == NULL) {
        return mend__desk_leave(desk, mend__fail(error, MEND_INVALID, "a buffer is needed"));
    }
    status = mend__desk_take(key, key_len, &name, error);
    status = status != MEND_OK ? status : units_load(desk, &name, &policy, &unit, error);
    status = status != MEND_OK ? status : mend_rights(policy, desk->ticket, unit, now, lang, out, error);
    return mend__desk_leave(desk, status);
}
