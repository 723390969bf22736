/*
 * sla_measure.c - how much time a clock has used, and when it will have used so much, see sla.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sla.h"

#include "ground/int.h"
#include "ground/wide.h"

#include <string.h>

const mend__aim *mend__sla_aim(const mend__clock *clock, mend__str name)
{
    for (uint32_t i = 0; i < clock->aim_count; i++)
        if (mend__str_eq(clock->aims[i].name->id, name))
            return &clock->aims[i];
    return NULL;
}

int64_t mend__sla_between(const mend_calendar *calendar, int64_t from, int64_t to)
{
    int64_t work = 0;
    if (!calendar)
        return to - from;
    mend_calendar_between(calendar, from, to, &work, NULL); /* instants in range, so it cannot fail */
    return work;
}

/* `amount` of time after `from`. */
static mend_status add_time(const mend_calendar *calendar, int64_t from, int64_t amount, int64_t *out,
                            bool *provisional)
{
    int32_t flags = 0;
    mend_status s = MEND_OK;
    if (calendar)
        s = mend_calendar_add(calendar, from, amount, out, &flags);
    else if (!mend__add64(from, amount, out))
        s = MEND_RANGE;
    *provisional = (flags & MEND_CALENDAR_PROVISIONAL) != 0;
    return s;
}

/* --- the walk --- */

static const mend_calendar *calendar_of(const mend__walk *w, mend__str aim)
{
    const mend__clock_row *r = mend__clock_at(w->t, (size_t)w->row);
    const mend__aim *a = r->always ? NULL : mend__sla_aim(w->clock, aim);
    return a && a->by != MEND__AIM_UNTIL ? a->calendar : NULL;
}

void mend__walk_begin(mend__walk *w, const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t until)
{
    const mend__mark *m;
    memset(w, 0, sizeof *w);
    w->clock = clock;
    w->t = t;
    w->row = row;
    w->until = until;
    for (size_t next = 0; (m = mend__clock_next_mark(t, row, &next)) != NULL;) {
        if (m->kind == MEND__MARK_AIM_ALL) {
            w->all = calendar_of(w, mend__ticket_str(t, m->why));
            w->all_to = next;
        }
    }
    w->pending = mend__clock_next_mark(t, row, &w->next);
    w->from = w->to = w->pending ? w->pending->at : 0;
    w->done = !w->pending || (until != MEND__NEVER && w->to > until);
}

int64_t mend__walk_measure(const mend__walk *w)
{
    if (w->carried)
        return mend__clock_at(w->t, (size_t)w->row)->carried;
    return w->kind == MEND__STRETCH_USED ? mend__sla_between(w->calendar, w->from, w->to) : 0;
}

/* What the mark makes of the stretch behind it; false: the clock ends there. */
static bool pass(mend__walk *w, const mend__mark *m)
{
    mend__str why = mend__ticket_str(w->t, m->why);
    switch ((mend__mark_kind)m->kind) {
    case MEND__MARK_PAUSE:
        w->kind = MEND__STRETCH_PAUSED;
        w->why = why;
        return true;
    case MEND__MARK_RESUME:
        w->kind = MEND__STRETCH_USED;
        return true;
    case MEND__MARK_START:
        w->kind = MEND__STRETCH_USED;
        break;
    case MEND__MARK_CARRY:
    case MEND__MARK_AIM:
    case MEND__MARK_AIM_ALL:
        w->calendar = calendar_of(w, why);
        return true;
    case MEND__MARK_RESET:
    case MEND__MARK_MISS:
        break;
    case MEND__MARK_STOP:
    case MEND__MARK_CANCEL:
        w->done = true;
        return false;
    }
    w->used = 0;
    w->resets = true;
    w->calendar = calendar_of(w, why);
    return true;
}

bool mend__walk_next(mend__walk *w)
{
    if (w->from < w->to && !w->done)
        w->used += mend__walk_measure(w);
    w->resets = false;
    while (!w->done) {
        if (w->pending && !pass(w, w->pending))
            return false;
        const mend__mark *m = mend__clock_next_mark(w->t, w->row, &w->next);
        bool last = !m || (w->until != MEND__NEVER && m->at > w->until);
        w->from = w->to;
        w->to = !last ? m->at : w->until == MEND__NEVER ? INT64_MAX : w->until;
        w->pending = last ? NULL : m;
        w->carried = !last && m->kind == MEND__MARK_CARRY;
        w->done = last;
        if (w->next <= w->all_to)
            w->calendar = w->all;
        if (w->to > w->from)
            return true;
    }
    return false;
}

/* --- how much, and when --- */

/* An instant in time that was carried: nobody knows how it was spread, so it is counted back as time passes. */
static int64_t carried_instant(const mend__walk *w, int64_t amount)
{
    int64_t behind = mend__walk_measure(w) - (amount > w->used ? amount - w->used : 0);
    return w->to - w->from > behind ? w->to - behind : w->from;
}

int64_t mend__sla_used(const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t at)
{
    mend__walk w;
    int64_t used = 0;
    mend__walk_begin(&w, clock, t, row, at);
    while (mend__walk_next(&w))
        used = w.used + mend__walk_measure(&w);
    return w.resets ? 0 : used; /* at the very instant of a new beginning nothing is used of it */
}

int64_t mend__sla_interval(const mend_ticket *t, int32_t row)
{
    const mend__mark *m;
    int64_t begin = mend__clock_at(t, (size_t)row)->started;
    for (size_t next = 0; (m = mend__clock_next_mark(t, row, &next)) != NULL;)
        if (m->kind == MEND__MARK_START || m->kind == MEND__MARK_RESET || m->kind == MEND__MARK_MISS)
            begin = m->at;
    return begin;
}

/* Where the row has stood still since; NEVER: it runs. *begun: what it counts now began before that. */
static int64_t still_since(const mend_ticket *t, int32_t row, bool *begun)
{
    const mend__mark *m;
    int64_t at = MEND__NEVER;
    *begun = true;
    for (size_t next = 0; (m = mend__clock_next_mark(t, row, &next)) != NULL;) {
        if (m->kind == MEND__MARK_PAUSE && at == MEND__NEVER)
            at = m->at;
        if (m->kind == MEND__MARK_RESUME || m->kind == MEND__MARK_START) {
            at = MEND__NEVER;
            *begun = true;
        }
        *begun = *begun && (m->kind != MEND__MARK_RESET || at == MEND__NEVER);
    }
    return at;
}

/* A fixed aim stands where it stands: its amounts count from the last beginning, whatever came between. While the clock
 * stands still nothing more comes. */
static mend_status fixed_instant(const mend_ticket *t, int32_t row, int64_t amount, int64_t *out)
{
    bool begun;
    int64_t at, still = still_since(t, row, &begun);
    if (!mend__add64(mend__sla_interval(t, row), amount, &at))
        return MEND_RANGE;
    *out = still != MEND__NEVER && (at > still || !begun) ? MEND__NEVER : at;
    return MEND_OK;
}

mend_status mend__sla_instant(const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t amount, int64_t *out,
                              bool *provisional)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    mend__walk w;
    mend_status s = MEND_OK;
    *out = MEND__NEVER;
    *provisional = false;
    if (r->fixed)
        return fixed_instant(t, row, amount, out);
    mend__walk_begin(&w, clock, t, row, MEND__NEVER);
    while (s == MEND_OK && mend__walk_next(&w)) {
        if (w.resets)
            *out = MEND__NEVER;
        if (w.kind != MEND__STRETCH_USED || *out != MEND__NEVER)
            continue;
        if (w.carried && w.used + mend__walk_measure(&w) >= amount)
            *out = carried_instant(&w, amount);
        else if (w.to == INT64_MAX || w.used + mend__walk_measure(&w) >= amount)
            s = add_time(w.calendar, w.from, amount > w.used ? amount - w.used : 0, out, provisional);
        if (*out > w.to)
            *out = MEND__NEVER; /* nothing at all may be used first when hours begin, and it stands still by then */
    }
    return s;
}

bool mend__sla_value(const mend_ticket *t, const mend__field *field, int64_t *out)
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

mend_status mend__sla_days(const mend__aim *aim, int64_t start, int64_t days, bool always, int64_t *ms)
{
    int64_t due;
    if (days > INT32_MAX)
        return MEND_RANGE;
    if (!aim->calendar)
        return mend__mul64(days, MEND__DAY_MS, ms) ? MEND_OK : MEND_RANGE;
    mend_status s = mend_calendar_add_days(aim->calendar, start, (int32_t)days, aim->reading, &due, NULL);
    if (s == MEND_OK)
        *ms = mend__sla_between(always ? NULL : aim->calendar, start, due);
    return s;
}

/* Whether the row's working days end with an opening: the same time of day may lie outside of hours. Counted in working
 * time they are used up with the closing before it. */
static bool ends_at_opening(const mend__aim *a, const mend_ticket *t, int32_t row)
{
    int64_t begin = mend__sla_interval(t, row), days = a->days, due, closing;
    if (a->by == MEND__AIM_DAYS_OF && !mend__sla_value(t, a->field, &days))
        return false;
    if (days < 0 || days > INT32_MAX ||
        mend_calendar_add_days(a->calendar, begin, (int32_t)days, a->reading, &due, NULL) != MEND_OK ||
        mend_calendar_add(a->calendar, begin, mend__sla_between(a->calendar, begin, due), &closing, NULL) != MEND_OK)
        return false;
    return due != closing;
}

/* The instant at which `target` ms by that aim are used up. */
static mend_status due_by(const mend__clock *clock, const mend_ticket *t, int32_t row, const mend__aim *a,
                          int64_t target, int64_t *out, bool *provisional)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    mend_status s = mend__sla_instant(clock, t, row, target, out, provisional);
    int32_t flags = 0;
    if (s != MEND_OK || *out == MEND__NEVER || r->fixed || r->always || !a || !a->calendar ||
        (a->by != MEND__AIM_DAYS && a->by != MEND__AIM_DAYS_OF) || a->reading != MEND_DAYS_SAME_TIME ||
        !ends_at_opening(a, t, row))
        return s;
    s = mend_calendar_roll_forward(a->calendar, *out, out, &flags);
    *provisional |= (flags & MEND_CALENDAR_PROVISIONAL) != 0;
    return s;
}

mend_status mend__sla_due(const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t *out, bool *provisional)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    const mend__aim *a = mend__sla_aim(clock, mend__ticket_str(t, r->aim));
    return due_by(clock, t, row, a, r->target, out, provisional);
}

/* The marks that aimed or paused last, without anything behind them: *first is one of all marks, `mark` one of the
 * row. False: there are none. */
static bool last_changes(const mend__clock *clock, const mend_ticket *t, int32_t row, size_t *first, mend__gap *out)
{
    const mend__mark *m;
    int32_t k = 0;
    mend__str aim = MEND__STR("");
    out->mark = -1;
    for (size_t next = 0; (m = mend__clock_next_mark(t, row, &next)) != NULL; k++) {
        bool changes = m->kind == MEND__MARK_PAUSE || m->kind == MEND__MARK_AIM || m->kind == MEND__MARK_AIM_ALL ||
                       m->kind == MEND__MARK_RESET;
        if (changes && out->mark < 0) {
            out->mark = k;
            out->aim = mend__sla_aim(clock, aim);
            *first = next - 1;
        } else if (!changes)
            out->mark = -1;
        if (m->kind != MEND__MARK_PAUSE && m->kind != MEND__MARK_RESUME)
            aim = mend__ticket_str(t, m->why);
    }
    return out->mark > 0 && out->aim;
}

/* What time brings has been found before an act, so that no interval passes unseen before a change; but for a change
 * that ends a gap, where it passed while the clock was at its end, and one before which an answer was entered late. */
mend_status mend__sla_gap(const mend__clock *clock, const mend_ticket *t, int32_t row, mend__gap *out)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    mend_ticket then = *t; /* to look at only: the row as it was before those changes */
    size_t first = 0;
    out->mark = -1;
    if (clock->kind != MEND__CLOCK_REPEAT || !mend__clock_active(r) || !last_changes(clock, t, row, &first, out))
        return MEND_OK;
    int64_t until = ((const mend__mark *)t->clock_marks.items)[first].at, armed, due, target = out->aim->time;
    bool provisional;
    mend_status s = MEND_OK;
    then.clock_marks.count = first;
    armed = mend__sla_armed(&then, row);
    if (out->aim->by == MEND__AIM_DAYS)
        s = mend__sla_days(out->aim, mend__sla_interval(&then, row), out->aim->days, r->always, &target);
    target = target > MEND__INTERVAL_MIN ? target : MEND__INTERVAL_MIN;
    if (s == MEND_OK)
        s = due_by(clock, &then, row, out->aim, target, &due, &provisional);
    if (s != MEND_OK || due == MEND__NEVER || due >= until || armed >= until) {
        out->mark = -1;
        return s == MEND_RANGE ? MEND_OK : s; /* beyond what can be counted: it never passed */
    }
    out->at = due > armed ? due : armed;
    out->wake = due + 1 > armed ? due + 1 : armed;
    return MEND_OK;
}

int64_t mend__sla_warn_at(const mend__clock_row *row, const mend__warning *w)
{
    int64_t amount = 0;
    if (!w->by_percent)
        return row->target > w->amount ? row->target - w->amount : 0;
    mend__mul_div64(row->target, w->amount, INT64_C(100000000000), MEND__ROUND_FLOOR, &amount);
    return amount;
}

int64_t mend__sla_armed(const mend_ticket *t, int32_t row)
{
    const mend__mark *m;
    int64_t at = mend__clock_at(t, (size_t)row)->started;
    for (size_t next = 0; (m = mend__clock_next_mark(t, row, &next)) != NULL;)
        at = m->at;
    return at;
}
