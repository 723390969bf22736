/*
 * term_read.c - warranty terms out of JSON, see term_read.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "term_read.h"
#include "notions/money.h"

#include <string.h>

#define TERM_TEXT  64  /* longest name */
#define TERM_NAMES 256 /* longest list of classes */

const char *const mend__term_kinds[] = {"statutory", "maker",    "part",     "repair_guarantee",
                                        "contract",  "goodwill", "supplier", NULL};

const char *const mend__basis_names[] = {"sale",
                                         "invoice",
                                         "delivery",
                                         "installation",
                                         "registration",
                                         "activation",
                                         "manufacture",
                                         "later_of_invoice_delivery",
                                         NULL};

/* The same bases as a date is named on a form. */
static const struct {
    const char *name;
    mend__basis basis;
} basis_others[] = {{"sold", MEND__BASIS_SALE},
                    {"purchase", MEND__BASIS_SALE},
                    {"purchased", MEND__BASIS_SALE},
                    {"invoiced", MEND__BASIS_INVOICE},
                    {"delivered", MEND__BASIS_DELIVERY},
                    {"installed", MEND__BASIS_INSTALLATION},
                    {"registered", MEND__BASIS_REGISTRATION},
                    {"activated", MEND__BASIS_ACTIVATION},
                    {"manufactured", MEND__BASIS_MANUFACTURE}};

#define BASIS_OTHERS (sizeof basis_others / sizeof basis_others[0])

bool mend__basis_of(mend__str name, mend__basis *out)
{
    for (int i = 0; mend__basis_names[i] != NULL; i++) {
        if (mend__str_is(name, mend__basis_names[i])) {
            *out = (mend__basis)i;
            return true;
        }
    }
    for (size_t i = 0; i < BASIS_OTHERS; i++) {
        if (mend__str_is(name, basis_others[i].name)) {
            *out = basis_others[i].basis;
            return true;
        }
    }
    return false;
}

static mend__guess basis_nearest(mend__str name)
{
    mend__guess g;
    mend__guess_start(&g, name);
    for (size_t i = 0; mend__basis_names[i] != NULL; i++) {
        mend__guess_feed(&g, mend__str_of(mend__basis_names[i], MEND_NTS));
    }
    for (size_t i = 0; i < BASIS_OTHERS; i++) {
        mend__guess_feed(&g, mend__str_of(basis_others[i].name, MEND_NTS));
    }
    return g;
}

static mend_status basis_read(const mend__json *tree, mend__node n, mend__basis *out, mend_error *err)
{
    mend__str name = mend__json_str(tree, n);
    if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(tree, n, "what a term counts from, such as \"delivery\"", err);
    }
    if (!mend__basis_of(name, out)) {
        mend__guess g = basis_nearest(name);
        return mend__unknown_value(tree, n, "basis", &g, err);
    }
    return MEND_OK;
}

mend_status mend__bases_read(const mend__json *tree, mend__node list, mend__basis out[MEND__BASIS_MAX],
                             mend__str names[MEND__BASIS_MAX], size_t *count, mend_error *err)
{
    bool one = mend__json_typeof(tree, list) != MEND__JSON_ARRAY;
    mend__node n = one ? list : mend__json_first(tree, list);
    mend_status status = MEND_OK;
    size_t have = 0;
    if (!one && mend__json_count(tree, list) > MEND__BASIS_MAX) {
        return mend__too_many(tree, list, MEND__BASIS_MAX, "bases", err);
    }
    for (; n != MEND__NONE && status == MEND_OK; n = one ? MEND__NONE : mend__json_next(tree, n)) {
        status = basis_read(tree, n, &out[have], err);
        if (status == MEND_OK && names != NULL) {
            names[have] = mend__json_str(tree, n);
        }
        have++;
    }
    if (status == MEND_OK) {
        *count = have;
    }
    return status;
}

mend_status mend__basis_days_read(const mend__json *tree, mend__node object, mend__basis_days *out, mend_error *err)
{
    mend__basis_days days;
    mend_status status = mend__must_be(tree, object, MEND__JSON_OBJECT, "an object of dates", err);
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        days.day[i] = MEND__NO_DAY;
    }
    mend__node n = status == MEND_OK ? mend__json_first(tree, object) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(tree, n)) {
        mend__basis basis = MEND__BASIS_DAYS;
        mend__str key = mend__json_key(tree, n);
        if (mend__is_extension(key)) {
            continue;
        }
        if (!mend__basis_of(key, &basis) || basis >= MEND__BASIS_DAYS) {
            mend__guess g = basis_nearest(key);
            status = mend__unknown_key(tree, n, "date", &g, err);
        } else if (mend__json_typeof(tree, n) != MEND__JSON_NULL) {
            status = mend__value_day(tree, n, &days.day[basis], err);
        }
    }
    if (status == MEND_OK) {
        *out = days;
    }
    return status;
}

mend_status mend__length_read(const mend__json *tree, mend__node object, mend__length *out, mend_error *err)
{
    static const char *const rules[] = {"same_day", "day_before", NULL};
    mend__length l = *out;
    const struct {
        const char *key;
        int32_t *value;
    } parts[] = {{"years", &l.years}, {"months", &l.months}, {"weeks", &l.weeks}, {"days", &l.days}};
    int32_t ending = (int32_t)l.ending;
    mend_status status = mend__fact_word(tree, object, "rule", rules, &ending, err);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == MEND_OK; i++) {
        status = mend__fact_int32(tree, object, parts[i].key, 0, MEND__LENGTH_MAX, parts[i].value, err);
        l.given = l.given || mend__fact_node(tree, object, parts[i].key) != MEND__NONE;
    }
    if (status == MEND_OK) {
        l.ending = (mend__ending)ending;
        *out = l;
    }
    return status;
}

/* ---- a term ---- */

/* The last one is for terms that a ticket made. */
static const char *const term_members[] = {"id",
                                           "kind",
                                           "payer",
                                           "order",
                                           "label",
                                           "regime",
                                           "start",
                                           "last_day",
                                           "by",
                                           "from",
                                           "manufacture_plus_days",
                                           "years",
                                           "months",
                                           "weeks",
                                           "days",
                                           "rule",
                                           "roll",
                                           "suspend",
                                           "usage_limit",
                                           "usage_start",
                                           "meter",
                                           "kinds",
                                           "classes",
                                           "excluded_classes",
                                           "causes",
                                           "serial",
                                           "percent",
                                           "cap",
                                           "deductible",
                                           "visits_left",
                                           NULL};
static const char *const unit_term_members[] = {"id",
                                                "kind",
                                                "payer",
                                                "regime",
                                                "start",
                                                "last_day",
                                                "by",
                                                "from",
                                                "manufacture_plus_days",
                                                "years",
                                                "months",
                                                "weeks",
                                                "days",
                                                "rule",
                                                "roll",
                                                "suspend",
                                                "usage_limit",
                                                "usage_start",
                                                "meter",
                                                "kinds",
                                                "classes",
                                                "excluded_classes",
                                                "causes",
                                                "serial",
                                                "percent",
                                                "cap",
                                                "deductible",
                                                "visits_left",
                                                "ticket",
                                                NULL};

static mend_status term_read_names(const mend__json *tree, mend__node n, mend__term *t, mend_error *err)
{
    int32_t kind = (int32_t)t->kind;
    mend_status status = mend__fact_text(tree, n, "id", TERM_TEXT, &t->id, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "payer", TERM_TEXT, &t->payer, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "regime", TERM_TEXT, &t->regime, err);
    status = status != MEND_OK ? status : mend__fact_word(tree, n, "kind", mend__term_kinds, &kind, err);
    t->kind = (mend__term_kind)kind;
    if (status != MEND_OK) {
        return status;
    }
    if (t->id.n == 0) {
        return mend__json_fail(tree, n, MEND_SCHEMA, "the member \"id\" is missing", err);
    }
    if (t->payer.n == 0) {
        return mend__json_fail(tree, n, MEND_SCHEMA, "the member \"payer\" is missing", err);
    }
    if (mend__str_is(t->payer, "customer")) {
        return mend__json_fail(tree, mend__json_get(tree, n, "payer"), MEND_SCHEMA,
                               "the customer pays what no term pays, and is no term's payer", err);
    }
    return MEND_OK;
}

static mend_status term_read_from(mend__arena *arena, const mend__json *tree, mend__node n, mend__term *t,
                                  mend_error *err)
{
    mend__node from = mend__fact_node(tree, n, "from");
    if (from == MEND__NONE) {
        return MEND_OK;
    }
    mend__basis *order = mend__arena_get(arena, MEND__BASIS_MAX * sizeof *order);
    if (order == NULL) {
        return mend__no_memory(err);
    }
    t->order = order;
    return mend__bases_read(tree, from, order, NULL, &t->order_count, err);
}

static mend_status term_read_dates(mend__arena *arena, const mend__json *tree, mend__node n, mend__term *t,
                                   mend_error *err)
{
    static const char *const suspends[] = {"nights", "inclusive", "none", NULL}; /* by mend__counting */
    int32_t suspend = MEND__NIGHTS;
    mend_status status = mend__fact_day(tree, n, "start", &t->start, err);
    status = status != MEND_OK ? status : mend__fact_day(tree, n, "last_day", &t->last_day, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "by", TERM_TEXT, &t->by, err);
    status = status != MEND_OK ? status : term_read_from(arena, tree, n, t, err);
    if (status == MEND_OK) {
        status = mend__fact_int32(tree, n, "manufacture_plus_days", 0, MEND__LENGTH_MAX, &t->manufacture_plus, err);
    }
    status = status != MEND_OK ? status : mend__length_read(tree, n, &t->length, err);
    status = status != MEND_OK ? status : mend__fact_bool(tree, n, "roll", &t->rolls, err);
    status = status != MEND_OK ? status : mend__fact_word(tree, n, "suspend", suspends, &suspend, err);
    t->suspends = suspend <= MEND__INCLUSIVE;
    t->counting = suspend == MEND__INCLUSIVE ? MEND__INCLUSIVE : MEND__NIGHTS;
    return status;
}

static mend_status term_read_scope(mend__arena *arena, const mend__json *tree, mend__node n, mend__term *t,
                                   mend_error *err)
{
    const struct {
        const char *key;
        mend__strs *list;
    } lists[] = {
        {"kinds", &t->kinds}, {"classes", &t->classes}, {"excluded_classes", &t->excluded}, {"causes", &t->causes}};
    mend_status status = mend__fact_text(tree, n, "serial", TERM_TEXT, &t->serial, err);
    status = status != MEND_OK ? status : mend__fact_text(tree, n, "meter", TERM_TEXT, &t->meter, err);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0] && status == MEND_OK; i++) {
        status = mend__fact_strs(arena, tree, n, lists[i].key, TERM_NAMES, lists[i].list, err);
    }
    status =
        status != MEND_OK ? status : mend__fact_decimal(tree, n, "usage_limit", 0, INT64_MAX, &t->usage_limit, err);
    return status != MEND_OK ? status : mend__fact_decimal(tree, n, "usage_start", 0, INT64_MAX, &t->usage_start, err);
}

static mend_status term_read_money(const mend__json *tree, mend__node n, mend__term *t, mend_error *err)
{
    mend_status status = mend__fact_decimal(tree, n, "percent", 1, 100 * MEND__NANO, &t->percent, err);
    status = status != MEND_OK ? status : mend__fact_int(tree, n, "cap", 0, INT64_MAX, &t->cap, err);
    status = status != MEND_OK ? status : mend__fact_int(tree, n, "deductible", 0, INT64_MAX, &t->deductible, err);
    return status != MEND_OK ? status : mend__fact_int(tree, n, "visits_left", 0, INT32_MAX, &t->visits_left, err);
}

/* The members are known. */
static mend_status term_read(mend__arena *arena, const mend__json *tree, mend__node n, mend__term *out, mend_error *err)
{
    mend__term t;
    mend__term_init(&t);
    t.id = mend__json_key(tree, n);
    mend_status status = term_read_names(tree, n, &t, err);
    status = status != MEND_OK ? status : term_read_dates(arena, tree, n, &t, err);
    status = status != MEND_OK ? status : term_read_scope(arena, tree, n, &t, err);
    status = status != MEND_OK ? status : term_read_money(tree, n, &t, err);
    if (status == MEND_OK) {
        *out = t;
    }
    return status;
}

mend_status mend__term_read(mend__arena *arena, const mend__json *tree, mend__node n, mend__term *out, mend_error *err)
{
    mend_status status = mend__members_known(tree, n, term_members, err);
    return status != MEND_OK ? status : term_read(arena, tree, n, out, err);
}

mend_status mend__unit_term_read(mend__arena *arena, const mend__json *tree, mend__node n, mend__term *out,
                                 mend__str *ticket, mend_error *err)
{
    mend_status status = mend__members_known(tree, n, unit_term_members, err);
    status = status != MEND_OK ? status : term_read(arena, tree, n, out, err);
    return status != MEND_OK ? status : mend__fact_text(tree, n, "ticket", TERM_TEXT, ticket, err);
}

mend_status mend__terms_read(mend__arena *arena, const mend__json *tree, mend__node list, mend__term **out,
                             size_t *count, mend_error *err)
{
    mend__json_type type = mend__json_typeof(tree, list);
    size_t n = mend__json_count(tree, list), have = 0;
    mend_status status = MEND_OK;
    if (list != MEND__NONE && type != MEND__JSON_ARRAY && type != MEND__JSON_OBJECT) {
        return mend__json_expected(tree, list, "terms", err);
    }
    if (n > MEND__TERMS_MAX) {
        return mend__too_many(tree, list, MEND__TERMS_MAX, "terms", err);
    }
    mend__term *terms = mend__arena_get(arena, (n + 1) * sizeof *terms);
    if (terms == NULL) {
        return mend__no_memory(err);
    }
    for (mend__node m = mend__json_first(tree, list); m != MEND__NONE && status == MEND_OK;
         m = mend__json_next(tree, m)) {
        status = mend__term_read(arena, tree, m, &terms[have++], err);
    }
    if (status == MEND_OK) {
        *out = terms;
        *count = n;
    }
    return status;
}
