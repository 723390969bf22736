/*
 * cases.c - operations about tickets that come with the request and go with the reply: the caller stores them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "change/assign.h"
#include "change/result_write.h"
#include "mend/sheet.h"
#include "mend/facts.h"
#include "mend/sla.h"
#include "mend/triage.h"

/* What a question or an act begins with: language, policy, ticket, arguments, the clock, a result. */
static mend_status cases_begin(mend__door *d, bool args)
{
    mend_status status = mend__door_lang(d);
    if (status == MEND_OK) {
        status = mend__door_policy(d);
    }
    if (status == MEND_OK) {
        status = mend__door_ticket(d);
    }
    d->came = status == MEND_OK ? d->ticket->seq : 0;
    if (status == MEND_OK && args) {
        status = mend__door_args(d);
    }
    if (status == MEND_OK) {
        status = mend__door_now(d);
    }
    if (status == MEND_OK) {
        status = mend__door_result(d);
    }
    return status;
}

/* The ticket's record, as the text that comes back with the next request. */
static mend_status cases_record(mend__door *d)
{
    mend__buf_rewind(&d->text, 0);
    mend_status status = mend_ticket_save(d->ticket, &d->text);
    if (status != MEND_OK) {
        return mend__door_fail(d, status);
    }
    mend__door_str(d, "ticket", (mend__str){d->text.data, d->text.len});
    return MEND_OK;
}

_Static_assert(MEND__ARGS_CONTRACTS == MEND__QUOTE_CONTRACTS, "arguments take the contracts a quote takes");

/* The unit and the contracts that come with the request, for the arguments to use. */
static mend_status cases_units(mend__door *d)
{
    mend_status status = mend__door_units(d);
    d->args->unit = d->unit;
    d->args->contract_count = d->contract_count;
    for (size_t i = 0; i < d->contract_count; i++) {
        d->args->contracts[i] = d->contracts[i];
    }
    return status;
}

/* What became of them, where something did. */
static mend_status cases_put_units(mend__door *d)
{
    const mend_unit *changed = mend_result_unit(d->result);
    if (changed != NULL) {
        mend__buf_rewind(&d->text, 0);
        if (mend_unit_write(changed, &d->text) != MEND_OK) {
            return mend__door_fail(d, MEND_NOMEM);
        }
        mend__door_document(d, "unit");
    }
    if (mend_result_contract(d->result, 0) == NULL) {
        return MEND_OK;
    }
    mend__jw_key(&d->w, "contracts");
    mend__jw_array(&d->w);
    for (int32_t i = 0; (changed = mend_result_contract(d->result, i)) != NULL; i++) {
        mend__buf_rewind(&d->text, 0);
        if (mend_unit_write(changed, &d->text) != MEND_OK) {
            return mend__door_fail(d, MEND_NOMEM);
        }
        mend__jw_raw(&d->w, (mend__str){d->text.data, d->text.len});
    }
    mend__jw_end_array(&d->w);
    return MEND_OK;
}

/* The members after an act: the outcome and, where the ticket has changed, its record. */
static mend_status cases_end(mend__door *d, mend_status status, bool changed)
{
    d->foreign = true; /* what is said about an act has no place in the request's text */
    status = mend__door_outcome(d, status);
    if (status != MEND_OK || !changed) {
        return status;
    }
    bool asked;
    status = cases_record(d);
    status = status != MEND_OK ? status : mend__door_flag(d, "change", false, &asked);
    return status == MEND_OK && asked ? mend__door_change(d, d->came) : status;
}

static mend_status cases_act(mend__door *d)
{
    mend_status status = cases_begin(d, true);
    status = status == MEND_OK ? cases_units(d) : status;
    if (status != MEND_OK) {
        return status;
    }
    status = mend_act(d->policy, d->ticket, d->args, d->now, d->result, &d->fault);
    status = cases_end(d, status, true);
    return status == MEND_OK ? cases_put_units(d) : status;
}

static mend_status cases_try(mend__door *d)
{
    mend_status status = cases_begin(d, true);
    status = status == MEND_OK ? cases_units(d) : status;
    if (status != MEND_OK) {
        return status;
    }
    status = mend_try(d->policy, d->ticket, d->args, d->now, d->result, &d->fault);
    return cases_end(d, status, false);
}

static mend_status cases_tick(mend__door *d)
{
    mend_status status = cases_begin(d, false);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_tick(d->policy, d->ticket, d->now, d->result, &d->fault);
    return cases_end(d, status, true);
}

static mend_status cases_reveal(mend__door *d)
{
    mend_status status = cases_begin(d, true);
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_reveal(d->policy, d->ticket, d->args, d->now, d->result, &d->text, &d->fault);
    if (status == MEND_OK) {
        mend__door_document(d, "values");
    }
    return cases_end(d, status, true);
}

static mend_status cases_actions(mend__door *d)
{
    mend_status status = cases_begin(d, true);
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_actions(d->policy, d->ticket, d->args, d->now, d->lang, &d->text, &d->fault);
    d->foreign = true;
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

static mend_status cases_view(mend__door *d)
{
    mend_status status = mend__door_lang(d);
    if (status == MEND_OK && mend__door_member(d, "policy") != MEND__NONE) {
        status = mend__door_policy(d);
    }
    if (status == MEND_OK) {
        status = mend__door_ticket(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_view(d->policy, d->ticket, d->lang, &d->text, &d->fault);
    d->foreign = true;
    if (status == MEND_OK) {
        mend__door_document(d, "view");
    }
    return status;
}

static mend_status cases_triage(mend__door *d)
{
    mend_status status = mend__door_lang(d);
    if (status == MEND_OK) {
        status = mend__door_policy(d);
    }
    if (status == MEND_OK) {
        status = mend__door_ticket(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_triage(d->policy, d->ticket, d->lang, &d->text, &d->fault);
    d->foreign = true;
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

mend_status mend__door_dispatch(mend__door *d, const mend_policy *policy)
{
    mend__node n = mend__door_member(d, "candidates");
    mend__named named = {NULL, MEND__NONE, {NULL, 0}};
    bool lines = mend__json_typeof(&d->tree, n) == MEND__JSON_STRING;
    if (lines) {
        named.text = mend__json_str(&d->tree, n);
    } else if (n != MEND__NONE) {
        named.tree = &d->tree;
        named.array = n;
    }
    mend__buf_rewind(&d->text, 0);
    mend_status status = mend__assign(policy, d->ticket, &named, d->now, d->lang, &d->text, &d->fault);
    d->foreign = lines || n == MEND__NONE;
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

static mend_status cases_dispatch(mend__door *d)
{
    mend_status status = mend__door_lang(d);
    if (status == MEND_OK) {
        status = mend__door_policy(d);
    }
    if (status == MEND_OK) {
        status = mend__door_ticket(d);
    }
    if (status == MEND_OK) {
        status = mend__door_now(d);
    }
    return status != MEND_OK ? status : mend__door_dispatch(d, d->policy);
}

static mend_status cases_clocks(mend__door *d)
{
    mend__str clock;
    mend_status status = cases_begin(d, false);
    if (status == MEND_OK) {
        status = mend__door_text(d, "clock", &clock);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_clocks(d->policy, d->ticket, clock.p, clock.n, d->now, d->lang, &d->text, &d->fault);
    d->foreign = true;
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

static mend_status cases_sheet(mend__door *d)
{
    mend__str sheet;
    mend__node n;
    mend_status status = cases_begin(d, false);
    if (status == MEND_OK) {
        status = mend__door_need(d, "sheet", &n);
    }
    if (status == MEND_OK) {
        status = mend__door_text(d, "sheet", &sheet);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_sheet(d->policy, d->ticket, sheet.p, sheet.n, d->now, d->lang, &d->text, &d->fault);
    d->foreign = true;
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

static mend_status cases_facts(mend__door *d)
{
    mend_status status = cases_begin(d, false);
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_facts(d->policy, d->ticket, d->now, &d->text, &d->fault);
    d->foreign = true;
    if (status == MEND_OK) {
        mend__door_document(d, "facts");
    }
    return status;
}

static mend_status cases_slots(mend__door *d)
{
    mend_status status = mend__door_ticket(d);
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_ticket_slots(d->ticket, &d->text);
    if (status != MEND_OK) {
        return mend__door_fail(d, status);
    }
    mend__door_document(d, "slots");
    return MEND_OK;
}

/* A document of the request into d->text: the text it is given as, or the value written out. Adds a NUL. */
static size_t cases_put(mend__door *d, mend__node n)
{
    size_t before = d->text.len;
    if (mend__json_typeof(&d->tree, n) == MEND__JSON_STRING) {
        mend__put_str(&d->text, mend__json_str(&d->tree, n));
    } else {
        mend__json_copy_node(&d->tree, n, &d->text);
    }
    size_t len = d->text.len - before;
    mend__put_char(&d->text, '\0');
    return len;
}

/* Replays `count` events whose documents, each with its NUL, follow the slots in d->text. */
static mend_status cases_fold(mend__door *d, size_t slots_len, const size_t *lengths, const char **texts, size_t count)
{
    const char *at = d->text.data + slots_len + 1;
    for (size_t i = 0; i < count; i++) {
        texts[i] = at;
        at += lengths[i] + 1;
    }
    d->foreign = true;
    if (d->result != NULL) { /* a question to another policy */
        return mend_restate(d->policy, d->ticket, d->text.data, slots_len, texts, lengths, count, d->now, d->result,
                            &d->fault);
    }
    return mend_ticket_replay(d->ticket, d->text.data, slots_len, texts, lengths, count, &d->fault);
}

static mend_status cases_replay(mend__door *d)
{
    mend__node slots, events;
    mend_status status = mend__door_need(d, "slots", &slots);
    if (status == MEND_OK) {
        status = mend__door_need(d, "events", &events);
    }
    if (status == MEND_OK) {
        status = mend__door_ticket(d); /* there is no such member: a blank one */
    }
    if (status != MEND_OK) {
        return status;
    }
    size_t count = mend__json_count(&d->tree, events), i = 0;
    if (mend__json_typeof(&d->tree, events) != MEND__JSON_ARRAY || count == 0) {
        return mend__json_expected(&d->tree, events, "an array of events", &d->fault);
    }
    size_t *lengths = mend__new(&d->alloc, count * sizeof *lengths);
    const char **texts = mend__new(&d->alloc, count * sizeof *texts);
    mend__buf_rewind(&d->text, 0);
    size_t slots_len = cases_put(d, slots);
    for (mend__node n = mend__json_first(&d->tree, events); n != MEND__NONE && lengths != NULL;
         n = mend__json_next(&d->tree, n)) {
        lengths[i++] = cases_put(d, n);
    }
    if (lengths == NULL || texts == NULL || d->text.status != MEND_OK) {
        status = mend__door_fail(d, d->text.status != MEND_OK ? d->text.status : MEND_NOMEM);
    } else {
        status = cases_fold(d, slots_len, lengths, texts, count);
    }
    mend__drop(&d->alloc, lengths, count * sizeof *lengths);
    mend__drop(&d->alloc, texts, count * sizeof *texts);
    return status == MEND_OK ? cases_record(d) : status;
}

static mend_status cases_restate(mend__door *d)
{
    mend_status status = mend__door_lang(d);
    if (status == MEND_OK) {
        status = mend__door_policy(d);
    }
    if (status == MEND_OK) {
        status = mend__door_now(d);
    }
    if (status == MEND_OK) {
        status = mend__door_result(d);
    }
    if (status == MEND_OK) {
        status = cases_replay(d);
    }
    if (status == MEND_OK) {
        mend__jw_key(&d->w, "notes");
        mend__reasons_write(d->result, d->policy, mend__str_of(d->lang, MEND_NTS), 0, &d->w);
    }
    return status;
}

static mend_status cases_move(mend__door *d)
{
    mend_status status = cases_begin(d, true);
    if (status == MEND_OK) {
        status = mend__door_to(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    status = mend_move(d->policy, d->to, d->ticket, d->args, d->now, d->result, &d->fault);
    return cases_end(d, status, true);
}

static mend_status cases_adopt(mend__door *d)
{
    mend_status status = cases_begin(d, true);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_adopt(d->policy, d->ticket, d->args, d->now, d->result, &d->fault);
    return cases_end(d, status, true);
}

const mend__door_op *mend__door_cases(size_t *count)
{
    static const mend__door_op ops[] = {
        {"open", cases_act, {"policy", "args", "now", "lang", "change", "unit", "contracts", NULL}},
        {"act", cases_act, {"policy", "ticket", "args", "now", "lang", "change", "unit", "contracts", NULL}},
        {"try", cases_try, {"policy", "ticket", "args", "now", "lang", "unit", "contracts", NULL}},
        {"tick", cases_tick, {"policy", "ticket", "now", "lang", "change", NULL}},
        {"reveal", cases_reveal, {"policy", "ticket", "args", "now", "lang", "change", NULL}},
        {"actions", cases_actions, {"policy", "ticket", "args", "now", "lang", NULL}},
        {"triage", cases_triage, {"policy", "ticket", "lang", NULL}},
        {"dispatch", cases_dispatch, {"policy", "ticket", "candidates", "now", "lang", NULL}},
        {"clocks", cases_clocks, {"policy", "ticket", "clock", "now", "lang", NULL}},
        {"sheet", cases_sheet, {"policy", "ticket", "sheet", "now", "lang", NULL}},
        {"facts", cases_facts, {"policy", "ticket", "now", "lang", NULL}},
        {"view", cases_view, {"policy", "ticket", "lang", NULL}},
        {"slots", cases_slots, {"ticket", NULL}},
        {"replay", cases_replay, {"slots", "events", NULL}},
        {"restate", cases_restate, {"policy", "slots", "events", "now", "lang", NULL}},
        {"move", cases_move, {"policy", "to", "ticket", "args", "now", "lang", "change", NULL}},
        {"adopt", cases_adopt, {"policy", "args", "now", "lang", "change", NULL}},
    };
    *count = sizeof ops / sizeof ops[0];
    return ops;
}
