/*
 * csv.c - a row of CSV after the other, see csv.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "csv.h"

#include <stdlib.h>
#include <string.h>

void csv_begin(csv *c, const char *text, size_t len, char separator)
{
    memset(c, 0, sizeof *c);
    c->text = text;
    c->len = len;
    c->separator = separator;
    c->next_line = 1;
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        c->at = 3;
    }
}

void csv_free(csv *c)
{
    free(c->heap);
    c->heap = NULL;
}

static bool put(csv *c, char byte)
{
    if (c->used == c->cap) {
        size_t cap = c->cap == 0 ? 4096 : c->cap * 2;
        char *more = realloc(c->heap, cap);
        if (more == NULL) {
            return false;
        }
        c->heap = more;
        c->cap = cap;
    }
    c->heap[c->used++] = byte;
    return true;
}

static mend_status wrong(csv *c, mend_status s, const char *en, const char *zh)
{
    c->fault = en;
    c->fault_zh = zh;
    return s;
}

static mend_status too_long(csv *c)
{
    return wrong(c, MEND_LIMIT, "a cell is longer than 64 KiB; is a quote missing before?",
                 "单元格超过 64 KiB；前面是否缺少引号？");
}

static bool at_end_of_line(const csv *c)
{
    return c->at == c->len || c->text[c->at] == '\n' ||
           (c->text[c->at] == '\r' && c->at + 1 < c->len && c->text[c->at + 1] == '\n');
}

/* The rest of a cell whose opening quote has been passed. */
static mend_status quoted_cell(csv *c, size_t first)
{
    for (; c->at < c->len; c->at++) {
        char byte = c->text[c->at];
        if (byte == '"' && (c->at + 1 == c->len || c->text[c->at + 1] != '"')) {
            c->at++;
            return c->at < c->len && !at_end_of_line(c) && c->text[c->at] != c->separator
                       ? wrong(c, MEND_SYNTAX,
                               "something stands behind the quote that ends a cell; within a cell a quote "
                               "is written twice",
                               "结束单元格的引号之后还有内容；单元格内的引号须写两次")
                       : MEND_OK;
        }
        c->at += byte == '"'; /* two of them mean one */
        c->next_line += byte == '\n';
        if (c->used - first == CSV_CELL_BYTES) {
            return too_long(c);
        }
        if (!put(c, byte)) {
            return MEND_NOMEM;
        }
    }
    return wrong(c, MEND_SYNTAX, "a quote is opened here and never closed", "此处的引号没有结束");
}

static mend_status cell(csv *c)
{
    size_t first = c->used;
    mend_status s = MEND_OK;
    if (c->at < c->len && c->text[c->at] == '"') {
        c->at++;
        s = quoted_cell(c, first);
    } else {
        for (; s == MEND_OK && !at_end_of_line(c) && c->text[c->at] != c->separator; c->at++) {
            if (c->text[c->at] == '"' || c->text[c->at] == '\0') {
                s = c->text[c->at] == '"'
                        ? wrong(c, MEND_SYNTAX,
                                "a quote stands within a cell that does not begin with one; put the cell in quotes and "
                                "write this one twice",
                                "单元格中有引号而开头没有；请将单元格放入引号，并将此引号写两次")
                        : wrong(c, MEND_SYNTAX, "a NUL byte stands in the text", "文本中有 NUL 字节");
            } else if (c->used - first == CSV_CELL_BYTES) {
                s = too_long(c);
            } else if (!put(c, c->text[c->at])) {
                s = MEND_NOMEM;
            }
        }
    }
    return s == MEND_OK && !put(c, '\0') ? MEND_NOMEM : s;
}

static void end_line(csv *c)
{
    c->at += c->at < c->len && c->text[c->at] == '\r';
    c->next_line += c->at < c->len;
    c->at += c->at < c->len;
}

mend_status csv_row(csv *c)
{
    size_t starts[CSV_COLUMNS];
    c->used = c->count = 0;
    c->fault = c->fault_zh = NULL;
    while (c->at < c->len && at_end_of_line(c)) {
        end_line(c);
    }
    if (c->at == c->len) {
        return MEND_NOT_FOUND;
    }
    c->line = c->next_line;
    for (bool more = true; more;) {
        if (c->count == CSV_COLUMNS) {
            return wrong(c, MEND_LIMIT, "more than 256 columns", "超过 256 列");
        }
        starts[c->count++] = c->used;
        mend_status s = cell(c);
        if (s != MEND_OK) {
            return s;
        }
        more = c->at < c->len && c->text[c->at] == c->separator;
        c->at += more;
    }
    end_line(c);
    for (size_t i = 0; i < c->count; i++) {
        c->cells[i] = c->heap + starts[i];
    }
    return MEND_OK;
}
