/*
 * mend_memory.h - a store that lives in memory: the smallest model of the callback table in mend/store.h.
 *
 * It keeps sorted maps from bytes to bytes (tickets, their indexes, events, idempotency entries, notices, counters, units)
 * and writes down every step it takes, so that a change or a whole batch can be taken back. Whoever writes a store on
 * top of an ordered key-value engine can copy it map by map.
 *
 * MEND_OK from it means: the memory has it. Nothing outlives the process.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MEMORY_H
#define MEND_MEMORY_H

#include "mend/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What several desks of one thread share. Not for two threads at once. */
typedef struct mend_memory mend_memory;

/** Makes an empty store. @param out receives it; free it with mend_memory_free() @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
mend_status mend_memory_new(mend_memory **out);
/** Lets go of the store; it goes when the last of its tables has been destroyed. NULL is accepted. */
void mend_memory_free(mend_memory *memory);

/** Fills in the table for one desk. A batch belongs to the table that began it; commits and draws of the others answer
 *  MEND_BUSY until it ends. They do see what is in it: there is one memory and nothing behind it.
 *  @param memory the store @param out receives the table; its `destroy` must be called, which mend_desk_free() does
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
mend_status mend_memory_table(mend_memory *memory, mend_store *out);

/** Where the random bytes begin. They are for tests, equal for equal seeds, and no secret: a store for real use takes
 *  those of its system. @param memory the store @param seed any number; 1 unless set */
void mend_memory_seed(mend_memory *memory, uint64_t seed);

/** Removes the idempotency entries of changes before an instant. @param memory the store @param before ms
 *  @return MEND_OK, MEND_INVALID, MEND_BUSY (a batch is open), MEND_NOMEM. */
mend_status mend_memory_prune(mend_memory *memory, int64_t before);

/** How often `load` was called. */
int64_t mend_memory_loads(const mend_memory *memory);
/** How many commits succeeded, those of a batch taken back included. */
int64_t mend_memory_commits(const mend_memory *memory);

#ifdef __cplusplus
}
#endif

#endif
