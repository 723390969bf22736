/*
 * json_merge.c - RFC 7396 merging into new nodes, see json.h.
 *
 * The new nodes are their own list of work: a container is first a promise that names the base and the patch it will be
 * made from, and is filled when its turn comes, which appends its children. The members of two objects are joined along
 * their chains by key, so that the whole costs n log n.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "json_build.h"

/* What a container that is still a promise is made from: kept where its chains will be. */
static void merge_promise(struct mend__json_node *node, mend__node base, mend__node patch)
{
    node->u.in.first = base;
    node->u.in.first_by_key = patch;
    node->promised = true;
}

/* What hangs under a container that nobody looks at again hangs under another one now. */
static void merge_move(mend__json *tree, mend__node to)
{
    for (mend__node n = mend__json_first(tree, to); n != MEND__NONE; n = mend__json_next(tree, n)) {
        tree->nodes[n].parent = to;
    }
}

/* Adds the node that results from base and patch; at least one is there. Where the patch speaks, the node has its
 * position. Elements of arrays come as a base without a patch, because an array is taken as it is, nulls and all. */
static mend_status merge_add_result(mend__json *tree, mend__node parent, mend__node base, mend__node patch, bool move,
                                    mend__node *out)
{
    mend_status status = mend__json_add(tree, parent, out);
    if (status != MEND_OK) {
        return status;
    }
    struct mend__json_node *node = &tree->nodes[*out];
    const struct mend__json_node *from = &tree->nodes[patch == MEND__NONE ? base : patch];
    node->key = from->key;
    node->key_len = from->key_len;
    node->offset = from->offset;
    node->document = from->document;
    node->type = from->type;
    node->key_escaped = from->key_escaped;
    node->escaped = from->escaped;
    node->u = from->u;
    if (move && patch == MEND__NONE) {
        merge_move(tree, *out);
    } else if (from->type == MEND__JSON_OBJECT) {
        bool onto = patch != MEND__NONE && mend__json_typeof(tree, base) == MEND__JSON_OBJECT;
        merge_promise(node, patch == MEND__NONE || onto ? base : MEND__NONE, patch);
    } else if (from->type == MEND__JSON_ARRAY) {
        merge_promise(node, patch == MEND__NONE ? base : patch, MEND__NONE);
    }
    return MEND_OK;
}

static mend_status merge_fill_array(mend__json *tree, mend__node array, mend__node from)
{
    mend_status status = MEND_OK;
    mend__json_open(tree, array, MEND__JSON_ARRAY);
    for (mend__node n = mend__json_first(tree, from); n != MEND__NONE && status == MEND_OK; n = tree->nodes[n].next) {
        mend__node out;
        status = merge_add_result(tree, array, n, MEND__NONE, false, &out);
    }
    mend__json_close_array(tree, array);
    return status;
}

static mend__node merge_first_by_key(const mend__json *tree, mend__node n)
{
    return n == MEND__NONE ? MEND__NONE : tree->nodes[n].u.in.first_by_key;
}

/* Below zero: b's key comes first or p is at its end; above: the other way round; 0: both have the key. */
static int merge_compare_heads(const mend__json *tree, mend__node b, mend__node p)
{
    if (b == MEND__NONE || p == MEND__NONE) {
        return b == MEND__NONE ? 1 : -1;
    }
    return mend__str_cmp(mend__json_key(tree, b), mend__json_key(tree, p));
}

/* One member of the result. Its order in the document: the base's members stay, the patch's follow. */
static mend_status merge_add_member(mend__json *tree, mend__node object, mend__node base, mend__node patch, bool move,
                                    uint32_t offset)
{
    mend__node out;
    if (patch != MEND__NONE && tree->nodes[patch].type == MEND__JSON_NULL) {
        return MEND_OK;
    }
    mend_status status = merge_add_result(tree, object, base, patch, move, &out);
    if (status == MEND_OK) {
        tree->nodes[out].index = base != MEND__NONE ? tree->nodes[base].index : offset + tree->nodes[patch].index;
    }
    return status;
}

static mend_status merge_fill_object(mend__json *tree, mend__node object, mend__node base, mend__node patch, bool move)
{
    mend__node b = merge_first_by_key(tree, base), p = merge_first_by_key(tree, patch);
    uint32_t offset = (uint32_t)mend__json_count(tree, base);
    mend_status status = MEND_OK;
    mend__json_open(tree, object, MEND__JSON_OBJECT);
    while (status == MEND_OK && (b != MEND__NONE || p != MEND__NONE)) {
        int order = merge_compare_heads(tree, b, p);
        status = merge_add_member(tree, object, order <= 0 ? b : MEND__NONE, order >= 0 ? p : MEND__NONE, move, offset);
        b = order <= 0 ? tree->nodes[b].next_by_key : b;
        p = order >= 0 ? tree->nodes[p].next_by_key : p;
    }
    mend__json_close_sorted(tree, object);
    return status;
}

/* Keeps the promise of a node, if it is one. */
static mend_status merge_fill(mend__json *tree, mend__node n, bool move)
{
    struct mend__json_node *node = &tree->nodes[n];
    mend__node base = node->u.in.first, patch = node->u.in.first_by_key;
    if (!node->promised) {
        return MEND_OK;
    }
    node->promised = false;
    return node->type == MEND__JSON_OBJECT ? merge_fill_object(tree, n, base, patch, move)
                                           : merge_fill_array(tree, n, base);
}

static mend_status merge(mend__json *tree, mend__node base, mend__node patch, bool move, mend__node *out,
                         mend_error *err)
{
    size_t before = tree->count;
    mend__node root = MEND__NONE;
    mend_status status = MEND_OK;
    if (base != MEND__NONE || patch != MEND__NONE) {
        status = merge_add_result(tree, MEND__NONE, base, patch, move, &root);
    }
    for (size_t i = before; i < tree->count && status == MEND_OK; i++) {
        status = merge_fill(tree, (mend__node)i, move);
    }
    if (status != MEND_OK) {
        tree->count = before;
        return mend__fail(err, status,
                          status == MEND_NOMEM ? "there is no memory for the merged document"
                                               : "the merged document is too large");
    }
    *out = root;
    return MEND_OK;
}

mend_status mend__json_merge(mend__json *tree, mend__node base, mend__node patch, mend__node *out, mend_error *err)
{
    return merge(tree, base, patch, false, out, err);
}

mend_status mend__json_merge_onto(mend__json *tree, mend__node base, mend__node patch, mend__node *out, mend_error *err)
{
    return merge(tree, base, patch, true, out, err);
}

mend_status mend__json_merge_under(mend__json *tree, mend__node base, mend__node patch, mend__node *out,
                                   mend_error *err)
{
    mend_status status = mend__json_merge(tree, base, patch, out, err);
    if (status == MEND_OK) {
        tree->nodes[*out].parent = tree->nodes[patch].parent;
        tree->nodes[*out].index = tree->nodes[patch].index;
    }
    return status;
}
