/*
 * generate_inner.h - what a driver of made-up tickets holds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_GENERATE_INNER_H
#define DESK_GENERATE_INNER_H

#include "generate.h"

#define MOST_GIVEN 160
#define MOST_KNOWN 256

typedef struct menu { /* as it was answered in some state; kept for the forms in it */
    char *text;
    json tree;
    struct menu *next;
} menu;

typedef struct known { /* an action */
    const char *name;
    const menu *menu;
    json_node entry; /* 0: its form has not been seen */
    int role;        /* that may do it, by index; -1: not found yet */
    int done;        /* on the ticket under way */
    int failed;      /* since the ticket moved last */
    int looks;
} known;

typedef struct given {
    char path[120], value[400];
} given;

struct driver {
    app *a;
    const mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *buf;
    mend_error error;
    menu *menus;
    known actions[MOST_KNOWN];
    size_t action_count;
    given given[MOST_GIVEN];
    size_t given_count;
    int rows_added; /* of attachments, checks: rows are numbered within the arguments */
    int ticks_added;
    moment m;
    int number, person;
};

/* Fills the form of an action as far as it is asked for, or the plan likes (generate_fill.c). */
void driver_fill(driver *d, const known *k);
/* Supplies what the reasons of the last refusal name. False: nothing more can be supplied. */
bool driver_supply(driver *d, const known *k);

#endif
