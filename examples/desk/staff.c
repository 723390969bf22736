/*
 * staff.c - the people of a shop: read from files, kept in the database, listed.
 *
 * A person is kept as the document that the library takes as a candidate (mend/dispatch.h), by its id. What they have to
 * do is not kept: it is counted when somebody asks.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "staff.h"
#include "files.h"
#include "screen.h"
#include "shelf.h"

#include <stdlib.h>
#include <string.h>

#define STAFF_BYTES ((size_t)4 * 1024 * 1024)

/* ---- files ---- */

/* What is wrong with people, if anything: the library is asked about a ticket that nobody has opened. */
static ending check(app *a, const mend_policy *policy, const char *path, const char *bytes, size_t len, bool rows)
{
    mend_ticket *ticket = NULL;
    mend_buf *out = NULL;
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_ticket_new(NULL, &ticket);
    s = s == MEND_OK ? mend_buf_new(NULL, &out) : s;
    s = s == MEND_OK ? mend_dispatch(policy, ticket, bytes, len, a->now, a->lang, out, &error) : s;
    mend_buf_free(out);
    mend_ticket_free(ticket);
    if (s == MEND_OK) {
        return END_DONE;
    }
    char line[1200], chinese[700];
    const char *why = fault_words(a, error.text, chinese, sizeof chinese);
    path = file_name(a, path);
    if (error.line > 0 && rows) {
        snprintf(line, sizeof line, "%.120s:%d: %s (%s)", path, (int)error.line, why, error.path);
    } else if (error.line > 0) {
        snprintf(line, sizeof line, "%.120s:%d:%d: %s (%s)", path, (int)error.line, (int)error.column, why, error.path);
    } else {
        snprintf(line, sizeof line, "%.120s: %s", path, why);
    }
    ending e = fault_of(a, s, line);
    return s == MEND_NOT_FOUND ? END_ABSENT : e;
}

/* Good lines as the elements of an array. */
static mend_status join_lines(const char *bytes, size_t len, text *out)
{
    bool first = true;
    text_add(out, "[", 1);
    for (size_t at = 0; at < len;) {
        const char *end = memchr(bytes + at, '\n', len - at);
        size_t n = end == NULL ? len - at : (size_t)(end - bytes) - at;
        if (strspn(bytes + at, " \t\r") < n) {
            text_add(out, first ? "" : ",", MEND_NTS);
            text_add(out, bytes + at, n);
            first = false;
        }
        at += n + 1;
    }
    text_add(out, "]", 1);
    return out->status;
}

ending staff_read(app *a, const mend_policy *policy, const char *path, text *out)
{
    size_t len = 0;
    ending e = END_DONE;
    text lines;
    char *bytes = file_text(a, path, STAFF_BYTES, true, &len, &e);
    if (bytes == NULL) {
        return e;
    }
    char begins = bytes[strspn(bytes, " \t\r\n")];
    bool rows = begins != '[' && begins != '{';
    mend_status s = text_new(&lines);
    if (s == MEND_OK && rows) {
        e = staff_rows(a, policy, path, bytes, len, &lines);
    } else if (s == MEND_OK) {
        text_add(&lines, bytes, len);
        s = lines.status;
    }
    free(bytes);
    e = s == MEND_OK ? e : fault_of(a, s, file_name(a, path));
    const char *given = e == END_DONE ? text_data(&lines, &len) : "";
    given = given == NULL ? "" : given;
    e = e == END_DONE ? check(a, policy, path, given, len, rows) : e;
    if (e == END_DONE && begins == '[') {
        text_add(out, given, len);
    } else if (e == END_DONE) {
        join_lines(given, len, out);
    }
    text_free(&lines);
    return e != END_DONE || out->status == MEND_OK ? e : fault_of(a, out->status, NULL);
}

/* ---- the database ---- */

/* The people so far, as an array that is not closed. */
typedef struct gathering {
    text *out;
    bool first;
} gathering;

static ending gather(void *user, const char *id, const char *bytes, size_t len)
{
    gathering *g = user;
    (void)id;
    text_add(g->out, g->first ? "" : ",", MEND_NTS);
    text_add(g->out, bytes, len);
    g->first = false;
    return END_DONE;
}

ending staff_stored(app *a, text *out)
{
    gathering g = {out, true};
    text_add(out, "[", 1);
    ending e = a->shelf->calls->staff(a, gather, &g);
    text_add(out, "]", 1);
    if (e != END_DONE) {
        return e;
    }
    return out->status == MEND_OK ? END_DONE : fault_of(a, out->status, NULL);
}

/* ---- the command ---- */

/* The text as a tree. */
static ending tree_of(app *a, const text *t, json *tree)
{
    size_t len = 0, at = 0;
    const char *bytes = text_data(t, &len);
    mend_status s = json_read(tree, bytes, len, &at);
    return s == MEND_OK ? END_DONE : fault_of(a, s, "the staff");
}

static ending staff_add(app *a, const char *path)
{
    text people;
    json tree;
    int64_t count = 0;
    memset(&tree, 0, sizeof tree);
    mend_status s = text_new(&people);
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    ending e = staff_read(a, shop_policy(a), path, &people);
    e = e == END_DONE ? tree_of(a, &people, &tree) : e;
    e = e == END_DONE ? a->shelf->calls->staff_put(a, &tree, &count) : e;
    json_free(&tree);
    text_free(&people);
    if (e == END_DONE && a->as_json) {
        printf("{\"status\":\"OK\",\"people\":%lld}\n", (long long)count);
    } else if (e == END_DONE) {
        say(a, stdout, "People added: %lld\n", "已加入人员：%lld\n", (long long)count);
    }
    return e;
}

static ending staff_remove(app *a, const char *id)
{
    bool was = false;
    ending e = a->shelf->calls->staff_remove(a, id, &was);
    if (e != END_DONE) {
        return e;
    }
    if (!was) {
        return fault_here(a, MEND_NOT_FOUND, "nobody of the staff is called %s", "人员中没有 %s", id);
    }
    if (a->as_json) {
        puts("{\"status\":\"OK\"}");
    } else {
        say(a, stdout, "%s removed\n", "已移除 %s\n", id);
    }
    return END_DONE;
}

/* The texts of an array with commas between. */
static void print_list(const json *j, json_node array)
{
    for (json_node n = json_first(j, array); n != 0; n = json_next(j, n)) {
        printf("%s%s", n == json_first(j, array) ? "  " : ", ", json_text(j, n));
    }
}

static void print_person(const app *a, const json *j, json_node n)
{
    screen_cell(stdout, json_member(j, n, "id"), 20, true, BOLD, a->colours);
    fputs("  ", stdout);
    screen_cell(stdout, json_member(j, n, "department"), 18, true, PLAIN, a->colours);
    fputs("  ", stdout);
    screen_cell(stdout, json_member(j, n, "grade"), 12, true, PLAIN, a->colours);
    print_list(j, json_get(j, n, "skills"));
    print_list(j, json_get(j, n, "regions"));
    fputs(json_true(j, json_get(j, n, "absent")) ? (a->zh ? "  不在岗" : "  absent") : "", stdout);
    fputc('\n', stdout);
}

static ending staff_list(app *a)
{
    text people;
    json tree;
    memset(&tree, 0, sizeof tree);
    mend_status s = text_new(&people);
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    ending e = staff_stored(a, &people);
    e = e == END_DONE ? tree_of(a, &people, &tree) : e;
    if (e == END_DONE && a->as_json) {
        printf("{\"status\":\"OK\",\"staff\":%s}\n", text_data(&people, NULL));
    }
    for (json_node n = e == END_DONE && !a->as_json ? json_first(&tree, 1) : 0; n != 0; n = json_next(&tree, n)) {
        print_person(a, &tree, n);
    }
    json_free(&tree);
    text_free(&people);
    return e;
}

ending run_staff(app *a)
{
    static const char *const words[] = {"add", "list", "remove", NULL};
    const char *word = a->opt.word_count > 1 ? a->opt.words[1] : "list";
    const char *operand = a->opt.word_count > 2 ? a->opt.words[2] : NULL;
    if (strcmp(word, "list") == 0 && operand == NULL) {
        return staff_list(a);
    }
    if (strcmp(word, "add") == 0 && operand != NULL) {
        return staff_add(a, operand);
    }
    if (strcmp(word, "remove") == 0 && operand != NULL) {
        return staff_remove(a, operand);
    }
    char known[100] = "";
    bool is_word = strcmp(word, "add") == 0 || strcmp(word, "list") == 0 || strcmp(word, "remove") == 0;
    if (!is_word) {
        complain(a, "there is no staff %s%s", "没有 staff %s%s", word, meant_name(a, word, words, known, sizeof known));
    }
    complain(a, "usage: mend-desk staff [list | add FILE | remove ID]",
             "用法：mend-desk staff [list | add 文件 | remove 编号]");
    return END_USAGE;
}
