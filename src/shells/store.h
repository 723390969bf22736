/*
 * store.h - a host's table as a desk holds it, and how its answers are read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__STORE_H
#define MEND__STORE_H

#include "ground/error.h"
#include "mend/store.h"

typedef enum mend__callback {
    MEND__CALL_LOAD,
    MEND__CALL_RECALL,
    MEND__CALL_COMMIT,
    MEND__CALL_EVENTS,
    MEND__CALL_PAGE,
    MEND__CALL_DRAW,
    MEND__CALL_PENDING,
    MEND__CALL_SENT,
    MEND__CALL_BEGIN,
    MEND__CALL_END,
    MEND__CALL_RANDOM,
    MEND__CALL_DUE,
    MEND__CALL_ERASE,
    MEND__CALL_UNIT_LOAD,
    MEND__CALL_UNIT_PAGE,
    MEND__CALL_UNIT_PUT
} mend__callback;

/* Copies the table. A smaller one of an older host is taken as far as it goes, down to the members always needed; a
 * larger one of a newer host if nothing is in the members unknown here. MEND_INVALID, MEND_UNSUPPORTED. */
mend_status mend__store_take(const mend_store *given, mend_store *out, mend_error *err);

/* What the desk goes by: MEND_OK and the faults the contract names for that callback as they are, everything else
 * MEND_IO, with the number in the error's text. */
mend_status mend__store_answer(mend__callback which, mend_status answer, mend_error *err);

/* The host's table has no such callback: MEND_UNSUPPORTED. */
mend_status mend__store_lacks(mend__callback which, mend_error *err);

#endif
