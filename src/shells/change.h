/*
 * change.h - the one atomic step a store is asked for, put together from a ticket as it shall be and the result that
 * made it so. It borrows from both.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHANGE_H
#define MEND__CHANGE_H

#include "change/result.h"
#include "mend/store.h"

struct mend_change {
    const mend_ticket *ticket; /* as it is afterwards */
    const mend_result *result; /* its events and notices */
    mend__str tenant, key, record, idempotency, outcome;
    int64_t expected, now;
    mend__str index[MEND_INDEX_COUNT];
};

/* What comes from outside the ticket. Texts of tenant, key and idempotency key are NUL-terminated. */
typedef struct mend__change_frame {
    mend__str tenant, idempotency;
    mend__str fingerprint; /* of the arguments, where there is an idempotency key */
    int64_t expected, now;
} mend__change_frame;

/* Fills the change. `text` is emptied and receives the record, the outcome and the short texts; it must live as long as
 * the change. MEND_NOMEM, MEND_LIMIT. */
mend_status mend__change_make(mend_change *change, const mend__change_frame *frame, const mend_ticket *ticket,
                              const mend_result *result, mend_buf *text);

#endif
