/*
 * decide_money.c - what an act has to do with money: the quote it makes, the consent it is bound to, how far an estimate
 * reaches, what payments make of the fee.
 *
 * All of it is decided when the act's fields are in place, so that conditions can ask about the outcome. The system's
 * figures replace whatever was given in their fields.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "decide.h"
#include "quote_facts.h"

#include "ground/int.h"
#include "notions/civil.h"
#include "policy/quote_columns.h"

#include <string.h>

static void reason_field(mend__decision *d, mend_reason code, mend__str path)
{
    mend__result_reason(d->result, code);
    mend__result_add(d->result, "field", path);
}

static void add_day(mend__decision *d, const char *name, int32_t day)
{
    char text[10];
    mend__date_write(day, text);
    mend__result_add(d->result, name, (mend__str){text, sizeof text});
}

/* An amount with the decimals of the currency: "-0.05". */
static void add_amount(mend__decision *d, const char *name, int64_t minor)
{
    char plain[24], text[32];
    size_t places = (size_t)d->policy->fees.digits, n = mend__int_write(minor, plain), sign = plain[0] == '-',
           at = sign;
    text[0] = '-';
    for (size_t whole = n - sign; whole <= places; whole++)
        text[at++] = '0';
    memcpy(text + at, plain + sign, n - sign);
    at += n - sign;
    if (places) {
        memmove(text + at - places + 1, text + at - places, places);
        text[at - places] = '.';
        at++;
    }
    mend__result_add(d->result, name, (mend__str){text, at});
}

static bool num_of(const mend__decision *d, int32_t field, int32_t row, int64_t *out)
{
    mend__value v;
    if (!mend__decide_value(d, field, row, &v))
        return false;
    *out = v.num;
    return true;
}

static mend__str text_of(const mend__decision *d, int32_t field, int32_t row)
{
    mend__value v;
    return mend__decide_value(d, field, row, &v) ? v.text : MEND__STR("");
}

/* --- what has been quoted stays as it was quoted --- */

/* May this column of a line that belongs to a quote be given anew? */
static bool may_change(const mend__field *f)
{
    return f->id == CHARGE_ACCEPTED || (f->list == LIST_CHARGES && strcmp(f->name, "note") == 0) ||
           (f->list == LIST_ESTIMATES &&
            (strcmp(f->name, "told_at") == 0 || strcmp(f->name, "told_by") == 0 || strcmp(f->name, "channel") == 0));
}

static void check_quoted_rows(mend__decision *d)
{
    for (size_t i = 0; i < d->given_count; i++) {
        const mend__given *g = &d->given[i];
        int32_t mark = g->list == LIST_CHARGES ? CHARGE_ESTIMATE : g->list == LIST_ESTIMATES ? ESTIMATE_DIGEST : 0;
        if (mark && mend__ticket_cell(d->before, g->list, g->row, mark) && !(g->field && may_change(g->field)))
            reason_field(d, MEND_REASON_QUOTED_LINE_FIXED, g->arg->path);
    }
}

/* --- the quote --- */

static void quote_refused(mend__decision *d)
{
    const mend_quote *quote = d->result->quote;
    mend__str path = mend__str_of(quote->path, MEND_NTS);
    mend__path at;
    mend__result_reason(d->result, quote->refused);
    if (!path.n)
        return;
    mend__result_add(d->result, "field", path);
    if (!mend__path_parse(path, &at) || !at.row)
        return;
    mend__str item = text_of(d, mend__str_is(at.head, "parts") ? PART_MODEL : LABOUR_CODE, at.row);
    if (!item.n)
        item = text_of(d, mend__str_is(at.head, "parts") ? PART_NAME : LABOUR_WORK, at.row);
    if (mend__str_is(at.head, "parts") || mend__str_is(at.head, "labour"))
        mend__result_add(d->result, "item", item);
}

mend_status mend__decide_quote(mend__decision *d, mend_quote_kind kind)
{
    const mend_args *args = d->args;
    mend_result *r = d->result;
    mend_status s = MEND_OK;
    if (d->quoted == kind)
        return MEND_OK;
    if (!r->quote) {
        const mend_allocator a = {sizeof a, 0, r->alloc.resize, r->alloc.user};
        s = mend_quote_new(&a, &r->quote);
        if (s != MEND_OK)
            return s;
    }
    mend__quote_clear(r->quote);
    mend__quoting q = {.policy = d->policy,
                       .ticket = d->after,
                       .unit = args->unit,
                       .contracts = args->contracts,
                       .contract_count = args->contract_count,
                       .now = d->event.at,
                       .quote = r->quote};
    s = mend__quote_make(&q, kind);
    d->quoted = s == MEND_OK ? kind : 0;
    if (s != MEND_REFUSED)
        return s;
    quote_refused(d);
    return MEND_OK;
}

static bool is_away(const mend_unit *u)
{
    const mend__unit_outage *o = u ? u->outages.items : NULL;
    for (size_t i = 0; u && i < u->outages.count; i++)
        if (o[i].days.to == MEND__NO_DAY)
            return true;
    return false;
}

/* The end of the seller's or maker's warranty by the terms, where nobody has said it and it does not move any more. */
static void note_warranty_end(mend__decision *d)
{
    const mend__field *until = mend__field_find(0, MEND__STR("warranty_until"));
    const mend__claim *claim = &d->result->quote->claim;
    mend__value day = {MEND_FIELD_DATE, MEND__NO_DAY, {"", 0}}, had;
    if (mend__ticket_value(d->after, until, 0, &had) || is_away(d->args->unit))
        return;
    for (size_t i = 0; i < claim->term_count; i++) {
        const mend__term *t = &claim->terms[i];
        bool whole = (t->kind == MEND__TERM_STATUTORY || t->kind == MEND__TERM_MAKER) && !t->classes.items &&
                     !t->serial.n && !t->shut;
        if (whole && t->last_day > day.num)
            day.num = t->last_day;
    }
    if (day.num != MEND__NO_DAY)
        mend__decide_add(d, until, 0, 0, &day);
}

static mend_status write_quote(mend__decision *d)
{
    mend__quote_facts facts;
    mend_status s = mend__decide_quote(d, d->action->quote);
    if (s != MEND_OK || !d->quoted)
        return s;
    s = mend__quote_facts_of(d->result->quote, d->policy, d->after, &d->result->work, &facts);
    if (s == MEND_LIMIT) {
        reason_field(d, MEND_REASON_ROWS_TOO_MANY, MEND__STR("charges"));
        mend__result_add_int(d->result, "max", d->policy->max_rows);
        return MEND_OK;
    }
    if (s == MEND_OK)
        s = mend__decide_room(d, facts.count + 1);
    if (s != MEND_OK)
        return s;
    for (size_t i = 0; i < facts.count; i++)
        mend__decide_add(d, facts.items[i].field, facts.items[i].list, facts.items[i].row, &facts.items[i].value);
    note_warranty_end(d);
    return mend__decide_again(d);
}

/* --- consent --- */

typedef struct consent { /* to the last estimate */
    mend__decision *d;
    int32_t row; /* in estimates; 0: there is none */
    int64_t no, total;
    mend__str digest;
    int32_t lines, declined; /* of the customer's */
} consent;

/* The estimate that was told last: a final account asks for no consent. */
static void last_estimate(consent *c)
{
    const mend_ticket *t = c->d->before;
    for (int32_t row = mend__ticket_next_row(t, LIST_ESTIMATES, 0); row;
         row = mend__ticket_next_row(t, LIST_ESTIMATES, row)) {
        if (mend__str_is(text_of(c->d, ESTIMATE_KIND, row), "final") || !text_of(c->d, ESTIMATE_DIGEST, row).n)
            continue;
        c->row = row;
        c->digest = text_of(c->d, ESTIMATE_DIGEST, row);
        c->no = c->total = 0;
        (void)num_of(c->d, ESTIMATE_NO, row, &c->no);
        (void)num_of(c->d, ESTIMATE_TOTAL, row, &c->total);
    }
}

/* Takes off what the customer does not want. */
static void accepted_lines(consent *c)
{
    for (int32_t row = mend__ticket_next_row(c->d->after, LIST_CHARGES, 0); row;
         row = mend__ticket_next_row(c->d->after, LIST_CHARGES, row)) {
        int64_t no = 0, accepted = 1, amount = 0, tax = 0;
        mend__str payer = text_of(c->d, CHARGE_PAYER, row);
        if (!num_of(c->d, CHARGE_ESTIMATE, row, &no) || no != c->no || (payer.n && !mend__str_is(payer, "customer")))
            continue;
        c->lines++;
        (void)num_of(c->d, CHARGE_ACCEPTED, row, &accepted);
        (void)num_of(c->d, CHARGE_AMOUNT, row, &amount);
        if (!c->d->policy->fees.included)
            (void)num_of(c->d, CHARGE_TAX, row, &tax);
        if (!accepted && mend__sub64(c->total, amount, &c->total) && mend__sub64(c->total, tax, &c->total))
            c->declined++;
    }
}

/* Lines of another quote are no part of this one. */
static void check_lines(const consent *c)
{
    for (size_t i = 0; i < c->d->given_count; i++) {
        const mend__given *g = &c->d->given[i];
        int64_t no;
        if (g->list == LIST_CHARGES && g->field && g->field->id == CHARGE_ACCEPTED &&
            num_of(c->d, CHARGE_ESTIMATE, g->row, &no) && no != c->no)
            reason_field(c->d, MEND_REASON_CONSENT_TO_ANOTHER_QUOTE, g->arg->path);
    }
}

static void other_quote(const consent *c, int32_t row, int32_t column)
{
    char path[160];
    reason_field(c->d, MEND_REASON_CONSENT_TO_ANOTHER_QUOTE,
                 mend__decide_path(c->d, row, mend__field_by_id(column), path));
    mend__result_add_int(c->d->result, "estimate", c->no);
}

/* What has to be right about one authorisation. */
static void check_consent(const consent *c, int32_t row, bool agrees)
{
    mend__decision *d = c->d;
    mend__str digest = text_of(d, AUTHORISATION_DIGEST, row);
    int64_t no = c->no, until;
    char path[160];
    if (!c->row && agrees) {
        mend__result_reason(d->result, MEND_REASON_NOTHING_QUOTED);
        mend__result_add(d->result, "action", mend__action_id(d));
        return;
    }
    if (!c->row)
        return;
    if (!digest.n && agrees)
        reason_field(d, MEND_REASON_FIELD_MISSING,
                     mend__decide_path(d, row, mend__field_by_id(AUTHORISATION_DIGEST), path));
    else if (digest.n && !mend__str_eq(digest, c->digest))
        other_quote(c, row, AUTHORISATION_DIGEST);
    if (num_of(d, AUTHORISATION_ESTIMATE, row, &no) && no != c->no)
        other_quote(c, row, AUTHORISATION_ESTIMATE);
    if (agrees && num_of(d, ESTIMATE_VALID, c->row, &until) && mend__decide_day(d, d->event.at) > until) {
        mend__result_reason(d->result, MEND_REASON_QUOTE_EXPIRED);
        add_day(d, "last_day", (int32_t)until);
        mend__result_add_int(d->result, "estimate", c->no);
    }
    if (agrees && c->lines > 0 && c->lines == c->declined)
        mend__result_reason(d->result, MEND_REASON_NOTHING_ACCEPTED);
}

static mend_status authorise(mend__decision *d)
{
    consent c = {.d = d};
    int32_t first = mend__ticket_last_row_id(d->before, LIST_AUTHORISATIONS);
    mend_status s = mend__decide_room(d, 2 * (size_t)mend__ticket_row_count(d->after, LIST_AUTHORISATIONS));
    if (s != MEND_OK)
        return s;
    last_estimate(&c);
    accepted_lines(&c);
    check_lines(&c);
    for (int32_t row = mend__ticket_next_row(d->after, LIST_AUTHORISATIONS, first); row;
         row = mend__ticket_next_row(d->after, LIST_AUTHORISATIONS, row)) {
        mend__str decision = text_of(d, AUTHORISATION_DECISION, row);
        bool agrees = mend__str_is(decision, "authorised") || mend__str_is(decision, "accepted");
        check_consent(&c, row, agrees);
        if (!c.row)
            continue;
        mend__value no = {MEND_FIELD_INTEGER, c.no, {"", 0}}, total = {MEND_FIELD_MONEY, c.total, {"", 0}};
        mend__decide_add(d, mend__field_by_id(AUTHORISATION_ESTIMATE), LIST_AUTHORISATIONS, row, &no);
        if (agrees)
            mend__decide_add(d, mend__field_by_id(AUTHORISATION_TOTAL), LIST_AUTHORISATIONS, row, &total);
    }
    return mend__decide_again(d);
}

/* --- how far an estimate reaches --- */

static mend_status check_tolerance(mend__decision *d)
{
    mend_quote_excess e = {.struct_size = sizeof e};
    mend_status s = d->action->quote ? MEND_OK : mend__decide_quote(d, MEND_QUOTE_ESTIMATE);
    if (s != MEND_OK || !d->quoted)
        return s; /* why there is none has been said */
    s = mend__quote_excess(d->result->quote, d->policy, d->after, &e);
    if (s != MEND_OK || !e.needs_consent)
        return s;
    mend__result_reason(d->result, MEND_REASON_NEEDS_CONSENT);
    add_amount(d, "limit", e.limit);
    add_amount(d, "total", e.total);
    add_amount(d, "over", e.over);
    mend__result_add(d->result, "action", mend__action_id(d));
    return MEND_OK;
}

/* --- payments --- */

static mend__entry_kind entry_kind(mend__str word)
{
    static const char *const words[] = {"deposit", "payment", "refund", "writeoff", "credit_note"}; /* by kind */
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (mend__str_is(word, words[i]))
            return (mend__entry_kind)i;
    return MEND__ENTRY_PAYMENT;
}

/* Enters the payments, in the order they were made. */
static void enter_payments(mend__decision *d, mend__ledger *ledger)
{
    for (int32_t row = mend__ticket_next_row(d->after, LIST_PAYMENTS, 0); row;
         row = mend__ticket_next_row(d->after, LIST_PAYMENTS, row)) {
        mend__entry entry;
        char path[160];
        if (!num_of(d, PAYMENT_AMOUNT, row, &entry.amount))
            continue;
        entry.kind = entry_kind(text_of(d, PAYMENT_KIND, row));
        mend_reason reason = mend__ledger_add(ledger, entry);
        if (reason)
            reason_field(d, reason, mend__decide_path(d, row, mend__field_by_id(PAYMENT_AMOUNT), path));
    }
}

static bool is_held(const mend__decision *d)
{
    mend__str now = text_of(d, FIELD_FEE_STATE, 0);
    return mend__str_is(now, "waived") || mend__str_is(now, "collection");
}

/* The policy's word for how the ledger stands; n == 0: it has none. */
static mend__str fee_word(const mend__decision *d, const mend__ledger *ledger)
{
    static const char *const words[][2] = {
        {"due", "unpaid"}, {"part_paid", "due"}, {"paid", "settled"}, {"overpaid", "paid"}}; /* by mend__paid_state */
    const mend__names *set = mend__vocab_choices(&d->policy->vocab, MEND__STR("fee_state"));
    mend__paid_state state = mend__ledger_state(ledger);
    if (!set || (is_held(d) && state != MEND__SETTLED && state != MEND__OVERPAID))
        return MEND__STR(""); /* it stays waived, or with who collects it, until it is settled */
    if (ledger->total == 0 && ledger->paid == 0 && mend__names_find(set, MEND__STR("free")) >= 0)
        return MEND__STR("free");
    for (size_t i = 0; i < 2; i++) {
        mend__str word = mend__str_of(words[state][i], MEND_NTS);
        if (mend__names_find(set, word) >= 0)
            return word;
    }
    return MEND__STR("");
}

/* More was received with this act than there is to pay. */
static void check_surplus(mend__decision *d, const mend__ledger *ledger)
{
    const mend__given *last = NULL;
    int64_t amount = 0;
    for (size_t i = 0; i < d->given_count; i++) {
        const mend__given *g = &d->given[i];
        bool amounts = g->ok && g->list == LIST_PAYMENTS && g->field && g->field->id == PAYMENT_AMOUNT;
        mend__entry_kind kind = amounts ? entry_kind(text_of(d, PAYMENT_KIND, g->row)) : MEND__ENTRY_REFUND;
        if ((kind == MEND__ENTRY_DEPOSIT || kind == MEND__ENTRY_PAYMENT) && num_of(d, PAYMENT_AMOUNT, g->row, &amount))
            last = g;
    }
    if (!last || ledger->due >= 0 || ledger->due == INT64_MIN || amount <= 0)
        return;
    int64_t surplus = -ledger->due < amount ? -ledger->due : amount;
    reason_field(d, MEND_REASON_OVERPAYMENT, last->arg->path);
    add_amount(d, "surplus", surplus);
    add_amount(d, "open", amount - surplus);
}

/* Is all paid that was billed, or waived, or handed over? */
static void check_paid_up(mend__decision *d)
{
    int64_t total = 0;
    mend__ledger ledger;
    if (!num_of(d, FIELD_FEE_TOTAL, 0, &total) || is_held(d))
        return;
    mend__ledger_open(&ledger, total, d->policy->fees.writeoff_limit);
    enter_payments(d, &ledger);
    if (mend__ledger_state(&ledger) == MEND__SETTLED || ledger.due == INT64_MIN)
        return;
    bool surplus = ledger.due < 0;
    mend__result_reason(d->result, surplus ? MEND_REASON_SURPLUS_OPEN : MEND_REASON_FEE_OPEN);
    add_amount(d, surplus ? "surplus" : "open", surplus ? -ledger.due : ledger.due);
    add_amount(d, "total", ledger.total);
    add_amount(d, "paid", ledger.paid);
}

static void add_money(mend__decision *d, int32_t field, int64_t amount)
{
    mend__value v = {MEND_FIELD_MONEY, amount, {"", 0}};
    mend__decide_add(d, mend__field_by_id(field), 0, 0, &v);
}

/* The bill stays as it was told; what credit notes take back of it, and what is left, stands beside it. */
static void note_credit(mend__decision *d, const mend__ledger *ledger)
{
    int64_t before = 0;
    if (ledger->credited == 0 && !num_of(d, FIELD_FEE_CREDITED, 0, &before))
        return;
    add_money(d, FIELD_FEE_CREDITED, ledger->credited);
    add_money(d, FIELD_FEE_NET, ledger->total);
}

static mend_status settle(mend__decision *d)
{
    int64_t total = 0;
    mend__ledger ledger;
    bool billed = num_of(d, FIELD_FEE_TOTAL, 0, &total);
    mend__ledger_open(&ledger, total, d->policy->fees.writeoff_limit);
    enter_payments(d, &ledger);
    if (billed && !d->action->keeps_surplus)
        check_surplus(d, &ledger);
    mend_status s = mend__decide_room(d, 4);
    if (s != MEND_OK)
        return s;
    if (billed)
        note_credit(d, &ledger);
    add_money(d, FIELD_FEE_PAID, ledger.paid);
    mend__str word = billed ? fee_word(d, &ledger) : MEND__STR(""); /* a deposit settles what is not billed yet */
    mend__value state = {MEND_FIELD_CHOICE, 0, word};
    if (word.n)
        mend__decide_add(d, mend__field_by_id(FIELD_FEE_STATE), 0, 0, &state);
    return mend__decide_again(d);
}

/* --- the whole --- */

mend_status mend__decide_money(mend__decision *d)
{
    const mend__action *a = d->action;
    mend_status s = MEND_OK;
    if (!d->policy->fees.there)
        return MEND_OK;
    check_quoted_rows(d);
    if (a->quote)
        s = write_quote(d);
    if (s == MEND_OK && a->authorises)
        s = authorise(d);
    if (s == MEND_OK && a->tolerance)
        s = check_tolerance(d);
    if (s == MEND_OK && a->settles)
        s = settle(d);
    if (s == MEND_OK && a->paid_up)
        check_paid_up(d);
    return s;
}
