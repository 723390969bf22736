/*
 * labels.h - names of the policy as people call them: roles, levels, steps of clocks, choices and amounts of fields.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_LABELS_H
#define DESK_LABELS_H

#include "app.h"

/* The label of a thing of the policy, else its name. */
const char *label_named(const app *a, const mend_policy *policy, mend_kind kind, const char *name);

/* That of a choice of a set. */
const char *label_choice(const app *a, const mend_policy *policy, const char *set, const char *name);

/* "customer", roles, and fields ("$assignee"), as those to whom a notice goes. */
const char *label_recipient(const app *a, const mend_policy *policy, const char *to);

/* A step of a clock: "near" of "response". */
const char *label_step(const app *a, const mend_policy *policy, const char *clock, const char *step);

/* A field's path without the rows: "parts/3/model" as "parts/model". */
void label_plain_path(const char *path, char *out, size_t cap);

/* The set of choices of a built-in field or column ("payments/+1/kind"); NULL: it has none. */
const char *label_set(const char *path);

/* Does the path name a built-in field that holds an amount of money? */
bool label_is_money(const char *path);

/* The choice of the field's set that is called so, in the language in use; the word itself if there is none, or more
 * than one. */
const char *label_choice_called(const app *a, const mend_policy *policy, const char *path, const char *word);

#endif
