/*
 * member.h - reading the members of a policy document's objects: known or not, present or not, of the right type.
 *
 * Every function that can fail fills err with position, path and one line that says what was found and what was
 * expected, and leaves its output alone. Members that begin with "x-" belong to the author and are skipped. A member
 * that is not there leaves the output as it is, so the caller puts the default there first.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__MEMBER_H
#define MEND__MEMBER_H

#include "ground/json.h"

/* The author's own member, to be left alone. */
bool mend__is_extension(mend__str key);

/* MEND_NOMEM, said in err. */
mend_status mend__no_memory(mend_error *err);

/* A string of names or words ends with NULL. */
typedef const char *const *mend__words;

/* n must be an object of no other members than these. */
mend_status mend__members_known(const mend__json *tree, mend__node n, mend__words names, mend_error *err);
/* n must be a value of that type; what: "an array of roles". */
mend_status mend__must_be(const mend__json *tree, mend__node n, mend__json_type type, const char *what,
                          mend_error *err);

/* MEND_SCHEMA at the object: it lacks the member. Where it is new in a document laid over others, its name may have been
 * meant as one of theirs, and that is said, too. */
mend_status mend__member_missing(const mend__json *tree, mend__node object, const char *key, mend_error *err);
/* The member, which must be there. */
mend_status mend__member_need(const mend__json *tree, mend__node object, const char *key, mend__node *out,
                              mend_error *err);
/* An integer within min and max. */
mend_status mend__member_int(const mend__json *tree, mend__node object, const char *key, int64_t min, int64_t max,
                             int64_t *out, mend_error *err);
mend_status mend__member_bool(const mend__json *tree, mend__node object, const char *key, bool *out, mend_error *err);
/* Text of 1 to max bytes without control characters. */
mend_status mend__member_text(const mend__json *tree, mend__node object, const char *key, size_t max, mend__str *out,
                              mend_error *err);
/* One of the words, as its index. */
mend_status mend__member_word(const mend__json *tree, mend__node object, const char *key, mend__words words,
                              int32_t *out, mend_error *err);
mend_status mend__value_word(const mend__json *tree, mend__node n, mend__words words, int32_t *out, mend_error *err);

/* True for text without control characters; with `lines`, line feeds and tabs are no control characters. */
bool mend__text_clean(mend__str text, bool lines);

/* MEND_SCHEMA at the value, a text that names something there is not: kind is "action", the guess has been fed. */
mend_status mend__unknown_value(const mend__json *tree, mend__node n, const char *kind, const mend__guess *g,
                                mend_error *err);
/* The same at the name of a member. */
mend_status mend__unknown_key(const mend__json *tree, mend__node n, const char *kind, const mend__guess *g,
                              mend_error *err);
/* MEND_LIMIT at the node: "at most <max> <things>". */
mend_status mend__too_many(const mend__json *tree, mend__node n, size_t max, const char *things, mend_error *err);

#endif
