/*
 * adopt.h - the mapping of `import --map`: which column of a foreign list is what of a ticket.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_ADOPT_H
#define DESK_ADOPT_H

#include "app.h"
#include "csv.h"

#define ADOPT_FAULTS 200 /* told; more are counted */

/* A row of the foreign list: of CSV, or an object of JSON. */
typedef struct foreign {
    const char *header[CSV_COLUMNS + 1]; /* CSV; a NULL behind the last */
    size_t columns;
    csv *csv;
    const json *tree; /* JSON */
    json_node node;
    long line; /* of CSV the line where the row begins; of JSON the number of the object */
} foreign;

typedef struct adopter {
    app *a;
    const char *path;
    json map;
    char currency[4];
    foreign row;
    char key[300], number[300]; /* of the row, as far as it says them */
    text request;               /* the arguments of a row, as mend_args_json() takes them */
    text told;                  /* faults: JSON objects, or lines */
    int64_t faults;             /* in all */
    int64_t row_faults;
} adopter;

/* A fault of the row at hand; column NULL: of the row as a whole. */
void adopt_blame(adopter *x, const char *column, const char *what);
/* The arguments of the row into x->request. False: it has faults, which have been told. */
bool adopt_request(adopter *x);
/* The text of a column of the row; NULL: there is none such. */
const char *adopt_cell(const foreign *row, const char *column);
/* The column that a source of the mapping names; "": none. */
const char *adopt_source(const json *map, json_node source);
/* Checks the mapping as such. END_DONE, or the ending after a complaint. */
ending adopt_check_map(adopter *x);
/* Which column gave the value of "fields", "clocks" or of a member of the ticket; NULL: none. */
const char *adopt_column(const adopter *x, const char *member, const char *name);

/* `import --map`. */
ending run_adopt(app *a);

#endif
