/*
 * paper.c - one ticket on the screen: show, actions, history.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "app.h"
#include "clock.h"
#include "money.h"
#include "screen.h"
#include "labels.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- values ---- */

/* A value for people: instants in the company's zone, booleans in words, lines indented. */
static void print_value(const app *a, const json *j, json_node value, size_t indent)
{
    int64_t at;
    char shown[CLOCK_TEXT];
    const char *s = json_text(j, value);
    size_t len = strlen(s);
    if (json_type(j, value) == 't' || json_type(j, value) == 'f') {
        bool yes = json_true(j, value);
        fputs(a->zh ? (yes ? "是" : "否") : (yes ? "yes" : "no"), stdout);
    } else if (len > 19 && s[len - 1] == 'Z' && clock_read(s, &at)) {
        clock_show(at, shown);
        fputs(shown, stdout);
    } else if (json_type(j, value) == '{') {
        fputs(a->zh ? "（个人信息）" : "(personal)", stdout);
    } else if (json_type(j, value) == 'n') {
        fputs(a->zh ? "（清除）" : "(taken away)", stdout);
    } else {
        screen_lines(stdout, s, indent);
    }
}

static void print_instant(const json *j, json_node object, const char *key)
{
    int64_t at;
    char shown[CLOCK_TEXT] = "-";
    if (clock_read(json_member(j, object, key), &at)) {
        clock_show(at, shown);
    }
    fputs(shown, stdout);
}

/* ---- show ---- */

/* {"label","value","text"} as "label: value". */
static void print_field(const app *a, json_node n, size_t indent)
{
    const json *j = &a->answer;
    json_node words = json_get(j, n, "text");
    printf("%s: ", json_member(j, n, "label"));
    print_value(a, j, words != 0 ? words : json_get(j, n, "value"), indent);
}

/* The number of the latest quote, or 0. */
static int64_t latest_quote(const json *j, json_node fields)
{
    int64_t no = 0;
    for (json_node row = json_first(j, json_get(j, json_get(j, fields, "estimates"), "rows")); row != 0;
         row = json_next(j, row)) {
        no = json_int(j, json_get(j, json_get(j, row, "no"), "value"), no);
    }
    return no;
}

/* A line of a quote that a later one has taken the place of. */
static bool is_old(const json *j, json_node list, json_node row, int64_t latest)
{
    const char *column = strcmp(json_key(j, list), "charges") == 0     ? "estimate"
                         : strcmp(json_key(j, list), "estimates") == 0 ? "no"
                                                                       : "";
    json_node n = column[0] == '\0' ? 0 : json_get(j, json_get(j, row, column), "value");
    return n != 0 && json_int(j, n, 0) != latest;
}

static void print_rows(const app *a, json_node list, int64_t latest)
{
    const json *j = &a->answer;
    int older = 0;
    printf("%s\n", json_member(j, list, "label"));
    for (json_node row = json_first(j, json_get(j, list, "rows")); row != 0; row = json_next(j, row)) {
        bool more = false;
        if (a->opt.value[OPT_ALL] == NULL && is_old(j, list, row, latest)) {
            older++;
            continue;
        }
        printf("  %lld  ", (long long)json_int(j, json_get(j, row, "id"), 0));
        for (json_node n = json_first(j, row); n != 0; n = json_next(j, n)) {
            if (json_type(j, n) == '{') {
                fputs(more ? "; " : "", stdout);
                print_field(a, n, 7);
                more = true;
            }
        }
        fputc('\n', stdout);
    }
    if (older > 0) {
        say(a, stdout, "  (%d older ones: --all)\n", "  （另有 %d 行属于先前的报价：--all）\n", older);
    }
}

static void print_ticket(const app *a, json_node t)
{
    const json *j = &a->answer;
    json_node policy = json_get(j, t, "policy"), fields = json_get(j, t, "fields");
    const char *number = json_member(j, t, "number");
    screen_cell(stdout, number[0] == '\0' ? json_member(j, t, "key") : number, 64, false, BOLD, a->colours);
    say(a, stdout, "  %s  (revision %lld, policy %s@%lld)\n", "  %s  （版本 %lld，策略 %s@%lld）\n",
        json_member(j, t, "state_label"), (long long)json_int(j, json_get(j, t, "revision"), 0),
        json_member(j, policy, "id"), (long long)json_int(j, json_get(j, policy, "revision"), 0));
    say(a, stdout, "opened ", "登记 ");
    print_instant(j, t, "opened");
    say(a, stdout, ", in this state since ", "，进入当前状态 ");
    print_instant(j, t, "since");
    if (json_get(j, t, "closed") != 0) {
        say(a, stdout, ", closed ", "，关闭 ");
        print_instant(j, t, "closed");
    }
    if (json_get(j, t, "anonymised") != 0) {
        say(a, stdout, ", anonymised ", "，匿名化 ");
        print_instant(j, t, "anonymised");
    }
    fputs("\n\n", stdout);
    for (json_node n = json_first(j, fields); n != 0; n = json_next(j, n)) {
        if (json_get(j, n, "rows") == 0) {
            print_field(a, n, 2);
            fputc('\n', stdout);
        }
    }
    for (json_node n = json_first(j, fields); n != 0; n = json_next(j, n)) {
        if (json_get(j, n, "rows") != 0) {
            print_rows(a, n, latest_quote(j, fields));
        }
    }
}

ending run_show(app *a)
{
    text key;
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE) {
        request_begin_lang(a, "show");
        text_member(&a->request, "key", text_data(&key, NULL));
        e = request_send(a, false);
    }
    if (e == END_DONE && !a->as_json) {
        print_ticket(a, json_get(&a->answer, a->root, "view"));
        earlier_tell(a, text_data(&key, NULL));
    }
    text_free(&key);
    return e;
}

/* ---- actions ---- */

static void print_choices(const json *j, json_node choices)
{
    fputs(" [", stdout);
    for (json_node n = json_first(j, choices); n != 0; n = json_next(j, n)) {
        const char *name = json_type(j, n) == 's' ? json_text(j, n) : json_member(j, n, "choice");
        const char *label = json_type(j, n) == 's' ? "" : json_member(j, n, "label");
        bool same = label[0] == '\0' || strcasecmp(label, name) == 0;
        printf("%s%s%s%s%s", n == json_first(j, choices) ? "" : " | ", name, same ? "" : " (", same ? "" : label,
               same ? "" : ")");
    }
    fputc(']', stdout);
}

/* One line of a form: path, label, type, what is asked of it; columns of a list below it. */
static void print_entry(const json *j, json_node entry, const char *list)
{
    const char *need = json_member(j, entry, "need"), *name = json_member(j, entry, "field");
    bool must = strcmp(need, "required") == 0 || strcmp(need, "given") == 0;
    char path[200];
    snprintf(path, sizeof path, "%s%s%s", list == NULL ? "" : list, list == NULL ? "" : "/+1/", name);
    if (json_get(j, entry, "columns") == 0) {
        fputs(must ? "      * " : "        ", stdout);
        screen_cell(stdout, path, 30, screen_width(path) < 30, PLAIN, false);
        printf("  %s", json_member(j, entry, "label"));
        if (json_get(j, entry, "choices") != 0) {
            print_choices(j, json_get(j, entry, "choices"));
        }
        fputc('\n', stdout);
    }
}

/* What stands beside the fields: ticks, evidence, a reason, texts to be told. */
static void print_beside(const app *a, json_node n)
{
    const json *j = &a->answer;
    for (json_node c = json_first(j, json_get(j, n, "checklist")); c != 0; c = json_next(j, c)) {
        printf("      %s checks/+N/item=%s checks/+N/ok=true  %s\n",
               strcmp(json_member(j, c, "need"), "optional") == 0 ? " " : "*", json_member(j, c, "item"),
               json_member(j, c, "label"));
    }
    for (json_node c = json_first(j, json_get(j, n, "evidence")); c != 0; c = json_next(j, c)) {
        printf("      * attachments/+N/purpose=%s attachments/+N/kind=...  %s\n", json_member(j, c, "purpose"),
               json_member(j, c, "label"));
    }
    if (json_get(j, n, "reason") != 0) {
        printf("      %s --reason\n", strcmp(json_member(j, n, "reason"), "optional") == 0 ? " " : "*");
    }
    for (json_node c = json_first(j, json_get(j, n, "tell")); c != 0; c = json_next(j, c)) {
        fputs("      > ", stdout);
        screen_lines(stdout, json_text(j, c), 8);
        fputc('\n', stdout);
    }
}

static void print_form(const app *a, json_node action)
{
    const json *j = &a->answer;
    say(a, stdout, "      form (* asked for, some of them under conditions only):\n",
        "      表单（* 为需填项，部分视条件而定）：\n");
    for (json_node n = json_first(j, json_get(j, action, "form")); n != 0; n = json_next(j, n)) {
        print_entry(j, n, NULL);
        for (json_node c = json_first(j, json_get(j, n, "columns")); c != 0; c = json_next(j, c)) {
            print_entry(j, c, json_member(j, n, "field"));
        }
    }
    print_beside(a, action);
}

static bool is_for_others(const json *j, json_node action)
{
    return strcmp(json_member(j, action, "status"), "WRONG_ROLE") == 0;
}

static void print_action(const app *a, json_node n, bool whole)
{
    const json *j = &a->answer;
    bool open = json_true(j, json_get(j, n, "open"));
    const char *to = json_member(j, n, "to");
    fputs(open ? "  + " : "  - ", stdout);
    screen_cell(stdout, json_member(j, n, "action"), 24, true, open ? GREEN : PLAIN, a->colours);
    printf("  %s%s%s\n", json_member(j, n, "label"), to[0] == '\0' ? "" : " -> ", to);
    for (json_node r = json_first(j, json_get(j, n, "lacks")); r != 0; r = json_next(j, r)) {
        printf("      %s\n", json_member(j, r, "text"));
    }
    if (whole && !is_for_others(j, n)) {
        print_form(a, n);
    }
}

/* Every action that can start here: what the actor may do, what he may not yet, and last what others do. */
static void print_actions(const app *a)
{
    const json *j = &a->answer;
    json_node all = json_get(j, a->root, "actions");
    bool any = false;
    for (int pass = 0; pass < 2; pass++) {
        for (json_node n = json_first(j, all); n != 0; n = json_next(j, n)) {
            if (!is_for_others(j, n) && json_true(j, json_get(j, n, "open")) == (pass == 0)) {
                print_action(a, n, false);
            }
        }
    }
    for (json_node n = json_first(j, all); n != 0; n = json_next(j, n)) {
        if (is_for_others(j, n)) {
            say(a, stdout, any ? ", %s" : "\nfor other roles: %s", any ? "，%s" : "\n由其他角色执行：%s",
                json_member(j, n, "action"));
            any = true;
        }
    }
    say(a, stdout,
        "%s\n+ can be done now, - lacks what stands below it; the form of one: mend-desk actions TICKET ACTION\n",
        "%s\n+ 现在可执行，- 尚缺其下所列；查看某一步的表单：mend-desk actions 工单 动作\n", any ? "\n" : "");
}

static ending print_one(const app *a, const char *name)
{
    const json *j = &a->answer;
    for (json_node n = json_first(j, json_get(j, a->root, "actions")); n != 0; n = json_next(j, n)) {
        if (strcmp(name, json_member(j, n, "action")) == 0) {
            print_action(a, n, true);
            return END_DONE;
        }
    }
    const mend_policy *policy = shop_policy(a);
    size_t len;
    if (policy != NULL && mend_policy_label(policy, MEND_KIND_ACTION, name, MEND_NTS, NULL, &len) == NULL) {
        return fault_here(a, MEND_UNKNOWN_ACTION, "the policy has no action %s", "策略中没有动作 %s", name);
    }
    return fault_here(a, MEND_WRONG_STATE, "%s cannot start from the ticket's state", "工单当前状态下不能执行 %s",
                      name);
}

ending run_actions(app *a)
{
    const char *one = a->opt.word_count > 2 ? a->opt.words[2] : NULL;
    text key;
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE) {
        request_begin_lang(a, "actions");
        text_member(&a->request, "key", text_data(&key, NULL));
        e = request_args_fields(a, NULL, "");
    }
    e = e == END_DONE ? request_send(a, false) : e;
    text_free(&key);
    if (e != END_DONE || a->as_json) {
        return e;
    }
    if (one != NULL) {
        return print_one(a, one);
    }
    print_actions(a);
    return END_DONE;
}

/* ---- history ---- */

/* "parts/3/model" for people: labels of list and column with the row between. */
static void print_path(const app *a, const mend_policy *policy, const char *path)
{
    char plain[160];
    int32_t id = 0;
    label_plain_path(path, plain, sizeof plain);
    const char *label =
        policy == NULL ? NULL : mend_policy_label(policy, MEND_KIND_FIELD, plain, MEND_NTS, a->lang, NULL);
    if (label == NULL && mend_field_of(plain, MEND_NTS, &id) == MEND_OK) {
        label = mend_field_label(id, a->lang);
    }
    const char *row = strpbrk(path, "0123456789"), *slash = strchr(path, '/');
    if (label != NULL && slash != NULL && row == slash + 1) {
        printf("%.*s/%.*s %s", (int)(slash - path), path, (int)strspn(row, "0123456789"), row, label);
    } else {
        fputs(label == NULL ? path : label, stdout);
    }
}

static const char *or_name(const char *label, const char *name)
{
    return label == NULL ? name : label;
}

/* "Repair: overdue", "Repair: warning (near)": what time has brought. */
static void print_time_event(const app *a, const mend_policy *policy, json_node e)
{
    static const char *const words[][3] = {
        {"clock_warned", "warning", "预警"},       {"clock_breached", "overdue", "逾期"},
        {"clock_escalated", "escalation", "升级"}, {"clock_missed", "interval missed", "错过一次"},
        {"clock_fired", "time has come", "到时"},  {"clock_revised", "revised", "更正"}};
    const json *j = &a->answer;
    json_node data = json_get(j, e, "data");
    const char *clock = json_member(j, data, "clock"), *step = json_member(j, data, "step");
    const char *type = json_member(j, e, "type"), *word = type, *label = NULL;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], type) == 0) {
            word = words[i][a->zh ? 2 : 1];
        }
    }
    if (policy != NULL) {
        label = mend_policy_label(policy, MEND_KIND_CLOCK, clock, MEND_NTS, a->lang, NULL);
    }
    screen_cell(stdout, or_name(label, clock), 80, false, BOLD, a->colours);
    printf("%s%s", a->zh ? "：" : ": ", word);
    if (step[0] != '\0') {
        printf(a->zh ? "（%s）" : " (%s)", label_step(a, policy, clock, step));
    }
}

/* What the ticket's view calls the value that a path holds, where it is a name of the policy; "" otherwise. */
static const char *shown_as(const json *shown, const char *path, const char *value)
{
    char list[64];
    const char *row = strchr(path, '/'), *column = strrchr(path, '/');
    json_node fields = json_get(shown, json_get(shown, 1, "view"), "fields"), field = json_get(shown, fields, path);
    if (row == NULL) {
        return strcmp(json_member(shown, field, "value"), value) == 0 ? json_member(shown, field, "text") : "";
    }
    if (row == column || row - path >= (ptrdiff_t)sizeof list) {
        return "";
    }
    snprintf(list, sizeof list, "%.*s", (int)(row - path), path);
    for (json_node n = json_first(shown, json_get(shown, json_get(shown, fields, list), "rows")); n != 0;
         n = json_next(shown, n)) {
        json_node cell = json_get(shown, n, column + 1);
        if (json_int(shown, json_get(shown, n, "id"), 0) == strtoll(row + 1, NULL, 10) &&
            strcmp(json_member(shown, cell, "value"), value) == 0) {
            return json_member(shown, cell, "text");
        }
    }
    return "";
}

/* What a field holds from then on: choices by what they are called, amounts with their currency. */
static void print_changed(const app *a, const mend_policy *policy, const json *shown, json_node n)
{
    const json *j = &a->answer;
    const char *path = json_key(j, n), *set = label_set(path);
    char currency[4] = "", amount[MONEY_TEXT];
    if (set != NULL && json_type(j, n) == 's') {
        screen_lines(stdout, label_choice(a, policy, set, json_text(j, n)), 9);
    } else if (json_type(j, n) == '0' && label_is_money(path)) {
        money_currency(policy, currency);
        printf("%s %s", money_show(json_int(j, n, 0), currency, false, amount), currency);
    } else if (json_type(j, n) == 's' && shown_as(shown, path, json_text(j, n))[0] != '\0') {
        screen_lines(stdout, shown_as(shown, path, json_text(j, n)), 9);
    } else {
        print_value(a, j, n, 9);
    }
}

/* What nobody's action has done: it came from elsewhere, or under another policy. */
static void print_arrival(const app *a, json_node e)
{
    const json *j = &a->answer;
    json_node data = json_get(j, e, "data"), to = json_get(j, data, "policy"), was = json_get(j, data, "was");
    screen_cell(stdout, was != 0 ? (a->zh ? "转入另一策略" : "moved to another policy") : (a->zh ? "导入" : "imported"),
                80, false, BOLD, a->colours);
    if (was != 0) {
        printf(" %s@%s -> %s@%s", json_member(j, was, "id"), json_member(j, was, "revision"), json_member(j, to, "id"),
               json_member(j, to, "revision"));
    }
}

static void print_event(const app *a, const mend_policy *policy, const json *shown, json_node e)
{
    const json *j = &a->answer;
    json_node data = json_get(j, e, "data"), set = json_get(j, data, "set");
    const char *action = json_member(j, data, "action"), *to = json_member(j, data, "to");
    printf("%3lld  ", (long long)json_int(j, json_get(j, e, "seq"), 0));
    print_instant(j, e, "at");
    printf("  %s  ", json_member(j, json_get(j, e, "actor"), "id"));
    const char *label =
        policy == NULL ? NULL : mend_policy_label(policy, MEND_KIND_ACTION, action, MEND_NTS, a->lang, NULL);
    if (json_get(j, data, "clock") != 0) {
        print_time_event(a, policy, e);
    } else if (action[0] == '\0') {
        print_arrival(a, e);
    } else {
        screen_cell(stdout, or_name(label, action), 80, false, BOLD, a->colours);
    }
    if (to[0] != '\0') {
        label = policy == NULL ? NULL : mend_policy_label(policy, MEND_KIND_STATE, to, MEND_NTS, a->lang, NULL);
        printf(" -> %s", or_name(label, to));
    }
    fputc('\n', stdout);
    if (a->opt.value[OPT_BRIEF] != NULL) {
        return;
    }
    for (json_node n = json_first(j, set); n != 0; n = json_next(j, n)) {
        fputs("       ", stdout);
        print_path(a, policy, json_key(j, n));
        fputs(": ", stdout);
        print_changed(a, policy, shown, n);
        fputc('\n', stdout);
    }
    for (json_node n = json_first(j, json_get(j, data, "revealed")); n != 0; n = json_next(j, n)) {
        say(a, stdout, "       plain value given out: ", "       明文披露：");
        print_path(a, policy, json_text(j, n));
        fputc('\n', stdout);
    }
}

ending run_history(app *a)
{
    const char *after = a->opt.value[OPT_AFTER];
    text key;
    if (after != NULL && (after[0] == '\0' || strspn(after, "0123456789") != strlen(after) || strlen(after) > 18)) {
        return fault_here(a, MEND_RANGE, "--after: expected the number of an event, found %s",
                          "--after：应为事件号，实为 %s", after);
    }
    json shown;
    memset(&shown, 0, sizeof shown);
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE && !a->as_json) {
        request_begin_lang(a, "show");
        text_member(&a->request, "key", text_data(&key, NULL));
        e = request_send(a, false);
        shown = a->answer; /* its words are its own, not the reply's */
        memset(&a->answer, 0, sizeof a->answer);
    }
    if (e == END_DONE) {
        request_begin(a, "history");
        text_member(&a->request, "key", text_data(&key, NULL));
        text_add(&a->request, ",\"after\":", MEND_NTS);
        text_add(&a->request, after == NULL ? "0" : after, MEND_NTS);
        text_add(&a->request, ",\"max\":", MEND_NTS);
        text_int(&a->request, a->opt.value[OPT_LIMIT] == NULL ? 1000 : a->limit);
        e = request_send(a, false);
    }
    if (e == END_DONE && !a->as_json) {
        const mend_policy *policy = ticket_policy(a, text_data(&key, NULL));
        for (json_node n = json_first(&a->answer, json_get(&a->answer, a->root, "events")); n != 0;
             n = json_next(&a->answer, n)) {
            print_event(a, policy, &shown, n);
        }
    }
    json_free(&shown);
    text_free(&key);
    return e;
}
