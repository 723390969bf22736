/*
 * mend/flow.h - somebody does something: arguments, the act, its result, and the questions to ask before.
 *
 * Every change of a ticket is an action of its policy: opening, each step of the workflow, a note, a correction, a
 * link, the disclosure of a plain value, anonymising. mend_act() either changes the ticket, and the result holds the
 * events; or the policy refuses (status -100 to -199), and the result holds every reason and no event; or a fault comes
 * back (-1 to -99). In the last two cases the ticket is as before.
 *
 * Who the actor is, and that he really has the roles given, is the host's word. Actor ids appear in events for good:
 * use account ids, not names of people.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_FLOW_H
#define MEND_FLOW_H

#include "mend/base.h"
#include "mend/policy.h"
#include "mend/reason.h"
#include "mend/ticket.h"
#include "mend/warranty.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Arguments, actions, results, questions.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** What somebody wants to do: action, actor, instant, fields. One thread at a time. All texts are copied. Setters check
 *  UTF-8 and limits (MEND_UTF8, MEND_LIMIT); whether a field exists and takes the value is judged by the act. */
typedef struct mend_args mend_args;

/** Makes empty arguments.
 *  @param allocator  NULL for the C library's
 *  @param out        receives the arguments; free them with mend_args_free()
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_args_new(const mend_allocator *allocator, mend_args **out);
/** Frees arguments. @param args the arguments; NULL is accepted */
MEND_API void mend_args_free(mend_args *args);
/** Empties the arguments and keeps their memory for the next act. @param args the arguments; NULL is accepted */
MEND_API void mend_args_clear(mend_args *args);

/** Which action.
 *  @param args    arguments
 *  @param action  its name in the policy, 1 to 128 bytes @param len its length or MEND_NTS
 *  @return MEND_OK, MEND_INVALID, MEND_UTF8, MEND_LIMIT, MEND_NOMEM: the arguments are then as before. */
MEND_API mend_status mend_args_action(mend_args *args, const char *action, size_t len);
/** Who acts.
 *  @param args  arguments
 *  @param id    an account id, 1 to 128 bytes @param len its length or MEND_NTS
 *  @return as mend_args_action(). */
MEND_API mend_status mend_args_actor(mend_args *args, const char *id, size_t len);
/** One role the actor has; to be called once for each, up to 16 times.
 *  @param args  arguments
 *  @param role  its name, 1 to 128 bytes @param len its length or MEND_NTS
 *  @return as mend_args_action(); MEND_LIMIT also beyond the 16th. */
MEND_API mend_status mend_args_role(mend_args *args, const char *role, size_t len);
/** The actor's grade.
 *  @param args   arguments
 *  @param grade  its name, such as "senior", 1 to 128 bytes @param len its length or MEND_NTS
 *  @return as mend_args_action(). */
MEND_API mend_status mend_args_grade(mend_args *args, const char *grade, size_t len);
/** When it happened, if not now; the action says how far back that may be.
 *  @param args  arguments
 *  @param at    ms since 1970 UTC
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. */
MEND_API mend_status mend_args_at(mend_args *args, int64_t at);
/** Why, in words, where the action asks for a reason. Kept like any free text, in a slot.
 *  @param args    arguments
 *  @param reason  the text, up to 64 KiB @param len its length or MEND_NTS
 *  @return as mend_args_action(). */
MEND_API mend_status mend_args_reason(mend_args *args, const char *reason, size_t len);
/** The idempotency key: the same key with the same arguments, sent again to a desk, has one effect.
 *  @param args  arguments
 *  @param key   1 to 128 bytes @param len its length or MEND_NTS
 *  @return as mend_args_action(). */
MEND_API mend_status mend_args_key(mend_args *args, const char *key, size_t len);
/** The revision the caller has seen; any other answers MEND_STALE.
 *  @param args      arguments
 *  @param revision  1 or more
 *  @return MEND_OK, MEND_INVALID. */
MEND_API mend_status mend_args_expect(mend_args *args, int64_t revision);
/** For an opening action: the new ticket's tenant, key and number. A desk gives tenant and number itself, and takes the
 *  number as the key where none is given.
 *  @param args    arguments
 *  @param tenant  up to 128 bytes @param tenant_len its length or MEND_NTS
 *  @param key     up to 128 bytes @param key_len its length or MEND_NTS
 *  @param number  up to 64 bytes @param number_len its length or MEND_NTS
 *  @return as mend_args_action(). */
MEND_API mend_status mend_args_ticket(mend_args *args, const char *tenant, size_t tenant_len, const char *key,
                                      size_t key_len, const char *number, size_t number_len);

/** Gives a field its value, as text: a choice by name, numbers, dates and instants in their JSON form, true or false.
 *  Rows of lists: "parts/3/serial" is the row with id 3; "parts/+1/name" and "parts/+1/model" are the first row to be
 *  added, "parts/+2/name" the second.
 *  @param args   arguments, of at most 4096 fields
 *  @param path   the field, 1 to 256 bytes @param path_len its length or MEND_NTS
 *  @param value  the text, up to 64 KiB @param value_len its length or MEND_NTS
 *  @return as mend_args_action(); MEND_INVALID also for a path that was given before. */
MEND_API mend_status mend_args_text(mend_args *args, const char *path, size_t path_len, const char *value,
                                    size_t value_len);
/** Gives an integer, money (minor units), boolean (0, 1), instant (ms) or date (days since 1970-01-01) field its value.
 *  @param args   arguments
 *  @param path   the field @param path_len its length or MEND_NTS
 *  @param value  the value
 *  @return as mend_args_text(). */
MEND_API mend_status mend_args_integer(mend_args *args, const char *path, size_t path_len, int64_t value);
/** Takes a field's value away, or with "parts/3" a row.
 *  @param args  arguments
 *  @param path  the field or row @param path_len its length or MEND_NTS
 *  @return as mend_args_text(). */
MEND_API mend_status mend_args_unset(mend_args *args, const char *path, size_t path_len);

/** What is known of the unit: the action reads it to share out what the repair costs, and may change it, see
 *  mend_result_unit(). It is no part of the fingerprint of an idempotency key.
 *  @param args  arguments
 *  @param unit  a document of kind "unit", borrowed until the arguments are cleared or get another; NULL: none
 *  @return MEND_OK, MEND_INVALID (also for a contract). */
MEND_API mend_status mend_args_unit(mend_args *args, const mend_unit *unit);
/** A contract that holds for the unit; to be called once for each, in the order they are asked, up to 64 times.
 *  @param args      arguments
 *  @param contract  a document of kind "contract", borrowed until the arguments are cleared
 *  @return MEND_OK, MEND_INVALID (also for a unit), MEND_LIMIT beyond the 64th. */
MEND_API mend_status mend_args_contract(mend_args *args, const mend_unit *contract);

/** Sets the arguments from a document, replacing what was there (also the unit and its contracts):
 *  {"action":"…","actor":{"id":"…","roles":["…"],"grade":"…"},"at":"…Z","key":"…","expect":7,"reason":"…",
 *  "ticket":{"tenant":"…","key":"…","number":"…"},"fields":{"fault_class":"hardware","parts/3/serial":null,
 *  "parts":[{"name":"…"}]}}. Unknown members are refused. A list of objects adds rows.
 *  @param args   arguments; as before on failure
 *  @param json   the document @param len its length or MEND_NTS
 *  @param error  details; may be NULL
 *  @return MEND_OK, MEND_SYNTAX, MEND_UTF8, MEND_DUPLICATE_KEY, MEND_SCHEMA, MEND_RANGE, MEND_LIMIT, MEND_INVALID,
 *  MEND_NOMEM. */
MEND_API mend_status mend_args_json(mend_args *args, const char *json, size_t len, mend_error *error);

/** What came of an act: events, or the reasons of a refusal. One thread at a time. */
typedef struct mend_result mend_result;

/** Makes an empty result, to be used for any number of acts.
 *  @param allocator  NULL for the C library's
 *  @param out        receives the result; free it with mend_result_free()
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_result_new(const mend_allocator *allocator, mend_result **out);
/** Frees a result. @param result the result; NULL is accepted */
MEND_API void mend_result_free(mend_result *result);
/** The status of the act. @param result a result
 *  @return what the act returned; MEND_OK before the first. */
MEND_API mend_status mend_result_status(const mend_result *result);
/** Whether a desk found that this command had been carried out before. @param result a result
 *  @return 1 if so, and these are the events it had then; else 0. */
MEND_API int32_t mend_result_replayed(const mend_result *result);
/** Whether there is more due than the call did. @param result a result
 *  @return 1 if another mend_tick() with the same `now` has something to do; else 0. */
MEND_API int32_t mend_result_more(const mend_result *result);
/** How many events the act caused. @param result a result
 *  @return the number. */
MEND_API int32_t mend_result_event_count(const mend_result *result);
/** One event.
 *  @param result  a result
 *  @param index   0 to mend_result_event_count() - 1
 *  @param len     receives the length; may be NULL
 *  @return a JSON document, NUL-terminated, borrowed until the result is used again; NULL beyond the last. */
MEND_API const char *mend_result_event(const mend_result *result, int32_t index, size_t *len);
/** How many reasons a refusal has; they come in a fixed order: role, state, fields, evidence, conditions, money and the
 *  unit, persons, loops.
 *  @param result  a result
 *  @return the number. */
MEND_API int32_t mend_result_reason_count(const mend_result *result);
/** The code of one reason.
 *  @param result  a result
 *  @param index   0 to mend_result_reason_count() - 1
 *  @return the code; 0 beyond the last. */
MEND_API mend_reason mend_result_reason(const mend_result *result, int32_t index);
/** A parameter of a reason by name.
 *  @param result  a result
 *  @param index   0 to mend_result_reason_count() - 1
 *  @param name    the parameter, such as "field", NUL-terminated
 *  @param len     receives the length; may be NULL
 *  @return the value, NUL-terminated, borrowed until the result is used again; NULL if the reason has none such. */
MEND_API const char *mend_result_param(const mend_result *result, int32_t index, const char *name, size_t *len);
/** The unit as it shall be stored, in the same commit as the ticket.
 *  @param result  a result
 *  @return the document with its new revision, borrowed until the result is used again; NULL if the act leaves the unit
 *          as it is. */
MEND_API const mend_unit *mend_result_unit(const mend_result *result);
/** The revision that the store must still have of that unit.
 *  @param result  a result
 *  @return the revision the unit had in the arguments, 0 for one that was never stored; -1 if the unit does not change. */
MEND_API int64_t mend_result_unit_expected(const mend_result *result);
/** Contracts whose claims the act changes, to be stored likewise.
 *  @param result  a result
 *  @param index   0, 1, ...
 *  @return the document with its new revision, borrowed until the result is used again; NULL beyond the last. */
MEND_API const mend_unit *mend_result_contract(const mend_result *result, int32_t index);
/** The revision that the store must still have of that contract.
 *  @param result  a result
 *  @param index   as for mend_result_contract()
 *  @return the revision it had in the arguments; -1 beyond the last. */
MEND_API int64_t mend_result_contract_expected(const mend_result *result, int32_t index);
/** Writes a reason as a sentence for people.
 *  @param result  a result
 *  @param policy  gives the labels; NULL: names instead
 *  @param index   0 to mend_result_reason_count() - 1
 *  @param lang    BCP 47 tag: "zh…" gives Chinese, anything else English; NULL: the policy's default
 *  @param out     receives the sentence, appended; as before on failure
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_result_sentence(const mend_result *result, const mend_policy *policy, int32_t index,
                                          const char *lang, mend_buf *out);
/** Writes the result as a document: {"status":"…","replayed":…,"events":[…],"reasons":[{"code","params","text"}]}.
 *  @param result  a result
 *  @param policy  gives the labels; NULL: names instead
 *  @param lang    as for mend_result_sentence()
 *  @param out     receives the document, appended; as before on failure
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_result_write(const mend_result *result, const mend_policy *policy, const char *lang,
                                       mend_buf *out);

/** Does it: first what time has made due, then the action.
 *  @param policy  the policy the ticket belongs to (any, when the ticket is blank and the action opens one)
 *  @param ticket  changed on MEND_OK only
 *  @param args    what
 *  @param now     the host's clock, ms; before the ticket's last event it counts as that instant, and the event says so
 *  @param result  receives events or reasons
 *  @param error   details of a fault; may be NULL
 *  @return MEND_OK; a refusal: MEND_WRONG_ROLE, MEND_WRONG_STATE, MEND_INCOMPLETE, MEND_CONDITION, MEND_SEPARATION,
 *  MEND_LOOP_LIMIT, MEND_REFUSED (the first of these that applies; the result names everything); a fault:
 *  MEND_UNKNOWN_ACTION, MEND_UNKNOWN_FIELD, MEND_POLICY_MISMATCH, MEND_STALE, MEND_MORE (more than 256 things are due:
 *  mend_tick() first), MEND_RANGE (also for a clock that would be due beyond what its calendar can count), MEND_LIMIT,
 *  MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_act(const mend_policy *policy, mend_ticket *ticket, const mend_args *args, int64_t now,
                              mend_result *result, mend_error *error);

/** The same as mend_act() without changing the ticket: would it be allowed, and what would it cause?
 *  @param policy  as for mend_act()
 *  @param ticket  untouched
 *  @param args    what
 *  @param now     the host's clock, ms
 *  @param result  receives the events as they would be, or the reasons
 *  @param error   details of a fault; may be NULL
 *  @return as mend_act(). */
MEND_API mend_status mend_try(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args, int64_t now,
                              mend_result *result, mend_error *error);

/** Time has passed: does what is due, each thing once, in order, at its own instant. Which events there are does not
 *  depend on when this is called. At most 256 come in one call; then mend_result_more() says so.
 *  @param policy  the policy the ticket belongs to
 *  @param ticket  changed on MEND_OK only
 *  @param now     the host's clock, ms; before the ticket's last event nothing is due
 *  @param result  receives the events
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_POLICY_MISMATCH, MEND_RANGE, MEND_LIMIT, MEND_INVALID (also for a blank ticket), MEND_NOMEM. */
MEND_API mend_status mend_tick(const mend_policy *policy, mend_ticket *ticket, int64_t now, mend_result *result,
                               mend_error *error);

/** Carries out an action of kind "reveal" and writes the plain values of the fields it names: {"customer_name":"…"}.
 *  The action's fields are paths given by mend_args_text() with an empty value, such as "customer_phone".
 *  @param policy  the policy the ticket belongs to
 *  @param ticket  changed on MEND_OK only
 *  @param args    what
 *  @param now     the host's clock, ms
 *  @param result  receives events or reasons
 *  @param out     receives the document, appended, on MEND_OK only
 *  @param error   details of a fault; may be NULL
 *  @return as mend_act(); MEND_INVALID also if the action is of another kind. */
MEND_API mend_status mend_reveal(const mend_policy *policy, mend_ticket *ticket, const mend_args *args, int64_t now,
                                 mend_result *result, mend_buf *out, mend_error *error);

/** What may this actor do now, and what does each step still lack? Writes
 *  {"state":…,"actions":[{"action","label","kind","to","open":true|false,"status","lacks":[reasons],"form":[…]}]}:
 *  every action that can start from the ticket's state (or opens one, when it is blank), in the policy's order. Fields
 *  already given in args count as given. A wrong role is told only that.
 *  @param policy  the policy the ticket belongs to
 *  @param ticket  a ticket
 *  @param args    actor, roles, grade; the action is ignored
 *  @param now     the host's clock, ms
 *  @param lang    as for mend_result_sentence()
 *  @param out     receives the document, appended; as before on failure
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_POLICY_MISMATCH, MEND_RANGE, MEND_LIMIT, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_actions(const mend_policy *policy, const mend_ticket *ticket, const mend_args *args,
                                  int64_t now, const char *lang, mend_buf *out, mend_error *error);

/** Writes the ticket for people and programs outside the desk: canonical JSON, every field with a masking class masked
 *  as the policy says, labels beside names when `lang` is given.
 *  @param policy  the ticket's policy; NULL: default masks, no labels of the policy's
 *  @param ticket  a ticket
 *  @param lang    BCP 47 tag of the labels; NULL: no labels
 *  @param out     receives the document, appended; as before on failure
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_view(const mend_policy *policy, const mend_ticket *ticket, const char *lang, mend_buf *out,
                               mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
