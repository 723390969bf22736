/*
 * decide_facts.c - the facts of an act as they grow: first what was given, then what follows from it.
 *
 * Slots are numbered in the order in which facts are written. So facts that come later do not go behind the others: the
 * ticket as it would be is made once more, out of all of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "decide.h"

#include "ground/int.h"

#include <string.h>

/* The number the ticket has for a field; a policy's field it does not know yet is declared by the event. */
static int32_t field_id(mend__decision *d, const mend__field *f)
{
    int32_t id = mend__ticket_field_id(d->before, f);
    if (id)
        return id;
    mend__event *e = &d->event;
    mend__str name = mend__str_of(f->name, MEND_NTS);
    size_t i = 0;
    while (i < e->declared_count && (e->declared[i].list != f->list || !mend__str_eq(e->declared[i].name, name)))
        i++;
    if (i == e->declared_count)
        e->declared[e->declared_count++] = (mend__declared){name, f->list, f->type, f->mask};
    return MEND__CUSTOM + (int32_t)(d->before->customs.count + i);
}

void mend__decide_add(mend__decision *d, const mend__field *f, int32_t list, int32_t row, const mend__value *v)
{
    mend__fact *fact = &d->event.facts[d->event.fact_count];
    memset(fact, 0, sizeof *fact);
    fact->order = (uint32_t)d->event.fact_count++;
    fact->list = list;
    fact->row = row;
    fact->id = f ? field_id(d, f) : 0;
    fact->kind = v->type == 0 ? MEND__FACT_UNSET : f->mask != MEND_MASK_NONE ? MEND__FACT_SLOT : MEND__FACT_VALUE;
    fact->value = *v;
}

/* A fact that leaves everything as it is says nothing. */
bool mend__decide_changes(const mend__decision *d, const mend__fact *f)
{
    if (f->id == 0)
        return true;
    const mend__cell *cell = mend__ticket_cell(d->before, f->list, f->row, f->id);
    mend__value have = {0, 0, {"", 0}};
    if (!cell)
        return f->kind != MEND__FACT_UNSET;
    mend__cell_value(d->before, cell, &have);
    return f->kind == MEND__FACT_UNSET || !mend__value_eq(&have, &f->value);
}

/* The columns of a row that is taken away go with it; a fact about them would bring the row back. */
static void drop_gone_rows(mend__event *e)
{
    size_t kept = 0;
    int32_t list = 0, row = 0;
    for (size_t i = 0; i < e->fact_count; i++) {
        const mend__fact *f = &e->facts[i];
        if (f->id == 0) {
            list = f->list;
            row = f->row;
        } else if (list && f->list == list && f->row == row) {
            continue;
        }
        e->facts[kept++] = *f;
    }
    e->fact_count = kept;
}

void mend__decide_number(mend__decision *d)
{
    mend__event *e = &d->event;
    int32_t slot = (int32_t)d->before->slots.count;
    size_t kept = 0;
    mend__facts_sort(e);
    drop_gone_rows(e);
    for (size_t i = 0; i < e->fact_count; i++)
        if (mend__decide_changes(d, &e->facts[i]))
            e->facts[kept++] = e->facts[i];
    e->fact_count = kept;
    for (size_t i = 0; i < kept; i++)
        if (e->facts[i].kind == MEND__FACT_SLOT)
            e->facts[i].slot = ++slot;
    if (d->args->reason.n && d->action->takes_reason) {
        e->reason_slot = ++slot;
        e->reason = (mend__value){MEND_FIELD_LONG, 0, d->args->reason};
    }
}

mend_status mend__decide_room(mend__decision *d, size_t facts)
{
    mend__event *e = &d->event;
    mend__arena *work = &d->result->work;
    mend__fact *more = mend__arena_get(work, (e->fact_count + facts + 1) * sizeof *more);
    mend__declared *declared = mend__arena_get(work, (e->declared_count + facts + 1) * sizeof *declared);
    if (!more || !declared)
        return MEND_NOMEM;
    if (e->fact_count)
        memcpy(more, e->facts, e->fact_count * sizeof *more);
    if (e->declared_count)
        memcpy(declared, e->declared, e->declared_count * sizeof *declared);
    for (size_t i = 0; i < e->fact_count; i++) /* each field stands there once: those to come go before them */
        more[i].order = (uint32_t)i;
    e->facts = more;
    e->declared = declared;
    return MEND_OK;
}

mend_status mend__decide_again(mend__decision *d)
{
    mend__decide_number(d);
    mend_status s = mend__ticket_assign(d->after, d->before);
    return s == MEND_OK ? mend__event_apply_fields(d->after, &d->event) : s;
}

mend__str mend__decide_path(const mend__decision *d, int32_t row, const mend__field *column, char out[160])
{
    const mend__field *list = mend__field_by_id(column->list);
    int32_t last = mend__ticket_last_row_id(d->before, list->id);
    size_t n = strlen(list->name), m = strlen(column->name);
    memcpy(out, list->name, n);
    out[n++] = '/';
    if (row > last)
        out[n++] = '+';
    n += mend__int_write(row > last ? row - last : row, out + n);
    out[n++] = '/';
    memcpy(out + n, column->name, m);
    return (mend__str){out, n + m};
}

bool mend__decide_value(const mend__decision *d, int32_t field, int32_t row, mend__value *out)
{
    return mend__ticket_value(d->after, mend__field_by_id(field), row, out);
}

int32_t mend__decide_day(const mend__decision *d, int64_t at)
{
    int32_t day = 0, ms = 0;
    return mend_zone_local(d->policy->zone, at, &day, &ms) == MEND_OK ? day : MEND__NO_DAY;
}
