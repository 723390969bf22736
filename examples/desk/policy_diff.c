/*
 * policy_diff.c - mend-desk policy diff: how one policy differs from another, in words, by section.
 *
 * What a member means, and so how it is told, follows from its place (policy_places.h). Order, labels in other languages
 * than the desk's, members that begin with x-, and what holds anyway are left out unless --all is given. With --json
 * there is also a merge patch (RFC 7396) that makes the second policy of the first.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "diff_words.h"
#include "explain.h"
#include "policy.h"

#include <string.h>

#define PATH_BYTES 400
#define LEAD_BYTES 1500
#define WORD_BYTES 400 /* shown of a changed text */
#define SAME_BYTES 60  /* of its beginning, if that has not changed */

typedef struct diff {
    view before, after;
    bool all;
    text out;     /* lines for people, or the array's members */
    text line;    /* that is being made */
    text was, is; /* values in words */
    const char *section;
    bool headed; /* the section stands over its first line */
    size_t count;
} diff;

/* Where in the document: its path, what stands in front of a line, and what values there depend on. */
typedef struct spot {
    char path[PATH_BYTES], lead[LEAD_BYTES];
    around at;
} spot;

/* ---- lines ---- */

static void put_either(diff *d, const char *en, const char *zh)
{
    put(&d->after, &d->line, en, zh);
}

static void line_begin(diff *d, const spot *at)
{
    text_clear(&d->line);
    text_add(&d->line, at->lead, MEND_NTS);
}

static void line_end(diff *d, const spot *at, const char *key)
{
    char path[PATH_BYTES + 70];
    const char *line = text_data(&d->line, NULL);
    snprintf(path, sizeof path, "%s%s%.64s", at->path, at->path[0] == '\0' ? "" : "/", key);
    if (d->after.a->as_json) {
        text_add(&d->out, d->count == 0 ? "{\"section\":" : ",{\"section\":", MEND_NTS);
        text_string(&d->out, d->section, MEND_NTS);
        text_member(&d->out, "path", path);
        text_member(&d->out, "text", line);
        text_add(&d->out, "}", 1);
    } else {
        if (!d->headed) {
            const place *p = place_of("policy", d->section);
            put(&d->after, &d->out, p == NULL ? "Settings" : p->en, p == NULL ? "设置" : p->zh);
            text_add(&d->out, "\n", 1);
        }
        text_add(&d->out, "  ", 2);
        text_add(&d->out, line, MEND_NTS);
        text_add(&d->out, "\n", 1);
    }
    d->headed = true;
    d->count++;
}

/* The spot one level further down; what stands in d->line now goes in front of its lines. */
static spot spot_under(const diff *d, const spot *at, const char *key, around in)
{
    spot under = {.at = in};
    size_t len;
    const char *lead = text_data(&d->line, &len);
    snprintf(under.path, sizeof under.path, "%.*s%s%.64s", PATH_BYTES - 70, at->path, at->path[0] == '\0' ? "" : "/",
             key);
    len = len < LEAD_BYTES ? len : LEAD_BYTES - 1;
    while (len > 0 && ((unsigned char)lead[len] & 0xC0) == 0x80) {
        len--; /* not in the middle of a character */
    }
    memcpy(under.lead, lead, len);
    under.lead[len] = '\0';
    return under;
}

/* ---- what is called what ---- */

/* Things of a section are told with their names: that is what they are asked for by. */
static bool is_thing(const place *p)
{
    const place *section = p == NULL || strcmp(p->key, "*") != 0 ? NULL : place_of("policy", p->in);
    return (section != NULL && strcmp(section->of, p->in) == 0) || (p != NULL && p->how == BY_SET);
}

static void put_title(diff *d, const view *v, const place *p, const spot *at, json_node member)
{
    const char *name = json_key(&v->j, member);
    put_place(v, &d->line, p, &at->at, member);
    if (is_thing(p) && (p->how == BY_SET || json_get(&v->j, member, "label") != 0)) {
        put_either(d, " (", "（");
        text_add(&d->line, name, MEND_NTS);
        put_either(d, ")", "）");
    }
}

/* ---- comparing ---- */

static bool equal(const diff *d, json_node a, json_node b)
{
    size_t n, m;
    const char *one = json_raw(&d->before.j, a, &n), *other = json_raw(&d->after.j, b, &m);
    return (a == 0) == (b == 0) && n == m && memcmp(one, other, n) == 0;
}

static void label_differs(diff *d, const spot *at, json_node a, json_node b)
{
    const char *lang = d->after.a->lang;
    const char *was = json_member(&d->before.j, a, lang), *is = json_member(&d->after.j, b, lang);
    if (strcmp(was, is) == 0 && !d->all) {
        return;
    }
    line_begin(d, at);
    put_either(d, is[0] == '\0' ? "has no name of its own any more" : "is called ",
               is[0] == '\0' ? "不再有专用名称" : "名称改为");
    if (is[0] != '\0') {
        put_words(&d->line, is, 0, WORD_BYTES);
    }
    put_either(d, was[0] == '\0' ? ", had no name of its own before" : ", was ",
               was[0] == '\0' ? "，原无专用名称" : "，原为");
    if (was[0] != '\0') {
        put_words(&d->line, was, 0, WORD_BYTES);
    }
    line_end(d, at, "label");
}

/* ---- single values ---- */

/* How many bytes two texts have in common, less what is shown for orientation. */
static size_t same_bytes(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    return n > SAME_BYTES ? n - SAME_BYTES / 2 : 0;
}

/* Both values in words. */
static void values_said(diff *d, const spot *at, const place *p, json_node a, json_node b)
{
    text_clear(&d->was);
    text_clear(&d->is);
    if (p != NULL && p->what == HOLDS_TEXT && a != 0 && b != 0) {
        const char *was = json_text(&d->before.j, a), *is = json_text(&d->after.j, b);
        put_words(&d->was, was, same_bytes(was, is), WORD_BYTES);
        put_words(&d->is, is, same_bytes(was, is), WORD_BYTES);
    } else {
        put_held(&d->before, &d->was, p, &at->at, a);
        put_held(&d->after, &d->is, p, &at->at, b);
    }
}

/* Different things are called alike: their names tell them apart. */
static void names_differ(diff *d, json_node a, json_node b)
{
    bool names = json_type(&d->before.j, a) == 's' && json_type(&d->after.j, b) == 's';
    put_either(d, names ? "" : "written otherwise, in the same words: ", names ? "" : "写法不同，含义相同：");
    text_add(&d->line, text_data(&d->was, NULL), MEND_NTS);
    if (names) {
        text_add(&d->line, " ", 1);
        put_words(&d->line, json_text(&d->before.j, a), 0, WORD_BYTES);
        text_add(&d->line, " → ", MEND_NTS);
        text_add(&d->line, text_data(&d->is, NULL), MEND_NTS);
        text_add(&d->line, " ", 1);
        put_words(&d->line, json_text(&d->after.j, b), 0, WORD_BYTES);
    }
}

/* at: with what stands in front of the value. */
static void value_differs(diff *d, const spot *at, const place *p, const char *key, json_node a, json_node b)
{
    bool is_long = p != NULL && (p->what == HOLDS_CONDITION || p->what == HOLDS_TRIGGER);
    values_said(d, at, p, a, b);
    const char *was = text_data(&d->was, NULL), *is = text_data(&d->is, NULL);
    bool same = strcmp(was, is) == 0, said = a != 0 && b != 0;
    if (same && !said && !d->all) {
        return; /* it is what holds anyway */
    }
    line_begin(d, at);
    put_either(d, ": ", "：");
    if (same && said && p != NULL) {
        names_differ(d, a, b);
    } else {
        put_either(d, is_long ? "now " : "", is_long ? "现为 " : "");
        text_add(&d->line, is_long ? is : was, MEND_NTS);
        put_either(d, is_long ? "; before " : " → ", is_long ? "；原为 " : " → ");
        text_add(&d->line, is_long ? was : is, MEND_NTS);
    }
    line_end(d, at, key);
}

/* ---- lists ---- */

static bool list_holds(const view *v, json_node array, const view *of, json_node item)
{
    size_t n, m;
    const char *wanted = json_raw(&of->j, item, &n);
    for (json_node k = json_first(&v->j, array); k != 0; k = json_next(&v->j, k)) {
        const char *raw = json_raw(&v->j, k, &m);
        if (n == m && memcmp(raw, wanted, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Those of one list that the other has not, on one line behind some words; false: none. */
static bool list_more(diff *d, const spot *at, const place *p, const view *v, json_node array, const view *other,
                      json_node others, bool first)
{
    bool any = false;
    for (json_node n = json_first(&v->j, array); n != 0; n = json_next(&v->j, n)) {
        if (list_holds(other, others, v, n)) {
            continue;
        }
        if (any) {
            put_either(d, ", ", "、");
        } else {
            put_either(d, first ? "" : "; ", first ? "" : "；");
            put_either(d, v == &d->after ? "now also " : "no longer ", v == &d->after ? "增加" : "去掉");
        }
        put_held(v, &d->line, p, &at->at, n);
        any = true;
    }
    return any;
}

/* Whether a list is told by what it has more and what it has less. */
static bool is_list(const place *p, char a, char b)
{
    bool lists = (a == '[' || a == 'n') && (b == '[' || b == 'n');
    return lists && p != NULL && p->how == AS_SET && p->what != HOLDS_WINDOWS &&
           (p->absent == NULL || (a == '[' && b == '['));
}

static void lists_differ(diff *d, const spot *at, const place *p, const char *key, json_node a, json_node b)
{
    line_begin(d, at);
    put_either(d, ": ", "：");
    bool more = list_more(d, at, p, &d->after, b, &d->before, a, true);
    bool fewer = list_more(d, at, p, &d->before, a, &d->after, b, !more);
    if (!more && !fewer) {
        put_either(d, "in another order", "顺序不同");
    }
    if (more || fewer || d->all) {
        line_end(d, at, key);
    }
}

/* ---- what is there on one side only ---- */

/* What is told line by line where it is new. */
static bool has_lines(const place *p)
{
    static const char *const kinds[] = {"action", "clock", "calendar", "sheet", "block", "card", NULL};
    for (size_t i = 0; kinds[i] != NULL; i++) {
        if (strcmp(kinds[i], p->of) == 0) {
            return true;
        }
    }
    return false;
}

/* What the thing says. */
static void add_contents(diff *d, const spot *at, const place *p, const view *v, json_node n)
{
    bool is_new = v == &d->after, inside = verbs_of(p) != NULL, lines = is_new && has_lines(p);
    const around in = around_in(v, p, &at->at, n);
    if (p->what != HOLDS_OBJECT) {
        put_either(d, is_new ? ": " : " (", is_new ? "：" : "（");
        put_held(v, &d->line, p, &at->at, n);
        put_either(d, is_new ? "" : ")", is_new ? "" : "）");
    } else if (has_contents(v, p->of, n) && (is_new || !(is_thing(p) || has_lines(p)))) {
        const char *comma = inside || !is_new ? " (" : ": ", *comma_zh = inside || !is_new ? "（" : "：";
        put_either(d, lines ? ":\n    " : comma, lines ? "：\n    " : comma_zh);
        put_contents(v, &d->line, p->of, &in, n, lines ? "\n    " : "; ", lines ? "\n    " : "；");
        put_either(d, inside || !is_new ? ")" : "", inside || !is_new ? "）" : "");
    }
}

static void alone(diff *d, const spot *at, const place *p, const char *key, const view *v, json_node n)
{
    bool is_new = v == &d->after;
    const verbs *how = verbs_of(p);
    line_begin(d, at);
    if (how != NULL) {
        put_either(d, is_new ? how->en_new : how->en_gone, is_new ? how->zh_new : how->zh_gone);
    }
    put_title(d, v, p, at, n);
    if (how == NULL) {
        put_either(d, is_new ? " is new" : " is gone", is_new ? "为新增" : "已删除");
    }
    if (how == NULL || is_new) {
        add_contents(d, at, p, v, n);
    }
    line_end(d, at, key);
}

/* ---- members ---- */

static void object_differs(diff *d, const spot *at, const char *kind, json_node a, json_node b);

/* Further down, behind what the member is called. */
static void under_differs(diff *d, const spot *at, const place *p, const char *key, json_node a, json_node b)
{
    const view *v = b != 0 ? &d->after : &d->before;
    line_begin(d, at);
    if (strcmp(p->key, "*") == 0 || p->en[0] != '\0') {
        put_title(d, v, p, at, b != 0 ? b : a);
        put_either(d, ": ", "：");
    }
    const spot under = spot_under(d, at, key, around_in(v, p, &at->at, b != 0 ? b : a));
    object_differs(d, &under, p->of, a, b);
}

/* A member that there are no words for, or one of the author's. */
static void unknown_differs(diff *d, const spot *at, const char *key, json_node a, json_node b)
{
    const view *v = b != 0 ? &d->after : &d->before;
    line_begin(d, at);
    put_place(v, &d->line, NULL, &at->at, b != 0 ? b : a);
    values_said(d, at, NULL, a, b);
    put_either(d, ": ", "：");
    text_add(&d->line, text_data(&d->was, NULL), MEND_NTS);
    text_add(&d->line, " → ", MEND_NTS);
    text_add(&d->line, text_data(&d->is, NULL), MEND_NTS);
    line_end(d, at, key);
}

/* A member for the author alone: a remark, or what an editor goes by. */
static bool is_own(const char *key)
{
    return strncmp(key, "x-", 2) == 0 || key[0] == '$';
}

static void place_differs(diff *d, const spot *at, const place *p, const char *key, json_node a, json_node b)
{
    bool entry = p != NULL && strcmp(p->key, "*") == 0;
    char was = json_type(&d->before.j, a), is = json_type(&d->after.j, b);
    bool map = p != NULL && !entry && (place_any(p->of) != NULL || p->en[0] == '\0');
    if (equal(d, a, b) || (!d->all && (strcmp(key, "order") == 0 || is_own(key)) && !entry)) {
        return;
    }
    if (p == NULL) {
        unknown_differs(d, at, key, a, b);
    } else if (p->what == HOLDS_LABEL && !entry) {
        label_differs(d, at, a, b);
    } else if (p->what == HOLDS_OBJECT && (map || (was == '{' && is == '{'))) {
        under_differs(d, at, p, key, a, b);
    } else if ((p->what == HOLDS_OBJECT && (was == '{' || is == '{') && (a == 0 || b == 0)) ||
               (entry && (a == 0 || b == 0))) {
        alone(d, at, p, key, b != 0 ? &d->after : &d->before, b != 0 ? b : a);
    } else {
        line_begin(d, at);
        put_title(d, b != 0 ? &d->after : &d->before, p, at, b != 0 ? b : a);
        spot under = spot_under(d, at, key, at->at);
        memcpy(under.path, at->path, sizeof under.path);
        (is_list(p, was, is) ? lists_differ : value_differs)(d, &under, p, key, a, b);
    }
}

/* Entries by name, in their order; then those that are gone. */
static void entries_differ(diff *d, const spot *at, const char *kind, json_node a, json_node b)
{
    const place *any = place_any(kind);
    for (json_node n = explain_next(&d->after, b, 0); n != 0; n = explain_next(&d->after, b, n)) {
        const char *name = json_key(&d->after.j, n);
        if (place_of(kind, name) == any) {
            place_differs(d, at, any, name, json_get(&d->before.j, a, name), n);
        }
    }
    for (json_node n = explain_next(&d->before, a, 0); n != 0; n = explain_next(&d->before, a, n)) {
        const char *name = json_key(&d->before.j, n);
        if (place_of(kind, name) == any && json_get(&d->after.j, b, name) == 0) {
            place_differs(d, at, any, name, n, 0);
        }
    }
}

/* Members that there are no words for: the author's, mostly. */
static void strangers_differ(diff *d, const spot *at, const char *kind, json_node a, json_node b)
{
    for (json_node n = json_first(&d->after.j, b); n != 0; n = json_next(&d->after.j, n)) {
        const char *key = json_key(&d->after.j, n);
        if (place_of(kind, key) == NULL || strncmp(key, "x-", 2) == 0) {
            place_differs(d, at, NULL, key, json_get(&d->before.j, a, key), n);
        }
    }
    for (json_node n = json_first(&d->before.j, a); n != 0; n = json_next(&d->before.j, n)) {
        const char *key = json_key(&d->before.j, n);
        if ((place_of(kind, key) == NULL || strncmp(key, "x-", 2) == 0) && json_get(&d->after.j, b, key) == 0) {
            place_differs(d, at, NULL, key, n, 0);
        }
    }
}

/* How much something is asked for, and when: one matter. */
static void need_differs(diff *d, const spot *at, const place *p, json_node a, json_node b)
{
    text_clear(&d->was);
    text_clear(&d->is);
    put_need(&d->before, &d->was, p, a);
    put_need(&d->after, &d->is, p, b);
    bool is_long = json_get(&d->before.j, a, "when") != 0 || json_get(&d->after.j, b, "when") != 0;
    const char *was = text_data(&d->was, NULL), *is = text_data(&d->is, NULL);
    if (strcmp(was, is) == 0) {
        return;
    }
    line_begin(d, at);
    put_either(d, p->en, p->zh);
    put_either(d, is_long ? ": now " : ": ", is_long ? "：现为 " : "：");
    text_add(&d->line, is_long ? is : was, MEND_NTS);
    put_either(d, is_long ? "; before " : " → ", is_long ? "；原为 " : " → ");
    text_add(&d->line, is_long ? was : is, MEND_NTS);
    line_end(d, at, p->key);
}

static void object_differs(diff *d, const spot *at, const char *kind, json_node a, json_node b)
{
    static const char *const common[] = {"label", "order", NULL};
    const json *before = &d->before.j, *after = &d->after.j;
    for (size_t i = 0; common[i] != NULL; i++) {
        const place *p = place_of(kind, common[i]);
        if (p != NULL && p->in[0] == '\0') {
            place_differs(d, at, p, common[i], json_get(before, a, common[i]), json_get(after, b, common[i]));
        }
    }
    for (const place *p = place_next(kind, NULL); p != NULL; p = place_next(kind, p)) {
        if (p->what == HOLDS_NEED) {
            need_differs(d, at, p, a, b);
        } else if (p->what != HOLDS_WITH_NEED) {
            place_differs(d, at, p, p->key, json_get(before, a, p->key), json_get(after, b, p->key));
        }
    }
    if (place_any(kind) != NULL) {
        entries_differ(d, at, kind, a, b);
    }
    strangers_differ(d, at, kind, a, b);
}

/* ---- sections ---- */

static bool is_identity(const char *key)
{
    return strcmp(key, "id") == 0 || strcmp(key, "revision") == 0 || strcmp(key, "mend") == 0;
}

/* Settings share one heading; a policy by another name is called otherwise, too. */
static void settings_differ(diff *d)
{
    const spot at = {.at = {"", ""}};
    const json *a = &d->before.j, *b = &d->after.j;
    bool same = strcmp(mend_policy_id(d->before.policy, NULL), mend_policy_id(d->after.policy, NULL)) == 0;
    d->section = "settings";
    d->headed = false;
    if (same || d->all) {
        const place *label = place_of("policy", "label");
        spot policy = {.at = {"", ""}};
        snprintf(policy.lead, sizeof policy.lead, "%s", d->after.a->zh ? "策略" : "the policy ");
        place_differs(d, &policy, label, "label", json_get(a, 1, "label"), json_get(b, 1, "label"));
    }
    for (const place *p = place_next("policy", NULL); p != NULL; p = place_next("policy", p)) {
        if (p->what != HOLDS_OBJECT && !is_identity(p->key)) {
            place_differs(d, &at, p, p->key, json_get(a, 1, p->key), json_get(b, 1, p->key));
        }
    }
    strangers_differ(d, &at, "policy", 1, 1);
}

static void documents_differ(diff *d)
{
    const json *a = &d->before.j, *b = &d->after.j;
    settings_differ(d);
    for (const place *p = place_next("policy", NULL); p != NULL; p = place_next("policy", p)) {
        json_node one = json_get(a, 1, p->key), other = json_get(b, 1, p->key);
        spot at = {.at = {"", ""}};
        snprintf(at.path, sizeof at.path, "%s", p->key);
        d->section = p->key;
        d->headed = false;
        if (p->what == HOLDS_OBJECT && !equal(d, one, other)) {
            object_differs(d, &at, p->of, one, other);
        }
    }
}

/* ---- the merge patch ---- */

static void add_patch(const diff *d, text *t, json_node a, json_node b)
{
    const json *old = &d->before.j, *fresh = &d->after.j;
    bool any = false;
    size_t len;
    text_add(t, "{", 1);
    for (json_node n = json_first(fresh, b); n != 0; n = json_next(fresh, n)) {
        json_node was = json_get(old, a, json_key(fresh, n));
        if (equal(d, was, n)) {
            continue;
        }
        text_add(t, any ? "," : "", MEND_NTS);
        text_string(t, json_key(fresh, n), MEND_NTS);
        text_add(t, ":", 1);
        any = true;
        if (json_type(old, was) == '{' && json_type(fresh, n) == '{') {
            add_patch(d, t, was, n);
        } else {
            const char *raw = json_raw(fresh, n, &len);
            text_add(t, raw, len);
        }
    }
    for (json_node n = json_first(old, a); n != 0; n = json_next(old, n)) {
        if (json_get(fresh, b, json_key(old, n)) == 0) {
            text_add(t, any ? "," : "", MEND_NTS);
            text_string(t, json_key(old, n), MEND_NTS);
            text_add(t, ":null", MEND_NTS);
            any = true;
        }
    }
    text_add(t, "}", 1);
}

/* ---- the two policies ---- */

static void add_identity(text *t, const char *key, const mend_policy *policy)
{
    text_add(t, ",\"", 2);
    text_add(t, key, MEND_NTS);
    text_add(t, "\":{\"id\":", MEND_NTS);
    text_string(t, mend_policy_id(policy, NULL), MEND_NTS);
    text_add(t, ",\"revision\":", MEND_NTS);
    text_int(t, mend_policy_revision(policy));
    text_member(t, "digest", mend_policy_digest(policy));
    text_add(t, "}", 1);
}

static void diff_json(diff *d, const mend_policy *a, const mend_policy *b)
{
    text_add(&d->out, "{\"status\":\"OK\"", MEND_NTS);
    add_identity(&d->out, "before", a);
    add_identity(&d->out, "after", b);
    text_add(&d->out, ",\"differences\":[", MEND_NTS);
    documents_differ(d);
    text_add(&d->out, "],\"patch\":", MEND_NTS);
    add_patch(d, &d->out, 1, 1);
    text_add(&d->out, "}\n", 2);
}

static void diff_words(diff *d, const mend_policy *a, const mend_policy *b)
{
    say(d->after.a, stdout, "%s revision %lld → %s revision %lld\n", "%s 版本 %lld → %s 版本 %lld\n",
        mend_policy_id(a, NULL), (long long)mend_policy_revision(a), mend_policy_id(b, NULL),
        (long long)mend_policy_revision(b));
    documents_differ(d);
    if (d->count == 0 && !d->all) {
        d->all = true; /* is there anything at all? */
        documents_differ(d);
        text_clear(&d->out);
        put(&d->after, &d->out, "they say the same", "内容相同");
        put(&d->after, &d->out, d->count > 0 ? "; --all shows order, other languages and what holds anyway" : "",
            d->count > 0 ? "；--all 可显示顺序、其他语言和默认内容的差别" : "");
        text_add(&d->out, "\n", 1);
    } else if (d->count == 0) {
        put(&d->after, &d->out, "they say the same\n", "内容相同\n");
    }
}

static ending diff_policies(app *a, const mend_policy *one, const mend_policy *other)
{
    diff d;
    memset(&d, 0, sizeof d);
    d.all = a->opt.value[OPT_ALL] != NULL;
    ending e = view_open(&d.before, a, one);
    e = e == END_DONE ? view_open(&d.after, a, other) : e;
    mend_status s = e == END_DONE ? text_new(&d.out) : MEND_OK;
    s = e == END_DONE && s == MEND_OK ? text_new(&d.line) : s;
    s = e == END_DONE && s == MEND_OK ? text_new(&d.was) : s;
    s = e == END_DONE && s == MEND_OK ? text_new(&d.is) : s;
    if (e == END_DONE && s == MEND_OK) {
        (a->as_json ? diff_json : diff_words)(&d, one, other);
        s = d.out.status != MEND_OK ? d.out.status : d.line.status;
        s = s != MEND_OK ? s : d.was.status != MEND_OK ? d.was.status : d.is.status;
    }
    if (e == END_DONE && s != MEND_OK) {
        e = fault_of(a, s, NULL);
    } else if (e == END_DONE) {
        fputs(text_data(&d.out, NULL), stdout);
    }
    text_free(&d.out);
    text_free(&d.line);
    text_free(&d.was);
    text_free(&d.is);
    view_close(&d.before);
    view_close(&d.after);
    return e;
}

/* The policy of the database that "id@revision" names; NULL: none. */
static const mend_policy *diff_stored(const app *a, const char *word)
{
    char name[120];
    for (size_t i = 0; i < a->policy_count; i++) {
        snprintf(name, sizeof name, "%s@%lld", mend_policy_id(a->policies[i], NULL),
                 (long long)mend_policy_revision(a->policies[i]));
        if (strcmp(name, word) == 0) {
            return a->policies[i];
        }
    }
    return NULL;
}

/* A preset, a policy of the database, or a file; *own is to be freed. */
static ending diff_policy(app *a, const char *word, const mend_policy **out, mend_policy **own)
{
    FILE *file = mend_preset_text(word, NULL) != NULL ? NULL : fopen(word, "rb");
    bool stored = file == NULL && mend_preset_text(word, NULL) == NULL && strchr(word, '@') != NULL;
    ending e = END_DONE;
    if (file != NULL) {
        fclose(file);
    }
    if (stored && a->policy_count == 0) {
        e = shop_open(a);
    }
    if (stored && e == END_DONE) {
        *out = diff_stored(a, word);
        return *out != NULL ? END_DONE
                            : fault_here(a, MEND_NOT_FOUND, "there is no policy %s: no preset, no file, none in %s",
                                         "没有策略 %s：不是内置策略或文件，也不在 %s 中", word, a->path);
    }
    e = e == END_DONE ? policy_compile(a, &word, 1, own) : e;
    *out = *own;
    return e;
}

ending policy_diff(app *a)
{
    const mend_policy *one = NULL, *other = NULL;
    mend_policy *own[2] = {NULL, NULL};
    ending e = diff_policy(a, a->opt.words[2], &one, &own[0]);
    e = e == END_DONE ? diff_policy(a, a->opt.words[3], &other, &own[1]) : e;
    e = e == END_DONE ? diff_policies(a, one, other) : e;
    mend_policy_free(own[0]);
    mend_policy_free(own[1]);
    return e;
}
