/*
 * earlier.c - the customer's file: the tickets there were before, of the customer, of the unit, with the same fault.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "clock.h"
#include "screen.h"

#define VALUE_COLUMNS 40

/* "Model: KX-1; Customer's rating: Satisfied" */
static void print_fields(const app *a, json_node fields)
{
    const json *j = &a->answer;
    for (json_node n = json_first(j, fields); n != 0; n = json_next(j, n)) {
        const char *words = json_member(j, n, "text");
        fputs(n == json_first(j, fields) ? "      " : a->zh ? "；" : "; ", stdout);
        printf(a->zh ? "%s：" : "%s: ", json_member(j, n, "label"));
        screen_cell(stdout, words[0] != '\0' ? words : json_member(j, n, "value"), VALUE_COLUMNS, false, PLAIN, false);
    }
    fputs(json_first(j, fields) == 0 ? "" : "\n", stdout);
}

static void print_one(const app *a, json_node t)
{
    const json *j = &a->answer;
    const char *number = json_member(j, t, "number");
    char opened[CLOCK_TEXT] = "";
    int64_t at;
    if (clock_read(json_member(j, t, "opened"), &at)) {
        clock_show(at, opened);
    }
    fputs("    ", stdout);
    screen_cell(stdout, number[0] == '\0' ? json_member(j, t, "key") : number, 20, true, PLAIN, false);
    printf("  %s  %s\n", opened, json_member(j, t, "state_label"));
    print_fields(a, json_get(j, t, "fields"));
}

static void print_row(const app *a, json_node row)
{
    const json *j = &a->answer;
    json_node tickets = json_get(j, row, "tickets");
    if (json_first(j, tickets) == 0) {
        return;
    }
    printf("  %s\n", json_member(j, row, "label"));
    for (json_node n = json_first(j, json_get(j, row, "reasons")); n != 0; n = json_next(j, n)) {
        fputs("    ! ", stdout);
        screen_lines(stdout, json_member(j, n, "text"), 6);
        fputc('\n', stdout);
    }
    for (json_node n = json_first(j, tickets); n != 0; n = json_next(j, n)) {
        print_one(a, n);
    }
    if (json_true(j, json_get(j, row, "more"))) {
        say(a, stdout, "    and more\n", "    还有更多\n");
    }
}

static bool anything(const app *a)
{
    const json *j = &a->answer;
    for (json_node n = json_first(j, json_get(j, a->root, "rows")); n != 0; n = json_next(j, n)) {
        if (json_first(j, json_get(j, n, "tickets")) != 0) {
            return true;
        }
    }
    return false;
}

static void print_file(const app *a)
{
    const json *j = &a->answer;
    say(a, stdout, "Earlier tickets:\n", "历史工单：\n");
    for (json_node n = json_first(j, json_get(j, a->root, "rows")); n != 0; n = json_next(j, n)) {
        print_row(a, n);
    }
}

static ending ask(app *a, const char *key, bool quiet)
{
    request_begin_lang(a, "earlier");
    text_member(&a->request, "key", key);
    return request_send(a, quiet);
}

void earlier_tell(app *a, const char *key)
{
    if (ask(a, key, true) == END_DONE && anything(a)) {
        print_file(a);
    }
}

/* How many, "2" or "10 or more". */
static void print_count(const app *a, json_node row)
{
    const json *j = &a->answer;
    int count = 0;
    for (json_node n = json_first(j, json_get(j, row, "tickets")); n != 0; n = json_next(j, n)) {
        count++;
    }
    fprintf(stderr, a->zh ? "  %s：%d%s\n" : "  %s: %d%s\n", json_member(j, row, "label"), count,
            !json_true(j, json_get(j, row, "more")) ? ""
            : a->zh                                 ? " 张以上"
                                                    : " or more");
}

void earlier_hint(app *a)
{
    const json *j = &a->answer;
    char key[200], name[200];
    const char *number = json_member(j, a->root, "number");
    snprintf(key, sizeof key, "%s", json_member(j, a->root, "key"));
    snprintf(name, sizeof name, "%s", number[0] == '\0' ? key : number);
    if (ask(a, key, true) != END_DONE || !anything(a)) {
        return;
    }
    say(a, stderr, "There are earlier tickets (mend-desk earlier %s):\n", "有历史工单（mend-desk earlier %s）：\n",
        name);
    for (json_node row = json_first(j, json_get(j, a->root, "rows")); row != 0; row = json_next(j, row)) {
        json_node reason = json_first(j, json_get(j, row, "reasons"));
        if (json_first(j, json_get(j, row, "tickets")) == 0) {
            continue;
        }
        if (reason == 0) {
            print_count(a, row);
        }
        for (; reason != 0; reason = json_next(j, reason)) {
            fputs("  ! ", stderr);
            screen_lines(stderr, json_member(j, reason, "text"), 4);
            fputc('\n', stderr);
        }
    }
}

ending run_earlier(app *a)
{
    text key;
    ending e = ticket_key(a, a->opt.words[1], &key);
    e = e == END_DONE ? ask(a, text_data(&key, NULL), false) : e;
    if (e == END_DONE && !a->as_json) {
        if (anything(a)) {
            print_file(a);
        } else {
            say(a, stdout, "There are no earlier tickets.\n", "没有历史工单。\n");
        }
    }
    text_free(&key);
    return e;
}
