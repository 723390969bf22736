/*
 * tick.c - ticks: each thing that is due becomes an event at its own instant, in order, once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tick.h"

#include "late.h"

#include "ground/error.h"
#include "notions/instant.h"

#include <string.h>

#define LOOK_AHEAD 4096 /* things due behind one call that are looked through for what supersedes its notices */

bool mend__tick_due(const mend_ticket *t, int64_t now)
{
    int64_t wake = mend__clock_wake(t);
    return wake != MEND__NEVER && wake <= now;
}

/* An event by no person; it is folded here, its clocks have changed already. */
static mend_status write_event(mend_ticket *t, mend__event *e, mend_result *result)
{
    e->seq = t->seq + 1;
    e->recorded = e->at > t->last ? e->at : t->last;
    e->actor = MEND__STR("system");
    if (t->seq == INT64_MAX - 1)
        return MEND_LIMIT;
    mend_status s = mend__event_apply(t, e);
    if (s != MEND_OK)
        return s;
    mend__result_event_begin(result, e->seq, e->at);
    mend__event_write(t, e, &result->text);
    mend__result_event_end(result);
    mend__clock_clean(t);
    return result->text.status;
}

static void name_clock(const mend_ticket *t, int32_t row, mend__event *e)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    e->clock = mend__ticket_str(t, r->clock);
    e->cycle = r->cycle;
}

static mend__str step_of(const mend__clock *c, const mend__due *due)
{
    if (due->what == MEND__OCCASION_WARNED)
        return c->warnings[due->step].name->id;
    return due->what == MEND__OCCASION_ESCALATED ? c->rungs[due->step].name->id : MEND__STR("");
}

/* The clock that is due, and the notices it owes. */
static const mend__clock *clock_of(const mend_policy *p, const mend_ticket *t, const mend__due *due,
                                   const mend__notice **notices, uint32_t *count)
{
    mend__str name = mend__ticket_str(t, mend__clock_at(t, (size_t)due->row)->clock);
    const mend__clock *c = &p->sla.clocks[mend__names_find(&p->vocab.clocks, name)];
    *notices = mend__sla_notices(c, due, count);
    return c;
}

static mend_status one(const mend_policy *p, mend_ticket *t, const mend__due *due, int64_t now, mend__wait_list *late,
                       mend_result *result, mend_error *err)
{
    static const char *const types[] = {
        "", "clock_warned", "clock_breached", "clock_escalated", "clock_missed", "clock_fired"};
    mend__event e;
    uint32_t count = 0;
    const mend__notice *notices;
    const mend__clock *c = clock_of(p, t, due, &notices, &count);
    mend_status s = mend__sla_fire(&p->sla, &p->vocab, t, due, err);
    if (s != MEND_OK)
        return s;
    memset(&e, 0, sizeof e);
    e.type = mend__str_of(types[due->what], MEND_NTS);
    e.at = due->at;
    e.step = step_of(c, due);
    name_clock(t, due->row, &e);
    e.notices = mend__notice_names(notices, count, &result->work);
    e.notice_count = count;
    if (!e.notices)
        return MEND_NOMEM;
    s = write_event(t, &e, result);
    if (s != MEND_OK)
        return s;
    const mend__notice_frame frame = {
        e.seq, e.at, now - due->wake > c->late_after ? now - due->wake : 0, c->quiet, now, c->name->id, e.step};
    mend__wait_supersede(late, c, notices, count);
    return mend__wait_add(late, c, &frame, notices, count, &result->work);
}

/* More is due than one call does: what comes behind may supersede notices of this call. */
static mend_status look_ahead(const mend_policy *p, const mend_ticket *t, int64_t now, mend__wait_list *late,
                              mend_result *result)
{
    mend_ticket copy;
    mend__due due;
    mend__ticket_init(&copy, &result->alloc);
    mend_status s = mend__ticket_assign(&copy, t);
    for (int i = 0; i < LOOK_AHEAD && s == MEND_OK && mend__wait_open(late); i++) {
        const mend__notice *notices;
        uint32_t count = 0;
        if (!mend__tick_due(&copy, now) || !mend__sla_next(&p->sla, &p->vocab, &copy, now, &due))
            break;
        const mend__clock *c = clock_of(p, &copy, &due, &notices, &count);
        mend__wait_supersede(late, c, notices, count);
        s = mend__sla_fire(&p->sla, &p->vocab, &copy, &due, NULL);
        mend__clock_clean(&copy);
    }
    mend__ticket_done(&copy);
    return s == MEND_NOMEM ? s : MEND_OK; /* what else is wrong behind it is found by the call that gets there */
}

mend_status mend__tick(const mend_policy *policy, mend_ticket *t, int64_t now, uint32_t max, mend_result *result,
                       bool *more, mend_error *err)
{
    mend__due due;
    mend__wait_list late = {NULL, 0, 0};
    mend_status s = MEND_OK;
    *more = false;
    while (s == MEND_OK && mend__tick_due(t, now) && mend__sla_next(&policy->sla, &policy->vocab, t, now, &due)) {
        *more = max-- == 0;
        if (*more)
            break;
        s = one(policy, t, &due, now, &late, result, err);
    }
    if (s == MEND_OK && *more)
        s = look_ahead(policy, t, now, &late, result);
    if (s == MEND_OK)
        mend__wait_send(&late, policy, t, result);
    s = s != MEND_OK ? s : result->text.status;
    return s == MEND_OK ? MEND_OK : mend__fail(err, s, mend_status_text(s));
}

mend_status mend__tick_revised(mend_ticket *t, const mend__revision *revision, int64_t at, mend_result *result)
{
    mend__event e;
    memset(&e, 0, sizeof e);
    e.type = MEND__STR("clock_revised");
    e.at = at;
    e.revises = true;
    e.undone = (mend__undone){revision->warned, revision->climbed, revision->misses, revision->breached};
    name_clock(t, revision->row, &e);
    return write_event(t, &e, result);
}

mend_status mend__policy_fits(const mend_policy *policy, const mend_ticket *ticket, mend_error *err)
{
    if (ticket->seq == 0 ||
        (mend__str_eq(mend__ticket_str(ticket, ticket->policy), policy->id) &&
         ticket->policy_revision == policy->revision && memcmp(ticket->digest, policy->digest, 64) == 0))
        return MEND_OK;
    return mend__fail(err, MEND_POLICY_MISMATCH, "the ticket was judged by another policy, revision or digest");
}

/* --- public --- */

static mend_status fail(mend_result *r, mend_error *err, mend_status s, const char *text)
{
    mend__result_reset(r);
    r->status = s;
    return text ? mend__fail(err, s, text) : s;
}

mend_status mend_tick(const mend_policy *policy, mend_ticket *ticket, int64_t now, mend_result *result,
                      mend_error *error)
{
    if (!policy || !ticket || !result || !mend__error_ok(error))
        return mend__fail(mend__error_ok(error) ? error : NULL, MEND_INVALID, "policy, ticket and result are needed");
    mend__result_reset(result);
    if (ticket->seq == 0)
        return fail(result, error, MEND_INVALID, "the ticket has not been opened");
    if (!mend__instant_valid(now))
        return fail(result, error, MEND_RANGE, "now lies outside years 1 to 9999");
    mend_status s = mend__policy_fits(policy, ticket, error);
    if (s != MEND_OK)
        return fail(result, error, s, NULL);
    if (!mend__tick_due(ticket, now))
        return MEND_OK;
    mend__arena_reset(&result->work);
    s = mend__ticket_assign(&result->scratch, ticket);
    if (s == MEND_OK)
        s = mend__tick(policy, &result->scratch, now, MEND__TICK_EVENTS, result, &result->more, error);
    if (s == MEND_OK)
        s = mend__ticket_assign(ticket, &result->scratch);
    return s == MEND_OK ? MEND_OK : fail(result, error, s, s == MEND_RANGE ? NULL : mend_status_text(s));
}
