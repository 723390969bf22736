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

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Tickets, their records, their fields and the replay of their events.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

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

/** The set of the policy's choices that a built-in field takes its values of. Any thread.
 *  @param id  the field's number
 *  @return static text such as "contact_channel"; NULL for a field that is no choice, or an unknown number. */
MEND_API const char *mend_field_set(int32_t id);

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
