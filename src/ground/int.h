/*
 * int.h - checked 64-bit arithmetic. Every helper returns false, and leaves
 * *out alone, when the exact result does not fit.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__INT_H
#define MEND__INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool mend__add64(int64_t a, int64_t b, int64_t *out);
bool mend__sub64(int64_t a, int64_t b, int64_t *out);
bool mend__mul64(int64_t a, int64_t b, int64_t *out);
bool mend__add_size(size_t a, size_t b, size_t *out);
bool mend__mul_size(size_t a, size_t b, size_t *out);

/* Quotient rounded towards minus infinity and the matching remainder in [0, b). b > 0. */
int64_t mend__floor_div(int64_t a, int64_t b);
int64_t mend__floor_mod(int64_t a, int64_t b);

/* Decimal digits with an optional '-': the whole text, no sign '+', no leading zeros, no "-0", no blanks. */
bool mend__int_parse(const char *text, size_t len, int64_t *out);

/* Writes value in decimal, at most 20 characters and no NUL; returns how many. */
size_t mend__int_write(int64_t value, char out[20]);

/* Decimal text with at most 9 places ("12.5", "-0.001") <-> billionths. Parsing refuses more places, exponents,
 * blanks, '+', a bare point, leading zeros and a negative zero; writing leaves out trailing zeros. Written: at most 21
 * characters. */
bool mend__decimal_parse(const char *text, size_t len, int64_t *nano);
size_t mend__decimal_write(int64_t nano, char out[24]);

#endif
