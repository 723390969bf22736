/*
 * policy.c - looking at policies: check, show, list, diagram, text, add.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "clock.h"
#include "screen.h"

#include <stdlib.h>
#include <string.h>

/* ---- check ---- */

/* With --json the door compiles the documents and tells what it finds. */
static ending policy_check_json(app *a)
{
    ending e = END_DONE;
    request_begin_lang(a, "policy");
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
    return e == END_DONE ? request_call(a, NULL) : e;
}

static ending policy_check(app *a)
{
    mend_policy *policy = NULL;
    if (a->as_json) {
        return policy_check_json(a);
    }
    ending e = policy_compile(a, a->opt.words + 2, a->opt.word_count - 2, &policy);
    if (e == END_DONE) {
        say(a, stdout, "%s revision %lld is sound: %d states, %d actions, %d roles, %d texts\ndigest %s\n",
            "%s 版本 %lld 检查通过：%d 个状态，%d 个动作，%d 个角色，%d 段文本\n摘要 %s\n",
            mend_policy_id(policy, NULL), (long long)mend_policy_revision(policy),
            (int)mend_policy_count(policy, MEND_KIND_STATE), (int)mend_policy_count(policy, MEND_KIND_ACTION),
            (int)mend_policy_count(policy, MEND_KIND_ROLE), (int)mend_policy_count(policy, MEND_KIND_TEXT),
            mend_policy_digest(policy));
    }
    mend_policy_free(policy);
    return e;
}

/* ---- show ---- */

static void print_names(const app *a, const mend_policy *policy, mend_kind kind, const char *en, const char *zh)
{
    int32_t count = mend_policy_count(policy, kind);
    if (count == 0) {
        return;
    }
    printf("\n%s\n", a->zh ? zh : en);
    for (int32_t i = 0; i < count; i++) {
        const char *name = mend_policy_name(policy, kind, i, NULL);
        const char *label = mend_policy_label(policy, kind, name, MEND_NTS, a->lang, NULL);
        fputs("  ", stdout);
        screen_cell(stdout, name, 32, true, PLAIN, false);
        fputs("  ", stdout);
        if (kind == MEND_KIND_STATE) {
            screen_cell(stdout, mend_policy_stage(policy, name, MEND_NTS), 8, true, DIM, a->colours);
        }
        screen_cell(stdout, label == NULL ? "" : label, 70, false, PLAIN, false);
        fputc('\n', stdout);
    }
}

static ending policy_show(app *a, const mend_policy *policy)
{
    if (a->as_json) {
        request_begin_lang(a, "policy");
        text_add(&a->request, ",\"document\":true", MEND_NTS);
        return request_call(a, policy);
    }
    say(a, stdout, "%s revision %lld\ndigest %s\n", "%s 版本 %lld\n摘要 %s\n", mend_policy_id(policy, NULL),
        (long long)mend_policy_revision(policy), mend_policy_digest(policy));
    print_names(a, policy, MEND_KIND_ROLE, "Roles", "角色");
    print_names(a, policy, MEND_KIND_GRADE, "Grades, lowest first", "等级（由低到高）");
    print_names(a, policy, MEND_KIND_STATE, "States and their stages", "状态及其阶段");
    print_names(a, policy, MEND_KIND_ACTION, "Actions", "动作");
    print_names(a, policy, MEND_KIND_SERIES, "Number series", "编号规则");
    print_names(a, policy, MEND_KIND_FIELD, "Fields of its own", "自定义字段");
    print_names(a, policy, MEND_KIND_CHOICE, "Choices", "选项");
    print_names(a, policy, MEND_KIND_TEXT, "Texts", "文本");
    return END_DONE;
}

/* ---- list ---- */

static ending policy_list(app *a)
{
    if (a->as_json) {
        fputs("{\"status\":\"OK\",\"policies\":[", stdout);
    }
    for (size_t i = 0; i < a->policy_count; i++) {
        const mend_policy *p = a->policies[i];
        bool in_force = i + 1 == a->policy_count;
        if (a->as_json) {
            printf("%s{\"id\":\"%s\",\"revision\":%lld,\"digest\":\"%s\",\"in_force\":%s}", i == 0 ? "" : ",",
                   mend_policy_id(p, NULL), (long long)mend_policy_revision(p), mend_policy_digest(p),
                   in_force ? "true" : "false");
        } else {
            printf("%s %s@%lld  %s\n", in_force ? "*" : " ", mend_policy_id(p, NULL),
                   (long long)mend_policy_revision(p), mend_policy_digest(p));
        }
    }
    if (a->as_json) {
        puts("]}");
        return END_DONE;
    }
    say(a, stdout, "\n* is in force for new tickets; every ticket keeps the one it was opened under.\nBuilt in:",
        "\n* 用于新工单；每张工单沿用其登记时的策略。\n内置：");
    for (int32_t i = 0; i < mend_preset_count(); i++) {
        printf(" %s", mend_preset_name(i));
    }
    fputc('\n', stdout);
    return END_DONE;
}

/* ---- text ---- */

static ending policy_text(app *a, const mend_policy *policy)
{
    const char *name = a->opt.words[2];
    const char *found = mend_policy_label(policy, MEND_KIND_TEXT, name, MEND_NTS, a->lang, NULL);
    if (found == NULL) {
        fault_here(a, MEND_NOT_FOUND, "the policy has no text %s; it has:", "策略中没有文本 %s；现有：", name);
        for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_TEXT); i++) {
            fprintf(stderr, "  %s\n", mend_policy_name(policy, MEND_KIND_TEXT, i, NULL));
        }
        return END_ABSENT;
    }
    puts(found);
    return END_DONE;
}

/* ---- add ---- */

static ending policy_add(app *a)
{
    mend_policy *policy = NULL;
    ending e = policy_compile(a, a->opt.words + 2, a->opt.word_count - 2, &policy);
    if (e == END_DONE) {
        e = shop_add(a, policy, false);
    }
    if (e == END_DONE) {
        say(a, stdout, "New tickets go by %s revision %lld; old ones keep theirs.\n",
            "新工单按 %s 版本 %lld 办理；旧工单不变。\n", mend_policy_id(policy, NULL),
            (long long)mend_policy_revision(policy));
    }
    mend_policy_free(policy);
    return e;
}

/* ---- which of them ---- */

static ending look(app *a, const char *what, const mend_policy *policy)
{
    if (strcmp(what, "show") == 0) {
        return policy_show(a, policy);
    }
    if (strcmp(what, "text") == 0) {
        return policy_text(a, policy);
    }
    return a->opt.value[OPT_MERMAID] == NULL ? draw_dot(a, policy) : draw_mermaid(a, policy);
}

/* show, diagram and text look at --policy, else at the one in force in the database. */
static ending look_at_one(app *a, const char *what)
{
    mend_policy *given = NULL;
    ending e;
    if (a->opt.policy_count > 0) {
        e = policy_compile(a, a->opt.policies, a->opt.policy_count, &given);
        e = e == END_DONE ? look(a, what, given) : e;
        mend_policy_free(given);
        return e;
    }
    e = shop_open(a);
    return e == END_DONE ? look(a, what, shop_policy(a)) : e;
}

ending run_policy(app *a)
{
    static const struct {
        const char *name;
        size_t least, most; /* words behind it */
    } known[] = {{"check", 1, MAX_POLICIES}, {"show", 0, 0}, {"list", 0, 0},
                 {"diagram", 0, 0},          {"text", 1, 1}, {"add", 1, MAX_POLICIES}};
    const char *what = a->opt.words[1];
    size_t words = a->opt.word_count - 2;
    bool fits = false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        fits = fits || (strcmp(known[i].name, what) == 0 && words >= known[i].least && words <= known[i].most);
    }
    if (!fits) {
        complain(a, "usage: mend-desk policy check FILE... | show | list | diagram | text NAME | add FILE...",
                 "用法：mend-desk policy check 文件... | show | list | diagram | text 名称 | add 文件...");
        return END_USAGE;
    }
    if (strcmp(what, "check") == 0) {
        return policy_check(a);
    }
    if (strcmp(what, "list") != 0 && strcmp(what, "add") != 0) {
        return look_at_one(a, what);
    }
    ending e = shop_open(a);
    if (e == END_DONE) {
        e = strcmp(what, "list") == 0 ? policy_list(a) : policy_add(a);
    }
    return e;
}
