/*
 * quote_bill.c - a document for each payer out of the lines' shares, and what has been paid of the customer's.
 *
 * The customer is the first payer. The discount of the bill, the credit for the diagnosis, rounding to coins and payments
 * are the customer's alone; tax is on every document, at the same rates.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "quote.h"
#include "quote_columns.h"

/* ---- shares ---- */

/* The payer's place among the quote's payers; a new one goes behind the others. */
static size_t bill_payer(mend_quote *quote, mend__str name)
{
    size_t i = 0;
    while (i < quote->payer_count && !mend__str_eq(quote->payers[i].name, name)) {
        i++;
    }
    if (i == quote->payer_count) {
        quote->payers[quote->payer_count++].name = name;
    }
    return i;
}

/* The payers in their order: the customer, those of the terms, those named by hand. Room for one of each is there.
 * payers: receives the place of each term's. */
static void bill_payers(mend_quote *quote, size_t *payers)
{
    bill_payer(quote, MEND__STR("customer"));
    for (size_t t = 0; t < quote->claim.term_count; t++) {
        bool pays = mend__cover_paid(&quote->claim, quote->verdicts, t) > 0;
        payers[t] = pays ? bill_payer(quote, quote->claim.terms[t].payer) : MEND__QUOTE_CUSTOMER;
    }
    for (size_t i = quote->asked; i < quote->count; i++) {
        bill_payer(quote, quote->rows[i].payer);
    }
}

/* The documents' lines, of nothing yet. */
static bool bill_room(mend_quote *quote)
{
    const mend__quote_row *rows = quote->rows;
    size_t count = quote->count, all = quote->payer_count * count;
    mend__bill_line *lines = mend__arena_room(&quote->arena, all * sizeof *lines);
    mend__bill_rate *rates = mend__arena_room(&quote->arena, all * sizeof *rates);
    if (lines == NULL || rates == NULL) {
        return false;
    }
    for (size_t p = 0; p < quote->payer_count; p++) {
        mend__bill_line *line = quote->payers[p].lines = lines + p * count;
        quote->payers[p].rates = rates + p * count;
        for (size_t i = 0; i < count; i++, line++) { /* the rest of it is worked out */
            line->amount = 0;
            line->rate = rows[i].rate;
            line->discount = (mend__discount){MEND__DISCOUNT_NONE, 0};
            line->discountable = !rows[i].bare;
        }
    }
    return true;
}

/* What each payer has of each line. The sums fit: they are parts of a line. */
static void bill_shares(mend_quote *quote, const size_t *payers)
{
    const mend__verdict *v = quote->verdicts;
    mend__quote_payer *all = quote->payers;
    size_t terms = quote->claim.term_count, asked = quote->asked;
    for (size_t i = 0; i < asked; i++, v += terms) {
        all[MEND__QUOTE_CUSTOMER].lines[i].amount = quote->covers[i].customer;
        for (size_t t = 0; t < terms; t++) {
            if (v[t].paid > 0) {
                all[payers[t]].lines[i].amount += v[t].paid;
            }
        }
    }
    for (size_t i = quote->asked; i < quote->count; i++) {
        quote->payers[bill_payer(quote, quote->rows[i].payer)].lines[i].amount = quote->rows[i].net;
    }
}

/* ---- the credit for a diagnosis ---- */

static bool is_repair(const mend__quote_row *row)
{
    return mend__str_is(row->kind, "labour") || mend__str_is(row->kind, "part");
}

/* Is there a repair that the diagnosis led to? An account of ways and parcels has none; an estimate is made for one. */
static bool has_repair(const mend__quoting *q)
{
    bool found = q->quote->kind == MEND_QUOTE_ESTIMATE || mend__quote_has(q, 0, 0, FIELD_REPAIR_FINISHED);
    for (size_t i = 0; i < q->quote->asked && !found; i++) {
        found = is_repair(&q->quote->rows[i]);
    }
    return found;
}

/* What an accepted repair gives back of what the customer pays for the diagnosis. */
static mend_status bill_credit(mend__quoting *q)
{
    mend_quote *quote = q->quote;
    mend__bill_line *lines = quote->payers[MEND__QUOTE_CUSTOMER].lines, *found;
    int64_t labour = 0, repair = 0, feasible = 1;
    size_t at = 0;
    mend__diagnosis rule = q->card->diagnosis;
    mend__diagnosis_bill bill;
    bool fits = true;
    (void)mend__quote_num(q, 0, 0, FIELD_REPAIRABLE, &feasible);
    if (quote->kind > MEND_QUOTE_FINAL || feasible == 0 || !has_repair(q)) {
        return MEND_OK;
    }
    while (at < quote->asked && !mend__str_is(quote->rows[at].id, "diagnosis")) {
        at++;
    }
    found = &lines[at];
    if (at == quote->asked || found->amount == 0) {
        return MEND_OK;
    }
    for (size_t i = 0; i < quote->asked && fits; i++) {
        bool work = mend__str_is(quote->rows[i].kind, "labour");
        fits = (!work || mend__add64(labour, lines[i].amount, &labour)) &&
               (!is_repair(&quote->rows[i]) || mend__add64(repair, lines[i].amount, &repair));
    }
    rule.fee = found->amount;
    mend_reason reason =
        fits ? mend__fee_diagnosis(&rule, MEND__OUTCOME_ACCEPTED, labour, repair, &bill) : MEND_REASON_OVERFLOW;
    if (reason != 0) {
        return mend__quote_refuse(quote, reason, "diagnosis", 0);
    }
    quote->credit = bill.credit;
    found->discount = (mend__discount){MEND__DISCOUNT_AMOUNT, bill.credit};
    return MEND_OK;
}

/* ---- documents ---- */

static mend_status bill_make(mend__quoting *q, size_t p, int64_t *room)
{
    const mend__fees *fees = &q->policy->fees;
    const mend__scene scene = {q->ticket, mend__ticket_str(q->ticket, q->ticket->state), NULL, 0};
    mend_quote *quote = q->quote;
    mend__quote_payer *payer = &quote->payers[p];
    mend__bill_rule rule = {.included = fees->included, .by_line = fees->by_line, .mode = fees->mode};
    if (p == MEND__QUOTE_CUSTOMER) {
        rule.cash_step = fees->cash_step;
        rule.cash_mode = fees->cash_mode;
        if (q->card->discount_pct > 0 && mend__condition_holds(q->card->discount_when, &scene)) {
            rule.discount = (mend__discount){MEND__DISCOUNT_PERCENT, q->card->discount_pct};
        }
    }
    mend_reason reason = mend__bill_make(&rule, payer->lines, quote->count, payer->rates, room, &payer->bill);
    for (size_t i = 0; i < payer->bill.rates && reason == 0; i++) {
        reason = mend__add64(payer->tax, payer->rates[i].tax, &payer->tax) ? 0 : MEND_REASON_OVERFLOW;
    }
    return reason == 0 ? MEND_OK : mend__quote_refuse(quote, reason, "", 0);
}

/* ---- payments ---- */

static mend__entry_kind ledger_kind(mend__str word)
{
    static const struct {
        const char *word;
        mend__entry_kind kind;
    } kinds[] = {{"deposit", MEND__ENTRY_DEPOSIT},
                 {"refund", MEND__ENTRY_REFUND},
                 {"writeoff", MEND__ENTRY_WRITEOFF},
                 {"credit_note", MEND__ENTRY_CREDIT_NOTE}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (mend__str_is(word, kinds[i].word)) {
            return kinds[i].kind;
        }
    }
    return MEND__ENTRY_PAYMENT;
}

static mend_status bill_ledger(mend__quoting *q)
{
    mend_quote *quote = q->quote;
    mend_status status = MEND_OK;
    mend__ledger_open(&quote->ledger, quote->payers[MEND__QUOTE_CUSTOMER].bill.payable, q->policy->fees.writeoff_limit);
    int32_t row = mend__quote_next(q, LIST_PAYMENTS, 0);
    for (; row != 0 && status == MEND_OK; row = mend__quote_next(q, LIST_PAYMENTS, row)) {
        mend__entry entry;
        if (!mend__quote_num(q, LIST_PAYMENTS, row, PAYMENT_AMOUNT, &entry.amount)) {
            continue;
        }
        entry.kind = ledger_kind(mend__quote_text(q, LIST_PAYMENTS, row, PAYMENT_KIND));
        mend_reason reason = mend__ledger_add(&quote->ledger, entry);
        if (reason != 0) {
            status = mend__quote_refuse(quote, reason, "payments", row);
        }
    }
    return status;
}

mend_status mend__quote_bill(mend__quoting *q)
{
    mend_quote *quote = q->quote;
    size_t most = 1 + quote->claim.term_count + (quote->count - quote->asked);
    int64_t *room = mend__arena_room(&quote->arena, (2 * quote->count + 1) * sizeof *room);
    size_t *payers = mend__arena_room(&quote->arena, (quote->claim.term_count + 1) * sizeof *payers);
    quote->payers = mend__arena_get(&quote->arena, most * sizeof *quote->payers);
    if (room == NULL || payers == NULL || quote->payers == NULL) {
        return MEND_NOMEM;
    }
    bill_payers(quote, payers);
    if (!bill_room(quote)) {
        return MEND_NOMEM;
    }
    bill_shares(quote, payers);
    mend_status status = bill_credit(q);
    for (size_t p = 0; p < quote->payer_count && status == MEND_OK; p++) {
        status = bill_make(q, p, room);
    }
    return status != MEND_OK ? status : bill_ledger(q);
}
