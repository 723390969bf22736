/*
 * money_words.c - amounts in Chinese capital numerals, as the rules for filling in bills and settlement vouchers (支付结算
 * 办法, annex) have them. Where these leave it open whether 零 or 整 is written, the form is written that leaves less room
 * for anything to be added.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "civil.h"
#include "money.h"

#include <string.h>

#define MONEY_WORDS_MAX 160

typedef struct money_words {
    char text[MONEY_WORDS_MAX];
    size_t len;
} money_words;

static void words_put(money_words *w, const char *sign)
{
    size_t n = strlen(sign);
    memcpy(w->text + w->len, sign, n);
    w->len += n;
}

static void words_digit(money_words *w, int64_t digit, const char *unit)
{
    static const char *const digits[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    words_put(w, digits[digit]);
    words_put(w, unit);
}

/* A number above zero. Digits go by fours: 千 佰 拾 within a four, 万 and 亿 behind one, 亿 also behind all that stands
 * before it. One 零 stands for the zeros between two digits, none for those that only end a four. */
static void words_whole(money_words *w, int64_t number)
{
    static const char *const units[] = {"", "拾", "佰", "仟"};
    bool any = false, zero = false, in_four = false;
    for (int32_t place = 18; place >= 0; place--) {
        int64_t digit = number / mend__power10(place) % 10;
        if (digit != 0) {
            words_put(w, any && zero ? "零" : "");
            words_digit(w, digit, units[place % 4]);
            any = in_four = true;
            zero = false;
        } else {
            zero = true;
        }
        if (place % 4 == 0 && place > 0) {
            bool hundred_million = place % 8 == 0;
            if (in_four || (place == 8 && any)) {
                words_put(w, hundred_million ? "亿" : "万");
            }
            zero = zero && !in_four;
            in_four = false;
        }
    }
}

/* An amount with two decimals. */
static void words_amount(money_words *w, int64_t minor)
{
    int64_t yuan = minor / 100, jiao = minor / 10 % 10, fen = minor % 10;
    if (minor < 0) {
        words_put(w, "负");
        yuan = -yuan; /* -(MIN / 100) fits */
        jiao = -jiao;
        fen = -fen;
    }
    if (yuan != 0) {
        words_whole(w, yuan);
        words_put(w, "元");
    } else if (minor == 0) {
        words_put(w, "零元");
    }
    /* A zero right before the point or right behind it is said, where digits stand on both sides. */
    if (yuan != 0 && (jiao != 0 ? yuan % 10 == 0 : fen != 0)) {
        words_put(w, "零");
    }
    if (jiao != 0) {
        words_digit(w, jiao, "角");
    }
    if (fen != 0) {
        words_digit(w, fen, "分");
    } else {
        words_put(w, "整");
    }
}

mend_status mend_money_words(int64_t minor, const char *currency, char *out, size_t cap, size_t *len)
{
    money_words w;
    if (currency == NULL) {
        return MEND_INVALID;
    }
    int32_t digits = mend_currency_digits(currency, MEND_NTS);
    if (digits < 0) {
        return MEND_NOT_FOUND;
    }
    if (digits != 2) {
        return MEND_UNSUPPORTED;
    }
    w.len = 0;
    words_amount(&w, minor);
    return mend__text_out((mend__str){w.text, w.len}, out, cap, len);
}
