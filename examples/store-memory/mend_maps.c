/*
 * mend_maps.c - treaps with one journal.
 *
 * A treap is a search tree by key in which every entry has a random rank and no child outranks its parent, so that it
 * stays about as deep as a balanced one, whatever order the keys come in. Entries are replaced, never changed; the
 * journal keeps what was replaced, so taking back is walking the journal backwards and cannot fail.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_maps.h"

#include <stdlib.h>
#include <string.h>

uint64_t mend_maps_random(mend_maps *m)
{ /* splitmix64 */
    uint64_t x = m->random += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

/* ---- maps ---- */

static int compare(const mend_entry *e, const unsigned char *key, size_t len)
{
    int order = memcmp(e->bytes, key, e->key_len < len ? e->key_len : len);
    if (order != 0) {
        return order;
    }
    return e->key_len < len ? -1 : e->key_len > len;
}

mend_entry *mend_maps_find(const mend_maps *m, int map)
{
    mend_entry *e = m->map[map];
    while (e != NULL) {
        int order = compare(e, m->key, m->key_len);
        if (order == 0) {
            return e;
        }
        e = order > 0 ? e->left : e->right;
    }
    return NULL;
}

const mend_entry *mend_maps_behind(const mend_maps *m, int map, const unsigned char *key, size_t len)
{
    const mend_entry *best = NULL;
    for (const mend_entry *e = m->map[map]; e != NULL;) {
        if (compare(e, key, len) > 0) {
            best = e;
            e = e->left;
        } else {
            e = e->right;
        }
    }
    return best;
}

const mend_entry *mend_maps_first_with(const mend_maps *m, int map)
{
    const mend_entry *e = mend_maps_behind(m, map, m->key, m->key_len);
    return e != NULL && e->key_len >= m->key_len && memcmp(e->bytes, m->key, m->key_len) == 0 ? e : NULL;
}

static mend_entry **link_to(mend_maps *m, int map, const mend_entry *e)
{ /* the pointer to an entry of the map */
    mend_entry **at = &m->map[map];
    while (*at != e) {
        at = compare(*at, e->bytes, e->key_len) > 0 ? &(*at)->left : &(*at)->right;
    }
    return at;
}

static void hang_in(mend_maps *m, int map, mend_entry *e)
{ /* its key must not be there */
    mend_entry **at = &m->map[map];
    while (*at != NULL && (*at)->rank >= e->rank) {
        at = compare(*at, e->bytes, e->key_len) > 0 ? &(*at)->left : &(*at)->right;
    }
    mend_entry *rest = *at, **left = &e->left, **right = &e->right;
    *at = e;
    while (rest != NULL) { /* what stood here is split into what sorts before and what sorts behind */
        if (compare(rest, e->bytes, e->key_len) > 0) {
            *right = rest;
            right = &rest->left;
            rest = rest->left;
        } else {
            *left = rest;
            left = &rest->right;
            rest = rest->right;
        }
    }
    *left = *right = NULL;
}

static void take_out(mend_maps *m, int map, mend_entry *e)
{
    mend_entry **at = link_to(m, map, e), *left = e->left, *right = e->right;
    while (left != NULL && right != NULL) {
        if (left->rank >= right->rank) {
            *at = left;
            at = &left->right;
            left = left->right;
        } else {
            *at = right;
            at = &right->left;
            right = right->left;
        }
    }
    *at = left != NULL ? left : right;
}

static void swap(mend_maps *m, int map, mend_entry *out, mend_entry *in)
{ /* equal keys */
    *link_to(m, map, out) = in;
    in->left = out->left;
    in->right = out->right;
    in->rank = out->rank;
}

/* ---- the journal ---- */

void mend_maps_take_back(mend_maps *m, const mend_step *mark)
{
    while (m->journal != mark) {
        mend_step *s = m->journal;
        m->journal = s->before;
        if (s->in != NULL && s->out != NULL) {
            swap(m, s->map, s->in, s->out);
        } else if (s->in != NULL) {
            take_out(m, s->map, s->in);
        } else {
            hang_in(m, s->map, s->out);
        }
        free(s->in);
        free(s);
    }
}

void mend_maps_keep(mend_maps *m)
{
    while (m->journal != NULL) {
        mend_step *s = m->journal;
        m->journal = s->before;
        free(s->out);
        free(s);
    }
}

static mend_step *new_step(mend_maps *m, int map, mend_entry *in, mend_entry *out)
{
    mend_step *s = malloc(sizeof *s);
    if (s != NULL) {
        *s = (mend_step){m->journal, in, out, map};
        m->journal = s;
    }
    return s;
}

mend_status mend_maps_put(mend_maps *m, int map, int64_t number, const mend_part *parts, size_t count)
{
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        size += parts[i].len;
    }
    if (size > UINT32_MAX || m->key_len > UINT32_MAX) {
        return MEND_LIMIT;
    }
    mend_entry *out = mend_maps_find(m, map), *in = malloc(sizeof *in + m->key_len + size);
    if (in == NULL || new_step(m, map, in, out) == NULL) {
        free(in);
        return MEND_NOMEM;
    }
    *in = (mend_entry){.number = number,
                       .rank = (uint32_t)(mend_maps_random(m) >> 32),
                       .key_len = (uint32_t)m->key_len,
                       .value_len = (uint32_t)size};
    memcpy(in->bytes, m->key, m->key_len);
    unsigned char *to = in->bytes + m->key_len;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].len != 0) {
            memcpy(to, parts[i].data, parts[i].len);
            to += parts[i].len;
        }
    }
    if (out != NULL) {
        swap(m, map, out, in);
    } else {
        hang_in(m, map, in);
    }
    return MEND_OK;
}

mend_status mend_maps_add(mend_maps *m, int map, int64_t number, const mend_part *parts, size_t count)
{
    return !m->key_failed && mend_maps_find(m, map) != NULL ? MEND_CORRUPT
                                                            : mend_maps_put(m, map, number, parts, count);
}

mend_status mend_maps_drop(mend_maps *m, int map)
{
    mend_entry *out = m->key_failed ? NULL : mend_maps_find(m, map);
    if (out == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_CORRUPT;
    }
    if (new_step(m, map, NULL, out) == NULL) {
        return MEND_NOMEM;
    }
    take_out(m, map, out);
    return MEND_OK;
}

/* ---- keys ---- */

int mend_maps_key_room(mend_maps *m, size_t more)
{
    if (m->key_cap - m->key_len < more) {
        size_t cap = (m->key_len + more) * 2;
        unsigned char *bigger = realloc(m->key, cap);
        m->key_failed |= bigger == NULL;
        if (bigger == NULL) {
            return 0;
        }
        m->key = bigger;
        m->key_cap = cap;
    }
    return !m->key_failed;
}

void mend_maps_key_text(mend_maps *m, const char *text, size_t len)
{
    if (mend_maps_key_room(m, len + 1)) {
        if (len != 0) {
            memcpy(m->key + m->key_len, text, len);
        }
        m->key_len += len;
        m->key[m->key_len++] = 0;
    }
}

void mend_maps_key_number(mend_maps *m, int64_t number)
{
    uint64_t bits = (uint64_t)number ^ (UINT64_C(1) << 63); /* so that negative ones sort first */
    if (mend_maps_key_room(m, 8)) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            m->key[m->key_len++] = (unsigned char)(bits >> shift);
        }
    }
}

void mend_maps_key_of(mend_maps *m, const mend_entry *e)
{
    m->key_len = 0;
    m->key_failed = 0;
    if (mend_maps_key_room(m, e->key_len)) {
        memcpy(m->key, e->bytes, e->key_len);
        m->key_len = e->key_len;
    }
}

const mend_entry *mend_maps_next(const mend_maps *m, int map, size_t prefix, const mend_entry *last)
{
    const mend_entry *e = last == NULL ? mend_maps_behind(m, map, m->key, m->key_len)
                                       : mend_maps_behind(m, map, last->bytes, last->key_len);
    return e != NULL && e->key_len >= prefix && memcmp(e->bytes, m->key, prefix) == 0 ? e : NULL;
}

void mend_maps_free(mend_maps *m)
{
    mend_maps_keep(m);
    for (int map = 0; map < MEND_MAPS; map++) {
        mend_entry *e = m->map[map];
        while (e != NULL) { /* turns the tree into a list to the right while freeing it */
            mend_entry *next = e->left;
            if (next != NULL) {
                e->left = next->right;
                next->right = e;
            } else {
                next = e->right;
                free(e);
            }
            e = next;
        }
    }
    free(m->key);
}
