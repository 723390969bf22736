/*
 * mend_postgres.h - a store on PostgreSQL 13 or newer, over libpq, for any number of desks, programs and machines.
 *
 * Every commit is one transaction: revision, claim and idempotency key are checked inside it, so two writers never both
 * win. MEND_OK means what the server's settings make of COMMIT: with synchronous_commit and fsync on, as they are unless
 * somebody turns them off, it survives a crash of client and server; over a failover only with a synchronous standby. A
 * connection that dies while a commit is under way answers MEND_UNKNOWN; one that dies at any other time is made again
 * with the next call, and a question is asked once more by itself.
 *
 * Tables, in the schema "mend" unless the search path says otherwise: tickets, events, commands, outbox, counters, dues,
 * units; the tenant stands first in every key. Texts are compared bytewise. The version of the tables is in mend_schema;
 * opening older ones brings them up to date.
 *
 * Sweepers claim rows with FOR UPDATE SKIP LOCKED and a lease. Numbers are drawn from rows of counters: inside a batch they
 * are gapless, since the row stays locked until its end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_POSTGRES_H
#define MEND_POSTGRES_H

#include "mend/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One connection, and the store on it. One thread at a time. */
typedef struct mend_postgres mend_postgres;

/** How to open; any of them together. */
enum {
    MEND_POSTGRES_CREATE = 1 /**< make the schema and its tables if they are not there */
};

/** Connects.
 *  @param conninfo  as libpq takes it: "postgres://user@host/database", "host=/run/postgresql dbname=desk"
 *  @param flags     MEND_POSTGRES_*
 *  @param out       receives the connection; hand it to mend_postgres_table() or close it
 *  @param message   receives one line on what went wrong, NUL-terminated; may be NULL
 *  @param cap       room in message, bytes
 *  @return MEND_OK; MEND_INVALID; MEND_IO (no connection); MEND_BUSY (the server is starting up or shutting down);
 *  MEND_NOT_FOUND (no tables, and they were not to be made); MEND_UNSUPPORTED (tables of a newer release, or a server
 *  before version 13); MEND_DENIED; MEND_NOMEM. */
mend_status mend_postgres_open(const char *conninfo, uint32_t flags, mend_postgres **out, char *message, size_t cap);
/** Closes a connection that no table has taken over. NULL is accepted. */
void mend_postgres_close(mend_postgres *db);

/** Fills in the table for one desk, which takes the connection over: its `destroy` closes it.
 *  @param db a connection @param out receives the table @return MEND_OK, MEND_INVALID. */
mend_status mend_postgres_table(mend_postgres *db, mend_store *out);

/** How long a statement waits for somebody else's lock before it answers MEND_BUSY. @param db a connection @param ms
 *  milliseconds, 1 or more; 5000 unless set @return MEND_OK, MEND_INVALID, MEND_IO. */
mend_status mend_postgres_timeout(mend_postgres *db, int32_t ms);

/** Removes idempotency entries of changes before an instant, at most 10000 at a time: keys older than that count as new
 *  again, so keep them longer than anybody repeats a command.
 *  @param db a connection without an open batch @param before ms @param removed receives how many; may be NULL
 *  @return MEND_OK, MEND_INVALID, MEND_BUSY, MEND_IO. */
mend_status mend_postgres_prune(mend_postgres *db, int64_t before, int64_t *removed);

/** One line on the last fault of this connection, for a log: it holds no data of tickets. Borrowed until the next call;
 *  "" if there was none. */
const char *mend_postgres_message(const mend_postgres *db);

#ifdef __cplusplus
}
#endif

#endif
