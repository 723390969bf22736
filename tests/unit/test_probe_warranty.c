/*
 * test_probe_warranty.c - questions about warranty put through probes: where members may stand, what is refused where.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/faulty.h"
#include "unit/warranty_ask.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define TERMS                                                                                                          \
    "{'id':'std','payer':'m','from':['sale'],'years':2,'roll':true,'kinds':['part'],'usage_limit':'5','meter':'km'}"
#define LINES "'lines':[{'id':'a','kind':'part','class':'relay','amount':3500}]"

static void test_probe_warranty__the_row_and_the_facts_may_share_a_question(void **state)
{
    (void)state;
    assert_answer(mend__probe_period_end, "{'years':1,'rule':'day_before'}", "{'start':'2024-05-10','years':9}",
                  "{'last_day':'2025-05-09','clamped':false}");
    assert_answer(mend__probe_period_end, "{'years':1}", "{'start':null}", "$.start");
    assert_answer(mend__probe_period_end, "{'years':1}", "{}", "$");
    assert_answer(mend__probe_period_end, "{}", "{'start':'2024-05-10'}", "$");
    assert_answer(mend__probe_period_end, "{'year':1}", "{}", "$.year");
    assert_answer(mend__probe_period_end, "{'years':1}", "{'strat':'2024-05-10'}", "$.strat");
    assert_answer(mend__probe_period_end, "{'years':100}", "{'start':'9950-05-10'}", "!DATE_OUT_OF_RANGE");
    assert_answer(mend__probe_in_period, "{'start':'2024-05-10','last_day':'2024-05-09'}", "{'at':'2024-05-10'}",
                  "!BAD_PERIOD");
    assert_answer(mend__probe_in_period, "{'start':'2024-05-10','last_day':'2024-05-20'}", "{'at':'2024-05-21'}",
                  "{'state':'after','days_left':0}");
    assert_answer(mend__probe_in_period, "{'start':'2024-05-10','last_day':'2024-05-20'}", "{'at':'2024-05-09'}",
                  "{'state':'before','days_left':11}");
    assert_answer(mend__probe_local_date, "{'offset_min':480}", "{'utc':'2024-05-01T16:00:00Z'}",
                  "{'date':'2024-05-02'}");
    assert_answer(mend__probe_local_date, "{'offset_min':-300}", "{'utc':'2024-05-01T04:59:59Z'}",
                  "{'date':'2024-04-30'}");
    assert_answer(mend__probe_local_date, "{}", "{'utc':'2024-05-01'}", "$.utc");
    assert_answer(mend__probe_local_date, "{'offset_min':60}", "{'utc':'9999-12-31T23:30:00Z'}", "!DATE_OUT_OF_RANGE");
    assert_answer(mend__probe_roll, "{}", "{'last_day':'9999-12-31','off_days':['9999-12-31']}", "!DATE_OUT_OF_RANGE");
    assert_answer(mend__probe_roll, "{}", "{'last_day':'2024-10-01','off_days':['2024-10-1']}", "$.off_days[0]");
    assert_answer(mend__probe_suspend, "{'count':'nights'}", "{'last_day':'2024-05-10','outages':[{'to':null}]}",
                  "$.outages[0]");
    assert_answer(mend__probe_suspend, "{}", "{'last_day':'2024-05-10','outages':[{'from':'2024-05-01'}]}", "$");
    assert_answer(mend__probe_suspend, "{}", "{'last_day':'2024-05-10','outages':null}",
                  "{'days_added':0,'last_day':'2024-05-10'}");
}

static void test_probe_warranty__terms_begin_last_and_count_as_asked(void **state)
{
    (void)state;
    assert_answer(mend__probe_start_date, "{'order':['installation','registered','manufactured']}",
                  "{'have':{'installation':null,'manufacture':'2024-01-01'},'manufacture_plus_days':90}",
                  "{'start':'2024-03-31','basis':'manufactured','repair_only':true}");
    assert_answer(mend__probe_start_date, "{'order':['later_of_invoice_delivery']}",
                  "{'have':{'invoice':'2024-01-10'}}", "{'start':'2024-01-10','basis':'invoice','repair_only':false}");
    assert_answer(mend__probe_start_date, "{'order':['delivery']}", "{'have':{'invoice':'2024-01-10'}}",
                  "!NO_START_DATE");
    assert_answer(mend__probe_start_date, "{'order':[]}", "{'have':{}}", "!NO_START_DATE");
    assert_answer(mend__probe_start_date, "{'order':['delivery']}", "{'have':{'delivry':'2024-01-10'}}",
                  "$.have.delivry");
    assert_answer(mend__probe_usage, "{'months':24,'usage_limit':50000}",
                  "{'start':'2022-03-01','at':'2024-03-01','usage_at':50001}",
                  "{'last_day':'2024-03-01','covered':false,'ended_by':'usage'}");
    assert_answer(mend__probe_usage, "{'months':24,'usage_limit':50000}",
                  "{'start':'2022-03-01','at':'2024-03-02','usage_at':60001,'usage_start':'10000'}",
                  "{'last_day':'2024-03-01','covered':false,'ended_by':'both'}");
    assert_answer(mend__probe_usage, "{'months':24,'usage_limit':50000}",
                  "{'start':'2022-03-01','at':'2024-03-02','usage_at':60000,'usage_start':'10000'}",
                  "{'last_day':'2024-03-01','covered':false,'ended_by':'date'}");
    assert_answer(mend__probe_usage, "{'months':24,'usage_limit':50000}",
                  "{'start':'2022-03-01','at':'2024-03-02','usage_at':9000,'usage_start':'10000'}", "!USAGE_BACKWARDS");
    assert_answer(mend__probe_usage, "{'months':24,'usage_limit':50000}", "{'start':'2022-03-01','at':'2022-02-28'}",
                  "{'last_day':'2024-03-01','covered':false,'ended_by':null,'provisional':true}");
    assert_answer(mend__probe_part_warranty, "{'mode':'remainder'}", "{'on':'2024-11-01'}",
                  "{'last_day':null,'from':'remainder'}");
    assert_answer(mend__probe_part_warranty, "{'mode':'longer'}", "{'on':'2024-11-01'}", "$");
    assert_answer(mend__probe_part_warranty, "{'mode':'fresh','years':9000}", "{'on':'2024-11-01'}",
                  "!DATE_OUT_OF_RANGE");
    assert_answer(mend__probe_repair_count, "{'rule':'same_fault','threshold':1,'cmp':'gt'}",
                  "{'repairs':[{'on':'2024-01-10','fault':'a'},{'on':'2024-02-10','fault':'a'}],'last_day':null}",
                  "{'count':2,'met':true}");
    assert_answer(mend__probe_repair_count, "{}", "{'repairs':[{'fault':'a'}]}", "$.repairs[0]");
    assert_answer(mend__probe_pro_rata, "{'total_months':48,'free_months':24,'count':'started'}",
                  "{'start':'2022-01-15','at':'2024-07-14','price':80000}",
                  "{'used_months':30,'customer':50000,'credit':30000,'why':'PRO_RATA'}");
    assert_answer(mend__probe_pro_rata, "{'total_months':48,'free_months':49}",
                  "{'start':'2022-01-15','at':'2024-07-14','price':80000}", "$.free_months");
    assert_answer(mend__probe_pro_rata, "{'total_months':480000}",
                  "{'start':'2022-01-15','at':'2024-07-14','price':80000}", "!DATE_OUT_OF_RANGE");
}

typedef struct wrong_case {
    mend__probe_fn fn;
    const char *row, *facts, *path;
} wrong_case;

/* Every member that a question has, once of the wrong type or missing. */
static void test_probe_warranty__what_is_wrong_is_said_where_it_is(void **state)
{
    (void)state;
    static const wrong_case cases[] = {
        {mend__probe_period_end, "{'years':-1}", "{'start':'2024-05-10'}", "$.years"},
        {mend__probe_period_end, "{}", "{'start':'2024-05-10','years':-1}", "$.years"},
        {mend__probe_in_period, "{}", "{}", "$"},
        {mend__probe_in_period, "{'x':1}", "{}", "$.x"},
        {mend__probe_in_period, "{}", "{'start':'2024-05-10'}", "$"},
        {mend__probe_in_period, "{}", "{'start':'2024-05-10','last_day':'2024-05-10'}", "$"},
        {mend__probe_local_date, "{}", "{}", "$"},
        {mend__probe_local_date, "{'x':1}", "{}", "$.x"},
        {mend__probe_local_date, "{}", "{'utc':4}", "$.utc"},
        {mend__probe_local_date, "{'offset_min':1440}", "{'utc':'2024-05-01T16:00:00Z'}", "$.offset_min"},
        {mend__probe_roll, "{'off_days':[4,5]}", "{'last_day':'2024-05-10'}", "$.off_days[0]"},
        {mend__probe_roll, "{'x':1}", "{}", "$.x"},
        {mend__probe_roll, "{}", "{}", "$"},
        {mend__probe_suspend, "{'x':1}", "{}", "$.x"},
        {mend__probe_suspend, "{}", "{}", "$"},
        {mend__probe_suspend, "{}", "{'last_day':'2024-05-10','as_of':4}", "$.as_of"},
        {mend__probe_suspend, "{'count':'days'}", "{'last_day':'2024-05-10'}", "$.count"},
        {mend__probe_suspend, "{}", "{'last_day':'2024-05-10','outages':4}", "$.outages"},
        {mend__probe_suspend, "{}", "{'last_day':'2024-05-10','outages':[{'from':4}]}", "$.outages[0].from"},
        {mend__probe_suspend, "{}", "{'last_day':'2024-05-10','outages':[{'from':'2024-05-10','to':4},{}]}",
         "$.outages[0].to"},
        {mend__probe_suspend, "{}", "{'last_day':'2024-05-10','outages':[{'fro':4}]}", "$.outages[0].fro"},
        {mend__probe_suspend, "{}", "{'last_day':'2024-05-10','outages':[{'from':'2024-05-10','counts':4}]}",
         "$.outages[0].counts"},
        {mend__probe_start_date, "{'x':1}", "{}", "$.x"},
        {mend__probe_start_date, "{}", "{}", "$"},
        {mend__probe_start_date, "{'order':['sale','x']}", "{'have':{}}", "$.order[1]"},
        {mend__probe_start_date, "{'order':['x','sale']}", "{'have':{}}", "$.order[0]"},
        {mend__probe_start_date, "{'order':[]}", "{}", "$"},
        {mend__probe_start_date, "{'order':[],'manufacture_plus_days':-1}", "{'have':{}}", "$.manufacture_plus_days"},
        {mend__probe_start_date, "{'order':[]}", "{'have':{'x-note':0,'sale':4,'invoice':'2024-05-10'}}",
         "$.have.sale"},
        {mend__probe_start_date, "{'order':[]}", "{'have':{'later_of_invoice_delivery':'2024-05-10'}}",
         "$.have.later_of_invoice_delivery"},
        {mend__probe_usage, "{'x':1}", "{}", "$.x"},
        {mend__probe_usage, "{}", "{}", "$"},
        {mend__probe_usage, "{}", "{'start':'2024-05-10'}", "$"},
        {mend__probe_usage, "{}", "{'start':'2024-05-10','at':'2024-05-10'}", "$"},
        {mend__probe_usage, "{'days':1,'usage_start':-1}", "{'start':'2024-05-10','at':'2024-05-10'}", "$.usage_start"},
        {mend__probe_usage, "{'days':1,'usage_limit':-1}", "{'start':'2024-05-10','at':'2024-05-10'}", "$.usage_limit"},
        {mend__probe_usage, "{'days':1,'usage_at':-1}", "{'start':'2024-05-10','at':'2024-05-10'}", "$.usage_at"},
        {mend__probe_part_warranty, "{'x':1}", "{}", "$.x"},
        {mend__probe_part_warranty, "{'mode':'x'}", "{}", "$.mode"},
        {mend__probe_part_warranty, "{}", "{'unit_last_day':4}", "$.unit_last_day"},
        {mend__probe_part_warranty, "{}", "{}", "$"},
        {mend__probe_repair_count, "{'x':1}", "{}", "$.x"},
        {mend__probe_repair_count, "{}", "{'start':4}", "$.start"},
        {mend__probe_repair_count, "{}", "{'last_day':4}", "$.last_day"},
        {mend__probe_repair_count, "{'rule':4}", "{}", "$.rule"},
        {mend__probe_repair_count, "{'cmp':'lt'}", "{}", "$.cmp"},
        {mend__probe_repair_count, "{'threshold':-1}", "{}", "$.threshold"},
        {mend__probe_repair_count, "{}", "{'repairs':4}", "$.repairs"},
        {mend__probe_repair_count, "{}", "{'repairs':[{'on':4},{}]}", "$.repairs[0].on"},
        {mend__probe_repair_count, "{}", "{'repairs':[{'onn':4}]}", "$.repairs[0].onn"},
        {mend__probe_repair_count, "{}", "{'repairs':[{'on':'2024-05-10','fault':4}]}", "$.repairs[0].fault"},
        {mend__probe_repair_count, "{}", "{'repairs':[{'on':'2024-05-10','covered':4}]}", "$.repairs[0].covered"},
        {mend__probe_pro_rata, "{'x':1}", "{}", "$.x"},
        {mend__probe_pro_rata, "{}", "{}", "$"},
        {mend__probe_pro_rata, "{}", "{'start':'2024-05-10'}", "$"},
        {mend__probe_pro_rata, "{}", "{'start':'2024-05-10','at':'2024-05-10'}", "$"},
        {mend__probe_pro_rata, "{'total_months':0}", "{'start':'2024-05-10','at':'2024-05-10'}", "$.total_months"},
        {mend__probe_pro_rata, "{'total_months':9}", "{'start':'2024-05-10','at':'2024-05-10'}", "$"},
        {mend__probe_pro_rata, "{'total_months':9}", "{'start':'2024-05-10','at':'2024-05-10','price':-1}", "$.price"},
        {mend__probe_pro_rata, "{'total_months':9,'count':4}", "{'start':'2024-05-10','at':'2024-05-10','price':1}",
         "$.count"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','cause':4}", "$.cause"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','usage':{'km':1,'h':'x'}}", "$.usage.h"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','usage':{'km':'x','h':1}}", "$.usage.km"},
        {mend__probe_decide, "{}",
         "{'basis_date':'2024-05-10','usage':{'a':1,'b':1,'c':1,'d':1,'e':1,'f':1,'g':1,"
         "'h':1,'i':1,'j':1,'k':1,'l':1,'m':1,'n':1,'o':1,'p':1,'q':1}}",
         "$.usage"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','terms':[{'payer':'m'},{}]}", "$.terms[0]"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','lines':4}", "$.lines"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','lines':[{'id':4,'amount':1},{}]}", "$.lines[0].id"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','lines':[{'id':'a','amount':1,'kind':4}]}",
         "$.lines[0].kind"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','lines':[{'id':'a','amount':1,'class':4}]}",
         "$.lines[0].class"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','lines':[{'id':'a','amount':1,'serial':4}]}",
         "$.lines[0].serial"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','have':{'sale':4}}", "$.have.sale"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','as_of':4}", "$.as_of"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','off_days':{}}", "$.off_days"},
        {mend__probe_decide, "{}", "{'basis_date':'2024-05-10','outages':[4]}", "$.outages[0]"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_answer(cases[i].fn, cases[i].row, cases[i].facts, cases[i].path);
    }
}

static void test_probe_warranty__what_a_rule_cannot_answer_is_a_code(void **state)
{
    (void)state;
    assert_answer(mend__probe_local_date, "{'offset_min':-60}", "{'utc':'0001-01-01T00:30:00Z'}", "!DATE_OUT_OF_RANGE");
    assert_answer(mend__probe_suspend, "{}",
                  "{'last_day':'2024-05-10','outages':[{'from':'2024-01-20','to':"
                  "'2024-01-05'}]}",
                  "!BAD_OUTAGE");
    assert_answer(mend__probe_roll, "{'off_days':['2024-10-02','2024-10-01']}", "{'last_day':'2024-10-01'}",
                  "{'last_day':'2024-10-03','rolled':2}");
    assert_answer(mend__probe_suspend, "{'count':'inclusive'}",
                  "{'last_day':'2024-05-10','as_of':'2024-05-20','outages':[{'from':'2024-05-01','to':'2024-05-02'},"
                  "{'from':'2024-05-05','to':null}]}",
                  "{'days_added':18,'last_day':'2024-05-28'}");
    assert_answer(mend__probe_usage, "{'years':1,'usage_limit':5}",
                  "{'start':'2024-05-10','at':'2024-05-11','usage_at':5}",
                  "{'last_day':'2025-05-10','covered':true,'ended_by':null}");
    assert_answer(mend__probe_usage, "{'years':1,'usage_limit':5}",
                  "{'start':'2024-05-10','at':'2024-05-09','usage_at':6}",
                  "{'last_day':'2025-05-10','covered':false,'ended_by':'usage'}");
    assert_answer(mend__probe_usage, "{'years':9000}", "{'start':'2024-05-10','at':'2024-05-10','usage_at':1}",
                  "!DATE_OUT_OF_RANGE");
    assert_answer(mend__probe_usage, "{'years':1}", "{'start':'2024-05-10','at':'2025-05-11','usage_at':1}",
                  "{'last_day':'2025-05-10','covered':false,'ended_by':'date'}");
    assert_answer(mend__probe_part_warranty, "{'mode':'longer','days':90}", "{'on':'2024-11-01'}",
                  "{'last_day':'2025-01-30','from':'fresh'}");
    assert_answer(mend__probe_decide, "{}",
                  "{'basis_date':'2024-05-10','terms':[{'id':'a','payer':'m','start':"
                  "'2024-05-10','years':9000},{'id':'b','payer':'m'}]}",
                  "!DATE_OUT_OF_RANGE");
}

/* Wherever the arena's block comes to its end. */
static void test_probe_warranty__asking_survives_a_full_arena(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t pad = 8; pad < 4096; pad += 8) {
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend__node row = MEND__NONE, facts = MEND__NONE;
        mend__jw w;
        desk d;
        desk_open(&d, &a);
        mend__jw_init(&w, &d.out);
        assert_int_equal(read_quoted(&d, "{'off_days':['2024-01-01'],'outages':[{'from':'2024-01-01'}]}", &row),
                         MEND_OK);
        assert_int_equal(read_quoted(&d, "{'basis_date':'2024-06-01','usage':1,'terms':[" TERMS "]," LINES "}", &facts),
                         MEND_OK);
        assert_non_null(mend__arena_get(&d.arena, pad));
        memory.fail_at = memory.requests + 1;
        mend__probe p = {NULL, &d.arena, &d.tree, row, facts, {NULL, 0}, &w, NULL, &d.err};
        mend_status status = mend__probe_decide(&p);
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        failed += status == MEND_NOMEM;
        desk_close(&d);
        assert_int_equal(memory.live, 0);
    }
    assert_true(failed > 100);
}

static void test_probe_warranty__asking_survives_any_lack_of_memory(void **state)
{
    (void)state;
    static const char facts[] = "{'basis_date':'2024-06-01','cause':'defect','usage':{'km':1},'have':{'sale':'2024-01-"
                                "01'},'off_days':['2024-01-01'],"
                                "'outages':[{'from':'2024-01-01','to':'2024-01-03'}],'terms':[" TERMS "]," LINES "}";
    static const char repairs[] = "{'repairs':[{'on':'2024-01-10'}]}";
    const struct {
        mend__probe_fn fn;
        const char *facts;
    } cases[] = {{mend__probe_decide, facts}, {mend__probe_repair_count, repairs}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        mend_status status = MEND_NOMEM;
        size_t at = 1;
        for (; status == MEND_NOMEM && at < 200; at++) {
            faulty memory = {.fail_at = at};
            mend_allocator a = faulty_allocator(&memory);
            const char *refused = NULL;
            desk d;
            desk_open(&d, &a);
            status = ask(&d, cases[i].fn, "{}", cases[i].facts, &refused);
            desk_close(&d);
            assert_int_equal(memory.live, 0);
        }
        assert_int_equal(status, MEND_OK);
        assert_true(at > 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_probe_warranty__the_row_and_the_facts_may_share_a_question),
        cmocka_unit_test(test_probe_warranty__terms_begin_last_and_count_as_asked),
        cmocka_unit_test(test_probe_warranty__what_is_wrong_is_said_where_it_is),
        cmocka_unit_test(test_probe_warranty__what_a_rule_cannot_answer_is_a_code),
        cmocka_unit_test(test_probe_warranty__asking_survives_a_full_arena),
        cmocka_unit_test(test_probe_warranty__asking_survives_any_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
