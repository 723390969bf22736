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

#include <string.h>

typedef enum next {
    NEXT_VALUE,         /* a value */
    NEXT_FIRST_ELEMENT, /* a value or ']' */
    NEXT_FIRST_MEMBER,  /* a key or '}' */
    NEXT_MEMBER,        /* a key */
    NEXT_AFTER,         /* ',' or the end of the container, or of the text */
    NEXT_NOTHING        /* all is read */
} next;

typedef struct reader {
    mend__json *tree;
    const char *text;
    size_t len, at;
    uint32_t document;
    unsigned depth, max_depth;
    mend__node open; /* the innermost open container */
    mend__node slot; /* the node of the value that is being read, or the open container */
    next next;
    mend_error *err;
} reader;

/* The byte at the reading position, or -1 at the end. */
static int peek(const reader *r) {
    return r->at < r->len ? (unsigned char)r->text[r->at] : -1;
}

static mend_status fail_at(const reader *r, size_t offset, mend_status status, const char *text) {
    return mend__json_fail_at(r->tree, r->slot, r->document, (uint32_t)offset, status, text, r->err);
}

static mend_status fail_memory(const reader *r, mend_status status) {
    return mend__fail(r->err, status, status == MEND_NOMEM ? "there is no memory for the document"
                                                           : "the documents are too large together");
}

static void add_code(mend_error *err, uint32_t code) {
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
static mend_status fail_found(const reader *r, const char *what) {
    uint32_t code;
    if (r->at == r->len) {
        fail_at(r, r->at, MEND_SYNTAX, what);
        mend__error_add(r->err, ", found end of text");
        return MEND_SYNTAX;
    }
    if (mend__utf8_next(r->text + r->at, r->len - r->at, &code) == 0) {
        return fail_at(r, r->at, MEND_UTF8, "invalid UTF-8");
    }
    fail_at(r, r->at, MEND_SYNTAX, what);
    mend__error_add(r->err, ", found ");
    if (code == 0xFEFF) {
        mend__error_add(r->err, "a byte order mark");
    } else if (code < 0x20 || code > 0x7E) {
        add_code(r->err, code);
    } else {
        char quoted[3] = {'\'', (char)code, '\''};
        mend__error_add_str(r->err, (mend__str){quoted, 3});
    }
    return MEND_SYNTAX;
}

static void skip_blanks(reader *r) {
    while (r->at < r->len && (r->text[r->at] == ' ' || r->text[r->at] == '\n' || r->text[r->at] == '\r' ||
                              r->text[r->at] == '\t')) {
        r->at++;
    }
}

/* Four hexadecimal digits at `at`; false if they are not there. */
static bool hex4(const reader *r, size_t at, uint32_t *code) {
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
static mend_status read_unicode(reader *r) {
    uint32_t code, low;
    char bytes[4];
    if (!hex4(r, r->at + 2, &code)) {
        return fail_at(r, r->at, MEND_SYNTAX, "expected four hexadecimal digits after '\\u'");
    }
    if (code == 0) {
        return fail_at(r, r->at, MEND_SYNTAX, "expected text without U+0000, found '\\u0000'");
    }
    size_t taken = 6;
    if (code >= 0xDC00 && code <= 0xDFFF) {
        return fail_at(r, r->at, MEND_SYNTAX, "the second half of a surrogate pair stands without the first");
    }
    if (code >= 0xD800 && code <= 0xDBFF) {
        size_t second = r->at + 6;
        if (r->len - second < 2 || r->text[second] != '\\' || r->text[second + 1] != 'u' ||
            !hex4(r, second + 2, &low) || low < 0xDC00 || low > 0xDFFF) {
            return fail_at(r, r->at, MEND_SYNTAX, "the first half of a surrogate pair stands without the second");
        }
        code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
        taken = 12;
    }
    mend__put(&r->tree->text, bytes, mend__utf8_put(code, bytes));
    r->at += taken;
    return MEND_OK;
}

static mend_status read_escape(reader *r) {
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    int c = r->at + 1 < r->len ? r->text[r->at + 1] : 0;
    if (c == 'u') {
        return read_unicode(r);
    }
    const char *found = c == 0 ? NULL : strchr(letters, c);
    if (found == NULL) {
        return fail_at(r, r->at, MEND_SYNTAX, "expected one of \" \\ / b f n r t u after a backslash");
    }
    mend__put_char(&r->tree->text, means[found - letters]);
    r->at += 2;
    return MEND_OK;
}

/* The longest run that needs no decoding goes into the text at once. */
static mend_status read_plain(reader *r) {
    size_t start = r->at;
    for (int c = peek(r); c >= 0x20 && c != '"' && c != '\\'; c = peek(r)) {
        uint32_t code;
        size_t size = c < 0x80 ? 1 : mend__utf8_next(r->text + r->at, r->len - r->at, &code);
        if (size == 0) {
            return fail_at(r, r->at, MEND_UTF8, "invalid UTF-8");
        }
        r->at += size;
    }
    mend__put(&r->tree->text, r->text + start, r->at - start);
    return MEND_OK;
}

/* A string, decoded into the tree's text; `at` is at the opening quote and ends behind the closing one. */
static mend_status read_string(reader *r, uint32_t *run, uint32_t *run_len) {
    size_t start = r->tree->text.len;
    mend_status status;
    r->at++;
    for (;;) {
        status = read_plain(r);
        if (status == MEND_OK && peek(r) == '\\') {
            status = read_escape(r);
        } else if (status == MEND_OK) {
            break;
        }
        if (status != MEND_OK) {
            return status;
        }
    }
    if (peek(r) != '"') {
        return fail_found(r, peek(r) < 0 ? "expected '\"' at the end of a string"
                                         : "expected no control character in a string");
    }
    r->at++;
    if (r->tree->text.status != MEND_OK) {
        return fail_memory(r, r->tree->text.status);
    }
    *run = (uint32_t)start;
    *run_len = (uint32_t)(r->tree->text.len - start);
    return MEND_OK;
}

static bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

/* At least one digit. */
static mend_status read_digits(reader *r, const char *what) {
    if (!is_digit(peek(r))) {
        return fail_found(r, what);
    }
    while (is_digit(peek(r))) {
        r->at++;
    }
    return MEND_OK;
}

/* Moves over -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? */
static mend_status scan_number(reader *r) {
    mend_status status = MEND_OK;
    if (peek(r) == '-') {
        r->at++;
    }
    if (peek(r) == '0') {
        r->at++;
        if (is_digit(peek(r))) {
            return fail_found(r, "expected no digit after a leading 0");
        }
    } else {
        status = read_digits(r, "expected a digit after '-'");
    }
    if (status == MEND_OK && peek(r) == '.') {
        r->at++;
        status = read_digits(r, "expected a digit after the point");
    }
    if (status == MEND_OK && (peek(r) == 'e' || peek(r) == 'E')) {
        r->at++;
        if (peek(r) == '+' || peek(r) == '-') {
            r->at++;
        }
        status = read_digits(r, "expected a digit in the exponent");
    }
    return status;
}

static mend_status read_number(reader *r) {
    size_t start = r->at, run = r->tree->text.len;
    mend_status status = scan_number(r);
    if (status != MEND_OK) {
        return status;
    }
    mend__put(&r->tree->text, r->text + start, r->at - start);
    if (r->tree->text.status != MEND_OK) {
        return fail_memory(r, r->tree->text.status);
    }
    struct mend__json_node *node = &r->tree->nodes[r->slot];
    node->type = MEND__JSON_NUMBER;
    node->u.text.at = (uint32_t)run;
    node->u.text.len = (uint32_t)(r->at - start);
    return MEND_OK;
}

static mend_status read_word(reader *r, const char *word, mend__json_type type) {
    size_t n = strlen(word);
    if (r->len - r->at < n || memcmp(r->text + r->at, word, n) != 0) {
        return fail_at(r, r->at, MEND_SYNTAX, "expected a value, found a word other than true, false and null");
    }
    r->at += n;
    r->tree->nodes[r->slot].type = type;
    return MEND_OK;
}

static mend_status open_container(reader *r, mend__json_type type) {
    if (r->depth == r->max_depth) {
        fail_at(r, r->at, MEND_LIMIT, "expected at most ");
        mend__error_add_int(r->err, r->max_depth);
        mend__error_add(r->err, " levels of arrays and objects");
        return MEND_LIMIT;
    }
    r->at++;
    r->depth++;
    mend__json_open(r->tree, r->slot, type);
    r->open = r->slot;
    r->next = type == MEND__JSON_ARRAY ? NEXT_FIRST_ELEMENT : NEXT_FIRST_MEMBER;
    return MEND_OK;
}

/* Members with equal keys are neighbours in the chain by key; the second one that comes first in the text is named. */
static mend_status check_duplicates(reader *r, mend__node object) {
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
    return mend__json_fail_key(r->tree, found, MEND_DUPLICATE_KEY,
                               "expected every member name once, found one again", r->err);
}

/* The open container ends; `at` is at its bracket. */
static mend_status close_container(reader *r) {
    mend_status status = MEND_OK;
    if (r->tree->nodes[r->open].type == MEND__JSON_OBJECT) {
        mend__json_close_object(r->tree, r->open);
        status = check_duplicates(r, r->open);
    } else {
        mend__json_close_array(r->tree, r->open);
    }
    r->at++;
    r->depth--;
    r->open = r->slot = r->tree->nodes[r->open].parent;
    r->next = NEXT_AFTER;
    return status;
}

static mend_status read_text(reader *r) {
    uint32_t run, len;
    mend_status status = read_string(r, &run, &len);
    if (status == MEND_OK) {
        struct mend__json_node *node = &r->tree->nodes[r->slot];
        node->type = MEND__JSON_STRING;
        node->u.text.at = run;
        node->u.text.len = len;
    }
    return status;
}

static mend_status read_scalar(reader *r, int c) {
    switch (c) {
    case '"':
        return read_text(r);
    case 't':
        return read_word(r, "true", MEND__JSON_TRUE);
    case 'f':
        return read_word(r, "false", MEND__JSON_FALSE);
    case 'n':
        return read_word(r, "null", MEND__JSON_NULL);
    default:
        if (c == '-' || is_digit(c)) {
            return read_number(r);
        }
        return fail_found(r, r->next == NEXT_FIRST_ELEMENT ? "expected a value or ']'" : "expected a value");
    }
}

/* A new node at the reading position, the last child of the open container. */
static mend_status add_node(reader *r) {
    mend_status status = mend__json_add(r->tree, r->open, &r->slot);
    if (status != MEND_OK) {
        return fail_memory(r, status);
    }
    struct mend__json_node *node = &r->tree->nodes[r->slot];
    node->document = r->document;
    node->offset = node->key_offset = (uint32_t)r->at;
    return MEND_OK;
}

static mend_status read_value(reader *r) {
    mend_status status = MEND_OK;
    if (mend__json_typeof(r->tree, r->open) == MEND__JSON_OBJECT) {
        r->tree->nodes[r->slot].offset = (uint32_t)r->at; /* made when its key was read */
    } else {
        status = add_node(r);
    }
    if (status != MEND_OK) {
        return status;
    }
    int c = peek(r);
    if (c == '[' || c == '{') {
        return open_container(r, c == '[' ? MEND__JSON_ARRAY : MEND__JSON_OBJECT);
    }
    status = read_scalar(r, c);
    r->slot = status == MEND_OK ? r->open : r->slot;
    r->next = NEXT_AFTER;
    return status;
}

static mend_status read_member_name(reader *r) {
    uint32_t run, len;
    if (peek(r) != '"') {
        return fail_found(r, r->next == NEXT_FIRST_MEMBER ? "expected a member name or '}'" : "expected a member name");
    }
    size_t start = r->at;
    mend_status status = read_string(r, &run, &len);
    if (status == MEND_OK) {
        status = add_node(r);
    }
    if (status != MEND_OK) {
        return status;
    }
    struct mend__json_node *node = &r->tree->nodes[r->slot];
    node->key = run;
    node->key_len = len;
    node->key_offset = (uint32_t)start;
    skip_blanks(r);
    if (peek(r) != ':') {
        return fail_found(r, "expected ':' after a member name");
    }
    r->at++;
    r->next = NEXT_VALUE;
    return MEND_OK;
}

/* Behind a value: what may follow depends on where it stands. */
static mend_status read_after(reader *r) {
    int c = peek(r);
    if (r->open == MEND__NONE) {
        r->next = NEXT_NOTHING;
        return c < 0 ? MEND_OK : fail_found(r, "expected the end of the text after the value");
    }
    bool object = r->tree->nodes[r->open].type == MEND__JSON_OBJECT;
    if (c == (object ? '}' : ']')) {
        return close_container(r);
    }
    if (c != ',') {
        return fail_found(r, object ? "expected ',' or '}' after a member" : "expected ',' or ']' after an element");
    }
    r->at++;
    r->next = object ? NEXT_MEMBER : NEXT_VALUE;
    return MEND_OK;
}

static mend_status read_document(reader *r) {
    mend_status status = MEND_OK;
    while (status == MEND_OK && r->next != NEXT_NOTHING) {
        skip_blanks(r);
        int c = peek(r);
        if ((r->next == NEXT_FIRST_ELEMENT && c == ']') || (r->next == NEXT_FIRST_MEMBER && c == '}')) {
            status = close_container(r);
        } else if (r->next == NEXT_FIRST_MEMBER || r->next == NEXT_MEMBER) {
            status = read_member_name(r);
        } else if (r->next == NEXT_AFTER) {
            status = read_after(r);
        } else {
            status = read_value(r);
        }
    }
    return status;
}

/* The document becomes a source of the tree, if it is not too large. */
static mend_status add_source(mend__json *tree, mend__str text, size_t max_bytes, mend_error *err) {
    if (text.n > max_bytes) {
        mend__fail(err, MEND_LIMIT, "expected at most ");
        mend__error_add_int(err, max_bytes > INT64_MAX ? INT64_MAX : (int64_t)max_bytes);
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
    tree->sources[tree->source_count++] = (struct mend__json_source){text.p, text.n};
    return MEND_OK;
}

mend_status mend__json_read(mend__json *tree, const char *text, size_t len, size_t max_bytes, unsigned max_depth,
                            mend__node *root, mend_error *err) {
    mend__str given = mend__str_of(text, len);
    size_t nodes = tree->count, bytes = tree->text.len, document = tree->source_count;
    mend_status status = add_source(tree, given, max_bytes, err);
    if (status == MEND_OK) {
        reader r = {.tree = tree, .text = given.p, .len = given.n, .document = (uint32_t)document,
                    .max_depth = max_depth, .open = MEND__NONE, .slot = MEND__NONE, .next = NEXT_VALUE, .err = err};
        status = read_document(&r);
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
