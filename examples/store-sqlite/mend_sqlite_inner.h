/*
 * mend_sqlite_inner.h - what the files of the SQLite store share: the connection, queries, transactions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_SQLITE_INNER_H
#define MEND_SQLITE_INNER_H

#include "mend_sqlite.h"

#include <sqlite3.h>

/* Statements, prepared when first used and kept. A page has three: rows of the same instant as the last one seen, rows
 * opened earlier, by index; the number after the last index lists tickets without a number. */
enum {
    MEND_SQL_BEGIN,
    MEND_SQL_COMMIT,
    MEND_SQL_ROLLBACK,
    MEND_SQL_SAVEPOINT,
    MEND_SQL_RELEASE,
    MEND_SQL_ROLLBACK_TO,
    MEND_SQL_LOAD,
    MEND_SQL_RECALL,
    MEND_SQL_EVENTS,
    MEND_SQL_OPENED,
    MEND_SQL_LAST,
    MEND_SQL_PLACE,
    MEND_SQL_PENDING,
    MEND_SQL_REMEMBER,
    MEND_SQL_INSERT,
    MEND_SQL_BEFORE,
    MEND_SQL_UPDATE,
    MEND_SQL_EVENT,
    MEND_SQL_NOTICE,
    MEND_SQL_DRAW,
    MEND_SQL_SENT,
    MEND_SQL_ATTEMPT,
    MEND_SQL_PRUNE,
    MEND_SQL_DUE,
    MEND_SQL_DUE_ALL,
    MEND_SQL_CLAIM,
    MEND_SQL_CLAIMED,
    MEND_SQL_ARM,
    MEND_SQL_DISARM,
    MEND_SQL_UNIT,
    MEND_SQL_UNITS,
    MEND_SQL_UNITS_ALL,
    MEND_SQL_UNIT_INSERT,
    MEND_SQL_UNIT_UPDATE,
    MEND_SQL_ERASE,                     /* one for each table, tickets last */
    MEND_SQL_MOVE = MEND_SQL_ERASE + 5, /* one for each index from MEND_INDEX_NUMBER on */
    MEND_SQL_SAME = MEND_SQL_MOVE + MEND_INDEX_COUNT - 1,
    MEND_SQL_EARLIER = MEND_SQL_SAME + MEND_INDEX_COUNT + 1,
    MEND_SQL_COUNT = MEND_SQL_EARLIER + MEND_INDEX_COUNT + 1
};

struct mend_sqlite_seat;

struct mend_sqlite {
    sqlite3 *db;
    sqlite3_stmt *statements[MEND_SQL_COUNT];
    const struct mend_sqlite_seat *batch; /* who began the batch that is open; NULL: none is */
    mend_status lost;                     /* why that batch cannot be kept any more; MEND_OK: it can */
    size_t users;                         /* seats, and the owner */
    char message[256];
};

typedef struct mend_sqlite_seat { /* what a desk's table points to */
    mend_sqlite *db;
    char *seen; /* tenant and id of the last notice read, joined; NULL: none */
    size_t seen_tenant, seen_id;
    int64_t seen_at; /* and its place, kept because the notice may be sent before the next page is read */
} mend_sqlite_seat;

/* A statement being run. The first failure stays in rc and makes the rest do nothing. */
typedef struct mend_query {
    mend_sqlite *db;
    sqlite3_stmt *stmt;
    int rc, bound;
} mend_query;

mend_query mend_query_open(mend_sqlite *db, int which);
/* Parameters in their order; texts are borrowed until the query is closed. */
void mend_query_text(mend_query *q, const char *text, size_t len);
void mend_query_blob(mend_query *q, const void *bytes, size_t len);
void mend_query_number(mend_query *q, int64_t number);
int mend_query_row(mend_query *q); /* 1: there is a row; 0: no more, or a failure */
/* Columns of the row; borrowed until the next row. */
const char *mend_query_get(mend_query *q, int column, size_t *len);
int64_t mend_query_get_number(const mend_query *q, int column);
mend_status mend_query_close(mend_query *q);
mend_status mend_query_run(mend_query *q, int *changes); /* all of it, then close; changes may be NULL */

mend_status mend_sqlite_status(int rc);
/* Notes what the connection says went wrong and gives the status for it. */
mend_status mend_sqlite_fault(mend_sqlite *db, int rc);

/* Prepares the statements that begin and end transactions: taking back must not need memory. */
mend_status mend_sqlite_ready(mend_sqlite *db);
/* A writing call begins and ends: as a transaction of its own, or within the batch of its seat. What did not succeed is
 * taken back. */
mend_status mend_sqlite_enter(mend_sqlite_seat *seat);
mend_status mend_sqlite_leave(mend_sqlite_seat *seat, mend_status status);
/* Ends a transaction; keep 0 takes it back. */
mend_status mend_sqlite_finish(mend_sqlite *db, int keep);

/* Makes the tables, or brings them up to date. */
mend_status mend_sqlite_migrate(mend_sqlite *db, uint32_t flags);

typedef struct mend_sqlite_writing { /* what every step of a commit needs */
    mend_sqlite *db;
    const mend_change *change;
    const char *tenant, *key;
    size_t tenant_len, key_len;
} mend_sqlite_writing;

/* The claim a change is made under is the one on the ticket: MEND_OK, MEND_CONFLICT, a fault. */
mend_status mend_sqlite_check_claim(const mend_sqlite_writing *w);
/* Notes when the ticket is due; the claim on it ends. */
mend_status mend_sqlite_arm(const mend_sqlite_writing *w);
/* Writes the units of a change: MEND_OK, MEND_CONFLICT (one is stale), a fault. */
mend_status mend_sqlite_put_units(mend_sqlite *db, const mend_change *change);

/* The callbacks, by file. */
void mend_sqlite_read_table(mend_store *out);
void mend_sqlite_write_table(mend_store *out);
void mend_sqlite_due_table(mend_store *out);
void mend_sqlite_unit_table(mend_store *out);

#endif
