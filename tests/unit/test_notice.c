/*
 * test_notice.c - whom a notice names and by which channel it goes: the customer, a role, or whoever stands in a field of
 * the ticket; the channel the customer prefers, or the one that the policy says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "change/result.h"
#include "clock_policy.h"
#include "faulty.h"
#include "policy/policy.h"

#define MONDAY "2024-03-11T10:00:00Z"

/* The customer by text message, and in time by what is preferred; the assignee with the start, before it is due, and by
 * a rung, where the policy's own field names somebody else. */
#define NAMED                                                                                                          \
    "{'choices':{'contact_channel':{'phone':{'order':1},'sms':{'order':2}}},"                                          \
    "'fields':{'stand_in':{'order':1,'type':'text','label':{'en':'Stand-in','zh-CN':'代班人'}}},"                   \
    "'actions':{'erase':{'conditions':null},"                                                                          \
    "'open':{'form':{'assignee':{'order':9},'preferred_channel':{'order':10},'stand_in':{'order':11}},"                \
    "'notices':{'sms':{'order':1,'to':'customer','channel':'sms','text':'told'},"                                      \
    "'any':{'order':2,'to':'customer','text':'told'},'him':{'order':3,'to':'$assignee','text':'told'}}}},"             \
    "'clocks':{'resolution':null,'update':null,'remind':null,'promise':null,'archive':null,"                           \
    "'response':{'calendar':'always','targets':{'p1':null,'p2':null,'rest':{'time':'PT1H'}},"                          \
    "'warn':{'half':null,'near':{'notices':{'soon':null,'a':{'order':1,'to':'$assignee','text':'told'},"               \
    "'b':{'order':2,'to':'$assignee','text':'told'},'c':{'order':3,'to':'clerk','text':'told'}}}},"                    \
    "'rungs':{'now':{'notices':{'late':{'to':'$stand_in'}}},'hour':null},'notices':{'due':null}}}}"

static const char *notice_of(const mend_result *r, size_t i)
{
    assert_true(i < r->notices.count);
    return r->text.data + ((const mend__result_notice *)r->notices.items)[i].off;
}

/* The end of a notice, behind its name. */
static void expect(const mend_result *r, size_t i, const char *wanted)
{
    const char *end = strstr(notice_of(r, i), "\"to\":");
    assert_non_null(end);
    assert_string_equal(end, wanted);
}

static void begin(clock_bench *b, const char *assignee, const char *channel, const char *stand_in)
{
    bench_open(b, NAMED);
    mend_args_clear(b->args);
    mend_args_action(b->args, "open", MEND_NTS);
    mend_args_actor(b->args, "li", MEND_NTS);
    mend_args_role(b->args, "clerk", MEND_NTS);
    mend_args_ticket(b->args, "shop", MEND_NTS, "T-1", MEND_NTS, "T-1", MEND_NTS);
    if (assignee)
        mend_args_text(b->args, "assignee", MEND_NTS, assignee, MEND_NTS);
    if (channel)
        mend_args_text(b->args, "preferred_channel", MEND_NTS, channel, MEND_NTS);
    if (stand_in)
        mend_args_text(b->args, "stand_in", MEND_NTS, stand_in, MEND_NTS);
    assert_int_equal(mend_act(b->policy, b->ticket, b->args, instant(MONDAY), b->result, &b->err), MEND_OK);
}

static void test_notice__an_act_names_people_and_channels(void **state)
{
    clock_bench b;
    (void)state;
    begin(&b, "hu", "phone", NULL);
    assert_int_equal(b.result->notices.count, 4);
    expect(b.result, 0, "\"to\":\"customer\",\"channel\":\"sms\",\"text\":\"told\"}");
    expect(b.result, 1, "\"to\":\"customer\",\"channel\":\"phone\",\"text\":\"told\"}");
    expect(b.result, 2, "\"to\":\"$assignee\",\"person\":\"hu\",\"text\":\"told\"}");
    expect(b.result, 3, "\"to\":\"clerk\",\"text\":\"told\"}"); /* the clock's start */
    bench_close(&b);
}

/* Nobody stands there, and nothing is preferred: the notice is owed all the same, and the host says what becomes of it. */
static void test_notice__without_a_person_it_stays_open_to_whom(void **state)
{
    clock_bench b;
    (void)state;
    begin(&b, NULL, NULL, NULL);
    expect(b.result, 0, "\"to\":\"customer\",\"channel\":\"sms\",\"text\":\"told\"}");
    expect(b.result, 1, "\"to\":\"customer\",\"text\":\"told\"}");
    expect(b.result, 2, "\"to\":\"$assignee\",\"text\":\"told\"}");
    bench_close(&b);
}

static void test_notice__a_clock_names_who_stands_there_then(void **state)
{
    clock_bench b;
    (void)state;
    begin(&b, "hu", NULL, "qin");
    assert_int_equal(mend_tick(b.policy, b.ticket, instant("2024-03-11T10:31:00Z"), b.result, &b.err), MEND_OK);
    expect(b.result, 0, "\"to\":\"$assignee\",\"person\":\"hu\",\"text\":\"told\"}");
    assert_int_equal(mend_tick(b.policy, b.ticket, instant("2024-03-11T11:01:00Z"), b.result, &b.err), MEND_OK);
    expect(b.result, 0, "\"to\":\"$stand_in\",\"person\":\"qin\",\"text\":\"told\"}");
    bench_close(&b);
}

static void test_notice__clocks_are_explained_with_the_fields_label(void **state)
{
    static const struct {
        const char *lang, *near, *late;
    } rows[] = {{"en", "(to Assignee, clerk)", "(to Stand-in)"}, {"zh-CN", "（通知负责人、clerk）", "（通知代班人）"}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        clock_bench b;
        mend_buf *said = NULL;
        begin(&b, "hu", NULL, "qin");
        assert_int_equal(mend_buf_new(NULL, &said), MEND_OK);
        assert_int_equal(
            mend_clocks(b.policy, b.ticket, "response", MEND_NTS, instant(MONDAY), rows[i].lang, said, &b.err),
            MEND_OK);
        assert_non_null(strstr(mend_buf_data(said, NULL), rows[i].near));
        assert_non_null(strstr(mend_buf_data(said, NULL), rows[i].late));
        assert_non_null(strstr(mend_buf_data(said, NULL), "{\"to\":\"$assignee\",\"text\":\"told\"}"));
        mend_buf_free(said);
        bench_close(&b);
    }
}

static void test_notice__recipients_and_channels_are_checked(void **state)
{
    static const spoilt rows[] = {
        {"{'actions':{'start':{'notices':{'n':{'to':'$asignee','text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.to", "did you mean \"assignee\"?"},
        {"{'actions':{'start':{'notices':{'n':{'to':'$','text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.to", "there is no field"},
        {"{'actions':{'start':{'notices':{'n':{'to':'','text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.to", "there is no role"},
        {"{'actions':{'start':{'notices':{'n':{'to':'$visits','text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.to", "of type text without a masking class"},
        {"{'actions':{'start':{'notices':{'n':{'to':'$customer_name','text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.to", "of type text without a masking class"},
        {"{'actions':{'start':{'notices':{'n':{'to':'$fault_class','text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.to", "of type text without a masking class"},
        {"{'actions':{'start':{'notices':{'n':{'to':'customer','channel':'sms','text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.channel", "contact_channel"},
        {"{'choices':{'contact_channel':{'sms':{}}},"
         "'actions':{'start':{'notices':{'n':{'to':'customer','channel':'smss','text':'hello'}}}}}",
         MEND_SCHEMA, 1, "$.actions.start.notices.n.channel", "did you mean \"sms\"?"},
        {"{'choices':{'contact_channel':{'sms':{}}},"
         "'actions':{'start':{'notices':{'n':{'to':'engineer','channel':'sms','text':'hello'}}}}}",
         MEND_SCHEMA, 1, "$.actions.start.notices.n.channel", "for notices to the customer"},
    };
    (void)state;
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notice__an_act_names_people_and_channels),
        cmocka_unit_test(test_notice__without_a_person_it_stays_open_to_whom),
        cmocka_unit_test(test_notice__a_clock_names_who_stands_there_then),
        cmocka_unit_test(test_notice__clocks_are_explained_with_the_fields_label),
        cmocka_unit_test(test_notice__recipients_and_channels_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
