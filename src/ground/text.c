/*
 * text.c - UTF-8 and small text helpers, see text.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "text.h"

#include <string.h>

#define GUESS_MAX    64 /* bytes of the longest word that is compared */
#define GUESS_PREFIX 3  /* bytes a word needs before it may stand for all that begin like it */

mend__str mend__str_of(const char *text, size_t len)
{
    if (text == NULL) {
        return (mend__str){len == 0 ? "" : NULL, 0};
    }
    return (mend__str){text, len == MEND_NTS ? strlen(text) : len};
}

int mend__str_cmp(mend__str a, mend__str b)
{
    size_t both = a.n < b.n ? a.n : b.n;
    int order = both == 0 ? 0 : memcmp(a.p, b.p, both);
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

bool mend__str_ends(mend__str a, mend__str tail)
{
    return a.n >= tail.n && (tail.n == 0 || memcmp(a.p + (a.n - tail.n), tail.p, tail.n) == 0);
}

/* The first byte says how long the sequence is and what its least code point is; 0 bytes: it cannot be a first byte. */
static size_t utf8_lead(unsigned char lead, uint32_t *bits, uint32_t *least)
{
    if (lead < 0x80) {
        *bits = lead;
        *least = 0;
        return 1;
    }
    if (lead >= 0xC0 && lead < 0xE0) {
        *bits = lead & 0x1FU;
        *least = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        *bits = lead & 0x0FU;
        *least = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead < 0xF8) {
        *bits = lead & 0x07U;
        *least = 0x10000;
        return 4;
    }
    return 0;
}

size_t mend__utf8_next(const char *text, size_t len, uint32_t *code)
{
    uint32_t value, least;
    size_t size = utf8_lead((unsigned char)text[0], &value, &least);
    if (size == 0 || size > len) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (c & 0x3FU);
    }
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return 0;
    }
    *code = value;
    return size;
}

size_t mend__utf8_put(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

bool mend__utf8_valid(const char *text, size_t len, size_t *bad)
{
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t size = mend__utf8_next(text + at, len - at, &code);
        if (size == 0) {
            if (bad != NULL) {
                *bad = at;
            }
            return false;
        }
        at += size;
    }
    return true;
}

size_t mend__utf8_count(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return count;
}

bool mend__is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool mend__is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool mend__is_name(mend__str name)
{
    if (name.n == 0 || name.n > 64 || name.p[0] < 'a' || name.p[0] > 'z') {
        return false;
    }
    for (size_t i = 1; i < name.n; i++) {
        char c = name.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
            return false;
        }
    }
    return true;
}

static unsigned char guess_least(unsigned a, unsigned b)
{
    return (unsigned char)(a < b ? a : b);
}

/* Edit distance where a swap of two neighbours counts once and no piece is edited twice. Both at most GUESS_MAX
 * bytes, so that every number fits into a byte. Three rows of the table are alive at a time. */
static size_t guess_distance(mend__str a, mend__str b)
{
    unsigned char rows[3][GUESS_MAX + 1];
    for (size_t j = 0; j <= b.n; j++) {
        rows[0][j] = (unsigned char)j;
    }
    for (size_t i = 1; i <= a.n; i++) {
        unsigned char *row = rows[i % 3];
        const unsigned char *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = (unsigned char)i;
        for (size_t j = 1; j <= b.n; j++) {
            unsigned char best = guess_least(above[j] + 1U, row[j - 1] + 1U);
            best = guess_least(best, above[j - 1] + (a.p[i - 1] != b.p[j - 1] ? 1U : 0U));
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1]) {
                best = guess_least(best, two_above[j - 2] + 1U);
            }
            row[j] = best;
        }
    }
    return rows[a.n % 3][b.n];
}

/* The largest distance at which a word of that length is still a likely slip. */
static size_t guess_limit(size_t len)
{
    return len < 6 ? 1 : len / 3;
}

void mend__guess_start(mend__guess *g, mend__str word)
{
    *g = (mend__guess){word, {NULL, 0}, guess_limit(word.n) + 1};
}

void mend__guess_feed(mend__guess *g, mend__str candidate)
{
    mend__str word = g->word;
    size_t limit = guess_limit(word.n), distance;
    if (word.n == 0 || word.n > GUESS_MAX || candidate.n == 0 || candidate.n > GUESS_MAX) {
        return;
    }
    distance = guess_distance(word, candidate);
    if (distance > limit && word.n >= GUESS_PREFIX && word.n < candidate.n &&
        memcmp(word.p, candidate.p, word.n) == 0) {
        distance = limit; /* a word broken off: likely, but after every real near miss */
    }
    /* Two single letters have nothing in common although their distance is 1. */
    if (distance < g->distance && (distance < word.n || distance < candidate.n)) {
        g->best = candidate;
        g->distance = distance;
    }
}
