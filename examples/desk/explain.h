/*
 * explain.h - one state, action or clock of a policy, told line by line.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_EXPLAIN_H
#define DESK_EXPLAIN_H

#include "policy_terms.h"
#include "policy_words.h"

/* Each appends lines, without the heading. */
void explain_state(const view *v, text *t, const char *name);
void explain_action(const view *v, text *t, const char *name);
void explain_clock(const view *v, text *t, const char *name);

/* Lines of the clocks that the action, or coming to the state, starts, stops and so on. */
void explain_action_clocks(const view *v, text *t, const char *name);
void explain_state_clocks(const view *v, text *t, const char *name);

/* Begins a line "  Heading: "; ends nothing: a line feed goes before every line but the first. */
void explain_line(const view *v, text *t, const char *en, const char *zh);
/* The same without anything behind it, for items to follow. */
void explain_head(const view *v, text *t, const char *en, const char *zh);
/* Begins a line "    - ". */
void explain_item(text *t);
/* {"order","to","text"} of an action or a clock, each an item under a heading. */
void explain_notices(const view *v, text *t, json_node notices, const char *en, const char *zh);
/* Members with a label and a condition, each an item under a heading; key: of the condition. */
void explain_conditions(const view *v, text *t, json_node object, const char *key, const char *en, const char *zh);
/* An array of roles; where few are missing, "everybody but …". */
void explain_roles(const view *v, text *t, json_node array);
/* Whether an array holds the text. */
bool explain_holds(const view *v, json_node array, const char *word);

/* The members of an object, in their order (member "order", then name): the one behind `last` (0: the first); 0 after
 * the last one. */
json_node explain_next(const view *v, json_node object, json_node last);

#endif
