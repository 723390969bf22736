/*
 * vocabulary.c - the names a policy uses: reading them, finding them, and what people call them, see vocabulary.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "vocabulary.h"
#include "member.h"

#include <string.h>

#define NAMES_FEW 100 /* names that need no heap to be sorted */

#define LANGUAGES_MAX 64    /* of one label */
#define LABEL_MAX     1024  /* bytes of a label in one language */
#define TEXT_MAX      16384 /* bytes of a text in one language */

static mend__str vocab_str(const char *text)
{
    return (mend__str){text, text == NULL ? 0 : strlen(text)};
}

/* Copies a text of the document into the arena. */
static bool vocab_copy(mend__arena *arena, mend__str text, mend__str *out)
{
    *out = (mend__str){mend__arena_text(arena, text.p, text.n), text.n};
    return out->p != NULL;
}

/* ---- languages ---- */

bool mend__is_language(mend__str tag)
{
    if (tag.n == 0 || tag.n > 35) {
        return false;
    }
    for (size_t i = 0; i < tag.n; i++) {
        char low = (char)(tag.p[i] | 0x20);
        bool letter = low >= 'a' && low <= 'z';
        bool inner = i > 0 && ((tag.p[i] >= '0' && tag.p[i] <= '9') || (tag.p[i] == '-' && tag.p[i - 1] != '-'));
        if (!letter && !inner) {
            return false;
        }
    }
    return tag.p[tag.n - 1] != '-';
}

/* Equal but for upper and lower case. */
static bool language_eq(mend__str a, mend__str b)
{
    if (a.n != b.n) {
        return false;
    }
    for (size_t i = 0; i < a.n; i++) {
        char x = a.p[i], y = b.p[i];
        x = x >= 'A' && x <= 'Z' ? (char)(x | 0x20) : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y | 0x20) : y;
        if (x != y) {
            return false;
        }
    }
    return true;
}

static mend__str language_head(mend__str tag)
{
    const char *dash = tag.n == 0 ? NULL : memchr(tag.p, '-', tag.n);
    return dash == NULL ? tag : (mend__str){tag.p, (size_t)(dash - tag.p)};
}

bool mend__same_language(mend__str a, mend__str b)
{
    return language_eq(language_head(a), language_head(b));
}

static const mend__label *label_in(const mend__name *name, mend__str lang)
{
    const mend__label *kin = NULL;
    for (uint32_t i = 0; i < name->label_count && lang.n > 0; i++) {
        const mend__label *label = &name->labels[i];
        if (language_eq(label->lang, lang)) {
            return label;
        }
        if (kin == NULL && mend__same_language(label->lang, lang)) {
            kin = label;
        }
    }
    return kin;
}

mend__str mend__name_label(const mend__vocab *v, const mend__name *name, mend__str lang)
{
    const mend__label *label = label_in(name, lang);
    if (label == NULL) {
        label = label_in(name, v->language);
    }
    if (label == NULL) {
        label = label_in(name, MEND__STR("en"));
    }
    return label == NULL ? name->id : label->text;
}

/* ---- reading names ---- */

/* One language of a label or text. */
static mend_status label_read(mend__arena *arena, const mend__json *tree, mend__node n, size_t max, mend__label *out,
                              mend_error *err)
{
    mend__str tag = mend__json_key(tree, n), text = mend__json_str(tree, n);
    if (!mend__is_language(tag)) {
        return mend__json_fail_key(tree, n, MEND_SCHEMA, "expected a language tag such as \"en\" or \"zh-CN\"", err);
    }
    if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(tree, n, "text", err);
    }
    if (text.n == 0 || text.n > max || !mend__text_clean(text, max == TEXT_MAX)) {
        mend__json_fail(tree, n, MEND_SCHEMA, "expected text of 1 to ", err);
        mend__error_add_int(err, (int64_t)max);
        mend__error_add(err, " bytes without control characters");
        return MEND_SCHEMA;
    }
    return vocab_copy(arena, tag, &out->lang) && vocab_copy(arena, text, &out->text) ? MEND_OK : mend__no_memory(err);
}

/* Languages are kept in bytewise order, so that which one serves another of its kind does not hang on the document. */
static void label_insert(mend__label *labels, uint32_t count, mend__label label)
{
    uint32_t at = count;
    for (; at > 0 && mend__str_cmp(label.lang, labels[at - 1].lang) < 0; at--) {
        labels[at] = labels[at - 1];
    }
    labels[at] = label;
}

/* The order of a text stands among its languages. */
static bool is_language_member(mend__str key, mend__names_style style)
{
    return !mend__is_extension(key) && !(style == MEND__NAMES_TEXTS && mend__str_is(key, "order"));
}

static mend_status labels_read(mend__arena *arena, const mend__json *tree, mend__node object, mend__names_style style,
                               mend__name *out, mend_error *err)
{
    size_t max = style == MEND__NAMES_TEXTS ? TEXT_MAX : LABEL_MAX;
    size_t count = mend__json_count(tree, object);
    mend_status status = MEND_OK;
    if (count > LANGUAGES_MAX) {
        return mend__too_many(tree, object, LANGUAGES_MAX, "languages", err);
    }
    mend__label *labels = mend__arena_get(arena, count * sizeof *labels);
    if (labels == NULL) {
        return mend__no_memory(err);
    }
    for (mend__node n = mend__json_first(tree, object); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(tree, n)) {
        mend__label label;
        if (!is_language_member(mend__json_key(tree, n), style)) {
            continue;
        }
        status = label_read(arena, tree, n, max, &label, err);
        if (status == MEND_OK) {
            label_insert(labels, out->label_count++, label);
        }
    }
    out->labels = labels;
    return status;
}

mend_status mend__label_read(mend__arena *arena, const mend__json *tree, mend__node label, mend__name *out,
                             mend_error *err)
{
    if (label == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(tree, label, MEND__JSON_OBJECT, "an object of texts by language", err);
    return status == MEND_OK ? labels_read(arena, tree, label, MEND__NAMES_PLAIN, out, err) : status;
}

/* A name, or with MEND__NAMES_PATHS two of them with a slash between. */
static bool is_path_name(mend__str id, mend__names_style style)
{
    const char *slash = id.n == 0 ? NULL : memchr(id.p, '/', id.n);
    if (slash == NULL || style != MEND__NAMES_PATHS) {
        return mend__is_name(id);
    }
    size_t head = (size_t)(slash - id.p);
    return mend__is_name((mend__str){id.p, head}) && mend__is_name((mend__str){slash + 1, id.n - head - 1});
}

static mend_status name_read(mend__arena *arena, const mend__json *tree, mend__node n, mend__names_style style,
                             mend__name *out, mend_error *err)
{
    mend__str id = mend__json_key(tree, n);
    mend_status status;
    if (!is_path_name(id, style)) {
        return mend__json_fail_key(tree, n, MEND_SCHEMA,
                                   "expected a name of at most 64 lower-case letters, digits and '_', letter first",
                                   err);
    }
    out->node = n;
    if (!vocab_copy(arena, id, &out->id)) {
        return mend__no_memory(err);
    }
    status = mend__must_be(tree, n, MEND__JSON_OBJECT, "an object", err);
    if (status == MEND_OK) {
        status = mend__member_int(tree, n, "order", INT64_MIN, INT64_MAX, &out->order, err);
    }
    if (status != MEND_OK || style == MEND__NAMES_TEXTS) {
        return status == MEND_OK ? labels_read(arena, tree, n, style, out, err) : status;
    }
    return mend__label_read(arena, tree, mend__json_get(tree, n, "label"), out, err);
}

/* Whether name a stands before name b: by name, or by order and then by name. */
static bool name_before(const mend__name *a, const mend__name *b, bool by_order)
{
    if (by_order && a->order != b->order) {
        return a->order < b->order;
    }
    return mend__str_order(a->id, b->id) < 0;
}

/* Lets the name at `at` sink to its place in a heap of indexes with the last name on top. */
static void names_sift(const mend__name *items, uint32_t *heap, uint32_t at, uint32_t count, bool by_order)
{
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= count) {
            return;
        }
        if (child + 1 < count && name_before(&items[heap[child]], &items[heap[child + 1]], by_order)) {
            child++;
        }
        if (!name_before(&items[heap[at]], &items[heap[child]], by_order)) {
            return;
        }
        uint32_t moved = heap[at];
        heap[at] = heap[child];
        heap[child] = moved;
        at = child;
    }
}

/* A few names, which mostly are in order, go one by one to their place: at the end, or where halving finds it. */
static void names_insert(const mend__name *items, uint32_t *indexes, uint32_t count, bool by_order)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t from = 0, to = i;
        if (i > 0 && name_before(&items[indexes[i - 1]], &items[i], by_order)) {
            from = i;
        }
        while (from < to) {
            uint32_t middle = from + (to - from) / 2;
            bool before = name_before(&items[i], &items[indexes[middle]], by_order);
            from = before ? from : middle + 1;
            to = before ? middle : to;
        }
        memmove(indexes + from + 1, indexes + from, (i - from) * sizeof *indexes);
        indexes[from] = i;
    }
}

/* How many names at the beginning are in order. */
static uint32_t names_risen(const mend__name *items, uint32_t count, bool by_order)
{
    uint32_t risen = count == 0 ? 0 : 1;
    while (risen < count && name_before(&items[risen - 1], &items[risen], by_order)) {
        risen++;
    }
    return risen;
}

/* Heap sort: no memory, no recursion, n log n whatever comes. */
static void names_sort(const mend__name *items, uint32_t *indexes, uint32_t count, bool by_order)
{
    if (count <= NAMES_FEW || names_risen(items, count, by_order) == count) {
        names_insert(items, indexes, count, by_order);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        indexes[i] = i;
    }
    for (uint32_t i = count / 2; i-- > 0;) {
        names_sift(items, indexes, i, count, by_order);
    }
    for (uint32_t left = count; left-- > 1;) {
        uint32_t last = indexes[0];
        indexes[0] = indexes[left];
        indexes[left] = last;
        names_sift(items, indexes, 0, left, by_order);
    }
}

void mend__names_index(mend__names *names)
{
    names_sort(names->items, names->sorted, names->count, false);
}

/* Puts the items into the policy's order, in which they mostly are, and makes the index by name. */
static mend_status names_finish(mend__arena *arena, mend__name *read, uint32_t count, mend__names *out, mend_error *err)
{
    mend__names names = {read, count, mend__arena_get(arena, count * sizeof *names.sorted)};
    if (names.sorted == NULL) {
        return mend__no_memory(err);
    }
    if (names_risen(read, count, true) < count) {
        names.items = mend__arena_get(arena, count * sizeof *names.items);
        if (names.items == NULL) {
            return mend__no_memory(err);
        }
        names_sort(read, names.sorted, count, true);
        for (uint32_t i = 0; i < count; i++) {
            names.items[i] = read[names.sorted[i]];
        }
    }
    mend__names_index(&names);
    *out = names;
    return MEND_OK;
}

mend_status mend__names_read(mend__arena *arena, const mend__json *tree, mend__node object, mend__names_style style,
                             size_t max, mend__names *out, mend_error *err)
{
    size_t room = mend__json_count(tree, object);
    mend_status status = MEND_OK;
    uint32_t count = 0;
    if (object == MEND__NONE) {
        *out = (mend__names){NULL, 0, NULL};
        return MEND_OK;
    }
    if (mend__json_typeof(tree, object) != MEND__JSON_OBJECT) {
        return mend__json_expected(tree, object, "an object of named things", err);
    }
    if (room > max) {
        return mend__too_many(tree, object, max, "names", err);
    }
    mend__name *read = mend__arena_get(arena, room * sizeof *read);
    if (read == NULL) {
        return mend__no_memory(err);
    }
    for (mend__node n = mend__json_first(tree, object); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(tree, n)) {
        if (!mend__is_extension(mend__json_key(tree, n))) {
            status = name_read(arena, tree, n, style, &read[count++], err);
        }
    }
    return status == MEND_OK ? names_finish(arena, read, count, out, err) : status;
}

/* ---- finding names ---- */

int32_t mend__names_find(const mend__names *names, mend__str id)
{
    uint32_t from = 0, to = names->count;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        int order = mend__str_order(id, names->items[names->sorted[middle]].id);
        if (order == 0) {
            return (int32_t)names->sorted[middle];
        }
        from = order > 0 ? middle + 1 : from;
        to = order < 0 ? middle : to;
    }
    return -1;
}

void mend__names_guess(const mend__names *names, mend__guess *g)
{
    for (uint32_t i = 0; i < names->count; i++) {
        mend__guess_feed(g, names->items[i].id);
    }
}

mend_status mend__names_ref(const mend__names *names, const mend__json *tree, mend__node n, const char *kind,
                            int32_t *out, mend_error *err)
{
    mend__str id = mend__json_str(tree, n);
    if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
        mend__json_expected(tree, n, "text", err);
        mend__error_add(err, "; it names one ");
        mend__error_add(err, kind);
        return MEND_SCHEMA;
    }
    int32_t index = mend__names_find(names, id);
    if (index < 0) {
        mend__guess g;
        mend__guess_start(&g, id);
        mend__names_guess(names, &g);
        return mend__unknown_value(tree, n, kind, &g, err);
    }
    *out = index;
    return MEND_OK;
}

mend_status mend__names_refs(mend__arena *arena, const mend__names *names, const mend__json *tree, mend__node array,
                             const char *kind, const uint32_t **out, uint32_t *count, mend_error *err)
{
    uint8_t seen[MEND__NAMES_MAX / 8] = {0};
    uint32_t at = 0;
    if (array == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(tree, array, MEND__JSON_ARRAY, "an array of names", err);
    if (status != MEND_OK) {
        return status;
    }
    uint32_t *refs = mend__arena_get(arena, mend__json_count(tree, array) * sizeof *refs);
    if (refs == NULL) {
        return mend__no_memory(err);
    }
    for (mend__node n = mend__json_first(tree, array); n != MEND__NONE; n = mend__json_next(tree, n)) {
        int32_t index;
        status = mend__names_ref(names, tree, n, kind, &index, err);
        if (status != MEND_OK) {
            return status;
        }
        if ((seen[index / 8] & 1U << index % 8) != 0) {
            return mend__json_fail(tree, n, MEND_SCHEMA, "the name stands in the list twice", err);
        }
        seen[index / 8] = (uint8_t)(seen[index / 8] | 1U << index % 8);
        refs[at++] = (uint32_t)index;
    }
    *out = refs;
    *count = at;
    return MEND_OK;
}

/* ---- stages ---- */

static const char *const stage_names[] = {"", "new", "active", "waiting", "done", "closed"};

#define STAGE_COUNT (sizeof stage_names / sizeof stage_names[0])

const char *mend__stage_name(mend__stage stage)
{
    return (size_t)stage < STAGE_COUNT ? stage_names[stage] : "";
}

mend__stage mend__stage_of(mend__str name)
{
    for (size_t i = 1; i < STAGE_COUNT; i++) {
        if (mend__str_is(name, stage_names[i])) {
            return (mend__stage)i;
        }
    }
    return MEND__STAGE_NONE;
}

/* ---- choices and fields ---- */

const mend__names *mend__vocab_choices(const mend__vocab *v, mend__str set)
{
    uint32_t from = 0, to = v->choice_sets;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        int order = mend__str_order(set, v->choices[middle].set);
        if (order == 0) {
            return &v->choices[middle].names;
        }
        from = order > 0 ? middle + 1 : from;
        to = order < 0 ? middle : to;
    }
    return NULL;
}

/* The policy's own field of that place, as its index; -1: none. */
static int32_t custom_find(const mend__vocab *v, const mend__field *list, mend__str name)
{
    char path[2 * 64 + 1];
    size_t n = 0;
    if (!mend__is_name(name)) {
        return -1;
    }
    if (list != NULL) {
        n = strlen(list->name); /* a name of the catalogue */
        memcpy(path, list->name, n);
        path[n++] = '/';
    }
    memcpy(path + n, name.p, name.n);
    return mend__names_find(&v->fields, (mend__str){path, n + name.n});
}

const mend__field *mend__vocab_field(const mend__vocab *v, const mend__field *list, mend__str name)
{
    const mend__field *field = mend__field_find(list == NULL ? 0 : list->id, name);
    if (field == NULL) {
        int32_t index = custom_find(v, list, name);
        field = index < 0 ? NULL : &v->custom[index];
    }
    return field;
}

void mend__vocab_guess_field(const mend__vocab *v, const mend__field *list, mend__guess *g)
{
    int32_t place = list == NULL ? 0 : list->id;
    size_t count;
    const mend__field *fields = mend__fields(&count);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].list == place) {
            mend__guess_feed(g, vocab_str(fields[i].name));
        }
    }
    for (uint32_t i = 0; i < v->fields.count; i++) {
        if (v->custom[i].list == place) {
            mend__guess_feed(g, vocab_str(v->custom[i].name));
        }
    }
}

mend_status mend__vocab_field_ref(const mend__vocab *v, const mend__field *list, const mend__json *tree, mend__node n,
                                  const mend__field **out, mend_error *err)
{
    mend__str name = mend__json_str(tree, n);
    mend_status status = mend__must_be(tree, n, MEND__JSON_STRING, "the name of a field", err);
    if (status != MEND_OK) {
        return status;
    }
    const mend__field *field = mend__vocab_field(v, list, name);
    if (field == NULL) {
        mend__guess g;
        mend__guess_start(&g, name);
        mend__vocab_guess_field(v, list, &g);
        return mend__unknown_value(tree, n, list == NULL ? "field" : "column", &g, err);
    }
    *out = field;
    return MEND_OK;
}

mend_status mend__vocab_field_set(const mend__vocab *v, const mend__field *field, const mend__json *tree, mend__node n,
                                  const mend__names **out, mend_error *err)
{
    const mend__names *set = mend__vocab_choices(v, vocab_str(field->set));
    if (set == NULL) {
        mend__json_fail(tree, n, MEND_SCHEMA, "the policy has no choices \"", err);
        mend__error_add(err, field->set);
        mend__error_add(err, "\", which the field \"");
        mend__error_add(err, field->path);
        mend__error_add(err, "\" takes its values from");
        return MEND_SCHEMA;
    }
    *out = set;
    return MEND_OK;
}

mend_status mend__vocab_value(mend__arena *arena, const mend__vocab *v, const mend__field *field,
                              const mend__json *tree, mend__node n, mend__value *out, mend_error *err)
{
    mend__value value;
    mend_status status = MEND_OK;
    if (field->type == MEND_FIELD_CHOICE) {
        const mend__names *set;
        int32_t index;
        status = mend__vocab_field_set(v, field, tree, n, &set, err);
        if (status == MEND_OK) {
            status = mend__names_ref(set, tree, n, "choice", &index, err);
        }
        if (status != MEND_OK) {
            return status;
        }
    }
    if (!mend__value_read(field->type, tree, n, &value)) {
        return mend__json_expected(tree, n, mend__type_expected(field->type), err);
    }
    if (mend__type_is_text(field->type) && !vocab_copy(arena, value.text, &value.text)) {
        return mend__no_memory(err);
    }
    *out = value;
    return MEND_OK;
}

mend__str mend__vocab_field_label(const mend__vocab *v, const mend__field *field, mend__str lang)
{
    if (field->id >= MEND__CUSTOM) {
        const mend__name *name = &v->fields.items[field->id - MEND__CUSTOM];
        mend__str label = mend__name_label(v, name, lang);
        return label.p == name->id.p ? vocab_str(field->name) : label; /* not "list/name" */
    }
    mend__label both[] = {{MEND__STR("en"), vocab_str(field->en)}, {MEND__STR("zh"), vocab_str(field->zh)}};
    mend__name name = {vocab_str(field->name), 0, both, 2, MEND__NONE};
    return mend__name_label(v, &name, lang);
}
