/*
 * shop.c - the database of one shop: tickets by the SQLite store, and a table with the policies they go by.
 *
 * The policies' table is read and written over a connection of its own. A policy is kept as its merged canonical
 * document, so the file needs neither the documents it came from nor the presets of a later release. The one with the
 * highest place is in force for new tickets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "clock.h"

#include "store-sqlite/mend_sqlite.h"

#include <stdlib.h>
#include <string.h>

#define WAIT           3000 /* ms for another writer to finish */
#define DOCUMENT_BYTES ((size_t)4 * 1024 * 1024)

/* ---- policies from files ---- */

ending policy_document(const app *a, const char *name, char **bytes, size_t *len)
{
    ending e = END_DONE;
    const char *preset = mend_preset_text(name, len);
    if (preset == NULL) {
        *bytes = file_read(a, name, DOCUMENT_BYTES, len, &e);
        return e;
    }
    *bytes = malloc(*len + 1);
    if (*bytes == NULL) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    memcpy(*bytes, preset, *len + 1);
    return END_DONE;
}

static ending tell_policy_fault(const app *a, mend_status s, const mend_error *error, const char *const *files)
{
    const char *file = error->document >= 0 && error->document < MAX_POLICIES ? files[error->document] : files[0];
    char line[700];
    if (s == MEND_NOMEM || error->text[0] == '\0') {
        return fault_of(a, s, NULL);
    }
    if (error->line > 0) {
        snprintf(line, sizeof line, "%.120s:%d:%d: %s (%s)", file, (int)error->line, (int)error->column, error->text,
                 error->path);
    } else {
        snprintf(line, sizeof line, "%.120s: %s (%s)", file, error->text, error->path);
    }
    fault_of(a, s, line);
    return s == MEND_NOT_FOUND ? END_ABSENT : END_INPUT;
}

ending policy_compile(app *a, const char *const *files, size_t count, mend_policy **out)
{
    static const char *const standard[] = {"standard@1"};
    char *texts[MAX_POLICIES] = {NULL};
    size_t lens[MAX_POLICIES] = {0}, got = 0;
    mend_error error = {.struct_size = sizeof error};
    ending e = END_DONE;
    if (count == 0) {
        files = standard;
        count = 1;
    }
    if (count > MAX_POLICIES) {
        complain(a, "at most %d documents make one policy", "一个策略至多由 %d 个文件组成", MAX_POLICIES);
        return END_USAGE;
    }
    for (; got < count && e == END_DONE; got++) {
        e = policy_document(a, files[got], &texts[got], &lens[got]);
    }
    if (e == END_DONE) {
        mend_status s = mend_policy_load(NULL, (const char *const *)texts, lens, count, out, &error);
        e = s == MEND_OK ? END_DONE : tell_policy_fault(a, s, &error, files);
    }
    for (size_t i = 0; i < got; i++) {
        free(texts[i]);
    }
    return e;
}

/* ---- the table ---- */

static int step_once(sqlite3_stmt *stmt)
{
    int rc = sqlite3_step(stmt);
    int end = sqlite3_finalize(stmt);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : end;
}

static int insert_policy(sqlite3 *file, const mend_policy *policy, const char *document_text, size_t len, bool behind,
                         int64_t now)
{
    const char *sql = behind
                          ? "INSERT INTO policies SELECT ifnull(min(place), 0) - 1, ?1, ?2, ?3, ?4, ?5 FROM policies"
                          : "INSERT INTO policies SELECT ifnull(max(place), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM policies";
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(file, sql, -1, &stmt, NULL);
    if (rc != SQLITE_OK) {
        return rc;
    }
    sqlite3_bind_text(stmt, 1, mend_policy_id(policy, NULL), -1, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 2, mend_policy_revision(policy));
    sqlite3_bind_text(stmt, 3, mend_policy_digest(policy), -1, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 4, now);
    sqlite3_bind_text(stmt, 5, document_text, (int)len, SQLITE_STATIC);
    return step_once(stmt);
}

/* Writes the policy's row; an equal one that is there already is left alone. */
static ending store_policy(app *a, const mend_policy *policy, bool behind)
{
    text t;
    size_t len = 0;
    mend_status s = text_new(&t);
    if (s == MEND_OK) {
        s = mend_policy_write(policy, t.buf);
    }
    if (s != MEND_OK) {
        text_free(&t);
        return fault_of(a, s, NULL);
    }
    const char *bytes = text_data(&t, &len);
    int rc = insert_policy(a->file, policy, bytes, len, behind, a->now);
    text_free(&t);
    return rc == SQLITE_OK ? END_DONE : fault_of_sqlite(a, rc);
}

/* One row of the table into a->policies. */
static ending take_policy(app *a, sqlite3_stmt *stmt)
{
    const char *bytes = (const char *)sqlite3_column_text(stmt, 1);
    size_t len = (size_t)sqlite3_column_bytes(stmt, 1);
    const char *digest = (const char *)sqlite3_column_text(stmt, 0);
    mend_policy *policy = NULL;
    mend_error error = {.struct_size = sizeof error};
    if (bytes == NULL || digest == NULL || a->policy_count == SHOP_POLICIES) {
        return fault_of(a, bytes == NULL || digest == NULL ? MEND_CORRUPT : MEND_LIMIT, "the policies' table");
    }
    mend_status s = mend_policy_load(NULL, &bytes, &len, 1, &policy, &error);
    if (s != MEND_OK || strcmp(mend_policy_digest(policy), digest) != 0) {
        mend_policy_free(policy);
        return fault_of(a, s == MEND_NOMEM ? s : MEND_CORRUPT, s == MEND_OK ? "a policy's digest differs" : error.text);
    }
    a->policies[a->policy_count++] = policy;
    return END_DONE;
}

static ending load_policies(app *a)
{
    sqlite3_stmt *stmt = NULL;
    ending e = END_DONE;
    int rc = sqlite3_prepare_v2(a->file, "SELECT digest, document FROM policies ORDER BY place", -1, &stmt, NULL);
    while (rc == SQLITE_OK && e == END_DONE) {
        rc = sqlite3_step(stmt);
        if (rc == SQLITE_ROW) {
            e = take_policy(a, stmt);
            rc = SQLITE_OK;
        }
    }
    sqlite3_finalize(stmt);
    if (e != END_DONE || rc == SQLITE_DONE) {
        return e;
    }
    if (rc == SQLITE_ERROR) { /* no such table: made by another program on the same store */
        return fault_here(a, MEND_IO, "%s has no policy yet; begin with: mend-desk --db %s init",
                          "%s 中尚无策略；请先执行：mend-desk --db %s init", a->path, a->path);
    }
    return fault_of_sqlite(a, rc);
}

/* ---- opening ---- */

/* Both connections: the store's first, which knows whether the file is one of ours. */
static ending connect(app *a, uint32_t flags)
{
    char message[200] = "";
    mend_sqlite *db = NULL;
    mend_store store;
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_sqlite_open(a->path, flags, &db, message, sizeof message);
    if (s == MEND_NOT_FOUND && (flags & MEND_SQLITE_CREATE) != 0) {
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
    if (s != MEND_OK) {
        return fault_of(a, s, message);
    }
    int rc = sqlite3_open_v2(a->path, &a->file, SQLITE_OPEN_READWRITE, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_busy_timeout(a->file, WAIT);
    }
    return rc == SQLITE_OK ? END_DONE : fault_of_sqlite(a, rc);
}

/* The zone of the policy in force, for showing instants. */
static void take_zone(const app *a)
{
    text t;
    json tree;
    size_t len = 0, at = 0;
    memset(&tree, 0, sizeof tree);
    if (text_new(&t) == MEND_OK && mend_policy_write(shop_policy(a), t.buf) == MEND_OK) {
        const char *bytes = text_data(&t, &len);
        if (json_read(&tree, bytes, len, &at) == MEND_OK) {
            const char *zone = json_member(&tree, 1, "zone");
            clock_zone(zone[0] == '\0' ? "UTC0" : zone);
        }
    }
    json_free(&tree);
    text_free(&t);
}

ending shop_open(app *a)
{
    ending e = connect(a, 0);
    if (e == END_DONE) {
        e = load_policies(a);
    }
    for (size_t i = 0; i < a->policy_count && e == END_DONE; i++) {
        mend_status s = mend_desk_policy(a->desk, a->policies[i]);
        if (s != MEND_OK) {
            e = fault_of(a, s == MEND_DUPLICATE ? MEND_CORRUPT : s, "the policies' table");
        }
    }
    if (e == END_DONE && a->policy_count == 0) {
        e = fault_of(a, MEND_CORRUPT, "the policies' table is empty");
    }
    if (e == END_DONE) {
        take_zone(a);
    }
    return e;
}

ending shop_init(app *a, const mend_policy *policy)
{
    static const char make[] = "BEGIN IMMEDIATE; CREATE TABLE policies (place INTEGER PRIMARY KEY, id TEXT NOT NULL, "
                               "revision INTEGER NOT NULL, digest TEXT NOT NULL, added INTEGER NOT NULL, "
                               "document TEXT NOT NULL, UNIQUE (id, revision))";
    ending e = connect(a, MEND_SQLITE_CREATE);
    if (e != END_DONE) {
        return e;
    }
    if (sqlite3_table_column_metadata(a->file, NULL, "policies", NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK) {
        return fault_here(
            a, MEND_DUPLICATE,
            "%s is there already, with its policy; new revisions come in with: mend-desk --db %s policy add FILE",
            "%s 已存在并含有策略；加入新版本请用：mend-desk --db %s policy add 文件", a->path, a->path);
    }
    int rc = sqlite3_exec(a->file, make, NULL, NULL, NULL);
    if (rc != SQLITE_OK) {
        return fault_of_sqlite(a, rc);
    }
    e = store_policy(a, policy, false);
    rc = sqlite3_exec(a->file, e == END_DONE ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
    return e != END_DONE || rc == SQLITE_OK ? e : fault_of_sqlite(a, rc);
}

/* Puts a policy that is there already in force again. */
static ending raise_policy(const app *a, const mend_policy *policy)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(a->file,
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

ending shop_add(app *a, const mend_policy *policy, bool behind)
{
    for (size_t i = 0; i < a->policy_count; i++) {
        const mend_policy *old = a->policies[i];
        if (strcmp(mend_policy_id(old, NULL), mend_policy_id(policy, NULL)) != 0 ||
            mend_policy_revision(old) != mend_policy_revision(policy)) {
            continue;
        }
        if (strcmp(mend_policy_digest(old), mend_policy_digest(policy)) == 0) {
            return behind || i + 1 == a->policy_count ? END_DONE : raise_policy(a, policy);
        }
        return fault_here(
            a, MEND_DUPLICATE,
            "the database has a policy %s of revision %lld already, with other content; raise the revision",
            "数据库中已有策略 %s 的版本 %lld，且内容不同；请提高 revision", mend_policy_id(policy, NULL),
            (long long)mend_policy_revision(policy));
    }
    if (a->policy_count == SHOP_POLICIES) {
        return fault_of(a, MEND_LIMIT, "a database takes 64 policies");
    }
    return store_policy(a, policy, behind);
}

void shop_close(app *a)
{
    mend_desk_free(a->desk);
    a->desk = NULL;
    sqlite3_close(a->file);
    a->file = NULL;
    for (size_t i = 0; i < a->policy_count; i++) {
        mend_policy_free(a->policies[i]);
    }
    a->policy_count = 0;
}

const mend_policy *shop_policy(const app *a)
{
    return a->policy_count == 0 ? NULL : a->policies[a->policy_count - 1];
}
