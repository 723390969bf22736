/*
 * mend_sqlite.h - a store in one SQLite file, for a desk or for many: desks of several processes may share the file.
 *
 * The database is in WAL mode. Every commit is one transaction that takes the write lock at its start, so a writer meets
 * MEND_BUSY or succeeds, and never loses what another one wrote. MEND_OK means: it survives a crash of the process and,
 * unless MEND_SQLITE_NORMAL is given, a loss of power. Put the file on a local disk; network file systems are not safe
 * for SQLite with several writers. SQLite 3.34 or newer.
 *
 * Tables: tickets, events, idempotency, outbox, counters, dues, units; the tenant stands first in every key and index. The
 * schema's version is in user_version; opening an older file brings it up to date.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_SQLITE_H
#define MEND_SQLITE_H

#include "mend/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One connection to a file. One thread at a time. */
typedef struct mend_sqlite mend_sqlite;

/** How to open a file; any of them together. */
enum {
    MEND_SQLITE_CREATE = 1,    /**< make the file and its tables if they are not there */
    MEND_SQLITE_READ_ONLY = 2, /**< write nothing: commits answer MEND_DENIED */
    MEND_SQLITE_NORMAL = 4     /**< synchronous=NORMAL: faster; a loss of power may lose the last commits, whole ones */
};

/** Opens a file.
 *  @param path     its path, NUL-terminated; ":memory:" for one that goes with the connection
 *  @param flags    MEND_SQLITE_*
 *  @param out      receives the connection; close it with mend_sqlite_close()
 *  @param message  receives one line on what went wrong, NUL-terminated; may be NULL
 *  @param cap      room in message, bytes
 *  @return MEND_OK; MEND_INVALID; MEND_NOT_FOUND (no such file); MEND_DENIED (permissions, or tables would have to be made
 *  in a file opened read-only); MEND_CORRUPT (damaged, empty, no database, or one of another program);
 *  MEND_UNSUPPORTED (made by a newer release, or WAL does not work there); MEND_BUSY; MEND_IO; MEND_FULL; MEND_NOMEM. */
mend_status mend_sqlite_open(const char *path, uint32_t flags, mend_sqlite **out, char *message, size_t cap);
/** Lets go of the connection; it closes when the last of its tables has been destroyed. NULL is accepted. */
void mend_sqlite_close(mend_sqlite *db);

/** How long a call waits for another writer before it answers MEND_BUSY. @param db a connection @param ms milliseconds, 0
 *  or more; 5000 unless set @return MEND_OK, MEND_INVALID. */
mend_status mend_sqlite_timeout(mend_sqlite *db, int32_t ms);

/** Fills in the table for one desk. Desks may share a connection within one thread: a batch then belongs to the desk that
 *  began it, commits and draws of the others answer MEND_BUSY until it ends, and their reads see what is in it. Desks
 *  that are to be apart have a connection each.
 *  @param db a connection @param out receives the table; its `destroy` must be called, which mend_desk_free() does
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
mend_status mend_sqlite_table(mend_sqlite *db, mend_store *out);

/** Removes the idempotency entries of changes before an instant: keys older than that count as new again, so keep them
 *  longer than anybody repeats a command. @param db a connection @param before ms
 *  @return MEND_OK, MEND_INVALID, MEND_BUSY (also while a batch is open), MEND_DENIED, MEND_FULL, MEND_IO, MEND_UNKNOWN. */
mend_status mend_sqlite_prune(mend_sqlite *db, int64_t before);

/** One line on the last fault of this connection, for a log: it holds no data of tickets. Borrowed until the next call;
 *  "" if there was none. */
const char *mend_sqlite_message(const mend_sqlite *db);

#ifdef __cplusplus
}
#endif

#endif
