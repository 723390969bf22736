/*
 * restate.c - what a policy would have made of a ticket: its acts as they were, level and clocks by that policy.
 *
 * The log is folded twice. One ticket is as it was, so that events can be read and what was given can be told from what
 * was judged. The other one is as it would be: facts of acts come over, and what the policy judges is left out and
 * judged anew. Events that time brought are passed over; the second ticket is ticked instead.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "move.h"
#include "replay.h"

#include "ground/error.h"
#include "notions/instant.h"

#include <string.h>

#define MEND__RESTATE_EVENTS 100000 /* that time brings */

typedef struct restating {
    const mend_policy *policy;
    mend__replay was;
    mend_ticket before, after; /* as it would be, before and after the event */
    mend_result *work;         /* memory, and events that nobody reads */
    mend_result *notes;
    uint32_t left; /* of MEND__RESTATE_EVENTS */
    int64_t seen;  /* the host's clock has been there: time has brought something */
    bool sealed;   /* values it was judged by are gone */
    mend_error *err;
} restating;

static const mend__name RESTATE_NAME = {.id = {"restated", 8}};
/* Stands in for an action that the policy does not have. */
static const mend__action NO_ACTION = {
    .name = &RESTATE_NAME, .to = -1, .grade = -1, .loop_counter = -1, .series = -1, .takes_reason = true};

/* --- notes --- */

/* One note about a thing is enough. */
static void note(restating *r, mend_reason code, const char *name, mend__str value)
{
    for (int32_t i = 0; i < mend_result_reason_count(r->notes); i++) {
        const char *have = mend_result_param(r->notes, i, name, NULL);
        if (mend_result_reason(r->notes, i) == code && have && mend__str_is(value, have))
            return;
    }
    mend__result_reason(r->notes, code);
    mend__result_add(r->notes, name, value);
}

/* --- time --- */

static mend_status tick(restating *r, mend_ticket *t, int64_t until)
{
    bool more = false;
    if (t->seq == 0 || !mend__tick_due(t, until))
        return MEND_OK;
    mend__result_reset(r->work);
    mend_status s = mend__tick(r->policy, t, until, r->left, r->work, &more, r->err);
    uint32_t done = (uint32_t)r->work->events.count;
    r->left -= done < r->left ? done : r->left;
    if (s == MEND_OK && (more || r->left == 0))
        s = mend__fail(r->err, MEND_LIMIT, "the policy's clocks would bring over 100,000 events");
    mend__result_reset(r->work);
    return s;
}

/* --- facts --- */

/* The number a fact's field has in the ticket as it would be: fields of policies may be declared in another order. */
static int32_t number_of(const restating *r, const mend__event *e, const mend__fact *f)
{
    size_t known = r->was.fresh.customs.count, index = (size_t)(f->id - MEND__CUSTOM);
    if (f->id < MEND__CUSTOM)
        return f->id;
    if (index >= known)
        return MEND__CUSTOM + (int32_t)(r->before.customs.count + (index - known));
    int32_t id = mend__ticket_custom(&r->before, f->list, mend__ticket_field_name(&r->was.fresh, f->id));
    for (size_t i = 0; i < e->declared_count; i++)
        if (e->declared[i].list == f->list &&
            mend__str_eq(e->declared[i].name, mend__ticket_field_name(&r->was.fresh, f->id)))
            id = MEND__CUSTOM + (int32_t)(r->before.customs.count + i);
    return id;
}

/* The number that a field has in a ticket to which the event comes; 0: none. */
static int32_t number_in(const mend_ticket *t, const mend__event *e, const mend__field *f)
{
    int32_t id = mend__ticket_field_id(t, f);
    for (size_t i = 0; f->id >= MEND__CUSTOM && i < e->declared_count; i++)
        if (e->declared[i].list == f->list && mend__str_is(e->declared[i].name, f->name))
            id = MEND__CUSTOM + (int32_t)(t->customs.count + i);
    return id;
}

/* What the event says about a field of the ticket `t` to which it comes; f NULL: nothing. */
static mend__fact *fact_about(const mend_ticket *t, const mend__event *e, const mend__field *f)
{
    int32_t id = f ? number_in(t, e, f) : 0;
    for (size_t i = 0; id && i < e->fact_count; i++)
        if (e->facts[i].list == 0 && e->facts[i].id == id)
            return &e->facts[i];
    return NULL;
}

static void drop_fact(mend__decision *d, const mend__field *f)
{
    mend__event *e = &d->event;
    const mend__fact *fact = fact_about(d->before, e, f);
    if (!fact)
        return;
    size_t at = (size_t)(fact - e->facts);
    memmove(&e->facts[at], &e->facts[at + 1], (e->fact_count - at - 1) * sizeof *e->facts);
    e->fact_count--;
}

static void give(mend__decision *d, const mend__field *f)
{
    const mend__fact *fact = fact_about(d->before, &d->event, f);
    if (fact && fact->kind == MEND__FACT_VALUE)
        d->given[d->given_count++] = (mend__given){NULL, NULL, NULL, f, 0, 0, true, fact->value};
}

/* What the event still says of levels, and of who judged and when, counts as given by whoever acted. */
static mend_status list_given(mend__decision *d)
{
    const mend__triage *t = &d->policy->triage;
    d->given = mend__arena_get(&d->result->work, (d->action->set_count + 3) * sizeof *d->given);
    if (!d->given)
        return MEND_NOMEM;
    give(d, t->by);
    give(d, t->at);
    for (uint32_t i = 0; i < d->action->set_count; i++)
        give(d, d->action->sets[i].field);
    return MEND_OK;
}

/* --- the level --- */

/* Who judged the level as the event left it; p NULL: nobody. */
static mend__str judge_of(const restating *r, const mend__event *e)
{
    const mend__field *by = r->policy->triage.by;
    const mend__fact *f = fact_about(&r->was.fresh, e, by);
    mend__value v = {0, 0, {NULL, 0}};
    if (f)
        return f->kind == MEND__FACT_UNSET ? (mend__str){NULL, 0} : f->value.text;
    return mend__ticket_value(&r->was.fresh, by, 0, &v) ? v.text : (mend__str){NULL, 0};
}

static bool is_in_form(const mend__action *a, const mend__field *f)
{
    return mend__form_find(a->form, a->form_count, f) != NULL;
}

/* Was this level somebody's decision? */
static bool was_given(const restating *r, const mend__decision *d, const mend__event *e, const mend__field *f)
{
    const mend__field *by = r->policy->triage.by;
    const mend__fact *about = fact_about(&r->was.fresh, e, f);
    if (!is_in_form(d->action, f))
        return false;
    if (!by || f != mend__field_find(0, MEND__STR("level")))
        return about != NULL;
    mend__str who = judge_of(r, e);
    bool person = who.p && !mend__str_is(who, "system");
    return about ? person : person && fact_about(&r->was.fresh, e, by) != NULL;
}

/* Takes what was judged out of the event, so that it can be judged anew; true: it is to be. */
static bool forget_judged(restating *r, mend__decision *d, const mend__event *e, const mend__field *f)
{
    const mend__triage *t = &r->policy->triage;
    bool level = f == mend__field_find(0, MEND__STR("level"));
    mend__value v;
    if (r->sealed || (is_in_form(d->action, f) && (!t->by || !level) && !fact_about(&r->was.fresh, e, f))) {
        note(r, MEND_REASON_LEVEL_KEPT, "field", mend__str_of(f->path, MEND_NTS));
        return false;
    }
    if (was_given(r, d, e, f)) {
        if (!fact_about(d->before, &d->event, f) && mend__ticket_value(&r->was.fresh, f, 0, &v))
            mend__decide_add(d, f, 0, 0, &v); /* it was given, and was what it had been */
        return true;
    }
    drop_fact(d, f);
    if (level && fact_about(&r->was.fresh, e, t->by) && mend__str_is(judge_of(r, e), "system")) {
        drop_fact(d, t->by);
        drop_fact(d, t->at);
    }
    return true;
}

/* False: nothing is to be judged. */
static bool forget_levels(restating *r, mend__decision *d, const mend__event *e)
{
    bool judge = false;
    for (uint32_t i = 0; i < d->action->set_count; i++)
        if (d->action->sets[i].from == MEND__SET_TRIAGE)
            judge = forget_judged(r, d, e, d->action->sets[i].field) || judge;
    return judge;
}

/* --- one event --- */

/* The event's facts with the numbers of the ticket as it would be; its slots come behind those it has. */
static mend_status take_facts(restating *r, mend__decision *d, const mend__event *e)
{
    mend_status s = mend__decide_room(d, d->action->set_count + 4);
    for (size_t i = 0; i < d->event.fact_count; i++)
        d->event.facts[i].id = number_of(r, e, &e->facts[i]);
    return s;
}

static void number_slots(const restating *r, mend__event *e)
{
    int32_t slot = (int32_t)r->before.slots.count;
    mend__facts_sort(e);
    for (size_t i = 0; i < e->fact_count; i++)
        if (e->facts[i].kind == MEND__FACT_SLOT)
            e->facts[i].slot = ++slot;
    if (e->reason_slot)
        e->reason_slot = ++slot;
}

static mend_status apply_facts(restating *r, mend__decision *d, const mend__event *e)
{
    mend_status s = take_facts(r, d, e);
    bool judge = s == MEND_OK && forget_levels(r, d, e);
    if (s == MEND_OK && judge)
        s = list_given(d);
    if (s != MEND_OK)
        return s;
    number_slots(r, &d->event);
    s = mend__event_apply_fields(d->after, &d->event);
    return s == MEND_OK && judge ? mend__decide_level(d) : s;
}

/* State and policy are those of the policy that is tried. */
static void adapt(restating *r, mend__event *e)
{
    const mend__vocab *v = &r->policy->vocab;
    if (e->opens || e->moves) {
        e->policy = r->policy->id;
        e->policy_revision = r->policy->revision;
        e->digest = (mend__str){r->policy->digest, 64};
    }
    if (!e->to.p)
        return;
    int32_t index = mend__names_find(&v->states, e->to);
    if (index < 0)
        note(r, MEND_REASON_STATE_UNKNOWN, "state", e->to);
    else
        e->stage = v->stages[index];
}

/* The clocks of a ticket that began elsewhere, aimed at the policy's targets. */
static mend_status take_clocks(restating *r, mend__decision *d, const mend__event *e)
{
    const mend_policy *p = r->policy;
    mend__sla_move m = {&p->sla, &p->sla, &p->vocab, &p->vocab, e->at, NULL, NULL};
    mend__scene scene = {d->after, mend__ticket_str(d->after, d->after->state), e->roles, e->role_count};
    mend_status s = MEND_OK;
    int32_t state = mend__names_find(&p->vocab.states, scene.state);
    if (state >= 0)
        scene.state = p->vocab.states.items[state].id;
    for (mend__node n = e->tree ? mend__json_first(e->tree, e->clocks) : MEND__NONE; n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(e->tree, n))
        s = mend__clock_read(d->after, e->tree, n, NULL);
    for (size_t i = 0; i < mend__clock_count(d->after) && s == MEND_OK; i++) {
        mend__misfit misfit = MEND__MISFIT_NONE;
        s = mend__sla_fits(&m, &scene, (int32_t)i, &misfit);
        if (misfit == MEND__MISFIT_UNKNOWN)
            note(r, MEND_REASON_CLOCK_UNKNOWN, "clock", mend__ticket_str(d->after, mend__clock_at(d->after, i)->clock));
        else if (misfit != MEND__MISFIT_NONE)
            note(r, MEND_REASON_CLOCK_WITHOUT_TARGET, "clock",
                 mend__ticket_str(d->after, mend__clock_at(d->after, i)->clock));
    }
    d->revisions = mend__arena_get(&d->result->work, (4 * mend__clock_count(d->after) + 1) * sizeof *d->revisions);
    if (s == MEND_OK && !d->revisions)
        s = MEND_NOMEM;
    return s == MEND_OK ? mend__sla_carry(&m, &scene, d->after, d->revisions, &d->revision_count) : s;
}

static mend_status follow(restating *r, mend__decision *d, const mend__event *e)
{
    const mend_policy *p = r->policy;
    mend__sla_act act = {d->before, e->roles, e->role_count, -1, e->at, NULL};
    if (e->brought)
        return take_clocks(r, d, e);
    if (d->action != &NO_ACTION)
        act.action = (int32_t)(d->action - p->flow.actions);
    d->revisions =
        mend__arena_get(&d->result->work, (mend__clock_count(d->after) + 2 * p->sla.count + 1) * sizeof *d->revisions);
    if (!d->revisions)
        return MEND_NOMEM;
    return mend__sla_follow(&p->sla, &p->vocab, d->after, &act, d->revisions, &d->revision_count, r->err);
}

static const mend__action *action_of(restating *r, const mend__event *e)
{
    int32_t index = e->action.p ? mend__names_find(&r->policy->vocab.actions, e->action) : -1;
    if (index >= 0)
        return &r->policy->flow.actions[index];
    if (e->action.p)
        note(r, MEND_REASON_ACTION_UNKNOWN, "action", e->action);
    return &NO_ACTION;
}

static mend_status carry_out(restating *r, mend__decision *d)
{
    mend__clock_clean(d->after);
    mend_status s = MEND_OK;
    for (size_t i = 0; i < d->revision_count && s == MEND_OK; i++)
        s = mend__tick_revised(d->after, &d->revisions[i], d->event.at, r->work);
    return s == MEND_OK ? tick(r, d->after, d->event.recorded) : s;
}

/* An act of the log, done to the ticket as it would be. */
static mend_status act(restating *r, const mend__event *e)
{
    mend__decision d;
    mend_args args;
    memset(&d, 0, sizeof d);
    memset(&args, 0, sizeof args);
    if (e->skew < 0 || e->recorded - e->skew > e->recorded)
        return mend__fail(r->err, MEND_CORRUPT, "an event's skew is below zero");
    int64_t now = e->recorded - e->skew;
    mend_status s = tick(r, &r->after, now > r->seen ? now : r->seen);
    if (s == MEND_OK)
        s = mend__ticket_assign(&r->before, &r->after);
    if (s != MEND_OK)
        return s;
    args.actor = e->actor;
    args.role_count = e->role_count < MEND__ARGS_ROLES ? e->role_count : MEND__ARGS_ROLES;
    for (size_t i = 0; i < args.role_count; i++)
        args.roles[i] = e->roles[i];
    d = (mend__decision){.policy = r->policy, .before = &r->before, .after = &r->after, .args = &args};
    d.action = action_of(r, e);
    d.result = r->work;
    d.event = *e;
    d.event.seq = r->before.seq + 1;
    d.event.tree = NULL; /* its clocks are not this policy's */
    d.now = e->recorded;
    mend__result_reset(r->work);
    adapt(r, &d.event);
    s = apply_facts(r, &d, e);
    if (s == MEND_OK)
        s = mend__event_apply(d.after, &d.event);
    if (s == MEND_OK)
        s = follow(r, &d, e);
    return s == MEND_OK ? carry_out(r, &d) : s;
}

/* --- all of it --- */

/* Time brought something. The host's clock may have gone back since, but acts come behind it all the same. What breaks a
 * promise is done a ms behind its instant. */
static void look_on(restating *r, const mend__event *e)
{
    bool behind = mend__str_is(e->type, "clock_breached") || mend__str_is(e->type, "clock_missed");
    int64_t at = e->recorded + (behind ? 1 : 0);
    r->seen = at > r->seen ? at : r->seen;
}

static mend_status run(restating *r, const char *const *events, const size_t *lengths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mend__event e;
        mend_status s =
            mend__replay_read(&r->was, mend__str_of(events[i], lengths ? lengths[i] : MEND_NTS), &e, r->err);
        if (s == MEND_OK && e.clock.p)
            look_on(r, &e);
        else if (s == MEND_OK)
            s = act(r, &e);
        if (s == MEND_OK)
            s = mend__replay_apply(&r->was, &e, r->err);
        if (s != MEND_OK) {
            if (r->err && r->err->status != s)
                mend__fail(r->err, s, mend_status_text(s));
            if (r->err)
                r->err->document = (int32_t)i;
            return s;
        }
    }
    return mend__replay_end(&r->was, r->err);
}

/* What the policy does not know of the ticket's fields. */
static mend_status note_fields(restating *r)
{
    mend__decision d;
    mend_args args;
    memset(&d, 0, sizeof d);
    memset(&args, 0, sizeof args);
    d.policy = r->policy;
    d.before = &r->after;
    d.after = &r->before;
    d.args = &args;
    d.action = &NO_ACTION;
    d.result = r->notes;
    mend_status s = mend__ticket_assign(d.after, d.before);
    if (s == MEND_OK)
        s = mend__move_fields(&d, r->policy);
    return s == MEND_OK ? r->notes->text.status : s;
}

static bool any_gone(const mend__replay *was)
{
    for (size_t i = 0; i < was->slot_count; i++)
        if (!was->slots[i].p)
            return true;
    return false;
}

static mend_status restate(restating *r, const char *slots, size_t slots_len, const char *const *events,
                           const size_t *lengths, size_t count, int64_t now)
{
    mend_allocator a = {sizeof a, 0, r->after.alloc.resize, r->after.alloc.user};
    mend_status s = mend__replay_begin(&r->was, &r->after.alloc, slots, slots_len, r->err);
    r->sealed = any_gone(&r->was);
    if (s == MEND_OK && mend_result_new(&a, &r->work) != MEND_OK)
        s = mend__fail(r->err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    if (s == MEND_OK)
        s = run(r, events, lengths, count);
    if (s == MEND_OK)
        s = tick(r, &r->after, now > r->seen ? now : r->seen);
    if (s == MEND_OK)
        s = note_fields(r);
    mend__replay_done(&r->was);
    mend_result_free(r->work);
    return s;
}

/* --- public --- */

mend_status mend_restate(const mend_policy *policy, mend_ticket *ticket, const char *slots, size_t slots_len,
                         const char *const *events, const size_t *lengths, size_t count, int64_t now,
                         mend_result *result, mend_error *error)
{
    restating r;
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!policy || !ticket || !slots || !events || !count || !result)
        return mend__fail(error, MEND_INVALID, "policy, ticket, slots, events and result are needed");
    mend__result_reset(result);
    if (!mend__instant_valid(now))
        return mend__move_fail(result, error, MEND_RANGE, "now lies outside years 1 to 9999");
    memset(&r, 0, sizeof r);
    r.policy = policy;
    r.notes = result;
    r.left = MEND__RESTATE_EVENTS;
    r.seen = INT64_MIN;
    r.err = error;
    if (error)
        error->status = MEND_OK;
    mend__ticket_init(&r.before, &ticket->alloc);
    mend__ticket_init(&r.after, &ticket->alloc);
    mend_status s = restate(&r, slots, slots_len, events, lengths, count, now);
    if (s == MEND_OK) {
        mend_ticket had = *ticket;
        *ticket = r.after;
        r.after = had;
    } else {
        mend__result_reset(result);
        result->status = s;
        if (error && error->status != s)
            mend__fail(error, s, mend_status_text(s));
    }
    mend__ticket_done(&r.before);
    mend__ticket_done(&r.after);
    return s;
}
