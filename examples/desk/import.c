/*
 * import.c - reading what `export --plain` wrote: all of it, or nothing.
 *
 * Policies go first, behind the one in force, and are taken out again if a ticket fails; tickets go in one batch of the
 * store. After a fault the remaining lines are still checked, so that all faults are told at once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "adopt.h"
#include "files.h"
#include "seen.h"
#include "transfer.h"

#include <stdlib.h>
#include <string.h>

#define FILE_BYTES  ((size_t)1 << 30)
#define MOST_FAULTS 20

typedef struct importer {
    app *a;
    const char *path;
    json tree;                         /* of one line */
    mend_rows *rows;                   /* a ticket's events */
    mend_policy *added[SHOP_POLICIES]; /* put in by this import */
    size_t added_count;
    long line;
    seen keys; /* of the lines so far */
    int64_t tickets;
    int faults;
    bool batch;
    ending end; /* of the first fault */
} importer;

/* A fault of the line at hand. */
static void blame(importer *im, ending end, const char *en, const char *zh)
{
    const char *what = im->a->zh ? zh : en;
    if (im->faults == 0) {
        im->end = end;
    }
    if (++im->faults <= MOST_FAULTS) {
        complain(im->a, "%s:%ld: %s", "%s:%ld：%s", file_name(im->a, im->path), im->line, what);
    }
}

/* ---- policies ---- */

static void take_policy(importer *im, json_node n)
{
    size_t len = 0;
    const char *bytes = json_raw(&im->tree, n, &len);
    mend_policy *policy = NULL;
    mend_error error = {.struct_size = sizeof error};
    char zh[800], chinese[700];
    if (im->batch) {
        blame(im, END_INPUT, "policies stand before tickets", "策略须位于工单之前");
        return;
    }
    mend_status s = mend_policy_load(NULL, &bytes, &len, 1, &policy, &error);
    if (s != MEND_OK) {
        snprintf(zh, sizeof zh, "策略有误：%s", fault_words(im->a, error.text, chinese, sizeof chinese));
        blame(im, END_INPUT, error.text, zh);
        return;
    }
    bool added = false;
    ending e = im->added_count == SHOP_POLICIES ? END_INPUT : shop_add(im->a, policy, true, &added);
    if (e != END_DONE) {
        blame(im, e, "the policy cannot be added", "无法加入该策略");
    }
    if (added) {
        im->added[im->added_count++] = policy;
    } else {
        mend_policy_free(policy);
    }
}

static void drop_policies(importer *im)
{
    for (size_t i = 0; i < im->added_count; i++) {
        if (!shop_drop(im->a, im->added[i])) {
            complain(im->a, "a policy without tickets stays in the database; it does no harm",
                     "数据库中留下一个没有工单的策略，并无害处");
        }
    }
}

/* ---- tickets ---- */

/* The events of a line into rows, each with its number. */
static mend_status take_events(importer *im, json_node events)
{
    mend_status s = mend_rows_new(NULL, &im->rows);
    for (json_node n = json_first(&im->tree, events); n != 0 && s == MEND_OK; n = json_next(&im->tree, n)) {
        size_t len = 0;
        const char *event = json_raw(&im->tree, n, &len);
        s = mend_rows_add(im->rows, "", 0, json_int(&im->tree, json_get(&im->tree, n, "seq"), 0), event, len);
    }
    return s;
}

/* What is the file's fault and what the database's. */
static bool is_store_trouble(mend_status s)
{
    return ending_of(s) == END_STORE && s != MEND_CORRUPT && s != MEND_DENIED;
}

static void blame_ticket(importer *im, const char *key, mend_status s, const mend_error *error)
{
    char en[600], zh[700];
    if (s == MEND_DUPLICATE) {
        snprintf(en, sizeof en, "%.128s: a ticket of this key or number is here already", key);
        snprintf(zh, sizeof zh, "%.128s：此键或编号的工单已存在", key);
    } else {
        snprintf(en, sizeof en, "%.128s: %s", key, error->text[0] == '\0' ? mend_status_text(s) : error->text);
        snprintf(zh, sizeof zh, "%.128s：工单无法读入（%s）", key,
                 error->text[0] == '\0' ? mend_status_text(s) : error->text);
    }
    blame(im, s == MEND_DUPLICATE ? END_CHANGED : END_INPUT, en, zh);
}

/* The key of a ticket that stands in a line before, whatever came of that. False: no memory. */
static bool check_key(importer *im, const char *key, bool *again)
{
    long before = 0;
    char en[300], zh[300];
    if (key[0] != '\0' && !seen_add(&im->keys, key, im->line, &before)) {
        return false;
    }
    *again = before > 0;
    if (*again) {
        snprintf(en, sizeof en, "%.128s: this ticket stands in line %ld already", key, before);
        snprintf(zh, sizeof zh, "%.128s：此工单已在第 %ld 行", key, before);
        blame(im, END_CHANGED, en, zh);
    }
    return true;
}

static ending take_ticket(importer *im)
{
    json_node record = json_get(&im->tree, 1, "record");
    const char *key = json_member(&im->tree, 1, "key");
    mend_error error = {.struct_size = sizeof error};
    bool again = false;
    if (!check_key(im, key, &again)) {
        return fault_of(im->a, MEND_NOMEM, NULL);
    }
    if (again) {
        return END_DONE;
    }
    mend_status s = im->batch ? MEND_OK : mend_desk_begin(im->a->desk, &error);
    if (s != MEND_OK) {
        return fault_of(im->a, s, error.text);
    }
    im->batch = true;
    s = take_events(im, json_get(&im->tree, 1, "events"));
    if (s == MEND_OK) {
        const char *bytes = json_text(&im->tree, record);
        s = mend_desk_import(im->a->desk, bytes, strlen(bytes), im->rows, im->a->now, &error);
    }
    mend_rows_free(im->rows);
    im->rows = NULL;
    if (s == MEND_OK) {
        im->tickets++;
        return END_DONE;
    }
    if (s == MEND_NOMEM || is_store_trouble(s)) {
        return fault_of(im->a, s, error.text);
    }
    blame_ticket(im, key, s, &error);
    return END_DONE;
}

/* ---- lines ---- */

static void blame_format(importer *im)
{
    blame(im, END_INPUT,
          "not written by mend-desk export --plain; a list of another system is imported with --map (docs/moving.md)",
          "不是 mend-desk export --plain 的输出；其他系统的清单请用 --map 读入（docs/moving.md）");
}

static ending take_line(importer *im, const char *line, size_t len)
{
    size_t at = 0;
    char en[120], zh[120];
    mend_status s = json_read(&im->tree, line, len, &at);
    im->line++;
    if (s == MEND_NOMEM) {
        return fault_of(im->a, s, NULL);
    }
    if (s != MEND_OK && im->line == 1) {
        blame_format(im);
    } else if (s != MEND_OK) {
        size_t column = file_place_of(line, at).column;
        snprintf(en, sizeof en, "no JSON from column %zu on", column);
        snprintf(zh, sizeof zh, "从第 %zu 列起不符合 JSON", column);
        blame(im, END_INPUT, en, zh);
    } else if (im->line == 1) {
        bool known = strcmp(json_member(&im->tree, 1, "format"), TRANSFER_FORMAT) == 0;
        if (!known) {
            blame_format(im);
        } else if (json_int(&im->tree, json_get(&im->tree, 1, "version"), 0) != TRANSFER_VERSION) {
            blame(im, END_INPUT, "written by another release; take that one", "由其他版本写出；请使用该版本");
        }
    } else if (json_get(&im->tree, 1, "policy") != 0) {
        take_policy(im, json_get(&im->tree, 1, "policy"));
    } else if (json_type(&im->tree, json_get(&im->tree, 1, "record")) == 's') {
        return take_ticket(im);
    } else {
        blame(im, END_INPUT, "neither a policy nor a ticket", "既不是策略也不是工单");
    }
    return END_DONE;
}

static ending take_file(importer *im, const char *bytes, size_t len)
{
    ending e = END_DONE;
    for (size_t at = 0; at < len && e == END_DONE;) {
        const char *feed = memchr(bytes + at, '\n', len - at);
        size_t line = feed == NULL ? len - at : (size_t)(feed - (bytes + at));
        e = take_line(im, bytes + at, line);
        at += line + 1;
        if (im->line == 1 && im->faults > 0) {
            break; /* no export at all: what follows would only be blamed for the same */
        }
    }
    return e;
}

static ending finish(importer *im, ending e)
{
    mend_error error = {.struct_size = sizeof error};
    bool keep = e == END_DONE && im->faults == 0;
    mend_status s = im->batch ? mend_desk_end(im->a->desk, keep, &error) : MEND_OK;
    if (keep && s != MEND_OK) {
        e = fault_of(im->a, s, error.text);
        keep = false;
    }
    if (!keep) {
        drop_policies(im);
    }
    if (im->faults > MOST_FAULTS) {
        complain(im->a, "and %d lines more", "另有 %d 行", im->faults - MOST_FAULTS);
    }
    if (im->faults > 0) {
        char what[120];
        snprintf(what, sizeof what,
                 im->a->zh ? "%d 行无法读入；未导入任何内容"
                           : "%d of the lines cannot be taken in; nothing was imported",
                 im->faults);
        fault_of(im->a, MEND_SCHEMA, what);
        e = e == END_DONE ? im->end : e;
    }
    return e;
}

ending run_import(app *a)
{
    importer im;
    size_t len = 0;
    ending e;
    if (a->opt.value[OPT_MAP] != NULL) {
        return run_adopt(a);
    }
    memset(&im, 0, sizeof im);
    im.a = a;
    im.path = a->opt.words[1];
    char *bytes = file_text(a, im.path, FILE_BYTES, true, &len, &e);
    if (bytes == NULL) {
        return e;
    }
    e = finish(&im, take_file(&im, bytes, len));
    if (e == END_DONE && a->as_json) {
        printf("{\"status\":\"OK\",\"tickets\":%lld}\n", (long long)im.tickets);
    } else if (e == END_DONE) {
        say(a, stdout, "%lld tickets imported.\n", "已导入 %lld 张工单。\n", (long long)im.tickets);
    }
    json_free(&im.tree);
    seen_free(&im.keys);
    while (im.added_count > 0) {
        mend_policy_free(im.added[--im.added_count]);
    }
    free(bytes);
    return e;
}
