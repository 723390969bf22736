/*
 * event.h - one event: a fact, written as canonical JSON, and folded into a ticket.
 *
 * {"v":1,"seq":n,"type":"…","at":"…","recorded":"…","skew_ms":n,"actor":{…},"data":{…}}. What replay does depends on the
 * members of data alone, never on type: a type is for people. `at` is when it happened, `recorded` when it was entered;
 * recorded never goes back within a ticket. An event that time brought has neither action nor roles, and its actor is
 * "system". Personal values appear as {"slot":n} only.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__EVENT_H
#define MEND__EVENT_H

#include "args.h"
#include "ticket/clock.h"

#define MEND__EVENT_VERSION 1

typedef enum mend__fact_kind { MEND__FACT_VALUE, MEND__FACT_SLOT, MEND__FACT_UNSET } mend__fact_kind;

typedef struct mend__fact { /* one field of the ticket changes */
    int32_t list, row;
    int32_t id; /* number within the ticket; 0 with UNSET: the whole row */
    mend__fact_kind kind;
    mend__value value; /* for a slot: its text; type 0: the slot is empty */
    int32_t slot;
    uint32_t order; /* of two facts about one field the later one holds */
} mend__fact;

typedef struct mend__declared { /* a policy's field this ticket did not know yet */
    mend__str name;
    int32_t list;
    mend_field_type type;
    mend_mask mask;
} mend__declared;

typedef struct mend__counted {
    mend__str name;
    int64_t value;
} mend__counted;

typedef struct mend__undone { /* what a revising event takes back of what time had brought */
    int32_t warned, climbed, misses;
    int64_t breached; /* MEND__NEVER: no breach */
} mend__undone;

typedef struct mend__event {
    int64_t seq, at, recorded, skew;
    mend__str type;
    mend__str actor, grade;
    const mend__str *roles;
    size_t role_count;
    bool opens; /* then: */
    mend__str tenant, key, number, policy, digest;
    int64_t policy_revision;
    bool brought;          /* it opens a ticket that began elsewhere; there is no action, then: */
    int64_t opened, since; /* when it was opened, and came into its state */
    bool moves;            /* the ticket comes under the policy named above; there is no action, then, for people: */
    mend__str old_policy, old_digest;
    int64_t old_revision;
    mend__str action; /* p == NULL: none, and unless one of the above time has done it, or it follows from the event
                         before; then: */
    mend__str clock, step;
    int32_t cycle;
    bool revises;
    mend__undone undone;
    mend__str to; /* p == NULL: no move */
    mend__stage stage;
    mend__declared *declared;
    size_t declared_count;
    mend__fact *facts;
    size_t fact_count;
    int32_t reason_slot; /* 0: none */
    mend__value reason;  /* its text; type 0: emptied */
    const mend__counted *counted;
    size_t counted_count;
    const mend__str *revealed;
    size_t revealed_count;
    const mend__str *notices;
    size_t notice_count;
    bool anonymises;
    mend__str unit; /* key of the unit that changed with it; p == NULL: none did. For people: replay passes it by */
    int64_t unit_revision;  /* that it has then */
    bool unit_missing;      /* it would have changed, but was not known */
    const mend__json *tree; /* of an event that was read: where its clocks stand */
    mend__node clocks;
} mend__event;

/* Sorts the facts into canonical order and drops all but the last of each field. */
void mend__facts_sort(mend__event *e);

/* The two halves of the fold: first the fields, so that conditions can look at them, then all the rest. On failure the
 * ticket is half changed: work on a copy. */
mend_status mend__event_apply_fields(mend_ticket *t, const mend__event *e);
mend_status mend__event_apply(mend_ticket *t, const mend__event *e);

/* Canonical JSON. The ticket, with the event's fields applied, gives the names; its clocks that are dirty are the
 * event's. */
void mend__event_write(const mend_ticket *t, const mend__event *e, mend_buf *out);

/* Reads an event that follows the ticket as it stands; texts stay borrowed from the tree, arrays come from the arena.
 * slots are the texts of all slots from the first, p == NULL for an emptied one. MEND_CORRUPT, MEND_UNSUPPORTED,
 * MEND_NOMEM. */
mend_status mend__event_read(const mend_ticket *t, const mend__json *tree, mend__node n, const mend__str *slots,
                             size_t slot_count, mend__arena *arena, mend__event *out, mend_error *err);

#endif
