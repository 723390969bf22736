/*
 * earlier.c - earlier tickets shown beside a ticket, see earlier.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "earlier.h"
#include "ground/error.h"
#include "ground/int.h"
#include "mend/earlier.h"
#include "notions/instant.h"
#include "notions/zone.h"
#include "tick.h"
#include "view.h"

static void put_str(mend__earlier_list *e, const char *key, mend__str text)
{
    mend__jw_key(&e->w, key);
    mend__jw_str(&e->w, text);
}

static mend__str label_of(const mend__earlier_list *e, const mend__names *names, mend__str id)
{
    int32_t i = mend__names_find(names, id);
    return i < 0 ? id : mend__name_label(&e->policy->vocab, &names->items[i], mend__str_of(e->lang, MEND_NTS));
}

void mend__earlier_begin(mend__earlier_list *e, const mend_policy *policy, const mend_ticket *ticket, int64_t now,
                         const char *lang, mend_buf *out)
{
    *e = (mend__earlier_list){
        .policy = policy, .ticket = ticket, .now = now, .lang = lang == NULL ? policy->vocab.language.p : lang};
    mend__jw_init(&e->w, out);
    mend__buf_init(&e->kept, &out->alloc);
    e->teller = (mend__teller){.policy = policy, .lang = mend__str_of(e->lang, MEND_NTS), .w = &e->w};
    mend__buf_init(&e->teller.text, &out->alloc);
    mend__jw_object(&e->w);
    mend__jw_key(&e->w, "rows");
    mend__jw_array(&e->w);
}

void mend__earlier_row_begin(mend__earlier_list *e, uint32_t row)
{
    const mend__earlier *all = &e->policy->earlier;
    e->row = &all->rows[row];
    e->name = &all->names.items[row];
    e->count = 0;
    e->more = false;
    e->latest = INT64_MIN;
    mend__jw_object(&e->w);
    put_str(e, "row", e->name->id);
    put_str(e, "label", label_of(e, &all->names, e->name->id));
    mend__jw_key(&e->w, "tickets");
    mend__jw_array(&e->w);
}

static void put_ticket(mend__earlier_list *e, const mend_ticket *t)
{
    const mend__value opened = {MEND_FIELD_INSTANT, t->opened, {"", 0}};
    mend__str state = mend__ticket_str(t, t->state);
    mend__jw_object(&e->w);
    put_str(e, "key", mend__ticket_str(t, t->key));
    put_str(e, "number", mend__ticket_str(t, t->number));
    mend__jw_key(&e->w, "opened");
    mend__value_write(&e->w, &opened);
    put_str(e, "state", state);
    put_str(e, "state_label", label_of(e, &e->policy->vocab.states, state));
    put_str(e, "stage", mend__str_of(mend__stage_name(t->stage), MEND_NTS));
    mend__jw_key(&e->w, "fields");
    mend__jw_object(&e->w);
    for (uint32_t i = 0; i < e->row->show_count; i++) {
        int32_t id = mend__ticket_field_id(t, e->row->show[i]);
        const mend__cell *cell = id == 0 ? NULL : mend__ticket_cell(t, 0, 0, id);
        if (cell != NULL) {
            mend__view_field(e->policy, t, cell, e->lang, &e->w);
        }
    }
    mend__jw_end_object(&e->w);
    mend__jw_end_object(&e->w);
}

bool mend__earlier_offer(mend__earlier_list *e, const mend_ticket *other)
{
    bool past = false;
    if (!mend__earlier_fits(e->row, e->ticket, other, e->now, &past)) {
        return !past;
    }
    if (e->count == e->row->most) {
        e->more = true;
        return false;
    }
    if (e->count++ == 0) {
        e->latest = other->opened;
        mend__buf_rewind(&e->kept, 0);
        mend__str number = mend__ticket_str(other, other->number);
        mend__put_str(&e->kept, number.n > 0 ? number : mend__ticket_str(other, other->key));
    }
    put_ticket(e, other);
    return true;
}

void mend__earlier_more(mend__earlier_list *e)
{
    e->more = true;
}

/* Whole days of the calendar between the openings. */
static int64_t days_since(const mend__earlier_list *e)
{
    int64_t opened = e->ticket->seq > 0 ? e->ticket->opened : e->now;
    return mend__floor_div(mend__zone_local(e->policy->zone, opened), MEND__DAY_MS) -
           mend__floor_div(mend__zone_local(e->policy->zone, e->latest), MEND__DAY_MS);
}

static void put_repeat(mend__earlier_list *e)
{
    char days[24];
    mend__told y = mend__because(MEND_REASON_SAME_AS_BEFORE);
    if (e->kept.status != MEND_OK && e->w.out->status == MEND_OK) {
        e->w.out->status = e->kept.status;
        return;
    }
    mend__why_with(&y, "file", e->name->id);
    mend__why_with(&y, "number", (mend__str){e->kept.data, e->kept.len});
    mend__why_with(&y, "days", (mend__str){days, mend__int_write(days_since(e), days)});
    mend__jw_key(&e->w, "reasons");
    mend__jw_array(&e->w);
    mend__why_write(&e->teller, &y);
    mend__jw_end_array(&e->w);
}

void mend__earlier_row_end(mend__earlier_list *e)
{
    mend__jw_end_array(&e->w);
    if (e->more) {
        mend__jw_key(&e->w, "more");
        mend__jw_bool(&e->w, true);
    }
    if (e->row->repeat && e->count > 0) {
        put_repeat(e);
    }
    mend__jw_end_object(&e->w);
}

mend_status mend__earlier_end(mend__earlier_list *e)
{
    mend__jw_end_array(&e->w);
    mend__jw_end_object(&e->w);
    mend__buf_done(&e->teller.text);
    mend__buf_done(&e->kept);
    return e->w.out->status;
}

mend_status mend__earlier_may(const mend_policy *policy, const mend_ticket *ticket, int64_t now, mend_error *err)
{
    mend_status status = mend__policy_fits(policy, ticket, err);
    if (status != MEND_OK) {
        return status;
    }
    if (!policy->earlier.there) {
        return mend__fail(err, MEND_NOT_FOUND, "the policy has no section \"earlier\"");
    }
    return mend__instant_valid(now) ? MEND_OK : mend__fail(err, MEND_RANGE, "now lies outside years 1 to 9999");
}

mend_status mend_earlier(const mend_policy *policy, const mend_ticket *ticket, const mend_ticket *const *earlier,
                         size_t count, int64_t now, const char *lang, mend_buf *out, mend_error *error)
{
    mend__earlier_list e;
    if (!mend__error_ok(error)) {
        return MEND_INVALID;
    }
    if (policy == NULL || ticket == NULL || out == NULL || (earlier == NULL && count > 0)) {
        return mend__fail(error, MEND_INVALID, "policy, tickets and a buffer are needed");
    }
    for (size_t i = 0; i < count; i++) {
        if (earlier[i] == NULL || earlier[i]->seq == 0) {
            return mend__fail(error, MEND_INVALID, "an earlier ticket is missing, or blank");
        }
        if (i > 0 && earlier[i]->opened > earlier[i - 1]->opened) {
            return mend__fail(error, MEND_INVALID, "the ticket opened last goes first");
        }
    }
    mend_status status = mend__earlier_may(policy, ticket, now, error);
    if (status != MEND_OK) {
        return status;
    }
    size_t before = out->len;
    mend__earlier_begin(&e, policy, ticket, now, lang, out);
    for (uint32_t row = 0; row < policy->earlier.names.count; row++) {
        mend__earlier_row_begin(&e, row);
        for (size_t i = 0; i < count && mend__earlier_offer(&e, earlier[i]); i++) {
        }
        mend__earlier_row_end(&e);
    }
    status = mend__earlier_end(&e);
    if (status != MEND_OK) {
        mend__buf_rewind(out, before);
        return mend__fail(error, status, mend_status_text(status));
    }
    return MEND_OK;
}
