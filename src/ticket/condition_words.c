/*
 * condition_words.c - the words that "has" looks for in a text, all of them in one pass (Aho and Corasick).
 *
 * Words that begin alike share the nodes of their beginning. A node's `fail` is the node of the longest end of what it
 * stands for that is itself the beginning of a word: there the search goes on when the next byte does not fit, and never
 * goes back in the text. Nodes stand in order of depth, the children of one side by side, by byte.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "condition_code.h"

#include <string.h>

/* ASCII letters become small, everything else stays. */
static uint8_t small_at(mend__str text, size_t i)
{
    uint8_t c = (uint8_t)text.p[i];
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

/* Where the byte leads from a node; 0: nowhere. */
static uint16_t child_of(const mend__cond_node *nodes, uint16_t node, uint8_t byte)
{
    uint32_t low = nodes[node].first, high = low + nodes[node].count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (nodes[middle].byte < byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < (uint32_t)nodes[node].first + nodes[node].count && nodes[low].byte == byte ? (uint16_t)low : 0;
}

static uint16_t step_from(const mend__cond_node *nodes, uint16_t node, uint8_t byte)
{
    uint16_t next = child_of(nodes, node, byte);
    while (next == 0 && node != 0) {
        node = nodes[node].fail;
        next = child_of(nodes, node, byte);
    }
    return next;
}

bool mend__cond_words_in(const mend__cond_words *words, mend__str text)
{
    uint16_t at = 0;
    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = small_at(text, i);
        if (at == 0 && !(words->begins[c / 8] >> c % 8 & 1)) {
            continue;
        }
        at = step_from(words->nodes, at, c);
        if (words->nodes[at].whole) {
            return true;
        }
    }
    return false;
}

/* --- building --- */

static int compare(mend__str a, mend__str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    for (size_t i = 0; i < n; i++) {
        if (small_at(a, i) != small_at(b, i)) {
            return small_at(a, i) < small_at(b, i) ? -1 : 1;
        }
    }
    return a.n < b.n ? -1 : a.n > b.n;
}

static void sort(mend__str *words, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        mend__str word = words[i];
        uint32_t k = i;
        for (; k > 0 && compare(words[k - 1], word) > 0; k--) {
            words[k] = words[k - 1];
        }
        words[k] = word;
    }
}

/* The node's children: one for every byte that comes next in its words. Until then a node keeps in `first` and `fail`
 * from where to where its words stand among all, and in `count` how many bytes of them it stands for. */
static uint32_t grow(mend__cond_node *nodes, uint32_t node, uint32_t total, const mend__str *words)
{
    uint32_t at = nodes[node].first, end = nodes[node].fail, depth = nodes[node].count;
    nodes[node].first = (uint16_t)total;
    nodes[node].count = 0;
    for (; at < end && words[at].n == depth; at++) {
        nodes[node].whole = true;
    }
    while (at < end) {
        uint8_t byte = small_at(words[at], depth);
        mend__cond_node *child = &nodes[total++];
        *child = (mend__cond_node){(uint16_t)at, 0, (uint16_t)(depth + 1), byte, false};
        while (at < end && small_at(words[at], depth) == byte) {
            at++;
        }
        child->fail = (uint16_t)at;
        nodes[node].count++;
    }
    return total;
}

/* Children of nodes before it have their `fail` already. */
static void link_children(mend__cond_node *nodes, uint32_t node)
{
    for (uint32_t i = 0; i < nodes[node].count; i++) {
        mend__cond_node *child = &nodes[nodes[node].first + i];
        child->fail = node == 0 ? 0 : step_from(nodes, nodes[node].fail, child->byte);
        child->whole = child->whole || nodes[child->fail].whole;
    }
}

mend_status mend__cond_words_build(mend__arena *arena, mend__str *words, uint32_t count, mend__cond_words *out)
{
    uint32_t room = 1, total = 1;
    for (uint32_t i = 0; i < count; i++) {
        room += (uint32_t)words[i].n;
    }
    mend__cond_node *nodes = mend__arena_room(arena, room * sizeof *nodes);
    if (nodes == NULL) {
        return MEND_NOMEM;
    }
    sort(words, count);
    nodes[0] = (mend__cond_node){0, (uint16_t)count, 0, 0, false};
    for (uint32_t i = 0; i < total; i++) {
        total = grow(nodes, i, total, words);
    }
    mend__arena_shrink(arena, room * sizeof *nodes, total * sizeof *nodes);
    nodes[0].fail = 0;
    memset(out->begins, 0, sizeof out->begins);
    for (uint32_t i = 0; i < nodes[0].count; i++) {
        uint8_t byte = nodes[1 + i].byte;
        out->begins[byte / 8] = (uint8_t)(out->begins[byte / 8] | 1U << byte % 8);
    }
    for (uint32_t i = 0; i < total; i++) {
        link_children(nodes, i);
    }
    out->nodes = nodes;
    return MEND_OK;
}
