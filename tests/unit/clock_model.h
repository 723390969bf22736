/*
 * clock_model.h - clocks the slow way: what docs/policy.md and docs/clocks.md say, worked out anew for every question from
 * the acts on a clock, over a plain walk of days and windows. It shares nothing with the library but zones.
 *
 * A row keeps what acts did to it, in order; misses, warnings, breaches and rungs are found from that by measuring.
 * Actions, states, targets are small integers whose names the test writes into its policy.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLOCK_MODEL_H
#define CLOCK_MODEL_H

#include "mend/mend.h"
#include "plain_walk.h"

#define MODEL_MARKS  128
#define MODEL_ROWS   64
#define MODEL_STEPS  3
#define MODEL_AIMS   3
#define MODEL_ALWAYS (-1)
#define MODEL_NEVER  INT64_MIN

enum { MODEL_DEADLINE, MODEL_REPEAT, MODEL_COUNTDOWN, MODEL_NOT_BEFORE };
enum { MODEL_VISIT, MODEL_PROMISED, MODEL_BEGAN, MODEL_MINUTES, MODEL_LEAD, MODEL_FIELDS };
enum { MODEL_BY_TIME, MODEL_BY_CLOSING, MODEL_BY_SAME_TIME, MODEL_BY_UNTIL, MODEL_BY_MINUTES };
enum { MODEL_KEEP, MODEL_RESTART, MODEL_FROM_CHANGE };
enum { MODEL_NEW, MODEL_RESUME, MODEL_AGAIN };

typedef struct model_aim {
    unsigned levels; /* bits; 0: any */
    int by;
    int64_t amount; /* ms, or days */
    int calendar;   /* index, MODEL_ALWAYS */
} model_aim;

typedef struct model_step {
    bool percent;
    int64_t amount; /* whole percents or ms */
} model_step;

typedef struct model_clock {
    int kind, calendar, aim_count, warn_count, rung_count, relevel, reopen;
    unsigned start, stop, cancel, answer; /* bits of actions */
    bool by_visit;                        /* starts when there is a time for the visit; no action */
    bool stop_at_level4;                  /* stops only while the level is 4 */
    bool from, restarts, lead, earliest, run, gap_counts;
    unsigned pause_state, pause_level; /* bits */
    int64_t before;
    model_aim aims[MODEL_AIMS];
    model_step warns[MODEL_STEPS];
    int64_t rungs[MODEL_STEPS];
} model_clock;

typedef struct model_facts { /* of a ticket */
    int state, level;
    bool known[MODEL_FIELDS];
    int64_t value[MODEL_FIELDS];
} model_facts;

typedef struct model_goal {
    int aim, calendar;
    bool fixed;
    bool opening;   /* where the amount is used up at a closing, it is due at the opening after it */
    int64_t amount; /* or the instant, where it is fixed */
    int64_t value;  /* the amount as the policy or the field has it */
    int64_t days;   /* -1: it is no target of days */
} model_goal;

typedef enum model_did {
    DID_START,
    DID_PAUSE,
    DID_RESUME,
    DID_AIM,
    DID_AIM_ALL,
    DID_RESET,
    DID_STOP,
    DID_CANCEL
} model_did;

typedef struct model_mark {
    model_did did;
    int64_t at;
    bool gap; /* a resume after an end: the time before it counts */
    bool answer;
    int why;         /* of a pause */
    model_goal goal; /* from here on */
} model_mark;

typedef struct model_row {
    const model_clock *clock;
    int index, cycle, mark_count, lives; /* index of the clock; lives: how often it was restarted */
    bool wall;                           /* time counts as it passes, whatever the calendars say */
    model_mark marks[MODEL_MARKS];
    /* what stands in the log */
    int64_t over, breached, misses, hits, warned[MODEL_STEPS], climbed[MODEL_STEPS];
} model_row;

typedef struct model {
    const walk *calendars;
    const model_clock *clocks;
    int clock_count, row_count;
    model_facts facts;
    model_row rows[MODEL_ROWS];
} model;

/* --- calendars --- */

static inline int64_t model_between(const model *m, int calendar, int64_t from, int64_t to)
{
    return calendar == MODEL_ALWAYS ? to - from : walk_between(&m->calendars[calendar], from, to);
}

static inline int64_t model_add(const model *m, int calendar, int64_t at, int64_t amount)
{
    return calendar == MODEL_ALWAYS ? at + amount : walk_add(&m->calendars[calendar], at, amount);
}

/* The last closing of a date's windows; NEVER: there are none. */
static inline int64_t model_closing(const walk *w, int32_t day)
{
    const walk_hours *h = walk_hours_of(w, day);
    int64_t last = MODEL_NEVER;
    for (int i = 0; i < h->count; i++) {
        int64_t at = walk_edge(w, day, h->to[i]);
        last = at > last ? at : last;
    }
    return last;
}

static inline int64_t model_days(const model *m, int calendar, int64_t at, int64_t days, bool same_time)
{
    const walk *w = &m->calendars[calendar];
    int32_t day, ms;
    if (calendar == MODEL_ALWAYS) {
        return at + days * WALK_DAY_MS;
    }
    if (days == 0) {
        return walk_add(w, at, 0);
    }
    (void)mend_zone_local(w->zone, at, &day, &ms);
    if (same_time) {
        while (days > 0) {
            day++;
            days -= walk_hours_of(w, day)->count > 0;
        }
        int64_t then;
        (void)mend_zone_utc(w->zone, day, ms, &then);
        return walk_add(w, then, 0);
    }
    while (true) {
        int64_t close = model_closing(w, day);
        days -= close != MODEL_NEVER && close > at;
        if (days == 0) {
            return close;
        }
        day++;
    }
}

/* --- measuring --- */

static inline bool model_ends(model_did did)
{
    return did == DID_STOP || did == DID_CANCEL;
}

static inline bool model_active(const model_row *r)
{
    return r->over == MODEL_NEVER && !model_ends(r->marks[r->mark_count - 1].did);
}

/* Whether the clock stands still after its i-th mark. */
static inline bool model_still(const model_row *r, int i)
{
    while (i > 0 && (r->marks[i].did == DID_AIM || r->marks[i].did == DID_AIM_ALL || r->marks[i].did == DID_RESET)) {
        i--;
    }
    return r->marks[i].did == DID_PAUSE || model_ends(r->marks[i].did);
}

static inline int model_calendar_of(const model_row *r, const model_goal *g)
{
    return r->wall ? MODEL_ALWAYS : g->calendar;
}

/* What was done on a clock until an instant. Pieces: the running time of the present interval. */
typedef struct model_sum {
    int64_t used, paused, aside, misses, hits, began; /* began: of the present interval */
    model_goal goal;
    int count;
    struct {
        int64_t from, to;
        int calendar;
    } pieces[MODEL_MARKS];
} model_sum;

static inline void model_begin(model_sum *s, bool aside)
{
    s->aside += aside ? s->used : 0;
    s->used = 0;
    s->count = 0;
}

static inline model_goal model_measured(const model *m, const model_row *r, model_goal g, int64_t base)
{
    if (g.fixed && g.amount < base) {
        g.amount = base; /* it is due at once */
    }
    if (g.days >= 0) {
        bool same = r->clock->aims[g.aim].by == MODEL_BY_SAME_TIME;
        int64_t due = model_days(m, g.calendar, base, g.days, same);
        g.amount = r->wall ? due - base : model_between(m, g.calendar, base, due);
        g.amount = r->clock->kind == MODEL_REPEAT && g.amount < 1000 ? 1000 : g.amount;
        g.opening = same && !r->wall && g.calendar != MODEL_ALWAYS && due != model_add(m, g.calendar, base, g.amount);
    }
    return g;
}

/* The instant at which the present interval has used so much, if it goes on as in its last piece; NEVER: it stood still
 * before. */
static inline int64_t model_instant(const model *m, const model_sum *s, int64_t amount, bool runs_on)
{
    int64_t used = 0;
    for (int i = 0; i < s->count; i++) {
        int64_t length = model_between(m, s->pieces[i].calendar, s->pieces[i].from, s->pieces[i].to);
        bool goes_on = i + 1 == s->count && runs_on;
        if (goes_on || used + length >= amount) {
            int64_t at = model_add(m, s->pieces[i].calendar, s->pieces[i].from, amount > used ? amount - used : 0);
            if (goes_on || at <= s->pieces[i].to) { /* nothing at all may be used where hours begin */
                return at;
            }
        }
        used += length;
    }
    return MODEL_NEVER;
}

static inline int64_t model_due(const model *m, const model_sum *s, bool runs_on)
{
    if (s->goal.fixed) { /* while the clock stands still there is none */
        bool still = !runs_on && (s->count == 0 || s->pieces[s->count - 1].to < s->goal.amount);
        return still ? MODEL_NEVER : s->goal.amount;
    }
    int64_t due = model_instant(m, s, s->goal.amount, runs_on);
    return s->goal.opening && due != MODEL_NEVER ? walk_roll_forward(&m->calendars[s->goal.calendar], due) : due;
}

/* Intervals of a repeat that passed before the end of the last piece. */
static inline void model_miss(const model *m, const model_row *r, model_sum *s, int64_t armed, int64_t end, bool last)
{
    int calendar = s->pieces[s->count - 1].calendar;
    while (r->clock->kind == MODEL_REPEAT) {
        int64_t due = model_due(m, s, true), at = due > armed ? due : armed;
        if (due >= end || at > end || (at == end && !last)) {
            return;
        }
        s->misses++;
        model_begin(s, true);
        s->began = at;
        s->pieces[s->count].from = at;
        s->pieces[s->count].to = end;
        s->pieces[s->count++].calendar = calendar;
        s->used = model_between(m, calendar, at, end);
        s->goal = model_measured(m, r, s->goal, at);
    }
}

static inline void model_measure(const model *m, const model_row *r, int64_t until, model_sum *s)
{
    memset(s, 0, sizeof *s);
    for (int i = 0; i < r->mark_count && r->marks[i].at <= until; i++) {
        const model_mark *k = &r->marks[i];
        bool gap = model_ends(k->did) && i + 1 < r->mark_count && r->marks[i + 1].gap;
        int64_t end = i + 1 < r->mark_count && r->marks[i + 1].at < until ? r->marks[i + 1].at : until;
        if (k->did == DID_RESET || (k->did == DID_START && i > 0)) {
            model_begin(s, true);
        }
        s->began = i == 0 || k->did == DID_RESET || k->did == DID_START ? k->at : s->began;
        if (k->did != DID_PAUSE && k->did != DID_RESUME && !model_ends(k->did)) {
            s->goal = model_measured(m, r, k->goal, s->began);
        }
        if (k->did == DID_AIM_ALL) { /* a later target measures all of the interval */
            s->used = 0;
            for (int n = 0; n < s->count; n++) {
                s->pieces[n].calendar = model_calendar_of(r, &s->goal);
                s->used += model_between(m, s->pieces[n].calendar, s->pieces[n].from, s->pieces[n].to);
            }
        }
        s->hits += k->answer;
        if (model_ends(k->did) && i + 1 == r->mark_count) {
            break;
        }
        if (model_still(r, i) && !gap) {
            s->paused += end - k->at;
            continue;
        }
        s->pieces[s->count].from = k->at;
        s->pieces[s->count].to = end;
        s->pieces[s->count++].calendar = model_calendar_of(r, &s->goal);
        s->used += model_between(m, s->pieces[s->count - 1].calendar, k->at, end);
        model_miss(m, r, s, k->at, end, i + 1 == r->mark_count);
    }
}

/* --- what time has brought --- */

static inline int64_t model_share(int64_t target, int64_t percent)
{
    return target * percent / 100;
}

static inline int64_t model_warn_amount(const model_step *w, int64_t target)
{
    return w->percent ? model_share(target, w->amount) : target > w->amount ? target - w->amount : 0;
}

/* The instant of a warning or a rung: `more` before or after the target is used up. */
static inline int64_t model_step_at(const model *m, const model_sum *s, const model_step *warn, int64_t after,
                                    bool runs_on)
{
    const model_goal *g = &s->goal;
    if (!g->fixed) {
        return warn == NULL && after == 0
                   ? model_due(m, s, runs_on)
                   : model_instant(m, s, warn != NULL ? model_warn_amount(warn, g->amount) : g->amount + after,
                                   runs_on);
    }
    int64_t length = g->amount > s->began ? g->amount - s->began : 0;
    int64_t at = warn == NULL ? g->amount + after : s->began + model_warn_amount(warn, length);
    return !runs_on && (s->count == 0 || s->pieces[s->count - 1].to < at) ? MODEL_NEVER : at;
}

/* What stands in the log of a row that is active: things that do not hold any more are struck out, new ones get their
 * instant. `before`: the instants until which things hold (a stop); INT64_MAX: none. */
typedef struct model_view {
    mend_clock_status status;
    int64_t due;
    model_sum sum;
} model_view;

static inline void model_settle(int64_t *slot, int64_t at, int64_t armed, bool holds, bool adds)
{
    if (!holds || at == MODEL_NEVER || (*slot != MODEL_NEVER && at > armed && at != *slot)) {
        *slot = MODEL_NEVER;
    }
    if (holds && at != MODEL_NEVER && *slot == MODEL_NEVER && adds) {
        *slot = at > armed ? at : armed;
    }
}

static inline void model_refresh(const model *m, model_row *r, int64_t now)
{
    const model_clock *c = r->clock;
    const model_mark *last = &r->marks[r->mark_count - 1];
    bool ended = model_ends(last->did), still = model_still(r, r->mark_count - 1);
    model_sum s;
    if (r->over != MODEL_NEVER) {
        return;
    }
    model_measure(m, r, ended ? last->at : now, &s);
    int64_t until = ended || still ? last->at : now, due = model_due(m, &s, !still);
    if (s.misses != r->misses || s.hits != r->hits) {
        for (int i = 0; i < c->warn_count; i++) {
            r->warned[i] = MODEL_NEVER;
        }
    }
    r->misses = s.misses;
    r->hits = s.hits;
    int64_t armed = last->at;
    for (int i = 0; i < c->warn_count; i++) {
        int64_t at = model_step_at(m, &s, &c->warns[i], 0, !still);
        model_settle(&r->warned[i], at, armed, at <= until, !still);
    }
    if ((c->kind == MODEL_NOT_BEFORE || c->kind == MODEL_COUNTDOWN) && !still && due <= now) {
        r->over = due > armed ? due : armed;
    }
    if (c->kind != MODEL_DEADLINE) {
        return;
    }
    bool late = due != MODEL_NEVER && due < until;
    if (r->breached != MODEL_NEVER && r->breached != due && (ended ? !late : due == MODEL_NEVER || due >= armed)) {
        r->breached = MODEL_NEVER; /* a breach stands as long as the clock is late, also by another target */
        for (int i = 0; i < c->rung_count; i++) {
            r->climbed[i] = MODEL_NEVER; /* what told of it is taken back with it */
        }
    }
    if (r->breached == MODEL_NEVER || !late) {
        model_settle(&r->breached, due, due, late, ended ? !model_still(r, r->mark_count - 2) : !still);
    }
    for (int i = 0; i < c->rung_count; i++) {
        int64_t at = model_step_at(m, &s, NULL, c->rungs[i], !still);
        at = at != MODEL_NEVER && at < due ? due : at; /* nothing is told of before it is so */
        model_settle(&r->climbed[i], at, armed, late && r->breached != MODEL_NEVER && at <= until, !still);
    }
}

/* --- what an act does --- */

static inline bool model_in(unsigned bits, int bit)
{
    return (bits >> bit & 1) != 0;
}

/* Why it stands still; 0: it does not. */
static inline int model_pauses(const model_clock *c, const model_facts *f)
{
    return model_in(c->pause_state, f->state) ? 1 : model_in(c->pause_level, f->level) ? 2 : 0;
}

/* What one target comes to; false: it does not apply. */
static inline bool model_find_goal(const model *m, const model_clock *c, int aim, model_goal *g)
{
    const model_facts *f = &m->facts;
    *g = (model_goal){aim, MODEL_ALWAYS, false, false, 0, 0, -1};
    if (c->kind == MODEL_COUNTDOWN) {
        g->fixed = true;
        g->amount = f->value[MODEL_VISIT] - c->before;
        g->amount -= c->lead && f->known[MODEL_LEAD] ? f->value[MODEL_LEAD] * 60000 : 0;
        return f->known[MODEL_VISIT];
    }
    const model_aim *a = &c->aims[aim];
    if (a->levels != 0 && !model_in(a->levels, f->level)) {
        return false;
    }
    g->calendar = a->calendar;
    switch (a->by) {
    case MODEL_BY_TIME:
        g->amount = a->amount;
        return true;
    case MODEL_BY_UNTIL:
        g->fixed = true;
        g->calendar = MODEL_ALWAYS;
        g->amount = f->value[MODEL_PROMISED];
        return f->known[MODEL_PROMISED];
    case MODEL_BY_MINUTES:
        g->amount = f->value[MODEL_MINUTES] * 60000;
        return f->known[MODEL_MINUTES];
    default:
        g->days = a->amount;
        return true;
    }
}

static inline bool model_goal_of(const model *m, const model_clock *c, int aim, model_goal *g)
{
    bool found = model_find_goal(m, c, aim, g);
    g->value = g->amount;
    return found;
}

static inline bool model_same_goal(const model_goal *a, const model_goal *b)
{
    return a->aim == b->aim && (a->days >= 0 || a->value == b->value);
}

/* Where the present interval began. */
static inline int64_t model_base(const model *m, const model_row *r)
{
    model_sum s;
    model_measure(m, r, r->marks[r->mark_count - 1].at, &s);
    return s.began;
}

static inline model_mark *model_put(model_row *r, model_did did, int64_t at)
{
    model_mark *last = r->mark_count > 0 ? &r->marks[r->mark_count - 1] : NULL;
    if (r->mark_count == MODEL_MARKS) {
        abort();
    }
    r->marks[r->mark_count] = (model_mark){did, last != NULL && last->at > at ? last->at : at, false, false, 0, {0}};
    if (last != NULL) {
        r->marks[r->mark_count].goal = last->goal;
    }
    return &r->marks[r->mark_count++];
}

/* Puts a mark that aims, with each of the targets in turn, and leaves the one that is chosen. False: none applies, and
 * nothing has changed. */
static inline bool model_aim_by(const model *m, model_row *r, model_did did, int64_t at)
{
    const model_clock *c = r->clock;
    model_goal chosen = {0}, g;
    int64_t best = MODEL_NEVER;
    bool found = false, active = did == DID_AIM || did == DID_AIM_ALL || did == DID_RESET;
    model_row copy = *r;
    for (int i = 0; i < (c->kind == MODEL_COUNTDOWN ? 1 : c->aim_count); i++) {
        if (!model_goal_of(m, c, i, &g)) {
            continue;
        }
        copy = *r;
        if (did == DID_START) {
            model_mark *k = model_put(&copy, did, at);
            copy.wall = g.calendar != MODEL_ALWAYS && c->run && !walk_is_working(&m->calendars[g.calendar], k->at);
        }
        /* as if it counted from its beginning and never stood still */
        if (did != DID_START) {
            model_put(&copy, DID_PAUSE, at); /* looks at it where it is now */
        }
        int64_t base = did == DID_RESET ? copy.marks[copy.mark_count - 1].at : model_base(m, &copy);
        model_goal whole = model_measured(m, &copy, g, base);
        int64_t due =
            whole.fixed ? whole.amount : model_add(m, copy.wall ? MODEL_ALWAYS : whole.calendar, base, whole.amount);
        if (!found || (c->earliest && due < best)) {
            found = true;
            best = due;
            chosen = g;
            if (!c->earliest) {
                break;
            }
        }
    }
    if (!found || (active && model_same_goal(&chosen, &r->marks[r->mark_count - 1].goal))) {
        return found;
    }
    model_mark *k = model_put(r, did, at);
    if (did == DID_START) {
        r->wall = chosen.calendar != MODEL_ALWAYS && c->run && !walk_is_working(&m->calendars[chosen.calendar], k->at);
    }
    k->goal = chosen;
    k->goal = model_measured(m, r, chosen, model_base(m, r));
    return true;
}

static inline model_row *model_last(model *m, int clock)
{
    for (int i = m->row_count - 1; i >= 0; i--) {
        if (m->rows[i].index == clock) {
            return &m->rows[i];
        }
    }
    return NULL;
}

static inline void model_forget(model_row *r)
{
    r->over = r->breached = MODEL_NEVER;
    for (int i = 0; i < MODEL_STEPS; i++) {
        r->warned[i] = r->climbed[i] = MODEL_NEVER;
    }
}

static inline void model_pause(model_row *r, const model_facts *f, int64_t at)
{
    bool still = model_still(r, r->mark_count - 1);
    int wanted = model_pauses(r->clock, f), why = 0;
    for (int i = 0; i < r->mark_count; i++) {
        why = r->marks[i].did == DID_PAUSE ? r->marks[i].why : why;
    }
    if (wanted > 0 ? !still || why != wanted : still) { /* another reason to stand still is a change, too */
        model_put(r, wanted > 0 ? DID_PAUSE : DID_RESUME, at)->why = wanted;
    }
}

/* An end that is entered late takes back what was done to the clock after it. */
static inline void model_end(model_row *r, model_did did, int64_t at)
{
    for (int i = 0; i < r->mark_count; i++) {
        at = (i == 0 || r->marks[i].answer) && r->marks[i].at > at ? r->marks[i].at : at;
    }
    while (r->mark_count > 1 && r->marks[r->mark_count - 1].at > at) {
        r->mark_count--;
    }
    model_put(r, did, at);
}

static inline void model_start(model *m, int clock, int64_t done_at)
{
    int64_t at = done_at;
    const model_clock *c = &m->clocks[clock];
    model_row *last = model_last(m, clock), *r = last;
    if (c->from && m->facts.known[MODEL_BEGAN] && m->facts.value[MODEL_BEGAN] < at) {
        at = m->facts.value[MODEL_BEGAN];
    }
    bool goes_on = last != NULL && !model_active(last) && last->marks[last->mark_count - 1].did != DID_CANCEL;
    if (goes_on && c->reopen == MODEL_RESUME) {
        if (last->over != MODEL_NEVER) {
            model_put(r, DID_STOP, last->over);
            last->over = MODEL_NEVER;
        }
        at = done_at; /* it has begun long ago */
        model_put(r, DID_RESUME, c->gap_counts ? r->marks[r->mark_count - 1].at : done_at)->gap = c->gap_counts;
        model_aim_by(m, r, (model_did[]){DID_AIM, DID_AIM_ALL, DID_RESET}[c->relevel], done_at);
    } else if (goes_on && c->reopen == MODEL_AGAIN) {
        int marks = r->mark_count;
        r->mark_count = 0;
        if (!model_aim_by(m, r, DID_START, at)) {
            r->mark_count = marks;
            return;
        }
        model_forget(r);
        r->lives++;
    } else {
        if (m->row_count == MODEL_ROWS) {
            abort();
        }
        r = &m->rows[m->row_count];
        memset(r, 0, sizeof *r);
        model_forget(r);
        r->clock = c;
        r->index = clock;
        r->cycle = last != NULL ? last->cycle + 1 : 1;
        if (!model_aim_by(m, r, DID_START, at)) {
            return;
        }
        if (last != NULL && model_active(last)) {
            model_end(last, DID_CANCEL, done_at);
        }
        m->row_count++;
    }
    model_pause(r, &m->facts, at);
}

/* An answer stands among the other marks at its own instant. */
static inline void model_answer(const model *m, model_row *r, int64_t at)
{
    int i = r->mark_count;
    while (i > 0 && r->marks[i - 1].at > at) {
        i--;
    }
    for (int k = i; k < r->mark_count; k++) {
        if (i == 0 || r->marks[k].answer) {
            return; /* that interval was kept already */
        }
    }
    memmove(&r->marks[i + 1], &r->marks[i], (size_t)(r->mark_count - i) * sizeof r->marks[0]);
    r->mark_count++;
    r->marks[i] = (model_mark){DID_RESET, at, false, true, 0, r->marks[i - 1].goal};
    r->marks[i].goal = model_measured(m, r, r->marks[i].goal, at);
}

static inline void model_act_on(model *m, int clock, int action, int64_t at, const model_facts *before)
{
    const model_clock *c = &m->clocks[clock];
    const model_facts *f = &m->facts;
    model_row *r = model_last(m, clock);
    bool active = r != NULL && model_active(r);
    bool moved =
        f->known[MODEL_VISIT] && (!before->known[MODEL_VISIT] || before->value[MODEL_VISIT] != f->value[MODEL_VISIT]);
    bool starts = c->by_visit ? moved : model_in(c->start, action);
    if (c->by_visit && c->kind != MODEL_COUNTDOWN) {
        starts = moved && !before->known[MODEL_VISIT];
    }
    if (active && model_in(c->cancel, action)) {
        model_end(r, DID_CANCEL, at);
    } else if (active && model_in(c->stop, action) && (!c->stop_at_level4 || f->level == 4)) {
        model_end(r, DID_STOP, at);
    } else if (active && starts && c->restarts && c->kind != MODEL_COUNTDOWN) {
        model_start(m, clock, at);
    } else if (!active && starts) {
        model_start(m, clock, at);
    } else if (active) {
        if (model_in(c->answer, action)) {
            model_answer(m, r, at);
        }
        model_aim_by(m, r, (model_did[]){DID_AIM, DID_AIM_ALL, DID_RESET}[c->relevel], at);
        model_pause(r, f, at);
    }
}

/* --- the model --- */

static inline void model_tick(model *m, int64_t now)
{
    for (int i = 0; i < m->row_count; i++) {
        model_refresh(m, &m->rows[i], now);
    }
}

/* The ticket becomes `after` by an action that happened at `at` and was entered now. */
static inline void model_act(model *m, int action, int64_t at, int64_t now, const model_facts *after)
{
    model_facts before = m->facts;
    model_tick(m, now);
    m->facts = *after;
    for (int i = 0; i < m->clock_count; i++) {
        model_act_on(m, i, action, at, &before);
    }
    model_tick(m, now);
}

static inline mend_clock_status model_status(const model *m, const model_row *r)
{
    const model_mark *last = &r->marks[r->mark_count - 1];
    if (r->over != MODEL_NEVER) {
        return MEND_CLOCK_OVER;
    }
    if (last->did == DID_CANCEL) {
        return MEND_CLOCK_CANCELLED;
    }
    if (last->did == DID_STOP) {
        return r->breached != MODEL_NEVER ? MEND_CLOCK_MISSED : MEND_CLOCK_MET;
    }
    (void)m;
    return model_still(r, r->mark_count - 1) ? MEND_CLOCK_PAUSED : MEND_CLOCK_RUNNING;
}

#endif
