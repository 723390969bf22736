/*
 * pro_rata.h - a term that is free at first and then pays less with every month used: batteries, tyres.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__PRO_RATA_H
#define MEND__PRO_RATA_H

#include "term.h"

typedef struct mend__pro_rata {
    int32_t start;
    int32_t total_months, free_months; /* 1 to MEND__LENGTH_MAX, 0 to total_months */
    bool started;                      /* a month begun counts as used; else one that is over */
    int64_t price;                     /* minor units, >= 0 */
} mend__pro_rata;

typedef struct mend__pro_rata_answer {
    int32_t used;             /* months, 0 to total_months */
    int64_t customer, credit; /* minor units; their sum is the price */
    mend_reason why;          /* NOT_STARTED, FREE_PERIOD, PRO_RATA, EXPIRED */
} mend__pro_rata_answer;

/* The customer pays price * used / total, rounded half up once; nothing within the free months, all of it outside the
 * term. 0 or DATE_OUT_OF_RANGE. */
mend_reason mend__pro_rata_share(const mend__pro_rata *rule, int32_t at, mend__pro_rata_answer *out);

#endif
