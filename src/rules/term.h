/*
 * term.h - a warranty term and its dates: when it begins, when it ends, and what moves its end.
 *
 * Dates are days since 1970-01-01 of the place where the unit was sold, within years 1 to 9999; MEND__NO_DAY stands for
 * "none". A last day lies inside of its term. A length is applied to the start in one step, never month by month: where
 * the month it leads to has no such day, the term ends with that month. Quantities on meters are billionths.
 *
 * Functions are pure. Those that can fail answer 0 or the reason, and leave their outputs alone then: BAD_PERIOD,
 * BAD_OUTAGE, DATE_OUT_OF_RANGE, NO_START_DATE, USAGE_BACKWARDS, OVERFLOW.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TERM_H
#define MEND__TERM_H

#include "mend/reason.h"
#include "ticket/fact.h"

#define MEND__NONE_GIVEN (-1) /* in place of a limit that is not set */

/* ---- periods ---- */

/* The last day of a month from the 5th: the 5th (the first day does not count), or the 4th (it does). */
typedef enum mend__ending { MEND__SAME_DAY, MEND__DAY_BEFORE } mend__ending;

typedef struct mend__length {
    int32_t years, months, weeks, days; /* each 0 to MEND__LENGTH_MAX; months first, then days */
    mend__ending ending;
    bool given; /* false: there is no length */
} mend__length;

#define MEND__LENGTH_MAX 4000000

/* *clamped: there is no corresponding day in the month where the period ends. */
mend_reason mend__period_end(int32_t start, const mend__length *length, int32_t *last_day, bool *clamped);

typedef enum mend__when { MEND__BEFORE, MEND__WITHIN, MEND__AFTER } mend__when;

/* MEND__NO_DAY: begins long ago, never ends. */
mend__when mend__period_when(int32_t start, int32_t last_day, int32_t at);

/* True for a day on which nothing ends. */
typedef bool (*mend__off_fn)(const void *user, int32_t day);

/* The first day from last_day on that is not off. */
mend_reason mend__roll(int32_t last_day, mend__off_fn off, const void *user, int32_t *out);

/* ---- outages: time in which the unit was not with its owner ---- */

typedef struct mend__outage {
    int32_t from, to; /* the day handed in, the day back; to MEND__NO_DAY: still away */
    bool counts;      /* repair and waiting for parts do; an owner who decides or does not collect does not */
} mend__outage;

/* Days of an outage: the nights between its ends, or both ends as well. */
typedef enum mend__counting { MEND__NIGHTS, MEND__INCLUSIVE } mend__counting;

typedef struct mend__suspension {
    int32_t days, last_day;
    bool provisional; /* an outage that moved the end, or may, has not ended */
} mend__suspension;

/* Days that several outages share count once. An outage that begins after the end as moved so far counts for nothing.
 * An open one lasts until as_of. The outages are put into their order. */
mend_reason mend__suspend(int32_t last_day, mend__outage *outages, size_t count, int32_t as_of, mend__counting counting,
                          mend__suspension *out);

/* ---- where a term begins ---- */

typedef enum mend__basis {
    MEND__BASIS_SALE,
    MEND__BASIS_INVOICE,
    MEND__BASIS_DELIVERY,
    MEND__BASIS_INSTALLATION,
    MEND__BASIS_REGISTRATION,
    MEND__BASIS_ACTIVATION,
    MEND__BASIS_MANUFACTURE,
    MEND__BASIS_DAYS,                                        /* how many dates there are */
    MEND__BASIS_LATER_OF_INVOICE_DELIVERY = MEND__BASIS_DAYS /* of those that are there */
} mend__basis;

#define MEND__BASIS_MAX 16 /* longest order of bases */

typedef struct mend__basis_days {
    int32_t day[MEND__BASIS_DAYS];
} mend__basis_days;

typedef struct mend__start {
    int32_t day;
    mend__basis basis; /* never the later of two */
    size_t rank;       /* place in the order */
    bool repair_only;  /* from manufacture: no proof of purchase, therefore neither exchange nor refund */
} mend__start;

/* The first basis of the order with a date; that of manufacture counts from `plus` days later. */
mend_reason mend__start_date(const mend__basis *order, size_t count, const mend__basis_days *have, int32_t plus,
                             mend__start *out);

/* ---- use ---- */

/* What a meter shows now less what it showed at the start. */
mend_reason mend__used(int64_t before, int64_t now, int64_t *used);

/* ---- parts changed ---- */

/* Which term a part put in now has: the unit's or its own, whichever is longer; its own; the unit's. */
typedef enum mend__part_mode { MEND__PART_LONGER, MEND__PART_FRESH, MEND__PART_REMAINDER } mend__part_mode;

/* unit_last_day MEND__NO_DAY: the unit has no term. *fresh: the part's own term decides. */
mend_reason mend__part_end(mend__part_mode mode, int32_t unit_last_day, int32_t on, const mend__length *length,
                           int32_t *last_day, bool *fresh);

/* ---- repairs ---- */

typedef struct mend__repair {
    int32_t on;
    mend__str fault; /* n == 0: not classed, like no other */
    bool covered;    /* not: misuse and the like */
} mend__repair;

/* Covered repairs within the term; with same_fault those of the fault that was repaired most often. */
int64_t mend__repairs_counted(const mend__repair *repairs, size_t count, int32_t start, int32_t last_day,
                              bool same_fault);

/* "Twice" is two or more; "more than four" is above four. */
typedef enum mend__compare { MEND__AT_LEAST, MEND__MORE_THAN } mend__compare;
bool mend__reached(int64_t count, mend__compare compare, int64_t threshold);

/* ---- a term ---- */

typedef enum mend__term_kind { /* numbers are those of mend__term_kinds */
                               MEND__TERM_STATUTORY,
                               MEND__TERM_MAKER,
                               MEND__TERM_PART,
                               MEND__TERM_REPAIR_GUARANTEE,
                               MEND__TERM_CONTRACT,
                               MEND__TERM_GOODWILL,
                               MEND__TERM_SUPPLIER
} mend__term_kind;

/* As a policy writes it, without dates, or as it holds for a unit, with them. */
typedef struct mend__term {
    mend__str id, payer;
    mend__term_kind kind;
    /* dates */
    int32_t start, last_day; /* MEND__NO_DAY: not settled, or without end */
    mend__str by;            /* who gave the last day; n == 0: computed */
    mend__length length;
    const mend__basis *order; /* where it begins; count 0: `start` says it */
    size_t order_count;
    int32_t manufacture_plus; /* days */
    bool rolls;               /* an end on a day off moves on */
    bool suspends;            /* outages prolong it */
    mend__counting counting;
    bool repair_only, provisional; /* said when its dates were settled */
    mend_reason shut;              /* not 0: it answers for nothing, and this is why: NO_START_DATE, UNIT_EXCHANGED */
    /* what it is for */
    mend__strs kinds, classes, excluded; /* items NULL: every kind, every part; none */
    mend__strs causes;                   /* never without items */
    mend__str serial;                    /* of the part it belongs to; n == 0: none */
    mend__str meter;                     /* n == 0: the first there is */
    int64_t usage_start, usage_limit;    /* billionths; limit MEND__NONE_GIVEN: none */
    /* what it pays */
    int64_t percent;     /* billionths, above 0 to 100 */
    int64_t cap;         /* minor units left; MEND__NONE_GIVEN: no cap */
    int64_t deductible;  /* minor units */
    int64_t visits_left; /* MEND__NONE_GIVEN: as many as come */
    mend__str regime;
} mend__term;

/* What the dates of a term depend on. */
typedef struct mend__term_facts {
    mend__basis_days have;
    mend__outage *outages; /* put into their order */
    size_t outage_count;
    int32_t as_of;
    mend__off_fn off; /* NULL: no day is off */
    const void *off_user;
    const mend__length *extensions; /* one-off: goodwill, a repair chosen as remedy */
    size_t extension_count;
} mend__term_facts;

/* A term of every default: it lasts for ever and pays all of what a defect costs. */
void mend__term_init(mend__term *term);

/* Settles start and last_day. Dates given by somebody beat the computed ones; a term without length and without last
 * day has no end; one that has nothing to count from is shut with NO_START_DATE, which is no failure. */
mend_reason mend__term_settle(mend__term *term, const mend__term_facts *facts);

#endif
