/*
 * probe_fee.c - fees tried by themselves, see probe.h and docs/probe.md.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "probe.h"
#include "rules/fee_read.h"

#define BANDS_MAX 64

/* ---- answers ---- */

/* The rule's reason, if it gives no answer. */
static mend_status probe_judged(mend__probe *p, mend_reason reason)
{
    if (reason != 0) {
        p->refused = mend_reason_name(reason);
    }
    return MEND_OK;
}

static void probe_int(mend__probe *p, const char *key, int64_t value)
{
    mend__jw_key(p->out, key);
    mend__jw_int(p->out, value);
}

static void probe_flag(mend__probe *p, const char *key, bool value)
{
    mend__jw_key(p->out, key);
    mend__jw_bool(p->out, value);
}

static mend__fee_object probe_facts(mend__probe *p, mend__words names)
{
    return mend__fee_open(p->tree, p->facts, names, p->err);
}

/* An amount that has to be there. */
static void probe_need(mend__fee_object *o, const char *key, int64_t *out)
{
    mend__fee_need(o, key);
    mend__fee_int(o, key, INT64_MIN, INT64_MAX, out);
}

/* ---- labour ---- */

static mend_status probe_band(const mend__probe *p, mend__node n, mend__labour_band *band)
{
    static const char *const names[] = {"minutes", "pct", NULL};
    mend__fee_object o = mend__fee_open(p->tree, n, names, p->err);
    *band = (mend__labour_band){0, MEND__HUNDRED};
    probe_need(&o, "minutes", &band->minutes);
    mend__fee_percent(&o, "pct", MEND__PERCENT_MAX, &band->pct);
    return o.status;
}

/* The bands given, which have to sum to "minutes" where both are there; without any, all minutes are one. */
static mend_status probe_bands(const mend__probe *p, mend__fee_object *o, mend__labour_band bands[BANDS_MAX],
                               size_t *count)
{
    mend__node list = mend__fee_member(o, "bands"), given = mend__fee_member(o, "minutes");
    int64_t sum = 0, minutes = 0;
    bool fits = true;
    mend_status status = mend__must_be(p->tree, list, MEND__JSON_ARRAY, "an array of bands", p->err);
    if (status == MEND_OK && mend__json_count(p->tree, list) > BANDS_MAX) {
        status = mend__too_many(p->tree, list, BANDS_MAX, "bands", p->err);
    }
    mend__node n = status == MEND_OK ? mend__json_first(p->tree, list) : MEND__NONE;
    for (*count = 0; n != MEND__NONE && status == MEND_OK; n = mend__json_next(p->tree, n)) {
        status = probe_band(p, n, &bands[*count]);
        fits = status == MEND_OK && mend__add64(sum, bands[(*count)++].minutes, &sum) && fits;
    }
    if (status == MEND_OK && given != MEND__NONE) {
        mend__fee_int(o, "minutes", INT64_MIN, INT64_MAX, &minutes);
        status = o->status;
        if (status == MEND_OK && *count > 0 && fits && minutes != sum) {
            status = mend__json_fail(p->tree, given, MEND_SCHEMA, "the bands sum to ", p->err);
            mend__error_add_int(p->err, sum);
            mend__error_add(p->err, " minutes");
        }
    }
    if (status == MEND_OK && *count == 0) {
        bands[(*count)++] = (mend__labour_band){minutes, MEND__HUNDRED};
    }
    return status;
}

static mend_status probe_worked(const mend__probe *p, bool hourly, mend__labour_band bands[BANDS_MAX],
                                mend__labour_work *work)
{
    static const char *const flat[] = {"times", NULL};
    static const char *const timed[] = {"minutes", "bands", NULL};
    mend__fee_object o = mend__fee_open(p->tree, p->facts, hourly ? timed : flat, p->err);
    *work = (mend__labour_work){{1, 0}, bands, 1};
    bands[0] = (mend__labour_band){0, MEND__HUNDRED};
    if (!hourly) {
        mend__fee_decimal(&o, "times", &work->times);
    } else if (o.status == MEND_OK && mend__fee_member(&o, "bands") != MEND__NONE) {
        o.status = probe_bands(p, &o, bands, &work->band_count);
    } else {
        probe_need(&o, "minutes", &bands[0].minutes);
    }
    return o.status;
}

mend_status mend__probe_labour(mend__probe *p)
{
    mend__labour row;
    mend__labour_band bands[BANDS_MAX];
    mend__labour_work work;
    mend__labour_bill bill;
    mend_status status = mend__labour_read(p->arena, p->tree, p->row, &row, p->err);
    if (status == MEND_OK) {
        status = probe_worked(p, row.hourly, bands, &work);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__fee_labour(&row, &work, &bill);
    if (reason == 0) {
        mend__jw_object(p->out);
        mend__jw_key(p->out, "billed_minutes");
        if (bill.minutes < 0) {
            mend__jw_null(p->out);
        } else {
            mend__jw_int(p->out, bill.minutes);
        }
        probe_int(p, "amount", bill.amount);
        mend__jw_end_object(p->out);
    }
    return probe_judged(p, reason);
}

/* ---- parts and discounts ---- */

static void probe_cut(mend__probe *p, const mend__cut *cut, bool gross)
{
    mend__jw_object(p->out);
    if (gross) {
        probe_int(p, "gross", cut->gross);
    }
    probe_int(p, "discount", cut->discount);
    probe_int(p, "amount", cut->amount);
    mend__jw_end_object(p->out);
}

mend_status mend__probe_part(mend__probe *p)
{
    static const char *const names[] = {"qty", NULL};
    mend__part row;
    mend__decimal qty = {1, 0};
    mend__cut cut;
    int32_t digits = p->policy == NULL ? -1 : mend__currency_digits(p->policy->currency);
    mend_status status = mend__part_read(p->arena, p->tree, p->row, digits, &row, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    mend__fee_need(&o, "qty");
    mend__fee_decimal(&o, "qty", &qty);
    if (o.status != MEND_OK) {
        return o.status;
    }
    mend_reason reason = mend__fee_part(&row, qty, &cut);
    if (reason == 0) {
        probe_cut(p, &cut, true);
    }
    return probe_judged(p, reason);
}

mend_status mend__probe_stack(mend__probe *p)
{
    static const char *const names[] = {"amount", NULL};
    mend__stack row;
    mend__cut cut;
    int64_t amount = 0;
    mend_status status = mend__stack_read(p->arena, p->tree, p->row, &row, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    probe_need(&o, "amount", &amount);
    if (o.status != MEND_OK) {
        return o.status;
    }
    mend__fee_stack(&row, amount, &cut);
    probe_cut(p, &cut, false);
    return MEND_OK;
}

/* ---- travel ---- */

mend_status mend__probe_travel(mend__probe *p)
{
    static const char *const names[] = {"km", NULL};
    mend__travel row;
    mend__travel_bill bill;
    int64_t km = 0;
    char text[24];
    mend_status status = mend__travel_read(p->arena, p->tree, p->row, &row, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    mend__fee_need(&o, "km");
    mend__fee_nano(&o, "km", &km);
    if (o.status != MEND_OK) {
        return o.status;
    }
    mend_reason reason = mend__fee_travel(&row, km, &bill);
    if (reason == 0) {
        mend__jw_object(p->out);
        mend__jw_key(p->out, "km");
        mend__jw_str(p->out, (mend__str){text, mend__decimal_write(bill.km, text)});
        probe_int(p, "amount", bill.amount);
        mend__jw_end_object(p->out);
    }
    return probe_judged(p, reason);
}

/* ---- fees of a visit ---- */

mend_status mend__probe_diagnosis(mend__probe *p)
{
    static const char *const names[] = {"outcome", "labour", "repair", NULL};
    static const char *const outcomes[] = {"accepted", "declined", "unrepairable", "covered", NULL};
    mend__diagnosis row;
    mend__diagnosis_bill bill;
    int64_t labour = 0, repair = 0;
    int32_t outcome = 0;
    mend_status status = mend__diagnosis_read(p->arena, p->tree, p->row, &row, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    mend__fee_need(&o, "outcome");
    mend__fee_word(&o, "outcome", outcomes, &outcome);
    mend__fee_int(&o, "labour", INT64_MIN, INT64_MAX, &labour);
    mend__fee_int(&o, "repair", INT64_MIN, INT64_MAX, &repair);
    if (o.status != MEND_OK) {
        return o.status;
    }
    mend_reason reason = mend__fee_diagnosis(&row, (mend__outcome)outcome, labour, repair, &bill);
    if (reason == 0) {
        mend__jw_object(p->out);
        probe_int(p, "charged", bill.charged);
        probe_int(p, "credit", bill.credit);
        mend__jw_key(p->out, "why");
        mend__jw_text(p->out, bill.why);
        mend__jw_end_object(p->out);
    }
    return probe_judged(p, reason);
}

mend_status mend__probe_cancel(mend__probe *p)
{
    static const char *const names[] = {"stage", "estimate", "parts_ordered", NULL};
    mend__cancel_table row;
    mend__str stage = {NULL, 0};
    int64_t estimate = 0, parts = 0, fee = 0;
    mend_status status = mend__cancel_read(p->arena, p->tree, p->row, &row, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    mend__node n = mend__fee_need(&o, "stage");
    if (o.status == MEND_OK) {
        o.status = mend__must_be(p->tree, n, MEND__JSON_STRING, "the name of a stage", p->err);
        stage = mend__json_str(p->tree, n);
    }
    mend__fee_int(&o, "estimate", INT64_MIN, INT64_MAX, &estimate);
    mend__fee_int(&o, "parts_ordered", INT64_MIN, INT64_MAX, &parts);
    if (o.status != MEND_OK) {
        return o.status;
    }
    const mend__cancel *at = mend__cancel_at(&row, stage);
    if (at == NULL) {
        p->refused = "UNKNOWN_STAGE";
        return MEND_OK;
    }
    mend_reason reason = mend__fee_cancel(at, row.mode, estimate, parts, &fee);
    if (reason == 0) {
        mend__jw_object(p->out);
        probe_int(p, "fee", fee);
        mend__jw_end_object(p->out);
    }
    return probe_judged(p, reason);
}

mend_status mend__probe_storage(mend__probe *p)
{
    static const char *const names[] = {"notified", "picked", NULL};
    mend__storage row;
    mend__storage_bill bill;
    int32_t notified = 0, picked = 0;
    mend_status status = mend__storage_read(p->arena, p->tree, p->row, &row, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    bool told = mend__fee_member(&o, "notified") != MEND__NONE;
    mend__fee_date(&o, "notified", &notified);
    mend__fee_need(&o, "picked");
    mend__fee_date(&o, "picked", &picked);
    if (o.status != MEND_OK) {
        return o.status;
    }
    /* Nobody pays for waiting who was not told that it is ready. */
    mend_reason reason = mend__fee_storage(&row, told ? notified : picked, picked, &bill);
    if (reason == 0) {
        mend__jw_object(p->out);
        probe_int(p, "days", bill.days);
        probe_int(p, "amount", bill.amount);
        mend__jw_end_object(p->out);
    }
    return probe_judged(p, reason);
}

mend_status mend__probe_surcharge(mend__probe *p)
{
    static const char *const names[] = {"base", NULL};
    mend__surcharge row;
    int64_t base = 0, amount = 0;
    mend_status status = mend__surcharge_read(p->arena, p->tree, p->row, &row, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    mend__fee_int(&o, "base", INT64_MIN, INT64_MAX, &base);
    if (o.status != MEND_OK) {
        return o.status;
    }
    mend_reason reason = mend__fee_surcharge(&row, base, &amount);
    if (reason == 0) {
        mend__jw_object(p->out);
        probe_int(p, "amount", amount);
        mend__jw_end_object(p->out);
    }
    return probe_judged(p, reason);
}

/* ---- estimates ---- */

mend_status mend__probe_estimate(mend__probe *p)
{
    static const char *const names[] = {"estimate", "final", NULL};
    mend__tolerance row;
    mend__excess excess;
    int64_t estimate = 0, total = 0;
    mend_status status = mend__tolerance_read(p->arena, p->tree, p->row, &row, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    probe_need(&o, "estimate", &estimate);
    probe_need(&o, "final", &total);
    if (o.status != MEND_OK) {
        return o.status;
    }
    mend_reason reason = mend__fee_excess(&row, estimate, total, &excess);
    if (reason == 0) {
        mend__jw_object(p->out);
        probe_int(p, "limit", excess.limit);
        probe_int(p, "over_estimate", excess.over);
        probe_flag(p, "needs_consent", excess.consent);
        mend__jw_end_object(p->out);
    }
    return probe_judged(p, reason);
}

mend_status mend__probe_validity(mend__probe *p)
{
    static const char *const names[] = {"issued", "at", NULL};
    int32_t issued = 0, at = 0, last = MEND__DAY_MAX;
    int64_t days = 0;
    char date[10];
    mend_status status = mend__validity_read(p->arena, p->tree, p->row, &days, p->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__fee_object o = probe_facts(p, names);
    mend__fee_need(&o, "issued");
    mend__fee_date(&o, "issued", &issued);
    mend__fee_need(&o, "at");
    mend__fee_date(&o, "at", &at);
    if (o.status != MEND_OK) {
        return o.status;
    }
    if (days != MEND__FEE_NONE && !mend__fee_valid_until(issued, days, &last)) {
        return probe_judged(p, MEND_REASON_OVERFLOW);
    }
    mend__jw_object(p->out);
    mend__jw_key(p->out, "last_day");
    if (days == MEND__FEE_NONE) {
        mend__jw_null(p->out);
    } else {
        mend__date_write(last, date);
        mend__jw_str(p->out, (mend__str){date, sizeof date});
    }
    probe_flag(p, "valid", at >= issued && at <= last);
    mend__jw_end_object(p->out);
    return MEND_OK;
}
