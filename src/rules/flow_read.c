/*
 * flow_read.c - compiling the workflow: who may do what from where, and what an action causes, see flow.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "flow.h"
#include "flow_form.h"
#include "mend/quote.h"
#include "notions/civil.h"
#include "notions/duration.h"
#include "ticket/member.h"

#include <string.h>

static const char *const flow_kinds[] = {"step", "note", "correct", "link", "reveal", "anonymise", NULL};

/* ---- where it starts and where it leads ---- */

/* "*", "*open" or the name of a state. */
static mend_status flow_from_item(const mend__flow_reader *r, mend__node n, bool *from)
{
    mend__str text = mend__json_str(r->tree, n);
    bool every = mend__str_is(text, "*"), open = mend__str_is(text, "*open");
    int32_t state;
    if (!every && !open) {
        mend_status status = mend__names_ref(&r->v->states, r->tree, n, "state", &state, r->err);
        if (status == MEND_OK) {
            from[state] = true;
        }
        return status;
    }
    for (uint32_t i = 0; i < r->v->states.count; i++) {
        from[i] = from[i] || every || r->v->stages[i] != MEND__STAGE_CLOSED;
    }
    return MEND_OK;
}

static mend_status flow_from(const mend__flow_reader *r, mend__node action, bool *from)
{
    mend__node n = MEND__NONE;
    mend_status status = mend__member_need(r->tree, action, "from", &n, r->err);
    if (status == MEND_OK) {
        status = mend__must_be(r->tree, n, MEND__JSON_ARRAY, "an array of states, \"*\" or \"*open\"", r->err);
    }
    if (status == MEND_OK && mend__json_count(r->tree, n) == 0) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected at least one state", r->err);
    }
    mend__node item = status == MEND_OK ? mend__json_first(r->tree, n) : MEND__NONE;
    for (; item != MEND__NONE && status == MEND_OK; item = mend__json_next(r->tree, item)) {
        status = flow_from_item(r, item, from);
    }
    return status;
}

/* Refuses a member that goes with steps, or with opening steps, alone. */
static mend_status flow_absent(const mend__flow_reader *r, mend__node action, const char *key, const char *why)
{
    mend__node n = mend__json_get(r->tree, action, key);
    return n == MEND__NONE ? MEND_OK : mend__json_fail_key(r->tree, n, MEND_SCHEMA, why, r->err);
}

static mend_status flow_to(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    mend__node n = mend__json_get(r->tree, action, "to");
    if (n == MEND__NONE) {
        return out->opens ? mend__member_need(r->tree, action, "to", &n, r->err) : MEND_OK;
    }
    if (out->kind != MEND__ACT_STEP) {
        return flow_absent(r, action, "to", "only a step leads to another state");
    }
    return mend__names_ref(&r->v->states, r->tree, n, "state", &out->to, r->err);
}

static mend_status flow_move(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    int32_t kind = 0;
    bool *from = mend__flow_array(r, r->v->states.count, sizeof *from);
    if (from == NULL) {
        return MEND_NOMEM;
    }
    mend_status status = mend__member_word(r->tree, action, "kind", flow_kinds, &kind, r->err);
    status = status != MEND_OK ? status : mend__member_bool(r->tree, action, "opens", &out->opens, r->err);
    out->kind = (mend__action_kind)kind;
    out->from = from;
    out->to = -1;
    if (status == MEND_OK && out->opens && out->kind != MEND__ACT_STEP) {
        status = flow_absent(r, action, "kind", "an action that opens a ticket is a step");
    }
    if (status == MEND_OK && out->opens) {
        status = flow_absent(r, action, "from", "an action that opens a ticket starts from no state");
    } else if (status == MEND_OK) {
        status = flow_from(r, action, from);
    }
    status = status != MEND_OK ? status : flow_to(r, action, out);
    return status != MEND_OK ? status : mend__flow_condition(r, action, "when", &out->when);
}

/* ---- who may do it ---- */

/* A name that may be left out, -1 then. */
static mend_status flow_name(const mend__flow_reader *r, mend__node object, const char *key, const mend__names *names,
                             const char *kind, int32_t *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    *out = -1;
    return n == MEND__NONE ? MEND_OK : mend__names_ref(names, r->tree, n, kind, out, r->err);
}

static mend_status flow_names(const mend__flow_reader *r, mend__node object, const char *key, const mend__names *names,
                              const char *kind, const uint32_t **out, uint32_t *count)
{
    return mend__names_refs(r->arena, names, r->tree, mend__json_get(r->tree, object, key), kind, out, count, r->err);
}

/* The least grade of the actor: one of the policy's, or "$dispatch" for the one that the ticket needs. */
static mend_status flow_grade(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    mend__node n = mend__json_get(r->tree, action, "grade");
    out->dispatch_grade =
        mend__json_typeof(r->tree, n) == MEND__JSON_STRING && mend__str_is(mend__json_str(r->tree, n), "$dispatch");
    if (out->dispatch_grade) {
        out->grade = -1;
        return MEND_OK;
    }
    return flow_name(r, action, "grade", &r->v->grades, "grade", &out->grade);
}

/* "assignee" or "labour/engineer": a field or column of one line of text. */
static mend_status flow_person(const mend__flow_reader *r, mend__node n, const mend__field **out)
{
    const mend__field *field = NULL;
    mend_status status = mend__flow_path(r, n, &field);
    if (status != MEND_OK) {
        return status;
    }
    if (field->type != MEND_FIELD_TEXT) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a field of type text, which can hold an actor's id",
                               r->err);
    }
    *out = field;
    return MEND_OK;
}

static mend_status flow_persons(const mend__flow_reader *r, mend__node action, const char *member,
                                const mend__field *const **out, uint32_t *count)
{
    mend__node array = mend__json_get(r->tree, action, member);
    uint32_t at = 0;
    if (array == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(r->tree, array, MEND__JSON_ARRAY, "an array of fields", r->err);
    if (status != MEND_OK) {
        return status;
    }
    const mend__field **fields = mend__flow_array(r, mend__json_count(r->tree, array), sizeof *fields);
    if (fields == NULL) {
        return MEND_NOMEM;
    }
    for (mend__node n = mend__json_first(r->tree, array); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        status = flow_person(r, n, &fields[at++]);
    }
    *out = fields;
    *count = at;
    return status;
}

static mend_status flow_who(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    mend__node roles = MEND__NONE;
    mend_status status = mend__member_need(r->tree, action, "roles", &roles, r->err);
    if (status == MEND_OK) {
        status =
            mend__names_refs(r->arena, &r->v->roles, r->tree, roles, "role", &out->roles, &out->role_count, r->err);
    }
    if (status == MEND_OK && out->role_count == 0) {
        status = mend__json_fail(r->tree, roles, MEND_SCHEMA, "expected at least one role: nobody may do this", r->err);
    }
    status = status != MEND_OK ? status : flow_grade(r, action, out);
    status = status != MEND_OK
                 ? status
                 : flow_names(r, action, "not_by", &r->v->actions, "action", &out->not_by, &out->not_by_count);
    status =
        status != MEND_OK ? status : flow_persons(r, action, "not_named_in", &out->not_named_in, &out->not_named_count);
    return status != MEND_OK ? status
                             : flow_persons(r, action, "only_named_in", &out->only_named_in, &out->only_named_count);
}

/* ---- what it causes ---- */

static mend_status flow_loop(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    static const char *const members[] = {"counter", "at_most", NULL};
    mend__node loop = mend__json_get(r->tree, action, "loop"), n;
    out->loop_counter = -1;
    if (loop == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(r->tree, loop, members, r->err);
    status = status != MEND_OK ? status : mend__member_need(r->tree, loop, "counter", &n, r->err);
    status = status != MEND_OK ? status : mend__member_need(r->tree, loop, "at_most", &n, r->err);
    status = status != MEND_OK ? status : flow_name(r, loop, "counter", &r->v->counters, "counter", &out->loop_counter);
    return status != MEND_OK ? status
                             : mend__member_int(r->tree, loop, "at_most", 1, 1000000, &out->loop_at_most, r->err);
}

/* "$dispatch" is for the fields of the ticket itself whose choices are departments or grades. */
static mend_status flow_set_dispatch(const mend__flow_reader *r, mend__node n, mend__setter *out)
{
    const mend__field *field = out->field;
    bool fits = field->list == 0 && field->type == MEND_FIELD_CHOICE &&
                (strcmp(field->set, "department") == 0 || strcmp(field->set, "grade") == 0);
    out->from = MEND__SET_DISPATCH;
    return fits ? MEND_OK
                : mend__json_fail(r->tree, n, MEND_SCHEMA,
                                  "\"$dispatch\" is for fields of the ticket of type choice of the set \"department\" "
                                  "or \"grade\"",
                                  r->err);
}

/* "$today+P30D": so many days later. */
static mend_status flow_set_later(const mend__flow_reader *r, mend__node n, mend__str text, mend__setter *out)
{
    const size_t head = sizeof "$today+" - 1;
    const int64_t most = INT64_C(36600) * MEND__DAY_MS; /* a hundred years */
    int64_t ms = 0;
    mend__str span = {text.p + head, text.n - head};
    out->from = MEND__SET_TODAY;
    if (out->field->type != MEND_FIELD_DATE || !mend__duration_parse(span, &ms) || ms < MEND__DAY_MS || ms > most ||
        ms % MEND__DAY_MS != 0) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA,
                               "\"$today+P30D\" is for fields of type date, with whole days, 36600 at most", r->err);
    }
    out->value.num = ms / MEND__DAY_MS;
    return MEND_OK;
}

/* A value the action writes: "$now", "$today", "$today+P30D", "$actor", "$triage", "$dispatch", "$none", or as it stands. */
static mend_status flow_set_value(const mend__flow_reader *r, mend__node n, mend__setter *out)
{
    static const struct {
        const char *word;
        mend__set_from from;
        mend_field_type type; /* 0: any */
        const char *set;      /* of choices; NULL: any */
        const char *expected;
    } words[] = {{"$now", MEND__SET_NOW, MEND_FIELD_INSTANT, NULL, "\"$now\" is for fields of type instant"},
                 {"$today", MEND__SET_TODAY, MEND_FIELD_DATE, NULL, "\"$today\" is for fields of type date"},
                 {"$actor", MEND__SET_ACTOR, MEND_FIELD_TEXT, NULL, "\"$actor\" is for fields of type text"},
                 {"$triage", MEND__SET_TRIAGE, MEND_FIELD_CHOICE, "level",
                  "\"$triage\" is for fields of type choice of the set \"level\""},
                 {"$none", MEND__SET_NULL, 0, NULL, NULL}};
    const mend__field *field = out->field;
    mend__str text = mend__json_typeof(r->tree, n) == MEND__JSON_STRING ? mend__json_str(r->tree, n) : MEND__STR("");
    if (field->list != 0 && mend__str_is(text, "$triage")) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "\"$triage\" is for fields of the ticket itself", r->err);
    }
    if (mend__str_is(text, "$dispatch")) {
        return flow_set_dispatch(r, n, out);
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        bool fits = (words[i].type == 0 || words[i].type == field->type) &&
                    (words[i].set == NULL || strcmp(words[i].set, field->set) == 0);
        if (mend__str_is(text, words[i].word)) {
            out->from = words[i].from;
            return fits ? MEND_OK : mend__json_fail(r->tree, n, MEND_SCHEMA, words[i].expected, r->err);
        }
    }
    if (text.n >= 7 && memcmp(text.p, "$today+", 7) == 0) {
        return flow_set_later(r, n, text, out);
    }
    if (text.n > 0 && text.p[0] == '$') {
        return mend__json_fail(r->tree, n, MEND_SCHEMA,
                               "expected $now, $today, $actor, $triage, $dispatch, $none or a value", r->err);
    }
    out->from = MEND__SET_VALUE;
    return mend__vocab_value(r->arena, r->v, field, r->tree, n, &out->value, r->err);
}

/* "visits/last/arrived_at" cut in two: the list and the column; false: the name has no "/last/" in it. */
static bool flow_last_row(mend__str name, mend__str *list, mend__str *column)
{
    static const char mark[] = "/last/";
    const size_t n = sizeof mark - 1;
    for (size_t i = 0; i + n <= name.n; i++) {
        if (memcmp(name.p + i, mark, n) == 0) {
            *list = (mend__str){name.p, i};
            *column = (mend__str){name.p + i + n, name.n - i - n};
            return true;
        }
    }
    return false;
}

static mend_status flow_setter(const mend__flow_reader *r, mend__node n, mend__setter *out)
{
    mend__str name = mend__json_key(r->tree, n), head;
    const mend__field *list = NULL;
    if (flow_last_row(name, &head, &name)) {
        list = mend__vocab_field(r->v, NULL, head);
        if (list == NULL || list->type != MEND_FIELD_LIST) {
            return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "expected list/last/column", r->err);
        }
    }
    out->field = mend__vocab_field(r->v, list, name);
    if (out->field == NULL) {
        mend__guess g;
        mend__guess_start(&g, name);
        mend__vocab_guess_field(r->v, list, &g);
        return mend__unknown_key(r->tree, n, "field", &g, r->err);
    }
    if (out->field->type == MEND_FIELD_LIST) {
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "an action writes fields, not lists", r->err);
    }
    return flow_set_value(r, n, out);
}

static mend_status flow_sets(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    mend__node object = mend__json_get(r->tree, action, "sets");
    uint32_t at = 0;
    if (object == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(r->tree, object, MEND__JSON_OBJECT, "an object of values by field", r->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__setter *sets = mend__flow_array(r, mend__json_count(r->tree, object), sizeof *sets);
    if (sets == NULL) {
        return MEND_NOMEM;
    }
    for (mend__node n = mend__json_first(r->tree, object); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        if (!mend__is_extension(mend__json_key(r->tree, n))) {
            status = flow_setter(r, n, &sets[at++]);
        }
    }
    out->sets = sets;
    out->set_count = at;
    return status;
}

/* A correction always asks why. */
static mend_status flow_reason(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    static const char *const words[] = {"optional", "required", NULL};
    bool correction = out->kind == MEND__ACT_CORRECT;
    int32_t need = correction;
    mend__node n = mend__json_get(r->tree, action, "reason");
    mend_status status = mend__member_word(r->tree, action, "reason", words, &need, r->err);
    if (status == MEND_OK && correction && need == 0) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "a correction always asks for a reason", r->err);
    }
    if (status == MEND_OK && out->kind == MEND__ACT_ANONYMISE && n != MEND__NONE) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "anonymising leaves no words behind, so it takes no reason",
                               r->err);
    }
    out->takes_reason = correction || n != MEND__NONE;
    out->reason = need == 0 ? MEND__NEED_OPTIONAL : MEND__NEED_REQUIRED;
    return status;
}

static mend_status flow_number(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    mend_status status = flow_name(r, action, "number", &r->v->series, "number series", &out->series);
    if (status == MEND_OK && !out->opens) {
        status = flow_absent(r, action, "number", "only an action that opens a ticket gives it its number");
    }
    return status;
}

static mend_status flow_effects(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    mend_status status = flow_loop(r, action, out);
    status = status != MEND_OK
                 ? status
                 : flow_names(r, action, "resets", &r->v->counters, "counter", &out->resets, &out->reset_count);
    status = status != MEND_OK ? status : flow_sets(r, action, out);
    status = status != MEND_OK ? status : flow_reason(r, action, out);
    status = status != MEND_OK ? status : flow_number(r, action, out);
    status = status != MEND_OK ? status : mend__flow_duration(r, action, "backdate", &out->backdate);
    status = status != MEND_OK ? status : mend__flow_notices(r, action, "notices", &out->notices, &out->notice_count);
    return status != MEND_OK ? status
                             : flow_names(r, action, "tell", &r->v->texts, "text", &out->tell, &out->tell_count);
}

/* ---- money and the unit ---- */

static mend_status flow_quote(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    static const char *const kinds[] = {"estimate", "final", "declined", "cancelled",
                                        NULL}; /* from MEND_QUOTE_ESTIMATE */
    static const char *const surplus[] = {"refuse", "keep", NULL};
    int32_t kind = -1, keeps = 0;
    mend_status status = mend__member_word(r->tree, action, "quote", kinds, &kind, r->err);
    status = status != MEND_OK ? status : mend__member_bool(r->tree, action, "authorises", &out->authorises, r->err);
    status = status != MEND_OK ? status : mend__member_bool(r->tree, action, "tolerance", &out->tolerance, r->err);
    status = status != MEND_OK ? status : mend__member_bool(r->tree, action, "settles", &out->settles, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, action, "surplus", surplus, &keeps, r->err);
    status = status != MEND_OK ? status : mend__member_bool(r->tree, action, "paid_up", &out->paid_up, r->err);
    out->keeps_surplus = keeps != 0;
    out->quote = kind < 0 ? 0 : MEND_QUOTE_ESTIMATE + kind;
    return status;
}

static mend_status flow_unit(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    static const char *const words[] = {"dates",     "reading", "outage_begin", "outage_end", "repair", "part_terms",
                                        "guarantee", "claims",  "exchange",     "end",        NULL}; /* by bit */
    mend__node list = mend__json_get(r->tree, action, "unit");
    mend_status status = mend__member_bool(r->tree, action, "unit_required", &out->unit_required, r->err);
    if (status != MEND_OK || list == MEND__NONE) {
        return status;
    }
    status = mend__must_be(r->tree, list, MEND__JSON_ARRAY, "an array of what is written to the unit", r->err);
    mend__node n = status == MEND_OK ? mend__json_first(r->tree, list) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(r->tree, n)) {
        int32_t word = 0;
        status = mend__value_word(r->tree, n, words, &word, r->err);
        if (status == MEND_OK && (out->unit & (1U << word)) != 0) {
            status = mend__json_fail(r->tree, n, MEND_SCHEMA, "stands here twice", r->err);
        }
        out->unit |= 1U << word;
    }
    return status;
}

static mend_status flow_money(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    static const char *const members[] = {"quote",   "authorises", "tolerance",     "settles", "surplus",
                                          "paid_up", "unit",       "unit_required", NULL};
    mend_status status = flow_quote(r, action, out);
    status = status != MEND_OK ? status : flow_unit(r, action, out);
    for (size_t i = 0; members[i] != NULL && status == MEND_OK && (out->kind != MEND__ACT_STEP || out->opens); i++) {
        status = flow_absent(r, action, members[i], "only a step, and none that opens a ticket, has to do with money");
    }
    return status;
}

/* ---- the whole ---- */

static const char *const action_members[] = {
    "order", "label",         "kind",          "opens",    "from",       "to",        "roles",
    "grade", "form",          "checklist",     "evidence", "conditions", "not_by",    "not_named_in",
    "loop",  "resets",        "sets",          "reason",   "number",     "backdate",  "notices",
    "tell",  "when",          "only_named_in", "quote",    "authorises", "tolerance", "settles",
    "unit",  "unit_required", "surplus",       "paid_up",  NULL};

static mend_status flow_action(const mend__flow_reader *r, const mend__name *name, mend__action *out)
{
    mend__node n = name->node;
    out->name = name;
    mend_status status = mend__members_known(r->tree, n, action_members, r->err);
    status = status != MEND_OK ? status : flow_move(r, n, out);
    status = status != MEND_OK ? status : flow_who(r, n, out);
    status = status != MEND_OK ? status : mend__flow_form(r, n, out);
    status = status != MEND_OK ? status : mend__flow_checklist(r, n, out);
    status = status != MEND_OK ? status : mend__flow_evidence(r, n, out);
    status = status != MEND_OK ? status : mend__flow_conditions(r, n, out);
    status = status != MEND_OK ? status : flow_effects(r, n, out);
    return status != MEND_OK ? status : flow_money(r, n, out);
}

mend_status mend__flow_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__flow *out,
                               mend_error *err)
{
    const mend__flow_reader r = {arena, v, tree, err};
    mend__action *actions = mend__flow_array(&r, v->actions.count, sizeof *actions);
    mend_status status = actions == NULL ? MEND_NOMEM : MEND_OK;
    for (uint32_t i = 0; i < v->actions.count && status == MEND_OK; i++) {
        status = flow_action(&r, &v->actions.items[i], &actions[i]);
    }
    if (status == MEND_OK) {
        out->actions = actions;
    }
    return status;
}
