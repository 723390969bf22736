/*
 * rows.c - lists of rows, see rows.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "rows.h"

void mend__rows_init(mend_rows *rows, const mend__alloc *a)
{
    *rows = (mend_rows){.alloc = *a};
    mend__buf_init(&rows->text, a);
}

void mend__rows_done(mend_rows *rows)
{
    mend__alloc alloc = rows->alloc;
    mend__drop(&alloc, rows->items, rows->cap * sizeof *rows->items);
    mend__buf_done(&rows->text);
    mend__rows_init(rows, &alloc);
}

mend__str mend__rows_text(const mend_rows *rows, size_t i)
{
    return (mend__str){rows->text.data + rows->items[i].off, rows->items[i].len};
}

mend__str mend__rows_key(const mend_rows *rows, size_t i)
{
    return (mend__str){rows->text.data + rows->items[i].key_off, rows->items[i].key_len};
}

mend__str mend__rows_tenant(const mend_rows *rows, size_t i)
{
    return (mend__str){rows->text.data + rows->items[i].tenant_off, rows->items[i].tenant_len};
}

void mend__rows_cut(mend_rows *rows, size_t count)
{
    if (count < rows->count) {
        mend__buf_rewind(&rows->text, rows->items[count].tenant_off);
        rows->count = count;
    }
}

/* Appends a text with a NUL behind it; where it begins. */
static size_t rows_put(mend_rows *rows, mend__str text)
{
    size_t at = rows->text.len;
    mend__put_str(&rows->text, text);
    mend__put_char(&rows->text, '\0');
    return at;
}

/* Row i of a caller's list; NULL beyond the last. */
static const mend__row *rows_at(const mend_rows *rows, int32_t i)
{
    return rows != NULL && i >= 0 && (size_t)i < rows->count ? &rows->items[i] : NULL;
}

mend_status mend_rows_new(const mend_allocator *allocator, mend_rows **out)
{
    mend__alloc alloc;
    if (out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend_rows *rows = mend__new(&alloc, sizeof *rows);
    if (rows == NULL) {
        return MEND_NOMEM;
    }
    mend__rows_init(rows, &alloc);
    *out = rows;
    return MEND_OK;
}

void mend_rows_free(mend_rows *rows)
{
    if (rows != NULL) {
        mend__alloc alloc = rows->alloc;
        mend__rows_done(rows);
        mend__drop(&alloc, rows, sizeof *rows);
    }
}

mend_status mend_rows_add(mend_rows *rows, const char *key, size_t key_len, int64_t number, const void *bytes,
                          size_t len)
{
    return mend_rows_add_due(rows, "", 0, key, key_len, number, bytes, len);
}

mend_status mend_rows_add_due(mend_rows *rows, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                              int64_t due, const char *token, size_t token_len)
{
    mend__str of = mend__str_of(tenant, tenant_len), name = mend__str_of(key, key_len);
    mend__str content = mend__str_of(token, token_len);
    if (rows == NULL || of.p == NULL || name.p == NULL || content.p == NULL) {
        return MEND_INVALID;
    }
    if (rows->count >= INT32_MAX) {
        return MEND_LIMIT;
    }
    void *items = rows->items;
    mend_status status = mend__reserve(&rows->alloc, &items, &rows->cap, rows->count + 1, sizeof *rows->items);
    rows->items = items;
    if (status != MEND_OK) {
        return status;
    }
    size_t before = rows->text.len;
    mend__row row = {.tenant_len = of.n, .key_len = name.n, .len = content.n, .number = due};
    row.tenant_off = rows_put(rows, of);
    row.key_off = rows_put(rows, name);
    row.off = rows_put(rows, content);
    status = rows->text.status;
    if (status != MEND_OK) {
        mend__buf_rewind(&rows->text, before);
        return status;
    }
    rows->items[rows->count++] = row;
    return MEND_OK;
}

int32_t mend_rows_count(const mend_rows *rows)
{
    return rows == NULL ? 0 : (int32_t)rows->count;
}

const char *mend_rows_key(const mend_rows *rows, int32_t i, size_t *len)
{
    const mend__row *row = rows_at(rows, i);
    if (len != NULL) {
        *len = row == NULL ? 0 : row->key_len;
    }
    return row == NULL ? NULL : rows->text.data + row->key_off;
}

const char *mend_rows_tenant(const mend_rows *rows, int32_t i, size_t *len)
{
    const mend__row *row = rows_at(rows, i);
    if (len != NULL) {
        *len = row == NULL ? 0 : row->tenant_len;
    }
    return row == NULL ? NULL : rows->text.data + row->tenant_off;
}

int64_t mend_rows_number(const mend_rows *rows, int32_t i)
{
    const mend__row *row = rows_at(rows, i);
    return row == NULL ? 0 : row->number;
}

const char *mend_rows_bytes(const mend_rows *rows, int32_t i, size_t *len)
{
    const mend__row *row = rows_at(rows, i);
    if (len != NULL) {
        *len = row == NULL ? 0 : row->len;
    }
    return row == NULL ? NULL : rows->text.data + row->off;
}
