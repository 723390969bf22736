/*
 * decide_level.c - what "$triage" does in an act: the level is judged once the action's fields are in place.
 *
 * A level given with the act is somebody's decision: it goes before the judgement, but not below an override. A level
 * that stands (the policy says when) is left alone, unless an override is more urgent. Otherwise the judgement is put
 * in force. Who judged and when is noted whenever a level is given or changes; what the action writes itself stays.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "decide.h"

#include <string.h>

/* What is to be written. */
typedef struct level_plan {
    const mend__field *field;
    mend__value value;
} level_plan;

typedef struct level_act {
    mend__decision *d;
    mend__judgement judged;
    level_plan *plan; /* room for every field that the action sets, and for who and when */
    size_t count;
} level_act;

static void plan(level_act *a, const mend__field *f, mend__value v)
{
    a->plan[a->count++] = (level_plan){f, v};
}

/* What the act gives for a field of the ticket; NULL: nothing, or it takes the value away. */
static const mend__given *given_value(const mend__decision *d, const mend__field *f)
{
    for (size_t i = 0; i < d->given_count; i++)
        if (!d->given[i].list && d->given[i].field == f && d->given[i].value.type != 0)
            return &d->given[i];
    return NULL;
}

/* Does the action write the field by itself, or has it been given? */
static bool written(const mend__decision *d, const mend__field *f)
{
    for (uint32_t i = 0; i < d->action->set_count; i++)
        if (d->action->sets[i].field == f)
            return true;
    return given_value(d, f) != NULL;
}

/* Other fields of the set hold what was judged and nothing else. */
static bool in_force(const mend__field *f)
{
    return f == mend__field_find(0, MEND__STR("level"));
}

/* The level that is not for the judgement to change; -1: none. */
static int32_t standing(const mend__decision *d, const mend__field *f)
{
    const mend__triage *t = &d->policy->triage;
    int32_t level = mend__triage_level(t, d->before, f);
    mend__scene scene = mend__decision_scene(d);
    scene.after = d->before; /* who judged the level that is there now? */
    return in_force(f) && t->stands && level >= 0 && mend__condition_holds(t->stands, &scene) ? level : -1;
}

/* Who judged, and when. */
static void sign(level_act *a, const mend__field *f, mend__str who)
{
    const mend__triage *t = &a->d->policy->triage;
    if (in_force(f) && t->by && !written(a->d, t->by))
        plan(a, t->by, (mend__value){MEND_FIELD_TEXT, 0, who});
    if (in_force(f) && t->at && !written(a->d, t->at))
        plan(a, t->at, (mend__value){MEND_FIELD_INSTANT, a->d->event.at, {"", 0}});
}

/* A level that somebody gives. */
static void accept(level_act *a, const mend__given *g)
{
    const mend__triage *t = &a->d->policy->triage;
    int32_t level = g->ok ? mend__names_find(t->levels, g->value.text) : -1;
    if (a->judged.source == MEND__TRIAGE_OVERRIDE && level > a->judged.base)
        a->d->below =
            (mend__below){t->rule_names.items[a->judged.rule].id, t->levels->items[a->judged.base].id, g->field};
    sign(a, g->field, a->d->args->actor);
}

/* One field that gets the level. */
static void settle(level_act *a, const mend__field *f)
{
    const mend__triage *t = &a->d->policy->triage;
    const mend__given *g = given_value(a->d, f);
    int32_t stands = standing(a->d, f);
    if (g) {
        accept(a, g);
        return;
    }
    if (stands >= 0 && (a->judged.source != MEND__TRIAGE_OVERRIDE || a->judged.base >= stands))
        return;
    plan(a, f, (mend__value){MEND_FIELD_CHOICE, 0, t->levels->items[a->judged.level].id});
    if (mend__triage_level(t, a->d->before, f) != a->judged.level)
        sign(a, f, MEND__STR("system"));
}

/* A fact about the field that came before, such as a value taken away, has no say. */
static void forget(mend__event *e, int32_t id)
{
    size_t kept = 0;
    for (size_t i = 0; i < e->fact_count; i++)
        if (e->facts[i].list || e->facts[i].id != id)
            e->facts[kept++] = e->facts[i];
    e->fact_count = kept;
}

/* Puts the plan into the event and onto the ticket, which has all the other changes. */
static mend_status write_plan(level_act *a)
{
    mend__decision *d = a->d;
    mend__event *e = &d->event, part;
    for (size_t i = 0; i < a->count; i++) {
        int32_t id = mend__ticket_field_id(d->after, a->plan[i].field);
        if (id)
            forget(e, id);
    }
    size_t first = e->fact_count, declared = e->declared_count, kept = first;
    for (size_t i = 0; i < a->count; i++)
        mend__decide_add(d, a->plan[i].field, 0, 0, &a->plan[i].value);
    memset(&part, 0, sizeof part);
    part.facts = e->facts + first;
    part.fact_count = e->fact_count - first;
    part.declared = e->declared + declared;
    part.declared_count = e->declared_count - declared;
    mend_status s = mend__event_apply_fields(d->after, &part);
    for (size_t i = first; i < e->fact_count; i++)
        if (mend__decide_changes(d, &e->facts[i]))
            e->facts[kept++] = e->facts[i];
    e->fact_count = kept;
    mend__facts_sort(e);
    return s;
}

mend_status mend__decide_level(mend__decision *d)
{
    level_act a = {.d = d};
    bool wanted = false;
    for (uint32_t i = 0; i < d->action->set_count; i++)
        wanted = wanted || d->action->sets[i].from == MEND__SET_TRIAGE;
    if (!wanted)
        return MEND_OK;
    mend__scene scene = mend__decision_scene(d);
    a.plan = mend__arena_get(&d->result->work, (d->action->set_count + 2) * sizeof *a.plan);
    if (!a.plan)
        return MEND_NOMEM;
    mend__triage_judge(&d->policy->triage, &scene, &a.judged, NULL);
    for (uint32_t i = 0; i < d->action->set_count; i++)
        if (d->action->sets[i].from == MEND__SET_TRIAGE)
            settle(&a, d->action->sets[i].field);
    return write_plan(&a);
}

void mend__decide_below(mend__decision *d)
{
    if (!d->below.rule.n)
        return;
    mend__result_reason(d->result, MEND_REASON_LEVEL_BELOW_OVERRIDE);
    mend__result_add(d->result, "rule", d->below.rule);
    mend__result_add(d->result, "level", d->below.level);
    mend__result_add(d->result, "field", mend__str_of(d->below.field->path, MEND_NTS));
}
