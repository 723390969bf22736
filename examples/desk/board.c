/*
 * board.c - lists of tickets: the board of everything that is open, or one list page by page.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "clock.h"
#include "screen.h"

#include <string.h>

typedef struct column {
    const char *en, *zh;
    size_t width; /* in columns of the screen; the number's grows with its content */
} column;

enum { NUMBER, LEVEL, STATE, CUSTOMER, ASSIGNEE, AGE, COLUMNS };

static const column columns[COLUMNS] = {
    [NUMBER] = {"Number", "编号", 16},     [LEVEL] = {"Level", "级别", 6},          [STATE] = {"State", "状态", 22},
    [CUSTOMER] = {"Customer", "客户", 18}, [ASSIGNEE] = {"Assignee", "负责人", 14}, [AGE] = {"Age", "已开", 9},
};

static json_node ticket_of(const json *j, json_node row)
{
    return json_get(j, row, "view");
}

/* A field of a view with labels. */
static const char *field(const json *j, json_node ticket, const char *name)
{
    return json_member(j, json_get(j, json_get(j, ticket, "fields"), name), "value");
}

static const char *cell(const app *a, json_node ticket, int which, char *span)
{
    const json *j = &a->answer;
    const char *value;
    int64_t opened = a->now;
    switch (which) {
    case NUMBER:
        value = json_member(j, ticket, "number");
        return value[0] == '\0' ? json_member(j, ticket, "key") : value;
    case LEVEL:
        return field(j, ticket, "level");
    case STATE:
        return json_member(j, ticket, "state_label");
    case CUSTOMER:
        value = field(j, ticket, "customer_name");
        return value[0] == '\0' ? field(j, ticket, "organisation") : value;
    case ASSIGNEE:
        return field(j, ticket, "assignee");
    default:
        clock_read(json_member(j, ticket, "opened"), &opened);
        clock_span(a->now - opened, a->zh, span);
        return span;
    }
}

static colour colour_of(const app *a, json_node ticket, int which)
{
    const char *level = field(&a->answer, ticket, "level"), *stage = json_member(&a->answer, ticket, "stage");
    if (which == LEVEL || which == NUMBER) {
        return strcmp(level, "p1") == 0 ? RED : strcmp(level, "p2") == 0 ? YELLOW : PLAIN;
    }
    if (which == STATE) {
        return strcmp(stage, "waiting") == 0 ? BLUE : strcmp(stage, "done") == 0 ? GREEN : PLAIN;
    }
    return which == AGE ? DIM : PLAIN;
}

static void print_head(const app *a, size_t number_width)
{
    for (int i = 0; i < COLUMNS; i++) {
        const char *title = a->zh ? columns[i].zh : columns[i].en;
        screen_cell(stdout, title, i == NUMBER ? number_width : columns[i].width, i + 1 < COLUMNS, BOLD, a->colours);
        fputs(i + 1 < COLUMNS ? "  " : "\n", stdout);
    }
}

static void print_row(const app *a, json_node ticket, size_t number_width)
{
    char span[CLOCK_TEXT];
    for (int i = 0; i < COLUMNS; i++) {
        size_t width = i == NUMBER ? number_width : columns[i].width;
        const char *value = cell(a, ticket, i, span);
        screen_cell(stdout, value[0] == '\0' ? "-" : value, width, i + 1 < COLUMNS, colour_of(a, ticket, i),
                    a->colours);
        fputs(i + 1 < COLUMNS ? "  " : "\n", stdout);
    }
}

/* The rows of a reply as a table, with the way to the next page below; gives how many there were. */
static int64_t print_table(const app *a, const char *option_text, const char *value)
{
    const json *j = &a->answer;
    json_node rows = json_get(j, a->root, "tickets"), last = 0;
    size_t number_width = columns[NUMBER].width;
    char span[CLOCK_TEXT];
    int64_t count = 0;
    for (json_node n = json_first(j, rows); n != 0; n = json_next(j, n)) {
        size_t width = screen_width(cell(a, ticket_of(j, n), NUMBER, span));
        number_width = width > number_width ? width : number_width;
        count++;
        last = n;
    }
    if (count == 0) {
        return 0;
    }
    print_head(a, number_width);
    for (json_node n = json_first(j, rows); n != 0; n = json_next(j, n)) {
        print_row(a, ticket_of(j, n), number_width);
    }
    if (count == a->limit) {
        say(a, stdout, "more: mend-desk list %s%s%s --after %s\n", "下一页：mend-desk list %s%s%s --after %s\n",
            option_text, value[0] == '\0' ? "" : " ", value, json_member(j, ticket_of(j, last), "key"));
    }
    return count;
}

static ending request_list(app *a, const char *index, const char *value)
{
    request_begin_lang(a, "list");
    text_member(&a->request, "index", index);
    text_member(&a->request, "value", value);
    text_member(&a->request, "after", a->opt.value[OPT_AFTER]);
    text_add(&a->request, ",\"view\":true,\"max\":", MEND_NTS);
    text_int(&a->request, a->limit);
    return request_send(a, false);
}

/* The board: stage by stage, so that closed tickets, by far the most after a year, are never read. */
static ending board(app *a)
{
    static const char *const stages[][3] = {{"new", "New", "新建"},
                                            {"active", "In work", "处理中"},
                                            {"waiting", "Waiting", "等待中"},
                                            {"done", "Done, something still owed", "已完成，尚有后续"}};
    int64_t all = 0;
    if (a->opt.value[OPT_AFTER] != NULL) {
        complain(a, "--after goes with --state, --stage, --assignee, --customer or --all",
                 "--after 须与 --state、--stage、--assignee、--customer 或 --all 同用");
        return END_USAGE;
    }
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        ending e = request_list(a, "stage", stages[i][0]);
        if (e != END_DONE) {
            return e;
        }
        if (!a->as_json && json_first(&a->answer, json_get(&a->answer, a->root, "tickets")) != 0) {
            printf("%s== %s ==\n", all == 0 ? "" : "\n", stages[i][a->zh ? 2 : 1]);
            all += print_table(a, "--stage", stages[i][0]);
        }
    }
    if (all == 0 && !a->as_json) {
        say(a, stdout, "No open tickets.\n", "没有未关闭的工单。\n");
    }
    return END_DONE;
}

ending run_list(app *a)
{
    static const struct {
        option o;
        const char *index;
    } filters[] = {{OPT_STATE, "state"},
                   {OPT_STAGE, "stage"},
                   {OPT_ASSIGNEE, "assignee"},
                   {OPT_CUSTOMER, "customer"},
                   {OPT_ALL, "all"}};
    const char *index = NULL, *value = NULL, *name = NULL;
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
        if (a->opt.value[filters[i].o] != NULL && index != NULL) {
            complain(a, "%s and %s do not go together", "%s 与 %s 不能同用", name, option_rows[filters[i].o].name);
            return END_USAGE;
        }
        if (a->opt.value[filters[i].o] != NULL) {
            index = filters[i].index;
            value = a->opt.value[filters[i].o];
            name = option_rows[filters[i].o].name;
        }
    }
    if (index == NULL) {
        return board(a);
    }
    ending e = request_list(a, index, a->opt.value[OPT_ALL] != NULL ? NULL : value);
    if (e == END_DONE && !a->as_json && print_table(a, name, value) == 0) {
        say(a, stdout, "No tickets.\n", "没有工单。\n");
    }
    return e;
}
