/*
 * test_triage_standard.c - how the preset standard@1 judges: the levels of its procedure, words of danger in two languages,
 * and who may change what was judged.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "mend/mend.h"
#include "policy_kit.h"

static mend_policy *standard(void)
{
    size_t len;
    mend_policy *policy = NULL;
    const char *text = mend_preset_text("standard@1", &len);
    assert_int_equal(mend_policy_load(NULL, &text, &len, 1, &policy, NULL), MEND_OK);
    return policy;
}

static void test_triage_standard__levels_are_those_of_the_procedure(void **state)
{
    (void)state;
    static const struct {
        const char *facts, *level, *source; /* a rule, or how the level came about */
    } rows[] = {
        /* core function down, production stopped, safety hazard */
        {"{'service_type':'repair','impact':'core_function_down'}", "p1", "core_function"},
        {"{'service_type':'repair','impact':'core_function_down','urgency':'days'}", "p1", "matrix"},
        {"{'service_type':'repair','impact':'production_stopped','urgency':'any_time'}", "p1", "production_stopped"},
        {"{'service_type':'consultation','impact':'safety_hazard'}", "p1", "safety_hazard"},
        {"{'service_type':'complaint','impact':'improvement','safety_hazard':true}", "p1", "safety_hazard"},
        /* a main function, or many customers at once */
        {"{'service_type':'repair','impact':'main_function_impaired'}", "p2", "main_function"},
        {"{'service_type':'repair','impact':'main_function_impaired','urgency':'today'}", "p2", "matrix"},
        {"{'service_type':'complaint','impact':'many_customers'}", "p2", "main_function"},
        {"{'service_type':'repair','impact':'minor_function','affected_customers':5}", "p2", "default"},
        {"{'service_type':'repair','impact':'minor_function','affected_customers':4}", "p3", "default"},
        {"{'service_type':'repair','impact':'core_function_down','affected_customers':20}", "p1", "core_function"},
        /* a minor function, a question about use */
        {"{'service_type':'repair','impact':'minor_function','urgency':'days'}", "p3", "matrix"},
        {"{'service_type':'consultation'}", "p3", "consultation"},
        {"{'service_type':'consultation','impact':'usage_question','urgency':'any_time'}", "p3", "consultation"},
        {"{'service_type':'installation'}", "p3", "default"},
        /* suggestions, non-core improvement */
        {"{'service_type':'complaint','impact':'improvement','urgency':'at_once'}", "p4", "suggestion"},
        {"{'service_type':'repair','impact':'improvement'}", "p4", "improvement"},
        {"{'service_type':'repair','impact':'minor_function','urgency':'any_time'}", "p4", "matrix"},
        /* the importance of the customer */
        {"{'service_type':'repair','impact':'minor_function','urgency':'days','tier':'key'}", "p2", "matrix"},
        {"{'service_type':'complaint','impact':'improvement','tier':'key'}", "p3", "suggestion"},
        {"{'service_type':'repair','impact':'core_function_down','tier':'key'}", "p1", "core_function"},
        {"{'service_type':'consultation','tier':'key'}", "p3", "consultation"},
        /* words, in two languages */
        {"{'service_type':'repair','impact':'minor_function','fault_description':'洗衣机外壳漏电'}", "p1",
         "words_of_danger"},
        {"{'service_type':'repair','impact':'minor_function','fault_description':'插头处冒烟，有焦糊味'}", "p1",
         "words_of_danger"},
        {"{'service_type':'consultation','fault_description':'老人触电了怎么办'}", "p1", "words_of_danger"},
        {"{'service_type':'repair','impact':'minor_function','fault_description':'闻到燃气味'}", "p1",
         "words_of_danger"},
        {"{'service_type':'repair','impact':'minor_function','fault_description':'It gave me an Electric Shock'}", "p1",
         "words_of_danger"},
        {"{'service_type':'repair','impact':'minor_function','impact_words':'the kitchen is full of SMOKE'}", "p1",
         "impact_of_danger"},
        {"{'service_type':'repair','impact':'minor_function','fault_description':'possible gas leak'}", "p1",
         "words_of_danger"},
        {"{'service_type':'repair','impact':'minor_function','fault_description':'燃气灶打不着火'}", "p3", "default"},
        {"{'service_type':'repair','impact':'minor_function','fault_description':'firmware update failed'}", "p3",
         "default"},
        {"{'service_type':'repair','impact':'minor_function','fault_description':'冒烟','safety_hazard':false}", "p3",
         "default"},
    };
    mend_policy *policy = standard();
    mend_buf *out;
    int failures = 0;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char level[32], by[64];
        char *facts = quoted(rows[i].facts);
        mend_buf_clear(out);
        assert_int_equal(mend_probe(policy, "triage", MEND_NTS, "{}", MEND_NTS, facts, MEND_NTS, out, NULL), MEND_OK);
        const char *answer = mend_buf_data(out, NULL);
        snprintf(level, sizeof level, "{\"level\":\"%s\"", rows[i].level);
        bool way = strcmp(rows[i].source, "matrix") == 0 || strcmp(rows[i].source, "default") == 0;
        snprintf(by, sizeof by, way ? "\"source\":{\"by\":\"%s\"" : "\"rule\":\"%s\",\"level\"", rows[i].source);
        if (strncmp(answer, level, strlen(level)) != 0 || strstr(answer, by) == NULL) {
            printf("%s\n  is not %s by %s: %s\n", rows[i].facts, rows[i].level, rows[i].source, answer);
            failures++;
        }
        free(facts);
    }
    mend_buf_free(out);
    mend_policy_free(policy);
    assert_int_equal(failures, 0);
}

/* The steps of a condition suffice for the longest text and the last word. */
static void test_triage_standard__words_are_found_at_the_end_of_the_longest_text(void **state)
{
    (void)state;
    static const char *const words[] = {"漏电", "explosion", "no such word"};
    static char facts[17000];
    mend_policy *policy = standard();
    mend_buf *out;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (size_t i = 0; i < 3; i++) {
        static const char head[] = "{\"fault_description\":\"";
        memcpy(facts, head, strlen(head));
        memset(facts + strlen(head), 'n', 16384);
        memcpy(facts + strlen(head) + 16384 - strlen(words[i]), words[i], strlen(words[i]));
        strcpy(facts + strlen(head) + 16384, "\"}");
        mend_buf_clear(out);
        assert_int_equal(mend_probe(policy, "triage", MEND_NTS, "{}", MEND_NTS, facts, MEND_NTS, out, NULL), MEND_OK);
        assert_int_equal(mend_buf_data(out, NULL)[11], i < 2 ? '1' : '3');
    }
    mend_buf_free(out);
    mend_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_triage_standard__levels_are_those_of_the_procedure),
        cmocka_unit_test(test_triage_standard__words_are_found_at_the_end_of_the_longest_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
