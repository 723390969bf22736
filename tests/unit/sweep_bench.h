/*
 * sweep_bench.h - tickets that become due, and sweeping them, for the tests of what time brings through a desk.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SWEEP_BENCH_H
#define SWEEP_BENCH_H

#include "desk_bench.h"

#define MINUTE INT64_C(60000)

/* A visit makes a ticket due at its instant and owes a notice then; a pulse beats every minute once it was begun; a
 * closed ticket stays in the archive for a day, one that was dropped never comes into it. */
static const char clocks[] =
    "{\"clocks\":{\"visit\":{\"order\":1,\"kind\":\"countdown\",\"field\":\"visit_from\","
    "\"notices\":{\"due\":{\"told\":{\"order\":1,\"to\":\"customer\",\"text\":\"hello\"}}}},"
    "\"pulse\":{\"order\":2,\"kind\":\"repeat\",\"start\":{\"on\":[\"beat\"]},\"stop\":{\"on\":[\"close\"]},"
    "\"answer\":{\"on\":[\"beat\"]},\"targets\":{\"minute\":{\"order\":1,\"time\":\"PT1M\"}}},"
    "\"archive\":{\"order\":3,\"kind\":\"not_before\",\"start\":{\"on\":[\"close\"]},"
    "\"targets\":{\"day\":{\"order\":1,\"time\":\"P1D\"}}}},"
    "\"actions\":{\"visit\":{\"order\":20,\"from\":[\"*open\"],\"roles\":[\"clerk\"],"
    "\"form\":{\"visit_from\":{\"order\":1}}},"
    "\"beat\":{\"order\":21,\"from\":[\"*open\"],\"roles\":[\"clerk\"]},"
    "\"close\":{\"order\":22,\"from\":[\"*open\"],\"to\":\"shut\",\"roles\":[\"clerk\"]},"
    "\"drop\":{\"order\":23,\"from\":[\"*open\"],\"to\":\"shut\",\"roles\":[\"clerk\"]}}}";

static inline const char *instant(int64_t at)
{
    static char text[40];
    int64_t ms = at - (NOW - 80 * MINUTE); /* 2024-03-15T00:00:00Z */
    assert_in_range(ms, 0, 2 * DAY - 1);
    int used = snprintf(text, sizeof text, "2024-03-%02dT%02d:%02d:%02d", 15 + (int)(ms / DAY), (int)(ms / HOUR % 24),
                        (int)(ms / MINUTE % 60), (int)(ms / 1000 % 60));
    snprintf(text + used, sizeof text - (size_t)used, ms % 1000 == 0 ? "Z" : ".%03dZ", (int)(ms % 1000));
    return text;
}

/* Something done by a desk without faults, at an instant. */
static inline void do_by(bench *b, mend_desk *desk, const char *key, const char *action, int64_t visit, int64_t now)
{
    char field[80];
    mend_args *given = b->args;
    mend_result *result;
    snprintf(field, sizeof field, "visit_from=%s", visit == 0 ? "" : instant(visit));
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    bench_args(b, "clerk:ann", action, NULL, visit == 0 ? NULL : field, NULL);
    assert_int_equal(mend_desk_act(desk, key, MEND_NTS, b->args, now, NULL, result, NULL), MEND_OK);
    mend_result_free(result);
    mend_args_free(b->args);
    b->args = given;
}

static inline void open_due(bench *b, const char *key, int64_t due)
{
    bench_open(b, key);
    do_by(b, b->witness, key, "visit", due, NOW);
}

/* Tickets t000, t001, ..., each due a minute after the one before, the first a minute from now. */
static inline void open_many(bench *b, int count)
{
    char key[16];
    for (int i = 0; i < count; i++) {
        snprintf(key, sizeof key, "t%03d", i);
        open_due(b, key, NOW + (i + 1) * MINUTE);
    }
}

static mend_sweep_info swept; /* by the last sweep */

static inline mend_status sweep_with(bench *b, mend_desk *desk, int64_t now, mend_sweep_options options)
{
    options.struct_size = sizeof options;
    swept = (mend_sweep_info){.struct_size = sizeof swept};
    mend_status status = mend_desk_sweep(desk, now, &options, &swept, b->rows, &b->err);
    assert_true(status == MEND_OK || b->err.status == status);
    return status;
}

static inline mend_status sweep(bench *b, int64_t now)
{
    return sweep_with(b, b->desk, now, (mend_sweep_options){0});
}

#define assert_swept(d, t, c, f)                                                                                       \
    do {                                                                                                               \
        assert_int_equal(swept.due, d);                                                                                \
        assert_int_equal(swept.ticked, t);                                                                             \
        assert_int_equal(swept.conflicts, c);                                                                          \
        assert_int_equal(swept.failed, f);                                                                             \
    } while (0)

static inline int32_t notices(bench *b)
{
    mend_rows *rows;
    assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
    assert_int_equal(mend_desk_pending(b->witness, "", 0, 1000, rows, NULL), MEND_OK);
    int32_t count = mend_rows_count(rows);
    mend_rows_free(rows);
    return count;
}

#endif
