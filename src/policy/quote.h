/*
 * quote.h - a quote inside the library: lines, who pays for them, and a document for each payer.
 *
 * A quote is made in steps, each in a file of its own: quote_rows.c reads the ticket's rows into lines; quote_cover.c
 * shares them out; quote_bill.c makes the documents and the ledger; quote.c puts the steps together and answers getters.
 * Texts are copied, so that a quote holds on to nothing. All memory is the arena's, which is reset and kept.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__QUOTE_H
#define MEND__QUOTE_H

#include "mend/quote.h"
#include "policy.h"
#include "rules/bill.h"
#include "rules/unit.h"

#define MEND__QUOTE_LINES     512
#define MEND__TERMS_ASKED     512 /* of policy, unit and contracts together */
#define MEND__QUOTE_CONTRACTS 64
#define MEND__QUOTE_CUSTOMER  0 /* its place among the payers */

typedef struct mend__quote_row { /* a line, before it is shared out */
    mend__str id, kind, item;
    mend__str code;  /* of the card: a part's or a work's; n == 0: none */
    mend__str payer; /* named by hand, and therefore not asked; n == 0: the terms decide */
    int32_t list, row;
    int64_t quantity, unit_price, minutes;
    int64_t gross, discount, net;
    int64_t rate;   /* of its tax */
    int32_t served; /* row of the part it belongs to; 0: none */
    bool bare;      /* stays without a share in discounts of the bill: a credit */
} mend__quote_row;

typedef struct mend__quote_payer { /* one document */
    mend__str name;
    mend__bill_line *lines; /* by line; amount 0 where the payer has no share */
    mend__bill_rate *rates;
    mend__bill bill;
    int64_t tax;
} mend__quote_payer;

struct mend_quote {
    mend__alloc alloc;
    mend__arena arena;
    mend_quote_kind kind; /* 0: empty */
    mend_reason refused;
    char path[64]; /* of the refusal */
    uint32_t lacks;
    mend__str currency, card, plan;
    int32_t digits;
    int32_t day, basis_day, valid_until; /* days; MEND__NO_DAY: without end */
    int64_t planned_minutes, planned_days; /* -1: not said */
    bool included;
    mend__quote_row *rows;
    size_t count, cap;
    mend__claim claim; /* its terms and lines are owned; line i is rows[i] */
    mend__verdict *verdicts;
    mend__line_cover *covers;
    mend__quote_payer *payers;
    size_t payer_count;
    int64_t credit; /* for the diagnosis, in its line of the customer's document */
    mend__ledger ledger;
    char digest[65]; /* empty: not asked for yet */
    mend_buf text;   /* of the digest, kept */
};

/* What a quote is made from. */
typedef struct mend__quoting {
    const mend_policy *policy;
    const mend_ticket *ticket;
    const mend_unit *unit; /* NULL: not known */
    const mend_unit *const *contracts;
    size_t contract_count;
    int64_t now;
    mend_quote *quote;
    const mend__price_card *card;
} mend__quoting;

/* Makes the quote; the arguments have been checked. MEND_OK, MEND_REFUSED (quote->refused and path say why), MEND_NOT_FOUND,
 * MEND_LIMIT, MEND_RANGE, MEND_NOMEM. On failure the quote is empty. */
mend_status mend__quote_make(const mend__quoting *how, mend_quote_kind kind);

/* ---- estimates that stand in a ticket ---- */

typedef struct mend__authorised {
    int32_t row, authorisation; /* of lists estimates and authorisations; 0: none */
    int64_t no;                 /* the estimate's number */
    int64_t total;              /* with tax */
    mend__str digest;           /* borrowed from the ticket; n == 0: none */
    int32_t card;               /* index in the policy's fees; -1: not known */
    bool expired;               /* it was authorised after its last day */
} mend__authorised;

/* The last estimate that the customer authorised and has not taken back since. False: there is none. An authorisation
 * counts if it names the estimate's number, its decision is "authorised" or "accepted", and its digest, if it has one,
 * is that of the estimate. */
bool mend__quote_authorised(const mend_policy *policy, const mend_ticket *ticket, mend__authorised *out);

/* The estimate of a number as it stands in the ticket: its row in the list "estimates"; 0: none. */
int32_t mend__quote_estimate_row(const mend_ticket *ticket, int64_t no);

/* The verdict of mend_quote_compare() without the document: MEND_OK, MEND_RANGE. */
mend_status mend__quote_excess(const mend_quote *quote, const mend_policy *policy, const mend_ticket *ticket,
                               mend_quote_excess *out);

#endif
