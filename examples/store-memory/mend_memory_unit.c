/*
 * mend_memory_unit.c - units and contracts in the in-memory store.
 *
 * A unit's value is its serial number with a NUL behind it, and its record. The maps' journal holds what is written here
 * together with the rest of a change, so that a stale unit takes all of it back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_memory.h"

#include "mend_memory_inner.h"

#include <string.h>

static mend_part unit_serial(const mend_entry *unit)
{
    const char *serial = (const char *)unit->bytes + unit->key_len;
    return (mend_part){serial, strlen(serial)};
}

static mend_part unit_record(const mend_entry *unit)
{
    size_t before = unit_serial(unit).len + 1;
    return (mend_part){unit->bytes + unit->key_len + before, unit->value_len - before};
}

/* The last text of an entry's key, which begins behind the first `prefix` bytes. */
static mend_part last_text(const mend_entry *e, size_t prefix)
{
    return (mend_part){e->bytes + prefix, e->key_len - prefix - 1};
}

/* ---- writing ---- */

typedef struct unit_writing { /* one unit of a change */
    const char *tenant, *key;
    size_t tenant_len, key_len;
} unit_writing;

static void unit_key_serial(mend_maps *m, const unit_writing *w, mend_part serial)
{
    mend_memory_key_pair(m, w->tenant, w->tenant_len, serial.data, serial.len);
    mend_maps_key_text(m, w->key, w->key_len);
}

/* A unit without a serial number stands in no list of one. */
static mend_status move_serial(mend_maps *m, const unit_writing *w, mend_part was, mend_part now)
{
    mend_status status = MEND_OK;
    if (was.len == now.len && memcmp(was.data, now.data, was.len) == 0) {
        return MEND_OK;
    }
    if (was.len != 0) {
        unit_key_serial(m, w, was);
        status = mend_maps_drop(m, MEND_MEMORY_SERIALS);
    }
    if (status == MEND_OK && now.len != 0) {
        unit_key_serial(m, w, now);
        status = mend_maps_add(m, MEND_MEMORY_SERIALS, 0, NULL, 0);
    }
    return status;
}

static mend_status put_unit(mend_maps *m, const mend_change *change, int32_t i)
{
    unit_writing w;
    mend_part parts[2];
    w.tenant = mend_change_tenant(change, &w.tenant_len);
    w.key = mend_change_unit_key(change, i, &w.key_len);
    parts[0].data = mend_change_unit_serial(change, i, &parts[0].len);
    parts[1].data = mend_change_unit_record(change, i, &parts[1].len);
    mend_memory_key_pair(m, w.tenant, w.tenant_len, w.key, w.key_len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    const mend_entry *old = mend_maps_find(m, MEND_MEMORY_UNITS);
    if ((old != NULL ? old->number : 0) != mend_change_unit_expected(change, i)) {
        return MEND_CONFLICT;
    }
    mend_status status = move_serial(m, &w, old != NULL ? unit_serial(old) : (mend_part){"", 0}, parts[0]);
    if (status != MEND_OK) {
        return status;
    }
    parts[0].len++; /* with its NUL */
    mend_memory_key_pair(m, w.tenant, w.tenant_len, w.key, w.key_len);
    return mend_maps_put(m, MEND_MEMORY_UNITS, mend_change_unit_revision(change, i), parts, 2);
}

mend_status mend_memory_put_units(mend_maps *m, const mend_change *change)
{
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_unit_count(change); i++) {
        status = put_unit(m, change, i);
    }
    return status;
}

static mend_status memory_unit_put(void *user, const mend_change *change)
{
    mend_memory_seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    if (mine->memory->batch != NULL && mine->memory->batch != mine) {
        return MEND_BUSY;
    }
    const mend_step *mark = m->journal;
    return mend_memory_settle(mine->memory, mark, mend_memory_put_units(m, change));
}

/* ---- reading ---- */

static mend_status memory_unit_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                    mend_buf *record, int64_t *revision)
{
    mend_maps *m = &((mend_memory_seat *)user)->memory->maps;
    mend_memory_key_pair(m, tenant, tenant_len, key, key_len);
    const mend_entry *unit = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_UNITS);
    if (unit == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    mend_part bytes = unit_record(unit);
    mend_status status = mend_buf_append(record, bytes.data, bytes.len);
    if (status == MEND_OK) {
        *revision = unit->number;
    }
    return status;
}

static mend_status add_unit_row(mend_maps *m, const char *tenant, size_t tenant_len, mend_part key, mend_rows *rows)
{
    mend_memory_key_pair(m, tenant, tenant_len, key.data, key.len);
    const mend_entry *unit = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_UNITS);
    if (unit == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_CORRUPT;
    }
    mend_part record = unit_record(unit);
    return mend_rows_add(rows, key.data, key.len, unit->number, record.data, record.len);
}

static mend_status memory_unit_page(void *user, const char *tenant, size_t tenant_len, const char *serial,
                                    size_t serial_len, const char *after, size_t after_len, int32_t max,
                                    mend_rows *rows)
{
    mend_maps *m = &((mend_memory_seat *)user)->memory->maps;
    int map = serial_len != 0 ? MEND_MEMORY_SERIALS : MEND_MEMORY_UNITS;
    const mend_entry *e = NULL;
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < max; i++) {
        mend_memory_key(m, tenant, tenant_len);
        if (serial_len != 0) {
            mend_maps_key_text(m, serial, serial_len);
        }
        size_t prefix = m->key_len;
        if (after_len != 0) {
            mend_maps_key_text(m, after, after_len);
        }
        if (m->key_failed) {
            return MEND_NOMEM;
        }
        e = mend_maps_next(m, map, prefix, e);
        if (e == NULL) {
            return MEND_OK;
        }
        status = add_unit_row(m, tenant, tenant_len, last_text(e, prefix), rows);
    }
    return status;
}

void mend_memory_unit_table(mend_store *out)
{
    out->unit_load = memory_unit_load;
    out->unit_page = memory_unit_page;
    out->unit_put = memory_unit_put;
}
