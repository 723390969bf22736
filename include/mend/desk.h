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
 *  - Time: a sweep asks the store which tickets are due and ticks those, no others. Where time has brought so much that
 *    an act answers MEND_MORE, the desk ticks first, in commits of their own, which stay whatever becomes of the act.
 *  - Units: where the store keeps them and the ticket's policy has a warranty, an action that writes to the unit, makes a
 *    quote or minds a tolerance is given the ticket's unit as it is stored, in place of what the arguments hold, and what
 *    becomes of it is stored in the same commit. The unit is that whose key is the ticket's serial number; or else the one
 *    with that serial number, and the ticket's model if several have it. Its contracts are those its document names; one
 *    that is not stored is passed over. An action that writes to a unit that is not stored makes a new one, whose key is
 *    the serial number, unless it requires a stored one. When it cannot be told which of several it is, none is given.
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
#include "mend/quote.h"
#include "mend/store.h"
#include "mend/warranty.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Desks: open, act, try, tick, sweep, read, history, lists, outbox, units, quotes, batches, erasing.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

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
/** The same without doing it, and without drawing a number or writing anything: for a ticket still to be opened the events show an empty
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
/** Does what time has made due on a stored ticket; commits only if something was, and as often as there is more, 64 times
 *  at most. The result holds the events of the last commit; mend_result_more() 1: call again.
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
/** How a sweep goes about it. Members that are 0 take the number given. */
typedef struct mend_sweep_options {
    uint32_t struct_size; /**< sizeof(mend_sweep_options), set by the caller */
    int32_t max;          /**< tickets at most, 1 to 1000000; 0: 1000 */
    int32_t batch;  /**< tickets in one batch of the store, 1 (none) to 1000; 0: 1. Without effect where the store has
                               no batches, or one is open */
    int32_t rounds; /**< every so many sweeps the desk begins at the front again, 1 to 1000000; 0: 32 */
    int64_t lease;  /**< how long tickets stay claimed, 1 to 86400000 ms; 0: 60000; -1: they are not claimed, which
                               saves writing where there is one sweeper only */
} mend_sweep_options;

/** What came of a sweep. */
typedef struct mend_sweep_info {
    uint32_t struct_size; /**< sizeof(mend_sweep_info), set by the caller */
    int32_t due;          /**< tickets the store gave */
    int32_t ticked;       /**< of these, those that time did something to, stored */
    int32_t conflicts;    /**< those that somebody else changed or claimed meanwhile; nothing is stored */
    int32_t failed;       /**< those that could not be ticked; nothing is stored */
    int32_t more;         /**< 1: the sweep stopped at its limit, so sweep again at once */
    int64_t events;       /**< events stored */
    int64_t next_due; /**< the first instant above `now` at which a ticket of the tenant is due; INT64_MIN: none is, or
                               the sweep ended early */
} mend_sweep_info;

/** Ticks the tickets of the tenant that are due: asks the store for them, page by page in the order in which they are
 *  due, claims them, and stores each with the token of its claim. Loads no other ticket.
 *
 *  A ticket that cannot be ticked (its policy is missing, its record damaged) stops nothing: it is counted, listed, and
 *  left alone until the desk begins at the front again. It does so with the first sweep, with every `rounds`-th, when
 *  the lease has passed since the last time, and when it has itself stored a ticket that is due before the place where
 *  it is; else it goes on behind the ticket it saw last.
 *
 *  With `batch` a batch that cannot be kept is done again ticket by ticket. A fault of the store itself (MEND_BUSY,
 *  MEND_IO, MEND_DENIED, MEND_FULL, MEND_NOMEM, MEND_UNKNOWN) ends the sweep with its status; what is stored until then
 *  stays, info tells of it, and what is claimed comes again when the lease has passed.
 *  @param desk     a desk
 *  @param now      the host's clock, ms
 *  @param options  NULL for the numbers given there
 *  @param info     written by every sweep that began; may be NULL
 *  @param failed   emptied, then filled with the tickets that failed (key, status, what was wrong); may be NULL
 *  @param error    details; may be NULL
 *  @return MEND_OK; MEND_UNSUPPORTED (the store has no due); MEND_CORRUPT (it gives what was not asked for); MEND_RANGE
 *  (now, or an option); the store's faults; MEND_INVALID; MEND_MISUSE. */
MEND_API mend_status mend_desk_sweep(mend_desk *desk, int64_t now, const mend_sweep_options *options,
                                     mend_sweep_info *info, mend_rows *failed, mend_error *error);
/** Lists tickets by the instant at which they are due next, whether or not it has come. Claims and changes nothing.
 *  @param desk       a desk
 *  @param until      the last instant of interest, ms; INT64_MAX: any
 *  @param after_due  number of the last row of the page before; INT64_MIN: from the start
 *  @param after      key of that row; length 0 with INT64_MIN
 *  @param after_len  its length or MEND_NTS
 *  @param max        1 to 1000
 *  @param rows       emptied, then filled (key, instant, nothing)
 *  @param error      details; may be NULL
 *  @return MEND_OK, MEND_UNSUPPORTED, MEND_RANGE, MEND_CORRUPT, the store's faults, MEND_INVALID, MEND_MISUSE. */
MEND_API mend_status mend_desk_due(mend_desk *desk, int64_t until, int64_t after_due, const char *after,
                                   size_t after_len, int32_t max, mend_rows *rows, mend_error *error);

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

/** Stores a unit or a contract as it is given: for a product sold, a contract made, a mistake put right. Acts store what
 *  they make of units by themselves.
 *  @param desk   a desk
 *  @param unit   the document with the revision it had when it was read, 0: it must not be stored yet; it is stored with
 *                the next revision and the desk's tenant, and is itself left as it is
 *  @param error  details; may be NULL
 *  @return MEND_OK, MEND_CONFLICT (the store has another revision, or has one already: read it and begin again with that),
 *  MEND_DENIED (another tenant's), MEND_UNSUPPORTED, the store's faults, MEND_UNKNOWN, MEND_INVALID (also: no key),
 *  MEND_MISUSE, MEND_NOMEM. */
MEND_API mend_status mend_desk_unit_put(mend_desk *desk, const mend_unit *unit, mend_error *error);
/** Reads a unit or a contract.
 *  @param desk     a desk
 *  @param key      the unit's
 *  @param key_len  its length or MEND_NTS
 *  @param unit     receives it; mend_unit_revision() is what mend_desk_unit_put() goes by
 *  @param error    details; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_CORRUPT (damaged, or the record of another unit or revision), MEND_UNSUPPORTED,
 *  the store's faults, MEND_INVALID, MEND_MISUSE, MEND_NOMEM. */
MEND_API mend_status mend_desk_unit_read(mend_desk *desk, const char *key, size_t key_len, mend_unit *unit,
                                         mend_error *error);
/** Lists units and contracts in the bytewise order of their keys.
 *  @param desk        a desk
 *  @param serial      the serial number they have; length 0: all there are
 *  @param serial_len  its length or MEND_NTS
 *  @param after       key of the last row of the page before; length 0: from the start
 *  @param after_len   its length or MEND_NTS
 *  @param max         1 to 1000
 *  @param rows        emptied, then filled (key, revision, record: mend_unit_load() reads it)
 *  @param error       details; may be NULL
 *  @return MEND_OK, MEND_UNSUPPORTED, MEND_RANGE, MEND_CORRUPT (out of order), the store's faults, MEND_UTF8, MEND_LIMIT,
 *  MEND_INVALID, MEND_MISUSE. */
MEND_API mend_status mend_desk_unit_page(mend_desk *desk, const char *serial, size_t serial_len, const char *after,
                                         size_t after_len, int32_t max, mend_rows *rows, mend_error *error);
/** Makes a quote of a stored ticket, with its unit and contracts as they are stored (mend_quote_make()). Nothing is
 *  written.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param kind     MEND_QUOTE_...
 *  @param now      the host's clock, ms
 *  @param quote    receives the quote; empty on failure
 *  @param error    details; may be NULL
 *  @return as mend_quote_make(); MEND_NOT_FOUND also if there is no such ticket; MEND_CORRUPT, MEND_POLICY_MISMATCH, the
 *  store's faults, MEND_MISUSE. */
MEND_API mend_status mend_desk_quote(mend_desk *desk, const char *key, size_t key_len, mend_quote_kind kind,
                                     int64_t now, mend_quote *quote, mend_error *error);
/** Says what the customer of a stored ticket may ask for, with the ticket's unit as it is stored (mend_rights()). Nothing
 *  is written to the store.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param now      the host's clock, ms
 *  @param lang     as for mend_rights()
 *  @param out      receives the document, appended; as before on failure
 *  @param error    details; may be NULL
 *  @return as mend_rights(); MEND_NOT_FOUND also if there is no such ticket; MEND_CORRUPT, MEND_POLICY_MISMATCH, the
 *  store's faults, MEND_MISUSE. */
MEND_API mend_status mend_desk_rights(mend_desk *desk, const char *key, size_t key_len, int64_t now, const char *lang,
                                      mend_buf *out, mend_error *error);
/** Lists the earlier tickets that belong beside a stored ticket (mend_earlier()): the store is asked by customer, serial
 *  number or model, whichever a row goes by, for at most 1000 tickets a row. Nothing is written to the store.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param now      the host's clock, ms
 *  @param lang     as for mend_earlier()
 *  @param out      receives the document, appended; as before on failure
 *  @param error    details; may be NULL
 *  @return as mend_earlier(); MEND_NOT_FOUND also if there is no such ticket; MEND_UNSUPPORTED (the store lists no
 *  tickets), MEND_CORRUPT, the store's faults, MEND_MISUSE. */
MEND_API mend_status mend_desk_earlier(mend_desk *desk, const char *key, size_t key_len, int64_t now, const char *lang,
                                       mend_buf *out, mend_error *error);

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

/** Removes a ticket for good, with its events, notices and idempotency entries (mend_store's erase): for data whose time
 *  in the archive is over. The ticket must be closed. If its policy has a clock named "archive", that clock must have
 *  been started and its instant must have come; without such a clock the ticket must have been anonymised.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param now      the host's clock, ms
 *  @param error    details, in a refusal which of these is missing; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_REFUSED, MEND_POLICY_MISMATCH, MEND_CORRUPT, MEND_UNSUPPORTED, MEND_CONFLICT
 *  (after 3 tries), MEND_RANGE, the store's faults, MEND_UNKNOWN, MEND_INVALID, MEND_MISUSE. */
MEND_API mend_status mend_desk_erase(mend_desk *desk, const char *key, size_t key_len, int64_t now, mend_error *error);

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
