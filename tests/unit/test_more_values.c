/*
 * test_more_values.c - the small notions at their edges: durations, values by type, texts of a ticket, numbers taken
 * apart without memory.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "faulty.h"
#include "mend/mend.h"
#include "notions/duration.h"
#include "notions/value.h"
#include "ticket/ticket.h"

static mend__str str(const char *text)
{
    return mend__str_of(text, MEND_NTS);
}

static void test_more_duration__reads_iso_8601_and_nothing_else(void **state)
{
    static const struct {
        const char *text;
        int64_t ms; /* -1: refused */
    } rows[] = {
        {"P1W", 604800000},
        {"P2D", 172800000},
        {"PT8H", 28800000},
        {"PT90M", 5400000},
        {"PT0S", 0},
        {"P1DT1S", 86401000},
        {"P0001D", 86400000},
        {"P000D", 0},
        {"P1W1DT1H1M1S", 694861000},
        {"", -1},
        {"P", -1},
        {"P1", -1},
        {"PT", -1},
        {"P1DT", -1},
        {"1D", -1},
        {"D1P", -1},
        {"P1H", -1},
        {"PT1D", -1},
        {"PT1W", -1},
        {"P1DT1H1H", -1},
        {"P1D1W", -1},
        {"PT1S1M", -1},
        {"PTT1S", -1},
        {"P1.5D", -1},
        {"P-1D", -1},
        {"P+1D", -1},
        {"PD", -1},
        {"P1d", -1},
        {"p1D", -1},
        {"P1Y", -1},
        {"P1D ", -1},
        {"P1:", -1},
        {"P1/", -1},
        {"P9223372036854775808D", -1},
        {"P106751991167D", 106751991167 * 86400000},
        {"P106751991168D", -1},
        {"P106751991167DT7H", 106751991167 * 86400000 + 25200000},
        {"P106751991167DT8H", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t ms = -7;
        bool ok = mend__duration_parse(str(rows[i].text), &ms);
        if (ok != (rows[i].ms >= 0) || ms != (ok ? rows[i].ms : -7))
            fail_msg("%s: %lld", rows[i].text, (long long)ms);
    }
}

static void test_more_duration__is_written_as_it_is_read(void **state)
{
    static const struct {
        int64_t ms;
        const char *text;
    } rows[] = {{0, "PT0S"},
                {1000, "PT1S"},
                {60000, "PT1M"},
                {3600000, "PT1H"},
                {86400000, "P1D"},
                {604800000, "P7D"},
                {90061000, "P1DT1H1M1S"},
                {86401000, "P1DT1S"},
                {106751991167 * 86400000, "P106751991167D"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[MEND__DURATION_MAX];
        int64_t ms = -1;
        size_t n = mend__duration_write(rows[i].ms, text);
        assert_int_equal(n, strlen(rows[i].text));
        assert_memory_equal(text, rows[i].text, n);
        assert_true(mend__duration_parse((mend__str){text, n}, &ms));
        assert_true(ms == rows[i].ms);
    }
}

static void test_more_value__texts_hold_no_controls(void **state)
{
    static const struct {
        const char *text;
        bool line, lines;
    } rows[] = {
        {"", true, true},
        {"a\tb", true, true},
        {"a\nb", false, true},
        {"a\rb", false, true},
        {"a\x1F", false, false},
        {"a\x20", true, true},
        {"a\x7E", true, true},
        {"a\x7F", false, false},
        {"a\xC2\x80", false, false},
        {"a\xC2\x9F", false, false},
        {"a\xC2\xA0", true, true},
        {"a\xC0\x80", false, false},
        {"冰箱", true, true},
    };
    mend__value v;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(mend__value_parse(MEND_FIELD_TEXT, str(rows[i].text), &v), rows[i].line);
        assert_int_equal(mend__value_parse(MEND_FIELD_LONG, str(rows[i].text), &v), rows[i].lines);
    }
}

static void test_more_value__an_unknown_type_takes_nothing(void **state)
{
    static const mend_field_type types[] = {0, -1, MEND_FIELD_LIST, 11};
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        mend__value v;
        assert_null(mend__type_name(types[i]));
        assert_string_equal(mend__type_expected(types[i]), "a value");
        assert_false(mend__value_parse(types[i], str("1"), &v));
        assert_false(mend__value_of_int(types[i], 1, &v));
    }
    assert_int_equal(mend__type_of(str("list")), 0);
    assert_int_equal(mend__type_of(str("money")), MEND_FIELD_MONEY);
}

static void test_more_value__numbers_equal_their_own_kind_texts_any_text(void **state)
{
    mend__value one = {MEND_FIELD_INTEGER, 1, {"", 0}}, other = {MEND_FIELD_INTEGER, 2, {"", 0}};
    mend__value money = {MEND_FIELD_MONEY, 1, {"", 0}}, text = {MEND_FIELD_TEXT, 0, {"a", 1}};
    mend__value choice = {MEND_FIELD_CHOICE, 0, {"a", 1}}, more = {MEND_FIELD_TEXT, 0, {"b", 1}};
    (void)state;
    assert_true(mend__value_eq(&one, &one));
    assert_false(mend__value_eq(&one, &other));
    assert_false(mend__value_eq(&one, &money));
    assert_false(mend__value_eq(&one, &text));
    assert_false(mend__value_eq(&text, &one));
    assert_true(mend__value_eq(&text, &choice));
    assert_false(mend__value_eq(&text, &more));
}

static void test_more_ticket__the_texts_of_a_ticket_stay_below_16_mib(void **state)
{
    enum { MOST = 16 * 1024 * 1024 };
    mend_ticket *t = NULL;
    mend__ref ref = {0, 0}, more = {0, 0};
    char *text = malloc(MOST);
    (void)state;
    assert_non_null(text);
    memset(text, 'x', MOST);
    assert_int_equal(mend_ticket_new(NULL, &t), MEND_OK);
    assert_int_equal(mend__ticket_put(t, &ref, (mend__str){text, MOST}), MEND_LIMIT);
    assert_int_equal(ref.len, 0);
    assert_int_equal(mend__ticket_put(t, &ref, (mend__str){text, MOST - 1}), MEND_OK);
    assert_int_equal(ref.len, MOST - 1);
    assert_int_equal(mend__ticket_put(t, &more, (mend__str){text, 1}), MEND_LIMIT);
    assert_int_equal(more.len, 0);
    assert_int_equal(mend__ticket_next_row(t, 1000, INT32_MAX), 0);
    mend_ticket_free(t);
    free(text);
}

static void test_more_number__parts_are_whole_or_not_there(void **state)
{
    static const char json[] = "{\"pattern\":\"SR-{YYYY}{MM}{DD}{SEQ:4}\",\"reset\":\"day\"}";
    mend_series *series = NULL;
    mend_status s = MEND_NOMEM;
    (void)state;
    assert_int_equal(mend_series_new(NULL, json, MEND_NTS, &series, NULL), MEND_OK);
    for (size_t n = 2; s == MEND_NOMEM && n < 50; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        mend_error err = {.struct_size = sizeof err};
        mend_buf *buf = NULL;
        size_t len;
        assert_int_equal(mend_buf_new(&a, &buf), MEND_OK);
        s = mend_series_parse(series, "SR-202403150001", MEND_NTS, buf, &err);
        mend_buf_data(buf, &len);
        assert_true(s == MEND_OK || (s == MEND_NOMEM && err.status == s && len == 0));
        mend_buf_free(buf);
        assert_int_equal(memory.live, 0);
        assert_true(n > 2 || s == MEND_NOMEM);
    }
    assert_int_equal(s, MEND_OK);
    mend_series_free(series);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_duration__reads_iso_8601_and_nothing_else),
        cmocka_unit_test(test_more_duration__is_written_as_it_is_read),
        cmocka_unit_test(test_more_value__texts_hold_no_controls),
        cmocka_unit_test(test_more_value__an_unknown_type_takes_nothing),
        cmocka_unit_test(test_more_value__numbers_equal_their_own_kind_texts_any_text),
        cmocka_unit_test(test_more_ticket__the_texts_of_a_ticket_stay_below_16_mib),
        cmocka_unit_test(test_more_number__parts_are_whole_or_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
