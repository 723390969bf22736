/*
 * trial.h - what the probes of a regime share: its loading, facts of the case, the list of what is missing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TRIAL_H
#define MEND__TRIAL_H

#include "notions/civil.h"
#include "probe.h"
#include "regimes.h"

#define MEND__TRIAL_NAME 256 /* bytes of a name in a case */

/* A probe with its regime. */
typedef struct mend__trial {
    mend__probe *p;
    mend__regime regime;
    const char *missing[8]; /* beside what a judgement lacks */
    size_t missing_count;
} mend__trial;

typedef mend_status (*mend__trial_fn)(mend__trial *t);

/* What the customer may ask for, and the money of the first right that is about money. */
typedef struct mend__remedy {
    mend__case facts;
    mend__rights_answer answer;
    bool priced, known; /* the case says a price; there is enough to tell the amounts */
    mend__deduction money;
} mend__remedy;

/* Judges the case; where p->refused is set there is no answer. `out` is big: it lies in the caller's arena. */
mend_status mend__trial_remedy(mend__trial *t, mend__remedy *out);

/* Loads the row's regime and lets `run` answer by it. */
mend_status mend__trial_run(mend__probe *p, mend__trial_fn run);

/* The case has no other facts than these. */
mend_status mend__trial_known(const mend__trial *t, mend__words names);
/* A fact without which there is nothing to answer. */
mend_status mend__trial_need(const mend__trial *t, const char *key);
mend_status mend__trial_day(const mend__trial *t, const char *key, int32_t *out);
mend_status mend__trial_need_day(const mend__trial *t, const char *key, int32_t *out);
/* From 0 to max; left as it is where the case says nothing. */
mend_status mend__trial_decimal(const mend__trial *t, const char *key, int64_t max, int64_t *out);

/* There is no answer, for that reason. MEND_OK. */
mend_status mend__trial_refuse(const mend__trial *t, mend_reason reason);

void mend__trial_put_int(mend__jw *w, const char *key, int64_t value);
/* MEND__NO_DAY: null. */
void mend__trial_put_day(mend__jw *w, mend__str key, int32_t day);

/* Something is missing: a static name. */
void mend__trial_lacks(mend__trial *t, const char *name);
/* Writes one thing that is missing, "folder/name"; opens the list at the first. */
void mend__trial_put_missing(mend__jw *w, bool *any, const char *folder, mend__str name);
/* Writes what is missing and ends the answer; *any: the list is open already. */
void mend__trial_end(const mend__trial *t, bool any);

#endif
