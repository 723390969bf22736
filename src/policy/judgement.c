/*
 * judgement.c - a judgement with its reasons, see judgement.h.
 *
 * What gave or changed the level stands in "reasons", in the order in which it did; everything else stands in "others",
 * each with the reason why it did not count.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "judgement.h"
#include "ground/buf.h"
#include "why.h"

typedef struct hearing { /* one answer being written */
    const mend_policy *policy;
    const mend__triage *t;
    const mend_ticket *ticket;
    mend__str lang;
    mend__judgement judged;
    mend__triage_trace trace;
    mend__teller teller;
    mend__jw *w;
} hearing;

/* ---- reasons ---- */

static mend__str level_id(const hearing *h, int32_t level)
{
    return h->t->levels->items[level].id;
}

static mend__str rule_id(const hearing *h, uint32_t rule)
{
    return h->t->rule_names.items[rule].id;
}

static mend__str field_path(const mend__field *field)
{
    return field == NULL ? MEND__STR("") : mend__str_of(field->path, MEND_NTS);
}

/* ---- what counted ---- */

static void put_source_reason(hearing *h)
{
    const mend__judgement *j = &h->judged;
    static const mend_reason codes[] = {MEND_REASON_LEVEL_BY_OVERRIDE, MEND_REASON_LEVEL_BY_RULE,
                                        MEND_REASON_LEVEL_BY_MATRIX, MEND_REASON_LEVEL_BY_DEFAULT};
    mend__told y = mend__because(codes[j->source]);
    mend__why_with(&y, "level", level_id(h, j->base));
    if (j->source <= MEND__TRIAGE_RULE) {
        mend__why_with(&y, "rule", rule_id(h, j->rule));
    } else if (j->source == MEND__TRIAGE_MATRIX) {
        mend__why_with(&y, "row", h->t->row_names->items[j->row].id);
        mend__why_with(&y, "column", h->t->column_names->items[j->column].id);
    }
    mend__why_write(&h->teller, &y);
}

/* The floors or ceilings that changed the level. */
static void put_steps(hearing *h, const mend__triage_step *steps, mend_reason code)
{
    for (uint32_t i = 0; i < h->t->tier_names.count; i++) {
        if (steps[i].fate == MEND__TRIAGE_COUNTS) {
            mend__told y = mend__because(code);
            mend__why_with(&y, "tier", h->t->tier_names.items[i].id);
            mend__why_with(&y, "level", level_id(h, steps[i].to));
            mend__why_with(&y, "was", level_id(h, steps[i].from));
            mend__why_write(&h->teller, &y);
        }
    }
}

static void put_reasons(hearing *h)
{
    mend__jw_key(h->w, "reasons");
    mend__jw_array(h->w);
    put_source_reason(h);
    put_steps(h, h->trace.ceilings, MEND_REASON_LEVEL_LOWERED);
    put_steps(h, h->trace.floors, MEND_REASON_LEVEL_RAISED);
    mend__jw_end_array(h->w);
}

/* ---- what did not ---- */

static void put_other_rule(hearing *h, uint32_t i)
{
    const mend__triage_step *step = &h->trace.rules[i];
    bool overridden = h->judged.source == MEND__TRIAGE_OVERRIDE;
    if (step->fate == MEND__TRIAGE_COUNTS) {
        return;
    }
    mend__told y = mend__because(step->fate == MEND__TRIAGE_FAILS        ? MEND_REASON_RULE_NOT_HELD
                                 : overridden && h->t->rules[i].override ? MEND_REASON_RULE_LESS_URGENT
                                 : overridden                            ? MEND_REASON_RULE_AFTER_OVERRIDE
                                                                         : MEND_REASON_RULE_AFTER_RULE);
    mend__why_with(&y, "rule", rule_id(h, i));
    if (step->fate == MEND__TRIAGE_FAILS) {
        mend__why_with(&y, "field", field_path(step->about));
    } else {
        mend__why_with(&y, "winner", rule_id(h, h->judged.rule));
    }
    mend__why_write(&h->teller, &y);
}

static void put_other_matrix(hearing *h)
{
    const mend__judgement *j = &h->judged;
    if (h->t->rows == NULL || j->source == MEND__TRIAGE_MATRIX) {
        return;
    }
    bool unknown = j->source == MEND__TRIAGE_DEFAULT;
    mend__told y = mend__because(unknown ? MEND_REASON_MATRIX_NOT_KNOWN : MEND_REASON_MATRIX_NOT_ASKED);
    if (unknown) {
        mend__why_with(&y, "field", field_path(j->row < 0 ? h->t->rows : h->t->columns));
    } else {
        mend__why_with(&y, "winner", rule_id(h, j->rule));
    }
    mend__why_write(&h->teller, &y);
}

/* A floor, or else a ceiling, without effect. */
static void put_other_bound(hearing *h, uint32_t i, bool floor)
{
    const mend__triage_step *step = floor ? &h->trace.floors[i] : &h->trace.ceilings[i];
    int32_t bound = floor ? h->t->tiers[i].floor : h->t->tiers[i].ceiling;
    if (bound < 0 || step->fate == MEND__TRIAGE_COUNTS) {
        return;
    }
    bool fails = step->fate == MEND__TRIAGE_FAILS, passed = step->fate == MEND__TRIAGE_PASSED;
    if (fails && floor && h->t->tiers[i].ceiling >= 0) {
        return; /* has been said of its ceiling */
    }
    mend__told y = mend__because(fails    ? MEND_REASON_TIER_NOT_HELD
                                 : passed ? MEND_REASON_CEILING_PASSED
                                 : floor  ? MEND_REASON_FLOOR_KEPT
                                          : MEND_REASON_CEILING_KEPT);
    mend__why_with(&y, "tier", h->t->tier_names.items[i].id);
    mend__why_with(&y, fails ? "field" : "level", fails ? field_path(step->about) : level_id(h, bound));
    if (passed) {
        mend__why_with(&y, "winner", rule_id(h, h->judged.rule));
    }
    mend__why_write(&h->teller, &y);
}

static void put_others(hearing *h)
{
    mend__jw_key(h->w, "others");
    mend__jw_array(h->w);
    for (uint32_t i = 0; i < h->t->rule_names.count; i++) {
        put_other_rule(h, i);
    }
    put_other_matrix(h);
    for (uint32_t i = 0; i < h->t->tier_names.count; i++) {
        put_other_bound(h, i, false);
        put_other_bound(h, i, true);
    }
    mend__jw_end_array(h->w);
}

/* ---- the whole ---- */

static void put_str(hearing *h, const char *key, mend__str value)
{
    mend__jw_key(h->w, key);
    mend__jw_str(h->w, value);
}

static void put_level(hearing *h, int32_t level)
{
    put_str(h, "level", level_id(h, level));
    put_str(h, "label", mend__name_label(&h->policy->vocab, &h->t->levels->items[level], h->lang));
}

static void put_source(hearing *h)
{
    static const char *const words[] = {"override", "rule", "matrix", "default"};
    const mend__judgement *j = &h->judged;
    mend__jw_key(h->w, "source");
    mend__jw_object(h->w);
    put_str(h, "by", mend__str_of(words[j->source], MEND_NTS));
    if (j->source <= MEND__TRIAGE_RULE) {
        put_str(h, "rule", rule_id(h, j->rule));
    } else if (j->source == MEND__TRIAGE_MATRIX) {
        put_str(h, "rows", field_path(h->t->rows));
        put_str(h, "row", h->t->row_names->items[j->row].id);
        put_str(h, "columns", field_path(h->t->columns));
        put_str(h, "column", h->t->column_names->items[j->column].id);
    }
    put_str(h, "level", level_id(h, j->base));
    mend__jw_end_object(h->w);
}

static void put_value(hearing *h, const char *key, const mend__field *field)
{
    mend__value value;
    if (field != NULL && mend__ticket_value(h->ticket, field, 0, &value)) {
        mend__jw_key(h->w, key);
        mend__value_write(h->w, &value);
    }
}

/* The level that the ticket has, where it is another one. */
static void put_in_force(hearing *h, const mend__scene *scene)
{
    int32_t level = mend__triage_level(h->t, h->ticket, mend__field_find(0, MEND__STR("level")));
    if (level < 0 || level == h->judged.level) {
        return;
    }
    mend__jw_key(h->w, "in_force");
    mend__jw_object(h->w);
    put_level(h, level);
    put_value(h, "by", h->t->by);
    put_value(h, "at", h->t->at);
    mend__jw_key(h->w, "stands");
    mend__jw_bool(h->w, h->t->stands != NULL && mend__condition_holds(h->t->stands, scene));
    mend__jw_end_object(h->w);
}

static mend_status hear(hearing *h, const mend__scene *scene, mend__arena *arena)
{
    size_t rules = h->t->rule_names.count, tiers = h->t->tier_names.count;
    mend__triage_step *steps = mend__arena_get(arena, (rules + 2 * tiers + 1) * sizeof *steps);
    if (steps == NULL) {
        return MEND_NOMEM;
    }
    h->trace = (mend__triage_trace){steps, steps + rules, steps + rules + tiers};
    mend__triage_judge(h->t, scene, &h->judged, &h->trace);
    mend__jw_object(h->w);
    put_level(h, h->judged.level);
    put_source(h);
    put_reasons(h);
    put_others(h);
    put_in_force(h, scene);
    mend__jw_end_object(h->w);
    return h->w->out->status;
}

mend_status mend__judgement_write(const mend_policy *policy, const mend_ticket *ticket, mend__str lang,
                                  mend__arena *arena, mend__jw *w)
{
    mend__scene scene = {ticket, mend__ticket_str(ticket, ticket->state), NULL, 0};
    hearing h = {.policy = policy, .t = &policy->triage, .ticket = ticket, .lang = lang, .w = w};
    h.teller = (mend__teller){.policy = policy, .lang = lang, .w = w};
    mend__buf_init(&h.teller.text, &arena->alloc);
    mend_status status = hear(&h, &scene, arena);
    mend__buf_done(&h.teller.text);
    return status;
}
