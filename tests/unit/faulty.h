/*
 * faulty.h - an allocator for tests: it keeps books, checks every size it is told, and fails when it is asked to.
 *
 *     faulty memory = {.fail_at = 3};                     the third request for memory fails, and every one after it
 *     mend_allocator a = faulty_allocator(&memory);
 *     ... assert_int_equal(memory.live, 0);
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef FAULTY_H
#define FAULTY_H

#include "mend/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct faulty {
    size_t fail_at;  /* 1: the first request fails; 0: none does */
    size_t requests; /* requests for memory so far */
    size_t live;     /* bytes given and not taken back */
    size_t blocks;   /* the same in blocks */
} faulty;

#define FAULTY_PREFIX 16 /* keeps the size of a block, and its alignment */

static inline void *faulty_resize(void *user, void *block, size_t old_size, size_t new_size)
{
    faulty *f = user;
    char *base = NULL;
    if (block != NULL) {
        size_t known;
        base = (char *)block - FAULTY_PREFIX;
        memcpy(&known, base, sizeof known);
        if (known != old_size) {
            fprintf(stderr, "faulty: a block of %zu bytes came back as one of %zu\n", known, old_size);
            abort();
        }
    } else if (old_size != 0) {
        fprintf(stderr, "faulty: no block, but %zu bytes\n", old_size);
        abort();
    }
    if (new_size == 0) {
        f->live -= old_size;
        f->blocks -= base != NULL;
        free(base);
        return NULL;
    }
    f->requests++;
    if (f->fail_at != 0 && f->requests >= f->fail_at) {
        return NULL;
    }
    /* Always another block, so that a pointer kept too long is noticed. */
    char *fresh = malloc(FAULTY_PREFIX + new_size);
    if (fresh == NULL) {
        abort();
    }
    memcpy(fresh, &new_size, sizeof new_size);
    memset(fresh + FAULTY_PREFIX, 0xA5, new_size);
    if (base != NULL) {
        memcpy(fresh + FAULTY_PREFIX, block, old_size < new_size ? old_size : new_size);
        free(base);
    }
    f->live += new_size - old_size;
    f->blocks += base == NULL;
    return fresh + FAULTY_PREFIX;
}

static inline mend_allocator faulty_allocator(faulty *f)
{
    return (mend_allocator){sizeof(mend_allocator), 0, faulty_resize, f};
}

#endif
