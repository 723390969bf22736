/*
 * pattern.h - the pattern of a number, such as SR-{YYYY}{MM}{DD}{SEQ:4}: its parts, and whether a series with it can
 * work at all.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__PATTERN_H
#define MEND__PATTERN_H

#include "check_digit.h"
#include "mend/reason.h"

#define MEND__PATTERN_MAX   256 /* bytes of a pattern */
#define MEND__NUMBER_MAX    128 /* bytes of a number */
#define MEND__ELEMENTS      32  /* parts of a pattern */
#define MEND__SERIES_FIELDS 3   /* fields of a pattern */
#define MEND__FIELD_MAX     16  /* characters of a field's value */
#define MEND__SEQ_DIGITS    18
#define MEND__SEQ_MAX       INT64_C(999999999999999999)

typedef enum mend__token {
    MEND__TOKEN_LITERAL,
    MEND__TOKEN_YYYY,
    MEND__TOKEN_YY,
    MEND__TOKEN_MM,
    MEND__TOKEN_DD,
    MEND__TOKEN_DDD,
    MEND__TOKEN_GGGG,
    MEND__TOKEN_WW,
    MEND__TOKEN_FY,
    MEND__TOKEN_FYY, /* the tokens up to here, without LITERAL, show the date */
    MEND__TOKEN_SEQ,
    MEND__TOKEN_NODE,
    MEND__TOKEN_RAND,
    MEND__TOKEN_FIELD,
    MEND__TOKEN_CHECK
} mend__token;

typedef enum mend__reset {
    MEND__RESET_NEVER,
    MEND__RESET_DAY,
    MEND__RESET_WEEK,
    MEND__RESET_MONTH,
    MEND__RESET_YEAR,
    MEND__RESET_FISCAL
} mend__reset;

typedef struct mend__element {
    mend__token token;
    size_t width;   /* characters; of SEQ at least so many unless the series refuses; of FIELD 0 */
    size_t field;   /* FIELD: index into the series' fields */
    mend_check alg; /* CHECK */
    mend__str text; /* LITERAL: itself; else the token's name, FIELD: the field's */
} mend__element;

typedef struct mend__series {
    mend__element *elements;
    size_t count;
    mend__str fields[MEND__SERIES_FIELDS]; /* names of the fields the number shows */
    size_t field_count;
    size_t seq_width, node_width, rand_width; /* 0: not shown */
    mend_check check;                         /* 0: none */
    mend__reset reset;
    int32_t fiscal_start; /* month */
    int64_t start, step;
    int64_t nodes; /* writers that count apart */
    int64_t block; /* numbers leased at once */
    bool refuse;   /* the counter does not widen */
    bool gapless;
} mend__series;

/* A pattern being read, and what is wrong with it. */
typedef struct mend__pattern {
    mend__str text;
    size_t at;
    mend__element elements[MEND__ELEMENTS]; /* their texts lie in `text` */
    mend__series *series;                   /* settings are given; count, fields, widths and check are filled in */
    mend_status status;
    mend_reason reason;
    size_t wrong; /* offset in the text; everything before it is ASCII */
    const char *message;
    mend__str meant; /* the token that was probably meant; p == NULL: no idea */
} mend__pattern;

/* Reads the pattern and checks it against the settings. All members but text and series are zero before. False: status,
 * reason, wrong, message and meant say why. */
bool mend__pattern_read(mend__pattern *pattern);

#endif
