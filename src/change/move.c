/*
 * move.c - a ticket comes under another policy: what does not fit, and the event that says it has moved.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "move.h"

#include "ground/error.h"
#include "notions/instant.h"

#include <string.h>

/* Stands in for the action of a policy: nobody's steps, form and conditions are asked. */
static const mend__name MOVE_NAME = {.id = {"moved", 5}};
static const mend__action MOVE_ACTION = {
    .name = &MOVE_NAME, .to = -1, .grade = -1, .loop_counter = -1, .series = -1, .takes_reason = true};

mend_status mend__move_fail(mend_result *r, mend_error *err, mend_status s, const char *text)
{
    mend__result_reset(r);
    r->status = s;
    return mend__fail(err, s, text);
}

void mend__move_event(mend__decision *d, const char *type, int64_t now)
{
    mend__event *e = &d->event;
    const mend_args *args = d->args;
    memset(e, 0, sizeof *e);
    d->now = d->before->seq && now < d->before->last ? d->before->last : now;
    e->seq = d->before->seq + 1;
    e->at = e->recorded = d->now;
    e->skew = d->now - now;
    e->type = mend__str_of(type, MEND_NTS);
    e->actor = args->actor;
    e->grade = args->grade;
    e->roles = args->roles;
    e->role_count = args->role_count;
    e->policy = d->policy->id;
    e->policy_revision = d->policy->revision;
    e->digest = (mend__str){d->policy->digest, 64};
}

void mend__move_misfit(mend__decision *d, mend__misfit misfit, mend__str clock)
{
    static const mend_reason codes[] = {0,
                                        MEND_REASON_CLOCK_UNKNOWN,
                                        MEND_REASON_CLOCK_KIND_DIFFERS,
                                        MEND_REASON_CLOCK_TWICE,
                                        MEND_REASON_CLOCK_WITHOUT_TARGET,
                                        MEND_REASON_CLOCK_BEYOND};
    if (misfit == MEND__MISFIT_NONE)
        return;
    mend__result_reason(d->result, codes[misfit]);
    mend__result_add(d->result, "clock", clock);
}

/* --- before anything is decided --- */

static bool is_under(const mend_policy *p, const mend_ticket *t)
{
    return mend__policy_fits(p, t, NULL) == MEND_OK;
}

static bool knows_choice(const mend_policy *p, mend__str from, mend__str to)
{
    const char *slash = memchr(from.p, '/', from.n);
    const mend__names *set =
        slash ? mend__vocab_choices(&p->vocab, (mend__str){from.p, (size_t)(slash - from.p)}) : NULL;
    return to.n == 0 || (set && mend__names_find(set, to) >= 0);
}

static bool knows_field(const mend_policy *p, mend__str from, mend__str to)
{
    const char *slash = memchr(from.p, '/', from.n);
    const mend__field *list =
        slash ? mend__vocab_field(&p->vocab, NULL, (mend__str){from.p, (size_t)(slash - from.p)}) : NULL;
    return to.n == 0 || ((!slash || list) && mend__vocab_field(&p->vocab, list, to));
}

static bool knows(const mend_policy *p, const mend__args_map *m)
{
    switch (m->what) {
    case MEND__MAP_STATES:
        return mend__names_find(&p->vocab.states, m->to) >= 0;
    case MEND__MAP_CHOICES:
        return knows_choice(p, m->from, m->to);
    case MEND__MAP_FIELDS:
        return knows_field(p, m->from, m->to);
    case MEND__MAP_CLOCKS:
        return m->to.n == 0 || mend__names_find(&p->vocab.clocks, m->to) >= 0;
    }
    return false;
}

static mend_status check_map(const mend_policy *p, const mend_args *args, mend_result *r, mend_error *err)
{
    for (const mend__args_map *m = args->maps; m; m = m->next) {
        if (knows(p, m))
            continue;
        mend__move_fail(r, err, MEND_NOT_FOUND, "a new name is none of the new policy's: ");
        mend__error_add_str(err, m->to);
        return MEND_NOT_FOUND;
    }
    return MEND_OK;
}

static mend_status check(const mend_policy *from, const mend_policy *to, const mend_ticket *t, const mend_args *args,
                         int64_t now, mend_result *r, mend_error *err)
{
    if (!args->actor.n)
        return mend__move_fail(r, err, MEND_INVALID, "the arguments name no actor");
    if (args->action.n || args->count || args->has_at || args->state.p || args->clocks || args->ticket.n)
        return mend__move_fail(r, err, MEND_INVALID, "a move takes no action, fields, state, clocks, key or instant");
    if (t->seq == 0)
        return mend__move_fail(r, err, MEND_INVALID, "the ticket has not been opened");
    if (!mend__instant_valid(now))
        return mend__move_fail(r, err, MEND_RANGE, "now lies outside years 1 to 9999");
    mend_status s = mend__policy_fits(from, t, err);
    if (s != MEND_OK) {
        r->status = s;
        return s;
    }
    if (args->has_expect && args->expect != t->seq)
        return mend__move_fail(r, err, MEND_STALE, "the ticket has another revision than expected");
    return check_map(to, args, r, err);
}

/* --- what does not fit --- */

/* The state under the new policy; -1: it has none such. */
static int32_t check_state(mend__decision *d)
{
    const mend_ticket *t = d->before;
    mend__str have = mend__ticket_str(t, t->state), name = have;
    mend__args_mapped(d->args, MEND__MAP_STATES, have, &name);
    int32_t index = mend__names_find(&d->policy->vocab.states, name);
    if (index < 0) {
        mend__result_reason(d->result, MEND_REASON_STATE_UNKNOWN);
        mend__result_add(d->result, "state", name);
    } else if (!mend__str_eq(name, have) || d->policy->vocab.stages[index] != t->stage) {
        d->event.to = d->policy->vocab.states.items[index].id;
        d->event.stage = d->policy->vocab.stages[index];
    }
    return index;
}

static mend__str clock_name(const void *user, mend__str clock)
{
    mend__str to = clock;
    mend__args_mapped(user, MEND__MAP_CLOCKS, clock, &to);
    return to;
}

static mend_status check_clocks(mend__decision *d, const mend__sla_move *m, const mend__scene *scene)
{
    mend_status s = MEND_OK;
    for (size_t i = 0; i < mend__clock_count(d->after) && s == MEND_OK; i++) {
        mend__misfit misfit = MEND__MISFIT_NONE;
        s = mend__sla_fits(m, scene, (int32_t)i, &misfit);
        mend__move_misfit(d, misfit, mend__ticket_str(d->after, mend__clock_at(d->after, i)->clock));
    }
    return s;
}

/* --- it fits --- */

static mend_status move_clocks(mend__decision *d, const mend__sla_move *m, const mend__scene *scene, mend_error *err)
{
    const mend_policy *p = d->policy;
    size_t rows = mend__clock_count(d->after), more = 0;
    mend__sla_act act = {d->after, d->args->roles, d->args->role_count, -1, d->event.at, NULL};
    d->revisions = mend__arena_get(&d->result->work, (6 * rows + 2 * p->sla.count + 1) * sizeof *d->revisions);
    if (!d->revisions)
        return MEND_NOMEM;
    mend_status s = mend__sla_carry(m, scene, d->after, d->revisions, &d->revision_count);
    if (s == MEND_OK)
        s = mend__sla_follow(&p->sla, &p->vocab, d->after, &act, d->revisions + d->revision_count, &more, err);
    d->revision_count += more;
    return s;
}

static mend_status judge(mend__decision *d, const mend_policy *from, mend_error *err)
{
    const mend_policy *to = d->policy;
    int32_t state = check_state(d);
    mend__scene scene = {d->after, MEND__STR(""), d->args->roles, d->args->role_count};
    mend__sla_move m = {&from->sla, &to->sla, &from->vocab, &to->vocab, d->event.at, clock_name, d->args};
    mend_status s = mend__move_fields(d, from);
    if (state >= 0)
        scene.state = to->vocab.states.items[state].id;
    if (s == MEND_OK)
        s = check_clocks(d, &m, &scene);
    if (s != MEND_OK || d->result->reasons.count)
        return s;
    s = mend__event_apply(d->after, &d->event);
    if (s == MEND_OK)
        s = move_clocks(d, &m, &scene, err);
    if (s == MEND_OK)
        mend__decide_size(d);
    return s;
}

static mend_status decide(mend__decision *d, const mend_policy *from, int64_t now, mend_error *err)
{
    const mend_ticket *t = d->before;
    mend__event *e = &d->event;
    d->after = &d->result->scratch;
    mend__move_event(d, "moved", now);
    e->moves = true;
    e->old_policy = mend__ticket_str(t, t->policy);
    e->old_revision = t->policy_revision;
    e->old_digest = (mend__str){t->digest, strlen(t->digest)};
    mend_status s = t->seq == INT64_MAX - 1 ? MEND_LIMIT : mend__ticket_assign(d->after, t);
    if (s == MEND_OK)
        s = judge(d, from, err);
    if (s == MEND_OK && (d->no_memory || d->result->text.status != MEND_OK))
        s = MEND_NOMEM;
    return s == MEND_OK || s == MEND_RANGE ? s : mend__fail(err, s, mend_status_text(s));
}

mend_status mend__move(const mend_policy *from, const mend_policy *to, const mend_ticket *ticket, const mend_args *args,
                       int64_t now, mend_result *result, mend_error *err)
{
    mend__decision d;
    memset(&d, 0, sizeof d);
    mend__result_reset(result);
    if (args->actor.n && ticket->seq && is_under(to, ticket))
        return MEND_OK;
    mend_status s = check(from, to, ticket, args, now, result, err);
    if (s != MEND_OK)
        return s;
    d.policy = to;
    d.args = args;
    d.action = &MOVE_ACTION;
    d.result = result;
    s = mend__bring_up(from, ticket, now, result, &d.before, err);
    if (s == MEND_OK)
        s = decide(&d, from, now, err);
    if (s != MEND_OK) {
        mend__result_reset(result);
        result->status = s;
        return s;
    }
    if (result->reasons.count == 0)
        return mend__carry_out(&d, err);
    result->events.count = result->notices.count = 0; /* what time has brought waits for the next call */
    result->status = MEND_REFUSED;
    return mend__fail(err, MEND_REFUSED, "the ticket does not fit the policy");
}

/* --- public --- */

mend_status mend_move(const mend_policy *from, const mend_policy *to, mend_ticket *ticket, const mend_args *args,
                      int64_t now, mend_result *result, mend_error *error)
{
    if (!from || !to || !ticket || !args || !result || !mend__error_ok(error))
        return mend__fail(mend__error_ok(error) ? error : NULL, MEND_INVALID,
                          "two policies, ticket, arguments, result are needed");
    mend_status s = mend__move(from, to, ticket, args, now, result, error);
    return s == MEND_OK && result->events.count ? mend__take_over(ticket, result, error) : s;
}
