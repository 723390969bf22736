/*
 * flow.h - the workflow as compiled rules: actions, their forms, evidence, conditions, separation of duty, loops.
 *
 * docs/policy.md, "actions", is the definition of every member.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__FLOW_H
#define MEND__FLOW_H

#include "ticket/condition.h"

typedef enum mend__action_kind {
    MEND__ACT_STEP,
    MEND__ACT_NOTE,
    MEND__ACT_CORRECT,
    MEND__ACT_LINK,
    MEND__ACT_REVEAL,
    MEND__ACT_ANONYMISE
} mend__action_kind;

typedef enum mend__need { MEND__NEED_OPTIONAL, MEND__NEED_REQUIRED, MEND__NEED_GIVEN } mend__need;
typedef enum mend__rows { MEND__ROWS_ADD = 1, MEND__ROWS_EDIT = 2, MEND__ROWS_BOTH = 3 } mend__rows;

typedef struct mend__form_field {
    const mend__field *field;
    const mend__name *name; /* its entry in the form: order and own label (label_count 0: the field's) */
    mend__need need;
    const mend__condition *when; /* for the need; NULL: always */
    const mend__names *set;      /* CHOICE: the policy's set */
    const uint32_t *choices;     /* indexes into set; NULL: all */
    uint32_t choice_count;
    bool has_min, has_max;
    int64_t min, max; /* in the units of mend__value */
    mend__rows rows;  /* lists */
    int64_t min_rows;
    struct mend__form_field *columns;
    uint32_t column_count;
} mend__form_field;

typedef struct mend__evidence {
    const mend__name *name;
    const mend__str *kinds; /* of attachments; none: any */
    uint32_t kind_count;
    int64_t at_least;
    mend__need need;
    const mend__condition *when;
} mend__evidence;

typedef struct mend__check_item {
    const mend__name *name;
    mend__need need; /* OPTIONAL or REQUIRED */
} mend__check_item;

typedef struct mend__rule { /* a named condition */
    const mend__name *name;
    const mend__condition *holds;
} mend__rule;

/* What an action writes to the unit, as bits. */
enum {
    MEND__UNIT_DATES = 1,        /* the dates a warranty counts from, as the ticket has them */
    MEND__UNIT_READING = 2,      /* the meter */
    MEND__UNIT_OUTAGE_BEGIN = 4, /* it is away from its owner */
    MEND__UNIT_OUTAGE_END = 8,
    MEND__UNIT_REPAIR = 16,     /* what was repaired, and whether somebody answered for it */
    MEND__UNIT_PART_TERMS = 32, /* a term for each part put in */
    MEND__UNIT_GUARANTEE = 64,  /* the guarantee on the repair */
    MEND__UNIT_CLAIMS = 128,    /* what each term pays */
    MEND__UNIT_EXCHANGE = 256,  /* it was given in exchange for another */
    MEND__UNIT_END = 512        /* somebody's word on the last day of the warranty */
};

typedef enum mend__set_from {
    MEND__SET_VALUE,
    MEND__SET_NOW,
    MEND__SET_TODAY,
    MEND__SET_ACTOR,
    MEND__SET_TRIAGE,   /* the level judged when everything else is in place */
    MEND__SET_DISPATCH, /* likewise the department, or the grade that is needed */
    MEND__SET_NULL
} mend__set_from;

typedef struct mend__setter { /* a value the action writes itself */
    const mend__field *field; /* a column: in the last row of its list, if there is one */
    mend__set_from from;
    mend__value value; /* for MEND__SET_VALUE; for MEND__SET_TODAY num is how many days later */
} mend__setter;

typedef struct mend__notice {
    const mend__name *name;
    mend__str to;              /* "customer", a role, or "$" and the path of a field that holds an actor's id */
    const mend__field *person; /* that field; NULL: none */
    mend__str channel;         /* to the customer, whatever the ticket prefers; empty: as it prefers */
    int32_t text;              /* index in vocab texts */
} mend__notice;

typedef struct mend__action {
    const mend__name *name;
    mend__action_kind kind;
    bool opens;
    const bool *from;      /* by state index */
    int32_t to;            /* state index; -1: stays */
    const uint32_t *roles; /* indexes in vocab roles */
    uint32_t role_count;
    int32_t grade;       /* index in vocab grades; -1: none */
    bool dispatch_grade; /* the grade that the ticket needs, by the policy's dispatch */
    const mend__condition *when;
    mend__form_field *form;
    uint32_t form_count;
    const mend__names *form_names; /* for suggestions */
    const mend__check_item *checklist;
    uint32_t checklist_count;
    const mend__evidence *evidence;
    uint32_t evidence_count;
    const mend__rule *rules;
    uint32_t rule_count;
    const uint32_t *not_by; /* action indexes */
    uint32_t not_by_count;
    const mend__field *const *not_named_in;
    uint32_t not_named_count;
    const mend__field *const *only_named_in; /* the actor must stand in one of them; none: anybody */
    uint32_t only_named_count;
    int32_t loop_counter; /* index in vocab counters; -1: none */
    int64_t loop_at_most;
    const uint32_t *resets; /* counter indexes */
    uint32_t reset_count;
    const mend__setter *sets;
    uint32_t set_count;
    mend__need reason; /* OPTIONAL means "may be given"; see takes_reason */
    bool takes_reason;
    int32_t series;   /* index in vocab series; -1: none */
    int64_t backdate; /* ms */
    const mend__notice *notices;
    uint32_t notice_count;
    const uint32_t *tell; /* text indexes */
    uint32_t tell_count;
    int32_t quote;      /* MEND_QUOTE_..., made when the fields are in place; 0: none */
    bool authorises;    /* its authorisations are bound to the last estimate */
    bool tolerance;     /* what it costs has to stay within what was authorised */
    bool settles;       /* payments decide on the state of the fee */
    bool keeps_surplus; /* more may be received than is open: it is then to be given back */
    bool paid_up;       /* it is not done while money is open */
    uint32_t unit;      /* bits, MEND__UNIT_... */
    bool unit_required; /* it is not done without the unit's document */
} mend__action;

typedef struct mend__flow {
    mend__action *actions; /* by action index */
} mend__flow;

/* Compiles "actions" of the merged document. The vocabulary is complete by then and knows where each one stands. */
mend_status mend__flow_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__flow *out,
                               mend_error *err);

/* The form's entry for a field (a list for its rows), or for a column of a list's entry; NULL: not taken. */
const mend__form_field *mend__form_find(const mend__form_field *form, uint32_t count, const mend__field *field);

#endif
