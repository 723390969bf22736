/*
 * json_read.c - the strict reader, see json.h.
 *
 * One loop over what may come next; the open containers are linked upwards through the tree itself, so that depth costs
 * neither stack nor memory. The node of a value exists before the value is read: errors inside it have its path.
 *
 * The document is read where the tree's text holds it, and strings are decoded in place, which never makes them longer.
 * A NUL stands behind it, where every run of anything ends. A function that reads gives the place behind what it has
 * read, or NULL: it failed, and the reader has the status.
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
    char *text; /* the document, in the tree's text */
    size_t len;
    uint32_t base; /* where it begins there */
    uint32_t document;
    unsigned depth, max_depth;
    mend__node open; /* the innermost open container */
    mend__node slot; /* the node of the value that is being read, or the open container */
    json_upcoming next;
    mend_status status;
    mend_error *err;
} json_reader;

static char *jr_fail_at(json_reader *r, const char *at, mend_status status, const char *text)
{
    r->status = mend__json_fail_at(r->tree, r->slot, r->document, (uint32_t)(at - r->text), status, text, r->err);
    return NULL;
}

static char *jr_fail_memory(json_reader *r, mend_status status)
{
    r->status = mend__fail(r->err, status,
                           status == MEND_NOMEM ? "there is no memory for the document"
                                                : "the documents are too large together");
    return NULL;
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
static char *jr_fail_found(json_reader *r, const char *at, const char *what)
{
    uint32_t code;
    size_t left = r->len - (size_t)(at - r->text);
    if (left == 0) {
        jr_fail_at(r, at, MEND_SYNTAX, what);
        mend__error_add(r->err, ", found end of text");
        return NULL;
    }
    if (mend__utf8_next(at, left, &code) == 0) {
        return jr_fail_at(r, at, MEND_UTF8, "invalid UTF-8");
    }
    jr_fail_at(r, at, MEND_SYNTAX, what);
    mend__error_add(r->err, ", found ");
    if (code == 0xFEFF) {
        mend__error_add(r->err, "a byte order mark");
    } else if (code < 0x20 || code > 0x7E) {
        jr_add_code(r->err, code);
    } else {
        char quoted[3] = {'\'', (char)code, '\''};
        mend__error_add_str(r->err, (mend__str){quoted, 3});
    }
    return NULL;
}

static char *jr_skip_blanks(char *at)
{
    while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') {
        at++;
    }
    return at;
}

/* Four hexadecimal digits at `at`; false if they are not there. */
static bool jr_hex4(const char *at, uint32_t *code)
{
    uint32_t value = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = at[i], low = (char)(c | 0x20);
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

/* \uXXXX, or two of them that are a surrogate pair; `at` is at the backslash. What it says goes to *to. */
static char *jr_unicode(json_reader *r, char *at, char **to)
{
    uint32_t code, low;
    char bytes[4];
    if (!jr_hex4(at + 2, &code)) {
        return jr_fail_at(r, at, MEND_SYNTAX, "expected four hexadecimal digits after '\\u'");
    }
    if (code == 0) {
        return jr_fail_at(r, at, MEND_SYNTAX, "expected text without U+0000, found '\\u0000'");
    }
    size_t taken = 6;
    if (code >= 0xDC00 && code <= 0xDFFF) {
        return jr_fail_at(r, at, MEND_SYNTAX, "the second half of a surrogate pair stands without the first");
    }
    if (code >= 0xD800 && code <= 0xDBFF) {
        if (at[6] != '\\' || at[7] != 'u' || !jr_hex4(at + 8, &low) || low < 0xDC00 || low > 0xDFFF) {
            return jr_fail_at(r, at, MEND_SYNTAX, "the first half of a surrogate pair stands without the second");
        }
        code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
        taken = 12;
    }
    size_t size = mend__utf8_put(code, bytes);
    memcpy(*to, bytes, size);
    *to += size;
    return at + taken;
}

static char *jr_escape(json_reader *r, char *at, char **to)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    if (at[1] == 'u') {
        return jr_unicode(r, at, to);
    }
    const char *found = at[1] == '\0' ? NULL : strchr(letters, at[1]);
    if (found == NULL) {
        return jr_fail_at(r, at, MEND_SYNTAX, "expected one of \" \\ / b f n r t u after a backslash");
    }
    *(*to)++ = means[found - letters];
    return at + 2;
}

/* Bytes of the character at `at`, which is not ASCII; 0: it is no UTF-8. Most take three bytes. */
static size_t jr_wide(const json_reader *r, const char *at)
{
    const unsigned char *c = (const unsigned char *)at;
    uint32_t code;
    if (c[0] > 0xE0 && c[0] < 0xED && (c[1] & 0xC0) == 0x80 && (c[2] & 0xC0) == 0x80) {
        return 3;
    }
    return mend__utf8_next(at, r->len - (size_t)(at - r->text), &code);
}

/* The end of the longest run that needs no decoding. */
static char *jr_plain(const json_reader *r, char *at)
{
    for (;;) {
        at = mend__json_stop(at);
        if ((unsigned char)*at < 0x80) {
            return at;
        }
        do {
            size_t size = jr_wide(r, at);
            if (size == 0) {
                return at;
            }
            at += size;
        } while ((unsigned char)*at >= 0x80);
    }
}

/* Decodes a string from its first backslash on; *end becomes where what it says ends. */
static char *jr_decode(json_reader *r, char *at, char **end)
{
    char *to = at;
    while (*at == '\\') {
        at = jr_escape(r, at, &to);
        if (at == NULL) {
            return NULL;
        }
        char *run = at;
        at = jr_plain(r, at);
        memmove(to, run, (size_t)(at - run));
        to += at - run;
    }
    *end = to;
    return at;
}

/* A string, decoded in place; `at` is at the opening quote, and the result is behind the closing one. */
static char *jr_string(json_reader *r, char *at, uint32_t *run, uint32_t *run_len, bool *escaped)
{
    char *start = at + 1, *end = jr_plain(r, start);
    at = end;
    *escaped = *at == '\\';
    if (*escaped) {
        at = jr_decode(r, at, &end);
        if (at == NULL) {
            return NULL;
        }
    }
    if (*at == '"') {
        *run = r->base + (uint32_t)(start - r->text);
        *run_len = (uint32_t)(end - start);
        return at + 1;
    }
    if ((unsigned char)*at >= 0x80) {
        return jr_fail_at(r, at, MEND_UTF8, "invalid UTF-8");
    }
    return jr_fail_found(r, at,
                         at == r->text + r->len ? "expected '\"' at the end of a string"
                                                : "expected no control character in a string");
}

static bool jr_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* At least one digit. */
static char *jr_digits(json_reader *r, char *at, const char *what)
{
    if (!jr_is_digit(*at)) {
        return jr_fail_found(r, at, what);
    }
    while (jr_is_digit(*at)) {
        at++;
    }
    return at;
}

/* Moves over -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? */
static char *jr_scan_number(json_reader *r, char *at)
{
    at += *at == '-';
    if (*at == '0') {
        at++;
        if (jr_is_digit(*at)) {
            return jr_fail_found(r, at, "expected no digit after a leading 0");
        }
    } else {
        at = jr_digits(r, at, "expected a digit after '-'");
    }
    if (at != NULL && *at == '.') {
        at = jr_digits(r, at + 1, "expected a digit after the point");
    }
    if (at != NULL && (*at == 'e' || *at == 'E')) {
        at++;
        at += *at == '+' || *at == '-';
        at = jr_digits(r, at, "expected a digit in the exponent");
    }
    return at;
}

static char *jr_number(json_reader *r, char *at)
{
    char *end = jr_scan_number(r, at);
    if (end != NULL) {
        struct mend__json_node *node = &r->tree->nodes[r->slot];
        node->type = MEND__JSON_NUMBER;
        node->u.text.at = r->base + (uint32_t)(at - r->text);
        node->u.text.len = (uint32_t)(end - at);
    }
    return end;
}

/* What stands behind the document is none of its words. */
static char *jr_word(json_reader *r, char *at, const char *word, mend__json_type type)
{
    size_t n = strlen(word);
    if (memcmp(at, word, n) != 0) {
        return jr_fail_at(r, at, MEND_SYNTAX, "expected a value, found a word other than true, false and null");
    }
    r->tree->nodes[r->slot].type = (uint8_t)type;
    r->tree->nulls += type == MEND__JSON_NULL;
    return at + n;
}

static char *jr_open(json_reader *r, char *at, mend__json_type type)
{
    if (r->depth == r->max_depth) {
        jr_fail_at(r, at, MEND_LIMIT, "expected at most ");
        mend__error_add_int(r->err, r->max_depth);
        mend__error_add(r->err, " levels of arrays and objects");
        return NULL;
    }
    r->depth++;
    mend__json_open(r->tree, r->slot, type);
    r->open = r->slot;
    r->next = type == MEND__JSON_ARRAY ? JSON_NEXT_FIRST_ELEMENT : JSON_NEXT_FIRST_MEMBER;
    return at + 1;
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
static char *jr_close(json_reader *r, char *at)
{
    if (r->tree->nodes[r->open].type == MEND__JSON_ARRAY) {
        mend__json_close_array(r->tree, r->open);
    } else if (!mend__json_close_object(r->tree, r->open)) {
        r->status = jr_check_duplicates(r, r->open);
    }
    r->depth--;
    r->open = r->slot = r->tree->nodes[r->open].parent;
    r->next = JSON_NEXT_AFTER;
    return r->status == MEND_OK ? at + 1 : NULL;
}

static char *jr_text(json_reader *r, char *at)
{
    struct mend__json_node *node = &r->tree->nodes[r->slot];
    at = jr_string(r, at, &node->u.text.at, &node->u.text.len, &node->escaped);
    if (at != NULL) {
        node->type = MEND__JSON_STRING;
    }
    return at;
}

static char *jr_scalar(json_reader *r, char *at)
{
    switch (*at) {
    case '"':
        return jr_text(r, at);
    case 't':
        return jr_word(r, at, "true", MEND__JSON_TRUE);
    case 'f':
        return jr_word(r, at, "false", MEND__JSON_FALSE);
    case 'n':
        return jr_word(r, at, "null", MEND__JSON_NULL);
    default:
        if (*at == '-' || jr_is_digit(*at)) {
            return jr_number(r, at);
        }
        return jr_fail_found(r, at,
                             r->next == JSON_NEXT_FIRST_ELEMENT ? "expected a value or ']'" : "expected a value");
    }
}

/* A new node at the reading position, the last child of the open container. */
static struct mend__json_node *jr_add_node(json_reader *r, const char *at)
{
    mend_status status = mend__json_add(r->tree, r->open, &r->slot);
    if (status != MEND_OK) {
        jr_fail_memory(r, status);
        return NULL;
    }
    struct mend__json_node *node = &r->tree->nodes[r->slot];
    node->document = r->document;
    node->offset = (uint32_t)(at - r->text);
    return node;
}

/* Into the node that is there for it. */
static char *jr_value(json_reader *r, char *at)
{
    if (*at == '[' || *at == '{') {
        return jr_open(r, at, *at == '[' ? MEND__JSON_ARRAY : MEND__JSON_OBJECT);
    }
    at = jr_scalar(r, at);
    if (at != NULL) {
        r->slot = r->open;
        r->next = JSON_NEXT_AFTER;
    }
    return at;
}

static char *jr_element(json_reader *r, char *at)
{
    return jr_add_node(r, at) == NULL ? NULL : jr_value(r, at);
}

/* A name, a colon and a value. */
static char *jr_member(json_reader *r, char *at)
{
    uint32_t run, len;
    bool escaped;
    if (*at != '"') {
        return jr_fail_found(
            r, at, r->next == JSON_NEXT_FIRST_MEMBER ? "expected a member name or '}'" : "expected a member name");
    }
    char *start = at;
    at = jr_string(r, at, &run, &len, &escaped);
    struct mend__json_node *node = at == NULL ? NULL : jr_add_node(r, start);
    if (node == NULL) {
        return NULL;
    }
    node->key = run;
    node->key_len = len;
    node->key_escaped = escaped;
    at = jr_skip_blanks(at);
    if (*at != ':') {
        return jr_fail_found(r, at, "expected ':' after a member name");
    }
    at = jr_skip_blanks(at + 1);
    node->offset = (uint32_t)(at - r->text);
    r->next = JSON_NEXT_VALUE;
    return jr_value(r, at);
}

/* Behind a value: what may follow depends on where it stands. */
static char *jr_after(json_reader *r, char *at)
{
    if (r->open == MEND__NONE) {
        r->next = JSON_NEXT_NOTHING;
        return at == r->text + r->len ? at : jr_fail_found(r, at, "expected the end of the text after the value");
    }
    bool object = r->tree->nodes[r->open].type == MEND__JSON_OBJECT;
    if (*at == (object ? '}' : ']')) {
        return jr_close(r, at);
    }
    if (*at != ',') {
        return jr_fail_found(r, at,
                             object ? "expected ',' or '}' after a member" : "expected ',' or ']' after an element");
    }
    r->next = object ? JSON_NEXT_MEMBER : JSON_NEXT_VALUE;
    return at + 1;
}

static mend_status jr_document(json_reader *r)
{
    char *at = r->text;
    while (at != NULL && r->next != JSON_NEXT_NOTHING) {
        at = jr_skip_blanks(at);
        if (r->next == JSON_NEXT_AFTER) {
            at = jr_after(r, at);
        } else if ((r->next == JSON_NEXT_FIRST_ELEMENT && *at == ']') ||
                   (r->next == JSON_NEXT_FIRST_MEMBER && *at == '}')) {
            at = jr_close(r, at);
        } else if (r->next == JSON_NEXT_FIRST_MEMBER || r->next == JSON_NEXT_MEMBER) {
            at = jr_member(r, at);
        } else {
            at = jr_element(r, at);
        }
    }
    return r->status;
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
    /* Offsets are 32 bits wide, lines and columns 31. A text cannot have more nodes than bytes. */
    if (text.n >= INT32_MAX || tree->text.len >= UINT32_MAX - MEND__JSON_TAIL - text.n ||
        tree->source_count >= INT32_MAX) {
        return mend__fail(err, MEND_LIMIT, "the documents are too large together");
    }
    void *sources = tree->sources;
    mend_status status =
        mend__reserve(&tree->alloc, &sources, &tree->source_cap, tree->source_count + 1, sizeof *tree->sources);
    if (status != MEND_OK) {
        return mend__fail(err, status, "there is no memory for the document");
    }
    tree->sources = sources;
    tree->sources[tree->source_count++] = (mend__json_source){text.p, text.n, (uint32_t)tree->text.len};
    return MEND_OK;
}

/* A place for the document in the tree's text, and for most nodes of one of that length at once instead of in a dozen
 * steps. NULL: there is no memory. */
static char *jr_make_room(mend__json *tree, mend__str text)
{
    void *nodes = tree->nodes;
    if (tree->count <= 1000000) { /* what is larger grows well by itself */
        mend_status status =
            mend__reserve(&tree->alloc, &nodes, &tree->cap, tree->count + text.n / 18 + 8, sizeof *tree->nodes);
        tree->nodes = nodes;
        if (status != MEND_OK) {
            return NULL;
        }
    }
    char *place = mend__put_room(&tree->text, text.n + MEND__JSON_TAIL);
    if (place != NULL) {
        if (text.n > 0) {
            memcpy(place, text.p, text.n);
        }
        memset(place + text.n, 0, MEND__JSON_TAIL);
    }
    return place;
}

mend_status mend__json_read(mend__json *tree, const char *text, size_t len, size_t max_bytes, unsigned max_depth,
                            mend__node *root, mend_error *err)
{
    mend__str given = mend__str_of(text, len);
    size_t nodes = tree->count, bytes = tree->text.len, document = tree->source_count, nulls = tree->nulls;
    mend_status status = jr_add_source(tree, given, max_bytes, err);
    if (status == MEND_OK) {
        json_reader r = {.tree = tree,
                         .text = jr_make_room(tree, given),
                         .len = given.n,
                         .base = (uint32_t)bytes,
                         .document = (uint32_t)document,
                         .max_depth = max_depth,
                         .open = MEND__NONE,
                         .slot = MEND__NONE,
                         .next = JSON_NEXT_VALUE,
                         .status = MEND_OK,
                         .err = err};
        status = r.text == NULL ? mend__fail(err, MEND_NOMEM, "there is no memory for the document") : jr_document(&r);
    }
    if (status == MEND_OK) {
        *root = (mend__node)nodes;
        return MEND_OK;
    }
    if (err != NULL) {
        err->document = (int32_t)document;
    }
    tree->count = nodes;
    tree->nulls = nulls;
    tree->source_count = document;
    mend__buf_rewind(&tree->text, bytes);
    return status;
}
