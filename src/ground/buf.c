/*
 * buf.c - the growing buffer, inside (buf.h) and outside (mend/base.h).
 *
 * As soon as there is memory at all, data[len] is NUL; cap counts it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "buf.h"
#include "int.h"

#include <string.h>

void mend__buf_init(mend_buf *buf, const mend__alloc *a)
{
    *buf = (mend_buf){*a, NULL, 0, 0, MEND_OK};
}

void mend__buf_done(mend_buf *buf)
{
    mend__alloc alloc = buf->alloc;
    mend__drop(&alloc, buf->data, buf->cap);
    mend__buf_init(buf, &alloc);
}

/* Room for `more` bytes and the NUL. */
static mend_status buf_make_room(mend_buf *buf, size_t more)
{
    size_t need;
    if (!mend__add_size(buf->len, more, &need) || !mend__add_size(need, 1, &need)) {
        return MEND_LIMIT;
    }
    if (need <= buf->cap) {
        return MEND_OK;
    }
    void *data = buf->data;
    mend_status status = mend__reserve(&buf->alloc, &data, &buf->cap, need, 1);
    buf->data = data;
    return status;
}

char *mend__put_more(mend_buf *buf, size_t len)
{
    if (buf->status == MEND_OK) {
        buf->status = buf_make_room(buf, len);
    }
    return buf->status == MEND_OK ? mend__put_here(buf, len) : NULL;
}

void mend__put(mend_buf *buf, const char *data, size_t len)
{
    char *at = len == 0 ? NULL : mend__put_room(buf, len);
    if (at != NULL) {
        memcpy(at, data, len);
    }
}

void mend__put_str(mend_buf *buf, mend__str s)
{
    mend__put(buf, s.p, s.n);
}

void mend__put_text(mend_buf *buf, const char *nul_terminated)
{
    mend__put(buf, nul_terminated, strlen(nul_terminated));
}

void mend__put_int(mend_buf *buf, int64_t value)
{
    char digits[20];
    mend__put(buf, digits, mend__int_write(value, digits));
}

void mend__buf_rewind(mend_buf *buf, size_t len)
{
    buf->len = len;
    buf->status = MEND_OK;
    if (buf->data != NULL) {
        buf->data[len] = '\0';
    }
}

mend_status mend_buf_new(const mend_allocator *allocator, mend_buf **out)
{
    mend__alloc alloc;
    if (out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend_buf *buf = mend__new(&alloc, sizeof *buf);
    if (buf == NULL) {
        return MEND_NOMEM;
    }
    mend__buf_init(buf, &alloc);
    *out = buf;
    return MEND_OK;
}

void mend_buf_free(mend_buf *buf)
{
    if (buf != NULL) {
        mend__alloc alloc = buf->alloc;
        mend__buf_done(buf);
        mend__drop(&alloc, buf, sizeof *buf);
    }
}

const char *mend_buf_data(const mend_buf *buf, size_t *len)
{
    bool empty = buf == NULL || buf->data == NULL;
    if (len != NULL) {
        *len = empty ? 0 : buf->len;
    }
    return empty ? "" : buf->data;
}

void mend_buf_clear(mend_buf *buf)
{
    if (buf != NULL) {
        mend__buf_rewind(buf, 0);
    }
}

mend_status mend_buf_append(mend_buf *buf, const void *data, size_t len)
{
    mend__str bytes = mend__str_of(data, len);
    if (buf == NULL || bytes.p == NULL) {
        return MEND_INVALID;
    }
    size_t before = buf->len;
    mend__put_str(buf, bytes);
    mend_status status = buf->status;
    if (status != MEND_OK) {
        mend__buf_rewind(buf, before); /* a host may go on after it has freed memory */
    }
    return status;
}
