/*
 * json.c - the JSON tree: making, looking, and pointing at a node in an error, see json.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "json.h"
#include "int.h"
#include "json_node.h"

#include <string.h>

#define STEP_MAX 128 /* bytes of one step of a path; a longer key is cut */

void mend__json_init(mend__json *tree, const mend__alloc *a)
{
    memset(tree, 0, sizeof *tree);
    tree->alloc = *a;
    mend__buf_init(&tree->text, a);
}

void mend__json_free(mend__json *tree)
{
    mend__alloc alloc = tree->alloc;
    mend__drop(&alloc, tree->nodes, tree->cap * sizeof *tree->nodes);
    mend__drop(&alloc, tree->sources, tree->source_cap * sizeof *tree->sources);
    mend__buf_done(&tree->text);
    mend__json_init(tree, &alloc);
}

void mend__json_reset(mend__json *tree)
{
    tree->count = 0;
    tree->source_count = 0;
    tree->nulls = 0;
    mend__buf_rewind(&tree->text, 0);
}

mend__node mend__json_find(const mend__json *tree, mend__node object, mend__str key)
{
    if (mend__json_typeof(tree, object) != MEND__JSON_OBJECT) {
        return MEND__NONE;
    }
    const struct mend__json_node *nodes = tree->nodes;
    if ((nodes[object].u.in.marks & mend__json_mark(key)) == 0) {
        return MEND__NONE;
    }
    mend__node n = nodes[object].u.in.first;
    while (n != MEND__NONE && (nodes[n].key_len != key.n || !mend__str_eq(mend__json_key(tree, n), key))) {
        n = nodes[n].next;
    }
    return n;
}

bool mend__json_int(const mend__json *tree, mend__node n, int64_t *out)
{
    mend__str token = mend__json_str(tree, n);
    return mend__json_typeof(tree, n) == MEND__JSON_NUMBER && mend__int_parse(token.p, token.n, out);
}

/* One step of a path, or the path itself, in a bounded run of bytes. */
typedef struct path_step {
    char text[STEP_MAX];
    size_t len;
} path_step;

/* Adds n bytes if `keep` bytes stay free behind them. */
static bool path_add(path_step *s, const char *text, size_t n, size_t keep)
{
    if (n > sizeof s->text - s->len - keep) {
        return false;
    }
    memcpy(s->text + s->len, text, n);
    s->len += n;
    return true;
}

/* Letters, digits and '_', not beginning with a digit. */
static bool path_is_plain(mend__str key)
{
    if (key.n == 0 || key.n > STEP_MAX / 2 || (key.p[0] >= '0' && key.p[0] <= '9')) {
        return false;
    }
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        char low = (char)(c | 0x20);
        if (!((low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
            return false;
        }
    }
    return true;
}

/* ['key'], with quote, backslash and control characters escaped; a key that is too long ends in "..." inside. */
static void path_quoted(path_step *s, mend__str key)
{
    static const char hex[] = "0123456789abcdef";
    const size_t tail = 5; /* ...'] */
    path_add(s, "['", 2, 0);
    for (size_t i = 0; i < key.n;) {
        uint32_t code;
        size_t n = mend__utf8_next(key.p + i, key.n - i, &code);
        char unit[6] = {'\\', 'u', '0', '0', hex[code >> 4 & 15], hex[code & 15]};
        bool fits;
        if (code < 0x20) {
            fits = path_add(s, unit, 6, tail);
        } else {
            unit[1] = key.p[i];
            fits = code == '\'' || code == '\\' ? path_add(s, unit, 2, tail) : path_add(s, key.p + i, n, tail);
        }
        if (!fits) {
            path_add(s, "...", 3, 2);
            break;
        }
        i += n;
    }
    path_add(s, "']", 2, 0);
}

/* The step from the node's parent to the node. */
static path_step path_step_to(const mend__json *tree, mend__node n)
{
    path_step s = {{0}, 0};
    mend__str key = mend__json_key(tree, n);
    if (mend__json_typeof(tree, mend__json_parent(tree, n)) == MEND__JSON_ARRAY) {
        char digits[20];
        size_t len = mend__int_write(tree->nodes[n].index, digits);
        path_add(&s, "[", 1, 0);
        path_add(&s, digits, len, 0);
        path_add(&s, "]", 1, 0);
    } else if (path_is_plain(key)) {
        path_add(&s, ".", 1, 0);
        path_add(&s, key.p, key.n, 0);
    } else {
        path_quoted(&s, key);
    }
    return s;
}

/* Sets the path of err, built from the node upwards. What is too long loses its beginning, because the innermost steps
 * say most; "$.." is how a JSONPath says "somewhere below". */
static void json_set_path(const mend__json *tree, mend__node n, mend_error *err)
{
    char path[sizeof err->path];
    const size_t room = sizeof path - 1;
    size_t at = room;
    const char *head = "$";
    for (; tree->nodes[n].parent != MEND__NONE; n = tree->nodes[n].parent) {
        path_step s = path_step_to(tree, n);
        if (s.len + 3 > at) {
            head = path[at] == '.' ? "$." : "$..";
            break;
        }
        at -= s.len;
        memcpy(path + at, s.text, s.len);
    }
    size_t len = strlen(head);
    at -= len;
    memcpy(path + at, head, len);
    mend__error_path(err, (mend__str){path + at, room - at});
}

/* Line and column of a byte offset. A line ends with LF, CR LF or CR; columns count code points. The text before the
 * offset has been read, so it is valid UTF-8. */
static void json_set_position(const mend__json *tree, uint32_t document, uint32_t offset, mend_error *err)
{
    const mend__json_source *source = &tree->sources[document];
    size_t start = 0;
    int32_t line = 1;
    for (size_t i = 0; i < offset; i++) {
        char c = source->text[i];
        if (c == '\n' || (c == '\r' && (i + 1 == source->len || source->text[i + 1] != '\n'))) {
            line++;
            start = i + 1;
        }
    }
    err->document = (int32_t)document;
    err->offset = offset;
    err->line = line;
    err->column = (int32_t)mend__utf8_count(source->text + start, offset - start) + 1;
}

mend_status mend__json_fail_at(const mend__json *tree, mend__node n, uint32_t document, uint32_t offset,
                               mend_status status, const char *text, mend_error *err)
{
    mend__fail(err, status, text);
    if (err != NULL) {
        json_set_position(tree, document, offset, err);
        if (n != MEND__NONE) {
            json_set_path(tree, n, err);
        } else {
            mend__error_path(err, MEND__STR("$"));
        }
    }
    return status;
}

mend_status mend__json_fail(const mend__json *tree, mend__node n, mend_status status, const char *text, mend_error *err)
{
    if (n == MEND__NONE) {
        return mend__fail(err, status, text);
    }
    return mend__json_fail_at(tree, n, tree->nodes[n].document, tree->nodes[n].offset, status, text, err);
}

mend_status mend__json_fail_key(const mend__json *tree, mend__node n, mend_status status, const char *text,
                                mend_error *err)
{
    if (n == MEND__NONE) {
        return mend__fail(err, status, text);
    }
    const struct mend__json_node *node = &tree->nodes[n];
    uint32_t quote = node->key == MEND__NONE ? node->offset : node->key - 1 - tree->sources[node->document].at;
    return mend__json_fail_at(tree, n, node->document, quote, status, text, err);
}

mend_status mend__json_expected(const mend__json *tree, mend__node n, const char *what, mend_error *err)
{
    /* A value is never repeated in an error, therefore one name for both booleans. */
    static const char *const names[] = {"null", "a boolean", "a boolean", "a number", "text", "an array", "an object"};
    mend_status status = mend__json_fail(tree, n, MEND_SCHEMA, "expected ", err);
    mend__error_add(err, what);
    mend__error_add(err, ", found ");
    mend__error_add(err, n == MEND__NONE ? "nothing" : names[mend__json_typeof(tree, n)]);
    return status;
}

static bool json_is_known(mend__str key, const char *const *names)
{
    bool known = mend__str_eq((mend__str){key.p, key.n < 2 ? key.n : 2}, MEND__STR("x-"));
    for (; !known && *names != NULL; names++) {
        known = mend__str_is(key, *names);
    }
    return known;
}

mend_status mend__json_members(const mend__json *tree, mend__node object, const char *const *names, mend_error *err)
{
    if (mend__json_typeof(tree, object) != MEND__JSON_OBJECT) {
        return mend__json_expected(tree, object, "an object", err);
    }
    mend__node n = mend__json_first(tree, object);
    while (n != MEND__NONE && json_is_known(mend__json_key(tree, n), names)) {
        n = mend__json_next(tree, n);
    }
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend__guess guess;
    mend__guess_start(&guess, mend__json_key(tree, n));
    for (; *names != NULL; names++) {
        mend__guess_feed(&guess, (mend__str){*names, strlen(*names)});
    }
    mend_status status = mend__json_fail_key(tree, n, MEND_SCHEMA, "there is no such member", err);
    if (guess.best.p != NULL) {
        mend__error_add(err, "; did you mean \"");
        mend__error_add_str(err, guess.best);
        mend__error_add(err, "\"?");
    }
    return status;
}
