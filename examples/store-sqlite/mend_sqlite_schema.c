/*
 * mend_sqlite_schema.c - the tables, and how an older file is brought up to date.
 *
 * A script of the list below is never changed once it has been released; a new one goes to the end. The file's
 * user_version says how many of them have run.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_sqlite_inner.h"

#include <stdio.h>
#include <string.h>

enum { APPLICATION = 0x6D656E64 /* "mend" */ };

#define TICKET_INDEX(column) "CREATE INDEX tickets_" column " ON tickets (tenant, " column ", opened DESC, key);"

/* The record stands last in its row, so that reading the columns before it need not pass over it. */
static const char *const scripts[] = {
    "CREATE TABLE tickets ("
    " id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL,"
    " opened INTEGER NOT NULL, closed INTEGER, number TEXT NOT NULL, state TEXT NOT NULL, stage TEXT NOT NULL,"
    " level TEXT NOT NULL, assignee TEXT NOT NULL, customer TEXT NOT NULL, product TEXT NOT NULL,"
    " serial TEXT NOT NULL, record BLOB NOT NULL, UNIQUE (tenant, key));"
    "CREATE UNIQUE INDEX tickets_number ON tickets (tenant, number) WHERE number <> '';"
    "CREATE INDEX tickets_opened ON tickets (tenant, opened DESC, key);" TICKET_INDEX("state") TICKET_INDEX("stage")
        TICKET_INDEX("level") TICKET_INDEX("assignee") TICKET_INDEX("customer") TICKET_INDEX("product") TICKET_INDEX(
            "serial") "CREATE TABLE events ("
                      " tenant TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, event BLOB "
                      "NOT NULL,"
                      " PRIMARY KEY (tenant, key, seq), FOREIGN KEY (tenant, key) REFERENCES tickets (tenant, key)) "
                      "WITHOUT ROWID;"
                      "CREATE TABLE idempotency ("
                      " tenant TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, outcome BLOB NOT NULL,"
                      " PRIMARY KEY (tenant, key)) WITHOUT ROWID;"
                      "CREATE INDEX idempotency_at ON idempotency (tenant, at);"
                      /* AUTOINCREMENT: a place is never given again, so that `place > last` passes nothing over. */
                      "CREATE TABLE outbox ("
                      " place INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, id TEXT NOT NULL,"
                      " attempts INTEGER NOT NULL DEFAULT 0, document BLOB NOT NULL, UNIQUE (tenant, id));"
                      "CREATE INDEX outbox_place ON outbox (tenant, place);"
                      "CREATE TABLE counters ("
                      " tenant TEXT NOT NULL, name TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (tenant, name)) "
                      "WITHOUT ROWID;",
    /* When tickets are due stands in a table of its own, so that claiming one does not write its record anew. An outbox id
     * is ticket#seq#name; idempotency entries of before do not know their ticket, and stay until they are pruned. */
    "CREATE TABLE dues ("
    " tenant TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, token TEXT NOT NULL, until INTEGER NOT NULL,"
    " PRIMARY KEY (tenant, key)) WITHOUT ROWID;"
    "CREATE INDEX dues_due ON dues (tenant, due, key);"
    "ALTER TABLE idempotency ADD COLUMN ticket TEXT;"
    "CREATE INDEX idempotency_ticket ON idempotency (tenant, ticket) WHERE ticket IS NOT NULL;"
    "ALTER TABLE outbox ADD COLUMN ticket TEXT;"
    "UPDATE outbox SET ticket = rtrim(id, replace(id, '#', ''));"
    "UPDATE outbox SET ticket = substr(ticket, 1, length(ticket) - 1);"
    "UPDATE outbox SET ticket = rtrim(ticket, replace(ticket, '#', ''));"
    "UPDATE outbox SET ticket = substr(ticket, 1, length(ticket) - 1);"
    "CREATE INDEX outbox_ticket ON outbox (tenant, ticket);",
    /* Units and contracts outlive tickets and have keys of their own. */
    "CREATE TABLE units ("
    " id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, key TEXT NOT NULL, serial TEXT NOT NULL, revision INTEGER NOT NULL,"
    " record BLOB NOT NULL, UNIQUE (tenant, key));"
    "CREATE INDEX units_serial ON units (tenant, serial, key) WHERE serial <> '';",
};

enum { VERSION = sizeof scripts / sizeof scripts[0] };

static mend_status say(mend_sqlite *db, mend_status status, const char *text)
{
    snprintf(db->message, sizeof db->message, "%s", text);
    return status;
}

static mend_status execute(mend_sqlite *db, const char *sql)
{
    return mend_sqlite_fault(db, sqlite3_exec(db->db, sql, NULL, NULL, NULL));
}

/* The one value of a PRAGMA or query; text may be NULL. */
static mend_status ask(mend_sqlite *db, const char *sql, int64_t *number, char *text, size_t cap)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db->db, sql, -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(stmt);
        if (rc == SQLITE_ROW) {
            *number = sqlite3_column_int64(stmt, 0);
            const unsigned char *value = sqlite3_column_text(stmt, 0);
            if (text != NULL) {
                snprintf(text, cap, "%s", value == NULL ? "" : (const char *)value);
            }
        }
    }
    sqlite3_finalize(stmt);
    return mend_sqlite_fault(db, rc);
}

/* What the file is: ours in some version, empty (version 0), or not to be touched. */
static mend_status look(mend_sqlite *db, int64_t *version)
{
    int64_t application = 0, tables = 0;
    mend_status status = ask(db, "PRAGMA application_id", &application, NULL, 0);
    status = status == MEND_OK ? ask(db, "PRAGMA user_version", version, NULL, 0) : status;
    status = status == MEND_OK ? ask(db, "SELECT count(*) FROM sqlite_master", &tables, NULL, 0) : status;
    if (status != MEND_OK) {
        return status;
    }
    if (application == 0 && *version == 0 && tables == 0) {
        return MEND_OK;
    }
    if (application != APPLICATION || *version < 1) {
        return say(db, MEND_CORRUPT, "the file is a database of another program");
    }
    if (*version > VERSION) {
        return say(db, MEND_UNSUPPORTED, "the file was made by a newer release");
    }
    return MEND_OK;
}

/* The same as of one moment, for somebody else may be making the tables. */
static mend_status look_at_once(mend_sqlite *db, int64_t *version)
{
    mend_status status = execute(db, "BEGIN");
    if (status == MEND_OK) {
        status = look(db, version);
        mend_status end = mend_sqlite_finish(db, 0);
        status = status == MEND_OK ? end : status;
    }
    return status;
}

/* Several processes may open a new file at once, so the version is looked at again under the write lock. */
static mend_status bring_up(mend_sqlite *db)
{
    mend_status status = execute(db, "BEGIN IMMEDIATE");
    if (status != MEND_OK) {
        return status;
    }
    int64_t version = 0;
    status = look(db, &version);
    for (int64_t i = version; status == MEND_OK && i < VERSION; i++) {
        status = execute(db, scripts[i]);
    }
    if (status == MEND_OK && version < VERSION) {
        char sql[96];
        snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", (int)APPLICATION,
                 (int)VERSION);
        status = execute(db, sql);
    }
    mend_status end = mend_sqlite_finish(db, status == MEND_OK);
    return status != MEND_OK ? status : end;
}

/* Changing to WAL needs the file alone for a moment and does not wait for it by itself. */
static mend_status enter_wal(mend_sqlite *db)
{
    char mode[16] = "";
    int64_t ignored;
    mend_status status = ask(db, "PRAGMA journal_mode = WAL", &ignored, mode, sizeof mode);
    for (int i = 0; status == MEND_BUSY && i < 250; i++) {
        sqlite3_sleep(20);
        status = ask(db, "PRAGMA journal_mode = WAL", &ignored, mode, sizeof mode);
    }
    if (status == MEND_OK && strcmp(mode, "wal") != 0 && strcmp(mode, "memory") != 0) {
        return say(db, MEND_UNSUPPORTED, "write-ahead logging does not work in this place");
    }
    return status;
}

mend_status mend_sqlite_migrate(mend_sqlite *db, uint32_t flags)
{
    int64_t version = 0;
    mend_status status = look_at_once(db, &version);
    if (status != MEND_OK) {
        return status;
    }
    if (version == 0 && (flags & MEND_SQLITE_CREATE) == 0) {
        return say(db, MEND_CORRUPT, "the file is empty");
    }
    if ((flags & MEND_SQLITE_READ_ONLY) != 0 || sqlite3_db_readonly(db->db, "main") == 1) {
        return version == VERSION
                   ? MEND_OK
                   : say(db, MEND_DENIED, "the tables are to be made or changed, and the file is read-only");
    }
    status = enter_wal(db);
    return status == MEND_OK && version < VERSION ? bring_up(db) : status;
}
