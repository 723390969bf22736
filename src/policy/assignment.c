/*
 * assignment.c - where a ticket goes and who may take it, with the reasons, see assignment.h.
 *
 * What is needed stands first, each part with the route it comes from; then the candidates, those who fit in front.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "assignment.h"
#include "ground/buf.h"
#include "ground/int.h"
#include "notions/instant.h"
#include "why.h"

#include <string.h>

typedef struct desk { /* one answer being written */
    const mend_policy *policy;
    const mend__dispatch *d;
    const mend__vocab *v;
    mend__arena *arena;
    mend__scene scene;
    mend__str lang;
    mend__duty duty;
    mend__route_step *steps;
    mend__str *skills;     /* needed */
    int32_t *skill_routes; /* that ask for them; -1: the ticket itself */
    mend__errand errand;
    mend__candidate **order, **room;
    size_t count, fitting;
    bool asked; /* candidates were named */
    mend__teller teller;
    mend__jw *w;
} desk;

/* ---- names ---- */

static mend__str department_id(const desk *k, int32_t department)
{
    return department < 0 ? MEND__STR("") : k->d->departments->items[department].id;
}

static mend__str grade_id(const desk *k, int32_t grade)
{
    return grade < 0 ? MEND__STR("") : k->v->grades.items[grade].id;
}

static mend__str route_id(const desk *k, int32_t route)
{
    return route < 0 ? MEND__STR("") : k->d->route_names.items[route].id;
}

static const mend__route *route_of(const desk *k, int32_t route)
{
    return route < 0 ? NULL : &k->d->routes[route];
}

/* Names with blanks between, as sentences take them; no memory sticks to the writer. */
static mend__str joined(desk *k, const mend__names *names, int32_t first, const uint32_t *items, uint32_t count)
{
    size_t n = first < 0 ? 0 : names->items[first].id.n + 1;
    for (uint32_t i = 0; i < count; i++) {
        n += names->items[items[i]].id.n + 1;
    }
    char *text = mend__arena_get(k->arena, n + 1), *at = text;
    if (text == NULL) {
        k->w->out->status = k->w->out->status == MEND_OK ? MEND_NOMEM : k->w->out->status;
        return MEND__STR("");
    }
    for (uint32_t i = first < 0; i <= count; i++) {
        mend__str id = names->items[i == 0 ? (uint32_t)first : items[i - 1]].id;
        memcpy(at, id.p, id.n);
        at[id.n] = ' ';
        at += id.n + 1;
    }
    return (mend__str){text, n == 0 ? 0 : n - 1};
}

/* ---- what is needed ---- */

static mend__str ticket_text(const desk *k, const char *name)
{
    mend__value value;
    const mend__field *field = mend__field_find(0, mend__str_of(name, MEND_NTS));
    return mend__ticket_value(k->scene.after, field, 0, &value) ? value.text : MEND__STR("");
}

static void need_skill(desk *k, mend__str skill, int32_t route)
{
    uint32_t i = 0;
    while (i < k->errand.skill_count && !mend__str_eq(k->skills[i], skill)) {
        i++;
    }
    if (i == k->errand.skill_count && skill.n > 0) {
        k->skills[i] = skill;
        k->skill_routes[i] = route;
        k->errand.skill_count++;
    }
}

static mend_status need_skills(desk *k)
{
    size_t most = 1;
    for (uint32_t i = 0; i < k->d->route_names.count; i++) {
        most += k->d->routes[i].skill_count;
    }
    k->skills = mend__arena_get(k->arena, most * sizeof *k->skills);
    k->skill_routes = mend__arena_get(k->arena, most * sizeof *k->skill_routes);
    if (k->skills == NULL || k->skill_routes == NULL) {
        return MEND_NOMEM;
    }
    for (uint32_t i = 0; i < k->d->route_names.count; i++) {
        for (uint32_t s = 0; s < k->d->routes[i].skill_count && k->steps[i].fate != MEND__ROUTE_FAILS; s++) {
            need_skill(k, k->d->routes[i].skills[s], (int32_t)i);
        }
    }
    need_skill(k, ticket_text(k, "skill"), -1);
    k->errand.skills = k->skills;
    return MEND_OK;
}

/* When somebody is wanted: the instant in the section's field, if it is to come. */
static int64_t wanted_at(const desk *k, int64_t now)
{
    mend__value value;
    bool known = k->d->at != NULL && mend__ticket_value(k->scene.after, k->d->at, 0, &value);
    return known && value.num > now ? value.num : now;
}

static mend_status find_needs(desk *k, int64_t now)
{
    k->steps = mend__arena_get(k->arena, (k->d->route_names.count + 1) * sizeof *k->steps);
    if (k->steps == NULL) {
        return MEND_NOMEM;
    }
    mend__dispatch_judge(k->d, &k->scene, k->scene.after, &k->duty, k->steps);
    mend__dispatch_by_hand(k->d, k->v, k->scene.after, &k->duty);
    k->errand = (mend__errand){.d = k->d, .v = k->v, .ticket = k->scene.after, .duty = &k->duty};
    k->errand.region = ticket_text(k, "region");
    k->errand.language = ticket_text(k, "preferred_language");
    k->errand.assignee = ticket_text(k, "assignee");
    k->errand.handed_over = k->d->hand_over != NULL && mend__condition_holds(k->d->hand_over, &k->scene);
    k->errand.at = wanted_at(k, now);
    return need_skills(k);
}

/* ---- saying what is needed ---- */

static void put_str(desk *k, const char *key, mend__str value)
{
    if (value.n > 0) {
        mend__jw_key(k->w, key);
        mend__jw_str(k->w, value);
    }
}

static void put_names(desk *k, const char *key, const mend__names *names, const uint32_t *items, uint32_t count)
{
    if (count == 0) {
        return;
    }
    mend__jw_key(k->w, key);
    mend__jw_array(k->w);
    for (uint32_t i = 0; i < count; i++) {
        mend__jw_str(k->w, names->items[items[i]].id);
    }
    mend__jw_end_array(k->w);
}

static void put_skills(desk *k)
{
    if (k->errand.skill_count == 0) {
        return;
    }
    mend__jw_key(k->w, "skills");
    mend__jw_array(k->w);
    for (uint32_t i = 0; i < k->errand.skill_count; i++) {
        mend__jw_str(k->w, k->skills[i]);
    }
    mend__jw_end_array(k->w);
}

static void put_needs(desk *k)
{
    const mend__duty *duty = &k->duty;
    const mend__route *department = route_of(k, duty->stays ? -1 : duty->department_route);
    const mend__route *grade = route_of(k, duty->grade_route), *roles = route_of(k, duty->roles_route);
    if (duty->department >= 0) {
        put_str(k, "department", department_id(k, duty->department));
        put_str(k, "label", mend__name_label(k->v, &k->d->departments->items[duty->department], k->lang));
    }
    if (department != NULL) {
        put_names(k, "also", k->d->departments, department->also, department->also_count);
    }
    if (duty->grade >= 0) {
        put_str(k, "grade", grade_id(k, duty->grade));
        put_str(k, "grade_label", mend__name_label(k->v, &k->v->grades.items[duty->grade], k->lang));
    }
    if (grade != NULL) {
        put_names(k, "lead", &k->v->roles, grade->lead, grade->lead_count);
    }
    if (roles != NULL) {
        put_names(k, "roles", &k->v->roles, roles->roles, roles->role_count);
    }
    put_skills(k);
    put_str(k, "region", k->errand.region);
    put_str(k, "language", k->errand.language);
}

static void why_department(desk *k)
{
    const mend__duty *duty = &k->duty;
    mend__told y = mend__because(duty->stays                   ? MEND_REASON_DEPARTMENT_STAYS
                                 : duty->department_route >= 0 ? MEND_REASON_DEPARTMENT_BY_ROUTE
                                                               : MEND_REASON_NO_ROUTE);
    mend__why_with(&y, "department", department_id(k, duty->department));
    mend__why_with(&y, "route", duty->stays ? MEND__STR("") : route_id(k, duty->department_route));
    mend__why_write(&k->teller, &y);
}

static void why_grade(desk *k)
{
    const mend__duty *duty = &k->duty;
    const mend__route *route = route_of(k, duty->grade_route);
    mend__value by = {0, 0, {"", 0}};
    if (duty->grade < 0) {
        return;
    }
    mend__told y = mend__because(duty->by_hand ? MEND_REASON_GRADE_BY_HAND : MEND_REASON_GRADE_BY_ROUTE);
    mend__why_with(&y, "grade", grade_id(k, duty->grade));
    if (duty->by_hand) {
        mend__ticket_value(k->scene.after, k->d->by, 0, &by);
        mend__why_with(&y, "actor", by.text);
    } else {
        mend__why_with(&y, "route", route_id(k, duty->grade_route));
    }
    mend__why_write(&k->teller, &y);
    if (route != NULL && route->lead_count > 0) {
        y = mend__because(MEND_REASON_LEAD_BY_ROUTE);
        mend__why_with(&y, "roles", joined(k, &k->v->roles, -1, route->lead, route->lead_count));
        mend__why_write(&k->teller, &y);
    }
}

static void why_roles(desk *k)
{
    const mend__route *route = route_of(k, k->duty.roles_route);
    if (route == NULL) {
        return;
    }
    mend__told y = mend__because(MEND_REASON_ROLES_BY_ROUTE);
    mend__why_with(&y, "roles", joined(k, &k->v->roles, -1, route->roles, route->role_count));
    mend__why_with(&y, "route", route_id(k, k->duty.roles_route));
    mend__why_write(&k->teller, &y);
}

static void why_skills(desk *k)
{
    for (uint32_t i = 0; i < k->errand.skill_count; i++) {
        bool own = k->skill_routes[i] < 0;
        mend__told y = mend__because(own ? MEND_REASON_SKILL_BY_TICKET : MEND_REASON_SKILL_BY_ROUTE);
        mend__why_with(&y, "skill", k->skills[i]);
        mend__why_with(&y, "route", route_id(k, k->skill_routes[i]));
        mend__why_write(&k->teller, &y);
    }
}

static mend__str number_text(int64_t value, char room[24])
{
    return (mend__str){room, mend__int_write(value, room)};
}

static void put_reasons(desk *k)
{
    mend__jw_key(k->w, "reasons");
    mend__jw_array(k->w);
    why_department(k);
    why_grade(k);
    why_roles(k);
    why_skills(k);
    if (k->asked && k->fitting == 0) {
        char count[24];
        mend__told y = mend__because(MEND_REASON_NOBODY_FITS);
        mend__why_with(&y, "count", number_text((int64_t)k->count, count));
        mend__why_write(&k->teller, &y);
    }
    mend__jw_end_array(k->w);
}

static void put_others(desk *k)
{
    mend__jw_key(k->w, "others");
    mend__jw_array(k->w);
    for (uint32_t i = 0; i < k->d->route_names.count; i++) {
        const mend__route_step *step = &k->steps[i];
        if (step->fate == MEND__ROUTE_COUNTS) {
            continue;
        }
        bool fails = step->fate == MEND__ROUTE_FAILS;
        mend__told y = mend__because(fails ? MEND_REASON_ROUTE_NOT_HELD : MEND_REASON_ROUTE_NOT_NEEDED);
        mend__why_with(&y, "route", route_id(k, (int32_t)i));
        if (fails && step->about != NULL) {
            mend__why_with(&y, "field", mend__str_of(step->about->path, MEND_NTS));
        }
        mend__why_write(&k->teller, &y);
    }
    mend__jw_end_array(k->w);
}

/* ---- why somebody may not ---- */

static void lack_department(desk *k, const mend__candidate *c)
{
    const mend__route *route = route_of(k, k->duty.stays ? -1 : k->duty.department_route);
    mend__told y = mend__because(MEND_REASON_CANDIDATE_OTHER_DEPARTMENT);
    mend__why_with(&y, "home", department_id(k, c->department));
    mend__why_with(&y, "departments",
                   joined(k, k->d->departments, k->duty.department, route == NULL ? NULL : route->also,
                          route == NULL ? 0 : route->also_count));
    mend__why_write(&k->teller, &y);
}

static void lack_grade(desk *k, const mend__candidate *c)
{
    const mend__route *route = route_of(k, k->duty.grade_route);
    mend__told y = mend__because(MEND_REASON_CANDIDATE_GRADE_LOW);
    mend__why_with(&y, "have", grade_id(k, c->grade));
    mend__why_with(&y, "grade", grade_id(k, k->duty.grade));
    if (route != NULL) {
        mend__why_with(&y, "roles", joined(k, &k->v->roles, -1, route->lead, route->lead_count));
    }
    mend__why_write(&k->teller, &y);
}

static void lack_skills(desk *k, const mend__candidate *c)
{
    for (uint32_t i = 0; i < k->errand.skill_count; i++) {
        if (!mend__candidate_can(c, k->skills[i])) {
            mend__told y = mend__because(MEND_REASON_CANDIDATE_SKILL_MISSING);
            mend__why_with(&y, "skill", k->skills[i]);
            mend__why_write(&k->teller, &y);
        }
    }
}

static void lack_role(desk *k)
{
    const mend__route *route = route_of(k, k->duty.roles_route);
    mend__told y = mend__because(MEND_REASON_CANDIDATE_ROLE_MISSING);
    mend__why_with(&y, "roles", joined(k, &k->v->roles, -1, route->roles, route->role_count));
    mend__why_write(&k->teller, &y);
}

static void lack_load(desk *k, const mend__candidate *c)
{
    char load[24], limit[24];
    mend__told y = mend__because(MEND_REASON_CANDIDATE_FULL);
    mend__why_with(&y, "load", number_text(c->load, load));
    mend__why_with(&y, "limit", number_text(mend__candidate_limit(k->d, c), limit));
    mend__why_write(&k->teller, &y);
}

/* A reason with one parameter, or with none. */
static void lack_plain(desk *k, mend_reason code, const char *name, mend__str value)
{
    mend__told y = mend__because(code);
    mend__why_with(&y, name, value);
    mend__why_write(&k->teller, &y);
}

static void lack_instant(desk *k, mend_reason code, const char *name, int64_t at)
{
    char text[24];
    lack_plain(k, code, name, (mend__str){text, mend__instant_write(at, text)});
}

static void lack(desk *k, const mend__candidate *c, uint32_t what)
{
    const mend__str none = MEND__STR("");
    switch (what) {
    case MEND__UNFIT_DEPARTMENT:
        lack_department(k, c);
        break;
    case MEND__UNFIT_GRADE:
        lack_grade(k, c);
        break;
    case MEND__UNFIT_SKILL:
        lack_skills(k, c);
        break;
    case MEND__UNFIT_REGION:
        lack_plain(k, MEND_REASON_CANDIDATE_OUT_OF_REGION, "region", k->errand.region);
        break;
    case MEND__UNFIT_LANGUAGE:
        lack_plain(k, MEND_REASON_CANDIDATE_LANGUAGE, "language", k->errand.language);
        break;
    case MEND__UNFIT_ROLE:
        lack_role(k);
        break;
    case MEND__UNFIT_LOAD:
        lack_load(k, c);
        break;
    case MEND__UNFIT_ABSENT:
        lack_plain(k, MEND_REASON_CANDIDATE_ABSENT, "", none);
        break;
    case MEND__UNFIT_EARLY:
        lack_instant(k, MEND_REASON_CANDIDATE_NOT_YET, "from", c->from);
        break;
    case MEND__UNFIT_LATE:
        lack_instant(k, MEND_REASON_CANDIDATE_NO_LONGER, "until", c->until);
        break;
    case MEND__UNFIT_DECLINED:
        lack_plain(k, MEND_REASON_CANDIDATE_DECLINED, "", none);
        break;
    case MEND__UNFIT_REFUSED:
        lack_plain(k, MEND_REASON_CANDIDATE_REFUSED, "", none);
        break;
    default:
        lack_plain(k, MEND_REASON_CANDIDATE_HAS_IT, "", none);
        break;
    }
}

/* ---- why somebody stands before the next ---- */

static void ahead_knows(desk *k, const mend__candidate *c, mend__told *y)
{
    int64_t standing = c->standing[MEND__RANK_KNOWS];
    y->code = standing == 0 ? MEND_REASON_AHEAD_WORKED : MEND_REASON_AHEAD_KNOWS;
    if (standing > 0) { /* at most know_count, as somebody stands behind */
        mend__why_with(y, "field", mend__str_of(k->d->knows[standing - 1]->path, MEND_NTS));
    }
}

static void ahead(desk *k, const mend__candidate *c, const mend__candidate *next)
{
    static const mend_reason codes[] = {
        MEND_REASON_AHEAD_DEPARTMENT, MEND_REASON_AHEAD_KNOWS,    MEND_REASON_AHEAD_REGION,
        MEND_REASON_AHEAD_SKILL,      MEND_REASON_AHEAD_LANGUAGE, MEND_REASON_AHEAD_LOAD,
        MEND_REASON_AHEAD_GRADE,      MEND_REASON_AHEAD_TURN,     MEND_REASON_AHEAD_ID}; /* by mend__rank */
    char load[24], more[24];
    mend__rank by = MEND__RANKS;
    mend__candidate_compare(&k->errand, c, next, &by);
    mend__told y = mend__because(codes[by]);
    mend__why_with(&y, "next", next->id);
    if (by == MEND__RANK_DEPARTMENT && c->department >= 0) {
        mend__why_with(&y, "department", department_id(k, c->department));
    } else if (by == MEND__RANK_KNOWS) {
        ahead_knows(k, c, &y);
    } else if (by == MEND__RANK_REGION) {
        mend__why_with(&y, "region", k->errand.region);
    } else if (by == MEND__RANK_LANGUAGE && c->standing[by] == 0) {
        mend__why_with(&y, "language", k->errand.language);
    } else if (by == MEND__RANK_LOAD) {
        mend__why_with(&y, "load", number_text(c->load, load));
        mend__why_with(&y, "more", number_text(next->load, more));
    } else if (by == MEND__RANK_GRADE && c->grade >= k->duty.grade) {
        mend__why_with(&y, "have", grade_id(k, c->grade));
    } else if (by == MEND__RANK_GRADE) {
        y.count = 0; /* too low, only less so than the next */
    }
    mend__why_write(&k->teller, &y);
}

/* ---- candidates ---- */

static mend_status rank_candidates(desk *k, mend__candidate *items, size_t count)
{
    k->order = mend__arena_get(k->arena, (count + 1) * sizeof *k->order);
    k->room = mend__arena_get(k->arena, (count + 1) * sizeof *k->room);
    if (k->order == NULL || k->room == NULL) {
        return MEND_NOMEM;
    }
    k->count = count;
    for (size_t i = 0; i < count; i++) {
        mend__candidate_judge(&k->errand, &items[i]);
        k->fitting += items[i].lacks == 0;
        k->order[i] = &items[i];
    }
    mend__candidates_sort(&k->errand, k->order, k->room, count);
    return MEND_OK;
}

static void put_candidate(desk *k, size_t i)
{
    const mend__candidate *c = k->order[i];
    mend__jw_object(k->w);
    put_str(k, "id", c->id);
    mend__jw_key(k->w, "fits");
    mend__jw_bool(k->w, c->lacks == 0);
    put_str(k, "grade", grade_id(k, c->grade));
    mend__jw_key(k->w, "load");
    mend__jw_int(k->w, c->load);
    mend__jw_key(k->w, "reasons");
    mend__jw_array(k->w);
    for (uint32_t bit = 0; bit < MEND__UNFIT_COUNT; bit++) {
        if ((c->unfit & (1U << bit)) != 0) {
            lack(k, c, 1U << bit);
        }
    }
    if (i + 1 < k->fitting) {
        ahead(k, c, k->order[i + 1]);
    }
    mend__jw_end_array(k->w);
    mend__jw_end_object(k->w);
}

static void put_candidates(desk *k)
{
    mend__jw_key(k->w, "candidates");
    mend__jw_array(k->w);
    for (size_t i = 0; i < k->count; i++) {
        put_candidate(k, i);
    }
    mend__jw_end_array(k->w);
}

/* ---- the whole ---- */

mend_status mend__assignment_write(const mend_policy *policy, const mend_ticket *ticket, mend__candidate *items,
                                   size_t count, int64_t now, mend__str lang, mend__arena *arena, mend__jw *w)
{
    desk k = {.policy = policy, .d = &policy->dispatch, .v = &policy->vocab, .arena = arena, .lang = lang, .w = w};
    k.scene = (mend__scene){ticket, mend__ticket_str(ticket, ticket->state), NULL, 0};
    k.teller = (mend__teller){.policy = policy, .lang = lang, .w = w};
    k.asked = items != NULL;
    mend_status status = find_needs(&k, now);
    status = status != MEND_OK || !k.asked ? status : rank_candidates(&k, items, count);
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_init(&k.teller.text, &arena->alloc);
    mend__jw_object(w);
    put_needs(&k);
    put_reasons(&k);
    put_others(&k);
    if (k.asked) {
        put_candidates(&k);
    }
    mend__jw_end_object(w);
    mend__buf_done(&k.teller.text);
    return w->out->status;
}
