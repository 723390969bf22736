/*
 * scenario_agree.c - at the end of a story: the desk's records and units are those of the document door, and the log of
 * every ticket, replayed, makes its record.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include <string.h>

/* The record as the desk's store has it. */
static bool same_record(world *w, const seat *t)
{
    mend_ticket *ticket = NULL;
    mend_status s = mend_ticket_new(NULL, &ticket);
    s = s == MEND_OK ? mend_desk_read(w->desk, t->key, MEND_NTS, ticket, NULL) : s;
    mend_buf_clear(w->desk_reply);
    s = s == MEND_OK ? mend_ticket_save(ticket, w->desk_reply) : s;
    mend_ticket_free(ticket);
    if (s != MEND_OK) {
        story_fault(w, s, NULL);
        return false;
    }
    size_t len = 0, other_len = 0;
    const char *desk = mend_buf_data(w->desk_reply, &len), *door = text_data(&t->record, &other_len);
    if (len != other_len || memcmp(desk, door, len) != 0) {
        story_wrong(w, w->line, "@%s: the desk's record is not that of the document door",
                    "@%s：服务台的记录与文档接口的不同", t->name);
        return false;
    }
    return true;
}

static void add_list(text *t, const char *name, const strings *list)
{
    text_add(t, ",\"", 2);
    text_add(t, name, MEND_NTS);
    text_add(t, "\":[", 3);
    for (size_t i = 0; i < list->count; i++) {
        text_add(t, i == 0 ? "" : ",", MEND_NTS);
        text_add(t, list->items[i], MEND_NTS);
    }
    text_add(t, "]", 1);
}

static bool same_replay(world *w, const seat *t)
{
    world_begin(w, &w->request, "replay", false);
    add_list(&w->request, "slots", &t->slots);
    add_list(&w->request, "events", &t->log);
    text_add(&w->request, "}", 1);
    if (!world_ask(w)) {
        return false;
    }
    if (strcmp(json_member(&w->door_says, 1, "ticket"), text_data(&t->record, NULL)) != 0) {
        story_wrong(w, w->line, "@%s: its events, replayed, make another record", "@%s：重放事件所得记录不同", t->name);
        return false;
    }
    return true;
}

static bool same_unit(world *w, const char *document)
{
    mend_unit *stored = NULL, *carried = NULL;
    text a, b;
    mend_status s = text_new(&a), t = text_new(&b);
    s = s == MEND_OK ? t : s;
    s = s == MEND_OK ? mend_unit_new(NULL, &stored) : s;
    s = s == MEND_OK ? mend_unit_new(NULL, &carried) : s;
    s = s == MEND_OK ? mend_unit_read(carried, document, MEND_NTS, NULL) : s;
    s = s == MEND_OK ? mend_desk_unit_read(w->desk, mend_unit_key(carried, NULL), MEND_NTS, stored, NULL) : s;
    s = s == MEND_OK ? mend_unit_write(stored, a.buf) : s;
    s = s == MEND_OK ? mend_unit_write(carried, b.buf) : s;
    bool same = s == MEND_OK && strcmp(text_data(&a, NULL), text_data(&b, NULL)) == 0;
    if (s != MEND_OK) {
        story_fault(w, s, NULL);
    } else if (!same) {
        story_wrong(w, w->line, "the desk's unit is not that of the document door:\n  desk: %s\n  door: %s",
                    "服务台的产品档案与文档接口的不同：\n  服务台：%s\n  接口：%s", text_data(&a, NULL),
                    text_data(&b, NULL));
    }
    mend_unit_free(stored);
    mend_unit_free(carried);
    text_free(&a);
    text_free(&b);
    return same;
}

bool world_agree(world *w)
{
    for (size_t i = 0; i < w->seat_count; i++) {
        if (!same_record(w, &w->seats[i]) || !same_replay(w, &w->seats[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < w->units.count; i++) {
        if (!same_unit(w, w->units.items[i])) {
            return false;
        }
    }
    return true;
}
