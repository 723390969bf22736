/*
 * why.h - one reason of an answer as JSON: its code, its parameters, its sentence.
 *
 *     mend__told y = mend__because(MEND_REASON_RULE_NOT_HELD);
 *     mend__why_with(&y, "rule", rule);
 *     mend__why_write(&teller, &y);
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__WHY_H
#define MEND__WHY_H

#include "mend/reason.h"
#include "policy.h"

#define MEND__WHY_PARAMS 4

typedef struct mend__told {
    mend_reason code;
    size_t count;
    struct {
        const char *name;
        mend__str value; /* borrowed until the reason is written */
    } params[MEND__WHY_PARAMS];
} mend__told;

/* Where reasons are written, and for whom. */
typedef struct mend__teller {
    const mend_policy *policy;
    mend__str lang; /* n 0: the policy's */
    mend_buf text;  /* room for a sentence */
    mend__jw *w;
} mend__teller;

mend__told mend__because(mend_reason code);
/* A parameter without bytes is left out. */
void mend__why_with(mend__told *y, const char *name, mend__str value);
/* {"code","params","text"}; failures stick to the writer. */
void mend__why_write(mend__teller *t, const mend__told *y);

#endif
