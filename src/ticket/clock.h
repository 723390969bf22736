/*
 * clock.h - the clocks of a ticket: what each one aims at, what has happened to it, and when it wants to be looked at.
 *
 * A row is one cycle of one clock. Its marks are the instants at which it was started, paused, resumed, aimed anew; the
 * time used is measured between them by calendars (rules/sla.h), never stored. Rows are never taken away, and the last
 * row of a clock is the one in force. All of it is the fold of events.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CLOCK_H
#define MEND__CLOCK_H

#include "ticket.h"

#define MEND__CLOCK_ROWS 1000 /* of a ticket */

typedef enum mend__clock_status {
    MEND__CLOCK_NONE,      /* never started */
    MEND__CLOCK_RUNNING,   /* also past its due instant */
    MEND__CLOCK_PAUSED,    /* has no due instant meanwhile */
    MEND__CLOCK_MET,       /* stopped at or before its due instant */
    MEND__CLOCK_MISSED,    /* stopped after it */
    MEND__CLOCK_CANCELLED, /* taken back, or superseded by the next cycle */
    MEND__CLOCK_OVER       /* a countdown or a not-before that has come to its instant */
} mend__clock_status;

typedef enum mend__mark_kind {
    MEND__MARK_START = 1, /* why: the target's name */
    MEND__MARK_PAUSE,     /* why: the pause's name */
    MEND__MARK_RESUME,
    MEND__MARK_AIM, /* why: the new target's name; time used is kept, from here the new target's calendar measures */
    MEND__MARK_AIM_ALL, /* why: likewise; everything since the start is measured by the new target's calendar */
    MEND__MARK_RESET,   /* why: the target's name; time used begins at 0 here */
    MEND__MARK_MISS,    /* of a repeat: its instant passed, and the next interval begins */
    MEND__MARK_STOP,
    MEND__MARK_CANCEL,
    MEND__MARK_CARRY /* why: the target's name; what was used since the beginning before it is the row's `carried`, and
                        no calendar measures it */
} mend__mark_kind;

const char *mend__clock_status_name(mend__clock_status status); /* "running"; "" for NONE */
mend__clock_status mend__clock_status_of(mend__str name);       /* NONE: unknown */

size_t mend__clock_count(const mend_ticket *t);
const mend__clock_row *mend__clock_at(const mend_ticket *t, size_t row);
/* The last row of a clock; -1: it was never started. */
int32_t mend__clock_last(const mend_ticket *t, mend__str clock);
/* Running or paused. */
bool mend__clock_active(const mend__clock_row *row);
/* The next mark of a row at or after index `from` of all marks, which moves behind it; NULL: no more. */
const mend__mark *mend__clock_next_mark(const mend_ticket *t, int32_t row, size_t *from);
int32_t mend__clock_mark_count(const mend_ticket *t, int32_t row);
/* The earliest wake of all rows; NEVER: none. */
int64_t mend__clock_wake(const mend_ticket *t);

/* Changing, for the fold of events and for the engine that makes them. MEND_NOMEM, MEND_LIMIT. */
mend_status mend__clock_add(mend_ticket *t, mend__str clock, int32_t *row); /* the next cycle, dirty */
mend__clock_row *mend__clock_edit(mend_ticket *t, int32_t row);             /* marks it dirty */
mend_status mend__clock_mark(mend_ticket *t, int32_t row, mend__mark_kind kind, int64_t at, mend__str why);
/* The mark made last took the place of a target of so many ms, which no rule can tell any more. */
void mend__clock_mark_was(mend_ticket *t, int64_t was);
/* A mark as the row's k-th, before those that stand from there on. */
mend_status mend__clock_mark_before(mend_ticket *t, int32_t row, int32_t k, mend__mark_kind kind, int64_t at,
                                    mend__str why);
/* Takes the row's marks from its k-th on away; those before its k-th. */
void mend__clock_cut(mend_ticket *t, int32_t row, int32_t k);
void mend__clock_drop(mend_ticket *t, int32_t row, int32_t k);
void mend__clock_clean(mend_ticket *t); /* nothing is dirty any more */

/* Canonical JSON of a row: with all of its marks, or as a change with those that are not `kept`. */
void mend__clock_write(mend__jw *w, const mend_ticket *t, int32_t row, bool change);
/* Reads what either form gives into the ticket: the row that is there, or the next cycle. MEND_CORRUPT. */
mend_status mend__clock_read(mend_ticket *t, const mend__json *tree, mend__node n, mend_error *err);
bool mend__clock_any_dirty(const mend_ticket *t);

#endif
