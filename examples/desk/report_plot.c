/*
 * report_plot.c - drawings, see report_plot.h. Coordinates are whole units of a view box; a page scales them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report_plot.h"

#include <stdarg.h>

#define INK   "#1d2939"
#define FAINT "#667085"
#define GRID  "#e4e7ec"
#define BLUE  "#2e6fb7"
#define GREEN "#2f9e7a"
#define AMBER "#d9902f"
#define RED   "#c8453c"
#define BAND  "#eef2f7"

void page_text(text *out, const char *s)
{
    for (const char *from = s;; s++) {
        const char *as = *s == '&'    ? "&amp;"
                         : *s == '<'  ? "&lt;"
                         : *s == '>'  ? "&gt;"
                         : *s == '"'  ? "&quot;"
                         : *s == '\'' ? "&#39;"
                                      : NULL;
        if (as != NULL || *s == '\0') {
            text_add(out, from, (size_t)(s - from));
            from = s + 1;
        }
        if (as != NULL) {
            text_add(out, as, MEND_NTS);
        }
        if (*s == '\0') {
            return;
        }
    }
}

void page_put(text *out, const char *format, ...)
{
    char line[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    text_add(out, line, MEND_NTS);
}

static void begin(text *out, int width, int height, const char *title)
{
    page_put(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>", width, height);
    page_text(out, title);
    page_put(out, "</title>");
}

static void label(text *out, int x, int y, const char *anchor, const char *fill, const char *s)
{
    page_put(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">", x, y, anchor, fill);
    page_text(out, s);
    page_put(out, "</text>");
}

static void box(text *out, int x, int y, int width, int height, const char *fill)
{
    page_put(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>", x, y, width < 1 ? 1 : width,
             height < 1 ? 1 : height, fill);
}

static void line(text *out, int x, int y, int x2, int y2, const char *stroke)
{
    page_put(out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>", x, y, x2, y2, stroke);
}

/* The next number of the sort 1, 2, 5, 10, 20 ... that is not below. */
static int64_t round_up(int64_t n)
{
    static const int steps[] = {1, 2, 4, 5, 8, 10};
    for (int64_t unit = 1;; unit *= 10) {
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
            if (steps[i] * unit >= n) {
                return steps[i] * unit;
            }
        }
    }
}

/* ---- weeks ---- */

static int64_t most_of(const table *weeks)
{
    int64_t most = 1;
    for (size_t i = 0; i < weeks->rows; i++) {
        int64_t opened = table_cell(weeks, i, "opened")->number, resolved = table_cell(weeks, i, "resolved")->number;
        most = opened > most ? opened : most;
        most = resolved > most ? resolved : most;
    }
    return round_up(most);
}

void plot_weeks(const report *r, const table *weeks, text *out)
{
    const int left = 44, top = 26, width = 900, height = 150;
    const int64_t most = most_of(weeks);
    int rows = (int)weeks->rows, step = rows == 0 ? width : width / rows, every = rows / 14 + 1;
    char s[64];
    step = step > 120 ? 120 : step < 3 ? 3 : step;
    begin(out, left + width + 16, top + height + 34,
          r->zh ? "每周新建与解决的工单" : "Tickets opened and resolved a week");
    box(out, left, 4, 12, 12, BLUE);
    label(out, left + 18, 15, "start", INK, r->zh ? "新建" : "opened");
    box(out, left + 100, 4, 12, 12, GREEN);
    label(out, left + 118, 15, "start", INK, r->zh ? "解决" : "resolved");
    for (int i = 0; i <= 4; i++) {
        int y = top + height - height * i / 4;
        line(out, left, y, left + width, y, GRID);
        snprintf(s, sizeof s, "%d", (int)(most * i / 4));
        if (most * i % 4 == 0) {
            label(out, left - 8, y + 4, "end", FAINT, s);
        }
    }
    for (int i = 0; i < rows; i++) {
        int x = left + i * step + step / 10, bar = step * 2 / 5;
        int a = (int)(table_cell(weeks, (size_t)i, "opened")->number * height / most);
        int b = (int)(table_cell(weeks, (size_t)i, "resolved")->number * height / most);
        box(out, x, top + height - a, bar, a, BLUE);
        box(out, x + bar, top + height - b, bar, b, GREEN);
        if (i % every == 0) {
            label(out, x + bar, top + height + 18, "middle", FAINT, table_cell(weeks, (size_t)i, "week")->text + 5);
        }
    }
    page_put(out, "</svg>");
}

/* ---- shares ---- */

void plot_shares(const report *r, const table *t, const char *share, const char *number, size_t most, const char *fill,
                 text *out)
{
    const int left = 232, width = 110, step = 24;
    size_t rows = t->rows < most ? t->rows : most;
    int64_t largest = 1;
    char s[64], n[64];
    for (size_t i = 0; i < rows; i++) {
        int64_t v = table_cell(t, i, share)->number;
        largest = v > largest ? v : largest;
    }
    begin(out, 470, (int)rows * step + 4, r->zh ? t->zh : t->en);
    for (size_t i = 0; i < rows; i++) {
        int y = (int)i * step;
        const cell *c = table_cell(t, i, share);
        label(out, left - 10, y + 16, "end", INK, table_cell(t, i, "label")->text);
        box(out, left, y + 4, (int)(c->number * width / largest), step - 8, fill);
        cell_show(c, CELL_SHARE, r->zh, 0, s, sizeof s);
        cell_show(table_cell(t, i, number), CELL_COUNT, r->zh, 0, n, sizeof n);
        label(out, left + width + 62, y + 16, "end", INK, s);
        label(out, left + width + 124, y + 16, "end", FAINT, n);
    }
    page_put(out, "</svg>");
}

/* ---- promises ---- */

void plot_attainment(const report *r, const table *clocks, text *out)
{
    const int left = 230, width = 420, step = 26, top = 18;
    int height = (int)clocks->rows * step;
    char s[64], n[160];
    begin(out, 960, top + height + 6, r->zh ? clocks->zh : clocks->en);
    for (int i = 0; i <= 10; i += 5) {
        line(out, left + width * i / 10, top - 2, left + width * i / 10, top + height, GRID);
    }
    line(out, left + width * 9 / 10, top - 4, left + width * 9 / 10, top + height, FAINT);
    label(out, left + width * 9 / 10, 10, "middle", FAINT, "90 %");
    for (size_t i = 0; i < clocks->rows; i++) {
        int y = top + (int)i * step;
        const cell *share = table_cell(clocks, i, "attainment");
        const char *fill = share->number >= 900 ? GREEN : share->number >= 750 ? AMBER : RED;
        label(out, left - 10, y + 18, "end", INK, table_cell(clocks, i, "label")->text);
        box(out, left, y + 6, width, step - 10, BAND);
        box(out, left, y + 6, (int)(share->number * width / 1000), step - 10, fill);
        cell_show(share, CELL_SHARE, r->zh, 0, s, sizeof s);
        label(out, left + width + 66, y + 18, "end", INK, s);
        snprintf(n, sizeof n, r->zh ? "达标 %lld，逾期 %lld，逾期未办 %lld" : "%lld kept, %lld missed, %lld late now",
                 (long long)table_cell(clocks, i, "met")->number, (long long)table_cell(clocks, i, "missed")->number,
                 (long long)table_cell(clocks, i, "late")->number);
        label(out, left + width + 82, y + 18, "start", FAINT, n);
    }
    page_put(out, "</svg>");
}

/* ---- spans ---- */

/* Where a span lies between a minute and a hundred days, in thousandths: by its digits, and within them straight. */
static int64_t place(int64_t ms)
{
    int64_t minutes = ms / 60000, unit = 1, steps = 0;
    if (minutes < 1) {
        return 0;
    }
    while (minutes >= unit * 10 && steps < 5) {
        unit *= 10;
        steps++;
    }
    /* log10 between 1 and 10 by the straight lines through 1, 2, 3, 5, 7 and 10. */
    static const int64_t xs[] = {1000, 2000, 3000, 5000, 7000, 10000}, ys[] = {0, 301, 477, 699, 845, 1000};
    int64_t x = minutes * 1000 / unit, y = 1000;
    for (int i = 0; i < 5; i++) {
        if (x >= xs[i] && x < xs[i + 1]) {
            y = ys[i] + (ys[i + 1] - ys[i]) * (x - xs[i]) / (xs[i + 1] - xs[i]);
        }
    }
    int64_t at = (steps * 1000 + y) * 1000 / 5158; /* a hundred days are 10^5.158 minutes */
    return at > 1000 ? 1000 : at;
}

void plot_spans(const report *r, const table *durations, text *out)
{
    static const struct {
        int64_t minutes;
        const char *en, *zh;
    } marks[] = {{1, "1 min", "1 分钟"}, {10, "10 min", "10 分钟"}, {60, "1 h", "1 小时"},   {480, "8 h", "8 小时"},
                 {1440, "1 d", "1 天"},  {10080, "7 d", "7 天"},    {43200, "30 d", "30 天"}};
    const int left = 230, width = 620, step = 28, top = 26;
    int height = (int)durations->rows * step;
    char s[64];
    begin(out, 960, top + height + 6, r->zh ? durations->zh : durations->en);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        int x = left + (int)(place(marks[i].minutes * 60000) * width / 1000);
        line(out, x, top - 4, x, top + height, GRID);
        label(out, x, 14, "middle", FAINT, r->zh ? marks[i].zh : marks[i].en);
    }
    for (size_t i = 0; i < durations->rows; i++) {
        int y = top + (int)i * step;
        int p50 = left + (int)(place(table_cell(durations, i, "p50_ms")->number) * width / 1000);
        int p90 = left + (int)(place(table_cell(durations, i, "p90_ms")->number) * width / 1000);
        int p95 = left + (int)(place(table_cell(durations, i, "p95_ms")->number) * width / 1000);
        label(out, left - 10, y + 18, "end", INK, table_cell(durations, i, "label")->text);
        box(out, p50, y + 11, p95 - p50, 6, "#9dbfe3");
        box(out, p50, y + 8, p90 - p50, 12, BLUE);
        page_put(out, "<circle cx=\"%d\" cy=\"%d\" r=\"7\" fill=\"#fff\" stroke=\"" BLUE "\" stroke-width=\"3\"/>", p50,
                 y + 14);
        cell_show(table_cell(durations, i, "p50_ms"), CELL_SPAN, r->zh, 0, s, sizeof s);
        label(out, left + width + 100, y + 18, "end", INK, s);
    }
    page_put(out, "</svg>");
}

/* ---- hours ---- */

void plot_hours(const report *r, text *out)
{
    static const char *const en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const zh[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
    const int left = 52, side = 17;
    int64_t most = 1;
    char s[64];
    begin(out, left + 24 * side + 4, 7 * side + 24, r->zh ? "报修时段" : "When tickets come in");
    for (int d = 0; d < 7; d++) {
        for (int h = 0; h < 24; h++) {
            most = r->hours[d][h] > most ? r->hours[d][h] : most;
        }
    }
    for (int d = 0; d < 7; d++) {
        label(out, left - 8, d * side + 13, "end", FAINT, r->zh ? zh[d] : en[d]);
        for (int h = 0; h < 24; h++) {
            int part = (int)(r->hours[d][h] * 100 / most);
            snprintf(s, sizeof s, "rgb(%d,%d,%d)", 238 - part * 192 / 100, 242 - part * 131 / 100,
                     247 - part * 64 / 100);
            box(out, left + h * side, d * side, side - 1, side - 1, s);
        }
    }
    for (int h = 0; h < 24; h += 3) {
        snprintf(s, sizeof s, "%02d", h);
        label(out, left + h * side + side / 2, 7 * side + 16, "middle", FAINT, s);
    }
    page_put(out, "</svg>");
}
