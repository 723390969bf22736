/*
 * board.c - lists of tickets: the board of everything that is open, what is due first at the top, or one list page by
 * page.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "clock.h"
#include "screen.h"

#include <stdlib.h>
#include <string.h>

#define MOST 1000 /* tickets of a stage that the board looks at */

typedef struct column {
    const char *en, *zh;
    size_t width; /* in columns of the screen; the number's grows with its content */
} column;

enum { NUMBER, LEVEL, STATE, CUSTOMER, ASSIGNEE, DUE, AGE, COLUMNS };

static const column columns[COLUMNS] = {
    [NUMBER] = {"Number", "编号", 16},
    [LEVEL] = {"Level", "级别", 10},
    [STATE] = {"State", "状态", 22},
    [CUSTOMER] = {"Customer", "客户", 18},
    [ASSIGNEE] = {"Assignee", "负责人", 14},
    [DUE] = {"Due", "时限", 52},
    [AGE] = {"Age", "已开", 9},
};

/* A row of a table: which of its clocks is due first, and when. */
typedef struct line {
    json_node row, clock; /* clock 0: none runs or stands still */
    int64_t due;          /* INT64_MAX: not known */
    size_t place;         /* in the reply */
} line;

static json_node ticket_of(const json *j, json_node row)
{
    return json_get(j, row, "view");
}

/* A field of a view with labels. */
static const char *field(const json *j, json_node ticket, const char *name)
{
    return json_member(j, json_get(j, json_get(j, ticket, "fields"), name), "value");
}

/* The clock due first, whatever is left of it; one that stands still only where no other runs. */
static line line_of(const json *j, json_node row, size_t place)
{
    line l = {row, 0, INT64_MAX, place};
    json_node clocks = json_get(j, row, "clocks");
    for (json_node n = json_first(j, clocks); n != 0; n = json_next(j, n)) {
        int64_t due;
        if (!clock_read(json_member(j, n, "due"), &due)) {
            due = INT64_MAX;
        }
        if (l.clock == 0 || due < l.due) {
            l.clock = n;
            l.due = due;
        }
    }
    return l;
}

static int by_due(const void *left, const void *right)
{
    const line *a = left, *b = right;
    if (a->due != b->due) {
        return a->due < b->due ? -1 : 1;
    }
    return a->place < b->place ? -1 : a->place > b->place;
}

/* What is left of the clock, and which one it is; in `text`. */
static const char *due_cell(const app *a, const line *l, text *t)
{
    text_clear(t);
    if (l->clock != 0) {
        text_add(t, json_member(&a->answer, l->clock, "standing"), MEND_NTS);
        text_add(t, a->zh ? "，" : ", ", MEND_NTS);
        text_add(t, json_member(&a->answer, l->clock, "label"), MEND_NTS);
    }
    return text_data(t, NULL);
}

static const char *cell(const app *a, const line *l, int which, text *t)
{
    const json *j = &a->answer;
    json_node ticket = ticket_of(j, l->row);
    const char *value;
    char span[CLOCK_TEXT];
    int64_t opened = a->now;
    switch (which) {
    case NUMBER:
        value = json_member(j, ticket, "number");
        return value[0] == '\0' ? json_member(j, ticket, "key") : value;
    case LEVEL:
        value = json_member(j, json_get(j, json_get(j, ticket, "fields"), "level"), "text");
        return value[0] == '\0' ? field(j, ticket, "level") : value;
    case STATE:
        return json_member(j, ticket, "state_label");
    case CUSTOMER:
        value = field(j, ticket, "customer_name");
        return value[0] == '\0' ? field(j, ticket, "organisation") : value;
    case ASSIGNEE:
        return field(j, ticket, "assignee");
    case DUE:
        return due_cell(a, l, t);
    default:
        clock_read(json_member(j, ticket, "opened"), &opened);
        clock_span(a->now - opened, a->zh, span);
        text_clear(t);
        text_add(t, span, MEND_NTS);
        return text_data(t, NULL);
    }
}

static colour colour_of(const app *a, const line *l, int which)
{
    json_node ticket = ticket_of(&a->answer, l->row);
    const char *level = field(&a->answer, ticket, "level"), *stage = json_member(&a->answer, ticket, "stage");
    if (which == LEVEL || which == NUMBER) {
        return strcmp(level, "p1") == 0 ? RED : strcmp(level, "p2") == 0 ? YELLOW : PLAIN;
    }
    if (which == STATE) {
        return strcmp(stage, "waiting") == 0 ? BLUE : strcmp(stage, "done") == 0 ? GREEN : PLAIN;
    }
    if (which == DUE) {
        return json_get(&a->answer, l->clock, "overdue_ms") != 0 ? RED : PLAIN;
    }
    return which == AGE ? DIM : PLAIN;
}

/* How the columns of one table lie. */
typedef struct layout {
    size_t number_width;
    bool due; /* somebody has a clock */
} layout;

static size_t width_of(const layout *y, int which)
{
    return which == NUMBER ? y->number_width : columns[which].width;
}

static void print_head(const app *a, const layout *y)
{
    for (int i = 0; i < COLUMNS; i++) {
        if (i != DUE || y->due) {
            screen_cell(stdout, a->zh ? columns[i].zh : columns[i].en, width_of(y, i), i + 1 < COLUMNS, BOLD,
                        a->colours);
            fputs(i + 1 < COLUMNS ? "  " : "\n", stdout);
        }
    }
}

static void print_row(const app *a, const line *l, const layout *y, text *t)
{
    for (int i = 0; i < COLUMNS; i++) {
        if (i != DUE || y->due) {
            const char *value = cell(a, l, i, t);
            screen_cell(stdout, value[0] == '\0' ? "-" : value, width_of(y, i), i + 1 < COLUMNS, colour_of(a, l, i),
                        a->colours);
            fputs(i + 1 < COLUMNS ? "  " : "\n", stdout);
        }
    }
}

/* The rows of a reply, at most `most` of them printed; gives how many there were, -1 without memory. */
static int64_t print_lines(const app *a, int64_t most, bool sorted, json_node *last)
{
    const json *j = &a->answer;
    json_node rows = json_get(j, a->root, "tickets");
    layout y = {columns[NUMBER].width, false};
    line *lines = calloc(MOST, sizeof *lines);
    int64_t count = 0;
    text t;
    if (lines == NULL || text_new(&t) != MEND_OK) {
        free(lines);
        return -1;
    }
    for (json_node n = json_first(j, rows); n != 0 && count < MOST; n = json_next(j, n)) {
        lines[count] = line_of(j, n, (size_t)count);
        size_t width = screen_width(cell(a, &lines[count], NUMBER, &t));
        y.number_width = width > y.number_width ? width : y.number_width;
        y.due = y.due || lines[count].clock != 0;
        *last = n;
        count++;
    }
    if (sorted) {
        qsort(lines, (size_t)count, sizeof *lines, by_due);
    }
    if (count > 0) {
        print_head(a, &y);
    }
    for (int64_t i = 0; i < count && i < most; i++) {
        print_row(a, &lines[i], &y, &t);
    }
    free(lines);
    text_free(&t);
    return count;
}

/* One page of a list as a table, with the way to the next page below; gives how many rows there were. */
static int64_t print_table(const app *a, const char *option_text, const char *value)
{
    json_node last = 0;
    int64_t count = print_lines(a, a->limit, false, &last);
    if (count == a->limit) {
        say(a, stdout, "more: mend-desk list %s%s%s --after %s\n", "下一页：mend-desk list %s%s%s --after %s\n",
            option_text, value[0] == '\0' ? "" : " ", value,
            json_member(&a->answer, ticket_of(&a->answer, last), "key"));
    }
    return count;
}

/* A stage of the board: what is due first stands first. */
static int64_t print_stage(const app *a, const char *stage)
{
    json_node last = 0;
    int64_t count = print_lines(a, a->limit, true, &last);
    if (count > a->limit) {
        say(a, stdout, "%lld more: mend-desk list --stage %s\n", "另有 %lld 张：mend-desk list --stage %s\n",
            (long long)(count - a->limit), stage);
    }
    if (count == MOST) {
        say(a, stdout, "Only the %d newest were looked at.\n", "仅查看了最新的 %d 张。\n", MOST);
    }
    return count;
}

static ending request_list(app *a, const char *index, const char *value, int64_t max)
{
    request_begin_lang(a, "list");
    text_member(&a->request, "index", index);
    text_member(&a->request, "value", value);
    text_member(&a->request, "after", a->opt.value[OPT_AFTER]);
    text_add(&a->request, ",\"view\":true,\"clocks\":true,\"max\":", MEND_NTS);
    text_int(&a->request, max);
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
        ending e = request_list(a, "stage", stages[i][0], a->as_json ? a->limit : MOST);
        if (e != END_DONE) {
            return e;
        }
        if (!a->as_json && json_first(&a->answer, json_get(&a->answer, a->root, "tickets")) != 0) {
            printf("%s== %s ==\n", all == 0 ? "" : "\n", stages[i][a->zh ? 2 : 1]);
            int64_t count = print_stage(a, stages[i][0]);
            if (count < 0) {
                return fault_of(a, MEND_NOMEM, NULL);
            }
            all += count;
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
    ending e = request_list(a, index, a->opt.value[OPT_ALL] != NULL ? NULL : value, a->limit);
    if (e != END_DONE || a->as_json) {
        return e;
    }
    int64_t count = print_table(a, name, value);
    if (count < 0) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    if (count == 0) {
        say(a, stdout, "No tickets.\n", "没有工单。\n");
    }
    return END_DONE;
}
