/*
 * alloc.h - the allocator inside the library: one function for everything,
 * sizes checked before it is asked, and an arena for things that die together.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ALLOC_H
#define MEND__ALLOC_H

#include "mend/base.h"

#include <stdbool.h>

typedef struct mend__alloc {
    mend_resize_fn resize; /* never NULL */
    void *user;
} mend__alloc;

/* Copies the caller's allocator, or the C library's for NULL. False if the record is malformed. */
bool mend__alloc_init(mend__alloc *out, const mend_allocator *given);

/* NULL when the memory is not there. mend__new zeroes the block; size > 0. mend__drop accepts NULL; size is exact. */
void *mend__new(const mend__alloc *a, size_t size);
void mend__drop(const mend__alloc *a, void *block, size_t size);

/* Makes room for `need` elements of `size` bytes in *items, growing by half at least; *cap counts elements.
 * MEND_NOMEM or MEND_LIMIT (size overflow) leave *items and *cap as they were. Pass the address of a void pointer and
 * copy it back: `(void **)&typed_pointer` would break the aliasing rules. */
mend_status mend__reserve(const mend__alloc *a, void **items, size_t *cap, size_t need, size_t size);

/* An arena gives memory that is freed all at once. Reset keeps the largest block, so that an object used again and
 * again stops allocating. Pieces are zeroed and aligned for any type; texts lie close to each other at the other end of
 * a block. */
typedef struct mend__arena {
    mend__alloc alloc;
    struct mend__block *blocks; /* newest first */
    size_t left;                /* free bytes in the newest block */
    size_t texts;               /* bytes of texts at the end of the newest block */
    size_t step;                /* size of the next block */
    size_t most;                /* which does not grow beyond that; SIZE_MAX at first */
} mend__arena;

void mend__arena_init(mend__arena *arena, const mend__alloc *a);
void *mend__arena_get(mend__arena *arena, size_t size);                   /* NULL: no memory */
void *mend__arena_room(mend__arena *arena, size_t size);                  /* the same, but with whatever is in it */
char *mend__arena_text(mend__arena *arena, const char *text, size_t len); /* NUL-terminated copy */
/* The last piece of mend__arena_room(), of `size` bytes, keeps only `used` of them. */
void mend__arena_shrink(mend__arena *arena, size_t size, size_t used);
void mend__arena_reset(mend__arena *arena);
void mend__arena_free(mend__arena *arena);

#endif
