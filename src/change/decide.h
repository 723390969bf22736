/*
 * decide.h - one decision: may this action run on this ticket, and what does it change?
 *
 * The decision is made on a copy (result->scratch). Its parts come in the order of the reasons: role, state, fields,
 * evidence, conditions, money and the unit, persons, loops.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DECIDE_H
#define MEND__DECIDE_H

#include "args.h"
#include "event.h"
#include "policy/policy.h"
#include "result.h"

typedef struct mend__given { /* one argument, looked up */
    const mend__arg *arg;
    const mend__form_field *entry;  /* of the form, or of a list's columns; NULL: a checklist's tick */
    const mend__form_field *parent; /* the list's entry, for a column or a row */
    const mend__field *field;       /* NULL: a whole row */
    int32_t list, row;
    bool ok; /* the value could be read */
    mend__value value;
} mend__given;

typedef struct mend__below { /* a level was given that is less urgent than an override; rule.n 0: none was */
    mend__str rule, level;
    const mend__field *field;
} mend__below;

typedef struct mend__decision {
    const mend_policy *policy;
    const mend_ticket *before;
    const mend_args *args;
    const mend__action *action;
    bool asking; /* a question: what the action does not take is passed over */
    int64_t now; /* effective: never before the ticket's last event */
    mend_result *result;
    mend_ticket *after; /* result->scratch */
    mend__given *given;
    size_t given_count;
    mend__event event;
    mend__revision *revisions; /* what the act takes back of what time had brought */
    size_t revision_count;
    mend__below below;
    mend__duty duty; /* what the ticket takes, where the act has to do with that */
    bool routed;
    size_t money_from, money_until; /* reasons that money and the unit gave, before their turn */
    mend_quote_kind quoted;         /* what result->quote holds of this act; 0: nothing */
    bool unknown_field;
    bool no_memory;
} mend__decision;

/* decide_fields.c: looks the arguments up, names what is wrong with them, and puts the changes into the event. */
mend_status mend__decide_fields(mend__decision *d);
/* A fact more; a value without a type takes the field's away. Does it change anything? */
void mend__decide_add(mend__decision *d, const mend__field *f, int32_t list, int32_t row, const mend__value *v);
bool mend__decide_changes(const mend__decision *d, const mend__fact *f);
/* decide_level.c: "$triage" once the other fields are in place; the reason against a level below an override. */
mend_status mend__decide_level(mend__decision *d);
void mend__decide_below(mend__decision *d);
/* decide_dispatch.c: "$dispatch" likewise; the reasons against what was given instead, and against the person named. */
mend_status mend__decide_dispatch(mend__decision *d);
void mend__decide_assign(mend__decision *d);
/* Has the actor the grade that the ticket takes, or a role that needs none? *grade: which it is, -1 for none. */
bool mend__decide_suits(const mend__decision *d, int32_t *grade);
/* decide_facts.c: facts that follow from others. Room for so many more; then they are put behind the others by
 * mend__decide_add(), and mend__decide_again() makes `after` once more out of all of them. */
mend_status mend__decide_room(mend__decision *d, size_t facts);
mend_status mend__decide_again(mend__decision *d);
void mend__decide_number(mend__decision *d); /* drops facts that change nothing, numbers the slots of the others */
/* "list/row/column" as whoever gave the row would write it. */
mend__str mend__decide_path(const mend__decision *d, int32_t row, const mend__field *column, char out[160]);
/* A value of the ticket as it would be, by number in the catalogue; row 0: of the ticket itself. False: none. */
bool mend__decide_value(const mend__decision *d, int32_t field, int32_t row, mend__value *out);
/* The local day of an instant; MEND__NO_DAY beyond what is counted. */
int32_t mend__decide_day(const mend__decision *d, int64_t at);
/* decide_money.c: quotes, authorisations, tolerance, payments. decide_unit.c: what becomes of the unit. Reasons against
 * the act are left in its result. */
mend_status mend__decide_money(mend__decision *d);
mend_status mend__decide_unit(mend__decision *d);
/* Makes result->quote of the ticket as it would be, unless it holds that kind already. MEND_OK also if no quote can be
 * made: then d->quoted is 0 and the reason has been given. */
mend_status mend__decide_quote(mend__decision *d, mend_quote_kind kind);
/* Would the record be too large? */
void mend__decide_size(mend__decision *d);
/* decide_needs.c: what is missing once the fields are in place: needs, checklist, evidence. */
void mend__decide_needs(mend__decision *d);

/* The whole decision; the event is in d->event and folded into d->after if there is no reason against it. */
mend_status mend__decide(mend__decision *d, const mend__identity *id, int64_t now, mend_error *err);

mend__scene mend__decision_scene(const mend__decision *d);
mend__str mend__action_id(const mend__decision *d);

#endif
