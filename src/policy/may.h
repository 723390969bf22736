/*
 * may.h - what a condition can come to, when only some of what it asks is known.
 *
 * A condition is followed with what is known of an action (the state it leads to or starts from, who does it) or of a
 * level; of every other test both answers are possible.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__MAY_H
#define MEND__MAY_H

#include "policy.h"

enum { MEND__MAY_FAIL = 1, MEND__MAY_HOLD = 2, MEND__MAY_BOTH = 3 };

/* What is known. */
typedef struct mend__may_case {
    const mend_policy *policy;
    const mend__action *action; /* that is done; NULL: not known */
    const mend__name *from;     /* the state that is asked for; NULL: the one after the action, as far as it is known */
    const mend__field *level;   /* the field whose value is known; NULL: none */
    mend__str value;
} mend__may_case;

/* The truths that the condition can come to, as MEND__MAY_... bits. NULL holds. */
unsigned mend__may(const mend__may_case *c, const mend__condition *condition);

/* The truths of "this action sets off the trigger"; MEND__MAY_FAIL where there is none. */
unsigned mend__may_fire(const mend_policy *policy, const mend__trigger *trigger, uint32_t action);
/* The same where it is known in which state the action begins. */
unsigned mend__may_fire_from(const mend_policy *policy, const mend__trigger *trigger, uint32_t action, uint32_t state);

#endif
