/*
 * view.h - a ticket on its way out, masked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__VIEW_H
#define MEND__VIEW_H

#include "mend/flow.h"
#include "policy/policy.h"

/* A cell's value as text, masked by the policy's styles (NULL: the defaults). Failures stick in out. */
void mend__view_cell(const mend_policy *policy, const mend_ticket *t, const mend__cell *cell, mend_buf *out);

/* One field with its label as mend_view() writes it, "name": {"label":…,"value":…,"text":…}, as a member. */
void mend__view_field(const mend_policy *policy, const mend_ticket *t, const mend__cell *cell, const char *lang,
                      mend__jw *w);

/* mend_view() without its checks. */
mend_status mend__view_write(const mend_policy *policy, const mend_ticket *ticket, const char *lang, mend_buf *out);

#endif
