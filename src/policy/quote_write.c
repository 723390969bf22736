/*
 * quote_write.c - a quote as a document, and the part of it that says who pays and why.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "quote.h"
#include "quote_label.h"
#include "texts.h"

#include <string.h>

/* One document on its way. */
typedef struct quote_writer {
    const mend_quote *quote;
    const mend_policy *policy; /* NULL: names in place of labels */
    mend__str lang;
    const mend__price_card *card; /* of the policy; NULL: it has none of that name */
    mend_buf *text;
    mend__jw *w;
} quote_writer;

/* ---- members ---- */

static void put_int(const quote_writer *q, const char *key, int64_t value)
{
    mend__jw_key(q->w, key);
    mend__jw_int(q->w, value);
}

static void put_str(const quote_writer *q, const char *key, mend__str value)
{
    mend__jw_key(q->w, key);
    mend__jw_str(q->w, value);
}

static void put_decimal(const quote_writer *q, const char *key, int64_t nano)
{
    char text[24];
    put_str(q, key, (mend__str){text, mend__decimal_write(nano, text)});
}

static void put_day(const quote_writer *q, const char *key, int32_t day)
{
    char text[10];
    if (day != MEND__NO_DAY) {
        mend__date_write(day, text);
        put_str(q, key, (mend__str){text, sizeof text});
    }
}

static void put_sentence(const quote_writer *q, mend_reason code, mend__param_fn find, const void *user)
{
    mend__buf_rewind(q->text, 0);
    mend__sentence(q->policy, code, find, user, q->lang, q->text);
    if (q->text->status != MEND_OK && q->w->out->status == MEND_OK) {
        q->w->out->status = q->text->status;
    }
    put_str(q, "code", mend__str_of(mend_reason_name(code), MEND_NTS));
    put_str(q, "text", (mend__str){q->text->data == NULL ? "" : q->text->data, q->text->len});
}

static mend__str line_label(const quote_writer *q, const mend__quote_row *row)
{
    const mend__line_name line = {row->id, row->item, row->code};
    if (q->policy == NULL) {
        return row->item;
    }
    mend__buf_rewind(q->text, 0);
    if (!mend__part_label(row->name, row->item, q->text)) {
        return mend__line_label(q->policy, q->card, &line, q->lang);
    }
    if (q->text->status != MEND_OK && q->w->out->status == MEND_OK) {
        q->w->out->status = q->text->status;
    }
    return (mend__str){q->text->data == NULL ? "" : q->text->data, q->text->len};
}

/* ---- why ---- */

/* The parameters of a sentence that is not a term's. */
typedef struct said {
    const char *name;
    mend__str value;
} said;

static bool said_find(const void *user, mend__str name, mend__str *value)
{
    const said *s = user;
    if (s->name == NULL || !mend__str_is(name, s->name)) {
        return false;
    }
    *value = s->value;
    return true;
}

/* What the policy calls one of its terms; those of units and contracts have names alone. */
static void put_term_label(const quote_writer *q, mend__str term)
{
    const mend__names *names = q->policy == NULL ? NULL : &q->policy->warranty.names;
    int32_t index = names == NULL ? -1 : mend__names_find(names, term);
    if (index >= 0 && names->items[index].label_count > 0) {
        put_str(q, "label", mend__name_label(&q->policy->vocab, &names->items[index], q->lang));
    }
}

static void put_verdict(const quote_writer *q, size_t line, size_t term)
{
    const mend__claim *claim = &q->quote->claim;
    mend__why why;
    mend__why_init(&why, claim, q->quote->verdicts, line, term, q->quote->digits);
    mend__jw_object(q->w);
    put_str(q, "term", claim->terms[term].id);
    put_term_label(q, claim->terms[term].id);
    put_str(q, "payer", claim->terms[term].payer);
    put_sentence(q, q->quote->verdicts[line * claim->term_count + term].code, mend__why_find, &why);
    mend__jw_end_object(q->w);
}

static void put_trail(const quote_writer *q, size_t line)
{
    mend__jw_key(q->w, "trail");
    mend__jw_array(q->w);
    for (size_t t = 0; t < q->quote->claim.term_count && line < q->quote->asked; t++) {
        put_verdict(q, line, t);
    }
    if (line >= q->quote->asked) {
        const said s = {"payer", q->quote->rows[line].payer};
        mend__jw_object(q->w);
        put_str(q, "payer", s.value);
        put_sentence(q, MEND_REASON_BY_HAND, said_find, &s);
        mend__jw_end_object(q->w);
    }
    mend__jw_end_array(q->w);
}

static void put_share(const quote_writer *q, mend__str payer, mend__str term, int64_t amount)
{
    if (amount == 0) {
        return;
    }
    mend__jw_object(q->w);
    put_str(q, "payer", payer);
    if (term.n > 0) {
        put_str(q, "term", term);
    }
    put_int(q, "amount", amount);
    mend__jw_end_object(q->w);
}

static void put_shares(const quote_writer *q, size_t line)
{
    const mend__claim *claim = &q->quote->claim;
    mend__jw_key(q->w, "shares");
    mend__jw_array(q->w);
    for (size_t t = 0; t < claim->term_count && line < q->quote->asked; t++) {
        put_share(q, claim->terms[t].payer, claim->terms[t].id, q->quote->verdicts[line * claim->term_count + t].paid);
    }
    if (line < q->quote->asked) {
        put_share(q, MEND__STR("customer"), MEND__STR(""), q->quote->covers[line].customer);
    } else {
        put_share(q, q->quote->rows[line].payer, MEND__STR(""), q->quote->rows[line].net);
    }
    mend__jw_end_array(q->w);
}

static void put_status(const quote_writer *q, size_t line)
{
    static const char *const statuses[] = {"covered", "partial", "charged"}; /* by mend__covered */
    put_str(q, "status", mend__str_of(statuses[q->quote->covers[line].status], MEND_NTS));
}

/* What was not known. */
static void put_missing(const quote_writer *q)
{
    static const mend_reason codes[] = {MEND_REASON_CAUSE_UNKNOWN,   MEND_REASON_USAGE_UNKNOWN,
                                        MEND_REASON_OUTAGE_OPEN,     MEND_REASON_QUANTITY_UNKNOWN,
                                        MEND_REASON_TIME_UNKNOWN,    MEND_REASON_DISTANCE_UNKNOWN,
                                        MEND_REASON_HOLIDAYS_UNKNOWN}; /* by bit */
    const said none = {NULL, {NULL, 0}};
    mend__jw_key(q->w, "provisional");
    mend__jw_bool(q->w, q->quote->lacks != 0);
    mend__jw_key(q->w, "missing");
    mend__jw_array(q->w);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if ((q->quote->lacks >> i & 1U) != 0) {
            mend__jw_object(q->w);
            put_sentence(q, codes[i], said_find, &none);
            mend__jw_end_object(q->w);
        }
    }
    mend__jw_end_array(q->w);
}

/* ---- lines and documents ---- */

static void put_line_head(const quote_writer *q, size_t i)
{
    const mend__quote_row *row = &q->quote->rows[i];
    put_str(q, "id", row->id);
    put_str(q, "kind", row->kind);
    put_str(q, "item", row->item);
    put_str(q, "label", line_label(q, row));
}

/* What the repair gives back of the fee for the diagnosis. */
static void put_credit(const quote_writer *q)
{
    char amount[24];
    size_t len = 0;
    (void)mend_money_format(q->quote->credit, q->quote->currency.p, amount, sizeof amount,
                            &len); /* it has a currency */
    const said s = {"paid", {amount, len}};
    mend__jw_key(q->w, "credit");
    mend__jw_object(q->w);
    put_int(q, "amount", q->quote->credit);
    put_sentence(q, MEND_REASON_DIAGNOSIS_CREDITED, said_find, &s);
    mend__jw_end_object(q->w);
}

static void put_line(const quote_writer *q, size_t i)
{
    const mend__quote_row *row = &q->quote->rows[i];
    mend__jw_object(q->w);
    put_line_head(q, i);
    put_decimal(q, "quantity", row->quantity);
    if (row->minutes >= 0) {
        put_int(q, "minutes", row->minutes);
    }
    if (row->unit_price != INT64_MIN) {
        put_decimal(q, "unit_price", row->unit_price);
    }
    put_int(q, "gross", row->gross);
    put_int(q, "discount", row->discount);
    put_int(q, "net", row->net);
    put_decimal(q, "tax_rate", row->rate);
    put_status(q, i);
    put_shares(q, i);
    put_trail(q, i);
    if (q->quote->credit > 0 && mend__str_is(row->id, "diagnosis")) {
        put_credit(q);
    }
    mend__jw_end_object(q->w);
}

static void put_bill_line(const quote_writer *q, size_t p, size_t i)
{
    const mend__bill_line *b = &q->quote->payers[p].lines[i];
    mend__jw_object(q->w);
    put_str(q, "id", q->quote->rows[i].id);
    put_int(q, "share", b->amount);
    put_int(q, "discount", b->amount - b->net);
    put_int(q, "base", b->base);
    put_int(q, "tax", b->tax);
    put_int(q, "amount", b->base + b->tax);
    mend__jw_end_object(q->w);
}

static void put_rates(const quote_writer *q, const mend__quote_payer *payer)
{
    mend__jw_key(q->w, "rates");
    mend__jw_array(q->w);
    for (size_t i = 0; i < payer->bill.rates; i++) {
        if (payer->rates[i].base == 0 && payer->rates[i].tax == 0) {
            continue;
        }
        mend__jw_object(q->w);
        put_decimal(q, "rate", payer->rates[i].rate);
        put_int(q, "base", payer->rates[i].base);
        put_int(q, "tax", payer->rates[i].tax);
        mend__jw_end_object(q->w);
    }
    mend__jw_end_array(q->w);
}

static void put_sums(const quote_writer *q, size_t p)
{
    mend_quote_totals totals = {.struct_size = sizeof totals};
    (void)mend_quote_totals_get(q->quote, (int32_t)p, &totals); /* the payer is there */
    put_int(q, "subtotal", totals.subtotal);
    put_int(q, "discount", totals.discount);
    put_int(q, "base", totals.base);
    put_int(q, "tax", totals.tax);
    put_int(q, "total", totals.total);
}

static void put_document(const quote_writer *q, size_t p)
{
    const mend__quote_payer *payer = &q->quote->payers[p];
    mend__jw_object(q->w);
    put_str(q, "payer", payer->name);
    mend__jw_key(q->w, "lines");
    mend__jw_array(q->w);
    for (size_t i = 0; i < q->quote->count; i++) {
        if (p == MEND__QUOTE_CUSTOMER || payer->lines[i].amount != 0) {
            put_bill_line(q, p, i);
        }
    }
    mend__jw_end_array(q->w);
    put_rates(q, payer);
    put_sums(q, p);
    mend__jw_end_object(q->w);
}

static void put_totals(const quote_writer *q)
{
    static const char *const states[] = {"unpaid", "part_paid", "settled", "overpaid"}; /* by mend__paid_state */
    const mend__bill *bill = &q->quote->payers[MEND__QUOTE_CUSTOMER].bill;
    mend__jw_key(q->w, "totals");
    mend__jw_object(q->w);
    put_sums(q, MEND__QUOTE_CUSTOMER);
    put_int(q, "credit", q->quote->credit);
    put_int(q, "cash_rounding", bill->cash_rounding);
    put_int(q, "payable", bill->payable);
    if (q->quote->ledger.credited != 0) {
        put_int(q, "credit_notes", q->quote->ledger.credited);
    }
    put_int(q, "paid", q->quote->ledger.paid);
    put_int(q, "written_off", q->quote->ledger.written_off);
    put_int(q, "due", q->quote->ledger.due);
    put_str(q, "state", mend__str_of(states[mend__ledger_state(&q->quote->ledger)], MEND_NTS));
    mend__jw_end_object(q->w);
}

/* ---- the documents ---- */

static void write_quote(const quote_writer *q, const char *digest)
{
    mend__jw_object(q->w);
    put_str(q, "kind", mend__str_of(mend_quote_kind_name(q->quote->kind), MEND_NTS));
    put_str(q, "currency", q->quote->currency);
    put_str(q, "price", q->quote->included ? MEND__STR("incl") : MEND__STR("excl"));
    put_str(q, "card", q->quote->card);
    put_day(q, "day", q->quote->day);
    put_day(q, "decided_by", q->quote->basis_day);
    put_day(q, "valid_until", q->quote->valid_until);
    mend__jw_key(q->w, "lines");
    mend__jw_array(q->w);
    for (size_t i = 0; i < q->quote->count; i++) {
        put_line(q, i);
    }
    mend__jw_end_array(q->w);
    mend__jw_key(q->w, "documents");
    mend__jw_array(q->w);
    for (size_t p = 0; p < q->quote->payer_count; p++) {
        put_document(q, p);
    }
    mend__jw_end_array(q->w);
    put_totals(q);
    put_missing(q);
    put_str(q, "digest", mend__str_of(digest, MEND_NTS));
    mend__jw_end_object(q->w);
}

static void write_coverage(const quote_writer *q)
{
    mend__jw_object(q->w);
    put_day(q, "day", q->quote->basis_day);
    if (q->quote->claim.cause.n > 0) {
        put_str(q, "cause", q->quote->claim.cause);
    }
    mend__jw_key(q->w, "lines");
    mend__jw_array(q->w);
    for (size_t i = 0; i < q->quote->count; i++) {
        mend__jw_object(q->w);
        put_line_head(q, i);
        put_int(q, "net", q->quote->rows[i].net);
        put_status(q, i);
        put_shares(q, i);
        put_trail(q, i);
        mend__jw_end_object(q->w);
    }
    mend__jw_end_array(q->w);
    mend__jw_key(q->w, "by_payer");
    mend__jw_object(q->w);
    for (size_t p = 0; p < q->quote->payer_count; p++) {
        mend_quote_totals totals = {.struct_size = sizeof totals};
        (void)mend_quote_totals_get(q->quote, (int32_t)p, &totals);
        mend__jw_key_str(q->w, q->quote->payers[p].name);
        mend__jw_int(q->w, totals.subtotal);
    }
    mend__jw_end_object(q->w);
    put_missing(q);
    mend__jw_end_object(q->w);
}

/* digest NULL: the coverage alone. */
static mend_status write_to(const mend_quote *quote, const mend_policy *policy, const char *lang, const char *digest,
                            mend_buf *out)
{
    mend__jw w;
    mend_buf text;
    size_t start = out->len;
    const mend__fees *fees = policy == NULL ? NULL : &policy->fees;
    int32_t card = fees == NULL ? -1 : mend__names_find(&fees->card_names, quote->card);
    mend__buf_init(&text, &out->alloc);
    mend__jw_init(&w, out);
    const quote_writer q = {quote,
                            policy,
                            lang == NULL ? MEND__STR("") : mend__str_of(lang, MEND_NTS),
                            card < 0 ? NULL : &fees->cards[card],
                            &text,
                            &w};
    if (digest == NULL) {
        write_coverage(&q);
    } else {
        write_quote(&q, digest);
    }
    mend__buf_done(&text);
    mend_status status = out->status;
    if (status != MEND_OK) {
        mend__buf_rewind(out, start);
    }
    return status;
}

mend_status mend_quote_write(mend_quote *quote, const mend_policy *policy, const char *lang, mend_buf *out)
{
    if (quote == NULL || out == NULL || quote->kind == 0) {
        return MEND_INVALID;
    }
    const char *digest = mend_quote_digest(quote);
    return *digest == '\0' ? MEND_NOMEM : write_to(quote, policy, lang, digest, out);
}

mend_status mend_quote_coverage(const mend_quote *quote, const mend_policy *policy, const char *lang, mend_buf *out)
{
    if (quote == NULL || out == NULL || quote->kind == 0) {
        return MEND_INVALID;
    }
    return write_to(quote, policy, lang, NULL, out);
}
