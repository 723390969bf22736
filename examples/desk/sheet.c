/*
 * sheet.c - sheets: the command, and a filled sheet as plain text of 80 columns.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sheet.h"
#include "screen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PAPER  80 /* columns */
#define GAP    2  /* between columns of a table */
#define NARROW 4  /* a column of a table is not made narrower than this */

bool sheet_chinese(const json *j, json_node sheet)
{
    return strncmp(json_member(j, sheet, "lang"), "zh", 2) == 0;
}

bool sheet_numbered(const json *j, json_node sheet)
{
    bool rows = json_member(j, sheet, "key")[0] != '\0';
    for (json_node n = json_first(j, json_get(j, sheet, "sections")); n != 0 && !rows; n = json_next(j, n)) {
        rows = json_get(j, n, "rows") != 0;
    }
    return rows;
}

static void put_times(FILE *out, const char *what, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        fputs(what, out);
    }
}

/* ---- words ---- */

/* What a line leaves for the next one. */
static const char *next_line(const char *s, size_t taken)
{
    s += taken;
    return *s == ' ' || *s == '\n' ? s + 1 : s;
}

/* Words that begin at column `indent` and end at the edge of the paper. */
static void put_words(FILE *out, const char *s, size_t indent)
{
    for (bool first = true; first || *s != '\0'; first = false) {
        size_t n = screen_fit(s, PAPER - indent);
        if (!first) {
            put_times(out, " ", indent);
        }
        screen_span(out, s, n, 0);
        fputc('\n', out);
        s = next_line(s, n);
    }
}

/* ---- fields ---- */

/* A box with its choice, on a further line where it does not fit. */
static void put_options(FILE *out, const json *j, json_node boxes, size_t indent)
{
    size_t at = indent;
    for (json_node n = json_first(j, boxes); n != 0; n = json_next(j, n)) {
        const char *label = json_member(j, n, "label");
        size_t width = screen_width(label) + 4;
        if (at > indent && at + 2 + width > PAPER) {
            fputc('\n', out);
            put_times(out, " ", indent);
            at = indent;
        } else if (at > indent) {
            fputs("  ", out);
            at += 2;
        }
        fputs(json_true(j, json_get(j, n, "chosen")) ? "[x] " : "[ ] ", out);
        screen_span(out, label, strlen(label), 0);
        at += width;
    }
    fputc('\n', out);
}

/* Empty lines to write on. */
static void put_space(FILE *out, size_t indent, int64_t lines)
{
    for (int64_t i = 0; i < lines; i++) {
        put_times(out, " ", i == 0 ? 0 : indent);
        put_times(out, "_", lines > 1 ? PAPER - indent : 24);
        fputc('\n', out);
    }
}

static void put_field(FILE *out, const json *j, json_node row, size_t width)
{
    const char *label = json_member(j, row, "label"), *words = json_member(j, row, "text");
    fputs("  ", out);
    screen_span(out, label, strlen(label), width);
    fputs("  ", out);
    if (json_get(j, row, "options") != 0) {
        put_options(out, j, json_get(j, row, "options"), width + 4);
    } else if (words[0] != '\0') {
        put_words(out, words, width + 4);
    } else {
        put_space(out, width + 4, json_int(j, json_get(j, row, "lines"), 1));
    }
}

static void put_fields(FILE *out, const json *j, json_node rows)
{
    size_t width = 0;
    for (json_node n = json_first(j, rows); n != 0; n = json_next(j, n)) {
        size_t w = screen_width(json_member(j, n, "label"));
        width = w > width ? w : width;
    }
    width = width > PAPER / 2 ? PAPER / 2 : width;
    for (json_node n = json_first(j, rows); n != 0; n = json_next(j, n)) {
        put_field(out, j, n, width);
    }
}

/* ---- tables ---- */

static const char *cell_text(const json *j, json_node cell)
{
    return json_type(j, cell) == '{' ? json_member(j, cell, "label") : json_text(j, cell);
}

static void widen(const json *j, json_node row, size_t *widths, size_t count)
{
    size_t i = 0;
    for (json_node n = json_first(j, row); n != 0 && i < count; n = json_next(j, n), i++) {
        size_t w = screen_width(cell_text(j, n));
        widths[i] = w > widths[i] ? w : widths[i];
    }
}

/* The widest columns give way until the table fits, or all of them are narrow. */
static void narrow(size_t *widths, size_t count)
{
    for (;;) {
        size_t all = GAP, widest = 0;
        for (size_t i = 0; i < count; i++) {
            all += widths[i] + GAP;
            widest = widths[i] > widths[widest] ? i : widest;
        }
        if (all <= PAPER || widths[widest] <= NARROW) {
            return;
        }
        widths[widest]--;
    }
}

/* A row of cells, on as many lines as the highest of them needs. */
static void put_row(FILE *out, const json *j, json_node row, const size_t *widths, const char **rest, size_t count)
{
    size_t i = 0;
    for (json_node n = json_first(j, row); n != 0 && i < count; n = json_next(j, n)) {
        rest[i++] = cell_text(j, n);
    }
    for (bool more = true; more;) {
        more = false;
        put_times(out, " ", GAP);
        for (size_t k = 0; k < i; k++) {
            size_t n = screen_fit(rest[k], widths[k]);
            screen_span(out, rest[k], n, k + 1 < i ? widths[k] + GAP : 0);
            rest[k] = next_line(rest[k], n);
            more = more || *rest[k] != '\0';
        }
        fputc('\n', out);
    }
}

/* A row to write in: what is printed in it already, such as boxes, and lines. */
static void put_empty(FILE *out, const json *j, json_node row, const size_t *widths, size_t count)
{
    size_t i = 0;
    put_times(out, " ", GAP);
    for (json_node n = json_first(j, row); n != 0 && i < count; n = json_next(j, n), i++) {
        const char *words = json_text(j, n);
        put_times(out, words[0] == '\0' ? "_" : "", widths[i]);
        screen_span(out, words, screen_fit(words, widths[i]), words[0] == '\0' || i + 1 == count ? 0 : widths[i]);
        put_times(out, " ", i + 1 < count ? GAP : 0);
    }
    fputc('\n', out);
}

static bool put_table(FILE *out, const json *j, json_node table)
{
    json_node head = json_get(j, table, "head"), rows = json_get(j, table, "rows");
    int64_t filled = json_int(j, json_get(j, table, "filled"), 0);
    size_t count = 0, all = 0;
    for (json_node n = json_first(j, head); n != 0; n = json_next(j, n)) {
        count++;
    }
    size_t *widths = calloc(count + 1, sizeof *widths);
    const char **rest = calloc(count + 1, sizeof *rest);
    if (widths != NULL && rest != NULL) {
        widen(j, head, widths, count);
        for (json_node n = json_first(j, rows); n != 0; n = json_next(j, n)) {
            widen(j, n, widths, count);
        }
        narrow(widths, count);
        put_row(out, j, head, widths, rest, count);
        for (size_t i = 0; i < count; i++) {
            all += widths[i] + GAP;
        }
        put_times(out, " ", GAP);
        put_times(out, "-", all - GAP);
        fputc('\n', out);
        for (json_node n = json_first(j, rows); n != 0; n = json_next(j, n)) {
            if (filled-- <= 0) {
                put_empty(out, j, n, widths, count);
            } else {
                put_row(out, j, n, widths, rest, count);
            }
        }
    }
    bool done = widths != NULL && rest != NULL;
    free(widths);
    free(rest);
    return done;
}

/* ---- the sheet ---- */

static void put_signs(FILE *out, const json *j, json_node signs, bool zh)
{
    for (json_node n = json_first(j, signs); n != 0; n = json_next(j, n)) {
        const char *by = json_member(j, n, "by"), *at = json_member(j, n, "at"), *label = json_member(j, n, "label");
        fputs("\n  ", out);
        screen_span(out, label, strlen(label), 32);
        fputs("  ", out);
        screen_span(out, by, strlen(by), 0);
        fputs(by[0] == '\0' ? "____________________" : "", out);
        fputs(zh ? "  日期 " : "  Date ", out);
        screen_span(out, at, strlen(at), 0);
        fputs(at[0] == '\0' ? "______________\n" : "\n", out);
    }
}

static bool put_section(const app *a, FILE *out, const json *j, json_node section, bool zh)
{
    const char *label = json_member(j, section, "label");
    json_node rows = json_get(j, section, "rows"), table = json_get(j, section, "table");
    bool done = true;
    fputc('\n', out);
    if (label[0] != '\0') {
        screen_cell(out, label, PAPER, false, BOLD, a->colours);
        fputc('\n', out);
    }
    if (rows != 0) {
        put_fields(out, j, rows);
    }
    if (table != 0) {
        done = put_table(out, j, table);
    }
    for (json_node n = json_first(j, json_get(j, section, "texts")); n != 0; n = json_next(j, n)) {
        fputs("  ", out);
        put_words(out, json_member(j, n, "words"), 2);
    }
    put_signs(out, j, json_get(j, section, "sign"), zh);
    return done;
}

static void put_middle(FILE *out, const char *s)
{
    size_t width = screen_width(s);
    put_times(out, " ", width < PAPER ? (PAPER - width) / 2 : 0);
    screen_span(out, s, strlen(s), 0);
    fputc('\n', out);
}

bool sheet_text(const app *a, FILE *out, const json *j, json_node sheet)
{
    bool zh = sheet_chinese(j, sheet), done = true;
    const char *number = json_member(j, sheet, "number"), *foot = json_member(j, sheet, "foot");
    number = number[0] == '\0' ? json_member(j, sheet, "key") : number;
    if (json_member(j, sheet, "head")[0] != '\0') {
        put_middle(out, json_member(j, sheet, "head"));
    }
    put_middle(out, json_member(j, sheet, "title"));
    fputc('\n', out);
    if (sheet_numbered(j, sheet)) {
        fputs(zh ? "编号：" : "Number: ", out);
        screen_span(out, number[0] == '\0' ? "________________" : number, number[0] == '\0' ? 16 : strlen(number), 20);
    }
    fprintf(out, "%s%s\n", zh ? "打印时间：" : "Printed: ", json_member(j, sheet, "printed"));
    for (json_node n = json_first(j, json_get(j, sheet, "sections")); n != 0 && done; n = json_next(j, n)) {
        done = put_section(a, out, j, n, zh);
    }
    if (foot[0] != '\0') {
        fputc('\n', out);
        put_words(out, foot, 0);
    }
    return done;
}

/* ---- the command ---- */

static ending list_sheets(const app *a, const mend_policy *policy)
{
    for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_SHEET); i++) {
        const char *name = mend_policy_name(policy, MEND_KIND_SHEET, i, NULL);
        screen_cell(stdout, name, 24, true, PLAIN, false);
        printf("  %s\n", mend_policy_label(policy, MEND_KIND_SHEET, name, MEND_NTS, a->lang, NULL));
    }
    return END_DONE;
}

static ending cannot_write(const app *a, const char *path)
{
    return fault_here(a, MEND_INVALID, "%s cannot be written: %s", "无法写入 %s：%s", path, strerror(errno));
}

static ending write_html(const app *a, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *out = standard ? stdout : fopen(path, "wb");
    if (out == NULL) {
        return cannot_write(a, path);
    }
    sheet_html(out, &a->answer, a->root);
    bool failed = ferror(out) != 0;
    failed = (standard ? fflush(out) : fclose(out)) != 0 || failed;
    return failed ? cannot_write(a, path) : END_DONE;
}

static ending show_sheet(app *a, const char *key)
{
    request_begin_lang(a, "sheet");
    text_member(&a->request, "key", key);
    text_member(&a->request, "sheet", a->opt.words[2]);
    ending e = request_send(a, false);
    if (e != END_DONE || a->as_json) {
        return e;
    }
    if (a->opt.value[OPT_HTML] != NULL) {
        return write_html(a, a->opt.value[OPT_HTML]);
    }
    return sheet_text(a, stdout, &a->answer, a->root) ? END_DONE : fault_of(a, MEND_NOMEM, NULL);
}

ending run_sheet(app *a)
{
    bool blank = strcmp(a->opt.words[1], "-") == 0;
    text key = {NULL, MEND_OK};
    ending e = blank ? END_DONE : ticket_key(a, a->opt.words[1], &key);
    const char *name = blank || e != END_DONE ? NULL : text_data(&key, NULL);
    if (e == END_DONE && a->opt.word_count < 3) {
        const mend_policy *policy = blank ? shop_policy(a) : ticket_policy(a, name);
        e = policy == NULL ? fault_of(a, MEND_POLICY_MISMATCH, NULL) : list_sheets(a, policy);
    } else if (e == END_DONE) {
        e = show_sheet(a, name);
    }
    text_free(&key);
    return e;
}
