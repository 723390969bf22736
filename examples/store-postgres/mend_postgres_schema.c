/*
 * mend_postgres_schema.c - the tables, version by version. A step that has been released is never changed: what comes
 * later is a step of its own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_postgres_inner.h"

#include <stdio.h>
#include <string.h>

#define INDEX(column)                                                                                                  \
    "CREATE INDEX tickets_" column " ON tickets (tenant, " column ", opened DESC, key) WHERE " column " <> '';"

/* Texts are ordered by their bytes, as the library orders them. */
static const char *const steps[] = {
    /* 1: tickets with their logs, commands, notices, numbers */
    "CREATE TABLE tickets (tenant text COLLATE \"C\" NOT NULL, key text COLLATE \"C\" NOT NULL, revision int8 NOT "
    "NULL, "
    "record bytea NOT NULL, opened int8 NOT NULL, closed int8, number text COLLATE \"C\" NOT NULL, state text COLLATE "
    "\"C\" NOT NULL, stage text COLLATE \"C\" NOT NULL, level text COLLATE \"C\" NOT NULL, assignee text COLLATE \"C\" "
    "NOT "
    "NULL, customer text COLLATE \"C\" NOT NULL, product text COLLATE \"C\" NOT NULL, serial text COLLATE \"C\" NOT "
    "NULL, "
    "PRIMARY KEY (tenant, key)) WITH (fillfactor = 80);"
    "CREATE UNIQUE INDEX tickets_number ON tickets (tenant, number) WHERE number <> '';"
    "CREATE INDEX tickets_all ON tickets (tenant, opened DESC, key);" INDEX("state") INDEX("stage") INDEX("level")
        INDEX("assignee") INDEX("customer") INDEX("product")
            INDEX("serial") "CREATE TABLE events (tenant text COLLATE \"C\" NOT NULL, key text COLLATE \"C\" NOT NULL, "
                            "seq int8 NOT NULL, "
                            "at int8 NOT NULL, data bytea NOT NULL, PRIMARY KEY (tenant, key, seq));"
                            "CREATE TABLE commands (tenant text COLLATE \"C\" NOT NULL, id text COLLATE \"C\" NOT "
                            "NULL, key text COLLATE "
                            "\"C\" NOT NULL, outcome bytea NOT NULL, at int8 NOT NULL, PRIMARY KEY (tenant, id));"
                            "CREATE INDEX commands_key ON commands (tenant, key);"
                            "CREATE INDEX commands_at ON commands (at);"
                            "CREATE TABLE outbox (place int8 GENERATED ALWAYS AS IDENTITY, tenant text COLLATE \"C\" "
                            "NOT NULL, id text "
                            "COLLATE \"C\" NOT NULL, key text COLLATE \"C\" NOT NULL, attempts int8 NOT NULL DEFAULT "
                            "0, data bytea NOT "
                            "NULL, PRIMARY KEY (tenant, id));"
                            "CREATE INDEX outbox_place ON outbox (tenant, place);"
                            "CREATE INDEX outbox_key ON outbox (tenant, key);"
                            "CREATE TABLE counters (tenant text COLLATE \"C\" NOT NULL, id text COLLATE \"C\" NOT "
                            "NULL, last int8 NOT "
                            "NULL, PRIMARY KEY (tenant, id)) WITH (fillfactor = 50);",
    /* 2: when a ticket is due, and who has claimed it; a row for each ticket that waits for time, so that it is small */
    "CREATE TABLE dues (tenant text COLLATE \"C\" NOT NULL, key text COLLATE \"C\" NOT NULL, due int8 NOT NULL, claim "
    "text "
    "COLLATE \"C\", claim_until int8, PRIMARY KEY (tenant, key)) WITH (fillfactor = 70);"
    "CREATE INDEX dues_due ON dues (due, tenant, key);"
    "CREATE INDEX dues_tenant ON dues (tenant, due, key);",
    /* 3: units and contracts */
    "CREATE TABLE units (tenant text COLLATE \"C\" NOT NULL, key text COLLATE \"C\" NOT NULL, revision int8 NOT NULL, "
    "serial text COLLATE \"C\" NOT NULL, record bytea NOT NULL, PRIMARY KEY (tenant, key));"
    "CREATE INDEX units_serial ON units (tenant, serial, key) WHERE serial <> '';",
};

#define NEWEST ((int)(sizeof steps / sizeof steps[0]))

/* The version of the tables; 0: there are none. */
static mend_status version_of(mend_postgres *db, int *version)
{
    PGresult *result =
        PQexec(db->conn, "SELECT to_regclass('mend_schema') IS NOT NULL, EXISTS (SELECT FROM pg_namespace WHERE "
                         "nspname = 'mend' AND NOT has_schema_privilege(oid, 'USAGE'))");
    mend_status status = MEND_OK;
    *version = 0;
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        status = mend_pg_fault(db, result, MEND_PG_WITHIN);
    } else if (PQgetvalue(result, 0, 1)[0] == 't') { /* to whom the tables look as if they were not there */
        snprintf(db->message, sizeof db->message, "no right to use the schema mend");
        status = MEND_DENIED;
    } else if (PQgetvalue(result, 0, 0)[0] == 't') {
        PQclear(result);
        result = PQexec(db->conn, "SELECT version FROM mend_schema");
        if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) != 1) {
            status =
                PQresultStatus(result) == PGRES_TUPLES_OK ? MEND_CORRUPT : mend_pg_fault(db, result, MEND_PG_WITHIN);
        } else {
            sscanf(PQgetvalue(result, 0, 0), "%d", version);
        }
    }
    PQclear(result);
    return status;
}

/* All steps that are missing, in one transaction; whoever comes second waits, and finds them done. */
static mend_status upgrade(mend_postgres *db, int most)
{
    char sql[80];
    int version = 0;
    mend_status status =
        mend_pg_command(db,
                        "BEGIN; CREATE SCHEMA IF NOT EXISTS mend; CREATE TABLE IF NOT EXISTS mend_schema (version int "
                        "NOT NULL); LOCK TABLE mend_schema IN ACCESS EXCLUSIVE MODE",
                        MEND_PG_WITHIN);
    status = status == MEND_OK ? version_of(db, &version) : status;
    status =
        status == MEND_CORRUPT ? mend_pg_command(db, "INSERT INTO mend_schema VALUES (0)", MEND_PG_WITHIN) : status;
    for (int i = version; i < most && status == MEND_OK; i++) {
        status = mend_pg_command(db, steps[i], MEND_PG_WITHIN);
    }
    if (status == MEND_OK && version < most) {
        snprintf(sql, sizeof sql, "UPDATE mend_schema SET version = %d", most);
        status = mend_pg_command(db, sql, MEND_PG_WITHIN);
    }
    mend_status end = mend_pg_command(db, status == MEND_OK ? "COMMIT" : "ROLLBACK", MEND_PG_END);
    return status == MEND_OK ? end : status;
}

mend_status mend_pg_migrate(mend_postgres *db, uint32_t flags, int most)
{
    int version;
    mend_status status = version_of(db, &version);
    most = most == 0 ? NEWEST : most;
    if (status != MEND_OK) {
        return status;
    }
    if (version > NEWEST) {
        snprintf(db->message, sizeof db->message, "the tables are of a newer release (version %d)", version);
        return MEND_UNSUPPORTED;
    }
    if (version == 0 && (flags & MEND_POSTGRES_CREATE) == 0) {
        snprintf(db->message, sizeof db->message, "there are no tables of a desk in this database");
        return MEND_NOT_FOUND;
    }
    return version < most ? upgrade(db, most) : MEND_OK;
}
