/*
 * pattern.c - reading patterns, see pattern.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "pattern.h"
#include "ground/int.h"

#include <string.h>

static const struct token_name {
    const char *name;
    mend__token token;
    size_t width; /* 0: stands behind a colon */
} token_names[] = {
    {"YYYY", MEND__TOKEN_YYYY, 4}, {"YY", MEND__TOKEN_YY, 2},     {"MM", MEND__TOKEN_MM, 2},
    {"DD", MEND__TOKEN_DD, 2},     {"DDD", MEND__TOKEN_DDD, 3},   {"GGGG", MEND__TOKEN_GGGG, 4},
    {"WW", MEND__TOKEN_WW, 2},     {"FY", MEND__TOKEN_FY, 4},     {"FYY", MEND__TOKEN_FYY, 2},
    {"SEQ", MEND__TOKEN_SEQ, 0},   {"NODE", MEND__TOKEN_NODE, 0}, {"RAND", MEND__TOKEN_RAND, 0},
    {"CHK", MEND__TOKEN_CHECK, 0},
};

static bool pattern_wrong(mend__pattern *s, mend_status status, mend_reason reason, size_t at, const char *message)
{
    s->status = status;
    s->reason = reason;
    s->wrong = at;
    s->message = message;
    return false;
}

static bool pattern_add(mend__pattern *s, size_t at, mend__element element)
{
    if (s->series->check != 0) {
        return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_CHECK_NOT_LAST, at, "nothing may follow the check digit");
    }
    if (s->series->count == MEND__ELEMENTS) {
        return pattern_wrong(s, MEND_LIMIT, MEND_REASON_TOO_LONG, at, "the pattern has too many parts");
    }
    s->elements[s->series->count++] = element;
    return true;
}

/* Literal text up to the next brace; it may begin with a brace, of a pair. */
static bool pattern_literal(mend__pattern *s)
{
    size_t start = s->at;
    char first = s->text.p[start];
    if (first == '{' || first == '}') {
        s->at++;
    }
    while (s->at < s->text.n && s->text.p[s->at] != '{' && s->text.p[s->at] != '}') {
        unsigned char c = (unsigned char)s->text.p[s->at];
        if (c < 0x20 || c > 0x7E) {
            return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_NOT_ASCII, s->at,
                                 "a number is made of visible ASCII characters");
        }
        s->at++;
    }
    mend__element literal = {MEND__TOKEN_LITERAL, s->at - start, 0, 0, {s->text.p + start, s->at - start}};
    return pattern_add(s, start, literal);
}

static bool is_field_name(mend__str name)
{
    if (name.n == 0 || name.n > 64 || mend__str_is(name, "date")) {
        return false;
    }
    for (size_t i = 0; i < sizeof token_names / sizeof token_names[0]; i++) {
        if (mend__str_is(name, token_names[i].name)) {
            return false; /* a number taken apart has its fields beside its tokens */
        }
    }
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!mend__is_letter(c) && !mend__is_digit(c) && c != '_' && c != '-' && c != '.' && c != '/') {
            return false;
        }
    }
    return true;
}

static bool pattern_field(mend__pattern *s, size_t at, mend__str name)
{
    mend__series *series = s->series;
    if (!is_field_name(name)) {
        return pattern_wrong(s, MEND_SYNTAX, MEND_REASON_BAD_FIELD, at, "expected the name of a field");
    }
    for (size_t i = 0; i < series->field_count; i++) {
        if (mend__str_eq(series->fields[i], name)) {
            return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_TOKEN_TWICE, at, "the field stands in the pattern twice");
        }
    }
    if (series->field_count == MEND__SERIES_FIELDS) {
        return pattern_wrong(s, MEND_LIMIT, MEND_REASON_TOO_LONG, at, "a pattern shows at most 3 fields");
    }
    if (!pattern_add(s, at, (mend__element){MEND__TOKEN_FIELD, 0, series->field_count, 0, name})) {
        return false;
    }
    series->fields[series->field_count++] = name;
    return true;
}

/* SEQ, NODE, RAND: how often, and how wide. */
static bool pattern_counted(mend__pattern *s, size_t at, mend__element element, mend__str argument)
{
    mend__series *series = s->series;
    int64_t width;
    size_t *known = element.token == MEND__TOKEN_SEQ    ? &series->seq_width
                    : element.token == MEND__TOKEN_NODE ? &series->node_width
                                                        : &series->rand_width;
    if (argument.p == NULL || !mend__int_parse(argument.p, argument.n, &width) || width < 1 ||
        width > MEND__SEQ_DIGITS) {
        return pattern_wrong(s, MEND_SYNTAX, MEND_REASON_BAD_WIDTH, at, "expected a width from 1 to 18");
    }
    if (*known != 0) {
        mend_reason twice = element.token == MEND__TOKEN_SEQ ? MEND_REASON_TWO_COUNTERS : MEND_REASON_TOKEN_TWICE;
        return pattern_wrong(s, MEND_SCHEMA, twice, at, "the token stands in the pattern twice");
    }
    element.width = (size_t)width;
    if (!pattern_add(s, at, element)) {
        return false;
    }
    *known = element.width;
    return true;
}

static bool pattern_check(mend__pattern *s, size_t at, mend__element element, mend__str argument)
{
    element.alg = argument.p == NULL ? 0 : mend__check_of(argument);
    if (element.alg == 0) {
        return pattern_wrong(
            s, MEND_SYNTAX, MEND_REASON_UNKNOWN_ALGORITHM, at,
            "expected a check digit algorithm: luhn, damm, verhoeff, mod11_10, mod11_2, mod37_36, mod37_2, "
            "mod97_10, zammad or znuny");
    }
    element.width = mend__check_width(element.alg);
    if (!pattern_add(s, at, element)) {
        return false;
    }
    s->series->check = element.alg;
    return true;
}

/* A token with its braces. */
static bool pattern_token(mend__pattern *s)
{
    size_t at = s->at, end = at + 1;
    while (end < s->text.n && s->text.p[end] != '}' && s->text.p[end] != '{') {
        end++;
    }
    if (end == s->text.n || s->text.p[end] == '{') {
        return pattern_wrong(s, MEND_SYNTAX, MEND_REASON_UNCLOSED_BRACE, at,
                             "the brace is not closed; {{ is a brace as such");
    }
    s->at = end + 1;
    mend__str name = {s->text.p + at + 1, end - at - 1}, argument = {NULL, 0};
    if (name.n > 0 && name.p[0] == '=') {
        return pattern_field(s, at, (mend__str){name.p + 1, name.n - 1});
    }
    const char *colon = name.n == 0 ? NULL : memchr(name.p, ':', name.n);
    if (colon != NULL) {
        argument = (mend__str){colon + 1, (size_t)(name.p + name.n - colon) - 1};
        name.n = (size_t)(colon - name.p);
    }
    mend__guess guess;
    mend__guess_start(&guess, name);
    for (size_t i = 0; i < sizeof token_names / sizeof token_names[0]; i++) {
        const struct token_name *known = &token_names[i];
        mend__str known_name = {known->name, strlen(known->name)};
        mend__guess_feed(&guess, known_name);
        if (!mend__str_eq(name, known_name) || (known->width != 0 && colon != NULL)) {
            continue;
        }
        mend__element element = {known->token, known->width, 0, 0, known_name};
        return known->width != 0                   ? pattern_add(s, at, element)
               : known->token == MEND__TOKEN_CHECK ? pattern_check(s, at, element, argument)
                                                   : pattern_counted(s, at, element, argument);
    }
    s->meant = guess.best;
    return pattern_wrong(
        s, MEND_SYNTAX, MEND_REASON_UNKNOWN_TOKEN, at,
        guess.best.p != NULL
            ? "there is no such token"
            : "there is no such token; expected YYYY, YY, MM, DD, DDD, GGGG, WW, FY, FYY, SEQ:w, NODE:w, "
              "RAND:w, CHK:alg, =field");
}

static bool pattern_scan(mend__pattern *s)
{
    if (s->text.n > MEND__PATTERN_MAX) {
        return pattern_wrong(s, MEND_LIMIT, MEND_REASON_TOO_LONG, 0, "a pattern has at most 256 bytes");
    }
    while (s->at < s->text.n) {
        char c = s->text.p[s->at];
        bool pair = s->at + 1 < s->text.n && s->text.p[s->at + 1] == c;
        if (c == '}' && !pair) {
            return pattern_wrong(s, MEND_SYNTAX, MEND_REASON_STRAY_BRACE, s->at,
                                 "the brace closes nothing; }} is a brace as such");
        }
        if ((c == '{' || c == '}') && pair) {
            s->at++;
        }
        bool fits = c == '{' && !pair ? pattern_token(s) : pattern_literal(s);
        if (!fits) {
            return false;
        }
    }
    return true;
}

static unsigned token_bit(mend__token token)
{
    return 1U << token;
}

/* The period must show in the number, else the number would repeat when the counter starts again. */
static bool shows_period(mend__reset reset, unsigned tokens)
{
    bool year = (tokens & (token_bit(MEND__TOKEN_YYYY) | token_bit(MEND__TOKEN_YY))) != 0;
    bool month = (tokens & token_bit(MEND__TOKEN_MM)) != 0, year_day = (tokens & token_bit(MEND__TOKEN_DDD)) != 0;
    switch (reset) {
    case MEND__RESET_NEVER:
        return true;
    case MEND__RESET_DAY:
        return year && (year_day || (month && (tokens & token_bit(MEND__TOKEN_DD)) != 0));
    case MEND__RESET_WEEK:
        return (tokens & token_bit(MEND__TOKEN_GGGG)) != 0 && (tokens & token_bit(MEND__TOKEN_WW)) != 0;
    case MEND__RESET_MONTH:
        return year && (month || year_day);
    case MEND__RESET_YEAR:
        return year;
    default: /* MEND__RESET_FISCAL */
        return (tokens & (token_bit(MEND__TOKEN_FY) | token_bit(MEND__TOKEN_FYY))) != 0;
    }
}

/* Literals: none the check digit cannot take, no blank at either end, which trimming would take away. */
static bool literals_hold(mend__pattern *s)
{
    const mend__series *series = s->series;
    bool digits_only = series->check != 0 && !mend__check_takes_letters(series->check);
    for (size_t i = 0; i < series->count; i++) {
        const mend__element *e = &s->elements[i];
        if (e->token != MEND__TOKEN_LITERAL) {
            continue;
        }
        size_t at = (size_t)(e->text.p - s->text.p);
        if ((i == 0 && e->text.p[0] == ' ') || (i + 1 == series->count && e->text.p[e->text.n - 1] == ' ')) {
            return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_NOT_ASCII, at,
                                 "a number neither begins nor ends with a blank");
        }
        for (size_t k = 0; digits_only && k < e->text.n; k++) {
            if (mend__is_letter(e->text.p[k])) {
                return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_BAD_CHARACTER, at + k,
                                     "this check digit takes no letters; mod37_36 and mod97_10 do");
            }
        }
    }
    return true;
}

/* By mend__reset. */
static const char *const reset_needs[] = {
    "",
    "the counter starts again every day, and the number does not show it: {YYYY} or {YY}, and {MM}{DD} or {DDD}",
    "the counter starts again every week, and the number does not show it: {GGGG} and {WW}",
    "the counter starts again every month, and the number does not show it: {YYYY} or {YY}, and {MM}",
    "the counter starts again every year, and the number does not show it: {YYYY} or {YY}",
    "the counter starts again every fiscal year, and the number does not show it: {FY} or {FYY}",
};

static bool settings_hold(mend__pattern *s)
{
    const mend__series *series = s->series;
    unsigned tokens = 0;
    size_t longest = 0;
    int64_t distinct = 1; /* nodes that node_width can tell apart */
    for (size_t i = 0; i < series->count; i++) {
        const mend__element *e = &s->elements[i];
        tokens |= token_bit(e->token);
        longest += e->token == MEND__TOKEN_FIELD                    ? MEND__FIELD_MAX
                   : e->token == MEND__TOKEN_SEQ && !series->refuse ? MEND__SEQ_DIGITS
                                                                    : e->width;
    }
    if (series->seq_width == 0) {
        return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_NO_COUNTER, 0, "a pattern needs a counter, {SEQ:w}");
    }
    if (longest > MEND__NUMBER_MAX) {
        return pattern_wrong(s, MEND_LIMIT, MEND_REASON_TOO_LONG, 0, "a number has at most 128 characters");
    }
    if (!literals_hold(s)) {
        return false;
    }
    if (!shows_period(series->reset, tokens)) {
        return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_RESET_NOT_IN_PATTERN, 0, reset_needs[series->reset]);
    }
    if (series->nodes > 1 && series->node_width == 0) {
        return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_NODE_NOT_IN_PATTERN, 0,
                             "several nodes count apart, and the number does not show which: {NODE:w}");
    }
    for (size_t i = 0; i < series->node_width; i++) {
        distinct *= 10;
    }
    if (series->nodes > distinct) {
        return pattern_wrong(s, MEND_SCHEMA, MEND_REASON_BAD_WIDTH, 0, "{NODE:w} is too narrow for that many nodes");
    }
    return true;
}

bool mend__pattern_read(mend__pattern *pattern)
{
    return pattern_scan(pattern) && settings_hold(pattern);
}
