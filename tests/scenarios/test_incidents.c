/*
 * test_incidents.c - a real log of incidents, replayed through a desk: a policy written for its states accepts every move
 * that was made, refuses every move that never was, and judges at every move the priority that people had given.
 *
 * MEND_SAMPLE names the log: JSON lines {"case","t","from","to","fields"}. Without it the test is skipped. The log this
 * was written for: Amaral, Fantinato, Peres, Incident management process enriched event log, UCI 498,
 * doi:10.24432/C57S4H, CC BY 4.0.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../examples/store-memory/mend_memory.h"
#include "ground/json.h"
#include "mend/mend.h"

#define STATES 7
#define NONE   STATES /* a move from nowhere opens */

static const char *const NAMES[STATES][2] = {
    {"New", "new"},
    {"Active", "active"},
    {"Awaiting User Info", "awaiting_user_info"},
    {"Awaiting Problem", "awaiting_problem"},
    {"Awaiting Vendor", "awaiting_vendor"},
    {"Resolved", "resolved"},
    {"Closed", "closed"},
};

typedef struct replay {
    mend_policy *policy;
    mend_memory *memory;
    mend_desk *desk;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    bool seen[STATES + 1][STATES];
    mend__json tree;
    mend__node root;
    mend_buf *answer;
    char last[3]; /* impact and urgency of the line before */
    unsigned moves, cases, refused, judged, changed;
} replay;

static int state_of(mend__str name)
{
    for (int i = 0; i < STATES; i++)
        if (mend__str_is(name, NAMES[i][0]))
            return i;
    return NONE;
}

static mend__str member(const replay *r, mend__node object, const char *key)
{
    mend__str s = mend__json_str(&r->tree, mend__json_get(&r->tree, object, key));
    if (!s.p)
        fail_msg("the log lacks %s", key);
    return s;
}

/* "2 - Medium" -> "medium" */
static void give_rank(replay *r, mend__node fields, const char *from, const char *field)
{
    char value[32];
    mend__str s = member(r, fields, from);
    size_t n = 0;
    for (size_t i = 4; i < s.n && n < sizeof value - 1; i++)
        value[n++] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
    assert_int_equal(mend_args_text(r->args, field, MEND_NTS, value, n), MEND_OK);
}

static void fill(replay *r, const char *verb, int to)
{
    char action[64];
    mend__node fields = mend__json_get(&r->tree, r->root, "fields");
    mend__str contact = member(r, fields, "contact_type");
    mend_args_clear(r->args);
    snprintf(action, sizeof action, "%s_%s", verb, NAMES[to][1]);
    assert_int_equal(mend_args_action(r->args, action, MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_actor(r->args, "importer", MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_role(r->args, "agent", MEND_NTS), MEND_OK);
    give_rank(r, fields, "impact", "impact");
    give_rank(r, fields, "urgency", "urgency");
    assert_int_equal(mend_args_text(r->args, "channel", MEND_NTS,
                                    contact.p[0] == 'P'   ? "phone"
                                    : contact.p[0] == 'E' ? "email"
                                                          : "self_service",
                                    MEND_NTS),
                     MEND_OK);
    static const char *const plain[][2] = {{"assignment_group", "assignment_group"},
                                           {"category", "incident_category"},
                                           {"reopen_count", "reopen_count"},
                                           {"made_sla", "made_sla"}};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        mend__str v = member(r, fields, plain[i][0]);
        assert_int_equal(mend_args_text(r->args, plain[i][1], MEND_NTS, v.p, v.n), MEND_OK);
    }
}

/* Every move from here that the log never makes is refused, and says that it is the state. */
static void refuse_the_rest(replay *r, mend__str key, int from, int64_t now)
{
    for (int to = 0; to < STATES; to++) {
        if (r->seen[from][to])
            continue;
        fill(r, "set", to);
        assert_int_equal(mend_desk_try(r->desk, key.p, key.n, r->args, now, r->result, NULL), MEND_WRONG_STATE);
        assert_int_equal(mend_result_reason(r->result, 0), MEND_REASON_STATE_NOT_OPEN);
        r->refused++;
    }
}

/* The level that the desk put in force, and the one it judges when asked, are the log's priority. */
static void compare_level(replay *r, bool first)
{
    mend__node fields = mend__json_get(&r->tree, r->root, "fields");
    char level[3] = {'p', member(r, fields, "priority").p[0], '\0'}, answer[32], have[32];
    char now[3] = {member(r, fields, "impact").p[0], member(r, fields, "urgency").p[0], '\0'};
    assert_int_equal(mend_ticket_text(r->ticket, "level", MEND_NTS, have, sizeof have, NULL), MEND_OK);
    assert_string_equal(have, level);
    mend_buf_clear(r->answer);
    assert_int_equal(mend_triage(r->policy, r->ticket, NULL, r->answer, NULL), MEND_OK);
    snprintf(answer, sizeof answer, "{\"level\":\"%s\",", level);
    assert_memory_equal(mend_buf_data(r->answer, NULL), answer, strlen(answer));
    assert_null(strstr(mend_buf_data(r->answer, NULL), "in_force"));
    r->judged++;
    r->changed += !first && strcmp(now, r->last) != 0;
    memcpy(r->last, now, sizeof now);
}

static void move(replay *r)
{
    int64_t now;
    mend_error err = {.struct_size = sizeof err};
    mend__str key = member(r, r->root, "case"), t = member(r, r->root, "t");
    int from = state_of(member(r, r->root, "from")), to = state_of(member(r, r->root, "to"));
    assert_int_equal(mend_instant_parse(t.p, t.n, &now, NULL), MEND_OK);
    fill(r, from == NONE ? "open" : "set", to);
    mend_status s;
    if (from == NONE) {
        assert_int_equal(mend_args_ticket(r->args, "", 0, key.p, key.n, key.p, key.n), MEND_OK);
        s = mend_desk_open(r->desk, r->args, now, r->ticket, r->result, &err);
        r->cases++;
    } else {
        s = mend_desk_act(r->desk, key.p, key.n, r->args, now, r->ticket, r->result, &err);
    }
    if (s != MEND_OK)
        fail_msg("%.*s at %.*s: %s %s", (int)key.n, key.p, (int)t.n, t.p, mend_status_name(s), err.text);
    assert_string_equal(mend_ticket_state(r->ticket, NULL), NAMES[to][1]);
    assert_int_equal(mend_ticket_last(r->ticket), now);
    r->moves++;
    compare_level(r, from == NONE);
    refuse_the_rest(r, key, to, now);
}

/* Calls `each` for every line of the log. */
static void for_lines(replay *r, FILE *log, void (*each)(replay *))
{
    static char line[65536];
    mend_error err = {.struct_size = sizeof err};
    rewind(log);
    while (fgets(line, sizeof line, log)) {
        mend__json_reset(&r->tree);
        if (mend__json_read(&r->tree, line, strlen(line), sizeof line, 8, &r->root, &err) != MEND_OK)
            fail_msg("%s", err.text);
        each(r);
    }
}

static void note_move(replay *r)
{
    int from = state_of(member(r, r->root, "from")), to = state_of(member(r, r->root, "to"));
    assert_true(to < STATES);
    r->seen[from][to] = true;
}

static mend_policy *load_policy(void)
{
    char *text = calloc(1, 65536);
    FILE *f = fopen(MEND_ROOT "/tests/scenarios/incidents.json", "r");
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    assert_non_null(f);
    assert_true(fread(text, 1, 65535, f) > 0);
    fclose(f);
    const char *documents[] = {text};
    if (mend_policy_load(NULL, documents, NULL, 1, &policy, &err) != MEND_OK)
        fail_msg("line %d: %s at %s", err.line, err.text, err.path);
    free(text);
    return policy;
}

/* The policy says just what the log does. */
static void compare_moves(const replay *r)
{
    bool declared[STATES + 1][STATES] = {{false}};
    for (int32_t i = 0; i < mend_policy_move_count(r->policy); i++) {
        const char *action, *from, *to;
        int a = NONE, b = NONE;
        assert_int_equal(mend_policy_move(r->policy, i, &action, &from, &to), MEND_OK);
        for (int k = 0; k < STATES; k++) {
            a = strcmp(from, NAMES[k][1]) ? a : k;
            b = strcmp(to, NAMES[k][1]) ? b : k;
        }
        assert_true(b != NONE);
        declared[a][b] = true;
    }
    assert_memory_equal(declared, r->seen, sizeof declared);
}

static void test_incidents__every_logged_move_is_accepted_and_no_other(void **state)
{
    const char *path = getenv("MEND_SAMPLE");
    FILE *log = path ? fopen(path, "r") : NULL;
    replay r;
    mend_store table = {.struct_size = sizeof table};
    mend__alloc libc;
    (void)state;
    if (!log) {
        printf("MEND_SAMPLE names no file: skipped\n");
        skip();
    }
    memset(&r, 0, sizeof r);
    mend__alloc_init(&libc, NULL);
    mend__json_init(&r.tree, &libc);
    r.policy = load_policy();
    assert_int_equal(mend_memory_new(&r.memory), MEND_OK);
    mend_memory_table(r.memory, &table);
    assert_int_equal(mend_desk_new(NULL, &table, "it", MEND_NTS, &r.desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(r.desk, r.policy), MEND_OK);
    mend_args_new(NULL, &r.args);
    mend_result_new(NULL, &r.result);
    mend_ticket_new(NULL, &r.ticket);
    mend_buf_new(NULL, &r.answer);
    for_lines(&r, log, note_move);
    compare_moves(&r);
    for_lines(&r, log, move);
    printf("%u moves of %u cases accepted, %u moves that never happened refused\n", r.moves, r.cases, r.refused);
    printf("%u priorities judged as they were given, %u of them after impact or urgency had changed\n", r.judged,
           r.changed);
    assert_true(r.cases > 0 && r.refused > 0 && r.judged == r.moves && r.changed > 0);
    fclose(log);
    mend_desk_free(r.desk);
    mend_memory_free(r.memory);
    mend_args_free(r.args);
    mend_result_free(r.result);
    mend_ticket_free(r.ticket);
    mend_buf_free(r.answer);
    mend__json_free(&r.tree);
    mend_policy_free(r.policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_incidents__every_logged_move_is_accepted_and_no_other)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
