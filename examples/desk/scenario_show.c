/*
 * scenario_show.c - documents as lines: any document, value by value, and a filled sheet.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include "clock.h"

#include <string.h>

#define DEEP 32 /* levels of a document that is told whole */

/* ---- a document, whole ---- */

/* A value for people: instants in the zone, lengths of time in hours and minutes. */
static void put_leaf(const world *w, const char *key, const json *j, json_node n, text *out)
{
    char shown[CLOCK_TEXT];
    int64_t at = 0, ms = json_int(j, n, -1);
    size_t len = strlen(key);
    const char *words = json_type(j, n) == 'n' ? "(nothing)" : json_text(j, n);
    if (json_type(j, n) == 's' && strchr(words, 'T') != NULL && clock_read(words, &at)) {
        story_show(w, at, shown);
        words = shown;
    } else if (json_type(j, n) == '0' && len > 3 && strcmp(key + len - 3, "_ms") == 0 && ms >= 0) {
        snprintf(shown, sizeof shown, ms % 60000 == 0 ? "%lld h %lld min" : "%lld h %lld min %lld.%03lld s",
                 (long long)(ms / 3600000), (long long)(ms / 60000 % 60), (long long)(ms / 1000 % 60),
                 (long long)(ms % 1000));
        words = shown;
    }
    text_add(out, words, MEND_NTS);
}

/* Whether an object or list has neither objects nor lists in it. */
static bool is_flat(const json *j, json_node n)
{
    bool flat = true;
    for (json_node k = json_first(j, n); k != 0; k = json_next(j, k)) {
        flat = flat && json_type(j, k) != '{' && json_type(j, k) != '[';
    }
    return flat;
}

/* A flat object or list in one line, or a single value. */
static void tell_flat(world *w, const char *path, const char *key, const json *j, json_node n, text *out)
{
    bool object = json_type(j, n) == '{', list = json_type(j, n) == '[';
    text_clear(out);
    for (json_node k = object || list ? json_first(j, n) : 0; k != 0; k = json_next(j, k)) {
        text_add(out, k == json_first(j, n) ? "" : "; ", MEND_NTS);
        text_add(out, object ? json_key(j, k) : "", MEND_NTS);
        text_add(out, object ? "=" : "", MEND_NTS);
        put_leaf(w, json_key(j, k), j, k, out);
    }
    if (!object && !list) {
        put_leaf(w, key, j, n, out);
    } else if (json_first(j, n) == 0) {
        text_add(out, "(none)", MEND_NTS);
    }
    story_tell(w, "%s: %s", path, text_data(out, NULL));
    w->got.failed = w->got.failed || out->status != MEND_OK;
}

typedef struct nest {
    json_node n;
    size_t len, place;
    bool list;
} nest;

/* Every value below a node: one line each, flat objects in one line; lists count from 1. */
static void tell_below(world *w, const json *j, json_node root, const char *name, text *out)
{
    nest stack[DEEP];
    char path[600];
    size_t depth = 1, len = strlen(name) < 100 ? strlen(name) : 100;
    memcpy(path, name, len);
    path[len] = '\0';
    stack[0] = (nest){json_first(j, root), len, 1, json_type(j, root) == '['};
    while (depth > 0) {
        nest *top = &stack[depth - 1];
        json_node n = top->n;
        if (n == 0) {
            depth--;
            continue;
        }
        char number[24];
        snprintf(number, sizeof number, "%zu", top->place++);
        const char *key = top->list ? number : json_key(j, n);
        int used = snprintf(path + top->len, sizeof path - top->len, "%s%.150s", top->len == 0 ? "" : "/", key);
        size_t end = top->len + (size_t)used;
        top->n = json_next(j, n);
        if (is_flat(j, n) || depth == DEEP || end + 160 >= sizeof path) {
            tell_flat(w, path, key, j, n, out);
        } else {
            stack[depth++] = (nest){json_first(j, n), end, 1, json_type(j, n) == '['};
        }
    }
}

void tell_whole(world *w, const json *j, json_node root, const char *name)
{
    text out;
    if (text_new(&out) != MEND_OK) {
        w->got.failed = true;
        return;
    }
    if (json_type(j, root) == '{' || json_type(j, root) == '[') {
        tell_below(w, j, root, name, &out);
    } else {
        tell_flat(w, name, name, j, root, &out);
    }
    text_free(&out);
}

/* ---- a sheet ---- */

/* The cells of a row of a table: texts, or the labels of its head. */
static void tell_cells(world *w, const json *j, json_node row, text *out)
{
    text_clear(out);
    for (json_node n = json_first(j, row); n != 0; n = json_next(j, n)) {
        text_add(out, "| ", 2);
        text_add(out, json_type(j, n) == '{' ? json_member(j, n, "label") : json_text(j, n), MEND_NTS);
        text_add(out, " ", 1);
    }
    story_tell(w, "%s|", text_data(out, NULL));
    w->got.failed = w->got.failed || out->status != MEND_OK;
}

/* Rows that are left empty for a pen are not told. */
static void tell_table(world *w, const json *j, json_node table, text *out)
{
    int64_t filled = json_int(j, json_get(j, table, "filled"), 0);
    tell_cells(w, j, json_get(j, table, "head"), out);
    for (json_node n = json_first(j, json_get(j, table, "rows")); n != 0 && filled > 0; n = json_next(j, n)) {
        tell_cells(w, j, n, out);
        filled--;
    }
}

static void tell_section(world *w, const json *j, json_node section, text *out)
{
    const char *label = json_member(j, section, "label");
    story_tell(w, "[%s]", label[0] == '\0' ? json_member(j, section, "section") : label);
    for (json_node n = json_first(j, json_get(j, section, "rows")); n != 0; n = json_next(j, n)) {
        story_tell(w, "%s: %s", json_member(j, n, "label"), json_member(j, n, "text"));
    }
    if (json_get(j, section, "table") != 0) {
        tell_table(w, j, json_get(j, section, "table"), out);
    }
    for (json_node n = json_first(j, json_get(j, section, "texts")); n != 0; n = json_next(j, n)) {
        story_tell(w, "%s", json_member(j, n, "words"));
    }
    for (json_node n = json_first(j, json_get(j, section, "sign")); n != 0; n = json_next(j, n)) {
        story_tell(w, "sign %s: %s %s", json_member(j, n, "label"), json_member(j, n, "by"), json_member(j, n, "at"));
    }
}

void tell_sheet(world *w, const json *j)
{
    text out;
    if (text_new(&out) != MEND_OK) {
        w->got.failed = true;
        return;
    }
    story_tell(w, "%s", json_member(j, 1, "title"));
    for (json_node n = json_first(j, json_get(j, 1, "sections")); n != 0; n = json_next(j, n)) {
        tell_section(w, j, n, &out);
    }
    story_tell(w, "%s", json_member(j, 1, "foot"));
    text_free(&out);
}
