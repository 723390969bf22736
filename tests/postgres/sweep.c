/*
 * sweep.c - how fast tickets that are due are swept from PostgreSQL: one by one, in batches, by several processes, and while
 * somebody holds a long snapshot open, so that dead rows cannot be cleaned away. Prints; promises nothing about time.
 *
 *   sh tests/postgres/server.sh sweep [<tickets>]
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _DEFAULT_SOURCE

#include "mend/mend.h"
#include "store-postgres/mend_postgres.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 100, SEED_BATCH = 500 };

static const int64_t begin_at = 1704067200000, hour = 3600000;
static const char *conninfo;

/* Every ticket is due each hour. */
static const char policy_text[] =
    "{\"mend\":1,\"id\":\"sweep\",\"revision\":1,\"roles\":{\"clerk\":{\"order\":1}},"
    "\"states\":{\"open\":{\"order\":1,\"stage\":\"new\"},\"closed\":{\"order\":2,\"stage\":\"closed\"}},"
    "\"texts\":{\"word\":{\"order\":1,\"en\":\"A word.\"}},"
    "\"actions\":{\"open\":{\"order\":1,\"opens\":true,\"to\":\"open\",\"roles\":[\"clerk\"]},"
    "\"tell\":{\"order\":2,\"from\":[\"open\"],\"roles\":[\"clerk\"]},"
    "\"close\":{\"order\":3,\"from\":[\"open\"],\"to\":\"closed\",\"roles\":[\"clerk\"]}},"
    "\"clocks\":{\"progress\":{\"order\":1,\"kind\":\"repeat\",\"start\":{\"on\":[\"open\"]},\"answer\":{\"on\":["
    "\"tell\"]},"
    "\"stop\":{\"on\":[\"close\"]},\"targets\":{\"all\":{\"order\":1,\"time\":\"PT1H\"}},"
    "\"notices\":{\"due\":{\"tell\":{\"order\":1,\"to\":\"customer\",\"text\":\"word\"}}}}}}";

static void die(const char *what)
{
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static mend_policy *policy_of(void)
{
    const char *document = policy_text;
    mend_policy *policy = NULL;
    mend_error error = {.struct_size = sizeof error};
    if (mend_policy_load(NULL, &document, NULL, 1, &policy, &error) != MEND_OK)
        die(error.text);
    return policy;
}

static mend_desk *desk_of(const mend_policy *policy)
{
    char message[200];
    mend_postgres *db;
    mend_store table;
    mend_desk *desk = NULL;
    if (mend_postgres_open(conninfo, MEND_POSTGRES_CREATE, &db, message, sizeof message) != MEND_OK)
        die(message);
    if (mend_postgres_table(db, &table) || mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL) ||
        mend_desk_policy(desk, policy))
        die("no desk");
    return desk;
}

static void seed(const mend_policy *policy, int count)
{
    char json[160];
    mend_args *args;
    mend_result *result;
    mend_desk *desk = desk_of(policy);
    double begun = seconds();
    if (mend_args_new(NULL, &args) || mend_result_new(NULL, &result))
        die("no memory");
    for (int i = 0; i < count; i++) {
        if (i % SEED_BATCH == 0 && (mend_desk_begin(desk, NULL) != MEND_OK))
            die("no batch");
        snprintf(json, sizeof json,
                 "{\"action\":\"open\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"ticket\":{\"key\":\"T%07d\"}}",
                 i);
        mend_args_clear(args);
        if (mend_args_json(args, json, MEND_NTS, NULL) ||
            mend_desk_open(desk, args, begin_at + i % 1000, NULL, result, NULL))
            die("no ticket");
        if ((i % SEED_BATCH == SEED_BATCH - 1 || i == count - 1) && mend_desk_end(desk, 1, NULL) != MEND_OK)
            die("the batch is lost");
    }
    printf("%-52s %8d  %7.1f s\n", "opened, 500 in a batch", count, seconds() - begun);
    mend_args_free(args);
    mend_result_free(result);
    mend_desk_free(desk);
}

static int64_t sweep(const mend_policy *policy, int64_t now, int batch, int most)
{
    int64_t done = 0;
    mend_desk *desk = desk_of(policy);
    mend_sweep_options options = {.struct_size = sizeof options, .max = most, .batch = batch};
    mend_sweep_info info = {.struct_size = sizeof info};
    do {
        if (mend_desk_sweep(desk, now, &options, &info, NULL, NULL) != MEND_OK)
            die("the sweep failed");
        done += info.ticked;
    } while (info.more && done < most);
    mend_desk_free(desk);
    return done;
}

static void told(const char *how, int64_t done, double took)
{
    printf("%-52s %8lld  %7.1f s  %9.0f a second\n", how, (long long)done, took, (double)done / took);
    fflush(stdout);
}

static void in_session(PGconn *conn, const char *sql)
{
    PGresult *result = PQexec(conn, sql);
    if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
        die(PQerrorMessage(conn));
    PQclear(result);
}

static void timed(const char *how, const mend_policy *policy, int hours, int batch, int most)
{
    double begun = seconds();
    int64_t done = sweep(policy, begin_at + hours * hour + 1000, batch, most);
    told(how, done, seconds() - begun);
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 100000;
    mend_policy *policy = policy_of();
    conninfo = getenv("MEND_POSTGRES");
    if (conninfo == NULL || count < 1000)
        die("run by tests/postgres/server.sh, with 1000 tickets or more");
    PGconn *other = PQconnectdb(conninfo);
    seed(policy, count);
    in_session(other, "VACUUM ANALYZE");
    timed("swept one by one, 1 process", policy, 1, 1, count / 20);
    (void)sweep(policy, begin_at + hour + 1000, BATCH, count);
    timed("swept in batches of 100, 1 process", policy, 2, BATCH, count);
    double begun = seconds();
    for (int i = 0; i < 4; i++) {
        if (fork() == 0) {
            (void)sweep(policy, begin_at + 3 * hour + 1000, BATCH, count);
            _exit(0);
        }
    }
    for (int i = 0; i < 4; i++)
        wait(NULL);
    told("swept in batches of 100, 4 processes", count, seconds() - begun);
    in_session(other, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM mend.dues");
    timed("swept in batches of 100, a long snapshot held open", policy, 4, BATCH, count);
    in_session(other, "COMMIT");
    PGresult *left = PQexec(other, "SELECT count(*) FROM mend.events");
    long long events = strtoll(PQgetvalue(left, 0, 0), NULL, 10);
    PQclear(left);
    PQfinish(other);
    mend_policy_free(policy);
    if (events != 5LL * count) {
        printf("%lld events, not %lld: something fired twice or not at all\n", events, 5LL * count);
        return 1;
    }
    printf("%lld events: every ticket opened once and due four times, no more and no less\n", events);
    return 0;
}
