/*
 * claim_read.c - outages, repairs, lines and meters out of JSON, see term_read.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "term_read.h"

#define CLAIM_TEXT 64

/* ---- one of each ---- */

static mend_status outage_read(const mend__json *tree, mend__node n, mend__outage *o, mend_error *err)
{
    static const char *const members[] = {"from", "to", "counts", "ticket", NULL};
    *o = (mend__outage){MEND__NO_DAY, MEND__NO_DAY, true};
    mend_status status = mend__members_known(tree, n, members, err);
    status = status != MEND_OK ? status : mend__fact_day(tree, n, "from", &o->from, err);
    status = status != MEND_OK ? status : mend__fact_day(tree, n, "to", &o->to, err);
    status = status != MEND_OK ? status : mend__fact_bool(tree, n, "counts", &o->counts, err);
    if (status == MEND_OK && o->from == MEND__NO_DAY) {
        status = mend__json_fail(tree, n, MEND_SCHEMA, "the member \"from\" is missing", err);
    }
    return status;
}

static mend_status repair_read(const mend__json *tree, mend__node n, mend__repair *r, mend_error *err)
{
    static const char *const members[] = {"on", "fault", "covered", "result", "ticket", NULL};
    *r = (mend__repair){MEND__NO_DAY, {NULL, 0}, true};
    mend_status status = mend__members_known(tree, n, members, err);
    status = status != MEND_OK ? status : mend__fact_day(tree, n, "on", &r->on, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "fault", CLAIM_TEXT, &r->fault, err);
    status = status != MEND_OK ? status : mend__fact_bool(tree, n, "covered", &r->covered, err);
    if (status == MEND_OK && r->on == MEND__NO_DAY) {
        status = mend__json_fail(tree, n, MEND_SCHEMA, "the member \"on\" is missing", err);
    }
    return status;
}

static mend_status line_read(const mend__json *tree, mend__node n, mend__claim_line *l, mend_error *err)
{
    static const char *const members[] = {"id", "kind", "class", "serial", "amount", "label", NULL};
    mend__node needed;
    *l = (mend__claim_line){{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0, {NULL, 0}};
    mend_status status = mend__members_known(tree, n, members, err);
    status = status != MEND_OK ? status : mend__member_need(tree, n, "id", &needed, err);
    status = status != MEND_OK ? status : mend__member_need(tree, n, "amount", &needed, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "id", CLAIM_TEXT, &l->id, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "kind", CLAIM_TEXT, &l->kind, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "class", CLAIM_TEXT, &l->class, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "serial", CLAIM_TEXT, &l->serial, err);
    return status != MEND_OK ? status : mend__fact_int(tree, n, "amount", 0, INT64_MAX, &l->amount, err);
}

/* ---- lists ---- */

mend_status mend__outages_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key,
                               mend__outage **out, size_t *count, mend_error *err)
{
    mend__node list = MEND__NONE;
    void *room = NULL;
    mend_status status =
        mend__fact_list(arena, tree, object, key, MEND__OUTAGES_MAX, sizeof(mend__outage), &list, &room, err);
    mend__outage *items = room;
    size_t have = 0;
    mend__node n = status == MEND_OK ? mend__json_first(tree, list) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(tree, n)) {
        status = outage_read(tree, n, &items[have++], err);
    }
    if (status == MEND_OK) {
        *out = items;
        *count = have;
    }
    return status;
}

mend_status mend__repairs_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key,
                               const mend__repair **out, size_t *count, mend_error *err)
{
    mend__node list = MEND__NONE;
    void *room = NULL;
    mend_status status =
        mend__fact_list(arena, tree, object, key, MEND__REPAIRS_MAX, sizeof(mend__repair), &list, &room, err);
    mend__repair *items = room;
    size_t have = 0;
    mend__node n = status == MEND_OK ? mend__json_first(tree, list) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(tree, n)) {
        status = repair_read(tree, n, &items[have++], err);
    }
    if (status == MEND_OK) {
        *out = items;
        *count = have;
    }
    return status;
}

mend_status mend__lines_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key,
                             const mend__claim_line **out, size_t *count, mend_error *err)
{
    mend__node list = MEND__NONE;
    void *room = NULL;
    mend_status status =
        mend__fact_list(arena, tree, object, key, MEND__LINES_MAX, sizeof(mend__claim_line), &list, &room, err);
    mend__claim_line *items = room;
    size_t have = 0;
    mend__node n = status == MEND_OK ? mend__json_first(tree, list) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(tree, n)) {
        status = line_read(tree, n, &items[have++], err);
    }
    if (status == MEND_OK) {
        *out = items;
        *count = have;
    }
    return status;
}

mend_status mend__days_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key, size_t most,
                            const int32_t **out, size_t *count, mend_error *err)
{
    mend__node list = MEND__NONE;
    void *room = NULL;
    mend_status status = mend__fact_list(arena, tree, object, key, most, sizeof(int32_t), &list, &room, err);
    int32_t *items = room;
    size_t have = 0;
    mend__node n = status == MEND_OK ? mend__json_first(tree, list) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(tree, n)) {
        status = mend__value_day(tree, n, &items[have++], err);
    }
    if (status == MEND_OK) {
        *out = items;
        *count = have;
    }
    return status;
}

mend_status mend__meters_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key,
                              const mend__meter **out, size_t *count, mend_error *err)
{
    mend__node n = mend__fact_node(tree, object, key);
    bool several = mend__json_typeof(tree, n) == MEND__JSON_OBJECT;
    size_t most = n == MEND__NONE ? 0 : several ? mend__json_count(tree, n) : 1, have = 0;
    mend_status status = MEND_OK;
    if (most > MEND__METERS_MAX) {
        return mend__too_many(tree, n, MEND__METERS_MAX, "meters", err);
    }
    mend__meter *items = mend__arena_get(arena, (most + 1) * sizeof *items);
    if (items == NULL) {
        return mend__no_memory(err);
    }
    mend__node m = several ? mend__json_first(tree, n) : n;
    for (; m != MEND__NONE && status == MEND_OK; m = several ? mend__json_next(tree, m) : MEND__NONE) {
        mend__meter *meter = &items[have++];
        meter->kind = several ? mend__json_key(tree, m) : (mend__str){NULL, 0};
        status = mend__value_decimal(tree, m, 0, INT64_MAX, &meter->value, err);
    }
    if (status == MEND_OK) {
        *out = items;
        *count = have;
    }
    return status;
}
