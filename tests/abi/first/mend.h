/* libmend 0.1.0, public headers in one file. Generated; do not edit. */
/*
 * mend/mend.h - all of libmend: takes in every public header.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MEND_H
#define MEND_MEND_H

/** @file
 *  Every public header at once. */

/*
 * mend/base.h - what every other header of libmend builds on: status codes,
 * error details, memory and buffers.
 *
 * Conventions of the whole library:
 *  - Text goes in as (pointer, length) in UTF-8; MEND_NTS as the length means
 *    "NUL-terminated". Text is always checked.
 *  - Instants are int64_t milliseconds since 1970-01-01T00:00:00Z, from year 1
 *    to year 9999. Money is int64_t minor units (cents, fen).
 *  - A call that returns a status below zero has changed nothing.
 *  - Every *_free function accepts NULL.
 *  - The library keeps no global state: no initialisation, no clean-up, no
 *    environment, no clock, no locale, no output of its own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_BASE_H
#define MEND_BASE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Status codes, error details, allocator, buffers, version. */

/** @cond private: import and export of symbols */
#if defined(_WIN32) && defined(MEND_SHARED)
#ifdef MEND_BUILD
#define MEND_API __declspec(dllexport)
#else
#define MEND_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define MEND_API __attribute__((visibility("default")))
#else
#define MEND_API
#endif
/** @endcond */

/** Length argument that means "the text ends at its NUL". */
#define MEND_NTS ((size_t)-1)

/** Outcome of a call: 0 is success, -1 to -99 are faults, -100 to -199 are
 *  refusals by the policy. A number, once given, never changes its meaning. */
typedef int32_t mend_status;

enum {
    MEND_OK = 0, /**< It is done. */

    MEND_NOMEM = -1,            /**< The allocator returned NULL. */
    MEND_INVALID = -2,          /**< An argument is malformed (NULL, unknown flag, wrong struct_size). */
    MEND_MISUSE = -3,           /**< Calls in a forbidden order, or a callback that called back. */
    MEND_LIMIT = -4,            /**< A stated limit would be passed. */
    MEND_RANGE = -5,            /**< A number, date or instant is outside its range, or overflows. */
    MEND_UTF8 = -6,             /**< Text is not valid UTF-8. */
    MEND_SYNTAX = -7,           /**< A document, pattern or literal cannot be read. */
    MEND_DUPLICATE_KEY = -8,    /**< A JSON object names the same member twice. */
    MEND_SCHEMA = -9,           /**< A readable document says something that is not expected there. */
    MEND_NOT_FOUND = -10,       /**< There is no such thing. */
    MEND_UNSUPPORTED = -11,     /**< Made by a newer release, or a feature the host's table lacks. */
    MEND_CORRUPT = -12,         /**< A stored record is damaged or belongs to something else. */
    MEND_INTERNAL = -13,        /**< A check of the library's own failed; nothing was changed. */
    MEND_SHORT_BUFFER = -14,    /**< The caller's buffer is too small; the needed length was reported. */
    MEND_POLICY_MISMATCH = -15, /**< The ticket belongs to another policy, revision or digest. */
    MEND_KEY_REUSED = -16,      /**< An idempotency key came back with other arguments. */
    MEND_UNKNOWN_ACTION = -17,  /**< The policy has no such action. */
    MEND_UNKNOWN_FIELD = -18,   /**< Neither catalogue nor policy has such a field, or the action does not take it. */
    MEND_STALE = -19,           /**< The caller expected another revision of the ticket. */

    MEND_CONFLICT = -30,  /**< Store: another writer was first; nothing was written. */
    MEND_DUPLICATE = -31, /**< Store: a unique value (the number, the ticket key) is taken; nothing was written. */
    MEND_EXISTS = -32,    /**< Store: the idempotency key is known; nothing was written. */
    MEND_BUSY = -33,      /**< Store: try again later; nothing was written. */
    MEND_IO = -34,        /**< Store: reading or writing failed; nothing was written. */
    MEND_UNKNOWN = -35,   /**< Store: it cannot be known whether the write happened. */
    MEND_DENIED = -36,    /**< Store: not allowed (read-only, permissions); nothing was written. */
    MEND_FULL = -37,      /**< Store: no space; nothing was written. */
    MEND_EXHAUSTED = -38, /**< A counter has no number left and its series refuses to widen. */

    MEND_REFUSED = -100,     /**< The policy refuses; the reasons are in the result. */
    MEND_WRONG_ROLE = -101,  /**< The actor has none of the roles (or not the grade) the action asks for. */
    MEND_WRONG_STATE = -102, /**< The action is not open in the ticket's state. */
    MEND_INCOMPLETE = -103,  /**< Fields or evidence are missing or malformed; all are named. */
    MEND_CONDITION = -104,   /**< A condition of the action does not hold. */
    MEND_SEPARATION = -105,  /**< Somebody else has to do it: not who did a step before, or only who is named. */
    MEND_LOOP_LIMIT = -106   /**< A counted loop has been taken as often as it may be. */
};

/** The name of a status. Any thread.
 *  @param status  any number
 *  @return the constant's name, such as "MEND_NOMEM"; "MEND_?" for an unknown number. Static text. */
MEND_API const char *mend_status_name(mend_status status);

/** What a status means, in one plain English line. Any thread.
 *  @param status  any number
 *  @return static text, also for an unknown number. */
MEND_API const char *mend_status_text(mend_status status);

/** The status of a name as mend_status_name() gives it. Any thread.
 *  @param name  the name
 *  @param len   its length, or MEND_NTS
 *  @param out   receives the status
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_INVALID. */
MEND_API mend_status mend_status_of(const char *name, size_t len, mend_status *out);

/** Details of a fault, owned by the caller and passed as the last parameter.
 *  Set struct_size to sizeof(mend_error) first; the rest needs no preparation.
 *  It is filled without allocating, on failure only, and never holds values of
 *  fields, so it may go to any log. */
typedef struct mend_error {
    uint32_t struct_size; /**< sizeof(mend_error), set by the caller */
    int32_t status;       /**< the status the call returned */
    int64_t offset;       /**< byte offset in the document, 0-based; -1 if there is none */
    int32_t line;         /**< line in the document, 1-based; 0 if there is none */
    int32_t column;       /**< column in code points, 1-based; 0 if there is none */
    int32_t document;     /**< which document of a list, 0-based; -1 if there is none */
    int32_t reason;       /**< the mend_reason behind it (mend/reason.h); 0 if the status says it all */
    char path[256];       /**< JSON path such as $.actions.repair.roles[1], or a field path; NUL-terminated */
    char text[256];       /**< one line of English: what was found, what was expected; NUL-terminated */
} mend_error;

/** Gives, moves and takes back memory: new_size 0 frees and returns NULL,
 *  block NULL allocates, else it behaves like realloc. old_size is exact.
 *  Blocks must be aligned like malloc's. It may return NULL at any time; the
 *  old block then stays as it was. */
typedef void *(*mend_resize_fn)(void *user, void *block, size_t old_size, size_t new_size);

/** Where an object and everything it owns gets its memory. NULL in place of an
 *  allocator means malloc, realloc and free of the C library. The record is
 *  copied; `user` must outlive every object made with it. */
typedef struct mend_allocator {
    uint32_t struct_size;  /**< sizeof(mend_allocator), set by the caller */
    uint32_t reserved;     /**< 0 */
    mend_resize_fn resize; /**< must not be NULL */
    void *user;            /**< handed to resize */
} mend_allocator;

/** A growing run of bytes that documents are written into. One thread at a time. */
typedef struct mend_buf mend_buf;

/** Makes an empty buffer.
 *  @param allocator  NULL for the C library's
 *  @param out        receives the buffer; free it with mend_buf_free()
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_buf_new(const mend_allocator *allocator, mend_buf **out);

/** Frees a buffer. @param buf the buffer; NULL is accepted */
MEND_API void mend_buf_free(mend_buf *buf);

/** What a buffer holds.
 *  @param buf  the buffer
 *  @param len  receives the number of bytes; may be NULL
 *  @return the bytes, always followed by a NUL that is not counted; borrowed until the buffer changes. "" for NULL. */
MEND_API const char *mend_buf_data(const mend_buf *buf, size_t *len);

/** Empties a buffer and keeps its memory for the next document. @param buf the buffer; NULL is accepted */
MEND_API void mend_buf_clear(mend_buf *buf);

/** Appends bytes of any kind.
 *  @param buf   the buffer; on failure it is as before
 *  @param data  the bytes; they may not lie in the buffer itself
 *  @param len   how many, or MEND_NTS
 *  @return MEND_OK, MEND_NOMEM, MEND_LIMIT, MEND_INVALID. */
MEND_API mend_status mend_buf_append(mend_buf *buf, const void *data, size_t len);

/** The library's version as one number. Any thread.
 *  @return major * 1000000 + minor * 1000 + patch. */
MEND_API int32_t mend_version(void);

/** The library's version as text. Any thread.
 *  @return static text, such as "0.1.0". */
MEND_API const char *mend_version_text(void);

/** How large a public record is in this build of the library, so that a binding can check its own layout. Any thread.
 *  @param name  the record's name, such as "mend_error", NUL-terminated
 *  @return its size in bytes; 0 for an unknown name. */
MEND_API size_t mend_layout(const char *name);

#ifdef __cplusplus
}
#endif

#endif
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

/*
 * mend/policy.h - the policy: everything shops disagree on, as one JSON document compiled into an immutable object.
 *
 * A policy says which states, actions, roles, fields, number series and texts there are and what must hold before a
 * step. docs/policy.md describes the document. A policy may extend a built-in preset ("extends": "standard@1"); further
 * documents are laid over it in order by RFC 7396 (members merge, null deletes, lists are replaced whole).
 *
 * A loaded policy never changes; any number of threads may use it at once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_POLICY_H
#define MEND_POLICY_H


#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Loading policies and looking at what they say. */

/** A compiled policy. Any thread may read it. */
typedef struct mend_policy mend_policy;

/** Compiles a policy from one or more documents.
 *  @param allocator  NULL for the C library's
 *  @param documents  JSON texts; the first may extend a preset, each further one is laid over what is there
 *  @param lengths    their lengths, each may be MEND_NTS; NULL: all NUL-terminated
 *  @param count      how many, 1 to 16
 *  @param out        receives the policy; free it with mend_policy_free() when nothing uses it any more
 *  @param error      says document, line, column, path, what was found, what was expected, and a likely meaning; may be
 *                    NULL
 *  @return MEND_OK, MEND_SYNTAX, MEND_UTF8, MEND_DUPLICATE_KEY, MEND_SCHEMA, MEND_LIMIT, MEND_NOT_FOUND (the preset),
 *  MEND_UNSUPPORTED (a newer version of the format), MEND_INVALID, MEND_NOMEM. Where the fault lies in a preset,
 *  error->document is -1 and the text names the preset. */
MEND_API mend_status mend_policy_load(const mend_allocator *allocator, const char *const *documents,
                                      const size_t *lengths, size_t count, mend_policy **out, mend_error *error);

/** Frees a policy. No ticket holds on to it; a desk does. @param policy the policy; NULL is accepted */
MEND_API void mend_policy_free(mend_policy *policy);

/** How many presets are built in. Any thread.
 *  @return the number. */
MEND_API int32_t mend_preset_count(void);
/** The name of a preset. Any thread.
 *  @param index  0 to mend_preset_count() - 1
 *  @return such as "standard@1"; NULL beyond the last. Static text. */
MEND_API const char *mend_preset_name(int32_t index);
/** The JSON text of a preset. Any thread.
 *  @param name  the preset's name, NUL-terminated
 *  @param len   receives the length; may be NULL
 *  @return static text, NUL-terminated; NULL if there is none of that name. */
MEND_API const char *mend_preset_text(const char *name, size_t *len);

/** The author's id of a policy.
 *  @param policy  a policy
 *  @param len     receives the length; may be NULL
 *  @return the id, NUL-terminated; lives as long as the policy. */
MEND_API const char *mend_policy_id(const mend_policy *policy, size_t *len);
/** The author's revision of a policy. @param policy a policy
 *  @return 1 or more. */
MEND_API int64_t mend_policy_revision(const mend_policy *policy);
/** The identity of what a policy says: SHA-256 of its merged canonical document. @param policy a policy
 *  @return 64 hexadecimal digits, NUL-terminated; lives as long as the policy. */
MEND_API const char *mend_policy_digest(const mend_policy *policy);
/** Writes the merged canonical document of a policy.
 *  @param policy  a policy
 *  @param out     receives the document, appended; as before on failure
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_policy_write(const mend_policy *policy, mend_buf *out);

/** A kind of named thing in a policy. */
typedef int32_t mend_kind;

enum {
    MEND_KIND_STATE = 1,  /**< a state of the workflow */
    MEND_KIND_ACTION = 2, /**< something somebody may do */
    MEND_KIND_ROLE = 3,   /**< a role of an actor */
    MEND_KIND_GRADE = 4,  /**< a grade of an engineer, lowest first */
    MEND_KIND_FIELD = 5,  /**< a field the policy declares beside the catalogue; its name is "field" or "list/column" */
    MEND_KIND_SERIES = 6, /**< a number series */
    MEND_KIND_TEXT = 7,   /**< a text, such as the hotline's greeting */
    MEND_KIND_CHOICE = 8  /**< a choice; its name is "set/choice" */
};

/** How many things of a kind a policy names.
 *  @param policy  a policy
 *  @param kind    what
 *  @return the number; 0 for an unknown kind. */
MEND_API int32_t mend_policy_count(const mend_policy *policy, mend_kind kind);

/** The name of one thing.
 *  @param policy  a policy
 *  @param kind    what
 *  @param index   0 to mend_policy_count() - 1, in the policy's order
 *  @param len     receives the length; may be NULL
 *  @return the name, NUL-terminated; lives as long as the policy; NULL beyond the last. */
MEND_API const char *mend_policy_name(const mend_policy *policy, mend_kind kind, int32_t index, size_t *len);

/** What people call one thing (for a text: the text), in the language asked for, else the policy's default, else
 *  English, else its name.
 *  @param policy    a policy
 *  @param kind      what
 *  @param name      its name
 *  @param name_len  its length or MEND_NTS
 *  @param lang      BCP 47 tag such as "zh-CN", NUL-terminated; NULL: the policy's default
 *  @param len       receives the length; may be NULL
 *  @return the label, NUL-terminated; lives as long as the policy; NULL if there is no such thing. */
MEND_API const char *mend_policy_label(const mend_policy *policy, mend_kind kind, const char *name, size_t name_len,
                                       const char *lang, size_t *len);

/** The stage of a state.
 *  @param policy  a policy
 *  @param state   the state's name
 *  @param len     its length or MEND_NTS
 *  @return "new", "active", "waiting", "done" or "closed"; NULL if there is no such state. Static text. */
MEND_API const char *mend_policy_stage(const mend_policy *policy, const char *state, size_t len);

/** How many moves the workflow has: one for every action and state it may start from. @param policy a policy
 *  @return the number. */
MEND_API int32_t mend_policy_move_count(const mend_policy *policy);

/** One move of the workflow, by the actions' order. All texts are NUL-terminated and live as long as the policy.
 *  @param policy  a policy
 *  @param index   0 to mend_policy_move_count() - 1
 *  @param action  receives the action's name
 *  @param from    receives the state it starts from; "" where it opens a ticket
 *  @param to      receives the state it leads to; equal to from where it does not move
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. */
MEND_API mend_status mend_policy_move(const mend_policy *policy, int32_t index, const char **action, const char **from,
                                      const char **to);

#ifdef __cplusplus
}
#endif

#endif
/*
 * mend/reason.h - the codes that explain a decision.
 *
 * Every refusal, level, coverage and amount comes with reasons. A reason is a stable code with named parameters; the
 * sentence is made from both, in English or Chinese, when somebody asks for it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_REASON_H
#define MEND_REASON_H


#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Reason codes: why a step was refused, why a document or a number is wrong. */

/** A reason's number. Numbers never change; 0 is "no reason". */
typedef int32_t mend_reason;

enum {
    /* 1-99: why an action is refused */
    MEND_REASON_ROLE_MISSING = 1,       /**< {roles}: the actor has none of them */
    MEND_REASON_GRADE_TOO_LOW = 2,      /**< {grade}: the least one; {have} */
    MEND_REASON_STATE_NOT_OPEN = 3,     /**< {action} is not open in {state} */
    MEND_REASON_FIELD_MISSING = 4,      /**< {field} must be given */
    MEND_REASON_FIELD_MALFORMED = 5,    /**< {field} is not {expected} */
    MEND_REASON_CHOICE_UNKNOWN = 6,     /**< {field} must be one of {choices} */
    MEND_REASON_TEXT_TOO_LONG = 7,      /**< {field} is longer than {max} bytes */
    MEND_REASON_VALUE_OUT_OF_RANGE = 8, /**< {field} is outside {min} to {max} */
    MEND_REASON_FIELD_NOT_TAKEN = 9,    /**< {action} does not take {field} */
    MEND_REASON_FIELD_UNKNOWN = 10,     /**< there is no {field}; {guess} is a likely meaning */
    MEND_REASON_ROW_UNKNOWN = 11,       /**< {field} names a row the ticket does not have */
    MEND_REASON_ROWS_TOO_MANY = 12,     /**< {field} would have more than {max} rows */
    MEND_REASON_EVIDENCE_MISSING = 13,  /**< {evidence}: {have} of {need} are there */
    MEND_REASON_CONDITION_NOT_MET = 14, /**< {condition} does not hold */
    MEND_REASON_SAME_PERSON = 15,       /**< {actor} did {other} and may not do {action} */
    MEND_REASON_LOOP_EXHAUSTED = 16,    /**< {counter} has been reached {max} times */
    MEND_REASON_BACKDATED_TOO_FAR = 17, /**< the instant given lies more than {max} before now */
    MEND_REASON_IN_THE_FUTURE = 18,     /**< the instant given lies after now */
    MEND_REASON_BEFORE_LAST_EVENT = 19, /**< the instant given lies before the ticket's last event */
    MEND_REASON_TICKET_TOO_LARGE = 20,  /**< the ticket's record would pass {max} bytes */
    MEND_REASON_TICKET_SEALED = 21,     /**< the ticket has been anonymised; {action} could bring personal data back */
    MEND_REASON_CHECKLIST_OPEN = 22,    /**< {item} of the checklist {checklist} has not been ticked */
    MEND_REASON_NOT_NAMED = 23,         /**< {action} belongs to whoever stands in {field}, and that is not {actor} */

    /* 200-299: numbers, patterns, check digits */
    MEND_REASON_BAD_CHARACTER = 200,        /**< the algorithm has no such character */
    MEND_REASON_COUNTER_EXHAUSTED = 201,    /**< the counter needs more digits than the series allows */
    MEND_REASON_TWO_COUNTERS = 202,         /**< a pattern holds one {SEQ} */
    MEND_REASON_CHECK_NOT_LAST = 203,       /**< {CHK} must end the pattern */
    MEND_REASON_RESET_NOT_IN_PATTERN = 204, /**< the counter restarts, but the number would not show it and repeat */
    MEND_REASON_BAD_WIDTH = 205,            /**< a width is missing or outside 1 to 18 */
    MEND_REASON_UNKNOWN_TOKEN = 206,        /**< no such token */
    MEND_REASON_NODE_NOT_IN_PATTERN = 207,  /**< several nodes count apart, but the number would not show which */
    MEND_REASON_NOT_RESERVED = 208,         /**< nothing was reserved under that name */
    MEND_REASON_NO_COUNTER = 209,           /**< a pattern needs one {SEQ} */
    MEND_REASON_UNCLOSED_BRACE = 210,       /**< a brace is opened and not closed; {{ is a brace as such */
    MEND_REASON_STRAY_BRACE = 211,          /**< a brace closes what was not opened; }} is a brace as such */
    MEND_REASON_NOT_ASCII = 212,            /**< numbers are made of visible ASCII characters and inner blanks */
    MEND_REASON_UNKNOWN_ALGORITHM = 213,    /**< no such check digit algorithm */
    MEND_REASON_TOKEN_TWICE = 214,          /**< a token that can stand in a pattern once stands there twice */
    MEND_REASON_NO_MATCH = 215,             /**< the text is no number of this series */
    MEND_REASON_AMBIGUOUS = 216,            /**< the text can be read as a number of this series in several ways */
    MEND_REASON_BAD_CHECK_DIGIT = 217,      /**< the check digit does not fit the number */
    MEND_REASON_BAD_DATE = 218,             /**< there is no such date, or its parts contradict each other */
    MEND_REASON_BAD_FIELD = 219,            /**< a field of a number is one of 1 to 16 letters, digits, '_' and '-' */
    MEND_REASON_NODE_MISSING = 220,         /**< the number shows a node, and none was given */
    MEND_REASON_BAD_NODE = 221,             /**< the node does not fit its width */
    MEND_REASON_RANDOM_MISSING = 222,       /**< the number shows random digits, and none were given */
    MEND_REASON_BAD_RANDOM = 223,           /**< random digits must be as many digits as the pattern shows */
    MEND_REASON_EMPTY = 224,                /**< there is nothing to compute a check digit of */
    MEND_REASON_TOO_LONG = 225,             /**< a pattern, or a number made by it, would be too long */
    MEND_REASON_UNKNOWN_SETTING = 226,      /**< a setting of a series has a value that is not known */
    MEND_REASON_BAD_INSTANT = 227,          /**< not an instant such as 2024-03-15T08:00:00Z */
    MEND_REASON_BAD_ZONE = 228,             /**< not a zone such as CST-8, +08:00 or UTC */
    MEND_REASON_UNKNOWN_STYLE = 229         /**< the mask has no such style */
};

/** The name of a code, without its prefix. Any thread.
 *  @param reason  any number
 *  @return such as "FIELD_MISSING"; "?" for an unknown number. Static text. */
MEND_API const char *mend_reason_name(mend_reason reason);

/** The code of a name as mend_reason_name() gives it. Any thread.
 *  @param name  the name
 *  @param len   its length or MEND_NTS
 *  @param out   receives the code
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_INVALID. */
MEND_API mend_status mend_reason_of(const char *name, size_t len, mend_reason *out);

#ifdef __cplusplus
}
#endif

#endif
/*
 * mend/ticket.h - the ticket: one service case, and the catalogue of its fields.
 *
 * A ticket is a value. It holds no policy, no clock, no store and no pointer out of itself, so it can be copied, kept,
 * moved between threads and loaded next year by a newer library. Only mend_act() and mend_tick() change it.
 *
 * Fields are addressed by path: "fault_class", or "parts/3/serial" for column `serial` of the row with id 3 of list
 * `parts`. Row ids start at 1 and are never used again. Fields of the built-in catalogue are listed in docs/fields.md;
 * a policy may declare more.
 *
 * Values of fields with a masking class (names, phones, addresses, free text) lie in numbered slots of the ticket,
 * never in events; whatever reads them here gets them masked. The plain value needs mend_reveal(), which leaves an
 * event.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_TICKET_H
#define MEND_TICKET_H


#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Tickets, their records, their fields and the replay of their events. */

/** A ticket. One thread at a time; several threads may read one that nobody changes. */
typedef struct mend_ticket mend_ticket;

/** What a field holds. */
typedef int32_t mend_field_type;

enum {
    MEND_FIELD_TEXT = 1,    /**< one line of text */
    MEND_FIELD_LONG = 2,    /**< text of several lines */
    MEND_FIELD_CHOICE = 3,  /**< a name out of one of the policy's sets of choices */
    MEND_FIELD_INTEGER = 4, /**< a whole number */
    MEND_FIELD_DECIMAL = 5, /**< a decimal number with at most 9 places: "1.5" */
    MEND_FIELD_MONEY = 6,   /**< minor units of the ticket's currency */
    MEND_FIELD_BOOL = 7,    /**< true or false */
    MEND_FIELD_INSTANT = 8, /**< a moment, RFC 3339: "2024-03-15T09:30:00Z" */
    MEND_FIELD_DATE = 9,    /**< a civil day: "2024-03-15" */
    MEND_FIELD_LIST = 10    /**< rows of columns */
};

/** What the catalogue says of a built-in field. */
typedef struct mend_field_info {
    uint32_t struct_size; /**< sizeof(mend_field_info), set by the caller */
    int32_t id;           /**< the field's number; it never changes */
    int32_t list;         /**< number of the list it is a column of; 0 for a field of the ticket itself */
    mend_field_type type; /**< what it holds */
    int32_t mask;         /**< its masking class (mend_mask); 0: shown to everybody */
    int32_t max_bytes;    /**< longest text in bytes; 0 for other types */
} mend_field_info;

/** How many fields, lists and columns the built-in catalogue has. Any thread.
 *  @return the number. */
MEND_API int32_t mend_field_count(void);

/** Describes the built-in field at a position of the catalogue. Any thread.
 *  @param index  0 to mend_field_count() - 1, in catalogue order
 *  @param info   struct_size set; receives the rest
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. */
MEND_API mend_status mend_field_at(int32_t index, mend_field_info *info);

/** The number of a built-in field by its path without row ids: "fault_class", "parts", "parts/serial". Any thread.
 *  @param name  the path
 *  @param len   its length or MEND_NTS
 *  @param id    receives the number
 *  @return MEND_OK, MEND_UNKNOWN_FIELD, MEND_INVALID. */
MEND_API mend_status mend_field_of(const char *name, size_t len, int32_t *id);

/** The path of a built-in field without row ids. Any thread.
 *  @param id  the field's number
 *  @return static text; NULL for an unknown number. */
MEND_API const char *mend_field_name(int32_t id);

/** The label of a built-in field for people. Any thread.
 *  @param id    the field's number
 *  @param lang  BCP 47 tag; "zh…" gives Chinese, anything else English; NUL-terminated; NULL: English
 *  @return static text; NULL for an unknown number. */
MEND_API const char *mend_field_label(int32_t id, const char *lang);

/** Makes a blank ticket: revision 0, to be opened by mend_act() with an opening action, or filled by mend_ticket_load()
 *  or mend_ticket_replay().
 *  @param allocator  NULL for the C library's
 *  @param out        receives the ticket; free it with mend_ticket_free()
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_ticket_new(const mend_allocator *allocator, mend_ticket **out);

/** Frees a ticket. @param ticket the ticket; NULL is accepted */
MEND_API void mend_ticket_free(mend_ticket *ticket);

/** Makes one ticket equal to another; each keeps its own memory.
 *  @param to    the ticket to change; as before on failure
 *  @param from  the ticket to copy
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_ticket_copy(mend_ticket *to, const mend_ticket *from);

/** Writes the ticket's record, for the store: canonical bytes with format version and CRC-32C. The same ticket gives
 *  the same bytes on every platform. The record holds plain values: it belongs in the store and nowhere else.
 *  @param ticket  a ticket
 *  @param out     receives the record, appended; as before on failure
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_ticket_save(const mend_ticket *ticket, mend_buf *out);

/** Fills the ticket from a record.
 *  @param ticket  replaced on MEND_OK, else as before
 *  @param record  bytes as mend_ticket_save() wrote them
 *  @param len     how many
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_CORRUPT (damaged), MEND_UNSUPPORTED (made by a newer release), MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_ticket_load(mend_ticket *ticket, const void *record, size_t len, mend_error *error);

/** Builds the ticket from its events, without any policy: byte for byte the ticket those events left behind.
 *  @param ticket     replaced on MEND_OK, else as before
 *  @param slots      the slots document as mend_ticket_slots() writes it
 *  @param slots_len  its length or MEND_NTS
 *  @param events     the event documents in order, from the first
 *  @param lengths    their lengths; NULL: all NUL-terminated
 *  @param count      how many, at least 1
 *  @param error      on failure, document = index of the event; may be NULL
 *  @return MEND_OK, MEND_CORRUPT (an event does not follow the one before, or is malformed, or the slots are not those
 *  of the events), MEND_UNSUPPORTED (an event of a newer release), MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_ticket_replay(mend_ticket *ticket, const char *slots, size_t slots_len,
                                        const char *const *events, const size_t *lengths, size_t count,
                                        mend_error *error);

/** Writes the ticket's slots, the only place of personal values, as an array of texts, and null where a slot has been
 *  emptied: ["…",null]. For the store, or to go with the events to mend_ticket_replay().
 *  @param ticket  a ticket
 *  @param out     receives the document, appended; as before on failure
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_ticket_slots(const mend_ticket *ticket, mend_buf *out);

/** The tenant a ticket belongs to.
 *  @param ticket  a ticket
 *  @param len     receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the ticket changes. */
MEND_API const char *mend_ticket_tenant(const mend_ticket *ticket, size_t *len);
/** The host's key of a ticket.
 *  @param ticket  a ticket
 *  @param len     receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the ticket changes. */
MEND_API const char *mend_ticket_key(const mend_ticket *ticket, size_t *len);
/** The number printed for people.
 *  @param ticket  a ticket
 *  @param len     receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the ticket changes; empty if the policy gives none. */
MEND_API const char *mend_ticket_number(const mend_ticket *ticket, size_t *len);
/** The name of a ticket's state in the policy.
 *  @param ticket  a ticket
 *  @param len     receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the ticket changes; empty for a blank ticket. */
MEND_API const char *mend_ticket_state(const mend_ticket *ticket, size_t *len);
/** The stage of a ticket's state. @param ticket a ticket
 *  @return "new", "active", "waiting", "done" or "closed"; "" for a blank ticket. Static text. */
MEND_API const char *mend_ticket_stage(const mend_ticket *ticket);
/** The id of the policy that judged the last change.
 *  @param ticket  a ticket
 *  @param len     receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the ticket changes. */
MEND_API const char *mend_ticket_policy(const mend_ticket *ticket, size_t *len);
/** The revision of the policy that judged the last change. @param ticket a ticket
 *  @return 1 or more; 0 for a blank ticket. */
MEND_API int64_t mend_ticket_policy_revision(const mend_ticket *ticket);
/** The digest of the policy that judged the last change.
 *  @param ticket  a ticket
 *  @param len     receives the length; may be NULL
 *  @return 64 hexadecimal digits, NUL-terminated, borrowed until the ticket changes; empty for a blank ticket. */
MEND_API const char *mend_ticket_policy_digest(const mend_ticket *ticket, size_t *len);

/** The ticket's revision: the sequence number of its last event. @param ticket a ticket
 *  @return 1 or more; 0 for a blank ticket. */
MEND_API int64_t mend_ticket_revision(const mend_ticket *ticket);
/** When a ticket was opened. @param ticket a ticket
 *  @return ms since 1970 UTC; INT64_MIN for a blank ticket. */
MEND_API int64_t mend_ticket_opened(const mend_ticket *ticket);
/** When a ticket came into its present state. @param ticket a ticket
 *  @return ms since 1970 UTC; INT64_MIN for a blank ticket. */
MEND_API int64_t mend_ticket_since(const mend_ticket *ticket);
/** When a ticket came into stage closed. @param ticket a ticket
 *  @return ms since 1970 UTC; INT64_MIN while it is not there. */
MEND_API int64_t mend_ticket_closed(const mend_ticket *ticket);
/** The instant of a ticket's last event. Time in a ticket never goes back behind it. @param ticket a ticket
 *  @return ms since 1970 UTC; INT64_MIN for a blank ticket. */
MEND_API int64_t mend_ticket_last(const mend_ticket *ticket);

/** A field's value as text, masked by the default masks of its class; numbers, dates and instants in their JSON form
 *  without quotes. A field without a value gives the empty text.
 *  @param ticket    a ticket
 *  @param path      "fault_class" or "parts/3/serial"
 *  @param path_len  its length or MEND_NTS
 *  @param out       receives the text and a NUL; NULL if cap is 0
 *  @param cap       bytes at out; 0 to ask for the length alone
 *  @param needed    receives the length without the NUL, also when the buffer is too small; may be NULL
 *  @return MEND_OK, MEND_UNKNOWN_FIELD, MEND_NOT_FOUND (no such row), MEND_SHORT_BUFFER, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_ticket_text(const mend_ticket *ticket, const char *path, size_t path_len, char *out,
                                      size_t cap, size_t *needed);

/** The value of an integer, money (minor units), boolean (0, 1), instant (ms) or date (days since 1970-01-01) field, or
 *  of a decimal one in billionths.
 *  @param ticket    a ticket
 *  @param path      "travel_minutes" or "labour/2/minutes"
 *  @param path_len  its length or MEND_NTS
 *  @param out       receives the value
 *  @return MEND_OK, MEND_NOT_FOUND (no value, or no such row), MEND_UNKNOWN_FIELD, MEND_INVALID (the field holds text).
 *  */
MEND_API mend_status mend_ticket_integer(const mend_ticket *ticket, const char *path, size_t path_len, int64_t *out);

/** How many rows a list has.
 *  @param ticket  a ticket
 *  @param list    the list's name
 *  @param len     its length or MEND_NTS
 *  @param count   receives the number
 *  @return MEND_OK, MEND_UNKNOWN_FIELD, MEND_INVALID. */
MEND_API mend_status mend_ticket_rows(const mend_ticket *ticket, const char *list, size_t len, int32_t *count);

/** The id of a list's row by position.
 *  @param ticket  a ticket
 *  @param list    the list's name
 *  @param len     its length or MEND_NTS
 *  @param index   0 to rows - 1, oldest first
 *  @param row     receives the id
 *  @return MEND_OK, MEND_UNKNOWN_FIELD, MEND_RANGE, MEND_INVALID. */
MEND_API mend_status mend_ticket_row(const mend_ticket *ticket, const char *list, size_t len, int32_t index,
                                     int32_t *row);

#ifdef __cplusplus
}
#endif

#endif

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Arguments, actions, results, questions. */

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

/** Sets the arguments from a document, replacing what was there:
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
/** How many events the act caused. @param result a result
 *  @return the number. */
MEND_API int32_t mend_result_event_count(const mend_result *result);
/** One event.
 *  @param result  a result
 *  @param index   0 to mend_result_event_count() - 1
 *  @param len     receives the length; may be NULL
 *  @return a JSON document, NUL-terminated, borrowed until the result is used again; NULL beyond the last. */
MEND_API const char *mend_result_event(const mend_result *result, int32_t index, size_t *len);
/** How many reasons a refusal has; they come in a fixed order: role, state, fields, evidence, conditions, persons,
 *  loops.
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
 *  MEND_UNKNOWN_ACTION, MEND_UNKNOWN_FIELD, MEND_POLICY_MISMATCH, MEND_STALE, MEND_RANGE, MEND_LIMIT, MEND_INVALID,
 *  MEND_NOMEM. */
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

/** Time has passed: does what is due. A policy without clocks has nothing due, and the ticket stays as it is.
 *  @param policy  the policy the ticket belongs to
 *  @param ticket  changed on MEND_OK only
 *  @param now     the host's clock, ms
 *  @param result  receives the events
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_POLICY_MISMATCH, MEND_RANGE, MEND_INVALID (also for a blank ticket), MEND_NOMEM. */
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
/*
 * mend/store.h - what a host's storage has to do: one table of callbacks.
 *
 * The library decides, the store makes it so in one step. The contract in seven sentences:
 *  1. Either everything in a change is stored, or nothing.
 *  2. Expected revision and unique values are checked inside the same transaction as the writing.
 *  3. A change whose idempotency key is there already answers MEND_EXISTS and stores nothing.
 *  4. A store that cannot know whether it committed answers MEND_UNKNOWN, never MEND_IO.
 *  5. MEND_OK means it survives whatever the host promises its users; say what that is.
 *  6. The library never calls two callbacks of one desk at once, and holds no lock while it calls one; a callback must
 *     not call back into the same desk, must return, and must not longjmp or throw.
 *  7. Everything is kept by tenant: a key, a number, an idempotency key is unique within its tenant.
 *
 * The answers of `commit` are of three kinds. It did nothing: MEND_CONFLICT (other revision), MEND_DUPLICATE (ticket
 * key or number taken), MEND_EXISTS (idempotency key known), MEND_BUSY, MEND_IO, MEND_DENIED, MEND_FULL, MEND_NOMEM,
 * MEND_LIMIT, MEND_CORRUPT. It did it: MEND_OK. Nobody knows: MEND_UNKNOWN. Any other number counts as MEND_IO.
 *
 * tests/store-kit checks any table against this contract; examples/store-memory is the smallest model to copy.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_STORE_H
#define MEND_STORE_H


#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  The callback table of a store, and the change it is asked to commit. */

/** A value by which tickets can be listed; a store keeps an index for each. */
typedef int32_t mend_index;

enum {
    MEND_INDEX_ALL = 0,      /**< no value: every ticket of the tenant */
    MEND_INDEX_NUMBER = 1,   /**< the ticket's number; unique where it is not empty */
    MEND_INDEX_STATE = 2,    /**< the state's name */
    MEND_INDEX_STAGE = 3,    /**< the state's stage */
    MEND_INDEX_LEVEL = 4,    /**< the priority level */
    MEND_INDEX_ASSIGNEE = 5, /**< who has it */
    MEND_INDEX_CUSTOMER = 6, /**< the host's customer id */
    MEND_INDEX_PRODUCT = 7,  /**< the product's model */
    MEND_INDEX_SERIAL = 8,   /**< the unit's serial number */
    MEND_INDEX_COUNT = 9     /**< how many there are now; a store refuses what it does not know with MEND_UNSUPPORTED */
};

/** The name of an index. Any thread.
 *  @param index  any number
 *  @return such as "state"; NULL for an unknown one. Static text. */
MEND_API const char *mend_index_name(mend_index index);

/** One atomic step: a ticket's new record with its events, index values, notices and idempotency entry. Lives during
 *  the call of `commit`; everything read from it is borrowed for that time. Every text is followed by a NUL that is not
 *  counted. */
typedef struct mend_change mend_change;

/** The tenant.
 *  @param change  a change
 *  @param len     receives the length; may be NULL
 *  @return the text. */
MEND_API const char *mend_change_tenant(const mend_change *change, size_t *len);
/** The ticket's key.
 *  @param change  a change
 *  @param len     receives the length; may be NULL
 *  @return the text. */
MEND_API const char *mend_change_key(const mend_change *change, size_t *len);
/** The revision the store must have now. @param change a change
 *  @return 1 or more; 0: the ticket must not exist. */
MEND_API int64_t mend_change_expected(const mend_change *change);
/** The revision the ticket has afterwards. @param change a change
 *  @return 1 or more. */
MEND_API int64_t mend_change_revision(const mend_change *change);
/** The ticket's record.
 *  @param change  a change
 *  @param len     receives the length; may be NULL
 *  @return bytes to be given back by `load` as they are. */
MEND_API const char *mend_change_record(const mend_change *change, size_t *len);
/** When the ticket was opened: lists are ordered by it. @param change a change
 *  @return ms since 1970 UTC. */
MEND_API int64_t mend_change_opened(const mend_change *change);
/** When the ticket was closed. @param change a change
 *  @return ms since 1970 UTC; INT64_MIN if it is not closed. */
MEND_API int64_t mend_change_closed(const mend_change *change);
/** The value of an index.
 *  @param change  a change
 *  @param index   MEND_INDEX_NUMBER to MEND_INDEX_COUNT - 1
 *  @param len     receives the length; may be NULL
 *  @return the text, empty: no value; NULL for an unknown index. */
MEND_API const char *mend_change_index(const mend_change *change, mend_index index, size_t *len);
/** How many events the change adds. @param change a change
 *  @return the number. */
MEND_API int32_t mend_change_event_count(const mend_change *change);
/** One event.
 *  @param change  a change
 *  @param i       0 to mend_change_event_count() - 1
 *  @param seq     receives its number within the ticket; may be NULL
 *  @param at      receives its instant, ms since 1970 UTC; may be NULL
 *  @param len     receives the length; may be NULL
 *  @return the document; NULL beyond the last. */
MEND_API const char *mend_change_event(const mend_change *change, int32_t i, int64_t *seq, int64_t *at, size_t *len);
/** How many notices the change puts into the outbox. @param change a change
 *  @return the number. */
MEND_API int32_t mend_change_notice_count(const mend_change *change);
/** One notice.
 *  @param change  a change
 *  @param i       0 to mend_change_notice_count() - 1
 *  @param id      receives its id, unique within the tenant; may be NULL
 *  @param id_len  receives the id's length; may be NULL
 *  @param len     receives the document's length; may be NULL
 *  @return the document; NULL beyond the last. */
MEND_API const char *mend_change_notice(const mend_change *change, int32_t i, const char **id, size_t *id_len,
                                        size_t *len);
/** The idempotency key.
 *  @param change  a change
 *  @param len     receives the length, 0: there is none; may be NULL
 *  @return the text. */
MEND_API const char *mend_change_idempotency(const mend_change *change, size_t *len);
/** What `recall` must give back for the idempotency key.
 *  @param change  a change
 *  @param len     receives the length; may be NULL
 *  @return the bytes; none without a key. */
MEND_API const char *mend_change_outcome(const mend_change *change, size_t *len);
/** The instant of the change by the host's clock: for the retention of idempotency entries. @param change a change
 *  @return ms since 1970 UTC. */
MEND_API int64_t mend_change_now(const mend_change *change);

/** Rows a callback gives back, or a desk's list. One thread at a time. */
typedef struct mend_rows mend_rows;

/** Makes an empty list.
 *  @param allocator  NULL for the C library's
 *  @param out        receives the list; free it with mend_rows_free()
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_rows_new(const mend_allocator *allocator, mend_rows **out);
/** Frees a list. @param rows the list; NULL is accepted */
MEND_API void mend_rows_free(mend_rows *rows);
/** Adds a row; texts are copied.
 *  @param rows     a list; as before on failure
 *  @param key      the row's key
 *  @param key_len  its length or MEND_NTS
 *  @param number   the row's number
 *  @param bytes    the row's content
 *  @param len      its length or MEND_NTS
 *  @return MEND_OK, MEND_NOMEM, MEND_LIMIT, MEND_INVALID. */
MEND_API mend_status mend_rows_add(mend_rows *rows, const char *key, size_t key_len, int64_t number, const void *bytes,
                                   size_t len);
/** How many rows there are. @param rows a list
 *  @return the number. */
MEND_API int32_t mend_rows_count(const mend_rows *rows);
/** A row's key.
 *  @param rows  a list
 *  @param i     0 to mend_rows_count() - 1
 *  @param len   receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the list changes; NULL beyond the last. */
MEND_API const char *mend_rows_key(const mend_rows *rows, int32_t i, size_t *len);
/** A row's number.
 *  @param rows  a list
 *  @param i     0 to mend_rows_count() - 1
 *  @return the number; 0 beyond the last. */
MEND_API int64_t mend_rows_number(const mend_rows *rows, int32_t i);
/** A row's content.
 *  @param rows  a list
 *  @param i     0 to mend_rows_count() - 1
 *  @param len   receives the length; may be NULL
 *  @return the bytes, followed by a NUL that is not counted, borrowed until the list changes; NULL beyond the last. */
MEND_API const char *mend_rows_bytes(const mend_rows *rows, int32_t i, size_t *len);

/** The table. Members from `events` on may be NULL: the feature is then absent and calls that need it answer
 *  MEND_UNSUPPORTED. Texts in are NUL-terminated and have their length beside them. The table is copied when a desk is
 *  made. */
typedef struct mend_store {
    uint32_t struct_size; /**< sizeof(mend_store), set by the caller */
    uint32_t reserved;    /**< 0 */
    void *user;           /**< handed to every callback */

    /** Reads a ticket. Appends its record to `record`, which is empty, and gives its revision. MEND_OK, MEND_NOT_FOUND
     *  or a fault. Faults of any callback are MEND_BUSY, MEND_IO, MEND_DENIED, MEND_FULL, MEND_CORRUPT, MEND_NOMEM and
     *  MEND_LIMIT; from `events` on also MEND_UNSUPPORTED. */
    mend_status (*load)(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                        mend_buf *record, int64_t *revision);
    /** Looks an idempotency key up. Appends the outcome stored with it to `outcome`, which is empty. MEND_OK,
     *  MEND_NOT_FOUND or a fault. */
    mend_status (*recall)(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                          mend_buf *outcome);
    /** Stores a change, all or nothing. */
    mend_status (*commit)(void *user, const mend_change *change);

    /** Reads events of a ticket: those numbered above `after`, oldest first, at most `max`, as rows (key empty, number
     *  the event's, bytes the event). `rows` is empty. No such ticket: no rows. */
    mend_status (*events)(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                          int64_t after, int32_t max, mend_rows *rows);
    /** Lists tickets, at most `max`, as rows (key, revision, record), newest opened first, equal instants by key.
     *  `index` and `value` choose them (MEND_INDEX_ALL: every one); `after` is the key of the last row of the page
     *  before, length 0 for the first page; MEND_NOT_FOUND if there is no such ticket. A ticket that nobody touches
     *  between two pages appears exactly once. */
    mend_status (*page)(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                        size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows);
    /** Takes numbers out of a counter that nobody else will ever get: `last` receives the counter's value before,
     *  INT64_MIN if it was never used, and the counter is advanced so that `count` numbers belong to the caller: from
     *  `start` if it was never used, else from last + step, each `step` apart. Outside a batch it is durable on return;
     *  inside one it is part of the batch. MEND_EXHAUSTED if the last number would pass `limit`; nothing is consumed
     *  then. A counter is named by a desk "series/period", "series/period/node" where several nodes count apart:
     *  "ticket/2024-05-01", "invoice/FY2024/3", "order/" where it never starts again; at most 96 bytes. */
    mend_status (*draw)(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                        int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last);
    /** Reads the outbox, at most `max` notices in the order they were committed, as rows (id, attempts so far,
     *  document); `after` is the id of the last notice of the page before, which may have been taken out since. */
    mend_status (*pending)(void *user, const char *tenant, size_t tenant_len, const char *after, size_t after_len,
                           int32_t max, mend_rows *rows);
    /** A notice was handed over (`done` 1: take it out) or not (0: count the attempt). MEND_NOT_FOUND if it is not
     *  there. */
    mend_status (*sent)(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len, int32_t done);
    /** Begins a batch: commits and draws from now on become durable together. A fault means that none is open. A table
     *  has both of begin and end or none. */
    mend_status (*begin)(void *user);
    /** Ends the batch. `keep` 1: answers as commit does, and everything in it is stored or nothing; `keep` 0 takes
     *  everything back. Whatever it answers, the batch is over. */
    mend_status (*end)(void *user, int32_t keep);
    /** Fills `out` with random bytes, for {RAND:w} in a number pattern. */
    mend_status (*random)(void *user, unsigned char *out, size_t len);
    /** The desk is being freed; the last call. */
    void (*destroy)(void *user);
} mend_store;

#ifdef __cplusplus
}
#endif

#endif

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
 *  repetition by idempotency key discloses the values again and leaves no second event.
 *  @param desk     a desk
 *  @param key      the ticket's
 *  @param key_len  its length or MEND_NTS
 *  @param args     what
 *  @param now      the host's clock, ms
 *  @param result   events or reasons
 *  @param out      receives the document, appended, on MEND_OK only
 *  @param error    details; may be NULL
 *  @return as mend_desk_act(); MEND_INVALID also if the action is of another kind. */
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
 *  @return MEND_OK, MEND_UNSUPPORTED, MEND_RANGE, the store's faults, MEND_INVALID, MEND_MISUSE. */
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
/*
 * mend/doc.h - the document door: everything that decides, asked in JSON and answered in JSON.
 *
 * A request is {"op":"…", …}; the reply always holds "status" (the name without MEND_), and on a fault
 * "error":{"reason","text","path","line","column","offset","document"}, as far as they are known. docs/door.md lists the
 * operations. Command lines, test drivers and bindings sit on it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_DOC_H
#define MEND_DOC_H


#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  JSON in, JSON out. */

/** Answers one request. Tickets come and go in the request and the reply; nothing is kept between calls. Any thread,
 *  with its own reply.
 *  @param policy   for operations that need one; NULL: the request may bring its own as "policy"
 *  @param request  the document
 *  @param len      its length or MEND_NTS
 *  @param reply    emptied, then receives the reply, also after a refusal or a fault
 *  @param error    details of a fault; may be NULL
 *  @return the status that the reply holds, refusals included; MEND_NOMEM and MEND_INVALID may leave the reply empty.
 *  */
MEND_API mend_status mend_doc_call(const mend_policy *policy, const char *request, size_t len, mend_buf *reply,
                                   mend_error *error);

/** Answers one request about stored tickets: op open, act, try, actions, tick, show, reveal, history, list, pending,
 *  sent, with "key" naming the ticket and "args" as mend_args_json() reads them. One thread at a time, as for the desk.
 *  @param desk     a desk
 *  @param now      the host's clock, ms
 *  @param request  the document
 *  @param len      its length or MEND_NTS
 *  @param reply    emptied, then receives the reply
 *  @param error    details of a fault; may be NULL
 *  @return as mend_doc_call(). What an operation has stored cannot be taken back: if memory runs out behind that, the
 *  status is MEND_OK and the reply {"status":"OK","cut":true}. */
MEND_API mend_status mend_doc_desk(mend_desk *desk, int64_t now, const char *request, size_t len, mend_buf *reply,
                                   mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
/*
 * mend/mask.h - masking personal values on their way out.
 *
 * A mask replaces characters by asterisks and shows the rest as it is, by code point; a byte that is no UTF-8 counts as
 * one character and is never shown. No mask shows a personal value whole: what is shorter than the part it would show
 * is masked altogether. Masking a text again never shows more, and an asterisk in it is a character like any other.
 *
 * Masks are for output. What is stored stays as it is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MASK_H
#define MEND_MASK_H


#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Masks for names, telephones, e-mail and postal addresses, identity numbers, free text. */

/** A masking class. */
typedef int32_t mend_mask;

enum {
    MEND_MASK_NONE = 0,    /**< "none": shown to everybody */
    MEND_MASK_NAME = 1,    /**< "name": the first character of each part, two of a compound Chinese surname:
                                O'B****, 欧阳* */
    MEND_MASK_PHONE = 2,   /**< "phone": digits only; shown are the first 3 and last 4 of 11 or more, the last 4 of 8 to
                                10, the last 2 of 5 to 7, none of less; China's country code is set apart:
                                +86 138****5678 */
    MEND_MASK_EMAIL = 3,   /**< "email": the first character and the domain: z***@163.com */
    MEND_MASK_ADDRESS = 4, /**< "address": as far as the district, else the city or province: 北京市海淀区**** */
    MEND_MASK_ID = 5,      /**< "id": the first and the last character */
    MEND_MASK_FREE = 6,    /**< "free": in free text e-mail addresses, Chinese identity numbers whose check digit fits,
                                and Chinese mobile numbers; other numbers stay readable */
    MEND_MASK_SECRET = 7   /**< "secret": nothing, not even the length */
};

/** How a class masks where there is a choice. */
typedef int32_t mend_mask_style;

enum {
    MEND_MASK_STYLE_DEFAULT = 0, /**< the class's own */
    MEND_MASK_STYLE_FIRST = 1,   /**< "first", of names: the first character of each part; the default */
    MEND_MASK_STYLE_LAST = 2,    /**< "last", of names: the last character of each part */
    MEND_MASK_STYLE_ENDS = 3,    /**< "ends", of names: the first and the last character of each part */
    MEND_MASK_STYLE_LENGTH = 4   /**< "len", of e-mail addresses: an asterisk for each hidden character */
};

/** The name of a class in documents. Any thread.
 *  @param mask  any number
 *  @return such as "phone"; NULL for an unknown number. Static text. */
MEND_API const char *mend_mask_name(mend_mask mask);

/** The class of a name. Any thread.
 *  @param name  the name
 *  @param len   its length or MEND_NTS
 *  @param out   receives the class
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_INVALID. */
MEND_API mend_status mend_mask_of(const char *name, size_t len, mend_mask *out);

/** Masks a text.
 *  @param mask   the class
 *  @param style  MEND_MASK_STYLE_DEFAULT or a style the class has
 *  @param text   the text; it need not be valid UTF-8
 *  @param len    its length or MEND_NTS
 *  @param out    receives the masked text, appended
 *  @param error  details; may be NULL
 *  @return MEND_OK, MEND_NOMEM, MEND_LIMIT, MEND_INVALID (no such class, or it has no such style). Any thread, with its
 *  own buffer. */
MEND_API mend_status mend_mask_text(mend_mask mask, mend_mask_style style, const char *text, size_t len, mend_buf *out,
                                    mend_error *error);

/** Masks all but the first `head` and the last `tail` characters; all of a text that has no more than these.
 *  @param head   characters shown at the beginning, 0 or more
 *  @param tail   characters shown at the end, 0 or more
 *  @param text   the text; it need not be valid UTF-8
 *  @param len    its length or MEND_NTS
 *  @param out    receives the masked text, appended
 *  @param error  details; may be NULL
 *  @return MEND_OK, MEND_NOMEM, MEND_LIMIT, MEND_INVALID. Any thread, with its own buffer. */
MEND_API mend_status mend_mask_keep(int32_t head, int32_t tail, const char *text, size_t len, mend_buf *out,
                                    mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
/*
 * mend/number.h - numbers printed for people: check digits, and series such as SR-{YYYY}{MM}{DD}{SEQ:4}.
 *
 * A series says how a number looks and when its counter starts again. The library draws no number itself: a store keeps
 * one counter for each (series, period, node), and the host or a desk asks it. A counter starts again only where the
 * number shows it, so that no number can come twice. Day and month of a number are those of the company's local day.
 *
 * A number is no secret: whoever sees two of them knows how many there were between. Where a number alone would open a
 * door, put random digits ({RAND:8}) into it or ask for something else as well.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_NUMBER_H
#define MEND_NUMBER_H


#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Check digits and number series. */

/** A check digit algorithm. */
typedef int32_t mend_check;

enum {
    MEND_CHECK_LUHN = 1,     /**< "luhn": digits; misses the swap of 0 and 9 */
    MEND_CHECK_DAMM = 2,     /**< "damm": digits; finds every wrong digit and every swap of neighbours */
    MEND_CHECK_VERHOEFF = 3, /**< "verhoeff": digits; finds every wrong digit and every swap of neighbours */
    MEND_CHECK_MOD11_10 = 4, /**< "mod11_10": digits; ISO 7064, finds every wrong digit */
    MEND_CHECK_MOD11_2 = 5,  /**< "mod11_2": digits, the check digit may be X; ISO 7064, finds every wrong digit and
                                  swap */
    MEND_CHECK_MOD37_36 = 6, /**< "mod37_36": digits and letters; ISO 7064, finds every wrong character */
    MEND_CHECK_MOD37_2 = 7,  /**< "mod37_2": digits and letters, the check character may be *; ISO 7064, finds every
                                  wrong character and swap */
    MEND_CHECK_MOD97_10 = 8, /**< "mod97_10": digits and letters, two check digits; ISO 7064, finds every wrong digit
                                  and every swap of neighbouring digits */
    MEND_CHECK_ZAMMAD = 9,   /**< "zammad": digits; weak, for numbers brought along from there */
    MEND_CHECK_ZNUNY = 10    /**< "znuny": digits; weak, for numbers brought along from there (also OTRS) */
};

/** The name of an algorithm in documents. Any thread.
 *  @param alg  any number
 *  @return such as "damm"; NULL for an unknown number. Static text. */
MEND_API const char *mend_check_name(mend_check alg);

/** The algorithm of a name. Any thread.
 *  @param name  the name
 *  @param len   its length or MEND_NTS
 *  @param out   receives the algorithm
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_INVALID. */
MEND_API mend_status mend_check_of(const char *name, size_t len, mend_check *out);

/** Computes the check digit that belongs behind a text.
 *  @param alg      the algorithm
 *  @param payload  ASCII digits, for some algorithms also letters, of which small ones count as capitals
 *  @param len      its length or MEND_NTS
 *  @param out      receives one or two characters and a NUL; NULL if cap is 0
 *  @param cap      bytes at out; 3 are enough
 *  @param out_len  receives the length without the NUL, also when the buffer is too small; may be NULL
 *  @param error    details with the offset of a wrong character; may be NULL
 *  @return MEND_OK, MEND_SYNTAX (reason BAD_CHARACTER or EMPTY), MEND_SHORT_BUFFER, MEND_INVALID. Any thread. */
MEND_API mend_status mend_check_digit(mend_check alg, const char *payload, size_t len, char *out, size_t cap,
                                      size_t *out_len, mend_error *error);

/** Whether a text ends in the check digit of what stands before it. Text that cannot have one is simply not valid.
 *  @param alg     the algorithm
 *  @param number  the text with its check digit
 *  @param len     its length or MEND_NTS
 *  @param valid   receives 1 or 0
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_INVALID (no such algorithm). Any thread. */
MEND_API mend_status mend_check_verify(mend_check alg, const char *number, size_t len, int32_t *valid,
                                       mend_error *error);

/** A compiled number series. Never changes; any number of threads may use it at once. */
typedef struct mend_series mend_series;

/** What a counter says before its first draw. */
#define MEND_SERIES_UNUSED INT64_MIN

/** Compiles a series from its JSON, as it stands in a policy: {"pattern":"SR-{YYYY}{MM}{DD}{SEQ:4}","reset":"day"}.
 *  @param allocator  NULL for the C library's
 *  @param json       the document, at most 64 KiB
 *  @param len        its length or MEND_NTS
 *  @param out        receives the series; free it with mend_series_free()
 *  @param error      details: offset, line and column in the document, also inside the pattern, and the reason
 *  @return MEND_OK, MEND_SYNTAX (the JSON or the pattern cannot be read), MEND_SCHEMA (it can, and would not work),
 *  MEND_LIMIT, MEND_UTF8, MEND_DUPLICATE_KEY, MEND_NOMEM, MEND_INVALID. */
MEND_API mend_status mend_series_new(const mend_allocator *allocator, const char *json, size_t len, mend_series **out,
                                     mend_error *error);

/** Frees a series. @param series the series; NULL is accepted */
MEND_API void mend_series_free(mend_series *series);

/** The period a date belongs to, which is part of the counter's key: "2024-05-01", "2024-W52", "2024-05", "2024",
 *  "FY2024", or "" for a counter that never starts again.
 *  @param series  a series
 *  @param day     the local date, days since 1970-01-01
 *  @param out     receives the text and a NUL; NULL if cap is 0
 *  @param cap     bytes at out; 11 are enough
 *  @param len     receives the length without the NUL, also when the buffer is too small; may be NULL
 *  @return MEND_OK, MEND_SHORT_BUFFER, MEND_RANGE, MEND_INVALID. Any thread. */
MEND_API mend_status mend_series_period(const mend_series *series, int32_t day, char *out, size_t cap, size_t *len);

/** The value a counter gives next.
 *  @param series  a series
 *  @param last    the value it gave last; MEND_SERIES_UNUSED: it has given none
 *  @param next    receives the value
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_EXHAUSTED (more digits than a series that refuses to widen has room for, or more than 18),
 *  MEND_INVALID. Any thread. */
MEND_API mend_status mend_series_next(const mend_series *series, int64_t last, int64_t *next, mend_error *error);

/** Writes the number that shows a counter's value on a date.
 *  @param series  a series
 *  @param day     the local date, days since 1970-01-01
 *  @param seq     the counter's value, 0 or more
 *  @param values  a JSON object with what else the pattern shows, {"node":3,"rand":"40718264","fields":{"site":"HZ"}};
 *                 NULL: nothing
 *  @param len     its length or MEND_NTS
 *  @param out     receives the number, appended
 *  @param error   details with the reason (FIELD_MISSING, BAD_FIELD, NODE_MISSING, BAD_NODE, RANDOM_MISSING,
 *                 BAD_RANDOM, BAD_CHARACTER: a field has a letter the check digit cannot take); may be NULL
 *  @return MEND_OK, MEND_EXHAUSTED, MEND_RANGE, MEND_SYNTAX, MEND_SCHEMA, MEND_NOMEM, MEND_INVALID and what reading
 *  JSON gives. Any thread, with its own buffer. */
MEND_API mend_status mend_series_render(const mend_series *series, int32_t day, int64_t seq, const char *values,
                                        size_t len, mend_buf *out, mend_error *error);

/** Takes a number apart. Letters may be small, and blanks around it do not matter. A date it shows must exist, a check
 *  digit must fit, and there must be one way only to read it.
 *  @param series  a series
 *  @param number  the text
 *  @param len     its length or MEND_NTS
 *  @param out     receives a JSON object, appended, with the tokens of the pattern, the counter's value as an integer
 *                 and the date if it shows one (a year of two digits is one of this century, 2000 to 2099):
 *                 {"YYYY":"2024","MM":"05","DD":"01","SEQ":1,"date":"2024-05-01"}
 *  @param error   details with the reason (NO_MATCH, BAD_DATE, BAD_CHECK_DIGIT, AMBIGUOUS); may be NULL
 *  @return MEND_OK, MEND_SYNTAX, MEND_NOMEM, MEND_INVALID. Any thread, with its own buffer. */
MEND_API mend_status mend_series_parse(const mend_series *series, const char *number, size_t len, mend_buf *out,
                                       mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
/*
 * mend/time.h - dates, instants and zones.
 *
 * An instant is an int64_t: milliseconds since 1970-01-01T00:00:00Z without leap seconds. A date is an int32_t: days
 * since 1970-01-01 in the Gregorian calendar, taken back before 1582 as if it had always been in force. Both lie in
 * years 1 to 9999. A zone says which date and time of day the clocks of a place show at an instant, and the reverse.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_TIME_H
#define MEND_TIME_H


#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Dates, instants, zones: reading, writing, converting. */

/** Reads a date, "2024-03-15" and no other form.
 *  @param text   the text
 *  @param len    its length or MEND_NTS
 *  @param out    receives days since 1970-01-01
 *  @param error  details with the offset in the text; may be NULL
 *  @return MEND_OK, MEND_SYNTAX, MEND_RANGE (there is no such day), MEND_INVALID. Any thread. */
MEND_API mend_status mend_date_parse(const char *text, size_t len, int32_t *out, mend_error *error);

/** Writes a date as 10 characters, "2024-03-15".
 *  @param day  days since 1970-01-01, -719162 to 2932896
 *  @param out  receives the text and a NUL; NULL if cap is 0
 *  @param cap  bytes at out; 11 are enough
 *  @param len  receives the length without the NUL, also when the buffer is too small; may be NULL
 *  @return MEND_OK, MEND_SHORT_BUFFER, MEND_RANGE, MEND_INVALID. Any thread. */
MEND_API mend_status mend_date_write(int32_t day, char *out, size_t cap, size_t *len);

/** Reads an instant of RFC 3339: "2024-03-15T08:00:00Z", "2024-03-15T16:00:00.250+08:00". 'T' and 'Z' are capitals, the
 *  seconds are there and at most 59, a fraction has 1 to 3 digits, an offset is at most 23:59.
 *  @param text   the text
 *  @param len    its length or MEND_NTS
 *  @param out    receives ms since 1970 UTC
 *  @param error  details with the offset in the text; may be NULL
 *  @return MEND_OK, MEND_SYNTAX, MEND_RANGE (no such date or time of day, or outside years 1 to 9999 in UTC),
 *  MEND_INVALID. Any thread. */
MEND_API mend_status mend_instant_parse(const char *text, size_t len, int64_t *out, mend_error *error);

/** Writes an instant in UTC, "2024-03-15T08:00:00Z", with ".250" before the Z where the milliseconds are not zero.
 *  @param at   ms since 1970 UTC
 *  @param out  receives the text and a NUL; NULL if cap is 0
 *  @param cap  bytes at out; 25 are enough
 *  @param len  receives the length without the NUL, also when the buffer is too small; may be NULL
 *  @return MEND_OK, MEND_SHORT_BUFFER, MEND_RANGE, MEND_INVALID. Any thread. */
MEND_API mend_status mend_instant_write(int64_t at, char *out, size_t cap, size_t *len);

/** The clocks of a place. Never changes; any number of threads may use it at once. */
typedef struct mend_zone mend_zone;

/** Makes a zone from its rule, which is one of
 *   - a fixed offset: "+08:00", "-03:30", "UTC", "Z";
 *   - a rule as POSIX has it for TZ, with the widenings of RFC 8536: "CST-8", "EST5EDT,M3.2.0,M11.1.0",
 *     "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1". The sign counts west of UTC; summer time must say when it begins and ends.
 *  No environment and no file is looked at.
 *  @param allocator  NULL for the C library's
 *  @param rule       the rule
 *  @param len        its length or MEND_NTS
 *  @param out        receives the zone; free it with mend_zone_free()
 *  @param error      details with the offset in the rule; may be NULL
 *  @return MEND_OK, MEND_SYNTAX, MEND_NOMEM, MEND_INVALID. */
MEND_API mend_status mend_zone_new(const mend_allocator *allocator, const char *rule, size_t len, mend_zone **out,
                                   mend_error *error);

/** Frees a zone. @param zone the zone; NULL is accepted */
MEND_API void mend_zone_free(mend_zone *zone);

/** How far the zone's clocks are ahead of UTC at an instant.
 *  @param zone     a zone
 *  @param at       ms since 1970 UTC
 *  @param seconds  receives seconds east of UTC
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. Any thread. */
MEND_API mend_status mend_zone_offset(const mend_zone *zone, int64_t at, int32_t *seconds);

/** What the zone's clocks show at an instant.
 *  @param zone       a zone
 *  @param at         ms since 1970 UTC
 *  @param day        receives the local date
 *  @param ms_of_day  receives the time of day, 0 to 86399999 ms
 *  @return MEND_OK, MEND_RANGE (also if the local date lies outside years 1 to 9999), MEND_INVALID. Any thread. */
MEND_API mend_status mend_zone_local(const mend_zone *zone, int64_t at, int32_t *day, int32_t *ms_of_day);

/** The first instant at which the zone's clocks show a local time or something later: for a time that is skipped when
 *  the clocks go forward the moment they do, for one that comes twice the first.
 *  @param zone       a zone
 *  @param day        the local date
 *  @param ms_of_day  the time of day, 0 to 86400000 ms; 24:00 is 0:00 of the next date
 *  @param at         receives ms since 1970 UTC
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. Any thread. */
MEND_API mend_status mend_zone_utc(const mend_zone *zone, int32_t day, int32_t ms_of_day, int64_t *at);

#ifdef __cplusplus
}
#endif

#endif

#endif
