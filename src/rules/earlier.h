/*
 * earlier.h - the policy's section "earlier", compiled: which earlier tickets belong beside a ticket - of the same customer,
 * of the same unit, with the same fault - and what is shown of them.
 *
 * docs/policy.md, "earlier", is the definition.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__EARLIER_RULES_H
#define MEND__EARLIER_RULES_H

#include "ticket/condition.h"

#define MEND__EARLIER_ROWS 16
#define MEND__EARLIER_SAME 4
#define MEND__EARLIER_SHOW 32
#define MEND__EARLIER_MOST 100

typedef struct mend__earlier_row {
    const mend__field *same[MEND__EARLIER_SAME]; /* the first one is the one that tickets are found by */
    uint32_t same_count;
    const mend__field *show[MEND__EARLIER_SHOW];
    uint32_t show_count;
    int64_t within; /* ms between the openings; INT64_MAX: no limit */
    int32_t most;
    bool repeat; /* a ticket that is found is the same trouble once more */
} mend__earlier_row;

typedef struct mend__earlier {
    bool there;
    mend__names names; /* of the rows, in their order */
    const mend__earlier_row *rows;
} mend__earlier;

/* Compiles the section (MEND__NONE: there is none). */
mend_status mend__earlier_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node section,
                                  mend__earlier *out, mend_error *err);

/* Whether another ticket belongs into a row beside this one, which `now` stands for as long as it is not opened. *past:
 * it was opened too long ago, and so was every one opened before it. */
bool mend__earlier_fits(const mend__earlier_row *row, const mend_ticket *ticket, const mend_ticket *other, int64_t now,
                        bool *past);
/* Whether the ticket says all that the row goes by. */
bool mend__earlier_known(const mend__earlier_row *row, const mend_ticket *ticket);

#endif
