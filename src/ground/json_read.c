/*
 * json_read.c - the strict reader, see json.h.
 *
 * One loop over what may come next; the open containers are linked upwards through the tree itself, so that depth costs
 * neither stack nor memory. The node of a value exists before the value is read: errors inside it have its path.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "int.h"
#include "json_build.h"
#include "json_scan.h"

#include <string.h>

typedef enum json_upcoming {
    JSON_NEXT_VALUE,         /* a value */
    JSON_NEXT_FIRST_ELEMENT, /* a value or ']' */
    JSON_NEXT_FIRST_MEMBER,  /* a key or '}' */
    JSON_NEXT_MEMBER,        /* a key */
    JSON_NEXT_AFTER,         /* ',' or the end of the container, or of the text */
    JSON_NEXT_NOTHING        /* all is read */
} json_upcoming;

typedef struct json_reader {
    mend__json *tree;
    const char *text;
    size_t len, at;
    uint32_t document;
    unsigned depth, max_depth;
    mend__node open; /* the innermost open container */
    mend__node slot; /* the node of the value that is being read, or the open container */
    json_upcoming next;
    mend_error *err;
} json_reader;

/* The byte at the reading position, or -1 at the end. */
static int jr_peek(const json_reader *r)
{
    return r->at < r->len ? (unsigned char)r->text[r->at] : -1;
}

static mend_status jr_fail_at(const json_reader *r, size_t offset, mend_status status, const char *text)
{
    return mend__json_fail_at(r->tree, r->slot, r->document, (uint32_t)offset, status, text, r->err);
}

static mend_status jr_fail_memory(const json_reader *r, mend_status status)
{
    return mend__fail(r->err, status,
                      status == MEND_NOMEM ? "there is no memory for the document"
                                           : "the documents are too large together");
}

static void jr_add_code(mend_error *err, uint32_t code)
{
    static const char hex[] = "0123456789ABCDEF";
    char digits[6];
    size_t count = 0;
    for (int shift = 20; shift >= 0; shift -= 4) {
        if (count > 0 || shift < 16 || code >> shift != 0) {
            digits[count++] = hex[code >> shift & 15];
        }
    }
    mend__error_add(err, "U+");
    mend__error_add_str(err, (mend__str){digits, count});
}

/* "<what>, found <what stands here>". Single characters only: an error never repeats a value. */
static mend_status jr_fail_found(const json_reader *r, const char *what)
{
    uint32_t code;
    if (r->at == r->len) {
        jr_fail_at(r, r->at, MEND_SYNTAX, what);
        mend__error_add(r->err, ", found end of text");
        return MEND_SYNTAX;
    }
    if (mend__utf8_next(r->text + r->at, r->len - r->at, &code) == 0) {
        return jr_fail_at(r, r->at, MEND_UTF8, "invalid UTF-8");
    }
    jr_fail_at(r, r->at, MEND_SYNTAX, what);
    mend__error_add(r->err, ", found ");
    if (code == 0xFEFF) {
        mend__error_add(r->err, "a byte order mark");
    } else if (code < 0x20 || code > 0x7E) {
        jr_add_code(r->err, code);
    } else {
        char quoted[3] = {'\'', (char)code, '\''};
        mend__error_add_str(r->err, (mend__str){quoted, 3});
    }
    return MEND_SYNTAX;
}

static void jr_skip_blanks(json_reader *r)
{
    const char *text = r->text;
    size_t at = r->at, len = r->len;
    while (at < len && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
        at++;
    }
    r->at = at;
}

/* Four hexadecimal digits at `at`; false if they are not there. */
static bool jr_hex4(const json_reader *r, size_t at, uint32_t *code)
{
    uint32_t value = 0;
    if (r->len - at < 4) {
        return false;
    }
    for (size_t i = at; i < at + 4; i++) {
        char c = r->text[i], low = (char)(c | 0x20);
        if (c >= '0' && c <= '9') {
            value = value << 4 | (uint32_t)(c - '0');
        } else if (low >= 'a' && low <= 'f') {
            value = value << 4 | (uint32_t)(low - 'a' + 10);
        } else {
            return false;
        }
    }
    *code = value;
    return true;
}

/* \uXXXX, or two of them that are a surrogate pair; `at` is at the backslash. */
static mend_status jr_unicode(json_reader *r)
{
    uint32_t code, low;
    char bytes[4];
    if (!jr_hex4(r, r->at + 2, &code)) {
        return jr_fail_at(r, r->at, MEND_SYNTAX, "expected four hexadecimal digits after '\\u'");
    }
    if (code == 0) {
        return jr_fail_at(r, r->at, MEND_SYNTAX, "expected text without U+0000, found '\\u0000'");
    }
    size_t taken = 6;
    if (code >= 0xDC00 && code <= 0xDFFF) {
        return jr_fail_at(r, r->at, MEND_SYNTAX, "the second half of a surrogate pair stands without the first");
    }
    if (code >= 0xD800 && code <= 0xDBFF) {
        size_t second = r->at + 6;
        if (r->len - second < 2 || r->text[second] != '\\' || r->text[second + 1] != 'u' ||
            !jr_hex4(r, second + 2, &low) || low < 0xDC00 || low > 0xDFFF) {
            return jr_fail_at(r, r->at, MEND_SYNTAX, "the first half of a surrogate pair stands without the second");
        }
        code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
        taken = 12;
    }
    mend__put(&r->tree->text, bytes, mend__utf8_put(code, bytes));
    r->at += taken;
    return MEND_OK;
}

static mend_status jr_escape(json_reader *r)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    int c = r->at + 1 < r->len ? r->text[r->at + 1] : 0;
    if (c == 'u') {
        return jr_unicode(r);
    }
    const char *found = c == 0 ? NULL : strchr(letters, c);
    if (found == NULL) {
        return jr_fail_at(r, r->at, MEND_SYNTAX, "expected one of \" \\ / b f n r t u after a backslash");
    }
    mend__put_char(&r->tree->text, means[found - letters]);
    r->at += 2;
    return MEND_OK;
}

/* The longest run that needs no decoding goes into the text at once. */
static mend_status jr_plain(json_reader *r)
{
    size_t start = r->at, at = start;
    for (;;) {
        uint32_t code;
        at += mend__json_plain(r->text + at, r->len - at);
        while (at < r->len && (unsigned char)r->text[at] >= 0x80) {
            size_t size = mend__utf8_next(r->text + at, r->len - at, &code);
            if (size == 0) {
                r->at = at;
                return jr_fail_at(r, at, MEND_UTF8, "invalid UTF-8");
            }
            at += size;
        }
        if (at == r->len || !mend__json_is_plain((unsigned char)r->text[at])) {
            break;
        }
    }
    mend__put(&r->tree->text, r->text + start, at - start);
    r->at = at;
    return MEND_OK;
}

/* A string of ASCII without escapes, as most are: false if it is another, and nothing has happened. */
static bool jr_string_plain(json_reader *r, uint32_t *run, uint32_t *run_len)
{
    size_t start = r->tree->text.len, from = r->at + 1, n = mend__json_plain(r->text + from, r->len - from);
    if (from + n == r->len || r->text[from + n] != '"' || n == 0) {
        return false;
    }
    char *to = mend__put_room(&r->tree->text, n);
    if (to == NULL) {
        return false;
    }
    memcpy(to, r->text + from, n);
    r->at = from + n + 1;
    *run = (uint32_t)start;
    *run_len = (uint32_t)n;
    return true;
}

/* A string, decoded into the tree's text; `at` is at the opening quote and ends behind the closing one. */
static mend_status jr_string(json_reader *r, uint32_t *run, uint32_t *run_len)
{
    size_t start = r->tree->text.len;
    mend_status status;
    if (jr_string_plain(r, run, run_len)) {
        return MEND_OK;
    }
    r->at++;
    for (;;) {
        status = jr_plain(r);
        if (status == MEND_OK && jr_peek(r) == '\\') {
            status = jr_escape(r);
        } else if (status == MEND_OK) {
            break;
        }
        if (status != MEND_OK) {
            return status;
        }
    }
    if (jr_peek(r) != '"') {
        return jr_fail_found(r, jr_peek(r) < 0 ? "expected '\"' at the end of a string"
                                               : "expected no control character in a string");
    }
    r->at++;
    if (r->tree->text.status != MEND_OK) {
        return jr_fail_memory(r, r->tree->text.status);
    }
    *run = (uint32_t)start;
    *run_len = (uint32_t)(r->tree->text.len - start);
    return MEND_OK;
}

static bool jr_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* At least one digit. */
static mend_status jr_digits(json_reader *r, const char *what)
{
    if (!jr_is_digit(jr_peek(r))) {
        return jr_fail_found(r, what);
    }
    while (jr_is_digit(jr_peek(r))) {
        r->at++;
    }
    return MEND_OK;
}

/* Moves over -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? */
static mend_status jr_scan_number(json_reader *r)
{
    mend_status status = MEND_OK;
    if (jr_peek(r) == '-') {
        r->at++;
    }
    if (jr_peek(r) == '0') {
        r->at++;
        if (jr_is_digit(jr_peek(r))) {
            return jr_fail_found(r, "expected no digit after a leading 0");
        }
    } else {
        status = jr_digits(r, "expected a digit after '-'");
    }
    if (status == MEND_OK && jr_peek(r) == '.') {
        r->at++;
        status = jr_digits(r, "expected a digit after the point");
    }
    if (status == MEND_OK && (jr_peek(r) == 'e' || jr_peek(r) == 'E')) {
        r->at++;
        if (jr_peek(r) == '+' || jr_peek(r) == '-') {
            r->at++;
        }
        status = jr_digits(r, "expected a digit in the exponent");
    }
    return status;
}

static mend_status jr_number(json_reader *r)
{
    size_t start = r->at, run = r->tree->text.len;
    mend_status status = jr_scan_number(r);
    if (status != MEND_OK) {
        return status;
    }
    mend__put(&r->tree->text, r->text + start, r->at - start);
    if (r->tree->text.status != MEND_OK) {
        return jr_fail_memory(r, r->tree->text.status);
    }
    struct mend__json_node *node = &r->tree->nodes[r->slot];
    node->type = MEND__JSON_NUMBER;
    node->u.text.at = (uint32_t)run;
    node->u.text.len = (uint32_t)(r->at - start);
    return MEND_OK;
}

static mend_status jr_word(json_reader *r, const char *word, mend__json_type type)
{
    size_t n = strlen(word);
    if (r->len - r->at < n || memcmp(r->text + r->at, word, n) != 0) {
        return jr_fail_at(r, r->at, MEND_SYNTAX, "expected a value, found a word other than true, false and null");
    }
    r->at += n;
    r->tree->nodes[r->slot].type = type;
    return MEND_OK;
}

static mend_status jr_open(json_reader *r, mend__json_type type)
{
    if (r->depth == r->max_depth) {
        jr_fail_at(r, r->at, MEND_LIMIT, "expected at most ");
        mend__error_add_int(r->err, r->max_depth);
        mend__error_add(r->err, " levels of arrays and objects");
        return MEND_LIMIT;
    }
    r->at++;
    r->depth++;
    mend__json_open(r->tree, r->slot, type);
    r->open = r->slot;
    r->next = type == MEND__JSON_ARRAY ? JSON_NEXT_FIRST_ELEMENT : JSON_NEXT_FIRST_MEMBER;
    return MEND_OK;
}

/* Members with equal keys are neighbours in the chain by key; the second one that comes first in the text is named. */
static mend_status jr_check_duplicates(json_reader *r, mend__node object)
{
    const struct mend__json_node *nodes = r->tree->nodes;
    mend__node found = MEND__NONE;
    for (mend__node n = nodes[object].u.in.first_by_key; n != MEND__NONE; n = nodes[n].next_by_key) {
        mend__node after = nodes[n].next_by_key;
        if (after != MEND__NONE && (found == MEND__NONE || nodes[after].index < nodes[found].index) &&
            mend__str_eq(mend__json_key(r->tree, n), mend__json_key(r->tree, after))) {
            found = after;
        }
    }
    if (found == MEND__NONE) {
        return MEND_OK;
    }
    return mend__json_fail_key(r->tree, found, MEND_DUPLICATE_KEY, "expected every member name once, found one again",
                               r->err);
}

/* The open container ends; `at` is at its bracket. */
static mend_status jr_close(json_reader *r)
{
    mend_status status = MEND_OK;
    if (r->tree->nodes[r->open].type == MEND__JSON_OBJECT) {
        if (!mend__json_close_object(r->tree, r->open)) {
            status = jr_check_duplicates(r, r->open);
        }
    } else {
        mend__json_close_array(r->tree, r->open);
    }
    r->at++;
    r->depth--;
    r->open = r->slot = r->tree->nodes[r->open].parent;
    r->next = JSON_NEXT_AFTER;
    return status;
}

static mend_status jr_text(json_reader *r)
{
    uint32_t run, len;
    mend_status status = jr_string(r, &run, &len);
    if (status == MEND_OK) {
        struct mend__json_node *node = &r->tree->nodes[r->slot];
        node->type = MEND__JSON_STRING;
        node->u.text.at = run;
        node->u.text.len = len;
    }
    return status;
}

static mend_status jr_scalar(json_reader *r, int c)
{
    switch (c) {
    case '"':
        return jr_text(r);
    case 't':
        return jr_word(r, "true", MEND__JSON_TRUE);
    case 'f':
        return jr_word(r, "false", MEND__JSON_FALSE);
    case 'n':
        return jr_word(r, "null", MEND__JSON_NULL);
    default:
        if (c == '-' || jr_is_digit(c)) {
            return jr_number(r);
        }
        return jr_fail_found(r, r->next == JSON_NEXT_FIRST_ELEMENT ? "expected a value or ']'" : "expected a value");
    }
}

/* A new node at the reading position, the last child of the open container. */
static mend_status jr_add_node(json_reader *r)
{
    mend_status status = mend__json_add(r->tree, r->open, &r->slot);
    if (status != MEND_OK) {
        return jr_fail_memory(r, status);
    }
    struct mend__json_node *node = &r->tree->nodes[r->slot];
    node->document = r->document;
    node->offset = node->key_offset = (uint32_t)r->at;
    return MEND_OK;
}

static mend_status jr_value(json_reader *r)
{
    mend_status status = MEND_OK;
    if (mend__json_typeof(r->tree, r->open) == MEND__JSON_OBJECT) {
        r->tree->nodes[r->slot].offset = (uint32_t)r->at; /* made when its key was read */
    } else {
        status = jr_add_node(r);
    }
    if (status != MEND_OK) {
        return status;
    }
    int c = jr_peek(r);
    if (c == '[' || c == '{') {
        return jr_open(r, c == '[' ? MEND__JSON_ARRAY : MEND__JSON_OBJECT);
    }
    status = jr_scalar(r, c);
    r->slot = status == MEND_OK ? r->open : r->slot;
    r->next = JSON_NEXT_AFTER;
    return status;
}

static mend_status jr_member_name(json_reader *r)
{
    uint32_t run, len;
    if (jr_peek(r) != '"') {
        return jr_fail_found(r, r->next == JSON_NEXT_FIRST_MEMBER ? "expected a member name or '}'"
                                                                  : "expected a member name");
    }
    size_t start = r->at;
    mend_status status = jr_string(r, &run, &len);
    if (status == MEND_OK) {
        status = jr_add_node(r);
    }
    if (status != MEND_OK) {
        return status;
    }
    struct mend__json_node *node = &r->tree->nodes[r->slot];
    node->key = run;
    node->key_len = len;
    node->key_offset = (uint32_t)start;
    jr_skip_blanks(r);
    if (jr_peek(r) != ':') {
        return jr_fail_found(r, "expected ':' after a member name");
    }
    r->at++;
    r->next = JSON_NEXT_VALUE;
    return MEND_OK;
}

/* Behind a value: what may follow depends on where it stands. */
static mend_status jr_after(json_reader *r)
{
    int c = jr_peek(r);
    if (r->open == MEND__NONE) {
        r->next = JSON_NEXT_NOTHING;
        return c < 0 ? MEND_OK : jr_fail_found(r, "expected the end of the text after the value");
    }
    bool object = r->tree->nodes[r->open].type == MEND__JSON_OBJECT;
    if (c == (object ? '}' : ']')) {
        return jr_close(r);
    }
    if (c != ',') {
        return jr_fail_found(r, object ? "expected ',' or '}' after a member" : "expected ',' or ']' after an element");
    }
    r->at++;
    r->next = object ? JSON_NEXT_MEMBER : JSON_NEXT_VALUE;
    return MEND_OK;
}

static mend_status jr_document(json_reader *r)
{
    mend_status status = MEND_OK;
    while (status == MEND_OK && r->next != JSON_NEXT_NOTHING) {
        jr_skip_blanks(r);
        int c = jr_peek(r);
        if ((r->next == JSON_NEXT_FIRST_ELEMENT && c == ']') || (r->next == JSON_NEXT_FIRST_MEMBER && c == '}')) {
            status = jr_close(r);
        } else if (r->next == JSON_NEXT_FIRST_MEMBER || r->next == JSON_NEXT_MEMBER) {
            status = jr_member_name(r);
        } else if (r->next == JSON_NEXT_AFTER) {
            status = jr_after(r);
        } else {
            status = jr_value(r);
        }
    }
    return status;
}

/* The document becomes a source of the tree, if it is not too large. */
static mend_status jr_add_source(mend__json *tree, mend__str text, size_t max_bytes, mend_error *err)
{
    if (text.n > max_bytes) {
        mend__fail(err, MEND_LIMIT, "expected at most ");
        mend__error_add_int(err, (int64_t)max_bytes); /* less than a size that exists */
        mend__error_add(err, " bytes");
        return MEND_LIMIT;
    }
    /* Offsets are 32 bits wide, lines and columns 31. A text cannot have more nodes or decoded bytes than bytes. */
    if (text.n >= INT32_MAX || tree->text.len >= UINT32_MAX - text.n || tree->source_count >= INT32_MAX) {
        return mend__fail(err, MEND_LIMIT, "the documents are too large together");
    }
    void *sources = tree->sources;
    mend_status status =
        mend__reserve(&tree->alloc, &sources, &tree->source_cap, tree->source_count + 1, sizeof *tree->sources);
    if (status != MEND_OK) {
        return mend__fail(err, status, "there is no memory for the document");
    }
    tree->sources = sources;
    tree->sources[tree->source_count++] = (mend__json_source){text.p, text.n};
    return MEND_OK;
}

/* Most of what a document of that length takes, at once instead of in a dozen steps. */
static mend_status jr_make_room(mend__json *tree, size_t len, mend_error *err)
{
    void *nodes = tree->nodes, *text = tree->text.data;
    if (tree->count > 1000000) {
        return MEND_OK; /* large enough to grow well by itself */
    }
    mend_status status =
        mend__reserve(&tree->alloc, &nodes, &tree->cap, tree->count + len / 32 + 8, sizeof *tree->nodes);
    tree->nodes = nodes;
    if (status == MEND_OK) {
        status = mend__reserve(&tree->alloc, &text, &tree->text.cap, tree->text.len + len / 2 + 8, 1);
        tree->text.data = text;
    }
    return status == MEND_OK ? status : mend__fail(err, status, "there is no memory for the document");
}

mend_status mend__json_read(mend__json *tree, const char *text, size_t len, size_t max_bytes, unsigned max_depth,
                            mend__node *root, mend_error *err)
{
    mend__str given = mend__str_of(text, len);
    size_t nodes = tree->count, bytes = tree->text.len, document = tree->source_count;
    mend_status status = jr_add_source(tree, given, max_bytes, err);
    if (status == MEND_OK) {
        status = jr_make_room(tree, given.n, err);
    }
    if (status == MEND_OK) {
        json_reader r = {.tree = tree,
                         .text = given.p,
                         .len = given.n,
                         .document = (uint32_t)document,
                         .max_depth = max_depth,
                         .open = MEND__NONE,
                         .slot = MEND__NONE,
                         .next = JSON_NEXT_VALUE,
                         .err = err};
        status = jr_document(&r);
    }
    if (status == MEND_OK) {
        *root = (mend__node)nodes;
        return MEND_OK;
    }
    if (err != NULL) {
        err->document = (int32_t)document;
    }
    tree->count = nodes;
    tree->source_count = document;
    mend__buf_rewind(&tree->text, bytes);
    return status;
}
