/*
 * json_build.c - adding nodes and ordering members, see json_build.h.
 *
 * Chains are ordered by a bottom-up merge sort: stable, n log n whatever the keys are, without recursion or memory of
 * its own. A hash would need both a seed and a bound.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "json_build.h"

#include <string.h>

#define CHAIN_FEW 12 /* members that are quicker put in one by one */

typedef enum json_chain { JSON_BY_KEY, JSON_BY_INDEX } json_chain;

mend_status mend__json_add(mend__json *tree, mend__node parent, mend__node *out)
{
    if (tree->count >= tree->cap) {
        void *nodes = tree->nodes;
        mend_status status = tree->count >= MEND__NONE ? MEND_LIMIT
                                                       : mend__reserve(&tree->alloc, &nodes, &tree->cap,
                                                                       tree->count + 1, sizeof *tree->nodes);
        if (status != MEND_OK) {
            return status;
        }
        tree->nodes = nodes;
    }
    mend__node n = (mend__node)tree->count++;
    struct mend__json_node *node = &tree->nodes[n];
    memset(node, 0, sizeof *node);
    node->parent = parent;
    node->next = node->next_by_key = MEND__NONE;
    if (parent != MEND__NONE) {
        struct mend__json_node *into = &tree->nodes[parent];
        if (into->u.in.first == MEND__NONE) {
            into->u.in.first = n;
        } else {
            tree->nodes[into->u.in.first_by_key].next = n;
        }
        into->u.in.first_by_key = n;
        node->index = into->u.in.count++;
    }
    *out = n;
    return MEND_OK;
}

void mend__json_open(mend__json *tree, mend__node n, mend__json_type type)
{
    struct mend__json_node *node = &tree->nodes[n];
    node->type = type;
    node->u.in.first = node->u.in.first_by_key = MEND__NONE;
    node->u.in.count = 0;
}

static uint32_t *chain_link(mend__json *tree, mend__node n, json_chain by)
{
    return by == JSON_BY_KEY ? &tree->nodes[n].next_by_key : &tree->nodes[n].next;
}

/* May `a` stay before `b`? */
static bool chain_in_order(const mend__json *tree, mend__node a, mend__node b, json_chain by)
{
    if (by == JSON_BY_INDEX) {
        return tree->nodes[a].index <= tree->nodes[b].index;
    }
    return mend__str_order(mend__json_key(tree, a), mend__json_key(tree, b)) <= 0;
}

/* Joins the run of at most `size` nodes at `left` with the run of at most `size` nodes that follows it, behind *tail
 * (MEND__NONE: as the new beginning, put into *head). Returns the node after both runs. */
static mend__node chain_join(mend__json *tree, mend__node left, size_t size, json_chain by, mend__node *head,
                             mend__node *tail)
{
    mend__node right = left;
    size_t lefts = 0, rights = size;
    while (lefts < size && right != MEND__NONE) {
        right = *chain_link(tree, right, by);
        lefts++;
    }
    while (lefts > 0 || (rights > 0 && right != MEND__NONE)) {
        bool from_left = lefts > 0 && (rights == 0 || right == MEND__NONE || chain_in_order(tree, left, right, by));
        mend__node taken = from_left ? left : right;
        if (from_left) {
            left = *chain_link(tree, left, by);
            lefts--;
        } else {
            right = *chain_link(tree, right, by);
            rights--;
        }
        if (*tail == MEND__NONE) {
            *head = taken;
        } else {
            *chain_link(tree, *tail, by) = taken;
        }
        *tail = taken;
    }
    return right;
}

/* Orders a chain of `count` nodes; returns its new beginning. */
static mend__node chain_sort(mend__json *tree, mend__node first, size_t count, json_chain by)
{
    for (size_t size = 1; size < count; size *= 2) { /* count < 2^32, and nodes are larger than bytes: no overflow */
        mend__node left = first, tail = MEND__NONE;
        while (left != MEND__NONE) {
            left = chain_join(tree, left, size, by, &first, &tail);
        }
        *chain_link(tree, tail, by) = MEND__NONE;
    }
    return first;
}

/* Lets the key chain follow the order in which the members were added. True if that is the order of the keys, and none
 * occurs twice. */
static bool chain_copy(mend__json *tree, mend__node object)
{
    struct mend__json_node *nodes = tree->nodes, *node = &nodes[object];
    bool rising = true;
    node->u.in.first_by_key = node->u.in.first;
    for (mend__node n = node->u.in.first; n != MEND__NONE; n = nodes[n].next) {
        mend__node next = nodes[n].next;
        nodes[n].next_by_key = next;
        rising =
            rising && (next == MEND__NONE || mend__str_order(mend__json_key(tree, n), mend__json_key(tree, next)) < 0);
    }
    return rising;
}

/* Orders the key chain of a few members: each goes behind those whose keys are not above its own. */
static void chain_insert(mend__json *tree, mend__node object)
{
    mend__node sorted[CHAIN_FEW] = {MEND__NONE};
    struct mend__json_node *nodes = tree->nodes, *node = &nodes[object];
    size_t count = 0;
    for (mend__node n = node->u.in.first; n != MEND__NONE; n = nodes[n].next) {
        mend__str key = mend__json_key(tree, n);
        size_t at = count++;
        for (; at > 0 && mend__str_order(mend__json_key(tree, sorted[at - 1]), key) > 0; at--) {
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = n;
    }
    node->u.in.first_by_key = sorted[0];
    for (size_t i = 0; i < count; i++) {
        nodes[sorted[i]].next_by_key = i + 1 < count ? sorted[i + 1] : MEND__NONE;
    }
}

bool mend__json_close_object(mend__json *tree, mend__node object)
{
    struct mend__json_node *node = &tree->nodes[object];
    if (chain_copy(tree, object)) {
        return true;
    }
    if (node->u.in.count <= CHAIN_FEW) {
        chain_insert(tree, object);
    } else {
        node->u.in.first_by_key = chain_sort(tree, node->u.in.first_by_key, node->u.in.count, JSON_BY_KEY);
    }
    return false;
}

void mend__json_close_sorted(mend__json *tree, mend__node object)
{
    struct mend__json_node *node = &tree->nodes[object];
    uint32_t index = 0;
    chain_copy(tree, object);
    node->u.in.first = chain_sort(tree, node->u.in.first, node->u.in.count, JSON_BY_INDEX);
    for (mend__node n = node->u.in.first; n != MEND__NONE; n = tree->nodes[n].next) {
        tree->nodes[n].index = index++;
    }
}

void mend__json_close_array(mend__json *tree, mend__node array)
{
    tree->nodes[array].u.in.first_by_key = MEND__NONE;
}
