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
#include "generate_inner.h"

#include <stdlib.h>
#include <string.h>

#define NOON       12
#define MOST_LOOKS 4 /* at the menu, for an action whose form is not known */
#define MOST_STEPS 90
#define MOST_TRIES 8
#define HOUR       INT64_C(3600000)
#define DAY        (24 * HOUR)
#define FIRST_HOUR 9
#define LAST_HOUR  18

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
    driver_fill(d, k);
    for (int tries = 0, role = k->role < 0 ? 0 : k->role; tries < MOST_TRIES;) {
        const char *name = role_name(d, role);
        if (name == NULL) {
            k->role = -1;
            return MEND_WRONG_ROLE;
        }
        s = attempt(d, k, name, opens);
        if (s == MEND_WRONG_ROLE) {
            role++;
            continue;
        }
        k->role = role;
        if (s == MEND_OK || s > MEND_REFUSED) {
            return s;
        }
        if (driver_supply(d, k)) {
            tries++;
        } else if (s == MEND_CONDITION) {
            role++; /* it may be another's in this case */
        } else {
            return s;
        }
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
        weight = step && strcmp(state, to) != 0 ? 20 : 0;
    }
    return k->done > 6 ? 0 : weight / (1 + k->done);
}

/* Looks at the menu where something may start here whose form has not been seen: some forms show under conditions. */
static mend_status learn(driver *d, const char *state)
{
    const char *action, *from, *to;
    bool unseen = false;
    for (int32_t i = 0; mend_policy_move(d->policy, i, &action, &from, &to) == MEND_OK; i++) {
        known *k = strcmp(from, state) == 0 ? find(d, action) : NULL;
        if (k != NULL && k->entry == 0 && k->looks < MOST_LOOKS) {
            k->looks++;
            unseen = true;
        }
    }
    return unseen ? look(d) : MEND_OK;
}

/* What leads nowhere by itself, and without which a policy may refuse what does. Asked for only where nothing else is left. */
static known *unblock(driver *d, const char *state)
{
    static const char *const names[] = {"inform", "release_plan", "review", "settle_parts", "call_back"};
    const char *action, *from, *to;
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
        known *k = find(d, names[n]);
        bool here = false;
        for (int32_t i = 0; k != NULL && !here && mend_policy_move(d->policy, i, &action, &from, &to) == MEND_OK; i++) {
            here = strcmp(action, names[n]) == 0 && strcmp(from, state) == 0 && strcmp(to, state) == 0;
        }
        if (here && k->failed < (strcmp(names[n], "call_back") == 0 ? 4 : 1) && k->done < MOST_TRIES) {
            d->m.done = k->done;
            return k;
        }
    }
    return NULL;
}

static bool refused_here(const driver *d)
{
    for (size_t i = 0; i < d->action_count; i++) {
        if (d->actions[i].failed != 0) {
            return true;
        }
    }
    return false;
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

static int64_t unable(const driver *d, mend_status s, const char *what)
{
    fault_of(d->a, s, d->error.status == s ? d->error.text : what);
    return -1;
}

/* Everything after the opening. How many steps, or the negative of 1 after a fault. */
static int64_t go_on(driver *d, plan *p, int64_t until)
{
    int64_t steps = 1;
    for (int i = 0; i < MOST_STEPS; i++) {
        char state[80];
        snprintf(state, sizeof state, "%s", mend_ticket_state(d->ticket, NULL));
        mend_status s = learn(d, state);
        known *k = s == MEND_OK ? choose(d, state) : NULL;
        k = k == NULL && s == MEND_OK && refused_here(d) ? unblock(d, state) : k;
        if (s != MEND_OK) {
            return unable(d, s, "");
        }
        if (k == NULL) {
            return steps;
        }
        d->m.action = k->name;
        int64_t wait = action_delay(&d->m, k->name) + k->failed * DAY; /* what came too early may be done a day later */
        int64_t at = in_hours(d, d->m.now + (wait < 0 ? 0 : wait));
        if (at >= until) {
            return steps;
        }
        at = tell_progress(d, &k, at);
        int64_t before = d->m.now;
        d->m.now = at;
        s = step(d, k, p);
        if (s != MEND_OK && s > MEND_REFUSED) {
            return unable(d, s, k->name);
        }
        if (s != MEND_OK) {
            k->failed++; /* until the ticket moves */
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
    if (strcmp(p->way, "on_site") == 0 && find(d, "agree_visit") == NULL && find(d, "receive_unit") != NULL) {
        p->way = "carry_in"; /* nobody goes out here */
    }
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
