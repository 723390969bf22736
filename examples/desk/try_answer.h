/*
 * try_answer.h - the answer of a rule that was tried, in words.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_TRY_ANSWER_H
#define DESK_TRY_ANSWER_H

#include "policy_terms.h"

/* What a member of an answer is. */
typedef enum answer_kind {
    ANSWER_MONEY, /* minor units, or an object of them by name */
    ANSWER_PLAIN, /* numbers, days, yes or no, as they are, with a unit */
    ANSWER_WORD,  /* a word of a set */
    ANSWER_REASON,
    ANSWER_RIGHT, /* names of rights of a regime */
    ANSWER_RULE,  /* codes of its rules */
    ANSWER_FACT,  /* names of its facts */
    ANSWER_REGIME
} answer_kind;

typedef struct answer_label {
    const char *section, *key; /* section "": in every one that does not say its own */
    answer_kind kind;
    const char *set; /* of words; else "" */
    const char *en, *zh, *en_unit, *zh_unit;
    const char *en_null, *zh_null; /* for null; NULL: not known */
} answer_label;

/* NULL: nobody has a name for it. */
const answer_label *answer_label_of(const char *section, const char *key);

/* The laws that a row names, its own words before those of the built-in one that it extends. */
#define ANSWER_REGIMES 4
typedef struct answer_regimes {
    json tree[ANSWER_REGIMES];
    size_t count;
} answer_regimes;

/* row: JSON of a regime, or anything else, which then has none. */
mend_status answer_regimes_open(answer_regimes *r, const char *row, size_t len);
/* The built-in one that says this id of itself. */
mend_status answer_regimes_named(answer_regimes *r, const char *id);
void answer_regimes_close(answer_regimes *r);
/* The label of a right, a rule by its code, a fact, or (name NULL) of the regime itself; otherwise the name in quotation
 * marks. */
void answer_regime_label(const view *v, text *t, const answer_regimes *r, answer_kind kind, const char *name);

/* Appends the answer, a line for each member. a->answer is used up; answer: its tree, in which nothing of a->answer is.
 * exp: decimals of amounts where the row says so, else -1. */
void try_answer(app *a, const view *v, const char *section, const json *answer, const answer_regimes *r, int exp,
                text *t);

#endif
