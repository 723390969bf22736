/*
 * quote.c - making a quote and looking at it, see quote.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "quote.h"
#include "ground/int.h"
#include "quote_columns.h"

#include <stddef.h>
#include <string.h>

/* ---- the object ---- */

mend_status mend_quote_new(const mend_allocator *allocator, mend_quote **out)
{
    mend__alloc alloc;
    if (out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend_quote *quote = mend__new(&alloc, sizeof *quote);
    if (quote == NULL) {
        return MEND_NOMEM;
    }
    quote->alloc = alloc;
    mend__arena_init(&quote->arena, &alloc);
    mend__buf_init(&quote->text, &alloc);
    *out = quote;
    return MEND_OK;
}

void mend_quote_free(mend_quote *quote)
{
    if (quote != NULL) {
        mend__alloc alloc = quote->alloc;
        mend__arena_free(&quote->arena);
        mend__buf_done(&quote->text);
        mend__drop(&alloc, quote, sizeof *quote);
    }
}

void mend__quote_clear(mend_quote *quote)
{
    size_t from = offsetof(mend_quote, kind), to = offsetof(mend_quote, text); /* memory stands before and behind */
    mend__arena_reset(&quote->arena);
    mend__buf_rewind(&quote->text, 0);
    memset((char *)quote + from, 0, to - from);
}

void mend__quote_forget(mend_quote *quote)
{
    mend_reason refused = quote->refused;
    char path[sizeof quote->path];
    memcpy(path, quote->path, sizeof path);
    mend__quote_clear(quote);
    memcpy(quote->path, path, sizeof path);
    quote->refused = refused;
}

/* ---- what the steps share ---- */

mend_status mend__quote_refuse(mend_quote *quote, mend_reason reason, const char *name, int32_t row)
{
    size_t n = strlen(name);
    char digits[20];
    memcpy(quote->path, name, n); /* the longest name is far shorter than the path */
    if (row != 0) {
        size_t more = mend__int_write(row, digits);
        quote->path[n++] = '/';
        memcpy(quote->path + n, digits, more);
        n += more;
    }
    quote->path[n] = '\0';
    quote->refused = reason;
    return MEND_REFUSED;
}

mend__quote_row *mend__quote_add(const mend__quoting *q, mend__str kind)
{
    mend_quote *quote = q->quote;
    if (quote->count == quote->cap) {
        return NULL;
    }
    mend__quote_row *row = &quote->rows[quote->count];
    q->lines[quote->count++] =
        (mend__claim_line){.class = MEND__STR(""), .serial = MEND__STR(""), .model = MEND__STR("")};
    *row = (mend__quote_row){.kind = kind, .minutes = -1, .unit_price = INT64_MIN};
    return row;
}

/* ---- making it ---- */

/* The card of the authorised estimate stays for what follows from it; else the day decides. */
static mend_status make_card(mend__quoting *q)
{
    const mend__fees *fees = &q->policy->fees;
    mend__authorised authorised;
    int32_t index = -1;
    if (q->quote->kind == MEND_QUOTE_FINAL && mend__quote_authorised(q->policy, q->ticket, &authorised)) {
        index = authorised.card;
    }
    index = index >= 0 ? index : mend__fees_card(fees, q->quote->day);
    if (index < 0) {
        return mend__quote_refuse(q->quote, MEND_REASON_NO_CARD, "", 0);
    }
    q->card = &fees->cards[index];
    q->quote->card = fees->card_names.items[index].id;
    return MEND_OK;
}

/* Room for every line there can be. */
static mend_status make_room(mend__quoting *q)
{
    size_t most =
        4 + (size_t)q->card->extra_names.count + q->priced; /* planned work, diagnosis, storage, cancellation */
    q->quote->cap = most < MEND__QUOTE_LINES ? most : MEND__QUOTE_LINES;
    q->quote->rows = mend__arena_room(&q->quote->arena, q->quote->cap * sizeof *q->quote->rows);
    q->lines = mend__arena_room(&q->quote->arena, q->quote->cap * sizeof *q->lines);
    return q->quote->rows == NULL || q->lines == NULL ? MEND_NOMEM : MEND_OK;
}

static mend_status make_lines(mend__quoting *q)
{
    mend_quote_kind kind = q->quote->kind;
    bool work = kind == MEND_QUOTE_ESTIMATE || kind == MEND_QUOTE_FINAL;
    mend_status status = work ? mend__quote_parts(q, false) : MEND_OK;
    status = status != MEND_OK || !work ? status : mend__quote_labour(q, false);
    status = status != MEND_OK ? status : mend__quote_visits(q);
    status = status != MEND_OK || kind == MEND_QUOTE_CANCELLED ? status : mend__quote_diagnosis(q);
    status = status != MEND_OK ? status : mend__quote_charges(q, false);
    status = status != MEND_OK || !work ? status : mend__quote_extras(q);
    q->quote->asked = q->quote->count;
    status = status != MEND_OK || kind != MEND_QUOTE_CANCELLED ? status : mend__quote_cancellation(q);
    status = status != MEND_OK ? status : mend__quote_storage(q);
    if (!q->named) { /* no row that was passed over */
        return status;
    }
    status = status != MEND_OK || !work ? status : mend__quote_parts(q, true);
    status = status != MEND_OK || !work ? status : mend__quote_labour(q, true);
    return status != MEND_OK ? status : mend__quote_charges(q, true);
}

static void make_rates(const mend__quoting *q)
{
    for (size_t i = 0; i < q->quote->count; i++) {
        mend__quote_row *row = &q->quote->rows[i];
        row->rate = row->rated ? row->rate : mend__fees_tax(&q->policy->fees, row->kind);
    }
}

/* What the customer is promised beside the lines, and until when. */
static mend_status make_promise(const mend__quoting *q)
{
    mend_quote *quote = q->quote;
    int64_t days = q->policy->fees.valid_days;
    quote->currency = q->policy->currency;
    quote->digits = q->policy->fees.digits;
    quote->included = q->policy->fees.included;
    quote->plan = mend__quote_text(q, 0, 0, FIELD_PLAN);
    quote->planned_minutes = quote->planned_days = -1;
    (void)mend__quote_num(q, 0, 0, FIELD_PLANNED_MINUTES, &quote->planned_minutes);
    (void)mend__quote_num(q, 0, 0, FIELD_PLANNED_DAYS, &quote->planned_days);
    quote->valid_until = MEND__NO_DAY;
    if (quote->kind == MEND_QUOTE_ESTIMATE && days != MEND__FEE_NONE &&
        !mend__fee_valid_until(quote->day, days, &quote->valid_until)) {
        return mend__quote_refuse(quote, MEND_REASON_DATE_OUT_OF_RANGE, "estimate_valid_until", 0);
    }
    return MEND_OK;
}

/* ---- its own texts ---- */

#define OWN_ID 32 /* bytes of "charges/2147483647" and its like, at most */

/* A NUL follows. */
static inline void own(char **to, mend__str *text)
{
    if (text->n == 0) {
        text->p = "";
        return;
    }
    char *copy = *to;
    *to = copy + text->n + 1;
    memcpy(copy, text->p, text->n);
    copy[text->n] = '\0';
    text->p = copy;
}

/* "parts/3", "surcharges/express", or the name of the fee. */
static void own_id(char **to, mend__quote_row *row)
{
    if (row->id.n > 0) { /* constants, as all kinds are but those of charges */
        return;
    }
    mend__str list = row->list == LIST_PARTS     ? MEND__STR("parts/")
                     : row->list == LIST_LABOUR  ? MEND__STR("labour/")
                     : row->list == LIST_CHARGES ? MEND__STR("charges/")
                     : row->list == LIST_VISITS  ? MEND__STR("visits/")
                                                 : MEND__STR("surcharges/");
    char *id = *to;
    memcpy(id, list.p, list.n);
    if (row->list == 0) {
        memcpy(id + list.n, row->item.p, row->item.n);
        row->id = (mend__str){id, list.n + row->item.n};
    } else {
        row->id = (mend__str){id, list.n + mend__int_write(row->row, id + list.n)};
    }
    id[row->id.n] = '\0';
    *to = id + row->id.n + 1;
}

static void own_row(char **to, mend__quote_row *row, mend__claim_line *line)
{
    bool same = row->code.p == row->item.p && row->code.n == row->item.n; /* what is on the card by its code */
    own_id(to, row);
    if (row->list == LIST_CHARGES) {
        own(to, &row->kind);
    }
    own(to, &row->item);
    if (same) {
        row->code = row->item;
    } else {
        own(to, &row->code);
    }
    own(to, &row->payer);
    own(to, &row->name);
    own(to, &line->class);
    own(to, &line->serial);
    line->id = row->id;
    line->kind = row->kind;
    line->model = MEND__STR(""); /* has done its part */
}

/* What sentences need of a term; its lists are of use no more. */
static void own_term(char **to, mend__term *t)
{
    own(to, &t->id);
    own(to, &t->payer);
    own(to, &t->serial);
    own(to, &t->regime);
    t->by = t->meter = MEND__STR("");
    t->kinds = t->classes = t->excluded = t->causes = (mend__strs){NULL, 0};
    t->order = NULL;
    t->order_count = 0;
}

/* Bytes that the texts need at most. */
static size_t own_most(const mend_quote *quote, const mend__claim_line *lines)
{
    size_t most = quote->claim.cause.n + quote->currency.n + quote->card.n + quote->plan.n + 4;
    for (size_t i = 0; i < quote->count; i++) {
        const mend__quote_row *row = &quote->rows[i];
        most += OWN_ID + row->kind.n + 2 * row->item.n + row->code.n + row->payer.n + row->name.n + lines[i].class.n +
                lines[i].serial.n + 7;
    }
    for (size_t t = 0; t < quote->claim.term_count; t++) {
        const mend__term *term = &quote->claim.terms[t];
        most += term->id.n + term->payer.n + term->serial.n + term->regime.n + 4;
    }
    for (size_t p = 0; p < quote->payer_count; p++) {
        most += quote->payers[p].name.n + 1;
    }
    return most;
}

/* Copies every text that the quote looks at. */
static mend_status make_own(mend__quoting *q)
{
    mend_quote *quote = q->quote;
    char *to = mend__arena_room(&quote->arena, own_most(quote, q->lines));
    if (to == NULL) {
        return MEND_NOMEM;
    }
    for (size_t i = 0; i < quote->count; i++) {
        own_row(&to, &quote->rows[i], &q->lines[i]);
    }
    for (size_t t = 0; t < quote->claim.term_count; t++) {
        own_term(&to, &q->terms[t]);
    }
    for (size_t p = 0; p < quote->payer_count; p++) {
        own(&to, &quote->payers[p].name);
    }
    own(&to, &quote->claim.cause);
    own(&to, &quote->currency);
    own(&to, &quote->card);
    own(&to, &quote->plan);
    quote->claim.meters = NULL;
    quote->claim.meter_count = 0;
    return MEND_OK;
}

static mend_status make_all(mend__quoting *q)
{
    mend_status status = make_card(q);
    status = status != MEND_OK ? status : make_room(q);
    status = status != MEND_OK ? status : make_lines(q);
    status = status != MEND_OK ? status : make_promise(q);
    if (status != MEND_OK) {
        return status;
    }
    make_rates(q);
    status = mend__quote_cover(q);
    status = status != MEND_OK ? status : mend__quote_bill(q);
    return status != MEND_OK ? status : make_own(q);
}

mend_status mend__quote_make(mend__quoting *q, mend_quote_kind kind)
{
    mend__quote_span span = {.list = 0};
    if (!q->policy->fees.there) {
        return MEND_NOT_FOUND;
    }
    mend__quote_open(q);
    q->named = false;
    q->quote->kind = kind;
    q->quote->day = mend__quote_local(q, q->now);
    q->span = &span;
    mend_status status = make_all(q);
    q->span = NULL;
    return status;
}

/* ---- looking at it ---- */

mend_reason mend_quote_refusal(const mend_quote *quote, const char **path, size_t *len)
{
    if (path != NULL) {
        *path = quote == NULL ? "" : quote->path;
    }
    if (len != NULL) {
        *len = quote == NULL ? 0 : strlen(quote->path);
    }
    return quote == NULL ? 0 : quote->refused;
}

mend_quote_kind mend_quote_kind_of(const mend_quote *quote)
{
    return quote == NULL ? 0 : quote->kind;
}

const char *mend_quote_kind_name(mend_quote_kind kind)
{
    static const char *const names[] = {NULL, "estimate", "final", "declined", "cancelled"};
    return kind < MEND_QUOTE_ESTIMATE || kind > MEND_QUOTE_CANCELLED ? NULL : names[kind];
}

int32_t mend_quote_lines(const mend_quote *quote)
{
    return quote == NULL ? 0 : (int32_t)quote->count;
}

static bool get_in(const mend_quote *quote, int32_t index)
{
    return index >= 0 && (size_t)index < quote->count;
}

mend_status mend_quote_line_get(const mend_quote *quote, int32_t index, mend_quote_line *line)
{
    if (quote == NULL || line == NULL || line->struct_size != sizeof *line) {
        return MEND_INVALID;
    }
    if (!get_in(quote, index)) {
        return MEND_RANGE;
    }
    const mend__quote_row *row = &quote->rows[index];
    const mend__bill_line *b = &quote->payers[MEND__QUOTE_CUSTOMER].lines[index];
    *line = (mend_quote_line){.struct_size = sizeof *line,
                              .list = row->list,
                              .row = row->row,
                              .cover = (mend_quote_cover)quote->covers[index].status,
                              .quantity = row->quantity,
                              .unit_price = row->unit_price,
                              .minutes = row->minutes,
                              .gross = row->gross,
                              .discount = row->discount,
                              .net = row->net,
                              .customer = b->amount,
                              .customer_off = b->amount - b->net,
                              .customer_net = b->net,
                              .tax_rate = row->rate,
                              .tax = b->tax,
                              .amount = b->base + b->tax};
    return MEND_OK;
}

static const char *get_text(mend__str text, size_t *len)
{
    if (len != NULL) {
        *len = text.n;
    }
    return text.p;
}

const char *mend_quote_line_id(const mend_quote *quote, int32_t index, size_t *len)
{
    bool there = quote != NULL && get_in(quote, index);
    return get_text(there ? quote->rows[index].id : (mend__str){NULL, 0}, len);
}

const char *mend_quote_line_kind(const mend_quote *quote, int32_t index, size_t *len)
{
    bool there = quote != NULL && get_in(quote, index);
    return get_text(there ? quote->rows[index].kind : (mend__str){NULL, 0}, len);
}

const char *mend_quote_line_item(const mend_quote *quote, int32_t index, size_t *len)
{
    bool there = quote != NULL && get_in(quote, index);
    return get_text(there ? quote->rows[index].item : (mend__str){NULL, 0}, len);
}

int32_t mend_quote_payers(const mend_quote *quote)
{
    return quote == NULL ? 0 : (int32_t)quote->payer_count;
}

static bool get_payer(const mend_quote *quote, int32_t payer)
{
    return payer >= 0 && (size_t)payer < quote->payer_count;
}

const char *mend_quote_payer(const mend_quote *quote, int32_t payer, size_t *len)
{
    bool there = quote != NULL && get_payer(quote, payer);
    return get_text(there ? quote->payers[payer].name : (mend__str){NULL, 0}, len);
}

mend_status mend_quote_totals_get(const mend_quote *quote, int32_t payer, mend_quote_totals *totals)
{
    if (quote == NULL || totals == NULL || totals->struct_size != sizeof *totals) {
        return MEND_INVALID;
    }
    if (!get_payer(quote, payer)) {
        return MEND_RANGE;
    }
    const mend__quote_payer *p = &quote->payers[payer];
    bool customer = payer == MEND__QUOTE_CUSTOMER;
    int64_t credit = customer ? quote->credit : 0;
    *totals = (mend_quote_totals){.struct_size = sizeof *totals,
                                  .subtotal = p->bill.subtotal + credit,
                                  .discount = p->bill.discount + credit,
                                  .base = p->bill.total - p->tax,
                                  .tax = p->tax,
                                  .total = p->bill.total,
                                  .cash_rounding = p->bill.cash_rounding,
                                  .payable = p->bill.payable,
                                  .paid = customer ? quote->ledger.paid : 0,
                                  .written_off = customer ? quote->ledger.written_off : 0,
                                  .due = customer ? quote->ledger.due : p->bill.payable};
    for (size_t i = 0; i < quote->count; i++) {
        totals->lines += customer || p->lines[i].amount != 0;
    }
    return MEND_OK;
}

mend_status mend_quote_share(const mend_quote *quote, int32_t index, int32_t payer, int64_t *share)
{
    if (quote == NULL || share == NULL) {
        return MEND_INVALID;
    }
    if (!get_in(quote, index) || !get_payer(quote, payer)) {
        return MEND_RANGE;
    }
    *share = quote->payers[payer].lines[index].amount;
    return MEND_OK;
}

int32_t mend_quote_terms(const mend_quote *quote)
{
    return quote == NULL ? 0 : (int32_t)quote->claim.term_count;
}

mend_status mend_quote_verdict(const mend_quote *quote, int32_t index, int32_t term, mend_reason *reason, int64_t *paid)
{
    if (quote == NULL || reason == NULL) {
        return MEND_INVALID;
    }
    if (!get_in(quote, index) || term < 0 || (size_t)term >= quote->claim.term_count) {
        return MEND_RANGE;
    }
    mend__verdict v = {MEND_REASON_BY_HAND, 0, 0};
    if ((size_t)index < quote->asked) {
        v = quote->verdicts[(size_t)index * quote->claim.term_count + (size_t)term];
    }
    *reason = v.code;
    if (paid != NULL) {
        *paid = v.paid;
    }
    return MEND_OK;
}

uint32_t mend_quote_lacks(const mend_quote *quote)
{
    return quote == NULL ? 0 : quote->lacks;
}

mend_status mend_quote_valid_until(const mend_quote *quote, int32_t *day)
{
    if (quote == NULL || day == NULL) {
        return MEND_INVALID;
    }
    if (quote->kind == 0 || quote->valid_until == MEND__NO_DAY) {
        return MEND_NOT_FOUND;
    }
    *day = quote->valid_until;
    return MEND_OK;
}
