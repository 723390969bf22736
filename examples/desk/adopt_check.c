/*
 * adopt_check.c - the mapping of `import --map`, checked before any row is looked at: its members, the columns it takes
 * values from, the fields and clocks it gives them to. A fault is told with line and column of the mapping.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "adopt.h"
#include "files.h"

#include <string.h>

#define NAMES 1024

static const char *place_of(const adopter *x, json_node n, char *out, size_t cap)
{
    size_t len;
    const char *path = file_name(x->a, x->a->opt.value[OPT_MAP]);
    file_place p = file_place_of(x->map.text, (size_t)(json_raw(&x->map, n, &len) - x->map.text));
    snprintf(out, cap, "%.200s:%zu:%zu", path, p.line, p.column);
    return out;
}

static ending unknown_member(const adopter *x, json_node n, const char *const *members)
{
    char where[260], known[400];
    place_of(x, n, where, sizeof where);
    return fault_here(x->a, MEND_SCHEMA, "%s: unknown member \"%s\"%s", "%s：未知成员“%s”%s", where,
                      json_key(&x->map, n), meant_name(x->a, json_key(&x->map, n), members, known, sizeof known));
}

/* A column that the list does not have. */
static ending unknown_column(const adopter *x, const char *of, json_node source, const char *column)
{
    char where[260], known[600];
    place_of(x, source, where, sizeof where);
    if (x->row.columns == 1 && strpbrk(x->row.header[0], ";,\t|") != NULL) {
        return fault_here(x->a, MEND_SCHEMA,
                          "%s: %s: %s has one column only, \"%s\"; give the mapping the \"separator\" of its cells",
                          "%s：%s：%s 只有一列“%s”；请在对照文件中以 \"separator\" 指明分隔符", where, of, x->path,
                          x->row.header[0]);
    }
    return fault_here(x->a, MEND_SCHEMA, "%s: %s: %s has no column \"%s\"%s", "%s：%s：%s 没有“%s”列%s", where, of,
                      x->path, column, meant_name(x->a, column, x->row.header, known, sizeof known));
}

/* A source: a column's name, or an object of these members; the column must be there. */
static ending check_source(const adopter *x, const char *of, json_node source)
{
    static const char *const members[] = {"column", "value", "values", "otherwise", "as", "unit", NULL};
    char type = json_type(&x->map, source), where[260];
    const char *column = adopt_source(&x->map, source);
    for (json_node n = type == '{' ? json_first(&x->map, source) : 0; n != 0; n = json_next(&x->map, n)) {
        if (!options_has(members, json_key(&x->map, n))) {
            return unknown_member(x, n, members);
        }
    }
    if ((type != 's' && type != '{') || (column[0] == '\0' && json_get(&x->map, source, "value") == 0)) {
        return fault_here(x->a, MEND_SCHEMA, "%s: %s: expected a column's name, or an object with column or value",
                          "%s：%s：应为列名，或含 column 或 value 的对象", place_of(x, source, where, sizeof where),
                          of);
    }
    return column[0] != '\0' && x->row.tree == NULL && adopt_cell(&x->row, column) == NULL
               ? unknown_column(x, of, source, column)
               : END_DONE;
}

/* A path without its row: "parts/1/name" -> "parts/name". */
static void without_row(const char *path, char *out, size_t cap)
{
    const char *slash = strchr(path, '/'), *last = strrchr(path, '/');
    if (slash == last) {
        snprintf(out, cap, "%s", path);
    } else {
        snprintf(out, cap, "%.*s/%s", (int)(slash - path), path, last + 1);
    }
}

/* The name of a field or a clock, on the left side of the mapping. */
static ending check_target(const adopter *x, mend_kind kind, json_node n)
{
    const mend_policy *policy = shop_policy(x->a);
    const char *names[NAMES + 1] = {NULL};
    char where[260], known[600], path[300];
    mend_field_info info = {.struct_size = sizeof info};
    size_t count = 0;
    for (int32_t i = 0; i < mend_policy_count(policy, kind) && count < NAMES; i++) {
        names[count++] = mend_policy_name(policy, kind, i, NULL);
    }
    for (int32_t i = 0; kind == MEND_KIND_FIELD && i < mend_field_count() && count < NAMES; i++) {
        if (mend_field_at(i, &info) == MEND_OK && info.type != MEND_FIELD_LIST) {
            names[count++] = mend_field_name(info.id);
        }
    }
    without_row(json_key(&x->map, n), path, sizeof path);
    if (options_has(names, path)) {
        return END_DONE;
    }
    place_of(x, n, where, sizeof where);
    meant_name(x->a, path, names, known, sizeof known);
    return kind == MEND_KIND_FIELD ? fault_here(x->a, MEND_SCHEMA, "%s: there is no field \"%s\"%s",
                                                "%s：没有字段“%s”%s", where, path, known)
                                   : fault_here(x->a, MEND_SCHEMA, "%s: the policy has no clock \"%s\"%s",
                                                "%s：策略中没有时限“%s”%s", where, path, known);
}

static ending check_clock(const adopter *x, json_node n)
{
    static const char *const members[] = {"status", "used", "started", "stopped", NULL};
    ending e = check_target(x, MEND_KIND_CLOCK, n);
    for (json_node m = json_first(&x->map, n); m != 0 && e == END_DONE; m = json_next(&x->map, m)) {
        e = options_has(members, json_key(&x->map, m)) ? check_source(x, json_key(&x->map, n), m)
                                                       : unknown_member(x, m, members);
    }
    return e;
}

static ending check_groups(const adopter *x)
{
    ending e = END_DONE;
    for (json_node n = json_first(&x->map, json_get(&x->map, 1, "fields")); n != 0 && e == END_DONE;
         n = json_next(&x->map, n)) {
        e = check_target(x, MEND_KIND_FIELD, n);
        e = e == END_DONE ? check_source(x, json_key(&x->map, n), n) : e;
    }
    for (json_node n = json_first(&x->map, json_get(&x->map, 1, "clocks")); n != 0 && e == END_DONE;
         n = json_next(&x->map, n)) {
        e = check_clock(x, n);
    }
    return e;
}

ending adopt_check_map(adopter *x)
{
    static const char *const members[] = {"separator", "number", "key",    "state", "opened",
                                          "since",     "fields", "clocks", NULL};
    static const char *const own[] = {"number", "key", "state", "opened", "since"};
    const char *path = file_name(x->a, x->a->opt.value[OPT_MAP]);
    ending e = END_DONE;
    for (json_node n = json_first(&x->map, 1); n != 0; n = json_next(&x->map, n)) {
        if (!options_has(members, json_key(&x->map, n))) {
            return unknown_member(x, n, members);
        }
    }
    for (size_t i = 0; i < sizeof own / sizeof own[0] && e == END_DONE; i++) {
        json_node source = json_get(&x->map, 1, own[i]);
        bool needed = strcmp(own[i], "state") == 0 || strcmp(own[i], "opened") == 0 ||
                      (strcmp(own[i], "number") == 0 && json_get(&x->map, 1, "key") == 0);
        if (source == 0 && needed) {
            e = fault_here(x->a, MEND_SCHEMA, "%s:1:1: the member \"%s\" is missing", "%s:1:1：缺少“%s”", path, own[i]);
        } else if (source != 0) {
            e = check_source(x, own[i], source);
        }
    }
    return e == END_DONE ? check_groups(x) : e;
}
