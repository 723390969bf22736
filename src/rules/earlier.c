/*
 * earlier.c - compiling the section "earlier", and whether a ticket belongs beside another, see earlier.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "earlier.h"
#include "flow_form.h"
#include "ticket/member.h"

/* ---- compiling ---- */

/* Fields by which stores find tickets; any of them goes first in `same`. */
static bool is_found_by(const mend__field *field)
{
    static const char *const names[] = {"customer_id", "serial", "model", NULL};
    for (size_t i = 0; names[i] != NULL; i++) {
        if (field->id < MEND__CUSTOM && mend__str_is(mend__str_of(field->name, MEND_NTS), names[i])) {
            return true;
        }
    }
    return false;
}

/* An array of fields of the ticket. */
static mend_status earlier_fields(const mend__flow_reader *r, mend__node row, const char *key, size_t most,
                                  const mend__field **out, uint32_t *count)
{
    mend__node array;
    mend_status status = mend__member_need(r->tree, row, key, &array, r->err);
    status = status != MEND_OK ? status : mend__must_be(r->tree, array, MEND__JSON_ARRAY, "an array of fields", r->err);
    if (status == MEND_OK && mend__json_count(r->tree, array) > most) {
        status = mend__too_many(r->tree, array, most, "fields", r->err);
    }
    mend__node n = status == MEND_OK ? mend__json_first(r->tree, array) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(r->tree, n)) {
        const mend__field *field = NULL;
        status = mend__vocab_field_ref(r->v, NULL, r->tree, n, &field, r->err);
        if (status == MEND_OK && field->type == MEND_FIELD_LIST) {
            status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a field with one value, not a list", r->err);
        }
        out[(*count)++] = field;
    }
    return status;
}

static mend_status earlier_same(const mend__flow_reader *r, mend__node row, mend__earlier_row *out)
{
    mend_status status = earlier_fields(r, row, "same", MEND__EARLIER_SAME, out->same, &out->same_count);
    mend__node array = mend__json_get(r->tree, row, "same"), n = mend__json_first(r->tree, array);
    bool found = false;
    for (uint32_t i = 0; i < out->same_count && status == MEND_OK; i++, n = mend__json_next(r->tree, n)) {
        const mend__field *field = out->same[i];
        if (field->mask != MEND_MASK_NONE) {
            status = mend__json_fail(r->tree, n, MEND_SCHEMA, "what is masked cannot be compared", r->err);
        } else if (!found && is_found_by(field)) {
            out->same[i] = out->same[0];
            out->same[0] = field;
            found = true;
        }
    }
    if (status == MEND_OK && !found) {
        status = mend__json_fail(r->tree, array, MEND_SCHEMA,
                                 "one of customer_id, serial and model has to be the same: tickets are found by these",
                                 r->err);
    }
    return status;
}

static mend_status earlier_row(const mend__flow_reader *r, mend__node n, mend__earlier_row *out)
{
    static const char *const members[] = {"order", "label", "same", "show", "within", "most", "repeat", NULL};
    int64_t most = 10;
    out->within = INT64_MAX;
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : earlier_same(r, n, out);
    status = status != MEND_OK ? status : earlier_fields(r, n, "show", MEND__EARLIER_SHOW, out->show, &out->show_count);
    status = status != MEND_OK ? status : mend__flow_duration(r, n, "within", &out->within);
    status = status != MEND_OK ? status : mend__member_int(r->tree, n, "most", 1, MEND__EARLIER_MOST, &most, r->err);
    status = status != MEND_OK ? status : mend__member_bool(r->tree, n, "repeat", &out->repeat, r->err);
    out->most = (int32_t)most;
    return status;
}

mend_status mend__earlier_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node section,
                                  mend__earlier *out, mend_error *err)
{
    const mend__flow_reader r = {arena, v, tree, err};
    mend__earlier read = {.there = true};
    if (section == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status =
        mend__names_read(arena, tree, section, MEND__NAMES_PLAIN, MEND__EARLIER_ROWS, &read.names, err);
    mend__earlier_row *rows = status != MEND_OK ? NULL : mend__flow_array(&r, read.names.count, sizeof *rows);
    if (rows == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    read.rows = rows;
    for (uint32_t i = 0; i < read.names.count && status == MEND_OK; i++) {
        status = earlier_row(&r, read.names.items[i].node, &rows[i]);
    }
    if (status == MEND_OK) {
        *out = read;
    }
    return status;
}

/* ---- asking ---- */

bool mend__earlier_known(const mend__earlier_row *row, const mend_ticket *ticket)
{
    mend__value value;
    for (uint32_t i = 0; i < row->same_count; i++) {
        if (!mend__ticket_value(ticket, row->same[i], 0, &value)) {
            return false;
        }
    }
    return true;
}

static bool earlier_itself(const mend_ticket *ticket, const mend_ticket *other)
{
    mend__str key = mend__ticket_str(ticket, ticket->key);
    return ticket->seq > 0 && mend__str_eq(key, mend__ticket_str(other, other->key));
}

bool mend__earlier_fits(const mend__earlier_row *row, const mend_ticket *ticket, const mend_ticket *other, int64_t now,
                        bool *past)
{
    int64_t opened = ticket->seq > 0 ? ticket->opened : now;
    mend__value own, its;
    *past = other->opened < opened && opened - other->opened > row->within;
    if (*past || other->opened > opened || earlier_itself(ticket, other)) {
        return false;
    }
    for (uint32_t i = 0; i < row->same_count; i++) {
        if (!mend__ticket_value(ticket, row->same[i], 0, &own) || !mend__ticket_value(other, row->same[i], 0, &its) ||
            !mend__value_eq(&own, &its)) {
            return false;
        }
    }
    return true;
}
