/*
 * advise_words.c - what people are shown: labels that are missing, and texts that are there in one language only.
 *
 * A policy speaks the languages in which more than half of its labels are written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "advise.h"
#include "layers.h"
#include "ticket/member.h"

#define LANGUAGES 16 /* that are counted */

/* A walk over the document, without what begins with "x-". */
typedef struct tree_walk {
    const mend__json *tree;
    mend__node path[MEND__POLICY_DEPTH + 2];
    size_t depth;
} tree_walk;

typedef struct spoken {
    mend__str lang[LANGUAGES];
    uint32_t times[LANGUAGES];
    uint32_t count, labels;
} spoken;

/* The next node in the document's order; MEND__NONE after the last. */
static mend__node tree_next(tree_walk *w)
{
    mend__node next = mend__json_first(w->tree, w->path[w->depth]);
    if (next != MEND__NONE) {
        w->depth++;
    }
    while (next == MEND__NONE && w->depth > 0) {
        next = mend__json_next(w->tree, w->path[w->depth]);
        w->depth -= next == MEND__NONE;
    }
    w->path[w->depth] = next != MEND__NONE ? next : w->path[w->depth];
    return next;
}

/* Whether the node is an object of texts by language: a label, or one of the texts. */
static bool is_label(const mend__advice *a, const tree_walk *w, mend__node texts)
{
    mend__node n = w->path[w->depth];
    if (mend__json_typeof(a->tree, n) != MEND__JSON_OBJECT) {
        return false;
    }
    return mend__str_is(mend__json_key(a->tree, n), "label") || (w->depth == 2 && w->path[1] == texts);
}

static bool is_language(const mend__advice *a, mend__node n)
{
    return mend__json_typeof(a->tree, n) == MEND__JSON_STRING && !mend__is_extension(mend__json_key(a->tree, n));
}

/* The language's place in the table; a new one is added while there is room, else LANGUAGES. */
static uint32_t spoken_place(spoken *s, mend__str lang)
{
    uint32_t i = 0;
    while (i < s->count && !mend__same_language(s->lang[i], lang)) {
        i++;
    }
    if (i == s->count && i < LANGUAGES) {
        s->lang[i] = lang;
        s->times[i] = 0;
        s->count++;
    }
    return i;
}

static void count_label(const mend__advice *a, mend__node label, spoken *s)
{
    bool here[LANGUAGES] = {false};
    s->labels++;
    for (mend__node n = mend__json_first(a->tree, label); n != MEND__NONE; n = mend__json_next(a->tree, n)) {
        uint32_t place = is_language(a, n) ? spoken_place(s, mend__json_key(a->tree, n)) : LANGUAGES;
        if (place < LANGUAGES && !here[place]) {
            here[place] = true;
            s->times[place]++;
        }
    }
}

static bool label_has(const mend__advice *a, mend__node label, mend__str lang)
{
    bool has = false;
    for (mend__node n = mend__json_first(a->tree, label); n != MEND__NONE && !has; n = mend__json_next(a->tree, n)) {
        has = is_language(a, n) && mend__same_language(mend__json_key(a->tree, n), lang);
    }
    return has;
}

static void miss_translations(const mend__advice *a, mend__node label, const spoken *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->times[i] > s->labels / 2 && !label_has(a, label, s->lang[i])) {
            const mend__found_param params[] = {{"lang", s->lang[i]}, {NULL, {NULL, 0}}};
            mend__found_at(a->findings, MEND__FOUND_TRANSLATION_MISSING, a->tree, label, true, params);
        }
    }
}

/* Goes over all labels: counts their languages, or, with `missing`, says what they lack. */
static void over_labels(const mend__advice *a, spoken *s, bool missing)
{
    mend__node texts = mend__json_get(a->tree, a->root, "texts");
    tree_walk w = {.tree = a->tree, .path = {a->root}};
    for (mend__node n = a->root; n != MEND__NONE; n = tree_next(&w)) {
        if (mend__is_extension(mend__json_key(a->tree, n)) || !is_label(a, &w, texts)) {
            continue;
        }
        if (missing) {
            miss_translations(a, n, s);
        } else {
            count_label(a, n, s);
        }
    }
}

/* ---- labels ---- */

static void miss_label(const mend__advice *a, const mend__name *name)
{
    if (name->label_count == 0) {
        mend__found_name(a->findings, MEND__FOUND_LABEL_MISSING, a->tree, name->node, name->id);
    }
}

static void miss_labels(const mend__advice *a, const mend__names *names)
{
    for (uint32_t i = 0; i < names->count; i++) {
        miss_label(a, &names->items[i]);
    }
}

static void miss_in_action(const mend__advice *a, const mend__action *action)
{
    for (uint32_t i = 0; i < action->checklist_count; i++) {
        miss_label(a, action->checklist[i].name);
    }
    for (uint32_t i = 0; i < action->evidence_count; i++) {
        miss_label(a, action->evidence[i].name);
    }
    for (uint32_t i = 0; i < action->rule_count; i++) {
        miss_label(a, action->rules[i].name);
    }
}

void mend__advise_words(const mend__advice *a)
{
    const mend__vocab *v = &a->policy->vocab;
    const mend__names *const shown[] = {&v->roles,
                                        &v->grades,
                                        &v->counters,
                                        &v->fields,
                                        &v->states,
                                        &v->actions,
                                        &v->clocks,
                                        &a->policy->sheets.names,
                                        &a->policy->triage.rule_names,
                                        &a->policy->dispatch.route_names,
                                        &a->policy->rights.names,
                                        &a->policy->earlier.names};
    spoken s = {.count = 0};
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        miss_labels(a, shown[i]);
    }
    for (uint32_t i = 0; i < v->choice_sets; i++) {
        miss_labels(a, &v->choices[i].names);
    }
    for (uint32_t i = 0; i < v->actions.count; i++) {
        miss_in_action(a, &a->policy->flow.actions[i]);
    }
    over_labels(a, &s, false);
    over_labels(a, &s, true);
}
