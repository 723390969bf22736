/*
 * diff_words.c - places of a policy's document in words, see diff_words.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "diff_words.h"
#include "diff_rights.h"
#include "explain.h"
#include "policy_terms.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_BYTES 240 /* shown of words of the author */

/* ---- the author's words ---- */

static bool in_character(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

void put_words(text *t, const char *words, size_t skip, size_t most)
{
    size_t len = strlen(words), from = skip < len ? skip : len;
    while (from > 0 && from < len && in_character(words[from])) {
        from--;
    }
    size_t to = len - from > most ? from + most : len;
    while (to < len && to > from && in_character(words[to])) {
        to--;
    }
    text_add(t, from > 0 ? "“…" : "“", MEND_NTS);
    while (from < to) {
        size_t part = strcspn(words + from, "\n\t");
        part = part > to - from ? to - from : part;
        text_add(t, words + from, part);
        from += part;
        if (from < to) {
            text_add(t, " ", 1);
            from++;
        }
    }
    text_add(t, to < len ? "…”" : "”", MEND_NTS);
}

/* ---- names ---- */

static mend_kind kind_of(const char *section)
{
    static const struct {
        const char *section;
        mend_kind kind;
    } kinds[] = {{"states", MEND_KIND_STATE},       {"actions", MEND_KIND_ACTION}, {"roles", MEND_KIND_ROLE},
                 {"grades", MEND_KIND_GRADE},       {"numbers", MEND_KIND_SERIES}, {"texts", MEND_KIND_TEXT},
                 {"calendars", MEND_KIND_CALENDAR}, {"clocks", MEND_KIND_CLOCK},   {"sheets", MEND_KIND_SHEET}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].section, section) == 0) {
            return kinds[i].kind;
        }
    }
    return 0;
}

/* The thing that the name stands for: one of the section, a term of the warranty, a work of any card. */
static json_node thing_of(const view *v, const char *section, const char *name)
{
    json_node warranty = json_get(&v->j, v->root, "warranty");
    if (strcmp(section, "terms") == 0) {
        return json_get(&v->j, json_get(&v->j, warranty, "terms"), name);
    }
    if (strcmp(section, "labour") != 0) {
        return json_get(&v->j, json_get(&v->j, v->root, section), name);
    }
    json_node cards = json_get(&v->j, json_get(&v->j, v->root, "fees"), "cards"), found = 0;
    for (json_node n = json_first(&v->j, cards); n != 0 && found == 0; n = json_next(&v->j, n)) {
        found = json_get(&v->j, json_get(&v->j, n, "labour"), name);
    }
    return found;
}

/* A label, else the name in quotation marks. */
static void put_thing_label(const view *v, text *t, json_node thing, const char *name)
{
    if (json_get(&v->j, thing, "label") == 0) {
        put_words(t, name, 0, WORDS_BYTES);
    } else {
        put_own_label(v, t, thing, name);
    }
}

static void put_name(const view *v, text *t, const char *section, const char *name)
{
    static const char *const between[] = {", ", "、", "，", NULL};
    mend_kind kind = kind_of(section);
    if (kind == MEND_KIND_TEXT) {
        const char *words = mend_policy_label(v->policy, kind, name, MEND_NTS, v->a->lang, NULL);
        put_words(t, words == NULL ? name : words, 0, WORDS_BYTES);
    } else if (kind == MEND_KIND_ACTION || kind == MEND_KIND_CLOCK || is_like_several(v, kind, name, between)) {
        put_quoted(v, t, kind, name);
    } else if (kind != 0) {
        put_label(v, t, kind, name);
    } else {
        put_thing_label(v, t, thing_of(v, section, name), name);
    }
}

/* A set is called like the first field that takes its values of it. */
static void put_set(const view *v, text *t, const char *set)
{
    mend_field_info info = {.struct_size = sizeof info};
    for (int32_t i = 0; mend_field_at(i, &info) == MEND_OK; i++) {
        const char *of = mend_field_set(info.id);
        if (of != NULL && strcmp(of, set) == 0) {
            put_field(v, t, "", mend_field_name(info.id));
            return;
        }
    }
    json_node fields = json_get(&v->j, v->root, "fields");
    for (json_node n = json_first(&v->j, fields); n != 0; n = json_next(&v->j, n)) {
        if (strcmp(json_member(&v->j, n, "choices"), set) == 0) {
            put_field(v, t, "", json_key(&v->j, n));
            return;
        }
    }
    put_words(t, set, 0, WORDS_BYTES);
}

/* ---- where a value stands ---- */

around around_in(const view *v, const place *p, const around *at, json_node object)
{
    around in = *at;
    const char *key = json_key(&v->j, object);
    if (p->how == BY_FIELD && strcmp(p->in, "form") == 0) {
        in = (around){"", key};
    } else if (p->how == BY_FORM_COLUMN) {
        in = (around){at->field, key};
    } else if (strcmp(p->of, "block") == 0 && p->how == BY_LABEL) {
        in = (around){json_member(&v->j, object, "list"), ""};
    }
    return in;
}

/* The matrix's field whose choices stand there: "Impact “many”". */
static void put_side(const view *v, text *t, const char *side, json_node member)
{
    json_node matrix = json_get(&v->j, json_get(&v->j, v->root, "triage"), "matrix");
    const char *field = json_member(&v->j, matrix, side);
    put_field(v, t, "", field);
    put(v, t, " “", "“");
    if (!put_option(v, t, field, json_key(&v->j, member))) {
        text_add(t, json_key(&v->j, member), MEND_NTS);
    }
    text_add(t, "”", MEND_NTS);
}

/* A state, or a stage of states, in quotation marks. */
static void put_state(const view *v, text *t, const char *name)
{
    text_add(t, "“", MEND_NTS);
    if (json_get(&v->j, json_get(&v->j, v->root, "states"), name) != 0 || !put_term(v, t, "stage", name)) {
        const char *label = mend_policy_label(v->policy, MEND_KIND_STATE, name, MEND_NTS, v->a->lang, NULL);
        text_add(t, label == NULL ? name : label, MEND_NTS);
    }
    text_add(t, "”", MEND_NTS);
}

static void put_entry(const view *v, text *t, const place *p, const around *at, json_node entry)
{
    const char *name = json_key(&v->j, entry);
    bool labelled = json_get(&v->j, entry, "label") != 0;
    char level[100];
    snprintf(level, sizeof level, "level/%.64s", name);
    const char *label = mend_policy_label(v->policy, MEND_KIND_CHOICE, level, MEND_NTS, v->a->lang, NULL);
    switch (p->how) {
    case BY_FIELD:
    case BY_FORM_COLUMN:
    case BY_COLUMN:
        if (labelled) {
            put_own_label(v, t, entry, name);
        } else {
            put_field(v, t, p->how == BY_FIELD ? "" : p->how == BY_COLUMN ? at->list : at->field, name);
        }
        break;
    case BY_ROW:
    case BY_CELL:
        put_side(v, t, p->how == BY_ROW ? "rows" : "columns", entry);
        break;
    case BY_STATE:
        put_state(v, t, name);
        break;
    case BY_CHARGE:
        put_choice(v, t, "charge_kind", name);
        break;
    case BY_SET:
        put_set(v, t, name);
        break;
    case BY_FACT:
    case BY_FACT_NAME:
        put_of_regime(v, t, "labels", name);
        break;
    case BY_RIGHT:
    case BY_RULE:
        put_of_regime(v, t, p->how == BY_RIGHT ? "rights" : "rules", name);
        break;
    case BY_DATE:
        text_add(t, name, MEND_NTS);
        break;
    case BY_LANGUAGE:
        if (!put_term(v, t, "language", name)) {
            text_add(t, name, MEND_NTS);
        }
        break;
    default:
        text_add(t, "“", MEND_NTS);
        if (labelled || p->how != BY_LEVEL || label == NULL || strcmp(label, level) == 0) {
            put_own_label(v, t, entry, name);
        } else {
            text_add(t, label, MEND_NTS);
        }
        text_add(t, "”", MEND_NTS);
    }
}

void put_place(const view *v, text *t, const place *p, const around *at, json_node member)
{
    if (p == NULL) {
        put(v, t, "member ", "项目");
        put_words(t, json_key(&v->j, member), 0, WORDS_BYTES);
        return;
    }
    put(v, t, p->en, p->zh);
    if (strcmp(p->key, "*") == 0) {
        put(v, t, p->en[0] == '\0' ? "" : " ", "");
        put_entry(v, t, p, at, member);
    }
}

/* ---- hours and ways ---- */

static void put_windows(const view *v, text *t, json_node windows)
{
    if (json_first(&v->j, windows) == 0) {
        put(v, t, "closed", "休息");
    }
    for (json_node n = json_first(&v->j, windows); n != 0; n = json_next(&v->j, n)) {
        json_node from = json_first(&v->j, n);
        put(v, t, n == json_first(&v->j, windows) ? "" : ", ", n == json_first(&v->j, windows) ? "" : "、");
        text_add(t, json_text(&v->j, from), MEND_NTS);
        text_add(t, "–", MEND_NTS);
        text_add(t, json_text(&v->j, json_next(&v->j, from)), MEND_NTS);
    }
}

/* "make-up day" of a date, in parentheses. */
static void put_remark(const view *v, text *t, json_node object)
{
    const char *remark = json_member(&v->j, object, "label");
    if (remark[0] != '\0') {
        put(v, t, " (", "（");
        put_words(t, remark, 0, WORDS_BYTES);
        put(v, t, ")", "）");
    }
}

static void put_hours(const view *v, text *t, json_node hours)
{
    json_node like = json_get(&v->j, hours, "like"), windows = json_get(&v->j, hours, "windows");
    if (json_type(&v->j, hours) == '[') {
        put_windows(v, t, hours);
    } else if (like != 0) {
        put(v, t, "as on ", "同");
        put_term(v, t, "weekday", json_text(&v->j, like));
    } else {
        put_windows(v, t, windows);
    }
    put_remark(v, t, hours);
}

static void put_date(const view *v, text *t, json_node date)
{
    bool object = json_type(&v->j, date) == '{';
    text_add(t, object ? json_member(&v->j, date, "date") : json_text(&v->j, date), MEND_NTS);
    put_remark(v, t, date);
}

/* "up to 10 km: CNY 20.00" */
static void put_zone(const view *v, text *t, json_node zone)
{
    const char *upto = json_member(&v->j, zone, "upto");
    put(v, t, upto[0] == '\0' ? "beyond" : "up to ", upto[0] == '\0' ? "以远" : "");
    text_add(t, upto, MEND_NTS);
    put(v, t, upto[0] == '\0' ? ": " : " km: ", upto[0] == '\0' ? "：" : "公里以内：");
    put_amount(v, t, json_int(&v->j, json_get(&v->j, zone, "fee"), 0));
}

/* ---- values ---- */

static void put_loop(const view *v, text *t, json_node loop)
{
    put_name(v, t, "counters", json_member(&v->j, loop, "counter"));
    put(v, t, ", at most ", "，不超过");
    text_add(t, json_member(&v->j, loop, "at_most"), MEND_NTS);
    put(v, t, "", "次");
}

/* A value that depends on the field it is for. */
static void put_for_field(const view *v, text *t, const place *p, const around *at, json_node value)
{
    bool writes = p->what == HOLDS_SETTING;
    if (!writes || !put_term(v, t, "token", json_text(&v->j, value))) {
        put_value(v, t, writes ? "" : at->list, writes ? json_key(&v->j, value) : at->field, value);
    }
}

/* A text, a number or a word. */
static void put_scalar(const view *v, text *t, const place *p, const around *at, const char *raw)
{
    if (raw[0] == '$' && p->what != HOLDS_PERSON && put_term(v, t, "token", raw)) {
        return;
    }
    switch (p->what) {
    case HOLDS_TEXT:
        put_words(t, raw, 0, WORDS_BYTES);
        break;
    case HOLDS_PERCENT:
        text_add(t, raw, MEND_NTS);
        text_add(t, " %", MEND_NTS);
        break;
    case HOLDS_AMOUNT:
        put_amount(v, t, strtoll(raw, NULL, 10));
        break;
    case HOLDS_PRICE:
        put_price(v, t, raw);
        break;
    case HOLDS_BOOL:
        put_yes(v, t, strcmp(raw, "true") == 0);
        break;
    case HOLDS_WORD:
        if (!put_term(v, t, p->of, raw)) {
            put_words(t, raw, 0, WORDS_BYTES);
        }
        break;
    case HOLDS_STATES:
    case HOLDS_NAME:
        if (!put_term(v, t, p->what == HOLDS_STATES ? "states" : p->of, raw)) {
            put_name(v, t, p->what == HOLDS_STATES ? "states" : p->of, raw);
        }
        break;
    case HOLDS_CHOICE:
        put_choice(v, t, p->of, raw);
        break;
    case HOLDS_SET:
        put_set(v, t, raw);
        break;
    case HOLDS_REGIME:
        put_regime(v, t, raw);
        break;
    case HOLDS_OF_REGIME:
        put_of_regime(v, t, p->of, raw);
        break;
    case HOLDS_PERSON:
        put_person(v, t, raw);
        break;
    case HOLDS_SPAN:
        put_span(v, t, raw);
        break;
    case HOLDS_FIELD:
    case HOLDS_COLUMN:
        put_field(v, t, p->what == HOLDS_COLUMN ? at->list : "", raw);
        break;
    default:
        text_add(t, raw, MEND_NTS);
    }
}

static void put_absent(const view *v, text *t, const place *p, const around *at)
{
    if (p == NULL || p->absent == NULL) {
        put(v, t, "none", "无");
    } else if (p->absent[0] == '=') {
        put_term(v, t, "absent", p->absent + 1);
    } else {
        put_scalar(v, t, p, at, p->absent);
    }
}

/* What there are no words for. */
static void put_unknown(const view *v, text *t, json_node value)
{
    char type = json_type(&v->j, value);
    if (type == '{' || type == '[') {
        put(v, t, "several values", "多项内容");
    } else {
        put_words(t, json_text(&v->j, value), 0, WORDS_BYTES);
    }
}

static void put_items(const view *v, text *t, const place *p, const around *at, json_node array)
{
    if (json_first(&v->j, array) == 0) {
        put(v, t, "none", "无");
    }
    for (json_node n = json_first(&v->j, array); n != 0; n = json_next(&v->j, n)) {
        put(v, t, n == json_first(&v->j, array) ? "" : ", ", n == json_first(&v->j, array) ? "" : "、");
        put_held(v, t, p, at, n);
    }
}

/* What is told as a whole; false: it is no such place. */
static bool put_whole(const view *v, text *t, const place *p, json_node value)
{
    switch (p->what) {
    case HOLDS_CONDITION:
        put_condition(v, t, value, "");
        return true;
    case HOLDS_TRIGGER:
        put_trigger(v, t, value);
        return true;
    case HOLDS_LOOP:
        put_loop(v, t, value);
        return true;
    case HOLDS_WINDOWS:
        put_windows(v, t, value);
        return true;
    case HOLDS_HOURS:
        put_hours(v, t, value);
        return true;
    case HOLDS_FACT:
        put_fact(v, t, value);
        return true;
    case HOLDS_TEST:
        put_test(v, t, value);
        return true;
    case HOLDS_LABEL:
        put_words(t, json_member(&v->j, value, v->a->lang), 0, WORDS_BYTES);
        return true;
    default:
        return false;
    }
}

/* A regime of rights: a built-in one, or the policy's own. */
static void put_either_regime(const view *v, text *t, json_node value)
{
    if (json_type(&v->j, value) == 's') {
        put_regime(v, t, json_text(&v->j, value));
    } else {
        put(v, t, "its own, ", "自定义");
        text_add(t, "“", MEND_NTS);
        put_own_label(v, t, value, json_member(&v->j, value, "id"));
        text_add(t, "”", MEND_NTS);
    }
}

void put_held(const view *v, text *t, const place *p, const around *at, json_node value)
{
    char type = json_type(&v->j, value);
    if (value == 0 || type == 'n') {
        put_absent(v, t, p, at);
    } else if (p == NULL) {
        put_unknown(v, t, value);
    } else if (put_whole(v, t, p, value)) {
        return;
    } else if (type == '[') {
        put_items(v, t, p, at, value);
    } else if (p->what == HOLDS_DATES) {
        put_date(v, t, value);
    } else if (p->what == HOLDS_ZONE) {
        put_zone(v, t, value);
    } else if (p->what == HOLDS_BOUND || p->what == HOLDS_OPTION || p->what == HOLDS_SETTING) {
        put_for_field(v, t, p, at, value);
    } else if (p->what == HOLDS_OBJECT) {
        put_either_regime(v, t, value);
    } else if (type == '{') {
        put_unknown(v, t, value);
    } else {
        put_scalar(v, t, p, at, json_text(&v->j, value));
    }
}

void put_need(const view *v, text *t, const place *p, json_node object)
{
    json_node need = json_get(&v->j, object, p->key), when = json_get(&v->j, object, "when");
    const char *word = need == 0 ? p->absent : json_text(&v->j, need);
    if (!put_term(v, t, p->of, word)) {
        put_words(t, word, 0, WORDS_BYTES);
    }
    if (when != 0 && strcmp(word, "optional") != 0) {
        put(v, t, " if ", "，条件：");
        put_condition(v, t, when, "");
    }
}

/* ---- objects ---- */

const verbs *verbs_of(const place *p)
{
    static const verbs all[] = {
        {"form", "asks for ", "填写", "now also asks for ", "增加填写", "no longer asks for ", "不再填写"},
        {"form_columns", "", "", "now also asks for ", "增加填写", "no longer asks for ", "不再填写"},
        {"sets", "writes ", "自动写入", "now also writes ", "增加写入", "no longer writes ", "不再写入"},
        {"block_fields", "shows ", "显示", "now also shows ", "增加显示", "no longer shows ", "不再显示"},
        {"block_columns", "shows ", "显示", "now also shows ", "增加显示", "no longer shows ", "不再显示"}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(all[i].kind, p->in) == 0 && strcmp(p->key, "*") == 0) {
            return &all[i];
        }
    }
    return NULL;
}

/* Contents being told. */
typedef struct listing {
    const view *v;
    text *t;
    const char *en, *zh; /* between two */
    bool any;
} listing;

static void next(listing *l)
{
    put(l->v, l->t, l->any ? l->en : "", l->any ? l->zh : "");
    l->any = true;
}

/* Whether something has to be said of a member: it is more than what holds anyway. */
static bool is_said(const view *v, const place *p, json_node member)
{
    bool scalar = json_type(&v->j, member) != '{' && json_type(&v->j, member) != '[';
    bool anyway = scalar && p->absent != NULL && strcmp(p->absent, json_text(&v->j, member)) == 0;
    return p->what != HOLDS_WITH_NEED && (!anyway || p->what == HOLDS_NEED);
}

static void list_object(listing *l, const char *kind, const around *at, json_node object);

/* The contents of an object in parentheses, if there are any. */
static void put_inside(const listing *l, const char *kind, const around *at, json_node object)
{
    if (has_contents(l->v, kind, object)) {
        put(l->v, l->t, " (", "（");
        put_contents(l->v, l->t, kind, at, object, "; ", "；");
        put(l->v, l->t, ")", "）");
    }
}

static void list_entry(listing *l, const place *p, const around *at, json_node entry)
{
    const verbs *how = verbs_of(p);
    const around in = around_in(l->v, p, at, entry);
    next(l);
    if (how != NULL) {
        put(l->v, l->t, how->en, how->zh);
    }
    put_place(l->v, l->t, p, at, entry);
    if (p->what == HOLDS_OBJECT) {
        put_inside(l, p->of, &in, entry);
    } else {
        put(l->v, l->t, ": ", "：");
        put_held(l->v, l->t, p, at, entry);
    }
}

static void list_member(listing *l, const place *p, const around *at, json_node object, json_node member)
{
    if (p->what == HOLDS_OBJECT && p->en[0] == '\0') {
        list_object(l, p->of, at, member);
        return;
    }
    next(l);
    if (p->what == HOLDS_NEED) {
        put_need(l->v, l->t, p, object);
        return;
    }
    put_place(l->v, l->t, p, at, member);
    if (p->what == HOLDS_OBJECT && json_type(&l->v->j, member) == '{') {
        put_inside(l, p->of, at, member);
    } else {
        put(l->v, l->t, ": ", "：");
        put_held(l->v, l->t, p, at, member);
    }
}

/* A text in another language, where there is one in the desk's. */
static bool is_foreign(const view *v, const place *p, json_node text_of, json_node entry)
{
    const char *own = v->a->lang;
    return p->how == BY_LANGUAGE && json_get(&v->j, text_of, own) != 0 && strcmp(json_key(&v->j, entry), own) != 0;
}

static void list_object(listing *l, const char *kind, const around *at, json_node object)
{
    const place *any = place_any(kind);
    for (const place *p = place_next(kind, NULL); p != NULL; p = place_next(kind, p)) {
        json_node member = json_get(&l->v->j, object, p->key);
        if (member != 0 && is_said(l->v, p, member)) {
            list_member(l, p, at, object, member);
        }
    }
    json_node n = any == NULL ? 0 : explain_next(l->v, object, 0);
    for (; n != 0; n = explain_next(l->v, object, n)) {
        if (place_of(kind, json_key(&l->v->j, n)) == any && !is_foreign(l->v, any, object, n)) {
            list_entry(l, any, at, n);
        }
    }
}

void put_contents(const view *v, text *t, const char *kind, const around *at, json_node object, const char *en,
                  const char *zh)
{
    listing l = {v, t, en, zh, false};
    list_object(&l, kind, at, object);
}

bool has_contents(const view *v, const char *kind, json_node object)
{
    for (json_node n = json_first(&v->j, object); n != 0; n = json_next(&v->j, n)) {
        const char *key = json_key(&v->j, n);
        const place *p = place_of(kind, key);
        bool common = p != NULL && p->in[0] == '\0'; /* order and label */
        bool silent = p != NULL && p->what == HOLDS_OBJECT && p->en[0] == '\0' && strcmp(p->key, "*") != 0;
        if (p != NULL && !common && strncmp(key, "x-", 2) != 0 &&
            (silent ? has_contents(v, p->of, n) : is_said(v, p, n))) {
            return true;
        }
    }
    return false;
}
