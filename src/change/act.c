/*
 * act.c - mend_act and its kin: the checks before a decision, and what becomes of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "act.h"

#include "decide.h"
#include "ground/error.h"
#include "notions/instant.h"

#include <string.h>

static mend_status fail(mend_result *r, mend_error *err, mend_status s, const char *text)
{
    if (r)
        r->status = s;
    return mend__fail(err, s, text);
}

const mend__action *mend__act_find(const mend_policy *policy, const mend_args *args, mend_error *err)
{
    const mend__names *names = &policy->vocab.actions;
    int32_t i = mend__names_find(names, args->action);
    if (i >= 0)
        return &policy->flow.actions[i];
    mend__fail(err, MEND_UNKNOWN_ACTION, "the policy has no such action");
    mend__guess g;
    mend__guess_start(&g, args->action);
    mend__names_guess(names, &g);
    if (g.best.p) {
        mend__error_add(err, "; did you mean ");
        mend__error_add_str(err, g.best);
        mend__error_add(err, "?");
    }
    return NULL;
}

/* What must be right before anything is decided; no refusal, but a fault of the caller's. */
static mend_status check(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args,
                         const mend__identity *id, int64_t now, mend_result *r, mend_error *err)
{
    if (!args->actor.n)
        return fail(r, err, MEND_INVALID, "the arguments name no actor");
    if (!mend__instant_valid(now))
        return fail(r, err, MEND_RANGE, "now lies outside years 1 to 9999");
    mend_status s = mend__policy_fits(policy, ticket, err);
    if (s != MEND_OK) {
        r->status = s;
        return s;
    }
    if (mend__args_has_life(args))
        return fail(r, err, MEND_INVALID,
                    "state, clocks and other names are for tickets that move or come from elsewhere");
    if (args->has_expect && args->expect != ticket->seq)
        return fail(r, err, MEND_STALE, "the ticket has another revision than expected");
    const mend__action *action = mend__act_find(policy, args, err);
    if (!action) {
        r->status = MEND_UNKNOWN_ACTION;
        return MEND_UNKNOWN_ACTION;
    }
    mend__str key = id ? id->key : args->ticket, tenant = id ? id->tenant : args->tenant;
    if (action->opens && ticket->seq == 0 && (!key.n || !tenant.n))
        return fail(r, err, MEND_INVALID, "a new ticket needs a tenant and a key");
    return MEND_OK;
}

/* The status of the first reason, in the order in which reasons come. */
mend_status mend__refusal(const mend_result *r)
{
    switch (((const mend__reason_row *)r->reasons.items)[0].code) {
    case MEND_REASON_ROLE_MISSING:
    case MEND_REASON_GRADE_TOO_LOW:
        return MEND_WRONG_ROLE;
    case MEND_REASON_STATE_NOT_OPEN:
        return MEND_WRONG_STATE;
    case MEND_REASON_FIELD_MISSING:
    case MEND_REASON_FIELD_MALFORMED:
    case MEND_REASON_CHOICE_UNKNOWN:
    case MEND_REASON_TEXT_TOO_LONG:
    case MEND_REASON_VALUE_OUT_OF_RANGE:
    case MEND_REASON_ROW_UNKNOWN:
    case MEND_REASON_EVIDENCE_MISSING:
    case MEND_REASON_CHECKLIST_OPEN:
        return MEND_INCOMPLETE;
    case MEND_REASON_CONDITION_NOT_MET:
    case MEND_REASON_LEVEL_BELOW_OVERRIDE:
    case MEND_REASON_OTHER_DEPARTMENT:
    case MEND_REASON_GRADE_BELOW_ROUTE:
    case MEND_REASON_ASSIGNEE_GRADE_LOW:
        return MEND_CONDITION;
    case MEND_REASON_OVERRULE_NEEDS_REASON:
        return MEND_INCOMPLETE;
    case MEND_REASON_SAME_PERSON:
    case MEND_REASON_NOT_NAMED:
        return MEND_SEPARATION;
    case MEND_REASON_LOOP_EXHAUSTED:
        return MEND_LOOP_LIMIT;
    default:
        return MEND_REFUSED;
    }
}

/* Clocks that the act began owe their first notices. */
static void begin_notices(mend__decision *d, mend__notice_frame *frame)
{
    const mend_policy *p = d->policy;
    for (size_t i = 0; i < mend__clock_count(d->after); i++) {
        const mend__clock_row *row = mend__clock_at(d->after, i);
        int32_t index = row->begun ? mend__names_find(&p->vocab.clocks, mend__ticket_str(d->after, row->clock)) : -1;
        if (index < 0)
            continue;
        const mend__clock *c = &p->sla.clocks[index];
        frame->quiet = c->quiet;
        frame->clock = c->name->id;
        mend__notices_add(p, d->after, frame, c->start_notices, c->start_notice_count, d->result);
    }
}

static void write_act(mend__decision *d)
{
    mend_result *r = d->result;
    mend__notice_frame frame = {d->event.seq, d->event.at, 0, NULL, d->now, MEND__STR(""), MEND__STR("")};
    mend__result_event_begin(r, d->event.seq, d->event.at);
    mend__event_write(d->after, &d->event, &r->text);
    mend__result_event_end(r);
    mend__notices_add(d->policy, d->after, &frame, d->action->notices, d->action->notice_count, r);
    begin_notices(d, &frame);
    mend__clock_clean(d->after);
}

/* The act as an event; then what it took back, and what is due because of it. */
mend_status mend__carry_out(mend__decision *d, mend_error *err)
{
    mend_result *r = d->result;
    write_act(d);
    mend_status s = r->text.status;
    for (size_t i = 0; i < d->revision_count && s == MEND_OK; i++)
        s = mend__tick_revised(d->after, &d->revisions[i], d->event.at, r);
    if (s == MEND_OK)
        s = mend__tick(d->policy, d->after, d->now, MEND__TICK_EVENTS, r, &r->more, err);
    if (s == MEND_OK)
        s = r->text.status;
    if (s == MEND_OK)
        return MEND_OK;
    mend__result_reset(r);
    return fail(r, err, s, mend_status_text(s));
}

/* Time first: *before is the ticket as it stands at `now`. */
mend_status mend__bring_up(const mend_policy *policy, const mend_ticket *ticket, int64_t now, mend_result *r,
                           const mend_ticket **before, mend_error *err)
{
    bool more = false;
    *before = ticket;
    if (!mend__tick_due(ticket, now))
        return MEND_OK;
    mend__arena_reset(&r->work);
    mend_status s = mend__ticket_assign(&r->ticked, ticket);
    if (s == MEND_OK)
        s = mend__tick(policy, &r->ticked, now, MEND__TICK_EVENTS, r, &more, err);
    *before = &r->ticked;
    if (s == MEND_OK && more)
        s = MEND_MORE;
    return s == MEND_OK ? MEND_OK : mend__fail(err, s, mend_status_text(s));
}

mend_status mend__act(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args,
                      const mend__identity *id, int64_t now, mend_result *result, mend_error *err)
{
    mend__result_reset(result);
    mend_status s = check(policy, ticket, args, id, now, result, err);
    if (s != MEND_OK)
        return s;
    mend__decision d;
    memset(&d, 0, sizeof d);
    d.policy = policy;
    d.args = args;
    d.action = mend__act_find(policy, args, err);
    d.result = result;
    s = mend__bring_up(policy, ticket, now, result, &d.before, err);
    if (s == MEND_OK)
        s = mend__decide(&d, id, now, err);
    if (s != MEND_OK) {
        mend__result_reset(result);
        result->status = s;
        return s;
    }
    if (result->reasons.count == 0)
        return mend__carry_out(&d, err);
    result->events.count = result->notices.count = 0; /* what time has brought waits for the next call */
    mend__result_no_units(result);
    s = d.unknown_field ? MEND_UNKNOWN_FIELD : mend__refusal(result);
    return fail(result, err, s, mend_status_text(s));
}

mend_status mend__ask(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args,
                      const mend__action *action, int64_t now, mend_result *result, mend_status *status,
                      mend_error *err)
{
    mend__decision d;
    mend__identity id = {MEND__STR("?"), MEND__STR("?"), MEND__STR("")}; /* a ticket still to be opened has none yet */
    memset(&d, 0, sizeof d);
    mend__result_reset(result);
    d.policy = policy;
    d.before = ticket;
    d.args = args;
    d.action = action;
    d.asking = true;
    d.result = result;
    mend_status s = mend__decide(&d, &id, now, err);
    mend__result_no_units(result); /* a question changes none */
    if (s == MEND_OK)
        *status = result->reasons.count ? mend__refusal(result) : MEND_OK;
    return s;
}

/* --- public --- */

static mend_status entry(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args,
                         const mend_result *result, const mend_error *err)
{
    return policy && ticket && args && result && mend__error_ok(err) ? MEND_OK : MEND_INVALID;
}

/* The ticket becomes what the decision made of it; without memory for that nothing has happened. */
mend_status mend__take_over(mend_ticket *ticket, mend_result *result, mend_error *error)
{
    mend_status s = mend__ticket_assign(ticket, &result->scratch);
    if (s == MEND_OK)
        return MEND_OK;
    mend__result_reset(result);
    return fail(result, error, s, mend_status_text(s));
}

mend_status mend_act(const mend_policy *policy, mend_ticket *ticket, const mend_args *args, int64_t now,
                     mend_result *result, mend_error *error)
{
    if (entry(policy, ticket, args, result, error) != MEND_OK)
        return fail(NULL, mend__error_ok(error) ? error : NULL, MEND_INVALID,
                    "policy, ticket, arguments, result are needed");
    mend_status s = mend__act(policy, ticket, args, NULL, now, result, error);
    return s == MEND_OK ? mend__take_over(ticket, result, error) : s;
}

mend_status mend_try(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args, int64_t now,
                     mend_result *result, mend_error *error)
{
    if (entry(policy, ticket, args, result, error) != MEND_OK)
        return fail(NULL, mend__error_ok(error) ? error : NULL, MEND_INVALID,
                    "policy, ticket, arguments, result are needed");
    return mend__act(policy, ticket, args, NULL, now, result, error);
}

mend_status mend_reveal(const mend_policy *policy, mend_ticket *ticket, const mend_args *args, int64_t now,
                        mend_result *result, mend_buf *out, mend_error *error)
{
    if (entry(policy, ticket, args, result, error) != MEND_OK || !out)
        return fail(NULL, mend__error_ok(error) ? error : NULL, MEND_INVALID,
                    "policy, ticket, arguments, result and a buffer are needed");
    const mend__action *a = mend__act_find(policy, args, error);
    if (a && a->kind != MEND__ACT_REVEAL)
        return fail(result, error, MEND_INVALID, "the action is not of kind reveal");
    mend_status s = mend__act(policy, ticket, args, NULL, now, result, error);
    if (s != MEND_OK)
        return s;
    size_t before = out->len;
    s = mend__reveal_write(ticket, args, out);
    if (s == MEND_OK)
        s = mend__take_over(ticket, result, error);
    if (s == MEND_OK)
        return MEND_OK;
    mend__buf_rewind(out, before);
    mend__result_reset(result);
    return fail(result, error, s, mend_status_text(s));
}

mend_status mend__reveal_write(const mend_ticket *ticket, const mend_args *args, mend_buf *out)
{
    mend__jw w;
    size_t before = out->len;
    mend__jw_init(&w, out);
    mend__jw_object(&w);
    for (size_t i = 0; i < args->count; i++) {
        mend__path path;
        mend__str text = args->items[i].path;
        const mend__cell *cell = NULL;
        mend__value v = {0, 0, {"", 0}};
        if (mend__path_parse(text, &path) && !path.added) {
            const mend__field *list = path.row ? mend__field_find(0, path.head) : NULL;
            int32_t list_id = list ? list->id : 0;
            mend__str name = path.row ? path.column : path.head;
            const mend__field *f = mend__field_find(list_id, name);
            int32_t id = f ? f->id : mend__ticket_custom(ticket, list_id, name);
            cell = id ? mend__ticket_cell(ticket, list_id, path.row, id) : NULL;
        }
        if (cell)
            mend__cell_value(ticket, cell, &v);
        mend__jw_key_str(&w, text);
        mend__value_write(&w, &v);
    }
    mend__jw_end_object(&w);
    mend_status s = out->status;
    if (s != MEND_OK)
        mend__buf_rewind(out, before);
    return s;
}
