/*
 * shelf_sqlite.c - policies and people in tables of the SQLite file that holds the tickets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "shelf.h"

#include "store-sqlite/mend_sqlite.h"

#include <sqlite3.h>
#include <stdlib.h>

#define WAIT 3000 /* ms for another writer to finish */

typedef struct file_shelf {
    struct shelf base;
    sqlite3 *file;
    sqlite3_stmt *load, *knows; /* prepared when they are first asked */
} file_shelf;

static file_shelf *mine(const app *a)
{
    return (file_shelf *)a->shelf;
}

static ending fault_of_sqlite(const app *a, int code)
{
    mend_status s;
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        s = MEND_BUSY;
        break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
        s = MEND_DENIED;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* a table that is not there, or not as it was made */
    case SQLITE_SCHEMA:
        s = MEND_CORRUPT;
        break;
    case SQLITE_FULL:
        s = MEND_FULL;
        break;
    case SQLITE_NOMEM:
        s = MEND_NOMEM;
        break;
    case SQLITE_CONSTRAINT:
        s = MEND_DUPLICATE;
        break;
    default:
        s = MEND_IO;
        break;
    }
    return fault_of(a, s, sqlite3_errstr(code));
}

static bool there(const app *a, const char *table)
{
    return sqlite3_table_column_metadata(mine(a)->file, NULL, table, NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
}

static int step_once(sqlite3_stmt *stmt)
{
    int rc = sqlite3_step(stmt);
    int end = sqlite3_finalize(stmt);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : end;
}

/* Hands every row of a statement on: its first two columns. */
static int read_rows(sqlite3_stmt *stmt, shelf_row take, void *user, ending *e)
{
    int rc = SQLITE_ROW;
    *e = END_DONE;
    while (*e == END_DONE && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(stmt, 0),
                   *bytes = (const char *)sqlite3_column_text(stmt, 1);
        *e = take(user, name, bytes, (size_t)sqlite3_column_bytes(stmt, 1));
    }
    return *e != END_DONE || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* ---- policies ---- */

static ending file_add(app *a, const mend_policy *policy, const char *document, size_t len, bool behind)
{
    const char *sql = behind
                          ? "INSERT INTO policies SELECT ifnull(min(place), 0) - 1, ?1, ?2, ?3, ?4, ?5 FROM policies"
                          : "INSERT INTO policies SELECT ifnull(max(place), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM policies";
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(mine(a)->file, sql, -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(stmt, 1, mend_policy_id(policy, NULL), -1, SQLITE_STATIC);
        sqlite3_bind_int64(stmt, 2, mend_policy_revision(policy));
        sqlite3_bind_text(stmt, 3, mend_policy_digest(policy), -1, SQLITE_STATIC);
        sqlite3_bind_int64(stmt, 4, a->now);
        sqlite3_bind_text(stmt, 5, document, (int)len, SQLITE_STATIC);
        rc = step_once(stmt);
    }
    return rc == SQLITE_OK ? END_DONE : fault_of_sqlite(a, rc);
}

static ending file_init(app *a, const mend_policy *policy, const char *document, size_t len)
{
    static const char make[] = "BEGIN IMMEDIATE; CREATE TABLE policies (place INTEGER PRIMARY KEY, id TEXT NOT NULL, "
                               "revision INTEGER NOT NULL, digest TEXT NOT NULL, added INTEGER NOT NULL, "
                               "document TEXT NOT NULL, UNIQUE (id, revision))";
    if (there(a, "policies")) {
        return fault_here(
            a, MEND_DUPLICATE,
            "%s is there already, with its policy; new revisions come in with: mend-desk --db %s policy add FILE",
            "%s 已存在并含有策略；加入新版本请用：mend-desk --db %s policy add 文件", a->path, a->path);
    }
    int rc = sqlite3_exec(mine(a)->file, make, NULL, NULL, NULL);
    if (rc != SQLITE_OK) {
        return fault_of_sqlite(a, rc);
    }
    ending e = file_add(a, policy, document, len, false);
    rc = sqlite3_exec(mine(a)->file, e == END_DONE ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
    return e != END_DONE || rc == SQLITE_OK ? e : fault_of_sqlite(a, rc);
}

static ending file_policies(app *a, shelf_row take, void *user)
{
    sqlite3_stmt *stmt = NULL;
    ending e = END_DONE;
    int rc = sqlite3_prepare_v2(mine(a)->file, "SELECT digest, document FROM policies ORDER BY place", -1, &stmt, NULL);
    rc = rc == SQLITE_OK ? read_rows(stmt, take, user, &e) : rc;
    sqlite3_finalize(stmt);
    if (rc == SQLITE_ERROR) { /* no such table: made by another program on the same store */
        return fault_here(a, MEND_IO, "%s has no policy yet; begin with: mend-desk --db %s init",
                          "%s 中尚无策略；请先执行：mend-desk --db %s init", a->path, a->path);
    }
    return rc == SQLITE_OK ? e : fault_of_sqlite(a, rc);
}

static ending file_raise(app *a, const mend_policy *policy)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(mine(a)->file,
                                "UPDATE policies SET place = (SELECT max(place) + 1 FROM policies) "
                                "WHERE id = ?1 AND revision = ?2",
                                -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(stmt, 1, mend_policy_id(policy, NULL), -1, SQLITE_STATIC);
        sqlite3_bind_int64(stmt, 2, mend_policy_revision(policy));
        rc = step_once(stmt);
    }
    return rc == SQLITE_OK ? END_DONE : fault_of_sqlite(a, rc);
}

static bool file_drop(app *a, const char *digest)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(mine(a)->file, "DELETE FROM policies WHERE digest = ?1", -1, &stmt, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(stmt, 1, digest, -1, SQLITE_STATIC);
        rc = step_once(stmt);
    }
    return rc == SQLITE_OK;
}

/* ---- people ---- */

/* The table is made with the first person. */
static int prepare_staff(const app *a, const char *sql, sqlite3_stmt **out)
{
    int rc = sqlite3_exec(
        mine(a)->file, "CREATE TABLE IF NOT EXISTS staff (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID",
        NULL, NULL, NULL);
    return rc != SQLITE_OK ? rc : sqlite3_prepare_v2(mine(a)->file, sql, -1, out, NULL);
}

static ending file_staff(app *a, shelf_row take, void *user)
{
    sqlite3_stmt *stmt = NULL;
    ending e = END_DONE;
    if (!there(a, "staff")) {
        return END_DONE;
    }
    int rc = sqlite3_prepare_v2(mine(a)->file, "SELECT id, document FROM staff ORDER BY id", -1, &stmt, NULL);
    rc = rc == SQLITE_OK ? read_rows(stmt, take, user, &e) : rc;
    sqlite3_finalize(stmt);
    return rc == SQLITE_OK ? e : fault_of_sqlite(a, rc);
}

static ending file_staff_put(app *a, const json *people, int64_t *count)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_exec(mine(a)->file, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    bool begun = rc == SQLITE_OK;
    rc = begun ? prepare_staff(a, "INSERT OR REPLACE INTO staff VALUES (?1, ?2)", &stmt) : rc;
    for (json_node n = json_first(people, 1); n != 0 && rc == SQLITE_OK; n = json_next(people, n)) {
        size_t len = 0;
        const char *raw = json_raw(people, n, &len);
        sqlite3_bind_text(stmt, 1, json_member(people, n, "id"), -1, SQLITE_STATIC);
        sqlite3_bind_text(stmt, 2, raw, (int)len, SQLITE_STATIC);
        rc = sqlite3_step(stmt);
        rc = rc == SQLITE_DONE ? sqlite3_reset(stmt) : rc;
        (*count)++;
    }
    sqlite3_finalize(stmt);
    if (begun) {
        int end = sqlite3_exec(mine(a)->file, rc == SQLITE_OK ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
        rc = rc == SQLITE_OK ? end : rc;
    }
    return rc == SQLITE_OK ? END_DONE : fault_of_sqlite(a, rc);
}

static ending file_staff_remove(app *a, const char *id, bool *was)
{
    sqlite3_stmt *stmt = NULL;
    int rc = prepare_staff(a, "DELETE FROM staff WHERE id = ?1", &stmt);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(stmt, 1, id, -1, SQLITE_STATIC);
        rc = step_once(stmt);
    }
    *was = rc == SQLITE_OK && sqlite3_changes(mine(a)->file) > 0;
    return rc == SQLITE_OK ? END_DONE : fault_of_sqlite(a, rc);
}

/* ---- what they have to do, and what they know ---- */

static int ask(const app *a, sqlite3_stmt **stmt, const char *sql, const char *key, const char *id)
{
    int rc = *stmt != NULL ? sqlite3_reset(*stmt) : sqlite3_prepare_v2(mine(a)->file, sql, -1, stmt, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(*stmt, 1, TENANT, -1, SQLITE_STATIC);
        sqlite3_bind_text(*stmt, 2, key, -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(*stmt, 3, id, -1, SQLITE_TRANSIENT);
    }
    return rc;
}

static ending file_load(app *a, const char *key, const char *id, int64_t *count)
{
    static const char load[] = "SELECT count(*) FROM tickets WHERE tenant = ?1 AND assignee = ?3 AND key <> ?2 AND "
                               "stage IN ('new', 'active', 'waiting')";
    int rc = ask(a, &mine(a)->load, load, key, id);
    rc = rc == SQLITE_OK ? sqlite3_step(mine(a)->load) : rc;
    if (rc == SQLITE_ROW) {
        *count = sqlite3_column_int64(mine(a)->load, 0);
        (void)sqlite3_reset(mine(a)->load);
    }
    return rc == SQLITE_ROW ? END_DONE : fault_of_sqlite(a, rc);
}

static ending file_knows(app *a, const char *key, const char *id, shelf_row take, void *user)
{
#define KNOWN(column)                                                                                                  \
    "SELECT t." column ", t." column " FROM tickets t WHERE t.tenant = ?1 AND t.key = ?2 AND t." column                \
    " <> '' AND EXISTS (SELECT 1 FROM tickets o WHERE o.tenant = ?1 AND o." column " = t." column                      \
    " AND o.assignee = ?3 AND o.key <> ?2)"
    static const char knows[] = KNOWN("serial") " UNION " KNOWN("customer") " UNION " KNOWN("product");
#undef KNOWN
    ending e = END_DONE;
    int rc = ask(a, &mine(a)->knows, knows, key, id);
    if (rc == SQLITE_OK) {
        rc = read_rows(mine(a)->knows, take, user, &e);
        (void)sqlite3_reset(mine(a)->knows);
    }
    return rc == SQLITE_OK ? e : fault_of_sqlite(a, rc);
}

/* ---- opening ---- */

static void file_close(app *a)
{
    file_shelf *s = mine(a);
    sqlite3_finalize(s->load);
    sqlite3_finalize(s->knows);
    sqlite3_close(s->file);
    free(s);
}

static const shelf_calls calls = {.init = file_init,
                                  .policies = file_policies,
                                  .add = file_add,
                                  .raise = file_raise,
                                  .drop = file_drop,
                                  .staff = file_staff,
                                  .staff_put = file_staff_put,
                                  .staff_remove = file_staff_remove,
                                  .load = file_load,
                                  .knows = file_knows,
                                  .close = file_close};

static ending open_store(app *a, bool make)
{
    char message[200] = "";
    mend_sqlite *db = NULL;
    mend_store store;
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_sqlite_open(a->path, make ? MEND_SQLITE_CREATE : 0, &db, message, sizeof message);
    if (s == MEND_NOT_FOUND && make) {
        return fault_here(a, MEND_IO, "%s cannot be made: its folder is not there", "无法创建 %s：所在目录不存在",
                          a->path);
    }
    if (s == MEND_NOT_FOUND) {
        return fault_here(a, MEND_IO, "there is no database %s; make one with: mend-desk --db %s init",
                          "没有数据库 %s；请新建：mend-desk --db %s init", a->path, a->path);
    }
    if (s == MEND_OK) {
        mend_sqlite_timeout(db, WAIT);
        s = mend_sqlite_table(db, &store);
    }
    if (s == MEND_OK) {
        s = mend_desk_new(NULL, &store, TENANT, MEND_NTS, &a->desk, &error);
        if (s != MEND_OK) {
            store.destroy(store.user);
        }
    }
    mend_sqlite_close(db);
    return s == MEND_OK ? END_DONE : fault_of(a, s, message);
}

/* Both connections: the store's first, which knows whether the file is one of ours. */
ending shelf_open_sqlite(app *a, bool make)
{
    ending e = open_store(a, make);
    if (e != END_DONE) {
        return e;
    }
    file_shelf *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    s->base.calls = &calls;
    a->shelf = &s->base;
    int rc = sqlite3_open_v2(a->path, &s->file, SQLITE_OPEN_READWRITE, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_busy_timeout(s->file, WAIT);
    }
    return rc == SQLITE_OK ? END_DONE : fault_of_sqlite(a, rc);
}
