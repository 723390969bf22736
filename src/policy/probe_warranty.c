/*
 * probe_warranty.c - warranty terms tried against a case: their dates, and who pays for what.
 *
 * A member may stand in the row or in the facts; where both have it, the row's counts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include "ground/int.h"
#include "notions/instant.h"
#include "rules/pro_rata.h"
#include "rules/term_read.h"

#define PROBE_DAYS_OFF 4096

/* ---- reading ---- */

static mend_status known(const mend__probe *p, mend__words members)
{
    mend_status status = mend__members_known(p->tree, p->row, members, p->err);
    return status != MEND_OK ? status : mend__members_known(p->tree, p->facts, members, p->err);
}

/* The object that has the member; the facts where neither has. */
static mend__node holder(const mend__probe *p, const char *key)
{
    return mend__fact_node(p->tree, p->row, key) != MEND__NONE ? p->row : p->facts;
}

static mend_status need(const mend__probe *p, const char *key)
{
    mend__node unused;
    if (mend__fact_node(p->tree, holder(p, key), key) != MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__member_need(p->tree, p->facts, key, &unused, p->err);
    return status != MEND_OK ? status : mend__json_expected(p->tree, unused, "a value", p->err); /* it is null */
}

static mend_status get_day(const mend__probe *p, const char *key, int32_t *out)
{
    return mend__fact_day(p->tree, holder(p, key), key, out, p->err);
}

static mend_status need_day(const mend__probe *p, const char *key, int32_t *out)
{
    mend_status status = need(p, key);
    return status != MEND_OK ? status : get_day(p, key, out);
}

static mend_status get_int32(const mend__probe *p, const char *key, int32_t min, int32_t max, int32_t *out)
{
    return mend__fact_int32(p->tree, holder(p, key), key, min, max, out, p->err);
}

static mend_status get_decimal(const mend__probe *p, const char *key, int64_t *out)
{
    return mend__fact_decimal(p->tree, holder(p, key), key, 0, INT64_MAX, out, p->err);
}

static mend_status get_word(const mend__probe *p, const char *key, mend__words words, int32_t *out)
{
    return mend__fact_word(p->tree, holder(p, key), key, words, out, p->err);
}

/* needed: one part at least must be there. */
static mend_status get_length(const mend__probe *p, bool needed, mend__length *out)
{
    mend_status status = mend__length_read(p->tree, p->facts, out, p->err);
    status = status != MEND_OK ? status : mend__length_read(p->tree, p->row, out, p->err);
    if (status == MEND_OK && needed && !out->given) {
        status = mend__json_fail(p->tree, p->row, MEND_SCHEMA, "expected one of years, months, weeks, days", p->err);
    }
    return status;
}

/* ---- answering ---- */

static mend_status refuse(mend__probe *p, mend_reason reason)
{
    p->refused = mend_reason_name(reason);
    return MEND_OK;
}

static void put_day(mend__jw *w, const char *key, int32_t day)
{
    char text[10];
    mend__jw_key(w, key);
    if (day == MEND__NO_DAY) {
        mend__jw_null(w);
    } else {
        mend__date_write(day, text);
        mend__jw_str(w, (mend__str){text, sizeof text});
    }
}

static void put_int(mend__jw *w, const char *key, int64_t value)
{
    mend__jw_key(w, key);
    mend__jw_int(w, value);
}

static void put_bool(mend__jw *w, const char *key, bool value)
{
    mend__jw_key(w, key);
    mend__jw_bool(w, value);
}

static void put_text(mend__jw *w, const char *key, const char *text)
{
    mend__jw_key(w, key);
    mend__jw_text(w, text);
}

/* ---- periods ---- */

mend_status mend__probe_period_end(mend__probe *p)
{
    static const char *const members[] = {"start", "years", "months", "weeks", "days", "rule", NULL};
    mend__length length = {0};
    int32_t start = 0, last_day = 0;
    bool clamped = false;
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need_day(p, "start", &start);
    status = status != MEND_OK ? status : get_length(p, true, &length);
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__period_end(start, &length, &last_day, &clamped);
    if (reason != 0) {
        return refuse(p, reason);
    }
    mend__jw_object(p->out);
    put_day(p->out, "last_day", last_day);
    put_bool(p->out, "clamped", clamped);
    mend__jw_end_object(p->out);
    return MEND_OK;
}

mend_status mend__probe_in_period(mend__probe *p)
{
    static const char *const members[] = {"start", "last_day", "at", NULL};
    static const char *const states[] = {"before", "in", "after"}; /* by mend__when */
    int32_t start = 0, last_day = 0, at = 0;
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need_day(p, "start", &start);
    status = status != MEND_OK ? status : need_day(p, "last_day", &last_day);
    status = status != MEND_OK ? status : need_day(p, "at", &at);
    if (status != MEND_OK) {
        return status;
    }
    if (last_day < start) {
        return refuse(p, MEND_REASON_BAD_PERIOD);
    }
    mend__jw_object(p->out);
    put_text(p->out, "state", states[mend__period_when(start, last_day, at)]);
    put_int(p->out, "days_left", at > last_day ? 0 : last_day - at);
    mend__jw_end_object(p->out);
    return MEND_OK;
}

mend_status mend__probe_local_date(mend__probe *p)
{
    static const char *const members[] = {"utc", "offset_min", NULL};
    int32_t offset = 0;
    int64_t at = 0;
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need(p, "utc");
    status = status != MEND_OK ? status : get_int32(p, "offset_min", -1439, 1439, &offset);
    if (status != MEND_OK) {
        return status;
    }
    mend__node utc = mend__json_get(p->tree, holder(p, "utc"), "utc");
    if (mend__json_typeof(p->tree, utc) != MEND__JSON_STRING ||
        !mend__instant_parse(mend__json_str(p->tree, utc), &at)) {
        return mend__json_fail(p->tree, utc, MEND_SCHEMA, "expected an instant such as 2024-05-01T16:00:00Z", p->err);
    }
    int64_t day = mend__floor_div(at + (int64_t)offset * 60000, MEND__DAY_MS);
    if (day < MEND__DAY_MIN || day > MEND__DAY_MAX) {
        return refuse(p, MEND_REASON_DATE_OUT_OF_RANGE);
    }
    mend__jw_object(p->out);
    put_day(p->out, "date", (int32_t)day);
    mend__jw_end_object(p->out);
    return MEND_OK;
}

typedef struct days_off {
    const int32_t *days;
    size_t count;
} days_off;

static bool day_is_off(const void *user, int32_t day)
{
    const days_off *off = user;
    for (size_t i = 0; i < off->count; i++) {
        if (off->days[i] == day) {
            return true;
        }
    }
    return false;
}

static mend_status get_days_off(const mend__probe *p, days_off *off)
{
    return mend__days_read(p->arena, p->tree, holder(p, "off_days"), "off_days", PROBE_DAYS_OFF, &off->days,
                           &off->count, p->err);
}

mend_status mend__probe_roll(mend__probe *p)
{
    static const char *const members[] = {"last_day", "off_days", NULL};
    int32_t last_day = 0, rolled = 0;
    days_off off = {NULL, 0};
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need_day(p, "last_day", &last_day);
    status = status != MEND_OK ? status : get_days_off(p, &off);
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__roll(last_day, day_is_off, &off, &rolled);
    if (reason != 0) {
        return refuse(p, reason);
    }
    mend__jw_object(p->out);
    put_day(p->out, "last_day", rolled);
    put_int(p->out, "rolled", rolled - last_day);
    mend__jw_end_object(p->out);
    return MEND_OK;
}

static bool still_away(const mend__outage *outages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (outages[i].to == MEND__NO_DAY) {
            return true;
        }
    }
    return false;
}

mend_status mend__probe_suspend(mend__probe *p)
{
    static const char *const members[] = {"last_day", "outages", "as_of", "count", NULL};
    static const char *const countings[] = {"nights", "inclusive", NULL}; /* by mend__counting */
    mend__suspension moved = {0, 0, false};
    mend__outage *outages = NULL;
    int32_t last_day = 0, as_of = MEND__NO_DAY, counting = MEND__NIGHTS;
    size_t count = 0;
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need_day(p, "last_day", &last_day);
    status = status != MEND_OK ? status : get_day(p, "as_of", &as_of);
    status = status != MEND_OK ? status : get_word(p, "count", countings, &counting);
    if (status == MEND_OK) {
        status = mend__outages_read(p->arena, p->tree, holder(p, "outages"), "outages", &outages, &count, p->err);
    }
    if (status == MEND_OK && still_away(outages, count)) {
        status = need(p, "as_of");
    }
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__suspend(last_day, outages, count, as_of, (mend__counting)counting, &moved);
    if (reason != 0) {
        return refuse(p, reason);
    }
    mend__jw_object(p->out);
    put_int(p->out, "days_added", moved.days);
    put_day(p->out, "last_day", moved.last_day);
    mend__jw_end_object(p->out);
    return MEND_OK;
}

/* ---- where a term begins, how far it goes ---- */

mend_status mend__probe_start_date(mend__probe *p)
{
    static const char *const members[] = {"order", "have", "manufacture_plus_days", NULL};
    mend__basis order[MEND__BASIS_MAX];
    mend__str names[MEND__BASIS_MAX];
    mend__basis_days have;
    mend__start start = {0, MEND__BASIS_SALE, 0, false};
    size_t count = 0;
    int32_t plus = 0;
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need(p, "order");
    status = status != MEND_OK ? status : need(p, "have");
    status = status != MEND_OK ? status : get_int32(p, "manufacture_plus_days", 0, MEND__LENGTH_MAX, &plus);
    if (status == MEND_OK) {
        mend__node list = mend__json_get(p->tree, holder(p, "order"), "order");
        status = mend__bases_read(p->tree, list, order, names, &count, p->err);
    }
    if (status == MEND_OK) {
        status = mend__basis_days_read(p->tree, mend__json_get(p->tree, holder(p, "have"), "have"), &have, p->err);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__start_date(order, count, &have, plus, &start);
    if (reason != 0) {
        return refuse(p, reason);
    }
    bool later = order[start.rank] == MEND__BASIS_LATER_OF_INVOICE_DELIVERY;
    mend__jw_object(p->out);
    put_day(p->out, "start", start.day);
    mend__jw_key(p->out, "basis");
    mend__jw_str(p->out, later ? mend__str_of(mend__basis_names[start.basis], MEND_NTS) : names[start.rank]);
    put_bool(p->out, "repair_only", start.repair_only);
    mend__jw_end_object(p->out);
    return MEND_OK;
}

typedef struct usage_case {
    mend__length length;
    int32_t start, at;
    int64_t before, limit, now; /* limit, now MEND__NONE_GIVEN: none, not known */
} usage_case;

static mend_status usage_read(const mend__probe *p, usage_case *u)
{
    static const char *const members[] = {"start", "years",       "months",      "weeks",    "days", "rule",
                                          "at",    "usage_start", "usage_limit", "usage_at", NULL};
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need_day(p, "start", &u->start);
    status = status != MEND_OK ? status : need_day(p, "at", &u->at);
    status = status != MEND_OK ? status : get_length(p, true, &u->length);
    status = status != MEND_OK ? status : get_decimal(p, "usage_start", &u->before);
    status = status != MEND_OK ? status : get_decimal(p, "usage_limit", &u->limit);
    return status != MEND_OK ? status : get_decimal(p, "usage_at", &u->now);
}

mend_status mend__probe_usage(mend__probe *p)
{
    usage_case u = {.limit = MEND__NONE_GIVEN, .now = MEND__NONE_GIVEN};
    int32_t last_day = 0;
    int64_t used = 0;
    bool clamped;
    mend_status status = usage_read(p, &u);
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__period_end(u.start, &u.length, &last_day, &clamped);
    if (reason == 0 && u.now != MEND__NONE_GIVEN) {
        reason = mend__used(u.before, u.now, &used);
    }
    if (reason != 0) {
        return refuse(p, reason);
    }
    mend__when when = mend__period_when(u.start, last_day, u.at);
    bool over = u.limit != MEND__NONE_GIVEN && used > u.limit;
    const char *ended = when == MEND__AFTER ? (over ? "both" : "date") : over ? "usage" : NULL;
    mend__jw_object(p->out);
    put_day(p->out, "last_day", last_day);
    put_bool(p->out, "covered", when == MEND__WITHIN && !over);
    mend__jw_key(p->out, "ended_by");
    if (ended == NULL) {
        mend__jw_null(p->out);
    } else {
        mend__jw_text(p->out, ended);
    }
    if (u.limit != MEND__NONE_GIVEN && u.now == MEND__NONE_GIVEN) {
        put_bool(p->out, "provisional", true);
    }
    mend__jw_end_object(p->out);
    return MEND_OK;
}

mend_status mend__probe_part_warranty(mend__probe *p)
{
    static const char *const members[] = {"mode",  "unit_last_day", "on",   "years", "months",
                                          "weeks", "days",          "rule", NULL};
    static const char *const modes[] = {"longer", "fresh", "remainder", NULL}; /* by mend__part_mode */
    mend__length length = {0};
    int32_t mode = MEND__PART_LONGER, unit = MEND__NO_DAY, on = MEND__NO_DAY, last_day = 0;
    bool fresh = false;
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : get_word(p, "mode", modes, &mode);
    status = status != MEND_OK ? status : get_day(p, "unit_last_day", &unit);
    status = status != MEND_OK ? status : need_day(p, "on", &on);
    status = status != MEND_OK ? status : get_length(p, mode != MEND__PART_REMAINDER, &length);
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__part_end((mend__part_mode)mode, unit, on, &length, &last_day, &fresh);
    if (reason != 0) {
        return refuse(p, reason);
    }
    mend__jw_object(p->out);
    put_day(p->out, "last_day", last_day);
    put_text(p->out, "from", fresh ? "fresh" : "remainder");
    mend__jw_end_object(p->out);
    return MEND_OK;
}

mend_status mend__probe_repair_count(mend__probe *p)
{
    static const char *const members[] = {"repairs", "start", "last_day", "rule", "threshold", "cmp", NULL};
    static const char *const rules[] = {"any", "same_fault", NULL}, *const compares[] = {"ge", "gt", NULL};
    const mend__repair *repairs = NULL;
    int32_t start = MEND__NO_DAY, last_day = MEND__NO_DAY, rule = 0, compare = MEND__AT_LEAST, threshold = 2;
    size_t count = 0;
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : get_day(p, "start", &start);
    status = status != MEND_OK ? status : get_day(p, "last_day", &last_day);
    status = status != MEND_OK ? status : get_word(p, "rule", rules, &rule);
    status = status != MEND_OK ? status : get_word(p, "cmp", compares, &compare);
    status = status != MEND_OK ? status : get_int32(p, "threshold", 0, INT32_MAX, &threshold);
    if (status == MEND_OK) {
        status = mend__repairs_read(p->arena, p->tree, holder(p, "repairs"), "repairs", &repairs, &count, p->err);
    }
    if (status != MEND_OK) {
        return status;
    }
    int64_t counted = mend__repairs_counted(repairs, count, start, last_day, rule == 1);
    mend__jw_object(p->out);
    put_int(p->out, "count", counted);
    put_bool(p->out, "met", mend__reached(counted, (mend__compare)compare, threshold));
    mend__jw_end_object(p->out);
    return MEND_OK;
}

/* ---- money ---- */

static mend_status pro_rata_read(const mend__probe *p, mend__pro_rata *rule, int32_t *at)
{
    static const char *const members[] = {"start", "at", "total_months", "free_months", "price", "count", NULL};
    static const char *const counts[] = {"complete", "started", NULL};
    int32_t count = 0;
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need_day(p, "start", &rule->start);
    status = status != MEND_OK ? status : need_day(p, "at", at);
    status = status != MEND_OK ? status : need(p, "total_months");
    status = status != MEND_OK ? status : get_int32(p, "total_months", 1, MEND__LENGTH_MAX, &rule->total_months);
    status = status != MEND_OK ? status : get_int32(p, "free_months", 0, rule->total_months, &rule->free_months);
    status = status != MEND_OK ? status : need(p, "price");
    if (status == MEND_OK) {
        status = mend__fact_int(p->tree, holder(p, "price"), "price", 0, INT64_MAX, &rule->price, p->err);
    }
    status = status != MEND_OK ? status : get_word(p, "count", counts, &count);
    rule->started = count == 1;
    return status;
}

mend_status mend__probe_pro_rata(mend__probe *p)
{
    mend__pro_rata rule = {0};
    mend__pro_rata_answer answer;
    int32_t at = 0;
    mend_status status = pro_rata_read(p, &rule, &at);
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__pro_rata_share(&rule, at, &answer);
    if (reason != 0) {
        return refuse(p, reason);
    }
    mend__jw_object(p->out);
    put_int(p->out, "used_months", answer.used);
    put_int(p->out, "customer", answer.customer);
    put_int(p->out, "credit", answer.credit);
    put_text(p->out, "why", mend_reason_name(answer.why));
    mend__jw_end_object(p->out);
    return MEND_OK;
}

/* What dates of terms are computed from, where a case gives no dates but that. */
static mend_status decide_read_facts(const mend__probe *p, mend__term_facts *facts, days_off *off)
{
    mend__node have = mend__fact_node(p->tree, holder(p, "have"), "have");
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        facts->have.day[i] = MEND__NO_DAY;
    }
    mend_status status = have == MEND__NONE ? MEND_OK : mend__basis_days_read(p->tree, have, &facts->have, p->err);
    status = status != MEND_OK ? status : get_day(p, "as_of", &facts->as_of);
    status = status != MEND_OK ? status : get_days_off(p, off);
    facts->off = day_is_off;
    facts->off_user = off;
    if (status == MEND_OK) {
        status = mend__outages_read(p->arena, p->tree, holder(p, "outages"), "outages", &facts->outages,
                                    &facts->outage_count, p->err);
    }
    return status;
}

static mend_status decide_read(const mend__probe *p, mend__claim *c, mend__term **terms, mend__term_facts *facts,
                               days_off *off)
{
    static const char *const members[] = {"basis_date", "cause",   "usage", "terms",    "lines",
                                          "have",       "outages", "as_of", "off_days", NULL};
    mend_status status = known(p, members);
    status = status != MEND_OK ? status : need_day(p, "basis_date", &c->day);
    if (status == MEND_OK) {
        status = mend__fact_text(p->tree, holder(p, "cause"), "cause", 64, &c->cause, p->err);
    }
    if (status == MEND_OK) {
        status = mend__meters_read(p->arena, p->tree, holder(p, "usage"), "usage", &c->meters, &c->meter_count, p->err);
    }
    if (status == MEND_OK) {
        mend__node list = mend__fact_node(p->tree, holder(p, "terms"), "terms");
        status = mend__terms_read(p->arena, p->tree, list, terms, &c->term_count, p->err);
    }
    if (status == MEND_OK) {
        status = mend__lines_read(p->arena, p->tree, holder(p, "lines"), "lines", &c->lines, &c->line_count, p->err);
    }
    c->terms = *terms;
    facts->as_of = c->day;
    return status != MEND_OK ? status : decide_read_facts(p, facts, off);
}

mend_status mend__probe_decide(mend__probe *p)
{
    mend__claim claim = {0};
    mend__term *terms = NULL;
    mend__term_facts facts = {.off = NULL};
    days_off off = {NULL, 0};
    uint32_t lacks = 0;
    mend_reason reason = 0;
    mend_status status = decide_read(p, &claim, &terms, &facts, &off);
    if (status != MEND_OK) {
        return status;
    }
    /* at most 1000 lines and 64 terms */
    mend__verdict *verdicts = mend__arena_get(p->arena, (claim.line_count * claim.term_count + 1) * sizeof *verdicts);
    mend__line_cover *covers = mend__arena_get(p->arena, (claim.line_count + 1) * sizeof *covers);
    if (verdicts == NULL || covers == NULL) {
        return mend__no_memory(p->err);
    }
    for (size_t i = 0; i < claim.term_count && reason == 0; i++) {
        reason = mend__term_settle(&terms[i], &facts);
    }
    reason = reason != 0 ? reason : mend__cover(&claim, verdicts, covers, &lacks);
    if (reason != 0) {
        return refuse(p, reason);
    }
    mend__cover_write(&claim, verdicts, covers, lacks, p->out);
    return MEND_OK;
}
