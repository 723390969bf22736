/*
 * json_write.c - canonical JSON text: of a node, and member by member, see json.h.
 *
 * Same value, same bytes: no blanks, the shortest escapes, everything else as it is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "json.h"
#include "json_node.h"
#include "json_scan.h"

#include <string.h>

#define DEPTH_MAX 63 /* a writer keeps one bit for each level */

/* What stands for a byte that cannot stand in a string itself: the bytes of its escape in out, and how many. */
static size_t jw_escape(unsigned char c, char out[6])
{
    static const char hex[] = "0123456789abcdef";
    static const char letters[0x20] = {['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
    out[0] = '\\';
    if (c == '"' || c == '\\') {
        out[1] = (char)c;
        return 2;
    }
    if (letters[c] != 0) {
        out[1] = letters[c];
        return 2;
    }
    out[1] = 'u';
    out[2] = out[3] = '0';
    out[4] = hex[c >> 4];
    out[5] = hex[c & 15];
    return 6;
}

/* A string with something in it that cannot stand there itself. */
static void jw_put_escaped(mend_buf *out, mend__str s)
{
    size_t start = 0;
    mend__put_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        char bytes[6];
        unsigned char c = (unsigned char)s.p[i];
        if (mend__json_is_plain(c)) {
            continue;
        }
        size_t n = jw_escape(c, bytes);
        mend__put(out, s.p + start, i - start);
        mend__put(out, bytes, n);
        start = i + 1;
    }
    mend__put(out, s.p + start, s.n - start);
    mend__put_char(out, '"');
}

/* A string that can stand as it is. behind: a byte that follows it; '\0': none does. */
static void jw_put_plain(mend_buf *out, mend__str s, char behind)
{
    size_t more = behind != '\0';
    char *at = mend__put_room(out, s.n + 2 + more); /* nearly always: all of it at once */
    if (at != NULL) {
        at[0] = '"';
        if (s.n > 0) {
            memcpy(at + 1, s.p, s.n);
        }
        at[s.n + 1] = '"';
        if (more != 0) {
            at[s.n + 2] = behind;
        }
    }
}

static void jw_put_string(mend_buf *out, mend__str s, char behind)
{
    if (s.n == 0 || mend__json_all_plain(s.p, s.n)) {
        jw_put_plain(out, s, behind);
        return;
    }
    jw_put_escaped(out, s);
    if (behind != '\0') {
        mend__put_char(out, behind);
    }
}

/* A string of a tree, which says whether it was escaped; one that was not needs no escapes now. */
static void jw_put_run(const mend__json *tree, uint32_t at, uint32_t len, bool escaped, char behind, mend_buf *out)
{
    mend__str s = mend__json_run(tree, at, len);
    if (escaped) {
        jw_put_string(out, s, behind);
    } else {
        jw_put_plain(out, s, behind);
    }
}

/* A value without what is in it: a scalar, or what a container begins with. */
static void jw_put_head(const mend__json *tree, const struct mend__json_node *node, mend_buf *out)
{
    static const char *const words[] = {"null", "false", "true"};
    switch (node->type) {
    case MEND__JSON_STRING:
        jw_put_run(tree, node->u.text.at, node->u.text.len, node->escaped, '\0', out);
        break;
    case MEND__JSON_NUMBER:
        mend__put_str(out, mend__json_run(tree, node->u.text.at, node->u.text.len));
        break;
    case MEND__JSON_ARRAY:
    case MEND__JSON_OBJECT:
        mend__put_char(out, node->type == MEND__JSON_OBJECT ? '{' : '[');
        break;
    default:
        mend__put_text(out, words[node->type]);
    }
}

static void jw_put_close(const struct mend__json_node *node, mend_buf *out)
{
    if (node->type >= MEND__JSON_ARRAY) {
        mend__put_char(out, node->type == MEND__JSON_OBJECT ? '}' : ']');
    }
}

/* In the order in which children are written: members sorted, or as they were read. */
static mend__node jw_first_child(const struct mend__json_node *node, bool sorted)
{
    if (node->type < MEND__JSON_ARRAY) {
        return MEND__NONE;
    }
    return sorted && node->type == MEND__JSON_OBJECT ? node->u.in.first_by_key : node->u.in.first;
}

static mend__node jw_next_child(const struct mend__json_node *node, bool sorted)
{
    return sorted && node->key != MEND__NONE ? node->next_by_key : node->next;
}

static void jw_node(const mend__json *tree, mend__node n, bool sorted, mend_buf *out)
{
    const struct mend__json_node *nodes = tree->nodes;
    for (mend__node at = n;;) {
        const struct mend__json_node *node = &nodes[at];
        if (at != n && node->key != MEND__NONE) {
            jw_put_run(tree, node->key, node->key_len, node->key_escaped, ':', out);
        }
        jw_put_head(tree, node, out);
        mend__node next = jw_first_child(node, sorted);
        if (next != MEND__NONE) {
            at = next;
            continue;
        }
        jw_put_close(node, out);
        /* Upwards over everything that is complete, then on to the sibling. */
        while (at != n && (next = jw_next_child(node, sorted)) == MEND__NONE) {
            at = node->parent;
            node = &nodes[at];
            jw_put_close(node, out);
        }
        if (at == n) {
            return;
        }
        mend__put_char(out, ',');
        at = next;
    }
}

void mend__json_write_node(const mend__json *tree, mend__node n, mend_buf *out)
{
    if (n == MEND__NONE) {
        mend__put_text(out, "null");
    } else {
        jw_node(tree, n, true, out);
    }
}

void mend__json_copy_node(const mend__json *tree, mend__node n, mend_buf *out)
{
    if (n == MEND__NONE) {
        mend__put_text(out, "null");
    } else {
        jw_node(tree, n, false, out);
    }
}

void mend__jw_init(mend__jw *w, mend_buf *out)
{
    *w = (mend__jw){out, 0, 0, false};
}

/* Before a key or an element: the comma, if something stands before it. A value after its key needs none. */
static void jw_separate(mend__jw *w)
{
    uint64_t bit = (uint64_t)1 << w->depth;
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if ((w->more & bit) != 0) {
        mend__put_char(w->out, ',');
    }
    w->more |= bit;
}

static void jw_enter(mend__jw *w, char bracket)
{
    jw_separate(w);
    if (w->depth == DEPTH_MAX) {
        w->out->status = w->out->status == MEND_OK ? MEND_LIMIT : w->out->status;
        return;
    }
    w->depth++;
    w->more &= ~((uint64_t)1 << w->depth);
    mend__put_char(w->out, bracket);
}

static void jw_leave(mend__jw *w, char bracket)
{
    w->depth -= w->depth > 0; /* levels that were refused are left as well; nothing is written any more then */
    mend__put_char(w->out, bracket);
}

void mend__jw_object(mend__jw *w)
{
    jw_enter(w, '{');
}

void mend__jw_array(mend__jw *w)
{
    jw_enter(w, '[');
}

void mend__jw_end_object(mend__jw *w)
{
    jw_leave(w, '}');
}

void mend__jw_end_array(mend__jw *w)
{
    jw_leave(w, ']');
}

void mend__jw_key(mend__jw *w, const char *key)
{
    mend__jw_key_str(w, mend__str_of(key, MEND_NTS));
}

void mend__jw_key_str(mend__jw *w, mend__str key)
{
    jw_separate(w);
    jw_put_string(w->out, key, ':');
    w->after_key = true;
}

void mend__jw_str(mend__jw *w, mend__str s)
{
    jw_separate(w);
    jw_put_string(w->out, s, '\0');
}

void mend__jw_text(mend__jw *w, const char *nul_terminated)
{
    mend__jw_str(w, mend__str_of(nul_terminated, MEND_NTS));
}

void mend__jw_int(mend__jw *w, int64_t value)
{
    jw_separate(w);
    mend__put_int(w->out, value);
}

void mend__jw_bool(mend__jw *w, bool value)
{
    jw_separate(w);
    mend__put_text(w->out, value ? "true" : "false");
}

void mend__jw_null(mend__jw *w)
{
    jw_separate(w);
    mend__put_text(w->out, "null");
}

void mend__jw_raw(mend__jw *w, mend__str json)
{
    jw_separate(w);
    mend__put_str(w->out, json);
}
