/*
 * mask.h - masking inside the library, for everything that writes values to people.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__MASK_H
#define MEND__MASK_H

#include "ground/json.h"
#include "mend/mask.h"

/* How the classes mask where a policy has a choice. */
typedef struct mend__mask_options {
    mend_mask_style name;     /* FIRST, LAST, ENDS; DEFAULT is FIRST */
    mend_mask_style email;    /* DEFAULT or LENGTH */
    int32_t id_head, id_tail; /* characters of an identity number that are shown */
} mend__mask_options;

extern const mend__mask_options mend__mask_defaults; /* id 1 + 1 */

/* Compiles the part "masks" of a policy; MEND__NONE gives the defaults. */
mend_status mend__masks_compile(const mend__json *tree, mend__node node, mend__mask_options *out, mend_error *err);

/* False: no such class, no such style. */
bool mend__mask_of(mend__str name, mend_mask *out);
bool mend__mask_style_of(mend__str name, mend_mask_style *out);
const char *mend__mask_name(mend_mask mask); /* NULL: unknown */

/* Appends the text as the class shows it. NONE copies it. */
void mend__mask_put(mend_mask mask, const mend__mask_options *options, mend__str text, mend_buf *out);
/* Shows so many characters at the ends; all masked if that would be all. */
void mend__keep_put(size_t head, size_t tail, mend__str text, mend_buf *out);

#endif
