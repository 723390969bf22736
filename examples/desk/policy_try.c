/*
 * policy_try.c - mend-desk policy try: one row of rules against facts.
 *
 * A row is JSON, @FILE with JSON, or the path of one in the policy: fees/cards/example/travel. Facts are JSON or @FILE.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "policy.h"
#include "try_answer.h"

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
    {"rights", "what a customer may ask for; the row {} means the policy's own", "客户权利；{} 表示策略自身的规则"},
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

/* The row at a path of the policy's document. */
static ending try_path(const view *v, const char *path, text *out)
{
    json_node at = v->root;
    size_t len;
    for (const char *p = path; *p != '\0';) {
        char name[160], known[600];
        const char *names[200] = {NULL};
        size_t n = strcspn(p, "/"), count = 0;
        snprintf(name, sizeof name, "%.*s", (int)(n < 150 ? n : 150), p);
        json_node next = json_get(&v->j, at, name);
        if (next == 0) {
            for (json_node m = json_first(&v->j, at); m != 0 && count < 199; m = json_next(&v->j, m)) {
                names[count++] = json_key(&v->j, m);
            }
            return fault_here(v->a, MEND_NOT_FOUND, "the policy has no %s (at %s)%s", "策略中没有 %s（在 %s 处）%s",
                              path, name, meant_name(v->a, name, names, known, sizeof known));
        }
        at = next;
        p += n + (p[n] == '/');
    }
    const char *raw = json_raw(&v->j, at, &len);
    text_add(out, raw, len);
    return END_DONE;
}

static ending try_row(const view *v, const char *word, text *out)
{
    bool given = word[0] == '{' || word[0] == '@' || word[0] == ' ' || word[0] == '[';
    return given ? try_given(v->a, word, out) : try_path(v, word, out);
}

/* ---- the answer ---- */

/* What is being tried. */
typedef struct trying {
    app *a;
    const view *v;
    const char *words[3]; /* as they were given: section, row, facts */
    text row, facts;
} trying;

/* Where in which of the two texts it is wrong; a file is called by its name. */
static ending try_fault(const trying *t, mend_status s, const mend_error *error)
{
    static const char *const whats[2][2] = {{"the row", "规则"}, {"the facts", "事实"}};
    const app *a = t->a;
    char said[600], what[400];
    if (s == MEND_NOMEM || error->text[0] == '\0') {
        return fault_of(a, s, NULL);
    }
    const char *words = fault_words(a, error->text, said, sizeof said);
    if (error->document < 0 || error->document > 1) {
        return fault_here(a, s, "%s", "%s", words);
    }
    const char *given = t->words[1 + error->document], *name = whats[error->document][a->zh ? 1 : 0];
    bool plain = given[0] == '{' || given[0] == '[' || given[0] == ' ';
    bool named = !plain && (given[0] == '@' || error->document == 0);
    snprintf(what, sizeof what, !named ? "%s" : a->zh ? "%s %.300s" : "%s %.300s", name, given + (given[0] == '@'));
    return fault_here(a, s, "%s, line %d, column %d (%s): %s", "%s，第 %d 行第 %d 列（%s）：%s", what, (int)error->line,
                      (int)error->column, error->path, words);
}

/* Of amounts, where the row says so itself; -1: it does not. */
static int try_decimals(const text *row)
{
    json j = {0};
    size_t len = 0, at = 0;
    const char *bytes = text_data(row, &len);
    int64_t exp = json_read(&j, bytes, len, &at) == MEND_OK ? json_int(&j, json_get(&j, 1, "exp"), -1) : -1;
    json_free(&j);
    return exp < 0 || exp > 9 ? -1 : (int)exp;
}

/* Once more at the door, which speaks the language of the desk; out: the answer. */
static ending try_again(const trying *t, text *out)
{
    app *a = t->a;
    size_t len = 0;
    request_begin_lang(a, "probe");
    text_member(&a->request, "section", t->words[0]);
    text_add(&a->request, ",\"row\":", MEND_NTS);
    const char *row = text_data(&t->row, &len);
    text_add(&a->request, row, len);
    text_add(&a->request, ",\"facts\":", MEND_NTS);
    const char *facts = text_data(&t->facts, &len);
    text_add(&a->request, facts, len);
    ending e = request_call(a, t->v->policy);
    if (e == END_DONE) {
        const char *raw = json_raw(&a->answer, json_get(&a->answer, a->root, "out"), &len);
        text_add(out, raw, len);
    }
    return e;
}

/* A refusal's code as a sentence. */
static ending try_refused(const trying *t, const char *code)
{
    app *a = t->a;
    char said[64];
    snprintf(said, sizeof said, "%s", code);
    if (strcmp(said, "UNKNOWN_STAGE") == 0) { /* no reason of the library's */
        say(a, stdout, "No answer: the table says nothing about that stage. [%s]\n",
            "没有结果：取消费表中没有该阶段的规定。[%s]\n", said);
        return END_DONE;
    }
    request_begin_lang(a, "explain");
    text_member(&a->request, "reason", said);
    ending e = request_call(a, t->v->policy);
    if (e == END_DONE) {
        say(a, stdout, "No answer: %s [%s]\n", "没有结果：%s [%s]\n", json_member(&a->answer, a->root, "text"), said);
    }
    return e;
}

static ending try_print(const trying *t, const json *answer)
{
    answer_regimes regimes;
    text out;
    size_t len = 0;
    const char *row = text_data(&t->row, &len);
    mend_status s = answer_regimes_open(&regimes, row, len);
    s = s == MEND_OK && strcmp(t->words[0], "rights") == 0
            ? answer_regimes_named(&regimes, json_member(answer, 1, "regime"))
            : s;
    mend_status made = text_new(&out);
    s = s == MEND_OK ? made : s;
    if (s == MEND_OK) {
        try_answer(t->a, t->v, t->words[0], answer, &regimes, try_decimals(&t->row), &out);
        s = out.status;
    }
    if (s == MEND_OK) {
        fputs(text_data(&out, NULL), stdout);
    }
    text_free(&out);
    answer_regimes_close(&regimes);
    return s == MEND_OK ? END_DONE : fault_of(t->a, s, NULL);
}

/* The answer in the language of the desk: for programs as it is, else in words. */
static ending try_tell(const trying *t, json *answer)
{
    text again;
    size_t len = 0, at = 0;
    bool wanted = t->a->as_json;
    if (text_new(&again) != MEND_OK) {
        return fault_of(t->a, MEND_NOMEM, NULL);
    }
    t->a->as_json = false; /* the door's own reply is not the answer */
    ending e = try_again(t, &again);
    t->a->as_json = wanted;
    if (e == END_DONE && again.status != MEND_OK) {
        e = fault_of(t->a, again.status, NULL);
    }
    const char *bytes = text_data(&again, &len);
    if (e == END_DONE && wanted) {
        printf("{\"status\":\"OK\",%s\n", bytes + 1);
    } else if (e == END_DONE) {
        mend_status s = json_read(answer, bytes, len, &at);
        e = s == MEND_OK ? try_print(t, answer) : fault_of(t->a, s, NULL);
    }
    text_free(&again);
    return e;
}

/* What came of it, or the code of why nothing did. */
static ending try_say(const trying *t, const char *bytes, size_t len)
{
    json answer = {0};
    size_t at = 0;
    ending e = END_DONE;
    mend_status s = json_read(&answer, bytes, len, &at);
    json_node refused = json_get(&answer, 1, "refused");
    if (s != MEND_OK) {
        e = fault_of(t->a, s, NULL);
    } else if (json_type(&answer, refused) != 's') {
        e = try_tell(t, &answer);
    } else if (t->a->as_json) {
        printf("{\"status\":\"OK\",%s\n", bytes + 1);
    } else {
        e = try_refused(t, json_text(&answer, refused));
    }
    json_free(&answer);
    return e;
}

/* A row without members stands for the policy's own section, which there has to be. */
static ending try_own_section(const trying *t)
{
    static const char *const own[] = {"triage", "dispatch", "rights"};
    json row = {0};
    size_t len = 0, at = 0;
    const char *bytes = text_data(&t->row, &len), *section = t->words[0];
    bool asked = false,
         empty = json_read(&row, bytes, len, &at) == MEND_OK && json_type(&row, 1) == '{' && json_first(&row, 1) == 0;
    json_free(&row);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        asked = asked || strcmp(own[i], section) == 0;
    }
    if (!asked || !empty || json_get(&t->v->j, t->v->root, section) != 0) {
        return END_DONE;
    }
    return fault_here(t->a, MEND_NOT_FOUND, "the policy has no section %s of its own; give a row instead of {}",
                      "策略中没有 %s 部分；请给出规则以代替 {}", section);
}

/* mend_probe() says in which of the two something is wrong, and where. */
static ending try_rule(trying *t)
{
    mend_error error = {.struct_size = sizeof error};
    mend_buf *out = NULL;
    size_t row_len = 0, facts_len = 0, len = 0;
    ending e = try_row(t->v, t->words[1], &t->row);
    e = e == END_DONE ? try_given(t->a, t->words[2], &t->facts) : e;
    e = e == END_DONE ? try_own_section(t) : e;
    if (e != END_DONE) {
        return e;
    }
    mend_status s = mend_buf_new(NULL, &out);
    if (s == MEND_OK && (t->row.status != MEND_OK || t->facts.status != MEND_OK)) {
        s = MEND_NOMEM;
    }
    if (s == MEND_OK) {
        const char *row = text_data(&t->row, &row_len), *facts = text_data(&t->facts, &facts_len);
        s = mend_probe(t->v->policy, t->words[0], MEND_NTS, row, row_len, facts, facts_len, out, &error);
    }
    if (s == MEND_OK) {
        const char *bytes = mend_buf_data(out, &len);
        e = try_say(t, bytes, len);
    } else {
        e = try_fault(t, s, &error);
    }
    mend_buf_free(out);
    return e;
}

static ending try_look(app *a, const mend_policy *policy)
{
    view v;
    trying t = {a, &v, {a->opt.words[2], a->opt.words[3], a->opt.word_count > 4 ? a->opt.words[4] : "{}"}, {0}, {0}};
    ending e = view_open(&v, a, policy);
    if (e != END_DONE) {
        return e;
    }
    mend_status row = text_new(&t.row), facts = text_new(&t.facts);
    e = row == MEND_OK && facts == MEND_OK ? try_rule(&t) : fault_of(a, MEND_NOMEM, NULL);
    text_free(&t.row);
    text_free(&t.facts);
    view_close(&v);
    return e;
}

/* Whether there is such a section; else a complaint with what may have been meant. */
static ending try_known(const app *a, const char *section)
{
    enum { COUNT = sizeof try_sections / sizeof try_sections[0] };
    const char *names[COUNT + 1] = {NULL};
    char known[900];
    for (size_t i = 0; i < COUNT; i++) {
        names[i] = try_sections[i].name;
        if (strcmp(names[i], section) == 0) {
            return END_DONE;
        }
    }
    return fault_here(a, MEND_NOT_FOUND, "there is no kind of rule %s%s", "没有规则类别 %s%s", section,
                      meant_name(a, section, names, known, sizeof known));
}

ending policy_try(app *a)
{
    if (a->opt.word_count < 4) {
        ending e = try_usage(a);
        return a->opt.word_count == 2 ? e : END_USAGE;
    }
    ending e = try_known(a, a->opt.words[2]);
    return e == END_DONE ? policy_with(a, try_look) : e;
}
