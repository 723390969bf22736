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
    const mend__aim *a = r->always || r->fixed ? NULL : mend__sla_aim(w->clock, aim);
    return a ? a->calendar : NULL;
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
        w->done = last;
        if (w->all && w->next <= w->all_to)
            w->calendar = w->all;
        if (w->to > w->from)
            return true;
    }
    return false;
}

/* --- how much, and when --- */

int64_t mend__sla_used(const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t at)
{
    mend__walk w;
    int64_t used = 0;
    mend__walk_begin(&w, clock, t, row, at);
    while (mend__walk_next(&w))
        used = w.used + mend__walk_measure(&w);
    return used;
}

/* A fixed aim stands where it stands: its amounts count from the last beginning, whatever came between. */
static mend_status fixed_instant(const mend_ticket *t, int32_t row, int64_t amount, int64_t *out)
{
    const mend__mark *m;
    int64_t begin = mend__clock_at(t, (size_t)row)->started;
    for (size_t next = 0; (m = mend__clock_next_mark(t, row, &next)) != NULL;)
        if (m->kind == MEND__MARK_START || m->kind == MEND__MARK_RESET || m->kind == MEND__MARK_MISS)
            begin = m->at;
    return mend__add64(begin, amount, out) ? MEND_OK : MEND_RANGE;
}

mend_status mend__sla_instant(const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t amount, int64_t *out,
                              bool *provisional)
{
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    mend__walk w;
    mend_status s = MEND_OK;
    *out = MEND__NEVER;
    *provisional = false;
    if (r->fixed && r->status != MEND__CLOCK_PAUSED)
        return fixed_instant(t, row, amount, out);
    mend__walk_begin(&w, clock, t, row, MEND__NEVER);
    while (s == MEND_OK && mend__walk_next(&w)) {
        if (w.resets)
            *out = MEND__NEVER;
        if (w.kind != MEND__STRETCH_USED || *out != MEND__NEVER)
            continue;
        if (w.to == INT64_MAX || w.used + mend__walk_measure(&w) >= amount)
            s = add_time(w.calendar, w.from, amount > w.used ? amount - w.used : 0, out, provisional);
    }
    return s;
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
