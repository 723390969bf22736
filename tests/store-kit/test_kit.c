/*
 * test_kit.c - the kit passes the project's own stores.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_store_kit.h"

#include "store-kit/faulty_store.h"
#include "store-memory/mend_memory.h"
#include "store-sqlite/mend_sqlite.h"

#include <stdio.h>

static mend_status open_memory(void *user, mend_store *out)
{
    return mend_memory_table(user, out);
}

static mend_status open_faulty(void *user, mend_store *out)
{
    mend_store inner;
    mend_status status = mend_memory_table(user, &inner);
    faulty_store *faulty = status == MEND_OK ? faulty_new(&inner) : NULL;
    if (status == MEND_OK && faulty == NULL) {
        inner.destroy(inner.user);
    }
    if (faulty != NULL) {
        faulty_table(faulty, out);
    }
    return faulty != NULL ? MEND_OK : MEND_NOMEM;
}

/* The memory keeps what it has as long as somebody holds it. */
static mend_status reopen_memory(void *user)
{
    (void)user;
    return MEND_OK;
}

typedef struct sqlite_host {
    const char *path;
    mend_sqlite *db; /* NULL: a connection for each table */
} sqlite_host;

static mend_status connect(const sqlite_host *host, mend_sqlite **out)
{
    char message[200] = "";
    mend_status status = mend_sqlite_open(host->path, MEND_SQLITE_CREATE, out, message, sizeof message);
    if (status != MEND_OK) {
        printf("%s: %s\n", host->path, message);
    }
    return status;
}

static mend_status open_sqlite(void *user, mend_store *out)
{
    sqlite_host *host = user;
    mend_sqlite *db = host->db;
    mend_status status = db == NULL ? connect(host, &db) : MEND_OK;
    status = status == MEND_OK ? mend_sqlite_table(db, out) : status;
    if (host->db == NULL) {
        mend_sqlite_close(db); /* the table holds it */
    }
    return status;
}

static mend_status reopen_sqlite(void *user)
{
    sqlite_host *host = user;
    if (host->db == NULL) {
        return MEND_OK;
    }
    mend_sqlite_close(host->db);
    host->db = NULL;
    return connect(host, &host->db);
}

static int expect_clean(const char *what, const mend_kit_host *host)
{
    printf("# %s\n", what);
    int failures = mend_store_kit(host, stdout);
    return failures != 0;
}

static void remove_database(const char *path)
{
    static const char *const tails[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char name[256];
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        remove(name);
    }
}

static int test_sqlite(int one_connection)
{
    sqlite_host host = {.path = one_connection ? "kit-one.db" : "kit-many.db"};
    mend_kit_host kit = {.struct_size = sizeof kit,
                         .features = MEND_KIT_ALL,
                         .user = &host,
                         .prefix = one_connection ? NULL : "a-company/of~40-bytes-in-its-name-at-most",
                         .open = open_sqlite,
                         .reopen = reopen_sqlite};
    remove_database(host.path);
    if (one_connection && connect(&host, &host.db) != MEND_OK) {
        return 1;
    }
    int failed = expect_clean(one_connection ? "SQLite, one connection" : "SQLite, a connection for each table", &kit);
    mend_sqlite_close(host.db);
    remove_database(host.path);
    return failed;
}

static int test_refused_hosts(void)
{
    mend_kit_host old = {.struct_size = 8, .open = open_memory}, closed = {.struct_size = sizeof closed};
    int wrong =
        mend_store_kit(NULL, stdout) != -1 || mend_store_kit(&old, stdout) != -1 || mend_store_kit(&closed, NULL) != -1;
    printf("%-7s a host the kit cannot use is refused\n", wrong ? "FAILED" : "ok");
    return wrong;
}

static int test_memory(int faulty)
{
    mend_memory *memory;
    if (mend_memory_new(&memory) != MEND_OK) {
        return 1;
    }
    mend_kit_host kit = {.struct_size = sizeof kit,
                         .features = MEND_KIT_ALL,
                         .user = memory,
                         .open = faulty ? open_faulty : open_memory,
                         .reopen = reopen_memory};
    int failed = expect_clean(faulty ? "memory behind a faulty store without a plan" : "memory", &kit);
    mend_memory_free(memory);
    return failed;
}

int main(void)
{
    int failed = test_memory(0) + test_memory(1) + test_sqlite(1) + test_sqlite(0) + test_refused_hosts();
    printf("%d failed\n", failed);
    return failed != 0;
}
