/*
 * ticket.h - what a ticket is made of: flat arrays without pointers into each other, so that a copy is a few memcpy and
 * either all of it succeeds or nothing has happened.
 *
 * Everything here is the fold of the ticket's events; nothing in it comes from anywhere else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TICKET_H
#define MEND__TICKET_H

#include "fields.h"
#include "ground/alloc.h"
#include "notions/value.h"
#include "vocabulary.h"

#define MEND__NEVER   INT64_MIN       /* no instant */
#define MEND__ROW_MAX (INT32_MAX - 1) /* highest row id; there is always a number behind it to compute with */

typedef struct mend__ref { /* text in the ticket's heap */
    uint32_t off, len;
} mend__ref;

typedef struct mend__cell { /* a field's value; sorted by (list, row, field) */
    int32_t list, row;      /* 0, 0 for a field of the ticket */
    int32_t field;          /* catalogue number, or MEND__CUSTOM + index in customs */
    mend_field_type type;
    int64_t num;
    mend__ref text;
    int32_t slot; /* not 0: the text is in slots[slot - 1] */
} mend__cell;

typedef struct mend__custom { /* a policy's field as this ticket knows it */
    mend__ref name;
    int32_t list;
    mend_field_type type;
    mend_mask mask;
} mend__custom;

typedef struct mend__slot {
    mend__ref text;
    int32_t gone; /* 1: emptied */
} mend__slot;

typedef struct mend__done { /* who did what how often; sorted by (action, actor) */
    mend__ref action, actor;
    int64_t times, last_seq;
} mend__done;

typedef struct mend__count { /* a counted loop; sorted by name; 0 is left out */
    mend__ref name;
    int64_t value;
} mend__count;

typedef struct mend__rowmark { /* highest row id ever given in a list; sorted by list */
    int32_t list, last;
} mend__rowmark;

typedef struct mend__clock_row {
    mend__ref clock, aim; /* names in the policy */
    int32_t cycle;        /* from 1 */
    int32_t status;       /* mend__clock_status */
    int64_t started, stopped;
    int64_t target;          /* ms of time to be used; of a fixed aim the time from start to due */
    int64_t due;             /* NEVER while paused */
    int64_t wake;            /* first instant at which a tick does something; NEVER: none */
    int64_t breached;        /* due instant of the breach that is in force */
    int32_t warned, climbed; /* bits: warnings given, rungs climbed, by index in the clock */
    int32_t hits, misses;    /* of a repeat: intervals kept and missed */
    int64_t carried;         /* ms used from the beginning before a mark CARRY to that mark; only with such a mark */
    int64_t carried_paused;  /* ms it stood still in that time; the rest of it was outside of hours */
    bool fixed;              /* due is an instant of its own: pauses do not move it, and time is counted as it passes */
    bool always; /* counts as time passes, whatever the calendar: started outside of hours, and the policy says so */
    bool provisional; /* due lies beyond what is known of the calendar's holidays */
    /* of the event being made; not part of the ticket */
    bool dirty;
    bool begun;   /* started or begun anew by it */
    int32_t kept; /* marks as they were before */
} mend__clock_row;

typedef struct mend__mark { /* of one row in the order of time */
    int32_t row;            /* index */
    int32_t kind;
    int64_t at;
    mend__ref why;
    int64_t was; /* ms: the target that the one chosen here took the place of, where a field had given it; else NEVER */
} mend__mark;

typedef struct mend__vec { /* a growing array of plain records */
    void *items;
    size_t count, cap;
} mend__vec;

struct mend_ticket {
    mend__alloc alloc;
    mend__ref tenant, key, number, policy, state;
    char digest[65];
    int64_t policy_revision;
    mend__stage stage;
    int64_t seq;                                     /* 0: blank */
    int64_t opened, since, closed, last, anonymised; /* INT64_MIN: none */
    mend__vec cells, customs, slots, done, counts, rowmarks;
    mend__vec clocks, clock_marks; /* clock.h */
    mend__vec heap;                /* bytes */
    size_t heap_dead;              /* bytes no ref points at any more */
};

void mend__ticket_init(mend_ticket *t, const mend__alloc *a);
void mend__ticket_done(mend_ticket *t);
void mend__ticket_reset(mend_ticket *t);                                   /* blank; keeps the memory */
mend_status mend__ticket_assign(mend_ticket *to, const mend_ticket *from); /* all or nothing */

mend__str mend__ticket_str(const mend_ticket *t, mend__ref ref);

/* Looking. Fields that a policy declares are matched by name. */
const mend__cell *mend__ticket_cell(const mend_ticket *t, int32_t list, int32_t row, int32_t field);
int32_t mend__ticket_custom(const mend_ticket *t, int32_t list, mend__str name); /* its last declaration; 0: none */
int32_t mend__ticket_field_id(const mend_ticket *t,
                              const mend__field *field); /* number within the ticket; 0: not declared
                                                                                   in it, or otherwise */
bool mend__ticket_value(const mend_ticket *t, const mend__field *field, int32_t row, mend__value *out); /* plain */
void mend__cell_value(const mend_ticket *t, const mend__cell *cell, mend__value *out);                  /* plain */
/* The id of the next row of a list after `row` (0: the first); 0: no more. */
int32_t mend__ticket_next_row(const mend_ticket *t, int32_t list, int32_t row);
int32_t mend__ticket_row_count(const mend_ticket *t, int32_t list);
int32_t mend__ticket_last_row_id(const mend_ticket *t, int32_t list);           /* highest ever given */
bool mend__ticket_did(const mend_ticket *t, mend__str action, mend__str actor); /* actor empty: anybody */
int64_t mend__ticket_times(const mend_ticket *t, mend__str action);
int64_t mend__ticket_counter(const mend_ticket *t, mend__str name);
/* Name and path of a cell's field, from catalogue or customs. */
mend__str mend__ticket_field_name(const mend_ticket *t, int32_t field);

/* Changing, for the fold of events only. MEND_NOMEM or MEND_LIMIT may leave the ticket half changed: work on a copy. */
mend_status mend__ticket_set(mend_ticket *t, int32_t list, int32_t row, int32_t field, const mend__value *v);
mend_status mend__ticket_set_slot(mend_ticket *t, int32_t list, int32_t row, int32_t field, mend_field_type type,
                                  int32_t slot);
void mend__ticket_unset(mend_ticket *t, int32_t list, int32_t row, int32_t field); /* field 0: the whole row */
mend_status mend__ticket_add_slot(mend_ticket *t, mend__str text, bool gone);      /* the next number */
mend_status mend__ticket_declare(mend_ticket *t, mend__str name, int32_t list, mend_field_type type, mend_mask mask,
                                 int32_t *id);
mend_status mend__ticket_mark_done(mend_ticket *t, mend__str action, mend__str actor, int64_t seq);
mend_status mend__ticket_put_done(mend_ticket *t, mend__str action, mend__str actor, int64_t times, int64_t last_seq);
mend_status mend__ticket_mark_row(mend_ticket *t, int32_t list, int32_t row); /* raises the list's highest row id */
mend_status mend__ticket_set_counter(mend_ticket *t, mend__str name, int64_t value);
mend_status mend__ticket_put(mend_ticket *t, mend__ref *ref, mend__str text); /* replaces a text member */
void mend__ticket_empty_slots(mend_ticket *t);
/* One more record of `size` bytes at the end of one of the ticket's arrays, zeroed; NULL: no memory. */
void *mend__ticket_append(mend_ticket *t, mend__vec *to, size_t size);

#endif
