/*
 * buf.h - the growing buffer inside the library. The first failure sticks:
 * write on and look at the status once, at the end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__BUF_H
#define MEND__BUF_H

#include "alloc.h"
#include "text.h"

struct mend_buf {
    mend__alloc alloc;
    char *data;
    size_t len, cap;
    mend_status status; /* MEND_OK until something failed */
};

void mend__buf_init(mend_buf *buf, const mend__alloc *a); /* for a buffer that is a member */
void mend__buf_done(mend_buf *buf);
void mend__put(mend_buf *buf, const char *data, size_t len);
void mend__put_str(mend_buf *buf, mend__str s);
char *mend__put_more(mend_buf *buf, size_t len); /* mend__put_room() where the buffer has to grow */
/* The same where there is room already. */
static inline char *mend__put_here(mend_buf *buf, size_t len)
{
    char *at = buf->data + buf->len;
    buf->len += len;
    at[len] = '\0';
    return at;
}
/* Makes the buffer `len` bytes longer and gives the place for them; NULL: there is no memory. len > 0. */
static inline char *mend__put_room(mend_buf *buf, size_t len)
{
    if (buf->status != MEND_OK || len >= buf->cap - buf->len) { /* a NUL stands behind them */
        return mend__put_more(buf, len);
    }
    return mend__put_here(buf, len);
}
void mend__put_text(mend_buf *buf, const char *nul_terminated);
static inline void mend__put_char(mend_buf *buf, char c)
{
    char *at = mend__put_room(buf, 1);
    if (at != NULL) {
        *at = c;
    }
}
void mend__put_int(mend_buf *buf, int64_t value);
/* Takes the buffer back to `len` bytes (a position it had) and forgets a failure since. */
void mend__buf_rewind(mend_buf *buf, size_t len);

#endif
