/*
 * diff_words.h - what a place of a policy's document is called, and what stands there, in words.
 *
 * Names of the author without a label, and the author's own words, stand in quotation marks. Nothing is ever told as JSON.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_DIFF_WORDS_H
#define DESK_DIFF_WORDS_H

#include "policy_places.h"
#include "policy_words.h"

/* What the words of a value depend on beside its place: the field of a form that it belongs to, and the list that this
 * is a column of; the list that a section of a sheet shows. "": none. */
typedef struct around {
    const char *list, *field;
} around;

/* Inside an object that stands at the place. */
around around_in(const view *v, const place *p, const around *at, json_node object);

/* What a member is called: its words, or those of the entry with its name. Nothing where what it holds speaks for
 * itself. p NULL: a member that there are no words for. */
void put_place(const view *v, text *t, const place *p, const around *at, json_node member);

/* A value; 0: what holds where nothing stands. p NULL: there are no words for it. */
void put_held(const view *v, text *t, const place *p, const around *at, json_node value);

/* "required if …": a place that holds a need, with what stands beside it in the object; 0: nothing does. */
void put_need(const view *v, text *t, const place *p, json_node object);

/* What an object of the kind says, member by member; before each but the first the words `en` or `zh`. Order and label
 * are left out. */
void put_contents(const view *v, text *t, const char *kind, const around *at, json_node object, const char *en,
                  const char *zh);
/* Whether there is anything to be said of it. */
bool has_contents(const view *v, const char *kind, json_node object);

/* How an entry without a name of its own is told: "asks for", "writes", "shows". NULL: the others. */
typedef struct verbs {
    const char *kind; /* of the object it is an entry of */
    const char *en, *zh, *en_new, *zh_new, *en_gone, *zh_gone;
} verbs;

const verbs *verbs_of(const place *p);

/* In quotation marks, on one line, at most so many bytes from `skip` on. */
void put_words(text *t, const char *words, size_t skip, size_t most);

#endif
