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
#include "texts.h"

#include <string.h>

#define WHY_PARAMS 4

/* One reason. */
typedef struct why {
    mend_reason code;
    size_t count;
    struct {
        const char *name;
        mend__str value;
    } params[WHY_PARAMS];
} why;

typedef struct hearing { /* one answer being written */
    const mend_policy *policy;
    const mend__triage *t;
    const mend_ticket *ticket;
    mend__str lang;
    mend__judgement judged;
    mend__triage_trace trace;
    mend_buf text;
    mend__jw *w;
} hearing;

/* ---- reasons ---- */

static why because(mend_reason code)
{
    why y = {.code = code};
    return y;
}

/* A parameter without bytes is left out. */
static void with(why *y, const char *name, mend__str value)
{
    if (value.n > 0) {
        y->params[y->count].name = name;
        y->params[y->count++].value = value;
    }
}

static bool why_param(const void *user, mend__str name, mend__str *value)
{
    const why *y = user;
    for (size_t i = 0; i < y->count; i++) {
        if (mend__str_is(name, y->params[i].name)) {
            *value = y->params[i].value;
            return true;
        }
    }
    return false;
}

static void put_why(hearing *h, const why *y)
{
    mend__buf_rewind(&h->text, 0);
    mend__sentence(h->policy, y->code, why_param, y, h->lang, &h->text);
    if (h->text.status != MEND_OK && h->w->out->status == MEND_OK) {
        h->w->out->status = h->text.status;
    }
    mend__jw_object(h->w);
    mend__jw_key(h->w, "code");
    mend__jw_text(h->w, mend_reason_name(y->code));
    mend__jw_key(h->w, "params");
    mend__jw_object(h->w);
    for (size_t i = 0; i < y->count; i++) {
        mend__jw_key(h->w, y->params[i].name);
        mend__jw_str(h->w, y->params[i].value);
    }
    mend__jw_end_object(h->w);
    mend__jw_key(h->w, "text");
    mend__jw_str(h->w, (mend__str){h->text.data == NULL ? "" : h->text.data, h->text.len});
    mend__jw_end_object(h->w);
}

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
    why y = because(codes[j->source]);
    with(&y, "level", level_id(h, j->base));
    if (j->source <= MEND__TRIAGE_RULE) {
        with(&y, "rule", rule_id(h, j->rule));
    } else if (j->source == MEND__TRIAGE_MATRIX) {
        with(&y, "row", h->t->row_names->items[j->row].id);
        with(&y, "column", h->t->column_names->items[j->column].id);
    }
    put_why(h, &y);
}

/* The floors or ceilings that changed the level. */
static void put_steps(hearing *h, const mend__triage_step *steps, mend_reason code)
{
    for (uint32_t i = 0; i < h->t->tier_names.count; i++) {
        if (steps[i].fate == MEND__TRIAGE_COUNTS) {
            why y = because(code);
            with(&y, "tier", h->t->tier_names.items[i].id);
            with(&y, "level", level_id(h, steps[i].to));
            with(&y, "was", level_id(h, steps[i].from));
            put_why(h, &y);
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
    why y = because(step->fate == MEND__TRIAGE_FAILS        ? MEND_REASON_RULE_NOT_HELD
                    : overridden && h->t->rules[i].override ? MEND_REASON_RULE_LESS_URGENT
                    : overridden                            ? MEND_REASON_RULE_AFTER_OVERRIDE
                                                            : MEND_REASON_RULE_AFTER_RULE);
    with(&y, "rule", rule_id(h, i));
    if (step->fate == MEND__TRIAGE_FAILS) {
        with(&y, "field", field_path(step->about));
    } else {
        with(&y, "winner", rule_id(h, h->judged.rule));
    }
    put_why(h, &y);
}

static void put_other_matrix(hearing *h)
{
    const mend__judgement *j = &h->judged;
    if (h->t->rows == NULL || j->source == MEND__TRIAGE_MATRIX) {
        return;
    }
    bool unknown = j->source == MEND__TRIAGE_DEFAULT;
    why y = because(unknown ? MEND_REASON_MATRIX_NOT_KNOWN : MEND_REASON_MATRIX_NOT_ASKED);
    if (unknown) {
        with(&y, "field", field_path(j->row < 0 ? h->t->rows : h->t->columns));
    } else {
        with(&y, "winner", rule_id(h, j->rule));
    }
    put_why(h, &y);
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
    why y = because(fails    ? MEND_REASON_TIER_NOT_HELD
                    : passed ? MEND_REASON_CEILING_PASSED
                    : floor  ? MEND_REASON_FLOOR_KEPT
                             : MEND_REASON_CEILING_KEPT);
    with(&y, "tier", h->t->tier_names.items[i].id);
    with(&y, fails ? "field" : "level", fails ? field_path(step->about) : level_id(h, bound));
    if (passed) {
        with(&y, "winner", rule_id(h, h->judged.rule));
    }
    put_why(h, &y);
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
    mend__buf_init(&h.text, &arena->alloc);
    mend_status status = hear(&h, &scene, arena);
    mend__buf_done(&h.text);
    return status;
}
