/*
 * adopt_map.c - a row of a foreign list as the arguments of an import, see adopt.h and docs/moving.md.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "adopt.h"
#include "clock.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define CELL 8192 /* bytes of a converted value that is no plain text */

/* ---- faults ---- */

void adopt_blame(adopter *x, const char *column, const char *what)
{
    char head[400];
    const app *a = x->a;
    x->row_faults++;
    if (x->faults++ >= ADOPT_FAULTS) {
        return;
    }
    if (a->as_json) {
        text_add(&x->told, x->faults == 1 ? "{\"row\":" : ",{\"row\":", MEND_NTS);
        text_int(&x->told, x->row.line);
        text_member(&x->told, "column", column);
        text_member(&x->told, "text", what);
        text_add(&x->told, "}", 1);
        return;
    }
    snprintf(head, sizeof head, "%s:%ld: ", x->path, x->row.line);
    text_add(&x->told, head, MEND_NTS);
    if (column != NULL) {
        text_add(&x->told, column, MEND_NTS);
        text_add(&x->told, a->zh ? "：" : ": ", MEND_NTS);
    }
    text_add(&x->told, what, MEND_NTS);
    text_add(&x->told, "\n", 1);
}

static void expected(adopter *x, const char *column, const char *found, const char *en, const char *zh)
{
    char what[700];
    snprintf(what, sizeof what, x->a->zh ? "应为%s，实为“%.200s”" : "expected %s, found \"%.200s\"", x->a->zh ? zh : en,
             found);
    adopt_blame(x, column, what);
}

/* ---- cells ---- */

/* The text of a column; NULL: there is none such. */
const char *adopt_cell(const foreign *row, const char *column)
{
    if (row->tree != NULL) {
        json_node n = json_get(row->tree, row->node, column);
        char type = json_type(row->tree, n);
        return n == 0 || type == 'n' ? "" : type == 't' ? "true" : type == 'f' ? "false" : json_text(row->tree, n);
    }
    for (size_t i = 0; i < row->columns; i++) {
        if (strcmp(row->header[i], column) == 0) {
            return i < row->csv->count ? row->csv->cells[i] : "";
        }
    }
    return NULL;
}

const char *adopt_source(const json *map, json_node source)
{
    return json_type(map, source) == 's' ? json_text(map, source) : json_member(map, source, "column");
}

/* What is none of the texts that a column may have: which those are, and which was likely meant. */
static void unknown_text(adopter *x, const char *column, json_node values, const char *found)
{
    const char *names[258] = {NULL};
    char known[500], what[1000];
    size_t used = 0, count = 0;
    known[0] = '\0';
    for (json_node n = json_first(&x->map, values); n != 0 && used < sizeof known; n = json_next(&x->map, n)) {
        int more = snprintf(known + used, sizeof known - used, "%s%s", used == 0 ? "" : ", ", json_key(&x->map, n));
        used += more > 0 ? (size_t)more : 0;
        names[count] = json_key(&x->map, n);
        count += count < 256;
    }
    names[count] = NULL;
    const char *guess = options_guess(found, names);
    int n =
        snprintf(what, sizeof what, x->a->zh ? "应为 %s，实为“%.200s”" : "expected %s, found \"%.200s\"", known, found);
    if (guess != NULL && n > 0 && (size_t)n < sizeof what) {
        snprintf(what + n, sizeof what - (size_t)n, x->a->zh ? "；是否指 %.200s？" : "; did you mean %.200s?", guess);
    }
    adopt_blame(x, column, what);
}

/* What a source gives for the row, without blanks around it: "" for nothing. False: that has been told. */
static bool value_of(adopter *x, json_node source, char **out)
{
    const json *map = &x->map;
    const char *column = adopt_source(map, source), *cell = json_member(map, source, "value");
    json_node values = json_type(map, source) == '{' ? json_get(map, source, "values") : 0;
    if (column[0] != '\0') {
        cell = adopt_cell(&x->row, column);
        cell = cell == NULL ? "" : cell;
    }
    while (*cell == ' ' || *cell == '\t') {
        cell++;
    }
    size_t len = strlen(cell);
    while (len > 0 && (cell[len - 1] == ' ' || cell[len - 1] == '\t')) {
        len--;
    }
    char *found = malloc(len + 1);
    if (found == NULL) {
        x->request.status = MEND_NOMEM;
        return false;
    }
    memcpy(found, cell, len);
    found[len] = '\0';
    *out = found;
    if (values == 0 || column[0] == '\0') {
        return true;
    }
    json_node hit = json_get(map, values, found);
    if (hit == 0 && found[0] != '\0' && json_get(map, source, "otherwise") == 0) {
        unknown_text(x, column, values, found);
        return false;
    }
    if (hit == 0 && json_get(map, source, "otherwise") == 0) {
        return true; /* nothing stays nothing */
    }
    const char *to = json_text(map, hit != 0 ? hit : json_get(map, source, "otherwise"));
    *out = malloc(strlen(to) + 1);
    free(found);
    if (*out == NULL) {
        x->request.status = MEND_NOMEM;
        return false;
    }
    memcpy(*out, to, strlen(to) + 1);
    return true;
}

/* ---- conversions ---- */

/* An instant with an offset, or as the clocks of the policy's zone show it; a day alone is its beginning. */
static bool to_instant(adopter *x, const char *column, const char *found, char out[CLOCK_TEXT])
{
    int64_t at = 0;
    if (!clock_read(found, &at) && !clock_local(found, &at) && !clock_day(found, &at)) {
        expected(x, column, found, "an instant such as 2024-03-15 09:30 or 2024-03-15T09:30:00+08:00",
                 "如 2024-03-15 09:30 或 2024-03-15T09:30:00+08:00 的时刻");
        return false;
    }
    clock_write(at, out);
    return true;
}

/* "1.5" of a unit as a duration of whole seconds. */
static bool to_duration(adopter *x, const char *column, const char *found, const char *unit, char *out, size_t cap)
{
    static const struct {
        const char *name;
        int64_t seconds;
    } units[] = {{"second", 1}, {"minute", 60}, {"hour", 3600}, {"day", 86400}};
    int64_t whole = 0, part = 0, scale = 1, seconds = 0;
    size_t i = 0;
    const char *c = found;
    for (; isdigit((unsigned char)*c) && whole < INT64_C(1000000000); c++) {
        whole = whole * 10 + (*c - '0');
    }
    if (c != found && *c == '.') {
        for (c++; isdigit((unsigned char)*c) && scale < 1000000; c++) {
            part = part * 10 + (*c - '0');
            scale *= 10;
        }
    }
    while (i < sizeof units / sizeof units[0] && strcmp(units[i].name, unit) != 0) {
        i++;
    }
    if (*c != '\0' || c == found || i == sizeof units / sizeof units[0]) {
        expected(x, column, found, "a number such as 90 or 1.5", "如 90 或 1.5 的数");
        return false;
    }
    seconds = whole * units[i].seconds + part * units[i].seconds / scale;
    snprintf(out, cap, "PT%lldS", (long long)seconds);
    return true;
}

/* The type of a field by its path; a column of a row to be added too. 0: a field of the policy's own. */
static mend_field_type type_of(const char *path)
{
    char plain[300];
    int32_t id = 0;
    mend_field_info info = {.struct_size = sizeof info};
    const char *slash = strchr(path, '/'), *last = strrchr(path, '/');
    if (slash == NULL) {
        snprintf(plain, sizeof plain, "%s", path);
    } else {
        snprintf(plain, sizeof plain, "%.*s/%s", (int)(slash - path), path, last + 1);
    }
    if (mend_field_of(plain, MEND_NTS, &id) != MEND_OK) {
        return 0;
    }
    for (int32_t i = 0; i < mend_field_count(); i++) {
        if (mend_field_at(i, &info) == MEND_OK && info.id == id) {
            return info.type;
        }
    }
    return 0;
}

static bool to_money(adopter *x, const char *column, const char *found, char *out, size_t cap)
{
    int64_t minor = 0;
    mend_error error = {.struct_size = sizeof error};
    if (mend_money_parse(found, MEND_NTS, x->currency, &minor, &error) != MEND_OK) {
        expected(x, column, found, "an amount such as 120.50", "如 120.50 的金额");
        return false;
    }
    snprintf(out, cap, "%lld", (long long)minor);
    return true;
}

/* A field's value in the form that arguments have. */
static bool convert(adopter *x, const char *path, json_node source, const char *found, char out[CELL],
                    const char **value)
{
    const char *column = adopt_source(&x->map, source), *as = json_member(&x->map, source, "as");
    mend_field_type type = type_of(path);
    *value = out;
    if (type == MEND_FIELD_INSTANT || strcmp(as, "instant") == 0) {
        return to_instant(x, column, found, out);
    }
    if (type == MEND_FIELD_MONEY || strcmp(as, "money") == 0) {
        return to_money(x, column, found, out, CELL);
    }
    *value = found;
    return true;
}

/* ---- the request ---- */

static void put_member(text *t, const char *key, const char *value, bool *any)
{
    text_add(t, *any ? "," : "", MEND_NTS);
    text_string(t, key, MEND_NTS);
    text_add(t, ":", 1);
    text_string(t, value, MEND_NTS);
    *any = true;
}

static bool put_fields(adopter *x)
{
    bool good = true, any = false;
    text_add(&x->request, ",\"fields\":{", MEND_NTS);
    for (json_node n = json_first(&x->map, json_get(&x->map, 1, "fields")); n != 0; n = json_next(&x->map, n)) {
        char *found = NULL, out[CELL];
        const char *value = NULL;
        if (!value_of(x, n, &found)) {
            good = false;
        } else if (found[0] != '\0') {
            if (convert(x, json_key(&x->map, n), n, found, out, &value)) {
                put_member(&x->request, json_key(&x->map, n), value, &any);
            } else {
                good = false;
            }
        }
        free(found);
    }
    text_add(&x->request, "}", 1);
    return good;
}

static bool put_clock(adopter *x, json_node clock, bool *any_clock)
{
    static const char *const members[] = {"status", "used", "started", "stopped"};
    bool good = true, any = false;
    text part;
    size_t len = 0;
    if (text_new(&part) != MEND_OK) {
        x->request.status = MEND_NOMEM;
        return false;
    }
    for (size_t i = 0; i < 4; i++) {
        json_node source = json_get(&x->map, clock, members[i]);
        char *found = NULL, out[CELL];
        const char *column = adopt_source(&x->map, source), *unit = json_member(&x->map, source, "unit");
        bool fine = source == 0 || value_of(x, source, &found);
        if (fine && found != NULL && found[0] != '\0') {
            const char *value = found;
            if (i >= 2) {
                fine = to_instant(x, column, found, out);
                value = out;
            } else if (i == 1 && unit[0] != '\0') {
                fine = to_duration(x, column, found, unit, out, sizeof out);
                value = out;
            }
            if (fine) {
                put_member(&part, members[i], value, &any);
            }
        }
        free(found);
        good = good && fine;
    }
    if (any) { /* a clock of which the row says nothing was never started */
        const char *bytes = text_data(&part, &len);
        text_add(&x->request, *any_clock ? "," : "", MEND_NTS);
        text_string(&x->request, json_key(&x->map, clock), MEND_NTS);
        text_add(&x->request, ":{", 2);
        text_add(&x->request, bytes, len);
        text_add(&x->request, "}", 1);
        *any_clock = true;
    }
    x->request.status = x->request.status == MEND_OK ? part.status : x->request.status;
    text_free(&part);
    return good;
}

/* A member of the ticket (state, opened, since, key, number) out of the source called `from`. */
static bool put_own(adopter *x, const char *member, const char *from, bool needed, bool instant, bool *any)
{
    char *found = NULL, at[CLOCK_TEXT];
    json_node source = json_get(&x->map, 1, from);
    const char *column = adopt_source(&x->map, source);
    bool good = source == 0 || value_of(x, source, &found);
    if (good && needed && (found == NULL || found[0] == '\0')) {
        adopt_blame(x, column[0] == '\0' ? member : column, x->a->zh ? "不能为空" : "must not be empty");
        good = false;
    }
    if (found != NULL && strcmp(member, "key") == 0) {
        snprintf(x->key, sizeof x->key, "%s", found);
    }
    if (found != NULL && strcmp(member, "number") == 0) {
        snprintf(x->number, sizeof x->number, "%s", found);
    }
    if (good && found != NULL && found[0] != '\0') {
        good = !instant || to_instant(x, column, found, at);
        if (good) {
            put_member(&x->request, member, instant ? at : found, any);
        }
    }
    free(found);
    return good;
}

static void put_actor(adopter *x)
{
    const char *as = x->a->opt.value[OPT_AS], *colon = strchr(as, ':');
    text_add(&x->request, "{\"actor\":{\"id\":", MEND_NTS);
    text_string(&x->request, colon + 1, MEND_NTS);
    text_add(&x->request, ",\"roles\":[", MEND_NTS);
    for (const char *role = as; role < colon;) {
        size_t len = strcspn(role, "+:");
        text_string(&x->request, role, len);
        role += len + 1;
        text_add(&x->request, role < colon ? "," : "", MEND_NTS);
    }
    text_add(&x->request, "]", 1);
    text_member(&x->request, "grade", x->a->opt.value[OPT_GRADE]);
    text_add(&x->request, "}", 1);
    text_member(&x->request, "reason", x->a->opt.value[OPT_REASON]);
}

bool adopt_request(adopter *x)
{
    bool good = true, any = false, any_clock = false;
    x->row_faults = 0;
    x->key[0] = x->number[0] = '\0';
    text_clear(&x->request);
    put_actor(x);
    text_add(&x->request, ",\"ticket\":{\"tenant\":", MEND_NTS);
    text_string(&x->request, TENANT, MEND_NTS);
    any = true;
    bool keyed = json_get(&x->map, 1, "key") != 0;
    good = put_own(x, "number", "number", !keyed, false, &any) && good;
    if (good || keyed) { /* a number that is missing has been told */
        good = put_own(x, "key", keyed ? "key" : "number", keyed, false, &any) && good;
    }
    text_add(&x->request, "}", 1);
    good = put_own(x, "state", "state", true, false, &any) && good;
    good = put_own(x, "opened", "opened", true, true, &any) && good;
    good = put_own(x, "since", "since", false, true, &any) && good;
    good = put_fields(x) && good;
    text_add(&x->request, ",\"clocks\":{", MEND_NTS);
    for (json_node n = json_first(&x->map, json_get(&x->map, 1, "clocks")); n != 0; n = json_next(&x->map, n)) {
        good = put_clock(x, n, &any_clock) && good;
    }
    text_add(&x->request, "}}", 2);
    return good && x->request.status == MEND_OK;
}

/* ---- the mapping ---- */

const char *adopt_column(const adopter *x, const char *member, const char *name)
{
    json_node source = json_get(&x->map, 1, member);
    if (name != NULL) {
        source = json_get(&x->map, source, name);
    }
    if (name != NULL && strcmp(member, "clocks") == 0) {
        json_node used = json_get(&x->map, source, "used");
        source = used == 0 ? json_first(&x->map, source) : used;
    }
    const char *column = source == 0 ? "" : adopt_source(&x->map, source);
    return column[0] == '\0' ? NULL : column;
}
