/*
 * rights_case.c - reading the facts of a case that a regime is to judge, see rights_read.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/error.h"
#include "notions/civil.h"
#include "rights_read.h"

#include <string.h>

#define FAULT_MOST 256 /* bytes of a fault's name */

typedef struct caser {
    mend__arena *arena;
    const mend__json *tree;
    const mend__regime *regime;
    mend_error *err;
} caser;

static mend_status case_flag(const caser *c, mend__node n, int64_t *out)
{
    mend__json_type type = mend__json_typeof(c->tree, n);
    if (type != MEND__JSON_TRUE && type != MEND__JSON_FALSE) {
        return mend__json_expected(c->tree, n, "true or false", c->err);
    }
    *out = type == MEND__JSON_TRUE;
    return MEND_OK;
}

static mend_status case_word(const caser *c, mend__node n, const mend__case_fact *fact, int64_t *out)
{
    mend__guess g;
    uint32_t at = 0;
    if (mend__json_typeof(c->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(c->tree, n, "a word", c->err);
    }
    if (!mend__name_place(mend__json_str(c->tree, n), fact->words.items, sizeof(mend__str), fact->words.count, &at,
                          &g)) {
        return mend__unknown_value(c->tree, n, "word", &g, c->err);
    }
    *out = at;
    return MEND_OK;
}

static mend_status case_value(const caser *c, mend__node n, const mend__case_fact *fact, int64_t *out)
{
    int32_t day = 0;
    mend_status status;
    switch (fact->kind) {
    case MEND__CASE_COUNT:
        return mend__value_decimal(c->tree, n, 0, INT64_MAX, out, c->err);
    case MEND__CASE_FLAG:
        return case_flag(c, n, out);
    case MEND__CASE_WORD:
        return case_word(c, n, fact, out);
    default:
        status = mend__value_day(c->tree, n, &day, c->err);
        *out = day;
        return status;
    }
}

/* Every member is a fact the regime declares, or one of the names. */
static mend_status case_members(const caser *c, mend__node n, mend__words names, mend__case *out)
{
    mend_status status = MEND_OK;
    for (mend__node m = mend__json_first(c->tree, n); m != MEND__NONE && status == MEND_OK;
         m = mend__json_next(c->tree, m)) {
        mend__str key = mend__json_key(c->tree, m);
        mend__guess g;
        uint32_t at = 0;
        bool known = mend__is_extension(key), null = mend__json_typeof(c->tree, m) == MEND__JSON_NULL;
        for (size_t i = 0; names[i] != NULL && !known; i++) {
            known = mend__str_is(key, names[i]);
        }
        bool declared =
            mend__name_place(key, c->regime->facts, sizeof *c->regime->facts, c->regime->fact_count, &at, &g) &&
            at >= MEND__CASE_TERMS + c->regime->term_count;
        if (declared && !null) {
            status = case_value(c, m, &c->regime->facts[at], &out->values[at].value);
            out->values[at].known = true;
            out->given |= UINT32_C(1) << at;
        } else if (!declared && !known) {
            for (size_t i = 0; names[i] != NULL; i++) {
                mend__guess_feed(&g, (mend__str){names[i], strlen(names[i])});
            }
            status = mend__unknown_key(c->tree, m, "fact", &g, c->err);
        }
    }
    return status;
}

/* {"on": "2024-01-10", "fault": "no_power", "covered": true}; covered unless it says otherwise. */
static mend_status case_repairs(const caser *c, mend__node n, mend__case *out)
{
    void *room = NULL;
    mend__node list = MEND__NONE;
    size_t count = 0;
    mend_status status = mend__fact_list(c->arena, c->tree, n, "repairs", MEND__REPAIRS_MOST, sizeof(mend__repair),
                                         &list, &room, c->err);
    mend__repair *items = room;
    mend__node m = status == MEND_OK ? mend__json_first(c->tree, list) : MEND__NONE;
    for (; m != MEND__NONE && status == MEND_OK; m = mend__json_next(c->tree, m)) {
        static const char *const names[] = {"on", "fault", "covered", NULL};
        mend__repair repair = {.covered = true};
        mend__node need;
        status = mend__members_known(c->tree, m, names, c->err);
        status = status != MEND_OK ? status : mend__member_need(c->tree, m, "on", &need, c->err);
        status = status != MEND_OK ? status : mend__value_day(c->tree, need, &repair.on, c->err);
        status = status != MEND_OK ? status : mend__fact_text(c->tree, m, "fault", FAULT_MOST, &repair.fault, c->err);
        status = status != MEND_OK ? status : mend__fact_bool(c->tree, m, "covered", &repair.covered, c->err);
        items[count++] = repair;
    }
    out->repairs = items;
    out->repair_count = count;
    return status;
}

mend_status mend__case_read(mend__arena *arena, const mend__json *tree, mend__node n, const mend__regime *regime,
                            mend__words names, mend__case *out, mend_error *err)
{
    caser c = {arena, tree, regime, err};
    mend__case facts = {.at = MEND__NO_DAY};
    for (size_t i = 0; i < regime->fact_count; i++) {
        facts.values[i] = (mend__case_value){regime->facts[i].has_default, regime->facts[i].value};
    }
    mend_status status = case_members(&c, n, names, &facts);
    status = status != MEND_OK ? status : mend__fact_day(tree, n, "at", &facts.at, err);
    status = status != MEND_OK ? status : case_repairs(&c, n, &facts);
    if (status == MEND_OK) {
        *out = facts;
    }
    return status;
}
