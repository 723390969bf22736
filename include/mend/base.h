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
 *  Status codes, error details, allocator, buffers, version.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

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
    MEND_MORE = -20,            /**< Time has made more due than one call does: tick first. */

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
