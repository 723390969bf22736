/*
 * sla.c - what an act makes of the clocks: which start, stop, pause, aim anew, and what that takes back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sla.h"

#include "ground/error.h"
#include "ground/int.h"

#include <string.h>

typedef struct follow { /* one clock after one act */
    mend_ticket *t;
    const mend__sla_act *act;
    const mend__clock *c;
    mend__scene after, before;
    mend__revision *out;
    size_t *count;
} follow;

typedef struct target { /* a target as it applies to the ticket */
    const mend__aim *aim;
    int64_t ms;
    bool fixed;
} target;

typedef struct brought { /* what time had brought to a row before it changes */
    int64_t warned[MEND__STEPS_MAX], climbed[MEND__STEPS_MAX];
} brought;

/* --- triggers --- */

static bool listed(const follow *f, const mend__trigger *trigger)
{
    return trigger->there && (!trigger->on || trigger->on[f->act->action]);
}

static bool fires(const follow *f, const mend__trigger *trigger)
{
    return listed(f, trigger) && mend__condition_holds(trigger->when, &f->after);
}

/* A start without a list is the moment its condition becomes true. */
static bool starts(const follow *f)
{
    const mend__trigger *start = &f->c->start;
    if (!fires(f, start))
        return false;
    return start->on || f->act->before->seq == 0 || !mend__condition_holds(start->when, &f->before);
}

/* --- targets --- */

static bool value_of(const mend_ticket *t, const mend__field *field, int64_t *out)
{
    mend__value v;
    int32_t row = 0;
    if (field->list) {
        for (int32_t next = mend__ticket_next_row(t, field->list, 0); next;
             next = mend__ticket_next_row(t, field->list, next))
            row = next;
        if (!row)
            return false;
    }
    if (!mend__ticket_value(t, field, row, &v))
        return false;
    *out = v.num;
    return true;
}

static mend_status days_target(const mend__aim *a, int64_t start, int64_t days, int64_t *ms)
{
    int64_t due;
    if (days > INT32_MAX)
        return MEND_RANGE;
    if (!a->calendar)
        return mend__mul64(days, MEND__DAY_MS, ms) ? MEND_OK : MEND_RANGE;
    mend_status s = mend_calendar_add_days(a->calendar, start, (int32_t)days, a->reading, &due, NULL);
    if (s == MEND_OK)
        *ms = mend__sla_between(a->calendar, start, due);
    return s;
}

/* What the target asks of a clock that counts from `start`. *out->aim is NULL if it lacks its value. */
static mend_status target_of(const follow *f, const mend__aim *a, int64_t start, target *out)
{
    int64_t value = 0;
    *out = (target){a, a->time, false};
    if (a->field && !value_of(f->t, a->field, &value)) {
        out->aim = NULL;
        return MEND_OK;
    }
    value = a->by == MEND__AIM_UNTIL || value > 0 ? value : 0;
    switch (a->by) {
    case MEND__AIM_TIME:
        return MEND_OK;
    case MEND__AIM_DAYS:
        return days_target(a, start, a->days, &out->ms);
    case MEND__AIM_UNTIL:
        out->fixed = true;
        out->ms = value > start ? value - start : 0;
        return MEND_OK;
    case MEND__AIM_AMOUNT:
        return mend__mul64(value, a->time, &out->ms) ? MEND_OK : MEND_RANGE;
    case MEND__AIM_DAYS_OF:
        return days_target(a, start, value, &out->ms);
    }
    return MEND_OK;
}

/* When a clock started now would be due under the target: to find the earliest. */
static mend_status due_of(const target *x, int64_t start, int64_t *due)
{
    if (x->aim->calendar && !x->fixed)
        return mend_calendar_add(x->aim->calendar, start, x->ms, due, NULL);
    return mend__add64(start, x->ms, due) ? MEND_OK : MEND_RANGE;
}

/* The target that applies; out->aim is NULL if none does. */
static mend_status pick(const follow *f, int64_t start, target *out)
{
    int64_t best = 0, due = 0;
    out->aim = NULL;
    for (uint32_t i = 0; i < f->c->aim_count; i++) {
        target x;
        if (!mend__condition_holds(f->c->aims[i].when, &f->after))
            continue;
        mend_status s = target_of(f, &f->c->aims[i], start, &x);
        if (s == MEND_OK && x.aim && f->c->earliest)
            s = due_of(&x, start, &due);
        if (s != MEND_OK)
            return s;
        if (!x.aim || (out->aim && due >= best))
            continue;
        *out = x;
        best = due;
        if (!f->c->earliest)
            return MEND_OK;
    }
    return MEND_OK;
}

/* --- what was, what is --- */

static mend_status threshold(const follow *f, int32_t row, int64_t amount, int64_t *at)
{
    bool provisional;
    mend_status s = mend__sla_instant(f->c, f->t, row, amount, at, &provisional);
    if (s == MEND_RANGE)
        *at = MEND__NEVER;
    return s == MEND_RANGE ? MEND_OK : s;
}

static int64_t rung_at(const mend__clock_row *r, const mend__rung *rung)
{
    int64_t amount = r->target;
    mend__add64(r->target, rung->after, &amount);
    return amount;
}

/* The instants of the steps that have come; the others are NEVER. */
static mend_status remember(const follow *f, int32_t row, brought *was)
{
    const mend__clock_row *r = mend__clock_at(f->t, (size_t)row);
    mend_status s = MEND_OK;
    for (uint32_t i = 0; i < f->c->warning_count && s == MEND_OK; i++) {
        was->warned[i] = MEND__NEVER;
        if (r->warned >> i & 1)
            s = threshold(f, row, mend__sla_warn_at(r, &f->c->warnings[i]), &was->warned[i]);
    }
    for (uint32_t i = 0; i < f->c->rung_count && s == MEND_OK; i++) {
        was->climbed[i] = MEND__NEVER;
        if (r->climbed >> i & 1)
            s = threshold(f, row, rung_at(r, &f->c->rungs[i]), &was->climbed[i]);
    }
    return s;
}

static void revise(const follow *f, int32_t row, int32_t warned, int32_t climbed, int64_t breached, int32_t misses)
{
    if (warned || climbed || breached != MEND__NEVER || misses)
        f->out[(*f->count)++] = (mend__revision){row, warned, climbed, breached, misses};
}

/* A step that came stays if it still comes at the same instant, or came before the act. */
static bool stays(int64_t now_at, const int64_t *was_at, int64_t act_at)
{
    return now_at != MEND__NEVER && ((was_at && now_at == *was_at) || now_at <= act_at);
}

/* The row has changed at `at`: drops the steps that do not stand any more. was NULL: the row ends there. */
static mend_status settle_steps(const follow *f, int32_t row, const brought *was, int64_t at, int32_t *warned,
                                int32_t *climbed)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    mend_status s = MEND_OK;
    for (uint32_t i = 0; i < f->c->warning_count && s == MEND_OK; i++) {
        int64_t then = MEND__NEVER;
        if (!(r->warned >> i & 1))
            continue;
        s = threshold(f, row, mend__sla_warn_at(r, &f->c->warnings[i]), &then);
        if (s == MEND_OK && !stays(then, was ? &was->warned[i] : NULL, at))
            *warned |= INT32_C(1) << i;
    }
    for (uint32_t i = 0; i < f->c->rung_count && s == MEND_OK; i++) {
        int64_t then = MEND__NEVER;
        if (!(r->climbed >> i & 1))
            continue;
        s = threshold(f, row, rung_at(r, &f->c->rungs[i]), &then);
        if (s == MEND_OK && (!stays(then, was ? &was->climbed[i] : NULL, at) || r->breached == MEND__NEVER))
            *climbed |= INT32_C(1) << i;
    }
    r->warned &= ~*warned;
    r->climbed &= ~*climbed;
    return s;
}

/* The row has changed at `at` and goes on: its due instant, what that takes back, and when it wants to be looked at. */
static mend_status settle(const follow *f, int32_t row, const brought *was, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    int64_t due = MEND__NEVER, undone = MEND__NEVER;
    int32_t warned = 0, climbed = 0;
    bool provisional = false;
    mend_status s = mend__sla_instant(f->c, f->t, row, r->target, &due, &provisional);
    if (s != MEND_OK)
        return s;
    r->due = r->status == MEND__CLOCK_PAUSED ? MEND__NEVER : due;
    r->provisional = r->due != MEND__NEVER && provisional;
    if (r->breached != MEND__NEVER && due != r->breached && (due == MEND__NEVER || due >= at)) {
        undone = r->breached;
        r->breached = MEND__NEVER;
    }
    s = settle_steps(f, row, was, at, &warned, &climbed);
    if (s == MEND_OK)
        s = mend__sla_wake(f->c, f->t, row);
    if (s == MEND_OK)
        revise(f, row, warned, climbed, undone, 0);
    return s;
}

/* --- aiming anew --- */

static mend_status take_target(const follow *f, int32_t row, const target *x)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    mend_status s = mend__ticket_put(f->t, &r->aim, x->aim ? x->aim->name->id : MEND__STR(""));
    r->target = x->ms;
    r->fixed = x->fixed;
    if (f->c->kind == MEND__CLOCK_REPEAT && r->target < 1000)
        r->target = 1000; /* an interval of nothing would never end */
    return s;
}

/* The instant at which a change of an active row counts: never before its last mark. */
static int64_t change_at(const follow *f, int32_t row)
{
    int64_t armed = mend__sla_armed(f->t, row);
    return f->act->at > armed ? f->act->at : armed;
}

static mend_status aim(const follow *f, int32_t row)
{
    static const mend__mark_kind marks[] = {MEND__MARK_AIM, MEND__MARK_AIM_ALL, MEND__MARK_RESET};
    const mend__clock_row *r = mend__clock_at(f->t, (size_t)row);
    bool same;
    brought was;
    target x;
    int64_t at = change_at(f, row);
    mend_status s = pick(f, f->c->relevel == MEND__RELEVEL_FROM_CHANGE ? at : r->started, &x);
    if (s != MEND_OK || !x.aim)
        return s;
    same = mend__str_eq(x.aim->name->id, mend__ticket_str(f->t, r->aim));
    if (same && (!x.aim->field || (x.ms == r->target && x.fixed == r->fixed)))
        return MEND_OK;
    if (same && x.aim->field && f->c->relevel == MEND__RELEVEL_FROM_CHANGE) {
        target whole; /* the same value, measured from another instant, is no change */
        s = target_of(f, x.aim, r->started, &whole);
        if (s != MEND_OK || (whole.fixed && whole.ms == r->target))
            return s;
    }
    s = remember(f, row, &was);
    if (s == MEND_OK)
        s = take_target(f, row, &x);
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, marks[f->c->relevel], at, x.aim->name->id);
    return s == MEND_OK ? settle(f, row, &was, at) : s;
}

/* --- beginning --- */

static const mend__pause *pause_of(const follow *f)
{
    for (uint32_t i = 0; i < f->c->pause_count; i++)
        if (mend__condition_holds(f->c->pauses[i].when, &f->after))
            return &f->c->pauses[i];
    return NULL;
}

static mend_status pause_row(const follow *f, int32_t row, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    const mend__pause *p = pause_of(f);
    if (!p)
        return MEND_OK;
    r->status = MEND__CLOCK_PAUSED;
    return mend__clock_mark(f->t, row, MEND__MARK_PAUSE, at, p->name->id);
}

/* A row without marks begins to count at `at`. */
static mend_status begin(const follow *f, int32_t row, const target *x, int64_t at)
{
    static const brought nothing;
    mend__clock_row *r = mend__clock_edit(f->t, row);
    const mend_calendar *calendar = x->aim ? x->aim->calendar : NULL;
    int32_t working = 1;
    if (calendar && f->c->runs_outside && mend_calendar_is_working(calendar, at, &working, NULL) != MEND_OK)
        return MEND_RANGE;
    r->status = MEND__CLOCK_RUNNING;
    r->started = at;
    r->stopped = r->breached = MEND__NEVER;
    r->warned = r->climbed = 0;
    r->always = !working;
    r->begun = true;
    mend_status s = take_target(f, row, x);
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, MEND__MARK_START, at, x->aim ? x->aim->name->id : MEND__STR(""));
    if (s == MEND_OK)
        s = pause_row(f, row, at);
    return s == MEND_OK ? settle(f, row, &nothing, at) : s;
}

/* When a start counts from: the action's instant, or an earlier one in the field the clock names. */
static int64_t start_at(const follow *f)
{
    int64_t at;
    return f->c->from && value_of(f->t, f->c->from, &at) && at < f->act->at ? at : f->act->at;
}

/* The cycle that had ended goes on: its stop is forgotten, and the time it was closed is a pause or used. */
static mend_status resume(const follow *f, int32_t row, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    int64_t stopped = r->stopped;
    brought was;
    mend_status s = remember(f, row, &was);
    if (s != MEND_OK)
        return s;
    mend__clock_cut(f->t, row, mend__clock_mark_count(f->t, row) - 1);
    r->status = MEND__CLOCK_RUNNING;
    r->stopped = MEND__NEVER;
    at = at > stopped ? at : stopped;
    if (f->c->gap_counts)
        s = mend__clock_mark(f->t, row, MEND__MARK_RESUME, stopped, MEND__STR(""));
    else
        s = mend__clock_mark(f->t, row, MEND__MARK_PAUSE, stopped, MEND__STR("closed"));
    if (s == MEND_OK && !f->c->gap_counts)
        s = mend__clock_mark(f->t, row, MEND__MARK_RESUME, at, MEND__STR(""));
    if (s == MEND_OK)
        s = pause_row(f, row, at);
    return s == MEND_OK ? settle(f, row, &was, at) : s;
}

static mend_status open_row(const follow *f, int32_t last)
{
    int64_t at = start_at(f);
    target x;
    mend_status s = pick(f, at, &x);
    int32_t row = last;
    if (s != MEND_OK || !x.aim)
        return s;
    bool goes_on = last >= 0 && mend__clock_at(f->t, (size_t)last)->status != MEND__CLOCK_CANCELLED;
    if (goes_on && f->c->reopen == MEND__REOPEN_RESUME) {
        s = resume(f, last, f->act->at);
        return s == MEND_OK ? aim(f, last) : s;
    }
    if (goes_on && f->c->reopen == MEND__REOPEN_RESTART)
        mend__clock_cut(f->t, last, 0);
    else
        s = mend__clock_add(f->t, f->c->name->id, &row);
    return s == MEND_OK ? begin(f, row, &x, at) : s;
}

/* --- ending --- */

/* Takes the marks behind `at` away, and with them a target that was chosen there. */
static mend_status cut_behind(const follow *f, int32_t row, int64_t at)
{
    const mend__mark *m;
    int32_t keep = 0, aims = 0;
    bool paused = false;
    mend__str aim = MEND__STR("");
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;) {
        bool aimed = m->kind == MEND__MARK_START || m->kind == MEND__MARK_AIM || m->kind == MEND__MARK_AIM_ALL ||
                     m->kind == MEND__MARK_RESET;
        if (m->at > at) {
            aims += aimed;
            continue;
        }
        keep++;
        aim = aimed ? mend__ticket_str(f->t, m->why) : aim;
        paused = m->kind == MEND__MARK_PAUSE || (paused && m->kind != MEND__MARK_RESUME);
    }
    if (keep < mend__clock_mark_count(f->t, row))
        mend__clock_cut(f->t, row, keep);
    mend__clock_row *r = mend__clock_edit(f->t, row);
    r->status = paused ? MEND__CLOCK_PAUSED : MEND__CLOCK_RUNNING;
    const mend__aim *a = aims ? mend__sla_aim(f->c, aim) : NULL;
    target x;
    mend_status s = a ? target_of(f, a, r->started, &x) : MEND_OK;
    return a && s == MEND_OK && x.aim ? take_target(f, row, &x) : s;
}

/* Intervals missed at `at` or after it, whose marks are about to go. */
static int32_t misses_behind(const follow *f, int32_t row, int64_t at)
{
    const mend__mark *m;
    int32_t count = 0;
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;)
        count += m->kind == MEND__MARK_MISS && m->at >= at;
    return count;
}

/* Marks of intervals missed at the very instant are taken back as well. */
static void cut_misses(const follow *f, int32_t row, int64_t at)
{
    const mend__mark *m;
    int32_t keep = 0;
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL; keep++)
        if (m->kind == MEND__MARK_MISS && m->at >= at)
            break;
    if (m)
        mend__clock_cut(f->t, row, keep);
}

/* The clock ends at `at`, or at its start if that is later: stopped, or taken back. */
static mend_status finish(const follow *f, int32_t row, bool cancelled, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    int64_t due = MEND__NEVER, breached = r->breached;
    int32_t warned = 0, climbed = 0, misses;
    bool provisional;
    at = at > r->started ? at : r->started;
    misses = misses_behind(f, row, at);
    cut_misses(f, row, at);
    mend_status s = cut_behind(f, row, at);
    if (s == MEND_OK)
        s = mend__sla_instant(f->c, f->t, row, r->target, &due, &provisional);
    if (s != MEND_OK)
        return s;
    bool late = due != MEND__NEVER && at > due && f->c->kind == MEND__CLOCK_DEADLINE;
    r->due = r->status == MEND__CLOCK_PAUSED ? MEND__NEVER : due;
    r->breached = late ? (breached != MEND__NEVER ? breached : due) : MEND__NEVER;
    r->misses -= misses;
    s = settle_steps(f, row, NULL, at, &warned, &climbed);
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, cancelled ? MEND__MARK_CANCEL : MEND__MARK_STOP, at, MEND__STR(""));
    r->status = cancelled ? MEND__CLOCK_CANCELLED : late ? MEND__CLOCK_MISSED : MEND__CLOCK_MET;
    r->stopped = at;
    r->wake = MEND__NEVER;
    if (s == MEND_OK)
        revise(f, row, warned, climbed, late ? MEND__NEVER : breached, misses);
    return s;
}

/* What a repeat owes has been done: the interval is kept, and the next one begins. */
static mend_status answer(const follow *f, int32_t row)
{
    static const brought nothing;
    mend__clock_row *r = mend__clock_edit(f->t, row);
    const mend__mark *m;
    size_t next = 0;
    int64_t at = f->act->at;
    int32_t misses = misses_behind(f, row, at);
    target x;
    m = mend__clock_next_mark(f->t, row, &next);
    if (m && at < m->at)
        return MEND_OK; /* an earlier interval was kept already */
    if (r->hits == INT32_MAX)
        return MEND_LIMIT;
    mend_status s = pick(f, at, &x);
    if (s != MEND_OK)
        return s;
    mend__clock_cut(f->t, row, 0);
    r->hits++;
    r->misses -= misses;
    r->warned = 0;
    r->status = MEND__CLOCK_RUNNING;
    if (x.aim)
        s = take_target(f, row, &x);
    const mend__aim *a = x.aim ? x.aim : mend__sla_aim(f->c, mend__ticket_str(f->t, r->aim));
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, MEND__MARK_START, at, a ? a->name->id : MEND__STR(""));
    if (s == MEND_OK)
        s = pause_row(f, row, at);
    if (s == MEND_OK)
        s = settle(f, row, &nothing, at);
    if (s == MEND_OK)
        revise(f, row, 0, 0, MEND__NEVER, misses);
    return s;
}

/* --- going on --- */

static bool paused_by(const follow *f, int32_t row, const mend__pause *p)
{
    const mend__mark *m;
    mend__str why = MEND__STR("");
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;)
        if (m->kind == MEND__MARK_PAUSE)
            why = mend__ticket_str(f->t, m->why);
    return mend__str_eq(why, p->name->id);
}

static mend_status pause_or_resume(const follow *f, int32_t row)
{
    const mend__pause *p = pause_of(f);
    const mend__clock_row *r = mend__clock_at(f->t, (size_t)row);
    bool paused = r->status == MEND__CLOCK_PAUSED;
    brought was;
    if (p ? paused && paused_by(f, row, p) : !paused)
        return MEND_OK;
    int64_t at = change_at(f, row);
    mend_status s = remember(f, row, &was);
    if (s == MEND_OK && p)
        s = mend__clock_mark(f->t, row, MEND__MARK_PAUSE, at, p->name->id);
    else if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, MEND__MARK_RESUME, at, MEND__STR(""));
    mend__clock_edit(f->t, row)->status = p ? MEND__CLOCK_PAUSED : MEND__CLOCK_RUNNING;
    return s == MEND_OK ? settle(f, row, &was, at) : s;
}

/* --- countdowns --- */

/* The instant a countdown comes at, by the fields as they are now; false: nothing to count down to. */
static bool count_to(const follow *f, int64_t *at)
{
    int64_t minutes = 0, before = f->c->before;
    const mend__trigger *start = &f->c->start;
    if (start->there && !mend__condition_holds(start->when, &f->after))
        return false;
    if (!value_of(f->t, f->c->field, at))
        return false;
    if (f->c->before_field && value_of(f->t, f->c->before_field, &minutes) &&
        (minutes < 0 || !mend__mul64(minutes, 60000, &minutes) || !mend__add64(before, minutes, &before)))
        return false;
    return mend__sub64(*at, before, at);
}

static mend_status aim_countdown(const follow *f, int32_t row, int64_t due)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    brought was;
    mend_status s = remember(f, row, &was);
    int64_t at = change_at(f, row);
    r->target = due > r->started ? due - r->started : 0;
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, MEND__MARK_AIM, at, MEND__STR(""));
    return s == MEND_OK ? settle(f, row, &was, at) : s;
}

static mend_status count_down(const follow *f, int32_t row)
{
    int64_t due = 0, at = f->act->at;
    bool wanted = count_to(f, &due);
    const mend__clock_row *r = row >= 0 ? mend__clock_at(f->t, (size_t)row) : NULL;
    if (r && mend__clock_active(r)) {
        if (!wanted || fires(f, &f->c->cancel))
            return finish(f, row, true, at);
        if (fires(f, &f->c->stop))
            return finish(f, row, false, at);
        return r->started + r->target == (due > r->started ? due : r->started) ? MEND_OK : aim_countdown(f, row, due);
    }
    if (!wanted || fires(f, &f->c->stop) || fires(f, &f->c->cancel) ||
        (f->c->start.there && f->c->start.on && !f->c->start.on[f->act->action]))
        return MEND_OK;
    if (r && r->status != MEND__CLOCK_CANCELLED && r->started + r->target == (due > r->started ? due : r->started))
        return MEND_OK; /* it has been counted down to already */
    target x = {NULL, due > at ? due - at : 0, true};
    mend_status s = mend__clock_add(f->t, f->c->name->id, &row);
    return s == MEND_OK ? begin(f, row, &x, at) : s;
}

/* --- all of them --- */

static mend_status follow_one(const follow *f)
{
    int32_t row = mend__clock_last(f->t, f->c->name->id);
    mend_status s = MEND_OK;
    if (f->c->kind == MEND__CLOCK_COUNTDOWN)
        return count_down(f, row);
    bool active = row >= 0 && mend__clock_active(mend__clock_at(f->t, (size_t)row));
    bool again = active && f->c->restarts && f->c->start.on && starts(f);
    if (active && (fires(f, &f->c->cancel) || again))
        s = finish(f, row, true, f->act->at);
    else if (active && fires(f, &f->c->stop))
        s = finish(f, row, false, f->act->at);
    else if (active && fires(f, &f->c->answer))
        return answer(f, row);
    else if (active) {
        s = aim(f, row);
        return s == MEND_OK ? pause_or_resume(f, row) : s;
    } else if (fires(f, &f->c->stop) && !f->c->start.on)
        return MEND_OK; /* what is over when it would begin does not begin */
    if (s != MEND_OK || (active && !f->c->start.on) || !starts(f))
        return s;
    return open_row(f, row);
}

static mend_status fail(const mend__clock *c, mend_status s, mend_error *err)
{
    mend__fail(err, s,
               s == MEND_RANGE ? "a clock would be due beyond year 9999, or beyond what its calendar can count: "
                               : mend_status_text(s));
    if (s == MEND_RANGE)
        mend__error_add_str(err, c->name->id);
    return s;
}

mend_status mend__sla_follow(const mend__sla *sla, const mend__vocab *v, mend_ticket *t, const mend__sla_act *act,
                             mend__revision *out, size_t *count, mend_error *err)
{
    follow f = {t, act, NULL, {0}, {0}, out, count};
    const mend_ticket *b = act->before;
    int32_t state = mend__names_find(&v->states, mend__ticket_str(t, t->state));
    /* the policy's text of the state: the ticket's own may move while clocks change */
    f.after = (mend__scene){t, state < 0 ? MEND__STR("") : v->states.items[state].id, act->roles, act->role_count};
    f.before = (mend__scene){b, mend__ticket_str(b, b->state), act->roles, act->role_count};
    *count = 0;
    for (uint32_t i = 0; i < sla->count; i++) {
        f.c = &sla->clocks[i];
        mend_status s = follow_one(&f);
        if (s != MEND_OK)
            return fail(f.c, s, err);
    }
    return MEND_OK;
}
