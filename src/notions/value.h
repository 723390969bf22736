/*
 * value.h - one typed value of a field: a number in its unit, or text.
 *
 * Units of num: INTEGER as it is, DECIMAL billionths, MONEY minor units, BOOL 0 or 1, INSTANT ms since 1970 UTC, DATE
 * days since 1970-01-01. TEXT, LONG and CHOICE use text. type 0 is "no value".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__VALUE_H
#define MEND__VALUE_H

#include "ground/json.h"
#include "mend/ticket.h"

typedef struct mend__value {
    mend_field_type type; /* 0: none */
    int64_t num;
    mend__str text; /* borrowed */
} mend__value;

/* TEXT, LONG, CHOICE. */
bool mend__type_is_text(mend_field_type type);
/* "text", "integer" ...; NULL for an unknown type. The list type has no name. */
const char *mend__type_name(mend_field_type type);
mend_field_type mend__type_of(mend__str name); /* 0: unknown */
/* What a value of the type looks like, for messages: "a date such as 2024-03-15". */
const char *mend__type_expected(mend_field_type type);

/* Reads a value of `type` from its text form (JSON form without quotes). False: not of that form. TEXT takes anything
 * without control characters but tab, LONG also line feeds; text is borrowed. */
bool mend__value_parse(mend_field_type type, mend__str text, mend__value *out);
/* Takes a number for a type that is one. False: type is text, or out of range. */
bool mend__value_of_int(mend_field_type type, int64_t num, mend__value *out);
/* Reads from a JSON node in the form mend__value_write gives. */
bool mend__value_read(mend_field_type type, const mend__json *tree, mend__node n, mend__value *out);
/* Canonical JSON. Type 0 writes null. */
void mend__value_write(mend__jw *w, const mend__value *v);
/* The text form. */
void mend__value_put(mend_buf *out, const mend__value *v);
bool mend__value_eq(const mend__value *a, const mend__value *b); /* texts of different text types compare too */

#endif
