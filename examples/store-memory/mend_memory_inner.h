/*
 * mend_memory_inner.h - what the files of the in-memory store share.
 *
 * The maps:
 *
 *   tickets    tenant key                -> opened, next due, index values, record   number: revision
 *   indexes    tenant i value -opened key ->
 *   events     tenant key seq            -> document                                 number: seq
 *   commands   tenant idempotency key    -> ticket's key, outcome                    number: instant of the change
 *   notices    tenant position           -> id, ticket's key, document               number: attempts
 *   places     tenant notice id          ->                                          number: position
 *   counters   tenant name               ->                                          number: the last one drawn
 *   dues       tenant due key            -> token of the claim                       number: until when it is claimed
 *   all_dues   due tenant key            ->
 *   owned      tenant key kind name      -> notices and idempotency keys of a ticket
 *   units      tenant key                -> serial number, record                    number: revision
 *   serials    tenant serial key         ->                                          units that have one
 *
 * The tenant is the first part of every key but in all_dues, which is for whoever looks after all tenants. What a call
 * changes is a run of steps in the maps' journal: it stays, or it is taken back, as a whole; a batch is a longer run.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MEMORY_INNER_H
#define MEND_MEMORY_INNER_H

#include "mend_maps.h"
#include "mend_memory.h"

enum {
    MEND_MEMORY_TICKETS,
    MEND_MEMORY_INDEXES,
    MEND_MEMORY_EVENTS,
    MEND_MEMORY_COMMANDS,
    MEND_MEMORY_NOTICES,
    MEND_MEMORY_PLACES,
    MEND_MEMORY_COUNTERS,
    MEND_MEMORY_DUES,
    MEND_MEMORY_ALL_DUES,
    MEND_MEMORY_OWNED,
    MEND_MEMORY_UNITS,
    MEND_MEMORY_SERIALS
};

enum { MEND_MEMORY_COMMAND, MEND_MEMORY_NOTICE }; /* kinds of what is owned */

typedef struct mend_memory_seat { /* what a desk's table points to */
    mend_memory *memory;
    unsigned char *seen; /* the key in places of the last notice read; NULL: none */
    size_t seen_len;
    int64_t seen_at; /* and its position, kept because the notice may be sent before the next page is read */
} mend_memory_seat;

struct mend_memory {
    mend_maps maps;
    const mend_memory_seat *batch; /* who began the batch that is open; NULL: none is */
    int64_t position;              /* of the last notice */
    int64_t claims;                /* made so far */
    int64_t loads, commits;
    size_t users; /* tables, and the owner */
};

typedef struct mend_memory_writing { /* what every step of a commit needs */
    const mend_change *change;
    const char *tenant, *key;
    size_t tenant_len, key_len;
} mend_memory_writing;

/* Ends what a call did outside a batch: all of it stays, or nothing. Inside one the batch decides later. */
mend_status mend_memory_settle(mend_memory *memory, const mend_step *mark, mend_status status);

/* Begin a key: with the tenant, with another text behind it, with an index and its value. */
void mend_memory_key(mend_maps *m, const char *tenant, size_t tenant_len);
void mend_memory_key_pair(mend_maps *m, const char *tenant, size_t tenant_len, const char *name, size_t name_len);
void mend_memory_key_index(mend_maps *m, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                           size_t value_len);
/* Ends the key of an entry of an index: newest first; instants lie within the years 1 to 9999. */
void mend_memory_key_place(mend_maps *m, int64_t opened, const char *key, size_t key_len);

/* Parts of a ticket's value. */
int64_t mend_memory_opened(const mend_entry *ticket);
int64_t mend_memory_due(const mend_entry *ticket); /* INT64_MIN: never */
mend_part mend_memory_value(const mend_entry *ticket, mend_index index);

/* Takes a notice out of the outbox (done 1), or counts an attempt. MEND_NOT_FOUND if it is not there. */
mend_status mend_memory_mark_sent(mend_maps *m, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                                  int32_t done);

/* ---- mend_memory_due.c ---- */

/* The claim a change is made under is the one on the ticket. MEND_OK, MEND_CONFLICT, MEND_NOMEM. */
mend_status mend_memory_check_claim(mend_maps *m, const mend_memory_writing *t, const mend_entry *old);
/* Puts the ticket where it is due now; the claim on it ends. */
mend_status mend_memory_move_due(mend_maps *m, const mend_memory_writing *t, const mend_entry *old);
/* Notes that a notice or an idempotency key is the ticket's. */
mend_status mend_memory_own(mend_maps *m, const mend_memory_writing *t, int kind, const char *name, size_t len);
mend_status mend_memory_disown(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               int kind, const char *name, size_t len);
/* Drops an entry of commands. */
mend_status mend_memory_forget(mend_maps *m, const mend_entry *command);

/* Fills in due and erase. */
void mend_memory_due_table(mend_store *out);

/* ---- mend_memory_unit.c ---- */

/* Writes the units of a change. MEND_OK, MEND_CONFLICT (one is stale), MEND_NOMEM, MEND_LIMIT. */
mend_status mend_memory_put_units(mend_maps *m, const mend_change *change);

/* Fills in unit_load, unit_page and unit_put. */
void mend_memory_unit_table(mend_store *out);

#endif
