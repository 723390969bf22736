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

#include "mend/calendar.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Loading policies and looking at what they say.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

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

/** What a policy may need from outside when it is loaded. */
typedef struct mend_policy_options {
    uint32_t struct_size; /**< sizeof(mend_policy_options), set by the caller */
    uint32_t reserved;    /**< 0 */
    mend_zone_fn find;    /**< finds a zone by its IANA name; NULL: only rules are known */
    void *user;           /**< handed to find */
} mend_policy_options;

/** Compiles a policy as mend_policy_load() does, which knows rules of zones only. Here the policy's zone and those of its
 *  calendars may be names such as "Europe/Berlin": `find` is asked once for each, copied, and not called afterwards. What
 *  the zones say becomes part of mend_policy_digest().
 *  @param allocator  NULL for the C library's
 *  @param documents  as for mend_policy_load()
 *  @param lengths    as for mend_policy_load()
 *  @param count      as for mend_policy_load()
 *  @param options    read during the call; NULL: as mend_policy_load()
 *  @param out        receives the policy
 *  @param error      details; may be NULL
 *  @return as mend_policy_load(); what `find` answered, other than MEND_NOT_FOUND, is passed on. */
MEND_API mend_status mend_policy_load_with(const mend_allocator *allocator, const char *const *documents,
                                           const size_t *lengths, size_t count, const mend_policy_options *options,
                                           mend_policy **out, mend_error *error);

/** Checks a policy as thoroughly as can be: what is wrong with it, all at once, and what is worth a second look although
 *  it works. Nothing comes out that could be used; what has no errors here loads.
 *
 *  The answer is an object: `errors`, `warnings`, `notes` (how many), `findings`, and without errors also `id`, `revision`,
 *  `digest`. A finding has `severity` ("error", "warning", "note"), `code`, `path`, `document`, `line`, `column` (or
 *  `preset`), `params` and `text`, a sentence; errors also the `status` a load answers with. Errors come first, then
 *  warnings. Of more than 1000 findings the rest is left out, and `more` is true. A document that cannot be read, or says
 *  what no policy says, is one error (UNREADABLE), behind which no more is looked for. docs/policy-tools.md lists the codes.
 *  @param documents  as for mend_policy_load()
 *  @param lengths    as for mend_policy_load()
 *  @param count      as for mend_policy_load()
 *  @param options    as for mend_policy_load_with()
 *  @param now        ms since 1970 UTC, to tell calendars and charge cards that end soon; INT64_MIN: nothing is said of it
 *  @param lang       of the sentences, such as "zh-CN", NUL-terminated; NULL: the policy's
 *  @param out        receives the answer, appended; as before on failure. All memory comes of its allocator
 *  @param error      details of a fault; may be NULL
 *  @return MEND_OK, whatever was found; MEND_INVALID, MEND_NOMEM. Any thread, with its own buffer. */
MEND_API mend_status mend_policy_check(const char *const *documents, const size_t *lengths, size_t count,
                                       const mend_policy_options *options, int64_t now, const char *lang, mend_buf *out,
                                       mend_error *error);

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
/** The identity of what a policy says: SHA-256 of its merged canonical document,
 *  and of what the zones found by name say. @param policy a policy
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
    MEND_KIND_CHOICE = 8, /**< a choice; its name is "set/choice" */
    MEND_KIND_CLOCK = 9,  /**< a clock; "clock/step" has the label of one of its warnings, rungs or pauses */
    MEND_KIND_CALENDAR = 10, /**< a calendar */
    MEND_KIND_SHEET = 11     /**< a sheet that people print or sign */
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

/** A calendar the policy declares.
 *  @param policy  a policy
 *  @param name    the calendar's name
 *  @param len     its length or MEND_NTS
 *  @return the calendar, to be asked as mend/calendar.h says, not to be freed; lives as long as the policy; NULL if there
 *  is none of that name. Any thread. */
MEND_API const mend_calendar *mend_policy_calendar(const mend_policy *policy, const char *name, size_t len);

/** Tries one row of rules against given facts: what does this hour of work cost, does this term cover the line? The
 *  rules answer as they would for a ticket. docs/probe.md lists the sections with their rows, facts and answers.
 *  @param policy       for what a row leaves to it, such as the decimals of the currency; NULL: none
 *  @param section      the kind of rule, "travel"
 *  @param section_len  its length or MEND_NTS
 *  @param row          the rule, a JSON object as it stands in a policy
 *  @param row_len      its length or MEND_NTS
 *  @param facts        what happened, a JSON object; NULL: nothing is said
 *  @param facts_len    its length or MEND_NTS; not looked at if facts is NULL
 *  @param out          receives the answer, a JSON object, appended; or {"refused":"OUT_OF_AREA"} with the code of why
 *                      the rule gives none. As before on failure. All memory comes of its allocator
 *  @param error        details of what is wrong in the row (document 0) or the facts (document 1); may be NULL
 *  @return MEND_OK (also where the rule gives no answer), MEND_NOT_FOUND (no such section; the text has a likely
 *  meaning), MEND_SCHEMA, MEND_RANGE, MEND_LIMIT, MEND_SYNTAX, MEND_UTF8, MEND_DUPLICATE_KEY, MEND_NOMEM, MEND_INVALID.
 *  Any thread, with its own buffer. */
MEND_API mend_status mend_probe(const mend_policy *policy, const char *section, size_t section_len, const char *row,
                                size_t row_len, const char *facts, size_t facts_len, mend_buf *out, mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
