/*
 * faulty_store.h - a store that stands before another one and fails on demand, for the tests of whatever uses stores.
 *
 * Calls are counted from 1, each kind by itself and all of them together, from when the store was made or last cleared.
 * One plan holds at a time for failing, one for altered records, one for somebody who slips in.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef FAULTY_STORE_H
#define FAULTY_STORE_H

#include "mend/store.h"

typedef struct faulty_store faulty_store;

/* The callbacks. `destroy` is not counted. */
typedef enum faulty_call {
    FAULTY_ANY,
    FAULTY_LOAD,
    FAULTY_RECALL,
    FAULTY_COMMIT,
    FAULTY_EVENTS,
    FAULTY_PAGE,
    FAULTY_DRAW,
    FAULTY_PENDING,
    FAULTY_SENT,
    FAULTY_BEGIN,
    FAULTY_END,
    FAULTY_RANDOM,
    FAULTY_DUE,
    FAULTY_ERASE,
    FAULTY_UNIT_LOAD,
    FAULTY_UNIT_PAGE,
    FAULTY_UNIT_PUT,
    FAULTY_CALLS
} faulty_call;

typedef enum faulty_when {
    FAULTY_BEFORE, /* without any effect */
    FAULTY_AFTER   /* the effect is there, the answer says it is not */
} faulty_when;

/* What becomes of a record on its way out of load and page. */
typedef enum faulty_record {
    FAULTY_RECORD_SHORT,  /* the last byte is missing */
    FAULTY_RECORD_HALF,   /* the second half is missing */
    FAULTY_RECORD_LONG,   /* one byte more */
    FAULTY_RECORD_FLIP,   /* one bit is turned; which one goes by `seed` */
    FAULTY_RECORD_EMPTY,  /* no bytes */
    FAULTY_RECORD_RANDOM, /* as many bytes, of no meaning */
    FAULTY_RECORD_OTHER,  /* the record of the ticket whose key was given last to faulty_other() */
    FAULTY_RECORD_AGED,   /* the record as it is, the revision one less */
    FAULTY_RECORD_KINDS
} faulty_record;

/* Makes one. It takes the table over: destroying it destroys the inner store. NULL: no memory. */
faulty_store *faulty_new(const mend_store *inner);
/* The table for a desk, or for another layer; without what the inner table lacks. Its `destroy` frees everything. */
void faulty_table(faulty_store *faulty, mend_store *out);

/* Fails the call number `nth` of a kind, with any number as the status; sticky: and every one after it. */
void faulty_fail(faulty_store *faulty, faulty_call call, int64_t nth, mend_status status, faulty_when when, int sticky);
/* Alters the records from load number `nth` on; pages are altered throughout. */
void faulty_garble(faulty_store *faulty, faulty_record how, int64_t nth, uint64_t seed, int sticky);
/* Whose record FAULTY_RECORD_OTHER hands out; tenant and key are copied, at most 128 bytes each. */
void faulty_other(faulty_store *faulty, const char *tenant, size_t tenant_len, const char *key, size_t key_len);
/* Somebody else writes in front of the next `times` commits. `slip` may use other tables of the same data. */
void faulty_slip(faulty_store *faulty, void (*slip)(void *user, const mend_change *change), void *user, int64_t times);
/* Forgets all plans and sets the counts to 0. */
void faulty_clear(faulty_store *faulty);

/* How often a kind was called. */
int64_t faulty_count(const faulty_store *faulty, faulty_call call);
/* How many faults, altered records and slips there were. */
int64_t faulty_hits(const faulty_store *faulty);

#endif
