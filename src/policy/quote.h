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
    mend__str name;  /* of a part whose model is the item; n == 0: none */
    mend__str payer; /* named by hand, and therefore not asked; n == 0: the terms decide */
    int32_t list, row;
    int64_t quantity, unit_price, minutes;
    int64_t gross, discount, net;
    int64_t rate;   /* of its tax */
    bool rated;     /* the rate was entered by hand; else it is the kind's */
    int32_t served; /* row of the part it belongs to; 0: none */
    bool bare;      /* has no part in the discount of the bill: it is one itself */
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
    /* cleared for each quote, from here... */
    mend_quote_kind kind; /* 0: empty */
    mend_reason refused;
    char path[64]; /* of the refusal */
    uint32_t lacks;
    mend__str currency, card, plan;
    int32_t digits;
    int32_t day, basis_day, valid_until;   /* days; MEND__NO_DAY: without end */
    int64_t planned_minutes, planned_days; /* -1: not said */
    bool included;
    mend__quote_row *rows;
    size_t count, cap;
    size_t asked;      /* lines that the terms decide on: the first ones */
    mend__claim claim; /* its terms and lines are owned; line i is rows[i] */
    mend__verdict *verdicts;
    mend__line_cover *covers;
    mend__quote_payer *payers;
    size_t payer_count;
    int64_t credit; /* for the diagnosis, in its line of the customer's document */
    mend__ledger ledger;
    char digest[65]; /* empty: not asked for yet */
    /* ...to here */
    mend_buf text; /* of the digest, kept */
};

#define MEND__QUOTE_COLUMNS 32 /* of a list: numbers list + 10, + 20, ... */

#define MEND__QUOTE_LISTS 16 /* numbers 1000, 2000, ... */

typedef struct mend__quote_span { /* the cells of the row that was looked at last */
    int32_t list, row;            /* 0: none was */
    const mend__cell *cells;
    size_t count;
    int32_t next;                       /* the next row of the list; 0: there is none */
    uint32_t columns;                   /* bit k: the row has a value in column list + 10 * k */
    uint8_t place[MEND__QUOTE_COLUMNS]; /* of that column among the row's cells */
} mend__quote_span;

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
    mend__claim_line *lines; /* of the claim, by line; class and serial are there when its line is */
    mend__term *terms;       /* of the claim */
    /* set by mend__quote_make() */
    mend__quote_span *span;
    size_t heads;                     /* cells of the ticket itself, which are the first ones */
    size_t begins[MEND__QUOTE_LISTS]; /* where the cells of list 1000 * i begin, from 1; 0: it has none */
    size_t priced;                    /* rows in lists that lines are made of */
    bool named;                       /* a row was left for later, as it names its payer */
} mend__quoting;

/* Makes the quote; the arguments have been checked, and the quote is empty. MEND_OK, MEND_REFUSED (quote->refused and
 * path say why), MEND_NOT_FOUND, MEND_LIMIT, MEND_RANGE, MEND_NOMEM. */
mend_status mend__quote_make(mend__quoting *q, mend_quote_kind kind);
void mend__quote_clear(mend_quote *quote);  /* empty; keeps the memory */
void mend__quote_forget(mend_quote *quote); /* the same, but for the refusal */

/* ---- the steps ---- */

/* MEND_REFUSED, with the reason and the path "list/row", "name" or "". */
mend_status mend__quote_refuse(mend_quote *quote, mend_reason reason, const char *name, int32_t row);
/* A line more; NULL: there is no room. */
mend__quote_row *mend__quote_add(const mend__quoting *q, mend__str kind);
/* The local day of an instant or a date of the ticket, MEND__NO_DAY if there is none. */
int32_t mend__quote_day(const mend__quoting *q, int32_t field);
/* The id of the row behind `row` (0: of the first); 0: no more. Quickest for the row that was looked at last. */
int32_t mend__quote_next(const mend__quoting *q, int32_t list, int32_t row);
int32_t mend__quote_local(const mend__quoting *q, int64_t at);

/* Quantity times price of a part with the card's discount into the line; path: of a refusal. */
mend_status mend__quote_price(const mend__quoting *q, mend__quote_row *line, int64_t quantity, mend__decimal unit,
                              bool by_hand, const char *list, int32_t row);
/* What is left of a quantity; below zero, and therefore refused, if more came back than was drawn. */
int64_t mend__quote_left(int64_t drawn, int64_t returned);
/* A part's price, its own or the card's; NULL code on the card: refused. */
mend_status mend__quote_part(const mend__quoting *q, int32_t row, int64_t quantity, mend__quote_row *line);

mend_status mend__quote_parts(mend__quoting *q, bool named); /* quote_rows.c; without, or with a payer named by hand */
mend_status mend__quote_labour(mend__quoting *q, bool named);
mend_status mend__quote_charges(mend__quoting *q, bool named); /* without, or with a payer named by hand */
mend_status mend__quote_visits(mend__quoting *q);              /* quote_fees.c */
mend_status mend__quote_diagnosis(mend__quoting *q);
mend_status mend__quote_extras(mend__quoting *q);
mend_status mend__quote_storage(mend__quoting *q);
mend_status mend__quote_cancellation(mend__quoting *q);
mend_status mend__quote_cover(mend__quoting *q); /* quote_cover.c: the lines that terms are asked about come first */
mend_status mend__quote_bill(mend__quoting *q);  /* quote_bill.c */

/* ---- cells, by way of the row that was looked at last ---- */

void mend__quote_open(mend__quoting *q); /* sees which lists there are */
/* Goes to a row, which need not be there. row > 0. */
void mend__quote_move(const mend__quoting *q, int32_t list, int32_t row);
const mend__cell *mend__quote_head(const mend__quoting *q, int32_t field);
mend__str mend__quote_slot_text(const mend__quoting *q, const mend__cell *cell); /* of a text kept apart */

static inline const mend__cell *mend__quote_cell(const mend__quoting *q, int32_t list, int32_t row, int32_t field)
{
    mend__quote_span *span = q->span;
    if (list == 0) {
        return mend__quote_head(q, field);
    }
    if (span->list != list || span->row != row) {
        mend__quote_move(q, list, row);
    }
    uint32_t column = (uint32_t)(field - list) / 10;
    return (span->columns >> column & 1) != 0 ? &span->cells[span->place[column]] : NULL;
}

/* Reading: a number, false if there is none; a text, without bytes if there is none. list 0, row 0: of the ticket. */
static inline bool mend__quote_has(const mend__quoting *q, int32_t list, int32_t row, int32_t field)
{
    return mend__quote_cell(q, list, row, field) != NULL;
}

static inline bool mend__quote_num(const mend__quoting *q, int32_t list, int32_t row, int32_t field, int64_t *out)
{
    const mend__cell *cell = mend__quote_cell(q, list, row, field);
    if (cell != NULL) {
        *out = cell->num;
    }
    return cell != NULL;
}

static inline mend__str mend__quote_text(const mend__quoting *q, int32_t list, int32_t row, int32_t field)
{
    const mend__cell *cell = mend__quote_cell(q, list, row, field);
    if (cell != NULL && cell->slot != 0) {
        return mend__quote_slot_text(q, cell);
    }
    return cell == NULL || cell->text.len == 0
               ? MEND__STR("")
               : (mend__str){(const char *)q->ticket->heap.items + cell->text.off, cell->text.len};
}

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
