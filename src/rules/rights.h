/*
 * rights.h - what a customer may ask for when a unit fails: repair, exchange, refund, a unit on loan; what a refund is
 * reduced by; until when a seller is liable.
 *
 * No law stands in the code. A regime is data: the facts a case may give, the rights it knows, rules in an order, each
 * of which holds under conditions on facts and then gives rights, and the figures of a few computations. A fact or a
 * figure that is not there makes an answer provisional, never a guess.
 *
 * Dates are days since 1970-01-01; quantities, rates and thresholds are billionths; money is in minor units.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__RIGHTS_H
#define MEND__RIGHTS_H

#include "notions/money.h"
#include "term.h"
#include "ticket/vocabulary.h"

#define MEND__REGIME_MOST 32   /* facts, rights, rules, conditions of a rule: a mask of 32 bits holds them */
#define MEND__UNSET       (-1) /* a figure that the regime leaves open */

/* ---- a regime ---- */

typedef enum mend__case_kind {
    MEND__CASE_COUNT, /* a quantity: days, repairs, kilometres */
    MEND__CASE_FLAG,
    MEND__CASE_DATE,
    MEND__CASE_WORD /* one of the words; its value is the word's place */
} mend__case_kind;

/* The first facts are the library's own, then one for each term, then those the regime declares. */
enum { MEND__CASE_AGE, MEND__CASE_STARTED, MEND__CASE_TERMS };

typedef enum mend__tally { MEND__TALLY_NONE, MEND__TALLY_ANY, MEND__TALLY_SAME_FAULT } mend__tally;

typedef struct mend__case_fact {
    mend__str name;
    mend__case_kind kind;
    bool has_default;
    int64_t value;     /* the default */
    mend__strs words;  /* of a word */
    mend__tally tally; /* a count that may be taken from the list of repairs */
} mend__case_fact;

/* A flag "is it inside of this term": by a last day that the case gives, else computed; and by use. */
typedef struct mend__case_term {
    int32_t last_day, from, usage; /* facts; MEND__UNSET: none */
    mend__length length;
    int64_t usage_limit; /* inside; MEND__UNSET: none */
} mend__case_term;

typedef enum mend__refunding {
    MEND__REFUND_NONE, /* a right that is not about money */
    MEND__REFUND_FULL,
    MEND__REFUND_LESS_DEPRECIATION,
    MEND__REFUND_LESS_USE
} mend__refunding;

typedef struct mend__right {
    mend__str name;
    mend__refunding refunding;
    mend__name shown; /* its label; without one the name */
} mend__right;

/* Holds where above < value, from <= value, value < below, value <= upto, as far as they are set; a flag is equal to
 * `equal`, a word is in `words`. */
typedef struct mend__ground {
    uint32_t fact;
    bool open; /* a quantity whose figure the regime leaves out */
    bool has_gt, has_ge, has_lt, has_le;
    int64_t gt, ge, lt, le;
    int64_t equal;
    uint32_t words; /* mask */
} mend__ground;

typedef struct mend__rights_rule {
    mend__str id, code, article;
    const mend__ground *grounds; /* all hold */
    size_t ground_count;
    uint32_t after;        /* rules of which one has held; 0: no matter */
    uint32_t unless;       /* rules of which none has */
    uint32_t gives, takes; /* rights */
    bool ends;             /* no later rule is looked at */
    mend__name shown;      /* its label; without one the code */
} mend__rights_rule;

typedef struct mend__product_rate {
    mend__str product;
    int64_t rate;
} mend__product_rate;

typedef struct mend__regime {
    mend__str id;
    mend__name shown;         /* its label; without one the id */
    const mend__name *labels; /* of facts, by name; those without one are not among them */
    size_t label_count;
    const mend__case_fact *facts;
    size_t fact_count;
    const mend__case_term *terms;
    size_t term_count;
    const mend__right *rights; /* in the order of the answer */
    size_t right_count;
    const mend__rights_rule *rules; /* in their order */
    size_t rule_count;
    int32_t since;    /* the date fact that an age counts from; MEND__UNSET: none */
    bool count_first; /* that day is day 1, not day 0, for conditions on the age */
    /* refunds */
    int64_t rate; /* of the price a day */
    const mend__product_rate *products;
    size_t product_count;
    bool inclusive;             /* both end dates of the days of use count */
    int64_t use_rate, use_most; /* of the price for 1000 km */
    int64_t repair_days_over;   /* whole days */
    /* liability */
    mend__length liability, burden, extension;
    int32_t extension_since; /* contracts from that day on; MEND__NO_DAY: all */
    /* rejection */
    mend__length rejection;
    int32_t rejection_floor; /* days after a repair or exchange came back */
    mend__length presumption, no_deduction;
} mend__regime;

/* ---- a case ---- */

typedef struct mend__case_value {
    bool known; /* given, by default, or computed */
    int64_t value;
} mend__case_value;

typedef struct mend__case {
    mend__case_value values[MEND__REGIME_MOST]; /* as regime.facts; the library's own are filled in by the judgement */
    int32_t at;                                 /* MEND__NO_DAY: not said */
    const mend__repair *repairs;                /* NULL: no list */
    size_t repair_count;
    uint32_t given; /* facts the case says itself */
} mend__case;

typedef struct mend__rights_answer {
    uint32_t rights, held;            /* rights; rules that hold */
    uint32_t gave[MEND__REGIME_MOST]; /* rights a rule has added */
    bool age_known;
    int32_t age;                                    /* days since */
    uint32_t missing_facts, open_rules, open_terms; /* what keeps a rule undecided */
    bool missing_at;
    mend__refunding refunding;            /* of the first right about money */
    int32_t last_days[MEND__REGIME_MOST]; /* of the terms; MEND__NO_DAY: not known */
} mend__rights_answer;

/* Judges. The case's own and computed values are completed on the way. DATE_OUT_OF_RANGE, BAD_PERIOD. */
mend_reason mend__rights_judge(const mend__regime *regime, mend__case *facts, mend__rights_answer *out);

/* ---- what a refund is reduced by; the fee never passes the price ---- */

typedef struct mend__deduction {
    int64_t days; /* of use; 0 where kilometres count */
    int64_t fee, refund;
} mend__deduction;

/* price * rate * days, rounded half up once; days from one date to the other less those in repair. price, rate and
 * repair_days are not below zero. BAD_PERIOD: returned before invoiced. */
mend_reason mend__depreciation(int64_t price, int64_t rate, int32_t invoiced, int32_t returned, int64_t repair_days,
                               bool inclusive, mend__deduction *out);
int64_t mend__days_used(int32_t invoiced, int32_t returned, int64_t repair_days, bool inclusive);
/* price * km / 1000 * rate, rounded half up once; km in billionths. None is below zero. */
void mend__use_fee(int64_t price, int64_t km, int64_t rate, mend__deduction *out);
/* Each started 24 hours are a day. hours >= 0, billionths. */
int64_t mend__repair_days(int64_t hours);

/* ---- who is liable until when ---- */

typedef struct mend__liable {
    int32_t last_day, burden_last_day; /* MEND__NO_DAY: the regime leaves it open */
} mend__liable;

mend_reason mend__liability(const mend__regime *regime, int32_t delivered, int32_t contracted, bool repaired,
                            mend__liable *out);

typedef struct mend__wait {      /* for a repair or exchange; both days are inside */
    int32_t requested, received; /* received MEND__NO_DAY: not back yet */
} mend__wait;

/* Until when goods may be rejected. The clock stands still in each wait asked for in time, and leaves the floor after
 * it. *open: a wait has no end, and with it the time to reject. The waits are put into their order. BAD_OUTAGE. */
mend_reason mend__rejection(const mend__regime *regime, int32_t start, mend__wait *waits, size_t count,
                            int32_t *last_day, bool *open);

#endif
