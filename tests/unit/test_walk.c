/*
 * test_walk.c - random walks through the workflow. Whatever anybody does, in whatever order:
 *  - a ticket only ever stands in a state its policy declares;
 *  - saving and loading gives the same bytes, and so does replaying the events, without a policy;
 *  - a refused or failed act leaves the ticket as it was, byte for byte; a dry run does so too and foretells the act.
 *
 * Seeds are fixed; MEND_SEEDS in the environment asks for more.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "change/act.h"
#include "mend/mend.h"

#define STEPS  120
#define EVENTS 400

static const char *const PEOPLE[] = {"li", "wang", "zhao", "chen"};

typedef struct walk {
    uint64_t random;
    const mend_policy *policy;
    mend_ticket *ticket, *copy;
    mend_args *args;
    mend_result *result, *dry;
    mend_buf *before, *after, *slots;
    char *events[EVENTS];
    size_t count;
    int64_t now;
    unsigned done, refused;
} walk;

static char *copy_of(const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = malloc(n);
    assert_non_null(copy);
    return memcpy(copy, text, n);
}

static uint32_t draw(walk *w, uint32_t below)
{
    w->random = w->random * 6364136223846793005u + 1442695040888963407u;
    return below ? (uint32_t)((w->random >> 33) % below) : 0;
}

static void give(walk *w, const char *path, const char *value)
{
    mend_status s = mend_args_text(w->args, path, MEND_NTS, value, MEND_NTS);
    assert_true(s == MEND_OK || s == MEND_INVALID); /* given twice */
}

/* A value the form entry takes. */
static void value_of(walk *w, const mend__form_field *e, char *out, size_t cap)
{
    static const char *const words[] = {"冰箱不制冷", "E4 on the display", "请联系13812345678", "ok", "泄漏 again"};
    int64_t n = e->has_min ? e->min : 1;
    if (strcmp(e->field->name, "assignee") == 0) { /* somebody has to accept it one day */
        snprintf(out, cap, "%s", PEOPLE[draw(w, 4)]);
        return;
    }
    if (e->field->mask == MEND_MASK_PHONE || e->field->mask == MEND_MASK_EMAIL) {
        snprintf(out, cap, "%s", e->field->mask == MEND_MASK_PHONE ? "13812345678" : "li@example.com");
        return;
    }
    switch (e->field->type) {
    case MEND_FIELD_CHOICE: {
        uint32_t total = e->choices ? e->choice_count : e->set->count, i = draw(w, total);
        snprintf(out, cap, "%s", e->set->items[e->choices ? e->choices[i] : i].id.p);
        break;
    }
    case MEND_FIELD_INTEGER:
    case MEND_FIELD_MONEY:
        snprintf(out, cap, "%lld", (long long)(e->has_min ? n : (int64_t)draw(w, 1000)));
        break;
    case MEND_FIELD_DECIMAL:
        snprintf(out, cap, "%u.5", draw(w, 9) + 1);
        break;
    case MEND_FIELD_BOOL:
        snprintf(out, cap, "%s", draw(w, 5) ? "true" : "false");
        break;
    case MEND_FIELD_INSTANT:
        snprintf(out, cap, "2024-03-%02uT0%u:00:00Z", draw(w, 28) + 1, draw(w, 9));
        break;
    case MEND_FIELD_DATE:
        snprintf(out, cap, "2024-0%u-11", draw(w, 9) + 1);
        break;
    default:
        snprintf(out, cap, "%.*s", e->field->max_bytes < 24 ? e->field->max_bytes : 64, words[draw(w, 5)]);
    }
    if (draw(w, 40) == 0)
        snprintf(out, cap, "%s", "!"); /* now and then something that no type but text takes */
}

static void fill_list(walk *w, const mend__form_field *e, unsigned *row)
{
    char path[192], value[256];
    int32_t last = mend__ticket_last_row_id(w->ticket, e->field->id);
    bool edit = (e->rows & MEND__ROWS_EDIT) && last > 0 && draw(w, 2);
    unsigned id = edit ? 1 + draw(w, (uint32_t)last) : ++*row;
    if (!(e->rows & MEND__ROWS_ADD) && !edit)
        return;
    for (uint32_t i = 0; i < e->column_count; i++) {
        if (e->columns[i].need == MEND__NEED_OPTIONAL && draw(w, 2))
            continue;
        snprintf(path, sizeof path, "%s/%s%u/%s", e->field->name, edit ? "" : "+", id, e->columns[i].field->name);
        value_of(w, &e->columns[i], value, sizeof value);
        give(w, path, value);
    }
    if (edit && draw(w, 12) == 0) {
        snprintf(path, sizeof path, "%s/%u", e->field->name, id);
        assert_int_equal(mend_args_unset(w->args, path, MEND_NTS), MEND_OK);
    }
}

static void fill(walk *w, const mend__action *a)
{
    char path[192], value[256];
    unsigned checks = 0, attachments = 0, rows = 0;
    for (uint32_t i = 0; i < a->form_count; i++) {
        const mend__form_field *e = &a->form[i];
        if (e->need == MEND__NEED_OPTIONAL && !e->when && draw(w, 3))
            continue;
        if (draw(w, 60) == 0)
            continue; /* forgotten */
        rows = 0;
        if (e->field->type == MEND_FIELD_LIST) {
            fill_list(w, e, strcmp(e->field->name, "attachments") ? &rows : &attachments);
            continue;
        }
        value_of(w, e, value, sizeof value);
        give(w, e->field->name, a->kind == MEND__ACT_REVEAL ? "" : value);
    }
    for (uint32_t i = 0; i < a->checklist_count && draw(w, 30); i++) {
        snprintf(path, sizeof path, "checks/+%u/item", ++checks);
        give(w, path, a->checklist[i].name->id.p);
        snprintf(path, sizeof path, "checks/+%u/ok", checks);
        give(w, path, "true");
    }
    for (uint32_t i = 0; i < a->evidence_count && draw(w, 10); i++) {
        snprintf(path, sizeof path, "attachments/+%u/purpose", ++attachments);
        give(w, path, a->evidence[i].name->id.p);
        snprintf(path, sizeof path, "attachments/+%u/kind", attachments);
        give(w, path, a->evidence[i].kind_count ? a->evidence[i].kinds[0].p : "photo");
        snprintf(path, sizeof path, "attachments/+%u/uri", attachments);
        give(w, path, "file:///beweis.jpg");
    }
    if (a->takes_reason && draw(w, 20))
        assert_int_equal(mend_args_reason(w->args, "weil 因为", MEND_NTS), MEND_OK);
}

static void set_actor(walk *w, const mend__action *a)
{
    const mend__vocab *v = &w->policy->vocab;
    mend_args_actor(w->args, PEOPLE[draw(w, 4)], MEND_NTS);
    if (draw(w, 25) == 0) /* somebody with another role */
        mend_args_role(w->args, v->roles.items[draw(w, v->roles.count)].id.p, MEND_NTS);
    else
        mend_args_role(w->args, v->roles.items[a->roles[draw(w, a->role_count)]].id.p, MEND_NTS);
    if (v->grades.count)
        mend_args_grade(w->args, v->grades.items[v->grades.count - 1].id.p, MEND_NTS);
}

static void save(const mend_ticket *t, mend_buf *out)
{
    mend_buf_clear(out);
    assert_int_equal(mend_ticket_save(t, out), MEND_OK);
}

static void same(mend_buf *a, mend_buf *b)
{
    size_t m, n;
    const char *x = mend_buf_data(a, &m), *y = mend_buf_data(b, &n);
    assert_int_equal(m, n);
    assert_memory_equal(x, y, m);
}

static void check_round_trips(walk *w)
{
    size_t n;
    mend_error err = {.struct_size = sizeof err};
    const char *record;
    save(w->ticket, w->before);
    record = mend_buf_data(w->before, &n);
    if (mend_ticket_load(w->copy, record, n, &err) != MEND_OK)
        fail_msg("%s at %s in %s", err.text, err.path, record);
    save(w->copy, w->after);
    same(w->before, w->after);
    mend_buf_clear(w->slots);
    assert_int_equal(mend_ticket_slots(w->ticket, w->slots), MEND_OK);
    if (mend_ticket_replay(w->copy, mend_buf_data(w->slots, NULL), MEND_NTS, (const char *const *)w->events, NULL,
                           w->count, &err) != MEND_OK)
        fail_msg("event %d: %s at %s\n%s", err.document, err.text, err.path, w->events[err.document]);
    save(w->copy, w->after);
    same(w->before, w->after);
}

static void check_state(const walk *w)
{
    size_t n;
    const char *state = mend_ticket_state(w->ticket, &n);
    const char *stage = mend_policy_stage(w->policy, state, n);
    assert_non_null(stage);
    assert_string_equal(stage, mend_ticket_stage(w->ticket));
}

static void keep_events(walk *w)
{
    for (int32_t i = 0; i < mend_result_event_count(w->result); i++) {
        const char *event = mend_result_event(w->result, i, NULL);
        assert_true(w->count < EVENTS);
        w->events[w->count++] = copy_of(event);
    }
}

static const mend__action *pick(walk *w)
{
    const mend__vocab *v = &w->policy->vocab;
    const mend_ticket *t = w->ticket;
    for (int tries = 0; tries < 400; tries++) {
        const mend__action *a = &w->policy->flow.actions[draw(w, v->actions.count)];
        int32_t state = mend__names_find(&v->states, mend__ticket_str(t, t->state));
        bool open = t->seq == 0 ? a->opens : !a->opens && a->from[state];
        if (a->kind == MEND__ACT_ANONYMISE && draw(w, 12))
            continue;
        if ((open && (a->kind == MEND__ACT_STEP || draw(w, 6) == 0)) || draw(w, 100) == 0)
            return a;
    }
    return &w->policy->flow.actions[0];
}

static void step(walk *w)
{
    const mend__action *a = pick(w);
    mend_error err = {.struct_size = sizeof err};
    bool blank = mend_ticket_revision(w->ticket) == 0;
    mend_args_clear(w->args);
    mend_args_action(w->args, a->name->id.p, a->name->id.n);
    set_actor(w, a);
    fill(w, a);
    if (blank)
        mend_args_ticket(w->args, "shop", MEND_NTS, "t-1", MEND_NTS, "N1", MEND_NTS);
    w->now += draw(w, 7200000);
    int64_t now = draw(w, 20) ? w->now : w->now - 86400000; /* clocks of hosts go wrong */
    save(w->ticket, w->before);
    mend_status foretold = mend_try(w->policy, w->ticket, w->args, now, w->dry, NULL);
    save(w->ticket, w->after);
    same(w->before, w->after);
    mend_status s = mend_act(w->policy, w->ticket, w->args, now, w->result, &err);
    assert_int_equal(s, foretold);
    assert_int_equal(mend_result_event_count(w->result), mend_result_event_count(w->dry));
    if (s != MEND_OK) {
        assert_int_equal(mend_result_event_count(w->result), 0);
        assert_true(s == MEND_UNKNOWN_FIELD || s <= MEND_REFUSED);
        assert_true(mend_result_reason_count(w->result) > 0);
        save(w->ticket, w->after);
        same(w->before, w->after);
        w->refused++;
        return;
    }
    assert_string_equal(mend_result_event(w->result, 0, NULL), mend_result_event(w->dry, 0, NULL));
    assert_int_equal(mend_result_reason_count(w->result), 0);
    keep_events(w);
    assert_int_equal(mend_ticket_revision(w->ticket), (int64_t)w->count);
    w->done++;
    check_state(w);
    if (draw(w, 4) == 0) /* a replay reads the whole log */
        check_round_trips(w);
}

static void run(const mend_policy *policy, uint64_t seed, walk *w)
{
    memset(w, 0, sizeof *w);
    w->random = seed * 977 + 13;
    w->policy = policy;
    w->now = 1710465600000; /* 2024-03-15 */
    mend_ticket_new(NULL, &w->ticket);
    mend_ticket_new(NULL, &w->copy);
    mend_args_new(NULL, &w->args);
    mend_result_new(NULL, &w->result);
    mend_result_new(NULL, &w->dry);
    mend_buf_new(NULL, &w->before);
    mend_buf_new(NULL, &w->after);
    mend_buf_new(NULL, &w->slots);
    for (int i = 0; i < STEPS; i++)
        step(w);
    check_round_trips(w);
    mend_ticket_free(w->ticket);
    mend_ticket_free(w->copy);
    mend_args_free(w->args);
    mend_result_free(w->result);
    mend_result_free(w->dry);
    mend_buf_free(w->before);
    mend_buf_free(w->after);
    mend_buf_free(w->slots);
    for (size_t i = 0; i < w->count; i++)
        free(w->events[i]);
}

static void test_walk__random_acts_keep_every_promise(void **state)
{
    static walk w; /* too large for small stacks */
    unsigned done = 0, refused = 0;
    const char *more = getenv("MEND_SEEDS");
    uint64_t seeds = more ? strtoull(more, NULL, 10) : 20;
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    const char *text = "{\"mend\":1,\"id\":\"walk\",\"revision\":1,\"extends\":\"standard@1\"}";
    (void)state;
    if (mend_policy_load(NULL, &text, NULL, 1, &policy, &err) != MEND_OK)
        fail_msg("%s at %s", err.text, err.path);
    for (uint64_t seed = 1; seed <= seeds; seed++) {
        run(policy, seed, &w);
        done += w.done;
        refused += w.refused;
    }
    printf("%u acts done, %u refused, over %u walks\n", done, refused, (unsigned)seeds);
    assert_true(done > 10 * seeds);
    assert_true(refused > seeds);
    mend_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_walk__random_acts_keep_every_promise)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
