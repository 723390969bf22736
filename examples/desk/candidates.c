/*
 * candidates.c - who may be sent: the people of the shop, what each of them has to do, and what the library makes of it.
 *
 * What somebody has to do is counted from the tickets of this database that are not closed; whoever has had the unit, the
 * customer or the product before knows it. A file may say otherwise.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "labels.h"
#include "screen.h"
#include "shelf.h"
#include "staff.h"

#include <string.h>

/* What the person is said to know, and what the database says, as an array that is not closed. */
typedef struct knowledge {
    text *out;
    bool first;
} knowledge;

static ending add_known(void *user, const char *name, const char *bytes, size_t len)
{
    knowledge *k = user;
    (void)name;
    text_add(k->out, k->first ? "" : ",", MEND_NTS);
    text_string(k->out, bytes, len);
    k->first = false;
    return END_DONE;
}

static ending add_knows(app *a, const char *key, const json *j, json_node said, const char *id, text *out)
{
    knowledge k = {out, true};
    text_add(out, ",\"knows\":[", MEND_NTS);
    for (json_node n = json_first(j, said); n != 0; n = json_next(j, n)) {
        (void)add_known(&k, "", json_text(j, n), strlen(json_text(j, n)));
    }
    ending e = a->shelf->calls->knows(a, key, id, add_known, &k);
    text_add(out, "]", 1);
    return e;
}

static ending add_load(app *a, const char *key, const char *id, text *out)
{
    int64_t count = 0;
    ending e = a->shelf->calls->load(a, key, id, &count);
    text_add(out, ",\"load\":", MEND_NTS);
    text_int(out, count);
    return e;
}

/* A person's document with what the database knows. */
static ending add_person(app *a, const char *key, const json *j, json_node person, text *out)
{
    const char *id = json_member(j, person, "id");
    ending e = END_DONE;
    text_add(out, "{\"id\":", MEND_NTS);
    text_string(out, id, MEND_NTS);
    for (json_node n = json_first(j, person); n != 0; n = json_next(j, n)) {
        size_t len = 0;
        const char *raw = json_raw(j, n, &len);
        if (strcmp(json_key(j, n), "id") != 0 && strcmp(json_key(j, n), "knows") != 0) {
            text_add(out, ",", 1);
            text_string(out, json_key(j, n), MEND_NTS);
            text_add(out, ":", 1);
            text_add(out, raw, len);
        }
    }
    if (json_get(j, person, "load") == 0) {
        e = add_load(a, key, id, out);
    }
    e = e == END_DONE ? add_knows(a, key, j, json_get(j, person, "knows"), id, out) : e;
    text_add(out, "}", 1);
    return e;
}

/* Adds "candidates" to the request. *count: how many there are. */
static ending add_people(app *a, const text *people, const char *key, size_t *count)
{
    json tree;
    size_t len = 0, at = 0;
    memset(&tree, 0, sizeof tree);
    const char *bytes = text_data(people, &len);
    mend_status s = json_read(&tree, bytes, len, &at);
    ending e = END_DONE;
    text_add(&a->request, ",\"candidates\":[", MEND_NTS);
    for (json_node n = json_first(&tree, 1); n != 0 && s == MEND_OK && e == END_DONE; n = json_next(&tree, n)) {
        text_add(&a->request, (*count)++ == 0 ? "" : ",", MEND_NTS);
        e = add_person(a, key, &tree, n, &a->request);
    }
    text_add(&a->request, "]", 1);
    json_free(&tree);
    return s == MEND_OK ? e : fault_of(a, s, NULL);
}

/* ---- the answer ---- */

static void print_texts(const app *a, json_node list, const char *before)
{
    const json *j = &a->answer;
    for (json_node n = json_first(j, list); n != 0; n = json_next(j, n)) {
        fputs(before, stdout);
        screen_lines(stdout, json_member(j, n, "text"), strlen(before));
        fputc('\n', stdout);
    }
}

static void print_person(const app *a, const mend_policy *policy, json_node n, int place)
{
    const json *j = &a->answer;
    const char *grade = json_member(j, n, "grade");
    char head[24];
    snprintf(head, sizeof head, place > 0 ? "%3d. " : "  -  ", place);
    fputs(head, stdout);
    screen_cell(stdout, json_member(j, n, "id"), 20, true, place > 0 ? BOLD : DIM, a->colours);
    printf("  %s%s%s%lld\n", label_named(a, policy, MEND_KIND_GRADE, grade),
           grade[0] == '\0' ? "" : a->zh ? "，" : ", ", a->zh ? "在办 " : "open ", (long long)json_int(j, json_get(j, n, "load"), 0));
    print_texts(a, json_get(j, n, "reasons"), "       ");
}

static void print_answer(const app *a, const mend_policy *policy, size_t count)
{
    const json *j = &a->answer;
    const char *label = json_member(j, a->root, "label"), *grade = json_member(j, a->root, "grade_label");
    int place = 0;
    say(a, stdout, "Department: %s\n", "责任部门：%s\n", label[0] == '\0' ? "-" : label);
    if (grade[0] != '\0') {
        say(a, stdout, "Grade: %s or higher\n", "等级：%s及以上\n", grade);
    }
    print_texts(a, json_get(j, a->root, "reasons"), "  ");
    if (count == 0) {
        say(a, stdout, "There is nobody to choose from; see mend-desk staff --help\n",
            "没有可供选择的人员；请看 mend-desk staff --help\n");
    }
    for (json_node n = json_first(j, json_get(j, a->root, "candidates")); n != 0; n = json_next(j, n)) {
        print_person(a, policy, n, json_true(j, json_get(j, n, "fits")) ? ++place : 0);
    }
}

/* People of the file, or else of the database. */
static ending ask(app *a, const char *key, size_t *count)
{
    const mend_policy *policy = ticket_policy(a, key);
    text people;
    mend_status s = text_new(&people);
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    ending e = a->opt.word_count > 2 ? staff_read(a, policy == NULL ? shop_policy(a) : policy, a->opt.words[2], &people)
                                     : staff_stored(a, &people);
    if (e == END_DONE) {
        request_begin_lang(a, "dispatch");
        text_member(&a->request, "key", key);
        e = add_people(a, &people, key, count);
    }
    text_free(&people);
    return e == END_DONE ? request_send(a, false) : e;
}

ending run_candidates(app *a)
{
    text key;
    size_t count = 0;
    ending e = ticket_key(a, a->opt.words[1], &key);
    e = e == END_DONE ? ask(a, text_data(&key, NULL), &count) : e;
    if (e == END_DONE && !a->as_json) {
        print_answer(a, ticket_policy(a, text_data(&key, NULL)), count);
    }
    text_free(&key);
    return e;
}
