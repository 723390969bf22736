/*
 * mask_free.h - masking free text: what is surely personal in it, and nothing else.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__MASK_FREE_H
#define MEND__MASK_FREE_H

#include "ground/buf.h"

/* E-mail addresses: first letter and domain. Chinese identity numbers (18 characters, also 6-8-4) whose check digit
 * fits: first and last. Chinese mobile numbers (11 digits, also 3-4-4; 86, +86 or 0086 in front) that are no part of a
 * longer number: 3 + 4. Digits of any script count. One pass, no memory beside the buffer's. */
void mend__free_put(mend__str text, mend_buf *out);

#endif
