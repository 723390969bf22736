/*
 * report.c - the command: reads the desk page by page, counts, and writes what came of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "report.h"

#include "clock.h"

#include <errno.h>
#include <string.h>

#define PAGE   100
#define EVENTS 1000

typedef struct reader {
    app *a;
    report *r;
    mend_rows *rows, *events;
    mend_ticket *ticket;
    mend_buf *facts;
    json tree, event;
    text after;
    mend_error error;
} reader;

static ending failed(const reader *x, mend_status s)
{
    return fault_with(x->a, s, &x->error);
}

/* ---- one ticket ---- */

/* A move in the log ends the stay before it. */
static mend_status take_event(reader *x, const mend_policy *policy, int32_t i, char *state, size_t cap, int64_t *since)
{
    size_t len = 0, bad = 0;
    int64_t at = 0;
    const char *event = mend_rows_bytes(x->events, i, &len);
    mend_status s = json_read(&x->event, event, len, &bad);
    const char *to = s == MEND_OK ? json_member(&x->event, json_get(&x->event, 1, "data"), "to") : "";
    if (s != MEND_OK || to[0] == '\0') {
        return s;
    }
    s = mend_instant_parse(json_member(&x->event, 1, "at"), MEND_NTS, &at, &x->error);
    if (s == MEND_OK && state[0] != '\0' && !report_stay(x->r, policy, state, at - *since, true)) {
        return MEND_NOMEM;
    }
    snprintf(state, cap, "%s", to);
    *since = at;
    return s;
}

static mend_status take_log(reader *x, const mend_policy *policy, const char *key, size_t key_len)
{
    char state[128] = "";
    int64_t since = 0, after = 0;
    int32_t count = EVENTS;
    while (count == EVENTS) {
        mend_status s = mend_desk_history(x->a->desk, key, key_len, after, EVENTS, x->events, &x->error);
        count = s == MEND_OK ? mend_rows_count(x->events) : 0;
        for (int32_t i = 0; i < count && s == MEND_OK; i++) {
            s = take_event(x, policy, i, state, sizeof state, &since);
        }
        if (s != MEND_OK) {
            return s;
        }
        after = count == 0 ? 0 : mend_rows_number(x->events, count - 1);
    }
    return state[0] == '\0' || report_stay(x->r, policy, state, x->r->now - since, false) ? MEND_OK : MEND_NOMEM;
}

static ending take_ticket(reader *x, int32_t i)
{
    size_t key_len = 0, len = 0, bad = 0;
    const char *key = mend_rows_key(x->rows, i, &key_len);
    const mend_policy *policy = mend_desk_policy_of(x->a->desk, x->ticket);
    if (policy == NULL) {
        return fault_of(x->a, MEND_POLICY_MISMATCH, key);
    }
    mend_buf_clear(x->facts);
    mend_status s = mend_facts(policy, x->ticket, x->a->now, x->facts, &x->error);
    if (s == MEND_OK) {
        const char *facts = mend_buf_data(x->facts, &len);
        s = json_read(&x->tree, facts, len, &bad);
    }
    if (s == MEND_OK) {
        s = report_take(x->r, policy, &x->tree) ? take_log(x, policy, key, key_len) : MEND_NOMEM;
    }
    return s == MEND_OK ? END_DONE : failed(x, s);
}

/* ---- all of them ---- */

/* One page behind x->after, newest opened first; *more says whether there may be others in the time asked for. */
static ending take_page(reader *x, bool *more)
{
    size_t after_len = 0, len = 0;
    const char *after = text_data(&x->after, &after_len);
    mend_status s = mend_desk_page(x->a->desk, MEND_INDEX_ALL, "", 0, after, after_len, PAGE, x->rows, &x->error);
    ending e = s == MEND_OK ? END_DONE : failed(x, s);
    int32_t count = s == MEND_OK ? mend_rows_count(x->rows) : 0;
    *more = count == PAGE;
    for (int32_t i = 0; i < count && e == END_DONE; i++) {
        const char *record = mend_rows_bytes(x->rows, i, &len);
        s = mend_ticket_load(x->ticket, record, len, &x->error);
        int64_t opened = mend_ticket_opened(x->ticket);
        if (s != MEND_OK) {
            e = failed(x, s);
        } else if (opened < x->r->from) {
            *more = false;
            break;
        } else if (opened < x->r->to) {
            e = take_ticket(x, i);
        }
    }
    return e == END_DONE ? page_behind(x->a, x->rows, &x->after) : e;
}

static ending read_all(app *a, report *r)
{
    bool more = true;
    reader x;
    memset(&x, 0, sizeof x);
    x.a = a;
    x.r = r;
    x.error.struct_size = sizeof x.error;
    mend_status s = mend_rows_new(NULL, &x.rows);
    s = s == MEND_OK ? mend_rows_new(NULL, &x.events) : s;
    s = s == MEND_OK ? mend_ticket_new(NULL, &x.ticket) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &x.facts) : s;
    s = s == MEND_OK ? text_new(&x.after) : s;
    ending e = s == MEND_OK ? END_DONE : fault_of(a, s, NULL);
    while (e == END_DONE && more) {
        e = take_page(&x, &more);
    }
    mend_rows_free(x.rows);
    mend_rows_free(x.events);
    mend_ticket_free(x.ticket);
    mend_buf_free(x.facts);
    text_free(&x.after);
    json_free(&x.tree);
    json_free(&x.event);
    return e;
}

/* ---- writing ---- */

static void write_json(const report *r, const table tables[TABLES], text *out)
{
    char at[CLOCK_TEXT];
    clock_write(r->now, at);
    text_add(out, "{\"report\":\"mend-desk\",\"version\":1", MEND_NTS);
    text_member(out, "now", at);
    text_member(out, "by", r->by);
    if (r->from != INT64_MIN) {
        clock_write(r->from, at);
        text_member(out, "from", at);
    }
    if (r->to != INT64_MAX) {
        clock_write(r->to, at);
        text_member(out, "to", at);
    }
    text_member(out, "currency", r->currency[0] == '\0' ? NULL : r->currency);
    for (int i = 0; i < TABLES; i++) {
        text_add(out, ",", 1);
        text_string(out, tables[i].id, MEND_NTS);
        text_add(out, ":", 1);
        table_json(&tables[i], out);
    }
    text_add(out, "}\n", 2);
}

static void write_csv(const table tables[TABLES], text *out)
{
    text_add(out, "section,row,column,value\r\n", MEND_NTS);
    for (int i = 0; i < TABLES; i++) {
        table_csv(&tables[i], out);
    }
}

static void print(const app *a, const report *r, const table tables[TABLES])
{
    char first[CLOCK_TEXT], last[CLOCK_TEXT];
    clock_show(r->first, first);
    clock_show(r->last, last);
    if (r->tickets == 0) {
        say(a, stdout, "No ticket was opened in that time.\n", "该时段没有工单。\n");
        return;
    }
    say(a, stdout, "Tickets opened from %s to %s\n", "%s 至 %s 登记的工单\n", first, last);
    for (int i = 0; i < TABLES; i++) {
        table_print(stdout, &tables[i], a->zh, a->colours, r->digits);
    }
}

static ending write_file(const app *a, const char *path, const text *t)
{
    size_t len = 0;
    if (t->status != MEND_OK) {
        return fault_of(a, t->status, NULL);
    }
    const char *bytes = text_data(t, &len);
    FILE *f = strcmp(path, "-") == 0 ? stdout : fopen(path, "wb");
    bool written = f != NULL && fwrite(bytes, 1, len, f) == len;
    int why = errno;
    if (f != NULL && f != stdout && fclose(f) != 0) {
        written = false;
        why = errno;
    }
    return written ? END_DONE
                   : fault_here(a, MEND_IO, "%s cannot be written: %s", "无法写入 %s：%s", path, strerror(why));
}

static ending write_out(app *a, report *r, const table tables[TABLES])
{
    const char *csv = a->opt.value[OPT_CSV], *html = a->opt.value[OPT_HTML];
    text out;
    if (text_new(&out) != MEND_OK) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    ending e = END_DONE;
    if (csv != NULL) {
        write_csv(tables, &out);
        e = write_file(a, csv, &out);
    }
    if (html != NULL && e == END_DONE) {
        text_clear(&out);
        report_page(r, tables, &out);
        e = write_file(a, html, &out);
    }
    if (a->as_json && e == END_DONE) {
        text_clear(&out);
        write_json(r, tables, &out);
        e = write_file(a, "-", &out);
    }
    if (csv == NULL && html == NULL && !a->as_json && e == END_DONE) {
        print(a, r, tables);
    }
    text_free(&out);
    return e;
}

/* ---- the command ---- */

static ending settle(const app *a, report *r)
{
    static const char *const ways[] = {"level", "type", "model", "engineer", NULL};
    int way = 0;
    r->zh = a->zh;
    r->now = a->now;
    r->by = a->opt.value[OPT_BY] == NULL ? ways[0] : a->opt.value[OPT_BY];
    while (ways[way] != NULL && strcmp(ways[way], r->by) != 0) {
        way++;
    }
    if (ways[way] == NULL) {
        return fault_here(a, MEND_RANGE, "--by: expected level, type, model or engineer, found %s",
                          "--by：应为 level、type、model 或 engineer，实为 %s", r->by);
    }
    ending e = option_day(a, OPT_FROM, INT64_MIN, &r->from);
    return e == END_DONE ? option_day(a, OPT_TO, INT64_MAX, &r->to) : e;
}

/* Clocks come in the order of the policy in force, whichever tickets come first. */
static ending name_clocks(const app *a, report *r)
{
    const mend_policy *policy = shop_policy(a);
    for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_CLOCK); i++) {
        if (book_page(&r->clocks, mend_policy_name(policy, MEND_KIND_CLOCK, i, NULL)) == NULL) {
            return fault_of(a, MEND_NOMEM, NULL);
        }
    }
    return END_DONE;
}

ending run_report(app *a)
{
    report r;
    table tables[TABLES];
    memset(&r, 0, sizeof r);
    memset(tables, 0, sizeof tables);
    ending e = settle(a, &r);
    e = e == END_DONE ? name_clocks(a, &r) : e;
    e = e == END_DONE ? read_all(a, &r) : e;
    int32_t digits = mend_currency_digits(r.currency, MEND_NTS);
    r.digits = digits < 0 ? 2 : (int)digits;
    if (e == END_DONE && !report_tables(&r, tables)) {
        e = fault_of(a, MEND_NOMEM, NULL);
    }
    e = e == END_DONE ? write_out(a, &r, tables) : e;
    for (int i = 0; i < TABLES; i++) {
        table_free(&tables[i]);
    }
    report_free(&r);
    return e;
}
