/*
 * bench_desk.c - what a desk costs beside the bare work: ratios, measured side by side in one run.
 *
 *   bench_desk FOLDER        the folder for its databases; it should lie on the disk that matters
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <sqlite3.h>

#include "../../examples/store-memory/mend_memory.h"
#include "../../examples/store-sqlite/mend_sqlite.h"
#include "notes.h"

#define BATCH 100

static long requests;

static void *count_requests(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    requests++;
    return realloc(block, new_size);
}

/* --- one act, in memory --- */

static void bench_act(bench *b)
{
    mend_allocator counting = {sizeof counting, 0, count_requests, NULL};
    mend_ticket *from = NULL, *t = NULL;
    mend_result *result = NULL;
    const int n = 200000;
    mend_ticket_new(&counting, &from);
    mend_ticket_new(&counting, &t);
    mend_result_new(&counting, &result);
    open_args(b, "shop", 0);
    must(mend_act(b->policy, from, b->args, NOW, result, NULL) == MEND_OK, "register");
    must(mend_args_json(b->args,
                        "{\"action\":\"start\",\"actor\":{\"id\":\"w\",\"roles\":[\"engineer\"],\"grade\":\"senior\"},"
                        "\"fields\":{\"fault_class\":\"hardware\"}}",
                        MEND_NTS, NULL) == MEND_OK,
         "arguments");
    double copy = 0, act = 0;
    for (int round = 0; round < 2; round++) { /* the first warms up */
        double start = seconds();
        for (int i = 0; i < n; i++)
            mend_ticket_copy(t, from);
        copy = seconds() - start;
        requests = 0;
        start = seconds();
        for (int i = 0; i < n; i++) {
            mend_ticket_copy(t, from);
            must(mend_act(b->policy, t, b->args, NOW + 1, result, NULL) == MEND_OK, "start");
        }
        act = seconds() - start - copy;
    }
    printf("act with role, grade, field, notice, event   %6.2f us   %.1f copies of the ticket   %.2f requests for "
           "memory\n",
           act / n * 1e6, act / copy, (double)requests / n);
    mend_ticket_free(from);
    mend_ticket_free(t);
    mend_result_free(result);
}

/* --- on SQLite, against a loop written by hand --- */

static mend_desk *open_desk(bench *b, const char *path, uint32_t flags, mend_sqlite **db)
{
    mend_store table = {.struct_size = sizeof table};
    char message[256];
    remove(path);
    must(mend_sqlite_open(path, flags | MEND_SQLITE_CREATE, db, message, sizeof message) == MEND_OK, "open");
    must(mend_sqlite_table(*db, &table) == MEND_OK, "table");
    return desk_with_tickets(b, &table, "shop");
}

typedef struct hand { /* the same settings, the same statements, prepared once; no decision */
    sqlite3 *db;
    sqlite3_stmt *begin, *commit, *load, *check, *update, *disarm, *insert;
} hand;

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) == SQLITE_OK, sql);
    return s;
}

static void hand_open(hand *h, const char *path, const char *synchronous)
{
    char pragma[64];
    must(sqlite3_open_v2(path, &h->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK, "open");
    snprintf(pragma, sizeof pragma, "PRAGMA foreign_keys=ON; PRAGMA synchronous=%s", synchronous);
    must(sqlite3_exec(h->db, pragma, NULL, NULL, NULL) == SQLITE_OK, "pragma");
    h->begin = prepare(h->db, "BEGIN IMMEDIATE");
    h->commit = prepare(h->db, "COMMIT");
    h->load = prepare(h->db, "SELECT record, revision FROM tickets WHERE tenant = ?1 AND key = ?2");
    h->check = prepare(h->db, "SELECT id, revision, number, state, stage, level, assignee, customer, product, serial"
                              " FROM tickets WHERE tenant = ?1 AND key = ?2");
    h->update = prepare(h->db, "UPDATE tickets SET revision = ?2, closed = ?3, record = ?4 WHERE id = ?1");
    h->disarm = prepare(h->db, "DELETE FROM dues WHERE tenant = ?1 AND key = ?2");
    h->insert = prepare(h->db, "INSERT INTO events (tenant, key, seq, at, event) VALUES (?1, ?2, ?3, ?4, ?5)"
                               " ON CONFLICT DO NOTHING");
}

static void hand_close(hand *h)
{
    sqlite3_stmt *all[] = {h->begin, h->commit, h->load, h->check, h->update, h->disarm, h->insert};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        sqlite3_finalize(all[i]);
    sqlite3_close(h->db);
}

static void run(sqlite3_stmt *s, const char *what)
{
    must(sqlite3_step(s) == SQLITE_DONE, what);
    sqlite3_reset(s);
}

static void find(sqlite3_stmt *s, const char *key, int expect, const char *what)
{
    sqlite3_bind_text(s, 1, "shop", 4, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, key, -1, SQLITE_STATIC);
    must(sqlite3_step(s) == expect, what);
}

static void hand_note(hand *h, const char *key)
{
    static char record[65536], event[EVENT_BYTES];
    find(h->load, key, SQLITE_ROW, "load");
    int size = sqlite3_column_bytes(h->load, 0);
    int64_t revision = sqlite3_column_int64(h->load, 1);
    memcpy(record, sqlite3_column_blob(h->load, 0), (size_t)size);
    sqlite3_reset(h->load);
    run(h->begin, "begin");
    find(h->check, key, SQLITE_ROW, "check");
    sqlite3_bind_int64(h->update, 1, sqlite3_column_int64(h->check, 0));
    sqlite3_reset(h->check);
    sqlite3_bind_int64(h->update, 2, revision + 1);
    sqlite3_bind_null(h->update, 3);
    sqlite3_bind_blob(h->update, 4, record, size + NOTE_BYTES, SQLITE_STATIC);
    run(h->update, "update");
    find(h->disarm, key, SQLITE_DONE, "disarm");
    sqlite3_reset(h->disarm);
    sqlite3_bind_text(h->insert, 1, "shop", 4, SQLITE_STATIC);
    sqlite3_bind_text(h->insert, 2, key, -1, SQLITE_STATIC);
    sqlite3_bind_int64(h->insert, 3, revision + 1);
    sqlite3_bind_int64(h->insert, 4, NOW);
    sqlite3_bind_blob(h->insert, 5, event, EVENT_BYTES, SQLITE_STATIC);
    run(h->insert, "insert");
    run(h->commit, "commit");
}

static double hand_notes(hand *h, int first)
{
    char key[16];
    double start = seconds();
    for (int i = first; i < first + AT_A_TIME; i++) {
        snprintf(key, sizeof key, "t%06d", i % TICKETS);
        hand_note(h, key);
    }
    return seconds() - start;
}

/* Seconds of a note, or of a ticket. */
typedef struct times {
    double desk, hand, batch;
} times;

static times one_pass(bench *b, const char *folder, uint32_t flags, const char *synchronous)
{
    char paths[2][4096];
    mend_sqlite *dbs[2] = {NULL, NULL};
    mend_desk *desks[2];
    hand h = {0};
    times t = {0, 0, 0};
    for (int i = 0; i < 2; i++) { /* one for the desk, one for the hand */
        snprintf(paths[i], sizeof paths[i], "%s/bench%d.db", folder, i);
        desks[i] = open_desk(b, paths[i], flags, &dbs[i]);
    }
    hand_open(&h, paths[1], synchronous);
    note_args(b);
    for (int i = 0; i < ROUNDS; i++) {
        t.desk += desk_notes(b, desks[0], i * AT_A_TIME, AT_A_TIME) / (2 * TICKETS);
        t.hand += hand_notes(&h, i * AT_A_TIME) / (2 * TICKETS);
    }
    double start = seconds();
    for (int i = 0; i < TICKETS; i += BATCH) {
        must(mend_desk_begin(desks[0], NULL) == MEND_OK, "begin");
        desk_notes(b, desks[0], i, BATCH);
        must(mend_desk_end(desks[0], 1, NULL) == MEND_OK, "end");
    }
    t.batch = (seconds() - start) / TICKETS;
    hand_close(&h);
    for (int i = 0; i < 2; i++) {
        mend_desk_free(desks[i]);
        mend_sqlite_close(dbs[i]);
    }
    return t;
}

static void bench_sqlite(bench *b, const char *folder, uint32_t flags, const char *synchronous)
{
    times best = {1e9, 1e9, 1e9};
    for (int pass = 0; pass < PASSES; pass++) {
        times t = one_pass(b, folder, flags, synchronous);
        best = (times){least(best.desk, t.desk), least(best.hand, t.hand), least(best.batch, t.batch)};
    }
    printf("SQLite, synchronous=%-6s  by hand %6.0f/s   desk %6.0f/s = %.2f of it   in batches of %d %6.0f/s = %.1f x "
           "single\n",
           synchronous, 1 / best.hand, 1 / best.desk, best.hand / best.desk, BATCH, 1 / best.batch,
           best.desk / best.batch);
}

/* --- in memory, few tickets and many --- */

static double memory_notes(bench *b, int tickets)
{
    mend_memory *memory = NULL;
    mend_store table = {.struct_size = sizeof table};
    mend_desk *desk = NULL;
    char key[16];
    const int n = 20000;
    must(mend_memory_new(&memory) == MEND_OK && mend_memory_table(memory, &table) == MEND_OK, "memory");
    must(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL) == MEND_OK, "desk");
    must(mend_desk_policy(desk, b->policy) == MEND_OK, "policy");
    for (int i = 0; i < tickets; i++) {
        open_args(b, "shop", i);
        must(mend_desk_open(desk, b->args, NOW, NULL, b->result, NULL) == MEND_OK, "register");
    }
    note_args(b);
    double start = seconds();
    for (int i = 0; i < n; i++) {
        snprintf(key, sizeof key, "t%06d", (int)((int64_t)i * 7919 % tickets));
        must(mend_desk_act(desk, key, MEND_NTS, b->args, NOW + 1, NULL, b->result, NULL) == MEND_OK, "note");
    }
    double took = seconds() - start;
    mend_desk_free(desk);
    mend_memory_free(memory);
    return took / n;
}

int main(int argc, char **argv)
{
    bench b = {0};
    const char *preset = mend_preset_text("standard@1", NULL);
    mend_policy *standard = NULL;
    if (argc != 2) {
        fprintf(stderr, "usage: bench_desk FOLDER\n");
        return 2;
    }
    bench_open(&b);
    bench_act(&b);
    bench_sqlite(&b, argv[1], MEND_SQLITE_NORMAL, "NORMAL");
    bench_sqlite(&b, argv[1], 0, "FULL");
    double few = memory_notes(&b, 20000), many = memory_notes(&b, 400000);
    printf("in-memory store: an act among 20,000 tickets %.1f us, among 400,000 %.2f x that\n", few * 1e6, many / few);
    double start = seconds();
    for (int i = 0; i < 20; i++) {
        must(mend_policy_load(NULL, &preset, NULL, 1, &standard, NULL) == MEND_OK, "standard");
        mend_policy_free(standard);
    }
    printf("loading standard@1 (%zu bytes) %.2f ms\n", strlen(preset), (seconds() - start) / 20 * 1e3);
    bench_close(&b);
    return 0;
}
