/*
 * mask_char.c - characters, see mask_char.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mask_char.h"
#include "mask_names.h"

size_t mend__char_next(mend__str text, size_t at, uint32_t *code)
{
    size_t n = mend__utf8_next(text.p + at, text.n - at, code);
    if (n == 0) {
        *code = MEND__CHAR_BAD;
        return 1;
    }
    return n;
}

size_t mend__char_count(mend__str text)
{
    size_t count = 0;
    uint32_t code;
    for (size_t i = 0; i < text.n; i += mend__char_next(text, i, &code)) {
        count++;
    }
    return count;
}

uint32_t mend__char_fold(uint32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E) {
        return code - 0xFF01 + 0x21;
    }
    return code == 0x3000 || code == 0x00A0 || code == 0x202F || (code >= 0x2000 && code <= 0x200A) ? ' ' : code;
}

int mend__char_digit(uint32_t code)
{
    size_t low = 0, high = sizeof mend__digit_zeros / sizeof mend__digit_zeros[0];
    if (code < 0x80) {
        return code >= '0' && code <= '9' ? (int)(code - '0') : -1;
    }
    /* the last zero up to the code */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (mend__digit_zeros[middle] <= code) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return code - mend__digit_zeros[low] < 10 ? (int)(code - mend__digit_zeros[low]) : -1;
}

bool mend__char_is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

void mend__char_put(mend_buf *out, mend__str text, size_t at)
{
    uint32_t code;
    size_t n = mend__char_next(text, at, &code);
    if (code == MEND__CHAR_BAD) {
        mend__put_char(out, '*');
    } else {
        mend__put(out, text.p + at, n);
    }
}

void mend__stars_put(mend_buf *out, size_t count)
{
    for (; count > 0; count--) {
        mend__put_char(out, '*');
    }
}
