/*
 * error.c - filling mend_error, see error.h.
 *
 * A record from a caller with a newer header may be larger than ours; what lies behind our members is left alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "error.h"
#include "int.h"

#include <string.h>

/* Appends to a NUL-terminated field of `room` bytes. Control characters become '?', so that a record stays one line in
 * a log; text that is too long is cut before a code point. */
static void error_append(char *field, size_t room, mend__str s)
{
    size_t len = strlen(field), left = room - 1 - len, take = s.n;
    if (take > left) {
        take = left;
        while (take > 0 && ((unsigned char)s.p[take] & 0xC0) == 0x80) {
            take--;
        }
    }
    for (size_t i = 0; i < take; i++) {
        unsigned char c = (unsigned char)s.p[i];
        field[len + i] = c < 0x20 || c == 0x7F ? '?' : s.p[i];
    }
    field[len + take] = '\0';
}

bool mend__error_ok(const mend_error *err)
{
    return err == NULL || err->struct_size >= sizeof *err;
}

mend_status mend__fail(mend_error *err, mend_status status, const char *text)
{
    if (err != NULL) {
        uint32_t size = err->struct_size;
        memset(err, 0, sizeof *err);
        err->struct_size = size;
        err->status = status;
        err->offset = -1;
        err->document = -1;
        mend__error_add(err, text);
    }
    return status;
}

mend_status mend__fail_reason(mend_error *err, mend_status status, int32_t reason, const char *text)
{
    mend__fail(err, status, text);
    if (err != NULL) {
        err->reason = reason;
    }
    return status;
}

mend_status mend__fail_at(mend_error *err, mend_status status, int32_t reason, size_t at, const char *text)
{
    mend__fail_reason(err, status, reason, text);
    if (err != NULL) {
        err->offset = (int64_t)at;
    }
    return status;
}

void mend__error_add(mend_error *err, const char *text)
{
    mend__error_add_str(err, (mend__str){text, strlen(text)});
}

void mend__error_add_str(mend_error *err, mend__str s)
{
    if (err != NULL) {
        error_append(err->text, sizeof err->text, s);
    }
}

void mend__error_add_int(mend_error *err, int64_t value)
{
    char digits[20];
    mend__error_add_str(err, (mend__str){digits, mend__int_write(value, digits)});
}

void mend__error_path(mend_error *err, mend__str path)
{
    if (err != NULL) {
        err->path[0] = '\0';
        error_append(err->path, sizeof err->path, path);
    }
}
