/*
 * texts.h - reasons as sentences for people, in English and Chinese.
 *
 * A code has one or more templates; the first whose parameters are all there is taken. What the parameters hold:
 * action, other, checklist: actions; state; roles: roles with blanks between; grade, have: grades; counter; item: of the
 * checklist of that action; condition, evidence: of `action`; field: a path such as "fault_class" or "parts/3/serial";
 * choices: choices of the field with blanks between; departments, home: choices of the set "department", likewise;
 * expected: as mend__type_expected() says it; max: a number, or an ISO 8601 duration; level, was: levels; rule, winner,
 * tier, row, column: names of the policy's triage; route: one of its dispatch. Everything else is printed as it stands.
 * A parameter of no bytes counts as not there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TEXTS_H
#define MEND__TEXTS_H

#include "mend/reason.h"
#include "policy.h"

/* Gives the value of a parameter; false: there is none of that name. */
typedef bool (*mend__param_fn)(const void *user, mend__str name, mend__str *value);

/* Appends the sentence. policy NULL: names instead of labels. lang "zh…" gives Chinese, anything else English; without
 * one (n == 0) the policy's default decides. An unknown code gives its number's name. */
void mend__sentence(const mend_policy *policy, mend_reason code, mend__param_fn find, const void *user, mend__str lang,
                    mend_buf *out);

/* Appends what people call a path: "Fault class", "Parts, row 3: Serial number". */
void mend__path_label(const mend_policy *policy, mend__str path, mend__str lang, mend_buf *out);

#endif
