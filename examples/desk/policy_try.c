/*
 * policy_try.c - mend-desk policy try: one row of rules against facts.
 *
 * A row is JSON, @FILE with JSON, or the path of one in the policy: fees/cards/example/travel. Facts are JSON or @FILE.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "policy.h"
#include "policy_words.h"

#include <stdlib.h>
#include <string.h>

#define TRY_BYTES (1024 * 1024)

static const struct try_section {
    const char *name, *en, *zh;
} try_sections[] = {
    {"labour", "what an hour of work costs", "工时费"},
    {"part", "what a part costs", "零配件费"},
    {"stack", "several prices, one upon the other", "多项价格叠加"},
    {"travel", "what the way costs", "上门费"},
    {"diagnosis", "what a diagnosis costs, and what is given back", "检测费及抵扣"},
    {"cancel", "what it costs to cancel", "取消费"},
    {"storage", "what storing costs", "保管费"},
    {"surcharge", "a surcharge", "附加费"},
    {"estimate", "whether a final account stays within an estimate", "结算是否超出报价"},
    {"validity", "how long an estimate holds", "报价有效期"},
    {"tax", "tax of lines", "税额"},
    {"invoice", "an invoice", "账单"},
    {"ledger", "payments against a bill", "收款与账单"},
    {"period_end", "when a term ends", "期限届满日"},
    {"in_period", "whether a day lies in a term", "是否在期限内"},
    {"local_date", "what day an instant falls on", "当地日期"},
    {"roll", "where a term ends on a day off", "届满日遇假日顺延"},
    {"suspend", "how time away prolongs a term", "停用期间延长"},
    {"start_date", "what a term counts from", "起算日"},
    {"usage", "a term by use", "按使用量的期限"},
    {"part_warranty", "the term of a part put in", "更换部件的保修期"},
    {"repair_count", "repairs within a term", "维修次数"},
    {"pro_rata", "months used", "按月折算"},
    {"decide", "who pays for which line", "各项费用由谁承担"},
    {"depreciation", "depreciation", "折旧"},
    {"remedy", "rights under a law", "法定权利"},
    {"repair_days", "days in repair", "维修天数"},
    {"use_fee", "the fee for use", "使用补偿费"},
    {"assembly_remedy", "rights in an assembly", "总成的法定权利"},
    {"liability", "how long somebody is liable", "责任期"},
    {"rejection", "the right to reject", "拒收期"},
    {"presumption", "what is presumed, and until when", "推定期"},
    {"dispatch", "where a ticket is sent to", "派工去向"},
    {"triage", "the level of a ticket; the row {} means the policy's own", "判定级别；{} 表示策略自身的规则"},
};

static ending try_usage(const app *a)
{
    say(a, stdout,
        "usage: mend-desk policy try SECTION ROW [FACTS]\n"
        "ROW: JSON, @FILE, or a path in the policy such as fees/cards/example/travel; FACTS: JSON or @FILE.\n"
        "For example: mend-desk policy try travel '{\"zones\": [{\"upto\": \"15\", \"fee\": 3000}]}' '{\"km\": "
        "\"5.1\"}'\n"
        "docs/probe.md has the members of each row and the facts; sections:\n",
        "用法：mend-desk policy try 类别 规则 [事实]\n"
        "规则：JSON、@文件，或策略中的路径如 fees/cards/example/travel；事实：JSON 或 @文件。\n"
        "例如：mend-desk policy try travel '{\"zones\": [{\"upto\": \"15\", \"fee\": 3000}]}' '{\"km\": \"5.1\"}'\n"
        "各类规则的成员与事实见 docs/probe.md；类别：\n");
    for (size_t i = 0; i < sizeof try_sections / sizeof try_sections[0]; i++) {
        printf("  %-16s %s\n", try_sections[i].name, a->zh ? try_sections[i].zh : try_sections[i].en);
    }
    return END_DONE;
}

/* ---- the row and the facts ---- */

/* JSON as it stands, or out of a file; to be freed. */
static ending try_given(const app *a, const char *word, text *out)
{
    size_t len = 0;
    ending e = END_DONE;
    if (word[0] != '@') {
        text_add(out, word, MEND_NTS);
        return END_DONE;
    }
    char *bytes = file_read(a, word + 1, TRY_BYTES, &len, &e);
    if (bytes != NULL) {
        text_add(out, bytes, len);
        free(bytes);
    }
    return e;
}

/* Names of the members of an object, for whoever took a wrong turn. */
static void try_list_members(const view *v, json_node object)
{
    for (json_node n = json_first(&v->j, object); n != 0; n = json_next(&v->j, n)) {
        fprintf(stderr, "  %s\n", json_key(&v->j, n));
    }
}

/* The row at a path of the policy's document. */
static ending try_path(const view *v, const char *path, text *out)
{
    json_node at = v->root;
    size_t len;
    for (const char *p = path; *p != '\0';) {
        char name[160];
        size_t n = strcspn(p, "/");
        snprintf(name, sizeof name, "%.*s", (int)(n < 150 ? n : 150), p);
        json_node next = json_get(&v->j, at, name);
        if (next == 0) {
            ending e =
                fault_here(v->a, MEND_NOT_FOUND,
                           "the policy has no %s (at %s); there is:", "策略中没有 %s（在 %s 处）；现有：", path, name);
            try_list_members(v, at);
            return e;
        }
        at = next;
        p += n + (p[n] == '/');
    }
    const char *raw = json_raw(&v->j, at, &len);
    text_add(out, raw, len);
    return END_DONE;
}

static ending try_row(app *a, const mend_policy *policy, const char *word, text *out)
{
    view v;
    if (word[0] == '{' || word[0] == '@' || word[0] == ' ' || word[0] == '[') {
        return try_given(a, word, out);
    }
    ending e = view_open(&v, a, policy);
    e = e == END_DONE ? try_path(&v, word, out) : e;
    view_close(&v);
    return e;
}

/* ---- the answer ---- */

/* Where in which of the two texts it is wrong. */
static ending try_fault(const app *a, mend_status s, const mend_error *error)
{
    static const char *const en[] = {"the row", "the facts"}, *const zh[] = {"规则", "事实"};
    if (s == MEND_NOMEM || error->text[0] == '\0') {
        return fault_of(a, s, NULL);
    }
    if (error->document < 0 || error->document > 1) {
        return fault_here(a, s, "%s", "%s", error->text);
    }
    return fault_here(a, s, "%s, line %d, column %d (%s): %s", "%s，第 %d 行第 %d 列（%s）：%s",
                      a->zh ? zh[error->document] : en[error->document], (int)error->line, (int)error->column,
                      error->path, error->text);
}

/* A refusal's code as a sentence. */
static ending try_refused(app *a, const mend_policy *policy, const char *code)
{
    char reason[64];
    snprintf(reason, sizeof reason, "%s", code);
    request_begin_lang(a, "explain");
    text_member(&a->request, "reason", reason);
    ending e = request_call(a, policy);
    if (e == END_DONE) {
        say(a, stdout, "no answer: %s [%s]\n", "没有结果：%s [%s]\n", json_member(&a->answer, a->root, "text"), reason);
    }
    return e;
}

static ending try_print(app *a, const mend_policy *policy, const char *bytes, size_t len)
{
    json *j = &a->answer;
    size_t at = 0, raw_len;
    if (a->as_json) {
        printf("{\"status\":\"OK\",%s\n", bytes + 1);
        return END_DONE;
    }
    mend_status s = json_read(j, bytes, len, &at);
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    if (json_get(j, 1, "refused") != 0) {
        return try_refused(a, policy, json_member(j, 1, "refused"));
    }
    for (json_node n = json_first(j, 1); n != 0; n = json_next(j, n)) {
        const char *raw = json_raw(j, n, &raw_len);
        if (json_type(j, n) == 's') {
            printf("%s: %s\n", json_key(j, n), json_text(j, n));
        } else {
            printf("%s: %.*s\n", json_key(j, n), (int)raw_len, raw);
        }
    }
    return END_DONE;
}

static ending try_rule(app *a, const mend_policy *policy, text *row, text *facts)
{
    mend_error error = {.struct_size = sizeof error};
    mend_buf *out = NULL;
    size_t row_len = 0, facts_len = 0, len = 0;
    const char *words[] = {a->opt.words[2], a->opt.words[3], a->opt.word_count > 4 ? a->opt.words[4] : "{}"};
    ending e = try_row(a, policy, words[1], row);
    e = e == END_DONE ? try_given(a, words[2], facts) : e;
    if (e != END_DONE) {
        return e;
    }
    mend_status s = mend_buf_new(NULL, &out);
    if (s == MEND_OK && (row->status != MEND_OK || facts->status != MEND_OK)) {
        s = MEND_NOMEM;
    }
    if (s == MEND_OK) {
        const char *row_text = text_data(row, &row_len), *facts_text = text_data(facts, &facts_len);
        s = mend_probe(policy, words[0], MEND_NTS, row_text, row_len, facts_text, facts_len, out, &error);
    }
    if (s == MEND_OK) {
        const char *bytes = mend_buf_data(out, &len);
        e = try_print(a, policy, bytes, len);
    } else {
        e = try_fault(a, s, &error);
    }
    mend_buf_free(out);
    return e;
}

static ending try_look(app *a, const mend_policy *policy)
{
    text row, facts;
    mend_status s = text_new(&row);
    s = s == MEND_OK ? text_new(&facts) : s;
    if (s != MEND_OK) {
        text_free(&row);
        return fault_of(a, s, NULL);
    }
    ending e = try_rule(a, policy, &row, &facts);
    text_free(&row);
    text_free(&facts);
    return e;
}

ending policy_try(app *a)
{
    if (a->opt.word_count < 4) {
        ending e = try_usage(a);
        return a->opt.word_count == 2 ? e : END_USAGE;
    }
    return policy_with(a, try_look);
}
