/*
 * sla_due.c - what time brings: warnings, breaches, rungs, intervals missed, countdowns, each at its true instant.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sla.h"

#include "ground/error.h"
#include "ground/int.h"

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Takes `what` as the next thing if it comes before what has been found. Of equal instants the first one found stays. */
static void offer(mend__due *best, mend__occasion what, int32_t step, int64_t at, int64_t wake)
{
    if (best->wake != MEND__NEVER && best->wake <= wake)
        return;
    best->what = what;
    best->step = step;
    best->at = at;
    best->wake = wake;
}

static mend_status offer_warnings(const mend__clock *c, const mend_ticket *t, int32_t row, int64_t armed,
                                  mend__due *best)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    for (uint32_t i = 0; i < c->warning_count; i++) {
        int64_t at;
        bool provisional;
        if (r->warned & (INT32_C(1) << i))
            continue;
        mend_status s = mend__sla_instant(c, t, row, mend__sla_warn_at(r, &c->warnings[i]), &at, &provisional);
        if (s != MEND_OK)
            return s;
        if (at != MEND__NEVER && (r->due == MEND__NEVER || at <= r->due))
            offer(best, MEND__OCCASION_WARNED, (int32_t)i, later(at, armed), later(at, armed));
    }
    return MEND_OK;
}

static mend_status offer_rungs(const mend__clock *c, const mend_ticket *t, int32_t row, int64_t armed, mend__due *best)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    for (uint32_t i = 0; i < c->rung_count; i++) {
        int64_t at, amount;
        bool provisional;
        if (r->climbed & (INT32_C(1) << i))
            continue;
        if (!mend__add64(r->target, c->rungs[i].after, &amount))
            return MEND_RANGE;
        mend_status s = mend__sla_instant(c, t, row, amount, &at, &provisional);
        if (s == MEND_RANGE)
            continue; /* beyond the calendar: it never comes */
        if (s != MEND_OK)
            return s;
        if (at == MEND__NEVER)
            continue;
        at = later(later(at, r->due), armed);
        offer(best, MEND__OCCASION_ESCALATED, (int32_t)i, at, later(at, r->due + 1));
    }
    return MEND_OK;
}

/* The row's next thing; wake is NEVER if there is none. */
static mend_status next_of(const mend__clock *c, const mend_ticket *t, int32_t row, mend__due *best)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    int64_t armed = mend__sla_armed(t, row);
    *best = (mend__due){row, MEND__OCCASION_FIRED, -1, MEND__NEVER, MEND__NEVER};
    mend__gap gap;
    mend_status s = mend__sla_gap(c, t, row, &gap);
    if (s == MEND_OK && gap.mark >= 0)
        offer(best, MEND__OCCASION_MISSED, -1, gap.at, gap.wake);
    if (s != MEND_OK || gap.mark >= 0 || r->status != MEND__CLOCK_RUNNING || r->due == MEND__NEVER)
        return s;
    s = offer_warnings(c, t, row, armed, best);
    if (s != MEND_OK)
        return s;
    int64_t at = later(r->due, armed), behind = later(r->due + 1, armed);
    switch (c->kind) {
    case MEND__CLOCK_DEADLINE:
        if (r->breached == MEND__NEVER)
            offer(best, MEND__OCCASION_BREACHED, -1, at, behind);
        return offer_rungs(c, t, row, armed, best);
    case MEND__CLOCK_REPEAT:
        offer(best, MEND__OCCASION_MISSED, -1, at, behind);
        return MEND_OK;
    case MEND__CLOCK_COUNTDOWN:
    case MEND__CLOCK_NOT_BEFORE:
        offer(best, MEND__OCCASION_FIRED, -1, at, at);
        return MEND_OK;
    }
    return MEND_OK;
}

mend_status mend__sla_wake(const mend__clock *clock, mend_ticket *t, int32_t row)
{
    mend__due next;
    mend_status s = next_of(clock, t, row, &next);
    if (s == MEND_OK)
        mend__clock_edit(t, row)->wake = next.wake;
    return s;
}

/* The policy's clock of a row; -1: it has none of that name. */
static int32_t clock_of(const mend__vocab *v, const mend_ticket *t, const mend__clock_row *r)
{
    return mend__names_find(&v->clocks, mend__ticket_str(t, r->clock));
}

/* The row to look at first until `now`; -1: none. Of equal instants the policy's first clock. */
static int32_t first_row(const mend__vocab *v, const mend_ticket *t, int64_t now, int32_t *clock)
{
    int64_t wake = MEND__NEVER;
    int32_t row = -1;
    *clock = -1;
    for (size_t i = 0; i < mend__clock_count(t); i++) {
        const mend__clock_row *r = mend__clock_at(t, i);
        if (r->wake == MEND__NEVER || r->wake > now || (wake != MEND__NEVER && r->wake > wake))
            continue;
        int32_t c = clock_of(v, t, r);
        if (row >= 0 && wake == r->wake && c >= *clock)
            continue;
        wake = r->wake;
        *clock = c;
        row = (int32_t)i;
    }
    return row;
}

bool mend__sla_next(const mend__sla *sla, const mend__vocab *v, mend_ticket *t, int64_t now, mend__due *out)
{
    int32_t clock, row;
    while ((row = first_row(v, t, now, &clock)) >= 0) {
        int64_t wake = mend__clock_at(t, (size_t)row)->wake;
        if (clock < 0 || next_of(&sla->clocks[clock], t, row, out) != MEND_OK)
            out->wake = MEND__NEVER;
        if (out->wake == wake)
            return true;
        mend__clock_edit(t, row)->wake = out->wake; /* a damaged row: it says when by itself, and once */
    }
    return false;
}

#define MEND__MISS_MARKS 64 /* intervals missed in a row that a late answer can still take back */

/* The mark of an interval missed: the row's last one, or in a gap the one before what closed it. */
static mend_status mark_miss(const mend__clock *c, mend_ticket *t, int32_t row, const mend__aim *a, int64_t at)
{
    mend__gap gap;
    mend__mark_kind kind = MEND__MARK_MISS;
    mend_status s = mend__sla_gap(c, t, row, &gap);
    int32_t k = gap.mark >= 0 ? gap.mark : mend__clock_mark_count(t, row);
    a = gap.mark >= 0 ? gap.aim : a;
    if (s == MEND_OK && k >= MEND__MISS_MARKS) {
        mend__clock_drop(t, row, k);
        k = 0;
        kind = MEND__MARK_START;
    }
    return s == MEND_OK ? mend__clock_mark_before(t, row, k, kind, at, a ? a->name->id : MEND__STR("")) : s;
}

/* The interval is over, and the next one begins where it ended. */
static mend_status miss(const mend__clock *c, mend_ticket *t, int32_t row, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(t, row);
    const mend__aim *a = mend__sla_aim(c, mend__ticket_str(t, r->aim));
    if (r->misses == INT32_MAX)
        return MEND_LIMIT;
    r->misses++;
    r->warned = 0;
    mend_status s = mark_miss(c, t, row, a, at);
    r = mend__clock_edit(t, row);
    if (s == MEND_OK && a && a->by == MEND__AIM_DAYS) /* each interval has days of its own */
        s = mend__sla_days(a, mend__sla_interval(t, row), a->days, r->always, &r->target);
    r->target = later(r->target, MEND__INTERVAL_MIN);
    if (s == MEND_OK)
        s = mend__sla_due(c, t, row, &r->due, &r->provisional);
    if (r->status == MEND__CLOCK_PAUSED) { /* in a gap that a pause closed */
        r->due = MEND__NEVER;
        r->provisional = false;
    }
    return s;
}

static mend_status come(mend_ticket *t, int32_t row, int64_t at)
{
    mend__clock_row *r = mend__clock_edit(t, row);
    r->status = MEND__CLOCK_OVER;
    r->stopped = at;
    return mend__clock_mark(t, row, MEND__MARK_STOP, at, MEND__STR(""));
}

mend_status mend__sla_fire(const mend__sla *sla, const mend__vocab *v, mend_ticket *t, const mend__due *due,
                           mend_error *err)
{
    const mend__clock *c = &sla->clocks[clock_of(v, t, mend__clock_at(t, (size_t)due->row))];
    mend__clock_row *r = mend__clock_edit(t, due->row);
    mend_status s = MEND_OK;
    switch (due->what) {
    case MEND__OCCASION_WARNED:
        r->warned |= INT32_C(1) << due->step;
        break;
    case MEND__OCCASION_BREACHED:
        r->breached = r->due;
        break;
    case MEND__OCCASION_ESCALATED:
        r->climbed |= INT32_C(1) << due->step;
        break;
    case MEND__OCCASION_MISSED:
        s = miss(c, t, due->row, due->at);
        break;
    case MEND__OCCASION_FIRED:
        s = come(t, due->row, due->at);
        break;
    }
    if (s == MEND_OK)
        s = mend__sla_wake(c, t, due->row);
    return s == MEND_OK ? MEND_OK : mend__fail(err, s, mend_status_text(s));
}

const mend__notice *mend__sla_notices(const mend__clock *c, const mend__due *due, uint32_t *count)
{
    if (due->what == MEND__OCCASION_WARNED) {
        *count = c->warnings[due->step].notice_count;
        return c->warnings[due->step].notices;
    }
    if (due->what == MEND__OCCASION_ESCALATED) {
        *count = c->rungs[due->step].notice_count;
        return c->rungs[due->step].notices;
    }
    *count = c->due_notice_count;
    return c->due_notices;
}
