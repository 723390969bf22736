/*
 * clocks_story.h - one row of a ticket's clocks, told from its start to an instant: pieces of time that add up to the
 * whole, what has happened, what is still to come.
 *
 * Nothing is ticked. What is due by then and not in the row yet is told as not recorded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CLOCKS_STORY_H
#define MEND__CLOCKS_STORY_H

#include "policy/policy.h"

#define MEND__STORY_PIECES 200                       /* shown; more are merged */
#define MEND__STORY_MARKS  200                       /* of the row, shown; earlier ones are counted */
#define MEND__STORY_STEPS  (2 * MEND__STEPS_MAX + 2) /* warnings, rungs, due */
#define MEND__STORY_WHYS   32                        /* reasons of pauses: those of a policy, and one more */

typedef enum mend__piece_kind {
    MEND__PIECE_USED,
    MEND__PIECE_PAUSED,
    MEND__PIECE_CLOSED, /* hours outside of the calendar */
    MEND__PIECE_ASIDE,  /* used, and set aside when the clock began anew */
    MEND__PIECE_KINDS,
    MEND__PIECE_MERGED = MEND__PIECE_KINDS /* of several kinds */
} mend__piece_kind;

typedef struct mend__piece {
    mend__piece_kind kind;
    int64_t from, to;
    int64_t ms[MEND__PIECE_KINDS]; /* to - from in all */
    mend__str why;                 /* PAUSED: the pause's name */
    int64_t days;                  /* MERGED: local dates it touches */
} mend__piece;

typedef enum mend__step_what {
    MEND__STEP_STARTED,
    MEND__STEP_PAUSED,
    MEND__STEP_RESUMED,
    MEND__STEP_AIMED,
    MEND__STEP_CARRIED, /* under another policy, or brought from elsewhere: time used until then is an amount */
    MEND__STEP_RESTARTED,
    MEND__STEP_MISSED, /* an interval of a repeat */
    MEND__STEP_STOPPED,
    MEND__STEP_CANCELLED,
    MEND__STEP_CAME, /* a countdown, a not-before */
    MEND__STEP_WARNED,
    MEND__STEP_DUE,
    MEND__STEP_ESCALATED
} mend__step_what;

typedef struct mend__step {
    mend__step_what what;
    mend__str id;           /* of a warning, rung, pause, target; n == 0: none */
    const mend__name *name; /* its name in the policy; NULL: none */
    int64_t at;             /* NEVER: not known while the clock stands still */
    int32_t rank;           /* order of steps of one instant */
    int64_t left;           /* to come: time still to be used until then, at least 0 */
    bool recorded;          /* past: the ticket knows it */
    const mend__notice *notices;
    uint32_t notice_count;
} mend__step;

typedef struct mend__story_why {
    mend__str id;
    int64_t ms;
} mend__story_why;

typedef struct mend__story {
    const mend_policy *policy;
    const mend_ticket *t;
    const mend__clock *clock;
    int32_t row; /* -1: never started */
    const mend__clock_row *r;
    const mend__aim *aim;          /* NULL: none, or of a fixed instant */
    const mend_calendar *calendar; /* measures what is used now; NULL: time as it passes */
    int64_t now, begin, until;     /* the row's first mark; its end, or now */
    int64_t due;                   /* of a clock paused behind it too; NEVER: not known meanwhile */
    int64_t fresh;                 /* used time counts from here on */
    int64_t still;                 /* since when it stands still, for what `still_why` says */
    mend__str still_why;
    int64_t ms[MEND__PIECE_KINDS]; /* sums of all pieces */
    int64_t remaining, overdue;    /* of the target; one of them is 0 */
    bool late;                     /* `until` lies behind the due instant of something owed */
    mend__piece pieces[MEND__STORY_PIECES];
    uint32_t piece_count;
    mend__step past[MEND__STORY_MARKS + MEND__STORY_STEPS], to_come[MEND__STORY_STEPS];
    uint32_t past_count, to_come_count;
    int64_t earlier;                        /* marks before the first one in `past` */
    mend__story_why whys[MEND__STORY_WHYS]; /* what kept it paused, and how long */
    uint32_t why_count;
} mend__story;

/* Sums, bounds and balance alone, without pieces and steps. */
void mend__story_measure(mend__story *s, const mend_policy *policy, const mend_ticket *t, uint32_t clock, int32_t row,
                         int64_t now);

/* Tells the row of the policy's clock (by index); -1: there is none. `now` is not before the ticket's last event. */
void mend__story_tell(mend__story *s, const mend_policy *policy, const mend_ticket *t, uint32_t clock, int32_t row,
                      int64_t now);

/* What people call a pause. */
mend__str mend__story_pause(const mend__story *s, mend__str id, mend__str lang);

#endif
