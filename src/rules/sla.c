/*
 * sla.c - what an act makes of the clocks: which start, stop, pause, aim anew, and what that takes back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sla.h"

#include "ground/error.h"
#include "ground/int.h"

#include <string.h>

/* --- triggers --- */

static bool listed(const mend__follow *f, const mend__trigger *trigger)
{
    return trigger->there && (!trigger->on || (f->act->action >= 0 && trigger->on[f->act->action]));
}

bool mend__follow_fires(const mend__follow *f, const mend__trigger *trigger)
{
    return listed(f, trigger) && mend__condition_holds(trigger->when, &f->after);
}

/* A start without a list is the moment its condition becomes true. */
static bool starts(const mend__follow *f)
{
    const mend__trigger *start = &f->c->start;
    if (!mend__follow_fires(f, start))
        return false;
    return start->on || f->act->before->seq == 0 || !mend__condition_holds(start->when, &f->before);
}

/* --- what was, what is --- */

static mend_status threshold(const mend__follow *f, int32_t row, int64_t amount, int64_t *at)
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
mend_status mend__follow_remember(const mend__follow *f, int32_t row, mend__brought *was)
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

static void revise(const mend__follow *f, int32_t row, int32_t warned, int32_t climbed, int64_t breached,
                   int32_t misses)
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
static mend_status settle_steps(const mend__follow *f, int32_t row, const mend__brought *was, int64_t at,
                                int32_t *warned, int32_t *climbed)
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
mend_status mend__follow_settle(const mend__follow *f, int32_t row, const mend__brought *was, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    int64_t due = MEND__NEVER, undone = MEND__NEVER;
    int32_t warned = 0, climbed = 0;
    bool provisional = false;
    mend_status s = mend__sla_due(f->c, f->t, row, &due, &provisional);
    if (s != MEND_OK)
        return s;
    r->due = r->status == MEND__CLOCK_PAUSED ? MEND__NEVER : due;
    r->provisional = r->due != MEND__NEVER && provisional;
    /* paused at the very instant it was due, it was not late yet */
    if (r->breached != MEND__NEVER && (due == MEND__NEVER || due >= at) &&
        (due != r->breached || r->status == MEND__CLOCK_PAUSED)) {
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

mend_status mend__follow_take(const mend__follow *f, int32_t row, const mend__target *x)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    mend_status s = mend__ticket_put(f->t, &r->aim, x->aim ? x->aim->name->id : MEND__STR(""));
    r->target = x->ms;
    r->fixed = x->fixed;
    if (f->c->kind == MEND__CLOCK_REPEAT && r->target < MEND__INTERVAL_MIN)
        r->target = MEND__INTERVAL_MIN;
    return s;
}

/* The instant at which a change of an active row counts: never before its last mark. */
int64_t mend__follow_at(const mend__follow *f, int32_t row)
{
    int64_t armed = mend__sla_armed(f->t, row);
    return f->act->at > armed ? f->act->at : armed;
}

/* Intervals missed at `at` or after it, whose marks are about to go. */
static int32_t misses_behind(const mend__follow *f, int32_t row, int64_t at)
{
    const mend__mark *m;
    int32_t count = 0;
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;)
        count += m->kind == MEND__MARK_MISS && m->at >= at;
    return count;
}

/* The row aims at the target of that name, measured for its present interval. */
static mend_status aim_interval(const mend__follow *f, int32_t row, mend__str name)
{
    const mend__aim *a = mend__sla_aim(f->c, name);
    mend__target x;
    mend_status s = a ? mend__sla_target(f->c, f->t, row, a, mend__sla_interval(f->t, row), &x) : MEND_OK;
    return a && s == MEND_OK && x.aim ? mend__follow_take(f, row, &x) : s;
}

/* A repeat changes at an instant before intervals that were missed since: these are taken back, and what they come to
 * will be found again. Warnings of the interval that goes on have come if their instant has. */
static mend_status forget_misses(const mend__follow *f, int32_t row)
{
    const mend__mark *m;
    int32_t misses = 0;
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;)
        misses = m->kind == MEND__MARK_MISS && m->at >= f->act->at ? misses + 1 : 0;
    if (misses == 0)
        return MEND_OK;
    mend__clock_cut(f->t, row, mend__clock_mark_count(f->t, row) - misses);
    mend__clock_row *r = mend__clock_edit(f->t, row);
    mend_status s = aim_interval(f, row, mend__ticket_str(f->t, r->aim));
    r->misses -= misses;
    r->warned = 0;
    for (uint32_t i = 0; i < f->c->warning_count && s == MEND_OK; i++) {
        int64_t at;
        s = threshold(f, row, mend__sla_warn_at(r, &f->c->warnings[i]), &at);
        r->warned |= at != MEND__NEVER && at <= mend__follow_at(f, row) ? INT32_C(1) << i : 0;
    }
    revise(f, row, 0, 0, MEND__NEVER, misses);
    return s;
}

/* The beginning of the interval the act falls into: misses behind it will be taken back. */
static int64_t base_at(const mend__follow *f, int32_t row)
{
    const mend__mark *m;
    int64_t begin = mend__clock_at(f->t, (size_t)row)->started;
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;)
        if (m->kind == MEND__MARK_START || m->kind == MEND__MARK_RESET ||
            (m->kind == MEND__MARK_MISS && m->at < f->act->at))
            begin = m->at;
    return begin;
}

/* Whether the row aims at the target already: by the same name, with the same value in its field. */
static bool aims_at(const mend__follow *f, int32_t row, const mend__target *x)
{
    const mend__clock_row *r = mend__clock_at(f->t, (size_t)row);
    mend__target now;
    if (!mend__str_eq(x->aim->name->id, mend__ticket_str(f->t, r->aim)))
        return false;
    return !x->aim->field ||
           (mend__sla_target(f->c, f->t, row, x->aim, mend__sla_interval(f->t, row), &now) == MEND_OK && now.aim &&
            now.ms == r->target && now.fixed == r->fixed);
}

/* The row's target where a field gave it: the field may have another value by the time that it is needed again. */
static int64_t field_target(const mend__follow *f, int32_t row)
{
    const mend__clock_row *r = mend__clock_at(f->t, (size_t)row);
    const mend__aim *a = mend__sla_aim(f->c, mend__ticket_str(f->t, r->aim));
    return a && a->field ? r->target : MEND__NEVER;
}

static mend_status aim(const mend__follow *f, int32_t row)
{
    static const mend__mark_kind marks[] = {MEND__MARK_AIM, MEND__MARK_AIM_ALL, MEND__MARK_RESET};
    bool from_change = f->c->relevel == MEND__RELEVEL_FROM_CHANGE;
    mend__brought was;
    mend__target x;
    int64_t at = mend__follow_at(f, row), before = field_target(f, row);
    mend_status s = mend__sla_pick(f->c, &f->after, row, from_change ? at : base_at(f, row), &x);
    if (s != MEND_OK || !x.aim || aims_at(f, row, &x))
        return s;
    s = forget_misses(f, row);
    at = mend__follow_at(f, row);
    if (s == MEND_OK)
        s = mend__follow_remember(f, row, &was);
    if (s == MEND_OK)
        s = mend__sla_target(f->c, f->t, row, x.aim, from_change ? at : mend__sla_interval(f->t, row), &x);
    if (s == MEND_OK)
        s = mend__follow_take(f, row, &x);
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, marks[f->c->relevel], at, x.aim->name->id);
    if (s != MEND_OK)
        return s;
    mend__clock_mark_was(f->t, before);
    return mend__follow_settle(f, row, &was, at);
}

/* --- beginning --- */

static const mend__pause *pause_of(const mend__follow *f)
{
    for (uint32_t i = 0; i < f->c->pause_count; i++)
        if (mend__condition_holds(f->c->pauses[i].when, &f->after))
            return &f->c->pauses[i];
    return NULL;
}

static mend_status pause_row(const mend__follow *f, int32_t row, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    const mend__pause *p = pause_of(f);
    if (!p)
        return MEND_OK;
    r->status = MEND__CLOCK_PAUSED;
    return mend__clock_mark(f->t, row, MEND__MARK_PAUSE, at, p->name->id);
}

/* A row without marks begins to count at `at`. */
mend_status mend__follow_begin(const mend__follow *f, int32_t row, const mend__target *x, int64_t at)
{
    static const mend__brought nothing;
    mend__clock_row *r = mend__clock_edit(f->t, row);
    const mend_calendar *calendar = x->aim ? x->aim->calendar : NULL;
    int32_t working = 1;
    if (calendar && f->c->runs_outside && mend_calendar_is_working(calendar, at, &working, NULL) != MEND_OK)
        return MEND_RANGE;
    r->status = MEND__CLOCK_RUNNING;
    r->started = at;
    r->stopped = r->breached = MEND__NEVER;
    r->warned = r->climbed = 0;
    r->hits = r->misses = 0;
    r->always = !working;
    r->begun = true;
    mend_status s = mend__follow_take(f, row, x);
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, MEND__MARK_START, at, x->aim ? x->aim->name->id : MEND__STR(""));
    if (s == MEND_OK)
        s = pause_row(f, row, at);
    return s == MEND_OK ? mend__follow_settle(f, row, &nothing, at) : s;
}

/* When a start counts from: the action's instant, or an earlier one in the field the clock names. */
static int64_t start_at(const mend__follow *f)
{
    int64_t at;
    return f->c->from && mend__sla_value(f->t, f->c->from, &at) && at < f->act->at ? at : f->act->at;
}

/* The cycle that had ended goes on: its stop is forgotten, and the time it was closed is a pause or used. */
static mend_status resume(const mend__follow *f, int32_t row, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    int64_t stopped = r->stopped;
    mend__brought was;
    mend_status s = mend__follow_remember(f, row, &was);
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
    return s == MEND_OK ? mend__follow_settle(f, row, &was, at) : s;
}

static mend_status open_row(const mend__follow *f, int32_t last)
{
    int64_t at = start_at(f);
    mend__target x;
    mend_status s = mend__sla_pick(f->c, &f->after, -1, at, &x);
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
    return s == MEND_OK ? mend__follow_begin(f, row, &x, at) : s;
}

/* --- ending --- */

/* The row aims again as before a mark that is taken back, which knows what a field had given. */
static mend_status aim_back(const mend__follow *f, int32_t row, mend__str name, int64_t was)
{
    const mend__aim *a = mend__sla_aim(f->c, name);
    mend__target x = {a, was, a && a->by == MEND__AIM_UNTIL};
    return a && was != MEND__NEVER ? mend__follow_take(f, row, &x) : aim_interval(f, row, name);
}

/* Takes the marks behind `at` away, and of intervals missed also at that very instant; with them a target that was
 * chosen there. */
static mend_status cut_behind(const mend__follow *f, int32_t row, int64_t at)
{
    const mend__mark *m;
    int32_t keep = 0;
    int64_t was = MEND__NEVER;
    bool paused = false, behind = false, aims = false;
    mend__str aim = MEND__STR("");
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;) {
        bool missed = m->kind == MEND__MARK_MISS;
        bool aimed = m->kind == MEND__MARK_START || m->kind == MEND__MARK_AIM || m->kind == MEND__MARK_AIM_ALL ||
                     m->kind == MEND__MARK_RESET;
        behind = behind || m->at > at || (missed && m->at == at);
        if (behind) {
            was = aims || !aimed ? was : m->was;
            aims = aims || aimed || missed;
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
    return aims ? aim_back(f, row, aim, was) : MEND_OK;
}

/* Nothing ends before its start; of a repeat, before the last interval that was kept. */
static int64_t not_before_marks(const mend__follow *f, int32_t row, int64_t at)
{
    size_t next = 0;
    const mend__mark *m = mend__clock_next_mark(f->t, row, &next);
    return m && m->at > at ? m->at : at;
}

/* The clock ends at `at`: stopped, or taken back. */
mend_status mend__follow_finish(const mend__follow *f, int32_t row, bool cancelled, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    int64_t due = MEND__NEVER, breached = r->breached;
    int32_t warned = 0, climbed = 0, misses;
    bool provisional;
    at = not_before_marks(f, row, at);
    misses = misses_behind(f, row, at);
    mend_status s = cut_behind(f, row, at);
    if (s == MEND_OK)
        s = mend__sla_due(f->c, f->t, row, &due, &provisional);
    if (s != MEND_OK)
        return s;
    bool late = due != MEND__NEVER && at > due && f->c->kind == MEND__CLOCK_DEADLINE &&
                (r->status == MEND__CLOCK_RUNNING || breached != MEND__NEVER);
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

#define MEND__BEHIND 32 /* marks that stay behind an answer entered late; of more the first ones */

typedef struct mark_kept {
    mend__mark_kind kind;
    int64_t at;
    mend__str why; /* the policy's text */
} mark_kept;

static mend__str own_name(const mend__clock *c, const mend__mark *m, mend__str why)
{
    const mend__aim *a = m->kind != MEND__MARK_PAUSE ? mend__sla_aim(c, why) : NULL;
    for (uint32_t i = 0; m->kind == MEND__MARK_PAUSE && i < c->pause_count; i++)
        if (mend__str_eq(c->pauses[i].name->id, why))
            return c->pauses[i].name->id;
    return a ? a->name->id : m->kind == MEND__MARK_PAUSE ? MEND__STR("closed") : MEND__STR("");
}

/* What acts did to the row until `at`, as one start and perhaps a pause, and behind it. */
static size_t marks_around(const mend__follow *f, int32_t row, int64_t at, mark_kept keep[MEND__BEHIND + 2])
{
    const mend__mark *m;
    size_t count = 2;
    keep[0] = (mark_kept){MEND__MARK_START, at, MEND__STR("")};
    keep[1] = (mark_kept){MEND__MARK_RESUME, at, MEND__STR("")};
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;) {
        mend__str why = own_name(f->c, m, mend__ticket_str(f->t, m->why));
        if (m->at > at && m->kind != MEND__MARK_MISS && count < MEND__BEHIND + 2)
            keep[count++] =
                (mark_kept){m->kind == MEND__MARK_CARRY ? MEND__MARK_AIM : (mend__mark_kind)m->kind, m->at, why};
        else if (m->at <= at && (m->kind == MEND__MARK_PAUSE || m->kind == MEND__MARK_RESUME))
            keep[1] = (mark_kept){(mend__mark_kind)m->kind, at, why};
        else if (m->at <= at)
            keep[0].why = why;
    }
    return count;
}

/* Intervals that pass before `until` are missed as they were. */
static mend_status miss_again(const mend__follow *f, int32_t row, mend__str aim, int64_t until, int32_t *misses)
{
    mend_status s = aim_interval(f, row, aim);
    while (s == MEND_OK && *misses > 0) {
        int64_t due;
        bool provisional;
        s = mend__sla_due(f->c, f->t, row, &due, &provisional);
        if (s != MEND_OK || due == MEND__NEVER || due >= until)
            return s;
        s = mend__clock_mark(f->t, row, MEND__MARK_MISS, due, aim);
        if (s == MEND_OK)
            s = aim_interval(f, row, aim);
        --*misses;
    }
    return s;
}

/* The next interval begins at `at`; what was done to the row after that stays. *misses: intervals missed since, and not
 * any more. */
static mend_status answer_marks(const mend__follow *f, int32_t row, int64_t at, int32_t *misses)
{
    mark_kept keep[MEND__BEHIND + 2];
    size_t count = marks_around(f, row, at, keep);
    mend__str aim = keep[0].why;
    mend_status s = MEND_OK;
    mend__clock_cut(f->t, row, 0);
    for (size_t i = 0; i < count && s == MEND_OK; i++) {
        bool aims =
            keep[i].kind == MEND__MARK_AIM || keep[i].kind == MEND__MARK_AIM_ALL || keep[i].kind == MEND__MARK_RESET;
        if (i == 1 && keep[i].kind != MEND__MARK_PAUSE)
            continue;
        if (i > 1)
            s = miss_again(f, row, aim, keep[i].at, misses);
        aim = aims ? keep[i].why : aim;
        if (s == MEND_OK)
            s = mend__clock_mark(f->t, row, keep[i].kind, keep[i].at, keep[i].why);
    }
    return s == MEND_OK ? aim_interval(f, row, aim) : s;
}

/* What a repeat owes has been done: the interval is kept, and the next one begins. */
static mend_status answer(const mend__follow *f, int32_t row)
{
    static const mend__brought nothing;
    mend__clock_row *r = mend__clock_edit(f->t, row);
    const mend__mark *m;
    size_t next = 0;
    int64_t at = f->act->at;
    int32_t misses = misses_behind(f, row, at);
    m = mend__clock_next_mark(f->t, row, &next);
    if (m && at < m->at)
        return MEND_OK; /* an earlier interval was kept already */
    if (r->hits == INT32_MAX)
        return MEND_LIMIT;
    mend_status s = answer_marks(f, row, at, &misses);
    r->hits++;
    r->misses -= misses;
    r->warned = 0;
    if (s == MEND_OK)
        s = mend__follow_settle(f, row, &nothing, at);
    if (s == MEND_OK)
        revise(f, row, 0, 0, MEND__NEVER, misses);
    return s;
}

/* --- going on --- */

static bool paused_by(const mend__follow *f, int32_t row, const mend__pause *p)
{
    const mend__mark *m;
    mend__str why = MEND__STR("");
    for (size_t next = 0; (m = mend__clock_next_mark(f->t, row, &next)) != NULL;)
        if (m->kind == MEND__MARK_PAUSE)
            why = mend__ticket_str(f->t, m->why);
    return mend__str_eq(why, p->name->id);
}

mend_status mend__follow_pause(const mend__follow *f, int32_t row)
{
    const mend__pause *p = pause_of(f);
    const mend__clock_row *r = mend__clock_at(f->t, (size_t)row);
    bool paused = r->status == MEND__CLOCK_PAUSED;
    mend__brought was;
    if (p ? paused && paused_by(f, row, p) : !paused)
        return MEND_OK;
    mend_status s = forget_misses(f, row);
    int64_t at = mend__follow_at(f, row);
    if (s == MEND_OK)
        s = mend__follow_remember(f, row, &was);
    if (s == MEND_OK && p)
        s = mend__clock_mark(f->t, row, MEND__MARK_PAUSE, at, p->name->id);
    else if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, MEND__MARK_RESUME, at, MEND__STR(""));
    mend__clock_edit(f->t, row)->status = p ? MEND__CLOCK_PAUSED : MEND__CLOCK_RUNNING;
    return s == MEND_OK ? mend__follow_settle(f, row, &was, at) : s;
}

/* --- all of them --- */

static mend_status follow_one(const mend__follow *f)
{
    int32_t row = mend__clock_last(f->t, f->c->name->id);
    mend_status s = MEND_OK;
    if (f->c->kind == MEND__CLOCK_COUNTDOWN)
        return mend__follow_count_down(f, row);
    bool active = row >= 0 && mend__clock_active(mend__clock_at(f->t, (size_t)row));
    bool again = active && f->c->restarts && f->c->start.on && starts(f);
    if (active && (mend__follow_fires(f, &f->c->cancel) || again))
        s = mend__follow_finish(f, row, true, f->act->at);
    else if (active && mend__follow_fires(f, &f->c->stop))
        s = mend__follow_finish(f, row, false, f->act->at);
    else if (active) {
        s = mend__follow_fires(f, &f->c->answer) ? answer(f, row) : MEND_OK;
        s = s == MEND_OK ? aim(f, row) : s;
        return s == MEND_OK ? mend__follow_pause(f, row) : s;
    } else if (mend__follow_fires(f, &f->c->stop) && !f->c->start.on)
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
    mend__follow f = {t, act, NULL, {0}, {0}, out, count};
    const mend_ticket *b = act->before;
    int32_t state = mend__names_find(&v->states, mend__ticket_str(t, t->state));
    /* the policy's text of the state: the ticket's own may move while clocks change */
    f.after = (mend__scene){t, state < 0 ? MEND__STR("") : v->states.items[state].id, act->roles, act->role_count};
    f.before = (mend__scene){b, mend__ticket_str(b, b->state), act->roles, act->role_count};
    *count = 0;
    for (uint32_t i = 0; i < sla->count; i++) {
        f.c = &sla->clocks[i];
        mend_status s = act->leave && act->leave[i] ? MEND_OK : follow_one(&f);
        if (s != MEND_OK)
            return fail(f.c, s, err);
    }
    return MEND_OK;
}
