/*
 * table.c - tables and how they are written, see table.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define CELL_TEXT_MAX 600

cell *table_row(table *t)
{
    if (t->rows == t->cap) {
        size_t cap = t->cap == 0 ? 16 : t->cap * 2;
        cell *cells = realloc(t->cells, cap * t->column_count * sizeof *cells);
        if (cells == NULL) {
            return NULL;
        }
        t->cells = cells;
        t->cap = cap;
    }
    cell *row = t->cells + t->rows++ * t->column_count;
    memset(row, 0, t->column_count * sizeof *row);
    return row;
}

void table_free(table *t)
{
    free(t->cells);
    t->cells = NULL;
    t->rows = t->cap = 0;
}

const cell *table_cell(const table *t, size_t row, const char *column_id)
{
    static const cell silent = {"", 0, false};
    for (size_t i = 0; i < t->column_count; i++) {
        if (strcmp(t->columns[i].id, column_id) == 0) {
            return &t->cells[row * t->column_count + i];
        }
    }
    return &silent;
}

cell cell_text(const char *s)
{
    return (cell){s, 0, true};
}

cell cell_number(int64_t number)
{
    return (cell){"", number, true};
}

cell cell_share(int64_t part, int64_t whole)
{
    return (cell){"", whole == 0 ? 0 : (part * 2000 + whole) / (whole * 2), whole != 0};
}

/* ---- cells as text ---- */

static void put_tenths(int64_t number, const char *unit, char *out, size_t cap)
{
    snprintf(out, cap, "%" PRId64 ".%d%s", number / 10, (int)(number % 10), unit);
}

static void put_span(int64_t ms, bool chinese, char *out, size_t cap)
{
    const int64_t minute = 60000, hour = 60 * minute, day = 24 * hour;
    if (ms < 2 * hour) {
        snprintf(out, cap, "%" PRId64 "%s", (ms + minute / 2) / minute, chinese ? " 分钟" : " min");
    } else if (ms < 2 * day) {
        put_tenths((ms * 10 + hour / 2) / hour, chinese ? " 小时" : " h", out, cap);
    } else {
        put_tenths((ms * 10 + day / 2) / day, chinese ? " 天" : " d", out, cap);
    }
}

/* 1,234,567 with `digits` places behind the point. */
static void put_number(int64_t number, int digits, char *out, size_t cap)
{
    char plain[32], grouped[64];
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number, unit = 1;
    for (int i = 0; i < digits; i++) {
        unit *= 10;
    }
    size_t len = (size_t)snprintf(plain, sizeof plain, "%" PRIu64, size / unit), at = 0;
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0) {
            grouped[at++] = ',';
        }
        grouped[at++] = plain[i];
    }
    grouped[at] = '\0';
    if (digits > 0) {
        grouped[at++] = '.';
        for (size %= unit, unit /= 10; unit > 0; unit /= 10) {
            grouped[at++] = (char)('0' + size / unit % 10);
        }
        grouped[at] = '\0';
    }
    snprintf(out, cap, "%s%s", number < 0 ? "-" : "", grouped);
}

void cell_show(const cell *c, cell_kind kind, bool chinese, int digits, char *out, size_t cap)
{
    if (!c->there) {
        snprintf(out, cap, "–");
    } else if (kind <= CELL_CODE) {
        snprintf(out, cap, "%s", c->text);
    } else if (kind == CELL_SHARE) {
        put_tenths(c->number, " %", out, cap);
    } else if (kind == CELL_SPAN) {
        put_span(c->number, chinese, out, cap);
    } else {
        put_number(c->number, kind == CELL_MONEY ? digits : 0, out, cap);
    }
}

void cell_plain(const cell *c, cell_kind kind, char *out, size_t cap)
{
    if (!c->there) {
        out[0] = '\0';
    } else if (kind <= CELL_CODE) {
        snprintf(out, cap, "%s", c->text);
    } else if (kind == CELL_SHARE) {
        put_tenths(c->number, "", out, cap);
    } else {
        snprintf(out, cap, "%" PRId64, c->number);
    }
}

/* ---- for programs ---- */

void table_json(const table *t, text *out)
{
    char s[CELL_TEXT_MAX * 2];
    text_add(out, "[", 1);
    for (size_t i = 0; i < t->rows; i++) {
        bool any = false;
        text_add(out, i == 0 ? "{" : ",{", MEND_NTS);
        for (size_t k = 0; k < t->column_count; k++) {
            const cell *c = &t->cells[i * t->column_count + k];
            if (!c->there) {
                continue;
            }
            text_add(out, any ? "," : "", MEND_NTS);
            any = true;
            text_string(out, t->columns[k].id, MEND_NTS);
            text_add(out, ":", 1);
            cell_plain(c, t->columns[k].kind, s, sizeof s);
            if (t->columns[k].kind <= CELL_CODE) {
                text_string(out, c->text, MEND_NTS);
            } else if (t->columns[k].kind == CELL_SHARE) {
                text_string(out, s, MEND_NTS);
            } else {
                text_add(out, s, MEND_NTS);
            }
        }
        text_add(out, "}", 1);
    }
    text_add(out, "]", 1);
}

void csv_field(text *out, const char *s)
{
    bool formula = s[0] != '\0' && strchr("=+-@\t\r", s[0]) != NULL;
    bool quotes = strpbrk(s, ",\"\r\n") != NULL;
    text_add(out, quotes ? "\"" : "", MEND_NTS);
    text_add(out, formula ? "'" : "", MEND_NTS);
    for (const char *next; *s != '\0'; s = next) {
        size_t len = strcspn(s, "\"");
        text_add(out, s, len);
        next = s + len;
        if (*next == '"') {
            text_add(out, "\"\"", 2);
            next++;
        }
    }
    text_add(out, quotes ? "\"" : "", MEND_NTS);
}

void table_csv(const table *t, text *out)
{
    char s[CELL_TEXT_MAX * 2];
    for (size_t i = 0; i < t->rows; i++) {
        for (size_t k = 0; k < t->column_count; k++) {
            const cell *c = &t->cells[i * t->column_count + k];
            if (!c->there) {
                continue;
            }
            csv_field(out, t->id);
            text_add(out, ",", 1);
            text_int(out, (int64_t)i + 1);
            text_add(out, ",", 1);
            csv_field(out, t->columns[k].id);
            text_add(out, ",", 1);
            if (t->columns[k].kind <= CELL_CODE) {
                csv_field(out, c->text);
            } else { /* a number of our own making may begin with a minus */
                cell_plain(c, t->columns[k].kind, s, sizeof s);
                text_add(out, s, MEND_NTS);
            }
            text_add(out, "\r\n", 2);
        }
    }
}
