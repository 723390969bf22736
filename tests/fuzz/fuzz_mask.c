/*
 * fuzz_mask.c - any bytes through every mask: what comes out is valid UTF-8, shows nothing that was not there, nothing
 * more when it is masked again, and in free text no mobile number stands alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/buf.h"
#include "mend/mask.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* What a shows beside asterisks appears in b, in the same order. */
static bool shows_no_more(mend__str a, mend__str b)
{
    size_t k = 0;
    for (size_t i = 0; i < a.n; i++) {
        if (a.p[i] == '*') {
            continue;
        }
        while (k < b.n && b.p[k] != a.p[i]) {
            k++;
        }
        if (k++ == b.n) {
            return false;
        }
    }
    return true;
}

/* Eleven ASCII digits, 1 and 3 to 9 in front, with no digit beside them. */
static bool has_mobile(mend__str text)
{
    for (size_t i = 0, run = 0; i <= text.n; i++) {
        bool digit = i < text.n && text.p[i] >= '0' && text.p[i] <= '9';
        if (!digit && run == 11 && text.p[i - 11] == '1' && text.p[i - 10] >= '3' &&
            (i == 11 || (unsigned char)text.p[i - 12] < 0x80) && (i == text.n || (unsigned char)text.p[i] < 0x80)) {
            return true;
        }
        run = digit ? run + 1 : 0;
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const mend_mask_style styles[][3] = {
        {0, 0, 0}, {MEND_MASK_STYLE_FIRST, MEND_MASK_STYLE_LAST, MEND_MASK_STYLE_ENDS},
        {0, 0, 0}, {0, MEND_MASK_STYLE_LENGTH, 0},
        {0, 0, 0}, {0, 0, 0},
        {0, 0, 0}, {0, 0, 0},
    };
    mend_mask mask = size == 0 ? MEND_MASK_NAME : MEND_MASK_NAME + data[0] % 7;
    mend_mask_style style = size == 0 ? 0 : styles[mask][data[0] / 7 % 3];
    mend__str text = size == 0 ? MEND__STR("") : (mend__str){(const char *)data + 1, size - 1};
    mend_buf *once = NULL, *twice = NULL;
    must(mend_buf_new(NULL, &once) == MEND_OK && mend_buf_new(NULL, &twice) == MEND_OK);
    must(mend_mask_text(mask, style, text.p, text.n, once, NULL) == MEND_OK);
    mend__str first = {mend_buf_data(once, NULL), once->len};
    must(mend_mask_text(mask, style, first.p, first.n, twice, NULL) == MEND_OK);
    mend__str second = {mend_buf_data(twice, NULL), twice->len};
    must(mend__utf8_valid(first.p, first.n, NULL) && mend__utf8_valid(second.p, second.n, NULL));
    must(shows_no_more(first, text) && shows_no_more(second, first));
    must(mask != MEND_MASK_FREE || !has_mobile(first));
    must(mask == MEND_MASK_FREE || mask == MEND_MASK_ADDRESS || first.n == 0 || memchr(first.p, '*', first.n) != NULL);
    mend_buf_free(once);
    mend_buf_free(twice);
    return 0;
}
