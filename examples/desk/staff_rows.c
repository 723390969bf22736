/*
 * staff_rows.c - people as CSV: rows become the objects that the library takes, and what is wrong with them is told all
 * at once, each fault with its line and the name of its column.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "csv.h"
#include "files.h"
#include "seen.h"
#include "staff.h"

#include <stdlib.h>
#include <string.h>

#define MOST_FAULTS 20 /* told; more are counted */
#define NAMES       4096

typedef enum content { PLAIN_TEXT, NAME, NUMBER, SWITCH, INSTANT, LIST, NAME_LIST } content;

/* A column: what it holds, and of a name which kind. */
typedef struct column {
    const char *name;
    content holds;
    mend_kind kind;
    const char *family; /* names begin with it: "department/" */
    const char *en, *zh;
} column;

static const column columns[] = {{"id", PLAIN_TEXT, 0, "", "", ""},
                                 {"department", NAME, MEND_KIND_CHOICE, "department/", "department", "部门"},
                                 {"roles", NAME_LIST, MEND_KIND_ROLE, "", "role", "角色"},
                                 {"grade", NAME, MEND_KIND_GRADE, "", "grade", "等级"},
                                 {"skills", LIST, 0, "", "", ""},
                                 {"regions", LIST, 0, "", "", ""},
                                 {"languages", LIST, 0, "", "", ""},
                                 {"knows", LIST, 0, "", "", ""},
                                 {"load", NUMBER, 0, "", "", ""},
                                 {"capacity", NUMBER, 0, "", "", ""},
                                 {"available_from", INSTANT, 0, "", "", ""},
                                 {"available_until", INSTANT, 0, "", "", ""},
                                 {"absent", SWITCH, 0, "", "", ""},
                                 {"refused", SWITCH, 0, "", "", ""},
                                 {"dispatched", INSTANT, 0, "", "", ""}};

#define COLUMNS (sizeof columns / sizeof columns[0])

typedef struct rows {
    const app *a;
    const mend_policy *policy;
    const char *path;
    csv csv;
    const column *by_place[CSV_COLUMNS]; /* what the head says */
    size_t width;
    text *out;
    seen ids; /* of the rows so far */
    size_t faults;
} rows;

/* A fault of the row at hand; column NULL: of the row as a whole. */
static void blame(rows *r, const char *name, const char *what)
{
    if (++r->faults > MOST_FAULTS) {
        return;
    }
    if (name == NULL) {
        complain(r->a, "%s:%ld: %s", "%s:%ld：%s", file_name(r->a, r->path), r->csv.line, what);
    } else {
        complain(r->a, "%s:%ld: %s: %s", "%s:%ld：%s：%s", file_name(r->a, r->path), r->csv.line, name, what);
    }
}

static void expected(rows *r, const column *c, const char *en, const char *zh, const char *found)
{
    char what[500];
    snprintf(what, sizeof what, r->a->zh ? "应为%s，实为“%.200s”" : "expected %s, found \"%.200s\"", r->a->zh ? zh : en,
             found);
    blame(r, c->name, what);
}

/* ---- cells ---- */

static bool is_known(rows *r, const column *c, const char *name)
{
    const char *names[NAMES + 1] = {NULL};
    char known[500], what[900];
    size_t count = 0, skip = strlen(c->family);
    for (int32_t i = 0; i < mend_policy_count(r->policy, c->kind) && count < NAMES; i++) {
        const char *one = mend_policy_name(r->policy, c->kind, i, NULL);
        if (strncmp(one, c->family, skip) == 0) {
            names[count++] = one + skip;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    snprintf(what, sizeof what, r->a->zh ? "策略中没有%s“%.200s”%s" : "the policy has no %s \"%.200s\"%s",
             r->a->zh ? c->zh : c->en, name, meant_name(r->a, name, names, known, sizeof known));
    blame(r, c->name, what);
    return false;
}

/* ["a","b"] of "a; b". */
static void put_list(rows *r, const column *c, const char *value)
{
    bool first = true;
    char one[300];
    text_add(r->out, "[", 1);
    for (const char *at = value; *at != '\0';) {
        at += strspn(at, "; ");
        size_t n = strcspn(at, ";"), kept = n;
        while (kept > 0 && at[kept - 1] == ' ') {
            kept--;
        }
        snprintf(one, sizeof one, "%.*s", (int)(kept > 299 ? 299 : kept), at);
        if (kept > 256) {
            expected(r, c, "texts of 1 to 256 bytes with ; between", "以 ; 分隔、每项 1 至 256 字节的文本", one);
        } else if (kept > 0 && (c->holds == LIST || is_known(r, c, one))) {
            text_add(r->out, first ? "" : ",", MEND_NTS);
            text_string(r->out, at, kept);
            first = false;
        }
        at += n;
    }
    text_add(r->out, "]", 1);
}

static void put_value(rows *r, const column *c, const char *value)
{
    int64_t at;
    switch (c->holds) {
    case LIST:
    case NAME_LIST:
        put_list(r, c, value);
        return;
    case NUMBER:
        if (strspn(value, "0123456789") != strlen(value) || strlen(value) > 9 ||
            (value[0] == '0' && value[1] != '\0')) {
            expected(r, c, "a whole number", "整数", value);
        }
        text_add(r->out, value, MEND_NTS);
        return;
    case SWITCH:
        if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0) {
            expected(r, c, "true or false", " true 或 false", value);
        }
        text_add(r->out, value, MEND_NTS);
        return;
    case INSTANT:
        if (!clock_read(value, &at)) {
            expected(r, c, "an instant such as 2024-03-15T09:30:00+08:00", "如 2024-03-15T09:30:00+08:00 的时刻",
                     value);
        }
        break;
    case NAME:
        (void)is_known(r, c, value);
        break;
    case PLAIN_TEXT:
        if (strlen(value) > 128) {
            expected(r, c, "a text of 1 to 128 bytes", "1 至 128 字节的文本", value);
        }
        break;
    }
    text_string(r->out, value, MEND_NTS);
}

/* ---- rows ---- */

/* Whose row it is: told if nobody's, or of somebody who stands there before. */
static bool take_id(rows *r, const char *id)
{
    char what[300];
    long before = 0;
    if (id[0] == '\0') {
        blame(r, "id", r->a->zh ? "不能为空" : "must not be empty");
        return true;
    }
    if (!seen_add(&r->ids, id, r->csv.line, &before)) {
        return false;
    }
    if (before > 0) {
        snprintf(what, sizeof what, r->a->zh ? "“%.120s”已在第 %ld 行" : "\"%.120s\" stands in line %ld already", id,
                 before);
        blame(r, "id", what);
    }
    return true;
}

static mend_status take_row(rows *r)
{
    const char *id = "";
    char what[160];
    bool first = true;
    if (r->csv.count > r->width) {
        snprintf(what, sizeof what,
                 r->a->zh ? "应有至多 %zu 个单元格，实有 %zu 个" : "expected at most %zu cells, found %zu", r->width,
                 r->csv.count);
        blame(r, NULL, what);
        return MEND_OK;
    }
    text_add(r->out, "{", 1);
    for (size_t i = 0; i < r->csv.count; i++) {
        const char *value = r->csv.cells[i];
        if (r->by_place[i] == NULL || value[0] == '\0') {
            continue; /* an empty cell says nothing */
        }
        id = strcmp(r->by_place[i]->name, "id") == 0 ? value : id;
        text_add(r->out, first ? "" : ",", MEND_NTS);
        text_string(r->out, r->by_place[i]->name, MEND_NTS);
        text_add(r->out, ":", 1);
        put_value(r, r->by_place[i], value);
        first = false;
    }
    text_add(r->out, "}", 1);
    return first || take_id(r, id) ? MEND_OK : MEND_NOMEM; /* a row of commas says nothing */
}

static void take_head(rows *r)
{
    const char *names[COLUMNS + 1] = {NULL};
    char known[400], what[900];
    bool has_id = false;
    for (size_t k = 0; k < COLUMNS; k++) {
        names[k] = columns[k].name;
    }
    r->width = r->csv.count;
    for (size_t i = 0; i < r->width; i++) {
        const char *name = r->csv.cells[i];
        bool again = false;
        for (size_t k = 0; k < COLUMNS; k++) {
            r->by_place[i] = strcmp(columns[k].name, name) == 0 ? &columns[k] : r->by_place[i];
        }
        for (size_t k = 0; k < i; k++) {
            again = again || (r->by_place[i] != NULL && r->by_place[k] == r->by_place[i]);
        }
        has_id = has_id || strcmp(name, "id") == 0;
        if (again) {
            blame(r, name, r->a->zh ? "此列出现两次" : "this column stands there twice");
        } else if (r->by_place[i] == NULL && r->width == 1 && strpbrk(name, ";\t") != NULL) {
            blame(r, NULL, r->a->zh ? "各列应以逗号分隔" : "columns are divided by commas here");
        } else if (r->by_place[i] == NULL && strncmp(name, "x-", 2) != 0) {
            snprintf(what, sizeof what, r->a->zh ? "没有“%.200s”这一列%s" : "there is no column \"%.200s\"%s", name,
                     meant_name(r->a, name, names, known, sizeof known));
            blame(r, NULL, what);
        }
    }
    if (!has_id && r->faults == 0) {
        blame(r, NULL, r->a->zh ? "缺少 id 列" : "the column id is missing");
    }
}

/* Rows become lines of JSON, each where its row stands, so that a fault the library finds has the row's line. */
static mend_status take_rows(rows *r)
{
    long at = 1;
    mend_status s = csv_row(&r->csv);
    if (s == MEND_OK) {
        take_head(r);
    }
    while (s == MEND_OK && (s = csv_row(&r->csv)) == MEND_OK) {
        for (; at < r->csv.line; at++) {
            text_add(r->out, "\n", 1);
        }
        s = take_row(r);
    }
    if (s == MEND_SYNTAX || s == MEND_LIMIT) {
        size_t cell = r->csv.count - 1;
        const char *name = cell < r->width && r->by_place[cell] != NULL ? r->by_place[cell]->name : NULL;
        blame(r, name, r->a->zh ? r->csv.fault_zh : r->csv.fault);
        s = MEND_OK;
    }
    return s == MEND_NOT_FOUND ? MEND_OK : s;
}

ending staff_rows(const app *a, const mend_policy *policy, const char *path, const char *bytes, size_t len, text *out)
{
    rows *r = calloc(1, sizeof *r);
    if (r == NULL) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    *r = (rows){.a = a, .policy = policy, .path = path, .out = out};
    csv_begin(&r->csv, bytes, len, ',');
    mend_status s = take_rows(r);
    s = s == MEND_OK ? out->status : s;
    ending e = s == MEND_OK ? END_DONE : fault_of(a, s, NULL);
    if (e == END_DONE && r->faults > 0) {
        e = fault_here(a, MEND_SCHEMA, "%s: faults: %zu; nobody was taken", "%s：错误 %zu 处；未读入任何人员",
                       file_name(a, path), r->faults);
    }
    seen_free(&r->ids);
    csv_free(&r->csv);
    free(r);
    return e;
}
