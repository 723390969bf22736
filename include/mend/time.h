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

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Dates, instants, zones: reading, writing, converting.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

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

/** Makes a zone from the bytes of a TZif file (RFC 8536, versions 1 to 4), as lie in /usr/share/zoneinfo: the moves of
 *  the clocks it lists, and from the last one on the rule at its end. Instants count no leap seconds; times in a file
 *  that counts them are put right. No environment and no file is looked at: the host reads the bytes.
 *  @param allocator  NULL for the C library's
 *  @param bytes      the file's bytes; they are not needed afterwards
 *  @param len        how many
 *  @param out        receives the zone; free it with mend_zone_free()
 *  @param error      details with the offset in the bytes; may be NULL
 *  @return MEND_OK, MEND_SYNTAX (cut off, or a count or value that cannot be), MEND_UNSUPPORTED (a later version),
 *  MEND_LIMIT (more than 2000 moves), MEND_NOMEM, MEND_INVALID. */
MEND_API mend_status mend_zone_tzif(const mend_allocator *allocator, const void *bytes, size_t len, mend_zone **out,
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
