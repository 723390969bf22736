/*
 * decide_needs.c - what an action still lacks: fields, rows, ticks of the checklist, evidence. Looks at the ticket as it
 * would be, and names everything at once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "decide.h"

#include <string.h>

/* Was something given for the field, even if it could not be read? Then it is malformed, not missing. */
static const mend__given *given_for(const mend__decision *d, int32_t list, int32_t row, const mend__field *f)
{
    for (size_t i = 0; i < d->given_count; i++) {
        const mend__given *g = &d->given[i];
        if (g->list == list && g->row == row && g->field == f)
            return g;
    }
    return NULL;
}

static void missing(mend__decision *d, mend__str path)
{
    mend__result_reason(d->result, MEND_REASON_FIELD_MISSING);
    mend__result_add(d->result, "field", path);
}

static bool lacks(const mend__decision *d, const mend__form_field *e, int32_t list, int32_t row)
{
    mend__scene scene = mend__decision_scene(d);
    const mend__given *g = given_for(d, list, row, e->field);
    mend__value v;
    if (e->need == MEND__NEED_OPTIONAL || (g && !g->ok) || !mend__condition_holds(e->when, &scene))
        return false;
    if (e->need == MEND__NEED_GIVEN)
        return !g || g->value.type == 0;
    return !mend__ticket_value(d->after, e->field, row, &v);
}

/* Rows given by this action: added, or with a column changed. */
static bool touched(const mend__decision *d, int32_t list, int32_t row)
{
    for (size_t i = 0; i < d->given_count; i++)
        if (d->given[i].list == list && d->given[i].row == row && d->given[i].field)
            return true;
    return false;
}

static void needs_of_list(mend__decision *d, const mend__form_field *e)
{
    int32_t list = e->field->id;
    int64_t rows = 0, given = 0;
    mend__scene scene = mend__decision_scene(d);
    for (int32_t row = mend__ticket_next_row(d->after, list, 0); row;
         row = mend__ticket_next_row(d->after, list, row)) {
        rows++;
        if (!touched(d, list, row))
            continue;
        given++;
        for (uint32_t i = 0; i < e->column_count; i++) {
            char path[160];
            if (lacks(d, &e->columns[i], list, row))
                missing(d, mend__decide_path(d, row, e->columns[i].field, path));
        }
    }
    int64_t have = e->need == MEND__NEED_GIVEN ? given : rows;
    int64_t least = e->min_rows > 0 ? e->min_rows : e->need != MEND__NEED_OPTIONAL;
    if (have >= least || !mend__condition_holds(e->when, &scene))
        return;
    for (size_t i = 0; i < d->given_count; i++)
        if (d->given[i].list == list && !d->given[i].ok)
            return; /* a row was given and is malformed: that has been said */
    missing(d, mend__str_of(e->field->name, MEND_NTS));
    mend__result_add_int(d->result, "rows", least);
}

/* Is the item ticked in a row that comes with this action? */
static bool ticked(const mend__decision *d, mend__str item)
{
    const mend__field *checks = mend__field_find(0, MEND__STR("checks"));
    const mend__field *name = mend__field_by_path(MEND__STR("checks/item"));
    const mend__field *ok = mend__field_by_path(MEND__STR("checks/ok"));
    mend__value v, yes;
    int32_t row = mend__ticket_last_row_id(d->before, checks->id);
    while ((row = mend__ticket_next_row(d->after, checks->id, row)) != 0)
        if (mend__ticket_value(d->after, name, row, &v) && mend__str_eq(v.text, item) &&
            mend__ticket_value(d->after, ok, row, &yes) && yes.num == 1)
            return true;
    return false;
}

static void needs_of_checklist(mend__decision *d)
{
    const mend__action *a = d->action;
    for (uint32_t i = 0; i < a->checklist_count; i++) {
        const mend__check_item *item = &a->checklist[i];
        if (item->need == MEND__NEED_OPTIONAL || ticked(d, item->name->id))
            continue;
        mend__result_reason(d->result, MEND_REASON_CHECKLIST_OPEN);
        mend__result_add(d->result, "item", item->name->id);
        mend__result_add(d->result, "checklist", a->name->id);
    }
}

static bool kind_fits(const mend__evidence *e, mend__str kind)
{
    for (uint32_t i = 0; i < e->kind_count; i++)
        if (mend__str_eq(e->kinds[i], kind))
            return true;
    return e->kind_count == 0;
}

/* A row without an address or a digest points at no photo and no signature. */
static bool points_somewhere(const mend__decision *d, int32_t row)
{
    mend__value v;
    return mend__ticket_value(d->after, mend__field_by_path(MEND__STR("attachments/uri")), row, &v) ||
           mend__ticket_value(d->after, mend__field_by_path(MEND__STR("attachments/digest")), row, &v);
}

static int64_t evidence_there(const mend__decision *d, const mend__evidence *e)
{
    const mend__field *list = mend__field_find(0, MEND__STR("attachments"));
    const mend__field *purpose = mend__field_by_path(MEND__STR("attachments/purpose"));
    const mend__field *kind = mend__field_by_path(MEND__STR("attachments/kind"));
    mend__value p, k;
    int64_t n = 0;
    int32_t row = e->need == MEND__NEED_GIVEN ? mend__ticket_last_row_id(d->before, list->id) : 0;
    while ((row = mend__ticket_next_row(d->after, list->id, row)) != 0) {
        bool known = mend__ticket_value(d->after, kind, row, &k);
        if (mend__ticket_value(d->after, purpose, row, &p) && mend__str_eq(p.text, e->name->id) &&
            kind_fits(e, known ? k.text : MEND__STR("")) && points_somewhere(d, row))
            n++;
    }
    return n;
}

static void needs_of_evidence(mend__decision *d)
{
    const mend__action *a = d->action;
    mend__scene scene = mend__decision_scene(d);
    for (uint32_t i = 0; i < a->evidence_count; i++) {
        const mend__evidence *e = &a->evidence[i];
        if (e->need == MEND__NEED_OPTIONAL || !mend__condition_holds(e->when, &scene))
            continue;
        int64_t have = evidence_there(d, e);
        if (have >= e->at_least)
            continue;
        mend__result_reason(d->result, MEND_REASON_EVIDENCE_MISSING);
        mend__result_add(d->result, "evidence", e->name->id);
        mend__result_add_int(d->result, "have", have);
        mend__result_add_int(d->result, "need", e->at_least);
        mend__result_add(d->result, "action", a->name->id);
    }
}

/* Does a step that was done on this ticket ask for the field? */
static bool needed_before(const mend__decision *d, const mend__field *f)
{
    mend__scene scene = mend__decision_scene(d);
    for (uint32_t i = 0; i < d->policy->vocab.actions.count; i++) {
        const mend__action *a = &d->policy->flow.actions[i];
        const mend__form_field *e = mend__form_find(a->form, a->form_count, f);
        if (e && e->need != MEND__NEED_OPTIONAL && mend__ticket_did(d->before, a->name->id, MEND__STR("")) &&
            mend__condition_holds(e->when, &scene))
            return true;
    }
    return false;
}

/* A correction replaces what is wrong; it does not take away what a step could not have been done without. */
static void needs_of_correction(mend__decision *d)
{
    for (size_t i = 0; i < d->given_count; i++) {
        const mend__given *g = &d->given[i];
        if (g->ok && g->field && !g->list && g->value.type == 0 && needed_before(d, g->field))
            missing(d, mend__str_of(g->field->name, MEND_NTS));
    }
}

void mend__decide_needs(mend__decision *d)
{
    if (d->action->kind == MEND__ACT_REVEAL)
        return;
    for (uint32_t i = 0; i < d->action->form_count; i++) {
        const mend__form_field *e = &d->action->form[i];
        if (e->field->type == MEND_FIELD_LIST)
            needs_of_list(d, e);
        else if (lacks(d, e, 0, 0))
            missing(d, mend__str_of(e->field->name, MEND_NTS));
    }
    if (d->action->kind == MEND__ACT_CORRECT)
        needs_of_correction(d);
    needs_of_checklist(d);
    needs_of_evidence(d);
}
