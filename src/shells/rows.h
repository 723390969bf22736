/*
 * rows.h - a list of rows as a store gives them back.
 *
 * Keys and contents stand in one run of bytes, each followed by a NUL, so that filling a page costs few allocations.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ROWS_H
#define MEND__ROWS_H

#include "ground/buf.h"
#include "mend/store.h"

typedef struct mend__row {
    size_t tenant_off, tenant_len, key_off, key_len, off, len; /* in text */
    int64_t number;
} mend__row;

struct mend_rows {
    mend__alloc alloc;
    mend_buf text;
    mend__row *items;
    size_t count, cap;
};

void mend__rows_init(mend_rows *rows, const mend__alloc *a);
void mend__rows_done(mend_rows *rows);
mend__str mend__rows_text(const mend_rows *rows, size_t i); /* a row's content; i < count */
mend__str mend__rows_key(const mend_rows *rows, size_t i);
mend__str mend__rows_tenant(const mend_rows *rows, size_t i);
void mend__rows_cut(mend_rows *rows, size_t count); /* takes the rows from `count` on away */

#endif
