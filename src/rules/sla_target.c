/*
 * sla_target.c - what a clock aims at: the target that applies to a ticket, and the time it gives.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sla.h"

#include "ground/int.h"

/* Whether a clock that begins at `start` under the target counts time as it passes. A `row` that has begun knows. */
static bool always(const mend__clock *c, const mend_ticket *t, int32_t row, const mend__aim *a, int64_t start)
{
    int32_t working = 1;
    if (row >= 0)
        return mend__clock_at(t, (size_t)row)->always;
    return c->runs_outside && a->calendar && mend_calendar_is_working(a->calendar, start, &working, NULL) == MEND_OK &&
           !working;
}

mend_status mend__sla_target(const mend__clock *c, const mend_ticket *t, int32_t row, const mend__aim *a, int64_t start,
                             mend__target *out)
{
    int64_t value = 0;
    *out = (mend__target){a, a->time, false};
    if (a->field && !mend__sla_value(t, a->field, &value)) {
        out->aim = NULL;
        return MEND_OK;
    }
    value = a->by == MEND__AIM_UNTIL || value > 0 ? value : 0;
    switch (a->by) {
    case MEND__AIM_TIME:
        return MEND_OK;
    case MEND__AIM_DAYS:
        return mend__sla_days(a, start, a->days, always(c, t, row, a, start), &out->ms);
    case MEND__AIM_UNTIL:
        out->fixed = true;
        out->ms = value > start ? value - start : 0;
        return MEND_OK;
    case MEND__AIM_AMOUNT:
        return mend__mul64(value, a->time, &out->ms) ? MEND_OK : MEND_RANGE;
    case MEND__AIM_DAYS_OF:
        return mend__sla_days(a, start, value, always(c, t, row, a, start), &out->ms);
    }
    return MEND_OK;
}

/* When a clock that counts from `start`, and never stands still, is due under the target: to find the earliest. */
static mend_status due_of(const mend__clock *c, const mend_ticket *t, int32_t row, const mend__target *x, int64_t start,
                          int64_t *due)
{
    if (x->aim->calendar && !x->fixed && !always(c, t, row, x->aim, start))
        return mend_calendar_add(x->aim->calendar, start, x->ms, due, NULL);
    return mend__add64(start, x->ms, due) ? MEND_OK : MEND_RANGE;
}

mend_status mend__sla_pick(const mend__clock *c, const mend__scene *scene, int32_t row, int64_t start,
                           mend__target *out)
{
    int64_t best = 0, due = 0;
    out->aim = NULL;
    for (uint32_t i = 0; i < c->aim_count; i++) {
        mend__target x;
        if (!mend__condition_holds(c->aims[i].when, scene))
            continue;
        mend_status s = mend__sla_target(c, scene->after, row, &c->aims[i], start, &x);
        if (s == MEND_OK && x.aim && c->earliest)
            s = due_of(c, scene->after, row, &x, start, &due);
        if (s != MEND_OK)
            return s;
        if (!x.aim || (out->aim && due >= best))
            continue;
        *out = x;
        best = due;
        if (!c->earliest)
            return MEND_OK;
    }
    return MEND_OK;
}
