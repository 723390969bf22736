/*
 * report_take.c - takes tickets into a report, one by one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "report.h"

#include <string.h>

#define NAME_MAX 600

typedef struct taking { /* of one ticket */
    report *r;
    const mend_policy *policy;
    const json *facts;
    page *group;
    bool failed;
} taking;

static const char *lang_of(const report *r)
{
    return r->zh ? "zh-CN" : "en";
}

/* The page of a name, labelled when it is begun. label NULL: the name will do. */
static page *named(taking *t, book *b, const char *name, const char *label)
{
    page *p = t->failed ? NULL : book_page(b, name);
    if (p != NULL && p->label == NULL) {
        p->label = book_text(label == NULL ? name : label);
    }
    if (p == NULL || p->label == NULL) {
        t->failed = true;
        return NULL;
    }
    return p;
}

static void count(page *p, int what, int64_t by)
{
    if (p != NULL) {
        p->n[what] += by;
    }
}

static void measure(taking *t, sketch *s, int64_t value)
{
    if (s != NULL && !sketch_add(s, value)) {
        t->failed = true;
    }
}

static const char *fact(const taking *t, const char *key)
{
    return json_member(t->facts, 1, key);
}

static int64_t number(const taking *t, json_node object, const char *key)
{
    return json_int(t->facts, json_get(t->facts, object, key), 0);
}

/* What people call a choice of a set. */
static const char *choice_label(const taking *t, const char *set, const char *name)
{
    char path[NAME_MAX];
    snprintf(path, sizeof path, "%s/%s", set, name);
    return mend_policy_label(t->policy, MEND_KIND_CHOICE, path, MEND_NTS, lang_of(t->r), NULL);
}

/* What the ticket is in a report by level, type, model or engineer; "" where nobody said. */
static page *group_of(taking *t)
{
    const char *by = t->r->by, *set = NULL, *name;
    if (strcmp(by, "level") == 0) {
        set = "level";
        name = fact(t, "level");
    } else if (strcmp(by, "type") == 0) {
        set = "service_type";
        name = fact(t, "service_type");
    } else if (strcmp(by, "model") == 0) {
        name = fact(t, "model");
    } else {
        name = fact(t, "repaired_by");
        name = name[0] == '\0' ? fact(t, "assignee") : name;
    }
    return named(t, &t->r->groups, name,
                 name[0] == '\0' ? (t->r->zh ? "未填" : "not said")
                 : set == NULL   ? NULL
                                 : choice_label(t, set, name));
}

/* ---- times ---- */

static bool instant(const taking *t, const char *key, int64_t *at)
{
    const char *s = fact(t, key);
    return s[0] != '\0' && mend_instant_parse(s, MEND_NTS, at, NULL) == MEND_OK;
}

static void take_week(taking *t, int64_t at, int what)
{
    char date[32];
    int32_t day = 0;
    int weekday = 0, hour = 0;
    clock_place(at, &day, &weekday, &hour);
    if (what == WEEK_OPENED) {
        t->r->hours[weekday][hour]++;
    }
    if (mend_date_write(day - weekday, date, sizeof date, NULL) == MEND_OK) {
        count(named(t, &t->r->weeks, date, NULL), what, 1);
    }
}

static void take_times(taking *t)
{
    report *r = t->r;
    int64_t opened = 0, at = 0;
    if (instant(t, "opened", &opened)) {
        r->first = r->tickets == 0 || opened < r->first ? opened : r->first;
        r->last = r->tickets == 0 || opened > r->last ? opened : r->last;
        take_week(t, opened, WEEK_OPENED);
    }
    bool resolved = instant(t, "resolved", &at), over = false;
    if (resolved) {
        take_week(t, at, WEEK_RESOLVED);
    }
    if (instant(t, "closed", &at)) {
        take_week(t, at, WEEK_CLOSED);
        over = true;
    }
    r->tickets++;
    r->resolved += resolved;
    r->closed += over;
    r->dropped += over && !resolved;
    r->open += !over;
    count(t->group, GROUP_TICKETS, 1);
    count(t->group, GROUP_RESOLVED, resolved);
}

static void take_durations(taking *t)
{
    static const char *const names[DURATIONS] = {"first_response", "acceptance", "arrival",
                                                 "repair",         "resolution", "callback"};
    json_node all = json_get(t->facts, 1, "durations");
    for (int i = 0; i < DURATIONS; i++) {
        json_node d = json_get(t->facts, all, names[i]), working = json_get(t->facts, d, "working_ms");
        if (d == 0) {
            continue;
        }
        int64_t elapsed = number(t, d, "elapsed_ms"), worked = json_int(t->facts, working, elapsed);
        measure(t, &t->r->elapsed[i], elapsed);
        if (working != 0) {
            measure(t, &t->r->working[i], worked);
        }
        if (t->group != NULL && (i == 0 || i == 4)) {
            measure(t, i == 0 ? &t->group->a : &t->group->b, worked);
        }
    }
}

/* ---- quality ---- */

static void take_rating(taking *t)
{
    const char *rating = fact(t, "rating");
    bool good = strcmp(rating, "satisfied") == 0;
    if (rating[0] == '\0') {
        return;
    }
    t->r->rated++;
    t->r->satisfied += good;
    count(t->group, GROUP_RATED, 1);
    count(t->group, GROUP_SATISFIED, good);
}

static void take_quality(taking *t)
{
    report *r = t->r;
    bool fixed = json_true(t->facts, json_get(t->facts, 1, "first_time_fix"));
    r->fixed += fixed;
    count(t->group, GROUP_FIXED, fixed);
    r->reworked += number(t, 1, "rework") > 0;
    r->reopened += number(t, 1, "reopened") > 0;
    r->revisited += number(t, 1, "visits") > 1;
    r->repeats += json_true(t->facts, json_get(t->facts, 1, "repeats"));
    r->unreached += number(t, 1, "failed_contacts");
    r->minutes += number(t, 1, "labour_minutes");
    take_rating(t);
}

static void take_clock(taking *t, json_node c, const char *level)
{
    char both[NAME_MAX];
    const char *name = json_member(t->facts, c, "clock");
    int64_t met = number(t, c, "met"), missed = number(t, c, "missed"), late = number(t, c, "late");
    if (met + missed + late == 0) {
        return;
    }
    const char *label = mend_policy_label(t->policy, MEND_KIND_CLOCK, name, MEND_NTS, lang_of(t->r), NULL);
    snprintf(both, sizeof both, "%s\t%s", name, level);
    page *pages[] = {named(t, &t->r->clocks, name, label), named(t, &t->r->clock_levels, both, label)};
    for (int i = 0; i < 2; i++) { /* begun in different books, so both stay where they are */
        count(pages[i], CLOCK_MET, met);
        count(pages[i], CLOCK_MISSED, missed);
        count(pages[i], CLOCK_LATE, late);
    }
    bool repeats = strcmp(json_member(t->facts, c, "kind"), "repeat") == 0;
    count(pages[0], CLOCK_REPEATS, repeats);
    count(t->group, GROUP_MET, repeats ? 0 : met);
    count(t->group, GROUP_BROKEN, repeats ? 0 : missed + late);
}

static void take_clocks(taking *t)
{
    json_node clocks = json_get(t->facts, 1, "clocks");
    for (json_node c = json_first(t->facts, clocks); c != 0; c = json_next(t->facts, c)) {
        take_clock(t, c, fact(t, "level"));
    }
}

/* ---- what they were about ---- */

static void take_kinds(taking *t)
{
    static const struct {
        const char *key, *set;
    } rows[KINDS] = {[KIND_TYPE] = {"service_type", "service_type"},
                     [KIND_LEVEL] = {"level", "level"},
                     [KIND_CLASS] = {"fault_class", "fault_class"},
                     [KIND_CAUSE] = {"cause", "cause"},
                     [KIND_CHANNEL] = {"channel", "channel"},
                     [KIND_OUTCOME] = {"outcome", "outcome"},
                     [KIND_RATING] = {"rating", "rating"}};
    for (int i = 0; i < KINDS; i++) {
        const char *name = fact(t, rows[i].key);
        if (name[0] != '\0') {
            count(named(t, &t->r->kinds[i], name, choice_label(t, rows[i].set, name)), 0, 1);
        }
    }
}

/* The same part of the same model, or the same class of fault where no part is named. */
static void take_fault(taking *t)
{
    char both[NAME_MAX];
    const char *model = fact(t, "model"), *part = fact(t, "failed_part"), *class = fact(t, "fault_class");
    const char *what = part[0] == '\0' ? class : part;
    if (model[0] == '\0' || what[0] == '\0') {
        return;
    }
    snprintf(both, sizeof both, "%.250s\t%.300s", model, what);
    page *p = named(t, &t->r->faults, both, part[0] == '\0' ? choice_label(t, "fault_class", class) : part);
    count(p, FAULT_TICKETS, 1);
    count(p, FAULT_REPEATS, json_true(t->facts, json_get(t->facts, 1, "repeats")));
    json_node d = json_get(t->facts, json_get(t->facts, 1, "durations"), "resolution");
    if (p != NULL && d != 0) {
        measure(t, &p->a, number(t, d, "elapsed_ms"));
    }
}

static void take_costs(taking *t)
{
    json_node costs = json_get(t->facts, 1, "costs");
    for (json_node c = json_first(t->facts, costs); c != 0; c = json_next(t->facts, c)) {
        const char *payer = json_member(t->facts, c, "payer");
        page *p = named(t, &t->r->payers, payer,
                        payer[0] == '\0' ? (t->r->zh ? "未填" : "not said") : choice_label(t, "payer", payer));
        count(p, COST_CHARGES, number(t, c, "charges"));
        count(p, COST_LABOUR, number(t, c, "labour"));
        count(p, COST_PARTS, number(t, c, "parts"));
        count(p, COST_CREDITED, number(t, c, "credited"));
    }
}

bool report_take(report *r, const mend_policy *policy, const json *facts)
{
    taking t = {.r = r, .policy = policy, .facts = facts};
    t.group = group_of(&t);
    take_times(&t);
    take_durations(&t);
    take_quality(&t);
    take_clocks(&t);
    take_kinds(&t);
    take_fault(&t);
    take_costs(&t);
    snprintf(r->currency, sizeof r->currency, "%s", fact(&t, "currency"));
    return !t.failed;
}

static const char *stage_label(const report *r, const char *stage)
{
    static const char *const names[][3] = {{"new", "New", "新建"},
                                           {"active", "Active", "处理中"},
                                           {"waiting", "Waiting", "等待"},
                                           {"done", "Done", "完成"}};
    for (size_t i = 0; stage != NULL && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i][0], stage) == 0) {
            return names[i][r->zh ? 2 : 1];
        }
    }
    return NULL;
}

bool report_stay(report *r, const mend_policy *policy, const char *state, int64_t ms, bool over)
{
    taking t = {.r = r, .policy = policy};
    const char *stage = mend_policy_stage(policy, state, MEND_NTS);
    if (stage != NULL && strcmp(stage, "closed") == 0) {
        return true;
    }
    page *p =
        named(&t, &r->states, state, mend_policy_label(policy, MEND_KIND_STATE, state, MEND_NTS, lang_of(r), NULL));
    page *q = named(&t, &r->stages, stage == NULL ? "" : stage, stage_label(r, stage));
    if (p == NULL || q == NULL) {
        return false;
    }
    count(p, over ? STATE_STAYS : STATE_NOW, 1);
    count(q, over ? STATE_STAYS : STATE_NOW, 1);
    if (over) {
        measure(&t, &p->a, ms);
        measure(&t, &q->a, ms);
    }
    return !t.failed;
}

void report_free(report *r)
{
    book *books[] = {&r->groups, &r->clocks, &r->clock_levels, &r->faults,
                     &r->states, &r->stages, &r->weeks,        &r->payers};
    for (size_t i = 0; i < sizeof books / sizeof books[0]; i++) {
        book_free(books[i]);
    }
    for (int i = 0; i < KINDS; i++) {
        book_free(&r->kinds[i]);
    }
    for (int i = 0; i < DURATIONS; i++) {
        sketch_free(&r->elapsed[i]);
        sketch_free(&r->working[i]);
    }
}
