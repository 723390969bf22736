/*
 * mend/quote.h - what a ticket costs, line by line, and who pays for which line.
 *
 * A quote is made from what stands in the ticket (parts, labour, visits, charges entered by hand, payments) by the
 * policy's sections "fees" and "warranty", together with the unit and its contracts. Coverage comes first: each line is
 * shared out between those who answer for it and the customer; then each payer gets a document of its own from the same
 * lines, with tax. Nothing is changed: actions of the policy put a quote into the ticket.
 *
 * Money is int64_t minor units of the policy's currency, quantities and percentages are billionths.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_QUOTE_H
#define MEND_QUOTE_H

#include "mend/policy.h"
#include "mend/reason.h"
#include "mend/ticket.h"
#include "mend/warranty.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Quotes: lines, shares, totals, the digest that an authorisation is bound to, and how far an estimate reaches.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** A quote. Owned by one thread at a time. It keeps its memory from one quote to the next and holds on to nothing it was
 *  made from. */
typedef struct mend_quote mend_quote;

/** What a quote is made for. */
typedef int32_t mend_quote_kind;

enum {
    MEND_QUOTE_ESTIMATE = 1, /**< what the plan will cost: planned parts, planned work */
    MEND_QUOTE_FINAL = 2,    /**< what has been done: parts used, work done, by the card of the authorised estimate */
    MEND_QUOTE_DECLINED = 3, /**< the customer declines: diagnosis, travel, storage, charges entered by hand */
    MEND_QUOTE_CANCELLED =
        4 /**< the customer cancels: the fee of the stage, travel, storage, charges entered by hand */
};

/** Bits of what was not known when the quote was made and may change it. */
enum {
    MEND_QUOTE_LACKS_CAUSE = 1,     /**< the cause of the fault */
    MEND_QUOTE_LACKS_USAGE = 2,     /**< a meter reading that a term depends on */
    MEND_QUOTE_LACKS_RETURN = 4,    /**< the unit is still away, which may prolong a term */
    MEND_QUOTE_LACKS_QUANTITY = 8,  /**< how much of a part was used */
    MEND_QUOTE_LACKS_TIME = 16,     /**< how long a piece of work took */
    MEND_QUOTE_LACKS_DISTANCE = 32, /**< how far the way was */
    MEND_QUOTE_LACKS_HOLIDAYS = 64  /**< the holidays of a time that is paid by calendars */
};

/** Who pays for a line. */
typedef int32_t mend_quote_cover;

enum {
    MEND_QUOTE_COVERED = 0, /**< somebody else pays all of it */
    MEND_QUOTE_PARTIAL = 1, /**< the customer pays some of it */
    MEND_QUOTE_CHARGED = 2  /**< the customer pays all of it */
};

/** One line. net = gross - discount = what the terms pay + customer. */
typedef struct mend_quote_line {
    uint32_t struct_size;   /**< sizeof(mend_quote_line), set by the caller */
    int32_t list;           /**< field number of the ticket's list it comes from; 0: the line is a fee of its own */
    int32_t row;            /**< the row's id there; 0 */
    mend_quote_cover cover; /**< MEND_QUOTE_COVERED, ... */
    int64_t quantity;       /**< billionths; of labour by the hour: hours */
    int64_t unit_price;     /**< of one, billionths of a minor unit; INT64_MIN: several prices, or none */
    int64_t minutes;        /**< of labour by the hour, as billed; -1: no time is billed */
    int64_t gross;          /**< quantity times price, rounded once */
    int64_t discount;       /**< of the line itself */
    int64_t net;            /**< what is shared out */
    int64_t customer;       /**< the customer's share of net */
    int64_t customer_off;   /**< taken off that share: the line's part of the bill's discount, credit for a diagnosis */
    int64_t customer_net;   /**< what is left of it, as priced */
    int64_t tax_rate;       /**< billionths of a per cent */
    int64_t tax;            /**< in or on customer_net */
    int64_t amount;         /**< what the customer pays for the line, with tax */
} mend_quote_line;

/** What one payer's document comes to. subtotal - discount (+ tax, where prices are without) = total. */
typedef struct mend_quote_totals {
    uint32_t struct_size;  /**< sizeof(mend_quote_totals), set by the caller */
    int32_t lines;         /**< lines that the payer has a share of; of the customer: all */
    int64_t subtotal;      /**< its shares, as priced */
    int64_t discount;      /**< of the bill, and credit */
    int64_t base;          /**< without tax */
    int64_t tax;           /**< all taxes */
    int64_t total;         /**< base + tax */
    int64_t cash_rounding; /**< to coins; of the customer alone */
    int64_t payable;       /**< total + cash_rounding */
    int64_t paid;          /**< received less given back; of the customer alone */
    int64_t written_off;   /**< of the customer alone */
    int64_t due;           /**< payable less credit notes, paid and written off; below zero: owed to the customer */
} mend_quote_totals;

/** How a quote stands to the last authorised estimate. */
typedef struct mend_quote_excess {
    uint32_t struct_size;  /**< sizeof(mend_quote_excess), set by the caller */
    int32_t estimate;      /**< number of the last authorised estimate; 0: none has been authorised */
    int32_t needs_consent; /**< 1: the customer has to agree first */
    int32_t declined;      /**< lines of the quote that the customer had declined */
    int32_t added;         /**< lines that the estimate does not have */
    int32_t dropped;       /**< lines of the estimate that the quote does not have */
    int32_t changed;       /**< lines with another quantity or another amount for the customer */
    int32_t expired;       /**< 1: the estimate was authorised after its last day */
    int64_t authorised;    /**< its total with tax */
    int64_t total;         /**< the quote's total for the customer, with tax and without storage */
    int64_t over;          /**< total - authorised */
    int64_t limit;         /**< the highest such total that needs no consent */
} mend_quote_excess;

/** Makes an empty quote.
 *  @param allocator  NULL for the C library's
 *  @param out        receives the quote; free it with mend_quote_free()
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_quote_new(const mend_allocator *allocator, mend_quote **out);

/** Frees a quote. @param quote the quote; NULL is accepted */
MEND_API void mend_quote_free(mend_quote *quote);

/** Makes a quote of a ticket.
 *  @param policy          the policy the ticket belongs to, with a section "fees"
 *  @param ticket          a ticket; untouched
 *  @param unit            the unit; NULL: what the ticket says of it is all there is
 *  @param contracts       contracts that hold for it, in the order they are asked; may be NULL if count is 0
 *  @param contract_count  how many, at most 64
 *  @param kind            MEND_QUOTE_...
 *  @param now             the host's clock, ms; before the ticket's last event it counts as that instant
 *  @param quote           receives the quote in place of the one it held; on failure it is empty. No memory is allocated
 *                         once it has held a quote of this size
 *  @param error           details; of MEND_REFUSED the reason and the path of what it is about, such as "parts/3"; may be
 *                         NULL
 *  @return MEND_OK, MEND_REFUSED (no quote can be made of this: mend_quote_refusal() says why), MEND_NOT_FOUND (the policy
 *  has no section "fees"), MEND_POLICY_MISMATCH, MEND_LIMIT (more than 512 lines), MEND_RANGE (now), MEND_NOMEM,
 *  MEND_INVALID. */
MEND_API mend_status mend_quote_make(const mend_policy *policy, const mend_ticket *ticket, const mend_unit *unit,
                                     const mend_unit *const *contracts, size_t contract_count, mend_quote_kind kind,
                                     int64_t now, mend_quote *quote, mend_error *error);

/** Why no quote was made.
 *  @param quote  a quote
 *  @param path   receives what it is about, such as "parts/3", NUL-terminated, borrowed until the next quote; may be NULL
 *  @param len    receives its length; may be NULL
 *  @return the reason; 0 if the last quote was made, or failed otherwise. */
MEND_API mend_reason mend_quote_refusal(const mend_quote *quote, const char **path, size_t *len);

/** What a quote was made for. @param quote a quote
 *  @return MEND_QUOTE_...; 0 for an empty one. */
MEND_API mend_quote_kind mend_quote_kind_of(const mend_quote *quote);

/** The name of a kind. Any thread.
 *  @param kind  MEND_QUOTE_...
 *  @return "estimate", "final", "declined", "cancelled"; NULL if there is no such kind. Static text. */
MEND_API const char *mend_quote_kind_name(mend_quote_kind kind);

/** How many lines a quote has. @param quote a quote
 *  @return the number. */
MEND_API int32_t mend_quote_lines(const mend_quote *quote);

/** Reads a line.
 *  @param quote  a quote
 *  @param index  0 to mend_quote_lines() - 1
 *  @param line   struct_size set; receives the rest
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. */
MEND_API mend_status mend_quote_line_get(const mend_quote *quote, int32_t index, mend_quote_line *line);

/** What a line is called within its ticket; the same from quote to quote: "parts/3", "labour/1", "travel".
 *  @param quote  a quote
 *  @param index  0 to mend_quote_lines() - 1
 *  @param len    receives the length; may be NULL
 *  @return the id, NUL-terminated, borrowed until the next quote; NULL beyond the last. */
MEND_API const char *mend_quote_line_id(const mend_quote *quote, int32_t index, size_t *len);
/** The kind of a line: "part", "labour", "travel", "diagnosis", "storage", "cancellation", "surcharge", or that of a charge
 *  entered by hand.
 *  @param quote  a quote
 *  @param index  0 to mend_quote_lines() - 1
 *  @param len    receives the length; may be NULL
 *  @return the kind, NUL-terminated, borrowed until the next quote; NULL beyond the last. */
MEND_API const char *mend_quote_line_kind(const mend_quote *quote, int32_t index, size_t *len);
/** What a line is for: the part's model, the work's code, the item of a charge.
 *  @param quote  a quote
 *  @param index  0 to mend_quote_lines() - 1
 *  @param len    receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the next quote; NULL beyond the last. */
MEND_API const char *mend_quote_line_item(const mend_quote *quote, int32_t index, size_t *len);

/** How many payers a quote has: the customer, and everybody else who pays for some of it. @param quote a quote
 *  @return the number; 0 for an empty quote. */
MEND_API int32_t mend_quote_payers(const mend_quote *quote);
/** The name of a payer.
 *  @param quote  a quote
 *  @param payer  0, the customer, to mend_quote_payers() - 1
 *  @param len    receives the length; may be NULL
 *  @return the name, NUL-terminated, borrowed until the next quote; NULL beyond the last. */
MEND_API const char *mend_quote_payer(const mend_quote *quote, int32_t payer, size_t *len);
/** What a payer's document comes to.
 *  @param quote   a quote
 *  @param payer   0, the customer, to mend_quote_payers() - 1
 *  @param totals  struct_size set; receives the rest
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. */
MEND_API mend_status mend_quote_totals_get(const mend_quote *quote, int32_t payer, mend_quote_totals *totals);
/** What a payer pays of a line, as priced, before discounts of the bill and tax.
 *  @param quote  a quote
 *  @param index  0 to mend_quote_lines() - 1
 *  @param payer  0 to mend_quote_payers() - 1
 *  @param share  receives the amount
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. */
MEND_API mend_status mend_quote_share(const mend_quote *quote, int32_t index, int32_t payer, int64_t *share);

/** How many terms have been asked about every line. @param quote a quote
 *  @return the number. */
MEND_API int32_t mend_quote_terms(const mend_quote *quote);
/** What a term said to a line.
 *  @param quote   a quote
 *  @param index   0 to mend_quote_lines() - 1
 *  @param term    0 to mend_quote_terms() - 1
 *  @param reason  receives the code, such as MEND_REASON_COVERED or MEND_REASON_EXPIRED
 *  @param paid    receives what the term pays; may be NULL
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. */
MEND_API mend_status mend_quote_verdict(const mend_quote *quote, int32_t index, int32_t term, mend_reason *reason,
                                        int64_t *paid);

/** What was not known when the quote was made. A quote with such bits is provisional. @param quote a quote
 *  @return bits, MEND_QUOTE_LACKS_...; 0: nothing was. */
MEND_API uint32_t mend_quote_lacks(const mend_quote *quote);
/** The last day on which an estimate can be authorised.
 *  @param quote  a quote
 *  @param day    receives days since 1970-01-01
 *  @return MEND_OK, MEND_NOT_FOUND (it has no last day), MEND_INVALID. */
MEND_API mend_status mend_quote_valid_until(const mend_quote *quote, int32_t *day);

/** The digest that an authorisation is bound to: SHA-256 over the currency, ids, items, quantities, amounts and taxes of
 *  the lines, the customer's totals, the plan and the promised time; not over labels, not over the policy. It is worked
 *  out when it is first asked for.
 *  @param quote  a quote
 *  @return 64 hexadecimal digits, NUL-terminated, borrowed until the next quote; "" for an empty quote, or where memory
 *  for it could not be had. */
MEND_API const char *mend_quote_digest(mend_quote *quote);

/** Writes a quote as a document, docs/money.md:
 *  {"kind","currency","price","card","day","decided_by","valid_until","lines":[{"id","kind","item","label","quantity",
 *  "minutes","unit_price","gross","discount","net","tax_rate","status","shares":[{"payer","term","amount"}],
 *  "trail":[{"term","label","payer","code","text"}],"credit":{"amount","code","text"}}],"documents":[{"payer",
 *  "lines":[{"id","share","discount","base","tax","amount"}],"rates":[{"rate","base","tax"}],"subtotal","discount",
 *  "base","tax","total"}],"totals":{…,"credit","cash_rounding","payable","credit_notes","paid","written_off","due",
 *  "state"},"provisional","missing":[{"code","text"}],"digest"}. label of a part is its name and behind it the item,
 *  unit_price a decimal of minor units, decided_by the day that decides who pays, credit_notes what they took back of
 *  payable (left out where there are none). Members without a value are left out.
 *  @param quote   a quote that was made
 *  @param policy  the policy it was made by, for labels; NULL: names in their place
 *  @param lang    BCP 47 tag: "zh…" gives Chinese, anything else English; NULL: the policy's default
 *  @param out     receives the document, appended; as before on failure
 *  @return MEND_OK, MEND_NOMEM, MEND_INVALID (also: the quote is empty). */
MEND_API mend_status mend_quote_write(mend_quote *quote, const mend_policy *policy, const char *lang, mend_buf *out);

/** Who pays for which line, and why not somebody else: the same without prices and totals, docs/money.md:
 *  {"day","cause","lines":[{"id","kind","item","label","net","status","shares":[…],"trail":[…]}],"by_payer":{},
 *  "provisional","missing":[…]}.
 *  @param quote   a quote that was made
 *  @param policy  as for mend_quote_write()
 *  @param lang    as for mend_quote_write()
 *  @param out     receives the document, appended; as before on failure
 *  @return MEND_OK, MEND_NOMEM, MEND_INVALID (also: the quote is empty). */
MEND_API mend_status mend_quote_coverage(const mend_quote *quote, const mend_policy *policy, const char *lang,
                                         mend_buf *out);

/** Holds a quote against the last estimate that the customer authorised, as the ticket keeps it: line by line, and the
 *  total against the policy's tolerance.
 *  @param quote   a quote that was made of the ticket
 *  @param policy  the policy it was made by
 *  @param ticket  the ticket
 *  @param excess  struct_size set; receives the verdict
 *  @param lang    language of sentences, as for mend_quote_write()
 *  @param out     receives {"lines":[{"id","payer","change":"same"|"changed"|"added"|"dropped"|"declined",
 *                 "was":{"quantity","amount","tax"},"now":{…}}],"estimate","authorised","total","over","limit",
 *                 "needs_consent","reasons":[{"code","text"}]}, appended; NULL: nothing is written
 *  @return MEND_OK, MEND_RANGE (a sum does not fit), MEND_NOMEM, MEND_INVALID (also: the quote is empty). */
MEND_API mend_status mend_quote_compare(const mend_quote *quote, const mend_policy *policy, const mend_ticket *ticket,
                                        mend_quote_excess *excess, const char *lang, mend_buf *out);

#ifdef __cplusplus
}
#endif

#endif
