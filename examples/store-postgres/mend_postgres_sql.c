/*
 * mend_postgres_sql.c - the statements.
 *
 * A commit is one statement: the ticket is written where its revision and claim are the expected ones, and everything
 * else is written from what that gave; so all of it happens or nothing, in one journey to the server.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_postgres_inner.h"

/* What hangs on the ticket t that was written. $1 tenant, $2 key, $8 next due, $10 to $12 the command, $13 to $15 events,
 * $16 and $17 notices. */
#define CONSEQUENCES                                                                                                   \
    "i AS (INSERT INTO commands (tenant, id, key, outcome, at) SELECT $1, $10::text, $2, $11::bytea, $12::int8 FROM "  \
    "t WHERE $10::text <> ''), "                                                                                       \
    "e AS (INSERT INTO events (tenant, key, seq, at, data) SELECT $1, $2, u.seq, u.at, u.data FROM t, "                \
    "unnest($13::int8[], $14::int8[], $15::bytea[]) AS u(seq, at, data)), "                                            \
    "n AS (INSERT INTO outbox (tenant, id, key, data) SELECT $1, u.id, $2, u.data FROM t, unnest($16::text[], "        \
    "$17::bytea[]) WITH ORDINALITY AS u(id, data, place) ORDER BY u.place), "                                          \
    "x AS (DELETE FROM dues USING t WHERE dues.tenant = $1 AND dues.key = $2 AND $8::int8 IS NULL), "                  \
    "y AS (INSERT INTO dues (tenant, key, due) SELECT $1, $2, $8::int8 FROM t WHERE $8::int8 IS NOT NULL "             \
    "ON CONFLICT (tenant, key) DO UPDATE SET due = excluded.due, claim = NULL, claim_until = NULL) "                   \
    "SELECT count(*) FROM t"

#define INDEXES "number, state, stage, level, assignee, customer, product, serial"

/* $9 is the claim. */
static const char insert[] =
    "WITH t AS (INSERT INTO tickets (tenant, key, revision, record, opened, closed, " INDEXES ") "
    "SELECT $1::text, $2::text, $4::int8, $5::bytea, $6::int8, $7::int8, $18::text, $19::text, $20::text, $21::text, "
    "$22::text, $23::text, $24::text, $25::text WHERE $3::int8 = 0 AND $9::text = '' ON CONFLICT DO NOTHING RETURNING "
    "1), " CONSEQUENCES;

static const char update[] =
    "WITH t AS (UPDATE tickets SET revision = $4::int8, record = $5::bytea, closed = $7::int8, number = $18::text, "
    "state = $19::text, stage = $20::text, level = $21::text, assignee = $22::text, customer = $23::text, "
    "product = $24::text, serial = $25::text WHERE tenant = $1::text AND key = $2::text AND revision = $3::int8 AND "
    "$6::int8 IS NOT NULL AND ($9::text = '' OR EXISTS (SELECT 1 FROM dues WHERE tenant = $1 AND key = $2 AND claim = "
    "$9::text FOR UPDATE)) RETURNING 1), " CONSEQUENCES;

/* $1 tenant, $2 counter, $3 first value of a new counter's last number, $4 step times count, $5 limit. */
static const char draw[] =
    "INSERT INTO counters AS c (tenant, id, last) SELECT $1::text, $2::text, $3::int8 WHERE $3::int8 IS NOT NULL OR "
    "EXISTS (SELECT 1 FROM counters WHERE tenant = $1 AND id = $2) ON CONFLICT (tenant, id) DO UPDATE SET last = "
    "c.last + "
    "$4::int8 WHERE c.last::numeric + $4::int8 <= $5::int8 RETURNING last, CASE WHEN xmax = 0 THEN 1::int8 ELSE "
    "0::int8 END";

#define DUE_ORDER " ORDER BY due, tenant, key LIMIT $6::int8"
#define DUE_ALL                                                                                                        \
    "FROM dues WHERE due <= $1::int8 AND (due, tenant, key) > ($2::int8, $3::text, $4::text) AND (claim_until IS "     \
    "NULL OR claim_until <= $5::int8)"
/* due >= $2 says nothing new, but the index of one tenant can begin there. */
#define DUE DUE_ALL " AND tenant = $7::text AND due >= $2::int8"
#define CLAIM(which)                                                                                                   \
    "WITH c AS (SELECT tenant, key " which DUE_ORDER " FOR UPDATE SKIP LOCKED), u AS (UPDATE dues d SET claim = "      \
    "gen_random_uuid()::text, claim_until = $8::int8 FROM c WHERE d.tenant = c.tenant AND d.key = c.key RETURNING "    \
    "d.tenant, d.key, d.due, d.claim) SELECT tenant, key, due, claim FROM u ORDER BY due, tenant, key"

static const char erase[] =
    "WITH t AS (DELETE FROM tickets WHERE tenant = $1::text AND key = $2::text AND revision = $3::int8 RETURNING 1), "
    "e AS (DELETE FROM events USING t WHERE tenant = $1 AND key = $2), c AS (DELETE FROM commands USING t WHERE tenant "
    "= "
    "$1 AND key = $2), o AS (DELETE FROM outbox USING t WHERE tenant = $1 AND key = $2), d AS (DELETE FROM dues USING "
    "t "
    "WHERE tenant = $1 AND key = $2) SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM tickets WHERE tenant = $1 "
    "AND "
    "key = $2)";

/* The indexes leave out what is empty; that a parameter is not cannot be known when a plan is made once for all. */
#define HAS(column)  column " = $2::text AND " column " <> ''"
#define NONE(column) column " = '' AND $2::text IS NOT NULL"
#define PAGE(column)                                                                                                   \
    "SELECT key, revision, record FROM tickets WHERE tenant = $1::text AND " column                                    \
    " ORDER BY opened DESC, key LIMIT $3::int8"
#define PAGE_AFTER(column)                                                                                             \
    "SELECT key, revision, record FROM tickets WHERE tenant = $1::text AND " column                                    \
    " AND opened <= $4::int8 AND (opened < $4::int8 OR key > $5::text) ORDER BY opened DESC, key LIMIT $3::int8"

static const char *const statements[MEND_PG_COUNT] = {
    [MEND_PG_LOAD] = "SELECT record, revision FROM tickets WHERE tenant = $1::text AND key = $2::text",
    [MEND_PG_RECALL] = "SELECT outcome FROM commands WHERE tenant = $1::text AND id = $2::text",
    [MEND_PG_EVENTS] = "SELECT seq, data FROM events WHERE tenant = $1::text AND key = $2::text AND seq > $3::int8 "
                       "ORDER BY seq LIMIT $4::int8",
    [MEND_PG_OPENED] = "SELECT opened FROM tickets WHERE tenant = $1::text AND key = $2::text",
    [MEND_PG_PENDING] =
        "SELECT id, attempts, data, place FROM outbox WHERE tenant = $1::text AND place > coalesce((SELECT place FROM "
        "outbox WHERE tenant = $1 AND id = $2::text), $3::int8) ORDER BY place LIMIT $4::int8",
    [MEND_PG_INSERT] = insert,
    [MEND_PG_UPDATE] = update,
    [MEND_PG_DRAW] = draw,
    [MEND_PG_SENT] = "DELETE FROM outbox WHERE tenant = $1::text AND id = $2::text",
    [MEND_PG_ATTEMPT] = "UPDATE outbox SET attempts = attempts + 1 WHERE tenant = $1::text AND id = $2::text",
    [MEND_PG_PRUNE] = "DELETE FROM commands WHERE ctid = ANY (ARRAY(SELECT ctid FROM commands WHERE at < $1::int8 "
                      "LIMIT 10000))",
    [MEND_PG_DUE] = "SELECT tenant, key, due, '' " DUE DUE_ORDER,
    [MEND_PG_DUE_ALL] = "SELECT tenant, key, due, '' " DUE_ALL DUE_ORDER,
    [MEND_PG_CLAIM] = CLAIM(DUE),
    [MEND_PG_CLAIM_ALL] = CLAIM(DUE_ALL " AND $7::text IS NOT NULL"),
    [MEND_PG_ERASE] = erase,
    [MEND_PG_UNIT] = "SELECT record, revision FROM units WHERE tenant = $1::text AND key = $2::text",
    [MEND_PG_UNITS] = "SELECT key, revision, record FROM units WHERE tenant = $1::text AND key > $2::text AND serial = "
                      "$4::text AND serial <> '' ORDER BY key LIMIT $3::int8",
    [MEND_PG_UNITS_ALL] = "SELECT key, revision, record FROM units WHERE tenant = $1::text AND key > $2::text ORDER BY "
                          "key LIMIT $3::int8",
    [MEND_PG_UNIT_INSERT] = "INSERT INTO units (tenant, key, revision, serial, record) SELECT $1::text, $2::text, "
                            "$3::int8, $4::text, $5::bytea WHERE $6::int8 = 0 ON CONFLICT DO NOTHING",
    [MEND_PG_UNIT_UPDATE] =
        "UPDATE units SET revision = $3::int8, serial = $4::text, record = $5::bytea WHERE tenant = "
        "$1::text AND key = $2::text AND revision = $6::int8",
    [MEND_PG_PAGE + MEND_INDEX_ALL] = PAGE("$2::text IS NOT NULL"),
    [MEND_PG_PAGE + MEND_INDEX_NUMBER] = PAGE(HAS("number")),
    [MEND_PG_PAGE + MEND_INDEX_STATE] = PAGE(HAS("state")),
    [MEND_PG_PAGE + MEND_INDEX_STAGE] = PAGE(HAS("stage")),
    [MEND_PG_PAGE + MEND_INDEX_LEVEL] = PAGE(HAS("level")),
    [MEND_PG_PAGE + MEND_INDEX_ASSIGNEE] = PAGE(HAS("assignee")),
    [MEND_PG_PAGE + MEND_INDEX_CUSTOMER] = PAGE(HAS("customer")),
    [MEND_PG_PAGE + MEND_INDEX_PRODUCT] = PAGE(HAS("product")),
    [MEND_PG_PAGE + MEND_INDEX_SERIAL] = PAGE(HAS("serial")),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_ALL] = PAGE_AFTER("$2::text IS NOT NULL"),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_NUMBER] = PAGE_AFTER(HAS("number")),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_STATE] = PAGE_AFTER(HAS("state")),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_STAGE] = PAGE_AFTER(HAS("stage")),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_LEVEL] = PAGE_AFTER(HAS("level")),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_ASSIGNEE] = PAGE_AFTER(HAS("assignee")),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_CUSTOMER] = PAGE_AFTER(HAS("customer")),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_PRODUCT] = PAGE_AFTER(HAS("product")),
    [MEND_PG_PAGE_AFTER + MEND_INDEX_SERIAL] = PAGE_AFTER(HAS("serial")),
    [MEND_PG_PAGE_NONE + MEND_INDEX_ALL] = PAGE("$2::text IS NOT NULL"),
    [MEND_PG_PAGE_NONE + MEND_INDEX_NUMBER] = PAGE(NONE("number")),
    [MEND_PG_PAGE_NONE + MEND_INDEX_STATE] = PAGE(NONE("state")),
    [MEND_PG_PAGE_NONE + MEND_INDEX_STAGE] = PAGE(NONE("stage")),
    [MEND_PG_PAGE_NONE + MEND_INDEX_LEVEL] = PAGE(NONE("level")),
    [MEND_PG_PAGE_NONE + MEND_INDEX_ASSIGNEE] = PAGE(NONE("assignee")),
    [MEND_PG_PAGE_NONE + MEND_INDEX_CUSTOMER] = PAGE(NONE("customer")),
    [MEND_PG_PAGE_NONE + MEND_INDEX_PRODUCT] = PAGE(NONE("product")),
    [MEND_PG_PAGE_NONE + MEND_INDEX_SERIAL] = PAGE(NONE("serial")),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_ALL] = PAGE_AFTER("$2::text IS NOT NULL"),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_NUMBER] = PAGE_AFTER(NONE("number")),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_STATE] = PAGE_AFTER(NONE("state")),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_STAGE] = PAGE_AFTER(NONE("stage")),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_LEVEL] = PAGE_AFTER(NONE("level")),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_ASSIGNEE] = PAGE_AFTER(NONE("assignee")),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_CUSTOMER] = PAGE_AFTER(NONE("customer")),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_PRODUCT] = PAGE_AFTER(NONE("product")),
    [MEND_PG_PAGE_NONE_AFTER + MEND_INDEX_SERIAL] = PAGE_AFTER(NONE("serial")),
};

const char *mend_pg_sql(int which)
{
    return statements[which];
}
