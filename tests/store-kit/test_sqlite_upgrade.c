/*
 * test_sqlite_upgrade.c - files of older releases: brought up to date in one step, nothing lost, or left as they are.
 *
 * What made the tables of earlier versions stands here as text, as it was released; what is in them comes from a file of
 * today.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
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

static const char old_path[] = "upgrade.db", new_path[] = "upgrade-source.db";

static const char version_1[] =
    "PRAGMA journal_mode = WAL;"
    "CREATE TABLE tickets (id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL,"
    " opened INTEGER NOT NULL, closed INTEGER, number TEXT NOT NULL, state TEXT NOT NULL, stage TEXT NOT NULL,"
    " level TEXT NOT NULL, assignee TEXT NOT NULL, customer TEXT NOT NULL, product TEXT NOT NULL,"
    " serial TEXT NOT NULL, record BLOB NOT NULL, UNIQUE (tenant, key));"
    "CREATE UNIQUE INDEX tickets_number ON tickets (tenant, number) WHERE number <> '';"
    "CREATE INDEX tickets_opened ON tickets (tenant, opened DESC, key);"
    "CREATE INDEX tickets_state ON tickets (tenant, state, opened DESC, key);"
    "CREATE INDEX tickets_stage ON tickets (tenant, stage, opened DESC, key);"
    "CREATE INDEX tickets_level ON tickets (tenant, level, opened DESC, key);"
    "CREATE INDEX tickets_assignee ON tickets (tenant, assignee, opened DESC, key);"
    "CREATE INDEX tickets_customer ON tickets (tenant, customer, opened DESC, key);"
    "CREATE INDEX tickets_product ON tickets (tenant, product, opened DESC, key);"
    "CREATE INDEX tickets_serial ON tickets (tenant, serial, opened DESC, key);"
    "CREATE TABLE events (tenant TEXT NOT NULL, key TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,"
    " event BLOB NOT NULL, PRIMARY KEY (tenant, key, seq),"
    " FOREIGN KEY (tenant, key) REFERENCES tickets (tenant, key)) WITHOUT ROWID;"
    "CREATE TABLE idempotency (tenant TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, outcome BLOB NOT NULL,"
    " PRIMARY KEY (tenant, key)) WITHOUT ROWID;"
    "CREATE INDEX idempotency_at ON idempotency (tenant, at);"
    "CREATE TABLE outbox (place INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, id TEXT NOT NULL,"
    " attempts INTEGER NOT NULL DEFAULT 0, document BLOB NOT NULL, UNIQUE (tenant, id));"
    "CREATE INDEX outbox_place ON outbox (tenant, place);"
    "CREATE TABLE counters (tenant TEXT NOT NULL, name TEXT NOT NULL, last INTEGER NOT NULL,"
    " PRIMARY KEY (tenant, name)) WITHOUT ROWID;"
    "PRAGMA application_id = 1835363940; PRAGMA user_version = 1";

/* What made version 2 of it: what is due. */
static const char version_2[] =
    "CREATE TABLE dues (tenant TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, token TEXT NOT NULL,"
    " until INTEGER NOT NULL, PRIMARY KEY (tenant, key)) WITHOUT ROWID;"
    "CREATE INDEX dues_due ON dues (tenant, due, key);"
    "ALTER TABLE idempotency ADD COLUMN ticket TEXT;"
    "CREATE INDEX idempotency_ticket ON idempotency (tenant, ticket) WHERE ticket IS NOT NULL;"
    "ALTER TABLE outbox ADD COLUMN ticket TEXT;"
    "UPDATE outbox SET ticket = (SELECT ticket FROM source.outbox o WHERE o.id = outbox.id);"
    "UPDATE idempotency SET ticket = (SELECT ticket FROM source.idempotency i WHERE i.key = idempotency.key);"
    "INSERT INTO dues SELECT tenant, key, due, token, until FROM source.dues;"
    "CREATE INDEX outbox_ticket ON outbox (tenant, ticket);"
    "PRAGMA main.user_version = 2";

enum { OLDEST = 1, TODAY = 3 };

/* The columns of version 1, table by table. */
static const char *const tables[][2] = {
    {"tickets", "id, tenant, key, revision, opened, closed, number, state, stage, level, assignee, customer, product,"
                " serial, record"},
    {"events", "tenant, key, seq, at, event"},
    {"idempotency", "tenant, key, at, outcome"},
    {"outbox", "place, tenant, id, attempts, document"},
    {"counters", "tenant, name, last"},
};

enum { TABLES = sizeof tables / sizeof tables[0] };

/* Keys that look like parts of each other, and of the ids of notices. */
static const char *const keys[] = {"a", "a#1", "a#1#opened", "#", "##", "\xE5\xBC\xA0#\xE4\xBC\x9F", "plain"};

enum { KEYS = sizeof keys / sizeof keys[0] };

static void remove_database(const char *path)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
    for (int i = 0; i < 4; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        remove(name);
    }
}

static void run_sql(const char *sql)
{
    sqlite3 *db;
    char *text = NULL;
    assert_int_equal(sqlite3_open(old_path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &text) != SQLITE_OK) {
        fail_msg("%s: %s", sql, text);
    }
    sqlite3_close(db);
}

static int64_t ask_sql(const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    char attach[100];
    snprintf(attach, sizeof attach, "ATTACH '%s' AS source", new_path);
    assert_int_equal(sqlite3_open(old_path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, attach, NULL, NULL, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(stmt, 0);
    const char *text = (const char *)sqlite3_column_text(stmt, 0);
    assert_true(strcmp(sql, "PRAGMA main.integrity_check") != 0 || strcmp(text, "ok") == 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return number;
}

static mend_status sit(small_desk *d, const char *path, uint32_t flags)
{
    mend_store table;
    mend_sqlite *db = NULL;
    mend_status status = mend_sqlite_open(path, flags, &db, NULL, 0);
    if (status == MEND_OK) {
        assert_int_equal(mend_sqlite_timeout(db, 0), MEND_OK);
        assert_int_equal(mend_sqlite_table(db, &table), MEND_OK);
        assert_true(small_desk_make(d, &table, "t"));
        mend_sqlite_close(db);
    }
    return status;
}

/* A file of today with tickets, events, notices and commands. */
static int make_source(void **state)
{
    small_desk d;
    (void)state;
    remove_database(new_path);
    if (!layer_install() || sit(&d, new_path, MEND_SQLITE_CREATE) != MEND_OK) {
        return -1;
    }
    for (int i = 0; i < KEYS; i++) {
        char command[16];
        snprintf(command, sizeof command, "c%d", i);
        if (small_desk_open(&d, keys[i], command, SMALL_NOW) != MEND_OK ||
            small_desk_step(&d, keys[i], "S1", NULL, SMALL_NOW + 1) != MEND_OK) {
            return -1;
        }
    }
    int failed = mend_desk_sent(d.desk, "plain#1#opened", MEND_NTS, 0, NULL) != MEND_OK;
    small_desk_free(&d);
    return failed;
}

static int remove_source(void **state)
{
    (void)state;
    remove_database(new_path);
    remove_database(old_path);
    return 0;
}

static void make_old(int version)
{
    char sql[4000];
    int used = snprintf(sql, sizeof sql, "ATTACH '%s' AS source;", new_path);
    remove_database(old_path);
    run_sql(version_1);
    for (int i = 0; i < TABLES; i++) {
        used += snprintf(sql + used, sizeof sql - (size_t)used, "INSERT INTO main.%s (%s) SELECT %s FROM source.%s;",
                         tables[i][0], tables[i][1], tables[i][1], tables[i][0]);
    }
    snprintf(sql + used, sizeof sql - (size_t)used, "%s", version >= 2 ? version_2 : "");
    run_sql(sql);
}

/* Every row of version 1 is there, byte for byte, and no other. */
static void expect_all_there(int64_t version)
{
    (void)ask_sql("PRAGMA main.integrity_check");
    assert_int_equal(ask_sql("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_int_equal(ask_sql("PRAGMA main.user_version"), version);
    for (int i = 0; i < TABLES; i++) {
        char sql[900];
        const char *table = tables[i][0], *columns = tables[i][1];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM (SELECT %s FROM main.%s EXCEPT SELECT %s FROM source.%s)",
                 columns, table, columns, table);
        assert_int_equal(ask_sql(sql), 0);
        snprintf(sql, sizeof sql, "SELECT (SELECT count(*) FROM main.%s) - (SELECT count(*) FROM source.%s)", table,
                 table);
        assert_int_equal(ask_sql(sql), 0);
    }
}

static void test_sqlite_upgrade__nothing_is_lost(void **state)
{
    (void)state;
    for (int version = OLDEST; version < TODAY; version++) {
        small_desk d;
        make_old(version);
        expect_all_there(version);
        assert_int_equal(sit(&d, old_path, 0), MEND_OK);
        small_desk_free(&d);
        expect_all_there(TODAY);
        assert_int_equal(sit(&d, old_path, 0), MEND_OK); /* and once is enough */
        small_desk_free(&d);
        expect_all_there(TODAY);
    }
}

static void test_sqlite_upgrade__makes_the_file_a_new_one_would_be(void **state)
{
    (void)state;
    for (int version = OLDEST; version < TODAY; version++) {
        small_desk d;
        make_old(version);
        assert_int_equal(sit(&d, old_path, 0), MEND_OK);
        small_desk_free(&d);
        assert_int_equal(ask_sql("SELECT count(*) FROM (SELECT type, name, tbl_name FROM main.sqlite_master EXCEPT"
                                 " SELECT type, name, tbl_name FROM source.sqlite_master)"),
                         0);
        assert_int_equal(ask_sql("SELECT count(*) FROM (SELECT type, name, tbl_name FROM source.sqlite_master EXCEPT"
                                 " SELECT type, name, tbl_name FROM main.sqlite_master)"),
                         0);
        /* Notices know their tickets, as those of today do. */
        assert_int_equal(ask_sql("SELECT count(*) FROM main.outbox"), 2 * KEYS);
        assert_int_equal(ask_sql("SELECT count(*) FROM (SELECT tenant, id, ticket FROM main.outbox EXCEPT"
                                 " SELECT tenant, id, ticket FROM source.outbox)"),
                         0);
    }
}

static void test_sqlite_upgrade__old_tickets_go_on(void **state)
{
    (void)state;
    small_desk d;
    make_old(OLDEST);
    assert_int_equal(sit(&d, old_path, 0), MEND_OK);
    assert_int_equal(small_desk_open(&d, "a", "c0", SMALL_NOW), MEND_OK); /* a command of before is known */
    assert_int_equal(mend_result_replayed(d.result), 1);
    for (int i = 0; i < KEYS; i++) {
        mend_sweep_info info = {.struct_size = sizeof info};
        assert_int_equal(small_desk_aim(&d, keys[i], SMALL_NOW + 1000, SMALL_NOW + 2), MEND_OK);
        assert_int_equal(mend_desk_sweep(d.desk, SMALL_NOW + 2000, NULL, &info, NULL, NULL), MEND_OK);
        assert_int_equal(info.ticked, 1);
        assert_int_equal(small_desk_revision(&d, keys[i]), 4);
    }
    small_desk_free(&d);
    mend_sqlite *db;
    mend_store table;
    assert_int_equal(mend_sqlite_open(old_path, 0, &db, NULL, 0), MEND_OK);
    assert_int_equal(mend_sqlite_table(db, &table), MEND_OK);
    assert_int_equal(table.erase(table.user, "t", 1, "a", 1, 4), MEND_OK);
    table.destroy(table.user);
    mend_sqlite_close(db);
    assert_int_equal(ask_sql("SELECT count(*) FROM main.outbox"), 2 * (KEYS - 1));
    assert_int_equal(ask_sql("SELECT count(*) FROM main.outbox WHERE ticket = 'a'"), 0);
    assert_int_equal(ask_sql("SELECT count(*) FROM main.outbox WHERE id LIKE 'a#%'"), 4); /* of a#1 and a#1#opened */
}

static void test_sqlite_upgrade__units_have_their_place(void **state)
{
    (void)state;
    for (int version = OLDEST; version < TODAY; version++) {
        small_desk d;
        mend_unit *unit = NULL;
        make_old(version);
        assert_int_equal(sit(&d, old_path, 0), MEND_OK);
        assert_int_equal(mend_unit_new(NULL, &unit), MEND_OK);
        assert_int_equal(mend_desk_unit_read(d.desk, "S1", MEND_NTS, unit, NULL), MEND_NOT_FOUND);
        assert_int_equal(mend_unit_read(unit, "{\"key\":\"S1\",\"serial\":\"S1\"}", MEND_NTS, NULL), MEND_OK);
        assert_int_equal(mend_desk_unit_put(d.desk, unit, NULL), MEND_OK);
        assert_int_equal(mend_desk_unit_read(d.desk, "S1", MEND_NTS, unit, NULL), MEND_OK);
        assert_int_equal(mend_unit_revision(unit), 1);
        mend_unit_free(unit);
        small_desk_free(&d);
        expect_all_there(TODAY);
    }
}

static void test_sqlite_upgrade__what_cannot_be_brought_up_is_left_as_it_is(void **state)
{
    (void)state;
    for (int version = OLDEST; version < TODAY; version++) {
        small_desk d;
        make_old(version);
        assert_int_equal(sit(&d, old_path, MEND_SQLITE_READ_ONLY), MEND_DENIED);
        expect_all_there(version);
    }
}

/* The n-th call to the file system fails, and with `sticky` every one behind it; 0: none was the n-th. */
static int64_t fail_at(int old, int64_t n, int sticky)
{
    small_desk d;
    make_old(old);
    trouble = (plan){.left = n, .sticky = sticky};
    mend_status status = sit(&d, old_path, 0);
    int64_t hits = trouble.hits;
    trouble = (plan){.left = 0};
    if (status == MEND_OK) {
        small_desk_free(&d);
    }
    assert_true(status == MEND_OK || status == MEND_IO || status == MEND_UNKNOWN || status == MEND_DENIED);
    int64_t version = ask_sql("PRAGMA main.user_version");
    assert_true(version == TODAY || (version == old && status != MEND_OK));
    expect_all_there(version);
    assert_int_equal(sit(&d, old_path, 0), MEND_OK);
    small_desk_free(&d);
    expect_all_there(TODAY);
    return hits;
}

static void test_sqlite_upgrade__fails_wholly_or_not_at_all(void **state)
{
    (void)state;
    for (int version = OLDEST; version < TODAY; version++) {
        for (int sticky = 0; sticky < 2; sticky++) {
            int64_t n = 1;
            while (fail_at(version, n, sticky) > 0 && n < 1000) {
                n++;
            }
            assert_in_range(n, 10, 999);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sqlite_upgrade__nothing_is_lost),
        cmocka_unit_test(test_sqlite_upgrade__makes_the_file_a_new_one_would_be),
        cmocka_unit_test(test_sqlite_upgrade__old_tickets_go_on),
        cmocka_unit_test(test_sqlite_upgrade__units_have_their_place),
        cmocka_unit_test(test_sqlite_upgrade__what_cannot_be_brought_up_is_left_as_it_is),
        cmocka_unit_test(test_sqlite_upgrade__fails_wholly_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, make_source, remove_source);
}
