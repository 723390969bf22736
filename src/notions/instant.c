/*
 * instant.c - instants, see instant.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "instant.h"
#include "ground/error.h"
#include "ground/int.h"
#include "mend/reason.h"

#define DATE_LEN 10 /* 2024-03-15 */
#define TIME_LEN 19 /* 2024-03-15T08:00:00 */

bool mend__instant_valid(int64_t at)
{
    return at >= MEND__INSTANT_MIN && at <= MEND__INSTANT_MAX;
}

/* The text being read and how far. */
typedef struct instant_cursor {
    mend__str text;
    size_t at;
} instant_cursor;

static bool instant_take(instant_cursor *c, char wanted)
{
    if (c->at == c->text.n || c->text.p[c->at] != wanted) {
        return false;
    }
    c->at++;
    return true;
}

/* Two digits, at most `most`. Where they are too many the cursor stays in front of them. */
static mend_status instant_take_pair(instant_cursor *c, int32_t most, int32_t *out)
{
    if (!mend__digits_read(c->text, c->at, 2, out)) {
        if (mend__digits_read(c->text, c->at, 1, out)) {
            c->at++;
        }
        return MEND_SYNTAX;
    }
    if (*out > most) {
        return MEND_RANGE;
    }
    c->at += 2;
    return MEND_OK;
}

/* "hh:mm" and, if `seconds` is wanted, ":ss", in seconds. */
static mend_status instant_take_clock(instant_cursor *c, bool seconds, int32_t *out)
{
    int32_t hour, minute, second = 0;
    mend_status status = instant_take_pair(c, 23, &hour);
    if (status == MEND_OK) {
        status = instant_take(c, ':') ? instant_take_pair(c, 59, &minute) : MEND_SYNTAX;
    }
    if (status == MEND_OK && seconds) {
        status = instant_take(c, ':') ? instant_take_pair(c, 59, &second) : MEND_SYNTAX;
    }
    if (status == MEND_OK) {
        *out = (hour * 60 + minute) * 60 + second;
    }
    return status;
}

/* Nothing, or a point and 1 to 3 digits, in ms. */
static mend_status instant_take_fraction(instant_cursor *c, int32_t *ms)
{
    int32_t digit, weight = 100;
    *ms = 0;
    if (!instant_take(c, '.')) {
        return MEND_OK;
    }
    if (!mend__digits_read(c->text, c->at, 1, &digit)) {
        return MEND_SYNTAX;
    }
    while (weight > 0 && mend__digits_read(c->text, c->at, 1, &digit)) {
        *ms += digit * weight;
        weight /= 10;
        c->at++;
    }
    return MEND_OK;
}

/* "Z" or an offset, in seconds east of UTC. */
static mend_status instant_take_offset(instant_cursor *c, int32_t *east)
{
    int32_t seconds;
    *east = 0;
    if (instant_take(c, 'Z')) {
        return MEND_OK;
    }
    bool west = instant_take(c, '-');
    if (!west && !instant_take(c, '+')) {
        return MEND_SYNTAX;
    }
    mend_status status = instant_take_clock(c, false, &seconds);
    if (status == MEND_OK) {
        *east = west ? -seconds : seconds;
    }
    return status;
}

mend_status mend__instant_read(mend__str text, int64_t *at, size_t *where)
{
    instant_cursor c = {text, 0};
    int32_t day, clock, ms, east;
    mend__str date = {text.p, text.n < DATE_LEN ? text.n : DATE_LEN};
    mend_status status = mend__date_read(date, &day, &c.at);
    if (status == MEND_OK) {
        c.at = DATE_LEN;
        status = instant_take(&c, 'T') ? instant_take_clock(&c, true, &clock) : MEND_SYNTAX;
    }
    if (status == MEND_OK) {
        status = instant_take_fraction(&c, &ms);
    }
    if (status == MEND_OK) {
        status = instant_take_offset(&c, &east);
    }
    if (status == MEND_OK && c.at != text.n) {
        status = MEND_SYNTAX;
    }
    if (status != MEND_OK) {
        *where = c.at;
        return status;
    }
    int64_t result = (int64_t)day * MEND__DAY_MS + ((int64_t)clock - east) * 1000 + ms;
    if (!mend__instant_valid(result)) {
        *where = 0;
        return MEND_RANGE;
    }
    *at = result;
    return MEND_OK;
}

bool mend__instant_parse(mend__str text, int64_t *at)
{
    size_t where;
    return mend__instant_read(text, at, &where) == MEND_OK;
}

size_t mend__instant_write(int64_t at, char out[24])
{
    int64_t ms_of_day = mend__floor_mod(at, MEND__DAY_MS);
    int64_t second = ms_of_day / 1000, ms = ms_of_day % 1000;
    size_t len = TIME_LEN;
    mend__date_write((int32_t)mend__floor_div(at, MEND__DAY_MS), out);
    out[10] = 'T';
    mend__digits_write(second / 3600, 2, out + 11);
    out[13] = ':';
    mend__digits_write(second / 60 % 60, 2, out + 14);
    out[16] = ':';
    mend__digits_write(second % 60, 2, out + 17);
    if (ms != 0) {
        out[len++] = '.';
        mend__digits_write(ms, 3, out + len);
        len += 3;
    }
    out[len++] = 'Z';
    return len;
}

mend_status mend_instant_parse(const char *text, size_t len, int64_t *out, mend_error *error)
{
    mend__str s = mend__str_of(text, len);
    size_t where = 0;
    if (!mend__error_ok(error) || s.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    mend_status status = mend__instant_read(s, out, &where);
    if (status != MEND_OK) {
        mend__fail_at(error, status, MEND_REASON_BAD_INSTANT, where,
                      status == MEND_RANGE ? "there is no such instant in years 1 to 9999"
                                           : "expected an instant such as 2024-03-15T08:00:00Z");
    }
    return status;
}

mend_status mend_instant_write(int64_t at, char *out, size_t cap, size_t *len)
{
    char text[24];
    if (!mend__instant_valid(at)) {
        return MEND_RANGE;
    }
    size_t n = mend__instant_write(at, text);
    return mend__text_out((mend__str){text, n}, out, cap, len);
}
