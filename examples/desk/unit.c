/*
 * unit.c - units and contracts: what the database knows of a product beside its tickets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "screen.h"

#include <stdlib.h>
#include <string.h>

/* ---- showing ---- */

/* "purchase 2024-05-01, delivery 2024-05-03" and the like: the members of an object, or of an array's elements. */
static void print_members(const json *j, json_node object)
{
    bool first = true;
    for (json_node n = json_first(j, object); n != 0; n = json_next(j, n)) {
        if (json_type(j, n) != '[' && json_type(j, n) != '{') {
            printf("%s%s %s", first ? "" : ", ", json_key(j, n), json_text(j, n));
            first = false;
        } else {
            size_t len = 0;
            const char *raw = json_raw(j, n, &len);
            printf("%s%s %.*s", first ? "" : ", ", json_key(j, n), (int)len, raw);
            first = false;
        }
    }
    fputc('\n', stdout);
}

static const char *heading(const app *a, const char *member)
{
    static const char *const words[][3] = {{"kind", "Kind", "类别"},
                                           {"key", "Key", "键"},
                                           {"revision", "Revision", "版本"},
                                           {"serial", "Serial number", "序列号"},
                                           {"model", "Model", "型号"},
                                           {"parent", "Part of", "所属整机"},
                                           {"customer", "Customer number", "客户编号"},
                                           {"dates", "Dates", "日期"},
                                           {"exchanged", "Exchanged", "已换货"},
                                           {"meters", "Meter readings", "计量读数"},
                                           {"terms", "Warranty of its own", "专属保修"},
                                           {"outages", "Away for repair", "送修期间"},
                                           {"repairs", "Repairs", "维修记录"},
                                           {"ends", "Warranty settled", "保修认定"},
                                           {"extensions", "Extensions", "延保"},
                                           {"claims", "Paid under warranty so far", "保修累计支出"},
                                           {"contracts", "Contracts", "服务合同"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], member) == 0) {
            return a->zh ? words[i][2] : words[i][1];
        }
    }
    return member;
}

static void print_unit(const app *a)
{
    const json *j = &a->answer;
    for (json_node n = json_first(j, a->root); n != 0; n = json_next(j, n)) {
        char type = json_type(j, n);
        if (strcmp(json_key(j, n), "tenant") == 0) {
            continue;
        }
        screen_cell(stdout, heading(a, json_key(j, n)), 26, true, BOLD, a->colours);
        fputs("  ", stdout);
        if (type == '{') {
            print_members(j, n);
        } else if (type != '[') {
            puts(json_text(j, n));
        }
        for (json_node e = type == '[' ? json_first(j, n) : 0; e != 0; e = json_next(j, e)) {
            printf("%s", e == json_first(j, n) ? "" : "                            ");
            if (json_type(j, e) == '{') {
                print_members(j, e);
            } else {
                puts(json_text(j, e));
            }
        }
    }
}

/* Prints a unit's document, for people or as JSON. */
static ending tell(app *a, const mend_unit *unit)
{
    size_t len = 0, at = 0;
    mend_buf_clear(a->reply);
    mend_status s = mend_unit_write(unit, a->reply);
    const char *bytes = s == MEND_OK ? mend_buf_data(a->reply, &len) : "";
    if (s == MEND_OK && a->as_json) {
        printf("{\"status\":\"OK\",\"unit\":%s}\n", bytes);
        return END_DONE;
    }
    s = s == MEND_OK ? json_read(&a->answer, bytes, len, &at) : s;
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    a->root = 1;
    print_unit(a);
    return END_DONE;
}

static ending not_there(const app *a, const char *word)
{
    return fault_here(a, MEND_NOT_FOUND, "no unit or contract has the key or serial number %s",
                      "没有键或序列号为 %s 的产品或合同", word);
}

/* By its key, else by its serial number if one unit alone has that. */
static ending show(app *a, const char *word, mend_unit *unit)
{
    mend_rows *rows = NULL;
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_desk_unit_read(a->desk, word, MEND_NTS, unit, &error);
    if (s == MEND_NOT_FOUND) {
        s = mend_rows_new(NULL, &rows);
        s = s == MEND_OK ? mend_desk_unit_page(a->desk, word, MEND_NTS, "", 0, 2, rows, &error) : s;
        int32_t count = s == MEND_OK ? mend_rows_count(rows) : 0;
        if (s == MEND_OK && count == 1) {
            size_t len;
            const char *record = mend_rows_bytes(rows, 0, &len);
            s = mend_unit_load(unit, record, len, &error);
        } else if (s == MEND_OK) {
            mend_rows_free(rows);
            return count == 0 ? not_there(a, word)
                              : fault_here(a, MEND_DUPLICATE,
                                           "several units have the serial number %s; see: mend-desk unit list %s",
                                           "多个产品的序列号同为 %s；请看：mend-desk unit list %s", word, word);
        }
        mend_rows_free(rows);
    }
    return s == MEND_OK ? tell(a, unit) : fault_with(a, s, &error);
}

/* ---- storing ---- */

static ending put(app *a, const char *path, mend_unit *unit)
{
    size_t len = 0;
    ending e = END_DONE;
    mend_error error = {.struct_size = sizeof error};
    char *bytes = file_read(a, path, 1024 * 1024, &len, &e);
    if (bytes == NULL) {
        return e;
    }
    mend_status s = mend_unit_read(unit, bytes, len, &error);
    free(bytes);
    if (s != MEND_OK) {
        return fault_here(a, s, "%s, line %d, %s: %s", "%s 第 %d 行 %s：%s", path, (int)error.line, error.path,
                          error.text);
    }
    s = mend_desk_unit_put(a->desk, unit, &error);
    const char *key = mend_unit_key(unit, NULL);
    long long revision = mend_unit_revision(unit);
    if (s == MEND_CONFLICT) {
        return fault_here(a, s,
                          "%s is not stored in revision %lld. Nothing was changed; see what there is with: mend-desk "
                          "--json unit %s",
                          "%s 当前不是版本 %lld，未做任何改动；请先查看：mend-desk --json unit %s", key, revision, key);
    }
    if (s != MEND_OK) {
        return fault_with(a, s, &error);
    }
    if (a->as_json) {
        text t;
        if (text_new(&t) != MEND_OK) {
            return fault_of(a, MEND_NOMEM, NULL);
        }
        text_string(&t, key, MEND_NTS);
        printf("{\"status\":\"OK\",\"key\":%s,\"revision\":%lld}\n", text_data(&t, NULL), revision + 1);
        text_free(&t);
    } else {
        say(a, stdout, "%s is stored (revision %lld).\n", "%s 已保存（版本 %lld）。\n", key, revision + 1);
    }
    return END_DONE;
}

/* ---- listing ---- */

static ending list(app *a, const char *serial, mend_unit *unit)
{
    mend_rows *rows = NULL;
    mend_error error = {.struct_size = sizeof error};
    const char *after = a->opt.value[OPT_AFTER] == NULL ? "" : a->opt.value[OPT_AFTER];
    mend_status s = mend_rows_new(NULL, &rows);
    s = s == MEND_OK ? mend_desk_unit_page(a->desk, serial, MEND_NTS, after, MEND_NTS, (int32_t)a->limit, rows, &error)
                     : s;
    fputs(s == MEND_OK && a->as_json ? "{\"status\":\"OK\",\"units\":[" : "", stdout);
    for (int32_t i = 0; s == MEND_OK && i < mend_rows_count(rows); i++) {
        size_t len;
        const char *record = mend_rows_bytes(rows, i, &len);
        s = mend_unit_load(unit, record, len, &error);
        mend_buf_clear(a->reply);
        if (s == MEND_OK && a->as_json) {
            s = mend_unit_write(unit, a->reply);
            printf("%s%s", i == 0 ? "" : ",", s == MEND_OK ? mend_buf_data(a->reply, &len) : "");
        } else if (s == MEND_OK) {
            screen_cell(stdout, mend_unit_key(unit, NULL), 24, true, PLAIN, a->colours);
            printf("  %-8s  ", mend_unit_kind(unit));
            screen_cell(stdout, mend_unit_serial(unit, NULL), 24, true, PLAIN, a->colours);
            printf("  %s\n", mend_unit_model(unit, NULL));
        }
    }
    fputs(s == MEND_OK && a->as_json ? "]}\n" : "", stdout);
    if (s == MEND_OK && !a->as_json && mend_rows_count(rows) == 0) {
        say(a, stdout, "No units.\n", "没有产品档案。\n");
    }
    mend_rows_free(rows);
    return s == MEND_OK ? END_DONE : fault_with(a, s, &error);
}

ending run_unit(app *a)
{
    const char *word = a->opt.words[1], *operand = a->opt.word_count > 2 ? a->opt.words[2] : NULL;
    bool puts_it = strcmp(word, "put") == 0, lists = strcmp(word, "list") == 0;
    mend_unit *unit = NULL;
    if ((puts_it && operand == NULL) || (!puts_it && !lists && operand != NULL)) {
        complain(a, "usage: mend-desk unit KEY | put FILE | list [SERIAL]",
                 "用法：mend-desk unit KEY | put FILE | list [SERIAL]");
        return END_USAGE;
    }
    if (mend_unit_new(NULL, &unit) != MEND_OK) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    ending e = puts_it ? put(a, operand, unit)
               : lists ? list(a, operand == NULL ? "" : operand, unit)
                       : show(a, word, unit);
    mend_unit_free(unit);
    return e;
}
