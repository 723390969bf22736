/*
 * json_scan.h - how much of a text can stand in a JSON string as it is: looked at in eight bytes at a time.
 *
 * Eight bytes become one number, and each keeps to itself in it: where it only matters whether there is a byte of some
 * kind, their order in memory does not; where the first one is asked for, the first byte is the lowest.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__JSON_SCAN_H
#define MEND__JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline bool mend__json_is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\';
}

/* Not 0: one of eight bytes is a quote, a backslash or a control character. A byte less than n sets its top bit in x - n,
 * and borrows from the next one only if it was so itself. */
static inline uint64_t mend__json_stops(uint64_t x)
{
    const uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U;
    uint64_t quote = x ^ ones * '"', slash = x ^ ones * '\\';
    return (((x - ones * 0x20) & ~x) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & tops;
}

/* The first byte from `at` on that is no ASCII, or a quote, a backslash or a control character. There is one, and seven
 * bytes behind it may be looked at. */
static inline char *mend__json_stop(char *at)
{
    const uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U;
    for (;; at += 8) {
        const unsigned char *p = (const unsigned char *)at;
        uint64_t x = (uint64_t)p[7] << 56 | (uint64_t)p[6] << 48 | (uint64_t)p[5] << 40 | (uint64_t)p[4] << 32 |
                     (uint64_t)p[3] << 24 | (uint64_t)p[2] << 16 | (uint64_t)p[1] << 8 | p[0];
        uint64_t stops = mend__json_stops(x) | (x & tops);
        if (stops != 0) {
            uint64_t below =
                (stops & (0 - stops)) - 1; /* all bits below the lowest: one of `ones` for each byte, and one */
            return at + (((below & ones) * ones >> 56) - 1);
        }
    }
}

/* Whether all of it can stand in a string as it is. What is left at the end is looked at together with bytes before it. */
static inline bool mend__json_all_plain(const char *text, size_t len)
{
    uint64_t x, stops = 0;
    if (len >= 8) {
        for (size_t at = 0; len - at > 8; at += 8) {
            memcpy(&x, text + at, 8);
            stops |= mend__json_stops(x);
        }
        memcpy(&x, text + (len - 8), 8);
        return (stops | mend__json_stops(x)) == 0;
    }
    if (len >= 4) {
        uint32_t head, tail;
        memcpy(&head, text, 4);
        memcpy(&tail, text + (len - 4), 4);
        return mend__json_stops((uint64_t)head << 32 | tail) == 0;
    }
    size_t at = 0;
    while (at < len && mend__json_is_plain((unsigned char)text[at])) {
        at++;
    }
    return at == len;
}

#endif
