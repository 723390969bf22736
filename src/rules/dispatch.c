/*
 * dispatch.c - what a ticket needs of whoever takes it, and how candidates stand to that, see dispatch.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dispatch.h"

#include <string.h>

/* ---- what is needed ---- */

/* Whether the route could still say something. */
static bool route_matters(const mend__route *route, const mend__duty *so_far)
{
    return (route->department >= 0 && so_far->department_route < 0) || route->grade > so_far->grade ||
           (route->role_count > 0 && so_far->roles_route < 0);
}

static void take_route(const mend__route *route, int32_t index, mend__duty *out)
{
    if (route->department >= 0 && out->department_route < 0) {
        out->department = route->department;
        out->department_route = index;
    }
    if (route->grade > out->grade) {
        out->grade = route->grade;
        out->grade_route = index;
    }
    if (route->role_count > 0 && out->roles_route < 0) {
        out->roles_route = index;
    }
}

/* Who has it now keeps it in the department, where it is handed over. */
static void stay(const mend__dispatch *d, const mend__scene *scene, const mend_ticket *before, mend__duty *out)
{
    const mend__field *field = mend__field_find(0, MEND__STR("department"));
    mend__scene old = {before, scene->state, scene->roles, scene->role_count};
    mend__value value;
    if (d->hand_over == NULL || !mend__condition_holds(d->hand_over, &old) ||
        !mend__ticket_value(before, field, 0, &value)) {
        return;
    }
    int32_t department = mend__names_find(d->departments, value.text);
    if (department >= 0) {
        out->department = department;
        out->stays = true;
    }
}

void mend__dispatch_judge(const mend__dispatch *d, const mend__scene *scene, const mend_ticket *before, mend__duty *out,
                          mend__route_step *steps)
{
    mend__duty duty = {-1, -1, false, -1, -1, false, -1};
    for (uint32_t i = 0; i < d->route_names.count; i++) {
        const mend__route *route = &d->routes[i];
        const mend__field *about = NULL;
        if (steps == NULL && !route_matters(route, &duty)) {
            continue;
        }
        bool holds = mend__condition_tell(route->holds, scene, &about);
        if (steps != NULL) {
            steps[i] = (mend__route_step){holds ? MEND__ROUTE_IDLE : MEND__ROUTE_FAILS, about};
        }
        if (holds) {
            take_route(route, (int32_t)i, &duty);
        }
    }
    for (uint32_t i = 0; i < d->route_names.count && steps != NULL; i++) {
        int32_t index = (int32_t)i;
        if (steps[i].fate == MEND__ROUTE_IDLE && (duty.department_route == index || duty.grade_route == index ||
                                                  duty.roles_route == index || d->routes[i].skill_count > 0)) {
            steps[i].fate = MEND__ROUTE_COUNTS;
        }
    }
    stay(d, scene, before, &duty);
    *out = duty;
}

void mend__dispatch_by_hand(const mend__dispatch *d, const mend__vocab *v, const mend_ticket *ticket, mend__duty *duty)
{
    mend__value by, grade;
    if (d->grade == NULL || d->by == NULL || !mend__ticket_value(ticket, d->by, 0, &by) ||
        mend__str_is(by.text, "system") || !mend__ticket_value(ticket, d->grade, 0, &grade)) {
        return;
    }
    int32_t index = mend__names_find(&v->grades, grade.text);
    if (index >= 0) {
        duty->grade = index;
        duty->by_hand = true;
    }
}

static bool among(const uint32_t *items, uint32_t count, uint32_t wanted)
{
    for (uint32_t i = 0; i < count; i++) {
        if (items[i] == wanted) {
            return true;
        }
    }
    return false;
}

bool mend__dispatch_allows(const mend__dispatch *d, const mend__duty *duty, int32_t department)
{
    if (duty->department < 0 || duty->department == department) {
        return true;
    }
    const mend__route *route = duty->department_route < 0 ? NULL : &d->routes[duty->department_route];
    return route != NULL &&
           (route->department == department || among(route->also, route->also_count, (uint32_t)department));
}

/* Is the role above the grade that is needed? */
static bool leads(const mend__dispatch *d, const mend__duty *duty, uint32_t role)
{
    const mend__route *route = duty->grade_route < 0 ? NULL : &d->routes[duty->grade_route];
    return route != NULL && among(route->lead, route->lead_count, role);
}

bool mend__dispatch_suits(const mend__dispatch *d, const mend__vocab *v, const mend__duty *duty, int32_t grade,
                          const mend__str *roles, size_t role_count)
{
    bool suits = grade >= duty->grade;
    for (size_t i = 0; i < role_count && !suits; i++) {
        int32_t role = mend__names_find(&v->roles, roles[i]);
        suits = role >= 0 && leads(d, duty, (uint32_t)role);
    }
    return suits;
}

/* ---- what a candidate has ---- */

static bool holds_text(const mend__str *items, uint32_t count, mend__str wanted)
{
    for (uint32_t i = 0; i < count; i++) {
        if (mend__str_eq(items[i], wanted)) {
            return true;
        }
    }
    return false;
}

bool mend__candidate_can(const mend__candidate *c, mend__str skill)
{
    return holds_text(c->skills, c->skill_count, skill);
}

/* "shanghai" serves "shanghai/pudong" as well. */
static bool region_within(mend__str region, mend__str served)
{
    return region.n > served.n && region.p[served.n] == '/' && memcmp(region.p, served.p, served.n) == 0;
}

int mend__candidate_serves(const mend__candidate *c, mend__str region)
{
    for (uint32_t i = 0; i < c->region_count; i++) {
        if (mend__str_eq(c->regions[i], region) || region_within(region, c->regions[i])) {
            return 2;
        }
    }
    return c->everywhere ? 1 : 0;
}

int64_t mend__candidate_limit(const mend__dispatch *d, const mend__candidate *c)
{
    return c->capacity >= 0 ? c->capacity : d->max_load;
}

static bool speaks(const mend__candidate *c, mend__str language)
{
    for (uint32_t i = 0; i < c->language_count; i++) {
        if (mend__same_language(c->languages[i], language)) {
            return true;
        }
    }
    return false;
}

static uint32_t skills_missing(const mend__errand *e, const mend__candidate *c)
{
    uint32_t missing = 0;
    for (uint32_t i = 0; i < e->skill_count; i++) {
        missing += !mend__candidate_can(c, e->skills[i]);
    }
    return missing;
}

/* Has the person done one of the actions on this ticket? */
static bool has_done(const mend__errand *e, const uint32_t *actions, uint32_t count, mend__str id)
{
    for (uint32_t i = 0; i < count; i++) {
        if (mend__ticket_did(e->ticket, e->v->actions.items[actions[i]].id, id)) {
            return true;
        }
    }
    return false;
}

/* Does the person's id stand in the field, or in any row of the column? */
static bool named_in(const mend_ticket *ticket, const mend__field *field, mend__str id)
{
    mend__value value;
    if (field->list == 0) {
        return mend__ticket_value(ticket, field, 0, &value) && mend__str_eq(value.text, id);
    }
    for (int32_t row = mend__ticket_next_row(ticket, field->list, 0); row != 0;
         row = mend__ticket_next_row(ticket, field->list, row)) {
        if (mend__ticket_value(ticket, field, row, &value) && mend__str_eq(value.text, id)) {
            return true;
        }
    }
    return false;
}

static bool refused(const mend__errand *e, const mend__candidate *c)
{
    bool found = c->refused;
    for (uint32_t i = 0; i < e->d->refused_count && !found; i++) {
        found = named_in(e->ticket, e->d->refused[i], c->id);
    }
    return found;
}

/* 0: has worked on the ticket; i + 1: knows what the i-th field names; one more than there are: neither. */
static int64_t knowledge(const mend__errand *e, const mend__candidate *c)
{
    mend__value value;
    uint32_t i = 0;
    if (has_done(e, e->d->worked, e->d->worked_count, c->id)) {
        return 0;
    }
    while (i < e->d->know_count && !(mend__ticket_value(e->ticket, e->d->knows[i], 0, &value) &&
                                     holds_text(c->knows, c->know_count, value.text))) {
        i++;
    }
    return (int64_t)i + 1;
}

/* ---- how a candidate stands ---- */

/* Whoever may lead it is asked for neither grade nor department nor role. */
static bool may_lead(const mend__errand *e, const mend__candidate *c)
{
    bool found = false;
    for (uint32_t i = 0; i < c->role_count && !found; i++) {
        found = leads(e->d, e->duty, c->roles[i]);
    }
    return found;
}

static bool has_role(const mend__errand *e, const mend__candidate *c)
{
    const mend__route *route = e->duty->roles_route < 0 ? NULL : &e->d->routes[e->duty->roles_route];
    bool found = route == NULL;
    for (uint32_t i = 0; i < c->role_count && !found; i++) {
        found = among(route->roles, route->role_count, c->roles[i]);
    }
    return found;
}

static uint32_t lacking(const mend__errand *e, const mend__candidate *c)
{
    int64_t limit = mend__candidate_limit(e->d, c);
    bool lead = may_lead(e, c);
    uint32_t unfit = 0;
    unfit |= !lead && c->department >= 0 && !mend__dispatch_allows(e->d, e->duty, c->department)
                 ? MEND__UNFIT_DEPARTMENT
                 : 0U;
    unfit |= !lead && c->grade < e->duty->grade ? MEND__UNFIT_GRADE : 0U;
    unfit |= c->standing[MEND__RANK_SKILL] > 0 ? MEND__UNFIT_SKILL : 0U;
    unfit |= c->standing[MEND__RANK_REGION] > 1 ? MEND__UNFIT_REGION : 0U;
    unfit |= c->standing[MEND__RANK_LANGUAGE] > 1 ? MEND__UNFIT_LANGUAGE : 0U;
    unfit &= e->d->musts;
    unfit |= !lead && !has_role(e, c) ? MEND__UNFIT_ROLE : 0U;
    unfit |= limit >= 0 && c->load >= limit ? MEND__UNFIT_LOAD : 0U;
    unfit |= c->absent ? MEND__UNFIT_ABSENT : 0U;
    unfit |= e->at < c->from ? MEND__UNFIT_EARLY : 0U;
    unfit |= c->until != INT64_MIN && e->at >= c->until ? MEND__UNFIT_LATE : 0U;
    unfit |= has_done(e, e->d->declined, e->d->declined_count, c->id) ? MEND__UNFIT_DECLINED : 0U;
    unfit |= refused(e, c) ? MEND__UNFIT_REFUSED : 0U;
    unfit |= e->handed_over && mend__str_eq(e->assignee, c->id) ? MEND__UNFIT_HAS_IT : 0U;
    return unfit;
}

/* A grade below the one that is needed stands behind every other. */
static int64_t grade_distance(const mend__duty *duty, int32_t grade)
{
    return grade >= duty->grade ? grade - duty->grade : (int64_t)MEND__NAMES_MAX + duty->grade - grade;
}

void mend__candidate_judge(const mend__errand *e, mend__candidate *c)
{
    const mend__duty *duty = e->duty;
    int64_t *standing = c->standing;
    standing[MEND__RANK_DEPARTMENT] = duty->department < 0 || c->department == duty->department ? 0
                                      : c->department < 0                                       ? 1
                                      : mend__dispatch_allows(e->d, duty, c->department)        ? 2
                                                                                                : 3;
    standing[MEND__RANK_KNOWS] = knowledge(e, c);
    standing[MEND__RANK_REGION] = e->region.n == 0 ? 0 : 2 - mend__candidate_serves(c, e->region);
    standing[MEND__RANK_SKILL] = skills_missing(e, c);
    standing[MEND__RANK_LANGUAGE] = e->language.n == 0 || speaks(c, e->language) ? 0 : c->language_count == 0 ? 1 : 2;
    standing[MEND__RANK_LOAD] = c->load;
    standing[MEND__RANK_GRADE] = grade_distance(duty, c->grade);
    standing[MEND__RANK_TURN] = c->dispatched;
    c->unfit = lacking(e, c);
    c->lacks = 0;
    for (uint32_t bit = 0; bit < MEND__UNFIT_COUNT; bit++) {
        c->lacks += (c->unfit >> bit) & 1U;
    }
}

/* ---- who stands before whom ---- */

int mend__candidate_compare(const mend__errand *e, const mend__candidate *a, const mend__candidate *b, mend__rank *by)
{
    *by = MEND__RANKS;
    if (a->lacks != b->lacks) {
        return a->lacks < b->lacks ? -1 : 1;
    }
    for (uint32_t i = 0; i < e->d->rank_count; i++) {
        int64_t x = a->standing[e->d->rank[i]], y = b->standing[e->d->rank[i]];
        if (x != y) {
            *by = e->d->rank[i];
            return x < y ? -1 : 1;
        }
    }
    return mend__str_cmp(a->id, b->id);
}

/* Two runs that stand behind each other become one. */
static void merge_runs(const mend__errand *e, mend__candidate *const *from, size_t left, size_t middle, size_t right,
                       mend__candidate **to)
{
    size_t i = left, k = middle;
    mend__rank by;
    for (size_t at = left; at < right; at++) {
        bool first = i < middle && (k == right || mend__candidate_compare(e, from[i], from[k], &by) <= 0);
        to[at] = first ? from[i++] : from[k++];
    }
}

void mend__candidates_sort(const mend__errand *e, mend__candidate **items, mend__candidate **room, size_t count)
{
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t left = 0; left < count; left += 2 * width) {
            size_t middle = count - left > width ? left + width : count;
            size_t right = count - left > 2 * width ? left + 2 * width : count;
            merge_runs(e, items, left, middle, right, room);
        }
        memcpy(items, room, count * sizeof *items);
    }
}
