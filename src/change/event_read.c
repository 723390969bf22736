/*
 * event_read.c - an event back from its JSON, checked as strictly as it was written: whatever does not follow the ticket
 * as it stands is MEND_CORRUPT.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "event.h"

#include <string.h>

typedef struct reader {
    const mend_ticket *t;
    const mend__json *tree;
    const mend__str *slots;
    size_t slot_count;
    size_t slot; /* the number the next slot must have */
    mend__arena *arena;
    mend__event *e;
    mend_error *err;
} reader;

static mend_status bad(const reader *r, mend__node n, const char *what)
{
    return mend__json_fail(r->tree, n, MEND_CORRUPT, what, r->err);
}

static mend_status read_text(const reader *r, mend__node object, const char *key, mend__str *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING)
        return bad(r, n == MEND__NONE ? object : n, "an event lacks a text it must have");
    *out = mend__json_str(r->tree, n);
    return MEND_OK;
}

static mend_status read_int(const reader *r, mend__node object, const char *key, int64_t *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    if (!mend__json_int(r->tree, n, out))
        return bad(r, n == MEND__NONE ? object : n, "an event lacks a number it must have");
    return MEND_OK;
}

static mend_status read_instant(const reader *r, mend__node object, const char *key, int64_t *out)
{
    mend__value v;
    mend__node n = mend__json_get(r->tree, object, key);
    if (!mend__value_read(MEND_FIELD_INSTANT, r->tree, n, &v))
        return bad(r, n == MEND__NONE ? object : n, "an event lacks an instant it must have");
    *out = v.num;
    return MEND_OK;
}

static mend_status read_texts(const reader *r, mend__node object, const char *key, const mend__str **out, size_t *count)
{
    mend__node n = mend__json_get(r->tree, object, key);
    *out = NULL;
    *count = 0;
    if (n == MEND__NONE)
        return MEND_OK;
    if (mend__json_typeof(r->tree, n) != MEND__JSON_ARRAY)
        return bad(r, n, "expected a list of texts");
    mend__str *texts = mend__arena_get(r->arena, (mend__json_count(r->tree, n) + 1) * sizeof *texts);
    if (!texts)
        return mend__fail(r->err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    size_t i = 0;
    for (mend__node c = mend__json_first(r->tree, n); c != MEND__NONE; c = mend__json_next(r->tree, c)) {
        if (mend__json_typeof(r->tree, c) != MEND__JSON_STRING)
            return bad(r, c, "expected a text");
        texts[i++] = mend__json_str(r->tree, c);
    }
    *out = texts;
    *count = i;
    return MEND_OK;
}

/* {"slot":n}: the next slot, with its text out of the slots given. */
static mend_status read_slot(reader *r, mend__node n, mend_field_type type, int32_t *slot, mend__value *value)
{
    int64_t number;
    if (mend__json_typeof(r->tree, n) != MEND__JSON_OBJECT || mend__json_count(r->tree, n) != 1 ||
        !mend__json_int(r->tree, mend__json_get(r->tree, n, "slot"), &number) || number != (int64_t)r->slot)
        return bad(r, n, "expected the next slot");
    if (r->slot > r->slot_count)
        return bad(r, n, "the slots given end before this one");
    value->type = type;
    value->num = 0;
    value->text = r->slots[r->slot - 1];
    *slot = (int32_t)r->slot++;
    return MEND_OK;
}

static mend_status read_declared(reader *r, mend__node data)
{
    mend__node n = mend__json_get(r->tree, data, "declare");
    if (n == MEND__NONE)
        return MEND_OK;
    if (mend__json_typeof(r->tree, n) != MEND__JSON_ARRAY)
        return bad(r, n, "expected a list of declarations");
    size_t count = mend__json_count(r->tree, n);
    mend__declared *d = mend__arena_get(r->arena, (count + 1) * sizeof *d);
    if (!d)
        return mend__fail(r->err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    r->e->declared = d;
    for (mend__node c = mend__json_first(r->tree, n); c != MEND__NONE; c = mend__json_next(r->tree, c), d++) {
        mend__str type = {NULL, 0};
        mend_status s = read_text(r, c, "name", &d->name);
        if (s == MEND_OK)
            s = read_text(r, c, "type", &type);
        if (s != MEND_OK)
            return s;
        mend__node list = mend__json_get(r->tree, c, "list"), mask = mend__json_get(r->tree, c, "mask");
        const mend__field *f = list == MEND__NONE ? NULL : mend__field_find(0, mend__json_str(r->tree, list));
        if ((list != MEND__NONE && (!f || f->type != MEND_FIELD_LIST)) || !mend__is_name(d->name))
            return bad(r, c, "no such list, or not a name");
        d->list = f ? f->id : 0;
        d->type = mend__type_of(type);
        mend__str name = mend__json_str(r->tree, mask);
        if (!d->type || (mask != MEND__NONE && mend_mask_of(name.p, name.n, &d->mask) != MEND_OK))
            return bad(r, c, "unknown type or masking class");
        r->e->declared_count++;
    }
    return MEND_OK;
}

/* The field a fact is about: built-in, known to the ticket, or declared by this event. */
static bool fact_field(const reader *r, int32_t list, mend__str name, int32_t *id, mend_field_type *type)
{
    const mend__field *f = mend__field_find(list, name);
    if (f) {
        *id = f->id;
        *type = f->type;
        return f->type != MEND_FIELD_LIST;
    }
    *id = mend__ticket_custom(r->t, list, name);
    if (*id)
        *type = ((const mend__custom *)r->t->customs.items)[*id - MEND__CUSTOM].type;
    for (size_t i = 0; i < r->e->declared_count; i++) {
        if (r->e->declared[i].list == list && mend__str_eq(r->e->declared[i].name, name)) {
            *id = MEND__CUSTOM + (int32_t)(r->t->customs.count + i);
            *type = r->e->declared[i].type;
        }
    }
    return *id != 0;
}

static mend_status read_fact(reader *r, mend__node n, mend__fact *f)
{
    mend__path path;
    if (!mend__path_parse(mend__json_key(r->tree, n), &path) || path.added || path.row > MEND__ROW_MAX)
        return bad(r, n, "not a path");
    mend_field_type type = 0;
    mend__json_type have = mend__json_typeof(r->tree, n);
    if (path.row) {
        const mend__field *list = mend__field_find(0, path.head);
        if (!list || list->type != MEND_FIELD_LIST)
            return bad(r, n, "no such list");
        f->list = list->id;
        f->row = path.row;
    }
    bool whole_row = path.row && !path.column.n;
    if (!whole_row && !fact_field(r, f->list, path.row ? path.column : path.head, &f->id, &type))
        return bad(r, n, "no such field");
    f->value.type = type;
    if (have == MEND__JSON_NULL) {
        f->kind = MEND__FACT_UNSET;
        return MEND_OK;
    }
    if (whole_row)
        return bad(r, n, "a row can only be taken away");
    if (have == MEND__JSON_OBJECT) {
        f->kind = MEND__FACT_SLOT;
        return mend__type_is_text(type) ? read_slot(r, n, type, &f->slot, &f->value) : bad(r, n, "no slot holds this");
    }
    f->kind = MEND__FACT_VALUE;
    return mend__value_read(type, r->tree, n, &f->value) ? MEND_OK : bad(r, n, "not a value of this field");
}

static mend_status read_facts(reader *r, mend__node data)
{
    mend__node n = mend__json_get(r->tree, data, "set");
    if (n == MEND__NONE)
        return MEND_OK;
    if (mend__json_typeof(r->tree, n) != MEND__JSON_OBJECT)
        return bad(r, n, "expected an object of fields");
    mend__fact *f = mend__arena_get(r->arena, (mend__json_count(r->tree, n) + 1) * sizeof *f);
    if (!f)
        return mend__fail(r->err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    r->e->facts = f;
    for (mend__node c = mend__json_first(r->tree, n); c != MEND__NONE; c = mend__json_next(r->tree, c)) {
        mend_status s = read_fact(r, c, f);
        if (s != MEND_OK)
            return s;
        f++;
        r->e->fact_count++;
    }
    return MEND_OK;
}

static mend_status read_counted(reader *r, mend__node data)
{
    mend__node n = mend__json_get(r->tree, data, "counters");
    if (n == MEND__NONE)
        return MEND_OK;
    if (mend__json_typeof(r->tree, n) != MEND__JSON_OBJECT)
        return bad(r, n, "expected an object of counts");
    mend__counted *c = mend__arena_get(r->arena, (mend__json_count(r->tree, n) + 1) * sizeof *c);
    if (!c)
        return mend__fail(r->err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
    r->e->counted = c;
    for (mend__node i = mend__json_first(r->tree, n); i != MEND__NONE; i = mend__json_next(r->tree, i), c++) {
        c->name = mend__json_key(r->tree, i);
        if (!mend__json_int(r->tree, i, &c->value) || c->value < 0)
            return bad(r, i, "not a count");
        r->e->counted_count++;
    }
    return MEND_OK;
}

static mend_status read_policy(reader *r, mend__node data)
{
    mend__event *e = r->e;
    mend__node policy = mend__json_get(r->tree, data, "policy");
    mend_status s = read_text(r, policy, "id", &e->policy);
    if (s == MEND_OK)
        s = read_text(r, policy, "digest", &e->digest);
    if (s == MEND_OK && e->digest.n != 64)
        s = bad(r, policy, "not a digest");
    if (s == MEND_OK)
        s = read_int(r, policy, "revision", &e->policy_revision);
    return s == MEND_OK && e->policy_revision < 1 ? bad(r, policy, "not a revision") : s;
}

static mend_status read_opening(reader *r, mend__node data)
{
    mend__event *e = r->e;
    e->opens = mend__json_get(r->tree, data, "policy") != MEND__NONE;
    if (e->opens != (r->t->seq == 0))
        return bad(r, data, "the first event, and only that, opens the ticket");
    if (!e->opens)
        return MEND_OK;
    mend_status s = read_text(r, data, "tenant", &e->tenant);
    if (s == MEND_OK)
        s = read_text(r, data, "key", &e->key);
    if (s == MEND_OK)
        s = read_text(r, data, "number", &e->number);
    return s == MEND_OK ? read_policy(r, data) : s;
}

/* A ticket that began elsewhere, or one that comes under another policy: nobody did an action. */
static mend_status read_arrival(reader *r, mend__node data)
{
    mend__event *e = r->e;
    e->moves = r->t->seq != 0;
    if (e->moves)
        return read_policy(r, data);
    e->brought = true;
    mend_status s = read_opening(r, data);
    if (s == MEND_OK)
        s = read_instant(r, data, "opened", &e->opened);
    if (s == MEND_OK)
        s = read_instant(r, data, "since", &e->since);
    return s == MEND_OK && (e->opened > e->since || e->since > e->at) ? bad(r, data, "time goes back") : s;
}

/* What time brought: which clock, which step. */
static mend_status read_clock(reader *r, mend__node data)
{
    mend__event *e = r->e;
    int64_t cycle = 0;
    mend_status s = read_text(r, data, "clock", &e->clock);
    if (s == MEND_OK)
        s = read_int(r, data, "cycle", &cycle);
    if (s == MEND_OK && (cycle < 1 || cycle > INT32_MAX || r->t->seq == 0))
        s = bad(r, data, "not an event of a clock");
    e->cycle = (int32_t)cycle;
    return s;
}

/* Who or what changed the ticket: an action, time, another policy. */
static mend_status read_cause(reader *r, mend__node data)
{
    if (mend__json_get(r->tree, data, "action") == MEND__NONE) {
        if (mend__json_get(r->tree, data, "clock") != MEND__NONE)
            return read_clock(r, data);
        if (mend__json_get(r->tree, data, "policy") != MEND__NONE)
            return read_arrival(r, data);
    }
    mend_status s = read_text(r, data, "action", &r->e->action);
    return s == MEND_OK ? read_opening(r, data) : s;
}

static mend_status read_clocks(reader *r, mend__node data)
{
    mend__node n = mend__json_get(r->tree, data, "clocks");
    if (n != MEND__NONE && mend__json_typeof(r->tree, n) != MEND__JSON_ARRAY)
        return bad(r, n, "expected a list of clocks");
    r->e->tree = n == MEND__NONE ? NULL : r->tree;
    r->e->clocks = n;
    return MEND_OK;
}

static mend_status read_data(reader *r, mend__node data)
{
    mend__event *e = r->e;
    mend_status s = read_cause(r, data);
    if (s == MEND_OK && (e->opens || mend__json_get(r->tree, data, "to") != MEND__NONE)) {
        mend__str stage = {NULL, 0};
        s = read_text(r, data, "to", &e->to);
        if (s == MEND_OK)
            s = read_text(r, data, "stage", &stage);
        if (s == MEND_OK && (e->stage = mend__stage_of(stage)) == MEND__STAGE_NONE)
            s = bad(r, data, "no such stage");
    }
    if (s == MEND_OK)
        s = read_declared(r, data);
    if (s == MEND_OK)
        s = read_facts(r, data);
    mend__node reason = mend__json_get(r->tree, data, "reason");
    if (s == MEND_OK && reason != MEND__NONE)
        s = read_slot(r, reason, MEND_FIELD_LONG, &e->reason_slot, &e->reason);
    if (s == MEND_OK)
        s = read_counted(r, data);
    if (s == MEND_OK)
        s = read_texts(r, data, "revealed", &e->revealed, &e->revealed_count);
    if (s == MEND_OK)
        s = read_texts(r, data, "notices", &e->notices, &e->notice_count);
    if (s == MEND_OK)
        s = read_clocks(r, data);
    e->anonymises = mend__json_typeof(r->tree, mend__json_get(r->tree, data, "anonymised")) == MEND__JSON_TRUE;
    return s;
}

mend_status mend__event_read(const mend_ticket *t, const mend__json *tree, mend__node n, const mend__str *slots,
                             size_t slot_count, mend__arena *arena, mend__event *out, mend_error *err)
{
    reader r = {t, tree, slots, slot_count, t->slots.count + 1, arena, out, err};
    int64_t version;
    memset(out, 0, sizeof *out);
    mend_status s = read_int(&r, n, "v", &version);
    if (s == MEND_OK && version > MEND__EVENT_VERSION)
        return mend__json_fail(tree, n, MEND_UNSUPPORTED, "an event written by a newer release", err);
    if (s == MEND_OK && version != MEND__EVENT_VERSION)
        s = bad(&r, n, "no such version of events");
    if (s == MEND_OK)
        s = read_int(&r, n, "seq", &out->seq);
    if (s == MEND_OK && out->seq != t->seq + 1)
        s = bad(&r, n, "an event is missing before this one, or it belongs elsewhere");
    if (s == MEND_OK)
        s = read_text(&r, n, "type", &out->type);
    if (s == MEND_OK)
        s = read_instant(&r, n, "at", &out->at);
    if (s == MEND_OK)
        s = read_instant(&r, n, "recorded", &out->recorded);
    if (s == MEND_OK && (out->recorded < out->at || out->recorded < t->last))
        s = bad(&r, n, "time goes back");
    mend__node skew = mend__json_get(tree, n, "skew_ms"), actor = mend__json_get(tree, n, "actor");
    if (s == MEND_OK && skew != MEND__NONE)
        s = read_int(&r, n, "skew_ms", &out->skew);
    if (s == MEND_OK)
        s = read_text(&r, actor, "id", &out->actor);
    if (s == MEND_OK)
        s = read_texts(&r, actor, "roles", &out->roles, &out->role_count);
    if (s == MEND_OK && mend__json_get(tree, actor, "grade") != MEND__NONE)
        s = read_text(&r, actor, "grade", &out->grade);
    return s == MEND_OK ? read_data(&r, mend__json_get(tree, n, "data")) : s;
}
