/*
 * quote.c - what a ticket costs, and who pays for which line: quote, coverage.
 *
 * Both are made from the ticket with its unit and contracts as they are stored, and change nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "labels.h"
#include "money.h"
#include "screen.h"

#include <string.h>

/* What one of these commands works with. */
typedef struct quoting {
    const mend_policy *policy;
    mend_quote *quote;
    char currency[4];
} quoting;

/* The kind --kind names; an estimate without it. */
static ending kind_of(const app *a, mend_quote_kind *kind)
{
    const char *word = a->opt.value[OPT_KIND], *name;
    const char *names[8] = {NULL};
    *kind = MEND_QUOTE_ESTIMATE;
    for (mend_quote_kind k = MEND_QUOTE_ESTIMATE; (name = mend_quote_kind_name(k)) != NULL && k < 8; k++) {
        names[k - 1] = name;
        if (word != NULL && strcmp(word, name) == 0) {
            *kind = k;
            return END_DONE;
        }
    }
    if (word == NULL) {
        return END_DONE;
    }
    const char *guess = options_guess(word, names);
    if (guess != NULL) {
        complain(a, "--kind: there is no kind %s; did you mean %s?", "--kind：没有 %s；是否指 %s？", word, guess);
    } else {
        complain(a, "--kind: expected estimate, final, declined or cancelled, found %s",
                 "--kind：应为 estimate、final、declined 或 cancelled，实为 %s", word);
    }
    return END_USAGE;
}

/* Why no quote can be made, in the policy's words as far as it has any. */
static ending refused(const app *a, const quoting *q, const mend_error *error)
{
    const char *path = "", *what = mend_reason_name(mend_quote_refusal(q->quote, &path, NULL));
    if (what == NULL) {
        return fault_of(a, error->status, error->text);
    }
    return fault_here(a, MEND_REFUSED, "no quote can be made of this ticket: %s%s%s", "无法为该工单报价：%s%s%s", what,
                      path == NULL || path[0] == '\0' ? "" : " ", path == NULL ? "" : path);
}

static ending make(app *a, const char *key, quoting *q)
{
    mend_quote_kind kind;
    mend_error error = {.struct_size = sizeof error};
    ending e = kind_of(a, &kind);
    if (e != END_DONE) {
        return e;
    }
    q->policy = ticket_policy(a, key);
    money_currency(q->policy, q->currency);
    mend_status s = mend_quote_new(NULL, &q->quote);
    s = s == MEND_OK ? mend_desk_quote(a->desk, key, MEND_NTS, kind, a->now, q->quote, &error) : s;
    if (s == MEND_OK) {
        return END_DONE;
    }
    if (s == MEND_NOT_FOUND && q->policy != NULL) {
        return fault_here(a, MEND_UNSUPPORTED, "the ticket's policy has no prices (no section \"fees\")",
                          "该工单的策略没有收费标准（无 fees 一节）");
    }
    return s == MEND_REFUSED ? refused(a, q, &error) : fault_with(a, s, &error);
}

/* Reads the document into a->answer, or with --json prints it as the door would. */
static ending take(app *a, const quoting *q, bool coverage)
{
    size_t len = 0, at = 0;
    mend_buf_clear(a->reply);
    mend_status s = coverage ? mend_quote_coverage(q->quote, q->policy, a->lang, a->reply)
                             : mend_quote_write(q->quote, q->policy, a->lang, a->reply);
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    const char *bytes = mend_buf_data(a->reply, &len);
    if (a->as_json) {
        printf("{\"status\":\"OK\",%s\n", bytes + 1);
    }
    s = json_read(&a->answer, bytes, len, &at);
    a->root = 1;
    return s == MEND_OK ? END_DONE : fault_of(a, s, NULL);
}

/* ---- for people ---- */

static const char *payer_label(const app *a, const quoting *q, const char *payer)
{
    return label_choice(a, q->policy, "payer", payer);
}

/* Who pays what of a line: "Maker 35.00, Customer 50.00". */
static void print_shares(const app *a, const quoting *q, json_node line)
{
    const json *j = &a->answer;
    char amount[MONEY_TEXT];
    bool first = true;
    for (json_node n = json_first(j, json_get(j, line, "shares")); n != 0; n = json_next(j, n)) {
        const char *shown = money_show(json_int(j, json_get(j, n, "amount"), 0), q->currency, false, amount);
        printf("%s%s %s", first ? "  " : ", ", payer_label(a, q, json_member(j, n, "payer")), shown);
        first = false;
    }
    fputc('\n', stdout);
}

static void print_line(const app *a, const quoting *q, json_node line)
{
    const json *j = &a->answer;
    char amount[MONEY_TEXT], quantity[64];
    const char *label = json_member(j, line, "label");
    if (label[0] == '\0') {
        label = json_member(j, line, "item");
    }
    snprintf(quantity, sizeof quantity, "%s", json_member(j, line, "quantity"));
    money_show(json_int(j, json_get(j, line, "net"), 0), q->currency, false, amount);
    fputs("  ", stdout);
    screen_cell(stdout, json_member(j, line, "id"), 14, true, DIM, a->colours);
    fputs("  ", stdout);
    screen_cell(stdout, label, 28, true, PLAIN, a->colours);
    printf(" %6s  %12s", quantity, amount);
    print_shares(a, q, line);
}

/* What one payer's document comes to. */
static void print_document(const app *a, const quoting *q, json_node document)
{
    const json *j = &a->answer;
    char total[MONEY_TEXT], tax[MONEY_TEXT], off[MONEY_TEXT];
    int64_t discount = json_int(j, json_get(j, document, "discount"), 0);
    money_show(json_int(j, json_get(j, document, "total"), 0), q->currency, true, total);
    money_show(json_int(j, json_get(j, document, "tax"), 0), q->currency, false, tax);
    money_show(discount, q->currency, false, off);
    say(a, stdout, "%s: %s, tax %s%s%s\n", "%s：%s，税额 %s%s%s\n",
        payer_label(a, q, json_member(j, document, "payer")), total, tax,
        discount == 0 ? ""
        : a->zh       ? "，已减 "
                      : ", taken off ",
        discount == 0 ? "" : off);
}

static void print_due(const app *a, const quoting *q)
{
    const json *j = &a->answer;
    char paid[MONEY_TEXT], due[MONEY_TEXT], credited[MONEY_TEXT];
    json_node totals = json_get(j, a->root, "totals");
    int64_t owed = json_int(j, json_get(j, totals, "due"), 0);
    int64_t taken_back = json_int(j, json_get(j, totals, "credit_notes"), 0);
    money_show(json_int(j, json_get(j, totals, "paid"), 0), q->currency, false, paid);
    money_show(owed, q->currency, true, due);
    if (taken_back != 0) {
        money_show(taken_back, q->currency, false, credited);
        say(a, stdout, "Credited %s, ", "已冲减 %s，", credited);
    }
    say(a, stdout, "Paid %s, due %s\n", "已付 %s，应付 %s\n", paid, due);
    money_words(a, owed, q->currency);
}

/* What was not known. */
static void print_missing(const app *a)
{
    const json *j = &a->answer;
    for (json_node n = json_first(j, json_get(j, a->root, "missing")); n != 0; n = json_next(j, n)) {
        printf("  ! %s\n", json_member(j, n, "text"));
    }
}

static const char *kind_label(const app *a, const char *kind)
{
    static const char *const words[][3] = {{"estimate", "Estimate", "报价"},
                                           {"final", "Bill", "结算"},
                                           {"declined", "If the customer declines", "客户不修"},
                                           {"cancelled", "If the customer cancels", "客户取消"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], kind) == 0) {
            return a->zh ? words[i][2] : words[i][1];
        }
    }
    return kind;
}

static void print_quote(const app *a, const quoting *q)
{
    const json *j = &a->answer;
    const char *until = json_member(j, a->root, "valid_until");
    say(a, stdout, "%s of %s%s%s\n", "%s（%s）%s%s\n", kind_label(a, json_member(j, a->root, "kind")),
        json_member(j, a->root, "day"),
        until[0] == '\0' ? ""
        : a->zh          ? "，有效期至 "
                         : ", valid until ",
        until);
    for (json_node n = json_first(j, json_get(j, a->root, "lines")); n != 0; n = json_next(j, n)) {
        print_line(a, q, n);
    }
    for (json_node n = json_first(j, json_get(j, a->root, "documents")); n != 0; n = json_next(j, n)) {
        print_document(a, q, n);
    }
    print_due(a, q);
    print_missing(a);
}

static void print_coverage(const app *a, const quoting *q)
{
    const json *j = &a->answer;
    char amount[MONEY_TEXT];
    for (json_node n = json_first(j, json_get(j, a->root, "lines")); n != 0; n = json_next(j, n)) {
        print_line(a, q, n);
        for (json_node t = json_first(j, json_get(j, n, "trail")); t != 0; t = json_next(j, t)) {
            const char *label = json_member(j, t, "label");
            printf(a->zh ? "      %s：%s\n" : "      %s: %s\n", label[0] == '\0' ? json_member(j, t, "term") : label,
                   json_member(j, t, "text"));
        }
    }
    for (json_node n = json_first(j, json_get(j, a->root, "by_payer")); n != 0; n = json_next(j, n)) {
        printf("%s%s%s\n", payer_label(a, q, json_key(j, n)), a->zh ? "：" : ": ",
               money_show(json_int(j, n, 0), q->currency, true, amount));
    }
    print_missing(a);
}

static ending run(app *a, bool coverage)
{
    text key;
    quoting q = {NULL, NULL, ""};
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE) {
        e = make(a, text_data(&key, NULL), &q);
    }
    if (e == END_DONE) {
        e = take(a, &q, coverage);
    }
    if (e == END_DONE && !a->as_json) {
        if (coverage) {
            print_coverage(a, &q);
        } else {
            print_quote(a, &q);
        }
    }
    mend_quote_free(q.quote);
    text_free(&key);
    return e;
}

ending run_quote(app *a)
{
    return run(a, false);
}

ending run_coverage(app *a)
{
    return run(a, true);
}
