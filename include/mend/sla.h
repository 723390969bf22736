/*
 * mend/sla.h - the clocks of a ticket: where each one stands, and why.
 *
 * A clock is declared in the policy ("clocks", docs/clocks.md) and started, paused, stopped by acts; what time brings by
 * itself (warnings, a breach, escalations) is brought by mend_tick(). A ticket has one row for every cycle of a clock,
 * and the last row of a clock is the one in force. Rows are read with the ticket alone; how much time was used, and why,
 * is measured by the policy's calendars: mend_clocks().
 *
 * Instants are ms since 1970 UTC, INT64_MIN for none; amounts are ms.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_SLA_H
#define MEND_SLA_H

#include "mend/base.h"
#include "mend/policy.h"
#include "mend/ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Clocks: due instants, rows, and the explanation of where they stand.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** Where a clock stands. */
typedef int32_t mend_clock_status;

enum {
    MEND_CLOCK_NONE = 0,      /**< never started */
    MEND_CLOCK_RUNNING = 1,   /**< running, also past its due instant */
    MEND_CLOCK_PAUSED = 2,    /**< stands still; it has no due instant meanwhile and cannot be breached */
    MEND_CLOCK_MET = 3,       /**< stopped at or before its due instant */
    MEND_CLOCK_MISSED = 4,    /**< stopped after it */
    MEND_CLOCK_CANCELLED = 5, /**< taken back, or superseded by the next cycle */
    MEND_CLOCK_OVER = 6       /**< a countdown or a not-before that has come to its instant */
};

/** Bits of mend_clock_info.flags. */
enum {
    MEND_CLOCK_PROVISIONAL = 1, /**< the due instant lies beyond what is known of the calendar's holidays */
    MEND_CLOCK_BREACHED = 2     /**< a breach has been recorded, and nothing has taken it back */
};

/** One row: a cycle of a clock. */
typedef struct mend_clock_info {
    uint32_t struct_size;     /**< sizeof(mend_clock_info), set by the caller */
    int32_t cycle;            /**< from 1; each further start of the same clock is the next one */
    mend_clock_status status; /**< MEND_CLOCK_... */
    int32_t flags;            /**< MEND_CLOCK_PROVISIONAL, MEND_CLOCK_BREACHED */
    int64_t started;          /**< when it began */
    int64_t stopped;          /**< when it ended; INT64_MIN: it has not */
    int64_t due;              /**< when the target is used up; INT64_MIN: it stands still, or has no such instant */
    int64_t wake;             /**< first instant at which mend_tick() does something about it; INT64_MIN: never */
    int64_t target_ms;        /**< time that may be used, ms of the target's calendar */
    int64_t breached;         /**< due instant of the breach that is in force; INT64_MIN: none */
    int32_t hits;             /**< of a repeat: intervals kept */
    int32_t misses;           /**< of a repeat: intervals missed */
} mend_clock_info;

/** The name of a status, such as "running".
 *  @param status  MEND_CLOCK_...
 *  @return static text; "none" for MEND_CLOCK_NONE, NULL if there is no such status. Any thread. */
MEND_API const char *mend_clock_status_name(mend_clock_status status);

/** The one instant at which to call mend_tick() on a ticket: the earliest of all its clocks.
 *  @param ticket  a ticket
 *  @return ms since 1970 UTC; INT64_MIN: no clock waits for anything, or no ticket. */
MEND_API int64_t mend_ticket_next_due(const mend_ticket *ticket);

/** How many rows of clocks a ticket has.
 *  @param ticket  a ticket
 *  @return the number. */
MEND_API int32_t mend_clock_count(const mend_ticket *ticket);

/** The name of a row's clock in the policy.
 *  @param ticket  a ticket
 *  @param index   0 to mend_clock_count() - 1, in the order in which they were started
 *  @param len     receives the length; may be NULL
 *  @return the name, NUL-terminated, borrowed until the ticket changes; NULL beyond the last. */
MEND_API const char *mend_clock_name(const mend_ticket *ticket, int32_t index, size_t *len);

/** Reads a row.
 *  @param ticket  a ticket
 *  @param index   0 to mend_clock_count() - 1
 *  @param info    receives it; struct_size is set
 *  @return MEND_OK, MEND_RANGE (there is no such row), MEND_INVALID. */
MEND_API mend_status mend_clock_get(const mend_ticket *ticket, int32_t index, mend_clock_info *info);

/** Explains where clocks stand: what they aim at, what time was used, when and why they stood still, what time has
 *  brought and will bring. Nothing is ticked: what is due and not yet recorded is told as such. Writes
 *  {"now":…,"next_due":…,"clocks":[{"clock","label","kind","cycle","status","standing","target":{"name","label","ms"},
 *  "started","stopped","due","used_ms","paused_ms","closed_ms","aside_ms","remaining_ms" or "overdue_ms","segments":[…],
 *  "past":[…],"to_come":[…],"text"}]}; docs/clocks.md says what each member holds. Members that say nothing are left
 *  out. Times in words are those of the policy's zone.
 *  @param policy     the policy the ticket belongs to
 *  @param ticket     a ticket
 *  @param clock      a clock's name: all its cycles, oldest first; NULL: the clocks of the policy in its order, each
 *                    with its last cycle
 *  @param clock_len  its length or MEND_NTS; 0 with NULL
 *  @param now        the host's clock, ms; before the ticket's last event it counts as that instant
 *  @param lang       BCP 47 tag: "zh…" gives Chinese, anything else English; NULL: the policy's default
 *  @param out        receives the document, appended; as before on failure
 *  @param error      details; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND (the policy has no clock of that name), MEND_POLICY_MISMATCH, MEND_RANGE, MEND_NOMEM,
 *  MEND_INVALID. */
MEND_API mend_status mend_clocks(const mend_policy *policy, const mend_ticket *ticket, const char *clock,
                                 size_t clock_len, int64_t now, const char *lang, mend_buf *out, mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
