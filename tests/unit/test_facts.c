/*
 * test_facts.c - the facts of a ticket, worked by hand from what happened to it.
 *
 * Working hours are Monday to Friday 09:00 to 17:00 UTC; 2024-03-15 is a Friday.
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

#include "faulty.h"
#include "mend/mend.h"
#include "policy_kit.h"

static const char FACTS_POLICY[] =
    "{'mend':1,'id':'facts','revision':1,'zone':'UTC0','currency':'CNY','roles':{'clerk':{'order':1}},"
    "'choices':{'level':{'p1':{'order':1},'p2':{'order':2}},'payer':{'customer':{'order':1},'warranty':{'order':2}},"
    "'rating':{'satisfied':{'order':1},'dissatisfied':{'order':2}},'acceptance':{'accepted':{'order':1},"
    "'returned':{'order':2}},'inspection_result':{'pass':{'order':1},'fail':{'order':2}},"
    "'test_kind':{'self_test':{'order':1},'power_on':{'order':2}},'test_result':{'pass':{'order':1},'fail':{'order':2}}"
    ","
    "'visit_change':{'moved':{'order':1}},'link_kind':{'follow_up':{'order':1},'parent':{'order':2}},"
    "'estimate_kind':{'estimate':{'order':1},'final':{'order':2},'declined':{'order':3},'cancelled':{'order':4}}},"
    "'calendars':{'hours':{'order':1,'zone':'UTC','week':{'mon':[['09:00','17:00']],'tue':[['09:00','17:00']],"
    "'wed':[['09:00','17:00']],'thu':[['09:00','17:00']],'fri':[['09:00','17:00']]}}},"
    "'states':{'new':{'order':1,'stage':'new'},'held':{'order':2,'stage':'waiting'},'done':{'order':3,'stage':'done'},"
    "'shut':{'order':4,'stage':'closed'}},"
    "'actions':{"
    "'open':{'order':1,'opens':true,'to':'new','roles':['clerk'],'form':{'level':{'order':1},'model':{'order':2},"
    " 'repeat_fault':{'order':3}}},"
    "'say':{'order':2,'from':['*'],'roles':['clerk'],'form':{'first_contact_at':{'order':1},'arrived_at':{'order':2},"
    " 'dispatched_at':{'order':3},'accepted_at':{'order':4},'repair_started_at':{'order':5},"
    " 'repair_finished_at':{'order':6},'handed_over_at':{'order':7},'resolved_at':{'order':8},'objection':{'order':9},"
    " 'second_handling':{'order':10},'acceptance':{'order':11},'rating':{'order':12},'fee_total':{'order':13},"
    " 'customer_name':{'order':14},'fee_credited':{'order':15},'fee_net':{'order':16},"
    " 'contacts':{'order':20,'columns':{'at':{'order':1},'reached':{'order':2}}},"
    " 'visits':{'order':21,'columns':{'arrived_at':{'order':1},'change':{'order':2},'engineer':{'order':3}}},"
    " 'inspections':{'order':22,'columns':{'result':{'order':1}}},"
    " 'tests':{'order':23,'columns':{'kind':{'order':1},'result':{'order':2}}},"
    " 'followups':{'order':24,'columns':{'at':{'order':1},'reached':{'order':2},'fault_solved':{'order':3},"
    "  'rating':{'order':4}}},"
    " 'labour':{'order':25,'columns':{'minutes':{'order':1},'amount':{'order':2},'payer':{'order':3}}},"
    " 'charges':{'order':26,'columns':{'amount':{'order':1},'payer':{'order':2},'estimate':{'order':3}}},"
    " 'estimates':{'order':29,'columns':{'no':{'order':1},'kind':{'order':2}}},"
    " 'parts':{'order':27,'columns':{'amount':{'order':1},'payer':{'order':2}}},"
    " 'links':{'order':28,'columns':{'kind':{'order':1},'key':{'order':2}}}}},"
    "'hold':{'order':3,'from':['new'],'to':'held','roles':['clerk']},"
    "'go_on':{'order':4,'from':['held'],'to':'new','roles':['clerk']},"
    "'report':{'order':5,'from':['*open'],'roles':['clerk']},"
    "'finish':{'order':6,'from':['new'],'to':'done','roles':['clerk']},"
    "'reopen':{'order':7,'from':['done','shut'],'to':'new','roles':['clerk']},"
    "'close':{'order':8,'from':['done'],'to':'shut','roles':['clerk']}},"
    "'clocks':{"
    "'resolution':{'order':1,'start':{'on':['open','reopen']},'stop':{'on':['finish']},'calendar':'hours',"
    " 'pauses':{'customer':{'order':1,'when':{'state':['held']}}},"
    " 'targets':{'p1':{'order':1,'when':{'field':'level','is':'p1'},'time':'PT2H'},'rest':{'order':2,'time':'PT8H'}}},"
    "'update':{'order':2,'kind':'repeat','start':{'on':['open']},'answer':{'on':['report']},'stop':{'on':['finish']},"
    " 'targets':{'all':{'order':1,'time':'PT6H'}}},"
    "'archive':{'order':3,'kind':'not_before','start':{'on':['close']},'cancel':{'on':['reopen']},"
    " 'targets':{'keep':{'order':1,'time':'P30D'}}}}}";

typedef struct bench {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *out;
    mend_error err;
} bench;

static int64_t instant(const char *text)
{
    int64_t at = 0;
    assert_int_equal(mend_instant_parse(text, MEND_NTS, &at, NULL), MEND_OK);
    return at;
}

/* Does something; fields are the inside of a JSON object, written with '. */
static void act(bench *b, const char *now, const char *action, const char *fields)
{
    char text[2000];
    snprintf(
        text, sizeof text,
        "{'action':'%s','actor':{'id':'amy','roles':['clerk']},'ticket':{'tenant':'acme','key':'T1','number':'N1'},"
        "'fields':{%s}}",
        action, fields);
    char *json = quoted(text);
    mend_status s = mend_args_json(b->args, json, MEND_NTS, &b->err);
    if (s == MEND_OK)
        s = mend_act(b->policy, b->ticket, b->args, instant(now), b->result, &b->err);
    if (s != MEND_OK)
        fail_msg("%s: %s %s %s", action, mend_status_name(s), b->err.text, b->err.path);
    free(json);
}

static void start_with(bench *b, const char *policy, const char *fields, const char *patch)
{
    memset(b, 0, sizeof *b);
    if (load_documents(policy, patch, NULL, &b->policy, &b->err) != MEND_OK)
        fail_msg("%s at %s", b->err.text, b->err.path);
    assert_int_equal(mend_ticket_new(NULL, &b->ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &b->result), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &b->out), MEND_OK);
    act(b, "2024-03-15T09:00:00Z", "open", fields);
}

static void start(bench *b, const char *fields)
{
    start_with(b, FACTS_POLICY, fields, NULL);
}

static void end(bench *b)
{
    mend_buf_free(b->out);
    mend_result_free(b->result);
    mend_args_free(b->args);
    mend_ticket_free(b->ticket);
    mend_policy_free(b->policy);
}

static const char *facts(bench *b, const char *now)
{
    mend_buf_clear(b->out);
    assert_int_equal(mend_facts(b->policy, b->ticket, instant(now), b->out, &b->err), MEND_OK);
    return mend_buf_data(b->out, NULL);
}

/* What the facts say, as a whole or in part; written with '. */
static void assert_says(bench *b, const char *now, const char *what)
{
    char *piece = quoted(what);
    const char *all = facts(b, now);
    if (strstr(all, piece) == NULL)
        fail_msg("%s\nis not in\n%s", piece, all);
    free(piece);
}

static void assert_silent(bench *b, const char *now, const char *what)
{
    char *piece = quoted(what);
    const char *all = facts(b, now);
    if (strstr(all, piece) != NULL)
        fail_msg("%s\nis in\n%s", piece, all);
    free(piece);
}

static void test_facts__of_a_whole_repair(void **state)
{
    (void)state;
    bench b;
    start(&b, "'level':'p2','model':'BCD-268W','repeat_fault':true");
    act(&b, "2024-03-15T10:00:00Z", "say",
        "'dispatched_at':'2024-03-15T09:30:00Z','accepted_at':'2024-03-15T09:45:00Z',"
        "'contacts':[{'at':'2024-03-15T09:50:00Z','reached':false},{'at':'2024-03-15T10:00:00Z','reached':true}]");
    act(&b, "2024-03-15T13:00:00Z", "report", "");
    act(&b, "2024-03-15T16:00:00Z", "hold", "");
    act(&b, "2024-03-18T11:00:00Z", "go_on", "");
    act(&b, "2024-03-18T11:40:00Z", "say",
        "'visits':[{'arrived_at':'2024-03-18T11:30:00Z'}],'repair_started_at':'2024-03-18T11:40:00Z',"
        "'labour':[{'minutes':30,'amount':6000,'payer':'customer'},{'minutes':15}],"
        "'charges':[{'amount':8000,'payer':'customer'},{'amount':500}],'parts':[{'amount':12000,'payer':'warranty'},"
        "{'amount':-100,'payer':'customer'}]");
    act(&b, "2024-03-18T12:00:00Z", "say",
        "'repair_finished_at':'2024-03-18T12:00:00Z','handed_over_at':'2024-03-18T12:00:00Z',"
        "'resolved_at':'2024-03-18T12:00:00Z','rating':'dissatisfied','fee_total':8000,'customer_name':'Li'");
    act(&b, "2024-03-18T12:00:00Z", "finish", "");
    act(&b, "2024-03-19T10:00:00Z", "say",
        "'followups':[{'at':'2024-03-19T10:00:00Z','reached':true,'fault_solved':true,'rating':'satisfied'}]");
    act(&b, "2024-03-19T11:00:00Z", "close", "");
    /* Friday 09:00 to Monday 12:00 is 75 h, 8 h + 3 h of them worked; held from Friday 16:00 to Monday 11:00, so 7 h + 1 h
     * used. Updates: 4 h kept, then 6 h each missed at 19:00, 01:00, …, Monday 07:00: eleven; the twelfth is under way. */
    char *expected = quoted(
        "{'now':'2024-03-20T00:00:00Z','key':'T1','number':'N1','revision':21,'state':'shut','stage':'closed',"
        "'opened':'2024-03-15T09:00:00Z','since':'2024-03-19T11:00:00Z','resolved':'2024-03-18T12:00:00Z',"
        "'closed':'2024-03-19T11:00:00Z','level':'p2','model':'BCD-268W','rating':'satisfied','first_time_fix':true,"
        "'rework':0,'reopened':0,'visits':1,'failed_contacts':1,'labour_minutes':45,'repeats':true,"
        "'durations':{'first_response':{'elapsed_ms':3600000,'working_ms':3600000},"
        "'acceptance':{'elapsed_ms':900000,'working_ms':900000},"
        "'arrival':{'elapsed_ms':268200000,'working_ms':37800000},"
        "'repair':{'elapsed_ms':1200000,'working_ms':1200000},"
        "'resolution':{'elapsed_ms':270000000,'working_ms':39600000},"
        "'callback':{'elapsed_ms':79200000,'working_ms':21600000}},"
        "'clocks':[{'clock':'resolution','kind':'deadline','cycles':1,'met':1,'missed':0,'late':0,'open':0,"
        "'cancelled':0,'status':'met','due':'2024-03-18T12:00:00Z','target_ms':28800000,'used_ms':28800000},"
        "{'clock':'update','kind':'repeat','cycles':1,'met':1,'missed':11,'late':0,'open':0,'cancelled':0,"
        "'status':'met','due':'2024-03-18T13:00:00Z','target_ms':21600000,'used_ms':18000000},"
        "{'clock':'archive','kind':'not_before','cycles':1,'met':0,'missed':0,'late':0,'open':1,'cancelled':0,"
        "'status':'running','due':'2024-04-18T11:00:00Z','target_ms':2592000000,'used_ms':46800000}],"
        "'currency':'CNY','costs':[{'payer':'customer','charges':8000,'labour':6000,'parts':-100},"
        "{'payer':'warranty','charges':0,'labour':0,'parts':12000},{'charges':500,'labour':0,'parts':0}],"
        "'fee_total':8000}");
    assert_string_equal(facts(&b, "2024-03-20T00:00:00Z"), expected);
    free(expected);
    end(&b);
}

static void test_facts__tell_what_is_late_before_a_tick_does(void **state)
{
    (void)state;
    bench b;
    start(&b, "'level':'p1'");
    assert_says(&b, "2024-03-15T11:00:00Z",
                "'met':0,'missed':0,'late':0,'open':1,'cancelled':0,'status':'running',"
                "'due':'2024-03-15T11:00:00Z','target_ms':7200000,'used_ms':7200000}");
    assert_says(&b, "2024-03-15T12:00:00Z",
                "'late':1,'open':1,'cancelled':0,'status':'running',"
                "'due':'2024-03-15T11:00:00Z','target_ms':7200000,'used_ms':10800000,'overdue_ms':3600000}");
    assert_says(&b, "2024-03-15T15:00:00Z", "'kind':'repeat','cycles':1,'met':0,'missed':0,'late':0,'open':1");
    assert_says(&b, "2024-03-15T15:00:01Z", "'kind':'repeat','cycles':1,'met':0,'missed':0,'late':1,'open':1");
    act(&b, "2024-03-15T13:00:00Z", "hold", ""); /* a breach stands while the clock does */
    assert_says(&b, "2024-03-15T16:00:00Z",
                "'late':1,'open':1,'cancelled':0,'status':'paused','target_ms':7200000,'used_ms':14400000,"
                "'overdue_ms':7200000}");
    act(&b, "2024-03-15T14:00:00Z", "go_on", "");
    act(&b, "2024-03-15T14:00:00Z", "finish", "");
    assert_says(&b, "2024-03-20T00:00:00Z",
                "'met':0,'missed':1,'late':0,'open':0,'cancelled':0,'status':'missed',"
                "'due':'2024-03-15T11:00:00Z','target_ms':7200000,'used_ms':14400000,'overdue_ms':7200000}");
    end(&b);
}

static void test_facts__stand_at_the_last_event_at_least(void **state)
{
    (void)state;
    bench b;
    start(&b, "");
    assert_says(&b, "2023-01-01T00:00:00Z", "{'now':'2024-03-15T09:00:00Z','key':'T1'");
    end(&b);
}

static void test_facts__take_clocks_where_fields_are_silent(void **state)
{
    (void)state;
    bench b;
    start_with(&b, FACTS_POLICY, "",
               "{'clocks':{'first_response':{'order':9,'start':{'on':['open']},'stop':{'on':['report']},"
               "'targets':{'all':{'order':1,'time':'PT1H'}}}}}");
    assert_says(&b, "2024-03-15T10:00:00Z", "'durations':{}");
    act(&b, "2024-03-15T09:20:00Z", "report", "");
    act(&b, "2024-03-15T10:00:00Z", "finish", "");
    assert_says(&b, "2024-03-15T10:00:00Z",
                "'durations':{'first_response':{'elapsed_ms':1200000,'working_ms':1200000},"
                "'resolution':{'elapsed_ms':3600000,'working_ms':3600000}}");
    act(&b, "2024-03-15T10:00:00Z", "say", "'first_contact_at':'2024-03-15T09:10:00Z'");
    assert_says(&b, "2024-03-15T10:00:00Z", "'durations':{'first_response':{'elapsed_ms':600000,");
    act(&b, "2024-03-15T11:00:00Z", "reopen", "");
    act(&b, "2024-03-15T12:00:00Z", "finish", ""); /* the last end counts */
    assert_says(&b, "2024-03-15T13:00:00Z", "'resolution':{'elapsed_ms':10800000,");
    assert_says(&b, "2024-03-15T13:00:00Z", "{'clock':'resolution','kind':'deadline','cycles':2,'met':2,'missed':0");
    end(&b);
}

static void test_facts__leave_out_a_duration_that_runs_backwards(void **state)
{
    (void)state;
    bench b;
    start(&b, "");
    act(&b, "2024-03-15T10:00:00Z", "say",
        "'dispatched_at':'2024-03-15T09:30:00Z','accepted_at':'2024-03-15T09:20:00Z',"
        "'resolved_at':'2024-03-15T08:00:00Z'");
    assert_says(&b, "2024-03-15T10:00:00Z", "'durations':{}");
    assert_silent(&b, "2024-03-15T10:00:00Z", "first_time_fix");
    end(&b);
}

/* One thing that happened beside an otherwise smooth repair, and whether it was still fixed the first time. */
static void test_facts__first_time_fix_is_spoilt_by_any_one_thing(void **state)
{
    (void)state;
    static const struct {
        const char *fields, *says;
    } rows[] = {
        {"", "'first_time_fix':true"},
        {"'visits':[{'arrived_at':'2024-03-15T09:30:00Z'}]", "'first_time_fix':true"},
        {"'visits':[{'arrived_at':'2024-03-15T09:30:00Z'},{'arrived_at':'2024-03-15T10:30:00Z'}]",
         "'first_time_fix':false,'rework':0,'reopened':0,'visits':2"},
        {"'arrived_at':'2024-03-15T09:30:00Z'", "'visits':1"},
        {"'arrived_at':'2024-03-15T09:30:00Z','visits':[{'engineer':'bo'},{'change':'moved'}]", "'visits':1"},
        {"'arrived_at':'2024-03-15T09:30:00Z','visits':[{'engineer':'bo'},{'engineer':'bo'}]", "'visits':2"},
        {"'visits':[{'engineer':'bo'}]", "'visits':0"},
        {"'inspections':[{'result':'fail'},{'result':'pass'}]", "'first_time_fix':false,'rework':1"},
        {"'tests':[{'kind':'self_test','result':'fail'}]", "'first_time_fix':false,'rework':1"},
        {"'tests':[{'kind':'power_on','result':'fail'}]", "'first_time_fix':true,'rework':0"},
        {"'objection':'too loud'", "'first_time_fix':false"},
        {"'second_handling':true", "'first_time_fix':false"},
        {"'second_handling':false", "'first_time_fix':true"},
        {"'acceptance':'returned'", "'first_time_fix':false"},
        {"'acceptance':'accepted'", "'first_time_fix':true"},
        {"'followups':[{'reached':true,'fault_solved':false}]", "'first_time_fix':false"},
        {"'followups':[{'reached':false}]", "'first_time_fix':true,'rework':0,'reopened':0,'visits':0,"
                                            "'failed_contacts':1"},
        {"'rating':'dissatisfied','followups':[{'reached':false}]", "'rating':'dissatisfied','first_time_fix':true"},
        {"'links':[{'kind':'parent','key':'T0'}]", "'repeats':false,"},
        {"'links':[{'kind':'follow_up','key':'T0'},{'kind':'parent','key':'T2'}]", "'repeats':true,'repeats_key':'T0'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bench b;
        start(&b, "");
        act(&b, "2024-03-15T11:00:00Z", "say", rows[i].fields);
        act(&b, "2024-03-15T12:00:00Z", "finish", "");
        assert_says(&b, "2024-03-15T12:00:00Z", rows[i].says);
        end(&b);
    }
}

static void test_facts__reopening_is_no_first_time_fix(void **state)
{
    (void)state;
    bench b;
    start(&b, "");
    assert_silent(&b, "2024-03-15T10:00:00Z", "first_time_fix"); /* nobody knows yet */
    act(&b, "2024-03-15T10:00:00Z", "hold", "");
    act(&b, "2024-03-15T10:10:00Z", "go_on", ""); /* leads from a state that is not over */
    act(&b, "2024-03-15T11:00:00Z", "finish", "");
    assert_says(&b, "2024-03-15T12:00:00Z", "'first_time_fix':true,'rework':0,'reopened':0");
    act(&b, "2024-03-15T12:00:00Z", "close", "");
    act(&b, "2024-03-15T12:30:00Z", "reopen", "");
    assert_says(&b, "2024-03-15T13:00:00Z", "'first_time_fix':false,'rework':0,'reopened':1");
    assert_says(&b, "2024-03-15T13:00:00Z",
                "'clock':'archive','kind':'not_before','cycles':1,'met':0,'missed':0,"
                "'late':0,'open':0,'cancelled':1,'status':'cancelled'");
    end(&b);
}

static const char PLAIN_POLICY[] =
    "{'mend':1,'id':'plain','revision':1,'zone':'UTC0','roles':{'clerk':{'order':1}},"
    "'choices':{'outcome':{'repaired':{'order':1},'cancelled':{'order':2}}},"
    "'states':{'new':{'order':1,'stage':'new'},'done':{'order':2,'stage':'done'},'shut':{'order':3,'stage':'closed'}},"
    "'actions':{'open':{'order':1,'opens':true,'to':'new','roles':['clerk']},"
    "'finish':{'order':2,'from':['new'],'to':'done','roles':['clerk'],'form':{'outcome':{'order':1}}},"
    "'close':{'order':3,'from':['done'],'to':'shut','roles':['clerk']}}}";

static void test_facts__of_a_policy_that_knows_an_end_and_no_solution(void **state)
{
    (void)state;
    for (int cancelled = 0; cancelled < 2; cancelled++) {
        bench b;
        start_with(&b, PLAIN_POLICY, "", NULL);
        assert_says(&b, "2024-03-15T10:00:00Z", "'durations':{},'clocks':[],'costs':[]}");
        act(&b, "2024-03-15T10:00:00Z", "finish", cancelled ? "'outcome':'cancelled'" : "");
        if (cancelled) {
            assert_silent(&b, "2024-03-15T10:00:00Z", "resolved");
        } else {
            assert_says(&b, "2024-03-15T10:00:00Z", "'resolved':'2024-03-15T10:00:00Z','first_time_fix':true");
            act(&b, "2024-03-15T11:00:00Z", "close", "");
            assert_says(&b, "2024-03-15T12:00:00Z", "'resolution':{'elapsed_ms':7200000}");
        }
        end(&b);
    }
}

static void test_facts__cost_what_the_newest_account_says(void **state)
{
    (void)state;
    static const char *const kinds[] = {"final", "declined", "cancelled"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        char account[400];
        bench b;
        start(&b, "");
        act(&b, "2024-03-15T10:00:00Z", "say", "'charges':[{'amount':700,'payer':'customer'}]");
        assert_says(&b, "2024-03-15T10:00:00Z", "'costs':[{'payer':'customer','charges':700,");
        act(&b, "2024-03-15T11:00:00Z", "say",
            "'estimates':[{'no':1,'kind':'estimate'}],"
            "'charges':[{'amount':5000,'payer':'customer','estimate':1},{'amount':900,'payer':'warranty','estimate':1}"
            "]");
        assert_says(&b, "2024-03-15T11:00:00Z", "'costs':[{'payer':'customer','charges':700,'labour':0,'parts':0}]");
        snprintf(account, sizeof account,
                 "'estimates':[{'no':2,'kind':'%s'}],"
                 "'charges':[{'amount':6000,'payer':'customer','estimate':2},{'amount':55,'payer':'warranty',"
                 "'estimate':2},{'amount':30,'payer':'customer'}]",
                 kinds[i]);
        act(&b, "2024-03-15T12:00:00Z", "say", account);
        assert_says(&b, "2024-03-15T12:00:00Z",
                    "'costs':[{'payer':'customer','charges':6000,'labour':0,'parts':0},"
                    "{'payer':'warranty','charges':55,'labour':0,'parts':0}]");
        act(&b, "2024-03-15T13:00:00Z", "say",
            "'estimates':[{'no':3,'kind':'final'},{'no':4,'kind':'estimate'}],"
            "'charges':[{'amount':6500,'payer':'customer','estimate':3},{'amount':1,'payer':'customer','estimate':4}]");
        assert_says(&b, "2024-03-15T13:00:00Z", "'costs':[{'payer':'customer','charges':6500,'labour':0,'parts':0}]");
        end(&b);
    }
}

static void test_facts__tell_what_credit_notes_took_back_of_the_customers_costs(void **state)
{
    (void)state;
    bench b;
    start(&b, "");
    act(&b, "2024-03-15T10:00:00Z", "say",
        "'fee_total':700,'fee_credited':80,'fee_net':620,"
        "'charges':[{'amount':700,'payer':'customer'},{'amount':50,'payer':'warranty'}]");
    assert_says(
        &b, "2024-03-15T10:00:00Z",
        "'costs':[{'payer':'customer','charges':700,'labour':0,'parts':0,'credited':80},"
        "{'payer':'warranty','charges':50,'labour':0,'parts':0}],'fee_total':700,'fee_credited':80,'fee_net':620");
    end(&b);
}

static void test_facts__hold_no_personal_value(void **state)
{
    (void)state;
    bench b;
    start(&b, "");
    act(&b, "2024-03-15T11:00:00Z", "say", "'customer_name':'Wang Xiaoming','objection':'Wang Xiaoming is unhappy'");
    assert_silent(&b, "2024-03-15T12:00:00Z", "Xiaoming");
    end(&b);
}

static void test_facts__refuse_a_sum_beyond_64_bits(void **state)
{
    (void)state;
    bench b;
    start(&b, "");
    act(&b, "2024-03-15T11:00:00Z", "say", "'charges':[{'amount':9000000000000000000},{'amount':9000000000000000000}]");
    mend_buf_append(b.out, "before", MEND_NTS);
    assert_int_equal(mend_facts(b.policy, b.ticket, instant("2024-03-15T12:00:00Z"), b.out, &b.err), MEND_RANGE);
    assert_string_equal(mend_buf_data(b.out, NULL), "before");
    assert_non_null(strstr(b.err.text, "sum of money"));
    end(&b);
}

static void test_facts__refuse_what_cannot_be(void **state)
{
    (void)state;
    bench b;
    mend_error odd = {.struct_size = 3};
    mend_policy *other;
    mend_ticket *blank;
    int64_t now = 0;
    start(&b, "");
    now = instant("2024-03-15T12:00:00Z");
    assert_int_equal(mend_ticket_new(NULL, &blank), MEND_OK);
    assert_int_equal(load_documents(FACTS_POLICY, "{'revision':2}", NULL, &other, &b.err), MEND_OK);
    assert_int_equal(mend_facts(NULL, b.ticket, now, b.out, NULL), MEND_INVALID);
    assert_int_equal(mend_facts(b.policy, NULL, now, b.out, NULL), MEND_INVALID);
    assert_int_equal(mend_facts(b.policy, b.ticket, now, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_facts(b.policy, b.ticket, now, b.out, &odd), MEND_INVALID);
    assert_int_equal(mend_facts(b.policy, blank, now, b.out, &b.err), MEND_INVALID);
    assert_int_equal(mend_facts(b.policy, b.ticket, INT64_MAX, b.out, &b.err), MEND_RANGE);
    assert_int_equal(mend_facts(other, b.ticket, now, b.out, &b.err), MEND_POLICY_MISMATCH);
    size_t len;
    mend_buf_data(b.out, &len);
    assert_int_equal(len, 0);
    mend_ticket_free(blank);
    mend_policy_free(other);
    end(&b);
}

static void test_facts__take_memory_for_the_document_alone(void **state)
{
    (void)state;
    bench b;
    start(&b, "'level':'p1'");
    act(&b, "2024-03-15T12:00:00Z", "say", "'charges':[{'amount':1,'payer':'customer'}]");
    size_t fail_at = 1;
    for (mend_status s = MEND_NOMEM; s != MEND_OK; fail_at++) {
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend_buf *out;
        size_t len;
        assert_int_equal(mend_buf_new(&a, &out), MEND_OK);
        memory.requests = 0;
        memory.fail_at = fail_at;
        s = mend_facts(b.policy, b.ticket, instant("2024-03-15T13:00:00Z"), out, &b.err);
        assert_true(s == MEND_OK || (s == MEND_NOMEM && b.err.status == MEND_NOMEM));
        mend_buf_data(out, &len);
        assert_true((len > 0) == (s == MEND_OK));
        mend_buf_free(out);
        assert_int_equal(memory.live, 0);
    }
    assert_true(fail_at > 3);
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts__of_a_whole_repair),
        cmocka_unit_test(test_facts__tell_what_is_late_before_a_tick_does),
        cmocka_unit_test(test_facts__stand_at_the_last_event_at_least),
        cmocka_unit_test(test_facts__take_clocks_where_fields_are_silent),
        cmocka_unit_test(test_facts__leave_out_a_duration_that_runs_backwards),
        cmocka_unit_test(test_facts__first_time_fix_is_spoilt_by_any_one_thing),
        cmocka_unit_test(test_facts__reopening_is_no_first_time_fix),
        cmocka_unit_test(test_facts__of_a_policy_that_knows_an_end_and_no_solution),
        cmocka_unit_test(test_facts__cost_what_the_newest_account_says),
        cmocka_unit_test(test_facts__tell_what_credit_notes_took_back_of_the_customers_costs),
        cmocka_unit_test(test_facts__hold_no_personal_value),
        cmocka_unit_test(test_facts__refuse_a_sum_beyond_64_bits),
        cmocka_unit_test(test_facts__refuse_what_cannot_be),
        cmocka_unit_test(test_facts__take_memory_for_the_document_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
