/*
 * fields.h - the field catalogue: one table that drives getters, arguments, JSON, validation, labels, masking and docs.
 *
 * Numbers: fields of the ticket 1 to 999; list k is number 1000*k; its columns 1000*k+1 to 1000*k+999. Fields that a
 * policy declares have numbers from MEND__CUSTOM on, counted within the policy or within the ticket that carries them.
 * A number is never used for anything else again. Catalogue order (the order of the table) is the order of documents.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__FIELDS_H
#define MEND__FIELDS_H

#include "ground/text.h"
#include "mend/mask.h"
#include "mend/ticket.h"

#define MEND__CUSTOM 1000000

typedef struct mend__field {
    int32_t id;
    int32_t list; /* the list's number for a column; 0 otherwise */
    mend_field_type type;
    mend_mask mask;      /* not MEND_MASK_NONE: the value lives in a slot */
    int32_t max_bytes;   /* text types */
    uint16_t path_len;   /* 0 in a policy's field, as is what follows */
    uint16_t place;      /* among all paths in bytewise order */
    const char *name;    /* without the list */
    const char *path;    /* "name" or "list/name" */
    const char *set;     /* CHOICE: the set's name */
    const char *en, *zh; /* labels; NULL for a policy's field */
} mend__field;

/* The whole catalogue in order: fields, then lists, each followed by its columns. */
const mend__field *mend__fields(size_t *count);
const mend__field *mend__field_by_id(int32_t id); /* NULL: none; built-in only */
const mend__field *mend__field_find(int32_t list,
                                    mend__str name);    /* a field (list 0), list (list 0) or column by name */
const mend__field *mend__field_by_path(mend__str path); /* "name" or "list/name" */
/* Position in the catalogue, for ordering; customs follow all built-ins. */
size_t mend__field_rank(int32_t id);

/* A path as people write it: "name", "list/row/column", "list/row", with row a positive id or +n for the n-th new row.
 * Pure syntax; false if it is none of these. */
typedef struct mend__path {
    mend__str head, column; /* column empty: whole row or whole field */
    int32_t row;            /* 0: none */
    bool added;             /* "+n" */
} mend__path;
bool mend__path_parse(mend__str text, mend__path *out);

#endif
