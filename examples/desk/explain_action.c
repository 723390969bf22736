/*
 * explain_action.c - an action of a policy, told in words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain.h"

#include <string.h>

/* An action being told. */
typedef struct telling {
    const view *v;
    text *t;
    json_node action;
    const char *name;
} telling;

static json_node get(const telling *s, const char *key)
{
    return json_get(&s->v->j, s->action, key);
}

static void word(const telling *s, const char *en, const char *zh)
{
    put(s->v, s->t, en, zh);
}

/* ---- who, and where ---- */

static void tell_kind(const telling *s)
{
    static const struct {
        const char *kind, *en, *zh;
    } kinds[] = {{"note", "adds a note", "添加备注"},
                 {"correct", "corrects what was said", "更正资料"},
                 {"link", "links the ticket to another one", "关联其他工单"},
                 {"reveal", "discloses personal values", "查看个人信息"},
                 {"anonymise", "empties personal values for good", "清除个人信息"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(json_text(&s->v->j, get(s, "kind")), kinds[i].kind) == 0) {
            explain_line(s->v, s->t, "Kind", "类别");
            word(s, kinds[i].en, kinds[i].zh);
        }
    }
}

static void tell_way(const telling *s)
{
    const char *to = json_text(&s->v->j, get(s, "to"));
    explain_line(s->v, s->t, "From", "从");
    if (json_true(&s->v->j, get(s, "opens"))) {
        word(s, "it opens a ticket", "新建工单");
    } else if (explain_holds(s->v, get(s, "from"), "*")) {
        word(s, "every state", "任何状态");
    } else if (explain_holds(s->v, get(s, "from"), "*open")) {
        word(s, "every state that is not closed", "任何未关闭状态");
    } else {
        put_list(s->v, s->t, get(s, "from"), MEND_KIND_STATE, ", ", "、");
    }
    explain_line(s->v, s->t, "To", "到");
    if (to[0] == '\0') {
        word(s, "the ticket stays where it is", "状态不变");
    } else {
        put_label(s->v, s->t, MEND_KIND_STATE, to);
    }
    if (get(s, "when") != 0) {
        explain_line(s->v, s->t, "There only if", "仅当");
        put_condition(s->v, s->t, get(s, "when"), "");
    }
}

static void tell_fields(const telling *s, json_node array)
{
    for (json_node n = json_first(&s->v->j, array); n != 0; n = json_next(&s->v->j, n)) {
        if (n != json_first(&s->v->j, array)) {
            word(s, ", ", "、");
        }
        put_field(s->v, s->t, "", json_text(&s->v->j, n));
    }
}

static void tell_who(const telling *s)
{
    explain_line(s->v, s->t, "Who", "操作人");
    put_list(s->v, s->t, get(s, "roles"), MEND_KIND_ROLE, ", ", "、");
    if (get(s, "grade") != 0) {
        word(s, "; of the grade ", "；等级不低于");
        put_label(s->v, s->t, MEND_KIND_GRADE, json_text(&s->v->j, get(s, "grade")));
        word(s, " at least", "");
    }
    if (get(s, "only_named_in") != 0) {
        explain_line(s->v, s->t, "Only who is named in", "仅限其中指定的人");
        tell_fields(s, get(s, "only_named_in"));
    }
    if (get(s, "not_named_in") != 0) {
        explain_line(s->v, s->t, "Nobody who is named in", "其中指定的人除外");
        tell_fields(s, get(s, "not_named_in"));
    }
    if (get(s, "not_by") != 0) {
        explain_line(s->v, s->t, "Nobody who has done", "做过以下动作的人除外");
        put_list(s->v, s->t, get(s, "not_by"), MEND_KIND_ACTION, ", ", "、");
    }
}

/* ---- what it takes ---- */

static void tell_need(const telling *s, json_node entry, bool *any)
{
    const char *need = json_member(&s->v->j, entry, "need");
    if (strcmp(need, "required") != 0 && strcmp(need, "given") != 0) {
        return;
    }
    word(s, *any ? ", " : " (", *any ? "，" : "（");
    word(s, strcmp(need, "given") == 0 ? "given with it" : "required",
         strcmp(need, "given") == 0 ? "须随本次填写" : "必填");
    if (json_get(&s->v->j, entry, "when") != 0) {
        word(s, " if ", "，条件：");
        put_condition(s->v, s->t, json_get(&s->v->j, entry, "when"), "");
    }
    *any = true;
}

/* Choices and bounds, in the same parentheses. */
static void tell_limits(const telling *s, json_node entry, const char *list, const char *path, bool *any)
{
    static const struct {
        const char *key, *en, *zh;
    } bounds[] = {{"at_least", "at least ", "不少于"},
                  {"at_most", "at most ", "不超过"},
                  {"min_rows", "rows at least: ", "行数不少于"}};
    json_node choices = json_get(&s->v->j, entry, "choices");
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        json_node bound = json_get(&s->v->j, entry, bounds[i].key);
        if (bound != 0) {
            word(s, *any ? ", " : " (", *any ? "，" : "（");
            word(s, bounds[i].en, bounds[i].zh);
            text_add(s->t, json_text(&s->v->j, bound), MEND_NTS);
            *any = true;
        }
    }
    for (json_node n = json_first(&s->v->j, choices); n != 0; n = json_next(&s->v->j, n)) {
        word(s, *any ? ", " : " (", *any ? "，" : "（");
        put_value(s->v, s->t, list, path, n);
        *any = true;
    }
}

static void tell_entry(const telling *s, json_node entry, const char *list)
{
    const char *path = json_key(&s->v->j, entry), *rows = json_member(&s->v->j, entry, "rows");
    json_node columns = json_get(&s->v->j, entry, "columns");
    bool any = false;
    if (json_get(&s->v->j, entry, "label") != 0) {
        put_own_label(s->v, s->t, entry, path);
    } else {
        put_field(s->v, s->t, list, path);
    }
    if (columns != 0) {
        bool both = strcmp(rows, "both") == 0, edit = strcmp(rows, "edit") == 0;
        word(s,
             both   ? ", new rows and old ones"
             : edit ? ", rows that are there"
                    : ", new rows",
             both   ? "，新增行或已有行"
             : edit ? "，已有行"
                    : "，新增行");
    }
    tell_need(s, entry, &any);
    tell_limits(s, entry, list, path, &any);
    word(s, any ? ")" : "", any ? "）" : "");
    for (json_node n = explain_next(s->v, columns, 0); n != 0; n = explain_next(s->v, columns, n)) {
        bool first = n == explain_next(s->v, columns, 0);
        word(s, first ? ": " : ", ", first ? "：" : "、");
        tell_entry(s, n, path); /* columns have none themselves */
    }
}

static void tell_form(const telling *s)
{
    json_node form = get(s, "form");
    if (form != 0) {
        explain_head(s->v, s->t, "Takes", "填写");
    }
    for (json_node n = explain_next(s->v, form, 0); n != 0; n = explain_next(s->v, form, n)) {
        explain_item(s->t);
        tell_entry(s, n, "");
    }
    if (get(s, "reason") != 0) {
        bool required = strcmp(json_text(&s->v->j, get(s, "reason")), "required") == 0;
        explain_line(s->v, s->t, "Reason", "原因");
        word(s, required ? "required" : "may be given", required ? "必填" : "可填");
    }
}

static void tell_checklist(const telling *s)
{
    json_node items = get(s, "checklist");
    if (items != 0) {
        explain_head(s->v, s->t, "To be ticked", "勾选确认");
    }
    for (json_node n = explain_next(s->v, items, 0); n != 0; n = explain_next(s->v, items, n)) {
        bool optional = strcmp(json_member(&s->v->j, n, "need"), "optional") == 0;
        explain_item(s->t);
        put_own_label(s->v, s->t, n, json_key(&s->v->j, n));
        word(s, optional ? " (optional)" : "", optional ? "（可选）" : "");
    }
}

static void tell_evidence(const telling *s)
{
    json_node evidence = get(s, "evidence");
    if (evidence != 0) {
        explain_head(s->v, s->t, "Evidence", "凭证");
    }
    for (json_node n = explain_next(s->v, evidence, 0); n != 0; n = explain_next(s->v, evidence, n)) {
        json_node kinds = json_get(&s->v->j, n, "kinds"), least = json_get(&s->v->j, n, "at_least");
        bool given = strcmp(json_member(&s->v->j, n, "need"), "given") == 0;
        explain_item(s->t);
        put_own_label(s->v, s->t, n, json_key(&s->v->j, n));
        word(s, given ? " (attached with it" : " (attached by then", given ? "（须随本次提交" : "（须已提交");
        if (least != 0) {
            word(s, ", at least ", "，不少于");
            text_add(s->t, json_text(&s->v->j, least), MEND_NTS);
        }
        for (json_node k = json_first(&s->v->j, kinds); k != 0; k = json_next(&s->v->j, k)) {
            word(s, k == json_first(&s->v->j, kinds) ? ": " : " or ", k == json_first(&s->v->j, kinds) ? "：" : "或");
            put_value(s->v, s->t, "attachments", "kind", k);
        }
        if (json_get(&s->v->j, n, "when") != 0) {
            word(s, "; if ", "；条件：");
            put_condition(s->v, s->t, json_get(&s->v->j, n, "when"), "");
        }
        word(s, ")", "）");
    }
}

static void tell_conditions(const telling *s)
{
    json_node rules = get(s, "conditions");
    if (rules != 0) {
        explain_head(s->v, s->t, "Refused unless", "须满足");
    }
    for (json_node n = explain_next(s->v, rules, 0); n != 0; n = explain_next(s->v, rules, n)) {
        explain_item(s->t);
        put_own_label(s->v, s->t, n, json_key(&s->v->j, n));
        word(s, ": ", "：");
        put_condition(s->v, s->t, json_get(&s->v->j, n, "if"), "");
    }
}

/* ---- what it does ---- */

static void tell_loop(const telling *s)
{
    json_node loop = get(s, "loop"), counters = json_get(&s->v->j, s->v->root, "counters");
    const char *name = json_member(&s->v->j, loop, "counter");
    if (loop != 0) {
        explain_line(s->v, s->t, "Counted", "计次");
        put_own_label(s->v, s->t, json_get(&s->v->j, counters, name), name);
        word(s, ", at most ", "，不超过");
        text_add(s->t, json_member(&s->v->j, loop, "at_most"), MEND_NTS);
        word(s, " times", "次");
    }
    json_node resets = get(s, "resets");
    for (json_node n = json_first(&s->v->j, resets); n != 0; n = json_next(&s->v->j, n)) {
        explain_line(s->v, s->t, "Counts from 0 again", "重新计次");
        put_own_label(s->v, s->t, json_get(&s->v->j, counters, json_text(&s->v->j, n)), json_text(&s->v->j, n));
    }
}

static void tell_sets(const telling *s)
{
    static const struct {
        const char *token, *en, *zh;
    } tokens[] = {{"$now", "the time", "当前时间"},
                  {"$today", "the day", "当日"},
                  {"$actor", "who does it", "操作人"},
                  {"$triage", "the level that is judged", "判定的级别"},
                  {"$dispatch", "where the routes send it", "按派工路线确定"},
                  {"$none", "nothing any more", "清空"}};
    json_node sets = get(s, "sets");
    if (sets != 0) {
        explain_head(s->v, s->t, "Writes", "自动写入");
    }
    for (json_node n = json_first(&s->v->j, sets); n != 0; n = json_next(&s->v->j, n)) {
        bool said = false;
        explain_item(s->t);
        put_field(s->v, s->t, "", json_key(&s->v->j, n));
        word(s, ": ", "：");
        for (size_t i = 0; i < sizeof tokens / sizeof tokens[0] && !said; i++) {
            said = strcmp(json_text(&s->v->j, n), tokens[i].token) == 0;
            word(s, said ? tokens[i].en : "", said ? tokens[i].zh : "");
        }
        if (!said) {
            put_value(s->v, s->t, "", json_key(&s->v->j, n), n);
        }
    }
}

static void tell_money(const telling *s)
{
    static const struct {
        const char *key, *en, *zh;
    } flags[] = {{"authorises", "binds the customer's consent to the last quote", "客户授权绑定最近一次报价"},
                 {"tolerance", "refused where it costs more than was authorised", "超出授权金额时拒绝"},
                 {"settles", "payments decide whether the fee is paid", "收款决定费用状态"},
                 {"unit_required", "refused without the unit's document", "缺少机器档案时拒绝"}};
    if (get(s, "quote") != 0) {
        explain_line(s->v, s->t, "Makes a quote", "出具报价");
        text_add(s->t, json_text(&s->v->j, get(s, "quote")), MEND_NTS);
    }
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (json_true(&s->v->j, get(s, flags[i].key))) {
            explain_line(s->v, s->t, "Money", "费用");
            word(s, flags[i].en, flags[i].zh);
        }
    }
    if (get(s, "unit") != 0) {
        explain_line(s->v, s->t, "Writes to the unit", "写入机器档案");
        put_list(s->v, s->t, get(s, "unit"), 0, ", ", "、");
    }
}

static void tell_rest(const telling *s)
{
    json_node tell = get(s, "tell");
    if (get(s, "number") != 0) {
        explain_line(s->v, s->t, "Numbers the ticket by", "编号规则");
        text_add(s->t, json_text(&s->v->j, get(s, "number")), MEND_NTS);
    }
    if (get(s, "backdate") != 0) {
        explain_line(s->v, s->t, "May be entered later by", "可补登时间");
        put_span(s->v, s->t, json_text(&s->v->j, get(s, "backdate")));
    }
    explain_notices(s->v, s->t, get(s, "notices"), "Notices", "通知");
    if (tell != 0) {
        explain_head(s->v, s->t, "To be told", "应告知");
    }
    for (json_node n = json_first(&s->v->j, tell); n != 0; n = json_next(&s->v->j, n)) {
        explain_item(s->t);
        put_quoted(s->v, s->t, MEND_KIND_TEXT, json_text(&s->v->j, n));
    }
}

/* The clocks whose lists name the action. */
static void tell_clocks(const telling *s)
{
    static const struct {
        const char *key, *en, *zh;
    } parts[] = {{"start", "Starts the clock", "开始时限"},
                 {"stop", "Stops the clock", "停止时限"},
                 {"cancel", "Cancels the clock", "取消时限"},
                 {"answer", "Keeps the interval of", "应答时限"}};
    json_node clocks = json_get(&s->v->j, s->v->root, "clocks");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        bool any = false;
        for (json_node c = explain_next(s->v, clocks, 0); c != 0; c = explain_next(s->v, clocks, c)) {
            json_node trigger = json_get(&s->v->j, c, parts[i].key);
            if (!explain_holds(s->v, json_get(&s->v->j, trigger, "on"), s->name)) {
                continue;
            }
            if (any) {
                word(s, ", ", "、");
            } else {
                explain_line(s->v, s->t, parts[i].en, parts[i].zh);
            }
            put_label(s->v, s->t, MEND_KIND_CLOCK, json_key(&s->v->j, c));
            any = true;
        }
    }
}

void explain_action(const view *v, text *t, const char *name)
{
    const telling s = {v, t, json_get(&v->j, json_get(&v->j, v->root, "actions"), name), name};
    tell_kind(&s);
    tell_way(&s);
    tell_who(&s);
    tell_form(&s);
    tell_checklist(&s);
    tell_evidence(&s);
    tell_conditions(&s);
    tell_loop(&s);
    tell_sets(&s);
    tell_money(&s);
    tell_rest(&s);
    tell_clocks(&s);
}
