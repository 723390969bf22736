/*
 * primitives.c - number series, check digits and masks as operations, see primitives.h.
 *
 * Adapters only: every rule is on the floors below.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "primitives.h"
#include "ground/int.h"
#include "mend/reason.h"
#include "notions/instant.h"
#include "notions/zone.h"
#include "rules/mask.h"
#include "rules/number_read.h"

#include <string.h>

#define DRAWS_MAX  10000 /* draws, and counters, of one run */
#define OFFSET_MAX 1439  /* minutes */

typedef struct primitive_call {
    const mend__json *tree;
    mend__node in;
    const mend__alloc *alloc;
    mend__jw *out;
    mend_error *err;
} primitive_call;

/* ---- members of the request ---- */

static mend__node primitive_member(const primitive_call *c, mend__node object, const char *key)
{
    mend__node n = mend__json_get(c->tree, object, key);
    return mend__json_typeof(c->tree, n) == MEND__JSON_NULL ? MEND__NONE : n;
}

/* The place of an error: the member, or the object that lacks it. */
static mend_status primitive_expected(const primitive_call *c, mend__node object, mend__node n, const char *what)
{
    return mend__json_expected(c->tree, n == MEND__NONE ? object : n, what, c->err);
}

static mend_status primitive_fail(const primitive_call *c, mend__node n, mend_status status, mend_reason reason,
                                  const char *text)
{
    mend__json_fail(c->tree, n, status, text, c->err);
    if (c->err != NULL) {
        c->err->reason = reason;
    }
    return status;
}

static mend_status primitive_text(const primitive_call *c, const char *key, const char *what, mend__str *out)
{
    mend__node n = primitive_member(c, c->in, key);
    if (mend__json_typeof(c->tree, n) != MEND__JSON_STRING) {
        return primitive_expected(c, c->in, n, what);
    }
    *out = mend__json_str(c->tree, n);
    return MEND_OK;
}

/* An integer in [least, most]; *out stays where there is none. */
static mend_status primitive_int(const primitive_call *c, const char *key, int64_t least, int64_t most, int64_t *out)
{
    mend__node n = primitive_member(c, c->in, key);
    int64_t value;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (!mend__json_int(c->tree, n, &value)) {
        return mend__json_expected(c->tree, n, "an integer", c->err);
    }
    if (value < least || value > most) {
        return primitive_fail(c, n, MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE, "the integer is out of range");
    }
    *out = value;
    return MEND_OK;
}

static mend_status primitive_date(const primitive_call *c, mend__node object, mend__node n, int32_t *out)
{
    if (mend__json_typeof(c->tree, n) != MEND__JSON_STRING) {
        return primitive_expected(c, object, n, "a date such as \"2024-03-15\" in \"date\"");
    }
    if (!mend__date_parse(mend__json_str(c->tree, n), out)) {
        return primitive_fail(c, n, MEND_SYNTAX, MEND_REASON_BAD_DATE, "expected a date such as 2024-03-15");
    }
    return MEND_OK;
}

static void primitive_write(const primitive_call *c, const char *key, mend__str value)
{
    mend__jw_object(c->out);
    mend__jw_key(c->out, key);
    mend__jw_str(c->out, value);
    mend__jw_end_object(c->out);
}

/* ---- check digits ---- */

static mend_status primitive_alg(const primitive_call *c, mend_check *out)
{
    mend__str name = {NULL, 0};
    mend_status status = primitive_text(c, "alg", "the name of an algorithm in \"alg\"", &name);
    if (status == MEND_OK) {
        *out = mend__check_of(name);
        if (*out == 0) {
            status = primitive_fail(c, primitive_member(c, c->in, "alg"), MEND_SCHEMA, MEND_REASON_UNKNOWN_ALGORITHM,
                                    "there is no such check digit algorithm");
        }
    }
    return status;
}

static mend_status primitive_check(const primitive_call *c)
{
    mend__str payload = {NULL, 0};
    mend_check alg = 0;
    char check[MEND__CHECK_WIDTH + 1];
    size_t len = 0;
    mend_status status = primitive_alg(c, &alg);
    if (status == MEND_OK) {
        status = primitive_text(c, "payload", "text in \"payload\"", &payload);
    }
    if (status == MEND_OK) {
        status = mend_check_digit(alg, payload.p, payload.n, check, sizeof check, &len, c->err);
    }
    if (status == MEND_OK) {
        primitive_write(c, "check", (mend__str){check, len});
    }
    return status;
}

static mend_status primitive_verify(const primitive_call *c)
{
    mend__str number = {NULL, 0};
    mend_check alg = 0;
    mend_status status = primitive_alg(c, &alg);
    if (status == MEND_OK) {
        status = primitive_text(c, "number", "text in \"number\"", &number);
    }
    if (status == MEND_OK) {
        mend__jw_object(c->out);
        mend__jw_key(c->out, "valid");
        mend__jw_bool(c->out, mend__check_fits(alg, number));
        mend__jw_end_object(c->out);
    }
    return status;
}

/* ---- number series ---- */

static mend_status primitive_pattern(const primitive_call *c, const mend__series *series)
{
    (void)series; /* that it compiles is the answer */
    mend__jw_object(c->out);
    mend__jw_key(c->out, "ok");
    mend__jw_bool(c->out, true);
    mend__jw_end_object(c->out);
    return MEND_OK;
}

static bool primitive_shows_date(const mend__series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        mend__token token = series->elements[i].token;
        if (token >= MEND__TOKEN_YYYY && token <= MEND__TOKEN_FYY) {
            return true;
        }
    }
    return false;
}

static mend_status primitive_render(const primitive_call *c, const mend__series *series)
{
    mend__draw draw;
    char number[MEND__NUMBER_MAX];
    size_t len = 0;
    mend__node date = primitive_member(c, c->in, "date");
    memset(&draw, 0, sizeof draw);
    draw.seq = -1;
    mend_status status = MEND_OK;
    if (date != MEND__NONE || primitive_shows_date(series)) {
        status = primitive_date(c, c->in, date, &draw.day);
    }
    if (status == MEND_OK) {
        status = primitive_int(c, "seq", 0, INT64_MAX, &draw.seq);
    }
    if (status == MEND_OK && draw.seq < 0) {
        status = mend__json_expected(c->tree, c->in, "an integer in \"seq\"", c->err);
    }
    if (status == MEND_OK) {
        status = mend__draw_read(series, c->tree, c->in, &draw, c->err);
    }
    if (status == MEND_OK) {
        status = mend__series_render(series, &draw, number, &len, c->err);
    }
    if (status == MEND_OK) {
        primitive_write(c, "number", (mend__str){number, len});
    }
    return status;
}

static mend_status primitive_parse(const primitive_call *c, const mend__series *series)
{
    mend__str number = {NULL, 0};
    mend__parts parts;
    mend_status status = primitive_text(c, "number", "text in \"number\"", &number);
    if (status == MEND_OK) {
        status = mend__series_parse(series, number, &parts, c->err);
    }
    if (status == MEND_OK) {
        mend__jw_object(c->out);
        mend__jw_key(c->out, "parts");
        mend__parts_write(series, &parts, c->out);
        mend__jw_end_object(c->out);
    }
    return status;
}

/* A counter of a run. Its key is the period, for draws of a node "period/node". */
typedef struct run_counter {
    mend__str given; /* the key as it stands in the request; p == NULL: it is in text */
    char text[MEND__PERIOD_MAX + 1 + 20];
    size_t len;
    int64_t last;
} run_counter;

/* All counters of a run, ordered by key. */
typedef struct run_counters {
    run_counter *list;
    size_t count, cap;
} run_counters;

static mend__str run_counter_key(const run_counter *c)
{
    return c->given.p != NULL ? c->given : (mend__str){c->text, c->len};
}

/* Where the key is, or where it belongs. */
static size_t run_counter_find(const run_counters *all, mend__str key, bool *found)
{
    size_t low = 0, high = all->count;
    *found = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = mend__str_cmp(run_counter_key(&all->list[middle]), key);
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Adds a counter whose key is not there yet. */
static mend_status run_counter_add(const primitive_call *c, run_counters *all, const run_counter *added)
{
    bool found;
    size_t at = run_counter_find(all, run_counter_key(added), &found);
    void *list = all->list;
    mend_status status = all->count == DRAWS_MAX
                             ? MEND_LIMIT
                             : mend__reserve(c->alloc, &list, &all->cap, all->count + 1, sizeof *all->list);
    all->list = list;
    if (status != MEND_OK) {
        return mend__fail(c->err, status, "a run takes at most 10000 counters");
    }
    memmove(all->list + at + 1, all->list + at, (all->count - at) * sizeof *all->list);
    all->list[at] = *added;
    all->count++;
    return MEND_OK;
}

static mend_status run_read_counters(const primitive_call *c, run_counters *all)
{
    mend__node object = primitive_member(c, c->in, "counters");
    if (object != MEND__NONE && mend__json_typeof(c->tree, object) != MEND__JSON_OBJECT) {
        return mend__json_expected(c->tree, object, "an object", c->err);
    }
    for (mend__node n = mend__json_first(c->tree, object); n != MEND__NONE; n = mend__json_next(c->tree, n)) {
        run_counter given;
        memset(&given, 0, sizeof given);
        given.given = mend__json_key(c->tree, n);
        if (!mend__json_int(c->tree, n, &given.last) || given.last < 0) {
            return mend__json_expected(c->tree, n, "a run_counter's last value", c->err);
        }
        mend_status status = run_counter_add(c, all, &given);
        if (status != MEND_OK) {
            return status;
        }
    }
    return MEND_OK;
}

/* The local day of a draw: "date", or "at" with the offset of the run. */
static mend_status run_draw_day(const primitive_call *c, mend__node draw, const mend_zone *zone, int32_t *day)
{
    mend__node at = primitive_member(c, draw, "at");
    int64_t instant;
    if (at == MEND__NONE) {
        return primitive_date(c, draw, primitive_member(c, draw, "date"), day);
    }
    if (mend__json_typeof(c->tree, at) != MEND__JSON_STRING) {
        return mend__json_expected(c->tree, at, "an instant such as \"2024-03-15T08:00:00Z\"", c->err);
    }
    if (!mend__instant_parse(mend__json_str(c->tree, at), &instant)) {
        return primitive_fail(c, at, MEND_SYNTAX, MEND_REASON_BAD_INSTANT,
                              "expected an instant such as 2024-03-15T08:00:00Z");
    }
    int64_t local = mend__zone_local(zone, instant);
    if (!mend__instant_valid(local)) {
        return primitive_fail(c, at, MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE,
                              "the local date is outside years 1 to 9999");
    }
    *day = (int32_t)mend__floor_div(local, MEND__DAY_MS);
    return MEND_OK;
}

/* Draws once: the number, or why there is none, goes to `numbers`. */
static mend_status run_draw_once(const primitive_call *c, const mend__series *series, const mend_zone *zone,
                                 mend__node n, run_counters *all, mend__jw *numbers)
{
    mend_error why = {.struct_size = sizeof why};
    mend__draw draw;
    run_counter wanted;
    char number[MEND__NUMBER_MAX + 1];
    size_t len = 0;
    bool found;
    memset(&draw, 0, sizeof draw);
    memset(&wanted, 0, sizeof wanted);
    mend_status status = run_draw_day(c, n, zone, &draw.day);
    if (status == MEND_OK) {
        status = mend__draw_read(series, c->tree, n, &draw, c->err);
    }
    if (status != MEND_OK) {
        return status;
    }
    wanted.len = mend__series_period(series, draw.day, wanted.text);
    if (draw.node >= 0) {
        wanted.text[wanted.len] = '/';
        wanted.len += 1 + mend__int_write(draw.node, wanted.text + wanted.len + 1);
    }
    size_t at = run_counter_find(all, run_counter_key(&wanted), &found);
    status = mend__series_next(series, found ? all->list[at].last : MEND_SERIES_UNUSED, &draw.seq, &why);
    if (status == MEND_OK) {
        status = mend__series_render(series, &draw, number, &len, &why);
    }
    if (status != MEND_OK) {
        const char *reason = mend_reason_name(why.reason);
        number[0] = '!';
        len = 1 + strlen(reason);
        memcpy(number + 1, reason, len - 1);
        mend__jw_str(numbers, (mend__str){number, len});
        return MEND_OK;
    }
    mend__jw_str(numbers, (mend__str){number, len});
    if (found) {
        all->list[at].last = draw.seq;
        return MEND_OK;
    }
    wanted.last = draw.seq;
    return run_counter_add(c, all, &wanted);
}

static mend_status run_draw_all(const primitive_call *c, const mend__series *series, run_counters *all,
                                mend__jw *numbers)
{
    mend__node draws = primitive_member(c, c->in, "draws");
    mend_zone zone;
    int64_t offset = 0;
    mend_status status = primitive_int(c, "offset_min", -OFFSET_MAX, OFFSET_MAX, &offset);
    if (status != MEND_OK) {
        return status;
    }
    if (mend__json_typeof(c->tree, draws) != MEND__JSON_ARRAY) {
        return primitive_expected(c, c->in, draws, "an array in \"draws\"");
    }
    if (mend__json_count(c->tree, draws) > DRAWS_MAX) {
        return mend__json_fail(c->tree, draws, MEND_LIMIT, "a run takes at most 10000 draws", c->err);
    }
    mend__zone_fixed(&zone, (int32_t)offset * 60);
    for (mend__node n = mend__json_first(c->tree, draws); n != MEND__NONE; n = mend__json_next(c->tree, n)) {
        status = mend__json_typeof(c->tree, n) == MEND__JSON_OBJECT
                     ? run_draw_once(c, series, &zone, n, all, numbers)
                     : mend__json_expected(c->tree, n, "an object", c->err);
        if (status != MEND_OK) {
            return status;
        }
    }
    return MEND_OK;
}

static void run_write(const primitive_call *c, const run_counters *all, const mend_buf *numbers)
{
    mend__jw_object(c->out);
    mend__jw_key(c->out, "numbers");
    mend__jw_raw(c->out, (mend__str){numbers->data, numbers->len});
    mend__jw_key(c->out, "counters");
    mend__jw_object(c->out);
    for (size_t i = 0; i < all->count; i++) {
        mend__jw_key_str(c->out, run_counter_key(&all->list[i]));
        mend__jw_int(c->out, all->list[i].last);
    }
    mend__jw_end_object(c->out);
    mend__jw_end_object(c->out);
}

static mend_status primitive_run(const primitive_call *c, const mend__series *series)
{
    run_counters all = {NULL, 0, 0};
    mend_buf numbers;
    mend__jw w;
    mend__buf_init(&numbers, c->alloc);
    mend__jw_init(&w, &numbers);
    mend__jw_array(&w);
    mend_status status = run_read_counters(c, &all);
    if (status == MEND_OK) {
        status = run_draw_all(c, series, &all, &w);
    }
    mend__jw_end_array(&w);
    if (status == MEND_OK && numbers.status != MEND_OK) {
        status = mend__fail(c->err, numbers.status, "no memory for the numbers");
    }
    if (status == MEND_OK) {
        run_write(c, &all, &numbers);
    }
    mend__drop(c->alloc, all.list, all.cap * sizeof *all.list);
    mend__buf_done(&numbers);
    return status;
}

/* ---- masks ---- */

/* Masks "text" by a class, or by head and tail for MEND_MASK_ID, which is what `keep` does too. */
static mend_status primitive_mask(const primitive_call *c, mend_mask mask, int32_t head, int32_t tail)
{
    mend__str text = {NULL, 0};
    int64_t shown[2] = {head, tail};
    mend_mask_style style = MEND_MASK_STYLE_DEFAULT;
    mend__node n = primitive_member(c, c->in, "style");
    mend_buf masked;
    mend_status status = primitive_text(c, "text", "text in \"text\"", &text);
    if (status == MEND_OK && mask == MEND_MASK_ID) {
        status = primitive_int(c, "head", 0, INT32_MAX, &shown[0]);
        if (status == MEND_OK) {
            status = primitive_int(c, "tail", 0, INT32_MAX, &shown[1]);
        }
    }
    bool named =
        mend__json_typeof(c->tree, n) == MEND__JSON_STRING && mend__mask_style_of(mend__json_str(c->tree, n), &style);
    if (status == MEND_OK && n != MEND__NONE && !named) {
        status = primitive_fail(c, n, MEND_SCHEMA, MEND_REASON_UNKNOWN_STYLE, "the mask has no such style");
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_init(&masked, c->alloc);
    status = mask == MEND_MASK_ID
                 ? mend_mask_keep((int32_t)shown[0], (int32_t)shown[1], text.p, text.n, &masked, c->err)
                 : mend_mask_text(mask, style, text.p, text.n, &masked, c->err);
    if (status == MEND_OK) {
        primitive_write(c, "text", (mend__str){mend_buf_data(&masked, NULL), masked.len});
    }
    mend__buf_done(&masked);
    return status;
}

/* ---- the table ---- */

static const struct operation {
    const char *name;
    mend_status (*plain)(const primitive_call *c);                              /* or */
    mend_status (*series)(const primitive_call *c, const mend__series *series); /* or */
    mend_mask mask;
    int32_t head, tail; /* of a mask by head and tail, unless given */
} operations[] = {
    {"check", primitive_check, NULL, 0, 0, 0},     {"verify", primitive_verify, NULL, 0, 0, 0},
    {"pattern", NULL, primitive_pattern, 0, 0, 0}, {"render", NULL, primitive_render, 0, 0, 0},
    {"parse", NULL, primitive_parse, 0, 0, 0},     {"run", NULL, primitive_run, 0, 0, 0},
    {"name", NULL, NULL, MEND_MASK_NAME, 0, 0},    {"phone", NULL, NULL, MEND_MASK_PHONE, 0, 0},
    {"email", NULL, NULL, MEND_MASK_EMAIL, 0, 0},  {"address", NULL, NULL, MEND_MASK_ADDRESS, 0, 0},
    {"free", NULL, NULL, MEND_MASK_FREE, 0, 0},    {"id", NULL, NULL, MEND_MASK_ID, 1, 1},
    {"keep", NULL, NULL, MEND_MASK_ID, 0, 0},
};

static mend_status primitive_with_series(const primitive_call *c, const struct operation *op)
{
    mend__arena arena;
    mend__series *series;
    mend__arena_init(&arena, c->alloc);
    mend_status status = mend__series_from(&arena, c->tree, c->in, &series, c->err);
    if (status == MEND_OK) {
        status = op->series(c, series);
    }
    mend__arena_free(&arena);
    return status;
}

mend_status mend__doc_primitive(mend__str op, const mend__json *tree, mend__node in, const mend__alloc *a,
                                mend__jw *out, bool *known, mend_error *err)
{
    const primitive_call c = {tree, in, a, out, err};
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        const struct operation *found = &operations[i];
        if (!mend__str_is(op, found->name)) {
            continue;
        }
        *known = true;
        if (mend__json_typeof(tree, in) != MEND__JSON_OBJECT) {
            return mend__json_expected(tree, in, "an object", err);
        }
        return found->plain != NULL    ? found->plain(&c)
               : found->series != NULL ? primitive_with_series(&c, found)
                                       : primitive_mask(&c, found->mask, found->head, found->tail);
    }
    *known = false;
    return MEND_OK;
}
