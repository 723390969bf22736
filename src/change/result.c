/*
 * result.c - the result of an act: rows over one text buffer, kept from act to act.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "result.h"

#include "ground/int.h"
#include "ground/error.h"
#include "ground/json.h"

#include <string.h>

static void vec_drop(const mend__alloc *a, mend__vec *v, size_t size)
{
    mend__drop(a, v->items, v->cap * size);
}

/* Room for one more record at the end; NULL without memory, and the failure sticks in r->text. */
static void *push(mend_result *r, mend__vec *v, size_t size)
{
    if (r->text.status == MEND_OK)
        r->text.status = mend__reserve(&r->alloc, &v->items, &v->cap, v->count + 1, size);
    if (r->text.status != MEND_OK)
        return NULL;
    void *item = (char *)v->items + v->count * size;
    memset(item, 0, size);
    v->count++;
    return item;
}

mend_status mend_result_new(const mend_allocator *allocator, mend_result **out)
{
    mend__alloc a;
    if (!out || !mend__alloc_init(&a, allocator))
        return MEND_INVALID;
    mend_result *r = mend__new(&a, sizeof *r);
    if (!r)
        return MEND_NOMEM;
    r->alloc = a;
    mend__buf_init(&r->text, &a);
    mend__buf_init(&r->id, &a);
    mend__buf_init(&r->document, &a);
    mend__arena_init(&r->work, &a);
    mend__ticket_init(&r->scratch, &a);
    mend__ticket_init(&r->ticked, &a);
    mend__unit_init(&r->unit.unit, &a);
    *out = r;
    return MEND_OK;
}

void mend_result_free(mend_result *r)
{
    if (!r)
        return;
    mend__alloc a = r->alloc;
    vec_drop(&a, &r->events, sizeof(mend__result_event));
    vec_drop(&a, &r->notices, sizeof(mend__result_notice));
    vec_drop(&a, &r->reasons, sizeof(mend__reason_row));
    vec_drop(&a, &r->params, sizeof(mend__param));
    mend__buf_done(&r->text);
    mend__buf_done(&r->id);
    mend__buf_done(&r->document);
    mend__arena_free(&r->work);
    mend__ticket_done(&r->scratch);
    mend__ticket_done(&r->ticked);
    mend_quote_free(r->quote);
    mend__unit_done(&r->unit.unit);
    for (size_t i = 0; i < MEND__QUOTE_CONTRACTS; i++) {
        if (!r->contracts[i])
            continue;
        mend__unit_done(&r->contracts[i]->unit);
        mend__drop(&a, r->contracts[i], sizeof *r->contracts[i]);
    }
    mend__drop(&a, r, sizeof *r);
}

void mend__result_no_units(mend_result *r)
{
    r->unit.there = false;
    for (size_t i = 0; i < r->contract_places; i++)
        if (r->contracts[i])
            r->contracts[i]->there = false;
}

void mend__result_reset(mend_result *r)
{
    mend__result_no_units(r);
    r->status = MEND_OK;
    r->replayed = r->more = false;
    r->events.count = r->notices.count = r->reasons.count = r->params.count = 0;
    mend__buf_rewind(&r->text, 0);
    mend__arena_reset(&r->work);
}

void mend__result_reason(mend_result *r, mend_reason code)
{
    mend__reason_row *row = push(r, &r->reasons, sizeof *row);
    if (row) {
        row->code = code;
        row->first = r->params.count;
    }
}

void mend__result_add(mend_result *r, const char *name, mend__str value)
{
    mend__param *p = r->reasons.count ? push(r, &r->params, sizeof *p) : NULL;
    if (!p)
        return;
    p->name = name;
    p->off = r->text.len;
    p->len = value.n;
    mend__put_str(&r->text, value);
    mend__put_char(&r->text, '\0');
    ((mend__reason_row *)r->reasons.items)[r->reasons.count - 1].count++;
}

void mend__result_add_int(mend_result *r, const char *name, int64_t value)
{
    char digits[20];
    size_t n = mend__int_write(value, digits);
    mend__result_add(r, name, (mend__str){digits, n});
}

void mend__result_event_begin(mend_result *r, int64_t seq, int64_t at)
{
    mend__result_event *e = push(r, &r->events, sizeof *e);
    if (e) {
        e->seq = seq;
        e->at = at;
        e->off = r->text.len;
    }
}

void mend__result_event_end(mend_result *r)
{
    if (r->text.status != MEND_OK)
        return;
    mend__result_event *e = (mend__result_event *)r->events.items + (r->events.count - 1);
    e->len = r->text.len - e->off;
    mend__put_char(&r->text, '\0');
}

void mend__result_notice_add(mend_result *r, mend__str id, mend__str document)
{
    mend__result_notice *n = push(r, &r->notices, sizeof *n);
    if (!n)
        return;
    n->id_off = r->text.len;
    n->id_len = id.n;
    mend__put_str(&r->text, id);
    mend__put_char(&r->text, '\0');
    n->off = r->text.len;
    n->len = document.n;
    mend__put_str(&r->text, document);
    mend__put_char(&r->text, '\0');
}

/* --- looking --- */

mend_status mend_result_status(const mend_result *r)
{
    return r ? r->status : MEND_INVALID;
}

int32_t mend_result_more(const mend_result *r)
{
    return r && r->more;
}

int32_t mend_result_replayed(const mend_result *r)
{
    return r && r->replayed;
}

int32_t mend_result_event_count(const mend_result *r)
{
    return r ? (int32_t)r->events.count : 0;
}

const char *mend_result_event(const mend_result *r, int32_t index, size_t *len)
{
    if (!r || index < 0 || (size_t)index >= r->events.count)
        return NULL;
    const mend__result_event *e = (const mend__result_event *)r->events.items + index;
    if (len)
        *len = e->len;
    return r->text.data + e->off;
}

int32_t mend_result_reason_count(const mend_result *r)
{
    return r ? (int32_t)r->reasons.count : 0;
}

mend_reason mend_result_reason(const mend_result *r, int32_t index)
{
    if (!r || index < 0 || (size_t)index >= r->reasons.count)
        return 0;
    return ((const mend__reason_row *)r->reasons.items)[index].code;
}

const char *mend_result_param(const mend_result *r, int32_t index, const char *name, size_t *len)
{
    if (!r || !name || index < 0 || (size_t)index >= r->reasons.count)
        return NULL;
    const mend__reason_row *row = (const mend__reason_row *)r->reasons.items + index;
    const mend__param *p = (const mend__param *)r->params.items + row->first;
    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(p[i].name, name) == 0) {
            if (len)
                *len = p[i].len;
            return r->text.data + p[i].off;
        }
    }
    return NULL;
}

/* --- units --- */

const mend_unit *mend_result_unit(const mend_result *r)
{
    return r && r->unit.there ? &r->unit.unit : NULL;
}

int64_t mend_result_unit_expected(const mend_result *r)
{
    return r && r->unit.there ? r->unit.expected : -1;
}

static const mend__result_unit *contract_at(const mend_result *r, int32_t index)
{
    for (size_t i = 0; i < MEND__QUOTE_CONTRACTS && r && index >= 0; i++)
        if (r->contracts[i] && r->contracts[i]->there && index-- == 0)
            return r->contracts[i];
    return NULL;
}

const mend_unit *mend_result_contract(const mend_result *r, int32_t index)
{
    const mend__result_unit *u = contract_at(r, index);
    return u ? &u->unit : NULL;
}

int64_t mend_result_contract_expected(const mend_result *r, int32_t index)
{
    const mend__result_unit *u = contract_at(r, index);
    return u ? u->expected : -1;
}

/* --- what a store keeps with an idempotency key --- */

void mend__result_outcome(const mend_result *r, mend__str fingerprint, int64_t revision, mend_buf *out)
{
    mend__jw w;
    mend__jw_init(&w, out);
    mend__jw_object(&w);
    mend__jw_key(&w, "v");
    mend__jw_int(&w, 1);
    mend__jw_key(&w, "fingerprint");
    mend__jw_str(&w, fingerprint);
    mend__jw_key(&w, "revision");
    mend__jw_int(&w, revision);
    mend__jw_key(&w, "events");
    mend__jw_array(&w);
    const mend__result_event *e = r->events.items;
    for (size_t i = 0; i < r->events.count; i++) { /* as text, so that they come back byte for byte */
        mend__jw_array(&w);
        mend__jw_int(&w, e[i].seq);
        mend__jw_int(&w, e[i].at);
        mend__jw_str(&w, (mend__str){r->text.data + e[i].off, e[i].len});
        mend__jw_end_array(&w);
    }
    mend__jw_end_array(&w);
    mend__jw_end_object(&w);
}

static mend_status damaged(mend_error *err)
{
    return mend__fail(err, MEND_CORRUPT, "the stored outcome of an idempotency key is damaged");
}

static mend_status recall_events(mend_result *r, const mend__json *tree, mend__node events, mend_error *err)
{
    if (mend__json_typeof(tree, events) != MEND__JSON_ARRAY)
        return damaged(err);
    for (mend__node n = mend__json_first(tree, events); n != MEND__NONE; n = mend__json_next(tree, n)) {
        int64_t seq, at;
        mend__node first = mend__json_first(tree, n), second = mend__json_next(tree, first);
        mend__node third = mend__json_next(tree, second);
        if (!mend__json_int(tree, first, &seq) || !mend__json_int(tree, second, &at) ||
            mend__json_typeof(tree, third) != MEND__JSON_STRING)
            return damaged(err);
        mend__result_event_begin(r, seq, at);
        mend__put_str(&r->text, mend__json_str(tree, third));
        mend__result_event_end(r);
    }
    return r->text.status == MEND_OK ? MEND_OK : mend__fail(err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
}

mend_status mend__result_recall(mend_result *r, mend__str outcome, char fingerprint[65], int64_t *revision,
                                mend_error *err)
{
    mend__json tree;
    mend__node root;
    int64_t version = 0;
    mend__json_init(&tree, &r->alloc);
    mend__result_reset(r);
    mend_status s = mend__json_read(&tree, outcome.p, outcome.n, (size_t)64 * 1024 * 1024, 16, &root, err);
    if (s != MEND_OK && s != MEND_NOMEM)
        s = damaged(err);
    if (s == MEND_OK && !mend__json_int(&tree, mend__json_get(&tree, root, "v"), &version))
        s = damaged(err);
    if (s == MEND_OK && version != 1)
        s = mend__fail(err, version > 1 ? MEND_UNSUPPORTED : MEND_CORRUPT, "an outcome of another release");
    mend__str print = mend__json_str(&tree, s == MEND_OK ? mend__json_get(&tree, root, "fingerprint") : MEND__NONE);
    if (s == MEND_OK && (print.n != 64 || !mend__json_int(&tree, mend__json_get(&tree, root, "revision"), revision)))
        s = damaged(err);
    if (s == MEND_OK)
        s = recall_events(r, &tree, mend__json_get(&tree, root, "events"), err);
    if (s == MEND_OK) {
        memcpy(fingerprint, print.p, 64);
        fingerprint[64] = '\0';
        r->replayed = true;
    }
    mend__json_free(&tree);
    return s;
}
