/*
 * stored.c - operations about the tickets of a desk.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "change/clocks.h"
#include "mend/sheet.h"
#include "mend/facts.h"
#include "mend/sla.h"
#include "mend/triage.h"

#define STORED_PAGE 100 /* rows of a list unless "max" says otherwise */

/* What every operation on one ticket begins with. Without a ticket's key where one may be missing, key->p is NULL. */
static mend_status stored_begin(mend__door *d, bool need_key, mend__str *key)
{
    mend_allocator allocator = {sizeof allocator, 0, d->alloc.resize, d->alloc.user};
    mend__node n;
    mend_status status = mend__door_lang(d);
    if (status == MEND_OK && need_key) {
        status = mend__door_need(d, "key", &n);
    }
    if (status == MEND_OK) {
        status = mend__door_text(d, "key", key);
    }
    if (status == MEND_OK && mend_ticket_new(&allocator, &d->ticket) != MEND_OK) {
        status = mend__door_fail(d, MEND_NOMEM);
    }
    return status == MEND_OK ? mend__door_result(d) : status;
}

static mend_status stored_begin_args(mend__door *d, bool need_key, mend__str *key)
{
    mend_status status = stored_begin(d, need_key, key);
    return status == MEND_OK ? mend__door_args(d) : status;
}

/* The policy the ticket names gives the labels of what is written about it. */
static void stored_policy(mend__door *d)
{
    const mend_policy *policy = d->ticket->seq > 0 ? mend_desk_policy_of(d->desk, d->ticket) : NULL;
    if (policy == NULL && d->desk->policy_count > 0) {
        policy = d->desk->policies[d->desk->policy_count - 1];
    }
    d->policy = policy;
}

/* Where a ticket stands, in a few members. */
static void stored_summary(mend__door *d, const mend_ticket *t)
{
    mend__door_str(d, "key", mend__ticket_str(t, t->key));
    mend__door_str(d, "number", mend__ticket_str(t, t->number));
    mend__door_int(d, "revision", t->seq);
    mend__door_str(d, "state", mend__ticket_str(t, t->state));
    mend__door_str(d, "stage", mend__str_of(mend__stage_name(t->stage), MEND_NTS));
    mend__door_instant(d, "opened", t->opened);
    mend__door_instant(d, "since", t->since);
    mend__door_instant(d, "closed", t->closed);
    mend__door_instant(d, "next_due", mend_ticket_next_due(t));
}

/* The members after a command on a ticket. */
static mend_status stored_end(mend__door *d, mend_status status, bool summary)
{
    d->foreign = true;
    d->done = status == MEND_OK && d->result->events.count > 0;
    stored_policy(d);
    if (status == MEND_OK && d->result->replayed) {
        mend__jw_key(&d->w, "replayed");
        mend__jw_bool(&d->w, true);
    }
    if (status == MEND_OK && summary) {
        stored_summary(d, d->ticket);
    }
    return mend__door_outcome(d, status);
}

static mend_status stored_open(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin_args(d, false, &key);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_desk_open(d->desk, d->args, d->now, d->ticket, d->result, &d->fault);
    return stored_end(d, status, true);
}

static mend_status stored_act(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin_args(d, true, &key);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_desk_act(d->desk, key.p, key.n, d->args, d->now, d->ticket, d->result, &d->fault);
    return stored_end(d, status, true);
}

static mend_status stored_try(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin_args(d, false, &key);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_desk_try(d->desk, key.p, key.n, d->args, d->now, d->result, &d->fault);
    status = stored_end(d, status, false);
    d->done = false; /* nothing has been */
    return status;
}

static mend_status stored_tick(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin(d, true, &key);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_desk_tick(d->desk, key.p, key.n, d->now, d->result, &d->fault);
    return stored_end(d, status, false);
}

/* The desk's policy that "to" names by id and revision. */
static mend_status stored_to(mend__door *d, const mend_policy **out)
{
    static const char *const members[] = {"id", "revision", NULL};
    mend__node n;
    int64_t revision = 0;
    mend_status status = mend__door_need(d, "to", &n);
    if (status == MEND_OK) {
        status = mend__json_members(&d->tree, n, members, &d->fault);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__str id = mend__json_str(&d->tree, mend__json_get(&d->tree, n, "id"));
    mend__json_int(&d->tree, mend__json_get(&d->tree, n, "revision"), &revision);
    for (size_t i = 0; i < d->desk->policy_count; i++) {
        *out = d->desk->policies[i];
        if ((*out)->revision == revision && mend__str_eq((*out)->id, id)) {
            return MEND_OK;
        }
    }
    return mend__json_fail(&d->tree, n, MEND_NOT_FOUND, "the desk has no policy of this id and revision", &d->fault);
}

static mend_status stored_move(mend__door *d)
{
    mend__str key;
    const mend_policy *to = NULL;
    mend_status status = stored_begin_args(d, true, &key);
    if (status == MEND_OK) {
        status = stored_to(d, &to);
    }
    if (status != MEND_OK) {
        return status;
    }
    status = mend_desk_move(d->desk, key.p, key.n, to, d->args, d->now, d->ticket, d->result, &d->fault);
    return stored_end(d, status, true);
}

static mend_status stored_adopt(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin_args(d, false, &key);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_desk_adopt(d->desk, d->args, d->now, d->ticket, d->result, &d->fault);
    return stored_end(d, status, true);
}

static mend_status stored_reveal(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin_args(d, true, &key);
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_desk_reveal(d->desk, key.p, key.n, d->args, d->now, d->result, &d->text, &d->fault);
    if (status == MEND_OK) {
        mend__door_document(d, "values");
    }
    return stored_end(d, status, false);
}

/* Reads the ticket if the request names one; else it is one still to be opened. */
static mend_status stored_read(mend__door *d, mend__str key)
{
    mend_status status = MEND_OK;
    d->foreign = true;
    if (key.p != NULL) {
        status = mend_desk_read(d->desk, key.p, key.n, d->ticket, &d->fault);
    }
    stored_policy(d);
    return status;
}

static mend_status stored_actions(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin_args(d, false, &key);
    if (status != MEND_OK) {
        return status;
    }
    status = stored_read(d, key);
    if (status == MEND_OK && d->policy == NULL) {
        status = mend__fail(&d->fault, MEND_MISUSE, "the desk has no policy");
    }
    mend__buf_rewind(&d->text, 0);
    if (status == MEND_OK) {
        status = mend_actions(d->policy, d->ticket, d->args, d->now, d->lang, &d->text, &d->fault);
    }
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

/* The masked view of a ticket by its own policy; by default masks if the desk does not have that. */
static mend_status stored_view(mend__door *d, const mend_ticket *ticket)
{
    mend__buf_rewind(&d->text, 0);
    mend_status status = mend_view(mend_desk_policy_of(d->desk, ticket), ticket, d->lang, &d->text, &d->fault);
    if (status == MEND_OK) {
        mend__door_document(d, "view");
    }
    return status;
}

static mend_status stored_show(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin(d, true, &key);
    if (status != MEND_OK) {
        return status;
    }
    status = stored_read(d, key);
    if (status == MEND_OK) {
        stored_summary(d, d->ticket);
        status = stored_view(d, d->ticket);
    }
    return status;
}

static mend_status stored_triage(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin(d, true, &key);
    if (status != MEND_OK) {
        return status;
    }
    status = stored_read(d, key);
    if (status != MEND_OK) {
        return status;
    }
    const mend_policy *policy = mend_desk_policy_of(d->desk, d->ticket);
    if (policy == NULL) {
        return mend__fail(&d->fault, MEND_POLICY_MISMATCH, "the desk does not have the ticket's policy");
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_triage(policy, d->ticket, d->lang, &d->text, &d->fault);
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

static mend_status stored_dispatch(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin(d, true, &key);
    status = status != MEND_OK ? status : stored_read(d, key);
    if (status != MEND_OK) {
        return status;
    }
    const mend_policy *policy = mend_desk_policy_of(d->desk, d->ticket);
    if (policy == NULL) {
        return mend__fail(&d->fault, MEND_POLICY_MISMATCH, "the desk does not have the ticket's policy");
    }
    return mend__door_dispatch(d, policy);
}

static mend_status stored_clocks(mend__door *d)
{
    mend__str key, clock;
    mend_status status = stored_begin(d, true, &key);
    if (status == MEND_OK) {
        status = mend__door_text(d, "clock", &clock);
    }
    if (status == MEND_OK) {
        status = stored_read(d, key);
    }
    if (status != MEND_OK) {
        return status;
    }
    const mend_policy *policy = mend_desk_policy_of(d->desk, d->ticket);
    if (policy == NULL) {
        return mend__fail(&d->fault, MEND_POLICY_MISMATCH, "the desk does not have the ticket's policy");
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_clocks(policy, d->ticket, clock.p, clock.n, d->now, d->lang, &d->text, &d->fault);
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

/* Without a key: a form to be filled in by hand, of the policy new tickets are opened under. */
static mend_status stored_sheet(mend__door *d)
{
    mend__str key, sheet;
    mend__node n;
    mend_status status = stored_begin(d, false, &key);
    if (status == MEND_OK) {
        status = mend__door_need(d, "sheet", &n);
    }
    if (status == MEND_OK) {
        status = mend__door_text(d, "sheet", &sheet);
    }
    if (status == MEND_OK) {
        status = stored_read(d, key);
    }
    if (status != MEND_OK) {
        return status;
    }
    const mend_policy *policy = key.p == NULL ? d->policy : mend_desk_policy_of(d->desk, d->ticket);
    if (policy == NULL) {
        return mend__fail(&d->fault, key.p == NULL ? MEND_MISUSE : MEND_POLICY_MISMATCH,
                          key.p == NULL ? "the desk has no policy" : "the desk does not have the ticket's policy");
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_sheet(policy, d->ticket, sheet.p, sheet.n, d->now, d->lang, &d->text, &d->fault);
    if (status == MEND_OK) {
        mend__door_members(d);
    }
    return status;
}

static mend_status stored_facts(mend__door *d)
{
    mend__str key;
    mend_status status = stored_begin(d, true, &key);
    if (status == MEND_OK) {
        status = stored_read(d, key);
    }
    if (status != MEND_OK) {
        return status;
    }
    const mend_policy *policy = mend_desk_policy_of(d->desk, d->ticket);
    if (policy == NULL) {
        return mend__fail(&d->fault, MEND_POLICY_MISMATCH, "the desk does not have the ticket's policy");
    }
    mend__buf_rewind(&d->text, 0);
    status = mend_facts(policy, d->ticket, d->now, &d->text, &d->fault);
    if (status == MEND_OK) {
        mend__door_document(d, "facts");
    }
    return status;
}

/* ---- lists ---- */

static mend_status stored_max(mend__door *d, int32_t *max)
{
    int64_t given;
    mend_status status = mend__door_integer(d, "max", STORED_PAGE, &given);
    if (status != MEND_OK) {
        return status;
    }
    if (given < 1 || given > 1000) {
        return mend__json_fail(&d->tree, mend__door_member(d, "max"), MEND_RANGE, "a page has 1 to 1000 rows",
                               &d->fault);
    }
    *max = (int32_t)given;
    return MEND_OK;
}

static mend__str stored_or_empty(mend__str text)
{
    return text.p == NULL ? MEND__STR("") : text;
}

static mend_status stored_history(mend__door *d)
{
    mend__str key;
    mend__json tree;
    mend__node root;
    int32_t max = 0;
    int64_t after = 0;
    mend_status status = stored_begin(d, true, &key);
    if (status == MEND_OK) {
        status = mend__door_integer(d, "after", 0, &after);
    }
    if (status == MEND_OK) {
        status = stored_max(d, &max);
    }
    if (status == MEND_OK) {
        status = mend__door_rows(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    status = mend_desk_history(d->desk, key.p, key.n, after, max, d->rows, &d->fault);
    mend__json_init(&tree, &d->alloc);
    mend__jw_key(&d->w, "events");
    mend__jw_array(&d->w);
    for (size_t i = 0; i < d->rows->count && status == MEND_OK; i++) {
        mend__str event = mend__rows_text(d->rows, i);
        mend__json_reset(&tree); /* a damaged event must not damage the reply */
        status = mend__json_read(&tree, event.p, event.n, event.n, 64, &root, &d->fault);
        if (status != MEND_OK && status != MEND_NOMEM) {
            status = mend__fail(&d->fault, MEND_CORRUPT, "a stored event is damaged");
        }
        mend__jw_raw(&d->w, event);
    }
    mend__jw_end_array(&d->w);
    mend__json_free(&tree);
    if (status == MEND_OK && (int32_t)d->rows->count == max) {
        mend__door_int(d, "after", d->rows->items[max - 1].number);
    }
    return status;
}

/* The index a list goes by; none: all tickets. */
static mend_status stored_index(mend__door *d, mend_index *index)
{
    mend__str name;
    mend__guess guess;
    *index = MEND_INDEX_ALL;
    mend_status status = mend__door_text(d, "index", &name);
    if (status != MEND_OK || name.p == NULL) {
        return status;
    }
    mend__guess_start(&guess, name);
    for (mend_index i = MEND_INDEX_ALL; i < MEND_INDEX_COUNT; i++) {
        mend__str known = mend__str_of(mend_index_name(i), MEND_NTS);
        if (mend__str_eq(name, known)) {
            *index = i;
            return MEND_OK;
        }
        mend__guess_feed(&guess, known);
    }
    mend__json_fail(&d->tree, mend__door_member(d, "index"), MEND_SCHEMA, "there is no such index", &d->fault);
    if (guess.best.p != NULL) {
        mend__error_add(&d->fault, "; did you mean \"");
        mend__error_add_str(&d->fault, guess.best);
        mend__error_add(&d->fault, "\"?");
    }
    return MEND_SCHEMA;
}

/* One ticket of a list. A store that mixes up its rows is found out. */
/* What a list shows of each ticket beside its summary. */
typedef struct stored_extent {
    bool view, clocks;
} stored_extent;

/* Where the ticket's clocks stand; left out if the desk lacks its policy. */
static mend_status stored_brief(mend__door *d, const mend_ticket *t)
{
    const mend_policy *policy = mend_desk_policy_of(d->desk, t);
    if (policy == NULL) {
        return MEND_OK;
    }
    mend__jw_key(&d->w, "clocks");
    mend_status status = mend__clocks_brief(policy, t, d->now, mend__str_of(d->lang, MEND_NTS), &d->w);
    return status == MEND_OK ? MEND_OK : mend__door_fail(d, status);
}

static mend_status stored_row(mend__door *d, size_t i, stored_extent extent)
{
    mend__str record = mend__rows_text(d->rows, i);
    mend_ticket *t = d->ticket;
    mend_status status = mend_ticket_load(t, record.p, record.n, &d->fault);
    if (status != MEND_OK) {
        return status;
    }
    if (!mend__str_eq(mend__ticket_str(t, t->key), mend__rows_key(d->rows, i)) ||
        !mend__str_eq(mend__ticket_str(t, t->tenant), (mend__str){d->desk->tenant.p, d->desk->tenant.n}) ||
        t->seq != d->rows->items[i].number) {
        return mend__fail(&d->fault, MEND_CORRUPT, "the store gives the record of another ticket or revision");
    }
    mend__jw_object(&d->w);
    stored_summary(d, t);
    if (extent.clocks) {
        status = stored_brief(d, t);
    }
    if (extent.view && status == MEND_OK) {
        status = stored_view(d, t);
    }
    mend__jw_end_object(&d->w);
    return status;
}

static mend_status stored_list(mend__door *d)
{
    mend__str key, value, after;
    mend_index index = MEND_INDEX_ALL;
    stored_extent extent = {false, false};
    int32_t max = 0;
    mend_status status = stored_begin(d, false, &key);
    if (status == MEND_OK) {
        status = stored_index(d, &index);
    }
    if (status == MEND_OK) {
        status = mend__door_text(d, "value", &value);
    }
    if (status == MEND_OK) {
        status = mend__door_text(d, "after", &after);
    }
    if (status == MEND_OK) {
        status = mend__door_flag(d, "view", false, &extent.view);
    }
    if (status == MEND_OK) {
        status = mend__door_flag(d, "clocks", false, &extent.clocks);
    }
    if (status == MEND_OK) {
        status = stored_max(d, &max);
    }
    if (status == MEND_OK) {
        status = mend__door_rows(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    value = stored_or_empty(value);
    after = stored_or_empty(after);
    d->foreign = true;
    status = mend_desk_page(d->desk, index, value.p, value.n, after.p, after.n, max, d->rows, &d->fault);
    mend__jw_key(&d->w, "tickets");
    mend__jw_array(&d->w);
    for (size_t i = 0; i < d->rows->count && status == MEND_OK; i++) {
        status = stored_row(d, i, extent);
    }
    mend__jw_end_array(&d->w);
    if (status == MEND_OK && (int32_t)d->rows->count == max) {
        mend__door_str(d, "after", mend__rows_key(d->rows, (size_t)max - 1));
    }
    return status;
}

/* ---- the outbox ---- */

static mend_status stored_notice(mend__door *d, mend__json *tree, size_t i)
{
    mend__node root;
    mend__str notice = mend__rows_text(d->rows, i);
    mend__json_reset(tree);
    mend_status status = mend__json_read(tree, notice.p, notice.n, notice.n, 64, &root, &d->fault);
    if (status != MEND_OK) {
        return status == MEND_NOMEM ? status : mend__fail(&d->fault, MEND_CORRUPT, "a stored notice is damaged");
    }
    mend__jw_object(&d->w);
    mend__door_str(d, "id", mend__rows_key(d->rows, i));
    mend__door_int(d, "attempts", d->rows->items[i].number);
    mend__jw_key(&d->w, "notice");
    mend__jw_raw(&d->w, notice);
    mend__jw_end_object(&d->w);
    return MEND_OK;
}

static mend_status stored_pending(mend__door *d)
{
    mend__str after;
    mend__json tree;
    int32_t max = 0;
    mend_status status = mend__door_text(d, "after", &after);
    if (status == MEND_OK) {
        status = stored_max(d, &max);
    }
    if (status == MEND_OK) {
        status = mend__door_rows(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    after = stored_or_empty(after);
    d->foreign = true;
    status = mend_desk_pending(d->desk, after.p, after.n, max, d->rows, &d->fault);
    mend__json_init(&tree, &d->alloc);
    mend__jw_key(&d->w, "notices");
    mend__jw_array(&d->w);
    for (size_t i = 0; i < d->rows->count && status == MEND_OK; i++) {
        status = stored_notice(d, &tree, i);
    }
    mend__jw_end_array(&d->w);
    mend__json_free(&tree);
    if (status == MEND_OK && (int32_t)d->rows->count == max) {
        mend__door_str(d, "after", mend__rows_key(d->rows, (size_t)max - 1));
    }
    return status;
}

static mend_status stored_sent(mend__door *d)
{
    mend__str id;
    mend__node n;
    bool done;
    mend_status status = mend__door_need(d, "id", &n);
    if (status == MEND_OK) {
        status = mend__door_text(d, "id", &id);
    }
    if (status == MEND_OK) {
        status = mend__door_flag(d, "done", true, &done);
    }
    if (status != MEND_OK) {
        return status;
    }
    d->foreign = true;
    status = mend_desk_sent(d->desk, id.p, id.n, done, &d->fault);
    d->done = status == MEND_OK;
    return status;
}

const mend__door_op *mend__door_stored(size_t *count)
{
    static const mend__door_op ops[] = {
        {"open", stored_open, {"args", "lang", NULL}},
        {"act", stored_act, {"key", "args", "lang", NULL}},
        {"try", stored_try, {"key", "args", "lang", NULL}},
        {"tick", stored_tick, {"key", "lang", NULL}},
        {"move", stored_move, {"key", "to", "args", "lang", NULL}},
        {"adopt", stored_adopt, {"args", "lang", NULL}},
        {"reveal", stored_reveal, {"key", "args", "lang", NULL}},
        {"actions", stored_actions, {"key", "args", "lang", NULL}},
        {"show", stored_show, {"key", "lang", NULL}},
        {"clocks", stored_clocks, {"key", "clock", "lang", NULL}},
        {"facts", stored_facts, {"key", "lang", NULL}},
        {"triage", stored_triage, {"key", "lang", NULL}},
        {"dispatch", stored_dispatch, {"key", "candidates", "lang", NULL}},
        {"sheet", stored_sheet, {"key", "sheet", "lang", NULL}},
        {"history", stored_history, {"key", "after", "max", NULL}},
        {"list", stored_list, {"index", "value", "after", "max", "view", "clocks", "lang", NULL}},
        {"pending", stored_pending, {"after", "max", NULL}},
        {"sent", stored_sent, {"id", "done", NULL}},
    };
    *count = sizeof ops / sizeof ops[0];
    return ops;
}
