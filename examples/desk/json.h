/*
 * json.h - a small reader for the documents the library answers with, and a writer for the requests it is asked with.
 *
 * The reader makes a flat tree over the text and recurses nowhere. It is meant for replies, events and the program's own
 * export lines; policies and anything else that decides are read by the library itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_JSON_H
#define DESK_JSON_H

#include <mend/mend.h>
#include <stdbool.h>

typedef uint32_t json_node; /* 0: no such node; 1: the whole document */

typedef struct json_cell {
    char type;                   /* n null, t true, f false, 0 number, s string, [ array, { object */
    uint32_t start, end;         /* raw bytes in the text */
    uint32_t key, value;         /* offsets of NUL-terminated texts in heap; key 0: not a member */
    json_node first, next, last; /* children and sibling; last while reading only */
} json_cell;

typedef struct json {
    const char *text; /* borrowed */
    size_t len;
    json_cell *cells; /* [0] stands for "nothing" */
    size_t count, cap;
    char *heap; /* decoded keys, strings and tokens */
    size_t heap_used, heap_cap;
} json;

/* Reads a document; the text is borrowed. MEND_SYNTAX with the offset in *at, MEND_LIMIT (64 levels, 1 GiB), MEND_NOMEM.
 * May be called again on the same tree. */
mend_status json_read(json *j, const char *text, size_t len, size_t *at);
void json_free(json *j);

json_node json_get(const json *j, json_node object, const char *key);
json_node json_first(const json *j, json_node n);
json_node json_next(const json *j, json_node n);
const char *json_key(const json *j, json_node n);  /* "" if it is not a member */
const char *json_text(const json *j, json_node n); /* of a string, number or word; "" for null, lists and nothing */
char json_type(const json *j, json_node n);        /* 'n' for nothing */
bool json_true(const json *j, json_node n);
int64_t json_int(const json *j, json_node n, int64_t otherwise);
const char *json_raw(const json *j, json_node n, size_t *len);

/* Text of the member `key` of an object, "" if there is none. */
const char *json_member(const json *j, json_node object, const char *key);

/* A growing text whose failures stick; looked at once, at the end. */
typedef struct text {
    mend_buf *buf;
    mend_status status;
} text;

mend_status text_new(text *t);
void text_free(text *t);
void text_clear(text *t);
const char *text_data(const text *t, size_t *len);
void text_add(text *t, const char *bytes, size_t len);         /* MEND_NTS as everywhere */
void text_string(text *t, const char *bytes, size_t len);      /* as a JSON string */
void text_member(text *t, const char *key, const char *value); /* ,"key":"value"; nothing for NULL */
void text_int(text *t, int64_t value);

#endif
