/*
 * fact.h - reading what a case is made of: dates, quantities, lists of names. Like member.h, save that a member that is
 * null counts as not there, and that a decimal may be text ("33.3") or a number.
 *
 * A member that is not there leaves the output as it is. Failures fill err and leave the output alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__FACT_H
#define MEND__FACT_H

#include "member.h"

#define MEND__NO_DAY INT32_MIN /* in place of a date: none */

/* Texts of a list; items == NULL: there is no such list. */
typedef struct mend__strs {
    const mend__str *items;
    size_t count;
} mend__strs;

static inline bool mend__strs_hold(const mend__strs *strs, mend__str text)
{
    for (size_t i = 0; i < strs->count; i++) {
        if (mend__str_eq(strs->items[i], text)) {
            return true;
        }
    }
    return false;
}

/* MEND__NONE if it is not there or null. */
mend__node mend__fact_node(const mend__json *tree, mend__node object, const char *key);

/* "2024-05-01". */
mend_status mend__fact_day(const mend__json *tree, mend__node object, const char *key, int32_t *out, mend_error *err);
mend_status mend__fact_int(const mend__json *tree, mend__node object, const char *key, int64_t min, int64_t max,
                           int64_t *out, mend_error *err);
/* The same for what is kept in 32 bits. */
mend_status mend__fact_int32(const mend__json *tree, mend__node object, const char *key, int32_t min, int32_t max,
                             int32_t *out, mend_error *err);
/* In billionths. */
mend_status mend__fact_decimal(const mend__json *tree, mend__node object, const char *key, int64_t min, int64_t max,
                               int64_t *nano, mend_error *err);
mend_status mend__fact_bool(const mend__json *tree, mend__node object, const char *key, bool *out, mend_error *err);
mend_status mend__fact_text(const mend__json *tree, mend__node object, const char *key, size_t max, mend__str *out,
                            mend_error *err);
mend_status mend__fact_word(const mend__json *tree, mend__node object, const char *key, mend__words words, int32_t *out,
                            mend_error *err);
/* An array of 1 to `most` texts of at most 64 bytes, borrowed from the tree; `items` lie in the arena. */
mend_status mend__fact_strs(mend__arena *arena, const mend__json *tree, mend__node object, const char *key, size_t most,
                            mend__strs *out, mend_error *err);

/* One value: an element of a list, or a member of any name. */
mend_status mend__value_day(const mend__json *tree, mend__node n, int32_t *out, mend_error *err);
mend_status mend__value_decimal(const mend__json *tree, mend__node n, int64_t min, int64_t max, int64_t *nano,
                                mend_error *err);

/* The member, MEND__NONE if it is not there or null, as an array of at most `most` elements; `room` is for that many
 * records of `size` bytes in the arena, zeroed. */
mend_status mend__fact_list(mend__arena *arena, const mend__json *tree, mend__node object, const char *key, size_t most,
                            size_t size, mend__node *list, void **room, mend_error *err);

#endif
