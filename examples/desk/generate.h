/*
 * generate.h - made-up tickets for demonstrations and measurements: chance, words, the plan of a ticket.
 *
 * The same seed, policy and clock give the same tickets on every machine. No person or phone number is a real one, other
 * than by chance.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_GENERATE_H
#define DESK_GENERATE_H

#include "app.h"

/* ---- chance (generate_words.c) ---- */

typedef struct chance {
    uint64_t state;
} chance;

void chance_seed(chance *c, uint64_t seed);
uint32_t chance_below(chance *c, uint32_t n); /* 0 to n - 1 */
bool chance_in(chance *c, uint32_t percent);  /* so many times of a hundred */
/* An index by weights, the last of which is followed by -1. */
int chance_of(chance *c, const int *weights);

/* Delays in the record of real desks, in minutes. */
typedef enum delay {
    DELAY_ACCEPT,   /* opened until taken up at once */
    DELAY_TAKE_UP,  /* new until taken up */
    DELAY_CUSTOMER, /* waiting for the customer */
    DELAY_VENDOR,   /* waiting for a supplier */
    DELAY_SETTLE,   /* resolved until closed */
    DELAY_ANALYSE,
    DELAY_REPAIR,
    DELAY_REPAIR_COMPLEX,
    DELAY_TEST,
    DELAYS
} delay;

/* Minutes of such a delay, by chance. */
int64_t delay_minutes(chance *c, delay d);

/* How many of 100,000 tickets come in on a weekday (Monday is 0) in an hour. */
extern const int arrivals[7][24];

/* ---- words (generate_words.c) ---- */

typedef struct wording { /* in both languages: the customer's, or the desk's */
    const char *zh, *en;
} wording;

typedef struct failure {
    int weight;
    const char *class, *cause, *impact;
    wording said; /* by the customer */
    wording part; /* that failed; "" where none did */
    wording found;
    int price; /* of the part, in minor units of a currency with two places */
} failure;

typedef struct product {
    int weight; /* by the share of such devices brought to repairers */
    wording category;
    const char *models[3];
    int age[5];            /* years: 5 %, 25 %, 50 %, 75 %, 95 % are not older */
    int beyond_repair;     /* of a hundred */
    const failure *faults; /* ends with a weight of 0 */
} product;

const product *any_product(chance *c);
const failure *any_fault(chance *c, const product *p);
const char *any_question(chance *c, bool zh);
const char *any_complaint(chance *c, bool zh);
const char *any_installation(chance *c, bool zh);
void any_name(chance *c, bool zh, char *out, size_t cap);
void any_address(chance *c, bool zh, char *out, size_t cap);

/* ---- the plan of a ticket (generate.c) ---- */

typedef struct plan {
    bool zh;                /* the customer's language */
    const char *type, *way; /* of service */
    const char *channel, *urgency, *department;
    const product *product;
    const failure *fault;
    const char *model;
    char name[64], phone[24], address[160], serial[32], engineer[24];
    int32_t bought; /* days since 1970-01-01 */
    bool in_warranty, needs_part, complex, hopeless, declines, repeats;
    int missed;                                           /* calls that reached nobody */
    int unreached, rework, objections, reopenings, moves; /* still to come */
    const char *rating;
} plan;

/* ---- driving (generate_drive.c) ---- */

typedef struct driver driver;

ending driver_new(app *a, const mend_policy *policy, driver **out);
void driver_free(driver *d);
/* Opens a ticket at an instant and does with it what the plan and the policy have it, up to another instant. Returns
 * how many steps were done; a negative number after a complaint: it could not even be opened, or the store failed. */
int64_t driver_run(driver *d, chance *c, plan *p, int64_t opened, int64_t until);

/* ---- values of fields (generate_values.c) ---- */

typedef struct moment { /* what a value may depend on */
    const mend_policy *policy;
    const mend_ticket *ticket;
    const plan *plan;
    chance *chance;
    bool zh; /* the desk's language */
    const char *action;
    int64_t now, visit;
    int done;   /* how often the action at hand has been done on the ticket */
    int tries;  /* how often conditions have refused the action at hand */
    int number; /* of the ticket within this run */
} moment;

/* What the ticket has by now. */
bool moment_has(const moment *m, const char *path);
bool moment_says(const moment *m, const char *path, const char *word);
int32_t moment_rows(const moment *m, const char *list);
int64_t moment_whole(const moment *m, const char *path);     /* 0: no value */
bool moment_parts_have(const moment *m, const char *column); /* some row of parts */

/* The value of a field or column ("list/column") in this action, written into out; false: the field knows none by name,
 * and anything of its type will do. */
bool value_by_name(const moment *m, const char *path, char *out, size_t cap);
/* Whether an action gives the field or list though it need not. */
bool value_is_liked(const moment *m, const char *path);

/* ---- the next step (generate_next.c) ---- */

/* How likely the plan does this next, 0: not at all; -1: the plan does not know the action. */
int action_weight(const moment *m, const char *state, const char *action);
/* The delay before an action, ms. */
int64_t action_delay(const moment *m, const char *action);

ending run_generate(app *a);

#endif
