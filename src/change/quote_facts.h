/*
 * quote_facts.h - a quote as facts of an event: the rows that keep it in the ticket, and the fields that follow from it.
 *
 * An estimate or a final account becomes one row of "estimates" (no, kind, total, tax, valid_until, promised_minutes,
 * promised_days, plan, digest, card) and a row of "charges" for each line and payer, with the number of the estimate and
 * the id of the line. The charges of a hand stay as they are. Rows that belong to an estimate are never input of a quote.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__QUOTE_FACTS_H
#define MEND__QUOTE_FACTS_H

#include "policy/quote.h"

typedef struct mend__quote_fact { /* a value of a field; fit for mend__decide_add() */
    const mend__field *field;
    int32_t list, row; /* 0, 0 for a field of the ticket; a new row has the next number of its list */
    mend__value value; /* texts are borrowed from the quote */
} mend__quote_fact;

typedef struct mend__quote_facts {
    mend__quote_fact *items; /* in the arena */
    size_t count;
    int64_t no;           /* the estimate's number */
    int32_t estimate_row; /* its row in "estimates" */
} mend__quote_facts;

/* What keeping the quote changes in the ticket (as it is when the facts go in: `ticket` gives the next row numbers).
 * Besides the rows: of an estimate, estimate_total and estimate_valid_until; of everything else fee_total, fee_paid and,
 * where the policy has such a choice, fee_state. MEND_LIMIT: a list would have more rows than the policy allows;
 * MEND_NOMEM. */
mend_status mend__quote_facts_of(mend_quote *quote, const mend_policy *policy, const mend_ticket *ticket,
                                 mend__arena *arena, mend__quote_facts *out);

#endif
