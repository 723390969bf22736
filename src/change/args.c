/*
 * args.c - building arguments by setters, and their fingerprint.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "args.h"

#include "ground/int.h"
#include "ground/buf.h"
#include "ground/error.h"
#include "notions/digest.h"
#include "notions/instant.h"
#include "rules/unit.h"

#include <string.h>

#define MEND__NAME_MAX 128
#define MEND__PATH_MAX 256
#define MEND__TEXT_MAX 65536

static mend_status check(const mend_args *args, mend__str text, size_t least, size_t most)
{
    if (!args || !text.p)
        return MEND_INVALID;
    if (text.n < least)
        return MEND_INVALID;
    if (text.n > most)
        return MEND_LIMIT;
    return mend__utf8_valid(text.p, text.n, NULL) ? MEND_OK : MEND_UTF8;
}

/* Checks and copies a text into *out. */
static mend_status keep(mend_args *args, const char *text, size_t len, size_t least, size_t most, mend__str *out)
{
    mend__str s = mend__str_of(text, len);
    mend_status status = check(args, s, least, most);
    if (status != MEND_OK)
        return status;
    char *copy = mend__arena_text(&args->arena, s.p, s.n);
    if (!copy)
        return MEND_NOMEM;
    *out = (mend__str){copy, s.n};
    return MEND_OK;
}

mend_status mend_args_new(const mend_allocator *allocator, mend_args **out)
{
    mend__alloc a;
    if (!out || !mend__alloc_init(&a, allocator))
        return MEND_INVALID;
    mend_args *args = mend__new(&a, sizeof *args);
    if (!args)
        return MEND_NOMEM;
    mend__arena_init(&args->arena, &a);
    *out = args;
    return MEND_OK;
}

void mend_args_free(mend_args *args)
{
    if (!args)
        return;
    mend__alloc a = args->arena.alloc;
    mend__drop(&a, args->items, args->cap * sizeof *args->items);
    mend__arena_free(&args->arena);
    mend__drop(&a, args, sizeof *args);
}

void mend_args_clear(mend_args *args)
{
    if (!args)
        return;
    mend__arena arena = args->arena;
    mend__arg *items = args->items;
    size_t cap = args->cap;
    mend__arena_reset(&arena);
    memset(args, 0, sizeof *args);
    args->arena = arena;
    args->items = items;
    args->cap = cap;
}

mend_status mend_args_action(mend_args *args, const char *action, size_t len)
{
    return args ? keep(args, action, len, 1, MEND__NAME_MAX, &args->action) : MEND_INVALID;
}

mend_status mend_args_actor(mend_args *args, const char *id, size_t len)
{
    return args ? keep(args, id, len, 1, MEND__NAME_MAX, &args->actor) : MEND_INVALID;
}

mend_status mend_args_role(mend_args *args, const char *role, size_t len)
{
    mend__str s = {NULL, 0};
    if (!args)
        return MEND_INVALID;
    if (args->role_count == MEND__ARGS_ROLES)
        return MEND_LIMIT;
    mend_status status = keep(args, role, len, 1, MEND__NAME_MAX, &s);
    if (status == MEND_OK)
        args->roles[args->role_count++] = s;
    return status;
}

mend_status mend_args_grade(mend_args *args, const char *grade, size_t len)
{
    return args ? keep(args, grade, len, 1, MEND__NAME_MAX, &args->grade) : MEND_INVALID;
}

mend_status mend_args_at(mend_args *args, int64_t at)
{
    if (!args)
        return MEND_INVALID;
    if (!mend__instant_valid(at))
        return MEND_RANGE;
    args->has_at = true;
    args->at = at;
    return MEND_OK;
}

mend_status mend_args_reason(mend_args *args, const char *reason, size_t len)
{
    return args ? keep(args, reason, len, 0, MEND__TEXT_MAX, &args->reason) : MEND_INVALID;
}

mend_status mend_args_key(mend_args *args, const char *key, size_t len)
{
    return args ? keep(args, key, len, 1, MEND__NAME_MAX, &args->key) : MEND_INVALID;
}

mend_status mend_args_expect(mend_args *args, int64_t revision)
{
    if (!args || revision < 1)
        return MEND_INVALID;
    args->has_expect = true;
    args->expect = revision;
    return MEND_OK;
}

mend_status mend_args_ticket(mend_args *args, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             const char *number, size_t number_len)
{
    mend__str t = {NULL, 0}, k = {NULL, 0}, n = {NULL, 0};
    if (!args)
        return MEND_INVALID;
    mend_status s = keep(args, tenant, tenant_len, 0, MEND__NAME_MAX, &t);
    if (s == MEND_OK)
        s = keep(args, key, key_len, 0, MEND__NAME_MAX, &k);
    if (s == MEND_OK)
        s = keep(args, number, number_len, 0, 64, &n);
    if (s != MEND_OK)
        return s;
    args->tenant = t;
    args->ticket = k;
    args->number = n;
    return MEND_OK;
}

static mend_status add(mend_args *args, const char *path, size_t path_len, mend__arg item)
{
    mend__str p = mend__str_of(path, path_len);
    mend_status s = check(args, p, 1, MEND__PATH_MAX);
    if (s != MEND_OK)
        return s;
    for (size_t i = 0; i < args->count; i++)
        if (mend__str_eq(args->items[i].path, p))
            return MEND_INVALID;
    if (args->count == MEND__ARGS_FIELDS)
        return MEND_LIMIT;
    void *items = args->items;
    s = mend__reserve(&args->arena.alloc, &items, &args->cap, args->count + 1, sizeof *args->items);
    args->items = items;
    if (s == MEND_OK)
        s = keep(args, p.p, p.n, 1, MEND__PATH_MAX, &item.path);
    if (s == MEND_OK && item.kind == MEND__ARG_TEXT)
        s = keep(args, item.text.p, item.text.n, 0, MEND__TEXT_MAX, &item.text);
    if (s == MEND_OK)
        args->items[args->count++] = item;
    return s;
}

mend_status mend_args_text(mend_args *args, const char *path, size_t path_len, const char *value, size_t value_len)
{
    mend__arg item = {{NULL, 0}, MEND__ARG_TEXT, mend__str_of(value, value_len), 0};
    return args && item.text.p ? add(args, path, path_len, item) : MEND_INVALID;
}

mend_status mend_args_integer(mend_args *args, const char *path, size_t path_len, int64_t value)
{
    mend__arg item = {{NULL, 0}, MEND__ARG_INT, {NULL, 0}, value};
    return args ? add(args, path, path_len, item) : MEND_INVALID;
}

mend_status mend_args_unset(mend_args *args, const char *path, size_t path_len)
{
    mend__arg item = {{NULL, 0}, MEND__ARG_UNSET, {NULL, 0}, 0};
    return args ? add(args, path, path_len, item) : MEND_INVALID;
}

/* --- what is known of the unit --- */

mend_status mend_args_unit(mend_args *args, const mend_unit *unit)
{
    if (!args || (unit && unit->contract))
        return MEND_INVALID;
    args->unit = unit;
    return MEND_OK;
}

mend_status mend_args_contract(mend_args *args, const mend_unit *contract)
{
    if (!args || !contract || !contract->contract)
        return MEND_INVALID;
    if (args->contract_count == MEND__ARGS_CONTRACTS)
        return MEND_LIMIT;
    args->contracts[args->contract_count++] = contract;
    return MEND_OK;
}

/* --- fingerprint --- */

/* Every part is preceded by a tag and its length, so that no two arguments can run into each other. */
static void hash_part(mend__sha256_state *h, char tag, mend__str text)
{
    char head[24];
    head[0] = tag;
    size_t n = 1 + mend__int_write((int64_t)text.n, head + 1);
    head[n++] = ':';
    mend__sha256_add(h, head, n);
    if (text.n)
        mend__sha256_add(h, text.p, text.n);
}

static void hash_int(mend__sha256_state *h, char tag, int64_t value)
{
    char digits[20];
    size_t n = mend__int_write(value, digits);
    hash_part(h, tag, (mend__str){digits, n});
}

void mend__args_fingerprint(const mend_args *args, mend__str ticket, char out[65])
{
    mend__sha256_state h;
    unsigned char digest[32];
    mend__sha256_init(&h);
    hash_part(&h, 'T', ticket);
    hash_part(&h, 'a', args->action);
    hash_part(&h, 'w', args->actor);
    hash_part(&h, 'g', args->grade);
    for (size_t i = 0; i < args->role_count; i++)
        hash_part(&h, 'r', args->roles[i]);
    if (args->has_at)
        hash_int(&h, '@', args->at);
    if (args->has_expect)
        hash_int(&h, 'x', args->expect);
    hash_part(&h, 'y', args->reason);
    hash_part(&h, 't', args->tenant);
    hash_part(&h, 'k', args->ticket);
    hash_part(&h, 'n', args->number);
    for (size_t i = 0; i < args->count; i++) {
        const mend__arg *item = &args->items[i];
        hash_part(&h, 'p', item->path);
        if (item->kind == MEND__ARG_TEXT)
            hash_part(&h, 's', item->text);
        else if (item->kind == MEND__ARG_INT)
            hash_int(&h, 'i', item->num);
        else
            hash_part(&h, 'u', (mend__str){NULL, 0});
    }
    for (const mend__args_map *m = args->maps; m; m = m->next) {
        hash_int(&h, 'm', m->what);
        hash_part(&h, 'f', m->from);
        hash_part(&h, 'o', m->to);
    }
    if (args->state.p) {
        hash_part(&h, 'S', args->state);
        hash_int(&h, 'O', args->opened);
        hash_int(&h, 'N', args->since);
    }
    for (const mend__args_clock *c = args->clocks; c; c = c->next) {
        hash_part(&h, 'c', c->clock);
        hash_int(&h, 'C', c->status);
        hash_int(&h, 'b', c->started);
        hash_int(&h, 'e', c->stopped);
        hash_int(&h, 'U', c->used);
    }
    mend__sha256_end(&h, digest);
    mend__hex_write(digest, sizeof digest, out);
    out[64] = '\0';
}
