/*
 * coverage.c - who pays for which line, see coverage.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "coverage.h"
#include "ground/int.h"
#include "notions/civil.h"
#include "notions/money.h"

/* ---- may the term speak at all ---- */

static const mend__meter *claim_meter(const mend__claim *claim, mend__str kind)
{
    for (size_t i = 0; i < claim->meter_count; i++) {
        if (kind.n == 0 || mend__str_eq(claim->meters[i].kind, kind)) {
            return &claim->meters[i];
        }
    }
    return NULL;
}

/* *code becomes USAGE_EXCEEDED where it is so. */
static mend_reason gate_usage(const mend__claim *claim, const mend__term *t, mend_reason *code, uint32_t *lacks)
{
    const mend__meter *meter = claim_meter(claim, t->meter);
    int64_t used = 0;
    if (t->usage_limit == MEND__NONE_GIVEN) {
        return 0;
    }
    if (meter == NULL) {
        *lacks |= MEND__LACKS_USAGE;
        return 0;
    }
    mend_reason reason = mend__used(t->usage_start, meter->value, &used);
    if (reason == 0 && used > t->usage_limit) {
        *code = MEND_REASON_USAGE_EXCEEDED;
    }
    return reason;
}

/* The first thing that keeps the term out of every line; 0: nothing does. */
static mend_reason gate(const mend__claim *claim, const mend__term *t, mend_reason *code, uint32_t *lacks)
{
    mend__when when = mend__period_when(t->start, t->last_day, claim->day);
    if (t->start != MEND__NO_DAY && t->last_day != MEND__NO_DAY && t->last_day < t->start) {
        return MEND_REASON_BAD_PERIOD;
    }
    if (t->shut != 0) {
        *code = t->shut;
        return 0;
    }
    *lacks |= t->provisional ? MEND__LACKS_RETURN : 0U;
    *code = when == MEND__BEFORE ? MEND_REASON_NOT_STARTED : when == MEND__AFTER ? MEND_REASON_EXPIRED : 0;
    mend_reason reason = *code != 0 ? 0 : gate_usage(claim, t, code, lacks);
    if (reason != 0 || *code != 0) {
        return reason;
    }
    if (claim->cause.n > 0 && !mend__strs_hold(&t->causes, claim->cause)) {
        *code = MEND_REASON_CAUSE_EXCLUDED;
    } else if (t->visits_left == 0) {
        *code = MEND_REASON_VISITS_EXHAUSTED;
    }
    return 0;
}

/* ---- what it says to a line ---- */

/* Is the line's part among these, by its class or by its model? */
static bool line_among(const mend__strs *classes, const mend__claim_line *line)
{
    return mend__strs_hold(classes, line->class) || (line->model.n > 0 && mend__strs_hold(classes, line->model));
}

/* Is the line a part, or work of which it is said for which part it was done? */
static bool line_is_of_part(const mend__claim_line *line)
{
    return line->class.n > 0 || mend__str_is(line->kind, "part");
}

/* May the term pay for work and ways of which nobody said for which part they were: where it is for every part of the
 * claim. A guarantee on a repair asks for no part at all: the same fault may come again without one. */
static bool whole_claim(const mend__claim *claim, const mend__term *t)
{
    bool found = t->kind == MEND__TERM_REPAIR_GUARANTEE;
    for (size_t i = 0; i < claim->line_count; i++) {
        if (line_is_of_part(&claim->lines[i])) {
            if (!line_among(&t->classes, &claim->lines[i])) {
                return false;
            }
            found = true;
        }
    }
    return found;
}

static mend_reason line_refused(const mend__term *t, bool whole, const mend__claim_line *line, int64_t open)
{
    if (t->kinds.items != NULL && !mend__strs_hold(&t->kinds, line->kind)) {
        return MEND_REASON_KIND_NOT_COVERED;
    }
    if (t->classes.items != NULL && !line_among(&t->classes, line) && (!whole || line_is_of_part(line))) {
        return MEND_REASON_PART_NOT_COVERED;
    }
    if (line_among(&t->excluded, line)) {
        return MEND_REASON_PART_EXCLUDED;
    }
    if (t->serial.n > 0 && line->serial.n > 0 && !mend__str_eq(t->serial, line->serial)) {
        return MEND_REASON_SERIAL_MISMATCH;
    }
    return open == 0 ? MEND_REASON_NOTHING_LEFT : 0;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What is left of a term from line to line. */
typedef struct term_rest {
    int64_t cap; /* MEND__NONE_GIVEN: none */
    int64_t deductible;
} term_rest;

static void line_judge(const mend__term *t, term_rest *rest, mend__line_cover *cover, mend__verdict *v)
{
    int64_t eligible = cover->open;
    bool share = t->percent < 100 * MEND__NANO;
    if (share) { /* never above what is open */
        (void)mend__mul_div64(eligible, t->percent, 100 * MEND__NANO, MEND__ROUND_HALF_UP, &eligible);
    }
    int64_t retained = least(rest->deductible, eligible), asked = eligible - retained, paid = asked;
    if (rest->cap != MEND__NONE_GIVEN) {
        paid = least(asked, rest->cap);
        rest->cap -= paid;
    }
    rest->deductible -= retained;
    if (paid < asked) {
        v->code = paid == 0 ? MEND_REASON_CAP_REACHED : MEND_REASON_COVERED_TO_CAP;
    } else if (retained > 0) {
        v->code = paid == 0 ? MEND_REASON_DEDUCTIBLE : MEND_REASON_COVERED_LESS_DEDUCTIBLE;
    } else {
        v->code = share ? MEND_REASON_COVERED_SHARE : MEND_REASON_COVERED;
    }
    v->paid = paid;
    v->retained = retained;
    cover->open -= paid + retained;
    cover->customer += retained;
}

static mend_reason cover_term(const mend__claim *claim, size_t term, mend__verdict *verdicts, mend__line_cover *covers,
                              uint32_t *lacks)
{
    const mend__term *t = &claim->terms[term];
    term_rest rest = {t->cap, t->deductible};
    mend_reason shut = 0, reason = gate(claim, t, &shut, lacks);
    if (reason != 0) {
        return reason;
    }
    const mend__claim_line *lines = claim->lines;
    size_t count = claim->line_count, step = claim->term_count, at = term;
    bool whole = shut == 0 && t->classes.items != NULL && whole_claim(claim, t);
    for (size_t i = 0; i < count; i++, at += step) {
        mend_reason code = shut != 0 ? shut : line_refused(t, whole, &lines[i], covers[i].open);
        if (code != 0) {
            verdicts[at] = (mend__verdict){code, 0, 0};
        } else {
            line_judge(t, &rest, &covers[i], &verdicts[at]);
        }
    }
    return 0;
}

static mend_reason amounts_fit(const mend__claim *claim)
{
    int64_t sum = 0;
    for (size_t i = 0; i < claim->line_count; i++) {
        if (!mend__add64(sum, claim->lines[i].amount, &sum)) {
            return MEND_REASON_OVERFLOW;
        }
    }
    return 0;
}

mend_reason mend__cover(const mend__claim *claim, mend__verdict *verdicts, mend__line_cover *covers, uint32_t *lacks)
{
    uint32_t missing = claim->cause.n == 0 ? MEND__LACKS_CAUSE : 0;
    mend_reason reason = amounts_fit(claim);
    for (size_t i = 0; i < claim->line_count; i++) {
        covers[i] = (mend__line_cover){MEND__COVERED, claim->lines[i].amount, 0};
    }
    for (size_t t = 0; t < claim->term_count && reason == 0; t++) {
        reason = cover_term(claim, t, verdicts, covers, &missing);
    }
    if (reason != 0) {
        return reason;
    }
    for (size_t i = 0; i < claim->line_count; i++) {
        mend__line_cover *c = &covers[i];
        c->customer += c->open;
        c->status = c->customer == 0                       ? MEND__COVERED
                    : c->customer < claim->lines[i].amount ? MEND__PARTIAL
                                                           : MEND__CHARGED;
    }
    *lacks = missing;
    return 0;
}

int64_t mend__cover_paid(const mend__claim *claim, const mend__verdict *verdicts, size_t term)
{
    int64_t sum = 0;
    size_t count = claim->line_count, step = claim->term_count, at = term;
    for (size_t i = 0; i < count; i++, at += step) {
        sum += verdicts[at].paid;
    }
    return sum;
}

/* ---- writing it down ---- */

static void write_share(mend__jw *w, mend__str payer, const mend__term *term, int64_t amount)
{
    if (amount == 0) {
        return;
    }
    mend__jw_object(w);
    mend__jw_key(w, "payer");
    mend__jw_str(w, payer);
    mend__jw_key(w, "term");
    if (term == NULL) {
        mend__jw_null(w);
    } else {
        mend__jw_str(w, term->id);
    }
    mend__jw_key(w, "amount");
    mend__jw_int(w, amount);
    mend__jw_end_object(w);
}

static void write_line(const mend__claim *claim, size_t line, const mend__verdict *verdicts,
                       const mend__line_cover *cover, mend__jw *w)
{
    static const char *const statuses[] = {"covered", "partial", "charged"};
    mend__jw_object(w);
    mend__jw_key(w, "id");
    mend__jw_str(w, claim->lines[line].id);
    mend__jw_key(w, "status");
    mend__jw_text(w, statuses[cover->status]);
    mend__jw_key(w, "shares");
    mend__jw_array(w);
    for (size_t t = 0; t < claim->term_count; t++) {
        write_share(w, claim->terms[t].payer, &claim->terms[t], verdicts[t].paid);
    }
    write_share(w, MEND__STR("customer"), NULL, cover->customer);
    mend__jw_end_array(w);
    mend__jw_key(w, "trail");
    mend__jw_array(w);
    for (size_t t = 0; t < claim->term_count; t++) {
        mend__jw_array(w);
        mend__jw_str(w, claim->terms[t].id);
        mend__jw_text(w, mend_reason_name(verdicts[t].code));
        mend__jw_end_array(w);
    }
    mend__jw_end_array(w);
    mend__jw_end_object(w);
}

/* What everybody pays together with the terms of one payer, once for each payer. */
static void write_payer(const mend__claim *claim, const mend__verdict *verdicts, size_t first, mend__jw *w)
{
    mend__str payer = claim->terms[first].payer;
    int64_t sum = 0;
    for (size_t t = 0; t < claim->term_count; t++) {
        if (!mend__str_eq(claim->terms[t].payer, payer)) {
            continue;
        }
        if (t < first) {
            return;
        }
        sum += mend__cover_paid(claim, verdicts, t);
    }
    if (sum > 0) {
        mend__jw_key_str(w, payer);
        mend__jw_int(w, sum);
    }
}

void mend__cover_write(const mend__claim *claim, const mend__verdict *verdicts, const mend__line_cover *covers,
                       uint32_t lacks, mend__jw *w)
{
    int64_t customer = 0;
    mend__jw_object(w);
    mend__jw_key(w, "lines");
    mend__jw_array(w);
    for (size_t i = 0; i < claim->line_count; i++) {
        write_line(claim, i, verdicts + i * claim->term_count, &covers[i], w);
        customer += covers[i].customer;
    }
    mend__jw_end_array(w);
    mend__jw_key(w, "by_payer");
    mend__jw_object(w);
    if (customer > 0) {
        mend__jw_key(w, "customer");
        mend__jw_int(w, customer);
    }
    for (size_t t = 0; t < claim->term_count; t++) {
        write_payer(claim, verdicts, t, w);
    }
    mend__jw_end_object(w);
    if (lacks != 0) {
        mend__jw_key(w, "provisional");
        mend__jw_bool(w, true);
    }
    mend__jw_end_object(w);
}
