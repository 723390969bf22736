/*
 * bill_read.c - reading the rules of taxes, bills and write-offs, see bill_read.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "bill_read.h"

#include <string.h>

#define BILL_NAME_MAX 64
#define BILL_EXP_MAX  4 /* ISO 4217 has no more */

static const char *const bill_prices[] = {"excl", "incl", NULL};
static const char *const bill_scopes[] = {"line", "document", NULL};

/* A name that has to be there. */
static void bill_name(mend__fee_object *o, const char *key, mend__str *out)
{
    mend__fee_need(o, key);
    if (o->status == MEND_OK) {
        o->status = mend__member_text(o->tree, o->node, key, BILL_NAME_MAX, out, o->err);
    }
}

/* Text or an integer, as an exact amount in attos of the minor unit. It has to be there. */
static void bill_exact(mend__fee_object *o, const char *key, int32_t digits, mend__wide *out)
{
    mend__node n = mend__fee_need(o, key);
    if (o->status != MEND_OK) {
        return;
    }
    mend__json_type type = mend__json_typeof(o->tree, n);
    if (type != MEND__JSON_STRING && type != MEND__JSON_NUMBER) {
        o->status = mend__json_expected(o->tree, n, "an amount such as \"12.50\"", o->err);
        return;
    }
    mend_status status = mend__money_exact(mend__json_str(o->tree, n), digits, out);
    if (status == MEND_SYNTAX) {
        o->status = mend__json_fail(o->tree, n, MEND_SCHEMA, "expected an amount such as 12.50", o->err);
    } else if (status != MEND_OK) {
        o->status = mend__json_fail(o->tree, n, status, "the amount is too large", o->err);
        if (o->err != NULL) {
            o->err->reason = MEND_REASON_OVERFLOW;
        }
    }
}

/* ---- taxes ---- */

static void tax_percent(mend__fee_object *o, int64_t *out)
{
    int64_t value = 0;
    mend__node n = mend__fee_need(o, "value");
    mend__fee_nano(o, "value", &value);
    if (o->status == MEND_OK && (value <= -MEND__HUNDRED || value > MEND__TAX_PERCENT_MAX)) {
        o->status = mend__json_fail(o->tree, n, MEND_SCHEMA, "expected a percentage above -100 and up to 500", o->err);
    }
    *out = value;
}

static mend_status tax_read_one(const mend__json *tree, mend__node node, int32_t digits, mend__tax *tax, mend__str *id,
                                mend_error *err)
{
    static const char *const names[] = {"id", "kind", "value", "compound", "into_base", NULL};
    static const char *const kinds[] = {"percent", "fixed", NULL};
    int32_t kind = 0;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    memset(tax, 0, sizeof *tax);
    bill_name(&o, "id", id);
    mend__fee_word(&o, "kind", kinds, &kind);
    tax->fixed = kind == 1;
    if (tax->fixed) {
        bill_exact(&o, "value", digits, &tax->sum);
    } else {
        tax_percent(&o, &tax->value);
    }
    mend__fee_flag(&o, "compound", &tax->compound);
    mend__fee_flag(&o, "into_base", &tax->into_base);
    return o.status;
}

/* Where the tax of an id stands; count: there is none. */
static size_t tax_find(const mend__str *ids, size_t count, mend__str id)
{
    size_t i = 0;
    while (i < count && !mend__str_eq(ids[i], id)) {
        i++;
    }
    return i;
}

static mend_status tax_read_all(mend__arena *arena, const mend__json *tree, mend__node list, mend__tax_row *row,
                                mend_error *err)
{
    mend_status status = mend__must_be(tree, list, MEND__JSON_ARRAY, "an array of taxes", err);
    size_t count = mend__json_count(tree, list);
    if (status == MEND_OK && count > MEND__TAX_MAX) {
        status = mend__too_many(tree, list, MEND__TAX_MAX, "taxes", err);
    }
    if (status != MEND_OK || count == 0) {
        return status;
    }
    mend__tax *taxes = mend__arena_get(arena, count * sizeof *taxes);
    if (taxes == NULL) {
        return mend__no_memory(err);
    }
    mend__node n = mend__json_first(tree, list);
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(tree, n)) {
        size_t i = row->rule.count;
        mend__str id;
        status = tax_read_one(tree, n, row->digits, &taxes[i], &id, err);
        if (status == MEND_OK && tax_find(row->ids, i, id) < i) {
            status = mend__json_fail(tree, mend__json_get(tree, n, "id"), MEND_SCHEMA, "another tax has this id", err);
        }
        if (status == MEND_OK) {
            row->ids[i].p = mend__arena_text(arena, id.p, id.n);
            row->ids[i].n = id.n;
            row->rule.count++;
            status = row->ids[i].p == NULL ? mend__no_memory(err) : MEND_OK;
        }
    }
    row->rule.taxes = taxes;
    return status;
}

mend_status mend__tax_read(mend__arena *arena, const mend__json *tree, mend__node node, int32_t digits,
                           mend__tax_row *row, mend_error *err)
{
    static const char *const names[] = {"exp", "price", "scope", "fit", "mode", "taxes", NULL};
    static const char *const fits[] = {"base", "adjust", "total", NULL};
    mend__tax_row r;
    int32_t price = 0, scope = 0, fit = MEND__FIT_BASE;
    int64_t places = digits;
    memset(&r, 0, sizeof r);
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    if (digits < 0) {
        mend__fee_need(&o, "exp");
    }
    mend__fee_int(&o, "exp", 0, BILL_EXP_MAX, &places);
    mend__fee_need(&o, "price");
    mend__fee_word(&o, "price", bill_prices, &price);
    mend__fee_need(&o, "scope");
    mend__fee_word(&o, "scope", bill_scopes, &scope);
    mend__fee_word(&o, "fit", fits, &fit);
    mend__fee_rounding(&o, "mode", &r.rule.mode);
    mend__node list = mend__fee_need(&o, "taxes");
    r.digits = (int32_t)places;
    r.rule.included = price == 1;
    r.rule.by_line = scope == 0;
    r.rule.fit = (mend__tax_fit)fit;
    if (o.status == MEND_OK) {
        o.status = tax_read_all(arena, tree, list, &r, err);
    }
    if (o.status == MEND_OK) {
        *row = r;
    }
    return o.status;
}

/* The bit of the tax that an element of a line names. */
static mend_status tax_bit(const mend__tax_row *row, const mend__json *tree, mend__node n, uint64_t *bits,
                           mend_error *err)
{
    mend_status status = mend__must_be(tree, n, MEND__JSON_STRING, "the id of a tax", err);
    if (status != MEND_OK) {
        return status;
    }
    size_t i = tax_find(row->ids, row->rule.count, mend__json_str(tree, n));
    if (i == row->rule.count) {
        mend__guess guess;
        mend__guess_start(&guess, mend__json_str(tree, n));
        for (i = 0; i < row->rule.count; i++) {
            mend__guess_feed(&guess, row->ids[i]);
        }
        status = mend__unknown_value(tree, n, "tax", &guess, err);
        if (err != NULL) {
            err->reason = MEND_REASON_UNKNOWN_TAX;
        }
        return status;
    }
    if ((*bits >> i & 1) != 0) {
        return mend__json_fail(tree, n, MEND_SCHEMA, "the line has this tax already", err);
    }
    *bits |= (uint64_t)1 << i;
    return MEND_OK;
}

mend_status mend__tax_line_read(const mend__tax_row *row, const mend__json *tree, mend__node node, mend__tax_line *line,
                                mend_error *err)
{
    static const char *const names[] = {"amount", "taxes", NULL};
    mend__tax_line l = {{0, 0, false}, 0, false};
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    bill_exact(&o, "amount", row->digits, &l.amount);
    mend__node list = mend__fee_member(&o, "taxes");
    if (o.status == MEND_OK && list != MEND__NONE) {
        o.status = mend__must_be(tree, list, MEND__JSON_ARRAY, "an array of taxes", err);
        for (mend__node n = mend__json_first(tree, list); n != MEND__NONE && o.status == MEND_OK;
             n = mend__json_next(tree, n)) {
            o.status = tax_bit(row, tree, n, &l.taxes, err);
        }
    }
    if (o.status == MEND_OK) {
        l.credit = l.amount.negative;
        *line = l;
    }
    return o.status;
}

/* ---- bills ---- */

static mend_status discount_read(const mend__json *tree, mend__node node, mend__discount *out, mend_error *err)
{
    static const char *const names[] = {"pct", "amount", NULL};
    mend__discount d = {MEND__DISCOUNT_NONE, 0};
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    bool percent = mend__fee_member(&o, "pct") != MEND__NONE, amount = mend__fee_member(&o, "amount") != MEND__NONE;
    if (o.status == MEND_OK && percent == amount) {
        return mend__json_fail(tree, node, MEND_SCHEMA, "a discount has either \"pct\" or \"amount\"", err);
    }
    d.kind = percent ? MEND__DISCOUNT_PERCENT : MEND__DISCOUNT_AMOUNT;
    mend__fee_percent(&o, "pct", MEND__HUNDRED, &d.value);
    mend__fee_int(&o, "amount", INT64_MIN, INT64_MAX, &d.value);
    if (o.status == MEND_OK) {
        *out = d;
    }
    return o.status;
}

static void bill_discount_read(mend__fee_object *o, mend__discount *out)
{
    mend__node n = mend__fee_member(o, "discount");
    if (o->status == MEND_OK && n != MEND__NONE) {
        o->status = discount_read(o->tree, n, out, o->err);
    }
}

mend_status mend__bill_rule_read(const mend__json *tree, mend__node node, mend__bill_rule *row, mend_error *err)
{
    static const char *const names[] = {"price", "scope", "mode", "discount", "cash_step", "cash_mode", NULL};
    mend__bill_rule r;
    int32_t price = 0, scope = 1;
    memset(&r, 0, sizeof r);
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__fee_word(&o, "price", bill_prices, &price);
    mend__fee_word(&o, "scope", bill_scopes, &scope);
    mend__fee_rounding(&o, "mode", &r.mode);
    bill_discount_read(&o, &r.discount);
    mend__fee_int(&o, "cash_step", 0, INT64_MAX, &r.cash_step);
    mend__fee_rounding(&o, "cash_mode", &r.cash_mode);
    r.included = price == 1;
    r.by_line = scope == 0;
    if (o.status == MEND_OK) {
        *row = r;
    }
    return o.status;
}

mend_status mend__bill_line_read(const mend__json *tree, mend__node node, mend__str *id, mend__bill_line *line,
                                 mend_error *err)
{
    static const char *const names[] = {"id", "amount", "tax_pct", "discountable", "discount", NULL};
    mend__bill_line l;
    mend__str name = {NULL, 0};
    memset(&l, 0, sizeof l);
    l.discountable = true;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    bill_name(&o, "id", &name);
    mend__fee_need(&o, "amount");
    mend__fee_int(&o, "amount", INT64_MIN, INT64_MAX, &l.amount);
    mend__fee_percent(&o, "tax_pct", MEND__TAX_PERCENT_MAX, &l.rate);
    mend__fee_flag(&o, "discountable", &l.discountable);
    bill_discount_read(&o, &l.discount);
    if (o.status == MEND_OK) {
        *id = name;
        *line = l;
    }
    return o.status;
}

mend_status mend__entry_read(const mend__json *tree, mend__node node, mend__entry *entry, mend_error *err)
{
    static const char *const names[] = {"type", "amount", NULL};
    static const char *const types[] = {"deposit", "payment", "refund", "writeoff", "credit_note", NULL};
    int32_t type = 0;
    int64_t amount = 0;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__fee_need(&o, "type");
    mend__fee_word(&o, "type", types, &type);
    mend__fee_need(&o, "amount");
    mend__fee_int(&o, "amount", INT64_MIN, INT64_MAX, &amount);
    if (o.status == MEND_OK) {
        *entry = (mend__entry){(mend__entry_kind)type, amount};
    }
    return o.status;
}
