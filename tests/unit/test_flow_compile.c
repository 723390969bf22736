/*
 * test_flow_compile.c - actions: what every member is compiled to, and how each one is refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faulty.h"
#include "policy/layers.h"
#include "policy/policy.h"
#include "policy/sections.h"
#include "policy_kit.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static mend_policy *load(const char *patch)
{
    mend_policy *policy = NULL;
    mend_error err;
    if (load_documents(GOOD_POLICY, patch, NULL, &policy, &err) != MEND_OK) {
        fail_msg("%s: %s %s", patch, err.path, err.text);
    }
    return policy;
}

static const mend__action *action_of(const mend_policy *policy, const char *name)
{
    int32_t index = mend__names_find(&policy->vocab.actions, mend__str_of(name, MEND_NTS));
    assert_true(index >= 0);
    return &policy->flow.actions[index];
}

static void test_flow_compile__an_action_has_its_defaults(void **state)
{
    mend_policy *policy = load("{}");
    const mend__action *a = action_of(policy, "start");
    (void)state;
    assert_string_equal(a->name->id.p, "start");
    assert_int_equal(a->kind, MEND__ACT_STEP);
    assert_false(a->opens);
    assert_true(a->from[0]);
    assert_false(a->from[1]);
    assert_false(a->from[2]);
    assert_int_equal(a->to, 1);
    assert_int_equal(a->role_count, 1);
    assert_int_equal(a->roles[0], 1);
    assert_int_equal(a->grade, -1);
    assert_null(a->when);
    assert_int_equal(a->form_count, 0);
    assert_int_equal(a->form_names->count, 0);
    assert_int_equal(a->checklist_count, 0);
    assert_int_equal(a->evidence_count, 0);
    assert_int_equal(a->rule_count, 0);
    assert_int_equal(a->not_by_count, 0);
    assert_int_equal(a->not_named_count, 0);
    assert_int_equal(a->loop_counter, -1);
    assert_int_equal(a->reset_count, 0);
    assert_int_equal(a->set_count, 0);
    assert_false(a->takes_reason);
    assert_int_equal(a->series, -1);
    assert_int_equal(a->backdate, 0);
    assert_int_equal(a->notice_count, 0);
    assert_int_equal(a->tell_count, 0);
    assert_true(action_of(policy, "register")->opens);
    assert_int_equal(action_of(policy, "register")->series, 0);
    assert_int_equal(action_of(policy, "register")->to, 0);
    mend_policy_free(policy);
}

static void test_flow_compile__every_member_is_kept(void **state)
{
    mend_policy *policy = load(
        "{'actions':{'close':{'kind':'step','from':['work','open'],'roles':['engineer','clerk'],'grade':'senior',"
        "'when':{'state':['work']},'not_by':['start','register'],'not_named_in':['assignee','labour/"
        "engineer','shelf'],'only_named_in':['leader'],"
        "'loop':{'counter':'rework','at_most':3},'resets':['rework'],'reason':'optional','backdate':'P1DT2H3M4S',"
        "'notices':{'b':{'order':2,'to':'engineer','text':'hello'},'a':{'order':1,'to':'customer','text':'hello'}},"
        "'tell':['hello'],'sets':{'x-z':1,'fault_class':'hardware','accepted_at':'$now','purchased_on':'$today',"
        "'assignee':'$actor','leader':'$none','travel_minutes':5}}}}");
    const mend__action *a = action_of(policy, "close");
    (void)state;
    assert_true(a->from[0] && a->from[1] && !a->from[2]);
    assert_int_equal(a->to, 2);
    assert_int_equal(a->role_count, 2);
    assert_int_equal(a->roles[0], 1);
    assert_int_equal(a->grade, 1);
    assert_non_null(a->when);
    assert_int_equal(a->not_by_count, 2);
    assert_int_equal(a->not_by[0], 1);
    assert_int_equal(a->not_named_count, 3);
    assert_string_equal(a->not_named_in[1]->path, "labour/engineer");
    assert_string_equal(a->not_named_in[2]->path, "shelf");
    assert_int_equal(a->only_named_count, 1);
    assert_string_equal(a->only_named_in[0]->path, "leader");
    assert_int_equal(a->loop_counter, 0);
    assert_int_equal(a->loop_at_most, 3);
    assert_int_equal(a->reset_count, 1);
    assert_true(a->takes_reason);
    assert_int_equal(a->reason, MEND__NEED_OPTIONAL);
    assert_int_equal(a->backdate, INT64_C(93784000));
    assert_int_equal(a->notice_count, 2);
    assert_string_equal(a->notices[0].name->id.p, "a");
    assert_string_equal(a->notices[0].to.p, "customer");
    assert_string_equal(a->notices[1].to.p, "engineer");
    assert_int_equal(a->notices[1].text, 0);
    assert_int_equal(a->tell_count, 1);
    assert_int_equal(a->set_count, 6);
    assert_int_equal(a->sets[0].from, MEND__SET_VALUE);
    assert_string_equal(a->sets[0].value.text.p, "hardware");
    assert_int_equal(a->sets[1].from, MEND__SET_NOW);
    assert_int_equal(a->sets[2].from, MEND__SET_TODAY);
    assert_int_equal(a->sets[3].from, MEND__SET_ACTOR);
    assert_int_equal(a->sets[4].from, MEND__SET_NULL);
    assert_string_equal(a->sets[4].field->name, "leader");
    assert_int_equal(a->sets[5].value.num, 5);
    mend_policy_free(policy);
}

static void test_flow_compile__stars_stand_for_states(void **state)
{
    mend_policy *policy =
        load("{'actions':{'a':{'from':['*'],'roles':['clerk']},'b':{'from':['*open'],'roles':['clerk']},"
             "'c':{'from':['open','*open','shut'],'roles':['clerk']}}}");
    (void)state;
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(action_of(policy, "a")->from[i]);
        assert_int_equal(action_of(policy, "b")->from[i], i != 2);
        assert_true(action_of(policy, "c")->from[i]);
    }
    assert_int_equal(action_of(policy, "a")->to, -1);
    mend_policy_free(policy);
}

static void test_flow_compile__kinds_differ(void **state)
{
    mend_policy *policy =
        load("{'actions':{'a':{'kind':'note','from':['*'],'roles':['clerk'],'form':{'notes':{'columns':{"
             "'text':{}}}}},'b':{'kind':'correct','from':['*'],'roles':['clerk']},"
             "'c':{'kind':'correct','from':['*'],'roles':['clerk'],'reason':'required'},"
             "'d':{'kind':'anonymise','from':['*'],'roles':['clerk']},"
             "'e':{'kind':'link','from':['*'],'roles':['clerk'],'form':{'links':{'columns':{'key':{}}}}},"
             "'f':{'kind':'reveal','from':['*'],'roles':['clerk'],'form':{'customer_name':{}}}}}");
    (void)state;
    assert_int_equal(action_of(policy, "a")->kind, MEND__ACT_NOTE);
    assert_int_equal(action_of(policy, "b")->kind, MEND__ACT_CORRECT);
    assert_true(action_of(policy, "b")->takes_reason);
    assert_int_equal(action_of(policy, "b")->reason, MEND__NEED_REQUIRED);
    assert_int_equal(action_of(policy, "c")->reason, MEND__NEED_REQUIRED);
    assert_int_equal(action_of(policy, "d")->kind, MEND__ACT_ANONYMISE);
    assert_false(action_of(policy, "d")->takes_reason);
    assert_int_equal(action_of(policy, "e")->kind, MEND__ACT_LINK);
    assert_int_equal(action_of(policy, "f")->kind, MEND__ACT_REVEAL);
    mend_policy_free(policy);
}

static void test_flow_compile__forms_are_compiled(void **state)
{
    mend_policy *policy =
        load("{'actions':{'start':{'form':{"
             "'fault_class':{'order':1,'need':'required','choices':['hardware'],'label':{'en':'Fault'}},"
             "'travel_minutes':{'order':2,'need':'given','when':{'state':['open']},'at_least':0,'at_most':600},"
             "'usage_meter':{'order':3,'at_least':'0.5'},'estimate_total':{'order':4,'at_most':100000},"
             "'parts':{'order':5,'need':'required','rows':'both','min_rows':2,'columns':{'name':{'order':1,'need':'"
             "required'},"
             "'lot':{'order':2,'at_most':9}}},'labour':{'order':6,'columns':{'minutes':{}}}}}}}");
    const mend__action *a = action_of(policy, "start");
    const mend__form_field *f = a->form;
    (void)state;
    assert_int_equal(a->form_count, 6);
    assert_int_equal(a->form_names->count, 6);
    assert_int_equal(f[0].need, MEND__NEED_REQUIRED);
    assert_int_equal(f[0].set->count, 2);
    assert_int_equal(f[0].choice_count, 1);
    assert_int_equal(f[0].choices[0], 1);
    assert_int_equal(f[0].name->label_count, 1);
    assert_int_equal(f[1].need, MEND__NEED_GIVEN);
    assert_non_null(f[1].when);
    assert_true(f[1].has_min && f[1].has_max);
    assert_int_equal(f[1].max, 600);
    assert_true(f[2].has_min && !f[2].has_max);
    assert_int_equal(f[2].min, 500000000);
    assert_true(!f[3].has_min && f[3].has_max);
    assert_int_equal(f[4].rows, MEND__ROWS_BOTH);
    assert_int_equal(f[4].min_rows, 2);
    assert_int_equal(f[4].column_count, 2);
    assert_string_equal(f[4].columns[0].field->path, "parts/name");
    assert_int_equal(f[4].columns[0].need, MEND__NEED_REQUIRED);
    assert_string_equal(f[4].columns[1].field->path, "parts/lot");
    assert_int_equal(f[5].rows, MEND__ROWS_ADD);
    assert_int_equal(f[5].columns[0].need, MEND__NEED_OPTIONAL);
    assert_ptr_equal(mend__form_find(f, a->form_count, f[4].field), &f[4]);
    assert_ptr_equal(mend__form_find(f[4].columns, 2, f[4].columns[1].field), &f[4].columns[1]);
    assert_null(mend__form_find(f, a->form_count, f[4].columns[0].field));
    mend_policy_free(policy);
}

static void test_flow_compile__checks_evidence_and_conditions_are_compiled(void **state)
{
    mend_policy *policy =
        load("{'actions':{'start':{'form':{'attachments':{'columns':{'purpose':{},'kind':{},'uri':{}}}},"
             "'checklist':{'b':{'order':2,'need':'optional'},'a':{'order':1}},"
             "'evidence':{'e':{'order':1},'f':{'order':2,'kinds':['video','photo'],'at_least':2,'need':'given',"
             "'when':{'state':['open']}}},"
             "'conditions':{'paid':{'label':{'en':'it has been paid'},'if':{'field':'fee_paid','known':true}}}}}}");
    const mend__action *a = action_of(policy, "start");
    (void)state;
    assert_int_equal(a->checklist_count, 2);
    assert_string_equal(a->checklist[0].name->id.p, "a");
    assert_int_equal(a->checklist[0].need, MEND__NEED_REQUIRED);
    assert_int_equal(a->checklist[1].need, MEND__NEED_OPTIONAL);
    assert_int_equal(a->evidence_count, 2);
    assert_int_equal(a->evidence[0].at_least, 1);
    assert_int_equal(a->evidence[0].kind_count, 0);
    assert_int_equal(a->evidence[0].need, MEND__NEED_REQUIRED);
    assert_null(a->evidence[0].when);
    assert_int_equal(a->evidence[1].at_least, 2);
    assert_int_equal(a->evidence[1].kind_count, 2);
    assert_string_equal(a->evidence[1].kinds[0].p, "video");
    assert_int_equal(a->evidence[1].need, MEND__NEED_GIVEN);
    assert_non_null(a->evidence[1].when);
    assert_int_equal(a->rule_count, 1);
    assert_non_null(a->rules[0].holds);
    mend_policy_free(policy);
}

static void test_flow_compile__bad_actions_are_refused(void **state)
{
    static const spoilt rows[] = {
        {"{'actions':{'a':7}}", MEND_SCHEMA, 1, "$.actions.a", "expected an object"},
        {"{'actions':{'A':{}}}", MEND_SCHEMA, 1, "$.actions.A", "expected a name"},
        {"{'actions':{'start':{'rolls':[]}}}", MEND_SCHEMA, 1, "$.actions.start.rolls", "did you mean \"roles\"?"},
        {"{'actions':{'start':{'kind':'stepp'}}}", MEND_SCHEMA, 1, "$.actions.start.kind", "did you mean \"step\"?"},
        {"{'actions':{'start':{'kind':1}}}", MEND_SCHEMA, 1, "$.actions.start.kind", "expected step, note, correct"},
        {"{'actions':{'start':{'opens':1}}}", MEND_SCHEMA, 1, "$.actions.start.opens", "true or false"},
        {"{'actions':{'start':{'opens':true}}}", MEND_SCHEMA, 0, "$.actions.start.from", "starts from no state"},
        {"{'actions':{'register':{'to':null}}}", MEND_SCHEMA, 1, "$.actions.register", "\"to\" is missing"},
        {"{'actions':{'register':{'kind':'note'}}}", MEND_SCHEMA, 1, "$.actions.register.kind", "is a step"},
        {"{'actions':{'start':{'from':null}}}", MEND_SCHEMA, 1, "$.actions.start", "\"from\" is missing"},
        {"{'actions':{'start':{'from':'open'}}}", MEND_SCHEMA, 1, "$.actions.start.from", "an array of states"},
        {"{'actions':{'start':{'from':[]}}}", MEND_SCHEMA, 1, "$.actions.start.from", "at least one state"},
        {"{'actions':{'start':{'from':['opne']}}}", MEND_SCHEMA, 1, "$.actions.start.from[0]",
         "did you mean \"open\"?"},
        {"{'actions':{'start':{'from':['open',1]}}}", MEND_SCHEMA, 1, "$.actions.start.from[1]", "it names one state"},
        {"{'actions':{'start':{'from':['**']}}}", MEND_SCHEMA, 1, "$.actions.start.from[0]",
         "there is no state \"**\""},
        {"{'actions':{'start':{'to':'werk'}}}", MEND_SCHEMA, 1, "$.actions.start.to", "did you mean \"work\"?"},
        {"{'actions':{'start':{'to':['work']}}}", MEND_SCHEMA, 1, "$.actions.start.to", "it names one state"},
        {"{'actions':{'start':{'kind':'correct'}}}", MEND_SCHEMA, 0, "$.actions.start.to", "only a step leads"},
        {"{'actions':{'start':{'when':{'stat':['open']}}}}", MEND_SCHEMA, 1, "$.actions.start.when.stat", "\"state\""},
        {"{'actions':{'start':{'roles':null}}}", MEND_SCHEMA, 1, "$.actions.start", "\"roles\" is missing"},
        {"{'actions':{'start':{'roles':[]}}}", MEND_SCHEMA, 1, "$.actions.start.roles", "nobody may do this"},
        {"{'actions':{'start':{'roles':'clerk'}}}", MEND_SCHEMA, 1, "$.actions.start.roles", "an array of names"},
        {"{'actions':{'start':{'roles':['clark']}}}", MEND_SCHEMA, 1, "$.actions.start.roles[0]", "\"clerk\""},
        {"{'actions':{'start':{'roles':['clerk','clerk']}}}", MEND_SCHEMA, 1, "$.actions.start.roles[1]", "twice"},
        {"{'actions':{'start':{'grade':'senor'}}}", MEND_SCHEMA, 1, "$.actions.start.grade",
         "did you mean \"senior\"?"},
        {"{'actions':{'start':{'not_by':['finish']}}}", MEND_SCHEMA, 1, "$.actions.start.not_by[0]", "no action"},
        {"{'actions':{'start':{'not_named_in':'assignee'}}}", MEND_SCHEMA, 1, "$.actions.start.not_named_in",
         "an array of fields"},
        {"{'actions':{'start':{'not_named_in':['asignee']}}}", MEND_SCHEMA, 1, "$.actions.start.not_named_in[0]",
         "did you mean \"assignee\"?"},
        {"{'actions':{'start':{'not_named_in':['labour/engneer']}}}", MEND_SCHEMA, 1, "$.actions.start.not_named_in[0]",
         "there is no field \"labour/engneer\"; did you mean \"engineer\"?"},
        {"{'actions':{'start':{'not_named_in':['work/engineer']}}}", MEND_SCHEMA, 1, "$.actions.start.not_named_in[0]",
         "there is no field \"work/engineer\""},
        {"{'actions':{'start':{'not_named_in':[7]}}}", MEND_SCHEMA, 1, "$.actions.start.not_named_in[0]",
         "the name of a field"},
        {"{'actions':{'start':{'not_named_in':['labour']}}}", MEND_SCHEMA, 1, "$.actions.start.not_named_in[0]",
         "type text"},
        {"{'actions':{'start':{'not_named_in':['accepted_at']}}}", MEND_SCHEMA, 1, "$.actions.start.not_named_in[0]",
         "type text"},
        {"{'actions':{'start':{'only_named_in':['leadr']}}}", MEND_SCHEMA, 1, "$.actions.start.only_named_in[0]",
         "did you mean \"leader\"?"},
        {"{'actions':{'start':{'loop':3}}}", MEND_SCHEMA, 1, "$.actions.start.loop", "expected an object"},
        {"{'actions':{'start':{'loop':{'at_most':3}}}}", MEND_SCHEMA, 1, "$.actions.start.loop",
         "\"counter\" is missing"},
        {"{'actions':{'start':{'loop':{'counter':'rework'}}}}", MEND_SCHEMA, 1, "$.actions.start.loop",
         "\"at_most\" is missing"},
        {"{'actions':{'start':{'loop':{'counter':'rework','at_most':0}}}}", MEND_SCHEMA, 1,
         "$.actions.start.loop.at_most", "an integer from 1"},
        {"{'actions':{'start':{'loop':{'counter':'work','at_most':1}}}}", MEND_SCHEMA, 1,
         "$.actions.start.loop.counter", "there is no counter \"work\""},
        {"{'actions':{'start':{'loop':{'max':1}}}}", MEND_SCHEMA, 1, "$.actions.start.loop.max", "there is no member"},
        {"{'actions':{'start':{'resets':['rewrk']}}}", MEND_SCHEMA, 1, "$.actions.start.resets[0]", "\"rework\""},
        {"{'actions':{'start':{'sets':[]}}}", MEND_SCHEMA, 1, "$.actions.start.sets", "an object of values"},
        {"{'actions':{'start':{'sets':{'asignee':'x'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.asignee",
         "did you mean \"assignee\"?"},
        {"{'actions':{'start':{'sets':{'parts':'x'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.parts", "not lists"},
        {"{'actions':{'start':{'sets':{'assignee':'$now'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.assignee",
         "for fields of type instant"},
        {"{'actions':{'start':{'sets':{'accepted_at':'$today'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.accepted_at",
         "for fields of type date"},
        {"{'actions':{'start':{'sets':{'accepted_at':'$today+P1D'}}}}", MEND_SCHEMA, 1,
         "$.actions.start.sets.accepted_at", "for fields of type date"},
        {"{'actions':{'start':{'sets':{'purchased_on':'$today+'}}}}", MEND_SCHEMA, 1,
         "$.actions.start.sets.purchased_on", "whole days"},
        {"{'actions':{'start':{'sets':{'purchased_on':'$today+PT12H'}}}}", MEND_SCHEMA, 1,
         "$.actions.start.sets.purchased_on", "whole days"},
        {"{'actions':{'start':{'sets':{'purchased_on':'$today+P1DT1H'}}}}", MEND_SCHEMA, 1,
         "$.actions.start.sets.purchased_on", "whole days"},
        {"{'actions':{'start':{'sets':{'purchased_on':'$today+P36601D'}}}}", MEND_SCHEMA, 1,
         "$.actions.start.sets.purchased_on", "36600 at most"},
        {"{'actions':{'start':{'sets':{'accepted_at':'$actor'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.accepted_at",
         "for fields of type text"},
        {"{'actions':{'start':{'sets':{'assignee':'$acter'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.assignee",
         "expected $now, $today, $actor, $triage, $dispatch, $none"},
        {"{'actions':{'start':{'sets':{'travel_minutes':'5'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.travel_minutes",
         "a whole number"},
        {"{'actions':{'start':{'sets':{'fault_class':'soft'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.fault_class",
         "did you mean \"software\"?"},
        {"{'actions':{'start':{'sets':{'channel':'phone'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.channel",
         "the policy has no choices \"channel\""},
        {"{'actions':{'start':{'reason':true}}}", MEND_SCHEMA, 1, "$.actions.start.reason",
         "expected optional, required"},
        {"{'actions':{'start':{'reason':'given'}}}", MEND_SCHEMA, 1, "$.actions.start.reason", "optional, required"},
        {"{'actions':{'a':{'kind':'correct','from':['*'],'roles':['clerk'],'reason':'optional'}}}", MEND_SCHEMA, 1,
         "$.actions.a.reason", "a correction always asks"},
        {"{'actions':{'start':{'number':'ticket'}}}", MEND_SCHEMA, 1, "$.actions.start.number", "opens a ticket"},
        {"{'actions':{'register':{'number':'tickets'}}}", MEND_SCHEMA, 1, "$.actions.register.number",
         "did you mean \"ticket\"?"},
        {"{'actions':{'start':{'backdate':7}}}", MEND_SCHEMA, 1, "$.actions.start.backdate", "a duration"},
        {"{'actions':{'start':{'backdate':'2 days'}}}", MEND_SCHEMA, 1, "$.actions.start.backdate", "a duration"},
        {"{'actions':{'start':{'backdate':'P1M'}}}", MEND_SCHEMA, 1, "$.actions.start.backdate", "a duration"},
        {"{'actions':{'start':{'backdate':'P3661D'}}}", MEND_SCHEMA, 1, "$.actions.start.backdate",
         "at most 3660 days"},
        {"{'actions':{'start':{'notices':{'n':{'to':'customer'}}}}}", MEND_SCHEMA, 1, "$.actions.start.notices.n",
         "\"text\" is missing"},
        {"{'actions':{'start':{'notices':{'n':{'text':'hello'}}}}}", MEND_SCHEMA, 1, "$.actions.start.notices.n",
         "\"to\" is missing"},
        {"{'actions':{'start':{'notices':{'n':{'to':'custmer','text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.to", "there is no role"},
        {"{'actions':{'start':{'notices':{'n':{'to':7,'text':'hello'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.to", "it names one role"},
        {"{'actions':{'start':{'notices':{'n':{'to':'customer','text':'helo'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.n.text", "did you mean \"hello\"?"},
        {"{'actions':{'start':{'notices':{'n':{'at':1}}}}}", MEND_SCHEMA, 1, "$.actions.start.notices.n.at",
         "no member"},
        {"{'actions':{'start':{'from':['opne','work']}}}", MEND_SCHEMA, 1, "$.actions.start.from[0]", "\"open\""},
        {"{'actions':{'start':{'not_named_in':['',7]}}}", MEND_SCHEMA, 1, "$.actions.start.not_named_in[0]",
         "no field"},
        {"{'actions':{'start':{'sets':{'leadr':1,'leader':'a'}}}}", MEND_SCHEMA, 1, "$.actions.start.sets.leadr",
         "did you mean \"leader\"?"},
        {"{'actions':{'start':{'notices':{'a':{'to':'customer'},'b':{}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.notices.a", "\"text\" is missing"},
        {"{'actions':{'start':{'tell':['helo']}}}", MEND_SCHEMA, 1, "$.actions.start.tell[0]",
         "did you mean \"hello\"?"},
    };
    (void)state;
    assert_int_equal(spoilt_failures(rows, COUNT(rows)), 0);
}

static void test_flow_compile__bad_forms_are_refused(void **state)
{
    static const spoilt rows[] = {
        {"{'actions':{'start':{'form':[]}}}", MEND_SCHEMA, 1, "$.actions.start.form", "an object of named things"},
        {"{'actions':{'start':{'form':{'prodct':{}}}}}", MEND_SCHEMA, 1, "$.actions.start.form.prodct",
         "did you mean \"product\"?"},
        {"{'actions':{'start':{'form':{'product':{'needs':1}}}}}", MEND_SCHEMA, 1, "$.actions.start.form.product.needs",
         "did you mean \"need\"?"},
        {"{'actions':{'start':{'form':{'product':{'need':'requierd'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.product.need", "did you mean \"required\"?"},
        {"{'actions':{'start':{'form':{'product':{'when':{}}}}}}", MEND_SCHEMA, 1, "$.actions.start.form.product.when",
         "expected a condition"},
        {"{'actions':{'start':{'form':{'product':{'choices':['a']}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.product.choices", "fields of type choice"},
        {"{'actions':{'start':{'form':{'channel':{}}}}}", MEND_SCHEMA, 1, "$.actions.start.form.channel",
         "the policy has no choices \"channel\""},
        {"{'actions':{'start':{'form':{'fault_class':{'choices':['hard']}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.fault_class.choices[0]", "did you mean \"hardware\"?"},
        {"{'actions':{'start':{'form':{'fault_class':{'choices':[]}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.fault_class.choices", "at least one choice"},
        {"{'actions':{'start':{'form':{'product':{'at_least':1}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.product.at_least", "integers, decimals and money"},
        {"{'actions':{'start':{'form':{'purchased_on':{'at_most':'2024-01-01'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.purchased_on.at_most", "integers, decimals and money"},
        {"{'actions':{'start':{'form':{'travel_minutes':{'at_most':'9'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.travel_minutes.at_most", "a whole number"},
        {"{'actions':{'start':{'form':{'usage_meter':{'at_most':9}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.usage_meter.at_most", "a decimal number"},
        {"{'actions':{'start':{'form':{'travel_minutes':{'at_least':9,'at_most':8}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.travel_minutes", "above"},
        {"{'actions':{'start':{'form':{'product':{'rows':'add'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.product.rows", "there is no member \"rows\""},
        {"{'actions':{'start':{'form':{'parts':{}}}}}", MEND_SCHEMA, 1, "$.actions.start.form.parts",
         "\"columns\" is missing"},
        {"{'actions':{'start':{'form':{'parts':{'columns':{}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.columns", "at least one column"},
        {"{'actions':{'start':{'form':{'parts':{'columns':{'nmae':{}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.columns.nmae", "there is no column \"nmae\"; did you mean \"name\"?"},
        {"{'actions':{'start':{'form':{'parts':{'columns':{'name':{'rows':'add'}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.columns.name.rows", "there is no member"},
        {"{'actions':{'start':{'form':{'parts':{'columns':{'name':{'need':'always'}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.columns.name.need", "expected optional, required, given"},
        {"{'actions':{'start':{'form':{'parts':{'columns':{'origin':{}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.columns.origin", "no choices \"part_origin\""},
        {"{'actions':{'start':{'form':{'parts':{'rows':'all','columns':{'name':{}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.rows", "expected add, edit, both"},
        {"{'actions':{'start':{'form':{'parts':{'min_rows':-1,'columns':{'name':{}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.min_rows", "an integer from 0 to 1000"},
        {"{'actions':{'start':{'form':{'parts':{'at_least':1,'columns':{'name':{}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.at_least", ""},
        {"{'actions':{'start':{'form':{'parts':{'columns':{'nmae':{},'price':{},'zz':{}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.columns.nmae", "there is no column"},
        {"{'actions':{'start':{'form':{'parts':{'row':1,'columns':{'name':{}}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.form.parts.row", "did you mean \"rows\"?"},
        {"{'actions':{'start':{'checklist':{'a':{'need':'x'},'b':{}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.checklist.a.need", "optional, required"},
        {"{'actions':{'start':{'evidence':{'a':{'need':'x'},'b':{}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.evidence.a.need", "required, given"},
        {"{'actions':{'start':{'conditions':{'a':{},'b':{}}}}}", MEND_SCHEMA, 1, "$.actions.start.conditions.a",
         "\"if\" is missing"},
        {"{'actions':{'start':{'checklist':{'a':{'need':'given'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.checklist.a.need", "optional, required"},
        {"{'actions':{'start':{'checklist':{'a':{'if':{}}}}}}", MEND_SCHEMA, 1, "$.actions.start.checklist.a.if",
         "there is no member"},
        {"{'actions':{'start':{'checklist':['a']}}}", MEND_SCHEMA, 1, "$.actions.start.checklist", "named things"},
        {"{'actions':{'start':{'evidence':{'a':{'kinds':['phto']}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.evidence.a.kinds[0]", "did you mean \"photo\"?"},
        {"{'actions':{'start':{'evidence':{'a':{'kinds':['photo']}}}},'choices':{'attachment_kind':null}}", MEND_SCHEMA,
         1, "$.actions.start.evidence.a.kinds", "no choices \"attachment_kind\""},
        {"{'actions':{'start':{'evidence':{'a':{'at_least':0}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.evidence.a.at_least", "an integer from 1"},
        {"{'actions':{'start':{'evidence':{'a':{'need':'optional'}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.evidence.a.need", "required, given"},
        {"{'actions':{'start':{'evidence':{'a':{'when':7}}}}}", MEND_SCHEMA, 1, "$.actions.start.evidence.a.when",
         "a condition, an object"},
        {"{'actions':{'start':{'evidence':{'a':{'count':1}}}}}", MEND_SCHEMA, 1, "$.actions.start.evidence.a.count",
         "there is no member"},
        {"{'actions':{'start':{'conditions':{'a':{}}}}}", MEND_SCHEMA, 1, "$.actions.start.conditions.a",
         "\"if\" is missing"},
        {"{'actions':{'start':{'conditions':{'a':{'if':{'done':'strat'}}}}}}", MEND_SCHEMA, 1,
         "$.actions.start.conditions.a.if.done", "did you mean \"start\"?"},
        {"{'actions':{'start':{'conditions':{'a':{'when':{}}}}}}", MEND_SCHEMA, 1, "$.actions.start.conditions.a.when",
         "there is no member"},
    };
    (void)state;
    assert_int_equal(spoilt_failures(rows, COUNT(rows)), 0);
}

/* The policy's arena has so much room, and gets no more: every request of the compilers fails once. */
static void test_flow_compile__no_memory_is_told(void **state)
{
    char *good = quoted(GOOD_POLICY);
    char *patch =
        quoted("{'label':{'en':'x'},'fields':{'mood':{'type':'choice','choices':'fault_class'}},"
               "'actions':{'start':{'when':{'state':['open']},'not_by':['close'],'not_named_in':['assignee'],"
               "'form':{'parts':{'columns':{'name':{'when':{'all':[]}}}},'fault_class':{'choices':['hardware']},"
               "'attachments':{'columns':{'purpose':{},'kind':{},'uri':{}}}},'evidence':{'e':{'kinds':['photo']}},"
               "'checklist':{'c':{}},'conditions':{'d':{'if':{'field':'product','in':['a','b']}}},'resets':['rework'],"
               "'sets':{'product':'a'},'notices':{'n':{'to':'customer','text':'hello'},'m':{'to':'$assignee','text':'"
               "hello'}},'tell':['hello']}}}");
    const char *documents[2] = {good, patch};
    mend__layers layers = {.documents = documents, .count = 2};
    mend__alloc plain;
    mend__json tree;
    mend__node root = MEND__NONE;
    mend_status status = MEND_NOMEM;
    mend_error err = {.struct_size = sizeof err};
    (void)state;
    assert_true(mend__alloc_init(&plain, NULL));
    mend__json_init(&tree, &plain);
    assert_int_equal(mend__layers_read(&layers, &tree, &root, &err), MEND_OK);
    for (size_t room = 64; status == MEND_NOMEM; room += 16) {
        faulty memory = {.fail_at = 2};
        mend_allocator allocator = faulty_allocator(&memory);
        mend_policy policy;
        memset(&policy, 0, sizeof policy);
        assert_true(mend__alloc_init(&policy.alloc, &allocator));
        mend__arena_init(&policy.arena, &policy.alloc);
        policy.arena.step = room;
        assert_non_null(mend__arena_get(&policy.arena, 0));
        err = (mend_error){.struct_size = sizeof err};
        status = mend__sections_read(&policy, &tree, root, &err);
        if (status == MEND_OK) {
            status = mend__flow_compile(&policy.arena, &policy.vocab, &tree, &policy.flow, &err);
        }
        assert_int_equal(err.status, status);
        mend__arena_free(&policy.arena);
        assert_int_equal(memory.live, 0);
        assert_true(room < 1000000);
    }
    assert_int_equal(status, MEND_OK);
    mend__json_free(&tree);
    free(good);
    free(patch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flow_compile__an_action_has_its_defaults),
        cmocka_unit_test(test_flow_compile__every_member_is_kept),
        cmocka_unit_test(test_flow_compile__stars_stand_for_states),
        cmocka_unit_test(test_flow_compile__kinds_differ),
        cmocka_unit_test(test_flow_compile__forms_are_compiled),
        cmocka_unit_test(test_flow_compile__checks_evidence_and_conditions_are_compiled),
        cmocka_unit_test(test_flow_compile__bad_actions_are_refused),
        cmocka_unit_test(test_flow_compile__bad_forms_are_refused),
        cmocka_unit_test(test_flow_compile__no_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
