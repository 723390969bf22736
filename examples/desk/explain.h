/*
 * explain.h - one state, action or clock of a policy, told line by line.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_EXPLAIN_H
#define DESK_EXPLAIN_H

#include "policy_words.h"

/* Each appends lines, without the heading. */
void explain_state(const view *v, text *t, const char *name);
void explain_action(const view *v, text *t, const char *name);
void explain_clock(const view *v, text *t, const char *name);

/* Begins a line "  Heading: "; ends nothing: a line feed goes before every line but the first. */
void explain_line(const view *v, text *t, const char *en, const char *zh);
/* The same without anything behind it, for items to follow. */
void explain_head(const view *v, text *t, const char *en, const char *zh);
/* Begins a line "    - ". */
void explain_item(text *t);
/* {"order","to","text"} of an action or a clock, each an item under a heading. */
void explain_notices(const view *v, text *t, json_node notices, const char *en, const char *zh);
/* Whether an array holds the text. */
bool explain_holds(const view *v, json_node array, const char *word);

/* The members of an object, in their order (member "order", then name): the one behind `last` (0: the first); 0 after
 * the last one. */
json_node explain_next(const view *v, json_node object, json_node last);

#endif
