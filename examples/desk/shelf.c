/*
 * shelf.c - where the desk is: in a file of SQLite, or in a database of PostgreSQL.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "shelf.h"

#include <stdlib.h>
#include <string.h>

#if defined(MEND_DESK_POSTGRES)
#include <libpq-fe.h>
#endif

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value == NULL || value[0] == '\0' ? NULL : value;
}

#if defined(MEND_DESK_POSTGRES)

static const char *part(const PQconninfoOption *parts, const char *keyword)
{
    while (parts->keyword != NULL && strcmp(parts->keyword, keyword) != 0) {
        parts++;
    }
    return parts->keyword == NULL || parts->val == NULL ? "" : parts->val;
}

/* What is shown: database and host, as far as they are given. */
static ending name_server(app *a)
{
    PQconninfoOption *parts = PQconninfoParse(a->server, NULL);
    if (parts == NULL) { /* libpq's own words would repeat a password */
        return fault_here(a, MEND_INVALID, "--store: expected postgres://USER@HOST/DATABASE or host=… dbname=…",
                          "--store：应为 postgres://用户@主机/数据库 或 host=… dbname=…");
    }
    const char *database = part(parts, "dbname"), *host = part(parts, "host"), *port = part(parts, "port");
    snprintf(a->shown, sizeof a->shown, "postgres:%.100s%s%.100s%s%.10s", database, host[0] == '\0' ? "" : "@", host,
             port[0] == '\0' ? "" : ":", port);
    PQconninfoFree(parts);
    a->path = a->shown;
    return END_DONE;
}

#else

static ending name_server(app *a)
{
    return fault_here(a, MEND_UNSUPPORTED,
                      "this build has no PostgreSQL: --store and MEND_DESK_STORE need one that was built with libpq",
                      "此版本未包含 PostgreSQL：--store 与 MEND_DESK_STORE 需要带 libpq 编译的版本");
}

ending shelf_open_postgres(app *a, bool make)
{
    (void)make;
    return name_server(a);
}

#endif

ending shelf_settle(app *a)
{
    const char *file = a->opt.value[OPT_DB], *server = a->opt.value[OPT_STORE];
    if (file != NULL && server != NULL) {
        complain(a, "--db and --store: one of them", "--db 与 --store 只能给出一个");
        return END_USAGE;
    }
    if (file == NULL && server == NULL) {
        server = variable("MEND_DESK_STORE");
        file = variable("MEND_DESK_DB");
    }
    a->path = file == NULL ? "desk.db" : file;
    a->server = server;
    if (server == NULL) {
        return END_DONE;
    }
    if (strncmp(server, "postgres://", 11) != 0 && strncmp(server, "postgresql://", 13) != 0 &&
        strchr(server, '=') == NULL) {
        return fault_here(a, MEND_INVALID,
                          "--store: expected postgres://USER@HOST/DATABASE or host=… dbname=…; a file goes with --db",
                          "--store：应为 postgres://用户@主机/数据库 或 host=… dbname=…；文件请用 --db");
    }
    return name_server(a);
}
