/*
 * shelf_postgres.c - policies and people in tables of the PostgreSQL database that holds the tickets.
 *
 * They stand in the same schema as the store's, with a version of their own in mend_desk_schema; the tenant is first in
 * every key. Whoever changes the order of policies holds the table against others that do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "shelf.h"

#if defined(MEND_DESK_POSTGRES)

#include "store-postgres/mend_postgres.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

typedef struct server_shelf {
    struct shelf base;
    PGconn *conn;
} server_shelf;

static server_shelf *mine(const app *a)
{
    return (server_shelf *)a->shelf;
}

/* ---- faults ---- */

/* Codes of appendix A of the manual; what is not told apart is IO. */
static mend_status status_of(const char *state)
{
    static const struct {
        const char *begins;
        mend_status status;
    } known[] = {{"42501", MEND_DENIED}, {"25006", MEND_DENIED},  {"28", MEND_DENIED},     {"55P03", MEND_BUSY},
                 {"57", MEND_BUSY},      {"53300", MEND_BUSY},    {"40", MEND_BUSY},       {"53100", MEND_FULL},
                 {"53200", MEND_NOMEM},  {"42P01", MEND_CORRUPT}, {"42703", MEND_CORRUPT}, {"23505", MEND_DUPLICATE},
                 {"XX", MEND_CORRUPT}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strncmp(state, known[i].begins, strlen(known[i].begins)) == 0) {
            return known[i].status;
        }
    }
    return MEND_IO;
}

/* The server's primary message, in one line. */
static ending fault_of_server(const app *a, const PGresult *result)
{
    char line[300];
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *words = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    snprintf(line, sizeof line, "%.250s", words == NULL ? PQerrorMessage(mine(a)->conn) : words);
    for (char *p = line; *p != '\0'; p++) {
        *p = *p != '\n' && *p != '\t' ? *p : p[1] == '\0' ? '\0' : ' ';
    }
    return fault_of(a, state == NULL ? MEND_IO : status_of(state), line);
}

static bool good(const PGresult *result)
{
    ExecStatusType got = PQresultStatus(result);
    return got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK;
}

/* A statement with texts as its parameters; NULL after a complaint. */
static PGresult *run(const app *a, const char *sql, int count, const char *const *values, ending *e)
{
    PGresult *result = PQexecParams(mine(a)->conn, sql, count, NULL, values, NULL, NULL, 0);
    *e = END_DONE;
    if (!good(result)) {
        *e = fault_of_server(a, result);
        PQclear(result);
        result = NULL;
    }
    return result;
}

static ending run_plain(const app *a, const char *sql, int count, const char *const *values)
{
    ending e;
    PQclear(run(a, sql, count, values, &e));
    return e;
}

/* Commands without parameters, several of them. */
static ending command(const app *a, const char *sql)
{
    PGresult *result = PQexec(mine(a)->conn, sql);
    ending e = good(result) ? END_DONE : fault_of_server(a, result);
    PQclear(result);
    return e;
}

/* Ends a transaction: what went wrong before stands. */
static ending finish(const app *a, ending e)
{
    if (e != END_DONE) {
        PQclear(PQexec(mine(a)->conn, "ROLLBACK"));
        return e;
    }
    PGresult *result = PQexec(mine(a)->conn, "COMMIT");
    if (!good(result)) {
        e = PQstatus(mine(a)->conn) == CONNECTION_OK ? fault_of_server(a, result) : fault_of(a, MEND_UNKNOWN, NULL);
    }
    PQclear(result);
    return e;
}

static ending hand_on(const app *a, const char *sql, int count, const char *const *values, shelf_row take, void *user)
{
    ending e;
    PGresult *result = run(a, sql, count, values, &e);
    for (int i = 0; result != NULL && i < PQntuples(result) && e == END_DONE; i++) {
        e = take(user, PQgetvalue(result, i, 0), PQgetvalue(result, i, 1), (size_t)PQgetlength(result, i, 1));
    }
    PQclear(result);
    return e;
}

/* ---- tables ---- */

/* Version by version. A step that has been released is never changed. */
static const char *const steps[] = {
    "CREATE TABLE policies (tenant text COLLATE \"C\" NOT NULL, place int8 NOT NULL, id text COLLATE \"C\" NOT NULL, "
    "revision int8 NOT NULL, digest text COLLATE \"C\" NOT NULL, added int8 NOT NULL, document text NOT NULL, "
    "PRIMARY KEY (tenant, place), UNIQUE (tenant, id, revision));"
    "CREATE TABLE staff (tenant text COLLATE \"C\" NOT NULL, id text COLLATE \"C\" NOT NULL, document text NOT NULL, "
    "PRIMARY KEY (tenant, id))",
};

#define NEWEST ((int)(sizeof steps / sizeof steps[0]))

/* The version of the tables; 0: there are none. */
static ending version_of(const app *a, int *version)
{
    ending e;
    PGresult *result = run(a, "SELECT to_regclass('mend_desk_schema') IS NOT NULL", 0, NULL, &e);
    bool is = result != NULL && PQgetvalue(result, 0, 0)[0] == 't';
    PQclear(result);
    *version = 0;
    if (is) {
        result = run(a, "SELECT coalesce(max(version), 0) FROM mend_desk_schema", 0, NULL, &e);
        *version = result == NULL ? 0 : (int)strtol(PQgetvalue(result, 0, 0), NULL, 10);
        PQclear(result);
    }
    return e;
}

static ending check_version(const app *a, int version)
{
    if (version > NEWEST) {
        return fault_here(a, MEND_IO, "the policies in %s were written by a newer release (version %d); use that one",
                          "%s 中的策略由更新的版本写入（版本 %d）；请使用该版本", a->path, version);
    }
    return END_DONE;
}

/* The steps that are missing; inside a transaction, which whoever comes second waits for. */
static ending upgrade(const app *a)
{
    char sql[120];
    int version = 0;
    ending e = command(a, "CREATE TABLE IF NOT EXISTS mend_desk_schema (version int NOT NULL); LOCK TABLE "
                          "mend_desk_schema IN ACCESS EXCLUSIVE MODE");
    e = e == END_DONE ? version_of(a, &version) : e;
    e = e == END_DONE ? check_version(a, version) : e;
    for (int i = version; i < NEWEST && e == END_DONE; i++) {
        e = command(a, steps[i]);
    }
    snprintf(sql, sizeof sql, "DELETE FROM mend_desk_schema; INSERT INTO mend_desk_schema VALUES (%d)", NEWEST);
    return e == END_DONE && version < NEWEST ? command(a, sql) : e;
}

/* Two that make the same table at once: one is told that its name is taken. It is asked for the lock that both need. */
static ending begin_making(const app *a)
{
    return command(a, "BEGIN; SELECT pg_advisory_xact_lock(6872316419)");
}

/* ---- policies ---- */

static ending insert_policy(const app *a, const mend_policy *policy, const char *document, bool behind)
{
    char revision[24], now[24];
    const char *values[] = {TENANT, mend_policy_id(policy, NULL), revision, mend_policy_digest(policy), now, document};
    snprintf(revision, sizeof revision, "%lld", (long long)mend_policy_revision(policy));
    snprintf(now, sizeof now, "%lld", (long long)a->now);
    return run_plain(a,
                     behind ? "INSERT INTO policies SELECT $1, coalesce(min(place), 0) - 1, $2, $3::int8, $4, "
                              "$5::int8, $6 FROM policies WHERE tenant = $1"
                            : "INSERT INTO policies SELECT $1, coalesce(max(place), 0) + 1, $2, $3::int8, $4, "
                              "$5::int8, $6 FROM policies WHERE tenant = $1",
                     6, values);
}

static ending begin_order(const app *a)
{
    return command(a, "BEGIN; LOCK TABLE policies IN SHARE ROW EXCLUSIVE MODE");
}

static ending server_add(app *a, const mend_policy *policy, const char *document, size_t len, bool behind)
{
    (void)len;
    ending e = begin_order(a);
    return finish(a, e == END_DONE ? insert_policy(a, policy, document, behind) : e);
}

static ending is_first(const app *a)
{
    static const char *const values[] = {TENANT};
    ending e;
    PGresult *result = run(a, "SELECT 1 FROM policies WHERE tenant = $1 LIMIT 1", 1, values, &e);
    if (result != NULL && PQntuples(result) > 0) {
        e = fault_here(
            a, MEND_DUPLICATE,
            "%s is there already, with its policy; new revisions come in with: mend-desk --store … policy add FILE",
            "%s 已存在并含有策略；加入新版本请用：mend-desk --store … policy add 文件", a->path);
    }
    PQclear(result);
    return e;
}

static ending server_init(app *a, const mend_policy *policy, const char *document, size_t len)
{
    (void)len;
    ending e = begin_making(a);
    e = e == END_DONE ? upgrade(a) : e;
    e = e == END_DONE ? is_first(a) : e;
    return finish(a, e == END_DONE ? insert_policy(a, policy, document, false) : e);
}

static ending tell_no_tables(const app *a)
{
    return fault_here(a, MEND_IO, "%s holds no desk yet; begin with: mend-desk --store … init",
                      "%s 中尚无服务台；请先执行：mend-desk --store … init", a->path);
}

static ending server_policies(app *a, shelf_row take, void *user)
{
    static const char *const values[] = {TENANT};
    int version = 0;
    ending e = version_of(a, &version);
    e = e == END_DONE ? check_version(a, version) : e;
    if (e == END_DONE && version == 0) {
        return tell_no_tables(a);
    }
    if (e == END_DONE && version < NEWEST) {
        e = begin_making(a);
        e = finish(a, e == END_DONE ? upgrade(a) : e);
    }
    return e != END_DONE ? e
                         : hand_on(a, "SELECT digest, document FROM policies WHERE tenant = $1 ORDER BY place", 1,
                                   values, take, user);
}

static ending server_raise(app *a, const mend_policy *policy)
{
    char revision[24];
    const char *values[] = {TENANT, mend_policy_id(policy, NULL), revision};
    snprintf(revision, sizeof revision, "%lld", (long long)mend_policy_revision(policy));
    ending e = begin_order(a);
    return finish(a, e == END_DONE ? run_plain(a,
                                               "UPDATE policies SET place = (SELECT max(place) + 1 FROM policies WHERE "
                                               "tenant = $1) WHERE tenant = $1 AND id = $2 AND revision = $3::int8",
                                               3, values)
                                   : e);
}

static bool server_drop(app *a, const char *digest)
{
    const char *values[] = {TENANT, digest};
    PGresult *result = PQexecParams(mine(a)->conn, "DELETE FROM policies WHERE tenant = $1 AND digest = $2", 2, NULL,
                                    values, NULL, NULL, 0);
    bool done = good(result);
    PQclear(result);
    return done;
}

/* ---- people ---- */

static ending server_staff(app *a, shelf_row take, void *user)
{
    static const char *const values[] = {TENANT};
    return hand_on(a, "SELECT id, document FROM staff WHERE tenant = $1 ORDER BY id", 1, values, take, user);
}

static ending put_person(const app *a, const json *people, json_node n)
{
    text document;
    size_t len = 0;
    const char *raw = json_raw(people, n, &len);
    mend_status s = text_new(&document);
    if (s == MEND_OK) {
        text_add(&document, raw, len);
        s = document.status;
    }
    const char *values[] = {TENANT, json_member(people, n, "id"), s == MEND_OK ? text_data(&document, NULL) : ""};
    ending e = s != MEND_OK ? fault_of(a, s, NULL)
                            : run_plain(a,
                                        "INSERT INTO staff VALUES ($1, $2, $3) ON CONFLICT (tenant, id) DO UPDATE SET "
                                        "document = excluded.document",
                                        3, values);
    text_free(&document);
    return e;
}

static ending server_staff_put(app *a, const json *people, int64_t *count)
{
    ending e = command(a, "BEGIN; LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE");
    for (json_node n = json_first(people, 1); n != 0 && e == END_DONE; n = json_next(people, n)) {
        e = put_person(a, people, n);
        (*count)++;
    }
    return finish(a, e);
}

static ending server_staff_remove(app *a, const char *id, bool *was)
{
    const char *values[] = {TENANT, id};
    ending e;
    PGresult *result = run(a, "DELETE FROM staff WHERE tenant = $1 AND id = $2", 2, values, &e);
    *was = result != NULL && strcmp(PQcmdTuples(result), "0") != 0;
    PQclear(result);
    return e;
}

/* ---- what they have to do, and what they know ---- */

static ending server_load(app *a, const char *key, const char *id, int64_t *count)
{
    const char *values[] = {TENANT, key, id};
    ending e;
    PGresult *result = run(a,
                           "SELECT count(*) FROM tickets WHERE tenant = $1 AND assignee = $3 AND assignee <> '' AND "
                           "key <> $2 AND stage IN ('new', 'active', 'waiting')",
                           3, values, &e);
    *count = result == NULL ? 0 : strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return e;
}

static ending server_knows(app *a, const char *key, const char *id, shelf_row take, void *user)
{
#define KNOWN(column)                                                                                                  \
    "SELECT t." column " AS known, t." column " FROM tickets t WHERE t.tenant = $1 AND t.key = $2 AND t." column       \
    " <> '' AND EXISTS (SELECT 1 FROM tickets o WHERE o.tenant = $1 AND o." column " = t." column " AND o." column     \
    " <> '' AND o.assignee = $3 AND o.key <> $2)"
    const char *values[] = {TENANT, key, id};
    return hand_on(a, KNOWN("serial") " UNION " KNOWN("customer") " UNION " KNOWN("product") " ORDER BY known", 3,
                   values, take, user);
#undef KNOWN
}

/* ---- opening ---- */

static void server_close(app *a)
{
    PQfinish(mine(a)->conn);
    free(mine(a));
}

static const shelf_calls calls = {.init = server_init,
                                  .policies = server_policies,
                                  .add = server_add,
                                  .raise = server_raise,
                                  .drop = server_drop,
                                  .staff = server_staff,
                                  .staff_put = server_staff_put,
                                  .staff_remove = server_staff_remove,
                                  .load = server_load,
                                  .knows = server_knows,
                                  .close = server_close};

static ending open_store(app *a, bool make)
{
    char message[256] = "";
    mend_postgres *db = NULL;
    mend_store store;
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_postgres_open(a->server, make ? MEND_POSTGRES_CREATE : 0, &db, message, sizeof message);
    if (s == MEND_NOT_FOUND) {
        return tell_no_tables(a);
    }
    if (s == MEND_UNSUPPORTED) {
        return fault_here(a, MEND_IO, "%s cannot be used: %s", "无法使用 %s：%s", a->path, message);
    }
    if (s != MEND_OK) {
        return fault_of(a, s, message);
    }
    s = mend_postgres_table(db, &store);
    if (s == MEND_OK) {
        s = mend_desk_new(NULL, &store, TENANT, MEND_NTS, &a->desk, &error);
    }
    if (s != MEND_OK) {
        mend_postgres_close(db);
        return fault_of(a, s, error.text);
    }
    return END_DONE;
}

static void quiet(void *user, const PGresult *result)
{
    (void)user;
    (void)result;
}

ending shelf_open_postgres(app *a, bool make)
{
    ending e = open_store(a, make);
    if (e != END_DONE) {
        return e;
    }
    server_shelf *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    s->base.calls = &calls;
    a->shelf = &s->base;
    s->conn = PQconnectdb(a->server);
    if (s->conn == NULL) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    if (PQstatus(s->conn) != CONNECTION_OK) {
        return fault_of_server(a, NULL);
    }
    PQsetNoticeReceiver(s->conn, quiet, NULL);
    return command(a, "SET client_encoding = 'UTF8'; SET default_transaction_isolation = 'read committed'; "
                      "SET lock_timeout = 5000; SELECT set_config('search_path', 'mend,' || "
                      "current_setting('search_path'), false) WHERE current_setting('search_path') NOT LIKE 'mend,%'");
}

#else

typedef int shelf_postgres_is_not_built; /* a file of C declares something */

#endif
