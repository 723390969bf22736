/*
 * mend/warranty.h - units: what outlives a ticket and decides whether the next repair is free.
 *
 * A unit is a document of its own, kept by the host under its key, with a revision. It holds the dates a warranty counts
 * from, meter readings, the time it was away for repair, repairs, and terms that belong to it alone: of a part put in, of
 * a repair. A service contract is the same kind of document: terms, and what has been claimed against them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_WARRANTY_H
#define MEND_WARRANTY_H

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Units and contracts.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** A unit or a contract. Owned by one thread at a time. */
typedef struct mend_unit mend_unit;

/** Makes an empty unit.
 *  @param allocator  NULL for the C library's
 *  @param out        receives the unit; free it with mend_unit_free()
 *  @return MEND_OK, MEND_INVALID, MEND_NOMEM. */
MEND_API mend_status mend_unit_new(const mend_allocator *allocator, mend_unit **out);

/** Frees a unit. @param unit the unit; NULL is accepted */
MEND_API void mend_unit_free(mend_unit *unit);

/** Replaces a unit by what a JSON document says:
 *
 *     {"kind": "unit",                                             or "contract"
 *      "tenant": "acme", "key": "SN-1001", "revision": 0,
 *      "serial": "SN-1001", "model": "KX-1", "parent": "RACK-7", "customer": "C-12",
 *      "dates": {"sale": "2024-05-01", "delivery": "2024-05-03"},  also invoice, installation, registration,
 *                                                                  activation, manufacture
 *      "exchanged": {"on": "2024-09-01", "to": "SN-1002", "ticket": "T-8"},
 *      "meters": [{"kind": "km", "at": "2024-05-03", "value": "12.5"}],
 *      "terms": [{"id": "fan", "kind": "part", "payer": "maker", "start": "2024-08-01", "days": 90,
 *                 "classes": ["fan"], "serial": "F-3", "ticket": "T-7"}],
 *      "outages": [{"from": "2024-07-20", "to": "2024-08-01", "counts": true, "ticket": "T-7"}],
 *      "repairs": [{"on": "2024-08-01", "fault": "noise", "covered": true, "result": "repaired", "ticket": "T-7"}],
 *      "ends": [{"term": "maker", "last_day": "2026-05-01", "by": "wu", "why": "the maker's letter",
 *                "on": "2024-06-01"}],
 *      "extensions": [{"term": "maker", "months": 12, "by": "wu", "why": "goodwill", "on": "2024-06-01"}],
 *      "claims": {"maker": {"visits": 1, "paid": 80000}},
 *      "contracts": ["C-2024-17"]}
 *
 *  Every member but the key may be missing. Members of other names are refused, unless they begin with "x-"; those are
 *  not kept.
 *  @param unit   the unit; on failure it is as before
 *  @param json   the document, at most 1 MiB
 *  @param len    its length or MEND_NTS
 *  @param error  details with position and path, and the reason for BAD_OUTAGE, BAD_PERIOD, USAGE_BACKWARDS; may be NULL
 *  @return MEND_OK, MEND_SCHEMA, MEND_SYNTAX, MEND_UTF8, MEND_DUPLICATE_KEY, MEND_LIMIT, MEND_NOMEM, MEND_INVALID. */
MEND_API mend_status mend_unit_read(mend_unit *unit, const char *json, size_t len, mend_error *error);

/** Writes a unit as canonical JSON: one line, the same bytes for the same unit, as mend_unit_read() takes it.
 *  @param unit  a unit
 *  @param out   receives the document, appended; on failure it is as before
 *  @return MEND_OK, MEND_NOMEM, MEND_INVALID. */
MEND_API mend_status mend_unit_write(const mend_unit *unit, mend_buf *out);

/** Writes a unit as the record a store keeps: bytes with a version and a checksum.
 *  @param unit  a unit with a key
 *  @param out   receives the record, appended; on failure it is as before
 *  @return MEND_OK, MEND_NOMEM, MEND_INVALID. */
MEND_API mend_status mend_unit_save(const mend_unit *unit, mend_buf *out);

/** Replaces a unit by one from its record.
 *  @param unit    the unit; on failure it is as before
 *  @param record  bytes as mend_unit_save() wrote them
 *  @param len     how many
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_CORRUPT, MEND_UNSUPPORTED (written by a newer release), MEND_NOMEM, MEND_INVALID. */
MEND_API mend_status mend_unit_load(mend_unit *unit, const void *record, size_t len, mend_error *error);

/** The tenant a unit belongs to.
 *  @param unit  a unit
 *  @param len   receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the unit changes; empty if there is none. */
MEND_API const char *mend_unit_tenant(const mend_unit *unit, size_t *len);
/** The host's key of a unit.
 *  @param unit  a unit
 *  @param len   receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the unit changes; empty for an empty unit. */
MEND_API const char *mend_unit_key(const mend_unit *unit, size_t *len);
/** A unit's serial number.
 *  @param unit  a unit
 *  @param len   receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the unit changes; empty if there is none. */
MEND_API const char *mend_unit_serial(const mend_unit *unit, size_t *len);
/** A unit's model.
 *  @param unit  a unit
 *  @param len   receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the unit changes; empty if there is none. */
MEND_API const char *mend_unit_model(const mend_unit *unit, size_t *len);
/** The key of the unit that a unit is built into.
 *  @param unit  a unit
 *  @param len   receives the length; may be NULL
 *  @return the text, NUL-terminated, borrowed until the unit changes; empty if there is none. */
MEND_API const char *mend_unit_parent(const mend_unit *unit, size_t *len);
/** What a unit is. @param unit a unit
 *  @return "unit" or "contract". Static text. */
MEND_API const char *mend_unit_kind(const mend_unit *unit);
/** A unit's revision, which every stored change raises by one. @param unit a unit
 *  @return 0 if it has never been stored. */
MEND_API int64_t mend_unit_revision(const mend_unit *unit);
/** One of a unit's dates.
 *  @param unit  a unit
 *  @param name  "sale", "invoice", "delivery", "installation", "registration", "activation" or "manufacture"
 *  @param len   its length or MEND_NTS
 *  @param out   receives days since 1970-01-01
 *  @return MEND_OK, MEND_NOT_FOUND (the unit does not have it), MEND_UNKNOWN_FIELD (there is no such date),
 *  MEND_INVALID. */
MEND_API mend_status mend_unit_date(const mend_unit *unit, const char *name, size_t len, int32_t *out);

#ifdef __cplusplus
}
#endif

#endif
