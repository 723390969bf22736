/*
 * quote_compare.c - a quote beside the last estimate that the customer authorised.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "quote.h"
#include "quote_columns.h"
#include "texts.h"

#include <string.h>

/* ---- what stands in the ticket ---- */

static int64_t kept_num(const mend_ticket *t, int32_t list, int32_t row, int32_t field)
{
    const mend__cell *cell = mend__ticket_cell(t, list, row, field);
    return cell == NULL ? 0 : cell->num;
}

static mend__str kept_text(const mend_ticket *t, int32_t list, int32_t row, int32_t field)
{
    const mend__cell *cell = mend__ticket_cell(t, list, row, field);
    mend__value value = {0, 0, {NULL, 0}};
    if (cell != NULL) {
        mend__cell_value(t, cell, &value);
    }
    return value.type == 0 ? MEND__STR("") : value.text;
}

int32_t mend__quote_estimate_row(const mend_ticket *ticket, int64_t no)
{
    int32_t found = 0;
    for (int32_t row = mend__ticket_next_row(ticket, LIST_ESTIMATES, 0); row != 0;
         row = mend__ticket_next_row(ticket, LIST_ESTIMATES, row)) {
        if (no > 0 && kept_num(ticket, LIST_ESTIMATES, row, ESTIMATE_NO) == no) {
            found = row;
        }
    }
    return found;
}

/* True for a decision that authorises what it is about, with a digest that fits if both have one. */
static bool kept_authorises(const mend_ticket *t, int32_t row, int32_t estimate)
{
    mend__str decision = kept_text(t, LIST_AUTHORISATIONS, row, AUTHORISATION_DECISION);
    mend__str told = kept_text(t, LIST_ESTIMATES, estimate, ESTIMATE_DIGEST);
    mend__str given = kept_text(t, LIST_AUTHORISATIONS, row, AUTHORISATION_DIGEST);
    return (mend__str_is(decision, "authorised") || mend__str_is(decision, "accepted")) &&
           (told.n == 0 || given.n == 0 || mend__str_eq(told, given));
}

static void kept_fill(const mend_policy *policy, const mend_ticket *t, mend__authorised *out)
{
    const mend__cell *total = mend__ticket_cell(t, LIST_AUTHORISATIONS, out->authorisation, AUTHORISATION_TOTAL);
    const mend__cell *at = mend__ticket_cell(t, LIST_AUTHORISATIONS, out->authorisation, AUTHORISATION_AT);
    const mend__cell *until = mend__ticket_cell(t, LIST_ESTIMATES, out->row, ESTIMATE_VALID);
    out->total = total != NULL ? total->num : kept_num(t, LIST_ESTIMATES, out->row, ESTIMATE_TOTAL);
    out->total = out->total < 0 ? 0 : out->total;
    out->digest = kept_text(t, LIST_ESTIMATES, out->row, ESTIMATE_DIGEST);
    out->card = mend__names_find(&policy->fees.card_names, kept_text(t, LIST_ESTIMATES, out->row, ESTIMATE_CARD));
    out->expired = at != NULL && until != NULL &&
                   mend__floor_div(mend__zone_local(policy->zone, at->num), MEND__DAY_MS) > until->num;
}

bool mend__quote_authorised(const mend_policy *policy, const mend_ticket *ticket, mend__authorised *out)
{
    mend__authorised found = {.row = 0};
    for (int32_t row = mend__ticket_next_row(ticket, LIST_AUTHORISATIONS, 0); row != 0;
         row = mend__ticket_next_row(ticket, LIST_AUTHORISATIONS, row)) {
        int64_t no = kept_num(ticket, LIST_AUTHORISATIONS, row, AUTHORISATION_ESTIMATE);
        int32_t estimate = mend__quote_estimate_row(ticket, no);
        if (estimate == 0) {
            continue;
        }
        if (kept_authorises(ticket, row, estimate)) {
            found.row = estimate;
            found.authorisation = row;
            found.no = no;
        } else if (no == found.no) { /* taken back */
            found = (mend__authorised){.row = 0};
        }
    }
    if (found.row != 0) {
        kept_fill(policy, ticket, &found);
    }
    *out = found;
    return found.row != 0;
}

/* ---- line by line ---- */

typedef enum change { CHANGE_SAME, CHANGE_CHANGED, CHANGE_ADDED, CHANGE_DROPPED, CHANGE_DECLINED } change;

/* One comparison. w NULL: it is only counted. */
typedef struct comparing {
    const mend_quote *quote;
    const mend_ticket *ticket;
    const mend__authorised *authorised;
    mend_quote_excess *verdict;
    mend__jw *w;
} comparing;

static void write_side(mend__jw *w, const char *key, int64_t quantity, int64_t amount, int64_t tax)
{
    char text[24];
    mend__jw_key(w, key);
    mend__jw_object(w);
    mend__jw_key(w, "quantity");
    mend__jw_str(w, (mend__str){text, mend__decimal_write(quantity, text)});
    mend__jw_key(w, "amount");
    mend__jw_int(w, amount);
    mend__jw_key(w, "tax");
    mend__jw_int(w, tax);
    mend__jw_end_object(w);
}

/* row 0: the estimate does not have the line; line < 0: the quote does not. */
static void compare_put(const comparing *c, mend__str id, mend__str payer, change what, int32_t row, int32_t line,
                        size_t p)
{
    static const char *const words[] = {"same", "changed", "added", "dropped", "declined"}; /* by change */
    if (c->w == NULL) {
        return;
    }
    mend__jw_object(c->w);
    mend__jw_key(c->w, "id");
    mend__jw_str(c->w, id);
    mend__jw_key(c->w, "payer");
    mend__jw_str(c->w, payer);
    mend__jw_key(c->w, "change");
    mend__jw_text(c->w, words[what]);
    if (row != 0) {
        write_side(c->w, "was", kept_num(c->ticket, LIST_CHARGES, row, CHARGE_QUANTITY),
                   kept_num(c->ticket, LIST_CHARGES, row, CHARGE_AMOUNT),
                   kept_num(c->ticket, LIST_CHARGES, row, CHARGE_TAX));
    }
    if (line >= 0) {
        const mend__bill_line *b = &c->quote->payers[p].lines[line];
        write_side(c->w, "now", c->quote->rows[line].quantity, b->net, b->tax);
    }
    mend__jw_end_object(c->w);
}

/* A row of the kept estimate; its text of the line; 0: it is none. */
static bool compare_kept(const comparing *c, int32_t row, mend__str *id, mend__str *payer)
{
    const mend__cell *no = mend__ticket_cell(c->ticket, LIST_CHARGES, row, CHARGE_ESTIMATE);
    *id = kept_text(c->ticket, LIST_CHARGES, row, CHARGE_LINE);
    *payer = kept_text(c->ticket, LIST_CHARGES, row, CHARGE_PAYER);
    return no != NULL && no->num == c->authorised->no && id->n > 0;
}

static int32_t find_line(const mend_quote *quote, mend__str id)
{
    for (size_t i = 0; i < quote->count; i++) {
        if (mend__str_eq(quote->rows[i].id, id)) {
            return (int32_t)i;
        }
    }
    return -1;
}

/* The payer's place; the count of payers: it is none. */
static size_t find_payer(const mend_quote *quote, mend__str name)
{
    size_t p = 0;
    while (p < quote->payer_count && !mend__str_eq(quote->payers[p].name, name)) {
        p++;
    }
    return p;
}

/* The customer is shown every line, another payer those it has a share of. */
static bool has_share(const mend_quote *quote, size_t line, size_t p)
{
    return p == MEND__QUOTE_CUSTOMER || (p < quote->payer_count && quote->payers[p].lines[line].amount != 0);
}

static void compare_row(const comparing *c, int32_t row)
{
    mend__str id, payer;
    if (!compare_kept(c, row, &id, &payer)) {
        return;
    }
    const mend__cell *accepted = mend__ticket_cell(c->ticket, LIST_CHARGES, row, CHARGE_ACCEPTED);
    size_t p = find_payer(c->quote, payer);
    int32_t line = find_line(c->quote, id);
    if (line < 0 || !has_share(c->quote, (size_t)line, p)) {
        c->verdict->dropped++;
        compare_put(c, id, payer, CHANGE_DROPPED, row, -1, 0);
        return;
    }
    const mend__bill_line *b = &c->quote->payers[p].lines[line];
    bool same = kept_num(c->ticket, LIST_CHARGES, row, CHARGE_QUANTITY) == c->quote->rows[line].quantity &&
                kept_num(c->ticket, LIST_CHARGES, row, CHARGE_AMOUNT) == b->net &&
                kept_num(c->ticket, LIST_CHARGES, row, CHARGE_TAX) == b->tax;
    bool declined = p == MEND__QUOTE_CUSTOMER && accepted != NULL && accepted->num == 0 && b->net != 0;
    c->verdict->declined += declined;
    c->verdict->changed += !declined && !same;
    compare_put(c, id, payer, declined ? CHANGE_DECLINED : same ? CHANGE_SAME : CHANGE_CHANGED, row, line, p);
}

static bool compare_had(const comparing *c, size_t line, size_t p)
{
    for (int32_t row = mend__ticket_next_row(c->ticket, LIST_CHARGES, 0); row != 0;
         row = mend__ticket_next_row(c->ticket, LIST_CHARGES, row)) {
        mend__str id, payer;
        if (compare_kept(c, row, &id, &payer) && mend__str_eq(id, c->quote->rows[line].id) &&
            mend__str_eq(payer, c->quote->payers[p].name)) {
            return true;
        }
    }
    return false;
}

static void compare_lines(const comparing *c)
{
    for (int32_t row = mend__ticket_next_row(c->ticket, LIST_CHARGES, 0); row != 0;
         row = mend__ticket_next_row(c->ticket, LIST_CHARGES, row)) {
        compare_row(c, row);
    }
    for (size_t i = 0; i < c->quote->count; i++) {
        for (size_t p = 0; p < c->quote->payer_count; p++) {
            if (has_share(c->quote, i, p) && !compare_had(c, i, p)) {
                c->verdict->added++;
                compare_put(c, c->quote->rows[i].id, c->quote->payers[p].name, CHANGE_ADDED, 0, (int32_t)i, p);
            }
        }
    }
}

/* ---- the verdict ---- */

/* What the customer owes for leaving the unit behind: no estimate can know it, so it is not held against one. */
static int64_t storage_of(const mend_quote *quote)
{
    int32_t line = find_line(quote, MEND__STR("storage"));
    if (line < 0) {
        return 0;
    }
    const mend__bill_line *b = &quote->payers[MEND__QUOTE_CUSTOMER].lines[line];
    return quote->included ? b->net : b->net + b->tax; /* a part of the total, which fits */
}

static mend_status judge_total(const mend__fees *fees, const mend__authorised *authorised, mend_quote_excess *v)
{
    mend__excess excess;
    if (mend__fee_excess(&fees->tolerance, authorised->total, v->total < 0 ? 0 : v->total, &excess) != 0 ||
        !mend__sub64(v->total, authorised->total, &v->over)) {
        return MEND_RANGE;
    }
    v->authorised = authorised->total;
    v->estimate = authorised->no > INT32_MAX ? INT32_MAX : (int32_t)authorised->no;
    v->expired = authorised->expired;
    v->limit = authorised->row == 0 ? 0 : excess.limit;
    bool over = authorised->row == 0 || excess.consent || v->expired != 0 || v->declined > 0;
    v->needs_consent = v->total > 0 && over; /* what costs nothing needs nobody's consent */
    return MEND_OK;
}

static mend_status compare_all(const mend_quote *quote, const mend_policy *policy, const mend_ticket *ticket,
                               mend_quote_excess *out, mend__authorised *authorised, mend__jw *w)
{
    mend_quote_excess verdict = {.struct_size = sizeof verdict};
    const comparing c = {quote, ticket, authorised, &verdict, w};
    verdict.total = quote->payers[MEND__QUOTE_CUSTOMER].bill.total - storage_of(quote);
    mend__quote_authorised(policy, ticket, authorised);
    compare_lines(&c);
    mend_status status = judge_total(&policy->fees, authorised, &verdict);
    if (status == MEND_OK) {
        *out = verdict;
    }
    return status;
}

mend_status mend__quote_excess(const mend_quote *quote, const mend_policy *policy, const mend_ticket *ticket,
                               mend_quote_excess *out)
{
    mend__authorised authorised;
    return compare_all(quote, policy, ticket, out, &authorised, NULL);
}

/* ---- the document ---- */

typedef struct compare_params {
    char total[24], limit[24], authorised[24], last_day[10];
    size_t total_len, limit_len, authorised_len, last_day_len;
} compare_params;

static bool param_find(const void *user, mend__str name, mend__str *value)
{
    const compare_params *p = user;
    const struct {
        const char *name;
        mend__str value;
    } all[] = {{"total", {p->total, p->total_len}},
               {"limit", {p->limit, p->limit_len}},
               {"authorised", {p->authorised, p->authorised_len}},
               {"last_day", {p->last_day, p->last_day_len}}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (mend__str_is(name, all[i].name) && all[i].value.n > 0) {
            *value = all[i].value;
            return true;
        }
    }
    return false;
}

static void put_number(mend__jw *w, const char *key, int64_t value)
{
    mend__jw_key(w, key);
    mend__jw_int(w, value);
}

/* Why consent is needed. */
static mend_status put_reasons(const mend_quote *quote, const mend_policy *policy, const mend_ticket *ticket,
                               const mend__authorised *a, const mend_quote_excess *v, mend__str lang, mend__jw *w)
{
    mend_buf text;
    compare_params p = {.total_len = 0};
    mend__buf_init(&text, &w->out->alloc);
    const struct {
        bool holds;
        mend_reason code;
    } all[] = {{v->needs_consent != 0 && a->row == 0, MEND_REASON_NOT_AUTHORISED},
               {a->row != 0 && v->total > v->limit, MEND_REASON_CONSENT_NEEDED},
               {v->declined > 0, MEND_REASON_LINE_DECLINED},
               {v->expired != 0, MEND_REASON_ESTIMATE_EXPIRED}};
    const char *currency = quote->currency.p;
    mend_status status = mend_money_format(v->total, currency, p.total, sizeof p.total, &p.total_len);
    status = status != MEND_OK ? status : mend_money_format(v->limit, currency, p.limit, sizeof p.limit, &p.limit_len);
    status = status != MEND_OK
                 ? status
                 : mend_money_format(v->authorised, currency, p.authorised, sizeof p.authorised, &p.authorised_len);
    const mend__cell *until = mend__ticket_cell(ticket, LIST_ESTIMATES, a->row, ESTIMATE_VALID);
    if (until != NULL) {
        mend__date_write((int32_t)until->num, p.last_day);
        p.last_day_len = sizeof p.last_day;
    }
    mend__jw_key(w, "reasons");
    mend__jw_array(w);
    for (size_t i = 0; i < sizeof all / sizeof all[0] && status == MEND_OK; i++) {
        if (!all[i].holds) {
            continue;
        }
        mend__buf_rewind(&text, 0);
        mend__sentence(policy, all[i].code, param_find, &p, lang, &text);
        status = text.status;
        mend__jw_object(w);
        mend__jw_key(w, "code");
        mend__jw_text(w, mend_reason_name(all[i].code));
        mend__jw_key(w, "text");
        mend__jw_str(w, (mend__str){text.data == NULL ? "" : text.data, text.len});
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
    mend__buf_done(&text);
    return status;
}

mend_status mend_quote_compare(const mend_quote *quote, const mend_policy *policy, const mend_ticket *ticket,
                               mend_quote_excess *excess, const char *lang, mend_buf *out)
{
    mend_quote_excess verdict;
    mend__authorised authorised;
    mend__jw w;
    if (quote == NULL || policy == NULL || ticket == NULL || excess == NULL || quote->kind == 0 ||
        excess->struct_size != sizeof *excess) {
        return MEND_INVALID;
    }
    if (out == NULL) {
        return mend__quote_excess(quote, policy, ticket, excess);
    }
    size_t start = out->len;
    mend__jw_init(&w, out);
    mend__jw_object(&w);
    mend__jw_key(&w, "lines");
    mend__jw_array(&w);
    mend_status status = compare_all(quote, policy, ticket, &verdict, &authorised, &w);
    mend__jw_end_array(&w);
    if (status == MEND_OK) {
        put_number(&w, "estimate", verdict.estimate);
        put_number(&w, "authorised", verdict.authorised);
        put_number(&w, "total", verdict.total);
        put_number(&w, "over", verdict.over);
        put_number(&w, "limit", verdict.limit);
        mend__jw_key(&w, "needs_consent");
        mend__jw_bool(&w, verdict.needs_consent != 0);
        status = put_reasons(quote, policy, ticket, &authorised, &verdict,
                             lang == NULL ? MEND__STR("") : mend__str_of(lang, MEND_NTS), &w);
    }
    mend__jw_end_object(&w);
    status = status != MEND_OK ? status : out->status;
    if (status != MEND_OK) {
        mend__buf_rewind(out, start);
        return status;
    }
    *excess = verdict;
    return MEND_OK;
}
