/*
 * test_sqlite_faults.c - the SQLite store when reading, writing, syncing or getting memory fails at any single point: the
 * answer is true, on the connection that goes on and in the files as a crash would leave them.
 *
 * A file system layer between SQLite and the real one fails the n-th operation, for every n until none is left to fail.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "store-kit/small_desk.h"
#include "store-sqlite/mend_sqlite.h"
#include "troubled_vfs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- memory ---- */

static sqlite3_mem_methods plain_memory;
static int64_t allowance = -1; /* allocations until one fails; below 0: none will */
static int64_t refused;

static int may_allocate(void)
{
    if (allowance != 0) {
        allowance -= allowance > 0;
        return 1;
    }
    refused++;
    return 0;
}

static void *frugal_malloc(int size)
{
    return may_allocate() ? plain_memory.xMalloc(size) : NULL;
}

static void *frugal_realloc(void *block, int size)
{
    return may_allocate() ? plain_memory.xRealloc(block, size) : NULL;
}

static int install(void **state)
{
    (void)state;
    sqlite3_mem_methods frugal;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain_memory) != SQLITE_OK) {
        return -1;
    }
    frugal = plain_memory;
    frugal.xMalloc = frugal_malloc;
    frugal.xRealloc = frugal_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &frugal) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK || sqlite3_initialize() != SQLITE_OK) {
        return -1;
    }
    return layer_install() ? 0 : -1;
}

/* ---- files ---- */

static const char live[] = "faults.db", crash[] = "faults-crash.db";
static char *template_bytes; /* a database with ticket "a", opened by command "c1" */
static size_t template_len;

static void remove_database(const char *path)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    for (int i = 0; i < 4; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        remove(name);
    }
}

static char *read_whole(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    *len = 0;
    if (file == NULL) {
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    assert_non_null(bytes);
    *len = fread(bytes, 1, (size_t)size, file);
    fclose(file);
    return bytes;
}

static void write_whole(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

/* Copies what a crash of the process would leave: the file and its log, for the index of the log is made anew. */
static void copy_as_crashed(void)
{
    static const char *const tails[] = {"", "-wal"};
    remove_database(crash);
    for (int i = 0; i < 2; i++) {
        char from[64], to[64];
        size_t len;
        snprintf(from, sizeof from, "%s%s", live, tails[i]);
        snprintf(to, sizeof to, "%s%s", crash, tails[i]);
        char *bytes = read_whole(from, &len);
        if (bytes != NULL) {
            write_whole(to, bytes, len);
        }
        free(bytes);
    }
}

static void expect_sound(const char *path)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "ok");
    sqlite3_finalize(stmt);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA foreign_key_check", -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

typedef struct scene {
    mend_sqlite *db;
    mend_store table;
    small_desk desk;
} scene;

static mend_status enter(scene *s, const char *path)
{
    mend_status status = mend_sqlite_open(path, 0, &s->db, NULL, 0);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_sqlite_table(s->db, &s->table);
    assert_int_equal(status, MEND_OK);
    assert_true(small_desk_make(&s->desk, &s->table, "t"));
    return MEND_OK;
}

static void leave(scene *s)
{
    small_desk_free(&s->desk);
    mend_sqlite_close(s->db);
}

static void set_scene(scene *s)
{
    remove_database(live);
    write_whole(live, template_bytes, template_len);
    assert_int_equal(enter(s, live), MEND_OK);
    assert_int_equal(small_desk_revision(&s->desk, "a"), 1); /* pages and statements of reading are there */
}

static int make_template(void **state)
{
    mend_sqlite *db;
    mend_store table;
    small_desk d;
    if (install(state) != 0) {
        return -1;
    }
    remove_database(live);
    if (mend_sqlite_open(live, MEND_SQLITE_CREATE, &db, NULL, 0) != MEND_OK ||
        mend_sqlite_table(db, &table) != MEND_OK || !small_desk_make(&d, &table, "t")) {
        return -1;
    }
    mend_status status = small_desk_open(&d, "a", "c1", SMALL_NOW);
    small_desk_free(&d);
    mend_sqlite_close(db);
    template_bytes = read_whole(live, &template_len);
    return status == MEND_OK && template_len > 0 ? 0 : -1;
}

static int remove_template(void **state)
{
    (void)state;
    free(template_bytes);
    remove_database(live);
    remove_database(crash);
    return 0;
}

/* ---- what is tried, and whether it happened ---- */

typedef struct trial {
    const char *name;
    mend_status (*run)(scene *s);
    int (*done)(scene *s); /* 1: wholly, 0: not at all, -1: in part */
    int64_t operations;    /* at least so many operations are there to fail */
} trial;

static int done_steps(scene *s, int64_t steps, const char *serial)
{
    int64_t revision = small_desk_revision(&s->desk, "a"), events = small_desk_events(&s->desk, "a");
    int64_t notices = small_desk_notices(&s->desk), listed = small_desk_listed(&s->desk, MEND_INDEX_SERIAL, serial);
    if (revision == 1 + steps && events == 1 + steps && notices == 1 + steps && listed == 1) {
        return 1;
    }
    return revision == 1 && events == 1 && notices == 1 && listed == 0 ? 0 : -1;
}

static mend_status run_step(scene *s)
{
    return small_desk_step(&s->desk, "a", "S1", NULL, SMALL_NOW + 1);
}

static int done_step(scene *s)
{
    return done_steps(s, 1, "S1");
}

static mend_status run_batch(scene *s)
{
    mend_status status = mend_desk_begin(s->desk.desk, NULL);
    if (status != MEND_OK) {
        return status;
    }
    mend_status first = small_desk_step(&s->desk, "a", "S0", NULL, SMALL_NOW + 1);
    mend_status second = small_desk_step(&s->desk, "a", "S1", NULL, SMALL_NOW + 1);
    int all = first == MEND_OK && second == MEND_OK;
    status = mend_desk_end(s->desk.desk, all, NULL);
    if (first != MEND_OK) {
        return first;
    }
    return second != MEND_OK ? second : status;
}

static int done_batch(scene *s)
{
    return done_steps(s, 2, "S1");
}

/* A change that fails and is not looked at: the batch says so at its end, or has the others. */
static mend_status run_careless(scene *s)
{
    mend_status status = mend_desk_begin(s->desk.desk, NULL);
    if (status != MEND_OK) {
        return status;
    }
    mend_status first = s->table.sent(s->table.user, "t", 1, "a#1#opened", 10, 0);
    mend_status second = small_desk_step(&s->desk, "a", "S1", NULL, SMALL_NOW + 1);
    status = mend_desk_end(s->desk.desk, 1, NULL);
    if (status == MEND_OK && second != MEND_OK) {
        return second; /* what was kept is the attempt alone, or nothing */
    }
    (void)first;
    return status;
}

static mend_status run_sent(scene *s)
{
    return s->table.sent(s->table.user, "t", 1, "a#1#opened", 10, 1);
}

static int done_sent(scene *s)
{
    int64_t notices = small_desk_notices(&s->desk);
    return notices == 0 ? 1 : notices == 1 ? 0 : -1;
}

static mend_status run_draw(scene *s)
{
    int64_t last;
    return s->table.draw(s->table.user, "t", 1, "other", 5, 1, 1, 3, 100, &last);
}

static int done_draw(scene *s)
{
    int64_t last = 0;
    if (s->table.begin(s->table.user) != MEND_OK ||
        s->table.draw(s->table.user, "t", 1, "other", 5, 1, 1, 1, 100, &last) != MEND_OK ||
        s->table.end(s->table.user, 0) != MEND_OK) {
        return -1;
    }
    return last == 3 ? 1 : last == INT64_MIN ? 0 : -1;
}

static mend_status run_prune(scene *s)
{
    return mend_sqlite_prune(s->db, SMALL_NOW + 1);
}

static int done_prune(scene *s)
{
    mend_buf *buf;
    assert_int_equal(mend_buf_new(NULL, &buf), MEND_OK);
    mend_status status = s->table.recall(s->table.user, "t", 1, "c1", 2, buf);
    mend_buf_free(buf);
    return status == MEND_NOT_FOUND ? 1 : status == MEND_OK ? 0 : -1;
}

static mend_status run_aim(scene *s)
{
    return small_desk_aim(&s->desk, "a", SMALL_NOW + 1000, SMALL_NOW + 1);
}

static int done_aim(scene *s)
{
    mend_rows *rows;
    int64_t revision = small_desk_revision(&s->desk, "a");
    assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
    assert_int_equal(mend_desk_due(s->desk.desk, INT64_MAX, INT64_MIN, "", 0, 9, rows, NULL), MEND_OK);
    int32_t due = mend_rows_count(rows);
    mend_rows_free(rows);
    return due == 1 && revision == 2 ? 1 : due == 0 && revision == 1 ? 0 : -1;
}

static mend_status run_erase(scene *s)
{
    return s->table.erase(s->table.user, "t", 1, "a", 1, 1);
}

static int done_erase(scene *s)
{
    int64_t revision = small_desk_revision(&s->desk, "a"), events = small_desk_events(&s->desk, "a");
    int64_t notices = small_desk_notices(&s->desk), listed = small_desk_listed(&s->desk, MEND_INDEX_ALL, "");
    int forgotten = done_prune(s);
    if (revision == 0 && events == 0 && notices == 0 && listed == 0 && forgotten == 1) {
        return 1;
    }
    return revision == 1 && events == 1 && notices == 1 && listed == 1 && forgotten == 0 ? 0 : -1;
}

static const trial trials[] = {
    {"step", run_step, done_step, 8},
    {"batch", run_batch, done_batch, 8},
    {"careless batch", run_careless, done_step, 8},
    {"sent", run_sent, done_sent, 6},
    {"draw", run_draw, done_draw, 6},
    {"prune", run_prune, done_prune, 6},
    {"aim", run_aim, done_aim, 8},
    {"erase", run_erase, done_erase, 6},
};

enum { TRIALS = sizeof trials / sizeof trials[0] };

static void expect_true_answer(const trial *t, mend_status status, int done, const char *where, int64_t n)
{
    int right = status == MEND_OK ? done == 1 : status == MEND_UNKNOWN ? done == 0 || done == 1 : done == 0;
    if (!right) {
        fail_msg("%s, fault %lld: answered %s, and %s it is %s", t->name, (long long)n, mend_status_name(status), where,
                 done == 1   ? "there"
                 : done == 0 ? "not there"
                             : "there in part");
    }
}

/* One fault. 0: there was nothing left to fail. */
static int try_fault(const trial *t, plan with, int64_t n, mend_status allowed)
{
    scene s, after;
    set_scene(&s);
    trouble = with;
    trouble.left = n;
    mend_status status = t->run(&s);
    int64_t hits = trouble.hits;
    trouble = (plan){.left = 0};
    if (status != MEND_OK && status != MEND_UNKNOWN && status != MEND_IO && status != allowed) {
        fail_msg("%s, fault %lld: answered %s", t->name, (long long)n, mend_status_name(status));
    }
    copy_as_crashed();
    assert_int_equal(enter(&after, crash), MEND_OK);
    expect_true_answer(t, status, t->done(&after), "after a crash", n);
    leave(&after);
    expect_sound(crash);
    int done = t->done(&s);
    expect_true_answer(t, status, done, "on the connection", n);
    if (done == 0) { /* and the connection goes on */
        assert_int_equal(t->run(&s), MEND_OK);
        assert_int_equal(t->done(&s), 1);
    }
    leave(&s);
    expect_sound(live);
    return hits > 0;
}

static void try_all(plan with, mend_status allowed)
{
    for (int i = 0; i < TRIALS; i++) {
        int64_t n = 1;
        while (n < 500 && try_fault(&trials[i], with, n, allowed)) {
            n++;
        }
        if (n < 3 || n == 500) {
            fail_msg("%s has %lld operations to fail", trials[i].name, (long long)n - 1);
        }
    }
}

static void test_sqlite_faults__one_operation_fails(void **state)
{
    (void)state;
    try_all((plan){.half = 0}, MEND_IO);
}

static void test_sqlite_faults__everything_fails_from_one_operation_on(void **state)
{
    (void)state;
    try_all((plan){.sticky = 1}, MEND_IO);
}

static void test_sqlite_faults__one_write_is_cut_in_half(void **state)
{
    (void)state;
    try_all((plan){.half = 1, .spared = ~(1U << WRITE)}, MEND_IO);
}

static void test_sqlite_faults__the_disk_is_full(void **state)
{
    (void)state;
    try_all((plan){.full = 1, .half = 1, .sticky = 1, .spared = ~(1U << WRITE)}, MEND_FULL);
    try_all((plan){.full = 1, .spared = ~(1U << WRITE)}, MEND_FULL);
}

/* The whole of what the disk can do at that point: the answer is MEND_FULL, for it is certain that nothing was kept. */
static void test_sqlite_faults__a_full_disk_is_told_as_such(void **state)
{
    (void)state;
    scene s;
    set_scene(&s);
    trouble = (plan){.left = 1, .full = 1, .sticky = 1, .spared = ~(1U << WRITE)};
    mend_status status = run_step(&s);
    trouble = (plan){.left = 0};
    assert_int_equal(status, MEND_FULL);
    assert_true(strstr(mend_sqlite_message(s.db), "full") != NULL);
    assert_int_equal(done_step(&s), 0);
    leave(&s);
}

/* A commit whose sync fails may be in the log or not. */
static void test_sqlite_faults__a_failed_sync_is_unknown(void **state)
{
    (void)state;
    scene s;
    set_scene(&s);
    trouble = (plan){.left = 1, .spared = ~(1U << SYNC)};
    mend_status status = run_step(&s);
    int64_t hits = trouble.hits;
    trouble = (plan){.left = 0};
    assert_int_equal(hits, 1); /* so there is one: what is answered as done has been synced */
    assert_int_equal(status, MEND_UNKNOWN);
    leave(&s);
}

static void test_sqlite_faults__normal_mode_does_not_sync_commits(void **state)
{
    (void)state;
    mend_sqlite *db;
    mend_store table;
    small_desk d;
    remove_database(live);
    write_whole(live, template_bytes, template_len);
    assert_int_equal(mend_sqlite_open(live, MEND_SQLITE_NORMAL, &db, NULL, 0), MEND_OK);
    assert_int_equal(mend_sqlite_table(db, &table), MEND_OK);
    assert_true(small_desk_make(&d, &table, "t"));
    assert_int_equal(small_desk_step(&d, "a", "S0", NULL, SMALL_NOW + 1), MEND_OK);
    trouble = (plan){.left = 1, .spared = ~(1U << SYNC)};
    assert_int_equal(small_desk_step(&d, "a", "S1", NULL, SMALL_NOW + 1), MEND_OK);
    assert_int_equal(trouble.hits, 0);
    trouble = (plan){.left = 0};
    small_desk_free(&d);
    mend_sqlite_close(db);
}

/* A command with a key, sent again until it succeeds, has one effect whatever failed. */
static void test_sqlite_faults__a_repeated_command_has_one_effect(void **state)
{
    (void)state;
    for (int sticky = 0; sticky < 2; sticky++) {
        int64_t n = 0, hits = 1;
        while (hits > 0 && n++ < 500) {
            scene s;
            set_scene(&s);
            trouble = (plan){.left = n, .sticky = sticky};
            mend_status status = small_desk_step(&s.desk, "a", "S1", "c2", SMALL_NOW + 1);
            hits = trouble.hits;
            trouble = (plan){.left = 0};
            assert_true(status == MEND_OK || status == MEND_UNKNOWN || status == MEND_IO);
            assert_int_equal(small_desk_step(&s.desk, "a", "S1", "c2", SMALL_NOW + 2), MEND_OK);
            assert_int_equal(done_step(&s), 1);
            leave(&s);
        }
        assert_in_range(n, 10, 499);
    }
}

static void test_sqlite_faults__reading_says_so(void **state)
{
    (void)state;
    for (int64_t n = 1; n < 100; n++) {
        scene s;
        remove_database(live);
        write_whole(live, template_bytes, template_len);
        assert_int_equal(enter(&s, live), MEND_OK);
        trouble = (plan){.left = n};
        int64_t revision = small_desk_revision(&s.desk, "a");
        mend_status status = revision < 0 ? s.desk.error.status : MEND_OK;
        int64_t notices = small_desk_notices(&s.desk), events = small_desk_events(&s.desk, "a");
        int64_t listed = small_desk_listed(&s.desk, MEND_INDEX_STATE, "registered");
        int64_t hits = trouble.hits;
        trouble = (plan){.left = 0};
        assert_true(revision == 1 || (revision == -1 && status == MEND_IO));
        assert_true(notices == 1 || notices == -1);
        assert_true(events == 1 || events == -1);
        assert_true(listed == 1 || listed == -1);
        leave(&s);
        if (hits == 0) {
            assert_true(n > 4);
            return;
        }
    }
    fail_msg("reading never gets through");
}

/* A new file is there wholly or can be made again. */
static void test_sqlite_faults__making_a_file(void **state)
{
    (void)state;
    for (int sticky = 0; sticky < 2; sticky++) {
        int64_t n = 0, hits = 1;
        while (hits > 0 && n++ < 500) {
            mend_sqlite *db = NULL;
            remove_database(live);
            trouble = (plan){.left = n, .sticky = sticky};
            mend_status status = mend_sqlite_open(live, MEND_SQLITE_CREATE, &db, NULL, 0);
            hits = trouble.hits;
            trouble = (plan){.left = 0};
            assert_true(status == MEND_OK || status == MEND_IO || status == MEND_UNKNOWN || status == MEND_DENIED);
            mend_sqlite_close(db);
            db = NULL;
            assert_int_equal(mend_sqlite_open(live, MEND_SQLITE_CREATE, &db, NULL, 0), MEND_OK);
            mend_sqlite_close(db);
            expect_sound(live);
        }
        assert_in_range(n, 10, 499);
    }
}

/* A claim that fails is no claim, or one that runs out; the next claim has the ticket in either case. */
static void test_sqlite_faults__claiming_says_so(void **state)
{
    (void)state;
    for (int sticky = 0; sticky < 2; sticky++) {
        int64_t n = 0, hits = 1;
        while (hits > 0 && n++ < 500) {
            scene s;
            mend_rows *rows;
            set_scene(&s);
            assert_int_equal(run_aim(&s), MEND_OK);
            assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
            trouble = (plan){.left = n, .sticky = sticky};
            mend_status status = s.table.due(s.table.user, "t", 1, INT64_MAX, INT64_MIN, "", 0, "", 0, 9, SMALL_NOW,
                                             SMALL_NOW + 10, rows);
            hits = trouble.hits;
            trouble = (plan){.left = 0};
            assert_true(status == MEND_OK || status == MEND_IO);
            assert_true(status != MEND_OK || mend_rows_count(rows) == 1);
            mend_rows_free(rows);
            assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
            status = s.table.due(s.table.user, "t", 1, INT64_MAX, INT64_MIN, "", 0, "", 0, 9, SMALL_NOW + 10,
                                 SMALL_NOW + 20, rows);
            assert_int_equal(status, MEND_OK);
            assert_int_equal(mend_rows_count(rows), 1);
            mend_rows_free(rows);
            leave(&s);
        }
        assert_in_range(n, 6, 499);
    }
}

/* ---- memory ---- */

static void test_sqlite_faults__every_allocation_may_fail(void **state)
{
    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        for (int64_t n = 0;; n++) {
            scene s;
            assert_true(n < 3000);
            set_scene(&s);
            allowance = n;
            refused = 0;
            mend_status status = trials[i].run(&s);
            allowance = -1;
            if (status != MEND_OK && status != MEND_UNKNOWN && status != MEND_NOMEM) {
                fail_msg("%s, allocation %lld: answered %s", trials[i].name, (long long)n, mend_status_name(status));
            }
            expect_true_answer(&trials[i], status, trials[i].done(&s), "on the connection", n);
            if (status != MEND_OK && trials[i].done(&s) == 0) {
                assert_int_equal(trials[i].run(&s), MEND_OK);
                assert_int_equal(trials[i].done(&s), 1);
            }
            leave(&s);
            if (refused == 0) {
                assert_true(n > 10);
                break;
            }
        }
    }
    expect_sound(live);
}

static void test_sqlite_faults__opening_without_memory(void **state)
{
    (void)state;
    for (int64_t n = 0;; n++) {
        mend_sqlite *db = NULL;
        assert_true(n < 9000);
        remove_database(live);
        allowance = n;
        refused = 0;
        mend_status status = mend_sqlite_open(live, MEND_SQLITE_CREATE, &db, NULL, 0);
        allowance = -1;
        if (status != MEND_OK && status != MEND_NOMEM && status != MEND_UNKNOWN) {
            fail_msg("allocation %lld: answered %s", (long long)n, mend_status_name(status));
        }
        mend_sqlite_close(db);
        if (refused == 0) {
            assert_int_equal(status, MEND_OK);
            assert_true(n > 50);
            return;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sqlite_faults__one_operation_fails),
        cmocka_unit_test(test_sqlite_faults__everything_fails_from_one_operation_on),
        cmocka_unit_test(test_sqlite_faults__one_write_is_cut_in_half),
        cmocka_unit_test(test_sqlite_faults__the_disk_is_full),
        cmocka_unit_test(test_sqlite_faults__a_full_disk_is_told_as_such),
        cmocka_unit_test(test_sqlite_faults__a_failed_sync_is_unknown),
        cmocka_unit_test(test_sqlite_faults__normal_mode_does_not_sync_commits),
        cmocka_unit_test(test_sqlite_faults__a_repeated_command_has_one_effect),
        cmocka_unit_test(test_sqlite_faults__reading_says_so),
        cmocka_unit_test(test_sqlite_faults__making_a_file),
        cmocka_unit_test(test_sqlite_faults__claiming_says_so),
        cmocka_unit_test(test_sqlite_faults__every_allocation_may_fail),
        cmocka_unit_test(test_sqlite_faults__opening_without_memory),
    };
    return cmocka_run_group_tests(tests, make_template, remove_template);
}
