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

/* Bytes at the beginning that are no quote, backslash or control character; `ascii`: and below 0x80. */
static inline size_t mend__json_plain(const char *text, size_t len, bool ascii)
{
    const uint64_t ones = 0x0101010101010101U, tops = 0x8080808080808080U, high = ascii ? tops : 0;
    size_t at = 0;
    for (; len - at >= 8; at += 8) {
        uint64_t x, quote, slash;
        memcpy(&x, text + at, 8);
        quote = x ^ ones * '"';
        slash = x ^ ones * '\\';
        /* A byte less than n sets its top bit in x - n; it borrows from the next one only if it was so itself. */
        uint64_t stops = ((x - ones * 0x20) & ~x) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash);
        if (((stops & tops) | (x & high)) != 0) {
            break;
        }
    }
    while (at < len && mend__json_is_plain((unsigned char)text[at]) && (!ascii || (unsigned char)text[at] < 0x80)) {
        at++;
    }
    return at;
}

#endif
