/*
 * scenario_values.c - what the fields of a ticket hold, by the events alone, and how a value is shown.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include "clock.h"
#include "money.h"

#include <stdlib.h>
#include <string.h>

static char *copied(const char *s, size_t len)
{
    char *copy = malloc(len + 1);
    if (copy != NULL) {
        memcpy(copy, s, len);
        copy[len] = '\0';
    }
    return copy;
}

/* Takes away a field, or a row with all its columns. */
static void drop(seat *t, const char *path)
{
    size_t len = strlen(path), kept = 0;
    for (size_t i = 0; i < t->value_count; i++) {
        const char *p = t->values[i].path;
        if (strncmp(p, path, len) == 0 && (p[len] == '\0' || p[len] == '/')) {
            free(t->values[i].path);
            free(t->values[i].raw);
        } else {
            t->values[kept++] = t->values[i];
        }
    }
    t->value_count = kept;
}

static bool put(seat *t, const char *path, const char *raw, size_t len)
{
    char *copy = copied(raw, len);
    for (size_t i = 0; i < t->value_count && copy != NULL; i++) {
        if (strcmp(t->values[i].path, path) == 0) {
            free(t->values[i].raw);
            t->values[i].raw = copy;
            return true;
        }
    }
    if (t->value_count == t->value_cap) {
        size_t cap = t->value_cap == 0 ? 64 : t->value_cap * 2;
        holding *more = realloc(t->values, cap * sizeof *more);
        if (more == NULL) {
            free(copy);
            return false;
        }
        t->values = more;
        t->value_cap = cap;
    }
    char *name = copied(path, strlen(path));
    if (copy == NULL || name == NULL) {
        free(copy);
        free(name);
        return false;
    }
    t->values[t->value_count++] = (holding){name, copy};
    return true;
}

bool seat_fold(seat *t, const json *j, json_node event)
{
    json_node data = json_get(j, event, "data"), set = json_get(j, data, "set");
    const char *to = json_member(j, data, "to");
    bool ok = true;
    for (json_node n = json_first(j, set); n != 0 && ok; n = json_next(j, n)) {
        size_t len = 0;
        const char *raw = json_raw(j, n, &len);
        if (json_type(j, n) == 'n') {
            drop(t, json_key(j, n));
        } else {
            ok = put(t, json_key(j, n), raw, len);
        }
    }
    if (to[0] != '\0' && ok) {
        free(t->state);
        t->state = copied(to, strlen(to));
        ok = t->state != NULL;
    }
    return ok;
}

/* A slot's text in place of the slot. */
static const char *plain(const seat *t, const char *raw)
{
    static const char mark[] = "{\"slot\":";
    if (strncmp(raw, mark, sizeof mark - 1) != 0) {
        return raw;
    }
    unsigned long slot = strtoul(raw + sizeof mark - 1, NULL, 10);
    return slot >= 1 && slot <= t->slots.count ? t->slots.items[slot - 1] : "null";
}

const char *seat_value(const seat *t, const char *path)
{
    for (size_t i = 0; i < t->value_count; i++) {
        if (strcmp(t->values[i].path, path) == 0) {
            return plain(t, t->values[i].raw);
        }
    }
    return NULL;
}

void seat_text(const seat *t, const char *path, char *out, size_t cap)
{
    json tree;
    size_t at = 0;
    const char *raw = seat_value(t, path);
    memset(&tree, 0, sizeof tree);
    bool read = raw != NULL && json_read(&tree, raw, strlen(raw), &at) == MEND_OK;
    snprintf(out, cap, "%s", read ? json_text(&tree, 1) : "");
    json_free(&tree);
}

static void show_text(const world *w, const char *type, const char *words, text *out)
{
    char shown[CLOCK_TEXT];
    int64_t at = 0;
    if (strcmp(type, "instant") == 0 && clock_read(words, &at)) {
        story_show(w, at, shown);
        words = shown;
    }
    text_add(out, words, MEND_NTS);
}

void value_show(const world *w, const seat *t, const char *path, const char *raw, text *out)
{
    json tree;
    size_t at = 0;
    char amount[MONEY_TEXT];
    const char *type = field_type(w, path), *bytes = t == NULL ? raw : plain(t, raw);
    memset(&tree, 0, sizeof tree);
    if (json_read(&tree, bytes, strlen(bytes), &at) != MEND_OK) {
        text_add(out, bytes, MEND_NTS);
    } else if (json_type(&tree, 1) == '0' && strcmp(type, "money") == 0) {
        text_add(out, money_show(json_int(&tree, 1, 0), w->currency, false, amount), MEND_NTS);
        text_add(out, w->currency[0] == '\0' ? "" : " ", MEND_NTS);
        text_add(out, w->currency, MEND_NTS);
    } else if (json_type(&tree, 1) == 's') {
        show_text(w, type, json_text(&tree, 1), out);
    } else if (json_type(&tree, 1) == 'n') {
        text_add(out, "(nothing)", MEND_NTS);
    } else {
        text_add(out, bytes, MEND_NTS);
    }
    json_free(&tree);
}

void seat_free(seat *t)
{
    for (size_t i = 0; i < t->value_count; i++) {
        free(t->values[i].path);
        free(t->values[i].raw);
    }
    for (size_t i = 0; i < t->cycle_count; i++) {
        free(t->cycles[i].clock);
        free(t->cycles[i].says);
    }
    free(t->values);
    free(t->cycles);
    free(t->key);
    free(t->number);
    free(t->state);
    text_free(&t->record);
    strings_free(&t->log);
    strings_free(&t->slots);
}
