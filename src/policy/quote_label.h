/*
 * quote_label.h - what people call a line of a quote, in the quote and as it is kept in a ticket.
 *
 * Lines bear the names of the charge card and of the library ("hour", "travel"), which are what a digest binds. What is
 * shown is a label: of the card, else of the policy's choices of "charge_kind", else the library's own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__QUOTE_LABEL_H
#define MEND__QUOTE_LABEL_H

#include "policy.h"

typedef struct mend__line_name { /* what names a line */
    mend__str id;                /* "labour/1", "visits/2", "diagnosis" */
    mend__str item;              /* of parts and charges entered by hand the words of the ticket */
    mend__str code;              /* of the card; n == 0: none */
} mend__line_name;

/* The label of a line; the item where that is people's own words. card NULL: it is not known any more. lang "": the
 * policy's own. */
mend__str mend__line_label(const mend_policy *policy, const mend__price_card *card, const mend__line_name *line,
                           mend__str lang);

/* What people call a part that a line bears the model of: its name, and the model behind it. False: there is no name,
 * or it says the model already; nothing is appended. */
bool mend__part_label(mend__str name, mend__str model, mend_buf *out);

/* The same of a row of "charges" that a quote left in a ticket. False: it is none, or its item is no name; nothing is
 * appended. */
bool mend__charge_label(const mend_policy *policy, const mend_ticket *ticket, int32_t row, mend__str lang,
                        mend_buf *out);

#endif
