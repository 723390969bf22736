/*
 * table_print.c - tables for people at a terminal.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "screen.h"
#include "table.h"

#define CELL_TEXT_MAX 600
#define WIDEST        34 /* columns of the screen for one of the table */

static void print_padded(FILE *out, const char *s, size_t width, bool right, bool colours, colour c)
{
    size_t used = screen_width(s);
    for (size_t i = used; right && i < width; i++) {
        fputc(' ', out);
    }
    screen_cell(out, s, width, !right, c, colours);
}

static void print_upright(FILE *out, const table *t, bool chinese, bool colours, int digits)
{
    char s[CELL_TEXT_MAX];
    for (size_t i = 0; i < t->column_count; i++) {
        cell_show(&t->cells[i], t->columns[i].kind, chinese, digits, s, sizeof s);
        fputs("  ", out);
        print_padded(out, chinese ? t->columns[i].zh : t->columns[i].en, WIDEST, false, colours, PLAIN);
        print_padded(out, s, 12, t->columns[i].kind > CELL_CODE, colours, PLAIN);
        fputc('\n', out);
    }
}

static size_t column_width(const table *t, size_t k, bool chinese, int digits)
{
    char s[CELL_TEXT_MAX];
    size_t width = screen_width(chinese ? t->columns[k].zh : t->columns[k].en);
    for (size_t i = 0; i < t->rows; i++) {
        cell_show(&t->cells[i * t->column_count + k], t->columns[k].kind, chinese, digits, s, sizeof s);
        size_t w = screen_width(s);
        width = w > width ? w : width;
    }
    return width < WIDEST ? width : WIDEST;
}

static void print_lying(FILE *out, const table *t, bool chinese, bool colours, int digits)
{
    char s[CELL_TEXT_MAX];
    size_t widths[TABLE_COLUMNS];
    for (size_t k = 0; k < t->column_count; k++) {
        if (t->columns[k].kind == CELL_CODE) {
            continue;
        }
        widths[k] = column_width(t, k, chinese, digits);
        fputs("  ", out);
        print_padded(out, chinese ? t->columns[k].zh : t->columns[k].en, widths[k], t->columns[k].kind > CELL_CODE,
                     colours, DIM);
    }
    fputc('\n', out);
    for (size_t i = 0; i < t->rows; i++) {
        for (size_t k = 0; k < t->column_count; k++) {
            if (t->columns[k].kind == CELL_CODE) {
                continue;
            }
            cell_show(&t->cells[i * t->column_count + k], t->columns[k].kind, chinese, digits, s, sizeof s);
            fputs("  ", out);
            print_padded(out, s, widths[k], t->columns[k].kind > CELL_CODE, colours, PLAIN);
        }
        fputc('\n', out);
    }
}

void table_print(FILE *out, const table *t, bool chinese, bool colours, int digits)
{
    if (t->rows == 0 || t->data_only) {
        return;
    }
    const char *title = chinese ? t->zh : t->en;
    fputc('\n', out);
    screen_cell(out, title, screen_width(title), false, BOLD, colours);
    fputc('\n', out);
    if (t->rows == 1 && t->columns[0].kind != CELL_CODE && t->column_count > 10) {
        print_upright(out, t, chinese, colours, digits);
    } else {
        print_lying(out, t, chinese, colours, digits);
    }
}
