/*
 * facts_find.c - instants, counts and sums of a ticket, see facts_find.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "facts_find.h"

#include "ground/int.h"
#include "ticket/clock.h"

#include <string.h>

/* --- cells --- */

mend__str mend__facts_text(const mend_ticket *t, int32_t list, int32_t row, int32_t field)
{
    mend__value v;
    const mend__cell *cell = mend__ticket_cell(t, list, row, field);
    if (!cell)
        return (mend__str){NULL, 0};
    mend__cell_value(t, cell, &v);
    return mend__type_is_text(v.type) ? v.text : (mend__str){NULL, 0};
}

bool mend__facts_number(const mend_ticket *t, int32_t list, int32_t row, int32_t field, int64_t *out)
{
    const mend__cell *cell = mend__ticket_cell(t, list, row, field);
    if (!cell)
        return false;
    *out = cell->num;
    return true;
}

static bool says(const mend_ticket *t, int32_t list, int32_t row, int32_t field, const char *word)
{
    mend__str text = mend__facts_text(t, list, row, field);
    return text.p && mend__str_is(text, word);
}

/* A boolean that is there and is `want`. */
static bool holds(const mend_ticket *t, int32_t list, int32_t row, int32_t field, bool want)
{
    int64_t value;
    return mend__facts_number(t, list, row, field, &value) && (value != 0) == want;
}

static int64_t instant(const mend_ticket *t, int32_t list, int32_t row, int32_t field)
{
    int64_t at;
    return mend__facts_number(t, list, row, field, &at) ? at : MEND__NEVER;
}

int32_t mend__facts_last(const mend_ticket *t, int32_t list, int32_t field)
{
    int32_t last = 0;
    for (int32_t row = mend__ticket_next_row(t, list, 0); row; row = mend__ticket_next_row(t, list, row))
        if (mend__ticket_cell(t, list, row, field))
            last = row;
    return last;
}

int32_t mend__facts_follows(const mend_ticket *t)
{
    int32_t last = 0;
    for (int32_t row = mend__ticket_next_row(t, FACTS_LINKS, 0); row; row = mend__ticket_next_row(t, FACTS_LINKS, row))
        if (says(t, FACTS_LINKS, row, FACTS_LINK_KIND, "follow_up"))
            last = row;
    return last;
}

/* --- periods --- */

static void earlier(int64_t *at, int64_t other)
{
    if (other != MEND__NEVER && (*at == MEND__NEVER || other < *at))
        *at = other;
}

/* The earliest instant in a column at or after `from`, of rows whose flag (0: none) is set. */
static int64_t earliest(const mend_ticket *t, int32_t list, int32_t column, int32_t flag, int64_t from)
{
    int64_t found = MEND__NEVER;
    for (int32_t row = mend__ticket_next_row(t, list, 0); row; row = mend__ticket_next_row(t, list, row)) {
        int64_t at = instant(t, list, row, column);
        if (at >= from && (!flag || holds(t, list, row, flag, true)))
            earlier(&found, at);
    }
    return found;
}

/* The stopped cycle of a clock: the first one, or the last; NULL: there is none. */
static const mend__clock_row *stopped(const mend_ticket *t, mend__str clock, bool last)
{
    const mend__clock_row *found = NULL;
    for (size_t i = 0; i < mend__clock_count(t) && (last || !found); i++) {
        const mend__clock_row *r = mend__clock_at(t, i);
        bool fits = r->status == MEND__CLOCK_MET || r->status == MEND__CLOCK_MISSED;
        if (fits && mend__str_eq(mend__ticket_str(t, r->clock), clock))
            found = r;
    }
    return found;
}

/* From one instant to another; where one is missing, what the clock's first stopped cycle took. */
static mend__period period(const mend_ticket *t, int64_t from, int64_t to, mend__str clock)
{
    mend__period p = {from, to};
    if (from == MEND__NEVER || to == MEND__NEVER) {
        const mend__clock_row *r = stopped(t, clock, false);
        p.from = r ? r->started : MEND__NEVER;
        p.to = r ? r->stopped : MEND__NEVER;
    }
    if (p.to < p.from)
        p.from = p.to = MEND__NEVER;
    return p;
}

static bool form_has(const mend__action *a, int32_t field)
{
    for (uint32_t i = 0; i < a->form_count; i++)
        if (a->form[i].field->id == field)
            return true;
    for (uint32_t i = 0; i < a->set_count; i++)
        if (a->sets[i].field->id == field)
            return true;
    return false;
}

/* Whether a solution can be told from a mere end under this policy. */
static bool tells_resolution(const mend_policy *policy)
{
    if (mend__names_find(&policy->vocab.clocks, MEND__STR("resolution")) >= 0)
        return true;
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++)
        if (form_has(&policy->flow.actions[i], FACTS_RESOLVED_AT))
            return true;
    return false;
}

/* When a ticket was over under a policy that says no more than that. */
static int64_t ended(const mend_ticket *t)
{
    if (says(t, 0, 0, FACTS_OUTCOME, "cancelled"))
        return MEND__NEVER;
    return t->stage == MEND__STAGE_DONE ? t->since : t->closed;
}

static int64_t resolved(const mend_policy *policy, const mend_ticket *t)
{
    int64_t at = instant(t, 0, 0, FACTS_RESOLVED_AT);
    const mend__clock_row *r = at == MEND__NEVER ? stopped(t, MEND__STR("resolution"), true) : NULL;
    if (r)
        return r->stopped;
    return at == MEND__NEVER && !tells_resolution(policy) ? ended(t) : at;
}

static int64_t first_contact(const mend_ticket *t)
{
    int64_t at = instant(t, 0, 0, FACTS_FIRST_CONTACT_AT);
    earlier(&at, instant(t, 0, 0, FACTS_GUIDED_AT));
    earlier(&at, instant(t, 0, 0, FACTS_ANSWERED_AT));
    earlier(&at, earliest(t, FACTS_CONTACTS, FACTS_CONTACT_AT, FACTS_CONTACT_REACHED, t->opened));
    return at;
}

static int64_t first_arrival(const mend_ticket *t)
{
    int64_t at = earliest(t, FACTS_VISITS, FACTS_VISIT_ARRIVED_AT, 0, t->opened);
    return at != MEND__NEVER ? at : instant(t, 0, 0, FACTS_ARRIVED_AT);
}

void mend__facts_periods(const mend_policy *policy, const mend_ticket *t, mend__periods *out)
{
    int64_t end = resolved(policy, t), done = instant(t, 0, 0, FACTS_HANDED_OVER_AT), called = MEND__NEVER;
    if (done == MEND__NEVER)
        done = end;
    if (done != MEND__NEVER)
        called = earliest(t, FACTS_FOLLOWUPS, FACTS_FOLLOWUP_AT, FACTS_FOLLOWUP_REACHED, done);
    out->first_response = period(t, t->opened, first_contact(t), MEND__STR("first_response"));
    out->acceptance =
        period(t, instant(t, 0, 0, FACTS_DISPATCHED_AT), instant(t, 0, 0, FACTS_ACCEPTED_AT), MEND__STR("acceptance"));
    out->arrival = period(t, t->opened, first_arrival(t), MEND__STR("arrival"));
    out->repair = period(t, instant(t, 0, 0, FACTS_REPAIR_STARTED_AT), instant(t, 0, 0, FACTS_REPAIR_FINISHED_AT),
                         MEND__STR("work_time"));
    out->resolution = (mend__period){t->opened, end};
    if (end < t->opened)
        out->resolution.from = out->resolution.to = MEND__NEVER;
    out->callback = period(t, done, called, MEND__STR("callback"));
}

/* --- counts --- */

static int64_t count_rows(const mend_ticket *t, int32_t list, int32_t column, const char *word, int32_t kind,
                          const char *kind_word)
{
    int64_t n = 0;
    for (int32_t row = mend__ticket_next_row(t, list, 0); row; row = mend__ticket_next_row(t, list, row))
        n += says(t, list, row, column, word) && (!kind || says(t, list, row, kind, kind_word));
    return n;
}

static int64_t count_flags(const mend_ticket *t, int32_t list, int32_t column, bool want)
{
    int64_t n = 0;
    for (int32_t row = mend__ticket_next_row(t, list, 0); row; row = mend__ticket_next_row(t, list, row))
        n += holds(t, list, row, column, want);
    return n;
}

/* Visits at which somebody arrived. Where rows do not say so, and the ticket does, each that was agreed counts. */
static int64_t count_visits(const mend_ticket *t)
{
    int64_t arrived = 0, agreed = 0;
    for (int32_t row = mend__ticket_next_row(t, FACTS_VISITS, 0); row;
         row = mend__ticket_next_row(t, FACTS_VISITS, row)) {
        arrived += mend__ticket_cell(t, FACTS_VISITS, row, FACTS_VISIT_ARRIVED_AT) != NULL;
        agreed += mend__ticket_cell(t, FACTS_VISITS, row, FACTS_VISIT_CHANGE) == NULL;
    }
    if (arrived > 0 || !mend__ticket_cell(t, 0, 0, FACTS_ARRIVED_AT))
        return arrived;
    return agreed > 0 ? agreed : 1;
}

static bool is_over(mend__stage stage)
{
    return stage == MEND__STAGE_DONE || stage == MEND__STAGE_CLOSED;
}

/* Whether an action takes a ticket that is done up again: it starts in states that are over, and in no others. */
static bool reopens(const mend_policy *policy, const mend__action *a)
{
    const mend__vocab *v = &policy->vocab;
    bool any = false;
    if (a->opens || a->to < 0 || is_over(v->stages[a->to]))
        return false;
    for (uint32_t i = 0; i < v->states.count; i++) {
        if (a->from[i] && !is_over(v->stages[i]))
            return false;
        any = any || a->from[i];
    }
    return any;
}

void mend__facts_counts(const mend_policy *policy, const mend_ticket *t, mend__counts *out)
{
    memset(out, 0, sizeof *out);
    out->rework = count_rows(t, FACTS_INSPECTIONS, FACTS_INSPECTION_RESULT, "fail", 0, NULL) +
                  count_rows(t, FACTS_TESTS, FACTS_TEST_RESULT, "fail", FACTS_TEST_KIND, "self_test");
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++)
        if (reopens(policy, &policy->flow.actions[i]))
            out->reopened += mend__ticket_times(t, policy->vocab.actions.items[i].id);
    out->visits = count_visits(t);
    out->failed_contacts = count_flags(t, FACTS_CONTACTS, FACTS_CONTACT_REACHED, false) +
                           count_flags(t, FACTS_FOLLOWUPS, FACTS_FOLLOWUP_REACHED, false);
    out->unsolved = count_flags(t, FACTS_FOLLOWUPS, FACTS_FOLLOWUP_SOLVED, false);
    for (int32_t row = mend__ticket_next_row(t, FACTS_LABOUR, 0); row;
         row = mend__ticket_next_row(t, FACTS_LABOUR, row)) {
        int64_t minutes;
        if (mend__facts_number(t, FACTS_LABOUR, row, FACTS_LABOUR_MINUTES, &minutes) &&
            !mend__add64(out->labour_minutes, minutes, &out->labour_minutes))
            out->labour_minutes = INT64_MAX;
    }
    out->objected = mend__ticket_cell(t, 0, 0, FACTS_OBJECTION) != NULL;
    out->second_handling = holds(t, 0, 0, FACTS_SECOND_HANDLING, true);
    out->returned = says(t, 0, 0, FACTS_ACCEPTANCE, "returned");
}

/* --- promises --- */

static bool is_late(const mend__clock_row *r, int64_t now)
{
    return r->breached != MEND__NEVER || (r->due != MEND__NEVER && now > r->due);
}

static void add_promise(const mend__clock *clock, const mend__clock_row *r, int64_t now, mend__promises *p)
{
    bool active = mend__clock_active(r), owes = clock->kind <= MEND__CLOCK_REPEAT;
    p->cycles++;
    p->cancelled += r->status == MEND__CLOCK_CANCELLED;
    p->open += active;
    p->late += active && owes && is_late(r, now);
    if (clock->kind == MEND__CLOCK_REPEAT) {
        p->met += r->hits;
        p->missed += r->misses;
    } else {
        p->met += owes && r->status == MEND__CLOCK_MET;
        p->missed += owes && r->status == MEND__CLOCK_MISSED;
    }
}

void mend__facts_promises(const mend_policy *policy, const mend_ticket *t, uint32_t clock, int64_t now,
                          mend__promises *out)
{
    mend__str name = policy->vocab.clocks.items[clock].id;
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < mend__clock_count(t); i++) {
        const mend__clock_row *r = mend__clock_at(t, i);
        if (mend__str_eq(mend__ticket_str(t, r->clock), name))
            add_promise(&policy->sla.clocks[clock], r, now, out);
    }
}

int64_t mend__facts_used(const mend_policy *policy, const mend_ticket *t, uint32_t clock, int32_t row, int64_t now)
{
    const mend__mark *m;
    const mend__clock_row *r = mend__clock_at(t, (size_t)row);
    int64_t until = r->stopped != MEND__NEVER ? r->stopped : now, from = r->started;
    if (!r->fixed)
        return mend__sla_used(&policy->sla.clocks[clock], t, row, until);
    for (size_t next = 0; (m = mend__clock_next_mark(t, row, &next)) != NULL;)
        if (m->at <= until &&
            (m->kind == MEND__MARK_START || m->kind == MEND__MARK_RESET || m->kind == MEND__MARK_MISS))
            from = m->at;
    return until > from ? until - from : 0;
}

/* --- costs --- */

typedef struct cost_list {
    int32_t list, amount, payer;
} cost_list;

static bool pays(const mend_policy *policy, mend__str said, mend__str payer)
{
    if (payer.p)
        return said.p && mend__str_eq(said, payer);
    const mend__names *known = mend__vocab_choices(&policy->vocab, MEND__STR("payer"));
    return !said.p || !known || mend__names_find(known, said) < 0;
}

/* The number of the newest account: the last row of "estimates" that is no estimate; 0: nothing has been billed. */
static int64_t account_of(const mend_ticket *t)
{
    int64_t account = 0;
    for (int32_t row = mend__ticket_next_row(t, FACTS_ESTIMATES, 0); row;
         row = mend__ticket_next_row(t, FACTS_ESTIMATES, row)) {
        int64_t no;
        bool billed = says(t, FACTS_ESTIMATES, row, FACTS_ESTIMATE_KIND, "final") ||
                      says(t, FACTS_ESTIMATES, row, FACTS_ESTIMATE_KIND, "declined") ||
                      says(t, FACTS_ESTIMATES, row, FACTS_ESTIMATE_KIND, "cancelled");
        if (billed && mend__facts_number(t, FACTS_ESTIMATES, row, FACTS_ESTIMATE_NO, &no) && no > 0)
            account = no;
    }
    return account;
}

/* A fee line counts where it belongs to the newest account; before there is one, where it was entered by hand. An
 * account holds what was entered by hand as well, and an estimate has cost nobody anything. */
static bool counts(const mend_ticket *t, const cost_list *c, int32_t row, int64_t account)
{
    int64_t no = 0;
    if (c->list == FACTS_CHARGES)
        mend__facts_number(t, c->list, row, FACTS_CHARGE_ESTIMATE, &no);
    return c->list != FACTS_CHARGES || no == account;
}

static bool sum_up(const mend_policy *policy, const mend_ticket *t, const cost_list *c, mend__str payer, int64_t *sum)
{
    int64_t account = account_of(t);
    for (int32_t row = mend__ticket_next_row(t, c->list, 0); row; row = mend__ticket_next_row(t, c->list, row)) {
        int64_t amount;
        if (!counts(t, c, row, account) || !pays(policy, mend__facts_text(t, c->list, row, c->payer), payer))
            continue;
        if (mend__facts_number(t, c->list, row, c->amount, &amount) && !mend__add64(*sum, amount, sum))
            return false;
    }
    return true;
}

bool mend__facts_costs(const mend_policy *policy, const mend_ticket *t, mend__str payer, mend__costs *out)
{
    static const cost_list charges = {FACTS_CHARGES, FACTS_CHARGE_AMOUNT, FACTS_CHARGE_PAYER};
    static const cost_list labour = {FACTS_LABOUR, FACTS_LABOUR_AMOUNT, FACTS_LABOUR_PAYER};
    static const cost_list parts = {FACTS_PARTS, FACTS_PART_AMOUNT, FACTS_PART_PAYER};
    memset(out, 0, sizeof *out);
    if (payer.p && mend__str_is(payer, "customer"))
        (void)mend__facts_number(t, 0, 0, FACTS_FEE_CREDITED, &out->credited);
    return sum_up(policy, t, &charges, payer, &out->charges) && sum_up(policy, t, &labour, payer, &out->labour) &&
           sum_up(policy, t, &parts, payer, &out->parts);
}
