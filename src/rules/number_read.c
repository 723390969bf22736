/*
 * number_read.c - taking numbers apart, see number_read.h.
 *
 * Most elements have a fixed width. The counter, which may have widened, and the fields do not: every way to share out
 * what is left among them is tried, of which there are at most 16 * 16 * 16, since the last width follows from the
 * others. More than one way that holds is an error rather than a guess.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "number_read.h"
#include "ground/error.h"
#include "ground/int.h"

#include <string.h>

#define ELASTIC_MAX (MEND__SERIES_FIELDS + 1)

typedef struct number_reading {
    const mend__series *series;
    mend__parts parts;
    size_t fixed; /* characters of the elements whose width is fixed */
    size_t elastic_count;
    size_t element[ELASTIC_MAX]; /* the elements that are not, in order; there is always the counter */
    size_t least[ELASTIC_MAX], most[ELASTIC_MAX], width[ELASTIC_MAX];
} number_reading;

static bool reading_is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static char reading_capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool reading_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Trims and folds. False: too long to be a number. */
static bool reading_take_text(number_reading *r, mend__str number)
{
    while (number.n > 0 && reading_is_blank(number.p[0])) {
        number.p++;
        number.n--;
    }
    while (number.n > 0 && reading_is_blank(number.p[number.n - 1])) {
        number.n--;
    }
    if (number.n > MEND__NUMBER_MAX) {
        return false;
    }
    for (size_t i = 0; i < number.n; i++) {
        r->parts.text[i] = reading_capital(number.p[i]);
    }
    r->parts.len = number.n;
    return true;
}

static void reading_find_elastic(number_reading *r)
{
    for (size_t i = 0; i < r->series->count; i++) {
        const mend__element *e = &r->series->elements[i];
        if (e->token != MEND__TOKEN_SEQ && e->token != MEND__TOKEN_FIELD) {
            r->fixed += e->width;
            continue;
        }
        size_t k = r->elastic_count++;
        r->element[k] = i;
        if (e->token == MEND__TOKEN_FIELD) {
            r->least[k] = 1;
            r->most[k] = MEND__FIELD_MAX;
        } else {
            r->least[k] = e->width;
            r->most[k] = r->series->refuse ? e->width : MEND__SEQ_DIGITS;
        }
        r->width[k] = r->least[k];
    }
}

/* The last width follows from the others; false if it cannot be. */
static bool reading_settle(number_reading *r)
{
    size_t last = r->elastic_count - 1, used = r->fixed;
    for (size_t k = 0; k < last; k++) {
        used += r->width[k];
    }
    if (used > r->parts.len) {
        return false;
    }
    r->width[last] = r->parts.len - used;
    return r->width[last] >= r->least[last] && r->width[last] <= r->most[last];
}

/* The next way to share out. False: that was the last. */
static bool reading_share_again(number_reading *r)
{
    for (size_t k = r->elastic_count - 1; k-- > 0;) {
        if (r->width[k] < r->most[k]) {
            r->width[k]++;
            return true;
        }
        r->width[k] = r->least[k];
    }
    return false;
}

static bool reading_element_fits(const number_reading *r, const mend__element *e, const char *text, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        char c = text[i];
        bool fits = e->token == MEND__TOKEN_LITERAL ? c == reading_capital(e->text.p[i])
                    : e->token == MEND__TOKEN_FIELD ? mend__is_digit(c) || reading_is_capital(c) || c == '_' || c == '-'
                    : e->token == MEND__TOKEN_CHECK ? mend__is_digit(c) || reading_is_capital(c) || c == '*'
                                                    : mend__is_digit(c);
        if (!fits) {
            return false;
        }
    }
    /* A counter that has outgrown its width has no zero in front. */
    return e->token != MEND__TOKEN_SEQ || width == r->series->seq_width || text[0] != '0';
}

/* Lays the elements over the text with the widths at hand. */
static bool reading_lay_out(number_reading *r)
{
    size_t at = 0, k = 0;
    for (size_t i = 0; i < r->series->count; i++) {
        const mend__element *e = &r->series->elements[i];
        size_t width = e->width;
        if (k < r->elastic_count && r->element[k] == i) {
            width = r->width[k++];
        }
        if (!reading_element_fits(r, e, r->parts.text + at, width)) {
            return false;
        }
        r->parts.at[i] = at;
        r->parts.width[i] = width;
        at += width;
    }
    return true;
}

/* What the tokens of the date say; -1 where they say nothing. False: one token says two things. */
static bool reading_collect_dates(const number_reading *r, int32_t value[MEND__TOKEN_FYY + 1])
{
    for (int i = 0; i <= MEND__TOKEN_FYY; i++) {
        value[i] = -1;
    }
    for (size_t i = 0; i < r->series->count; i++) {
        mend__token token = r->series->elements[i].token;
        int32_t given = 0;
        if (token < MEND__TOKEN_YYYY || token > MEND__TOKEN_FYY) {
            continue;
        }
        mend__digits_read((mend__str){r->parts.text, r->parts.len}, r->parts.at[i], r->parts.width[i], &given);
        if (value[token] != -1 && value[token] != given) {
            return false;
        }
        value[token] = given;
    }
    return true;
}

/* -1 is "not said" and always fits. */
static bool reading_within(int32_t value, int32_t least, int32_t most)
{
    return value == -1 || (value >= least && value <= most);
}

/* The day, if year and day are said. False: there is no such day. */
static bool reading_find_day(const int32_t value[MEND__TOKEN_FYY + 1], bool *dated, int32_t *day)
{
    int32_t year = value[MEND__TOKEN_YYYY], month = value[MEND__TOKEN_MM], date = value[MEND__TOKEN_DD];
    int32_t year_day = value[MEND__TOKEN_DDD];
    *dated = false;
    if (year == -1 && value[MEND__TOKEN_YY] != -1) {
        year = 2000 + value[MEND__TOKEN_YY];
    }
    if (year == -1) {
        return true;
    }
    if (month != -1 && date != -1) {
        *dated = true;
        if (!mend__civil_valid(year, month, date)) {
            return false;
        }
        *day = mend__civil_day(year, month, date);
    } else if (year_day != -1) {
        *dated = true;
        if (year == 0 || year_day < 1 || year_day > (mend__civil_leap(year) ? 366 : 365)) {
            return false;
        }
        *day = mend__civil_day(year, 1, 1) + year_day - 1;
    }
    return true;
}

/* Without a day each part can only be checked by itself. */
static bool reading_parts_possible(const int32_t value[MEND__TOKEN_FYY + 1])
{
    int32_t month = value[MEND__TOKEN_MM], weeks = 53;
    if (!reading_within(value[MEND__TOKEN_YYYY], 1, 9999) || !reading_within(month, 1, 12) ||
        !reading_within(value[MEND__TOKEN_DDD], 1, 366) || !reading_within(value[MEND__TOKEN_GGGG], 1, 9999) ||
        !reading_within(value[MEND__TOKEN_DD], 1, month == -1 ? 31 : mend__civil_month_days(2000, month))) {
        return false;
    }
    if (value[MEND__TOKEN_GGGG] != -1) {
        int32_t year;
        mend__civil_week(mend__civil_day(value[MEND__TOKEN_GGGG], 12, 28), &year, &weeks); /* always in the last week */
    }
    return reading_within(value[MEND__TOKEN_WW], 1, weeks);
}

/* Whether the date shown exists and its parts agree. */
static bool reading_date_holds(number_reading *r)
{
    int32_t value[MEND__TOKEN_FYY + 1];
    mend__parts *parts = &r->parts;
    if (!reading_collect_dates(r, value) || !reading_find_day(value, &parts->dated, &parts->day)) {
        return false;
    }
    if (!parts->dated) {
        return reading_parts_possible(value);
    }
    for (size_t i = 0; i < r->series->count; i++) {
        mend__token token = r->series->elements[i].token;
        char expected[4];
        if (token >= MEND__TOKEN_YYYY && token <= MEND__TOKEN_FYY) {
            size_t width = mend__series_token(r->series, token, parts->day, expected);
            if (memcmp(expected, parts->text + parts->at[i], width) != 0) {
                return false;
            }
        }
    }
    return true;
}

static bool reading_check_holds(const number_reading *r)
{
    size_t last = r->series->count - 1;
    char check[MEND__CHECK_WIDTH];
    mend__str payload = {r->parts.text, r->parts.at[last]};
    return r->series->check == 0 || (mend__number_check(r->series->check, payload, check) &&
                                     memcmp(check, r->parts.text + payload.n, r->parts.width[last]) == 0);
}

static mend_status reading_fail(mend_error *err, mend_reason reason, const char *text)
{
    return mend__fail_reason(err, MEND_SYNTAX, reason, text);
}

/* The counter's value; its digits have been seen. */
static int64_t reading_counter(const number_reading *r)
{
    int64_t value = 0;
    for (size_t i = 0; i < r->series->count; i++) {
        if (r->series->elements[i].token == MEND__TOKEN_SEQ) {
            for (size_t k = 0; k < r->parts.width[i]; k++) {
                value = value * 10 + (r->parts.text[r->parts.at[i] + k] - '0');
            }
        }
    }
    return value;
}

mend_status mend__series_parse(const mend__series *series, mend__str number, mend__parts *out, mend_error *err)
{
    number_reading r;
    bool matched = false, found = false;
    memset(&r, 0, sizeof r);
    r.series = series;
    reading_find_elastic(&r);
    if (!reading_take_text(&r, number)) {
        return reading_fail(err, MEND_REASON_NO_MATCH, "the text is no number of this series");
    }
    do {
        if (!reading_settle(&r) || !reading_lay_out(&r)) {
            continue;
        }
        matched = true;
        if (!reading_date_holds(&r)) {
            continue;
        }
        if (!reading_check_holds(&r)) {
            return reading_fail(err, MEND_REASON_BAD_CHECK_DIGIT, "the check digit does not fit the number");
        }
        if (found) {
            return reading_fail(err, MEND_REASON_AMBIGUOUS, "the number can be read in several ways");
        }
        found = true;
        r.parts.seq = reading_counter(&r);
        *out = r.parts;
    } while (reading_share_again(&r));
    if (!found) {
        return matched ? reading_fail(err, MEND_REASON_BAD_DATE, "the number shows a date that does not exist")
                       : reading_fail(err, MEND_REASON_NO_MATCH, "the text is no number of this series");
    }
    return MEND_OK;
}

/* Whether an element before the i-th has the same token: its text is the same then. */
static bool parts_written_before(const mend__series *series, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (series->elements[k].token == series->elements[i].token) {
            return true;
        }
    }
    return false;
}

void mend__parts_write(const mend__series *series, const mend__parts *parts, mend__jw *w)
{
    mend__jw_object(w);
    for (size_t i = 0; i < series->count; i++) {
        const mend__element *e = &series->elements[i];
        if (e->token == MEND__TOKEN_LITERAL || (e->token != MEND__TOKEN_FIELD && parts_written_before(series, i))) {
            continue;
        }
        mend__jw_key_str(w, e->text);
        if (e->token == MEND__TOKEN_SEQ) {
            mend__jw_int(w, parts->seq);
        } else {
            mend__jw_str(w, (mend__str){parts->text + parts->at[i], parts->width[i]});
        }
    }
    if (parts->dated) {
        char date[10];
        mend__date_write(parts->day, date);
        mend__jw_key(w, "date");
        mend__jw_str(w, (mend__str){date, sizeof date});
    }
    mend__jw_end_object(w);
}

mend_status mend_series_parse(const mend_series *series, const char *number, size_t len, mend_buf *out,
                              mend_error *error)
{
    mend__str text = mend__str_of(number, len);
    mend__parts parts;
    mend__jw w;
    if (!mend__error_ok(error) || series == NULL || text.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    mend_status status = mend__series_parse(series->series, text, &parts, error);
    if (status != MEND_OK) {
        return status;
    }
    size_t before = out->len;
    mend__jw_init(&w, out);
    mend__parts_write(series->series, &parts, &w);
    status = out->status;
    if (status != MEND_OK) {
        mend__buf_rewind(out, before);
        return mend__fail(error, status, "no memory for the parts of a number");
    }
    return MEND_OK;
}
