/*
 * generate_drive.c - takes one made-up ticket through whatever workflow the policy has.
 *
 * The menu (mend_actions()) says which actions there are and what their forms ask. An action is chosen by the plan's
 * weights, done, and where the policy refuses it, what it names as missing is supplied and the action tried again. So
 * nothing about forms, roles or conditions is written down here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "generate.h"

#include <stdlib.h>
#include <string.h>

#define NOON       12
#define MOST_STEPS 90
#define MOST_TRIES 8
#define MOST_GIVEN 160
#define MOST_KNOWN 256
#define HOUR       INT64_C(3600000)
#define FIRST_HOUR 9
#define LAST_HOUR  18

typedef struct menu { /* as it was answered in some state; kept for the forms in it */
    char *text;
    json tree;
    struct menu *next;
} menu;

typedef struct known { /* an action */
    const char *name;
    const menu *menu;
    json_node entry; /* 0: its form has not been seen */
    int role;        /* that may do it, by index; -1: not found yet */
    int done;        /* on the ticket under way */
    int failed;      /* the step at which it could not be done */
} known;

typedef struct given {
    char path[120], value[400];
} given;

struct driver {
    app *a;
    const mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *buf;
    mend_error error;
    menu *menus;
    known actions[MOST_KNOWN];
    size_t action_count;
    given given[MOST_GIVEN];
    size_t given_count;
    int rows_added; /* of attachments, checks: rows are numbered within the arguments */
    int ticks_added;
    moment m;
    int number, person;
};

/* ---- what is given ---- */

static bool put(driver *d, const char *path, const char *value)
{
    size_t i = 0;
    while (i < d->given_count && strcmp(d->given[i].path, path) != 0) {
        i++;
    }
    if (i == MOST_GIVEN || (i < d->given_count && strcmp(d->given[i].value, value) == 0)) {
        return false;
    }
    if (i == d->given_count) { /* else it may be this very path that was handed in */
        snprintf(d->given[i].path, sizeof d->given[i].path, "%s", path);
    }
    snprintf(d->given[i].value, sizeof d->given[i].value, "%s", value);
    d->given_count += i == d->given_count;
    return true;
}

/* Whether the form offers that choice; a list without choices takes anything. */
static bool offers(const json *j, json_node entry, const char *value)
{
    json_node choices = json_get(j, entry, "choices");
    for (json_node c = json_first(j, choices); c != 0; c = json_next(j, c)) {
        if (strcmp(json_member(j, c, "choice"), value) == 0) {
            return true;
        }
    }
    return choices == 0;
}

/* Something of the type, for what nobody knows by name. */
static void any_value(driver *d, const json *j, json_node entry, char *out, size_t cap)
{
    const char *type = json_member(j, entry, "type");
    json_node choice = json_first(j, json_get(j, entry, "choices"));
    char at[CLOCK_TEXT];
    if (strcmp(type, "choice") == 0) {
        snprintf(out, cap, "%s", json_member(j, choice, "choice"));
    } else if (strcmp(type, "bool") == 0) {
        snprintf(out, cap, "true");
    } else if (strcmp(type, "instant") == 0) {
        clock_write(d->m.now, at);
        snprintf(out, cap, "%s", at);
    } else if (strcmp(type, "date") == 0) {
        clock_show(d->m.now, at);
        snprintf(out, cap, "%.10s", at);
    } else if (strcmp(type, "integer") == 0 || strcmp(type, "decimal") == 0 || strcmp(type, "money") == 0) {
        snprintf(out, cap, "1");
    } else {
        snprintf(out, cap, "%s", json_member(j, entry, "label"));
    }
}

/* Gives a field or column its value; path as it goes into the arguments, name without row ids. */
static bool fill(driver *d, const json *j, json_node entry, const char *path, const char *name)
{
    char value[400] = "";
    if (!value_by_name(&d->m, name, value, sizeof value) || !offers(j, entry, value)) {
        any_value(d, j, entry, value, sizeof value);
    }
    return value[0] != '\0' && put(d, path, value);
}

/* The columns of one row that are asked for, or that the plan likes. */
static bool fill_row(driver *d, const json *j, json_node list, const char *row)
{
    const char *field = json_member(j, list, "field");
    bool any = false;
    for (json_node c = json_first(j, json_get(j, list, "columns")); c != 0; c = json_next(j, c)) {
        char path[120], name[100];
        const char *column = json_member(j, c, "field");
        snprintf(path, sizeof path, "%s/%s/%s", field, row, column);
        snprintf(name, sizeof name, "%s/%s", field, column);
        if (strcmp(json_member(j, c, "need"), "optional") != 0 || value_is_liked(&d->m, name)) {
            any = fill(d, j, c, path, name) || any;
        }
    }
    return any;
}

/* A new row, or the rows there are, as the form has it. */
static bool fill_list(driver *d, const json *j, json_node list)
{
    const char *field = json_member(j, list, "field"), *mode = json_member(j, list, "rows");
    int32_t rows = 0, row = 0;
    bool any = false;
    char id[16];
    mend_ticket_rows(d->m.ticket, field, MEND_NTS, &rows);
    if (strcmp(mode, "add") == 0 || rows == 0) {
        return strcmp(mode, "edit") != 0 && fill_row(d, j, list, "+1");
    }
    /* Of visits, complaints, questions the last row is the one under way; of parts and the like, every one. */
    int32_t first =
        strcmp(field, "parts") == 0 || strcmp(field, "accessories") == 0 || strcmp(field, "loans") == 0 ? 0 : rows - 1;
    for (int32_t i = first; i < rows; i++) {
        if (mend_ticket_row(d->m.ticket, field, MEND_NTS, i, &row) == MEND_OK) {
            snprintf(id, sizeof id, "%d", (int)row);
            any = fill_row(d, j, list, id) || any;
        }
    }
    return any;
}

static void fill_form(driver *d, const known *k)
{
    const json *j = &k->menu->tree;
    for (json_node e = json_first(j, json_get(j, k->entry, "form")); e != 0; e = json_next(j, e)) {
        const char *field = json_member(j, e, "field"), *need = json_member(j, e, "need");
        bool list = json_get(j, e, "columns") != 0;
        bool wanted =
            strcmp(need, "given") == 0 || value_is_liked(&d->m, field) || (list && strcmp(need, "required") == 0);
        if (!wanted) {
            continue;
        }
        if (list) {
            fill_list(d, j, e);
        } else {
            fill(d, j, e, field, field);
        }
    }
}

/* ---- what is missing ---- */

static json_node form_entry(const known *k, const char *field)
{
    const json *j = &k->menu->tree;
    size_t len = strcspn(field, "/");
    for (json_node e = json_first(j, json_get(j, k->entry, "form")); e != 0; e = json_next(j, e)) {
        const char *name = json_member(j, e, "field");
        if (strlen(name) == len && strncmp(name, field, len) == 0) {
            return e;
        }
    }
    return 0;
}

/* A field, a list, or a column of a row that a reason names. */
static bool supply_field(driver *d, const known *k, const char *field)
{
    const json *j = &k->menu->tree;
    json_node e = form_entry(k, field);
    const char *last = strrchr(field, '/');
    if (e == 0 || json_get(j, e, "columns") == 0) {
        return e != 0 && fill(d, j, e, field, field);
    }
    if (last == NULL) {
        return fill_list(d, j, e);
    }
    for (json_node c = json_first(j, json_get(j, e, "columns")); c != 0; c = json_next(j, c)) {
        char name[100];
        if (strcmp(json_member(j, c, "field"), last + 1) == 0) {
            snprintf(name, sizeof name, "%s/%s", json_member(j, e, "field"), last + 1);
            return fill(d, j, c, field, name);
        }
    }
    return fill_list(d, j, e);
}

static bool supply_tick(driver *d, const char *item)
{
    char path[64];
    int n = ++d->ticks_added;
    snprintf(path, sizeof path, "checks/+%d/item", n);
    put(d, path, item);
    snprintf(path, sizeof path, "checks/+%d/ok", n);
    return put(d, path, "true");
}

static bool supply_evidence(driver *d, const known *k, const char *purpose)
{
    const json *j = &k->menu->tree;
    char path[64], uri[120];
    for (json_node e = json_first(j, json_get(j, k->entry, "evidence")); e != 0; e = json_next(j, e)) {
        if (strcmp(json_member(j, e, "purpose"), purpose) != 0) {
            continue;
        }
        const char *kind = json_text(j, json_first(j, json_get(j, e, "kinds")));
        int n = ++d->rows_added;
        snprintf(path, sizeof path, "attachments/+%d/kind", n);
        put(d, path, kind[0] == '\0' ? "photo" : kind);
        snprintf(path, sizeof path, "attachments/+%d/purpose", n);
        put(d, path, purpose);
        snprintf(path, sizeof path, "attachments/+%d/uri", n);
        snprintf(uri, sizeof uri, "file:///sheets/%d/%s", d->number, purpose);
        return put(d, path, uri);
    }
    return false;
}

/* A condition does not hold, and nothing is missing: ticks what need not be ticked, and gives other values where the plan
 * has some. False: it has none. */
static bool reconsider(driver *d, const known *k)
{
    const json *j = &k->menu->tree;
    bool any = false;
    d->m.tries++;
    for (json_node e = json_first(j, json_get(j, k->entry, "checklist")); d->m.tries == 1 && e != 0;
         e = json_next(j, e)) {
        any = (strcmp(json_member(j, e, "need"), "optional") == 0 && supply_tick(d, json_member(j, e, "item"))) || any;
    }
    for (size_t i = 0; i < d->given_count; i++) {
        const char *path = d->given[i].path;
        json_node e = strchr(path, '/') == NULL ? form_entry(k, path) : 0;
        char value[400] = "";
        if (e != 0 && value_by_name(&d->m, path, value, sizeof value) && offers(j, e, value)) {
            any = put(d, path, value) || any;
        }
    }
    return any;
}

/* Supplies what the reasons of a refusal name. False: nothing more can be supplied. */
static bool supply(driver *d, const known *k)
{
    bool any = false, again = false;
    for (int32_t i = 0; i < mend_result_reason_count(d->result); i++) {
        const char *field = mend_result_param(d->result, i, "field", NULL);
        const char *item = mend_result_param(d->result, i, "item", NULL);
        const char *evidence = mend_result_param(d->result, i, "evidence", NULL);
        switch (mend_result_reason(d->result, i)) {
        case MEND_REASON_FIELD_MISSING:
            any = (field != NULL && supply_field(d, k, field)) || any;
            break;
        case MEND_REASON_CHECKLIST_OPEN:
            any = (item != NULL && supply_tick(d, item)) || any;
            break;
        case MEND_REASON_EVIDENCE_MISSING:
            any = (evidence != NULL && supply_evidence(d, k, evidence)) || any;
            break;
        case MEND_REASON_SAME_PERSON:
        case MEND_REASON_NOT_NAMED:
            d->person++;
            any = d->person < 3 || any;
            break;
        case MEND_REASON_CONDITION_NOT_MET:
            again = true;
            break;
        default: /* what else is missing may be what it waits for */
            break;
        }
    }
    return any || (again && reconsider(d, k));
}

/* ---- acting ---- */

/* People of a role: the ticket's engineer for those who go out and repair, else one of a few. */
static void name_actor(const driver *d, const char *role, char *out, size_t cap)
{
    static const char *const names[] = {"li", "lin", "zhao", "qian", "sun", "hu", "luo", "gao"};
    if (d->person == 1 || (d->person == 0 && (strstr(role, "engineer") != NULL || strstr(role, "install") != NULL))) {
        snprintf(out, cap, "%s", d->m.plan->engineer);
    } else {
        size_t at = strlen(role) * 7 + (unsigned char)role[0] + (size_t)d->person + (size_t)d->number % 2;
        snprintf(out, cap, "%s", names[at % (sizeof names / sizeof names[0])]);
    }
}

/* The highest one there is. */
static mend_status set_grade(driver *d)
{
    int32_t grades = mend_policy_count(d->policy, MEND_KIND_GRADE);
    const char *grade = grades == 0 ? NULL : mend_policy_name(d->policy, MEND_KIND_GRADE, grades - 1, NULL);
    return grade == NULL ? MEND_OK : mend_args_grade(d->args, grade, MEND_NTS);
}

static mend_status set_args(driver *d, const char *action, const char *role)
{
    char actor[40];
    name_actor(d, role, actor, sizeof actor);
    mend_args_clear(d->args);
    mend_status s = mend_args_action(d->args, action, MEND_NTS);
    s = s == MEND_OK ? mend_args_actor(d->args, actor, MEND_NTS) : s;
    s = s == MEND_OK ? mend_args_role(d->args, role, MEND_NTS) : s;
    s = s == MEND_OK ? set_grade(d) : s;
    for (size_t i = 0; i < d->given_count && s == MEND_OK; i++) {
        s = mend_args_text(d->args, d->given[i].path, MEND_NTS, d->given[i].value, MEND_NTS);
    }
    return s;
}

static bool takes_reason(const known *k)
{
    return strcmp(json_member(&k->menu->tree, k->entry, "reason"), "required") == 0;
}

/* One attempt in one role. */
static mend_status attempt(driver *d, const known *k, const char *role, bool opens)
{
    mend_status s = set_args(d, k->name, role);
    if (s == MEND_OK && takes_reason(k)) {
        s = mend_args_reason(d->args, d->m.zh ? "按客户与现场情况" : "as things stand", MEND_NTS);
    }
    if (s != MEND_OK) {
        return s;
    }
    size_t len = 0;
    const char *key = opens ? "" : mend_ticket_key(d->ticket, &len);
    mend_status done;
    if (opens) {
        done = mend_desk_open(d->a->desk, d->args, d->m.now, d->ticket, d->result, &d->error);
    } else {
        char copy[160];
        snprintf(copy, sizeof copy, "%s", key); /* the key lives in the ticket that is written */
        done = mend_desk_act(d->a->desk, copy, MEND_NTS, d->args, d->m.now, d->ticket, d->result, &d->error);
    }
    return done;
}

static const char *role_name(const driver *d, int role)
{
    /* Customers and the system last: most things are done by people of the desk. */
    int32_t count = mend_policy_count(d->policy, MEND_KIND_ROLE), at = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t i = 0; i < count; i++) {
            const char *name = mend_policy_name(d->policy, MEND_KIND_ROLE, i, NULL);
            bool last = strcmp(name, "customer") == 0 || strcmp(name, "system") == 0;
            if (last == (pass == 1) && at++ == role) {
                return name;
            }
        }
    }
    return NULL;
}

/* Does an action, supplying what it asks for. MEND_OK; a refusal that nothing can be done about; a fault. */
static mend_status perform(driver *d, known *k, bool opens)
{
    mend_status s = MEND_REFUSED;
    d->given_count = 0;
    d->rows_added = d->ticks_added = d->person = d->m.tries = 0;
    d->m.action = k->name;
    fill_form(d, k);
    for (int tries = 0, role = k->role < 0 ? 0 : k->role; tries < MOST_TRIES;) {
        const char *name = role_name(d, role);
        if (name == NULL) {
            return MEND_WRONG_ROLE;
        }
        s = attempt(d, k, name, opens);
        if (s == MEND_WRONG_ROLE) {
            role++;
            continue;
        }
        k->role = role;
        if (s == MEND_OK || s > MEND_REFUSED || !supply(d, k)) {
            return s;
        }
        tries++;
    }
    return s;
}

/* ---- the menu ---- */

static known *find(driver *d, const char *name)
{
    for (size_t i = 0; i < d->action_count; i++) {
        if (strcmp(d->actions[i].name, name) == 0) {
            return &d->actions[i];
        }
    }
    return NULL;
}

/* Asks what there is to do now, as somebody who has every role, and keeps the forms. */
static mend_status look(driver *d)
{
    size_t len = 0, at = 0;
    const char *role;
    mend_args_clear(d->args);
    mend_status s = mend_args_actor(d->args, "anybody", MEND_NTS);
    for (int i = 0; s == MEND_OK && i < 16 && (role = role_name(d, i)) != NULL; i++) {
        s = mend_args_role(d->args, role, MEND_NTS);
    }
    s = s == MEND_OK ? set_grade(d) : s;
    mend_buf_clear(d->buf);
    if (s == MEND_OK) {
        s = mend_actions(d->policy, d->ticket, d->args, d->m.now, d->a->lang, d->buf, &d->error);
    }
    menu *m = s == MEND_OK ? calloc(1, sizeof *m) : NULL;
    if (m == NULL) {
        return s == MEND_OK ? MEND_NOMEM : s;
    }
    const char *bytes = mend_buf_data(d->buf, &len);
    m->next = d->menus;
    d->menus = m;
    m->text = malloc(len + 1);
    if (m->text == NULL) {
        return MEND_NOMEM;
    }
    memcpy(m->text, bytes, len + 1);
    s = json_read(&m->tree, m->text, len, &at);
    json_node all = s == MEND_OK ? json_get(&m->tree, 1, "actions") : 0;
    for (json_node n = json_first(&m->tree, all); n != 0; n = json_next(&m->tree, n)) {
        known *k = find(d, json_member(&m->tree, n, "action"));
        if (k != NULL && k->entry == 0 && strcmp(json_member(&m->tree, n, "status"), "WRONG_ROLE") != 0) {
            k->menu = m;
            k->entry = n;
        }
    }
    return s;
}

/* ---- choosing ---- */

/* What may come next: an action the plan knows by its weight; of others those that lead somewhere else. */
static int weigh(driver *d, const known *k, const char *state, const char *to)
{
    d->m.done = k->done;
    int weight = k->failed != 0 ? 0 : action_weight(&d->m, state, k->name);
    if (weight < 0) {
        bool step = k->entry != 0 && strcmp(json_member(&k->menu->tree, k->entry, "kind"), "step") == 0;
        weight = step && strcmp(state, to) != 0 ? 2 : 0;
    }
    return k->done > 6 ? 0 : weight / (1 + k->done);
}

static known *choose(driver *d, const char *state)
{
    known *candidates[MOST_KNOWN];
    int weights[MOST_KNOWN + 1], n = 0, sum = 0;
    const char *action, *from, *to;
    for (int32_t i = 0; mend_policy_move(d->policy, i, &action, &from, &to) == MEND_OK && n < MOST_KNOWN; i++) {
        known *k = strcmp(from, state) == 0 ? find(d, action) : NULL;
        int weight = k == NULL ? 0 : weigh(d, k, state, to);
        if (weight > 0) {
            candidates[n] = k;
            weights[n++] = weight;
            sum += weight;
        }
    }
    weights[n] = -1;
    return sum == 0 ? NULL : candidates[chance_of(d->m.chance, weights)];
}

/* Nobody works at night or on Sundays, unless it is urgent. */
static int64_t in_hours(driver *d, int64_t at)
{
    char level[16] = "";
    int32_t day = 0;
    int weekday = 0, hour = 0;
    mend_ticket_text(d->ticket, "level", MEND_NTS, level, sizeof level, NULL);
    for (int i = 0; i < 48 && strcmp(level, "p1") != 0; i++) {
        clock_place(at, &day, &weekday, &hour);
        if (weekday != 6 && hour >= FIRST_HOUR && hour < LAST_HOUR && hour != NOON) {
            break;
        }
        at += HOUR;
    }
    return at;
}

/* What the plan had in store has come. */
static void tick_off(plan *p, const char *action)
{
    struct {
        const char *action;
        int *left;
    } rows[] = {{"not_reached", &p->unreached},      {"self_test_failed", &p->rework}, {"fail_inspection", &p->rework},
                {"object_delivery", &p->objections}, {"reopen", &p->reopenings},       {"move_visit", &p->moves},
                {"report_delay", &p->moves}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].action, action) == 0 && *rows[i].left > 0) {
            --*rows[i].left;
        }
    }
    if (strcmp(action, "remote_failed") == 0) {
        p->way = "on_site";
    }
    p->missed += strcmp(action, "not_reached") == 0;
}

static void set_visit(driver *d)
{
    int64_t at = in_hours(d, d->m.now + (2 + chance_below(d->m.chance, 20)) * HOUR);
    d->m.visit = at - at % (HOUR / 2);
}

static mend_status step(driver *d, known *k, plan *p)
{
    if (strcmp(k->name, "agree_visit") == 0 || strcmp(k->name, "move_visit") == 0) {
        set_visit(d);
    }
    mend_status s = k->entry == 0 ? look(d) : MEND_OK;
    if (s != MEND_OK) {
        return s;
    }
    s = k->entry == 0 ? MEND_WRONG_STATE : perform(d, k, false);
    if (s == MEND_OK) {
        k->done++;
        tick_off(p, k->name);
    }
    return s;
}

/* Where nothing happens for most of a day, the customer is told how things stand meanwhile. */
static int64_t tell_progress(driver *d, known **k, int64_t at)
{
    known *tell = find(d, "contact_customer");
    const char *stage = mend_ticket_stage(d->ticket);
    if (tell == NULL || tell->done >= 6 || at - d->m.now < 20 * HOUR || !chance_in(d->m.chance, 80) ||
        strcmp(stage, "closed") == 0 || strcmp(stage, "done") == 0) {
        return at;
    }
    *k = tell;
    return in_hours(d, d->m.now + (8 + chance_below(d->m.chance, 12)) * HOUR);
}

/* Everything after the opening. How many steps, or the negative of 1 after a fault. */
static int64_t go_on(driver *d, plan *p, int64_t until)
{
    int64_t steps = 1;
    for (int i = 0; i < MOST_STEPS; i++) {
        char state[80];
        snprintf(state, sizeof state, "%s", mend_ticket_state(d->ticket, NULL));
        known *k = choose(d, state);
        if (k == NULL) {
            return steps;
        }
        d->m.action = k->name;
        int64_t wait = action_delay(&d->m, k->name), at = in_hours(d, d->m.now + (wait < 0 ? 0 : wait));
        if (at >= until) {
            return steps;
        }
        at = tell_progress(d, &k, at);
        int64_t before = d->m.now;
        d->m.now = at;
        mend_status s = step(d, k, p);
        if (s != MEND_OK && s > MEND_REFUSED) {
            fault_of(d->a, s, d->error.status == s ? d->error.text : k->name);
            return -1;
        }
        if (s != MEND_OK) {
            k->failed = 1; /* until the ticket moves */
            d->m.now = before;
            continue;
        }
        steps++;
        for (size_t n = 0; n < d->action_count; n++) {
            d->actions[n].failed = 0;
        }
    }
    return steps;
}

int64_t driver_run(driver *d, chance *c, plan *p, int64_t opened, int64_t until)
{
    const char *action, *from, *to;
    mend_status s = MEND_UNKNOWN_ACTION;
    d->m = (moment){.policy = d->policy, .ticket = d->ticket, .plan = p, .chance = c, .zh = d->a->zh};
    d->m.now = opened;
    d->m.number = ++d->number;
    for (size_t i = 0; i < d->action_count; i++) {
        d->actions[i].done = d->actions[i].failed = 0;
    }
    for (int32_t i = 0; mend_policy_move(d->policy, i, &action, &from, &to) == MEND_OK; i++) {
        known *k = from[0] == '\0' ? find(d, action) : NULL;
        if (k == NULL) {
            continue;
        }
        s = MEND_OK;
        if (k->entry == 0) { /* a blank ticket is asked about */
            mend_ticket_free(d->ticket);
            s = mend_ticket_new(NULL, &d->ticket);
            d->m.ticket = d->ticket;
            s = s == MEND_OK ? look(d) : s;
        }
        if (s == MEND_OK && k->entry != 0) {
            s = perform(d, k, true);
        }
        break;
    }
    if (s != MEND_OK) {
        char why[300] = "";
        mend_buf_clear(d->buf);
        if (s <= MEND_REFUSED && mend_result_sentence(d->result, d->policy, 0, d->a->lang, d->buf) == MEND_OK) {
            snprintf(why, sizeof why, "%s", mend_buf_data(d->buf, NULL));
        }
        fault_of(d->a, s, s <= MEND_REFUSED ? why : d->error.text);
        return -1;
    }
    return go_on(d, p, until);
}

void driver_free(driver *d)
{
    if (d == NULL) {
        return;
    }
    while (d->menus != NULL) {
        menu *m = d->menus;
        d->menus = m->next;
        json_free(&m->tree);
        free(m->text);
        free(m);
    }
    mend_ticket_free(d->ticket);
    mend_args_free(d->args);
    mend_result_free(d->result);
    mend_buf_free(d->buf);
    free(d);
}

ending driver_new(app *a, const mend_policy *policy, driver **out)
{
    driver *d = calloc(1, sizeof *d);
    mend_status s = d == NULL ? MEND_NOMEM : mend_ticket_new(NULL, &d->ticket);
    s = s == MEND_OK ? mend_args_new(NULL, &d->args) : s;
    s = s == MEND_OK ? mend_result_new(NULL, &d->result) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &d->buf) : s;
    if (s != MEND_OK) {
        driver_free(d);
        return fault_of(a, s, NULL);
    }
    d->a = a;
    d->policy = policy;
    d->error.struct_size = sizeof d->error;
    int32_t count = mend_policy_count(policy, MEND_KIND_ACTION);
    for (int32_t i = 0; i < count && d->action_count < MOST_KNOWN; i++) {
        d->actions[d->action_count++] =
            (known){.name = mend_policy_name(policy, MEND_KIND_ACTION, i, NULL), .role = -1};
    }
    *out = d;
    return END_DONE;
}
