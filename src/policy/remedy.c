/*
 * remedy.c - what the customer of a ticket may ask for, see remedy.h.
 *
 * The first row of the section whose condition holds names the regime. Its facts are gathered from ticket and unit into
 * a case, which is judged as a probe judges it. What is not known is left out of the case, so that the answer lists it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "remedy.h"
#include "ground/buf.h"
#include "ground/error.h"
#include "ground/int.h"
#include "notions/zone.h"
#include "quote_columns.h"
#include "trial.h"
#include "why.h"

enum {
    FIELD_RECEIVED = 310,
    FIELD_TAKEN = 700,
    FIELD_DELIVERY_WAY = 784,
    FIELD_SHIPPED = 796
};

#define REMEDY_BYTES 1048576 /* of a case, whose repairs are at most 1,000 */
#define REMEDY_DEPTH 32

typedef struct remedying { /* one answer being made */
    const mend_policy *policy;
    const mend_ticket *ticket;
    const mend_unit *unit; /* NULL: not known */
    int32_t today;
    mend__scene scene;
    mend__str lang;
    mend__arena *arena;
    mend__basis_days told;
    const mend__term *terms; /* of the unit and the policy, dates settled; NULL: they could not be */
    size_t term_count;
    const mend__rights_row *row;
    const mend__name *row_name;
    mend__teller teller;
    mend__jw *w;
} remedying;

/* ---- days ---- */

static int32_t local_day(const remedying *k, int64_t at)
{
    return (int32_t)mend__floor_div(mend__zone_local(k->policy->zone, at), MEND__DAY_MS);
}

static int32_t value_day(const remedying *k, const mend__value *v)
{
    return v->type == MEND_FIELD_DATE ? (int32_t)v->num : local_day(k, v->num);
}

static int32_t field_day(const remedying *k, int32_t id)
{
    mend__value v;
    return mend__ticket_value(k->ticket, mend__field_by_id(id), 0, &v) ? value_day(k, &v) : MEND__NO_DAY;
}

/* Of the unit as it is kept, else as the ticket has it. */
static int32_t base_day(const remedying *k, mend__basis basis)
{
    int32_t day = k->unit == NULL ? MEND__NO_DAY : k->unit->dates.day[basis];
    return day != MEND__NO_DAY ? day : k->told.day[basis];
}

static int32_t first_day(const remedying *k, const mend__fact_source *s)
{
    int32_t day = MEND__NO_DAY;
    for (size_t i = 0; i < s->base_count && day == MEND__NO_DAY; i++) {
        if (s->bases[i] == MEND__BASIS_LATER_OF_INVOICE_DELIVERY) {
            int32_t invoice = base_day(k, MEND__BASIS_INVOICE), delivery = base_day(k, MEND__BASIS_DELIVERY);
            day = delivery != MEND__NO_DAY && delivery > invoice ? delivery : invoice; /* MEND__NO_DAY is the least */
        } else {
            day = base_day(k, s->bases[i]);
        }
    }
    return day;
}

static int32_t term_day(const remedying *k, const mend__fact_source *s)
{
    mend__str id = k->policy->warranty.terms[s->term].id;
    for (size_t i = 0; i < k->term_count; i++) {
        if (mend__str_eq(k->terms[i].id, id)) {
            return k->terms[i].start == MEND__NO_DAY ? MEND__NO_DAY : k->terms[i].last_day;
        }
    }
    return MEND__NO_DAY;
}

/* Of a source that is about a date. */
static int32_t source_day(const remedying *k, const mend__fact_source *s)
{
    mend__value v;
    switch (s->from) {
    case MEND__FROM_FIELD:
        return mend__ticket_value(k->ticket, s->field, 0, &v) ? value_day(k, &v) : MEND__NO_DAY;
    case MEND__FROM_DATES:
        return first_day(k, s);
    default:
        return term_day(k, s);
    }
}

static int64_t days_between(int32_t from, int32_t to)
{
    return from == MEND__NO_DAY || to <= from ? 0 : (int64_t)to - from;
}

/* The unit lies there to be fetched: since then it is not in repair any more. MEND__NO_DAY: it does not. */
static int32_t ready_day(const remedying *k)
{
    mend__value way;
    int32_t ready = field_day(k, FIELD_READY), done = field_day(k, FIELD_REPAIR_FINISHED); /* NO_DAY is the least */
    bool known = mend__ticket_value(k->ticket, mend__field_by_id(FIELD_DELIVERY_WAY), 0, &way);
    bool fetched = field_day(k, FIELD_SHIPPED) == MEND__NO_DAY && (!known || mend__str_is(way.text, "pick_up"));
    return fetched && done <= ready ? ready : MEND__NO_DAY;
}

/* From the day the shop got the unit to the day it could be had again. */
static int64_t days_now(const remedying *k)
{
    int32_t from = field_day(k, FIELD_RECEIVED), back = ready_day(k);
    from = from != MEND__NO_DAY ? from : field_day(k, FIELD_TAKEN);
    back = back != MEND__NO_DAY ? back : field_day(k, FIELD_HANDED_OVER);
    return days_between(from, back != MEND__NO_DAY ? back : k->today);
}

static int64_t days_away(const remedying *k)
{
    const mend__unit_outage *o = k->unit == NULL ? NULL : k->unit->outages.items;
    mend__str key = mend__ticket_str(k->ticket, k->ticket->key);
    int64_t days = days_now(k);
    for (size_t i = 0; k->unit != NULL && i < k->unit->outages.count; i++) {
        bool own = key.n > 0 && mend__str_eq(o[i].ticket, key);
        int32_t to = o[i].days.to == MEND__NO_DAY ? k->today : o[i].days.to;
        days += own || !o[i].days.counts ? 0 : days_between(o[i].days.from, to); /* 1000 times 4 million at most */
    }
    return days;
}

static mend_status gather_days(remedying *k)
{
    static const struct {
        mend__basis basis;
        int32_t field;
    } told[] = {{MEND__BASIS_SALE, FIELD_PURCHASED},
                {MEND__BASIS_DELIVERY, FIELD_DELIVERED},
                {MEND__BASIS_INSTALLATION, FIELD_INSTALLED},
                {MEND__BASIS_MANUFACTURE, FIELD_MANUFACTURED}};
    const mend__warranty *warranty = &k->policy->warranty;
    mend__term *terms = NULL;
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        k->told.day[i] = MEND__NO_DAY;
    }
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        k->told.day[told[i].basis] = field_day(k, told[i].field);
    }
    const mend__unit_case c = {.policy = warranty->terms,
                               .policy_count = warranty->names.count,
                               .unit = k->unit,
                               .told = &k->told,
                               .day = k->today,
                               .off = warranty->off == NULL ? NULL : mend__warranty_off,
                               .off_user = warranty->off};
    if (mend__unit_terms(&c, k->arena, &terms, &k->term_count) != 0) {
        k->term_count = 0; /* dates that contradict each other: then no last day is known */
        return MEND_OK;
    }
    k->terms = terms;
    return terms == NULL ? MEND_NOMEM : MEND_OK;
}

/* ---- the case ---- */

static bool word_known(const mend__regime *regime, mend__str fact, mend__str word)
{
    mend__guess g;
    uint32_t at = 0;
    return !mend__name_place(fact, regime->facts, sizeof *regime->facts, regime->fact_count, &at, &g) ||
           mend__name_place(word, regime->facts[at].words.items, sizeof(mend__str), regime->facts[at].words.count, &at,
                            &g);
}

/* A value that the regime could not take counts as not known. */
static void put_fact_value(const remedying *k, mend__jw *w, const mend__regime *regime, const mend__fact_source *s)
{
    mend__value v;
    bool known = mend__ticket_value(k->ticket, s->field, 0, &v);
    if (known && (mend__type_is_text(v.type) ? word_known(regime, s->fact, v.text) : v.num >= 0)) {
        mend__jw_key_str(w, s->fact);
        mend__value_write(w, &v);
    }
}

static bool is_about_a_date(const mend__fact_source *s)
{
    return s->from == MEND__FROM_DATES || s->from == MEND__FROM_TERM ||
           (s->from == MEND__FROM_FIELD && (s->field->type == MEND_FIELD_DATE || s->field->type == MEND_FIELD_INSTANT));
}

static void put_fact(const remedying *k, mend__jw *w, const mend__regime *regime, const mend__fact_source *s)
{
    bool holds = mend__condition_holds(s->holds, &k->scene);
    if (s->from == MEND__FROM_HOLDING) {
        mend__jw_key_str(w, s->fact);
        mend__jw_bool(w, holds);
    } else if (!holds) {
        return;
    } else if (is_about_a_date(s)) {
        int32_t day = source_day(k, s);
        if (day != MEND__NO_DAY) {
            mend__trial_put_day(w, s->fact, day);
        }
    } else if (s->from == MEND__FROM_FIELD) {
        put_fact_value(k, w, regime, s);
    } else {
        mend__jw_key_str(w, s->fact);
        mend__jw_int(w, s->from == MEND__FROM_AWAY ? days_away(k) : days_now(k));
    }
}

static const mend__fact_source *own_source(const remedying *k, mend__str fact)
{
    for (uint32_t i = 0; i < k->row->fact_count; i++) {
        if (mend__str_eq(k->row->facts[i].fact, fact)) {
            return &k->row->facts[i];
        }
    }
    return NULL;
}

static const mend__fact_source *source_of(const remedying *k, mend__str fact)
{
    const mend__rights_rows *rows = &k->policy->rights;
    const mend__fact_source *own = own_source(k, fact);
    for (uint32_t i = 0; i < rows->fact_count && own == NULL; i++) {
        own = mend__str_eq(rows->facts[i].fact, fact) ? &rows->facts[i] : NULL;
    }
    return own;
}

/* The last repair on a ticket whose work is done: nobody has said that it failed. */
static bool is_unproven(const remedying *k, const mend__unit_repair *r)
{
    const mend__unit_repair *all = k->unit->repairs.items;
    mend__str key = mend__ticket_str(k->ticket, k->ticket->key);
    bool own = k->ticket->stage >= MEND__STAGE_DONE && key.n > 0 && mend__str_eq(r->ticket, key);
    for (size_t i = 0; own && i < k->unit->repairs.count; i++) {
        own = !mend__str_eq(all[i].ticket, key) || all[i].repair.on <= r->repair.on;
    }
    return own;
}

static void put_repairs(const remedying *k, mend__jw *w)
{
    const mend__unit_repair *r = k->unit->repairs.items;
    mend__jw_key(w, "repairs");
    mend__jw_array(w);
    for (size_t i = 0; i < k->unit->repairs.count; i++) {
        if (is_unproven(k, &r[i])) {
            continue;
        }
        mend__jw_object(w);
        mend__jw_key(w, "covered");
        mend__jw_bool(w, r[i].repair.covered);
        if (r[i].repair.fault.n > 0) {
            mend__jw_key(w, "fault");
            mend__jw_str(w, r[i].repair.fault);
        }
        mend__trial_put_day(w, MEND__STR("on"), r[i].repair.on);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

/* The day that the case is about: as the section says, else that which decides on warranty, else today. */
static int32_t case_day(const remedying *k)
{
    static const int32_t deciding[] = {FIELD_REPORTED, FIELD_FAULT_SINCE, FIELD_DIAGNOSED}; /* by mend__deciding */
    const mend__fact_source *s = source_of(k, MEND__STR("at"));
    int32_t day = s == NULL || !mend__condition_holds(s->holds, &k->scene) ? MEND__NO_DAY : source_day(k, s);
    day = day != MEND__NO_DAY ? day : field_day(k, deciding[k->policy->warranty.decides]);
    day = day != MEND__NO_DAY ? day : field_day(k, FIELD_REPORTED);
    day = day != MEND__NO_DAY ? day : field_day(k, FIELD_REGISTERED);
    return day != MEND__NO_DAY ? day : k->today;
}

/* The facts of the case but for the repairs, as members. */
static void put_facts(const remedying *k, mend__jw *w, const mend__regime *regime)
{
    const mend__rights_rows *rows = &k->policy->rights;
    mend__fact_type type;
    mend__trial_put_day(w, MEND__STR("at"), case_day(k));
    for (uint32_t i = 0; i < rows->fact_count; i++) {
        const mend__fact_source *s = &rows->facts[i];
        if (own_source(k, s->fact) == NULL && mend__regime_fact(regime, s->fact, &type, NULL) &&
            !mend__str_is(s->fact, "at")) {
            put_fact(k, w, regime, s);
        }
    }
    for (uint32_t i = 0; i < k->row->fact_count; i++) {
        if (!mend__str_is(k->row->facts[i].fact, "at")) {
            put_fact(k, w, regime, &k->row->facts[i]);
        }
    }
}

/* ---- the answer ---- */

static mend__str shown(const remedying *k, const mend__name *name)
{
    return mend__name_label(&k->policy->vocab, name, k->lang);
}

static void put_text(mend__jw *w, const char *key, mend__str text)
{
    if (text.n > 0) {
        mend__jw_key(w, key);
        mend__jw_str(w, text);
    }
}

static void put_rights(const remedying *k, const mend__regime *regime, uint32_t rights)
{
    mend__jw_key(k->w, "rights");
    mend__jw_array(k->w);
    for (size_t i = 0; i < regime->right_count; i++) {
        if ((rights >> i & 1) != 0) {
            mend__jw_object(k->w);
            put_text(k->w, "right", regime->rights[i].name);
            put_text(k->w, "label", shown(k, &regime->rights[i].shown));
            mend__jw_end_object(k->w);
        }
    }
    mend__jw_end_array(k->w);
}

/* Each rule that holds: a reason of the regime's own, in its words. */
static void put_reasons(const remedying *k, const mend__regime *regime, const mend__rights_answer *answer)
{
    mend__jw_key(k->w, "reasons");
    mend__jw_array(k->w);
    for (size_t i = 0; i < regime->rule_count; i++) {
        const mend__rights_rule *rule = &regime->rules[i];
        if ((answer->held >> i & 1) == 0) {
            continue;
        }
        mend__jw_object(k->w);
        put_text(k->w, "code", rule->code);
        put_text(k->w, "rule", rule->id);
        put_text(k->w, "article", rule->article);
        put_rights(k, regime, answer->gave[i]);
        put_text(k->w, "text", shown(k, &rule->shown));
        mend__jw_end_object(k->w);
    }
    mend__jw_end_array(k->w);
}

/* What a fact is called: by the regime, else by the field that it comes from, else by its name. */
static mend__str fact_label(const remedying *k, const mend__regime *regime, mend__str fact)
{
    const mend__fact_source *s = source_of(k, fact);
    for (size_t i = 0; i < regime->label_count; i++) {
        if (mend__str_eq(regime->labels[i].id, fact)) {
            return shown(k, &regime->labels[i]);
        }
    }
    return s == NULL || s->field == NULL ? fact : mend__vocab_field_label(&k->policy->vocab, s->field, k->lang);
}

static void put_lack(remedying *k, bool *any, mend_reason code, const char *param, mend__str value)
{
    mend__told y = mend__because(code);
    if (!*any) {
        mend__jw_key(k->w, "provisional");
        mend__jw_bool(k->w, true);
        mend__jw_key(k->w, "missing");
        mend__jw_array(k->w);
        *any = true;
    }
    mend__why_with(&y, param, value);
    mend__why_write(&k->teller, &y);
}

static void put_missing(remedying *k, const mend__trial *t, const mend__rights_answer *answer)
{
    const mend__regime *regime = &t->regime;
    bool any = false;
    for (size_t i = 0; i < MEND__REGIME_MOST; i++) {
        if ((answer->missing_facts >> i & 1) != 0) {
            put_lack(k, &any, MEND_REASON_RIGHTS_FACT_UNKNOWN, "fact", fact_label(k, regime, regime->facts[i].name));
        }
        if ((answer->open_terms >> i & 1) != 0) {
            put_lack(k, &any, MEND_REASON_RIGHTS_FIGURE_OPEN, "figure", regime->facts[MEND__CASE_TERMS + i].name);
        }
        if ((answer->open_rules >> i & 1) != 0) {
            put_lack(k, &any, MEND_REASON_RIGHTS_FIGURE_OPEN, "figure", shown(k, &regime->rules[i].shown));
        }
    }
    for (size_t i = 0; i < t->missing_count; i++) {
        mend__str name = mend__str_of(t->missing[i], MEND_NTS);
        put_lack(k, &any, MEND_REASON_RIGHTS_FACT_UNKNOWN, "fact", fact_label(k, regime, name));
    }
    if (any) {
        mend__jw_end_array(k->w);
    }
}

static void put_money(const remedying *k, const mend__remedy *remedy)
{
    if (remedy->priced && remedy->known) {
        put_text(k->w, "currency", k->policy->currency);
        mend__trial_put_int(k->w, "fee", remedy->money.fee);
        mend__trial_put_int(k->w, "refund", remedy->money.refund);
    }
}

/* No answer: dates beyond the calendar, or that contradict each other. */
static void put_refused(remedying *k, const char *name)
{
    mend_reason code = 0;
    (void)mend_reason_of(name, MEND_NTS, &code);
    mend__told y = mend__because(code);
    mend__jw_key(k->w, "refused");
    mend__why_write(&k->teller, &y);
}

static void put_answer(remedying *k, const mend__trial *t, const mend__remedy *remedy)
{
    const mend__rights_answer *answer = &remedy->answer;
    if (answer->age_known) {
        mend__trial_put_int(k->w, "age", answer->age);
    }
    put_rights(k, &t->regime, answer->rights);
    put_money(k, remedy);
    put_reasons(k, &t->regime, answer);
    put_missing(k, t, answer);
}

/* Rows that were asked before, and did not hold. */
static void put_others(remedying *k)
{
    const mend__rights_rows *rows = &k->policy->rights;
    mend__jw_key(k->w, "others");
    mend__jw_array(k->w);
    for (uint32_t i = 0; i < rows->names.count && &rows->rows[i] != k->row; i++) {
        const mend__field *about = NULL;
        mend__told y = mend__because(MEND_REASON_REGIME_NOT_HELD);
        (void)mend__condition_tell(rows->rows[i].holds, &k->scene, &about);
        mend__why_with(&y, "regime", rows->names.items[i].id);
        mend__why_with(&y, "field", about == NULL ? MEND__STR("") : mend__str_of(about->path, MEND_NTS));
        mend__why_write(&k->teller, &y);
    }
    mend__jw_end_array(k->w);
}

/* ---- judging ---- */

/* Writes the case beside the regime, as one document that is then read as if somebody had given it. */
static mend_status judge(remedying *k, mend__trial *t, const mend__regime *regime, mend__json *tree, mend_buf *text,
                         mend__remedy *remedy, mend_error *err)
{
    mend__jw w;
    mend__jw_init(&w, text);
    mend__jw_object(&w);
    put_facts(k, &w, regime);
    if (k->unit != NULL) {
        put_repairs(k, &w);
    }
    mend__jw_end_object(&w);
    if (text->status != MEND_OK) {
        return mend__no_memory(err);
    }
    mend_status status = mend__json_read(tree, text->data, text->len, REMEDY_BYTES, REMEDY_DEPTH, &t->p->facts, err);
    status = status != MEND_OK ? status : mend__trial_remedy(t, remedy);
    if (status == MEND_OK) {
        mend__jw_key(k->w, "facts");
        mend__jw_object(k->w);
        put_facts(k, k->w, regime);
        mend__jw_end_object(k->w);
    }
    return status;
}

static mend_status judge_row(remedying *k, mend__json *tree, mend__json *work, mend_buf *text, mend_error *err)
{
    mend__probe p = {.policy = k->policy, .arena = k->arena, .tree = tree, .out = k->w, .err = err};
    mend__trial t = {.p = &p};
    mend__remedy *remedy = mend__arena_get(k->arena, sizeof *remedy);
    mend_status status = remedy == NULL ? mend__no_memory(err)
                                        : mend__json_read(tree, k->row->regime.p, k->row->regime.n, REMEDY_BYTES,
                                                          REMEDY_DEPTH, &p.row, err);
    status = status != MEND_OK ? status : mend__regime_load(k->arena, work, tree, p.row, &t.regime, err);
    if (status != MEND_OK) {
        return status;
    }
    put_text(k->w, "row", k->row_name->id);
    put_text(k->w, "label", shown(k, k->row_name));
    put_text(k->w, "regime", t.regime.id);
    put_text(k->w, "law", shown(k, &t.regime.shown));
    status = judge(k, &t, &t.regime, tree, text, remedy, err);
    if (status == MEND_OK && p.refused != NULL) {
        put_refused(k, p.refused);
    } else if (status == MEND_OK) {
        put_answer(k, &t, remedy);
    }
    return status;
}

static void find_row(remedying *k)
{
    const mend__rights_rows *rows = &k->policy->rights;
    for (uint32_t i = 0; i < rows->names.count && k->row == NULL; i++) {
        if (mend__condition_holds(rows->rows[i].holds, &k->scene)) {
            k->row = &rows->rows[i];
            k->row_name = &rows->names.items[i];
        }
    }
}

mend_status mend__remedy_write(const mend_policy *policy, const mend_ticket *ticket, const mend_unit *unit, int64_t now,
                               mend__str lang, mend__arena *arena, mend__jw *w, mend_error *err)
{
    remedying k = {.policy = policy, .ticket = ticket, .unit = unit, .lang = lang, .arena = arena, .w = w};
    mend__json tree, work;
    mend_buf text;
    k.scene = (mend__scene){ticket, mend__ticket_str(ticket, ticket->state), NULL, 0};
    k.teller = (mend__teller){.policy = policy, .lang = lang, .w = w};
    k.today = local_day(&k, now);
    mend__json_init(&tree, &arena->alloc);
    mend__json_init(&work, &arena->alloc);
    mend__buf_init(&text, &arena->alloc);
    mend__buf_init(&k.teller.text, &arena->alloc);
    find_row(&k);
    mend__jw_object(w);
    mend_status status = gather_days(&k) == MEND_OK ? MEND_OK : mend__no_memory(err);
    if (status == MEND_OK && k.row != NULL) {
        status = judge_row(&k, &tree, &work, &text, err);
    }
    if (status == MEND_OK) {
        put_others(&k);
        mend__jw_end_object(w);
    }
    mend__buf_done(&k.teller.text);
    mend__buf_done(&text);
    mend__json_free(&work);
    mend__json_free(&tree);
    return status != MEND_OK || w->out->status == MEND_OK ? status : mend__no_memory(err);
}
