/*
 * policy.h - what `mend-desk policy` can do, each word in the file that names it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_POLICY_H
#define DESK_POLICY_H

#include "app.h"

/* Looks at the policy that --policy names, else at the one in force in the database. */
ending policy_with(app *a, ending (*look)(app *a, const mend_policy *policy));

/* Where a finding of a check lies, for a line to begin with: "shop.json:12:3: "; "" where it lies nowhere. files: as they
 * were given to the check. */
void policy_place(const json *j, json_node finding, const char *const *files, char *out, size_t cap);

ending policy_check(app *a);                              /* FILE... */
ending policy_diff(app *a);                               /* A B */
ending policy_try(app *a);                                /* SECTION ROW [FACTS] */
ending policy_whatif(app *a);                             /* FILE... */
ending policy_move(app *a);                               /* FILE [TICKET...] */
ending policy_explain(app *a, const mend_policy *policy); /* [NAME] */

#endif
