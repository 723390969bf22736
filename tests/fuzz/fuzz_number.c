/*
 * fuzz_number.c - a series, a line feed, a number: either the series is refused with a position inside of it, or what
 * it writes it reads back, and any text is taken apart or refused for one of four reasons.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "rules/number_read.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* What is written is read back as it was, or there was more than one way to read it. */
static void must_read_back(const mend__series *series, const uint8_t *data, size_t size)
{
    static const char values[] = "09azAZ-_7";
    mend__draw draw = {
        10957 + (int32_t)(size * 37 % 36525), (int64_t)(size * 7919 % 100003), 0, {NULL, 0}, {{NULL, 0}}};
    mend_error err = {.struct_size = sizeof err};
    char rand[MEND__SEQ_DIGITS], fields[MEND__SERIES_FIELDS][MEND__FIELD_MAX], number[MEND__NUMBER_MAX];
    mend__parts parts;
    size_t len = 0;
    memset(rand, '4', sizeof rand);
    draw.rand = (mend__str){rand, series->rand_width};
    for (size_t i = 0; i < series->field_count; i++) {
        size_t n = 1 + (size + i * 5) % MEND__FIELD_MAX;
        for (size_t k = 0; k < n; k++) {
            fields[i][k] = values[data[(i + k) % size] % (sizeof values - 1)];
        }
        draw.fields[i] = (mend__str){fields[i], n};
    }
    mend_status status = mend__series_render(series, &draw, number, &len, &err);
    if (status != MEND_OK) {
        must(err.reason == MEND_REASON_BAD_CHARACTER || err.reason == MEND_REASON_COUNTER_EXHAUSTED);
        return;
    }
    must(len > 0 && len <= MEND__NUMBER_MAX);
    status = mend__series_parse(series, (mend__str){number, len}, &parts, &err);
    must(status == MEND_OK || err.reason == MEND_REASON_AMBIGUOUS);
    must(status != MEND_OK || (parts.seq == draw.seq && (!parts.dated || parts.day == draw.day)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *line = size == 0 ? NULL : memchr(data, '\n', size);
    size_t len = line == NULL ? size : (size_t)(line - data);
    size_t rest = line == NULL ? size : len + 1;
    mend_series *series = NULL;
    mend_error err = {.struct_size = sizeof err};
    mend_status status = mend_series_new(NULL, (const char *)data, len, &series, &err);
    if (status != MEND_OK) {
        must(series == NULL && err.status == status && (size == 0 || (err.offset >= 0 && (uint64_t)err.offset <= len)));
        return 0;
    }
    mend__parts parts;
    status = mend__series_parse(series->series, (mend__str){(const char *)data + rest, size - rest}, &parts, &err);
    if (status != MEND_OK) {
        must(err.reason == MEND_REASON_NO_MATCH || err.reason == MEND_REASON_BAD_DATE ||
             err.reason == MEND_REASON_BAD_CHECK_DIGIT || err.reason == MEND_REASON_AMBIGUOUS);
    } else {
        must(parts.seq >= 0 && parts.seq <= mend__series_limit(series->series));
        must(!parts.dated || (parts.day >= MEND__DAY_MIN && parts.day <= MEND__DAY_MAX));
    }
    must_read_back(series->series, data, size);
    mend_series_free(series);
    return 0;
}
