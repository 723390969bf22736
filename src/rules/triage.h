/*
 * triage.h - how urgent a ticket is: the policy's section "triage", compiled, and the judgement by it.
 *
 * Levels are the choices of the set "level", by index: the first is the most urgent one, 0 is the smallest index, so
 * "more urgent" is "<". docs/policy.md, "triage", is the definition. In short: of the overrides that hold the most
 * urgent one; else the first rule that holds; else the matrix, where both of its values are known; else the default.
 * Then the ceilings of the tiers that hold, which an override passes by, and last their floors. So nothing in the
 * section makes a ticket less urgent than an override that holds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TRIAGE_H
#define MEND__TRIAGE_H

#include "ticket/condition.h"

#define MEND__TRIAGE_RULES 256
#define MEND__TRIAGE_TIERS 64
#define MEND__TRIAGE_CELLS 16384

typedef struct mend__triage_rule {
    const mend__condition *holds;
    int32_t level;
    bool override;
} mend__triage_rule;

typedef struct mend__triage_tier {
    const mend__condition *holds;
    int32_t floor, ceiling; /* never less urgent than, never more urgent than; -1: none */
} mend__triage_tier;

typedef struct mend__triage {
    const mend__names *levels;      /* NULL: the policy has no such section */
    mend__names rule_names;         /* in their order */
    const mend__triage_rule *rules; /* by index in rule_names */
    mend__names tier_names;
    const mend__triage_tier *tiers;    /* by index in tier_names */
    const mend__field *rows, *columns; /* of the matrix; NULL: none */
    const mend__names *row_names, *column_names;
    const int32_t *cells;          /* row * column_names->count + column */
    int32_t fallback;              /* the default */
    const mend__condition *stands; /* on the ticket as it was: its level is not for "$triage" to change; NULL: never */
    const mend__field *by, *at;    /* where "$triage" writes who judged, and when; NULL: nowhere */
} mend__triage;

typedef enum mend__triage_source {
    MEND__TRIAGE_OVERRIDE,
    MEND__TRIAGE_RULE,
    MEND__TRIAGE_MATRIX,
    MEND__TRIAGE_DEFAULT
} mend__triage_source;

/* What became of a rule or of the floor or ceiling of a tier. */
typedef enum mend__triage_fate {
    MEND__TRIAGE_FAILS,  /* its condition does not hold */
    MEND__TRIAGE_COUNTS, /* it gave the level, or changed it */
    MEND__TRIAGE_IDLE,   /* a floor or ceiling that the level kept anyhow */
    MEND__TRIAGE_PASSED  /* it holds, but something went before */
} mend__triage_fate;

typedef struct mend__triage_step {
    mend__triage_fate fate;
    int32_t from, to;         /* COUNTS of a tier: the level before and after */
    const mend__field *about; /* FAILS: the field at which it failed; NULL: none can be named */
} mend__triage_step;

/* Room for an explanation, to be given by who wants one: as many of each as there are names. */
typedef struct mend__triage_trace {
    mend__triage_step *rules, *ceilings, *floors;
} mend__triage_trace;

typedef struct mend__judgement {
    int32_t level;
    mend__triage_source source;
    uint32_t rule;       /* OVERRIDE, RULE: which */
    int32_t base;        /* the level by the source alone */
    int32_t row, column; /* choices of the matrix; -1: not known */
} mend__judgement;

/* Compiles the section (MEND__NONE: there is none). The vocabulary is complete by then. */
mend_status mend__triage_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node section,
                                 mend__triage *out, mend_error *err);

/* Judges scene->after by a section that is there. trace may be NULL. */
void mend__triage_judge(const mend__triage *t, const mend__scene *scene, mend__judgement *out,
                        const mend__triage_trace *trace);

/* The level a ticket has in a field of the set; -1: none. */
int32_t mend__triage_level(const mend__triage *t, const mend_ticket *ticket, const mend__field *field);

#endif
