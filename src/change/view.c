/*
 * view.c - a ticket on its way out: getters and documents in which every field with a masking class is masked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "view.h"

#include "ground/error.h"
#include "mend/money.h"
#include "policy/cell_label.h"
#include "rules/mask.h"

#include <string.h>

static mend_mask mask_of(const mend_ticket *t, int32_t field)
{
    if (field >= MEND__CUSTOM)
        return ((const mend__custom *)t->customs.items)[field - MEND__CUSTOM].mask;
    const mend__field *f = mend__field_by_id(field);
    return f ? f->mask : MEND_MASK_SECRET;
}

void mend__view_cell(const mend_policy *policy, const mend_ticket *t, const mend__cell *cell, mend_buf *out)
{
    mend__value v;
    mend_mask mask = mask_of(t, cell->field);
    mend__cell_value(t, cell, &v);
    if (mask == MEND_MASK_NONE || v.type == 0)
        mend__value_put(out, &v);
    else
        mend__mask_put(mask, policy ? &policy->masks : &mend__mask_defaults, v.text, out);
}

/* --- getters --- */

/* The cell of a path, or why there is none: MEND_UNKNOWN_FIELD, MEND_NOT_FOUND. */
static mend_status find(const mend_ticket *t, mend__str text, const mend__cell **cell, mend_field_type *type)
{
    mend__path path;
    *cell = NULL;
    if (!text.p || !mend__path_parse(text, &path) || path.added)
        return MEND_UNKNOWN_FIELD;
    const mend__field *list = path.row ? mend__field_find(0, path.head) : NULL;
    if (path.row && (!list || list->type != MEND_FIELD_LIST || !path.column.n))
        return MEND_UNKNOWN_FIELD;
    int32_t list_id = list ? list->id : 0;
    mend__str name = list ? path.column : path.head;
    const mend__field *f = mend__field_find(list_id, name);
    int32_t id = f ? f->id : mend__ticket_custom(t, list_id, name);
    if (!id || (f && f->type == MEND_FIELD_LIST))
        return MEND_UNKNOWN_FIELD;
    *type = f ? f->type : ((const mend__custom *)t->customs.items)[id - MEND__CUSTOM].type;
    if (list && mend__ticket_next_row(t, list_id, path.row - 1) != path.row)
        return MEND_NOT_FOUND;
    *cell = mend__ticket_cell(t, list_id, path.row, id);
    return MEND_OK;
}

mend_status mend_ticket_text(const mend_ticket *ticket, const char *path, size_t path_len, char *out, size_t cap,
                             size_t *needed)
{
    const mend__cell *cell;
    mend_field_type type;
    if (!ticket || (!out && cap))
        return MEND_INVALID;
    mend_status s = find(ticket, mend__str_of(path, path_len), &cell, &type);
    if (s != MEND_OK)
        return s;
    mend_buf text;
    mend__buf_init(&text, &ticket->alloc);
    if (cell)
        mend__view_cell(NULL, ticket, cell, &text);
    s = text.status;
    if (s == MEND_OK && needed)
        *needed = text.len;
    if (s == MEND_OK && text.len >= cap)
        s = cap ? MEND_SHORT_BUFFER : MEND_OK;
    else if (s == MEND_OK) {
        if (text.len)
            memcpy(out, text.data, text.len);
        out[text.len] = '\0';
    }
    mend__buf_done(&text);
    return s;
}

mend_status mend_ticket_integer(const mend_ticket *ticket, const char *path, size_t path_len, int64_t *out)
{
    const mend__cell *cell;
    mend_field_type type;
    if (!ticket || !out)
        return MEND_INVALID;
    mend_status s = find(ticket, mend__str_of(path, path_len), &cell, &type);
    if (s != MEND_OK)
        return s;
    if (mend__type_is_text(type))
        return MEND_INVALID;
    if (!cell)
        return MEND_NOT_FOUND;
    *out = cell->num;
    return MEND_OK;
}

static mend_status list_id(const char *list, size_t len, int32_t *id)
{
    mend__str name = mend__str_of(list, len);
    const mend__field *f = name.p ? mend__field_find(0, name) : NULL;
    if (!f || f->type != MEND_FIELD_LIST)
        return MEND_UNKNOWN_FIELD;
    *id = f->id;
    return MEND_OK;
}

mend_status mend_ticket_rows(const mend_ticket *ticket, const char *list, size_t len, int32_t *count)
{
    int32_t id;
    if (!ticket || !count)
        return MEND_INVALID;
    mend_status s = list_id(list, len, &id);
    if (s == MEND_OK)
        *count = mend__ticket_row_count(ticket, id);
    return s;
}

mend_status mend_ticket_row(const mend_ticket *ticket, const char *list, size_t len, int32_t index, int32_t *row)
{
    int32_t id;
    if (!ticket || !row)
        return MEND_INVALID;
    mend_status s = list_id(list, len, &id);
    if (s != MEND_OK)
        return s;
    if (index < 0)
        return MEND_RANGE;
    int32_t at = mend__ticket_next_row(ticket, id, 0);
    for (; at && index > 0; index--)
        at = mend__ticket_next_row(ticket, id, at);
    if (!at)
        return MEND_RANGE;
    *row = at;
    return MEND_OK;
}

/* --- documents --- */

typedef struct viewer {
    const mend_policy *policy; /* may be NULL */
    const mend_ticket *t;
    mend__str lang; /* p == NULL: no labels */
    mend__jw w;
    mend_buf text; /* one masked value */
} viewer;

static void put_str(viewer *v, const char *key, mend__str text)
{
    mend__jw_key(&v->w, key);
    mend__jw_str(&v->w, text);
}

static void put_instant(viewer *v, const char *key, int64_t at)
{
    mend__value value = {MEND_FIELD_INSTANT, at, {"", 0}};
    if (at == INT64_MIN)
        return;
    mend__jw_key(&v->w, key);
    mend__value_write(&v->w, &value);
}

static mend__str state_label(const viewer *v, mend__str state)
{
    int32_t i = v->policy ? mend__names_find(&v->policy->vocab.states, state) : -1;
    return i < 0 ? state : mend__name_label(&v->policy->vocab, &v->policy->vocab.states.items[i], v->lang);
}

static const mend__field *field_of(const viewer *v, const mend__cell *c)
{
    const mend__field *list = c->list ? mend__field_by_id(c->list) : NULL;
    mend__str name = mend__ticket_field_name(v->t, c->field);
    return v->policy ? mend__vocab_field(&v->policy->vocab, list, name) : mend__field_find(c->list, name);
}

static mend__str field_label(const viewer *v, const mend__field *f, mend__str name)
{
    if (!f)
        return name;
    if (v->policy)
        return mend__vocab_field_label(&v->policy->vocab, f, v->lang);
    return f->id < MEND__CUSTOM ? mend__str_of(mend_field_label(f->id, v->lang.p), MEND_NTS) : name;
}

/* The label of a choice's value; p == NULL if there is none. */
static mend__str choice_label(const viewer *v, const mend__field *f, mend__str value)
{
    const mend__names *set = v->policy && f && f->type == MEND_FIELD_CHOICE
                                 ? mend__vocab_choices(&v->policy->vocab, mend__str_of(f->set, MEND_NTS))
                                 : NULL;
    int32_t i = set ? mend__names_find(set, value) : -1;
    return i < 0 ? (mend__str){NULL, 0} : mend__name_label(&v->policy->vocab, &set->items[i], v->lang);
}

static void put_value(viewer *v, const mend__cell *c)
{
    mend__value value;
    mend_mask mask = mask_of(v->t, c->field);
    mend__cell_value(v->t, c, &value);
    if (mask == MEND_MASK_NONE || value.type == 0) {
        mend__value_write(&v->w, &value);
        return;
    }
    mend__buf_rewind(&v->text, 0);
    mend__view_cell(v->policy, v->t, c, &v->text);
    if (v->text.status != MEND_OK && v->w.out->status == MEND_OK)
        v->w.out->status = v->text.status;
    mend__jw_str(&v->w, (mend__str){v->text.data ? v->text.data : "", v->text.len});
}

/* An amount as people write it, with its currency: "123.00 CNY". */
static void put_money(viewer *v, const mend__cell *c)
{
    char text[48];
    size_t n = 0;
    if (c->type != MEND_FIELD_MONEY || !v->policy || !v->policy->currency.n ||
        mend_money_format(c->num, v->policy->currency.p, text, sizeof text - 5, &n) != MEND_OK)
        return;
    text[n++] = ' ';
    memcpy(text + n, v->policy->currency.p, v->policy->currency.n);
    put_str(v, "text", (mend__str){text, n + v->policy->currency.n});
}

/* "name": value, or with labels "name": {"label":…,"value":…,"text":…}. */
static void put_cell(viewer *v, const mend__cell *c)
{
    mend__str name = mend__ticket_field_name(v->t, c->field);
    mend__jw_key_str(&v->w, name);
    if (!v->lang.p) {
        put_value(v, c);
        return;
    }
    const mend__field *f = field_of(v, c);
    mend__jw_object(&v->w);
    put_str(v, "label", field_label(v, f, name));
    mend__jw_key(&v->w, "value");
    put_value(v, c);
    mend__str label =
        c->type == MEND_FIELD_CHOICE ? choice_label(v, f, mend__ticket_str(v->t, c->text)) : (mend__str){NULL, 0};
    mend__buf_rewind(&v->text, 0);
    if (!label.p && v->policy && mend__cell_label(v->policy, v->t, c, v->lang, &v->text))
        label = (mend__str){v->text.data ? v->text.data : "", v->text.len};
    if (v->text.status != MEND_OK && v->w.out->status == MEND_OK)
        v->w.out->status = v->text.status;
    if (label.n)
        put_str(v, "text", label);
    put_money(v, c);
    mend__jw_end_object(&v->w);
}

void mend__view_field(const mend_policy *policy, const mend_ticket *t, const mend__cell *cell, const char *lang,
                      mend__jw *w)
{
    viewer v;
    memset(&v, 0, sizeof v);
    v.policy = policy;
    v.t = t;
    v.lang = mend__str_of(lang, MEND_NTS);
    v.w = *w;
    mend__buf_init(&v.text, &w->out->alloc);
    put_cell(&v, cell);
    mend__buf_done(&v.text);
    *w = v.w;
}

static void put_list(viewer *v, size_t *at)
{
    const mend__cell *c = v->t->cells.items;
    size_t i = *at, n = v->t->cells.count;
    const mend__field *list = mend__field_by_id(c[i].list);
    mend__str name = list ? mend__str_of(list->name, MEND_NTS) : MEND__STR("");
    mend__jw_key_str(&v->w, name);
    if (v->lang.p) {
        mend__jw_object(&v->w);
        put_str(v, "label", field_label(v, list, name));
        mend__jw_key(&v->w, "rows");
    }
    mend__jw_array(&v->w);
    for (int32_t list_id_here = c[i].list; i < n && c[i].list == list_id_here;) {
        int32_t row = c[i].row;
        mend__jw_object(&v->w);
        mend__jw_key(&v->w, "id");
        mend__jw_int(&v->w, row);
        for (; i < n && c[i].list == list_id_here && c[i].row == row; i++)
            put_cell(v, &c[i]);
        mend__jw_end_object(&v->w);
    }
    mend__jw_end_array(&v->w);
    if (v->lang.p)
        mend__jw_end_object(&v->w);
    *at = i;
}

static void put_fields(viewer *v)
{
    const mend__cell *c = v->t->cells.items;
    size_t i = 0, n = v->t->cells.count;
    mend__jw_key(&v->w, "fields");
    mend__jw_object(&v->w);
    for (; i < n && c[i].list == 0; i++)
        put_cell(v, &c[i]);
    while (i < n)
        put_list(v, &i);
    mend__jw_end_object(&v->w);
}

static void put_counters(viewer *v)
{
    const mend__count *c = v->t->counts.items;
    if (!v->t->counts.count)
        return;
    mend__jw_key(&v->w, "counters");
    mend__jw_object(&v->w);
    for (size_t i = 0; i < v->t->counts.count; i++) {
        mend__jw_key_str(&v->w, mend__ticket_str(v->t, c[i].name));
        mend__jw_int(&v->w, c[i].value);
    }
    mend__jw_end_object(&v->w);
}

static void put_policy(viewer *v)
{
    mend__jw_key(&v->w, "policy");
    mend__jw_object(&v->w);
    put_str(v, "id", mend__ticket_str(v->t, v->t->policy));
    mend__jw_key(&v->w, "revision");
    mend__jw_int(&v->w, v->t->policy_revision);
    put_str(v, "digest", mend__str_of(v->t->digest, MEND_NTS));
    mend__jw_end_object(&v->w);
}

static void put_ticket(viewer *v)
{
    const mend_ticket *t = v->t;
    mend__str state = mend__ticket_str(t, t->state);
    mend__jw_object(&v->w);
    put_str(v, "tenant", mend__ticket_str(t, t->tenant));
    put_str(v, "key", mend__ticket_str(t, t->key));
    put_str(v, "number", mend__ticket_str(t, t->number));
    put_policy(v);
    mend__jw_key(&v->w, "revision");
    mend__jw_int(&v->w, t->seq);
    put_str(v, "state", state);
    if (v->lang.p)
        put_str(v, "state_label", state_label(v, state));
    put_str(v, "stage", mend__str_of(mend__stage_name(t->stage), MEND_NTS));
    put_instant(v, "opened", t->opened);
    put_instant(v, "since", t->since);
    put_instant(v, "closed", t->closed);
    put_instant(v, "last", t->last);
    put_instant(v, "anonymised", t->anonymised);
    put_counters(v);
    put_fields(v);
    mend__jw_end_object(&v->w);
}

mend_status mend__view_write(const mend_policy *policy, const mend_ticket *ticket, const char *lang, mend_buf *out)
{
    viewer v;
    memset(&v, 0, sizeof v);
    v.policy = policy;
    v.t = ticket;
    v.lang = lang ? mend__str_of(lang, MEND_NTS) : (mend__str){NULL, 0};
    size_t start = out->len;
    mend__buf_init(&v.text, &ticket->alloc);
    mend__jw_init(&v.w, out);
    put_ticket(&v);
    mend__buf_done(&v.text);
    mend_status s = out->status;
    if (s != MEND_OK)
        mend__buf_rewind(out, start);
    return s;
}

mend_status mend_view(const mend_policy *policy, const mend_ticket *ticket, const char *lang, mend_buf *out,
                      mend_error *error)
{
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!ticket || !out)
        return mend__fail(error, MEND_INVALID, "a ticket and a buffer are needed");
    mend_status s = mend__view_write(policy, ticket, lang, out);
    return s == MEND_OK ? s : mend__fail(error, s, mend_status_text(s));
}
