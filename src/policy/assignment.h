/*
 * assignment.h - where a ticket goes and who may take it, with the reasons, as JSON: for mend_dispatch() and for trying
 * rules.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ASSIGNMENT_H
#define MEND__ASSIGNMENT_H

#include "policy.h"

/* Writes the object that mend_dispatch() promises, by the policy's section "dispatch", which is there. The arena is for
 * what is needed meanwhile. items NULL: nobody was named; else they are judged. lang n == 0: the policy's. MEND_NOMEM. */
mend_status mend__assignment_write(const mend_policy *policy, const mend_ticket *ticket, mend__candidate *items,
                                   size_t count, int64_t now, mend__str lang, mend__arena *arena, mend__jw *w);

#endif
