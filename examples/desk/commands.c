/*
 * commands.c - the commands that change something: open, do, note, link, reveal, anonymise, outbox, init.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "screen.h"
#include "sweep.h"
#include "labels.h"

#include <string.h>

/* ---- what came of it ---- */

/* One line: the ticket's number, what was done, where it stands now. */
static void tell_ticket(const app *a, const char *action)
{
    const json *j = &a->answer;
    const char *key = json_member(j, a->root, "key"), *number = json_member(j, a->root, "number");
    const mend_policy *policy = ticket_policy(a, key);
    bool again = json_true(j, json_get(j, a->root, "replayed"));
    say(a, stdout, "%s: %s -> %s (revision %lld)%s\n", "%s：%s → %s（版本 %lld）%s\n", number[0] == '\0' ? key : number,
        label_named(a, policy, MEND_KIND_ACTION, action),
        label_named(a, policy, MEND_KIND_STATE, json_member(j, a->root, "state")),
        (long long)json_int(j, json_get(j, a->root, "revision"), 0),
        !again  ? ""
        : a->zh ? "，此前已执行，未重复"
                : ", done before and not done again");
}

/* Sends what is in a->request and tells the outcome. */
static ending carry_out(app *a, const char *action)
{
    ending e = request_send(a, false);
    if (e != END_DONE || a->as_json) {
        return e;
    }
    if (a->opt.value[OPT_DRY_RUN] != NULL) {
        say(a, stdout, "%s would be done; nothing was changed.\n", "%s 可以执行；未做任何改动。\n", action);
    } else {
        tell_ticket(a, action);
    }
    return END_DONE;
}

static const char *act_or_try(const app *a)
{
    return a->opt.value[OPT_DRY_RUN] == NULL ? "act" : "try";
}

/* ---- open and do ---- */

/* The first action of the policy that opens a ticket. */
static const char *opening_action(const mend_policy *policy)
{
    const char *action, *from, *to;
    for (int32_t i = 0; mend_policy_move(policy, i, &action, &from, &to) == MEND_OK; i++) {
        if (from[0] == '\0') {
            return action;
        }
    }
    return NULL;
}

ending run_open(app *a)
{
    bool named = a->opt.word_count > 1 && strchr(a->opt.words[1], '=') == NULL;
    const char *action = named ? a->opt.words[1] : opening_action(shop_policy(a));
    if (action == NULL) {
        return fault_of(a, MEND_UNKNOWN_ACTION, "the policy in force opens no tickets");
    }
    request_begin_lang(a, a->opt.value[OPT_DRY_RUN] == NULL ? "open" : "try");
    ending e = request_args(a, action, named ? 2 : 1);
    e = e == END_DONE ? carry_out(a, action) : e;
    if (e == END_DONE && !a->as_json && a->opt.value[OPT_DRY_RUN] == NULL) {
        earlier_hint(a);
    }
    return e;
}

ending run_do(app *a)
{
    const char *action = a->opt.words[2];
    text key;
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE) {
        request_begin_lang(a, act_or_try(a));
        text_member(&a->request, "key", text_data(&key, NULL));
        e = request_args(a, action, 3);
    }
    if (e == END_DONE) {
        e = carry_out(a, action);
    }
    text_free(&key);
    return e;
}

/* ---- actions found by their kind ---- */

/* Asks which actions there are and gives the first of this kind, an open one before one that is refused; its name is
 * copied to `name`. Notes, links and the like are told apart by kind, whatever a policy calls them. */
static ending find_kind(app *a, const char *key, const char *kind, text *name)
{
    request_begin_lang(a, "actions");
    text_member(&a->request, "key", key);
    ending e = request_args_fields(a, NULL, "");
    e = e == END_DONE ? request_send(a, true) : e; /* a question on the way, not the answer */
    if (e != END_DONE) {
        return e;
    }
    const json *j = &a->answer;
    json_node found = 0;
    for (json_node n = json_first(j, json_get(j, a->root, "actions")); n != 0; n = json_next(j, n)) {
        bool fits = strcmp(json_member(j, n, "kind"), kind) == 0;
        if (fits &&
            (found == 0 || (json_true(j, json_get(j, n, "open")) && !json_true(j, json_get(j, found, "open"))))) {
            found = n;
        }
    }
    if (found == 0) {
        return fault_here(a, MEND_WRONG_STATE, "the ticket's policy has no action of kind %s in this state",
                          "该状态下策略没有 %s 类动作", kind);
    }
    text_clear(name);
    text_add(name, json_member(j, found, "action"), MEND_NTS);
    return name->status == MEND_OK ? END_DONE : fault_of(a, name->status, NULL);
}

/* An action of this kind with these JSON members as fields. */
static ending do_kind(app *a, const char *kind, const char *op, const char *fields, text *key, text *name)
{
    ending e = text_new(name) == MEND_OK ? ticket_key(a, a->opt.words[1], key) : fault_of(a, MEND_NOMEM, NULL);
    if (e == END_DONE) {
        e = find_kind(a, text_data(key, NULL), kind, name);
    }
    if (e == END_DONE) {
        request_begin_lang(a, op);
        text_member(&a->request, "key", text_data(key, NULL));
        e = request_args_fields(a, text_data(name, NULL), fields);
    }
    return e;
}

static ending carry_out_kind(app *a, const char *kind, const char *fields)
{
    text key = {NULL, MEND_OK}, name = {NULL, MEND_OK};
    ending e = do_kind(a, kind, act_or_try(a), fields, &key, &name);
    if (e == END_DONE) {
        e = carry_out(a, text_data(&name, NULL));
    }
    text_free(&key);
    text_free(&name);
    return e;
}

static ending with_fields(app *a, const char *kind, const char *first_path, const char *first, const char *second_path,
                          const char *second)
{
    text fields;
    ending e;
    if (text_new(&fields) != MEND_OK) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    text_string(&fields, first_path, MEND_NTS);
    text_add(&fields, ":", 1);
    text_string(&fields, first, MEND_NTS);
    text_member(&fields, second_path, second);
    e = fields.status == MEND_OK ? carry_out_kind(a, kind, text_data(&fields, NULL)) : fault_of(a, MEND_NOMEM, NULL);
    text_free(&fields);
    return e;
}

ending run_note(app *a)
{
    return with_fields(a, "note", "notes/+1/text", a->opt.words[2], "", NULL);
}

ending run_link(app *a)
{
    text other;
    ending e = ticket_key(a, a->opt.words[3], &other); /* a link to nowhere helps nobody */
    if (e == END_DONE) {
        e = with_fields(a, "link", "links/+1/kind", a->opt.words[2], "links/+1/key", text_data(&other, NULL));
    }
    text_free(&other);
    return e;
}

ending run_anonymise(app *a)
{
    return carry_out_kind(a, "anonymise", "");
}

ending run_reveal(app *a)
{
    text key = {NULL, MEND_OK}, name = {NULL, MEND_OK}, fields;
    if (text_new(&fields) != MEND_OK) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    for (size_t i = 2; i < a->opt.word_count; i++) {
        text_add(&fields, i == 2 ? "" : ",", MEND_NTS);
        text_string(&fields, a->opt.words[i], MEND_NTS);
        text_add(&fields, ":\"\"", MEND_NTS);
    }
    ending e = do_kind(a, "reveal", "reveal", text_data(&fields, NULL), &key, &name);
    e = e == END_DONE ? request_send(a, false) : e;
    if (e == END_DONE && !a->as_json) {
        json_node plain = json_get(&a->answer, a->root, "values");
        for (json_node n = json_first(&a->answer, plain); n != 0; n = json_next(&a->answer, n)) {
            printf("%s: ", json_key(&a->answer, n));
            screen_lines(stdout, json_text(&a->answer, n), 2);
            fputc('\n', stdout);
        }
    }
    text_free(&key);
    text_free(&name);
    text_free(&fields);
    return e;
}

/* ---- the outbox ---- */

/* Id, attempts so far, for whom by which channel, and the wording in the ticket's own policy. */
static void print_notice(const app *a, json_node row)
{
    const json *j = &a->answer;
    json_node notice = json_get(j, row, "notice");
    const char *name = json_member(j, notice, "text"), *channel = json_member(j, notice, "channel");
    const char *person = json_member(j, notice, "person");
    const mend_policy *policy = ticket_policy(a, json_member(j, notice, "ticket"));
    printf("%s  (%lld)  %s%s%s%s%s%s\n    ", json_member(j, row, "id"),
           (long long)json_int(j, json_get(j, row, "attempts"), 0),
           label_recipient(a, policy, json_member(j, notice, "to")), person[0] == '\0' ? "" : " ", person,
           channel[0] == '\0' ? "" : " [", label_choice(a, policy, label_set("preferred_channel"), channel),
           channel[0] == '\0' ? "" : "]");
    screen_lines(stdout, label_named(a, policy, MEND_KIND_TEXT, name), 4);
    fputc('\n', stdout);
}

static ending outbox_list(app *a)
{
    request_begin(a, "pending");
    text_member(&a->request, "after", a->opt.value[OPT_AFTER]);
    text_add(&a->request, ",\"max\":", MEND_NTS);
    text_int(&a->request, a->limit);
    ending e = request_send(a, false);
    if (e != END_DONE || a->as_json) {
        return e;
    }
    json_node rows = json_get(&a->answer, a->root, "notices");
    if (json_first(&a->answer, rows) == 0) {
        say(a, stdout, "No notices are owed.\n", "没有待发通知。\n");
    }
    for (json_node n = json_first(&a->answer, rows); n != 0; n = json_next(&a->answer, n)) {
        print_notice(a, n);
    }
    return END_DONE;
}

ending run_outbox(app *a)
{
    bool list = a->opt.word_count == 1 || (a->opt.word_count == 2 && strcmp(a->opt.words[1], "list") == 0);
    if (list) {
        return outbox_list(a);
    }
    if (strcmp(a->opt.words[1], "drain") == 0) {
        return drain_outbox(a, a->opt.word_count > 2 ? a->opt.words[2] : NULL);
    }
    if (a->opt.word_count != 3 || strcmp(a->opt.words[1], "sent") != 0) {
        complain(a, "usage: mend-desk outbox [list | sent ID | drain [COMMAND]]",
                 "用法：mend-desk outbox [list | sent ID | drain [COMMAND]]");
        return END_USAGE;
    }
    bool done = a->opt.value[OPT_FAILED] == NULL;
    request_begin(a, "sent");
    text_member(&a->request, "id", a->opt.words[2]);
    text_add(&a->request, done ? ",\"done\":true" : ",\"done\":false", MEND_NTS);
    ending e = request_send(a, false);
    if (e == END_DONE && !a->as_json && done) {
        say(a, stdout, "%s is out.\n", "%s 已移出。\n", a->opt.words[2]);
    } else if (e == END_DONE && !a->as_json) {
        say(a, stdout, "One more attempt is counted for %s.\n", "已为 %s 记一次失败。\n", a->opt.words[2]);
    }
    return e;
}

/* ---- init ---- */

ending run_init(app *a)
{
    mend_policy *policy = NULL;
    ending e = policy_compile(a, a->opt.policies, a->opt.policy_count, &policy);
    if (e == END_DONE) {
        e = shop_init(a, policy);
    }
    if (e == END_DONE) {
        say(a, stdout, "%s is ready, with policy %s revision %lld.\n", "%s 已就绪，策略 %s 版本 %lld。\n", a->path,
            mend_policy_id(policy, NULL), (long long)mend_policy_revision(policy));
    }
    mend_policy_free(policy);
    return e;
}
