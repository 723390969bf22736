/*
 * rights_read.c - reading regimes, see rights_read.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "rights_read.h"
#include "ground/error.h"
#include "ground/int.h"
#include "notions/civil.h"

#include <string.h>

#define TEXT_MOST  256 /* bytes of a code, a title */
#define ORDER_MOST 1000000

/* Names of facts that are asked for by name and mean the same in every regime. */
static const char *const reserved[] = {"age",     "started", "at",      "price",   "rate",   "n",
                                       "product", "count",   "repairs", "explain", "regime", NULL};

typedef struct reader {
    mend__arena *arena;
    const mend__json *tree;
    mend__regime *regime;
    mend_error *err;
} reader;

/* ---- names ---- */

static mend__str name_at(const void *items, size_t size, size_t i)
{
    mend__str name;
    memcpy(&name, (const char *)items + i * size, sizeof name);
    return name;
}

static void feed_names(mend__guess *g, const void *items, size_t size, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mend__guess_feed(g, name_at(items, size, i));
    }
}

static bool find_name(mend__str name, const void *items, size_t size, size_t count, uint32_t *out)
{
    for (size_t i = 0; i < count; i++) {
        if (mend__str_eq(name_at(items, size, i), name)) {
            *out = (uint32_t)i;
            return true;
        }
    }
    return false;
}

bool mend__name_place(mend__str name, const void *items, size_t size, size_t count, uint32_t *out, mend__guess *g)
{
    mend__guess_start(g, name);
    bool found = find_name(name, items, size, count, out);
    if (!found) { /* guessing is dear */
        feed_names(g, items, size, count);
    }
    return found;
}

bool mend__regime_fact(const mend__regime *regime, mend__str name, mend__fact_type *type, mend__guess *g)
{
    static const struct {
        const char *name;
        mend__fact_type type;
    } common[] = {{"at", MEND__FACT_DATE},          {"price", MEND__FACT_MONEY}, {"product", MEND__FACT_WORD},
                  {"rate", MEND__FACT_COUNT},       {"n", MEND__FACT_COUNT},     {"km", MEND__FACT_COUNT},
                  {"repair_days", MEND__FACT_WHOLE}};
    static const mend__fact_type types[] = {MEND__FACT_COUNT, MEND__FACT_FLAG, MEND__FACT_DATE, MEND__FACT_WORD};
    uint32_t at = 0;
    bool known = find_name(name, regime->facts, sizeof *regime->facts, regime->fact_count, &at);
    bool found = known && at >= MEND__CASE_TERMS + regime->term_count;
    if (found) {
        *type = types[regime->facts[at].kind];
    }
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        if (mend__str_is(name, common[i].name)) { /* a declared one of this name is no less than that */
            *type = common[i].type;
            found = true;
        }
    }
    if (!found && g != NULL) {
        mend__guess_start(g, name);
        feed_names(g, regime->facts, sizeof *regime->facts, known ? at : regime->fact_count);
        for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
            mend__guess_feed(g, mend__str_of(common[i].name, MEND_NTS));
        }
    }
    return found;
}

static bool find_fact(const reader *r, mend__str name, uint32_t *out, mend__guess *g)
{
    return mend__name_place(name, r->regime->facts, sizeof *r->regime->facts, r->regime->fact_count, out, g);
}

/* A member that names a fact of one kind. */
static mend_status read_fact_name(const reader *r, mend__node object, const char *key, mend__case_kind kind,
                                  const char *what, int32_t *out)
{
    mend__node n = mend__fact_node(r->tree, object, key);
    mend__guess g;
    uint32_t fact = 0;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(r->tree, n, what, r->err);
    }
    if (!find_fact(r, mend__json_str(r->tree, n), &fact, &g)) {
        return mend__unknown_value(r->tree, n, "fact", &g, r->err);
    }
    if (r->regime->facts[fact].kind != kind) {
        return mend__json_expected(r->tree, n, what, r->err);
    }
    *out = (int32_t)fact;
    return MEND_OK;
}

/* What names stand for, to look them up in. */
typedef struct lookup {
    const void *items;
    size_t size, count;
    const char *kind;
} lookup;

/* A list of names as a mask; MEND__NONE leaves it as it is. */
static mend_status read_mask(const reader *r, mend__node list, lookup from, uint32_t *out)
{
    uint32_t mask = 0, at = 0;
    mend__guess g;
    if (list == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(r->tree, list) != MEND__JSON_ARRAY) {
        return mend__json_expected(r->tree, list, "an array of names", r->err);
    }
    for (mend__node n = mend__json_first(r->tree, list); n != MEND__NONE; n = mend__json_next(r->tree, n)) {
        if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING) {
            return mend__json_expected(r->tree, n, "a name", r->err);
        }
        if (!mend__name_place(mend__json_str(r->tree, n), from.items, from.size, from.count, &at, &g)) {
            return mend__unknown_value(r->tree, n, from.kind, &g, r->err);
        }
        mask |= UINT32_C(1) << at;
    }
    *out = mask;
    return MEND_OK;
}

/* An object of named things: how many there are, and room for `before` more than that. */
static mend_status read_room(const reader *r, mend__node list, size_t before, size_t size, const char *things,
                             void **room)
{
    mend_status status =
        list == MEND__NONE ? MEND_OK : mend__must_be(r->tree, list, MEND__JSON_OBJECT, "an object of names", r->err);
    size_t count = mend__json_count(r->tree, list) + before;
    if (status != MEND_OK || count == 0) {
        return status;
    }
    if (count > MEND__REGIME_MOST) {
        return mend__too_many(r->tree, list, MEND__REGIME_MOST - before, things, r->err);
    }
    *room = mend__arena_get(r->arena, count * size);
    return *room == NULL ? mend__no_memory(r->err) : MEND_OK;
}

static mend_status read_id(const reader *r, mend__node n, mend__str *out)
{
    mend__str key = mend__json_key(r->tree, n);
    if (!mend__is_name(key)) {
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "a name is made of a-z, 0-9 and _", r->err);
    }
    *out = key;
    return MEND_OK;
}

/* The object's "label"; without one, `id` is what is shown. */
static mend_status read_label(const reader *r, mend__node object, mend__str id, mend__name *out)
{
    out->id = id;
    return mend__label_read(r->arena, r->tree, mend__fact_node(r->tree, object, "label"), out, r->err);
}

/* ---- facts ---- */

static mend_status read_fact_object(const reader *r, mend__node n, mend__case_fact *out)
{
    static const char *const names[] = {"repairs", NULL};
    static const char *const words[] = {"any", "same_fault", NULL};
    int32_t word = 0;
    mend__node need;
    mend_status status = mend__members_known(r->tree, n, names, r->err);
    status = status != MEND_OK ? status : mend__member_need(r->tree, n, "repairs", &need, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, n, "repairs", words, &word, r->err);
    out->kind = MEND__CASE_COUNT;
    out->has_default = true;
    out->tally = word == 0 ? MEND__TALLY_ANY : MEND__TALLY_SAME_FAULT;
    return status;
}

static mend_status read_fact_words(const reader *r, mend__node list, mend__case_fact *out)
{
    size_t count = mend__json_count(r->tree, list), i = 0;
    if (count == 0 || count > MEND__REGIME_MOST) {
        return mend__json_fail(r->tree, list, MEND_SCHEMA, "expected 1 to 32 words", r->err);
    }
    mend__str *words = mend__arena_get(r->arena, count * sizeof *words);
    if (words == NULL) {
        return mend__no_memory(r->err);
    }
    for (mend__node n = mend__json_first(r->tree, list); n != MEND__NONE; n = mend__json_next(r->tree, n)) {
        words[i] = mend__json_str(r->tree, n);
        if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING || !mend__is_name(words[i])) {
            return mend__json_expected(r->tree, n, "a word made of a-z, 0-9 and _", r->err);
        }
        i++;
    }
    out->kind = MEND__CASE_WORD;
    out->words = (mend__strs){words, count};
    return MEND_OK;
}

static mend_status read_fact_kind(const reader *r, mend__node n, mend__case_fact *out)
{
    static const char *const kinds[] = {"count", "flag", "date", NULL};
    int32_t kind = 0;
    switch (mend__json_typeof(r->tree, n)) {
    case MEND__JSON_TRUE:
    case MEND__JSON_FALSE:
        out->kind = MEND__CASE_FLAG;
        out->has_default = true;
        out->value = mend__json_typeof(r->tree, n) == MEND__JSON_TRUE;
        return MEND_OK;
    case MEND__JSON_NUMBER:
        out->kind = MEND__CASE_COUNT;
        out->has_default = true;
        return mend__value_decimal(r->tree, n, 0, INT64_MAX, &out->value, r->err);
    case MEND__JSON_ARRAY:
        return read_fact_words(r, n, out);
    case MEND__JSON_OBJECT:
        return read_fact_object(r, n, out);
    default:
        break;
    }
    mend_status status = mend__value_word(r->tree, n, kinds, &kind, r->err);
    out->kind = (mend__case_kind)kind;
    return status;
}

static mend_status read_fact(const reader *r, mend__node n, mend__case_fact *out)
{
    mend_status status = read_id(r, n, &out->name);
    for (size_t i = 0; status == MEND_OK && reserved[i] != NULL; i++) {
        if (mend__str_is(out->name, reserved[i])) {
            status = mend__json_fail_key(r->tree, n, MEND_SCHEMA, "every case has a fact of this name", r->err);
        }
    }
    return status != MEND_OK ? status : read_fact_kind(r, n, out);
}

/* The library's own, a flag for each term, those declared. */
static mend_status read_facts(reader *r, mend__node facts, mend__node terms)
{
    mend__case_fact *items;
    void *room = NULL;
    size_t count = MEND__CASE_TERMS, before = MEND__CASE_TERMS + mend__json_count(r->tree, terms);
    mend_status status =
        terms == MEND__NONE ? MEND_OK : mend__must_be(r->tree, terms, MEND__JSON_OBJECT, "an object of terms", r->err);
    if (status == MEND_OK && before > MEND__REGIME_MOST / 2) {
        status = mend__too_many(r->tree, terms, MEND__REGIME_MOST / 2 - MEND__CASE_TERMS, "terms", r->err);
    }
    status = status != MEND_OK ? status : read_room(r, facts, before, sizeof *items, "facts", &room);
    if (status != MEND_OK) {
        return status;
    }
    items = room;
    items[MEND__CASE_AGE] = (mend__case_fact){.name = MEND__STR("age"), .kind = MEND__CASE_COUNT};
    items[MEND__CASE_STARTED] = (mend__case_fact){.name = MEND__STR("started"), .kind = MEND__CASE_FLAG};
    for (mend__node n = mend__json_first(r->tree, terms); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        items[count].kind = MEND__CASE_FLAG;
        status = read_id(r, n, &items[count++].name);
    }
    for (mend__node n = mend__json_first(r->tree, facts); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        status = read_fact(r, n, &items[count++]);
    }
    r->regime->facts = items;
    r->regime->fact_count = count;
    return status;
}

/* What facts are called. */
static mend_status read_labels(reader *r, mend__node labels)
{
    void *room = NULL;
    size_t count = 0;
    mend_status status = read_room(r, labels, 0, sizeof(mend__name), "labels", &room);
    mend__name *items = room;
    for (mend__node n = mend__json_first(r->tree, labels); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        mend__fact_type type;
        mend__guess g;
        items[count].id = mend__json_key(r->tree, n);
        status = mend__regime_fact(r->regime, items[count].id, &type, &g)
                     ? MEND_OK
                     : mend__unknown_key(r->tree, n, "fact", &g, r->err);
        status = status != MEND_OK ? status : mend__label_read(r->arena, r->tree, n, &items[count], r->err);
        count++;
    }
    r->regime->labels = items;
    r->regime->label_count = count;
    return status;
}

/* ---- lengths and terms ---- */

/* Fills the length from an object's members; without any unit it is open. */
static mend_status read_length(const reader *r, mend__node n, mend__length *out)
{
    static const char *const rules[] = {"same_day", "day_before", NULL};
    static const char *const units[] = {"years", "months", "weeks", "days"};
    mend__length length = {0};
    int32_t ending = 0, *const parts[] = {&length.years, &length.months, &length.weeks, &length.days};
    mend_status status = MEND_OK;
    for (size_t i = 0; i < 4 && status == MEND_OK; i++) {
        length.given = length.given || mend__fact_node(r->tree, n, units[i]) != MEND__NONE;
        status = mend__fact_int32(r->tree, n, units[i], 0, MEND__LENGTH_MAX / 4, parts[i], r->err);
    }
    status = status != MEND_OK ? status : mend__fact_word(r->tree, n, "rule", rules, &ending, r->err);
    length.ending = ending == 0 ? MEND__SAME_DAY : MEND__DAY_BEFORE;
    if (status == MEND_OK) {
        *out = length;
    }
    return status;
}

static mend_status read_term(const reader *r, mend__node n, mend__case_term *out)
{
    static const char *const names[] = {"last_day", "from",  "usage", "limit", "years",
                                        "months",   "weeks", "days",  "rule",  NULL};
    *out = (mend__case_term){MEND__UNSET, MEND__UNSET, MEND__UNSET, {0}, MEND__UNSET};
    mend_status status = mend__members_known(r->tree, n, names, r->err);
    status = status != MEND_OK
                 ? status
                 : read_fact_name(r, n, "last_day", MEND__CASE_DATE, "a fact that is a date", &out->last_day);
    status =
        status != MEND_OK ? status : read_fact_name(r, n, "from", MEND__CASE_DATE, "a fact that is a date", &out->from);
    status = status != MEND_OK ? status
                               : read_fact_name(r, n, "usage", MEND__CASE_COUNT, "a fact that is a count", &out->usage);
    status =
        status != MEND_OK ? status : mend__fact_decimal(r->tree, n, "limit", 0, INT64_MAX, &out->usage_limit, r->err);
    status = status != MEND_OK ? status : read_length(r, n, &out->length);
    if (status == MEND_OK && ((out->length.given && out->from == MEND__UNSET) ||
                              (out->usage_limit != MEND__UNSET && out->usage == MEND__UNSET))) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "a length needs \"from\", a limit needs \"usage\"", r->err);
    }
    return status;
}

static mend_status read_terms(reader *r, mend__node terms)
{
    void *room = NULL;
    mend__case_term *items;
    size_t count = 0;
    mend_status status = read_room(r, terms, 0, sizeof *items, "terms", &room);
    items = room;
    for (mend__node n = mend__json_first(r->tree, terms); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        status = read_term(r, n, &items[count++]);
    }
    r->regime->terms = items;
    r->regime->term_count = count;
    return status;
}

/* ---- rights and rules, by their order and then their names ---- */

static mend_status read_order(const reader *r, mend__node n, int64_t *order)
{
    mend__node need;
    mend_status status = mend__must_be(r->tree, n, MEND__JSON_OBJECT, "an object", r->err);
    status = status != MEND_OK ? status : mend__member_need(r->tree, n, "order", &need, r->err);
    return status != MEND_OK ? status : mend__member_int(r->tree, n, "order", 0, ORDER_MOST, order, r->err);
}

/* The members of an object by their "order"; count at most MEND__REGIME_MOST. */
static mend_status read_ordered(const reader *r, mend__node list, mend__node nodes[])
{
    int64_t orders[MEND__REGIME_MOST];
    size_t count = 0;
    for (mend__node n = mend__json_first(r->tree, list); n != MEND__NONE; n = mend__json_next(r->tree, n)) {
        int64_t order = 0;
        mend_status status = read_order(r, n, &order);
        if (status != MEND_OK) {
            return status;
        }
        size_t at = count++;
        mend__str key = mend__json_key(r->tree, n);
        for (; at > 0 && (orders[at - 1] > order ||
                          (orders[at - 1] == order && mend__str_cmp(mend__json_key(r->tree, nodes[at - 1]), key) > 0));
             at--) {
            orders[at] = orders[at - 1];
            nodes[at] = nodes[at - 1];
        }
        orders[at] = order;
        nodes[at] = n;
    }
    return MEND_OK;
}

static mend_status read_rights(reader *r, mend__node rights)
{
    static const char *const names[] = {"order", "refund", "label", NULL};
    static const char *const words[] = {"none", "full", "less_depreciation", "less_use", NULL};
    mend__node nodes[MEND__REGIME_MOST];
    void *room = NULL;
    size_t count = mend__json_count(r->tree, rights);
    mend_status status = read_room(r, rights, 0, sizeof(mend__right), "rights", &room);
    mend__right *items = room;
    status = status != MEND_OK ? status : read_ordered(r, rights, nodes);
    for (size_t i = 0; i < count && status == MEND_OK; i++) {
        int32_t word = 0;
        status = mend__members_known(r->tree, nodes[i], names, r->err);
        status = status != MEND_OK ? status : read_id(r, nodes[i], &items[i].name);
        status = status != MEND_OK ? status : mend__fact_word(r->tree, nodes[i], "refund", words, &word, r->err);
        status = status != MEND_OK ? status : read_label(r, nodes[i], items[i].name, &items[i].shown);
        items[i].refunding = (mend__refunding)word;
    }
    r->regime->rights = items;
    r->regime->right_count = count;
    return status;
}

static mend_status read_figure(const reader *r, mend__node n, const char *key, bool *has, int64_t *out)
{
    *has = mend__fact_node(r->tree, n, key) != MEND__NONE;
    return mend__fact_decimal(r->tree, n, key, 0, INT64_MAX, out, r->err);
}

static mend_status read_figures(const reader *r, mend__node n, mend__ground *out)
{
    static const char *const names[] = {"gt", "ge", "lt", "le", NULL};
    mend_status status = mend__members_known(r->tree, n, names, r->err);
    status = status != MEND_OK ? status : read_figure(r, n, "gt", &out->has_gt, &out->gt);
    status = status != MEND_OK ? status : read_figure(r, n, "ge", &out->has_ge, &out->ge);
    status = status != MEND_OK ? status : read_figure(r, n, "lt", &out->has_lt, &out->lt);
    status = status != MEND_OK ? status : read_figure(r, n, "le", &out->has_le, &out->le);
    out->open = !out->has_gt && !out->has_ge && !out->has_lt && !out->has_le;
    return status;
}

static mend_status read_flag(const reader *r, mend__node n, int64_t *out)
{
    mend__json_type type = mend__json_typeof(r->tree, n);
    if (type != MEND__JSON_TRUE && type != MEND__JSON_FALSE) {
        return mend__json_expected(r->tree, n, "true or false", r->err);
    }
    *out = type == MEND__JSON_TRUE;
    return MEND_OK;
}

/* A member of "when": the fact is its name. */
static mend_status read_ground(const reader *r, mend__node n, mend__ground *out)
{
    mend__guess g;
    if (!find_fact(r, mend__json_key(r->tree, n), &out->fact, &g)) {
        return mend__unknown_key(r->tree, n, "fact", &g, r->err);
    }
    const mend__case_fact *fact = &r->regime->facts[out->fact];
    switch (fact->kind) {
    case MEND__CASE_COUNT:
        return read_figures(r, n, out);
    case MEND__CASE_FLAG:
        return read_flag(r, n, &out->equal);
    case MEND__CASE_WORD:
        return read_mask(r, n, (lookup){fact->words.items, sizeof(mend__str), fact->words.count, "word"}, &out->words);
    default:
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "a rule cannot ask for a date; declare a term", r->err);
    }
}

static mend_status read_when(const reader *r, mend__node rule, mend__rights_rule *out)
{
    mend__node when = mend__fact_node(r->tree, rule, "when");
    void *room = NULL;
    size_t count = 0;
    mend_status status = read_room(r, when, 0, sizeof(mend__ground), "conditions", &room);
    mend__ground *items = room;
    for (mend__node n = mend__json_first(r->tree, when); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        status = read_ground(r, n, &items[count++]);
    }
    out->grounds = items;
    out->ground_count = count;
    return status;
}

/* Rules know those before them alone, so nothing can go round in a circle. */
static mend_status read_rule(const reader *r, mend__node n, const mend__rights_rule *rules, size_t before,
                             mend__rights_rule *out)
{
    static const char *const names[] = {"order",  "label", "code",  "article", "when", "after",
                                        "unless", "gives", "takes", "ends",    NULL};
    const lookup earlier = {rules, sizeof *rules, before, "rule before this one"};
    const lookup rights = {r->regime->rights, sizeof *r->regime->rights, r->regime->right_count, "right"};
    const mend__json *t = r->tree;
    mend__node need;
    mend_status status = mend__members_known(r->tree, n, names, r->err);
    status = status != MEND_OK ? status : read_id(r, n, &out->id);
    status = status != MEND_OK ? status : mend__member_need(r->tree, n, "code", &need, r->err);
    status = status != MEND_OK ? status : mend__member_text(r->tree, n, "code", TEXT_MOST, &out->code, r->err);
    status = status != MEND_OK ? status : mend__fact_text(r->tree, n, "article", TEXT_MOST, &out->article, r->err);
    status = status != MEND_OK ? status : read_label(r, n, out->code, &out->shown);
    status = status != MEND_OK ? status : read_when(r, n, out);
    status = status != MEND_OK ? status : read_mask(r, mend__fact_node(t, n, "after"), earlier, &out->after);
    status = status != MEND_OK ? status : read_mask(r, mend__fact_node(t, n, "unless"), earlier, &out->unless);
    status = status != MEND_OK ? status : read_mask(r, mend__fact_node(t, n, "gives"), rights, &out->gives);
    status = status != MEND_OK ? status : read_mask(r, mend__fact_node(t, n, "takes"), rights, &out->takes);
    return status != MEND_OK ? status : mend__fact_bool(r->tree, n, "ends", &out->ends, r->err);
}

static mend_status read_rules(reader *r, mend__node rules)
{
    mend__node nodes[MEND__REGIME_MOST];
    void *room = NULL;
    size_t count = mend__json_count(r->tree, rules);
    mend_status status = read_room(r, rules, 0, sizeof(mend__rights_rule), "rules", &room);
    mend__rights_rule *items = room;
    status = status != MEND_OK ? status : read_ordered(r, rules, nodes);
    for (size_t i = 0; i < count && status == MEND_OK; i++) {
        status = read_rule(r, nodes[i], items, i, &items[i]);
    }
    r->regime->rules = items;
    r->regime->rule_count = count;
    return status;
}

/* ---- figures ---- */

static mend_status read_products(reader *r, mend__node products)
{
    void *room = NULL;
    size_t count = 0;
    mend_status status = read_room(r, products, 0, sizeof(mend__product_rate), "products", &room);
    mend__product_rate *items = room;
    for (mend__node n = mend__json_first(r->tree, products); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        status = read_id(r, n, &items[count].product);
        status =
            status != MEND_OK ? status : mend__value_decimal(r->tree, n, 0, MEND__NANO, &items[count].rate, r->err);
        count++;
    }
    r->regime->products = items;
    r->regime->product_count = count;
    return status;
}

/* The member, an object of no other members than these; MEND__NONE if it is not there. */
static mend_status read_block(const reader *r, mend__node n, const char *key, mend__words names, mend__node *out)
{
    *out = mend__fact_node(r->tree, n, key);
    return *out == MEND__NONE ? MEND_OK : mend__members_known(r->tree, *out, names, r->err);
}

static mend_status read_refunds(reader *r, mend__node n)
{
    static const char *const depreciation[] = {"rate", "products", "count", NULL};
    static const char *const use[] = {"rate", "most", NULL};
    static const char *const repair[] = {"over", NULL};
    static const char *const counts[] = {"nights", "inclusive", NULL};
    mend__regime *g = r->regime;
    mend__node block;
    int32_t count = 0;
    mend_status status = read_block(r, n, "depreciation", depreciation, &block);
    status = status != MEND_OK ? status : mend__fact_decimal(r->tree, block, "rate", 0, MEND__NANO, &g->rate, r->err);
    status = status != MEND_OK ? status : mend__fact_word(r->tree, block, "count", counts, &count, r->err);
    status = status != MEND_OK ? status : read_products(r, mend__fact_node(r->tree, block, "products"));
    g->inclusive = count == 1;
    status = status != MEND_OK ? status : read_block(r, n, "use", use, &block);
    status =
        status != MEND_OK ? status : mend__fact_decimal(r->tree, block, "rate", 0, MEND__NANO, &g->use_rate, r->err);
    status =
        status != MEND_OK ? status : mend__fact_decimal(r->tree, block, "most", 0, MEND__NANO, &g->use_most, r->err);
    status = status != MEND_OK ? status : read_block(r, n, "repair_days", repair, &block);
    return status != MEND_OK
               ? status
               : mend__fact_int(r->tree, block, "over", 0, MEND__LENGTH_MAX, &g->repair_days_over, r->err);
}

static mend_status read_liability(reader *r, mend__node n)
{
    static const char *const plain[] = {"years", "months", "weeks", "days", "rule", NULL};
    static const char *const extension[] = {"years", "months", "weeks", "days", "since", NULL};
    static const char *const rejection[] = {"years", "months", "weeks", "days", "rule", "floor_days", NULL};
    mend__regime *g = r->regime;
    const struct {
        const char *key;
        mend__words names;
        mend__length *length;
    } blocks[] = {{"liability", plain, &g->liability},     {"burden", plain, &g->burden},
                  {"extension", extension, &g->extension}, {"rejection", rejection, &g->rejection},
                  {"presumption", plain, &g->presumption}, {"no_deduction", plain, &g->no_deduction}};
    mend_status status = MEND_OK;
    mend__node block;
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0] && status == MEND_OK; i++) {
        status = read_block(r, n, blocks[i].key, blocks[i].names, &block);
        status = status != MEND_OK ? status : read_length(r, block, blocks[i].length);
    }
    block = mend__fact_node(r->tree, n, "extension");
    status = status != MEND_OK ? status : mend__fact_day(r->tree, block, "since", &g->extension_since, r->err);
    block = mend__fact_node(r->tree, n, "rejection");
    return status != MEND_OK
               ? status
               : mend__fact_int32(r->tree, block, "floor_days", 0, MEND__LENGTH_MAX / 4, &g->rejection_floor, r->err);
}

mend_status mend__regime_read(mend__arena *arena, const mend__json *tree, mend__node n, mend__regime *out,
                              mend_error *err)
{
    static const char *const names[] = {
        "extends", "id",        "title",     "source",      "since",        "label", "labels",      "window",
        "facts",   "terms",     "rights",    "rules",       "depreciation", "use",   "repair_days", "liability",
        "burden",  "extension", "rejection", "presumption", "no_deduction", NULL};
    static const char *const windows[] = {"same_day", "day_before", NULL};
    mend__regime regime = {.since = MEND__UNSET,
                           .rate = MEND__UNSET,
                           .use_rate = MEND__UNSET,
                           .use_most = MEND__UNSET,
                           .repair_days_over = MEND__UNSET,
                           .extension_since = MEND__NO_DAY};
    reader r = {arena, tree, &regime, err};
    mend__node terms = mend__fact_node(tree, n, "terms");
    mend__str unread = {0};
    int32_t window = 0;
    mend_status status = mend__members_known(tree, n, names, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "id", TEXT_MOST, &regime.id, err);
    status = status != MEND_OK ? status : read_label(&r, n, regime.id, &regime.shown);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "title", TEXT_MOST, &unread, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "source", TEXT_MOST, &unread, err);
    status = status != MEND_OK ? status : mend__fact_word(tree, n, "window", windows, &window, err);
    regime.count_first = window == 1;
    status = status != MEND_OK ? status : read_facts(&r, mend__fact_node(tree, n, "facts"), terms);
    status = status != MEND_OK
                 ? status
                 : read_fact_name(&r, n, "since", MEND__CASE_DATE, "a fact that is a date", &regime.since);
    status = status != MEND_OK ? status : read_labels(&r, mend__fact_node(tree, n, "labels"));
    status = status != MEND_OK ? status : read_terms(&r, terms);
    status = status != MEND_OK ? status : read_rights(&r, mend__fact_node(tree, n, "rights"));
    status = status != MEND_OK ? status : read_rules(&r, mend__fact_node(tree, n, "rules"));
    status = status != MEND_OK ? status : read_refunds(&r, n);
    status = status != MEND_OK ? status : read_liability(&r, n);
    if (status == MEND_OK) {
        *out = regime;
    }
    return status;
}
