/*
 * change_unit.c - the units and contracts in a change: what an act makes of them, or one that is stored by itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "change.h"

#include "ticket/clock.h"

mend_status mend__change_add_unit(mend_change *change, const mend_unit *unit, int64_t expected, mend_buf *text)
{
    mend__change_unit *to = &change->units[change->unit_count];
    size_t off = text->len;
    mend_status status = mend_unit_save(unit, text);
    if (status == MEND_OK) {
        *to = (mend__change_unit){.unit = unit, .expected = expected, .off = off, .len = text->len - off};
        change->unit_count++;
        change->text = text;
        mend__put_char(text, '\0');
    }
    return status;
}

mend_status mend__change_units(mend_change *change, const mend_result *result, mend_buf *text)
{
    const mend_unit *unit = mend_result_unit(result);
    mend_status status = MEND_OK;
    if (unit != NULL) {
        status = mend__change_add_unit(change, unit, mend_result_unit_expected(result), text);
    }
    for (int32_t i = 0; status == MEND_OK && (unit = mend_result_contract(result, i)) != NULL; i++) {
        status = mend__change_add_unit(change, unit, mend_result_contract_expected(result, i), text);
    }
    return status;
}

mend_status mend__change_make_unit(mend_change *change, const mend__change_frame *frame, const mend_unit *unit,
                                   const mend_result *result, mend_buf *text)
{
    mend__buf_rewind(text, 0);
    *change = (mend_change){.result = result,
                            .tenant = frame->tenant,
                            .key = MEND__STR(""),
                            .record = MEND__STR(""),
                            .idempotency = MEND__STR(""),
                            .outcome = MEND__STR(""),
                            .claim = MEND__STR(""),
                            .next_due = MEND__NEVER,
                            .now = MEND__NEVER};
    for (mend_index i = MEND_INDEX_ALL; i < MEND_INDEX_COUNT; i++) {
        change->index[i] = MEND__STR("");
    }
    mend_status status = mend__change_add_unit(change, unit, frame->expected, text);
    return status == MEND_OK ? text->status : status;
}

/* NULL beyond the last. */
static const mend__change_unit *change_unit_at(const mend_change *change, int32_t i)
{
    return i < 0 || i >= mend_change_unit_count(change) ? NULL : &change->units[i];
}

int32_t mend_change_unit_count(const mend_change *change)
{
    return change == NULL ? 0 : (int32_t)change->unit_count;
}

const char *mend_change_unit_key(const mend_change *change, int32_t i, size_t *len)
{
    const mend__change_unit *u = change_unit_at(change, i);
    return u == NULL ? NULL : mend_unit_key(u->unit, len);
}

const char *mend_change_unit_serial(const mend_change *change, int32_t i, size_t *len)
{
    const mend__change_unit *u = change_unit_at(change, i);
    return u == NULL ? NULL : mend_unit_serial(u->unit, len);
}

const char *mend_change_unit_record(const mend_change *change, int32_t i, size_t *len)
{
    const mend__change_unit *u = change_unit_at(change, i);
    if (u != NULL && len != NULL) {
        *len = u->len;
    }
    return u == NULL ? NULL : change->text->data + u->off;
}

int64_t mend_change_unit_expected(const mend_change *change, int32_t i)
{
    const mend__change_unit *u = change_unit_at(change, i);
    return u == NULL ? 0 : u->expected;
}

int64_t mend_change_unit_revision(const mend_change *change, int32_t i)
{
    const mend__change_unit *u = change_unit_at(change, i);
    return u == NULL ? 0 : mend_unit_revision(u->unit);
}
