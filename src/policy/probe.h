/*
 * probe.h - one row of rules tried against given facts, see mend_probe() in mend/policy.h.
 *
 * A section is a function that reads its row with the very reader the policy's section uses, reads the facts, judges, and
 * writes the answer. The row and the facts are objects of one tree; unknown members of either are refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__PROBE_H
#define MEND__PROBE_H

#include "policy.h"

typedef struct mend__probe {
    const mend_policy *policy; /* NULL: none */
    mend__arena *arena;        /* for the reading; freed behind the probe */
    const mend__json *tree;
    mend__node row, facts; /* objects, always there */
    mend__str lang;        /* of sentences and labels; n == 0: the policy's default */
    mend__jw *out;         /* for one value: the answer. Nothing is written where `refused` is set */
    const char *refused;   /* static code of a rule that gives no answer: "OUT_OF_AREA" */
    mend_error *err;
} mend__probe;

/* MEND_OK (answer written, or refused set), or a fault in row or facts said in err. */
typedef mend_status (*mend__probe_fn)(mend__probe *p);

/* probe_fee.c: what a service costs */
mend_status mend__probe_labour(mend__probe *p);
mend_status mend__probe_part(mend__probe *p);
mend_status mend__probe_stack(mend__probe *p);
mend_status mend__probe_travel(mend__probe *p);
mend_status mend__probe_diagnosis(mend__probe *p);
mend_status mend__probe_cancel(mend__probe *p);
mend_status mend__probe_storage(mend__probe *p);
mend_status mend__probe_surcharge(mend__probe *p);
mend_status mend__probe_estimate(mend__probe *p);
mend_status mend__probe_validity(mend__probe *p);
/* probe_bill.c: from lines to what is due */
mend_status mend__probe_tax(mend__probe *p);
mend_status mend__probe_invoice(mend__probe *p);
mend_status mend__probe_ledger(mend__probe *p);
/* probe_warranty.c: terms and their dates, coverage line by line */
mend_status mend__probe_period_end(mend__probe *p);
mend_status mend__probe_in_period(mend__probe *p);
mend_status mend__probe_local_date(mend__probe *p);
mend_status mend__probe_roll(mend__probe *p);
mend_status mend__probe_suspend(mend__probe *p);
mend_status mend__probe_start_date(mend__probe *p);
mend_status mend__probe_usage(mend__probe *p);
mend_status mend__probe_part_warranty(mend__probe *p);
mend_status mend__probe_repair_count(mend__probe *p);
mend_status mend__probe_pro_rata(mend__probe *p);
mend_status mend__probe_decide(mend__probe *p);
/* probe_rights.c: exchange, refund, depreciation, liability under a regime */
mend_status mend__probe_depreciation(mend__probe *p);
mend_status mend__probe_remedy(mend__probe *p);
mend_status mend__probe_repair_days(mend__probe *p);
mend_status mend__probe_use_fee(mend__probe *p);
mend_status mend__probe_assembly_remedy(mend__probe *p);
mend_status mend__probe_liability(mend__probe *p);
mend_status mend__probe_rejection(mend__probe *p);
mend_status mend__probe_presumption(mend__probe *p);
/* probe_triage.c: which level, and why not another; probe_dispatch.c: where it goes, and to whom; probe_claim.c: what the
 * customer may ask for */
mend_status mend__probe_triage(mend__probe *p);
mend_status mend__probe_dispatch(mend__probe *p);
mend_status mend__probe_claim(mend__probe *p);

/* probe_ticket.c: fills a blank ticket with the facts, which are fields by name; those in `skip`, which NULL ends, are
 * none. */
mend_status mend__probe_ticket(const mend__probe *p, const char *const *skip, mend_ticket *ticket);

/* The function of a section; NULL: there is none of that name, and the guess has seen those there are. */
mend__probe_fn mend__probe_find(mend__str section, mend__guess *guess);
/* Lets it answer. The answer is appended to `out`, of whose allocator all memory comes; on a failure, and where *refused
 * is set, nothing is. */
mend_status mend__probe_run(mend__probe_fn section, const mend_policy *policy, const mend__json *tree, mend__node row,
                            mend__node facts, mend__str lang, mend_buf *out, const char **refused, mend_error *err);

#endif
