/*
 * json_room.h - what the tests of JSON share: one tree on memory that keeps books, and ways through it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef JSON_ROOM_H
#define JSON_ROOM_H

#include "ground/json.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define DEPTH 16

/* One tree for a test, on memory that keeps books. */
typedef struct room {
    faulty memory;
    mend__json tree;
    mend_error err;
} room;

static inline int enter_room(void **state)
{
    room *r = calloc(1, sizeof *r);
    mend_allocator given = faulty_allocator(&r->memory);
    mend__alloc a;
    assert_true(mend__alloc_init(&a, &given));
    mend__json_init(&r->tree, &a);
    r->err.struct_size = sizeof r->err;
    *state = r;
    return 0;
}

static inline int leave_room(void **state)
{
    room *r = *state;
    mend__json_free(&r->tree);
    int left = r->memory.live != 0 || r->memory.blocks != 0;
    free(r);
    return left;
}

static inline mend_status read_text(room *r, const char *text, mend__node *root)
{
    return mend__json_read(&r->tree, text, MEND_NTS, SIZE_MAX, DEPTH, root, &r->err);
}

static inline mend__node must_read(room *r, const char *text)
{
    mend__node root = MEND__NONE;
    if (read_text(r, text, &root) != MEND_OK) {
        fail_msg("%s: %s", text, r->err.text);
    }
    return root;
}

/* v: to the first child, >: to the sibling. */
static inline mend__node walk(const mend__json *t, mend__node n, const char *way)
{
    for (; *way != '\0'; way++) {
        n = *way == '>' ? mend__json_next(t, n) : mend__json_first(t, n);
    }
    return n;
}

#define IN_A_ROOM(test) cmocka_unit_test_setup_teardown(test, enter_room, leave_room)

#endif
