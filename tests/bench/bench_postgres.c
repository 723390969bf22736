/*
 * bench_postgres.c - what a desk on PostgreSQL costs beside a loop of bare libpq that sends the same statements, prepared
 * once, with the same bytes and without a decision: ratios, measured in turn in one run.
 *
 *   sh tests/postgres/server.sh bench_postgres        on a server of its own; else MEND_POSTGRES says where
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "../../examples/store-postgres/mend_postgres_inner.h"
#include "notes.h"

#include <inttypes.h>

#define INDEXES 8

typedef struct hand { /* a connection with the statements of a note: the ticket is loaded, the change is written */
    PGconn *conn;
    const char *tenant;
    PGresult *indexes; /* what the tickets are found by, and a note leaves as it is */
} hand;

static PGresult *result_of(PGresult *result, const char *what)
{
    ExecStatusType got = PQresultStatus(result);
    must(got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK, what);
    return result;
}

static void hand_open(hand *h, const char *conninfo, const char *tenant)
{
    h->conn = PQconnectdb(conninfo);
    h->tenant = tenant;
    must(PQstatus(h->conn) == CONNECTION_OK, "connection");
    PQclear(result_of(PQexec(h->conn, "SET search_path = mend"), "path"));
    /* the best a hand can do: left alone, the server plans this loop's update anew each time */
    PQclear(result_of(PQexec(h->conn, "SET plan_cache_mode = force_generic_plan"), "plans"));
    h->indexes = result_of(PQexecParams(h->conn,
                                        "SELECT number, state, stage, level, assignee, customer, product, serial FROM "
                                        "tickets WHERE tenant = $1 LIMIT 1",
                                        1, NULL, &tenant, NULL, NULL, 0),
                           "indexes");
    must(PQntuples(h->indexes) == 1, "tickets");
    PQclear(result_of(PQprepare(h->conn, "load", mend_pg_sql(MEND_PG_LOAD), 0, NULL), "prepare"));
    PQclear(result_of(PQprepare(h->conn, "update", mend_pg_sql(MEND_PG_UPDATE), 0, NULL), "prepare"));
}

/* The parameters of the update; those that are texts already are written as texts. */
typedef struct parameters {
    const char *values[MEND_PG_PARAMETERS];
    int lengths[MEND_PG_PARAMETERS], binary[MEND_PG_PARAMETERS];
    char expected[24], revision[24], seq[32];
} parameters;

static void fill(parameters *p, const hand *h, const char *key, int64_t revision, const char *record, int size)
{
    static const char at[] = "1710465600001", at_array[] = "{1710465600001}";
    static char event[2 * EVENT_BYTES + 16];
    if (event[0] == '\0') {
        strcpy(event, "{\"\\\\x");
        memset(event + strlen(event), 'a', 2 * EVENT_BYTES);
        strcat(event, "\"}");
    }
    memset(p, 0, sizeof *p);
    snprintf(p->expected, sizeof p->expected, "%" PRId64, revision);
    snprintf(p->revision, sizeof p->revision, "%" PRId64, revision + 1);
    snprintf(p->seq, sizeof p->seq, "{%" PRId64 "}", revision + 1);
    const char *values[] = {h->tenant, key, p->expected, p->revision, record,   at,    NULL, NULL, "",
                            "",        "",  at,          p->seq,      at_array, event, "{}", "{}"};
    memcpy(p->values, values, sizeof values);
    p->values[17] = key; /* the number */
    for (int i = 1; i < INDEXES; i++)
        p->values[17 + i] = PQgetvalue(h->indexes, 0, i);
    p->lengths[4] = size;
    p->binary[4] = 1;
}

static void hand_note(hand *h, const char *key)
{
    static char record[65536];
    const char *names[] = {h->tenant, key};
    parameters p;
    PGresult *row = result_of(PQexecPrepared(h->conn, "load", 2, names, NULL, NULL, 1), "load");
    must(PQntuples(row) == 1, "ticket");
    int size = PQgetlength(row, 0, 0);
    memcpy(record, PQgetvalue(row, 0, 0), (size_t)size);
    int64_t revision = mend_pg_get_number(row, 0, 1);
    PQclear(row);
    fill(&p, h, key, revision, record, size + NOTE_BYTES);
    row = result_of(PQexecPrepared(h->conn, "update", 17 + INDEXES, p.values, p.lengths, p.binary, 1), "update");
    must(mend_pg_get_number(row, 0, 0) == 1, "revision");
    PQclear(row);
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

static mend_desk *open_desk(bench *b, const char *conninfo, const char *tenant)
{
    mend_postgres *db = NULL;
    mend_store table = {.struct_size = sizeof table};
    char message[256];
    mend_status status = mend_postgres_open(conninfo, MEND_POSTGRES_CREATE, &db, message, sizeof message);
    must(status == MEND_OK && mend_postgres_table(db, &table) == MEND_OK, "open");
    return desk_with_tickets(b, &table, tenant);
}

static void bench_postgres(bench *b, const char *server, const char *synchronous, int pass)
{
    char conninfo[1200], tenants[2][32];
    mend_desk *desks[2];
    hand h;
    double desk = 1e9, by_hand = 1e9;
    snprintf(conninfo, sizeof conninfo, "%s options='-c synchronous_commit=%s'", server, synchronous);
    for (int end = pass + PASSES; pass < end; pass++) {
        double of_desk = 0, of_hand = 0;
        for (int i = 0; i < 2; i++) { /* one for the desk, one for the hand */
            snprintf(tenants[i], sizeof tenants[i], "shop%d-%d", pass, i);
            desks[i] = open_desk(b, conninfo, tenants[i]);
        }
        hand_open(&h, conninfo, tenants[1]);
        note_args(b);
        for (int i = 0; i < ROUNDS; i++) {
            of_desk += desk_notes(b, desks[0], i * AT_A_TIME, AT_A_TIME) / (2 * TICKETS);
            of_hand += hand_notes(&h, i * AT_A_TIME) / (2 * TICKETS);
        }
        desk = least(desk, of_desk);
        by_hand = least(by_hand, of_hand);
        PQclear(h.indexes);
        PQfinish(h.conn);
        mend_desk_free(desks[0]);
        mend_desk_free(desks[1]);
    }
    printf("PostgreSQL, synchronous_commit=%-3s  by hand %6.0f/s   desk %6.0f/s = %.2f of it\n", synchronous,
           1 / by_hand, 1 / desk, by_hand / desk);
}

int main(void)
{
    bench b = {0};
    const char *server = getenv("MEND_POSTGRES");
    if (server == NULL) {
        fprintf(stderr, "usage: sh tests/postgres/server.sh bench_postgres\n");
        return 2;
    }
    bench_open(&b);
    bench_postgres(&b, server, "off", 0);
    bench_postgres(&b, server, "on", PASSES);
    bench_close(&b);
    return 0;
}
