/*
 * test_rights.c - regimes: every threshold on both of its sides, overlays, what is missing, what a refund is reduced by,
 * until when somebody is liable; documents that are refused, and memory that is not there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/rights.h"
#include "notions/civil.h"
#include "policy/probe.h"
#include "policy/regimes.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ANSWER 4096

static mend_error said;

/* Puts a case to a probe; `answer` receives the answer, or "!CODE" where there is none. */
static mend_status put(const mend_allocator *allocator, mend__probe_fn fn, const char *row, const char *facts,
                       char answer[ANSWER])
{
    mend__alloc alloc;
    mend__arena arena;
    mend__json tree;
    mend__jw w;
    mend_buf out;
    mend__node row_node, facts_node;
    assert_true(mend__alloc_init(&alloc, allocator));
    mend__arena_init(&arena, &alloc);
    mend__json_init(&tree, &alloc);
    mend__buf_init(&out, &alloc);
    mend__jw_init(&w, &out);
    said = (mend_error){.struct_size = sizeof said};
    answer[0] = '\0';
    mend_status status = mend__json_read(&tree, row, strlen(row), 100000, 32, &row_node, &said);
    if (status == MEND_OK) {
        status = mend__json_read(&tree, facts, strlen(facts), 100000, 32, &facts_node, &said);
    }
    if (status == MEND_OK) {
        mend__probe p = {NULL, &arena, &tree, row_node, facts_node, {NULL, 0}, &w, NULL, &said};
        status = fn(&p);
        status = status == MEND_OK ? out.status : status;
        if (status == MEND_OK && p.refused != NULL) {
            snprintf(answer, ANSWER, "!%s", p.refused);
        } else if (status == MEND_OK) {
            assert_true(out.len < ANSWER);
            snprintf(answer, ANSWER, "%.*s", (int)out.len, out.data);
        }
    }
    mend__buf_done(&out);
    mend__json_free(&tree);
    mend__arena_free(&arena);
    return status;
}

static char text[ANSWER];

static const char *ask(mend__probe_fn fn, const char *row, const char *facts)
{
    mend_status status = put(NULL, fn, row, facts, text);
    if (status != MEND_OK) {
        fail_msg("%s with %s: %s at %s", facts, row, said.text, said.path);
    }
    return text;
}

/* Rights and whys of a case, the members of `facts` behind the given head. */
static const char *judge(const char *regime, const char *head, const char *facts)
{
    char row[ANSWER], whole[ANSWER];
    snprintf(row, sizeof row, regime[0] == '{' ? "%s" : "{\"extends\":\"%s\"}", regime);
    snprintf(whole, sizeof whole, "{%s%s%s}", head, facts[0] == '\0' ? "" : ",", facts);
    return ask(mend__probe_remedy, row, whole);
}

#define SOLD "\"sold\":\"2024-05-01\",\"last_day\":\"2025-05-01\""
#define LATE SOLD ",\"at\":\"2024-08-01\""

typedef struct expected {
    const char *regime, *head, *facts, *answer;
} expected;

static void hold(const expected *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *got = judge(cases[i].regime, cases[i].head, cases[i].facts);
        if (strcmp(got, cases[i].answer) != 0) {
            fail_msg("%s, %s: expected %s, got %s", cases[i].regime, cases[i].facts, cases[i].answer, got);
        }
    }
}

#define HOLD(cases) hold(cases, sizeof cases / sizeof cases[0])

static void test_rights__windows_end_on_their_last_day(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"cn95@1", SOLD, "\"at\":\"2024-04-30\"", "{\"age\":-1,\"rights\":[],\"why\":[\"NOT_STARTED\"]}"},
        {"cn95@1", SOLD, "\"at\":\"2024-05-01\"",
         "{\"age\":0,\"rights\":[\"refund_full\",\"exchange\",\"repair\"],\"why\":[\"IN_TERM\",\"WITHIN_7_DAYS\"]}"},
        {"cn95@1", SOLD, "\"at\":\"2024-05-08\"",
         "{\"age\":7,\"rights\":[\"refund_full\",\"exchange\",\"repair\"],\"why\":[\"IN_TERM\",\"WITHIN_7_DAYS\"]}"},
        {"cn95@1", SOLD, "\"at\":\"2024-05-09\"",
         "{\"age\":8,\"rights\":[\"exchange\",\"repair\",\"refund_less_depreciation\"],"
         "\"why\":[\"IN_TERM\",\"WITHIN_15_DAYS\",\"SAME_MODEL_REFUSED\"]}"},
        {"cn95@1", SOLD, "\"at\":\"2024-05-16\",\"same_model\":false",
         "{\"age\":15,\"rights\":[\"refund_full\",\"repair\"],"
         "\"why\":[\"IN_TERM\",\"WITHIN_15_DAYS\",\"NO_SAME_MODEL\"]}"},
        {"cn95@1", SOLD, "\"at\":\"2024-05-17\"", "{\"age\":16,\"rights\":[\"repair\"],\"why\":[\"IN_TERM\"]}"},
        {"cn95@1", SOLD, "\"at\":\"2025-05-01\"", "{\"age\":365,\"rights\":[\"repair\"],\"why\":[\"IN_TERM\"]}"},
        {"cn95@1", SOLD, "\"at\":\"2025-05-02\"",
         "{\"age\":366,\"rights\":[\"paid_repair\"],\"why\":[\"OUT_OF_TERM\"]}"},
        /* Where the day of sale is day 1, the seventh comes a day earlier. */
        {"{\"extends\":\"cn95@1\",\"window\":\"day_before\"}", SOLD, "\"at\":\"2024-05-07\"",
         "{\"age\":6,\"rights\":[\"refund_full\",\"exchange\",\"repair\"],\"why\":[\"IN_TERM\",\"WITHIN_7_DAYS\"]}"},
        {"{\"extends\":\"cn95@1\",\"window\":\"day_before\"}", SOLD, "\"at\":\"2024-05-08\",\"no_depreciation\":true",
         "{\"age\":7,\"rights\":[\"refund_full\",\"exchange\",\"repair\"],"
         "\"why\":[\"IN_TERM\",\"WITHIN_15_DAYS\",\"NO_DEPRECIATION\"]}"},
        {"{\"extends\":\"cn95@1\",\"window\":\"day_before\"}", SOLD, "\"at\":\"2024-05-16\"",
         "{\"age\":15,\"rights\":[\"repair\"],\"why\":[\"IN_TERM\"]}"},
    };
    HOLD(cases);
}

#define EXCHANGE "\"rights\":[\"exchange\",\"repair\",\"refund_less_depreciation\"],"
#define REPAIR   "{\"age\":92,\"rights\":[\"repair\"],\"why\":[\"IN_TERM\"]}"

static void test_rights__repairs_and_waits_have_their_own_comparison(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"cn95@1", LATE, "\"failed_repairs\":1", REPAIR},
        {"cn95@1", LATE, "\"failed_repairs\":2",
         "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"REPAIRED_TWICE\",\"SAME_MODEL_REFUSED\"]}"},
        {"cn95@1", LATE, "\"parts_wait_days\":90", REPAIR},
        {"cn95@1", LATE, "\"parts_wait_days\":91",
         "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"PARTS_WAIT_OVER_90\",\"SAME_MODEL_REFUSED\"]}"},
        {"cn95@1", LATE, "\"repairer_delay_days\":30", REPAIR},
        {"cn95@1", LATE, "\"repairer_delay_days\":31",
         "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"REPAIRER_DELAY_OVER_30\",\"SAME_MODEL_REFUSED\"]}"},
        {"cn95@1", LATE, "\"repair_days\":400", REPAIR},
        {"cn_mobile@1", LATE, "\"parts_wait_days\":60", REPAIR},
        {"cn_mobile@1", LATE, "\"parts_wait_days\":61",
         "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"PARTS_WAIT_OVER_60\",\"SAME_MODEL_REFUSED\"]}"},
        {"cn_fixed@1", LATE, "\"parts_wait_days\":60", REPAIR},
        {"cn_fixed@1", LATE, "\"parts_wait_days\":61,\"same_model\":false",
         "{\"age\":92,\"rights\":[\"refund_full\",\"repair\"],"
         "\"why\":[\"IN_TERM\",\"PARTS_WAIT_OVER_60\",\"NO_SAME_MODEL\"]}"},
        {"cn_fixed@1", LATE, "\"single_repair_days\":3", REPAIR},
        {"cn_fixed@1", LATE, "\"single_repair_days\":4",
         "{\"age\":92,\"rights\":[\"repair\",\"loan_unit\"],\"why\":[\"IN_TERM\",\"LOAN_UNIT_AFTER_3_DAYS\"]}"},
        /* What somebody misused, and what the date of manufacture alone speaks for. */
        {"cn95@1", LATE, "\"failed_repairs\":5,\"excluded\":true",
         "{\"age\":92,\"rights\":[\"paid_repair\"],\"why\":[\"EXCLUDED\"]}"},
        {"cn95@1", LATE, "\"exclusion\":\"force_majeure\"",
         "{\"age\":92,\"rights\":[\"paid_repair\"],\"why\":[\"EXCLUDED\"]}"},
        {"{\"facts\":{\"w\":[\"a\",\"b\",\"c\"]},\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"w\":[\"a\","
         "\"c\"]}}}}",
         "\"w\":\"c\"", "", "{\"age\":null,\"rights\":[],\"why\":[\"R\"]}"},
        {"{\"facts\":{\"w\":[\"a\",\"b\",\"c\"]},\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"w\":[\"a\","
         "\"c\"]}}}}",
         "\"w\":\"b\"", "", "{\"age\":null,\"rights\":[],\"why\":[]}"},
        {"cn_mobile@1", LATE, "\"failed_repairs\":5,\"repair_only\":true",
         "{\"age\":92,\"rights\":[\"repair\"],\"why\":[\"IN_TERM\",\"REPAIR_ONLY\"]}"},
    };
    HOLD(cases);
}

#define ZJ "{\"id\":\"zj\",\"extends\":[\"cn_mobile@1\",\"cn_zhejiang@1\"]}"

static void test_rights__an_overlay_changes_what_it_names(void **state)
{
    (void)state;
    static const expected cases[] = {
        {ZJ, LATE, "\"repair_days\":35", REPAIR},
        {ZJ, LATE, "\"repair_days\":36,\"price\":300000",
         "{\"age\":92,\"rights\":[\"refund_full\",\"exchange\",\"repair\"],"
         "\"why\":[\"IN_TERM\",\"REPAIR_DAYS_OVER_35\",\"NO_DEPRECIATION\"],\"fee\":0,\"refund\":300000}"},
        {ZJ, LATE, "\"parts_wait_days\":61,\"same_model\":false",
         "{\"age\":92,\"rights\":[\"refund_full\",\"repair\"],"
         "\"why\":[\"IN_TERM\",\"PARTS_WAIT_OVER_60\",\"NO_SAME_MODEL\"]}"},
        {ZJ, LATE, "\"single_repair_days\":5", REPAIR},
        {ZJ, LATE, "\"single_repair_days\":6",
         "{\"age\":92,\"rights\":[\"repair\",\"loan_unit\"],\"why\":[\"IN_TERM\",\"LOAN_UNIT_AFTER_5_DAYS\"]}"},
        /* A rule that others name goes only with them. */
        {"{\"extends\":\"cn95@1\",\"rules\":{\"parts_wait\":null,\"same_model_refused\":{\"after\":[\"days_15\"]},"
         "\"no_depreciation\":null,\"no_same_model\":null}}",
         LATE ",\"parts_wait_days\":500", "", REPAIR},
        /* Rules of one order go by their names. */
        {"{\"extends\":\"cn95@1\",\"rules\":{\"a\":{\"order\":40,\"code\":\"FIRST\"}}}", LATE, "",
         "{\"age\":92,\"rights\":[\"repair\"],\"why\":[\"FIRST\",\"IN_TERM\"]}"},
        {"{\"extends\":\"cn95@1\",\"x-note\":\"ours\",\"rules\":{\"repaired_twice\":{\"code\":\"THREE\",\"when\":"
         "{\"failed_repairs\":{\"ge\":\"3\"}}}}}",
         LATE, "\"failed_repairs\":2", REPAIR},
    };
    HOLD(cases);
}

static void test_rights__repairs_are_counted_where_covered_and_in_the_term(void **state)
{
    (void)state;
    static const char repairs[] = "\"repairs\":[{\"on\":\"2024-06-01\",\"fault\":\"noise\"},"
                                  "{\"on\":\"2024-06-02\",\"fault\":\"power\",\"covered\":false},"
                                  "{\"on\":\"2025-05-02\",\"fault\":\"noise\"},{\"on\":\"%s\",\"fault\":\"power\"}]%s";
    static const char same[] = "{\"extends\":\"cn95@1\",\"facts\":{\"failed_repairs\":{\"repairs\":\"same_fault\"}}}";
    static const char met[] =
        "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"REPAIRED_TWICE\",\"SAME_MODEL_REFUSED\"]}";
    char facts[ANSWER];
    snprintf(facts, sizeof facts, repairs, "2025-05-01", "");
    assert_string_equal(judge("cn95@1", LATE, facts), met);
    assert_string_equal(judge(same, LATE, facts), REPAIR);
    snprintf(facts, sizeof facts, repairs, "2024-04-30", "");
    assert_string_equal(judge("cn95@1", LATE, facts), REPAIR);
    snprintf(facts, sizeof facts, repairs, "2025-05-02", "");
    assert_string_equal(judge("cn95@1", LATE, facts), REPAIR);
    /* The case's own word goes before the list. */
    snprintf(facts, sizeof facts, repairs, "2025-05-02", ",\"failed_repairs\":2");
    assert_string_equal(judge("cn95@1", LATE, facts), met);
    /* A regime without terms counts all of them. */
    snprintf(facts, sizeof facts, repairs, "2030-05-02", "");
    assert_string_equal(judge("{\"facts\":{\"failed\":{\"repairs\":\"any\"}},\"rules\":{"
                              "\"a\":{\"order\":3,\"code\":\"A\",\"when\":{\"failed\":{\"ge\":3,\"le\":3}}},"
                              "\"b\":{\"order\":2,\"code\":\"B\",\"when\":{\"failed\":{\"gt\":2,\"lt\":3}}},"
                              "\"d\":{\"order\":1,\"code\":\"D\",\"when\":{\"failed\":{\"gt\":2,\"lt\":4}}},"
                              "\"c\":{\"order\":1,\"code\":\"C\",\"when\":{\"failed\":{\"ge\":2,\"le\":2}}}}}",
                              "\"x-a\":1", facts),
                        "{\"age\":null,\"rights\":[],\"why\":[\"D\",\"A\"]}");
    /* Without the end of the term nobody knows which of them count. */
    snprintf(facts, sizeof facts, repairs, "2024-07-01", "");
    assert_string_equal(judge("cn95@1", "\"sold\":\"2024-05-01\",\"at\":\"2024-08-01\"", facts),
                        "{\"age\":92,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"last_day\"]}");
}

static void test_rights__what_is_missing_is_said(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"cn95@1", "\"at\":\"2024-05-02\"", "\"last_day\":\"2025-05-01\",\"failed_repairs\":2",
         "{\"age\":null,\"rights\":[\"exchange\",\"repair\"],\"why\":[\"IN_TERM\",\"REPAIRED_TWICE\"],"
         "\"provisional\":true,\"missing\":[\"sold\"]}"},
        {"cn95@1", SOLD, "", "{\"age\":null,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"at\"]}"},
        {"cn95@1", "\"sold\":\"2024-05-01\",\"last_day\":null", "\"at\":\"2024-05-02\"",
         "{\"age\":1,\"rights\":[\"refund_full\",\"exchange\",\"repair\"],\"why\":[\"WITHIN_7_DAYS\"],"
         "\"provisional\":true,\"missing\":[\"last_day\"]}"},
        /* Figures that nobody has confirmed are not there. */
        {"cn_pc@1", LATE, "",
         "{\"age\":92,\"rights\":[\"repair\"],\"why\":[\"IN_TERM\"],\"provisional\":true,"
         "\"missing\":[\"rules/days_7\",\"rules/days_15\"]}"},
        {"cn_av@1", LATE, "\"failed_repairs\":2,\"repairer_delay_days\":1,\"parts_wait_days\":1",
         "{\"age\":92,\"rights\":[\"repair\"],\"why\":[\"IN_TERM\"],\"provisional\":true,\"missing\":"
         "[\"rules/days_7\",\"rules/days_15\",\"rules/repaired_twice\",\"rules/parts_wait\",\"rules/"
         "repairer_delay\"]}"},
        {"cn_auto@1", "\"start\":\"2024-03-01\",\"at\":\"2024-03-08\"", "\"severe_failure\":true",
         "{\"age\":7,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"km\"]}"},
        {"{\"since\":\"d\",\"facts\":{\"d\":\"date\",\"f\":\"flag\"},\"terms\":{\"t\":{}},\"rules\":{\"r\":{\"order\":"
         "1,"
         "\"code\":\"R\",\"when\":{\"t\":true,\"f\":true}}}}",
         "\"d\":\"2024-03-01\"", "\"at\":\"2024-03-08\"",
         "{\"age\":7,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"terms/t\",\"f\"]}"},
        {"cn95@1", "\"at\":\"2024-03-08\",\"explain\":true", "",
         "{\"age\":null,\"rights\":[],\"why\":[],\"regime\":\"cn95\",\"trail\":[],\"dates\":{\"at\":\"2024-03-08\","
         "\"since\":null,"
         "\"in_term\":null},\"provisional\":true,\"missing\":[\"sold\",\"last_day\"]}"},
        {"cn_auto@1", "\"at\":\"2024-03-08\"", "\"km\":1",
         "{\"age\":null,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"start\"]}"},
        {"{\"since\":\"d\",\"facts\":{\"d\":\"date\",\"u\":\"count\"},\"terms\":{\"t\":{\"from\":\"d\",\"usage\":\"u\"}"
         "},"
         "\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"t\":true}}}}",
         "\"d\":\"2024-03-01\",\"u\":7", "\"at\":\"2024-03-08\"",
         "{\"age\":7,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"terms/t\"]}"},
        /* The figure is open, and whether it matters: nobody says how many there are. */
        {"{\"facts\":{\"u\":\"count\"},\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"u\":{}}}}}",
         "\"x-a\":1", "",
         "{\"age\":null,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"rules/r\",\"u\"]}"},
        {"{\"facts\":{\"u\":\"count\"},\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"u\":{}}}}}", "\"u\":3",
         "", "{\"age\":null,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"rules/r\"]}"},
        /* A depreciation that would need the age. */
        {"{\"since\":\"d\",\"facts\":{\"d\":\"date\"},\"rights\":{\"a\":{\"order\":1,\"refund\":\"less_depreciation\"}}"
         ","
         "\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"gives\":[\"a\"]}},\"depreciation\":{\"rate\":\"0.1\"}}",
         "\"price\":10", "",
         "{\"age\":null,\"rights\":[\"a\"],\"why\":[\"R\"],\"fee\":null,\"refund\":null,\"provisional\":true,"
         "\"missing\":[\"at\",\"d\"]}"},
        {"{\"since\":\"d\",\"facts\":{\"d\":\"date\"},\"rights\":{\"a\":{\"order\":1,\"refund\":\"less_depreciation\"}}"
         ","
         "\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"gives\":[\"a\"]}},\"depreciation\":{\"rate\":\"0.1\"}}",
         "\"price\":10", "\"d\":\"2024-01-02\",\"at\":\"2024-01-01\"", "!BAD_PERIOD"},
        {"{\"since\":\"d\",\"facts\":{\"d\":\"date\"},\"rights\":{\"a\":{\"order\":1,\"refund\":\"less_depreciation\"}}"
         ","
         "\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"gives\":[\"a\"]}},\"depreciation\":{\"rate\":\"0.1\"}}",
         "\"price\":10", "\"d\":\"2024-01-02\",\"at\":\"2024-01-01\"", "!BAD_PERIOD"},
        {"{\"rights\":{\"a\":{\"order\":1,\"refund\":\"less_use\"}},\"use\":{\"rate\":\"0.1\"},"
         "\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"gives\":[\"a\"]}}}",
         "\"price\":10", "",
         "{\"age\":null,\"rights\":[\"a\"],\"why\":[\"R\"],\"fee\":null,\"refund\":null,\"provisional\":true,"
         "\"missing\":[\"km\"]}"},
        /* A rule that asks for one that is undecided is undecided as well; one that cannot hold is not. */
        {"{\"since\":\"d\",\"facts\":{\"d\":\"date\",\"f\":\"flag\",\"g\":false},\"rights\":{\"a\":{\"order\":1}},"
         "\"rules\":{"
         "\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"f\":true}},"
         "\"s\":{\"order\":2,\"code\":\"S\",\"after\":[\"r\"],\"gives\":[\"a\"]},"
         "\"t\":{\"order\":3,\"code\":\"T\",\"unless\":[\"r\"],\"gives\":[\"a\"]},"
         "\"u\":{\"order\":4,\"code\":\"U\",\"unless\":[\"r\"],\"when\":{\"g\":true},\"gives\":[\"a\"]}}}",
         "\"d\":\"2024-03-01\"", "\"at\":\"2024-03-08\"",
         "{\"age\":7,\"rights\":[],\"why\":[],\"provisional\":true,\"missing\":[\"f\"]}"},
    };
    HOLD(cases);
}

static void test_rights__refunds_follow_the_first_right_to_money(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"cn_mobile@1", LATE, "\"price\":300000,\"rate\":\"0.005\",\"parts_wait_days\":61,\"repair_days\":61",
         "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"PARTS_WAIT_OVER_60\",\"SAME_MODEL_REFUSED\"],"
         "\"fee\":46500,\"refund\":253500}"},
        {"cn_mobile@1", LATE, "\"price\":300000,\"count\":\"inclusive\",\"parts_wait_days\":61,\"repair_days\":61",
         "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"PARTS_WAIT_OVER_60\",\"SAME_MODEL_REFUSED\"],"
         "\"fee\":48000,\"refund\":252000}"},
        {"cn_mobile@1", SOLD ",\"at\":\"2024-05-08\"", "\"price\":300000,\"failed_repairs\":2",
         "{\"age\":7,\"rights\":[\"refund_full\",\"exchange\",\"repair\"],"
         "\"why\":[\"IN_TERM\",\"WITHIN_7_DAYS\",\"REPAIRED_TWICE\"],\"fee\":0,\"refund\":300000}"},
        {"cn95@1", LATE, "\"price\":300000,\"failed_repairs\":2",
         "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"REPAIRED_TWICE\",\"SAME_MODEL_REFUSED\"],\"fee\":null,"
         "\"refund\":null,\"provisional\":true,\"missing\":[\"rate\"]}"},
        {"cn95@1", LATE, "\"price\":300000,\"failed_repairs\":2,\"product\":\"bicycle\"",
         "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"REPAIRED_TWICE\",\"SAME_MODEL_REFUSED\"],\"fee\":13800,"
         "\"refund\":286200}"},
        {"cn95@1", LATE, "\"price\":300000", REPAIR},
        {"cn_auto@1", "\"start\":\"2024-03-01\",\"at\":\"2024-12-01\",\"km\":\"12345\",\"price\":20000000",
         "\"safety_repairs\":2,\"n\":\"0.005\"",
         "{\"age\":275,\"rights\":[\"refund_with_fee\",\"exchange_with_fee\",\"repair\"],"
         "\"why\":[\"ART24_2_SAFETY_REPAIRS\",\"IN_REPAIR_TERM\"],\"fee\":1234500,\"refund\":18765500}"},
        {"cn_auto@1", "\"start\":\"2024-03-01\",\"at\":\"2024-12-01\",\"km\":12345,\"price\":20000000",
         "\"safety_repairs\":2",
         "{\"age\":275,\"rights\":[\"refund_with_fee\",\"exchange_with_fee\",\"repair\"],"
         "\"why\":[\"ART24_2_SAFETY_REPAIRS\",\"IN_REPAIR_TERM\"],\"fee\":null,\"refund\":null,\"provisional\":true,"
         "\"missing\":[\"n\"]}"},
    };
    HOLD(cases);
}

#define CAR "\"start\":\"2024-03-01\",\"km\":3000"
#define OLD "\"start\":\"2022-03-01\",\"at\":\"2024-03-01\""

static void test_rights__cars(void **state)
{
    (void)state;
    static const char with_fee[] = "{\"age\":731,\"rights\":[\"refund_with_fee\",\"exchange_with_fee\",\"repair\"],"
                                   "\"why\":[\"%s\",\"IN_REPAIR_TERM\"]}";
    static const char repair[] = "{\"age\":731,\"rights\":[\"repair\"],\"why\":[\"IN_REPAIR_TERM\"]}";
    static const expected cases[] = {
        {"cn_auto@1", CAR, "\"at\":\"2024-04-30\",\"severe_failure\":true",
         "{\"age\":60,\"rights\":[\"refund_free\",\"exchange_free\",\"repair\"],"
         "\"why\":[\"ART23_60_DAYS_3000_KM\",\"IN_REPAIR_TERM\"]}"},
        {"cn_auto@1", CAR, "\"at\":\"2024-05-01\",\"severe_failure\":true",
         "{\"age\":61,\"rights\":[\"repair\"],\"why\":[\"IN_REPAIR_TERM\"]}"},
        {"cn_auto@1", "\"start\":\"2024-03-01\",\"km\":\"3000.1\"", "\"at\":\"2024-04-30\",\"severe_failure\":true",
         "{\"age\":60,\"rights\":[\"repair\"],\"why\":[\"IN_REPAIR_TERM\"]}"},
        {"cn_auto@1", CAR, "\"at\":\"2024-04-30\",\"needs_main_assembly\":true",
         "{\"age\":60,\"rights\":[\"assembly_exchange\",\"repair\"],"
         "\"why\":[\"ART20_60_DAYS_3000_KM\",\"IN_REPAIR_TERM\"]}"},
        {"cn_auto@1", "\"start\":\"2024-03-01\",\"km\":3001", "\"at\":\"2024-03-08\",\"needs_main_assembly\":true",
         "{\"age\":7,\"rights\":[\"refund_free\",\"exchange_free\",\"repair\"],"
         "\"why\":[\"ART22_7_DAYS\",\"IN_REPAIR_TERM\"]}"},
        {"cn_auto@1", "\"start\":\"2022-03-01\",\"km\":60000", "\"at\":\"2025-03-01\"",
         "{\"age\":1096,\"rights\":[\"repair\"],\"why\":[\"IN_REPAIR_TERM\"]}"},
        {"cn_auto@1", "\"start\":\"2022-03-01\",\"km\":60000", "\"at\":\"2025-03-02\"",
         "{\"age\":1097,\"rights\":[\"paid_repair\"],\"why\":[\"OUT_OF_REPAIR_TERM\"]}"},
        {"cn_auto@1", "\"start\":\"2022-03-01\",\"km\":60001", "\"at\":\"2022-04-01\"",
         "{\"age\":31,\"rights\":[\"paid_repair\"],\"why\":[\"OUT_OF_REPAIR_TERM\"]}"},
        {"cn_auto@1", CAR, "\"at\":\"2024-02-29\"", "{\"age\":-1,\"rights\":[],\"why\":[\"NOT_STARTED\"]}"},
        {"cn_auto@1", CAR, "\"at\":\"2024-06-01\",\"single_repair_days\":5",
         "{\"age\":92,\"rights\":[\"repair\"],\"why\":[\"IN_REPAIR_TERM\"]}"},
        {"cn_auto@1", CAR, "\"at\":\"2024-06-01\",\"single_repair_days\":6",
         "{\"age\":92,\"rights\":[\"repair\",\"loan_unit\"],\"why\":[\"IN_REPAIR_TERM\",\"ART21_REPAIR_OVER_5_DAYS\"]"
         "}"},
        {"cn_auto@1", CAR, "\"at\":\"2024-03-02\",\"needs_main_assembly\":true,\"excluded\":true",
         "{\"age\":1,\"rights\":[\"paid_repair\"],\"why\":[\"EXCLUDED\"]}"},
        /* An end that somebody gives goes before the computed one. */
        {"cn_auto@1", CAR, "\"at\":\"2024-03-20\",\"repair_term_last_day\":\"2024-03-19\"",
         "{\"age\":19,\"rights\":[\"paid_repair\"],\"why\":[\"OUT_OF_REPAIR_TERM\"]}"},
    };
    static const struct {
        const char *fact, *code;
        int least;
    } limits[] = {{"safety_repairs", "ART24_2_SAFETY_REPAIRS", 2},
                  {"assembly_changes", "ART24_2_ASSEMBLY_CHANGES", 2},
                  {"repair_days", "ART24_REPAIR_DAYS_OVER_30", 31},
                  {"same_problem_repairs", "ART24_SAME_PROBLEM_OVER_4", 5}};
    char facts[ANSWER], answer[ANSWER];
    HOLD(cases);
    assert_string_equal(judge("cn_auto@1", "\"start\":\"9998-03-01\"", "\"at\":\"9998-04-01\",\"km\":1"),
                        "!DATE_OUT_OF_RANGE");
    for (size_t i = 0; i < 4; i++) {
        /* On the last day and at 50 000 km, and just beyond of each. */
        snprintf(facts, sizeof facts, "\"km\":50000,\"%s\":%d", limits[i].fact, limits[i].least);
        snprintf(answer, sizeof answer, with_fee, limits[i].code);
        assert_string_equal(judge("cn_auto@1", OLD, facts), answer);
        snprintf(facts, sizeof facts, "\"km\":50000,\"%s\":%d", limits[i].fact, limits[i].least - 1);
        assert_string_equal(judge("cn_auto@1", OLD, facts), repair);
        snprintf(facts, sizeof facts, "\"km\":50001,\"%s\":%d", limits[i].fact, limits[i].least);
        assert_string_equal(judge("cn_auto@1", OLD, facts), repair);
        snprintf(facts, sizeof facts, "\"at\":\"2024-03-02\",\"km\":50000,\"%s\":%d", limits[i].fact, limits[i].least);
        assert_string_equal(judge("cn_auto@1", "\"start\":\"2022-03-01\"", facts),
                            "{\"age\":732,\"rights\":[\"repair\"],\"why\":[\"IN_REPAIR_TERM\"]}");
    }
}

static void test_rights__other_laws(void **state)
{
    (void)state;
    static const expected cases[] = {
        {"cn_consumer@1", "\"received\":\"2024-05-01\"", "\"at\":\"2024-05-08\"",
         "{\"age\":7,\"rights\":[\"refund_full\"],\"why\":[\"ART24_7_DAYS\"]}"},
        {"cn_consumer@1", "\"received\":\"2024-05-01\"",
         "\"at\":\"2024-05-08\",\"faulty\":false,\"distance_sale\":true",
         "{\"age\":7,\"rights\":[\"refund_full\"],\"why\":[\"ART25_7_DAYS\"]}"},
        {"cn_consumer@1", "\"received\":\"2024-05-01\"", "\"at\":\"2024-05-09\",\"distance_sale\":true",
         "{\"age\":8,\"rights\":[],\"why\":[]}"},
        {"uk@1", "\"delivered\":\"2024-05-01\"", "\"at\":\"2024-09-09\",\"failed_repairs\":1",
         "{\"age\":131,\"rights\":[\"price_reduction\",\"final_rejection\"],\"why\":[\"S24_FAILED_REPAIR\"]}"},
        {"uk@1", "\"delivered\":\"2024-05-01\"", "\"at\":\"2024-09-09\"", "{\"age\":131,\"rights\":[],\"why\":[]}"},
        {"{\"extends\":\"cn_pc@1\",\"rules\":{\"days_7\":{\"when\":{\"age\":{\"le\":7}}},"
         "\"days_15\":{\"when\":{\"age\":{\"le\":15}}}}}",
         SOLD, "\"at\":\"2024-05-02\",\"no_receipt\":true",
         "{\"age\":1,\"rights\":[\"exchange\",\"repair\"],\"why\":[\"IN_TERM\",\"REFUND_WINDOW\",\"NO_RECEIPT\"]}"},
    };
    HOLD(cases);
}

static void test_rights__an_explanation_names_regime_articles_and_dates(void **state)
{
    (void)state;
    assert_string_equal(
        judge("cn95@1", LATE, "\"explain\":true,\"failed_repairs\":2"),
        "{\"age\":92," EXCHANGE "\"why\":[\"IN_TERM\",\"REPAIRED_TWICE\",\"SAME_MODEL_REFUSED\"],\"regime\":\"cn95\","
        "\"trail\":[{\"rule\":\"in_term\",\"code\":\"IN_TERM\",\"article\":\"8\",\"rights\":[\"repair\"]},"
        "{\"rule\":\"repaired_twice\",\"code\":\"REPAIRED_TWICE\",\"article\":\"11\",\"rights\":[\"exchange\"]},"
        "{\"rule\":\"same_model_refused\",\"code\":\"SAME_MODEL_REFUSED\",\"article\":\"13\",\"rights\":"
        "[\"refund_less_depreciation\"]}],\"dates\":{\"at\":\"2024-08-01\",\"since\":\"2024-05-01\","
        "\"in_term\":\"2025-05-01\"}}");
    assert_string_equal(
        judge("{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\"}},\"terms\":{\"t\":{}}}", "\"explain\":true", ""),
        "{\"age\":null,\"rights\":[],\"why\":[\"R\"],\"regime\":\"\",\"trail\":[{\"rule\":\"r\","
        "\"code\":\"R\",\"rights\":[]}],\"dates\":{\"at\":null,\"t\":null}}");
}

static void test_rights__depreciation(void **state)
{
    (void)state;
    static const struct {
        const char *row, *facts, *answer;
    } cases[] = {
        {"{}",
         "{\"price\":300000,\"rate\":\"0.001\",\"invoiced\":\"2024-01-01\",\"returned\":\"2024-04-10\","
         "\"repair_days\":20}",
         "{\"days\":80,\"fee\":24000,\"refund\":276000}"},
        {"{\"depreciation\":{\"count\":\"inclusive\",\"rate\":\"0.001\"}}",
         "{\"price\":300000,\"invoiced\":\"2024-01-01\",\"returned\":\"2024-04-10\",\"repair_days\":20}",
         "{\"days\":81,\"fee\":24300,\"refund\":275700}"},
        {"{}", "{\"price\":199900,\"rate\":\"0.005\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-12-31\"}",
         "{\"days\":364,\"fee\":199900,\"refund\":0}"},
        {"{}", "{\"price\":199900,\"rate\":\"0.005\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-07-20\"}",
         "{\"days\":200,\"fee\":199900,\"refund\":0}"},
        {"{}", "{\"price\":199900,\"rate\":\"0.005\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-07-19\"}",
         "{\"days\":199,\"fee\":198901,\"refund\":999}"},
        /* 3 * 0.5 = 1.5 and 1 * 0.499999999: half up, once. */
        {"{}", "{\"price\":3,\"rate\":\"0.5\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-02\"}",
         "{\"days\":1,\"fee\":2,\"refund\":1}"},
        {"{}", "{\"price\":1,\"rate\":\"0.499999999\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-02\"}",
         "{\"days\":1,\"fee\":0,\"refund\":1}"},
        {"{}",
         "{\"price\":100,\"rate\":\"0.1\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-02\",\"repair_days\":5}",
         "{\"days\":0,\"fee\":0,\"refund\":100}"},
        {"{}", "{\"price\":100,\"rate\":\"0.1\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-01\"}",
         "{\"days\":0,\"fee\":0,\"refund\":100}"},
        {"{}",
         "{\"price\":9223372036854775807,\"rate\":\"0.000000001\",\"invoiced\":\"0001-01-01\","
         "\"returned\":\"9999-12-31\"}",
         "{\"days\":3652058,\"fee\":33684289634171779,\"refund\":9189687747220604028}"},
        {"{}", "{\"price\":9223372036854775807,\"rate\":1,\"invoiced\":\"0001-01-01\",\"returned\":\"9999-12-31\"}",
         "{\"days\":3652058,\"fee\":9223372036854775807,\"refund\":0}"},
        {"{}", "{\"price\":100,\"rate\":\"0.1\",\"invoiced\":\"2023-01-02\",\"returned\":\"2023-01-01\"}",
         "!BAD_PERIOD"},
        {"{}", "{\"price\":100,\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-11\"}",
         "{\"days\":10,\"fee\":null,\"refund\":null,\"provisional\":true,\"missing\":[\"rate\"]}"},
        {"{\"extends\":\"cn95@1\"}",
         "{\"price\":1000,\"product\":\"colour_tv\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-11\"}",
         "{\"days\":10,\"fee\":10,\"refund\":990}"},
        {"{\"extends\":\"cn95@1\"}",
         "{\"price\":1000,\"product\":\"kettle\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-11\"}",
         "{\"days\":10,\"fee\":null,\"refund\":null,\"provisional\":true,\"missing\":[\"rate\"]}"},
        {"{\"extends\":\"cn_mobile@1\"}",
         "{\"price\":1000,\"product\":\"bicycle\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-11\"}",
         "{\"days\":10,\"fee\":50,\"refund\":950}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(ask(mend__probe_depreciation, cases[i].row, cases[i].facts), cases[i].answer);
    }
}

static void test_rights__the_use_of_a_car(void **state)
{
    (void)state;
    static const struct {
        const char *row, *facts, *answer;
    } cases[] = {
        {"{}", "{\"price\":20000000,\"km\":12345,\"n\":\"0.005\"}", "{\"fee\":1234500}"},
        {"{\"extends\":\"cn_auto@1\"}", "{\"price\":20000000,\"km\":12345,\"n\":\"0.008\"}", "{\"fee\":1234500}"},
        {"{}", "{\"price\":20000000,\"km\":12345,\"n\":\"0.008\"}", "{\"fee\":1975200}"},
        {"{\"use\":{\"rate\":\"0.004\",\"most\":\"0.005\"}}", "{\"price\":1000000,\"km\":\"1000.5\"}",
         "{\"fee\":4002}"},
        {"{}", "{\"price\":20000000,\"km\":200000,\"n\":\"0.005\"}", "{\"fee\":20000000}"},
        {"{}", "{\"price\":20000000,\"km\":200001,\"n\":\"0.005\"}", "{\"fee\":20000000}"},
        {"{}", "{\"price\":20000000,\"km\":0,\"n\":\"0.005\"}", "{\"fee\":0}"},
        /* Exactly a half, and one part in 10^18 less. */
        {"{}", "{\"price\":500,\"km\":1,\"n\":1}", "{\"fee\":1}"},
        {"{}", "{\"price\":1,\"km\":\"500.499999999\",\"n\":\"0.999999999\"}", "{\"fee\":1}"},
        {"{}", "{\"price\":1,\"km\":\"499.999999999\",\"n\":1}", "{\"fee\":0}"},
        {"{}", "{\"price\":1,\"km\":500,\"n\":\"0.999999999\"}", "{\"fee\":0}"},
        {"{}", "{\"price\":9223372036854775807,\"km\":\"9223372036.854775807\",\"n\":1}",
         "{\"fee\":9223372036854775807}"},
        {"{\"extends\":\"cn_auto@1\"}", "{\"price\":100,\"km\":1}",
         "{\"fee\":null,\"provisional\":true,\"missing\":[\"n\"]}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(ask(mend__probe_use_fee, cases[i].row, cases[i].facts), cases[i].answer);
    }
}

static void test_rights__a_started_day_in_repair_counts(void **state)
{
    (void)state;
    assert_string_equal(
        ask(mend__probe_repair_days, "{\"extends\":\"cn_auto@1\"}",
            "{\"repairs\":[{\"hours\":\"24\"},{\"hours\":\"24.01\"},{\"hours\":\"0.5\"},{\"hours\":0}]}"),
        "{\"days\":[1,2,1,0],\"total\":4,\"over_30\":false}");
    assert_string_equal(ask(mend__probe_repair_days, "{\"extends\":\"cn_auto@1\"}",
                            "{\"repairs\":[{\"hours\":720},{\"hours\":\"48.5\",\"excluded_hours\":\"48.5\"}]}"),
                        "{\"days\":[30,0],\"total\":30,\"over_30\":false}");
    assert_string_equal(
        ask(mend__probe_repair_days, "{\"extends\":\"cn_auto@1\"}", "{\"repairs\":[{\"hours\":\"720.000000001\"}]}"),
        "{\"days\":[31],\"total\":31,\"over_30\":true}");
    assert_string_equal(ask(mend__probe_repair_days, "{}", "{\"repairs\":[]}"),
                        "{\"days\":[],\"total\":0,\"provisional\":true,\"missing\":[\"repair_days/over\"]}");
}

#define EU "{\"extends\":\"eu@1\"}"

static void test_rights__liability(void **state)
{
    (void)state;
    static const struct {
        const char *row, *facts, *answer;
    } cases[] = {
        {EU, "{\"delivered\":\"2026-08-01\",\"at\":\"2026-07-31\"}",
         "{\"last_day\":\"2028-08-01\",\"burden_last_day\":\"2027-08-01\",\"liable\":false,\"burden_on\":null}"},
        {EU, "{\"delivered\":\"2026-08-01\",\"at\":\"2027-08-01\"}",
         "{\"last_day\":\"2028-08-01\",\"burden_last_day\":\"2027-08-01\",\"liable\":true,\"burden_on\":\"seller\"}"},
        {EU, "{\"delivered\":\"2026-08-01\",\"at\":\"2027-08-02\"}",
         "{\"last_day\":\"2028-08-01\",\"burden_last_day\":\"2027-08-01\",\"liable\":true,\"burden_on\":\"consumer\"}"},
        {EU, "{\"delivered\":\"2026-08-01\",\"at\":\"2028-08-01\"}",
         "{\"last_day\":\"2028-08-01\",\"burden_last_day\":\"2027-08-01\",\"liable\":true,\"burden_on\":\"consumer\"}"},
        {EU, "{\"delivered\":\"2026-08-01\",\"at\":\"2028-08-02\",\"repaired_as_remedy\":false}",
         "{\"last_day\":\"2028-08-01\",\"burden_last_day\":\"2027-08-01\",\"liable\":false,\"burden_on\":null}"},
        {EU, "{\"delivered\":\"2026-08-01\",\"at\":\"2029-08-01\",\"repaired_as_remedy\":true}",
         "{\"last_day\":\"2029-08-01\",\"burden_last_day\":\"2027-08-01\",\"liable\":true,\"burden_on\":\"consumer\"}"},
        {EU, "{\"delivered\":\"2026-08-01\",\"at\":\"2029-08-02\",\"repaired_as_remedy\":true}",
         "{\"last_day\":\"2029-08-01\",\"burden_last_day\":\"2027-08-01\",\"liable\":false,\"burden_on\":null}"},
        /* The directive of 2024 is for contracts from its day on. */
        {EU, "{\"delivered\":\"2026-07-30\",\"at\":\"2028-07-31\",\"repaired_as_remedy\":true}",
         "{\"last_day\":\"2028-07-30\",\"burden_last_day\":\"2027-07-30\",\"liable\":false,\"burden_on\":null}"},
        {EU, "{\"delivered\":\"2026-07-31\",\"at\":\"2028-08-01\",\"repaired_as_remedy\":true}",
         "{\"last_day\":\"2029-07-31\",\"burden_last_day\":\"2027-07-31\",\"liable\":true,\"burden_on\":\"consumer\"}"},
        {EU,
         "{\"delivered\":\"2026-08-05\",\"contracted\":\"2026-07-30\",\"at\":\"2028-08-06\",\"repaired_as_remedy\":"
         "true}",
         "{\"last_day\":\"2028-08-05\",\"burden_last_day\":\"2027-08-05\",\"liable\":false,\"burden_on\":null}"},
        /* Two years and a year in one step: the leap day comes back after four. */
        {"{\"liability\":{\"years\":3},\"extension\":{\"months\":12}}",
         "{\"delivered\":\"2024-02-29\",\"at\":\"2024-02-29\",\"repaired_as_remedy\":true}",
         "{\"last_day\":\"2028-02-29\",\"burden_last_day\":null,\"liable\":true,\"burden_on\":null,\"provisional\":"
         "true,"
         "\"missing\":[\"burden\"]}"},
        {"{\"liability\":{\"years\":2},\"burden\":{\"years\":1}}",
         "{\"delivered\":\"2024-02-29\",\"repaired_as_remedy\":true}",
         "{\"last_day\":\"2026-02-28\",\"burden_last_day\":\"2025-02-28\",\"liable\":null,\"burden_on\":null,"
         "\"provisional\":true,\"missing\":[\"at\"]}"},
        {"{\"extends\":\"cn_consumer@1\"}", "{\"delivered\":\"2024-08-31\",\"at\":\"2025-02-28\"}",
         "{\"last_day\":null,\"burden_last_day\":\"2025-02-28\",\"liable\":null,\"burden_on\":\"seller\","
         "\"provisional\":true,\"missing\":[\"liability\"]}"},
        {EU, "{\"delivered\":\"9998-01-01\",\"at\":\"9999-01-01\"}", "!DATE_OUT_OF_RANGE"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(ask(mend__probe_liability, cases[i].row, cases[i].facts), cases[i].answer);
    }
}

static void test_rights__rejection(void **state)
{
    (void)state;
    static const struct {
        const char *facts, *answer;
    } cases[] = {
        {"{\"delivered\":\"2024-06-30\"}", "{\"last_day\":\"2024-07-30\"}"},
        {"{\"delivered\":\"2024-06-30\",\"installed\":\"2024-07-05\"}", "{\"last_day\":\"2024-08-04\"}"},
        {"{\"delivered\":\"2024-06-30\",\"owned\":\"2024-07-06\",\"installed\":\"2024-07-05\"}",
         "{\"last_day\":\"2024-08-05\"}"},
        /* Eleven days; the floor lies earlier. */
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-10\",\"received\":\"2024-07-20\"}]}",
         "{\"last_day\":\"2024-08-10\"}"},
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-30\",\"received\":\"2024-08-20\"}]}",
         "{\"last_day\":\"2024-08-27\"}"},
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-31\",\"received\":\"2024-08-20\"}]}",
         "{\"last_day\":\"2024-07-30\"}"},
        /* 24 July leaves six days: the floor, and the remainder where it is as long. */
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-24\",\"received\":\"2024-07-24\"}]}",
         "{\"last_day\":\"2024-07-31\"}"},
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-25\",\"received\":\"2024-07-25\"}]}",
         "{\"last_day\":\"2024-08-01\"}"},
        /* One day counts once, in whatever order the waits are told. */
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-08\",\"received\":\"2024-07-12\"},"
         "{\"requested\":\"2024-07-01\",\"received\":\"2024-07-10\"},"
         "{\"requested\":\"2024-07-02\",\"received\":\"2024-07-03\"}]}",
         "{\"last_day\":\"2024-08-11\"}"},
        /* Asked for within the time that an earlier wait has added. */
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-30\",\"received\":\"2024-08-20\"},"
         "{\"requested\":\"2024-08-27\",\"received\":\"2024-08-28\"}]}",
         "{\"last_day\":\"2024-09-04\"}"},
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-10\",\"received\":null}]}",
         "{\"last_day\":null,\"provisional\":true,\"missing\":[\"received\"]}"},
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-08-10\"}]}", "{\"last_day\":\"2024-07-30\"}"},
        {"{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-10\",\"received\":\"2024-07-09\"}]}",
         "!BAD_OUTAGE"},
        {"{\"delivered\":\"9999-12-01\"}", "{\"last_day\":\"9999-12-31\"}"},
        {"{\"delivered\":\"9999-12-02\"}", "!DATE_OUT_OF_RANGE"},
        {"{\"delivered\":\"9999-12-01\",\"waits\":[{\"requested\":\"9999-12-10\",\"received\":\"9999-12-10\"}]}",
         "!DATE_OUT_OF_RANGE"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(ask(mend__probe_rejection, "{\"extends\":\"uk@1\"}", cases[i].facts), cases[i].answer);
    }
    assert_string_equal(
        ask(mend__probe_rejection, "{\"extends\":\"uk@1\"}",
            "{\"delivered\":\"9999-12-01\",\"waits\":[{\"requested\":\"9999-12-10\",\"received\":\"9999-12-10\"},"
            "{\"requested\":\"9999-12-11\",\"received\":\"9999-12-11\"}]}"),
        "!DATE_OUT_OF_RANGE");
    assert_string_equal(
        ask(mend__probe_rejection, "{}", "{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-01\"}]}"),
        "{\"last_day\":null,\"provisional\":true,\"missing\":[\"rejection\"]}");
    assert_string_equal(ask(mend__probe_rejection, "{}", "{\"delivered\":\"2024-06-30\"}"),
                        "{\"last_day\":null,\"provisional\":true,\"missing\":[\"rejection\"]}");
}

static void test_rights__six_months_end_a_day_apart(void **state)
{
    (void)state;
    static const char uk[] = "{\"presumption\":{\"months\":6,\"rule\":\"day_before\"},\"no_deduction\":{\"months\":6}}";
    assert_string_equal(ask(mend__probe_presumption, uk, "{\"delivered\":\"2024-06-30\"}"),
                        "{\"presumption_last_day\":\"2024-12-29\",\"no_deduction_last_day\":\"2024-12-30\"}");
    assert_string_equal(ask(mend__probe_presumption, uk, "{\"delivered\":\"2024-08-31\"}"),
                        "{\"presumption_last_day\":\"2025-02-28\",\"no_deduction_last_day\":\"2025-02-28\"}");
    assert_string_equal(ask(mend__probe_presumption, uk, "{\"delivered\":\"2024-06-30\",\"installed\":\"2024-07-05\"}"),
                        "{\"presumption_last_day\":\"2024-12-29\",\"no_deduction_last_day\":\"2025-01-05\"}");
    assert_string_equal(ask(mend__probe_presumption, "{\"extends\":\"uk@1\"}", "{\"delivered\":\"2024-06-30\"}"),
                        "{\"presumption_last_day\":null,\"no_deduction_last_day\":null,\"provisional\":true,"
                        "\"missing\":[\"presumption\",\"no_deduction\"]}");
    assert_string_equal(ask(mend__probe_presumption, uk, "{\"delivered\":\"9999-12-31\"}"), "!DATE_OUT_OF_RANGE");
}

static void test_rights__documents_that_say_something_else_are_refused_where_they_do(void **state)
{
    (void)state;
    static const struct {
        const char *row, *path;
        mend_status status;
    } cases[] = {
        {"{\"extends\":\"cn59@1\"}", "$.extends", MEND_NOT_FOUND},
        {"{\"extends\":[\"cn95@1\",3]}", "$.extends[1]", MEND_SCHEMA},
        {"{\"extends\":[\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\",\"eu@"
         "1\","
         "\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\",\"eu@1\"]}",
         "$.extends[15]", MEND_LIMIT},
        {"{\"extends\":\"cn95@1\",\"rulez\":{}}", "$.rulez", MEND_SCHEMA},
        {"{\"id\":3}", "$.id", MEND_SCHEMA},
        {"{\"title\":\"\"}", "$.title", MEND_SCHEMA},
        {"{\"window\":\"same\"}", "$.window", MEND_SCHEMA},
        {"{\"since\":\"sold\"}", "$.since", MEND_SCHEMA},
        {"{\"since\":3}", "$.since", MEND_SCHEMA},
        {"{\"since\":\"x\",\"facts\":{\"x\":0}}", "$.since", MEND_SCHEMA},
        {"{\"facts\":[]}", "$.facts", MEND_SCHEMA},
        {"{\"facts\":{\"at\":\"date\"}}", "$.facts.at", MEND_SCHEMA},
        {"{\"facts\":{\"A\":\"date\"}}", "$.facts.A", MEND_SCHEMA},
        {"{\"facts\":{\"a\":\"number\"}}", "$.facts.a", MEND_SCHEMA},
        {"{\"facts\":{\"a\":-1}}", "$.facts.a", MEND_SCHEMA},
        {"{\"facts\":{\"a\":[]}}", "$.facts.a", MEND_SCHEMA},
        {"{\"facts\":{\"a\":[\"x\",3]}}", "$.facts.a[1]", MEND_SCHEMA},
        {"{\"facts\":{\"a\":{}}}", "$.facts.a", MEND_SCHEMA},
        {"{\"facts\":{\"a\":{\"repair\":1}}}", "$.facts.a.repair", MEND_SCHEMA},
        {"{\"facts\":{\"a\":{\"repairs\":\"all\"}}}", "$.facts.a.repairs", MEND_SCHEMA},
        {"{\"terms\":[]}", "$.terms", MEND_SCHEMA},
        {"{\"terms\":{\"T\":{}}}", "$.terms.T", MEND_SCHEMA},
        {"{\"terms\":{\"t\":{\"until\":1}}}", "$.terms.t.until", MEND_SCHEMA},
        {"{\"terms\":{\"t\":{\"years\":2}}}", "$.terms.t", MEND_SCHEMA},
        {"{\"terms\":{\"t\":{\"limit\":2}}}", "$.terms.t", MEND_SCHEMA},
        {"{\"terms\":{\"t\":{\"last_day\":\"t\"}}}", "$.terms.t.last_day", MEND_SCHEMA},
        {"{\"terms\":{\"t\":{\"years\":-1}}}", "$.terms.t.years", MEND_SCHEMA},
        {"{\"rights\":{\"a\":{}}}", "$.rights.a", MEND_SCHEMA},
        {"{\"rights\":{\"a\":{\"order\":1,\"refund\":\"half\"}}}", "$.rights.a.refund", MEND_SCHEMA},
        {"{\"rules\":{\"r\":3}}", "$.rules.r", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1}}}", "$.rules.r", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":-1,\"code\":\"R\"}}}", "$.rules.r.order", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"x\":true}}}}", "$.rules.r.when.x", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"age\":7}}}}", "$.rules.r.when.age", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"age\":{\"eq\":7}}}}}", "$.rules.r.when.age.eq",
         MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"started\":1}}}}", "$.rules.r.when.started",
         MEND_SCHEMA},
        {"{\"facts\":{\"d\":\"date\"},\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"d\":true}}}}",
         "$.rules.r.when.d", MEND_SCHEMA},
        {"{\"facts\":{\"w\":[\"a\"]},\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"w\":[\"b\"]}}}}",
         "$.rules.r.when.w[0]", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"gives\":[\"x\"]}}}", "$.rules.r.gives[0]", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"takes\":\"x\"}}}", "$.rules.r.takes", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"gives\":[1]}}}", "$.rules.r.gives[0]", MEND_SCHEMA},
        /* Only earlier rules can be asked for. */
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"after\":[\"r\"]}}}", "$.rules.r.after[0]", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"unless\":[\"s\"]},\"s\":{\"order\":1,\"code\":\"S\"}}}",
         "$.rules.r.unless[0]", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"ends\":1}}}", "$.rules.r.ends", MEND_SCHEMA},
        {"{\"depreciation\":{\"rate\":\"1.1\"}}", "$.depreciation.rate", MEND_SCHEMA},
        {"{\"depreciation\":{\"rates\":{}}}", "$.depreciation.rates", MEND_SCHEMA},
        {"{\"depreciation\":{\"products\":{\"a\":true}}}", "$.depreciation.products.a", MEND_SCHEMA},
        {"{\"depreciation\":{\"products\":{\"A\":1}}}", "$.depreciation.products.A", MEND_SCHEMA},
        {"{\"use\":{\"most\":2}}", "$.use.most", MEND_SCHEMA},
        {"{\"use\":3}", "$.use", MEND_SCHEMA},
        {"{\"repair_days\":{\"over\":\"30\"}}", "$.repair_days.over", MEND_SCHEMA},
        {"{\"liability\":{\"year\":2}}", "$.liability.year", MEND_SCHEMA},
        {"{\"extension\":{\"since\":\"soon\"}}", "$.extension.since", MEND_SCHEMA},
        {"{\"rejection\":{\"floor_days\":-7}}", "$.rejection.floor_days", MEND_SCHEMA},
        {"{\"extends\":\"cn95@1\",\"rules\":{\"parts_wait\":null}}", "$.rules.no_same_model.after[2]", MEND_SCHEMA},
        /* The first that is wrong is told, not the last. */
        {"{\"facts\":{\"A\":\"date\",\"b\":7}}", "$.facts.A", MEND_SCHEMA},
        {"{\"facts\":{\"a\":\"number\",\"b\":7}}", "$.facts.a", MEND_SCHEMA},
        {"{\"terms\":{\"T\":{},\"t\":{}}}", "$.terms.T", MEND_SCHEMA},
        {"{\"terms\":{\"s\":3,\"t\":{}}}", "$.terms.s", MEND_SCHEMA},
        {"{\"terms\":{\"t\":{\"from\":3,\"usage\":3,\"limit\":true}}}", "$.terms.t.from", MEND_SCHEMA},
        {"{\"rights\":3}", "$.rights", MEND_SCHEMA},
        {"{\"rights\":{\"A\":{\"order\":1},\"b\":{\"order\":1}}}", "$.rights.A", MEND_SCHEMA},
        {"{\"rights\":{\"a\":{\"order\":1,\"by\":1}}}", "$.rights.a.by", MEND_SCHEMA},
        {"{\"rules\":3}", "$.rules", MEND_SCHEMA},
        {"{\"rules\":{\"R\":{\"order\":1,\"code\":\"R\"}}}", "$.rules.R", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"if\":1}}}", "$.rules.r.if", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"\"}}}", "$.rules.r.code", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"article\":7}}}", "$.rules.r.article", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":7}}}", "$.rules.r.when", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"age\":{\"gt\":true},\"started\":1}}}}",
         "$.rules.r.when.age.gt", MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"age\":{\"ge\":true}}}}}", "$.rules.r.when.age.ge",
         MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"age\":{\"lt\":true}}}}}", "$.rules.r.when.age.lt",
         MEND_SCHEMA},
        {"{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"when\":{\"age\":{\"le\":true}}}}}", "$.rules.r.when.age.le",
         MEND_SCHEMA},
        {"{\"depreciation\":{\"count\":7}}", "$.depreciation.count", MEND_SCHEMA},
        {"{\"depreciation\":{\"products\":{\"A\":1,\"b\":1}}}", "$.depreciation.products.A", MEND_SCHEMA},
        {"{\"depreciation\":{\"products\":[]}}", "$.depreciation.products", MEND_SCHEMA},
        {"{\"use\":{\"rate\":2}}", "$.use.rate", MEND_SCHEMA},
        {"{\"repair_days\":[]}", "$.repair_days", MEND_SCHEMA},
        {"{\"liability\":{\"rule\":7}}", "$.liability.rule", MEND_SCHEMA},
        {"{\"source\":7}", "$.source", MEND_SCHEMA},
        {"{}", "$", MEND_SCHEMA}, /* no rules */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_status status = put(NULL, mend__probe_remedy, cases[i].row, "{}", text);
        if (status != cases[i].status || strcmp(said.path, cases[i].path) != 0 || said.status != status ||
            said.text[0] == '\0') {
            fail_msg("%s: %s at %s: %s", cases[i].row, mend_status_name(status), said.path, said.text);
        }
    }
    assert_int_equal(put(NULL, mend__probe_remedy, "{\"extends\":\"cn59@1\"}", "{}", text), MEND_NOT_FOUND);
    assert_non_null(strstr(said.text, "cn95@1"));
}

/* {"<folder>":{"n00":<value>,…}} of `count` members, behind a head. */
static const char *many(const char *head, const char *folder, const char *value, int count)
{
    static char row[100 * 1024];
    size_t n = (size_t)snprintf(row, sizeof row, "{%s\"%s\":{", head, folder);
    for (int i = 0; i < count; i++) {
        n += (size_t)snprintf(row + n, sizeof row - n, "%s\"n%02d\":%s", i == 0 ? "" : ",", i, value);
    }
    snprintf(row + n, sizeof row - n, "}}");
    return row;
}

static void test_rights__a_regime_has_room_for_so_much(void **state)
{
    (void)state;
    static const struct {
        const char *head, *folder, *value;
        int most;
    } cases[] = {
        {"", "facts", "\"date\"", 30},
        {"", "terms", "{}", 14},
        {"\"terms\":{\"t\":{}},", "facts", "0", 29},
        {"", "rights", "{\"order\":1}", 32},
        {"", "rules", "{\"order\":1,\"code\":\"R\"}", 32},
    };
    static const char thirty_three[] =
        "{\"facts\":{\"a\":[\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\","
        "\"a\","
        "\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]}}";
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *row = many(cases[i].head, cases[i].folder, cases[i].value, cases[i].most);
        ask(mend__probe_presumption, row, "{\"delivered\":\"2024-01-01\"}");
        row = many(cases[i].head, cases[i].folder, cases[i].value, cases[i].most + 1);
        assert_int_equal(put(NULL, mend__probe_presumption, row, "{}", text), MEND_LIMIT);
    }
    assert_int_equal(put(NULL, mend__probe_presumption, thirty_three, "{}", text), MEND_SCHEMA);
    /* The last of 32 rules is as good as the first. */
    assert_non_null(strstr(ask(mend__probe_remedy, many("", "rules", "{\"order\":1,\"code\":\"R\"}", 32), "{}"),
                           "[\"R\",\"R\",\"R\",\"R\",\"R\",\"R\",\"R\",\"R\",\"R\",\"R\",\"R\","));
}

static void test_rights__amounts_hold_at_the_edge_of_64_bits(void **state)
{
    (void)state;
    mend__deduction money;
    mend__use_fee(INT64_MAX, INT64_MAX, INT64_MAX, &money); /* passes 128 bits */
    assert_true(money.fee == INT64_MAX && money.refund == 0);
    assert_int_equal(mend__depreciation(INT64_MAX, INT64_MAX, MEND__DAY_MIN, MEND__DAY_MAX, 0, true, &money), 0);
    assert_true(money.fee == INT64_MAX && money.refund == 0 && money.days == 3652059);
    assert_true(mend__repair_days(INT64_MAX) == 384307169);
}

static void test_rights__an_error_need_not_be_asked_for(void **state)
{
    (void)state;
    mend__alloc alloc;
    mend__arena arena;
    mend__json tree, work;
    mend__node n;
    mend__regime regime;
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__arena_init(&arena, &alloc);
    mend__json_init(&tree, &alloc);
    mend__json_init(&work, &alloc);
    assert_int_equal(mend__json_read(&tree, "{\"extends\":\"\"}", 14, 100, 9, &n, NULL), MEND_OK);
    assert_int_equal(mend__regime_load(&arena, &work, &tree, n, &regime, NULL), MEND_NOT_FOUND);
    mend__json_free(&work);
    mend__json_free(&tree);
    mend__arena_free(&arena);
}

static void test_rights__facts_that_do_not_belong_are_refused(void **state)
{
    (void)state;
    static const struct {
        mend__probe_fn fn;
        const char *facts, *path;
    } cases[] = {
        {mend__probe_remedy, "{\"last_day\":7,\"sold\":\"2024-05-01\"}", "$.last_day"},
        {mend__probe_remedy, "{\"repairs\":[{\"on\":\"2024-01-01\",\"covered\":1},{\"on\":\"2024-01-01\"}]}",
         "$.repairs[0].covered"},
        {mend__probe_remedy, "{\"repairs\":[{\"on\":\"2024-01-01\",\"fault\":1}]}", "$.repairs[0].fault"},
        {mend__probe_remedy, "{\"regime\":3}", "$.regime"},
        {mend__probe_remedy, "{" LATE ",\"failed_repairs\":2,\"price\":100,\"rate\":7}", "$.rate"},
        {mend__probe_remedy, "{" LATE ",\"failed_repairs\":2,\"price\":100,\"product\":7}", "$.product"},
        {mend__probe_remedy, "{" LATE ",\"failed_repairs\":2,\"price\":100,\"count\":7}", "$.count"},
        {mend__probe_remedy, "{" LATE ",\"failed_repairs\":2,\"price\":100,\"repair_days\":\"0.5\"}", "$.repair_days"},
        {mend__probe_depreciation, "{\"price\":1,\"invoiced\":7}", "$.invoiced"},
        {mend__probe_depreciation, "{\"price\":1,\"invoiced\":\"2024-01-01\"}", "$"},
        {mend__probe_depreciation,
         "{\"price\":1,\"invoiced\":\"2024-01-01\",\"returned\":\"2024-01-01\",\"repair_days\":-1}", "$.repair_days"},
        {mend__probe_use_fee, "{\"price\":\"1\",\"km\":1}", "$.price"},
        {mend__probe_use_fee, "{\"cost\":1}", "$.cost"},
        {mend__probe_use_fee, "{}", "$"},
        {mend__probe_repair_days, "{\"repairs\":{}}", "$.repairs"},
        {mend__probe_repair_days, "{\"days\":{}}", "$.days"},
        {mend__probe_repair_days, "{\"repairs\":[{\"days\":1},{\"hours\":1}]}", "$.repairs[0].days"},
        {mend__probe_repair_days, "{\"repairs\":[{}]}", "$.repairs[0]"},
        {mend__probe_liability, "{\"bought\":1}", "$.bought"},
        {mend__probe_liability, "{\"delivered\":\"2024-01-01\",\"contracted\":1}", "$.contracted"},
        {mend__probe_rejection, "{\"bought\":1}", "$.bought"},
        {mend__probe_rejection, "{\"delivered\":\"2024-01-01\",\"waits\":[{\"from\":1},{}]}", "$.waits[0].from"},
        {mend__probe_rejection, "{\"delivered\":\"2024-01-01\",\"waits\":[{\"requested\":1}]}", "$.waits[0].requested"},
        {mend__probe_rejection, "{\"delivered\":\"2024-01-01\",\"installed\":1}", "$.installed"},
        {mend__probe_rejection, "{\"installed\":\"2024-01-01\"}", "$"},
        {mend__probe_presumption, "{\"bought\":1}", "$.bought"},
        {mend__probe_remedy, "{\"selled\":\"2024-05-01\"}", "$.selled"},
        {mend__probe_remedy, "{\"sold\":\"2024-02-30\"}", "$.sold"},
        {mend__probe_remedy, "{\"at\":7}", "$.at"},
        {mend__probe_remedy, "{\"in_term\":true}", "$.in_term"},
        {mend__probe_remedy, "{\"age\":7}", "$.age"},
        {mend__probe_remedy, "{\"failed_repairs\":-1}", "$.failed_repairs"},
        {mend__probe_remedy, "{\"same_model\":1}", "$.same_model"},
        {mend__probe_remedy, "{\"exclusion\":\"theft\"}", "$.exclusion"},
        {mend__probe_remedy, "{\"exclusion\":3}", "$.exclusion"},
        {mend__probe_remedy, "{\"explain\":1}", "$.explain"},
        {mend__probe_remedy, "{\"regime\":\"cn_mobile\"}", "$.regime"},
        {mend__probe_remedy, "{\"repairs\":{}}", "$.repairs"},
        {mend__probe_remedy, "{\"repairs\":[{\"fault\":\"x\"}]}", "$.repairs[0]"},
        {mend__probe_remedy, "{\"repairs\":[{\"on\":\"x\"}]}", "$.repairs[0].on"},
        {mend__probe_remedy, "{\"repairs\":[{\"on\":\"2024-01-01\",\"why\":1}]}", "$.repairs[0].why"},
        {mend__probe_remedy, "{\"sold\":\"2024-05-01\",\"last_day\":\"2025-05-01\",\"at\":\"2024-05-01\",\"price\":-1}",
         "$.price"},
        {mend__probe_depreciation, "{\"price\":-1}", "$.price"},
        {mend__probe_depreciation, "{\"price\":null}", "$.price"},
        {mend__probe_depreciation, "{\"price\":1,\"rate\":\"-0.1\"}", "$.rate"},
        {mend__probe_depreciation, "{\"price\":1}", "$"},
        {mend__probe_depreciation, "{\"cost\":1}", "$.cost"},
        {mend__probe_depreciation,
         "{\"price\":1,\"invoiced\":\"2024-01-01\",\"returned\":\"2024-01-01\",\"count\":\"x\"}", "$.count"},
        {mend__probe_use_fee, "{\"price\":1,\"km\":-1}", "$.km"},
        {mend__probe_use_fee, "{\"price\":1}", "$"},
        {mend__probe_use_fee, "{\"price\":1,\"km\":1,\"n\":2}", "$.n"},
        {mend__probe_repair_days, "{}", "$"},
        {mend__probe_repair_days, "{\"repairs\":[{\"hours\":-1}]}", "$.repairs[0].hours"},
        {mend__probe_repair_days, "{\"repairs\":[{\"hours\":1,\"excluded_hours\":2}]}", "$.repairs[0].excluded_hours"},
        {mend__probe_liability, "{}", "$"},
        {mend__probe_liability, "{\"delivered\":\"2024-01-01\",\"at\":true}", "$.at"},
        {mend__probe_liability, "{\"delivered\":\"2024-01-01\",\"repaired_as_remedy\":1}", "$.repaired_as_remedy"},
        {mend__probe_rejection, "{\"delivered\":\"2024-01-01\",\"waits\":[{}]}", "$.waits[0]"},
        {mend__probe_rejection, "{\"delivered\":\"2024-01-01\",\"waits\":3}", "$.waits"},
        {mend__probe_presumption, "{\"delivered\":\"2024-01-01\",\"waits\":[]}", "$.waits"},
        {mend__probe_presumption, "{\"delivered\":\"2024-01-01\",\"owned\":3}", "$.owned"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_status status = put(NULL, cases[i].fn, "{\"id\":\"mine\",\"extends\":\"cn95@1\"}", cases[i].facts, text);
        if (status != MEND_SCHEMA || strcmp(said.path, cases[i].path) != 0) {
            fail_msg("%s: %s at %s: %s", cases[i].facts, mend_status_name(status), said.path, said.text);
        }
    }
    /* Facts that only the money asks for. */
    static const char use[] = "{\"rights\":{\"a\":{\"order\":1,\"refund\":\"less_use\"}},\"use\":{\"rate\":\"0.1\"},"
                              "\"rules\":{\"r\":{\"order\":1,\"code\":\"R\",\"gives\":[\"a\"]}}}";
    assert_int_equal(put(NULL, mend__probe_remedy, use, "{\"price\":1,\"km\":1,\"n\":2}", text), MEND_SCHEMA);
    assert_string_equal(said.path, "$.n");
    assert_int_equal(put(NULL, mend__probe_remedy, use, "{\"price\":1,\"km\":true}", text), MEND_SCHEMA);
    assert_string_equal(said.path, "$.km");
    assert_int_equal(put(NULL, mend__probe_remedy, use, "{\"price\":-1,\"km\":1}", text), MEND_SCHEMA);
    assert_string_equal(said.path, "$.price");
    assert_int_equal(put(NULL, mend__probe_remedy, "{\"id\":\"mine\",\"extends\":\"cn95@1\"}",
                         "{\"regime\":\"mine\",\"x-note\":1}", text),
                     MEND_OK);
}

static void test_rights__the_built_in_regimes_can_be_read(void **state)
{
    (void)state;
    char row[ANSWER];
    size_t len = 0;
    assert_true(mend_regime_ready_count() >= 10);
    for (int32_t i = 0; i < mend_regime_ready_count(); i++) {
        const char *name = mend_regime_ready_name(i);
        assert_true(i == 0 || strcmp(mend_regime_ready_name(i - 1), name) < 0);
        assert_non_null(mend_regime_ready_text(name, &len));
        assert_int_equal(strlen(mend_regime_ready_text(name, NULL)), len);
        if (strcmp(name, "cn_zhejiang@1") == 0) {
            /* It lies over another one, and is not there for itself. */
            assert_int_equal(put(NULL, mend__probe_presumption, "{\"extends\":\"cn_zhejiang@1\"}",
                                 "{\"delivered\":\"2024-01-01\"}", text),
                             MEND_SCHEMA);
            continue;
        }
        snprintf(row, sizeof row, "{\"extends\":\"%s\"}", name);
        ask(mend__probe_presumption, row, "{\"delivered\":\"2024-01-01\"}");
    }
    assert_null(mend_regime_ready_name(-1));
    assert_null(mend_regime_ready_name(mend_regime_ready_count()));
    assert_null(mend_regime_ready_text("cn95", NULL));
    assert_null(mend_regime_ready_text(NULL, &len));
}

static void test_rights__without_memory_nothing_is_left_behind(void **state)
{
    (void)state;
    static char words[30 * 1024]; /* lists of words that pass the first block of memory */
    size_t len = (size_t)snprintf(words, sizeof words, "{\"rules\":{\"r\":{\"order\":1,\"code\":\"R\"}},\"facts\":{");
    for (int i = 0; i < 30; i++) {
        len += (size_t)snprintf(words + len, sizeof words - len, "%s\"n%02d\":[\"w0\"", i == 0 ? "" : ",", i);
        for (int k = 1; k < 32; k++) {
            len += (size_t)snprintf(words + len, sizeof words - len, ",\"w%d\"", k);
        }
        len += (size_t)snprintf(words + len, sizeof words - len, "]");
    }
    snprintf(words + len, sizeof words - len, "}}");
    const struct {
        mend__probe_fn fn;
        const char *row, *facts;
    } cases[] = {
        {mend__probe_remedy, ZJ,
         "{" LATE ",\"price\":100,\"explain\":true,\"repairs\":[{\"on\":\"2024-06-01\"},{\"on\":\"2024-06-05\"}]}"},
        {mend__probe_assembly_remedy, "{\"extends\":\"cn_auto@1\"}", "{" CAR ",\"at\":\"2024-03-02\"}"},
        {mend__probe_depreciation, "{\"extends\":\"cn95@1\"}",
         "{\"price\":1000,\"product\":\"colour_tv\",\"invoiced\":\"2023-01-01\",\"returned\":\"2023-01-11\"}"},
        {mend__probe_use_fee, "{\"extends\":\"cn_auto@1\"}", "{\"price\":100,\"km\":1}"},
        {mend__probe_repair_days, "{\"extends\":\"cn_auto@1\"}", "{\"repairs\":[{\"hours\":1}]}"},
        {mend__probe_liability, EU, "{\"delivered\":\"2024-01-01\"}"},
        {mend__probe_rejection, "{\"extends\":\"uk@1\"}",
         "{\"delivered\":\"2024-06-30\",\"waits\":[{\"requested\":\"2024-07-10\"}]}"},
        {mend__probe_presumption, "{}", "{\"delivered\":\"2024-06-30\"}"},
        {mend__probe_remedy, "{\"extends\":\"cn59@1\"}", "{}"},
        {mend__probe_remedy, words, "{}"},
    };
    char full[ANSWER], got[ANSWER];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_status wanted = put(NULL, cases[i].fn, cases[i].row, cases[i].facts, full), status = MEND_NOMEM;
        size_t n = 1;
        for (; status == MEND_NOMEM; n++) {
            faulty memory = {.fail_at = n};
            mend_allocator allocator = faulty_allocator(&memory);
            status = put(&allocator, cases[i].fn, cases[i].row, cases[i].facts, got);
            assert_int_equal(memory.live, 0);
            assert_int_equal(memory.blocks, 0);
            assert_true(n < 10000);
        }
        assert_true(n > 2);
        assert_int_equal(status, wanted);
        assert_string_equal(got, full);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rights__windows_end_on_their_last_day),
        cmocka_unit_test(test_rights__repairs_and_waits_have_their_own_comparison),
        cmocka_unit_test(test_rights__an_overlay_changes_what_it_names),
        cmocka_unit_test(test_rights__repairs_are_counted_where_covered_and_in_the_term),
        cmocka_unit_test(test_rights__what_is_missing_is_said),
        cmocka_unit_test(test_rights__refunds_follow_the_first_right_to_money),
        cmocka_unit_test(test_rights__cars),
        cmocka_unit_test(test_rights__other_laws),
        cmocka_unit_test(test_rights__an_explanation_names_regime_articles_and_dates),
        cmocka_unit_test(test_rights__depreciation),
        cmocka_unit_test(test_rights__the_use_of_a_car),
        cmocka_unit_test(test_rights__a_started_day_in_repair_counts),
        cmocka_unit_test(test_rights__liability),
        cmocka_unit_test(test_rights__rejection),
        cmocka_unit_test(test_rights__six_months_end_a_day_apart),
        cmocka_unit_test(test_rights__documents_that_say_something_else_are_refused_where_they_do),
        cmocka_unit_test(test_rights__a_regime_has_room_for_so_much),
        cmocka_unit_test(test_rights__amounts_hold_at_the_edge_of_64_bits),
        cmocka_unit_test(test_rights__an_error_need_not_be_asked_for),
        cmocka_unit_test(test_rights__facts_that_do_not_belong_are_refused),
        cmocka_unit_test(test_rights__the_built_in_regimes_can_be_read),
        cmocka_unit_test(test_rights__without_memory_nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
