/*
 * sections.c - reading the sections of a policy document that are lists of names and settings, see sections.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sections.h"
#include "ticket/member.h"

#include <string.h>

/* What every section is read with. */
typedef struct section {
    mend_policy *policy;
    const mend__json *tree;
    mend__node root;
    mend_error *err;
} section;

/* Names of one kind, and the members each of them may have. */
static mend_status section_names(const section *s, const char *key, mend__names_style style, size_t max,
                                 mend__words members, mend__names *out)
{
    mend__node object = mend__json_get(s->tree, s->root, key);
    mend_status status = mend__names_read(&s->policy->arena, s->tree, object, style, max, out, s->err);
    for (uint32_t i = 0; i < out->count && members != NULL && status == MEND_OK; i++) {
        status = mend__members_known(s->tree, out->items[i].node, members, s->err);
    }
    return status;
}

static void *section_array(const section *s, size_t count, size_t size)
{
    void *array = mend__arena_get(&s->policy->arena, count * size);
    if (array == NULL) {
        mend__no_memory(s->err);
    }
    return array;
}

static mend_status section_copy(const section *s, mend__str text, mend__str *out)
{
    char *copy = mend__arena_text(&s->policy->arena, text.p, text.n);
    if (copy == NULL) {
        return mend__no_memory(s->err);
    }
    *out = (mend__str){copy, text.n};
    return MEND_OK;
}

/* ---- settings ---- */

/* What an editor goes by. It means nothing here, like the author's own members, and is a text or not there. */
static mend_status section_schema(const section *s)
{
    mend__str path = MEND__STR("");
    return mend__member_text(s->tree, s->root, "$schema", 1024, &path, s->err);
}

static mend_status section_identity(const section *s)
{
    mend__node n = mend__json_get(s->tree, s->root, "mend");
    mend__str id = {NULL, 0};
    int64_t format = 0;
    mend_status status = mend__member_need(s->tree, s->root, "mend", &n, s->err);
    status = status != MEND_OK ? status : mend__member_int(s->tree, s->root, "mend", 1, INT64_MAX, &format, s->err);
    if (status == MEND_OK && format > 1) {
        status = mend__json_fail(s->tree, n, MEND_UNSUPPORTED, "this release reads version 1 of the format", s->err);
    }
    status = status != MEND_OK ? status : mend__member_need(s->tree, s->root, "id", &n, s->err);
    status = status != MEND_OK ? status : mend__member_text(s->tree, s->root, "id", 64, &id, s->err);
    if (status == MEND_OK && !mend__is_name(id)) {
        status = mend__json_fail(s->tree, n, MEND_SCHEMA,
                                 "expected a name of small letters, digits and '_', letter first", s->err);
    }
    status = status != MEND_OK ? status : mend__member_need(s->tree, s->root, "revision", &n, s->err);
    status = status != MEND_OK
                 ? status
                 : mend__member_int(s->tree, s->root, "revision", 1, INT64_MAX, &s->policy->revision, s->err);
    return status != MEND_OK ? status : section_copy(s, id, &s->policy->id);
}

static mend_status section_language(const section *s)
{
    mend__name label = {{NULL, 0}, 0, NULL, 0, MEND__NONE};
    mend__str language = MEND__STR("en");
    mend__node n = mend__json_get(s->tree, s->root, "language");
    mend_status status = mend__member_text(s->tree, s->root, "language", 35, &language, s->err);
    if (status == MEND_OK && !mend__is_language(language)) {
        status =
            mend__json_fail(s->tree, n, MEND_SCHEMA, "expected a language tag such as \"en\" or \"zh-CN\"", s->err);
    }
    status = status != MEND_OK ? status : section_copy(s, language, &s->policy->vocab.language);
    n = mend__json_get(s->tree, s->root, "label");
    return status != MEND_OK ? status : mend__label_read(&s->policy->arena, s->tree, n, &label, s->err);
}

/* A rule, or the name of a zone that the host knows. */
static mend_status section_zone(const section *s)
{
    mend__node n = mend__json_get(s->tree, s->root, "zone");
    mend__str rule = MEND__STR("UTC0");
    mend_error said = {.struct_size = sizeof said};
    const mend_zone *found = NULL;
    mend_zone *zone = section_array(s, 1, sizeof *zone);
    if (zone == NULL) {
        return MEND_NOMEM;
    }
    mend_status status = mend__member_text(s->tree, s->root, "zone", 128, &rule, s->err);
    if (status != MEND_OK) {
        return status;
    }
    s->policy->zone = zone;
    if (mend__zone_read(zone, rule, &said) == MEND_OK) {
        return MEND_OK;
    }
    status = mend__zones_find(&s->policy->zones, rule.p, rule.n, &found);
    if (status == MEND_OK) {
        *zone = *found; /* the moves stay where they are, in the policy */
        return MEND_OK;
    }
    if (status != MEND_NOT_FOUND) {
        return mend__json_fail(s->tree, n, status, "the zone could not be had", s->err);
    }
    bool finds = s->policy->zones.find != NULL;
    mend__json_fail(s->tree, n, MEND_SYNTAX, "", s->err);
    mend__zone_explain(rule, &said,
                       finds ? "no zone of this name is known, and it is no rule: " : "not a zone: ", s->err);
    if (s->err != NULL) {
        s->err->reason = said.reason;
    }
    return MEND_SYNTAX;
}

static mend_status section_currency(const section *s)
{
    mend__str code = {"", 0};
    mend__node n = mend__json_get(s->tree, s->root, "currency");
    mend_status status = mend__member_text(s->tree, s->root, "currency", 3, &code, s->err);
    bool right = code.n == 0 || code.n == 3;
    for (size_t i = 0; i < code.n; i++) {
        right = right && code.p[i] >= 'A' && code.p[i] <= 'Z';
    }
    if (status == MEND_OK && !right) {
        status = mend__json_fail(s->tree, n, MEND_SCHEMA, "expected three capitals such as \"CNY\" or \"EUR\"", s->err);
    }
    return status != MEND_OK ? status : section_copy(s, code, &s->policy->currency);
}

static mend_status section_limits(const section *s)
{
    static const char *const members[] = {"text_bytes", "rows", "record_bytes", NULL};
    int64_t text = 65536, rows = 1000, record = 262144;
    mend__node n = mend__json_get(s->tree, s->root, "limits");
    mend_status status = n == MEND__NONE ? MEND_OK : mend__members_known(s->tree, n, members, s->err);
    status = status != MEND_OK ? status : mend__member_int(s->tree, n, "text_bytes", 1, text, &text, s->err);
    status = status != MEND_OK ? status : mend__member_int(s->tree, n, "rows", 1, rows, &rows, s->err);
    status = status != MEND_OK ? status : mend__member_int(s->tree, n, "record_bytes", 1024, record, &record, s->err);
    s->policy->max_text = (int32_t)text;
    s->policy->max_rows = (int32_t)rows;
    s->policy->max_record = (int32_t)record;
    return status;
}

/* ---- choices ---- */

static const char *const named_members[] = {"order", "label", NULL};

static mend_status section_set(const section *s, mend__node n, mend__names *out)
{
    mend_status status =
        mend__names_read(&s->policy->arena, s->tree, n, MEND__NAMES_PLAIN, MEND__LONG_MAX, out, s->err);
    if (status == MEND_OK && out->count == 0) {
        status = mend__json_fail(s->tree, n, MEND_SCHEMA, "expected at least one choice", s->err);
    }
    for (uint32_t i = 0; i < out->count && status == MEND_OK; i++) {
        status = mend__members_known(s->tree, out->items[i].node, named_members, s->err);
    }
    return status;
}

/* The names of the sets. A set has no order and no label, so it is no named thing of its own. */
static mend_status section_set_names(const section *s, mend__names *out)
{
    mend__node object = mend__json_get(s->tree, s->root, "choices");
    size_t room = mend__json_count(s->tree, object);
    mend_status status = object == MEND__NONE ? MEND_OK
                                              : mend__must_be(s->tree, object, MEND__JSON_OBJECT,
                                                              "an object of sets of choices", s->err);
    if (status == MEND_OK && room > MEND__KINDS_MAX) {
        status = mend__too_many(s->tree, object, MEND__KINDS_MAX, "sets of choices", s->err);
    }
    if (status != MEND_OK) {
        return status;
    }
    *out = (mend__names){section_array(s, room, sizeof *out->items), 0, section_array(s, room, sizeof *out->sorted)};
    if (out->items == NULL || out->sorted == NULL) {
        return MEND_NOMEM;
    }
    for (mend__node n = mend__json_first(s->tree, object); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(s->tree, n)) {
        mend__str id = mend__json_key(s->tree, n);
        if (mend__is_extension(id)) {
            continue;
        }
        if (!mend__is_name(id)) {
            return mend__json_fail_key(s->tree, n, MEND_SCHEMA,
                                       "expected a name of small letters, digits and '_', letter first", s->err);
        }
        out->items[out->count].node = n;
        status = section_copy(s, id, &out->items[out->count++].id);
    }
    mend__names_index(out);
    return status;
}

/* All choices once more by "set/choice", as hosts ask for them. The sets stand in the order of their names, and no byte of
 * a name is below the slash: the choices of one set after those of another are in order. */
static mend_status section_paths(const section *s, uint32_t count)
{
    const mend__vocab *v = &s->policy->vocab;
    mend__names all = {section_array(s, count, sizeof *all.items), 0, section_array(s, count, sizeof *all.sorted)};
    if (all.items == NULL || all.sorted == NULL) {
        return MEND_NOMEM;
    }
    for (uint32_t i = 0; i < v->choice_sets; i++) {
        const mend__choices *set = &v->choices[i];
        for (uint32_t k = 0; k < set->names.count; k++) {
            const mend__name *choice = &set->names.items[k];
            size_t n = set->set.n + 1 + choice->id.n;
            char *path = section_array(s, n + 1, 1);
            if (path == NULL) {
                return MEND_NOMEM;
            }
            memcpy(path, set->set.p, set->set.n);
            path[set->set.n] = '/';
            memcpy(path + set->set.n + 1, choice->id.p, choice->id.n);
            all.sorted[all.count] = all.count - k + set->names.sorted[k];
            all.items[all.count] = *choice;
            all.items[all.count++].id = (mend__str){path, n};
        }
    }
    s->policy->choices = all;
    return MEND_OK;
}

static mend_status section_choices(const section *s)
{
    mend__vocab *v = &s->policy->vocab;
    mend__names sets = {NULL, 0, NULL};
    uint32_t total = 0;
    mend_status status = section_set_names(s, &sets);
    if (status != MEND_OK) {
        return status;
    }
    v->choices = section_array(s, sets.count, sizeof *v->choices);
    if (v->choices == NULL) {
        return MEND_NOMEM;
    }
    for (uint32_t i = 0; i < sets.count && status == MEND_OK; i++) {
        const mend__name *set = &sets.items[sets.sorted[i]];
        v->choices[i].set = set->id;
        status = section_set(s, set->node, &v->choices[i].names);
        total += v->choices[i].names.count;
    }
    v->choice_sets = sets.count;
    return status != MEND_OK ? status : section_paths(s, total);
}

/* ---- fields ---- */

static mend__guess section_guess_list(mend__str name)
{
    size_t count;
    const mend__field *fields = mend__fields(&count);
    mend__guess g;
    mend__guess_start(&g, name);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].type == MEND_FIELD_LIST) {
            mend__guess_feed(&g, (mend__str){fields[i].name, strlen(fields[i].name)});
        }
    }
    return g;
}

/* Where the field belongs: the list its name begins with, and the name behind. */
static mend_status section_field_place(const section *s, const mend__name *name, mend__field *out)
{
    const char *slash = memchr(name->id.p, '/', name->id.n);
    const mend__field *list = NULL;
    mend__str own = name->id;
    if (slash != NULL) {
        mend__str head = {name->id.p, (size_t)(slash - name->id.p)};
        list = mend__field_find(0, head);
        if (list == NULL || list->type != MEND_FIELD_LIST) {
            mend__guess g = section_guess_list(head);
            return mend__unknown_key(s->tree, name->node, "list", &g, s->err);
        }
        own = (mend__str){slash + 1, name->id.n - head.n - 1};
    }
    out->list = list == NULL ? 0 : list->id;
    out->name = own.p;
    out->path = name->id.p;
    if (mend__field_find(out->list, own) != NULL) {
        return mend__json_fail_key(s->tree, name->node, MEND_SCHEMA, "the catalogue has a field of this name", s->err);
    }
    return MEND_OK;
}

/* Masking classes are for text, which can be kept in a slot. */
static mend_status section_field_mask(const section *s, mend__node n, mend__field *out)
{
    static const char *const words[] = {"none", "name", "phone", "email", "address", "id", "free", "secret", NULL};
    static const mend_mask masks[] = {MEND_MASK_NONE,    MEND_MASK_NAME, MEND_MASK_PHONE, MEND_MASK_EMAIL,
                                      MEND_MASK_ADDRESS, MEND_MASK_ID,   MEND_MASK_FREE,  MEND_MASK_SECRET};
    int32_t index = out->type == MEND_FIELD_LONG ? 6 : 0;
    mend_status status = mend__member_word(s->tree, n, "mask", words, &index, s->err);
    if (status == MEND_OK && index != 0 && out->type != MEND_FIELD_TEXT && out->type != MEND_FIELD_LONG) {
        status = mend__json_fail(s->tree, mend__json_get(s->tree, n, "mask"), MEND_SCHEMA,
                                 "masking classes are for fields of type text or long", s->err);
    }
    out->mask = masks[index];
    return status;
}

static mend_status section_field_choices(const section *s, mend__node n, mend__field *out)
{
    mend__node set = mend__json_get(s->tree, n, "choices");
    if (out->type != MEND_FIELD_CHOICE) {
        return set == MEND__NONE
                   ? MEND_OK
                   : mend__json_fail_key(s->tree, set, MEND_SCHEMA, "choices are for fields of type choice", s->err);
    }
    mend_status status = mend__member_need(s->tree, n, "choices", &set, s->err);
    if (status == MEND_OK) {
        status = mend__must_be(s->tree, set, MEND__JSON_STRING, "the name of a set of choices", s->err);
    }
    if (status == MEND_OK && mend__vocab_choices(&s->policy->vocab, mend__json_str(s->tree, set)) == NULL) {
        mend__guess g;
        mend__guess_start(&g, mend__json_str(s->tree, set));
        for (uint32_t i = 0; i < s->policy->vocab.choice_sets; i++) {
            mend__guess_feed(&g, s->policy->vocab.choices[i].set);
        }
        status = mend__unknown_value(s->tree, set, "set of choices", &g, s->err);
    }
    mend__str copy = {NULL, 0};
    status = status != MEND_OK ? status : section_copy(s, mend__json_str(s->tree, set), &copy);
    out->set = copy.p;
    return status;
}

static mend_status section_field_size(const section *s, mend__node n, mend__field *out)
{
    bool text = out->type == MEND_FIELD_TEXT || out->type == MEND_FIELD_LONG;
    int64_t max = out->type == MEND_FIELD_TEXT ? 256 : out->type == MEND_FIELD_LONG ? 16384 : 0;
    mend__node size = mend__json_get(s->tree, n, "max_bytes");
    if (size != MEND__NONE && !text) {
        return mend__json_fail_key(s->tree, size, MEND_SCHEMA, "a longest text is for fields of type text or long",
                                   s->err);
    }
    mend_status status = mend__member_int(s->tree, n, "max_bytes", 1, 65536, &max, s->err);
    out->max_bytes = (int32_t)max;
    return status;
}

static mend_status section_field(const section *s, const mend__name *name, mend__field *out)
{
    static const char *const members[] = {"order", "label", "type", "mask", "choices", "max_bytes", NULL};
    static const char *const types[] = {"text",  "long", "choice",  "integer", "decimal",
                                        "money", "bool", "instant", "date",    NULL};
    mend__node type = MEND__NONE;
    int32_t index = 0;
    mend_status status = mend__members_known(s->tree, name->node, members, s->err);
    status = status != MEND_OK ? status : section_field_place(s, name, out);
    status = status != MEND_OK ? status : mend__member_need(s->tree, name->node, "type", &type, s->err);
    status = status != MEND_OK ? status : mend__value_word(s->tree, type, types, &index, s->err);
    out->type = MEND_FIELD_TEXT + index;
    status = status != MEND_OK ? status : section_field_mask(s, name->node, out);
    status = status != MEND_OK ? status : section_field_choices(s, name->node, out);
    return status != MEND_OK ? status : section_field_size(s, name->node, out);
}

static mend_status section_fields(const section *s)
{
    mend__vocab *v = &s->policy->vocab;
    mend__names names = {NULL, 0, NULL};
    mend_status status = section_names(s, "fields", MEND__NAMES_PATHS, MEND__KINDS_MAX, NULL, &names);
    mend__field *custom = status != MEND_OK ? NULL : section_array(s, names.count, sizeof *custom);
    if (custom == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        custom[i].id = MEND__CUSTOM + (int32_t)i;
        status = section_field(s, &names.items[i], &custom[i]);
    }
    v->fields = names;
    v->custom = custom;
    return status;
}

/* ---- states, series, the rest ---- */

static mend_status section_states(const section *s)
{
    static const char *const members[] = {"order", "label", "stage", NULL};
    static const char *const stages[] = {"new", "active", "waiting", "done", "closed", NULL};
    mend__vocab *v = &s->policy->vocab;
    mend_status status = section_names(s, "states", MEND__NAMES_PLAIN, MEND__STATES_MAX, members, &v->states);
    v->stages = status != MEND_OK ? NULL : section_array(s, v->states.count, sizeof *v->stages);
    if (v->stages == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < v->states.count && status == MEND_OK; i++) {
        mend__node stage = MEND__NONE;
        int32_t index = 0;
        status = mend__member_need(s->tree, v->states.items[i].node, "stage", &stage, s->err);
        status = status != MEND_OK ? status : mend__value_word(s->tree, stage, stages, &index, s->err);
        v->stages[i] = (mend__stage)(MEND__STAGE_NEW + index);
    }
    return status;
}

static mend_status section_series(const section *s)
{
    mend__names *names = &s->policy->vocab.series;
    mend_status status = section_names(s, "numbers", MEND__NAMES_PLAIN, MEND__KINDS_MAX, NULL, names);
    s->policy->series = status != MEND_OK ? NULL : section_array(s, names->count, sizeof *s->policy->series);
    if (s->policy->series == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names->count && status == MEND_OK; i++) {
        status = mend__series_compile(&s->policy->arena, s->tree, names->items[i].node, &s->policy->series[i], s->err);
    }
    return status;
}

static mend_status section_vocabulary(const section *s)
{
    mend__vocab *v = &s->policy->vocab;
    const mend__names_style plain = MEND__NAMES_PLAIN;
    mend_status status = section_names(s, "roles", plain, MEND__KINDS_MAX, named_members, &v->roles);
    status = status != MEND_OK ? status : section_names(s, "grades", plain, MEND__KINDS_MAX, named_members, &v->grades);
    status =
        status != MEND_OK ? status : section_names(s, "counters", plain, MEND__KINDS_MAX, named_members, &v->counters);
    status = status != MEND_OK ? status : section_names(s, "texts", MEND__NAMES_TEXTS, MEND__LONG_MAX, NULL, &v->texts);
    status = status != MEND_OK ? status : section_names(s, "actions", plain, MEND__ACTIONS_MAX, NULL, &v->actions);
    status = status != MEND_OK ? status : section_names(s, "clocks", plain, MEND__CLOCKS_MAX, NULL, &v->clocks);
    status = status != MEND_OK ? status : section_choices(s);
    status = status != MEND_OK ? status : section_fields(s);
    return status != MEND_OK ? status : section_states(s);
}

mend_status mend__sections_read(mend_policy *policy, const mend__json *tree, mend__node root, mend_error *err)
{
    static const char *const members[] = {"mend",      "id",       "revision", "label",    "language", "zone",
                                          "currency",  "roles",    "grades",   "choices",  "fields",   "states",
                                          "counters",  "actions",  "numbers",  "masks",    "texts",    "limits",
                                          "calendars", "clocks",   "triage",   "warranty", "fees",     "sheets",
                                          "blocks",    "dispatch", "rights",   "earlier",  "$schema",  NULL};
    const section s = {policy, tree, root, err};
    mend_status status = mend__members_known(tree, root, members, err);
    status = status != MEND_OK ? status : section_schema(&s);
    status = status != MEND_OK ? status : section_identity(&s);
    status = status != MEND_OK ? status : section_language(&s);
    status = status != MEND_OK ? status : section_zone(&s);
    status = status != MEND_OK ? status : section_currency(&s);
    status = status != MEND_OK ? status : section_limits(&s);
    status = status != MEND_OK ? status : section_vocabulary(&s);
    status = status != MEND_OK ? status : section_series(&s);
    return status != MEND_OK ? status
                             : mend__masks_compile(tree, mend__json_get(tree, root, "masks"), &policy->masks, err);
}
