/*
 * check_digit.c - check digits, see check_digit.h. All of them are public: ISO/IEC 7064, Luhn (ISO/IEC 7812-1), Damm
 * 2004, Verhoeff 1969; the two of other ticket systems are here so that their numbers can be read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check_digit.h"
#include "ground/error.h"
#include "mend/reason.h"
#include "notions/civil.h"

#include <string.h>

static const struct check_algorithm {
    const char *name;
    mend_check alg;
    bool letters;
} check_algorithms[] = {
    {"luhn", MEND_CHECK_LUHN, false},         {"damm", MEND_CHECK_DAMM, false},
    {"verhoeff", MEND_CHECK_VERHOEFF, false}, {"mod11_10", MEND_CHECK_MOD11_10, false},
    {"mod11_2", MEND_CHECK_MOD11_2, false},   {"mod37_36", MEND_CHECK_MOD37_36, true},
    {"mod37_2", MEND_CHECK_MOD37_2, true},    {"mod97_10", MEND_CHECK_MOD97_10, true},
    {"zammad", MEND_CHECK_ZAMMAD, false},     {"znuny", MEND_CHECK_ZNUNY, false},
};

static const char check_symbols[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

static const struct check_algorithm *find_algorithm(mend_check alg)
{
    for (size_t i = 0; i < sizeof check_algorithms / sizeof check_algorithms[0]; i++) {
        if (check_algorithms[i].alg == alg) {
            return &check_algorithms[i];
        }
    }
    return NULL;
}

mend_check mend__check_of(mend__str name)
{
    for (size_t i = 0; i < sizeof check_algorithms / sizeof check_algorithms[0]; i++) {
        if (mend__str_is(name, check_algorithms[i].name)) {
            return check_algorithms[i].alg;
        }
    }
    return 0;
}

const char *mend__check_name(mend_check alg)
{
    const struct check_algorithm *found = find_algorithm(alg);
    return found == NULL ? NULL : found->name;
}

size_t mend__check_width(mend_check alg)
{
    return alg == MEND_CHECK_MOD97_10 ? 2 : 1;
}

bool mend__check_takes_letters(mend_check alg)
{
    return find_algorithm(alg)->letters;
}

/* 0 to 35; -1 for what is neither digit nor letter. */
static int symbol_value(char c)
{
    const char *at;
    if (c >= 'a' && c <= 'z') {
        c = (char)(c - 'a' + 'A');
    }
    at = memchr(check_symbols, c, 36);
    return at == NULL ? -1 : (int)(at - check_symbols);
}

/* Every second digit, from the right and beginning with the last, counts twice, less 9 where that has two digits. */
static int luhn(mend__str payload)
{
    int sum = 0;
    for (size_t i = 0; i < payload.n; i++) {
        int value = symbol_value(payload.p[i]);
        if ((payload.n - i) % 2 == 1) {
            value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        }
        sum = (sum + value) % 10;
    }
    return (10 - sum) % 10;
}

/* Damm's totally anti-symmetric quasigroup of order 10. */
static int damm(mend__str payload)
{
    static const uint8_t next[10][10] = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6}, {6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7}, {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
    };
    int state = 0;
    for (size_t i = 0; i < payload.n; i++) {
        state = next[state][symbol_value(payload.p[i])];
    }
    return state;
}

/* The product of the dihedral group D5: 0 to 4 turn, 5 to 9 turn over. */
static int dihedral(int a, int b)
{
    int sum = a < 5 ? a % 5 + b % 5 : a % 5 - b % 5 + 5;
    return sum % 5 + ((a < 5) == (b < 5) ? 0 : 5);
}

/* Each place, from the right, applies Verhoeff's permutation once more; the check digit stands in place 0. */
static int verhoeff(mend__str payload)
{
    static const uint8_t permute[10] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    int state = 0;
    for (size_t place = 1; place <= payload.n; place++) {
        int value = symbol_value(payload.p[payload.n - place]);
        for (size_t i = 0; i < place % 8; i++) {
            value = permute[value];
        }
        state = dihedral(state, value);
    }
    return state < 5 ? (5 - state) % 5 : state; /* the inverse */
}

/* ISO 7064 hybrid system, MOD m+1, m. */
static int check_hybrid(mend__str payload, int m)
{
    int product = m;
    for (size_t i = 0; i < payload.n; i++) {
        int sum = (product + symbol_value(payload.p[i])) % m;
        product = (sum == 0 ? m : sum) * 2 % (m + 1);
    }
    return (m + 1 - product) % m;
}

/* ISO 7064 pure system with radix 2, MOD m, 2. */
static int check_pure(mend__str payload, int m)
{
    int product = 0;
    for (size_t i = 0; i < payload.n; i++) {
        product = (product + symbol_value(payload.p[i])) * 2 % m;
    }
    return (m + 1 - product) % m;
}

/* ISO 7064 MOD 97-10; a letter stands for two digits, 10 to 35. */
static int mod97(mend__str payload)
{
    int rest = 0;
    for (size_t i = 0; i < payload.n; i++) {
        int value = symbol_value(payload.p[i]);
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return 98 - rest * 100 % 97; /* [2, 98] */
}

/* Weights 1 to `weights` in turn from the left; 10 is shown as 1. */
static int check_weighted(mend__str payload, size_t weights)
{
    int sum = 0;
    for (size_t i = 0; i < payload.n; i++) {
        sum = (sum + symbol_value(payload.p[i]) * (int)(i % weights + 1)) % 10;
    }
    return sum == 0 ? 1 : 10 - sum;
}

static int check_value(mend_check alg, mend__str payload)
{
    switch (alg) {
    case MEND_CHECK_LUHN:
        return luhn(payload);
    case MEND_CHECK_DAMM:
        return damm(payload);
    case MEND_CHECK_VERHOEFF:
        return verhoeff(payload);
    case MEND_CHECK_MOD11_10:
        return check_hybrid(payload, 10);
    case MEND_CHECK_MOD37_36:
        return check_hybrid(payload, 36);
    case MEND_CHECK_MOD11_2:
        return check_pure(payload, 11);
    case MEND_CHECK_MOD37_2:
        return check_pure(payload, 37);
    case MEND_CHECK_MOD97_10:
        return mod97(payload);
    case MEND_CHECK_ZAMMAD:
        return check_weighted(payload, 3);
    default:
        return check_weighted(payload, 2); /* MEND_CHECK_ZNUNY */
    }
}

bool mend__check_compute(mend_check alg, mend__str payload, char out[MEND__CHECK_WIDTH], size_t *bad)
{
    int most = mend__check_takes_letters(alg) ? 35 : 9;
    for (size_t i = 0; i < payload.n; i++) {
        int value = symbol_value(payload.p[i]);
        if (value < 0 || value > most) {
            if (bad != NULL) {
                *bad = i;
            }
            return false;
        }
    }
    int check = check_value(alg, payload);
    if (alg == MEND_CHECK_MOD97_10) {
        out[0] = check_symbols[check / 10];
        out[1] = check_symbols[check % 10];
    } else if (alg == MEND_CHECK_MOD11_2 && check == 10) {
        out[0] = 'X';
    } else {
        out[0] = check_symbols[check];
    }
    return true;
}

bool mend__check_fits(mend_check alg, mend__str number)
{
    size_t width = mend__check_width(alg);
    char check[MEND__CHECK_WIDTH];
    if (number.n <= width) {
        return false;
    }
    mend__str payload = {number.p, number.n - width};
    if (!mend__check_compute(alg, payload, check, NULL)) {
        return false;
    }
    for (size_t i = 0; i < width; i++) {
        char c = payload.p[payload.n + i];
        if (c >= 'a' && c <= 'z') {
            c = (char)(c - 'a' + 'A');
        }
        if (c != check[i]) {
            return false;
        }
    }
    return true;
}

const char *mend_check_name(mend_check alg)
{
    return mend__check_name(alg);
}

mend_status mend_check_of(const char *name, size_t len, mend_check *out)
{
    mend__str s = mend__str_of(name, len);
    if (s.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    mend_check found = mend__check_of(s);
    if (found == 0) {
        return MEND_NOT_FOUND;
    }
    *out = found;
    return MEND_OK;
}

mend_status mend_check_digit(mend_check alg, const char *payload, size_t len, char *out, size_t cap, size_t *out_len,
                             mend_error *error)
{
    mend__str s = mend__str_of(payload, len);
    char check[MEND__CHECK_WIDTH];
    size_t bad = 0;
    if (!mend__error_ok(error) || s.p == NULL || (out == NULL && cap != 0)) {
        return MEND_INVALID;
    }
    if (find_algorithm(alg) == NULL) {
        return mend__fail_reason(error, MEND_INVALID, MEND_REASON_UNKNOWN_ALGORITHM, "no such check digit algorithm");
    }
    if (s.n == 0) {
        return mend__fail_reason(error, MEND_SYNTAX, MEND_REASON_EMPTY, "there is nothing to compute a check digit of");
    }
    if (!mend__check_compute(alg, s, check, &bad)) {
        return mend__fail_at(error, MEND_SYNTAX, MEND_REASON_BAD_CHARACTER, bad,
                             mend__check_takes_letters(alg) ? "expected digits and letters" : "expected digits");
    }
    mend_status status = mend__text_out((mend__str){check, mend__check_width(alg)}, out, cap, out_len);
    return status == MEND_OK ? MEND_OK : mend__fail(error, status, "the buffer is too small for the check digit");
}

mend_status mend_check_verify(mend_check alg, const char *number, size_t len, int32_t *valid, mend_error *error)
{
    mend__str s = mend__str_of(number, len);
    if (!mend__error_ok(error) || s.p == NULL || valid == NULL) {
        return MEND_INVALID;
    }
    if (find_algorithm(alg) == NULL) {
        return mend__fail_reason(error, MEND_INVALID, MEND_REASON_UNKNOWN_ALGORITHM, "no such check digit algorithm");
    }
    *valid = mend__check_fits(alg, s);
    return MEND_OK;
}
