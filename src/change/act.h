/*
 * act.h - the act inside the library: the same as mend_act(), with the identity of a new ticket given from outside.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__ACT_H
#define MEND__ACT_H

#include "decide.h"
#include "tick.h"

/* Judges and leaves the ticket alone: on MEND_OK the ticket as it shall be is in result->scratch. id NULL: what args say. */
mend_status mend__act(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args,
                      const mend__identity *id, int64_t now, mend_result *result, mend_error *err);

/* The steps of it that other changes of a ticket share. */
/* Time first: *before is the ticket as it stands at `now`. MEND_MORE. */
mend_status mend__bring_up(const mend_policy *policy, const mend_ticket *ticket, int64_t now, mend_result *r,
                           const mend_ticket **before, mend_error *err);
/* The act as an event; then what it took back, and what is due because of it. */
mend_status mend__carry_out(mend__decision *d, mend_error *err);
/* The ticket becomes what the decision made of it; without memory for that nothing has happened. */
mend_status mend__take_over(mend_ticket *ticket, mend_result *result, mend_error *error);
/* The status of the first reason, in the order in which reasons come. */
mend_status mend__refusal(const mend_result *r);

/* The action args name; NULL with MEND_UNKNOWN_ACTION in err. */
const mend__action *mend__act_find(const mend_policy *policy, const mend_args *args, mend_error *err);

/* Would the action be allowed with what the arguments hold so far? Their own action, and fields it does not take, are
 * passed over. *status: MEND_OK or a refusal, with its reasons in result. Returns faults. */
mend_status mend__ask(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args,
                      const mend__action *action, int64_t now, mend_result *result, mend_status *status,
                      mend_error *err);

/* Plain values of the fields a reveal names, as {"path":"…"}. */
mend_status mend__reveal_write(const mend_ticket *ticket, const mend_args *args, mend_buf *out);

#endif
