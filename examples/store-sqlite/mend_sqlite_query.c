/*
 * mend_sqlite_query.c - the statements, running them, and transactions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_sqlite_inner.h"

#include <stdio.h>
#include <string.h>

/* Opened never changes, so rows of one index value and one instant stay in the order of their keys. Two plain ranges
 * instead of one comparison of (opened, key): each is one walk along the index, however many tickets share an instant. */
#define SAME(which)                                                                                                    \
    "SELECT key, revision, record FROM tickets WHERE tenant = ?1 AND " which                                           \
    " AND opened = ?3 AND key > ?4 ORDER BY key LIMIT ?5"
#define EARLIER(which)                                                                                                 \
    "SELECT key, revision, record FROM tickets WHERE tenant = ?1 AND " which                                           \
    " AND opened < ?3 AND ?4 IS NOT NULL ORDER BY opened DESC, key LIMIT ?5"
#define PAGES(kind)                                                                                                    \
    kind("?2 IS NOT NULL"), kind("number = ?2 AND number <> ''"), kind("state = ?2"), kind("stage = ?2"),              \
        kind("level = ?2"), kind("assignee = ?2"), kind("customer = ?2"), kind("product = ?2"), kind("serial = ?2"),   \
        kind("?2 IS NOT NULL AND number = ''")
/* Tenant by tenant, so that each is a range of an index that begins with it. */
#define TENANTS(table)                                                                                                 \
    "WITH RECURSIVE tenants (name) AS (SELECT min(tenant) FROM " table " UNION ALL SELECT"                             \
    " (SELECT min(tenant) FROM " table " WHERE tenant > name) FROM tenants WHERE name IS NOT NULL)"
#define MOVE(column) "UPDATE tickets SET " column " = ?2 WHERE id = ?1"

static const char *const texts[] = {
    "BEGIN IMMEDIATE",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT change",
    "RELEASE change",
    "ROLLBACK TO change",
    "SELECT record, revision FROM tickets WHERE tenant = ?1 AND key = ?2",
    "SELECT outcome FROM idempotency WHERE tenant = ?1 AND key = ?2",
    "SELECT seq, event FROM events WHERE tenant = ?1 AND key = ?2 AND seq > ?3 ORDER BY seq LIMIT ?4",
    "SELECT opened FROM tickets WHERE tenant = ?1 AND key = ?2",
    "SELECT last FROM counters WHERE tenant = ?1 AND name = ?2",
    "SELECT place FROM outbox WHERE tenant = ?1 AND id = ?2",
    "SELECT place, id, attempts, document FROM outbox WHERE tenant = ?1 AND place > ?2 ORDER BY place LIMIT ?3",
    "INSERT INTO idempotency (tenant, key, at, outcome, ticket) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    "INSERT INTO tickets (tenant, key, revision, opened, closed, record, number, state, stage, level, assignee,"
    " customer, product, serial) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT DO "
    "NOTHING",
    "SELECT id, revision, number, state, stage, level, assignee, customer, product, serial FROM tickets"
    " WHERE tenant = ?1 AND key = ?2",
    "UPDATE tickets SET revision = ?2, closed = ?3, record = ?4 WHERE id = ?1",
    "INSERT INTO events (tenant, key, seq, at, event) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    "INSERT INTO outbox (tenant, id, document, ticket) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    "INSERT INTO counters (tenant, name, last) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (tenant, name) DO UPDATE SET last = excluded.last",
    "DELETE FROM outbox WHERE tenant = ?1 AND id = ?2",
    "UPDATE outbox SET attempts = attempts + 1 WHERE tenant = ?1 AND id = ?2",
    TENANTS("idempotency") " DELETE FROM idempotency WHERE tenant IN (SELECT name FROM tenants) AND at < ?1",
    "SELECT tenant, key, due FROM dues INDEXED BY dues_due WHERE tenant = ?1 AND (due, key) > (?2, ?3) AND due <= ?4"
    " AND until <= ?5 ORDER BY due, key LIMIT ?6",
    TENANTS(
        "dues") " SELECT tenant, key, due FROM tenants CROSS JOIN dues INDEXED BY dues_due"
                " ON tenant = name WHERE due >= ?2 AND (due, tenant, key) > (?2, ?1, ?3) AND due <= ?4 AND until <= ?5"
                " ORDER BY due, tenant, key LIMIT ?6",
    "UPDATE dues SET token = ?3, until = ?4 WHERE tenant = ?1 AND key = ?2",
    "SELECT 1 FROM dues WHERE tenant = ?1 AND key = ?2 AND token = ?3",
    "INSERT INTO dues (tenant, key, due, token, until) VALUES (?1, ?2, ?3, '', ?4) ON CONFLICT (tenant, key) DO UPDATE"
    " SET due = excluded.due, token = '', until = excluded.until WHERE due <> excluded.due OR token <> ''",
    "DELETE FROM dues WHERE tenant = ?1 AND key = ?2",
    "SELECT record, revision FROM units WHERE tenant = ?1 AND key = ?2",
    "SELECT key, revision, record FROM units WHERE tenant = ?1 AND serial = ?2 AND serial <> '' AND key > ?3"
    " ORDER BY key LIMIT ?4",
    "SELECT key, revision, record FROM units WHERE tenant = ?1 AND ?2 IS NOT NULL AND key > ?3 ORDER BY key LIMIT ?4",
    "INSERT INTO units (tenant, key, serial, revision, record) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
    "UPDATE units SET serial = ?3, revision = ?4, record = ?5 WHERE tenant = ?1 AND key = ?2 AND revision = ?6",
    "DELETE FROM dues WHERE tenant = ?1 AND key = ?2",
    "DELETE FROM idempotency WHERE tenant = ?1 AND ticket = ?2",
    "DELETE FROM outbox WHERE tenant = ?1 AND ticket = ?2",
    "DELETE FROM events WHERE tenant = ?1 AND key = ?2",
    "DELETE FROM tickets WHERE tenant = ?1 AND key = ?2",
    MOVE("number"),
    MOVE("state"),
    MOVE("stage"),
    MOVE("level"),
    MOVE("assignee"),
    MOVE("customer"),
    MOVE("product"),
    MOVE("serial"),
    PAGES(SAME),
    PAGES(EARLIER),
};

_Static_assert(sizeof texts / sizeof texts[0] == MEND_SQL_COUNT, "one text for each statement");

mend_status mend_sqlite_status(int rc)
{
    switch (rc) { /* those whose first byte says less than the whole */
    case SQLITE_IOERR_NOMEM:
        return MEND_NOMEM;
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_DATA:
        return MEND_CORRUPT;
    default:
        break;
    }
    switch (rc & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return MEND_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return MEND_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
        return MEND_DENIED;
    case SQLITE_FULL:
        return MEND_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return MEND_CORRUPT;
    case SQLITE_NOMEM:
        return MEND_NOMEM;
    case SQLITE_TOOBIG:
        return MEND_LIMIT;
    case SQLITE_CONSTRAINT: /* the unique value a statement sets is the number; other ones are asked for politely */
        return MEND_DUPLICATE;
    default:
        return MEND_IO;
    }
}

mend_status mend_sqlite_fault(mend_sqlite *db, int rc)
{
    mend_status status = mend_sqlite_status(rc);
    if (status != MEND_OK) {
        snprintf(db->message, sizeof db->message, "SQLite %d: %s", rc, sqlite3_errstr(rc));
    }
    return status;
}

/* ---- queries ---- */

mend_query mend_query_open(mend_sqlite *db, int which)
{
    mend_query q = {.db = db};
    if (db->statements[which] == NULL) {
        q.rc = sqlite3_prepare_v3(db->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, &db->statements[which], NULL);
    }
    q.stmt = db->statements[which];
    return q;
}

void mend_query_text(mend_query *q, const char *text, size_t len)
{
    if (q->rc == SQLITE_OK) {
        q->rc = sqlite3_bind_text64(q->stmt, ++q->bound, text == NULL ? "" : text, len, SQLITE_STATIC, SQLITE_UTF8);
    }
}

void mend_query_blob(mend_query *q, const void *bytes, size_t len)
{
    if (q->rc == SQLITE_OK) {
        q->rc = sqlite3_bind_blob64(q->stmt, ++q->bound, bytes == NULL ? "" : bytes, len, SQLITE_STATIC);
    }
}

void mend_query_number(mend_query *q, int64_t number)
{
    if (q->rc == SQLITE_OK) {
        q->rc = sqlite3_bind_int64(q->stmt, ++q->bound, number);
    }
}

int mend_query_row(mend_query *q)
{
    if (q->rc == SQLITE_OK || q->rc == SQLITE_ROW) {
        q->rc = sqlite3_step(q->stmt);
    }
    return q->rc == SQLITE_ROW;
}

const char *mend_query_get(mend_query *q, int column, size_t *len)
{
    const char *bytes = sqlite3_column_blob(q->stmt, column); /* text as it is stored: the file is in UTF-8 */
    *len = (size_t)sqlite3_column_bytes(q->stmt, column);
    if (bytes == NULL && sqlite3_errcode(q->db->db) == SQLITE_NOMEM) {
        q->rc = SQLITE_NOMEM;
    }
    return bytes == NULL ? "" : bytes;
}

int64_t mend_query_get_number(const mend_query *q, int column)
{
    return sqlite3_column_int64(q->stmt, column);
}

mend_status mend_query_close(mend_query *q)
{
    mend_status status = mend_sqlite_fault(q->db, q->rc);
    if (q->stmt != NULL) {
        sqlite3_reset(q->stmt); /* says again what step said */
        sqlite3_clear_bindings(q->stmt);
    }
    return status;
}

mend_status mend_query_run(mend_query *q, int *changes)
{
    while (mend_query_row(q)) {
    }
    if (changes != NULL) {
        *changes = q->rc == SQLITE_DONE ? sqlite3_changes(q->db->db) : 0;
    }
    return mend_query_close(q);
}

static mend_status run(mend_sqlite *db, int which)
{
    mend_query q = mend_query_open(db, which);
    return mend_query_run(&q, NULL);
}

/* ---- transactions ---- */

mend_status mend_sqlite_ready(mend_sqlite *db)
{
    mend_status status = MEND_OK;
    for (int which = MEND_SQL_BEGIN; status == MEND_OK && which <= MEND_SQL_ROLLBACK_TO; which++) {
        sqlite3_finalize(db->statements[which]); /* it may be stale since a PRAGMA */
        db->statements[which] = NULL;
        mend_query q = mend_query_open(db, which);
        status = mend_query_close(&q);
    }
    return status;
}

/* A COMMIT that fails as busy, full or read-only has left its commit frame unwritten. After any other failure the frame
 * may stand in the log although the connection rolls back: should every process die before the next write, recovery
 * would find it. That is nobody's to know. */
static mend_status commit_outcome(mend_status status)
{
    return status == MEND_OK || status == MEND_BUSY || status == MEND_FULL || status == MEND_DENIED ? status
                                                                                                    : MEND_UNKNOWN;
}

mend_status mend_sqlite_finish(mend_sqlite *db, int keep)
{
    mend_status status = keep ? commit_outcome(run(db, MEND_SQL_COMMIT)) : MEND_OK;
    if (!sqlite3_get_autocommit(db->db)) {
        mend_status back = run(db, MEND_SQL_ROLLBACK);
        status = status == MEND_OK ? back : status;
    }
    return status;
}

mend_status mend_sqlite_enter(mend_sqlite_seat *seat)
{
    mend_sqlite *db = seat->db;
    if (sqlite3_db_readonly(db->db, "main") == 1) {
        return mend_sqlite_fault(db, SQLITE_READONLY); /* BEGIN IMMEDIATE would let it pass */
    }
    if (db->batch == NULL) {
        mend_status status = mend_sqlite_finish(db, 0); /* should the last one have failed to end */
        return status == MEND_OK ? run(db, MEND_SQL_BEGIN) : status;
    }
    if (db->batch != seat) {
        return MEND_BUSY;
    }
    return db->lost != MEND_OK ? db->lost : run(db, MEND_SQL_SAVEPOINT);
}

mend_status mend_sqlite_leave(mend_sqlite_seat *seat, mend_status status)
{
    mend_sqlite *db = seat->db;
    if (db->batch == NULL) {
        mend_status end = mend_sqlite_finish(db, status == MEND_OK);
        return status != MEND_OK ? status : end;
    }
    if (status == MEND_OK) {
        status = run(db, MEND_SQL_RELEASE);
        if (status == MEND_OK) {
            return MEND_OK;
        }
    }
    mend_status back = MEND_OK;
    if (!sqlite3_get_autocommit(db->db)) {
        back = run(db, MEND_SQL_ROLLBACK_TO);
        back = back == MEND_OK ? run(db, MEND_SQL_RELEASE) : back;
    }
    /* Some failures take the whole transaction with them, and with it what the batch held. */
    if (sqlite3_get_autocommit(db->db) || back != MEND_OK) {
        db->lost = back != MEND_OK ? back : status;
    }
    return status;
}
