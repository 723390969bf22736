/*
 * level.c - why a ticket has its level, or would have another one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "screen.h"

static void print_reasons(const app *a, const char *list, const char *en, const char *zh)
{
    const json *j = &a->answer;
    json_node first = json_first(j, json_get(j, a->root, list));
    if (first != 0) {
        printf("%s\n", a->zh ? zh : en);
    }
    for (json_node n = first; n != 0; n = json_next(j, n)) {
        fputs("  ", stdout);
        screen_lines(stdout, json_member(j, n, "text"), 2);
        fputc('\n', stdout);
    }
}

ending run_level(app *a)
{
    text key;
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE) {
        request_begin_lang(a, "triage");
        text_member(&a->request, "key", text_data(&key, NULL));
        e = request_send(a, false);
    }
    text_free(&key);
    if (e != END_DONE || a->as_json) {
        return e;
    }
    const char *label = json_member(&a->answer, a->root, "label");
    json_node in_force = json_get(&a->answer, a->root, "in_force");
    if (in_force != 0) {
        const char *by = json_member(&a->answer, in_force, "by");
        say(a, stdout, "In force: %s%s%s\n", "现行级别：%s%s%s\n", json_member(&a->answer, in_force, "label"),
            by[0] == '\0' ? ""
            : a->zh       ? "，判定人："
                          : ", judged by ",
            by);
    }
    say(a, stdout, "By the rules as the ticket stands now: %s\n", "按工单目前情况，依规则为：%s\n",
        label[0] != '\0' ? label
        : a->zh          ? "无"
                         : "none");
    print_reasons(a, "reasons", "Because:", "理由：");
    print_reasons(a, "others", "Other rules:", "其他规则：");
    return END_DONE;
}
