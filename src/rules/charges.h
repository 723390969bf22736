/*
 * charges.h - the policy's sections "warranty" and "fees", compiled: terms, charge cards, tax, estimates.
 *
 * docs/policy.md is the definition. Money is minor units of the policy's currency, percentages are billionths. Names,
 * texts and rows live in the policy's arena.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHARGES_H
#define MEND__CHARGES_H

#include "fee_read.h"
#include "term.h"
#include "ticket/condition.h"

#define MEND__CARDS_MAX      64
#define MEND__CARD_PARTS_MAX 100000
#define MEND__BANDS_MAX      16
#define MEND__SURCHARGES_MAX 64

/* ---- warranty ---- */

typedef enum mend__deciding { MEND__DECIDES_REPORTED, MEND__DECIDES_FAULT, MEND__DECIDES_DIAGNOSED } mend__deciding;

typedef struct mend__warranty {
    bool there;              /* the policy has the section */
    mend__deciding decides;  /* which day */
    mend__names names;       /* of the terms, in their order */
    const mend__term *terms; /* by index in names; without dates */
    bool has_parts, has_guarantee;
    mend__term part; /* of a part put in */
    mend__part_mode part_mode;
    mend__term guarantee;     /* on the repair */
    const mend_calendar *off; /* days on which nothing ends; NULL: there are none */
} mend__warranty;

/* Compiles the section (MEND__NONE: there is none). */
mend_status mend__warranty_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node section,
                                   mend__warranty *out, mend_error *err);
/* mend__off_fn: user is the calendar. */
bool mend__warranty_off(const void *calendar, int32_t day);

/* ---- fees ---- */

typedef struct mend__priced { /* what one of something costs */
    mend__str code;
    mend__decimal price; /* major units */
} mend__priced;

typedef struct mend__rate_band { /* hours at another percentage of the rate */
    const mend_calendar *calendar;
    int64_t pct;
} mend__rate_band;

typedef enum mend__extra_on {
    MEND__ON_ALL, /* every line but surcharges */
    MEND__ON_LABOUR,
    MEND__ON_PARTS,
    MEND__ON_TRAVEL
} mend__extra_on;

typedef struct mend__extra {     /* a surcharge */
    const mend__condition *when; /* NULL: always */
    mend__extra_on on;
    mend__surcharge fee;
} mend__extra;

typedef struct mend__price_card {
    int32_t from, until;        /* first and last day; MEND__NO_DAY: since ever, for ever */
    mend__names labour_names;   /* codes of work */
    const mend__labour *labour; /* by index in labour_names */
    int32_t labour_default;     /* index; -1: none */
    mend__names band_names;     /* in the order in which they are asked */
    const mend__rate_band *bands;
    const mend__priced *parts; /* sorted by code */
    size_t part_count;
    mend__part part; /* of every part, but for its price */
    bool has_travel, has_diagnosis, has_storage;
    mend__travel travel;
    mend__diagnosis diagnosis;
    mend__cancel_table cancel; /* by state or stage; what it does not name costs nothing */
    mend__storage storage;
    mend__names extra_names;
    const mend__extra *extras;
    const mend__condition *discount_when; /* NULL: always */
    int64_t discount_pct;                 /* 0: no discount */
} mend__price_card;

typedef struct mend__kind_rate { /* tax of a kind of line */
    mend__str kind;
    int64_t rate;
} mend__kind_rate;

typedef struct mend__fees {
    bool there;     /* the policy has the section */
    int32_t digits; /* decimal places of the currency */
    mend__names card_names;
    const mend__price_card *cards; /* by index in card_names */
    bool included, by_line;
    const mend__kind_rate *rates;
    size_t rate_count;
    int64_t other_rate; /* of kinds that are not listed */
    mend__rounding mode, cash_mode;
    int64_t cash_step; /* 0: none */
    mend__tolerance tolerance;
    int64_t valid_days; /* MEND__FEE_NONE: without end */
    int64_t writeoff_limit;
    bool diagnosis_if_declined;
} mend__fees;

/* Compiles the section (MEND__NONE: there is none). The vocabulary is complete by then. */
mend_status mend__fees_compile(mend__arena *arena, const mend__vocab *v, mend__str currency, const mend__json *tree,
                               mend__node section, mend__fees *out, mend_error *err);

/* The card in force on a day: of those that hold, the one that began last; -1: none. */
int32_t mend__fees_card(const mend__fees *fees, int32_t day);
/* NULL: it is not on the card. */
const mend__priced *mend__card_part(const mend__price_card *card, mend__str code);
static inline int64_t mend__fees_tax(const mend__fees *fees, mend__str kind)
{
    for (size_t i = 0; i < fees->rate_count; i++) {
        if (mend__str_eq(fees->rates[i].kind, kind)) {
            return fees->rates[i].rate;
        }
    }
    return fees->other_rate;
}

/* Splits [from, to), ms, by the card's calendars into bands in the order of time, whole minutes; the hours of the first
 * band whose calendar is open count, all others at 100 %. A part of a minute at the end is left out. `bands` has room for
 * MEND__BANDS_SPLIT. *provisional: beyond what is known of a calendar's holidays. False: more bands than that, or an
 * instant is out of range. */
#define MEND__BANDS_SPLIT 256
bool mend__card_split(const mend__price_card *card, int64_t from, int64_t to, mend__labour_band *bands, size_t *count,
                      bool *provisional);

#endif
