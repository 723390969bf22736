/*
 * triage_read.c - compiling the policy's section "triage", see triage.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "triage.h"
#include "ticket/condition_code.h"
#include "ticket/member.h"

/* What every part of the section is compiled with. */
typedef struct triage_reader {
    mend__arena *arena;
    const mend__vocab *v;
    const mend__json *tree;
    mend_error *err;
    mend__triage *out;
} triage_reader;

static void *triage_array(const triage_reader *r, size_t count, size_t size)
{
    void *array = mend__arena_get(r->arena, count * size);
    if (array == NULL) {
        mend__no_memory(r->err);
    }
    return array;
}

static mend_status triage_level(const triage_reader *r, mend__node n, int32_t *out)
{
    return mend__names_ref(r->out->levels, r->tree, n, "level", out, r->err);
}

/* A level that may be left out: -1 then. */
static mend_status triage_bound(const triage_reader *r, mend__node object, const char *key, int32_t *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    *out = -1;
    return n == MEND__NONE ? MEND_OK : triage_level(r, n, out);
}

/* The level of a ticket is the same whoever asks for it. */
static mend_status triage_condition(const triage_reader *r, mend__node n, const mend__condition **out)
{
    mend_status status = mend__condition_compile(r->arena, r->v, r->tree, n, out, r->err);
    for (uint32_t i = 0; status == MEND_OK && i < (*out)->count; i++) {
        if ((*out)->ops[i].code == MEND__COND_ACTOR) {
            status = mend__json_fail(r->tree, n, MEND_SCHEMA, "the actor has no say in how urgent a ticket is", r->err);
        }
    }
    return status;
}

static mend_status triage_if(const triage_reader *r, mend__node object, const mend__condition **out)
{
    mend__node n = MEND__NONE;
    mend_status status = mend__member_need(r->tree, object, "if", &n, r->err);
    return status != MEND_OK ? status : triage_condition(r, n, out);
}

/* ---- rules and tiers ---- */

static mend_status triage_rule(const triage_reader *r, mend__node n, mend__triage_rule *out)
{
    static const char *const members[] = {"order", "label", "if", "level", "override", NULL};
    mend__node level = MEND__NONE;
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : triage_if(r, n, &out->holds);
    status = status != MEND_OK ? status : mend__member_need(r->tree, n, "level", &level, r->err);
    status = status != MEND_OK ? status : triage_level(r, level, &out->level);
    return status != MEND_OK ? status : mend__member_bool(r->tree, n, "override", &out->override, r->err);
}

static mend_status triage_rules(const triage_reader *r, mend__node object)
{
    mend__names *names = &r->out->rule_names;
    mend_status status =
        mend__names_read(r->arena, r->tree, object, MEND__NAMES_PLAIN, MEND__TRIAGE_RULES, names, r->err);
    mend__triage_rule *rules = status != MEND_OK ? NULL : triage_array(r, names->count, sizeof *rules);
    if (rules == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names->count && status == MEND_OK; i++) {
        status = triage_rule(r, names->items[i].node, &rules[i]);
    }
    r->out->rules = rules;
    return status;
}

static mend_status triage_tier(const triage_reader *r, const mend__name *name, mend__triage_tier *out)
{
    static const char *const members[] = {"order", "label", "if", "floor", "ceiling", NULL};
    mend__node n = name->node;
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : triage_if(r, n, &out->holds);
    status = status != MEND_OK ? status : triage_bound(r, n, "floor", &out->floor);
    status = status != MEND_OK ? status : triage_bound(r, n, "ceiling", &out->ceiling);
    if (status == MEND_OK && out->floor < 0 && out->ceiling < 0) {
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "expected \"floor\", \"ceiling\" or both", r->err);
    }
    if (status == MEND_OK && out->floor >= 0 && out->floor < out->ceiling) {
        return mend__json_fail(r->tree, mend__json_get(r->tree, n, "floor"), MEND_SCHEMA,
                               "the floor is more urgent than the ceiling: no level could keep both", r->err);
    }
    return status;
}

static mend_status triage_tiers(const triage_reader *r, mend__node object)
{
    mend__names *names = &r->out->tier_names;
    mend_status status =
        mend__names_read(r->arena, r->tree, object, MEND__NAMES_PLAIN, MEND__TRIAGE_TIERS, names, r->err);
    mend__triage_tier *tiers = status != MEND_OK ? NULL : triage_array(r, names->count, sizeof *tiers);
    if (tiers == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names->count && status == MEND_OK; i++) {
        status = triage_tier(r, &names->items[i], &tiers[i]);
    }
    r->out->tiers = tiers;
    return status;
}

/* ---- the matrix ---- */

/* "rows" or "columns": a field of the ticket that is a choice. */
static mend_status triage_axis(const triage_reader *r, mend__node matrix, const char *key, const mend__field **field,
                               const mend__names **names)
{
    mend__node n = MEND__NONE;
    mend_status status = mend__member_need(r->tree, matrix, key, &n, r->err);
    status = status != MEND_OK ? status : mend__vocab_field_ref(r->v, NULL, r->tree, n, field, r->err);
    if (status == MEND_OK && (*field)->type != MEND_FIELD_CHOICE) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a field of type choice", r->err);
    }
    return status != MEND_OK ? status : mend__vocab_field_set(r->v, *field, r->tree, n, names, r->err);
}

/* The choice that is the name of a member. */
static mend_status triage_choice(const triage_reader *r, const mend__names *names, mend__node member, uint32_t *out)
{
    mend__str id = mend__json_key(r->tree, member);
    int32_t index = mend__names_find(names, id);
    if (index < 0) {
        mend__guess g;
        mend__guess_start(&g, id);
        mend__names_guess(names, &g);
        return mend__unknown_key(r->tree, member, "choice", &g, r->err);
    }
    *out = (uint32_t)index;
    return MEND_OK;
}

static mend_status triage_row(const triage_reader *r, mend__node object, int32_t *row)
{
    mend_status status =
        mend__must_be(r->tree, object, MEND__JSON_OBJECT, "an object of levels by choice of the columns", r->err);
    mend__node n = status == MEND_OK ? mend__json_first(r->tree, object) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(r->tree, n)) {
        uint32_t column = 0;
        if (mend__is_extension(mend__json_key(r->tree, n))) {
            continue;
        }
        status = triage_choice(r, r->out->column_names, n, &column);
        status = status != MEND_OK ? status : triage_level(r, n, &row[column]);
    }
    return status;
}

/* Every cell has a level, or there is one for the rest. */
static mend_status triage_fill(const triage_reader *r, mend__node cells, int32_t rest, int32_t *levels)
{
    const mend__names *rows = r->out->row_names, *columns = r->out->column_names;
    for (uint32_t i = 0; i < rows->count * columns->count; i++) {
        if (levels[i] >= 0 || rest >= 0) {
            levels[i] = levels[i] >= 0 ? levels[i] : rest;
            continue;
        }
        mend__str row = rows->items[i / columns->count].id;
        mend__node at = mend__json_find(r->tree, cells, row);
        mend__json_fail(r->tree, at == MEND__NONE ? cells : at, MEND_SCHEMA, "no level for \"", r->err);
        mend__error_add_str(r->err, row);
        mend__error_add(r->err, "\" and \"");
        mend__error_add_str(r->err, columns->items[i % columns->count].id);
        mend__error_add(r->err, "\"; give it, or a \"default\" of the matrix for all that are left out");
        return MEND_SCHEMA;
    }
    return MEND_OK;
}

static mend_status triage_cells(const triage_reader *r, mend__node cells, int32_t rest)
{
    uint32_t width = r->out->column_names->count, count = r->out->row_names->count * width; /* at most 1024 each */
    if (count > MEND__TRIAGE_CELLS) {
        return mend__too_many(r->tree, cells, MEND__TRIAGE_CELLS, "cells", r->err);
    }
    mend_status status =
        mend__must_be(r->tree, cells, MEND__JSON_OBJECT, "an object of objects by choice of the rows", r->err);
    int32_t *levels = status != MEND_OK ? NULL : triage_array(r, count, sizeof *levels);
    if (levels == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < count; i++) {
        levels[i] = -1;
    }
    for (mend__node n = mend__json_first(r->tree, cells); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        uint32_t row = 0;
        if (mend__is_extension(mend__json_key(r->tree, n))) {
            continue;
        }
        status = triage_choice(r, r->out->row_names, n, &row);
        status = status != MEND_OK ? status : triage_row(r, n, &levels[row * width]);
    }
    r->out->cells = levels;
    return status != MEND_OK ? status : triage_fill(r, cells, rest, levels);
}

static mend_status triage_matrix(const triage_reader *r, mend__node matrix)
{
    static const char *const members[] = {"rows", "columns", "cells", "default", NULL};
    mend__node cells = MEND__NONE;
    int32_t rest = -1;
    if (matrix == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(r->tree, matrix, members, r->err);
    status = status != MEND_OK ? status : triage_axis(r, matrix, "rows", &r->out->rows, &r->out->row_names);
    status = status != MEND_OK ? status : triage_axis(r, matrix, "columns", &r->out->columns, &r->out->column_names);
    status = status != MEND_OK ? status : triage_bound(r, matrix, "default", &rest);
    status = status != MEND_OK ? status : mend__member_need(r->tree, matrix, "cells", &cells, r->err);
    return status != MEND_OK ? status : triage_cells(r, cells, rest);
}

/* ---- what "$triage" does ---- */

/* "by" or "at": a field that everybody may see. */
static mend_status triage_note(const triage_reader *r, mend__node section, const char *key, mend_field_type type,
                               const char *expected, const mend__field **out)
{
    mend__node n = mend__json_get(r->tree, section, key);
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__vocab_field_ref(r->v, NULL, r->tree, n, out, r->err);
    if (status == MEND_OK && ((*out)->type != type || (*out)->mask != MEND_MASK_NONE)) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, expected, r->err);
    }
    return status;
}

static mend_status triage_notes(const triage_reader *r, mend__node section)
{
    mend__node stands = mend__json_get(r->tree, section, "stands");
    mend_status status = stands == MEND__NONE ? MEND_OK : triage_condition(r, stands, &r->out->stands);
    status = status != MEND_OK ? status
                               : triage_note(r, section, "by", MEND_FIELD_TEXT,
                                             "expected a field of type text without a masking class", &r->out->by);
    return status != MEND_OK
               ? status
               : triage_note(r, section, "at", MEND_FIELD_INSTANT, "expected a field of type instant", &r->out->at);
}

/* ---- the whole ---- */

mend_status mend__triage_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node section,
                                 mend__triage *out, mend_error *err)
{
    static const char *const members[] = {"rules", "matrix", "default", "tiers", "stands", "by", "at", NULL};
    mend__triage read = {.levels = mend__vocab_choices(v, MEND__STR("level"))};
    const triage_reader r = {arena, v, tree, err, &read};
    mend__node fallback = MEND__NONE;
    if (section == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(tree, section, members, err);
    if (status == MEND_OK && read.levels == NULL) {
        status = mend__json_fail(tree, section, MEND_SCHEMA, "the policy has no choices \"level\" to judge with", err);
    }
    status = status != MEND_OK ? status : mend__member_need(tree, section, "default", &fallback, err);
    status = status != MEND_OK ? status : triage_level(&r, fallback, &read.fallback);
    status = status != MEND_OK ? status : triage_rules(&r, mend__json_get(tree, section, "rules"));
    status = status != MEND_OK ? status : triage_matrix(&r, mend__json_get(tree, section, "matrix"));
    status = status != MEND_OK ? status : triage_tiers(&r, mend__json_get(tree, section, "tiers"));
    status = status != MEND_OK ? status : triage_notes(&r, section);
    if (status == MEND_OK) {
        *out = read;
    }
    return status;
}
