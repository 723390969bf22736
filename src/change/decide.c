/*
 * decide.c - one decision from role to record: what may not be, and what follows if it may.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "decide.h"
#include "notice.h"

#include "ground/error.h"
#include "notions/duration.h"
#include "notions/instant.h"
#include "ticket/record.h"

#include <string.h>

mend__scene mend__decision_scene(const mend__decision *d)
{
    mend__scene scene = {d->after, mend__ticket_str(d->before, d->before->state), d->args->roles, d->args->role_count};
    return scene;
}

mend__str mend__action_id(const mend__decision *d)
{
    return d->action->name->id;
}

static bool refused(const mend__decision *d)
{
    return d->result->reasons.count != 0;
}

/* --- role and state --- */

static void check_role(mend__decision *d)
{
    const mend__action *a = d->action;
    const mend__vocab *v = &d->policy->vocab;
    bool found = false;
    for (uint32_t i = 0; i < a->role_count && !found; i++)
        for (size_t j = 0; j < d->args->role_count && !found; j++)
            found = mend__str_eq(v->roles.items[a->roles[i]].id, d->args->roles[j]);
    if (!found) {
        mend_buf list;
        mend__buf_init(&list, &d->result->alloc);
        for (uint32_t i = 0; i < a->role_count; i++) {
            if (i)
                mend__put_char(&list, ' ');
            mend__put_str(&list, v->roles.items[a->roles[i]].id);
        }
        mend__result_reason(d->result, MEND_REASON_ROLE_MISSING);
        mend__result_add(d->result, "roles", (mend__str){list.data ? list.data : "", list.len});
        mend__result_add(d->result, "action", a->name->id);
        d->no_memory = d->no_memory || list.status != MEND_OK;
        mend__buf_done(&list);
        return;
    }
    int32_t have = mend__names_find(&v->grades, d->args->grade), grade = a->grade; /* in order, lowest first */
    bool suits = a->dispatch_grade ? mend__decide_suits(d, &grade) : have >= grade;
    if (!suits) {
        mend__result_reason(d->result, MEND_REASON_GRADE_TOO_LOW);
        mend__result_add(d->result, "grade", v->grades.items[grade].id);
        if (d->args->grade.n)
            mend__result_add(d->result, "have", d->args->grade);
    }
}

static void check_state(mend__decision *d)
{
    const mend_ticket *t = d->before;
    mend__str state = mend__ticket_str(t, t->state);
    mend__scene scene = mend__decision_scene(d);
    bool open = d->action->opens == (t->seq == 0);
    if (open && t->seq != 0) {
        int32_t index = mend__names_find(&d->policy->vocab.states, state);
        open = index >= 0 && d->action->from[index];
    }
    scene.after = t; /* the fields of this action are not in place yet */
    if (open && mend__condition_holds(d->action->when, &scene))
        return;
    mend__result_reason(d->result, MEND_REASON_STATE_NOT_OPEN);
    mend__result_add(d->result, "action", d->action->name->id);
    mend__result_add(d->result, "state", state);
    if (open && state.n) /* from here it may start, but not now: nobody should look for another state */
        mend__result_add(d->result, "offered", state);
}

static void check_time(mend__decision *d)
{
    const mend_ticket *t = d->before;
    int64_t at = d->event.at;
    bool moves = d->action->to >= 0 && !d->action->opens;
    int64_t first = t->seq == 0 ? INT64_MIN : moves ? t->since : t->opened;
    if (at > d->now) {
        mend__result_reason(d->result, MEND_REASON_IN_THE_FUTURE);
    } else if (at < d->now && d->now - at > d->action->backdate) {
        char text[MEND__DURATION_MAX];
        mend__result_reason(d->result, MEND_REASON_BACKDATED_TOO_FAR);
        mend__result_add(d->result, "max", (mend__str){text, mend__duration_write(d->action->backdate, text)});
    }
    if (at < first)
        mend__result_reason(d->result, MEND_REASON_BEFORE_LAST_EVENT);
}

/* --- conditions, persons, loops --- */

static void check_rules(mend__decision *d)
{
    mend__scene scene = mend__decision_scene(d);
    for (uint32_t i = 0; i < d->action->rule_count; i++) {
        const mend__rule *rule = &d->action->rules[i];
        if (mend__condition_holds(rule->holds, &scene))
            continue;
        mend__result_reason(d->result, MEND_REASON_CONDITION_NOT_MET);
        mend__result_add(d->result, "condition", rule->name->id);
        mend__result_add(d->result, "action", d->action->name->id);
    }
}

/* Does the actor's id stand in the field, or in any row of the column? */
static bool named_in(const mend__decision *d, const mend__field *f)
{
    mend__value v;
    if (!f->list)
        return mend__ticket_value(d->before, f, 0, &v) && mend__str_eq(v.text, d->args->actor);
    for (int32_t row = mend__ticket_next_row(d->before, f->list, 0); row;
         row = mend__ticket_next_row(d->before, f->list, row))
        if (mend__ticket_value(d->before, f, row, &v) && mend__str_eq(v.text, d->args->actor))
            return true;
    return false;
}

static void check_persons(mend__decision *d)
{
    const mend__action *a = d->action;
    for (uint32_t i = 0; i < a->not_by_count; i++) {
        mend__str other = d->policy->vocab.actions.items[a->not_by[i]].id;
        if (!mend__ticket_did(d->before, other, d->args->actor))
            continue;
        mend__result_reason(d->result, MEND_REASON_SAME_PERSON);
        mend__result_add(d->result, "actor", d->args->actor);
        mend__result_add(d->result, "other", other);
        mend__result_add(d->result, "action", a->name->id);
    }
    for (uint32_t i = 0; i < a->not_named_count; i++) {
        if (!named_in(d, a->not_named_in[i]))
            continue;
        mend__result_reason(d->result, MEND_REASON_SAME_PERSON);
        mend__result_add(d->result, "actor", d->args->actor);
        mend__result_add(d->result, "field", mend__str_of(a->not_named_in[i]->path, MEND_NTS));
        mend__result_add(d->result, "action", a->name->id);
    }
}

/* Some steps belong to whoever stands in a field: the assignee accepts, and nobody for him. */
static void check_owner(mend__decision *d)
{
    const mend__action *a = d->action;
    for (uint32_t i = 0; i < a->only_named_count; i++)
        if (named_in(d, a->only_named_in[i]))
            return;
    if (a->only_named_count == 0)
        return;
    mend__result_reason(d->result, MEND_REASON_NOT_NAMED);
    mend__result_add(d->result, "actor", d->args->actor);
    mend__result_add(d->result, "field", mend__str_of(a->only_named_in[0]->path, MEND_NTS));
    mend__result_add(d->result, "action", a->name->id);
}

static void check_loop(mend__decision *d)
{
    const mend__action *a = d->action;
    if (a->loop_counter < 0)
        return;
    mend__str name = d->policy->vocab.counters.items[a->loop_counter].id;
    if (mend__ticket_counter(d->before, name) < a->loop_at_most)
        return;
    mend__result_reason(d->result, MEND_REASON_LOOP_EXHAUSTED);
    mend__result_add(d->result, "counter", name);
    mend__result_add_int(d->result, "max", a->loop_at_most);
    mend__result_add(d->result, "action", a->name->id);
}

/* --- the event --- */

static mend_status count_loops(mend__decision *d)
{
    const mend__action *a = d->action;
    const mend__names *names = &d->policy->vocab.counters;
    mend__counted *c = mend__arena_get(&d->result->work, (a->reset_count + 1) * sizeof *c);
    if (!c)
        return MEND_NOMEM;
    d->event.counted = c;
    size_t n = 0;
    for (uint32_t i = 0; i < a->reset_count; i++) {
        mend__str name = names->items[a->resets[i]].id;
        if (mend__ticket_counter(d->before, name) != 0)
            c[n++] = (mend__counted){name, 0};
    }
    if (a->loop_counter >= 0) {
        mend__str name = names->items[a->loop_counter].id;
        c[n++] = (mend__counted){name, mend__ticket_counter(d->before, name) + 1};
    }
    d->event.counted_count = n;
    return MEND_OK;
}

static mend_status name_notices(mend__decision *d)
{
    d->event.notices = mend__notice_names(d->action->notices, d->action->notice_count, &d->result->work);
    d->event.notice_count = d->action->notice_count;
    return d->event.notices ? MEND_OK : MEND_NOMEM;
}

static mend__str event_type(const mend__action *a)
{
    switch (a->kind) {
    case MEND__ACT_NOTE:
        return MEND__STR("noted");
    case MEND__ACT_CORRECT:
        return MEND__STR("corrected");
    case MEND__ACT_LINK:
        return MEND__STR("linked");
    case MEND__ACT_REVEAL:
        return MEND__STR("revealed");
    case MEND__ACT_ANONYMISE:
        return MEND__STR("anonymised");
    case MEND__ACT_STEP:
        break;
    }
    return a->opens ? MEND__STR("opened") : MEND__STR("acted");
}

static void start_event(mend__decision *d, const mend__identity *id, int64_t now)
{
    mend__event *e = &d->event;
    const mend__action *a = d->action;
    const mend_args *args = d->args;
    const mend_policy *p = d->policy;
    e->seq = d->before->seq + 1;
    e->at = args->has_at ? args->at : d->now;
    e->recorded = d->now;
    e->skew = d->now - now;
    e->type = event_type(a);
    e->actor = args->actor;
    e->grade = args->grade;
    e->roles = args->roles;
    e->role_count = args->role_count;
    e->action = a->name->id;
    if (a->to >= 0) {
        e->to = p->vocab.states.items[a->to].id;
        e->stage = p->vocab.stages[a->to];
    }
    e->opens = a->opens;
    if (a->opens) {
        e->tenant = id ? id->tenant : args->tenant;
        e->key = id ? id->key : args->ticket;
        e->number = id ? id->number : args->number;
        e->policy = p->id;
        e->policy_revision = p->revision;
        e->digest = (mend__str){p->digest, 64};
    }
}

void mend__decide_size(mend__decision *d)
{
    size_t max = (size_t)d->policy->max_record;
    if (mend__record_bound(d->after) <= max)
        return;
    size_t size = 0;
    d->no_memory = d->no_memory || mend__record_size(d->after, &size) != MEND_OK;
    if (size <= max)
        return;
    mend__result_reason(d->result, MEND_REASON_TICKET_TOO_LARGE);
    mend__result_add_int(d->result, "max", d->policy->max_record);
}

/* What the act makes of the clocks. */
static mend_status follow_clocks(mend__decision *d, mend_error *err)
{
    const mend_policy *p = d->policy;
    mend__sla_act act = {d->before, d->args->roles, d->args->role_count, 0, d->event.at, NULL};
    if (p->sla.count == 0 || d->asking)
        return MEND_OK;
    act.action = (int32_t)(d->action - p->flow.actions);
    d->revisions =
        mend__arena_get(&d->result->work, (mend__clock_count(d->after) + 2 * p->sla.count) * sizeof *d->revisions);
    if (!d->revisions)
        return MEND_NOMEM;
    return mend__sla_follow(&p->sla, &p->vocab, d->after, &act, d->revisions, &d->revision_count, err);
}

static mend_status fold(mend__decision *d, mend_error *err)
{
    mend_status s = count_loops(d);
    if (s == MEND_OK)
        s = name_notices(d);
    if (s == MEND_OK)
        s = mend__event_apply(d->after, &d->event);
    if (s == MEND_OK)
        s = follow_clocks(d, err);
    if (s == MEND_OK)
        mend__decide_size(d);
    return s;
}

/* What money and the unit had against the act was found early, with the fields; it is said in its turn. */
static void money_last(mend__decision *d)
{
    mend__reason_row *rows = d->result->reasons.items, row;
    size_t count = d->result->reasons.count;
    for (size_t moved = d->money_from; moved < d->money_until; moved++) {
        row = rows[d->money_from];
        memmove(&rows[d->money_from], &rows[d->money_from + 1], (count - d->money_from - 1) * sizeof row);
        rows[count - 1] = row;
    }
}

static mend_status judge(mend__decision *d, mend_error *err)
{
    check_role(d);
    if (refused(d))
        return MEND_OK; /* who may not do it is told only that */
    check_state(d);
    if (refused(d))
        return MEND_OK;
    check_time(d);
    mend_status s = mend__decide_fields(d);
    if (s != MEND_OK)
        return s;
    mend__decide_needs(d);
    mend__decide_below(d);
    mend__decide_assign(d);
    check_rules(d);
    money_last(d);
    check_persons(d);
    check_owner(d);
    check_loop(d);
    return refused(d) ? MEND_OK : fold(d, err);
}

mend_status mend__decide(mend__decision *d, const mend__identity *id, int64_t now, mend_error *err)
{
    const mend_ticket *t = d->before;
    d->after = &d->result->scratch;
    d->now = t->seq && now < t->last ? t->last : now;
    memset(&d->event, 0, sizeof d->event);
    mend__arena_reset(&d->result->work);
    mend_status s = mend__ticket_assign(d->after, t);
    start_event(d, id, now);
    if (s == MEND_OK)
        s = judge(d, err);
    if (s == MEND_OK && (d->no_memory || d->result->text.status != MEND_OK))
        s = MEND_NOMEM;
    if (s == MEND_OK || s == MEND_RANGE) /* of a clock, and said already */
        return s;
    return mend__fail(err, s, mend_status_text(s));
}
