/*
 * sla_countdown.c - what an act makes of a countdown: it begins with a value in its field, and comes some time before it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sla.h"

#include "ground/int.h"

/* Whether the act gave the countdown's field a value, or another one. */
static bool moved(const mend__follow *f)
{
    int64_t now = 0, was = 0;
    bool known = mend__sla_value(f->t, f->c->field, &now);
    return f->act->before->seq == 0 || !mend__sla_value(f->act->before, f->c->field, &was) || (known && now != was);
}

/* Whether a countdown that ended begins again: for another value, or because its start says so and there is another
 * instant to count down to. */
static bool counts_anew(const mend__follow *f, const mend__clock_row *r, int64_t due)
{
    const mend__trigger *start = &f->c->start;
    if (moved(f))
        return true;
    if (!start->there || (!start->on && mend__condition_holds(start->when, &f->before)))
        return false;
    return r->status == MEND__CLOCK_CANCELLED || r->started + r->target != (due > r->started ? due : r->started);
}

/* The instant a countdown comes at, by the fields as they are now; false: nothing to count down to. */
static bool count_to(const mend__follow *f, int64_t *at)
{
    int64_t minutes = 0, before = f->c->before;
    const mend__trigger *start = &f->c->start;
    if (start->there && !mend__condition_holds(start->when, &f->after))
        return false;
    if (!mend__sla_value(f->t, f->c->field, at))
        return false;
    if (f->c->before_field && mend__sla_value(f->t, f->c->before_field, &minutes) &&
        (minutes < 0 || !mend__mul64(minutes, 60000, &minutes) || !mend__add64(before, minutes, &before)))
        return false;
    return mend__sub64(*at, before, at);
}

static mend_status aim_countdown(const mend__follow *f, int32_t row, int64_t due)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    mend__brought was;
    mend_status s = mend__follow_remember(f, row, &was);
    int64_t at = mend__follow_at(f, row);
    r->target = due > r->started ? due - r->started : 0;
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, MEND__MARK_AIM, at, MEND__STR(""));
    return s == MEND_OK ? mend__follow_settle(f, row, &was, at) : s;
}

mend_status mend__follow_count_down(const mend__follow *f, int32_t row)
{
    int64_t due = 0, at = f->act->at;
    bool wanted = count_to(f, &due);
    const mend__clock_row *r = row >= 0 ? mend__clock_at(f->t, (size_t)row) : NULL;
    if (r && mend__clock_active(r)) {
        if (!wanted || mend__follow_fires(f, &f->c->cancel))
            return mend__follow_finish(f, row, true, at);
        if (mend__follow_fires(f, &f->c->stop))
            return mend__follow_finish(f, row, false, at);
        return r->started + r->target == (due > r->started ? due : r->started) ? MEND_OK : aim_countdown(f, row, due);
    }
    if (!wanted || mend__follow_fires(f, &f->c->stop) || mend__follow_fires(f, &f->c->cancel) ||
        (f->c->start.there && f->c->start.on && (f->act->action < 0 || !f->c->start.on[f->act->action])))
        return MEND_OK;
    if (r && !counts_anew(f, r, due))
        return MEND_OK;
    mend__target x = {NULL, due > at ? due - at : 0, true};
    mend_status s = mend__clock_add(f->t, f->c->name->id, &row);
    return s == MEND_OK ? mend__follow_begin(f, row, &x, at) : s;
}
