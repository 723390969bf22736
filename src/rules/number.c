/*
 * number.c - compiling series, periods, counters, writing numbers; see number.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "number.h"
#include "ground/error.h"
#include "ground/int.h"
#include "mend/reason.h"

#include <string.h>

#define JSON_MAX   65536 /* bytes of a document of the public functions */
#define JSON_DEPTH 8
#define NODES_MAX  999999
#define BLOCK_MAX  1000000
#define STEP_MAX   1000000000

/* ---- the settings ---- */

/* A member; null counts as absent. */
static mend__node series_member(const mend__json *tree, mend__node object, const char *key)
{
    mend__node n = mend__json_get(tree, object, key);
    return mend__json_typeof(tree, n) == MEND__JSON_NULL ? MEND__NONE : n;
}

static mend_status series_reason(mend_status status, mend_reason reason, mend_error *err)
{
    if (err != NULL) {
        err->reason = reason;
    }
    return status;
}

/* An integer in [least, most]; *value stays where there is none. */
static mend_status series_int(const mend__json *tree, mend__node object, const char *key, int64_t least, int64_t most,
                              int64_t *value, mend_error *err)
{
    mend__node n = series_member(tree, object, key);
    int64_t given;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (!mend__json_int(tree, n, &given) || given < least || given > most) {
        mend__json_fail(tree, n, MEND_SCHEMA, "expected an integer from ", err);
        mend__error_add_int(err, least);
        mend__error_add(err, " to ");
        mend__error_add_int(err, most);
        return series_reason(MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, err);
    }
    *value = given;
    return MEND_OK;
}

/* One of `count` names, in *index; it stays where there is none. */
static mend_status series_choice(const mend__json *tree, mend__node object, const char *key, const char *const *names,
                                 int count, int *index, mend_error *err)
{
    mend__node n = series_member(tree, object, key);
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(tree, n, "text", err);
    }
    mend__str given = mend__json_str(tree, n);
    for (int i = 0; i < count; i++) {
        if (mend__str_is(given, names[i])) {
            *index = i;
            return MEND_OK;
        }
    }
    mend__json_fail(tree, n, MEND_SCHEMA, "expected ", err);
    for (int i = 0; i < count; i++) {
        mend__error_add(err, i == 0 ? "" : i + 1 < count ? ", " : " or ");
        mend__error_add(err, names[i]);
    }
    return series_reason(MEND_SCHEMA, MEND_REASON_UNKNOWN_SETTING, err);
}

static mend_status series_settings(const mend__json *tree, mend__node node, mend__series *s, mend_error *err)
{
    static const char *const resets[] = {"never", "day", "week", "month", "year", "fiscal"};
    static const char *const overflows[] = {"widen", "refuse"};
    static const char *const modes[] = {"leased", "gapless"};
    int reset = 0, overflow = 0, mode = 0;
    int64_t fiscal_start = 1;
    s->start = s->step = s->nodes = s->block = 1;
    mend_status status = series_choice(tree, node, "reset", resets, 6, &reset, err);
    if (status == MEND_OK) {
        status = series_int(tree, node, "fiscal_start", 1, 12, &fiscal_start, err);
    }
    if (status == MEND_OK) {
        status = series_int(tree, node, "start", 0, MEND__SEQ_MAX, &s->start, err);
    }
    if (status == MEND_OK) {
        status = series_int(tree, node, "step", 1, STEP_MAX, &s->step, err);
    }
    if (status == MEND_OK) {
        status = series_choice(tree, node, "overflow", overflows, 2, &overflow, err);
    }
    if (status == MEND_OK) {
        status = series_int(tree, node, "nodes", 1, NODES_MAX, &s->nodes, err);
    }
    if (status == MEND_OK) {
        status = series_choice(tree, node, "mode", modes, 2, &mode, err);
    }
    if (status == MEND_OK) {
        status = series_int(tree, node, "block", 1, mode == 1 ? 1 : BLOCK_MAX, &s->block, err);
    }
    s->reset = (mend__reset)reset;
    s->fiscal_start = (int32_t)fiscal_start;
    s->refuse = overflow == 1;
    s->gapless = mode == 1;
    return status;
}

/* Where a decoded byte of a JSON string stands in the document. Everything before it is ASCII, so that every escape
 * stands for one byte. */
static size_t series_raw_offset(const char *document, size_t string_start, size_t decoded)
{
    size_t at = string_start + 1; /* behind the quote */
    for (; decoded > 0; decoded--) {
        at += document[at] != '\\' ? 1 : document[at + 1] == 'u' ? 6 : 2;
    }
    return at;
}

static mend_status series_pattern_fail(const mend__pattern *s, const mend__json *tree, mend__node n, mend_error *err)
{
    mend__json_fail(tree, n, s->status, s->message, err);
    if (err != NULL) {
        uint32_t document = (uint32_t)err->document;
        size_t at = series_raw_offset(tree->sources[document].text, (size_t)err->offset, s->wrong);
        mend__json_fail_at(tree, n, document, (uint32_t)at, s->status, s->message, err);
        if (s->meant.p != NULL) {
            mend__error_add(err, "; did you mean {");
            mend__error_add_str(err, s->meant);
            mend__error_add(err, "}?");
        }
    }
    return series_reason(s->status, s->reason, err);
}

/* Takes over what the pattern says; texts move to the copy of it at `copy`. */
static void series_take_elements(const mend__pattern *s, const char *copy, mend__element *elements)
{
    mend__series *series = s->series;
    series->elements = elements;
    for (size_t i = 0; i < series->count; i++) {
        mend__element e = s->elements[i];
        if (e.token == MEND__TOKEN_LITERAL || e.token == MEND__TOKEN_FIELD) {
            e.text.p = copy + (e.text.p - s->text.p);
        }
        if (e.token == MEND__TOKEN_FIELD) {
            series->fields[e.field] = e.text;
        }
        elements[i] = e;
    }
}

mend_status mend__series_from(mend__arena *arena, const mend__json *tree, mend__node node, mend__series **out,
                              mend_error *err)
{
    mend__series series;
    mend__pattern s;
    mend__node n = mend__json_get(tree, node, "pattern");
    if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
        return n == MEND__NONE ? mend__json_fail(tree, node, MEND_SCHEMA, "a number series needs a pattern", err)
                               : mend__json_expected(tree, n, "text", err);
    }
    memset(&series, 0, sizeof series);
    memset(&s, 0, sizeof s);
    s.series = &series;
    s.text = mend__json_str(tree, n);
    mend_status status = series_settings(tree, node, &series, err);
    if (status != MEND_OK) {
        return status;
    }
    if (!mend__pattern_read(&s)) {
        return series_pattern_fail(&s, tree, n, err);
    }
    const char *copy = mend__arena_text(arena, s.text.p, s.text.n);
    mend__series *result = mend__arena_get(arena, sizeof *result + series.count * sizeof *series.elements);
    if (copy == NULL || result == NULL) {
        return mend__fail(err, MEND_NOMEM, "no memory for a number series");
    }
    series_take_elements(&s, copy, (mend__element *)(result + 1));
    *result = series;
    *out = result;
    return MEND_OK;
}

mend_status mend__series_compile(mend__arena *arena, const mend__json *tree, mend__node node, mend__series **out,
                                 mend_error *err)
{
    static const char *const members[] = {"pattern", "reset", "fiscal_start", "start", "step",  "overflow",
                                          "nodes",   "mode",  "block",        "order", "label", NULL};
    mend_status status = mend__json_members(tree, node, members, err);
    return status == MEND_OK ? mend__series_from(arena, tree, node, out, err) : status;
}

/* ---- what a series computes ---- */

/* The fiscal year is named by the year in which it begins. */
static int32_t fiscal_year(const mend__series *series, mend__civil c)
{
    return c.month >= series->fiscal_start ? c.year : c.year - 1;
}

size_t mend__series_token(const mend__series *series, mend__token token, int32_t day, char out[4])
{
    mend__civil c = mend__civil_of(day);
    int32_t value = 0, week_year, week;
    size_t width = 2;
    mend__civil_week(day, &week_year, &week);
    switch (token) {
    case MEND__TOKEN_YYYY:
        value = c.year;
        width = 4;
        break;
    case MEND__TOKEN_YY:
        value = c.year % 100;
        break;
    case MEND__TOKEN_MM:
        value = c.month;
        break;
    case MEND__TOKEN_DD:
        value = c.day;
        break;
    case MEND__TOKEN_DDD:
        value = mend__civil_year_day(day);
        width = 3;
        break;
    case MEND__TOKEN_GGGG:
        value = week_year;
        width = 4;
        break;
    case MEND__TOKEN_WW:
        value = week;
        break;
    case MEND__TOKEN_FY:
        value = fiscal_year(series, c);
        width = 4;
        break;
    default: /* MEND__TOKEN_FYY */
        value = fiscal_year(series, c) % 100;
        break;
    }
    mend__digits_write(value, width, out);
    return width;
}

size_t mend__series_period(const mend__series *series, int32_t day, char out[MEND__PERIOD_MAX])
{
    char date[10];
    mend__date_write(day, date);
    switch (series->reset) {
    case MEND__RESET_NEVER:
        return 0;
    case MEND__RESET_DAY:
        memcpy(out, date, 10);
        return 10;
    case MEND__RESET_WEEK:
        mend__series_token(series, MEND__TOKEN_GGGG, day, out);
        memcpy(out + 4, "-W", 2);
        mend__series_token(series, MEND__TOKEN_WW, day, out + 6);
        return 8;
    case MEND__RESET_MONTH:
        memcpy(out, date, 7);
        return 7;
    case MEND__RESET_YEAR:
        memcpy(out, date, 4);
        return 4;
    default: /* MEND__RESET_FISCAL */
        memcpy(out, "FY", 2);
        mend__series_token(series, MEND__TOKEN_FY, day, out + 2);
        return 6;
    }
}

int64_t mend__series_limit(const mend__series *series)
{
    int64_t limit = 1;
    if (!series->refuse) {
        return MEND__SEQ_MAX;
    }
    for (size_t i = 0; i < series->seq_width; i++) {
        limit *= 10;
    }
    return limit - 1;
}

static mend_status series_exhausted(const mend__series *series, mend_error *err)
{
    return mend__fail_reason(err, MEND_EXHAUSTED, MEND_REASON_COUNTER_EXHAUSTED,
                             series->refuse ? "the counter has no number left in its width, and does not widen"
                                            : "the counter has no number left in 18 digits");
}

mend_status mend__series_next(const mend__series *series, int64_t last, int64_t *next, mend_error *err)
{
    int64_t value = series->start;
    if (last != MEND_SERIES_UNUSED && !mend__add64(last, series->step, &value)) {
        return series_exhausted(series, err);
    }
    if (value > mend__series_limit(series)) {
        return series_exhausted(series, err);
    }
    *next = value;
    return MEND_OK;
}

bool mend__number_check(mend_check alg, mend__str text, char out[MEND__CHECK_WIDTH])
{
    char payload[MEND__NUMBER_MAX];
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (mend__is_letter(text.p[i]) || mend__is_digit(text.p[i])) {
            payload[n++] = text.p[i];
        }
    }
    return mend__check_compute(alg, (mend__str){payload, n}, out, NULL);
}

static bool is_field_value(mend__str value)
{
    if (value.n == 0 || value.n > MEND__FIELD_MAX) {
        return false;
    }
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (!mend__is_letter(c) && !mend__is_digit(c) && c != '_' && c != '-') {
            return false;
        }
    }
    return true;
}

static mend_status series_check_draw(const mend__series *s, const mend__draw *draw, mend_error *err)
{
    char digits[20];
    if (draw->seq < 0) {
        return mend__fail_reason(err, MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE, "a counter is not negative");
    }
    if (draw->seq > mend__series_limit(s)) {
        return series_exhausted(s, err);
    }
    for (size_t i = 0; i < s->field_count; i++) {
        mend_reason reason = draw->fields[i].p == NULL ? MEND_REASON_FIELD_MISSING : MEND_REASON_BAD_FIELD;
        if (reason == MEND_REASON_FIELD_MISSING || !is_field_value(draw->fields[i])) {
            mend__fail_reason(err, MEND_SCHEMA, reason,
                              "the number shows a field of 1 to 16 letters, digits, '_' and "
                              "'-': ");
            mend__error_add_str(err, s->fields[i]);
            return MEND_SCHEMA;
        }
    }
    if (s->node_width != 0 && draw->node < 0) {
        return mend__fail_reason(err, MEND_SCHEMA, MEND_REASON_NODE_MISSING, "the number shows a node; none was given");
    }
    if (s->node_width != 0 && mend__int_write(draw->node, digits) > s->node_width) {
        return mend__fail_reason(err, MEND_SCHEMA, MEND_REASON_BAD_NODE, "the node does not fit its width");
    }
    if (s->rand_width != 0 && draw->rand.p == NULL) {
        return mend__fail_reason(err, MEND_SCHEMA, MEND_REASON_RANDOM_MISSING,
                                 "the number shows random digits; none were given");
    }
    for (size_t i = 0; s->rand_width != 0 && i < s->rand_width; i++) {
        if (draw->rand.n != s->rand_width || !mend__is_digit(draw->rand.p[i])) {
            return mend__fail_reason(err, MEND_SCHEMA, MEND_REASON_BAD_RANDOM,
                                     "expected as many random digits as the pattern shows");
        }
    }
    return MEND_OK;
}

/* The digits of a counter, at least `width`; returns how many. */
static size_t series_put_counter(int64_t value, size_t width, char *out)
{
    char digits[20];
    size_t n = mend__int_write(value, digits);
    if (n > width) {
        width = n;
    }
    mend__digits_write(value, width, out);
    return width;
}

mend_status mend__series_render(const mend__series *series, const mend__draw *draw, char out[MEND__NUMBER_MAX],
                                size_t *len, mend_error *err)
{
    char text[MEND__NUMBER_MAX + 4]; /* compiling has seen to it that a number fits; a token may write 4 */
    size_t n = 0;
    mend_status status = series_check_draw(series, draw, err);
    if (status != MEND_OK) {
        return status;
    }
    for (size_t i = 0; i < series->count; i++) {
        const mend__element *e = &series->elements[i];
        mend__str copied = {NULL, 0};
        if (e->token == MEND__TOKEN_LITERAL) {
            copied = e->text;
        } else if (e->token == MEND__TOKEN_FIELD) {
            copied = draw->fields[e->field];
        } else if (e->token == MEND__TOKEN_RAND) {
            copied = draw->rand;
        } else if (e->token == MEND__TOKEN_SEQ || e->token == MEND__TOKEN_NODE) {
            n += series_put_counter(e->token == MEND__TOKEN_SEQ ? draw->seq : draw->node, e->width, text + n);
        } else if (e->token == MEND__TOKEN_CHECK) {
            if (!mend__number_check(e->alg, (mend__str){text, n}, text + n)) {
                return mend__fail_reason(err, MEND_SCHEMA, MEND_REASON_BAD_CHARACTER,
                                         "a field has a letter, and the check digit takes none");
            }
            n += e->width;
        } else {
            n += mend__series_token(series, e->token, draw->day, text + n);
        }
        if (copied.n != 0) {
            memcpy(text + n, copied.p, copied.n);
            n += copied.n;
        }
    }
    memcpy(out, text, n);
    *len = n;
    return MEND_OK;
}

static const mend__draw empty_draw = {0, 0, -1, {NULL, 0}, {{NULL, 0}}};

mend_status mend__draw_read(const mend__series *series, const mend__json *tree, mend__node object, mend__draw *draw,
                            mend_error *err)
{
    mend__node rand = series_member(tree, object, "rand"), fields = series_member(tree, object, "fields");
    mend__draw result = empty_draw;
    result.day = draw->day;
    result.seq = draw->seq;
    mend_status status = series_int(tree, object, "node", 0, MEND__SEQ_MAX, &result.node, err);
    if (status != MEND_OK) {
        return status;
    }
    if (rand != MEND__NONE) {
        if (mend__json_typeof(tree, rand) != MEND__JSON_STRING) {
            return mend__json_expected(tree, rand, "digits as text", err);
        }
        result.rand = mend__json_str(tree, rand);
    }
    if (fields != MEND__NONE && mend__json_typeof(tree, fields) != MEND__JSON_OBJECT) {
        return mend__json_expected(tree, fields, "an object", err);
    }
    for (size_t i = 0; i < series->field_count; i++) {
        mend__node n = mend__json_find(tree, fields, series->fields[i]);
        if (n != MEND__NONE && mend__json_typeof(tree, n) != MEND__JSON_NULL) {
            if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
                return series_reason(mend__json_expected(tree, n, "text", err), MEND_REASON_BAD_FIELD, err);
            }
            result.fields[i] = mend__json_str(tree, n);
        }
    }
    *draw = result;
    return MEND_OK;
}

/* ---- public ---- */

mend_status mend_series_new(const mend_allocator *allocator, const char *json, size_t len, mend_series **out,
                            mend_error *error)
{
    mend__alloc alloc;
    mend__str text = mend__str_of(json, len);
    mend__json tree;
    mend__node root;
    if (!mend__error_ok(error) || text.p == NULL || out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend_series *result = mend__new(&alloc, sizeof *result);
    if (result == NULL) {
        return mend__fail(error, MEND_NOMEM, "no memory for a number series");
    }
    result->alloc = alloc;
    mend__arena_init(&result->arena, &alloc);
    mend__json_init(&tree, &alloc);
    mend_status status = mend__json_read(&tree, text.p, text.n, JSON_MAX, JSON_DEPTH, &root, error);
    if (status == MEND_OK) {
        status = mend__series_compile(&result->arena, &tree, root, &result->series, error);
    }
    mend__json_free(&tree);
    if (status != MEND_OK) {
        mend_series_free(result);
        return status;
    }
    *out = result;
    return MEND_OK;
}

void mend_series_free(mend_series *series)
{
    if (series != NULL) {
        mend__alloc alloc = series->alloc;
        mend__arena_free(&series->arena);
        mend__drop(&alloc, series, sizeof *series);
    }
}

static bool series_day_valid(int32_t day)
{
    return day >= MEND__DAY_MIN && day <= MEND__DAY_MAX;
}

mend_status mend_series_period(const mend_series *series, int32_t day, char *out, size_t cap, size_t *len)
{
    char text[MEND__PERIOD_MAX];
    if (series == NULL) {
        return MEND_INVALID;
    }
    if (!series_day_valid(day)) {
        return MEND_RANGE;
    }
    size_t n = mend__series_period(series->series, day, text);
    return mend__text_out((mend__str){text, n}, out, cap, len);
}

mend_status mend_series_next(const mend_series *series, int64_t last, int64_t *next, mend_error *error)
{
    if (!mend__error_ok(error) || series == NULL || next == NULL) {
        return MEND_INVALID;
    }
    return mend__series_next(series->series, last, next, error);
}

mend_status mend_series_render(const mend_series *series, int32_t day, int64_t seq, const char *values, size_t len,
                               mend_buf *out, mend_error *error)
{
    static const char *const members[] = {"node", "rand", "fields", NULL};
    mend__str text = mend__str_of(values, values == NULL ? 0 : len);
    mend__draw draw = empty_draw;
    mend__json tree;
    mend__node root;
    char number[MEND__NUMBER_MAX];
    size_t n = 0;
    mend_status status = MEND_OK;
    if (!mend__error_ok(error) || series == NULL || out == NULL) {
        return MEND_INVALID;
    }
    if (!series_day_valid(day)) {
        return mend__fail(error, MEND_RANGE, "the date is outside years 1 to 9999");
    }
    draw.day = day;
    draw.seq = seq;
    mend__json_init(&tree, &out->alloc);
    if (values != NULL) {
        status = mend__json_read(&tree, text.p, text.n, JSON_MAX, JSON_DEPTH, &root, error);
        if (status == MEND_OK) {
            status = mend__json_members(&tree, root, members, error);
        }
        if (status == MEND_OK) {
            status = mend__draw_read(series->series, &tree, root, &draw, error);
        }
    }
    if (status == MEND_OK) {
        status = mend__series_render(series->series, &draw, number, &n, error);
    }
    mend__json_free(&tree);
    if (status == MEND_OK) {
        status = mend_buf_append(out, number, n);
    }
    return status;
}
