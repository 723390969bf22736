/*
 * assign.h - mend_dispatch() for those who have the candidates in a tree already.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ASSIGN_H
#define MEND__ASSIGN_H

#include "policy/policy.h"

/* The candidates: an array of a tree, or a text; tree and text.p NULL: nobody is named. */
typedef struct mend__named {
    const mend__json *tree;
    mend__node array;
    mend__str text;
} mend__named;

/* mend_dispatch() with its arguments checked. */
mend_status mend__assign(const mend_policy *policy, const mend_ticket *ticket, const mend__named *named, int64_t now,
                         const char *lang, mend_buf *out, mend_error *err);

#endif
