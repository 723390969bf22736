/*
 * json_scan.h - how much of a text can stand in a JSON string as it is: looked at in eight bytes at a time.
 *
 * Eight bytes are copied into one number, and each keeps to itself in it, so their order in memory does not matter.
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

/* Bytes of ASCII at the beginning that are no quote, backslash or control character. */
static inline size_t mend__json_plain(const char *text, size_t len)
{
    const uint64_t tops = 0x8080808080808080U;
    size_t at = 0;
    for (; len - at >= 8; at += 8) {
        uint64_t x;
        memcpy(&x, text + at, 8);
        if ((mend__json_stops(x) | (x & tops)) != 0) {
            break;
        }
    }
    while (at < len && mend__json_is_plain((unsigned char)text[at]) && (unsigned char)text[at] < 0x80) {
        at++;
    }
    return at;
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
