/*
 * mask.c - masks by class, see mask.h and mend/mask.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mask.h"
#include "ground/error.h"
#include "mask_char.h"
#include "mask_free.h"
#include "mask_names.h"
#include "mend/reason.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const mend__mask_options mend__mask_defaults = {MEND_MASK_STYLE_DEFAULT, MEND_MASK_STYLE_DEFAULT, 1, 1};

static const char *const mask_class_names[] = {"none", "name", "phone", "email", "address", "id", "free", "secret"};
static const char *const mask_style_names[] = {NULL, "first", "last", "ends", "len"};

bool mend__mask_of(mend__str name, mend_mask *out)
{
    for (size_t i = 0; i < COUNT(mask_class_names); i++) {
        if (mend__str_is(name, mask_class_names[i])) {
            *out = (mend_mask)i;
            return true;
        }
    }
    return false;
}

bool mend__mask_style_of(mend__str name, mend_mask_style *out)
{
    for (size_t i = 1; i < COUNT(mask_style_names); i++) {
        if (mend__str_is(name, mask_style_names[i])) {
            *out = (mend_mask_style)i;
            return true;
        }
    }
    return false;
}

const char *mend__mask_name(mend_mask mask)
{
    return mask >= 0 && (size_t)mask < COUNT(mask_class_names) ? mask_class_names[mask] : NULL;
}

/* ---- parts of a text ---- */

/* `count` characters of text, of which those before `head` and those of the last `tail` are shown. */
static void mask_put_part(mend__str text, size_t count, size_t head, size_t tail, mend_buf *out)
{
    size_t index = 0;
    uint32_t code;
    for (size_t i = 0; i < text.n; index++) {
        size_t n = mend__char_next(text, i, &code);
        if (index < head || count - index <= tail) {
            mend__char_put(out, text, i);
        } else {
            mend__put_char(out, '*');
        }
        i += n;
    }
}

void mend__keep_put(size_t head, size_t tail, mend__str text, mend_buf *out)
{
    size_t count = mend__char_count(text);
    if (head >= count || tail >= count - head) {
        mend__stars_put(out, count);
    } else {
        mask_put_part(text, count, head, tail, out);
    }
}

/* ---- telephone numbers ---- */

typedef struct mask_phone {
    size_t digits;   /* in all */
    int8_t first[4]; /* the first of them */
    bool plus;       /* a plus stands before the first */
} mask_phone;

static mask_phone mask_measure_phone(mend__str text)
{
    mask_phone p = {0, {0}, false};
    uint32_t code, before = 0;
    for (size_t i = 0; i < text.n;) {
        i += mend__char_next(text, i, &code);
        int digit = mend__char_digit(code);
        if (digit >= 0) {
            p.plus = p.digits == 0 ? before == '+' : p.plus;
            if (p.digits < sizeof p.first) {
                p.first[p.digits] = (int8_t)digit;
            }
            p.digits++;
        }
        before = mend__char_fold(code);
    }
    return p;
}

/* How many digits are China's country code: +86, 0086 with a number behind it, or 86 with a mobile number behind it. */
static size_t mask_country_digits(const mask_phone *p)
{
    const int8_t *d = p->first;
    bool china = p->digits > 2 && d[0] == 8 && d[1] == 6;
    if (china && (p->plus || (p->digits == 13 && d[2] == 1 && d[3] >= 3))) {
        return 2;
    }
    return p->digits >= 11 && d[0] == 0 && d[1] == 0 && d[2] == 8 && d[3] == 6 ? 4 : 0;
}

static void mask_put_phone(mend__str text, mend_buf *out)
{
    mask_phone p = mask_measure_phone(text);
    size_t country = mask_country_digits(&p), left = p.digits - country, index = 0;
    size_t head = left >= 11 ? 3 : 0;
    size_t tail = left >= 8 ? 4 : left >= 5 ? 2 : 0;
    uint32_t code;
    if (p.digits == 0) {
        mend__stars_put(out, mend__char_count(text));
        return;
    }
    for (size_t i = 0; i < text.n;) {
        size_t n = mend__char_next(text, i, &code);
        bool digit = mend__char_digit(code) >= 0;
        if (digit && index >= country + head && p.digits - index > tail) {
            mend__put_char(out, '*');
        } else {
            mend__char_put(out, text, i);
        }
        index += digit;
        i += n;
    }
}

/* ---- names ---- */

/* What stands between the parts of a name: blanks, dots in the middle and at the foot, apostrophes. */
static bool mask_parts_name(uint32_t code)
{
    static const uint16_t marks[] = {'.',    '\'',   '\t',   '\n',   '\r',   0x00B7, 0x02BC,
                                     0x2019, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB};
    code = mend__char_fold(code);
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (code == marks[i]) {
            return true;
        }
    }
    return code == ' ';
}

static bool mask_is_compound_surname(mend__str name)
{
    uint32_t first, second;
    size_t n = mend__char_next(name, 0, &first);
    mend__char_next(name, n, &second);
    for (size_t i = 0; i < COUNT(mend__compound_surnames); i++) {
        if (mend__compound_surnames[i][0] == first && mend__compound_surnames[i][1] == second) {
            return true;
        }
    }
    return false;
}

/* One part of a name. `opens`: it is the first of several; only then may a single character be shown, as in O'Brien. */
static void mask_put_name_part(mend__str part, mend_mask_style style, bool first, bool opens, mend_buf *out)
{
    size_t count = mend__char_count(part), head = 1, tail = 0;
    if (style == MEND_MASK_STYLE_LAST) {
        head = 0;
        tail = 1;
    } else if (style == MEND_MASK_STYLE_ENDS) {
        tail = 1;
    } else if (first && count > 2 && mask_is_compound_surname(part)) {
        head = 2;
    } else if (opens && count == 1) {
        mend__char_put(out, part, 0);
        return;
    }
    mend__keep_put(head, tail, part, out);
}

/* The bytes up to the next mark between parts. */
static size_t mask_name_part(mend__str text, size_t at)
{
    size_t end = at;
    while (end < text.n) {
        uint32_t code;
        size_t n = mend__char_next(text, end, &code);
        if (mask_parts_name(code)) {
            break;
        }
        end += n;
    }
    return end - at;
}

static void mask_put_name(mend__str text, mend_mask_style style, mend_buf *out)
{
    size_t parts = 0, index = 0;
    uint32_t code;
    for (size_t i = 0; i < text.n;) {
        size_t n = mask_name_part(text, i);
        parts += n > 0;
        i += n > 0 ? n : mend__char_next(text, i, &code);
    }
    if (parts == 0) {
        mend__stars_put(out, mend__char_count(text));
        return;
    }
    for (size_t i = 0; i < text.n;) {
        size_t n = mask_name_part(text, i);
        if (n > 0) {
            mask_put_name_part((mend__str){text.p + i, n}, style, index == 0, index == 0 && parts > 1, out);
            index++;
            i += n;
        } else {
            mend__char_put(out, text, i);
            i += mend__char_next(text, i, &code);
        }
    }
}

/* ---- e-mail addresses ---- */

/* A domain, blanks behind it aside: letters of any script, digits, '-' and '.'; a letter in the last label; no run of
 * digits long enough to be a telephone number. */
static bool mask_is_domain(mend__str text)
{
    bool letter = false, foreign = false, point = false;
    size_t run = 0;
    while (text.n > 0 && text.p[text.n - 1] == ' ') {
        text.n--;
    }
    for (size_t i = 0; i < text.n;) {
        uint32_t code;
        i += mend__char_next(text, i, &code);
        code = mend__char_fold(code);
        run = mend__char_digit(code) >= 0 ? run + 1 : 0;
        if (code == '.') {
            point = true;
            letter = false;
        } else if (mend__char_is_letter(code) || (code >= 0xC0 && code <= 0xFFFF && mend__char_digit(code) < 0)) {
            letter = true;
            foreign = foreign || code >= 0xC0;
        } else if (run == 0 && code != '-') {
            return false;
        }
        if (run >= 7) {
            return false;
        }
    }
    return letter && (point || !foreign);
}

static void mask_put_email(mend__str text, mend_mask_style style, mend_buf *out)
{
    size_t at = SIZE_MAX, stars = 3;
    mend__str local = {text.p, 0};
    uint32_t code;
    for (size_t i = 0; i < text.n;) {
        size_t n = mend__char_next(text, i, &code);
        if (mend__char_fold(code) == '@') {
            at = i; /* the last one divides */
            local.n = i;
        }
        i += n;
    }
    size_t behind = at == SIZE_MAX ? 0 : mend__char_next(text, at, &code);
    bool whole = local.n == 0 || !mask_is_domain((mend__str){text.p + at + behind, text.n - at - behind});
    size_t count = mend__char_count(whole ? text : local);
    bool first = !whole && count > 1;
    if (style == MEND_MASK_STYLE_LENGTH || count == 0) {
        stars = count - first;
    }
    if (first) {
        mend__char_put(out, text, 0);
    }
    mend__stars_put(out, stars);
    if (!whole) {
        mend__put(out, text.p + at, text.n - at);
    }
}

/* ---- postal addresses ---- */

#define PROVINCE     0x7701
#define CITY         0x5E02
#define PREFECTURE   0x5DDE
#define LEAGUE       0x76DF
#define DISTRICT     0x533A
#define DISTRICT_OLD 0x5340 /* traditional */
#define COUNTY       0x53BF
#define COUNTY_OLD   0x7E23
#define BANNER       0x65D7

static bool code_in(const uint16_t *list, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == code) {
            return true;
        }
    }
    return false;
}

#define IN(list, code) code_in(list, COUNT(list), code)

/* A district, county or banner ends here. */
static bool mask_ends_district(uint32_t before, uint32_t code)
{
    switch (code) {
    case DISTRICT:
    case DISTRICT_OLD:
        return before != 0 && !IN(mend__no_district, before);
    case BANNER:
        return before != 0 && !IN(mend__no_banner, before);
    default:
        return before != 0 && (code == COUNTY || code == COUNTY_OLD);
    }
}

/* A province, city, prefecture or league ends here. */
static bool mask_ends_city(uint32_t before, uint32_t code, uint32_t after)
{
    switch (code) {
    case PROVINCE:
        return before != 0 && !IN(mend__no_province_before, after);
    case CITY:
        return before != 0 && !IN(mend__no_city, before) && !IN(mend__no_city_before, after);
    case PREFECTURE:
        return before != 0 && !IN(mend__no_prefecture_before, after);
    default:
        return before != 0 && code == LEAGUE && !IN(mend__no_league, before);
    }
}

/* Names of divisions have neither digits nor Latin letters: a house number ends the search, so that no word of the rest
 * is taken for a division. */
static bool mask_ends_divisions(uint32_t code)
{
    return code == MEND__CHAR_BAD || code == '*' || mend__char_digit(code) >= 0 ||
           mend__char_is_letter(mend__char_fold(code));
}

/* Written the other way round, from the street to the city, an address would be shown whole. A house (号, 大厦) in front of
 * the cut tells so, or a street (路, 街) too far in front of it to be part of a district's name, as in 路桥区. */
static bool mask_is_house(uint32_t before, uint32_t code)
{
    return code == 0x53F7 || (before == 0x5927 && code == 0x53A6);
}

static bool mask_is_street(uint32_t code)
{
    return code == 0x8DEF || code == 0x8857;
}

static void mask_put_address(mend__str text, mend_buf *out)
{
    uint32_t before = 0, code, after;
    size_t shown = 0, since_street = 0;
    bool street = false;
    for (size_t i = 0; i < text.n; before = code) {
        i += mend__char_next(text, i, &code);
        since_street += street;
        if (mask_is_house(before, code) || (street && since_street > 3)) {
            break;
        }
        if (mask_is_street(code)) {
            street = true;
            since_street = 0;
        }
        if (mask_ends_divisions(code)) {
            break;
        }
        after = 0;
        if (i < text.n) {
            mend__char_next(text, i, &after);
        }
        if (mask_ends_district(before, code)) {
            shown = i;
            break;
        }
        if (mask_ends_city(before, code, after)) {
            shown = i;
        }
    }
    mend__put(out, text.p, shown);
    if (shown < text.n) {
        mend__stars_put(out, 4);
    }
}

/* ---- all of them ---- */

void mend__mask_put(mend_mask mask, const mend__mask_options *options, mend__str text, mend_buf *out)
{
    switch (mask) {
    case MEND_MASK_NONE:
        mend__put_str(out, text);
        break;
    case MEND_MASK_NAME:
        mask_put_name(text, options->name, out);
        break;
    case MEND_MASK_PHONE:
        mask_put_phone(text, out);
        break;
    case MEND_MASK_EMAIL:
        mask_put_email(text, options->email, out);
        break;
    case MEND_MASK_ADDRESS:
        mask_put_address(text, out);
        break;
    case MEND_MASK_ID:
        mend__keep_put((size_t)options->id_head, (size_t)options->id_tail, text, out);
        break;
    case MEND_MASK_FREE:
        mend__free_put(text, out);
        break;
    default: /* MEND_MASK_SECRET */
        mend__stars_put(out, text.n == 0 ? 0 : 3);
        break;
    }
}

/* Whether the class has the style. */
static bool mask_has_style(mend_mask mask, mend_mask_style style)
{
    return style == MEND_MASK_STYLE_DEFAULT ||
           (mask == MEND_MASK_NAME && style >= MEND_MASK_STYLE_FIRST && style <= MEND_MASK_STYLE_ENDS) ||
           (mask == MEND_MASK_EMAIL && style == MEND_MASK_STYLE_LENGTH);
}

/* {"style":"…"} of a class. */
static mend_status mask_read_style(const mend__json *tree, mend__node node, mend_mask mask, mend_mask_style *out,
                                   mend_error *err)
{
    static const char *const members[] = {"style", NULL};
    mend__node n = mend__json_get(tree, node, "style");
    mend_mask_style style = MEND_MASK_STYLE_DEFAULT;
    mend_status status = mend__json_members(tree, node, members, err);
    if (status != MEND_OK || n == MEND__NONE) {
        return status;
    }
    if (mend__json_typeof(tree, n) != MEND__JSON_STRING || !mend__mask_style_of(mend__json_str(tree, n), &style) ||
        !mask_has_style(mask, style)) {
        mend__json_fail(tree, n, MEND_SCHEMA, mask == MEND_MASK_NAME ? "expected first, last or ends" : "expected len",
                        err);
        if (err != NULL) {
            err->reason = MEND_REASON_UNKNOWN_STYLE;
        }
        return MEND_SCHEMA;
    }
    *out = style;
    return MEND_OK;
}

static mend_status mask_read_shown(const mend__json *tree, mend__node node, const char *key, int32_t *out,
                                   mend_error *err)
{
    mend__node n = mend__json_get(tree, node, key);
    int64_t value;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (!mend__json_int(tree, n, &value) || value < 0 || value > 32) {
        return mend__json_fail(tree, n, MEND_SCHEMA, "expected an integer from 0 to 32", err);
    }
    *out = (int32_t)value;
    return MEND_OK;
}

mend_status mend__masks_compile(const mend__json *tree, mend__node node, mend__mask_options *out, mend_error *err)
{
    static const char *const members[] = {"name", "email", "id", NULL};
    static const char *const id_members[] = {"head", "tail", NULL};
    mend__mask_options options = mend__mask_defaults;
    if (node == MEND__NONE) {
        *out = options;
        return MEND_OK;
    }
    mend__node name = mend__json_get(tree, node, "name"), email = mend__json_get(tree, node, "email");
    mend__node id = mend__json_get(tree, node, "id");
    mend_status status = mend__json_members(tree, node, members, err);
    if (status == MEND_OK && name != MEND__NONE) {
        status = mask_read_style(tree, name, MEND_MASK_NAME, &options.name, err);
    }
    if (status == MEND_OK && email != MEND__NONE) {
        status = mask_read_style(tree, email, MEND_MASK_EMAIL, &options.email, err);
    }
    if (status == MEND_OK && id != MEND__NONE) {
        status = mend__json_members(tree, id, id_members, err);
        if (status == MEND_OK) {
            status = mask_read_shown(tree, id, "head", &options.id_head, err);
        }
        if (status == MEND_OK) {
            status = mask_read_shown(tree, id, "tail", &options.id_tail, err);
        }
    }
    if (status == MEND_OK) {
        *out = options;
    }
    return status;
}

const char *mend_mask_name(mend_mask mask)
{
    return mend__mask_name(mask);
}

mend_status mend_mask_of(const char *name, size_t len, mend_mask *out)
{
    mend__str s = mend__str_of(name, len);
    if (s.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    return mend__mask_of(s, out) ? MEND_OK : MEND_NOT_FOUND;
}

/* Ends a public call: what failed on the way leaves the buffer as it was. */
static mend_status mask_finish(mend_buf *out, size_t before, mend_error *error)
{
    mend_status status = out->status;
    if (status != MEND_OK) {
        mend__buf_rewind(out, before);
        return mend__fail(error, status, "the masked text does not fit into memory");
    }
    return MEND_OK;
}

mend_status mend_mask_text(mend_mask mask, mend_mask_style style, const char *text, size_t len, mend_buf *out,
                           mend_error *error)
{
    mend__str s = mend__str_of(text, len);
    mend__mask_options options = mend__mask_defaults;
    if (!mend__error_ok(error) || s.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    if (mend__mask_name(mask) == NULL) {
        return mend__fail(error, MEND_INVALID, "there is no such masking class");
    }
    if (!mask_has_style(mask, style)) {
        return mend__fail_reason(error, MEND_INVALID, MEND_REASON_UNKNOWN_STYLE, "the masking class has no such style");
    }
    size_t before = out->len;
    options.name = options.email = style;
    mend__mask_put(mask, &options, s, out);
    return mask_finish(out, before, error);
}

mend_status mend_mask_keep(int32_t head, int32_t tail, const char *text, size_t len, mend_buf *out, mend_error *error)
{
    mend__str s = mend__str_of(text, len);
    if (!mend__error_ok(error) || s.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    if (head < 0 || tail < 0) {
        return mend__fail(error, MEND_INVALID, "head and tail are not negative");
    }
    size_t before = out->len;
    mend__keep_put((size_t)head, (size_t)tail, s, out);
    return mask_finish(out, before, error);
}
