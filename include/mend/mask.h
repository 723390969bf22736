/*
 * mend/mask.h - masking personal values on their way out.
 *
 * A mask replaces characters by asterisks and shows the rest as it is, by code point; a byte that is no UTF-8 counts as
 * one character and is never shown. No mask shows a personal value whole: what is shorter than the part it would show
 * is masked altogether. Masking a text again never shows more, and an asterisk in it is a character like any other.
 *
 * Masks are for output. What is stored stays as it is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MASK_H
#define MEND_MASK_H

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Masks for names, telephones, e-mail and postal addresses, identity numbers, free text.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** A masking class. */
typedef int32_t mend_mask;

enum {
    MEND_MASK_NONE = 0,    /**< "none": shown to everybody */
    MEND_MASK_NAME = 1,    /**< "name": the first character of each part, two of a compound Chinese surname:
                                O'B****, 欧阳* */
    MEND_MASK_PHONE = 2,   /**< "phone": digits only; shown are the first 3 and last 4 of 11 or more, the last 4 of 8 to
                                10, the last 2 of 5 to 7, none of less; China's country code is set apart:
                                +86 138****5678 */
    MEND_MASK_EMAIL = 3,   /**< "email": the first character and the domain: z***@163.com */
    MEND_MASK_ADDRESS = 4, /**< "address": as far as the district, else the city or province: 北京市海淀区**** */
    MEND_MASK_ID = 5,      /**< "id": the first and the last character */
    MEND_MASK_FREE = 6,    /**< "free": in free text e-mail addresses, Chinese identity numbers whose check digit fits,
                                and Chinese mobile numbers; other numbers stay readable */
    MEND_MASK_SECRET = 7   /**< "secret": nothing, not even the length */
};

/** How a class masks where there is a choice. */
typedef int32_t mend_mask_style;

enum {
    MEND_MASK_STYLE_DEFAULT = 0, /**< the class's own */
    MEND_MASK_STYLE_FIRST = 1,   /**< "first", of names: the first character of each part; the default */
    MEND_MASK_STYLE_LAST = 2,    /**< "last", of names: the last character of each part */
    MEND_MASK_STYLE_ENDS = 3,    /**< "ends", of names: the first and the last character of each part */
    MEND_MASK_STYLE_LENGTH = 4   /**< "len", of e-mail addresses: an asterisk for each hidden character */
};

/** The name of a class in documents. Any thread.
 *  @param mask  any number
 *  @return such as "phone"; NULL for an unknown number. Static text. */
MEND_API const char *mend_mask_name(mend_mask mask);

/** The class of a name. Any thread.
 *  @param name  the name
 *  @param len   its length or MEND_NTS
 *  @param out   receives the class
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_INVALID. */
MEND_API mend_status mend_mask_of(const char *name, size_t len, mend_mask *out);

/** Masks a text.
 *  @param mask   the class
 *  @param style  MEND_MASK_STYLE_DEFAULT or a style the class has
 *  @param text   the text; it need not be valid UTF-8
 *  @param len    its length or MEND_NTS
 *  @param out    receives the masked text, appended
 *  @param error  details; may be NULL
 *  @return MEND_OK, MEND_NOMEM, MEND_LIMIT, MEND_INVALID (no such class, or it has no such style). Any thread, with its
 *  own buffer. */
MEND_API mend_status mend_mask_text(mend_mask mask, mend_mask_style style, const char *text, size_t len, mend_buf *out,
                                    mend_error *error);

/** Masks all but the first `head` and the last `tail` characters; all of a text that has no more than these.
 *  @param head   characters shown at the beginning, 0 or more
 *  @param tail   characters shown at the end, 0 or more
 *  @param text   the text; it need not be valid UTF-8
 *  @param len    its length or MEND_NTS
 *  @param out    receives the masked text, appended
 *  @param error  details; may be NULL
 *  @return MEND_OK, MEND_NOMEM, MEND_LIMIT, MEND_INVALID. Any thread, with its own buffer. */
MEND_API mend_status mend_mask_keep(int32_t head, int32_t tail, const char *text, size_t len, mend_buf *out,
                                    mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
