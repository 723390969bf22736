/*
 * scenario_beside.c - questions of a story about what stands beside a ticket: rights of the customer, earlier tickets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include "clock.h"
#include "money.h"

#include <stdlib.h>
#include <string.h>

typedef mend_status (*desk_question)(mend_desk *desk, const char *key, size_t key_len, int64_t now, const char *lang,
                                     mend_buf *out, mend_error *error);

/* Begins the question to the document door with the ticket and the time. */
static void begin(world *w, const char *op, const seat *t)
{
    char now[CLOCK_TEXT];
    clock_write(w->now, now);
    world_begin(w, &w->request, op, true);
    text_member(&w->request, "ticket", text_data(&t->record, NULL));
    text_member(&w->request, "now", now);
}

/* The question as the desk gets it, into the log. */
static void begin_log(world *w, const char *op, const seat *t)
{
    world_begin(w, &w->request, op, true);
    text_member(&w->request, "key", t->key);
    text_add(&w->request, "}", 1);
    log_step(w, text_data(&w->request, NULL));
}

/* Puts the question, which is in w->request, to the door and to the desk. *same: both have answered alike; else both have
 * refused. False after a message. */
static bool both(world *w, size_t index, const seat *t, desk_question ask, bool *same)
{
    static const char ok[] = "{\"status\":\"OK\",";
    text_add(&w->request, "}", 1);
    mend_buf_clear(w->desk_reply);
    mend_status desk = ask(w->desk, t->key, MEND_NTS, w->now, w->language, w->desk_reply, NULL);
    mend_status door;
    if (!world_door(w, &door)) {
        return false;
    }
    const char *one = mend_buf_data(w->desk_reply, NULL), *other = mend_buf_data(w->door_reply, NULL);
    *same = desk == MEND_OK && door == MEND_OK && strcmp(one + 1, other + sizeof ok - 1) == 0;
    if (!*same && (desk == MEND_OK || door == MEND_OK || desk != door)) {
        story_wrong(w, index, "the desk and the document door differ:\n  desk: %s\n  door: %s",
                    "服务台与文档接口的结果不同：\n  服务台：%s\n  接口：%s", one, other);
        return false;
    }
    return true;
}

static void tell_refused(world *w)
{
    const json *j = &w->door_says;
    story_tell(w, "%s: %s", json_member(j, 1, "status"), json_member(j, json_get(j, 1, "error"), "text"));
}

/* ---- rights ---- */

static void tell_rights(world *w)
{
    const json *j = &w->door_says;
    char amount[MONEY_TEXT];
    json_node refund = json_get(j, 1, "refund");
    if (json_get(j, 1, "row") != 0) {
        story_tell(w, "%s: %s", json_member(j, 1, "label"), json_member(j, 1, "law"));
    }
    for (json_node n = json_first(j, json_get(j, 1, "rights")); n != 0; n = json_next(j, n)) {
        story_tell(w, "%s", json_member(j, n, "label"));
    }
    if (refund != 0) {
        story_tell(w, "refund %s", money_show(json_int(j, refund, 0), w->currency, false, amount));
    }
    for (json_node n = json_first(j, json_get(j, 1, "reasons")); n != 0; n = json_next(j, n)) {
        story_tell(w, "- %s: %s", json_member(j, n, "code"), json_member(j, n, "text"));
    }
    story_missing(w, j);
    for (json_node n = json_first(j, json_get(j, 1, "others")); n != 0; n = json_next(j, n)) {
        story_tell(w, "- %s: %s", json_member(j, n, "code"), json_member(j, n, "text"));
    }
}

bool story_rights(world *w, size_t index, const seat *t)
{
    bool same = false;
    begin_log(w, "rights", t);
    begin(w, "rights", t);
    if (!units_add(w, &w->request, t, NULL, false, false) || !both(w, index, t, mend_desk_rights, &same)) {
        return false;
    }
    if (same) {
        tell_rights(w);
    } else {
        tell_refused(w);
    }
    return true;
}

/* ---- earlier tickets ---- */

typedef struct opened { /* a ticket of the story, and when it was opened */
    const seat *t;
    int64_t at;
} opened;

static int later_first(const void *a, const void *b)
{
    const opened *x = a, *y = b;
    return x->at < y->at ? 1 : x->at > y->at ? -1 : strcmp(y->t->key, x->t->key);
}

static mend_status when_opened(const seat *t, mend_ticket *ticket, int64_t *at)
{
    size_t len = 0;
    const char *record = text_data(&t->record, &len);
    mend_status s = mend_ticket_load(ticket, record, len, NULL);
    *at = s == MEND_OK ? mend_ticket_opened(ticket) : 0;
    return s;
}

/* All tickets of the story, the one opened last first, as the member "earlier". */
static bool add_tickets(world *w)
{
    mend_ticket *ticket = NULL;
    opened *all = calloc(w->seat_count + 1, sizeof *all);
    mend_status s = all == NULL ? MEND_NOMEM : mend_ticket_new(NULL, &ticket);
    size_t count = 0;
    for (size_t i = 0; i < w->seat_count && s == MEND_OK; i++) {
        size_t len = 0;
        text_data(&w->seats[i].record, &len);
        if (len > 0) {
            all[count].t = &w->seats[i];
            s = when_opened(&w->seats[i], ticket, &all[count++].at);
        }
    }
    if (s == MEND_OK) {
        qsort(all, count, sizeof *all, later_first);
        text_add(&w->request, ",\"earlier\":[", MEND_NTS);
        for (size_t i = 0; i < count; i++) {
            text_add(&w->request, i == 0 ? "" : ",", MEND_NTS);
            text_string(&w->request, text_data(&all[i].t->record, NULL), MEND_NTS);
        }
        text_add(&w->request, "]", 1);
        s = w->request.status;
    }
    mend_ticket_free(ticket);
    free(all);
    if (s != MEND_OK) {
        story_fault(w, s, NULL);
    }
    return s == MEND_OK;
}

static void tell_earlier(world *w)
{
    const json *j = &w->door_says;
    for (json_node row = json_first(j, json_get(j, 1, "rows")); row != 0; row = json_next(j, row)) {
        json_node tickets = json_get(j, row, "tickets");
        for (json_node n = json_first(j, tickets); n != 0; n = json_next(j, n)) {
            const char *number = json_member(j, n, "number");
            story_tell(w, "%s: %s, %s", json_member(j, row, "label"),
                       number[0] == '\0' ? json_member(j, n, "key") : number, json_member(j, n, "state_label"));
        }
        for (json_node n = json_first(j, json_get(j, row, "reasons")); n != 0; n = json_next(j, n)) {
            story_tell(w, "- %s: %s", json_member(j, n, "code"), json_member(j, n, "text"));
        }
    }
}

bool story_earlier(world *w, size_t index, const seat *t)
{
    bool same = false;
    begin_log(w, "earlier", t);
    begin(w, "earlier", t);
    if (!add_tickets(w) || !both(w, index, t, mend_desk_earlier, &same)) {
        return false;
    }
    if (same) {
        tell_earlier(w);
    } else {
        tell_refused(w);
    }
    return true;
}
