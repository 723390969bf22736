/*
 * unit.c - a unit as a value: adding to it, and what a unit given in exchange takes over. See unit.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"
#include "ground/int.h"

#include <string.h>

/* Every list of a unit, with the size of its records. */
static const struct {
    size_t offset, size;
} lists[] = {{offsetof(mend_unit, readings), sizeof(mend__reading)},
             {offsetof(mend_unit, outages), sizeof(mend__unit_outage)},
             {offsetof(mend_unit, repairs), sizeof(mend__unit_repair)},
             {offsetof(mend_unit, terms), sizeof(mend__unit_term)},
             {offsetof(mend_unit, ends), sizeof(mend__unit_end)},
             {offsetof(mend_unit, extensions), sizeof(mend__unit_more)},
             {offsetof(mend_unit, claims), sizeof(mend__unit_claims)},
             {offsetof(mend_unit, contracts), sizeof(mend__str)}};

void mend__unit_init(mend_unit *u, const mend__alloc *a)
{
    memset(u, 0, sizeof *u);
    u->alloc = *a;
    mend__arena_init(&u->arena, a);
    u->exchanged.on = MEND__NO_DAY;
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        u->dates.day[i] = MEND__NO_DAY;
    }
}

void mend__unit_done(mend_unit *u)
{
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        mend__vec *v = (mend__vec *)(void *)((char *)u + lists[i].offset);
        mend__drop(&u->alloc, v->items, v->cap * lists[i].size);
    }
    mend__arena_free(&u->arena);
}

/* ---- adding ---- */

/* A copy in the arena. False: no memory. */
static bool keep(mend__arena *arena, mend__str *text)
{
    if (text->n == 0) {
        *text = (mend__str){"", 0};
        return true;
    }
    text->p = mend__arena_text(arena, text->p, text->n);
    return text->p != NULL;
}

static bool keep_strs(mend__arena *arena, mend__strs *strs)
{
    if (strs->items == NULL) {
        return true;
    }
    mend__str *items = mend__arena_get(arena, strs->count * sizeof *items);
    for (size_t i = 0; i < strs->count && items != NULL; i++) {
        items[i] = strs->items[i];
        if (!keep(arena, &items[i])) {
            items = NULL;
        }
    }
    strs->items = items;
    return items != NULL;
}

/* Appends a record whose texts have been copied. */
static mend_status append(mend_unit *u, mend__vec *v, size_t most, const void *record, size_t size)
{
    if (v->count >= most) {
        return MEND_LIMIT;
    }
    mend_status status = v->count < v->cap ? MEND_OK : mend__reserve(&u->alloc, &v->items, &v->cap, v->count + 1, size);
    if (status == MEND_OK) {
        memcpy((char *)v->items + v->count * size, record, size);
        v->count++;
    }
    return status;
}

mend_status mend__unit_set_text(mend_unit *u, mend__str *member, mend__str text)
{
    if (!keep(&u->arena, &text)) {
        return MEND_NOMEM;
    }
    *member = text;
    return MEND_OK;
}

mend_status mend__unit_add_reading(mend_unit *u, const mend__reading *r)
{
    mend__reading copy = *r;
    return keep(&u->arena, &copy.kind) ? append(u, &u->readings, MEND__UNIT_LIST, &copy, sizeof copy) : MEND_NOMEM;
}

mend_status mend__unit_add_outage(mend_unit *u, const mend__unit_outage *o)
{
    mend__unit_outage copy = *o;
    return keep(&u->arena, &copy.ticket) ? append(u, &u->outages, MEND__UNIT_LIST, &copy, sizeof copy) : MEND_NOMEM;
}

mend_status mend__unit_add_repair(mend_unit *u, const mend__unit_repair *r)
{
    mend__unit_repair copy = *r;
    bool kept = keep(&u->arena, &copy.repair.fault) && keep(&u->arena, &copy.result) && keep(&u->arena, &copy.ticket);
    return kept ? append(u, &u->repairs, MEND__UNIT_LIST, &copy, sizeof copy) : MEND_NOMEM;
}

bool mend__term_copy(mend__arena *arena, const mend__term *from, mend__term *to)
{
    mend__term t = *from;
    mend__str *const texts[] = {&t.id, &t.payer, &t.by, &t.serial, &t.meter, &t.regime};
    mend__strs *const strs[] = {&t.kinds, &t.classes, &t.excluded, &t.causes};
    bool kept = true;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && kept; i++) {
        kept = keep(arena, texts[i]);
    }
    for (size_t i = 0; i < sizeof strs / sizeof strs[0] && kept; i++) {
        kept = keep_strs(arena, strs[i]);
    }
    if (kept && t.order_count > 0) {
        mend__basis *order = mend__arena_get(arena, t.order_count * sizeof *order);
        kept = order != NULL;
        if (kept) {
            memcpy(order, t.order, t.order_count * sizeof *order);
            t.order = order;
        }
    }
    if (kept) {
        *to = t;
    }
    return kept;
}

mend_status mend__unit_add_term(mend_unit *u, const mend__unit_term *t)
{
    mend__unit_term copy = *t;
    bool kept = mend__term_copy(&u->arena, &t->term, &copy.term) && keep(&u->arena, &copy.ticket);
    return kept ? append(u, &u->terms, MEND__UNIT_TERMS, &copy, sizeof copy) : MEND_NOMEM;
}

mend_status mend__unit_add_end(mend_unit *u, const mend__unit_end *e)
{
    mend__unit_end copy = *e;
    bool kept = keep(&u->arena, &copy.term) && keep(&u->arena, &copy.by) && keep(&u->arena, &copy.why);
    return kept ? append(u, &u->ends, MEND__UNIT_TERMS, &copy, sizeof copy) : MEND_NOMEM;
}

mend_status mend__unit_add_more(mend_unit *u, const mend__unit_more *m)
{
    mend__unit_more copy = *m;
    bool kept = keep(&u->arena, &copy.term) && keep(&u->arena, &copy.by) && keep(&u->arena, &copy.why);
    return kept ? append(u, &u->extensions, MEND__UNIT_TERMS, &copy, sizeof copy) : MEND_NOMEM;
}

mend_status mend__unit_add_contract(mend_unit *u, mend__str key)
{
    return keep(&u->arena, &key) ? append(u, &u->contracts, MEND__UNIT_LINKS, &key, sizeof key) : MEND_NOMEM;
}

/* ---- what happens to a unit ---- */

bool mend__unit_hand_back(mend_unit *u, mend__str ticket, int32_t day)
{
    mend__unit_outage *o = u->outages.items;
    for (size_t i = u->outages.count; i-- > 0;) {
        if (o[i].days.to == MEND__NO_DAY && mend__str_eq(o[i].ticket, ticket) && day >= o[i].days.from) {
            o[i].days.to = day;
            return true;
        }
    }
    return false;
}

const mend__unit_claims *mend__unit_claimed(const mend_unit *u, mend__str term)
{
    const mend__unit_claims *c = u->claims.items;
    for (size_t i = 0; i < u->claims.count; i++) {
        if (mend__str_eq(c[i].term, term)) {
            return &c[i];
        }
    }
    return NULL;
}

/* Claims stand in the order of their terms' names, whatever came first. */
static void claims_sort_last(mend_unit *u)
{
    mend__unit_claims *c = u->claims.items, last = c[u->claims.count - 1];
    size_t k = u->claims.count - 1;
    for (; k > 0 && mend__str_cmp(c[k - 1].term, last.term) > 0; k--) {
        c[k] = c[k - 1];
    }
    c[k] = last;
}

mend_status mend__unit_claim(mend_unit *u, mend__str term, int64_t visits, int64_t paid)
{
    const mend__unit_claims *had = mend__unit_claimed(u, term);
    mend__unit_claims sum = {term, 0, 0};
    if (!mend__add64(visits, had == NULL ? 0 : had->visits, &sum.visits) ||
        !mend__add64(paid, had == NULL ? 0 : had->paid, &sum.paid)) {
        return MEND_RANGE;
    }
    if (had != NULL) {
        mend__unit_claims *c = u->claims.items;
        c[had - c].visits = sum.visits;
        c[had - c].paid = sum.paid;
        return MEND_OK;
    }
    mend_status status =
        keep(&u->arena, &sum.term) ? append(u, &u->claims, MEND__UNIT_TERMS, &sum, sizeof sum) : MEND_NOMEM;
    if (status == MEND_OK) {
        claims_sort_last(u);
    }
    return status;
}

/* Everything of the new unit that may fail. */
static mend_status take_over(mend_unit *fresh, const mend_unit *old)
{
    const mend__str *contracts = old->contracts.items;
    mend_status status = mend__unit_set_text(fresh, &fresh->model, old->model);
    status = status != MEND_OK ? status : mend__unit_set_text(fresh, &fresh->customer, old->customer);
    for (size_t i = 0; i < old->contracts.count && status == MEND_OK; i++) {
        status = mend__unit_add_contract(fresh, contracts[i]);
    }
    return status;
}

mend_status mend__unit_exchange(mend_unit *old, mend_unit *fresh, int32_t on, mend__str ticket)
{
    mend__str model = fresh->model, customer = fresh->customer;
    size_t contracts = fresh->contracts.count;
    mend__unit_exchanged gone = {on, fresh->key, ticket};
    mend_status status = keep(&old->arena, &gone.to) && keep(&old->arena, &gone.ticket) ? MEND_OK : MEND_NOMEM;
    status = status != MEND_OK ? status : take_over(fresh, old);
    if (status != MEND_OK) {
        fresh->model = model;
        fresh->customer = customer;
        fresh->contracts.count = contracts;
        return status;
    }
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        if (i != MEND__BASIS_MANUFACTURE) {
            fresh->dates.day[i] = old->dates.day[i] == MEND__NO_DAY ? MEND__NO_DAY : on;
        }
    }
    old->exchanged = gone;
    return MEND_OK;
}

/* ---- readings ---- */

const mend__reading *mend__unit_first_reading(const mend_unit *u, mend__str kind)
{
    const mend__reading *r = u->readings.items;
    for (size_t i = 0; i < u->readings.count; i++) {
        if (kind.n == 0 || mend__str_eq(r[i].kind, kind)) {
            return &r[i];
        }
    }
    return NULL;
}

mend_reason mend__unit_reading_fits(const mend_unit *u, const mend__reading *r)
{
    const mend__reading *had = u->readings.items;
    for (size_t i = 0; i < u->readings.count; i++) {
        if (mend__str_eq(had[i].kind, r->kind) && had[i].value > r->value) {
            return MEND_REASON_USAGE_BACKWARDS;
        }
    }
    return 0;
}
