/*
 * sheet.h - the policy's sections "sheets" and "blocks", compiled: what stands on the forms that people print or sign.
 *
 * docs/policy.md, "sheets", is the definition. A sheet is a list of sections in their order; a section that uses a block
 * is the block under its own name. Names, cells and conditions live in the policy's arena.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__SHEET_RULES_H
#define MEND__SHEET_RULES_H

#include "ticket/condition.h"

#define MEND__SHEETS_MAX      64  /* sheets; blocks */
#define MEND__SHEET_PARTS_MAX 64  /* sections of a sheet */
#define MEND__SHEET_CELLS_MAX 256 /* fields, columns of a section */
#define MEND__SHEET_SIGNS_MAX 16
#define MEND__SHEET_LINES_MAX 40 /* lines to write on */

/* What fills a section; texts and places to sign may stand below each. */
typedef enum mend__sheet_body {
    MEND__SHEET_NOTHING,
    MEND__SHEET_FIELDS, /* cells are fields of the ticket */
    MEND__SHEET_TABLE,  /* cells are columns of the list, every row is shown */
    MEND__SHEET_LAST,   /* cells are columns of the list, the row added last is shown like fields */
    MEND__SHEET_LEVELS, /* what each level means */
    MEND__SHEET_CARD    /* the charge card */
} mend__sheet_body;

typedef struct mend__sheet_cell {
    const mend__name *name; /* its label, if it has one, goes before the field's */
    const mend__field *field;
    const mend__names *set; /* CHOICE */
    bool boxes;             /* all choices are shown, the one that holds is ticked */
    int32_t lines;          /* to write on where there is no value; 0: not said */
} mend__sheet_cell;

typedef struct mend__sheet_sign {
    const mend__name *name;
    const mend__field *by, *at; /* who signed, when; NULL: not said */
} mend__sheet_sign;

typedef struct mend__sheet_part { /* a section */
    const mend__name *name;
    const mend__name *heading; /* the name whose label stands over it; NULL: none does */
    const mend__condition *when;
    mend__sheet_body body;
    const mend__field *list; /* TABLE, LAST */
    const mend__sheet_cell *cells;
    uint32_t cell_count;
    int32_t lines;             /* TABLE: rows at least; 0: not said */
    const mend__field *newest; /* TABLE: only the rows in which this column is highest; NULL: all */
    const uint32_t *clocks;    /* LEVELS: by index in vocab.clocks */
    uint32_t clock_count;
    const uint32_t *texts; /* by index in vocab.texts */
    uint32_t text_count;
    const mend__sheet_sign *signs;
    uint32_t sign_count;
} mend__sheet_part;

typedef struct mend__sheet {
    int32_t head, title, foot; /* texts by index; -1: none */
    const mend__sheet_part *parts;
    uint32_t part_count;
} mend__sheet;

typedef struct mend__sheets {
    mend__names names;
    const mend__sheet *sheets; /* by index in names */
} mend__sheets;

/* Compiles "sheets" and "blocks" of the document. The vocabulary is complete by then. */
mend_status mend__sheets_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node root,
                                 mend__sheets *out, mend_error *err);

#endif
