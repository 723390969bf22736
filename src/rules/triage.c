/*
 * triage.c - judging how urgent a ticket is, see triage.h.
 *
 * Without a trace no condition is evaluated that cannot matter any more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "triage.h"

/* ---- where the level comes from ---- */

/* Whether the rule could still give the level: an override that is more urgent than the one so far, or the first rule
 * where no override holds. */
static bool rule_matters(const mend__triage_rule *rule, const mend__judgement *so_far)
{
    switch (so_far->source) {
    case MEND__TRIAGE_OVERRIDE:
        return rule->override && rule->level < so_far->base;
    case MEND__TRIAGE_RULE:
        return rule->override;
    default:
        return true;
    }
}

static void judge_rules(const mend__triage *t, const mend__scene *scene, mend__judgement *out, mend__triage_step *steps)
{
    for (uint32_t i = 0; i < t->rule_names.count; i++) {
        const mend__triage_rule *rule = &t->rules[i];
        const mend__field *about = NULL;
        bool matters = rule_matters(rule, out), holds = false;
        if (matters || steps != NULL) {
            holds = mend__condition_tell(rule->holds, scene, &about);
        }
        if (steps != NULL) {
            steps[i] = (mend__triage_step){holds ? MEND__TRIAGE_PASSED : MEND__TRIAGE_FAILS, 0, 0, about};
        }
        if (matters && holds) {
            out->source = rule->override ? MEND__TRIAGE_OVERRIDE : MEND__TRIAGE_RULE;
            out->rule = i;
            out->base = rule->level;
        }
    }
}

/* The choice that a field has, by index; -1: it has none. */
static int32_t choice_of(const mend_ticket *ticket, const mend__field *field, const mend__names *names)
{
    mend__value value;
    return mend__ticket_value(ticket, field, 0, &value) ? mend__names_find(names, value.text) : -1;
}

static void judge_matrix(const mend__triage *t, const mend__scene *scene, mend__judgement *out)
{
    if (t->rows == NULL) {
        return;
    }
    out->row = choice_of(scene->after, t->rows, t->row_names);
    out->column = choice_of(scene->after, t->columns, t->column_names);
    if (out->source == MEND__TRIAGE_DEFAULT && out->row >= 0 && out->column >= 0) {
        out->source = MEND__TRIAGE_MATRIX;
        out->base = t->cells[(size_t)out->row * t->column_names->count + (size_t)out->column];
    }
}

/* ---- what the tiers make of it ---- */

/* A floor (or else a ceiling) of a tier on the level so far. Names that hold without effect cost nothing to pass. */
static void judge_bound(const mend__triage_tier *tier, bool floor, const mend__scene *scene, mend__judgement *out,
                        mend__triage_step *step)
{
    int32_t bound = floor ? tier->floor : tier->ceiling;
    bool needed = bound >= 0 && (floor ? out->level > bound : out->level < bound);
    const mend__field *about = NULL;
    if (bound < 0 || (!needed && step == NULL)) {
        return;
    }
    bool holds = mend__condition_tell(tier->holds, scene, &about);
    bool passed = !floor && out->source == MEND__TRIAGE_OVERRIDE;
    bool counts = holds && needed && !passed;
    if (step != NULL) {
        *step = (mend__triage_step){!holds   ? MEND__TRIAGE_FAILS
                                    : counts ? MEND__TRIAGE_COUNTS
                                    : needed ? MEND__TRIAGE_PASSED
                                             : MEND__TRIAGE_IDLE,
                                    out->level, bound, about};
    }
    out->level = counts ? bound : out->level;
}

static void judge_tiers(const mend__triage *t, const mend__scene *scene, mend__judgement *out,
                        const mend__triage_trace *trace)
{
    for (uint32_t i = 0; i < t->tier_names.count; i++) {
        judge_bound(&t->tiers[i], false, scene, out, trace == NULL ? NULL : &trace->ceilings[i]);
    }
    for (uint32_t i = 0; i < t->tier_names.count; i++) {
        judge_bound(&t->tiers[i], true, scene, out, trace == NULL ? NULL : &trace->floors[i]);
    }
}

/* ---- the whole ---- */

void mend__triage_judge(const mend__triage *t, const mend__scene *scene, mend__judgement *out,
                        const mend__triage_trace *trace)
{
    mend__judgement j = {0, MEND__TRIAGE_DEFAULT, 0, t->fallback, -1, -1};
    judge_rules(t, scene, &j, trace == NULL ? NULL : trace->rules);
    if (trace != NULL && j.source <= MEND__TRIAGE_RULE) {
        trace->rules[j.rule].fate = MEND__TRIAGE_COUNTS;
    }
    judge_matrix(t, scene, &j);
    j.level = j.base;
    judge_tiers(t, scene, &j, trace);
    *out = j;
}

int32_t mend__triage_level(const mend__triage *t, const mend_ticket *ticket, const mend__field *field)
{
    return choice_of(ticket, field, t->levels);
}
