/*
 * decide_dispatch.c - "$dispatch": the department a ticket goes to and the grade it takes, once everything else is in
 * place.
 *
 * What somebody gives goes before the routes, as far as the policy lets it be overruled. Otherwise what the routes say is
 * put in force; a grade that none of them asks for is taken away. Who said the grade is noted with it. The grade of the
 * person it goes to is held against the grade it takes, and belongs to that person: with another one it is forgotten.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "decide.h"

#include <string.h>

/* What the act gives for a field of the ticket; NULL: nothing, or it takes the value away. */
static const mend__given *given_value(const mend__decision *d, const mend__field *f)
{
    for (size_t i = 0; i < d->given_count; i++)
        if (!d->given[i].list && d->given[i].field == f && d->given[i].value.type != 0)
            return &d->given[i];
    return NULL;
}

/* Does the act say anything about the field of the ticket? */
static bool spoken_of(const mend__decision *d, const mend__field *f)
{
    for (size_t i = 0; i < d->given_count; i++)
        if (!d->given[i].list && d->given[i].field == f)
            return true;
    for (uint32_t i = 0; i < d->action->set_count; i++)
        if (d->action->sets[i].field == f)
            return true;
    return false;
}

/* A value, or none where the ticket knows of the field. */
static void put(mend__decision *d, const mend__field *f, mend_field_type type, mend__str text)
{
    mend__value v = {type, 0, text};
    if (type || mend__ticket_field_id(d->before, f))
        mend__decide_add(d, f, 0, 0, &v);
}

/* --- what somebody says otherwise than the routes --- */

static void reason_about(mend__decision *d, mend_reason code, const mend__field *f)
{
    mend__result_reason(d->result, code);
    mend__result_add(d->result, "field", mend__str_of(f->path, MEND_NTS));
}

static void reason_route(mend__decision *d, int32_t route)
{
    mend__result_add(d->result, "route", d->policy->dispatch.route_names.items[route].id);
}

/* The departments that may have it, with blanks between. */
static void reason_departments(mend__decision *d)
{
    const mend__dispatch *p = &d->policy->dispatch;
    const mend__route *route = &p->routes[d->duty.department_route];
    mend_buf list;
    mend__buf_init(&list, &d->result->alloc);
    mend__put_str(&list, p->departments->items[route->department].id);
    for (uint32_t i = 0; i < route->also_count; i++) {
        mend__put_char(&list, ' ');
        mend__put_str(&list, p->departments->items[route->also[i]].id);
    }
    mend__result_add(d->result, "departments", (mend__str){list.data ? list.data : "", list.len});
    d->no_memory = d->no_memory || list.status != MEND_OK;
    mend__buf_done(&list);
}

/* True if the policy lets it be; else the reason has been given. */
static bool overruled(mend__decision *d, mend__overrule how, const mend__field *f)
{
    if (how == MEND__OVERRULE_NEVER)
        return false;
    if (how == MEND__OVERRULE_REASON && !d->args->reason.n)
        reason_about(d, MEND_REASON_OVERRULE_NEEDS_REASON, f);
    return true;
}

static void check_department(mend__decision *d, const mend__given *g)
{
    const mend__dispatch *p = &d->policy->dispatch;
    int32_t department = g->ok ? mend__names_find(p->departments, g->value.text) : -1;
    if (department < 0 || d->duty.department_route < 0 || mend__dispatch_allows(p, &d->duty, department) ||
        overruled(d, p->overrule_department, g->field))
        return;
    reason_about(d, MEND_REASON_OTHER_DEPARTMENT, g->field);
    reason_route(d, d->duty.department_route);
    reason_departments(d);
}

static void check_grade(mend__decision *d, const mend__given *g)
{
    const mend__dispatch *p = &d->policy->dispatch;
    const mend__names *grades = &d->policy->vocab.grades;
    int32_t grade = g->ok ? mend__names_find(grades, g->value.text) : -1;
    if (!g->ok || grade >= d->duty.grade || overruled(d, p->overrule_grade, g->field))
        return;
    reason_about(d, MEND_REASON_GRADE_BELOW_ROUTE, g->field);
    mend__result_add(d->result, "grade", grades->items[d->duty.grade].id);
    reason_route(d, d->duty.grade_route);
}

/* Is the person that the act names high enough for the grade that is now in force? */
static void check_person(mend__decision *d)
{
    const mend__field *f = d->policy->dispatch.assignee_grade;
    const mend__names *grades = &d->policy->vocab.grades;
    const mend__given *g = f ? given_value(d, f) : NULL;
    mend__duty duty = d->duty;
    mend__dispatch_by_hand(&d->policy->dispatch, &d->policy->vocab, d->after, &duty);
    if (!g || !g->ok || mend__names_find(grades, g->value.text) >= duty.grade)
        return;
    reason_about(d, MEND_REASON_ASSIGNEE_GRADE_LOW, f);
    mend__result_add(d->result, "grade", grades->items[duty.grade].id);
    mend__result_add(d->result, "have", g->value.text);
}

void mend__decide_assign(mend__decision *d)
{
    for (uint32_t i = 0; i < d->action->set_count && d->routed; i++) {
        const mend__setter *s = &d->action->sets[i];
        const mend__given *g = s->from == MEND__SET_DISPATCH ? given_value(d, s->field) : NULL;
        if (g && strcmp(s->field->set, "department") == 0)
            check_department(d, g);
        else if (g)
            check_grade(d, g);
    }
    if (d->routed)
        check_person(d);
}

/* --- what is put in force --- */

static void settle_department(mend__decision *d, const mend__field *f)
{
    if (!given_value(d, f) && d->duty.department >= 0)
        put(d, f, MEND_FIELD_CHOICE, d->policy->dispatch.departments->items[d->duty.department].id);
}

static void settle_grade(mend__decision *d, const mend__field *f)
{
    const mend__dispatch *p = &d->policy->dispatch;
    bool given = given_value(d, f) != NULL, known = d->duty.grade >= 0, by = p->by && f == p->grade;
    if (!given)
        put(d, f, known ? MEND_FIELD_CHOICE : 0,
            known ? d->policy->vocab.grades.items[d->duty.grade].id : MEND__STR(""));
    if (by && !spoken_of(d, p->by))
        put(d, p->by, given || known ? MEND_FIELD_TEXT : 0, given ? d->args->actor : MEND__STR("system"));
}

/* The person's grade, which comes from the host, goes with the person. */
static void settle_person(mend__decision *d)
{
    const mend__field *f = d->policy->dispatch.assignee_grade;
    if (f && spoken_of(d, mend__field_find(0, MEND__STR("assignee"))) && !spoken_of(d, f))
        put(d, f, 0, MEND__STR(""));
}

/* Has the act to do with who does it? */
static bool concerned(const mend__decision *d)
{
    const mend__field *f = d->policy->dispatch.assignee_grade;
    bool found = f && (spoken_of(d, f) || spoken_of(d, mend__field_find(0, MEND__STR("assignee"))));
    for (uint32_t i = 0; i < d->action->set_count; i++)
        found = found || d->action->sets[i].from == MEND__SET_DISPATCH;
    return found;
}

mend_status mend__decide_dispatch(mend__decision *d)
{
    const mend__dispatch *p = &d->policy->dispatch;
    if (!p->departments || !concerned(d))
        return MEND_OK;
    mend_status s = mend__decide_room(d, 2 * (size_t)d->action->set_count + 1);
    if (s != MEND_OK)
        return s;
    mend__scene scene = mend__decision_scene(d);
    mend__dispatch_judge(p, &scene, d->before, &d->duty, NULL);
    d->routed = true;
    for (uint32_t i = 0; i < d->action->set_count; i++) {
        const mend__setter *setter = &d->action->sets[i];
        if (setter->from != MEND__SET_DISPATCH)
            continue;
        if (strcmp(setter->field->set, "department") == 0)
            settle_department(d, setter->field);
        else
            settle_grade(d, setter->field);
    }
    settle_person(d);
    return mend__decide_again(d);
}

/* --- who may do it --- */

bool mend__decide_suits(const mend__decision *d, int32_t *grade)
{
    const mend__dispatch *p = &d->policy->dispatch;
    const mend__vocab *v = &d->policy->vocab;
    mend__scene scene = mend__decision_scene(d);
    mend__duty duty;
    scene.after = d->before; /* the fields of this action are not in place yet */
    mend__dispatch_judge(p, &scene, d->before, &duty, NULL);
    mend__dispatch_by_hand(p, v, d->before, &duty);
    *grade = duty.grade;
    return mend__dispatch_suits(p, v, &duty, mend__names_find(&v->grades, d->args->grade), d->args->roles,
                                d->args->role_count);
}
