/*
 * mend/facts.h - the facts of one ticket that reports are made of: how long things took, which promises were kept,
 * whether it was fixed the first time, what it cost and who pays.
 *
 * Facts are those of a single ticket at one instant. Counting over many tickets, means and percentiles are a host's
 * business: examples/desk shows a way that never holds more than a page of tickets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_FACTS_H
#define MEND_FACTS_H

#include "mend/base.h"
#include "mend/policy.h"
#include "mend/ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Facts of one ticket, for reports.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** Writes the facts of a ticket as they stand at `now`: canonical JSON in which every amount is a whole number (ms,
 *  minor units of the currency, counts). docs/reports.md defines each member; those that say nothing are left out. What it
 *  cost and who pays is what the newest account says, never an estimate. No personal value is among them. Nothing is ticked: what time has made due and nobody has recorded is told as late.
 *  @param policy  the policy the ticket belongs to
 *  @param ticket  a ticket that has been opened
 *  @param now     the host's clock, ms; before the ticket's last event it counts as that instant
 *  @param out     receives the document, appended; as before on failure. No other memory is taken
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_POLICY_MISMATCH, MEND_RANGE (now, or a sum of money), MEND_NOMEM, MEND_INVALID (also for a
 *  blank ticket). Any thread, with its own buffer. */
MEND_API mend_status mend_facts(const mend_policy *policy, const mend_ticket *ticket, int64_t now, mend_buf *out,
                                mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
