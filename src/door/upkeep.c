/*
 * upkeep.c - operations on a desk beside those on one ticket's way: what is due, sweeping, erasing, units, quotes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "mend/quote.h"
#include "mend/time.h"
#include "mend/warranty.h"

#define UPKEEP_PAGE 100 /* rows of a list unless "max" says otherwise */

static mend__str or_empty(mend__str s)
{
    return s.p == NULL ? MEND__STR("") : s;
}

static mend_allocator upkeep_allocator(const mend__door *d)
{
    return (mend_allocator){sizeof(mend_allocator), 0, d->alloc.resize, d->alloc.user};
}

/* A member of the request that is a count within 1 and `most`. */
static mend_status upkeep_count(mend__door *d, const char *name, int32_t absent, int32_t most, int32_t *out)
{
    int64_t value = absent;
    mend_status status = mend__door_integer(d, name, absent, &value);
    if (status == MEND_OK && mend__door_member(d, name) != MEND__NONE && (value < 1 || value > most)) {
        return mend__json_fail(&d->tree, mend__door_member(d, name), MEND_RANGE, "outside the range of this number",
                               &d->fault);
    }
    *out = (int32_t)value;
    return status;
}

/* ---- time ---- */

static void swept_failed(mend__door *d)
{
    mend__jw_key(&d->w, "failures");
    mend__jw_array(&d->w);
    for (size_t i = 0; i < d->rows->count; i++) {
        mend__jw_object(&d->w);
        mend__door_str(d, "key", mend__rows_key(d->rows, i));
        mend__door_str(
            d, "status",
            mend__str_of(mend_status_name((mend_status)d->rows->items[i].number) + sizeof "MEND_" - 1, MEND_NTS));
        mend__door_str(d, "text", mend__rows_text(d->rows, i));
        mend__jw_end_object(&d->w);
    }
    mend__jw_end_array(&d->w);
}

static mend_status upkeep_sweep(mend__door *d)
{
    mend_sweep_options options = {.struct_size = sizeof options};
    mend_sweep_info info = {.struct_size = sizeof info};
    mend_status status = upkeep_count(d, "max", 0, 1000000, &options.max);
    status = status != MEND_OK ? status : upkeep_count(d, "batch", 0, 1000, &options.batch);
    status = status != MEND_OK ? status : mend__door_rows(d);
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    status = mend_desk_sweep(d->desk, d->now, &options, &info, d->rows, &d->fault);
    d->done = status == MEND_OK && info.ticked > 0;
    if (status != MEND_OK) {
        return status;
    }
    mend__door_int(d, "due", info.due);
    mend__door_int(d, "ticked", info.ticked);
    mend__door_int(d, "conflicts", info.conflicts);
    mend__door_int(d, "failed", info.failed);
    mend__door_int(d, "events_stored", info.events);
    mend__jw_key(&d->w, "more");
    mend__jw_bool(&d->w, info.more != 0);
    mend__door_instant(d, "next_due", info.next_due);
    swept_failed(d);
    return MEND_OK;
}

/* The instant of a member; absent: `absent`. */
static mend_status upkeep_instant(mend__door *d, const char *name, int64_t absent, int64_t *out)
{
    mend__str text;
    mend_status status = mend__door_text(d, name, &text);
    *out = absent;
    if (status != MEND_OK || text.p == NULL) {
        return status;
    }
    status = mend_instant_parse(text.p, text.n, out, NULL);
    return status == MEND_OK ? MEND_OK
                             : mend__json_expected(&d->tree, mend__door_member(d, name),
                                                   "an instant such as \"2024-03-15T01:20:00Z\"", &d->fault);
}

static mend_status upkeep_due(mend__door *d)
{
    mend__str after;
    int64_t until, after_due;
    int32_t max;
    mend_status status = upkeep_instant(d, "until", INT64_MAX, &until);
    status = status != MEND_OK ? status : upkeep_instant(d, "after_due", INT64_MIN, &after_due);
    status = status != MEND_OK ? status : mend__door_text(d, "after", &after);
    status = status != MEND_OK ? status : upkeep_count(d, "max", UPKEEP_PAGE, 1000, &max);
    status = status != MEND_OK ? status : mend__door_rows(d);
    if (status != MEND_OK) {
        return status;
    }
    after = or_empty(after);
    d->foreign = true;
    status = mend_desk_due(d->desk, until, after_due, after.p, after.n, max, d->rows, &d->fault);
    if (status != MEND_OK) {
        return status;
    }
    mend__jw_key(&d->w, "tickets");
    mend__jw_array(&d->w);
    for (size_t i = 0; i < d->rows->count; i++) {
        mend__jw_object(&d->w);
        mend__door_str(d, "key", mend__rows_key(d->rows, i));
        mend__door_instant(d, "due", d->rows->items[i].number);
        mend__jw_end_object(&d->w);
    }
    mend__jw_end_array(&d->w);
    return MEND_OK;
}

static mend_status upkeep_key(mend__door *d, mend__str *key)
{
    mend__node n;
    mend_status status = mend__door_need(d, "key", &n);
    return status == MEND_OK ? mend__door_text(d, "key", key) : status;
}

static mend_status upkeep_erase(mend__door *d)
{
    mend__str key;
    mend_status status = upkeep_key(d, &key);
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    status = mend_desk_erase(d->desk, key.p, key.n, d->now, &d->fault);
    d->done = status == MEND_OK;
    if (status == MEND_REFUSED) {
        mend__door_str(d, "text", mend__str_of(d->fault.text, MEND_NTS));
    }
    return status;
}

/* ---- units ---- */

static mend_status upkeep_unit_of(mend__door *d, const mend_unit *unit)
{
    mend__buf_rewind(&d->text, 0);
    mend_status status = mend_unit_write(unit, &d->text);
    if (status != MEND_OK) {
        return mend__door_fail(d, status);
    }
    mend__door_document(d, "unit");
    return MEND_OK;
}

static mend_status upkeep_unit(mend__door *d)
{
    mend__str key;
    mend_allocator allocator = upkeep_allocator(d);
    mend_status status = upkeep_key(d, &key);
    if (status == MEND_OK && mend_unit_new(&allocator, &d->unit) != MEND_OK) {
        status = mend__door_fail(d, MEND_NOMEM);
    }
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    status = mend_desk_unit_read(d->desk, key.p, key.n, d->unit, &d->fault);
    return status == MEND_OK ? upkeep_unit_of(d, d->unit) : status;
}

static mend_status upkeep_unit_put(mend__door *d)
{
    mend__node n;
    mend_status status = mend__door_need(d, "unit", &n);
    status = status != MEND_OK ? status : mend__door_units(d);
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    status = mend_desk_unit_put(d->desk, d->unit, &d->fault);
    d->done = status == MEND_OK;
    return status;
}

static mend_status upkeep_units(mend__door *d)
{
    mend__str serial, after;
    int32_t max;
    mend_allocator allocator = upkeep_allocator(d);
    mend_status status = mend__door_text(d, "serial", &serial);
    status = status != MEND_OK ? status : mend__door_text(d, "after", &after);
    status = status != MEND_OK ? status : upkeep_count(d, "max", UPKEEP_PAGE, 1000, &max);
    status = status != MEND_OK ? status : mend__door_rows(d);
    if (status == MEND_OK && mend_unit_new(&allocator, &d->unit) != MEND_OK) {
        status = mend__door_fail(d, MEND_NOMEM);
    }
    if (status != MEND_OK) {
        return status;
    }
    serial = or_empty(serial);
    after = or_empty(after);
    d->foreign = true;
    status = mend_desk_unit_page(d->desk, serial.p, serial.n, after.p, after.n, max, d->rows, &d->fault);
    mend__jw_key(&d->w, "units");
    mend__jw_array(&d->w);
    for (size_t i = 0; i < d->rows->count && status == MEND_OK; i++) {
        mend__str record = mend__rows_text(d->rows, i);
        status = mend_unit_load(d->unit, record.p, record.n, &d->fault);
        mend__buf_rewind(&d->text, 0);
        if (status == MEND_OK && mend_unit_write(d->unit, &d->text) != MEND_OK) {
            status = mend__door_fail(d, MEND_NOMEM);
        }
        mend__jw_raw(&d->w, (mend__str){d->text.data, d->text.len});
    }
    mend__jw_end_array(&d->w);
    return status;
}

const mend__door_op *mend__door_upkeep(size_t *count)
{
    static const mend__door_op ops[] = {
        {"sweep", upkeep_sweep, {"max", "batch", NULL}},
        {"due", upkeep_due, {"until", "after_due", "after", "max", NULL}},
        {"erase", upkeep_erase, {"key", NULL}},
        {"unit", upkeep_unit, {"key", NULL}},
        {"unit_put", upkeep_unit_put, {"unit", NULL}},
        {"units", upkeep_units, {"serial", "after", "max", NULL}},
    };
    *count = sizeof ops / sizeof ops[0];
    return ops;
}
