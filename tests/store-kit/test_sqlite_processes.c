/*
 * test_sqlite_processes.c - several processes on one SQLite file: some are killed in the middle, all want the same tickets,
 * all make the file at once. What was answered is there, everything is there wholly, and each command but once.
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

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char path[] = "processes.db";

enum { KILLS = 20, WORKERS = 4, HOT = 4, COMMANDS = 120, MAKERS = 6, PER_TICKET = 3 };

static int remove_files(void **state)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    (void)state;
    for (int i = 0; i < 4; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        remove(name);
    }
    return 0;
}

static int sit(small_desk *d)
{
    mend_sqlite *db;
    mend_store table;
    char message[200];
    if (mend_sqlite_open(path, MEND_SQLITE_CREATE, &db, message, sizeof message) != MEND_OK) {
        fprintf(stderr, "%s\n", message);
        return 0;
    }
    mend_sqlite_timeout(db, 20000);
    mend_status status = mend_sqlite_table(db, &table);
    mend_sqlite_close(db);
    return status == MEND_OK && small_desk_make(d, &table, "t");
}

static int64_t ask(const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 20000);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(stmt, 0);
    const char *text = (const char *)sqlite3_column_text(stmt, 0);
    if (strcmp(sql, "PRAGMA integrity_check") == 0) {
        assert_string_equal(text, "ok");
    }
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return number;
}

/* Whatever happened, each change is there with all of its parts, and no number twice. */
static void expect_whole(void)
{
    (void)ask("PRAGMA integrity_check");
    int64_t events = ask("SELECT count(*) FROM events");
    assert_int_equal(ask("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_int_equal(ask("SELECT count(*) FROM tickets t WHERE revision <> (SELECT count(*) FROM events e"
                         " WHERE e.tenant = t.tenant AND e.key = t.key)"),
                     0);
    assert_int_equal(ask("SELECT count(*) FROM tickets t WHERE revision <> (SELECT max(seq) FROM events e"
                         " WHERE e.tenant = t.tenant AND e.key = t.key)"),
                     0);
    assert_int_equal(ask("SELECT coalesce(sum(revision), 0) FROM tickets"), events);
    assert_int_equal(ask("SELECT count(*) FROM outbox"), events);
    assert_int_equal(ask("SELECT count(*) FROM idempotency"), events);
    assert_int_equal(ask("SELECT count(*) - count(DISTINCT number) FROM tickets"), 0);
    assert_true(ask("SELECT coalesce(max(last), 0) FROM counters") >= ask("SELECT count(*) FROM tickets"));
}

/* ---- killed in the middle ---- */

/* Command n of a round; every third opens a ticket. */
static mend_status command_of_round(small_desk *d, int round, int n)
{
    char key[32], command[32];
    snprintf(key, sizeof key, "r%d-%d", round, n / PER_TICKET);
    snprintf(command, sizeof command, "c%d-%d", round, n);
    return n % PER_TICKET == 0 ? small_desk_open(d, key, command, SMALL_NOW + n)
                               : small_desk_step(d, key, n % 2 ? "S1" : "S2", command, SMALL_NOW + n);
}

static void work_until_killed(int round, int answers)
{
    small_desk d;
    if (!sit(&d)) {
        _exit(1);
    }
    for (int n = 0;; n++) {
        if (command_of_round(&d, round, n) != MEND_OK || write(answers, "x", 1) != 1) {
            _exit(1);
        }
    }
}

static void pause_for(int64_t microseconds)
{
    struct timespec span = {.tv_sec = (time_t)(microseconds / 1000000),
                            .tv_nsec = (long)(microseconds % 1000000 * 1000)};
    nanosleep(&span, NULL);
}

/* Counts what the child answered until it was killed. */
static int64_t kill_in_the_middle(int round)
{
    int pipes[2];
    char bytes[512];
    int64_t answered = 0;
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0) {
        close(pipes[0]);
        work_until_killed(round, pipes[1]);
    }
    close(pipes[1]);
    assert_int_equal(read(pipes[0], bytes, 1), 1); /* it has begun */
    answered++;
    pause_for(1000 + 7919 * round % 30000);
    assert_int_equal(kill(child, SIGKILL), 0);
    for (ssize_t got = read(pipes[0], bytes, sizeof bytes); got > 0; got = read(pipes[0], bytes, sizeof bytes)) {
        answered += got;
    }
    close(pipes[0]);
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL); /* and did not give up by itself */
    return answered;
}

static void test_sqlite_processes__killed_at_any_time_changes_are_whole(void **state)
{
    int64_t before = 0;
    (void)state;
    for (int round = 0; round < KILLS; round++) {
        int64_t answered = kill_in_the_middle(round);
        expect_whole();
        int64_t events = ask("SELECT count(*) FROM events");
        assert_in_range(events - before, answered, answered + 1); /* what was answered, and perhaps the last one */
        before = events;
        small_desk d; /* the same commands again: only the last one may be new */
        assert_true(sit(&d));
        for (int n = 0; n <= answered; n++) {
            assert_int_equal(command_of_round(&d, round, n), MEND_OK);
            assert_true(mend_result_replayed(d.result) || n == answered);
        }
        small_desk_free(&d);
        before = ask("SELECT count(*) FROM events");
    }
}

/* ---- the same tickets ---- */

static mend_status hot_command(small_desk *d, int c)
{
    char key[16], command[16], serial[16];
    snprintf(key, sizeof key, "hot%d", c % HOT);
    snprintf(command, sizeof command, "cmd%d", c);
    snprintf(serial, sizeof serial, "S%d", c);
    return small_desk_step(d, key, serial, command, SMALL_NOW + 1);
}

/* Sends every command, beginning somewhere; repeats what came second or has an unknown end. */
static void send_all(int worker)
{
    small_desk d;
    if (!sit(&d)) {
        _exit(1);
    }
    for (int i = 0; i < COMMANDS; i++) {
        int c = (i + worker * COMMANDS / WORKERS) % COMMANDS;
        mend_status status = MEND_CONFLICT;
        for (int tries = 0; tries < 1000 && status != MEND_OK; tries++) {
            status = hot_command(&d, c);
            if (status != MEND_OK && status != MEND_CONFLICT && status != MEND_BUSY && status != MEND_UNKNOWN) {
                _exit(2);
            }
        }
        if (status != MEND_OK) {
            _exit(3);
        }
    }
    small_desk_free(&d);
    _exit(0);
}

static pid_t start_worker(int worker)
{
    pid_t child = fork();
    if (child == 0) {
        send_all(worker);
    }
    return child;
}

static void open_hot_tickets(void)
{
    small_desk d;
    assert_true(sit(&d));
    for (int i = 0; i < HOT; i++) {
        char key[16], command[16];
        snprintf(key, sizeof key, "hot%d", i);
        snprintf(command, sizeof command, "open%d", i);
        assert_int_equal(small_desk_open(&d, key, command, SMALL_NOW), MEND_OK);
    }
    small_desk_free(&d);
}

static void expect_each_command_once(void)
{
    expect_whole();
    assert_int_equal(ask("SELECT count(*) FROM events"), HOT + COMMANDS);
    assert_int_equal(ask("SELECT count(*) FROM idempotency WHERE key LIKE 'cmd%'"), COMMANDS);
    for (int i = 0; i < HOT; i++) {
        char sql[100];
        snprintf(sql, sizeof sql, "SELECT revision FROM tickets WHERE key = 'hot%d'", i);
        assert_int_equal(ask(sql), 1 + COMMANDS / HOT);
    }
}

static void test_sqlite_processes__each_command_takes_effect_once(void **state)
{
    pid_t workers[WORKERS];
    (void)state;
    open_hot_tickets();
    for (int w = 0; w < WORKERS; w++) {
        workers[w] = start_worker(w);
    }
    for (int w = 0; w < WORKERS; w++) {
        int ended;
        assert_int_equal(waitpid(workers[w], &ended, 0), workers[w]);
        assert_true(WIFEXITED(ended));
        assert_int_equal(WEXITSTATUS(ended), 0);
    }
    expect_each_command_once();
}

static void test_sqlite_processes__also_when_workers_are_killed(void **state)
{
    pid_t workers[WORKERS];
    int killed = 0;
    (void)state;
    open_hot_tickets();
    for (int w = 0; w < WORKERS; w++) {
        workers[w] = start_worker(w);
    }
    for (int k = 0; k < KILLS; k++) { /* one after another dies and is sent again from the start */
        int w = k % WORKERS, ended;
        pause_for(2000 + 4799 * k % 15000);
        kill(workers[w], SIGKILL);
        assert_int_equal(waitpid(workers[w], &ended, 0), workers[w]);
        killed += WIFSIGNALED(ended);
        assert_true(WIFSIGNALED(ended) || WEXITSTATUS(ended) == 0);
        workers[w] = start_worker(w);
    }
    for (int w = 0; w < WORKERS; w++) {
        int ended;
        assert_int_equal(waitpid(workers[w], &ended, 0), workers[w]);
        assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
    }
    assert_true(killed > 0);
    expect_each_command_once();
}

/* ---- a new file ---- */

static void make_and_open(int maker, int start)
{
    small_desk d;
    char byte, key[16], command[16];
    snprintf(key, sizeof key, "m%d", maker);
    snprintf(command, sizeof command, "make%d", maker);
    int ok = read(start, &byte, 1) == 0; /* until the other end is closed */
    ok = ok && sit(&d);
    if (ok) {
        ok = small_desk_open(&d, key, command, SMALL_NOW) == MEND_OK;
        small_desk_free(&d);
    }
    _exit(ok ? 0 : 1);
}

static void test_sqlite_processes__a_new_file_is_made_once(void **state)
{
    (void)state;
    for (int round = 0; round < 10; round++) {
        pid_t makers[MAKERS];
        int pipes[2];
        remove_files(NULL);
        assert_int_equal(pipe(pipes), 0);
        for (int m = 0; m < MAKERS; m++) {
            makers[m] = fork();
            if (makers[m] == 0) {
                close(pipes[1]);
                make_and_open(m, pipes[0]);
            }
        }
        close(pipes[0]);
        close(pipes[1]);
        for (int m = 0; m < MAKERS; m++) {
            int ended;
            assert_int_equal(waitpid(makers[m], &ended, 0), makers[m]);
            assert_true(WIFEXITED(ended) && WEXITSTATUS(ended) == 0);
        }
        expect_whole();
        assert_int_equal(ask("SELECT count(*) FROM tickets"), MAKERS);
        assert_int_equal(ask("SELECT max(last) FROM counters"), MAKERS);
    }
}

/* ---- sweeping together ---- */

enum { DUE = 120 };

/* Sweeps in small steps until nothing is left that is due; the clock of this process goes on by itself. */
static void sweep_all(int worker)
{
    small_desk d;
    int64_t now = SMALL_NOW + 10000;
    mend_sweep_options options = {.struct_size = sizeof options, .max = 7, .batch = worker % 2 ? 5 : 1, .lease = 200};
    if (!sit(&d)) {
        _exit(1);
    }
    for (int rounds = 0; rounds < 5000; rounds++) {
        mend_sweep_info info = {.struct_size = sizeof info};
        mend_status status = mend_desk_sweep(d.desk, now, &options, &info, NULL, NULL);
        if ((status != MEND_OK && status != MEND_BUSY) || info.failed > 0) {
            _exit(2);
        }
        now += 50 + worker; /* so that claims run out, also those of somebody who is just slow */
        mend_rows *rows;
        if (mend_rows_new(NULL, &rows) != MEND_OK ||
            mend_desk_due(d.desk, SMALL_NOW + 10000, INT64_MIN, "", 0, 1, rows, NULL) != MEND_OK) {
            _exit(3);
        }
        int left = mend_rows_count(rows);
        mend_rows_free(rows);
        if (left == 0) {
            small_desk_free(&d);
            _exit(0);
        }
    }
    _exit(4);
}

static pid_t start_sweeper(int worker)
{
    pid_t child = fork();
    if (child == 0) {
        sweep_all(worker);
    }
    return child;
}

static void test_sqlite_processes__sweepers_do_each_ticket_once_also_when_killed(void **state)
{
    small_desk d;
    pid_t workers[WORKERS];
    (void)state;
    assert_true(sit(&d));
    for (int i = 0; i < DUE; i++) {
        char key[16];
        snprintf(key, sizeof key, "due%d", i);
        assert_int_equal(small_desk_open(&d, key, NULL, SMALL_NOW), MEND_OK);
        assert_int_equal(small_desk_aim(&d, key, SMALL_NOW + 1000 + i / 3, SMALL_NOW), MEND_OK);
    }
    small_desk_free(&d);
    for (int w = 0; w < WORKERS; w++) {
        workers[w] = start_sweeper(w);
    }
    for (int k = 0; k < KILLS; k++) {
        int w = k % WORKERS, ended;
        pause_for(1000 + 3571 * k % 5000);
        kill(workers[w], SIGKILL);
        assert_int_equal(waitpid(workers[w], &ended, 0), workers[w]);
        assert_true(WIFSIGNALED(ended) || WEXITSTATUS(ended) == 0);
        workers[w] = start_sweeper(w);
    }
    for (int w = 0; w < WORKERS; w++) {
        int ended;
        assert_int_equal(waitpid(workers[w], &ended, 0), workers[w]);
        assert_true(WIFEXITED(ended));
        assert_int_equal(WEXITSTATUS(ended), 0);
    }
    (void)ask("PRAGMA integrity_check");
    assert_int_equal(ask("SELECT count(*) FROM tickets WHERE revision = 3"), DUE);
    assert_int_equal(ask("SELECT count(*) FROM events WHERE seq = 3"), DUE);
    assert_int_equal(ask("SELECT count(*) FROM events"), 3 * DUE);
    assert_int_equal(ask("SELECT count(*) FROM dues"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, remove_files, remove_files)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_sqlite_processes__killed_at_any_time_changes_are_whole),
        TEST(test_sqlite_processes__each_command_takes_effect_once),
        TEST(test_sqlite_processes__also_when_workers_are_killed),
        TEST(test_sqlite_processes__a_new_file_is_made_once),
        TEST(test_sqlite_processes__sweepers_do_each_ticket_once_also_when_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
