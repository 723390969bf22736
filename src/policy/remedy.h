/*
 * remedy.h - what the customer of a ticket may ask for, by the policy's section "rights", with the reasons.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__REMEDY_H
#define MEND__REMEDY_H

#include "policy.h"
#include "rules/unit.h"

/* Writes the object that mend_rights() promises, by the section, which is there. unit NULL: not known; now is valid; the
 * arena is for what is needed meanwhile; lang n == 0: the policy's. MEND_NOMEM, said in err. */
mend_status mend__remedy_write(const mend_policy *policy, const mend_ticket *ticket, const mend_unit *unit, int64_t now,
                               mend__str lang, mend__arena *arena, mend__jw *w, mend_error *err);

#endif
