/*
 * advise_flow.c - actions that are never open or always refused, loops that nothing counts, numbers that run out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "advise.h"
#include "may.h"

/* ---- actions ---- */

static bool flow_starts(const mend__advice *a, const mend__action *action)
{
    bool starts = false;
    for (uint32_t i = 0; i < a->policy->vocab.states.count; i++) {
        starts = starts || action->from[i];
    }
    return starts;
}

/* Whether the condition can hold in one of the states the action starts from. */
static bool flow_may_hold(const mend__advice *a, const mend__action *action, const mend__condition *condition)
{
    const mend__names *states = &a->policy->vocab.states;
    mend__may_case c = {.policy = a->policy, .action = action};
    bool may = false;
    for (uint32_t i = 0; i < states->count && !may; i++) {
        c.from = &states->items[i];
        may = action->from[i] && (mend__may(&c, condition) & MEND__MAY_HOLD) != 0;
    }
    return may;
}

static void flow_open(const mend__advice *a, const mend__action *action)
{
    if (!flow_starts(a, action)) {
        return; /* it opens tickets: there is no state to look at yet */
    }
    if (!flow_may_hold(a, action, action->when)) {
        mend__found_name(a->findings, MEND__FOUND_ACTION_NEVER_OPEN, a->tree, action->name->node, action->name->id);
        return;
    }
    for (uint32_t i = 0; i < action->rule_count; i++) {
        const mend__name *rule = action->rules[i].name;
        if (!flow_may_hold(a, action, action->rules[i].holds)) {
            const mend__found_param params[] = {{"name", action->name->id}, {"other", rule->id}, {NULL, {NULL, 0}}};
            mend__found_at(a->findings, MEND__FOUND_CONDITION_NEVER, a->tree, rule->node, true, params);
        }
    }
}

/* Every field that lets an actor in also keeps that actor out. */
static void flow_nobody(const mend__advice *a, const mend__action *action)
{
    for (uint32_t i = 0; i < action->only_named_count; i++) {
        bool ruled_out = false;
        for (uint32_t k = 0; k < action->not_named_count; k++) {
            ruled_out = ruled_out || action->not_named_in[k] == action->only_named_in[i];
        }
        if (!ruled_out) {
            return;
        }
    }
    if (action->only_named_count > 0) {
        const char *path = action->only_named_in[0]->path;
        const mend__found_param params[] = {
            {"name", action->name->id}, {"other", mend__str_of(path, MEND_NTS)}, {NULL, {NULL, 0}}};
        mend__found_at(a->findings, MEND__FOUND_ACTION_NOBODY, a->tree, action->name->node, true, params);
    }
}

/* ---- loops ---- */

/* A state that only counted steps lead on from is a trap once the loops are used up. */
static void flow_stuck(const mend__advice *a, uint32_t state)
{
    const mend__vocab *v = &a->policy->vocab;
    bool counted = false;
    for (uint32_t i = 0; i < v->actions.count; i++) {
        const mend__action *action = &a->policy->flow.actions[i];
        if (action->from[state] && action->to >= 0 && (uint32_t)action->to != state) {
            if (action->loop_counter < 0) {
                return;
            }
            counted = true;
        }
    }
    if (counted && v->stages[state] != MEND__STAGE_CLOSED) {
        mend__found_name(a->findings, MEND__FOUND_LOOP_STUCK, a->tree, v->states.items[state].node,
                         v->states.items[state].id);
    }
}

/* The first state from which both lead to the same other one; -1: none. */
static int32_t flow_beside(const mend__advice *a, const mend__action *counted, const mend__action *other)
{
    for (uint32_t i = 0; i < a->policy->vocab.states.count && counted->to >= 0 && counted->to == other->to; i++) {
        if (counted->from[i] && other->from[i] && (uint32_t)counted->to != i) {
            return (int32_t)i;
        }
    }
    return -1;
}

/* A loop is no limit if another step passes it by. */
static void flow_counted(const mend__advice *a, const mend__action *counted)
{
    const mend__names *states = &a->policy->vocab.states;
    for (uint32_t i = 0; i < a->policy->vocab.actions.count; i++) {
        const mend__action *other = &a->policy->flow.actions[i];
        int32_t from = other->loop_counter >= 0 || other == counted ? -1 : flow_beside(a, counted, other);
        if (from >= 0) {
            const mend__found_param params[] = {{"name", other->name->id},
                                          {"other", counted->name->id},
                                          {"from", states->items[from].id},
                                          {"to", states->items[counted->to].id}};
            mend__found_at(a->findings, MEND__FOUND_LOOP_NOT_COUNTED, a->tree, other->name->node, true, params);
        }
    }
}

static void flow_counters(const mend__advice *a)
{
    const mend__vocab *v = &a->policy->vocab;
    for (uint32_t i = 0; i < v->counters.count; i++) {
        bool counted = false;
        for (uint32_t k = 0; k < v->actions.count; k++) {
            counted = counted || a->policy->flow.actions[k].loop_counter == (int32_t)i;
        }
        if (!counted) {
            mend__found_name(a->findings, MEND__FOUND_COUNTER_UNLIMITED, a->tree, v->counters.items[i].node,
                             v->counters.items[i].id);
        }
    }
}

/* ---- number series ---- */

static void flow_series(const mend__advice *a, uint32_t index)
{
    const mend__series *series = a->policy->series[index];
    const mend__name *name = &a->policy->vocab.series.items[index];
    int64_t limit = mend__series_limit(series), count;
    char text[24];
    size_t at = sizeof text;
    if (series->reset != MEND__RESET_NEVER || limit > 99999 || limit < series->start) {
        return;
    }
    count = (limit - series->start) / series->step + 1;
    do {
        text[--at] = (char)('0' + count % 10);
        count /= 10;
    } while (count > 0);
    const mend__found_param params[] = {{"name", name->id}, {"count", {text + at, sizeof text - at}}, {NULL, {NULL, 0}}};
    mend__found_at(a->findings, MEND__FOUND_NUMBER_RUNS_OUT, a->tree, name->node, true, params);
}

void mend__advise_flow(const mend__advice *a)
{
    const mend__vocab *v = &a->policy->vocab;
    for (uint32_t i = 0; i < v->actions.count; i++) {
        const mend__action *action = &a->policy->flow.actions[i];
        flow_open(a, action);
        flow_nobody(a, action);
        if (action->loop_counter >= 0) {
            flow_counted(a, action);
        }
    }
    for (uint32_t i = 0; i < v->states.count; i++) {
        flow_stuck(a, i);
    }
    flow_counters(a);
    for (uint32_t i = 0; i < v->series.count; i++) {
        flow_series(a, i);
    }
}
