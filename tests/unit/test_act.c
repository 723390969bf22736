/*
 * test_act.c - the act: what it changes, what it refuses and with which words, and that nothing else happens.
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

#include "desk_policy.h"
#include "faulty.h"
#include "mend/mend.h"

#define NOW  INT64_C(1710465600000) /* 2024-03-15T01:20:00Z */
#define HOUR INT64_C(3600000)

typedef struct bench {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *a, *b;
    mend_error err;
    int64_t now;
} bench;

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    const char *text = SMALL_POLICY;
    b->err.struct_size = sizeof b->err;
    b->now = NOW;
    if (mend_policy_load(NULL, &text, NULL, 1, &b->policy, &b->err) != MEND_OK) {
        fprintf(stderr, "%s at %s\n", b->err.text, b->err.path);
        return 1;
    }
    mend_ticket_new(NULL, &b->ticket);
    mend_args_new(NULL, &b->args);
    mend_result_new(NULL, &b->result);
    mend_buf_new(NULL, &b->a);
    mend_buf_new(NULL, &b->b);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench *b = *state;
    mend_policy_free(b->policy);
    mend_ticket_free(b->ticket);
    mend_args_free(b->args);
    mend_result_free(b->result);
    mend_buf_free(b->a);
    mend_buf_free(b->b);
    free(b);
    return 0;
}

/* "role:name" and fields as "path=value" up to NULL. */
static void prepare(bench *b, const char *who, const char *action, ...)
{
    const char *colon = strchr(who, ':'), *field;
    va_list list;
    mend_args_clear(b->args);
    assert_int_equal(mend_args_role(b->args, who, (size_t)(colon - who)), MEND_OK);
    assert_int_equal(mend_args_actor(b->args, colon + 1, MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_action(b->args, action, MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_grade(b->args, "senior", MEND_NTS), MEND_OK);
    if (mend_ticket_revision(b->ticket) == 0)
        mend_args_ticket(b->args, "shop", MEND_NTS, "k1", MEND_NTS, "K20240315001", MEND_NTS);
    va_start(list, action);
    while ((field = va_arg(list, const char *)) != NULL) {
        const char *equals = strchr(field, '=');
        assert_int_equal(mend_args_text(b->args, field, (size_t)(equals - field), equals + 1, MEND_NTS), MEND_OK);
    }
    va_end(list);
}

static char *copy_of(const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = malloc(n);
    assert_non_null(copy);
    return memcpy(copy, text, n);
}

static mend_status act(bench *b)
{
    return mend_act(b->policy, b->ticket, b->args, b->now, b->result, &b->err);
}

static void open_it(bench *b)
{
    prepare(b, "clerk:li", "register", "customer_name=张伟", "customer_phone=13812345678",
            "fault_description=冰箱不制冷, 请回电13812345678", NULL);
    assert_int_equal(act(b), MEND_OK);
}

static void start_it(bench *b)
{
    prepare(b, "engineer:wang", "start", "fault_class=hardware", NULL);
    assert_int_equal(act(b), MEND_OK);
}

static void finish_it(bench *b)
{
    prepare(b, "engineer:wang", "finish", "parts/+1/name=压缩机", "parts/+1/lot=3", "attachments/+1/kind=photo",
            "attachments/+1/purpose=photo_after", "attachments/+1/uri=file:1.jpg", "checks/+1/item=cleaned",
            "checks/+1/ok=true", NULL);
    assert_int_equal(act(b), MEND_OK);
}

/* The act answers so and leaves the ticket as it was; the first reason has that code. */
static void refused(bench *b, mend_status status, mend_reason reason)
{
    size_t m, n;
    mend_buf_clear(b->a);
    mend_buf_clear(b->b);
    assert_int_equal(mend_ticket_save(b->ticket, b->a), MEND_OK);
    assert_string_equal(mend_status_name(act(b)), mend_status_name(status));
    assert_int_equal(mend_result_status(b->result), status);
    assert_int_equal(mend_ticket_save(b->ticket, b->b), MEND_OK);
    mend_buf_data(b->a, &m);
    mend_buf_data(b->b, &n);
    assert_int_equal(m, n);
    assert_memory_equal(mend_buf_data(b->a, NULL), mend_buf_data(b->b, NULL), m);
    assert_int_equal(mend_result_event_count(b->result), 0);
    assert_string_equal(mend_reason_name(mend_result_reason(b->result, 0)), mend_reason_name(reason));
}

static const char *param(bench *b, int32_t i, const char *name)
{
    const char *p = mend_result_param(b->result, i, name, NULL);
    return p ? p : "(none)";
}

static const char *text(bench *b, const char *path)
{
    static char out[256];
    assert_int_equal(mend_ticket_text(b->ticket, path, MEND_NTS, out, sizeof out, NULL), MEND_OK);
    return out;
}

static void test_act__opening_names_everything_missing_and_malformed_at_once(void **state)
{
    bench *b = *state;
    prepare(b, "clerk:li", "register", "customer_phone=", "purchased_on=2024-02-30", "shelf=middle", NULL);
    refused(b, MEND_INCOMPLETE, MEND_REASON_FIELD_MALFORMED);
    int seen[5] = {0};
    for (int32_t i = 0; i < mend_result_reason_count(b->result); i++) {
        seen[0] += mend_result_reason(b->result, i) == MEND_REASON_FIELD_MISSING &&
                   !strcmp(param(b, i, "field"), "customer_name");
        seen[1] += mend_result_reason(b->result, i) == MEND_REASON_FIELD_MISSING &&
                   !strcmp(param(b, i, "field"), "customer_phone");
        seen[2] += mend_result_reason(b->result, i) == MEND_REASON_FIELD_MISSING &&
                   !strcmp(param(b, i, "field"), "fault_description");
        seen[3] += mend_result_reason(b->result, i) == MEND_REASON_FIELD_MALFORMED &&
                   !strcmp(param(b, i, "field"), "purchased_on");
        seen[4] += mend_result_reason(b->result, i) == MEND_REASON_CHOICE_UNKNOWN &&
                   !strcmp(param(b, i, "choices"), "left right");
    }
    for (int i = 0; i < 5; i++)
        assert_int_equal(seen[i], 1);
    assert_int_equal(mend_result_reason_count(b->result), 5);
    assert_int_equal(mend_ticket_revision(b->ticket), 0);
}

static void test_act__opens_a_ticket(void **state)
{
    bench *b = *state;
    open_it(b);
    assert_string_equal(mend_ticket_tenant(b->ticket, NULL), "shop");
    assert_string_equal(mend_ticket_key(b->ticket, NULL), "k1");
    assert_string_equal(mend_ticket_number(b->ticket, NULL), "K20240315001");
    assert_string_equal(mend_ticket_state(b->ticket, NULL), "new");
    assert_string_equal(mend_ticket_policy(b->ticket, NULL), "small");
    assert_string_equal(mend_ticket_policy_digest(b->ticket, NULL), mend_policy_digest(b->policy));
    assert_int_equal(mend_ticket_policy_revision(b->ticket), 3);
    assert_int_equal(mend_ticket_opened(b->ticket), NOW);
    assert_string_equal(text(b, "assignee"), "li");
}

static void test_act__personal_values_are_in_no_event_and_masked_on_the_way_out(void **state)
{
    bench *b = *state;
    open_it(b);
    const char *event = mend_result_event(b->result, 0, NULL);
    assert_null(strstr(event, "138"));
    assert_null(strstr(event, "张"));
    assert_null(strstr(event, "冰箱"));
    assert_non_null(strstr(event, "\"customer_name\":{\"slot\":"));
    assert_string_equal(text(b, "customer_phone"), "138****5678");
    assert_string_equal(text(b, "customer_name"), "张*");
    assert_string_equal(text(b, "fault_description"), "冰箱不制冷, 请回电138****5678");
    mend_buf_clear(b->a);
    assert_int_equal(mend_view(b->policy, b->ticket, "zh-CN", b->a, NULL), MEND_OK);
    assert_null(strstr(mend_buf_data(b->a, NULL), "13812345678"));
    assert_null(strstr(mend_buf_data(b->a, NULL), "张伟"));
    assert_non_null(strstr(mend_buf_data(b->a, NULL), "新建"));
}

static void test_act__a_reveal_gives_the_plain_value_and_leaves_an_event(void **state)
{
    bench *b = *state;
    open_it(b);
    prepare(b, "clerk:li", "disclose", "customer_phone=", NULL);
    refused(b, MEND_INCOMPLETE, MEND_REASON_FIELD_MISSING);
    assert_string_equal(param(b, 0, "field"), "reason");
    mend_args_reason(b->args, "回访", MEND_NTS);
    mend_buf_clear(b->a);
    assert_int_equal(mend_reveal(b->policy, b->ticket, b->args, b->now, b->result, b->a, &b->err), MEND_OK);
    assert_string_equal(mend_buf_data(b->a, NULL), "{\"customer_phone\":\"13812345678\"}");
    assert_non_null(strstr(mend_result_event(b->result, 0, NULL), "\"revealed\":[\"customer_phone\"]"));
    assert_null(strstr(mend_result_event(b->result, 0, NULL), "138"));
    assert_int_equal(mend_ticket_revision(b->ticket), 2);
    prepare(b, "clerk:li", "disclose", "customer_name=", NULL);
    mend_args_reason(b->args, "x", MEND_NTS);
    refused(b, MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_NOT_TAKEN); /* the policy does not let it out */
    prepare(b, "clerk:li", "note", "notes/+1/text=x", NULL);
    assert_int_equal(mend_reveal(b->policy, b->ticket, b->args, b->now, b->result, b->a, &b->err), MEND_INVALID);
}

static void test_act__wrong_role_is_told_only_that(void **state)
{
    bench *b = *state;
    prepare(b, "engineer:wang", "register", "shelf=middle", NULL);
    refused(b, MEND_WRONG_ROLE, MEND_REASON_ROLE_MISSING);
    assert_int_equal(mend_result_reason_count(b->result), 1);
    assert_string_equal(param(b, 0, "roles"), "clerk");
    open_it(b);
    prepare(b, "engineer:wang", "start", NULL);
    mend_args_grade(b->args, "junior", MEND_NTS);
    refused(b, MEND_WRONG_ROLE, MEND_REASON_GRADE_TOO_LOW);
    assert_string_equal(param(b, 0, "grade"), "senior");
}

static void test_act__wrong_state_is_refused(void **state)
{
    bench *b = *state;
    prepare(b, "engineer:wang", "start", "fault_class=hardware", NULL);
    refused(b, MEND_WRONG_STATE, MEND_REASON_STATE_NOT_OPEN); /* not open yet */
    open_it(b);
    prepare(b, "engineer:wang", "finish", NULL);
    refused(b, MEND_WRONG_STATE, MEND_REASON_STATE_NOT_OPEN);
    assert_string_equal(param(b, 0, "state"), "new");
    prepare(b, "clerk:li", "register", NULL);
    refused(b, MEND_WRONG_STATE, MEND_REASON_STATE_NOT_OPEN); /* opened twice */
}

static void test_act__unknown_action_and_field_come_with_a_guess(void **state)
{
    bench *b = *state;
    open_it(b);
    prepare(b, "engineer:wang", "strat", NULL);
    assert_int_equal(act(b), MEND_UNKNOWN_ACTION);
    assert_non_null(strstr(b->err.text, "start"));
    prepare(b, "engineer:wang", "start", "fault_clas=hardware", NULL);
    refused(b, MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_UNKNOWN);
    assert_string_equal(param(b, 0, "guess"), "fault_class");
    prepare(b, "engineer:wang", "start", "fault_class=hardware", "shelf=left", NULL);
    refused(b, MEND_UNKNOWN_FIELD, MEND_REASON_FIELD_NOT_TAKEN);
}

static void test_act__stale_revision_and_other_policy_are_faults(void **state)
{
    bench *b = *state;
    mend_policy *other = NULL;
    const char *texts[2] = {SMALL_POLICY, "{\"revision\":4}"};
    open_it(b);
    prepare(b, "engineer:wang", "start", "fault_class=hardware", NULL);
    mend_args_expect(b->args, 2);
    assert_int_equal(act(b), MEND_STALE);
    assert_int_equal(mend_policy_load(NULL, texts, NULL, 2, &other, &b->err), MEND_OK);
    mend_args_expect(b->args, 1);
    assert_int_equal(mend_act(other, b->ticket, b->args, b->now, b->result, &b->err), MEND_POLICY_MISMATCH);
    assert_int_equal(mend_tick(other, b->ticket, b->now, b->result, &b->err), MEND_POLICY_MISMATCH);
    mend_policy_free(other);
    assert_int_equal(act(b), MEND_OK);
}

static void test_act__evidence_checklist_and_rows_are_asked_for(void **state)
{
    bench *b = *state;
    open_it(b);
    start_it(b);
    prepare(b, "engineer:wang", "finish", "parts/+1/lot=10", "parts/7/name=x", NULL);
    refused(b, MEND_INCOMPLETE, MEND_REASON_VALUE_OUT_OF_RANGE);
    assert_string_equal(param(b, 0, "max"), "9");
    assert_int_equal(mend_result_reason(b->result, 1), MEND_REASON_ROW_UNKNOWN);
    prepare(b, "engineer:wang", "finish", "parts/+1/lot=4", NULL);
    refused(b, MEND_INCOMPLETE, MEND_REASON_FIELD_MISSING);
    assert_string_equal(param(b, 0, "field"), "parts/+1/name");
    assert_int_equal(mend_result_reason(b->result, 1), MEND_REASON_CHECKLIST_OPEN);
    assert_int_equal(mend_result_reason(b->result, 2), MEND_REASON_EVIDENCE_MISSING);
    finish_it(b);
    assert_string_equal(text(b, "parts/1/name"), "压缩机");
    assert_string_equal(text(b, "parts/1/lot"), "3");
    assert_string_equal(text(b, "checks/1/by"), "wang");
}

static void test_act__row_ids_are_never_used_again(void **state)
{
    bench *b = *state;
    int32_t row = 0, count = 0;
    open_it(b);
    start_it(b);
    finish_it(b);
    prepare(b, "inspector:zhao", "fail", NULL);
    mend_args_reason(b->args, "噪音", MEND_NTS);
    assert_int_equal(act(b), MEND_OK);
    prepare(b, "engineer:wang", "finish", "parts/+1/name=风扇", "attachments/+1/kind=photo",
            "attachments/+1/purpose=photo_after", "attachments/+1/uri=file:1.jpg", "checks/+1/item=cleaned",
            "checks/+1/ok=true", NULL);
    assert_int_equal(mend_args_unset(b->args, "parts/1", MEND_NTS), MEND_OK);
    assert_int_equal(act(b), MEND_OK);
    assert_int_equal(mend_ticket_rows(b->ticket, "parts", MEND_NTS, &count), MEND_OK);
    assert_int_equal(count, 1);
    assert_int_equal(mend_ticket_row(b->ticket, "parts", MEND_NTS, 0, &row), MEND_OK);
    assert_int_equal(row, 2);
    char out[8];
    assert_int_equal(mend_ticket_text(b->ticket, "parts/1/name", MEND_NTS, out, sizeof out, NULL), MEND_NOT_FOUND);
}

static void test_act__the_same_person_may_not_inspect_and_loops_end(void **state)
{
    bench *b = *state;
    open_it(b);
    start_it(b);
    for (int i = 0; i < 3; i++) {
        finish_it(b);
        prepare(b, "engineer:wang", "pass", NULL);
        refused(b, MEND_SEPARATION, MEND_REASON_SAME_PERSON);
        assert_string_equal(param(b, 0, "other"), "finish");
        prepare(b, "inspector:zhao", "fail", NULL);
        mend_args_reason(b->args, "噪音", MEND_NTS);
        if (i == 2)
            refused(b, MEND_LOOP_LIMIT, MEND_REASON_LOOP_EXHAUSTED);
        else
            assert_int_equal(act(b), MEND_OK);
    }
    prepare(b, "engineer:li", "pass", NULL); /* li stands in `assignee` */
    refused(b, MEND_SEPARATION, MEND_REASON_SAME_PERSON);
    assert_string_equal(param(b, 0, "field"), "assignee");
    prepare(b, "inspector:zhao", "pass", NULL);
    assert_int_equal(act(b), MEND_OK);
    assert_string_equal(mend_ticket_stage(b->ticket), "closed");
    assert_int_equal(mend_ticket_closed(b->ticket), b->now);
    assert_string_equal(text(b, "assignee"), "");
}

static void test_act__some_steps_belong_to_whoever_stands_in_a_field(void **state)
{
    bench *b = *state;
    open_it(b); /* by li, who becomes the assignee */
    prepare(b, "clerk:wu", "hand_back", NULL);
    refused(b, MEND_SEPARATION, MEND_REASON_NOT_NAMED);
    assert_string_equal(param(b, 0, "field"), "assignee");
    prepare(b, "clerk:li", "hand_back", NULL);
    assert_int_equal(act(b), MEND_OK);
}

static void test_act__conditions_refuse_with_their_label(void **state)
{
    bench *b = *state;
    open_it(b);
    prepare(b, "engineer:wang", "start", "fault_class=software", NULL);
    assert_int_equal(act(b), MEND_OK);
    finish_it(b);
    prepare(b, "inspector:zhao", "pass", NULL);
    refused(b, MEND_CONDITION, MEND_REASON_CONDITION_NOT_MET);
    mend_buf_clear(b->a);
    assert_int_equal(mend_result_sentence(b->result, b->policy, 0, "en", b->a), MEND_OK);
    assert_non_null(strstr(mend_buf_data(b->a, NULL), "the fault is a hardware fault"));
}

static void test_act__notes_and_corrections_move_nothing(void **state)
{
    bench *b = *state;
    open_it(b);
    int64_t since = mend_ticket_since(b->ticket);
    b->now += HOUR;
    prepare(b, "clerk:li", "note", "notes/+1/text=客户来电催促", NULL);
    assert_int_equal(act(b), MEND_OK);
    prepare(b, "engineer:wang", "reclassify", "customer_name=张玮", NULL);
    mend_args_reason(b->args, "笔误", MEND_NTS);
    assert_int_equal(act(b), MEND_OK);
    assert_non_null(strstr(mend_result_event(b->result, 0, NULL), "\"type\":\"corrected\""));
    assert_string_equal(mend_ticket_state(b->ticket, NULL), "new");
    assert_int_equal(mend_ticket_since(b->ticket), since);
    assert_int_equal(mend_ticket_last(b->ticket), b->now);
}

static void test_act__a_correction_replaces_but_does_not_take_away(void **state)
{
    bench *b = *state;
    open_it(b);
    prepare(b, "engineer:wang", "reclassify", "customer_name=", NULL);
    mend_args_reason(b->args, "x", MEND_NTS);
    refused(b, MEND_INCOMPLETE, MEND_REASON_FIELD_MISSING); /* registering asked for it */
    prepare(b, "engineer:wang", "reclassify", "fault_class=hardware", NULL);
    mend_args_reason(b->args, "x", MEND_NTS);
    assert_int_equal(act(b), MEND_OK);
    prepare(b, "engineer:wang", "reclassify", "fault_class=", NULL); /* nobody has asked for that yet */
    mend_args_reason(b->args, "x", MEND_NTS);
    assert_int_equal(act(b), MEND_OK);
    start_it(b);
    prepare(b, "engineer:wang", "reclassify", "fault_class=", NULL);
    mend_args_reason(b->args, "x", MEND_NTS);
    refused(b, MEND_INCOMPLETE, MEND_REASON_FIELD_MISSING);
}

static void test_act__contact_data_must_be_of_use(void **state)
{
    bench *b = *state;
    static const char *const bad[] = {"customer_phone=hello", "customer_phone=1234", "customer_phone=-----"};
    static const char *const good[] = {"customer_phone=95598", "customer_phone=+86 138-1234-5678",
                                       "customer_phone=１３８１２３４５６７８"};
    for (size_t i = 0; i < 3; i++) {
        prepare(b, "clerk:li", "register", "customer_name=a", bad[i], "fault_description=x", NULL);
        refused(b, MEND_INCOMPLETE, MEND_REASON_FIELD_MALFORMED);
        assert_string_equal(param(b, 0, "field"), "customer_phone");
    }
    for (size_t i = 0; i < 3; i++) {
        prepare(b, "clerk:li", "register", "customer_name=a", good[i], "fault_description=x", NULL);
        assert_int_equal(mend_try(b->policy, b->ticket, b->args, b->now, b->result, &b->err), MEND_OK);
    }
}

static void test_act__evidence_points_at_something(void **state)
{
    bench *b = *state;
    open_it(b);
    start_it(b);
    prepare(b, "engineer:wang", "finish", "attachments/+1/kind=photo", "attachments/+1/purpose=photo_after",
            "checks/+1/item=cleaned", "checks/+1/ok=true", NULL);
    refused(b, MEND_INCOMPLETE, MEND_REASON_EVIDENCE_MISSING);
}

static void test_act__anonymising_empties_and_seals(void **state)
{
    bench *b = *state;
    open_it(b);
    prepare(b, "clerk:li", "forget", NULL);
    assert_int_equal(act(b), MEND_OK);
    assert_string_equal(text(b, "customer_name"), "");
    mend_buf_clear(b->a);
    mend_ticket_save(b->ticket, b->a);
    assert_null(strstr(mend_buf_data(b->a, NULL), "138"));
    mend_buf_clear(b->a);
    mend_ticket_slots(b->ticket, b->a);
    assert_string_equal(mend_buf_data(b->a, NULL), "[null,null,null]");
    prepare(b, "clerk:li", "note", "notes/+1/text=x", NULL);
    refused(b, MEND_REFUSED, MEND_REASON_TICKET_SEALED);
    start_it(b); /* what holds nothing personal goes on */
}

static void test_act__time_is_checked_and_never_goes_back(void **state)
{
    bench *b = *state;
    prepare(b, "clerk:li", "register", "customer_name=a", "customer_phone=13812345678", "fault_description=x", NULL);
    mend_args_at(b->args, NOW + 1);
    refused(b, MEND_REFUSED, MEND_REASON_IN_THE_FUTURE);
    mend_args_at(b->args, NOW - 2 * HOUR - 1);
    refused(b, MEND_REFUSED, MEND_REASON_BACKDATED_TOO_FAR);
    assert_string_equal(param(b, 0, "max"), "PT2H");
    mend_args_at(b->args, NOW - 2 * HOUR);
    assert_int_equal(act(b), MEND_OK);
    assert_int_equal(mend_ticket_opened(b->ticket), NOW - 2 * HOUR);
    assert_int_equal(mend_ticket_last(b->ticket), NOW);
    b->now = NOW - 5 * HOUR; /* the host's clock went back */
    start_it(b);
    assert_int_equal(mend_ticket_last(b->ticket), NOW);
    assert_non_null(strstr(mend_result_event(b->result, 0, NULL), "\"skew_ms\":18000000"));
    b->now = INT64_MAX;
    prepare(b, "clerk:li", "note", "notes/+1/text=x", NULL);
    assert_int_equal(act(b), MEND_RANGE);
    b->now = INT64_MIN;
    assert_int_equal(act(b), MEND_RANGE);
}

static void test_act__texts_and_records_have_limits(void **state)
{
    bench *b = *state;
    static char long_text[70000];
    mend_policy *tight = NULL;
    const char *texts[2] = {SMALL_POLICY, "{\"limits\":{\"record_bytes\":2048,\"rows\":2,\"text_bytes\":900}}"};
    memset(long_text, 'x', sizeof long_text - 1);
    mend_args_clear(b->args);
    assert_int_equal(mend_args_text(b->args, "customer_name", MEND_NTS, long_text, 65537), MEND_LIMIT);
    assert_int_equal(mend_args_text(b->args, "customer_name", MEND_NTS, "\xff", 1), MEND_UTF8);
    assert_int_equal(mend_policy_load(NULL, texts, NULL, 2, &tight, &b->err), MEND_OK);
    mend_policy_free(b->policy);
    b->policy = tight;
    prepare(b, "clerk:li", "register", "customer_name=a", "customer_phone=13812345678", NULL);
    mend_args_text(b->args, "fault_description", MEND_NTS, long_text, 901);
    refused(b, MEND_INCOMPLETE, MEND_REASON_TEXT_TOO_LONG);
    prepare(b, "clerk:li", "register", "customer_name=a", "customer_phone=13812345678", NULL);
    mend_args_text(b->args, "fault_description", MEND_NTS, long_text, 900);
    assert_int_equal(act(b), MEND_OK);
    prepare(b, "clerk:li", "note", NULL);
    mend_args_text(b->args, "notes/+1/text", MEND_NTS, long_text, 900);
    refused(b, MEND_REFUSED, MEND_REASON_TICKET_TOO_LARGE);
    prepare(b, "clerk:li", "note", "notes/+1/text=a", "notes/+2/text=b", "notes/+3/text=c", NULL);
    refused(b, MEND_REFUSED, MEND_REASON_ROWS_TOO_MANY);
    prepare(b, "clerk:li", "note", "notes/+1/text=a", "notes/+2/text=b", NULL);
    assert_int_equal(act(b), MEND_OK);
}

static void test_act__the_menu_says_what_each_action_lacks(void **state)
{
    bench *b = *state;
    open_it(b);
    prepare(b, "engineer:wang", "start", NULL);
    mend_buf_clear(b->a);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, b->now, "en", b->a, &b->err), MEND_OK);
    const char *menu = mend_buf_data(b->a, NULL);
    assert_non_null(strstr(menu,
                           "{\"action\":\"start\",\"label\":\"start\",\"kind\":\"step\",\"to\":\"work\",\"open\":false,"
                           "\"status\":\"INCOMPLETE\",\"lacks\":[{\"code\":\"FIELD_MISSING\",\"params\":{\"field\":"
                           "\"fault_class\"}"));
    assert_null(strstr(menu, "\"action\":\"finish\""));
    assert_non_null(strstr(menu, "\"choice\":\"hardware\",\"label\":\"Hardware\""));
    const char *disclose = strstr(menu, "\"action\":\"disclose\"");
    assert_non_null(disclose);
    assert_non_null(strstr(disclose, "WRONG_ROLE"));
    mend_args_text(b->args, "fault_class", MEND_NTS, "hardware", MEND_NTS);
    mend_buf_clear(b->a);
    assert_int_equal(mend_actions(b->policy, b->ticket, b->args, b->now, "en", b->a, &b->err), MEND_OK);
    assert_non_null(strstr(mend_buf_data(b->a, NULL), "\"action\":\"start\",\"label\":\"start\",\"kind\":\"step\","
                                                      "\"to\":\"work\",\"open\":true"));
}

static void test_act__json_arguments_equal_typed_ones(void **state)
{
    bench *b = *state;
    mend_error err = {.struct_size = sizeof err};
    const char *good =
        "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"ticket\":{\"tenant\":"
        "\"shop\",\"key\":\"k\"},\"fields\":{\"customer_name\":\"张伟\",\"customer_phone\":\"13812345678\","
        "\"fault_description\":\"x\",\"shelf\":null}}";
    assert_int_equal(mend_args_json(b->args, good, MEND_NTS, &err), MEND_OK);
    assert_int_equal(act(b), MEND_OK);
    assert_int_equal(mend_args_json(b->args, "{\"acton\":\"x\"}", MEND_NTS, &err), MEND_SCHEMA);
    assert_non_null(strstr(err.text, "did you mean action?"));
    assert_string_equal(err.path, "$.acton");
    assert_int_equal(mend_args_json(b->args, "{\"fields\":{\"a\":1.5}}", MEND_NTS, &err), MEND_SCHEMA);
    assert_int_equal(mend_args_json(b->args, "{\"fields\":{\"a\":{}}}", MEND_NTS, &err), MEND_SCHEMA);
    assert_int_equal(mend_args_json(b->args, "{\"a", MEND_NTS, &err), MEND_SYNTAX);
    assert_int_equal(err.line, 1);
    const char *rows = "{\"action\":\"note\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},"
                       "\"fields\":{\"notes\":[{\"text\":\"a\"},{\"text\":\"b\"}]}}";
    assert_int_equal(mend_args_json(b->args, rows, MEND_NTS, &err), MEND_OK);
    assert_int_equal(act(b), MEND_OK);
    int32_t count;
    mend_ticket_rows(b->ticket, "notes", MEND_NTS, &count);
    assert_int_equal(count, 2);
}

static void test_act__damaged_records_and_logs_are_noticed(void **state)
{
    bench *b = *state;
    mend_error err = {.struct_size = sizeof err};
    size_t n;
    open_it(b);
    char *event = copy_of(mend_result_event(b->result, 0, NULL));
    mend_buf_clear(b->a);
    mend_ticket_save(b->ticket, b->a);
    char *record = copy_of(mend_buf_data(b->a, &n));
    mend_ticket *t = NULL;
    mend_ticket_new(NULL, &t);
    for (size_t i = 0; i < n; i++) {
        for (int bit = 0; bit < 8; bit++) {
            record[i] = (char)(record[i] ^ (1 << bit));
            mend_status s = mend_ticket_load(t, record, n, &err);
            assert_true(s == MEND_CORRUPT || (s == MEND_UNSUPPORTED && i == 5));
            record[i] = (char)(record[i] ^ (1 << bit));
        }
        assert_int_equal(mend_ticket_load(t, record, i, &err), MEND_CORRUPT);
    }
    assert_int_equal(mend_ticket_revision(t), 0);
    assert_int_equal(mend_ticket_load(t, record, n, &err), MEND_OK);
    const char *events[2] = {event, event};
    const char *slots = "[\"张伟\",\"13812345678\",\"冰箱不制冷, 请回电13812345678\"]";
    assert_int_equal(mend_ticket_replay(t, slots, MEND_NTS, events, NULL, 1, &err), MEND_OK);
    assert_int_equal(mend_ticket_replay(t, slots, MEND_NTS, events, NULL, 2, &err), MEND_CORRUPT);
    assert_int_equal(err.document, 1);
    assert_int_equal(mend_ticket_replay(t, "[\"a\"]", MEND_NTS, events, NULL, 1, &err), MEND_CORRUPT);
    assert_int_equal(mend_ticket_replay(t, "[\"a\",\"b\",\"c\",\"d\"]", MEND_NTS, events, NULL, 1, &err), MEND_CORRUPT);
    event[5] = '2'; /* {"v":2 */
    assert_int_equal(mend_ticket_replay(t, slots, MEND_NTS, events, NULL, 1, &err), MEND_UNSUPPORTED);
    mend_ticket_free(t);
    free(record);
    free(event);
}

/* Fails the N-th allocation, once and for good, in an act that declares a field, adds rows, slots and notices. */
static mend_status faulty_run(bench *b, faulty *memory, bool *unchanged)
{
    mend_allocator a = faulty_allocator(memory);
    mend_ticket *ticket = NULL;
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_buf *out = NULL;
    mend_error err = {.struct_size = sizeof err};
    const char *json =
        "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"ticket\":{\"tenant\":"
        "\"shop\",\"key\":\"k\"},\"fields\":{\"customer_name\":\"张伟\",\"customer_phone\":\"13812345678\","
        "\"fault_description\":\"x\",\"shelf\":\"left\",\"nickname\":\"小张\"}}";
    mend_status s = mend_ticket_new(&a, &ticket);
    if (s == MEND_OK)
        s = mend_args_new(&a, &args);
    if (s == MEND_OK)
        s = mend_result_new(&a, &result);
    if (s == MEND_OK)
        s = mend_buf_new(&a, &out);
    if (s == MEND_OK)
        s = mend_args_json(args, json, MEND_NTS, &err);
    if (s == MEND_OK)
        s = mend_act(b->policy, ticket, args, NOW, result, &err);
    *unchanged = s == MEND_OK || !ticket || mend_ticket_revision(ticket) == 0;
    if (s == MEND_OK)
        s = mend_ticket_save(ticket, out);
    if (s == MEND_OK) {
        size_t n;
        const char *record = mend_buf_data(out, &n);
        s = mend_ticket_load(ticket, record, n, &err);
        *unchanged = *unchanged && mend_ticket_revision(ticket) == 1;
    }
    if (s == MEND_OK) {
        mend_buf_clear(out);
        s = mend_ticket_slots(ticket, out);
    }
    if (s == MEND_OK) {
        const char *events[1] = {mend_result_event(result, 0, NULL)};
        s = mend_ticket_replay(ticket, mend_buf_data(out, NULL), MEND_NTS, events, NULL, 1, &err);
        *unchanged = *unchanged && mend_ticket_revision(ticket) == 1;
    }
    if (s == MEND_OK) {
        mend_buf_clear(out);
        s = mend_view(b->policy, ticket, "en", out, &err);
    }
    if (s == MEND_OK) {
        mend_buf_clear(out);
        s = mend_actions(b->policy, ticket, args, NOW, "en", out, &err);
    }
    mend_ticket_free(ticket);
    mend_args_free(args);
    mend_result_free(result);
    mend_buf_free(out);
    return s;
}

static void test_act__every_allocation_may_fail(void **state)
{
    bench *b = *state;
    for (size_t n = 1; n < 5000; n++) {
        faulty memory = {.fail_at = n};
        bool unchanged = false;
        mend_status s = faulty_run(b, &memory, &unchanged);
        assert_int_equal(memory.live, 0);
        assert_true(unchanged);
        if (s == MEND_OK) {
            printf("%zu allocation sites failed in turn\n", n - 1);
            assert_true(n > 20);
            return;
        }
        assert_int_equal(s, MEND_NOMEM);
    }
    fail_msg("never succeeded");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_act__opening_names_everything_missing_and_malformed_at_once),
        T(test_act__opens_a_ticket),
        T(test_act__personal_values_are_in_no_event_and_masked_on_the_way_out),
        T(test_act__a_reveal_gives_the_plain_value_and_leaves_an_event),
        T(test_act__wrong_role_is_told_only_that),
        T(test_act__wrong_state_is_refused),
        T(test_act__unknown_action_and_field_come_with_a_guess),
        T(test_act__stale_revision_and_other_policy_are_faults),
        T(test_act__evidence_checklist_and_rows_are_asked_for),
        T(test_act__row_ids_are_never_used_again),
        T(test_act__the_same_person_may_not_inspect_and_loops_end),
        T(test_act__some_steps_belong_to_whoever_stands_in_a_field),
        T(test_act__conditions_refuse_with_their_label),
        T(test_act__notes_and_corrections_move_nothing),
        T(test_act__a_correction_replaces_but_does_not_take_away),
        T(test_act__contact_data_must_be_of_use),
        T(test_act__evidence_points_at_something),
        T(test_act__anonymising_empties_and_seals),
        T(test_act__time_is_checked_and_never_goes_back),
        T(test_act__texts_and_records_have_limits),
        T(test_act__the_menu_says_what_each_action_lacks),
        T(test_act__json_arguments_equal_typed_ones),
        T(test_act__damaged_records_and_logs_are_noticed),
        T(test_act__every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
