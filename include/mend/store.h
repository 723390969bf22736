/*
 * mend/store.h - what a host's storage has to do: one table of callbacks.
 *
 * The library decides, the store makes it so in one step. The contract in nine sentences:
 *  1. Either everything in a change is stored, or nothing.
 *  2. Expected revision and unique values are checked inside the same transaction as the writing.
 *  3. A change whose idempotency key is there already answers MEND_EXISTS and stores nothing.
 *  4. A store that cannot know whether it committed answers MEND_UNKNOWN, never MEND_IO.
 *  5. MEND_OK means it survives whatever the host promises its users; say what that is.
 *  6. The library never calls two callbacks of one desk at once, and holds no lock while it calls one; a callback must
 *     not call back into the same desk, must return, and must not longjmp or throw.
 *  7. Everything is kept by tenant: a key, a number, an idempotency key is unique within its tenant.
 *  8. A claim of `due` is no lock. Its token is checked inside the commit, so that a sweeper that was away for too long
 *     writes nothing; and every commit of a ticket ends the claim on it, whoever makes it.
 *  9. The units of a change are written with its ticket or not at all: the expected revision of each is checked inside
 *     the same transaction, and where one of them is stale the answer is MEND_CONFLICT and nothing is written. The
 *     library then loads ticket and units again and decides again, so two tickets that close on one unit both count.
 *
 * The answers of `commit` are of three kinds. It did nothing: MEND_CONFLICT (other revision of the ticket or of a unit,
 * or a claim that does not hold any more), MEND_DUPLICATE (ticket key or number taken), MEND_EXISTS (idempotency key
 * known), MEND_BUSY, MEND_IO, MEND_DENIED, MEND_FULL, MEND_NOMEM, MEND_LIMIT, MEND_CORRUPT. It did it: MEND_OK. Nobody knows: MEND_UNKNOWN. Any other number counts as MEND_IO.
 *
 * tests/store-kit checks any table against this contract; examples/store-memory is the smallest model to copy.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_STORE_H
#define MEND_STORE_H

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  The callback table of a store, and the change it is asked to commit.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** A value by which tickets can be listed; a store keeps an index for each. */
typedef int32_t mend_index;

enum {
    MEND_INDEX_ALL = 0,      /**< no value: every ticket of the tenant */
    MEND_INDEX_NUMBER = 1,   /**< the ticket's number; unique where it is not empty */
    MEND_INDEX_STATE = 2,    /**< the state's name */
    MEND_INDEX_STAGE = 3,    /**< the state's stage */
    MEND_INDEX_LEVEL = 4,    /**< the priority level */
    MEND_INDEX_ASSIGNEE = 5, /**< who has it */
    MEND_INDEX_CUSTOMER = 6, /**< the host's customer id */
    MEND_INDEX_PRODUCT = 7,  /**< the product's model */
    MEND_INDEX_SERIAL = 8,   /**< the unit's serial number */
    MEND_INDEX_COUNT = 9     /**< how many there are now; a store refuses what it does not know with MEND_UNSUPPORTED */
};

/** The name of an index. Any thread.
 *  @param index  any number
 *  @return such as "state"; NULL for an unknown one. Static text. */
MEND_API const char *mend_index_name(mend_index index);

/** One atomic step: a ticket's new record with its events, index values, notices and idempotency entry. Lives during
 *  the call of `commit`; everything read from it is borrowed for that time. Every text is followed by a NUL that is not
 *  counted. */
typedef struct mend_change mend_change;

/** The tenant.
 *  @param change  a change
 *  @param len     receives the length; may be NULL
 *  @return the text. */
MEND_API const char *mend_change_tenant(const mend_change *change, size_t *len);
/** The ticket's key.
 *  @param change  a change
 *  @param len     receives the length; may be NULL
 *  @return the text. */
MEND_API const char *mend_change_key(const mend_change *change, size_t *len);
/** The revision the store must have now. @param change a change
 *  @return 1 or more; 0: the ticket must not exist. */
MEND_API int64_t mend_change_expected(const mend_change *change);
/** The revision the ticket has afterwards. @param change a change
 *  @return 1 or more. */
MEND_API int64_t mend_change_revision(const mend_change *change);
/** The ticket's record.
 *  @param change  a change
 *  @param len     receives the length; may be NULL
 *  @return bytes to be given back by `load` as they are. */
MEND_API const char *mend_change_record(const mend_change *change, size_t *len);
/** When the ticket was opened: lists are ordered by it. @param change a change
 *  @return ms since 1970 UTC. */
MEND_API int64_t mend_change_opened(const mend_change *change);
/** When the ticket was closed. @param change a change
 *  @return ms since 1970 UTC; INT64_MIN if it is not closed. */
MEND_API int64_t mend_change_closed(const mend_change *change);
/** The value of an index.
 *  @param change  a change
 *  @param index   MEND_INDEX_NUMBER to MEND_INDEX_COUNT - 1
 *  @param len     receives the length; may be NULL
 *  @return the text, empty: no value; NULL for an unknown index. */
MEND_API const char *mend_change_index(const mend_change *change, mend_index index, size_t *len);
/** How many events the change adds. @param change a change
 *  @return the number. */
MEND_API int32_t mend_change_event_count(const mend_change *change);
/** One event.
 *  @param change  a change
 *  @param i       0 to mend_change_event_count() - 1
 *  @param seq     receives its number within the ticket; may be NULL
 *  @param at      receives its instant, ms since 1970 UTC; may be NULL
 *  @param len     receives the length; may be NULL
 *  @return the document; NULL beyond the last. */
MEND_API const char *mend_change_event(const mend_change *change, int32_t i, int64_t *seq, int64_t *at, size_t *len);
/** How many notices the change puts into the outbox. @param change a change
 *  @return the number. */
MEND_API int32_t mend_change_notice_count(const mend_change *change);
/** One notice.
 *  @param change  a change
 *  @param i       0 to mend_change_notice_count() - 1
 *  @param id      receives its id, unique within the tenant; may be NULL
 *  @param id_len  receives the id's length; may be NULL
 *  @param len     receives the document's length; may be NULL
 *  @return the document; NULL beyond the last. */
MEND_API const char *mend_change_notice(const mend_change *change, int32_t i, const char **id, size_t *id_len,
                                        size_t *len);
/** The idempotency key.
 *  @param change  a change
 *  @param len     receives the length, 0: there is none; may be NULL
 *  @return the text. */
MEND_API const char *mend_change_idempotency(const mend_change *change, size_t *len);
/** What `recall` must give back for the idempotency key.
 *  @param change  a change
 *  @param len     receives the length; may be NULL
 *  @return the bytes; none without a key. */
MEND_API const char *mend_change_outcome(const mend_change *change, size_t *len);
/** The instant of the change by the host's clock: for the retention of idempotency entries. @param change a change
 *  @return ms since 1970 UTC. */
MEND_API int64_t mend_change_now(const mend_change *change);
/** The instant from which time does something to the ticket: what `due` goes by. @param change a change
 *  @return ms since 1970 UTC; INT64_MIN: time does nothing to it. */
MEND_API int64_t mend_change_next_due(const mend_change *change);
/** The token of the claim under which the change was made. If there is one, it must be the token of the claim that is on
 *  the ticket now, looked at inside the same transaction as the writing; else nothing is stored: MEND_CONFLICT. A claim
 *  that has run out and that nobody else has taken since still holds.
 *  @param change  a change
 *  @param len     receives the length, 0: there is none; may be NULL
 *  @return the text. */
MEND_API const char *mend_change_claim(const mend_change *change, size_t *len);

/** How many units and contracts the change writes. A store that has `unit_load` stores them all; one that has not may
 *  pass them over. @param change a change
 *  @return 0 to 65. */
MEND_API int32_t mend_change_unit_count(const mend_change *change);
/** The key of a unit or contract; no two of a change have the same.
 *  @param change  a change
 *  @param i       0 to mend_change_unit_count() - 1
 *  @param len     receives the length; may be NULL
 *  @return the text; NULL beyond the last. */
MEND_API const char *mend_change_unit_key(const mend_change *change, int32_t i, size_t *len);
/** The serial number by which `unit_page` finds it.
 *  @param change  a change
 *  @param i       0 to mend_change_unit_count() - 1
 *  @param len     receives the length; may be NULL
 *  @return the text, empty: it has none; NULL beyond the last. */
MEND_API const char *mend_change_unit_serial(const mend_change *change, int32_t i, size_t *len);
/** The record of a unit or contract.
 *  @param change  a change
 *  @param i       0 to mend_change_unit_count() - 1
 *  @param len     receives the length; may be NULL
 *  @return bytes to be given back by `unit_load` as they are; NULL beyond the last. */
MEND_API const char *mend_change_unit_record(const mend_change *change, int32_t i, size_t *len);
/** The revision of it that the store must have now.
 *  @param change  a change
 *  @param i       0 to mend_change_unit_count() - 1
 *  @return 1 or more; 0: it must not exist, or `i` is beyond the last. */
MEND_API int64_t mend_change_unit_expected(const mend_change *change, int32_t i);
/** The revision it has afterwards.
 *  @param change  a change
 *  @param i       0 to mend_change_unit_count() - 1
 *  @return 1 or more; 0 beyond the last. */
MEND_API int64_t mend_change_unit_revision(const mend_change *change, int32_t i);

/** Rows a callback gives back, or a desk's list. One thread at a time. */
typedef struct mend_rows mend_rows;

/** Makes an empty list.
 *  @param allocator  NULL for the C library's
 *  @param out        receives the list; free it with mend_rows_free()
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_rows_new(const mend_allocator *allocator, mend_rows **out);
/** Frees a list. @param rows the list; NULL is accepted */
MEND_API void mend_rows_free(mend_rows *rows);
/** Adds a row; texts are copied.
 *  @param rows     a list; as before on failure
 *  @param key      the row's key
 *  @param key_len  its length or MEND_NTS
 *  @param number   the row's number
 *  @param bytes    the row's content
 *  @param len      its length or MEND_NTS
 *  @return MEND_OK, MEND_NOMEM, MEND_LIMIT, MEND_INVALID. */
MEND_API mend_status mend_rows_add(mend_rows *rows, const char *key, size_t key_len, int64_t number, const void *bytes,
                                   size_t len);
/** Adds a row about a ticket that is due; texts are copied. The instant is read with mend_rows_number(), the token with
 *  mend_rows_bytes().
 *  @param rows        a list; as before on failure
 *  @param tenant      the ticket's tenant
 *  @param tenant_len  its length or MEND_NTS
 *  @param key         the ticket's key
 *  @param key_len     its length or MEND_NTS
 *  @param due         since when it is due, ms since 1970 UTC
 *  @param token       the token of the claim, at most 128 bytes
 *  @param token_len   its length or MEND_NTS; 0: it is not claimed
 *  @return MEND_OK, MEND_NOMEM, MEND_LIMIT, MEND_INVALID. */
MEND_API mend_status mend_rows_add_due(mend_rows *rows, const char *tenant, size_t tenant_len, const char *key,
                                       size_t key_len, int64_t due, const char *token, size_t token_len);
/** How many rows there are. @param rows a list
 *  @return the number. */
MEND_API int32_t mend_rows_count(const mend_rows *rows);
/** A row's key.
 *  @param rows  a list
 *  @param i     0 to mend_rows_count() - 1
 *  @param len   receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the list changes; NULL beyond the last. */
MEND_API const char *mend_rows_key(const mend_rows *rows, int32_t i, size_t *len);
/** A row's tenant, in a list of what is due.
 *  @param rows  a list
 *  @param i     0 to mend_rows_count() - 1
 *  @param len   receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the list changes; "" in other lists; NULL beyond the last. */
MEND_API const char *mend_rows_tenant(const mend_rows *rows, int32_t i, size_t *len);
/** A row's number.
 *  @param rows  a list
 *  @param i     0 to mend_rows_count() - 1
 *  @return the number; 0 beyond the last. */
MEND_API int64_t mend_rows_number(const mend_rows *rows, int32_t i);
/** A row's content.
 *  @param rows  a list
 *  @param i     0 to mend_rows_count() - 1
 *  @param len   receives the length; may be NULL
 *  @return the bytes, followed by a NUL that is not counted, borrowed until the list changes; NULL beyond the last. */
MEND_API const char *mend_rows_bytes(const mend_rows *rows, int32_t i, size_t *len);

/** The table. Members from `events` on may be NULL: the feature is then absent and calls that need it answer
 *  MEND_UNSUPPORTED. Texts in are NUL-terminated and have their length beside them. The table is copied when a desk is
 *  made. */
typedef struct mend_store {
    uint32_t struct_size; /**< sizeof(mend_store), set by the caller */
    uint32_t reserved;    /**< 0 */
    void *user;           /**< handed to every callback */

    /** Reads a ticket. Appends its record to `record`, which is empty, and gives its revision. MEND_OK, MEND_NOT_FOUND
     *  or a fault. Faults of any callback are MEND_BUSY, MEND_IO, MEND_DENIED, MEND_FULL, MEND_CORRUPT, MEND_NOMEM and
     *  MEND_LIMIT; from `events` on also MEND_UNSUPPORTED. */
    mend_status (*load)(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                        mend_buf *record, int64_t *revision);
    /** Looks an idempotency key up. Appends the outcome stored with it to `outcome`, which is empty. MEND_OK,
     *  MEND_NOT_FOUND or a fault. */
    mend_status (*recall)(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                          mend_buf *outcome);
    /** Stores a change, all or nothing. */
    mend_status (*commit)(void *user, const mend_change *change);

    /** Reads events of a ticket: those numbered above `after`, oldest first, at most `max`, as rows (key empty, number
     *  the event's, bytes the event). `rows` is empty. No such ticket: no rows. */
    mend_status (*events)(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                          int64_t after, int32_t max, mend_rows *rows);
    /** Lists tickets, at most `max`, as rows (key, revision, record), newest opened first, equal instants by key.
     *  `index` and `value` choose them: MEND_INDEX_ALL every one, an empty value those that have none. `after` is the
     *  key of the last row of the page before, length 0 for the first page; MEND_NOT_FOUND if there is no such ticket.
     *  A ticket that nobody touches between two pages appears exactly once. */
    mend_status (*page)(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                        size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows);
    /** Takes numbers out of a counter that nobody else will ever get: `last` receives the counter's value before,
     *  INT64_MIN if it was never used, and the counter is advanced so that `count` numbers belong to the caller: from
     *  `start` if it was never used, else from last + step, each `step` apart. Outside a batch it is durable on return;
     *  inside one it is part of the batch. MEND_EXHAUSTED if the last number would pass `limit`; nothing is consumed
     *  then. A counter is named by a desk "series/period", "series/period/node" where several nodes count apart:
     *  "ticket/2024-05-01", "invoice/FY2024/3", "order/" where it never starts again; at most 96 bytes. */
    mend_status (*draw)(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                        int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last);
    /** Reads the outbox, at most `max` notices in the order they were committed, as rows (id, attempts so far,
     *  document); `after` is the id of the last notice of the page before, which may have been taken out since. */
    mend_status (*pending)(void *user, const char *tenant, size_t tenant_len, const char *after, size_t after_len,
                           int32_t max, mend_rows *rows);
    /** A notice was handed over (`done` 1: take it out) or not (0: count the attempt). MEND_NOT_FOUND if it is not
     *  there. */
    mend_status (*sent)(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len, int32_t done);
    /** Begins a batch: commits and draws from now on become durable together. A fault means that none is open. A table
     *  has both of begin and end or none. */
    mend_status (*begin)(void *user);
    /** Ends the batch. `keep` 1: answers as commit does, and everything in it is stored or nothing; `keep` 0 takes
     *  everything back. Whatever it answers, the batch is over. */
    mend_status (*end)(void *user, int32_t keep);
    /** Fills `out` with random bytes, for {RAND:w} in a number pattern. */
    mend_status (*random)(void *user, unsigned char *out, size_t len);
    /** The desk is being freed; the last call. */
    void (*destroy)(void *user);

    /** Gives tickets that are due, at most `max`, as rows of mend_rows_add_due(): those whose mend_change_next_due() was
     *  `until` or before when they were committed last. In the order of (instant, tenant, key), texts bytewise, and only
     *  those behind (after_due, after_tenant, after_key), which need not be a ticket's; after_due INT64_MIN: from the
     *  first. tenant_len 0: of every tenant. `rows` is empty.
     *
     *  `lease_until` INT64_MIN only looks: claimed ones too, nothing is claimed, tokens are empty. Else a ticket with a
     *  claim of an instant above `now` is passed over, and those given are claimed for the caller until `lease_until`, as
     *  durably as a commit, in one step with looking: no two callers get one ticket. Inside a batch claims are part of
     *  it. A token is new with each claim. Both instants are of the hosts' clocks. After a fault some may be claimed all
     *  the same; that passes. A store without claims gives empty
     *  tokens: two sweepers then do some work twice, and the expected revision still lets one of them write. */
    mend_status (*due)(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                       const char *after_tenant, size_t after_tenant_len, const char *after_key, size_t after_key_len,
                       int32_t max, int64_t now, int64_t lease_until, mend_rows *rows);
    /** Removes a ticket for good: its record, index values, events, notices still owed, idempotency entries and claim,
     *  all or nothing. It must have the revision `expected`. Other tickets, units and the counters stay as they are; its key and
     *  number are free again. MEND_OK, MEND_NOT_FOUND, MEND_CONFLICT (another revision), MEND_UNKNOWN, or a fault. */
    mend_status (*erase)(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                         int64_t expected);

    /** Reads a unit or a contract. Units have keys of their own, apart from those of tickets. Appends the record to
     *  `record`, which is empty, and gives its revision. MEND_OK, MEND_NOT_FOUND or a fault. A table has all three of
     *  these callbacks or none. */
    mend_status (*unit_load)(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             mend_buf *record, int64_t *revision);
    /** Lists units, at most `max`, as rows (key, revision, record) in the order of their keys, bytewise: those that have
     *  the serial number, or with serial_len 0 every unit and contract. Only those behind the key `after`, which need not
     *  be there; length 0: from the first. `rows` is empty. */
    mend_status (*unit_page)(void *user, const char *tenant, size_t tenant_len, const char *serial, size_t serial_len,
                             const char *after, size_t after_len, int32_t max, mend_rows *rows);
    /** Stores the units of a change that has no ticket: its key is empty, and of its getters only the tenant's and the
     *  units' say anything. As commit stores them, all or nothing. MEND_OK, MEND_CONFLICT, MEND_UNKNOWN or a fault. */
    mend_status (*unit_put)(void *user, const mend_change *change);
} mend_store;

#ifdef __cplusplus
}
#endif

#endif
