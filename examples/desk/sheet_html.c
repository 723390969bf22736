/*
 * sheet_html.c - a filled sheet as a page to print: A4, one file, no scripts, nothing from elsewhere.
 *
 * Every text of the sheet goes through escape(), in element content and in attributes alike: there is no other way for
 * it into the page.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sheet.h"
#include "screen.h"

#include <string.h>

/* In columns of text. */
#define HALF    26  /* a value beside another one has room for */
#define NARROW  4   /* a column of a table has at least */
#define WORD    16  /* words longer than this are broken */
#define CHINESE 12  /* Chinese is broken at this at the earliest */
#define EDGES   3   /* of a cell */
#define PAGE    106 /* fit on the page */

#define COLUMNS 256 /* of a table; more than a policy may ask for */

static const char style[] =
    "@page{size:A4;margin:11mm 14mm 13mm;@bottom-right{content:counter(page) \" / \" counter(pages);font-size:8pt;"
    "color:#555}}\n"
    "*{box-sizing:border-box}\n"
    "html{background:#fff;color:#000;font-family:\"Noto Sans\",\"Helvetica Neue\",Arial,\"Noto Sans CJK SC\","
    "\"Source Han Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",\"WenQuanYi Micro Hei\",sans-serif;font-size:9.2pt;"
    "line-height:1.36}\n"
    "body{margin:0 auto;max-width:182mm}\n"
    "@media screen{body{padding:10mm 0}}\n"
    "header{position:relative;text-align:center;border-bottom:1.5pt solid "
    "#000;padding-bottom:2mm;margin-bottom:2.4mm}\n"
    ".shop{font-size:10.5pt;letter-spacing:.08em}\n"
    "h1{font-size:17pt;line-height:1.3;letter-spacing:.12em;margin:.5mm 0 2mm;font-weight:700}\n"
    "html:lang(en) h1,html:lang(en) .shop{letter-spacing:.02em}\n"
    ".marks{display:flex;justify-content:space-between;font-size:9pt}\n"
    ".marks b{font-weight:600}\n"
    ".blank{display:inline-block;min-width:42mm;border-bottom:.5pt solid #000}\n"
    "section{margin:0 0 2.2mm}\n"
    "h2{font-size:9.6pt;margin:0;padding:.7mm 2mm;background:#e9edf2;border:.6pt solid #444;border-bottom:0;"
    "font-weight:600;break-after:avoid;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    "table{width:100%;border-collapse:collapse;table-layout:fixed}\n"
    "td,th{border:.6pt solid #444;padding:.85mm 2mm;vertical-align:middle;text-align:left;font-weight:400;"
    "overflow-wrap:anywhere}\n"
    "tr{break-inside:avoid}\n"
    "thead{display:table-header-group}\n"
    ".fields th{background:#f6f7f9;color:#222;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    ".fields td.long{vertical-align:top;white-space:pre-wrap}\n"
    ".list th{background:#f6f7f9;text-align:center;padding:1.1mm "
    "1mm;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
    ".list td{white-space:pre-wrap;height:7mm;padding:.85mm 1.4mm}\n"
    ".list td.number{text-align:right}\n"
    ".option{display:inline-block;margin-right:1.1em;white-space:nowrap}\n"
    ".box{display:inline-block;width:1em;height:1em;margin-right:.35em;border:.8pt solid #000;vertical-align:-.14em;"
    "text-align:center;line-height:.95em;font-size:.92em;font-weight:700}\n"
    ".text{margin:1.6mm 0 0;padding-left:1em;text-indent:-1em;font-size:9pt}\n"
    ".text::before{content:\"* \"}\n"
    ".signs{display:flex;flex-wrap:wrap;gap:3mm 8mm;margin-top:3mm;break-inside:avoid}\n"
    ".sign{flex:1 1 50mm;min-width:50mm;max-width:86mm}\n"
    ".sign .place{height:10mm;border-bottom:.8pt solid #000}\n"
    ".sign .who{font-size:9pt;margin-bottom:0}\n"
    ".sign .when{font-size:9pt;margin-top:1.2mm;white-space:pre}\n"
    "footer{margin-top:3mm;padding-top:1.2mm;border-top:.5pt solid "
    "#888;font-size:8.5pt;color:#333;text-align:center}\n";

/* ---- text ---- */

/* Text in an element or in an attribute between double quotes. */
static void escape(FILE *out, const char *s)
{
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        switch (c) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        case '\'':
            fputs("&#39;", out);
            break;
        default:
            if ((c >= 0x20 && c != 0x7F) || c == '\n') {
                fputc(c, out);
            }
        }
    }
}

static void element(FILE *out, const char *open, const char *words, const char *close)
{
    fputs(open, out);
    escape(out, words);
    fputs(close, out);
}

/* ---- fields ---- */

static void put_option(FILE *out, const char *label, bool chosen)
{
    fprintf(out, "<span class=\"option\"><span class=\"box\">%s</span>", chosen ? "✓" : "&nbsp;");
    element(out, "", label, "</span> ");
}

/* A field that takes the whole width: several lines, or more than half a line holds. */
static bool is_wide(const json *j, json_node row)
{
    json_node boxes = json_get(j, row, "options");
    size_t width = 0;
    for (json_node n = json_first(j, boxes); n != 0; n = json_next(j, n)) {
        width += screen_width(json_member(j, n, "label")) + 5;
    }
    if (boxes != 0) {
        return width > HALF + 8;
    }
    return strcmp(json_member(j, row, "type"), "long") == 0 || json_int(j, json_get(j, row, "lines"), 1) > 1 ||
           screen_width(json_member(j, row, "text")) > HALF;
}

static void put_value(FILE *out, const json *j, json_node row, const char *span)
{
    json_node boxes = json_get(j, row, "options");
    const char *words = json_member(j, row, "text");
    long long lines = (long long)json_int(j, json_get(j, row, "lines"), 1);
    bool several = strcmp(json_member(j, row, "type"), "long") == 0;
    if (boxes != 0) {
        fprintf(out, "<td%s>", span);
        for (json_node n = json_first(j, boxes); n != 0; n = json_next(j, n)) {
            put_option(out, json_member(j, n, "label"), json_true(j, json_get(j, n, "chosen")));
        }
        fputs("</td>", out);
        return;
    }
    fprintf(out, "<td%s%s", span, several ? " class=\"long\"" : "");
    if (words[0] == '\0') { /* room for a hand that writes */
        fprintf(out, " style=\"height:%lldmm\"", lines <= 1 ? 7 : lines * 6);
    }
    element(out, ">", words, "</td>");
}

/* Labels and values side by side, two of each in a line; Chinese labels are shorter. */
static void put_fields(FILE *out, const json *j, json_node rows, bool zh)
{
    fputs("<table class=\"fields\"><colgroup>", out);
    for (int i = 0; i < 2; i++) {
        fprintf(out, "<col style=\"width:%d%%\"><col style=\"width:%d%%\">", zh ? 15 : 18, zh ? 35 : 32);
    }
    fputs("</colgroup><tbody>\n", out);
    for (json_node n = json_first(j, rows), next; n != 0; n = next) {
        next = json_next(j, n);
        bool pair = !is_wide(j, n) && next != 0 && !is_wide(j, next);
        element(out, "<tr><th>", json_member(j, n, "label"), "</th>");
        put_value(out, j, n, pair ? "" : " colspan=\"3\"");
        if (pair) {
            element(out, "<th>", json_member(j, next, "label"), "</th>");
            put_value(out, j, next, "");
            next = json_next(j, next);
        }
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table>\n", out);
}

/* ---- tables ---- */

static bool is_number(const char *type)
{
    return strcmp(type, "integer") == 0 || strcmp(type, "decimal") == 0 || strcmp(type, "money") == 0;
}

/* A column of a table, in columns of text: on one line; with its words whole; as it becomes. */
typedef struct column {
    size_t natural, least, width;
} column;

/* The longest word of Latin letters; of Chinese, which may be broken anywhere, a few characters. */
static size_t longest_word(const char *s)
{
    size_t longest = NARROW, run = 0, all = screen_width(s);
    for (; *s != '\0'; s++) {
        if ((unsigned char)*s >= 0x80) {
            return all < CHINESE ? all : CHINESE;
        }
        run = *s == ' ' ? 0 : run + 1;
        longest = run > longest ? run : longest;
    }
    return longest > WORD ? WORD : longest;
}

static void take_in(column *c, const char *words)
{
    size_t natural = screen_width(words) + EDGES, least = longest_word(words) + EDGES;
    c->natural = natural > c->natural ? natural : c->natural;
    c->least = least > c->least ? least : c->least;
}

static column measure(const json *j, json_node table, json_node head, size_t index)
{
    column c = {0, 0, 0};
    take_in(&c, json_member(j, head, "label"));
    for (json_node row = json_first(j, json_get(j, table, "rows")); row != 0; row = json_next(j, row)) {
        json_node cell = json_first(j, row);
        for (size_t i = 0; i < index; i++) {
            cell = json_next(j, cell);
        }
        take_in(&c, json_text(j, cell));
    }
    c.natural = c.natural < c.least ? c.least : c.natural;
    c.width = c.natural > PAGE ? PAGE : c.natural;
    return c;
}

/* While the page is too narrow, the column gives way that needs the fewest lines then. */
static void narrow(column *columns, size_t count, size_t all)
{
    for (; all > PAGE; all--) {
        column *best = NULL;
        for (column *c = columns; c < columns + count; c++) {
            bool can = c->width > c->least;
            if (can && (best == NULL || c->natural * (best->width - 1) < best->natural * (c->width - 1))) {
                best = c;
            }
        }
        if (best == NULL) {
            return;
        }
        best->width--;
    }
}

static void put_columns(FILE *out, const json *j, json_node table)
{
    column columns[COLUMNS];
    size_t count = 0, all = 0;
    for (json_node n = json_first(j, json_get(j, table, "head")); n != 0 && count < COLUMNS; n = json_next(j, n)) {
        columns[count] = measure(j, table, n, count);
        all += columns[count++].width;
    }
    narrow(columns, count, all);
    all = 0;
    for (size_t i = 0; i < count; i++) {
        all += columns[i].width;
    }
    fputs("<colgroup>", out);
    for (size_t i = 0; i < count; i++) {
        size_t share = columns[i].width * 1000 / all; /* tenths of a per cent */
        fprintf(out, "<col style=\"width:%zu.%zu%%\">", share / 10, share % 10);
    }
    fputs("</colgroup>", out);
}

static void put_table(FILE *out, const json *j, json_node table)
{
    json_node head = json_get(j, table, "head");
    fputs("<table class=\"list\">", out);
    put_columns(out, j, table);
    fputs("<thead><tr>", out);
    for (json_node n = json_first(j, head); n != 0; n = json_next(j, n)) {
        element(out, "<th>", json_member(j, n, "label"), "</th>");
    }
    fputs("</tr></thead><tbody>\n", out);
    for (json_node row = json_first(j, json_get(j, table, "rows")); row != 0; row = json_next(j, row)) {
        json_node top = json_first(j, head);
        fputs("<tr>", out);
        for (json_node n = json_first(j, row); n != 0; n = json_next(j, n), top = json_next(j, top)) {
            bool number = is_number(json_member(j, top, "type"));
            element(out, number ? "<td class=\"number\">" : "<td>", json_text(j, n), "</td>");
        }
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table>\n", out);
}

/* ---- the page ---- */

static void put_signs(FILE *out, const json *j, json_node signs, bool zh)
{
    fputs("<div class=\"signs\">\n", out);
    for (json_node n = json_first(j, signs); n != 0; n = json_next(j, n)) {
        const char *at = json_member(j, n, "at");
        element(out, "<div class=\"sign\"><div class=\"who\">", json_member(j, n, "label"), zh ? "：" : ": ");
        element(out, "", json_member(j, n, "by"), "</div><div class=\"place\"></div>");
        element(out, zh ? "<div class=\"when\">日期：" : "<div class=\"when\">Date: ",
                at[0] != '\0' ? at
                : zh          ? "　　　　年　　月　　日"
                              : "",
                "</div></div>\n");
    }
    fputs("</div>\n", out);
}

static void put_section(FILE *out, const json *j, json_node section, bool zh)
{
    const char *label = json_member(j, section, "label");
    json_node rows = json_get(j, section, "rows"), table = json_get(j, section, "table");
    json_node signs = json_get(j, section, "sign");
    fputs("<section>\n", out);
    if (label[0] != '\0') {
        element(out, "<h2>", label, "</h2>\n");
    }
    if (rows != 0) {
        put_fields(out, j, rows, zh);
    }
    if (table != 0) {
        put_table(out, j, table);
    }
    for (json_node n = json_first(j, json_get(j, section, "texts")); n != 0; n = json_next(j, n)) {
        element(out, "<p class=\"text\">", json_member(j, n, "words"), "</p>\n");
    }
    if (signs != 0) {
        put_signs(out, j, signs, zh);
    }
    fputs("</section>\n", out);
}

static void put_header(FILE *out, const json *j, json_node sheet, bool zh)
{
    const char *number = json_member(j, sheet, "number"), *head = json_member(j, sheet, "head");
    number = number[0] == '\0' ? json_member(j, sheet, "key") : number;
    fputs("<header>\n", out);
    if (head[0] != '\0') {
        element(out, "<div class=\"shop\">", head, "</div>\n");
    }
    element(out, "<h1>", json_member(j, sheet, "title"), "</h1>\n");
    fputs("<div class=\"marks\"><span>", out);
    if (sheet_numbered(j, sheet)) {
        fputs(zh ? "编号：" : "Number: ", out);
        element(out, number[0] == '\0' ? "<span class=\"blank\">" : "<b>", number,
                number[0] == '\0' ? "&nbsp;</span>" : "</b>");
    }
    fputs("</span>", out);
    fprintf(out, "<span>%s", zh ? "打印时间：" : "Printed: ");
    element(out, "", json_member(j, sheet, "printed"), "</span></div>\n</header>\n");
}

void sheet_html(FILE *out, const json *j, json_node sheet)
{
    bool zh = sheet_chinese(j, sheet);
    const char *foot = json_member(j, sheet, "foot");
    element(out, "<!DOCTYPE html>\n<html lang=\"", json_member(j, sheet, "lang"),
            "\">\n<head>\n<meta charset=\"utf-8\">\n");
    fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
          out);
    element(out, "<title>", json_member(j, sheet, "title"), "");
    element(out, " ", json_member(j, sheet, "number"), "</title>\n<style>\n");
    fputs(style, out);
    fputs("</style>\n</head>\n<body>\n", out);
    put_header(out, j, sheet, zh);
    for (json_node n = json_first(j, json_get(j, sheet, "sections")); n != 0; n = json_next(j, n)) {
        put_section(out, j, n, zh);
    }
    if (foot[0] != '\0') {
        element(out, "<footer>", foot, "</footer>\n");
    }
    fputs("</body>\n</html>\n", out);
}
