/*
 * policy_words.h - a policy's document in words: labels, values, spans, conditions, in the language of the desk.
 *
 * A view is a policy with its merged document, read once. Everything appends to a text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_POLICY_WORDS_H
#define DESK_POLICY_WORDS_H

#include "app.h"

typedef struct view {
    const app *a;
    const mend_policy *policy;
    mend_buf *document;
    json j;
    json_node root;
} view;

/* END_DONE, or the ending after a complaint. The policy is borrowed. */
ending view_open(view *v, const app *a, const mend_policy *policy);
void view_close(view *v);

/* One of the two. */
void put(const view *v, text *t, const char *en, const char *zh);
/* "yes" or "no". */
void put_yes(const view *v, text *t, bool yes);
/* Words in quotation marks. */
void put_marked(text *t, const char *words);

/* What people call it, else the name in quotation marks. */
void put_label(const view *v, text *t, mend_kind kind, const char *name);
/* The same in quotation marks. */
void put_quoted(const view *v, text *t, mend_kind kind, const char *name);
/* The choice of a set, as put_label() has it. */
void put_choice(const view *v, text *t, const char *set, const char *name);
/* Whether a label has one of the words (the last is NULL), so that in a list it would be taken for several. */
bool is_like_several(const view *v, mend_kind kind, const char *name, const char *const *between);
/* What texts by language say in the desk's, else in English; "": nothing. Of any document. */
const char *words_in_language(const view *v, const json *j, json_node texts);
/* The label that an object of the document has for itself, else `otherwise`. */
void put_own_label(const view *v, text *t, json_node object, const char *otherwise);
/* list "": a path of the ticket; else a column of the list. */
void put_field(const view *v, text *t, const char *list, const char *path);
/* What the choice of that name of a field, or "list/column", is called; false, and nothing appended: there is none. */
bool put_option(const view *v, text *t, const char *path, const char *name);
/* An amount in minor units of the policy's currency: "CNY 56.50", in Chinese "¥56.50". */
void put_amount(const view *v, text *t, int64_t minor);
/* The same of one that is written already: "56.50". */
void put_price(const view *v, text *t, const char *amount);
/* A value of that field. */
void put_value(const view *v, text *t, const char *list, const char *path, json_node value);
/* "PT4H" as "4 h"; what is no duration as it stands. */
void put_span(const view *v, text *t, const char *duration);
/* The texts of an array: labels of a kind (0: in quotation marks) with commas, and `en` or `zh` before the last. */
void put_list(const view *v, text *t, json_node array, mend_kind kind, const char *en, const char *zh);
/* "customer", or a role. */
void put_person(const view *v, text *t, const char *who);

/* What a bound is introduced by: "at_least", "more_than", "at_most" or "less_than"; no: the opposite of it. */
void put_bound(const view *v, text *t, const char *key, bool no);
/* A condition; list "": it is about the ticket, else about a row of the list. */
void put_condition(const view *v, text *t, json_node condition, const char *list);
/* What starts or ends a clock: {"on","when"}. */
void put_trigger(const view *v, text *t, json_node trigger);

#endif
