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

#define CHAIN_FEW 32 /* members that are quicker put in one by one */

typedef enum json_chain { JSON_BY_KEY, JSON_BY_INDEX } json_chain;

mend_status mend__json_grow(mend__json *tree)
{
    void *nodes = tree->nodes;
    if (tree->count >= MEND__NONE) {
        return MEND_LIMIT;
    }
    mend_status status = mend__reserve(&tree->alloc, &nodes, &tree->cap, tree->count + 1, sizeof *tree->nodes);
    tree->nodes = nodes;
    return status;
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

/* Lets the key chain follow the order in which the members were added, and marks the keys. True if that is the order of
 * the keys, and none occurs twice. */
static bool chain_copy(mend__json *tree, mend__node object)
{
    struct mend__json_node *nodes = tree->nodes, *node = &nodes[object];
    bool rising = true;
    node->u.in.first_by_key = node->u.in.first;
    for (mend__node n = node->u.in.first; n != MEND__NONE; n = nodes[n].next) {
        mend__node next = nodes[n].next;
        mend__str key = mend__json_key(tree, n);
        nodes[n].next_by_key = next;
        node->u.in.marks |= mend__json_mark(key);
        rising = rising && (next == MEND__NONE || mend__str_order(key, mend__json_key(tree, next)) < 0);
    }
    return rising;
}

/* A member, and the first eight bytes of its key, the first of them on top: mostly they tell two keys apart. No key holds
 * a NUL, so one that is shorter is below all that go on. */
typedef struct chain_item {
    uint64_t head;
    mend__node n;
} chain_item;

static uint64_t chain_head(const mend__json *tree, const struct mend__json_node *node)
{
    const unsigned char *p = (const unsigned char *)tree->text.data + node->key; /* MEND__JSON_TAIL: all are there */
    uint64_t head = (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 | (uint64_t)p[3] << 32 |
                    (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 | (uint64_t)p[6] << 8 | p[7];
    return node->key_len >= 8 ? head : head & ~(UINT64_MAX >> 8 * node->key_len);
}

/* Orders the key chain of a few members: each goes behind those whose keys are not above its own. True: no two are
 * equal. */
static bool chain_insert(mend__json *tree, mend__node object)
{
    chain_item sorted[CHAIN_FEW];
    struct mend__json_node *nodes = tree->nodes, *node = &nodes[object];
    size_t count = 0;
    bool all_differ = true;
    for (mend__node n = node->u.in.first; n != MEND__NONE; n = nodes[n].next) {
        const chain_item item = {chain_head(tree, &nodes[n]), n};
        mend__str key = mend__json_key(tree, n);
        size_t at = count++;
        node->u.in.marks |= mend__json_mark(key);
        while (at > 0 && sorted[at - 1].head >= item.head) {
            int order =
                sorted[at - 1].head > item.head ? 1 : mend__str_cmp(mend__json_key(tree, sorted[at - 1].n), key);
            all_differ = all_differ && order != 0;
            if (order <= 0) {
                break;
            }
            sorted[at] = sorted[at - 1];
            at--;
        }
        sorted[at] = item;
    }
    node->u.in.first_by_key = MEND__NONE;
    while (count > 0) {
        nodes[sorted[--count].n].next_by_key = node->u.in.first_by_key;
        node->u.in.first_by_key = sorted[count].n;
    }
    return all_differ;
}

bool mend__json_close_object(mend__json *tree, mend__node object)
{
    struct mend__json_node *node = &tree->nodes[object];
    if (node->u.in.count <= CHAIN_FEW) {
        return chain_insert(tree, object);
    }
    if (!chain_copy(tree, object)) {
        node->u.in.first_by_key = chain_sort(tree, node->u.in.first_by_key, node->u.in.count, JSON_BY_KEY);
        return false;
    }
    return true;
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
