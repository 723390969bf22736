/*
 * explain_effects.c - which clocks a state or an action starts, stops, cancels, answers, holds and lets go on.
 *
 * A clock may be started by an action that its trigger names, or because a condition comes to hold. What an action does to
 * a condition is found without a ticket: it leads to a state, it has been done, it fills in fields. A test of anything
 * else may hold or not, before and after.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain.h"

#include <string.h>

/* What is known of a condition. The greater one is the more certain. */
typedef enum holding { FAILS, MAY_HOLD, HOLDS } holding;

/* A ticket in the state, "" before there is one, and with the action done a moment ago; 0: none. */
typedef struct moment {
    const view *v;
    const char *state;
    json_node action;
} moment;

/* ---- conditions ---- */

/* Whether the field has a value, as far as the action says. */
static holding filled_in(const moment *m, const char *path)
{
    const json *j = &m->v->j;
    json_node sets = json_get(j, json_get(j, m->action, "sets"), path);
    json_node entry = json_get(j, json_get(j, m->action, "form"), path);
    const char *need = json_member(j, entry, "need");
    if (sets != 0) {
        return strcmp(json_text(j, sets), "$none") == 0       ? FAILS
               : strcmp(json_text(j, sets), "$dispatch") == 0 ? MAY_HOLD
                                                              : HOLDS;
    }
    bool asked = strcmp(need, "required") == 0 || strcmp(need, "given") == 0;
    return asked && json_get(j, entry, "when") == 0 ? HOLDS : MAY_HOLD;
}

static holding opposite(holding h)
{
    return h == FAILS ? HOLDS : h == HOLDS ? FAILS : MAY_HOLD;
}

static holding judge(const moment *m, json_node c)
{
    const json *j = &m->v->j;
    json_node all = json_get(j, c, "all"), any = json_get(j, c, "any"), no = json_get(j, c, "not");
    holding found = any != 0 ? FAILS : HOLDS;
    if (all != 0 || any != 0) {
        for (json_node n = json_first(j, all != 0 ? all : any); n != 0; n = json_next(j, n)) {
            holding one = judge(m, n);
            bool better = one > found;
            found = better == (any != 0) ? one : found; /* the best of any, the worst of all */
        }
        return found;
    }
    if (no != 0) {
        return opposite(judge(m, no));
    }
    if (json_get(j, c, "state") != 0) {
        return explain_holds(m->v, json_get(j, c, "state"), m->state) ? HOLDS : FAILS;
    }
    if (json_get(j, c, "known") != 0) {
        found = filled_in(m, json_member(j, c, "field"));
        return json_true(j, json_get(j, c, "known")) ? found : opposite(found);
    }
    bool just_done = m->action != 0 && strcmp(json_member(j, c, "done"), json_key(j, m->action)) == 0;
    return just_done && json_int(j, json_get(j, c, "at_least"), 1) <= 1 ? HOLDS : MAY_HOLD;
}

/* Whether somewhere in the condition the ticket is asked to stand in the state. */
static bool asks_for(const view *v, json_node c, const char *state)
{
    if (strcmp(json_key(&v->j, c), "state") == 0 && explain_holds(v, c, state)) {
        return true;
    }
    for (json_node n = json_first(&v->j, c); n != 0; n = json_next(&v->j, n)) {
        if (asks_for(v, n, state)) {
            return true;
        }
    }
    return false;
}

/* ---- what an action changes ---- */

/* Whether the action may start from the state. */
static bool starts_from(const view *v, json_node action, const char *state)
{
    json_node from = json_get(&v->j, action, "from");
    return explain_holds(v, from, "*") || explain_holds(v, from, state) ||
           (explain_holds(v, from, "*open") && strcmp(mend_policy_stage(v->policy, state, MEND_NTS), "closed") != 0);
}

/* Whether the clock is at its end at that moment, as far as can be known. */
static bool is_over(const moment *m, json_node clock)
{
    static const char *const ends[] = {"stop", "cancel"};
    bool over = false;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        json_node end = json_get(&m->v->j, clock, ends[i]);
        json_node on = json_get(&m->v->j, end, "on"), when = json_get(&m->v->j, end, "when");
        bool named = m->action != 0 && explain_holds(m->v, on, json_key(&m->v->j, m->action));
        over = over || ((named || (on == 0 && when != 0)) && (when == 0 || judge(m, when) == HOLDS));
    }
    return over;
}

/* What the action does to a member of a clock. */
typedef struct cause {
    const view *v;
    json_node action, clock, when;
    bool starts;     /* the clock need not run before */
    bool named;      /* the action itself is asked for, and the condition with it */
    bool still, ran; /* a pause: begins, ends; the clock has to run behind it */
} cause;

/* What is known of it behind the action from that state: FAILS also where the action changes nothing in it. */
static holding brought(const cause *c, const char *state)
{
    const char *to = json_member(&c->v->j, c->action, "to");
    const moment before = {c->v, state, 0}, after = {c->v, to[0] == '\0' ? state : to, c->action};
    if ((!c->starts && is_over(&before, c->clock)) || ((c->still || c->ran) && is_over(&after, c->clock))) {
        return FAILS;
    }
    holding has = c->when == 0 ? HOLDS : judge(&after, c->when);
    if (c->named) {
        return has;
    }
    holding had = judge(&before, c->when);
    if (c->ran) {
        return had == HOLDS && has == FAILS ? HOLDS : FAILS;
    }
    return has > had ? has : FAILS;
}

/* The same from whatever state it may start; the best of them. */
static holding brings(const cause *c)
{
    holding best = FAILS;
    if (json_true(&c->v->j, json_get(&c->v->j, c->action, "opens"))) {
        return c->starts ? brought(c, "") : FAILS;
    }
    for (int32_t i = 0; i < mend_policy_count(c->v->policy, MEND_KIND_STATE); i++) {
        const char *state = mend_policy_name(c->v->policy, MEND_KIND_STATE, i, NULL);
        holding one = starts_from(c->v, c->action, state) ? brought(c, state) : FAILS;
        best = one > best ? one : best;
    }
    return best;
}

/* ---- lines ---- */

typedef struct effect {
    const char *key; /* of a clock */
    bool went;
    const char *en, *zh, *en_state, *zh_state; /* headings for an action, and for a state; NULL: none */
} effect;

static const effect effects[] = {
    {"start", false, "Starts the clock", "开始计时", "Coming here starts the clock", "进入后开始计时"},
    {"stop", false, "Stops the clock", "结束计时", "Coming here stops the clock", "进入后结束计时"},
    {"cancel", false, "Cancels the clock", "取消计时", "Coming here cancels the clock", "进入后取消计时"},
    {"answer", false, "Keeps the interval of", "按期应答", "Coming here keeps the interval of", "进入后视为按期应答"},
    {"pauses", false, "Makes the clock stand still", "暂停计时", "Stands still here", "在此暂停计时"},
    {"pauses", true, "Lets the clock go on", "恢复计时", NULL, NULL}};

/* A clock, or a clock with its pause, in a line of its kind. */
static void put_clock(const view *v, text *t, json_node clock, json_node pause, holding h, bool *any, const char *head)
{
    if (*any) {
        put(v, t, ", ", "、");
    } else {
        explain_line(v, t, head, head);
    }
    put_label(v, t, MEND_KIND_CLOCK, json_key(&v->j, clock));
    if (pause != 0) {
        put(v, t, " (", "（");
        put_own_label(v, t, pause, json_key(&v->j, pause));
        put(v, t, ")", "）");
    }
    if (h == MAY_HOLD) {
        put(v, t, " (where its condition holds)", "（满足其条件时）");
    }
    *any = true;
}

/* What the action does to a trigger or a pause of the clock. */
static holding effect_of(const view *v, json_node action, json_node clock, const effect *e, json_node part)
{
    json_node on = json_get(&v->j, part, "on"), when = json_get(&v->j, part, "when");
    bool pause = strcmp(e->key, "pauses") == 0, named = explain_holds(v, on, json_key(&v->j, action));
    const cause c = {v, action, clock, when, strcmp(e->key, "start") == 0, named, pause && !e->went, e->went};
    return named || (on == 0 && when != 0) ? brings(&c) : FAILS;
}

/* What coming to the state does to it. */
static holding effect_here(const view *v, const char *state, json_node part)
{
    const moment here = {v, state, 0};
    json_node when = json_get(&v->j, part, "when");
    bool asked = when != 0 && json_get(&v->j, part, "on") == 0 && asks_for(v, when, state);
    return asked ? judge(&here, when) : FAILS;
}

/* Of the action (state NULL), or of coming to the state. */
static void tell_effects(const view *v, text *t, json_node action, const char *state)
{
    json_node clocks = json_get(&v->j, v->root, "clocks");
    for (size_t i = 0; i < sizeof effects / sizeof effects[0]; i++) {
        const effect *e = &effects[i];
        const char *head = state == NULL ? (v->a->zh ? e->zh : e->en) : v->a->zh ? e->zh_state : e->en_state;
        bool any = false, pause = strcmp(e->key, "pauses") == 0;
        for (json_node c = explain_next(v, clocks, 0); head != NULL && c != 0; c = explain_next(v, clocks, c)) {
            json_node member = json_get(&v->j, c, e->key), p = pause ? explain_next(v, member, 0) : member;
            for (; p != 0; p = pause ? explain_next(v, member, p) : 0) {
                holding h = state == NULL ? effect_of(v, action, c, e, p) : effect_here(v, state, p);
                if (h != FAILS) {
                    put_clock(v, t, c, pause ? p : 0, h, &any, head);
                }
            }
        }
    }
}

void explain_action_clocks(const view *v, text *t, const char *name)
{
    tell_effects(v, t, json_get(&v->j, json_get(&v->j, v->root, "actions"), name), NULL);
}

void explain_state_clocks(const view *v, text *t, const char *name)
{
    tell_effects(v, t, 0, name);
}
