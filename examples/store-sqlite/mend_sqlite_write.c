/*
 * mend_sqlite_write.c - the callbacks that write.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_sqlite_inner.h"

#include <limits.h>
#include <string.h>

static mend_query query_of(const mend_sqlite_writing *w, int which, const char *name, size_t name_len)
{
    mend_query q = mend_query_open(w->db, which);
    mend_query_text(&q, w->tenant, w->tenant_len);
    mend_query_text(&q, name, name_len);
    return q;
}

/* Runs an insertion that passes over what is there; says so with the status given. */
static mend_status insert(mend_query *q, mend_status taken)
{
    int changes;
    mend_status status = mend_query_run(q, &changes);
    return status == MEND_OK && changes == 0 ? taken : status;
}

/* Comes first: a command that is known is known, whatever has happened to the ticket since. */
static mend_status put_command(const mend_sqlite_writing *w)
{
    size_t len, outcome_len;
    const char *command = mend_change_idempotency(w->change, &len);
    const char *outcome = mend_change_outcome(w->change, &outcome_len);
    if (len == 0) {
        return MEND_OK;
    }
    mend_query q = query_of(w, MEND_SQL_REMEMBER, command, len);
    mend_query_number(&q, mend_change_now(w->change));
    mend_query_blob(&q, outcome, outcome_len);
    mend_query_text(&q, w->key, w->key_len);
    return insert(&q, MEND_EXISTS);
}

static void bind_closed(mend_query *q, const mend_change *change)
{
    int64_t closed = mend_change_closed(change);
    if (closed == INT64_MIN) {
        q->bound++; /* what is not bound is NULL */
    } else {
        mend_query_number(q, closed);
    }
}

static mend_status insert_ticket(const mend_sqlite_writing *w)
{
    size_t len;
    const char *text = mend_change_record(w->change, &len);
    mend_query q = query_of(w, MEND_SQL_INSERT, w->key, w->key_len);
    mend_query_number(&q, mend_change_revision(w->change));
    mend_query_number(&q, mend_change_opened(w->change));
    bind_closed(&q, w->change);
    mend_query_blob(&q, text, len);
    for (mend_index i = MEND_INDEX_NUMBER; i < MEND_INDEX_COUNT; i++) {
        text = mend_change_index(w->change, i, &len);
        mend_query_text(&q, text, len);
    }
    return insert(&q, MEND_DUPLICATE);
}

typedef struct row_before { /* the ticket as it stands: its row, and which of its index values change */
    int64_t id;
    unsigned moved; /* bit i: index i */
} row_before;

static mend_status look_before(const mend_sqlite_writing *w, row_before *b)
{
    mend_query q = query_of(w, MEND_SQL_BEFORE, w->key, w->key_len);
    if (!mend_query_row(&q)) {
        int gone = q.rc == SQLITE_DONE;
        mend_status status = mend_query_close(&q);
        return status == MEND_OK && gone ? MEND_CONFLICT : status;
    }
    *b = (row_before){.id = mend_query_get_number(&q, 0)};
    int same = mend_query_get_number(&q, 1) == mend_change_expected(w->change);
    for (mend_index i = MEND_INDEX_NUMBER; same && i < MEND_INDEX_COUNT; i++) {
        size_t len, new_len;
        const char *text = mend_query_get(&q, i + 1, &len);
        const char *now = mend_change_index(w->change, i, &new_len);
        b->moved |= len != new_len || memcmp(text, now, len) != 0 ? 1U << i : 0;
    }
    mend_status status = mend_query_close(&q);
    return status == MEND_OK && !same ? MEND_CONFLICT : status;
}

/* An index whose value stays is not named in a statement, for SQLite rewrites all that are. */
static mend_status update_ticket(const mend_sqlite_writing *w)
{
    row_before b = {0};
    mend_status status = look_before(w, &b);
    if (status != MEND_OK) {
        return status;
    }
    size_t len;
    const char *text = mend_change_record(w->change, &len);
    mend_query q = mend_query_open(w->db, MEND_SQL_UPDATE);
    mend_query_number(&q, b.id);
    mend_query_number(&q, mend_change_revision(w->change));
    bind_closed(&q, w->change);
    mend_query_blob(&q, text, len);
    status = mend_query_run(&q, NULL);
    for (mend_index i = MEND_INDEX_NUMBER; status == MEND_OK && i < MEND_INDEX_COUNT; i++) {
        if (b.moved >> i & 1) {
            text = mend_change_index(w->change, i, &len);
            q = mend_query_open(w->db, MEND_SQL_MOVE + i - MEND_INDEX_NUMBER);
            mend_query_number(&q, b.id);
            mend_query_text(&q, text, len);
            status = mend_query_run(&q, NULL);
        }
    }
    return status;
}

static mend_status add_events(const mend_sqlite_writing *w)
{
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_event_count(w->change); i++) {
        int64_t seq, at;
        size_t len;
        const char *event = mend_change_event(w->change, i, &seq, &at, &len);
        mend_query q = query_of(w, MEND_SQL_EVENT, w->key, w->key_len);
        mend_query_number(&q, seq);
        mend_query_number(&q, at);
        mend_query_blob(&q, event, len);
        status = insert(&q, MEND_CORRUPT);
    }
    return status;
}

static mend_status add_notices(const mend_sqlite_writing *w)
{
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_notice_count(w->change); i++) {
        const char *id;
        size_t id_len, len;
        const char *document = mend_change_notice(w->change, i, &id, &id_len, &len);
        mend_query q = query_of(w, MEND_SQL_NOTICE, id, id_len);
        mend_query_blob(&q, document, len);
        mend_query_text(&q, w->key, w->key_len);
        status = insert(&q, MEND_CORRUPT);
    }
    return status;
}

static mend_status sqlite_commit(void *user, const mend_change *change)
{
    mend_sqlite_seat *seat = user;
    mend_sqlite_writing w = {.db = seat->db, .change = change};
    w.tenant = mend_change_tenant(change, &w.tenant_len);
    w.key = mend_change_key(change, &w.key_len);
    mend_status status = mend_sqlite_enter(seat);
    if (status != MEND_OK) {
        return status;
    }
    status = put_command(&w);
    status = status == MEND_OK ? mend_sqlite_check_claim(&w) : status;
    if (status == MEND_OK) {
        status = mend_change_expected(change) == 0 ? insert_ticket(&w) : update_ticket(&w);
    }
    status = status == MEND_OK ? mend_sqlite_arm(&w) : status;
    status = status == MEND_OK ? add_events(&w) : status;
    status = status == MEND_OK ? add_notices(&w) : status;
    status = status == MEND_OK ? mend_sqlite_put_units(w.db, change) : status;
    return mend_sqlite_leave(seat, status);
}

/* ---- counters ---- */

static mend_status take_numbers(const mend_sqlite_writing *w, int64_t start, int64_t step, int32_t count, int64_t limit,
                                int64_t *last)
{
    mend_query q = query_of(w, MEND_SQL_LAST, w->key, w->key_len);
    int used = mend_query_row(&q);
    int64_t before = used ? mend_query_get_number(&q, 0) : INT64_MIN;
    mend_status status = mend_query_close(&q);
    if (status != MEND_OK) {
        return status;
    }
    if (used && before > INT64_MAX - step) {
        return MEND_EXHAUSTED;
    }
    int64_t first = used ? before + step : start;
    if (first > limit || ((uint64_t)limit - (uint64_t)first) / (uint64_t)step < (uint64_t)count - 1) {
        return MEND_EXHAUSTED;
    }
    q = query_of(w, MEND_SQL_DRAW, w->key, w->key_len);
    mend_query_number(&q, first + (count - 1) * step);
    status = mend_query_run(&q, NULL);
    if (status == MEND_OK) {
        *last = before;
    }
    return status;
}

static mend_status sqlite_draw(void *user, const char *tenant, size_t tenant_len, const char *counter,
                               size_t counter_len, int64_t start, int64_t step, int32_t count, int64_t limit,
                               int64_t *last)
{
    mend_sqlite_seat *seat = user;
    mend_sqlite_writing w = {
        .db = seat->db, .tenant = tenant, .key = counter, .tenant_len = tenant_len, .key_len = counter_len};
    if (step < 1 || count < 1) {
        return MEND_INVALID;
    }
    int64_t before = 0;
    mend_status status = mend_sqlite_enter(seat);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_sqlite_leave(seat, take_numbers(&w, start, step, count, limit, &before));
    if (status == MEND_OK) {
        *last = before;
    }
    return status;
}

/* ---- the outbox, batches, random bytes ---- */

static mend_status sqlite_sent(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                               int32_t done)
{
    mend_sqlite_seat *seat = user;
    mend_status status = mend_sqlite_enter(seat);
    if (status != MEND_OK) {
        return status;
    }
    mend_query q = mend_query_open(seat->db, done ? MEND_SQL_SENT : MEND_SQL_ATTEMPT);
    mend_query_text(&q, tenant, tenant_len);
    mend_query_text(&q, id, id_len);
    return mend_sqlite_leave(seat, insert(&q, MEND_NOT_FOUND));
}

static mend_status sqlite_begin(void *user)
{
    mend_sqlite_seat *seat = user;
    if (seat->db->batch != NULL) {
        return seat->db->batch == seat ? MEND_MISUSE : MEND_BUSY;
    }
    mend_status status = mend_sqlite_enter(seat);
    if (status == MEND_OK) {
        seat->db->batch = seat;
        seat->db->lost = MEND_OK;
    }
    return status;
}

static mend_status sqlite_end(void *user, int32_t keep)
{
    mend_sqlite_seat *seat = user;
    mend_sqlite *db = seat->db;
    if (db->batch != seat) {
        return MEND_MISUSE;
    }
    mend_status lost = db->lost;
    db->batch = NULL;
    db->lost = MEND_OK;
    mend_status status = mend_sqlite_finish(db, keep && lost == MEND_OK);
    return keep && lost != MEND_OK ? lost : status;
}

static mend_status sqlite_random(void *user, unsigned char *out, size_t len)
{
    (void)user;
    while (len > 0) {
        int part = len > INT_MAX ? INT_MAX : (int)len;
        sqlite3_randomness(part, out);
        out += part;
        len -= (size_t)part;
    }
    return MEND_OK;
}

void mend_sqlite_write_table(mend_store *out)
{
    out->commit = sqlite_commit;
    out->draw = sqlite_draw;
    out->sent = sqlite_sent;
    out->begin = sqlite_begin;
    out->end = sqlite_end;
    out->random = sqlite_random;
}
