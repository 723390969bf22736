/*
 * table.h - what a report says, as tables: the one form that text, JSON, CSV and pages are made from.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_TABLE_H
#define DESK_TABLE_H

#include "json.h"

#include <stdio.h>

typedef enum cell_kind {
    CELL_TEXT,
    CELL_CODE, /* a name for programs, beside the label for people */
    CELL_COUNT,
    CELL_SHARE, /* tenths of a percent */
    CELL_SPAN,  /* ms */
    CELL_MONEY  /* minor units */
} cell_kind;

typedef struct column {
    const char *id, *en, *zh;
    cell_kind kind;
} column;

typedef struct cell {
    const char *text; /* borrowed; of CELL_TEXT */
    int64_t number;
    bool there; /* else it says nothing, such as a share of no tickets */
} cell;

typedef struct table {
    const char *id, *en, *zh;
    const column *columns;
    size_t column_count;
    bool data_only; /* for programs; too long for people to read */
    cell *cells;    /* row by row */
    size_t rows, cap;
} table;

#define TABLE_COLUMNS 20

/* A further row, its cells silent. NULL: no memory. Stays where it is until the next row. */
cell *table_row(table *t);
void table_free(table *t);
const cell *table_cell(const table *t, size_t row, const char *column_id);

cell cell_text(const char *text);
cell cell_number(int64_t number);
/* The share of a part in a whole; silent where there is no whole. */
cell cell_share(int64_t part, int64_t whole);

/* A cell as people read it: "93.4 %", "3.5 h", "1,234.00". digits: of the currency. */
void cell_show(const cell *c, cell_kind kind, bool chinese, int digits, char *out, size_t cap);
/* As programs read it: "93.4", ms, minor units; "" for silence. */
void cell_plain(const cell *c, cell_kind kind, char *out, size_t cap);

/* A table for people to read in a terminal; a single row stands upright. */
void table_print(FILE *out, const table *t, bool chinese, bool colours, int digits);
/* An array of objects. */
void table_json(const table *t, text *out);

/* A field of CSV (RFC 4180). What a spreadsheet would take for a formula gets a ' before it. */
void csv_field(text *out, const char *s);
/* A line "section,row,column,value" for every cell that says something; lines end with CR LF. */
void table_csv(const table *t, text *out);

#endif
