/*
 * sla_move.c - clocks of a ticket that come under another policy, or into the first one: what was used stays used.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sla.h"

#include "ground/int.h"

typedef struct amounts { /* of the present interval */
    int64_t begin, used, paused;
} amounts;

static const mend__clock *clock_named(const mend__sla *sla, const mend__vocab *v, mend__str name)
{
    int32_t i = mend__names_find(&v->clocks, name);
    return i < 0 ? NULL : &sla->clocks[i];
}

static mend__str new_name(const mend__sla_move *m, mend__str clock)
{
    return m->name ? m->name(m->user, clock) : clock;
}

static mend__str name_at(const mend_ticket *t, int32_t row)
{
    return mend__ticket_str(t, mend__clock_at(t, (size_t)row)->clock);
}

/* Nothing of what time had brought is known to stand; what came before the change stands all the same. */
static void forget_brought(mend__brought *was)
{
    for (int i = 0; i < MEND__STEPS_MAX; i++)
        was->warned[i] = was->climbed[i] = MEND__NEVER;
}

static amounts measure(const mend__clock *c, const mend_ticket *t, int32_t row, int64_t until)
{
    mend__walk w;
    amounts a = {mend__sla_interval(t, row), 0, 0};
    mend__walk_begin(&w, c, t, row, until);
    while (mend__walk_next(&w)) {
        if (w.resets)
            a.paused = 0;
        a.used = w.used + mend__walk_measure(&w);
        a.paused += w.kind == MEND__STRETCH_PAUSED ? w.to - w.from : 0;
        a.paused += w.carried ? mend__clock_at(t, (size_t)row)->carried_paused : 0;
    }
    if (w.resets)
        a.used = a.paused = 0;
    return a;
}

/* --- does it fit --- */

static bool is_twice(const mend__sla_move *m, const mend_ticket *t, int32_t row, mend__str name)
{
    for (size_t i = 0; i < mend__clock_count(t); i++)
        if ((int32_t)i != row && mend__clock_active(mend__clock_at(t, i)) &&
            mend__str_eq(new_name(m, name_at(t, (int32_t)i)), name))
            return true;
    return false;
}

static bool can_count(const mend__clock *was, const mend__target *x, const mend_ticket *t, int32_t row, int64_t at)
{
    int64_t left = x->ms - (was ? measure(was, t, row, at).used : 0), due;
    if (x->fixed || !x->aim->calendar)
        return mend__add64(at, left > 0 ? left : 0, &due);
    return mend_calendar_add(x->aim->calendar, at, left > 0 ? left : 0, &due, NULL) == MEND_OK;
}

mend_status mend__sla_fits(const mend__sla_move *m, const mend__scene *scene, int32_t row, mend__misfit *out)
{
    const mend_ticket *t = scene->after;
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    mend__str old = name_at(t, row), name = new_name(m, old);
    mend__target x;
    *out = MEND__MISFIT_NONE;
    if (!mend__clock_active(r) || name.n == 0)
        return MEND_OK;
    const mend__clock *was = clock_named(m->from, m->from_vocab, old), *is = clock_named(m->to, m->to_vocab, name);
    if (!is)
        *out = MEND__MISFIT_UNKNOWN;
    else if ((was && was->kind != is->kind) ||
             (is->kind == MEND__CLOCK_COUNTDOWN && !mend__str_eq(old, name))) /* its field is another's */
        *out = MEND__MISFIT_KIND;
    else if (is_twice(m, t, row, name))
        *out = MEND__MISFIT_TWICE;
    if (*out != MEND__MISFIT_NONE || is->kind == MEND__CLOCK_COUNTDOWN)
        return MEND_OK;
    mend_status s = mend__sla_pick(is, scene, row, mend__sla_interval(t, row), &x);
    if (s == MEND_OK && !x.aim)
        *out = MEND__MISFIT_TARGET;
    else if (s == MEND_RANGE || (s == MEND_OK && !can_count(was, &x, t, row, m->at)))
        *out = MEND__MISFIT_BEYOND;
    return s == MEND_RANGE ? MEND_OK : s;
}

/* --- taking along --- */

typedef struct mover {
    const mend__sla_move *m;
    mend__follow f;
    const mend__clock *was, *is;
} mover;

/* The row's marks, when what was used before `at` is an amount. `aim` and `pause` are the policy's texts. */
static mend_status rewrite(mend_ticket *t, int32_t row, const amounts *a, int64_t at, mend__str aim, mend__str pause)
{
    mend__clock_row *r = mend__clock_edit(t, row);
    bool paused = r->status == MEND__CLOCK_PAUSED;
    bool ended = !mend__clock_active(r);
    mend__mark_kind end = r->status == MEND__CLOCK_CANCELLED ? MEND__MARK_CANCEL : MEND__MARK_STOP;
    r->carried = a->used;
    r->carried_paused = a->paused;
    mend__clock_cut(t, row, 0);
    mend_status s = mend__clock_mark(t, row, MEND__MARK_START, a->begin, aim);
    if (s == MEND_OK)
        s = mend__clock_mark(t, row, MEND__MARK_CARRY, at, aim);
    if (s == MEND_OK && paused)
        s = mend__clock_mark(t, row, MEND__MARK_PAUSE, at, pause);
    if (s == MEND_OK && ended)
        s = mend__clock_mark(t, row, end, at, MEND__STR(""));
    return s;
}

static bool same_names(mend__str a, const mend__name *b)
{
    return b && mend__str_eq(a, b->id);
}

/* The policy's own text of what the row is paused by: the ticket's moves while marks change. */
static mend__str pause_text(const mend__clock *c, const mend_ticket *t, int32_t row)
{
    const mend__mark *m;
    mend__str why = MEND__STR("");
    for (size_t next = 0; (m = mend__clock_next_mark(t, row, &next)) != NULL;)
        if (m->kind == MEND__MARK_PAUSE)
            why = mend__ticket_str(t, m->why);
    for (uint32_t i = 0; c && i < c->pause_count; i++)
        if (same_names(why, c->pauses[i].name))
            return c->pauses[i].name->id;
    return MEND__STR("closed");
}

/* Steps are bits by index, and keep their names. */
static void rename_steps(const mover *v, int32_t row)
{
    const mend__clock_row *r = mend__clock_at(v->f.t, (size_t)row);
    int32_t warned = 0, climbed = 0;
    for (uint32_t i = 0; i < v->was->warning_count; i++)
        for (uint32_t k = 0; k < v->is->warning_count; k++)
            if ((r->warned >> i & 1) && same_names(v->was->warnings[i].name->id, v->is->warnings[k].name))
                warned |= INT32_C(1) << k;
    for (uint32_t i = 0; i < v->was->rung_count; i++)
        for (uint32_t k = 0; k < v->is->rung_count; k++)
            if ((r->climbed >> i & 1) && same_names(v->was->rungs[i].name->id, v->is->rungs[k].name))
                climbed |= INT32_C(1) << k;
    if (r->warned == warned && r->climbed == climbed)
        return;
    mend__clock_edit(v->f.t, row)->warned = warned;
    mend__clock_edit(v->f.t, row)->climbed = climbed;
}

/* A cycle that has ended keeps what it used. */
static mend_status carry_ended(const mover *v, int32_t row)
{
    mend_ticket *t = v->f.t;
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    amounts a = measure(v->was, t, row, r->stopped), b = measure(v->is, t, row, r->stopped);
    const mend__aim *aim = mend__sla_aim(v->is, mend__ticket_str(t, r->aim));
    rename_steps(v, row);
    if (a.used == b.used || r->stopped <= a.begin)
        return MEND_OK;
    return rewrite(t, row, &a, r->stopped, aim ? aim->name->id : MEND__STR(""), MEND__STR(""));
}

/* An active row aims at the new target. */
static mend_status carry_aim(const mover *v, int32_t row, int64_t at)
{
    mend_ticket *t = v->f.t;
    mend__clock_row *r = mend__clock_edit(t, row);
    amounts a = measure(v->was, t, row, at);
    r->always = r->always && v->is->runs_outside;
    amounts b = measure(v->is, t, row, at);
    bool same_aim = false;
    mend__target x, old = {NULL, r->target, r->fixed};
    mend_status s = mend__sla_pick(v->is, &v->f.after, row, a.begin, &x);
    if (s != MEND_OK || !x.aim)
        return s;
    same_aim = same_names(mend__ticket_str(t, r->aim), x.aim->name) && old.ms == x.ms && old.fixed == x.fixed;
    s = mend__follow_take(&v->f, row, &x);
    if (s == MEND_OK && a.used != b.used && at > a.begin)
        return rewrite(t, row, &a, at, x.aim->name->id, pause_text(v->was, t, row));
    if (s == MEND_OK && !same_aim)
        s = mend__clock_mark(t, row, MEND__MARK_AIM, at, x.aim->name->id);
    return s;
}

static mend_status carry_active(const mover *v, int32_t row)
{
    mend__brought was;
    int64_t at = mend__follow_at(&v->f, row);
    mend_status s = v->is->kind == MEND__CLOCK_COUNTDOWN ? MEND_OK : carry_aim(v, row, at);
    forget_brought(&was);
    if (s != MEND_OK)
        return s;
    rename_steps(v, row);
    return mend__follow_settle(&v->f, row, &was, at);
}

/* The clock has another name: its cycle ends, and the other clock goes on with what was used. */
static mend_status carry_over(mover *v, int32_t row)
{
    mend_ticket *t = v->f.t;
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    int64_t at = mend__follow_at(&v->f, row), started = r->started;
    amounts a = measure(v->was, t, row, at);
    mend__brought was;
    mend__target x;
    int32_t fresh;
    v->f.c = v->was;
    mend_status s = mend__follow_finish(&v->f, row, true, at);
    v->f.c = v->is;
    if (s == MEND_OK)
        s = mend__clock_add(t, v->is->name->id, &fresh);
    if (s == MEND_OK)
        s = mend__sla_pick(v->is, &v->f.after, fresh, a.begin, &x);
    if (s != MEND_OK || !x.aim)
        return s;
    mend__clock_edit(t, fresh)->started = started;
    s = mend__follow_take(&v->f, fresh, &x);
    if (s == MEND_OK)
        s = rewrite(t, fresh, &a, at, x.aim->name->id, MEND__STR(""));
    forget_brought(&was);
    return s == MEND_OK ? mend__follow_settle(&v->f, fresh, &was, at) : s;
}

static mend_status carry_row(mover *v, int32_t row)
{
    mend_ticket *t = v->f.t;
    mend__str old = name_at(t, row), name = new_name(v->m, old);
    bool active = mend__clock_active(mend__clock_at(t, (size_t)row)), renamed = !mend__str_eq(old, name);
    v->was = clock_named(v->m->from, v->m->from_vocab, old);
    v->is = clock_named(v->m->to, v->m->to_vocab, name);
    v->f.c = v->is;
    if (!v->was || (!active && (renamed || !v->is)))
        return MEND_OK;
    if (active && name.n == 0) {
        v->f.c = v->was;
        return mend__follow_finish(&v->f, row, true, mend__follow_at(&v->f, row));
    }
    if (!active)
        return carry_ended(v, row);
    return renamed ? carry_over(v, row) : carry_active(v, row);
}

mend_status mend__sla_carry(const mend__sla_move *m, const mend__scene *scene, mend_ticket *t, mend__revision *out,
                            size_t *count)
{
    mend__sla_act act = {t, scene->roles, scene->role_count, -1, m->at, NULL};
    mover v = {m, {t, &act, NULL, *scene, *scene, out, count}, NULL, NULL};
    size_t rows = mend__clock_count(t);
    mend_status s = MEND_OK;
    *count = 0;
    for (size_t i = 0; i < rows && s == MEND_OK; i++)
        s = carry_row(&v, (int32_t)i);
    return s;
}

/* --- from elsewhere --- */

static mend_status adopt_end(const mend__follow *f, int32_t row, const mend__sla_life *life)
{
    mend__clock_row *r = mend__clock_edit(f->t, row);
    bool provisional = false, cancelled = life->status == MEND__CLOCK_CANCELLED;
    int64_t due = MEND__NEVER;
    mend_status s = mend__sla_due(f->c, f->t, row, &due, &provisional);
    r->due = due;
    r->provisional = due != MEND__NEVER && provisional;
    r->status = (int32_t)life->status;
    r->stopped = life->stopped;
    r->wake = MEND__NEVER;
    if (life->status == MEND__CLOCK_MISSED)
        r->breached = due != MEND__NEVER && due < life->stopped ? due : life->stopped;
    if (s == MEND_OK)
        s = mend__clock_mark(f->t, row, cancelled ? MEND__MARK_CANCEL : MEND__MARK_STOP, life->stopped, MEND__STR(""));
    return s;
}

static mend_status adopt_marks(const mend__follow *f, int32_t row, const mend__target *x, const mend__sla_life *life)
{
    mend_ticket *t = f->t;
    int64_t until = life->stopped != MEND__NEVER ? life->stopped : life->at;
    int32_t working = 1;
    mend__brought was;
    forget_brought(&was);
    if (x->aim->calendar && f->c->runs_outside &&
        mend_calendar_is_working(x->aim->calendar, life->started, &working, NULL) != MEND_OK)
        return MEND_RANGE;
    mend__clock_row *r = mend__clock_edit(t, row);
    r->started = life->started;
    r->always = !working;
    mend_status s = mend__follow_take(f, row, x);
    if (s == MEND_OK)
        s = mend__clock_mark(t, row, MEND__MARK_START, life->started, x->aim->name->id);
    if (s == MEND_OK && life->has_used && until > life->started) {
        mend__clock_edit(t, row)->carried = life->used;
        s = mend__clock_mark(t, row, MEND__MARK_CARRY, until, x->aim->name->id);
    }
    if (s == MEND_OK && life->status != MEND__CLOCK_RUNNING)
        return adopt_end(f, row, life);
    if (s == MEND_OK)
        s = mend__follow_settle(f, row, &was, life->at);
    return s == MEND_OK ? mend__follow_pause(f, row) : s;
}

mend_status mend__sla_adopt(const mend__clock *clock, const mend__scene *scene, mend_ticket *t,
                            const mend__sla_life *life, mend__misfit *out)
{
    size_t count = 0;
    mend__revision revisions[4]; /* a row that begins takes nothing back */
    mend__sla_act act = {t, scene->roles, scene->role_count, -1, life->at, NULL};
    mend__follow f = {t, &act, clock, *scene, *scene, revisions, &count};
    mend__target x;
    int32_t row;
    *out = MEND__MISFIT_NONE;
    if (clock->kind == MEND__CLOCK_COUNTDOWN)
        *out = MEND__MISFIT_KIND;
    if (*out != MEND__MISFIT_NONE)
        return MEND_OK;
    mend_status s = mend__sla_pick(clock, scene, -1, life->started, &x);
    if (s == MEND_OK && !x.aim)
        *out = MEND__MISFIT_TARGET;
    if (s == MEND_OK && x.aim)
        s = mend__clock_add(t, clock->name->id, &row);
    if (s == MEND_OK && x.aim)
        s = adopt_marks(&f, row, &x, life);
    if (s == MEND_RANGE)
        *out = MEND__MISFIT_BEYOND;
    return s == MEND_RANGE ? MEND_OK : s;
}
