/*
 * scenario_world.c - a step in both ways: of a desk on a store in memory, and of the document door, which is given the
 * ticket and gives it back.
 *
 * The desk finds what is due by a sweep; the door is asked to tick every ticket. Whatever the two answer is compared:
 * status, reasons, events byte by byte, in the end records and units.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include "clock.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 100

/* ---- requests ---- */

void world_begin(const world *w, text *t, const char *op, bool lang)
{
    text_clear(t);
    text_add(t, "{\"op\":", MEND_NTS);
    text_string(t, op, MEND_NTS);
    text_member(t, "lang", lang ? w->language : NULL);
}

bool world_read(world *w, json *tree, const mend_buf *reply)
{
    size_t len = 0, at = 0;
    const char *bytes = mend_buf_data(reply, &len);
    mend_status s = len == 0 ? MEND_NOMEM : json_read(tree, bytes, len, &at);
    if (s != MEND_OK) {
        story_fault(w, s, "the reply cannot be read");
    }
    return s == MEND_OK;
}

bool world_door(world *w, mend_status *status)
{
    size_t len = 0;
    const char *bytes = text_data(&w->request, &len);
    *status =
        w->request.status != MEND_OK ? w->request.status : mend_doc_call(w->policy, bytes, len, w->door_reply, NULL);
    if (w->request.status == MEND_OK) {
        log_call(w, bytes);
    }
    return world_read(w, &w->door_says, w->door_reply);
}

bool world_ask(world *w)
{
    mend_status s;
    bool ok = world_door(w, &s);
    if (ok && s != MEND_OK) {
        story_fault(w, s, json_member(&w->door_says, json_get(&w->door_says, 1, "error"), "text"));
    }
    return ok && s == MEND_OK;
}

mend_status world_desk(world *w, const text *request)
{
    size_t len = 0;
    const char *bytes = text_data(request, &len);
    return request->status != MEND_OK ? request->status
                                      : mend_doc_desk(w->desk, w->now, bytes, len, w->desk_reply, NULL);
}

static void add_now(const world *w, text *t)
{
    char now[CLOCK_TEXT];
    clock_write(w->now, now);
    text_member(t, "now", now);
}

static void differ(world *w, const char *what, const char *desk, const char *door)
{
    story_wrong(w, w->line, "the desk and the document door differ in %s:\n  desk: %s\n  door: %s",
                "服务台与文档接口的 %s 不同：\n  服务台：%s\n  接口：%s", what, desk, door);
}

/* The raw JSON of a member as text; "" if it is not there. */
static char *member_raw(const json *j, const char *name)
{
    size_t len = 0;
    json_node n = json_get(j, 1, name);
    const char *raw = n == 0 ? "" : json_raw(j, n, &len);
    char *copy = malloc(len + 1);
    if (copy != NULL) {
        memcpy(copy, raw, len);
        copy[len] = '\0';
    }
    return copy;
}

static bool same_member(world *w, const char *name)
{
    char *desk = member_raw(&w->desk_says, name), *door = member_raw(&w->door_says, name);
    bool known = desk != NULL && door != NULL, same = known && strcmp(desk, door) == 0;
    if (!known) {
        story_fault(w, MEND_NOMEM, NULL);
    } else if (!same) {
        differ(w, name, desk, door);
    }
    free(desk);
    free(door);
    return same;
}

bool world_both(world *w, const char *op, const seat *t, const char *members, bool timed)
{
    world_begin(w, &w->request, op, true);
    text_member(&w->request, "key", t == NULL ? NULL : t->key);
    text_add(&w->request, members, MEND_NTS);
    text_add(&w->request, "}", 1);
    log_step(w, text_data(&w->request, NULL));
    mend_status desk = world_desk(w, &w->request);
    world_begin(w, &w->request, op, true);
    text_member(&w->request, "ticket", t == NULL ? NULL : text_data(&t->record, NULL));
    text_add(&w->request, members, MEND_NTS);
    if (timed) {
        add_now(w, &w->request);
    }
    text_add(&w->request, "}", 1);
    mend_status door;
    if (!world_read(w, &w->desk_says, w->desk_reply) || !world_door(w, &door)) {
        return false;
    }
    const char *one = mend_buf_data(w->desk_reply, NULL), *other = mend_buf_data(w->door_reply, NULL);
    if (desk != door || (desk == MEND_OK && strcmp(one, other) != 0)) {
        differ(w, op, one, other);
        return false;
    }
    return true;
}

/* ---- the document door's side ---- */

static bool take_events(world *w, seat *t)
{
    const json *j = &w->door_says;
    for (json_node n = json_first(j, json_get(j, 1, "events")); n != 0; n = json_next(j, n)) {
        size_t len = 0;
        const char *raw = json_raw(j, n, &len);
        strings_add(&t->log, raw, len);
    }
    json_node record = json_get(j, 1, "ticket");
    if (record != 0) {
        text_clear(&t->record);
        text_add(&t->record, json_text(j, record), MEND_NTS);
    }
    bool ok = !t->log.failed && t->record.status == MEND_OK && t->log.count < STORY_EVENTS;
    if (!ok) {
        story_fault(w, t->log.count < STORY_EVENTS ? MEND_NOMEM : MEND_LIMIT, NULL);
    }
    return ok;
}

/* Ticks until nothing more is due. */
static bool tick(world *w, seat *t)
{
    bool more = true;
    while (more) {
        world_begin(w, &w->request, "tick", true);
        text_member(&w->request, "ticket", text_data(&t->record, NULL));
        add_now(w, &w->request);
        text_add(&w->request, "}", 1);
        if (!world_ask(w)) {
            return false;
        }
        more = json_true(&w->door_says, json_get(&w->door_says, 1, "more"));
        if (!take_events(w, t)) {
            return false;
        }
    }
    return true;
}

/* "ticket":{…} of one to be opened: as the desk has named it, or as it judges one that has no number yet. */
static void add_identity(const world *w, const char *key, const char *number, text *t)
{
    text_add(t, ",\"ticket\":{\"tenant\":", MEND_NTS);
    text_string(t, w->tenant, MEND_NTS);
    text_member(t, "key", key);
    text_member(t, "number", number);
    text_add(t, "}", 1);
}

static bool door_request(world *w, const step *s, const text *args, const char *op)
{
    bool fresh = false, opens = s->at == NULL, done = json_get(&w->desk_says, 1, "key") != 0;
    const char *key = opens && done ? json_member(&w->desk_says, 1, "key") : "?";
    const char *number = opens && done ? json_member(&w->desk_says, 1, "number") : NULL;
    world_begin(w, &w->request, op, true);
    text_member(&w->request, "ticket", opens ? NULL : text_data(&s->at->record, NULL));
    add_now(w, &w->request);
    text_add(&w->request, ",\"args\":{", MEND_NTS);
    text_add(&w->request, text_data(args, NULL), MEND_NTS);
    if (opens) {
        add_identity(w, key, number, &w->request);
    }
    text_add(&w->request, "}", 1);
    if (units_needed(w, s, &fresh) && strcmp(op, "reveal") != 0 &&
        !units_add(w, &w->request, s->at, &w->given, fresh, true)) {
        return false;
    }
    text_add(&w->request, "}", 1);
    return true;
}

/* What the door makes of the step. False after a message. */
static bool ask_door(world *w, const step *s, const text *args, const char *op, mend_status *status)
{
    bool again = true;
    while (again) {
        if (!door_request(w, s, args, op)) {
            return false;
        }
        if (!world_door(w, status)) {
            return false;
        }
        again = *status == MEND_MORE && s->at != NULL;
        if (again && !tick(w, s->at)) {
            return false;
        }
    }
    return true;
}

/* ---- a step ---- */

static char *copied(const char *s)
{
    size_t len = strlen(s);
    char *copy = malloc(len + 1);
    return copy == NULL ? NULL : memcpy(copy, s, len + 1);
}

/* The ticket just opened takes its seat. */
static seat *seat_new(world *w, const step *s)
{
    seat *t = &w->seats[w->seat_count];
    memset(t, 0, sizeof *t);
    memcpy(t->name, s->name, sizeof t->name);
    t->key = copied(json_member(&w->desk_says, 1, "key"));
    t->number = copied(json_member(&w->desk_says, 1, "number"));
    t->state = copied("");
    mend_status made = text_new(&t->record);
    w->seat_count++;
    if (t->key == NULL || t->number == NULL || t->state == NULL || made != MEND_OK) {
        story_fault(w, MEND_NOMEM, NULL);
        return NULL;
    }
    w->current = t;
    return t;
}

static bool ask_desk(world *w, const step *s, const text *args, const char *op, mend_status *status)
{
    bool opens = s->at == NULL, numbered = json_get(&w->rules, s->rule, "number") != 0;
    world_begin(w, &w->request, op, true);
    text_member(&w->request, "key", opens ? NULL : s->at->key);
    text_add(&w->request, ",\"args\":{", MEND_NTS);
    text_add(&w->request, text_data(args, NULL), MEND_NTS);
    if (opens && !numbered) {
        text_add(&w->request, ",\"ticket\":{\"key\":", MEND_NTS);
        text_string(&w->request, s->name, MEND_NTS);
        text_add(&w->request, "}", 1);
    }
    text_add(&w->request, "}}", 2);
    log_step(w, text_data(&w->request, NULL));
    *status = world_desk(w, &w->request);
    return world_read(w, &w->desk_says, w->desk_reply);
}

/* What is compared at once; the events of what was done are compared in the log. */
static bool same_answer(world *w, const step *s, mend_status desk, mend_status door)
{
    if (desk != door) {
        differ(w, "status", mend_buf_data(w->desk_reply, NULL), mend_buf_data(w->door_reply, NULL));
        return false;
    }
    if (desk == MEND_OK && strcmp(s->kind, "reveal") == 0 && !s->tries) {
        return same_member(w, "values");
    }
    return desk == MEND_OK && !s->tries ? true : same_member(w, desk == MEND_OK ? "events" : "reasons");
}

/* What came of it, but for the events, which come with the log. */
static bool tell_answer(world *w, const step *s, mend_status status)
{
    const json *j = &w->door_says;
    if (status != MEND_OK) {
        tell_refusal(w, j, status);
        return true;
    }
    if (s->tries) {
        story_tell(w, "would be done");
        for (json_node n = json_first(j, json_get(j, 1, "events")); n != 0; n = json_next(j, n)) {
            if (!tell_event(w, s->at, j, n, &w->given, true)) {
                return false;
            }
        }
    }
    for (json_node n = json_first(j, json_get(j, 1, "values")); n != 0; n = json_next(j, n)) {
        story_tell(w, "shows %s: %s", json_key(j, n), json_text(j, n));
    }
    return true;
}

static bool step_do(world *w, const step *s, const text *args)
{
    mend_status desk, door;
    w->current = s->at == NULL ? w->current : s->at;
    const char *op = s->tries ? "try" : strcmp(s->kind, "reveal") == 0 ? "reveal" : s->at == NULL ? "open" : "act";
    if (!ask_desk(w, s, args, op, &desk)) {
        return false;
    }
    if (json_true(&w->desk_says, json_get(&w->desk_says, 1, "replayed"))) {
        story_tell(w, "done before, not again");
        return true;
    }
    if (desk == MEND_KEY_REUSED) { /* the door keeps no keys */
        tell_refusal(w, &w->desk_says, desk);
        return true;
    }
    if (!ask_door(w, s, args, op, &door) || !same_answer(w, s, desk, door) || !tell_answer(w, s, door)) {
        return false;
    }
    if (desk != MEND_OK || s->tries) {
        return true;
    }
    seat *t = s->at == NULL ? seat_new(w, s) : s->at;
    return t != NULL && take_events(w, t) && units_take(w);
}

/* ---- time, and what there is to tell ---- */

static bool sweep(world *w)
{
    mend_error error = {.struct_size = sizeof error};
    mend_sweep_options how = {.struct_size = sizeof how, .batch = 1};
    mend_sweep_info info = {.struct_size = sizeof info, .more = 1};
    mend_rows *failed = NULL;
    mend_status s = mend_rows_new(NULL, &failed);
    while (s == MEND_OK && info.more) {
        log_member(w, "sweep", NULL, NULL);
        s = mend_desk_sweep(w->desk, w->now, &how, &info, failed, &error);
        if (s == MEND_OK && info.failed > 0) {
            s = (mend_status)mend_rows_number(failed, 0);
        }
    }
    mend_rows_free(failed);
    if (s != MEND_OK) {
        story_fault(w, s, error.text);
    }
    return s == MEND_OK;
}

/* Takes the notices owed out of the desk's outbox. */
static bool take_notices(world *w)
{
    mend_error error = {.struct_size = sizeof error};
    mend_rows *rows = NULL;
    mend_status s = mend_rows_new(NULL, &rows);
    strings_clear(&w->notices);
    for (int32_t count = 1; s == MEND_OK && count > 0;) {
        s = mend_desk_pending(w->desk, "", 0, PAGE, rows, &error);
        count = s == MEND_OK ? mend_rows_count(rows) : 0;
        if (count > 0) {
            log_member(w, "pending", NULL, NULL);
        }
        for (int32_t i = 0; i < count && s == MEND_OK; i++) {
            size_t id_len, len;
            const char *id = mend_rows_key(rows, i, &id_len), *document = mend_rows_bytes(rows, i, &len);
            strings_add(&w->notices, document, len);
            log_member(w, "sent", "id", id);
            s = mend_desk_sent(w->desk, id, id_len, true, &error);
        }
    }
    mend_rows_free(rows);
    s = s == MEND_OK && w->notices.failed ? MEND_NOMEM : s;
    if (s != MEND_OK) {
        story_fault(w, s, error.text);
    }
    return s == MEND_OK;
}

static bool take_slots(world *w, seat *t)
{
    world_begin(w, &w->request, "slots", false);
    text_member(&w->request, "ticket", text_data(&t->record, NULL));
    text_add(&w->request, "}", 1);
    mend_status s;
    if (!world_door(w, &s)) {
        return false;
    }
    strings_clear(&t->slots);
    const json *j = &w->door_says;
    for (json_node n = json_first(j, json_get(j, 1, "slots")); n != 0; n = json_next(j, n)) {
        size_t len = 0;
        const char *raw = json_raw(j, n, &len);
        strings_add(&t->slots, raw, len);
    }
    if (s != MEND_OK || t->slots.failed) {
        story_fault(w, s == MEND_OK ? MEND_NOMEM : s, NULL);
    }
    return s == MEND_OK && !t->slots.failed;
}

/* One page of the desk's log, held against the door's and told. *full: there may be more. */
static bool tell_page(world *w, seat *t, const text *given, bool named, bool *full)
{
    char number[32];
    size_t seen = 0;
    world_begin(w, &w->request, "history", false);
    text_member(&w->request, "key", t->key);
    snprintf(number, sizeof number, ",\"after\":%lld,\"max\":%d}", (long long)t->seq, PAGE);
    text_add(&w->request, number, MEND_NTS);
    mend_status s = world_desk(w, &w->request);
    if (!world_read(w, &w->desk_says, w->desk_reply)) {
        return false;
    }
    if (s != MEND_OK) {
        story_fault(w, s, NULL);
        return false;
    }
    json page = w->desk_says; /* telling asks further questions */
    mend_buf *bytes = w->desk_reply;
    memset(&w->desk_says, 0, sizeof w->desk_says);
    w->desk_reply = NULL;
    bool ok = mend_buf_new(NULL, &w->desk_reply) == MEND_OK;
    for (json_node n = json_first(&page, json_get(&page, 1, "events")); n != 0 && ok; n = json_next(&page, n)) {
        size_t len = 0;
        const char *raw = json_raw(&page, n, &len);
        char *copy = malloc(len + 1);
        ok = copy != NULL;
        if (ok) {
            memcpy(copy, raw, len);
            copy[len] = '\0';
            const char *other = (size_t)t->seq < t->log.count ? t->log.items[t->seq] : "(nothing)";
            ok = strcmp(copy, other) == 0;
            if (!ok) {
                differ(w, "an event", copy, other);
            }
        }
        free(copy);
        t->seq++;
        seen++;
        ok = ok && tell_event(w, t, &page, n, given, named) && seat_fold(t, &page, n);
    }
    *full = seen == PAGE;
    json_free(&page);
    mend_buf_free(bytes);
    return ok;
}

static bool tell_seat(world *w, seat *t, const text *given, bool named)
{
    bool full = true;
    if ((size_t)t->seq == t->log.count) {
        full = false;
    } else if (!take_slots(w, t)) {
        return false;
    }
    while (full) {
        if (!tell_page(w, t, given, named, &full)) {
            if (!w->spoilt) {
                story_fault(w, MEND_NOMEM, NULL);
            }
            return false;
        }
    }
    if ((size_t)t->seq != t->log.count) {
        differ(w, "an event", "(nothing)", t->log.items[t->seq]);
        return false;
    }
    return true;
}

bool world_settle(world *w, const seat *first, const text *given)
{
    if (!sweep(w)) {
        return false;
    }
    for (size_t i = 0; i < w->seat_count; i++) {
        if (!tick(w, &w->seats[i])) {
            return false;
        }
    }
    if (!take_notices(w)) {
        return false;
    }
    for (size_t i = 0; i < w->seat_count; i++) {
        if (&w->seats[i] == first && !tell_seat(w, &w->seats[i], given, false)) {
            return false;
        }
    }
    for (size_t i = 0; i < w->seat_count; i++) {
        if (&w->seats[i] != first && !tell_seat(w, &w->seats[i], NULL, w->seat_count > 1)) {
            return false;
        }
    }
    return true;
}

bool world_step(world *w, size_t index, const step *s)
{
    text args;
    bool ok = true;
    if (text_new(&args) != MEND_OK) {
        story_fault(w, MEND_NOMEM, NULL);
        return false;
    }
    if (!s->passes) {
        ok = step_args(w, index, s, &args) && step_do(w, s, &args);
    }
    ok = ok && world_settle(w, s->passes ? NULL : s->at != NULL ? s->at : w->current, &w->given);
    text_free(&args);
    if (ok && w->got.count == 0) {
        story_tell(w, s->passes ? "nothing" : "done");
    }
    return ok;
}
