/*
 * mend/calendar.h - working time: when is it, how much lies between, when is a deadline due.
 *
 * Working time is a set of half-open intervals [opening, closing); intervals that touch or overlap are one. It is made
 * of windows of the local clock on weekdays and dates, and measured in elapsed time: on a day whose clocks are put
 * forward a window may be an hour shorter. An edge in a skipped hour is the moment the clocks leap; an edge in a
 * repeated hour is its first coming.
 *
 * A deadline therefore falls on a closing, never on the next morning: 8 hours from Monday 09:00, open 09:00 to 17:00,
 * are over on Monday 17:00. Instants are ms since 1970 UTC of years 1 to 9999; amounts are ms, at least 0. What a
 * question costs does not depend on how much time it spans.
 *
 * A calendar never changes; any number of threads may ask it at once. Every question answers MEND_INVALID for a missing
 * argument and MEND_RANGE for an instant, an amount or an answer out of range, and leaves its outputs alone then.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_CALENDAR_H
#define MEND_CALENDAR_H

#include "mend/time.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Working calendars.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** Working hours of a place, with its holidays. */
typedef struct mend_calendar mend_calendar;

/** Finds the zone of an IANA name for a calendar that is being made.
 *  @param user  as given to the call that asks
 *  @param name  the name, such as "Europe/Berlin"; not NUL-terminated
 *  @param len   its length
 *  @param zone  receives the zone; it is copied, and needed until the call that asks returns
 *  @return MEND_OK, MEND_NOT_FOUND, or another status, which is passed on. */
typedef mend_status (*mend_zone_fn)(void *user, const char *name, size_t len, const mend_zone **zone);

/** Makes a calendar from a JSON document:
 *
 *     {"zone": "CST-8",                                         a rule as mend_zone_new() reads it, or an IANA name
 *      "week": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "sat": [["22:00", "06:00"]]},
 *      "holidays": ["2026-01-01", {"date": "2026-02-17", "label": "Spring Festival"}],
 *      "exceptions": {"2026-02-14": {"like": "mon"}, "2026-12-24": [["09:00", "12:00"]],
 *                     "2026-12-31": {"windows": [], "label": "Stocktaking"}},
 *      "known_until": "2026-12-31"}
 *
 *  Times are HH:MM or HH:MM:SS, 00:00 to 24:00; an end that is not after its start lies on the next date, and the window
 *  belongs to the date on which it starts. On a holiday no window starts; an exception replaces the windows of its date,
 *  also where that is a holiday. Members named x-... are left alone.
 *  @param allocator  NULL for the C library's
 *  @param json       the document, at most 1 MiB
 *  @param len        its length or MEND_NTS
 *  @param find       finds zones by name; NULL: only rules are known
 *  @param user       handed to find
 *  @param out        receives the calendar; free it with mend_calendar_free()
 *  @param error      details with position and path; may be NULL
 *  @return MEND_OK; MEND_SYNTAX, MEND_UTF8, MEND_DUPLICATE_KEY (no JSON); MEND_SCHEMA (not as above, or a calendar that
 *  never opens); MEND_LIMIT (more than 12 windows in a list or 4096 dates, or dates thousands of years apart);
 *  MEND_NOMEM, MEND_INVALID, or what `find` answered. */
MEND_API mend_status mend_calendar_new(const mend_allocator *allocator, const char *json, size_t len, mend_zone_fn find,
                                       void *user, mend_calendar **out, mend_error *error);

/** Frees a calendar. @param calendar the calendar; NULL is accepted */
MEND_API void mend_calendar_free(mend_calendar *calendar);

/** Bits that come with an answer. */
enum {
    MEND_CALENDAR_PROVISIONAL = 1 /**< The question or its answer goes beyond known_until: holidays may be missing. */
};

/** Whether an instant is working time: true at an opening, false at a closing.
 *  @param calendar  a calendar
 *  @param at        the instant
 *  @param working   receives 1 or 0
 *  @param flags     receives MEND_CALENDAR_... bits; may be NULL
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_is_working(const mend_calendar *calendar, int64_t at, int32_t *working,
                                              int32_t *flags);

/** The working time from one instant to another, negative if the second is the earlier one.
 *  @param calendar  a calendar
 *  @param from      the first instant
 *  @param to        the second instant
 *  @param work      receives ms
 *  @param flags     receives MEND_CALENDAR_... bits; may be NULL
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_between(const mend_calendar *calendar, int64_t from, int64_t to, int64_t *work,
                                           int32_t *flags);

/** When an amount of working time will have passed: the earliest such instant. An amount of 0 leaves an instant inside
 *  of working time, at an opening or at a closing where it is, and takes another one to the next opening.
 *  @param calendar  a calendar
 *  @param at        where to begin
 *  @param work      ms, at least 0
 *  @param out       receives the instant
 *  @param flags     receives MEND_CALENDAR_... bits; may be NULL
 *  @return MEND_OK, MEND_RANGE (also if it would be after year 9999), MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_add(const mend_calendar *calendar, int64_t at, int64_t work, int64_t *out,
                                       int32_t *flags);

/** The mirror of mend_calendar_add(): the latest instant from which on that much working time passes until `at`. An
 *  amount of 0 takes an instant outside of working time to the last closing.
 *  @param calendar  a calendar
 *  @param at        where to begin
 *  @param work      ms, at least 0
 *  @param out       receives the instant
 *  @param flags     receives MEND_CALENDAR_... bits; may be NULL
 *  @return MEND_OK, MEND_RANGE (also if it would be before year 1), MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_subtract(const mend_calendar *calendar, int64_t at, int64_t work, int64_t *out,
                                            int32_t *flags);

/** The instant itself if it is working time, else the next opening.
 *  @param calendar  a calendar
 *  @param at        the instant
 *  @param out       receives the instant
 *  @param flags     receives MEND_CALENDAR_... bits; may be NULL
 *  @return MEND_OK, MEND_RANGE (also if there is no later opening), MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_roll_forward(const mend_calendar *calendar, int64_t at, int64_t *out,
                                                int32_t *flags);

/** The instant itself if working time lies right before it, else the last closing.
 *  @param calendar  a calendar
 *  @param at        the instant
 *  @param out       receives the instant
 *  @param flags     receives MEND_CALENDAR_... bits; may be NULL
 *  @return MEND_OK, MEND_RANGE (also if there is no earlier closing), MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_roll_back(const mend_calendar *calendar, int64_t at, int64_t *out, int32_t *flags);

/** The first closing after an instant.
 *  @param calendar  a calendar
 *  @param at        the instant
 *  @param out       receives the instant, later than `at`
 *  @param flags     receives MEND_CALENDAR_... bits; may be NULL
 *  @return MEND_OK, MEND_RANGE (also if it never closes again), MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_next_close(const mend_calendar *calendar, int64_t at, int64_t *out, int32_t *flags);

/** What "within n working days" means. A working day is a local date on which a window starts. */
typedef int32_t mend_days;

enum {
    MEND_DAYS_CLOSING = 1,  /**< The closing of the n-th working day; today counts while it has working time left. */
    MEND_DAYS_SAME_TIME = 2 /**< The same time of day n working days later; outside of working time the next opening. */
};

/** When a number of working days is over. 0 days are an amount of 0 for mend_calendar_add().
 *  @param calendar  a calendar
 *  @param at        where to begin
 *  @param days      how many, at least 0
 *  @param reading   MEND_DAYS_...
 *  @param out       receives the instant
 *  @param flags     receives MEND_CALENDAR_... bits; may be NULL
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID (also for an unknown reading). Any thread. */
MEND_API mend_status mend_calendar_add_days(const mend_calendar *calendar, int64_t at, int32_t days, mend_days reading,
                                            int64_t *out, int32_t *flags);

/** Why a date has the hours it has. */
typedef int32_t mend_calendar_kind;

enum {
    MEND_CALENDAR_PLAIN = 0,    /**< Those of its weekday. */
    MEND_CALENDAR_HOLIDAY = 1,  /**< None: it is a holiday. */
    MEND_CALENDAR_EXCEPTION = 2 /**< Those of an exception. */
};

/** What a calendar says about a date.
 *  @param calendar  a calendar
 *  @param day       the local date, days since 1970-01-01, of years 1 to 9999
 *  @param kind      receives MEND_CALENDAR_PLAIN, _HOLIDAY or _EXCEPTION; may be NULL
 *  @param windows   receives how many windows start on it, 0: it is no working day; may be NULL
 *  @param label     receives the label of the holiday or exception, "" if there is none; it lives as long as the
 *                   calendar; may be NULL
 *  @param flags     receives MEND_CALENDAR_PROVISIONAL for a date after known_until; may be NULL
 *  @return MEND_OK, MEND_RANGE, MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_day(const mend_calendar *calendar, int32_t day, mend_calendar_kind *kind,
                                       int32_t *windows, const char **label, int32_t *flags);

/** What a calendar holds, and what in it is worth a second look. */
typedef struct mend_calendar_info {
    uint32_t struct_size; /**< sizeof(mend_calendar_info), set by the caller */
    int32_t known_until;  /**< the last date whose hours are known, days since 1970-01-01; INT32_MAX: not said */
    int32_t holidays;     /**< dates closed as holidays */
    int32_t exceptions;   /**< dates with hours of their own */
    int32_t overlaps;     /**< windows that overlap an earlier one of the same list, and are counted once with it */
    int32_t doubles;      /**< dates that are holiday and exception at once; the exception counts */
} mend_calendar_info;

/** Tells what a calendar holds.
 *  @param calendar  a calendar
 *  @param info      receives it; struct_size is set
 *  @return MEND_OK, MEND_INVALID. Any thread. */
MEND_API mend_status mend_calendar_about(const mend_calendar *calendar, mend_calendar_info *info);

/** How many calendars are built in: documents for mend_calendar_new(), to be used or to be copied from.
 *  @return the number. Any thread. */
MEND_API int32_t mend_calendar_ready_count(void);

/** The name of a built-in calendar, such as "china@1". A released calendar never changes under its number.
 *  @param index  from 0
 *  @return static text; NULL beyond the last. Any thread. */
MEND_API const char *mend_calendar_ready_name(int32_t index);

/** The JSON document of a built-in calendar.
 *  @param name  its name, NUL-terminated
 *  @param len   receives the length; may be NULL
 *  @return static text with a NUL behind it; NULL if there is none of that name. Any thread. */
MEND_API const char *mend_calendar_ready_text(const char *name, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
