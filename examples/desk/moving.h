/*
 * moving.h - what moving tickets and bringing in tickets from elsewhere have in common.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_MOVING_H
#define DESK_MOVING_H

#include "app.h"

/* Who acts, and why, out of the options. False after a complaint: --as is missing or malformed. */
bool moving_actor(const app *a, mend_args *args);

/* --map of a move, checked against the policies of the database and the new one, into the arguments; nothing without it. */
ending moving_map(const app *a, const mend_policy *to, mend_args *args);

/* The reasons of a result as JSON objects with "code", "params" and "text", in an array. */
void moving_reasons(const app *a, const mend_result *result, const mend_policy *policy, text *out);

#endif
