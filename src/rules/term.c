/*
 * term.c - dates of warranty terms, see term.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "term.h"
#include "ground/int.h"
#include "notions/civil.h"
#include "notions/money.h"

/* ---- periods ---- */

/* Dates are only ever moved on from one that is valid. */
static bool term_day_fits(int64_t day)
{
    return day <= MEND__DAY_MAX;
}

/* The corresponding day `months` >= 0 later, or the month's last. False: after the years there are. */
static bool term_add_months(int32_t start, int64_t months, int32_t *out, bool *clamped)
{
    mend__civil date = mend__civil_of(start);
    int64_t month = (int64_t)date.year * 12 + (date.month - 1) + months, year = mend__floor_div(month, 12);
    if (year > 9999) {
        return false;
    }
    int32_t y = (int32_t)year, m = (int32_t)mend__floor_mod(month, 12) + 1, most = mend__civil_month_days(y, m);
    *clamped = date.day > most;
    *out = mend__civil_day(y, m, *clamped ? most : date.day);
    return true;
}

mend_reason mend__period_end(int32_t start, const mend__length *length, int32_t *last_day, bool *clamped)
{
    int64_t months = (int64_t)length->years * 12 + length->months;
    int64_t days = (int64_t)length->weeks * 7 + length->days;
    int32_t corresponding = start;
    bool missing = false;
    if (!term_add_months(start, months, &corresponding, &missing)) {
        return MEND_REASON_DATE_OUT_OF_RANGE;
    }
    /* Where there is no corresponding day, the month's last day is the end by either way of counting. */
    int64_t last = corresponding + days - (length->ending == MEND__DAY_BEFORE && !missing ? 1 : 0);
    if (last < start) {
        return MEND_REASON_BAD_PERIOD;
    }
    if (!term_day_fits(last)) {
        return MEND_REASON_DATE_OUT_OF_RANGE;
    }
    *last_day = (int32_t)last;
    *clamped = missing;
    return 0;
}

mend__when mend__period_when(int32_t start, int32_t last_day, int32_t at)
{
    if (start != MEND__NO_DAY && at < start) {
        return MEND__BEFORE;
    }
    return last_day != MEND__NO_DAY && at > last_day ? MEND__AFTER : MEND__WITHIN;
}

mend_reason mend__roll(int32_t last_day, mend__off_fn off, const void *user, int32_t *out)
{
    int32_t day = last_day;
    while (day <= MEND__DAY_MAX && off(user, day)) {
        day++;
    }
    if (day > MEND__DAY_MAX) {
        return MEND_REASON_DATE_OUT_OF_RANGE;
    }
    *out = day;
    return 0;
}

/* ---- outages ---- */

/* By insertion: outages come in order but for a few. */
static void outages_sort(mend__outage *outages, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        mend__outage o = outages[i];
        size_t k = i;
        for (; k > 0 && outages[k - 1].from > o.from; k--) {
            outages[k] = outages[k - 1];
        }
        outages[k] = o;
    }
}

/* Days that an outage adds to those up to `until`, the latest day an earlier one has reached. */
static int64_t outage_days(int64_t from, int64_t to, int64_t until, mend__counting counting)
{
    int64_t extra = counting == MEND__INCLUSIVE ? 1 : 0;
    int64_t begin = until + extra > from ? until + extra : from;
    return to - begin + extra > 0 ? to - begin + extra : 0;
}

mend_reason mend__suspend(int32_t last_day, mend__outage *outages, size_t count, int32_t as_of, mend__counting counting,
                          mend__suspension *out)
{
    int64_t days = 0, until = INT32_MIN;
    bool provisional = false;
    for (size_t i = 0; i < count; i++) {
        if (outages[i].to != MEND__NO_DAY && outages[i].to < outages[i].from) {
            return MEND_REASON_BAD_OUTAGE;
        }
    }
    outages_sort(outages, count);
    for (size_t i = 0; i < count && outages[i].from <= last_day + days; i++) {
        const mend__outage *o = &outages[i];
        int64_t to = o->to == MEND__NO_DAY ? as_of : o->to;
        if (!o->counts) {
            continue;
        }
        provisional = provisional || o->to == MEND__NO_DAY;
        if (to >= o->from) {
            days += outage_days(o->from, to, until, counting);
            until = to > until ? to : until;
        }
    }
    if (!term_day_fits(last_day + days)) {
        return MEND_REASON_DATE_OUT_OF_RANGE;
    }
    *out = (mend__suspension){(int32_t)days, (int32_t)(last_day + days), provisional};
    return 0;
}

/* ---- where a term begins ---- */

static bool start_later(const mend__basis_days *have, mend__start *start)
{
    int32_t invoice = have->day[MEND__BASIS_INVOICE], delivery = have->day[MEND__BASIS_DELIVERY];
    /* MEND__NO_DAY is below every date. */
    start->basis = delivery > invoice ? MEND__BASIS_DELIVERY : MEND__BASIS_INVOICE;
    start->day = have->day[start->basis];
    return start->day != MEND__NO_DAY;
}

static bool start_of(mend__basis basis, const mend__basis_days *have, mend__start *start)
{
    if (basis == MEND__BASIS_LATER_OF_INVOICE_DELIVERY) {
        return start_later(have, start);
    }
    start->basis = basis;
    start->day = have->day[basis];
    return start->day != MEND__NO_DAY;
}

mend_reason mend__start_date(const mend__basis *order, size_t count, const mend__basis_days *have, int32_t plus,
                             mend__start *out)
{
    mend__start start = {MEND__NO_DAY, MEND__BASIS_SALE, 0, false};
    while (start.rank < count && !start_of(order[start.rank], have, &start)) {
        start.rank++;
    }
    if (start.rank == count) {
        return MEND_REASON_NO_START_DATE;
    }
    if (start.basis == MEND__BASIS_MANUFACTURE) {
        int64_t day = (int64_t)start.day + plus;
        if (!term_day_fits(day)) {
            return MEND_REASON_DATE_OUT_OF_RANGE;
        }
        start.day = (int32_t)day;
        start.repair_only = true;
    }
    *out = start;
    return 0;
}

/* ---- use, parts, repairs ---- */

mend_reason mend__used(int64_t before, int64_t now, int64_t *used)
{
    if (now < before) {
        return MEND_REASON_USAGE_BACKWARDS;
    }
    return mend__sub64(now, before, used) ? 0 : MEND_REASON_OVERFLOW;
}

mend_reason mend__part_end(mend__part_mode mode, int32_t unit_last_day, int32_t on, const mend__length *length,
                           int32_t *last_day, bool *fresh)
{
    int32_t own = MEND__NO_DAY;
    bool clamped;
    mend_reason reason = mode == MEND__PART_REMAINDER ? 0 : mend__period_end(on, length, &own, &clamped);
    if (reason != 0) {
        return reason;
    }
    /* MEND__NO_DAY is below every date, so that the own term decides where the unit has none. */
    *fresh = mode == MEND__PART_FRESH || (mode == MEND__PART_LONGER && own > unit_last_day);
    *last_day = *fresh ? own : unit_last_day;
    return 0;
}

static bool repair_counts(const mend__repair *r, int32_t start, int32_t last_day)
{
    return r->covered && mend__period_when(start, last_day, r->on) == MEND__WITHIN;
}

int64_t mend__repairs_counted(const mend__repair *repairs, size_t count, int32_t start, int32_t last_day,
                              bool same_fault)
{
    int64_t all = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t same = 0;
        if (!repair_counts(&repairs[i], start, last_day)) {
            continue;
        }
        all++;
        for (size_t k = 0; same_fault && k < count; k++) {
            bool like = k == i || (repairs[i].fault.n > 0 && mend__str_eq(repairs[i].fault, repairs[k].fault));
            same += like && repair_counts(&repairs[k], start, last_day);
        }
        most = same > most ? same : most;
    }
    return same_fault ? most : all;
}

bool mend__reached(int64_t count, mend__compare compare, int64_t threshold)
{
    return compare == MEND__MORE_THAN ? count > threshold : count >= threshold;
}

/* ---- a term ---- */

void mend__term_init(mend__term *term)
{
    static const mend__str defect = {"defect", 6};
    *term = (mend__term){.start = MEND__NO_DAY,
                         .last_day = MEND__NO_DAY,
                         .suspends = true,
                         .causes = {&defect, 1},
                         .usage_limit = MEND__NONE_GIVEN,
                         .percent = 100 * MEND__NANO,
                         .cap = MEND__NONE_GIVEN,
                         .visits_left = MEND__NONE_GIVEN};
}

static mend_reason settle_start(mend__term *t, const mend__term_facts *f)
{
    mend__start start;
    if (t->order_count == 0 || t->start != MEND__NO_DAY) {
        return 0;
    }
    mend_reason reason = mend__start_date(t->order, t->order_count, &f->have, t->manufacture_plus, &start);
    if (reason == 0) {
        t->start = start.day;
        t->repair_only = start.repair_only;
    }
    return reason;
}

/* The end as computed, by way of days off, outages and extensions. */
static mend_reason settle_end(mend__term *t, const mend__term_facts *f)
{
    bool clamped;
    mend__suspension moved;
    mend_reason reason = t->start == MEND__NO_DAY ? MEND_REASON_NO_START_DATE
                                                  : mend__period_end(t->start, &t->length, &t->last_day, &clamped);
    if (reason == 0 && t->rolls && f->off != NULL) {
        reason = mend__roll(t->last_day, f->off, f->off_user, &t->last_day);
    }
    if (reason == 0 && t->suspends) {
        reason = mend__suspend(t->last_day, f->outages, f->outage_count, f->as_of, t->counting, &moved);
        if (reason == 0) {
            t->last_day = moved.last_day;
            t->provisional = moved.provisional;
        }
    }
    for (size_t i = 0; i < f->extension_count && reason == 0; i++) {
        mend__length more = f->extensions[i];
        more.ending = MEND__SAME_DAY; /* the day it counts from is the term's own last one */
        reason = mend__period_end(t->last_day, &more, &t->last_day, &clamped);
    }
    return reason;
}

mend_reason mend__term_settle(mend__term *term, const mend__term_facts *facts)
{
    int32_t start = term->start, last_day = term->last_day;
    bool repair_only = term->repair_only, provisional = term->provisional;
    mend_reason reason = settle_start(term, facts);
    if (reason == 0 && term->last_day == MEND__NO_DAY && term->length.given) {
        reason = settle_end(term, facts);
    }
    mend_reason shut = term->shut;
    if (reason == MEND_REASON_NO_START_DATE) {
        /* Whoever gave the last day has said enough. */
        shut = term->last_day == MEND__NO_DAY ? reason : 0;
        reason = 0;
    }
    if (reason == 0 && term->start != MEND__NO_DAY && term->last_day != MEND__NO_DAY && term->last_day < term->start) {
        reason = MEND_REASON_BAD_PERIOD;
    }
    if (reason != 0) {
        term->start = start;
        term->last_day = last_day;
        term->repair_only = repair_only;
        term->provisional = provisional;
        return reason;
    }
    term->shut = shut;
    return 0;
}
