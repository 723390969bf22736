/*
 * result.h - what came of an act: events and notices, or reasons; and the scratch ticket the decision is made on.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__RESULT_H
#define MEND__RESULT_H

#include "ground/buf.h"
#include "mend/flow.h"
#include "policy/quote.h"

typedef struct mend__result_event {
    size_t off, len; /* in text */
    int64_t seq, at;
} mend__result_event;

typedef struct mend__result_notice {
    size_t id_off, id_len, off, len; /* in text */
} mend__result_notice;

typedef struct mend__param {
    const char *name; /* static */
    size_t off, len;  /* in text */
} mend__param;

typedef struct mend__reason_row {
    mend_reason code;
    size_t first, count; /* in params */
} mend__reason_row;

typedef struct mend__result_unit { /* a unit or contract, with a place for it kept from act to act */
    mend_unit unit;
    bool there; /* changed by this act */
    int64_t expected;
} mend__result_unit;

struct mend_result {
    mend__alloc alloc;
    mend_status status;
    bool replayed;
    bool more;             /* is due than one call does */
    mend_buf text;         /* events, notices, parameters */
    mend__vec events;      /* mend__result_event */
    mend__vec notices;     /* mend__result_notice */
    mend__vec reasons;     /* mend__reason_row */
    mend__vec params;      /* mend__param */
    mend_buf id, document; /* of the notice being made */
    mend__arena work;      /* memory of one decision */
    mend_ticket scratch;   /* the ticket as it would be; memory kept from act to act */
    mend_ticket ticked;    /* the ticket before the act, with what time has brought */
    mend_quote *quote;     /* the last one made, kept from act to act; NULL: none ever was */
    mend__result_unit unit;
    mend__result_unit *contracts[MEND__QUOTE_CONTRACTS]; /* by index in the arguments; NULL: never changed */
    size_t contract_places;                              /* the first ones of them; all behind are NULL */
};

void mend__result_reset(mend_result *r);
/* Nothing becomes of units: the act was refused, or has failed. */
void mend__result_no_units(mend_result *r);

/* Adding a reason: open it, then its parameters. Failures stick in r->text.status and are looked at once, at the end. */
void mend__result_reason(mend_result *r, mend_reason code);
void mend__result_add(mend_result *r, const char *name, mend__str value);
void mend__result_add_int(mend_result *r, const char *name, int64_t value);

/* Adding an event: begin, write its text to r->text, end. Adding a notice. Failures stick likewise. */
void mend__result_event_begin(mend_result *r, int64_t seq, int64_t at);
void mend__result_event_end(mend_result *r);
void mend__result_notice_add(mend_result *r, mend__str id, mend__str document);

/* What a store keeps with an idempotency key: {"v":1,"fingerprint":"…","revision":n,"events":[[seq,at,"…"]]}. Reading it back fills
 * the result, marks it as replayed, and gives fingerprint and revision; damaged bytes are MEND_CORRUPT. */
void mend__result_outcome(const mend_result *r, mend__str fingerprint, int64_t revision, mend_buf *out);
mend_status mend__result_recall(mend_result *r, mend__str outcome, char fingerprint[65], int64_t *revision,
                                mend_error *err);

#endif
