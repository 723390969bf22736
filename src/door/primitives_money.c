/*
 * primitives_money.c - amounts of money as operations, see primitives_money.h.
 *
 * Adapters only: the arithmetic is that of mend/money.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "primitives_money.h"
#include "ground/int.h"
#include "mend/money.h"
#include "rules/fee_read.h"

#include <string.h>

#define SHARES_MAX 10000

/* One question on its way. Members are read as those of a charge card: null is absent, unknown ones are refused. */
typedef struct money_call {
    mend__fee_object in;
    mend__arena arena;
    mend__jw *out;
} money_call;

/* A fault of the arithmetic, at the member it comes from, which is there. */
static mend_status money_wrong(money_call *c, const char *key, mend_status status, const mend_error *said)
{
    mend__json_fail(c->in.tree, mend__fee_member(&c->in, key), status, said->text, c->in.err);
    c->in.err->reason = said->reason;
    return status;
}

static mend__str money_text(money_call *c, const char *key)
{
    mend__node n = mend__fee_need(&c->in, key);
    if (c->in.status == MEND_OK) {
        c->in.status = mend__must_be(c->in.tree, n, MEND__JSON_STRING, "text", c->in.err);
    }
    return mend__json_str(c->in.tree, n);
}

/* The currency's code, NUL-terminated; what cannot be one becomes "?", which is not found. */
static void money_currency(money_call *c, char code[4])
{
    mend__str text = money_text(c, "cur");
    memcpy(code, "?", 2);
    if (c->in.status == MEND_OK && text.n == 3) {
        memcpy(code, text.p, 3);
        code[3] = '\0';
    }
}

static int64_t money_int(money_call *c, const char *key)
{
    int64_t value = 0;
    mend__fee_need(&c->in, key);
    mend__fee_int(&c->in, key, INT64_MIN, INT64_MAX, &value);
    return value;
}

static mend_rounding money_mode(money_call *c)
{
    mend__rounding mode = MEND__ROUND_HALF_UP;
    mend__fee_rounding(&c->in, "mode", &mode);
    return (mend_rounding)mode;
}

static void money_write(money_call *c, const char *key, int64_t value)
{
    mend__jw_key(c->out, key);
    mend__jw_int(c->out, value);
}

/* ---- the operations ---- */

static mend_status money_round(money_call *c)
{
    mend_error said = {.struct_size = sizeof said};
    int64_t digits = 0, minor = 0;
    mend__str x = money_text(c, "x");
    mend__fee_need(&c->in, "exp");
    mend__fee_int(&c->in, "exp", 0, 18, &digits);
    mend_rounding mode = money_mode(c);
    if (c->in.status != MEND_OK) {
        return c->in.status;
    }
    mend_status status = mend_round(x.p, x.n, (int32_t)digits, mode, &minor, &said);
    if (status != MEND_OK) {
        return money_wrong(c, "x", status, &said);
    }
    money_write(c, "minor", minor);
    return MEND_OK;
}

static mend_status money_parse(money_call *c)
{
    mend_error said = {.struct_size = sizeof said};
    char code[4];
    int64_t minor = 0;
    mend__str text = money_text(c, "text");
    money_currency(c, code);
    if (c->in.status != MEND_OK) {
        return c->in.status;
    }
    mend_status status = mend_money_parse(text.p, text.n, code, &minor, &said);
    if (status != MEND_OK) {
        return money_wrong(c, status == MEND_NOT_FOUND ? "cur" : "text", status, &said);
    }
    money_write(c, "minor", minor);
    return MEND_OK;
}

/* In digits or in words. */
static mend_status money_say(money_call *c, mend_status (*say)(int64_t, const char *, char *, size_t, size_t *))
{
    char code[4], text[192];
    size_t len = 0;
    int64_t minor = money_int(c, "minor");
    money_currency(c, code);
    if (c->in.status != MEND_OK) {
        return c->in.status;
    }
    mend_status status = say(minor, code, text, sizeof text, &len);
    if (status != MEND_OK) {
        mend_error said = {.struct_size = sizeof said};
        mend__fail_reason(&said, status, status == MEND_NOT_FOUND ? MEND_REASON_UNKNOWN_CURRENCY : 0,
                          status == MEND_NOT_FOUND ? "there is no such currency"
                                                   : "words are made of amounts with two decimals");
        return money_wrong(c, "cur", status, &said);
    }
    mend__jw_key(c->out, "text");
    mend__jw_str(c->out, (mend__str){text, len});
    return MEND_OK;
}

static mend_status money_format(money_call *c)
{
    return money_say(c, mend_money_format);
}

static mend_status money_words(money_call *c)
{
    return money_say(c, mend_money_words);
}

static mend_status money_cash(money_call *c)
{
    mend_error said = {.struct_size = sizeof said};
    int64_t rounded = 0, diff = 0, minor = money_int(c, "minor"), step = money_int(c, "step");
    mend_rounding mode = money_mode(c);
    if (c->in.status != MEND_OK) {
        return c->in.status;
    }
    mend_status status = mend_money_cash(minor, step, mode, &rounded, &diff, &said);
    if (status != MEND_OK) {
        return money_wrong(c, step < 1 ? "step" : "minor", status, &said);
    }
    money_write(c, "minor", rounded);
    money_write(c, "diff", diff);
    return MEND_OK;
}

static mend_status money_weight(money_call *c, mend__node n, mend__decimal *out)
{
    mend_error said = {.struct_size = sizeof said};
    mend__json_type type = mend__json_typeof(c->in.tree, n);
    bool large = false;
    if ((type == MEND__JSON_STRING || type == MEND__JSON_NUMBER) &&
        mend__decimal_of(mend__json_str(c->in.tree, n), out, &large)) {
        return MEND_OK;
    }
    if (!large) {
        return mend__json_expected(c->in.tree, n, "a decimal number such as \"0.4\"", c->in.err);
    }
    mend__fail_reason(&said, MEND_RANGE, MEND_REASON_OVERFLOW, "a weight has too many digits");
    return money_wrong(c, "weights", MEND_RANGE, &said);
}

/* The weights as whole numbers in the scale of the one with most decimals. */
static mend_status money_weights(money_call *c, mend__node list, int64_t *weights)
{
    mend_error said = {.struct_size = sizeof said};
    mend__node n = mend__json_first(c->in.tree, list), first = n;
    mend_status status = MEND_OK;
    mend__decimal weight = {0, 0};
    int32_t places = 0;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(c->in.tree, n)) {
        status = money_weight(c, n, &weight);
        places = weight.places > places ? weight.places : places;
    }
    for (n = first; n != MEND__NONE && status == MEND_OK; n = mend__json_next(c->in.tree, n)) {
        (void)money_weight(c, n, &weight);
        if (!mend__mul64(weight.digits, mend__power10(places - weight.places), weights++)) {
            mend__fail_reason(&said, MEND_RANGE, MEND_REASON_OVERFLOW, "the weights lie too far apart");
            status = money_wrong(c, "weights", MEND_RANGE, &said);
        }
    }
    return status;
}

static mend_status money_alloc(money_call *c)
{
    mend_error said = {.struct_size = sizeof said};
    int64_t total = money_int(c, "total");
    mend__node list = mend__fee_need(&c->in, "weights");
    mend_status status = c->in.status;
    if (status == MEND_OK) {
        status = mend__must_be(c->in.tree, list, MEND__JSON_ARRAY, "an array of weights", c->in.err);
    }
    size_t count = mend__json_count(c->in.tree, list);
    if (status == MEND_OK && count > SHARES_MAX) {
        status = mend__too_many(c->in.tree, list, SHARES_MAX, "weights", c->in.err);
    }
    if (status != MEND_OK) {
        return status;
    }
    int64_t *weights = mend__arena_get(&c->arena, (2 * count + 1) * sizeof *weights); /* and the parts behind them */
    if (weights == NULL) {
        return mend__no_memory(c->in.err);
    }
    int64_t *parts = weights + count;
    status = money_weights(c, list, weights);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_money_allocate(total, weights, count, parts, &said);
    if (status != MEND_OK) {
        return money_wrong(c, "weights", status, &said);
    }
    mend__jw_key(c->out, "parts");
    mend__jw_array(c->out);
    for (size_t i = 0; i < count; i++) {
        mend__jw_int(c->out, parts[i]);
    }
    mend__jw_end_array(c->out);
    return MEND_OK;
}

static const struct money_operation {
    const char *name;
    mend_status (*run)(money_call *c);
    const char *members[4]; /* ends with NULL */
} money_operations[] = {
    {"money_round", money_round, {"x", "exp", "mode", NULL}},
    {"money_parse", money_parse, {"text", "cur", NULL}},
    {"money_format", money_format, {"minor", "cur", NULL}},
    {"money_words", money_words, {"minor", "cur", NULL}},
    {"money_cash", money_cash, {"minor", "step", "mode", NULL}},
    {"money_alloc", money_alloc, {"total", "weights", NULL}},
};

mend_status mend__doc_money(mend__str op, const mend__json *tree, mend__node in, const mend__alloc *a, mend__jw *out,
                            bool *known, mend_error *err)
{
    for (size_t i = 0; i < sizeof money_operations / sizeof money_operations[0]; i++) {
        if (!mend__str_is(op, money_operations[i].name)) {
            continue;
        }
        *known = true;
        money_call c = {.in = mend__fee_open(tree, in, money_operations[i].members, err), .out = out};
        if (c.in.status != MEND_OK) {
            return c.in.status;
        }
        mend__arena_init(&c.arena, a);
        mend__jw_object(out);
        mend_status status = money_operations[i].run(&c);
        mend__jw_end_object(out);
        mend__arena_free(&c.arena);
        return status;
    }
    *known = false;
    return MEND_OK;
}
