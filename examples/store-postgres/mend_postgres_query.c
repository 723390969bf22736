/*
 * mend_postgres_query.c - the connection, and running statements on it: what a server says as a status, and what a
 * connection that dies means for what was under way.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_postgres_inner.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what went wrong ---- */

/* The server's primary message only: details could hold values of tickets. */
static void note(mend_postgres *db, const PGresult *result)
{
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *text = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (text == NULL) {
        text = PQerrorMessage(db->conn);
    }
    snprintf(db->message, sizeof db->message, "%s%s%.200s", state == NULL ? "" : state, state == NULL ? "" : ": ",
             text);
    for (char *p = db->message; *p != '\0'; p++) {
        if (*p == '\n' || *p == '\r') {
            *p = p[1] == '\0' ? '\0' : ' ';
        }
    }
}

static int begins(const char *state, const char *with)
{
    return strncmp(state, with, strlen(with)) == 0;
}

/* Codes of appendix A of the manual. */
static mend_status status_of(const char *state, mend_pg_kind kind)
{
    int may_be_stored = kind == MEND_PG_WRITE || kind == MEND_PG_END;
    if (strcmp(state, "40003") == 0) { /* statement_completion_unknown */
        return MEND_UNKNOWN;
    }
    if (begins(state, "40")) { /* serialization, deadlock: nothing is stored */
        return MEND_CONFLICT;
    }
    if (begins(state, "57P")) { /* the server or an administrator ends the session */
        return may_be_stored ? MEND_UNKNOWN : MEND_BUSY;
    }
    if (strcmp(state, "55P03") == 0 || strcmp(state, "57014") == 0 || strcmp(state, "53300") == 0) {
        return MEND_BUSY; /* lock timeout, cancelled, too many connections */
    }
    if (strcmp(state, "53100") == 0) {
        return MEND_FULL;
    }
    if (strcmp(state, "53200") == 0) {
        return MEND_NOMEM;
    }
    if (strcmp(state, "42501") == 0 || strcmp(state, "25006") == 0 || begins(state, "28")) {
        return MEND_DENIED; /* privilege, read-only transaction, who are you */
    }
    if (begins(state, "XX") || begins(state, "22")) {
        return MEND_CORRUPT;
    }
    return MEND_IO;
}

mend_status mend_pg_fault(mend_postgres *db, const PGresult *result, mend_pg_kind kind)
{
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    note(db, result);
    if (PQstatus(db->conn) == CONNECTION_OK && state != NULL) {
        return status_of(state, kind);
    }
    return kind == MEND_PG_WRITE || kind == MEND_PG_END ? MEND_UNKNOWN : MEND_IO;
}

int mend_pg_taken(const PGresult *result)
{
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state != NULL && strcmp(state, "23505") == 0;
}

/* ---- the connection ---- */

static void quiet(void *user, const PGresult *result)
{
    (void)user, (void)result; /* notices of the server belong to nobody */
}

/* What every session goes by, whatever the server's settings are. */
static mend_status set_up(mend_postgres *db)
{
    char sql[280];
    PQsetNoticeReceiver(db->conn, quiet, NULL);
    memset(db->prepared, 0, sizeof db->prepared);
    snprintf(
        sql, sizeof sql,
        "SET client_encoding = 'UTF8'; SET default_transaction_isolation = 'read committed'; SET lock_timeout = %d; "
        "SELECT set_config('search_path', 'mend,' || current_setting('search_path'), false) "
        "WHERE current_setting('search_path') NOT LIKE 'mend,%%'",
        (int)db->timeout);
    return mend_pg_command(db, sql, MEND_PG_WITHIN);
}

mend_status mend_pg_ready(mend_postgres *db)
{
    if (db->conn != NULL && PQstatus(db->conn) == CONNECTION_OK) {
        (void)PQconsumeInput(db->conn); /* sees that a server has gone away while nobody asked it anything */
    }
    if (db->conn != NULL && PQstatus(db->conn) == CONNECTION_OK) {
        return MEND_OK;
    }
    if (db->batch) { /* and all that was in it with the connection */
        db->lost = db->lost == MEND_OK ? MEND_IO : db->lost;
        return db->lost;
    }
    PQfinish(db->conn);
    db->conn = PQconnectdb(db->conninfo);
    if (db->conn == NULL) {
        return MEND_NOMEM;
    }
    if (PQstatus(db->conn) != CONNECTION_OK) {
        note(db, NULL);
        int waits = strstr(db->message, "starting up") != NULL || strstr(db->message, "shutting down") != NULL ||
                    strstr(db->message, "recovery") != NULL;
        return waits ? MEND_BUSY : MEND_IO;
    }
    return set_up(db);
}

mend_status mend_pg_command(mend_postgres *db, const char *sql, mend_pg_kind kind)
{
    PGresult *result = PQexec(db->conn, sql);
    ExecStatusType got = PQresultStatus(result);
    mend_status status = got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK ? MEND_OK : mend_pg_fault(db, result, kind);
    PQclear(result);
    return status;
}

/* ---- parameters ---- */

static void big_endian(char *out, uint64_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--) {
        out[i] = (char)(unsigned char)(value & 0xff);
        value >>= 8;
    }
}

void mend_pg_start(mend_pg_query *q, int which)
{
    memset(q, 0, sizeof *q);
    q->which = which;
}

void mend_pg_text(mend_pg_query *q, const char *text, size_t len)
{
    if (len > INT_MAX) {
        q->failed = 1;
        len = 0;
    }
    q->values[q->bound] = text == NULL ? "" : text;
    q->lengths[q->bound++] = (int)len;
}

void mend_pg_number(mend_pg_query *q, int64_t number)
{
    char *bytes = q->numbers[q->bound];
    big_endian(bytes, (uint64_t)number, 8);
    q->values[q->bound] = bytes;
    q->lengths[q->bound++] = 8;
}

void mend_pg_number_or_null(mend_pg_query *q, int64_t number)
{
    if (number == INT64_MIN) {
        q->bound++; /* what is not bound is NULL */
    } else {
        mend_pg_number(q, number);
    }
}

/* The binary form of arrays: dimensions, flags, type, then for each dimension its size and lower bound, then each element
 * with its length. An array without elements has no dimension. */
void mend_pg_array(mend_pg_query *q, uint32_t type, int32_t count, mend_pg_element get, const mend_change *change)
{
    size_t total = count == 0 ? 12 : 20, len;
    char number[8];
    for (int32_t i = 0; i < count; i++) {
        (void)get(change, i, &len, number);
        total += 4 + len;
    }
    char *bytes = total > INT_MAX ? NULL : malloc(total), *at = bytes;
    if (bytes == NULL) {
        q->failed = 1;
        q->bound++;
        return;
    }
    big_endian(at, count == 0 ? 0 : 1, 4);
    big_endian(at + 4, 0, 4);
    big_endian(at + 8, type, 4);
    if (count > 0) {
        big_endian(at + 12, (uint64_t)count, 4);
        big_endian(at + 16, 1, 4);
        at += 20;
    }
    for (int32_t i = 0; i < count; i++) {
        const char *element = get(change, i, &len, number);
        big_endian(at, len, 4);
        memcpy(at + 4, element, len);
        at += 4 + len;
    }
    q->arrays[q->bound] = bytes;
    q->values[q->bound] = bytes;
    q->lengths[q->bound++] = (int)total;
}

/* ---- running ---- */

static mend_status prepare(mend_postgres *db, int which, const char *name)
{
    if (db->prepared[which]) {
        return MEND_OK;
    }
    PGresult *result = PQprepare(db->conn, name, mend_pg_sql(which), 0, NULL);
    mend_status status =
        PQresultStatus(result) == PGRES_COMMAND_OK ? MEND_OK : mend_pg_fault(db, result, MEND_PG_WITHIN);
    PQclear(result);
    db->prepared[which] = status == MEND_OK;
    return status;
}

static mend_status run_once(mend_postgres *db, const mend_pg_query *q, mend_pg_kind kind, PGresult **out)
{
    static const int binary[MEND_PG_PARAMETERS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                                                   1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    char name[16];
    snprintf(name, sizeof name, "mend_%d", q->which);
    mend_status status = mend_pg_ready(db);
    status = status == MEND_OK ? prepare(db, q->which, name) : status;
    if (status != MEND_OK) {
        return status;
    }
    PGresult *result = PQexecPrepared(db->conn, name, q->bound, q->values, q->lengths, binary, 1);
    ExecStatusType got = PQresultStatus(result);
    if (got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK) {
        *out = result;
        return MEND_OK;
    }
    status = mend_pg_taken(result) ? MEND_DUPLICATE : mend_pg_fault(db, result, kind);
    PQclear(result);
    return status;
}

mend_status mend_pg_run(mend_postgres *db, mend_pg_query *q, mend_pg_kind kind, PGresult **out)
{
    mend_status status = q->failed ? MEND_NOMEM : run_once(db, q, kind, out);
    int died = !q->failed && status != MEND_OK && (db->conn == NULL || PQstatus(db->conn) != CONNECTION_OK);
    if (died && kind == MEND_PG_ASK && !db->batch) {
        status = run_once(db, q, kind, out);
    }
    for (int i = 0; i < MEND_PG_PARAMETERS; i++) {
        free(q->arrays[i]);
    }
    return status;
}

mend_status mend_pg_run_plain(mend_postgres *db, mend_pg_query *q, mend_pg_kind kind, int64_t *changed)
{
    PGresult *result;
    mend_status status = mend_pg_run(db, q, kind, &result);
    if (status == MEND_OK) {
        if (changed != NULL) {
            *changed = strtoll(PQcmdTuples(result), NULL, 10);
        }
        PQclear(result);
    }
    return status;
}

int64_t mend_pg_get_number(const PGresult *result, int row, int column)
{
    const unsigned char *bytes = (const unsigned char *)PQgetvalue(result, row, column);
    uint64_t value = 0;
    for (int i = 0; i < PQgetlength(result, row, column); i++) {
        value = value << 8 | bytes[i];
    }
    return (int64_t)value;
}

const char *mend_pg_get(const PGresult *result, int row, int column, size_t *len)
{
    *len = (size_t)PQgetlength(result, row, column);
    return PQgetvalue(result, row, column);
}

/* ---- transactions ---- */

mend_pg_kind mend_pg_writing(const mend_postgres *db)
{
    return db->batch ? MEND_PG_WITHIN : MEND_PG_WRITE;
}

mend_status mend_pg_enter(mend_postgres *db)
{
    mend_status status = mend_pg_ready(db);
    if (status == MEND_OK && db->lost != MEND_OK) {
        status = db->lost;
    }
    return status != MEND_OK ? status : mend_pg_command(db, db->batch ? "SAVEPOINT mend" : "BEGIN", MEND_PG_WITHIN);
}

mend_status mend_pg_leave(mend_postgres *db, mend_status status)
{
    if (!db->batch) {
        mend_status end = mend_pg_command(db, status == MEND_OK ? "COMMIT" : "ROLLBACK", MEND_PG_END);
        return status == MEND_OK ? end : status;
    }
    mend_status end =
        mend_pg_command(db, status == MEND_OK ? "RELEASE mend" : "ROLLBACK TO mend; RELEASE mend", MEND_PG_WITHIN);
    if (end != MEND_OK) { /* what the batch holds now cannot be told */
        db->lost = end;
    }
    return status == MEND_OK ? end : status;
}
