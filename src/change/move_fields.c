/*
 * move_fields.c - the values of a ticket under another policy: which it does not know, and which get other names.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "move.h"

#include "ground/int.h"

#include <string.h>

typedef struct fitting {
    mend__decision *d;
    const mend_policy *from;
    const mend__cell *cell;
    mend__str name;       /* of the cell's field, without its list */
    const mend__field *f; /* the field under the new policy; NULL: none */
    char path[160];
    mend__str path_text;
    bool money; /* there is an amount */
} fitting;

static void reason(fitting *x, mend_reason code)
{
    mend__result_reason(x->d->result, code);
    mend__result_add(x->d->result, "field", x->path_text);
}

static void write_path(fitting *x)
{
    size_t n = 0;
    if (x->cell->list) {
        const char *list = mend__field_by_id(x->cell->list)->name;
        n = strlen(list);
        memcpy(x->path, list, n);
        x->path[n++] = '/';
        n += mend__int_write(x->cell->row, x->path + n);
        x->path[n++] = '/';
    }
    memcpy(x->path + n, x->name.p, x->name.n);
    x->path_text = (mend__str){x->path, n + x->name.n};
}

/* "name" or "list/name": how a mapping calls a field. */
static mend__str field_key(const fitting *x, char out[160])
{
    size_t n = 0;
    if (x->cell->list) {
        const char *list = mend__field_by_id(x->cell->list)->name;
        n = strlen(list);
        memcpy(out, list, n);
        out[n++] = '/';
    }
    memcpy(out + n, x->name.p, x->name.n);
    return (mend__str){out, n + x->name.n};
}

static void add_unset(fitting *x)
{
    mend__event *e = &x->d->event;
    mend__fact *fact = &e->facts[e->fact_count];
    memset(fact, 0, sizeof *fact);
    fact->order = (uint32_t)e->fact_count++;
    fact->list = x->cell->list;
    fact->row = x->cell->row;
    fact->id = x->cell->field;
    fact->kind = MEND__FACT_UNSET;
}

static void otherwise(fitting *x, const char *have, const char *value)
{
    reason(x, MEND_REASON_FIELD_DECLARED_OTHERWISE);
    mend__result_add(x->d->result, "have", mend__str_of(have, MEND_NTS));
    mend__result_add(x->d->result, "value", mend__str_of(value, MEND_NTS));
}

/* The name of a masking class, and of none. */
static const char *mask_text(mend_mask mask)
{
    return mask == MEND_MASK_NONE ? "unmasked" : mend_mask_name(mask);
}

/* A field that a policy declares: the new one has it alike, or another one in its place. True: its value comes along
 * under x->f. */
static bool fit_custom(fitting *x)
{
    const mend__custom *have = (const mend__custom *)x->d->before->customs.items + (x->cell->field - MEND__CUSTOM);
    const mend__field *list = x->cell->list ? mend__field_by_id(x->cell->list) : NULL;
    char key[160];
    mend__str name = x->name;
    bool mapped = mend__args_mapped(x->d->args, MEND__MAP_FIELDS, field_key(x, key), &name);
    if (mapped && name.n == 0) {
        add_unset(x);
        return false;
    }
    x->f = mend__vocab_field(&x->d->policy->vocab, list, name);
    if (!x->f) {
        reason(x, MEND_REASON_FIELD_NOT_DECLARED);
    } else if (x->f->type != have->type) {
        const char *want = mend__type_name(x->f->type);
        otherwise(x, mend__type_name(have->type), want ? want : "list");
    } else if (x->f->mask != have->mask) {
        otherwise(x, mask_text(have->mask), mask_text(x->f->mask));
    } else if (!mapped && x->f->id < MEND__CUSTOM) {
        otherwise(x, "declared", "built in");
    } else {
        if (mapped && !mend__str_eq(name, x->name)) {
            mend__value v;
            add_unset(x);
            mend__cell_value(x->d->before, x->cell, &v);
            if (v.type)
                mend__decide_add(x->d, x->f, x->cell->list, x->cell->row, &v);
        }
        return true;
    }
    return false;
}

static void fit_choice(fitting *x, mend__str value)
{
    const mend__names *set = mend__vocab_choices(&x->d->policy->vocab, mend__str_of(x->f->set, MEND_NTS));
    char key[260];
    mend__str to;
    size_t n = strlen(x->f->set);
    if (n + 1 + value.n <= sizeof key) {
        memcpy(key, x->f->set, n);
        key[n] = '/';
        memcpy(key + n + 1, value.p, value.n);
        if (mend__args_mapped(x->d->args, MEND__MAP_CHOICES, (mend__str){key, n + 1 + value.n}, &to)) {
            mend__value v = {to.n ? MEND_FIELD_CHOICE : 0, 0, to};
            mend__decide_add(x->d, x->f, x->cell->list, x->cell->row, &v);
            return;
        }
    }
    if (set && mend__names_find(set, value) >= 0)
        return;
    reason(x, MEND_REASON_VALUE_UNKNOWN);
    mend__result_add(x->d->result, "value", value);
}

static void fit_cell(fitting *x)
{
    mend__value v;
    x->name = mend__ticket_field_name(x->d->before, x->cell->field);
    write_path(x);
    x->f = x->cell->field < MEND__CUSTOM ? mend__field_by_id(x->cell->field) : NULL;
    if (!x->f && mend__ticket_custom(x->d->before, x->cell->list, x->name) != x->cell->field)
        return; /* the old policy did not see this value any more either */
    if (!x->f && !fit_custom(x))
        return;
    mend__cell_value(x->d->before, x->cell, &v);
    x->money = x->money || v.type == MEND_FIELD_MONEY;
    if (v.type == MEND_FIELD_CHOICE && x->f->set)
        fit_choice(x, v.text);
    else if (mend__type_is_text(v.type) && v.text.n > (size_t)x->d->policy->max_text) {
        reason(x, MEND_REASON_TEXT_TOO_LONG);
        mend__result_add_int(x->d->result, "max", x->d->policy->max_text);
    }
}

static void check_rows(mend__decision *d)
{
    const mend__rowmark *lists = d->before->rowmarks.items;
    for (size_t i = 0; i < d->before->rowmarks.count; i++) {
        if (mend__ticket_row_count(d->before, lists[i].list) <= d->policy->max_rows)
            continue;
        mend__result_reason(d->result, MEND_REASON_ROWS_TOO_MANY);
        mend__result_add(d->result, "field", mend__str_of(mend__field_by_id(lists[i].list)->name, MEND_NTS));
        mend__result_add_int(d->result, "max", d->policy->max_rows);
    }
}

static void check_reason(mend__decision *d)
{
    mend__str text = d->args->reason;
    mend__value v;
    if (text.n == 0 || (text.n <= (size_t)d->policy->max_text && mend__value_parse(MEND_FIELD_LONG, text, &v)))
        return;
    mend__result_reason(d->result,
                        text.n > (size_t)d->policy->max_text ? MEND_REASON_TEXT_TOO_LONG : MEND_REASON_FIELD_MALFORMED);
    mend__result_add(d->result, "field", MEND__STR("reason"));
    mend__result_add_int(d->result, "max", d->policy->max_text);
}

static void check_sealed(mend__decision *d)
{
    bool slots = d->event.reason_slot != 0;
    for (size_t i = 0; i < d->event.fact_count; i++)
        slots = slots || d->event.facts[i].kind == MEND__FACT_SLOT;
    if (!slots || d->before->anonymised == MEND__NEVER)
        return;
    mend__result_reason(d->result, MEND_REASON_TICKET_SEALED);
    mend__result_add(d->result, "action", mend__action_id(d));
}

mend_status mend__move_fields(mend__decision *d, const mend_policy *from)
{
    fitting x = {.d = d, .from = from};
    const mend__cell *cells = d->before->cells.items;
    mend_status s = mend__decide_room(d, 3 * d->before->cells.count);
    if (s != MEND_OK)
        return s;
    for (size_t i = 0; i < d->before->cells.count; i++) {
        x.cell = &cells[i];
        fit_cell(&x);
    }
    if (x.money && from->currency.n && !mend__str_eq(from->currency, d->policy->currency)) {
        mend__result_reason(d->result, MEND_REASON_CURRENCY_DIFFERS);
        mend__result_add(d->result, "have", from->currency);
        mend__result_add(d->result, "currency", d->policy->currency);
    }
    check_rows(d);
    check_reason(d);
    mend__decide_number(d);
    check_sealed(d);
    return mend__event_apply_fields(d->after, &d->event);
}
