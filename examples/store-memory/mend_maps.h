/*
 * mend_maps.h - sorted maps from bytes to bytes whose changes can be taken back: what the in-memory store stands on.
 *
 * A key is built first, part by part, and then looked for, put or dropped. Keys are built so that their bytes sort as
 * their parts do: text, which has no NUL inside, with a NUL behind it; numbers as 8 bytes, highest first. A failure to
 * get memory while building is kept in key_failed, to be looked at once before the key is used.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MAPS_H
#define MEND_MAPS_H

#include "mend/base.h"

enum { MEND_MAPS = 12 };

typedef struct mend_part { /* a run of bytes */
    const void *data;
    size_t len;
} mend_part;

typedef struct mend_entry { /* never changes once it is in a map; another may take its place */
    struct mend_entry *left, *right;
    int64_t number; /* what it means is the map's business */
    uint32_t rank;
    uint32_t key_len, value_len;
    unsigned char bytes[]; /* the key, then the value */
} mend_entry;

typedef struct mend_step { /* one entry of the journal: `in` took the place of `out`; either may be missing */
    struct mend_step *before;
    mend_entry *in, *out;
    int map;
} mend_step;

typedef struct mend_maps { /* all zero: empty */
    mend_entry *map[MEND_MAPS];
    mend_step *journal;
    unsigned char *key;
    size_t key_len, key_cap;
    int key_failed;
    uint64_t random;
} mend_maps;

void mend_maps_free(mend_maps *m);
uint64_t mend_maps_random(mend_maps *m);

/* Building the key. */
int mend_maps_key_room(mend_maps *m, size_t more); /* 0: no memory */
void mend_maps_key_text(mend_maps *m, const char *text, size_t len);
void mend_maps_key_number(mend_maps *m, int64_t number);
void mend_maps_key_of(mend_maps *m, const mend_entry *e); /* the whole key of an entry, in place of what is built */

/* Looking, by the key that has been built. NULL: none. */
mend_entry *mend_maps_find(const mend_maps *m, int map);
const mend_entry *mend_maps_first_with(const mend_maps *m, int map); /* whose key begins with it and goes on */
/* The first entry behind a key, whether or not the key itself is there. */
const mend_entry *mend_maps_behind(const mend_maps *m, int map, const unsigned char *key, size_t len);
/* Goes on from `last`, or from the key that has been built if that is NULL, as long as keys begin with the first
 * `prefix` bytes of the latter. */
const mend_entry *mend_maps_next(const mend_maps *m, int map, size_t prefix, const mend_entry *last);

/* Changing, under the key that has been built. MEND_OK, MEND_NOMEM, MEND_LIMIT; each success is a step of the journal. */
mend_status mend_maps_put(mend_maps *m, int map, int64_t number, const mend_part *parts, size_t count);
mend_status mend_maps_add(mend_maps *m, int map, int64_t number, const mend_part *parts,
                          size_t count);                       /* MEND_CORRUPT: there is one */
mend_status mend_maps_drop(mend_maps *m, int map);             /* MEND_CORRUPT: there is none */
void mend_maps_take_back(mend_maps *m, const mend_step *mark); /* to where the journal's end was `mark`; NULL: all */
void mend_maps_keep(mend_maps *m);                             /* forgets the journal: what has been done stays */

#endif
