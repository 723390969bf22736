/*
 * mend/desk.h - the desk: policies and a store joined for one tenant. load -> decide -> commit, with everything that
 * can go wrong between.
 *
 *  - A conflict (somebody else was first) is met by loading again and deciding again on the new state: 3 tries in all.
 *  - An idempotency key in the arguments makes a command safe to repeat: it has one effect, and the repetition gets the
 *    first result, marked as replayed. The same key with other arguments is MEND_KEY_REUSED.
 *  - After MEND_UNKNOWN with a key the desk asks the store what happened, within the same tries; without a key, or if
 *    the store cannot say, the caller gets MEND_UNKNOWN. Every other fault means that nothing was stored by this call.
 *  - Numbers: a leased series is drawn before the decision (gaps possible, never twice); a gapless one inside a batch
 *    of the store, so that a failure gives it back.
 *  - A callback of the store that calls back into its desk gets MEND_MISUSE, and nothing is touched.
 *
 * Tickets, buffers and lists of the caller are written on MEND_OK only; a result is written by every call that takes
 * one. The library never sleeps: on MEND_BUSY the host decides whether to wait.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_DESK_H
#define MEND_DESK_H

#include "mend/base.h"
#include "mend/flow.h"
#include "mend/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Desks: open, act, try, tick, read, history, lists, outbox, batches. */

/** A desk. One thread at a time; open one for each thread. */
typedef struct mend_desk mend_desk;

/** Makes a desk.
 *  @param allocator   NULL for the C library's
 *  @param store       the host's table, copied; on failure here its `destroy` is not called
 *  @param tenant      1 to 128 bytes
 *  @param tenant_len  its length or MEND_NTS
 *  @param out         receives the desk; free it with mend_desk_free(), which calls the store's `destroy`
 *  @param error       details; may be NULL
 *  @return MEND_OK, MEND_INVALID (a needed callback is missing, struct_size), MEND_UNSUPPORTED (a table of a newer
 *  release with members this one does not know), MEND_UTF8, MEND_LIMIT, MEND_NOMEM. */
MEND_API mend_status mend_desk_new(const mend_allocator *allocator, const mend_store *store, const char *tenant,
                                   size_t tenant_len, mend_desk **out, mend_error *error);
/** Frees a desk; a batch still open is taken back. Not from within a callback: nothing happens then.
 *  @param desk  the desk; NULL is accepted */
MEND_API void mend_desk_free(mend_desk *desk);

/** Adds a policy; tickets find theirs by id and revision, new ones are opened under the one added last.
 *  @param desk    a desk
 *  @param policy  a policy, borrowed: it must outlive the desk
 *  @return MEND_OK, MEND_DUPLICATE (same id and revision), MEND_LIMIT (64), MEND_INVALID, MEND_MISUSE, MEND_NOMEM. */
MEND_API mend_status mend_desk_policy(mend_desk *desk, const mend_policy *policy);

/** Which of several writers this desk is, for number series with `nodes`.
 *  @param desk  a desk
 *  @param node  1 to 999999; 1 unless set
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID, MEND_MISUSE. */
MEND_API mend_status mend_desk_node(mend_desk *desk, int32_t node);

/** Opens a ticket with an opening action, under the policy added last. Its number is drawn from the series the action
 *  names, unless args give one; the number is the key if args give none. The desk judges first and draws then, so a
 *  refusal costs no number; day and month of the number are those of the ticket's opening in the policy's zone. Inside
 *  a batch of the host's, an opening that fails after a gapless number was drawn makes the batch one that cannot be
 *  kept (mend_desk_end()).
 *  @param desk    a desk with a policy
 *  @param args    the opening action; key optional
 *  @param now     the host's clock, ms
 *  @param ticket  receives the new ticket; may be NULL
 *  @param result  events or reasons
 *  @param error   details; may be NULL
 *  @return as mend_act(); MEND_DUPLICATE (key or number taken), MEND_EXHAUSTED, MEND_KEY_REUSED, MEND_UNSUPPORTED (the
 *  store lacks draw, random, or for a gapless series begin), MEND_DENIED (args name another tenant), MEND_MISUSE (no
 *  policy), what mend_series_render() gives, the store's faults, MEND_UNKNOWN. */
MEND_API mend_status mend_desk_open(mend_desk *desk, const mend_args *args, int64_t now, mend_ticket *ticket,
                                    mend_result *result, mend_error *error);
/** Does something with a stored ticket.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param args     what
 *  @param now      the host's clock, ms
 *  @param ticket   receives the ticket afterwards; may be NULL
 *  @param result   events or reasons
 *  @param error    details; may be NULL
 *  @return as mend_act(); MEND_NOT_FOUND, MEND_CORRUPT, MEND_POLICY_MISMATCH (the desk lacks the ticket's policy in its
 *  revision and digest), MEND_CONFLICT (after 3 tries), MEND_KEY_REUSED, the store's faults, MEND_UNKNOWN. */
MEND_API mend_status mend_desk_act(mend_desk *desk, const char *key, size_t key_len, const mend_args *args, int64_t now,
                                   mend_ticket *ticket, mend_result *result, mend_error *error);
/** The same without doing it, and without drawing a number: for a ticket still to be opened the events show an empty
 *  number, and "?" for a key that would come from it.
 *  @param desk     a desk
 *  @param key      the ticket's; length 0: a ticket still to be opened
 *  @param key_len  its length or MEND_NTS
 *  @param args     what
 *  @param now      the host's clock, ms
 *  @param result   as for mend_try()
 *  @param error    details; may be NULL
 *  @return as mend_try(); MEND_NOT_FOUND, MEND_CORRUPT, MEND_DENIED, MEND_MISUSE as above, and the store's faults. */
MEND_API mend_status mend_desk_try(mend_desk *desk, const char *key, size_t key_len, const mend_args *args, int64_t now,
                                   mend_result *result, mend_error *error);
/** Does what time has made due on a stored ticket; commits only if something was.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param now      the host's clock, ms
 *  @param result   events
 *  @param error    details; may be NULL
 *  @return as mend_tick(); MEND_NOT_FOUND, MEND_CORRUPT, MEND_CONFLICT (after 3 tries), the store's faults,
 *  MEND_UNKNOWN. */
MEND_API mend_status mend_desk_tick(mend_desk *desk, const char *key, size_t key_len, int64_t now, mend_result *result,
                                    mend_error *error);
/** Discloses plain values (mend_reveal()) of a stored ticket; nothing is written to `out` before the event is stored. A
 *  repetition by idempotency key discloses the same values again and leaves no second event; once the ticket has
 *  changed it is MEND_STALE, and what is there now takes a disclosure of its own.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param args     what
 *  @param now      the host's clock, ms
 *  @param result   events or reasons
 *  @param out      receives the document, appended, on MEND_OK only
 *  @param error    details; may be NULL
 *  @return as mend_desk_act(); MEND_INVALID also if the action is of another kind; MEND_STALE. */
MEND_API mend_status mend_desk_reveal(mend_desk *desk, const char *key, size_t key_len, const mend_args *args,
                                      int64_t now, mend_result *result, mend_buf *out, mend_error *error);

/** Reads a ticket.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param ticket   receives it
 *  @param error    details; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_CORRUPT (damaged, or the record of another ticket or revision),
 *  MEND_UNSUPPORTED (made by a newer release), the store's faults, MEND_INVALID, MEND_MISUSE, MEND_NOMEM. */
MEND_API mend_status mend_desk_read(mend_desk *desk, const char *key, size_t key_len, mend_ticket *ticket,
                                    mend_error *error);
/** The policy of a ticket among those added.
 *  @param desk    a desk
 *  @param ticket  a ticket
 *  @return the policy; NULL if it is not there in the ticket's revision and digest. */
MEND_API const mend_policy *mend_desk_policy_of(const mend_desk *desk, const mend_ticket *ticket);
/** Reads events.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param after    number of the last event known; 0: from the first
 *  @param max      1 to 1000
 *  @param rows     emptied, then filled (number, document)
 *  @param error    details; may be NULL
 *  @return MEND_OK, MEND_CORRUPT (the log has a gap, or ends before the ticket does), MEND_UNSUPPORTED, MEND_RANGE, the
 *  store's faults, MEND_INVALID, MEND_MISUSE. */
MEND_API mend_status mend_desk_history(mend_desk *desk, const char *key, size_t key_len, int64_t after, int32_t max,
                                       mend_rows *rows, mend_error *error);
/** Lists tickets, newest opened first.
 *  @param desk       a desk
 *  @param index      by what
 *  @param value      its value; ignored for MEND_INDEX_ALL
 *  @param value_len  its length or MEND_NTS
 *  @param after      key of the last row of the page before; length 0: from the start
 *  @param after_len  its length or MEND_NTS
 *  @param max        1 to 1000
 *  @param rows       emptied, then filled (key, revision, record)
 *  @param error      details; may be NULL
 *  @return MEND_OK, MEND_UNSUPPORTED, MEND_RANGE, MEND_NOT_FOUND (no ticket `after`), the store's faults, MEND_INVALID,
 *  MEND_MISUSE. */
MEND_API mend_status mend_desk_page(mend_desk *desk, mend_index index, const char *value, size_t value_len,
                                    const char *after, size_t after_len, int32_t max, mend_rows *rows,
                                    mend_error *error);

/** Reads notices owed. They are delivered at least once: a receiver drops by id what it has.
 *  @param desk       a desk
 *  @param after      id of the last notice of the page before; length 0: from the start
 *  @param after_len  its length or MEND_NTS
 *  @param max        1 to 1000
 *  @param rows       emptied, then filled (id, attempts, document)
 *  @param error      details; may be NULL
 *  @return MEND_OK, MEND_UNSUPPORTED, MEND_RANGE, the store's faults, MEND_INVALID, MEND_MISUSE. */
MEND_API mend_status mend_desk_pending(mend_desk *desk, const char *after, size_t after_len, int32_t max,
                                       mend_rows *rows, mend_error *error);
/** Tells that a notice was handed over, or that an attempt failed.
 *  @param desk    a desk
 *  @param id      the notice
 *  @param id_len  its length or MEND_NTS
 *  @param done    1: handed over, 0: failed
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_UNSUPPORTED, the store's faults, MEND_INVALID, MEND_MISUSE. */
MEND_API mend_status mend_desk_sent(mend_desk *desk, const char *id, size_t id_len, int32_t done, mend_error *error);

/** Stores a ticket brought from elsewhere, with its whole log: replays the events, compares with the record, commits it
 *  all in one change.
 *  @param desk    a desk
 *  @param record  the ticket's record
 *  @param len     how many bytes
 *  @param events  its events from the first, as mend_desk_history() gives them
 *  @param now     the host's clock, ms
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_CORRUPT (record and log do not agree), MEND_DENIED (another tenant's), MEND_DUPLICATE (key or
 *  number taken), MEND_UNSUPPORTED (made by a newer release), the store's faults, MEND_UNKNOWN, MEND_INVALID,
 *  MEND_MISUSE. */
MEND_API mend_status mend_desk_import(mend_desk *desk, const void *record, size_t len, const mend_rows *events,
                                      int64_t now, mend_error *error);

/** Begins a batch: what follows on this desk becomes durable together.
 *  @param desk   a desk
 *  @param error  details; may be NULL
 *  @return MEND_OK, MEND_MISUSE (one is open), MEND_UNSUPPORTED, the store's faults, MEND_INVALID. */
MEND_API mend_status mend_desk_begin(mend_desk *desk, mend_error *error);
/** Ends the batch; it is over whatever comes back.
 *  @param desk   a desk
 *  @param keep   1: keep it, 0: take everything back
 *  @param error  details; may be NULL
 *  @return MEND_OK, MEND_MISUSE (none is open; or it was to be kept and an opening in it failed after its gapless
 *  number was drawn: everything is taken back then), the store's faults, MEND_UNKNOWN, MEND_INVALID. */
MEND_API mend_status mend_desk_end(mend_desk *desk, int32_t keep, mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
