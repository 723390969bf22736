/*
 * door.h - one request on its way through the document door: its tree, the objects it brings, and the reply's members.
 *
 * An operation reads what it needs, does it, and writes members into the body. The envelope around them, status and
 * error, is the door's business; of a fault nothing but the envelope is sent.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DOOR_H
#define MEND__DOOR_H

#include "change/args.h"
#include "change/result.h"
#include "mend/doc.h"
#include "shells/desk.h"
#include "shells/rows.h"

#define MEND__LANG_MAX 35 /* bytes of a language tag (BCP 47 promises no more than that to be of use) */

typedef struct mend__door {
    mend__alloc alloc;
    mend__json tree; /* the request */
    mend__node root;
    mend_error fault;
    bool foreign; /* the fault's position lies in a text inside the request, or in no text at all */
    mend_buf body;
    mend__jw w;                /* writes into body, inside an object */
    mend_buf text;             /* for documents that go into the body whole */
    bool explained;            /* a fault whose members say more than its envelope */
    bool done;                 /* something is stored: the reply must say so, whatever becomes of the members */
    const mend_policy *policy; /* NULL: none */
    mend_policy *own;          /* brought by the request */
    mend_policy *to;           /* the policy a ticket is to go to; NULL: none */
    mend_desk *desk;           /* NULL: a request about no stored ticket */
    int64_t now;
    char lang_text[MEND__LANG_MAX + 1];
    const char *lang; /* NULL: not given */
    mend_args *args;
    mend_unit *unit; /* with its contracts, of a request that brings them */
    mend_unit *contracts[MEND__QUOTE_CONTRACTS];
    size_t contract_count;
    mend_ticket *ticket;
    int64_t came; /* the revision of the ticket that came with the request */
    mend_result *result;
    mend_rows *rows;
} mend__door;

typedef struct mend__door_op {
    const char *name;
    mend_status (*run)(mend__door *d);
    const char *members[10]; /* what a request may hold beside "op"; ends with NULL */
} mend__door_op;

/* The operations by subject; *count receives how many. */
const mend__door_op *mend__door_about(size_t *count);  /* the library and policies */
const mend__door_op *mend__door_cases(size_t *count);  /* tickets that come and go with the request */
const mend__door_op *mend__door_quotes(size_t *count); /* what such a ticket costs, and who pays */
mend_status mend__door_rights(mend__door *d);          /* what may be asked for, of either */
mend_status mend__door_earlier(mend__door *d);         /* the tickets there were before, of either */
const mend__door_op *mend__door_stored(size_t *count); /* tickets of a desk */
const mend__door_op *mend__door_priced(size_t *count); /* what such a ticket costs, and who pays */
const mend__door_op *mend__door_upkeep(size_t *count); /* what is due, sweeping, erasing, units */

/* Members of the request. Absent and null are the same: MEND__NONE, p NULL, or the number that stands for it. */
mend__node mend__door_member(const mend__door *d, const char *name);
mend_status mend__door_text(mend__door *d, const char *name, mend__str *out);
mend_status mend__door_integer(mend__door *d, const char *name, int64_t absent, int64_t *out);
mend_status mend__door_flag(mend__door *d, const char *name, bool absent, bool *out);
/* A member that must be there. */
mend_status mend__door_need(mend__door *d, const char *name, mend__node *out);

/* Objects of the request, freed with it. Without a policy of its own the caller's is taken; one is needed. */
mend_status mend__door_policy(mend__door *d);
/* What is found in the request's policy, else in the caller's, become the reply's members; nothing else is written before
 * or after. */
mend_status mend__door_check(mend__door *d);
mend_status mend__door_to(mend__door *d); /* the documents of "to" */
mend_status mend__door_ticket(mend__door *d); /* absent: blank */
mend_status mend__door_args(mend__door *d);
mend_status mend__door_units(mend__door *d); /* "unit" and "contracts"; absent: none */
mend_status mend__door_now(mend__door *d);
mend_status mend__door_lang(mend__door *d);
mend_status mend__door_result(mend__door *d);
mend_status mend__door_rows(mend__door *d);
/* mend_dispatch() with the request's "candidates", an array or a text of lines, into the members of the reply. */
mend_status mend__door_dispatch(mend__door *d, const mend_policy *policy);

/* A fault without a place in the request: no memory, a limit. */
mend_status mend__door_fail(mend__door *d, mend_status status);

/* The result's events, or the reasons of what came of it; returns the status. */
mend_status mend__door_outcome(mend__door *d, mend_status status);
/* The member "change": what a host that keeps rows of its own has to write for the ticket as it is now. `expected` is the
 * revision the ticket had before. */
mend_status mend__door_change(mend__door *d, int64_t expected);
/* A member whose value is a document just written into d->text. */
void mend__door_document(mend__door *d, const char *name);
/* The members of the object in d->text become those of the reply; nothing else is written before or after. */
void mend__door_members(mend__door *d);
void mend__door_str(mend__door *d, const char *name, mend__str value);
void mend__door_int(mend__door *d, const char *name, int64_t value);
/* An instant; INT64_MIN is left out. */
void mend__door_instant(mend__door *d, const char *name, int64_t at);

#endif
