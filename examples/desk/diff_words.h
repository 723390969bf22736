/*
 * diff_words.h - what the members of a policy's document are called, and what their values are.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_DIFF_WORDS_H
#define DESK_DIFF_WORDS_H

#include "policy_words.h"

/* What a member holds. */
typedef enum holds {
    HOLDS_PLAIN,     /* as it stands */
    HOLDS_KIND,      /* a name of the kind, or an array of such names */
    HOLDS_SPAN,      /* a duration */
    HOLDS_PERSON,    /* the customer or a role */
    HOLDS_LEVEL,     /* a choice of the set "level" */
    HOLDS_FIELD,     /* a path, or an array of such */
    HOLDS_CONDITION, /* a condition */
    HOLDS_TRIGGER,   /* {"on","when"} */
    HOLDS_LOOP,      /* {"counter","at_most"} */
    HOLDS_NEED,      /* optional, required, given */
    HOLDS_FORM,      /* fields by name */
    HOLDS_THINGS     /* things by name */
} holds;

typedef struct member_word {
    const char *name;
    holds what;
    mend_kind kind;
    const char *en, *zh;
} member_word;

/* NULL: there are no words for it. */
const member_word *member_words(const char *name);
/* What a section of a policy is called. */
void put_section(const view *v, text *t, const char *name);
/* A value of a member, without quotation marks around texts. member NULL: as it stands. */
void put_member_value(const view *v, text *t, const member_word *member, const char *list, json_node value);

#endif
