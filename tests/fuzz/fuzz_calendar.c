/*
 * fuzz_calendar.c - eight bytes of time, eight of an amount, and a document: either it is refused with a place, or the
 * calendar obeys its laws there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "notions/calendar.h"
#include "notions/instant.h"

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

static uint64_t bits(const uint8_t *data)
{
    uint64_t value = 0;
    for (int i = 0; i < 8; i++) {
        value = value << 8 | data[i];
    }
    return value;
}

/* The laws that need no answer to exist. */
static void must_obey(const mend_calendar *c, int64_t at, int64_t amount)
{
    int64_t due, out, work, open, close;
    int32_t working;
    must(mend_calendar_is_working(c, at, &working, NULL) == MEND_OK);
    if (mend_calendar_add(c, at, amount, &due, NULL) == MEND_OK) {
        must(due >= at && mend_calendar_between(c, at, due, &work, NULL) == MEND_OK && work == amount);
        must(mend_calendar_between(c, due, at, &work, NULL) == MEND_OK && work == -amount);
        if (amount > 0) {
            must(mend_calendar_add(c, at, amount / 2, &out, NULL) == MEND_OK && out <= due);
            must(mend_calendar_add(c, out, amount - amount / 2, &out, NULL) == MEND_OK && out == due);
        }
    }
    if (mend_calendar_subtract(c, at, amount, &out, NULL) == MEND_OK) {
        must(out <= at && mend_calendar_between(c, out, at, &work, NULL) == MEND_OK && work == amount);
    }
    if (mend_calendar_roll_forward(c, at, &open, NULL) == MEND_OK) {
        must(open >= at && (open == at) == (working == 1));
        must(mend_calendar_between(c, at, open, &work, NULL) == MEND_OK && work == 0);
        must(mend_calendar_is_working(c, open, &working, NULL) == MEND_OK && working == 1);
        if (mend_calendar_next_close(c, at, &close, NULL) == MEND_OK) {
            must(close > open && mend_calendar_between(c, open, close, &work, NULL) == MEND_OK && work == close - open);
            must(mend_calendar_is_working(c, close, &working, NULL) == MEND_OK && working == 0);
        }
    }
    for (mend_days reading = MEND_DAYS_CLOSING; reading <= MEND_DAYS_SAME_TIME; reading++) {
        if (mend_calendar_add_days(c, at, (int32_t)(amount & 0xFFFF), reading, &out, NULL) == MEND_OK) {
            must(out >= at);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    mend_error err = {.struct_size = sizeof err};
    mend_calendar *c = NULL;
    if (size < 16) {
        return 0;
    }
    int64_t at = MEND__INSTANT_MIN + (int64_t)(bits(data) % (uint64_t)(MEND__INSTANT_MAX - MEND__INSTANT_MIN + 1));
    int64_t amount = (int64_t)(bits(data + 8) >> 1 >> (data[8] % 48));
    mend_status status = mend_calendar_new(NULL, (const char *)data + 16, size - 16, NULL, NULL, &c, &err);
    if (status != MEND_OK) {
        must(c == NULL && err.status == status && err.text[0] != '\0');
        must(status == MEND_SYNTAX || status == MEND_UTF8 || status == MEND_DUPLICATE_KEY || status == MEND_SCHEMA ||
             status == MEND_LIMIT);
        must(err.path[0] == '$' && err.offset >= 0 && (uint64_t)err.offset <= size - 16);
        return 0;
    }
    must_obey(c, at, amount);
    must_obey(c, at / 100, amount);
    must_obey(c, 1700000000000 + at % 40000000000, amount % 1000000000);
    mend_calendar_free(c);
    return 0;
}
