/*
 * scenario_tell.c - what came of a step, line by line: what the policy made of it, beside what it was given.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include "clock.h"

#include <stdlib.h>
#include <string.h>

/* ---- refusals ---- */

const char *tell_about(const json *j, json_node params)
{
    static const char *const names[] = {"condition", "evidence", "item",  "rule", "field",
                                        "other",     "counter",  "clock", "value"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *found = json_member(j, params, names[i]);
        if (found[0] != '\0') {
            return found;
        }
    }
    return "";
}

void tell_refusal(world *w, const json *j, mend_status status)
{
    json_node error = json_get(j, 1, "error");
    const char *words = json_member(j, error, "text"), *path = json_member(j, error, "path");
    bool refused = status <= MEND_REFUSED;
    story_tell(w, "%s %s%s%s%s%s%s", refused ? "refused" : "fault", mend_status_name(status) + strlen("MEND_"),
               words[0] == '\0' ? "" : ": ", words, path[0] == '\0' ? "" : " (", path, path[0] == '\0' ? "" : ")");
    for (json_node n = json_first(j, json_get(j, 1, "reasons")); n != 0; n = json_next(j, n)) {
        const char *what = tell_about(j, json_get(j, n, "params"));
        story_tell(w, "- %s%s%s: %s", json_member(j, n, "code"), what[0] == '\0' ? "" : " ", what,
                   json_member(j, n, "text"));
    }
}

/* ---- what was given, and what was not ---- */

typedef struct telling {
    world *w;
    seat *t; /* NULL: a ticket still to be opened */
    const json *j;
    json_node event, data, set;
    json given; /* what the actor gave */
    labels labels;
} telling;

/* "parts/3/model" -> list "parts", row "3", column "model". False: no row. */
static bool cut_path(const char *path, char *list, char *row, const char **column)
{
    const char *slash = strchr(path, '/');
    if (slash == NULL || slash - path >= 64) {
        return false;
    }
    snprintf(list, 64, "%.*s", (int)(slash - path), path);
    const char *end = strchr(slash + 1, '/');
    size_t len = end == NULL ? strlen(slash + 1) : (size_t)(end - slash - 1);
    snprintf(row, 16, "%.*s", (int)(len < 15 ? len : 15), slash + 1);
    *column = end == NULL ? "" : end + 1;
    return true;
}

/* Whether the row was in the ticket before. */
static bool row_known(const seat *t, const char *list, const char *row)
{
    char prefix[96];
    snprintf(prefix, sizeof prefix, "%s/%s/", list, row);
    for (size_t i = 0; t != NULL && i < t->value_count; i++) {
        if (strncmp(t->values[i].path, prefix, strlen(prefix)) == 0) {
            return true;
        }
    }
    return false;
}

/* Which of the list's new rows it is, from 0 on. */
static size_t row_rank(const telling *g, const char *list, const char *row)
{
    char other_list[64], other[16], last[16] = "";
    const char *column;
    size_t rank = 0;
    for (json_node n = json_first(g->j, g->set); n != 0; n = json_next(g->j, n)) {
        if (!cut_path(json_key(g->j, n), other_list, other, &column) || strcmp(other_list, list) != 0 ||
            row_known(g->t, list, other) || strcmp(other, last) == 0) {
            continue;
        }
        if (strcmp(other, row) == 0) {
            return rank;
        }
        memcpy(last, other, sizeof last);
        rank++;
    }
    return rank;
}

/* The rank-th new row that was given, "+1"; "" if there were not so many. */
static void row_given(const telling *g, const char *list, size_t rank, char *out)
{
    char other_list[64], other[16];
    const char *column;
    char seen[64][16];
    size_t count = 0;
    out[0] = '\0';
    for (json_node n = json_first(&g->given, 1); n != 0 && count < 64; n = json_next(&g->given, n)) {
        if (!cut_path(json_key(&g->given, n), other_list, other, &column) || strcmp(other_list, list) != 0 ||
            other[0] != '+') {
            continue;
        }
        bool known = false;
        for (size_t i = 0; i < count; i++) {
            known = known || strcmp(seen[i], other) == 0;
        }
        if (!known && count == rank) {
            memcpy(out, other, 16);
            return;
        }
        if (!known) {
            memcpy(seen[count++], other, 16);
        }
    }
}

/* Rows that people add say by themselves who and when. */
static bool says_who(const char *column)
{
    return strcmp(column, "by") == 0 || strcmp(column, "inspector") == 0 || strcmp(column, "at") == 0;
}

/* Whether the actor gave this value, or the row it belongs to says it by itself. */
static bool was_given(const telling *g, const char *path)
{
    char list[64], row[16], plus[16], asked[200];
    const char *column;
    if (json_get(&g->given, 1, path) != 0) {
        return true;
    }
    if (!cut_path(path, list, row, &column)) {
        return false;
    }
    snprintf(asked, sizeof asked, "%s/%s", list, row);
    if (json_get(&g->given, 1, asked) != 0) {
        return true; /* taken away whole */
    }
    if (row_known(g->t, list, row)) {
        return false;
    }
    row_given(g, list, row_rank(g, list, row), plus);
    snprintf(asked, sizeof asked, "%s/%s/%.100s", list, plus, column);
    return plus[0] != '\0' && (says_who(column) || json_get(&g->given, 1, asked) != 0);
}

/* ---- fields the policy set ---- */

/* Whether the column's text is a name that has a label. */
static bool is_named(const char *path)
{
    const char *column = strrchr(path, '/');
    return column != NULL && strncmp(path, "charges/", 8) == 0 && strcmp(column, "/item") == 0;
}

/* Reads the labels, if a value that is told has one. What is tried is in no ticket. */
static bool read_labels(telling *g)
{
    for (json_node n = json_first(g->j, g->set); n != 0; n = json_next(g->j, n)) {
        if (is_named(json_key(g->j, n))) {
            return labels_read(&g->labels, g->w, g->t);
        }
    }
    return true;
}

/* One value, into `out`. */
static void put_one(const telling *g, json_node n, text *out)
{
    size_t len = 0;
    const char *label = is_named(json_key(g->j, n)) ? labels_find(&g->labels, json_key(g->j, n)) : "";
    if (label[0] != '\0') {
        text_add(out, label, MEND_NTS);
        return;
    }
    const char *raw = json_raw(g->j, n, &len);
    char *copy = malloc(len + 1);
    if (copy == NULL) {
        g->w->got.failed = true;
        return;
    }
    memcpy(copy, raw, len);
    copy[len] = '\0';
    value_show(g->w, g->t, json_key(g->j, n), copy, out);
    free(copy);
}

/* All columns of one row that nobody gave, in one line, told where the first of them stands. */
static void tell_row(const telling *g, json_node first, text *out)
{
    char list[64], row[16], other_list[64], other[16];
    const char *column;
    if (!cut_path(json_key(g->j, first), list, row, &column)) {
        return;
    }
    for (json_node n = json_first(g->j, g->set); n != first; n = json_next(g->j, n)) {
        if (cut_path(json_key(g->j, n), other_list, other, &column) && strcmp(other_list, list) == 0 &&
            strcmp(other, row) == 0 && !was_given(g, json_key(g->j, n))) {
            return; /* told there */
        }
    }
    bool any = false;
    text_clear(out);
    for (json_node n = first; n != 0; n = json_next(g->j, n)) {
        if (!cut_path(json_key(g->j, n), other_list, other, &column) || strcmp(other_list, list) != 0 ||
            strcmp(other, row) != 0 || was_given(g, json_key(g->j, n))) {
            continue;
        }
        text_add(out, any ? "; " : "", MEND_NTS);
        text_add(out, column, MEND_NTS);
        text_add(out, column[0] == '\0' ? "" : "=", MEND_NTS);
        put_one(g, n, out);
        any = true;
    }
    story_tell(g->w, "%s/%s: %s", list, row, text_data(out, NULL));
}

static void tell_fields(const telling *g)
{
    text out;
    if (text_new(&out) != MEND_OK) {
        g->w->got.failed = true;
        return;
    }
    for (json_node n = json_first(g->j, g->set); n != 0; n = json_next(g->j, n)) {
        const char *path = json_key(g->j, n);
        if (was_given(g, path)) {
            continue;
        }
        if (strchr(path, '/') != NULL) {
            tell_row(g, n, &out);
            continue;
        }
        text_clear(&out);
        put_one(g, n, &out);
        story_tell(g->w, "%s: %s", path, text_data(&out, NULL));
    }
    g->w->got.failed = g->w->got.failed || out.status != MEND_OK;
    text_free(&out);
}

/* What gave the level, and the tiers that changed it: the last sentence is about the level that came of it. */
static void tell_judged(telling *g, const json *j)
{
    json_node first = json_first(j, json_get(j, 1, "reasons"));
    const char *what = tell_about(j, json_get(j, first, "params"));
    bool zh = g->w->language != NULL && strncmp(g->w->language, "zh", 2) == 0;
    text words;
    if (text_new(&words) != MEND_OK) {
        g->w->got.failed = true;
        return;
    }
    for (json_node n = first; n != 0; n = json_next(j, n)) {
        const char *code = json_member(j, n, "code");
        if (n == first || strcmp(code, "LEVEL_RAISED") == 0 || strcmp(code, "LEVEL_LOWERED") == 0) {
            text_add(&words, n == first || zh ? "" : " ", MEND_NTS);
            text_add(&words, json_member(j, n, "text"), MEND_NTS);
        }
    }
    story_tell(g->w, "judged %s%s%s: %s", json_member(j, 1, "level"), what[0] == '\0' ? "" : " by ", what,
               text_data(&words, NULL));
    g->w->got.failed = g->w->got.failed || words.status != MEND_OK;
    text_free(&words);
}

/* How the level was judged, where the policy has set it. */
static bool tell_level(telling *g)
{
    world *w = g->w;
    if (json_get(g->j, g->set, "level") == 0 || was_given(g, "level") || g->t == NULL ||
        text_data(&g->t->record, NULL)[0] == '\0') {
        return true;
    }
    world_begin(w, &w->request, "triage", true);
    text_member(&w->request, "ticket", text_data(&g->t->record, NULL));
    text_add(&w->request, "}", 1);
    mend_status s;
    if (!world_door(w, &s)) {
        return false;
    }
    const json *j = &w->door_says;
    if (s == MEND_OK && json_first(j, json_get(j, 1, "reasons")) != 0) {
        tell_judged(g, j);
    }
    return true;
}

/* ---- clocks ---- */

static void clock_says(const telling *g, json_node row, char *out, size_t cap)
{
    const json *j = g->j;
    char due[CLOCK_TEXT] = "", stop[CLOCK_TEXT] = "";
    int64_t at = 0, number = json_int(j, json_get(j, row, "cycle"), 1);
    const char *status = json_member(j, row, "status"), *aim = json_member(j, row, "aim");
    char name[160];
    if (clock_read(json_member(j, row, "due"), &at)) {
        story_show(g->w, at, due);
    }
    if (clock_read(json_member(j, row, "stopped"), &at)) {
        story_show(g->w, at, stop);
    }
    snprintf(name, sizeof name, number > 1 ? "%.120s #%lld" : "%.120s", json_member(j, row, "clock"),
             (long long)number);
    snprintf(out, cap, "clock %s: %s%s%s%s%s%s%s%s", name, status, stop[0] == '\0' ? "" : " ", stop,
             due[0] == '\0' ? "" : ", due ", due, aim[0] == '\0' ? "" : " (", aim, aim[0] == '\0' ? "" : ")");
}

/* The row as it was told last; NULL: no memory. */
static cycle *cycle_of(seat *t, const char *clock, int64_t number)
{
    for (size_t i = 0; i < t->cycle_count; i++) {
        if (t->cycles[i].number == number && strcmp(t->cycles[i].clock, clock) == 0) {
            return &t->cycles[i];
        }
    }
    if (t->cycle_count == t->cycle_cap) {
        size_t cap = t->cycle_cap == 0 ? 16 : t->cycle_cap * 2;
        cycle *more = realloc(t->cycles, cap * sizeof *more);
        if (more == NULL) {
            return NULL;
        }
        t->cycles = more;
        t->cycle_cap = cap;
    }
    char *name = malloc(strlen(clock) + 1);
    if (name == NULL) {
        return NULL;
    }
    memcpy(name, clock, strlen(clock) + 1);
    t->cycles[t->cycle_count] = (cycle){name, number, NULL};
    return &t->cycles[t->cycle_count++];
}

static bool tell_clocks(telling *g, bool trial)
{
    char says[600];
    for (json_node n = json_first(g->j, json_get(g->j, g->data, "clocks")); n != 0; n = json_next(g->j, n)) {
        clock_says(g, n, says, sizeof says);
        if (trial) {
            story_tell(g->w, "%s", says);
            continue;
        }
        cycle *c = cycle_of(g->t, json_member(g->j, n, "clock"), json_int(g->j, json_get(g->j, n, "cycle"), 1));
        if (c == NULL) {
            return false;
        }
        if (c->says != NULL && strcmp(c->says, says) == 0) {
            continue;
        }
        story_tell(g->w, "%s", says);
        free(c->says);
        c->says = malloc(strlen(says) + 1);
        if (c->says == NULL) {
            return false;
        }
        memcpy(c->says, says, strlen(says) + 1);
    }
    return true;
}

/* ---- the rest of an event ---- */

static void tell_notices(const telling *g)
{
    int64_t seq = json_int(g->j, json_get(g->j, g->event, "seq"), 0);
    for (size_t i = 0; g->t != NULL && i < g->w->notices.count; i++) {
        json n;
        size_t at = 0;
        memset(&n, 0, sizeof n);
        const char *bytes = g->w->notices.items[i];
        if (json_read(&n, bytes, strlen(bytes), &at) != MEND_OK) {
            g->w->got.failed = true;
        } else if (strcmp(json_member(&n, 1, "ticket"), g->t->key) == 0 &&
                   json_int(&n, json_get(&n, 1, "seq"), 0) == seq) {
            const char *channel = json_member(&n, 1, "channel"), *person = json_member(&n, 1, "person");
            const char *to = json_member(&n, 1, "to");
            story_tell(g->w, "notice to %s%s%s%s%s: %s", to[0] == '$' ? to + 1 : to, person[0] == '\0' ? "" : " ",
                       person, channel[0] == '\0' ? "" : " by ", channel, json_member(&n, 1, "text"));
        }
        json_free(&n);
    }
}

/* "2024-03-15 11:05 clock arrival breached", for an event that time has brought. */
static void tell_time(const telling *g)
{
    char when[CLOCK_TEXT] = "";
    int64_t at = 0, number = json_int(g->j, json_get(g->j, g->data, "cycle"), 1);
    const char *type = json_member(g->j, g->event, "type"), *mark = json_member(g->j, g->data, "step");
    char name[160];
    if (clock_read(json_member(g->j, g->event, "at"), &at)) {
        story_show(g->w, at, when);
    }
    snprintf(name, sizeof name, number > 1 ? "%.120s #%lld" : "%.120s", json_member(g->j, g->data, "clock"),
             (long long)number);
    const char *what = strncmp(type, "clock_", 6) == 0 ? type + 6 : type;
    story_tell(g->w, "%s clock %s %s%s%s", when, name, what, mark[0] == '\0' ? "" : " ", mark);
    json_node undone = json_get(g->j, g->data, "revises");
    for (json_node n = json_first(g->j, undone); n != 0; n = json_next(g->j, n)) {
        int64_t breach = 0;
        if (clock_read(json_text(g->j, n), &breach)) {
            story_show(g->w, breach, when);
        }
        story_tell(g->w, "- undone: %s %s", json_key(g->j, n), json_type(g->j, n) == 's' ? when : json_text(g->j, n));
    }
}

static void tell_act(const telling *g)
{
    char when[CLOCK_TEXT];
    int64_t at = 0;
    const json *j = g->j;
    const char *to = json_member(j, g->data, "to"), *number = json_member(j, g->data, "number"),
               *from = g->t == NULL ? "" : g->t->state;
    if (clock_read(json_member(j, g->event, "at"), &at) && at != g->w->now) {
        story_show(g->w, at, when);
        story_tell(g->w, "happened %s", when);
    }
    if (number[0] != '\0') {
        story_tell(g->w, "number %s", number);
    }
    if (to[0] != '\0' && strcmp(to, from) != 0) {
        story_tell(g->w, "state %s%s%s", from, from[0] == '\0' ? "" : " -> ", to);
    }
    tell_fields(g);
    for (json_node n = json_first(j, json_get(j, g->data, "counters")); n != 0; n = json_next(j, n)) {
        story_tell(g->w, "counter %s: %s", json_key(j, n), json_text(j, n));
    }
    if (json_true(j, json_get(j, g->data, "anonymised"))) {
        story_tell(g->w, "anonymised");
    }
    json_node unit = json_get(j, g->data, "unit");
    if (json_true(j, json_get(j, unit, "missing"))) {
        story_tell(g->w, "unit missing");
    } else if (unit != 0) {
        story_tell(g->w, "unit %s revision %s", json_member(j, unit, "key"), json_member(j, unit, "revision"));
    }
}

bool tell_event(world *w, seat *t, const json *j, json_node event, const text *given, bool named)
{
    size_t at = 0;
    telling g = {.w = w, .t = t, .j = j, .event = event};
    g.data = json_get(j, event, "data");
    g.set = json_get(j, g.data, "set");
    bool acted = json_get(j, g.data, "action") != 0, trial = given != NULL && named;
    const char *members = acted && given != NULL ? text_data(given, NULL) : "{}";
    bool ok = json_read(&g.given, members, strlen(members), &at) == MEND_OK;
    if (named && !trial && t != NULL) {
        snprintf(w->prefix, sizeof w->prefix, "@%s ", t->name);
    }
    ok = ok && (!acted || trial || t == NULL || read_labels(&g));
    if (ok && acted) {
        tell_act(&g);
    } else if (ok) {
        tell_time(&g);
    }
    ok = ok && (trial || tell_level(&g)) && tell_clocks(&g, trial);
    if (ok && !trial) {
        tell_notices(&g);
    }
    w->prefix[0] = '\0';
    labels_free(&g.labels);
    json_free(&g.given);
    return ok;
}
