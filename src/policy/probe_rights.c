/*
 * probe_rights.c - regimes tried against a case: rights, and what a refund is reduced by.
 *
 * The row is a regime, see rules/rights_read.h; it may extend built-in ones. A fact or a figure that is not there is
 * listed in "missing", and the answer says that it is provisional.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/error.h"
#include "ground/int.h"
#include "trial.h"

/* NULL: the amounts are not known. */
static void put_money(mend__jw *w, const mend__deduction *money)
{
    mend__jw_key(w, "fee");
    if (money == NULL) {
        mend__jw_null(w);
        mend__jw_key(w, "refund");
        mend__jw_null(w);
        return;
    }
    mend__jw_int(w, money->fee);
    mend__trial_put_int(w, "refund", money->refund);
}

static mend_status trial_price(const mend__trial *t, int64_t *out)
{
    mend_status status = mend__trial_need(t, "price");
    return status != MEND_OK ? status : mend__fact_int(t->p->tree, t->p->facts, "price", 0, INT64_MAX, out, t->p->err);
}

/* ---- depreciation ---- */

/* The case's own rate, else the product's, else the regime's; MEND__UNSET: none of them. */
static mend_status trial_rate(const mend__trial *t, int64_t *out)
{
    mend__str product = {NULL, 0};
    int64_t rate = t->regime.rate;
    mend_status status = mend__fact_text(t->p->tree, t->p->facts, "product", MEND__TRIAL_NAME, &product, t->p->err);
    for (size_t i = 0; i < t->regime.product_count && product.p != NULL; i++) {
        if (mend__str_eq(product, t->regime.products[i].product)) {
            rate = t->regime.products[i].rate;
        }
    }
    status = status != MEND_OK ? status : mend__trial_decimal(t, "rate", MEND__NANO, &rate);
    if (status == MEND_OK) {
        *out = rate;
    }
    return status;
}

static mend_status trial_inclusive(const mend__trial *t, bool *out)
{
    static const char *const words[] = {"nights", "inclusive", NULL};
    int32_t count = t->regime.inclusive ? 1 : 0;
    mend_status status = mend__fact_word(t->p->tree, t->p->facts, "count", words, &count, t->p->err);
    *out = count == 1;
    return status;
}

static mend_status trial_repair_days(const mend__trial *t, int64_t *out)
{
    return mend__fact_int(t->p->tree, t->p->facts, "repair_days", 0, MEND__LENGTH_MAX, out, t->p->err);
}

static mend_status try_depreciation(mend__trial *t)
{
    static const char *const names[] = {"regime",      "price", "rate",    "invoiced", "returned",
                                        "repair_days", "count", "product", NULL};
    int64_t price = 0, rate = MEND__UNSET, repair_days = 0;
    int32_t invoiced = 0, returned = 0;
    bool inclusive = false;
    mend__deduction money;
    mend_status status = mend__trial_known(t, names);
    status = status != MEND_OK ? status : trial_price(t, &price);
    status = status != MEND_OK ? status : trial_rate(t, &rate);
    status = status != MEND_OK ? status : mend__trial_need_day(t, "invoiced", &invoiced);
    status = status != MEND_OK ? status : mend__trial_need_day(t, "returned", &returned);
    status = status != MEND_OK ? status : trial_repair_days(t, &repair_days);
    status = status != MEND_OK ? status : trial_inclusive(t, &inclusive);
    if (status != MEND_OK) {
        return status;
    }
    bool known = rate != MEND__UNSET;
    mend_reason reason =
        mend__depreciation(price, known ? rate : 0, invoiced, returned, repair_days, inclusive, &money);
    if (reason != 0) {
        return mend__trial_refuse(t, reason);
    }
    mend__jw_object(t->p->out);
    mend__trial_put_int(t->p->out, "days", money.days);
    put_money(t->p->out, known ? &money : NULL);
    if (!known) {
        mend__trial_lacks(t, "rate");
    }
    mend__trial_end(t, false);
    return MEND_OK;
}

mend_status mend__probe_depreciation(mend__probe *p)
{
    return mend__trial_run(p, try_depreciation);
}

/* ---- what the use of a car costs ---- */

/* The case's own rate, else the regime's, and never above the most a regime allows. */
static mend_status trial_use_rate(const mend__trial *t, int64_t *out)
{
    int64_t rate = t->regime.use_rate;
    mend_status status = mend__trial_decimal(t, "n", MEND__NANO, &rate);
    if (status == MEND_OK) {
        *out = t->regime.use_most != MEND__UNSET && rate > t->regime.use_most ? t->regime.use_most : rate;
    }
    return status;
}

static mend_status try_use_fee(mend__trial *t)
{
    static const char *const names[] = {"regime", "price", "km", "n", NULL};
    int64_t price = 0, km = 0, rate = MEND__UNSET;
    mend__deduction money = {0, 0, 0};
    mend_status status = mend__trial_known(t, names);
    status = status != MEND_OK ? status : trial_price(t, &price);
    status = status != MEND_OK ? status : mend__trial_need(t, "km");
    status = status != MEND_OK ? status : mend__trial_decimal(t, "km", INT64_MAX, &km);
    status = status != MEND_OK ? status : trial_use_rate(t, &rate);
    if (status != MEND_OK) {
        return status;
    }
    mend__jw_object(t->p->out);
    mend__jw_key(t->p->out, "fee");
    if (rate == MEND__UNSET) {
        mend__jw_null(t->p->out);
        mend__trial_lacks(t, "n");
    } else {
        mend__use_fee(price, km, rate, &money);
        mend__jw_int(t->p->out, money.fee);
    }
    mend__trial_end(t, false);
    return MEND_OK;
}

mend_status mend__probe_use_fee(mend__probe *p)
{
    return mend__trial_run(p, try_use_fee);
}

/* ---- days in repair ---- */

static mend_status trial_hours(const mend__trial *t, mend__node n, int64_t *days)
{
    static const char *const names[] = {"hours", "excluded_hours", NULL};
    int64_t hours = 0, excluded = 0;
    mend__node need;
    mend_status status = mend__members_known(t->p->tree, n, names, t->p->err);
    status = status != MEND_OK ? status : mend__member_need(t->p->tree, n, "hours", &need, t->p->err);
    status = status != MEND_OK ? status : mend__value_decimal(t->p->tree, need, 0, INT64_MAX, &hours, t->p->err);
    status = status != MEND_OK ? status
                               : mend__fact_decimal(t->p->tree, n, "excluded_hours", 0, hours, &excluded, t->p->err);
    *days = mend__repair_days(hours - excluded);
    return status;
}

static mend_status try_repair_days(mend__trial *t)
{
    static const char *const names[] = {"regime", "repairs", NULL};
    mend__node list = MEND__NONE;
    void *room = NULL;
    size_t count = 0;
    int64_t total = 0;
    mend_status status = mend__trial_known(t, names);
    status = status != MEND_OK ? status : mend__trial_need(t, "repairs");
    status = status != MEND_OK ? status
                               : mend__fact_list(t->p->arena, t->p->tree, t->p->facts, "repairs", MEND__REPAIRS_MOST,
                                                 sizeof(int64_t), &list, &room, t->p->err);
    int64_t *days = room;
    mend__node n = status == MEND_OK ? mend__json_first(t->p->tree, list) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(t->p->tree, n)) {
        status = trial_hours(t, n, &days[count]);
        total += days[count++]; /* at most 1000 times 400 million */
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__jw *w = t->p->out;
    mend__jw_object(w);
    mend__jw_key(w, "days");
    mend__jw_array(w);
    for (size_t i = 0; i < count; i++) {
        mend__jw_int(w, days[i]);
    }
    mend__jw_end_array(w);
    mend__trial_put_int(w, "total", total);
    if (t->regime.repair_days_over != MEND__UNSET) {
        char key[5 + 20] = "over_";
        size_t len = 5 + mend__int_write(t->regime.repair_days_over, key + 5);
        mend__jw_key_str(w, (mend__str){key, len});
        mend__jw_bool(w, total > t->regime.repair_days_over);
    } else {
        mend__trial_lacks(t, "repair_days/over");
    }
    mend__trial_end(t, false);
    return MEND_OK;
}

mend_status mend__probe_repair_days(mend__probe *p)
{
    return mend__trial_run(p, try_repair_days);
}

/* ---- rights ---- */

static void put_rights(mend__jw *w, const mend__regime *regime, uint32_t rights)
{
    mend__jw_key(w, "rights");
    mend__jw_array(w);
    for (size_t i = 0; i < regime->right_count; i++) {
        if ((rights >> i & 1) != 0) {
            mend__jw_str(w, regime->rights[i].name);
        }
    }
    mend__jw_end_array(w);
}

static void put_why(mend__jw *w, const mend__regime *regime, uint32_t held)
{
    mend__jw_key(w, "why");
    mend__jw_array(w);
    for (size_t i = 0; i < regime->rule_count; i++) {
        if ((held >> i & 1) != 0) {
            mend__jw_str(w, regime->rules[i].code);
        }
    }
    mend__jw_end_array(w);
}

/* By which regime, rules, articles and dates the answer came about. */
static void put_trail(const mend__trial *t, const mend__case *facts, const mend__rights_answer *answer)
{
    const mend__regime *regime = &t->regime;
    mend__jw *w = t->p->out;
    mend__jw_key(w, "regime");
    mend__jw_str(w, regime->id);
    mend__jw_key(w, "trail");
    mend__jw_array(w);
    for (size_t i = 0; i < regime->rule_count; i++) {
        if ((answer->held >> i & 1) == 0) {
            continue;
        }
        mend__jw_object(w);
        mend__jw_key(w, "rule");
        mend__jw_str(w, regime->rules[i].id);
        mend__jw_key(w, "code");
        mend__jw_str(w, regime->rules[i].code);
        if (regime->rules[i].article.n > 0) {
            mend__jw_key(w, "article");
            mend__jw_str(w, regime->rules[i].article);
        }
        put_rights(w, regime, answer->gave[i]);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
    mend__jw_key(w, "dates");
    mend__jw_object(w);
    mend__trial_put_day(w, MEND__STR("at"), facts->at);
    if (regime->since != MEND__UNSET) {
        const mend__case_value *since = &facts->values[regime->since];
        mend__trial_put_day(w, MEND__STR("since"), since->known ? (int32_t)since->value : MEND__NO_DAY);
    }
    for (size_t i = 0; i < regime->term_count; i++) {
        mend__trial_put_day(w, regime->facts[MEND__CASE_TERMS + i].name, answer->last_days[i]);
    }
    mend__jw_end_object(w);
}

/* Ends the answer. */
static void put_lacks(const mend__trial *t, const mend__rights_answer *answer)
{
    const mend__regime *regime = &t->regime;
    mend__jw *w = t->p->out;
    bool any = false;
    if (answer->missing_at) {
        mend__trial_put_missing(w, &any, "", MEND__STR("at"));
    }
    for (size_t i = 0; i < MEND__REGIME_MOST; i++) {
        if ((answer->missing_facts >> i & 1) != 0) {
            mend__trial_put_missing(w, &any, "", regime->facts[i].name);
        }
        if ((answer->open_terms >> i & 1) != 0) {
            mend__trial_put_missing(w, &any, "terms/", regime->facts[MEND__CASE_TERMS + i].name);
        }
        if ((answer->open_rules >> i & 1) != 0) {
            mend__trial_put_missing(w, &any, "rules/", regime->rules[i].id);
        }
    }
    mend__trial_end(t, any);
}

/* The money of the first right that is about money, where the case says a price. *known false: something is missing. */
static mend_status trial_refund(mend__trial *t, const mend__case *facts, const mend__rights_answer *answer,
                                mend__deduction *money, bool *known)
{
    int64_t price = 0, rate = MEND__UNSET, km = MEND__UNSET, repair_days = 0;
    bool inclusive = false;
    mend_status status = trial_price(t, &price);
    status = status != MEND_OK ? status : trial_repair_days(t, &repair_days);
    status = status != MEND_OK ? status : trial_inclusive(t, &inclusive);
    *known = true;
    *money = (mend__deduction){0, 0, price};
    if (answer->refunding == MEND__REFUND_LESS_DEPRECIATION) {
        status = status != MEND_OK ? status : trial_rate(t, &rate);
        *known = rate != MEND__UNSET && answer->age_known;
        if (rate == MEND__UNSET) {
            mend__trial_lacks(t, "rate");
        }
        if (status == MEND_OK && *known) {
            int32_t since = facts->at - answer->age;
            mend_reason reason = mend__depreciation(price, rate, since, facts->at, repair_days, inclusive, money);
            return reason == 0 ? MEND_OK : mend__trial_refuse(t, reason);
        }
    } else if (answer->refunding == MEND__REFUND_LESS_USE) {
        status = status != MEND_OK ? status : trial_use_rate(t, &rate);
        status = status != MEND_OK ? status : mend__trial_decimal(t, "km", INT64_MAX, &km);
        *known = rate != MEND__UNSET && km != MEND__UNSET;
        if (rate == MEND__UNSET) {
            mend__trial_lacks(t, "n");
        }
        if (km == MEND__UNSET) {
            mend__trial_lacks(t, "km");
        }
        if (status == MEND_OK && *known) {
            mend__use_fee(price, km, rate, money);
        }
    }
    return status;
}

mend_status mend__trial_remedy(mend__trial *t, mend__remedy *out)
{
    static const char *const names[] = {"regime",  "at",    "price",       "rate",    "n",       "km",
                                        "product", "count", "repair_days", "repairs", "explain", NULL};
    mend__probe *p = t->p;
    if (t->regime.rule_count == 0) {
        return mend__json_fail(p->tree, p->row, MEND_SCHEMA, "the regime has no rules", p->err);
    }
    mend_status status = mend__case_read(p->arena, p->tree, p->facts, &t->regime, names, &out->facts, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__rights_judge(&t->regime, &out->facts, &out->answer);
    if (reason != 0) {
        return mend__trial_refuse(t, reason);
    }
    out->priced =
        out->answer.refunding != MEND__REFUND_NONE && mend__fact_node(p->tree, p->facts, "price") != MEND__NONE;
    return out->priced ? trial_refund(t, &out->facts, &out->answer, &out->money, &out->known) : MEND_OK;
}

static mend_status try_remedy(mend__trial *t)
{
    bool explain = false;
    mend__probe *p = t->p;
    mend__remedy *remedy = mend__arena_get(p->arena, sizeof *remedy);
    mend_status status = remedy == NULL ? mend__no_memory(p->err)
                                        : mend__fact_bool(p->tree, p->facts, "explain", &explain, p->err);
    status = status != MEND_OK ? status : mend__trial_remedy(t, remedy);
    if (status != MEND_OK || p->refused != NULL) {
        return status;
    }
    mend__jw_object(p->out);
    mend__jw_key(p->out, "age");
    if (remedy->answer.age_known) {
        mend__jw_int(p->out, remedy->answer.age);
    } else {
        mend__jw_null(p->out);
    }
    put_rights(p->out, &t->regime, remedy->answer.rights);
    put_why(p->out, &t->regime, remedy->answer.held);
    if (remedy->priced) {
        put_money(p->out, remedy->known ? &remedy->money : NULL);
    }
    if (explain) {
        put_trail(t, &remedy->facts, &remedy->answer);
    }
    put_lacks(t, &remedy->answer);
    return MEND_OK;
}

mend_status mend__probe_remedy(mend__probe *p)
{
    return mend__trial_run(p, try_remedy);
}

/* A car's rights are those of its regime. */
mend_status mend__probe_assembly_remedy(mend__probe *p)
{
    return mend__trial_run(p, try_remedy);
}
