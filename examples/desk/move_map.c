/*
 * move_map.c - `policy move --map`: what has another name under the new policy, checked against both sides before any
 * ticket is looked at. A fault is told with the line and column of the file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "files.h"
#include "moving.h"

#include <stdlib.h>
#include <string.h>

#define MAP_BYTES ((size_t)1 << 20)
#define NAMES     4096

/* One kind of name that may change. */
typedef struct sort {
    const char *member, *en, *zh;
    mend_kind kind;
    bool may_go; /* null gives it up */
} sort;

static const sort sorts[] = {{"states", "state", "状态", MEND_KIND_STATE, false},
                             {"choices", "choice", "选项", MEND_KIND_CHOICE, true},
                             {"fields", "field", "字段", MEND_KIND_FIELD, true},
                             {"clocks", "clock", "时限", MEND_KIND_CLOCK, true}};

#define SORTS (sizeof sorts / sizeof sorts[0])

typedef struct mapping {
    const app *a;
    const mend_policy *to;
    mend_args *args;
    const char *path, *bytes;
    json tree;
} mapping;

/* "names.json:3:14", of a value. */
static const char *place(const mapping *m, json_node n, char *out, size_t cap)
{
    size_t len;
    file_place p = file_place_of(m->bytes, (size_t)(json_raw(&m->tree, n, &len) - m->bytes));
    snprintf(out, cap, "%.200s:%zu:%zu", file_name(m->a, m->path), p.line, p.column);
    return out;
}

/* The set or list that a name begins with, its '/' included: its length; 0: none. */
static size_t family(const char *name)
{
    const char *slash = strchr(name, '/');
    return slash == NULL ? 0 : (size_t)(slash - name) + 1;
}

/* The names of one kind in a policy: those of a family, without it; or without one all of them, as `whole` names. */
static void gather(const mend_policy *policy, mend_kind kind, const char *of, size_t len, bool whole,
                   const char **names, size_t *count)
{
    for (int32_t i = 0; i < mend_policy_count(policy, kind) && *count + 1 < NAMES; i++) {
        const char *name = mend_policy_name(policy, kind, i, NULL);
        if (len > 0 ? strncmp(name, of, len) == 0 : whole || family(name) == 0) {
            size_t k = 0;
            while (k < *count && strcmp(names[k], name + len) != 0) {
                k++;
            }
            names[k] = name + len; /* several policies have the same names */
            *count += k == *count;
        }
    }
}

/* A field of the catalogue may take the values of one that is given up. */
static bool is_catalogued(const sort *s, const char *from, const char *to)
{
    char path[300];
    int32_t id;
    snprintf(path, sizeof path, "%.*s%s", (int)family(from), from, to);
    return s->kind == MEND_KIND_FIELD && mend_field_of(path, MEND_NTS, &id) == MEND_OK;
}

/* The names of a kind in all policies of the database; of a family, where it is not 0 bytes. How many. */
static size_t gather_all(const mapping *m, const sort *s, const char *of, size_t len, const char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < m->a->policy_count; i++) {
        gather(m->a->policies[i], s->kind, of, len, s->kind != MEND_KIND_CLOCK, names, &count);
    }
    names[count] = NULL;
    return count;
}

/* Where the family is right, what is behind it has been meant as another of that family. */
static ending wrong_from(const mapping *m, const sort *s, json_node n, const char **names)
{
    char where[260], known[600];
    const char *from = json_key(&m->tree, n);
    size_t len = family(from);
    bool within = len > 0 && gather_all(m, s, from, len, names) > 0;
    if (!within) {
        (void)gather_all(m, s, "", 0, names);
    }
    place(m, n, where, sizeof where);
    meant_name(m->a, within ? from + len : from, names, known, sizeof known);
    return fault_here(m->a, MEND_NOT_FOUND, "%s: %s: no policy of the database has a %s of this name%s",
                      "%s：%s：数据库中没有哪个策略有此名的%s%s", where, from, m->a->zh ? s->zh : s->en, known);
}

static ending wrong_to(const mapping *m, const sort *s, json_node n, const char *const *names)
{
    char where[260], known[600];
    const char *from = json_key(&m->tree, n), *to = json_text(&m->tree, n);
    place(m, n, where, sizeof where);
    meant_name(m->a, to, names, known, sizeof known);
    return fault_here(m->a, MEND_NOT_FOUND, "%s: %s: the new policy has no %s \"%s\"%s", "%s：%s：新策略没有%s“%s”%s",
                      where, from, m->a->zh ? s->zh : s->en, to, known);
}

/* One name: does it exist before, and what it shall be afterwards? */
static ending check_name(const mapping *m, const sort *s, json_node n, const char **names)
{
    const char *from = json_key(&m->tree, n), *to = json_text(&m->tree, n);
    char type = json_type(&m->tree, n), where[260];
    size_t count = 0;
    if (type != 's' && !(type == 'n' && s->may_go)) {
        return fault_here(m->a, MEND_SCHEMA,
                          s->may_go ? "%s: %s: expected the new name, or null to give it up"
                                    : "%s: %s: expected the new name",
                          s->may_go ? "%s：%s：应为新名称，或以 null 放弃" : "%s：%s：应为新名称",
                          place(m, n, where, sizeof where), from);
    }
    (void)gather_all(m, s, "", 0, names);
    if (!options_has(names, from)) {
        return wrong_from(m, s, n, names);
    }
    gather(m->to, s->kind, from, family(from), false, names, &count);
    names[count] = NULL;
    return to[0] == '\0' || options_has(names, to) || is_catalogued(s, from, to) ? END_DONE : wrong_to(m, s, n, names);
}

static ending take_kind(mapping *m, json_node k, const char **names)
{
    const char *members[SORTS + 1] = {NULL}, *key = json_key(&m->tree, k);
    char where[260], known[200];
    const sort *found = NULL;
    for (size_t i = 0; i < SORTS; i++) {
        members[i] = sorts[i].member;
        found = strcmp(sorts[i].member, key) == 0 ? &sorts[i] : found;
    }
    if (found == NULL) {
        return fault_here(m->a, MEND_SCHEMA, "%s: unknown member \"%s\"%s", "%s：未知成员“%s”%s",
                          place(m, k, where, sizeof where), key, meant_name(m->a, key, members, known, sizeof known));
    }
    if (json_type(&m->tree, k) != '{') {
        return fault_here(m->a, MEND_SCHEMA, "%s: %s: expected an object of old names and new ones",
                          "%s：%s：应为旧名称与新名称的对象", place(m, k, where, sizeof where), key);
    }
    ending e = END_DONE;
    for (json_node n = json_first(&m->tree, k); n != 0 && e == END_DONE; n = json_next(&m->tree, n)) {
        e = check_name(m, found, n, names);
        mend_status s = e != END_DONE ? MEND_OK
                                      : mend_args_map(m->args, key, MEND_NTS, json_key(&m->tree, n), MEND_NTS,
                                                      json_text(&m->tree, n), MEND_NTS);
        if (s != MEND_OK) {
            e = fault_here(m->a, s, "%s: %s: this cannot be mapped, or stands here twice (%s)",
                           "%s：%s：无法对照，或重复出现（%s）", place(m, n, where, sizeof where),
                           json_key(&m->tree, n), mend_status_name(s));
        }
    }
    return e;
}

static ending take_all(mapping *m, size_t len)
{
    size_t at = 0;
    mend_status s = json_read(&m->tree, m->bytes, len, &at);
    if (s != MEND_OK && s != MEND_SYNTAX) {
        return fault_of(m->a, s, NULL);
    }
    if (s != MEND_OK || json_type(&m->tree, 1) != '{') {
        file_place p = file_place_of(m->bytes, s == MEND_OK ? 0 : at);
        return fault_here(m->a, MEND_SYNTAX,
                          s == MEND_OK ? "%s:%zu:%zu: expected a JSON object" : "%s:%zu:%zu: no JSON here",
                          s == MEND_OK ? "%s:%zu:%zu：应为 JSON 对象" : "%s:%zu:%zu：此处不符合 JSON",
                          file_name(m->a, m->path), p.line, p.column);
    }
    const char **names = malloc(NAMES * sizeof *names);
    ending e = names == NULL ? fault_of(m->a, MEND_NOMEM, NULL) : END_DONE;
    for (json_node k = json_first(&m->tree, 1); e == END_DONE && k != 0; k = json_next(&m->tree, k)) {
        e = take_kind(m, k, names);
    }
    free(names);
    return e;
}

ending moving_map(const app *a, const mend_policy *to, mend_args *args)
{
    mapping m;
    size_t len = 0;
    ending e = END_DONE;
    memset(&m, 0, sizeof m);
    m.a = a;
    m.to = to;
    m.args = args;
    m.path = a->opt.value[OPT_MAP];
    if (m.path == NULL) {
        return END_DONE;
    }
    char *bytes = file_text(a, m.path, MAP_BYTES, false, &len, &e);
    m.bytes = bytes;
    e = e == END_DONE ? take_all(&m, len) : e;
    json_free(&m.tree);
    free(bytes);
    return e;
}
