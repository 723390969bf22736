/*
 * bench_sweep.c - what a sweep costs: by what is due, not by what is there; in batches beside one by one.
 *
 *   bench_sweep FOLDER        the folder for its databases; it should lie on the disk that matters
 *
 * The tickets that are due are real ones, opened and ticked through a desk. The others are there as the store knows them
 * while nobody loads them: 1 and 10 million whole tickets would need gigabytes of records that no sweep ever reads. Up to a
 * million they are tickets of the in-memory store with a record of a few bytes; the ten million are entries of its two
 * ordered maps of what is due, which is all that a sweep goes through, without tickets behind them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../examples/store-memory/mend_memory.h"
#include "../../examples/store-memory/mend_memory_inner.h"
#include "../../examples/store-sqlite/mend_sqlite.h"
#include "mend/mend.h"
#include "shells/change.h"

#define NOW    INT64_C(1710465600000) /* 2024-03-15T01:20:00Z */
#define HOUR   INT64_C(3600000)
#define DUE    1000 /* tickets */
#define ROUNDS 5    /* the best of so many */

static const char policy_text[] =
    "{\"mend\":1,\"id\":\"bench\",\"revision\":1,\"roles\":{\"clerk\":{\"order\":1}},"
    "\"states\":{\"new\":{\"order\":1,\"stage\":\"new\"},\"closed\":{\"order\":2,\"stage\":\"closed\"}},"
    "\"actions\":{\"open\":{\"order\":1,\"opens\":true,\"to\":\"new\",\"roles\":[\"clerk\"],"
    "\"form\":{\"fault_description\":{\"order\":1},\"visit_from\":{\"order\":2}}},"
    "\"aim\":{\"order\":2,\"from\":[\"new\"],\"roles\":[\"clerk\"],\"form\":{\"visit_from\":{\"order\":1}}},"
    "\"close\":{\"order\":3,\"from\":[\"new\"],\"to\":\"closed\",\"roles\":[\"clerk\"]}},"
    "\"clocks\":{\"visit\":{\"order\":1,\"kind\":\"countdown\",\"field\":\"visit_from\"}}}";

typedef struct bench {
    mend_policy *policy;
    mend_args *args;
    mend_result *result;
    int64_t now; /* of the next round */
} bench;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void must(int ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "bench_sweep: %s failed\n", what);
        exit(1);
    }
}

/* ---- the tickets that are due ---- */

static void set_args(bench *b, const char *action, int64_t due)
{
    char text[40];
    int64_t ms = due - (NOW - 80 * 60000); /* since 2024-03-15T00:00:00Z */
    snprintf(text, sizeof text, "2024-03-%02dT%02d:%02d:%02dZ", 15 + (int)(ms / (24 * HOUR)), (int)(ms / HOUR % 24),
             (int)(ms / 60000 % 60), (int)(ms / 1000 % 60));
    mend_args_clear(b->args);
    must(mend_args_action(b->args, action, MEND_NTS) == MEND_OK &&
             mend_args_actor(b->args, "li", MEND_NTS) == MEND_OK &&
             mend_args_role(b->args, "clerk", MEND_NTS) == MEND_OK &&
             mend_args_text(b->args, "visit_from", MEND_NTS, text, MEND_NTS) == MEND_OK,
         "arguments");
}

static void key_of(char *key, size_t size, int i)
{
    snprintf(key, size, "t%06d", i);
}

static void open_due(bench *b, mend_desk *desk)
{
    char key[16];
    must(mend_desk_begin(desk, NULL) == MEND_OK, "begin");
    for (int i = 0; i < DUE; i++) {
        key_of(key, sizeof key, i);
        set_args(b, "open", NOW + 60000);
        must(mend_args_text(b->args, "fault_description", MEND_NTS, "冰箱不制冷，冷冻室化霜，压缩机一直响", MEND_NTS) ==
                     MEND_OK &&
                 mend_args_ticket(b->args, "", 0, key, MEND_NTS, "", 0) == MEND_OK,
             "arguments");
        must(mend_desk_open(desk, b->args, NOW, NULL, b->result, NULL) == MEND_OK, "open");
    }
    must(mend_desk_end(desk, 1, NULL) == MEND_OK, "end");
    b->now = NOW;
}

/* Every one of them is due again a minute from now; gives the time the sweep then takes. */
static double sweep(bench *b, mend_desk *desk, int32_t batch, int64_t lease)
{
    char key[16];
    b->now += 120000;
    must(mend_desk_begin(desk, NULL) == MEND_OK, "begin");
    for (int i = 0; i < DUE; i++) {
        key_of(key, sizeof key, i);
        set_args(b, "aim", b->now + 60000);
        must(mend_desk_act(desk, key, MEND_NTS, b->args, b->now, NULL, b->result, NULL) == MEND_OK, "aim");
    }
    must(mend_desk_end(desk, 1, NULL) == MEND_OK, "end");
    mend_sweep_options options = {.struct_size = sizeof options, .max = 2 * DUE, .batch = batch, .lease = lease};
    mend_sweep_info info = {.struct_size = sizeof info};
    double start = seconds();
    must(mend_desk_sweep(desk, b->now + 60000, &options, &info, NULL, NULL) == MEND_OK, "sweep");
    double took = seconds() - start;
    must(info.due == DUE && info.ticked == DUE && info.events == DUE, "a sweep of exactly what is due");
    return took;
}

static double best_of(bench *b, mend_desk *desk, int32_t batch, int64_t lease)
{
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double took = sweep(b, desk, batch, lease);
        best = took < best ? took : best;
    }
    return best;
}

/* ---- among many ---- */

/* A ticket that will be due in some days, as a commit of the store itself. */
static void add_distant(const mend_store *table, int64_t i)
{
    char key[24];
    mend_ticket ticket = {.seq = 1, .opened = NOW, .closed = INT64_MIN};
    mend_result nothing = {.status = MEND_OK};
    mend_change change = {.ticket = &ticket,
                          .result = &nothing,
                          .tenant = MEND__STR("shop"),
                          .record = MEND__STR("{}"),
                          .now = NOW,
                          .next_due = NOW + 48 * HOUR + i * 1000};
    change.key = (mend__str){key, (size_t)snprintf(key, sizeof key, "far%lld", (long long)i)};
    for (mend_index index = MEND_INDEX_ALL; index < MEND_INDEX_COUNT; index++) {
        change.index[index] = MEND__STR("");
    }
    must(table->commit(table->user, &change) == MEND_OK, "a distant ticket");
}

/* Only where such a ticket would stand among those that are due. */
static void add_entry(mend_memory *memory, int64_t i)
{
    char key[24];
    mend_maps *m = &memory->maps;
    int64_t due = NOW + 48 * HOUR + i * 1000;
    size_t len = (size_t)snprintf(key, sizeof key, "far%lld", (long long)i);
    mend_memory_key(m, "shop", 4);
    mend_maps_key_number(m, due);
    mend_maps_key_text(m, key, len);
    must(mend_maps_put(m, MEND_MEMORY_DUES, INT64_MIN, NULL, 0) == MEND_OK, "an entry");
    m->key_len = 0;
    mend_maps_key_number(m, due);
    mend_maps_key_text(m, "shop", 4);
    mend_maps_key_text(m, key, len);
    must(mend_maps_put(m, MEND_MEMORY_ALL_DUES, 0, NULL, 0) == MEND_OK, "an entry");
    mend_maps_keep(m);
}

static double among(bench *b, int64_t tickets, int whole)
{
    mend_memory *memory = NULL;
    mend_store table = {.struct_size = sizeof table};
    mend_desk *desk = NULL;
    must(mend_memory_new(&memory) == MEND_OK && mend_memory_table(memory, &table) == MEND_OK, "memory");
    must(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL) == MEND_OK, "desk");
    must(mend_desk_policy(desk, b->policy) == MEND_OK, "policy");
    open_due(b, desk);
    for (int64_t i = 0; i < tickets - DUE; i++) {
        if (whole) {
            add_distant(&table, i);
        } else {
            add_entry(memory, i);
        }
    }
    int64_t loads = mend_memory_loads(memory);
    double best = best_of(b, desk, 1, 0);
    must(mend_memory_loads(memory) == loads + ROUNDS * 2 * DUE, "loading what is due and nothing else");
    mend_desk_free(desk);
    mend_memory_free(memory);
    return best;
}

static void bench_memory(bench *b)
{
    double few = among(b, 10000, 1), many = among(b, 1000000, 1), entries = among(b, 10000, 0);
    double most = among(b, 10000000, 0);
    printf("in memory, %d due: among 10,000 tickets %.2f us each, among a million %.2f x that\n", DUE, few / DUE * 1e6,
           many / few);
    printf("in memory, %d due: among 10,000 entries %.2f us each, among ten million %.2f x that\n", DUE,
           entries / DUE * 1e6, most / entries);
}

/* ---- on SQLite ---- */

/* One sweep on a new file: a ticket grows with every instant it is given, so that a file serves once. */
static double on_sqlite(bench *b, const char *path, uint32_t flags, int32_t batch, int64_t lease)
{
    char message[256];
    mend_sqlite *db = NULL;
    mend_store table = {.struct_size = sizeof table};
    mend_desk *desk = NULL;
    remove(path);
    must(mend_sqlite_open(path, flags | MEND_SQLITE_CREATE, &db, message, sizeof message) == MEND_OK, "open");
    must(mend_sqlite_table(db, &table) == MEND_OK, "table");
    must(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL) == MEND_OK, "desk");
    must(mend_desk_policy(desk, b->policy) == MEND_OK, "policy");
    open_due(b, desk);
    double took = sweep(b, desk, batch, lease);
    mend_desk_free(desk);
    mend_sqlite_close(db);
    remove(path);
    return took;
}

static void bench_sqlite(bench *b, const char *folder, uint32_t flags, const char *name)
{
    static const int32_t batches[] = {1, 100, 1000, 1000};
    static const int64_t leases[] = {0, 0, 0, -1};
    double best[4] = {1e9, 1e9, 1e9, 1e9};
    char path[4096];
    snprintf(path, sizeof path, "%s/sweep.db", folder);
    for (int round = 0; round < ROUNDS; round++) { /* in turn */
        for (int i = 0; i < 4; i++) {
            double took = on_sqlite(b, path, flags, batches[i], leases[i]);
            best[i] = took < best[i] ? took : best[i];
        }
    }
    printf(
        "SQLite, synchronous=%-6s  one by one %6.0f/s   in batches of 100 %6.0f/s = %.1f x   of 1000 %6.0f/s = %.1f x"
        "   without claims %.1f x\n",
        name, DUE / best[0], DUE / best[1], best[0] / best[1], DUE / best[2], best[0] / best[2], best[0] / best[3]);
}

int main(int argc, char **argv)
{
    bench b = {0};
    const char *document = policy_text;
    if (argc != 2) {
        fprintf(stderr, "usage: bench_sweep FOLDER\n");
        return 2;
    }
    must(mend_policy_load(NULL, &document, NULL, 1, &b.policy, NULL) == MEND_OK, "policy");
    must(mend_args_new(NULL, &b.args) == MEND_OK && mend_result_new(NULL, &b.result) == MEND_OK, "memory");
    bench_memory(&b);
    bench_sqlite(&b, argv[1], MEND_SQLITE_NORMAL, "NORMAL");
    bench_sqlite(&b, argv[1], 0, "FULL");
    mend_args_free(b.args);
    mend_result_free(b.result);
    mend_policy_free(b.policy);
    return 0;
}
