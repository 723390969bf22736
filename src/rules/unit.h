/*
 * unit.h - what outlives a ticket: a unit with its dates, meters, outages, repairs and the terms that belong to it alone,
 * and in the same form a contract, which is terms with claims against them.
 *
 * A unit is a value: it knows no store and no clock. Every change is all or nothing. Texts lie in the unit's arena, so
 * that a reader's borrowed text lasts until the unit is read or loaded anew, or freed. It belongs to the rules because
 * its terms are theirs; a ticket does not hold it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__UNIT_H
#define MEND__UNIT_H

#include "coverage.h"
#include "mend/warranty.h"
#include "ticket/ticket.h"

#define MEND__UNIT_LIST  1000 /* readings, outages, repairs */
#define MEND__UNIT_TERMS 256  /* terms, ends, extensions, claims */
#define MEND__UNIT_LINKS 64   /* contracts */
#define MEND__UNIT_TEXT  64   /* bytes of a name, a key, a serial number */
#define MEND__UNIT_WHY   512  /* bytes of what somebody gave as a reason */

typedef struct mend__reading { /* by kind in the order they were made; the first is that at the start */
    mend__str kind;
    int32_t at;
    int64_t value; /* billionths */
} mend__reading;

typedef struct mend__unit_outage {
    mend__outage days;
    mend__str ticket; /* n == 0: none */
} mend__unit_outage;

typedef struct mend__unit_repair {
    mend__repair repair;
    mend__str result, ticket;
} mend__unit_repair;

typedef struct mend__unit_term {
    mend__term term;
    mend__str ticket; /* that made it */
} mend__unit_term;

typedef struct mend__unit_end { /* somebody's word on the last day of a term */
    mend__str term, by, why;
    int32_t last_day, on; /* on: when it was said */
} mend__unit_end;

typedef struct mend__unit_more { /* a one-off extension of a term */
    mend__str term, by, why;
    mend__length length;
    int32_t on;
} mend__unit_more;

typedef struct mend__unit_claims { /* what a term has paid for so far */
    mend__str term;
    int64_t visits, paid;
} mend__unit_claims;

typedef struct mend__unit_exchanged {
    int32_t on; /* MEND__NO_DAY: it has not been */
    mend__str to, ticket;
} mend__unit_exchanged;

struct mend_unit {
    mend__alloc alloc;
    mend__arena arena;
    bool contract;
    int64_t revision; /* 0: never stored */
    mend__str tenant, key, serial, model, parent, customer;
    mend__basis_days dates;
    mend__unit_exchanged exchanged;
    mend__vec readings, outages, repairs, terms, ends, extensions, claims;
    mend__vec contracts; /* mend__str: keys */
};

void mend__unit_init(mend_unit *u, const mend__alloc *a);
void mend__unit_done(mend_unit *u);
/* Makes `to`, which has been in use or not, a copy that borrows nothing; it keeps its memory. MEND_NOMEM: it is then fit
 * for nothing but this and mend__unit_done(). */
mend_status mend__unit_assign(mend_unit *to, const mend_unit *from);

/* Adds one. MEND_LIMIT, MEND_NOMEM. Texts are copied. */
mend_status mend__unit_add_reading(mend_unit *u, const mend__reading *r);
mend_status mend__unit_add_outage(mend_unit *u, const mend__unit_outage *o);
mend_status mend__unit_add_repair(mend_unit *u, const mend__unit_repair *r);
mend_status mend__unit_add_term(mend_unit *u, const mend__unit_term *t);
mend_status mend__unit_add_end(mend_unit *u, const mend__unit_end *e);
mend_status mend__unit_add_more(mend_unit *u, const mend__unit_more *m);
mend_status mend__unit_add_contract(mend_unit *u, mend__str key);
mend_status mend__unit_set_text(mend_unit *u, mend__str *member, mend__str text);

/* A ticket's outage comes to its end; false: it has none that is open. */
bool mend__unit_hand_back(mend_unit *u, mend__str ticket, int32_t day);
/* Adds to what a term has paid for. MEND_RANGE: the sum does not fit. */
mend_status mend__unit_claim(mend_unit *u, mend__str term, int64_t visits, int64_t paid);
/* The unit was given in exchange for another: the terms of `old` end on the day, those of the new unit begin. The new
 * unit has `old`'s model, customer and contracts, and its dates save that of manufacture lie on the day. */
mend_status mend__unit_exchange(mend_unit *old, mend_unit *fresh, int32_t on, mend__str ticket);

/* USAGE_BACKWARDS if a reading is below an earlier one of its kind; else 0. */
mend_reason mend__unit_reading_fits(const mend_unit *u, const mend__reading *r);
const mend__reading *mend__unit_first_reading(const mend_unit *u, mend__str kind); /* kind empty: any; NULL: none */
const mend__unit_claims *mend__unit_claimed(const mend_unit *u, mend__str term);   /* NULL: nothing */

/* Copies a term with its texts and lists into an arena. False: no memory. */
bool mend__term_copy(mend__arena *arena, const mend__term *from, mend__term *to);
void mend__term_write_members(const mend__term *t, mend__jw *w); /* what is not the default, without the braces */

/* The document, see mend_unit_read(). */
mend_status mend__unit_read(mend_unit *empty, const mend__json *tree, mend__node n, mend_error *err);
void mend__unit_write(const mend_unit *u, mend__jw *w);

/* ---- from unit and policy to the terms of a claim ---- */

typedef struct mend__unit_case {
    const mend__term *policy; /* in the policy's order, without dates */
    size_t policy_count;
    const mend_unit *unit; /* NULL: not known, the ticket says all */
    const mend_unit *const *contracts;
    size_t contract_count;
    const mend__basis_days *told; /* dates from the ticket, where the unit has none; NULL: none */
    int32_t day;                  /* that decides */
    mend__off_fn off;             /* NULL: no day is off */
    const void *off_user;
} mend__unit_case;

/* The terms in the order they are asked, dates settled, what claims have used up taken off. A term of the unit or of a
 * contract stands where its kind does (repair guarantee, statutory and maker, part, contract, supplier, goodwill),
 * before those of the policy of its kind. 0, or what mend__term_settle() answers. *out == NULL with 0: no memory. */
mend_reason mend__unit_terms(const mend__unit_case *c, mend__arena *arena, mend__term **out, size_t *count);

/* The term of a part put in on a day, made by a policy's row for that: its kind, payer, length, causes. unit_last_day:
 * of the term the part would else share, MEND__NO_DAY: none. Lists are borrowed. */
mend_reason mend__unit_part_term(const mend__term *row, mend__part_mode mode, int32_t unit_last_day, int32_t on,
                                 const mend__str *class, mend__str serial, mend__term *out);

#endif
