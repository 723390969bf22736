/*
 * bench_desk.c - what a desk costs beside the bare work: ratios, measured side by side in one run.
 *
 *   bench_desk FOLDER        the folder for its databases; it should lie on the disk that matters
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../examples/store-memory/mend_memory.h"
#include "../../examples/store-sqlite/mend_sqlite.h"
#include "../unit/desk_policy.h"
#include "mend/mend.h"

#define TICKETS 500
#define NOW     INT64_C(1710465600000)

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

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void must(int ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "bench_desk: %s failed\n", what);
        exit(1);
    }
}

typedef struct bench {
    mend_policy *policy;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
} bench;

static void open_args(bench *b, int i)
{
    char key[16];
    snprintf(key, sizeof key, "t%06d", i);
    must(mend_args_json(b->args,
                        "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"fields\":"
                        "{\"customer_name\":\"张伟\",\"customer_phone\":\"13812345678\",\"fault_description\":"
                        "\"冰箱不制冷，冷冻室化霜，压缩机一直响\"}}",
                        MEND_NTS, NULL) == MEND_OK &&
             mend_args_ticket(b->args, "shop", MEND_NTS, key, MEND_NTS, key, MEND_NTS) == MEND_OK,
         "arguments");
}

static void note_args(bench *b)
{
    must(mend_args_json(b->args,
                        "{\"action\":\"note\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"fields\":"
                        "{\"notes\":[{\"text\":\"客户来电催促，答复下午上门\"}]}}",
                        MEND_NTS, NULL) == MEND_OK,
         "arguments");
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
    open_args(b, 0);
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

static char *path_in(const char *folder, const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static mend_desk *open_desk(bench *b, const char *path, uint32_t flags, mend_sqlite **db)
{
    mend_store table = {.struct_size = sizeof table};
    mend_desk *desk = NULL;
    char message[256];
    remove(path);
    must(mend_sqlite_open(path, flags | MEND_SQLITE_CREATE, db, message, sizeof message) == MEND_OK, "open");
    must(mend_sqlite_table(*db, &table) == MEND_OK, "table");
    must(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL) == MEND_OK, "desk");
    must(mend_desk_policy(desk, b->policy) == MEND_OK, "policy");
    must(mend_desk_begin(desk, NULL) == MEND_OK, "begin");
    for (int i = 0; i < TICKETS; i++) {
        open_args(b, i);
        must(mend_desk_open(desk, b->args, NOW, NULL, b->result, NULL) == MEND_OK, "register");
    }
    must(mend_desk_end(desk, 1, NULL) == MEND_OK, "end");
    return desk;
}

static double desk_notes(bench *b, mend_desk *desk, int batch)
{
    char key[16];
    note_args(b);
    double start = seconds();
    for (int i = 0; i < TICKETS; i++) {
        if (batch && i % batch == 0)
            must(mend_desk_begin(desk, NULL) == MEND_OK, "begin");
        snprintf(key, sizeof key, "t%06d", i);
        must(mend_desk_act(desk, key, MEND_NTS, b->args, NOW + 1, NULL, b->result, NULL) == MEND_OK, "note");
        if (batch && i % batch == batch - 1)
            must(mend_desk_end(desk, 1, NULL) == MEND_OK, "end");
    }
    return seconds() - start;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    must(sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK, sql);
    return s;
}

/* The same statements, the same bytes, no decision. */
static double hand_notes(const char *path, const char *synchronous)
{
    sqlite3 *db = NULL;
    char key[16], pragma[64];
    static char record[65536], event[1024];
    must(sqlite3_open(path, &db) == SQLITE_OK, "open");
    snprintf(pragma, sizeof pragma, "PRAGMA foreign_keys=ON; PRAGMA synchronous=%s", synchronous);
    must(sqlite3_exec(db, pragma, NULL, NULL, NULL) == SQLITE_OK, "pragma");
    sqlite3_stmt *begin = prepare(db, "BEGIN IMMEDIATE"), *commit = prepare(db, "COMMIT");
    sqlite3_stmt *load = prepare(db, "SELECT record, revision FROM tickets WHERE tenant = ?1 AND key = ?2");
    sqlite3_stmt *check =
        prepare(db, "SELECT id, revision, number, state, stage, level, assignee, customer, product, serial"
                    " FROM tickets WHERE tenant = ?1 AND key = ?2");
    sqlite3_stmt *update = prepare(db, "UPDATE tickets SET revision = ?2, closed = ?3, record = ?4 WHERE id = ?1");
    sqlite3_stmt *insert = prepare(db, "INSERT INTO events (tenant, key, seq, at, event) VALUES (?1, ?2, ?3, ?4, ?5)"
                                       " ON CONFLICT DO NOTHING");
    sqlite3_stmt *disarm = prepare(db, "DELETE FROM dues WHERE tenant = ?1 AND key = ?2");
    memset(event, 'e', sizeof event);
    double start = seconds();
    for (int i = 0; i < TICKETS; i++) {
        snprintf(key, sizeof key, "t%06d", i);
        sqlite3_bind_text(load, 1, "shop", 4, SQLITE_STATIC);
        sqlite3_bind_text(load, 2, key, -1, SQLITE_STATIC);
        must(sqlite3_step(load) == SQLITE_ROW, "load");
        int size = sqlite3_column_bytes(load, 0);
        int64_t revision = sqlite3_column_int64(load, 1);
        memcpy(record, sqlite3_column_blob(load, 0), (size_t)size);
        sqlite3_reset(load);
        must(sqlite3_step(begin) == SQLITE_DONE, "begin");
        sqlite3_reset(begin);
        sqlite3_bind_text(check, 1, "shop", 4, SQLITE_STATIC);
        sqlite3_bind_text(check, 2, key, -1, SQLITE_STATIC);
        must(sqlite3_step(check) == SQLITE_ROW, "check");
        int64_t id = sqlite3_column_int64(check, 0);
        sqlite3_reset(check);
        sqlite3_bind_int64(update, 1, id);
        sqlite3_bind_int64(update, 2, revision + 1);
        sqlite3_bind_null(update, 3);
        sqlite3_bind_blob(update, 4, record, size + 150, SQLITE_STATIC); /* a note makes the record so much longer */
        must(sqlite3_step(update) == SQLITE_DONE, "update");
        sqlite3_reset(update);
        sqlite3_bind_text(disarm, 1, "shop", 4, SQLITE_STATIC);
        sqlite3_bind_text(disarm, 2, key, -1, SQLITE_STATIC);
        must(sqlite3_step(disarm) == SQLITE_DONE, "disarm");
        sqlite3_reset(disarm);
        sqlite3_bind_text(insert, 1, "shop", 4, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, key, -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 3, revision + 1);
        sqlite3_bind_int64(insert, 4, NOW);
        sqlite3_bind_blob(insert, 5, event, 290, SQLITE_STATIC); /* the size of such an event */
        must(sqlite3_step(insert) == SQLITE_DONE, "insert");
        sqlite3_reset(insert);
        must(sqlite3_step(commit) == SQLITE_DONE, "commit");
        sqlite3_reset(commit);
    }
    double took = seconds() - start;
    sqlite3_stmt *all[] = {begin, commit, load, check, update, disarm, insert};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        sqlite3_finalize(all[i]);
    sqlite3_close(db);
    return took;
}

static void bench_sqlite(bench *b, const char *folder, uint32_t flags, const char *name)
{
    mend_sqlite *db = NULL;
    char *path = path_in(folder, "bench.db");
    double single = 1e9, batch = 1e9, hand = 1e9;
    for (int round = 0; round < 3; round++) { /* the best of three, in turn */
        mend_desk *desk = open_desk(b, path, flags, &db);
        double t = desk_notes(b, desk, 0);
        single = t < single ? t : single;
        t = desk_notes(b, desk, 100);
        batch = t < batch ? t : batch;
        mend_desk_free(desk);
        mend_sqlite_close(db);
        desk = open_desk(b, path, flags, &db);
        t = hand_notes(path, name);
        hand = t < hand ? t : hand;
        mend_desk_free(desk);
        mend_sqlite_close(db);
    }
    printf("SQLite, synchronous=%-6s  by hand %6.0f/s   desk %6.0f/s = %.2f of it   in batches of 100 %6.0f/s = %.1f x "
           "single\n",
           name, TICKETS / hand, TICKETS / single, hand / single, TICKETS / batch, single / batch);
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
        open_args(b, i);
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
    const char *document = SMALL_POLICY, *preset = mend_preset_text("standard@1", NULL);
    mend_policy *standard = NULL;
    if (argc != 2) {
        fprintf(stderr, "usage: bench_desk FOLDER\n");
        return 2;
    }
    must(mend_policy_load(NULL, &document, NULL, 1, &b.policy, NULL) == MEND_OK, "policy");
    mend_args_new(NULL, &b.args);
    mend_result_new(NULL, &b.result);
    mend_ticket_new(NULL, &b.ticket);
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
    mend_args_free(b.args);
    mend_result_free(b.result);
    mend_ticket_free(b.ticket);
    mend_policy_free(b.policy);
    return 0;
}
