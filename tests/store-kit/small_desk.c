/*
 * small_desk.c - a desk with two actions, see small_desk.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "small_desk.h"

#include <stdio.h>

static const char policy_text[] =
    "{\"mend\":1,\"id\":\"small\",\"revision\":1,\"roles\":{\"clerk\":{\"order\":1}},"
    "\"states\":{\"registered\":{\"order\":1,\"stage\":\"new\"},\"closed\":{\"order\":2,\"stage\":\"closed\"}},"
    "\"texts\":{\"word\":{\"order\":1,\"en\":\"A word.\"}},"
    "\"numbers\":{\"n\":{\"order\":1,\"pattern\":\"N{SEQ:6}\"}},"
    "\"actions\":{"
    "\"open\":{\"order\":1,\"opens\":true,\"to\":\"registered\",\"roles\":[\"clerk\"],\"number\":\"n\","
    "\"notices\":{\"opened\":{\"order\":1,\"to\":\"customer\",\"text\":\"word\"}}},"
    "\"step\":{\"order\":2,\"from\":[\"*open\"],\"roles\":[\"clerk\"],\"form\":{\"serial\":{\"order\":1}},"
    "\"notices\":{\"done\":{\"order\":1,\"to\":\"customer\",\"text\":\"word\"}}},"
    "\"aim\":{\"order\":4,\"from\":[\"*open\"],\"roles\":[\"clerk\"],\"form\":{\"visit_from\":{\"order\":1}}},"
    "\"close\":{\"order\":3,\"from\":[\"registered\"],\"to\":\"closed\",\"roles\":[\"clerk\"]}},"
    "\"clocks\":{\"visit\":{\"order\":1,\"kind\":\"countdown\",\"field\":\"visit_from\"}}}";

int small_desk_make(small_desk *d, const mend_store *table, const char *tenant)
{
    const char *documents[] = {policy_text};
    *d = (small_desk){.error = {.struct_size = sizeof d->error}};
    mend_status status = mend_desk_new(NULL, table, tenant, MEND_NTS, &d->desk, &d->error);
    if (status != MEND_OK && table->destroy != NULL) {
        table->destroy(table->user);
    }
    status = status == MEND_OK ? mend_policy_load(NULL, documents, NULL, 1, &d->policy, &d->error) : status;
    status = status == MEND_OK ? mend_desk_policy(d->desk, d->policy) : status;
    status = status == MEND_OK ? mend_args_new(NULL, &d->args) : status;
    status = status == MEND_OK ? mend_result_new(NULL, &d->result) : status;
    if (status != MEND_OK) {
        small_desk_free(d);
    }
    return status == MEND_OK;
}

void small_desk_free(small_desk *d)
{
    mend_desk_free(d->desk);
    mend_policy_free(d->policy);
    mend_args_free(d->args);
    mend_result_free(d->result);
    *d = (small_desk){.error = {.struct_size = sizeof d->error}};
}

static mend_status set_command(small_desk *d, const char *action, const char *command)
{
    mend_args_clear(d->args);
    mend_status status = mend_args_action(d->args, action, MEND_NTS);
    status = status == MEND_OK ? mend_args_actor(d->args, "clerk-1", MEND_NTS) : status;
    status = status == MEND_OK ? mend_args_role(d->args, "clerk", MEND_NTS) : status;
    return status == MEND_OK && command != NULL ? mend_args_key(d->args, command, MEND_NTS) : status;
}

mend_status small_desk_open(small_desk *d, const char *key, const char *command, int64_t now)
{
    mend_status status = set_command(d, "open", command);
    status = status == MEND_OK ? mend_args_ticket(d->args, "", 0, key, MEND_NTS, "", 0) : status;
    return status == MEND_OK ? mend_desk_open(d->desk, d->args, now, NULL, d->result, &d->error) : status;
}

mend_status small_desk_step(small_desk *d, const char *key, const char *serial, const char *command, int64_t now)
{
    mend_status status = set_command(d, "step", command);
    if (status == MEND_OK && serial != NULL) {
        status = mend_args_text(d->args, "serial", MEND_NTS, serial, MEND_NTS);
    }
    return status == MEND_OK ? mend_desk_act(d->desk, key, MEND_NTS, d->args, now, NULL, d->result, &d->error) : status;
}

mend_status small_desk_aim(small_desk *d, const char *key, int64_t due, int64_t now)
{
    char text[40];
    int ms = due == INT64_MIN ? 0 : (int)(due - SMALL_NOW);
    mend_status status = set_command(d, "aim", NULL);
    if (status == MEND_OK && due == INT64_MIN) {
        status = mend_args_unset(d->args, "visit_from", MEND_NTS);
    } else if (status == MEND_OK) {
        snprintf(text, sizeof text, "2024-01-01T%02d:%02d:%02d.%03dZ", ms / 3600000 % 24, ms / 60000 % 60,
                 ms / 1000 % 60, ms % 1000);
        status = mend_args_text(d->args, "visit_from", MEND_NTS, text, MEND_NTS);
    }
    return status == MEND_OK ? mend_desk_act(d->desk, key, MEND_NTS, d->args, now, NULL, d->result, &d->error) : status;
}

int64_t small_desk_revision(small_desk *d, const char *key)
{
    mend_ticket *ticket;
    int64_t revision = -1;
    if (mend_ticket_new(NULL, &ticket) != MEND_OK) {
        return -1;
    }
    mend_status status = mend_desk_read(d->desk, key, MEND_NTS, ticket, &d->error);
    if (status == MEND_OK) {
        revision = mend_ticket_revision(ticket);
    } else if (status == MEND_NOT_FOUND) {
        revision = 0;
    }
    mend_ticket_free(ticket);
    return revision;
}

/* Counts the rows of a list of at most 1000. */
static int64_t count(small_desk *d, mend_status (*page)(small_desk *d, const void *what, mend_rows *rows),
                     const void *what)
{
    mend_rows *rows;
    if (mend_rows_new(NULL, &rows) != MEND_OK) {
        return -1;
    }
    mend_status status = page(d, what, rows);
    int64_t n = status == MEND_OK ? mend_rows_count(rows) : -1;
    mend_rows_free(rows);
    return n;
}

static mend_status page_events(small_desk *d, const void *what, mend_rows *rows)
{
    return mend_desk_history(d->desk, what, MEND_NTS, 0, 1000, rows, &d->error);
}

static mend_status page_notices(small_desk *d, const void *what, mend_rows *rows)
{
    (void)what;
    return mend_desk_pending(d->desk, "", 0, 1000, rows, &d->error);
}

typedef struct listing {
    mend_index index;
    const char *value;
} listing;

static mend_status page_tickets(small_desk *d, const void *what, mend_rows *rows)
{
    const listing *l = what;
    return mend_desk_page(d->desk, l->index, l->value, MEND_NTS, "", 0, 1000, rows, &d->error);
}

int64_t small_desk_events(small_desk *d, const char *key)
{
    return count(d, page_events, key);
}

int64_t small_desk_notices(small_desk *d)
{
    return count(d, page_notices, NULL);
}

int64_t small_desk_listed(small_desk *d, mend_index index, const char *value)
{
    listing l = {index, value};
    return count(d, page_tickets, &l);
}
