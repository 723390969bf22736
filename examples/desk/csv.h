/*
 * csv.h - reading CSV as RFC 4180 has it: quotes, line feeds within them, CR LF or LF, a byte order mark.
 *
 * Bounded: 1 GiB, 256 columns, 64 KiB a cell. What is not well-formed is refused with the line where it begins.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_CSV_H
#define DESK_CSV_H

#include <mend/mend.h>
#include <stdbool.h>
#include <stddef.h>

#define CSV_COLUMNS    256
#define CSV_CELL_BYTES ((size_t)64 * 1024)

typedef struct csv {
    const char *text; /* borrowed */
    size_t len, at;
    char separator;
    long line;                      /* where the row that was read last begins, from 1 */
    const char *cells[CSV_COLUMNS]; /* NUL-terminated, until the next row */
    size_t count;
    char *heap; /* decoded */
    size_t used, cap;
    const char *fault, *fault_zh; /* what is wrong, in cell `count` of the row */
    long next_line;
} csv;

void csv_begin(csv *c, const char *text, size_t len, char separator);
void csv_free(csv *c);

/* The next row that is not empty. MEND_OK, MEND_NOT_FOUND (no more), MEND_SYNTAX or MEND_LIMIT with c->fault, MEND_NOMEM. */
mend_status csv_row(csv *c);

#endif
