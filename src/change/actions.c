/*
 * actions.c - the question an interface asks before it draws its buttons: what may this actor do, what does each step
 * still lack, what does its form ask?
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "act.h"
#include "ground/error.h"
#include "notions/instant.h"
#include "result_write.h"
#include "view.h"

#include <string.h>

typedef struct menu {
    const mend_policy *policy;
    const mend_ticket *ticket;
    const mend_args *args;
    int64_t now;
    mend__str lang; /* p == NULL: the policy's */
    mend_result *result;
    mend__jw w;
    mend_buf text;
} menu;

static void put_str(menu *m, const char *key, mend__str text)
{
    mend__jw_key(&m->w, key);
    mend__jw_str(&m->w, text);
}

static void put_text(menu *m, const char *key, const char *text)
{
    mend__jw_key(&m->w, key);
    mend__jw_text(&m->w, text);
}

static mend__str label(const menu *m, const mend__name *name)
{
    return mend__name_label(&m->policy->vocab, name, m->lang);
}

static const char *need_name(mend__need need)
{
    return need == MEND__NEED_GIVEN ? "given" : need == MEND__NEED_REQUIRED ? "required" : "optional";
}

static void put_choices(menu *m, const mend__form_field *e)
{
    uint32_t n = !e->set ? 0 : e->choices ? e->choice_count : e->set->count;
    mend__jw_key(&m->w, "choices");
    mend__jw_array(&m->w);
    for (uint32_t i = 0; i < n; i++) {
        const mend__name *name = &e->set->items[e->choices ? e->choices[i] : i];
        mend__jw_object(&m->w);
        put_str(m, "choice", name->id);
        put_str(m, "label", label(m, name));
        mend__jw_end_object(&m->w);
    }
    mend__jw_end_array(&m->w);
}

static void put_bounds(menu *m, const mend__form_field *e)
{
    mend__value v = {e->field->type, e->min, {"", 0}};
    if (e->has_min) {
        mend__jw_key(&m->w, "at_least");
        mend__value_write(&m->w, &v);
    }
    v.num = e->max;
    if (e->has_max) {
        mend__jw_key(&m->w, "at_most");
        mend__value_write(&m->w, &v);
    }
}

/* The value the ticket has now, masked. */
static void put_current(menu *m, const mend__field *f)
{
    int32_t id = mend__ticket_field_id(m->ticket, f);
    const mend__cell *cell = id ? mend__ticket_cell(m->ticket, 0, 0, id) : NULL;
    if (!cell)
        return;
    mend__buf_rewind(&m->text, 0);
    mend__view_cell(m->policy, m->ticket, cell, &m->text);
    if (m->text.status != MEND_OK && m->w.out->status == MEND_OK)
        m->w.out->status = m->text.status;
    put_str(m, "current", (mend__str){m->text.data ? m->text.data : "", m->text.len});
}

static void put_head(menu *m, const mend__form_field *e)
{
    const mend__field *f = e->field;
    put_str(m, "field", mend__str_of(f->name, MEND_NTS));
    put_str(m, "label",
            e->name->label_count ? label(m, e->name) : mend__vocab_field_label(&m->policy->vocab, f, m->lang));
    put_text(m, "type", f->type == MEND_FIELD_LIST ? "list" : mend__type_name(f->type));
    put_text(m, "need", need_name(e->need));
    if (f->type == MEND_FIELD_CHOICE)
        put_choices(m, e);
    put_bounds(m, e);
}

static void put_entry(menu *m, const mend__form_field *e)
{
    mend__jw_object(&m->w);
    put_head(m, e);
    if (e->field->type != MEND_FIELD_LIST) {
        put_current(m, e->field);
        mend__jw_end_object(&m->w);
        return;
    }
    put_text(m, "rows", e->rows == MEND__ROWS_ADD ? "add" : e->rows == MEND__ROWS_EDIT ? "edit" : "both");
    mend__jw_key(&m->w, "min_rows");
    mend__jw_int(&m->w, e->min_rows);
    mend__jw_key(&m->w, "columns");
    mend__jw_array(&m->w);
    for (uint32_t i = 0; i < e->column_count; i++) {
        mend__jw_object(&m->w);
        put_head(m, &e->columns[i]);
        mend__jw_end_object(&m->w);
    }
    mend__jw_end_array(&m->w);
    mend__jw_end_object(&m->w);
}

static void put_checklist(menu *m, const mend__action *a)
{
    if (!a->checklist_count)
        return;
    mend__jw_key(&m->w, "checklist");
    mend__jw_array(&m->w);
    for (uint32_t i = 0; i < a->checklist_count; i++) {
        mend__jw_object(&m->w);
        put_str(m, "item", a->checklist[i].name->id);
        put_str(m, "label", label(m, a->checklist[i].name));
        put_text(m, "need", need_name(a->checklist[i].need));
        mend__jw_end_object(&m->w);
    }
    mend__jw_end_array(&m->w);
}

static void put_evidence(menu *m, const mend__action *a)
{
    if (!a->evidence_count)
        return;
    mend__jw_key(&m->w, "evidence");
    mend__jw_array(&m->w);
    for (uint32_t i = 0; i < a->evidence_count; i++) {
        const mend__evidence *e = &a->evidence[i];
        mend__jw_object(&m->w);
        put_str(m, "purpose", e->name->id);
        put_str(m, "label", label(m, e->name));
        put_text(m, "need", need_name(e->need));
        mend__jw_key(&m->w, "at_least");
        mend__jw_int(&m->w, e->at_least);
        mend__jw_key(&m->w, "kinds");
        mend__jw_array(&m->w);
        for (uint32_t k = 0; k < e->kind_count; k++)
            mend__jw_str(&m->w, e->kinds[k]);
        mend__jw_end_array(&m->w);
        mend__jw_end_object(&m->w);
    }
    mend__jw_end_array(&m->w);
}

static void put_tell(menu *m, const mend__action *a)
{
    if (!a->tell_count)
        return;
    mend__jw_key(&m->w, "tell");
    mend__jw_array(&m->w);
    for (uint32_t i = 0; i < a->tell_count; i++)
        mend__jw_str(&m->w, label(m, &m->policy->vocab.texts.items[a->tell[i]]));
    mend__jw_end_array(&m->w);
}

static void put_form(menu *m, const mend__action *a)
{
    mend__jw_key(&m->w, "form");
    mend__jw_array(&m->w);
    for (uint32_t i = 0; i < a->form_count; i++)
        put_entry(m, &a->form[i]);
    mend__jw_end_array(&m->w);
    put_checklist(m, a);
    put_evidence(m, a);
    if (a->takes_reason)
        put_text(m, "reason", need_name(a->reason));
    put_tell(m, a);
}

static const char *kind_name(mend__action_kind kind)
{
    static const char *const names[] = {"step", "note", "correct", "link", "reveal", "anonymise"};
    return names[kind];
}

static void put_action(menu *m, const mend__action *a, mend_status status)
{
    mend__jw_object(&m->w);
    put_str(m, "action", a->name->id);
    put_str(m, "label", label(m, a->name));
    put_text(m, "kind", kind_name(a->kind));
    if (a->to >= 0)
        put_str(m, "to", m->policy->vocab.states.items[a->to].id);
    mend__jw_key(&m->w, "open");
    mend__jw_bool(&m->w, status == MEND_OK);
    put_text(m, "status", mend_status_name(status) + 5); /* without MEND_ */
    mend__jw_key(&m->w, "lacks");
    mend__reasons_write(m->result, m->policy, m->lang, 0, &m->w);
    if (status != MEND_WRONG_ROLE)
        put_form(m, a);
    mend__jw_end_object(&m->w);
}

/* Judges one action; MEND_WRONG_STATE leaves it out of the menu. */
static mend_status one(menu *m, const mend__action *a, mend_error *err)
{
    mend_status status;
    mend_status s = mend__ask(m->policy, m->ticket, m->args, a, m->now, m->result, &status, err);
    if (s == MEND_OK && status != MEND_WRONG_STATE)
        put_action(m, a, status);
    return s;
}

/* Can the action start here at all, whoever asks? A wrong role must not hide what the state would allow. */
static bool starts_here(const menu *m, const mend__action *a)
{
    mend__str state = mend__ticket_str(m->ticket, m->ticket->state);
    int32_t index = mend__names_find(&m->policy->vocab.states, state);
    if (a->opens || m->ticket->seq == 0)
        return a->opens && m->ticket->seq == 0;
    return index >= 0 && a->from[index];
}

static mend_status write_menu(menu *m, mend_error *err)
{
    const mend__names *actions = &m->policy->vocab.actions;
    mend_status s = MEND_OK;
    mend__jw_object(&m->w);
    put_str(m, "state", mend__ticket_str(m->ticket, m->ticket->state));
    mend__jw_key(&m->w, "actions");
    mend__jw_array(&m->w);
    for (uint32_t i = 0; i < actions->count && s == MEND_OK; i++)
        if (starts_here(m, &m->policy->flow.actions[i]))
            s = one(m, &m->policy->flow.actions[i], err);
    mend__jw_end_array(&m->w);
    mend__jw_end_object(&m->w);
    return s;
}

/* The menu is that of the ticket as it stands at `now`: what is due is thought of as done. */
static mend_status bring_up(menu *m, const mend_ticket *ticket, mend_ticket *ticked, mend_error *err)
{
    bool more = true;
    m->ticket = ticket;
    if (!mend__tick_due(ticket, m->now))
        return MEND_OK;
    m->ticket = ticked;
    mend_status s = mend__ticket_assign(ticked, ticket);
    while (s == MEND_OK && more) {
        mend__result_reset(m->result);
        s = mend__tick(m->policy, ticked, m->now, MEND__TICK_EVENTS, m->result, &more, err);
    }
    return s == MEND_OK ? MEND_OK : mend__fail(err, s, mend_status_text(s));
}

mend_status mend_actions(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args, int64_t now,
                         const char *lang, mend_buf *out, mend_error *error)
{
    menu m;
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!policy || !ticket || !args || !out)
        return mend__fail(error, MEND_INVALID, "policy, ticket, arguments and a buffer are needed");
    if (!args->actor.n)
        return mend__fail(error, MEND_INVALID, "the arguments name no actor");
    if (!mend__instant_valid(now))
        return mend__fail(error, MEND_RANGE, "now lies outside years 1 to 9999");
    mend_status s = mend__policy_fits(policy, ticket, error);
    if (s != MEND_OK)
        return s;
    mend_allocator a = {sizeof a, 0, ticket->alloc.resize, ticket->alloc.user};
    memset(&m, 0, sizeof m);
    s = mend_result_new(&a, &m.result);
    if (s != MEND_OK)
        return mend__fail(error, s, mend_status_text(s));
    size_t start = out->len;
    mend_ticket ticked;
    mend__ticket_init(&ticked, &ticket->alloc);
    m.policy = policy;
    m.args = args;
    m.now = now;
    m.lang = lang ? mend__str_of(lang, MEND_NTS) : (mend__str){NULL, 0};
    mend__buf_init(&m.text, &ticket->alloc);
    mend__jw_init(&m.w, out);
    s = bring_up(&m, ticket, &ticked, error);
    if (s == MEND_OK)
        s = write_menu(&m, error);
    mend__buf_done(&m.text);
    mend__ticket_done(&ticked);
    mend_result_free(m.result);
    if (s == MEND_OK && out->status != MEND_OK)
        s = mend__fail(error, out->status, mend_status_text(out->status));
    if (s != MEND_OK)
        mend__buf_rewind(out, start);
    return s;
}
