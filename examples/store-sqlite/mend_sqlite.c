/*
 * mend_sqlite.c - opening and closing a file, and the table for a desk.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_sqlite.h"

#include "mend_sqlite_inner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { ALL_FLAGS = MEND_SQLITE_CREATE | MEND_SQLITE_READ_ONLY | MEND_SQLITE_NORMAL, TIMEOUT = 5000 /* ms */ };

static mend_status connect(mend_sqlite *db, const char *path, uint32_t flags)
{
    int how = SQLITE_OPEN_NOMUTEX; /* one thread at a time */
    how |= (flags & MEND_SQLITE_READ_ONLY) != 0 ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    how |= (flags & (MEND_SQLITE_CREATE | MEND_SQLITE_READ_ONLY)) == MEND_SQLITE_CREATE ? SQLITE_OPEN_CREATE : 0;
    int rc = sqlite3_open_v2(path, &db->db, how, NULL);
    if (db->db == NULL) {
        return MEND_NOMEM;
    }
    sqlite3_extended_result_codes(db->db, 1);
    if (rc == SQLITE_CANTOPEN && sqlite3_system_errno(db->db) == ENOENT) {
        mend_sqlite_fault(db, rc);
        return MEND_NOT_FOUND;
    }
    return mend_sqlite_fault(db, rc);
}

static mend_status prepare(mend_sqlite *db, uint32_t flags)
{
    sqlite3_busy_timeout(db->db, TIMEOUT);
    sqlite3_db_config(db->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    mend_status status = mend_sqlite_migrate(db, flags);
    if (status != MEND_OK) {
        return status;
    }
    const char *sql = (flags & MEND_SQLITE_NORMAL) != 0 ? "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL"
                                                        : "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL";
    status = mend_sqlite_fault(db, sqlite3_exec(db->db, sql, NULL, NULL, NULL));
    return status == MEND_OK ? mend_sqlite_ready(db) : status;
}

mend_status mend_sqlite_open(const char *path, uint32_t flags, mend_sqlite **out, char *message, size_t cap)
{
    if (path == NULL || out == NULL || (flags & ~(uint32_t)ALL_FLAGS) != 0) {
        return MEND_INVALID;
    }
    mend_sqlite *db = calloc(1, sizeof *db);
    if (db == NULL) {
        return MEND_NOMEM;
    }
    db->users = 1;
    mend_status status = connect(db, path, flags);
    status = status == MEND_OK ? prepare(db, flags) : status;
    if (status != MEND_OK) {
        if (message != NULL && cap > 0) {
            snprintf(message, cap, "%s", db->message[0] != '\0' ? db->message : mend_status_text(status));
        }
        mend_sqlite_close(db);
        return status;
    }
    *out = db;
    return MEND_OK;
}

void mend_sqlite_close(mend_sqlite *db)
{
    if (db == NULL || --db->users != 0) {
        return;
    }
    for (int i = 0; i < MEND_SQL_COUNT; i++) {
        sqlite3_finalize(db->statements[i]);
    }
    sqlite3_close(db->db);
    free(db);
}

mend_status mend_sqlite_timeout(mend_sqlite *db, int32_t ms)
{
    if (db == NULL || ms < 0) {
        return MEND_INVALID;
    }
    sqlite3_busy_timeout(db->db, ms);
    return MEND_OK;
}

static void sqlite_destroy(void *user)
{
    mend_sqlite_seat *seat = user;
    if (seat->db->batch == seat) {
        seat->db->batch = NULL;
        (void)mend_sqlite_finish(seat->db, 0);
    }
    mend_sqlite_close(seat->db);
    free(seat->seen);
    free(seat);
}

mend_status mend_sqlite_table(mend_sqlite *db, mend_store *out)
{
    if (db == NULL || out == NULL) {
        return MEND_INVALID;
    }
    mend_sqlite_seat *seat = calloc(1, sizeof *seat);
    if (seat == NULL) {
        return MEND_NOMEM;
    }
    seat->db = db;
    db->users++;
    *out = (mend_store){.struct_size = sizeof *out, .user = seat, .destroy = sqlite_destroy};
    mend_sqlite_read_table(out);
    mend_sqlite_write_table(out);
    mend_sqlite_due_table(out);
    mend_sqlite_unit_table(out);
    return MEND_OK;
}

static mend_status forget(mend_sqlite *db, int64_t before)
{
    mend_query q = mend_query_open(db, MEND_SQL_PRUNE);
    mend_query_number(&q, before);
    return mend_query_run(&q, NULL);
}

mend_status mend_sqlite_prune(mend_sqlite *db, int64_t before)
{
    if (db == NULL) {
        return MEND_INVALID;
    }
    if (db->batch != NULL) {
        return MEND_BUSY;
    }
    mend_sqlite_seat seat = {.db = db};
    mend_status status = mend_sqlite_enter(&seat);
    return status == MEND_OK ? mend_sqlite_leave(&seat, forget(db, before)) : status;
}

const char *mend_sqlite_message(const mend_sqlite *db)
{
    return db == NULL ? "" : db->message;
}
