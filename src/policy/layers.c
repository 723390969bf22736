/*
 * layers.c - merging documents and the presets they extend, see layers.h.
 *
 * The caller's documents are the first sources of the tree, so that an error's document is the caller's own number;
 * presets follow.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "layers.h"
#include "findings.h"
#include "ticket/member.h"

#include <string.h>

const mend__preset *mend__preset_find(const mend__preset *presets, size_t count, mend__str id)
{
    for (size_t i = 0; i < count; i++) {
        if (mend__str_is(id, presets[i].id)) {
            return &presets[i];
        }
    }
    return NULL;
}

static mend_status layers_parse(mend__json *tree, mend__str text, mend__node *root, mend_error *err)
{
    mend_status status = mend__json_read(tree, text.p, text.n, MEND__POLICY_BYTES, MEND__POLICY_DEPTH, root, err);
    return status != MEND_OK ? status : mend__must_be(tree, *root, MEND__JSON_OBJECT, "a policy, an object", err);
}

/* The caller's documents; only the first says what it is and what it extends. */
static mend_status layers_given(const mend__layers *layers, mend__json *tree, mend__node roots[], mend_error *err)
{
    static const char *const needed[] = {"mend", "id", "revision"};
    mend_status status = MEND_OK;
    mend__node n;
    for (size_t i = 0; i < layers->count && status == MEND_OK; i++) {
        size_t len = layers->lengths == NULL ? MEND_NTS : layers->lengths[i];
        status = layers_parse(tree, mend__str_of(layers->documents[i], len), &roots[i], err);
    }
    for (size_t i = 1; i < layers->count && status == MEND_OK; i++) {
        n = mend__json_get(tree, roots[i], "extends");
        if (n != MEND__NONE) {
            status = mend__json_fail_key(tree, n, MEND_SCHEMA, "only the first document may extend a preset", err);
        }
    }
    for (size_t i = 0; i < 3 && status == MEND_OK; i++) {
        status = mend__member_need(tree, roots[0], needed[i], &n, err);
    }
    return status;
}

/* The preset that a document extends; NULL: none. */
static mend_status layers_extended(mend__layers *layers, const mend__json *tree, mend__node document,
                                   const mend__preset **out, mend_error *err)
{
    mend__node n = mend__json_get(tree, document, "extends");
    mend__str id = mend__json_str(tree, n);
    *out = NULL;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(tree, n, MEND__JSON_STRING, "the name of a preset", err);
    if (status != MEND_OK) {
        return status;
    }
    *out = mend__preset_find(layers->presets, layers->preset_count, id);
    if (*out == NULL) {
        mend__guess g;
        mend__guess_start(&g, id);
        for (size_t i = 0; i < layers->preset_count; i++) {
            mend__guess_feed(&g, (mend__str){layers->presets[i].id, strlen(layers->presets[i].id)});
        }
        mend__unknown_value(tree, n, "preset", &g, err);
        if (err != NULL) {
            err->status = MEND_NOT_FOUND;
        }
        return MEND_NOT_FOUND;
    }
    if (layers->chain_count == MEND__POLICY_EXTENDS) {
        return mend__too_many(tree, n, MEND__POLICY_EXTENDS, "presets may extend each other", err);
    }
    return MEND_OK;
}

/* The next node of a document in its order, without what stands under `n` if `skip`; MEND__NONE after the last. */
static mend__node layers_walk(const mend__json *tree, mend__node root, mend__node n, bool skip)
{
    mend__node next = skip ? MEND__NONE : mend__json_first(tree, n);
    while (next == MEND__NONE && n != root) {
        next = mend__json_next(tree, n);
        n = mend__json_parent(tree, n);
    }
    return next;
}

/* Nothing lies below this document, so a null in it deletes nothing and must be a slip. */
static mend_status layers_no_nulls(const mend__json *tree, mend__node root, mend_error *err)
{
    mend__node n = tree->nulls == 0 ? MEND__NONE : root;
    while (n != MEND__NONE) {
        bool skip = mend__is_extension(mend__json_key(tree, n));
        if (!skip && mend__json_typeof(tree, n) == MEND__JSON_NULL) {
            return mend__json_fail(tree, n, MEND_SCHEMA, "null deletes, and there is nothing to delete here", err);
        }
        n = layers_walk(tree, root, n, skip);
    }
    return MEND_OK;
}

/* Takes the member "extends" out of a document. What the document deletes by null it still deletes. */
static mend_status layers_strip(mend__json *tree, mend__node *document, mend_error *err)
{
    mend__str text = MEND__STR("{\"extends\":null}");
    mend__node without;
    mend_status status = layers_parse(tree, text, &without, err);
    return status != MEND_OK ? status : mend__json_merge_onto(tree, *document, without, document, err);
}

/* Goes down from the first document to the preset that extends nothing. nodes[0] is the first document, the presets
 * follow. */
static mend_status layers_descend(mend__layers *layers, mend__json *tree, mend__node nodes[], mend_error *err)
{
    for (layers->chain_count = 0;;) {
        size_t at = layers->chain_count;
        const mend__preset *preset;
        mend_status status = layers_extended(layers, tree, nodes[at], &preset, err);
        if (status != MEND_OK) {
            return status;
        }
        if (preset == NULL) {
            return layers_no_nulls(tree, nodes[at], err);
        }
        layers->chain[layers->chain_count++] = preset;
        status = layers_parse(tree, (mend__str){(const char *)preset->text, preset->len}, &nodes[at + 1], err);
        if (status != MEND_OK) {
            return status;
        }
    }
}

/* ---- names that are nearly another's ---- */

/* What stands below, at the path of a node of the document that is laid over it. */
static mend__node layers_below(const mend__json *tree, mend__node base, mend__node root, mend__node n)
{
    mend__node path[MEND__POLICY_DEPTH];
    size_t depth = 0;
    for (; n != root && depth < MEND__POLICY_DEPTH; n = mend__json_parent(tree, n)) {
        path[depth++] = n;
    }
    while (depth > 0 && base != MEND__NONE) {
        base = mend__json_find(tree, base, mend__json_key(tree, path[--depth]));
    }
    return base;
}

/* The digits of two names are the same, one after the other: what is numbered is no slip. */
static bool layers_same_digits(mend__str a, mend__str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.n && !(a.p[i] >= '0' && a.p[i] <= '9')) {
            i++;
        }
        while (k < b.n && !(b.p[k] >= '0' && b.p[k] <= '9')) {
            k++;
        }
        if (i == a.n || k == b.n || a.p[i] != b.p[k]) {
            return i == a.n && k == b.n;
        }
        i++;
        k++;
    }
}

/* The member of an object that a name was probably meant for: one letter is wrong, of long names two. */
static mend__str layers_near(const mend__json *tree, mend__node object, mend__str name)
{
    mend__guess g;
    mend__guess_start(&g, name);
    for (mend__node n = mend__json_first(tree, object); n != MEND__NONE; n = mend__json_next(tree, n)) {
        mend__str known = mend__json_key(tree, n);
        if (mend__json_typeof(tree, n) == MEND__JSON_OBJECT && layers_same_digits(name, known)) {
            mend__guess_feed(&g, known);
        }
    }
    bool near = g.best.p != NULL && name.n >= 4 && g.distance <= (name.n < 9 ? 1U : 2U);
    return near ? g.best : (mend__str){NULL, 0};
}

/* New objects in a document whose names are nearly those of others that stand below. Only a check looks for them. */
static void layers_newcomers(const mend__layers *layers, const mend__json *tree, mend__node base, mend__node root)
{
    mend__node n = layers->findings == NULL ? MEND__NONE : root;
    while (n != MEND__NONE) {
        mend__str name = mend__json_key(tree, n);
        mend__node above = n == root ? base : layers_below(tree, base, root, mend__json_parent(tree, n));
        bool known = n == root || mend__json_find(tree, above, name) != MEND__NONE;
        bool object = mend__json_typeof(tree, n) == MEND__JSON_OBJECT && !mend__is_extension(name);
        bool section = mend__json_parent(tree, n) == root; /* one that is not known is refused anyway */
        mend__str near = known || section || !object ? (mend__str){NULL, 0} : layers_near(tree, above, name);
        if (near.p != NULL) {
            const mend__found_param params[] = {{"name", name}, {"other", near}, {NULL, {NULL, 0}}};
            mend__found_at(layers->findings, MEND__FOUND_NAME_NEAR, tree, n, true, params);
        }
        n = layers_walk(tree, root, n, !known || !object);
    }
}

mend_status mend__layers_read(mend__layers *layers, mend__json *tree, mend__node *root, mend_error *err)
{
    mend__node roots[MEND__POLICY_DOCUMENTS], nodes[MEND__POLICY_EXTENDS + 1];
    mend_status status = layers_given(layers, tree, roots, err);
    if (status != MEND_OK) {
        return status;
    }
    nodes[0] = roots[0];
    status = layers_descend(layers, tree, nodes, err);
    mend__node merged = nodes[layers->chain_count];
    for (size_t i = layers->chain_count; i-- > 0 && status == MEND_OK;) {
        if (i == 0) {
            layers_newcomers(layers, tree, merged, nodes[0]);
        }
        status = layers_strip(tree, &nodes[i], err);
        status = status != MEND_OK ? status : mend__json_merge_onto(tree, merged, nodes[i], &merged, err);
    }
    for (size_t i = 1; i < layers->count && status == MEND_OK; i++) {
        layers_newcomers(layers, tree, merged, roots[i]);
        status = mend__json_merge_onto(tree, merged, roots[i], &merged, err);
    }
    if (status == MEND_OK) {
        *root = merged;
    }
    return status;
}

void mend__layers_blame(const mend__layers *layers, mend_error *err)
{
    if (err == NULL || err->document < 0 || (size_t)err->document < layers->count) {
        return;
    }
    size_t at = (size_t)err->document - layers->count;
    err->document = -1;
    if (at >= layers->chain_count) {
        return; /* a document of the library's own, and no memory for it */
    }
    mend__error_add(err, " (in the preset \"");
    mend__error_add(err, layers->chain[at]->id);
    mend__error_add(err, "\")");
}
