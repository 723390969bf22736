/*
 * mend/move.h - tickets that outlive a policy: taking one to another policy, asking beforehand what a policy would have
 * made of it, and bringing in one that began elsewhere.
 *
 * docs/moving.md tells it with examples. All three are facts in the ticket's log ("moved", "imported") or leave the log
 * alone; replay needs no policy for them either.
 *
 * Which policy holds, and that a ticket comes over from another system, is the host's decision and not that of
 * somebody with a role in it: no role is asked for. The actor is recorded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MOVE_H
#define MEND_MOVE_H

#include "mend/base.h"
#include "mend/desk.h"
#include "mend/flow.h"
#include "mend/policy.h"
#include "mend/sla.h"
#include "mend/ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Another policy: moving a ticket, restating one, adopting one.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** For moving: what has another name under the new policy. Given as "map" in mend_args_json():
 *  {"states":{"old":"new"},"choices":{"level/p0":"p1","fault_class/other":null},"fields":{"old":"new","parts/old":null},
 *  "clocks":{"old":"new","other":null}}.
 *  @param args      arguments, with at most 256 names
 *  @param what      "states", "choices" (named "set/choice"), "fields" (those a policy declares; a column as "list/name")
 *                   or "clocks"
 *  @param what_len  its length or MEND_NTS
 *  @param from      the name under the old policy, up to 256 bytes
 *  @param from_len  its length or MEND_NTS
 *  @param to        the name under the new one, up to 128 bytes; of a column without the list; empty: it is given up (the
 *                   value goes, the clock is cancelled), not for states
 *  @param to_len    its length or MEND_NTS
 *  @return as mend_args_action(); MEND_INVALID also for a name that was given before, MEND_LIMIT beyond the 256th. */
MEND_API mend_status mend_args_map(mend_args *args, const char *what, size_t what_len, const char *from,
                                   size_t from_len, const char *to, size_t to_len);

/** For adopting: where the ticket stands. "state", "opened" and "since" in mend_args_json().
 *  @param args       arguments
 *  @param state      a state of the policy, 1 to 128 bytes
 *  @param state_len  its length or MEND_NTS
 *  @param opened     when it was opened, ms since 1970 UTC
 *  @param since      when it came into that state; INT64_MIN: when it was opened
 *  @return as mend_args_action(); MEND_RANGE. */
MEND_API mend_status mend_args_state(mend_args *args, const char *state, size_t state_len, int64_t opened,
                                     int64_t since);

/** For adopting: a clock that was started elsewhere, to be called once for each. "clocks" in mend_args_json():
 *  {"first_response":{"status":"met","used":"PT2H","started":"…","stopped":"…"}}.
 *  @param args     arguments, with at most 64 clocks
 *  @param clock    its name in the policy, 1 to 128 bytes
 *  @param len      its length or MEND_NTS
 *  @param status   MEND_CLOCK_RUNNING (whether it stands still is for the policy's pauses to say), MEND_CLOCK_MET,
 *                  MEND_CLOCK_MISSED, MEND_CLOCK_CANCELLED
 *  @param started  when it began; INT64_MIN: when the ticket was opened
 *  @param stopped  when it ended; INT64_MIN: of one that has ended, when the ticket came into its state, or when it can
 *                  first have used what it used, if that is later
 *  @param used     ms it has used; INT64_MIN: all time since it began, as the policy's calendars measure it
 *  @return as mend_args_action(); MEND_RANGE, MEND_INVALID also for a clock that was given before, MEND_LIMIT beyond the
 *  64th. */
MEND_API mend_status mend_args_clock(mend_args *args, const char *clock, size_t len, mend_clock_status status,
                                     int64_t started, int64_t stopped, int64_t used);

/** Takes a ticket to another policy, usually a later revision of its own: first what time has made due under the old
 *  one, then an event "moved" that names both.
 *
 *  The ticket fits if the new policy has its state; has all fields in which it holds values, declared alike; knows all
 *  values of choices it holds; amounts, if it has any, are in the policy's currency; nothing passes a limit; and for
 *  each clock under way there is one of that name and kind with a target that applies. Else the move is refused, and the
 *  result names every reason. What has another name, or may be given up, is said by mend_args_map().
 *
 *  Clocks go on with the time used so far, aimed at the new policy's targets by its calendars. What has been done, the
 *  ticket's number, quotes and authorisations stay as they are: they are bound to what they say, not to a policy. A clock
 *  that only the new policy has begins with the next act that starts it.
 *  @param from    the policy the ticket belongs to
 *  @param to      the policy it shall belong to; if it does already, nothing happens and there is no event
 *  @param ticket  changed on MEND_OK only
 *  @param args    actor, roles, reason, expected revision, idempotency key (for a desk), names that differ; no action, no
 *                 fields, no instant of its own
 *  @param now     the host's clock, ms; before the ticket's last event it counts as that instant
 *  @param result  receives events, or every reason
 *  @param error   details of a fault; may be NULL
 *  @return MEND_OK, MEND_REFUSED, MEND_POLICY_MISMATCH (from), MEND_NOT_FOUND (a name given as new is none of the new
 *  policy's), MEND_STALE, MEND_MORE, MEND_RANGE, MEND_LIMIT, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_move(const mend_policy *from, const mend_policy *to, mend_ticket *ticket,
                               const mend_args *args, int64_t now, mend_result *result, mend_error *error);

/** Tells a ticket anew as it would stand had a policy held from its first day: the same acts at the same instants with
 *  the same values, but the level that was judged is judged by this policy, and clocks, warnings and breaches are this
 *  policy's. No act is judged again: what was done counts as allowed. Under the policy that the ticket had from the
 *  beginning the outcome is the very same ticket, to the byte. What may be done with it is look: mend_facts(),
 *  mend_clocks().
 *  @param policy     the policy to be tried
 *  @param ticket     replaced on MEND_OK, else as before
 *  @param slots      as for mend_ticket_replay()
 *  @param slots_len  its length or MEND_NTS
 *  @param events     the event documents in order, from the first
 *  @param lengths    their lengths; NULL: all NUL-terminated
 *  @param count      how many, at least 1
 *  @param now        time goes on until then, ms
 *  @param result     receives as reasons what the policy does not know of the ticket; no events
 *  @param error      on failure, document = index of the event; may be NULL
 *  @return MEND_OK, also with reasons; MEND_CORRUPT, MEND_UNSUPPORTED, MEND_RANGE, MEND_LIMIT (over 100,000 events brought
 *  by time), MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_restate(const mend_policy *policy, mend_ticket *ticket, const char *slots, size_t slots_len,
                                  const char *const *events, const size_t *lengths, size_t count, int64_t now,
                                  mend_result *result, mend_error *error);

/** Fills a blank ticket with one that began elsewhere, by one event "imported": its key and number, the state it is in,
 *  when it was opened, its fields, its clocks with the time they have used. All of it is checked against the policy, as
 *  far as it is not about who may do what when. A level that is not given is judged, where the policy judges. Countdowns,
 *  and clocks that start by a condition alone, begin by themselves; other clocks that are not given were never started.
 *  @param policy  the policy it shall belong to
 *  @param ticket  blank; changed on MEND_OK only
 *  @param args    ticket, state, clocks, fields, actor, roles, reason; no action
 *  @param now     the host's clock, ms
 *  @param result  receives events, or every reason
 *  @param error   details of a fault; may be NULL
 *  @return MEND_OK; MEND_INCOMPLETE, MEND_REFUSED; MEND_UNKNOWN_FIELD, MEND_RANGE, MEND_LIMIT, MEND_INVALID (also a
 *  ticket that is not blank, or no tenant, key, state or actor), MEND_NOMEM. */
MEND_API mend_status mend_adopt(const mend_policy *policy, mend_ticket *ticket, const mend_args *args, int64_t now,
                                mend_result *result, mend_error *error);

/** mend_move() of a stored ticket.
 *  @param desk     a desk that has both policies
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param to       the policy it shall belong to, as given to mend_desk_policy()
 *  @param args     as for mend_move()
 *  @param now      the host's clock, ms
 *  @param ticket   receives the ticket afterwards; may be NULL
 *  @param result   events or reasons
 *  @param error    details; may be NULL
 *  @return as mend_move() and mend_desk_act(); MEND_POLICY_MISMATCH also if the desk does not have `to`. */
MEND_API mend_status mend_desk_move(mend_desk *desk, const char *key, size_t key_len, const mend_policy *to,
                                    const mend_args *args, int64_t now, mend_ticket *ticket, mend_result *result,
                                    mend_error *error);

/** mend_adopt() into the store, under the policy added last. Tenant is the desk's; the key is the number if args give
 *  none. No number is drawn.
 *  @param desk    a desk with a policy
 *  @param args    as for mend_adopt()
 *  @param now     the host's clock, ms
 *  @param ticket  receives the new ticket; may be NULL
 *  @param result  events or reasons
 *  @param error   details; may be NULL
 *  @return as mend_adopt() and mend_desk_open(); MEND_DUPLICATE (key or number taken). */
MEND_API mend_status mend_desk_adopt(mend_desk *desk, const mend_args *args, int64_t now, mend_ticket *ticket,
                                     mend_result *result, mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
