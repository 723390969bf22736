/*
 * workers.c - many processes on one PostgreSQL: they open, act and sweep; some are killed, sessions are ended, the server
 * crashes in the middle. Then it is proved what the store promises:
 *
 *  - no number twice, in the gapless series no gap;
 *  - every command that was acknowledged is there exactly once, and no command twice;
 *  - every event log is without a hole and replays to the record, byte for byte;
 *  - every clock that came due fired once, whoever swept.
 *
 *   sh tests/postgres/server.sh workers [<workers> [<seconds>]]
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _DEFAULT_SOURCE

#include "mend/mend.h"
#include "store-postgres/mend_postgres.h"

#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_WORKERS = 32, HOT = 4 };

static const char *conninfo;
static char folder[] = "/tmp/mend-ack-XXXXXX"; /* what was acknowledged: a file for each worker */

/* Tickets have a number of a gapless series and a token of a leased one; a clock comes due a second after opening. */
static const char policy_text[] =
    "{\"mend\":1,\"id\":\"workers\",\"revision\":1,\"roles\":{\"clerk\":{\"order\":1}},"
    "\"fields\":{\"token\":{\"order\":1,\"type\":\"text\",\"max_bytes\":64}},"
    "\"states\":{\"registered\":{\"order\":1,\"stage\":\"new\"},\"closed\":{\"order\":2,\"stage\":\"closed\"}},"
    "\"texts\":{\"word\":{\"order\":1,\"en\":\"A word.\"}},"
    "\"numbers\":{\"fiscal\":{\"order\":1,\"pattern\":\"F{SEQ:6}\",\"mode\":\"gapless\"},"
    "\"leased\":{\"order\":2,\"pattern\":\"L{SEQ:6}\"}},"
    "\"actions\":{"
    "\"open\":{\"order\":1,\"opens\":true,\"to\":\"registered\",\"roles\":[\"clerk\"],\"number\":\"fiscal\","
    "\"form\":{\"token\":{\"order\":1}},\"notices\":{\"opened\":{\"order\":1,\"to\":\"customer\",\"text\":\"word\"}}},"
    "\"open_leased\":{\"order\":2,\"opens\":true,\"to\":\"registered\",\"roles\":[\"clerk\"],\"number\":\"leased\","
    "\"form\":{\"token\":{\"order\":1}}},"
    "\"step\":{\"order\":3,\"from\":[\"*open\"],\"roles\":[\"clerk\"],\"form\":{\"token\":{\"order\":1}},"
    "\"notices\":{\"done\":{\"order\":1,\"to\":\"customer\",\"text\":\"word\"}}},"
    "\"close\":{\"order\":4,\"from\":[\"registered\"],\"to\":\"closed\",\"roles\":[\"clerk\"]}},"
    "\"clocks\":{\"answer\":{\"order\":1,\"kind\":\"deadline\",\"start\":{\"on\":[\"open\",\"open_leased\"]},"
    "\"stop\":{\"on\":[\"close\"]},\"targets\":{\"all\":{\"order\":1,\"time\":\"PT1S\"}}}}}";

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void rest(int ms)
{
    struct timespec t = {ms / 1000, (long)(ms % 1000) * 1000000L};
    nanosleep(&t, NULL);
}

static void die(const char *what)
{
    fprintf(stderr, "%s\n", what);
    exit(1);
}

/* ---- one desk ---- */

typedef struct seat {
    mend_policy *policy;
    mend_desk *desk;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    mend_rows *rows;
    mend_error error;
} seat;

static mend_desk *try_desk(const mend_policy *policy)
{
    mend_postgres *db = NULL;
    mend_store table;
    mend_desk *desk = NULL;
    if (mend_postgres_open(conninfo, MEND_POSTGRES_CREATE, &db, NULL, 0) != MEND_OK)
        return NULL;
    if (mend_postgres_table(db, &table) != MEND_OK ||
        mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL) != MEND_OK ||
        mend_desk_policy(desk, policy) != MEND_OK)
        die("no desk");
    return desk;
}

static void sit(seat *s)
{
    const char *document = policy_text;
    *s = (seat){.error = {.struct_size = sizeof s->error}};
    if (mend_policy_load(NULL, &document, NULL, 1, &s->policy, &s->error) != MEND_OK)
        die(s->error.text);
    if (mend_args_new(NULL, &s->args) || mend_result_new(NULL, &s->result) || mend_ticket_new(NULL, &s->ticket) ||
        mend_rows_new(NULL, &s->rows))
        die("no memory");
    while ((s->desk = try_desk(s->policy)) == NULL)
        rest(20); /* the server is away for a while */
}

static void rise(seat *s)
{
    mend_desk_free(s->desk);
    mend_policy_free(s->policy);
    mend_args_free(s->args);
    mend_result_free(s->result);
    mend_ticket_free(s->ticket);
    mend_rows_free(s->rows);
}

/* Until somebody says what became of it: the same command with the same key. */
static mend_status command(seat *s, const char *action, const char *ticket, const char *token, int64_t until)
{
    mend_status status;
    mend_args_clear(s->args);
    if (mend_args_action(s->args, action, MEND_NTS) || mend_args_actor(s->args, "w", MEND_NTS) ||
        mend_args_role(s->args, "clerk", MEND_NTS) || mend_args_key(s->args, token, MEND_NTS) ||
        mend_args_text(s->args, "token", MEND_NTS, token, MEND_NTS))
        die("no memory");
    for (;;) {
        int64_t now = now_ms();
        status = ticket == NULL ? mend_desk_open(s->desk, s->args, now, s->ticket, s->result, &s->error)
                                : mend_desk_act(s->desk, ticket, MEND_NTS, s->args, now, NULL, s->result, &s->error);
        int again = status == MEND_BUSY || status == MEND_IO || status == MEND_UNKNOWN || status == MEND_CONFLICT;
        if (!again || now > until)
            return status;
        rest(5 + rand() % 20);
    }
}

/* ---- workers ---- */

static void work(int slot, int life, int64_t until)
{
    seat s;
    char token[64], path[80];
    int serial = 0;
    srand((unsigned)(slot * 1000 + life));
    snprintf(path, sizeof path, "%s/%d-%d", folder, slot, life);
    FILE *acknowledged = fopen(path, "w");
    if (acknowledged == NULL)
        die("no file for what was acknowledged");
    setbuf(acknowledged, NULL); /* a killed process has told all it knew */
    sit(&s);
    while (now_ms() < until) {
        int dice = rand() % 10;
        snprintf(token, sizeof token, "t%d-%d-%d", slot, life, serial++);
        mend_status status = MEND_OK;
        if (dice < 3) {
            status = command(&s, dice == 0 ? "open_leased" : "open", NULL, token, until);
        } else if (dice < 9) {
            char ticket[16];
            snprintf(ticket, sizeof ticket, "F%06d", 1 + rand() % (dice < 5 ? HOT : 60));
            status = command(&s, "step", ticket, token, until);
        } else {
            mend_sweep_options options = {
                .struct_size = sizeof options, .max = 50, .batch = 1 + rand() % 10, .lease = 1000};
            (void)mend_desk_sweep(s.desk, now_ms(), &options, NULL, NULL, NULL);
            continue;
        }
        if (status == MEND_OK)
            fprintf(acknowledged, "%s\n", token);
        else if (status != MEND_NOT_FOUND && now_ms() < until)
            die(mend_status_name(status));
    }
    fclose(acknowledged);
    rise(&s);
    exit(0);
}

static pid_t hire(int slot, int life, int64_t until)
{
    pid_t pid = fork();
    if (pid == 0)
        work(slot, life, until);
    return pid;
}

static void end_a_session(void)
{
    PGconn *conn = PQconnectdb(conninfo);
    PQclear(PQexec(conn,
                   "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND "
                   "pid <> pg_backend_pid() ORDER BY random() LIMIT 1"));
    PQfinish(conn);
}

static void order(const char *what)
{
    char line[300];
    snprintf(line, sizeof line, "%s %s", getenv("MEND_POSTGRES_CTL"), what);
    if (system(line) != 0)
        die(what);
}

/* ---- the proof ---- */

static int64_t asked(const char *sql)
{
    PGconn *conn = PQconnectdb(conninfo);
    PQclear(PQexec(conn, "SET search_path = mend"));
    PGresult *result = PQexec(conn, sql);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        die(PQerrorMessage(conn));
    int64_t n = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    PQfinish(conn);
    return n;
}

static int wrong;

static void must(int holds, const char *what, int64_t n)
{
    printf("%-6s %8lld  %s\n", holds ? "ok" : "WRONG", (long long)n, what);
    wrong += !holds;
}

static void read_acknowledged(PGconn *conn, int64_t *count)
{
    char line[200];
    *count = 0;
    PQclear(PQexec(conn, "CREATE TEMP TABLE acknowledged (token text)"));
    snprintf(line, sizeof line, "cat %s/*", folder);
    FILE *all = popen(line, "r");
    PQclear(PQexec(conn, "COPY acknowledged FROM STDIN"));
    while (all != NULL && fgets(line, sizeof line, all) != NULL) {
        if (strchr(line, '\n') == NULL)
            break;
        PQputCopyData(conn, line, (int)strlen(line));
        ++*count;
    }
    PQputCopyEnd(conn, NULL);
    for (PGresult *r; (r = PQgetResult(conn)) != NULL;)
        PQclear(r);
    if (all != NULL)
        pclose(all);
}

static int64_t in_session(PGconn *conn, const char *sql)
{
    PGresult *result = PQexec(conn, sql);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        die(PQerrorMessage(conn));
    int64_t n = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return n;
}

static void prove_commands(void)
{
    int64_t count;
    PGconn *conn = PQconnectdb(conninfo);
    PQclear(PQexec(conn, "SET search_path = mend"));
    read_acknowledged(conn, &count);
    PQclear(PQexec(conn,
                   "CREATE TEMP TABLE told AS SELECT convert_from(data, 'UTF8')::json #>> '{data,set,token}' AS token "
                   "FROM events"));
    must(count > 0 &&
             in_session(conn, "SELECT count(*) FROM acknowledged a WHERE (SELECT count(*) FROM told t WHERE t.token = "
                              "a.token) <> 1") == 0,
         "commands acknowledged, each with exactly one event", count);
    must(in_session(conn, "SELECT count(*) - count(DISTINCT token) FROM told WHERE token IS NOT NULL") == 0,
         "events of commands, no command twice", in_session(conn, "SELECT count(token) FROM told"));
    must(in_session(conn, "SELECT (SELECT count(*) FROM commands) - (SELECT count(token) FROM told)") == 0,
         "idempotency keys, one for each", in_session(conn, "SELECT count(*) FROM commands"));
    PQfinish(conn);
}

/* Reads everything through the library. */
static void prove_logs(seat *s)
{
    int64_t tickets = 0, bad = 0, fired = 0;
    char after[128] = "";
    mend_rows *events;
    mend_buf *slots, *record;
    if (mend_rows_new(NULL, &events) || mend_buf_new(NULL, &slots) || mend_buf_new(NULL, &record))
        die("no memory");
    while (mend_desk_page(s->desk, MEND_INDEX_ALL, "", 0, after, MEND_NTS, 500, s->rows, &s->error) == MEND_OK &&
           mend_rows_count(s->rows) > 0) {
        for (int32_t i = 0; i < mend_rows_count(s->rows); i++) {
            size_t len, own_len;
            const char *texts[1000];
            size_t lens[1000];
            const char *stored = mend_rows_bytes(s->rows, i, &len);
            snprintf(after, sizeof after, "%s", mend_rows_key(s->rows, i, NULL));
            if (mend_ticket_load(s->ticket, stored, len, NULL) ||
                mend_desk_history(s->desk, after, MEND_NTS, 0, 1000, events, NULL))
                die("a ticket cannot be read");
            int once = 0;
            for (int32_t k = 0; k < mend_rows_count(events); k++) {
                texts[k] = mend_rows_bytes(events, k, &lens[k]);
                once += strstr(texts[k], "\"type\":\"clock_breached\"") != NULL;
                bad += mend_rows_number(events, k) != k + 1;
            }
            mend_buf_clear(slots);
            mend_buf_clear(record);
            if (mend_ticket_slots(s->ticket, slots) ||
                mend_ticket_replay(s->ticket, mend_buf_data(slots, NULL), MEND_NTS, texts, lens,
                                   (size_t)mend_rows_count(events), NULL) ||
                mend_ticket_save(s->ticket, record))
                bad++;
            const char *own = mend_buf_data(record, &own_len);
            bad += own_len != len || memcmp(own, stored, len) != 0;
            fired += once == 1;
            tickets++;
        }
    }
    must(bad == 0 && tickets > 0, "tickets, each log without a hole and replayed to its record", tickets);
    must(fired == tickets, "of them with their clock fired exactly once", fired);
    mend_rows_free(events);
    mend_buf_free(slots);
    mend_buf_free(record);
}

static void prove(void)
{
    seat s;
    mend_sweep_info info = {.struct_size = sizeof info};
    sit(&s);
    rest(1100); /* the youngest clock comes due */
    do {
        if (mend_desk_sweep(s.desk, now_ms() + 2000, NULL, &info, NULL, &s.error) != MEND_OK)
            die(s.error.text);
    } while (info.ticked > 0 || info.more);
    prove_commands();
    must(asked("SELECT count(*) - count(DISTINCT number) FROM tickets") == 0, "numbers, none twice",
         asked("SELECT count(*) FROM tickets"));
    must(asked("SELECT max(substr(number, 2)::int) - count(*) FROM tickets WHERE number LIKE 'F%'") == 0 &&
             asked("SELECT min(substr(number, 2)::int) FROM tickets WHERE number LIKE 'F%'") == 1,
         "numbers of the gapless series, without a gap", asked("SELECT count(*) FROM tickets WHERE number LIKE 'F%'"));
    prove_logs(&s);
    must(asked("SELECT count(*) FROM dues") == 0, "tickets still due", asked("SELECT count(*) FROM dues"));
    rise(&s);
}

int main(int argc, char **argv)
{
    int workers = argc > 1 ? atoi(argv[1]) : 8, seconds = argc > 2 ? atoi(argv[2]) : 6;
    pid_t pids[MOST_WORKERS];
    int lives[MOST_WORKERS] = {0}, killed = 0, sessions = 0, restarted = 0;
    conninfo = getenv("MEND_POSTGRES");
    if (conninfo == NULL || getenv("MEND_POSTGRES_CTL") == NULL || workers < 1 || workers > MOST_WORKERS || seconds < 1)
        die("run by tests/postgres/server.sh");
    if (mkdtemp(folder) == NULL)
        die("no folder");
    int64_t begun = now_ms(), until = begun + (int64_t)seconds * 1000;
    for (int i = 0; i < workers; i++)
        pids[i] = hire(i, 0, until);
    srand(7);
    while (now_ms() < until - 500) {
        rest(60);
        int victim = rand() % workers, status;
        if (rand() % 3 == 0) {
            end_a_session();
            sessions++;
        } else if (kill(pids[victim], SIGKILL) == 0 && waitpid(pids[victim], &status, 0) == pids[victim]) {
            if (WIFEXITED(status))
                die("a worker gave up");
            pids[victim] = hire(victim, ++lives[victim], until);
            killed++;
        }
        if (!restarted && now_ms() > begun + (int64_t)seconds * 500) {
            order("kill");
            order("start");
            restarted = 1;
        }
    }
    int gave_up = 0;
    for (int i = 0; i < workers; i++) {
        int status;
        waitpid(pids[i], &status, 0);
        gave_up += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    }
    printf("%d workers, %d s: %d of them killed, %d sessions ended, the server crashed %d time\n", workers, seconds,
           killed, sessions, restarted);
    must(gave_up == 0, "workers that gave up", gave_up);
    prove();
    char line[80];
    snprintf(line, sizeof line, "rm -rf %s", folder);
    (void)!system(line);
    printf(wrong ? "%d promises broken\n" : "every promise kept\n", wrong);
    return wrong != 0;
}
