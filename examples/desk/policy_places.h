/*
 * policy_places.h - what stands where in a policy's document: every member with what it holds and what people call it.
 *
 * A member's meaning follows from the kind of the object it stands in, never from its name alone: "days" is so many
 * working days in a target and may be a choice in a matrix. Kinds of objects have names here ("action", "target"); the
 * whole document is a "policy". The rows of a kind stand in the order in which people want to read them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_POLICY_PLACES_H
#define DESK_POLICY_PLACES_H

#include <stdbool.h>

/* What a member holds. A text where an array may stand as well is told like each item of the array. */
typedef enum holds {
    HOLDS_OBJECT,    /* an object of the kind `of` */
    HOLDS_LABEL,     /* texts by language */
    HOLDS_TEXT,      /* words of the policy's author */
    HOLDS_CODE,      /* a zone, a date, a currency: as it stands */
    HOLDS_NUMBER,    /* a number, or a decimal as text */
    HOLDS_PERCENT,   /* a percentage */
    HOLDS_AMOUNT,    /* money in minor units */
    HOLDS_PRICE,     /* money in whole units, a text */
    HOLDS_BOUND,     /* a value of the form's field */
    HOLDS_SETTING,   /* a value of the field that is written, or a word with a dollar sign */
    HOLDS_BOOL,      /* true or false */
    HOLDS_WORD,      /* one of the words of the set `of`, see policy_terms.c */
    HOLDS_NEED,      /* one of the words of the set `of`, with the condition "when" beside it */
    HOLDS_WITH_NEED, /* that condition */
    HOLDS_NAME,      /* a thing of the section `of` */
    HOLDS_CHOICE,    /* a choice of the set `of` */
    HOLDS_OPTION,    /* a choice of the form's field */
    HOLDS_SET,       /* a set of choices */
    HOLDS_STATES,    /* a state, or what stands for several */
    HOLDS_PERSON,    /* the customer or a role */
    HOLDS_SPAN,      /* a duration */
    HOLDS_FIELD,     /* a field or list of the ticket */
    HOLDS_COLUMN,    /* a column of the list of the block */
    HOLDS_CONDITION, /* a condition */
    HOLDS_TRIGGER,   /* {"on","when"} */
    HOLDS_LOOP,      /* {"counter","at_most"} */
    HOLDS_WINDOWS,   /* [["09:00","12:00"],…] */
    HOLDS_DATES,     /* "2026-05-01" or {"date","label"} */
    HOLDS_HOURS,     /* windows, or {"like"} or {"windows"} with a label */
    HOLDS_ZONE,      /* {"upto","fee"} */
    HOLDS_REGIME,    /* a built-in regime of rights */
    HOLDS_OF_REGIME, /* a fact ("labels"), right or rule of a regime */
    HOLDS_FACT,      /* what a fact of a regime is */
    HOLDS_TEST       /* what a rule asks of a fact */
} holds;

/* How a member is told: for "*", what its key is; else whether the order in an array counts. */
typedef enum manner {
    AS_SET,         /* the order does not count */
    IN_ORDER,       /* it does */
    BY_LABEL,       /* a name; the object may have a label */
    BY_LEVEL,       /* the same, and it may be the name of a level */
    BY_FIELD,       /* a field of the ticket */
    BY_FORM_COLUMN, /* a column of the list that the form takes */
    BY_COLUMN,      /* a column of the list of the block */
    BY_ROW,         /* a choice of the matrix's rows */
    BY_CELL,        /* a choice of its columns */
    BY_STATE,       /* a state, or a stage of states */
    BY_CODE,        /* what the author calls a part */
    BY_CHARGE,      /* a kind of lines of an account */
    BY_DATE,        /* a date */
    BY_LANGUAGE,    /* a language */
    BY_SET,         /* a set of choices */
    BY_FACT,        /* a fact of a regime of rights */
    BY_FACT_NAME,   /* the same, or the name of a term there */
    BY_RIGHT,       /* a right of it */
    BY_RULE         /* a rule of it */
} manner;

typedef struct place {
    const char *in, *key; /* the kind of object; the member, "*" for every name */
    holds what;
    const char *of; /* kind of object, section, set of words or choices */
    const char
        *absent; /* what holds where it is left out: a value, "=" and a word of the set "absent"; NULL: nothing */
    manner how;
    const char *en, *zh; /* what people call it; "": what it holds speaks for itself */
} place;

/* NULL: there is no such member. */
const place *place_of(const char *kind, const char *key);
/* The members of a kind one behind the other, without "*", order and label; last NULL: the first. NULL behind the
 * last. */
const place *place_next(const char *kind, const place *last);
/* The row of a kind whose keys are names; NULL for others. */
const place *place_any(const char *kind);

#endif
