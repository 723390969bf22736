/*
 * unit_read.c - a unit out of its JSON document, see unit.h and mend/warranty.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "term_read.h"
#include "unit.h"

/* The unit that is being filled, and where from. */
typedef struct unit_reader {
    mend_unit *u;
    const mend__json *tree;
    mend_error *err;
} unit_reader;

/* What adding a record answered, said at the record. */
static mend_status added(const unit_reader *r, mend__node n, mend_status status)
{
    if (status == MEND_NOMEM) {
        return mend__no_memory(r->err);
    }
    return status == MEND_OK ? status : mend__json_fail(r->tree, n, status, "the list is full", r->err);
}

static mend_status wrong(const unit_reader *r, mend__node n, mend_reason reason, const char *text)
{
    mend__json_fail(r->tree, n, MEND_SCHEMA, text, r->err);
    if (r->err != NULL) {
        r->err->reason = reason;
    }
    return MEND_SCHEMA;
}

static mend_status text(const unit_reader *r, mend__node n, const char *key, size_t max, mend__str *out)
{
    return mend__fact_text(r->tree, n, key, max, out, r->err);
}

static mend_status name(const unit_reader *r, mend__node n, const char *key, mend__str *out)
{
    return text(r, n, key, MEND__UNIT_TEXT, out);
}

static mend_status day(const unit_reader *r, mend__node n, const char *key, int32_t *out)
{
    return mend__fact_day(r->tree, n, key, out, r->err);
}

static mend_status needed(const unit_reader *r, mend__node n, const char *key)
{
    mend__node unused;
    return mend__member_need(r->tree, n, key, &unused, r->err);
}

/* ---- elements of the lists ---- */

static mend_status reading(const unit_reader *r, mend__node n)
{
    static const char *const members[] = {"kind", "at", "value", NULL};
    mend__reading m = {{NULL, 0}, MEND__NO_DAY, 0};
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : needed(r, n, "kind");
    status = status != MEND_OK ? status : needed(r, n, "value");
    status = status != MEND_OK ? status : name(r, n, "kind", &m.kind);
    status = status != MEND_OK ? status : day(r, n, "at", &m.at);
    status = status != MEND_OK ? status : mend__fact_decimal(r->tree, n, "value", 0, INT64_MAX, &m.value, r->err);
    if (status == MEND_OK && mend__unit_reading_fits(r->u, &m) != 0) {
        status = wrong(r, n, MEND_REASON_USAGE_BACKWARDS, "the meter shows less than before");
    }
    return status != MEND_OK ? status : added(r, n, mend__unit_add_reading(r->u, &m));
}

static mend_status term(const unit_reader *r, mend__node n)
{
    mend__unit_term t = {.ticket = {NULL, 0}};
    mend_status status = mend__unit_term_read(&r->u->arena, r->tree, n, &t.term, &t.ticket, r->err);
    const mend__term *had = &t.term;
    if (status == MEND_OK && had->start != MEND__NO_DAY && had->last_day != MEND__NO_DAY &&
        had->last_day < had->start) {
        status = wrong(r, n, MEND_REASON_BAD_PERIOD, "the term ends before it begins");
    }
    return status != MEND_OK ? status : added(r, n, mend__unit_add_term(r->u, &t));
}

static mend_status outage(const unit_reader *r, mend__node n)
{
    static const char *const members[] = {"from", "to", "counts", "ticket", NULL};
    mend__unit_outage o = {{MEND__NO_DAY, MEND__NO_DAY, true}, {NULL, 0}};
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : needed(r, n, "from");
    status = status != MEND_OK ? status : day(r, n, "from", &o.days.from);
    status = status != MEND_OK ? status : day(r, n, "to", &o.days.to);
    status = status != MEND_OK ? status : mend__fact_bool(r->tree, n, "counts", &o.days.counts, r->err);
    status = status != MEND_OK ? status : name(r, n, "ticket", &o.ticket);
    if (status == MEND_OK && (o.days.from == MEND__NO_DAY || (o.days.to != MEND__NO_DAY && o.days.to < o.days.from))) {
        status = wrong(r, n, MEND_REASON_BAD_OUTAGE, "the outage does not begin, or ends before it does");
    }
    return status != MEND_OK ? status : added(r, n, mend__unit_add_outage(r->u, &o));
}

static mend_status repair(const unit_reader *r, mend__node n)
{
    static const char *const members[] = {"on", "fault", "covered", "result", "ticket", NULL};
    mend__unit_repair x = {{MEND__NO_DAY, {NULL, 0}, true}, {NULL, 0}, {NULL, 0}};
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : needed(r, n, "on");
    status = status != MEND_OK ? status : day(r, n, "on", &x.repair.on);
    status = status != MEND_OK ? status : name(r, n, "fault", &x.repair.fault);
    status = status != MEND_OK ? status : mend__fact_bool(r->tree, n, "covered", &x.repair.covered, r->err);
    status = status != MEND_OK ? status : name(r, n, "result", &x.result);
    status = status != MEND_OK ? status : name(r, n, "ticket", &x.ticket);
    if (status == MEND_OK && x.repair.on == MEND__NO_DAY) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "the member \"on\" is missing", r->err);
    }
    return status != MEND_OK ? status : added(r, n, mend__unit_add_repair(r->u, &x));
}

/* Who said something about a term, and why: neither goes without a name. */
static mend_status word(const unit_reader *r, mend__node n, mend__str *of, mend__str *by, mend__str *why, int32_t *on)
{
    mend_status status = needed(r, n, "term");
    status = status != MEND_OK ? status : needed(r, n, "by");
    status = status != MEND_OK ? status : needed(r, n, "why");
    status = status != MEND_OK ? status : name(r, n, "term", of);
    status = status != MEND_OK ? status : name(r, n, "by", by);
    status = status != MEND_OK ? status : text(r, n, "why", MEND__UNIT_WHY, why);
    if (status == MEND_OK && (of->n == 0 || by->n == 0 || why->n == 0)) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "term, by and why are needed", r->err);
    }
    return status != MEND_OK ? status : day(r, n, "on", on);
}

static mend_status end(const unit_reader *r, mend__node n)
{
    static const char *const members[] = {"term", "last_day", "by", "why", "on", NULL};
    mend__unit_end e = {{NULL, 0}, {NULL, 0}, {NULL, 0}, MEND__NO_DAY, MEND__NO_DAY};
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : word(r, n, &e.term, &e.by, &e.why, &e.on);
    status = status != MEND_OK ? status : needed(r, n, "last_day");
    status = status != MEND_OK ? status : day(r, n, "last_day", &e.last_day);
    if (status == MEND_OK && e.last_day == MEND__NO_DAY) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "the member \"last_day\" is missing", r->err);
    }
    return status != MEND_OK ? status : added(r, n, mend__unit_add_end(r->u, &e));
}

static mend_status extension(const unit_reader *r, mend__node n)
{
    static const char *const members[] = {"term", "years", "months", "weeks", "days", "by", "why", "on", NULL};
    mend__unit_more m = {.on = MEND__NO_DAY};
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : word(r, n, &m.term, &m.by, &m.why, &m.on);
    status = status != MEND_OK ? status : mend__length_read(r->tree, n, &m.length, r->err);
    if (status == MEND_OK && !m.length.given) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected one of years, months, weeks, days", r->err);
    }
    return status != MEND_OK ? status : added(r, n, mend__unit_add_more(r->u, &m));
}

static mend_status claims(const unit_reader *r, mend__node n)
{
    static const char *const members[] = {"visits", "paid", NULL};
    int64_t visits = 0, paid = 0;
    mend__str of = mend__json_key(r->tree, n);
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : mend__fact_int(r->tree, n, "visits", 0, INT64_MAX, &visits, r->err);
    status = status != MEND_OK ? status : mend__fact_int(r->tree, n, "paid", 0, INT64_MAX, &paid, r->err);
    if (status == MEND_OK && (of.n == 0 || of.n > MEND__UNIT_TEXT || !mend__text_clean(of, false))) {
        status = mend__json_fail_key(r->tree, n, MEND_SCHEMA, "expected the name of a term", r->err);
    }
    return status != MEND_OK ? status : added(r, n, mend__unit_claim(r->u, of, visits, paid));
}

static mend_status contract(const unit_reader *r, mend__node n)
{
    mend__str key = mend__json_str(r->tree, n);
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING || key.n == 0 || key.n > MEND__UNIT_TEXT ||
        !mend__text_clean(key, false)) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected the key of a contract", r->err);
    }
    return added(r, n, mend__unit_add_contract(r->u, key));
}

/* ---- the whole ---- */

static mend_status each(const unit_reader *r, mend__node unit, const char *key, mend__json_type type,
                        mend_status (*one)(const unit_reader *r, mend__node n))
{
    mend__node list = mend__fact_node(r->tree, unit, key);
    const char *what = type == MEND__JSON_ARRAY ? "an array" : "an object by the names of terms";
    mend_status status = list == MEND__NONE ? MEND_OK : mend__must_be(r->tree, list, type, what, r->err);
    mend__node n = status == MEND_OK ? mend__json_first(r->tree, list) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(r->tree, n)) {
        status = one(r, n);
    }
    return status;
}

static mend_status read_names(const unit_reader *r, mend__node n)
{
    static const char *const kinds[] = {"unit", "contract", NULL};
    mend_unit *u = r->u;
    const struct {
        const char *key;
        mend__str *member;
    } names[] = {{"tenant", &u->tenant}, {"key", &u->key},       {"serial", &u->serial},
                 {"model", &u->model},   {"parent", &u->parent}, {"customer", &u->customer}};
    int32_t kind = 0;
    mend_status status = needed(r, n, "key");
    status = status != MEND_OK ? status : mend__fact_word(r->tree, n, "kind", kinds, &kind, r->err);
    status =
        status != MEND_OK ? status : mend__fact_int(r->tree, n, "revision", 0, INT64_MAX - 1, &u->revision, r->err);
    for (size_t i = 0; i < sizeof names / sizeof names[0] && status == MEND_OK; i++) {
        mend__str value = {"", 0};
        status = name(r, n, names[i].key, &value);
        if (status == MEND_OK && mend__unit_set_text(u, names[i].member, value) != MEND_OK) {
            status = mend__no_memory(r->err);
        }
    }
    if (status == MEND_OK && u->key.n == 0) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "the member \"key\" is missing", r->err);
    }
    u->contract = kind == 1;
    return status;
}

static mend_status read_exchanged(const unit_reader *r, mend__node unit)
{
    static const char *const members[] = {"on", "to", "ticket", NULL};
    mend__node n = mend__fact_node(r->tree, unit, "exchanged");
    mend__unit_exchanged e = {MEND__NO_DAY, {"", 0}, {"", 0}};
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : needed(r, n, "on");
    status = status != MEND_OK ? status : day(r, n, "on", &e.on);
    status = status != MEND_OK ? status : name(r, n, "to", &e.to);
    status = status != MEND_OK ? status : name(r, n, "ticket", &e.ticket);
    if (status == MEND_OK && (mend__unit_set_text(r->u, &r->u->exchanged.to, e.to) != MEND_OK ||
                              mend__unit_set_text(r->u, &r->u->exchanged.ticket, e.ticket) != MEND_OK)) {
        status = mend__no_memory(r->err);
    }
    r->u->exchanged.on = e.on;
    return status;
}

mend_status mend__unit_read(mend_unit *empty, const mend__json *tree, mend__node n, mend_error *err)
{
    static const char *const members[] = {
        "kind",   "tenant", "key",     "revision", "serial", "model",      "parent", "customer",  "dates", "exchanged",
        "meters", "terms",  "outages", "repairs",  "ends",   "extensions", "claims", "contracts", NULL};
    unit_reader r = {empty, tree, err};
    mend__node dates = mend__fact_node(tree, n, "dates");
    mend_status status = mend__members_known(tree, n, members, err);
    status = status != MEND_OK ? status : read_names(&r, n);
    if (status == MEND_OK && dates != MEND__NONE) {
        status = mend__basis_days_read(tree, dates, &empty->dates, err);
    }
    status = status != MEND_OK ? status : read_exchanged(&r, n);
    status = status != MEND_OK ? status : each(&r, n, "meters", MEND__JSON_ARRAY, reading);
    status = status != MEND_OK ? status : each(&r, n, "terms", MEND__JSON_ARRAY, term);
    status = status != MEND_OK ? status : each(&r, n, "outages", MEND__JSON_ARRAY, outage);
    status = status != MEND_OK ? status : each(&r, n, "repairs", MEND__JSON_ARRAY, repair);
    status = status != MEND_OK ? status : each(&r, n, "ends", MEND__JSON_ARRAY, end);
    status = status != MEND_OK ? status : each(&r, n, "extensions", MEND__JSON_ARRAY, extension);
    status = status != MEND_OK ? status : each(&r, n, "claims", MEND__JSON_OBJECT, claims);
    return status != MEND_OK ? status : each(&r, n, "contracts", MEND__JSON_ARRAY, contract);
}
