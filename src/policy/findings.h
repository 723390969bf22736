/*
 * findings.h - what a check of a policy finds: collected one after the other, then written with sentences.
 *
 * Checks hand every fault to mend__found_error(). When a policy is merely loaded there is no list (NULL), and the first
 * fault ends the load; with a list it is kept, and the check goes on. What is no error exists with a list only.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__FINDINGS_H
#define MEND__FINDINGS_H

#include "ground/json.h"

#define MEND__FINDINGS_MAX 1000 /* kept; of more it is only known that there are more */

typedef enum mend__found {
#define X(code, weight, en, zh) MEND__FOUND_##code,
#include "finding_list.h"
#undef X
    MEND__FOUND_COUNT
} mend__found;

typedef enum mend__weight { MEND__WEIGHT_ERROR, MEND__WEIGHT_WARNING, MEND__WEIGHT_NOTE } mend__weight;

#define MEND__FOUND_PARAMS 4

typedef struct mend__found_param {
    const char *key; /* static; NULL: no parameter */
    mend__str value;
} mend__found_param;

typedef struct mend__finding {
    mend__found code;
    mend_error at; /* where; for an error also its words and status */
    mend__found_param params[MEND__FOUND_PARAMS];
    const char *preset; /* the preset it lies in; NULL: in a document of the caller's, or in none */
    struct mend__finding *next;
} mend__finding;

typedef struct mend__findings {
    mend__arena arena;
    mend__finding *first, **last;
    size_t count;
    size_t by_weight[3];
    int64_t now; /* ms; INT64_MIN: not known, and nothing is said about it */
    bool more;
    bool failed; /* no memory: the list is not whole */
} mend__findings;

void mend__findings_init(mend__findings *f, const mend__alloc *alloc, int64_t now);
void mend__findings_free(mend__findings *f);

/* What to do about a check's answer: MEND_OK stays, a fault is kept in the list (MEND_OK), except that it is passed on
 * where there is no list, or no memory. name: what it is about. */
mend_status mend__found_error(mend__findings *f, mend__found code, mend_status status, const mend_error *err,
                              mend__str name);

/* Keeps a finding at a node, or, with `key`, at the name of a member. Parameters end with one whose key is NULL, or are
 * MEND__FOUND_PARAMS; their values are copied. */
void mend__found_at(mend__findings *f, mend__found code, const mend__json *tree, mend__node n, bool key,
                    const mend__found_param params[]);
/* The usual one: at the name of something, which is its only parameter. */
void mend__found_name(mend__findings *f, mend__found code, const mend__json *tree, mend__node n, mend__str name);

/* Writes "errors", "warnings", "notes", "findings" and, where the list was cut, "more" as members of the open object;
 * errors come first, then warnings. */
void mend__findings_write(const mend__findings *f, bool chinese, mend__jw *w);

#endif
