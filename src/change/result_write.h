/*
 * result_write.h - a result as a document, its reasons as sentences.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__RESULT_WRITE_H
#define MEND__RESULT_WRITE_H

#include "policy/policy.h"
#include "result.h"

/* [{"code","params":{…},"text"}]: the reasons from the given index on. lang p == NULL: the policy's language. */
void mend__reasons_write(const mend_result *r, const mend_policy *policy, mend__str lang, size_t from, mend__jw *w);
/* Members of a result inside an object that is open: "status","replayed","events","reasons". */
void mend__result_members(const mend_result *r, const mend_policy *policy, mend__str lang, mend__jw *w);

#endif
