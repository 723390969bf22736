/*
 * policy_clauses.c - a policy's condition as a sentence.
 *
 * "all", "any" and "not" are turned so that only single tests are negated, for which every language has words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "policy_words.h"

#include <string.h>

/* A condition being said: of a row of `list`, or of the ticket; or its opposite. */
typedef struct saying {
    const view *v;
    text *t;
    const char *list;
    bool no;
} saying;

static void clause(const saying *s, json_node c);

static json_node get(const saying *s, json_node c, const char *key)
{
    return json_get(&s->v->j, c, key);
}

static const char *member(const saying *s, json_node c, const char *key)
{
    return json_member(&s->v->j, c, key);
}

static void words(const saying *s, const char *en, const char *zh)
{
    put(s->v, s->t, en, zh);
}

/* One of four. */
static void either(const saying *s, const char *en, const char *en_not, const char *zh, const char *zh_not)
{
    put(s->v, s->t, s->no ? en_not : en, s->no ? zh_not : zh);
}

/* ---- together ---- */

/* Several parts of a sentence, to be enclosed where it is part of another one. */
static bool is_long(const saying *s, json_node c)
{
    json_node all = get(s, c, "all"), any = get(s, c, "any"), inner = get(s, c, "not");
    if (inner != 0) {
        return is_long(s, inner);
    }
    if (all != 0 || any != 0) {
        json_node first = json_first(&s->v->j, all != 0 ? all : any);
        return first != 0 && (json_next(&s->v->j, first) != 0 || is_long(s, first));
    }
    return get(s, c, "where") != 0;
}

static void together(const saying *s, json_node parts, bool all)
{
    const json *j = &s->v->j;
    json_node first = json_first(j, parts);
    bool both = all != s->no; /* the opposite of "one and the other" is "not the one or not the other" */
    if (first == 0) {
        either(s, all ? "always" : "never", all ? "never" : "always", all ? "总是成立" : "从不成立",
               all ? "从不成立" : "总是成立");
        return;
    }
    for (json_node n = first; n != 0; n = json_next(j, n)) {
        bool enclosed = is_long(s, n) && json_next(j, first) != 0;
        if (n != first) {
            words(s, both ? " and " : " or ", both ? "且" : "或");
        }
        words(s, enclosed ? "(" : "", enclosed ? "（" : "");
        clause(s, n);
        words(s, enclosed ? ")" : "", enclosed ? "）" : "");
    }
}

/* ---- tests of a field ---- */

static void bounds(const saying *s, json_node c, const char *path)
{
    static const struct {
        const char *key, *en, *en_not, *zh, *zh_not;
    } kinds[] = {{"at_least", "at least ", "less than ", "不少于", "少于"},
                 {"more_than", "more than ", "at most ", "大于", "不大于"},
                 {"at_most", "at most ", "more than ", "不超过", "超过"},
                 {"less_than", "less than ", "at least ", "小于", "不小于"}};
    bool any = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        json_node bound = get(s, c, kinds[i].key);
        if (bound == 0) {
            continue;
        }
        if (any) {
            words(s, s->no ? " or " : " and ", s->no ? "或" : "且");
        }
        either(s, kinds[i].en, kinds[i].en_not, kinds[i].zh, kinds[i].zh_not);
        if (path == NULL) {
            text_add(s->t, json_text(&s->v->j, bound), MEND_NTS);
        } else {
            put_value(s->v, s->t, s->list, path, bound);
        }
        any = true;
    }
}

static void values(const saying *s, const char *path, json_node array)
{
    for (json_node n = json_first(&s->v->j, array); n != 0; n = json_next(&s->v->j, n)) {
        if (n != json_first(&s->v->j, array)) {
            words(s, json_next(&s->v->j, n) == 0 ? " or " : ", ", json_next(&s->v->j, n) == 0 ? "或" : "、");
        }
        put_value(s->v, s->t, s->list, path, n);
    }
}

static void field(const saying *s, json_node c)
{
    const char *path = member(s, c, "field");
    put_field(s->v, s->t, s->list, path);
    if (get(s, c, "is") != 0) {
        either(s, " is ", " is not ", "为", "不为");
        put_value(s->v, s->t, s->list, path, get(s, c, "is"));
    } else if (get(s, c, "in") != 0) {
        either(s, " is ", " is not ", "为", "不为");
        values(s, path, get(s, c, "in"));
    } else if (get(s, c, "known") != 0) {
        bool known = json_true(&s->v->j, get(s, c, "known")) != s->no;
        words(s, known ? " is known" : " is not known", known ? "已填写" : "未填写");
    } else if (get(s, c, "is_field") != 0) {
        either(s, " is equal to ", " is not equal to ", "等于", "不等于");
        put_field(s->v, s->t, s->list, member(s, c, "is_field"));
    } else if (get(s, c, "has") != 0) {
        either(s, " holds one of the words ", " holds none of the words ", "含有以下词语之一：", "不含以下词语：");
        put_list(s->v, s->t, get(s, c, "has"), 0, ", ", "、");
    } else {
        words(s, " is ", "");
        bounds(s, c, path);
    }
}

/* ---- tests of rows ---- */

static void rows(const saying *s, json_node c, const char *list, const char *en, const char *zh)
{
    json_node where = get(s, c, "where");
    const saying of_row = {s->v, s->t, list, false};
    words(s, en, "“");
    put_field(s->v, s->t, "", list);
    words(s, "", zh);
    if (where != 0) {
        bool enclosed = is_long(s, where);
        words(s, enclosed ? " fits (" : " fits: ", enclosed ? "（" : "");
        clause(&of_row, where);
        words(s, enclosed ? ")" : "", enclosed ? "）" : "");
    }
}

static void counted(const saying *s, json_node c)
{
    const char *list = member(s, c, "count");
    json_node where = get(s, c, "where");
    const saying of_row = {s->v, s->t, list, false};
    words(s, "the rows of ", "“");
    put_field(s->v, s->t, "", list);
    words(s, "", "”的行数");
    if (where != 0) {
        words(s, " for which ", "（满足：");
        clause(&of_row, where);
        words(s, "", "）");
    }
    words(s, " are ", "");
    bounds(s, c, NULL);
}

/* ---- what has been, and who ---- */

static void done(const saying *s, json_node c)
{
    json_node times = get(s, c, "at_least");
    put_quoted(s->v, s->t, MEND_KIND_ACTION, member(s, c, "done"));
    if (times == 0) {
        either(s, " has been done", " has not been done", "已做过", "未做过");
        return;
    }
    either(s, " has been done at least ", " has been done less than ", "至少做过", "做过不足");
    text_add(s->t, json_text(&s->v->j, times), MEND_NTS);
    words(s, " times", "次");
}

static void counter(const saying *s, json_node c)
{
    const char *name = member(s, c, "counter");
    json_node counters = get(s, s->v->root, "counters");
    text_add(s->t, "“", MEND_NTS);
    put_own_label(s->v, s->t, json_get(&s->v->j, counters, name), name);
    text_add(s->t, "”", MEND_NTS);
    words(s, " is ", "");
    bounds(s, c, NULL);
}

static void state(const saying *s, json_node c)
{
    either(s, "the ticket stands in ", "the ticket does not stand in ", "工单处于", "工单不处于");
    put_list(s->v, s->t, get(s, c, "state"), MEND_KIND_STATE, " or ", "或");
}

static void actor(const saying *s, json_node c)
{
    either(s, "it is done by ", "it is not done by ", "操作人为", "操作人不为");
    put_list(s->v, s->t, get(s, c, "actor"), MEND_KIND_ROLE, " or ", "或");
}

static void clock(const saying *s, json_node c)
{
    static const char *const names[][2] = {{"none", "未开始"}, {"running", "计时中"},    {"paused", "暂停"},
                                           {"met", "已按时"},  {"missed", "已超时完成"}, {"cancelled", "已取消"},
                                           {"over", "已到时"}, {"breached", "已超时"}};
    json_node is = get(s, c, "is");
    words(s, "the clock ", "时限");
    put_quoted(s->v, s->t, MEND_KIND_CLOCK, member(s, c, "clock"));
    either(s, " is ", " is not ", "为", "不为");
    for (json_node n = json_first(&s->v->j, is); n != 0; n = json_next(&s->v->j, n)) {
        const char *word = json_text(&s->v->j, n);
        if (n != json_first(&s->v->j, is)) {
            words(s, " or ", "或");
        }
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            word = s->v->a->zh && strcmp(word, names[i][0]) == 0 ? names[i][1] : word;
        }
        text_add(s->t, word, MEND_NTS);
    }
}

static void clause(const saying *s, json_node c)
{
    const saying opposite = {s->v, s->t, s->list, !s->no};
    if (get(s, c, "all") != 0 || get(s, c, "any") != 0) {
        bool all = get(s, c, "all") != 0;
        together(s, get(s, c, all ? "all" : "any"), all);
    } else if (get(s, c, "not") != 0) {
        clause(&opposite, get(s, c, "not"));
    } else if (get(s, c, "field") != 0) {
        field(s, c);
    } else if (get(s, c, "some") != 0) {
        rows(s, c, member(s, c, "some"), s->no ? "no row of " : "a row of ", s->no ? "”中没有一行" : "”中有一行");
    } else if (get(s, c, "every") != 0) {
        rows(s, c, member(s, c, "every"), s->no ? "not every row of " : "every row of ",
             s->no ? "”中并非每行都" : "”中每行都");
    } else if (get(s, c, "last") != 0) {
        words(s, s->no ? "not: " : "", s->no ? "并非：" : "");
        rows(s, c, member(s, c, "last"), "the last row of ", "”的最后一行");
    } else if (get(s, c, "count") != 0) {
        counted(s, c);
    } else if (get(s, c, "done") != 0) {
        done(s, c);
    } else if (get(s, c, "counter") != 0) {
        counter(s, c);
    } else if (get(s, c, "state") != 0) {
        state(s, c);
    } else if (get(s, c, "actor") != 0) {
        actor(s, c);
    } else {
        clock(s, c);
    }
}

void put_condition(const view *v, text *t, json_node condition, const char *list)
{
    const saying s = {v, t, list, false};
    clause(&s, condition);
}

void put_trigger(const view *v, text *t, json_node trigger)
{
    json_node on = json_get(&v->j, trigger, "on"), when = json_get(&v->j, trigger, "when");
    if (on != 0) {
        put_list(v, t, on, MEND_KIND_ACTION, " or ", "或");
    }
    if (on != 0 && when != 0) {
        put(v, t, ", if ", "，条件：");
    }
    if (when != 0) {
        put_condition(v, t, when, "");
    }
}
