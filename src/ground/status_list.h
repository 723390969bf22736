/*
 * status_list.h - the status codes once more, with their one line of English: X(NAME without MEND_, number, text).
 *
 * The public enum stands in mend/base.h; a number that differs does not compile, a missing line fails the unit test.
 * Included wherever something is derived from the list, each time with its own X.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
X(OK, 0, "it is done")
X(NOMEM, -1, "there is no memory")
X(INVALID, -2, "an argument is malformed")
X(MISUSE, -3, "the call is not allowed at this point")
X(LIMIT, -4, "a stated limit would be passed")
X(RANGE, -5, "a number, date or instant is out of range")
X(UTF8, -6, "the text is not valid UTF-8")
X(SYNTAX, -7, "the text cannot be read")
X(DUPLICATE_KEY, -8, "an object names the same member twice")
X(SCHEMA, -9, "the document says something that is not expected there")
X(NOT_FOUND, -10, "there is no such thing")
X(UNSUPPORTED, -11, "a newer release or a feature of the host would be needed")
X(CORRUPT, -12, "the stored record is damaged or belongs to something else")
X(INTERNAL, -13, "a check of the library's own failed; nothing was changed")
X(SHORT_BUFFER, -14, "the buffer is too small; the length needed was reported")
X(POLICY_MISMATCH, -15, "the ticket belongs to another policy, revision or digest")
X(KEY_REUSED, -16, "an idempotency key came back with other arguments")
X(UNKNOWN_ACTION, -17, "the policy has no such action")
X(UNKNOWN_FIELD, -18, "there is no such field, or the action does not take it")
X(STALE, -19, "another revision of the ticket was expected")
X(CONFLICT, -30, "another writer was first; nothing was written")
X(DUPLICATE, -31, "a unique value is taken; nothing was written")
X(EXISTS, -32, "the idempotency key is known; nothing was written")
X(BUSY, -33, "the store is busy; nothing was written, try again later")
X(IO, -34, "the store could not read or write; nothing was written")
X(UNKNOWN, -35, "it cannot be known whether the store has written")
X(DENIED, -36, "the store does not allow it; nothing was written")
X(FULL, -37, "the store has no space; nothing was written")
X(EXHAUSTED, -38, "the counter has no number left")
X(REFUSED, -100, "the policy refuses")
X(WRONG_ROLE, -101, "the actor has none of the roles the action asks for")
X(WRONG_STATE, -102, "the action is not open in the ticket's state")
X(INCOMPLETE, -103, "fields or evidence are missing or malformed")
X(CONDITION, -104, "a condition of the action does not hold")
X(SEPARATION, -105, "somebody who did an earlier step may not do this one")
X(LOOP_LIMIT, -106, "the loop has been taken as often as it may be")
