/*
 * value.c - the nine types of values: their text form, their JSON form, their ranges.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "value.h"

#include "civil.h"
#include "ground/int.h"
#include "instant.h"

#include <string.h>

typedef struct type_row {
    mend_field_type type;
    const char *name, *expected;
} type_row;

static const type_row TYPES[] = {
    {MEND_FIELD_TEXT, "text", "one line of text"},
    {MEND_FIELD_LONG, "long", "text"},
    {MEND_FIELD_CHOICE, "choice", "one of the choices"},
    {MEND_FIELD_INTEGER, "integer", "a whole number"},
    {MEND_FIELD_DECIMAL, "decimal", "a decimal number such as 1.5"},
    {MEND_FIELD_MONEY, "money", "an amount in minor units, such as 12800"},
    {MEND_FIELD_BOOL, "bool", "true or false"},
    {MEND_FIELD_INSTANT, "instant", "an instant such as 2024-03-15T09:30:00Z"},
    {MEND_FIELD_DATE, "date", "a date such as 2024-03-15"},
};

static const type_row *row_of(mend_field_type type)
{
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++)
        if (TYPES[i].type == type)
            return &TYPES[i];
    return NULL;
}

bool mend__type_is_text(mend_field_type type)
{
    return type == MEND_FIELD_TEXT || type == MEND_FIELD_LONG || type == MEND_FIELD_CHOICE;
}

const char *mend__type_name(mend_field_type type)
{
    const type_row *row = row_of(type);
    return row ? row->name : NULL;
}

const char *mend__type_expected(mend_field_type type)
{
    const type_row *row = row_of(type);
    return row ? row->expected : "a value";
}

mend_field_type mend__type_of(mend__str name)
{
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++)
        if (mend__str_is(name, TYPES[i].name))
            return TYPES[i].type;
    return 0;
}

/* No C0 or C1 controls and no DEL, save tab and, in long text, line feed and carriage return. */
static bool clean(mend__str text, bool lines)
{
    size_t i = 0;
    while (i < text.n) {
        uint32_t c;
        size_t n = mend__utf8_next(text.p + i, text.n - i, &c);
        bool ok = c >= 0x20 ? c < 0x7F || c > 0x9F : c == '\t' || (lines && (c == '\n' || c == '\r'));
        if (n == 0 || !ok)
            return false;
        i += n;
    }
    return true;
}

bool mend__value_parse(mend_field_type type, mend__str text, mend__value *out)
{
    int64_t num = 0;
    int32_t day = 0;
    bool ok = false;
    switch (type) {
    case MEND_FIELD_TEXT:
    case MEND_FIELD_LONG:
        ok = clean(text, type == MEND_FIELD_LONG);
        break;
    case MEND_FIELD_CHOICE:
        ok = mend__is_name(text);
        break;
    case MEND_FIELD_INTEGER:
    case MEND_FIELD_MONEY:
        ok = mend__int_parse(text.p, text.n, &num);
        break;
    case MEND_FIELD_DECIMAL:
        ok = mend__decimal_parse(text.p, text.n, &num);
        break;
    case MEND_FIELD_BOOL:
        num = mend__str_is(text, "true");
        ok = num || mend__str_is(text, "false");
        break;
    case MEND_FIELD_INSTANT:
        ok = mend__instant_parse(text, &num);
        break;
    case MEND_FIELD_DATE:
        ok = mend__date_parse(text, &day);
        num = day;
        break;
    default:
        break;
    }
    if (ok)
        *out = (mend__value){type, num, mend__type_is_text(type) ? text : MEND__STR("")};
    return ok;
}

bool mend__value_of_int(mend_field_type type, int64_t num, mend__value *out)
{
    bool ok = false;
    switch (type) {
    case MEND_FIELD_INTEGER:
    case MEND_FIELD_MONEY:
        ok = true;
        break;
    case MEND_FIELD_DECIMAL: /* a whole number; billionths would surprise whoever writes 3 */
        ok = mend__mul64(num, 1000000000, &num);
        break;
    case MEND_FIELD_BOOL:
        ok = num == 0 || num == 1;
        break;
    case MEND_FIELD_INSTANT:
        ok = mend__instant_valid(num);
        break;
    case MEND_FIELD_DATE:
        ok = num >= MEND__DAY_MIN && num <= MEND__DAY_MAX;
        break;
    default:
        break;
    }
    if (ok)
        *out = (mend__value){type, num, MEND__STR("")};
    return ok;
}

bool mend__value_read(mend_field_type type, const mend__json *tree, mend__node n, mend__value *out)
{
    int64_t num;
    switch (mend__json_typeof(tree, n)) {
    case MEND__JSON_TRUE:
    case MEND__JSON_FALSE:
        return type == MEND_FIELD_BOOL && mend__value_of_int(type, mend__json_typeof(tree, n) == MEND__JSON_TRUE, out);
    case MEND__JSON_NUMBER:
        return (type == MEND_FIELD_INTEGER || type == MEND_FIELD_MONEY) && mend__json_int(tree, n, &num) &&
               mend__value_of_int(type, num, out);
    case MEND__JSON_STRING:
        return type != MEND_FIELD_INTEGER && type != MEND_FIELD_MONEY && type != MEND_FIELD_BOOL &&
               mend__value_parse(type, mend__json_str(tree, n), out);
    default:
        return false;
    }
}

/* The text form of a value that is no text; at most 24 characters. */
static mend__str number_text(const mend__value *v, char out[24])
{
    size_t n = 0;
    if (v->type == MEND_FIELD_DECIMAL)
        n = mend__decimal_write(v->num, out);
    else if (v->type == MEND_FIELD_INSTANT)
        n = mend__instant_write(v->num, out);
    else if (v->type == MEND_FIELD_BOOL)
        return v->num ? MEND__STR("true") : MEND__STR("false");
    else if (v->type != MEND_FIELD_DATE)
        n = mend__int_write(v->num, out);
    else {
        mend__date_write((int32_t)v->num, out);
        n = 10;
    }
    return (mend__str){out, n};
}

void mend__value_write(mend__jw *w, const mend__value *v)
{
    char text[24];
    if (v->type == 0)
        mend__jw_null(w);
    else if (mend__type_is_text(v->type))
        mend__jw_str(w, v->text);
    else if (v->type == MEND_FIELD_INTEGER || v->type == MEND_FIELD_MONEY || v->type == MEND_FIELD_BOOL)
        mend__jw_raw(w, number_text(v, text));
    else
        mend__jw_str(w, number_text(v, text));
}

void mend__value_put(mend_buf *out, const mend__value *v)
{
    char text[24];
    if (mend__type_is_text(v->type))
        mend__put_str(out, v->text);
    else if (v->type != 0)
        mend__put_str(out, number_text(v, text));
}

bool mend__value_eq(const mend__value *a, const mend__value *b)
{
    bool text = mend__type_is_text(a->type);
    if (text != mend__type_is_text(b->type) || (!text && a->type != b->type))
        return false;
    return text ? mend__str_eq(a->text, b->text) : a->num == b->num;
}
