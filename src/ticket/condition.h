/*
 * condition.h - the policy's conditions: compiled once, evaluated without recursion and without allocation.
 *
 * docs/policy.md, "Conditions", is the definition. A condition looks at the ticket as it would be after the action.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CONDITION_H
#define MEND__CONDITION_H

#include "ticket.h"

typedef struct mend__condition mend__condition;

/* What a condition may look at. */
typedef struct mend__scene {
    const mend_ticket *after; /* the ticket with the action's fields in place */
    mend__str state;          /* the state before the action; empty for a blank ticket */
    const mend__str *roles;   /* of the actor */
    size_t role_count;
} mend__scene;

/* Compiles the node into the arena. Unknown names come back with a likely meaning. MEND_LIMIT: nesting
 * beyond 32, or more than a million steps on a full ticket; nothing that has been compiled fails for its size. */
mend_status mend__condition_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node n,
                                    const mend__condition **out, mend_error *err);
/* NULL holds always. */
bool mend__condition_holds(const mend__condition *c, const mend__scene *scene);
/* The same, and which field or list was looked at last: of a condition that does not hold, where it failed (of an "any"
 * the last of its parts). NULL: none was. */
bool mend__condition_tell(const mend__condition *c, const mend__scene *scene, const mend__field **about);

#endif
