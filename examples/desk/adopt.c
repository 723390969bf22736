/*
 * adopt.c - `import --map`: open tickets of another system, out of a list, each with one event "imported".
 *
 * The list is read twice. First every row is checked, against the mapping, the policy and what is here already, and all
 * faults are told. Only then the rows are stored, in one batch: all of them, or those that fit.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "adopt.h"
#include "money.h"
#include "moving.h"

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
    bool *good;  /* by row */
    char **keys; /* of the rows so far */
    size_t rows_read, rows_cap, fit;
    mend_error error;
} taking;

static ending failed(const taking *t, mend_status s)
{
    return fault_of(t->x.a, s, t->error.status == s ? t->error.text : NULL);
}

/* ---- the list ---- */

static ending read_header(taking *t)
{
    adopter *x = &t->x;
    char separator = json_member(&x->map, 1, "separator")[0];
    csv_begin(&t->csv, t->bytes, t->len, separator == '\0' ? ',' : separator);
    mend_status s = csv_row(&t->csv);
    if (s != MEND_OK) {
        return fault_here(x->a, s == MEND_NOT_FOUND ? MEND_SYNTAX : s, "%s:%ld: %s", "%s:%ld：%s", x->path, t->csv.line,
                          s == MEND_NOT_FOUND    ? "the file is empty"
                          : t->csv.fault == NULL ? ""
                                                 : t->csv.fault);
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
    return s == MEND_OK ? END_DONE
                        : fault_here(x->a, MEND_SYNTAX, "%s: no JSON (byte %zu)", "%s：不是 JSON（第 %zu 字节）",
                                     x->path, bad + 1);
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
    if (*more && (json_read(&t->list, line, len, &bad) != MEND_OK || json_type(&t->list, 1) != '{')) {
        return fault_here(x->a, MEND_SYNTAX, "%s:%ld: no JSON object", "%s:%ld：不是 JSON 对象", x->path, x->row.line);
    }
    return END_DONE;
}

/* The next row; *more false: there is none. */
static ending next_row(taking *t, bool *more)
{
    adopter *x = &t->x;
    if (x->row.tree == NULL) {
        mend_status s = csv_row(&t->csv);
        *more = s == MEND_OK;
        x->row.line = t->csv.line;
        return s == MEND_OK || s == MEND_NOT_FOUND
                   ? END_DONE
                   : fault_here(x->a, s, "%s:%ld: %s", "%s:%ld：%s", x->path, t->csv.line,
                                t->csv.fault == NULL ? mend_status_text(s) : t->csv.fault);
    }
    if (t->lines) {
        return next_line(t, more);
    }
    x->row.node = x->row.line == 0 ? json_first(&t->list, 1) : json_next(&t->list, x->row.node);
    x->row.line++;
    *more = x->row.node != 0;
    if (*more && json_type(&t->list, x->row.node) != '{') {
        return fault_here(x->a, MEND_SYNTAX, "%s: element %ld is no object", "%s：第 %ld 个元素不是对象", x->path,
                          x->row.line);
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
    char what[700];
    snprintf(what, sizeof what, "%s (%s)", t->error.text, t->error.path);
    adopt_blame(&t->x, column, what);
}

/* Key and number have to be free: here, and among the rows before. */
static ending check_free(taking *t)
{
    size_t len = 0;
    const char *key = mend_ticket_key(t->ticket, &len), *number = mend_ticket_number(t->ticket, NULL);
    const char *zh = "此键或编号的工单已在数据库中", *en = "a ticket of this key or number is here already";
    char *copy = malloc(len + 1);
    if (copy == NULL) {
        return fault_of(t->x.a, MEND_NOMEM, NULL);
    }
    memcpy(copy, key, len + 1);
    for (size_t i = 0; i < t->rows_read; i++) {
        if (t->keys[i] != NULL && strcmp(t->keys[i], key) == 0) {
            adopt_blame(&t->x, adopt_column(&t->x, "number", NULL),
                        t->x.a->zh ? "与前面的行相同" : "a row before it has the same key");
            break;
        }
    }
    t->keys[t->rows_read] = copy;
    mend_status s = mend_desk_page(t->x.a->desk, MEND_INDEX_NUMBER, number, MEND_NTS, "", 0, 1, t->rows, &t->error);
    bool taken = number[0] != '\0' && s == MEND_OK && mend_rows_count(t->rows) > 0;
    if (s == MEND_OK && !taken) {
        mend_buf_clear(t->sentence);
        s = mend_desk_read(t->x.a->desk, copy, MEND_NTS, t->ticket, &t->error);
        taken = s == MEND_OK;
        s = s == MEND_NOT_FOUND ? MEND_OK : s;
    }
    if (taken) {
        adopt_blame(&t->x, adopt_column(&t->x, "number", NULL), t->x.a->zh ? zh : en);
    }
    return s == MEND_OK ? END_DONE : failed(t, s);
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
    return s == MEND_OK ? check_free(t) : blame_reasons(t, s);
}

static bool row_room(taking *t)
{
    if (t->rows_read < t->rows_cap) {
        return true;
    }
    size_t cap = t->rows_cap == 0 ? 256 : t->rows_cap * 2;
    bool *good = realloc(t->good, cap * sizeof *good);
    t->good = good == NULL ? t->good : good;
    char **keys = realloc(t->keys, cap * sizeof *keys);
    t->keys = keys == NULL ? t->keys : keys;
    if (good == NULL || keys == NULL) {
        return false;
    }
    t->rows_cap = cap;
    return true;
}

static ending check_all(taking *t)
{
    bool more = true;
    ending e = begin_list(t);
    e = e == END_DONE ? adopt_check_map(&t->x) : e;
    e = e == END_DONE ? next_row(t, &more) : e;
    while (e == END_DONE && more) {
        if (!row_room(t)) {
            return fault_of(t->x.a, MEND_NOMEM, NULL);
        }
        t->keys[t->rows_read] = NULL;
        t->x.row_faults = 0;
        e = check_row(t);
        t->good[t->rows_read] = t->x.row_faults == 0;
        t->fit += t->good[t->rows_read++];
        e = e == END_DONE ? next_row(t, &more) : e;
    }
    return e;
}

/* ---- storing ---- */

static ending store_rows(taking *t)
{
    bool more = true, good = false;
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

static ending run(taking *t)
{
    app *a = t->x.a;
    size_t len = 0, at = 0;
    ending e = moving_actor(a, t->args) ? END_DONE : END_USAGE;
    if (e == END_DONE) {
        t->map_bytes = file_read(a, a->opt.value[OPT_MAP], (size_t)1 << 20, &len, &e);
    }
    if (e == END_DONE && (json_read(&t->x.map, t->map_bytes, len, &at) != MEND_OK || json_type(&t->x.map, 1) != '{')) {
        e = fault_here(a, MEND_SYNTAX, "%s: no JSON object (byte %zu)", "%s：不是 JSON 对象（第 %zu 字节）",
                       a->opt.value[OPT_MAP], at + 1);
    }
    if (e == END_DONE) {
        t->bytes = file_read(a, t->x.path, FILE_BYTES, &t->len, &e);
    }
    e = e == END_DONE ? check_all(t) : e;
    bool go = e == END_DONE && a->opt.value[OPT_DRY_RUN] == NULL &&
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
    for (size_t i = 0; i < t.rows_read; i++) {
        free(t.keys[i]);
    }
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
    free(t.keys);
    free(t.header);
    free(t.bytes);
    free(t.map_bytes);
    return e;
}
