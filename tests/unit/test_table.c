/*
 * test_table.c - tables of a report as CSV, JSON and text: quoting, formulas, numbers for people and for programs.
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

#include "desk/book.c"
#include "desk/json.c"
#include "desk/sketch.c"
#include "desk/table.c"

static void assert_field(const char *value, const char *written)
{
    text t;
    assert_int_equal(text_new(&t), MEND_OK);
    csv_field(&t, value);
    assert_string_equal(text_data(&t, NULL), written);
    text_free(&t);
}

static void test_table__csv_quotes_what_would_break_a_line(void **state)
{
    (void)state;
    assert_field("plain", "plain");
    assert_field("", "");
    assert_field("a,b", "\"a,b\"");
    assert_field("say \"hi\"", "\"say \"\"hi\"\"\"");
    assert_field("\"", "\"\"\"\"");
    assert_field("two\nlines", "\"two\nlines\"");
    assert_field("two\r\nlines", "\"two\r\nlines\"");
    assert_field("温度传感器", "温度传感器");
}

static void test_table__csv_disarms_formulas(void **state)
{
    (void)state;
    assert_field("=1+1", "'=1+1");
    assert_field("+1", "'+1");
    assert_field("-1", "'-1");
    assert_field("@SUM(A1)", "'@SUM(A1)");
    assert_field("\t=1", "'\t=1");
    assert_field("\r=1", "\"'\r=1\"");
    assert_field("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    assert_field("a=1", "a=1");
}

static const column columns[] = {{"name", "Name", "名", CELL_CODE},    {"label", "Label", "称", CELL_TEXT},
                                 {"count", "Count", "数", CELL_COUNT}, {"share", "Share", "比", CELL_SHARE},
                                 {"span_ms", "Span", "时", CELL_SPAN}, {"money", "Money", "钱", CELL_MONEY}};

static table example(void)
{
    table t = {"things", "Things", "事物", columns, sizeof columns / sizeof columns[0], .rows = 0};
    cell *row = table_row(&t);
    assert_non_null(row);
    row[0] = cell_text("=a");
    row[1] = cell_text("say \"a\"");
    row[2] = cell_number(1234567);
    row[3] = cell_share(1, 3);
    row[4] = cell_number(5400000);
    row[5] = cell_number(-123456);
    row = table_row(&t);
    assert_non_null(row);
    row[1] = cell_text("b");
    row[3] = cell_share(0, 0);
    return t;
}

static void test_table__as_csv(void **state)
{
    (void)state;
    table t = example();
    text out;
    assert_int_equal(text_new(&out), MEND_OK);
    table_csv(&t, &out);
    assert_string_equal(text_data(&out, NULL), "things,1,name,'=a\r\n"
                                               "things,1,label,\"say \"\"a\"\"\"\r\n"
                                               "things,1,count,1234567\r\n"
                                               "things,1,share,33.3\r\n"
                                               "things,1,span_ms,5400000\r\n"
                                               "things,1,money,-123456\r\n"
                                               "things,2,label,b\r\n");
    text_free(&out);
    table_free(&t);
}

static void test_table__as_json(void **state)
{
    (void)state;
    table t = example();
    text out;
    assert_int_equal(text_new(&out), MEND_OK);
    table_json(&t, &out);
    assert_string_equal(text_data(&out, NULL),
                        "[{\"name\":\"=a\",\"label\":\"say \\\"a\\\"\",\"count\":1234567,\"share\":\"33.3\","
                        "\"span_ms\":5400000,\"money\":-123456},{\"label\":\"b\"}]");
    text_free(&out);
    table_free(&t);
}

static void test_table__cells_for_people(void **state)
{
    (void)state;
    static const struct {
        cell_kind kind;
        int64_t number;
        const char *en, *zh;
    } rows[] = {{CELL_COUNT, 0, "0", "0"},
                {CELL_COUNT, 999, "999", "999"},
                {CELL_COUNT, 1000, "1,000", "1,000"},
                {CELL_MONEY, 5, "0.05", "0.05"},
                {CELL_MONEY, -1234567, "-12,345.67", "-12,345.67"},
                {CELL_MONEY, INT64_MIN, "-92,233,720,368,547,758.08", "-92,233,720,368,547,758.08"},
                {CELL_SHARE, 1000, "100.0 %", "100.0 %"},
                {CELL_SHARE, 5, "0.5 %", "0.5 %"},
                {CELL_SPAN, 0, "0 min", "0 分钟"},
                {CELL_SPAN, 29999, "0 min", "0 分钟"},
                {CELL_SPAN, 30000, "1 min", "1 分钟"},
                {CELL_SPAN, 7200000, "2.0 h", "2.0 小时"},
                {CELL_SPAN, 86400000, "24.0 h", "24.0 小时"},
                {CELL_SPAN, 216000000, "2.5 d", "2.5 天"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char s[64];
        cell c = cell_number(rows[i].number);
        cell_show(&c, rows[i].kind, false, 2, s, sizeof s);
        assert_string_equal(s, rows[i].en);
        cell_show(&c, rows[i].kind, true, 2, s, sizeof s);
        assert_string_equal(s, rows[i].zh);
    }
    cell silent = cell_share(5, 0);
    char s[64];
    cell_show(&silent, CELL_SHARE, false, 2, s, sizeof s);
    assert_string_equal(s, "–");
}

static void test_table__shares_are_rounded_to_the_nearest(void **state)
{
    (void)state;
    assert_int_equal(cell_share(1, 3).number, 333);
    assert_int_equal(cell_share(2, 3).number, 667);
    assert_int_equal(cell_share(1, 2000).number, 1);
    assert_int_equal(cell_share(1, 2001).number, 0);
    assert_int_equal(cell_share(7, 7).number, 1000);
}

static void test_table__books_find_sort_and_grow(void **state)
{
    (void)state;
    book b = {0};
    char name[16];
    assert_null(book_find(&b, "n0"));
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 1000; i++) {
            snprintf(name, sizeof name, "n%d", i);
            page *p = book_page(&b, name);
            assert_non_null(p);
            p->n[0] += i % 10;
        }
    }
    assert_int_equal(b.count, 1000);
    assert_int_equal(book_find(&b, "n999")->n[0], 18);
    assert_null(book_find(&b, "n1000"));
    book_sort(&b, 0);
    assert_string_equal(b.pages[0].name, "n109"); /* of the largest count the first name */
    for (size_t i = 1; i < b.count; i++) {
        const page *p = &b.pages[i - 1], *q = &b.pages[i];
        assert_true(p->n[0] > q->n[0] || (p->n[0] == q->n[0] && strcmp(p->name, q->name) < 0));
    }
    book_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table__csv_quotes_what_would_break_a_line),
        cmocka_unit_test(test_table__csv_disarms_formulas),
        cmocka_unit_test(test_table__as_csv),
        cmocka_unit_test(test_table__as_json),
        cmocka_unit_test(test_table__cells_for_people),
        cmocka_unit_test(test_table__shares_are_rounded_to_the_nearest),
        cmocka_unit_test(test_table__books_find_sort_and_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
