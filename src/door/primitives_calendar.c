/*
 * primitives_calendar.c - questions to calendars as operations, see primitives_calendar.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "primitives_calendar.h"
#include "ground/error.h"
#include "ground/int.h"
#include "mend/reason.h"
#include "notions/calendar.h"
#include "notions/instant.h"
#include "notions/tzif.h"

#define ZONE_BYTES 65536 /* of a zone file; the largest there are have some thousands */

/* One question on its way. */
typedef struct cal_call {
    const mend__json *tree;
    mend__node in;
    mend__arena arena;
    const mend_calendar *calendar;
    int64_t at;
    int32_t flags;
    mend__jw *out;
    mend_error *err;
} cal_call;

/* ---- members ---- */

static mend_status cal_wrong(const cal_call *c, mend__node n, mend_status status, mend_reason reason, const char *text)
{
    mend__json_fail(c->tree, n, status, text, c->err);
    if (c->err != NULL) {
        c->err->reason = reason;
    }
    return status;
}

static mend_status cal_instant(const cal_call *c, const char *key, const char *what, int64_t *out)
{
    mend__node n = mend__json_get(c->tree, c->in, key);
    size_t where;
    if (mend__json_typeof(c->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(c->tree, n == MEND__NONE ? c->in : n, what, c->err);
    }
    mend_status status = mend__instant_read(mend__json_str(c->tree, n), out, &where);
    if (status != MEND_OK) {
        cal_wrong(c, n, status, MEND_REASON_BAD_INSTANT, "expected an instant such as 2024-03-15T08:00:00Z");
    }
    return status;
}

static mend_status cal_amount(const cal_call *c, const char *key, int64_t most, int64_t *out)
{
    mend__node n = mend__json_get(c->tree, c->in, key);
    if (!mend__json_int(c->tree, n, out)) {
        return mend__json_expected(c->tree, n == MEND__NONE ? c->in : n, "an integer amount", c->err);
    }
    if (*out < 0 || *out > most) {
        return cal_wrong(c, n, MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE, "the amount is negative or too large");
    }
    return MEND_OK;
}

/* ---- zones brought along ---- */

static int32_t cal_sextet(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Base64 with its padding; out has room for three bytes for each four characters. False: it is not. */
static bool cal_base64(mend__str text, unsigned char *out, size_t *len)
{
    size_t padding = 0, count = 0;
    uint32_t bits = 0;
    if (text.n % 4 != 0) {
        return false;
    }
    while (padding < 2 && padding < text.n && text.p[text.n - 1 - padding] == '=') {
        padding++;
    }
    for (size_t i = 0; i < text.n; i++) {
        int32_t sextet = i < text.n - padding ? cal_sextet(text.p[i]) : 0;
        if (sextet < 0) {
            return false;
        }
        bits = bits << 6 | (uint32_t)sextet;
        if (i % 4 == 3) {
            out[count++] = (unsigned char)(bits >> 16 & 0xFF);
            out[count++] = (unsigned char)(bits >> 8 & 0xFF);
            out[count++] = (unsigned char)(bits & 0xFF);
            bits = 0;
        }
    }
    *len = count - padding;
    return true;
}

static mend_status cal_zone_read(cal_call *c, mend__node n, mend_zone **out)
{
    mend__str text = mend__json_str(c->tree, n);
    mend__tzif file;
    mend_error said = {.struct_size = sizeof said};
    size_t len = 0;
    if (mend__json_typeof(c->tree, n) != MEND__JSON_STRING || text.n > ZONE_BYTES / 3 * 4) {
        return mend__json_expected(c->tree, n, "a zone file of at most 64 KiB in base64", c->err);
    }
    unsigned char *bytes = mend__arena_get(&c->arena, text.n + 4);
    mend_zone *zone = mend__arena_get(&c->arena, sizeof *zone);
    /* A move takes five bytes of the file or more, and those nearly seven characters. */
    mend__zone_move *moves = mend__arena_get(&c->arena, (text.n / 6 + 1) * sizeof *moves);
    if (bytes == NULL || zone == NULL || moves == NULL) {
        return mend__fail(c->err, MEND_NOMEM, "no memory for a zone");
    }
    if (!cal_base64(text, bytes, &len)) {
        return mend__json_expected(c->tree, n, "a zone file in base64", c->err);
    }
    mend_status status = mend__tzif_open(&file, bytes, len, &said);
    if (status != MEND_OK) {
        cal_wrong(c, n, status, said.reason, "no zone file: ");
        mend__error_add(c->err, said.text);
        return status;
    }
    mend__tzif_zone(&file, moves, zone);
    *out = zone;
    return MEND_OK;
}

static mend_status cal_find_zone(void *user, const char *name, size_t len, const mend_zone **zone)
{
    cal_call *c = user;
    mend__node zones = mend__json_get(c->tree, c->in, "zones"), n = MEND__NONE;
    if (mend__json_typeof(c->tree, zones) == MEND__JSON_OBJECT) {
        n = mend__json_find(c->tree, zones, (mend__str){name, len});
    }
    mend_zone *found = NULL;
    mend_status status = n == MEND__NONE ? MEND_NOT_FOUND : cal_zone_read(c, n, &found);
    *zone = found;
    return status;
}

/* ---- answers ---- */

static mend_status cal_write_instant(cal_call *c, mend_status status, int64_t at)
{
    char text[24];
    if (status == MEND_OK) {
        mend__jw_str(c->out, (mend__str){text, mend__instant_write(at, text)});
    }
    return status;
}

static mend_status cal_add(cal_call *c)
{
    int64_t seconds = 0, at = 0;
    mend_status status = cal_amount(c, "amount_s", INT64_MAX / 1000, &seconds);
    status = status != MEND_OK ? status : mend_calendar_add(c->calendar, c->at, seconds * 1000, &at, &c->flags);
    return cal_write_instant(c, status, at);
}

static mend_status cal_subtract(cal_call *c)
{
    int64_t seconds = 0, at = 0;
    mend_status status = cal_amount(c, "amount_s", INT64_MAX / 1000, &seconds);
    status = status != MEND_OK ? status : mend_calendar_subtract(c->calendar, c->at, seconds * 1000, &at, &c->flags);
    return cal_write_instant(c, status, at);
}

static mend_status cal_between(cal_call *c)
{
    int64_t to = 0, work = 0;
    mend_status status = cal_instant(c, "to", "an instant in \"to\"", &to);
    status = status != MEND_OK ? status : mend_calendar_between(c->calendar, c->at, to, &work, &c->flags);
    if (status == MEND_OK) {
        mend__jw_int(c->out, work / 1000);
    }
    return status;
}

static mend_status cal_is_working(cal_call *c)
{
    int32_t working = 0;
    mend_status status = mend_calendar_is_working(c->calendar, c->at, &working, &c->flags);
    mend__jw_bool(c->out, working != 0);
    return status;
}

static mend_status cal_next_open(cal_call *c)
{
    int64_t at = 0;
    mend_status status = mend_calendar_roll_forward(c->calendar, c->at, &at, &c->flags);
    return cal_write_instant(c, status, at);
}

static mend_status cal_next_close(cal_call *c)
{
    int64_t at = 0;
    mend_status status = mend_calendar_next_close(c->calendar, c->at, &at, &c->flags);
    return cal_write_instant(c, status, at);
}

static mend_status cal_prev_close(cal_call *c)
{
    int64_t at = 0;
    mend_status status = mend_calendar_roll_back(c->calendar, c->at, &at, &c->flags);
    return cal_write_instant(c, status, at);
}

static mend_status cal_add_days(cal_call *c)
{
    mend__node n = mend__json_get(c->tree, c->in, "reading");
    mend__str name = mend__json_typeof(c->tree, n) == MEND__JSON_STRING ? mend__json_str(c->tree, n) : MEND__STR("");
    mend_days reading = mend__str_is(name, "closing") ? MEND_DAYS_CLOSING : MEND_DAYS_SAME_TIME;
    int64_t days = 0, at = 0;
    if (reading == MEND_DAYS_SAME_TIME && !mend__str_is(name, "same_time")) {
        return mend__json_expected(c->tree, n == MEND__NONE ? c->in : n, "\"closing\" or \"same_time\" in \"reading\"",
                                   c->err);
    }
    mend_status status = cal_amount(c, "days", INT32_MAX, &days);
    status =
        status != MEND_OK ? status : mend_calendar_add_days(c->calendar, c->at, (int32_t)days, reading, &at, &c->flags);
    return cal_write_instant(c, status, at);
}

static const struct cal_operation {
    const char *name;
    mend_status (*run)(cal_call *c);
} operations[] = {
    {"cal_add", cal_add},
    {"cal_subtract", cal_subtract},
    {"cal_between", cal_between},
    {"cal_is_working", cal_is_working},
    {"cal_next_open", cal_next_open},
    {"cal_next_close", cal_next_close},
    {"cal_prev_close", cal_prev_close},
    {"cal_add_days", cal_add_days},
};

/* Answers with the value, or with it and whether it is provisional. */
static mend_status cal_run(cal_call *c, const struct cal_operation *op)
{
    mend__node n = mend__json_get(c->tree, c->in, "flags");
    mend__json_type type = mend__json_typeof(c->tree, n);
    if (n != MEND__NONE && type != MEND__JSON_TRUE && type != MEND__JSON_FALSE) {
        return mend__json_expected(c->tree, n, "true or false", c->err);
    }
    if (type == MEND__JSON_TRUE) {
        mend__jw_object(c->out);
        mend__jw_key(c->out, "value");
    }
    mend_status status = op->run(c);
    if (status == MEND_RANGE && (c->err == NULL || c->err->status != MEND_RANGE)) {
        cal_wrong(c, c->in, MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE,
                  "the answer lies outside of years 1 to 9999, or there is none");
    }
    if (type == MEND__JSON_TRUE) {
        mend__jw_key(c->out, "provisional");
        mend__jw_bool(c->out, (c->flags & MEND_CALENDAR_PROVISIONAL) != 0);
        mend__jw_end_object(c->out);
    }
    return status;
}

static mend_status cal_answer(cal_call *c, const struct cal_operation *op)
{
    static const char *const members[] = {"zone", "week",  "holidays", "exceptions", "known_until", "zones", "at",
                                          "to",   "flags", "amount_s", "days",       "reading",     NULL};
    const mend__zone_source zones = {cal_find_zone, c, true, NULL};
    mend_calendar *calendar = NULL;
    mend_status status = cal_instant(c, "at", "an instant in \"at\"", &c->at);
    if (status == MEND_OK) {
        status = mend__calendar_compile(&c->arena, c->tree, c->in, members, &zones, &calendar, c->err);
    }
    c->calendar = calendar;
    return status == MEND_OK ? cal_run(c, op) : status;
}

mend_status mend__doc_calendar(mend__str op, const mend__json *tree, mend__node in, const mend__alloc *a, mend__jw *out,
                               bool *known, mend_error *err)
{
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        if (!mend__str_is(op, operations[i].name)) {
            continue;
        }
        *known = true;
        if (mend__json_typeof(tree, in) != MEND__JSON_OBJECT) {
            return mend__json_expected(tree, in, "an object", err);
        }
        cal_call c = {.tree = tree, .in = in, .out = out, .err = err};
        mend__arena_init(&c.arena, a);
        mend_status status = cal_answer(&c, &operations[i]);
        mend__arena_free(&c.arena);
        return status;
    }
    *known = false;
    return MEND_OK;
}
