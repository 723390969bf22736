/*
 * rights.c - what a customer may ask for by law and by the policy: exchange, refund, repair, and why.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "money.h"
#include "screen.h"

/* A list of reasons under a heading; nothing where it is empty. */
static void print_list(const app *a, const char *list, const char *en, const char *zh)
{
    const json *j = &a->answer;
    json_node first = json_first(j, json_get(j, a->root, list));
    if (first != 0) {
        printf("%s\n", a->zh ? zh : en);
    }
    for (json_node n = first; n != 0; n = json_next(j, n)) {
        const char *article = json_member(j, n, "article");
        fputs("  ", stdout);
        screen_lines(stdout, json_member(j, n, "text"), 2);
        if (article[0] != '\0') {
            say(a, stdout, " (article %s)", "（第%s条）", article);
        }
        fputc('\n', stdout);
    }
}

/* "Free repair, exchange" */
static void print_rights(const app *a)
{
    const json *j = &a->answer;
    json_node first = json_first(j, json_get(j, a->root, "rights"));
    say(a, stdout, "The customer may ask for: ", "客户可以要求：");
    if (first == 0) {
        say(a, stdout, "nothing by these rules", "依该规定无");
    }
    for (json_node n = first; n != 0; n = json_next(j, n)) {
        fputs(n == first ? "" : a->zh ? "；" : "; ", stdout);
        screen_lines(stdout, json_member(j, n, "label"), 2);
    }
    fputc('\n', stdout);
}

static void print_refund(const app *a)
{
    const json *j = &a->answer;
    char refund[MONEY_TEXT], fee[MONEY_TEXT];
    const char *currency = json_member(j, a->root, "currency");
    json_node n = json_get(j, a->root, "refund");
    int64_t less = json_int(j, json_get(j, a->root, "fee"), 0);
    if (n == 0) {
        return;
    }
    money_show(json_int(j, n, 0), currency, true, refund);
    money_show(less, currency, true, fee);
    if (less == 0) {
        say(a, stdout, "A refund comes to %s\n", "退款金额：%s\n", refund);
    } else {
        say(a, stdout, "A refund comes to %s, after %s are taken off\n", "退款金额：%s（已扣除%s）\n", refund, fee);
    }
}

ending run_rights(app *a)
{
    text key;
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE) {
        request_begin_lang(a, "rights");
        text_member(&a->request, "key", text_data(&key, NULL));
        e = request_send(a, false);
    }
    text_free(&key);
    if (e != END_DONE || a->as_json) {
        return e;
    }
    const json *j = &a->answer;
    json_node refused = json_get(j, a->root, "refused");
    if (json_get(j, a->root, "row") == 0) {
        say(a, stdout, "No rules of the policy are about this ticket.\n", "策略中没有适用于该工单的规定。\n");
    } else {
        say(a, stdout, "%s: %s\n", "%s：%s\n", json_member(j, a->root, "label"), json_member(j, a->root, "law"));
    }
    if (refused != 0) {
        printf("  ! %s\n", json_member(j, refused, "text"));
    } else if (json_get(j, a->root, "row") != 0) {
        print_rights(a);
        print_refund(a);
    }
    print_list(a, "reasons", "Because:", "理由：");
    print_list(a, "missing", "What is not known, so that this is provisional:", "尚有不明之处，以下仅为暂时结论：");
    print_list(a, "others", "Other rules:", "其他规定：");
    return END_DONE;
}
