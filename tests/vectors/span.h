/*
 * span.h - JSON without blanks, taken apart without a reader: every member begins behind a '{' or a ','.
 *
 * The document door writes such texts. canonical() makes one of any JSON. Where memory runs out, the program ends with 2.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_TESTS_SPAN_H
#define MEND_TESTS_SPAN_H

#include "mend/mend.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct span { /* a piece of it; p NULL: none */
    const char *p;
    size_t n;
} span;

/* The element or member of a container that begins at *at, which moves on; false: no more. Begin with *at 1. */
bool next_piece(span container, size_t *at, span *piece);
/* Splits a member into its name, without quotes, and its value. */
void split(span piece, span *name, span *value);
/* The value of a member; none if there is none. */
span member(span object, const char *wanted);
/* A text without its quotes; of anything else nothing. Escapes stay. */
span text_of(span value);
bool is(span s, const char *text);

mend_buf *new_buf(void);
void put(mend_buf *out, const char *text);
void put_span(mend_buf *out, span s);
void put_number(mend_buf *out, int64_t number);
/* A JSON string that holds it. */
void put_quoted(mend_buf *out, span s);
span span_of(const mend_buf *buf);

/* Asks the door for the canonical form; false: it is no JSON, and out holds the reply. */
bool canonical(span json, mend_buf *out);
/* Reads a line without its line feed; false: there is none. */
bool read_line(FILE *file, mend_buf *line);

#endif
