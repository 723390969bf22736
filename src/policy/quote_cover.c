/*
 * quote_cover.c - who pays for which line of a quote: the case that the terms are asked about, and their verdicts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "quote.h"
#include "quote_columns.h"

#define COVER_METERS 16

_Static_assert((int)MEND_QUOTE_LACKS_CAUSE == (int)MEND__LACKS_CAUSE &&
                   (int)MEND_QUOTE_LACKS_USAGE == (int)MEND__LACKS_USAGE &&
                   (int)MEND_QUOTE_LACKS_RETURN == (int)MEND__LACKS_RETURN &&
                   (int)MEND_QUOTE_COVERED == (int)MEND__COVERED && (int)MEND_QUOTE_PARTIAL == (int)MEND__PARTIAL &&
                   (int)MEND_QUOTE_CHARGED == (int)MEND__CHARGED,
               "what is lacking, and who pays, are public");

/* ---- the case ---- */

/* The day that decides; where it is not known, the day of the report, then of the quote. */
static int32_t cover_day(const mend__quoting *q)
{
    static const int32_t first[] = {FIELD_REPORTED, FIELD_FAULT_SINCE, FIELD_DIAGNOSED}; /* by mend__deciding */
    int32_t day = mend__quote_day(q, first[q->policy->warranty.decides]);
    day = day != MEND__NO_DAY ? day : mend__quote_day(q, FIELD_REPORTED);
    day = day != MEND__NO_DAY ? day : mend__quote_day(q, FIELD_REGISTERED);
    return day != MEND__NO_DAY ? day : q->quote->day;
}

/* What the ticket says of the unit's dates. */
static mend__basis_days cover_told(const mend__quoting *q)
{
    mend__basis_days told;
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        told.day[i] = MEND__NO_DAY;
    }
    told.day[MEND__BASIS_SALE] = mend__quote_day(q, FIELD_PURCHASED);
    told.day[MEND__BASIS_DELIVERY] = mend__quote_day(q, FIELD_DELIVERED);
    told.day[MEND__BASIS_INSTALLATION] = mend__quote_day(q, FIELD_INSTALLED);
    told.day[MEND__BASIS_MANUFACTURE] = mend__quote_day(q, FIELD_MANUFACTURED);
    return told;
}

/* The last reading of each kind: the ticket's, then the unit's from the last one back. */
static size_t cover_meters(const mend__quoting *q, mend__meter meters[COVER_METERS])
{
    const mend__reading *readings = q->unit == NULL ? NULL : q->unit->readings.items;
    size_t count = 0;
    if (mend__quote_num(q, 0, 0, FIELD_METER, &meters[0].value)) {
        meters[0].kind = mend__quote_text(q, 0, 0, FIELD_METER_UNIT);
        if (meters[0].kind.n == 0 && readings != NULL && q->unit->readings.count > 0) {
            meters[0].kind = readings[0].kind; /* a unit with one meter need not name it */
        }
        count = 1;
    }
    for (size_t i = q->unit == NULL ? 0 : q->unit->readings.count; i-- > 0 && count < COVER_METERS;) {
        size_t k = 0;
        while (k < count && !mend__str_eq(meters[k].kind, readings[i].kind)) {
            k++;
        }
        if (k == count) {
            meters[count++] = (mend__meter){readings[i].kind, readings[i].value};
        }
    }
    return count;
}

static mend_status cover_terms(mend__quoting *q, mend__claim *claim)
{
    const mend__warranty *w = &q->policy->warranty;
    const mend__basis_days told = cover_told(q);
    const mend__unit_case c = {.policy = w->terms,
                               .policy_count = w->names.count,
                               .unit = q->unit,
                               .contracts = q->contracts,
                               .contract_count = q->contract_count,
                               .told = &told,
                               .day = claim->day,
                               .off = w->off == NULL ? NULL : mend__warranty_off,
                               .off_user = w->off};
    size_t all = c.policy_count + (q->unit == NULL ? 0 : q->unit->terms.count);
    mend__term *terms = NULL;
    for (size_t i = 0; i < q->contract_count; i++) {
        all += q->contracts[i]->terms.count;
    }
    if (all > MEND__TERMS_ASKED) {
        return MEND_LIMIT;
    }
    mend_reason reason = mend__unit_terms(&c, &q->quote->arena, &terms, &claim->term_count);
    if (reason != 0) {
        return mend__quote_refuse(q->quote, reason, "", 0);
    }
    claim->terms = q->terms = terms;
    return terms == NULL ? MEND_NOMEM : MEND_OK;
}

/* ---- its lines ---- */

static void cover_lines(mend__quoting *q, mend__claim *claim)
{
    mend_quote *quote = q->quote;
    for (size_t i = 0; i < quote->count; i++) {
        q->lines[i].kind = quote->rows[i].kind;
        q->lines[i].amount = quote->rows[i].net;
    }
    claim->lines = q->lines;
    claim->line_count = quote->asked;
}

/* A line whose payer is named by hand has no open questions. */
static void cover_named(mend_quote *quote)
{
    for (size_t i = quote->asked; i < quote->count; i++) {
        bool customer = mend__str_is(quote->rows[i].payer, "customer");
        int64_t net = quote->rows[i].net;
        quote->covers[i] =
            (mend__line_cover){customer ? MEND__CHARGED : MEND__COVERED, customer ? net : 0, customer ? net : 0};
    }
}

mend_status mend__quote_cover(mend__quoting *q)
{
    mend_quote *quote = q->quote;
    mend__claim claim = {.day = cover_day(q), .cause = mend__quote_text(q, 0, 0, FIELD_CAUSE)};
    mend__meter *meters = mend__arena_room(&quote->arena, COVER_METERS * sizeof *meters);
    uint32_t lacks = 0;
    mend_status status = meters == NULL ? MEND_NOMEM : cover_terms(q, &claim);
    if (status != MEND_OK) {
        return status;
    }
    cover_lines(q, &claim);
    claim.meters = meters;
    claim.meter_count = cover_meters(q, meters);
    quote->verdicts =
        mend__arena_room(&quote->arena, (claim.line_count * claim.term_count + 1) * sizeof *quote->verdicts);
    quote->covers = mend__arena_room(&quote->arena, (quote->count + 1) * sizeof *quote->covers);
    if (quote->verdicts == NULL || quote->covers == NULL) {
        return MEND_NOMEM;
    }
    mend_reason reason = mend__cover(&claim, quote->verdicts, quote->covers, &lacks);
    if (reason != 0) {
        return mend__quote_refuse(quote, reason, reason == MEND_REASON_USAGE_BACKWARDS ? "usage_meter" : "", 0);
    }
    if (claim.term_count > 0) { /* without terms nothing depends on the cause */
        quote->lacks |= lacks;
    }
    cover_named(quote);
    quote->claim = claim;
    quote->basis_day = claim.day;
    return MEND_OK;
}
