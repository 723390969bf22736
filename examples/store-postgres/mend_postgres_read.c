/*
 * mend_postgres_read.c - the callbacks that read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_postgres_inner.h"

#include <stdlib.h>
#include <string.h>

/* Appends the bytes of the first column; the second, where there is one, is a number. */
static mend_status take_one(mend_postgres *db, mend_pg_query *q, mend_buf *out, int64_t *number)
{
    PGresult *result;
    size_t len;
    mend_status status = mend_pg_run(db, q, MEND_PG_ASK, &result);
    if (status != MEND_OK) {
        return status;
    }
    status = MEND_NOT_FOUND;
    if (PQntuples(result) > 0) {
        const char *bytes = mend_pg_get(result, 0, 0, &len);
        status = mend_buf_append(out, bytes, len);
        if (status == MEND_OK && number != NULL) {
            *number = mend_pg_get_number(result, 0, 1);
        }
    }
    PQclear(result);
    return status;
}

static mend_status named(void *user, int which, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                         mend_buf *out, int64_t *number)
{
    mend_pg_query q;
    mend_pg_start(&q, which);
    mend_pg_text(&q, tenant, tenant_len);
    mend_pg_text(&q, key, key_len);
    return take_one(user, &q, out, number);
}

static mend_status pg_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                           mend_buf *record, int64_t *revision)
{
    return named(user, MEND_PG_LOAD, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status pg_unit_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                mend_buf *record, int64_t *revision)
{
    return named(user, MEND_PG_UNIT, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status pg_recall(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                             mend_buf *outcome)
{
    return named(user, MEND_PG_RECALL, tenant, tenant_len, idempotency, len, outcome, NULL);
}

/* Rows whose columns are key, number, bytes. */
static mend_status take_rows(mend_postgres *db, mend_pg_query *q, mend_rows *rows)
{
    PGresult *result;
    mend_status status = mend_pg_run(db, q, MEND_PG_ASK, &result);
    if (status != MEND_OK) {
        return status;
    }
    for (int i = 0; i < PQntuples(result) && status == MEND_OK; i++) {
        size_t key_len, len;
        const char *key = mend_pg_get(result, i, 0, &key_len), *bytes = mend_pg_get(result, i, 2, &len);
        status = mend_rows_add(rows, key, key_len, mend_pg_get_number(result, i, 1), bytes, len);
    }
    PQclear(result);
    return status;
}

static mend_status pg_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             int64_t after, int32_t max, mend_rows *rows)
{
    mend_postgres *db = user;
    mend_pg_query q;
    PGresult *result;
    mend_pg_start(&q, MEND_PG_EVENTS);
    mend_pg_text(&q, tenant, tenant_len);
    mend_pg_text(&q, key, key_len);
    mend_pg_number(&q, after);
    mend_pg_number(&q, max < 0 ? 0 : max);
    mend_status status = mend_pg_run(db, &q, MEND_PG_ASK, &result);
    if (status != MEND_OK) {
        return status;
    }
    for (int i = 0; i < PQntuples(result) && status == MEND_OK; i++) {
        size_t len;
        const char *bytes = mend_pg_get(result, i, 1, &len);
        status = mend_rows_add(rows, "", 0, mend_pg_get_number(result, i, 0), bytes, len);
    }
    PQclear(result);
    return status;
}

static mend_status opened_of(mend_postgres *db, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             int64_t *opened)
{
    mend_pg_query q;
    PGresult *result;
    mend_pg_start(&q, MEND_PG_OPENED);
    mend_pg_text(&q, tenant, tenant_len);
    mend_pg_text(&q, key, key_len);
    mend_status status = mend_pg_run(db, &q, MEND_PG_ASK, &result);
    if (status != MEND_OK) {
        return status;
    }
    if (PQntuples(result) > 0) {
        *opened = mend_pg_get_number(result, 0, 0);
    } else {
        status = MEND_NOT_FOUND;
    }
    PQclear(result);
    return status;
}

static mend_status pg_page(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                           size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    mend_postgres *db = user;
    mend_pg_query q;
    int64_t opened = 0;
    if (index < MEND_INDEX_ALL || index >= MEND_INDEX_COUNT) {
        return MEND_UNSUPPORTED;
    }
    mend_status status = after_len == 0 ? MEND_OK : opened_of(db, tenant, tenant_len, after, after_len, &opened);
    if (status != MEND_OK) {
        return status;
    }
    if (value_len == 0) {
        mend_pg_start(&q, (after_len == 0 ? MEND_PG_PAGE_NONE : MEND_PG_PAGE_NONE_AFTER) + index);
    } else {
        mend_pg_start(&q, (after_len == 0 ? MEND_PG_PAGE : MEND_PG_PAGE_AFTER) + index);
    }
    mend_pg_text(&q, tenant, tenant_len);
    mend_pg_text(&q, value, value_len);
    mend_pg_number(&q, max < 0 ? 0 : max);
    if (after_len != 0) {
        mend_pg_number(&q, opened);
        mend_pg_text(&q, after, after_len);
    }
    return take_rows(db, &q, rows);
}

static mend_status pg_unit_page(void *user, const char *tenant, size_t tenant_len, const char *serial,
                                size_t serial_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    mend_pg_query q;
    mend_pg_start(&q, serial_len == 0 ? MEND_PG_UNITS_ALL : MEND_PG_UNITS);
    mend_pg_text(&q, tenant, tenant_len);
    mend_pg_text(&q, after, after_len);
    mend_pg_number(&q, max < 0 ? 0 : max);
    if (serial_len != 0) {
        mend_pg_text(&q, serial, serial_len);
    }
    return take_rows(user, &q, rows);
}

/* ---- the outbox ---- */

static int was_seen(const mend_postgres *db, const char *tenant, size_t tenant_len, const char *id, size_t id_len)
{
    return db->seen != NULL && db->seen_tenant == tenant_len && db->seen_id == id_len &&
           memcmp(db->seen, tenant, tenant_len) == 0 && memcmp(db->seen + tenant_len, id, id_len) == 0;
}

static mend_status remember(mend_postgres *db, const char *tenant, size_t tenant_len, const mend_rows *rows,
                            int64_t place)
{
    size_t len;
    const char *id = mend_rows_key(rows, mend_rows_count(rows) - 1, &len);
    char *joined = malloc(tenant_len + len + 1);
    if (joined == NULL) {
        return MEND_NOMEM;
    }
    memcpy(joined, tenant, tenant_len);
    memcpy(joined + tenant_len, id, len);
    free(db->seen);
    db->seen = joined;
    db->seen_tenant = tenant_len;
    db->seen_id = len;
    db->seen_at = place;
    return MEND_OK;
}

/* Begins at the front where the notice is not known any more: better twice than never. */
static mend_status pg_pending(void *user, const char *tenant, size_t tenant_len, const char *after, size_t after_len,
                              int32_t max, mend_rows *rows)
{
    mend_postgres *db = user;
    mend_pg_query q;
    PGresult *result;
    int64_t place = 0;
    mend_pg_start(&q, MEND_PG_PENDING);
    mend_pg_text(&q, tenant, tenant_len);
    mend_pg_text(&q, after, after_len);
    mend_pg_number(&q, was_seen(db, tenant, tenant_len, after, after_len) ? db->seen_at : 0);
    mend_pg_number(&q, max < 0 ? 0 : max);
    mend_status status = mend_pg_run(db, &q, MEND_PG_ASK, &result);
    if (status != MEND_OK) {
        return status;
    }
    int count = PQntuples(result);
    for (int i = 0; i < count && status == MEND_OK; i++) {
        size_t id_len, len;
        const char *id = mend_pg_get(result, i, 0, &id_len), *document = mend_pg_get(result, i, 2, &len);
        status = mend_rows_add(rows, id, id_len, mend_pg_get_number(result, i, 1), document, len);
        place = mend_pg_get_number(result, i, 3);
    }
    PQclear(result);
    return status == MEND_OK && count > 0 ? remember(db, tenant, tenant_len, rows, place) : status;
}

void mend_pg_read_table(mend_store *out)
{
    out->load = pg_load;
    out->recall = pg_recall;
    out->events = pg_events;
    out->page = pg_page;
    out->pending = pg_pending;
    out->unit_load = pg_unit_load;
    out->unit_page = pg_unit_page;
}
