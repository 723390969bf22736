/*
 * json_node.h - one node of a tree, shared by the files that read, merge and write JSON.
 *
 * Nodes name each other by index. The children of a container hang in two chains: in document order, and, for an
 * object, in the bytewise order of their keys, which finds duplicates, joins two objects and writes canonically
 * without a search. While a container is being filled, first_by_key holds its last child instead.
 *
 * The tree's text holds its documents as they came, each with strings decoded where they stand. So the place of a key
 * there says where it stands in its document, too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__JSON_NODE_H
#define MEND__JSON_NODE_H

#include <stdbool.h>
#include <stdint.h>

struct mend__json_node {
    uint32_t parent;      /* MEND__NONE for a root */
    uint32_t next;        /* the sibling after this one */
    uint32_t next_by_key; /* the sibling whose key comes after this one's; of members only */
    uint32_t index;       /* 0-based position among the siblings */
    uint32_t key;         /* where the key starts in the tree's text; UINT32_MAX: there is no key */
    uint32_t key_len;     /* 0 where there is no key */
    uint32_t offset;      /* byte offset of the value in the document */
    uint32_t document;    /* index into the tree's sources */
    uint8_t type;         /* mend__json_type */
    bool key_escaped;     /* the key was written with escapes: it may need some again */
    bool escaped;         /* a string was */
    bool promised;        /* a container that a merge has yet to fill */
    union {
        struct {
            uint32_t first, first_by_key, count;
            uint32_t marks; /* of the keys of its members, see mend__json_mark() */
        } in;               /* of an array or object */
        struct {
            uint32_t at, len;
        } text; /* of a string or number: its run in the tree's text */
    } u;
};

#endif
