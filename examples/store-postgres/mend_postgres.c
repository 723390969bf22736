/*
 * mend_postgres.c - opening and closing, and the table.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _DEFAULT_SOURCE /* getentropy */
#include "mend_postgres_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OLDEST_SERVER 130000

static mend_status connect_to(mend_postgres *db, uint32_t flags)
{
    mend_status status = mend_pg_ready(db);
    if (status == MEND_OK && PQserverVersion(db->conn) < OLDEST_SERVER) {
        snprintf(db->message, sizeof db->message, "the server is older than version 13");
        status = MEND_UNSUPPORTED;
    }
    return status == MEND_OK ? mend_pg_migrate(db, flags, 0) : status;
}

mend_status mend_postgres_open(const char *conninfo, uint32_t flags, mend_postgres **out, char *message, size_t cap)
{
    if (message != NULL && cap > 0) {
        message[0] = '\0';
    }
    if (conninfo == NULL || out == NULL || (flags & ~(uint32_t)MEND_POSTGRES_CREATE) != 0) {
        return MEND_INVALID;
    }
    mend_postgres *db = calloc(1, sizeof *db);
    size_t len = strlen(conninfo) + 1;
    if (db != NULL) {
        db->conninfo = malloc(len);
        db->timeout = 5000;
    }
    if (db == NULL || db->conninfo == NULL) {
        mend_postgres_close(db);
        return MEND_NOMEM;
    }
    memcpy(db->conninfo, conninfo, len);
    mend_status status = connect_to(db, flags);
    if (status != MEND_OK) {
        if (message != NULL && cap > 0) {
            snprintf(message, cap, "%s", db->message);
        }
        mend_postgres_close(db);
        return status;
    }
    *out = db;
    return MEND_OK;
}

void mend_postgres_close(mend_postgres *db)
{
    if (db != NULL) {
        PQfinish(db->conn); /* a batch that is open goes with it */
        free(db->conninfo);
        free(db->seen);
        free(db);
    }
}

static mend_status pg_random(void *user, unsigned char *out, size_t len)
{
    (void)user;
    while (len > 0) {
        size_t part = len > 256 ? 256 : len; /* as many as one call may give */
        if (getentropy(out, part) != 0) {
            return MEND_IO;
        }
        out += part;
        len -= part;
    }
    return MEND_OK;
}

static void pg_destroy(void *user)
{
    mend_postgres_close(user);
}

mend_status mend_postgres_table(mend_postgres *db, mend_store *out)
{
    if (db == NULL || out == NULL) {
        return MEND_INVALID;
    }
    mend_store table = {.struct_size = sizeof table, .user = db};
    mend_pg_read_table(&table);
    mend_pg_write_table(&table);
    mend_pg_due_table(&table);
    table.random = pg_random;
    table.destroy = pg_destroy;
    *out = table;
    return MEND_OK;
}

mend_status mend_postgres_timeout(mend_postgres *db, int32_t ms)
{
    char sql[60];
    if (db == NULL || ms < 1) {
        return MEND_INVALID;
    }
    mend_status status = mend_pg_ready(db);
    snprintf(sql, sizeof sql, "SET lock_timeout = %d", (int)ms);
    status = status == MEND_OK ? mend_pg_command(db, sql, MEND_PG_WITHIN) : status;
    db->timeout = status == MEND_OK ? ms : db->timeout;
    return status;
}

const char *mend_postgres_message(const mend_postgres *db)
{
    return db == NULL ? "" : db->message;
}
