/*
 * book.h - tallies by name: a page for each name, found or begun when it is asked for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_BOOK_H
#define DESK_BOOK_H

#include "sketch.h"

#include <stddef.h>

#define PAGE_COUNTS 8

typedef struct page {
    char *name;             /* what it is found by */
    char *label;            /* what people call it; NULL until somebody says */
    int64_t n[PAGE_COUNTS]; /* the book's owner says what they count */
    sketch a, b;
} page;

typedef struct book {
    page *pages; /* in the order in which names came up, until it is sorted */
    size_t count, cap;
    size_t *slots; /* 1 + index of a page, by a digest of the name; 0: free */
    size_t slot_count;
} book;

/* A book of zeros is an empty one. */
void book_free(book *b);
/* The page of that name. NULL: no memory. Stays where it is until the next page is begun. */
page *book_page(book *b, const char *name);
/* The page, if there is one. */
const page *book_find(const book *b, const char *name);
/* By a count, largest first, equal ones by name; or by name. Pages are found no more afterwards. */
void book_sort(book *b, int count);
void book_sort_names(book *b);
/* A copy of a text; NULL: no memory. */
char *book_text(const char *s);

#endif
