/*
 * policy_words.c - labels, values and spans of a policy's document in words, see policy_words.h. Conditions are in
 * policy_clauses.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "policy_words.h"
#include "labels.h"
#include "money.h"

#include <string.h>

ending view_open(view *v, const app *a, const mend_policy *policy)
{
    size_t len = 0, at = 0;
    memset(v, 0, sizeof *v);
    v->a = a;
    v->policy = policy;
    mend_status s = mend_buf_new(NULL, &v->document);
    s = s == MEND_OK ? mend_policy_write(policy, v->document) : s;
    if (s == MEND_OK) {
        const char *bytes = mend_buf_data(v->document, &len);
        s = json_read(&v->j, bytes, len, &at);
    }
    if (s != MEND_OK) {
        view_close(v);
        return fault_of(a, s, NULL);
    }
    v->root = 1;
    return END_DONE;
}

void view_close(view *v)
{
    json_free(&v->j);
    mend_buf_free(v->document);
    v->document = NULL;
}

void put(const view *v, text *t, const char *en, const char *zh)
{
    text_add(t, v->a->zh ? zh : en, MEND_NTS);
}

void put_yes(const view *v, text *t, bool yes)
{
    put(v, t, yes ? "yes" : "no", yes ? "是" : "否");
}

/* ---- names ---- */

void put_marked(text *t, const char *words)
{
    text_add(t, "“", MEND_NTS);
    text_add(t, words, MEND_NTS);
    text_add(t, "”", MEND_NTS);
}

void put_label(const view *v, text *t, mend_kind kind, const char *name)
{
    const char *label = mend_policy_label(v->policy, kind, name, MEND_NTS, v->a->lang, NULL);
    if (label == NULL || strcmp(label, name) == 0) {
        const char *slash = kind == MEND_KIND_CHOICE ? strchr(name, '/') : NULL;
        put_marked(t, slash == NULL ? name : slash + 1);
    } else {
        text_add(t, label, MEND_NTS);
    }
}

void put_quoted(const view *v, text *t, mend_kind kind, const char *name)
{
    const char *label = mend_policy_label(v->policy, kind, name, MEND_NTS, v->a->lang, NULL);
    put_marked(t, label == NULL ? name : label);
}

void put_choice(const view *v, text *t, const char *set, const char *name)
{
    char choice[160];
    snprintf(choice, sizeof choice, "%s/%.64s", set, name);
    put_label(v, t, MEND_KIND_CHOICE, choice);
}

bool is_like_several(const view *v, mend_kind kind, const char *name, const char *const *between)
{
    const char *label = kind == 0 ? NULL : mend_policy_label(v->policy, kind, name, MEND_NTS, v->a->lang, NULL);
    while (label != NULL && *between != NULL && strstr(label, *between) == NULL) {
        between++;
    }
    return label != NULL && *between != NULL;
}

const char *words_in_language(const view *v, const json *j, json_node texts)
{
    const char *found = json_member(j, texts, v->a->lang);
    for (json_node n = json_first(j, texts); n != 0 && found[0] == '\0'; n = json_next(j, n)) {
        found = strncmp(json_key(j, n), v->a->lang, 2) == 0 ? json_text(j, n) : found;
    }
    return found[0] == '\0' ? json_member(j, texts, "en") : found;
}

void put_own_label(const view *v, text *t, json_node object, const char *otherwise)
{
    const char *found = words_in_language(v, &v->j, json_get(&v->j, object, "label"));
    text_add(t, found[0] == '\0' ? otherwise : found, MEND_NTS);
}

void put_person(const view *v, text *t, const char *who)
{
    if (strcmp(who, "customer") == 0) {
        put(v, t, "the customer", "客户");
    } else if (who[0] == '$') {
        put_field(v, t, "", who + 1);
    } else {
        put_label(v, t, MEND_KIND_ROLE, who);
    }
}

/* ---- fields ---- */

/* "list/column", or the path itself; out is cut where it does not fit. */
static const char *full_path(const char *list, const char *path, char *out, size_t size)
{
    if (list[0] == '\0') {
        return path;
    }
    snprintf(out, size, "%s/%s", list, path);
    return out;
}

/* One field or column by its whole path; false: there is none, or nobody has called it anything. */
static bool put_known(const view *v, text *t, const char *path)
{
    int32_t id;
    const char *label = NULL;
    if (mend_field_of(path, MEND_NTS, &id) == MEND_OK) {
        label = mend_field_label(id, v->a->lang);
    }
    if (label == NULL) {
        label = mend_policy_label(v->policy, MEND_KIND_FIELD, path, MEND_NTS, v->a->lang, NULL);
    }
    bool known = label != NULL && strcmp(label, path) != 0;
    text_add(t, known ? label : "", MEND_NTS);
    return known;
}

void put_field(const view *v, text *t, const char *list, const char *path)
{
    char whole[200], head[80] = "";
    const char *slash = strchr(path, '/'), *column = slash == NULL ? path : slash + 1;
    if (list[0] == '\0' && slash != NULL && (size_t)(slash - path) < sizeof head) {
        memcpy(head, path, (size_t)(slash - path));
        head[slash - path] = '\0';
        if (put_known(v, t, head)) {
            put(v, t, ": ", "：");
        }
        column += strncmp(column, "last/", 5) == 0 ? 5 : 0; /* of whatever row */
        path = full_path(head, column, whole, sizeof whole);
    } else {
        path = full_path(list, path, whole, sizeof whole);
    }
    if (!put_known(v, t, path)) {
        put_marked(t, column);
    }
}

void put_price(const view *v, text *t, const char *amount)
{
    const char *currency = json_member(&v->j, v->root, "currency");
    bool yuan = v->a->zh && strcmp(currency, "CNY") == 0; /* a Chinese desk has no other, and writes no code */
    text_add(t, yuan ? "¥" : currency, MEND_NTS);
    text_add(t, yuan || currency[0] == '\0' ? "" : " ", MEND_NTS);
    text_add(t, amount, MEND_NTS);
}

void put_amount(const view *v, text *t, int64_t minor)
{
    char amount[MONEY_TEXT];
    put_price(v, t, money_show(minor, json_member(&v->j, v->root, "currency"), false, amount));
}

/* What the policy says of a field of its own; "": nothing, or it is a built-in one. */
static const char *field_member(const view *v, const char *path, const char *key)
{
    json_node fields = json_get(&v->j, v->root, "fields");
    return json_member(&v->j, json_get(&v->j, fields, path), key);
}

/* The set of choices of a field; "" if it is none. */
static const char *set_of(const view *v, const char *path)
{
    const char *set = label_set(path);
    return set == NULL ? field_member(v, path, "choices") : set;
}

/* Whether a field, or "list/column", holds an amount of money. */
static bool is_money(const view *v, const char *path)
{
    return label_is_money(path) || strcmp(field_member(v, path, "type"), "money") == 0;
}

bool put_option(const view *v, text *t, const char *path, const char *name)
{
    char choice[200];
    const char *set = set_of(v, path);
    snprintf(choice, sizeof choice, "%s/%s", set, name);
    const char *label = mend_policy_label(v->policy, MEND_KIND_CHOICE, choice, MEND_NTS, v->a->lang, NULL);
    bool found = set[0] != '\0' && label != NULL && strcmp(label, choice) != 0;
    text_add(t, found ? label : "", MEND_NTS);
    return found;
}

/* The purpose of an attachment is often the name of an evidence that an action asks for, and an item ticked one of its
 * checklist; false: not this one. */
static bool put_purpose(const view *v, text *t, const char *path, const char *name)
{
    json_node actions = json_get(&v->j, v->root, "actions"), found = 0;
    const char *part = strcmp(path, "attachments/purpose") == 0 ? "evidence"
                       : strcmp(path, "checks/item") == 0       ? "checklist"
                                                                : NULL;
    for (json_node n = json_first(&v->j, actions); part != NULL && n != 0 && found == 0; n = json_next(&v->j, n)) {
        found = json_get(&v->j, json_get(&v->j, n, part), name);
    }
    if (found != 0) {
        put_own_label(v, t, found, name);
    }
    return found != 0;
}

void put_value(const view *v, text *t, const char *list, const char *path, json_node value)
{
    char whole[160];
    const char *raw = json_text(&v->j, value);
    char type = json_type(&v->j, value);
    path = full_path(list, path, whole, sizeof whole);
    if (type == 't' || type == 'f') {
        put_yes(v, t, type == 't');
    } else if (type == '0' && is_money(v, path)) {
        put_amount(v, t, json_int(&v->j, value, 0));
    } else if (type != 's' || strspn(raw, "-0123456789.") == strlen(raw)) {
        text_add(t, raw, MEND_NTS);
    } else {
        text_add(t, "“", MEND_NTS);
        if (!put_option(v, t, path, raw) && !put_purpose(v, t, path, raw)) {
            text_add(t, raw, MEND_NTS);
        }
        text_add(t, "”", MEND_NTS);
    }
}

/* ---- spans and lists ---- */

/* A number with its unit, where the text is a number in front of that letter. */
static void put_part(const view *v, text *t, const char **at, char letter, const char *en, const char *zh, bool *any)
{
    size_t digits = strspn(*at, "0123456789.");
    if (digits == 0 || (*at)[digits] != letter) {
        return;
    }
    text_add(t, *any ? " " : "", MEND_NTS);
    text_add(t, *at, digits);
    put(v, t, en, zh);
    *at += digits + 1;
    *any = true;
}

void put_span(const view *v, text *t, const char *duration)
{
    static const struct {
        char letter;
        bool time;
        const char *en, *zh;
    } parts[] = {{'W', false, " weeks", "周"},
                 {'D', false, " d", "天"},
                 {'H', true, " h", "小时"},
                 {'M', true, " min", "分钟"},
                 {'S', true, " s", "秒"}};
    bool any = false, time = false;
    if (duration[0] != 'P' || strspn(duration + 1, "0123456789.WDTHMS") != strlen(duration + 1)) {
        text_add(t, duration, MEND_NTS);
        return;
    }
    if (strcmp(duration, "PT0S") == 0) {
        put(v, t, "at once", "立即");
        return;
    }
    const char *at = duration + 1;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].time && !time && *at == 'T') {
            time = true;
            at++;
        }
        put_part(v, t, &at, parts[i].letter, parts[i].en, parts[i].zh, &any);
    }
    text_add(t, at, MEND_NTS); /* what was not understood */
}

void put_list(const view *v, text *t, json_node array, mend_kind kind, const char *en, const char *zh)
{
    static const char *const between[] = {", ", " or ", "、", "或", NULL};
    bool marks = false;
    for (json_node n = json_first(&v->j, array); n != 0; n = json_next(&v->j, n)) {
        marks = marks || is_like_several(v, kind, json_text(&v->j, n), between);
    }
    put(v, t, json_first(&v->j, array) == 0 ? "nothing" : "", json_first(&v->j, array) == 0 ? "无" : "");
    for (json_node n = json_first(&v->j, array); n != 0; n = json_next(&v->j, n)) {
        if (n != json_first(&v->j, array)) {
            if (json_next(&v->j, n) == 0) {
                put(v, t, en, zh);
            } else {
                put(v, t, ", ", "、");
            }
        }
        if (kind == 0) {
            put_marked(t, json_text(&v->j, n));
        } else if (marks) {
            put_quoted(v, t, kind, json_text(&v->j, n));
        } else {
            put_label(v, t, kind, json_text(&v->j, n));
        }
    }
}
