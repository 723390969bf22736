/*
 * broken_unit.h - flaws in how units are kept. For test_broken.c alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BROKEN_UNIT_H
#define BROKEN_UNIT_H

#include "broken_store.h"

#include "rules/unit.h"

#define UNIT_LOAD_ARGS                                                                                                 \
    void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len, mend_buf *record,              \
        int64_t *revision
#define UNIT_PAGE_ARGS                                                                                                 \
    void *user, const char *tenant, size_t tenant_len, const char *serial, size_t serial_len, const char *after,       \
        size_t after_len, int32_t max, mend_rows *rows

/* ---- reading ---- */

static mend_status unit_load_short(UNIT_LOAD_ARGS)
{
    mend_status status = b_unit_load(user, tenant, tenant_len, key, key_len, record, revision);
    size_t len;
    const char *bytes = mend_buf_data(record, &len);
    char *part = status == MEND_OK && len > 65535 ? malloc(65535) : NULL;
    if (part != NULL) {
        memcpy(part, bytes, 65535);
        mend_buf_clear(record);
        status = mend_buf_append(record, part, 65535);
    }
    free(part);
    return status;
}

/* Goes with the ticket of its name. */
static mend_status unit_load_erased(UNIT_LOAD_ARGS)
{
    broken *b = user;
    return strcmp(b->counter, key) == 0 ? MEND_NOT_FOUND
                                        : b_unit_load(user, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status erase_with_unit(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                   int64_t expected)
{
    broken *b = user;
    mend_status status = b_erase(user, tenant, tenant_len, key, key_len, expected);
    if (status == MEND_OK) {
        snprintf(b->counter, sizeof b->counter, "%s", key);
    }
    return status;
}

static mend_status unit_page_backwards(UNIT_PAGE_ARGS)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status == MEND_OK) {
        status = b_unit_page(user, tenant, tenant_len, serial, serial_len, after, after_len, max, all);
        for (int32_t i = mend_rows_count(all) - 1; status == MEND_OK && i >= 0; i--) {
            size_t key_len, len;
            const char *key = mend_rows_key(all, i, &key_len), *bytes = mend_rows_bytes(all, i, &len);
            status = mend_rows_add(rows, key, key_len, mend_rows_number(all, i), bytes, len);
        }
        mend_rows_free(all);
    }
    return status;
}

static mend_status unit_page_from_front(UNIT_PAGE_ARGS)
{
    (void)after, (void)after_len;
    return b_unit_page(user, tenant, tenant_len, serial, serial_len, "", 0, max, rows);
}

static mend_status unit_page_all(UNIT_PAGE_ARGS)
{
    (void)max;
    return b_unit_page(user, tenant, tenant_len, serial, serial_len, after, after_len, 1000, rows);
}

static mend_status unit_page_any(UNIT_PAGE_ARGS)
{
    (void)serial, (void)serial_len;
    return b_unit_page(user, tenant, tenant_len, "", 0, after, after_len, max, rows);
}

static mend_status unit_page_no_record(UNIT_PAGE_ARGS)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status == MEND_OK) {
        status = b_unit_page(user, tenant, tenant_len, serial, serial_len, after, after_len, max, all);
        for (int32_t i = 0; status == MEND_OK && i < mend_rows_count(all); i++) {
            size_t key_len;
            const char *key = mend_rows_key(all, i, &key_len);
            status = mend_rows_add(rows, key, key_len, mend_rows_number(all, i), "", 0);
        }
        mend_rows_free(all);
    }
    return status;
}

/* ---- writing ---- */

/* The revision a unit has in the inner store; 0: none. */
static int64_t unit_revision_of(const broken *b, const mend_change *change, const mend_unit *unit)
{
    mend_buf *record;
    int64_t revision = 0;
    if (mend_buf_new(NULL, &record) == MEND_OK) {
        (void)b->inner.unit_load(b->inner.user, change->tenant.p, change->tenant.n, unit->key.p, unit->key.n, record,
                                 &revision);
        mend_buf_free(record);
    }
    return revision;
}

/* As if every unit had the revision expected. */
static mend_change without_revisions(const broken *b, const mend_change *change)
{
    mend_change c = *change;
    for (size_t i = 0; i < c.unit_count; i++) {
        c.units[i].expected = unit_revision_of(b, change, c.units[i].unit);
    }
    return c;
}

static mend_status commit_units_stale(void *user, const mend_change *change)
{
    mend_change c = without_revisions(user, change);
    return b_commit(user, &c);
}

static mend_status unit_put_stale(void *user, const mend_change *change)
{
    mend_change c = without_revisions(user, change);
    return b_unit_put(user, &c);
}

static mend_status commit_no_units(void *user, const mend_change *change)
{
    mend_change c = *change;
    c.unit_count = 0;
    return b_commit(user, &c);
}

static mend_status commit_one_unit(void *user, const mend_change *change)
{
    mend_change c = *change;
    c.unit_count = c.unit_count > 1 ? 1 : c.unit_count;
    return b_commit(user, &c);
}

/* Units first, in a transaction of their own; whatever becomes of the rest. */
static mend_status commit_units_apart(void *user, const mend_change *change)
{
    broken *b = user;
    mend_change units = *change, rest = *change;
    for (size_t i = 0; i < change->unit_count; i++) {
        units.unit_count = 1;
        units.units[0] = change->units[i];
        mend_status status = b_unit_put(b, &units);
        if (status != MEND_OK) {
            return status;
        }
    }
    rest.unit_count = 0;
    return b_commit(user, &rest);
}

/* What it refuses or knows already, it writes to the units all the same. */
static mend_status commit_units_anyway(void *user, const mend_change *change)
{
    broken *b = user;
    mend_status status = b_commit(user, change);
    if (status == MEND_EXISTS || status == MEND_CONFLICT) {
        mend_change c = without_revisions(b, change);
        (void)b_unit_put(b, &c);
    }
    return status;
}

/* A unit keeps the first serial number it had. */
static mend_status unit_put_same_serial(void *user, const mend_change *change)
{
    broken *b = user;
    mend_change c = *change;
    mend_unit unit = *change->units[0].unit;
    if (change->units[0].expected > 0) {
        unit.serial = (mend__str){b->counter, strlen(b->counter)};
    } else {
        snprintf(b->counter, sizeof b->counter, "%s", unit.serial.p);
    }
    c.units[0].unit = &unit;
    return b_unit_put(user, &c);
}

#endif
