/*
 * json_random.h - random JSON documents for tests; the same seed gives the same document.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef JSON_RANDOM_H
#define JSON_RANDOM_H

#include "unit/json_room.h"

static inline unsigned random_below(uint32_t *seed, unsigned n)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % n;
}

static inline void random_blanks(mend_buf *out, uint32_t *seed)
{
    while (random_below(seed, 4) == 0) {
        mend__put_char(out, " \t\n\r"[random_below(seed, 4)]);
    }
}

static inline void random_text(mend_buf *out, uint32_t *seed)
{
    static const char *const units[] = {"a",
                                        "Z",
                                        " ",
                                        "/",
                                        "\\/",
                                        "\\\"",
                                        "\\\\",
                                        "\\n",
                                        "\\t",
                                        "\\u0001",
                                        "\\u001f",
                                        "\\u00e9",
                                        "\xC3\xA9",
                                        "\xE4\xBF\xAE",
                                        "\\u4FEE",
                                        "\x7F",
                                        "\xE2\x80\xA8",
                                        "\\b",
                                        "\\ud83d\\udd27",
                                        "\xF0\x9F\x94\xA7",
                                        "'"};
    mend__put_char(out, '"');
    for (unsigned n = random_below(seed, 6); n > 0; n--) {
        mend__put_text(out, units[random_below(seed, sizeof units / sizeof units[0])]);
    }
    mend__put_char(out, '"');
}

static inline void random_scalar(mend_buf *out, uint32_t *seed)
{
    static const char *const values[] = {"null", "null",  "true", "false",   "0",
                                         "-1",   "12.50", "1e9",  "-0.0E+7", "9223372036854775808"};
    if (random_below(seed, 3) == 0) {
        random_text(out, seed);
    } else {
        mend__put_text(out, values[random_below(seed, sizeof values / sizeof values[0])]);
    }
}

/* Few different names, so that two documents have some in common; a member's name is unique by its number. */
static inline void random_name(mend_buf *out, unsigned number)
{
    static const char *const names[] = {"b",     "a",   "\\u0061b",         "",   "\xE4\xBF\xAE", "B",
                                        "a\\\"", "ab ", "\xF0\x9F\x94\xA7", "\\n"};
    mend__put_char(out, '"');
    mend__put_text(out, names[number]);
    mend__put_char(out, '"');
}

static inline void random_value(mend_buf *out, uint32_t *seed, unsigned depth)
{
    unsigned kind = random_below(seed, 5);
    random_blanks(out, seed);
    if (depth == 0 || kind < 2) {
        random_scalar(out, seed);
    } else {
        unsigned start = random_below(seed, 10), n = random_below(seed, 7);
        mend__put_char(out, kind == 2 ? '[' : '{');
        for (unsigned i = 0; i < n; i++) {
            if (i > 0) {
                mend__put_char(out, ',');
            }
            if (kind != 2) {
                random_name(out, (start + i * 3) % 10); /* 3 and 10 have no common factor: no name twice */
                random_blanks(out, seed);
                mend__put_char(out, ':');
            }
            random_value(out, seed, depth - 1);
        }
        mend__put_char(out, kind == 2 ? ']' : '}');
    }
    random_blanks(out, seed);
}

/* Reads a random document as the next one of the tree; its text goes into `out`, which must outlive the positions. */
static inline mend__node random_document(mend__json *tree, mend_buf *out, uint32_t *seed, unsigned depth)
{
    mend__node root = MEND__NONE;
    mend_error err = {.struct_size = sizeof err};
    mend__buf_init(out, &tree->alloc);
    random_value(out, seed, depth);
    if (mend__json_read(tree, out->data, out->len, SIZE_MAX, 100, &root, &err) != MEND_OK) {
        fail_msg("%s: %s", out->data, err.text);
    }
    return root;
}

#endif
