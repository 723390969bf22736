/*
 * mend_sqlite_read.c - the callbacks that read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_sqlite_inner.h"

#include <stdlib.h>
#include <string.h>

static mend_query two_texts(void *user, int which, const char *a, size_t a_len, const char *b, size_t b_len)
{
    mend_query q = mend_query_open(((mend_sqlite_seat *)user)->db, which);
    mend_query_text(&q, a, a_len);
    mend_query_text(&q, b, b_len);
    return q;
}

/* Closes a query; what went wrong outside SQLite comes first. */
static mend_status done(mend_query *q, mend_status status)
{
    mend_status end = mend_query_close(q);
    return status != MEND_OK ? status : end;
}

static mend_status sqlite_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               mend_buf *record, int64_t *revision)
{
    mend_query q = two_texts(user, MEND_SQL_LOAD, tenant, tenant_len, key, key_len);
    if (!mend_query_row(&q)) {
        return done(&q, q.rc == SQLITE_DONE ? MEND_NOT_FOUND : MEND_OK);
    }
    size_t len;
    const char *bytes = mend_query_get(&q, 0, &len);
    int64_t found = mend_query_get_number(&q, 1);
    mend_status status = q.rc == SQLITE_ROW ? mend_buf_append(record, bytes, len) : MEND_OK;
    status = done(&q, status);
    if (status == MEND_OK) {
        *revision = found;
    }
    return status;
}

static mend_status sqlite_recall(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                                 mend_buf *outcome)
{
    mend_query q = two_texts(user, MEND_SQL_RECALL, tenant, tenant_len, idempotency, len);
    if (!mend_query_row(&q)) {
        return done(&q, q.rc == SQLITE_DONE ? MEND_NOT_FOUND : MEND_OK);
    }
    size_t size;
    const char *bytes = mend_query_get(&q, 0, &size);
    return done(&q, q.rc == SQLITE_ROW ? mend_buf_append(outcome, bytes, size) : MEND_OK);
}

static mend_status sqlite_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                 int64_t after, int32_t max, mend_rows *rows)
{
    mend_query q = two_texts(user, MEND_SQL_EVENTS, tenant, tenant_len, key, key_len);
    mend_query_number(&q, after);
    mend_query_number(&q, max < 0 ? 0 : max);
    mend_status status = MEND_OK;
    while (status == MEND_OK && mend_query_row(&q)) {
        size_t len;
        const char *event = mend_query_get(&q, 1, &len);
        status = mend_rows_add(rows, "", 0, mend_query_get_number(&q, 0), event, len);
    }
    return done(&q, status);
}

/* ---- pages ---- */

typedef struct page { /* one list: what to look for, and where to go on */
    const char *tenant, *value, *after;
    size_t tenant_len, value_len, after_len;
    int64_t opened; /* of the ticket `after` */
} page;

static mend_status add_tickets(mend_sqlite *db, int which, const page *p, int32_t max, mend_rows *rows)
{
    mend_query q = mend_query_open(db, which);
    mend_query_text(&q, p->tenant, p->tenant_len);
    mend_query_text(&q, p->value, p->value_len);
    mend_query_number(&q, p->opened);
    mend_query_text(&q, p->after, p->after_len);
    mend_query_number(&q, max);
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

/* Where a page begins is found by the ticket that ended the page before, wherever that ticket stands by now: when it was
 * opened never changes. */
static mend_status find_start(mend_sqlite_seat *seat, page *p)
{
    p->opened = INT64_MAX;
    if (p->after_len == 0) {
        return MEND_OK;
    }
    mend_query q = two_texts(seat, MEND_SQL_OPENED, p->tenant, p->tenant_len, p->after, p->after_len);
    if (!mend_query_row(&q)) {
        return done(&q, q.rc == SQLITE_DONE ? MEND_NOT_FOUND : MEND_OK);
    }
    p->opened = mend_query_get_number(&q, 0);
    return done(&q, MEND_OK);
}

static mend_status sqlite_page(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                               size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    mend_sqlite_seat *seat = user;
    if (index < MEND_INDEX_ALL || index >= MEND_INDEX_COUNT) {
        return MEND_UNSUPPORTED;
    }
    int list = index == MEND_INDEX_NUMBER && value_len == 0 ? MEND_INDEX_COUNT : index;
    page p = {.tenant = tenant,
              .value = value,
              .after = after,
              .tenant_len = tenant_len,
              .value_len = value_len,
              .after_len = after_len};
    int32_t before = mend_rows_count(rows);
    mend_status status = find_start(seat, &p);
    if (status == MEND_OK && after_len != 0 && max > 0) {
        status = add_tickets(seat->db, MEND_SQL_SAME + list, &p, max, rows);
    }
    int32_t rest = max - (mend_rows_count(rows) - before);
    return status == MEND_OK && rest > 0 ? add_tickets(seat->db, MEND_SQL_EARLIER + list, &p, rest, rows) : status;
}

/* ---- the outbox ---- */

static int was_seen(const mend_sqlite_seat *seat, const char *tenant, size_t tenant_len, const char *id, size_t len)
{
    return seat->seen != NULL && seat->seen_tenant == tenant_len && seat->seen_id == len &&
           memcmp(seat->seen, tenant, tenant_len) == 0 && memcmp(seat->seen + tenant_len, id, len) == 0;
}

/* Remembers how far the outbox was read. */
static mend_status remember(mend_sqlite_seat *seat, const char *tenant, size_t tenant_len, const mend_rows *rows,
                            int64_t place)
{
    size_t len;
    const char *id = mend_rows_key(rows, mend_rows_count(rows) - 1, &len);
    char *seen = realloc(seat->seen, tenant_len + len + 1);
    if (seen == NULL) {
        return MEND_NOMEM;
    }
    memcpy(seen, tenant, tenant_len);
    memcpy(seen + tenant_len, id, len);
    seat->seen = seen;
    seat->seen_tenant = tenant_len;
    seat->seen_id = len;
    seat->seen_at = place;
    return MEND_OK;
}

static mend_status find_place(mend_sqlite_seat *seat, const char *tenant, size_t tenant_len, const char *after,
                              size_t after_len, int64_t *place)
{
    *place = 0; /* an unknown id starts from the front: better twice than never */
    if (after_len == 0) {
        return MEND_OK;
    }
    mend_query q = two_texts(seat, MEND_SQL_PLACE, tenant, tenant_len, after, after_len);
    if (mend_query_row(&q)) {
        *place = mend_query_get_number(&q, 0);
    } else if (was_seen(seat, tenant, tenant_len, after, after_len)) {
        *place = seat->seen_at;
    }
    return done(&q, MEND_OK);
}

static mend_status sqlite_pending(void *user, const char *tenant, size_t tenant_len, const char *after,
                                  size_t after_len, int32_t max, mend_rows *rows)
{
    mend_sqlite_seat *seat = user;
    int64_t place;
    mend_status status = find_place(seat, tenant, tenant_len, after, after_len, &place);
    if (status != MEND_OK) {
        return status;
    }
    mend_query q = mend_query_open(seat->db, MEND_SQL_PENDING);
    mend_query_text(&q, tenant, tenant_len);
    mend_query_number(&q, place);
    mend_query_number(&q, max < 0 ? 0 : max);
    int found = 0;
    while (status == MEND_OK && mend_query_row(&q)) {
        size_t id_len, len;
        const char *id = mend_query_get(&q, 1, &id_len);
        const char *document = mend_query_get(&q, 3, &len);
        if (q.rc == SQLITE_ROW) {
            status = mend_rows_add(rows, id, id_len, mend_query_get_number(&q, 2), document, len);
            place = mend_query_get_number(&q, 0);
            found = 1;
        }
    }
    status = done(&q, status);
    return status == MEND_OK && found ? remember(seat, tenant, tenant_len, rows, place) : status;
}

void mend_sqlite_read_table(mend_store *out)
{
    out->load = sqlite_load;
    out->recall = sqlite_recall;
    out->events = sqlite_events;
    out->page = sqlite_page;
    out->pending = sqlite_pending;
}
