/*
 * book.c - tallies by name, see book.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "book.h"

#include <stdlib.h>
#include <string.h>

static size_t digest(const char *name)
{
    uint32_t d = UINT32_C(2166136261);
    for (; *name != '\0'; name++) {
        d = (d ^ (unsigned char)*name) * UINT32_C(16777619);
    }
    return d;
}

/* Where the name is, or where it would be: there is always a free slot. */
static size_t slot_of(const book *b, const char *name)
{
    size_t at = digest(name) % b->slot_count;
    while (b->slots[at] != 0 && strcmp(b->pages[b->slots[at] - 1].name, name) != 0) {
        at = (at + 1) % b->slot_count;
    }
    return at;
}

static bool grow(book *b)
{
    size_t cap = b->cap == 0 ? 16 : b->cap * 2;
    page *pages = realloc(b->pages, cap * sizeof *pages);
    if (pages == NULL) {
        return false;
    }
    b->pages = pages;
    size_t *slots = calloc(cap * 2, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    free(b->slots);
    b->slots = slots;
    b->slot_count = cap * 2;
    b->cap = cap;
    for (size_t i = 0; i < b->count; i++) {
        b->slots[slot_of(b, b->pages[i].name)] = i + 1;
    }
    return true;
}

void book_free(book *b)
{
    for (size_t i = 0; i < b->count; i++) {
        free(b->pages[i].name);
        free(b->pages[i].label);
        sketch_free(&b->pages[i].a);
        sketch_free(&b->pages[i].b);
    }
    free(b->pages);
    free(b->slots);
    *b = (book){0};
}

page *book_page(book *b, const char *name)
{
    if (b->count == b->cap && !grow(b)) {
        return NULL;
    }
    size_t at = slot_of(b, name);
    if (b->slots[at] == 0) {
        char *copy = book_text(name);
        if (copy == NULL) {
            return NULL;
        }
        b->pages[b->count] = (page){.name = copy};
        b->slots[at] = ++b->count;
    }
    return &b->pages[b->slots[at] - 1];
}

const page *book_find(const book *b, const char *name)
{
    size_t at = b->slot_count == 0 ? 0 : slot_of(b, name);
    return b->slot_count == 0 || b->slots[at] == 0 ? NULL : &b->pages[b->slots[at] - 1];
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const page *)a)->name, ((const page *)b)->name);
}

void book_sort_names(book *b)
{
    if (b->count > 0) {
        qsort(b->pages, b->count, sizeof *b->pages, by_name);
    }
}

/* Insertion, so that names stay in order where counts are equal: there are few pages, sorted once. */
void book_sort(book *b, int count)
{
    book_sort_names(b);
    for (size_t i = 1; i < b->count; i++) {
        page p = b->pages[i];
        size_t k = i;
        for (; k > 0 && b->pages[k - 1].n[count] < p.n[count]; k--) {
            b->pages[k] = b->pages[k - 1];
        }
        b->pages[k] = p;
    }
}

char *book_text(const char *s)
{
    size_t len = strlen(s) + 1;
    char *copy = malloc(len);
    return copy == NULL ? NULL : memcpy(copy, s, len);
}
