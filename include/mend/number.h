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

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Check digits and number series.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

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
