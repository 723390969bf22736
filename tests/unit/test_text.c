/*
 * test_text.c - UTF-8, borrowed text, names, likely slips.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_text__utf8_table(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        size_t size; /* of the first code point; 0: invalid */
        uint32_t code;
    } cases[] = {
        {"a", 1, 1, 'a'},
        {"\0", 1, 1, 0},
        {"\x7F", 1, 1, 0x7F},
        {"\xC2\x80", 2, 2, 0x80},
        {"\xC3\xA9", 2, 2, 0xE9},
        {"\xDF\xBF", 2, 2, 0x7FF},
        {"\xE0\xA0\x80", 3, 3, 0x800},
        {"\xE4\xBF\xAE", 3, 3, 0x4FEE},
        {"\xED\x9F\xBF", 3, 3, 0xD7FF},
        {"\xEE\x80\x80", 3, 3, 0xE000},
        {"\xEF\xBB\xBF", 3, 3, 0xFEFF},
        {"\xEF\xBF\xBD", 3, 3, 0xFFFD},
        {"\xEF\xBF\xBF", 3, 3, 0xFFFF},
        {"\xF0\x90\x80\x80", 4, 4, 0x10000},
        {"\xF0\x9F\x98\x80", 4, 4, 0x1F600},
        {"\xF4\x8F\xBF\xBF", 4, 4, 0x10FFFF},
        /* continuation bytes alone, bytes that never occur */
        {"\x80", 1, 0, 0},
        {"\xBF", 1, 0, 0},
        {"\xC0", 1, 0, 0},
        {"\xF8\x88\x80\x80\x80", 5, 0, 0},
        {"\xFC\x84\x80\x80\x80\x80", 6, 0, 0},
        {"\xFE", 1, 0, 0},
        {"\xFF", 1, 0, 0},
        /* overlong */
        {"\xC0\x80", 2, 0, 0},
        {"\xC0\xAF", 2, 0, 0},
        {"\xC1\xBF", 2, 0, 0},
        {"\xE0\x80\x80", 3, 0, 0},
        {"\xE0\x9F\xBF", 3, 0, 0},
        {"\xF0\x80\x80\x80", 4, 0, 0},
        {"\xF0\x8F\xBF\xBF", 4, 0, 0},
        /* surrogates, beyond the last */
        {"\xED\xA0\x80", 3, 0, 0},
        {"\xED\xAF\xBF", 3, 0, 0},
        {"\xED\xB0\x80", 3, 0, 0},
        {"\xED\xBF\xBF", 3, 0, 0},
        {"\xF4\x90\x80\x80", 4, 0, 0},
        {"\xF5\x80\x80\x80", 4, 0, 0},
        {"\xF7\xBF\xBF\xBF", 4, 0, 0},
        /* cut off by the end */
        {"\xC3", 1, 0, 0},
        {"\xE4\xBF", 2, 0, 0},
        {"\xF0\x9F\x98", 3, 0, 0},
        /* cut off by another byte */
        {"\xC3"
         "a",
         2, 0, 0},
        {"\xE4"
         "aa",
         3, 0, 0},
        {"\xE4\xBF"
         "a",
         3, 0, 0},
        {"\xE4\xBF\xC3", 3, 0, 0},
        {"\xF0\x9F\x98"
         "a",
         4, 0, 0},
        {"\xF0\x9F"
         "a\x80",
         4, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t code = 4711;
        size_t bad = 4711;
        if (mend__utf8_next(cases[i].bytes, cases[i].len, &code) != cases[i].size) {
            fail_msg("case %zu", i);
        }
        assert_int_equal(code, cases[i].size == 0 ? 4711 : cases[i].code);
        assert_int_equal(mend__utf8_valid(cases[i].bytes, cases[i].len, &bad), cases[i].size != 0);
        assert_int_equal(bad, cases[i].size == 0 ? 0 : 4711);
    }
}

static void test_text__every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        uint32_t back = 0;
        size_t n;
        if (code == 0xD800) {
            code = 0xE000;
        }
        n = mend__utf8_put(code, bytes);
        assert_true(mend__utf8_next(bytes, n, &back) == n && back == code);
        assert_int_equal(mend__utf8_count(bytes, n), 1);
    }
}

static void test_text__names_the_first_invalid_sequence(void **state)
{
    (void)state;
    size_t bad = 0;
    assert_true(mend__utf8_valid("", 0, &bad));
    assert_true(mend__utf8_valid("ab\xE4\xBF\xAE", 5, NULL));
    assert_false(mend__utf8_valid("ab\xE4\xBF", 4, NULL));
    assert_false(mend__utf8_valid("ab\xE4\xBF\xAE\xE4\xBF!", 8, &bad));
    assert_int_equal(bad, 5);
    assert_int_equal(mend__utf8_count("ab\xE4\xBF\xAE\xF0\x9F\x98\x80", 9), 4);
    assert_int_equal(mend__utf8_count("", 0), 0);
}

static void test_text__of_a_caller(void **state)
{
    (void)state;
    assert_null(mend__str_of(NULL, MEND_NTS).p);
    assert_null(mend__str_of(NULL, 3).p);
    assert_non_null(mend__str_of(NULL, 0).p);
    assert_int_equal(mend__str_of(NULL, 0).n, 0);
    assert_int_equal(mend__str_of("abc", MEND_NTS).n, 3);
    assert_int_equal(mend__str_of("abc", 2).n, 2);
    assert_int_equal(mend__str_of("a\0c", 3).n, 3);
}

static void test_text__compares_bytes(void **state)
{
    (void)state;
    const mend__str none = {NULL, 0};
    assert_true(mend__str_eq(none, MEND__STR("")));
    assert_true(mend__str_eq(MEND__STR("ab"), MEND__STR("ab")));
    assert_false(mend__str_eq(MEND__STR("ab"), MEND__STR("ac")));
    assert_false(mend__str_eq(MEND__STR("ab"), MEND__STR("a")));
    assert_true(mend__str_is(MEND__STR("ab"), "ab"));
    assert_false(mend__str_is(MEND__STR("a\0b"), "a"));
    assert_true(mend__str_cmp(MEND__STR("a"), MEND__STR("b")) < 0);
    assert_true(mend__str_cmp(MEND__STR("b"), MEND__STR("a")) > 0);
    assert_true(mend__str_cmp(MEND__STR("a"), MEND__STR("ab")) < 0);
    assert_true(mend__str_cmp(MEND__STR("ab"), MEND__STR("a")) > 0);
    assert_true(mend__str_cmp(none, MEND__STR("a")) < 0);
    assert_int_equal(mend__str_cmp(none, MEND__STR("")), 0);
    assert_int_equal(mend__str_cmp(MEND__STR("ab"), MEND__STR("ab")), 0);
    assert_true(mend__str_cmp(MEND__STR("\xC3\xA9"), MEND__STR("z")) > 0);
    assert_true(mend__str_ends(MEND__STR("due_at"), MEND__STR("_at")));
    assert_true(mend__str_ends(MEND__STR("_at"), MEND__STR("_at")));
    assert_true(mend__str_ends(MEND__STR("x"), MEND__STR("")));
    assert_true(mend__str_ends(none, none));
    assert_false(mend__str_ends(MEND__STR("at"), MEND__STR("_at")));
    assert_false(mend__str_ends(MEND__STR("due_in"), MEND__STR("_at")));
}

static void test_text__names(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "z9_", "wait_parts",
                                       "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz_0123456789z"};
    static const char *const bad[] = {"",
                                      "A",
                                      "_a",
                                      "9a",
                                      "a-b",
                                      "a b",
                                      "aB",
                                      "a.b",
                                      "\xC3\xA9",
                                      "a\xC3\xA9",
                                      "a`",
                                      "a{",
                                      "a/",
                                      "a:",
                                      "`",
                                      "{",
                                      "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz_0123456789zz"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(mend__is_name(mend__str_of(good[i], MEND_NTS)));
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(mend__is_name(mend__str_of(bad[i], MEND_NTS)));
    }
}

/* The best of the candidates (ended by NULL), or NULL. */
static const char *guess(const char *word, const char *const *candidates)
{
    mend__guess g;
    mend__guess_start(&g, mend__str_of(word, MEND_NTS));
    for (; *candidates != NULL; candidates++) {
        mend__guess_feed(&g, mend__str_of(*candidates, MEND_NTS));
    }
    return g.best.p;
}

static void test_text__guesses_a_likely_slip(void **state)
{
    (void)state;
    static const char *const fields[] = {"warranty", "warehouse", "state", "status", "serial", "parts", "", NULL};
    static const struct {
        const char *word;
        const char *expected;
    } cases[] = {
        {"warranty", "warranty"},
        {"waranty", "warranty"},   /* one missing */
        {"warrantyy", "warranty"}, /* one too many */
        {"warramty", "warranty"},  /* one wrong */
        {"warratny", "warranty"},  /* two swapped */
        {"wrarnaty", "warranty"},  /* two swaps */
        {"stat", "state"},         /* nearer than "status" */
        {"stats", "state"},        /* equally near to both: the first */
        {"aprts", "parts"},
        {"ware", "warehouse"}, /* broken off */
        {"ser", "serial"},
        {"se", NULL}, /* too short to stand for anything */
        {"colour", NULL},
        {"", NULL},
        {"x", NULL},
        {"xyzrts", NULL}, /* half of it wrong */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *best = guess(cases[i].word, fields);
        if ((best == NULL) != (cases[i].expected == NULL) || (best != NULL && strcmp(best, cases[i].expected) != 0)) {
            fail_msg("'%s' gave '%s'", cases[i].word, best == NULL ? "nothing" : best);
        }
    }
}

static void test_text__guesses_only_what_has_something_in_common(void **state)
{
    (void)state;
    static const char *const letters[] = {"b", "c", NULL}, *const pair[] = {"b", "ab", NULL};
    assert_null(guess("a", letters));
    assert_string_equal(guess("a", pair), "ab");
    assert_string_equal(guess("ac", letters), "c");
}

static void test_text__guesses_words_up_to_64_bytes(void **state)
{
    (void)state;
    char word[66], near[66];
    memset(word, 'a', sizeof word);
    memset(near, 'a', sizeof near);
    word[5] = 'b';
    mend__guess g;
    mend__guess_start(&g, (mend__str){word, 64});
    mend__guess_feed(&g, (mend__str){near, 65});
    assert_null(g.best.p);
    mend__guess_feed(&g, (mend__str){near, 64});
    assert_ptr_equal(g.best.p, near);
    assert_int_equal(g.distance, 1);
    mend__guess_start(&g, (mend__str){word, 65});
    mend__guess_feed(&g, (mend__str){near, 64});
    assert_null(g.best.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text__utf8_table),
        cmocka_unit_test(test_text__every_code_point_comes_back),
        cmocka_unit_test(test_text__names_the_first_invalid_sequence),
        cmocka_unit_test(test_text__of_a_caller),
        cmocka_unit_test(test_text__compares_bytes),
        cmocka_unit_test(test_text__names),
        cmocka_unit_test(test_text__guesses_a_likely_slip),
        cmocka_unit_test(test_text__guesses_only_what_has_something_in_common),
        cmocka_unit_test(test_text__guesses_words_up_to_64_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
