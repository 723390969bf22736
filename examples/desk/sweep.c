/*
 * sweep.c - the commands about time and what it leaves to be sent: tick, sweep, outbox drain.
 *
 * A sweep asks the database which tickets are due and touches no other. Several may run on one database at once, on this
 * machine: each ticket is done once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "sweep.h"

#include "app.h"
#include "clock.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define EVERY      10 /* s between two sweeps of a loop */
#define EVERY_MOST 86400
#define PAGE       100

/* ---- tick ---- */

ending run_tick(app *a)
{
    text key;
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE) {
        request_begin_lang(a, "tick");
        text_member(&a->request, "key", text_data(&key, NULL));
        e = request_send(a, false);
    }
    if (e == END_DONE && !a->as_json) {
        int64_t count = 0;
        json_node events = json_get(&a->answer, a->root, "events");
        for (json_node n = json_first(&a->answer, events); n != 0; n = json_next(&a->answer, n)) {
            count++;
        }
        if (count == 0) {
            say(a, stdout, "Nothing is due.\n", "没有到期事项。\n");
        } else if (json_true(&a->answer, json_get(&a->answer, a->root, "more"))) {
            say(a, stdout, "There is more that is due: tick it again.\n", "尚有到期事项：请再次执行 tick。\n");
        } else {
            say(a, stdout, "Brought up to now; see mend-desk history %s\n", "已处理到此刻；请看 mend-desk history %s\n",
                a->opt.words[1]);
        }
    }
    text_free(&key);
    return e;
}

/* ---- sweep ---- */

static volatile sig_atomic_t interrupted;

static void interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

/* Ctrl-C ends the loop between two sweeps, and cuts its waiting short. */
static void catch_signals(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = interrupt;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* A number given by an option; `otherwise` without it. False after a complaint. */
static bool option_number(const app *a, option o, long most, long otherwise, long *out)
{
    const char *value = a->opt.value[o];
    char *end = NULL;
    *out = value == NULL ? otherwise : strtol(value, &end, 10);
    if (value != NULL && (value[0] == '\0' || *end != '\0' || *out < 1 || *out > most)) {
        complain(a, "%s: expected a number from 1 to %ld, found %s", "%s：应为 1 至 %ld 的数，实为 %s",
                 option_rows[o].name, most, value);
        return false;
    }
    return true;
}

static void print_json(const mend_sweep_info *info, const mend_rows *failed)
{
    text t;
    char instant[CLOCK_TEXT];
    if (text_new(&t) != MEND_OK) {
        return;
    }
    text_add(&t, "{\"status\":\"OK\",\"due\":", MEND_NTS);
    text_int(&t, info->due);
    text_add(&t, ",\"ticked\":", MEND_NTS);
    text_int(&t, info->ticked);
    text_add(&t, ",\"events\":", MEND_NTS);
    text_int(&t, info->events);
    text_add(&t, ",\"conflicts\":", MEND_NTS);
    text_int(&t, info->conflicts);
    text_add(&t, ",\"failed\":[", MEND_NTS);
    for (int32_t i = 0; i < mend_rows_count(failed); i++) {
        text_add(&t, i == 0 ? "{\"key\":" : ",{\"key\":", MEND_NTS);
        text_string(&t, mend_rows_key(failed, i, NULL), MEND_NTS);
        text_member(&t, "status", mend_status_name((mend_status)mend_rows_number(failed, i)) + strlen("MEND_"));
        text_member(&t, "text", mend_rows_bytes(failed, i, NULL));
        text_add(&t, "}", 1);
    }
    text_add(&t, "]", 1);
    if (info->next_due != INT64_MIN) {
        clock_write(info->next_due, instant);
        text_member(&t, "next_due", instant);
    }
    text_add(&t, "}", 1);
    if (t.status == MEND_OK) {
        puts(text_data(&t, NULL));
    }
    text_free(&t);
}

static void print_words(const app *a, const mend_sweep_info *info, const mend_rows *failed, bool loop)
{
    char instant[CLOCK_TEXT];
    for (int32_t i = 0; i < mend_rows_count(failed); i++) {
        complain(a, "%s could not be done: %s", "%s 未能处理：%s", mend_rows_key(failed, i, NULL),
                 mend_rows_bytes(failed, i, NULL));
    }
    if (info->due > 0 || !loop) {
        say(a, stdout, "%d due: %d brought up to now (%lld events), %d changed by others meanwhile, %d failed.\n",
            "到期 %d：已处理 %d（%lld 个事件），期间被他人改动 %d，失败 %d。\n", (int)info->due, (int)info->ticked,
            (long long)info->events, (int)info->conflicts, (int)info->failed);
    }
    if (!loop && info->next_due != INT64_MIN) {
        clock_show(info->next_due, instant);
        say(a, stdout, "The next is due at %s.\n", "下一项到期时刻：%s。\n", instant);
    }
}

/* Sweeps until nothing is left that is due now; *total tells of all of it. */
static mend_status sweep_now(app *a, int32_t batch, mend_sweep_info *total, mend_rows *failed, mend_error *error)
{
    mend_sweep_options how = {.struct_size = sizeof how, .batch = batch};
    mend_rows *some = NULL;
    mend_status s = mend_rows_new(NULL, &some);
    *total = (mend_sweep_info){.struct_size = sizeof *total, .more = 1};
    while (s == MEND_OK && total->more && !interrupted) {
        mend_sweep_info info = {.struct_size = sizeof info};
        s = mend_desk_sweep(a->desk, a->now, &how, &info, some, error);
        total->due += info.due;
        total->ticked += info.ticked;
        total->conflicts += info.conflicts;
        total->failed += info.failed;
        total->events += info.events;
        total->more = info.more;
        total->next_due = info.next_due;
        for (int32_t i = 0; s == MEND_OK && i < mend_rows_count(some); i++) {
            size_t key_len, len;
            const char *key = mend_rows_key(some, i, &key_len), *bytes = mend_rows_bytes(some, i, &len);
            s = mend_rows_add(failed, key, key_len, mend_rows_number(some, i), bytes, len);
        }
    }
    mend_rows_free(some);
    return s;
}

/* One sweep and what is said of it. */
static ending sweep_once(app *a, int32_t batch, bool loop, mend_status *status, int64_t *next_due)
{
    mend_error error = {.struct_size = sizeof error};
    mend_sweep_info info;
    mend_rows *failed = NULL;
    mend_status s = mend_rows_new(NULL, &failed);
    if (s == MEND_OK) {
        s = sweep_now(a, batch, &info, failed, &error);
    }
    ending e = s == MEND_OK ? END_DONE : fault_of(a, s, error.text);
    if (s == MEND_OK && a->as_json) {
        print_json(&info, failed);
    } else if (s == MEND_OK) {
        print_words(a, &info, failed, loop);
    }
    if (s == MEND_OK && info.failed > 0) {
        e = ending_of((mend_status)mend_rows_number(failed, 0));
    }
    *status = s;
    *next_due = s == MEND_OK ? info.next_due : INT64_MIN;
    mend_rows_free(failed);
    fflush(stdout);
    return e;
}

/* How long to wait: until the next ticket is due, but no longer than the interval. That is varied by a quarter, so that
 * several loops do not keep step. */
static int64_t wait_for(const app *a, long every, int64_t next_due)
{
    uint32_t dice = (uint32_t)getpid() * UINT32_C(2654435761) ^ (uint32_t)clock_now();
    int64_t wait = every * 750 + (int64_t)(dice % (uint32_t)(every * 500));
    int64_t left = next_due == INT64_MIN ? wait : next_due - a->now;
    left = left < 0 ? 0 : left;
    return left < wait ? left : wait;
}

static void rest(int64_t ms)
{
    struct timespec span = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000 * 1000000)};
    if (!interrupted && ms > 0) {
        nanosleep(&span, NULL);
    }
}

/* A ticket that fails is told of and does not end the loop, nor does a database in use; other trouble with it does. */
static ending sweep_loop(app *a, int32_t batch, long every)
{
    int64_t next_due = INT64_MIN;
    mend_status status = MEND_OK;
    catch_signals();
    while (!interrupted) {
        a->now = clock_now();
        ending e = sweep_once(a, batch, true, &status, &next_due);
        if (status != MEND_OK && status != MEND_BUSY) {
            return e;
        }
        rest(wait_for(a, every, next_due));
    }
    return END_DONE;
}

ending run_sweep(app *a)
{
    long batch, every;
    int64_t next_due;
    mend_status status;
    bool loop = a->opt.value[OPT_LOOP] != NULL;
    if (!option_number(a, OPT_BATCH, 1000, 1, &batch) || !option_number(a, OPT_EVERY, EVERY_MOST, EVERY, &every)) {
        return END_USAGE;
    }
    if (loop && a->opt.value[OPT_NOW] != NULL) {
        complain(a, "--loop goes by the computer's clock, so it takes no --now",
                 "--loop 使用系统时钟，不能与 --now 同用");
        return END_USAGE;
    }
    if (!loop && a->opt.value[OPT_EVERY] != NULL) {
        complain(a, "--every goes with --loop", "--every 须与 --loop 同用");
        return END_USAGE;
    }
    return loop ? sweep_loop(a, (int32_t)batch, every) : sweep_once(a, (int32_t)batch, false, &status, &next_due);
}

/* ---- outbox drain ---- */

/* Hands a notice over: to a command's standard input, or to standard output. */
static bool hand_over(const char *command, const char *document, size_t len)
{
    if (command == NULL) {
        return fwrite(document, 1, len, stdout) == len && putchar('\n') != EOF && fflush(stdout) == 0;
    }
    fflush(stdout);
    FILE *pipe = popen(command, "w");
    if (pipe == NULL) {
        return false;
    }
    bool written = fwrite(document, 1, len, pipe) == len && fputc('\n', pipe) != EOF;
    written = fflush(pipe) == 0 && written;
    return pclose(pipe) == 0 && written;
}

typedef struct drained {
    int64_t sent, failed;
} drained;

/* One page; `after` moves to its last notice. */
static mend_status drain_page(app *a, const char *command, text *after, int32_t *rows_there, drained *d,
                              mend_error *error)
{
    mend_rows *rows = NULL;
    mend_status s = mend_rows_new(NULL, &rows);
    if (s == MEND_OK) {
        s = mend_desk_pending(a->desk, text_data(after, NULL), MEND_NTS, PAGE, rows, error);
    }
    *rows_there = s == MEND_OK ? mend_rows_count(rows) : 0;
    for (int32_t i = 0; s == MEND_OK && i < *rows_there; i++) {
        size_t id_len, len;
        const char *id = mend_rows_key(rows, i, &id_len), *document = mend_rows_bytes(rows, i, &len);
        bool done = hand_over(command, document, len);
        s = mend_desk_sent(a->desk, id, id_len, done, error);
        s = s == MEND_NOT_FOUND ? MEND_OK : s; /* somebody else was quicker */
        d->sent += done;
        d->failed += !done;
        text_clear(after);
        text_add(after, id, id_len);
    }
    mend_rows_free(rows);
    return s == MEND_OK ? after->status : s;
}

ending drain_outbox(app *a, const char *command)
{
    mend_error error = {.struct_size = sizeof error};
    drained d = {0, 0};
    text after;
    int32_t rows = 1;
    mend_status s = text_new(&after);
    signal(SIGPIPE, SIG_IGN); /* a command that does not read is one that failed */
    while (s == MEND_OK && rows > 0) {
        s = drain_page(a, command, &after, &rows, &d, &error);
    }
    text_free(&after);
    if (s != MEND_OK) {
        return fault_of(a, s, error.text);
    }
    if (command != NULL && a->as_json) {
        printf("{\"status\":\"OK\",\"sent\":%lld,\"failed\":%lld}\n", (long long)d.sent, (long long)d.failed);
    } else if (command != NULL) {
        say(a, stdout, "%lld handed over, %lld failed and kept.\n", "已送出 %lld，失败并保留 %lld。\n",
            (long long)d.sent, (long long)d.failed);
    }
    return d.failed == 0 ? END_DONE : END_INTERNAL;
}
