/*
 * screen.c - texts on a terminal.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "screen.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct range {
    uint32_t first, last;
} range;

/* Two columns: the blocks that Unicode's East Asian Width calls wide or full width, joined where only unused points
 * lie between them. */
static const range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},
    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

/* No column: marks that sit on the character before, joiners, directions. */
static const range none[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},
    {0x20D0, 0x20FF}, {0x302A, 0x302F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
};

static bool within(const range *list, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++) {
        if (c >= list[i].first && c <= list[i].last) {
            return true;
        }
    }
    return false;
}

/* The code point at s and how many bytes it takes; a broken byte counts as one strange character. */
static uint32_t point(const char *s, size_t *len)
{
    const unsigned char *u = (const unsigned char *)s;
    size_t n = u[0] < 0x80 ? 1 : u[0] >= 0xF0 ? 4 : u[0] >= 0xE0 ? 3 : u[0] >= 0xC0 ? 2 : 0;
    uint32_t c = n <= 1 ? u[0] : u[0] & (0xFFu >> (n + 1));
    *len = 1;
    for (size_t i = 1; i < n; i++) {
        if ((u[i] & 0xC0) != 0x80) {
            return 0xFFFD;
        }
        c = c << 6 | (u[i] & 0x3F);
    }
    if (n == 0) {
        return 0xFFFD;
    }
    *len = n;
    return c;
}

static size_t columns(uint32_t c)
{
    if (within(none, sizeof none / sizeof none[0], c)) {
        return 0;
    }
    return within(wide, sizeof wide / sizeof wide[0], c) ? 2 : 1;
}

/* What a terminal must not get from a ticket: controls, and marks that turn the direction of writing around. */
static bool harmful(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200E || c == 0x200F || c == 0x061C;
}

size_t screen_width(const char *s)
{
    size_t width = 0, len = 0;
    for (; *s != '\0'; s += len) {
        width += columns(point(s, &len));
    }
    return width;
}

bool screen_colours(FILE *out)
{
    const char *off = getenv("NO_COLOR"), *term = getenv("TERM");
    return (off == NULL || off[0] == '\0') && term != NULL && strcmp(term, "dumb") != 0 && isatty(fileno(out));
}

void screen_cell(FILE *out, const char *s, size_t width, bool pad, colour c, bool colours)
{
    static const char *const codes[] = {"", "\033[1m", "\033[2m", "\033[31m", "\033[33m", "\033[32m", "\033[34m"};
    size_t all = screen_width(s), room = all > width && width > 0 ? width - 1 : width, used = 0, len = 0;
    if (colours && c != PLAIN) {
        fputs(codes[c], out);
    }
    for (; *s != '\0'; s += len) {
        uint32_t cp = point(s, &len);
        size_t w = columns(cp);
        if (used + w > room) {
            break;
        }
        if (!harmful(cp)) {
            fwrite(s, 1, len, out);
        }
        used += w;
    }
    if (*s != '\0' && width > 0) {
        fputs("…", out);
        used++;
    }
    if (colours && c != PLAIN) {
        fputs("\033[0m", out);
    }
    for (; pad && used < width; used++) {
        fputc(' ', out);
    }
}

/* Punctuation that no line begins with. */
static bool closes(uint32_t c)
{
    return (c >= 0x3001 && c <= 0x3002) || c == 0x300B || c == 0x300D || c == 0xFF01 || c == 0xFF09 || c == 0xFF0C ||
           c == 0xFF1A || c == 0xFF1B || c == 0xFF1F || c == 0x201D;
}

size_t screen_fit(const char *s, size_t width)
{
    size_t used = 0, at = 0, end = 0, len = 0; /* end: where the line may be broken */
    bool breaks = false;                       /* behind the character before */
    for (; s[at] != '\0' && s[at] != '\n'; at += len) {
        uint32_t c = point(s + at, &len);
        size_t w = columns(c);
        if (at > 0 && (c == ' ' || (breaks && !closes(c)))) {
            end = at;
        }
        if (used + w > width) {
            return end > 0 ? end : at;
        }
        used += w;
        breaks = w == 2;
    }
    return at;
}

void screen_span(FILE *out, const char *s, size_t bytes, size_t width)
{
    size_t used = 0, len = 0;
    for (size_t at = 0; at < bytes; at += len) {
        uint32_t cp = point(s + at, &len);
        if (harmful(cp)) {
            continue;
        }
        fwrite(s + at, 1, len, out);
        used += columns(cp);
    }
    for (; used < width; used++) {
        fputc(' ', out);
    }
}

void screen_lines(FILE *out, const char *s, size_t indent)
{
    size_t len = 0;
    for (; *s != '\0'; s += len) {
        uint32_t cp = point(s, &len);
        if (cp == '\n') {
            fputc('\n', out);
            for (size_t i = 0; i < indent; i++) {
                fputc(' ', out);
            }
        } else if (harmful(cp)) {
            fputc(' ', out);
        } else {
            fwrite(s, 1, len, out);
        }
    }
}
