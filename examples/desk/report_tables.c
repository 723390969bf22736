/*
 * report_tables.c - what was counted, as tables.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report.h"

#include <string.h>

#define LEAST_FAULTS 3  /* tickets that make a fault a recurring one */
#define MOST_FAULTS  20 /* of them in the table */
#define NAME                                                                                                           \
    {                                                                                                                  \
        "name", "Name", "代码", CELL_CODE                                                                              \
    }
#define LABEL(en, zh)                                                                                                  \
    {                                                                                                                  \
        "label", en, zh, CELL_TEXT                                                                                     \
    }

static const column summary_columns[] = {{"tickets", "Tickets", "工单数", CELL_COUNT},
                                         {"open", "still open", "未完结", CELL_COUNT},
                                         {"resolved", "resolved", "已解决", CELL_COUNT},
                                         {"closed", "closed", "已完结", CELL_COUNT},
                                         {"dropped", "closed without a solution", "未解决而完结", CELL_COUNT},
                                         {"first_time_fix", "First-time fix rate", "一次性解决率", CELL_SHARE},
                                         {"attainment", "Promises kept", "时效达标率", CELL_SHARE},
                                         {"satisfied", "Customers satisfied", "客户满意率", CELL_SHARE},
                                         {"rated", "customers who said so", "评价数", CELL_COUNT},
                                         {"response_mean_ms", "Mean first response", "平均首次响应", CELL_SPAN},
                                         {"resolution_mean_ms", "Mean time to resolve", "平均解决时长", CELL_SPAN},
                                         {"reworked", "with rework", "有返修", CELL_COUNT},
                                         {"reopened", "reopened", "重新打开", CELL_COUNT},
                                         {"revisited", "with a second visit", "二次上门", CELL_COUNT},
                                         {"repeats", "repeat an earlier fault", "重复故障", CELL_COUNT},
                                         {"unreached", "calls that reached nobody", "未接通联系", CELL_COUNT},
                                         {"labour_minutes", "Minutes of work", "工时（分钟）", CELL_COUNT}};

static const column group_columns[] = {NAME,
                                       LABEL("Group", "分组"),
                                       {"tickets", "Tickets", "工单数", CELL_COUNT},
                                       {"resolved", "Resolved", "已解决", CELL_COUNT},
                                       {"first_time_fix", "First-time fix", "一次性解决率", CELL_SHARE},
                                       {"attainment", "Promises kept", "时效达标率", CELL_SHARE},
                                       {"satisfied", "Satisfied", "满意率", CELL_SHARE},
                                       {"response_mean_ms", "Mean response", "平均响应", CELL_SPAN},
                                       {"resolution_mean_ms", "Mean to resolve", "平均解决", CELL_SPAN},
                                       {"resolution_p90_ms", "p90 to resolve", "解决 p90", CELL_SPAN}};

#define KEPT_COLUMNS                                                                                                   \
    {"met", "Kept", "达标", CELL_COUNT}, {"missed", "Missed", "逾期", CELL_COUNT},                                     \
        {"late", "Late now", "逾期未办", CELL_COUNT},                                                                  \
    {                                                                                                                  \
        "attainment", "Attainment", "达标率", CELL_SHARE                                                               \
    }

static const column clock_columns[] = {NAME, LABEL("Promise", "时限"), KEPT_COLUMNS};

static const column clock_level_columns[] = {NAME,
                                             LABEL("Promise", "时限"),
                                             {"level", "Level", "级别", CELL_CODE},
                                             {"level_label", "Level", "级别", CELL_TEXT},
                                             KEPT_COLUMNS};

static const column duration_columns[] = {NAME,
                                          LABEL("From … until", "时段"),
                                          {"tickets", "Tickets", "工单数", CELL_COUNT},
                                          {"mean_ms", "Mean", "平均", CELL_SPAN},
                                          {"p50_ms", "p50", "p50", CELL_SPAN},
                                          {"p90_ms", "p90", "p90", CELL_SPAN},
                                          {"p95_ms", "p95", "p95", CELL_SPAN},
                                          {"most_ms", "Longest", "最长", CELL_SPAN},
                                          {"working_mean_ms", "Mean worked", "平均工作时间", CELL_SPAN},
                                          {"working_p50_ms", "p50 worked", "p50 工作时间", CELL_SPAN},
                                          {"working_p90_ms", "p90 worked", "p90 工作时间", CELL_SPAN},
                                          {"working_p95_ms", "p95 worked", "p95 工作时间", CELL_SPAN}};

#define STAY_COLUMNS                                                                                                   \
    {"stays", "Stays", "次数", CELL_COUNT}, {"now", "There now", "当前在此", CELL_COUNT},                              \
        {"mean_ms", "Mean", "平均", CELL_SPAN}, {"p50_ms", "p50", "p50", CELL_SPAN},                                   \
        {"p90_ms", "p90", "p90", CELL_SPAN},                                                                           \
    {                                                                                                                  \
        "share", "Of all time", "占总时长", CELL_SHARE                                                                 \
    }

static const column state_columns[] = {NAME, LABEL("State", "状态"), STAY_COLUMNS};
static const column stage_columns[] = {NAME, LABEL("Stage", "阶段"), STAY_COLUMNS};

static const column fault_columns[] = {{"model", "Model", "型号", CELL_TEXT},
                                       {"what", "What", "代码", CELL_CODE},
                                       LABEL("Fault", "故障"),
                                       {"tickets", "Tickets", "工单数", CELL_COUNT},
                                       {"repeats", "Repeats", "重复", CELL_COUNT},
                                       {"resolution_mean_ms", "Mean to resolve", "平均解决", CELL_SPAN}};

static const column kind_columns[] = {
    NAME, LABEL("What", "项目"), {"tickets", "Tickets", "工单数", CELL_COUNT}, {"share", "Share", "占比", CELL_SHARE}};

static const column cost_columns[] = {NAME,
                                      LABEL("Paid by", "承担方"),
                                      {"charges", "Fee lines", "收费明细", CELL_MONEY},
                                      {"labour", "Labour", "工时费", CELL_MONEY},
                                      {"parts", "Parts", "零配件", CELL_MONEY},
                                      {"credited", "Credited", "冲减", CELL_MONEY}};

static const column week_columns[] = {{"week", "Week from", "周（起）", CELL_TEXT},
                                      {"opened", "Opened", "新建", CELL_COUNT},
                                      {"resolved", "Resolved", "解决", CELL_COUNT},
                                      {"closed", "Closed", "完结", CELL_COUNT}};

static const column hour_columns[] = {{"weekday", "Weekday", "星期", CELL_COUNT},
                                      {"hour", "Hour", "小时", CELL_COUNT},
                                      {"tickets", "Tickets", "工单数", CELL_COUNT}};

#define COLUMNS(c) (c), sizeof(c) / sizeof((c)[0])

static const table blank_tables[TABLES] = {
    [TABLE_SUMMARY] = {"summary", "Summary", "概况", COLUMNS(summary_columns), .rows = 0},
    [TABLE_GROUPS] = {"groups", "By group", "分组对比", COLUMNS(group_columns), .rows = 0},
    [TABLE_CLOCKS] = {"clocks", "Promises kept", "时效达标", COLUMNS(clock_columns), .rows = 0},
    [TABLE_CLOCK_LEVELS] = {"clocks_by_level", "Promises kept, by level", "时效达标（按级别）",
                            COLUMNS(clock_level_columns), .rows = 0},
    [TABLE_DURATIONS] = {"durations", "How long it took", "处理时长", COLUMNS(duration_columns), .rows = 0},
    [TABLE_STATES] = {"states", "Where time goes: states", "瓶颈：各状态停留", COLUMNS(state_columns), .rows = 0},
    [TABLE_STAGES] = {"stages", "Where time goes: stages", "瓶颈：各阶段停留", COLUMNS(stage_columns), .rows = 0},
    [TABLE_FAULTS] = {"recurring", "Recurring faults", "频发故障", COLUMNS(fault_columns), .rows = 0},
    [TABLE_KINDS + KIND_TYPE] = {"types", "Types of service", "服务类型", COLUMNS(kind_columns), .rows = 0},
    [TABLE_KINDS + KIND_LEVEL] = {"levels", "Levels", "优先级", COLUMNS(kind_columns), .rows = 0},
    [TABLE_KINDS + KIND_CLASS] = {"fault_classes", "Classes of fault", "故障类别", COLUMNS(kind_columns), .rows = 0},
    [TABLE_KINDS + KIND_CAUSE] = {"causes", "Causes", "故障原因", COLUMNS(kind_columns), .rows = 0},
    [TABLE_KINDS + KIND_CHANNEL] = {"channels", "How they came in", "受理渠道", COLUMNS(kind_columns), .rows = 0},
    [TABLE_KINDS + KIND_OUTCOME] = {"outcomes", "Outcomes", "处理结果", COLUMNS(kind_columns), .rows = 0},
    [TABLE_KINDS + KIND_RATING] = {"ratings", "Satisfaction", "客户评价", COLUMNS(kind_columns), .rows = 0},
    [TABLE_COSTS] = {"costs", "Costs by payer", "费用承担", COLUMNS(cost_columns), .rows = 0},
    [TABLE_WEEKS] = {"weeks", "Week by week", "每周工单", COLUMNS(week_columns), .rows = 0},
    [TABLE_HOURS] = {"hours", "When they come in", "报修时段", COLUMNS(hour_columns), .data_only = true},
};

static cell mean_of(const sketch *s)
{
    return s->count == 0 ? (cell){"", 0, false} : cell_number(sketch_mean(s));
}

static cell percentile_of(const sketch *s, int percent)
{
    return s->count == 0 ? (cell){"", 0, false} : cell_number(sketch_percentile(s, percent));
}

static int64_t broken(const page *p)
{
    return p->n[CLOCK_MISSED] + p->n[CLOCK_LATE];
}

static bool summary(const report *r, table *t)
{
    int64_t met = 0, all = 0;
    for (size_t i = 0; i < r->clocks.count; i++) {
        const page *p = &r->clocks.pages[i];
        if (p->n[CLOCK_REPEATS] == 0) { /* they promise so often that they would drown the rest */
            met += p->n[CLOCK_MET];
            all += p->n[CLOCK_MET] + broken(p);
        }
    }
    const sketch *responses = r->working[0].count > 0 ? &r->working[0] : &r->elapsed[0];
    const cell cells[] = {cell_number(r->tickets),  cell_number(r->open),
                          cell_number(r->resolved), cell_number(r->closed),
                          cell_number(r->dropped),  cell_share(r->fixed, r->resolved),
                          cell_share(met, all),     cell_share(r->satisfied, r->rated),
                          cell_number(r->rated),    mean_of(responses),
                          mean_of(&r->elapsed[4]),  cell_number(r->reworked),
                          cell_number(r->reopened), cell_number(r->revisited),
                          cell_number(r->repeats),  cell_number(r->unreached),
                          cell_number(r->minutes)};
    _Static_assert(sizeof cells / sizeof cells[0] == sizeof summary_columns / sizeof summary_columns[0], "in step");
    cell *row = table_row(t);
    if (row != NULL) {
        memcpy(row, cells, sizeof cells);
    }
    return row != NULL;
}

static bool groups(report *r, table *t)
{
    if (strcmp(r->by, "level") == 0) {
        book_sort_names(&r->groups);
    } else {
        book_sort(&r->groups, GROUP_TICKETS);
    }
    for (size_t i = 0; i < r->groups.count; i++) {
        const page *p = &r->groups.pages[i];
        cell *row = table_row(t);
        if (row == NULL) {
            return false;
        }
        row[0] = cell_text(p->name);
        row[1] = cell_text(p->label);
        row[2] = cell_number(p->n[GROUP_TICKETS]);
        row[3] = cell_number(p->n[GROUP_RESOLVED]);
        row[4] = cell_share(p->n[GROUP_FIXED], p->n[GROUP_RESOLVED]);
        row[5] = cell_share(p->n[GROUP_MET], p->n[GROUP_MET] + p->n[GROUP_BROKEN]);
        row[6] = cell_share(p->n[GROUP_SATISFIED], p->n[GROUP_RATED]);
        row[7] = mean_of(&p->a);
        row[8] = mean_of(&p->b);
        row[9] = percentile_of(&p->b, 90);
    }
    return true;
}

static void put_promise(cell *row, const page *p)
{
    row[0] = cell_number(p->n[CLOCK_MET]);
    row[1] = cell_number(p->n[CLOCK_MISSED]);
    row[2] = cell_number(p->n[CLOCK_LATE]);
    row[3] = cell_share(p->n[CLOCK_MET], p->n[CLOCK_MET] + broken(p));
}

static bool clocks(const report *r, table *t)
{
    for (size_t i = 0; i < r->clocks.count; i++) {
        bool any = r->clocks.pages[i].n[CLOCK_MET] + broken(&r->clocks.pages[i]) > 0;
        cell *row = any ? table_row(t) : NULL;
        if (row == NULL && any) {
            return false;
        }
        if (row == NULL) {
            continue;
        }
        row[0] = cell_text(r->clocks.pages[i].name);
        row[1] = cell_text(r->clocks.pages[i].label);
        put_promise(row + 2, &r->clocks.pages[i]);
    }
    return true;
}

static bool clock_levels(report *r, table *t)
{
    book_sort_names(&r->clock_levels);
    for (size_t i = 0; i < r->clock_levels.count; i++) {
        page *p = &r->clock_levels.pages[i];
        char *level = p->name + strcspn(p->name, "\t");
        cell *row = table_row(t);
        if (row == NULL) {
            return false;
        }
        if (*level == '\t') {
            *level++ = '\0'; /* two names from now on */
        }
        const page *known = book_find(&r->kinds[KIND_LEVEL], level);
        row[0] = cell_text(p->name);
        row[1] = cell_text(p->label);
        row[2] = cell_text(level);
        row[3] = cell_text(known != NULL ? known->label : r->zh ? "未定级" : "not judged");
        put_promise(row + 4, p);
    }
    return true;
}

static bool durations(const report *r, table *t)
{
    static const struct {
        const char *name, *en, *zh;
    } names[DURATIONS] = {{"first_response", "Opened until first contact", "登记 → 首次响应"},
                          {"acceptance", "Dispatched until accepted", "派工 → 接单"},
                          {"arrival", "Opened until on site", "登记 → 到达现场"},
                          {"repair", "Repair begun until finished", "开始维修 → 维修完成"},
                          {"resolution", "Opened until resolved", "登记 → 解决"},
                          {"callback", "Handed over until called back", "交付 → 回访"}};
    for (int i = 0; i < DURATIONS; i++) {
        const sketch *e = &r->elapsed[i], *w = &r->working[i];
        cell *row = e->count == 0 ? NULL : table_row(t);
        if (e->count > 0 && row == NULL) {
            return false;
        }
        if (row == NULL) {
            continue;
        }
        row[0] = cell_text(names[i].name);
        row[1] = cell_text(r->zh ? names[i].zh : names[i].en);
        row[2] = cell_number(e->count);
        row[3] = mean_of(e);
        row[4] = percentile_of(e, 50);
        row[5] = percentile_of(e, 90);
        row[6] = percentile_of(e, 95);
        row[7] = cell_number(e->most);
        row[8] = mean_of(w);
        row[9] = percentile_of(w, 50);
        row[10] = percentile_of(w, 90);
        row[11] = percentile_of(w, 95);
    }
    return true;
}

/* Largest share of the time first. */
static bool states(book *b, table *t)
{
    int64_t whole = 0;
    for (size_t i = 0; i < b->count; i++) {
        page *p = &b->pages[i];
        p->n[STATE_PLACE] = p->a.sum / 1000; /* seconds, so that shares are computed without overflow */
        whole += p->n[STATE_PLACE];
    }
    book_sort(b, STATE_PLACE);
    for (size_t i = 0; i < b->count; i++) {
        const page *p = &b->pages[i];
        cell *row = table_row(t);
        if (row == NULL) {
            return false;
        }
        row[0] = cell_text(p->name);
        row[1] = cell_text(p->label);
        row[2] = cell_number(p->n[STATE_STAYS]);
        row[3] = cell_number(p->n[STATE_NOW]);
        row[4] = mean_of(&p->a);
        row[5] = percentile_of(&p->a, 50);
        row[6] = percentile_of(&p->a, 90);
        row[7] = cell_share(p->n[STATE_PLACE], whole);
    }
    return true;
}

static bool faults(report *r, table *t)
{
    book_sort(&r->faults, FAULT_TICKETS);
    for (size_t i = 0; i < r->faults.count && i < MOST_FAULTS; i++) {
        page *p = &r->faults.pages[i];
        char *what = p->name + strcspn(p->name, "\t");
        if (p->n[FAULT_TICKETS] < LEAST_FAULTS) {
            break;
        }
        cell *row = table_row(t);
        if (row == NULL) {
            return false;
        }
        if (*what == '\t') {
            *what++ = '\0';
        }
        row[0] = cell_text(p->name);
        row[1] = cell_text(what);
        row[2] = cell_text(p->label);
        row[3] = cell_number(p->n[FAULT_TICKETS]);
        row[4] = cell_number(p->n[FAULT_REPEATS]);
        row[5] = mean_of(&p->a);
    }
    return true;
}

static bool kinds(book *b, table *t, bool by_name)
{
    int64_t whole = 0;
    for (size_t i = 0; i < b->count; i++) {
        whole += b->pages[i].n[0];
    }
    if (by_name) {
        book_sort_names(b);
    } else {
        book_sort(b, 0);
    }
    for (size_t i = 0; i < b->count; i++) {
        cell *row = table_row(t);
        if (row == NULL) {
            return false;
        }
        row[0] = cell_text(b->pages[i].name);
        row[1] = cell_text(b->pages[i].label);
        row[2] = cell_number(b->pages[i].n[0]);
        row[3] = cell_share(b->pages[i].n[0], whole);
    }
    return true;
}

/* Three counts behind a name and, if wanted, its label. */
static bool counts(book *b, table *t, size_t first)
{
    book_sort_names(b);
    for (size_t i = 0; i < b->count; i++) {
        cell *row = table_row(t);
        if (row == NULL) {
            return false;
        }
        row[0] = cell_text(b->pages[i].name);
        row[1] = cell_text(b->pages[i].label);
        for (size_t k = 0; first + k < t->column_count; k++) {
            row[first + k] = cell_number(b->pages[i].n[k]);
        }
    }
    return true;
}

static bool hours(const report *r, table *t)
{
    for (int d = 0; d < 7; d++) {
        for (int h = 0; h < 24; h++) {
            cell *row = r->hours[d][h] == 0 ? NULL : table_row(t);
            if (row != NULL) {
                row[0] = cell_number(d + 1);
                row[1] = cell_number(h);
                row[2] = cell_number(r->hours[d][h]);
            } else if (r->hours[d][h] > 0) {
                return false;
            }
        }
    }
    return true;
}

bool report_tables(report *r, table tables[TABLES])
{
    memcpy(tables, blank_tables, sizeof blank_tables);
    bool done = summary(r, &tables[TABLE_SUMMARY]) && groups(r, &tables[TABLE_GROUPS]) &&
                clocks(r, &tables[TABLE_CLOCKS]) && clock_levels(r, &tables[TABLE_CLOCK_LEVELS]) &&
                durations(r, &tables[TABLE_DURATIONS]) && states(&r->states, &tables[TABLE_STATES]) &&
                states(&r->stages, &tables[TABLE_STAGES]) && faults(r, &tables[TABLE_FAULTS]) &&
                counts(&r->payers, &tables[TABLE_COSTS], 2) && counts(&r->weeks, &tables[TABLE_WEEKS], 1) &&
                hours(r, &tables[TABLE_HOURS]);
    for (int i = 0; i < KINDS && done; i++) {
        done = kinds(&r->kinds[i], &tables[TABLE_KINDS + i], i == KIND_LEVEL);
    }
    return done;
}
