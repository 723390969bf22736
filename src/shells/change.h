/*
 * change.h - the one atomic step a store is asked for, put together from a ticket as it shall be and the result that
 * made it so. It borrows from both. Units and contracts that the act changes go with it; a change may also be about a
 * unit alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHANGE_H
#define MEND__CHANGE_H

#include "change/result.h"
#include "mend/store.h"

#define MEND__CHANGE_UNITS (1 + MEND__QUOTE_CONTRACTS)

typedef struct mend__change_unit { /* a unit or contract as it is afterwards */
    const mend_unit *unit;
    int64_t expected;
    size_t off, len; /* its record, in the change's text */
} mend__change_unit;

struct mend_change {
    const mend_ticket *ticket; /* as it is afterwards; NULL: the change is about units alone */
    const mend_result *result; /* its events and notices */
    mend__str tenant, key, record, idempotency, outcome, claim;
    int64_t expected, now, next_due;
    mend__str index[MEND_INDEX_COUNT];
    const mend_buf *text; /* where the records of the units lie */
    mend__change_unit units[MEND__CHANGE_UNITS];
    size_t unit_count;
};

/* What comes from outside the ticket. Tenant, idempotency key and claim are NUL-terminated. */
typedef struct mend__change_frame {
    mend__str tenant, idempotency;
    mend__str fingerprint; /* of the arguments, where there is an idempotency key */
    mend__str claim;       /* token; empty: none */
    int64_t expected, now;
} mend__change_frame;

/* Fills the change. `text` is emptied and receives the record, the outcome and the short texts; it must live as long as
 * the change. MEND_NOMEM, MEND_LIMIT. */
mend_status mend__change_make(mend_change *change, const mend__change_frame *frame, const mend_ticket *ticket,
                              const mend_result *result, mend_buf *text);

/* Fills a change that writes one unit and no ticket; `result` is empty. MEND_NOMEM, MEND_LIMIT. */
mend_status mend__change_make_unit(mend_change *change, const mend__change_frame *frame, const mend_unit *unit,
                                   const mend_result *result, mend_buf *text);

/* change_unit.c: notes the units of a result, and puts their records behind what is in `text`. */
mend_status mend__change_units(mend_change *change, const mend_result *result, mend_buf *text);
mend_status mend__change_add_unit(mend_change *change, const mend_unit *unit, int64_t expected, mend_buf *text);

#endif
