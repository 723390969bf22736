/*
 * mask_char.h - looking at text of any kind, character by character, for masking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__MASK_CHAR_H
#define MEND__MASK_CHAR_H

#include "ground/buf.h"

#define MEND__CHAR_BAD UINT32_MAX /* a byte that is no UTF-8 */

/* The character at byte `at` (< text.n); returns its bytes, 1 for a bad one. */
size_t mend__char_next(mend__str text, size_t at, uint32_t *code);
/* Characters in the text. */
size_t mend__char_count(mend__str text);
/* The full-width form of an ASCII character as that character, wide and fixed blanks as a blank, others as they are. */
uint32_t mend__char_fold(uint32_t code);
/* The value of a decimal digit of any script; -1 for anything else. */
int mend__char_digit(uint32_t code);
/* Takes a folded character. */
bool mend__char_is_letter(uint32_t code); /* ASCII */

/* Appends the character as it is, a bad byte as an asterisk. */
void mend__char_put(mend_buf *out, mend__str text, size_t at);
void mend__stars_put(mend_buf *out, size_t count);

#endif
