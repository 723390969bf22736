/*
 * unit_terms.c - the terms of a claim out of a policy, a unit and its contracts, see unit.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include <string.h>

/* Terms that are put together, and what their dates are settled from. */
typedef struct gathering {
    const mend__unit_case *c;
    mend__term *terms;
    size_t count;
    mend__term_facts facts;
    mend__length *more; /* room for every extension of one unit */
} gathering;

/* Where a kind stands among the others, lowest first. */
static int rank_of(mend__term_kind kind)
{
    static const int ranks[] = {
        [MEND__TERM_REPAIR_GUARANTEE] = 0, [MEND__TERM_STATUTORY] = 1, [MEND__TERM_MAKER] = 1,   [MEND__TERM_PART] = 2,
        [MEND__TERM_CONTRACT] = 3,         [MEND__TERM_SUPPLIER] = 4,  [MEND__TERM_GOODWILL] = 5};
    return ranks[kind];
}

static int64_t left_of(int64_t limit, int64_t used)
{
    return limit == MEND__NONE_GIVEN ? limit : limit > used ? limit - used : 0;
}

/* What people have said of the term in the document, and what has been claimed against it. The last word counts. */
static void hear(gathering *g, const mend_unit *of, mend__term *t)
{
    const mend__unit_end *e = of->ends.items;
    const mend__unit_more *m = of->extensions.items;
    const mend__unit_claims *claims = mend__unit_claimed(of, t->id);
    for (size_t i = 0; i < of->ends.count; i++) {
        if (mend__str_eq(e[i].term, t->id)) {
            t->last_day = e[i].last_day;
            t->by = e[i].by;
        }
    }
    g->facts.extension_count = 0;
    for (size_t i = 0; i < of->extensions.count; i++) {
        if (mend__str_eq(m[i].term, t->id)) {
            g->more[g->facts.extension_count++] = m[i].length;
        }
    }
    if (claims != NULL) {
        t->cap = left_of(t->cap, claims->paid);
        t->visits_left = left_of(t->visits_left, claims->visits);
    }
}

/* Takes a term in. `of`: the document that knows more of it; NULL: none does. */
static mend_reason take(gathering *g, const mend__term *term, const mend_unit *of)
{
    const mend_unit *unit = g->c->unit;
    mend__term *t = &g->terms[g->count]; /* counts once it is done */
    *t = *term;
    g->facts.extension_count = 0;
    if (of != NULL) {
        hear(g, of, t);
    }
    if (unit != NULL && t->usage_limit != MEND__NONE_GIVEN && t->usage_start == 0) {
        const mend__reading *first = mend__unit_first_reading(unit, t->meter);
        t->usage_start = first == NULL ? 0 : first->value;
    }
    mend_reason reason = mend__term_settle(t, &g->facts);
    if (reason == 0 && unit != NULL && unit->exchanged.on != MEND__NO_DAY && g->c->day > unit->exchanged.on) {
        t->shut = MEND_REASON_UNIT_EXCHANGED;
    }
    g->count += reason == 0;
    return reason;
}

/* Terms of a document whose kinds stand from one rank to another, both included. */
static mend_reason take_document(gathering *g, const mend_unit *of, int from, int to)
{
    const mend__unit_term *t = of->terms.items;
    mend_reason reason = 0;
    for (size_t i = 0; i < of->terms.count && reason == 0; i++) {
        int rank = rank_of(t[i].term.kind);
        reason = rank >= from && rank <= to ? take(g, &t[i].term, of) : 0;
    }
    return reason;
}

/* The unit's and the contracts' terms of these ranks, rank by rank. */
static mend_reason take_ranks(gathering *g, int from, int to)
{
    mend_reason reason = 0;
    for (int rank = from; rank <= to && reason == 0; rank++) {
        reason = g->c->unit == NULL ? 0 : take_document(g, g->c->unit, rank, rank);
        for (size_t i = 0; i < g->c->contract_count && reason == 0; i++) {
            reason = take_document(g, g->c->contracts[i], rank, rank);
        }
    }
    return reason;
}

static mend_reason take_all(gathering *g)
{
    int next = 0; /* ranks below have been taken from the documents */
    mend_reason reason = 0;
    for (size_t i = 0; i < g->c->policy_count && reason == 0; i++) {
        int rank = rank_of(g->c->policy[i].kind);
        if (rank >= next) {
            reason = take_ranks(g, next, rank);
            next = rank + 1;
        }
        reason = reason != 0 ? reason : take(g, &g->c->policy[i], g->c->unit);
    }
    return reason != 0 ? reason : take_ranks(g, next, rank_of(MEND__TERM_GOODWILL));
}

/* ---- room for all of it ---- */

static size_t most_extensions(const mend__unit_case *c)
{
    size_t most = c->unit == NULL ? 0 : c->unit->extensions.count;
    for (size_t i = 0; i < c->contract_count; i++) {
        most = c->contracts[i]->extensions.count > most ? c->contracts[i]->extensions.count : most;
    }
    return most;
}

static size_t all_terms(const mend__unit_case *c)
{
    size_t n = c->policy_count + (c->unit == NULL ? 0 : c->unit->terms.count);
    for (size_t i = 0; i < c->contract_count; i++) {
        n += c->contracts[i]->terms.count;
    }
    return n;
}

/* The unit's dates, and the ticket's where the unit has none. */
static void known_days(const mend__unit_case *c, mend__basis_days *out)
{
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        int32_t own = c->unit == NULL ? MEND__NO_DAY : c->unit->dates.day[i];
        out->day[i] = own != MEND__NO_DAY || c->told == NULL ? own : c->told->day[i];
    }
}

/* False: no memory. */
static bool prepare(gathering *g, const mend__unit_case *c, mend__arena *arena)
{
    size_t away = c->unit == NULL ? 0 : c->unit->outages.count;
    memset(g, 0, sizeof *g);
    g->c = c;
    g->terms = mend__arena_room(arena, (all_terms(c) + 1) * sizeof *g->terms);
    g->more = mend__arena_room(arena, (most_extensions(c) + 1) * sizeof *g->more);
    g->facts.outages = mend__arena_room(arena, (away + 1) * sizeof *g->facts.outages);
    if (g->terms == NULL || g->more == NULL || g->facts.outages == NULL) {
        return false;
    }
    for (size_t i = 0; i < away; i++) {
        g->facts.outages[i] = ((const mend__unit_outage *)c->unit->outages.items)[i].days;
    }
    known_days(c, &g->facts.have);
    g->facts.outage_count = away;
    g->facts.as_of = c->day;
    g->facts.off = c->off;
    g->facts.off_user = c->off_user;
    g->facts.extensions = g->more;
    return true;
}

mend_reason mend__unit_terms(const mend__unit_case *c, mend__arena *arena, mend__term **out, size_t *count)
{
    gathering g;
    if (!prepare(&g, c, arena)) {
        *out = NULL;
        return 0;
    }
    mend_reason reason = take_all(&g);
    if (reason == 0) {
        *out = g.terms;
        *count = g.count;
    }
    return reason;
}

mend_reason mend__unit_part_term(const mend__term *row, mend__part_mode mode, int32_t unit_last_day, int32_t on,
                                 const mend__str *class, mend__str serial, mend__term *out)
{
    int32_t last_day = MEND__NO_DAY;
    bool fresh = false;
    mend_reason reason = mend__part_end(mode, unit_last_day, on, &row->length, &last_day, &fresh);
    if (reason != 0) {
        return reason;
    }
    mend__term t = *row;
    t.kind = row->kind == MEND__TERM_REPAIR_GUARANTEE ? row->kind : MEND__TERM_PART;
    t.start = on;
    t.order_count = 0;
    t.serial = serial;
    if (class != NULL && class->n > 0) {
        t.classes = (mend__strs){class, 1};
    }
    if (!fresh) { /* the part shares the unit's end; its own length says nothing */
        t.last_day = last_day;
        t.length = (mend__length){0, 0, 0, 0, MEND__SAME_DAY, false};
    }
    *out = t;
    return 0;
}
