/*
 * mend_postgres_inner.h - what the files of the PostgreSQL store share: the connection, queries, transactions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_POSTGRES_INNER_H
#define MEND_POSTGRES_INNER_H

#include "mend_postgres.h"

#include <libpq-fe.h>

/* Statements, prepared on the server when a connection first uses them. */
enum {
    MEND_PG_LOAD,
    MEND_PG_RECALL,
    MEND_PG_EVENTS,
    MEND_PG_OPENED,
    MEND_PG_PENDING,
    MEND_PG_INSERT,
    MEND_PG_UPDATE,
    MEND_PG_DRAW,
    MEND_PG_SENT,
    MEND_PG_ATTEMPT,
    MEND_PG_PRUNE,
    MEND_PG_DUE,
    MEND_PG_DUE_ALL,
    MEND_PG_CLAIM,
    MEND_PG_CLAIM_ALL,
    MEND_PG_ERASE,
    MEND_PG_UNIT,
    MEND_PG_UNITS,
    MEND_PG_UNITS_ALL,
    MEND_PG_UNIT_INSERT,
    MEND_PG_UNIT_UPDATE,
    MEND_PG_PAGE, /* one for each index, then the same behind a ticket */
    MEND_PG_PAGE_AFTER = MEND_PG_PAGE + MEND_INDEX_COUNT,
    MEND_PG_PAGE_NONE = MEND_PG_PAGE_AFTER + MEND_INDEX_COUNT, /* and the same of those that have no value */
    MEND_PG_PAGE_NONE_AFTER = MEND_PG_PAGE_NONE + MEND_INDEX_COUNT,
    MEND_PG_COUNT = MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_COUNT
};

struct mend_postgres {
    PGconn *conn;
    char *conninfo;
    unsigned char prepared[MEND_PG_COUNT];
    int32_t timeout;  /* ms */
    int batch;        /* 1: one is open */
    mend_status lost; /* why it cannot be kept any more; MEND_OK: it can */
    char *seen;       /* the id of the last notice read, with its tenant; NULL: none */
    size_t seen_tenant, seen_id;
    int64_t seen_at; /* and its place, kept because the notice may be sent before the next page is read */
    char message[256];
};

/* The SQL of a statement. */
const char *mend_pg_sql(int which);

/* What a call is about to do decides what a connection that dies means. */
typedef enum mend_pg_kind {
    MEND_PG_ASK,    /* a question: asked again on a new connection */
    MEND_PG_WRITE,  /* a statement that is a transaction of its own: nobody knows */
    MEND_PG_WITHIN, /* inside a transaction that is not committed: nothing is stored */
    MEND_PG_END     /* COMMIT: nobody knows */
} mend_pg_kind;

#define MEND_PG_PARAMETERS 28

/* A statement with its parameters. Texts and bytes are borrowed until it has run. */
typedef struct mend_pg_query {
    int which, bound;
    const char *values[MEND_PG_PARAMETERS];
    int lengths[MEND_PG_PARAMETERS];
    char numbers[MEND_PG_PARAMETERS][8];
    char *arrays[MEND_PG_PARAMETERS]; /* freed by mend_pg_run() */
    int failed;                       /* 1: no memory, or longer than libpq can take */
} mend_pg_query;

void mend_pg_start(mend_pg_query *q, int which);
void mend_pg_text(mend_pg_query *q, const char *text, size_t len);
void mend_pg_number(mend_pg_query *q, int64_t number);
void mend_pg_number_or_null(mend_pg_query *q, int64_t number); /* INT64_MIN: NULL */
/* An array of `count` elements, each given by `get`. */
typedef const char *(*mend_pg_element)(const mend_change *change, int32_t i, size_t *len, char number[8]);
void mend_pg_array(mend_pg_query *q, uint32_t type, int32_t count, mend_pg_element get, const mend_change *change);

#define MEND_PG_INT8  20
#define MEND_PG_BYTEA 17
#define MEND_PG_TEXT  25

/* Runs it; on MEND_OK *out is the result, to be cleared. */
mend_status mend_pg_run(mend_postgres *db, mend_pg_query *q, mend_pg_kind kind, PGresult **out);
/* The same for a statement whose rows do not matter: *changed receives how many there were; may be NULL. */
mend_status mend_pg_run_plain(mend_postgres *db, mend_pg_query *q, mend_pg_kind kind, int64_t *changed);
/* A command without parameters. */
mend_status mend_pg_command(mend_postgres *db, const char *sql, mend_pg_kind kind);
int64_t mend_pg_get_number(const PGresult *result, int row, int column);
const char *mend_pg_get(const PGresult *result, int row, int column, size_t *len);

/* A connection that can be used: the one there is, or a new one. */
mend_status mend_pg_ready(mend_postgres *db);
/* The status of a failed result, or of a connection that died. Notes what the server says. */
mend_status mend_pg_fault(mend_postgres *db, const PGresult *result, mend_pg_kind kind);
/* 1: the result is of a unique value that is taken. */
int mend_pg_taken(const PGresult *result);

/* Writing: begins and ends a transaction, or a savepoint of the batch. */
mend_status mend_pg_enter(mend_postgres *db);
mend_status mend_pg_leave(mend_postgres *db, mend_status status);
mend_pg_kind mend_pg_writing(const mend_postgres *db); /* of a statement that stands alone */

/* Makes the tables, or brings them up to date; `most` is the version to stop at, 0: the newest. */
mend_status mend_pg_migrate(mend_postgres *db, uint32_t flags, int most);

/* The units of a change: MEND_OK, MEND_CONFLICT, a fault. */
mend_status mend_pg_put_units(mend_postgres *db, const mend_change *change);

/* The callbacks, by file. */
void mend_pg_read_table(mend_store *out);
void mend_pg_write_table(mend_store *out);
void mend_pg_due_table(mend_store *out);

#endif
