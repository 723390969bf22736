/*
 * calendar_build.c - laying the zone's clocks over the hours, and counting in the result; see calendar_build.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar_build.h"
#include "ground/int.h"
#include "instant.h"

#include <string.h>

#define CYCLE         ((int64_t)146097 * MEND__DAY_MS)
#define ANCHOR        ((int64_t)10957 * MEND__DAY_MS) /* 2000-01-01, where the cycle is worked out */
#define MARGIN        (3 * (int64_t)MEND__DAY_MS)     /* more than any clock is ahead of another */
#define CYCLES        25 /* from the anchor they take more than all years there are, on either side */
#define FURTHEST      (2 * MEND__INSTANT_MAX) /* more ms of work than there are in all years */
#define CYCLE_YEAR    1997                    /* earlier, for what the clock has shown by then */
#define CYCLE_YEARS   405
#define YEAR_AND_MORE (370 * (int64_t)MEND__DAY_MS) /* in that time a rule lets the clock catch up with itself */

/* A stretch of the local clock, until the next one begins. */
typedef struct hours_span {
    int64_t from; /* ms of local time */
    mend__span_kind kind;
} hours_span;

typedef struct hours_list {
    const mend__alloc *alloc;
    hours_span *spans;
    size_t count, cap;
    mend_status status;
    mend__span_kind plain; /* what the plain week is: WEEK, or OPEN or SHUT if it is nothing else */
} hours_list;

/* ---- the hours on the local clock ---- */

/* What begins at `from` replaces what began there before; what changes nothing is left out. */
static void hours_add(hours_list *list, int64_t from, mend__span_kind kind)
{
    if (list->status != MEND_OK) {
        return;
    }
    if (list->count > 0 && list->spans[list->count - 1].from == from) {
        list->count--;
    }
    if (list->count > 0 && list->spans[list->count - 1].kind == kind) {
        return;
    }
    void *spans = list->spans;
    list->status = list->count == 2 * MEND__TABLE_SPANS
                       ? MEND_LIMIT
                       : mend__reserve(list->alloc, &spans, &list->cap, list->count + 1, sizeof *list->spans);
    list->spans = spans;
    if (list->status == MEND_OK) {
        list->spans[list->count++] = (hours_span){from, kind};
    }
}

/* Whether the last window of the day runs into the next one. */
static bool hours_run_over(const mend__hours *hours)
{
    return hours->count > 0 && hours->windows[hours->count - 1].to > MEND__DAY_SECONDS;
}

/* The days [day, end) window by window: what of the day before runs into them, and no more than falls into them. */
static void hours_add_days(hours_list *list, const mend__card *card, int32_t day, int32_t end)
{
    int64_t start = (int64_t)day * MEND__DAY_MS, stop = (int64_t)end * MEND__DAY_MS, open_until = start;
    hours_add(list, start, MEND__SPAN_SHUT);
    for (int32_t d = day - 1; d < end; d++) {
        const mend__hours *hours = mend__card_hours(card, d);
        for (uint32_t i = 0; i < hours->count; i++) {
            int64_t from = (int64_t)d * MEND__DAY_MS + hours->windows[i].from * (int64_t)1000;
            int64_t to = (int64_t)d * MEND__DAY_MS + hours->windows[i].to * (int64_t)1000;
            from = from > open_until ? from : open_until; /* windows come in the order of their beginnings */
            to = to < stop ? to : stop;
            if (from < to) {
                hours_add(list, from, MEND__SPAN_OPEN);
                hours_add(list, to, MEND__SPAN_SHUT);
                open_until = to;
            }
        }
    }
    hours_add(list, stop, list->plain);
}

/* The plain week, broken by the special dates; where one of them, or the plain day in its place, would run into the next
 * day, that one too is looked at window by window. */
static void hours_build(hours_list *list, const mend__card *card)
{
    hours_add(list, INT64_MIN, list->plain);
    for (uint32_t i = 0; i < card->special_count;) {
        int32_t day = card->specials[i].day, end = day;
        while (i < card->special_count && card->specials[i].day <= end) {
            const mend__special *s = &card->specials[i++];
            bool over = hours_run_over(&s->hours) || hours_run_over(&card->week[mend__civil_weekday(s->day) - 1]);
            end = s->day + (over ? 2 : 1);
        }
        hours_add_days(list, card, day, end);
    }
}

/* ---- the zone's clocks over the hours ---- */

typedef struct overlay {
    const hours_list *hours;
    const mend__week *week;
    size_t next; /* the first of the hours' spans that begins later than what was looked at */
    mend__table_draft *draft;
    int64_t start; /* what comes before is left out */
} overlay;

static mend__span_kind overlay_kind(overlay *o, int64_t local)
{
    while (o->next < o->hours->count && o->hours->spans[o->next].from <= local) {
        o->next++;
    }
    return o->hours->spans[o->next - 1].kind;
}

static void overlay_add(overlay *o, int64_t from, int64_t to, mend__span_kind kind, int32_t shift)
{
    if (to > o->start) {
        mend__draft_add(o->draft, from > o->start ? from : o->start, kind, shift);
    }
}

/* The clock stands just before `local` from `from` to `to`. */
static void overlay_stand(overlay *o, int64_t from, int64_t to, int64_t local)
{
    mend__span_kind kind = overlay_kind(o, local - 1);
    if (kind == MEND__SPAN_WEEK) {
        bool works = mend__week_work(o->week, local) > mend__week_work(o->week, local - 1);
        kind = works ? MEND__SPAN_OPEN : MEND__SPAN_SHUT;
    }
    overlay_add(o, from, to, kind, 0);
}

/* The clock runs evenly, `shift` ms ahead of UTC. */
static void overlay_run(overlay *o, int64_t from, int64_t to, int32_t shift)
{
    while (from < to) {
        mend__span_kind kind = overlay_kind(o, from + shift);
        int64_t end = o->next < o->hours->count ? o->hours->spans[o->next].from - shift : to;
        end = end < to ? end : to;
        overlay_add(o, from, end, kind, kind == MEND__SPAN_WEEK ? shift : 0);
        from = end;
    }
}

/* Cuts [start, end) into spans. It begins a year earlier, to know what the clock has shown by then. */
static void overlay_build(overlay *o, const mend_zone *zone, int64_t end)
{
    int64_t at = o->start - YEAR_AND_MORE, shown = INT64_MIN;
    at = at > MEND__INSTANT_MIN ? at : MEND__INSTANT_MIN;
    at = at < o->start ? at : o->start;
    while (at < end) {
        int32_t shift = mend__zone_offset(zone, at) * 1000;
        int64_t next;
        if (!mend__zone_change(zone, at, &next) || next > end) {
            next = end;
        }
        if (shown > at + shift) {
            int64_t again = shown - shift < next ? shown - shift : next;
            overlay_stand(o, at, again, shown);
            at = again;
        }
        overlay_run(o, at, next, shift);
        shown = shown > next + shift ? shown : next + shift;
        at = next;
    }
}

/* ---- both tables ---- */

typedef struct plan {
    const mend__card *card;
    const mend_zone *zone;
    hours_list hours;
    mend__worktime *time;
    mend__arena *arena;
} plan;

static mend_status plan_table(plan *p, const hours_list *hours, const mend_zone *zone, int64_t start, int64_t end,
                              int64_t work_start, mend__table *out)
{
    mend__table_draft draft;
    mend__draft_init(&draft, p->hours.alloc);
    overlay o = {hours, &p->time->week, 0, &draft, start};
    overlay_build(&o, zone, end);
    mend_status status = draft.status;
    if (status == MEND_OK) {
        status = mend__draft_finish(&draft, &p->time->week, end, work_start, p->arena, out);
    }
    mend__draft_free(&draft);
    return status;
}

/* The zone's rule with the plain week. What the rule does is written out first, as finding it change by change costs
 * more than all the rest. */
static mend_status plan_cycle(plan *p)
{
    hours_span always = {INT64_MIN, p->hours.plain};
    hours_list hours = p->hours;
    mend_zone rule = *p->zone;
    mend__zone_move *moves = mend__new(hours.alloc, 2 * CYCLE_YEARS * sizeof *moves);
    if (moves == NULL) {
        return MEND_NOMEM;
    }
    hours.spans = &always;
    hours.count = 1;
    rule.moves = moves;
    rule.move_count = mend__zone_moves(&rule, CYCLE_YEAR, CYCLE_YEARS, moves);
    mend_status status = plan_table(p, &hours, &rule, ANCHOR, ANCHOR + CYCLE, 0, &p->time->cycle);
    mend__drop(hours.alloc, moves, 2 * CYCLE_YEARS * sizeof *moves);
    return status;
}

static int64_t worktime_cycle(const mend__worktime *time, int64_t at)
{
    int64_t times = mend__floor_div(at - ANCHOR, CYCLE);
    return times * time->cycle.work_end + mend__table_work(&time->cycle, &time->week, at - times * CYCLE);
}

/* From before the first thing that is not rule and plain week to behind the last one. */
static mend_status plan_listed(plan *p)
{
    const mend_zone *zone = p->zone;
    const mend__card *card = p->card;
    int64_t start = INT64_MAX, end = INT64_MIN, before = 0;
    if (card->special_count > 0) {
        start = (int64_t)card->specials[0].day * MEND__DAY_MS - MARGIN;
        end = (int64_t)card->specials[card->special_count - 1].day * MEND__DAY_MS + 2 * MARGIN;
    }
    if (zone->move_count > 0) {
        int64_t until = zone->moves[zone->move_count - 1].at + MARGIN;
        start = MEND__INSTANT_MIN;
        end = end > until ? end : until;
    }
    if (start == INT64_MAX) {
        return MEND_OK;
    }
    p->time->has_listed = true;
    p->time->bounded = zone->move_count > 0;
    if (!p->time->bounded) {
        before = worktime_cycle(p->time, start);
    }
    mend_status status = plan_table(p, &p->hours, zone, start, end, before, &p->time->listed);
    if (status == MEND_OK) {
        p->time->after = p->time->listed.work_end - worktime_cycle(p->time, end);
    }
    return status;
}

mend_status mend__worktime_build(mend__worktime *out, const mend__card *card, const mend_zone *zone, mend__arena *arena)
{
    plan p = {card, zone, {&arena->alloc, NULL, 0, 0, MEND_OK, MEND__SPAN_WEEK}, out, arena};
    memset(out, 0, sizeof *out);
    mend__week_build(&out->week, card->week);
    if (out->week.work == 0 || out->week.work == MEND__WEEK_MS) {
        p.hours.plain = out->week.work == 0 ? MEND__SPAN_SHUT : MEND__SPAN_OPEN;
    }
    hours_build(&p.hours, card);
    mend_status status = p.hours.status;
    if (status == MEND_OK) {
        status = plan_cycle(&p);
    }
    if (status == MEND_OK) {
        status = plan_listed(&p);
    }
    if (status == MEND_OK && out->cycle.work_end == 0 && out->listed.work_end == out->listed.work_start) {
        status = MEND_NOT_FOUND;
    }
    mend__drop(&arena->alloc, p.hours.spans, p.hours.cap * sizeof *p.hours.spans);
    return status;
}

/* ---- counting ---- */

int64_t mend__worktime_at(const mend__worktime *time, int64_t at)
{
    if (!time->has_listed || at < time->listed.start) {
        return worktime_cycle(time, at);
    }
    return at < time->listed.end ? mend__table_work(&time->listed, &time->week, at)
                                 : worktime_cycle(time, at) + time->after;
}

bool mend__worktime_tick(const mend__worktime *time, int64_t work, int64_t *at)
{
    const mend__table *listed = &time->listed, *cycle = &time->cycle;
    if (work < -FURTHEST || work > FURTHEST) {
        return false;
    }
    if (time->has_listed && work < listed->work_end) {
        if (work >= listed->work_start) {
            *at = mend__table_tick(listed, &time->week, work);
            return true;
        }
        if (time->bounded) {
            return false;
        }
    } else {
        work -= time->after;
    }
    if (cycle->work_end == 0) {
        return false;
    }
    int64_t times = mend__floor_div(work, cycle->work_end);
    if (times < -CYCLES || times > CYCLES) {
        return false;
    }
    *at = mend__table_tick(cycle, &time->week, work - times * cycle->work_end) + times * CYCLE;
    return true;
}

/* Rest is only asked for from an instant of years 1 to 9999 on, so that no number lies before a bounded table or too many
 * cycles away. */
bool mend__worktime_rest_tick(const mend__worktime *time, int64_t rest, int64_t *at)
{
    const mend__table *listed = &time->listed, *cycle = &time->cycle;
    int64_t cycle_rest = CYCLE - cycle->work_end;
    if (time->has_listed && rest < listed->end - listed->work_end) {
        if (rest >= listed->start - listed->work_start) {
            *at = mend__table_rest_tick(listed, &time->week, rest);
            return true;
        }
    } else {
        rest += time->after;
    }
    if (cycle_rest == 0) {
        return false;
    }
    int64_t times = mend__floor_div(rest - ANCHOR, cycle_rest);
    *at = mend__table_rest_tick(cycle, &time->week, rest - times * cycle_rest) + times * CYCLE;
    return true;
}
