/*
 * policy_words.c - labels, values and spans of a policy's document in words, see policy_words.h. Conditions are in
 * policy_clauses.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "policy_words.h"
#include "money.h"

#include <stdlib.h>
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

/* ---- names ---- */

void put_label(const view *v, text *t, mend_kind kind, const char *name)
{
    const char *label = mend_policy_label(v->policy, kind, name, MEND_NTS, v->a->lang, NULL);
    text_add(t, label == NULL ? name : label, MEND_NTS);
}

void put_quoted(const view *v, text *t, mend_kind kind, const char *name)
{
    text_add(t, "“", MEND_NTS);
    put_label(v, t, kind, name);
    text_add(t, "”", MEND_NTS);
}

void put_own_label(const view *v, text *t, json_node object, const char *otherwise)
{
    json_node label = json_get(&v->j, object, "label");
    const char *found = json_member(&v->j, label, v->a->zh ? "zh-CN" : "en");
    for (json_node n = json_first(&v->j, label); n != 0 && found[0] == '\0'; n = json_next(&v->j, n)) {
        bool fits = strncmp(json_key(&v->j, n), v->a->zh ? "zh" : "en", 2) == 0;
        found = fits ? json_text(&v->j, n) : found;
    }
    if (found[0] == '\0') {
        found = json_member(&v->j, label, "en");
    }
    text_add(t, found[0] == '\0' ? otherwise : found, MEND_NTS);
}

void put_person(const view *v, text *t, const char *who)
{
    if (strcmp(who, "customer") == 0) {
        put(v, t, "the customer", "客户");
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

/* One field or column by its whole path; false: there is none. */
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
    if (label != NULL) {
        text_add(t, label, MEND_NTS);
    }
    return label != NULL;
}

void put_field(const view *v, text *t, const char *list, const char *path)
{
    char whole[160], head[80];
    const char *slash = strchr(path, '/');
    if (list[0] == '\0' && slash != NULL && (size_t)(slash - path) < sizeof head) {
        memcpy(head, path, (size_t)(slash - path));
        head[slash - path] = '\0';
        if (put_known(v, t, head)) {
            put(v, t, ": ", "：");
        }
    }
    if (!put_known(v, t, full_path(list, path, whole, sizeof whole))) {
        text_add(t, path, MEND_NTS);
    }
}

/* The set of choices of a field; "" if it is none. */
static const char *set_of(const view *v, const char *path)
{
    int32_t id;
    if (mend_field_of(path, MEND_NTS, &id) == MEND_OK) {
        const char *set = mend_field_set(id);
        return set == NULL ? "" : set;
    }
    json_node fields = json_get(&v->j, v->root, "fields");
    return json_member(&v->j, json_get(&v->j, fields, path), "choices");
}

/* Whether a field, or "list/column", holds an amount of money. */
static bool is_money(const view *v, const char *path)
{
    int32_t id;
    mend_field_info info = {.struct_size = sizeof info};
    if (mend_field_of(path, MEND_NTS, &id) != MEND_OK) {
        json_node fields = json_get(&v->j, v->root, "fields");
        return strcmp(json_member(&v->j, json_get(&v->j, fields, path), "type"), "money") == 0;
    }
    for (int32_t i = 0; i < mend_field_count(); i++) {
        if (mend_field_at(i, &info) == MEND_OK && info.id == id) {
            return info.type == MEND_FIELD_MONEY;
        }
    }
    return false;
}

void put_value(const view *v, text *t, const char *list, const char *path, json_node value)
{
    char whole[160], choice[200];
    const char *raw = json_text(&v->j, value);
    char type = json_type(&v->j, value);
    if (type == 't' || type == 'f') {
        put(v, t, type == 't' ? "yes" : "no", type == 't' ? "是" : "否");
        return;
    }
    path = full_path(list, path, whole, sizeof whole);
    if (type == '0' && is_money(v, path)) {
        char amount[MONEY_TEXT];
        text_add(t, money_show(json_int(&v->j, value, 0), json_member(&v->j, v->root, "currency"), true, amount),
                 MEND_NTS);
        return;
    }
    const char *set = set_of(v, path);
    snprintf(choice, sizeof choice, "%s/%s", set, raw);
    const char *label = mend_policy_label(v->policy, MEND_KIND_CHOICE, choice, MEND_NTS, v->a->lang, NULL);
    if (set[0] != '\0' && label != NULL) {
        text_add(t, "“", MEND_NTS);
        text_add(t, label, MEND_NTS);
        text_add(t, "”", MEND_NTS);
    } else {
        text_add(t, raw, MEND_NTS);
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
    for (json_node n = json_first(&v->j, array); n != 0; n = json_next(&v->j, n)) {
        if (n != json_first(&v->j, array)) {
            if (json_next(&v->j, n) == 0) {
                put(v, t, en, zh);
            } else {
                put(v, t, ", ", "、");
            }
        }
        if (kind == 0) {
            text_add(t, json_text(&v->j, n), MEND_NTS);
        } else {
            put_label(v, t, kind, json_text(&v->j, n));
        }
    }
}
