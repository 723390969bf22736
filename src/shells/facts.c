/*
 * facts.c - the facts of one ticket as a document, see mend/facts.h and docs/reports.md.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/facts.h"

#include "change/tick.h"
#include "facts_find.h"
#include "ground/error.h"
#include "mend/sla.h"
#include "notions/instant.h"

typedef struct finder { /* one question */
    const mend_policy *policy;
    const mend_ticket *t;
    int64_t now;
    mend__jw w;
    mend__periods periods;
    mend__counts counts;
} finder;

/* --- members --- */

static void put_str(finder *f, const char *key, mend__str text)
{
    if (!text.p || !text.n)
        return;
    mend__jw_key(&f->w, key);
    mend__jw_str(&f->w, text);
}

static void put_int(finder *f, const char *key, int64_t value)
{
    mend__jw_key(&f->w, key);
    mend__jw_int(&f->w, value);
}

static void put_bool(finder *f, const char *key, bool value)
{
    mend__jw_key(&f->w, key);
    mend__jw_bool(&f->w, value);
}

static void put_instant(finder *f, const char *key, int64_t at)
{
    mend__value v = {MEND_FIELD_INSTANT, at, {"", 0}};
    if (at == MEND__NEVER)
        return;
    mend__jw_key(&f->w, key);
    mend__value_write(&f->w, &v);
}

/* --- what it is about --- */

static void put_identity(finder *f)
{
    const mend_ticket *t = f->t;
    put_instant(f, "now", f->now);
    put_str(f, "key", mend__ticket_str(t, t->key));
    put_str(f, "number", mend__ticket_str(t, t->number));
    put_int(f, "revision", t->seq);
    put_str(f, "state", mend__ticket_str(t, t->state));
    put_str(f, "stage", mend__str_of(mend__stage_name(t->stage), MEND_NTS));
    put_instant(f, "opened", t->opened);
    put_instant(f, "since", t->since);
    put_instant(f, "resolved", f->periods.resolution.to);
    put_instant(f, "closed", t->closed);
}

static void put_kinds(finder *f)
{
    static const struct {
        const char *key;
        int32_t field;
    } rows[] = {{"service_type", FACTS_SERVICE_TYPE},
                {"channel", FACTS_CHANNEL},
                {"level", FACTS_LEVEL},
                {"service_way", FACTS_SERVICE_WAY},
                {"category", FACTS_CATEGORY},
                {"model", FACTS_MODEL},
                {"serial", FACTS_SERIAL},
                {"warranty_state", FACTS_WARRANTY_STATE},
                {"fault_class", FACTS_FAULT_CLASS},
                {"cause", FACTS_CAUSE},
                {"failed_part", FACTS_FAILED_PART},
                {"outcome", FACTS_OUTCOME},
                {"assignee", FACTS_ASSIGNEE},
                {"repaired_by", FACTS_REPAIRED_BY}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        put_str(f, rows[i].key, mend__facts_text(f->t, 0, 0, rows[i].field));
}

/* --- how well it went --- */

static mend__str rating(const mend_ticket *t)
{
    int32_t row = mend__facts_last(t, FACTS_FOLLOWUPS, FACTS_FOLLOWUP_RATING);
    return row ? mend__facts_text(t, FACTS_FOLLOWUPS, row, FACTS_FOLLOWUP_RATING)
               : mend__facts_text(t, 0, 0, FACTS_RATING);
}

static bool fixed_at_once(const mend__counts *c)
{
    return c->rework == 0 && c->reopened == 0 && c->visits <= 1 && c->unsolved == 0 && !c->objected &&
           !c->second_handling && !c->returned;
}

static void put_quality(finder *f)
{
    const mend__counts *c = &f->counts;
    int64_t said = 0;
    int32_t follows = mend__facts_follows(f->t);
    put_str(f, "rating", rating(f->t));
    if (f->periods.resolution.to != MEND__NEVER)
        put_bool(f, "first_time_fix", fixed_at_once(c));
    put_int(f, "rework", c->rework);
    put_int(f, "reopened", c->reopened);
    put_int(f, "visits", c->visits);
    put_int(f, "failed_contacts", c->failed_contacts);
    put_int(f, "labour_minutes", c->labour_minutes);
    mend__facts_number(f->t, 0, 0, FACTS_REPEAT_FAULT, &said);
    put_bool(f, "repeats", said != 0 || follows != 0);
    if (follows)
        put_str(f, "repeats_key", mend__facts_text(f->t, FACTS_LINKS, follows, FACTS_LINK_KEY));
}

/* --- how long it took --- */

static void put_duration(finder *f, const char *key, const mend__period *p)
{
    const mend__vocab *v = &f->policy->vocab;
    if (p->from == MEND__NEVER)
        return;
    mend__jw_key(&f->w, key);
    mend__jw_object(&f->w);
    put_int(f, "elapsed_ms", p->to - p->from);
    if (v->calendars.count > 0)
        put_int(f, "working_ms", mend__sla_between(v->calendar[0], p->from, p->to));
    mend__jw_end_object(&f->w);
}

static void put_durations(finder *f)
{
    const mend__periods *p = &f->periods;
    mend__jw_key(&f->w, "durations");
    mend__jw_object(&f->w);
    put_duration(f, "first_response", &p->first_response);
    put_duration(f, "acceptance", &p->acceptance);
    put_duration(f, "arrival", &p->arrival);
    put_duration(f, "repair", &p->repair);
    put_duration(f, "resolution", &p->resolution);
    put_duration(f, "callback", &p->callback);
    mend__jw_end_object(&f->w);
}

/* --- which promises were kept --- */

static void put_row(finder *f, uint32_t clock, int32_t row)
{
    const mend__clock_row *r = mend__clock_at(f->t, (size_t)row);
    bool owes = f->policy->sla.clocks[clock].kind <= MEND__CLOCK_REPEAT;
    int64_t used = mend__facts_used(f->policy, f->t, clock, row, f->now);
    put_str(f, "status", mend__str_of(mend_clock_status_name(r->status), MEND_NTS));
    put_instant(f, "due", r->due);
    put_int(f, "target_ms", r->target);
    put_int(f, "used_ms", used);
    if (owes && r->status != MEND__CLOCK_CANCELLED && used > r->target)
        put_int(f, "overdue_ms", used - r->target);
}

static void put_clock(finder *f, uint32_t clock, int32_t row)
{
    static const char *const kinds[] = {"deadline", "repeat", "countdown", "not_before"};
    mend__promises p;
    mend__facts_promises(f->policy, f->t, clock, f->now, &p);
    mend__jw_object(&f->w);
    put_str(f, "clock", f->policy->vocab.clocks.items[clock].id);
    put_str(f, "kind", mend__str_of(kinds[f->policy->sla.clocks[clock].kind], MEND_NTS));
    put_int(f, "cycles", p.cycles);
    put_int(f, "met", p.met);
    put_int(f, "missed", p.missed);
    put_int(f, "late", p.late);
    put_int(f, "open", p.open);
    put_int(f, "cancelled", p.cancelled);
    put_row(f, clock, row);
    mend__jw_end_object(&f->w);
}

static void put_clocks(finder *f)
{
    const mend__names *clocks = &f->policy->vocab.clocks;
    mend__jw_key(&f->w, "clocks");
    mend__jw_array(&f->w);
    for (uint32_t i = 0; i < clocks->count; i++) {
        int32_t row = mend__clock_last(f->t, clocks->items[i].id);
        if (row >= 0)
            put_clock(f, i, row);
    }
    mend__jw_end_array(&f->w);
}

/* --- what it cost --- */

static mend_status put_payer(finder *f, mend__str payer)
{
    mend__costs c;
    if (!mend__facts_costs(f->policy, f->t, payer, &c))
        return MEND_RANGE;
    if (c.charges == 0 && c.labour == 0 && c.parts == 0)
        return MEND_OK;
    mend__jw_object(&f->w);
    put_str(f, "payer", payer);
    put_int(f, "charges", c.charges);
    put_int(f, "labour", c.labour);
    put_int(f, "parts", c.parts);
    if (c.credited)
        put_int(f, "credited", c.credited);
    mend__jw_end_object(&f->w);
    return MEND_OK;
}

static void put_amount(finder *f, const char *key, int32_t field)
{
    int64_t amount;
    if (mend__facts_number(f->t, 0, 0, field, &amount))
        put_int(f, key, amount);
}

static mend_status put_costs(finder *f)
{
    const mend__names *payers = mend__vocab_choices(&f->policy->vocab, MEND__STR("payer"));
    mend_status s = MEND_OK;
    put_str(f, "currency", f->policy->currency);
    mend__jw_key(&f->w, "costs");
    mend__jw_array(&f->w);
    for (uint32_t i = 0; payers && i < payers->count && s == MEND_OK; i++)
        s = put_payer(f, payers->items[i].id);
    if (s == MEND_OK)
        s = put_payer(f, (mend__str){NULL, 0});
    mend__jw_end_array(&f->w);
    put_amount(f, "fee_total", FACTS_FEE_TOTAL);
    put_amount(f, "fee_credited", FACTS_FEE_CREDITED);
    put_amount(f, "fee_net", FACTS_FEE_NET);
    put_amount(f, "fee_paid", FACTS_FEE_PAID);
    put_amount(f, "refund", FACTS_REFUND);
    return s;
}

static mend_status write_facts(finder *f)
{
    mend__facts_periods(f->policy, f->t, &f->periods);
    mend__facts_counts(f->policy, f->t, &f->counts);
    mend__jw_object(&f->w);
    put_identity(f);
    put_kinds(f);
    put_quality(f);
    put_durations(f);
    put_clocks(f);
    mend_status s = put_costs(f);
    mend__jw_end_object(&f->w);
    return s;
}

mend_status mend_facts(const mend_policy *policy, const mend_ticket *ticket, int64_t now, mend_buf *out,
                       mend_error *error)
{
    finder f = {.policy = policy, .t = ticket};
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!policy || !ticket || !out)
        return mend__fail(error, MEND_INVALID, "policy, ticket and a buffer are needed");
    if (ticket->seq == 0)
        return mend__fail(error, MEND_INVALID, "the ticket is blank");
    if (!mend__instant_valid(now))
        return mend__fail(error, MEND_RANGE, "now lies outside years 1 to 9999");
    mend_status s = mend__policy_fits(policy, ticket, error);
    if (s != MEND_OK)
        return s;
    f.now = ticket->last > now ? ticket->last : now;
    size_t start = out->len;
    mend__jw_init(&f.w, out);
    s = write_facts(&f);
    if (s == MEND_OK && out->status == MEND_OK)
        return MEND_OK;
    bool range = s != MEND_OK;
    s = range ? s : out->status;
    mend__buf_rewind(out, start);
    return mend__fail(error, s, range ? "a sum of money does not fit 64 bits" : mend_status_text(s));
}
