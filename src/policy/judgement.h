/*
 * judgement.h - how urgent a ticket is and why, as JSON: for mend_triage() and for trying rules.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__JUDGEMENT_H
#define MEND__JUDGEMENT_H

#include "policy.h"

/* Writes the object that mend_triage() promises, by the policy's section "triage", which is there. The arena is for what
 * is needed meanwhile. lang n == 0: the policy's. MEND_NOMEM. */
mend_status mend__judgement_write(const mend_policy *policy, const mend_ticket *ticket, mend__str lang,
                                  mend__arena *arena, mend__jw *w);

#endif
