/*
 * json.c - reading replies and writing requests.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH 64

typedef struct reader {
    json *j;
    size_t pos;
} reader;

/* ---- tokens ---- */

static int peek(const reader *r)
{
    return r->pos < r->j->len ? (unsigned char)r->j->text[r->pos] : -1;
}

static void blanks(reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\n' || peek(r) == '\r') {
        r->pos++;
    }
}

static void keep(json *j, char c)
{
    j->heap[j->heap_used++] = c;
}

static void keep_point(json *j, unsigned long c)
{
    if (c < 0x80) {
        keep(j, (char)c);
    } else if (c < 0x800) {
        keep(j, (char)(0xC0 | c >> 6));
        keep(j, (char)(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        keep(j, (char)(0xE0 | c >> 12));
        keep(j, (char)(0x80 | (c >> 6 & 0x3F)));
        keep(j, (char)(0x80 | (c & 0x3F)));
    } else {
        keep(j, (char)(0xF0 | c >> 18));
        keep(j, (char)(0x80 | (c >> 12 & 0x3F)));
        keep(j, (char)(0x80 | (c >> 6 & 0x3F)));
        keep(j, (char)(0x80 | (c & 0x3F)));
    }
}

/* Four hexadecimal digits at pos, or -1. */
static long hex4(reader *r)
{
    long value = 0;
    for (int i = 0; i < 4; i++, r->pos++) {
        int c = peek(r);
        const char *digits = "0123456789abcdefABCDEF";
        const char *found = c > 0 ? strchr(digits, c) : NULL;
        if (found == NULL) {
            return -1;
        }
        long digit = (long)(found - digits);
        value = value * 16 + (digit < 16 ? digit : digit - 6);
    }
    return value;
}

/* What follows a backslash. */
static bool escape(reader *r)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    int c = peek(r);
    const char *plain = c > 0 ? strchr(from, c) : NULL;
    if (plain != NULL) {
        keep(r->j, to[plain - from]);
        r->pos++;
        return true;
    }
    if (c != 'u') {
        return false;
    }
    r->pos++;
    long high = hex4(r);
    if (high >= 0xD800 && high <= 0xDBFF) {
        if (peek(r) != '\\' || r->pos + 1 >= r->j->len || r->j->text[r->pos + 1] != 'u') {
            return false;
        }
        r->pos += 2;
        long low = hex4(r);
        if (low < 0xDC00 || low > 0xDFFF) {
            return false;
        }
        high = 0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00);
    }
    if (high <= 0 || (high >= 0xDC00 && high <= 0xDFFF)) {
        return false;
    }
    keep_point(r->j, (unsigned long)high);
    return true;
}

/* A string from its quote on; its decoded text begins at *at of the heap. */
static bool string(reader *r, uint32_t *at)
{
    *at = (uint32_t)r->j->heap_used;
    r->pos++;
    for (;;) {
        int c = peek(r);
        if (c < 0x20) {
            return false; /* also the end of the text */
        }
        r->pos++;
        if (c == '"') {
            break;
        }
        if (c != '\\') {
            keep(r->j, (char)c);
        } else if (!escape(r)) {
            return false;
        }
    }
    keep(r->j, '\0');
    return true;
}

/* A number or word: everything up to the next mark, to be judged by its first byte. */
static char scalar(reader *r, uint32_t *at)
{
    *at = (uint32_t)r->j->heap_used;
    while (peek(r) >= 0 && strchr(" \t\r\n,:]}[{\"", peek(r)) == NULL) {
        keep(r->j, r->j->text[r->pos++]);
    }
    keep(r->j, '\0');
    const char *token = r->j->heap + *at;
    if (strcmp(token, "null") == 0) {
        return 'n';
    }
    if (strcmp(token, "true") == 0) {
        return 't';
    }
    if (strcmp(token, "false") == 0) {
        return 'f';
    }
    bool number =
        token[0] != '\0' && strspn(token, "+-.0123456789eE") == strlen(token) && strpbrk(token, "0123456789") != NULL;
    return number ? '0' : '\0';
}

/* ---- the tree ---- */

char json_type(const json *j, json_node n)
{
    return n < j->count ? j->cells[n].type : 'n';
}

static json_node add(json *j, json_node parent)
{
    if (j->count == j->cap) {
        size_t cap = j->cap == 0 ? 64 : j->cap * 2;
        json_cell *cells = realloc(j->cells, cap * sizeof *cells);
        if (cells == NULL) {
            return 0;
        }
        j->cells = cells;
        j->cap = cap;
    }
    json_node n = (json_node)j->count++;
    memset(&j->cells[n], 0, sizeof j->cells[n]);
    if (parent != 0) {
        json_cell *p = &j->cells[parent];
        if (p->first == 0) {
            p->first = n;
        } else {
            j->cells[p->last].next = n;
        }
        p->last = n;
    }
    return n;
}

/* One value below parent: a scalar whole, an array or object only its opening mark. */
static mend_status value(reader *r, json_node parent, json_node *out)
{
    json *j = r->j;
    uint32_t key = 0;
    blanks(r);
    if (parent != 0 && j->cells[parent].type == '{') {
        if (peek(r) != '"' || !string(r, &key)) {
            return MEND_SYNTAX;
        }
        blanks(r);
        if (peek(r) != ':') {
            return MEND_SYNTAX;
        }
        r->pos++;
        blanks(r);
    }
    json_node n = add(j, parent);
    if (n == 0) {
        return MEND_NOMEM;
    }
    json_cell *c = &j->cells[n];
    c->key = key;
    c->start = (uint32_t)r->pos;
    int mark = peek(r);
    if (mark == '{' || mark == '[') {
        c->type = (char)mark;
        r->pos++;
    } else if (mark == '"') {
        c->type = 's';
        if (!string(r, &c->value)) {
            return MEND_SYNTAX;
        }
    } else {
        c->type = scalar(r, &c->value);
        if (c->type == '\0') {
            return MEND_SYNTAX;
        }
    }
    c->end = (uint32_t)r->pos;
    *out = n;
    return MEND_OK;
}

/* Values one after another; `stack` holds the open arrays and objects, n the value just read. */
static mend_status values(reader *r)
{
    json *j = r->j;
    json_node stack[DEPTH], n = 0;
    size_t depth = 0;
    mend_status s = value(r, 0, &n);
    while (s == MEND_OK) {
        bool fresh = json_type(j, n) == '{' || json_type(j, n) == '[';
        if (fresh && depth == DEPTH) {
            return MEND_LIMIT;
        }
        if (fresh) {
            stack[depth++] = n;
        }
        blanks(r);
        if (depth == 0) {
            return r->pos == j->len ? MEND_OK : MEND_SYNTAX;
        }
        json_cell *top = &j->cells[stack[depth - 1]];
        if (peek(r) == (top->type == '{' ? '}' : ']')) {
            r->pos++;
            top->end = (uint32_t)r->pos;
            depth--;
            n = 0;
            continue;
        }
        if (!fresh && peek(r) != ',') {
            return MEND_SYNTAX;
        }
        if (!fresh) {
            r->pos++;
        }
        s = value(r, stack[depth - 1], &n);
    }
    return s;
}

mend_status json_read(json *j, const char *bytes, size_t len, size_t *at)
{
    reader r = {j, 0};
    *at = 0;
    if (len > (size_t)1 << 30) {
        return MEND_LIMIT;
    }
    /* Every decoded text with its NUL is at most as long as its token and the mark behind it. */
    if (j->heap_cap < len + 3) {
        char *heap = realloc(j->heap, len + 3);
        if (heap == NULL) {
            return MEND_NOMEM;
        }
        j->heap = heap;
        j->heap_cap = len + 3;
    }
    j->text = bytes;
    j->len = len;
    j->heap[0] = '\0'; /* offset 0 is the empty text */
    j->heap_used = 1;
    j->count = 0;
    add(j, 0);
    if (j->count == 0) {
        return MEND_NOMEM;
    }
    j->cells[0].type = 'n';
    mend_status s = values(&r);
    *at = r.pos;
    return s;
}

void json_free(json *j)
{
    free(j->cells);
    free(j->heap);
    memset(j, 0, sizeof *j);
}

json_node json_first(const json *j, json_node n)
{
    return n < j->count ? j->cells[n].first : 0;
}

json_node json_next(const json *j, json_node n)
{
    return n < j->count ? j->cells[n].next : 0;
}

const char *json_key(const json *j, json_node n)
{
    return n < j->count ? j->heap + j->cells[n].key : "";
}

const char *json_text(const json *j, json_node n)
{
    return n < j->count && json_type(j, n) != 'n' ? j->heap + j->cells[n].value : "";
}

bool json_true(const json *j, json_node n)
{
    return json_type(j, n) == 't';
}

int64_t json_int(const json *j, json_node n, int64_t otherwise)
{
    char *end = NULL;
    const char *token = json_text(j, n);
    long long v = strtoll(token, &end, 10);
    return json_type(j, n) == '0' && *end == '\0' ? v : otherwise;
}

const char *json_raw(const json *j, json_node n, size_t *len)
{
    if (n == 0 || n >= j->count) {
        *len = 4;
        return "null";
    }
    *len = j->cells[n].end - j->cells[n].start;
    return j->text + j->cells[n].start;
}

json_node json_get(const json *j, json_node object, const char *key)
{
    if (json_type(j, object) != '{') {
        return 0;
    }
    for (json_node n = json_first(j, object); n != 0; n = json_next(j, n)) {
        if (strcmp(json_key(j, n), key) == 0) {
            return n;
        }
    }
    return 0;
}

const char *json_member(const json *j, json_node object, const char *key)
{
    return json_text(j, json_get(j, object, key));
}

/* ---- writing ---- */

mend_status text_new(text *t)
{
    t->buf = NULL;
    t->status = mend_buf_new(NULL, &t->buf);
    return t->status;
}

void text_free(text *t)
{
    mend_buf_free(t->buf);
    t->buf = NULL;
}

void text_clear(text *t)
{
    mend_buf_clear(t->buf);
    t->status = MEND_OK;
}

const char *text_data(const text *t, size_t *len)
{
    return mend_buf_data(t->buf, len);
}

void text_add(text *t, const char *bytes, size_t len)
{
    mend_status s = mend_buf_append(t->buf, bytes, len);
    if (t->status == MEND_OK) {
        t->status = s;
    }
}

void text_string(text *t, const char *bytes, size_t len)
{
    if (len == MEND_NTS) {
        len = strlen(bytes);
    }
    text_add(t, "\"", 1);
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        char code[8];
        if (c < 0x20) {
            snprintf(code, sizeof code, "\\u%04x", (unsigned)c);
        } else {
            snprintf(code, sizeof code, "\\%c", (char)c);
        }
        text_add(t, bytes + done, i - done);
        text_add(t, code, MEND_NTS);
        done = i + 1;
    }
    text_add(t, bytes + done, len - done);
    text_add(t, "\"", 1);
}

void text_member(text *t, const char *key, const char *value_text)
{
    if (value_text == NULL) {
        return;
    }
    text_add(t, ",", 1);
    text_string(t, key, MEND_NTS);
    text_add(t, ":", 1);
    text_string(t, value_text, MEND_NTS);
}

void text_int(text *t, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    text_add(t, digits, MEND_NTS);
}
