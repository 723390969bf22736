/*
 * clocks_text.h - where a clock stands, in words, in English and Chinese.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CLOCKS_TEXT_H
#define MEND__CLOCKS_TEXT_H

#include "clocks_story.h"

/* lang decides the labels; "zh…" gives Chinese sentences, anything else English. */

/* A few words: "3 h 20 min left (working time)". */
void mend__clocks_standing(const mend__story *s, mend__str lang, mend_buf *out);
/* A paragraph. */
void mend__clocks_paragraph(const mend__story *s, mend__str lang, mend_buf *out);
/* What people call a step: "Warning “Half of the time”". */
void mend__clocks_step(const mend__story *s, const mend__step *step, mend__str lang, mend_buf *out);

#endif
