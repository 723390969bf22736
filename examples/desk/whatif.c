/*
 * whatif.c - `policy whatif`: the tickets of the database under a changed policy, and what would have been kept of it.
 *
 * Nothing is written. A ticket is told twice: as it is, by its own policy, and as mend_restate() tells it by the one that
 * is tried. The same facts are counted of both.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "policy.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

#define PAGE   100
#define EVENTS 1000

typedef struct counts { /* of a clock, as mend_facts() has them */
    int64_t met, missed, late, open;
} counts;

typedef struct tally { /* a clock at a level; level "": at all of them */
    char clock[129], level[129];
    char clock_label[160], level_label[160]; /* for people */
    int32_t clock_place, level_place;        /* in the policy that is tried */
    counts side[2];                          /* before, after */
} tally;

typedef struct remark { /* what the policy does not know */
    char code[48], text[400];
    int64_t tickets;
} remark;

typedef struct trial {
    app *a;
    const mend_policy *tried;
    int64_t from, to;
    mend_rows *rows, *events;
    mend_ticket *ticket, *anew;
    mend_result *result;
    mend_buf *slots, *facts;
    json fact[2];
    text after, changes; /* changes: JSON objects, or lines */
    tally *tallies;
    size_t tally_count, tally_cap;
    remark *remarks;
    size_t remark_count;
    int64_t tickets, changed;
    mend_error error;
} trial;

static ending failed(const trial *x, mend_status s, const char *key)
{
    return fault_among(x->a, s, &x->error, key);
}

/* ---- counting ---- */

static void copy_label(char *out, size_t cap, const char *label, const char *name)
{
    snprintf(out, cap, "%s", label == NULL ? name : label);
}

static tally *tally_of(trial *x, const char *clock, const char *level)
{
    for (size_t i = 0; i < x->tally_count; i++) {
        if (strcmp(x->tallies[i].clock, clock) == 0 && strcmp(x->tallies[i].level, level) == 0) {
            return &x->tallies[i];
        }
    }
    if (x->tally_count == x->tally_cap) {
        size_t cap = x->tally_cap == 0 ? 32 : x->tally_cap * 2;
        tally *more = realloc(x->tallies, cap * sizeof *more);
        if (more == NULL) {
            return NULL;
        }
        x->tallies = more;
        x->tally_cap = cap;
    }
    tally *t = &x->tallies[x->tally_count++];
    memset(t, 0, sizeof *t);
    snprintf(t->clock, sizeof t->clock, "%s", clock);
    snprintf(t->level, sizeof t->level, "%s", level);
    return t;
}

static void label(trial *x, tally *t, const mend_policy *policy)
{
    char name[300];
    if (t->clock_label[0] == '\0') {
        copy_label(t->clock_label, sizeof t->clock_label,
                   mend_policy_label(policy, MEND_KIND_CLOCK, t->clock, MEND_NTS, x->a->lang, NULL), t->clock);
    }
    if (t->level_label[0] == '\0' && t->level[0] != '\0') {
        snprintf(name, sizeof name, "level/%s", t->level);
        copy_label(t->level_label, sizeof t->level_label,
                   mend_policy_label(policy, MEND_KIND_CHOICE, name, MEND_NTS, x->a->lang, NULL), t->level);
    }
}

static counts counts_of(const json *j, json_node clock)
{
    return (counts){json_int(j, json_get(j, clock, "met"), 0), json_int(j, json_get(j, clock, "missed"), 0),
                    json_int(j, json_get(j, clock, "late"), 0), json_int(j, json_get(j, clock, "open"), 0)};
}

static void add(counts *to, const counts *c)
{
    to->met += c->met;
    to->missed += c->missed;
    to->late += c->late;
    to->open += c->open;
}

static bool promises(const json *j, json_node clock)
{
    const char *kind = json_member(j, clock, "kind");
    return strcmp(kind, "deadline") == 0 || strcmp(kind, "repeat") == 0;
}

static bool count(trial *x, int side, const mend_policy *policy)
{
    const json *j = &x->fact[side];
    const char *level = json_member(j, 1, "level");
    for (json_node n = json_first(j, json_get(j, 1, "clocks")); n != 0; n = json_next(j, n)) {
        counts c = counts_of(j, n);
        if (!promises(j, n)) {
            continue;
        }
        for (int all = 1; all >= 0; all--) { /* the clock itself stands before its levels */
            tally *t = all                ? tally_of(x, json_member(j, n, "clock"), "")
                       : level[0] == '\0' ? NULL
                                          : tally_of(x, json_member(j, n, "clock"), level);
            if (t == NULL && (all || level[0] != '\0')) {
                return false;
            }
            if (t != NULL) {
                label(x, t, policy);
                add(&t->side[side], &c);
            }
        }
    }
    return true;
}

/* ---- what changes ---- */

static json_node clock_named(const json *j, const char *name)
{
    json_node n = json_first(j, json_get(j, 1, "clocks"));
    while (n != 0 && strcmp(json_member(j, n, "clock"), name) != 0) {
        n = json_next(j, n);
    }
    return n;
}

static void put_counts(text *t, const char *key, const counts *c)
{
    const struct {
        const char *name;
        int64_t value;
    } members[] = {{"met", c->met}, {"missed", c->missed}, {"late", c->late}, {"open", c->open}};
    text_add(t, ",", 1);
    text_string(t, key, MEND_NTS);
    for (size_t i = 0; i < 4; i++) {
        text_add(t, i == 0 ? ":{" : ",", MEND_NTS);
        text_string(t, members[i].name, MEND_NTS);
        text_add(t, ":", 1);
        text_int(t, members[i].value);
    }
    text_add(t, "}", 1);
}

/* Where a clock of a ticket came to: one word, or how often each where it had several cycles or intervals. */
static void outcome(const app *a, const counts *c, bool several, char *out, size_t cap)
{
    const struct {
        int64_t n;
        const char *en, *zh;
    } words[] = {{c->missed, "missed", "逾期"},
                 {c->late, "late now", "逾期未办"},
                 {c->open - c->late, "running", "进行中"},
                 {c->met, "met", "达标"}};
    size_t len = 0;
    snprintf(out, cap, "%s", a->zh ? "无" : "none");
    for (size_t i = 0; i < sizeof words / sizeof words[0] && len < cap; i++) {
        const char *word = a->zh ? words[i].zh : words[i].en, *comma = len == 0 ? "" : a->zh ? "、" : ", ";
        if (words[i].n > 0 && several) {
            len += (size_t)snprintf(out + len, cap - len, "%s%s %lld", comma, word, (long long)words[i].n);
        } else if (words[i].n > 0 && len == 0) {
            len = (size_t)snprintf(out, cap, "%s", word);
        }
    }
}

static void put_change(trial *x, const char *clock, const counts c[2], bool first)
{
    char line[600];
    if (x->a->as_json) {
        text_add(&x->changes, first ? "{" : ",{", MEND_NTS);
        text_string(&x->changes, "clock", MEND_NTS);
        text_add(&x->changes, ":", 1);
        text_string(&x->changes, clock, MEND_NTS);
        put_counts(&x->changes, "before", &c[0]);
        put_counts(&x->changes, "after", &c[1]);
        text_add(&x->changes, "}", 1);
        return;
    }
    const tally *t = tally_of(x, clock, "");
    char words[2][160];
    bool several = c[0].met + c[0].missed + c[0].open > 1 || c[1].met + c[1].missed + c[1].open > 1;
    outcome(x->a, &c[0], several, words[0], sizeof words[0]);
    outcome(x->a, &c[1], several, words[1], sizeof words[1]);
    snprintf(line, sizeof line, "  %s: %s -> %s", t == NULL ? clock : t->clock_label, words[0], words[1]);
    text_add(&x->changes, line, MEND_NTS);
}

/* The clocks of one side whose counts the other side does not have; those of both are compared with the first. */
static bool compare(trial *x, int side, bool *any)
{
    const json *mine = &x->fact[side], *other = &x->fact[1 - side];
    for (json_node n = json_first(mine, json_get(mine, 1, "clocks")); n != 0; n = json_next(mine, n)) {
        const char *clock = json_member(mine, n, "clock");
        json_node m = clock_named(other, clock);
        counts c[2];
        c[side] = counts_of(mine, n);
        c[1 - side] = counts_of(other, m);
        if (!promises(mine, n) || (side == 1 && m != 0) || memcmp(&c[0], &c[1], sizeof c[0]) == 0) {
            continue;
        }
        put_change(x, clock, c, !*any);
        *any = true;
    }
    return x->changes.status == MEND_OK;
}

static void begin_change(trial *x, const char *key, const char *before, const char *after)
{
    if (!x->a->as_json) {
        text_add(&x->changes, key, MEND_NTS);
        if (strcmp(before, after) != 0) {
            text_add(&x->changes, x->a->zh ? "  级别: " : "  level: ", MEND_NTS);
            text_add(&x->changes, before[0] == '\0' ? "-" : before, MEND_NTS);
            text_add(&x->changes, " -> ", MEND_NTS);
            text_add(&x->changes, after[0] == '\0' ? "-" : after, MEND_NTS);
        }
        return;
    }
    text_add(&x->changes, x->changed == 0 ? "{\"key\":" : ",{\"key\":", MEND_NTS);
    text_string(&x->changes, key, MEND_NTS);
    if (strcmp(before, after) != 0) {
        text_add(&x->changes, ",\"level\":{\"before\":", MEND_NTS);
        text_string(&x->changes, before, MEND_NTS);
        text_add(&x->changes, ",\"after\":", MEND_NTS);
        text_string(&x->changes, after, MEND_NTS);
        text_add(&x->changes, "}", 1);
    }
    text_add(&x->changes, ",\"clocks\":[", MEND_NTS);
}

static bool differs(const trial *x)
{
    for (int side = 0; side < 2; side++) {
        const json *j = &x->fact[side], *other = &x->fact[1 - side];
        for (json_node n = json_first(j, json_get(j, 1, "clocks")); n != 0; n = json_next(j, n)) {
            counts a = counts_of(j, n), b = counts_of(other, clock_named(other, json_member(j, n, "clock")));
            if (promises(j, n) && memcmp(&a, &b, sizeof a) != 0) {
                return true;
            }
        }
    }
    return strcmp(json_member(&x->fact[0], 1, "level"), json_member(&x->fact[1], 1, "level")) != 0;
}

static bool tell_change(trial *x, const char *key)
{
    bool any = false;
    if (!differs(x)) {
        return true;
    }
    if (x->changed < x->a->limit) {
        begin_change(x, key, json_member(&x->fact[0], 1, "level"), json_member(&x->fact[1], 1, "level"));
        if (!compare(x, 0, &any) || !compare(x, 1, &any)) {
            return false;
        }
        text_add(&x->changes, x->a->as_json ? "]}" : "\n", MEND_NTS);
    }
    x->changed++;
    return x->changes.status == MEND_OK;
}

/* ---- what the policy does not know ---- */

static bool take_remarks(trial *x)
{
    for (int32_t i = 0; i < mend_result_reason_count(x->result); i++) {
        const char *code = mend_reason_name(mend_result_reason(x->result, i));
        size_t k = 0;
        mend_buf_clear(x->facts);
        if (mend_result_sentence(x->result, x->tried, i, x->a->lang, x->facts) != MEND_OK) {
            return false;
        }
        const char *sentence = mend_buf_data(x->facts, NULL);
        while (k < x->remark_count &&
               (strcmp(x->remarks[k].code, code) != 0 || strcmp(x->remarks[k].text, sentence) != 0)) {
            k++;
        }
        if (k == x->remark_count) {
            remark *more = realloc(x->remarks, (k + 1) * sizeof *more);
            if (more == NULL) {
                return false;
            }
            x->remarks = more;
            x->remark_count++;
            memset(&more[k], 0, sizeof more[k]);
            snprintf(more[k].code, sizeof more[k].code, "%s", code);
            snprintf(more[k].text, sizeof more[k].text, "%s", sentence);
        }
        x->remarks[k].tickets++;
    }
    return true;
}

/* ---- one ticket ---- */

static mend_status read_facts(trial *x, int side, const mend_policy *policy, const mend_ticket *ticket)
{
    size_t len = 0, bad = 0;
    mend_buf_clear(x->facts);
    mend_status s = mend_facts(policy, ticket, x->a->now, x->facts, &x->error);
    if (s == MEND_OK) {
        const char *bytes = mend_buf_data(x->facts, &len);
        s = json_read(&x->fact[side], bytes, len, &bad);
    }
    return s == MEND_OK && !count(x, side, policy) ? MEND_NOMEM : s;
}

/* The whole log of a ticket, as texts. */
static mend_status read_log(trial *x, const char *key, size_t key_len, char ***texts, size_t *total)
{
    int64_t after = 0;
    int32_t got = EVENTS;
    while (got == EVENTS) {
        mend_status s = mend_desk_history(x->a->desk, key, key_len, after, EVENTS, x->events, &x->error);
        if (s != MEND_OK) {
            return s;
        }
        got = mend_rows_count(x->events);
        for (int32_t i = 0; i < got; i++) {
            size_t len = 0;
            const char *event = mend_rows_bytes(x->events, i, &len);
            char **more = realloc(*texts, (*total + 1) * sizeof *more);
            char *copy = malloc(len + 1);
            if (more != NULL) {
                *texts = more;
            }
            if (more == NULL || copy == NULL) {
                free(copy);
                return MEND_NOMEM;
            }
            memcpy(copy, event, len + 1);
            more[(*total)++] = copy;
        }
        after = got == 0 ? 0 : mend_rows_number(x->events, got - 1);
    }
    return MEND_OK;
}

static mend_status read_anew(trial *x, const char *key, size_t key_len)
{
    char **texts = NULL;
    size_t total = 0, len = 0;
    mend_buf_clear(x->slots);
    mend_status s = mend_ticket_slots(x->ticket, x->slots);
    s = s == MEND_OK ? read_log(x, key, key_len, &texts, &total) : s;
    if (s == MEND_OK) {
        const char *slots = mend_buf_data(x->slots, &len);
        s = mend_restate(x->tried, x->anew, slots, len, (const char *const *)texts, NULL, total, x->a->now, x->result,
                         &x->error);
    }
    for (size_t i = 0; i < total; i++) {
        free(texts[i]);
    }
    free(texts);
    return s;
}

static ending take_ticket(trial *x, int32_t i)
{
    size_t key_len = 0;
    const char *key = mend_rows_key(x->rows, i, &key_len);
    const mend_policy *own = mend_desk_policy_of(x->a->desk, x->ticket);
    if (own == NULL) {
        return fault_of(x->a, MEND_POLICY_MISMATCH, key);
    }
    mend_status s = read_anew(x, key, key_len);
    if (s == MEND_OK && !take_remarks(x)) {
        s = MEND_NOMEM;
    }
    /* what time has made due is told of both */
    for (bool more = true; more && s == MEND_OK; more = mend_result_more(x->result) == 1) {
        s = mend_tick(own, x->ticket, x->a->now, x->result, &x->error);
    }
    s = s == MEND_OK ? read_facts(x, 0, own, x->ticket) : s;
    s = s == MEND_OK ? read_facts(x, 1, x->tried, x->anew) : s;
    if (s == MEND_OK && !tell_change(x, key)) {
        s = MEND_NOMEM;
    }
    x->tickets++;
    return s == MEND_OK ? END_DONE : failed(x, s, key);
}

/* ---- all of them ---- */

static ending take_page(trial *x, bool *more)
{
    size_t after_len = 0, len = 0;
    const char *behind = text_data(&x->after, &after_len);
    mend_status s = mend_desk_page(x->a->desk, MEND_INDEX_ALL, "", 0, behind, after_len, PAGE, x->rows, &x->error);
    ending e = s == MEND_OK ? END_DONE : failed(x, s, "page");
    int32_t got = s == MEND_OK ? mend_rows_count(x->rows) : 0;
    *more = got == PAGE;
    for (int32_t i = 0; i < got && e == END_DONE; i++) {
        const char *record = mend_rows_bytes(x->rows, i, &len);
        s = mend_ticket_load(x->ticket, record, len, &x->error);
        int64_t opened = mend_ticket_opened(x->ticket);
        if (s != MEND_OK) {
            e = failed(x, s, mend_rows_key(x->rows, i, NULL));
        } else if (opened < x->from) {
            *more = false; /* the page comes newest first */
            break;
        } else if (opened < x->to) {
            e = take_ticket(x, i);
        }
    }
    return e == END_DONE ? page_behind(x->a, x->rows, &x->after) : e;
}

/* ---- telling ---- */

/* The place of a name in the policy; behind all of them if it is none of its. */
static int32_t place_of(const mend_policy *policy, mend_kind kind, const char *name)
{
    int32_t total = mend_policy_count(policy, kind), i = 0;
    while (i < total && strcmp(mend_policy_name(policy, kind, i, NULL), name) != 0) {
        i++;
    }
    return i;
}

static void find_places(const mend_policy *policy, tally *t)
{
    char name[300];
    snprintf(name, sizeof name, "level/%s", t->level);
    t->clock_place = place_of(policy, MEND_KIND_CLOCK, t->clock);
    t->level_place = t->level[0] == '\0' ? -1 : place_of(policy, MEND_KIND_CHOICE, name);
}

static int tally_order(const void *a, const void *b)
{
    const tally *x = a, *y = b;
    int names = strcmp(x->clock, y->clock);
    if (x->clock_place != y->clock_place) {
        return x->clock_place < y->clock_place ? -1 : 1;
    }
    if (names != 0 || x->level_place == y->level_place) {
        return names != 0 ? names : strcmp(x->level, y->level);
    }
    return x->level_place < y->level_place ? -1 : 1;
}

enum { COL_CLOCK, COL_CLOCK_LABEL, COL_LEVEL, COL_LEVEL_LABEL, COL_SIDES };

static const column columns[] = {
    {"clock", "Clock", "时限", CELL_CODE},
    {"clock_label", "Clock", "时限", CELL_TEXT},
    {"level", "Level", "级别", CELL_CODE},
    {"level_label", "Level", "级别", CELL_TEXT},
    {"before_met", "Met", "达标", CELL_COUNT},
    {"before_missed", "Missed", "逾期", CELL_COUNT},
    {"before_late", "Late now", "逾期未办", CELL_COUNT},
    {"before_open", "Running", "进行中", CELL_COUNT},
    {"before_attainment", "Before", "之前", CELL_SHARE},
    {"after_met", "Met", "达标", CELL_COUNT},
    {"after_missed", "Missed", "逾期", CELL_COUNT},
    {"after_late", "Late now", "逾期未办", CELL_COUNT},
    {"after_open", "Running", "进行中", CELL_COUNT},
    {"after_attainment", "After", "之后", CELL_SHARE},
};

static bool fill_table(trial *x, table *t)
{
    for (size_t i = 0; i < x->tally_count; i++) {
        find_places(x->tried, &x->tallies[i]);
    }
    if (x->tally_count > 0) {
        qsort(x->tallies, x->tally_count, sizeof *x->tallies, tally_order);
    }
    for (size_t i = 0; i < x->tally_count; i++) {
        const tally *n = &x->tallies[i];
        cell *c = table_row(t);
        if (c == NULL) {
            return false;
        }
        c[COL_CLOCK] = cell_text(n->clock);
        c[COL_CLOCK_LABEL] = cell_text(n->level[0] == '\0' ? n->clock_label : "");
        if (n->level[0] != '\0') {
            c[COL_LEVEL] = cell_text(n->level);
            c[COL_LEVEL_LABEL] = cell_text(n->level_label);
        }
        for (int side = 0; side < 2; side++) {
            const counts *k = &n->side[side];
            cell *at = &c[COL_SIDES + 5 * side];
            at[0] = cell_number(k->met);
            at[1] = cell_number(k->missed);
            at[2] = cell_number(k->late);
            at[3] = cell_number(k->open - k->late > 0 ? k->open - k->late : 0);
            at[4] = cell_share(k->met, k->met + k->missed + k->late);
        }
    }
    return true;
}

static void put_json(trial *x, const table *t, text *out)
{
    char at[CLOCK_TEXT];
    size_t len = 0;
    clock_write(x->a->now, at);
    text_add(out, "{\"status\":\"OK\"", MEND_NTS);
    text_member(out, "now", at);
    text_add(out, ",\"policy\":{\"id\":", MEND_NTS);
    text_string(out, mend_policy_id(x->tried, NULL), MEND_NTS);
    text_add(out, ",\"revision\":", MEND_NTS);
    text_int(out, mend_policy_revision(x->tried));
    text_member(out, "digest", mend_policy_digest(x->tried));
    text_add(out, "},\"tickets\":", MEND_NTS);
    text_int(out, x->tickets);
    text_add(out, ",\"changed\":", MEND_NTS);
    text_int(out, x->changed);
    text_add(out, ",\"attainment\":", MEND_NTS);
    table_json(t, out);
    text_add(out, ",\"changes\":[", MEND_NTS);
    const char *changes = text_data(&x->changes, &len);
    text_add(out, changes, len);
    text_add(out, "],\"notes\":[", MEND_NTS);
    for (size_t i = 0; i < x->remark_count; i++) {
        text_add(out, i == 0 ? "{\"code\":" : ",{\"code\":", MEND_NTS);
        text_string(out, x->remarks[i].code, MEND_NTS);
        text_member(out, "text", x->remarks[i].text);
        text_add(out, ",\"tickets\":", MEND_NTS);
        text_int(out, x->remarks[i].tickets);
        text_add(out, "}", 1);
    }
    text_add(out, "]}\n", 3);
}

static void print(const trial *x, const table *t)
{
    const app *a = x->a;
    say(a, stdout, "%lld tickets under %s revision %lld; nothing is stored.\n",
        "%lld 张工单按 %s 版本 %lld 重算；不写入任何内容。\n", (long long)x->tickets, mend_policy_id(x->tried, NULL),
        (long long)mend_policy_revision(x->tried));
    if (x->tickets == 0) {
        return;
    }
    table_print(stdout, t, a->zh, a->colours, 2);
    say(a, stdout, "\n%lld of them would stand otherwise.\n", "\n其中 %lld 张结果不同。\n", (long long)x->changed);
    fputs(text_data(&x->changes, NULL), stdout);
    if (x->changed > a->limit) {
        say(a, stdout, "… and %lld more (--limit)\n", "…… 另有 %lld 张（--limit）\n",
            (long long)(x->changed - a->limit));
    }
    if (x->remark_count > 0) {
        say(a, stdout, "\nThe policy does not know everything that stands in them:\n",
            "\n策略未涵盖工单中的全部内容：\n");
    }
    for (size_t i = 0; i < x->remark_count; i++) {
        say(a, stdout, "  - %s (%lld tickets)\n", "  - %s（%lld 张）\n", x->remarks[i].text,
            (long long)x->remarks[i].tickets);
    }
}

static ending tell(trial *x)
{
    table t = {.id = "attainment",
               .en = "Promises kept, before and after",
               .zh = "时效达标，之前与之后",
               .columns = columns,
               .column_count = sizeof columns / sizeof columns[0]};
    text out;
    size_t len = 0;
    if (text_new(&out) != MEND_OK) {
        return fault_of(x->a, MEND_NOMEM, NULL);
    }
    bool told = fill_table(x, &t);
    if (told && x->a->as_json) {
        put_json(x, &t, &out);
        told = out.status == MEND_OK;
        const char *bytes = text_data(&out, &len);
        fwrite(bytes, 1, told ? len : 0, stdout);
    } else if (told) {
        print(x, &t);
    }
    table_free(&t);
    text_free(&out);
    return told ? END_DONE : fault_of(x->a, MEND_NOMEM, NULL);
}

static ending run(trial *x)
{
    bool more = true;
    mend_status s = mend_rows_new(NULL, &x->rows);
    s = s == MEND_OK ? mend_rows_new(NULL, &x->events) : s;
    s = s == MEND_OK ? mend_ticket_new(NULL, &x->ticket) : s;
    s = s == MEND_OK ? mend_ticket_new(NULL, &x->anew) : s;
    s = s == MEND_OK ? mend_result_new(NULL, &x->result) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &x->slots) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &x->facts) : s;
    s = s == MEND_OK ? text_new(&x->after) : s;
    s = s == MEND_OK ? text_new(&x->changes) : s;
    ending e = s == MEND_OK ? END_DONE : fault_of(x->a, s, NULL);
    e = e == END_DONE ? option_day(x->a, OPT_FROM, INT64_MIN, &x->from) : e;
    e = e == END_DONE ? option_day(x->a, OPT_TO, INT64_MAX, &x->to) : e;
    while (e == END_DONE && more) {
        e = take_page(x, &more);
    }
    e = e == END_DONE ? tell(x) : e;
    mend_rows_free(x->rows);
    mend_rows_free(x->events);
    mend_ticket_free(x->ticket);
    mend_ticket_free(x->anew);
    mend_result_free(x->result);
    mend_buf_free(x->slots);
    mend_buf_free(x->facts);
    text_free(&x->after);
    text_free(&x->changes);
    json_free(&x->fact[0]);
    json_free(&x->fact[1]);
    free(x->tallies);
    free(x->remarks);
    return e;
}

ending policy_whatif(app *a)
{
    mend_policy *tried = NULL;
    trial x;
    memset(&x, 0, sizeof x);
    x.a = a;
    x.error.struct_size = sizeof x.error;
    ending e = policy_compile(a, a->opt.words + 2, a->opt.word_count - 2, &tried);
    x.tried = tried;
    e = e == END_DONE ? run(&x) : e;
    mend_policy_free(tried);
    return e;
}
