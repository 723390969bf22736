/*
 * rights_read.h - reading regimes and the cases that are judged by them.
 *
 * A regime's document, every member of which may be left out:
 *
 *     {"id": "shop", "title": "...", "source": "...",
 *      "label": {"en": "...", "zh-CN": "..."},    and of facts: "labels": {"sold": {"en": "...", "zh-CN": "..."}}
 *      "since": "sold",                           the date fact that an age counts from
 *      "window": "same_day",                      or day_before: that day is day 1
 *      "facts": {"sold": "date", "same_model": true, "failed_repairs": {"repairs": "any"}, "wait_days": 0,
 *                "km": "count", "exclusion": ["misuse", "force_majeure"]},
 *      "terms": {"in_term": {"last_day": "last_day", "from": "sold", "years": 2, "usage": "km", "limit": "50000"}},
 *      "rights": {"exchange": {"order": 20, "label": {...}}, "refund_full": {"order": 10, "refund": "full"}},
 *      "rules": {"wait": {"order": 80, "code": "WAIT_OVER_90", "article": "12", "when": {"wait_days": {"gt": "90"}},
 *                         "after": [], "unless": [], "gives": ["exchange"], "takes": [], "ends": false, "label": {...}}},
 *      "depreciation": {"rate": "0.005", "products": {"bicycle": "0.0005"}, "count": "nights"},
 *      "use": {"rate": "0.005", "most": "0.005"}, "repair_days": {"over": 30},
 *      "liability": {"years": 2}, "burden": {"years": 1}, "extension": {"months": 12, "since": "2026-07-31"},
 *      "rejection": {"days": 30, "floor_days": 7},
 *      "presumption": {"months": 6, "rule": "day_before"}, "no_deduction": {"months": 6}}
 *
 * A fact is "date", "flag" or "count", or the default of a flag or count, or the list of words it is one of, or a count
 * that the list of repairs answers. A condition on a count without any figure ({}) is one the regime leaves open.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__RIGHTS_READ_H
#define MEND__RIGHTS_READ_H

#include "rights.h"

#define MEND__REPAIRS_MOST 1000 /* of a case */

/* The place of a name among `count` records of `size` bytes that begin with theirs. False: it is none of them, and *g
 * guesses. */
bool mend__name_place(mend__str name, const void *items, size_t size, size_t count, uint32_t *out, mend__guess *g);

/* What a regime extends has been merged already. The regime borrows its names from the tree and lies in the arena. */
mend_status mend__regime_read(mend__arena *arena, const mend__json *tree, mend__node n, mend__regime *out,
                              mend_error *err);

/* What a fact holds by its name: a declared one, or one of those that every case may have and that a source can give:
 * at, price, product, rate, n, km, repair_days. False: it is none, and *g guesses, where g is not NULL. */
typedef enum mend__fact_type {
    MEND__FACT_DATE,
    MEND__FACT_FLAG,
    MEND__FACT_COUNT,
    MEND__FACT_WHOLE, /* a count without a fraction */
    MEND__FACT_WORD,
    MEND__FACT_MONEY
} mend__fact_type;
bool mend__regime_fact(const mend__regime *regime, mend__str name, mend__fact_type *type, mend__guess *g);

/* Facts of a case: those the regime declares, `at`, `repairs`; others than these and `names` (ended by NULL) are
 * refused. */
mend_status mend__case_read(mend__arena *arena, const mend__json *tree, mend__node n, const mend__regime *regime,
                            mend__words names, mend__case *out, mend_error *err);

#endif
