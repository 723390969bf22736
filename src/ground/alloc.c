/*
 * alloc.c - the allocator inside the library and the arena, see alloc.h.
 *
 * Sizes given to the allocator are always exact: a host may keep books or use pools by size.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "alloc.h"
#include "int.h"

#include <stdlib.h>
#include <string.h>

#define ALIGN       16   /* no type of C11 needs more on any target; malloc's own promise bounds it from above */
#define FIRST_ITEMS 256  /* bytes an array grows to at first, at least */
#define FIRST_STEP  1024 /* bytes of an arena's first block, header included */

/* Header of a block of an arena; the memory follows it at the next multiple of ALIGN. */
struct mend__block {
    struct mend__block *older;
    size_t size; /* with the header */
};

#define HEADER ((sizeof(struct mend__block) + ALIGN - 1) / ALIGN * ALIGN)

static void *alloc_libc(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, new_size);
}

bool mend__alloc_init(mend__alloc *out, const mend_allocator *given)
{
    if (given == NULL) {
        *out = (mend__alloc){alloc_libc, NULL};
        return true;
    }
    if (given->struct_size != sizeof *given || given->reserved != 0 || given->resize == NULL) {
        return false;
    }
    *out = (mend__alloc){given->resize, given->user};
    return true;
}

void *mend__new(const mend__alloc *a, size_t size)
{
    void *block = a->resize(a->user, NULL, 0, size);
    if (block != NULL) {
        memset(block, 0, size);
    }
    return block;
}

void mend__drop(const mend__alloc *a, void *block, size_t size)
{
    if (block != NULL) {
        a->resize(a->user, block, size, 0);
    }
}

mend_status mend__reserve(const mend__alloc *a, void **items, size_t *cap, size_t need, size_t size)
{
    size_t count = need, grown, bytes;
    if (need <= *cap) {
        return MEND_OK;
    }
    /* Growing by half keeps the sum of all moves linear; a quarter of a kilobyte at first spares the tiny steps. */
    size_t least = FIRST_ITEMS / size;
    if (mend__add_size(*cap, *cap / 2 + 8, &grown) && grown > need) {
        count = grown;
    }
    if (count < least) {
        count = least;
    }
    if (!mend__mul_size(count, size, &bytes)) {
        count = need;
        if (!mend__mul_size(count, size, &bytes)) {
            return MEND_LIMIT;
        }
    }
    void *block = a->resize(a->user, *items, *cap * size, bytes);
    if (block == NULL) {
        return MEND_NOMEM;
    }
    *items = block;
    *cap = count;
    return MEND_OK;
}

void mend__arena_init(mend__arena *arena, const mend__alloc *a)
{
    *arena = (mend__arena){*a, NULL, 0, 0, FIRST_STEP, SIZE_MAX};
}

/* Puts a new block in front that has room for `size` bytes. */
static bool arena_add_block(mend__arena *arena, size_t size)
{
    size_t bytes;
    if (!mend__add_size(size, HEADER, &bytes)) {
        return false;
    }
    if (bytes < arena->step) {
        bytes = arena->step;
    }
    struct mend__block *block = arena->alloc.resize(arena->alloc.user, NULL, 0, bytes);
    if (block == NULL) {
        return false;
    }
    *block = (struct mend__block){arena->blocks, bytes};
    arena->blocks = block;
    arena->left = bytes - HEADER;
    arena->texts = 0;
    /* Doubling lets one block hold all of it after a few resets. */
    arena->step = bytes > SIZE_MAX / 2 ? bytes : bytes * 2;
    if (arena->step > arena->most) {
        arena->step = arena->most;
    }
    return true;
}

/* What a piece takes in its block. */
static size_t arena_piece(size_t size)
{
    return size == 0 ? ALIGN : (size + ALIGN - 1) / ALIGN * ALIGN;
}

void *mend__arena_room(mend__arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGN) {
        return NULL;
    }
    size_t taken = arena_piece(size);
    if (taken > arena->left && !arena_add_block(arena, taken)) {
        return NULL;
    }
    /* The header and all pieces are multiples of ALIGN, so every piece is aligned like the block itself. */
    char *at = (char *)arena->blocks + (arena->blocks->size - arena->texts - arena->left);
    arena->left -= taken;
    return at;
}

void mend__arena_shrink(mend__arena *arena, size_t size, size_t used)
{
    arena->left += arena_piece(size) - arena_piece(used);
}

void *mend__arena_get(mend__arena *arena, size_t size)
{
    void *at = mend__arena_room(arena, size);
    return at == NULL ? NULL : memset(at, 0, size);
}

char *mend__arena_text(mend__arena *arena, const char *text, size_t len)
{
    size_t bytes;
    if (!mend__add_size(len, 1, &bytes) || (bytes > arena->left && !arena_add_block(arena, bytes))) {
        return NULL;
    }
    arena->left -= bytes;
    arena->texts += bytes;
    char *copy = (char *)arena->blocks + (arena->blocks->size - arena->texts);
    if (len > 0) {
        memcpy(copy, text, len);
    }
    copy[len] = '\0';
    return copy;
}

/* Frees every block but `kept`. */
static void arena_free_blocks(mend__arena *arena, struct mend__block *kept)
{
    for (struct mend__block *block = arena->blocks; block != NULL;) {
        struct mend__block *older = block->older;
        if (block != kept) {
            mend__drop(&arena->alloc, block, block->size);
        }
        block = older;
    }
    arena->blocks = kept;
}

void mend__arena_reset(mend__arena *arena)
{
    struct mend__block *largest = arena->blocks;
    if (largest == NULL) {
        return;
    }
    for (struct mend__block *block = largest->older; block != NULL; block = block->older) {
        if (block->size > largest->size) {
            largest = block;
        }
    }
    arena_free_blocks(arena, largest);
    largest->older = NULL;
    arena->left = largest->size - HEADER;
    arena->texts = 0;
}

void mend__arena_free(mend__arena *arena)
{
    arena_free_blocks(arena, NULL);
    mend__arena_init(arena, &(mend__alloc){arena->alloc.resize, arena->alloc.user});
}
