/*
 * check_money.c - what actions ask for of the sections "fees" and "warranty", and of their own forms.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check_money.h"
#include "mend/quote.h"
#include "quote_columns.h"

/* The action that is being checked. */
typedef struct money_check {
    const mend_policy *policy;
    const mend__action *action;
    const mend__json *tree;
    mend_error *err;
} money_check;

static mend_status money_fail(const money_check *c, const char *member, const char *text)
{
    return mend__json_fail(c->tree, mend__json_get(c->tree, c->action->name->node, member), MEND_SCHEMA, text, c->err);
}

/* Does the action's form take this field, or this column of a list? */
static bool money_takes(const mend__action *a, int32_t field)
{
    const mend__field *f = mend__field_by_id(field);
    if (f->list == 0) {
        return mend__form_find(a->form, a->form_count, f) != NULL;
    }
    const mend__form_field *list = mend__form_find(a->form, a->form_count, mend__field_by_id(f->list));
    return list != NULL && mend__form_find(list->columns, list->column_count, f) != NULL;
}

static mend_status check_fees(const money_check *c)
{
    static const char *const members[] = {"quote", "authorises", "tolerance", "settles", "paid_up", NULL};
    const bool asked[] = {c->action->quote != 0, c->action->authorises, c->action->tolerance, c->action->settles,
                          c->action->paid_up};
    for (size_t i = 0; members[i] != NULL; i++) {
        if (asked[i] && !c->policy->fees.there) {
            return money_fail(c, members[i], "the policy has no section \"fees\", which says what things cost");
        }
    }
    if (c->action->quote != 0 && c->action->authorises) {
        return money_fail(c, "authorises", "what is being quoted cannot be authorised in the same step");
    }
    if (c->action->tolerance && c->action->quote != 0 && c->action->quote != MEND_QUOTE_FINAL) {
        return money_fail(c, "tolerance", "goes with a quote that is \"final\", or with none");
    }
    if (c->action->authorises &&
        !(money_takes(c->action, AUTHORISATION_DECISION) && money_takes(c->action, AUTHORISATION_DIGEST))) {
        return money_fail(c, "authorises", "the form has to take authorisations with decision and digest");
    }
    if (c->action->settles && !(money_takes(c->action, PAYMENT_KIND) && money_takes(c->action, PAYMENT_AMOUNT))) {
        return money_fail(c, "settles", "the form has to take payments with kind and amount");
    }
    if (c->action->keeps_surplus && !c->action->settles) {
        return money_fail(c, "surplus", "goes with \"settles\"");
    }
    return MEND_OK;
}

/* Is there a term of the seller or the maker, whose end somebody may set? */
static bool has_main_term(const mend__warranty *w)
{
    for (uint32_t i = 0; i < w->names.count; i++) {
        if (w->terms[i].kind == MEND__TERM_STATUTORY || w->terms[i].kind == MEND__TERM_MAKER) {
            return true;
        }
    }
    return false;
}

static mend_status check_unit(const money_check *c)
{
    const mend__action *a = c->action;
    const mend__warranty *w = &c->policy->warranty;
    if ((a->unit & MEND__UNIT_PART_TERMS) != 0 && !w->has_parts) {
        return money_fail(c, "unit", "\"part_terms\" needs the member \"parts\" of the section \"warranty\"");
    }
    if ((a->unit & MEND__UNIT_GUARANTEE) != 0 && !w->has_guarantee) {
        return money_fail(c, "unit", "\"guarantee\" needs the member \"guarantee\" of the section \"warranty\"");
    }
    if ((a->unit & MEND__UNIT_CLAIMS) != 0 && !(w->there && c->policy->fees.there)) {
        return money_fail(c, "unit", "\"claims\" needs the sections \"warranty\" and \"fees\"");
    }
    if ((a->unit & MEND__UNIT_CLAIMS) != 0 && a->quote != 0 && a->quote != MEND_QUOTE_FINAL) {
        return money_fail(c, "unit", "\"claims\" are made of a quote that is \"final\"");
    }
    if ((a->unit & MEND__UNIT_END) == 0) {
        return MEND_OK;
    }
    if (!has_main_term(w)) {
        return money_fail(c, "unit", "\"end\" needs a term of kind statutory or maker");
    }
    if (mend__form_find(a->form, a->form_count, mend__field_find(0, MEND__STR("warranty_until"))) == NULL ||
        !a->takes_reason || a->reason == MEND__NEED_OPTIONAL) {
        return money_fail(c, "unit", "\"end\" needs warranty_until in the form, and a reason that is required");
    }
    return MEND_OK;
}

mend_status mend__check_money(const mend_policy *policy, const mend__json *tree, mend__findings *findings,
                              mend_error *err)
{
    mend_status status = MEND_OK;
    for (uint32_t i = 0; i < policy->vocab.actions.count && status == MEND_OK; i++) {
        const money_check c = {policy, &policy->flow.actions[i], tree, err};
        mend__str name = c.action->name->id;
        status = mend__found_error(findings, MEND__FOUND_ACTION_FEES, check_fees(&c), err, name);
        status = status != MEND_OK ? status
                                   : mend__found_error(findings, MEND__FOUND_ACTION_UNIT, check_unit(&c), err, name);
    }
    return status;
}
