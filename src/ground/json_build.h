/*
 * json_build.h - what reading and merging share: adding nodes to a tree and ordering the members of an object.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__JSON_BUILD_H
#define MEND__JSON_BUILD_H

#include "json.h"
#include "json_node.h"

/* Room for one node more. MEND_NOMEM, MEND_LIMIT. */
mend_status mend__json_grow(mend__json *tree);

/* Appends a null node as the last child of a container that is being filled (MEND__NONE: as a root).
 * MEND_NOMEM, MEND_LIMIT. */
static inline mend_status mend__json_add(mend__json *tree, mend__node parent, mend__node *out)
{
    if (tree->count >= tree->cap) {
        mend_status status = mend__json_grow(tree);
        if (status != MEND_OK) {
            return status;
        }
    }
    mend__node n = (mend__node)tree->count++;
    uint32_t index = 0;
    if (parent != MEND__NONE) {
        struct mend__json_node *into = &tree->nodes[parent];
        if (into->u.in.first == MEND__NONE) {
            into->u.in.first = n;
        } else {
            tree->nodes[into->u.in.first_by_key].next = n;
        }
        into->u.in.first_by_key = n;
        index = into->u.in.count++;
    }
    tree->nodes[n] = (struct mend__json_node){
        .parent = parent, .next = MEND__NONE, .next_by_key = MEND__NONE, .index = index, .key = MEND__NONE};
    *out = n;
    return MEND_OK;
}

/* Makes a node an empty container that is being filled. */
static inline void mend__json_open(mend__json *tree, mend__node n, mend__json_type type)
{
    struct mend__json_node *node = &tree->nodes[n];
    node->type = (uint8_t)type;
    node->u.in.first = node->u.in.first_by_key = MEND__NONE;
    node->u.in.count = node->u.in.marks = 0;
}

/* An object has all its members, added in document order: orders them by key; members with equal keys stay in document
 * order. True: no two are equal; false: they may be. */
bool mend__json_close_object(mend__json *tree, mend__node object);

/* An object has all its members, added in the order of their keys, with an index that says their order in the document
 * (numbers may be left out): puts them into that order and numbers them. */
void mend__json_close_sorted(mend__json *tree, mend__node object);

/* An array has all its elements. */
void mend__json_close_array(mend__json *tree, mend__node array);

#endif
