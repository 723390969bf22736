/*
 * quotes.c - operations about money: what a ticket costs, who pays for it, how that stands to what was authorised.
 *
 * The unit and its contracts come with the request, as objects or as their texts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "mend/quote.h"
#include "policy/quote.h"

/* What a question about money brings along. */
typedef struct asked {
    mend_unit *unit; /* NULL: none */
    mend_unit *contracts[MEND__QUOTE_CONTRACTS];
    size_t contract_count;
    mend_quote *quote;
} asked;

static void asked_end(asked *a)
{
    mend_unit_free(a->unit);
    for (size_t i = 0; i < a->contract_count; i++) {
        mend_unit_free(a->contracts[i]);
    }
    mend_quote_free(a->quote);
}

/* A unit or a contract out of the request. */
static mend_status asked_unit(mend__door *d, mend__node n, bool contract, mend_unit **out)
{
    const mend_allocator allocator = {sizeof allocator, 0, d->alloc.resize, d->alloc.user};
    mend_status status = mend_unit_new(&allocator, out);
    if (status != MEND_OK) {
        return mend__door_fail(d, status);
    }
    if (mend__json_typeof(&d->tree, n) == MEND__JSON_STRING) {
        mend__str text = mend__json_str(&d->tree, n);
        d->foreign = true;
        status = mend_unit_read(*out, text.p, text.n, &d->fault);
        d->foreign = status != MEND_OK;
    } else {
        status = mend__unit_read(*out, &d->tree, n, &d->fault);
    }
    if (status == MEND_OK && (*out)->contract != contract) {
        status = mend__json_fail(
            &d->tree, n, MEND_SCHEMA,
            contract ? "expected a contract: its \"kind\" is \"contract\"" : "a contract is no unit", &d->fault);
    }
    return status;
}

static mend_status asked_contracts(mend__door *d, asked *a)
{
    mend__node list = mend__door_member(d, "contracts");
    if (list == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(&d->tree, list) != MEND__JSON_ARRAY) {
        return mend__json_expected(&d->tree, list, "an array of contracts", &d->fault);
    }
    if (mend__json_count(&d->tree, list) > MEND__QUOTE_CONTRACTS) {
        return mend__json_fail(&d->tree, list, MEND_LIMIT, "at most 64 contracts", &d->fault);
    }
    mend_status status = MEND_OK;
    for (mend__node n = mend__json_first(&d->tree, list); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(&d->tree, n)) {
        mend_unit *contract = NULL;
        status = asked_unit(d, n, true, &contract);
        if (contract != NULL) {
            a->contracts[a->contract_count++] = contract;
        }
    }
    return status;
}

static mend_status asked_kind(mend__door *d, mend_quote_kind *out)
{
    mend__str name;
    mend_status status = mend__door_text(d, "kind", &name);
    *out = MEND_QUOTE_ESTIMATE;
    if (status != MEND_OK || name.p == NULL) {
        return status;
    }
    mend__guess g;
    mend__guess_start(&g, name);
    for (mend_quote_kind kind = MEND_QUOTE_ESTIMATE; kind <= MEND_QUOTE_CANCELLED; kind++) {
        mend__str known = mend__str_of(mend_quote_kind_name(kind), MEND_NTS);
        mend__guess_feed(&g, known);
        if (mend__str_eq(name, known)) {
            *out = kind;
            return MEND_OK;
        }
    }
    return mend__unknown_value(&d->tree, mend__door_member(d, "kind"), "kind of quote", &g, &d->fault);
}

/* Why no quote was made, as the reasons of a refusal. */
static mend_status asked_refused(mend__door *d, const asked *a)
{
    const char *path;
    size_t len;
    mend__result_reason(d->result, mend_quote_refusal(a->quote, &path, &len));
    if (len > 0) {
        mend__result_add(d->result, "field", (mend__str){path, len});
    }
    if (d->result->text.status != MEND_OK) {
        return mend__door_fail(d, d->result->text.status);
    }
    return mend__door_outcome(d, MEND_REFUSED);
}

/* Makes the quote. */
static mend_status asked_make(mend__door *d, asked *a)
{
    const mend_allocator allocator = {sizeof allocator, 0, d->alloc.resize, d->alloc.user};
    mend_quote_kind kind;
    mend__node unit = mend__door_member(d, "unit");
    mend_status status = mend__door_lang(d);
    status = status != MEND_OK ? status : mend__door_policy(d);
    status = status != MEND_OK ? status : asked_kind(d, &kind);
    status = status != MEND_OK ? status : mend__door_ticket(d);
    d->foreign = status != MEND_OK && d->foreign;
    status = status != MEND_OK ? status : mend__door_now(d);
    status = status != MEND_OK ? status : mend__door_result(d);
    status = status != MEND_OK || unit == MEND__NONE ? status : asked_unit(d, unit, false, &a->unit);
    status = status != MEND_OK ? status : asked_contracts(d, a);
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    status = mend_quote_new(&allocator, &a->quote);
    if (status != MEND_OK) {
        return mend__door_fail(d, status);
    }
    status = mend_quote_make(d->policy, d->ticket, a->unit, (const mend_unit *const *)a->contracts, a->contract_count,
                             kind, d->now, a->quote, &d->fault);
    return status == MEND_REFUSED ? asked_refused(d, a) : status;
}

typedef enum question { QUESTION_QUOTE, QUESTION_COVERAGE, QUESTION_COMPARE } question;

static mend_status answer(mend__door *d, question what)
{
    asked a = {.unit = NULL};
    mend_quote_excess excess = {.struct_size = sizeof excess};
    mend_status status = asked_make(d, &a);
    if (status == MEND_OK) {
        mend__buf_rewind(&d->text, 0);
        status = what == QUESTION_QUOTE ? mend_quote_write(a.quote, d->policy, d->lang, &d->text)
                 : what == QUESTION_COVERAGE
                     ? mend_quote_coverage(a.quote, d->policy, d->lang, &d->text)
                     : mend_quote_compare(a.quote, d->policy, d->ticket, &excess, d->lang, &d->text);
        if (status == MEND_OK) {
            mend__door_members(d);
        } else {
            status = mend__door_fail(d, status);
        }
    }
    asked_end(&a);
    return status;
}

static mend_status quotes_quote(mend__door *d)
{
    return answer(d, QUESTION_QUOTE);
}

static mend_status quotes_coverage(mend__door *d)
{
    return answer(d, QUESTION_COVERAGE);
}

static mend_status quotes_compare(mend__door *d)
{
    return answer(d, QUESTION_COMPARE);
}

const mend__door_op *mend__door_quotes(size_t *count)
{
    static const mend__door_op ops[] = {
        {"quote", quotes_quote, {"policy", "ticket", "unit", "contracts", "kind", "now", "lang", NULL}},
        {"coverage", quotes_coverage, {"policy", "ticket", "unit", "contracts", "kind", "now", "lang", NULL}},
        {"compare", quotes_compare, {"policy", "ticket", "unit", "contracts", "kind", "now", "lang", NULL}},
    };
    *count = sizeof ops / sizeof ops[0];
    return ops;
}
