/*
 * member.c - reading the members of a policy document's objects, see member.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "member.h"

#include <string.h>

bool mend__is_extension(mend__str key)
{
    return key.n >= 2 && key.p[0] == 'x' && key.p[1] == '-';
}

mend_status mend__no_memory(mend_error *err)
{
    return mend__fail(err, MEND_NOMEM, "there is no memory");
}

/* Adds the word that was not found and its likely meaning. */
static mend_status member_guess(mend_error *err, const char *kind, const mend__guess *g)
{
    mend__error_add(err, kind);
    mend__error_add(err, " \"");
    mend__error_add_str(err, g->word);
    mend__error_add(err, "\"");
    if (g->best.p != NULL) {
        mend__error_add(err, "; did you mean \"");
        mend__error_add_str(err, g->best);
        mend__error_add(err, "\"?");
    }
    return MEND_SCHEMA;
}

mend_status mend__unknown_value(const mend__json *tree, mend__node n, const char *kind, const mend__guess *g,
                                mend_error *err)
{
    mend__json_fail(tree, n, MEND_SCHEMA, "there is no ", err);
    return member_guess(err, kind, g);
}

mend_status mend__unknown_key(const mend__json *tree, mend__node n, const char *kind, const mend__guess *g,
                              mend_error *err)
{
    mend__json_fail_key(tree, n, MEND_SCHEMA, "there is no ", err);
    return member_guess(err, kind, g);
}

mend_status mend__too_many(const mend__json *tree, mend__node n, size_t max, const char *things, mend_error *err)
{
    mend__json_fail(tree, n, MEND_LIMIT, "at most ", err);
    mend__error_add_int(err, (int64_t)max);
    mend__error_add(err, " ");
    mend__error_add(err, things);
    return MEND_LIMIT;
}

/* Adds what could have stood there; "…" stands for what there is no room for. */
static void member_offer(mend_error *err, mend__words words)
{
    static const char more[] = ", …";
    mend__error_add(err, "; expected ");
    for (size_t i = 0; words[i] != NULL; i++) {
        if (err != NULL && strlen(err->text) + strlen(", ") + strlen(words[i]) + sizeof more > sizeof err->text) {
            mend__error_add(err, more);
            return;
        }
        mend__error_add(err, i == 0 ? "" : ", ");
        mend__error_add(err, words[i]);
    }
}

static int32_t member_index(mend__words words, mend__str word)
{
    char first = word.n == 0 ? '\0' : word.p[0];
    for (int32_t i = 0; words[i] != NULL; i++) {
        if (words[i][0] == first && mend__str_is(word, words[i])) {
            return i;
        }
    }
    return -1;
}

/* Comparing by edit distance is dear, so it waits for the first word that is not found. */
static mend__guess member_nearest(mend__words words, mend__str word)
{
    mend__guess g;
    mend__guess_start(&g, word);
    for (size_t i = 0; words[i] != NULL; i++) {
        mend__guess_feed(&g, (mend__str){words[i], strlen(words[i])});
    }
    return g;
}

mend_status mend__must_be(const mend__json *tree, mend__node n, mend__json_type type, const char *what, mend_error *err)
{
    return mend__json_typeof(tree, n) == type ? MEND_OK : mend__json_expected(tree, n, what, err);
}

static mend_status member_unknown(const mend__json *tree, mend__node n, mend__words names, mend_error *err)
{
    mend__guess g = member_nearest(names, mend__json_key(tree, n));
    mend__unknown_key(tree, n, "member", &g, err);
    if (g.best.p == NULL) {
        member_offer(err, names);
    }
    return MEND_SCHEMA;
}

mend_status mend__members_known(const mend__json *tree, mend__node n, mend__words names, mend_error *err)
{
    mend_status status = mend__must_be(tree, n, MEND__JSON_OBJECT, "an object", err);
    mend__node m = status == MEND_OK ? mend__json_first(tree, n) : MEND__NONE;
    for (; m != MEND__NONE && status == MEND_OK; m = mend__json_next(tree, m)) {
        mend__str key = mend__json_key(tree, m);
        if (!mend__is_extension(key) && member_index(names, key) < 0) {
            status = member_unknown(tree, m, names, err);
        }
    }
    return status;
}

/* Everything in the object comes from the document that names it. */
static bool member_of_one(const mend__json *tree, mend__node object)
{
    uint32_t document = mend__json_document(tree, object);
    mend__node n = mend__json_first(tree, object);
    while (n != MEND__NONE && mend__json_document(tree, n) == document) {
        n = mend__json_next(tree, n);
    }
    return n == MEND__NONE;
}

/* Where documents are laid over each other, an object that lacks a member may be one whose name was to be another's: it
 * is of one document, and there are others beside it. False: it is no such object. */
static bool member_newcomer(const mend__json *tree, mend__node object, mend__guess *g)
{
    mend__node parent = mend__json_parent(tree, object);
    uint32_t document = mend__json_document(tree, object);
    bool below = false;
    if (mend__json_typeof(tree, parent) != MEND__JSON_OBJECT || !member_of_one(tree, object)) {
        return false;
    }
    mend__guess_start(g, mend__json_key(tree, object));
    for (mend__node n = mend__json_first(tree, parent); n != MEND__NONE; n = mend__json_next(tree, n)) {
        if (mend__json_document(tree, n) != document) {
            below = true;
            mend__guess_feed(g, mend__json_key(tree, n));
        }
    }
    return below;
}

static void member_say_new(const mend__json *tree, mend__node object, mend_error *err)
{
    mend__guess g = {{NULL, 0}, {NULL, 0}, 0};
    bool is_new = false;
    for (; object != MEND__NONE && !is_new; object = mend__json_parent(tree, object)) {
        is_new = member_newcomer(tree, object, &g);
    }
    if (!is_new) {
        return;
    }
    mend__error_add(err, "; no document below has \"");
    mend__error_add_str(err, g.word);
    mend__error_add(err, "\", so it is a new one");
    if (g.best.p != NULL) {
        mend__error_add(err, "; did you mean \"");
        mend__error_add_str(err, g.best);
        mend__error_add(err, "\"?");
    }
}

mend_status mend__member_missing(const mend__json *tree, mend__node object, const char *key, mend_error *err)
{
    mend__json_fail(tree, object, MEND_SCHEMA, "the member \"", err);
    mend__error_add(err, key);
    mend__error_add(err, "\" is missing");
    member_say_new(tree, object, err);
    return MEND_SCHEMA;
}

mend_status mend__member_need(const mend__json *tree, mend__node object, const char *key, mend__node *out,
                              mend_error *err)
{
    mend__node n = mend__json_get(tree, object, key);
    if (n == MEND__NONE) {
        return mend__member_missing(tree, object, key, err);
    }
    *out = n;
    return MEND_OK;
}

mend_status mend__member_int(const mend__json *tree, mend__node object, const char *key, int64_t min, int64_t max,
                             int64_t *out, mend_error *err)
{
    mend__node n = mend__json_get(tree, object, key);
    int64_t value;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(tree, n) != MEND__JSON_NUMBER) {
        return mend__json_expected(tree, n, "an integer", err);
    }
    if (mend__json_int(tree, n, &value) && value >= min && value <= max) {
        *out = value;
        return MEND_OK;
    }
    mend__json_fail(tree, n, MEND_SCHEMA, "expected an integer from ", err);
    mend__error_add_int(err, min);
    mend__error_add(err, " to ");
    mend__error_add_int(err, max);
    return MEND_SCHEMA;
}

mend_status mend__member_bool(const mend__json *tree, mend__node object, const char *key, bool *out, mend_error *err)
{
    mend__node n = mend__json_get(tree, object, key);
    mend__json_type type = mend__json_typeof(tree, n);
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (type != MEND__JSON_TRUE && type != MEND__JSON_FALSE) {
        return mend__json_expected(tree, n, "true or false", err);
    }
    *out = type == MEND__JSON_TRUE;
    return MEND_OK;
}

bool mend__text_clean(mend__str text, bool lines)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c == 0x7F || (c < 0x20 && !(lines && (c == '\n' || c == '\t')))) {
            return false;
        }
    }
    return true;
}

mend_status mend__member_text(const mend__json *tree, mend__node object, const char *key, size_t max, mend__str *out,
                              mend_error *err)
{
    mend__node n = mend__json_get(tree, object, key);
    mend__str text = mend__json_str(tree, n);
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(tree, n, MEND__JSON_STRING, "text", err);
    if (status == MEND_OK && (text.n == 0 || text.n > max || !mend__text_clean(text, false))) {
        status = mend__json_fail(tree, n, MEND_SCHEMA, "expected text of 1 to ", err);
        mend__error_add_int(err, (int64_t)max);
        mend__error_add(err, " bytes without control characters");
    }
    if (status == MEND_OK) {
        *out = text;
    }
    return status;
}

mend_status mend__value_word(const mend__json *tree, mend__node n, mend__words words, int32_t *out, mend_error *err)
{
    if (mend__json_typeof(tree, n) != MEND__JSON_STRING) {
        mend__json_expected(tree, n, "text", err);
        member_offer(err, words);
        return MEND_SCHEMA;
    }
    int32_t index = member_index(words, mend__json_str(tree, n));
    if (index < 0) {
        mend__guess g = member_nearest(words, mend__json_str(tree, n));
        mend__json_fail(tree, n, MEND_SCHEMA, "unknown ", err);
        member_guess(err, "word", &g);
        if (g.best.p == NULL) {
            member_offer(err, words);
        }
        return MEND_SCHEMA;
    }
    *out = index;
    return MEND_OK;
}

mend_status mend__member_word(const mend__json *tree, mend__node object, const char *key, mend__words words,
                              int32_t *out, mend_error *err)
{
    mend__node n = mend__json_get(tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__value_word(tree, n, words, out, err);
}
