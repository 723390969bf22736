/*
 * test_check_digit.c - check digits: published examples, and what each algorithm says it finds, tried on every place of
 * many numbers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/number.h"
#include "mend/reason.h"
#include "rules/check_digit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LONGEST 24

static const char digits[] = "0123456789";
static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static void test_check_digit__published_examples(void **state)
{
    (void)state;
    static const struct {
        const char *alg, *payload, *check;
    } cases[] = {
        {"luhn", "7992739871", "3"},
        {"luhn", "142857", "2"},
        {"damm", "5724", "0"},
        {"damm", "572", "4"},
        {"verhoeff", "236", "3"},
        {"verhoeff", "1234", "0"},
        {"mod11_10", "79462", "3"},
        {"mod11_10", "00200667310", "8"},
        {"mod11_2", "44011320141005001", "X"},
        {"mod11_2", "0794", "0"},
        {"mod37_36", "A12425GABC1234002", "M"},
        {"mod37_2", "G123489654321", "Y"},
        {"mod97_10", "5367", "02"},
        {"mod97_10", "SR243660042", "68"},
        {"zammad", "20240501100001", "6"},
        {"zammad", "0", "1"},
        {"znuny", "2024050110000", "5"},
        {"znuny", "200206231010001", "1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_check alg = 0;
        char check[3];
        size_t len = 0;
        assert_int_equal(mend_check_of(cases[i].alg, MEND_NTS, &alg), MEND_OK);
        assert_string_equal(mend_check_name(alg), cases[i].alg);
        assert_int_equal(mend_check_digit(alg, cases[i].payload, MEND_NTS, check, sizeof check, &len, NULL), MEND_OK);
        assert_string_equal(check, cases[i].check);
        assert_int_equal(len, strlen(cases[i].check));
    }
}

typedef struct number {
    char text[LONGEST + 2];
    size_t payload, len;
} number;

/* A number with its check digit, its payload drawn from `alphabet`. */
static number draw(mend_check alg, const char *alphabet, uint64_t *random)
{
    number n;
    n.payload = 1 + (size_t)(*random >> 33) % LONGEST;
    for (size_t i = 0; i < n.payload; i++) {
        *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        n.text[i] = alphabet[(size_t)(*random >> 33) % strlen(alphabet)];
    }
    assert_true(mend__check_compute(alg, (mend__str){n.text, n.payload}, n.text + n.payload, NULL));
    n.len = n.payload + mend__check_width(alg);
    assert_true(mend__check_fits(alg, (mend__str){n.text, n.len}));
    return n;
}

typedef struct findings {
    long wrong, wrong_missed, swaps, swaps_missed;
} findings;

/* Every place of the number with every other character of the alphabet, and every swap of different neighbours. */
static void spoil(mend_check alg, const char *alphabet, const number *n, findings *f)
{
    number bad = *n;
    for (size_t i = 0; i < n->len; i++) {
        for (const char *c = alphabet; *c != '\0'; c++) {
            bad.text[i] = *c;
            if (*c != n->text[i]) {
                f->wrong++;
                f->wrong_missed += mend__check_fits(alg, (mend__str){bad.text, bad.len});
            }
        }
        bad.text[i] = n->text[i];
        if (i + 1 < n->len && n->text[i] != n->text[i + 1]) {
            bad.text[i] = n->text[i + 1];
            bad.text[i + 1] = n->text[i];
            f->swaps++;
            f->swaps_missed += mend__check_fits(alg, (mend__str){bad.text, bad.len});
            bad.text[i] = n->text[i];
            bad.text[i + 1] = n->text[i + 1];
        }
    }
}

static findings try_many(mend_check alg, const char *alphabet, int count)
{
    findings f = {0, 0, 0, 0};
    uint64_t random = (uint64_t)alg;
    for (int i = 0; i < count; i++) {
        number n = draw(alg, alphabet, &random);
        spoil(alg, alphabet, &n, &f);
    }
    assert_true(f.wrong > count && f.swaps > count / 2);
    return f;
}

static void test_check_digit__every_wrong_character_is_found(void **state)
{
    (void)state;
    static const mend_check all[] = {MEND_CHECK_LUHN,    MEND_CHECK_DAMM,     MEND_CHECK_VERHOEFF, MEND_CHECK_MOD11_10,
                                     MEND_CHECK_MOD11_2, MEND_CHECK_MOD37_36, MEND_CHECK_MOD37_2,  MEND_CHECK_MOD97_10};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        assert_int_equal(try_many(all[i], digits, 2000).wrong_missed, 0);
    }
    assert_int_equal(try_many(MEND_CHECK_MOD37_36, letters, 1000).wrong_missed, 0);
    assert_int_equal(try_many(MEND_CHECK_MOD37_2, letters, 1000).wrong_missed, 0);
}

static void test_check_digit__swaps_are_found_as_promised(void **state)
{
    (void)state;
    static const mend_check all[] = {MEND_CHECK_DAMM, MEND_CHECK_VERHOEFF, MEND_CHECK_MOD11_2, MEND_CHECK_MOD97_10};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        assert_int_equal(try_many(all[i], digits, 2000).swaps_missed, 0);
    }
    assert_int_equal(try_many(MEND_CHECK_MOD37_2, letters, 1000).swaps_missed, 0);
    /* These miss some, and less than one in twenty. */
    findings luhn = try_many(MEND_CHECK_LUHN, digits, 2000), hybrid = try_many(MEND_CHECK_MOD37_36, letters, 1000);
    assert_true(luhn.swaps_missed > 0 && luhn.swaps_missed * 20 < luhn.swaps);
    assert_true(hybrid.swaps_missed * 100 < hybrid.swaps);
}

/* Why the two are good for nothing but reading old numbers. */
static void test_check_digit__the_borrowed_ones_are_weak(void **state)
{
    (void)state;
    assert_true(try_many(MEND_CHECK_ZNUNY, digits, 500).wrong_missed > 0);
    assert_true(try_many(MEND_CHECK_ZAMMAD, digits, 500).wrong_missed > 0);
}

static void test_check_digit__verify_is_a_question(void **state)
{
    (void)state;
    static const struct {
        mend_check alg;
        const char *number;
        int32_t valid;
    } cases[] = {
        {MEND_CHECK_LUHN, "79927398713", 1},
        {MEND_CHECK_LUHN, "79927398714", 0},
        {MEND_CHECK_LUHN, "09183", 1},
        {MEND_CHECK_LUHN, "90183", 1},
        {MEND_CHECK_LUHN, "12A", 0},
        {MEND_CHECK_LUHN, "", 0},
        {MEND_CHECK_LUHN, "0", 0},
        {MEND_CHECK_MOD97_10, "02", 0},
        {MEND_CHECK_MOD97_10, "536702", 1},
        {MEND_CHECK_MOD97_10, "sr24366004268", 1},
        {MEND_CHECK_MOD97_10, "536703", 0},
        {MEND_CHECK_MOD97_10, "536712", 0},
        {MEND_CHECK_MOD11_2, "44011320141005001x", 1},
        {MEND_CHECK_MOD11_2, "4401132014100500XX", 0},
        {MEND_CHECK_MOD37_36, "a12425gabc1234002m", 1},
        {MEND_CHECK_DAMM, "5724 0", 0},
        {MEND_CHECK_DAMM, "5724~", 0},
        {MEND_CHECK_DAMM, "57240", 1},
        {MEND_CHECK_DAMM,
         "\xEF\xBC\x95"
         "7240",
         0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t valid = 7;
        assert_int_equal(mend_check_verify(cases[i].alg, cases[i].number, MEND_NTS, &valid, NULL), MEND_OK);
        assert_int_equal(valid, cases[i].valid);
    }
}

static void test_check_digit__wrong_characters_are_named_by_their_place(void **state)
{
    (void)state;
    static const struct {
        mend_check alg;
        const char *payload;
        mend_reason reason;
        int64_t offset;
    } cases[] = {
        {MEND_CHECK_LUHN, "12A", MEND_REASON_BAD_CHARACTER, 2},
        {MEND_CHECK_MOD11_2, "X1", MEND_REASON_BAD_CHARACTER, 0},
        {MEND_CHECK_MOD37_2, "A*", MEND_REASON_BAD_CHARACTER, 1},
        {MEND_CHECK_MOD97_10, "A-1", MEND_REASON_BAD_CHARACTER, 1},
        {MEND_CHECK_MOD97_10, "A{", MEND_REASON_BAD_CHARACTER, 1},
        {MEND_CHECK_ZNUNY, "1 2", MEND_REASON_BAD_CHARACTER, 1},
        {MEND_CHECK_DAMM, "", MEND_REASON_EMPTY, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_error err = {.struct_size = sizeof err};
        char check[3] = "?";
        assert_int_equal(mend_check_digit(cases[i].alg, cases[i].payload, MEND_NTS, check, sizeof check, NULL, &err),
                         MEND_SYNTAX);
        assert_int_equal(err.reason, cases[i].reason);
        assert_int_equal(err.offset, cases[i].offset);
        assert_string_equal(check, "?");
    }
}

static void test_check_digit__arguments_are_checked(void **state)
{
    (void)state;
    mend_check alg = 99;
    int32_t valid = 7;
    size_t len = 0;
    char check[3] = "?";
    mend_error small = {.struct_size = 8}, err = {.struct_size = sizeof err};
    assert_int_equal(mend_check_of("crc", MEND_NTS, &alg), MEND_NOT_FOUND);
    assert_int_equal(mend_check_of("LUHN", MEND_NTS, &alg), MEND_NOT_FOUND);
    assert_int_equal(mend_check_of(NULL, 4, &alg), MEND_INVALID);
    assert_int_equal(mend_check_of("luhn", 4, NULL), MEND_INVALID);
    assert_int_equal(alg, 99);
    assert_null(mend_check_name(0));
    assert_null(mend_check_name(11));
    assert_int_equal(mend_check_digit(0, "1", 1, check, 3, &len, &err), MEND_INVALID);
    assert_int_equal(err.reason, MEND_REASON_UNKNOWN_ALGORITHM);
    assert_int_equal(mend_check_digit(MEND_CHECK_DAMM, NULL, 1, check, 3, &len, NULL), MEND_INVALID);
    assert_int_equal(mend_check_digit(MEND_CHECK_DAMM, "1", 1, NULL, 3, &len, NULL), MEND_INVALID);
    assert_int_equal(mend_check_digit(MEND_CHECK_DAMM, "1", 1, check, 3, &len, &small), MEND_INVALID);
    assert_int_equal(mend_check_digit(MEND_CHECK_MOD97_10, "1", 1, check, 2, &len, &err), MEND_SHORT_BUFFER);
    assert_int_equal(len, 2);
    assert_string_equal(check, "?");
    assert_int_equal(mend_check_digit(MEND_CHECK_DAMM, "1", 1, NULL, 0, NULL, NULL), MEND_SHORT_BUFFER);
    assert_int_equal(mend_check_verify(11, "1", 1, &valid, &err), MEND_INVALID);
    assert_int_equal(mend_check_verify(MEND_CHECK_DAMM, NULL, 1, &valid, NULL), MEND_INVALID);
    assert_int_equal(mend_check_verify(MEND_CHECK_DAMM, "1", 1, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_check_verify(MEND_CHECK_DAMM, "1", 1, &valid, &small), MEND_INVALID);
    assert_int_equal(valid, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check_digit__published_examples),
        cmocka_unit_test(test_check_digit__every_wrong_character_is_found),
        cmocka_unit_test(test_check_digit__swaps_are_found_as_promised),
        cmocka_unit_test(test_check_digit__the_borrowed_ones_are_weak),
        cmocka_unit_test(test_check_digit__verify_is_a_question),
        cmocka_unit_test(test_check_digit__wrong_characters_are_named_by_their_place),
        cmocka_unit_test(test_check_digit__arguments_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
