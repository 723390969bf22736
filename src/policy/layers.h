/*
 * layers.h - from the documents a caller gives, and the presets they extend, to the one merged document.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__LAYERS_H
#define MEND__LAYERS_H

#include "ground/json.h"
#include "mend/calendar.h"
#include "presets.h"

#define MEND__POLICY_DOCUMENTS 16                /* a caller may give */
#define MEND__POLICY_EXTENDS   8                 /* presets in a row */
#define MEND__POLICY_BYTES     (4 * 1024 * 1024) /* of one document */
#define MEND__POLICY_DEPTH     64                /* levels of a document */

typedef struct mend__layers {
    const mend__preset *presets; /* to choose from */
    size_t preset_count;
    const char *const *documents;
    const size_t *lengths; /* NULL: all NUL-terminated */
    size_t count;
    mend_zone_fn find; /* the host's, for zones by name; NULL: only rules are known */
    void *user;
    struct mend__findings *findings; /* of a check; NULL: the policy is to be used, and its first fault ends the load */
    const mend__preset *chain[MEND__POLICY_EXTENDS]; /* extended, the nearest first */
    size_t chain_count;
} mend__layers;

/* The preset of that name; NULL: none. */
const mend__preset *mend__preset_find(const mend__preset *presets, size_t count, mend__str id);

/* Reads everything into the tree and merges it; the member "extends" is gone from the result. chain is filled in.
 * A null that deletes nothing, in the document at the bottom, is refused. */
mend_status mend__layers_read(mend__layers *layers, mend__json *tree, mend__node *root, mend_error *err);

/* Where an error points into a preset, the caller has no document of that number: it is named in the text instead. */
void mend__layers_blame(const mend__layers *layers, mend_error *err);

#endif
