/*
 * quote_label.c - labels of the lines of a quote, see quote_label.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "quote_label.h"
#include "quote.h"
#include "quote_columns.h"

#include <string.h>

/* Kinds of lines that the library makes by itself, and how their ids begin. */
static const struct made {
    const char *id, *kind, *en, *zh;
} made[] = {
    {"labour", "labour", "Labour", "人工费"},          {"visits", "travel", "Travel", "上门交通费"},
    {"diagnosis", "diagnosis", "Diagnosis", "检测费"}, {"surcharges", "surcharge", "Surcharge", "附加费"},
    {"storage", "storage", "Storage", "保管费"},       {"cancellation", "cancellation", "Cancellation", "取消费"}};

static const struct made *made_of(mend__str id)
{
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        size_t n = strlen(made[i].id);
        if (id.n >= n && memcmp(id.p, made[i].id, n) == 0 && (id.n == n || id.p[n] == '/')) {
            return &made[i];
        }
    }
    return NULL;
}

/* The label of a name that has one. */
static mend__str label_of(const mend_policy *policy, const mend__names *names, mend__str id, mend__str lang)
{
    int32_t index = names == NULL || id.n == 0 ? -1 : mend__names_find(names, id);
    return index < 0 || names->items[index].label_count == 0
               ? MEND__STR("")
               : mend__name_label(&policy->vocab, &names->items[index], lang);
}

static mend__str kind_label(const mend_policy *policy, const struct made *m, mend__str lang)
{
    mend__str kind = mend__str_of(m->kind, MEND_NTS);
    mend__str label = label_of(policy, mend__vocab_choices(&policy->vocab, MEND__STR("charge_kind")), kind, lang);
    mend__label both[] = {{MEND__STR("en"), mend__str_of(m->en, MEND_NTS)},
                          {MEND__STR("zh"), mend__str_of(m->zh, MEND_NTS)}};
    const mend__name name = {kind, 0, both, 2, MEND__NONE};
    return label.n > 0 ? label : mend__name_label(&policy->vocab, &name, lang);
}

mend__str mend__line_label(const mend_policy *policy, const mend__price_card *card, const mend__line_name *line,
                           mend__str lang)
{
    const struct made *m = made_of(line->id);
    mend__str label = MEND__STR("");
    if (m == NULL) {
        return line->item;
    }
    bool work = strcmp(m->kind, "labour") == 0, extra = strcmp(m->kind, "surcharge") == 0;
    bool own = line->code.n == 0 || (card != NULL && mend__names_find(&card->labour_names, line->code) < 0);
    if (work && own && line->item.n > 0) {
        return line->item; /* work in people's own words */
    }
    if (card != NULL && work) {
        label = label_of(policy, &card->labour_names, line->code, lang);
    } else if (card != NULL && extra) {
        label = label_of(policy, &card->extra_names, line->item, lang);
    }
    return label.n > 0 ? label : kind_label(policy, m, lang);
}

static bool says(mend__str name, mend__str model)
{
    for (size_t i = 0; i + model.n <= name.n; i++) {
        if (memcmp(name.p + i, model.p, model.n) == 0) {
            return true;
        }
    }
    return false;
}

bool mend__part_label(mend__str name, mend__str model, mend_buf *out)
{
    if (name.n == 0 || model.n == 0 || mend__str_eq(name, model)) {
        return false;
    }
    mend__put_str(out, name);
    if (!says(name, model)) {
        mend__put_char(out, ' ');
        mend__put_str(out, model);
    }
    return true;
}

/* ---- in a ticket ---- */

static mend__str text_of(const mend_ticket *t, int32_t list, int32_t row, int32_t column)
{
    const mend__cell *cell = mend__ticket_cell(t, list, row, column);
    mend__value value;
    if (cell == NULL) {
        return MEND__STR("");
    }
    mend__cell_value(t, cell, &value);
    return value.type == 0 ? MEND__STR("") : value.text;
}

bool mend__charge_label(const mend_policy *policy, const mend_ticket *ticket, int32_t row, mend__str lang,
                        mend_buf *out)
{
    const mend__cell *no = mend__ticket_cell(ticket, LIST_CHARGES, row, CHARGE_ESTIMATE);
    const mend__line_name line = {text_of(ticket, LIST_CHARGES, row, CHARGE_LINE),
                                  text_of(ticket, LIST_CHARGES, row, CHARGE_ITEM),
                                  text_of(ticket, LIST_CHARGES, row, CHARGE_CODE)};
    int32_t estimate = no == NULL ? 0 : mend__quote_estimate_row(ticket, no->num);
    const mend__cell *part = mend__ticket_cell(ticket, LIST_CHARGES, row, CHARGE_PART);
    if (estimate != 0 && part != NULL && line.id.n > 6 && memcmp(line.id.p, "parts/", 6) == 0) {
        return mend__part_label(text_of(ticket, LIST_PARTS, (int32_t)part->num, PART_NAME), line.item, out);
    }
    if (estimate == 0 || made_of(line.id) == NULL) {
        return false;
    }
    mend__str name = text_of(ticket, LIST_ESTIMATES, estimate, ESTIMATE_CARD);
    int32_t card = mend__names_find(&policy->fees.card_names, name);
    mend__str label = mend__line_label(policy, card < 0 ? NULL : &policy->fees.cards[card], &line, lang);
    mend__put_str(out, label);
    return label.n > 0;
}
