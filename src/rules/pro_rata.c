/*
 * pro_rata.c - see pro_rata.h.
 *
 * Month n of a term is over on the n-th corresponding day, counted from the start in one step; that day is still its
 * own. So the months begun on a day are those of which the one before ended earlier.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "pro_rata.h"
#include "notions/civil.h"
#include "notions/money.h"

static mend_reason month_end(const mend__pro_rata *rule, int32_t months, int32_t *out)
{
    mend__length length = {.months = months, .given = true};
    bool clamped;
    return mend__period_end(rule->start, &length, out, &clamped);
}

/* Months used up to a day within the term: the most whose end lies on or before it, and one more if another has begun. */
static int32_t months_used(const mend__pro_rata *rule, int32_t at)
{
    mend__civil from = mend__civil_of(rule->start), to = mend__civil_of(at);
    int32_t months = (to.year - from.year) * 12 + to.month - from.month, end = rule->start;
    /* The corresponding day of this month may still lie ahead; that of the month before never does. */
    (void)month_end(rule, months, &end);
    if (end > at) {
        months--;
        (void)month_end(rule, months, &end);
    }
    return months + (rule->started && end < at ? 1 : 0);
}

mend_reason mend__pro_rata_share(const mend__pro_rata *rule, int32_t at, mend__pro_rata_answer *out)
{
    mend__pro_rata_answer answer = {0, 0, 0, MEND_REASON_PRO_RATA};
    int32_t free_end = rule->start, end = rule->start;
    mend_reason reason = month_end(rule, rule->total_months, &end);
    if (reason != 0) {
        return reason;
    }
    (void)month_end(rule, rule->free_months, &free_end); /* no longer than the whole */
    if (at < rule->start) {
        answer.why = MEND_REASON_NOT_STARTED;
        answer.customer = rule->price;
    } else if (at > end) {
        answer.why = MEND_REASON_EXPIRED;
        answer.used = rule->total_months;
        answer.customer = rule->price;
    } else {
        answer.used = months_used(rule, at);
        if (rule->free_months > 0 && at <= free_end) {
            answer.why = MEND_REASON_FREE_PERIOD;
        } else {
            /* used <= total: never above the price */
            (void)mend__mul_div64(rule->price, answer.used, rule->total_months, MEND__ROUND_HALF_UP, &answer.customer);
        }
    }
    answer.credit = rule->price - answer.customer;
    *out = answer;
    return 0;
}
