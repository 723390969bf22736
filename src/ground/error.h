/*
 * error.h - filling mend_error. All functions accept err == NULL, never
 * allocate, cut text at a code point when it is too long, and return the status
 * so that a caller can write `return mend__fail(...)`.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ERROR_H
#define MEND__ERROR_H

#include "text.h"

/* True if err is NULL or carries a size this library can fill; public entries check it first. */
bool mend__error_ok(const mend_error *err);

/* Clears err, then sets status and text. No position, no path. */
mend_status mend__fail(mend_error *err, mend_status status, const char *text);
/* The same with the mend_reason behind it; _at also with the byte of a short text (a date, a pattern) that is wrong. */
mend_status mend__fail_reason(mend_error *err, mend_status status, int32_t reason, const char *text);
mend_status mend__fail_at(mend_error *err, mend_status status, int32_t reason, size_t at, const char *text);

/* Appends to the text or the path of an error already made. */
void mend__error_add(mend_error *err, const char *text);
/* Our own vocabulary or document keys only, never field values. */
void mend__error_add_str(mend_error *err, mend__str s);
void mend__error_add_int(mend_error *err, int64_t value);
void mend__error_path(mend_error *err, mend__str path); /* replaces the path */

#endif
