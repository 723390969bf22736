/*
 * scenario_units.c - the units of a story for the document door: which one a ticket is about, as a desk finds it.
 *
 * The desk finds it in its store. The door is given it with the request and gives back what became of it, so the story
 * carries documents; in the end they must be those in the store.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include <stdlib.h>
#include <string.h>

typedef struct wish { /* what a ticket says about its unit */
    char serial[600], model[600], customer[600];
} wish;

/* A document as a tree; false: it is none. */
static bool document(const char *bytes, json *tree)
{
    size_t at = 0;
    memset(tree, 0, sizeof *tree);
    return json_read(tree, bytes, strlen(bytes), &at) == MEND_OK;
}

bool units_needed(const world *w, const step *s, bool *fresh)
{
    const json *j = &w->rules;
    bool writes = json_first(j, json_get(j, s->rule, "unit")) != 0;
    bool required = json_true(j, json_get(j, s->rule, "unit_required"));
    *fresh = writes && !required;
    return json_get(j, 1, "warranty") != 0 && (writes || required || json_get(j, s->rule, "quote") != 0 ||
                                               json_true(j, json_get(j, s->rule, "tolerance")));
}

static bool fits(const json *unit, const wish *what)
{
    const char *serial = json_member(unit, 1, "serial"), *model = json_member(unit, 1, "model");
    return strcmp(json_member(unit, 1, "kind"), "contract") != 0 &&
           (serial[0] == '\0' || strcmp(serial, what->serial) == 0) &&
           (model[0] == '\0' || what->model[0] == '\0' || strcmp(model, what->model) == 0);
}

/* The one unit that fits; count: how many do. `key_there`: one has the serial number for a key. */
static const char *choose(const world *w, const wish *what, size_t *count, bool *key_there)
{
    const char *found = NULL;
    *count = 0;
    *key_there = false;
    for (size_t i = 0; i < w->units.count; i++) {
        json tree;
        bool read = document(w->units.items[i], &tree);
        bool by_key = read && strcmp(json_member(&tree, 1, "key"), what->serial) == 0;
        bool same = read && strcmp(json_member(&tree, 1, "serial"), what->serial) == 0, fit = read && fits(&tree, what);
        json_free(&tree);
        *key_there = *key_there || by_key;
        if (by_key && fit) {
            *count = 1;
            return w->units.items[i];
        }
        if (same && fit) {
            ++*count;
            found = w->units.items[i];
        }
    }
    return *count == 1 ? found : NULL;
}

static const char *by_key(const world *w, const char *key)
{
    for (size_t i = 0; i < w->units.count; i++) {
        json tree;
        bool same = document(w->units.items[i], &tree) && strcmp(json_member(&tree, 1, "key"), key) == 0;
        json_free(&tree);
        if (same) {
            return w->units.items[i];
        }
    }
    return NULL;
}

const char *units_find(const world *w, const char *key)
{
    const char *found = by_key(w, key);
    for (size_t i = 0; i < w->units.count && found == NULL; i++) {
        json tree;
        if (document(w->units.items[i], &tree) && strcmp(json_member(&tree, 1, "serial"), key) == 0) {
            found = w->units.items[i];
        }
        json_free(&tree);
    }
    return found;
}

static void add_contracts(const world *w, const char *unit, text *request)
{
    json tree;
    bool any = false;
    if (document(unit, &tree)) {
        for (json_node n = json_first(&tree, json_get(&tree, 1, "contracts")); n != 0; n = json_next(&tree, n)) {
            const char *contract = by_key(w, json_text(&tree, n));
            if (contract != NULL) {
                text_add(request, any ? "," : ",\"contracts\":[", MEND_NTS);
                text_add(request, contract, MEND_NTS);
                any = true;
            }
        }
    }
    text_add(request, any ? "]" : "", MEND_NTS);
    json_free(&tree);
}

/* A field: what the arguments give, else what the ticket has. */
static void wish_field(const seat *t, const json *given, const char *name, char *out, size_t cap)
{
    json_node n = json_get(given, 1, name);
    if (n != 0) {
        snprintf(out, cap, "%s", json_text(given, n));
    } else if (t != NULL) {
        seat_text(t, name, out, cap);
    } else {
        out[0] = '\0';
    }
}

static void add_fresh(const world *w, const wish *what, text *request)
{
    text_add(request, ",\"unit\":{\"kind\":\"unit\"", MEND_NTS);
    text_member(request, "tenant", w->tenant);
    text_member(request, "key", what->serial);
    text_member(request, "serial", what->serial);
    text_member(request, "model", what->model[0] == '\0' ? NULL : what->model);
    text_member(request, "customer", what->customer[0] == '\0' ? NULL : what->customer);
    text_add(request, "}", 1);
}

bool units_add(world *w, text *request, const seat *t, const text *args, bool fresh, bool contracts)
{
    wish what;
    json given;
    size_t count = 0;
    bool key_there = false;
    if (!document(args == NULL ? "{}" : text_data(args, NULL), &given)) {
        json_free(&given);
        story_fault(w, MEND_NOMEM, NULL);
        return false;
    }
    wish_field(t, &given, "serial", what.serial, sizeof what.serial);
    wish_field(t, &given, "model", what.model, sizeof what.model);
    wish_field(t, &given, "customer_id", what.customer, sizeof what.customer);
    json_free(&given);
    if (what.serial[0] == '\0') {
        return true;
    }
    const char *unit = choose(w, &what, &count, &key_there);
    if (unit != NULL) {
        text_add(request, ",\"unit\":", MEND_NTS);
        text_add(request, unit, MEND_NTS);
        if (contracts) {
            add_contracts(w, unit, request);
        }
    } else if (count == 0 && !key_there && fresh) {
        add_fresh(w, &what, request);
    }
    return true;
}

/* A document in place of the one of the same key. */
static bool take(world *w, const char *raw, size_t len, const char *key)
{
    if (w->units.count >= STORY_UNITS * 2) {
        story_fault(w, MEND_LIMIT, "too many units");
        return false;
    }
    const char *old = by_key(w, key);
    strings_add(&w->units, raw, len);
    if (w->units.failed) {
        story_fault(w, MEND_NOMEM, NULL);
        return false;
    }
    for (size_t i = 0; old != NULL && i < w->units.count; i++) {
        if (w->units.items[i] == old) {
            free(w->units.items[i]);
            w->units.items[i] = w->units.items[--w->units.count];
            break;
        }
    }
    return true;
}

bool units_take(world *w)
{
    const json *j = &w->door_says;
    size_t len = 0;
    json_node unit = json_get(j, 1, "unit");
    const char *raw = json_raw(j, unit, &len);
    bool ok = unit == 0 || take(w, raw, len, json_member(j, unit, "key"));
    for (json_node n = json_first(j, json_get(j, 1, "contracts")); n != 0 && ok; n = json_next(j, n)) {
        raw = json_raw(j, n, &len);
        ok = take(w, raw, len, json_member(j, n, "key"));
    }
    return ok;
}
