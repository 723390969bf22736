/*
 * clocks_story.c - one row of a ticket's clocks told from its start to an instant, see clocks_story.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clocks_story.h"

#include "ground/int.h"
#include "rules/sla.h"

#include <string.h>

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static const mend__name *pause_of(const mend__story *s, mend__str id)
{
    for (uint32_t i = 0; i < s->clock->pause_count; i++)
        if (mend__str_eq(s->clock->pauses[i].name->id, id))
            return s->clock->pauses[i].name;
    return NULL;
}

/* "closed" is no pause of the policy: the clock had ended, and was taken up again. */
mend__str mend__story_pause(const mend__story *s, mend__str id, mend__str lang)
{
    const mend__name *name = pause_of(s, id);
    if (name)
        return mend__name_label(&s->policy->vocab, name, lang);
    return mend__same_language(lang, MEND__STR("zh")) ? MEND__STR("已结束后又恢复")
                                                      : MEND__STR("Ended, until it was resumed");
}

/* --- pieces of time --- */

/* Room for one more piece; it grows the last one instead where that is of the same sort. */
static bool add_piece(mend__story *s, mend__piece_kind kind, int64_t from, int64_t to, mend__str why)
{
    mend__piece *last = s->piece_count ? &s->pieces[s->piece_count - 1] : NULL;
    if (last && last->kind == kind && mend__str_eq(last->why, why)) {
        last->to = to;
        last->ms[kind] += to - from;
        return true;
    }
    if (s->piece_count == MEND__STORY_PIECES)
        return false;
    mend__piece *p = &s->pieces[s->piece_count++];
    memset(p, 0, sizeof *p);
    p->kind = kind;
    p->from = from;
    p->to = to;
    p->ms[kind] = to - from;
    p->why = why;
    return true;
}

static mend__piece_kind kind_of(const mend__story *s, const mend__walk *w)
{
    if (w->kind == MEND__STRETCH_PAUSED)
        return MEND__PIECE_PAUSED;
    return w->to <= s->fresh ? MEND__PIECE_ASIDE : MEND__PIECE_USED;
}

/* What a stretch is made of, as one piece that may be of two kinds. */
static mend__piece whole(const mend__story *s, const mend__walk *w)
{
    mend__piece p;
    memset(&p, 0, sizeof p);
    p.kind = kind_of(s, w);
    p.from = w->from;
    p.to = w->to;
    p.why = p.kind == MEND__PIECE_PAUSED ? w->why : MEND__STR("");
    p.ms[p.kind] = p.kind == MEND__PIECE_PAUSED ? w->to - w->from : mend__walk_measure(w);
    if (w->carried)
        p.ms[MEND__PIECE_PAUSED] += s->r->carried_paused;
    p.ms[MEND__PIECE_CLOSED] += w->to - w->from - p.ms[p.kind] - (w->carried ? s->r->carried_paused : 0);
    if (p.ms[MEND__PIECE_CLOSED] == w->to - w->from)
        p.kind = MEND__PIECE_CLOSED;
    else if (p.ms[MEND__PIECE_CLOSED] > 0 || w->carried)
        p.kind = MEND__PIECE_MERGED;
    return p;
}

static void merge(const mend__story *s, mend__piece *into, const mend__piece *p)
{
    const mend_zone *zone = s->policy->zone;
    for (int k = 0; k < MEND__PIECE_KINDS; k++)
        into->ms[k] += p->ms[k];
    into->kind = MEND__PIECE_MERGED;
    into->why = MEND__STR("");
    into->to = p->to;
    into->days = mend__floor_div(mend__zone_local(zone, into->to - 1), MEND__DAY_MS) -
                 mend__floor_div(mend__zone_local(zone, into->from), MEND__DAY_MS) + 1;
}

/* Time that was carried from elsewhere is an amount: nobody knows any more how it was spread. */
static bool add_carried(mend__story *s, const mend__walk *w)
{
    mend__piece p = whole(s, w);
    if (s->piece_count == MEND__STORY_PIECES)
        return false;
    mend__piece *into = &s->pieces[s->piece_count++];
    memset(into, 0, sizeof *into);
    into->from = p.from;
    merge(s, into, &p);
    return true;
}

/* The stretch hour by hour as the calendar opens and closes. False: there is no room for all. */
static bool split(mend__story *s, const mend__walk *w)
{
    mend__piece_kind kind = kind_of(s, w);
    if (w->carried)
        return add_carried(s, w);
    if (kind == MEND__PIECE_PAUSED || !w->calendar)
        return add_piece(s, kind, w->from, w->to, kind == MEND__PIECE_PAUSED ? w->why : MEND__STR(""));
    for (int64_t at = w->from, next; at < w->to; at = next) {
        int32_t works = 0;
        mend_calendar_is_working(w->calendar, at, &works, NULL);
        mend_status status = works ? mend_calendar_next_close(w->calendar, at, &next, NULL)
                                   : mend_calendar_roll_forward(w->calendar, at, &next, NULL);
        if (status != MEND_OK || next > w->to)
            next = w->to;
        if (!add_piece(s, works ? kind : MEND__PIECE_CLOSED, at, next, MEND__STR("")))
            return false;
    }
    return true;
}

static bool tell_pieces(mend__story *s)
{
    mend__walk w;
    mend__walk_begin(&w, s->clock, s->t, s->row, s->until);
    while (mend__walk_next(&w))
        if (!split(s, &w))
            return false;
    return true;
}

/* One piece a stretch; of too many stretches the first ones together. */
static void tell_stretches(mend__story *s, uint32_t stretches)
{
    mend__walk w;
    uint32_t first = stretches > MEND__STORY_PIECES ? stretches - MEND__STORY_PIECES : 0;
    s->piece_count = 0;
    mend__walk_begin(&w, s->clock, s->t, s->row, s->until);
    for (uint32_t i = 0; mend__walk_next(&w); i++) {
        mend__piece p = whole(s, &w);
        if (i == 0 || i > first) {
            s->pieces[s->piece_count++] = p;
            memset(s->pieces[s->piece_count - 1].ms, 0, sizeof p.ms);
        }
        mend__piece *last = &s->pieces[s->piece_count - 1];
        if (p.kind == MEND__PIECE_MERGED || (i > 0 && i <= first))
            merge(s, last, &p);
        else
            memcpy(last->ms, p.ms, sizeof p.ms);
    }
}

/* --- sums --- */

static void add_why(mend__story *s, const mend__walk *w)
{
    uint32_t i = 0;
    while (i < s->why_count && i + 1 < MEND__STORY_WHYS && !mend__str_eq(s->whys[i].id, w->why))
        i++;
    if (i == s->why_count) {
        s->whys[i].id = w->why;
        s->why_count++;
    }
    s->whys[i].ms += w->to - w->from;
}

/* Sums of all stretches; returns how many there are. */
static uint32_t sum_up(mend__story *s)
{
    mend__walk w;
    uint32_t count = 0;
    mend__walk_begin(&w, s->clock, s->t, s->row, s->until);
    for (; mend__walk_next(&w); count++) {
        mend__piece p = whole(s, &w);
        for (int k = 0; k < MEND__PIECE_KINDS; k++)
            s->ms[k] += p.ms[k];
        if (w.kind == MEND__STRETCH_PAUSED)
            add_why(s, &w);
    }
    return count;
}

static bool begins(const mend__mark *m)
{
    return m->kind == MEND__MARK_START || m->kind == MEND__MARK_RESET || m->kind == MEND__MARK_MISS;
}

/* The stretch of time that the story is about. */
static void find_bounds(mend__story *s)
{
    const mend__mark *m;
    bool first = true;
    s->until = s->r->stopped != MEND__NEVER ? s->r->stopped : s->now;
    s->begin = s->fresh = s->r->started != MEND__NEVER ? s->r->started : s->until;
    for (size_t next = 0; (m = mend__clock_next_mark(s->t, s->row, &next)) != NULL;) {
        if (first)
            s->begin = s->fresh = m->at;
        first = false;
        if (begins(m) && m->at <= s->until)
            s->fresh = m->at;
        if (m->kind == MEND__MARK_PAUSE) {
            s->still = m->at;
            s->still_why = mend__ticket_str(s->t, m->why);
        }
    }
    s->until = later(s->until, s->begin);
}

/* Against the target. A fixed instant comes whatever the clock does meanwhile. */
static void weigh(mend__story *s)
{
    const mend__clock_row *r = s->r;
    bool owed = s->clock->kind == MEND__CLOCK_DEADLINE || s->clock->kind == MEND__CLOCK_REPEAT;
    int64_t spent = r->fixed ? s->until - s->fresh : s->ms[MEND__PIECE_USED];
    s->due = r->due != MEND__NEVER ? r->due : r->breached;
    s->remaining = r->target > spent ? r->target - spent : 0;
    s->overdue = spent > r->target ? spent - r->target : 0;
    if (r->status == MEND__CLOCK_RUNNING)
        s->late = owed && r->due != MEND__NEVER && s->until > r->due;
    else if (r->status == MEND__CLOCK_PAUSED)
        s->late = owed && (s->overdue > 0 || r->breached != MEND__NEVER);
    else
        s->late = r->status == MEND__CLOCK_MISSED;
}

/* --- what has happened: marks --- */

/* An act comes behind what time has brought until then. */
enum { RANK_BEGIN, RANK_TIME, RANK_MARK };

static mend__step step_of(const mend__story *s, const mend__mark *m)
{
    static const mend__step_what whats[] = {
        [MEND__MARK_START] = MEND__STEP_STARTED,    [MEND__MARK_PAUSE] = MEND__STEP_PAUSED,
        [MEND__MARK_RESUME] = MEND__STEP_RESUMED,   [MEND__MARK_AIM] = MEND__STEP_AIMED,
        [MEND__MARK_AIM_ALL] = MEND__STEP_AIMED,    [MEND__MARK_RESET] = MEND__STEP_RESTARTED,
        [MEND__MARK_MISS] = MEND__STEP_MISSED,      [MEND__MARK_STOP] = MEND__STEP_STOPPED,
        [MEND__MARK_CANCEL] = MEND__STEP_CANCELLED, [MEND__MARK_CARRY] = MEND__STEP_CARRIED};
    mend__step p = {.what = whats[m->kind], .id = mend__ticket_str(s->t, m->why), .at = m->at, .recorded = true};
    const mend__aim *aim = mend__sla_aim(s->clock, p.id);
    p.name = m->kind == MEND__MARK_PAUSE ? pause_of(s, p.id) : aim ? aim->name : NULL;
    if (m->kind == MEND__MARK_STOP && s->r->status == MEND__CLOCK_OVER)
        p.what = MEND__STEP_CAME;
    p.rank = begins(m) ? RANK_BEGIN : RANK_MARK;
    return p;
}

static void tell_marks(mend__story *s)
{
    const mend__mark *m;
    int64_t count = mend__clock_mark_count(s->t, s->row), i = 0;
    s->earlier = count > MEND__STORY_MARKS ? count - MEND__STORY_MARKS : 0;
    for (size_t next = 0; (m = mend__clock_next_mark(s->t, s->row, &next)) != NULL; i++)
        if (i >= s->earlier)
            s->past[s->past_count++] = step_of(s, m);
}

/* --- what time brings --- */

typedef struct teller {
    mend__story *s;
    int64_t armed; /* nothing comes before it */
    int64_t aimed; /* since when the target is the one it is */
    int64_t used;  /* by the measure of the target */
} teller;

/* A thing that time has brought: where the target was another one meanwhile, only the log knows when. */
static void add_recorded(const teller *l, mend__step step, int64_t at)
{
    step.recorded = true;
    step.rank = RANK_TIME;
    step.at = at >= l->aimed && at <= l->s->until ? at : MEND__NEVER;
    l->s->past[l->s->past_count++] = step;
}

/* A thing that comes at `at`, or at once where that is over, and is done by a tick at `wake`. */
static void add_open(const teller *l, mend__step step, int64_t at, int64_t wake, int64_t amount)
{
    mend__story *s = l->s;
    step.rank = RANK_TIME;
    step.at = later(at, l->armed);
    step.left = amount > l->used ? amount - l->used : 0;
    if (later(wake, l->armed) <= s->now)
        s->past[s->past_count++] = step;
    else
        s->to_come[s->to_come_count++] = step;
}

/* The same of a clock that stands still: nobody knows when. */
static void add_waiting(const teller *l, mend__step step, int64_t amount)
{
    mend__story *s = l->s;
    step.at = MEND__NEVER;
    step.left = amount > l->used ? amount - l->used : 0;
    s->to_come[s->to_come_count++] = step;
}

/* When that much was or will be used; NEVER: the clock stands still before, or that lies beyond the calendar. */
static int64_t instant_of(const mend__story *s, int64_t amount)
{
    int64_t at;
    bool provisional;
    return mend__sla_instant(s->clock, s->t, s->row, amount, &at, &provisional) == MEND_OK ? at : MEND__NEVER;
}

static void tell_warnings(const teller *l)
{
    mend__story *s = l->s;
    const mend__clock_row *r = s->r;
    for (uint32_t i = 0; i < s->clock->warning_count; i++) {
        const mend__warning *w = &s->clock->warnings[i];
        mend__step step = {.what = MEND__STEP_WARNED,
                           .id = w->name->id,
                           .name = w->name,
                           .notices = w->notices,
                           .notice_count = w->notice_count};
        int64_t amount = mend__sla_warn_at(r, w), at = instant_of(s, amount);
        if (r->warned & (INT32_C(1) << i)) {
            add_recorded(l, step, at);
        } else if (r->status == MEND__CLOCK_PAUSED) {
            add_waiting(l, step, amount);
        } else if (r->status == MEND__CLOCK_RUNNING && at != MEND__NEVER && at <= r->due) {
            add_open(l, step, at, at, amount);
        }
    }
}

static void tell_due(const teller *l)
{
    mend__story *s = l->s;
    const mend__clock_row *r = s->r;
    bool owed = s->clock->kind == MEND__CLOCK_DEADLINE || s->clock->kind == MEND__CLOCK_REPEAT;
    mend__step step = {.what = MEND__STEP_DUE,
                       .id = MEND__STR(""),
                       .notices = s->clock->due_notices,
                       .notice_count = s->clock->due_notice_count};
    if (r->breached != MEND__NEVER) {
        step.recorded = true;
        step.rank = RANK_TIME;
        step.at = r->breached;
        s->past[s->past_count++] = step;
    } else if (r->status == MEND__CLOCK_PAUSED) {
        add_waiting(l, step, r->target);
    } else if (r->status == MEND__CLOCK_RUNNING) {
        add_open(l, step, r->due, r->due + (owed ? 1 : 0), r->target);
    }
}

static void tell_rungs(const teller *l)
{
    mend__story *s = l->s;
    const mend__clock_row *r = s->r;
    for (uint32_t i = 0; i < s->clock->rung_count; i++) {
        const mend__rung *g = &s->clock->rungs[i];
        mend__step step = {.what = MEND__STEP_ESCALATED,
                           .id = g->name->id,
                           .name = g->name,
                           .notices = g->notices,
                           .notice_count = g->notice_count};
        int64_t amount = r->target, at;
        mend__add64(r->target, g->after, &amount);
        at = instant_of(s, amount);
        if (r->climbed & (INT32_C(1) << i)) {
            add_recorded(l, step, at);
        } else if (r->status == MEND__CLOCK_PAUSED) {
            add_waiting(l, step, amount);
        } else if (r->status == MEND__CLOCK_RUNNING && at != MEND__NEVER) {
            at = later(at, r->due);
            add_open(l, step, at, later(at, r->due + 1), amount);
        }
    }
}

/* Since when the row aims at what it aims at. */
static int64_t aimed_since(const mend__story *s)
{
    const mend__mark *m;
    int64_t at = s->begin;
    for (size_t next = 0; (m = mend__clock_next_mark(s->t, s->row, &next)) != NULL;)
        if (begins(m) || m->kind == MEND__MARK_AIM || m->kind == MEND__MARK_AIM_ALL || m->kind == MEND__MARK_CARRY)
            at = m->at;
    return at;
}

/* By instant, what has none last. */
static bool stands_before(const mend__step *a, const mend__step *b)
{
    if (a->at != b->at)
        return b->at == MEND__NEVER || (a->at != MEND__NEVER && a->at < b->at);
    return a->rank != b->rank ? a->rank < b->rank : a->left < b->left;
}

/* Stable. */
static void sort_steps(mend__step *steps, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        mend__step step = steps[i];
        uint32_t k = i;
        for (; k > 0 && stands_before(&step, &steps[k - 1]); k--)
            steps[k] = steps[k - 1];
        steps[k] = step;
    }
}

static void tell_steps(mend__story *s)
{
    teller l = {.s = s, .armed = mend__sla_armed(s->t, s->row), .aimed = aimed_since(s)};
    l.used = s->r->fixed ? s->until - s->fresh : s->ms[MEND__PIECE_USED];
    tell_marks(s);
    tell_warnings(&l);
    tell_due(&l);
    tell_rungs(&l);
    sort_steps(s->past, s->past_count);
    sort_steps(s->to_come, s->to_come_count);
}

static uint32_t measure(mend__story *s, const mend_policy *policy, const mend_ticket *t, uint32_t clock, int32_t row,
                        int64_t now)
{
    memset(s, 0, sizeof *s);
    s->policy = policy;
    s->t = t;
    s->clock = &policy->sla.clocks[clock];
    s->row = row;
    s->now = now;
    if (row < 0)
        return 0;
    s->r = mend__clock_at(t, (size_t)row);
    s->aim = mend__sla_aim(s->clock, mend__ticket_str(t, s->r->aim));
    s->calendar = s->aim && !s->r->always && !s->r->fixed ? s->aim->calendar : NULL;
    find_bounds(s);
    uint32_t stretches = sum_up(s);
    weigh(s);
    return stretches;
}

void mend__story_measure(mend__story *s, const mend_policy *policy, const mend_ticket *t, uint32_t clock, int32_t row,
                         int64_t now)
{
    measure(s, policy, t, clock, row, now);
}

void mend__story_tell(mend__story *s, const mend_policy *policy, const mend_ticket *t, uint32_t clock, int32_t row,
                      int64_t now)
{
    uint32_t stretches = measure(s, policy, t, clock, row, now);
    if (row < 0)
        return;
    if (!tell_pieces(s))
        tell_stretches(s, stretches);
    tell_steps(s);
}
