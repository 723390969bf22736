/*
 * scenario_log.c - a story for other programs: what was made of the desk (--steps), what the document door was asked and
 * answered (--door). docs/scenarios.md tells the lines.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

static void put(FILE *f, const char *name, const char *value)
{
    text t;
    if (text_new(&t) == MEND_OK) {
        text_string(&t, value, MEND_NTS);
        fprintf(f, "%s:%s", name, text_data(&t, NULL));
    }
    text_free(&t);
}

static void put_head(const world *w, FILE *f)
{
    put(f, "{\"story\"", w->s->path);
    fprintf(f, ",\"policy\":%s", text_data(&w->rules_text, NULL));
    put(f, ",\"tenant\"", w->tenant);
    put(f, ",\"lang\"", w->language);
    fputs("}\n", f);
}

static void put_tickets(const world *w, FILE *f)
{
    fputs("{\"tickets\":[", f);
    for (size_t i = 0; i < w->seat_count; i++) {
        put(f, i == 0 ? "{\"name\"" : ",{\"name\"", w->seats[i].name);
        put(f, ",\"key\"", w->seats[i].key);
        fputs("}", f);
    }
    fputs("]}\n", f);
}

static void both(const world *w, void (*put_line)(const world *, FILE *))
{
    if (w->steps_log != NULL) {
        put_line(w, w->steps_log);
    }
    if (w->door_log != NULL) {
        put_line(w, w->door_log);
    }
}

void log_begin(const world *w)
{
    both(w, put_head);
}

void log_end(const world *w)
{
    both(w, put_tickets);
}

void log_step(const world *w, const char *request)
{
    if (w->steps_log != NULL) {
        fprintf(w->steps_log, "{\"now\":%lld,\"request\":%s}\n", (long long)w->now, request);
    }
}

void log_member(const world *w, const char *op, const char *name, const char *value)
{
    text t;
    if (w->steps_log != NULL && text_new(&t) == MEND_OK) {
        world_begin(w, &t, op, false);
        text_member(&t, name, value);
        text_add(&t, "}", 1);
        log_step(w, text_data(&t, NULL));
        text_free(&t);
    }
}

void log_unit(const world *w, const mend_unit *unit)
{
    text t;
    if (w->steps_log != NULL && text_new(&t) == MEND_OK) {
        text_add(&t, "{\"op\":\"unit_put\",\"unit\":", MEND_NTS);
        mend_buf_clear(w->desk_reply);
        if (mend_unit_write(unit, w->desk_reply) == MEND_OK) {
            text_add(&t, mend_buf_data(w->desk_reply, NULL), MEND_NTS);
        }
        text_add(&t, "}", 1);
        log_step(w, text_data(&t, NULL));
        text_free(&t);
    }
}

void log_call(const world *w, const char *request)
{
    if (w->door_log != NULL) {
        fprintf(w->door_log, "{\"request\":%s,\"reply\":%s}\n", request, mend_buf_data(w->door_reply, NULL));
    }
}
