/*
 * condition_code.h - what a condition is compiled to: a flat program that carries one truth from step to step.
 *
 * Tests set the truth; jumps look at it and so make "all" and "any" stop early; ROWS and NEXT enclose what is asked of
 * every row of a list. Jumps only lead forwards, NEXT leads back to the step behind its ROWS.
 *
 * What an evaluation can cost is known when a condition is compiled: a step within ROWS is done for each row of one list
 * and no more, since what a condition on rows asks about the ticket or another list is the same for all of them, and is
 * found out once (`slot`). A condition that could cost more than MEND__CONDITION_STEPS is refused there, and none ever
 * runs out of steps.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CONDITION_CODE_H
#define MEND__CONDITION_CODE_H

#include "fields.h"
#include "notions/value.h"

#define MEND__CONDITION_DEPTH 32        /* levels of nesting */
#define MEND__CONDITION_STEPS 1000000   /* steps of an evaluation, on the fullest ticket */
#define MEND__CONDITION_SLOTS 64        /* what conditions on rows ask about the ticket and other lists */
#define MEND__CONDITION_WORD  64        /* bytes of a word looked for in texts */
#define MEND__COND_BREACHED   (1U << 7) /* of a clock: it runs and its due instant is past */

typedef enum mend__cond_code {
    MEND__COND_CONST,   /* truth = flag */
    MEND__COND_NOT,     /* truth = not truth */
    MEND__COND_JUMP,    /* to target if truth == flag */
    MEND__COND_ROWS,    /* begins the rows of field, as `how` says; to target if there is none */
    MEND__COND_NEXT,    /* goes back to target for the next row, or ends the rows */
    MEND__COND_EQUAL,   /* field is one of values */
    MEND__COND_KNOWN,   /* field has a value == flag */
    MEND__COND_RANGE,   /* field lies within min and max */
    MEND__COND_SAME,    /* field and other are equal */
    MEND__COND_HAS,     /* field, a text, holds one of words */
    MEND__COND_COUNT,   /* the list field has min to max rows */
    MEND__COND_DONE,    /* the action names[0] has been done min to max times */
    MEND__COND_COUNTER, /* the counter names[0] stands at min to max */
    MEND__COND_STATE,   /* the state is one of names */
    MEND__COND_ACTOR,   /* a role of the actor is one of names */
    MEND__COND_CLOCK    /* the clock names[0] stands as one of the bits says */
} mend__cond_code;

typedef enum mend__cond_how {
    MEND__COND_SOME,
    MEND__COND_EVERY,
    MEND__COND_LAST,
    MEND__COND_FITTING /* the number of rows that fit is min to max */
} mend__cond_how;

/* The words of a "has" (condition_words.c): a node for each beginning of one. */
typedef struct mend__cond_node {
    uint16_t first, fail, count; /* children; where the search goes on when none of them fits */
    uint8_t byte;                /* that leads here, in small letters */
    bool whole;                  /* a word ends here */
} mend__cond_node;

typedef struct mend__cond_words {
    const mend__cond_node *nodes; /* [0]: nothing has been read */
    uint8_t begins[32];           /* bits of the bytes with which words begin */
} mend__cond_words;

typedef struct mend__cond_op {
    mend__cond_code code;
    mend__cond_how how;
    bool flag;
    uint32_t target;
    uint32_t count; /* of values or names */
    uint32_t bits;  /* CLOCK: 1 << mend__clock_status, and MEND__COND_BREACHED */
    uint32_t slot;  /* from 1: within rows, and the same for all of them; 0: not so */
    const mend__field *field, *other;
    int64_t min, max;
    union {
        const mend__value *values;
        const mend__cond_words *words;
        const mend__str *names;
    } of;
} mend__cond_op;

struct mend__condition {
    const mend__cond_op *ops;
    uint32_t count;
};

/* Gives slots to what is the same for all rows around it, and refuses what could take more steps than there are:
 * MEND_LIMIT. */
mend_status mend__cond_bound(mend__cond_op *ops, uint32_t count, const mend__json *tree, mend__node root,
                             mend_error *err);
/* Puts the words, of 64 bytes and 256 in number at most, in order, and prepares the search for them. MEND_NOMEM. */
mend_status mend__cond_words_build(mend__arena *arena, mend__str *words, uint32_t count, mend__cond_words *out);
/* Whether the text holds one of them; ASCII letters in any case. Every byte is looked at once. */
bool mend__cond_words_in(const mend__cond_words *words, mend__str text);

#endif
