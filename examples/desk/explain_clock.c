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

/* A member whose value is a word, under its name; otherwise: what it is where it is absent, NULL: then nothing is said. */
static void tell_word(const telling *s, const char *key, const char *set, const char *otherwise, const char *en,
                      const char *zh)
{
    const char *value = get(s, key) == 0 ? otherwise : member(s, key);
    if (value != NULL) {
        line(s, en, zh);
        put_term(s->v, s->t, set, value);
    }
}

static void put_calendar(const telling *s, const char *name)
{
    if (!put_term(s->v, s->t, "calendars", name)) {
        put_label(s->v, s->t, MEND_KIND_CALENDAR, name);
    }
}

static bool is_kind(const telling *s, const char *kind)
{
    return strcmp(get(s, "kind") == 0 ? "deadline" : member(s, "kind"), kind) == 0;
}

/* ---- what begins and ends it ---- */

static void tell_triggers(const telling *s)
{
    static const struct {
        const char *key, *en, *zh;
    } parts[] = {{"start", "Starts with", "开始"},
                 {"stop", "Stops with", "结束"},
                 {"cancel", "Cancelled with", "取消"},
                 {"answer", "Kept by", "按期应答"}};
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
        const char *unit = json_get(j, target, "unit") == 0 ? "minute" : json_member(j, target, "unit");
        word(s, "what stands in ", "按所填的");
        put_field(s->v, s->t, "", json_member(j, target, "amount_field"));
        word(s, ", in ", "，以");
        put_term(s->v, s->t, "time_unit", unit);
        word(s, "", "计");
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
            word(s, ", if ", "，条件：");
            put_condition(s->v, s->t, when, "");
        }
    }
    bool several = json_next(&s->v->j, json_first(&s->v->j, targets)) != 0;
    bool hours = get(s, "calendar") != 0 && strcmp(member(s, "calendar"), "always") != 0;
    tell_word(s, "pick", "pick", several ? "first" : NULL, "Of several targets", "多个目标适用时");
    tell_word(s, "outside", "outside", hours ? "wait" : NULL, "Started outside of hours", "非工作时间开始的");
    tell_word(s, "relevel", "relevel", several ? "keep" : NULL, "Another target applies", "目标变更时");
}

/* What another start does. */
static void tell_starts(const telling *s)
{
    bool ends = is_kind(s, "deadline") || is_kind(s, "repeat");
    bool resumes = strcmp(member(s, "reopen"), "resume") == 0;
    tell_word(s, "again", "again", ends ? "ignore" : NULL, "Another start while it runs", "计时中再次触发开始");
    tell_word(s, "reopen", "reopen", ends ? "new" : NULL, "A start after it ended", "结束后再次触发开始");
    tell_word(s, "gap", "gap", resumes ? "skip" : NULL, "The time in between", "其间的时间");
}

/* ---- what comes of it ---- */

/* Whom the notices go to, and what they say: once for those who are told the same. */
static void put_recipients(const telling *s, json_node notices)
{
    const json *j = &s->v->j;
    json_node next;
    for (json_node n = explain_next(s->v, notices, 0); n != 0; n = next) {
        bool first = n == explain_next(s->v, notices, 0);
        next = explain_next(s->v, notices, n);
        word(s, first ? ", to " : ", ", first ? "，通知" : "、");
        put_person(s->v, s->t, json_member(j, n, "to"));
        if (next == 0 || strcmp(json_member(j, n, "text"), json_member(j, next, "text")) != 0) {
            word(s, ": ", "：");
            put_quoted(s->v, s->t, MEND_KIND_TEXT, json_member(j, n, "text"));
        }
    }
}

static void tell_warnings(const telling *s)
{
    json_node warn = get(s, "warn");
    if (explain_next(s->v, warn, 0) != 0) {
        head(s, "Warns", "预警");
    }
    for (json_node n = explain_next(s->v, warn, 0); n != 0; n = explain_next(s->v, warn, n)) {
        explain_item(s->t);
        if (json_get(&s->v->j, n, "percent") != 0) {
            word(s, "at ", "用去");
            text_add(s->t, json_member(&s->v->j, n, "percent"), MEND_NTS);
            word(s, " % of the time", "%的时间时");
        } else {
            word(s, "", "到时前");
            put_span(s->v, s->t, json_member(&s->v->j, n, "before"));
            word(s, " before it is due", "");
        }
        put_recipients(s, json_get(&s->v->j, n, "notices"));
    }
}

static void tell_rungs(const telling *s)
{
    json_node rungs = get(s, "rungs");
    if (explain_next(s->v, rungs, 0) != 0) {
        head(s, "Escalates, counted from the breach in its hours", "超时上报（超时后按计时日历计算）");
    }
    for (json_node n = explain_next(s->v, rungs, 0); n != 0; n = explain_next(s->v, rungs, n)) {
        const char *after = json_member(&s->v->j, n, "after");
        bool at_once = strcmp(after, "PT0S") == 0;
        explain_item(s->t);
        put_own_label(s->v, s->t, n, json_key(&s->v->j, n));
        word(s, at_once ? ", with the breach" : ", after ", at_once ? "，一超时即报" : "，超时");
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
    bool any = notices != 0 || get(s, "warn") != 0 || get(s, "rungs") != 0;
    bool all = strcmp(member(s, "late"), "all") == 0;
    explain_notices(s->v, s->t, json_get(&s->v->j, notices, "start"), "Notices with the start", "开始时通知");
    explain_notices(s->v, s->t, json_get(&s->v->j, notices, "due"), "Notices when it is due", "到时通知");
    tell_word(s, "late", "late", any ? "once" : NULL, "Of notices found late", "发现时已延迟的通知");
    if (any && !all) {
        word(s, " (late means more than ", "（延迟指晚于应发时间");
        put_span(s->v, s->t, get(s, "late_after") == 0 ? "PT5M" : member(s, "late_after"));
        word(s, ")", "以上）");
    }
    if (get(s, "quiet") != 0) {
        line(s, "Notices go out only in", "仅在此时间内发出通知");
        put_calendar(s, member(s, "quiet"));
    }
}

void explain_clock(const view *v, text *t, const char *name)
{
    const telling s = {v, t, json_get(&v->j, json_get(&v->j, v->root, "clocks"), name)};
    tell_word(&s, "kind", "clock_kind", "deadline", "Kind", "类别");
    tell_triggers(&s);
    tell_targets(&s);
    explain_conditions(v, t, get(&s, "pauses"), "when", "Stands still while", "暂停");
    tell_starts(&s);
    tell_warnings(&s);
    tell_rungs(&s);
    tell_notices(&s);
}
