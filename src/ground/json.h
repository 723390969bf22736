/*
 * json.h - a strict reader (RFC 8259) into a flat tree, RFC 7396 merging, and a
 * canonical writer. Nothing recurses.
 *
 * Refused with line and column: anything but one value, duplicate member names, invalid UTF-8, a byte order mark,
 * lone surrogates, U+0000 in text, control characters, numbers written against the grammar, more than `depth` levels,
 * more than `bytes` bytes. Numbers keep their token; there is no floating point anywhere.
 *
 * A tree may hold several documents (a policy and its overlays). Every node remembers the document and the offset
 * it came from, also after a merge, so that an error always points into the text the user wrote.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__JSON_H
#define MEND__JSON_H

#include "alloc.h"
#include "buf.h"
#include "error.h"
#include "json_node.h"
#include "text.h"

typedef uint32_t mend__node; /* a node of a tree; MEND__NONE for "no such node" */
#define MEND__NONE UINT32_MAX

typedef enum mend__json_type {
    MEND__JSON_NULL,
    MEND__JSON_FALSE,
    MEND__JSON_TRUE,
    MEND__JSON_NUMBER,
    MEND__JSON_STRING,
    MEND__JSON_ARRAY,
    MEND__JSON_OBJECT
} mend__json_type;

/* A document, borrowed: it must live as long as positions are wanted. */
typedef struct mend__json_source {
    const char *text;
    size_t len;
    uint32_t at; /* where the tree's text holds it */
} mend__json_source;

#define MEND__JSON_TAIL 8 /* bytes behind a document, so that eight may be looked at wherever one is left */

typedef struct mend__json {
    mend__alloc alloc;
    struct mend__json_node *nodes;
    size_t count, cap;
    mend_buf text; /* the documents with their strings decoded; behind each a NUL and MEND__JSON_TAIL bytes */
    mend__json_source *sources;
    size_t source_count, source_cap;
    size_t nulls; /* how many were read */
} mend__json;

void mend__json_init(mend__json *tree, const mend__alloc *a);
void mend__json_free(mend__json *tree);
/* Forgets all nodes and sources, keeps the memory. */
void mend__json_reset(mend__json *tree);

/* Reads one document as the next source of the tree (its index is err->document). On failure the tree is as before.
 * MEND_SYNTAX, MEND_UTF8, MEND_DUPLICATE_KEY, MEND_LIMIT, MEND_NOMEM. */
mend_status mend__json_read(mend__json *tree, const char *text, size_t len, size_t max_bytes, unsigned max_depth,
                            mend__node *root, mend_error *err);

/* RFC 7396: the value that results from applying `patch` to `base` (MEND__NONE: nothing there yet), as new nodes.
 * null deletes; objects merge; everything else replaces. Neither input is changed. */
mend_status mend__json_merge(mend__json *tree, mend__node base, mend__node patch, mend__node *out, mend_error *err);

/* The same where nobody looks at `base` again: what the patch does not touch is moved, not copied. */
mend_status mend__json_merge_onto(mend__json *tree, mend__node base, mend__node patch, mend__node *out,
                                  mend_error *err);

/* The same for a part of a document: what comes out stands, for the paths of errors, where the patch stands. */
mend_status mend__json_merge_under(mend__json *tree, mend__node base, mend__node patch, mend__node *out,
                                   mend_error *err);

/* Looking. Every function accepts MEND__NONE and then gives the "nothing" answer. */
static inline mend__json_type mend__json_typeof(const mend__json *tree, mend__node n)
{
    return n == MEND__NONE ? MEND__JSON_NULL : (mend__json_type)tree->nodes[n].type;
}

static inline bool mend__json_is_container(const mend__json *tree, mend__node n)
{
    return mend__json_typeof(tree, n) >= MEND__JSON_ARRAY;
}

/* First member or element, in document order. */
static inline mend__node mend__json_first(const mend__json *tree, mend__node n)
{
    return mend__json_is_container(tree, n) ? tree->nodes[n].u.in.first : MEND__NONE;
}

static inline mend__node mend__json_next(const mend__json *tree, mend__node n)
{
    return n == MEND__NONE ? MEND__NONE : tree->nodes[n].next;
}

static inline size_t mend__json_count(const mend__json *tree, mend__node n)
{
    return mend__json_is_container(tree, n) ? tree->nodes[n].u.in.count : 0;
}

/* Within its own document or merge result. */
static inline mend__node mend__json_parent(const mend__json *tree, mend__node n)
{
    return n == MEND__NONE ? MEND__NONE : tree->nodes[n].parent;
}

/* Which of the tree's documents the node is of, the first being 0. What a merge has made of two objects is of the second. */
static inline uint32_t mend__json_document(const mend__json *tree, mend__node n)
{
    return n == MEND__NONE ? 0 : tree->nodes[n].document;
}

/* A run of the tree's text; the buffer has no memory as long as all runs are empty. */
static inline mend__str mend__json_run(const mend__json *tree, uint32_t at, uint32_t len)
{
    return len == 0 ? MEND__STR("") : (mend__str){tree->text.data + at, len};
}

/* Of a member. */
static inline mend__str mend__json_key(const mend__json *tree, mend__node n)
{
    return n == MEND__NONE ? MEND__STR("") : mend__json_run(tree, tree->nodes[n].key, tree->nodes[n].key_len);
}

/* Of a string: decoded; of a number: its token. */
static inline mend__str mend__json_str(const mend__json *tree, mend__node n)
{
    mend__json_type type = mend__json_typeof(tree, n);
    return type == MEND__JSON_STRING || type == MEND__JSON_NUMBER
               ? mend__json_run(tree, tree->nodes[n].u.text.at, tree->nodes[n].u.text.len)
               : MEND__STR("");
}

/* One of 32 bits. An object has those of its keys together, so that most names that it lacks are not searched for. */
static inline uint32_t mend__json_mark(mend__str key)
{
    return key.n == 0 ? 1U : 1U << ((unsigned char)key.p[0] + 3 * ((unsigned char)key.p[key.n - 1] + key.n)) % 32;
}

mend__node mend__json_find(const mend__json *tree, mend__node object, mend__str key);
static inline mend__node mend__json_get(const mend__json *tree, mend__node object, const char *key)
{
    return mend__json_find(tree, object, (mend__str){key, strlen(key)});
}
bool mend__json_int(const mend__json *tree, mend__node n, int64_t *out); /* an integer token that fits */

/* Fills err with the node's position and path ($.a.b[2]) and the text; more may be added with mend__error_add. */
mend_status mend__json_fail(const mend__json *tree, mend__node n, mend_status status, const char *text,
                            mend_error *err);
/* The same, pointing at the member's name instead of its value: for names that are not expected. */
mend_status mend__json_fail_key(const mend__json *tree, mend__node n, mend_status status, const char *text,
                                mend_error *err);
/* The same at any byte of a document; the path is the node's, "$" for MEND__NONE. */
mend_status mend__json_fail_at(const mend__json *tree, mend__node n, uint32_t document, uint32_t offset,
                               mend_status status, const char *text, mend_error *err);
/* MEND_SCHEMA, "expected X, found <type of n>" at the node. */
mend_status mend__json_expected(const mend__json *tree, mend__node n, const char *what, mend_error *err);

/* Refuses, with a likely meaning, the first member of an object whose name is neither in the list (which NULL ends) nor
 * begins with "x-". MEND_SCHEMA; also if the node is no object. */
mend_status mend__json_members(const mend__json *tree, mend__node object, const char *const *names, mend_error *err);

/* Canonical text of a node (MEND__NONE: null): members sorted bytewise, no blanks, shortest escapes, numbers as their
 * token. */
void mend__json_write_node(const mend__json *tree, mend__node n, mend_buf *out);
/* The same with members in the order in which they were read: of events, which number their slots by it. */
void mend__json_copy_node(const mend__json *tree, mend__node n, mend_buf *out);

/* The writer: the caller gives members in catalogue order; commas and escapes are its business. Errors stick in out. */
typedef struct mend__jw {
    mend_buf *out;
    uint64_t more;  /* bit d: level d already has an element */
    unsigned depth; /* at most 63 */
    bool after_key;
} mend__jw;

void mend__jw_init(mend__jw *w, mend_buf *out);
void mend__jw_object(mend__jw *w);
void mend__jw_array(mend__jw *w);
void mend__jw_end_object(mend__jw *w);
void mend__jw_end_array(mend__jw *w);
void mend__jw_key(mend__jw *w, const char *key);
void mend__jw_key_str(mend__jw *w, mend__str key);
void mend__jw_str(mend__jw *w, mend__str s);
void mend__jw_text(mend__jw *w, const char *nul_terminated);
void mend__jw_int(mend__jw *w, int64_t value);
void mend__jw_bool(mend__jw *w, bool value);
void mend__jw_null(mend__jw *w);
void mend__jw_raw(mend__jw *w, mend__str json); /* a value that is canonical already */

#endif
