/*
 * instant.h - instants and their text (RFC 3339): ms since 1970-01-01T00:00:00Z, years 1 to 9999.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__INSTANT_H
#define MEND__INSTANT_H

#include "civil.h"

#define MEND__INSTANT_MIN ((int64_t)MEND__DAY_MIN * MEND__DAY_MS)
#define MEND__INSTANT_MAX (((int64_t)MEND__DAY_MAX + 1) * MEND__DAY_MS - 1)

bool mend__instant_valid(int64_t at);

/* The whole text. MEND_SYNTAX, MEND_RANGE; *where is the byte that does not fit. */
mend_status mend__instant_read(mend__str text, int64_t *at, size_t *where);
bool mend__instant_parse(mend__str text, int64_t *at);

/* Returns the length, 20 or 24. `at` is valid. */
size_t mend__instant_write(int64_t at, char out[24]);

#endif
