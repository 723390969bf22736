/*
 * advise.h - what is worth a second look in a policy that works: ways that lead nowhere, time that nobody stops, days
 * that nobody knows, words that nobody translated.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ADVISE_H
#define MEND__ADVISE_H

#include "findings.h"
#include "policy.h"

/* What the parts work with. */
typedef struct mend__advice {
    const mend_policy *policy;
    const mend__json *tree;
    mend__node root; /* the merged document */
    mend__findings *findings;
} mend__advice;

void mend__advise_flow(const mend__advice *a);   /* actions, loops, number series */
void mend__advise_clocks(const mend__advice *a); /* clocks and their targets */
void mend__advise_days(const mend__advice *a);   /* calendars and charge cards, as of findings->now */
void mend__advise_words(const mend__advice *a);  /* labels and translations */
void mend__advise_uses(const mend__advice *a);   /* what is declared and serves nothing */

/* All of it. findings NULL: nothing is done. MEND_NOMEM. */
mend_status mend__advise(const mend_policy *policy, const mend__json *tree, mend__node root, mend__findings *findings,
                         mend_error *err);

#endif
