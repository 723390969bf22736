/*
 * policy_explain.c - mend-desk policy explain: states, actions and clocks of a policy, told in words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain.h"
#include "policy.h"

#include <string.h>

void explain_line(const view *v, text *t, const char *en, const char *zh)
{
    text_add(t, "\n  ", MEND_NTS);
    put(v, t, en, zh);
    put(v, t, ": ", "：");
}

void explain_head(const view *v, text *t, const char *en, const char *zh)
{
    text_add(t, "\n  ", MEND_NTS);
    put(v, t, en, zh);
    put(v, t, ":", "：");
}

void explain_item(text *t)
{
    text_add(t, "\n    - ", MEND_NTS);
}

bool explain_holds(const view *v, json_node array, const char *word)
{
    for (json_node n = json_first(&v->j, array); n != 0; n = json_next(&v->j, n)) {
        if (strcmp(json_text(&v->j, n), word) == 0) {
            return true;
        }
    }
    return false;
}

/* Which of two members stands first. */
static bool stands_before(const view *v, json_node a, json_node b)
{
    int64_t one = json_int(&v->j, json_get(&v->j, a, "order"), 0);
    int64_t other = json_int(&v->j, json_get(&v->j, b, "order"), 0);
    return one != other ? one < other : strcmp(json_key(&v->j, a), json_key(&v->j, b)) < 0;
}

json_node explain_next(const view *v, json_node object, json_node last)
{
    json_node best = 0;
    for (json_node n = json_first(&v->j, object); n != 0; n = json_next(&v->j, n)) {
        if (strncmp(json_key(&v->j, n), "x-", 2) != 0 && (last == 0 || stands_before(v, last, n)) &&
            (best == 0 || stands_before(v, n, best))) {
            best = n;
        }
    }
    return best;
}

void explain_roles(const view *v, text *t, json_node array)
{
    enum { MANY = 6, FEW = 3 };
    const char *missing[FEW + 1];
    int32_t all = mend_policy_count(v->policy, MEND_KIND_ROLE), lacks = 0;
    for (int32_t i = 0; i < all && lacks <= FEW; i++) {
        const char *role = mend_policy_name(v->policy, MEND_KIND_ROLE, i, NULL);
        if (!explain_holds(v, array, role)) {
            missing[lacks++] = role;
        }
    }
    if (lacks > FEW || all - lacks < MANY) {
        put_list(v, t, array, MEND_KIND_ROLE, ", ", "、");
        return;
    }
    put(v, t, lacks == 0 ? "every role" : "every role but ", lacks == 0 ? "所有角色" : "除");
    for (int32_t i = 0; i < lacks; i++) {
        put(v, t, i == 0 ? "" : i + 1 < lacks ? ", " : " and ", i == 0 ? "" : "、");
        put_label(v, t, MEND_KIND_ROLE, missing[i]);
    }
    put(v, t, "", lacks == 0 ? "" : "外的所有角色");
}

void explain_notices(const view *v, text *t, json_node notices, const char *en, const char *zh)
{
    if (explain_next(v, notices, 0) != 0) {
        explain_head(v, t, en, zh);
    }
    for (json_node n = explain_next(v, notices, 0); n != 0; n = explain_next(v, notices, n)) {
        explain_item(t);
        const char *channel = json_member(&v->j, n, "channel");
        put_person(v, t, json_member(&v->j, n, "to"));
        if (channel[0] != '\0') {
            put(v, t, ", by ", "（");
            put_choice(v, t, "contact_channel", channel);
            put(v, t, "", "）");
        }
        put(v, t, ": ", "：");
        put_quoted(v, t, MEND_KIND_TEXT, json_member(&v->j, n, "text"));
    }
}

void explain_conditions(const view *v, text *t, json_node object, const char *key, const char *en, const char *zh)
{
    if (explain_next(v, object, 0) != 0) {
        explain_head(v, t, en, zh);
    }
    for (json_node n = explain_next(v, object, 0); n != 0; n = explain_next(v, object, n)) {
        explain_item(t);
        put_own_label(v, t, n, json_key(&v->j, n));
        put(v, t, ": ", "：");
        put_condition(v, t, json_get(&v->j, n, key), "");
    }
}

/* ---- states ---- */

/* The roles of an action behind a dash. */
static void put_who(const view *v, text *t, json_node action)
{
    put(v, t, " — ", "——");
    explain_roles(v, t, json_get(&v->j, action, "roles"));
}

/* The actions that lead into the state, out of it, or that move nothing there. */
typedef enum way { WAY_IN, WAY_OUT, WAY_STAY } way;

/* The move with that action, of the kind asked for; other receives the state at its other end. */
static bool is_way(const char *state, way which, const char *from, const char *to, const char **other)
{
    bool stays = strcmp(from, to) == 0;
    *other = which == WAY_IN ? from : to;
    return which == WAY_STAY ? stays && strcmp(from, state) == 0
                             : !stays && strcmp(which == WAY_IN ? to : from, state) == 0;
}

static void explain_ways(const view *v, text *t, const char *state, way which)
{
    const char *action, *from, *to, *other, *last = "";
    json_node actions = json_get(&v->j, v->root, "actions");
    for (int32_t i = 0; i < mend_policy_move_count(v->policy); i++) {
        if (mend_policy_move(v->policy, i, &action, &from, &to) != MEND_OK || !is_way(state, which, from, to, &other)) {
            continue;
        }
        bool same = strcmp(last, action) == 0;
        if (last[0] == '\0') {
            explain_head(v, t,
                         which == WAY_IN    ? "In"
                         : which == WAY_OUT ? "Out"
                                            : "Without a move",
                         which == WAY_IN    ? "进入"
                         : which == WAY_OUT ? "离开"
                                            : "不改变状态");
        }
        if (!same) {
            explain_item(t);
            put_quoted(v, t, MEND_KIND_ACTION, action);
        }
        if (which != WAY_STAY && other[0] != '\0') {
            put(v, t,
                same              ? ", "
                : which == WAY_IN ? " from "
                                  : " to ",
                same              ? "、"
                : which == WAY_IN ? "，来自"
                                  : "，到");
            put_quoted(v, t, MEND_KIND_STATE, other);
        }
        last = action;
        const char *next, *ignored;
        bool ends = mend_policy_move(v->policy, i + 1, &next, &from, &ignored) != MEND_OK || strcmp(next, action) != 0;
        if (ends || which != WAY_IN) {
            put_who(v, t, json_get(&v->j, actions, action));
        }
    }
}

void explain_state(const view *v, text *t, const char *name)
{
    explain_line(v, t, "Stage", "阶段");
    put_term(v, t, "stage", mend_policy_stage(v->policy, name, MEND_NTS));
    explain_ways(v, t, name, WAY_IN);
    explain_ways(v, t, name, WAY_OUT);
    explain_ways(v, t, name, WAY_STAY);
    explain_state_clocks(v, t, name);
}

/* ---- what is asked for ---- */

static const struct subject {
    mend_kind kind;
    const char *prefix, *en, *en_head, *en_heads, *zh;
    void (*explain)(const view *v, text *t, const char *name);
} subjects[] = {{MEND_KIND_STATE, "states", "state", "State", "States", "状态", explain_state},
                {MEND_KIND_ACTION, "actions", "action", "Action", "Actions", "动作", explain_action},
                {MEND_KIND_CLOCK, "clocks", "clock", "Clock", "Clocks", "时限", explain_clock}};

#define SUBJECTS (sizeof subjects / sizeof subjects[0])

/* The thing of the kind that is called so. */
static const char *name_labelled(const view *v, mend_kind kind, const char *word)
{
    for (int32_t i = 0; i < mend_policy_count(v->policy, kind); i++) {
        const char *name = mend_policy_name(v->policy, kind, i, NULL);
        const char *label = mend_policy_label(v->policy, kind, name, MEND_NTS, v->a->lang, NULL);
        if (label != NULL && strcmp(label, word) == 0) {
            return name;
        }
    }
    return NULL;
}

static const char *without_prefix(const struct subject *s, const char *word)
{
    size_t n = strlen(s->prefix);
    return strncmp(word, s->prefix, n) == 0 && word[n] == '/' ? word + n + 1 : word;
}

/* Whether the word, "repair", "actions/repair" or what it is called, means a thing of the kind; name: that of the thing. */
static bool is_meant(const view *v, const struct subject *s, const char *word, const char **name)
{
    *name = without_prefix(s, word);
    if (mend_policy_label(v->policy, s->kind, *name, MEND_NTS, NULL, NULL) == NULL) {
        *name = name_labelled(v, s->kind, *name);
    }
    return *name != NULL;
}

/* "“Repair” (repair)", or the name alone where it has no label. */
static void put_named(const view *v, text *t, mend_kind kind, const char *name)
{
    const char *label = mend_policy_label(v->policy, kind, name, MEND_NTS, v->a->lang, NULL);
    put_quoted(v, t, kind, name);
    if (label != NULL && strcmp(label, name) != 0) {
        put(v, t, " (", "（");
        text_add(t, name, MEND_NTS);
        put(v, t, ")", "）");
    }
}

static void print_one(const view *v, const struct subject *s, const char *name, text *t)
{
    text_clear(t);
    put(v, t, s->en_head, s->zh);
    put(v, t, " ", "");
    put_named(v, t, s->kind, name);
    s->explain(v, t, name);
    text_add(t, "\n", 1);
}

/* One member of the reply: the lines of a text, and the thing's document. */
static void add_json(const view *v, const struct subject *s, const char *name, text *lines, bool first, text *out)
{
    size_t len;
    json_node section = json_get(&v->j, v->root, s->prefix);
    const char *raw = json_raw(&v->j, json_get(&v->j, section, name), &len);
    text_add(out, first ? "{\"kind\":" : ",{\"kind\":", MEND_NTS);
    text_string(out, s->en, MEND_NTS);
    text_member(out, "name", name);
    text_member(out, "text", text_data(lines, NULL));
    text_add(out, ",\"document\":", MEND_NTS);
    text_add(out, raw, len);
    text_add(out, "}", 1);
}

static ending unknown_name(const view *v, const char *word)
{
    const char *names[1400];
    size_t count = 0;
    for (size_t i = 0; i < SUBJECTS; i++) {
        for (int32_t k = 0; k < mend_policy_count(v->policy, subjects[i].kind) && count < 1399; k++) {
            names[count++] = mend_policy_name(v->policy, subjects[i].kind, k, NULL);
        }
    }
    names[count] = NULL;
    const char *bare = word;
    for (size_t i = 0; i < SUBJECTS && bare == word; i++) {
        bare = without_prefix(&subjects[i], word);
    }
    const char *guess = options_guess(bare, names);
    if (guess == NULL) {
        return fault_here(v->a, MEND_NOT_FOUND,
                          "the policy has no state, action or clock %s; `policy explain` alone lists them",
                          "策略中没有状态、动作或时限 %s；单独运行 policy explain 可列出全部", word);
    }
    return fault_here(v->a, MEND_NOT_FOUND, "the policy has no state, action or clock %s; did you mean %s?",
                      "策略中没有状态、动作或时限 %s；是否指 %s？", word, guess);
}

/* All there is to be explained, by name. */
static void explain_list(const view *v, text *t)
{
    for (size_t i = 0; i < SUBJECTS; i++) {
        if (mend_policy_count(v->policy, subjects[i].kind) > 0) {
            put(v, t, subjects[i].en_heads, subjects[i].zh);
            put(v, t, ":\n", "：\n");
        }
        for (int32_t k = 0; k < mend_policy_count(v->policy, subjects[i].kind); k++) {
            const char *name = mend_policy_name(v->policy, subjects[i].kind, k, NULL);
            text_add(t, "  ", 2);
            put_named(v, t, subjects[i].kind, name);
            text_add(t, "\n", 1);
        }
    }
}

static void explain_one(const view *v, const struct subject *s, const char *name, bool first, text *t, text *out)
{
    print_one(v, s, name, t);
    if (v->a->as_json) {
        add_json(v, s, name, t, first, out);
    } else {
        text_add(out, first ? "" : "\n", MEND_NTS);
        text_add(out, text_data(t, NULL), MEND_NTS);
    }
}

static ending explain_word(const view *v, const char *word, text *t, text *out)
{
    bool any = false;
    for (size_t i = 0; i < SUBJECTS; i++) {
        const char *name;
        if (is_meant(v, &subjects[i], word, &name)) {
            explain_one(v, &subjects[i], name, !any, t, out);
            any = true;
        }
    }
    return any ? END_DONE : unknown_name(v, word);
}

/* For programs: everything there is. */
static void explain_all(const view *v, text *t, text *out)
{
    bool any = false;
    for (size_t i = 0; i < SUBJECTS; i++) {
        for (int32_t k = 0; k < mend_policy_count(v->policy, subjects[i].kind); k++) {
            explain_one(v, &subjects[i], mend_policy_name(v->policy, subjects[i].kind, k, NULL), !any, t, out);
            any = true;
        }
    }
}

ending policy_explain(app *a, const mend_policy *policy)
{
    view v;
    text t, out;
    ending e = view_open(&v, a, policy);
    if (e != END_DONE) {
        return e;
    }
    text_new(&t);
    text_new(&out);
    text_add(&out, a->as_json ? "{\"status\":\"OK\",\"explained\":[" : "", MEND_NTS);
    if (a->opt.word_count > 2) {
        e = explain_word(&v, a->opt.words[2], &t, &out);
    } else if (a->as_json) {
        explain_all(&v, &t, &out);
    } else {
        explain_list(&v, &out);
    }
    text_add(&out, a->as_json ? "]}\n" : "", MEND_NTS);
    if (e == END_DONE && (t.status != MEND_OK || out.status != MEND_OK)) {
        e = fault_of(a, MEND_NOMEM, NULL);
    }
    if (e == END_DONE) {
        fputs(text_data(&out, NULL), stdout);
    }
    text_free(&t);
    text_free(&out);
    view_close(&v);
    return e;
}
