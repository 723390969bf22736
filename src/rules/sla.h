/*
 * sla.h - the clocks of a policy as compiled rules, and what they make of a ticket.
 *
 * docs/policy.md, "clocks", is the definition of every member. Time is measured in ms of a calendar, or as it passes
 * where there is none. A clock starts, stops, pauses at the instants of acts; it warns, breaches, escalates, repeats at
 * instants of its own, which do not depend on when somebody looks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__SLA_H
#define MEND__SLA_H

#include "flow.h"
#include "notions/calendar.h"
#include "ticket/clock.h"

#define MEND__CLOCKS_MAX   64   /* of a policy */
#define MEND__INTERVAL_MIN 1000 /* ms of a repeat's interval: one of nothing would never end */
#define MEND__STEPS_MAX    30   /* warnings of a clock; rungs of a clock */

typedef enum mend__clock_kind {
    MEND__CLOCK_DEADLINE,  /* to be stopped before its due instant */
    MEND__CLOCK_REPEAT,    /* something is owed again and again, each time within the target */
    MEND__CLOCK_COUNTDOWN, /* comes some time before the instant in a field */
    MEND__CLOCK_NOT_BEFORE /* comes when the target is used up, and something may be done from then on */
} mend__clock_kind;

/* What starts, stops, cancels, or answers a clock: an action of the list has been done, and the condition holds; where
 * there is no list, any action. Neither: never. `state` in a condition is the state the ticket is in afterwards. */
typedef struct mend__trigger {
    bool there;
    const bool *on; /* by action index; NULL: any */
    const mend__condition *when;
} mend__trigger;

typedef enum mend__aim_by {
    MEND__AIM_TIME,   /* `time` ms */
    MEND__AIM_DAYS,   /* `days` working days, by `reading` */
    MEND__AIM_UNTIL,  /* the instant in `field` */
    MEND__AIM_AMOUNT, /* the integer in `field`, times `time` ms */
    MEND__AIM_DAYS_OF /* the integer in `field`, as working days by `reading` */
} mend__aim_by;

typedef struct mend__aim { /* one target */
    const mend__name *name;
    const mend__condition *when; /* NULL: always; a target by field also needs its value */
    mend__aim_by by;
    int64_t time;
    int32_t days;
    mend_days reading;
    const mend__field *field;      /* of the ticket; or a column, then of the list's last row */
    const mend_calendar *calendar; /* NULL: time as it passes */
} mend__aim;

typedef struct mend__warning {
    const mend__name *name;
    bool by_percent;
    int64_t amount; /* billionths of a percent below 100, or ms before due */
    const mend__notice *notices;
    uint32_t notice_count;
} mend__warning;

typedef struct mend__rung {
    const mend__name *name;
    int64_t after; /* ms past due, by the clock's calendar; 0: with the breach */
    const mend__notice *notices;
    uint32_t notice_count;
} mend__rung;

typedef struct mend__pause {
    const mend__name *name;
    const mend__condition *when;
} mend__pause;

typedef enum mend__relevel { MEND__RELEVEL_KEEP, MEND__RELEVEL_RESTART, MEND__RELEVEL_FROM_CHANGE } mend__relevel;
typedef enum mend__reopen { MEND__REOPEN_NEW, MEND__REOPEN_RESUME, MEND__REOPEN_RESTART } mend__reopen;
typedef enum mend__late { MEND__LATE_ONCE, MEND__LATE_ALL, MEND__LATE_SKIP } mend__late;

typedef struct mend__clock {
    const mend__name *name;
    mend__clock_kind kind;
    mend__trigger start, stop, cancel;
    mend__trigger answer;            /* repeat: an interval is kept */
    const mend__field *from;         /* instant field that gives the start instead of the action's; NULL: none */
    bool restarts;                   /* a start while it is active begins the next cycle */
    const mend__field *field;        /* countdown: the instant counted down to */
    int64_t before;                  /* countdown: ms before it */
    const mend__field *before_field; /* countdown: integer of minutes before it, beside `before`; NULL: none */
    const mend__aim *aims;
    uint32_t aim_count;
    bool earliest;     /* of several targets that apply the one due first; else the first */
    bool runs_outside; /* started outside of hours it counts as time passes; else it waits for the opening */
    const mend__pause *pauses;
    uint32_t pause_count;
    mend__relevel relevel;
    mend__reopen reopen;
    bool gap_counts; /* reopen resume: the time it was closed is used time; else a pause */
    const mend__warning *warnings;
    uint32_t warning_count;
    const mend__rung *rungs;
    uint32_t rung_count;
    const mend__notice *start_notices, *due_notices;
    uint32_t start_notice_count, due_notice_count;
    mend__late late;
    int64_t late_after;         /* ms after which a notice is late */
    const mend_calendar *quiet; /* notices go out in its hours only; NULL: at any time */
} mend__clock;

typedef struct mend__sla {
    const mend__clock *clocks; /* by index in vocab.clocks */
    uint32_t count;
} mend__sla;

/* Compiles "clocks" of the merged document (sla_read.c); vocabulary and calendars are there by then. */
mend_status mend__sla_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__sla *out,
                              mend_error *err);

/* --- after an act (sla.c) --- */

typedef struct mend__sla_act {
    const mend_ticket *before;
    const mend__str *roles; /* of the actor */
    size_t role_count;
    int32_t action;    /* index; -1: no action of the policy, so that nothing is done that names actions */
    int64_t at;        /* when it happened */
    const bool *leave; /* by index: clocks that are left as they are; NULL: none */
} mend__sla_act;

typedef struct mend__target { /* a target as it applies to a ticket */
    const mend__aim *aim;     /* NULL: it lacks its value, or none applies */
    int64_t ms;
    bool fixed;
} mend__target;

/* What the target asks of a clock that counts from `start`; row -1: it begins there. MEND_RANGE. */
mend_status mend__sla_target(const mend__clock *c, const mend_ticket *t, int32_t row, const mend__aim *aim,
                             int64_t start, mend__target *out);
/* The target that applies in the scene, likewise (sla_target.c). MEND_RANGE. */
mend_status mend__sla_pick(const mend__clock *c, const mend__scene *scene, int32_t row, int64_t start,
                           mend__target *out);

/* What an act undid of what time had already brought: a backdated stop, a target that is later now. */
typedef struct mend__revision {
    int32_t row;
    int32_t warned, climbed; /* bits */
    int64_t breached;        /* NEVER: no breach */
    int32_t misses;
} mend__revision;

/* Starts, stops, pauses, aims the clocks of the ticket, which has the act folded in; rows changed are dirty. Revisions go
 * to `out`, which has room for one per row and one more per clock. MEND_RANGE (a due instant beyond year 9999 or the
 * calendar: err says which clock), MEND_NOMEM, MEND_LIMIT. */
mend_status mend__sla_follow(const mend__sla *sla, const mend__vocab *v, mend_ticket *t, const mend__sla_act *act,
                             mend__revision *out, size_t *count, mend_error *err);

/* --- how one clock follows an act: the steps that sla.c, sla_countdown.c and sla_move.c share --- */

typedef struct mend__follow { /* one clock after one act */
    mend_ticket *t;
    const mend__sla_act *act;
    const mend__clock *c;
    mend__scene after, before;
    mend__revision *out;
    size_t *count;
} mend__follow;

typedef struct mend__brought { /* what time had brought to a row before it changes */
    int64_t warned[MEND__STEPS_MAX], climbed[MEND__STEPS_MAX];
} mend__brought;

bool mend__follow_fires(const mend__follow *f, const mend__trigger *trigger);
/* The instants of the steps that have come; the others are NEVER. */
mend_status mend__follow_remember(const mend__follow *f, int32_t row, mend__brought *was);
/* The row has changed at `at` and goes on: its due instant, what that takes back, and when it wants to be looked at. */
mend_status mend__follow_settle(const mend__follow *f, int32_t row, const mend__brought *was, int64_t at);
mend_status mend__follow_take(const mend__follow *f, int32_t row, const mend__target *x);
/* The instant at which a change of an active row counts: never before its last mark. */
int64_t mend__follow_at(const mend__follow *f, int32_t row);
/* A row without marks begins to count at `at`. */
mend_status mend__follow_begin(const mend__follow *f, int32_t row, const mend__target *x, int64_t at);
/* The clock ends at `at`: stopped, or taken back. */
mend_status mend__follow_finish(const mend__follow *f, int32_t row, bool cancelled, int64_t at);
/* It stands still or goes on, as its pauses say. */
mend_status mend__follow_pause(const mend__follow *f, int32_t row);
/* All of it for a countdown (sla_countdown.c). */
mend_status mend__follow_count_down(const mend__follow *f, int32_t row);

/* --- what time brings (sla_due.c) --- */

typedef enum mend__occasion {
    MEND__OCCASION_WARNED = 1,
    MEND__OCCASION_BREACHED,
    MEND__OCCASION_ESCALATED,
    MEND__OCCASION_MISSED,
    MEND__OCCASION_FIRED
} mend__occasion;

typedef struct mend__due { /* one thing that is due */
    int32_t row;
    mend__occasion what;
    int32_t step; /* index of the warning or rung; -1: none */
    int64_t at;   /* its true instant */
    int64_t wake; /* first instant at which it is done: the instant, or for a breach and a miss the ms behind it */
} mend__due;

/* The next thing that is due in the ticket until `now`; false: nothing. A row whose wake is not what its own marks make
 * of it is put right. */
bool mend__sla_next(const mend__sla *sla, const mend__vocab *v, mend_ticket *t, int64_t now, mend__due *out);
/* Does it: the row changes and is dirty. MEND_RANGE, MEND_NOMEM, MEND_LIMIT. */
mend_status mend__sla_fire(const mend__sla *sla, const mend__vocab *v, mend_ticket *t, const mend__due *due,
                           mend_error *err);
/* The notices it owes. */
const mend__notice *mend__sla_notices(const mend__clock *c, const mend__due *due, uint32_t *count);

/* --- another policy, or from elsewhere (sla_move.c) --- */

typedef enum mend__misfit {
    MEND__MISFIT_NONE,
    MEND__MISFIT_UNKNOWN, /* there is no such clock */
    MEND__MISFIT_KIND,    /* it is of another kind, or of one that begins by itself */
    MEND__MISFIT_TWICE,   /* two clocks would become one */
    MEND__MISFIT_TARGET,  /* no target applies */
    MEND__MISFIT_BEYOND   /* it would be due beyond what can be counted */
} mend__misfit;

/* Rows that were judged by one set of clocks come under another. Time used is kept: where the new calendars would
 * measure it otherwise, it becomes an amount that is carried (mark CARRY). Targets and calendars are the new ones from
 * `at` on, and a breach or a step that does not stand by them is taken back. */
typedef struct mend__sla_move {
    const mend__sla *from, *to;
    const mend__vocab *from_vocab, *to_vocab;
    int64_t at;
    /* The new name of a clock; NULL: as before. Empty: it is given up, and ends as cancelled. */
    mend__str (*name)(const void *user, mend__str clock);
    const void *user;
} mend__sla_move;

/* Whether the row can come along; nothing is changed. Rows that have ended always can. The scene has state and fields
 * as they are under the new policy, and the ticket's rows as they were. MEND_NOMEM. */
mend_status mend__sla_fits(const mend__sla_move *m, const mend__scene *scene, int32_t row, mend__misfit *out);
/* Takes all rows along; they fit. Revisions go to `out`, which has room for two for each row. MEND_NOMEM, MEND_LIMIT,
 * MEND_RANGE. */
mend_status mend__sla_carry(const mend__sla_move *m, const mend__scene *scene, mend_ticket *t, mend__revision *out,
                            size_t *count);

/* A cycle of a clock that began elsewhere. */
typedef struct mend__sla_life {
    mend__clock_status status; /* RUNNING: whether it stands still is the policy's to say; MET, MISSED, CANCELLED */
    int64_t started, stopped;  /* stopped: NEVER while it runs */
    bool has_used;             /* else what was used is measured by the policy's calendars */
    int64_t used;
    int64_t at; /* now */
} mend__sla_life;

/* Adds it to the ticket, which is the scene's. After a misfit the ticket is half changed. MEND_NOMEM, MEND_LIMIT. */
mend_status mend__sla_adopt(const mend__clock *clock, const mend__scene *scene, mend_ticket *t,
                            const mend__sla_life *life, mend__misfit *out);

/* --- measuring (sla_measure.c) --- */

/* One piece of a row's life. Pieces follow each other without a gap from start to `until`. */
typedef enum mend__stretch_kind { MEND__STRETCH_USED, MEND__STRETCH_PAUSED, MEND__STRETCH_CLOSED } mend__stretch_kind;

typedef struct mend__walk { /* the stretches between marks, oldest first */
    const mend__clock *clock;
    const mend_ticket *t;
    int32_t row;
    size_t next; /* mark */
    int64_t until;
    int64_t from, to;              /* the stretch */
    mend__stretch_kind kind;       /* USED (with closed hours in it, if there is a calendar) or PAUSED */
    const mend_calendar *calendar; /* that measures it; NULL: as it passes */
    mend__str why;                 /* of a pause */
    int64_t used;                  /* before the stretch */
    bool resets;                   /* the stretch begins with the time used at 0 */
    bool carried;                  /* the stretch ends with a mark CARRY: it is not measured but known */
    const mend_calendar *all;      /* measures all stretches before mark `all_to` */
    size_t all_to;
    const mend__mark *pending; /* stands between this stretch and the next */
    bool done;
} mend__walk;

/* From the row's start to `until` (NEVER: to its stop, or for ever). */
void mend__walk_begin(mend__walk *w, const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t until);
bool mend__walk_next(mend__walk *w);
/* The time used in the stretch; of a pause 0. The stretch must have an end. */
int64_t mend__walk_measure(const mend__walk *w);

/* Time used until `at`. */
int64_t mend__sla_used(const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t at);
/* The instant at which `amount` was or will be used; *out is NEVER if the clock stands still before that. */
mend_status mend__sla_instant(const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t amount, int64_t *out,
                              bool *provisional);
/* The instant at which the row's target is used up, likewise. Working days counted to the same time of day may end with
 * an opening. */
mend_status mend__sla_due(const mend__clock *clock, const mend_ticket *t, int32_t row, int64_t *out, bool *provisional);
/* The first interval of a repeat that passed before what was done to it last (a new target, a pause), and has not been
 * missed yet: of one that went on after its end, the closed time being used, or was answered late. */
typedef struct mend__gap {
    int32_t mark;         /* of the row: the miss belongs before it; -1: there is none */
    const mend__aim *aim; /* that was in force */
    int64_t at;           /* of the miss */
    int64_t wake;         /* first instant at which it is one */
} mend__gap;
mend_status mend__sla_gap(const mend__clock *clock, const mend_ticket *t, int32_t row, mend__gap *out);
/* Where the time used begins: the last start, reset, or missed interval. */
int64_t mend__sla_interval(const mend_ticket *t, int32_t row);
/* The number in a field, of a column that in the list's last row; false: there is none. */
bool mend__sla_value(const mend_ticket *t, const mend__field *field, int64_t *out);
/* The time that may be used if `days` working days are counted from `start`. MEND_RANGE. */
mend_status mend__sla_days(const mend__aim *aim, int64_t start, int64_t days, bool always, int64_t *ms);
/* The amount at which a warning comes, by the row's target. */
int64_t mend__sla_warn_at(const mend__clock_row *row, const mend__warning *w);
const mend__aim *mend__sla_aim(const mend__clock *clock, mend__str name); /* NULL: none such */
/* Working time between two instants by a calendar, or as it passes. Instants in range, from <= to. */
int64_t mend__sla_between(const mend_calendar *calendar, int64_t from, int64_t to);
/* When the row wants to be looked at next, by what has not happened yet. MEND_RANGE. */
mend_status mend__sla_wake(const mend__clock *clock, mend_ticket *t, int32_t row);
/* The instant from which what is due is due: of the last mark. */
int64_t mend__sla_armed(const mend_ticket *t, int32_t row);

#endif
