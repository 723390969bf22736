/*
 * seen.c - names and the lines where they stood first, see seen.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "seen.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The slot that holds the name, or where it goes; the table is never full. */
static seen_name *slot_of(seen_name *slots, size_t cap, const char *name)
{
    uint32_t hash = UINT32_C(2166136261);
    for (const char *c = name; *c != '\0'; c++) {
        hash = (hash ^ (unsigned char)*c) * UINT32_C(16777619);
    }
    size_t at = hash & (cap - 1);
    while (slots[at].name != NULL && strcmp(slots[at].name, name) != 0) {
        at = (at + 1) & (cap - 1);
    }
    return &slots[at];
}

static bool grow(seen *s)
{
    size_t cap = s->cap == 0 ? 256 : s->cap * 2;
    seen_name *slots = calloc(cap, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < s->cap; i++) {
        if (s->slots[i].name != NULL) {
            *slot_of(slots, cap, s->slots[i].name) = s->slots[i];
        }
    }
    free(s->slots);
    s->slots = slots;
    s->cap = cap;
    return true;
}

bool seen_add(seen *s, const char *name, long line, long *before)
{
    *before = 0;
    if (s->count >= s->cap / 2 && !grow(s)) {
        return false;
    }
    seen_name *slot = slot_of(s->slots, s->cap, name);
    if (slot->name != NULL) {
        *before = slot->line;
        return true;
    }
    char *copy = malloc(strlen(name) + 1);
    if (copy == NULL) {
        return false;
    }
    memcpy(copy, name, strlen(name) + 1);
    *slot = (seen_name){copy, line};
    s->count++;
    return true;
}

void seen_free(seen *s)
{
    for (size_t i = 0; i < s->cap; i++) {
        free(s->slots[i].name);
    }
    free(s->slots);
    *s = (seen){NULL, 0, 0};
}
