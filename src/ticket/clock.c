/*
 * clock.c - the clocks of a ticket as rows and marks, and their JSON, see clock.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"

#include "ground/int.h"

#include <string.h>

static const char *const STATUSES[] = {"", "running", "paused", "met", "missed", "cancelled", "over"};
static const char *const KINDS[] = {"",      "start", "pause", "resume", "aim",  "aim_all",
                                    "reset", "miss",  "stop",  "cancel", "carry"};

#define STATUS_COUNT ((int32_t)(sizeof STATUSES / sizeof STATUSES[0]))
#define KIND_COUNT   ((int32_t)(sizeof KINDS / sizeof KINDS[0]))

const char *mend__clock_status_name(mend__clock_status status)
{
    return (int32_t)status > 0 && (int32_t)status < STATUS_COUNT ? STATUSES[status] : "";
}

static int32_t word_of(const char *const *words, int32_t count, mend__str name)
{
    for (int32_t i = 1; i < count; i++)
        if (mend__str_is(name, words[i]))
            return i;
    return 0;
}

mend__clock_status mend__clock_status_of(mend__str name)
{
    return (mend__clock_status)word_of(STATUSES, STATUS_COUNT, name);
}

/* --- looking --- */

static mend__clock_row *row_at(const mend_ticket *t, size_t row)
{
    return (mend__clock_row *)t->clocks.items + row;
}

size_t mend__clock_count(const mend_ticket *t)
{
    return t->clocks.count;
}

const mend__clock_row *mend__clock_at(const mend_ticket *t, size_t row)
{
    return row_at(t, row);
}

int32_t mend__clock_last(const mend_ticket *t, mend__str clock)
{
    for (size_t i = t->clocks.count; i-- > 0;)
        if (mend__str_eq(mend__ticket_str(t, row_at(t, i)->clock), clock))
            return (int32_t)i;
    return -1;
}

bool mend__clock_active(const mend__clock_row *row)
{
    return row->status == MEND__CLOCK_RUNNING || row->status == MEND__CLOCK_PAUSED;
}

const mend__mark *mend__clock_next_mark(const mend_ticket *t, int32_t row, size_t *from)
{
    const mend__mark *marks = t->clock_marks.items;
    for (size_t i = *from; i < t->clock_marks.count; i++) {
        if (marks[i].row == row) {
            *from = i + 1;
            return &marks[i];
        }
    }
    *from = t->clock_marks.count;
    return NULL;
}

int32_t mend__clock_mark_count(const mend_ticket *t, int32_t row)
{
    int32_t count = 0;
    for (size_t from = 0; mend__clock_next_mark(t, row, &from);)
        count++;
    return count;
}

int64_t mend__clock_wake(const mend_ticket *t)
{
    int64_t wake = MEND__NEVER;
    for (size_t i = 0; i < t->clocks.count; i++) {
        int64_t w = row_at(t, i)->wake;
        if (w != MEND__NEVER && (wake == MEND__NEVER || w < wake))
            wake = w;
    }
    return wake;
}

bool mend__clock_any_dirty(const mend_ticket *t)
{
    for (size_t i = 0; i < t->clocks.count; i++)
        if (row_at(t, i)->dirty)
            return true;
    return false;
}

/* --- changing --- */

mend_status mend__clock_add(mend_ticket *t, mend__str clock, int32_t *row)
{
    int32_t last = mend__clock_last(t, clock);
    int32_t cycle = last < 0 ? 1 : row_at(t, (size_t)last)->cycle;
    if (cycle == INT32_MAX || t->clocks.count >= MEND__CLOCK_ROWS)
        return MEND_LIMIT;
    mend__clock_row *r = mend__ticket_append(t, &t->clocks, sizeof *r);
    if (!r)
        return MEND_NOMEM;
    r->cycle = last < 0 ? 1 : cycle + 1;
    r->status = MEND__CLOCK_RUNNING;
    r->started = r->stopped = r->due = r->wake = r->breached = MEND__NEVER;
    r->dirty = true;
    *row = (int32_t)t->clocks.count - 1;
    mend_status s = mend__ticket_put(t, &r->clock, clock);
    if (s != MEND_OK)
        t->clocks.count--;
    return s;
}

mend__clock_row *mend__clock_edit(mend_ticket *t, int32_t row)
{
    mend__clock_row *r = row_at(t, (size_t)row);
    if (!r->dirty) {
        r->dirty = true;
        r->kept = mend__clock_mark_count(t, row);
    }
    return r;
}

mend_status mend__clock_mark(mend_ticket *t, int32_t row, mend__mark_kind kind, int64_t at, mend__str why)
{
    mend__clock_edit(t, row);
    mend__mark *m = mend__ticket_append(t, &t->clock_marks, sizeof *m);
    if (!m)
        return MEND_NOMEM;
    m->row = row;
    m->kind = (int32_t)kind;
    m->at = at;
    m->was = MEND__NEVER;
    mend_status s = mend__ticket_put(t, &m->why, why);
    if (s != MEND_OK)
        t->clock_marks.count--;
    return s;
}

void mend__clock_mark_was(mend_ticket *t, int64_t was)
{
    ((mend__mark *)t->clock_marks.items)[t->clock_marks.count - 1].was = was;
}

mend_status mend__clock_mark_before(mend_ticket *t, int32_t row, int32_t k, mend__mark_kind kind, int64_t at,
                                    mend__str why)
{
    size_t from = 0, to = t->clock_marks.count;
    for (int32_t i = 0; mend__clock_next_mark(t, row, &from); i++) {
        if (i == k) {
            to = from - 1;
            break;
        }
    }
    mend_status s = mend__clock_mark(t, row, kind, at, why);
    if (s != MEND_OK)
        return s;
    mend__mark *marks = t->clock_marks.items, added = marks[t->clock_marks.count - 1];
    memmove(&marks[to + 1], &marks[to], (t->clock_marks.count - 1 - to) * sizeof *marks);
    marks[to] = added;
    mend__clock_row *r = row_at(t, (size_t)row);
    r->kept = r->kept < k ? r->kept : k;
    return MEND_OK;
}

/* Takes the row's marks from its `from`-th to before its `to`-th away. */
static void cut(mend_ticket *t, int32_t row, int32_t from, int32_t to)
{
    mend__mark *marks = t->clock_marks.items;
    mend__clock_row *r = mend__clock_edit(t, row);
    size_t left = 0;
    int32_t seen = 0;
    for (size_t i = 0; i < t->clock_marks.count; i++) {
        int32_t k = marks[i].row == row ? seen++ : -1;
        if (k >= from && k < to)
            t->heap_dead += marks[i].why.len ? marks[i].why.len + 1 : 0;
        else
            marks[left++] = marks[i];
    }
    t->clock_marks.count = left;
    r->kept = r->kept < from ? r->kept : from;
}

void mend__clock_cut(mend_ticket *t, int32_t row, int32_t k)
{
    cut(t, row, k, INT32_MAX);
}

void mend__clock_drop(mend_ticket *t, int32_t row, int32_t k)
{
    cut(t, row, 0, k);
}

void mend__clock_clean(mend_ticket *t)
{
    for (size_t i = 0; i < t->clocks.count; i++) {
        row_at(t, i)->dirty = row_at(t, i)->begun = false;
        row_at(t, i)->kept = 0;
    }
}

/* --- writing --- */

static void put_instant(mend__jw *w, const char *key, int64_t at)
{
    mend__value v = {MEND_FIELD_INSTANT, at, {"", 0}};
    if (at == MEND__NEVER)
        return;
    mend__jw_key(w, key);
    mend__value_write(w, &v);
}

static void put_int(mend__jw *w, const char *key, int64_t value, int64_t unless)
{
    if (value == unless)
        return;
    mend__jw_key(w, key);
    mend__jw_int(w, value);
}

static void put_true(mend__jw *w, const char *key, bool value)
{
    if (!value)
        return;
    mend__jw_key(w, key);
    mend__jw_bool(w, true);
}

static void put_marks(mend__jw *w, const mend_ticket *t, int32_t row, int32_t kept)
{
    const mend__mark *m;
    size_t from = 0;
    mend__jw_key(w, "marks");
    mend__jw_array(w);
    for (int32_t k = 0; (m = mend__clock_next_mark(t, row, &from)) != NULL; k++) {
        if (k < kept)
            continue;
        mend__value at = {MEND_FIELD_INSTANT, m->at, {"", 0}};
        mend__jw_array(w);
        mend__jw_text(w, KINDS[m->kind]);
        mend__value_write(w, &at);
        if (m->why.len)
            mend__jw_str(w, mend__ticket_str(t, m->why));
        if (m->why.len && m->was != MEND__NEVER)
            mend__jw_int(w, m->was);
        mend__jw_end_array(w);
    }
    mend__jw_end_array(w);
}

void mend__clock_write(mend__jw *w, const mend_ticket *t, int32_t row, bool change)
{
    const mend__clock_row *r = row_at(t, (size_t)row);
    mend__jw_object(w);
    mend__jw_key(w, "clock");
    mend__jw_str(w, mend__ticket_str(t, r->clock));
    put_int(w, "cycle", r->cycle, 0);
    mend__jw_key(w, "status");
    mend__jw_text(w, STATUSES[r->status]);
    mend__jw_key(w, "aim");
    mend__jw_str(w, mend__ticket_str(t, r->aim));
    put_instant(w, "started", r->started);
    put_instant(w, "stopped", r->stopped);
    put_int(w, "target_ms", r->target, -1);
    put_instant(w, "due", r->due);
    put_instant(w, "wake", r->wake);
    put_instant(w, "breached", r->breached);
    put_int(w, "warned", r->warned, 0);
    put_int(w, "climbed", r->climbed, 0);
    put_int(w, "hits", r->hits, 0);
    put_int(w, "misses", r->misses, 0);
    put_int(w, "carried_ms", r->carried, 0);
    put_int(w, "carried_paused_ms", r->carried_paused, 0);
    put_true(w, "fixed", r->fixed);
    put_true(w, "always", r->always);
    put_true(w, "provisional", r->provisional);
    put_int(w, "kept", change ? r->kept : 0, 0);
    put_marks(w, t, row, change ? r->kept : 0);
    mend__jw_end_object(w);
}

/* --- reading --- */

typedef struct clock_reader {
    mend_ticket *t;
    const mend__json *tree;
    mend__node n;
    mend_error *err;
} clock_reader;

static mend_status bad(const clock_reader *r, mend__node n, const char *what)
{
    return mend__json_fail(r->tree, n == MEND__NONE ? r->n : n, MEND_CORRUPT, what, r->err);
}

static mend_status get_text(const clock_reader *r, const char *key, mend__str *out)
{
    mend__node n = mend__json_get(r->tree, r->n, key);
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING)
        return bad(r, n, "a clock lacks a text it must have");
    *out = mend__json_str(r->tree, n);
    return MEND_OK;
}

static mend_status get_int(const clock_reader *r, const char *key, int64_t min, int64_t max, int64_t *out)
{
    mend__node n = mend__json_get(r->tree, r->n, key);
    if (n != MEND__NONE && (!mend__json_int(r->tree, n, out) || *out < min || *out > max))
        return bad(r, n, "a number of a clock is out of its range");
    return MEND_OK;
}

static mend_status get_int32(const clock_reader *r, const char *key, int32_t min, int32_t *out)
{
    int64_t value = *out;
    mend_status s = get_int(r, key, min, INT32_MAX, &value);
    *out = (int32_t)value;
    return s;
}

static mend_status get_instant(const clock_reader *r, const char *key, int64_t *out)
{
    mend__value v = {0, MEND__NEVER, {NULL, 0}};
    mend__node n = mend__json_get(r->tree, r->n, key);
    if (n != MEND__NONE && !mend__value_read(MEND_FIELD_INSTANT, r->tree, n, &v))
        return bad(r, n, "expected an instant");
    *out = v.num;
    return MEND_OK;
}

static bool get_true(const clock_reader *r, const char *key)
{
    return mend__json_typeof(r->tree, mend__json_get(r->tree, r->n, key)) == MEND__JSON_TRUE;
}

static mend_status read_mark(const clock_reader *r, int32_t row, mend__node n)
{
    mend__node kind = MEND__NONE, at = MEND__NONE, why = MEND__NONE;
    mend__value v = {0, 0, {NULL, 0}};
    int64_t was = MEND__NEVER;
    size_t count = mend__json_typeof(r->tree, n) == MEND__JSON_ARRAY ? mend__json_count(r->tree, n) : 0;
    if (count >= 2) {
        kind = mend__json_first(r->tree, n);
        at = mend__json_next(r->tree, kind);
        why = mend__json_next(r->tree, at);
    }
    int32_t k = mend__json_typeof(r->tree, kind) == MEND__JSON_STRING
                    ? word_of(KINDS, KIND_COUNT, mend__json_str(r->tree, kind))
                    : 0;
    if (count < 2 || count > 4 || k == 0 || !mend__value_read(MEND_FIELD_INSTANT, r->tree, at, &v) ||
        (count > 2 && mend__json_typeof(r->tree, why) != MEND__JSON_STRING) ||
        (count > 3 && (!mend__json_int(r->tree, mend__json_next(r->tree, why), &was) || was < 0)))
        return bad(r, n, "not a mark of a clock");
    mend__str text = count > 2 ? mend__json_str(r->tree, why) : MEND__STR("");
    mend__mark *items = r->t->clock_marks.items;
    for (size_t i = r->t->clock_marks.count; i-- > 0;) {
        if (items[i].row == row) {
            if (items[i].at > v.num)
                return bad(r, n, "a mark of a clock goes back in time");
            break;
        }
    }
    mend_status s = mend__clock_mark(r->t, row, (mend__mark_kind)k, v.num, text);
    if (s == MEND_OK)
        mend__clock_mark_was(r->t, was);
    return s;
}

static mend_status read_marks(const clock_reader *r, int32_t row)
{
    int64_t kept = 0;
    int32_t have = mend__clock_mark_count(r->t, row);
    mend__node all = mend__json_get(r->tree, r->n, "marks");
    mend_status s = get_int(r, "kept", 1, have, &kept);
    if (s != MEND_OK)
        return s;
    if (mend__json_typeof(r->tree, all) != MEND__JSON_ARRAY)
        return bad(r, all, "a clock lacks its marks");
    if (kept < have)
        mend__clock_cut(r->t, row, (int32_t)kept);
    for (mend__node n = mend__json_first(r->tree, all); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(r->tree, n))
        s = read_mark(r, row, n);
    return s;
}

static mend_status read_scalars(const clock_reader *r, mend__clock_row *row)
{
    mend_status s = get_instant(r, "started", &row->started);
    s = s != MEND_OK ? s : get_instant(r, "stopped", &row->stopped);
    row->target = -1;
    s = s != MEND_OK ? s : get_int(r, "target_ms", 0, INT64_MAX, &row->target);
    s = s != MEND_OK ? s : get_instant(r, "due", &row->due);
    s = s != MEND_OK ? s : get_instant(r, "wake", &row->wake);
    s = s != MEND_OK ? s : get_instant(r, "breached", &row->breached);
    row->warned = row->climbed = row->hits = row->misses = 0;
    s = s != MEND_OK ? s : get_int32(r, "warned", 0, &row->warned);
    s = s != MEND_OK ? s : get_int32(r, "climbed", 0, &row->climbed);
    s = s != MEND_OK ? s : get_int32(r, "hits", 0, &row->hits);
    s = s != MEND_OK ? s : get_int32(r, "misses", 0, &row->misses);
    row->carried = row->carried_paused = 0;
    s = s != MEND_OK ? s : get_int(r, "carried_ms", 0, INT64_MAX, &row->carried);
    s = s != MEND_OK ? s : get_int(r, "carried_paused_ms", 0, INT64_MAX, &row->carried_paused);
    row->fixed = get_true(r, "fixed");
    row->always = get_true(r, "always");
    row->provisional = get_true(r, "provisional");
    if (s == MEND_OK && row->started == MEND__NEVER)
        s = bad(r, MEND__NONE, "a clock lacks its start");
    return s;
}

/* The row of the cycle before; -1: there is none. */
static int32_t cycle_before(const mend_ticket *t, int32_t row)
{
    mend__str clock = mend__ticket_str(t, row_at(t, (size_t)row)->clock);
    while (--row >= 0)
        if (mend__str_eq(mend__ticket_str(t, row_at(t, (size_t)row)->clock), clock))
            return row;
    return -1;
}

mend_status mend__clock_read(mend_ticket *t, const mend__json *tree, mend__node n, mend_error *err)
{
    clock_reader r = {t, tree, n, err};
    mend__str clock = {NULL, 0}, status = {NULL, 0}, aim = {NULL, 0};
    int64_t cycle = 0;
    if (mend__json_typeof(tree, n) != MEND__JSON_OBJECT)
        return bad(&r, n, "expected a clock");
    mend_status s = get_text(&r, "clock", &clock);
    s = s != MEND_OK ? s : get_text(&r, "status", &status);
    s = s != MEND_OK ? s : get_text(&r, "aim", &aim);
    s = s != MEND_OK ? s : get_int(&r, "cycle", 1, INT32_MAX, &cycle);
    if (s != MEND_OK)
        return s;
    int32_t row = mend__clock_last(t, clock);
    int64_t have = row < 0 ? 0 : row_at(t, (size_t)row)->cycle;
    mend__clock_status st = mend__clock_status_of(status);
    if (!mend__is_name(clock) || st == MEND__CLOCK_NONE || cycle > have + 1)
        return bad(&r, n, "not a clock that follows the ticket's");
    while (row >= 0 && row_at(t, (size_t)row)->cycle > cycle)
        row = cycle_before(t, row);
    if (cycle == have + 1)
        s = mend__clock_add(t, clock, &row);
    if (s == MEND_OK)
        s = mend__ticket_put(t, &mend__clock_edit(t, row)->aim, aim);
    if (s != MEND_OK)
        return s;
    row_at(t, (size_t)row)->status = (int32_t)st;
    s = read_scalars(&r, row_at(t, (size_t)row));
    return s == MEND_OK ? read_marks(&r, row) : s;
}
