/*
 * seen.h - which names stood in which line before, for lists that may hold none twice.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_SEEN_H
#define DESK_SEEN_H

#include <stdbool.h>
#include <stddef.h>

typedef struct seen_name {
    char *name;
    long line;
} seen_name;

typedef struct seen {
    seen_name *slots; /* a hash table; a slot without a name is free */
    size_t count, cap;
} seen;

/* Takes note of a name. *before: the line where it stood first; 0: nowhere. False: no memory. */
bool seen_add(seen *s, const char *name, long line, long *before);
void seen_free(seen *s);

#endif
