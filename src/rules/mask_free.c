/*
 * mask_free.c - free text, see mask_free.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mask_free.h"
#include "check_digit.h"
#include "mask_char.h"

#include <string.h>

#define MOBILE   11
#define IDENTITY 18
#define COUNTRY  86

/* Where the scan is. */
typedef struct free_scan {
    mend__str text;
    mend_buf *out;
    size_t at;
    size_t mail_from;         /* no e-mail address begins before this byte */
    size_t word_in, word_out; /* where the present word begins, in the text and in the buffer */
    size_t last_end;          /* end of the last run of digits; 0: none yet */
    bool last_country;        /* that run was China's country code */
} free_scan;

/* The folded character at a byte; at the end of the text a blank, which nothing goes on with. */
static size_t free_look(mend__str text, size_t at, uint32_t *code)
{
    if (at >= text.n) {
        *code = ' ';
        return 0;
    }
    size_t n = mend__char_next(text, at, code);
    *code = mend__char_fold(*code);
    return n;
}

/* ---- e-mail addresses ---- */

/* What the part before the @ may hold; wider than the common use, so that it begins rather too early than too late. */
static bool free_is_local(uint32_t code)
{
    static const char apart[] = ",;:<>()[]\"/\\|@";
    return code > ' ' && code < 0x7F && memchr(apart, (int)code, sizeof apart - 1) == NULL;
}

static bool free_is_alnum(uint32_t code)
{
    return mend__char_is_letter(code) || (code >= '0' && code <= '9');
}

/* Whether a domain begins here: labels with a point between, the last one with a letter in it. */
static bool free_is_domain(mend__str text, size_t at)
{
    bool label = false, letter = false, point = false;
    for (;;) {
        uint32_t code;
        size_t n = free_look(text, at, &code);
        if (free_is_alnum(code)) {
            label = true;
            letter = letter || mend__char_is_letter(code);
            if (point && letter) {
                return true;
            }
        } else if (code == '.' && label) {
            point = true;
            label = letter = false;
        } else if (code != '-') {
            return false;
        }
        at += n;
    }
}

static bool free_ends_word(uint32_t code)
{
    return code <= ' ' || code == ',' || code == ';' || code == ':' || code == '<' || code == '>' || code == '(' ||
           code == ')' || (code >= 0x3001 && code <= 0x301F) || (code >= 0x2018 && code <= 0x201F);
}

/* The first character of text[from, to) and three asterisks; of a single one the asterisks alone. */
static void free_put_local(free_scan *s, size_t from, size_t to)
{
    uint32_t code;
    size_t n = mend__char_next(s->text, from, &code);
    if (from + n < to) {
        mend__char_put(s->out, s->text, from);
    }
    mend__stars_put(s->out, 3);
}

/* If an e-mail address begins here, masks what stands before its @, and goes there. */
static void free_take_mail(free_scan *s)
{
    size_t end = s->at, found = SIZE_MAX;
    for (;;) {
        uint32_t code;
        size_t n = free_look(s->text, end, &code);
        if (code == '@' && free_is_domain(s->text, end + n)) {
            found = end; /* the last @ with a domain divides */
        } else if (code != '@' && !free_is_local(code)) {
            break;
        }
        end += n;
    }
    s->mail_from = end;
    if (found == SIZE_MAX) {
        return;
    }
    if (found > s->at) {
        free_put_local(s, s->at, found);
    } else if (s->word_in < s->at) {
        /* Nothing of the common kind stands before the @: then it is the word, in whatever script. */
        mend__buf_rewind(s->out, s->word_out);
        free_put_local(s, s->word_in, s->at);
    }
    s->at = found;
}

/* ---- numbers ---- */

/* A number being matched: its first digits, and where it ends. */
typedef struct free_digits {
    int8_t digits[IDENTITY]; /* the 18th may be 10, for X */
    size_t count;
    size_t end;
} free_digits;

/* A run of digits at `at`, at most IDENTITY of them kept; `count` may be more. */
static void free_read_run(mend__str text, size_t at, free_digits *run)
{
    run->count = 0;
    for (;;) {
        uint32_t code;
        size_t n = free_look(text, at, &code);
        int digit = mend__char_digit(code);
        if (digit < 0) {
            break;
        }
        if (run->count < IDENTITY) {
            run->digits[run->count] = (int8_t)digit;
        }
        run->count++;
        at += n;
    }
    run->end = at;
}

/* Adds the X that closes an identity number of 17 digits and an X, unless a word or number goes on behind it. */
static void free_add_x(mend__str text, free_digits *run)
{
    uint32_t code, after;
    size_t n = free_look(text, run->end, &code);
    free_look(text, run->end + n, &after);
    bool ends = !free_is_alnum(after) && mend__char_digit(after) < 0;
    if (run->count == IDENTITY - 1 && (code == 'X' || code == 'x') && ends) {
        run->digits[run->count++] = 10;
        run->end += n;
    }
}

static bool free_is_separator(uint32_t code)
{
    return code == '-' || code == ' ' || code == '.' || (code >= 0x2010 && code <= 0x2015);
}

/* Digits in three groups with one kind of separator. `at` is behind the first group, which is in `first`. */
static bool free_read_groups(mend__str text, const free_digits *first, size_t second, size_t third, free_digits *out,
                             uint32_t *separator)
{
    const size_t sizes[2] = {second, third};
    *out = *first;
    for (size_t i = 0; i < 2; i++) {
        uint32_t code;
        size_t n = free_look(text, out->end, &code), before = out->count;
        free_digits group;
        if (n == 0 || !free_is_separator(code) || (i == 1 && code != *separator)) {
            return false;
        }
        *separator = code;
        free_read_run(text, out->end + n, &group);
        if (out->count + group.count > IDENTITY) {
            return false;
        }
        memcpy(out->digits + out->count, group.digits, group.count);
        out->count += group.count;
        out->end = group.end;
        if (i == 1) {
            free_add_x(text, out);
        }
        if (out->count - before != sizes[i]) {
            return false;
        }
    }
    return true;
}

static bool free_is_mobile(const int8_t *digits)
{
    return digits[0] == 1 && digits[1] >= 3;
}

static bool free_is_identity(const free_digits *run)
{
    char text[IDENTITY];
    if (run->count != IDENTITY) {
        return false;
    }
    for (size_t i = 0; i < IDENTITY; i++) {
        text[i] = run->digits[i] == 10 ? 'X' : (char)('0' + run->digits[i]);
    }
    return mend__check_fits(MEND_CHECK_MOD11_2, (mend__str){text, IDENTITY});
}

/* How many digits in front of the last 11 are the country code: the run is that and a mobile number. */
static bool free_is_mobile_run(const free_digits *run, size_t *country)
{
    static const int8_t code[4] = {0, 0, 8, 6};
    *country = run->count - MOBILE;
    if (run->count != MOBILE && run->count != MOBILE + 2 && run->count != MOBILE + 4) {
        return false;
    }
    return memcmp(run->digits, code + (4 - *country), *country) == 0 && free_is_mobile(run->digits + *country);
}

/* Whether the grouped number is one end of a longer one, such as 2024-138-1234-5678. Blanks part numbers; a country
 * code in front belongs to it. */
static bool free_is_part(const free_scan *s, const free_digits *run, uint32_t separator)
{
    uint32_t code, after;
    if (separator == ' ') {
        return false;
    }
    size_t n = free_look(s->text, run->end, &code);
    free_look(s->text, run->end + n, &after);
    if (code == separator && mend__char_digit(after) >= 0) {
        return true;
    }
    if (s->last_end == 0 || s->last_country) {
        return false;
    }
    n = free_look(s->text, s->last_end, &code);
    return s->last_end + n == s->at && code == separator;
}

/* Writes the number with its digits masked but the first `head` and the last `tail`; an X at the end counts. */
static void free_put_number(free_scan *s, const free_digits *run, size_t head, size_t tail)
{
    size_t index = 0;
    while (s->at < run->end) {
        uint32_t code;
        size_t n = free_look(s->text, s->at, &code);
        bool counts = mend__char_digit(code) >= 0 || code == 'X' || code == 'x';
        if (counts && index >= head && index + tail < run->count) {
            mend__put_char(s->out, '*');
        } else {
            mend__put(s->out, s->text.p + s->at, n);
        }
        index += counts;
        s->at += n;
    }
}

/* A run of digits: masks it if it is personal, alone or with the groups that follow, and goes behind it. */
static void free_take_number(free_scan *s)
{
    free_digits run, whole;
    size_t country;
    uint32_t separator = 0;
    free_read_run(s->text, s->at, &run);
    whole = run;
    free_add_x(s->text, &whole);
    bool is_country =
        (run.count == 2 && run.digits[0] * 10 + run.digits[1] == COUNTRY) ||
        (run.count == 4 && run.digits[0] == 0 && run.digits[1] == 0 && run.digits[2] * 10 + run.digits[3] == COUNTRY);
    if (free_is_identity(&whole)) {
        free_put_number(s, &whole, 1, 1);
    } else if (free_is_mobile_run(&run, &country)) {
        free_put_number(s, &run, country + 3, 4);
    } else if (run.count == 3 && free_is_mobile(run.digits) &&
               free_read_groups(s->text, &run, 4, 4, &whole, &separator) && !free_is_part(s, &whole, separator)) {
        free_put_number(s, &whole, 3, 4);
    } else if (run.count == 6 && free_read_groups(s->text, &run, 8, 4, &whole, &separator) &&
               free_is_identity(&whole) && !free_is_part(s, &whole, separator)) {
        free_put_number(s, &whole, 1, 1);
    } else {
        free_put_number(s, &run, run.count, 0);
    }
    s->last_end = s->at;
    s->last_country = is_country;
}

void mend__free_put(mend__str text, mend_buf *out)
{
    free_scan s = {text, out, 0, 0, 0, out->len, 0, false};
    while (s.at < text.n && out->status == MEND_OK) {
        uint32_t code;
        if (s.at >= s.mail_from) {
            free_take_mail(&s);
        }
        size_t n = free_look(text, s.at, &code);
        if (mend__char_digit(code) >= 0) {
            free_take_number(&s);
            continue;
        }
        mend__char_put(out, text, s.at);
        s.at += n;
        if (free_ends_word(code) || code == '@') {
            s.word_in = s.at;
            s.word_out = out->len;
        }
    }
}
