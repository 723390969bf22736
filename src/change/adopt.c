/*
 * adopt.c - a ticket that began elsewhere is taken in: one event "imported" with all that is known of it.
 *
 * Its fields are read as those of an action whose form takes whatever is given, so the same reasons come.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "move.h"

#include "ground/error.h"
#include "ground/int.h"
#include "notions/instant.h"

#include <string.h>

static const mend__name ADOPT_NAME = {.id = {"imported", 8}};

/* --- a form that takes everything --- */

static mend__form_field *entry_of(mend__form_field *form, uint32_t *count, const mend__field *f, const mend_policy *p)
{
    for (uint32_t i = 0; i < *count; i++)
        if (form[i].field == f)
            return &form[i];
    mend__form_field *e = &form[*count];
    memset(e, 0, sizeof *e);
    e->field = f;
    e->rows = MEND__ROWS_ADD;
    e->set = f->set ? mend__vocab_choices(&p->vocab, mend__str_of(f->set, MEND_NTS)) : NULL;
    if (f->type == MEND_FIELD_CHOICE && !e->set)
        return NULL; /* the policy has no such choices at all */
    ++*count;
    return e;
}

static mend_status take_field(mend__decision *d, mend__action *a, mend__str text)
{
    const mend__vocab *v = &d->policy->vocab;
    mend__path path;
    if (!mend__path_parse(text, &path))
        return MEND_OK; /* whoever reads the arguments will say so */
    const mend__field *head = mend__vocab_field(v, NULL, path.head);
    mend__form_field *e = head ? entry_of(a->form, &a->form_count, head, d->policy) : NULL;
    if (!e || head->type != MEND_FIELD_LIST || !path.column.n)
        return MEND_OK;
    if (!e->columns)
        e->columns = mend__arena_get(&d->result->work, (d->args->count + 1) * sizeof *e->columns);
    if (!e->columns)
        return MEND_NOMEM;
    const mend__field *column = mend__vocab_field(v, head, path.column);
    if (column)
        entry_of(e->columns, &e->column_count, column, d->policy);
    return MEND_OK;
}

/* A level that nobody gives is judged. */
static void judge_level(mend__decision *d, mend__action *a, mend__setter *set)
{
    for (size_t i = 0; i < d->args->count; i++)
        if (mend__str_is(d->args->items[i].path, "level"))
            return;
    if (!d->policy->triage.levels)
        return;
    memset(set, 0, sizeof *set);
    set->field = mend__field_find(0, MEND__STR("level"));
    set->from = MEND__SET_TRIAGE;
    a->sets = set;
    a->set_count = 1;
}

static mend_status make_form(mend__decision *d, mend__action *a)
{
    mend__setter *set = mend__arena_get(&d->result->work, sizeof *set);
    mend_status s = MEND_OK;
    a->name = &ADOPT_NAME;
    a->opens = a->takes_reason = true;
    a->to = a->grade = a->loop_counter = a->series = -1;
    a->form = mend__arena_get(&d->result->work, (d->args->count + 1) * sizeof *a->form);
    if (!a->form || !set)
        return MEND_NOMEM;
    judge_level(d, a, set);
    for (size_t i = 0; i < d->args->count && s == MEND_OK; i++)
        s = take_field(d, a, d->args->items[i].path);
    return s;
}

/* --- state and times --- */

static void check_state(mend__decision *d)
{
    const mend__vocab *v = &d->policy->vocab;
    int32_t index = mend__names_find(&v->states, d->args->state);
    if (index < 0) {
        mend__result_reason(d->result, MEND_REASON_STATE_UNKNOWN);
        mend__result_add(d->result, "state", d->args->state);
        return;
    }
    d->event.to = v->states.items[index].id;
    d->event.stage = v->stages[index];
}

static void time_reason(mend__decision *d, mend_reason code, const char *field)
{
    mend__result_reason(d->result, code);
    mend__result_add(d->result, "field", mend__str_of(field, MEND_NTS));
}

static void check_times(mend__decision *d)
{
    const mend_args *args = d->args;
    if (args->opened > d->now)
        time_reason(d, MEND_REASON_IN_THE_FUTURE, "opened");
    else if (args->since > d->now)
        time_reason(d, MEND_REASON_IN_THE_FUTURE, "since");
    if (args->since < args->opened)
        time_reason(d, MEND_REASON_BEFORE_LAST_EVENT, "since");
    d->event.opened = args->opened;
    d->event.since = args->since;
}

/* --- clocks --- */

/* When a clock has ended of which only that is known: with the step into the state the ticket is in, but not before it
 * can have used what it used. */
static int64_t ended_by(const mend__decision *d, const mend__sla_life *life)
{
    int64_t least = life->started;
    if (life->has_used && !mend__add64(life->started, life->used, &least))
        least = INT64_MAX; /* in the future, which will be told */
    return d->args->since > least ? d->args->since : least;
}

static bool life_of(const mend__decision *d, const mend__args_clock *c, mend__sla_life *out)
{
    bool running = c->status == MEND_CLOCK_RUNNING;
    *out = (mend__sla_life){.status = (mend__clock_status)c->status,
                            .started = c->started == INT64_MIN ? d->args->opened : c->started,
                            .stopped = MEND__NEVER,
                            .has_used = c->used != INT64_MIN,
                            .used = c->used,
                            .at = d->now};
    if (!running)
        out->stopped = c->stopped == INT64_MIN ? ended_by(d, out) : c->stopped;
    int64_t until = running ? d->now : out->stopped;
    return (!running || c->stopped == INT64_MIN) && until <= d->now && out->started <= until &&
           (!out->has_used || out->used <= until - out->started);
}

static mend_status adopt_clock(mend__decision *d, const mend__args_clock *c, bool *given)
{
    const mend_policy *p = d->policy;
    mend__scene scene = {d->after, d->event.to, d->args->roles, d->args->role_count};
    mend__misfit misfit = MEND__MISFIT_UNKNOWN;
    mend__sla_life life;
    mend_status s = MEND_OK;
    int32_t index = mend__names_find(&p->vocab.clocks, c->clock);
    if (index >= 0 && !life_of(d, c, &life)) {
        mend__result_reason(d->result, MEND_REASON_CLOCK_TIMES_WRONG);
        mend__result_add(d->result, "clock", c->clock);
        return MEND_OK;
    }
    if (index >= 0) {
        given[index] = true;
        s = mend__sla_adopt(&p->sla.clocks[index], &scene, d->after, &life, &misfit);
    }
    mend__move_misfit(d, misfit, c->clock);
    return s;
}

static mend_status adopt_clocks(mend__decision *d, mend_error *err)
{
    const mend_policy *p = d->policy;
    bool *given = mend__arena_get(&d->result->work, (p->sla.count + 1) * sizeof *given);
    mend__sla_act act = {d->before, d->args->roles, d->args->role_count, -1, d->event.at, given};
    d->revisions =
        mend__arena_get(&d->result->work, (d->args->clock_count + 2 * p->sla.count + 1) * sizeof *d->revisions);
    mend_status s = given && d->revisions ? MEND_OK : MEND_NOMEM;
    for (const mend__args_clock *c = d->args->clocks; c && s == MEND_OK; c = c->next)
        s = adopt_clock(d, c, given);
    if (s != MEND_OK || d->result->reasons.count)
        return s;
    return mend__sla_follow(&p->sla, &p->vocab, d->after, &act, d->revisions, &d->revision_count, err);
}

/* --- all of it --- */

static mend_status check(const mend_ticket *blank, const mend_args *args, const mend__identity *id, int64_t now,
                         mend_result *r, mend_error *err)
{
    mend__str key = id ? id->key : args->ticket, tenant = id ? id->tenant : args->tenant;
    if (blank->seq != 0)
        return mend__move_fail(r, err, MEND_INVALID, "only a blank ticket can take in another one");
    if (!args->actor.n)
        return mend__move_fail(r, err, MEND_INVALID, "the arguments name no actor");
    if (!args->state.n)
        return mend__move_fail(r, err, MEND_INVALID, "the arguments name no state");
    if (args->action.n || args->has_at || args->has_expect || args->maps)
        return mend__move_fail(r, err, MEND_INVALID, "an import takes no action, instant, revision or other names");
    if (!key.n || !tenant.n)
        return mend__move_fail(r, err, MEND_INVALID, "a new ticket needs a tenant and a key");
    if (!mend__instant_valid(now))
        return mend__move_fail(r, err, MEND_RANGE, "now lies outside years 1 to 9999");
    return MEND_OK;
}

static mend_status judge(mend__decision *d, mend__action *a, mend_error *err)
{
    mend_status s = make_form(d, a);
    check_state(d);
    check_times(d);
    if (s == MEND_OK)
        s = mend__decide_fields(d);
    if (s != MEND_OK || d->result->reasons.count)
        return s;
    s = mend__event_apply(d->after, &d->event);
    if (s == MEND_OK)
        s = adopt_clocks(d, err);
    if (s == MEND_OK && d->result->reasons.count == 0)
        mend__decide_size(d);
    return s;
}

mend_status mend__adopt(const mend_policy *policy, const mend_ticket *blank, const mend_args *args,
                        const mend__identity *id, int64_t now, mend_result *result, mend_error *err)
{
    mend__decision d;
    mend__action action;
    memset(&d, 0, sizeof d);
    memset(&action, 0, sizeof action);
    mend__result_reset(result);
    mend_status s = check(blank, args, id, now, result, err);
    if (s != MEND_OK)
        return s;
    d.policy = policy;
    d.before = blank;
    d.args = args;
    d.action = &action;
    d.result = result;
    d.after = &result->scratch;
    mend__move_event(&d, "imported", now);
    d.event.opens = d.event.brought = true;
    d.event.tenant = id ? id->tenant : args->tenant;
    d.event.key = id ? id->key : args->ticket;
    d.event.number = id ? id->number : args->number.p ? args->number : MEND__STR("");
    s = mend__ticket_assign(d.after, blank);
    if (s == MEND_OK)
        s = judge(&d, &action, err);
    if (s == MEND_OK && (d.no_memory || result->text.status != MEND_OK))
        s = MEND_NOMEM;
    if (s != MEND_OK) {
        mend__result_reset(result);
        result->status = s;
        return s == MEND_RANGE ? s : mend__fail(err, s, mend_status_text(s));
    }
    if (result->reasons.count == 0)
        return mend__carry_out(&d, err);
    result->status = d.unknown_field ? MEND_UNKNOWN_FIELD : mend__refusal(result);
    return mend__fail(err, result->status, mend_status_text(result->status));
}

/* --- public --- */

mend_status mend_adopt(const mend_policy *policy, mend_ticket *ticket, const mend_args *args, int64_t now,
                       mend_result *result, mend_error *error)
{
    if (!policy || !ticket || !args || !result || !mend__error_ok(error))
        return mend__fail(mend__error_ok(error) ? error : NULL, MEND_INVALID,
                          "policy, ticket, arguments, result are needed");
    mend_status s = mend__adopt(policy, ticket, args, NULL, now, result, error);
    return s == MEND_OK ? mend__take_over(ticket, result, error) : s;
}
