/*
 * condition_code.h - what a condition is compiled to: a flat program that carries one truth from step to step.
 *
 * Tests set the truth; jumps look at it and so make "all" and "any" stop early; ROWS and NEXT enclose what is asked of
 * every row of a list. Jumps only lead forwards, NEXT leads back to the step behind its ROWS.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CONDITION_CODE_H
#define MEND__CONDITION_CODE_H

#include "fields.h"
#include "notions/value.h"

#define MEND__CONDITION_DEPTH 32        /* levels of nesting */
#define MEND__CONDITION_STEPS 10000     /* steps of an evaluation */
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

/* A word in small letters. skip[i]: how many of its first bytes are known to fit when byte i does not, so that looking
 * for it never goes back in the text. */
typedef struct mend__cond_word {
    uint32_t n;
    char text[MEND__CONDITION_WORD];
    uint8_t skip[MEND__CONDITION_WORD];
} mend__cond_word;

typedef struct mend__cond_op {
    mend__cond_code code;
    mend__cond_how how;
    bool flag;
    uint32_t target;
    uint32_t count; /* of values, words or names */
    uint32_t bits;  /* CLOCK: 1 << mend__clock_status, and MEND__COND_BREACHED */
    const mend__field *field, *other;
    int64_t min, max;
    union {
        const mend__value *values;
        const mend__cond_word *words;
        const mend__str *names;
    } of;
} mend__cond_op;

struct mend__condition {
    const mend__cond_op *ops;
    uint32_t count;
};

/* ASCII letters become small, everything else stays. */
char mend__cond_small(char c);

#endif
