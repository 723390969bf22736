/*
 * texts.c - reasons as sentences, see texts.h and text_list.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "texts.h"
#include "ground/buf.h"
#include "notions/duration.h"

#include <string.h>

static const struct {
    mend_reason code;
    const char *en, *zh;
} text_templates[] = {
#define X(name, en, zh) {MEND_REASON_##name, en, zh},
#include "text_list.h"
#undef X
};

/* A sentence being made. */
typedef struct wording {
    const mend_policy *policy; /* NULL: names */
    mend_reason code;
    mend__param_fn find;
    const void *user;
    mend__str lang;
    bool chinese;
    mend_buf *out;
} wording;

static mend__str wording_param(const wording *s, const char *name)
{
    mend__str value = {NULL, 0};
    return s->find(s->user, (mend__str){name, strlen(name)}, &value) ? value : (mend__str){NULL, 0};
}

/* ---- names as labels ---- */

static void put_name(const wording *s, const mend__names *names, mend__str id)
{
    int32_t index = names == NULL ? -1 : mend__names_find(names, id);
    mend__put_str(s->out, index < 0 ? id : mend__name_label(&s->policy->vocab, &names->items[index], s->lang));
}

/* Names with blanks between. */
static void put_names(const wording *s, const mend__names *names, mend__str ids)
{
    while (ids.n > 0) {
        const char *blank = memchr(ids.p, ' ', ids.n);
        size_t n = blank == NULL ? ids.n : (size_t)(blank - ids.p);
        put_name(s, names, (mend__str){ids.p, n});
        ids.p += blank == NULL ? n : n + 1;
        ids.n -= blank == NULL ? n : n + 1;
        if (ids.n > 0) {
            mend__put_text(s->out, s->chinese ? "、" : ", ");
        }
    }
}

static const mend__names *wording_names(const wording *s, mend_kind kind)
{
    return s->policy == NULL ? NULL : mend__policy_names(s->policy, kind);
}

/* ---- paths ---- */

/* What a path may name that is no field. */
static mend__str put_special(mend__str path, bool chinese)
{
    if (mend__str_is(path, "reason")) {
        return chinese ? MEND__STR("原因") : MEND__STR("Reason");
    }
    if (mend__str_is(path, "fields")) {
        return chinese ? MEND__STR("字段") : MEND__STR("Fields");
    }
    return path;
}

static void put_path(const wording *s, mend__str text)
{
    mend__path path;
    const mend__field *head = NULL, *column = NULL;
    if (s->policy != NULL && mend__path_parse(text, &path)) {
        head = mend__vocab_field(&s->policy->vocab, NULL, path.head);
        column = head == NULL || path.column.n == 0 ? NULL : mend__vocab_field(&s->policy->vocab, head, path.column);
    }
    if (head == NULL) {
        mend__put_str(s->out, s->policy == NULL ? text : put_special(text, s->chinese));
        return;
    }
    mend__put_str(s->out, mend__vocab_field_label(&s->policy->vocab, head, s->lang));
    if (path.row != 0) {
        const char *en = path.added ? ", new row " : ", row ", *zh = path.added ? "新增第" : "第";
        mend__put_text(s->out, s->chinese ? zh : en);
        mend__put_int(s->out, path.row);
        mend__put_text(s->out, s->chinese ? "行" : "");
    }
    if (path.column.n > 0) {
        mend__put_text(s->out, s->chinese ? "：" : ": ");
        mend__put_str(s->out,
                      column == NULL ? path.column : mend__vocab_field_label(&s->policy->vocab, column, s->lang));
    }
}

/* "labour/engineer", a column without a row, is no path of a value but names a column all the same. */
static void put_field(const wording *s, mend__str text)
{
    const char *slash = memchr(text.p, '/', text.n);
    const mend__field *list = NULL, *column = NULL;
    if (s->policy != NULL && slash != NULL) {
        mend__str name = {slash + 1, text.n - (size_t)(slash + 1 - text.p)};
        list = mend__vocab_field(&s->policy->vocab, NULL, (mend__str){text.p, (size_t)(slash - text.p)});
        column = list == NULL ? NULL : mend__vocab_field(&s->policy->vocab, list, name);
    }
    if (column == NULL) {
        put_path(s, text);
        return;
    }
    mend__put_str(s->out, mend__vocab_field_label(&s->policy->vocab, list, s->lang));
    mend__put_text(s->out, s->chinese ? "：" : ": ");
    mend__put_str(s->out, mend__vocab_field_label(&s->policy->vocab, column, s->lang));
}

/* "hardware" and "Hardware" are the same word. */
static bool same_word(mend__str a, mend__str b)
{
    bool same = a.n == b.n;
    for (size_t i = 0; i < a.n && same; i++) {
        char x = a.p[i], y = b.p[i];
        same = x == y || (x >= 'a' && x <= 'z' && y == x - 'a' + 'A');
    }
    return same;
}

/* A choice as it has to be given, and what it is called: "phone (电话)". */
static void put_choice_names(const wording *s, const mend__names *set, mend__str ids)
{
    while (ids.n > 0) {
        const char *blank = memchr(ids.p, ' ', ids.n);
        size_t n = blank == NULL ? ids.n : (size_t)(blank - ids.p);
        const mend__str id = {ids.p, n};
        int32_t index = set == NULL ? -1 : mend__names_find(set, id);
        mend__str label = index < 0 ? id : mend__name_label(&s->policy->vocab, &set->items[index], s->lang);
        mend__put_str(s->out, id);
        if (!same_word(id, label)) {
            mend__put_text(s->out, s->chinese ? "（" : " (");
            mend__put_str(s->out, label);
            mend__put_text(s->out, s->chinese ? "）" : ")");
        }
        ids.p += blank == NULL ? n : n + 1;
        ids.n -= blank == NULL ? n : n + 1;
        if (ids.n > 0) {
            mend__put_text(s->out, s->chinese ? "、" : ", ");
        }
    }
}

/* The choices of the field that the reason is about. */
static void put_choices(const wording *s, mend__str value)
{
    const mend__names *set = NULL;
    mend__path path;
    if (s->policy != NULL && mend__path_parse(wording_param(s, "field"), &path)) {
        const mend__vocab *v = &s->policy->vocab;
        const mend__field *field = mend__vocab_field(v, NULL, path.head);
        if (field != NULL && path.column.n > 0) {
            field = mend__vocab_field(v, field, path.column);
        }
        if (field != NULL && field->set != NULL) {
            set = mend__vocab_choices(v, mend__str_of(field->set, MEND_NTS));
        }
    }
    put_choice_names(s, set, value);
}

static const mend__names *wording_set(const wording *s, const char *name)
{
    return mend__vocab_choices(&s->policy->vocab, mend__str_of(name, MEND_NTS));
}

/* ---- parts of actions ---- */

typedef enum part_kind { PART_CONDITION, PART_EVIDENCE, PART_ITEM } part_kind;

static const mend__name *part_of(const mend__action *action, part_kind kind, mend__str id)
{
    uint32_t count = kind == PART_CONDITION  ? action->rule_count
                     : kind == PART_EVIDENCE ? action->evidence_count
                                             : action->checklist_count;
    for (uint32_t i = 0; i < count; i++) {
        const mend__name *name = kind == PART_CONDITION  ? action->rules[i].name
                                 : kind == PART_EVIDENCE ? action->evidence[i].name
                                                         : action->checklist[i].name;
        if (mend__str_eq(name->id, id)) {
            return name;
        }
    }
    return NULL;
}

static void put_part(const wording *s, part_kind kind, mend__str id)
{
    mend__str action = wording_param(s, kind == PART_ITEM ? "checklist" : "action");
    int32_t index = s->policy == NULL ? -1 : mend__names_find(&s->policy->vocab.actions, action);
    const mend__name *name = index < 0 ? NULL : part_of(&s->policy->flow.actions[index], kind, id);
    mend__put_str(s->out, name == NULL ? id : mend__name_label(&s->policy->vocab, name, s->lang));
}

/* ---- values ---- */

/* What a value of a type looks like; empty: cannot be said in the language. */
static mend__str expected_text(const wording *s, mend__str value)
{
    static const char *const zh[] = {"一行文字",
                                     "文字",
                                     "选项之一",
                                     "整数",
                                     "小数，例如1.5",
                                     "以最小货币单位计的金额",
                                     "true或false",
                                     "时间，例如2024-03-15T09:30:00Z",
                                     "日期，例如2024-03-15"};
    for (mend_field_type type = MEND_FIELD_TEXT; s->chinese && type <= MEND_FIELD_DATE; type++) {
        if (mend__str_is(value, mend__type_expected(type))) {
            return mend__str_of(zh[type - MEND_FIELD_TEXT], MEND_NTS);
        }
    }
    return s->chinese ? MEND__STR("") : value;
}

/* A duration in words, "2 days 12 hours"; what is no duration as it stands. */
static void put_span(const wording *s, mend__str value)
{
    static const struct {
        int64_t ms;
        const char *one, *many, *zh;
    } units[] = {{86400000, " day", " days", "天"},
                 {3600000, " hour", " hours", "小时"},
                 {60000, " minute", " minutes", "分钟"},
                 {1000, " second", " seconds", "秒"}};
    int64_t ms;
    bool first = true;
    if (!mend__duration_parse(value, &ms)) {
        mend__put_str(s->out, value);
        return;
    }
    for (size_t i = 0; i < 4; i++) {
        int64_t count = ms / units[i].ms;
        ms -= count * units[i].ms;
        if (count > 0) {
            mend__put_text(s->out, first || s->chinese ? "" : " ");
            mend__put_int(s->out, count);
            mend__put_text(s->out, s->chinese ? units[i].zh : count == 1 ? units[i].one : units[i].many);
            first = false;
        }
    }
}

/* ---- text_templates ---- */

typedef enum param_is {
    PARAM_PLAIN,
    PARAM_ACTION,
    PARAM_STATE,
    PARAM_ROLES,
    PARAM_GRADE,
    PARAM_COUNTER,
    PARAM_FIELD,
    PARAM_CHOICES,
    PARAM_CHOICE, /* of the set of the parameter's name */
    PARAM_EXPECTED,
    PARAM_CONDITION,
    PARAM_EVIDENCE,
    PARAM_ITEM,
    PARAM_LEVEL,
    PARAM_RULE,
    PARAM_TIER,
    PARAM_ROW,
    PARAM_COLUMN,
    PARAM_ROUTE,
    PARAM_REGIME,
    PARAM_FILE,
    PARAM_DEPARTMENTS,
    PARAM_SPAN,
    PARAM_CLOCK
} param_is;

/* The parameters there are. A brace in a template that names none of them is a brace. */
static const struct {
    const char *name;
    param_is is;
} text_params[] = {{"action", PARAM_ACTION},     {"actor", PARAM_PLAIN},
                   {"authorised", PARAM_PLAIN},  {"cause", PARAM_CHOICE},
                   {"checklist", PARAM_ACTION},  {"choices", PARAM_CHOICES},
                   {"class", PARAM_PLAIN},       {"clock", PARAM_CLOCK},
                   {"column", PARAM_COLUMN},     {"condition", PARAM_CONDITION},
                   {"count", PARAM_PLAIN},       {"counter", PARAM_COUNTER},
                   {"currency", PARAM_PLAIN},    {"day", PARAM_PLAIN},
                   {"department", PARAM_CHOICE}, {"departments", PARAM_DEPARTMENTS},
                   {"estimate", PARAM_PLAIN},    {"evidence", PARAM_EVIDENCE},
                   {"expected", PARAM_EXPECTED}, {"fact", PARAM_PLAIN},
                   {"field", PARAM_FIELD},       {"file", PARAM_FILE},
                   {"number", PARAM_PLAIN},      {"days", PARAM_PLAIN},
                   {"figure", PARAM_PLAIN},      {"from", PARAM_PLAIN},
                   {"grade", PARAM_GRADE},       {"guess", PARAM_PLAIN},
                   {"have", PARAM_GRADE},        {"home", PARAM_DEPARTMENTS},
                   {"item", PARAM_ITEM},         {"kind", PARAM_PLAIN},
                   {"language", PARAM_PLAIN},    {"last_day", PARAM_PLAIN},
                   {"level", PARAM_LEVEL},       {"limit", PARAM_PLAIN},
                   {"line", PARAM_PLAIN},        {"load", PARAM_PLAIN},
                   {"max", PARAM_SPAN},          {"min", PARAM_PLAIN},
                   {"more", PARAM_PLAIN},        {"next", PARAM_PLAIN},
                   {"need", PARAM_PLAIN},        {"offered", PARAM_STATE},
                   {"on", PARAM_PLAIN},          {"open", PARAM_PLAIN},
                   {"other", PARAM_ACTION},      {"over", PARAM_PLAIN},
                   {"paid", PARAM_PLAIN},        {"payer", PARAM_CHOICE},
                   {"percent", PARAM_PLAIN},     {"regime", PARAM_REGIME},
                   {"region", PARAM_PLAIN},      {"retained", PARAM_PLAIN},
                   {"roles", PARAM_ROLES},       {"route", PARAM_ROUTE},
                   {"row", PARAM_ROW},           {"rows", PARAM_PLAIN},
                   {"rule", PARAM_RULE},         {"serial", PARAM_PLAIN},
                   {"skill", PARAM_PLAIN},       {"start", PARAM_PLAIN},
                   {"state", PARAM_STATE},       {"surplus", PARAM_PLAIN},
                   {"tier", PARAM_TIER},         {"total", PARAM_PLAIN},
                   {"unit", PARAM_PLAIN},        {"until", PARAM_PLAIN},
                   {"used", PARAM_PLAIN},        {"value", PARAM_PLAIN},
                   {"was", PARAM_LEVEL},         {"winner", PARAM_RULE}};

#define PARAM_COUNT (sizeof text_params / sizeof text_params[0])

/* A parameter named at the beginning of a text, with its braces: how many bytes it takes, 0 for none; which one. */
static size_t param_at(const char *text, size_t *which)
{
    for (size_t i = 0; text[0] == '{' && i < PARAM_COUNT; i++) {
        size_t n = strlen(text_params[i].name);
        if (strncmp(text + 1, text_params[i].name, n) == 0 && text[n + 1] == '}') {
            *which = i;
            return n + 2;
        }
    }
    return 0;
}

/* Names of the section "triage"; NULL: there are none. */
static const mend__names *triage_names(const wording *s, param_is is)
{
    const mend__triage *t = s->policy == NULL ? NULL : &s->policy->triage;
    if (t == NULL) {
        return NULL;
    }
    switch (is) {
    case PARAM_RULE:
        return &t->rule_names;
    case PARAM_TIER:
        return &t->tier_names;
    case PARAM_ROW:
        return t->row_names;
    case PARAM_COLUMN:
        return t->column_names;
    default:
        return t->levels == NULL ? wording_set(s, "level") : t->levels;
    }
}

static void put_param(const wording *s, size_t which, mend__str value)
{
    switch (text_params[which].is) {
    case PARAM_ACTION:
        put_name(s, wording_names(s, MEND_KIND_ACTION), value);
        break;
    case PARAM_STATE:
        put_name(s, wording_names(s, MEND_KIND_STATE), value);
        break;
    case PARAM_ROLES:
        put_names(s, wording_names(s, MEND_KIND_ROLE), value);
        break;
    case PARAM_GRADE:
        put_name(s, wording_names(s, MEND_KIND_GRADE), value);
        break;
    case PARAM_COUNTER:
        put_name(s, s->policy == NULL ? NULL : &s->policy->vocab.counters, value);
        break;
    case PARAM_FIELD:
        put_field(s, value);
        break;
    case PARAM_CHOICES:
        put_choices(s, value);
        break;
    case PARAM_CHOICE:
        put_name(s, s->policy == NULL ? NULL : wording_set(s, text_params[which].name), value);
        break;
    case PARAM_EXPECTED:
        mend__put_str(s->out, expected_text(s, value));
        break;
    case PARAM_ROUTE:
        put_name(s, s->policy == NULL ? NULL : &s->policy->dispatch.route_names, value);
        break;
    case PARAM_FILE:
        put_name(s, s->policy == NULL ? NULL : &s->policy->earlier.names, value);
        break;
    case PARAM_REGIME:
        put_name(s, s->policy == NULL ? NULL : &s->policy->rights.names, value);
        break;
    case PARAM_DEPARTMENTS:
        put_names(s, s->policy == NULL ? NULL : wording_set(s, "department"), value);
        break;
    case PARAM_CLOCK:
        put_name(s, s->policy == NULL ? NULL : &s->policy->vocab.clocks, value);
        break;
    case PARAM_CONDITION:
        put_part(s, PART_CONDITION, value);
        break;
    case PARAM_EVIDENCE:
        put_part(s, PART_EVIDENCE, value);
        break;
    case PARAM_ITEM:
        put_part(s, PART_ITEM, value);
        break;
    case PARAM_SPAN:
        put_span(s, value);
        break;
    case PARAM_LEVEL:
    case PARAM_RULE:
    case PARAM_TIER:
    case PARAM_ROW:
    case PARAM_COLUMN:
        put_name(s, triage_names(s, text_params[which].is), value);
        break;
    default:
        mend__put_str(s->out, value);
    }
}

/* Whether the parameter can be said: it is there, it has words in the language, and it is no span of nothing. */
static bool param_usable(const wording *s, size_t which)
{
    mend__str value = wording_param(s, text_params[which].name);
    if (text_params[which].is == PARAM_EXPECTED) {
        value = expected_text(s, value);
    }
    return value.n > 0 && !mend__str_is(value, "PT0S");
}

static bool template_usable(const wording *s, const char *text)
{
    for (size_t which; *text != '\0';) {
        size_t n = param_at(text, &which);
        if (n > 0 && !param_usable(s, which)) {
            return false;
        }
        text += n > 0 ? n : 1;
    }
    return true;
}

static void put_template(const wording *s, const char *text)
{
    const char *plain = text;
    for (size_t which; *text != '\0';) {
        size_t n = param_at(text, &which);
        if (n > 0) {
            mend__put(s->out, plain, (size_t)(text - plain));
            put_param(s, which, wording_param(s, text_params[which].name));
            plain = text + n;
        }
        text += n > 0 ? n : 1;
    }
    mend__put(s->out, plain, (size_t)(text - plain));
}

/* The language labels are in, and whether the sentence is Chinese. */
static void choose_language(wording *s, mend__str lang)
{
    mend__str fallback = s->policy == NULL ? MEND__STR("en") : s->policy->vocab.language;
    s->lang = lang.n == 0 ? fallback : lang;
    s->chinese = mend__same_language(s->lang, MEND__STR("zh"));
}

void mend__sentence(const mend_policy *policy, mend_reason code, mend__param_fn find, const void *user, mend__str lang,
                    mend_buf *out)
{
    wording s = {policy, code, find, user, {NULL, 0}, false, out};
    choose_language(&s, lang);
    for (size_t i = 0; i < sizeof text_templates / sizeof text_templates[0]; i++) {
        const char *text = s.chinese ? text_templates[i].zh : text_templates[i].en;
        if (text_templates[i].code == code && template_usable(&s, text)) {
            put_template(&s, text);
            return;
        }
    }
    mend__put_text(out, mend_reason_name(code));
}

void mend__path_label(const mend_policy *policy, mend__str path, mend__str lang, mend_buf *out)
{
    wording s = {policy, 0, NULL, NULL, {NULL, 0}, false, out};
    choose_language(&s, lang);
    put_field(&s, path);
}
