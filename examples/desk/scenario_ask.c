/*
 * scenario_ask.c - questions of a story: what may be done, what it costs, where the clocks stand.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include "clock.h"
#include "money.h"

#include <stdlib.h>
#include <string.h>

typedef struct asking {
    world *w;
    size_t index;
    const char *rest; /* behind the question's word */
    char words[600];
    seat *t; /* NULL: none, or one still to be opened */
} asking;

static const char *money(const world *w, const json *j, json_node n, char out[MONEY_TEXT])
{
    return money_show(json_int(j, n, 0), w->currency, false, out);
}

/* ---- actions ---- */

static void tell_lacks(world *w, const json *j, json_node action)
{
    char all[2000] = "";
    size_t used = 0;
    for (json_node n = json_first(j, json_get(j, action, "lacks")); n != 0; n = json_next(j, n)) {
        const char *what = tell_about(j, json_get(j, n, "params"));
        int added = snprintf(all + used, sizeof all - used, "%s%s%s%s", used == 0 ? "" : ", ",
                             json_member(j, n, "code"), what[0] == '\0' ? "" : " ", what);
        if (added < 0 || used + (size_t)added >= sizeof all - 8) {
            memcpy(all + sizeof all - 5, "…", 4);
            break;
        }
        used += (size_t)added;
    }
    story_tell(w, "%s lacks %s", json_member(j, action, "action"), all);
}

static bool wrong_role(const json *j, json_node action)
{
    json_node first = json_first(j, json_get(j, action, "lacks"));
    return strcmp(json_member(j, first, "code"), "ROLE_MISSING") == 0;
}

/* The names of the open actions, or of those that are not this actor's, in one line. */
static void tell_names(world *w, const char *head, bool open)
{
    const json *j = &w->door_says;
    text out;
    bool any = false;
    if (text_new(&out) != MEND_OK) {
        w->got.failed = true;
        return;
    }
    for (json_node n = json_first(j, json_get(j, 1, "actions")); n != 0; n = json_next(j, n)) {
        if (open ? json_true(j, json_get(j, n, "open")) : wrong_role(j, n)) {
            text_add(&out, any ? ", " : "", MEND_NTS);
            text_add(&out, json_member(j, n, "action"), MEND_NTS);
            any = true;
        }
    }
    if (any || open) {
        story_tell(w, "%s: %s", head, any ? text_data(&out, NULL) : "(none)");
    }
    text_free(&out);
}

static bool ask_actions(asking *q)
{
    world *w = q->w;
    step s;
    text members;
    size_t len = 0;
    memset(&s, 0, sizeof s);
    const char *word = story_word(&q->rest, &len);
    if (word == NULL || len != 3 || memcmp(word, "for", 3) != 0) {
        story_wrong(w, q->index, "expected: ? actions for role:id", "应为：? actions for 角色:标识");
        return false;
    }
    if (!step_who(w, q->index, &q->rest, &s) || text_new(&members) != MEND_OK) {
        return false;
    }
    s.at = q->t;
    s.kind = "";
    text_add(&members, ",\"args\":{", MEND_NTS);
    bool ok = step_args(w, q->index, &s, &members);
    text_add(&members, "}", 1);
    ok = ok && world_both(w, "actions", q->t, text_data(&members, NULL), true);
    text_free(&members);
    if (!ok) {
        return false;
    }
    const json *j = &w->door_says;
    tell_names(w, "open", true);
    for (json_node n = json_first(j, json_get(j, 1, "actions")); n != 0; n = json_next(j, n)) {
        if (!json_true(j, json_get(j, n, "open")) && !wrong_role(j, n)) {
            tell_lacks(w, j, n);
        }
    }
    tell_names(w, "for others", false);
    return true;
}

/* ---- money ---- */

static const char *kind_word(asking *q)
{
    size_t len = 0;
    const char *word = story_word(&q->rest, &len);
    return word == NULL ? "estimate" : word;
}

/* The desk's own quote as a reply of the door would have it, into w->desk_reply. */
static mend_status desk_quote(world *w, const seat *t, const char *kind, bool coverage)
{
    mend_quote *quote = NULL;
    mend_quote_kind which = MEND_QUOTE_ESTIMATE;
    while (which <= MEND_QUOTE_CANCELLED && strcmp(mend_quote_kind_name(which), kind) != 0) {
        which++;
    }
    mend_status s = mend_quote_new(NULL, &quote);
    s = s == MEND_OK ? mend_desk_quote(w->desk, t->key, MEND_NTS, which, w->now, quote, NULL) : s;
    mend_buf_clear(w->desk_reply);
    if (s == MEND_OK) {
        s = coverage ? mend_quote_coverage(quote, w->policy, w->language, w->desk_reply)
                     : mend_quote_write(quote, w->policy, w->language, w->desk_reply);
    }
    mend_quote_free(quote);
    return s;
}

static void tell_shares(const world *w, const json *j, json_node row, char *out, size_t cap)
{
    char amount[MONEY_TEXT];
    size_t used = 0;
    out[0] = '\0';
    for (json_node n = json_first(j, json_get(j, row, "shares")); n != 0 && used + 1 < cap; n = json_next(j, n)) {
        int added = snprintf(out + used, cap - used, ", %s pays %s", json_member(j, n, "payer"),
                             money(w, j, json_get(j, n, "amount"), amount));
        used += added < 0 ? 0 : (size_t)added;
    }
}

/* What people call a line. */
static const char *line_words(const json *j, json_node line)
{
    const char *label = json_member(j, line, "label");
    return label[0] == '\0' ? json_member(j, line, "item") : label;
}

static void tell_quote_line(world *w, const json *j, json_node n)
{
    char net[MONEY_TEXT], shares[400], price[MONEY_TEXT];
    const char *rate = json_member(j, n, "tax_rate"), *unit = json_member(j, n, "unit_price");
    tell_shares(w, j, n, shares, sizeof shares);
    char *end = NULL;
    long long minor = strtoll(unit, &end, 10);
    bool whole = unit[0] != '\0' && *end == '\0'; /* a price of part of a minor unit stays as it is */
    story_tell(w, "%s %s %s: %s x %s = %s%s%s%s, %s%s", json_member(j, n, "id"), json_member(j, n, "kind"),
               line_words(j, n), json_member(j, n, "quantity"),
               whole ? money_show(minor, w->currency, false, price) : unit, money(w, j, json_get(j, n, "net"), net),
               rate[0] == '\0' ? "" : ", tax ", rate, rate[0] == '\0' ? "" : " %", json_member(j, n, "status"), shares);
}

void story_missing(world *w, const json *j)
{
    for (json_node n = json_first(j, json_get(j, 1, "missing")); n != 0; n = json_next(j, n)) {
        story_tell(w, "- %s: %s", json_member(j, n, "code"), json_member(j, n, "text"));
    }
}

static void tell_quote(world *w, const json *j)
{
    static const char *const sums[] = {"subtotal", "discount",     "tax",  "total",       "credit", "cash_rounding",
                                       "payable",  "credit_notes", "paid", "written_off", "due"};
    char amount[MONEY_TEXT], all[800] = "";
    size_t used = 0;
    json_node totals = json_get(j, 1, "totals");
    for (json_node n = json_first(j, json_get(j, 1, "lines")); n != 0; n = json_next(j, n)) {
        tell_quote_line(w, j, n);
    }
    for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++) {
        json_node n = json_get(j, totals, sums[i]);
        bool always = i == 3 || i == 10;
        if (n != 0 && (always || json_int(j, n, 0) != 0)) {
            int added = snprintf(all + used, sizeof all - used, "%s%s %s", used == 0 ? "" : ", ", sums[i],
                                 money(w, j, n, amount));
            used += added < 0 ? 0 : (size_t)added;
        }
    }
    story_tell(w, "%s %s, %s", w->currency, all, json_member(j, totals, "state"));
    story_missing(w, j);
}

static void tell_coverage(world *w, const json *j)
{
    char shares[400];
    for (json_node n = json_first(j, json_get(j, 1, "lines")); n != 0; n = json_next(j, n)) {
        tell_shares(w, j, n, shares, sizeof shares);
        story_tell(w, "%s %s: %s%s", json_member(j, n, "id"), line_words(j, n), json_member(j, n, "status"), shares);
        for (json_node k = json_first(j, json_get(j, n, "trail")); k != 0; k = json_next(j, k)) {
            story_tell(w, "- %s %s: %s", json_member(j, k, "term"), json_member(j, k, "code"),
                       json_member(j, k, "text"));
        }
    }
    story_missing(w, j);
}

static bool ask_money(asking *q, bool coverage)
{
    static const char ok[] = "{\"status\":\"OK\",";
    world *w = q->w;
    const char *kind = kind_word(q);
    char now[CLOCK_TEXT];
    clock_write(w->now, now);
    world_begin(w, &w->request, coverage ? "coverage" : "quote", true);
    text_member(&w->request, "key", q->t->key);
    text_member(&w->request, "kind", kind);
    text_add(&w->request, "}", 1);
    log_step(w, text_data(&w->request, NULL));
    mend_status desk = desk_quote(w, q->t, kind, coverage);
    world_begin(w, &w->request, coverage ? "coverage" : "quote", true);
    text_member(&w->request, "ticket", text_data(&q->t->record, NULL));
    text_member(&w->request, "now", now);
    text_member(&w->request, "kind", kind);
    if (json_get(&w->rules, 1, "warranty") != 0 && !units_add(w, &w->request, q->t, NULL, false, true)) {
        return false;
    }
    text_add(&w->request, "}", 1);
    mend_status door;
    if (!world_door(w, &door)) {
        return false;
    }
    const char *one = mend_buf_data(w->desk_reply, NULL), *other = mend_buf_data(w->door_reply, NULL);
    bool same = desk == MEND_OK && door == MEND_OK && strcmp(one + 1, other + sizeof ok - 1) == 0;
    if (!same && (desk == MEND_OK || door == MEND_OK)) {
        story_wrong(w, q->index, "the desk and the document door differ in the quote:\n  desk: %s\n  door: %s",
                    "服务台与文档接口的报价不同：\n  服务台：%s\n  接口：%s", one, other);
        return false;
    }
    if (!same) {
        tell_refusal(w, &w->door_says, door);
    } else if (coverage) {
        tell_coverage(w, &w->door_says);
    } else {
        tell_quote(w, &w->door_says);
    }
    return true;
}

static bool ask_quote(asking *q)
{
    return ask_money(q, false);
}

static bool ask_coverage(asking *q)
{
    return ask_money(q, true);
}

/* ---- what stands beside ---- */

static bool ask_rights(asking *q)
{
    return story_rights(q->w, q->index, q->t);
}

static bool ask_earlier(asking *q)
{
    return story_earlier(q->w, q->index, q->t);
}

/* ---- clocks, level, facts, sheets ---- */

/* ,"name":"word" into `out`; nothing without a word. */
static bool word_member(asking *q, const char *name, text *out)
{
    char word[200];
    size_t len = 0;
    const char *found = story_word(&q->rest, &len);
    snprintf(word, sizeof word, "%.*s", found == NULL ? 0 : (int)(len < 199 ? len : 199), found == NULL ? "" : found);
    text_member(out, name, found == NULL ? NULL : word);
    return found != NULL;
}

/* One question with at most one word, asked in both ways. False after a message; *status: what came back. */
static bool ask_both(asking *q, const char *op, const char *member, bool timed, bool *answered)
{
    text members;
    bool ok = text_new(&members) == MEND_OK;
    if (ok && member != NULL) {
        (void)word_member(q, member, &members);
    }
    ok = ok && world_both(q->w, op, q->t, text_data(&members, NULL), timed);
    text_free(&members);
    *answered = ok && strcmp(json_member(&q->w->door_says, 1, "status"), "OK") == 0;
    if (ok && !*answered) {
        story_wrong(q->w, q->index, "%s", "%s",
                    json_member(&q->w->door_says, json_get(&q->w->door_says, 1, "error"), "text"));
    }
    return ok && *answered;
}

static bool ask_clocks(asking *q)
{
    bool answered;
    if (!ask_both(q, "clocks", "clock", true, &answered)) {
        return false;
    }
    const json *j = &q->w->door_says;
    bool all = json_next(j, json_first(j, json_get(j, 1, "clocks"))) != 0; /* then those that never ran say nothing */
    for (json_node n = json_first(j, json_get(j, 1, "clocks")); n != 0; n = json_next(j, n)) {
        if (all && json_get(j, n, "started") == 0) {
            continue;
        }
        story_tell(q->w, "%s: %s", json_member(j, n, "clock"), json_member(j, n, "text"));
    }
    return true;
}

static bool ask_level(asking *q)
{
    bool answered;
    if (!ask_both(q, "triage", NULL, false, &answered)) {
        return false;
    }
    const json *j = &q->w->door_says;
    const char *force = json_member(j, 1, "in_force");
    story_tell(q->w, "level %s%s%s", json_member(j, 1, "level"), force[0] == '\0' ? "" : ", in force ", force);
    for (json_node n = json_first(j, json_get(j, 1, "reasons")); n != 0; n = json_next(j, n)) {
        story_tell(q->w, "- %s: %s", json_member(j, n, "code"), json_member(j, n, "text"));
    }
    size_t len = 0;
    const char *word = story_word(&q->rest, &len);
    bool all = word != NULL && len == 3 && memcmp(word, "all", 3) == 0;
    for (json_node n = all ? json_first(j, json_get(j, 1, "others")) : 0; n != 0; n = json_next(j, n)) {
        story_tell(q->w, "- %s: %s", json_member(j, n, "code"), json_member(j, n, "text"));
    }
    return true;
}

static bool ask_facts(asking *q)
{
    bool answered;
    if (!ask_both(q, "facts", NULL, true, &answered)) {
        return false;
    }
    tell_whole(q->w, &q->w->door_says, json_get(&q->w->door_says, 1, "facts"), "");
    return true;
}

static bool ask_sheet(asking *q)
{
    bool answered;
    if (!ask_both(q, "sheet", "sheet", true, &answered)) {
        return false;
    }
    tell_sheet(q->w, &q->w->door_says);
    return true;
}

/* ---- what stands where ---- */

static bool ask_view(asking *q)
{
    size_t len = 0;
    const char *word;
    text out;
    if (text_new(&out) != MEND_OK) {
        story_fault(q->w, MEND_NOMEM, NULL);
        return false;
    }
    while ((word = story_word(&q->rest, &len)) != NULL) {
        bool any = false;
        for (size_t i = 0; i < q->t->value_count; i++) {
            const char *path = q->t->values[i].path;
            if (strncmp(path, word, len) == 0 && (path[len] == '\0' || path[len] == '/')) {
                text_clear(&out);
                value_show(q->w, q->t, path, q->t->values[i].raw, &out);
                story_tell(q->w, "%s: %s", path, text_data(&out, NULL));
                any = true;
            }
        }
        if (!any) {
            story_tell(q->w, "%.*s: (nothing)", (int)len, word);
        }
    }
    text_free(&out);
    return true;
}

static bool ask_unit(asking *q)
{
    char key[300];
    size_t len = 0, at = 0;
    json tree;
    const char *word = story_word(&q->rest, &len);
    snprintf(key, sizeof key, "%.*s", word == NULL ? 0 : (int)(len < 299 ? len : 299), word == NULL ? "" : word);
    if (word == NULL && q->t != NULL) {
        seat_text(q->t, "serial", key, sizeof key);
    }
    const char *unit = units_find(q->w, key);
    memset(&tree, 0, sizeof tree);
    if (unit == NULL) {
        story_tell(q->w, "%s: (nothing)", key);
    } else if (json_read(&tree, unit, strlen(unit), &at) == MEND_OK) {
        tell_whole(q->w, &tree, 1, "");
    }
    json_free(&tree);
    return true;
}

static bool ask_board(asking *q)
{
    world *w = q->w;
    for (size_t i = 0; i < w->seat_count; i++) {
        seat *t = &w->seats[i];
        char level[200], assignee[300], due[CLOCK_TEXT] = "";
        int64_t at = 0;
        if (!world_both(w, "clocks", t, "", true)) {
            return false;
        }
        if (clock_read(json_member(&w->door_says, 1, "next_due"), &at)) {
            story_show(w, at, due);
        }
        seat_text(t, "level", level, sizeof level);
        seat_text(t, "assignee", assignee, sizeof assignee);
        story_tell(w, "@%s %s %s%s%s%s%s%s%s", t->name, t->number, t->state, level[0] == '\0' ? "" : ", level ", level,
                   assignee[0] == '\0' ? "" : ", with ", assignee, due[0] == '\0' ? "" : ", next ", due);
    }
    return true;
}

/* ---- which of them ---- */

/* Copies the question without the ticket's name at its end. False after a message. */
static bool take_name(asking *q, const char *words)
{
    size_t len = strlen(words);
    snprintf(q->words, sizeof q->words, "%s", words);
    q->rest = q->words;
    q->t = q->w->current;
    char *name = strrchr(q->words, '@');
    if (len >= sizeof q->words) {
        story_wrong(q->w, q->index, "a question has at most %zu bytes", "问题至多 %zu 字节", sizeof q->words - 1);
        return false;
    }
    if (name == NULL || name == q->words || strpbrk(name, " \t") != NULL || (name[-1] != ' ' && name[-1] != '\t')) {
        return true;
    }
    bool fresh = strcmp(name, "@new") == 0;
    q->t = fresh ? NULL : step_seat(q->w, q->index, name + 1, strlen(name + 1));
    *name = '\0';
    return fresh || q->t != NULL;
}

bool story_ask(world *w, size_t index)
{
    static const struct {
        const char *name;
        bool (*run)(asking *q);
        bool ticket; /* is about one */
    } known[] = {{"actions", ask_actions, false}, {"quote", ask_quote, true},     {"coverage", ask_coverage, true},
                 {"rights", ask_rights, true},    {"earlier", ask_earlier, true}, {"clocks", ask_clocks, true},
                 {"level", ask_level, true},      {"facts", ask_facts, true},     {"sheet", ask_sheet, false},
                 {"view", ask_view, true},        {"unit", ask_unit, false},      {"board", ask_board, false}};
    const char *names[sizeof known / sizeof known[0] + 1] = {NULL};
    char what[64];
    size_t len = 0;
    asking q = {.w = w, .index = index};
    if (!take_name(&q, w->s->lines[index].text + 1)) {
        return false;
    }
    const char *word = story_word(&q.rest, &len);
    snprintf(what, sizeof what, "%.*s", word == NULL ? 0 : (int)(len < 63 ? len : 63), word == NULL ? "" : word);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        names[i] = known[i].name;
        if (strcmp(what, known[i].name) != 0) {
            continue;
        }
        if (known[i].ticket && q.t == NULL) {
            story_wrong(w, index, "no ticket has been opened yet", "尚未登记工单");
            return false;
        }
        if (!w->begun) {
            story_wrong(w, index, "a question is asked at the time of a step before it; there is none",
                        "问题之前须有带时间的步骤");
            return false;
        }
        return known[i].run(&q);
    }
    const char *guess = options_guess(what, names);
    story_wrong(
        w, index, guess == NULL ? "there is no question “%s”%s%s" : "there is no question “%s”; did you mean “%s”?%s",
        guess == NULL ? "没有问题“%s”%s%s" : "没有问题“%s”；是否指“%s”？%s", what, guess == NULL ? "" : guess, "");
    return false;
}
