/*
 * mend_postgres_due.c - what is due, with claims; and erasing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_postgres_inner.h"

static mend_status pg_due(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                          const char *after_tenant, size_t after_tenant_len, const char *after_key,
                          size_t after_key_len, int32_t max, int64_t now, int64_t lease_until, mend_rows *rows)
{
    mend_postgres *db = user;
    mend_pg_query q;
    PGresult *result;
    int claims = lease_until != INT64_MIN, one = tenant_len != 0;
    mend_pg_start(&q, claims ? (one ? MEND_PG_CLAIM : MEND_PG_CLAIM_ALL) : one ? MEND_PG_DUE : MEND_PG_DUE_ALL);
    mend_pg_number(&q, until);
    mend_pg_number(&q, after_due);
    mend_pg_text(&q, after_tenant, after_tenant_len);
    mend_pg_text(&q, after_key, after_key_len);
    mend_pg_number(&q, claims ? now : INT64_MAX);
    mend_pg_number(&q, max < 0 ? 0 : max);
    if (one || claims) {
        mend_pg_text(&q, tenant, tenant_len);
    }
    if (claims) {
        mend_pg_number(&q, lease_until);
    }
    /* A claim nobody knows of runs out by itself, so claiming may be asked again like a question. */
    mend_status status = mend_pg_run(db, &q, MEND_PG_ASK, &result);
    if (status != MEND_OK) {
        return status;
    }
    for (int i = 0; i < PQntuples(result) && status == MEND_OK; i++) {
        size_t owner_len, key_len, token_len;
        const char *owner = mend_pg_get(result, i, 0, &owner_len), *key = mend_pg_get(result, i, 1, &key_len);
        const char *token = mend_pg_get(result, i, 3, &token_len);
        status =
            mend_rows_add_due(rows, owner, owner_len, key, key_len, mend_pg_get_number(result, i, 2), token, token_len);
    }
    PQclear(result);
    return status;
}

static mend_status pg_erase(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                            int64_t expected)
{
    mend_postgres *db = user;
    mend_pg_query q;
    PGresult *result;
    mend_pg_start(&q, MEND_PG_ERASE);
    mend_pg_text(&q, tenant, tenant_len);
    mend_pg_text(&q, key, key_len);
    mend_pg_number(&q, expected);
    mend_status status = mend_pg_run(db, &q, mend_pg_writing(db), &result);
    if (status != MEND_OK) {
        return status;
    }
    if (mend_pg_get_number(result, 0, 0) == 0) { /* as it was when the statement began */
        status = mend_pg_get_number(result, 0, 1) == 0 ? MEND_NOT_FOUND : MEND_CONFLICT;
    }
    PQclear(result);
    return status;
}

void mend_pg_due_table(mend_store *out)
{
    out->due = pg_due;
    out->erase = pg_erase;
}
