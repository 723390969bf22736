/*
 * test_sqlite.c - the SQLite store beyond the contract: files it must not touch, other writers, read-only files, several
 * desks on one connection, old idempotency entries.
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
#include "store-sqlite/mend_sqlite_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/mend-sqlite-XXXXXX"; /* where somebody without rights may look, too */
static char path[64], message[200];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/desk.db", folder);
    return chmod(folder, 0777);
}

static int remove_files(void **state)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    (void)state;
    for (int i = 0; i < 4; i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        remove(name);
    }
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

/* ---- helpers ---- */

static mend_sqlite *open_file(uint32_t flags)
{
    mend_sqlite *db = NULL;
    message[0] = '\0';
    mend_status status = mend_sqlite_open(path, flags, &db, message, sizeof message);
    if (status != MEND_OK) {
        fail_msg("opening: %s: %s", mend_status_name(status), message);
    }
    return db;
}

static void expect_refused(uint32_t flags, mend_status expected)
{
    mend_sqlite *db = NULL;
    message[0] = '\0';
    mend_status status = mend_sqlite_open(path, flags, &db, message, sizeof message);
    assert_string_equal(mend_status_name(status), mend_status_name(expected));
    assert_null(db);
    assert_true(message[0] != '\0');
    assert_null(strchr(message, '\n'));
}

/* A desk on a connection, which it then holds alone. */
static void sit(small_desk *d, uint32_t flags, const char *tenant)
{
    mend_store table;
    mend_sqlite *db = open_file(flags);
    assert_int_equal(mend_sqlite_timeout(db, 0), MEND_OK);
    assert_int_equal(mend_sqlite_table(db, &table), MEND_OK);
    assert_true(small_desk_make(d, &table, tenant));
    mend_sqlite_close(db);
}

static void make_database(void)
{
    small_desk d;
    sit(&d, MEND_SQLITE_CREATE, "t");
    assert_int_equal(small_desk_open(&d, "a", "c1", SMALL_NOW), MEND_OK);
    small_desk_free(&d);
}

static void run_sql(const char *sql)
{
    sqlite3 *db;
    char *text = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    int rc = sqlite3_exec(db, sql, NULL, NULL, &text);
    if (rc != SQLITE_OK) {
        fail_msg("%s: %s", sql, text);
    }
    sqlite3_close(db);
}

static int64_t ask_sql(const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return number;
}

static void write_file(const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
}

/* ---- opening ---- */

static void test_sqlite__arguments_are_checked(void **state)
{
    mend_sqlite *db = NULL;
    mend_store table;
    (void)state;
    assert_int_equal(mend_sqlite_open(NULL, 0, &db, NULL, 0), MEND_INVALID);
    assert_int_equal(mend_sqlite_open(path, 0, NULL, NULL, 0), MEND_INVALID);
    assert_int_equal(mend_sqlite_open(path, 8, &db, NULL, 0), MEND_INVALID);
    assert_int_equal(mend_sqlite_table(NULL, &table), MEND_INVALID);
    assert_int_equal(mend_sqlite_timeout(NULL, 0), MEND_INVALID);
    assert_int_equal(mend_sqlite_prune(NULL, 0), MEND_INVALID);
    assert_string_equal(mend_sqlite_message(NULL), "");
    mend_sqlite_close(NULL);
    db = open_file(MEND_SQLITE_CREATE);
    assert_int_equal(mend_sqlite_table(db, NULL), MEND_INVALID);
    assert_int_equal(mend_sqlite_timeout(db, -1), MEND_INVALID);
    assert_string_equal(mend_sqlite_message(db), "");
    mend_sqlite_close(db);
}

static void test_sqlite__a_missing_file_is_not_made_unasked(void **state)
{
    (void)state;
    expect_refused(0, MEND_NOT_FOUND);
    expect_refused(MEND_SQLITE_READ_ONLY, MEND_NOT_FOUND);
    expect_refused(MEND_SQLITE_READ_ONLY | MEND_SQLITE_CREATE, MEND_NOT_FOUND);
    assert_int_not_equal(access(path, F_OK), 0);
    mend_sqlite *db = NULL; /* nor does a caller without room for words suffer */
    assert_int_equal(mend_sqlite_open(path, 0, &db, message, 0), MEND_NOT_FOUND);
    assert_int_equal(mend_sqlite_open(path, 0, &db, NULL, 10), MEND_NOT_FOUND);
    assert_int_equal(mend_sqlite_open(path, 0, &db, message, 5), MEND_NOT_FOUND);
    assert_int_equal(strlen(message), 4);
}

static void test_sqlite__a_folder_is_no_file(void **state)
{
    char whole[64];
    (void)state;
    snprintf(whole, sizeof whole, "%s", path);
    snprintf(path, sizeof path, "%s", folder);
    expect_refused(MEND_SQLITE_CREATE, MEND_DENIED);
    snprintf(path, sizeof path, "%s", whole);
}

static void test_sqlite__a_new_file_says_what_it_is(void **state)
{
    (void)state;
    make_database();
    assert_int_equal(ask_sql("PRAGMA application_id"), 0x6D656E64);
    assert_int_equal(ask_sql("PRAGMA user_version"), 3);
    run_sql("PRAGMA integrity_check");
    FILE *file = fopen(path, "rb");
    unsigned char head[20];
    assert_non_null(file);
    assert_int_equal(fread(head, 1, sizeof head, file), sizeof head);
    fclose(file);
    assert_int_equal(head[18], 2); /* write-ahead logging */
}

static void test_sqlite__tenants_stand_first_in_every_index(void **state)
{
    (void)state;
    make_database();
    assert_int_equal(ask_sql("SELECT count(*) FROM sqlite_master m, pragma_index_info(m.name) i"
                             " WHERE m.type = 'index' AND i.seqno = 0 AND i.name <> 'tenant'"),
                     0);
    assert_true(ask_sql("SELECT count(*) FROM sqlite_master WHERE type = 'index'") >= 12);
}

static void test_sqlite__a_newer_file_is_left_alone(void **state)
{
    (void)state;
    make_database();
    run_sql("PRAGMA user_version = 4");
    expect_refused(0, MEND_UNSUPPORTED);
    expect_refused(MEND_SQLITE_READ_ONLY, MEND_UNSUPPORTED);
    expect_refused(MEND_SQLITE_CREATE, MEND_UNSUPPORTED);
    run_sql("PRAGMA user_version = 3");
    mend_sqlite_close(open_file(0));
}

static void test_sqlite__another_programs_file_is_left_alone(void **state)
{
    (void)state;
    run_sql("CREATE TABLE somebody (id)");
    expect_refused(MEND_SQLITE_CREATE, MEND_CORRUPT);
    run_sql("PRAGMA application_id = 5; PRAGMA user_version = 1");
    expect_refused(MEND_SQLITE_CREATE, MEND_CORRUPT);
    run_sql("PRAGMA application_id = 1835363940; PRAGMA user_version = 0"); /* ours, of no version */
    expect_refused(MEND_SQLITE_CREATE, MEND_CORRUPT);
    assert_int_equal(ask_sql("SELECT count(*) FROM sqlite_master"), 1);
}

static void test_sqlite__what_is_no_database_is_corrupt(void **state)
{
    static const char text[] = "This is a letter, and a long one: it goes on for more than the hundred bytes that a "
                               "header of a database has, so that nobody can take it for one.";
    (void)state;
    write_file(text, sizeof text);
    expect_refused(0, MEND_CORRUPT);
    expect_refused(MEND_SQLITE_CREATE, MEND_CORRUPT);
    write_file("", 0); /* a file cut to nothing is not to be taken for a new one */
    expect_refused(0, MEND_CORRUPT);
    mend_sqlite_close(open_file(MEND_SQLITE_CREATE)); /* unless one is asked for */
}

static void test_sqlite__damage_is_noticed(void **state)
{
    small_desk d;
    char page[4096];
    (void)state;
    make_database();
    memset(page, 0x5A, sizeof page);
    FILE *file = fopen(path, "r+b"); /* every page but the first */
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    assert_true(size > 10 * 4096);
    for (long at = 4096; at < size; at += 4096) {
        fseek(file, at, SEEK_SET);
        fwrite(page, 1, sizeof page, file);
    }
    fclose(file);
    sit(&d, 0, "t");
    assert_int_equal(small_desk_revision(&d, "a"), -1);
    assert_int_equal(d.error.status, MEND_CORRUPT);
    assert_int_equal(small_desk_open(&d, "b", NULL, SMALL_NOW), MEND_CORRUPT);
    assert_int_equal(small_desk_events(&d, "a"), -1);
    assert_int_equal(d.error.status, MEND_CORRUPT);
    assert_int_equal(small_desk_listed(&d, MEND_INDEX_ALL, ""), -1);
    assert_int_equal(small_desk_notices(&d), -1);
    small_desk_free(&d);
}

static void test_sqlite__memory_serves_as_a_file(void **state)
{
    mend_sqlite *db;
    mend_store table;
    small_desk d;
    (void)state;
    assert_int_equal(mend_sqlite_open(":memory:", MEND_SQLITE_CREATE | MEND_SQLITE_NORMAL, &db, NULL, 0), MEND_OK);
    assert_int_equal(mend_sqlite_table(db, &table), MEND_OK);
    mend_sqlite_close(db);
    assert_true(small_desk_make(&d, &table, "t"));
    assert_int_equal(small_desk_open(&d, "a", NULL, SMALL_NOW), MEND_OK);
    small_desk_free(&d);
}

/* ---- other writers ---- */

static void expect_untouched(small_desk *d)
{
    assert_int_equal(small_desk_revision(d, "a"), 1);
    assert_int_equal(small_desk_events(d, "a"), 1);
    assert_int_equal(small_desk_notices(d), 1);
    assert_int_equal(small_desk_listed(d, MEND_INDEX_ALL, ""), 1);
}

static void test_sqlite__a_writer_in_the_way_is_busy(void **state)
{
    small_desk d;
    sqlite3 *other;
    (void)state;
    make_database();
    sit(&d, 0, "t");
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(small_desk_step(&d, "a", "S1", "c2", SMALL_NOW + 1), MEND_BUSY);
    assert_int_equal(small_desk_open(&d, "b", NULL, SMALL_NOW + 1), MEND_BUSY);
    assert_int_equal(mend_desk_sent(d.desk, "a#1#opened", MEND_NTS, 1, NULL), MEND_BUSY);
    assert_int_equal(mend_desk_begin(d.desk, NULL), MEND_BUSY);
    expect_untouched(&d); /* reading goes on */
    sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(other);
    assert_int_equal(small_desk_step(&d, "a", "S1", "c2", SMALL_NOW + 1), MEND_OK);
    assert_int_equal(mend_result_replayed(d.result), 0);
    small_desk_free(&d);
}

static void test_sqlite__a_batch_is_a_writer_to_other_connections(void **state)
{
    small_desk a, b;
    (void)state;
    make_database();
    sit(&a, 0, "t");
    sit(&b, 0, "t");
    assert_int_equal(mend_desk_begin(a.desk, NULL), MEND_OK);
    assert_int_equal(small_desk_step(&a, "a", "S1", NULL, SMALL_NOW + 1), MEND_OK);
    assert_int_equal(small_desk_step(&b, "a", "S2", NULL, SMALL_NOW + 1), MEND_BUSY);
    assert_int_equal(mend_desk_begin(b.desk, NULL), MEND_BUSY);
    expect_untouched(&b); /* what is not committed is not seen */
    assert_int_equal(mend_desk_end(a.desk, 1, NULL), MEND_OK);
    assert_int_equal(small_desk_revision(&b, "a"), 2);
    assert_int_equal(small_desk_step(&b, "a", "S2", NULL, SMALL_NOW + 1), MEND_OK);
    small_desk_free(&a);
    small_desk_free(&b);
}

static void test_sqlite__a_call_waits_as_long_as_it_is_told(void **state)
{
    (void)state;
    make_database();
    mend_sqlite *db = open_file(0);
    mend_store table;
    small_desk d;
    assert_int_equal(mend_sqlite_timeout(db, 10000), MEND_OK);
    assert_int_equal(mend_sqlite_table(db, &table), MEND_OK);
    mend_sqlite_close(db);
    assert_true(small_desk_make(&d, &table, "t"));
    int gate[2];
    char byte = 0;
    assert_int_equal(pipe(gate), 0);
    pid_t child = fork();
    if (child == 0) {
        sqlite3 *other;
        int ok = sqlite3_open(path, &other) == SQLITE_OK;
        ok = ok && sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
        ok = ok && write(gate[1], "x", 1) == 1;
        sqlite3_sleep(150);
        ok = ok && sqlite3_exec(other, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
        _exit(ok ? 0 : 1);
    }
    assert_int_equal(read(gate[0], &byte, 1), 1);
    assert_int_equal(small_desk_step(&d, "a", "S1", NULL, SMALL_NOW + 1), MEND_OK);
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    close(gate[0]);
    close(gate[1]);
    small_desk_free(&d);
}

/* ---- no right to write ---- */

static void expect_denied(small_desk *d)
{
    assert_int_equal(small_desk_step(d, "a", "S1", "c2", SMALL_NOW + 1), MEND_DENIED);
    assert_int_equal(small_desk_open(d, "b", NULL, SMALL_NOW + 1), MEND_DENIED);
    assert_int_equal(mend_desk_sent(d->desk, "a#1#opened", MEND_NTS, 1, NULL), MEND_DENIED);
    assert_int_equal(mend_desk_begin(d->desk, NULL), MEND_DENIED);
    expect_untouched(d);
}

static void test_sqlite__a_file_opened_read_only_denies_writing(void **state)
{
    small_desk d;
    (void)state;
    make_database();
    sit(&d, MEND_SQLITE_READ_ONLY, "t");
    expect_denied(&d);
    small_desk_free(&d);
    write_file("", 0);
    expect_refused(MEND_SQLITE_READ_ONLY, MEND_CORRUPT);
    expect_refused(MEND_SQLITE_READ_ONLY | MEND_SQLITE_CREATE, MEND_DENIED);
}

/* In a child, for it gives up the rights of an administrator. */
static void test_sqlite__a_file_without_write_permission_denies_writing(void **state)
{
    (void)state;
    make_database();
    assert_int_equal(chmod(path, 0444), 0);
    pid_t child = fork();
    if (child == 0) {
        small_desk d;
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
            _exit(2);
        }
        mend_sqlite *db = NULL;
        mend_store table;
        int ok = mend_sqlite_open(path, 0, &db, message, sizeof message) == MEND_OK;
        ok = ok && mend_sqlite_table(db, &table) == MEND_OK && small_desk_make(&d, &table, "t");
        ok = ok && small_desk_step(&d, "a", "S1", NULL, SMALL_NOW + 1) == MEND_DENIED;
        ok = ok && small_desk_revision(&d, "a") == 1;
        if (ok) {
            small_desk_free(&d);
        }
        mend_sqlite_close(db);
        _exit(ok ? 0 : 1);
    }
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
    assert_int_equal(chmod(path, 0), 0); /* and without permission to read */
    child = fork();
    if (child == 0) {
        mend_sqlite *db = NULL;
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
            _exit(2);
        }
        _exit(mend_sqlite_open(path, 0, &db, message, sizeof message) == MEND_DENIED ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(ended, 0);
}

/* ---- desks on one connection ---- */

static void test_sqlite__a_batch_belongs_to_its_table(void **state)
{
    (void)state;
    make_database();
    mend_sqlite *db = open_file(0);
    mend_store first, second;
    small_desk a, b;
    int64_t last;
    assert_int_equal(mend_sqlite_table(db, &first), MEND_OK);
    assert_int_equal(mend_sqlite_table(db, &second), MEND_OK);
    assert_true(small_desk_make(&a, &first, "t"));
    assert_true(small_desk_make(&b, &second, "t"));
    assert_int_equal(mend_desk_begin(a.desk, NULL), MEND_OK);
    assert_int_equal(first.begin(first.user), MEND_MISUSE);
    assert_int_equal(mend_desk_begin(b.desk, NULL), MEND_BUSY);
    assert_int_equal(second.end(second.user, 1), MEND_MISUSE);
    assert_int_equal(small_desk_step(&b, "a", "S1", NULL, SMALL_NOW + 1), MEND_BUSY);
    assert_int_equal(second.draw(second.user, "t", 1, "n", 1, 1, 1, 1, 9, &last), MEND_BUSY);
    assert_int_equal(mend_desk_sent(b.desk, "a#1#opened", MEND_NTS, 1, NULL), MEND_BUSY);
    assert_int_equal(mend_sqlite_prune(db, INT64_MAX), MEND_BUSY);
    assert_int_equal(small_desk_step(&a, "a", "S1", NULL, SMALL_NOW + 1), MEND_OK);
    small_desk_free(&a); /* leaves its batch */
    assert_int_equal(small_desk_revision(&b, "a"), 1);
    assert_int_equal(small_desk_step(&b, "a", "S1", NULL, SMALL_NOW + 1), MEND_OK);
    mend_sqlite_close(db);
    assert_int_equal(small_desk_step(&b, "a", "S2", NULL, SMALL_NOW + 1), MEND_OK); /* the table holds the file */
    small_desk_free(&b);
}

static void test_sqlite__prune_forgets_old_commands_only(void **state)
{
    (void)state;
    mend_sqlite *db = open_file(MEND_SQLITE_CREATE);
    static const char *const tenants[] = {"a", "b", "\xC3\xA9t\xC3\xA9"};
    small_desk d[3];
    for (int i = 0; i < 3; i++) {
        mend_store table;
        assert_int_equal(mend_sqlite_table(db, &table), MEND_OK);
        assert_true(small_desk_make(&d[i], &table, tenants[i]));
        assert_int_equal(small_desk_open(&d[i], "t", "old", SMALL_NOW), MEND_OK);
        assert_int_equal(small_desk_step(&d[i], "t", "S1", "new", SMALL_NOW + 10), MEND_OK);
    }
    assert_int_equal(mend_sqlite_prune(db, SMALL_NOW), MEND_OK); /* what is of that instant stays */
    assert_int_equal(ask_sql("SELECT count(*) FROM idempotency"), 6);
    assert_int_equal(mend_sqlite_prune(db, SMALL_NOW + 10), MEND_OK);
    assert_int_equal(ask_sql("SELECT count(*) FROM idempotency"), 3);
    assert_int_equal(ask_sql("SELECT count(*) FROM idempotency WHERE key = 'new'"), 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(small_desk_step(&d[i], "t", "S1", "new", SMALL_NOW + 11), MEND_OK);
        assert_int_equal(mend_result_replayed(d[i].result), 1);
        small_desk_free(&d[i]);
    }
    assert_int_equal(mend_sqlite_prune(db, INT64_MAX), MEND_OK);
    assert_int_equal(mend_sqlite_prune(db, INT64_MAX), MEND_OK); /* with none left */
    assert_int_equal(ask_sql("SELECT count(*) FROM idempotency"), 0);
    mend_sqlite_close(db);
}

/* ---- result codes ---- */

static void test_sqlite__result_codes_have_their_status(void **state)
{
    static const struct {
        int rc;
        mend_status status;
    } codes[] = {
        {SQLITE_OK, MEND_OK},
        {SQLITE_ROW, MEND_OK},
        {SQLITE_DONE, MEND_OK},
        {SQLITE_BUSY, MEND_BUSY},
        {SQLITE_BUSY_SNAPSHOT, MEND_BUSY},
        {SQLITE_BUSY_RECOVERY, MEND_BUSY},
        {SQLITE_LOCKED, MEND_BUSY},
        {SQLITE_LOCKED_SHAREDCACHE, MEND_BUSY},
        {SQLITE_PROTOCOL, MEND_BUSY},
        {SQLITE_READONLY, MEND_DENIED},
        {SQLITE_READONLY_DBMOVED, MEND_DENIED},
        {SQLITE_PERM, MEND_DENIED},
        {SQLITE_AUTH, MEND_DENIED},
        {SQLITE_CANTOPEN, MEND_DENIED},
        {SQLITE_CANTOPEN_ISDIR, MEND_DENIED},
        {SQLITE_FULL, MEND_FULL},
        {SQLITE_CORRUPT, MEND_CORRUPT},
        {SQLITE_CORRUPT_VTAB, MEND_CORRUPT},
        {SQLITE_NOTADB, MEND_CORRUPT},
        {SQLITE_IOERR_CORRUPTFS, MEND_CORRUPT},
        {SQLITE_IOERR_DATA, MEND_CORRUPT},
        {SQLITE_NOMEM, MEND_NOMEM},
        {SQLITE_IOERR_NOMEM, MEND_NOMEM},
        {SQLITE_TOOBIG, MEND_LIMIT},
        {SQLITE_CONSTRAINT_UNIQUE, MEND_DUPLICATE},
        {SQLITE_IOERR, MEND_IO},
        {SQLITE_IOERR_FSYNC, MEND_IO},
        {SQLITE_ERROR, MEND_IO},
        {SQLITE_MISUSE, MEND_IO},
        {SQLITE_INTERRUPT, MEND_IO},
    };
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        assert_string_equal(mend_status_name(mend_sqlite_status(codes[i].rc)), mend_status_name(codes[i].status));
    }
}

/* A number that moves onto another ticket's: no action does that, but the index is there to refuse it. */
static void test_sqlite__the_file_itself_refuses_a_number_twice(void **state)
{
    (void)state;
    small_desk d;
    sqlite3 *db;
    make_database();
    sit(&d, 0, "t");
    assert_int_equal(small_desk_open(&d, "b", NULL, SMALL_NOW), MEND_OK);
    small_desk_free(&d);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE tickets SET number = 'N000001'", NULL, NULL, NULL), SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_exec(db, "UPDATE tickets SET number = ''", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, NULL, remove_files)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_sqlite__arguments_are_checked),
        TEST(test_sqlite__a_missing_file_is_not_made_unasked),
        TEST(test_sqlite__a_folder_is_no_file),
        TEST(test_sqlite__a_new_file_says_what_it_is),
        TEST(test_sqlite__tenants_stand_first_in_every_index),
        TEST(test_sqlite__a_newer_file_is_left_alone),
        TEST(test_sqlite__another_programs_file_is_left_alone),
        TEST(test_sqlite__what_is_no_database_is_corrupt),
        TEST(test_sqlite__damage_is_noticed),
        TEST(test_sqlite__memory_serves_as_a_file),
        TEST(test_sqlite__a_writer_in_the_way_is_busy),
        TEST(test_sqlite__a_batch_is_a_writer_to_other_connections),
        TEST(test_sqlite__a_call_waits_as_long_as_it_is_told),
        TEST(test_sqlite__a_file_opened_read_only_denies_writing),
        TEST(test_sqlite__a_file_without_write_permission_denies_writing),
        TEST(test_sqlite__a_batch_belongs_to_its_table),
        TEST(test_sqlite__prune_forgets_old_commands_only),
        TEST(test_sqlite__result_codes_have_their_status),
        TEST(test_sqlite__the_file_itself_refuses_a_number_twice),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
