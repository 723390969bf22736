/*
 * diff_words.c - words for the members of a policy's document, see diff_words.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "diff_words.h"

#include <string.h>

#define RAW_BYTES 80 /* shown of a value for which there are no words */

static const member_word members[] = {
    {"stage", HOLDS_PLAIN, 0, "stage", "阶段"},
    {"kind", HOLDS_PLAIN, 0, "kind", "类别"},
    {"opens", HOLDS_PLAIN, 0, "opens a ticket", "新建工单"},
    {"from", HOLDS_KIND, MEND_KIND_STATE, "from", "开始状态"},
    {"to", HOLDS_KIND, MEND_KIND_STATE, "leads to", "到达状态"},
    {"roles", HOLDS_KIND, MEND_KIND_ROLE, "roles", "操作角色"},
    {"grade", HOLDS_KIND, MEND_KIND_GRADE, "least grade", "最低等级"},
    {"form", HOLDS_FORM, 0, "form", "表单"},
    {"columns", HOLDS_FORM, 0, "columns", "列"},
    {"fields", HOLDS_FORM, 0, "fields", "字段"},
    {"need", HOLDS_NEED, 0, "need", "填写要求"},
    {"when", HOLDS_CONDITION, 0, "only if", "条件"},
    {"if", HOLDS_CONDITION, 0, "holds if", "成立条件"},
    {"stands", HOLDS_CONDITION, 0, "stands while", "不变条件"},
    {"choices", HOLDS_PLAIN, 0, "choices", "选项"},
    {"at_least", HOLDS_PLAIN, 0, "at least", "不少于"},
    {"at_most", HOLDS_PLAIN, 0, "at most", "不超过"},
    {"min_rows", HOLDS_PLAIN, 0, "rows at least", "最少行数"},
    {"rows", HOLDS_PLAIN, 0, "rows", "行"},
    {"checklist", HOLDS_THINGS, 0, "to be ticked", "勾选项"},
    {"evidence", HOLDS_THINGS, 0, "evidence", "凭证"},
    {"conditions", HOLDS_THINGS, 0, "condition", "条件"},
    {"kinds", HOLDS_PLAIN, 0, "kinds", "种类"},
    {"not_by", HOLDS_KIND, MEND_KIND_ACTION, "nobody who has done", "做过以下动作的人除外"},
    {"not_named_in", HOLDS_FIELD, 0, "nobody who is named in", "其中指定的人除外"},
    {"only_named_in", HOLDS_FIELD, 0, "only who is named in", "仅限其中指定的人"},
    {"loop", HOLDS_LOOP, 0, "counted", "计次"},
    {"counter", HOLDS_PLAIN, 0, "counter", "计数"},
    {"resets", HOLDS_PLAIN, 0, "counts from 0 again", "重新计次"},
    {"sets", HOLDS_FORM, 0, "writes", "自动写入"},
    {"reason", HOLDS_PLAIN, 0, "reason", "原因"},
    {"number", HOLDS_PLAIN, 0, "number", "编号规则"},
    {"backdate", HOLDS_SPAN, 0, "may be entered later by", "可补登时间"},
    {"notices", HOLDS_THINGS, 0, "notice", "通知"},
    {"text", HOLDS_KIND, MEND_KIND_TEXT, "text", "文本"},
    {"texts", HOLDS_KIND, MEND_KIND_TEXT, "texts", "文本"},
    {"tell", HOLDS_KIND, MEND_KIND_TEXT, "to be told", "应告知"},
    {"quote", HOLDS_PLAIN, 0, "makes a quote", "出具报价"},
    {"authorises", HOLDS_PLAIN, 0, "authorises", "绑定客户授权"},
    {"tolerance", HOLDS_PLAIN, 0, "tolerance", "授权限额"},
    {"settles", HOLDS_PLAIN, 0, "settles", "收款结算"},
    {"unit", HOLDS_PLAIN, 0, "unit", "单位"},
    {"start", HOLDS_TRIGGER, 0, "starts with", "开始"},
    {"stop", HOLDS_TRIGGER, 0, "stops with", "停止"},
    {"cancel", HOLDS_TRIGGER, 0, "is cancelled with", "取消"},
    {"answer", HOLDS_TRIGGER, 0, "is kept by", "应答"},
    {"field", HOLDS_FIELD, 0, "field", "字段"},
    {"before", HOLDS_SPAN, 0, "before", "提前"},
    {"before_field", HOLDS_FIELD, 0, "before, by", "提前字段"},
    {"calendar", HOLDS_KIND, MEND_KIND_CALENDAR, "hours", "日历"},
    {"quiet", HOLDS_KIND, MEND_KIND_CALENDAR, "notices only in", "通知时间"},
    {"targets", HOLDS_THINGS, 0, "target", "目标"},
    {"time", HOLDS_SPAN, 0, "time", "时间"},
    {"days", HOLDS_PLAIN, 0, "working days", "工作日"},
    {"until", HOLDS_FIELD, 0, "until", "直至"},
    {"amount_field", HOLDS_FIELD, 0, "amount in", "数量字段"},
    {"reading", HOLDS_PLAIN, 0, "end of the last day", "末日计算"},
    {"pick", HOLDS_PLAIN, 0, "of several targets", "多个目标时"},
    {"outside", HOLDS_PLAIN, 0, "outside of hours", "非营业时间"},
    {"pauses", HOLDS_THINGS, 0, "pause", "暂停"},
    {"relevel", HOLDS_PLAIN, 0, "when another target applies", "目标变更时"},
    {"reopen", HOLDS_PLAIN, 0, "when it starts again", "再次开始时"},
    {"gap", HOLDS_PLAIN, 0, "time in between", "中间时间"},
    {"again", HOLDS_PLAIN, 0, "another start", "再次开始"},
    {"warn", HOLDS_THINGS, 0, "warning", "预警"},
    {"percent", HOLDS_PLAIN, 0, "percent", "百分比"},
    {"rungs", HOLDS_THINGS, 0, "escalation", "上报"},
    {"after", HOLDS_SPAN, 0, "after", "超时后"},
    {"due", HOLDS_THINGS, 0, "when it is due", "到时"},
    {"late", HOLDS_PLAIN, 0, "late notices", "延迟通知"},
    {"late_after", HOLDS_SPAN, 0, "late after", "延迟界限"},
    {"rules", HOLDS_THINGS, 0, "rule", "规则"},
    {"level", HOLDS_LEVEL, 0, "level", "级别"},
    {"override", HOLDS_PLAIN, 0, "overrides", "优先"},
    {"matrix", HOLDS_THINGS, 0, "matrix", "矩阵"},
    {"cells", HOLDS_THINGS, 0, "cell", "单元"},
    {"tiers", HOLDS_THINGS, 0, "tier", "客户级别"},
    {"floor", HOLDS_LEVEL, 0, "at least as urgent as", "不低于"},
    {"ceiling", HOLDS_LEVEL, 0, "at most as urgent as", "不高于"},
    {"default", HOLDS_LEVEL, 0, "otherwise", "默认"},
    {"terms", HOLDS_THINGS, 0, "term", "保障条款"},
    {"payer", HOLDS_PLAIN, 0, "payer", "承担方"},
    {"years", HOLDS_PLAIN, 0, "years", "年"},
    {"months", HOLDS_PLAIN, 0, "months", "月"},
    {"weeks", HOLDS_PLAIN, 0, "weeks", "周"},
    {"cards", HOLDS_THINGS, 0, "charge card", "收费标准卡"},
    {"labour", HOLDS_THINGS, 0, "labour", "工时"},
    {"parts", HOLDS_THINGS, 0, "part", "零配件"},
    {"travel", HOLDS_THINGS, 0, "travel", "上门"},
    {"diagnosis", HOLDS_THINGS, 0, "diagnosis", "检测"},
    {"storage", HOLDS_THINGS, 0, "storage", "保管"},
    {"surcharges", HOLDS_THINGS, 0, "surcharge", "附加费"},
    {"rate", HOLDS_PLAIN, 0, "rate", "单价"},
    {"rates", HOLDS_THINGS, 0, "rate", "税率"},
    {"price", HOLDS_PLAIN, 0, "price", "价格"},
    {"fee", HOLDS_PLAIN, 0, "fee", "费用"},
    {"pattern", HOLDS_PLAIN, 0, "pattern", "格式"},
    {"reset", HOLDS_PLAIN, 0, "begins anew", "重新编号"},
    {"sections", HOLDS_THINGS, 0, "section", "栏"},
    {"week", HOLDS_THINGS, 0, "week", "每周"},
    {"holidays", HOLDS_THINGS, 0, "holidays", "节假日"},
    {"exceptions", HOLDS_THINGS, 0, "exceptions", "例外"},
    {"known_until", HOLDS_PLAIN, 0, "known until", "节假日已知至"},
    {"like", HOLDS_PLAIN, 0, "like", "基于"},
    {"type", HOLDS_PLAIN, 0, "type", "类型"},
    {"mask", HOLDS_PLAIN, 0, "mask", "脱敏"},
    {"max_bytes", HOLDS_PLAIN, 0, "longest text", "最大长度"},
};

const member_word *member_words(const char *name)
{
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (strcmp(members[i].name, name) == 0) {
            return &members[i];
        }
    }
    return NULL;
}

void put_section(const view *v, text *t, const char *name)
{
    static const char *const sections[][3] = {{"settings", "Settings", "设置"},
                                              {"roles", "Roles", "角色"},
                                              {"grades", "Grades", "等级"},
                                              {"counters", "Counted loops", "计次"},
                                              {"states", "States", "状态"},
                                              {"choices", "Choices", "选项"},
                                              {"fields", "Fields", "字段"},
                                              {"actions", "Actions", "动作"},
                                              {"triage", "Levels", "级别判定"},
                                              {"numbers", "Numbers", "编号"},
                                              {"masks", "Masks", "脱敏"},
                                              {"texts", "Texts", "文本"},
                                              {"calendars", "Calendars", "日历"},
                                              {"clocks", "Clocks", "时限"},
                                              {"warranty", "Warranty", "保修"},
                                              {"fees", "Fees", "收费"},
                                              {"blocks", "Blocks of sheets", "单据块"},
                                              {"sheets", "Sheets", "单据"},
                                              {"dispatch", "Dispatch", "派工"},
                                              {"limits", "Limits", "限额"}};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        if (strcmp(sections[i][0], name) == 0) {
            put(v, t, sections[i][1], sections[i][2]);
            return;
        }
    }
    text_add(t, name, MEND_NTS);
}

/* ---- values ---- */

static void put_raw(const view *v, text *t, json_node value)
{
    size_t len;
    const char *raw = json_raw(&v->j, value, &len);
    if (json_type(&v->j, value) == 's') {
        raw = json_text(&v->j, value);
        len = strlen(raw);
    }
    size_t shown = len > RAW_BYTES ? RAW_BYTES : len;
    while (shown < len && shown > 0 && ((unsigned char)raw[shown] & 0xC0) == 0x80) {
        shown--; /* not in the middle of a character */
    }
    text_add(t, raw, shown);
    text_add(t, shown < len ? "…" : "", MEND_NTS);
}

static void put_loop(const view *v, text *t, json_node loop)
{
    const char *name = json_member(&v->j, loop, "counter");
    json_node counters = json_get(&v->j, v->root, "counters");
    put_own_label(v, t, json_get(&v->j, counters, name), name);
    put(v, t, ", at most ", "，不超过");
    text_add(t, json_member(&v->j, loop, "at_most"), MEND_NTS);
}

/* Nothing said is optional. */
static void put_need(const view *v, text *t, json_node value)
{
    const char *raw = json_text(&v->j, value);
    if (strcmp(raw, "required") == 0) {
        put(v, t, "required", "必填");
    } else if (strcmp(raw, "given") == 0) {
        put(v, t, "given with it", "须随本次填写");
    } else {
        put(v, t, "optional", "选填");
    }
}

static void put_one(const view *v, text *t, const member_word *member, const char *list, json_node value)
{
    char choice[100];
    const char *raw = json_text(&v->j, value);
    switch (member->what) {
    case HOLDS_KIND:
        put_label(v, t, member->kind, raw);
        break;
    case HOLDS_SPAN:
        put_span(v, t, raw);
        break;
    case HOLDS_PERSON:
        put_person(v, t, raw);
        break;
    case HOLDS_LEVEL:
        snprintf(choice, sizeof choice, "level/%.64s", raw);
        const char *label = mend_policy_label(v->policy, MEND_KIND_CHOICE, choice, MEND_NTS, v->a->lang, NULL);
        text_add(t, label == NULL ? raw : label, MEND_NTS);
        break;
    case HOLDS_FIELD:
        put_field(v, t, list, raw);
        break;
    default:
        put_raw(v, t, value);
    }
}

void put_member_value(const view *v, text *t, const member_word *member, const char *list, json_node value)
{
    char type = json_type(&v->j, value);
    if (member != NULL && member->what == HOLDS_NEED) {
        put_need(v, t, value);
    } else if (value == 0) {
        put(v, t, "not said", "未指定");
    } else if (type == 't' || type == 'f') {
        put(v, t, type == 't' ? "yes" : "no", type == 't' ? "是" : "否");
    } else if (member != NULL && type == '{' && member->what == HOLDS_CONDITION) {
        put_condition(v, t, value, "");
    } else if (member != NULL && type == '{' && member->what == HOLDS_TRIGGER) {
        put_trigger(v, t, value);
    } else if (member != NULL && type == '{' && member->what == HOLDS_LOOP) {
        put_loop(v, t, value);
    } else if (member != NULL && type == 's') {
        put_one(v, t, member, list, value);
    } else {
        put_raw(v, t, value);
    }
}
