/*
 * test_postgres.c - the PostgreSQL store: the contract of every store, and what is its own: connections that die, a server
 * that goes away, tables of other versions, claims of several sweepers. Runs inside tests/postgres/server.sh.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store-kit/mend_store_kit.h"
#include "store-kit/small_desk.h"
#include "store-postgres/mend_postgres_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *conninfo;
static const char *control;

static void order(const char *what)
{
    char line[300];
    snprintf(line, sizeof line, "%s %s", control, what);
    assert_int_equal(system(line), 0);
}

static mend_postgres *open_or_fail(void)
{
    char message[200] = "";
    mend_postgres *db = NULL;
    if (mend_postgres_open(conninfo, MEND_POSTGRES_CREATE, &db, message, sizeof message) != MEND_OK) {
        fail_msg("%s", message);
    }
    return db;
}

/* Asks the server on a connection of its own. */
static void ask(const char *sql, char *answer, size_t cap)
{
    PGconn *conn = PQconnectdb(conninfo);
    PQclear(PQexec(conn, "SET client_min_messages = warning"));
    PGresult *result = PQexec(conn, sql);
    ExecStatusType got = PQresultStatus(result);
    if (got != PGRES_TUPLES_OK && got != PGRES_COMMAND_OK) {
        fail_msg("%s: %s", sql, PQerrorMessage(conn));
    }
    snprintf(answer, cap, "%s", PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
    PQclear(result);
    PQfinish(conn);
}

static int forget(void **state)
{
    char answer[8];
    (void)state;
    ask("DROP SCHEMA IF EXISTS mend CASCADE", answer, sizeof answer);
    return 0;
}

static void sit(small_desk *d, mend_postgres **db)
{
    mend_store table;
    *db = open_or_fail();
    assert_int_equal(mend_postgres_table(*db, &table), MEND_OK);
    assert_true(small_desk_make(d, &table, "shop"));
}

/* Ends the session of a connection as an administrator would. */
static void end_session(const mend_postgres *db)
{
    char sql[80], answer[8];
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d, 5000)", PQbackendPID(db->conn));
    ask(sql, answer, sizeof answer);
}

/* ---- the contract ---- */

static mend_status kit_open(void *user, mend_store *out)
{
    mend_postgres *db;
    mend_status status = mend_postgres_open(user, MEND_POSTGRES_CREATE, &db, NULL, 0);
    if (status == MEND_OK) {
        mend_postgres_timeout(db, 300);
        status = mend_postgres_table(db, out);
    }
    return status;
}

static mend_status kit_reopen(void *user)
{
    (void)user;
    return system(control) == 0 ? MEND_OK : MEND_IO; /* without a word it does nothing; the tables are new anyway */
}

static void test_postgres__keeps_the_contract(void **state)
{
    (void)state;
    mend_kit_host host = {sizeof host, MEND_KIT_ALL, (void *)(uintptr_t)conninfo, NULL, kit_open, kit_reopen};
    FILE *report = tmpfile();
    assert_non_null(report);
    int failed = mend_store_kit(&host, report);
    rewind(report);
    char line[256];
    while (failed != 0 && fgets(line, sizeof line, report) != NULL) {
        fputs(line, stderr);
    }
    fclose(report);
    assert_int_equal(failed, 0);
}

/* ---- connections that die ---- */

static void test_postgres__a_dead_connection_is_made_again(void **state)
{
    (void)state;
    small_desk d;
    mend_postgres *db;
    sit(&d, &db);
    assert_int_equal(small_desk_open(&d, "a", "o", SMALL_NOW), MEND_OK);
    end_session(db);
    assert_int_equal(small_desk_step(&d, "a", "SN-1", "s1", SMALL_NOW), MEND_OK); /* seen before anything was sent */
    assert_int_equal(small_desk_step(&d, "a", "SN-1", "s1", SMALL_NOW), MEND_OK); /* a repetition, not a second step */
    char answer[32];
    ask("SELECT count(*) FROM mend.events", answer, sizeof answer);
    assert_string_equal(answer, "2");
    small_desk_free(&d);
}

static void test_postgres__a_batch_goes_with_its_connection(void **state)
{
    (void)state;
    small_desk d;
    mend_postgres *db;
    char answer[32];
    sit(&d, &db);
    assert_int_equal(mend_desk_begin(d.desk, NULL), MEND_OK);
    assert_int_equal(small_desk_open(&d, "a", NULL, SMALL_NOW), MEND_OK);
    end_session(db);
    assert_int_equal(small_desk_open(&d, "b", NULL, SMALL_NOW), MEND_IO);
    assert_int_equal(mend_desk_end(d.desk, 1, NULL), MEND_IO);
    ask("SELECT count(*) FROM mend.tickets", answer, sizeof answer);
    assert_string_equal(answer, "0");
    assert_int_equal(small_desk_open(&d, "c", NULL, SMALL_NOW), MEND_OK);
    assert_int_equal(mend_desk_begin(d.desk, NULL), MEND_OK);
    end_session(db);
    assert_int_equal(mend_desk_end(d.desk, 0, NULL), MEND_OK); /* taken back it is, whoever did it */
    small_desk_free(&d);
}

static void test_postgres__a_commit_that_dies_is_unknown(void **state)
{
    (void)state;
    small_desk d;
    mend_postgres *db;
    char answer[32];
    sit(&d, &db);
    assert_int_equal(small_desk_open(&d, "a", NULL, SMALL_NOW), MEND_OK);
    /* Whoever writes an event ends its own session, after the ticket was written. */
    ask("CREATE FUNCTION mend.drop_dead() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM "
        "pg_terminate_backend(pg_backend_pid()); RETURN NEW; END$$",
        answer, sizeof answer);
    ask("CREATE TRIGGER dead BEFORE INSERT ON mend.events FOR EACH ROW EXECUTE FUNCTION mend.drop_dead()", answer,
        sizeof answer);
    assert_int_equal(small_desk_step(&d, "a", "SN-1", NULL, SMALL_NOW),
                     MEND_UNKNOWN); /* without a key nobody can ask */
    assert_true(mend_postgres_message(db)[0] != '\0');
    ask("DROP TRIGGER dead ON mend.events", answer, sizeof answer);
    assert_int_equal(small_desk_step(&d, "a", "SN-1", NULL, SMALL_NOW), MEND_OK);
    ask("SELECT count(*) FROM mend.events", answer, sizeof answer);
    assert_string_equal(answer, "2");
    small_desk_free(&d);
}

static void test_postgres__a_server_that_is_away_is_a_clear_fault(void **state)
{
    (void)state;
    small_desk d;
    mend_postgres *db, *other = NULL;
    char message[200] = "";
    sit(&d, &db);
    assert_int_equal(small_desk_open(&d, "a", "o", SMALL_NOW), MEND_OK);
    order("stop");
    assert_int_equal(small_desk_step(&d, "a", "SN-1", "s", SMALL_NOW), MEND_IO);
    assert_non_null(strstr(mend_postgres_message(db), "failed"));
    assert_int_equal(mend_postgres_open(conninfo, 0, &other, message, sizeof message), MEND_IO);
    assert_null(other);
    assert_true(message[0] != '\0' && strchr(message, '\n') == NULL);
    order("start");
    assert_int_equal(small_desk_step(&d, "a", "SN-1", "s", SMALL_NOW), MEND_OK);
    small_desk_free(&d);
}

static void test_postgres__a_crash_keeps_what_was_answered(void **state)
{
    (void)state;
    small_desk d;
    mend_postgres *db;
    char answer[32];
    sit(&d, &db);
    assert_int_equal(small_desk_open(&d, "a", "o", SMALL_NOW), MEND_OK);
    assert_int_equal(small_desk_step(&d, "a", "SN-1", "s", SMALL_NOW), MEND_OK);
    order("kill");
    order("start");
    assert_int_equal(small_desk_step(&d, "a", "SN-1", "s", SMALL_NOW), MEND_OK);
    ask("SELECT count(*) FROM mend.events", answer, sizeof answer);
    assert_string_equal(answer, "2");
    small_desk_free(&d);
}

/* ---- other people's locks and rights ---- */

static void test_postgres__a_lock_that_lasts_is_busy(void **state)
{
    (void)state;
    small_desk d;
    mend_postgres *db;
    sit(&d, &db);
    assert_int_equal(small_desk_open(&d, "a", NULL, SMALL_NOW), MEND_OK);
    assert_int_equal(mend_postgres_timeout(db, 100), MEND_OK);
    PGconn *holder = PQconnectdb(conninfo);
    PQclear(PQexec(holder, "BEGIN; SELECT 1 FROM mend.tickets FOR UPDATE"));
    assert_int_equal(small_desk_step(&d, "a", "SN-1", NULL, SMALL_NOW), MEND_BUSY);
    PQclear(PQexec(holder, "COMMIT"));
    PQfinish(holder);
    assert_int_equal(small_desk_step(&d, "a", "SN-1", NULL, SMALL_NOW), MEND_OK);
    small_desk_free(&d);
}

static void test_postgres__what_may_not_be_written_is_denied(void **state)
{
    (void)state;
    small_desk d;
    mend_postgres *db;
    sit(&d, &db);
    assert_int_equal(small_desk_open(&d, "a", NULL, SMALL_NOW), MEND_OK);
    assert_int_equal(mend_pg_command(db, "SET default_transaction_read_only = on", MEND_PG_WITHIN), MEND_OK);
    assert_int_equal(small_desk_step(&d, "a", "SN-1", NULL, SMALL_NOW), MEND_DENIED);
    assert_non_null(strstr(mend_postgres_message(db), "read-only"));
    small_desk_free(&d);
}

static void test_postgres__a_failed_statement_is_not_committed_quietly(void **state)
{
    (void)state;
    mend_store table;
    char answer[32];
    mend_postgres *db = open_or_fail();
    int64_t last;
    assert_int_equal(mend_postgres_table(db, &table), MEND_OK);
    assert_int_equal(table.begin(table.user), MEND_OK);
    assert_int_equal(table.draw(table.user, "t", 1, "c", 1, 1, 1, 1, 99, &last), MEND_OK);
    assert_int_not_equal(mend_pg_command(db, "SELECT 1 / 0", MEND_PG_WITHIN), MEND_OK);
    assert_int_equal(table.end(table.user, 1), MEND_IO);
    ask("SELECT count(*) FROM mend.counters", answer, sizeof answer);
    assert_string_equal(answer, "0");
    table.destroy(table.user);
}

/* ---- sweepers ---- */

static void test_postgres__two_sweepers_share_what_is_due(void **state)
{
    (void)state;
    mend_store one, two;
    small_desk d;
    mend_postgres *db;
    mend_rows *a, *b;
    sit(&d, &db);
    for (int i = 0; i < 10; i++) {
        char key[8];
        snprintf(key, sizeof key, "k%d", i);
        assert_int_equal(small_desk_open(&d, key, NULL, SMALL_NOW), MEND_OK);
        assert_int_equal(small_desk_aim(&d, key, SMALL_NOW + 1000, SMALL_NOW), MEND_OK);
    }
    assert_int_equal(mend_postgres_table(open_or_fail(), &one), MEND_OK);
    assert_int_equal(mend_postgres_table(open_or_fail(), &two), MEND_OK);
    assert_int_equal(mend_rows_new(NULL, &a), MEND_OK);
    assert_int_equal(mend_rows_new(NULL, &b), MEND_OK);
    assert_int_equal(one.begin(one.user), MEND_OK); /* its claims are not to be seen yet, and hold nobody up */
    assert_int_equal(one.due(one.user, "shop", 4, SMALL_NOW + 1000, INT64_MIN, "", 0, "", 0, 6, SMALL_NOW + 1000,
                             SMALL_NOW + 61000, a),
                     MEND_OK);
    assert_int_equal(two.due(two.user, "shop", 4, SMALL_NOW + 1000, INT64_MIN, "", 0, "", 0, 100, SMALL_NOW + 1000,
                             SMALL_NOW + 61000, b),
                     MEND_OK);
    assert_int_equal(mend_rows_count(a), 6);
    assert_int_equal(mend_rows_count(b), 4);
    assert_int_equal(one.end(one.user, 1), MEND_OK);
    for (int32_t i = 0; i < 6; i++) {
        for (int32_t k = 0; k < 4; k++) {
            assert_string_not_equal(mend_rows_key(a, i, NULL), mend_rows_key(b, k, NULL));
        }
    }
    mend_rows_free(a);
    mend_rows_free(b);
    one.destroy(one.user);
    two.destroy(two.user);
    small_desk_free(&d);
}

/* ---- plans ---- */

/* The plan of a statement, as one text: made once for all parameters, but for claims, where the server, which does not know
 * how few rows are wanted, keeps making one for each. */
static void plan_of(mend_postgres *db, int which, char *out, size_t cap)
{
    static const char *const claim[] = {"1000", "-1", "''", "''", "5", "100", "'shop'", "9"};
    char line[200], name[16];
    size_t at = 0;
    int claims = which == MEND_PG_CLAIM || which == MEND_PG_CLAIM_ALL;
    snprintf(name, sizeof name, "plan_%d", which);
    PGresult *result = PQprepare(db->conn, name, mend_pg_sql(which), 0, NULL);
    assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
    PQclear(result);
    result = PQdescribePrepared(db->conn, name);
    int count = PQnparams(result);
    PQclear(result);
    at = (size_t)snprintf(line, sizeof line, "EXPLAIN EXECUTE %s (", name);
    for (int i = 0; i < count; i++) {
        at += (size_t)snprintf(line + at, sizeof line - at, "%s%s", i == 0 ? "" : ",", claims ? claim[i] : "NULL");
    }
    snprintf(line + at, sizeof line - at, ")");
    PQclear(PQexec(db->conn, claims ? "SET plan_cache_mode = auto" : "SET plan_cache_mode = force_generic_plan"));
    result = PQexec(db->conn, line);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        fail_msg("%s: %s", line, PQerrorMessage(db->conn));
    }
    at = 0;
    for (int i = 0; i < PQntuples(result) && at < cap; i++) {
        at += (size_t)snprintf(out + at, cap - at, "%s\n", PQgetvalue(result, i, 0));
    }
    PQclear(result);
}

/* A hundred thousand tickets, with what belongs to them, made by the server itself. */
static void fill(void)
{
    static const char sql[] =
        "SET search_path = mend;"
        "INSERT INTO tickets SELECT 'shop', 'k' || n, 3, '\\x7b7d', n, NULL, 'N' || n, 's' || n % 10, 'g' || n % 5, "
        "'p' "
        "|| n % 4, 'e' || n % 50, 'c' || n % 20000, 'm' || n % 300, 'u' || n FROM generate_series(1, 100000) n;"
        "INSERT INTO events SELECT 'shop', 'k' || n, s, n, '\\x7b7d' FROM generate_series(1, 100000) n, "
        "generate_series(1, 3) s;"
        "INSERT INTO commands SELECT 'shop', 'i' || n, 'k' || n, '', n FROM generate_series(1, 100000) n;"
        "INSERT INTO outbox (tenant, id, key, data) SELECT 'shop', 'o' || n, 'k' || n, '' FROM generate_series(1, "
        "100000) n;"
        "INSERT INTO dues SELECT 'shop', 'k' || n, n FROM generate_series(1, 100000) n;"
        "INSERT INTO units SELECT 'shop', 'u' || n, 1, 'u' || n, '' FROM generate_series(1, 100000) n;"
        "INSERT INTO counters SELECT 'shop', 'n' || n, 1 FROM generate_series(1, 10000) n;"
        "ANALYZE";
    char answer[8];
    ask(sql, answer, sizeof answer);
}

static void test_postgres__no_statement_reads_a_whole_table(void **state)
{
    (void)state;
    static const char *const columns[] = {"",         "number",   "state",   "stage", "level",
                                          "assignee", "customer", "product", "serial"};
    char plan[8000], wanted[40];
    mend_postgres *db = open_or_fail();
    fill();
    int read_whole = 0;
    for (int which = 0; which < MEND_PG_PAGE_NONE; which++) { /* tickets without a value stand in no index */
        plan_of(db, which, plan, sizeof plan);
        if (strstr(plan, "Seq Scan") != NULL) {
            fprintf(stderr, "%s\n%s\n", mend_pg_sql(which), plan);
            read_whole++;
        }
        int index = which >= MEND_PG_PAGE_AFTER ? which - MEND_PG_PAGE_AFTER : which - MEND_PG_PAGE;
        if (index > MEND_INDEX_ALL && index < MEND_INDEX_COUNT) {
            snprintf(wanted, sizeof wanted, "tickets_%s", columns[index]);
            if (strstr(plan, wanted) == NULL) {
                fail_msg("%s\n%s", mend_pg_sql(which), plan);
            }
        }
    }
    assert_int_equal(read_whole, 0);
    mend_postgres_close(db);
}

/* ---- versions of the tables ---- */

static void test_postgres__older_tables_are_brought_up_to_date(void **state)
{
    (void)state;
    char answer[32];
    for (int version = 1; version <= 3; version++) {
        forget(NULL);
        mend_postgres *db = calloc(1, sizeof *db);
        assert_non_null(db);
        db->timeout = 5000;
        db->conninfo = malloc(strlen(conninfo) + 1);
        strcpy(db->conninfo, conninfo);
        assert_int_equal(mend_pg_ready(db), MEND_OK);
        assert_int_equal(mend_pg_migrate(db, MEND_POSTGRES_CREATE, version), MEND_OK);
        ask("INSERT INTO mend.counters VALUES ('shop', 'kept', 7)", answer, sizeof answer);
        mend_postgres_close(db);
        small_desk d;
        sit(&d, &db);
        assert_int_equal(small_desk_open(&d, "a", NULL, SMALL_NOW), MEND_OK);
        small_desk_free(&d);
        ask("SELECT version FROM mend.mend_schema", answer, sizeof answer);
        assert_string_equal(answer, "3");
        ask("SELECT last FROM mend.counters WHERE id = 'kept'", answer, sizeof answer);
        assert_string_equal(answer, "7");
    }
}

static void test_postgres__other_tables_are_left_alone(void **state)
{
    (void)state;
    char answer[32], message[200] = "";
    mend_postgres *db = NULL;
    forget(NULL);
    assert_int_equal(mend_postgres_open(conninfo, 0, &db, message, sizeof message), MEND_NOT_FOUND);
    assert_string_equal(message, "there are no tables of a desk in this database");
    mend_postgres_close(open_or_fail());
    ask("UPDATE mend.mend_schema SET version = 4", answer, sizeof answer);
    assert_int_equal(mend_postgres_open(conninfo, MEND_POSTGRES_CREATE, &db, message, sizeof message),
                     MEND_UNSUPPORTED);
    assert_string_equal(message, "the tables are of a newer release (version 4)");
    assert_null(db);
    assert_int_equal(mend_postgres_open("host=/nowhere dbname=x", 0, &db, message, sizeof message), MEND_IO);
    assert_int_equal(mend_postgres_open("no such thing", 0, &db, message, sizeof message), MEND_IO);
    assert_int_equal(mend_postgres_open(conninfo, 64, &db, NULL, 0), MEND_INVALID);
}

static void test_postgres__old_commands_are_pruned(void **state)
{
    (void)state;
    small_desk d;
    mend_postgres *db;
    int64_t removed;
    sit(&d, &db);
    assert_int_equal(small_desk_open(&d, "a", "old", SMALL_NOW), MEND_OK);
    assert_int_equal(small_desk_step(&d, "a", "SN-1", "new", SMALL_NOW + 1000), MEND_OK);
    assert_int_equal(mend_postgres_prune(db, SMALL_NOW + 500, &removed), MEND_OK);
    assert_int_equal(removed, 1);
    assert_int_equal(mend_postgres_prune(db, SMALL_NOW + 500, &removed), MEND_OK);
    assert_int_equal(removed, 0);
    assert_int_equal(mend_postgres_prune(NULL, 0, NULL), MEND_INVALID);
    small_desk_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_postgres__keeps_the_contract, forget),
        cmocka_unit_test_setup(test_postgres__a_dead_connection_is_made_again, forget),
        cmocka_unit_test_setup(test_postgres__a_batch_goes_with_its_connection, forget),
        cmocka_unit_test_setup(test_postgres__a_commit_that_dies_is_unknown, forget),
        cmocka_unit_test_setup(test_postgres__a_server_that_is_away_is_a_clear_fault, forget),
        cmocka_unit_test_setup(test_postgres__a_crash_keeps_what_was_answered, forget),
        cmocka_unit_test_setup(test_postgres__a_lock_that_lasts_is_busy, forget),
        cmocka_unit_test_setup(test_postgres__what_may_not_be_written_is_denied, forget),
        cmocka_unit_test_setup(test_postgres__a_failed_statement_is_not_committed_quietly, forget),
        cmocka_unit_test_setup(test_postgres__two_sweepers_share_what_is_due, forget),
        cmocka_unit_test_setup(test_postgres__no_statement_reads_a_whole_table, forget),
        cmocka_unit_test_setup(test_postgres__older_tables_are_brought_up_to_date, forget),
        cmocka_unit_test_setup(test_postgres__other_tables_are_left_alone, forget),
        cmocka_unit_test_setup(test_postgres__old_commands_are_pruned, forget),
    };
    conninfo = getenv("MEND_POSTGRES");
    control = getenv("MEND_POSTGRES_CTL");
    if (conninfo == NULL || control == NULL) {
        fprintf(stderr, "run by tests/postgres/server.sh\n");
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
