/*
 * fee_read.c - reading the rows of a charge card, see fee_read.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fee_read.h"
#include "ground/int.h"

#include <string.h>

#define ZONES_MAX  64
#define STAGES_MAX 64
#define STEP_MAX   1440    /* minutes */
#define DAYS_MAX   3652058 /* between the first day there is and the last */
#define EXP_MAX    4

/* ---- members ---- */

mend__fee_object mend__fee_open(const mend__json *tree, mend__node node, mend__words names, mend_error *err)
{
    mend__fee_object o = {tree, node, MEND_OK, err};
    o.status = mend__members_known(tree, node, names, err);
    return o;
}

mend__node mend__fee_member(const mend__fee_object *o, const char *key)
{
    mend__node n = mend__json_get(o->tree, o->node, key);
    return mend__json_typeof(o->tree, n) == MEND__JSON_NULL ? MEND__NONE : n;
}

mend__node mend__fee_need(mend__fee_object *o, const char *key)
{
    mend__node n = mend__fee_member(o, key);
    if (n == MEND__NONE && o->status == MEND_OK) {
        o->status = mend__member_missing(o->tree, o->node, key, o->err);
    }
    return n;
}

/* The member, if it is there and nothing has gone wrong so far. */
static bool read_found(const mend__fee_object *o, const char *key, mend__node *n)
{
    *n = mend__fee_member(o, key);
    return o->status == MEND_OK && *n != MEND__NONE;
}

void mend__fee_int(mend__fee_object *o, const char *key, int64_t min, int64_t max, int64_t *out)
{
    mend__node n;
    if (read_found(o, key, &n)) {
        o->status = mend__member_int(o->tree, o->node, key, min, max, out, o->err);
    }
}

void mend__fee_amount(mend__fee_object *o, const char *key, int64_t *out)
{
    mend__fee_int(o, key, 0, INT64_MAX, out);
}

void mend__fee_flag(mend__fee_object *o, const char *key, bool *out)
{
    mend__node n;
    if (read_found(o, key, &n)) {
        o->status = mend__member_bool(o->tree, o->node, key, out, o->err);
    }
}

void mend__fee_word(mend__fee_object *o, const char *key, mend__words words, int32_t *out)
{
    mend__node n;
    if (read_found(o, key, &n)) {
        o->status = mend__value_word(o->tree, n, words, out, o->err);
    }
}

void mend__fee_rounding(mend__fee_object *o, const char *key, mend__rounding *out)
{
    static const char *const words[] = {"half_up", "half_even", "half_down", "half_ceil", "up",
                                        "down",    "floor",     "ceil",      NULL};
    int32_t index = MEND__ROUND_HALF_UP;
    mend__node n;
    if (read_found(o, key, &n)) {
        mend__fee_word(o, key, words, &index);
        if (o->status == MEND_OK) {
            *out = (mend__rounding)index;
        }
    }
}

void mend__fee_date(mend__fee_object *o, const char *key, int32_t *out)
{
    mend__node n;
    if (!read_found(o, key, &n)) {
        return;
    }
    if (mend__json_typeof(o->tree, n) != MEND__JSON_STRING) {
        o->status = mend__json_expected(o->tree, n, "a date such as \"2024-03-15\"", o->err);
    } else if (!mend__date_parse(mend__json_str(o->tree, n), out)) {
        o->status = mend__json_fail(o->tree, n, MEND_SCHEMA, "expected a date such as 2024-03-15", o->err);
        if (o->err != NULL) {
            o->err->reason = MEND_REASON_BAD_DATE;
        }
    }
}

void mend__fee_decimal(mend__fee_object *o, const char *key, mend__decimal *out)
{
    mend__node n;
    bool large = false;
    if (!read_found(o, key, &n)) {
        return;
    }
    mend__json_type type = mend__json_typeof(o->tree, n);
    if (type != MEND__JSON_STRING && type != MEND__JSON_NUMBER) {
        o->status = mend__json_expected(o->tree, n, "a decimal number such as \"12.5\"", o->err);
    } else if (!mend__decimal_of(mend__json_str(o->tree, n), out, &large)) {
        o->status = mend__json_fail(o->tree, n, large ? MEND_RANGE : MEND_SCHEMA,
                                    large ? "the number has too many digits"
                                          : "expected a decimal number of at most 9 places such as 12.5",
                                    o->err);
        if (o->err != NULL && large) {
            o->err->reason = MEND_REASON_OVERFLOW;
        }
    }
}

void mend__fee_nano(mend__fee_object *o, const char *key, int64_t *out)
{
    mend__decimal value;
    mend__node n;
    if (!read_found(o, key, &n)) {
        return;
    }
    mend__fee_decimal(o, key, &value);
    if (o->status == MEND_OK && !mend__mul64(value.digits, mend__power10(9 - value.places), out)) {
        o->status = mend__json_fail(o->tree, n, MEND_RANGE, "the number is too large", o->err);
        if (o->err != NULL) {
            o->err->reason = MEND_REASON_OVERFLOW;
        }
    }
}

void mend__fee_percent(mend__fee_object *o, const char *key, int64_t most, int64_t *out)
{
    int64_t value = 0;
    mend__node n;
    if (!read_found(o, key, &n)) {
        return;
    }
    mend__fee_nano(o, key, &value);
    if (o->status == MEND_OK && (value < 0 || value > most)) {
        o->status = mend__json_fail(o->tree, n, MEND_SCHEMA, "expected a percentage from 0 to ", o->err);
        mend__error_add_int(o->err, most / MEND__NANO);
    }
    if (o->status == MEND_OK) {
        *out = value;
    }
}

/* An array's node; NONE: absent, null, or a fault. */
static mend__node read_array(mend__fee_object *o, const char *key, size_t max, const char *things)
{
    mend__node n;
    if (!read_found(o, key, &n)) {
        return MEND__NONE;
    }
    o->status = mend__must_be(o->tree, n, MEND__JSON_ARRAY, "an array", o->err);
    if (o->status == MEND_OK && mend__json_count(o->tree, n) > max) {
        o->status = mend__too_many(o->tree, n, max, things, o->err);
    }
    return o->status == MEND_OK ? n : MEND__NONE;
}

/* ---- labour, parts, discounts ---- */

mend_status mend__labour_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__labour *row,
                              mend_error *err)
{
    static const char *const any[] = {"mode",         "price",      "rate",      "min_minutes",
                                      "step_minutes", "step_round", "grade_pct", "rounding",
                                      "order",        "label",      NULL};
    static const char *const flat_only[] = {"mode", "price", "rounding", "order", "label", NULL};
    static const char *const hourly_only[] = {"mode",      "rate",     "min_minutes", "step_minutes", "step_round",
                                              "grade_pct", "rounding", "order",       "label",        NULL};
    static const char *const modes[] = {"flat", "hourly", NULL};
    static const char *const steps[] = {"up", "nearest", "down", NULL};
    mend__labour r = {.step_minutes = 1, .grade_pct = MEND__HUNDRED, .rounding = MEND__ROUND_HALF_UP};
    int32_t mode = 0, step = MEND__STEP_UP;
    (void)arena;
    mend__fee_object o = mend__fee_open(tree, node, any, err);
    mend__fee_need(&o, "mode");
    mend__fee_word(&o, "mode", modes, &mode);
    if (o.status == MEND_OK) {
        o = mend__fee_open(tree, node, mode == 1 ? hourly_only : flat_only, err);
    }
    mend__fee_need(&o, mode == 1 ? "rate" : "price");
    mend__fee_amount(&o, "price", &r.price);
    mend__fee_amount(&o, "rate", &r.rate);
    mend__fee_int(&o, "min_minutes", 0, INT32_MAX, &r.min_minutes);
    mend__fee_int(&o, "step_minutes", 1, STEP_MAX, &r.step_minutes);
    mend__fee_word(&o, "step_round", steps, &step);
    mend__fee_percent(&o, "grade_pct", MEND__PERCENT_MAX, &r.grade_pct);
    mend__fee_rounding(&o, "rounding", &r.rounding);
    if (o.status == MEND_OK) {
        r.hourly = mode == 1;
        r.step_round = (mend__step_round)step;
        *row = r;
    }
    return o.status;
}

mend_status mend__part_read(mend__arena *arena, const mend__json *tree, mend__node node, int32_t digits,
                            mend__part *row, mend_error *err)
{
    static const char *const names[] = {"unit", "exp", "disc_pct", "disc_at", "mode", NULL};
    static const char *const places[] = {"line", "unit", NULL};
    mend__part r = {.mode = MEND__ROUND_HALF_UP};
    int64_t exp = digits;
    int32_t place = 0;
    (void)arena;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__node unit = mend__fee_need(&o, "unit");
    if (digits < 0) {
        mend__fee_need(&o, "exp");
    }
    mend__fee_decimal(&o, "unit", &r.unit);
    if (o.status == MEND_OK && r.unit.digits < 0) {
        o.status = mend__json_fail(tree, unit, MEND_SCHEMA, "a price cannot be below zero", err);
    }
    mend__fee_int(&o, "exp", 0, EXP_MAX, &exp);
    mend__fee_percent(&o, "disc_pct", MEND__HUNDRED, &r.disc_pct);
    mend__fee_word(&o, "disc_at", places, &place);
    mend__fee_rounding(&o, "mode", &r.mode);
    if (o.status == MEND_OK) {
        r.exp = (int32_t)exp;
        r.disc_at_unit = place == 1;
        *row = r;
    }
    return o.status;
}

mend_status mend__stack_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__stack *row,
                             mend_error *err)
{
    static const char *const names[] = {"pcts", "how", "round_each", "mode", NULL};
    static const char *const ways[] = {"sequential", "additive", NULL};
    mend__stack r = {.mode = MEND__ROUND_HALF_UP};
    int32_t how = 0;
    (void)arena;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__fee_need(&o, "pcts");
    mend__node list = read_array(&o, "pcts", MEND__STACK_MAX, "discounts"), n = mend__json_first(tree, list);
    for (; n != MEND__NONE && o.status == MEND_OK; n = mend__json_next(tree, n)) {
        mend__decimal value = {0, 0};
        int64_t pct = -1;
        bool large;
        mend__json_type type = mend__json_typeof(tree, n);
        if ((type != MEND__JSON_STRING && type != MEND__JSON_NUMBER) ||
            !mend__decimal_of(mend__json_str(tree, n), &value, &large) ||
            !mend__mul64(value.digits, mend__power10(9 - value.places), &pct) || pct < 0 || pct > MEND__HUNDRED) {
            o.status = mend__json_fail(tree, n, MEND_SCHEMA, "expected a percentage from 0 to 100", err);
        }
        r.pcts[r.count++] = pct;
    }
    mend__fee_word(&o, "how", ways, &how);
    mend__fee_flag(&o, "round_each", &r.round_each);
    mend__fee_rounding(&o, "mode", &r.mode);
    if (o.status == MEND_OK) {
        r.additive = how == 1;
        *row = r;
    }
    return o.status;
}

/* ---- travel ---- */

/* A zone that ends behind `after`. */
static mend_status read_zone(const mend__json *tree, mend__node n, int64_t after, bool last, mend__zone_fee *zone,
                             mend_error *err)
{
    static const char *const names[] = {"upto", "fee", NULL};
    mend__fee_object o = mend__fee_open(tree, n, names, err);
    *zone = (mend__zone_fee){INT64_MAX, 0};
    mend__fee_need(&o, "fee");
    if (!last) {
        mend__fee_need(&o, "upto");
    }
    mend__fee_nano(&o, "upto", &zone->upto);
    mend__fee_amount(&o, "fee", &zone->fee);
    if (o.status == MEND_OK && zone->upto <= after) {
        o.status = mend__json_fail(tree, mend__json_get(tree, n, "upto"), MEND_SCHEMA,
                                   "a zone ends farther away than the one before it", err);
    }
    return o.status;
}

static void read_zones(mend__fee_object *o, mend__arena *arena, mend__travel *row)
{
    mend__node list = read_array(o, "zones", ZONES_MAX, "zones"), n = mend__json_first(o->tree, list);
    size_t count = mend__json_count(o->tree, list);
    int64_t after = -1;
    mend__zone_fee *zones = NULL;
    if (list == MEND__NONE) {
        return;
    }
    if (count > 0) {
        zones = mend__arena_get(arena, count * sizeof *zones);
        o->status = zones == NULL ? mend__no_memory(o->err) : MEND_OK;
    }
    for (size_t i = 0; i < count && o->status == MEND_OK; i++) {
        o->status = read_zone(o->tree, n, after, i + 1 == count, &zones[i], o->err);
        after = zones[i].upto;
        n = mend__json_next(o->tree, n);
    }
    row->zones = zones;
    row->zone_count = count;
    row->zoned = true;
}

/* Refuses what does not go with zones, or what does not go without. */
static void read_travel_kind(mend__fee_object *o, const mend__travel *row)
{
    static const char *const beside[] = {"base", "per_km", "free_km", NULL}, *const without[] = {"beyond_per_km", NULL};
    mend__words words = row->zoned ? beside : without;
    for (size_t i = 0; words[i] != NULL && o->status == MEND_OK; i++) {
        mend__node n = mend__fee_member(o, words[i]);
        if (n != MEND__NONE) {
            o->status = mend__json_fail_key(o->tree, n, MEND_SCHEMA,
                                            row->zoned ? "beside zones the way has no other price"
                                                       : "without zones nothing lies beyond them",
                                            o->err);
        }
    }
}

mend_status mend__travel_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__travel *row,
                              mend_error *err)
{
    static const char *const names[] = {"zones", "beyond_per_km", "base",     "per_km", "free_km",
                                        "cap",   "round_trip",    "km_round", "mode",   NULL};
    static const char *const rounds[] = {"none", "up", NULL};
    mend__travel r = {.beyond_per_km = MEND__FEE_NONE, .cap = MEND__FEE_NONE, .mode = MEND__ROUND_HALF_UP};
    int32_t round = 0;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    read_zones(&o, arena, &r);
    read_travel_kind(&o, &r);
    mend__fee_amount(&o, "beyond_per_km", &r.beyond_per_km);
    mend__fee_amount(&o, "base", &r.base);
    mend__fee_amount(&o, "per_km", &r.per_km);
    mend__fee_nano(&o, "free_km", &r.free_km);
    if (o.status == MEND_OK && r.free_km < 0) {
        o.status = mend__json_fail(tree, mend__json_get(tree, node, "free_km"), MEND_SCHEMA,
                                   "a distance cannot be below zero", err);
    }
    mend__fee_amount(&o, "cap", &r.cap);
    mend__fee_flag(&o, "round_trip", &r.round_trip);
    mend__fee_word(&o, "km_round", rounds, &round);
    mend__fee_rounding(&o, "mode", &r.mode);
    if (o.status == MEND_OK) {
        r.km_up = round == 1;
        *row = r;
    }
    return o.status;
}

/* ---- fees of a visit ---- */

mend_status mend__diagnosis_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__diagnosis *row,
                                 mend_error *err)
{
    static const char *const names[] = {"fee", "credit", "waive_unrepairable", NULL};
    static const char *const credits[] = {"none", "full", "labour_cap", "repair_cap", NULL};
    mend__diagnosis r = {.fee = 0};
    int32_t credit = MEND__CREDIT_NONE;
    (void)arena;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__fee_need(&o, "fee");
    mend__fee_amount(&o, "fee", &r.fee);
    mend__fee_word(&o, "credit", credits, &credit);
    mend__fee_flag(&o, "waive_unrepairable", &r.waive_unrepairable);
    if (o.status == MEND_OK) {
        r.credit = (mend__credit)credit;
        *row = r;
    }
    return o.status;
}

static mend_status read_stage(mend__arena *arena, const mend__json *tree, mend__node n, mend__cancel *stage,
                              mend_error *err)
{
    static const char *const names[] = {"flat", "pct", "min", "cap_estimate", "parts_ordered", NULL};
    mend__str key = mend__json_key(tree, n);
    mend__fee_object o = mend__fee_open(tree, n, names, err);
    mend__fee_amount(&o, "flat", &stage->flat);
    mend__fee_percent(&o, "pct", MEND__PERCENT_MAX, &stage->pct);
    mend__fee_amount(&o, "min", &stage->min);
    mend__fee_flag(&o, "cap_estimate", &stage->cap_estimate);
    mend__fee_flag(&o, "parts_ordered", &stage->parts_ordered);
    if (o.status == MEND_OK) {
        stage->stage = (mend__str){mend__arena_text(arena, key.p, key.n), key.n};
        o.status = stage->stage.p == NULL ? mend__no_memory(err) : MEND_OK;
    }
    return o.status;
}

mend_status mend__cancel_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__cancel_table *row,
                              mend_error *err)
{
    static const char *const names[] = {"table", "mode", NULL};
    mend__cancel_table r = {NULL, 0, MEND__ROUND_HALF_UP};
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__node table = mend__fee_need(&o, "table"), n = mend__json_first(tree, table);
    mend__fee_rounding(&o, "mode", &r.mode);
    if (o.status == MEND_OK) {
        o.status = mend__must_be(tree, table, MEND__JSON_OBJECT, "an object of stages", err);
    }
    size_t count = mend__json_count(tree, table);
    if (o.status == MEND_OK && count > STAGES_MAX) {
        o.status = mend__too_many(tree, table, STAGES_MAX, "stages", err);
    }
    if (o.status == MEND_OK && count > 0) {
        r.stages = mend__arena_get(arena, count * sizeof *r.stages);
        o.status = r.stages == NULL ? mend__no_memory(err) : MEND_OK;
    }
    for (; n != MEND__NONE && o.status == MEND_OK; n = mend__json_next(tree, n)) {
        if (!mend__is_extension(mend__json_key(tree, n))) {
            o.status = read_stage(arena, tree, n, &r.stages[r.count++], err);
        }
    }
    if (o.status == MEND_OK) {
        *row = r;
    }
    return o.status;
}

const mend__cancel *mend__cancel_at(const mend__cancel_table *table, mend__str stage)
{
    for (size_t i = 0; i < table->count; i++) {
        if (mend__str_eq(table->stages[i].stage, stage)) {
            return &table->stages[i];
        }
    }
    return NULL;
}

mend_status mend__storage_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__storage *row,
                               mend_error *err)
{
    static const char *const names[] = {"free_days", "per_day", "cap", NULL};
    mend__storage r = {.cap = MEND__FEE_NONE};
    (void)arena;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__fee_need(&o, "per_day");
    mend__fee_int(&o, "free_days", 0, DAYS_MAX, &r.free_days);
    mend__fee_amount(&o, "per_day", &r.per_day);
    mend__fee_amount(&o, "cap", &r.cap);
    if (o.status == MEND_OK) {
        *row = r;
    }
    return o.status;
}

mend_status mend__surcharge_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__surcharge *row,
                                 mend_error *err)
{
    static const char *const names[] = {"pct", "flat", "min", "max", "mode", NULL};
    mend__surcharge r = {.min = MEND__FEE_NONE, .max = MEND__FEE_NONE, .mode = MEND__ROUND_HALF_UP};
    (void)arena;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__fee_percent(&o, "pct", MEND__PERCENT_MAX, &r.pct);
    mend__fee_amount(&o, "flat", &r.flat);
    mend__fee_amount(&o, "min", &r.min);
    mend__fee_amount(&o, "max", &r.max);
    mend__fee_rounding(&o, "mode", &r.mode);
    if (o.status == MEND_OK && r.max != MEND__FEE_NONE && r.min > r.max) {
        o.status = mend__json_fail(tree, mend__json_get(tree, node, "min"), MEND_SCHEMA,
                                   "the least amount is larger than the largest", err);
    }
    if (o.status == MEND_OK) {
        *row = r;
    }
    return o.status;
}

/* ---- estimates ---- */

mend_status mend__tolerance_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__tolerance *row,
                                 mend_error *err)
{
    static const char *const names[] = {"pct", "abs", "combine", NULL};
    static const char *const ways[] = {"min", "max", NULL};
    mend__tolerance r = {.pct = MEND__FEE_NONE, .abs = MEND__FEE_NONE};
    int32_t way = 0;
    (void)arena;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__fee_percent(&o, "pct", MEND__PERCENT_MAX, &r.pct);
    mend__fee_amount(&o, "abs", &r.abs);
    mend__fee_word(&o, "combine", ways, &way);
    if (o.status == MEND_OK) {
        r.larger = way == 1;
        *row = r;
    }
    return o.status;
}

mend_status mend__validity_read(mend__arena *arena, const mend__json *tree, mend__node node, int64_t *days,
                                mend_error *err)
{
    static const char *const names[] = {"days", NULL};
    int64_t value = MEND__FEE_NONE;
    (void)arena;
    mend__fee_object o = mend__fee_open(tree, node, names, err);
    mend__fee_int(&o, "days", 0, DAYS_MAX, &value);
    if (o.status == MEND_OK) {
        *days = value;
    }
    return o.status;
}
