/*
 * flow_form.c - compiling what an action asks for, see flow_form.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "flow_form.h"
#include "notions/duration.h"
#include "ticket/member.h"

#include <string.h>

#define DURATION_MAX (INT64_C(3660) * 86400000) /* ms; ten years */
#define NOTICES_MAX  64                         /* of one action or one occasion */

static const char *const form_needs[] = {"optional", "required", "given", NULL};

void *mend__flow_array(const mend__flow_reader *r, size_t count, size_t size)
{
    void *array = mend__arena_get(r->arena, count * size);
    if (array == NULL) {
        mend__no_memory(r->err);
    }
    return array;
}

mend_status mend__flow_condition(const mend__flow_reader *r, mend__node object, const char *key,
                                 const mend__condition **out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__condition_compile(r->arena, r->v, r->tree, n, out, r->err);
}

mend_status mend__flow_duration(const mend__flow_reader *r, mend__node object, const char *key, int64_t *ms)
{
    mend__node n = mend__json_get(r->tree, object, key);
    int64_t value = 0;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING ||
        !mend__duration_parse(mend__json_str(r->tree, n), &value) || value > DURATION_MAX) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA,
                               "expected a duration of days, hours, minutes and seconds such as \"P2D\" or "
                               "\"PT8H30M\", at most 3660 days",
                               r->err);
    }
    *ms = value;
    return MEND_OK;
}

mend_status mend__flow_path(const mend__flow_reader *r, mend__node n, const mend__field **out)
{
    mend__str path = mend__json_str(r->tree, n), name = path;
    const mend__field *list = NULL;
    const char *slash = path.n == 0 ? NULL : memchr(path.p, '/', path.n);
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(r->tree, n, "the name of a field", r->err);
    }
    if (slash != NULL) {
        list = mend__vocab_field(r->v, NULL, (mend__str){path.p, (size_t)(slash - path.p)});
        name = (mend__str){slash + 1, path.n - (size_t)(slash + 1 - path.p)};
    }
    const mend__field *field = slash != NULL && list == NULL ? NULL : mend__vocab_field(r->v, list, name);
    if (field == NULL) {
        mend__guess g;
        mend__guess_start(&g, name);
        mend__vocab_guess_field(r->v, list, &g);
        g.word = path;
        return mend__unknown_value(r->tree, n, "field", &g, r->err);
    }
    *out = field;
    return MEND_OK;
}

/* "$assignee": whoever stands there when the notice is owed. Columns and masked fields name nobody to send to. */
static mend_status form_named(const mend__flow_reader *r, mend__node n, mend__str to, mend__notice *out)
{
    mend__str path = {to.p + 1, to.n - 1};
    const mend__field *field = mend__vocab_field(r->v, NULL, path);
    if (field == NULL) {
        mend__guess g;
        mend__guess_start(&g, path);
        mend__vocab_guess_field(r->v, NULL, &g);
        return mend__unknown_value(r->tree, n, "field", &g, r->err);
    }
    if (field->type != MEND_FIELD_TEXT || field->mask != MEND_MASK_NONE) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA,
                               "expected a field of type text without a masking class, which can hold an actor's id",
                               r->err);
    }
    out->person = field;
    out->to = (mend__str){mend__arena_text(r->arena, to.p, to.n), to.n};
    return out->to.p != NULL ? MEND_OK : mend__no_memory(r->err);
}

/* "customer", a role, or a field. */
static mend_status form_recipient(const mend__flow_reader *r, mend__node n, mend__notice *out)
{
    int32_t role;
    if (mend__json_typeof(r->tree, n) == MEND__JSON_STRING) {
        mend__str to = mend__json_str(r->tree, n);
        if (to.n > 0 && to.p[0] == '$') {
            return form_named(r, n, to, out);
        }
        if (mend__str_is(to, "customer")) {
            out->to = MEND__STR("customer");
            return MEND_OK;
        }
    }
    mend_status status = mend__names_ref(&r->v->roles, r->tree, n, "role", &role, r->err);
    if (status == MEND_OK) {
        out->to = r->v->roles.items[role].id;
    }
    return status;
}

/* A choice of those that a customer may prefer. */
static mend_status form_channel(const mend__flow_reader *r, mend__node notice, mend__notice *out)
{
    mend__node n = mend__json_get(r->tree, notice, "channel");
    const mend__field *preferred = mend__field_by_path(MEND__STR("preferred_channel"));
    const mend__names *set = NULL;
    int32_t choice = -1;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (!mend__str_is(out->to, "customer")) {
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "a channel is for notices to the customer", r->err);
    }
    mend_status status = mend__vocab_field_set(r->v, preferred, r->tree, n, &set, r->err);
    status = status != MEND_OK ? status : mend__names_ref(set, r->tree, n, "choice", &choice, r->err);
    if (status == MEND_OK) {
        out->channel = set->items[choice].id;
    }
    return status;
}

static mend_status form_notice(const mend__flow_reader *r, const mend__name *name, mend__notice *out)
{
    static const char *const members[] = {"order", "label", "to", "channel", "text", NULL};
    mend__node to = MEND__NONE, text = MEND__NONE;
    out->name = name;
    mend_status status = mend__members_known(r->tree, name->node, members, r->err);
    status = status != MEND_OK ? status : mend__member_need(r->tree, name->node, "to", &to, r->err);
    status = status != MEND_OK ? status : mend__member_need(r->tree, name->node, "text", &text, r->err);
    status = status != MEND_OK ? status : form_recipient(r, to, out);
    status = status != MEND_OK ? status : form_channel(r, name->node, out);
    return status != MEND_OK ? status : mend__names_ref(&r->v->texts, r->tree, text, "text", &out->text, r->err);
}

mend_status mend__flow_notices(const mend__flow_reader *r, mend__node object, const char *key, const mend__notice **out,
                               uint32_t *count)
{
    mend__names names = {NULL, 0, NULL};
    mend_status status = mend__names_read(r->arena, r->tree, mend__json_get(r->tree, object, key), MEND__NAMES_PLAIN,
                                          NOTICES_MAX, &names, r->err);
    mend__notice *notices = status != MEND_OK ? NULL : mend__flow_array(r, names.count, sizeof *notices);
    if (notices == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        status = form_notice(r, &names.items[i], &notices[i]);
    }
    *out = notices;
    *count = names.count;
    return status;
}

static mend_status form_need(const mend__flow_reader *r, mend__node entry, mend__words words, mend__need *out)
{
    int32_t index = (int32_t)*out;
    mend_status status = mend__member_word(r->tree, entry, "need", words, &index, r->err);
    *out = (mend__need)index;
    return status;
}

/* ---- the fields of a form ---- */

/* A bound in the unit of the field's values. */
static mend_status form_bound(const mend__flow_reader *r, mend__node entry, const char *key, const mend__field *field,
                              bool *has, int64_t *bound)
{
    mend__node n = mend__json_get(r->tree, entry, key);
    mend__value value;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (field->type != MEND_FIELD_INTEGER && field->type != MEND_FIELD_DECIMAL && field->type != MEND_FIELD_MONEY) {
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "bounds are for integers, decimals and money", r->err);
    }
    mend_status status = mend__vocab_value(r->arena, r->v, field, r->tree, n, &value, r->err);
    if (status == MEND_OK) {
        *has = true;
        *bound = value.num;
    }
    return status;
}

static mend_status form_bounds(const mend__flow_reader *r, mend__node entry, mend__form_field *out)
{
    mend_status status = form_bound(r, entry, "at_least", out->field, &out->has_min, &out->min);
    if (status == MEND_OK) {
        status = form_bound(r, entry, "at_most", out->field, &out->has_max, &out->max);
    }
    if (status == MEND_OK && out->has_min && out->has_max && out->min > out->max) {
        status = mend__json_fail(r->tree, entry, MEND_SCHEMA, "\"at_least\" is above \"at_most\"", r->err);
    }
    return status;
}

static mend_status form_choices(const mend__flow_reader *r, mend__node entry, mend__form_field *out)
{
    mend__node n = mend__json_get(r->tree, entry, "choices");
    if (out->field->type != MEND_FIELD_CHOICE) {
        return n == MEND__NONE
                   ? MEND_OK
                   : mend__json_fail_key(r->tree, n, MEND_SCHEMA, "choices are for fields of type choice", r->err);
    }
    mend_status status = mend__vocab_field_set(r->v, out->field, r->tree, out->name->node, &out->set, r->err);
    if (status == MEND_OK) {
        status = mend__names_refs(r->arena, out->set, r->tree, n, "choice", &out->choices, &out->choice_count, r->err);
    }
    if (status == MEND_OK && out->choices != NULL && out->choice_count == 0) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected at least one choice", r->err);
    }
    return status;
}

/* What entries of fields and of columns have in common. */
static mend_status form_entry(const mend__flow_reader *r, const mend__field *list, const mend__name *name,
                              mend__form_field *out)
{
    out->name = name;
    out->field = mend__vocab_field(r->v, list, name->id);
    if (out->field == NULL) {
        mend__guess g;
        mend__guess_start(&g, name->id);
        mend__vocab_guess_field(r->v, list, &g);
        return mend__unknown_key(r->tree, name->node, list == NULL ? "field" : "column", &g, r->err);
    }
    mend_status status = form_need(r, name->node, form_needs, &out->need);
    status = status != MEND_OK ? status : mend__flow_condition(r, name->node, "when", &out->when);
    status = status != MEND_OK ? status : form_choices(r, name->node, out);
    return status != MEND_OK ? status : form_bounds(r, name->node, out);
}

static mend_status form_column(const mend__flow_reader *r, const mend__field *list, const mend__name *name,
                               mend__form_field *out)
{
    static const char *const members[] = {"order", "label", "need", "when", "choices", "at_least", "at_most", NULL};
    mend_status status = mend__members_known(r->tree, name->node, members, r->err);
    return status != MEND_OK ? status : form_entry(r, list, name, out);
}

static mend_status form_columns(const mend__flow_reader *r, mend__form_field *out)
{
    mend__node n = MEND__NONE;
    mend__names names = {NULL, 0, NULL};
    mend_status status = mend__member_need(r->tree, out->name->node, "columns", &n, r->err);
    if (status == MEND_OK) {
        status = mend__names_read(r->arena, r->tree, n, MEND__NAMES_PLAIN, MEND__FORM_MAX, &names, r->err);
    }
    if (status == MEND_OK && names.count == 0) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected at least one column", r->err);
    }
    if (status != MEND_OK) {
        return status;
    }
    out->columns = mend__flow_array(r, names.count, sizeof *out->columns);
    if (out->columns == NULL) {
        return MEND_NOMEM;
    }
    out->column_count = names.count;
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        status = form_column(r, out->field, &names.items[i], &out->columns[i]);
    }
    return status;
}

static mend_status form_list(const mend__flow_reader *r, mend__form_field *out)
{
    static const char *const members[] = {"order", "label", "need", "when", "rows", "min_rows", "columns", NULL};
    static const char *const rows[] = {"add", "edit", "both", NULL};
    int32_t mode = 0;
    mend__node entry = out->name->node;
    mend_status status = mend__members_known(r->tree, entry, members, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, entry, "rows", rows, &mode, r->err);
    status = status != MEND_OK ? status : mend__member_int(r->tree, entry, "min_rows", 0, 1000, &out->min_rows, r->err);
    out->rows = (mend__rows)(mode + 1);
    return status != MEND_OK ? status : form_columns(r, out);
}

static mend_status form_field(const mend__flow_reader *r, const mend__name *name, mend__form_field *out)
{
    static const char *const members[] = {"order", "label", "need", "when", "choices", "at_least", "at_most", NULL};
    mend_status status = form_entry(r, NULL, name, out);
    if (status != MEND_OK) {
        return status;
    }
    return out->field->type == MEND_FIELD_LIST ? form_list(r, out)
                                               : mend__members_known(r->tree, name->node, members, r->err);
}

mend_status mend__flow_form(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    mend__node n = mend__json_get(r->tree, action, "form");
    mend__names *names = mend__flow_array(r, 1, sizeof *names);
    if (names == NULL) {
        return MEND_NOMEM;
    }
    mend_status status = mend__names_read(r->arena, r->tree, n, MEND__NAMES_PLAIN, MEND__FORM_MAX, names, r->err);
    if (status != MEND_OK) {
        return status;
    }
    out->form_names = names;
    out->form = mend__flow_array(r, names->count, sizeof *out->form);
    if (out->form == NULL) {
        return MEND_NOMEM;
    }
    out->form_count = names->count;
    for (uint32_t i = 0; i < names->count && status == MEND_OK; i++) {
        status = form_field(r, &names->items[i], &out->form[i]);
    }
    return status;
}

const mend__form_field *mend__form_find(const mend__form_field *form, uint32_t count, const mend__field *field)
{
    for (uint32_t i = 0; i < count; i++) {
        if (form[i].field->id == field->id) {
            return &form[i];
        }
    }
    return NULL;
}

/* ---- checklist, evidence, conditions ---- */

/* Reads the named things under an action's member and gives memory for their records. */
static mend_status form_things(const mend__flow_reader *r, mend__node action, const char *key, size_t size,
                               mend__names *names, void **records)
{
    mend__node n = mend__json_get(r->tree, action, key);
    mend_status status = mend__names_read(r->arena, r->tree, n, MEND__NAMES_PLAIN, MEND__FORM_MAX, names, r->err);
    if (status == MEND_OK) {
        *records = mend__flow_array(r, names->count, size);
        status = *records == NULL ? MEND_NOMEM : MEND_OK;
    }
    return status;
}

mend_status mend__flow_checklist(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    static const char *const members[] = {"order", "label", "need", NULL};
    static const char *const item_needs[] = {"optional", "required", NULL};
    mend__names names = {NULL, 0, NULL};
    void *records;
    mend_status status = form_things(r, action, "checklist", sizeof(mend__check_item), &names, &records);
    if (status != MEND_OK) {
        return status;
    }
    mend__check_item *items = records;
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        items[i] = (mend__check_item){&names.items[i], MEND__NEED_REQUIRED};
        status = mend__members_known(r->tree, names.items[i].node, members, r->err);
        status = status != MEND_OK ? status : form_need(r, names.items[i].node, item_needs, &items[i].need);
    }
    out->checklist = items;
    out->checklist_count = names.count;
    return status;
}

static mend_status evidence_kinds(const mend__flow_reader *r, mend__node entry, mend__evidence *out)
{
    mend__node n = mend__json_get(r->tree, entry, "kinds");
    const mend__field *kind = mend__field_by_path(MEND__STR("attachments/kind"));
    const mend__names *set = NULL;
    const uint32_t *refs = NULL;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__vocab_field_set(r->v, kind, r->tree, n, &set, r->err);
    if (status == MEND_OK) {
        status = mend__names_refs(r->arena, set, r->tree, n, "choice", &refs, &out->kind_count, r->err);
    }
    mend__str *kinds = status != MEND_OK ? NULL : mend__flow_array(r, out->kind_count, sizeof *kinds);
    if (kinds == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < out->kind_count; i++) {
        kinds[i] = set->items[refs[i]].id;
    }
    out->kinds = kinds;
    return MEND_OK;
}

static mend_status evidence_read(const mend__flow_reader *r, const mend__name *name, mend__evidence *out)
{
    static const char *const members[] = {"order", "label", "kinds", "at_least", "need", "when", NULL};
    static const char *const evidence_needs[] = {"required", "given", NULL};
    int32_t need = 0;
    mend__node entry = name->node;
    out->name = name;
    out->at_least = 1;
    mend_status status = mend__members_known(r->tree, entry, members, r->err);
    status = status != MEND_OK ? status : evidence_kinds(r, entry, out);
    status = status != MEND_OK ? status : mend__member_int(r->tree, entry, "at_least", 1, 1000, &out->at_least, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, entry, "need", evidence_needs, &need, r->err);
    out->need = need == 0 ? MEND__NEED_REQUIRED : MEND__NEED_GIVEN;
    return status != MEND_OK ? status : mend__flow_condition(r, entry, "when", &out->when);
}

mend_status mend__flow_evidence(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    mend__names names = {NULL, 0, NULL};
    void *records;
    mend_status status = form_things(r, action, "evidence", sizeof(mend__evidence), &names, &records);
    if (status != MEND_OK) {
        return status;
    }
    mend__evidence *evidence = records;
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        status = evidence_read(r, &names.items[i], &evidence[i]);
    }
    out->evidence = evidence;
    out->evidence_count = names.count;
    return status;
}

mend_status mend__flow_conditions(const mend__flow_reader *r, mend__node action, mend__action *out)
{
    static const char *const members[] = {"order", "label", "if", NULL};
    mend__names names = {NULL, 0, NULL};
    mend__node n;
    void *records;
    mend_status status = form_things(r, action, "conditions", sizeof(mend__rule), &names, &records);
    if (status != MEND_OK) {
        return status;
    }
    mend__rule *rules = records;
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        rules[i].name = &names.items[i];
        status = mend__members_known(r->tree, names.items[i].node, members, r->err);
        status = status != MEND_OK ? status : mend__member_need(r->tree, names.items[i].node, "if", &n, r->err);
        status = status != MEND_OK ? status : mend__flow_condition(r, names.items[i].node, "if", &rules[i].holds);
    }
    out->rules = rules;
    out->rule_count = names.count;
    return status;
}
