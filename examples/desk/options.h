/*
 * options.h - the command line: options, words, and which command takes which.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_OPTIONS_H
#define DESK_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum option {
    OPT_DB,
    OPT_STORE,
    OPT_AS,
    OPT_GRADE,
    OPT_LANG,
    OPT_JSON,
    OPT_NOW,
    OPT_HELP,
    OPT_VERSION,
    OPT_POLICY, /* from here on: only where a command takes it */
    OPT_STATE,
    OPT_STAGE,
    OPT_ASSIGNEE,
    OPT_CUSTOMER,
    OPT_ALL,
    OPT_AFTER,
    OPT_LIMIT,
    OPT_REASON,
    OPT_AT,
    OPT_KEY,
    OPT_EXPECT,
    OPT_DRY_RUN,
    OPT_PLAIN,
    OPT_MERMAID,
    OPT_FAILED,
    OPT_BRIEF,
    OPT_BATCH,
    OPT_LOOP,
    OPT_EVERY,
    OPT_FROM,
    OPT_TO,
    OPT_BY,
    OPT_CSV,
    OPT_HTML,
    OPT_TICKETS,
    OPT_SEED,
    OPT_KIND,
    OPT_WORDS,
    OPT_STRICT,
    OPT_FROM_STATE,
    OPT_WRITE,
    OPT_LOG,
    OPT_DOOR,
    OPT_ALL_OPEN,
    OPT_THOSE_THAT_FIT,
    OPT_MAP,
    OPT_STEPS,
    OPT_COUNT
} option;

#define TAKES(o)     (UINT64_C(1) << (o))
#define MAX_POLICIES 16

typedef struct options {
    const char *value[OPT_COUNT]; /* NULL: not given; "" for a switch */
    const char *policies[MAX_POLICIES];
    size_t policy_count;
    const char **words; /* what is no option: command, operands */
    size_t word_count;
} options;

typedef struct option_row {
    const char *name;    /* "--db" */
    const char *operand; /* "FILE"; NULL: a switch */
    const char *en, *zh;
} option_row;

extern const option_row option_rows[OPT_COUNT];

/* What is wrong with a command line. */
typedef enum fault { FAULT_NONE, FAULT_UNKNOWN, FAULT_NO_VALUE, FAULT_TWICE, FAULT_MANY, FAULT_MEMORY } fault;

/* Reads argv; `culprit` receives the argument at fault. Options may stand anywhere; "--" ends
 * them. Of the general ones the last holds, so that an alias may give some; others may stand once. */
fault options_read(options *o, int argc, char **argv, const char **culprit);
void options_free(options *o);

/* Whether the word is one of the list, which ends with NULL. */
bool options_has(const char *const *list, const char *word);
/* The candidate that `word` was probably meant for, NULL if none is near: a letter may be wrong, of six a third.
 * Candidates end with NULL. */
const char *options_guess(const char *word, const char *const *candidates);

#endif
