/*
 * policy.c - looking at policies: which word does what, and the small ones among them: show, list, text, add.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "policy.h"
#include "screen.h"

#include <string.h>

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
        const char *names[256] = {NULL};
        char known[1400];
        for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_TEXT) && i < 255; i++) {
            names[i] = mend_policy_name(policy, MEND_KIND_TEXT, i, NULL);
        }
        return fault_here(a, MEND_NOT_FOUND, "the policy has no text %s%s", "策略中没有文本 %s%s", name,
                          meant_name(a, name, names, known, sizeof known));
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
        e = shop_add(a, policy, false, NULL);
    }
    if (e == END_DONE) {
        say(a, stdout, "New tickets go by %s revision %lld; old ones keep theirs.\n",
            "新工单按 %s 版本 %lld 办理；旧工单不变。\n", mend_policy_id(policy, NULL),
            (long long)mend_policy_revision(policy));
    }
    mend_policy_free(policy);
    return e;
}

static ending policy_diagram(app *a, const mend_policy *policy)
{
    return a->opt.value[OPT_MERMAID] == NULL ? draw_dot(a, policy) : draw_mermaid(a, policy);
}

/* ---- which of them ---- */

/* One thing to do with policies: by itself, in the database, or with the policy that --policy names, else the one in
 * force in the database. */
typedef struct policy_word {
    const char *name;
    size_t least, most; /* words behind it */
    bool shop;
    ending (*run)(app *a);
    ending (*look)(app *a, const mend_policy *policy);
    const char *operands;
} policy_word;

static const policy_word policy_words[] = {
    {"check", 1, MAX_POLICIES, false, policy_check, NULL, "FILE..."},
    {"show", 0, 0, false, NULL, policy_show, ""},
    {"list", 0, 0, true, policy_list, NULL, ""},
    {"diagram", 0, 0, false, NULL, policy_diagram, ""},
    {"explain", 0, 1, false, NULL, policy_explain, "[NAME]"},
    {"diff", 2, 2, false, policy_diff, NULL, "A B"},
    {"try", 0, 3, false, policy_try, NULL, "SECTION ROW [FACTS]"},
    {"text", 1, 1, false, NULL, policy_text, "NAME"},
    {"add", 1, MAX_POLICIES, true, policy_add, NULL, "FILE..."},
    {"whatif", 1, MAX_POLICIES, true, policy_whatif, NULL, "FILE..."},
    {"move", 0, (size_t)-1, true, policy_move, NULL, "FILE TICKET... | FILE... --all-open"},
    {"test", 1, (size_t)-1, false, policy_test, NULL, "[--write] STORY..."},
};

#define POLICY_WORDS (sizeof policy_words / sizeof policy_words[0])

ending policy_with(app *a, ending (*look)(app *a, const mend_policy *policy))
{
    mend_policy *given = NULL;
    ending e;
    if (a->opt.policy_count > 0) {
        e = policy_compile(a, a->opt.policies, a->opt.policy_count, &given);
        e = e == END_DONE ? look(a, given) : e;
        mend_policy_free(given);
        return e;
    }
    e = shop_open(a);
    return e == END_DONE ? look(a, shop_policy(a)) : e;
}

static ending policy_usage(const app *a, const policy_word *of)
{
    char line[700] = "";
    size_t used = 0;
    for (size_t i = 0; i < POLICY_WORDS; i++) {
        const policy_word *w = &policy_words[i];
        if ((of == NULL || of == w) && used < sizeof line) {
            int n = snprintf(line + used, sizeof line - used, "%s%s%s%s", used == 0 ? "" : " | ", w->name,
                             w->operands[0] == '\0' ? "" : " ", w->operands);
            used += n > 0 ? (size_t)n : 0;
        }
    }
    complain(a, "usage: mend-desk policy %s", "用法：mend-desk policy %s", line);
    return END_USAGE;
}

/* No such thing to do with a policy. */
static ending policy_unknown(const app *a, const char *word)
{
    const char *names[POLICY_WORDS + 1] = {NULL};
    char known[300];
    for (size_t i = 0; i < POLICY_WORDS; i++) {
        names[i] = policy_words[i].name;
    }
    complain(a, "policy has no command %s%s", "policy 没有子命令 %s%s", word,
             meant_name(a, word, names, known, sizeof known));
    return policy_usage(a, NULL);
}

ending run_policy(app *a)
{
    const policy_word *found = NULL;
    size_t words = a->opt.word_count - 2;
    for (size_t i = 0; i < POLICY_WORDS; i++) {
        found = strcmp(policy_words[i].name, a->opt.words[1]) == 0 ? &policy_words[i] : found;
    }
    if (found == NULL) {
        return policy_unknown(a, a->opt.words[1]);
    }
    if (words < found->least || words > found->most) {
        return policy_usage(a, found);
    }
    if (found->look != NULL) {
        return policy_with(a, found->look);
    }
    ending e = found->shop ? shop_open(a) : END_DONE;
    return e == END_DONE ? found->run(a) : e;
}
