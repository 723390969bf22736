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
            words(s, both ? " and " : " or ", both ? "，且" : "，或");
        }
        words(s, enclosed ? "(" : "", enclosed ? "（" : "");
        clause(s, n);
        words(s, enclosed ? ")" : "", enclosed ? "）" : "");
    }
}

/* ---- tests of a field ---- */

static const struct {
    const char *key, *en, *en_not, *zh, *zh_not;
} bound_kinds[] = {{"at_least", "at least ", "less than ", "不少于", "少于"},
                   {"more_than", "more than ", "at most ", "大于", "不大于"},
                   {"at_most", "at most ", "more than ", "不超过", "超过"},
                   {"less_than", "less than ", "at least ", "小于", "不小于"}};

#define BOUND_KINDS (sizeof bound_kinds / sizeof bound_kinds[0])

void put_bound(const view *v, text *t, const char *key, bool no)
{
    for (size_t i = 0; i < BOUND_KINDS; i++) {
        if (strcmp(bound_kinds[i].key, key) == 0) {
            put(v, t, no ? bound_kinds[i].en_not : bound_kinds[i].en, no ? bound_kinds[i].zh_not : bound_kinds[i].zh);
        }
    }
}

static void bounds(const saying *s, json_node c, const char *path)
{
    bool any = false;
    for (size_t i = 0; i < BOUND_KINDS; i++) {
        json_node bound = get(s, c, bound_kinds[i].key);
        if (bound == 0) {
            continue;
        }
        if (any) {
            words(s, s->no ? " or " : " and ", s->no ? "或" : "且");
        }
        put_bound(s->v, s->t, bound_kinds[i].key, s->no);
        if (path == NULL) {
            text_add(s->t, json_text(&s->v->j, bound), MEND_NTS);
        } else {
            put_value(s->v, s->t, s->list, path, bound);
        }
        any = true;
    }
}

/* One of the values, or none of them. */
static void values(const saying *s, const char *path, json_node array)
{
    json_node first = json_first(&s->v->j, array), second = json_next(&s->v->j, first);
    bool pair = second != 0 && json_next(&s->v->j, second) == 0, none = s->no && second != 0;
    words(s,
          none    ? (pair ? " is neither " : " is none of ")
          : s->no ? " is not "
                  : " is ",
          none && pair ? "既不是"
          : s->no      ? "不是"
                       : "为");
    for (json_node n = first; n != 0; n = json_next(&s->v->j, n)) {
        bool last = json_next(&s->v->j, n) == 0;
        if (n != first) {
            words(s, !last ? ", " : none && pair ? " nor " : " or ", !last ? "、" : none && pair ? "也不是" : "或");
        }
        put_value(s->v, s->t, s->list, path, n);
    }
    words(s, "", none && !pair ? "中的任何一项" : "");
}

static void field(const saying *s, json_node c)
{
    const char *path = member(s, c, "field");
    put_field(s->v, s->t, s->list, path);
    if (get(s, c, "is") != 0) {
        char type = json_type(&s->v->j, get(s, c, "is"));
        bool flag = type == 't' || type == 'f'; /* what is not yes need not be no */
        either(s, " is ", " is not ", "为", "不是");
        text_add(s->t, flag ? "“" : "", MEND_NTS);
        put_value(s->v, s->t, s->list, path, get(s, c, "is"));
        text_add(s->t, flag ? "”" : "", MEND_NTS);
    } else if (get(s, c, "in") != 0) {
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

static void quoted_list(const saying *s, const char *list)
{
    text_add(s->t, "“", MEND_NTS);
    put_field(s->v, s->t, "", list);
    text_add(s->t, "”", MEND_NTS);
}

/* Which of the rows fit. */
static const struct whose {
    const char *key, *en, *en_not, *fits, *fits_not, *zh, *zh_not;
} whose[] = {
    {"some", "a row of ", "no row of ", " fits", " fits", "中有一行满足", "中没有任何一行满足"},
    {"every", "every row of ", "not every row of ", " fits", " fits", "中每行都满足", "中并非每行都满足"},
    {"last", "the last row of ", "the last row of ", " fits", " does not fit", "的最后一行满足", "的最后一行不满足"}};

static void rows(const saying *s, json_node c, const struct whose *w)
{
    const char *list = member(s, c, w->key);
    json_node where = get(s, c, "where");
    const saying row = {s->v, s->t, list, false};
    bool enclosed = is_long(s, where);
    either(s, w->en, w->en_not, "", "");
    quoted_list(s, list);
    either(s, w->fits, w->fits_not, w->zh, w->zh_not);
    words(s, enclosed ? " (" : ": ", enclosed ? "（" : "：");
    clause(&row, where);
    words(s, enclosed ? ")" : "", enclosed ? "）" : "");
}

static bool rows_asked(const saying *s, json_node c)
{
    for (size_t i = 0; i < sizeof whose / sizeof whose[0]; i++) {
        if (get(s, c, whose[i].key) != 0) {
            rows(s, c, &whose[i]);
            return true;
        }
    }
    return false;
}

static void counted(const saying *s, json_node c)
{
    const char *list = member(s, c, "count");
    json_node where = get(s, c, "where");
    const saying row = {s->v, s->t, list, false};
    words(s, "the number of rows of ", "");
    quoted_list(s, list);
    if (where != 0) {
        words(s, " that fit (", "中满足（");
        clause(&row, where);
        words(s, ")", "）");
    }
    words(s, " is ", "的行数");
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
    either(s, "it is done by ", "it is not done by ", "操作人为", "操作人不是");
    put_list(s->v, s->t, get(s, c, "actor"), MEND_KIND_ROLE, " or ", "或");
}

static void clock(const saying *s, json_node c)
{
    static const struct {
        const char *status, *en, *zh;
    } names[] = {{"none", "not started", "未开始"},  {"running", "running", "计时中"},
                 {"paused", "paused", "暂停中"},     {"met", "met", "按时完成"},
                 {"missed", "missed", "超时后完成"}, {"cancelled", "cancelled", "已取消"},
                 {"over", "over", "已到时"},         {"breached", "overdue", "超时未完成"}};
    json_node is = get(s, c, "is");
    words(s, "the clock ", "时限");
    put_quoted(s->v, s->t, MEND_KIND_CLOCK, member(s, c, "clock"));
    either(s, " is ", " is not ", "为", "不是");
    for (json_node n = json_first(&s->v->j, is); n != 0; n = json_next(&s->v->j, n)) {
        const char *word = json_text(&s->v->j, n);
        if (n != json_first(&s->v->j, is)) {
            words(s, " or ", "或");
        }
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            bool same = strcmp(word, names[i].status) == 0;
            words(s, same ? names[i].en : "", same ? names[i].zh : "");
        }
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
    } else if (!rows_asked(s, c)) {
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
