/*
 * text.h - UTF-8 and small text helpers. No locale, ASCII rules only.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TEXT_H
#define MEND__TEXT_H

#include "mend/base.h"

#include <stdbool.h>
#include <string.h>

/* A borrowed run of bytes; not NUL-terminated unless said so. */
typedef struct mend__str {
    const char *p;
    size_t n;
} mend__str;

#define MEND__STR(literal) ((mend__str){(literal), sizeof(literal) - 1})

/* Text of a caller with its length or MEND_NTS. NULL with length 0 is the empty text; NULL otherwise gives a p that is
 * NULL. */
mend__str mend__str_of(const char *text, size_t len);
/* Most texts that are compared differ in their length or their first byte. */
static inline bool mend__str_eq(mend__str a, mend__str b)
{
    return a.n == b.n && (a.n == 0 || (a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0));
}
/* Here so that the length of a constant is one as well. */
static inline bool mend__str_is(mend__str a, const char *nul_terminated)
{
    return mend__str_eq(a, (mend__str){nul_terminated, strlen(nul_terminated)});
}
int mend__str_cmp(mend__str a, mend__str b); /* bytewise, shorter first on a tie */
/* The same for searches that ask it often. Most texts differ in the first byte. */
static inline int mend__str_order(mend__str a, mend__str b)
{
    if (a.n > 0 && b.n > 0 && a.p[0] != b.p[0]) {
        return (int)(unsigned char)a.p[0] - (int)(unsigned char)b.p[0];
    }
    return mend__str_cmp(a, b);
}
bool mend__str_ends(mend__str a, mend__str tail);

/* Decodes one code point at text[0..len); returns the bytes taken (1 to 4), or 0 if they are not valid UTF-8
 * (overlong, surrogate, beyond U+10FFFF, cut off). len > 0. */
size_t mend__utf8_next(const char *text, size_t len, uint32_t *code);
/* Encodes a valid code point; returns 1 to 4. */
size_t mend__utf8_put(uint32_t code, char out[4]);
/* True if all of it is valid; else *bad (may be NULL) is the offset where the first invalid sequence begins. */
bool mend__utf8_valid(const char *text, size_t len, size_t *bad);
/* Code points in valid text. */
size_t mend__utf8_count(const char *text, size_t len);

/* ASCII only. */
bool mend__is_digit(char c);
bool mend__is_letter(char c);

/* What an identifier of a policy may be: [a-z][a-z0-9_]*, 1 to 64 bytes. */
bool mend__is_name(mend__str name);

/* "Did you mean": the candidate nearest to `word` by edit distance (with swaps), if it is near enough to be a likely
 * slip; feed every candidate, then read best (p == NULL: none). */
typedef struct mend__guess {
    mend__str word, best;
    size_t distance;
} mend__guess;
void mend__guess_start(mend__guess *g, mend__str word);
void mend__guess_feed(mend__guess *g, mend__str candidate);

#endif
