/*
 * earlier.h - earlier tickets shown beside a ticket, row by row, see mend/earlier.h.
 *
 *     mend__earlier_begin(&e, …);
 *     for (row…) {
 *         mend__earlier_row_begin(&e, row);
 *         while (… && mend__earlier_offer(&e, other)) { }
 *         mend__earlier_row_end(&e);
 *     }
 *     status = mend__earlier_end(&e);
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__EARLIER_H
#define MEND__EARLIER_H

#include "policy/why.h"

typedef struct mend__earlier_list { /* an answer being written */
    const mend_policy *policy;
    const mend_ticket *ticket;
    int64_t now;
    const char *lang;
    const mend__earlier_row *row;
    const mend__name *name;
    int32_t count;
    bool more;
    int64_t latest;   /* when the first that was listed was opened; INT64_MIN: none was */
    mend_buf kept;
    mend__teller teller;
    mend__jw w;
} mend__earlier_list;

void mend__earlier_begin(mend__earlier_list *e, const mend_policy *policy, const mend_ticket *ticket, int64_t now,
                         const char *lang, mend_buf *out);
void mend__earlier_row_begin(mend__earlier_list *e, uint32_t row);
/* Lists the ticket if it belongs into the row. False: those opened before it are not wanted. Offered are the newest
 * first. */
bool mend__earlier_offer(mend__earlier_list *e, const mend_ticket *other);
/* There are tickets that were not offered. */
void mend__earlier_more(mend__earlier_list *e);
void mend__earlier_row_end(mend__earlier_list *e);
/* Also after a failure. MEND_OK, MEND_NOMEM. */
mend_status mend__earlier_end(mend__earlier_list *e);

/* The section is there, the policy the ticket's. MEND_NOT_FOUND, MEND_POLICY_MISMATCH, MEND_RANGE. */
mend_status mend__earlier_may(const mend_policy *policy, const mend_ticket *ticket, int64_t now, mend_error *err);

#endif
