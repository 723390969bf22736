/*
 * quote_facts.c - a quote as facts of an event, see quote_facts.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "quote_facts.h"
#include "ground/int.h"
#include "policy/quote_columns.h"

#define FACTS_ROW      16 /* facts of a row, at most */
#define FACTS_ESTIMATE 10
#define FACTS_CHARGE   13
#define FACTS_FIELDS   5

_Static_assert(FACTS_ESTIMATE <= FACTS_ROW && FACTS_CHARGE <= FACTS_ROW, "room for a row");

/* Facts that are put together. */
typedef struct keeping {
    mend_quote *quote;
    const mend_policy *policy;
    const mend_ticket *ticket;
    mend__quote_facts *out;
} keeping;

/* ---- one fact ---- */

static void keep(const keeping *k, int32_t list, int32_t row, int32_t field, int64_t num, mend__str text)
{
    const mend__field *f = mend__field_by_id(field);
    k->out->items[k->out->count++] = (mend__quote_fact){f, list, row, {f->type, num, text}};
}

static void keep_num(const keeping *k, int32_t list, int32_t row, int32_t field, int64_t num)
{
    keep(k, list, row, field, num, (mend__str){"", 0});
}

/* A text without bytes is no value. */
static void keep_text(const keeping *k, int32_t list, int32_t row, int32_t field, mend__str text)
{
    if (text.n > 0) {
        keep(k, list, row, field, 0, text);
    }
}

/* A choice that the policy has, else another one that it has, else none. */
static void keep_choice(const keeping *k, int32_t list, int32_t row, int32_t field, mend__str word, const char *other)
{
    const mend__names *set =
        mend__vocab_choices(&k->policy->vocab, mend__str_of(mend__field_by_id(field)->set, MEND_NTS));
    mend__str second = mend__str_of(other, MEND_NTS);
    if (set != NULL && mend__names_find(set, word) >= 0) {
        keep_text(k, list, row, field, word);
    } else if (set != NULL && mend__names_find(set, second) >= 0) {
        keep_text(k, list, row, field, second);
    }
}

/* ---- the estimate's row ---- */

static int64_t next_no(const mend_ticket *t)
{
    int64_t most = 0;
    for (int32_t row = mend__ticket_next_row(t, LIST_ESTIMATES, 0); row != 0;
         row = mend__ticket_next_row(t, LIST_ESTIMATES, row)) {
        const mend__cell *no = mend__ticket_cell(t, LIST_ESTIMATES, row, ESTIMATE_NO);
        most = no != NULL && no->num > most ? no->num : most;
    }
    return most < INT32_MAX ? most + 1 : most;
}

static void keep_estimate(const keeping *k, const char *digest)
{
    const mend_quote *quote = k->quote;
    const mend__quote_payer *customer = &quote->payers[MEND__QUOTE_CUSTOMER];
    int32_t list = LIST_ESTIMATES, row = k->out->estimate_row;
    keep_num(k, list, row, ESTIMATE_NO, k->out->no);
    keep_choice(k, list, row, ESTIMATE_KIND, mend__str_of(mend_quote_kind_name(quote->kind), MEND_NTS), "final");
    keep_num(k, list, row, ESTIMATE_TOTAL, customer->bill.total);
    keep_num(k, list, row, ESTIMATE_TAX, customer->tax);
    if (quote->valid_until != MEND__NO_DAY) {
        keep_num(k, list, row, ESTIMATE_VALID, quote->valid_until);
    }
    if (quote->planned_minutes >= 0) {
        keep_num(k, list, row, ESTIMATE_MINUTES, quote->planned_minutes);
    }
    if (quote->planned_days >= 0) {
        keep_num(k, list, row, ESTIMATE_DAYS, quote->planned_days);
    }
    keep_text(k, list, row, ESTIMATE_PLAN, quote->plan);
    keep_text(k, list, row, ESTIMATE_DIGEST, mend__str_of(digest, MEND_NTS));
    keep_text(k, list, row, ESTIMATE_CARD, quote->card);
}

/* ---- a row for each line and payer ---- */

static void keep_charge(const keeping *k, int32_t row, size_t line, size_t p)
{
    const mend__quote_row *from = &k->quote->rows[line];
    const mend__bill_line *b = &k->quote->payers[p].lines[line];
    int32_t list = LIST_CHARGES;
    keep_choice(k, list, row, CHARGE_KIND, from->kind, "other");
    keep_text(k, list, row, CHARGE_ITEM, from->item);
    keep_text(k, list, row, CHARGE_CODE, from->code);
    if (from->served != 0) {
        keep_num(k, list, row, CHARGE_PART, from->served);
    }
    keep_num(k, list, row, CHARGE_QUANTITY, from->quantity);
    if (from->unit_price != INT64_MIN && from->unit_price % MEND__NANO == 0) {
        keep_num(k, list, row, CHARGE_UNIT_PRICE, from->unit_price / MEND__NANO);
    }
    if (b->amount != b->net) {
        keep_num(k, list, row, CHARGE_DISCOUNT, b->amount - b->net);
    }
    keep_num(k, list, row, CHARGE_TAX_RATE, from->rate);
    keep_num(k, list, row, CHARGE_TAX, b->tax);
    keep_num(k, list, row, CHARGE_AMOUNT, b->net);
    keep_text(k, list, row, CHARGE_PAYER, k->quote->payers[p].name);
    keep_num(k, list, row, CHARGE_ESTIMATE, k->out->no);
    keep_text(k, list, row, CHARGE_LINE, from->id);
}

static bool has_row(const mend_quote *quote, size_t line, size_t p)
{
    return p == MEND__QUOTE_CUSTOMER || quote->payers[p].lines[line].amount != 0;
}

static size_t charge_rows(const mend_quote *quote)
{
    size_t rows = 0;
    for (size_t i = 0; i < quote->count; i++) {
        for (size_t p = 0; p < quote->payer_count; p++) {
            rows += has_row(quote, i, p);
        }
    }
    return rows;
}

static void keep_charges(const keeping *k)
{
    int32_t row = mend__ticket_last_row_id(k->ticket, LIST_CHARGES);
    for (size_t i = 0; i < k->quote->count; i++) {
        for (size_t p = 0; p < k->quote->payer_count; p++) {
            if (has_row(k->quote, i, p)) {
                keep_charge(k, ++row, i, p);
            }
        }
    }
}

/* ---- fields of the ticket ---- */

static void keep_fields(const keeping *k)
{
    static const char *const states[] = {"due", "part_paid", "paid", "overpaid"}; /* by mend__paid_state */
    const mend_quote *quote = k->quote;
    const mend__bill *bill = &quote->payers[MEND__QUOTE_CUSTOMER].bill;
    if (quote->kind == MEND_QUOTE_ESTIMATE) {
        keep_num(k, 0, 0, FIELD_ESTIMATE_TOTAL, bill->total);
        if (quote->valid_until != MEND__NO_DAY) {
            keep_num(k, 0, 0, FIELD_ESTIMATE_VALID, quote->valid_until);
        }
        return;
    }
    const char *state = bill->payable == 0 && quote->ledger.paid == 0 ? "free" : states[mend__ledger_state(&quote->ledger)];
    keep_num(k, 0, 0, FIELD_FEE_TOTAL, bill->payable);
    if (quote->ledger.credited != 0) {
        keep_num(k, 0, 0, FIELD_FEE_CREDITED, quote->ledger.credited);
        keep_num(k, 0, 0, FIELD_FEE_NET, quote->ledger.total);
    }
    keep_num(k, 0, 0, FIELD_FEE_PAID, quote->ledger.paid);
    keep_choice(k, 0, 0, FIELD_FEE_STATE, mend__str_of(state, MEND_NTS), "paid");
}

/* Would the list have too many rows? Row numbers end as well. */
static bool too_many(const keeping *k, int32_t list, size_t more)
{
    size_t have = (size_t)mend__ticket_row_count(k->ticket, list);
    return have + more > (size_t)k->policy->max_rows ||
           (size_t)mend__ticket_last_row_id(k->ticket, list) + more > (size_t)MEND__ROW_MAX;
}

mend_status mend__quote_facts_of(mend_quote *quote, const mend_policy *policy, const mend_ticket *ticket,
                                 mend__arena *arena, mend__quote_facts *out)
{
    mend__quote_facts facts = {NULL, 0, next_no(ticket), mend__ticket_last_row_id(ticket, LIST_ESTIMATES) + 1};
    const keeping k = {quote, policy, ticket, &facts};
    size_t rows = charge_rows(quote);
    if (too_many(&k, LIST_CHARGES, rows) || too_many(&k, LIST_ESTIMATES, 1)) {
        return MEND_LIMIT;
    }
    const char *digest = mend_quote_digest(quote);
    facts.items = mend__arena_get(arena, ((rows + 1) * FACTS_ROW + FACTS_FIELDS) * sizeof *facts.items);
    if (facts.items == NULL || *digest == '\0') {
        return MEND_NOMEM;
    }
    keep_estimate(&k, digest);
    keep_charges(&k);
    keep_fields(&k);
    *out = facts;
    return MEND_OK;
}
