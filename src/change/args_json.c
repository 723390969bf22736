/*
 * args_json.c - arguments from a JSON document.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "args.h"

#include "ground/int.h"
#include "ground/error.h"
#include "notions/value.h"

#include <string.h>

#define MEND__ARGS_BYTES ((size_t)1024 * 1024)
#define MEND__ARGS_DEPTH 8

typedef struct args_reader {
    mend_args *args;
    const mend__json *tree;
    mend_error *err;
} args_reader;

/* A setter's status becomes an error at the node. */
static mend_status at_node(const args_reader *r, mend__node n, mend_status s)
{
    if (s == MEND_OK)
        return s;
    if (s == MEND_INVALID)
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "empty, or given twice", r->err);
    return mend__json_fail(r->tree, n, s, mend_status_text(s), r->err);
}

typedef mend_status (*text_setter)(mend_args *, const char *, size_t);

static mend_status read_text(const args_reader *r, mend__node n, text_setter set)
{
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING)
        return mend__json_expected(r->tree, n, "a text", r->err);
    mend__str s = mend__json_str(r->tree, n);
    return at_node(r, n, set(r->args, s.p, s.n));
}

static mend_status unknown(const args_reader *r, mend__node n, const char *const *known)
{
    mend__guess g;
    mend__guess_start(&g, mend__json_key(r->tree, n));
    for (size_t i = 0; known[i]; i++)
        mend__guess_feed(&g, mend__str_of(known[i], MEND_NTS));
    mend_status s = mend__json_fail(r->tree, n, MEND_SCHEMA, "unknown member", r->err);
    if (g.best.p) {
        mend__error_add(r->err, "; did you mean ");
        mend__error_add_str(r->err, g.best);
        mend__error_add(r->err, "?");
    }
    return s;
}

static mend_status read_actor(const args_reader *r, mend__node n)
{
    static const char *const known[] = {"id", "roles", "grade", NULL};
    if (mend__json_typeof(r->tree, n) != MEND__JSON_OBJECT)
        return mend__json_expected(r->tree, n, "an object with id, roles and grade", r->err);
    for (mend__node m = mend__json_first(r->tree, n); m != MEND__NONE; m = mend__json_next(r->tree, m)) {
        mend__str key = mend__json_key(r->tree, m);
        mend_status s = MEND_OK;
        if (mend__str_is(key, "id")) {
            s = read_text(r, m, mend_args_actor);
        } else if (mend__str_is(key, "grade")) {
            s = read_text(r, m, mend_args_grade);
        } else if (mend__str_is(key, "roles")) {
            if (mend__json_typeof(r->tree, m) != MEND__JSON_ARRAY)
                return mend__json_expected(r->tree, m, "a list of roles", r->err);
            for (mend__node c = mend__json_first(r->tree, m); c != MEND__NONE && s == MEND_OK;
                 c = mend__json_next(r->tree, c))
                s = read_text(r, c, mend_args_role);
        } else {
            s = unknown(r, m, known);
        }
        if (s != MEND_OK)
            return s;
    }
    return MEND_OK;
}

static mend_status read_identity(const args_reader *r, mend__node n)
{
    static const char *const known[] = {"tenant", "key", "number", NULL};
    mend__str parts[3] = {{"", 0}, {"", 0}, {"", 0}};
    if (mend__json_typeof(r->tree, n) != MEND__JSON_OBJECT)
        return mend__json_expected(r->tree, n, "an object with tenant, key and number", r->err);
    for (mend__node m = mend__json_first(r->tree, n); m != MEND__NONE; m = mend__json_next(r->tree, m)) {
        size_t i = 0;
        while (known[i] && !mend__str_is(mend__json_key(r->tree, m), known[i]))
            i++;
        if (!known[i])
            return unknown(r, m, known);
        if (mend__json_typeof(r->tree, m) != MEND__JSON_STRING)
            return mend__json_expected(r->tree, m, "a text", r->err);
        parts[i] = mend__json_str(r->tree, m);
    }
    return at_node(r, n,
                   mend_args_ticket(r->args, parts[0].p, parts[0].n, parts[1].p, parts[1].n, parts[2].p, parts[2].n));
}

static mend_status read_value(const args_reader *r, mend__node n, mend__str path)
{
    int64_t num = 0;
    mend__str s = mend__json_str(r->tree, n);
    switch (mend__json_typeof(r->tree, n)) {
    case MEND__JSON_NULL:
        return at_node(r, n, mend_args_unset(r->args, path.p, path.n));
    case MEND__JSON_TRUE:
    case MEND__JSON_FALSE:
        num = mend__json_typeof(r->tree, n) == MEND__JSON_TRUE;
        return at_node(r, n, mend_args_integer(r->args, path.p, path.n, num));
    case MEND__JSON_NUMBER:
        if (!mend__json_int(r->tree, n, &num))
            return mend__json_expected(r->tree, n, "a whole number of 64 bits (decimals are written as text)", r->err);
        return at_node(r, n, mend_args_integer(r->args, path.p, path.n, num));
    case MEND__JSON_STRING:
        return at_node(r, n, mend_args_text(r->args, path.p, path.n, s.p, s.n));
    default:
        return mend__json_expected(r->tree, n, "a value", r->err);
    }
}

/* "list/+n/column" */
static mend__str row_path(mend__str list, int64_t row, mend__str column, char out[320])
{
    size_t n = 0;
    memcpy(out, list.p, list.n);
    n = list.n;
    out[n++] = '/';
    out[n++] = '+';
    n += mend__int_write(row, out + n);
    out[n++] = '/';
    memcpy(out + n, column.p, column.n);
    return (mend__str){out, n + column.n};
}

/* A list of objects: each adds a row. */
static mend_status read_rows(const args_reader *r, mend__node n)
{
    char path[320];
    int64_t row = 0;
    mend__str list = mend__json_key(r->tree, n);
    if (!mend__is_name(list))
        return mend__json_expected(r->tree, n, "a value, as this is not the name of a list", r->err);
    for (mend__node c = mend__json_first(r->tree, n); c != MEND__NONE; c = mend__json_next(r->tree, c)) {
        if (mend__json_typeof(r->tree, c) != MEND__JSON_OBJECT)
            return mend__json_expected(r->tree, c, "an object: a row to be added", r->err);
        row++;
        for (mend__node m = mend__json_first(r->tree, c); m != MEND__NONE; m = mend__json_next(r->tree, m)) {
            mend__str column = mend__json_key(r->tree, m);
            if (column.n > 128)
                return mend__json_fail(r->tree, m, MEND_LIMIT, "the name is longer than 128 bytes", r->err);
            mend_status s = read_value(r, m, row_path(list, row, column, path));
            if (s != MEND_OK)
                return s;
        }
    }
    return MEND_OK;
}

static mend_status read_fields(const args_reader *r, mend__node n)
{
    if (mend__json_typeof(r->tree, n) != MEND__JSON_OBJECT)
        return mend__json_expected(r->tree, n, "an object of fields", r->err);
    for (mend__node m = mend__json_first(r->tree, n); m != MEND__NONE; m = mend__json_next(r->tree, m)) {
        mend_status s = mend__json_typeof(r->tree, m) == MEND__JSON_ARRAY
                            ? read_rows(r, m)
                            : read_value(r, m, mend__json_key(r->tree, m));
        if (s != MEND_OK)
            return s;
    }
    return MEND_OK;
}

static mend_status read_expect(const args_reader *r, mend__node n)
{
    int64_t revision;
    if (!mend__json_int(r->tree, n, &revision) || revision < 1)
        return mend__json_expected(r->tree, n, "a revision, 1 or more", r->err);
    return at_node(r, n, mend_args_expect(r->args, revision));
}

static mend_status read_at(const args_reader *r, mend__node n)
{
    mend__value v;
    if (!mend__value_read(MEND_FIELD_INSTANT, r->tree, n, &v))
        return mend__json_expected(r->tree, n, mend__type_expected(MEND_FIELD_INSTANT), r->err);
    return at_node(r, n, mend_args_at(r->args, v.num));
}

/* "state", "opened" and "since" are given together: they are read when the first one of the document comes. */
static mend_status read_life(const args_reader *r, mend__node n)
{
    mend__node object = mend__json_parent(r->tree, n), state = mend__json_get(r->tree, object, "state");
    mend__node opened = mend__json_get(r->tree, object, "opened"), since = mend__json_get(r->tree, object, "since");
    mend__value from, to = {0, INT64_MIN, {NULL, 0}};
    if (r->args->state.p)
        return MEND_OK;
    if (mend__json_typeof(r->tree, state) != MEND__JSON_STRING)
        return mend__json_expected(r->tree, state == MEND__NONE ? n : state, "state, the name of a state", r->err);
    if (!mend__value_read(MEND_FIELD_INSTANT, r->tree, opened, &from))
        return mend__json_expected(r->tree, opened == MEND__NONE ? n : opened, "opened, an instant", r->err);
    if (since != MEND__NONE && !mend__value_read(MEND_FIELD_INSTANT, r->tree, since, &to))
        return mend__json_expected(r->tree, since, mend__type_expected(MEND_FIELD_INSTANT), r->err);
    mend__str name = mend__json_str(r->tree, state);
    return at_node(r, state, mend_args_state(r->args, name.p, name.n, from.num, to.num));
}

static mend_status read_member(const args_reader *r, mend__node m)
{
    static const char *const known[] = {"action", "actor", "at",    "key",    "expect", "reason", "ticket",
                                        "fields", "map",   "state", "opened", "since",  "clocks", NULL};
    mend__str key = mend__json_key(r->tree, m);
    if (mend__str_is(key, "action"))
        return read_text(r, m, mend_args_action);
    if (mend__str_is(key, "key"))
        return read_text(r, m, mend_args_key);
    if (mend__str_is(key, "reason"))
        return read_text(r, m, mend_args_reason);
    if (mend__str_is(key, "actor"))
        return read_actor(r, m);
    if (mend__str_is(key, "ticket"))
        return read_identity(r, m);
    if (mend__str_is(key, "fields"))
        return read_fields(r, m);
    if (mend__str_is(key, "at"))
        return read_at(r, m);
    if (mend__str_is(key, "expect"))
        return read_expect(r, m);
    if (mend__str_is(key, "map"))
        return mend__args_read_map(r->args, r->tree, m, r->err);
    if (mend__str_is(key, "clocks"))
        return mend__args_read_clocks(r->args, r->tree, m, r->err);
    if (mend__str_is(key, "state") || mend__str_is(key, "opened") || mend__str_is(key, "since"))
        return read_life(r, m);
    return unknown(r, m, known);
}

mend_status mend__args_read(mend_args *args, const mend__json *tree, mend__node n, mend_error *err)
{
    mend_args fresh;
    if (mend__json_typeof(tree, n) != MEND__JSON_OBJECT)
        return mend__json_expected(tree, n, "an object of arguments", err);
    memset(&fresh, 0, sizeof fresh);
    mend__arena_init(&fresh.arena, &args->arena.alloc);
    args_reader r = {&fresh, tree, err};
    mend_status s = MEND_OK;
    for (mend__node m = mend__json_first(tree, n); m != MEND__NONE && s == MEND_OK; m = mend__json_next(tree, m))
        s = read_member(&r, m);
    mend_args *unused = s == MEND_OK ? args : &fresh;
    mend_args gone = *unused;
    if (s == MEND_OK)
        *args = fresh;
    mend__drop(&gone.arena.alloc, gone.items, gone.cap * sizeof *gone.items);
    mend__arena_free(&gone.arena);
    return s;
}

mend_status mend_args_json(mend_args *args, const char *json, size_t len, mend_error *error)
{
    mend__str text = mend__str_of(json, len);
    mend__json tree;
    mend__node root;
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!args || !text.p)
        return mend__fail(error, MEND_INVALID, "arguments and a document are needed");
    mend__json_init(&tree, &args->arena.alloc);
    mend_status s = mend__json_read(&tree, text.p, text.n, MEND__ARGS_BYTES, MEND__ARGS_DEPTH, &root, error);
    if (s == MEND_OK)
        s = mend__args_read(args, &tree, root, error);
    mend__json_free(&tree);
    return s;
}
