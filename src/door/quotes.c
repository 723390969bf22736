/*
 * quotes.c - operations about money: what a ticket costs, who pays for it, how that stands to what was authorised.
 *
 * The unit and its contracts come with the request, as objects or as their texts; those of a stored ticket are stored.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "mend/quote.h"
#include "policy/quote.h"

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
static mend_status asked_refused(mend__door *d, const mend_quote *quote)
{
    const char *path;
    size_t len;
    mend__result_reason(d->result, mend_quote_refusal(quote, &path, &len));
    if (len > 0) {
        mend__result_add(d->result, "field", (mend__str){path, len});
    }
    if (d->result->text.status != MEND_OK) {
        return mend__door_fail(d, d->result->text.status);
    }
    return mend__door_outcome(d, MEND_REFUSED);
}

/* Makes the quote. */
static mend_status asked_make(mend__door *d, mend_quote **quote)
{
    const mend_allocator allocator = {sizeof allocator, 0, d->alloc.resize, d->alloc.user};
    mend_quote_kind kind;
    mend_status status = mend__door_lang(d);
    status = status != MEND_OK ? status : mend__door_policy(d);
    status = status != MEND_OK ? status : asked_kind(d, &kind);
    status = status != MEND_OK ? status : mend__door_ticket(d);
    d->foreign = status != MEND_OK && d->foreign;
    status = status != MEND_OK ? status : mend__door_now(d);
    status = status != MEND_OK ? status : mend__door_result(d);
    status = status != MEND_OK ? status : mend__door_units(d);
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    status = mend_quote_new(&allocator, quote);
    if (status != MEND_OK) {
        return mend__door_fail(d, status);
    }
    status = mend_quote_make(d->policy, d->ticket, d->unit, (const mend_unit *const *)d->contracts, d->contract_count,
                             kind, d->now, *quote, &d->fault);
    return status == MEND_REFUSED ? asked_refused(d, *quote) : status;
}

/* The same of a ticket of the desk, with its unit as it is stored. */
static mend_status asked_stored(mend__door *d, mend_quote **quote)
{
    const mend_allocator allocator = {sizeof allocator, 0, d->alloc.resize, d->alloc.user};
    mend_quote_kind kind;
    mend__node n;
    mend__str key = {NULL, 0};
    mend_status status = mend__door_lang(d);
    status = status != MEND_OK ? status : asked_kind(d, &kind);
    status = status != MEND_OK ? status : mend__door_need(d, "key", &n);
    status = status != MEND_OK ? status : mend__door_text(d, "key", &key);
    status = status != MEND_OK ? status : mend__door_result(d);
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    if (mend_ticket_new(&allocator, &d->ticket) != MEND_OK || mend_quote_new(&allocator, quote) != MEND_OK) {
        return mend__door_fail(d, MEND_NOMEM);
    }
    status = mend_desk_read(d->desk, key.p, key.n, d->ticket, &d->fault);
    if (status != MEND_OK) {
        return status;
    }
    d->policy = mend_desk_policy_of(d->desk, d->ticket);
    status = mend_desk_quote(d->desk, key.p, key.n, kind, d->now, *quote, &d->fault);
    return status == MEND_REFUSED ? asked_refused(d, *quote) : status;
}

typedef enum question { QUESTION_QUOTE, QUESTION_COVERAGE, QUESTION_COMPARE } question;

static mend_status answer(mend__door *d, question what)
{
    mend_quote *quote = NULL;
    mend_quote_excess excess = {.struct_size = sizeof excess};
    mend_status status = d->desk == NULL ? asked_make(d, &quote) : asked_stored(d, &quote);
    if (status == MEND_OK) {
        mend__buf_rewind(&d->text, 0);
        status = what == QUESTION_QUOTE ? mend_quote_write(quote, d->policy, d->lang, &d->text)
                 : what == QUESTION_COVERAGE
                     ? mend_quote_coverage(quote, d->policy, d->lang, &d->text)
                     : mend_quote_compare(quote, d->policy, d->ticket, &excess, d->lang, &d->text);
        if (status == MEND_OK) {
            mend__door_members(d);
        } else {
            status = mend__door_fail(d, status);
        }
    }
    mend_quote_free(quote);
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
        {"rights", mend__door_rights, {"policy", "ticket", "unit", "now", "lang", NULL}},
        {"earlier", mend__door_earlier, {"policy", "ticket", "earlier", "now", "lang", NULL}},
    };
    *count = sizeof ops / sizeof ops[0];
    return ops;
}

const mend__door_op *mend__door_priced(size_t *count)
{
    static const mend__door_op ops[] = {
        {"quote", quotes_quote, {"key", "kind", "lang", NULL}},
        {"coverage", quotes_coverage, {"key", "kind", "lang", NULL}},
        {"compare", quotes_compare, {"key", "kind", "lang", NULL}},
        {"rights", mend__door_rights, {"key", "lang", NULL}},
        {"earlier", mend__door_earlier, {"key", "lang", NULL}},
    };
    *count = sizeof ops / sizeof ops[0];
    return ops;
}
