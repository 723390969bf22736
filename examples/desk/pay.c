/*
 * pay.c - the customer's word and money: authorise, pay.
 *
 * Which action of the policy is meant is seen from its form: the one that takes rows of "authorisations", or of
 * "payments". What a row has to have and the policy leaves one choice for need not be said.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "money.h"
#include "labels.h"

#include <string.h>

/* What is about to be done. */
typedef struct doing {
    const mend_policy *policy;
    const char *list; /* "payments" */
    text key, action, fields;
    size_t first; /* of the words that give columns */
    char currency[4];
} doing;

static ending doing_begin(app *a, doing *d, const char *list, size_t first)
{
    *d = (doing){.list = list, .first = first};
    ending e = ticket_key(a, a->opt.words[1], &d->key);
    if (e == END_DONE && (text_new(&d->action) != MEND_OK || text_new(&d->fields) != MEND_OK)) {
        e = fault_of(a, MEND_NOMEM, NULL);
    }
    if (e == END_DONE) {
        d->policy = ticket_policy(a, text_data(&d->key, NULL));
        money_currency(d->policy, d->currency);
    }
    return e;
}

static void doing_end(doing *d)
{
    text_free(&d->key);
    text_free(&d->action);
    text_free(&d->fields);
}

/* ---- fields ---- */

static void add_field(const app *a, doing *d, const char *path, size_t path_len, const char *value)
{
    size_t len = 0;
    (void)text_data(&d->fields, &len);
    if (len > 0) {
        text_add(&d->fields, ",", 1);
    }
    char named[600];
    snprintf(named, sizeof named, "%.*s", path_len == MEND_NTS ? (int)strlen(path) : (int)path_len, path);
    text_string(&d->fields, named, MEND_NTS);
    text_add(&d->fields, ":", 1);
    text_string(&d->fields, label_choice_called(a, d->policy, named, value), MEND_NTS);
}

static void add_column(const app *a, doing *d, const char *column, const char *value)
{
    char path[512];
    snprintf(path, sizeof path, "%s/+1/%s", d->list, column);
    add_field(a, d, path, MEND_NTS, value);
}

/* Whether a word of the command line gives this column. */
static bool is_given(const app *a, const doing *d, const char *column)
{
    size_t len = strlen(column);
    for (size_t i = d->first; i < a->opt.word_count; i++) {
        if (strncmp(a->opt.words[i], column, len) == 0 && a->opt.words[i][len] == '=') {
            return true;
        }
    }
    return false;
}

/* Words are columns of the row; one that is none of its columns is a field of the ticket, or has a path. */
static ending add_words(app *a, doing *d)
{
    for (size_t i = d->first; i < a->opt.word_count; i++) {
        const char *word = a->opt.words[i], *equals = word_equals(a, word);
        char path[200];
        int32_t id;
        if (equals == NULL) {
            return END_USAGE;
        }
        int len = snprintf(path, sizeof path, "%s/%.*s", d->list, (int)(equals - word), word);
        bool column = len < (int)sizeof path && mend_field_of(path, MEND_NTS, &id) == MEND_OK;
        if (column) {
            snprintf(path, sizeof path, "%.*s", (int)(equals - word), word);
            add_column(a, d, path, equals + 1);
        } else {
            add_field(a, d, word, (size_t)(equals - word), equals + 1);
        }
    }
    return END_DONE;
}

/* ---- the action ---- */

static json_node form_of(const json *j, json_node action, const char *list)
{
    for (json_node n = json_first(j, json_get(j, action, "form")); n != 0; n = json_next(j, n)) {
        if (strcmp(json_member(j, n, "field"), list) == 0) {
            return n;
        }
    }
    return 0;
}

/* The only choice of a column, "" if there are more. */
static const char *only_choice(const json *j, json_node column)
{
    json_node choice = json_first(j, json_get(j, column, "choices"));
    bool only = choice != 0 && json_next(j, choice) == 0;
    return !only ? "" : json_type(j, choice) == 's' ? json_text(j, choice) : json_member(j, choice, "choice");
}

static bool has_choice(const json *j, json_node column, const char *name)
{
    for (json_node n = json_first(j, json_get(j, column, "choices")); n != 0; n = json_next(j, n)) {
        if (strcmp(json_type(j, n) == 's' ? json_text(j, n) : json_member(j, n, "choice"), name) == 0) {
            return true;
        }
    }
    return false;
}

/* Columns that must be there and leave no choice; `usual` is the choice of the column "kind" otherwise. */
static void add_obvious(const app *a, doing *d, json_node form, const char *usual)
{
    const json *j = &a->answer;
    for (json_node c = json_first(j, json_get(j, form, "columns")); c != 0; c = json_next(j, c)) {
        const char *name = json_member(j, c, "field"), *only = only_choice(j, c);
        bool must = strcmp(json_member(j, c, "need"), "optional") != 0;
        if (is_given(a, d, name) || !must) {
            continue;
        }
        if (only[0] != '\0') {
            add_column(a, d, name, only);
        } else if (usual != NULL && strcmp(name, "kind") == 0 && has_choice(j, c, usual)) {
            add_column(a, d, name, usual);
        }
    }
}

/* Finds the action by its form, one that is open or lacks something only before one of the wrong role. */
static ending find_action(app *a, doing *d, const char *usual)
{
    request_begin_lang(a, "actions");
    text_member(&a->request, "key", text_data(&d->key, NULL));
    ending e = request_args_fields(a, NULL, "");
    e = e == END_DONE ? request_send(a, true) : e;
    if (e != END_DONE) {
        return e;
    }
    const json *j = &a->answer;
    json_node found = 0;
    for (json_node n = json_first(j, json_get(j, a->root, "actions")); n != 0; n = json_next(j, n)) {
        bool may = strcmp(json_member(j, n, "status"), "WRONG_ROLE") != 0;
        bool had = found != 0 && strcmp(json_member(j, found, "status"), "WRONG_ROLE") != 0;
        if (form_of(j, n, d->list) != 0 && (found == 0 || (may && !had))) {
            found = n;
        }
    }
    if (found == 0) {
        return fault_here(a, MEND_WRONG_STATE, "no action in this state takes %s", "该状态下没有可登记 %s 的动作",
                          d->list);
    }
    text_add(&d->action, json_member(j, found, "action"), MEND_NTS);
    add_obvious(a, d, form_of(j, found, d->list), usual);
    return END_DONE;
}

/* Does it; the reply is in a->answer. */
static ending carry_out(app *a, doing *d)
{
    ending e = add_words(a, d);
    if (e != END_DONE) {
        return e;
    }
    if (d->fields.status != MEND_OK || d->action.status != MEND_OK) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    request_begin_lang(a, a->opt.value[OPT_DRY_RUN] == NULL ? "act" : "try");
    text_member(&a->request, "key", text_data(&d->key, NULL));
    e = request_args_fields(a, text_data(&d->action, NULL), text_data(&d->fields, NULL));
    return e == END_DONE ? request_send(a, false) : e;
}

/* Asks for the ticket; its fields are then in *fields. */
static ending look(app *a, const doing *d, json_node *fields)
{
    request_begin_lang(a, "show");
    text_member(&a->request, "key", text_data(&d->key, NULL));
    ending e = request_send(a, true);
    *fields = json_get(&a->answer, json_get(&a->answer, a->root, "view"), "fields");
    return e;
}

/* ---- reading rows ---- */

static const char *cell_of(const json *j, json_node row, const char *column)
{
    return json_member(j, json_get(j, row, column), "value");
}

static int64_t number_of(const json *j, json_node row, const char *column)
{
    return json_int(j, json_get(j, json_get(j, row, column), "value"), 0);
}

static json_node rows_of(const json *j, json_node fields, const char *list)
{
    return json_first(j, json_get(j, json_get(j, fields, list), "rows"));
}

/* ---- authorise ---- */

/* The last estimate told to the customer; 0: there is none. */
static json_node last_estimate(const json *j, json_node fields)
{
    json_node last = 0;
    for (json_node n = rows_of(j, fields, "estimates"); n != 0; n = json_next(j, n)) {
        if (strcmp(cell_of(j, n, "kind"), "final") != 0 && cell_of(j, n, "digest")[0] != '\0') {
            last = n;
        }
    }
    return last;
}

/* Who pays for which line of an estimate, and what the customer agrees to. */
static void print_estimate(const app *a, const doing *d, json_node fields, json_node estimate)
{
    const json *j = &a->answer;
    char amount[MONEY_TEXT];
    int64_t no = number_of(j, estimate, "no"), total = number_of(j, estimate, "total");
    const char *until = cell_of(j, estimate, "valid_until");
    say(a, stdout, "Quote %lld%s%s\n", "第 %lld 次报价%s%s\n", (long long)no,
        until[0] == '\0' ? ""
        : a->zh          ? "，有效期至 "
                         : ", valid until ",
        until);
    for (json_node n = rows_of(j, fields, "charges"); n != 0; n = json_next(j, n)) {
        if (number_of(j, n, "estimate") == no && number_of(j, n, "amount") != 0) {
            const char *payer = cell_of(j, n, "payer");
            const char *label = json_member(j, json_get(j, n, "item"), "text");
            printf("  %-12s  %-20s  %12s  %s\n", cell_of(j, n, "line"),
                   label[0] == '\0' ? cell_of(j, n, "item") : label,
                   money_show(number_of(j, n, "amount"), d->currency, false, amount),
                   label_choice(a, d->policy, "payer", payer[0] == '\0' ? "customer" : payer));
        }
    }
    money_show(total, d->currency, true, amount);
    say(a, stdout, "The customer pays %s\n", "客户应付 %s\n", amount);
    money_words(a, total, d->currency);
    say(a, stdout, "Digest %s\n", "摘要 %s\n", cell_of(j, estimate, "digest"));
}

static ending authorise(app *a, doing *d)
{
    json_node fields = 0;
    ending e = look(a, d, &fields);
    json_node estimate = e == END_DONE ? last_estimate(&a->answer, fields) : 0;
    if (e != END_DONE) {
        return e;
    }
    if (estimate == 0) {
        return fault_here(a, MEND_CONDITION, "nothing has been quoted yet, so there is nothing to agree to",
                          "尚未报价，无可授权的内容");
    }
    if (!a->as_json) {
        print_estimate(a, d, fields, estimate);
    }
    if (!is_given(a, d, "digest")) {
        add_column(a, d, "digest", cell_of(&a->answer, estimate, "digest"));
    }
    e = find_action(a, d, NULL);
    e = e == END_DONE ? carry_out(a, d) : e;
    if (e == END_DONE && !a->as_json) {
        if (a->opt.value[OPT_DRY_RUN] != NULL) {
            say(a, stdout, "It would be recorded; nothing was changed.\n", "可以登记；未做任何改动。\n");
        } else {
            say(a, stdout, "The customer's authorisation is recorded.\n", "已登记客户授权。\n");
        }
    }
    return e;
}

ending run_authorise(app *a)
{
    doing d;
    ending e = doing_begin(a, &d, "authorisations", 2);
    e = e == END_DONE ? authorise(a, &d) : e;
    doing_end(&d);
    return e;
}

/* ---- pay ---- */

/* The amount of the command line, in minor units as text. */
static ending read_amount(const app *a, const doing *d, const char *word, int64_t *minor, char out[24])
{
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_money_parse(word, MEND_NTS, d->currency, minor, &error);
    if (s == MEND_NOT_FOUND) {
        return fault_here(a, MEND_UNSUPPORTED, "the ticket's policy has no currency", "该工单的策略没有货币");
    }
    if (s == MEND_OK && *minor <= 0) {
        return fault_here(a, MEND_RANGE, "expected an amount above 0, found %s", "金额应大于 0，实为 %s", word);
    }
    if (s != MEND_OK) {
        return fault_here(a, s, "expected an amount such as 120.50 in %s, found %s",
                          "应为如 120.50 的金额（%s），实为 %s", d->currency, word);
    }
    snprintf(out, 24, "%lld", (long long)*minor);
    return END_DONE;
}

/* What was paid, and how the bill stands now. */
static ending print_receipt(app *a, const doing *d, int64_t amount)
{
    char shown[MONEY_TEXT], paid[MONEY_TEXT], total[MONEY_TEXT];
    json_node fields = 0;
    ending e = look(a, d, &fields);
    if (e != END_DONE) {
        return e;
    }
    const json *j = &a->answer;
    const char *number = json_member(j, a->root, "number"),
               *state = json_member(j, json_get(j, fields, "fee_state"), "text");
    money_show(amount, d->currency, true, shown);
    say(a, stdout, "Received for %s: %s\n", "%s 收款：%s\n", number[0] == '\0' ? text_data(&d->key, NULL) : number,
        shown);
    money_words(a, amount, d->currency);
    money_show(number_of(j, fields, "fee_paid"), d->currency, false, paid);
    if (json_get(j, fields, "fee_total") != 0) {
        money_show(number_of(j, fields, json_get(j, fields, "fee_net") != 0 ? "fee_net" : "fee_total"), d->currency,
                   true, total);
        say(a, stdout, "Paid so far %s of %s%s%s\n", "累计已付 %s，账单 %s%s%s\n", paid, total,
            state[0] == '\0' ? ""
            : a->zh          ? "，"
                             : ": ",
            state);
    } else {
        say(a, stdout, "Paid so far %s; nothing has been billed yet\n", "累计已付 %s，尚未出账单\n", paid);
    }
    return END_DONE;
}

static ending pay(app *a, doing *d)
{
    char minor[24];
    int64_t amount = 0;
    ending e = read_amount(a, d, a->opt.words[2], &amount, minor);
    if (e != END_DONE) {
        return e;
    }
    add_column(a, d, "amount", minor);
    e = find_action(a, d, "payment");
    e = e == END_DONE ? carry_out(a, d) : e;
    if (e != END_DONE || a->as_json) {
        return e;
    }
    if (a->opt.value[OPT_DRY_RUN] != NULL) {
        say(a, stdout, "It would be recorded; nothing was changed.\n", "可以登记；未做任何改动。\n");
        return END_DONE;
    }
    return print_receipt(a, d, amount);
}

ending run_pay(app *a)
{
    doing d;
    ending e = doing_begin(a, &d, "payments", 3);
    e = e == END_DONE ? pay(a, &d) : e;
    doing_end(&d);
    return e;
}
