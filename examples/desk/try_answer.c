/*
 * try_answer.c - the answer of a rule that was tried, a line for each member, see try_answer.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "try_answer.h"

#include <string.h>

typedef struct answering {
    app *a;
    const view *v;
    const char *section;
    const json *j;
    const answer_regimes *r;
    int exp;
    text *t;
} answering;

static void words(const answering *s, const char *en, const char *zh)
{
    put(s->v, s->t, en, zh);
}

static void begin(const answering *s, int depth)
{
    text_add(s->t, "        ", 2 * (size_t)depth);
}

static void end(const answering *s)
{
    text_add(s->t, "\n", 1);
}

/* ---- values ---- */

/* With the decimals that the row says, and then without a currency: it may be any. */
static void money(const answering *s, int64_t minor)
{
    char digits[40];
    if (s->exp < 0) {
        put_amount(s->v, s->t, minor);
        return;
    }
    int n = snprintf(digits, sizeof digits, "%0*lld", s->exp + (minor < 0 ? 2 : 1), (long long)minor);
    size_t whole = n > s->exp ? (size_t)(n - s->exp) : 0;
    text_add(s->t, digits, whole);
    text_add(s->t, ".", s->exp > 0 ? 1 : 0);
    text_add(s->t, digits + whole, MEND_NTS);
}

/* A reason by its code, as a sentence; the code where the library has none. */
static void reason(const answering *s, const char *code)
{
    mend_reason found;
    if (mend_reason_of(code, MEND_NTS, &found) != MEND_OK) {
        put_marked(s->t, code);
        return;
    }
    request_begin_lang(s->a, "explain");
    text_member(&s->a->request, "reason", code);
    if (request_call(s->a, s->v->policy) == END_DONE) {
        text_add(s->t, json_member(&s->a->answer, s->a->root, "text"), MEND_NTS);
    }
}

/* What is missing: a fact, "terms/" and the name of a term, "rules/" and that of a rule. */
static void fact(const answering *s, const char *name)
{
    if (strncmp(name, "rules/", 6) == 0) {
        words(s, "a figure of the rule: ", "规则所需数值：");
        answer_regime_label(s->v, s->t, s->r, ANSWER_RULE, name + 6);
    } else if (strncmp(name, "terms/", 6) == 0) {
        words(s, "how long this lasts: ", "期限长度：");
        if (!put_term(s->v, s->t, "term", name + 6)) {
            put_marked(s->t, name + 6);
        }
    } else {
        answer_regime_label(s->v, s->t, s->r, ANSWER_FACT, name);
    }
}

static bool is_figure(const char *word)
{
    return (word[0] >= '0' && word[0] <= '9') || word[0] == '-';
}

static void scalar(const answering *s, const answer_label *label, json_node n)
{
    const char *word = json_text(s->j, n);
    char type = json_type(s->j, n);
    answer_kind kind = label == NULL ? ANSWER_PLAIN : label->kind;
    if (type == 'n') {
        bool said = label != NULL && label->en_null != NULL;
        words(s, said ? label->en_null : "not known", said ? label->zh_null : "未知");
    } else if (type == 't' || type == 'f') {
        put_yes(s->v, s->t, type == 't');
    } else if (type == '0' && kind == ANSWER_MONEY) {
        money(s, json_int(s->j, n, 0));
    } else if (kind == ANSWER_REASON) {
        reason(s, word);
    } else if (kind == ANSWER_FACT) {
        fact(s, word);
    } else if (kind == ANSWER_RIGHT || kind == ANSWER_RULE || kind == ANSWER_REGIME) {
        answer_regime_label(s->v, s->t, s->r, kind, word);
    } else if (kind == ANSWER_WORD) {
        if (!put_term(s->v, s->t, label->set, word)) {
            put_marked(s->t, word);
        }
    } else if (type == '0' || is_figure(word)) {
        text_add(s->t, word, MEND_NTS);
        words(s, label == NULL ? "" : label->en_unit, label == NULL ? "" : label->zh_unit);
    } else {
        put_marked(s->t, word);
    }
}

static void array(const answering *s, const answer_label *label, json_node list)
{
    json_node first = json_first(s->j, list);
    bool parts = label != NULL && (label->kind == ANSWER_RULE || label->kind == ANSWER_RIGHT);
    words(s, first == 0 ? "nothing" : "", first == 0 ? "无" : "");
    for (json_node n = first; n != 0; n = json_next(s->j, n)) {
        words(s, n == first ? "" : parts ? "; " : ", ", n == first ? "" : parts ? "；" : "、");
        scalar(s, label, n);
    }
}

/* ---- members ---- */

/* Who pays: the customer, a choice of payers, or whoever the terms name. */
static void payer(const answering *s, const char *name)
{
    char choice[100];
    snprintf(choice, sizeof choice, "payer/%.64s", name);
    if (strcmp(name, "customer") == 0) {
        put_person(s->v, s->t, name);
    } else if (mend_policy_label(s->v->policy, MEND_KIND_CHOICE, choice, MEND_NTS, NULL, NULL) != NULL) {
        put_choice(s->v, s->t, "payer", name);
    } else {
        put_marked(s->t, name);
    }
}

/* What a member of an answer, or of the object under `parent`, is called. */
static void name_of(const answering *s, const char *parent, json_node n)
{
    const char *key = json_key(s->j, n);
    const answer_label *label = answer_label_of(s->section, key);
    bool own = strcmp(parent, "net") == 0 || strcmp(parent, "taxes") == 0; /* ids that somebody gave */
    if (strcmp(parent, "by_payer") == 0) {
        payer(s, key);
    } else if (strcmp(parent, "by_rate") == 0 && is_figure(key)) {
        text_add(s->t, key, MEND_NTS);
        words(s, " %", "%");
    } else if (strncmp(key, "over_", 5) == 0 && is_figure(key + 5)) {
        words(s, "More than ", "超过");
        text_add(s->t, key + 5, MEND_NTS);
        words(s, " days", "天");
    } else if (label != NULL && !own) {
        words(s, label->en, label->zh);
    } else if (strcmp(parent, "dates") != 0 || !put_term(s->v, s->t, "term", key)) {
        put_marked(s->t, key);
    }
}

/* of: the label of the object that it is a member of; NULL: it is a member of the answer. */
static void member(const answering *s, const char *parent, const answer_label *of, json_node n, int depth)
{
    const answer_label *own = answer_label_of(s->section, json_key(s->j, n));
    const answer_label *label = of != NULL && of->kind == ANSWER_MONEY ? of : own; /* money is made of money */
    begin(s, depth);
    name_of(s, parent, n);
    json_node first = json_type(s->j, n) == '{' && depth < 3 ? json_first(s->j, n) : 0;
    words(s, first == 0 ? ": " : ":", "：");
    if (json_type(s->j, n) == '[') {
        array(s, label, n);
    } else if (json_type(s->j, n) != '{') {
        scalar(s, label, n);
    } else if (first == 0) {
        words(s, "nothing", "无");
    }
    for (json_node k = first; k != 0; k = json_next(s->j, k)) {
        end(s);
        member(s, json_key(s->j, n), label, k, depth + 1);
    }
}

/* ---- sentences ---- */

/* Where in the law it stands. */
static void article_of(const answering *s, json_node n)
{
    const char *article = json_member(s->j, n, "article");
    if (article[0] != '\0') {
        bool number = is_figure(article);
        words(s, number ? " (article " : " (", number ? "（第" : "（");
        text_add(s->t, article, MEND_NTS);
        words(s, ")", number ? "条）" : "）");
    }
}

/* Reasons that bring their sentences. */
static void sentences(const answering *s, json_node list, int depth, const char *en, const char *zh)
{
    json_node first = json_first(s->j, list);
    if (first == 0) {
        return;
    }
    begin(s, depth);
    words(s, en, zh);
    words(s, ":\n", "：\n");
    for (json_node n = first; n != 0; n = json_next(s->j, n)) {
        begin(s, depth + 1);
        text_add(s->t, "- ", 2);
        text_add(s->t, json_member(s->j, n, "text"), MEND_NTS);
        article_of(s, n);
        end(s);
    }
}

/* A line of a member that is a label; of: the member whose name it is for. */
static void text_line(const answering *s, const char *key, const char *of, const char *en, const char *zh)
{
    const char *value = json_member(s->j, 1, key);
    if (value[0] != '\0') {
        words(s, en, zh);
        words(s, ": ", "：");
        if (strcmp(value, json_member(s->j, 1, of)) == 0) {
            put_marked(s->t, value);
        } else {
            text_add(s->t, value, MEND_NTS);
        }
        end(s);
    }
}

/* A line of names, of a kind with labels (0: none). */
static void names_line(const answering *s, const char *key, mend_kind kind, const char *set, const char *en,
                       const char *zh)
{
    json_node list = json_get(s->j, 1, key), first = json_first(s->j, list);
    char name[200];
    for (json_node n = first; n != 0; n = json_next(s->j, n)) {
        words(s, n == first ? en : "", n == first ? zh : "");
        words(s, n == first ? ": " : ", ", n == first ? "：" : "、");
        snprintf(name, sizeof name, "%s%.100s", set, json_text(s->j, n));
        if (kind == 0) {
            put_marked(s->t, name);
        } else {
            put_label(s->v, s->t, kind, name);
        }
    }
    if (first != 0) {
        end(s);
    }
}

/* ---- sections with answers of their own shape ---- */

static void tell_triage(const answering *s)
{
    json_node force = json_get(s->j, 1, "in_force");
    text_line(s, "label", "level", "Level", "级别");
    if (force != 0) {
        words(s, "In force until somebody judges again: ", "重新判定之前仍为：");
        text_add(s->t, json_member(s->j, force, "label"), MEND_NTS);
        end(s);
    }
    sentences(s, json_get(s->j, 1, "reasons"), 0, "Because", "理由");
    sentences(s, json_get(s->j, 1, "others"), 0, "Rules without effect", "未起作用的规则");
}

static void tell_candidates(const answering *s)
{
    json_node list = json_get(s->j, 1, "candidates"), first = json_first(s->j, list);
    words(s, first == 0 ? "" : "Candidates, the best first:\n", first == 0 ? "" : "人选（优先者在前）：\n");
    for (json_node n = first; n != 0; n = json_next(s->j, n)) {
        bool fits = json_true(s->j, json_get(s->j, n, "fits"));
        const char *grade = json_member(s->j, n, "grade");
        text_add(s->t, "  - ", MEND_NTS);
        put_marked(s->t, json_member(s->j, n, "id"));
        words(s, fits ? ": fits" : ": does not fit", fits ? "：符合" : "：不符合");
        if (grade[0] != '\0') {
            words(s, ", ", "，");
            put_label(s->v, s->t, MEND_KIND_GRADE, grade);
        }
        words(s, ", tickets in hand: ", "，在手工单数：");
        text_add(s->t, json_member(s->j, n, "load"), MEND_NTS);
        end(s);
        json_node reasons = json_get(s->j, n, "reasons");
        for (json_node k = json_first(s->j, reasons); k != 0; k = json_next(s->j, k)) {
            text_add(s->t, "      ", MEND_NTS);
            text_add(s->t, json_member(s->j, k, "text"), MEND_NTS);
            end(s);
        }
    }
}

static void tell_dispatch(const answering *s)
{
    const char *region = json_member(s->j, 1, "region"), *language = json_member(s->j, 1, "language");
    text_line(s, "label", "department", "Department", "责任部门");
    names_line(s, "also", MEND_KIND_CHOICE, "department/", "Or", "也可派往");
    text_line(s, "grade_label", "grade", "Grade, at least", "等级不低于");
    names_line(s, "lead", MEND_KIND_ROLE, "", "Led by", "由以下角色牵头");
    names_line(s, "roles", MEND_KIND_ROLE, "", "Roles", "角色");
    names_line(s, "skills", 0, "", "Skills", "所需技能");
    if (region[0] != '\0') {
        words(s, "Region: ", "区域：");
        put_marked(s->t, region);
        end(s);
    }
    if (language[0] != '\0') {
        words(s, "Language: ", "语言：");
        if (!put_term(s->v, s->t, "language", language)) {
            put_marked(s->t, language);
        }
        end(s);
    }
    sentences(s, json_get(s->j, 1, "reasons"), 0, "Because", "理由");
    sentences(s, json_get(s->j, 1, "others"), 0, "Routes without effect", "未采用的路线");
    tell_candidates(s);
}

static void tell_case(const answering *s)
{
    static const answer_label price = {"", "price", ANSWER_MONEY, "", "", "", "", "", NULL, NULL};
    json_node facts = json_get(s->j, 1, "facts");
    words(s, "The case as it was found:\n", "据以判断的事实：\n");
    for (json_node n = json_first(s->j, facts); n != 0; n = json_next(s->j, n)) {
        text_add(s->t, "  - ", MEND_NTS);
        fact(s, json_key(s->j, n));
        words(s, ": ", "：");
        scalar(s, strcmp(json_key(s->j, n), "price") == 0 ? &price : NULL, n);
        end(s);
    }
}

static void tell_rights(const answering *s)
{
    static const char *const members[] = {"age", "fee", "refund"};
    json_node refused = json_get(s->j, 1, "refused"), rights = json_get(s->j, 1, "rights");
    if (json_get(s->j, 1, "row") == 0) {
        words(s, "No rules are about this case.\n", "没有适用的规定。\n");
    } else {
        text_line(s, "label", "row", "Rules", "规定");
        text_line(s, "law", "regime", "Law", "依据");
        tell_case(s);
    }
    if (refused != 0) {
        words(s, "No answer: ", "没有结果：");
        text_add(s->t, json_member(s->j, refused, "text"), MEND_NTS);
        end(s);
    } else if (rights != 0) {
        words(s, "The customer may ask for: ", "客户可以要求：");
        words(s, json_first(s->j, rights) == 0 ? "nothing" : "", json_first(s->j, rights) == 0 ? "无" : "");
        for (json_node n = json_first(s->j, rights); n != 0; n = json_next(s->j, n)) {
            words(s, n == json_first(s->j, rights) ? "" : "; ", n == json_first(s->j, rights) ? "" : "；");
            text_add(s->t, json_member(s->j, n, "label"), MEND_NTS);
        }
        end(s);
    }
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        json_node n = json_get(s->j, 1, members[i]);
        if (n != 0) {
            member(s, "", NULL, n, 0);
            end(s);
        }
    }
    sentences(s, json_get(s->j, 1, "reasons"), 0, "Because", "理由");
    sentences(s, json_get(s->j, 1, "missing"), 0, "Provisional, for want of", "以下不明，仅为暂时结论");
    sentences(s, json_get(s->j, 1, "others"), 0, "Rules that do not apply", "不适用的规定");
}

/* One line of the bill: who pays what of it, and what each term said. */
static void tell_line(const answering *s, json_node line)
{
    json_node shares = json_get(s->j, line, "shares"), trail = json_get(s->j, line, "trail");
    text_add(s->t, "  - ", MEND_NTS);
    put_marked(s->t, json_member(s->j, line, "id"));
    words(s, ": ", "：");
    put_term(s->v, s->t, "line", json_member(s->j, line, "status"));
    for (json_node n = json_first(s->j, shares); n != 0; n = json_next(s->j, n)) {
        const char *term = json_member(s->j, n, "term");
        words(s, ", ", "，");
        payer(s, json_member(s->j, n, "payer"));
        words(s, " pays ", "承担");
        money(s, json_int(s->j, json_get(s->j, n, "amount"), 0));
        if (term[0] != '\0') {
            words(s, " by ", "（依据");
            put_marked(s->t, term);
            words(s, "", "）");
        }
    }
    end(s);
    for (json_node n = json_first(s->j, trail); n != 0; n = json_next(s->j, n)) {
        json_node term = json_first(s->j, n);
        text_add(s->t, "      ", MEND_NTS);
        put_marked(s->t, json_text(s->j, term));
        words(s, ": ", "：");
        reason(s, json_text(s->j, json_next(s->j, term)));
        end(s);
    }
}

/* Which rule of a law gave which rights. */
static void tell_trail(const answering *s, json_node trail)
{
    static const answer_label rights = {"", "rights", ANSWER_RIGHT, "", "", "", "", "", NULL, NULL};
    bool none = json_first(s->j, trail) == 0;
    words(s, none ? "By these rules: nothing\n" : "By these rules:\n", none ? "依据的规则：无\n" : "依据的规则：\n");
    for (json_node n = json_first(s->j, trail); n != 0; n = json_next(s->j, n)) {
        text_add(s->t, "  - ", MEND_NTS);
        answer_regime_label(s->v, s->t, s->r, ANSWER_RULE, json_member(s->j, n, "code"));
        article_of(s, n);
        words(s, ": ", "：");
        array(s, &rights, json_get(s->j, n, "rights"));
        end(s);
    }
}

/* ---- the whole ---- */

static void tell_members(const answering *s)
{
    for (json_node n = json_first(s->j, 1); n != 0; n = json_next(s->j, n)) {
        const char *key = json_key(s->j, n);
        if (strcmp(key, "lines") == 0) {
            words(s, "Lines:\n", "各项：\n");
            for (json_node k = json_first(s->j, n); k != 0; k = json_next(s->j, k)) {
                tell_line(s, k);
            }
        } else if (strcmp(key, "trail") == 0) {
            tell_trail(s, n);
        } else {
            member(s, "", NULL, n, 0);
            end(s);
        }
    }
}

void try_answer(app *a, const view *v, const char *section, const json *answer, const answer_regimes *r, int exp,
                text *t)
{
    static const struct {
        const char *section;
        void (*tell)(const answering *s);
    } shapes[] = {{"triage", tell_triage}, {"dispatch", tell_dispatch}, {"rights", tell_rights}};
    const answering s = {a, v, section, answer, r, exp, t};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        if (strcmp(shapes[i].section, section) == 0) {
            shapes[i].tell(&s);
            return;
        }
    }
    tell_members(&s);
}
