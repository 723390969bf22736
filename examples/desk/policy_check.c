/*
 * policy_check.c - mend-desk policy check: everything that is wrong with a policy, and what is worth a second look.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "policy.h"
#include "screen.h"

#include <stdlib.h>
#include <string.h>

/* The request for the door: the documents as texts, and now. */
static ending check_request(app *a)
{
    char now[40] = "";
    ending e = END_DONE;
    request_begin_lang(a, "check_policy");
    if (mend_instant_write(a->now, now, sizeof now, NULL) == MEND_OK) {
        text_member(&a->request, "now", now);
    }
    text_add(&a->request, ",\"policy\":[", MEND_NTS);
    for (size_t i = 2; i < a->opt.word_count && e == END_DONE; i++) {
        char *bytes = NULL;
        size_t len = 0;
        e = policy_document(a, a->opt.words[i], &bytes, &len);
        if (e == END_DONE) {
            text_add(&a->request, i == 2 ? "" : ",", MEND_NTS);
            text_string(&a->request, bytes, len);
        }
        free(bytes);
    }
    text_add(&a->request, "]", 1);
    return e;
}

static void print_finding(const app *a, json_node one)
{
    static const char *const words[][2] = {{"error", "错误"}, {"warning", "警告"}, {"note", "提示"}};
    static const colour colours[] = {RED, YELLOW, DIM};
    const char *severity = json_member(&a->answer, one, "severity");
    char place[360], line[700];
    for (size_t i = 0; i < 3; i++) {
        if (strcmp(severity, words[i][0]) == 0) {
            const char *word = words[i][a->zh ? 1 : 0];
            screen_cell(stdout, word, screen_width(word), false, colours[i], a->colours);
        }
    }
    fputs(a->zh ? "：" : ": ", stdout);
    policy_place(&a->answer, one, a->opt.words + 2, place, sizeof place);
    printf("%s%s\n    %s  [%s]\n", place, finding_words(a, json_member(&a->answer, one, "text"), line, sizeof line),
           json_member(&a->answer, one, "path"), json_member(&a->answer, one, "code"));
}

static void print_summary(const app *a, long long errors, long long warnings, long long notes)
{
    const json *j = &a->answer;
    if (errors == 0) {
        say(a, stdout, "%s revision %s is sound", "%s 版本 %s 检查通过", json_member(j, a->root, "id"),
            json_member(j, a->root, "revision"));
    } else {
        say(a, stdout, "the policy cannot be used; errors: %lld", "策略不可用；错误：%lld", errors);
    }
    if (warnings > 0) {
        say(a, stdout, "; warnings: %lld", "；警告：%lld", warnings);
    }
    if (notes > 0) {
        say(a, stdout, "; notes: %lld", "；提示：%lld", notes);
    }
    if (json_true(j, json_get(j, a->root, "more"))) {
        say(a, stdout, "; there are more than are shown", "；另有未列出的");
    }
    fputc('\n', stdout);
    if (errors == 0) {
        say(a, stdout, "digest %s\n", "摘要 %s\n", json_member(j, a->root, "digest"));
    }
}

ending policy_check(app *a)
{
    ending e = check_request(a);
    e = e == END_DONE ? request_call(a, NULL) : e;
    if (e != END_DONE) {
        return e;
    }
    const json *j = &a->answer;
    long long errors = json_int(j, json_get(j, a->root, "errors"), 0);
    long long warnings = json_int(j, json_get(j, a->root, "warnings"), 0);
    json_node findings = json_get(j, a->root, "findings");
    for (json_node one = json_first(j, findings); one != 0 && !a->as_json; one = json_next(j, one)) {
        print_finding(a, one);
    }
    if (!a->as_json) {
        print_summary(a, errors, warnings, json_int(j, json_get(j, a->root, "notes"), 0));
    }
    if (errors > 0 && strcmp(json_member(j, json_first(j, findings), "code"), "UNREADABLE") == 0) {
        return END_INPUT;
    }
    return errors > 0 || (warnings > 0 && a->opt.value[OPT_STRICT] != NULL) ? END_REFUSED : END_DONE;
}
