/*
 * adopt.c - `import --map`: open tickets of another system, out of a list, each with one event "imported".
 *
 * The list is read twice. First every row is checked, against the mapping, the policy and what is here already, and all
 * faults are told. Only then the rows are stored, in one batch: all of them, or those that fit.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "adopt.h"
#include "files.h"
#include "money.h"
#include "moving.h"
#include "seen.h"

#include <stdlib.h>
#include <string.h>

#define FILE_BYTES ((size_t)1 << 30)

typedef struct taking {
    adopter x;
    char *bytes, *map_bytes;
    size_t len;
    csv csv;
    char *header; /* decoded, one behind the other */
    json list;    /* JSON, whole or a line of it */
    size_t at;    /* where the next line begins */
    bool lines;   /* JSON, an object a line */
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    mend_rows *rows;
    mend_buf *sentence;
    bool *good;         /* by row */
    seen keys, numbers; /* of the rows so far */
    bool telling;       /* the first time through the list: what is wrong with its rows is told */
    bool broken;        /* it cannot be read to its end */
    bool unread;        /* the row at hand cannot be read */
    size_t rows_read, rows_cap, fit;
    mend_error error;
} taking;

static ending failed(const taking *t, mend_status s)
{
    return fault_with(t->x.a, s, &t->error);
}

/* ---- the list ---- */

static ending read_header(taking *t)
{
    adopter *x = &t->x;
    char separator = json_member(&x->map, 1, "separator")[0];
    csv_begin(&t->csv, t->bytes, t->len, separator == '\0' ? ',' : separator);
    mend_status s = csv_row(&t->csv);
    if (s == MEND_SYNTAX || s == MEND_LIMIT) {
        return fault_here(x->a, s, "%s:%ld: cell %zu: %s", "%s:%ld：第 %zu 个单元格：%s", x->path, t->csv.line,
                          t->csv.count, x->a->zh ? t->csv.fault_zh : t->csv.fault);
    }
    if (s != MEND_OK) {
        return fault_of(x->a, s == MEND_NOT_FOUND ? MEND_SYNTAX : s, NULL);
    }
    t->header = malloc(t->csv.used);
    if (t->header == NULL) {
        return fault_of(x->a, MEND_NOMEM, NULL);
    }
    memcpy(t->header, t->csv.heap, t->csv.used);
    x->row.csv = &t->csv;
    x->row.columns = t->csv.count;
    for (size_t i = 0; i < t->csv.count; i++) {
        x->row.header[i] = t->header + (size_t)(t->csv.cells[i] - t->csv.heap);
        for (size_t k = 0; k < i; k++) {
            if (strcmp(x->row.header[k], x->row.header[i]) == 0) {
                return fault_here(x->a, MEND_SYNTAX, "%s:1: two columns are called \"%s\"", "%s:1：有两列都叫“%s”",
                                  x->path, x->row.header[i]);
            }
        }
    }
    return END_DONE;
}

/* Once more from the first row behind the header, which could be read before. */
static ending begin_again(taking *t)
{
    char separator = t->csv.separator;
    csv_free(&t->csv);
    csv_begin(&t->csv, t->bytes, t->len, separator);
    mend_status s = csv_row(&t->csv);
    return s == MEND_OK ? END_DONE : failed(t, s);
}

static bool is_json(const taking *t)
{
    size_t i = 0;
    while (i < t->len && strchr(" \t\r\n", t->bytes[i]) != NULL) {
        i++;
    }
    return i < t->len && (t->bytes[i] == '[' || t->bytes[i] == '{');
}

static bool is_array(const taking *t)
{
    size_t i = 0;
    while (i < t->len && t->bytes[i] != '[' && t->bytes[i] != '{') {
        i++;
    }
    return i < t->len && t->bytes[i] == '[';
}

static ending begin_list(taking *t)
{
    adopter *x = &t->x;
    size_t bad = 0;
    mend_status s = MEND_OK;
    if (!is_json(t)) {
        return x->row.columns > 0 ? begin_again(t) : read_header(t);
    }
    t->at = 0;
    x->row.line = 0;
    x->row.tree = &t->list;
    t->lines = !is_array(t);
    if (!t->lines) {
        s = json_read(&t->list, t->bytes, t->len, &bad);
        x->row.node = 0;
    }
    if (s == MEND_SYNTAX) {
        file_place p = file_place_of(t->bytes, bad);
        return fault_here(x->a, s, "%s:%zu:%zu: no JSON here", "%s:%zu:%zu：此处不符合 JSON", x->path, p.line,
                          p.column);
    }
    return s == MEND_OK ? END_DONE : fault_of(x->a, s, NULL);
}

/* The row at hand is told to be unreadable, the first time. */
static void cannot_read(taking *t, const char *what)
{
    t->unread = true;
    if (t->telling) {
        adopt_blame(&t->x, NULL, what);
    }
}

/* A row of CSV that cannot be read: where the next one begins is not known either. */
static void break_off(taking *t)
{
    char what[400];
    size_t cell = t->csv.count - 1;
    const char *why = t->x.a->zh ? t->csv.fault_zh : t->csv.fault;
    t->broken = true;
    if (cell < t->x.row.columns) {
        snprintf(what, sizeof what, t->x.a->zh ? "%s；其后的行未读取" : "%s; the rows behind are not read", why);
    } else {
        snprintf(what, sizeof what,
                 t->x.a->zh ? "第 %zu 个单元格：%s；其后的行未读取" : "cell %zu: %s; the rows behind are not read",
                 cell + 1, why);
    }
    if (t->telling) {
        adopt_blame(&t->x, cell < t->x.row.columns ? t->x.row.header[cell] : NULL, what);
    }
}

/* The next line that holds something. */
static ending next_line(taking *t, bool *more)
{
    adopter *x = &t->x;
    size_t bad = 0, len = 0;
    const char *line = NULL;
    for (*more = false; t->at < t->len && !*more; t->at += len + 1) {
        line = t->bytes + t->at;
        const char *feed = memchr(line, '\n', t->len - t->at);
        len = feed == NULL ? t->len - t->at : (size_t)(feed - line);
        x->row.line++;
        for (size_t i = 0; i < len; i++) {
            *more = *more || strchr(" \t\r", line[i]) == NULL;
        }
    }
    x->row.node = 1;
    mend_status s = *more ? json_read(&t->list, line, len, &bad) : MEND_OK;
    if (s == MEND_NOMEM) {
        return fault_of(x->a, s, NULL);
    }
    if (*more && (s != MEND_OK || json_type(&t->list, 1) != '{')) {
        char what[120];
        snprintf(what, sizeof what,
                 s == MEND_OK ? (x->a->zh ? "不是 JSON 对象" : "no JSON object")
                 : x->a->zh   ? "从第 %zu 列起不符合 JSON"
                              : "no JSON from column %zu on",
                 file_place_of(line, bad).column);
        cannot_read(t, what);
    }
    return END_DONE;
}

/* The next row; *more false: there is none. */
static ending next_row(taking *t, bool *more)
{
    adopter *x = &t->x;
    t->unread = false;
    if (x->row.tree == NULL) {
        mend_status s = csv_row(&t->csv);
        *more = s == MEND_OK;
        x->row.line = t->csv.line;
        if (s == MEND_SYNTAX || s == MEND_LIMIT) {
            break_off(t);
            s = MEND_OK;
        }
        return s == MEND_OK || s == MEND_NOT_FOUND ? END_DONE : fault_of(x->a, s, NULL);
    }
    if (t->lines) {
        return next_line(t, more);
    }
    x->row.node = x->row.line == 0 ? json_first(&t->list, 1) : json_next(&t->list, x->row.node);
    x->row.line++;
    *more = x->row.node != 0;
    if (*more && json_type(&t->list, x->row.node) != '{') {
        cannot_read(t, x->a->zh ? "不是对象" : "no object");
    }
    return END_DONE;
}

/* ---- one row ---- */

/* Which column a reason of the library is about. */
static const char *column_about(const taking *t, int32_t i)
{
    const char *field = mend_result_param(t->result, i, "field", NULL);
    const char *clock = mend_result_param(t->result, i, "clock", NULL);
    if (clock != NULL) {
        return adopt_column(&t->x, "clocks", clock);
    }
    if (field != NULL) {
        const char *column = adopt_column(&t->x, "fields", field);
        return column != NULL ? column : adopt_column(&t->x, field, NULL);
    }
    return mend_result_param(t->result, i, "state", NULL) != NULL ? adopt_column(&t->x, "state", NULL) : NULL;
}

static ending blame_reasons(taking *t, mend_status s)
{
    for (int32_t i = 0; i < mend_result_reason_count(t->result); i++) {
        mend_buf_clear(t->sentence);
        mend_status said = mend_result_sentence(t->result, shop_policy(t->x.a), i, t->x.a->lang, t->sentence);
        if (said != MEND_OK) {
            return failed(t, said);
        }
        adopt_blame(&t->x, column_about(t, i), mend_buf_data(t->sentence, NULL));
    }
    if (mend_result_reason_count(t->result) == 0) {
        adopt_blame(&t->x, NULL, t->error.status == s ? t->error.text : mend_status_text(s));
    }
    return END_DONE;
}

/* "$.clocks.first_response.used" of arguments: the column behind it. */
static void blame_path(taking *t)
{
    char path[sizeof t->error.path];
    const char *column = NULL;
    snprintf(path, sizeof path, "%s", t->error.path);
    char *clock = strncmp(path, "$.clocks.", 9) == 0 ? path + 9 : NULL;
    if (clock != NULL) {
        clock[strcspn(clock, ".")] = '\0';
        column = adopt_column(&t->x, "clocks", clock);
    }
    char what[1100], chinese[700];
    snprintf(what, sizeof what, "%s (%s)", fault_words(t->x.a, t->error.text, chinese, sizeof chinese), t->error.path);
    adopt_blame(&t->x, column, what);
}

/* A key or number that another row has had before. */
static ending check_rows_before(taking *t, seen *names, const char *name, bool *told)
{
    long before = 0;
    char what[160];
    if (!seen_add(names, name, t->x.row.line, &before)) {
        return fault_of(t->x.a, MEND_NOMEM, NULL);
    }
    if (before > 0 && !*told) {
        snprintf(what, sizeof what, t->x.a->zh ? "“%.80s”已在第 %ld 行" : "\"%.80s\" stands in row %ld already", name,
                 before);
        adopt_blame(&t->x, adopt_column(&t->x, names == &t->numbers ? "number" : "key", NULL), what);
        *told = true;
    }
    return END_DONE;
}

/* Is there a ticket of this number or key? */
static ending find_stored(taking *t, bool *number, bool *key)
{
    mend_desk *desk = t->x.a->desk;
    mend_status s = MEND_OK;
    *number = *key = false;
    if (t->x.number[0] != '\0') {
        s = mend_desk_page(desk, MEND_INDEX_NUMBER, t->x.number, MEND_NTS, "", 0, 1, t->rows, &t->error);
        *number = s == MEND_OK && mend_rows_count(t->rows) > 0;
    }
    if (s == MEND_OK && t->x.key[0] != '\0') {
        s = mend_desk_read(desk, t->x.key, MEND_NTS, t->ticket, &t->error);
        *key = s == MEND_OK;
    }
    return s == MEND_OK || s == MEND_NOT_FOUND || s == MEND_INVALID ? END_DONE : failed(t, s);
}

/* Key and number have to be free: here, and among the rows before, whatever else is wrong with those and with this. */
static ending check_free(taking *t)
{
    bool told = false, number = false, key = false;
    ending e = END_DONE;
    if (t->x.number[0] != '\0') {
        e = check_rows_before(t, &t->numbers, t->x.number, &told);
    }
    if (e == END_DONE && t->x.key[0] != '\0') {
        e = check_rows_before(t, &t->keys, t->x.key, &told);
    }
    e = e == END_DONE ? find_stored(t, &number, &key) : e;
    if (e == END_DONE && (number || key)) {
        const char *what =
            t->x.a->zh ? "此键或编号的工单已在数据库中" : "a ticket of this key or number is here already";
        adopt_blame(&t->x, adopt_column(&t->x, number ? "number" : "key", NULL), what);
    }
    return e;
}

/* The arguments of the row; a row with faults has told them. */
static ending take_args(taking *t, bool *good)
{
    size_t len = 0;
    *good = adopt_request(&t->x);
    if (t->x.request.status != MEND_OK) {
        return fault_of(t->x.a, t->x.request.status, NULL);
    }
    if (!*good) {
        return END_DONE;
    }
    const char *bytes = text_data(&t->x.request, &len);
    mend_status s = mend_args_json(t->args, bytes, len, &t->error);
    if (s == MEND_NOMEM) {
        return failed(t, s);
    }
    if (s != MEND_OK) {
        blame_path(t);
        *good = false;
    }
    return END_DONE;
}

static ending check_row(taking *t)
{
    bool good = false;
    mend_ticket *blank = NULL;
    if (t->x.row.tree == NULL && t->csv.count != t->x.row.columns) {
        char what[120];
        snprintf(what, sizeof what, t->x.a->zh ? "应有 %zu 个单元格，实有 %zu 个" : "expected %zu cells, found %zu",
                 t->x.row.columns, t->csv.count);
        adopt_blame(&t->x, NULL, what);
        return END_DONE;
    }
    ending e = take_args(t, &good);
    e = e == END_DONE ? check_free(t) : e;
    if (e != END_DONE || !good) {
        return e;
    }
    mend_status s = mend_ticket_new(NULL, &blank);
    s = s == MEND_OK ? mend_ticket_copy(t->ticket, blank) : s;
    mend_ticket_free(blank);
    if (s == MEND_OK) {
        s = mend_adopt(shop_policy(t->x.a), t->ticket, t->args, t->x.a->now, t->result, &t->error);
    }
    if (s == MEND_NOMEM) {
        return failed(t, s);
    }
    return s == MEND_OK ? END_DONE : blame_reasons(t, s);
}

static bool row_room(taking *t)
{
    if (t->rows_read < t->rows_cap) {
        return true;
    }
    size_t cap = t->rows_cap == 0 ? 256 : t->rows_cap * 2;
    bool *good = realloc(t->good, cap * sizeof *good);
    if (good == NULL) {
        return false;
    }
    t->good = good;
    t->rows_cap = cap;
    return true;
}

static ending check_all(taking *t)
{
    bool more = true;
    t->telling = true;
    ending e = begin_list(t);
    e = e == END_DONE ? adopt_check_map(&t->x) : e;
    e = e == END_DONE ? next_row(t, &more) : e;
    while (e == END_DONE && more) {
        if (!row_room(t)) {
            return fault_of(t->x.a, MEND_NOMEM, NULL);
        }
        t->x.row_faults = 0;
        e = t->unread ? END_DONE : check_row(t);
        t->good[t->rows_read] = t->x.row_faults == 0 && !t->unread;
        t->fit += t->good[t->rows_read++];
        e = e == END_DONE ? next_row(t, &more) : e;
    }
    return e;
}

/* ---- storing ---- */

static ending store_rows(taking *t)
{
    bool more = true, good = false;
    t->telling = false;
    ending e = begin_list(t);
    e = e == END_DONE ? next_row(t, &more) : e;
    for (size_t i = 0; e == END_DONE && more; i++) {
        if (t->good[i]) {
            e = take_args(t, &good);
            mend_status s = e != END_DONE ? MEND_OK
                            : good ? mend_desk_adopt(t->x.a->desk, t->args, t->x.a->now, NULL, t->result, &t->error)
                                   : MEND_CORRUPT;
            e = e == END_DONE && s != MEND_OK ? failed(t, s) : e;
        }
        e = e == END_DONE ? next_row(t, &more) : e;
    }
    return e;
}

static ending store_all(taking *t)
{
    mend_status s = mend_desk_begin(t->x.a->desk, &t->error);
    ending e = s == MEND_OK ? store_rows(t) : failed(t, s);
    if (s == MEND_OK) {
        s = mend_desk_end(t->x.a->desk, e == END_DONE, &t->error);
        e = e == END_DONE && s != MEND_OK ? failed(t, s) : e;
    }
    return e;
}

/* ---- the command ---- */

static void tell(const taking *t, bool done)
{
    const app *a = t->x.a;
    size_t len = 0;
    const char *told = text_data(&t->x.told, &len);
    if (a->as_json) {
        printf("{\"status\":\"%s\",\"rows\":%zu,\"fit\":%zu,\"tickets\":%zu,\"faults\":[",
               t->x.faults == 0 ? "OK" : "INCOMPLETE", t->rows_read, t->fit, done ? t->fit : 0);
        fwrite(told, 1, len, stdout);
        puts("]}");
        return;
    }
    fwrite(told, 1, len, stderr);
    if (t->x.faults > ADOPT_FAULTS) {
        complain(a, "and %lld faults more", "另有 %lld 处错误", (long long)(t->x.faults - ADOPT_FAULTS));
    }
    if (done) {
        say(a, stdout, "%zu of %zu tickets imported.\n", "已导入 %zu 张工单，共 %zu 行。\n", t->fit, t->rows_read);
    } else if (t->x.faults > 0) {
        say(a, stdout, "%zu of %zu rows fit; nothing was imported.\n", "%zu 行适合，共 %zu 行；未导入任何内容。\n",
            t->fit, t->rows_read);
    } else {
        say(a, stdout, "All %zu rows fit; nothing was imported.\n", "共 %zu 行全部适合；未导入任何内容。\n",
            t->rows_read);
    }
}

static ending read_map(taking *t)
{
    const app *a = t->x.a;
    const char *path = file_name(a, a->opt.value[OPT_MAP]);
    size_t len = 0, at = 0;
    ending e = END_DONE;
    t->map_bytes = file_text(a, a->opt.value[OPT_MAP], (size_t)1 << 20, false, &len, &e);
    mend_status s = e == END_DONE ? json_read(&t->x.map, t->map_bytes, len, &at) : MEND_OK;
    if (s != MEND_OK && s != MEND_SYNTAX) {
        return fault_of(a, s, NULL);
    }
    if (e == END_DONE && (s != MEND_OK || json_type(&t->x.map, 1) != '{')) {
        file_place p = file_place_of(t->map_bytes, s == MEND_OK ? 0 : at);
        e = fault_here(a, MEND_SYNTAX, s == MEND_OK ? "%s:%zu:%zu: expected a JSON object" : "%s:%zu:%zu: no JSON here",
                       s == MEND_OK ? "%s:%zu:%zu：应为 JSON 对象" : "%s:%zu:%zu：此处不符合 JSON", path, p.line,
                       p.column);
    }
    return e;
}

static ending run(taking *t)
{
    app *a = t->x.a;
    ending e = moving_actor(a, t->args) ? END_DONE : END_USAGE;
    e = e == END_DONE ? read_map(t) : e;
    if (e == END_DONE) {
        t->bytes = file_text(a, t->x.path, FILE_BYTES, true, &t->len, &e);
    }
    e = e == END_DONE ? check_all(t) : e;
    bool go = e == END_DONE && a->opt.value[OPT_DRY_RUN] == NULL && !t->broken &&
              (t->x.faults == 0 || a->opt.value[OPT_THOSE_THAT_FIT] != NULL);
    e = go ? store_all(t) : e;
    if (e == END_DONE) {
        tell(t, go);
    }
    return e == END_DONE && t->x.faults > 0 ? END_REFUSED : e;
}

ending run_adopt(app *a)
{
    taking t;
    memset(&t, 0, sizeof t);
    t.x.a = a;
    t.x.path = a->opt.words[1];
    t.error.struct_size = sizeof t.error;
    snprintf(t.x.currency, sizeof t.x.currency, "%s", "");
    money_currency(shop_policy(a), t.x.currency);
    mend_status s = mend_args_new(NULL, &t.args);
    s = s == MEND_OK ? mend_result_new(NULL, &t.result) : s;
    s = s == MEND_OK ? mend_ticket_new(NULL, &t.ticket) : s;
    s = s == MEND_OK ? mend_rows_new(NULL, &t.rows) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &t.sentence) : s;
    s = s == MEND_OK ? text_new(&t.x.request) : s;
    s = s == MEND_OK ? text_new(&t.x.told) : s;
    ending e = s == MEND_OK ? run(&t) : fault_of(a, s, NULL);
    mend_args_free(t.args);
    mend_result_free(t.result);
    mend_ticket_free(t.ticket);
    mend_rows_free(t.rows);
    mend_buf_free(t.sentence);
    text_free(&t.x.request);
    text_free(&t.x.told);
    json_free(&t.x.map);
    json_free(&t.list);
    csv_free(&t.csv);
    free(t.good);
    seen_free(&t.keys);
    seen_free(&t.numbers);
    free(t.header);
    free(t.bytes);
    free(t.map_bytes);
    return e;
}
