/*
 * probe_bill.c - taxes, bills and what is left of them, tried by themselves, see probe.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "probe.h"
#include "rules/bill_read.h"

/* The rule's reason, if it gives no answer. */
static mend_status bill_judged(mend__probe *p, mend_reason reason)
{
    if (reason != 0) {
        p->refused = mend_reason_name(reason);
    }
    return MEND_OK;
}

static void bill_put(mend__probe *p, const char *key, int64_t value)
{
    mend__jw_key(p->out, key);
    mend__jw_int(p->out, value);
}

/* A list of the facts and how long it is, at most what a bill may have; NONE: it is absent or null. */
static mend_status bill_list(const mend__probe *p, const char *key, mend__node *list, size_t *count)
{
    mend_status status = MEND_OK;
    *list = mend__json_get(p->tree, p->facts, key);
    *count = mend__json_count(p->tree, *list);
    if (mend__json_typeof(p->tree, *list) != MEND__JSON_NULL) {
        status = mend__must_be(p->tree, *list, MEND__JSON_ARRAY, "an array", p->err);
    }
    if (status == MEND_OK && *count > MEND__BILL_LINES_MAX) {
        status = mend__too_many(p->tree, *list, MEND__BILL_LINES_MAX, key, p->err);
    }
    return status;
}

/* Memory for `count` things, also for none. */
static mend_status bill_room(mend__probe *p, size_t count, size_t size, void **out)
{
    *out = mend__arena_get(p->arena, (count + 1) * size);
    return *out == NULL ? mend__no_memory(p->err) : MEND_OK;
}

/* ---- taxes ---- */

static mend_status tax_lines(mend__probe *p, const mend__tax_row *row, mend__tax_line **lines, size_t *count)
{
    static const char *const names[] = {"lines", NULL};
    mend__node list, n;
    void *room = NULL;
    mend_status status = mend__members_known(p->tree, p->facts, names, p->err);
    if (status == MEND_OK) {
        status = mend__member_need(p->tree, p->facts, "lines", &n, p->err);
    }
    if (status == MEND_OK) {
        status = bill_list(p, "lines", &list, count);
    }
    if (status == MEND_OK) {
        status = bill_room(p, *count, sizeof **lines, &room);
    }
    if (status != MEND_OK) {
        return status;
    }
    *lines = room;
    n = mend__json_first(p->tree, list);
    for (size_t i = 0; n != MEND__NONE && status == MEND_OK; n = mend__json_next(p->tree, n)) {
        status = mend__tax_line_read(row, p->tree, n, &(*lines)[i++], p->err);
    }
    return status;
}

mend_status mend__probe_tax(mend__probe *p)
{
    mend__tax_row row;
    mend__tax_line *lines;
    mend__tax_sum sum;
    int64_t taxes[MEND__TAX_MAX];
    size_t count;
    mend_status status = mend__tax_read(p->arena, p->tree, p->row, -1, &row, p->err);
    if (status == MEND_OK) {
        status = tax_lines(p, &row, &lines, &count);
    }
    if (status != MEND_OK) {
        return status;
    }
    if (!mend__tax_document(&row.rule, lines, count, taxes, &sum)) {
        return bill_judged(p, MEND_REASON_OVERFLOW);
    }
    mend__jw_object(p->out);
    bill_put(p, "base", sum.base);
    mend__jw_key(p->out, "taxes");
    mend__jw_object(p->out);
    for (size_t i = 0; i < row.rule.count; i++) {
        mend__jw_key_str(p->out, row.ids[i]);
        mend__jw_int(p->out, taxes[i]);
    }
    mend__jw_end_object(p->out);
    bill_put(p, "adjust", sum.adjust);
    bill_put(p, "total", sum.total);
    mend__jw_end_object(p->out);
    return MEND_OK;
}

/* ---- bills ---- */

typedef struct bill_facts {
    mend__bill_line *lines;
    mend__str *ids;
    mend__bill_rate *rates;
    int64_t *room;
    size_t count;
    mend__wide paid; /* deposit and payments */
} bill_facts;

static mend_status invoice_memory(mend__probe *p, bill_facts *f)
{
    void *lines = NULL, *ids = NULL, *rates = NULL, *room = NULL;
    mend_status status = bill_room(p, f->count, sizeof *f->lines, &lines);
    if (status == MEND_OK) {
        status = bill_room(p, f->count, sizeof *f->ids, &ids);
    }
    if (status == MEND_OK) {
        status = bill_room(p, f->count, sizeof *f->rates, &rates);
    }
    if (status == MEND_OK) {
        status = bill_room(p, 2 * f->count, sizeof *f->room, &room);
    }
    f->lines = lines;
    f->ids = ids;
    f->rates = rates;
    f->room = room;
    return status;
}

static mend_status invoice_lines(mend__probe *p, bill_facts *f)
{
    mend__node list, n;
    mend_status status = mend__member_need(p->tree, p->facts, "lines", &n, p->err);
    if (status == MEND_OK) {
        status = bill_list(p, "lines", &list, &f->count);
    }
    if (status == MEND_OK) {
        status = invoice_memory(p, f);
    }
    if (status != MEND_OK) {
        return status;
    }
    n = mend__json_first(p->tree, list);
    for (size_t i = 0; n != MEND__NONE && status == MEND_OK; n = mend__json_next(p->tree, n), i++) {
        status = mend__bill_line_read(p->tree, n, &f->ids[i], &f->lines[i], p->err);
        for (size_t k = 0; k < i && status == MEND_OK; k++) {
            if (mend__str_eq(f->ids[k], f->ids[i])) {
                status = mend__json_fail(p->tree, mend__json_get(p->tree, n, "id"), MEND_SCHEMA,
                                         "another line has this id", p->err);
            }
        }
    }
    return status;
}

/* An integer; added to what has been paid, which cannot overflow 128 bits. */
static mend_status invoice_add(const mend__probe *p, mend__node n, bill_facts *f)
{
    int64_t amount;
    if (mend__json_typeof(p->tree, n) != MEND__JSON_NUMBER || !mend__json_int(p->tree, n, &amount)) {
        return mend__json_expected(p->tree, n, "an amount in minor units", p->err);
    }
    mend__wide_add(f->paid, mend__wide_of(amount), &f->paid);
    return MEND_OK;
}

static mend_status invoice_paid(mend__probe *p, bill_facts *f)
{
    mend__node n = mend__json_get(p->tree, p->facts, "deposit"), list;
    size_t count;
    mend_status status = mend__json_typeof(p->tree, n) == MEND__JSON_NULL ? MEND_OK : invoice_add(p, n, f);
    if (status == MEND_OK) {
        status = bill_list(p, "payments", &list, &count);
    }
    if (status != MEND_OK) {
        return status;
    }
    for (n = mend__json_first(p->tree, list); n != MEND__NONE && status == MEND_OK; n = mend__json_next(p->tree, n)) {
        status = invoice_add(p, n, f);
    }
    return status;
}

static mend_status invoice_facts(mend__probe *p, bill_facts *f)
{
    static const char *const names[] = {"lines", "deposit", "payments", NULL};
    f->paid = mend__wide_of(0);
    mend_status status = mend__members_known(p->tree, p->facts, names, p->err);
    if (status == MEND_OK) {
        status = invoice_lines(p, f);
    }
    return status == MEND_OK ? invoice_paid(p, f) : status;
}

static void invoice_write(mend__probe *p, const bill_facts *f, const mend__bill *bill, int64_t due)
{
    mend__jw_object(p->out);
    bill_put(p, "subtotal", bill->subtotal);
    bill_put(p, "discount", bill->discount);
    mend__jw_key(p->out, "net");
    mend__jw_object(p->out);
    for (size_t i = 0; i < f->count; i++) {
        mend__jw_key_str(p->out, f->ids[i]);
        mend__jw_int(p->out, f->lines[i].net);
    }
    mend__jw_end_object(p->out);
    mend__jw_key(p->out, "by_rate");
    mend__jw_object(p->out);
    for (size_t i = 0; i < bill->rates; i++) {
        char rate[24];
        mend__jw_key_str(p->out, (mend__str){rate, mend__decimal_write(f->rates[i].rate, rate)});
        mend__jw_object(p->out);
        bill_put(p, "base", f->rates[i].base);
        bill_put(p, "tax", f->rates[i].tax);
        mend__jw_end_object(p->out);
    }
    mend__jw_end_object(p->out);
    bill_put(p, "total", bill->total);
    bill_put(p, "cash_rounding", bill->cash_rounding);
    bill_put(p, "payable", bill->payable);
    bill_put(p, "due", due);
    mend__jw_end_object(p->out);
}

mend_status mend__probe_invoice(mend__probe *p)
{
    mend__bill_rule row;
    mend__bill bill;
    bill_facts f;
    mend__wide due;
    int64_t left;
    mend_status status = mend__bill_rule_read(p->tree, p->row, &row, p->err);
    if (status == MEND_OK) {
        status = invoice_facts(p, &f);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__bill_make(&row, f.lines, f.count, f.rates, f.room, &bill);
    if (reason != 0) {
        return bill_judged(p, reason);
    }
    mend__wide_sub(mend__wide_of(bill.payable), f.paid, &due);
    if (!mend__wide_to64(due, &left)) {
        return bill_judged(p, MEND_REASON_OVERFLOW);
    }
    invoice_write(p, &f, &bill, left);
    return MEND_OK;
}

/* ---- what has been paid ---- */

static mend_status ledger_begin(mend__probe *p, mend__ledger *ledger, mend__node *events)
{
    static const char *const rule[] = {"writeoff_limit", NULL};
    static const char *const names[] = {"total", "events", NULL};
    int64_t limit = 0, total = 0;
    size_t count;
    mend__fee_object row = mend__fee_open(p->tree, p->row, rule, p->err);
    mend__fee_amount(&row, "writeoff_limit", &limit);
    if (row.status != MEND_OK) {
        return row.status;
    }
    mend__fee_object facts = mend__fee_open(p->tree, p->facts, names, p->err);
    mend__fee_need(&facts, "total");
    mend__fee_int(&facts, "total", INT64_MIN, INT64_MAX, &total);
    mend__ledger_open(ledger, total, limit);
    return facts.status != MEND_OK ? facts.status : bill_list(p, "events", events, &count);
}

mend_status mend__probe_ledger(mend__probe *p)
{
    static const char *const states[] = {"unpaid", "part_paid", "settled", "overpaid"};
    mend__ledger ledger;
    mend__node list, n;
    mend_status status = ledger_begin(p, &ledger, &list);
    if (status != MEND_OK) {
        return status;
    }
    for (n = mend__json_first(p->tree, list); n != MEND__NONE; n = mend__json_next(p->tree, n)) {
        mend__entry entry;
        status = mend__entry_read(p->tree, n, &entry, p->err);
        if (status != MEND_OK) {
            p->refused = NULL; /* a fault further on is said first */
            return status;
        }
        if (p->refused == NULL) {
            bill_judged(p, mend__ledger_add(&ledger, entry));
        }
    }
    if (p->refused != NULL) {
        return MEND_OK;
    }
    mend__jw_object(p->out);
    bill_put(p, "paid", ledger.paid);
    bill_put(p, "written_off", ledger.written_off);
    bill_put(p, "due", ledger.due);
    mend__jw_key(p->out, "state");
    mend__jw_text(p->out, states[mend__ledger_state(&ledger)]);
    mend__jw_end_object(p->out);
    return MEND_OK;
}
