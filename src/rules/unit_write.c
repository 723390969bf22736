/*
 * unit_write.c - a unit as canonical JSON, see unit.h. What is a default, empty or not there is left out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"
#include "ground/int.h"
#include "notions/civil.h"
#include "notions/money.h"
#include "term_read.h"

static void put_str(mend__jw *w, const char *key, mend__str text)
{
    if (text.n > 0) {
        mend__jw_key(w, key);
        mend__jw_str(w, text);
    }
}

static void put_day(mend__jw *w, const char *key, int32_t day)
{
    char text[10];
    if (day != MEND__NO_DAY) {
        mend__date_write(day, text);
        put_str(w, key, (mend__str){text, sizeof text});
    }
}

/* Left out where it is `usual`. */
static void put_int(mend__jw *w, const char *key, int64_t value, int64_t usual)
{
    if (value != usual) {
        mend__jw_key(w, key);
        mend__jw_int(w, value);
    }
}

static void put_decimal(mend__jw *w, const char *key, int64_t nano, int64_t usual)
{
    char text[24];
    if (nano != usual) {
        put_str(w, key, (mend__str){text, mend__decimal_write(nano, text)});
    }
}

static void put_strs(mend__jw *w, const char *key, const mend__strs *strs)
{
    if (strs->items == NULL) {
        return;
    }
    mend__jw_key(w, key);
    mend__jw_array(w);
    for (size_t i = 0; i < strs->count; i++) {
        mend__jw_str(w, strs->items[i]);
    }
    mend__jw_end_array(w);
}

/* A part that is zero is written where it is the only one: "days": 0 is a length as well. */
static void put_length(mend__jw *w, const mend__length *l)
{
    bool nothing = l->years == 0 && l->months == 0 && l->weeks == 0 && l->days == 0;
    put_int(w, "years", l->years, 0);
    put_int(w, "months", l->months, 0);
    put_int(w, "weeks", l->weeks, 0);
    put_int(w, "days", l->days, l->given && nothing ? -1 : 0);
    if (l->ending == MEND__DAY_BEFORE) {
        put_str(w, "rule", MEND__STR("day_before"));
    }
}

/* ---- a term ---- */

static void put_term_dates(mend__jw *w, const mend__term *t)
{
    put_day(w, "start", t->start);
    put_day(w, "last_day", t->last_day);
    put_str(w, "by", t->by);
    if (t->order_count > 0) {
        mend__jw_key(w, "from");
        mend__jw_array(w);
        for (size_t i = 0; i < t->order_count; i++) {
            mend__jw_text(w, mend__basis_names[t->order[i]]);
        }
        mend__jw_end_array(w);
    }
    put_int(w, "manufacture_plus_days", t->manufacture_plus, 0);
    put_length(w, &t->length);
    if (t->rolls) {
        mend__jw_key(w, "roll");
        mend__jw_bool(w, true);
    }
    if (!t->suspends || t->counting == MEND__INCLUSIVE) {
        put_str(w, "suspend", t->suspends ? MEND__STR("inclusive") : MEND__STR("none"));
    }
}

void mend__term_write_members(const mend__term *t, mend__jw *w)
{
    put_str(w, "id", t->id);
    put_str(w, "kind", mend__str_of(mend__term_kinds[t->kind], MEND_NTS));
    put_str(w, "payer", t->payer);
    put_str(w, "regime", t->regime);
    put_term_dates(w, t);
    put_decimal(w, "usage_limit", t->usage_limit, MEND__NONE_GIVEN);
    put_decimal(w, "usage_start", t->usage_start, 0);
    put_str(w, "meter", t->meter);
    put_strs(w, "kinds", &t->kinds);
    put_strs(w, "classes", &t->classes);
    put_strs(w, "excluded_classes", &t->excluded);
    put_strs(w, "causes", &t->causes);
    put_str(w, "serial", t->serial);
    put_decimal(w, "percent", t->percent, 100 * MEND__NANO);
    put_int(w, "cap", t->cap, MEND__NONE_GIVEN);
    put_int(w, "deductible", t->deductible, 0);
    put_int(w, "visits_left", t->visits_left, MEND__NONE_GIVEN);
}

/* ---- lists; one that is empty is left out ---- */

static bool open_list(mend__jw *w, const char *key, const mend__vec *v)
{
    if (v->count > 0) {
        mend__jw_key(w, key);
        mend__jw_array(w);
    }
    return v->count > 0;
}

static void put_readings(mend__jw *w, const mend_unit *u)
{
    const mend__reading *r = u->readings.items;
    if (!open_list(w, "meters", &u->readings)) {
        return;
    }
    for (size_t i = 0; i < u->readings.count; i++) {
        mend__jw_object(w);
        put_str(w, "kind", r[i].kind);
        put_day(w, "at", r[i].at);
        put_decimal(w, "value", r[i].value, -1);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void put_terms(mend__jw *w, const mend_unit *u)
{
    const mend__unit_term *t = u->terms.items;
    if (!open_list(w, "terms", &u->terms)) {
        return;
    }
    for (size_t i = 0; i < u->terms.count; i++) {
        mend__jw_object(w);
        mend__term_write_members(&t[i].term, w);
        put_str(w, "ticket", t[i].ticket);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void put_outages(mend__jw *w, const mend_unit *u)
{
    const mend__unit_outage *o = u->outages.items;
    if (!open_list(w, "outages", &u->outages)) {
        return;
    }
    for (size_t i = 0; i < u->outages.count; i++) {
        mend__jw_object(w);
        put_day(w, "from", o[i].days.from);
        put_day(w, "to", o[i].days.to);
        mend__jw_key(w, "counts");
        mend__jw_bool(w, o[i].days.counts);
        put_str(w, "ticket", o[i].ticket);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void put_repairs(mend__jw *w, const mend_unit *u)
{
    const mend__unit_repair *r = u->repairs.items;
    if (!open_list(w, "repairs", &u->repairs)) {
        return;
    }
    for (size_t i = 0; i < u->repairs.count; i++) {
        mend__jw_object(w);
        put_day(w, "on", r[i].repair.on);
        put_str(w, "fault", r[i].repair.fault);
        mend__jw_key(w, "covered");
        mend__jw_bool(w, r[i].repair.covered);
        put_str(w, "result", r[i].result);
        put_str(w, "ticket", r[i].ticket);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void put_ends(mend__jw *w, const mend_unit *u)
{
    const mend__unit_end *e = u->ends.items;
    if (!open_list(w, "ends", &u->ends)) {
        return;
    }
    for (size_t i = 0; i < u->ends.count; i++) {
        mend__jw_object(w);
        put_str(w, "term", e[i].term);
        put_day(w, "last_day", e[i].last_day);
        put_str(w, "by", e[i].by);
        put_str(w, "why", e[i].why);
        put_day(w, "on", e[i].on);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void put_extensions(mend__jw *w, const mend_unit *u)
{
    const mend__unit_more *m = u->extensions.items;
    if (!open_list(w, "extensions", &u->extensions)) {
        return;
    }
    for (size_t i = 0; i < u->extensions.count; i++) {
        mend__jw_object(w);
        put_str(w, "term", m[i].term);
        put_length(w, &m[i].length);
        put_str(w, "by", m[i].by);
        put_str(w, "why", m[i].why);
        put_day(w, "on", m[i].on);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void put_claims(mend__jw *w, const mend_unit *u)
{
    const mend__unit_claims *c = u->claims.items;
    if (u->claims.count == 0) {
        return;
    }
    mend__jw_key(w, "claims");
    mend__jw_object(w);
    for (size_t i = 0; i < u->claims.count; i++) {
        mend__jw_key_str(w, c[i].term);
        mend__jw_object(w);
        put_int(w, "visits", c[i].visits, -1);
        put_int(w, "paid", c[i].paid, -1);
        mend__jw_end_object(w);
    }
    mend__jw_end_object(w);
}

static void put_head(mend__jw *w, const mend_unit *u)
{
    bool dated = false;
    put_str(w, "kind", u->contract ? MEND__STR("contract") : MEND__STR("unit"));
    put_str(w, "tenant", u->tenant);
    put_str(w, "key", u->key);
    put_int(w, "revision", u->revision, -1);
    put_str(w, "serial", u->serial);
    put_str(w, "model", u->model);
    put_str(w, "parent", u->parent);
    put_str(w, "customer", u->customer);
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        if (u->dates.day[i] == MEND__NO_DAY) {
            continue;
        }
        if (!dated) {
            mend__jw_key(w, "dates");
            mend__jw_object(w);
        }
        dated = true;
        put_day(w, mend__basis_names[i], u->dates.day[i]);
    }
    if (dated) {
        mend__jw_end_object(w);
    }
    if (u->exchanged.on != MEND__NO_DAY) {
        mend__jw_key(w, "exchanged");
        mend__jw_object(w);
        put_day(w, "on", u->exchanged.on);
        put_str(w, "to", u->exchanged.to);
        put_str(w, "ticket", u->exchanged.ticket);
        mend__jw_end_object(w);
    }
}

void mend__unit_write(const mend_unit *u, mend__jw *w)
{
    const mend__str *contracts = u->contracts.items;
    mend__jw_object(w);
    put_head(w, u);
    put_readings(w, u);
    put_terms(w, u);
    put_outages(w, u);
    put_repairs(w, u);
    put_ends(w, u);
    put_extensions(w, u);
    put_claims(w, u);
    if (open_list(w, "contracts", &u->contracts)) {
        for (size_t i = 0; i < u->contracts.count; i++) {
            mend__jw_str(w, contracts[i]);
        }
        mend__jw_end_array(w);
    }
    mend__jw_end_object(w);
}
