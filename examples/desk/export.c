/*
 * export.c - every ticket as a line of JSON: masked for whoever wants to count and read, or whole for a copy.
 *
 * A whole copy gives personal values away, so every ticket first gets an event that says who took it. Pages are read and
 * their events written in one batch of the store each; a page is printed only after its events are kept. The copy shows
 * the tickets as they were before those events.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "transfer.h"

#include <string.h>

#define PAGE 100

typedef struct exporter {
    app *a;
    mend_rows *rows, *events;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *scratch;
    text lines; /* of one page */
    json form;
    mend_error error;
} exporter;

static ending failed(const exporter *x, mend_status s)
{
    return fault_with(x->a, s, &x->error);
}

/* ---- the disclosure ---- */

static bool has_value(const mend_ticket *ticket, const char *path)
{
    size_t needed = 0;
    return mend_ticket_text(ticket, path, MEND_NTS, NULL, 0, &needed) == MEND_OK && needed > 0;
}

/* Names a field of the form, where the ticket has a value for it. */
static mend_status add_path(exporter *x, const char *path, int32_t *count)
{
    if (!has_value(x->ticket, path)) {
        return MEND_OK;
    }
    (*count)++;
    return mend_args_text(x->args, path, MEND_NTS, "", 0);
}

static mend_status add_list(exporter *x, json_node entry, int32_t *count)
{
    const char *list = json_member(&x->form, entry, "field");
    mend_status s = MEND_OK;
    int32_t rows = 0, row = 0;
    if (mend_ticket_rows(x->ticket, list, MEND_NTS, &rows) != MEND_OK) {
        return MEND_OK;
    }
    for (int32_t i = 0; i < rows && s == MEND_OK; i++) {
        s = mend_ticket_row(x->ticket, list, MEND_NTS, i, &row);
        json_node c = json_first(&x->form, json_get(&x->form, entry, "columns"));
        for (; c != 0 && s == MEND_OK; c = json_next(&x->form, c)) {
            char path[200];
            snprintf(path, sizeof path, "%s/%d/%s", list, (int)row, json_member(&x->form, c, "field"));
            s = add_path(x, path, count);
        }
    }
    return s;
}

/* Finds the policy's action of kind reveal and names in args everything it can disclose of this ticket. */
static ending prepare(exporter *x, const mend_policy *policy, int32_t *count)
{
    size_t len = 0, at = 0;
    json_node found = 0;
    mend_buf_clear(x->scratch);
    mend_args_clear(x->args);
    mend_status s = args_of_actor(x->a, x->args);
    if (s == MEND_OK) {
        s = mend_actions(policy, x->ticket, x->args, x->a->now, x->a->lang, x->scratch, &x->error);
    }
    if (s == MEND_OK) {
        const char *bytes = mend_buf_data(x->scratch, &len);
        s = json_read(&x->form, bytes, len, &at);
    }
    if (s != MEND_OK) {
        return failed(x, s);
    }
    json_node n = json_first(&x->form, json_get(&x->form, 1, "actions"));
    for (; n != 0 && found == 0; n = json_next(&x->form, n)) {
        found = strcmp(json_member(&x->form, n, "kind"), "reveal") == 0 ? n : 0;
    }
    if (found == 0) {
        return fault_here(x->a, MEND_WRONG_STATE, "%s: its policy lets nobody disclose personal values in this state",
                          "%s：该状态下策略不允许披露个人信息", mend_ticket_key(x->ticket, NULL));
    }
    s = mend_args_action(x->args, json_member(&x->form, found, "action"), MEND_NTS);
    json_node entry = json_first(&x->form, json_get(&x->form, found, "form"));
    for (; entry != 0 && s == MEND_OK; entry = json_next(&x->form, entry)) {
        bool list = json_get(&x->form, entry, "columns") != 0;
        s = list ? add_list(x, entry, count) : add_path(x, json_member(&x->form, entry, "field"), count);
    }
    if (strcmp(json_member(&x->form, found, "status"), "WRONG_ROLE") == 0) {
        *count = 1; /* its form is not told; let the act say what role is needed */
    }
    return s == MEND_OK ? END_DONE : failed(x, s);
}

static ending refused(const exporter *x, const mend_policy *policy, const char *key)
{
    fault_here(x->a, mend_result_status(x->result),
               "the policy refuses to disclose %s; nothing of it was written:", "策略不允许披露 %s，未输出其内容：",
               key);
    for (int32_t i = 0; i < mend_result_reason_count(x->result); i++) {
        mend_buf_clear(x->scratch);
        if (mend_result_sentence(x->result, policy, i, x->a->lang, x->scratch) == MEND_OK) {
            fprintf(stderr, "  - %s\n", mend_buf_data(x->scratch, NULL));
        }
    }
    return END_REFUSED;
}

/* The event that says who took the ticket's personal values; none where it has none any more. */
static ending disclose(exporter *x, const char *key, size_t key_len)
{
    const mend_policy *policy = mend_desk_policy_of(x->a->desk, x->ticket);
    int32_t count = 0;
    if (policy == NULL) {
        return fault_of(x->a, MEND_POLICY_MISMATCH, key);
    }
    ending e = prepare(x, policy, &count);
    if (e != END_DONE || count == 0) {
        return e;
    }
    mend_buf_clear(x->scratch);
    mend_status s = mend_desk_reveal(x->a->desk, key, key_len, x->args, x->a->now, x->result, x->scratch, &x->error);
    if (s <= MEND_REFUSED) {
        return refused(x, policy, key);
    }
    return s == MEND_OK ? END_DONE : failed(x, s);
}

/* ---- lines ---- */

static ending add_events(exporter *x, const char *key, size_t key_len)
{
    int64_t after = 0;
    text_add(&x->lines, ",\"events\":[", MEND_NTS);
    for (;;) {
        mend_status s = mend_desk_history(x->a->desk, key, key_len, after, 1000, x->events, &x->error);
        int32_t count = mend_rows_count(x->events);
        if (s != MEND_OK) {
            return failed(x, s);
        }
        for (int32_t i = 0; i < count; i++) {
            size_t len = 0;
            const char *event = mend_rows_bytes(x->events, i, &len);
            text_add(&x->lines, after + i == 0 ? "" : ",", MEND_NTS);
            text_add(&x->lines, event, len);
        }
        if (count < 1000) {
            break;
        }
        after = mend_rows_number(x->events, count - 1);
    }
    text_add(&x->lines, "]", 1);
    return END_DONE;
}

static ending plain_line(exporter *x, int32_t i)
{
    size_t key_len = 0, len = 0;
    const char *key = mend_rows_key(x->rows, i, &key_len), *record = mend_rows_bytes(x->rows, i, &len);
    text_add(&x->lines, "{\"key\":", MEND_NTS);
    text_string(&x->lines, key, key_len);
    text_add(&x->lines, ",\"record\":", MEND_NTS);
    text_string(&x->lines, record, len);
    ending e = add_events(x, key, key_len);
    text_add(&x->lines, "}\n", 2);
    return e == END_DONE ? disclose(x, key, key_len) : e;
}

static ending masked_line(exporter *x)
{
    const mend_policy *policy = mend_desk_policy_of(x->a->desk, x->ticket);
    mend_status s = mend_view(policy, x->ticket, NULL, x->lines.buf, &x->error);
    text_add(&x->lines, "\n", 1);
    return s == MEND_OK ? END_DONE : failed(x, s);
}

static ending add_lines(exporter *x, bool plain)
{
    ending e = END_DONE;
    for (int32_t i = 0; i < mend_rows_count(x->rows) && e == END_DONE; i++) {
        size_t len = 0;
        const char *record = mend_rows_bytes(x->rows, i, &len);
        mend_status s = mend_ticket_load(x->ticket, record, len, &x->error);
        e = s != MEND_OK ? failed(x, s) : plain ? plain_line(x, i) : masked_line(x);
    }
    return e == END_DONE && x->lines.status != MEND_OK ? fault_of(x->a, x->lines.status, NULL) : e;
}

/* One page behind `after`, printed whole or not at all. */
static ending page(exporter *x, const text *after, bool plain)
{
    size_t after_len = 0, len = 0;
    const char *behind = text_data(after, &after_len);
    mend_status s = plain ? mend_desk_begin(x->a->desk, &x->error) : MEND_OK;
    if (s != MEND_OK) {
        return failed(x, s);
    }
    s = mend_desk_page(x->a->desk, MEND_INDEX_ALL, "", 0, behind, after_len, PAGE, x->rows, &x->error);
    ending e = s == MEND_OK ? add_lines(x, plain) : failed(x, s);
    if (plain) {
        s = mend_desk_end(x->a->desk, e == END_DONE, &x->error);
        e = e == END_DONE && s != MEND_OK ? failed(x, s) : e;
    }
    if (e == END_DONE) {
        const char *bytes = text_data(&x->lines, &len);
        fwrite(bytes, 1, len, stdout);
        text_clear(&x->lines);
    }
    return e;
}

/* What stands before the tickets; it goes out with the first page. */
static ending policies(exporter *x)
{
    mend_status s = MEND_OK;
    text_add(&x->lines, TRANSFER_HEAD, MEND_NTS);
    for (size_t i = 0; i < x->a->policy_count && s == MEND_OK; i++) {
        text_add(&x->lines, "\n{\"policy\":", MEND_NTS);
        s = mend_policy_write(x->a->policies[i], x->lines.buf);
        text_add(&x->lines, "}", 1);
    }
    text_add(&x->lines, "\n", 1);
    return s == MEND_OK ? END_DONE : failed(x, s);
}

static ending pages(exporter *x, bool plain)
{
    text after;
    ending e = text_new(&after) == MEND_OK ? END_DONE : fault_of(x->a, MEND_NOMEM, NULL);
    if (plain && e == END_DONE) {
        e = policies(x);
    }
    while (e == END_DONE) {
        size_t len = 0;
        e = page(x, &after, plain);
        int32_t count = mend_rows_count(x->rows);
        if (e != END_DONE || count < PAGE) {
            break;
        }
        const char *last = mend_rows_key(x->rows, count - 1, &len);
        text_clear(&after);
        text_add(&after, last, len);
        e = after.status == MEND_OK ? END_DONE : fault_of(x->a, after.status, NULL);
    }
    text_free(&after);
    return e;
}

ending run_export(app *a)
{
    bool plain = a->opt.value[OPT_PLAIN] != NULL;
    exporter x;
    memset(&x, 0, sizeof x);
    x.a = a;
    x.error.struct_size = sizeof x.error;
    mend_status s = mend_rows_new(NULL, &x.rows);
    s = s == MEND_OK ? mend_rows_new(NULL, &x.events) : s;
    s = s == MEND_OK ? mend_ticket_new(NULL, &x.ticket) : s;
    s = s == MEND_OK ? mend_args_new(NULL, &x.args) : s;
    s = s == MEND_OK ? mend_result_new(NULL, &x.result) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &x.scratch) : s;
    s = s == MEND_OK ? text_new(&x.lines) : s;
    ending e = s == MEND_OK ? END_DONE : fault_of(a, s, NULL);
    if (e == END_DONE && plain && args_of_actor(a, x.args) != MEND_OK) {
        complain(a, "--plain says in every ticket who took it: give --as ROLE:NAME",
                 "--plain 会在每张工单中记录何人导出：请给出 --as 角色:姓名");
        e = END_USAGE;
    }
    e = e == END_DONE ? pages(&x, plain) : e;
    mend_rows_free(x.rows);
    mend_rows_free(x.events);
    mend_ticket_free(x.ticket);
    mend_args_free(x.args);
    mend_result_free(x.result);
    mend_buf_free(x.scratch);
    text_free(&x.lines);
    json_free(&x.form);
    return e;
}
