/*
 * explain_clock.c - a clock of a policy, told in words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain.h"

#include <string.h>

/* A clock being told. */
typedef struct telling {
    const view *v;
    text *t;
    json_node clock;
} telling;

static json_node get(const telling *s, const char *key)
{
    return json_get(&s->v->j, s->clock, key);
}

static const char *member(const telling *s, const char *key)
{
    return json_text(&s->v->j, get(s, key));
}

static void word(const telling *s, const char *en, const char *zh)
{
    put(s->v, s->t, en, zh);
}

static void line(const telling *s, const char *en, const char *zh)
{
    explain_line(s->v, s->t, en, zh);
}

static void head(const telling *s, const char *en, const char *zh)
{
    explain_head(s->v, s->t, en, zh);
}

/* Words for the value of a member, where it is there. */
typedef struct meaning {
    const char *key, *value, *en, *zh;
} meaning;

static void tell_meaning(const telling *s, const char *key, const char *en, const char *zh)
{
    static const meaning meanings[] = {
        {"kind", "deadline", "a deadline: to be stopped before its time is up", "期限：须在到时前完成"},
        {"kind", "repeat", "owed again and again, each time within the target", "周期：每隔一段时间须应答一次"},
        {"kind", "countdown", "comes some time before an instant", "倒计时：在某一时刻之前到时"},
        {"kind", "not_before", "something may be done from then on", "起始：到时后方可进行"},
        {"again", "ignore", "nothing", "不变"},
        {"again", "restart", "begins anew", "重新开始"},
        {"pick", "first", "the first that applies", "取第一个适用的"},
        {"pick", "earliest", "the one that is due first", "取最早到期的"},
        {"outside", "wait", "waits for the opening", "等到营业时开始"},
        {"outside", "run", "time counts as it passes", "按自然时间计时"},
        {"relevel", "keep", "the time used stays", "保留已用时间"},
        {"relevel", "restart", "begins with no time used", "重新计时"},
        {"relevel", "from_change", "counts from the change", "自变更起计时"},
        {"reopen", "new", "a new cycle", "新的一轮"},
        {"reopen", "resume", "goes on with the time it had used", "在已用时间上继续"},
        {"reopen", "restart", "the same cycle from the beginning", "同一轮重新开始"},
        {"gap", "skip", "does not count", "不计入"},
        {"gap", "counts", "counts", "计入"},
        {"late", "once", "the newest one goes out", "只发最近一条"},
        {"late", "all", "all go out", "全部发出"},
        {"late", "skip", "none goes out", "不再发出"}};
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (strcmp(meanings[i].key, key) == 0 && strcmp(meanings[i].value, member(s, key)) == 0) {
            line(s, en, zh);
            word(s, meanings[i].en, meanings[i].zh);
        }
    }
}

static void put_calendar(const telling *s, const char *name)
{
    if (strcmp(name, "always") == 0) {
        word(s, "time as it passes", "自然时间");
    } else {
        put_label(s->v, s->t, MEND_KIND_CALENDAR, name);
    }
}

/* ---- what begins and ends it ---- */

static void tell_triggers(const telling *s)
{
    static const struct {
        const char *key, *en, *zh;
    } parts[] = {{"start", "Starts with", "开始"},
                 {"stop", "Stops with", "停止"},
                 {"cancel", "Cancelled with", "取消"},
                 {"answer", "Kept by", "应答"}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (get(s, parts[i].key) != 0) {
            line(s, parts[i].en, parts[i].zh);
            put_trigger(s->v, s->t, get(s, parts[i].key));
        }
    }
    if (get(s, "from") != 0) {
        line(s, "Counts from, if that is earlier", "起算时间（若更早）");
        put_field(s->v, s->t, "", member(s, "from"));
    }
    if (get(s, "field") != 0) {
        line(s, "Counts down to", "倒计至");
        put_field(s->v, s->t, "", member(s, "field"));
        if (get(s, "before") != 0) {
            word(s, ", earlier by ", "，提前");
            put_span(s->v, s->t, member(s, "before"));
        }
        if (get(s, "before_field") != 0) {
            word(s, ", earlier by the minutes in ", "，提前的分钟数：");
            put_field(s->v, s->t, "", member(s, "before_field"));
        }
    }
}

/* ---- how long ---- */

static void put_unit(const telling *s, const char *unit)
{
    static const struct {
        const char *unit, *en, *zh;
    } units[] = {{"minute", "minutes", "分钟"},
                 {"hour", "hours", "小时"},
                 {"day", "days", "天"},
                 {"working_day", "working days", "个工作日"}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(unit, units[i].unit) == 0) {
            word(s, units[i].en, units[i].zh);
        }
    }
}

static void put_target(const telling *s, json_node target)
{
    const json *j = &s->v->j;
    if (json_get(j, target, "time") != 0) {
        put_span(s->v, s->t, json_member(j, target, "time"));
    } else if (json_get(j, target, "days") != 0) {
        text_add(s->t, json_member(j, target, "days"), MEND_NTS);
        word(s, " working days", "个工作日");
    } else if (json_get(j, target, "until") != 0) {
        word(s, "until ", "直至");
        put_field(s->v, s->t, "", json_member(j, target, "until"));
    } else {
        word(s, "as many ", "按“");
        if (s->v->a->zh) {
            put_field(s->v, s->t, "", json_member(j, target, "amount_field"));
            text_add(s->t, "”的", MEND_NTS);
        }
        put_unit(s, json_member(j, target, "unit"));
        if (!s->v->a->zh) {
            text_add(s->t, " as stand in ", MEND_NTS);
            put_field(s->v, s->t, "", json_member(j, target, "amount_field"));
        }
    }
    if (json_get(j, target, "reading") != 0) {
        bool closing = strcmp(json_member(j, target, "reading"), "closing") == 0;
        word(s, closing ? " (closing of the last one)" : " (the same time on the last one)",
             closing ? "（末日下班）" : "（末日同一时刻）");
    }
    if (json_get(j, target, "calendar") != 0) {
        word(s, ", ", "，");
        put_calendar(s, json_member(j, target, "calendar"));
    }
}

static void tell_targets(const telling *s)
{
    json_node targets = get(s, "targets");
    if (targets == 0) {
        return;
    }
    line(s, "Hours", "计时日历");
    put_calendar(s, get(s, "calendar") == 0 ? "always" : member(s, "calendar"));
    head(s, "Targets", "目标");
    for (json_node n = explain_next(s->v, targets, 0); n != 0; n = explain_next(s->v, targets, n)) {
        json_node when = json_get(&s->v->j, n, "when");
        explain_item(s->t);
        put_target(s, n);
        if (json_get(&s->v->j, n, "label") != 0) {
            word(s, " — ", "——");
            put_own_label(s->v, s->t, n, "");
        }
        if (when != 0) {
            word(s, " if ", "，条件：");
            put_condition(s->v, s->t, when, "");
        }
    }
    tell_meaning(s, "pick", "Of several targets", "多个目标适用时");
    tell_meaning(s, "outside", "Started outside of hours", "非营业时间开始时");
}

static void tell_pauses(const telling *s)
{
    json_node pauses = get(s, "pauses");
    if (pauses != 0) {
        head(s, "Stands still while", "暂停");
    }
    for (json_node n = explain_next(s->v, pauses, 0); n != 0; n = explain_next(s->v, pauses, n)) {
        explain_item(s->t);
        put_own_label(s->v, s->t, n, json_key(&s->v->j, n));
        word(s, ": ", "：");
        put_condition(s->v, s->t, json_get(&s->v->j, n, "when"), "");
    }
    tell_meaning(s, "again", "Another start while it runs", "计时中再次开始");
    tell_meaning(s, "relevel", "Another target applies", "目标变更时");
    tell_meaning(s, "reopen", "A start after it ended", "结束后再次开始");
    tell_meaning(s, "gap", "The time in between", "中间的时间");
}

/* ---- what comes of it ---- */

/* Whom the notices go to. */
static void put_recipients(const telling *s, json_node notices)
{
    for (json_node n = explain_next(s->v, notices, 0); n != 0; n = explain_next(s->v, notices, n)) {
        bool first = n == explain_next(s->v, notices, 0);
        word(s, first ? ", to " : ", ", first ? "，通知" : "、");
        put_person(s->v, s->t, json_member(&s->v->j, n, "to"));
    }
}

static void tell_steps(const telling *s)
{
    json_node warn = get(s, "warn"), rungs = get(s, "rungs");
    if (warn != 0) {
        head(s, "Warns", "预警");
    }
    for (json_node n = explain_next(s->v, warn, 0); n != 0; n = explain_next(s->v, warn, n)) {
        explain_item(s->t);
        if (json_get(&s->v->j, n, "percent") != 0) {
            word(s, "at ", "用去");
            text_add(s->t, json_member(&s->v->j, n, "percent"), MEND_NTS);
            word(s, " % of the time", "%的时间时");
        } else {
            put_span(s->v, s->t, json_member(&s->v->j, n, "before"));
            word(s, " before it is due", "前");
        }
        put_recipients(s, json_get(&s->v->j, n, "notices"));
    }
    if (rungs != 0) {
        head(s, "Escalates", "超时上报");
    }
    for (json_node n = explain_next(s->v, rungs, 0); n != 0; n = explain_next(s->v, rungs, n)) {
        const char *after = json_member(&s->v->j, n, "after");
        bool at_once = strcmp(after, "PT0S") == 0;
        explain_item(s->t);
        put_own_label(s->v, s->t, n, json_key(&s->v->j, n));
        word(s, at_once ? ", with the breach" : ", after ", at_once ? "，超时即报" : "，超时");
        if (!at_once) {
            put_span(s->v, s->t, after);
            word(s, "", "后");
        }
        put_recipients(s, json_get(&s->v->j, n, "notices"));
    }
}

static void tell_notices(const telling *s)
{
    json_node notices = get(s, "notices");
    explain_notices(s->v, s->t, json_get(&s->v->j, notices, "start"), "Notices with the start", "开始时通知");
    explain_notices(s->v, s->t, json_get(&s->v->j, notices, "due"), "Notices when it is due", "到时通知");
    tell_meaning(s, "late", "Of notices found late", "延迟发现的通知");
    if (get(s, "quiet") != 0) {
        line(s, "Notices go out only in", "通知仅在此时间发出");
        put_calendar(s, member(s, "quiet"));
    }
}

void explain_clock(const view *v, text *t, const char *name)
{
    const telling s = {v, t, json_get(&v->j, json_get(&v->j, v->root, "clocks"), name)};
    tell_meaning(&s, "kind", "Kind", "类别");
    tell_triggers(&s);
    tell_targets(&s);
    tell_pauses(&s);
    tell_steps(&s);
    tell_notices(&s);
}
