/*
 * mend_sqlite_due.c - what is due, claims on it, and removing a ticket with all that belongs to it.
 *
 * Looking walks along an index from the cursor on; it takes no lock, and the write lock is taken only if there is something
 * to claim. SQLite has one writer at a time, so that looking and claiming under the lock are one step.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_sqlite_inner.h"

#include <string.h>

enum { TOKEN = 32 }; /* hexadecimal digits of a claim's token */

/* ---- within a commit ---- */

static mend_query query_of(const mend_sqlite_writing *w, int which)
{
    mend_query q = mend_query_open(w->db, which);
    mend_query_text(&q, w->tenant, w->tenant_len);
    mend_query_text(&q, w->key, w->key_len);
    return q;
}

mend_status mend_sqlite_check_claim(const mend_sqlite_writing *w)
{
    size_t len;
    const char *claim = mend_change_claim(w->change, &len);
    if (len == 0) {
        return MEND_OK;
    }
    mend_query q = query_of(w, MEND_SQL_CLAIMED);
    mend_query_text(&q, claim, len);
    int holds = mend_query_row(&q);
    mend_status status = mend_query_close(&q);
    return status == MEND_OK && !holds ? MEND_CONFLICT : status;
}

mend_status mend_sqlite_arm(const mend_sqlite_writing *w)
{
    int64_t due = mend_change_next_due(w->change);
    mend_query q = query_of(w, due == INT64_MIN ? MEND_SQL_DISARM : MEND_SQL_ARM);
    if (due != INT64_MIN) {
        mend_query_number(&q, due);
        mend_query_number(&q, INT64_MIN);
    }
    return mend_query_run(&q, NULL);
}

/* ---- what is due ---- */

typedef struct asking { /* the arguments of due */
    const char *tenant, *after_tenant, *after_key;
    size_t tenant_len, after_tenant_len, after_key_len;
    int64_t until, after_due, now; /* claims of an instant above now are passed over */
    int32_t max;
} asking;

/* For one tenant the cursor is an instant and a key. One that stands at another tenant is behind all of ours of its
 * instant, or before them. */
static void settle_cursor(asking *a)
{
    size_t least = a->after_tenant_len < a->tenant_len ? a->after_tenant_len : a->tenant_len;
    int order = memcmp(a->after_tenant, a->tenant, least);
    order = order != 0 ? order : (a->after_tenant_len > a->tenant_len) - (a->after_tenant_len < a->tenant_len);
    if (order != 0) {
        a->after_key = "";
        a->after_key_len = 0;
        if (order > 0 && a->after_due == INT64_MAX) {
            a->max = 0;
        } else if (order > 0) {
            a->after_due++;
        }
    }
}

static mend_status list(mend_sqlite *db, const asking *a, int32_t max, mend_rows *rows)
{
    mend_query q = mend_query_open(db, a->tenant_len != 0 ? MEND_SQL_DUE : MEND_SQL_DUE_ALL);
    if (a->tenant_len != 0) {
        mend_query_text(&q, a->tenant, a->tenant_len);
    } else {
        mend_query_text(&q, a->after_tenant, a->after_tenant_len);
    }
    mend_query_number(&q, a->after_due);
    mend_query_text(&q, a->after_key, a->after_key_len);
    mend_query_number(&q, a->until);
    mend_query_number(&q, a->now);
    mend_query_number(&q, max);
    mend_status status = MEND_OK;
    while (status == MEND_OK && mend_query_row(&q)) {
        size_t tenant_len, key_len;
        const char *tenant = mend_query_get(&q, 0, &tenant_len), *key = mend_query_get(&q, 1, &key_len);
        if (q.rc == SQLITE_ROW) {
            int64_t due = mend_query_get_number(&q, 2);
            status = mend_rows_add_due(rows, tenant, tenant_len, key, key_len, due, "", 0);
        }
    }
    mend_status end = mend_query_close(&q);
    return status != MEND_OK ? status : end;
}

static void make_token(char *token)
{
    unsigned char bytes[TOKEN / 2];
    sqlite3_randomness((int)sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        token[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        token[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    token[TOKEN] = '\0';
}

/* Claims all that was found, and gives it again with the token. */
static mend_status claim_rows(mend_sqlite *db, const mend_rows *found, int64_t lease_until, mend_rows *rows)
{
    char token[TOKEN + 1];
    mend_status status = MEND_OK;
    make_token(token);
    for (int32_t i = 0; status == MEND_OK && i < mend_rows_count(found); i++) {
        mend_sqlite_writing w = {.db = db};
        w.tenant = mend_rows_tenant(found, i, &w.tenant_len);
        w.key = mend_rows_key(found, i, &w.key_len);
        mend_query q = query_of(&w, MEND_SQL_CLAIM);
        mend_query_text(&q, token, TOKEN);
        mend_query_number(&q, lease_until);
        status = mend_query_run(&q, NULL);
        if (status == MEND_OK) {
            status = mend_rows_add_due(rows, w.tenant, w.tenant_len, w.key, w.key_len, mend_rows_number(found, i),
                                       token, TOKEN);
        }
    }
    return status;
}

/* Looks again under the write lock, and claims. */
static mend_status list_and_claim(mend_sqlite_seat *seat, const asking *a, int64_t lease_until, mend_rows *rows)
{
    mend_rows *found;
    mend_status status = mend_rows_new(NULL, &found);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_sqlite_enter(seat);
    if (status == MEND_OK) {
        status = list(seat->db, a, a->max, found);
        status = status == MEND_OK ? claim_rows(seat->db, found, lease_until, rows) : status;
        status = mend_sqlite_leave(seat, status);
    }
    mend_rows_free(found);
    /* A claim nobody knows of runs out by itself. */
    return status == MEND_UNKNOWN ? MEND_IO : status;
}

static mend_status sqlite_due(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                              const char *after_tenant, size_t after_tenant_len, const char *after_key,
                              size_t after_key_len, int32_t max, int64_t now, int64_t lease_until, mend_rows *rows)
{
    mend_sqlite_seat *seat = user;
    int claims = lease_until != INT64_MIN;
    asking a = {.tenant = tenant,
                .after_tenant = after_tenant,
                .after_key = after_key,
                .tenant_len = tenant_len,
                .after_tenant_len = after_tenant_len,
                .after_key_len = after_key_len,
                .until = until,
                .after_due = after_due,
                .now = claims ? now : INT64_MAX,
                .max = max < 0 ? 0 : max};
    if (tenant_len != 0 && after_due != INT64_MIN) {
        settle_cursor(&a);
    }
    if (!claims) {
        return list(seat->db, &a, a.max, rows);
    }
    mend_rows *first;
    mend_status status = mend_rows_new(NULL, &first);
    if (status != MEND_OK) {
        return status;
    }
    status = list(seat->db, &a, a.max > 0, first);
    int any = mend_rows_count(first) > 0;
    mend_rows_free(first);
    return status == MEND_OK && any ? list_and_claim(seat, &a, lease_until, rows) : status;
}

/* ---- erasing ---- */

static mend_status erase(const mend_sqlite_writing *w, int64_t expected)
{
    mend_query q = query_of(w, MEND_SQL_BEFORE);
    int there = mend_query_row(&q);
    int64_t revision = there ? mend_query_get_number(&q, 1) : 0;
    mend_status status = mend_query_close(&q);
    if (status == MEND_OK && (!there || revision != expected)) {
        return there ? MEND_CONFLICT : MEND_NOT_FOUND;
    }
    for (int which = MEND_SQL_ERASE; status == MEND_OK && which < MEND_SQL_MOVE; which++) {
        q = query_of(w, which);
        status = mend_query_run(&q, NULL);
    }
    return status;
}

static mend_status sqlite_erase(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                int64_t expected)
{
    mend_sqlite_seat *seat = user;
    mend_sqlite_writing w = {
        .db = seat->db, .tenant = tenant, .key = key, .tenant_len = tenant_len, .key_len = key_len};
    mend_status status = mend_sqlite_enter(seat);
    return status == MEND_OK ? mend_sqlite_leave(seat, erase(&w, expected)) : status;
}

void mend_sqlite_due_table(mend_store *out)
{
    out->due = sqlite_due;
    out->erase = sqlite_erase;
}
