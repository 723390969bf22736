/*
 * rights_rows.h - the policy's section "rights", compiled: which regime a ticket goes by, and where the facts of its case
 * come from.
 *
 * docs/rights.md is the definition. The first row whose condition holds is the ticket's. A regime itself is kept as its
 * text: it is read when somebody asks, which is seldom, and has been read once when the policy was loaded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__RIGHTS_ROWS_H
#define MEND__RIGHTS_ROWS_H

#include "term.h"
#include "ticket/condition.h"

#define MEND__RIGHTS_ROWS  64
#define MEND__RIGHTS_FACTS 64 /* of a row, and of all of them */

typedef enum mend__fact_from {
    MEND__FROM_FIELD,
    MEND__FROM_DATES,    /* the first date of the unit, or of the ticket, that is known */
    MEND__FROM_TERM,     /* the last day of a term of the policy */
    MEND__FROM_AWAY,     /* days the unit has been away for repair, this time and before */
    MEND__FROM_AWAY_NOW, /* days it has been away on this ticket */
    MEND__FROM_HOLDING   /* a flag: whether the condition holds */
} mend__fact_from;

typedef struct mend__fact_source {
    mend__str fact;
    mend__fact_from from;
    const mend__condition *holds; /* the fact is given only if it does; NULL: always */
    const mend__field *field;
    mend__basis bases[MEND__BASIS_MAX];
    size_t base_count;
    uint32_t term; /* index in the policy's terms */
} mend__fact_source;

typedef struct mend__rights_row {
    const mend__condition *holds; /* NULL: always */
    mend__str regime;             /* canonical JSON */
    const mend__fact_source *facts;
    uint32_t fact_count;
} mend__rights_row;

typedef struct mend__rights_rows {
    bool there;                     /* the policy has the section */
    mend__names names;              /* of the rows, in their order */
    const mend__rights_row *rows;   /* by index in names */
    const mend__fact_source *facts; /* for every row whose regime asks for them and that has no source of its own */
    uint32_t fact_count;
} mend__rights_rows;

#endif
