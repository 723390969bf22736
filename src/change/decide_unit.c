/*
 * decide_unit.c - what an act writes to the unit, and to the contracts that pay for it.
 *
 * The documents in the arguments stay as they are; copies in the result are changed. They count only if the act is
 * carried out. What a ticket has written already it does not write again: an outage that is open, a repair of that day,
 * terms for parts that have one, claims.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "decide.h"

#include "ground/int.h"
#include "policy/quote_columns.h"

#include <string.h>

enum {
    UNIT_SERIAL = 154,
    UNIT_WARRANTY_STATE = 198,
    UNIT_WARRANTY_UNTIL = 202,
    UNIT_FAULT_CODE = 234,
    UNIT_FAULT_CLASS = 566,
    UNIT_PART_DAYS = 1270,
    UNIT_PART_UNTIL = 1280
};

typedef struct unit_act {
    mend__decision *d;
    mend_unit *unit;    /* the copy */
    mend__str ticket;   /* what the unit knows the ticket by */
    int32_t day;        /* of the act */
    int32_t handed;     /* the day the unit was handed over, or that of the act */
    int32_t since;      /* the day from which its repair is answered for: see answered_since() */
    int32_t repaired;   /* the day the repair was finished, or that of the act */
    int32_t unit_until; /* last day of the warranty that a part would share; MEND__NO_DAY: there is none */
    bool changed;
} unit_act;

static const mend__field *field_of(const char *name)
{
    return mend__field_find(0, mend__str_of(name, MEND_NTS));
}

static bool value_of(const mend__decision *d, const char *name, mend__value *out)
{
    return mend__ticket_value(d->after, field_of(name), 0, out);
}

static mend__str text_of(const mend__decision *d, int32_t field, int32_t row)
{
    mend__value v;
    return mend__decide_value(d, field, row, &v) ? v.text : MEND__STR("");
}

static int32_t day_of(const mend__decision *d, const char *name, int32_t none)
{
    mend__value v;
    if (!value_of(d, name, &v))
        return none;
    return v.type == MEND_FIELD_DATE ? (int32_t)v.num : mend__decide_day(d, v.num);
}

static mend_status full(unit_act *a, mend_status s)
{
    if (s != MEND_LIMIT)
        return s;
    mend__result_reason(a->d->result, MEND_REASON_UNIT_FULL);
    mend__result_add(a->d->result, "unit", a->unit->key);
    return MEND_OK;
}

static mend_status changed(unit_act *a, mend_status s)
{
    a->changed = a->changed || s == MEND_OK;
    return full(a, s);
}

/* --- the terms as they stand --- */

/* Terms of the policy for this unit, with their dates. MEND_OK with *terms NULL: they cannot be told. */
static mend_status unit_terms(const unit_act *a, const mend__term **terms, size_t *count, mend_reason *reason)
{
    const mend__warranty *w = &a->d->policy->warranty;
    mend__basis_days told;
    mend__term *found = NULL;
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++)
        told.day[i] = MEND__NO_DAY;
    told.day[MEND__BASIS_SALE] = day_of(a->d, "purchased_on", MEND__NO_DAY);
    told.day[MEND__BASIS_DELIVERY] = day_of(a->d, "delivered_on", MEND__NO_DAY);
    told.day[MEND__BASIS_INSTALLATION] = day_of(a->d, "installed_on", MEND__NO_DAY);
    told.day[MEND__BASIS_MANUFACTURE] = day_of(a->d, "manufactured_on", MEND__NO_DAY);
    const mend__unit_case c = {.policy = w->terms,
                               .policy_count = w->names.count,
                               .unit = a->unit,
                               .told = &told,
                               .day = a->since,
                               .off = w->off ? mend__warranty_off : NULL,
                               .off_user = w->off};
    *count = 0;
    *terms = NULL;
    *reason = mend__unit_terms(&c, &a->d->result->work, &found, count);
    *terms = found;
    return !found && !*reason ? MEND_NOMEM : MEND_OK;
}

/* The seller's or maker's warranty: the policy's first term of that kind; -1: there is none. */
static int32_t main_term(const mend_policy *p)
{
    for (uint32_t i = 0; i < p->warranty.names.count; i++) {
        mend__term_kind kind = p->warranty.terms[i].kind;
        if (kind == MEND__TERM_STATUTORY || kind == MEND__TERM_MAKER)
            return (int32_t)i;
    }
    return -1;
}

/* The longest that the unit as a whole is answered for on the day the customer has it back. */
static mend_status find_until(unit_act *a)
{
    const mend__term *t;
    size_t count;
    mend_reason reason;
    mend_status s = unit_terms(a, &t, &count, &reason);
    a->unit_until = MEND__NO_DAY;
    for (size_t i = 0; i < count && s == MEND_OK && !reason; i++) {
        bool whole = (t[i].kind == MEND__TERM_STATUTORY || t[i].kind == MEND__TERM_MAKER) && !t[i].classes.items &&
                     !t[i].serial.n && !t[i].shut && t[i].last_day >= a->since;
        if (whole && t[i].last_day > a->unit_until)
            a->unit_until = t[i].last_day;
    }
    return s;
}

/* --- dates, meter, time away --- */

static mend_status write_dates(unit_act *a)
{
    static const struct {
        const char *field;
        mend__basis basis;
    } dates[] = {{"purchased_on", MEND__BASIS_SALE},
                 {"delivered_on", MEND__BASIS_DELIVERY},
                 {"installed_on", MEND__BASIS_INSTALLATION},
                 {"manufactured_on", MEND__BASIS_MANUFACTURE}};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        int32_t day = day_of(a->d, dates[i].field, MEND__NO_DAY);
        if (day == MEND__NO_DAY || day == a->unit->dates.day[dates[i].basis])
            continue;
        a->unit->dates.day[dates[i].basis] = day;
        a->changed = true;
    }
    return MEND_OK;
}

static mend_status write_reading(unit_act *a)
{
    const mend__reading *had = a->unit->readings.items;
    mend__value meter, kind;
    if (!value_of(a->d, "usage_meter", &meter))
        return MEND_OK;
    bool named = value_of(a->d, "usage_unit", &kind);
    mend__reading r = {named                     ? kind.text
                       : a->unit->readings.count ? had[0].kind /* a unit with one meter need not name it */
                                                 : MEND__STR("usage"),
                       a->day, meter.num};
    for (size_t i = a->unit->readings.count; i-- > 0;)
        if (mend__str_eq(had[i].kind, r.kind) && had[i].value == r.value)
            return MEND_OK;
    mend_reason reason = mend__unit_reading_fits(a->unit, &r);
    if (!reason)
        return changed(a, mend__unit_add_reading(a->unit, &r));
    mend__result_reason(a->d->result, reason);
    mend__result_add(a->d->result, "field", MEND__STR("usage_meter"));
    return MEND_OK;
}

static mend_status begin_outage(unit_act *a)
{
    const mend__unit_outage *o = a->unit->outages.items;
    const mend__unit_outage more = {{a->day, MEND__NO_DAY, true}, a->ticket};
    for (size_t i = 0; i < a->unit->outages.count; i++)
        if (o[i].days.to == MEND__NO_DAY && mend__str_eq(o[i].ticket, a->ticket))
            return MEND_OK;
    return changed(a, mend__unit_add_outage(a->unit, &more));
}

/* From when the unit lay ready for a customer who fetches it; brought, sent or worked on again: the hand-over. */
static int32_t ready_day(const unit_act *a)
{
    mend__value ready, done, way;
    bool lay = value_of(a->d, "ready_at", &ready) && !value_of(a->d, "shipped_at", &way) &&
               (!value_of(a->d, "delivery_way", &way) || mend__str_is(way.text, "pick_up")) &&
               (!value_of(a->d, "repair_finished_at", &done) || done.num <= ready.num);
    return lay ? mend__decide_day(a->d, ready.num) : a->handed;
}

/* The time for repair ends when the unit is ready; that in which its owner does not fetch it prolongs nothing. */
static mend_status end_outage(unit_act *a)
{
    const mend__unit_outage idle = {{ready_day(a), a->handed, false}, a->ticket};
    bool split = idle.days.from < a->handed && mend__unit_hand_back(a->unit, a->ticket, idle.days.from);
    if (split || mend__unit_hand_back(a->unit, a->ticket, a->handed))
        a->changed = true;
    return split ? full(a, mend__unit_add_outage(a->unit, &idle)) : MEND_OK;
}

/* --- the repair --- */

/* Has anything been done to the unit? */
static bool has_work(const mend__decision *d)
{
    mend__value v;
    bool done = value_of(d, "repair_finished_at", &v) || mend__ticket_row_count(d->after, LIST_LABOUR) > 0;
    for (int32_t row = mend__ticket_next_row(d->after, LIST_PARTS, 0); row && !done;
         row = mend__ticket_next_row(d->after, LIST_PARTS, row))
        done = mend__decide_value(d, PART_USED, row, &v) && v.num > 0;
    return done;
}

/* Did somebody answer for it as for a defect? */
static bool is_covered(const mend__decision *d)
{
    const mend_quote *q = d->quoted == MEND_QUOTE_FINAL ? d->result->quote : NULL;
    bool priced = false;
    for (size_t t = 0; q && t < q->claim.term_count; t++) {
        mend__term_kind kind = q->claim.terms[t].kind;
        bool answers = kind != MEND__TERM_CONTRACT && kind != MEND__TERM_GOODWILL;
        if (answers && mend__cover_paid(&q->claim, q->verdicts, t) > 0)
            return true;
    }
    for (size_t i = 0; q && i < q->count; i++)
        priced = priced || q->rows[i].net > 0;
    return !priced && mend__str_is(text_of(d, UNIT_WARRANTY_STATE, 0), "in_warranty");
}

static mend_status write_repair(unit_act *a)
{
    const mend__unit_repair *had = a->unit->repairs.items;
    mend__value outcome;
    mend__str fault = text_of(a->d, UNIT_FAULT_CODE, 0);
    if (!has_work(a->d))
        return MEND_OK;
    for (size_t i = 0; i < a->unit->repairs.count; i++)
        if (had[i].repair.on == a->repaired && mend__str_eq(had[i].ticket, a->ticket))
            return MEND_OK;
    if (!fault.n)
        fault = text_of(a->d, UNIT_FAULT_CLASS, 0);
    mend__str result = value_of(a->d, "outcome", &outcome) ? outcome.text : MEND__STR("");
    const mend__unit_repair r = {{a->repaired, fault, is_covered(a->d)}, result, a->ticket};
    return changed(a, mend__unit_add_repair(a->unit, &r));
}

/* "part_3": the name of a term that the unit does not have. */
static mend__str new_id(const unit_act *a, mend__str base, char out[MEND__UNIT_TEXT])
{
    const mend__unit_term *t = a->unit->terms.items;
    for (size_t no = a->unit->terms.count + 1;; no++) {
        char digits[20];
        size_t n = base.n < 40 ? base.n : 40, more = mend__int_write((int64_t)no, digits);
        memcpy(out, base.p, n);
        out[n++] = '_';
        memcpy(out + n, digits, more);
        mend__str id = {out, n + more};
        bool taken = false;
        for (size_t i = 0; i < a->unit->terms.count && !taken; i++)
            taken = mend__str_eq(t[i].term.id, id);
        if (!taken)
            return id;
    }
}

/* How many terms of a kind this ticket has made, and when the last of them begins. */
static size_t made_here(const unit_act *a, mend__term_kind kind, int32_t *last)
{
    const mend__unit_term *t = a->unit->terms.items;
    size_t n = 0;
    for (size_t i = 0; i < a->unit->terms.count; i++) {
        if (t[i].term.kind != kind || !mend__str_eq(t[i].ticket, a->ticket))
            continue;
        *last = t[i].term.start;
        n++;
    }
    return n;
}

static int32_t ends_on(const mend__term *t)
{
    int32_t last = t->last_day;
    bool clamped;
    if (last == MEND__NO_DAY && t->length.given && mend__period_end(t->start, &t->length, &last, &clamped))
        return MEND__NO_DAY;
    return last;
}

/* A length in days, if it is there and longer than the policy's. */
static void lengthen(const unit_act *a, const mend__value *days, mend__term *row)
{
    mend__term given = *row;
    given.start = row->start = a->since;
    given.last_day = row->last_day = MEND__NO_DAY;
    if (!row->length.given || days->num <= 0 || days->num > MEND__LENGTH_MAX)
        return;
    given.length = (mend__length){0, 0, 0, (int32_t)days->num, row->length.ending, true};
    if (ends_on(&given) > ends_on(row))
        row->length = given.length;
}

static void add_until(unit_act *a, const mend__field *f, int32_t row, int32_t day)
{
    mend__value until = {MEND_FIELD_DATE, day, {"", 0}};
    if (day != MEND__NO_DAY)
        mend__decide_add(a->d, f, f->list, row, &until);
}

/* A part's class; its model, where it has none, tells it from others. */
static mend__str class_of(const mend__decision *d, int32_t row)
{
    mend__str class = text_of(d, PART_CLASS, row);
    return class.n ? class : text_of(d, PART_MODEL, row);
}

/* The term of a part that was put in; its class stays the caller's. */
static mend_reason part_term(unit_act *a, int32_t row, const mend__str *class, mend__term *out)
{
    const mend__warranty *w = &a->d->policy->warranty;
    mend__value days = {MEND_FIELD_INTEGER, 0, {"", 0}};
    mend__term rule = w->part;
    (void)mend__decide_value(a->d, UNIT_PART_DAYS, row, &days);
    lengthen(a, &days, &rule);
    return mend__unit_part_term(&rule, w->part_mode, a->unit_until, a->since, class, text_of(a->d, PART_SERIAL, row),
                                out);
}

static mend_status write_part_term(unit_act *a, int32_t row)
{
    const mend__warranty *w = &a->d->policy->warranty;
    char name[MEND__UNIT_TEXT];
    mend__str class = class_of(a->d, row);
    mend__term term;
    mend_reason reason = part_term(a, row, &class, &term);
    if (reason) {
        mend__result_reason(a->d->result, reason);
        return MEND_OK;
    }
    term.id = new_id(a, w->part.id, name);
    const mend__unit_term made = {term, a->ticket};
    add_until(a, mend__field_by_id(UNIT_PART_UNTIL), row, ends_on(&term));
    return changed(a, mend__unit_add_term(a->unit, &made));
}

static mend_status write_part_terms(unit_act *a)
{
    const mend_ticket *t = a->d->after;
    int32_t last;
    size_t had = made_here(a, MEND__TERM_PART, &last);
    mend_status s = mend__decide_room(a->d, (size_t)mend__ticket_row_count(t, LIST_PARTS));
    if (s == MEND_OK)
        s = find_until(a);
    for (int32_t row = mend__ticket_next_row(t, LIST_PARTS, 0); row && s == MEND_OK;
         row = mend__ticket_next_row(t, LIST_PARTS, row)) {
        mend__value used;
        if (!mend__decide_value(a->d, PART_USED, row, &used) || used.num <= 0)
            continue;
        if (had > 0)
            had--; /* it has its term since an earlier closing */
        else
            s = write_part_term(a, row);
    }
    return s;
}

/* Classes of the parts put in: what the guarantee on the repair is about. None: the unit as a whole. */
static mend_status repaired_classes(const unit_act *a, mend__strs *out)
{
    const mend_ticket *t = a->d->after;
    mend__str *items =
        mend__arena_get(&a->d->result->work, ((size_t)mend__ticket_row_count(t, LIST_PARTS) + 1) * sizeof *items);
    size_t n = 0;
    if (!items)
        return MEND_NOMEM;
    for (int32_t row = mend__ticket_next_row(t, LIST_PARTS, 0); row; row = mend__ticket_next_row(t, LIST_PARTS, row)) {
        mend__str class = class_of(a->d, row);
        mend__value used;
        if (!mend__decide_value(a->d, PART_USED, row, &used) || used.num <= 0)
            continue;
        if (!class.n) /* a part of neither class nor model cannot be told from others */
            return MEND_OK;
        mend__strs have = {items, n};
        if (!mend__strs_hold(&have, class))
            items[n++] = class;
    }
    if (n)
        *out = (mend__strs){items, n};
    return MEND_OK;
}

static mend_status write_guarantee(unit_act *a)
{
    char name[MEND__UNIT_TEXT];
    mend__value days = {MEND_FIELD_INTEGER, 0, {"", 0}};
    mend__term term = a->d->policy->warranty.guarantee;
    int32_t last = MEND__NO_DAY;
    if (!has_work(a->d) || (made_here(a, MEND__TERM_REPAIR_GUARANTEE, &last) && last >= a->since))
        return MEND_OK;
    mend_status s = mend__decide_room(a->d, 1);
    if (s == MEND_OK && !term.classes.items)
        s = repaired_classes(a, &term.classes);
    if (s != MEND_OK)
        return s;
    (void)value_of(a->d, "repair_guarantee_days", &days);
    lengthen(a, &days, &term);
    term.order_count = 0;
    term.id = new_id(a, term.id, name);
    const mend__unit_term made = {term, a->ticket};
    add_until(a, field_of("repair_guarantee_until"), 0, ends_on(&term));
    return changed(a, mend__unit_add_term(a->unit, &made));
}

/* --- what the customer is told with the hand-over --- */

static bool is_set_now(const mend__decision *d, const char *name)
{
    mend__value was, is;
    bool had = mend__ticket_value(d->before, field_of(name), 0, &was), has = value_of(d, name, &is);
    return has && (!had || was.num != is.num);
}

/* Is it this act from which the repair is answered for? One that writes the terms says their ends by itself. */
static bool begins_answer(const mend__decision *d)
{
    return d->policy->warranty.there && !(d->action->unit & (MEND__UNIT_GUARANTEE | MEND__UNIT_PART_TERMS)) &&
           (is_set_now(d, "handed_over_at") || is_set_now(d, "signed_at")) && has_work(d);
}

static mend_status tell_parts(unit_act *a)
{
    const mend_ticket *t = a->d->after;
    int32_t last;
    size_t had = made_here(a, MEND__TERM_PART, &last);
    mend_status s = mend__decide_room(a->d, (size_t)mend__ticket_row_count(t, LIST_PARTS));
    if (s == MEND_OK)
        s = find_until(a);
    for (int32_t row = mend__ticket_next_row(t, LIST_PARTS, 0); row && s == MEND_OK;
         row = mend__ticket_next_row(t, LIST_PARTS, row)) {
        mend__str class = class_of(a->d, row);
        mend__value used;
        mend__term term;
        if (!mend__decide_value(a->d, PART_USED, row, &used) || used.num <= 0)
            continue;
        if (had > 0)
            had--;
        else if (!part_term(a, row, &class, &term))
            add_until(a, mend__field_by_id(UNIT_PART_UNTIL), row, ends_on(&term));
    }
    return s;
}

/* The ends of what the closing will write to the unit: they stand on what is printed for the customer. How long a part is
 * answered for depends on the unit, the guarantee does not. */
static mend_status tell_ends(unit_act *a, bool known)
{
    mend__term term = a->d->policy->warranty.guarantee;
    mend__value days = {MEND_FIELD_INTEGER, 0, {"", 0}};
    (void)value_of(a->d, "repair_guarantee_days", &days);
    lengthen(a, &days, &term);
    mend_status s = mend__decide_room(a->d, 1);
    if (s == MEND_OK && a->d->policy->warranty.has_guarantee)
        add_until(a, field_of("repair_guarantee_until"), 0, ends_on(&term));
    return s == MEND_OK && known && a->d->policy->warranty.has_parts ? tell_parts(a) : s;
}

/* --- claims --- */

static bool has_term(const mend_unit *u, mend__str id)
{
    const mend__unit_term *t = u->terms.items;
    for (size_t i = 0; i < u->terms.count; i++)
        if (mend__str_eq(t[i].term.id, id))
            return true;
    return false;
}

/* A copy of a contract, to be changed. */
static mend_status take_contract(unit_act *a, size_t index, mend__result_unit **out)
{
    mend_result *r = a->d->result;
    const mend_unit *from = a->d->args->contracts[index];
    mend__result_unit *to = r->contracts[index];
    *out = to;
    if (to && to->there)
        return MEND_OK;
    if (!to) {
        to = mend__new(&r->alloc, sizeof *to);
        if (!to)
            return MEND_NOMEM;
        mend__unit_init(&to->unit, &r->alloc);
        r->contracts[index] = to;
        r->contract_places = index < r->contract_places ? r->contract_places : index + 1;
    }
    mend_status s = mend__unit_assign(&to->unit, from);
    if (s != MEND_OK)
        return s;
    to->expected = from->revision;
    to->unit.revision++;
    to->there = true;
    *out = to;
    return MEND_OK;
}

static mend_status claim(unit_act *a, const mend__term *t, int64_t paid)
{
    const mend_args *args = a->d->args;
    mend__result_unit *contract = NULL;
    for (size_t i = 0; i < args->contract_count && t->kind == MEND__TERM_CONTRACT; i++) {
        if (has_term(a->unit, t->id) || !has_term(args->contracts[i], t->id))
            continue;
        mend_status s = take_contract(a, i, &contract);
        return s == MEND_OK ? full(a, mend__unit_claim(&contract->unit, t->id, 1, paid)) : s;
    }
    return changed(a, mend__unit_claim(a->unit, t->id, 1, paid));
}

/* Has an earlier step of this ticket told the terms what they pay? */
static bool claimed_before(const mend__decision *d)
{
    for (uint32_t i = 0; i < d->policy->vocab.actions.count; i++) {
        const mend__action *a = &d->policy->flow.actions[i];
        if ((a->unit & MEND__UNIT_CLAIMS) && mend__ticket_did(d->before, a->name->id, MEND__STR("")))
            return true;
    }
    return false;
}

static mend_status write_claims(unit_act *a)
{
    mend_status s = MEND_OK;
    if (!has_work(a->d) || claimed_before(a->d) || a->d->quoted != MEND_QUOTE_FINAL)
        return MEND_OK;
    const mend_quote *q = a->d->result->quote;
    for (size_t t = 0; t < q->claim.term_count && s == MEND_OK; t++) {
        int64_t paid = mend__cover_paid(&q->claim, q->verdicts, t);
        if (paid > 0)
            s = claim(a, &q->claim.terms[t], paid);
    }
    return s;
}

/* --- exchange, and somebody's word --- */

static mend_status write_exchange(unit_act *a)
{
    mend__value serial;
    mend_unit fresh;
    if (!value_of(a->d, "exchanged_serial", &serial) || a->unit->exchanged.on != MEND__NO_DAY)
        return MEND_OK;
    mend__unit_init(&fresh, &a->unit->alloc); /* the host makes the document of the new unit */
    mend_status s = mend__unit_set_text(&fresh, &fresh.key, serial.text);
    if (s == MEND_OK)
        s = mend__unit_exchange(a->unit, &fresh, a->handed, a->ticket);
    mend__unit_done(&fresh);
    return changed(a, s);
}

static mend_status write_end(unit_act *a)
{
    const mend__decision *d = a->d;
    const mend__term *t;
    size_t count;
    mend_reason reason;
    int32_t index = main_term(d->policy), day = MEND__NO_DAY;
    for (size_t i = 0; i < d->given_count; i++)
        if (d->given[i].ok && d->given[i].field && d->given[i].field->id == UNIT_WARRANTY_UNTIL)
            day = day_of(d, "warranty_until", MEND__NO_DAY);
    if (index < 0 || day == MEND__NO_DAY)
        return MEND_OK;
    if (d->args->reason.n > MEND__UNIT_WHY || d->args->actor.n > MEND__UNIT_TEXT) {
        mend__result_reason(d->result, MEND_REASON_TEXT_TOO_LONG);
        mend__result_add(d->result, "field", MEND__STR("reason"));
        mend__result_add_int(d->result, "max", MEND__UNIT_WHY);
        return MEND_OK;
    }
    mend__str id = d->policy->warranty.names.items[index].id;
    const mend__unit_end end = {d->policy->warranty.terms[index].id.n ? d->policy->warranty.terms[index].id : id,
                                d->args->actor, d->args->reason, day, a->day};
    mend_status s = changed(a, mend__unit_add_end(a->unit, &end));
    if (s == MEND_OK)
        s = unit_terms(a, &t, &count, &reason);
    if (s == MEND_OK && reason) { /* it would end before it begins */
        mend__result_reason(d->result, reason);
        mend__result_add(d->result, "field", MEND__STR("warranty_until"));
    }
    return s;
}

/* --- the whole --- */

/* What was repaired is answered for from the day the customer has it back: handed over, or accepted if that is later; a
 * repair without a hand-over from the day it was solved. However much later the ticket is closed. */
static int32_t answered_since(const mend__decision *d, int32_t day)
{
    int32_t handed = day_of(d, "handed_over_at", MEND__NO_DAY), accepted = day_of(d, "signed_at", MEND__NO_DAY);
    int32_t later = accepted > handed ? accepted : handed; /* MEND__NO_DAY comes before every day */
    return later != MEND__NO_DAY ? later : day_of(d, "resolved_at", day);
}

/* Is the document that of the ticket's unit? */
static bool same_unit(mend__decision *d)
{
    const mend_unit *u = d->args->unit;
    mend__str serial = text_of(d, UNIT_SERIAL, 0), tenant = mend__ticket_str(d->before, d->before->tenant);
    bool serials = serial.n && u->serial.n && !mend__str_eq(serial, u->serial);
    if (!serials && !(u->tenant.n && !mend__str_eq(u->tenant, tenant)))
        return true;
    mend__result_reason(d->result, MEND_REASON_UNIT_OTHER);
    if (serials) {
        mend__result_add(d->result, "have", u->serial);
        mend__result_add(d->result, "serial", serial);
    }
    return false;
}

static mend_status write_unit(unit_act *a)
{
    static const struct {
        uint32_t bit;
        mend_status (*write)(unit_act *);
    } steps[] = {{MEND__UNIT_DATES, write_dates},
                 {MEND__UNIT_READING, write_reading},
                 {MEND__UNIT_CLAIMS, write_claims}, /* before there are terms that did not pay for it */
                 {MEND__UNIT_OUTAGE_BEGIN, begin_outage},
                 {MEND__UNIT_OUTAGE_END, end_outage},
                 {MEND__UNIT_REPAIR, write_repair},
                 {MEND__UNIT_PART_TERMS, write_part_terms},
                 {MEND__UNIT_GUARANTEE, write_guarantee},
                 {MEND__UNIT_EXCHANGE, write_exchange},
                 {MEND__UNIT_END, write_end}};
    mend_status s = MEND_OK;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && s == MEND_OK; i++)
        if (a->d->action->unit & steps[i].bit)
            s = steps[i].write(a);
    return s;
}

/* What the repair cost decides whether it was covered, and what the terms pay. */
static mend_status need_final(mend__decision *d)
{
    bool asks = (d->action->unit & (MEND__UNIT_REPAIR | MEND__UNIT_CLAIMS)) && !d->action->quote;
    bool fees = d->policy->fees.there && d->policy->warranty.there;
    return asks && fees && has_work(d) ? mend__decide_quote(d, MEND_QUOTE_FINAL) : MEND_OK;
}

static void set_out(unit_act *a, const mend_unit *from)
{
    mend_result *r = a->d->result;
    mend__event *e = &a->d->event;
    if (!a->changed)
        return;
    r->unit.there = true;
    r->unit.expected = from->revision;
    r->unit.unit.revision = from->revision + 1; /* a document holds at most INT64_MAX - 1 */
    e->unit = r->unit.unit.key;
    e->unit_revision = r->unit.unit.revision;
}

mend_status mend__decide_unit(mend__decision *d)
{
    const mend__action *action = d->action;
    const mend_unit *from = d->args->unit;
    if (from && (action->unit || action->quote || action->tolerance) && !same_unit(d))
        return MEND_OK;
    if (!from && action->unit_required) {
        mend__result_reason(d->result, MEND_REASON_UNIT_MISSING);
        mend__result_add(d->result, "action", action->name->id);
    }
    d->event.unit_missing = !from && action->unit != 0;
    bool writes = action->unit && from, tells = begins_answer(d);
    if (!writes && !tells)
        return MEND_OK;
    unit_act a = {.d = d, .unit = &d->result->unit.unit};
    a.ticket = mend__ticket_str(d->before, d->before->key);
    if (a.ticket.n > MEND__UNIT_TEXT)
        a.ticket = mend__ticket_str(d->before, d->before->number);
    a.day = mend__decide_day(d, d->event.at);
    a.handed = day_of(d, "handed_over_at", a.day);
    a.since = answered_since(d, a.day);
    a.repaired = day_of(d, "repair_finished_at", a.day);
    mend_status s = writes ? need_final(d) : MEND_OK;
    if (s == MEND_OK && from)
        s = mend__unit_assign(a.unit, from);
    if (s == MEND_OK && writes)
        s = write_unit(&a);
    if (s == MEND_OK && tells)
        s = tell_ends(&a, from != NULL);
    if (s == MEND_OK)
        s = mend__decide_again(d);
    if (s == MEND_OK)
        set_out(&a, from);
    return s;
}
