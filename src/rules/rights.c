/*
 * rights.c - which rights a regime gives in a case, see rights.h.
 *
 * Conditions have three answers. A rule whose conditions are not all known, and none of which fails, is undecided: it
 * gives nothing, and what it lacks is put on the list. Rules that ask whether it has held are undecided with it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "rights.h"
#include "ground/int.h"
#include "notions/civil.h"

typedef enum truth { NO, YES, UNKNOWN } truth;

typedef struct judging {
    const mend__regime *regime;
    mend__case *facts;
    mend__rights_answer *out;
    uint32_t undecided; /* rules */
} judging;

/* ---- what the library knows by itself ---- */

static void judge_set(judging *j, uint32_t fact, int64_t value)
{
    j->facts->values[fact] = (mend__case_value){true, value};
}

/* A fact's date; MEND__NO_DAY where it is not known or there is no such fact. */
static int32_t judge_day(const judging *j, int32_t fact)
{
    if (fact == MEND__UNSET || !j->facts->values[fact].known) {
        return MEND__NO_DAY;
    }
    return (int32_t)j->facts->values[fact].value;
}

static void judge_age(judging *j)
{
    int32_t since = judge_day(j, j->regime->since);
    if (since == MEND__NO_DAY || j->facts->at == MEND__NO_DAY) {
        return;
    }
    j->out->age_known = true;
    j->out->age = j->facts->at - since;
    judge_set(j, MEND__CASE_AGE, (j->out->age + (j->regime->count_first ? 1 : 0)) * MEND__NANO);
    judge_set(j, MEND__CASE_STARTED, j->out->age >= 0);
}

static mend_reason judge_term(judging *j, uint32_t index)
{
    const mend__case_term *term = &j->regime->terms[index];
    bool limited = term->usage_limit != MEND__UNSET; /* then there is a fact for the use */
    const mend__case_value used = limited ? j->facts->values[term->usage] : (mend__case_value){false, 0};
    int32_t last_day = judge_day(j, term->last_day), from = judge_day(j, term->from);
    bool clamped;
    if (last_day == MEND__NO_DAY && from != MEND__NO_DAY && term->length.given) {
        mend_reason reason = mend__period_end(from, &term->length, &last_day, &clamped);
        if (reason != 0) {
            return reason;
        }
    }
    j->out->last_days[index] = last_day;
    uint32_t fact = MEND__CASE_TERMS + index;
    bool dated = last_day != MEND__NO_DAY && j->facts->at != MEND__NO_DAY;
    if ((dated && j->facts->at > last_day) || (used.known && used.value > term->usage_limit)) {
        judge_set(j, fact, 0);
    } else if (dated && (used.known || !limited)) {
        judge_set(j, fact, 1);
    }
    return 0;
}

/* Counts that the list of repairs answers: those covered and inside of the regime's first term. */
static void judge_tallies(judging *j)
{
    const mend__regime *regime = j->regime;
    int32_t last_day = regime->term_count == 0 ? MEND__NO_DAY : j->out->last_days[0];
    for (uint32_t i = 0; i < regime->fact_count && j->facts->repairs != NULL; i++) {
        mend__tally tally = regime->facts[i].tally;
        if (tally == MEND__TALLY_NONE || (j->facts->given >> i & 1) != 0) {
            continue;
        }
        j->facts->values[i].known = false;
        if (last_day != MEND__NO_DAY || regime->term_count == 0) {
            judge_set(j, i,
                      mend__repairs_counted(j->facts->repairs, j->facts->repair_count, judge_day(j, regime->since),
                                            last_day, tally == MEND__TALLY_SAME_FAULT) *
                          MEND__NANO);
        }
    }
}

/* ---- what is missing ---- */

static void judge_lacks_fact(judging *j, int32_t fact)
{
    if (fact != MEND__UNSET && !j->facts->values[fact].known) {
        j->out->missing_facts |= UINT32_C(1) << fact;
    }
}

static void judge_lacks_term(judging *j, uint32_t index)
{
    const mend__case_term *term = &j->regime->terms[index];
    if (j->out->last_days[index] == MEND__NO_DAY) {
        if (!term->length.given && term->last_day == MEND__UNSET) {
            j->out->open_terms |= UINT32_C(1) << index;
        }
        judge_lacks_fact(j, term->length.given ? term->from : term->last_day);
    }
    if (j->facts->at == MEND__NO_DAY) {
        j->out->missing_at = true;
    }
    if (term->usage_limit != MEND__UNSET) {
        judge_lacks_fact(j, term->usage);
    }
}

static void judge_lacks(judging *j, uint32_t fact)
{
    const mend__regime *regime = j->regime;
    if (fact >= MEND__CASE_TERMS && fact < MEND__CASE_TERMS + regime->term_count) {
        judge_lacks_term(j, fact - MEND__CASE_TERMS);
        return;
    }
    if (fact >= MEND__CASE_TERMS && regime->facts[fact].tally != MEND__TALLY_NONE && j->facts->repairs != NULL) {
        judge_lacks_term(j, 0); /* the list could be counted if the end of the term were known */
        return;
    }
    if (fact >= MEND__CASE_TERMS) {
        judge_lacks_fact(j, (int32_t)fact);
        return;
    }
    judge_lacks_fact(j, regime->since);
    if (j->facts->at == MEND__NO_DAY) {
        j->out->missing_at = true;
    }
}

/* ---- rules ---- */

static truth judge_ground(const judging *j, const mend__ground *g)
{
    const mend__case_fact *fact = &j->regime->facts[g->fact];
    const mend__case_value *v = &j->facts->values[g->fact];
    if (fact->kind == MEND__CASE_WORD) {
        return v->known && (g->words >> v->value & 1) != 0 ? YES : NO; /* no word: none of them */
    }
    if (g->open) {
        /* What the case has nothing of cannot have passed a figure, whatever that is. */
        return v->known && fact->has_default && v->value == fact->value ? NO : UNKNOWN;
    }
    if (!v->known) {
        return UNKNOWN;
    }
    if (fact->kind == MEND__CASE_FLAG) {
        return v->value == g->equal ? YES : NO;
    }
    bool holds = (!g->has_gt || v->value > g->gt) && (!g->has_ge || v->value >= g->ge) &&
                 (!g->has_lt || v->value < g->lt) && (!g->has_le || v->value <= g->le);
    return holds ? YES : NO;
}

static truth judge_links(const judging *j, const mend__rights_rule *rule)
{
    if ((rule->unless & j->out->held) != 0) {
        return NO;
    }
    if (rule->after != 0 && (rule->after & j->out->held) == 0) {
        return (rule->after & j->undecided) != 0 ? UNKNOWN : NO;
    }
    return (rule->unless & j->undecided) != 0 ? UNKNOWN : YES;
}

static truth judge_rule(judging *j, const mend__rights_rule *rule, uint32_t bit)
{
    truth said = judge_links(j, rule);
    for (size_t i = 0; i < rule->ground_count && said != NO; i++) {
        truth t = judge_ground(j, &rule->grounds[i]);
        said = t == YES ? said : t;
    }
    for (size_t i = 0; i < rule->ground_count && said == UNKNOWN; i++) {
        const mend__ground *g = &rule->grounds[i];
        if (judge_ground(j, g) != UNKNOWN) {
            continue;
        }
        judge_lacks(j, g->fact);
        j->out->open_rules |= g->open ? bit : 0;
    }
    return said;
}

static void judge_refund(judging *j)
{
    for (size_t i = 0; i < j->regime->right_count && j->out->refunding == MEND__REFUND_NONE; i++) {
        if ((j->out->rights >> i & 1) != 0) {
            j->out->refunding = j->regime->rights[i].refunding;
        }
    }
    if (j->out->refunding == MEND__REFUND_LESS_DEPRECIATION && !j->out->age_known) {
        judge_lacks(j, MEND__CASE_AGE);
    }
}

static void judge_rules(judging *j)
{
    for (size_t i = 0; i < j->regime->rule_count; i++) {
        const mend__rights_rule *rule = &j->regime->rules[i];
        uint32_t bit = UINT32_C(1) << i;
        truth said = judge_rule(j, rule, bit);
        if (said == UNKNOWN) {
            j->undecided |= bit;
        } else if (said == YES) {
            j->out->held |= bit;
            j->out->gave[i] = rule->gives & ~j->out->rights;
            j->out->rights = (j->out->rights | rule->gives) & ~rule->takes;
            if (rule->ends) {
                return;
            }
        }
    }
}

mend_reason mend__rights_judge(const mend__regime *regime, mend__case *facts, mend__rights_answer *out)
{
    mend__rights_answer answer = {0};
    judging j = {regime, facts, &answer, 0};
    for (size_t i = 0; i < MEND__REGIME_MOST; i++) {
        answer.last_days[i] = MEND__NO_DAY;
    }
    judge_age(&j);
    for (uint32_t i = 0; i < regime->term_count; i++) {
        mend_reason reason = judge_term(&j, i);
        if (reason != 0) {
            return reason;
        }
    }
    judge_tallies(&j);
    judge_rules(&j);
    judge_refund(&j);
    *out = answer;
    return 0;
}

/* ---- money ---- */

int64_t mend__days_used(int32_t invoiced, int32_t returned, int64_t repair_days, bool inclusive)
{
    int64_t days = (int64_t)returned - invoiced + (inclusive ? 1 : 0);
    return repair_days < days ? days - repair_days : 0;
}

/* The fee, which is never above the price; fits: it is a number of 64 bits at all. */
static void deduct(mend__deduction *out, int64_t price, int64_t days, bool fits, int64_t fee)
{
    int64_t most = fits && fee < price ? fee : price;
    *out = (mend__deduction){days, most, price - most};
}

mend_reason mend__depreciation(int64_t price, int64_t rate, int32_t invoiced, int32_t returned, int64_t repair_days,
                               bool inclusive, mend__deduction *out)
{
    int64_t days = mend__days_used(invoiced, returned, repair_days, inclusive), fee = 0;
    mend__wide exact = {0, 0, false};
    if (returned < invoiced) {
        return MEND_REASON_BAD_PERIOD;
    }
    /* 2^63 * 2^63 * 2^22 / 2^29 fits 128 bits. */
    (void)mend__wide_scale(mend__wide_mul64(price, rate), days, MEND__NANO, MEND__ROUND_HALF_UP, &exact, NULL);
    bool fits = mend__wide_to64(exact, &fee);
    deduct(out, price, days, fits, fee);
    return 0;
}

void mend__use_fee(int64_t price, int64_t km, int64_t rate, mend__deduction *out)
{
    mend__wide exact;
    int64_t fee = 0;
    /* The divisor, 1000 * 10^18, passes 64 bits. Cut off at the first 10^18, what is left of a sum that is not below
     * zero still tells a half from less than a half. */
    bool fits =
        mend__wide_scale(mend__wide_mul64(price, rate), km, MEND__NANO * MEND__NANO, MEND__ROUND_DOWN, &exact, NULL) &&
        mend__wide_to64(mend__wide_div(exact, 1000, MEND__ROUND_HALF_UP), &fee);
    deduct(out, price, 0, fits, fee);
}

int64_t mend__repair_days(int64_t hours)
{
    const int64_t day = 24 * MEND__NANO;
    return hours / day + (hours % day > 0 ? 1 : 0);
}
