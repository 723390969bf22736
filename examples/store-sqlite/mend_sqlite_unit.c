/*
 * mend_sqlite_unit.c - units and contracts: within a commit, by themselves, and read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_sqlite_inner.h"

static mend_query query_of(void *user, int which, const char *tenant, size_t tenant_len, const char *text, size_t len)
{
    mend_query q = mend_query_open(((mend_sqlite_seat *)user)->db, which);
    mend_query_text(&q, tenant, tenant_len);
    mend_query_text(&q, text, len);
    return q;
}

/* Closes a query; what went wrong outside SQLite comes first. */
static mend_status done(mend_query *q, mend_status status)
{
    mend_status end = mend_query_close(q);
    return status != MEND_OK ? status : end;
}

/* ---- writing ---- */

/* The expected revision is part of the statement, which therefore changes one row or none. */
static mend_status put_unit(mend_sqlite *db, const mend_change *change, int32_t i)
{
    int changes;
    size_t len;
    int64_t expected = mend_change_unit_expected(change, i);
    mend_query q = mend_query_open(db, expected == 0 ? MEND_SQL_UNIT_INSERT : MEND_SQL_UNIT_UPDATE);
    const char *text = mend_change_tenant(change, &len);
    mend_query_text(&q, text, len);
    text = mend_change_unit_key(change, i, &len);
    mend_query_text(&q, text, len);
    text = mend_change_unit_serial(change, i, &len);
    mend_query_text(&q, text, len);
    mend_query_number(&q, mend_change_unit_revision(change, i));
    text = mend_change_unit_record(change, i, &len);
    mend_query_blob(&q, text, len);
    if (expected != 0) {
        mend_query_number(&q, expected);
    }
    mend_status status = mend_query_run(&q, &changes);
    return status == MEND_OK && changes == 0 ? MEND_CONFLICT : status;
}

mend_status mend_sqlite_put_units(mend_sqlite *db, const mend_change *change)
{
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_unit_count(change); i++) {
        status = put_unit(db, change, i);
    }
    return status;
}

static mend_status sqlite_unit_put(void *user, const mend_change *change)
{
    mend_sqlite_seat *seat = user;
    mend_status status = mend_sqlite_enter(seat);
    return status == MEND_OK ? mend_sqlite_leave(seat, mend_sqlite_put_units(seat->db, change)) : status;
}

/* ---- reading ---- */

static mend_status sqlite_unit_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                    mend_buf *record, int64_t *revision)
{
    mend_query q = query_of(user, MEND_SQL_UNIT, tenant, tenant_len, key, key_len);
    if (!mend_query_row(&q)) {
        return done(&q, q.rc == SQLITE_DONE ? MEND_NOT_FOUND : MEND_OK);
    }
    size_t len;
    const char *bytes = mend_query_get(&q, 0, &len);
    int64_t found = mend_query_get_number(&q, 1);
    mend_status status = done(&q, q.rc == SQLITE_ROW ? mend_buf_append(record, bytes, len) : MEND_OK);
    if (status == MEND_OK) {
        *revision = found;
    }
    return status;
}

static mend_status sqlite_unit_page(void *user, const char *tenant, size_t tenant_len, const char *serial,
                                    size_t serial_len, const char *after, size_t after_len, int32_t max,
                                    mend_rows *rows)
{
    int which = serial_len != 0 ? MEND_SQL_UNITS : MEND_SQL_UNITS_ALL;
    mend_query q = query_of(user, which, tenant, tenant_len, serial, serial_len);
    mend_query_text(&q, after, after_len);
    mend_query_number(&q, max < 0 ? 0 : max);
    mend_status status = MEND_OK;
    while (status == MEND_OK && mend_query_row(&q)) {
        size_t key_len, len;
        const char *key = mend_query_get(&q, 0, &key_len);
        const char *record = mend_query_get(&q, 2, &len);
        if (q.rc == SQLITE_ROW) {
            status = mend_rows_add(rows, key, key_len, mend_query_get_number(&q, 1), record, len);
        }
    }
    return done(&q, status);
}

void mend_sqlite_unit_table(mend_store *out)
{
    out->unit_load = sqlite_unit_load;
    out->unit_page = sqlite_unit_page;
    out->unit_put = sqlite_unit_put;
}
