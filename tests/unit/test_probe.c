/*
 * test_probe.c - one row of rules tried against given facts: answers, refusals, what is wrong in which document.
 *
 * Documents of cases are written with ' for ". The examples of docs/probe.md are run too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/doc.h"
#include "mend/policy.h"
#include "unit/faulty.h"
#include "unit/policy_kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- answers ---- */

typedef struct trial {
    const char *section, *row, *facts, *answer;
} trial;

static mend_status try_rule(const trial *t, mend_buf *out, mend_error *err)
{
    char *row = quoted(t->row), *facts = quoted(t->facts);
    mend_status status = mend_probe(NULL, t->section, MEND_NTS, row, MEND_NTS, facts, MEND_NTS, out, err);
    free(row);
    free(facts);
    return status;
}

static const trial answers[] = {
    {"labour", "{'mode':'flat','price':15000}", "{}", "{'billed_minutes':null,'amount':15000}"},
    {"labour", "{'mode':'flat','price':15000}", "{'times':3}", "{'billed_minutes':null,'amount':45000}"},
    {"labour", "{'mode':'flat','price':15001,'rounding':'down'}", "{'times':'0.5'}",
     "{'billed_minutes':null,'amount':7500}"},
    {"labour", "{'mode':'flat','price':1}", "{'times':'-1'}", "{'refused':'NEGATIVE_QUANTITY'}"},
    {"labour", "{'mode':'hourly','rate':12000,'min_minutes':30,'step_minutes':15,'step_round':'down'}",
     "{'minutes':59}", "{'billed_minutes':45,'amount':9000}"},
    {"labour", "{'mode':'hourly','rate':12000,'grade_pct':'125'}", "{'minutes':60,'bands':[{'minutes':60}]}",
     "{'billed_minutes':60,'amount':15000}"},
    {"labour", "{'mode':'hourly','rate':12000,'x-note':'ours'}", "{'minutes':null,'bands':[]}",
     "{'billed_minutes':0,'amount':0}"},
    {"labour", "{'mode':'hourly','rate':12000,'min_minutes':30}", "{'bands':[]}",
     "{'billed_minutes':30,'amount':6000}"},
    {"labour", "{'mode':'hourly','rate':12000}", "{'minutes':30,'bands':[]}", "{'billed_minutes':30,'amount':6000}"},
    {"labour", "{'mode':'hourly','rate':1}",
     "{'minutes':1,'bands':[{'minutes':9223372036854775807},{'minutes':1},{'minutes':0}]}", "{'refused':'OVERFLOW'}"},
    {"labour", "{'mode':'hourly','rate':12000}", "{'minutes':-1}", "{'refused':'NEGATIVE_QUANTITY'}"},
    {"labour", "{'mode':'hourly','rate':9223372036854775807}", "{'minutes':61}", "{'refused':'OVERFLOW'}"},
    {"part", "{'unit':'19.99','exp':2,'disc_pct':15,'disc_at':'unit'}", "{'qty':3}",
     "{'gross':5997,'discount':900,'amount':5097}"},
    {"part", "{'unit':'0.005','exp':2,'mode':'half_even'}", "{'qty':'1'}", "{'gross':0,'discount':0,'amount':0}"},
    {"part", "{'unit':'1','exp':0}", "{'qty':'-1'}", "{'refused':'NEGATIVE_QUANTITY'}"},
    {"stack", "{'pcts':['12.5',7.5],'round_each':true}", "{'amount':999}", "{'discount':191,'amount':808}"},
    {"stack", "{'pcts':['10','5'],'how':'additive','mode':'floor'}", "{'amount':-10}", "{'discount':-1,'amount':-9}"},
    {"travel", "{'zones':[{'upto':5,'fee':100},{'upto':null,'fee':200}]}", "{'km':'5.000000001'}",
     "{'km':'5.000000001','amount':200}"},
    {"travel", "{'zones':[]}", "{'km':'0'}", "{'refused':'OUT_OF_AREA'}"},
    {"travel", "{'per_km':150,'base':null,'km_round':'up','cap':700}", "{'km':'4.2'}", "{'km':'5','amount':700}"},
    {"travel", "{}", "{'km':'-0.1'}", "{'refused':'NEGATIVE_QUANTITY'}"},
    {"diagnosis", "{'fee':4500,'waive_unrepairable':true}", "{'outcome':'unrepairable'}",
     "{'charged':0,'credit':0,'why':'WAIVED'}"},
    {"diagnosis", "{'fee':4500,'credit':'repair_cap'}", "{'outcome':'accepted','repair':4000}",
     "{'charged':4500,'credit':4000,'why':'CREDITED_PART'}"},
    {"diagnosis", "{'fee':4500}", "{'outcome':'accepted','labour':-1}", "{'refused':'NEGATIVE_AMOUNT'}"},
    {"cancel", "{'table':{'x-why':1,'on_site':{'flat':3000}}}", "{'stage':'on_site'}", "{'fee':3000}"},
    {"cancel", "{'table':{'on_site':{'flat':3000}}}", "{'stage':'sent','estimate':1}", "{'refused':'UNKNOWN_STAGE'}"},
    {"cancel", "{'table':{}}", "{'stage':'sent'}", "{'refused':'UNKNOWN_STAGE'}"},
    {"cancel", "{'table':{'a':{'pct':'5'}}}", "{'stage':'a','estimate':-1}", "{'refused':'NEGATIVE_AMOUNT'}"},
    {"storage", "{'per_day':1000,'free_days':7,'cap':1500}", "{'notified':'2024-05-01','picked':'2024-05-10'}",
     "{'days':2,'amount':1500}"},
    {"storage", "{'per_day':1000}", "{'notified':null,'picked':'2024-05-10'}", "{'days':0,'amount':0}"},
    {"storage", "{'per_day':9223372036854775807}", "{'notified':'2024-05-01','picked':'2024-05-10'}",
     "{'refused':'OVERFLOW'}"},
    {"surcharge", "{'pct':'4'}", "{'base':9850}", "{'amount':394}"},
    {"surcharge", "{'flat':300}", "{}", "{'amount':300}"},
    {"surcharge", "{'flat':300}", "{'base':-1}", "{'refused':'NEGATIVE_AMOUNT'}"},
    {"estimate", "{}", "{'estimate':50000,'final':50001}", "{'limit':50000,'over_estimate':1,'needs_consent':true}"},
    {"estimate", "{'pct':'10','abs':3000,'combine':'max'}", "{'estimate':50000,'final':55000}",
     "{'limit':55000,'over_estimate':5000,'needs_consent':false}"},
    {"estimate", "{}", "{'estimate':-1,'final':0}", "{'refused':'NEGATIVE_AMOUNT'}"},
    {"validity", "{'days':30}", "{'issued':'2024-05-01','at':'2024-06-01'}", "{'last_day':'2024-05-31','valid':false}"},
    {"validity", "{'days':0}", "{'issued':'2024-05-01','at':'2024-05-01'}", "{'last_day':'2024-05-01','valid':true}"},
    {"validity", "{'days':30}", "{'issued':'2024-05-01','at':'2024-04-30'}", "{'last_day':'2024-05-31','valid':false}"},
    {"validity", "{}", "{'issued':'2024-05-01','at':'9999-12-31'}", "{'last_day':null,'valid':true}"},
    {"validity", "{'days':3652058}", "{'issued':'2024-05-01','at':'2024-05-01'}", "{'refused':'OVERFLOW'}"},
};

#define ANSWERS (sizeof answers / sizeof answers[0])

static void test_probe__answers(void **state)
{
    (void)state;
    mend_error err = {.struct_size = sizeof err};
    for (size_t i = 0; i < ANSWERS; i++) {
        mend_buf *out;
        char *want = quoted(answers[i].answer);
        assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
        mend_status status = try_rule(&answers[i], out, &err);
        if (status != MEND_OK) {
            fail_msg("%s %s %s: %s at %s", answers[i].section, answers[i].row, answers[i].facts, err.text, err.path);
        }
        if (strcmp(mend_buf_data(out, NULL), want) != 0) {
            fail_msg("%s %s %s: %s", answers[i].section, answers[i].row, answers[i].facts, mend_buf_data(out, NULL));
        }
        free(want);
        mend_buf_free(out);
    }
}

static void test_probe__appends(void **state)
{
    (void)state;
    mend_buf *out;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_buf_append(out, "so: ", MEND_NTS), MEND_OK);
    assert_int_equal(mend_probe(NULL, "surcharge", MEND_NTS, "{\"flat\":5}", MEND_NTS, NULL, 0, out, NULL), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL), "so: {\"amount\":5}");
    assert_int_equal(mend_probe(NULL, "travel", 6, "{}", 2, "{\"km\":-1}", 9, out, NULL), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL), "so: {\"amount\":5}{\"refused\":\"NEGATIVE_QUANTITY\"}");
    assert_int_equal(mend_probe(NULL, "travel", 6, "{}", 2, "{\"kn\":-1}", 9, out, NULL), MEND_SCHEMA);
    assert_string_equal(mend_buf_data(out, NULL), "so: {\"amount\":5}{\"refused\":\"NEGATIVE_QUANTITY\"}");
    mend_buf_free(out);
}

static void test_probe__takes_decimals_from_the_policy(void **state)
{
    (void)state;
    static const char *const yen[] = {"{\"currency\":\"JPY\"}"};
    mend_policy *policy;
    mend_error err = {.struct_size = sizeof err};
    mend_buf *out;
    char *good = quoted(GOOD_POLICY);
    const char *documents[] = {good, yen[0]};
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    if (mend_policy_load(NULL, documents, NULL, 2, &policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    static const char row[] = "{\"unit\":\"19.5\"}", facts[] = "{\"qty\":\"3\"}";
    assert_int_equal(mend_probe(policy, "part", MEND_NTS, row, MEND_NTS, facts, MEND_NTS, out, &err), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL), "{\"gross\":59,\"discount\":0,\"amount\":59}");
    mend_buf_clear(out);
    static const char cents[] = "{\"unit\":\"19.5\",\"exp\":2}";
    assert_int_equal(mend_probe(policy, "part", MEND_NTS, cents, MEND_NTS, facts, MEND_NTS, out, &err), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL), "{\"gross\":5850,\"discount\":0,\"amount\":5850}");
    assert_int_equal(mend_probe(NULL, "part", MEND_NTS, row, MEND_NTS, facts, MEND_NTS, out, &err), MEND_SCHEMA);
    assert_string_equal(err.text, "the member \"exp\" is missing");
    mend_policy_free(policy);
    mend_buf_free(out);
    free(good);
}

/* ---- what is wrong ---- */

static void test_probe__checks_its_arguments(void **state)
{
    (void)state;
    mend_error small = {.struct_size = 8}, err = {.struct_size = sizeof err};
    mend_buf *out;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_probe(NULL, NULL, 3, "{}", 2, "{}", 2, out, &err), MEND_INVALID);
    assert_int_equal(mend_probe(NULL, "travel", 6, NULL, 2, "{}", 2, out, &err), MEND_INVALID);
    assert_int_equal(mend_probe(NULL, "travel", 6, "{}", 2, "{}", 2, NULL, &err), MEND_INVALID);
    assert_int_equal(mend_probe(NULL, "travel", 6, "{}", 2, "{}", 2, out, &small), MEND_INVALID);
    assert_int_equal(mend_probe(NULL, "trvel", 5, "{}", 2, "{}", 2, out, &err), MEND_NOT_FOUND);
    assert_string_equal(err.text, "there is no section \"trvel\"; did you mean \"travel\"?");
    assert_int_equal(mend_probe(NULL, "zzzzzzzzz", 9, "{}", 2, "{}", 2, out, &err), MEND_NOT_FOUND);
    assert_string_equal(err.text, "there is no section \"zzzzzzzzz\"");
    assert_int_equal(err.document, -1);
    assert_int_equal(mend_probe(NULL, "", 0, "{}", 2, "{}", 2, out, NULL), MEND_NOT_FOUND);
    assert_string_equal(mend_buf_data(out, NULL), "");
    mend_buf_free(out);
}

typedef struct wrong {
    trial t; /* answer: the text */
    int document;
    const char *path;
    mend_status status;
} wrong;

#define HOURLY "{'mode':'hourly','rate':100}"

static const wrong wrongs[] = {
    {{"labour", "{", "{}", ""}, 0, "$", MEND_SYNTAX},
    {{"labour", "[]", "{}", "expected an object, found an array"}, 0, "$", MEND_SCHEMA},
    {{"labour", "{}", "7", "expected an object, found a number"}, 1, "$", MEND_SCHEMA},
    {{"labour", "{'mode':'flat','mode':'flat'}", "{}", ""}, 0, "$.mode", MEND_DUPLICATE_KEY},
    {{"labour", "{}", "{}", "the member \"mode\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly'}", "{}", "the member \"rate\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"labour", "{'mode':'flat','price':null}", "{}", "the member \"price\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"labour", "{'mode':'flat','price':1,'rate':2}", "{}", ""}, 0, "$.rate", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':1,'price':2}", "{}", ""}, 0, "$.price", MEND_SCHEMA},
    {{"labour", "{'mode':'hourli','rate':1}", "{}", "unknown word \"hourli\"; did you mean \"hourly\"?"},
     0,
     "$.mode",
     MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rat':1}", "{}", "there is no member \"rat\"; did you mean \"rate\"?"},
     0,
     "$.rat",
     MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':-1}", "{}", ""}, 0, "$.rate", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':'1'}", "{}", "expected an integer, found text"}, 0, "$.rate", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':1,'step_minutes':0}", "{}", ""}, 0, "$.step_minutes", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':1,'step_round':7}", "{}", ""}, 0, "$.step_round", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':1,'grade_pct':'-1'}", "{}", ""}, 0, "$.grade_pct", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':1,'grade_pct':'1000001'}", "{}", ""}, 0, "$.grade_pct", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':1,'grade_pct':'1,5'}", "{}", ""}, 0, "$.grade_pct", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':1,'grade_pct':true}", "{}", ""}, 0, "$.grade_pct", MEND_SCHEMA},
    {{"labour", "{'mode':'hourly','rate':1,'grade_pct':'9999999999'}", "{}", "the number is too large"},
     0,
     "$.grade_pct",
     MEND_RANGE},
    {{"labour", "{'mode':'hourly','rate':1,'rounding':'halfup'}", "{}", ""}, 0, "$.rounding", MEND_SCHEMA},
    {{"labour", HOURLY, "{}", "the member \"minutes\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"labour", HOURLY, "{'minutes':'7'}", ""}, 1, "$.minutes", MEND_SCHEMA},
    {{"labour", HOURLY, "{'times':7}", ""}, 1, "$.times", MEND_SCHEMA},
    {{"labour", HOURLY, "{'bands':7}", ""}, 1, "$.bands", MEND_SCHEMA},
    {{"labour", HOURLY, "{'bands':[{'minutes':true},{}]}", ""}, 1, "$.bands[0].minutes", MEND_SCHEMA},
    {{"labour", HOURLY, "{'bands':[{}]}", "the member \"minutes\" is missing"}, 1, "$.bands[0]", MEND_SCHEMA},
    {{"labour", HOURLY, "{'bands':[{'minutes':1,'pct':[]}]}", ""}, 1, "$.bands[0].pct", MEND_SCHEMA},
    {{"labour", HOURLY, "{'minutes':4,'bands':[{'minutes':1},{'minutes':2}]}", "the bands sum to 3 minutes"},
     1,
     "$.minutes",
     MEND_SCHEMA},
    {{"labour", HOURLY, "{'minutes':'4','bands':[{'minutes':1}]}", ""}, 1, "$.minutes", MEND_SCHEMA},
    {{"labour", "{'mode':'flat','price':1}", "{'minutes':7}", ""}, 1, "$.minutes", MEND_SCHEMA},
    {{"part", "{'exp':2}", "{'qty':1}", "the member \"unit\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"part", "{'unit':'1'}", "{'qty':1}", "the member \"exp\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"part", "{'unit':'-1','exp':2}", "{'qty':1}", "a price cannot be below zero"}, 0, "$.unit", MEND_SCHEMA},
    {{"part", "{'unit':'1','exp':5}", "{'qty':1}", ""}, 0, "$.exp", MEND_SCHEMA},
    {{"part", "{'unit':'1','exp':2,'disc_pct':'100.1'}", "{'qty':1}", "expected a percentage from 0 to 100"},
     0,
     "$.disc_pct",
     MEND_SCHEMA},
    {{"part", "{'unit':'1','exp':2,'disc_at':'row'}", "{'qty':1}", ""}, 0, "$.disc_at", MEND_SCHEMA},
    {{"part", "{'unit':'1','exp':2}", "{}", "the member \"qty\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"part", "{'unit':'1','exp':2}", "{'qty':'99999999999999999999'}", "the number has too many digits"},
     1,
     "$.qty",
     MEND_RANGE},
    {{"stack", "{}", "{'amount':1}", "the member \"pcts\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"stack", "{'pcts':{}}", "{'amount':1}", ""}, 0, "$.pcts", MEND_SCHEMA},
    {{"stack", "{'pcts':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}", "{'amount':1}", "at most 16 discounts"},
     0,
     "$.pcts",
     MEND_LIMIT},
    {{"stack", "{'pcts':['5','101']}", "{'amount':1}", ""}, 0, "$.pcts[1]", MEND_SCHEMA},
    {{"stack", "{'pcts':['-5']}", "{'amount':1}", ""}, 0, "$.pcts[0]", MEND_SCHEMA},
    {{"stack", "{'pcts':['x',5]}", "{'amount':1}", ""}, 0, "$.pcts[0]", MEND_SCHEMA},
    {{"stack", "{'pcts':[null]}", "{'amount':1}", ""}, 0, "$.pcts[0]", MEND_SCHEMA},
    {{"stack", "{'pcts':['9999999999']}", "{'amount':1}", ""}, 0, "$.pcts[0]", MEND_SCHEMA},
    {{"stack", "{'pcts':[],'round_each':1}", "{'amount':1}", ""}, 0, "$.round_each", MEND_SCHEMA},
    {{"stack", "{'pcts':[]}", "{}", "the member \"amount\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"travel", "{'zones':7}", "{'km':1}", ""}, 0, "$.zones", MEND_SCHEMA},
    {{"travel", "{'zones':[7]}", "{'km':1}", ""}, 0, "$.zones[0]", MEND_SCHEMA},
    {{"travel", "{'zones':[{'upto':5}]}", "{'km':1}", "the member \"fee\" is missing"}, 0, "$.zones[0]", MEND_SCHEMA},
    {{"travel", "{'zones':[{'fee':5},{'fee':6}]}", "{'km':1}", "the member \"upto\" is missing"},
     0,
     "$.zones[0]",
     MEND_SCHEMA},
    {{"travel", "{'zones':[{'upto':5,'fee':5},{'upto':'5.0','fee':6}]}", "{'km':1}",
      "a zone ends farther away than the one before it"},
     0,
     "$.zones[1].upto",
     MEND_SCHEMA},
    {{"travel", "{'zones':[{'upto':-5,'fee':5}]}", "{'km':1}", ""}, 0, "$.zones[0].upto", MEND_SCHEMA},
    {{"travel", "{'zones':[],'per_km':1}", "{'km':1}", "beside zones the way has no other price"},
     0,
     "$.per_km",
     MEND_SCHEMA},
    {{"travel", "{'beyond_per_km':1}", "{'km':1}", "without zones nothing lies beyond them"},
     0,
     "$.beyond_per_km",
     MEND_SCHEMA},
    {{"travel", "{'free_km':'-1'}", "{'km':1}", "a distance cannot be below zero"}, 0, "$.free_km", MEND_SCHEMA},
    {{"travel", "{'km_round':'down'}", "{'km':1}", ""}, 0, "$.km_round", MEND_SCHEMA},
    {{"travel", "{}", "{}", "the member \"km\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"diagnosis", "{}", "{'outcome':'covered'}", "the member \"fee\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"diagnosis", "{'fee':1,'credit':'half'}", "{'outcome':'covered'}", ""}, 0, "$.credit", MEND_SCHEMA},
    {{"diagnosis", "{'fee':1}", "{}", "the member \"outcome\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"diagnosis", "{'fee':1}", "{'outcome':'lost'}", ""}, 1, "$.outcome", MEND_SCHEMA},
    {{"cancel", "{}", "{'stage':'a'}", "the member \"table\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"cancel", "{'table':[]}", "{'stage':'a'}", ""}, 0, "$.table", MEND_SCHEMA},
    {{"cancel", "{'table':{'a':7}}", "{'stage':'a'}", ""}, 0, "$.table.a", MEND_SCHEMA},
    {{"cancel", "{'table':{'a':{'pct':'x'}}}", "{'stage':'a'}", ""}, 0, "$.table.a.pct", MEND_SCHEMA},
    {{"cancel", "{'table':{'a':{'flat':-1}}}", "{'stage':'a'}", ""}, 0, "$.table.a.flat", MEND_SCHEMA},
    {{"cancel", "{'table':{}}", "{}", "the member \"stage\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"cancel", "{'table':{}}", "{'stage':7}", ""}, 1, "$.stage", MEND_SCHEMA},
    {{"storage", "{}", "{'picked':'2024-05-01'}", "the member \"per_day\" is missing"}, 0, "$", MEND_SCHEMA},
    {{"storage", "{'per_day':1,'free_days':3652059}", "{}", ""}, 0, "$.free_days", MEND_SCHEMA},
    {{"storage", "{'per_day':1}", "{'notified':'2024-05-01'}", "the member \"picked\" is missing"},
     1,
     "$",
     MEND_SCHEMA},
    {{"storage", "{'per_day':1}", "{'picked':'2024-02-30'}", ""}, 1, "$.picked", MEND_SCHEMA},
    {{"storage", "{'per_day':1}", "{'picked':20240501}", ""}, 1, "$.picked", MEND_SCHEMA},
    {{"surcharge", "{'min':3,'max':2}", "{}", "the least amount is larger than the largest"}, 0, "$.min", MEND_SCHEMA},
    {{"surcharge", "{'pct':'x','max':1,'min':2}", "{}", ""}, 0, "$.pct", MEND_SCHEMA},
    {{"surcharge", "{}", "{'base':1.5}", ""}, 1, "$.base", MEND_SCHEMA},
    {{"estimate", "{'combine':'sum'}", "{'estimate':1,'final':1}", ""}, 0, "$.combine", MEND_SCHEMA},
    {{"estimate", "{}", "{'estimate':1}", "the member \"final\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"estimate", "{}", "{'final':1}", "the member \"estimate\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"validity", "{'days':-1}", "{}", ""}, 0, "$.days", MEND_SCHEMA},
    {{"validity", "{}", "{'at':'2024-05-01'}", "the member \"issued\" is missing"}, 1, "$", MEND_SCHEMA},
    {{"validity", "{}", "{'issued':'2024-05-01'}", "the member \"at\" is missing"}, 1, "$", MEND_SCHEMA},
};

static void test_probe__says_what_is_wrong_and_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
        const wrong *w = &wrongs[i];
        mend_error err = {.struct_size = sizeof err};
        mend_buf *out;
        assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
        mend_status status = try_rule(&w->t, out, &err);
        if (status != w->status || err.status != status || err.document != w->document ||
            (w->status != MEND_SYNTAX && strcmp(err.path, w->path) != 0) || err.line != 1 || err.column < 1 ||
            (w->t.answer[0] != '\0' && strcmp(err.text, w->t.answer) != 0)) {
            fail_msg("%s %s %s: %s, \"%s\" at %s of %d", w->t.section, w->t.row, w->t.facts, mend_status_name(status),
                     err.text, err.path, err.document);
        }
        assert_int_equal(try_rule(&w->t, out, NULL), w->status);
        assert_string_equal(mend_buf_data(out, NULL), "");
        mend_buf_free(out);
    }
}

/* Lists that are longer than they may be, written as the document before the list, and behind it. */
static void test_probe__lists_have_limits(void **state)
{
    (void)state;
    static const struct {
        const char *section, *head, *tail, *other, *text;
        bool in_facts;
    } limits[] = {
        {"travel", "{\"zones\":[", "]}", "{\"km\":1}", "at most 64 zones", false},
        {"cancel", "{\"table\":{", "}}", "{\"stage\":\"a\"}", "at most 64 stages", false},
        {"labour", "{\"bands\":[", "]}", "{\"mode\":\"hourly\",\"rate\":1}", "at most 64 bands", true},
    };
    static char list[4096];
    for (size_t i = 0; i < 3; i++) {
        mend_error err = {.struct_size = sizeof err};
        mend_buf *out;
        size_t len = (size_t)snprintf(list, sizeof list, "%s", limits[i].head);
        for (int k = 0; k < 65; k++) {
            const char *comma = k == 0 ? "" : ",";
            len += i == 1 ? (size_t)snprintf(list + len, sizeof list - len, "%s\"s%d\":{}", comma, k)
                          : (size_t)snprintf(list + len, sizeof list - len, "%s{\"minutes\":%d}", comma, k);
        }
        snprintf(list + len, sizeof list - len, "%s", limits[i].tail);
        assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
        mend_status status = mend_probe(NULL, limits[i].section, MEND_NTS, limits[i].in_facts ? limits[i].other : list,
                                        MEND_NTS, limits[i].in_facts ? list : limits[i].other, MEND_NTS, out, &err);
        assert_int_equal(status, MEND_LIMIT);
        assert_string_equal(err.text, limits[i].text);
        assert_int_equal(err.document, limits[i].in_facts ? 1 : 0);
        mend_buf_free(out);
    }
}

static void test_probe__no_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    for (size_t i = 0; i < ANSWERS; i++) {
        mend_status status = MEND_NOMEM;
        for (size_t n = 1; status != MEND_OK; n++) {
            faulty memory = {.fail_at = 0};
            mend_allocator a = faulty_allocator(&memory);
            mend_error err = {.struct_size = sizeof err};
            mend_buf *out;
            assert_int_equal(mend_buf_new(&a, &out), MEND_OK);
            memory.fail_at = memory.requests + n;
            status = try_rule(&answers[i], out, &err);
            if (status != MEND_OK) {
                assert_int_equal(status, MEND_NOMEM);
                assert_int_equal(err.status, MEND_NOMEM);
                assert_string_equal(mend_buf_data(out, NULL), "");
            }
            mend_buf_free(out);
            assert_int_equal(memory.live, 0);
            assert_true(n < 100);
        }
    }
}

/* A table whose text needs a block of memory of its own. */
static void test_probe__no_memory_for_a_long_table(void **state)
{
    (void)state;
    static char row[16384];
    char *at = row + snprintf(row, 32, "{\"table\":{\"a\":{},\"b");
    memset(at, 'b', 12000);
    snprintf(at + 12000, 32, "\":{}}}");
    mend_status status = MEND_NOMEM;
    for (size_t n = 1; status != MEND_OK; n++) {
        faulty memory = {.fail_at = 0};
        mend_allocator a = faulty_allocator(&memory);
        mend_buf *out;
        assert_int_equal(mend_buf_new(&a, &out), MEND_OK);
        memory.fail_at = memory.requests + n;
        status = mend_probe(NULL, "cancel", MEND_NTS, row, MEND_NTS, "{\"stage\":\"a\"}", MEND_NTS, out, NULL);
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        mend_buf_free(out);
        assert_int_equal(memory.live, 0);
        assert_true(n < 100);
    }
}

/* ---- at the door ---- */

static void test_probe__points_into_the_request(void **state)
{
    (void)state;
    static const struct {
        const char *request, *reply;
    } list[] = {
        {"{'op':'probe','section':'travle','row':{},'facts':{}}",
         "{'status':'NOT_FOUND','error':{'text':'there is no such section; did you mean \\'travel\\'?',"
         "'path':'$.section','line':1,'column':25,'offset':24}}"},
        {"{'op':'probe','section':'zzzzzzzz','row':{},'facts':{}}",
         "{'status':'NOT_FOUND','error':{'text':'there is no such section',"
         "'path':'$.section','line':1,'column':25,'offset':24}}"},
        {"{'op':'probe','row':{},'facts':{}}", "'path':'$'"},
        {"{'op':'probe','section':7,'row':{},'facts':{}}", "'path':'$.section'"},
        {"{'op':'probe','section':'travel','facts':{}}", "'path':'$'"},
        {"{'op':'probe','section':'travel','row':{}}", "'path':'$'"},
        {"{'op':'probe','section':'travel','row':{},'facts':{},'policy':{}}", "'status':'SCHEMA'"},
        {"{'op':'probe','section':'travel','row':[],'facts':{}}", "'path':'$.row'"},
        {"{'op':'probe','section':'travel','row':{},'facts':{'km':'x'}}", "'path':'$.facts.km'"},
        {"{'op':'probe','section':'travel','row':{},'facts':{'km':'1'},'rows':1}", "did you mean"},
        {"{'op':'probe','section':'travel','row':{'zones':[]},'facts':{'km':'1'}}",
         "{'status':'OK','refused':'OUT_OF_AREA'}"},
    };
    mend_buf *reply;
    assert_int_equal(mend_buf_new(NULL, &reply), MEND_OK);
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        char *request = quoted(list[i].request), *want = quoted(list[i].reply);
        (void)mend_doc_call(NULL, request, MEND_NTS, reply, NULL);
        if (strstr(mend_buf_data(reply, NULL), want) == NULL) {
            fail_msg("%s: %s", list[i].request, mend_buf_data(reply, NULL));
        }
        free(request);
        free(want);
    }
    mend_buf_free(reply);
}

/* ---- docs/probe.md ---- */

static char *read_page(void)
{
    FILE *file = fopen(MEND_ROOT "/docs/probe.md", "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    assert_true(size > 0);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, file), size);
    text[size] = '\0';
    fclose(file);
    return text;
}

static void test_probe__examples_are_answered_as_they_say(void **state)
{
    (void)state;
    static const char fence[] = "\n```json door\n";
    char *page = read_page(), *at = page;
    mend_buf *reply;
    int blocks = 0;
    assert_int_equal(mend_buf_new(NULL, &reply), MEND_OK);
    while ((at = strstr(at, fence)) != NULL) {
        char *request = at + strlen(fence), *answer = strchr(request, '\n') + 1, *end = strchr(answer, '\n');
        *end = '\0';
        assert_int_equal(mend_doc_call(NULL, request, (size_t)(answer - 1 - request), reply, NULL), MEND_OK);
        assert_string_equal(mend_buf_data(reply, NULL), answer);
        *end = '\n';
        at = end;
        blocks++;
    }
    assert_true(blocks > 30);
    mend_buf_free(reply);
    free(page);
}

static void test_probe__every_section_is_described(void **state)
{
    (void)state;
    static const char *const sections[] = {
        "labour",          "part",       "stack",     "travel",       "diagnosis",  "cancel",      "storage",
        "surcharge",       "estimate",   "validity",  "tax",          "invoice",    "ledger",      "period_end",
        "in_period",       "local_date", "roll",      "suspend",      "start_date", "usage",       "part_warranty",
        "repair_count",    "pro_rata",   "decide",    "depreciation", "remedy",     "repair_days", "use_fee",
        "assembly_remedy", "liability",  "rejection", "presumption"};
    char *page = read_page(), mark[64];
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        snprintf(mark, sizeof mark, "\n{\"op\": \"probe\", \"section\": \"%s\"", sections[i]);
        if (strstr(page, mark) == NULL) {
            fail_msg("docs/probe.md shows no %s", sections[i]);
        }
    }
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_probe__answers),
        cmocka_unit_test(test_probe__appends),
        cmocka_unit_test(test_probe__takes_decimals_from_the_policy),
        cmocka_unit_test(test_probe__checks_its_arguments),
        cmocka_unit_test(test_probe__says_what_is_wrong_and_where),
        cmocka_unit_test(test_probe__lists_have_limits),
        cmocka_unit_test(test_probe__no_memory_leaves_nothing_behind),
        cmocka_unit_test(test_probe__no_memory_for_a_long_table),
        cmocka_unit_test(test_probe__points_into_the_request),
        cmocka_unit_test(test_probe__examples_are_answered_as_they_say),
        cmocka_unit_test(test_probe__every_section_is_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
