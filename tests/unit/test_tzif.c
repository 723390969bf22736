/*
 * test_tzif.c - zones from compiled files: real files against the C library's reading of them, files made here byte by
 * byte for each version and each part, and whatever can be wrong with one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "mend/reason.h"
#include "notions/instant.h"
#include "notions/tzif.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* ---- files made here ---- */

typedef struct maker {
    unsigned char bytes[8192];
    size_t len;
} maker;

/* What goes into one block of a file. */
typedef struct parts {
    int times, types, leaps;
    int64_t time[8];
    unsigned char index[8];
    int32_t offset[4];
    int64_t leap_time[4];
    int32_t leap_seconds[4];
    bool indicators;
} parts;

static void put(maker *m, uint64_t value, int width)
{
    for (int i = width - 1; i >= 0; i--) {
        m->bytes[m->len++] = i < 8 ? (unsigned char)(value >> (8 * i) & 0xFF) : 0;
    }
}

static void put_block(maker *m, char version, int width, const parts *p)
{
    memcpy(m->bytes + m->len, "TZif", 4);
    m->len += 4;
    put(m, (unsigned char)version, 1);
    put(m, 0, 15);
    put(m, p->indicators ? (uint64_t)p->types : 0, 4);
    put(m, p->indicators ? (uint64_t)p->types : 0, 4);
    put(m, (uint64_t)p->leaps, 4);
    put(m, (uint64_t)p->times, 4);
    put(m, (uint64_t)p->types, 4);
    put(m, 4, 4);
    for (int i = 0; i < p->times; i++) {
        put(m, (uint64_t)p->time[i], width);
    }
    for (int i = 0; i < p->times; i++) {
        put(m, p->index[i], 1);
    }
    for (int i = 0; i < p->types; i++) {
        put(m, (uint64_t)p->offset[i], 4);
        put(m, i % 2 == 1, 1);
        put(m, 0, 1);
    }
    memcpy(m->bytes + m->len, "ABC", 4);
    m->len += 4;
    for (int i = 0; i < p->leaps; i++) {
        put(m, (uint64_t)p->leap_time[i], width);
        put(m, (uint64_t)p->leap_seconds[i], 4);
    }
    for (int i = 0; p->indicators && i < 2 * p->types; i++) {
        put(m, 1, 1);
    }
}

/* A whole file; of version 1 the block alone. */
static maker make(char version, const parts *p, const char *footer)
{
    static const parts least = {.types = 1};
    maker m = {.len = 0};
    put_block(&m, version, 4, version == 0 ? p : &least);
    if (version != 0) {
        put_block(&m, version, 8, p);
        m.bytes[m.len++] = '\n';
        memcpy(m.bytes + m.len, footer, strlen(footer));
        m.len += strlen(footer);
        m.bytes[m.len++] = '\n';
    }
    return m;
}

/* Reads bytes from a block of exactly their size, so that a look beyond it is seen. */
static mend_status read_exact(const unsigned char *bytes, size_t len, mend_zone **zone, mend_error *err)
{
    unsigned char *copy = malloc(len > 0 ? len : 1);
    memcpy(copy, bytes, len);
    *err = (mend_error){.struct_size = sizeof *err};
    *zone = NULL;
    mend_status status = mend_zone_tzif(NULL, copy, len, zone, err);
    free(copy);
    return status;
}

static mend_zone *read_made(const maker *m)
{
    mend_zone *zone;
    mend_error err;
    mend_status status = read_exact(m->bytes, m->len, &zone, &err);
    if (status != MEND_OK) {
        fail_msg("%s at %lld", err.text, (long long)err.offset);
    }
    return zone;
}

static void assert_offset(const mend_zone *zone, int64_t second, int32_t expected)
{
    int32_t got = -1;
    assert_int_equal(mend_zone_offset(zone, second * 1000, &got), MEND_OK);
    if (got != expected) {
        fail_msg("at %lld: expected %d, got %d", (long long)second, (int)expected, (int)got);
    }
}

static const parts two_moves = {.times = 2,
                                .types = 3,
                                .time = {1000000, 2000000},
                                .index = {1, 2},
                                .offset = {-100, 3600, 7200},
                                .indicators = true};

static void test_tzif__every_version(void **state)
{
    (void)state;
    static const char versions[] = {0, '2', '3', '4'};
    for (size_t i = 0; i < sizeof versions; i++) {
        maker m = make(versions[i], &two_moves, "");
        mend_zone *zone = read_made(&m);
        assert_offset(zone, -62000000000, -100);
        assert_offset(zone, 999999, -100);
        assert_offset(zone, 1000000, 3600);
        assert_offset(zone, 1999999, 3600);
        assert_offset(zone, 2000000, 7200);
        assert_offset(zone, 250000000000, 7200);
        mend_zone_free(zone);
    }
}

static void test_tzif__the_rule_counts_behind_the_last_move(void **state)
{
    (void)state;
    maker m = make('2', &two_moves, "EET-2EEST,M3.5.0/3,M10.5.0/4");
    mend_zone *zone = read_made(&m);
    assert_offset(zone, 1999999, 3600);
    assert_offset(zone, 2000000, 7200);    /* January 1970 */
    assert_offset(zone, 1711846799, 7200); /* 2024-03-31T00:59:59Z */
    assert_offset(zone, 1711846800, 10800);
    assert_offset(zone, 250000000000, 7200); /* 9892-03 */
    mend_zone_free(zone);

    parts none = {.times = 0, .types = 1, .offset = {5400}};
    m = make('2', &none, "EET-2EEST,M3.5.0/3,M10.5.0/4");
    zone = read_made(&m);
    assert_offset(zone, -1010000000, 7200); /* without moves the rule counts for all time */
    assert_offset(zone, 1711846800, 10800);
    mend_zone_free(zone);
    m = make('2', &none, "");
    zone = read_made(&m);
    assert_offset(zone, -1000000000, 5400);
    mend_zone_free(zone);
    m = make('3', &none, "<-02>2<-01>,M3.5.0/-1,M10.5.0/0"); /* negative hours come with version 3 */
    zone = read_made(&m);
    assert_offset(zone, 1711846799, -7200);
    assert_offset(zone, 1711846800, -3600);
    mend_zone_free(zone);
}

/* From version 2 on the first block is passed over, whatever it says. */
static void test_tzif__the_first_block_is_passed_over(void **state)
{
    (void)state;
    static const parts odd = {
        .times = 1, .types = 2, .time = {5}, .index = {200}, .offset = {99999999, 1}, .indicators = true};
    maker m = {.len = 0};
    put_block(&m, '2', 4, &odd);
    put_block(&m, '2', 8, &two_moves);
    memcpy(m.bytes + m.len, "\n\n", 2);
    m.len += 2;
    mend_zone *zone = read_made(&m);
    assert_offset(zone, 1500000, 3600);
    mend_zone_free(zone);
}

/* In a file that counts leap seconds, times are later by as many as came before. */
static void test_tzif__leap_seconds_are_taken_out(void **state)
{
    (void)state;
    parts p = two_moves;
    p.leaps = 2;
    p.leap_time[0] = 1500000;
    p.leap_seconds[0] = 1;
    p.leap_time[1] = 1800000;
    p.leap_seconds[1] = 2;
    static const char versions[] = {0, '2', '4'};
    for (size_t i = 0; i < sizeof versions; i++) {
        maker m = make(versions[i], &p, "");
        mend_zone *zone = read_made(&m);
        assert_offset(zone, 999999, -100);
        assert_offset(zone, 1000000, 3600);
        assert_offset(zone, 1999997, 3600);
        assert_offset(zone, 1999998, 7200);
        mend_zone_free(zone);
    }
    /* Two moves that become one: the later counts. */
    p.time[0] = 1799999;
    p.time[1] = 1800000;
    maker m = make('2', &p, "");
    mend_zone *zone = read_made(&m);
    assert_offset(zone, 1799997, -100);
    assert_offset(zone, 1799998, 7200);
    mend_zone_free(zone);
}

static void test_tzif__moves_outside_of_the_years(void **state)
{
    (void)state;
    parts p = {.times = 4,
               .types = 4,
               .time = {INT64_MIN, INT64_MIN + 1, 0, INT64_MAX},
               .index = {1, 2, 3, 0},
               .offset = {0, 3600, 7200, 10800}};
    maker m = make('2', &p, "UTC0");
    mend_zone *zone = read_made(&m);
    assert_offset(zone, MEND__INSTANT_MIN / 1000, 7200);
    assert_offset(zone, -1, 7200);
    assert_offset(zone, 0, 10800);
    assert_offset(zone, MEND__INSTANT_MAX / 1000, 10800);
    mend_zone_free(zone);
}

/* ---- what can be wrong ---- */

static void assert_refused(const maker *m, mend_status expected, size_t offset, const char *text)
{
    mend_zone *zone;
    mend_error err;
    mend_status status = read_exact(m->bytes, m->len, &zone, &err);
    if (status != expected || err.offset != (int64_t)offset || err.reason != MEND_REASON_BAD_ZONE ||
        strstr(err.text, text) == NULL || zone != NULL) {
        fail_msg("expected %d at %zu, %s; got %d at %lld, %s", (int)expected, offset, text, (int)status,
                 (long long)err.offset, err.text);
    }
}

static void test_tzif__cut_off_anywhere(void **state)
{
    (void)state;
    static const char versions[] = {0, '2'};
    for (size_t i = 0; i < sizeof versions; i++) {
        maker m = make(versions[i], &two_moves, "EET-2EEST,M3.5.0/3,M10.5.0/4");
        for (size_t len = 0; len < m.len; len++) {
            mend_zone *zone;
            mend_error err;
            assert_int_equal(read_exact(m.bytes, len, &zone, &err), MEND_SYNTAX);
            assert_null(zone);
            assert_true(err.offset >= 0 && (uint64_t)err.offset <= len);
        }
    }
}

/* One byte changed, at a place counted from the second block's header. */
static void test_tzif__refused_with_the_offset(void **state)
{
    (void)state;
    enum {
        SECOND = 44 + 6 + 4,
        TIMES = SECOND + 44,
        INDEX = TIMES + 16,
        TYPES = INDEX + 2,
        CHARS = TYPES + 18,
        MARKS = CHARS + 4,
        FOOT = MARKS + 6
    };
    static const struct {
        size_t at;
        unsigned char byte;
        size_t where;
        const char *text;
    } cases[] = {
        {0, 'X', 0, "TZif"},
        {4, '1', 4, "version"},
        {4, 'A', 4, "version"},
        {4, '3', SECOND + 4, "different versions"},
        {SECOND, 'X', SECOND, "TZif"},
        {20, 1, 20, "more bytes"},
        {SECOND + 20, 0x80, SECOND + 20, "more bytes"},
        {SECOND + 32, 0xFF, SECOND + 20, "more bytes"},
        {INDEX, 3, INDEX, "no such type"},
        {TYPES, 0x80, TYPES, "offset"},
        {TYPES + 7, 0x10, TYPES + 6, "offset"},
        {TYPES + 4, 2, TYPES + 4, "summer time"},
        {TYPES + 5, 4, TYPES + 5, "abbreviation"},
        {CHARS + 3, 'D', SECOND + 40, "NUL"},
        {MARKS, 2, MARKS, "indicator"},
        {MARKS + 5, 9, MARKS + 5, "indicator"},
        {FOOT, 'x', FOOT, "line feed"},
        {FOOT + 1, ',', FOOT + 1, "expected a zone"},
        {FOOT + 4, 'x', FOOT + 5, "hours west"},
    };
    const maker good = make('2', &two_moves, "UTC0");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        maker m = good;
        m.bytes[cases[i].at] = cases[i].byte;
        assert_refused(&m, MEND_SYNTAX, cases[i].where, cases[i].text);
    }
    maker m = good;
    m.bytes[4] = '5';
    assert_refused(&m, MEND_UNSUPPORTED, 4, "versions 1 to 4");
    m = good;
    m.bytes[m.len++] = 0;
    assert_refused(&m, MEND_SYNTAX, m.len - 1, "behind the rule");
    m = make(0, &two_moves, "");
    m.bytes[m.len++] = 0;
    assert_refused(&m, MEND_SYNTAX, m.len - 1, "behind the data");
    m = make('2', &two_moves, "UTC"); /* a rule of ours, but not of POSIX */
    assert_refused(&m, MEND_SYNTAX, m.len - 1, "hours west");
}

static void test_tzif__parts_that_contradict_each_other(void **state)
{
    (void)state;
    enum { SECOND = 44 + 6 + 4, TIMES = SECOND + 44 };
    parts p = two_moves;
    p.time[1] = p.time[0];
    maker m = make('2', &p, "");
    assert_refused(&m, MEND_SYNTAX, TIMES + 8, "do not ascend");
    p = two_moves;
    p.leaps = 2;
    p.leap_time[0] = 7;
    p.leap_time[1] = 7;
    m = make('2', &p, "");
    assert_refused(&m, MEND_SYNTAX, TIMES + 16 + 2 + 18 + 4 + 12, "leap seconds do not ascend");
    p = two_moves;
    p.types = 0;
    m = make(0, &p, "");
    assert_refused(&m, MEND_SYNTAX, 36, "1 to 256 types");
    p.types = 1;
    m = make(0, &p, "");
    m.bytes[43] = 0; /* no abbreviations: what stands there is then too much, and is not looked at */
    assert_refused(&m, MEND_SYNTAX, 40, "NUL");
    static unsigned char many[44 + 257 * 6 + 1];
    memcpy(many, "TZif", 4);
    many[38] = 1;
    many[39] = 1;
    many[43] = 1;
    mend_zone *zone;
    mend_error err;
    assert_int_equal(read_exact(many, sizeof many, &zone, &err), MEND_SYNTAX);
    assert_int_equal(err.offset, 36);
    /* Fewer indicators than types: the byte left over makes the block's end another one. */
    p = two_moves;
    p.indicators = false;
    m = make(0, &p, "");
    m.bytes[23] = 1;
    m.bytes[m.len++] = 0;
    assert_refused(&m, MEND_SYNTAX, 20, "UT indicators");
    m.bytes[23] = 0;
    m.bytes[27] = 1;
    assert_refused(&m, MEND_SYNTAX, 24, "standard time indicators");
}

static void test_tzif__limits(void **state)
{
    (void)state;
    static unsigned char bytes[44 + 3000 * 5 + 10];
    static const struct {
        uint32_t times, leaps;
        mend_status status;
        int64_t offset;
    } cases[] = {{2000, 0, MEND_OK, 0}, {2001, 0, MEND_LIMIT, 32}, {0, 1000, MEND_OK, 0}, {0, 1001, MEND_LIMIT, 28}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        maker head = {.len = 0};
        mend_zone *zone;
        mend_error err;
        memset(bytes, 0, sizeof bytes);
        memcpy(head.bytes, "TZif", 4);
        head.len = 20;
        put(&head, 0, 4);
        put(&head, 0, 4);
        put(&head, cases[i].leaps, 4);
        put(&head, cases[i].times, 4);
        put(&head, 1, 4);
        put(&head, 4, 4);
        memcpy(bytes, head.bytes, head.len);
        for (uint32_t k = 0; k < cases[i].times; k++) {
            bytes[44 + 4 * k + 2] = (unsigned char)(k >> 8);
            bytes[44 + 4 * k + 3] = (unsigned char)(k & 0xFF);
        }
        for (uint32_t k = 0; k < cases[i].leaps; k++) {
            bytes[44 + 10 + 8 * k + 2] = (unsigned char)(k >> 8);
            bytes[44 + 10 + 8 * k + 3] = (unsigned char)(k & 0xFF);
        }
        size_t len = 44 + cases[i].times * 5u + 6 + 4 + cases[i].leaps * 8u;
        assert_int_equal(read_exact(bytes, len, &zone, &err), cases[i].status);
        if (cases[i].status != MEND_OK) {
            assert_int_equal(err.offset, cases[i].offset);
        }
        mend_zone_free(zone);
    }
}

static void test_tzif__without_memory(void **state)
{
    (void)state;
    maker m = make('2', &two_moves, "UTC0");
    for (size_t n = 1; n <= 2; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        mend_error err = {.struct_size = sizeof err};
        mend_zone *zone = NULL;
        mend_status status = mend_zone_tzif(&a, m.bytes, m.len, &zone, &err);
        assert_int_equal(status, n == 1 ? MEND_NOMEM : MEND_OK);
        mend_zone_free(zone);
        assert_int_equal(memory.live, 0);
    }
}

static void test_tzif__invalid_arguments(void **state)
{
    (void)state;
    maker m = make('2', &two_moves, "UTC0");
    mend_zone *zone = NULL;
    mend_error small = {.struct_size = 4};
    mend_allocator bad = {.struct_size = 3};
    assert_int_equal(mend_zone_tzif(NULL, NULL, 0, &zone, NULL), MEND_INVALID);
    assert_int_equal(mend_zone_tzif(NULL, m.bytes, m.len, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_zone_tzif(NULL, m.bytes, m.len, &zone, &small), MEND_INVALID);
    assert_int_equal(mend_zone_tzif(&bad, m.bytes, m.len, &zone, NULL), MEND_INVALID);
    assert_null(zone);
}

/* ---- real files ---- */

static const char *const places[] = {
    "Asia/Shanghai",    "America/New_York",  "Europe/London",    "Australia/Lord_Howe", "America/Sao_Paulo",
    "Africa/Cairo",     "Africa/Casablanca", "Pacific/Apia",     "Pacific/Chatham",     "Asia/Kathmandu",
    "America/St_Johns", "Asia/Tehran",       "America/Santiago", "Europe/Berlin",       "UTC",
};

static mend_zone *read_place(const char *path)
{
    static unsigned char bytes[65536];
    mend_zone *zone;
    mend_error err;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    size_t len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    if (read_exact(bytes, len, &zone, &err) != MEND_OK) {
        fail_msg("%s: %s at %lld", path, err.text, (long long)err.offset);
    }
    return zone;
}

/* Local times around each change of the clocks: both directions are monotone, and the first instant is found. */
static void assert_zone_laws(const mend_zone *zone, const char *name)
{
    int64_t at = -3000000000000, next;
    for (int i = 0; i < 400 && mend__zone_change(zone, at, &next); i++) {
        assert_true(next > at);
        assert_int_equal(mend__zone_offset(zone, next - 1), mend__zone_offset(zone, at));
        for (int64_t step = -7200000; step <= 7200000; step += 900000) {
            int64_t local = mend__zone_local(zone, next) + step, first = mend__zone_utc(zone, local);
            if (mend__zone_local(zone, first) < local || mend__zone_local(zone, first - 1) >= local ||
                mend__zone_utc(zone, local + 1) < first) {
                fail_msg("%s: %lld is no first instant of %lld", name, (long long)first, (long long)local);
            }
        }
        at = next;
    }
}

static void test_tzif__as_the_c_library_reads_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char path[1024], tz[1100];
        int32_t offset;
        snprintf(path, sizeof path, "%s/tests/zoneinfo/%s", MEND_ROOT, places[i]);
        snprintf(tz, sizeof tz, ":%s", path);
        mend_zone *zone = read_place(path);
        assert_non_null(zone);
        assert_int_equal(setenv("TZ", tz, 1), 0);
        tzset();
        for (int64_t at = -2200000000; at < 4500000000; at += 6 * 3600 + 1234) {
            struct tm local;
            time_t when = (time_t)at;
            if ((int64_t)when != at || localtime_r(&when, &local) == NULL) {
                continue;
            }
            int64_t day = mend__civil_day(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
            int64_t shown = day * 86400 + local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec;
            assert_int_equal(mend_zone_offset(zone, at * 1000, &offset), MEND_OK);
            if (at + offset != shown) {
                fail_msg("%s at %lld: expected %lld, got %d", places[i], (long long)at, (long long)(shown - at),
                         (int)offset);
            }
        }
        assert_zone_laws(zone, places[i]);
        mend_zone_free(zone);
    }
}

/* Whatever release of the database the machine has, its files can be read. */
static void test_tzif__the_machines_own_files(void **state)
{
    (void)state;
    int found = 0;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char path[1024];
        snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", places[i]);
        mend_zone *zone = read_place(path);
        if (zone != NULL) {
            assert_zone_laws(zone, places[i]);
            mend_zone_free(zone);
            found++;
        }
        snprintf(path, sizeof path, "/usr/share/zoneinfo/right/%s", places[i]);
        zone = read_place(path);
        if (zone != NULL) { /* counts leap seconds: 2024 begins 27 of them later */
            assert_int_equal(mend__zone_offset(zone, 1704067200000) % 60, 0);
            assert_zone_laws(zone, path);
            mend_zone_free(zone);
        }
    }
    if (found == 0) {
        skip();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tzif__every_version),
        cmocka_unit_test(test_tzif__the_rule_counts_behind_the_last_move),
        cmocka_unit_test(test_tzif__the_first_block_is_passed_over),
        cmocka_unit_test(test_tzif__leap_seconds_are_taken_out),
        cmocka_unit_test(test_tzif__moves_outside_of_the_years),
        cmocka_unit_test(test_tzif__cut_off_anywhere),
        cmocka_unit_test(test_tzif__refused_with_the_offset),
        cmocka_unit_test(test_tzif__parts_that_contradict_each_other),
        cmocka_unit_test(test_tzif__limits),
        cmocka_unit_test(test_tzif__without_memory),
        cmocka_unit_test(test_tzif__invalid_arguments),
        cmocka_unit_test(test_tzif__as_the_c_library_reads_it),
        cmocka_unit_test(test_tzif__the_machines_own_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
