/*
 * fact.c - reading what a case is made of, see fact.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fact.h"
#include "ground/int.h"
#include "notions/civil.h"

#define FACT_NAME 64 /* longest text in a list of names */

mend__node mend__fact_node(const mend__json *tree, mend__node object, const char *key)
{
    mend__node n = mend__json_get(tree, object, key);
    return mend__json_typeof(tree, n) == MEND__JSON_NULL ? MEND__NONE : n;
}

mend_status mend__value_day(const mend__json *tree, mend__node n, int32_t *out, mend_error *err)
{
    if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(tree, n, "a date such as 2024-05-01", err);
    }
    return mend__date_parse(mend__json_str(tree, n), out)
               ? MEND_OK
               : mend__json_fail(tree, n, MEND_SCHEMA, "there is no such date; expected one such as 2024-05-01", err);
}

mend_status mend__fact_day(const mend__json *tree, mend__node object, const char *key, int32_t *out, mend_error *err)
{
    mend__node n = mend__fact_node(tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__value_day(tree, n, out, err);
}

mend_status mend__fact_int(const mend__json *tree, mend__node object, const char *key, int64_t min, int64_t max,
                           int64_t *out, mend_error *err)
{
    mend__node n = mend__fact_node(tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__member_int(tree, object, key, min, max, out, err);
}

mend_status mend__fact_int32(const mend__json *tree, mend__node object, const char *key, int32_t min, int32_t max,
                             int32_t *out, mend_error *err)
{
    int64_t value = *out;
    mend_status status = mend__fact_int(tree, object, key, min, max, &value, err);
    if (status == MEND_OK) {
        *out = (int32_t)value;
    }
    return status;
}

/* "expected a decimal number from 0 to 100". */
static mend_status fact_no_decimal(const mend__json *tree, mend__node n, int64_t min, int64_t max, mend_error *err)
{
    char text[24];
    mend__json_fail(tree, n, MEND_SCHEMA, "expected a decimal number of at most 9 places from ", err);
    mend__error_add_str(err, (mend__str){text, mend__decimal_write(min, text)});
    mend__error_add(err, " to ");
    mend__error_add_str(err, (mend__str){text, mend__decimal_write(max, text)});
    return MEND_SCHEMA;
}

mend_status mend__value_decimal(const mend__json *tree, mend__node n, int64_t min, int64_t max, int64_t *nano,
                                mend_error *err)
{
    mend__json_type type = mend__json_typeof(tree, n);
    mend__str token = mend__json_str(tree, n);
    int64_t value;
    if ((type != MEND__JSON_STRING && type != MEND__JSON_NUMBER) || !mend__decimal_parse(token.p, token.n, &value) ||
        value < min || value > max) {
        return fact_no_decimal(tree, n, min, max, err);
    }
    *nano = value;
    return MEND_OK;
}

mend_status mend__fact_decimal(const mend__json *tree, mend__node object, const char *key, int64_t min, int64_t max,
                               int64_t *nano, mend_error *err)
{
    mend__node n = mend__fact_node(tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__value_decimal(tree, n, min, max, nano, err);
}

mend_status mend__fact_bool(const mend__json *tree, mend__node object, const char *key, bool *out, mend_error *err)
{
    mend__node n = mend__fact_node(tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__member_bool(tree, object, key, out, err);
}

mend_status mend__fact_text(const mend__json *tree, mend__node object, const char *key, size_t max, mend__str *out,
                            mend_error *err)
{
    mend__node n = mend__fact_node(tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__member_text(tree, object, key, max, out, err);
}

mend_status mend__fact_word(const mend__json *tree, mend__node object, const char *key, mend__words words, int32_t *out,
                            mend_error *err)
{
    mend__node n = mend__fact_node(tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__value_word(tree, n, words, out, err);
}

mend_status mend__fact_list(mend__arena *arena, const mend__json *tree, mend__node object, const char *key, size_t most,
                            size_t size, mend__node *list, void **room, mend_error *err)
{
    mend__node n = mend__fact_node(tree, object, key);
    size_t count = mend__json_count(tree, n);
    if (n != MEND__NONE && mend__json_typeof(tree, n) != MEND__JSON_ARRAY) {
        return mend__json_expected(tree, n, "an array", err);
    }
    if (count > most) {
        return mend__too_many(tree, n, most, key, err);
    }
    void *items = n == MEND__NONE ? NULL : mend__arena_get(arena, (count == 0 ? 1 : count) * size);
    if (n != MEND__NONE && items == NULL) {
        return mend__no_memory(err);
    }
    *list = n;
    *room = items;
    return MEND_OK;
}

mend_status mend__fact_strs(mend__arena *arena, const mend__json *tree, mend__node object, const char *key, size_t most,
                            mend__strs *out, mend_error *err)
{
    mend__node list = MEND__NONE;
    void *room = NULL;
    mend_status status = mend__fact_list(arena, tree, object, key, most, sizeof(mend__str), &list, &room, err);
    mend__str *items = room;
    size_t count = 0;
    if (status != MEND_OK || list == MEND__NONE) {
        return status;
    }
    for (mend__node n = mend__json_first(tree, list); n != MEND__NONE; n = mend__json_next(tree, n)) {
        mend__str text = mend__json_str(tree, n);
        if (mend__json_typeof(tree, n) != MEND__JSON_STRING || text.n == 0 || text.n > FACT_NAME ||
            !mend__text_clean(text, false)) {
            return mend__json_fail(tree, n, MEND_SCHEMA, "expected a name of 1 to 64 bytes", err);
        }
        items[count++] = text;
    }
    if (count == 0) {
        return mend__json_fail(tree, list, MEND_SCHEMA, "an empty list: leave it out where nothing is restricted", err);
    }
    *out = (mend__strs){items, count};
    return MEND_OK;
}
