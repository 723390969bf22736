/*
 * test_number.c - number series: which are refused and where, periods, counters, writing numbers and taking them apart.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "rules/number_read.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int32_t date(const char *text)
{
    int32_t day = 0;
    if (!mend__date_parse((mend__str){text, strlen(text)}, &day)) {
        fail_msg("no date: %s", text);
    }
    return day;
}

static mend_series *series_of(const char *json)
{
    mend_series *series = NULL;
    mend_error err = {.struct_size = sizeof err};
    if (mend_series_new(NULL, json, MEND_NTS, &series, &err) != MEND_OK) {
        fail_msg("%s: %s at %d", json, err.text, (int)err.offset);
    }
    return series;
}

static void test_number__series_that_cannot_work_are_refused_where_they_are_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        mend_status status;
        mend_reason reason;
        int64_t offset;
    } cases[] = {
        {"{\"pattern\":\"SR{SEQ:3\"}", MEND_SYNTAX, MEND_REASON_UNCLOSED_BRACE, 14},
        {"{\"pattern\":\"{SEQ{DD}\"}", MEND_SYNTAX, MEND_REASON_UNCLOSED_BRACE, 12},
        {"{\"pattern\":\"{\"}", MEND_SYNTAX, MEND_REASON_UNCLOSED_BRACE, 12},
        {"{\"pattern\":\"SEQ}\"}", MEND_SYNTAX, MEND_REASON_STRAY_BRACE, 15},
        {"{\"pattern\":\"{{{SEQ:3}}\"}", MEND_SYNTAX, MEND_REASON_STRAY_BRACE, 21},
        {"{\"pattern\":\"{FOO}\"}", MEND_SYNTAX, MEND_REASON_UNKNOWN_TOKEN, 12},
        {"{\"pattern\":\"{}\"}", MEND_SYNTAX, MEND_REASON_UNKNOWN_TOKEN, 12},
        {"{\"pattern\":\"{seq:3}\"}", MEND_SYNTAX, MEND_REASON_UNKNOWN_TOKEN, 12},
        {"{\"pattern\":\"{YYYY:4}{SEQ:3}\"}", MEND_SYNTAX, MEND_REASON_UNKNOWN_TOKEN, 12},
        {"{\"pattern\":\"{SEQ}\"}", MEND_SYNTAX, MEND_REASON_BAD_WIDTH, 12},
        {"{\"pattern\":\"{SEQ:}\"}", MEND_SYNTAX, MEND_REASON_BAD_WIDTH, 12},
        {"{\"pattern\":\"{SEQ:0}\"}", MEND_SYNTAX, MEND_REASON_BAD_WIDTH, 12},
        {"{\"pattern\":\"{SEQ:19}\"}", MEND_SYNTAX, MEND_REASON_BAD_WIDTH, 12},
        {"{\"pattern\":\"{SEQ:-3}\"}", MEND_SYNTAX, MEND_REASON_BAD_WIDTH, 12},
        {"{\"pattern\":\"{SEQ:3}{NODE}\"}", MEND_SYNTAX, MEND_REASON_BAD_WIDTH, 19},
        {"{\"pattern\":\"{SEQ:3}{RAND:99}\"}", MEND_SYNTAX, MEND_REASON_BAD_WIDTH, 19},
        {"{\"pattern\":\"{SEQ:3}{CHK}\"}", MEND_SYNTAX, MEND_REASON_UNKNOWN_ALGORITHM, 19},
        {"{\"pattern\":\"{SEQ:3}{CHK:crc}\"}", MEND_SYNTAX, MEND_REASON_UNKNOWN_ALGORITHM, 19},
        {"{\"pattern\":\"{=}{SEQ:3}\"}", MEND_SYNTAX, MEND_REASON_BAD_FIELD, 12},
        {"{\"pattern\":\"{=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}{SEQ:3}\"}", MEND_SYNTAX,
         MEND_REASON_BAD_FIELD, 12},
        {"{\"pattern\":\"{=a b}{SEQ:3}\"}", MEND_SYNTAX, MEND_REASON_BAD_FIELD, 12},
        {"{\"pattern\":\"{=SEQ}{SEQ:3}\"}", MEND_SYNTAX, MEND_REASON_BAD_FIELD, 12},
        {"{\"pattern\":\"{=date}{SEQ:3}\"}", MEND_SYNTAX, MEND_REASON_BAD_FIELD, 12},
        {"{\"pattern\":\"\xE5\x8D\x95{SEQ:3}\"}", MEND_SCHEMA, MEND_REASON_NOT_ASCII, 12},
        {"{\"pattern\":\"A\\u0009{SEQ:3}\"}", MEND_SCHEMA, MEND_REASON_NOT_ASCII, 13},
        {"{\"pattern\":\"A\x7F{SEQ:3}\"}", MEND_SCHEMA, MEND_REASON_NOT_ASCII, 13},
        {"{\"pattern\":\" A{SEQ:3}\"}", MEND_SCHEMA, MEND_REASON_NOT_ASCII, 12},
        {"{\"pattern\":\"{SEQ:3}A \"}", MEND_SCHEMA, MEND_REASON_NOT_ASCII, 19},
        {"{\"pattern\":\"\"}", MEND_SCHEMA, MEND_REASON_NO_COUNTER, 12},
        {"{\"pattern\":\"{YYYY}{RAND:8}\"}", MEND_SCHEMA, MEND_REASON_NO_COUNTER, 12},
        {"{\"pattern\":\"{SEQ:3}{SEQ:3}\"}", MEND_SCHEMA, MEND_REASON_TWO_COUNTERS, 19},
        {"{\"pattern\":\"{NODE:1}{SEQ:3}{NODE:1}\"}", MEND_SCHEMA, MEND_REASON_TOKEN_TWICE, 27},
        {"{\"pattern\":\"{RAND:1}{SEQ:3}{RAND:1}\"}", MEND_SCHEMA, MEND_REASON_TOKEN_TWICE, 27},
        {"{\"pattern\":\"{=a}{SEQ:3}{=a}\"}", MEND_SCHEMA, MEND_REASON_TOKEN_TWICE, 23},
        {"{\"pattern\":\"{CHK:damm}{SEQ:6}\"}", MEND_SCHEMA, MEND_REASON_CHECK_NOT_LAST, 22},
        {"{\"pattern\":\"{SEQ:6}{CHK:damm}X\"}", MEND_SCHEMA, MEND_REASON_CHECK_NOT_LAST, 29},
        {"{\"pattern\":\"{SEQ:6}{CHK:damm}{=a}\"}", MEND_SCHEMA, MEND_REASON_CHECK_NOT_LAST, 29},
        {"{\"pattern\":\"{SEQ:6}{CHK:damm}{DD}\"}", MEND_SCHEMA, MEND_REASON_CHECK_NOT_LAST, 29},
        {"{\"pattern\":\"{SEQ:6}{CHK:damm}{CHK:damm}\"}", MEND_SCHEMA, MEND_REASON_CHECK_NOT_LAST, 29},
        {"{\"pattern\":\"2-R{SEQ:6}{CHK:damm}\"}", MEND_SCHEMA, MEND_REASON_BAD_CHARACTER, 14},
        {"{\"pattern\":\"\\u0041\\/{SEQ:3\"}", MEND_SYNTAX, MEND_REASON_UNCLOSED_BRACE, 20},
        {"{\"pattern\":\"{YYYY}{SEQ:5}\",\"nodes\":2}", MEND_SCHEMA, MEND_REASON_NODE_NOT_IN_PATTERN, 12},
        {"{\"pattern\":\"{NODE:1}{SEQ:5}\",\"nodes\":11}", MEND_SCHEMA, MEND_REASON_BAD_WIDTH, 12},
        {"{\"pattern\":\"{=a}{=b}{=c}{=d}{SEQ:1}\"}", MEND_LIMIT, MEND_REASON_TOO_LONG, 24},
        {"{\"pattern\":\"{SEQ:3}\",\"reset\":\"weekly\"}", MEND_SCHEMA, MEND_REASON_UNKNOWN_SETTING, 29},
        {"{\"pattern\":\"{SEQ:3}\",\"overflow\":\"wrap\"}", MEND_SCHEMA, MEND_REASON_UNKNOWN_SETTING, 32},
        {"{\"pattern\":\"{SEQ:3}\",\"mode\":\"fast\"}", MEND_SCHEMA, MEND_REASON_UNKNOWN_SETTING, 28},
        {"{\"pattern\":\"{SEQ:3}\",\"fiscal_start\":0}", MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, 36},
        {"{\"pattern\":\"{SEQ:3}\",\"fiscal_start\":13}", MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, 36},
        {"{\"pattern\":\"{SEQ:3}\",\"start\":-1}", MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, 29},
        {"{\"pattern\":\"{SEQ:3}\",\"step\":0}", MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, 28},
        {"{\"pattern\":\"{SEQ:3}\",\"step\":1.5}", MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, 28},
        {"{\"pattern\":\"{SEQ:3}\",\"nodes\":0}", MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, 29},
        {"{\"pattern\":\"{SEQ:3}\",\"block\":0}", MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, 29},
        {"{\"pattern\":\"{SEQ:3}\",\"mode\":\"gapless\",\"block\":2}", MEND_SCHEMA, MEND_REASON_VALUE_OUT_OF_RANGE, 46},
        {"{\"pattern\":\"{SEQ:3}\",\"reset\":1}", MEND_SCHEMA, 0, 29},
        {"{\"pattern\":3}", MEND_SCHEMA, 0, 11},
        {"{\"reset\":\"day\"}", MEND_SCHEMA, 0, 0},
        {"{\"patern\":\"{SEQ:3}\"}", MEND_SCHEMA, 0, 1},
        {"[]", MEND_SCHEMA, 0, 0},
        {"{\"pattern\":\"{SEQ:3}\",}", MEND_SYNTAX, 0, 21},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_error err = {.struct_size = sizeof err};
        mend_series *series = NULL;
        mend_status status = mend_series_new(NULL, cases[i].json, MEND_NTS, &series, &err);
        if (status != cases[i].status || err.reason != cases[i].reason || err.offset != cases[i].offset) {
            fail_msg("%s: status %d, reason %d at %d: %s", cases[i].json, (int)status, (int)err.reason, (int)err.offset,
                     err.text);
        }
        assert_null(series);
        assert_int_equal(err.line, 1);
        assert_true(err.text[0] != '\0');
        assert_int_equal(mend_series_new(NULL, cases[i].json, MEND_NTS, &series, NULL), cases[i].status);
    }
}

static void test_number__a_slip_is_guessed(void **state)
{
    (void)state;
    mend_error err = {.struct_size = sizeof err};
    mend_series *series = NULL;
    assert_int_equal(mend_series_new(NULL, "{\"pattern\":\"{YYY}{SEQ:3}\"}", MEND_NTS, &series, &err), MEND_SYNTAX);
    assert_non_null(strstr(err.text, "did you mean {YYYY}?"));
    assert_string_equal(err.path, "$.pattern");
    assert_int_equal(mend_series_new(NULL, "{\"pattern\":\"{SEQ:3}\",\"rest\":\"day\"}", MEND_NTS, &series, &err),
                     MEND_SCHEMA);
    assert_non_null(strstr(err.text, "\"reset\""));
    series = series_of("{\"pattern\":\"{SEQ:3}\",\"x-note\":1,\"order\":1,\"label\":{\"en\":\"Tickets\"}}");
    mend_series_free(series);
}

static void test_number__limits_of_length(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        size_t count;
        mend_status status;
    } cases[] = {
        {"x", 110, MEND_OK},    {"x", 111, MEND_LIMIT},   /* 18 digits of the counter make it 128 */
        {"x", 249, MEND_LIMIT}, {"x", 250, MEND_LIMIT},   /* 256 bytes of pattern */
        {"{DD}", 31, MEND_OK},  {"{DD}", 32, MEND_LIMIT}, /* 32 parts */
        {"{{", 31, MEND_OK},    {"{{", 32, MEND_LIMIT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char json[512] = "{\"pattern\":\"";
        mend_error err = {.struct_size = sizeof err};
        mend_series *series = NULL;
        for (size_t k = 0; k < cases[i].count; k++) {
            strcat(json, cases[i].unit);
        }
        strcat(json, "{SEQ:1}\"}");
        assert_int_equal(mend_series_new(NULL, json, MEND_NTS, &series, &err), cases[i].status);
        assert_int_equal(err.reason, cases[i].status == MEND_OK ? 0 : MEND_REASON_TOO_LONG);
        mend_series_free(series);
    }
}

static void test_number__the_reset_must_show(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *reset;
        bool ok;
    } cases[] = {
        {"{SEQ:3}", "never", true},
        {"{SEQ:3}", "day", false},
        {"{YYYY}{MM}{DD}{SEQ:3}", "day", true},
        {"{YY}{MM}{DD}{SEQ:3}", "day", true},
        {"{YYYY}{DDD}{SEQ:3}", "day", true},
        {"{YYYY}{MM}{SEQ:3}", "day", false},
        {"{YYYY}{DD}{SEQ:3}", "day", false},
        {"{MM}{DD}{SEQ:3}", "day", false},
        {"{GGGG}{WW}{SEQ:3}", "week", true},
        {"{YYYY}{WW}{SEQ:3}", "week", false},
        {"{GGGG}{SEQ:3}", "week", false},
        {"{WW}{SEQ:3}", "week", false},
        {"{YYYY}{MM}{SEQ:3}", "month", true},
        {"{MM}{SEQ:3}", "month", false},
        {"{YY}{DDD}{SEQ:3}", "month", true},
        {"{YYYY}{SEQ:3}", "month", false},
        {"{YYYY}{SEQ:3}", "year", true},
        {"{YY}{SEQ:3}", "year", true},
        {"{GGGG}{SEQ:3}", "year", false},
        {"{FY}{SEQ:3}", "year", false},
        {"{FY}{SEQ:3}", "fiscal", true},
        {"{FYY}{SEQ:3}", "fiscal", true},
        {"{YYYY}{SEQ:3}", "fiscal", false},
        {"{YYYY}{MM}{DD}{SEQ:3}", "never", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char json[256];
        mend_error err = {.struct_size = sizeof err};
        mend_series *series = NULL;
        snprintf(json, sizeof json, "{\"pattern\":\"%s\",\"reset\":\"%s\"}", cases[i].pattern, cases[i].reset);
        assert_int_equal(mend_series_new(NULL, json, MEND_NTS, &series, &err), cases[i].ok ? MEND_OK : MEND_SCHEMA);
        assert_int_equal(err.reason, cases[i].ok ? 0 : MEND_REASON_RESET_NOT_IN_PATTERN);
        mend_series_free(series);
    }
}

static void test_number__periods(void **state)
{
    (void)state;
    static const struct {
        const char *json, *date, *period;
    } cases[] = {
        {"{\"pattern\":\"{SEQ:3}\"}", "2024-05-01", ""},
        {"{\"pattern\":\"{YY}{DDD}{SEQ:3}\",\"reset\":\"day\"}", "2024-05-01", "2024-05-01"},
        {"{\"pattern\":\"{GGGG}{WW}{SEQ:3}\",\"reset\":\"week\"}", "2024-12-29", "2024-W52"},
        {"{\"pattern\":\"{GGGG}{WW}{SEQ:3}\",\"reset\":\"week\"}", "2024-12-30", "2025-W01"},
        {"{\"pattern\":\"{GGGG}{WW}{SEQ:3}\",\"reset\":\"week\"}", "2021-01-03", "2020-W53"},
        {"{\"pattern\":\"{YY}{MM}{SEQ:3}\",\"reset\":\"month\"}", "2024-05-01", "2024-05"},
        {"{\"pattern\":\"{YY}{SEQ:3}\",\"reset\":\"year\"}", "0987-05-01", "0987"},
        {"{\"pattern\":\"{FY}{SEQ:3}\",\"reset\":\"fiscal\"}", "2024-01-01", "FY2024"},
        {"{\"pattern\":\"{FY}{SEQ:3}\",\"reset\":\"fiscal\",\"fiscal_start\":4}", "2024-03-31", "FY2023"},
        {"{\"pattern\":\"{FY}{SEQ:3}\",\"reset\":\"fiscal\",\"fiscal_start\":4}", "2024-04-01", "FY2024"},
        {"{\"pattern\":\"{FY}{SEQ:3}\",\"reset\":\"fiscal\",\"fiscal_start\":12}", "0001-11-30", "FY0000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_series *series = series_of(cases[i].json);
        char text[11];
        size_t len = 99;
        assert_int_equal(mend_series_period(series, date(cases[i].date), text, sizeof text, &len), MEND_OK);
        assert_string_equal(text, cases[i].period);
        assert_int_equal(len, strlen(cases[i].period));
        assert_int_equal(mend_series_period(series, date(cases[i].date), text, len, NULL), MEND_SHORT_BUFFER);
        mend_series_free(series);
    }
}

static void test_number__counters_step_and_end(void **state)
{
    (void)state;
    static const struct {
        const char *settings;
        int64_t last, next; /* next -1: exhausted */
    } cases[] = {
        {"", MEND_SERIES_UNUSED, 1},
        {"", 0, 1},
        {"", 1, 2},
        {"", 999, 1000},
        {"", INT64_C(999999999999999998), INT64_C(999999999999999999)},
        {"", INT64_C(999999999999999999), -1},
        {"", INT64_MAX, -1},
        {",\"start\":0", MEND_SERIES_UNUSED, 0},
        {",\"start\":5,\"step\":10", MEND_SERIES_UNUSED, 5},
        {",\"start\":5,\"step\":10", 5, 15},
        {",\"step\":1000000000", INT64_C(999999999999999998), -1},
        {",\"overflow\":\"widen\"", 999, 1000},
        {",\"overflow\":\"refuse\"", 998, 999},
        {",\"overflow\":\"refuse\"", 999, -1},
        {",\"overflow\":\"refuse\",\"start\":1000", MEND_SERIES_UNUSED, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char json[128];
        mend_error err = {.struct_size = sizeof err};
        int64_t next = 77;
        snprintf(json, sizeof json, "{\"pattern\":\"{SEQ:3}\"%s}", cases[i].settings);
        mend_series *series = series_of(json);
        mend_status status = mend_series_next(series, cases[i].last, &next, &err);
        assert_int_equal(status, cases[i].next == -1 ? MEND_EXHAUSTED : MEND_OK);
        assert_int_equal(next, cases[i].next == -1 ? 77 : cases[i].next);
        assert_int_equal(err.reason, cases[i].next == -1 ? MEND_REASON_COUNTER_EXHAUSTED : 0);
        mend_series_free(series);
    }
}

static void test_number__settings_are_taken_over(void **state)
{
    (void)state;
    mend_series *series = series_of("{\"pattern\":\"{=site}-{NODE:2}{SEQ:4}{RAND:6}\",\"mode\":\"leased\",\"block\":50,"
                                    "\"nodes\":100,\"reset\":null,\"step\":null}");
    const mend__series *s = series->series;
    assert_int_equal(s->block, 50);
    assert_int_equal(s->nodes, 100);
    assert_int_equal(s->step, 1);
    assert_false(s->gapless);
    assert_int_equal(s->reset, MEND__RESET_NEVER);
    assert_int_equal(s->node_width, 2);
    assert_int_equal(s->seq_width, 4);
    assert_int_equal(s->rand_width, 6);
    assert_int_equal(s->field_count, 1);
    assert_true(mend__str_is(s->fields[0], "site"));
    assert_int_equal(mend__series_limit(s), MEND__SEQ_MAX);
    mend_series_free(series);
    series = series_of("{\"pattern\":\"{SEQ:18}\",\"mode\":\"gapless\",\"overflow\":\"refuse\"}");
    assert_true(series->series->gapless);
    assert_int_equal(mend__series_limit(series->series), MEND__SEQ_MAX);
    mend_series_free(series);
}

static void test_number__numbers_are_written(void **state)
{
    (void)state;
    static const struct {
        const char *settings, *date; /* behind {"pattern": */
        int64_t seq;
        const char *values, *number; /* number NULL: refused for the reason */
        mend_reason reason;
    } cases[] = {
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "2024-05-01", 1, NULL, "20240501001", 0},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "2024-05-01", 1000, NULL, "202405011000", 0},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\",\"overflow\":\"refuse\"", "2024-05-01", 1000, NULL, NULL,
         MEND_REASON_COUNTER_EXHAUSTED},
        {"\"{SEQ:3}\"", "2024-05-01", INT64_C(1000000000000000000), NULL, NULL, MEND_REASON_COUNTER_EXHAUSTED},
        {"\"{SEQ:3}\"", "2024-05-01", -1, NULL, NULL, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"\"{SEQ:3}\"", "2024-05-01", 0, NULL, "000", 0},
        {"\"SR{YY}{DDD}{SEQ:4}{CHK:mod97_10}\"", "2024-12-31", 42, NULL, "SR24366004268", 0},
        {"\"SR-{YY}{DDD}-{SEQ:4}-{CHK:mod97_10}\"", "2024-12-31", 42, NULL, "SR-24366-0042-68", 0},
        {"\"{YYYY}{MM}{DD}{SEQ:4}{CHK:damm}\"", "2024-05-01", 1, NULL, "2024050100016", 0},
        {"\"sr{SEQ:4}{CHK:mod37_36}\"", "2024-05-01", 1, NULL, "sr0001B", 0},
        {"\"A{{{SEQ:2}}}\"", "2024-01-01", 5, NULL, "A{05}", 0},
        {"\"INV/{FY}/{SEQ:5}\",\"fiscal_start\":4", "2024-03-31", 9, NULL, "INV/2023/00009", 0},
        {"\"{FYY}-{SEQ:1}\",\"fiscal_start\":4", "2000-03-31", 9, NULL, "99-9", 0},
        {"\"{GGGG}W{WW}{SEQ:2}\"", "2021-01-03", 7, NULL, "2020W5307", 0},
        {"\"{YY} {MM} {SEQ:1}\"", "0904-01-03", 7, NULL, "04 01 7", 0},
        {"\"{NODE:2}-{SEQ:4}\"", "2024-01-01", 7, "{\"node\":3}", "03-0007", 0},
        {"\"{NODE:2}-{SEQ:4}\"", "2024-01-01", 7, "{\"node\":99}", "99-0007", 0},
        {"\"{NODE:2}-{SEQ:4}\"", "2024-01-01", 7, "{\"node\":100}", NULL, MEND_REASON_BAD_NODE},
        {"\"{NODE:2}-{SEQ:4}\"", "2024-01-01", 7, "{\"node\":-1}", NULL, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"\"{NODE:2}-{SEQ:4}\"", "2024-01-01", 7, "{\"node\":null}", NULL, MEND_REASON_NODE_MISSING},
        {"\"{NODE:2}-{SEQ:4}\"", "2024-01-01", 7, NULL, NULL, MEND_REASON_NODE_MISSING},
        {"\"{SEQ:4}{RAND:8}\"", "2024-01-01", 7, "{\"rand\":\"00401826\"}", "000700401826", 0},
        {"\"{SEQ:4}{RAND:8}\"", "2024-01-01", 7, "{\"rand\":\"0040182\"}", NULL, MEND_REASON_BAD_RANDOM},
        {"\"{SEQ:4}{RAND:8}\"", "2024-01-01", 7, "{\"rand\":\"0040182x\"}", NULL, MEND_REASON_BAD_RANDOM},
        {"\"{SEQ:4}{RAND:8}\"", "2024-01-01", 7, "{\"rand\":\"004018266\"}", NULL, MEND_REASON_BAD_RANDOM},
        {"\"{SEQ:4}{RAND:8}\"", "2024-01-01", 7, "{}", NULL, MEND_REASON_RANDOM_MISSING},
        {"\"{SEQ:4}{RAND:8}\"", "2024-01-01", 7, "{\"rand\":12345678}", NULL, 0},
        {"\"{=site}-{=k}{SEQ:4}\"", "2024-01-01", 7, "{\"fields\":{\"site\":\"hz_-9\",\"k\":\"A\"}}", "hz_-9-A0007", 0},
        {"\"{=site}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":{\"site\":\"0123456789abcdef\"}}", "0123456789abcdef7", 0},
        {"\"{=site}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":{\"site\":\"0123456789abcdefg\"}}", NULL,
         MEND_REASON_BAD_FIELD},
        {"\"{=site}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":{\"site\":\"\"}}", NULL, MEND_REASON_BAD_FIELD},
        {"\"{=site}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":{\"site\":\"a/b\"}}", NULL, MEND_REASON_BAD_FIELD},
        {"\"{=site}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":{\"site\":\"\xE6\x9D\xAD\"}}", NULL,
         MEND_REASON_BAD_FIELD},
        {"\"{=site}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":{\"site\":7}}", NULL, MEND_REASON_BAD_FIELD},
        {"\"{=site}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":{\"site\":null}}", NULL, MEND_REASON_FIELD_MISSING},
        {"\"{=site}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":[]}", NULL, 0},
        {"\"{=site}{SEQ:1}{CHK:damm}\"", "2024-01-01", 7, "{\"fields\":{\"site\":\"1_2-3\"}}", "1_2-379", 0},
        {"\"1-2.{SEQ:1}{CHK:damm}\"", "2024-01-01", 7, NULL, "1-2.75", 0},
        {"\"{=a.b/c-d_9}{SEQ:1}\"", "2024-01-01", 7, "{\"fields\":{\"a.b/c-d_9\":\"A\"}}", "A7", 0},
        {"\"{=site}{SEQ:1}{CHK:damm}\"", "2024-01-01", 7, "{\"fields\":{\"site\":\"A\"}}", NULL,
         MEND_REASON_BAD_CHARACTER},
        {"\"{SEQ:1}\"", "2024-01-01", 7, "{\"nodes\":1}", NULL, 0},
        {"\"{SEQ:1}\"", "2024-01-01", 7, "{", NULL, 0},
        {"\"{SEQ:1}\"", "2024-01-01", 7, "{\"node\":1,\"rand\":\"\",\"fields\":{\"a\":1}}", "7", 0},
    };
    mend_buf *out = NULL;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char json[256];
        mend_error err = {.struct_size = sizeof err};
        snprintf(json, sizeof json, "{\"pattern\":%s}", cases[i].settings);
        mend_series *series = series_of(json);
        mend_buf_clear(out);
        assert_int_equal(mend_buf_append(out, "<", 1), MEND_OK);
        mend_status status =
            mend_series_render(series, date(cases[i].date), cases[i].seq, cases[i].values, MEND_NTS, out, &err);
        const char *text = mend_buf_data(out, NULL) + 1;
        if ((status == MEND_OK) != (cases[i].number != NULL) || err.reason != cases[i].reason ||
            strcmp(text, cases[i].number == NULL ? "" : cases[i].number) != 0) {
            fail_msg("%s: status %d, reason %d, %s: %s", json, (int)status, (int)err.reason, text, err.text);
        }
        mend_series_free(series);
    }
    mend_buf_free(out);
}

static void test_number__numbers_are_taken_apart(void **state)
{
    (void)state;
    static const struct {
        const char *settings, *number, *parts; /* parts NULL: refused for the reason */
        mend_reason reason;
    } cases[] = {
        {"\"{YYYY}{MM}{DD}{SEQ:4}{CHK:damm}\"", "2024050100016",
         "{\"YYYY\":\"2024\",\"MM\":\"05\",\"DD\":\"01\",\"SEQ\":1,\"CHK\":\"6\",\"date\":\"2024-05-01\"}", 0},
        {"\"SR{YY}{DDD}{SEQ:4}{CHK:mod97_10}\"", " \tsr24366004268\r\n",
         "{\"YY\":\"24\",\"DDD\":\"366\",\"SEQ\":42,\"CHK\":\"68\",\"date\":\"2024-12-31\"}", 0},
        {"\"SR-{YY}-{SEQ:2}-{CHK:mod37_36}\"", "sr-24-07-x", NULL, MEND_REASON_BAD_CHECK_DIGIT},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "202405011000",
         "{\"YYYY\":\"2024\",\"MM\":\"05\",\"DD\":\"01\",\"SEQ\":1000,\"date\":\"2024-05-01\"}", 0},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "202405010100", NULL, MEND_REASON_NO_MATCH},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\",\"overflow\":\"refuse\"", "202405011000", NULL, MEND_REASON_NO_MATCH},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "2024050101", NULL, MEND_REASON_NO_MATCH},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "", NULL, MEND_REASON_NO_MATCH},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", " ", NULL, MEND_REASON_NO_MATCH},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "2024050100a", NULL, MEND_REASON_NO_MATCH},
        {"\"{SEQ:3}\"",
         "\xEF\xBC\x91"
         "01",
         NULL, MEND_REASON_NO_MATCH},
        {"\"{SEQ:3}\"", "1234567890123456789", NULL, MEND_REASON_NO_MATCH},
        {"\"{SEQ:3}\"", "999999999999999999", "{\"SEQ\":999999999999999999}", 0},
        {"\"{SEQ:3}\"",
         "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "0"
         "0000000000000000000",
         NULL, MEND_REASON_NO_MATCH},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "20240230001", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}{MM}{DD}{SEQ:3}\"", "00000101001", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}{DDD}{SEQ:3}\"", "2023366001", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}{DDD}{SEQ:3}\"", "2024366001",
         "{\"YYYY\":\"2024\",\"DDD\":\"366\",\"SEQ\":1,\"date\":\"2024-12-31\"}", 0},
        {"\"{YYYY}{DDD}{SEQ:3}\"", "2024000001", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}{DDD}{SEQ:3}\"", "0000001001", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}{MM}{SEQ:3}\"", "202413001", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}{MM}{SEQ:3}\"", "202400001", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}{MM}{SEQ:3}\"", "202412001", "{\"YYYY\":\"2024\",\"MM\":\"12\",\"SEQ\":1}", 0},
        {"\"{YYYY}{SEQ:3}\"", "0000001", NULL, MEND_REASON_BAD_DATE},
        {"\"{MM}{DD}{SEQ:3}\"", "0229001", "{\"MM\":\"02\",\"DD\":\"29\",\"SEQ\":1}", 0},
        {"\"{MM}{DD}{SEQ:3}\"", "0230001", NULL, MEND_REASON_BAD_DATE},
        {"\"{DD}{SEQ:3}\"", "32001", NULL, MEND_REASON_BAD_DATE},
        {"\"{DDD}{SEQ:3}\"", "367001", NULL, MEND_REASON_BAD_DATE},
        {"\"{GGGG}W{WW}{SEQ:2}\"", "2020w5301", "{\"GGGG\":\"2020\",\"WW\":\"53\",\"SEQ\":1}", 0},
        {"\"{GGGG}W{WW}{SEQ:2}\"", "2024W5301", NULL, MEND_REASON_BAD_DATE},
        {"\"{GGGG}W{WW}{SEQ:2}\"", "2024W0001", NULL, MEND_REASON_BAD_DATE},
        {"\"{GGGG}W{WW}{SEQ:2}\"", "0000W0101", NULL, MEND_REASON_BAD_DATE},
        {"\"{WW}{SEQ:2}\"", "5401", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}{MM}{DD}W{WW}{SEQ:1}\"", "20210103W531",
         "{\"YYYY\":\"2021\",\"MM\":\"01\",\"DD\":\"03\",\"WW\":\"53\",\"SEQ\":1,\"date\":\"2021-01-03\"}", 0},
        {"\"{YYYY}{MM}{DD}W{WW}{SEQ:1}\"", "20210103W011", NULL, MEND_REASON_BAD_DATE},
        {"\"{FY}{YYYY}{MM}{DD}{SEQ:1}\",\"fiscal_start\":4", "2023202403311",
         "{\"FY\":\"2023\",\"YYYY\":\"2024\",\"MM\":\"03\",\"DD\":\"31\",\"SEQ\":1,\"date\":\"2024-03-31\"}", 0},
        {"\"{FY}{YYYY}{MM}{DD}{SEQ:1}\",\"fiscal_start\":4", "2024202403311", NULL, MEND_REASON_BAD_DATE},
        {"\"{YYYY}/{YYYY}{SEQ:1}\"", "2024/20241", "{\"YYYY\":\"2024\",\"SEQ\":1}", 0},
        {"\"{YYYY}/{YYYY}{SEQ:1}\"", "2024/20251", NULL, MEND_REASON_BAD_DATE},
        {"\"{FY}-{SEQ:3}\"", "2023-001", "{\"FY\":\"2023\",\"SEQ\":1}", 0},
        {"\"n{NODE:2}-{SEQ:3}-{RAND:4}\"", "N03-017-0042", "{\"NODE\":\"03\",\"SEQ\":17,\"RAND\":\"0042\"}", 0},
        {"\"{SEQ:3}{NODE:2}\"", "001203", "{\"SEQ\":12,\"NODE\":\"03\"}", MEND_REASON_NO_MATCH},
        {"\"{SEQ:3}{NODE:2}\"", "101203", "{\"SEQ\":1012,\"NODE\":\"03\"}", 0},
        {"\"A{{{SEQ:2}}}\"", "a{05}", "{\"SEQ\":5}", 0},
        {"\"{=site}-{SEQ:3}\"", "hz-1-001", "{\"site\":\"HZ-1\",\"SEQ\":1}", 0},
        {"\"{=site}{YYYY}{SEQ:3}\"", "HZ2024001", "{\"site\":\"HZ\",\"YYYY\":\"2024\",\"SEQ\":1}", 0},
        {"\"{=site}{YYYY}{SEQ:3}\"", "A20241001", NULL, MEND_REASON_AMBIGUOUS},
        {"\"{=site}{YYYY}{MM}{DD}{SEQ:3}\"", "A120240501001",
         "{\"site\":\"A1\",\"YYYY\":\"2024\",\"MM\":\"05\",\"DD\":\"01\",\"SEQ\":1,\"date\":\"2024-05-01\"}", 0},
        {"\"{=a}.{=b}.{=c}.{SEQ:1}\"", "x.yy.z.7", "{\"a\":\"X\",\"b\":\"YY\",\"c\":\"Z\",\"SEQ\":7}", 0},
        {"\"{=a}{=b}{SEQ:1}\"", "XY7", "{\"a\":\"X\",\"b\":\"Y\",\"SEQ\":7}", 0},
        {"\"{=a}{=b}{SEQ:1}\"", "XYZ7", NULL, MEND_REASON_AMBIGUOUS},
        {"\"{=a}/{SEQ:1}\"", "x_-9/7", "{\"a\":\"X_-9\",\"SEQ\":7}", 0},
        {"\"{=a}{SEQ:1}\"", "7", NULL, MEND_REASON_NO_MATCH},
        {"\"{=a}{SEQ:1}{CHK:mod37_2}\"", "1*7*", NULL, MEND_REASON_NO_MATCH},
        {"\"{SEQ:4}{CHK:damm}\"", "0001?", NULL, MEND_REASON_NO_MATCH},
        {"\"{SEQ:4}{CHK:damm}\"", "0001X", NULL, MEND_REASON_BAD_CHECK_DIGIT},
        {"\"{=a}{SEQ:4}{CHK:damm}\"", "A00017", NULL, MEND_REASON_BAD_CHECK_DIGIT},
    };
    mend_buf *out = NULL;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char json[256];
        mend_error err = {.struct_size = sizeof err};
        snprintf(json, sizeof json, "{\"pattern\":%s}", cases[i].settings);
        mend_series *series = series_of(json);
        mend_buf_clear(out);
        assert_int_equal(mend_buf_append(out, "<", 1), MEND_OK);
        mend_status status = mend_series_parse(series, cases[i].number, MEND_NTS, out, &err);
        const char *text = mend_buf_data(out, NULL) + 1;
        bool refused = cases[i].reason != 0;
        if (status != (refused ? MEND_SYNTAX : MEND_OK) || err.reason != cases[i].reason ||
            strcmp(text, refused ? "" : cases[i].parts) != 0) {
            fail_msg("%s of %s: status %d, reason %d, %s", cases[i].number, json, (int)status, (int)err.reason, text);
        }
        mend_series_free(series);
    }
    mend_buf_free(out);
}

/* ---- random series ---- */

static uint32_t below(uint64_t *random, uint32_t n)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*random >> 33) % n;
}

/* A pattern of random tokens with one counter; "-" between the tokens, so that there is one way to read it. */
static void random_pattern(uint64_t *random, char *out)
{
    static const char *const tokens[] = {"{YYYY}", "{YY}",     "{MM}", "{DD}",     "{DDD}",  "{GGGG}", "{WW}", "{FY}",
                                         "{FYY}",  "{NODE:3}", "Ab",   "{RAND:5}", "{=one}", "{{",     "}}",   "x y"};
    static const char *const checks[] = {"mod97_10", "mod37_36", "mod37_2"};
    bool used[sizeof tokens / sizeof tokens[0]] = {false};
    uint32_t count = 1 + below(random, 6), counter = below(random, count);
    out[0] = '\0';
    for (uint32_t i = 0; i < count; i++) {
        uint32_t pick = below(random, sizeof tokens / sizeof tokens[0]);
        if (i == counter) {
            sprintf(out + strlen(out), "{SEQ:%u}", 1 + below(random, 8));
        } else if (!used[pick]) {
            strcat(out, tokens[pick]);
            used[pick] = true;
        }
        strcat(out, i + 1 < count ? "-" : "");
    }
    if (below(random, 2) == 0) {
        sprintf(out + strlen(out), "/{CHK:%s}", checks[below(random, 3)]);
    }
}

static void assert_reads_back(const mend__series *series, const mend__draw *draw, const char *number, size_t len)
{
    mend__parts parts;
    mend_error err = {.struct_size = sizeof err};
    if (mend__series_parse(series, (mend__str){number, len}, &parts, &err) != MEND_OK) {
        fail_msg("%.*s: %s", (int)len, number, err.text);
    }
    assert_int_equal(parts.seq, draw->seq);
    /* Only the years 2000 to 2099 fit two digits. */
    if (parts.dated) {
        assert_int_equal(parts.day, draw->day);
    }
    for (size_t i = 0; i < series->count; i++) {
        mend__str part = {parts.text + parts.at[i], parts.width[i]};
        if (series->elements[i].token == MEND__TOKEN_FIELD) {
            assert_true(mend__str_eq(part, draw->fields[0]));
        } else if (series->elements[i].token == MEND__TOKEN_RAND) {
            assert_true(mend__str_eq(part, draw->rand));
        }
    }
}

static void test_number__what_is_written_is_read_back(void **state)
{
    (void)state;
    uint64_t random = 2024;
    for (int i = 0; i < 20000; i++) {
        char pattern[256], json[300], number[MEND__NUMBER_MAX], rand[6], spoilt[MEND__NUMBER_MAX];
        size_t len = 0;
        random_pattern(&random, pattern);
        snprintf(json, sizeof json, "{\"pattern\":\"%s\",\"fiscal_start\":%u}", pattern, 1 + below(&random, 12));
        mend_series *series = series_of(json);
        snprintf(rand, sizeof rand, "%05u", below(&random, 100000));
        int64_t seq = below(&random, 100);
        for (uint32_t grow = below(&random, 8); grow > 0; grow--) {
            seq = seq * 100 + below(&random, 100);
        }
        mend__draw draw = {date("2000-01-01") + (int32_t)below(&random, 36525),
                           seq,
                           below(&random, 1000),
                           {rand, 5},
                           {MEND__STR("HZ9"), MEND__STR("HZ9"), MEND__STR("HZ9")}};
        assert_int_equal(mend__series_render(series->series, &draw, number, &len, NULL), MEND_OK);
        assert_reads_back(series->series, &draw, number, len);
        for (size_t k = 0; k < len; k++) {
            spoilt[k] = number[k] >= 'A' && number[k] <= 'Z' ? (char)(number[k] - 'A' + 'a') : number[k];
        }
        assert_reads_back(series->series, &draw, spoilt, len);
        mend_series_free(series);
    }
}

/* Two draws never give one number, although the counter starts again: three draws on every day of three years. */
static void test_number__numbers_of_a_series_are_unique(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "{\"pattern\":\"{YY}{MM}{DD}{SEQ:1}\",\"reset\":\"day\"}",
        "{\"pattern\":\"{YY}{DDD}{SEQ:1}\",\"reset\":\"day\"}",
        "{\"pattern\":\"{GGGG}{WW}{SEQ:1}\",\"reset\":\"week\"}",
        "{\"pattern\":\"{YY}{DDD}{SEQ:1}\",\"reset\":\"month\"}",
        "{\"pattern\":\"{YY}{MM}{SEQ:1}\",\"reset\":\"month\"}",
        "{\"pattern\":\"{YY}{SEQ:1}\",\"reset\":\"year\"}",
        "{\"pattern\":\"{SEQ:1}{FYY}\",\"reset\":\"fiscal\",\"fiscal_start\":7}",
    };
    enum { DAYS = 1096, A_DAY = 3 };
    static char seen[DAYS * A_DAY][24];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_series *series = series_of(cases[i]);
        char period[11] = "?", now[11];
        int64_t last = MEND_SERIES_UNUSED;
        size_t count = 0;
        for (int32_t day = date("2023-06-01"); day < date("2023-06-01") + DAYS; day++) {
            assert_int_equal(mend_series_period(series, day, now, sizeof now, NULL), MEND_OK);
            if (strcmp(now, period) != 0) {
                last = MEND_SERIES_UNUSED; /* periods follow each other and never come back */
                strcpy(period, now);
            }
            for (int k = 0; k < A_DAY; k++) {
                mend__draw draw = {day, 0, -1, {NULL, 0}, {{NULL, 0}}};
                char number[MEND__NUMBER_MAX];
                size_t len = 0;
                assert_int_equal(mend_series_next(series, last, &draw.seq, NULL), MEND_OK);
                assert_int_equal(mend__series_render(series->series, &draw, number, &len, NULL), MEND_OK);
                last = draw.seq;
                snprintf(seen[count++], sizeof seen[0], "%.*s", (int)len, number);
            }
        }
        qsort(seen, count, sizeof seen[0], (int (*)(const void *, const void *))(void (*)(void))strcmp);
        for (size_t k = 1; k < count; k++) {
            if (strcmp(seen[k - 1], seen[k]) == 0) {
                fail_msg("%s twice in %s", seen[k], cases[i]);
            }
        }
        mend_series_free(series);
    }
}

static void test_number__arguments_are_checked(void **state)
{
    (void)state;
    mend_series *series = NULL, *none = NULL;
    mend_buf *out = NULL;
    mend_error small = {.struct_size = 8};
    mend_allocator bad = {0, 0, NULL, NULL};
    int64_t next = 5;
    char text[11];
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    series = series_of("{\"pattern\":\"{SEQ:3}\"}");
    assert_int_equal(mend_series_new(NULL, NULL, 3, &none, NULL), MEND_INVALID);
    assert_int_equal(mend_series_new(NULL, "{}", 2, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_series_new(NULL, "{}", 2, &none, &small), MEND_INVALID);
    assert_int_equal(mend_series_new(&bad, "{}", 2, &none, NULL), MEND_INVALID);
    assert_int_equal(mend_series_period(NULL, 0, text, sizeof text, NULL), MEND_INVALID);
    assert_int_equal(mend_series_period(series, MEND__DAY_MIN - 1, text, sizeof text, NULL), MEND_RANGE);
    assert_int_equal(mend_series_period(series, MEND__DAY_MAX + 1, text, sizeof text, NULL), MEND_RANGE);
    assert_int_equal(mend_series_period(series, 0, NULL, 3, NULL), MEND_INVALID);
    assert_int_equal(mend_series_next(NULL, 0, &next, NULL), MEND_INVALID);
    assert_int_equal(mend_series_next(series, 0, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_series_next(series, 0, &next, &small), MEND_INVALID);
    assert_int_equal(mend_series_render(NULL, 0, 1, NULL, 0, out, NULL), MEND_INVALID);
    assert_int_equal(mend_series_render(series, 0, 1, NULL, 0, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_series_render(series, 0, 1, NULL, 0, out, &small), MEND_INVALID);
    assert_int_equal(mend_series_render(series, MEND__DAY_MAX + 1, 1, NULL, 0, out, NULL), MEND_RANGE);
    assert_int_equal(mend_series_render(series, MEND__DAY_MIN - 1, 1, NULL, 0, out, NULL), MEND_RANGE);
    assert_int_equal(mend_series_parse(NULL, "1", 1, out, NULL), MEND_INVALID);
    assert_int_equal(mend_series_parse(series, NULL, 1, out, NULL), MEND_INVALID);
    assert_int_equal(mend_series_parse(series, "1", 1, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_series_parse(series, "1", 1, out, &small), MEND_INVALID);
    assert_int_equal(next, 5);
    assert_null(none);
    assert_string_equal(mend_buf_data(out, NULL), "");
    mend_series_free(series);
    mend_series_free(NULL);
    mend_buf_free(out);
}

/* Compiles, writes and takes apart with the given memory; counts what has come through. */
static mend_status whole_way(const mend_allocator *a, int *done)
{
    static const char values[] = "{\"node\":3,\"rand\":\"1234\",\"fields\":{\"site\":\"HZ\",\"kind\":\"R\"}}";
    mend_series *series = NULL;
    mend_buf *out = NULL;
    mend_error err = {.struct_size = sizeof err};
    mend_status status = mend_buf_new(a, &out);
    *done = 0;
    if (status == MEND_OK) {
        status = mend_series_new(a,
                                 "{\"pattern\":\"{=site}-{=kind}-{YYYY}{NODE:2}{SEQ:3}{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{"
                                 "{RAND:4}{CHK:mod97_10}\","
                                 "\"x-note\":[1,2,3,{\"a\":{\"b\":\"c\"}}]}",
                                 MEND_NTS, &series, &err);
        *done += status == MEND_OK;
    }
    if (status == MEND_OK) {
        status = mend_series_render(series, 0, 7, values, sizeof values - 1, out, &err);
        *done += status == MEND_OK;
        assert_string_equal(mend_buf_data(out, NULL), status == MEND_OK ? "HZ-R-197003007{{{{{{{{{{{{{{{{123408" : "");
    }
    if (status == MEND_OK) {
        status = mend_series_parse(series, "HZ-R-197003007{{{{{{{{{{{{{{{{123408", MEND_NTS, out, &err);
        *done += status == MEND_OK;
        assert_string_equal(mend_buf_data(out, NULL), status == MEND_OK
                                                          ? "HZ-R-197003007{{{{{{{{{{{{{{{{123408{\"site\":\"HZ\","
                                                            "\"kind\":\"R\",\"YYYY\":\"1970\",\"NODE\":\"03\","
                                                            "\"SEQ\":7,\"RAND\":\"1234\",\"CHK\":\"08\"}"
                                                          : "HZ-R-197003007{{{{{{{{{{{{{{{{123408");
    }
    mend_series_free(series);
    mend_buf_free(out);
    return status;
}

static void test_number__no_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    size_t n = 1;
    for (;; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        int done = 0;
        mend_status status = whole_way(&a, &done);
        assert_int_equal(memory.live, 0);
        assert_int_equal(memory.blocks, 0);
        if (memory.requests < n) {
            assert_int_equal(status, MEND_OK);
            assert_int_equal(done, 3);
            break;
        }
        assert_int_equal(status, MEND_NOMEM);
    }
    assert_true(n > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number__series_that_cannot_work_are_refused_where_they_are_wrong),
        cmocka_unit_test(test_number__a_slip_is_guessed),
        cmocka_unit_test(test_number__limits_of_length),
        cmocka_unit_test(test_number__the_reset_must_show),
        cmocka_unit_test(test_number__periods),
        cmocka_unit_test(test_number__counters_step_and_end),
        cmocka_unit_test(test_number__settings_are_taken_over),
        cmocka_unit_test(test_number__numbers_are_written),
        cmocka_unit_test(test_number__numbers_are_taken_apart),
        cmocka_unit_test(test_number__what_is_written_is_read_back),
        cmocka_unit_test(test_number__numbers_of_a_series_are_unique),
        cmocka_unit_test(test_number__arguments_are_checked),
        cmocka_unit_test(test_number__no_memory_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
