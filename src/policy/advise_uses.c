/*
 * advise_uses.c - what a policy declares and nothing uses.
 *
 * Roles, texts, grades, series and calendars are used where their name stands as a text of the document; fields where
 * it stands as the name of a member, too. A text of another meaning that reads the same hides a finding, and makes none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "advise.h"
#include "layers.h"
#include "ticket/member.h"

#include <string.h>

/* One kind of things, and which of them are used. */
typedef struct used_names {
    const mend__names *names;
    bool *used;
    mend__found code;
} used_names;

enum { USES_ROLES, USES_GRADES, USES_TEXTS, USES_SERIES, USES_CALENDARS, USES_FIELDS, USES_KINDS };

typedef struct uses {
    const mend__advice *a;
    used_names kinds[USES_KINDS];
    bool *sets; /* of choices, by index */
} uses;

static void uses_mark(const used_names *kind, mend__str name)
{
    int32_t index = mend__names_find(kind->names, name);
    if (index >= 0) {
        kind->used[index] = true;
    }
}

/* A column may be named without its list. */
static void uses_mark_field(const uses *u, mend__str name)
{
    const used_names *kind = &u->kinds[USES_FIELDS];
    uses_mark(kind, name);
    for (uint32_t i = 0; i < kind->names->count; i++) {
        mend__str path = kind->names->items[i].id;
        const char *slash = memchr(path.p, '/', path.n);
        if (slash != NULL && mend__str_eq((mend__str){slash + 1, path.n - (size_t)(slash + 1 - path.p)}, name)) {
            kind->used[i] = true;
        }
    }
}

/* The set of choices of a field that somebody is asked for. */
static void uses_mark_set(const uses *u, const mend__field *field)
{
    const mend__vocab *v = &u->a->policy->vocab;
    for (uint32_t i = 0; field->set != NULL && i < v->choice_sets; i++) {
        u->sets[i] = u->sets[i] || mend__str_is(v->choices[i].set, field->set);
    }
}

static void uses_form(const uses *u, const mend__form_field *form, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uses_mark_set(u, form[i].field);
        for (uint32_t k = 0; k < form[i].column_count; k++) {
            uses_mark_set(u, form[i].columns[k].field);
        }
    }
}

/* What quotes and payments write themselves. */
static void uses_money(const uses *u)
{
    size_t count;
    const mend__field *fields = mend__fields(&count);
    int32_t estimates = mend__field_find(0, MEND__STR("estimates"))->id;
    int32_t charges = mend__field_find(0, MEND__STR("charges"))->id;
    uses_mark_set(u, mend__field_find(0, MEND__STR("fee_state")));
    for (size_t i = 0; i < count; i++) {
        if (fields[i].list != 0 && (fields[i].list == estimates || fields[i].list == charges)) {
            uses_mark_set(u, &fields[i]);
        }
    }
}

static void uses_actions(const uses *u)
{
    const mend_policy *policy = u->a->policy;
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++) {
        const mend__action *action = &policy->flow.actions[i];
        uses_form(u, action->form, action->form_count);
        if (action->quote != 0 || action->settles) {
            uses_money(u);
        }
        for (uint32_t k = 0; k < action->set_count; k++) {
            uses_mark_set(u, action->sets[k].field);
        }
        for (uint32_t k = 0; k < action->evidence_count; k++) {
            uses_mark_set(u, mend__field_by_path(MEND__STR("attachments/kind")));
        }
    }
}

/* Everything under a member of the document, whose own name is the section's. */
static void uses_section(const uses *u, mend__node section)
{
    const mend__json *tree = u->a->tree;
    mend__node path[MEND__POLICY_DEPTH + 2] = {section};
    bool fields = mend__str_is(mend__json_key(tree, section), "fields");
    size_t depth = 0;
    for (mend__node n = section; n != MEND__NONE;) {
        if (mend__json_typeof(tree, n) == MEND__JSON_STRING) {
            for (size_t i = 0; i < USES_KINDS; i++) {
                uses_mark(&u->kinds[i], mend__json_str(tree, n));
            }
            uses_mark_field(u, mend__json_str(tree, n));
            const mend__field *field = mend__vocab_field(&u->a->policy->vocab, NULL, mend__json_str(tree, n));
            if (field != NULL) {
                uses_mark_set(u, field);
            }
        }
        if (depth > 0 && !fields && mend__json_key(tree, n).n > 0) {
            uses_mark_field(u, mend__json_key(tree, n));
        }
        mend__node next = mend__json_first(tree, n);
        depth += next != MEND__NONE;
        while (next == MEND__NONE && depth > 0) {
            next = mend__json_next(tree, path[depth]);
            depth -= next == MEND__NONE;
        }
        n = next;
        path[depth] = n != MEND__NONE ? n : path[depth];
    }
}

static void uses_sheets(const uses *u)
{
    const mend__sheets *sheets = &u->a->policy->sheets;
    for (uint32_t i = 0; i < sheets->names.count; i++) {
        for (uint32_t k = 0; k < sheets->sheets[i].part_count; k++) {
            const mend__sheet_part *part = &sheets->sheets[i].parts[k];
            for (uint32_t c = 0; c < part->cell_count; c++) {
                uses_mark_set(u, part->cells[c].field);
            }
        }
    }
}

static bool uses_begin(uses *u, const mend__advice *a)
{
    const mend__vocab *v = &a->policy->vocab;
    const used_names kinds[USES_KINDS] = {
        {&v->roles, NULL, MEND__FOUND_ROLE_UNUSED},         {&v->grades, NULL, MEND__FOUND_GRADE_UNUSED},
        {&v->texts, NULL, MEND__FOUND_TEXT_UNUSED},         {&v->series, NULL, MEND__FOUND_SERIES_UNUSED},
        {&v->calendars, NULL, MEND__FOUND_CALENDAR_UNUSED}, {&v->fields, NULL, MEND__FOUND_FIELD_UNUSED}};
    bool room = true;
    u->a = a;
    u->sets = mend__arena_get(&a->findings->arena, v->choice_sets + 1);
    for (size_t i = 0; i < USES_KINDS; i++) {
        u->kinds[i] = kinds[i];
        u->kinds[i].used = mend__arena_get(&a->findings->arena, kinds[i].names->count + 1);
        room = room && u->kinds[i].used != NULL;
    }
    return room && u->sets != NULL;
}

static void uses_tell(const uses *u)
{
    const mend__vocab *v = &u->a->policy->vocab;
    mend__node choices = mend__json_get(u->a->tree, u->a->root, "choices");
    for (size_t i = 0; i < USES_KINDS; i++) {
        for (uint32_t k = 0; k < u->kinds[i].names->count; k++) {
            const mend__name *name = &u->kinds[i].names->items[k];
            bool lowest = i == USES_GRADES && k == 0; /* it asks for nothing */
            if (!u->kinds[i].used[k] && !lowest) {
                mend__found_name(u->a->findings, u->kinds[i].code, u->a->tree, name->node, name->id);
            }
        }
    }
    for (uint32_t i = 0; i < v->choice_sets; i++) {
        if (!u->sets[i]) {
            mend__found_name(u->a->findings, MEND__FOUND_CHOICES_UNUSED, u->a->tree,
                             mend__json_find(u->a->tree, choices, v->choices[i].set), v->choices[i].set);
        }
    }
}

void mend__advise_uses(const mend__advice *a)
{
    uses u;
    if (!uses_begin(&u, a)) {
        a->findings->failed = true;
        return;
    }
    for (mend__node n = mend__json_first(a->tree, a->root); n != MEND__NONE; n = mend__json_next(a->tree, n)) {
        if (!mend__is_extension(mend__json_key(a->tree, n))) {
            uses_section(&u, n);
        }
    }
    uses_actions(&u);
    uses_sheets(&u);
    uses_tell(&u);
}
