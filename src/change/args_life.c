/*
 * args_life.c - arguments of tickets that come under another policy, or from elsewhere: other names, state, clocks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "args.h"

#include "ground/error.h"
#include "notions/duration.h"
#include "notions/instant.h"
#include "notions/value.h"

#define NAME_MAX_BYTES 128
#define PATH_MAX_BYTES 256

static const char *const KINDS[] = {"states", "choices", "fields", "clocks", NULL};

static mend_status keep(mend_args *args, mend__str text, size_t least, size_t most, mend__str *out)
{
    if (!text.p || text.n < least)
        return MEND_INVALID;
    if (text.n > most)
        return MEND_LIMIT;
    if (!mend__utf8_valid(text.p, text.n, NULL))
        return MEND_UTF8;
    char *copy = mend__arena_text(&args->arena, text.p, text.n);
    if (!copy)
        return MEND_NOMEM;
    *out = (mend__str){copy, text.n};
    return MEND_OK;
}

bool mend__args_mapped(const mend_args *args, mend__map_kind what, mend__str from, mend__str *to)
{
    for (const mend__args_map *m = args->maps; m; m = m->next) {
        if (m->what == what && mend__str_eq(m->from, from)) {
            *to = m->to;
            return true;
        }
    }
    return false;
}

bool mend__args_has_life(const mend_args *args)
{
    return args->maps || args->state.p || args->clocks;
}

mend_status mend_args_map(mend_args *args, const char *what, size_t what_len, const char *from, size_t from_len,
                          const char *to, size_t to_len)
{
    mend__str kind = mend__str_of(what, what_len), old = mend__str_of(from, from_len), have;
    int32_t k = 0;
    if (!args || !kind.p || !old.p)
        return MEND_INVALID;
    while (KINDS[k] && !mend__str_is(kind, KINDS[k]))
        k++;
    if (!KINDS[k] || mend__args_mapped(args, (mend__map_kind)k, old, &have))
        return MEND_INVALID;
    if (args->map_count == MEND__ARGS_MAPPED)
        return MEND_LIMIT;
    mend__args_map *m = mend__arena_get(&args->arena, sizeof *m);
    if (!m)
        return MEND_NOMEM;
    m->what = (mend__map_kind)k;
    mend_status s = keep(args, old, 1, PATH_MAX_BYTES, &m->from);
    if (s == MEND_OK)
        s = keep(args, mend__str_of(to, to_len), k == MEND__MAP_STATES, NAME_MAX_BYTES, &m->to);
    if (s != MEND_OK)
        return s;
    mend__args_map **end = &args->maps;
    while (*end)
        end = &(*end)->next;
    *end = m;
    args->map_count++;
    return MEND_OK;
}

static bool instant_or_none(int64_t at)
{
    return at == INT64_MIN || mend__instant_valid(at);
}

mend_status mend_args_state(mend_args *args, const char *state, size_t state_len, int64_t opened, int64_t since)
{
    if (!args)
        return MEND_INVALID;
    if (!mend__instant_valid(opened) || !instant_or_none(since))
        return MEND_RANGE;
    mend_status s = keep(args, mend__str_of(state, state_len), 1, NAME_MAX_BYTES, &args->state);
    if (s != MEND_OK)
        return s;
    args->opened = opened;
    args->since = since == INT64_MIN ? opened : since;
    return MEND_OK;
}

mend_status mend_args_clock(mend_args *args, const char *clock, size_t len, mend_clock_status status, int64_t started,
                            int64_t stopped, int64_t used)
{
    mend__str name = mend__str_of(clock, len);
    if (!args || !name.p ||
        (status != MEND_CLOCK_RUNNING && status != MEND_CLOCK_MET && status != MEND_CLOCK_MISSED &&
         status != MEND_CLOCK_CANCELLED))
        return MEND_INVALID;
    if (!instant_or_none(started) || !instant_or_none(stopped) || (used < 0 && used != INT64_MIN))
        return MEND_RANGE;
    mend__args_clock **end = &args->clocks;
    for (; *end; end = &(*end)->next)
        if (mend__str_eq((*end)->clock, name))
            return MEND_INVALID;
    if (args->clock_count == MEND__ARGS_CLOCKS)
        return MEND_LIMIT;
    mend__args_clock *c = mend__arena_get(&args->arena, sizeof *c);
    if (!c)
        return MEND_NOMEM;
    c->status = status;
    c->started = started;
    c->stopped = stopped;
    c->used = used;
    mend_status s = keep(args, name, 1, NAME_MAX_BYTES, &c->clock);
    if (s != MEND_OK)
        return s;
    *end = c;
    args->clock_count++;
    return MEND_OK;
}

/* --- documents --- */

static mend_status at_node(const mend__json *tree, mend__node n, mend_status s, mend_error *err)
{
    if (s == MEND_OK)
        return s;
    if (s == MEND_INVALID)
        return mend__json_fail(tree, n, MEND_SCHEMA, "empty, or given twice", err);
    return mend__json_fail(tree, n, s, mend_status_text(s), err);
}

static mend_status read_names(mend_args *args, const mend__json *tree, mend__node names, mend_error *err)
{
    mend__str what = mend__json_key(tree, names);
    mend_status s = MEND_OK;
    if (mend__json_typeof(tree, names) != MEND__JSON_OBJECT)
        return mend__json_expected(tree, names, "an object of names", err);
    for (mend__node n = mend__json_first(tree, names); n != MEND__NONE && s == MEND_OK; n = mend__json_next(tree, n)) {
        mend__str from = mend__json_key(tree, n), to = MEND__STR("");
        mend__json_type type = mend__json_typeof(tree, n);
        if (type == MEND__JSON_STRING)
            to = mend__json_str(tree, n);
        else if (type != MEND__JSON_NULL)
            return mend__json_expected(tree, n, "a name, or null", err);
        s = at_node(tree, n, mend_args_map(args, what.p, what.n, from.p, from.n, to.p, to.n), err);
    }
    return s;
}

mend_status mend__args_read_map(mend_args *args, const mend__json *tree, mend__node n, mend_error *err)
{
    mend_status s = mend__json_members(tree, n, KINDS, err);
    for (mend__node m = mend__json_first(tree, n); m != MEND__NONE && s == MEND_OK; m = mend__json_next(tree, m))
        s = read_names(args, tree, m, err);
    return s;
}

/* An instant that may be missing. */
static mend_status read_instant(const mend__json *tree, mend__node object, const char *key, int64_t *out,
                                mend_error *err)
{
    mend__value v = {0, INT64_MIN, {NULL, 0}};
    mend__node n = mend__json_get(tree, object, key);
    if (n != MEND__NONE && !mend__value_read(MEND_FIELD_INSTANT, tree, n, &v))
        return mend__json_expected(tree, n, mend__type_expected(MEND_FIELD_INSTANT), err);
    *out = v.num;
    return MEND_OK;
}

static mend_status read_clock(mend_args *args, const mend__json *tree, mend__node n, mend_error *err)
{
    static const char *const known[] = {"status", "used", "started", "stopped", NULL};
    static const char *const words[] = {"running", "met", "missed", "cancelled"};
    static const mend_clock_status statuses[] = {MEND_CLOCK_RUNNING, MEND_CLOCK_MET, MEND_CLOCK_MISSED,
                                                 MEND_CLOCK_CANCELLED};
    int64_t started, stopped, used = INT64_MIN;
    size_t i = 0;
    mend_status s = mend__json_members(tree, n, known, err);
    if (s == MEND_OK)
        s = read_instant(tree, n, "started", &started, err);
    if (s == MEND_OK)
        s = read_instant(tree, n, "stopped", &stopped, err);
    if (s != MEND_OK)
        return s;
    mend__node status = mend__json_get(tree, n, "status"), amount = mend__json_get(tree, n, "used");
    while (
        status != MEND__NONE && i < 4 &&
        (mend__json_typeof(tree, status) != MEND__JSON_STRING || !mend__str_is(mend__json_str(tree, status), words[i])))
        i++;
    if (i == 4)
        return mend__json_expected(tree, status, "running, met, missed or cancelled", err);
    if (amount != MEND__NONE && (mend__json_typeof(tree, amount) != MEND__JSON_STRING ||
                                 !mend__duration_parse(mend__json_str(tree, amount), &used)))
        return mend__json_expected(tree, amount, "a duration such as PT2H", err);
    mend__str name = mend__json_key(tree, n);
    return at_node(tree, n, mend_args_clock(args, name.p, name.n, statuses[i], started, stopped, used), err);
}

mend_status mend__args_read_clocks(mend_args *args, const mend__json *tree, mend__node n, mend_error *err)
{
    mend_status s = MEND_OK;
    if (mend__json_typeof(tree, n) != MEND__JSON_OBJECT)
        return mend__json_expected(tree, n, "an object of clocks", err);
    for (mend__node c = mend__json_first(tree, n); c != MEND__NONE && s == MEND_OK; c = mend__json_next(tree, c))
        s = read_clock(args, tree, c, err);
    return s;
}
