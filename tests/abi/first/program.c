/*
 * program.c - a host as it was written against the first header, mend.h beside it: its own policy over a preset, a store
 * of one ticket with the table as long as it was then, a command that is refused, one that is done, one that is repeated,
 * and the log replayed. It must run with every later library of the same MEND_ABI, without being compiled again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EVENTS 8
#define CHECK(holds)                                                                                                   \
    do {                                                                                                               \
        if (!(holds)) {                                                                                                \
            printf("line %d: %s\n", __LINE__, #holds);                                                                 \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while (0)

typedef struct shelf { /* one ticket */
    char record[65536], events[EVENTS][8192], outcome[16384], command[64];
    size_t record_len, event_len[EVENTS], outcome_len, command_len;
    int64_t revision, numbers;
    int32_t event_count;
} shelf;

static mend_status shelf_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                              mend_buf *record, int64_t *revision)
{
    shelf *s = user;
    (void)tenant, (void)tenant_len, (void)key, (void)key_len;
    if (s->revision == 0)
        return MEND_NOT_FOUND;
    *revision = s->revision;
    return mend_buf_append(record, s->record, s->record_len);
}

static mend_status shelf_recall(void *user, const char *tenant, size_t tenant_len, const char *command, size_t len,
                                mend_buf *outcome)
{
    shelf *s = user;
    (void)tenant, (void)tenant_len;
    if (len != s->command_len || memcmp(command, s->command, len) != 0)
        return MEND_NOT_FOUND;
    return mend_buf_append(outcome, s->outcome, s->outcome_len);
}

static mend_status shelf_commit(void *user, const mend_change *change)
{
    shelf *s = user;
    size_t len;
    const char *text = mend_change_record(change, &len);
    CHECK(len <= sizeof s->record && mend_change_expected(change) == s->revision);
    memcpy(s->record, text, s->record_len = len);
    for (int32_t i = 0; i < mend_change_event_count(change); i++) {
        int64_t seq, at;
        text = mend_change_event(change, i, &seq, &at, &len);
        CHECK(s->event_count < EVENTS && len <= sizeof s->events[0] && seq == s->event_count + 1);
        memcpy(s->events[s->event_count], text, s->event_len[s->event_count] = len);
        s->event_count++;
    }
    if ((text = mend_change_idempotency(change, &len)) != NULL && len > 0) {
        CHECK(len <= sizeof s->command);
        memcpy(s->command, text, s->command_len = len);
        text = mend_change_outcome(change, &len);
        CHECK(len <= sizeof s->outcome);
        memcpy(s->outcome, text, s->outcome_len = len);
    }
    s->revision = mend_change_revision(change);
    return MEND_OK;
}

static mend_status shelf_draw(void *user, const char *tenant, size_t tenant_len, const char *counter,
                              size_t counter_len, int64_t start, int64_t step, int32_t count, int64_t limit,
                              int64_t *last)
{
    shelf *s = user;
    (void)tenant, (void)tenant_len, (void)counter, (void)counter_len, (void)limit;
    *last = s->numbers == 0 ? INT64_MIN : s->numbers;
    s->numbers = (s->numbers == 0 ? start : s->numbers + step) + (count - 1) * step;
    return MEND_OK;
}

static mend_status command(mend_desk *desk, mend_args *args, mend_result *result, const char *key, const char *json)
{
    mend_error error = {.struct_size = sizeof error};
    mend_args_clear(args);
    CHECK(mend_args_json(args, json, MEND_NTS, &error) == MEND_OK);
    if (key == NULL)
        return mend_desk_open(desk, args, 1710464400000, NULL, result, &error);
    return mend_desk_act(desk, key, MEND_NTS, args, 1710464460000, NULL, result, &error);
}

#define OPEN                                                                                                           \
    "{\"action\":\"ask\",\"key\":\"k1\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"fields\":{\"customer_name\":"    \
    "\"\xe5\xbc\xa0\xe5\xb0\x8f\xe6\x98\x8e\"}}"
static const char policy_text[] =
    "{\"mend\":1,\"id\":\"first\",\"revision\":1,\"label\":{\"en\":\"First\"},\"language\":\"en\",\"zone\":\"CST-8\","
    "\"roles\":{\"clerk\":{\"order\":1,\"label\":{\"en\":\"Clerk\"}}},"
    "\"states\":{\"open\":{\"order\":1,\"stage\":\"new\",\"label\":{\"en\":\"Open\"}},"
    "\"shut\":{\"order\":2,\"stage\":\"closed\",\"label\":{\"en\":\"Shut\"}}},"
    "\"actions\":{\"ask\":{\"order\":1,\"label\":{\"en\":\"Ask\"},\"opens\":true,\"to\":\"open\",\"roles\":[\"clerk\"],"
    "\"number\":\"ticket\",\"form\":{\"customer_name\":{\"order\":1,\"need\":\"required\"}}},"
    "\"shut\":{\"order\":2,\"label\":{\"en\":\"Shut\"},\"from\":[\"open\"],\"to\":\"shut\",\"roles\":[\"clerk\"],"
    "\"form\":{\"solution\":{\"order\":1,\"need\":\"required\"}}}},"
    "\"numbers\":{\"ticket\":{\"order\":1,\"pattern\":\"T-{YYYY}{MM}{DD}{SEQ:3}\",\"mode\":\"leased\",\"reset\":\"day\"}}}";

int main(void)
{
    static shelf s;
    mend_store table = {.struct_size = sizeof table, .user = &s};
    const char *document = policy_text;
    mend_error error = {.struct_size = sizeof error};
    mend_policy *policy = NULL;
    mend_desk *desk = NULL;
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_ticket *ticket = NULL;
    table.load = shelf_load, table.recall = shelf_recall, table.commit = shelf_commit, table.draw = shelf_draw;
    if (mend_policy_load(NULL, &document, NULL, 1, &policy, &error) != MEND_OK) {
        printf("%d:%d %s: %s\n", error.line, error.column, error.path, error.text);
        return 1;
    }
    CHECK(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, &error) == MEND_OK);
    CHECK(mend_desk_policy(desk, policy) == MEND_OK);
    CHECK(mend_args_new(NULL, &args) == MEND_OK && mend_result_new(NULL, &result) == MEND_OK);

    CHECK(command(desk, args, result, NULL, OPEN) == MEND_OK);
    CHECK(mend_result_event_count(result) == 1 && s.revision == 1);
    CHECK(command(desk, args, result, NULL, OPEN) == MEND_OK && mend_result_replayed(result) == 1 && s.revision == 1);
    CHECK(command(desk, args, result, "T-20240315001",
                  "{\"action\":\"shut\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]}}") <= -100);
    CHECK(mend_result_reason(result, 0) == MEND_REASON_FIELD_MISSING);
    CHECK(strcmp(mend_result_param(result, 0, "field", NULL), "solution") == 0 && s.revision == 1);
    CHECK(command(desk, args, result, "T-20240315001",
                  "{\"action\":\"shut\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"fields\":{\"solution\":\"ok\"}}") ==
          MEND_OK);
    CHECK(mend_ticket_new(NULL, &ticket) == MEND_OK);
    CHECK(mend_ticket_load(ticket, s.record, s.record_len, &error) == MEND_OK);
    CHECK(strcmp(mend_ticket_state(ticket, NULL), "shut") == 0 && mend_ticket_revision(ticket) == 2);
    printf("a program of the first header runs: %s is %s after %d events\n", mend_ticket_number(ticket, NULL),
           mend_ticket_state(ticket, NULL), (int)s.event_count);
    mend_ticket_free(ticket);
    mend_result_free(result);
    mend_args_free(args);
    mend_desk_free(desk);
    mend_policy_free(policy);
    return 0;
}
