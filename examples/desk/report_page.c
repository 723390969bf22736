/*
 * report_page.c - the report as a page to read on a screen and to print on A4: HTML and SVG, no scripts, nothing that
 * would have to be fetched from anywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "report_plot.h"

#include <string.h>

static const char style[] =
    "@page{size:A4;margin:13mm 12mm}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;padding:20px 24px;max-width:1020px;color:#1d2939;background:#fff;"
    "font:13px/1.45 \"Noto Sans\",\"Noto Sans CJK SC\",\"Noto Sans SC\",\"PingFang SC\",\"Microsoft "
    "YaHei\",Arial,sans-serif}"
    "h1{font-size:24px;margin:0}h2{font-size:15px;margin:0 0 8px;padding-bottom:4px;border-bottom:2px solid #2e6fb7}"
    "header{display:flex;justify-content:space-between;align-items:flex-end;margin-bottom:14px}"
    "header p{margin:0;color:#667085;text-align:right}"
    "section{margin:0 0 20px;break-inside:avoid}"
    ".tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:10px}"
    ".tile{border:1px solid #e4e7ec;border-left:4px solid #2e6fb7;padding:8px 12px}"
    ".tile b{display:block;font-size:22px;line-height:1.25;font-weight:600}.tile span{color:#667085}"
    ".tile i{font-style:normal;color:#667085;font-size:11.5px;display:block}"
    ".two{display:grid;grid-template-columns:1fr 1fr;gap:0 28px}.uneven{grid-template-columns:9fr 11fr}"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
    "th{text-align:right;font-weight:500;color:#667085;border-bottom:1px solid #98a2b3;padding:2px 6px;"
    "vertical-align:bottom}"
    "td{text-align:right;padding:3px 6px;border-bottom:1px solid #eef2f7;white-space:nowrap}"
    "th.t,td.t{text-align:left;white-space:normal}"
    "svg{display:block;width:100%;height:auto;font-size:13px;font-family:inherit}"
    ".note{color:#667085;font-size:11.5px;margin:6px 0 0}"
    "footer{color:#667085;font-size:11.5px;border-top:1px solid #e4e7ec;padding-top:6px}"
    "@media print{body{padding:0;max-width:none;font-size:11px}.tile "
    "b{font-size:18px}section{margin-bottom:11px}td{padding:2px 5px}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

static void say_page(const report *r, text *out, const char *en, const char *zh)
{
    page_text(out, r->zh ? zh : en);
}

static void begin_section(const report *r, text *out, const char *en, const char *zh)
{
    page_put(out, "<section><h2>");
    say_page(r, out, en, zh);
    page_put(out, "</h2>");
}

static void note(const report *r, text *out, const char *en, const char *zh)
{
    page_put(out, "<p class=\"note\">");
    say_page(r, out, en, zh);
    page_put(out, "</p>");
}

/* ---- the head ---- */

static void head(const report *r, text *out)
{
    char first[CLOCK_TEXT], last[CLOCK_TEXT], now[CLOCK_TEXT];
    clock_show(r->first, first);
    clock_show(r->last, last);
    clock_show(r->now, now);
    page_put(out,
             "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
             "<meta name=\"viewport\" content=\"width=device-width\"><title>",
             r->zh ? "zh-CN" : "en");
    say_page(r, out, "Service review", "售后服务报告");
    page_put(out, "</title><style>");
    text_add(out, style, sizeof style - 1);
    page_put(out, "</style></head><body>\n<header><h1>");
    say_page(r, out, "Service review", "售后服务报告");
    page_put(out, "</h1><p>%.10s – %.10s", first, last);
    say_page(r, out, " (tickets opened)", "（按登记日期）");
    page_put(out, "<br>");
    say_page(r, out, "as of ", "统计时刻 ");
    page_put(out, "%s</p></header>\n", now);
}

static void tile(const report *r, const table *summary, const char *id, cell_kind as, const char *en, const char *zh,
                 const char *more, text *out)
{
    char s[64];
    cell_show(table_cell(summary, 0, id), as, r->zh, 0, s, sizeof s);
    page_put(out, "<div class=\"tile\"><span>");
    say_page(r, out, en, zh);
    page_put(out, "</span><b>");
    page_text(out, s);
    page_put(out, "</b><i>");
    page_text(out, more);
    page_put(out, "</i></div>");
}

static void tiles(const report *r, const table *t, text *out)
{
    char s[160];
    page_put(out, "<section class=\"tiles\">");
    snprintf(s, sizeof s, r->zh ? "未完结 %lld" : "%lld still open", (long long)r->open);
    tile(r, t, "tickets", CELL_COUNT, "Tickets", "工单数", s, out);
    snprintf(s, sizeof s, r->zh ? "已解决 %lld 张中" : "of %lld resolved", (long long)r->resolved);
    tile(r, t, "first_time_fix", CELL_SHARE, "First-time fix rate", "一次性解决率", s, out);
    tile(r, t, "attainment", CELL_SHARE, "Promises kept", "时效达标率",
         r->zh ? "全部一次性时限" : "all clocks but repeating ones", out);
    snprintf(s, sizeof s, r->zh ? "%lld 位客户评价" : "of %lld who said so", (long long)r->rated);
    tile(r, t, "satisfied", CELL_SHARE, "Customers satisfied", "客户满意率", s, out);
    tile(r, t, "response_mean_ms", CELL_SPAN, "Mean first response", "平均首次响应",
         r->working[0].count > 0 ? (r->zh ? "工作时间" : "working time") : "", out);
    tile(r, t, "resolution_mean_ms", CELL_SPAN, "Mean time to resolve", "平均解决时长",
         r->zh ? "自然时间" : "as time passes", out);
    snprintf(s, sizeof s, r->zh ? "重新打开 %lld，二次上门 %lld" : "%lld reopened, %lld with a second visit",
             (long long)r->reopened, (long long)r->revisited);
    tile(r, t, "reworked", CELL_COUNT, "With rework", "返修", s, out);
    snprintf(s, sizeof s, r->zh ? "共 %lld 张工单" : "of %lld tickets", (long long)r->tickets);
    tile(r, t, "repeats", CELL_COUNT, "Repeat faults", "重复故障", s, out);
    page_put(out, "</section>\n");
}

/* ---- tables ---- */

static bool skipped(const column *c, const char *const *skip)
{
    for (; skip != NULL && *skip != NULL; skip++) {
        if (strcmp(*skip, c->id) == 0) {
            return true;
        }
    }
    return c->kind == CELL_CODE;
}

static void put_table(const report *r, const table *t, size_t most, const char *const *skip, text *out)
{
    char s[700];
    page_put(out, "<table><tr>");
    for (size_t k = 0; k < t->column_count; k++) {
        if (!skipped(&t->columns[k], skip)) {
            page_put(out, "<th%s>", t->columns[k].kind == CELL_TEXT ? " class=\"t\"" : "");
            say_page(r, out, t->columns[k].en, t->columns[k].zh);
            page_put(out, "</th>");
        }
    }
    page_put(out, "</tr>");
    for (size_t i = 0; i < t->rows && i < most; i++) {
        page_put(out, "<tr>");
        for (size_t k = 0; k < t->column_count; k++) {
            const column *c = &t->columns[k];
            if (skipped(c, skip)) {
                continue;
            }
            cell_show(&t->cells[i * t->column_count + k], c->kind, r->zh, r->digits, s, sizeof s);
            page_put(out, "<td%s>", c->kind == CELL_TEXT ? " class=\"t\"" : "");
            page_text(out, s);
            page_put(out, "</td>");
        }
        page_put(out, "</tr>");
    }
    page_put(out, "</table>");
}

/* A cell from red (half or less) over amber to green (all), so pale that what stands on it can be read. */
static void put_colour(int permille, text *out)
{
    static const int red[3] = {249, 205, 199}, amber[3] = {252, 232, 190}, green[3] = {196, 232, 216};
    int part = permille < 500 ? 0 : permille - 500; /* 0 to 500 */
    const int *from = part < 250 ? red : amber, *to = part < 250 ? amber : green;
    int c[3];
    for (int i = 0; i < 3; i++) {
        c[i] = from[i] + (to[i] - from[i]) * (part == 500 ? 250 : part % 250) / 250;
    }
    page_put(out, "<td style=\"background:rgb(%d,%d,%d)\">", c[0], c[1], c[2]);
}

/* A promise by a level: green where it is kept, red where it is not. */
static void heat(const report *r, const table *t, const char *clock, const char *level, text *out)
{
    char s[64];
    for (size_t i = 0; i < t->rows; i++) {
        if (strcmp(table_cell(t, i, "name")->text, clock) != 0 || strcmp(table_cell(t, i, "level")->text, level) != 0) {
            continue;
        }
        const cell *c = table_cell(t, i, "attainment");
        cell_show(c, CELL_SHARE, r->zh, 0, s, sizeof s);
        put_colour((int)c->number, out);
        page_text(out, s);
        page_put(out, "</td>");
        return;
    }
    page_put(out, "<td>–</td>");
}

static void matrix(const report *r, const table tables[TABLES], text *out)
{
    const table *clocks = &tables[TABLE_CLOCKS], *levels = &tables[TABLE_KINDS + KIND_LEVEL];
    if (levels->rows < 2) {
        return;
    }
    page_put(out, "<table><tr><th class=\"t\"></th>");
    for (size_t k = 0; k < levels->rows; k++) {
        page_put(out, "<th>");
        page_text(out, table_cell(levels, k, "label")->text);
        page_put(out, "</th>");
    }
    page_put(out, "</tr>");
    for (size_t i = 0; i < clocks->rows; i++) {
        page_put(out, "<tr><td class=\"t\">");
        page_text(out, table_cell(clocks, i, "label")->text);
        page_put(out, "</td>");
        for (size_t k = 0; k < levels->rows; k++) {
            heat(r, &tables[TABLE_CLOCK_LEVELS], table_cell(clocks, i, "name")->text,
                 table_cell(levels, k, "name")->text, out);
        }
        page_put(out, "</tr>");
    }
    page_put(out, "</table>");
}

/* ---- sections ---- */

static void promises(const report *r, const table tables[TABLES], text *out)
{
    if (tables[TABLE_CLOCKS].rows == 0) {
        return;
    }
    begin_section(r, out, "Promises kept", "时效达标");
    plot_attainment(r, &tables[TABLE_CLOCKS], out);
    page_put(out, "</section>\n");
    begin_section(r, out, "Promises kept, by level", "时效达标（按级别）");
    matrix(r, tables, out);
    page_put(out, "</section>\n");
}

static void times(const report *r, const table tables[TABLES], text *out)
{
    static const char *const skip[] = {"most_ms", "working_p50_ms", "working_p95_ms", NULL};
    if (tables[TABLE_DURATIONS].rows == 0) {
        return;
    }
    begin_section(r, out, "How long it took", "处理时长");
    plot_spans(r, &tables[TABLE_DURATIONS], out);
    put_table(r, &tables[TABLE_DURATIONS], 20, skip, out);
    note(r, out,
         "Circle: half of the tickets took no longer (p50); bar: to p90; thin bar: to p95. Worked: hours of the "
         "policy's calendar alone.",
         "圆点：半数工单不超过（p50）；粗条至 p90，细条至 p95。工作时间只计策略工作日历内的时间。");
    page_put(out, "</section>\n");
}

static void share_section(const report *r, const table *t, const char *en, const char *zh, text *out)
{
    if (t->rows == 0) {
        return;
    }
    begin_section(r, out, en, zh);
    plot_shares(r, t, "share", "tickets", 9, "#2e6fb7", out);
    page_put(out, "</section>");
}

static void bottlenecks(const report *r, const table tables[TABLES], text *out)
{
    const table *states = &tables[TABLE_STATES];
    if (states->rows == 0) {
        return;
    }
    page_put(out, "<div class=\"two uneven\">");
    begin_section(r, out, "Where time goes", "瓶颈：时间花在哪里");
    plot_shares(r, states, "share", "stays", 12, "#d9902f", out);
    note(r, out, "Share of all time that tickets spent in a state, and how often they came into it.",
         "工单在各状态停留时间占总时长的比例，以及进入次数。");
    page_put(out, "</section>");
    static const char *const skip[] = {"share", NULL};
    begin_section(r, out, "How long they stay", "各状态停留时长");
    put_table(r, states, 12, skip, out);
    page_put(out, "</section></div>\n");
}

static void groups(const report *r, const table tables[TABLES], text *out)
{
    static const struct {
        const char *by, *en, *zh;
    } titles[] = {{"level", "By level", "按级别对比"},
                  {"type", "By type of service", "按服务类型对比"},
                  {"model", "By model", "按型号对比"},
                  {"engineer", "By engineer", "按工程师对比"}};
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        if (strcmp(titles[i].by, r->by) == 0) {
            begin_section(r, out, titles[i].en, titles[i].zh);
        }
    }
    put_table(r, &tables[TABLE_GROUPS], 25, NULL, out);
    note(r, out, "Times are those of the policy's working calendar.", "时长按策略工作日历计算。");
    page_put(out, "</section>\n");
}

static void faults(const report *r, const table tables[TABLES], text *out)
{
    if (tables[TABLE_FAULTS].rows == 0) {
        return;
    }
    begin_section(r, out, "Recurring faults", "频发故障");
    put_table(r, &tables[TABLE_FAULTS], 12, NULL, out);
    note(r, out,
         "The same part of the same model, or the same class of fault, at least 3 times: worth an improvement item.",
         "同一型号的同一部件或同类故障至少出现 3 次，可立改进事项。");
    page_put(out, "</section>\n");
}

void report_page(const report *r, const table tables[TABLES], text *out)
{
    head(r, out);
    if (r->tickets == 0) {
        note(r, out, "No ticket was opened in that time.", "该时段没有工单。");
        page_put(out, "</body></html>\n");
        return;
    }
    tiles(r, &tables[TABLE_SUMMARY], out);
    begin_section(r, out, "Week by week", "每周工单");
    plot_weeks(r, &tables[TABLE_WEEKS], out);
    page_put(out, "</section>\n");
    groups(r, tables, out);
    promises(r, tables, out);
    times(r, tables, out);
    faults(r, tables, out);
    bottlenecks(r, tables, out);
    page_put(out, "<div class=\"two\">");
    share_section(r, &tables[TABLE_KINDS + KIND_TYPE], "Types of service", "服务类型", out);
    share_section(r, &tables[TABLE_KINDS + KIND_CAUSE], "Causes of faults", "故障原因", out);
    share_section(r, &tables[TABLE_KINDS + KIND_CLASS], "Classes of fault", "故障类别", out);
    share_section(r, &tables[TABLE_KINDS + KIND_RATING], "Satisfaction", "客户评价", out);
    share_section(r, &tables[TABLE_KINDS + KIND_CHANNEL], "How they came in", "受理渠道", out);
    begin_section(r, out, "When they come in", "报修时段");
    plot_hours(r, out);
    page_put(out, "</section></div>\n");
    if (tables[TABLE_COSTS].rows > 0) {
        begin_section(r, out, "Costs by payer", "费用承担");
        put_table(r, &tables[TABLE_COSTS], 20, NULL, out);
        page_put(out, "<p class=\"note\">");
        page_text(out, r->currency);
        page_put(out, "</p></section>\n");
    }
    page_put(out, "<footer>");
    say_page(r, out, "Percentiles are exact to within 0.8 %. Every figure is defined in docs/reports.md.",
             "百分位数误差不超过 0.8%。各指标定义见 docs/reports.md。");
    page_put(out, "</footer></body></html>\n");
}
