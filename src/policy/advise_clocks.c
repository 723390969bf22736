/*
 * advise_clocks.c - clocks that nobody can stop in time, and targets that contradict each other.
 *
 * The states of a policy are walked from where a clock begins. What an action may do to a clock, and what it is sure to
 * do, differ where a condition decides: a finding has to hold whatever the condition comes to.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "advise.h"
#include "may.h"
#include "sections.h"

#define DAY_MS INT64_C(86400000)

/* A walk over the states. */
typedef struct walk {
    const mend_policy *policy;
    bool seen[MEND__STATES_MAX];
    uint16_t open[MEND__STATES_MAX];
    uint32_t count;
} walk;

static void walk_see(walk *w, uint32_t state)
{
    if (!w->seen[state]) {
        w->seen[state] = true;
        w->open[w->count++] = (uint16_t)state;
    }
}

/* Where the ticket may stand after the action, begun in any state. */
static void walk_see_after(walk *w, const mend__action *action)
{
    for (uint32_t i = 0; i < w->policy->vocab.states.count; i++) {
        if (action->to >= 0 ? i == (uint32_t)action->to : action->from[i]) {
            walk_see(w, i);
        }
    }
}

/* The states in which the clock may begin. */
static void walk_begin(walk *w, const mend_policy *policy, const mend__clock *clock)
{
    *w = (walk){.policy = policy};
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++) {
        if ((mend__may_fire(policy, &clock->start, i) & MEND__MAY_HOLD) != 0) {
            walk_see_after(w, &policy->flow.actions[i]);
        }
    }
}

/* On to every state that can be reached by actions that are not `barred`. */
static void walk_on(walk *w, const bool *barred)
{
    while (w->count > 0) {
        uint32_t state = w->open[--w->count];
        for (uint32_t i = 0; i < w->policy->vocab.actions.count; i++) {
            const mend__action *action = &w->policy->flow.actions[i];
            if (action->from[state] && action->to >= 0 && !barred[i]) {
                walk_see(w, (uint32_t)action->to);
            }
        }
    }
}

/* The actions that end the clock: that may, or with `sure` those that do whatever holds. */
static void ending_actions(const mend_policy *policy, const mend__clock *clock, bool sure, bool out[])
{
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++) {
        unsigned stop = mend__may_fire(policy, &clock->stop, i), cancel = mend__may_fire(policy, &clock->cancel, i);
        out[i] = sure ? stop == MEND__MAY_HOLD || cancel == MEND__MAY_HOLD : ((stop | cancel) & MEND__MAY_HOLD) != 0;
    }
}

/* ---- clocks that go on ---- */

/* Whether an action can end the clock in one of the states that were walked through. */
static bool walk_ends(const walk *w, const mend__clock *clock, uint32_t action)
{
    unsigned may = 0;
    for (uint32_t i = 0; i < w->policy->vocab.states.count; i++) {
        if (w->seen[i] && w->policy->flow.actions[action].from[i]) {
            may |= mend__may_fire_from(w->policy, &clock->stop, action, i);
            may |= mend__may_fire_from(w->policy, &clock->cancel, action, i);
        }
    }
    return (may & MEND__MAY_HOLD) != 0;
}

static void clock_out_of_reach(const mend__advice *a, const mend__clock *clock)
{
    const bool none[MEND__ACTIONS_MAX] = {false};
    walk w;
    walk_begin(&w, a->policy, clock);
    walk_on(&w, none);
    for (uint32_t i = 0; i < a->policy->vocab.actions.count; i++) {
        if (walk_ends(&w, clock, i)) {
            return;
        }
    }
    mend__found_name(a->findings, MEND__FOUND_CLOCK_OUT_OF_REACH, a->tree, clock->name->node, clock->name->id);
}

/* A clock that is about work is not meant to run when there is none any more. One that begins in a closed state is meant
 * to. */
static void clock_runs_on(const mend__advice *a, const mend__clock *clock, const bool *ending)
{
    const mend__vocab *v = &a->policy->vocab;
    walk w;
    walk_begin(&w, a->policy, clock);
    for (uint32_t i = 0; i < v->states.count; i++) {
        if (w.seen[i] && v->stages[i] == MEND__STAGE_CLOSED) {
            return;
        }
    }
    walk_on(&w, ending);
    for (uint32_t i = 0; i < v->states.count; i++) {
        if (w.seen[i] && v->stages[i] == MEND__STAGE_CLOSED) {
            const mend__found_param params[] = {
                {"name", clock->name->id}, {"state", v->states.items[i].id}, {NULL, {NULL, 0}}};
            mend__found_at(a->findings, MEND__FOUND_CLOCK_RUNS_ON, a->tree, clock->name->node, true, params);
            return;
        }
    }
}

/* ---- targets ---- */

static void targets_shadowed(const mend__advice *a, const mend__clock *clock)
{
    for (uint32_t i = 0; i + 1 < clock->aim_count && !clock->earliest; i++) {
        if (clock->aims[i].when == NULL && clock->aims[i].field == NULL) {
            const mend__found_param params[] = {{"name", clock->name->id},
                                          {"other", clock->aims[i + 1].name->id},
                                          {"before", clock->aims[i].name->id},
                                          {NULL, {NULL, 0}}};
            mend__found_at(a->findings, MEND__FOUND_TARGET_SHADOWED, a->tree, clock->aims[i + 1].name->node, true,
                           params);
            return;
        }
    }
}

/* The target that a ticket of the level has, whatever else is known; NULL: it depends. */
static const mend__aim *target_of(const mend__advice *a, const mend__clock *clock, mend__str level)
{
    const mend__may_case c = {.policy = a->policy, .level = mend__field_find(0, MEND__STR("level")), .value = level};
    for (uint32_t i = 0; i < clock->aim_count; i++) {
        unsigned may = mend__may(&c, clock->aims[i].when);
        if (may != MEND__MAY_FAIL) {
            return may == MEND__MAY_HOLD && !clock->earliest ? &clock->aims[i] : NULL;
        }
    }
    return NULL;
}

/* Both begin with the same action. */
static bool starts_together(const mend_policy *policy, const mend__clock *one, const mend__clock *other)
{
    bool together = false;
    for (uint32_t i = 0; i < policy->vocab.actions.count && one->start.on != NULL && other->start.on != NULL; i++) {
        together = together || (mend__may_fire(policy, &one->start, i) == MEND__MAY_HOLD &&
                                mend__may_fire(policy, &other->start, i) == MEND__MAY_HOLD);
    }
    return together;
}

/* Whether the action, done in that state, may stop the later clock and leave the earlier one running. */
static bool stops_first(const mend_policy *policy, const mend__clock *earlier, const mend__clock *later,
                        uint32_t action, uint32_t state)
{
    return (mend__may_fire_from(policy, &later->stop, action, state) & MEND__MAY_HOLD) != 0 &&
           mend__may_fire_from(policy, &earlier->stop, action, state) != MEND__MAY_HOLD &&
           mend__may_fire_from(policy, &earlier->cancel, action, state) != MEND__MAY_HOLD;
}

/* Nothing stops the later one while the earlier one still runs. */
static bool ends_before(const mend_policy *policy, const mend__clock *earlier, const mend__clock *later)
{
    bool sure[MEND__ACTIONS_MAX], first = false;
    walk w;
    if (!starts_together(policy, earlier, later)) {
        return false;
    }
    ending_actions(policy, earlier, true, sure);
    walk_begin(&w, policy, later);
    walk_on(&w, sure);
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++) {
        for (uint32_t k = 0; k < policy->vocab.states.count; k++) {
            bool here = w.seen[k] && policy->flow.actions[i].from[k];
            first = first || (here && stops_first(policy, earlier, later, i, k));
        }
    }
    return !first;
}

/* At most so long: a working day has 24 hours at most. INT64_MAX: it cannot be said. */
static int64_t aim_most(const mend__aim *aim)
{
    return aim->by == MEND__AIM_TIME ? aim->time : aim->by == MEND__AIM_DAYS ? (int64_t)aim->days * DAY_MS : INT64_MAX;
}

/* Compared is what is counted by the same hours. */
static bool is_longer(const mend__aim *one, const mend__aim *other)
{
    if (one == NULL || other == NULL || one->calendar != other->calendar) {
        return false;
    }
    return (one->by == MEND__AIM_TIME && one->time > aim_most(other)) ||
           (one->by == MEND__AIM_DAYS && other->by == MEND__AIM_DAYS && one->days > other->days);
}

static void targets_above(const mend__advice *a, const mend__clock *earlier, const mend__clock *later)
{
    const mend__names *levels = mend__vocab_choices(&a->policy->vocab, MEND__STR("level"));
    for (uint32_t i = 0; levels != NULL && i < levels->count; i++) {
        mend__str level = levels->items[i].id;
        const mend__aim *aim = target_of(a, earlier, level);
        if (is_longer(aim, target_of(a, later, level))) {
            const mend__found_param params[] = {
                {"name", earlier->name->id}, {"other", later->name->id}, {"level", level}, {NULL, {NULL, 0}}};
            mend__found_at(a->findings, MEND__FOUND_TARGET_ABOVE, a->tree, aim->name->node, true, params);
        }
    }
}

void mend__advise_clocks(const mend__advice *a)
{
    const mend__sla *sla = &a->policy->sla;
    for (uint32_t i = 0; i < sla->count; i++) {
        const mend__clock *clock = &sla->clocks[i];
        bool ending[MEND__ACTIONS_MAX];
        targets_shadowed(a, clock);
        if (clock->kind != MEND__CLOCK_DEADLINE && clock->kind != MEND__CLOCK_REPEAT) {
            continue; /* it ends by itself */
        }
        ending_actions(a->policy, clock, false, ending);
        clock_out_of_reach(a, clock);
        clock_runs_on(a, clock, ending);
        for (uint32_t k = 0; k < sla->count; k++) {
            if (k != i && sla->clocks[k].kind == MEND__CLOCK_DEADLINE && clock->kind == MEND__CLOCK_DEADLINE &&
                ends_before(a->policy, clock, &sla->clocks[k])) {
                targets_above(a, clock, &sla->clocks[k]);
            }
        }
    }
}
