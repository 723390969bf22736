/*
 * decide_fields.c - the arguments of an act: does each field exist, does the action take it, is its value right; and the
 * changes that follow from them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "decide.h"

#include "mend/money.h"
#include "notions/civil.h"

#include <string.h>

static void reason_field(mend__decision *d, mend_reason code, mend__str path)
{
    mend__result_reason(d->result, code);
    mend__result_add(d->result, "field", path);
}

static void not_taken(mend__decision *d, mend__str path)
{
    if (d->asking)
        return;
    d->unknown_field = true;
    reason_field(d, MEND_REASON_FIELD_NOT_TAKEN, path);
    mend__result_add(d->result, "action", mend__action_id(d));
}

static void unknown(mend__decision *d, mend__str path, const mend__field *list, mend__str name)
{
    if (d->asking)
        return;
    mend__guess g;
    mend__guess_start(&g, name);
    mend__vocab_guess_field(&d->policy->vocab, list, &g);
    d->unknown_field = true;
    reason_field(d, MEND_REASON_FIELD_UNKNOWN, path);
    if (g.best.p)
        mend__result_add(d->result, "guess", g.best);
}

/* --- looking up --- */

/* A path into a list's rows. True if g can be used further. */
static bool find_row(mend__decision *d, const mend__path *path, const mend__field *list, mend__given *g)
{
    const mend__action *a = d->action;
    mend__str whole = g->arg->path;
    bool checks = a->checklist_count && mend__str_is(path->head, "checks");
    g->parent = mend__form_find(a->form, a->form_count, list);
    if (!g->parent && !checks) {
        not_taken(d, whole);
        return false;
    }
    mend__rows mode = path->added ? MEND__ROWS_ADD : MEND__ROWS_EDIT;
    mend__rows taken = g->parent ? g->parent->rows : MEND__ROWS_ADD;
    int32_t last = mend__ticket_last_row_id(d->before, list->id); /* at most MEND__ROW_MAX */
    if (path->added && (path->row > d->policy->max_rows || path->row > MEND__ROW_MAX - last)) {
        reason_field(d, MEND_REASON_ROWS_TOO_MANY, whole);
        mend__result_add_int(d->result, "max", d->policy->max_rows);
        return false;
    }
    if (!(taken & mode)) {
        not_taken(d, whole);
        return false;
    }
    int32_t row = path->added ? last + path->row : path->row;
    if (!path->added && mend__ticket_next_row(d->before, list->id, row - 1) != row) {
        reason_field(d, MEND_REASON_ROW_UNKNOWN, whole);
        return false;
    }
    g->list = list->id;
    g->row = row;
    if (!path->column.n)
        return g->arg->kind == MEND__ARG_UNSET && !path->added;
    g->field = mend__vocab_field(&d->policy->vocab, list, path->column);
    if (!g->field) {
        unknown(d, whole, list, path->column);
        return false;
    }
    g->entry = g->parent ? mend__form_find(g->parent->columns, g->parent->column_count, g->field) : NULL;
    bool tick = checks && (mend__str_is(path->column, "item") || mend__str_is(path->column, "ok"));
    if (!g->entry && !tick) {
        not_taken(d, whole);
        return false;
    }
    return true;
}

static bool find_field(mend__decision *d, mend__given *g)
{
    mend__path path;
    mend__str whole = g->arg->path;
    if (!mend__path_parse(whole, &path)) {
        unknown(d, whole, NULL, whole);
        return false;
    }
    const mend__field *head = mend__vocab_field(&d->policy->vocab, NULL, path.head);
    if (!head) {
        unknown(d, whole, NULL, path.head);
        return false;
    }
    if ((head->type == MEND_FIELD_LIST) != (path.row != 0)) {
        reason_field(d, MEND_REASON_FIELD_MALFORMED, whole);
        mend__result_add(d->result, "expected",
                         head->type == MEND_FIELD_LIST
                             ? MEND__STR("a row: list/row/column, or list/+1/column to add one")
                             : MEND__STR("a field without rows"));
        return false;
    }
    if (path.row) {
        bool found = find_row(d, &path, head, g);
        if (!found && g->row && !path.column.n && g->arg->kind != MEND__ARG_UNSET) {
            reason_field(d, MEND_REASON_FIELD_MALFORMED, whole);
            mend__result_add(d->result, "expected", MEND__STR("a column: list/row/column"));
        }
        return found;
    }
    g->field = head;
    g->entry = mend__form_find(d->action->form, d->action->form_count, head);
    if (!g->entry)
        not_taken(d, whole);
    return g->entry != NULL;
}

/* --- values --- */

static void choices_reason(mend__decision *d, const mend__given *g)
{
    const mend__form_field *e = g->entry;
    mend_buf list;
    mend__buf_init(&list, &d->result->alloc);
    uint32_t n = e->choices ? e->choice_count : e->set->count;
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            mend__put_char(&list, ' ');
        mend__put_str(&list, e->set->items[e->choices ? e->choices[i] : i].id);
    }
    reason_field(d, MEND_REASON_CHOICE_UNKNOWN, g->arg->path);
    mend__result_add(d->result, "choices", (mend__str){list.data ? list.data : "", list.len});
    d->no_memory = d->no_memory || list.status != MEND_OK;
    mend__buf_done(&list);
}

static bool choice_ok(const mend__form_field *e, mend__str name)
{
    int32_t index = e->set ? mend__names_find(e->set, name) : -1;
    if (index < 0 || !e->choices)
        return index >= 0;
    for (uint32_t i = 0; i < e->choice_count; i++)
        if (e->choices[i] == (uint32_t)index)
            return true;
    return false;
}

/* A bound as people read it: amounts with the decimals of the currency. */
static void put_bound(const mend__decision *d, mend_field_type type, int64_t bound, mend_buf *out)
{
    mend__value v = {type, bound, {"", 0}};
    mend__str currency = d->policy->currency;
    char text[24];
    size_t n = 0;
    if (type == MEND_FIELD_MONEY && currency.n &&
        mend_money_format(bound, currency.p, text, sizeof text, &n) == MEND_OK)
        mend__put(out, text, n);
    else
        mend__value_put(out, &v);
}

static void range_reason(mend__decision *d, const mend__given *g)
{
    const mend__form_field *e = g->entry;
    char text[2][24];
    mend_buf out;
    reason_field(d, MEND_REASON_VALUE_OUT_OF_RANGE, g->arg->path);
    for (int i = 0; i < 2; i++) {
        if (!(i ? e->has_max : e->has_min))
            continue;
        mend__buf_init(&out, &d->result->alloc);
        put_bound(d, g->field->type, i ? e->max : e->min, &out);
        d->no_memory = d->no_memory || out.status != MEND_OK;
        size_t n = out.len < sizeof text[i] ? out.len : sizeof text[i];
        if (n)
            memcpy(text[i], out.data, n);
        mend__result_add(d->result, i ? "max" : "min", (mend__str){text[i], n});
        mend__buf_done(&out);
    }
}

static void malformed(mend__decision *d, const mend__given *g)
{
    reason_field(d, MEND_REASON_FIELD_MALFORMED, g->arg->path);
    mend__result_add(d->result, "expected", mend__str_of(mend__type_expected(g->field->type), MEND_NTS));
}

static size_t digits_in(mend__str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t c;
        size_t size = mend__utf8_next(text.p + i, text.n - i, &c);
        n += (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); /* full-width ones, too */
        i += size;
    }
    return n;
}

/* One @ with something on both sides and no blank. */
static bool is_email(mend__str text)
{
    size_t at = 0, count = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == ' ' || text.p[i] == '\t')
            return false;
        if (text.p[i] == '@') {
            at = i;
            count++;
        }
    }
    return count == 1 && at > 0 && at + 1 < text.n;
}

/* What contact data must look like to be of use; NULL: it does. */
static const char *contact_expected(const mend__given *g)
{
    if (g->field->mask == MEND_MASK_PHONE && digits_in(g->value.text) < 5)
        return "a phone number with at least 5 digits";
    if (g->field->mask == MEND_MASK_EMAIL && !is_email(g->value.text))
        return "an e-mail address such as li@example.com";
    return NULL;
}

static bool links_to_itself(const mend__decision *d, const mend__given *g)
{
    mend__str key = mend__ticket_str(d->before, d->before->key),
              number = mend__ticket_str(d->before, d->before->number);
    return strcmp(g->field->path, "links/key") == 0 &&
           (mend__str_eq(g->value.text, key) || (number.n && mend__str_eq(g->value.text, number)));
}

static bool text_fits(mend__decision *d, const mend__given *g)
{
    const char *expected = contact_expected(g);
    if (!expected && links_to_itself(d, g))
        expected = "the key of another ticket";
    if (!expected)
        return true;
    reason_field(d, MEND_REASON_FIELD_MALFORMED, g->arg->path);
    mend__result_add(d->result, "expected", mend__str_of(expected, MEND_NTS));
    return false;
}

/* Is the value of the argument one the field takes? An empty text takes the value away. */
static bool read_value(mend__decision *d, mend__given *g)
{
    const mend__arg *arg = g->arg;
    const mend__form_field *e = g->entry;
    g->value = (mend__value){0, 0, {"", 0}};
    if (arg->kind == MEND__ARG_UNSET || (arg->kind == MEND__ARG_TEXT && !arg->text.n))
        return true;
    bool ok = arg->kind == MEND__ARG_INT ? mend__value_of_int(g->field->type, arg->num, &g->value)
                                         : mend__value_parse(g->field->type, arg->text, &g->value);
    if (!ok && g->field->type != MEND_FIELD_CHOICE) {
        malformed(d, g);
        return false;
    }
    if (g->field->type == MEND_FIELD_CHOICE && e && !(ok && choice_ok(e, arg->text))) {
        choices_reason(d, g);
        return false;
    }
    int32_t most = g->field->max_bytes < d->policy->max_text ? g->field->max_bytes : d->policy->max_text;
    if (g->field->max_bytes && g->value.text.n > (size_t)most) {
        reason_field(d, MEND_REASON_TEXT_TOO_LONG, arg->path);
        mend__result_add_int(d->result, "max", most);
        return false;
    }
    if (mend__type_is_text(g->field->type) && !text_fits(d, g))
        return false;
    if (e && !mend__type_is_text(g->field->type) &&
        ((e->has_min && g->value.num < e->min) || (e->has_max && g->value.num > e->max))) {
        range_reason(d, g);
        return false;
    }
    return true;
}

/* --- changes --- */

static bool given_here(const mend__decision *d, int32_t list, int32_t row, const mend__field *f)
{
    for (size_t i = 0; i < d->given_count; i++)
        if (d->given[i].list == list && d->given[i].row == row && d->given[i].field == f)
            return true;
    return false;
}

/* Rows that are added say who and when by themselves, where the list has such columns and nothing else was given. */
static void sign_row(mend__decision *d, int32_t list, int32_t row)
{
    const mend__field *by = mend__field_find(list, MEND__STR("by")), *inspector,
                      *at = mend__field_find(list, MEND__STR("at"));
    mend__value actor = {MEND_FIELD_TEXT, 0, d->args->actor};
    mend__value when = {MEND_FIELD_INSTANT, d->event.at, {"", 0}};
    inspector = mend__field_find(list, MEND__STR("inspector"));
    if (by && by->mask == MEND_MASK_NONE && by->type == MEND_FIELD_TEXT && !given_here(d, list, row, by))
        mend__decide_add(d, by, list, row, &actor);
    if (inspector && !given_here(d, list, row, inspector))
        mend__decide_add(d, inspector, list, row, &actor);
    if (at && at->type == MEND_FIELD_INSTANT && !given_here(d, list, row, at))
        mend__decide_add(d, at, list, row, &when);
}

/* Is a whole row of the ticket taken away? */
static bool removed_here(const mend__decision *d, int32_t list, int32_t row)
{
    for (size_t i = 0; i < d->given_count; i++)
        if (d->given[i].list == list && d->given[i].row == row && !d->given[i].field)
            return true;
    return false;
}

/* The last row of a list as it will be; 0: it has none. */
static int32_t last_row(const mend__decision *d, int32_t list)
{
    int32_t last = 0;
    for (int32_t row = mend__ticket_next_row(d->before, list, 0); row;
         row = mend__ticket_next_row(d->before, list, row))
        if (!removed_here(d, list, row))
            last = row;
    for (size_t i = 0; i < d->given_count; i++) {
        const mend__given *g = &d->given[i];
        if (g->ok && g->list == list && g->row > last && g->value.type != 0)
            last = g->row;
    }
    return last;
}

static mend_status run_setter(mend__decision *d, const mend__setter *s)
{
    mend__value v = s->value;
    int32_t day = 0, ms = 0, row = s->field->list ? last_row(d, s->field->list) : 0;
    if (s->field->list && (row == 0 || given_here(d, s->field->list, row, s->field)))
        return MEND_OK; /* what somebody says about a row goes before the action's own word */
    switch (s->from) {
    case MEND__SET_VALUE:
        break;
    case MEND__SET_TRIAGE:
    case MEND__SET_DISPATCH:
        return MEND_OK; /* later, when everything else is there */
    case MEND__SET_NOW:
        v = (mend__value){MEND_FIELD_INSTANT, d->event.at, {"", 0}};
        break;
    case MEND__SET_TODAY:
        if (mend_zone_local(d->policy->zone, d->event.at, &day, &ms) != MEND_OK)
            return MEND_RANGE;
        if (day + s->value.num > MEND__DAY_MAX)
            return MEND_RANGE;
        v = (mend__value){MEND_FIELD_DATE, day + s->value.num, {"", 0}};
        break;
    case MEND__SET_ACTOR:
        v = (mend__value){s->field->type, 0, d->args->actor};
        break;
    case MEND__SET_NULL:
        v = (mend__value){0, 0, {"", 0}};
        break;
    }
    mend__decide_add(d, s->field, s->field->list, row, &v);
    return MEND_OK;
}

/* Slots would be filled again after they have been emptied for good. */
static void check_sealed(mend__decision *d)
{
    bool slots = d->event.reason_slot != 0;
    for (size_t i = 0; i < d->event.fact_count; i++)
        slots = slots || d->event.facts[i].kind == MEND__FACT_SLOT;
    if (slots && d->before->anonymised != INT64_MIN) {
        mend__result_reason(d->result, MEND_REASON_TICKET_SEALED);
        mend__result_add(d->result, "action", mend__action_id(d));
    }
}

static void check_row_counts(mend__decision *d)
{
    int32_t list = 0;
    for (size_t i = 0; i < d->event.fact_count; i++) {
        if (d->event.facts[i].list == list)
            continue;
        list = d->event.facts[i].list;
        if (mend__ticket_row_count(d->after, list) > d->policy->max_rows) {
            reason_field(d, MEND_REASON_ROWS_TOO_MANY, mend__ticket_field_name(d->after, list));
            mend__result_add_int(d->result, "max", d->policy->max_rows);
        }
    }
}

static void check_reason(mend__decision *d)
{
    const mend__action *a = d->action;
    mend__str text = d->args->reason;
    mend__value v;
    if (text.n && !a->takes_reason)
        not_taken(d, MEND__STR("reason"));
    else if (!text.n && a->takes_reason && a->reason != MEND__NEED_OPTIONAL)
        reason_field(d, MEND_REASON_FIELD_MISSING, MEND__STR("reason"));
    else if (text.n > (size_t)d->policy->max_text) {
        reason_field(d, MEND_REASON_TEXT_TOO_LONG, MEND__STR("reason"));
        mend__result_add_int(d->result, "max", d->policy->max_text);
    } else if (text.n && !mend__value_parse(MEND_FIELD_LONG, text, &v)) {
        reason_field(d, MEND_REASON_FIELD_MALFORMED, MEND__STR("reason"));
        mend__result_add(d->result, "expected", mend__str_of(mend__type_expected(MEND_FIELD_LONG), MEND_NTS));
    }
}

/* A reveal names fields and changes none. */
static mend_status reveal_fields(mend__decision *d)
{
    mend__str *paths = mend__arena_get(&d->result->work, (d->args->count + 1) * sizeof *paths);
    if (!paths)
        return MEND_NOMEM;
    size_t n = 0;
    for (size_t i = 0; i < d->args->count; i++) {
        mend__given g = {&d->args->items[i], NULL, NULL, NULL, 0, 0, false, {0, 0, {"", 0}}};
        if (find_field(d, &g) && g.field)
            paths[n++] = d->args->items[i].path;
    }
    if (!d->args->count && !d->asking)
        reason_field(d, MEND_REASON_FIELD_MISSING, MEND__STR("fields"));
    d->event.revealed = paths;
    d->event.revealed_count = n;
    mend__decide_number(d);
    check_sealed(d);
    return mend__event_apply_fields(d->after, &d->event);
}

static mend_status make_room(mend__decision *d)
{
    const mend_args *args = d->args;
    mend__arena *work = &d->result->work;
    size_t facts = args->count * 4 + d->action->set_count; /* each argument may open a row that is signed thrice, */
    facts += 2;                                            /* and a judgement is signed twice */
    d->given = mend__arena_get(work, (args->count + 1) * sizeof *d->given);
    d->event.facts = mend__arena_get(work, (facts + 1) * sizeof *d->event.facts);
    d->event.declared = mend__arena_get(work, (facts + 1) * sizeof *d->event.declared);
    return d->given && d->event.facts && d->event.declared ? MEND_OK : MEND_NOMEM;
}

static void look_up(mend__decision *d)
{
    for (size_t i = 0; i < d->args->count; i++) {
        mend__given *g = &d->given[d->given_count];
        *g = (mend__given){&d->args->items[i], NULL, NULL, NULL, 0, 0, false, {0, 0, {"", 0}}};
        if (!find_field(d, g))
            continue;
        g->ok = g->field == NULL || read_value(d, g);
        d->given_count++;
    }
}

static void collect_facts(mend__decision *d)
{
    for (size_t i = 0; i < d->given_count; i++) {
        const mend__given *g = &d->given[i];
        if (!g->ok)
            continue;
        mend__decide_add(d, g->field, g->list, g->row, &g->value);
        bool added = g->row > mend__ticket_last_row_id(d->before, g->list) && g->list;
        bool first = added;
        for (size_t j = 0; j < i && first; j++)
            first = !(d->given[j].ok && d->given[j].list == g->list && d->given[j].row == g->row);
        if (first)
            sign_row(d, g->list, g->row);
    }
}

mend_status mend__decide_fields(mend__decision *d)
{
    check_reason(d);
    if (d->action->kind == MEND__ACT_REVEAL)
        return reveal_fields(d);
    mend_status s = make_room(d);
    if (s != MEND_OK)
        return s;
    look_up(d);
    collect_facts(d);
    for (uint32_t i = 0; i < d->action->set_count && s == MEND_OK; i++)
        s = run_setter(d, &d->action->sets[i]);
    if (s != MEND_OK)
        return s;
    d->event.anonymises = d->action->kind == MEND__ACT_ANONYMISE;
    mend__decide_number(d);
    check_sealed(d);
    s = mend__event_apply_fields(d->after, &d->event);
    if (s == MEND_OK)
        s = mend__decide_level(d);
    if (s == MEND_OK)
        s = mend__decide_dispatch(d);
    d->money_from = d->result->reasons.count;
    if (s == MEND_OK)
        s = mend__decide_money(d);
    if (s == MEND_OK)
        s = mend__decide_unit(d);
    d->money_until = d->result->reasons.count;
    if (s == MEND_OK)
        check_row_counts(d);
    return s;
}
