/*
 * fuzz_json.c - any bytes: either they are refused with a position inside of them, or what is written can be read again
 * and is written the same; merging with itself and copying keep the tree sound.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void must_be_refusal(const mend_error *err, mend_status status, size_t size)
{
    must(status == MEND_SYNTAX || status == MEND_UTF8 || status == MEND_DUPLICATE_KEY || status == MEND_LIMIT);
    must(err->status == status && err->document == 0);
    must(err->offset >= 0 && (uint64_t)err->offset <= size);
    must(err->line >= 1 && err->column >= 1);
    must(err->path[0] == '$' && err->text[0] != '\0');
    must(mend__utf8_valid(err->path, strlen(err->path), NULL) && mend__utf8_valid(err->text, strlen(err->text), NULL));
}

/* The canonical text of a node, read back and written again, is the same. */
static void must_settle(mend__json *tree, mend__node n, mend_buf *first, mend_buf *second)
{
    mend__node back;
    mend__buf_rewind(first, 0);
    mend__buf_rewind(second, 0);
    mend__json_write_node(tree, n, first);
    must(mend__utf8_valid(first->data, first->len, NULL));
    must(mend__json_read(tree, first->data, first->len, SIZE_MAX, 64, &back, NULL) == MEND_OK);
    mend__json_write_node(tree, back, second);
    must(first->status == MEND_OK && second->status == MEND_OK);
    must(first->len == second->len && memcmp(first->data, second->data, first->len) == 0);
}

/* Every node has an error path that is valid text. Along parents and siblings, because depth is the fuzzer's choice. */
static void must_have_paths(const mend__json *tree, mend__node root)
{
    mend_error err = {.struct_size = sizeof err};
    mend__node n = root;
    for (int steps = 0; n != MEND__NONE && steps < 200; steps++) {
        mend__json_expected(tree, n, "something else", &err);
        must(err.path[0] == '$' && mend__utf8_valid(err.path, strlen(err.path), NULL));
        mend__node next = mend__json_first(tree, n);
        for (; next == MEND__NONE && n != root; n = mend__json_parent(tree, n)) {
            next = mend__json_next(tree, n);
        }
        n = next;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    mend__alloc a;
    mend__json tree;
    mend_buf first, second;
    mend__node root, out;
    mend_error err = {.struct_size = sizeof err};
    must(mend__alloc_init(&a, NULL));
    mend__json_init(&tree, &a);
    mend__buf_init(&first, &a);
    mend__buf_init(&second, &a);
    mend_status status = mend__json_read(&tree, (const char *)data, size, SIZE_MAX, 64, &root, &err);
    if (status == MEND_OK) {
        must_settle(&tree, root, &first, &second);
        must_have_paths(&tree, root);
        must(mend__json_merge(&tree, root, MEND__NONE, &out, NULL) == MEND_OK);
        mend__buf_rewind(&second, 0);
        mend__json_write_node(&tree, out, &second);
        must(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
        must(mend__json_merge(&tree, root, root, &out, NULL) == MEND_OK);
        must_settle(&tree, out, &first, &second);
    } else {
        must_be_refusal(&err, status, size);
        must(tree.count == 0 && tree.source_count == 0);
    }
    mend__buf_done(&first);
    mend__buf_done(&second);
    mend__json_free(&tree);
    return 0;
}
