/*
 * event.c - the fold of one event into a ticket, and its canonical JSON.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "event.h"

#include "ground/int.h"

#include <string.h>

/* --- order --- */

static int fact_cmp(const mend__fact *a, const mend__fact *b)
{
    if (a->list != b->list)
        return a->list < b->list ? -1 : 1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

void mend__facts_sort(mend__event *e)
{
    mend__fact *f = e->facts;
    size_t n = e->fact_count;
    for (size_t gap = n / 2; gap > 0; gap /= 2) { /* Shell's sort: no memory, and the input is nearly in order */
        for (size_t i = gap; i < n; i++) {
            mend__fact x = f[i];
            size_t j = i;
            for (; j >= gap && fact_cmp(&f[j - gap], &x) > 0; j -= gap)
                f[j] = f[j - gap];
            f[j] = x;
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool last = i + 1 == n || f[i].list != f[i + 1].list || f[i].row != f[i + 1].row || f[i].id != f[i + 1].id;
        if (last)
            f[kept++] = f[i];
    }
    e->fact_count = kept;
}

/* --- fold --- */

static mend_status apply_fact(mend_ticket *t, const mend__fact *f)
{
    if (f->kind == MEND__FACT_UNSET) {
        mend__ticket_unset(t, f->list, f->row, f->id);
        return MEND_OK;
    }
    if (f->kind == MEND__FACT_VALUE)
        return mend__ticket_set(t, f->list, f->row, f->id, &f->value);
    mend_field_type type = f->value.type;
    mend_status s = mend__ticket_add_slot(t, f->value.text, f->value.text.p == NULL);
    return s == MEND_OK ? mend__ticket_set_slot(t, f->list, f->row, f->id, type, f->slot) : s;
}

mend_status mend__event_apply_fields(mend_ticket *t, const mend__event *e)
{
    mend_status s = MEND_OK;
    if (e->anonymises)
        mend__ticket_empty_slots(t);
    for (size_t i = 0; i < e->declared_count && s == MEND_OK; i++) {
        int32_t id;
        const mend__declared *d = &e->declared[i];
        s = mend__ticket_declare(t, d->name, d->list, d->type, d->mask, &id);
    }
    for (size_t i = 0; i < e->fact_count && s == MEND_OK; i++)
        s = apply_fact(t, &e->facts[i]);
    if (e->reason_slot && s == MEND_OK)
        s = mend__ticket_add_slot(t, e->reason.text, e->reason.text.p == NULL);
    return s;
}

static mend_status apply_policy(mend_ticket *t, const mend__event *e)
{
    mend_status s = mend__ticket_put(t, &t->policy, e->policy);
    if (s != MEND_OK)
        return s;
    memcpy(t->digest, e->digest.p, e->digest.n);
    t->digest[e->digest.n] = '\0';
    t->policy_revision = e->policy_revision;
    return MEND_OK;
}

static mend_status apply_opening(mend_ticket *t, const mend__event *e)
{
    mend_status s = mend__ticket_put(t, &t->tenant, e->tenant);
    if (s == MEND_OK)
        s = mend__ticket_put(t, &t->key, e->key);
    if (s == MEND_OK)
        s = mend__ticket_put(t, &t->number, e->number);
    if (s == MEND_OK)
        s = apply_policy(t, e);
    if (s == MEND_OK)
        t->opened = e->brought ? e->opened : e->at;
    return s;
}

static mend_status apply_move(mend_ticket *t, const mend__event *e)
{
    int64_t at = e->brought ? e->since : e->at;
    mend_status s = mend__ticket_put(t, &t->state, e->to);
    if (s != MEND_OK)
        return s;
    if (e->stage != MEND__STAGE_CLOSED)
        t->closed = INT64_MIN;
    else if (t->stage != MEND__STAGE_CLOSED)
        t->closed = at;
    t->stage = e->stage;
    if (!e->moves) /* another name of its state is none that it came into */
        t->since = at;
    return MEND_OK;
}

/* Of an event that was read; one that is being made has done it already. */
static mend_status apply_clocks(mend_ticket *t, const mend__event *e)
{
    mend_status s = MEND_OK;
    if (!e->tree)
        return MEND_OK;
    for (mend__node n = mend__json_first(e->tree, e->clocks); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(e->tree, n))
        s = mend__clock_read(t, e->tree, n, NULL);
    mend__clock_clean(t);
    return s;
}

mend_status mend__event_apply(mend_ticket *t, const mend__event *e)
{
    mend_status s = e->opens ? apply_opening(t, e) : e->moves ? apply_policy(t, e) : MEND_OK;
    if (s == MEND_OK && e->to.p)
        s = apply_move(t, e);
    for (size_t i = 0; i < e->counted_count && s == MEND_OK; i++)
        s = mend__ticket_set_counter(t, e->counted[i].name, e->counted[i].value);
    if (s == MEND_OK && e->action.p)
        s = mend__ticket_mark_done(t, e->action, e->actor, e->seq);
    if (s == MEND_OK)
        s = apply_clocks(t, e);
    if (s != MEND_OK)
        return s;
    if (e->anonymises)
        t->anonymised = e->at;
    t->seq = e->seq;
    t->last = e->recorded;
    return MEND_OK;
}

/* --- writing --- */

static void write_instant(mend__jw *w, const char *key, int64_t at)
{
    mend__value v = {MEND_FIELD_INSTANT, at, {NULL, 0}};
    mend__jw_key(w, key);
    mend__value_write(w, &v);
}

static void write_member(mend__jw *w, const char *key, mend__str text)
{
    mend__jw_key(w, key);
    mend__jw_str(w, text);
}

static void write_number(mend__jw *w, const char *key, int64_t value)
{
    mend__jw_key(w, key);
    mend__jw_int(w, value);
}

static void write_texts(mend__jw *w, const char *key, const mend__str *texts, size_t n)
{
    if (!n)
        return;
    mend__jw_key(w, key);
    mend__jw_array(w);
    for (size_t i = 0; i < n; i++)
        mend__jw_str(w, texts[i]);
    mend__jw_end_array(w);
}

static void write_slot(mend__jw *w, int32_t slot)
{
    mend__jw_object(w);
    mend__jw_key(w, "slot");
    mend__jw_int(w, slot);
    mend__jw_end_object(w);
}

static mend__str list_name(int32_t list)
{
    const mend__field *f = mend__field_by_id(list);
    return f ? mend__str_of(f->name, MEND_NTS) : MEND__STR("");
}

/* "name" or "list/row/column" or "list/row" in 64 + 12 + 64 bytes at most. */
static mend__str fact_path(const mend_ticket *t, const mend__fact *f, char out[160])
{
    size_t n = 0;
    if (f->list) {
        mend__str list = list_name(f->list);
        memcpy(out, list.p, list.n);
        n = list.n;
        out[n++] = '/';
        n += mend__int_write(f->row, out + n);
        if (f->id)
            out[n++] = '/';
    }
    if (f->id) {
        mend__str name = mend__ticket_field_name(t, f->id);
        memcpy(out + n, name.p, name.n);
        n += name.n;
    }
    return (mend__str){out, n};
}

static void write_facts(mend__jw *w, const mend_ticket *t, const mend__event *e)
{
    if (!e->fact_count)
        return;
    mend__jw_key(w, "set");
    mend__jw_object(w);
    for (size_t i = 0; i < e->fact_count; i++) {
        const mend__fact *f = &e->facts[i];
        char path[160];
        mend__jw_key_str(w, fact_path(t, f, path));
        if (f->kind == MEND__FACT_VALUE)
            mend__value_write(w, &f->value);
        else if (f->kind == MEND__FACT_SLOT)
            write_slot(w, f->slot);
        else
            mend__jw_null(w);
    }
    mend__jw_end_object(w);
}

static void write_declared(mend__jw *w, const mend__event *e)
{
    if (!e->declared_count)
        return;
    mend__jw_key(w, "declare");
    mend__jw_array(w);
    for (size_t i = 0; i < e->declared_count; i++) {
        const mend__declared *d = &e->declared[i];
        mend__jw_object(w);
        write_member(w, "name", d->name);
        if (d->list)
            write_member(w, "list", list_name(d->list));
        write_member(w, "type", mend__str_of(mend__type_name(d->type), MEND_NTS));
        if (d->mask)
            write_member(w, "mask", mend__str_of(mend_mask_name(d->mask), MEND_NTS));
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void write_policy(mend__jw *w, const char *key, mend__str id, int64_t revision, mend__str digest)
{
    mend__jw_key(w, key);
    mend__jw_object(w);
    write_member(w, "id", id);
    mend__jw_key(w, "revision");
    mend__jw_int(w, revision);
    write_member(w, "digest", digest);
    mend__jw_end_object(w);
}

static void write_opening(mend__jw *w, const mend__event *e)
{
    if (e->opens) {
        write_member(w, "tenant", e->tenant);
        write_member(w, "key", e->key);
        write_member(w, "number", e->number);
    }
    write_policy(w, "policy", e->policy, e->policy_revision, e->digest);
    if (e->moves)
        write_policy(w, "was", e->old_policy, e->old_revision, e->old_digest);
    if (e->brought) {
        write_instant(w, "opened", e->opened);
        write_instant(w, "since", e->since);
    }
}

static void write_undone(mend__jw *w, const mend__undone *u)
{
    mend__jw_key(w, "revises");
    mend__jw_object(w);
    if (u->breached != MEND__NEVER)
        write_instant(w, "breached", u->breached);
    if (u->warned)
        write_number(w, "warned", u->warned);
    if (u->climbed)
        write_number(w, "climbed", u->climbed);
    if (u->misses)
        write_number(w, "misses", u->misses);
    mend__jw_end_object(w);
}

static void write_clock(mend__jw *w, const mend__event *e)
{
    write_member(w, "clock", e->clock);
    write_number(w, "cycle", e->cycle);
    if (e->step.n)
        write_member(w, "step", e->step);
    if (e->revises)
        write_undone(w, &e->undone);
}

static void write_clocks(mend__jw *w, const mend_ticket *t)
{
    if (!mend__clock_any_dirty(t))
        return;
    mend__jw_key(w, "clocks");
    mend__jw_array(w);
    for (size_t i = 0; i < mend__clock_count(t); i++)
        if (mend__clock_at(t, i)->dirty)
            mend__clock_write(w, t, (int32_t)i, true);
    mend__jw_end_array(w);
}

static void write_unit(mend__jw *w, const mend__event *e)
{
    if (!e->unit.p && !e->unit_missing)
        return;
    mend__jw_key(w, "unit");
    mend__jw_object(w);
    if (e->unit.p) {
        write_member(w, "key", e->unit);
        write_number(w, "revision", e->unit_revision);
    } else {
        mend__jw_key(w, "missing");
        mend__jw_bool(w, true);
    }
    mend__jw_end_object(w);
}

static void write_data(mend__jw *w, const mend_ticket *t, const mend__event *e)
{
    mend__jw_object(w);
    if (e->opens || e->moves)
        write_opening(w, e);
    if (e->action.p)
        write_member(w, "action", e->action);
    else if (!e->brought && !e->moves)
        write_clock(w, e);
    if (e->to.p) {
        write_member(w, "to", e->to);
        write_member(w, "stage", mend__str_of(mend__stage_name(e->stage), MEND_NTS));
    }
    write_declared(w, e);
    write_facts(w, t, e);
    if (e->reason_slot) {
        mend__jw_key(w, "reason");
        write_slot(w, e->reason_slot);
    }
    if (e->counted_count) {
        mend__jw_key(w, "counters");
        mend__jw_object(w);
        for (size_t i = 0; i < e->counted_count; i++) {
            mend__jw_key_str(w, e->counted[i].name);
            mend__jw_int(w, e->counted[i].value);
        }
        mend__jw_end_object(w);
    }
    write_texts(w, "revealed", e->revealed, e->revealed_count);
    write_texts(w, "notices", e->notices, e->notice_count);
    if (e->anonymises) {
        mend__jw_key(w, "anonymised");
        mend__jw_bool(w, true);
    }
    write_clocks(w, t);
    write_unit(w, e);
    mend__jw_end_object(w);
}

void mend__event_write(const mend_ticket *t, const mend__event *e, mend_buf *out)
{
    mend__jw w;
    mend__jw_init(&w, out);
    mend__jw_object(&w);
    write_number(&w, "v", MEND__EVENT_VERSION);
    write_number(&w, "seq", e->seq);
    write_member(&w, "type", e->type);
    write_instant(&w, "at", e->at);
    write_instant(&w, "recorded", e->recorded);
    if (e->skew)
        write_number(&w, "skew_ms", e->skew);
    mend__jw_key(&w, "actor");
    mend__jw_object(&w);
    write_member(&w, "id", e->actor);
    write_texts(&w, "roles", e->roles, e->role_count);
    if (e->grade.n)
        write_member(&w, "grade", e->grade);
    mend__jw_end_object(&w);
    mend__jw_key(&w, "data");
    write_data(&w, t, e);
    mend__jw_end_object(&w);
}
