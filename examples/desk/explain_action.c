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
    const char *kind = json_text(&s->v->j, get(s, "kind"));
    if (kind[0] != '\0' && strcmp(kind, "step") != 0) {
        explain_line(s->v, s->t, "Kind", "类别");
        put_term(s->v, s->t, "action_kind", kind);
    }
}

static void tell_way(const telling *s)
{
    const char *to = json_text(&s->v->j, get(s, "to"));
    json_node from = get(s, "from"), first = json_first(&s->v->j, from);
    explain_line(s->v, s->t, "From", "从");
    if (json_true(&s->v->j, get(s, "opens"))) {
        word(s, "it opens a ticket", "新建工单");
    } else if (!put_term(s->v, s->t, "states", json_text(&s->v->j, first))) {
        put_list(s->v, s->t, from, MEND_KIND_STATE, " or ", "或");
    }
    explain_line(s->v, s->t, "To", "到");
    if (to[0] == '\0') {
        put_term(s->v, s->t, "absent", "stays");
    } else {
        put_label(s->v, s->t, MEND_KIND_STATE, to);
    }
    if (get(s, "when") != 0) {
        explain_line(s->v, s->t, "Offered only if", "仅在此情况下可办理");
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
    explain_roles(s->v, s->t, get(s, "roles"));
    if (strcmp(json_text(&s->v->j, get(s, "grade")), "$dispatch") == 0) {
        word(s, "; at least of the grade that the ticket takes by the rules of dispatch",
             "；等级不低于派工规则对该工单的要求");
    } else if (get(s, "grade") != 0) {
        word(s, "; at least of the grade ", "；等级不低于");
        put_label(s->v, s->t, MEND_KIND_GRADE, json_text(&s->v->j, get(s, "grade")));
    }
    if (get(s, "only_named_in") != 0) {
        explain_line(s->v, s->t, "Only who stands in", "仅限以下字段中登记的人");
        tell_fields(s, get(s, "only_named_in"));
    }
    if (get(s, "not_named_in") != 0) {
        explain_line(s->v, s->t, "Nobody who stands in", "以下字段中登记的人不得办理");
        tell_fields(s, get(s, "not_named_in"));
    }
    if (get(s, "not_by") != 0) {
        explain_line(s->v, s->t, "Nobody who has done", "办理过以下动作的人不得办理");
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
    put_term(s->v, s->t, "need", need);
    if (json_get(&s->v->j, entry, "when") != 0) {
        word(s, " if ", "，条件：");
        put_condition(s->v, s->t, json_get(&s->v->j, entry, "when"), "");
    }
    *any = true;
}

/* Choices and bounds, in the same parentheses. */
static void tell_limits(const telling *s, json_node entry, const char *list, const char *path, bool *any)
{
    static const char *const bounds[] = {"at_least", "at_most"};
    const json *j = &s->v->j;
    json_node choices = json_get(j, entry, "choices"), rows = json_get(j, entry, "min_rows");
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        json_node bound = json_get(j, entry, bounds[i]);
        if (bound != 0) {
            word(s, *any ? ", " : " (", *any ? "，" : "（");
            put_bound(s->v, s->t, bounds[i], false);
            put_value(s->v, s->t, list, path, bound);
            *any = true;
        }
    }
    if (json_int(j, rows, 0) > 0) {
        word(s, *any ? ", rows at least: " : " (rows at least: ", *any ? "，行数不少于" : "（行数不少于");
        text_add(s->t, json_text(j, rows), MEND_NTS);
        *any = true;
    }
    for (json_node n = json_first(j, choices); n != 0; n = json_next(j, n)) {
        bool first = n == json_first(j, choices);
        word(s, !first ? " or " : *any ? ", only " : " (only ", !first ? "或" : *any ? "，只能是" : "（只能是");
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
    if (explain_next(s->v, form, 0) != 0) {
        explain_head(s->v, s->t, "Takes", "填写");
    }
    for (json_node n = explain_next(s->v, form, 0); n != 0; n = explain_next(s->v, form, n)) {
        explain_item(s->t);
        tell_entry(s, n, "");
    }
    if (get(s, "reason") != 0) {
        explain_line(s->v, s->t, "Reason", "原因");
        put_term(s->v, s->t, "reason", json_text(&s->v->j, get(s, "reason")));
    }
}

static void tell_checklist(const telling *s)
{
    json_node items = get(s, "checklist");
    if (explain_next(s->v, items, 0) != 0) {
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
    if (explain_next(s->v, evidence, 0) != 0) {
        explain_head(s->v, s->t, "Evidence", "凭证");
    }
    for (json_node n = explain_next(s->v, evidence, 0); n != 0; n = explain_next(s->v, evidence, n)) {
        json_node kinds = json_get(&s->v->j, n, "kinds"), least = json_get(&s->v->j, n, "at_least");
        bool given = strcmp(json_member(&s->v->j, n, "need"), "given") == 0;
        explain_item(s->t);
        put_own_label(s->v, s->t, n, json_key(&s->v->j, n));
        word(s, " (", "（");
        put_term(s->v, s->t, "evidence_need", given ? "given" : "required");
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
    json_node sets = get(s, "sets");
    if (json_first(&s->v->j, sets) != 0) {
        explain_head(s->v, s->t, "Writes", "自动写入");
    }
    for (json_node n = json_first(&s->v->j, sets); n != 0; n = json_next(&s->v->j, n)) {
        explain_item(s->t);
        put_field(s->v, s->t, "", json_key(&s->v->j, n));
        word(s, ": ", "：");
        if (!put_term(s->v, s->t, "token", json_text(&s->v->j, n))) {
            put_value(s->v, s->t, "", json_key(&s->v->j, n), n);
        }
    }
}

/* How far a total may pass what was authorised: a part, an amount, or the smaller or larger of both. */
static void tell_tolerance(const telling *s)
{
    const json *j = &s->v->j;
    json_node fees = json_get(j, s->v->root, "fees");
    json_node allowed = json_get(j, json_get(j, fees, "estimate"), "tolerance");
    const char *pct = json_member(j, allowed, "pct");
    int64_t amount = json_int(j, json_get(j, allowed, "abs"), 0);
    bool part = strspn(pct, "0.") != strlen(pct), larger = strcmp(json_member(j, allowed, "combine"), "max") == 0;
    bool both = json_get(j, allowed, "pct") != 0 && json_get(j, allowed, "abs") != 0;
    if ((!part && amount == 0) || (both && !larger && (!part || amount == 0))) {
        return;
    }
    word(s, ", beyond ", "，可容差");
    if (part) {
        text_add(s->t, pct, MEND_NTS);
        word(s, " %", "%");
    }
    if (part && amount > 0) {
        word(s, larger ? " or " : " and ", "与");
    }
    if (amount > 0) {
        put_amount(s->v, s->t, amount);
    }
    if (part && amount > 0) {
        word(s, larger ? ", whichever is more" : ", whichever is less", larger ? "中的较大者" : "中的较小者");
    }
}

static void tell_money(const telling *s)
{
    const json *j = &s->v->j;
    if (get(s, "quote") != 0) {
        explain_line(s->v, s->t, "Works out", "计算费用");
        put_term(s->v, s->t, "quote", json_text(j, get(s, "quote")));
    }
    if (json_true(j, get(s, "authorises"))) {
        explain_line(s->v, s->t, "Consent", "授权");
        word(s, "what the customer agrees to is the last quote, and no other",
             "客户授权的是最近一次报价，报价变动须重新授权");
    }
    if (json_true(j, get(s, "tolerance"))) {
        explain_line(s->v, s->t, "Money", "费用");
        word(s, "refused where it costs more than was authorised", "超出客户授权金额时不予办理");
        tell_tolerance(s);
    }
    if (json_true(j, get(s, "settles"))) {
        bool keep = strcmp(json_text(j, get(s, "surplus")), "keep") == 0;
        explain_line(s->v, s->t, "Money", "费用");
        word(s, "what has been paid decides whether the fee is settled; more than is open ",
             "按已收款项更新收费状态；超出应收的款项");
        put_term(s->v, s->t, "surplus", keep ? "keep" : "refuse");
    }
    if (json_true(j, get(s, "paid_up"))) {
        explain_line(s->v, s->t, "Money", "费用");
        word(s, "refused while money is open", "款项未结清时不予办理");
    }
}

static void tell_unit(const telling *s)
{
    json_node unit = get(s, "unit");
    for (json_node n = json_first(&s->v->j, unit); n != 0; n = json_next(&s->v->j, n)) {
        if (n == json_first(&s->v->j, unit)) {
            explain_line(s->v, s->t, "Writes to the unit's document", "写入机器档案");
        } else {
            word(s, ", ", "、");
        }
        put_term(s->v, s->t, "unit_write", json_text(&s->v->j, n));
    }
    if (json_true(&s->v->j, get(s, "unit_required"))) {
        explain_line(s->v, s->t, "Unit", "机器");
        word(s, "refused without the unit's document", "缺少机器档案时不予办理");
    }
}

/* What the first number of today would be, else the pattern. */
static void tell_number(const telling *s)
{
    const char *name = json_text(&s->v->j, get(s, "number"));
    json_node series = json_get(&s->v->j, json_get(&s->v->j, s->v->root, "numbers"), name);
    size_t len = 0;
    const char *raw = json_raw(&s->v->j, series, &len);
    mend_series *made = NULL;
    mend_buf *number = NULL;
    int32_t day = (int32_t)(s->v->a->now / 86400000);
    explain_line(s->v, s->t, "Gives the ticket a number such as", "生成工单编号，如");
    mend_status status = mend_buf_new(NULL, &number);
    status = status == MEND_OK ? mend_series_new(NULL, raw, len, &made, NULL) : status;
    status = status == MEND_OK ? mend_series_render(made, day, 1, NULL, 0, number, NULL) : status;
    const char *shown = status == MEND_OK ? mend_buf_data(number, &len) : json_member(&s->v->j, series, "pattern");
    put_marked(s->t, shown);
    mend_series_free(made);
    mend_buf_free(number);
}

static void tell_rest(const telling *s)
{
    json_node tell = get(s, "tell");
    if (get(s, "number") != 0) {
        tell_number(s);
    }
    if (get(s, "backdate") != 0) {
        explain_line(s->v, s->t, "May be entered later by", "可事后补登，最迟");
        put_span(s->v, s->t, json_text(&s->v->j, get(s, "backdate")));
    }
    explain_notices(s->v, s->t, get(s, "notices"), "Notices", "通知");
    if (json_first(&s->v->j, tell) != 0) {
        explain_head(s->v, s->t, "To be said, and to be kept in mind", "话术与提示");
    }
    for (json_node n = json_first(&s->v->j, tell); n != 0; n = json_next(&s->v->j, n)) {
        explain_item(s->t);
        put_quoted(s->v, s->t, MEND_KIND_TEXT, json_text(&s->v->j, n));
    }
}

void explain_action(const view *v, text *t, const char *name)
{
    const telling s = {v, t, json_get(&v->j, json_get(&v->j, v->root, "actions"), name)};
    tell_kind(&s);
    tell_way(&s);
    tell_who(&s);
    tell_form(&s);
    tell_checklist(&s);
    tell_evidence(&s);
    explain_conditions(v, t, get(&s, "conditions"), "if", "Refused unless", "须满足");
    tell_loop(&s);
    tell_sets(&s);
    tell_money(&s);
    tell_unit(&s);
    tell_rest(&s);
    explain_action_clocks(v, t, name);
}
