/*
 * fee.h - what a service costs: labour, parts, discounts, travel, diagnosis, cancellation, storage, surcharges, and how far
 * an estimate reaches.
 *
 * A row is what the charge card says, the rest is what happened. Every function is pure, rounds where its comment says so
 * and nowhere else, touches *out on success alone, and returns 0 or the reason why the rule gives no answer: OVERFLOW (an
 * amount passes 64 bits), NEGATIVE_QUANTITY, NEGATIVE_AMOUNT, OUT_OF_AREA. Money is in minor units; percentages and
 * kilometres are in billionths.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__FEE_H
#define MEND__FEE_H

#include "mend/reason.h"
#include "notions/civil.h"
#include "notions/money.h"

#define MEND__HUNDRED (100 * MEND__NANO) /* per cent */

#define MEND__FEE_NONE INT64_MIN /* an amount or limit that is not set */

/* ---- exact products (fee.c) ---- */

/* digits / 10^places, places 0 to 9. Holds what 64 bits of billionths would not: a quantity of 10^12. */
typedef struct mend__decimal {
    int64_t digits;
    int32_t places;
} mend__decimal;

#define MEND__EXACT_LIMBS 24

/* A product of many factors over a power of ten and one more divisor, kept exactly until it is rounded. */
typedef struct mend__exact {
    uint32_t limb[MEND__EXACT_LIMBS]; /* least first; those from count on are not set */
    uint32_t count;
    uint32_t by;
    int32_t places;
    bool negative;
    bool full; /* the product did not fit */
} mend__exact;

mend__exact mend__exact_of(mend__wide value);
void mend__exact_times(mend__exact *e, int64_t factor);
void mend__exact_times_decimal(mend__exact *e, mend__decimal factor);
void mend__exact_percent(mend__exact *e, int64_t percent); /* times percent / 100; in billionths */
/* False: it does not fit 64 bits. The value is used up. */
bool mend__exact_round(mend__exact *e, mend__rounding mode, int64_t *out);

/* Text with the grammar of mend__decimal_parse. *large: a decimal, but one of too many digits. */
bool mend__decimal_of(mend__str text, mend__decimal *out, bool *large);

/* ---- labour (fee_labour.c) ---- */

typedef enum mend__step_round { MEND__STEP_UP, MEND__STEP_NEAREST, MEND__STEP_DOWN } mend__step_round;

typedef struct mend__labour {
    bool hourly;
    int64_t price;                     /* flat: of one piece of work */
    int64_t rate;                      /* hourly: of 60 minutes */
    int64_t min_minutes, step_minutes; /* step at least 1 */
    mend__step_round step_round;       /* nearest: a half step up */
    int64_t grade_pct;                 /* what the engineer's grade makes of the rate */
    mend__rounding rounding;
} mend__labour;

typedef struct mend__labour_band { /* time at one percentage of the rate: overtime, rest days */
    int64_t minutes, pct;
} mend__labour_band;

typedef struct mend__labour_work {
    mend__decimal times;            /* flat: how many pieces of work */
    const mend__labour_band *bands; /* hourly: in the order of time */
    size_t band_count;
} mend__labour_work;

typedef struct mend__labour_bill {
    int64_t minutes; /* -1: flat, no time is billed */
    int64_t amount;
} mend__labour_bill;

/* Sums the minutes, raises them to the minimum, then to the step; minutes added go to the last band, minutes taken off
 * come off the end. The amount of all bands together is rounded once. */
mend_reason mend__fee_labour(const mend__labour *row, const mend__labour_work *work, mend__labour_bill *out);

/* ---- parts and discounts (fee_part.c) ---- */

typedef struct mend__part {
    mend__decimal unit; /* price of one, in major units, with as many decimals as it needs */
    int32_t exp;        /* decimals of the currency */
    int64_t disc_pct;   /* 0 to 100 % */
    bool disc_at_unit;  /* the price of one is discounted and rounded, then multiplied; else the line */
    mend__rounding mode;
} mend__part;

typedef struct mend__cut { /* what a discount leaves: amount == gross - discount */
    int64_t gross, discount, amount;
} mend__cut;

/* Gross and amount are rounded each by itself from exact values. A discount never raises the amount. */
mend_reason mend__fee_part(const mend__part *row, mend__decimal qty, mend__cut *out);

#define MEND__STACK_MAX 16

typedef struct mend__stack {
    int64_t pcts[MEND__STACK_MAX]; /* 0 to 100 % */
    size_t count;
    bool additive;   /* percentages are added and taken once, at most all of it; else each of what the last one left */
    bool round_each; /* after each discount; else once */
    mend__rounding mode;
} mend__stack;

/* Always gives an answer. A negative amount mirrors a positive one as far as its rounding does. */
void mend__fee_stack(const mend__stack *row, int64_t amount, mend__cut *out);

/* ---- travel (fee_travel.c) ---- */

typedef struct mend__zone_fee {
    int64_t upto; /* km, inside; INT64_MAX: no end */
    int64_t fee;
} mend__zone_fee;

typedef struct mend__travel {
    bool round_trip;             /* the distance given is one way and counts twice */
    bool km_up;                  /* the distance, there and back, is raised to whole kilometres */
    bool zoned;                  /* by zones; else base and distance */
    const mend__zone_fee *zones; /* by rising limit */
    size_t zone_count;
    int64_t beyond_per_km; /* on top of the last zone's fee; NONE: nobody goes there */
    int64_t base, per_km, free_km;
    int64_t cap; /* NONE: no cap */
    mend__rounding mode;
} mend__travel;

typedef struct mend__travel_bill {
    int64_t km; /* as it counts */
    int64_t amount;
} mend__travel_bill;

mend_reason mend__fee_travel(const mend__travel *row, int64_t km, mend__travel_bill *out);

/* ---- fees of a visit (fee_visit.c) ---- */

typedef enum mend__outcome {
    MEND__OUTCOME_ACCEPTED,     /* the customer has it repaired */
    MEND__OUTCOME_DECLINED,     /* the customer does not want it */
    MEND__OUTCOME_UNREPAIRABLE, /* it cannot be done */
    MEND__OUTCOME_COVERED       /* somebody else pays for it */
} mend__outcome;

typedef enum mend__credit {
    MEND__CREDIT_NONE,
    MEND__CREDIT_FULL,
    MEND__CREDIT_LABOUR,
    MEND__CREDIT_REPAIR
} mend__credit;

typedef struct mend__diagnosis {
    int64_t fee;
    mend__credit credit; /* what of the fee an accepted repair gives back: up to its labour, up to all of it */
    bool waive_unrepairable;
} mend__diagnosis;

typedef struct mend__diagnosis_bill {
    int64_t charged, credit; /* the fee, and what is taken off the repair for it */
    const char *why;
} mend__diagnosis_bill;

mend_reason mend__fee_diagnosis(const mend__diagnosis *row, mend__outcome outcome, int64_t labour, int64_t repair,
                                mend__diagnosis_bill *out);

typedef struct mend__cancel { /* of one stage */
    mend__str stage;
    int64_t flat, pct, min;
    bool cap_estimate;  /* never above the estimate */
    bool parts_ordered; /* and the parts already ordered, at cost */
} mend__cancel;

/* flat + pct of the estimate, at least min, at most the estimate; then parts. */
mend_reason mend__fee_cancel(const mend__cancel *row, mend__rounding mode, int64_t estimate, int64_t parts,
                             int64_t *fee);

typedef struct mend__storage {
    int64_t free_days, per_day;
    int64_t cap; /* NONE: no cap */
} mend__storage;

typedef struct mend__storage_bill {
    int64_t days, amount;
} mend__storage_bill;

/* Counts the days after the day of the notice, to the day of collection, without the free ones. */
mend_reason mend__fee_storage(const mend__storage *row, int32_t notified, int32_t picked, mend__storage_bill *out);

typedef struct mend__surcharge {
    int64_t pct, flat;
    int64_t min, max; /* NONE: no limit */
    mend__rounding mode;
} mend__surcharge;

/* flat + pct of the base, within min and max. */
mend_reason mend__fee_surcharge(const mend__surcharge *row, int64_t base, int64_t *amount);

/* ---- how far an estimate reaches (fee_visit.c) ---- */

typedef struct mend__tolerance {
    int64_t pct, abs; /* NONE: not that way */
    bool larger;      /* of the two, where both are there; else the smaller */
} mend__tolerance;

typedef struct mend__excess {
    int64_t limit; /* the highest total that needs no consent */
    int64_t over;  /* what the total is above the estimate */
    bool consent;  /* it is above the limit */
} mend__excess;

/* The allowance is rounded down: no part of a cent beyond it is taken without consent. */
mend_reason mend__fee_excess(const mend__tolerance *row, int64_t estimate, int64_t total, mend__excess *out);

/* A quote binds from the day it is issued to `days` days after it. False: the last day lies beyond year 9999. */
bool mend__fee_valid_until(int32_t issued, int64_t days, int32_t *last_day);

#endif
