/*
 * json_build.h - what reading and merging share: adding nodes to a tree and ordering the members of an object.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__JSON_BUILD_H
#define MEND__JSON_BUILD_H

#include "json.h"
#include "json_node.h"

/* Appends a null node as the last child of a container that is being filled (MEND__NONE: as a root).
 * MEND_NOMEM, MEND_LIMIT. */
mend_status mend__json_add(mend__json *tree, mend__node parent, mend__node *out);

/* Makes a node an empty container that is being filled. */
void mend__json_open(mend__json *tree, mend__node n, mend__json_type type);

/* An object has all its members, added in document order: orders them by key; members with equal keys stay in document
 * order. True: they were in order, and no two are equal; false: they may be. */
bool mend__json_close_object(mend__json *tree, mend__node object);

/* An object has all its members, added in the order of their keys, with an index that says their order in the document
 * (numbers may be left out): puts them into that order and numbers them. */
void mend__json_close_sorted(mend__json *tree, mend__node object);

/* An array has all its elements. */
void mend__json_close_array(mend__json *tree, mend__node array);

#endif
