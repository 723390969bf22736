/*
 * desk_unit.h - finding the unit of a ticket, and the contracts that hold for it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DESK_UNIT_H
#define MEND__DESK_UNIT_H

#include "desk_call.h"

typedef struct mend__unit_wish { /* of which unit */
    mend__str serial, model, customer;
    bool fresh; /* where none is stored, a new one shall do */
} mend__unit_wish;

/* Loads a unit or contract by its key: it is the one asked for, at the revision the store says. MEND_NOT_FOUND. */
mend_status mend__desk_load_unit(mend_desk *desk, const mend__desk_text *key, mend_unit *unit, mend_error *err);

/* Finds a unit into desk->unit, and its contracts into desk->held. *out NULL: none is known, or it cannot be told which of
 * several it is. The store has units. */
mend_status mend__desk_find_unit(mend_desk *desk, const mend__unit_wish *wish, const mend_unit **out, mend_error *err);

/* What desk->ticket says of its unit. */
mend__unit_wish mend__desk_unit_wish(const mend_desk *desk);

/* Before the act: where the policy has a warranty, the action looks at the unit and the store has units, the arguments
 * get the unit of desk->ticket as the act would leave it named. */
mend_status mend__call_units(mend__call *call, const mend_policy *policy);

#endif
