/*
 * mend_postgres_write.c - the callbacks that write.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_postgres_inner.h"

#include <limits.h>

static void two_texts(mend_pg_query *q, int which, const char *tenant, size_t tenant_len, const char *name, size_t len)
{
    mend_pg_start(q, which);
    mend_pg_text(q, tenant, tenant_len);
    mend_pg_text(q, name, len);
}

static void put_number(char number[8], int64_t value)
{
    for (int i = 7; i >= 0; i--) {
        number[i] = (char)(unsigned char)((uint64_t)value >> 8 * (7 - i) & 0xff);
    }
}

/* ---- commit ---- */

static const char *event_seq(const mend_change *change, int32_t i, size_t *len, char number[8])
{
    int64_t seq = 0;
    (void)mend_change_event(change, i, &seq, NULL, len);
    put_number(number, seq);
    *len = 8;
    return number;
}

static const char *event_at(const mend_change *change, int32_t i, size_t *len, char number[8])
{
    int64_t at = 0;
    (void)mend_change_event(change, i, NULL, &at, len);
    put_number(number, at);
    *len = 8;
    return number;
}

static const char *event_data(const mend_change *change, int32_t i, size_t *len, char number[8])
{
    (void)number;
    return mend_change_event(change, i, NULL, NULL, len);
}

static const char *notice_id(const mend_change *change, int32_t i, size_t *len, char number[8])
{
    const char *id = "";
    size_t data_len;
    (void)number;
    (void)mend_change_notice(change, i, &id, len, &data_len);
    return id;
}

static const char *notice_data(const mend_change *change, int32_t i, size_t *len, char number[8])
{
    (void)number;
    return mend_change_notice(change, i, NULL, NULL, len);
}

static void bind_change(mend_pg_query *q, const mend_change *change)
{
    size_t len;
    const char *text = mend_change_tenant(change, &len);
    mend_pg_start(q, mend_change_expected(change) == 0 ? MEND_PG_INSERT : MEND_PG_UPDATE);
    mend_pg_text(q, text, len);
    text = mend_change_key(change, &len);
    mend_pg_text(q, text, len);
    mend_pg_number(q, mend_change_expected(change));
    mend_pg_number(q, mend_change_revision(change));
    text = mend_change_record(change, &len);
    mend_pg_text(q, text, len);
    mend_pg_number(q, mend_change_opened(change));
    mend_pg_number_or_null(q, mend_change_closed(change));
    mend_pg_number_or_null(q, mend_change_next_due(change));
    text = mend_change_claim(change, &len);
    mend_pg_text(q, text, len);
    text = mend_change_idempotency(change, &len);
    mend_pg_text(q, text, len);
    text = mend_change_outcome(change, &len);
    mend_pg_text(q, text, len);
    mend_pg_number(q, mend_change_now(change));
    mend_pg_array(q, MEND_PG_INT8, mend_change_event_count(change), event_seq, change);
    mend_pg_array(q, MEND_PG_INT8, mend_change_event_count(change), event_at, change);
    mend_pg_array(q, MEND_PG_BYTEA, mend_change_event_count(change), event_data, change);
    mend_pg_array(q, MEND_PG_TEXT, mend_change_notice_count(change), notice_id, change);
    mend_pg_array(q, MEND_PG_BYTEA, mend_change_notice_count(change), notice_data, change);
    for (mend_index i = MEND_INDEX_NUMBER; i < MEND_INDEX_COUNT; i++) {
        text = mend_change_index(change, i, &len);
        mend_pg_text(q, text, len);
    }
}

/* The statement wrote nothing: a command that is known is known, whatever has happened to the ticket since. */
static mend_status why_not(mend_postgres *db, const mend_change *change)
{
    size_t tenant_len, len;
    const char *tenant = mend_change_tenant(change, &tenant_len), *command = mend_change_idempotency(change, &len);
    mend_status status = mend_change_expected(change) == 0 ? MEND_DUPLICATE : MEND_CONFLICT;
    if (len == 0) {
        return status;
    }
    mend_pg_query q;
    PGresult *result;
    two_texts(&q, MEND_PG_RECALL, tenant, tenant_len, command, len);
    mend_status asked = mend_pg_run(db, &q, MEND_PG_ASK, &result);
    if (asked != MEND_OK) {
        return asked;
    }
    status = PQntuples(result) > 0 ? MEND_EXISTS : status;
    PQclear(result);
    return status;
}

/* MEND_DUPLICATE: a unique value is taken, or nothing fits; why_not() tells. */
static mend_status write_change(mend_postgres *db, const mend_change *change, mend_pg_kind kind)
{
    mend_pg_query q;
    PGresult *result;
    bind_change(&q, change);
    mend_status status = mend_pg_run(db, &q, kind, &result);
    if (status == MEND_OK) {
        status = mend_pg_get_number(result, 0, 0) == 1 ? MEND_OK : MEND_DUPLICATE;
        PQclear(result);
    }
    return status;
}

/* One statement of its own where it can be, else a transaction: with units, or inside a batch. */
static mend_status pg_commit(void *user, const mend_change *change)
{
    mend_postgres *db = user;
    mend_status status;
    if (!db->batch && mend_change_unit_count(change) == 0) {
        status = write_change(db, change, MEND_PG_WRITE);
    } else {
        status = mend_pg_enter(db);
        if (status != MEND_OK) {
            return status;
        }
        status = write_change(db, change, MEND_PG_WITHIN);
        status = status == MEND_OK ? mend_pg_put_units(db, change) : status;
        status = mend_pg_leave(db, status);
    }
    return status == MEND_DUPLICATE ? why_not(db, change) : status;
}

/* ---- units ---- */

mend_status mend_pg_put_units(mend_postgres *db, const mend_change *change)
{
    mend_status status = MEND_OK;
    size_t tenant_len, len;
    const char *tenant = mend_change_tenant(change, &tenant_len);
    for (int32_t i = 0; i < mend_change_unit_count(change) && status == MEND_OK; i++) {
        mend_pg_query q;
        int64_t changed = 0, expected = mend_change_unit_expected(change, i);
        const char *text = mend_change_unit_key(change, i, &len);
        two_texts(&q, expected == 0 ? MEND_PG_UNIT_INSERT : MEND_PG_UNIT_UPDATE, tenant, tenant_len, text, len);
        mend_pg_number(&q, mend_change_unit_revision(change, i));
        text = mend_change_unit_serial(change, i, &len);
        mend_pg_text(&q, text, len);
        text = mend_change_unit_record(change, i, &len);
        mend_pg_text(&q, text, len);
        mend_pg_number(&q, expected);
        status = mend_pg_run_plain(db, &q, MEND_PG_WITHIN, &changed);
        status = status == MEND_OK && changed != 1 ? MEND_CONFLICT : status;
    }
    return status;
}

static mend_status pg_unit_put(void *user, const mend_change *change)
{
    mend_postgres *db = user;
    mend_status status = mend_pg_enter(db);
    return status == MEND_OK ? mend_pg_leave(db, mend_pg_put_units(db, change)) : status;
}

/* ---- numbers, notices ---- */

/* How far a draw moves a counter; INT64_MIN: further than its range. */
static int64_t times(int64_t step, int32_t count)
{
    return count > 0 && step > INT64_MAX / count ? INT64_MIN : step * count;
}

static mend_status pg_draw(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                           int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last)
{
    mend_postgres *db = user;
    mend_pg_query q;
    PGresult *result;
    int64_t span = times(step, count), ahead = times(step, count - 1);
    int opens = ahead != INT64_MIN && start <= limit && (ahead == 0 || start <= limit - ahead);
    two_texts(&q, MEND_PG_DRAW, tenant, tenant_len, counter, counter_len);
    mend_pg_number_or_null(&q, opens ? start + ahead : INT64_MIN);
    mend_pg_number(&q, span == INT64_MIN ? 0 : span);
    mend_pg_number(&q, span == INT64_MIN ? INT64_MIN : limit); /* nothing is as small */
    mend_status status = mend_pg_run(db, &q, db->batch ? MEND_PG_WITHIN : MEND_PG_ASK, &result);
    if (status != MEND_OK) {
        return status;
    }
    if (PQntuples(result) == 0) {
        status = MEND_EXHAUSTED;
    } else {
        *last = mend_pg_get_number(result, 0, 1) ? INT64_MIN : mend_pg_get_number(result, 0, 0) - span;
    }
    PQclear(result);
    return status;
}

static mend_status pg_sent(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                           int32_t done)
{
    mend_postgres *db = user;
    mend_pg_query q;
    int64_t changed = 0;
    two_texts(&q, done ? MEND_PG_SENT : MEND_PG_ATTEMPT, tenant, tenant_len, id, id_len);
    mend_status status = mend_pg_run_plain(db, &q, mend_pg_writing(db), &changed);
    return status == MEND_OK && changed == 0 ? MEND_NOT_FOUND : status;
}

/* ---- batches ---- */

static mend_status pg_begin(void *user)
{
    mend_postgres *db = user;
    mend_status status = db->batch ? MEND_BUSY : mend_pg_ready(db);
    status = status == MEND_OK ? mend_pg_command(db, "BEGIN", MEND_PG_WITHIN) : status;
    if (status == MEND_OK) {
        db->batch = 1;
        db->lost = MEND_OK;
    }
    return status;
}

static mend_status pg_end(void *user, int32_t keep)
{
    mend_postgres *db = user;
    mend_status status = mend_pg_ready(db), lost = db->lost;
    if (lost == MEND_OK && status == MEND_OK && PQtransactionStatus(db->conn) == PQTRANS_INERROR) {
        lost = MEND_IO; /* a statement outside savepoints failed: COMMIT would quietly take everything back */
    }
    if (status == MEND_OK) {
        status = mend_pg_command(db, keep && lost == MEND_OK ? "COMMIT" : "ROLLBACK", MEND_PG_END);
    }
    db->batch = 0;
    db->lost = MEND_OK;
    return !keep ? MEND_OK : lost != MEND_OK ? lost : status; /* what was not kept went with the connection, too */
}

mend_status mend_postgres_prune(mend_postgres *db, int64_t before, int64_t *removed)
{
    mend_pg_query q;
    if (db == NULL) {
        return MEND_INVALID;
    }
    if (db->batch) {
        return MEND_BUSY;
    }
    mend_pg_start(&q, MEND_PG_PRUNE);
    mend_pg_number(&q, before);
    return mend_pg_run_plain(db, &q, MEND_PG_ASK, removed); /* again is as good as once */
}

void mend_pg_write_table(mend_store *out)
{
    out->commit = pg_commit;
    out->draw = pg_draw;
    out->sent = pg_sent;
    out->begin = pg_begin;
    out->end = pg_end;
    out->unit_put = pg_unit_put;
}
