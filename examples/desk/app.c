/*
 * app.c - requests to the library, replies, keys of tickets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "labels.h"

#include "clock.h"

#include <stdlib.h>
#include <string.h>

#define MOST_DRAWS 2000 /* numbers passed over before giving up */

/* ---- requests ---- */

ending option_day(const app *a, option o, int64_t otherwise, int64_t *out)
{
    const char *given = a->opt.value[o];
    *out = otherwise;
    if (given == NULL || clock_day(given, out)) {
        return END_DONE;
    }
    return fault_here(a, MEND_RANGE, "%s: expected a day such as 2024-03-15, found %s",
                      "%s：应为如 2024-03-15 的日期，实为 %s", option_rows[o].name, given);
}

const char *word_equals(const app *a, const char *word)
{
    const char *equals = strchr(word, '=');
    if (equals == NULL || equals == word) {
        complain(a, "expected FIELD=VALUE, found %s", "应为 字段=值，实为 %s", word);
        return NULL;
    }
    return equals;
}

ending page_behind(const app *a, const mend_rows *rows, text *after)
{
    size_t len = 0;
    int32_t count = mend_rows_count(rows);
    if (count > 0) {
        const char *last = mend_rows_key(rows, count - 1, &len);
        text_clear(after);
        text_add(after, last, len);
    }
    return after->status == MEND_OK ? END_DONE : fault_of(a, after->status, NULL);
}

mend_status args_of_actor(const app *a, mend_args *args)
{
    const char *as = a->opt.value[OPT_AS], *colon = as == NULL ? NULL : strchr(as, ':');
    mend_status s = colon == NULL ? MEND_INVALID : mend_args_actor(args, colon + 1, MEND_NTS);
    for (const char *role = as; s == MEND_OK && role < colon;) {
        size_t len = strcspn(role, "+:");
        s = mend_args_role(args, role, len);
        role += len + 1;
    }
    if (s == MEND_OK && a->opt.value[OPT_GRADE] != NULL) {
        s = mend_args_grade(args, a->opt.value[OPT_GRADE], MEND_NTS);
    }
    if (s == MEND_OK && a->opt.value[OPT_REASON] != NULL) {
        s = mend_args_reason(args, a->opt.value[OPT_REASON], MEND_NTS);
    }
    return s;
}

void request_begin(app *a, const char *op)
{
    text_clear(&a->request);
    text_add(&a->request, "{\"op\":", MEND_NTS);
    text_string(&a->request, op, MEND_NTS);
}

void request_begin_lang(app *a, const char *op)
{
    request_begin(a, op);
    text_member(&a->request, "lang", a->lang);
}

/* "actor":{…} from --as and --grade. */
static ending add_actor(app *a)
{
    const char *as = a->opt.value[OPT_AS], *colon = as == NULL ? NULL : strchr(as, ':');
    if (colon == NULL || colon == as || colon[1] == '\0') {
        complain(a, "who acts? Give --as ROLE:NAME, such as --as customer_service:li (or set MEND_DESK_AS)",
                 "由谁操作？请给出 --as 角色:姓名，如 --as customer_service:li（或设置 MEND_DESK_AS）");
        return END_USAGE;
    }
    text *t = &a->request;
    text_add(t, "\"actor\":{\"id\":", MEND_NTS);
    text_string(t, colon + 1, MEND_NTS);
    text_add(t, ",\"roles\":[", MEND_NTS);
    for (const char *role = as; role < colon;) {
        size_t len = strcspn(role, "+:");
        if (role != as) {
            text_add(t, ",", 1);
        }
        text_string(t, role, len);
        role += len + 1;
    }
    text_add(t, "]", 1);
    text_member(t, "grade", a->opt.value[OPT_GRADE]);
    text_add(t, "}", 1);
    return END_DONE;
}

/* An option that holds an instant, as a member. */
static ending add_instant(app *a, const char *key, option o)
{
    int64_t at;
    char written[CLOCK_TEXT];
    if (a->opt.value[o] == NULL) {
        return END_DONE;
    }
    if (!clock_read(a->opt.value[o], &at)) {
        return fault_here(a, MEND_RANGE, "%s: expected an instant such as 2024-03-15T09:30:00+08:00, found %s",
                          "%s：应为如 2024-03-15T09:30:00+08:00 的时刻，实为 %s", option_rows[o].name, a->opt.value[o]);
    }
    clock_write(at, written);
    text_member(&a->request, key, written);
    return END_DONE;
}

static ending add_expect(app *a)
{
    const char *given = a->opt.value[OPT_EXPECT];
    if (given == NULL) {
        return END_DONE;
    }
    if (given[0] == '\0' || strspn(given, "0123456789") != strlen(given) || strlen(given) > 18 || given[0] == '0') {
        return fault_here(a, MEND_RANGE, "--expect: expected a revision, 1 or more, found %s",
                          "--expect：应为不小于 1 的版本号，实为 %s", given);
    }
    text_add(&a->request, ",\"expect\":", MEND_NTS);
    text_add(&a->request, given, MEND_NTS);
    return END_DONE;
}

/* The value behind '=' of a word: nothing unsets, @FILE is the file's text, @@… begins with an @. */
static ending add_value(app *a, const char *value)
{
    text *t = &a->request;
    size_t len = 0;
    ending e = END_DONE;
    if (value[0] == '\0') {
        text_add(t, "null", 4);
        return END_DONE;
    }
    if (value[0] != '@' || value[1] == '@') {
        text_string(t, value[0] == '@' ? value + 1 : value, MEND_NTS);
        return END_DONE;
    }
    char *bytes = file_read(a, value + 1, 1024 * 1024, &len, &e);
    if (bytes == NULL) {
        return e;
    }
    if (len > 0 && bytes[len - 1] == '\n') { /* the one that ends the last line */
        len--;
    }
    text_string(t, bytes, len);
    free(bytes);
    return END_DONE;
}

static ending add_words(app *a, size_t first)
{
    for (size_t i = first; i < a->opt.word_count; i++) {
        const char *word = a->opt.words[i], *equals = word_equals(a, word);
        if (equals == NULL) {
            return END_USAGE;
        }
        if (i > first) {
            text_add(&a->request, ",", 1);
        }
        text_string(&a->request, word, (size_t)(equals - word));
        text_add(&a->request, ":", 1);
        char path[200];
        snprintf(path, sizeof path, "%.*s", (int)(equals - word), word);
        ending e = add_value(a, label_choice_called(a, shop_policy(a), path, equals + 1));
        if (e != END_DONE) {
            return e;
        }
    }
    return END_DONE;
}

/* Everything in "args" up to the opening brace of "fields". */
static ending args_begin(app *a, const char *action)
{
    text_add(&a->request, ",\"args\":{", MEND_NTS);
    ending e = add_actor(a);
    if (e == END_DONE) {
        e = add_instant(a, "at", OPT_AT);
    }
    if (e == END_DONE) {
        e = add_expect(a);
    }
    text_member(&a->request, "action", action);
    text_member(&a->request, "key", a->opt.value[OPT_KEY]);
    text_member(&a->request, "reason", a->opt.value[OPT_REASON]);
    text_add(&a->request, ",\"fields\":{", MEND_NTS);
    return e;
}

ending request_args(app *a, const char *action, size_t first)
{
    ending e = args_begin(a, action);
    if (e == END_DONE) {
        e = add_words(a, first);
    }
    text_add(&a->request, "}}", 2);
    return e;
}

ending request_args_fields(app *a, const char *action, const char *fields)
{
    ending e = args_begin(a, action);
    text_add(&a->request, fields, MEND_NTS);
    text_add(&a->request, "}}", 2);
    return e;
}

/* ---- replies ---- */

/* The reasons of a refusal, or of a fault that has some, each a line. */
static void print_reasons(const app *a)
{
    json_node reasons = json_get(&a->answer, a->root, "reasons");
    for (json_node r = json_first(&a->answer, reasons); r != 0; r = json_next(&a->answer, r)) {
        fprintf(stderr, "  - %s\n", json_member(&a->answer, r, "text"));
    }
}

/* A fault's line with where it is, if the request or the user's document is meant. */
static void print_error(const app *a, mend_status status)
{
    json_node error = json_get(&a->answer, a->root, "error");
    const char *line = json_member(&a->answer, error, "text"), *path = json_member(&a->answer, error, "path");
    char all[900], chinese[700];
    if (line[0] == '\0') {
        line = mend_status_text(status);
    }
    line = fault_words(a, line, chinese, sizeof chinese);
    snprintf(all, sizeof all, path[0] == '\0' || ending_of(status) != END_INPUT ? "%s" : "%s (%s)", line, path);
    advise(a, status, all);
}

/* The reply is there: read it, show what has to be shown whatever the command. */
static ending received(app *a, mend_status status, bool quiet)
{
    size_t len = 0, at = 0;
    const char *bytes = mend_buf_data(a->reply, &len);
    if (len == 0) {
        return fault_of(a, status == MEND_OK ? MEND_INTERNAL : status, NULL);
    }
    if (a->as_json && (!quiet || status != MEND_OK)) {
        puts(bytes);
    }
    mend_status read = json_read(&a->answer, bytes, len, &at);
    if (read != MEND_OK) {
        return fault_of(a, read == MEND_NOMEM ? read : MEND_INTERNAL, "the library's reply cannot be read");
    }
    a->root = 1;
    if (status == MEND_OK) {
        return END_DONE;
    }
    if (status <= MEND_REFUSED) {
        complain(a, "the policy refuses this; nothing was changed:", "策略不允许此操作，未做任何改动：");
    } else {
        print_error(a, status);
    }
    print_reasons(a);
    return ending_of(status);
}

ending request_send(app *a, bool quiet)
{
    size_t len = 0;
    text_add(&a->request, "}", 1);
    if (a->request.status != MEND_OK) {
        return fault_of(a, a->request.status, NULL);
    }
    const char *bytes = text_data(&a->request, &len);
    mend_status s = mend_doc_desk(a->desk, a->now, bytes, len, a->reply, NULL);
    /* Imported tickets bring their numbers, and no counter: numbers they hold are passed over, one draw at a time. */
    for (int i = 0; s == MEND_DUPLICATE && i < MOST_DRAWS; i++) {
        s = mend_doc_desk(a->desk, a->now, bytes, len, a->reply, NULL);
    }
    return received(a, s, quiet);
}

ending request_call(app *a, const mend_policy *policy)
{
    size_t len = 0;
    text_add(&a->request, "}", 1);
    if (a->request.status != MEND_OK) {
        return fault_of(a, a->request.status, NULL);
    }
    const char *bytes = text_data(&a->request, &len);
    mend_status s = mend_doc_call(policy, bytes, len, a->reply, NULL);
    return received(a, s, false);
}

/* ---- tickets ---- */

/* The key of the ticket with this number, appended to key; MEND_NOT_FOUND if there is none. */
static mend_status key_of_number(const app *a, const char *number, text *key, mend_error *error)
{
    mend_rows *rows = NULL;
    size_t len = 0;
    mend_status s = mend_rows_new(NULL, &rows);
    if (s == MEND_OK) {
        s = mend_desk_page(a->desk, MEND_INDEX_NUMBER, number, MEND_NTS, "", 0, 1, rows, error);
    }
    if (s == MEND_OK && mend_rows_count(rows) == 0) {
        s = MEND_NOT_FOUND;
    }
    if (s == MEND_OK) {
        const char *found = mend_rows_key(rows, 0, &len);
        text_add(key, found, len);
        s = key->status;
    }
    mend_rows_free(rows);
    return s;
}

ending ticket_key(app *a, const char *word, text *key)
{
    mend_error error = {.struct_size = sizeof error};
    mend_ticket *ticket = NULL;
    mend_status s = text_new(key);
    if (s == MEND_OK) {
        s = mend_ticket_new(NULL, &ticket);
    }
    if (s == MEND_OK) {
        s = mend_desk_read(a->desk, word, MEND_NTS, ticket, &error);
    }
    if (s == MEND_OK) {
        text_add(key, word, MEND_NTS);
    } else if (s == MEND_NOT_FOUND) {
        s = key_of_number(a, word, key, &error);
    }
    mend_ticket_free(ticket);
    if (s == MEND_OK) {
        return END_DONE;
    }
    if (s != MEND_NOT_FOUND) {
        return fault_with(a, s, &error);
    }
    text_clear(key);
    text_add(key, a->zh ? "没有编号或键为此的工单：" : "no ticket has this number or key: ", MEND_NTS);
    text_add(key, word, MEND_NTS);
    return fault_of(a, s, text_data(key, NULL));
}

const mend_policy *ticket_policy(const app *a, const char *key)
{
    mend_ticket *ticket = NULL;
    const mend_policy *policy = NULL;
    if (mend_ticket_new(NULL, &ticket) == MEND_OK && mend_desk_read(a->desk, key, MEND_NTS, ticket, NULL) == MEND_OK) {
        policy = mend_desk_policy_of(a->desk, ticket);
    }
    mend_ticket_free(ticket);
    return policy;
}
