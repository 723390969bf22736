/*
 * span.c - JSON without blanks, taken apart without a reader.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "span.h"

#include <stdlib.h>
#include <string.h>

/* Behind the value that begins at p. */
static const char *skip(const char *p, const char *end)
{
    int depth = 0;
    bool text = false;
    for (; p < end; p++) {
        if (text && *p == '\\') {
            p++;
        } else if (text) {
            text = *p != '"';
        } else if (*p == '"') {
            text = true;
        } else if (*p == '{' || *p == '[') {
            depth++;
        } else if (*p == '}' || *p == ']') {
            if (depth == 0) {
                return p;
            }
            depth--;
        } else if (*p == ',' && depth == 0) {
            return p;
        }
    }
    return p;
}

bool next_piece(span container, size_t *at, span *piece)
{
    const char *end = container.p + container.n - 1;
    const char *from = container.p + *at;
    if (container.n < 2 || from >= end) {
        return false;
    }
    const char *behind = skip(from, end);
    *piece = (span){from, (size_t)(behind - from)};
    *at = (size_t)(behind - container.p) + 1;
    return true;
}

void split(span piece, span *name, span *value)
{
    size_t i = 1;
    while (piece.p[i] != '"') {
        i += piece.p[i] == '\\' ? 2 : 1;
    }
    *name = (span){piece.p + 1, i - 1};
    *value = (span){piece.p + i + 2, piece.n - i - 2};
}

bool is(span s, const char *text)
{
    return s.n == strlen(text) && memcmp(s.p, text, s.n) == 0;
}

span member(span object, const char *wanted)
{
    size_t at = 1;
    span piece, name, value;
    while (object.p != NULL && object.n > 0 && object.p[0] == '{' && next_piece(object, &at, &piece)) {
        split(piece, &name, &value);
        if (is(name, wanted)) {
            return value;
        }
    }
    return (span){NULL, 0};
}

span text_of(span value)
{
    return value.n >= 2 && value.p[0] == '"' ? (span){value.p + 1, value.n - 2} : (span){"", 0};
}

void put(mend_buf *out, const char *text)
{
    if (mend_buf_append(out, text, MEND_NTS) != MEND_OK) {
        fputs("no memory\n", stderr);
        exit(2);
    }
}

void put_span(mend_buf *out, span s)
{
    if (mend_buf_append(out, s.p, s.n) != MEND_OK) {
        fputs("no memory\n", stderr);
        exit(2);
    }
}

void put_number(mend_buf *out, int64_t number)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    put(out, digits);
}

void put_quoted(mend_buf *out, span s)
{
    put(out, "\"");
    for (size_t i = 0; i < s.n; i++) {
        char pair[2] = {'\\', s.p[i]}, code[8];
        if ((unsigned char)s.p[i] < 0x20) {
            snprintf(code, sizeof code, "\\u%04x", (unsigned)s.p[i]);
            put(out, code);
        } else {
            size_t plain = s.p[i] != '"' && s.p[i] != '\\';
            put_span(out, (span){pair + plain, 2 - plain});
        }
    }
    put(out, "\"");
}

span span_of(const mend_buf *buf)
{
    span s;
    s.p = mend_buf_data(buf, &s.n);
    return s;
}

mend_buf *new_buf(void)
{
    mend_buf *buf;
    if (mend_buf_new(NULL, &buf) != MEND_OK) {
        fputs("no memory\n", stderr);
        exit(2);
    }
    return buf;
}

bool canonical(span json, mend_buf *out)
{
    mend_buf *request = new_buf(), *reply = new_buf();
    put(request, "{\"op\":\"canonical\",\"value\":");
    put_span(request, json);
    put(request, "}");
    span asked = span_of(request);
    bool good = mend_doc_call(NULL, asked.p, asked.n, reply, NULL) == MEND_OK;
    mend_buf_clear(out);
    put_span(out, good ? member(span_of(reply), "value") : span_of(reply));
    mend_buf_free(request);
    mend_buf_free(reply);
    return good;
}

bool read_line(FILE *file, mend_buf *line)
{
    int c = getc(file);
    bool some = c != EOF;
    mend_buf_clear(line);
    for (; c != EOF && c != '\n'; c = getc(file)) {
        char byte = (char)c;
        put_span(line, (span){&byte, 1});
    }
    return some;
}
