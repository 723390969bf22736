/*
 * sheet_levels.c - the table of what each level means: when it is given, and within what time things happen then.
 *
 * The targets are those that would apply to the ticket if it had the level; on a form without a ticket those that need
 * nothing else to be known.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "change/clocks_words.h"
#include "sheet.h"

/* ---- when a level is given ---- */

static void put_between(mend__sheeter *s, bool *more, const char *en, const char *zh)
{
    if (*more) {
        mend__put_text(&s->text, mend__sheet_say(s, en, zh));
    }
    *more = true;
}

/* A row of the matrix: the columns that give the level, none of them named where all do. */
static void put_matrix_row(mend__sheeter *s, const mend__triage *t, uint32_t row, int32_t level, bool *more)
{
    const int32_t *cells = t->cells + (size_t)row * t->column_names->count;
    uint32_t fit = 0;
    bool inner = false;
    for (uint32_t i = 0; i < t->column_names->count; i++) {
        fit += cells[i] == level;
    }
    if (fit == 0) {
        return;
    }
    put_between(s, more, "; ", "；");
    mend__put_str(&s->text, mend__sheet_label(s, &t->row_names->items[row]));
    if (fit == t->column_names->count) {
        return;
    }
    mend__put_text(&s->text, mend__sheet_say(s, " (", "（"));
    for (uint32_t i = 0; i < t->column_names->count; i++) {
        if (cells[i] == level) {
            put_between(s, &inner, ", ", "、");
            mend__put_str(&s->text, mend__sheet_label(s, &t->column_names->items[i]));
        }
    }
    mend__put_text(&s->text, mend__sheet_say(s, ")", "）"));
}

/* Whether a rule that gives the level is called the same. */
static bool is_a_rule(const mend__sheeter *s, const mend__triage *t, mend__str label, int32_t level)
{
    for (uint32_t i = 0; i < t->rule_names.count; i++) {
        if (t->rules[i].level == level && mend__str_eq(mend__sheet_label(s, &t->rule_names.items[i]), label)) {
            return true;
        }
    }
    return false;
}

/* Rules with a label, and the matrix. */
static void put_occasions(mend__sheeter *s, int32_t level)
{
    const mend__triage *t = &s->policy->triage;
    bool more = false;
    mend__buf_rewind(&s->text, 0);
    for (uint32_t i = 0; i < t->rule_names.count; i++) {
        if (t->rules[i].level == level && t->rule_names.items[i].label_count > 0) {
            put_between(s, &more, "; ", "；");
            mend__put_str(&s->text, mend__sheet_label(s, &t->rule_names.items[i]));
        }
    }
    for (uint32_t row = 0; t->rows != NULL && row < t->row_names->count; row++) {
        if (!is_a_rule(s, t, mend__sheet_label(s, &t->row_names->items[row]), level)) {
            put_matrix_row(s, t, row, level, &more);
        }
    }
    mend__sheet_take(s, &s->text);
}

/* ---- within what time ---- */

/* The label of the calendar that counts, in brackets; time as it passes needs none. */
static void put_calendar(mend__sheeter *s, const mend_calendar *calendar)
{
    const mend__vocab *v = &s->policy->vocab;
    for (uint32_t i = 0; i < v->calendars.count && calendar != NULL; i++) {
        if (v->calendar[i] == calendar) {
            mend__put_text(&s->text, mend__sheet_say(s, " (", "（"));
            mend__put_str(&s->text, mend__sheet_label(s, &v->calendars.items[i]));
            mend__put_text(&s->text, mend__sheet_say(s, ")", "）"));
            return;
        }
    }
}

static void put_days(mend__sheeter *s, int64_t days)
{
    mend__put_int(&s->text, days);
    mend__put_text(&s->text, mend__sheet_say(s, days == 1 ? " working day" : " working days", " 个工作日"));
}

static void put_aim(mend__sheeter *s, const mend__aim *aim, int64_t value)
{
    switch (aim->by) {
    case MEND__AIM_TIME:
        if (aim->time == 0) {
            mend__put_text(&s->text, mend__sheet_say(s, "at once", "立即"));
            return;
        }
        mend__words_span(aim->time, false, s->chinese, &s->text);
        put_calendar(s, aim->calendar);
        return;
    case MEND__AIM_DAYS:
        put_days(s, aim->days);
        return;
    case MEND__AIM_UNTIL:
        mend__words_time(s->policy->zone, value, &s->text);
        return;
    case MEND__AIM_AMOUNT:
        mend__words_span(value, false, s->chinese, &s->text);
        put_calendar(s, aim->calendar);
        return;
    default:
        put_days(s, value);
    }
}

/* Whether the target applies, and the value of its field: an instant, ms, or days. */
static bool aim_applies(const mend__aim *aim, const mend__scene *scene, int64_t *value)
{
    mend__value found;
    *value = 0;
    if (!mend__condition_holds(aim->when, scene)) {
        return false;
    }
    if (aim->by == MEND__AIM_TIME || aim->by == MEND__AIM_DAYS) {
        return true;
    }
    if (aim->field->list != 0 || !mend__ticket_value(scene->after, aim->field, 0, &found)) {
        return false;
    }
    *value = found.num;
    return aim->by != MEND__AIM_AMOUNT || (found.num >= 0 && mend__mul64(found.num, aim->time, value));
}

static void put_target(mend__sheeter *s, const mend__clock *clock, const mend__scene *scene)
{
    bool more = false;
    int64_t value;
    mend__buf_rewind(&s->text, 0);
    for (uint32_t i = 0; i < clock->aim_count && (!more || clock->earliest); i++) {
        if (aim_applies(&clock->aims[i], scene, &value)) {
            put_between(s, &more, ", ", "、");
            put_aim(s, &clock->aims[i], value);
        }
    }
    mend__sheet_take(s, &s->text);
}

/* ---- the table ---- */

static void put_head(mend__sheeter *s, const mend__sheet_part *part, const mend__field *level)
{
    mend__jw_key(&s->w, "head");
    mend__jw_array(&s->w);
    mend__sheet_column(s, mend__vocab_field_label(&s->policy->vocab, level, s->lang));
    if (s->policy->triage.levels != NULL) {
        mend__sheet_column(s, mend__str_of(mend__sheet_say(s, "Given where", "适用情形"), MEND_NTS));
    }
    for (uint32_t i = 0; i < part->clock_count; i++) {
        mend__sheet_column(s, mend__sheet_label(s, &s->policy->vocab.clocks.items[part->clocks[i]]));
    }
    mend__jw_end_array(&s->w);
}

static mend_status put_row(mend__sheeter *s, const mend__sheet_part *part, const mend__field *field,
                           const mend__name *level, mend_ticket *as_if)
{
    const mend__value value = {MEND_FIELD_CHOICE, 0, level->id};
    mend_status status = mend__ticket_set(as_if, 0, 0, field->id, &value);
    if (status != MEND_OK) {
        return status;
    }
    const mend__scene scene = {as_if, mend__ticket_str(as_if, as_if->state), NULL, 0};
    mend__jw_array(&s->w);
    mend__jw_str(&s->w, mend__sheet_label(s, level));
    if (s->policy->triage.levels != NULL) {
        put_occasions(s, mend__names_find(s->policy->triage.levels, level->id));
    }
    for (uint32_t i = 0; i < part->clock_count; i++) {
        put_target(s, &s->policy->sla.clocks[part->clocks[i]], &scene);
    }
    mend__jw_end_array(&s->w);
    return MEND_OK;
}

mend_status mend__sheet_levels(mend__sheeter *s, const mend__sheet_part *part)
{
    const mend__field *field = mend__field_find(0, MEND__STR("level"));
    const mend__names *levels = mend__vocab_choices(&s->policy->vocab, MEND__STR("level"));
    mend_ticket as_if;
    mend__ticket_init(&as_if, &s->w.out->alloc);
    mend_status status = mend__ticket_assign(&as_if, s->t);
    mend__jw_object(&s->w);
    put_head(s, part, field);
    mend__jw_key(&s->w, "rows");
    mend__jw_array(&s->w);
    for (uint32_t i = 0; i < levels->count && status == MEND_OK; i++) {
        status = put_row(s, part, field, &levels->items[i], &as_if);
    }
    mend__jw_end_array(&s->w);
    mend__jw_key(&s->w, "filled");
    mend__jw_int(&s->w, levels->count);
    mend__jw_end_object(&s->w);
    mend__ticket_done(&as_if);
    return status;
}
