/*
 * scenario_args.c - what a step says: who does what with which ticket, and what the action is given.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include "clock.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 2000 /* candidates for a guess */

/* ---- names ---- */

/* "; did you mean x?" for a name that is not among the members of an object. */
static const char *meant(const world *w, json_node object, const char *name, char *out, size_t cap)
{
    const char *names[256] = {NULL};
    size_t count = 0;
    for (json_node n = json_first(&w->rules, object); n != 0 && count < 255; n = json_next(&w->rules, n)) {
        names[count++] = json_key(&w->rules, n);
    }
    const char *guess = options_guess(name, names);
    snprintf(out, cap,
             guess == NULL ? "%s%s"
             : w->a->zh    ? "%s；是否指 %s？"
                           : "%s; did you mean %s?",
             "", guess == NULL ? "" : guess);
    return out;
}

/* A path without its rows: "parts/+1/model" -> "parts/model". */
static void without_rows(const char *path, char *out, size_t cap)
{
    const char *slash = strchr(path, '/'), *last = strrchr(path, '/');
    if (slash == NULL || slash == last) {
        snprintf(out, cap, "%s", path);
    } else {
        snprintf(out, cap, "%.*s%s", (int)(slash - path), path, last);
    }
}

const char *field_type(const world *w, const char *path)
{
    char plain[200];
    without_rows(path, plain, sizeof plain);
    const json *j = &w->fields;
    for (json_node n = json_first(j, json_get(j, 1, "fields")); n != 0; n = json_next(j, n)) {
        if (strcmp(json_member(j, n, "path"), plain) == 0) {
            return json_member(j, n, "type");
        }
    }
    return json_member(&w->rules, json_get(&w->rules, json_get(&w->rules, 1, "fields"), plain), "type");
}

static bool unknown_field(world *w, size_t index, const char *path)
{
    static const char *const short_forms[] = {"reason", "at", "key", "expect", "check", "proof"};
    char plain[200];
    without_rows(path, plain, sizeof plain);
    const char **names = calloc(NAMES_MAX + 1, sizeof *names);
    size_t count = 0;
    for (; count < sizeof short_forms / sizeof short_forms[0] && names != NULL; count++) {
        names[count] = short_forms[count];
    }
    const json *j = &w->fields;
    for (json_node n = json_first(j, json_get(j, 1, "fields")); n != 0 && names != NULL && count < NAMES_MAX;
         n = json_next(j, n)) {
        names[count++] = json_member(j, n, "path");
    }
    json_node own = json_get(&w->rules, 1, "fields");
    for (json_node n = json_first(&w->rules, own); n != 0 && names != NULL && count < NAMES_MAX;
         n = json_next(&w->rules, n)) {
        names[count++] = json_key(&w->rules, n);
    }
    const char *guess = names == NULL ? NULL : options_guess(plain, names);
    if (guess != NULL) {
        story_wrong(w, index, "there is no field %s; did you mean %s?", "没有字段 %s；是否指 %s？", plain, guess);
    } else {
        story_wrong(w, index, "there is no field %s", "没有字段 %s", plain);
    }
    free(names);
    return false;
}

/* ---- the step's own line ---- */

static bool check_roles(world *w, size_t index, const step *s, size_t colon)
{
    json_node roles = json_get(&w->rules, 1, "roles");
    for (size_t at = 0; at < colon;) {
        char role[128], hint[160];
        size_t len = strcspn(s->who + at, "+:");
        snprintf(role, sizeof role, "%.*s", (int)len, s->who + at);
        if (json_get(&w->rules, roles, role) == 0) {
            story_wrong(w, index, "the policy has no role %s%s", "策略中没有角色 %s%s", role,
                        meant(w, roles, role, hint, sizeof hint));
            return false;
        }
        at += len + 1;
    }
    return true;
}

bool step_who(world *w, size_t index, const char **rest, step *s)
{
    s->who = story_word(rest, &s->who_len);
    const char *colon = s->who == NULL ? NULL : memchr(s->who, ':', s->who_len);
    if (colon == NULL || colon == s->who || colon + 1 == s->who + s->who_len) {
        story_wrong(w, index, "who acts? Expected role:id such as engineer:chen",
                    "由谁操作？应为 角色:标识，如 engineer:chen");
        return false;
    }
    char grade[128];
    const char *after = *rest;
    size_t len = 0;
    const char *word = story_word(&after, &len);
    snprintf(grade, sizeof grade, "%.*s", word == NULL ? 0 : (int)(len < 127 ? len : 127), word == NULL ? "" : word);
    if (word != NULL && json_get(&w->rules, json_get(&w->rules, 1, "grades"), grade) != 0) {
        s->grade = word;
        s->grade_len = len;
        *rest = after;
    }
    return check_roles(w, index, s, (size_t)(colon - s->who));
}

seat *step_seat(world *w, size_t index, const char *name, size_t len)
{
    for (size_t i = 0; i < w->seat_count; i++) {
        if (strlen(w->seats[i].name) == len && memcmp(w->seats[i].name, name, len) == 0) {
            return &w->seats[i];
        }
    }
    story_wrong(w, index, "no ticket of this story is called @%.*s", "剧本中没有名为 @%.*s 的工单",
                (int)(len < 200 ? len : 200), name);
    return NULL;
}

/* The ticket a step is about: by its name, else the one of the step before; a new name for one to be opened. */
static bool step_ticket(world *w, size_t index, const char *name, size_t len, step *s)
{
    bool opens = json_true(&w->rules, json_get(&w->rules, s->rule, "opens"));
    if (!opens) {
        s->at = name == NULL ? w->current : step_seat(w, index, name, len);
        if (s->at == NULL && name == NULL) {
            story_wrong(w, index, "no ticket has been opened yet", "尚未登记工单");
        }
        return s->at != NULL;
    }
    if (len >= STORY_NAME || (name != NULL && len == 0)) {
        story_wrong(w, index, "a ticket's name has 1 to %d bytes", "工单名须为 1 至 %d 字节", STORY_NAME - 1);
        return false;
    }
    if (name == NULL) {
        snprintf(s->name, sizeof s->name, "t%zu", w->seat_count + 1);
    } else {
        snprintf(s->name, sizeof s->name, "%.*s", (int)len, name);
    }
    for (size_t i = 0; i < w->seat_count; i++) {
        if (strcmp(w->seats[i].name, s->name) == 0) {
            story_wrong(w, index, "there is a ticket @%s already", "已有工单 @%s", s->name);
            return false;
        }
    }
    if (w->seat_count == STORY_TICKETS) {
        story_wrong(w, index, "a story has at most %d tickets", "一个剧本至多有 %d 张工单", STORY_TICKETS);
        return false;
    }
    return true;
}

static bool step_action(world *w, size_t index, const char *word, size_t len, step *s)
{
    char hint[200];
    json_node actions = json_get(&w->rules, 1, "actions");
    snprintf(s->action, sizeof s->action, "%.*s", (int)(len < 127 ? len : 127), word);
    s->rule = json_get(&w->rules, actions, s->action);
    if (s->rule == 0) {
        story_wrong(w, index, "the policy has no action %s%s", "策略中没有动作 %s%s", s->action,
                    meant(w, actions, s->action, hint, sizeof hint));
        return false;
    }
    s->kind = json_member(&w->rules, s->rule, "kind");
    return true;
}

static bool is_action(const world *w, const char *word, size_t len)
{
    char name[128];
    snprintf(name, sizeof name, "%.*s", (int)(len < 127 ? len : 127), word);
    return json_get(&w->rules, json_get(&w->rules, 1, "actions"), name) != 0;
}

/* A word that is no action before one that is: where the grade stands. */
static bool step_grade(world *w, size_t index, const char *word, size_t len, const char *rest)
{
    char hint[200], grade[128];
    json_node grades = json_get(&w->rules, 1, "grades");
    size_t next_len = 0;
    const char *next = story_word(&rest, &next_len);
    if (next == NULL || is_action(w, word, len) || !is_action(w, next, next_len)) {
        return true;
    }
    snprintf(grade, sizeof grade, "%.*s", (int)(len < 127 ? len : 127), word);
    story_wrong(w, index, "the policy has no grade %s%s", "策略中没有等级 %s%s", grade,
                meant(w, grades, grade, hint, sizeof hint));
    return false;
}

static bool step_time(world *w, size_t index, const char **rest)
{
    int64_t at = 0;
    if (!story_instant(w, rest, w->begun ? &w->now : NULL, &at)) {
        story_wrong(w, index,
                    w->begun ? "expected a time such as 2024-03-15 09:05 or 09:05"
                             : "the first time needs its day: 2024-03-15 09:05",
                    w->begun ? "应为时间，如 2024-03-15 09:05 或 09:05" : "首个时间须含日期：2024-03-15 09:05");
        return false;
    }
    if (w->begun && at < w->now) {
        story_wrong(w, index, "time goes back", "时间倒退");
        return false;
    }
    w->now = at;
    w->begun = true;
    return true;
}

bool step_read(world *w, size_t index, step *s)
{
    const char *rest = w->s->lines[index].text;
    size_t len = 0, name_len = 0;
    memset(s, 0, sizeof *s);
    if (!step_time(w, index, &rest)) {
        return false;
    }
    s->passes = rest[0] == '\0';
    if (s->passes) {
        return true;
    }
    if (!step_who(w, index, &rest, s)) {
        return false;
    }
    const char *word = story_word(&rest, &len), *name = NULL;
    if (word != NULL && len == 3 && memcmp(word, "try", 3) == 0 && rest[0] != '\0' && rest[0] != '@') {
        s->tries = true;
        word = story_word(&rest, &len);
    }
    if (word == NULL || word[0] == '@') {
        story_wrong(w, index, "the action is missing", "缺少动作");
        return false;
    }
    if (!step_grade(w, index, word, len, rest) || !step_action(w, index, word, len, s)) {
        return false;
    }
    word = story_word(&rest, &len);
    if (word != NULL && word[0] == '@') {
        name = word + 1;
        name_len = len - 1;
        word = story_word(&rest, &len);
    }
    if (word != NULL) {
        story_wrong(w, index, "expected nothing more, found %s", "此后应无内容，实为 %s", word);
        return false;
    }
    return step_ticket(w, index, name, name_len, s);
}

/* ---- what it is given ---- */

typedef struct rows { /* the highest new row of each list so far */
    char list[32][64];
    int last[32];
    size_t count;
} rows;

typedef struct giving {
    world *w;
    const step *s;
    size_t index;
    text fields, others; /* members of "fields" and beside it */
    bool any;
    rows new_rows;
} giving;

static int *row_of(rows *r, const char *list, size_t len)
{
    for (size_t i = 0; i < r->count; i++) {
        if (strlen(r->list[i]) == len && memcmp(r->list[i], list, len) == 0) {
            return &r->last[i];
        }
    }
    if (r->count == 32 || len >= 64) {
        return NULL;
    }
    memcpy(r->list[r->count], list, len);
    r->last[r->count] = 0;
    return &r->last[r->count++];
}

/* Notes the row of a path such as "parts/+2/model". */
static void note_row(giving *g, const char *path)
{
    const char *slash = strchr(path, '/');
    if (slash != NULL && slash[1] == '+') {
        int *last = row_of(&g->new_rows, path, (size_t)(slash - path));
        long row = strtol(slash + 2, NULL, 10);
        if (last != NULL && row > *last && row < 100000) {
            *last = (int)row;
        }
    }
}

static bool put_instant(giving *g, const char *value)
{
    int64_t at = 0;
    char written[CLOCK_TEXT];
    const char *rest = value;
    if (!story_instant(g->w, &rest, &g->w->now, &at) || rest[0] != '\0') {
        return false;
    }
    clock_write(at, written);
    text_string(&g->fields, written, MEND_NTS);
    return true;
}

/* "last" in a column digest or estimate: that of the ticket's last estimate. */
static bool put_last(giving *g, const char *path, const char *value)
{
    char found[200] = "", at[64];
    const char *column = strrchr(path, '/');
    bool digest = column != NULL && strcmp(column, "/digest") == 0;
    if (strcmp(value, "last") != 0 || column == NULL || g->s->at == NULL ||
        !(digest || strcmp(column, "/estimate") == 0)) {
        return false;
    }
    for (int row = 1; row < 1000; row++) {
        char one[200];
        snprintf(at, sizeof at, "estimates/%d/%s", row, digest ? "digest" : "no");
        seat_text(g->s->at, at, one, sizeof one);
        if (one[0] != '\0') {
            memcpy(found, one, sizeof found);
        }
    }
    text_string(&g->fields, found, MEND_NTS);
    return true;
}

/* "$fridge": looks like a ticket's name, not like an amount. */
static bool names_ticket(const char *value)
{
    size_t n = strspn(value + 1, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    return value[0] == '$' && value[1] >= 'a' && value[1] <= 'z' && value[1 + n] == '\0';
}

/* "$fridge": the key of that ticket. */
static bool put_key(giving *g, const char *value)
{
    for (size_t i = 0; value[0] == '$' && i < g->w->seat_count; i++) {
        if (strcmp(g->w->seats[i].name, value + 1) == 0) {
            text_string(&g->fields, g->w->seats[i].key, MEND_NTS);
            return true;
        }
    }
    return false;
}

static bool put_quoted(giving *g, const char *value)
{
    json tree;
    size_t at = 0;
    memset(&tree, 0, sizeof tree);
    bool ok = json_read(&tree, value, strlen(value), &at) == MEND_OK && json_type(&tree, 1) == 's';
    json_free(&tree);
    if (!ok) {
        story_wrong(g->w, g->index, "a value that begins with \" is a JSON string, and this is none",
                    "以 \" 开头的值须为 JSON 字符串");
        return false;
    }
    text_add(&g->fields, value, MEND_NTS);
    return true;
}

static bool put_value(giving *g, const char *path, const char *value)
{
    int64_t minor = 0;
    const char *type = field_type(g->w, path);
    if (value[0] == '\0') {
        text_add(&g->fields, strcmp(g->s->kind, "reveal") == 0 ? "\"\"" : "null", MEND_NTS);
        return true;
    }
    if (value[0] == '"') {
        return put_quoted(g, value);
    }
    if (put_key(g, value)) {
        return true;
    }
    if (names_ticket(value)) {
        story_wrong(g->w, g->index, "no ticket of this story is called @%.200s; a text is written \"%.200s\"",
                    "剧本中没有名为 @%.200s 的工单；若为文字请写作 \"%.200s\"", value + 1, value);
        return false;
    }
    if (put_last(g, path, value) || (strcmp(type, "instant") == 0 && put_instant(g, value))) {
        return true;
    }
    if (strcmp(type, "money") == 0 && mend_money_parse(value, MEND_NTS, g->w->currency, &minor, NULL) == MEND_OK) {
        text_int(&g->fields, minor);
        return true;
    }
    text_string(&g->fields, value, MEND_NTS);
    return true;
}

/* Quotes in values are escaped, so what looks like a member is one. */
static bool given_before(const giving *g, const char *path)
{
    char member[220];
    snprintf(member, sizeof member, "\"%.200s\":", path);
    return strstr(text_data(&g->fields, NULL), member) != NULL;
}

static bool put_field(giving *g, const char *path, const char *value)
{
    const char *slash = strchr(path, '/'), *last = strrchr(path, '/');
    bool whole_row = slash != NULL && slash == last && value[0] == '\0';
    if (!whole_row && field_type(g->w, path)[0] == '\0') {
        return unknown_field(g->w, g->index, path);
    }
    if (given_before(g, path)) {
        story_wrong(g->w, g->index, "%s is given twice", "%s 重复给出", path);
        return false;
    }
    note_row(g, path);
    text_add(&g->fields, g->any ? "," : "", MEND_NTS);
    text_string(&g->fields, path, MEND_NTS);
    text_add(&g->fields, ":", 1);
    g->any = true;
    return put_value(g, path, value);
}

/* ---- short forms ---- */

static void trim(const char **s, size_t *len)
{
    while (*len > 0 && ((*s)[0] == ' ' || (*s)[0] == '\t')) {
        ++*s;
        --*len;
    }
    while (*len > 0 && ((*s)[*len - 1] == ' ' || (*s)[*len - 1] == '\t')) {
        --*len;
    }
}

/* The piece up to the next `mark`, blanks cut off, "\;" made ";"; false: no more. */
static bool piece(const char **rest, char mark, char *out, size_t cap)
{
    const char *begin = *rest;
    size_t len = 0, n = 0;
    if (begin == NULL) {
        return false;
    }
    while (begin[len] != '\0' && begin[len] != mark) {
        len += begin[len] == '\\' && begin[len + 1] == mark ? 2 : 1;
    }
    *rest = begin[len] == '\0' ? NULL : begin + len + 1;
    trim(&begin, &len);
    for (size_t i = 0; i < len && n + 1 < cap; i++) {
        i += begin[i] == '\\' && i + 1 < len && begin[i + 1] == mark;
        out[n++] = begin[i];
    }
    out[n] = '\0';
    return true;
}

/* A row on one line: "model=WR-88; planned=2". */
static bool put_row(giving *g, const char *row, const char *columns)
{
    char *one = malloc(STORY_LINE + 1), path[300];
    bool ok = one != NULL;
    if (!ok) {
        story_fault(g->w, MEND_NOMEM, NULL);
    }
    while (ok && piece(&columns, ';', one, STORY_LINE + 1)) {
        char *equals = strchr(one, '=');
        if (equals == NULL || equals == one) {
            story_wrong(g->w, g->index, "expected column=value, divided by semicolons; found “%s”",
                        "应为 列=值，以分号分隔；实为“%s”", one);
            ok = false;
            break;
        }
        const char *value = equals + 1 + strspn(equals + 1, " \t");
        while (equals > one && (equals[-1] == ' ' || equals[-1] == '\t')) {
            equals--;
        }
        *equals = '\0';
        snprintf(path, sizeof path, "%.150s/%.120s", row, one);
        ok = put_field(g, path, value);
    }
    free(one);
    return ok;
}

/* A new row of a list: its path in `row`. */
static void new_row(giving *g, const char *list, size_t len, char *row, size_t cap)
{
    int *last = row_of(&g->new_rows, list, len);
    int n = last == NULL ? 1 : ++*last;
    snprintf(row, cap, "%.*s/+%d", (int)(len < 100 ? len : 100), list, n);
}

static bool put_checks(giving *g, const char *items)
{
    char item[200], row[128], path[200];
    bool ok = true;
    while (ok && piece(&items, ',', item, sizeof item)) {
        bool done = item[0] != '-';
        if (item[done ? 0 : 1] == '\0') {
            story_wrong(g->w, g->index, "an item is missing between the commas", "逗号之间缺少检查项");
            return false;
        }
        new_row(g, "checks", strlen("checks"), row, sizeof row);
        snprintf(path, sizeof path, "%s/item", row);
        ok = put_field(g, path, item + (done ? 0 : 1));
        snprintf(path, sizeof path, "%s/ok", row);
        ok = ok && put_field(g, path, done ? "true" : "false");
    }
    return ok;
}

static bool put_proof(giving *g, const char *words)
{
    static const char *const columns[] = {"kind", "purpose", "uri"};
    char value[3][400] = {"", "", ""}, row[128], path[200];
    size_t len = 0;
    bool ok = true;
    for (int i = 0; i < 3; i++) {
        const char *word = story_word(&words, &len);
        snprintf(value[i], sizeof value[i], "%.*s", word == NULL ? 0 : (int)(len < 380 ? len : 380),
                 word == NULL ? "" : word);
    }
    if (value[1][0] == '\0' || words[0] != '\0') {
        story_wrong(g->w, g->index, "expected a kind, a purpose and at most an address: proof: signature authorisation",
                    "应为类别、用途及可选的地址：proof: signature authorisation");
        return false;
    }
    if (value[2][0] == '\0') {
        snprintf(value[2], sizeof value[2], "file:///sheets/%.300s", value[1]);
    }
    new_row(g, "attachments", strlen("attachments"), row, sizeof row);
    for (int i = 0; i < 3 && ok; i++) {
        snprintf(path, sizeof path, "%s/%s", row, columns[i]);
        ok = put_field(g, path, value[i]);
    }
    return ok;
}

/* Members beside "fields": reason, at, key, expect. *known: it is one. */
static bool put_other(giving *g, const char *name, const char *value, bool *known)
{
    int64_t at = 0;
    char written[CLOCK_TEXT];
    const char *rest = value;
    *known = true;
    if (strcmp(name, "reason") == 0 || strcmp(name, "key") == 0) {
        text_member(&g->others, name, value);
    } else if (strcmp(name, "at") == 0) {
        if (!story_instant(g->w, &rest, &g->w->now, &at) || rest[0] != '\0') {
            story_wrong(g->w, g->index, "expected a time such as 2024-03-15 09:05 or 09:05",
                        "应为时间，如 2024-03-15 09:05 或 09:05");
            return false;
        }
        clock_write(at, written);
        text_member(&g->others, "at", written);
    } else if (strcmp(name, "expect") == 0) {
        if (value[0] == '\0' || value[0] == '0' || strspn(value, "0123456789") != strlen(value) || strlen(value) > 18) {
            story_wrong(g->w, g->index, "expected a revision, 1 or more", "应为不小于 1 的版本号");
            return false;
        }
        text_add(&g->others, ",\"expect\":", MEND_NTS);
        text_add(&g->others, value, MEND_NTS);
    } else {
        *known = false;
    }
    return true;
}

static bool given_line(giving *g, const char *words)
{
    char name[200], row[128];
    bool known = false;
    const char *colon = strchr(words, ':');
    size_t len = colon == NULL ? 0 : (size_t)(colon - words);
    while (len > 0 && (words[len - 1] == ' ' || words[len - 1] == '\t')) {
        len--;
    }
    if (len == 0 || len >= sizeof name) {
        story_wrong(g->w, g->index, "expected “name: value”", "应为“名称: 值”");
        return false;
    }
    snprintf(name, sizeof name, "%.*s", (int)len, words);
    const char *value = colon + 1 + strspn(colon + 1, " \t");
    if (!put_other(g, name, value, &known)) {
        return false;
    }
    if (known) {
        return true;
    }
    if (strcmp(name, "check") == 0) {
        return put_checks(g, value);
    }
    if (strcmp(name, "proof") == 0 && strpbrk(value, " \t") != NULL) { /* one word: the field of that name */
        return put_proof(g, value);
    }
    const char *slash = strchr(name, '/');
    if (slash != NULL && strcmp(slash, "/+") == 0) {
        new_row(g, name, (size_t)(slash - name), row, sizeof row);
        return put_row(g, row, value);
    }
    bool row_line =
        slash != NULL && strchr(slash + 1, '/') == NULL && value[0] != '\0' && slash[1] >= '0' && slash[1] <= '9';
    return row_line ? put_row(g, name, value) : put_field(g, name, value);
}

static void put_actor(const step *s, text *out)
{
    const char *colon = memchr(s->who, ':', s->who_len);
    text_add(out, "\"actor\":{\"id\":", MEND_NTS);
    text_string(out, colon + 1, (size_t)(s->who + s->who_len - colon - 1));
    text_add(out, ",\"roles\":[", MEND_NTS);
    for (const char *role = s->who; role < colon;) {
        size_t len = strcspn(role, "+:");
        text_add(out, role == s->who ? "" : ",", MEND_NTS);
        text_string(out, role, len);
        role += len + 1;
    }
    text_add(out, "]", 1);
    if (s->grade != NULL) {
        text_add(out, ",\"grade\":", MEND_NTS);
        text_string(out, s->grade, s->grade_len);
    }
    text_add(out, "}", 1);
}

bool step_args(world *w, size_t index, const step *s, text *out)
{
    giving g = {.w = w, .s = s, .index = index};
    bool ok = text_new(&g.fields) == MEND_OK && text_new(&g.others) == MEND_OK;
    if (!ok) {
        story_fault(w, MEND_NOMEM, NULL);
    }
    for (size_t i = index + 1;
         ok && i < w->s->count && w->s->lines[i].kind != LINE_STEP && w->s->lines[i].kind != LINE_ASK; i++) {
        g.index = i;
        ok = w->s->lines[i].kind != LINE_GIVEN || given_line(&g, w->s->lines[i].text);
    }
    if (ok) {
        text_clear(&w->given);
        text_add(&w->given, "{", 1);
        text_add(&w->given, text_data(&g.fields, NULL), MEND_NTS);
        text_add(&w->given, "}", 1);
        put_actor(s, out);
        text_member(out, "action", s->action[0] == '\0' ? NULL : s->action);
        text_add(out, text_data(&g.others, NULL), MEND_NTS);
        text_add(out, ",\"fields\":", MEND_NTS);
        text_add(out, text_data(&w->given, NULL), MEND_NTS);
        ok = g.fields.status == MEND_OK && g.others.status == MEND_OK && w->given.status == MEND_OK &&
             out->status == MEND_OK;
        if (!ok) {
            story_fault(w, MEND_NOMEM, NULL);
        }
    }
    text_free(&g.fields);
    text_free(&g.others);
    return ok;
}
