/*
 * cell_label.c - labels of texts that are names of the policy, see cell_label.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cell_label.h"
#include "quote_columns.h"
#include "quote_label.h"

#define ATTACHMENT_PURPOSE 4020
#define CHECK_ITEM         15010

static mend__str named(const mend_policy *policy, const mend__name *name, mend__str lang)
{
    return name->label_count == 0 ? MEND__STR("") : mend__name_label(&policy->vocab, name, lang);
}

/* Of the first action that asks for it. */
static mend__str ticked_label(const mend_policy *policy, mend__str item, mend__str lang)
{
    mend__str label = MEND__STR("");
    for (uint32_t i = 0; i < policy->vocab.actions.count && label.n == 0; i++) {
        const mend__action *a = &policy->flow.actions[i];
        for (uint32_t k = 0; k < a->checklist_count && label.n == 0; k++) {
            if (mend__str_eq(a->checklist[k].name->id, item)) {
                label = named(policy, a->checklist[k].name, lang);
            }
        }
    }
    return label;
}

static mend__str purpose_label(const mend_policy *policy, mend__str purpose, mend__str lang)
{
    mend__str label = MEND__STR("");
    for (uint32_t i = 0; i < policy->vocab.actions.count && label.n == 0; i++) {
        const mend__action *a = &policy->flow.actions[i];
        for (uint32_t k = 0; k < a->evidence_count && label.n == 0; k++) {
            if (mend__str_eq(a->evidence[k].name->id, purpose)) {
                label = named(policy, a->evidence[k].name, lang);
            }
        }
    }
    return label;
}

static mend__str card_label(const mend_policy *policy, mend__str card, mend__str lang)
{
    int32_t index = mend__names_find(&policy->fees.card_names, card);
    return index < 0 ? MEND__STR("") : named(policy, &policy->fees.card_names.items[index], lang);
}

bool mend__cell_label(const mend_policy *policy, const mend_ticket *ticket, const mend__cell *cell, mend__str lang,
                      mend_buf *out)
{
    mend__value value;
    mend__str label;
    if (cell->field != CHARGE_ITEM && cell->field != CHECK_ITEM && cell->field != ATTACHMENT_PURPOSE &&
        cell->field != ESTIMATE_CARD) {
        return false;
    }
    mend__cell_value(ticket, cell, &value);
    if (value.type == 0) {
        return false;
    }
    switch (cell->field) {
    case CHARGE_ITEM:
        return mend__charge_label(policy, ticket, cell->row, lang, out);
    case CHECK_ITEM:
        label = ticked_label(policy, value.text, lang);
        break;
    case ATTACHMENT_PURPOSE:
        label = purpose_label(policy, value.text, lang);
        break;
    default:
        label = card_label(policy, value.text, lang);
        break;
    }
    mend__put_str(out, label);
    return label.n > 0;
}
