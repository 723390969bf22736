/*
 * test_presets.c - the built-in policies: each one loads, everything in it has an English and a Chinese name, and a short
 * case is walked through each until it is closed and no clock is left that a closed case does not owe.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/mend.h"
#include "policy/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define STEPS 12

/* A consultation by phone, the shortest case that every procedure knows. */
#define REGISTER                                                                                                       \
    "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"customer_service\"]},"                             \
    "\"ticket\":{\"tenant\":\"t\",\"key\":\"k\",\"number\":\"n\"},\"fields\":{\"service_type\":\"consultation\","      \
    "\"channel\":\"hotline\",\"customer_name\":\"陈晨\",\"customer_phone\":\"13700002222\",\"tier\":\"ordinary\","   \
    "\"preferred_channel\":\"phone\",\"fault_description\":\"第一次通电前要静置多久？\"}}"
#define INFORM                                                                                                         \
    "{\"action\":\"inform\",\"actor\":{\"id\":\"li\",\"roles\":[\"customer_service\"]},\"fields\":{\"checks\":["       \
    "{\"item\":\"told_number\",\"ok\":true},{\"item\":\"told_warranty\",\"ok\":true},"                                 \
    "{\"item\":\"told_response\",\"ok\":true},{\"item\":\"told_have_ready\",\"ok\":true}]}}"
#define JUDGE                                                                                                              \
    "{\"action\":\"judge\",\"actor\":{\"id\":\"chen\",\"roles\":[\"cs_supervisor\"]},\"fields\":{\"level\":\"p3\","        \
    "\"level_reason\":\"使用疑问\",\"service_way\":\"remote\",\"impact\":\"usage_question\",\"urgency\":\"any_time\"}" \
    "}"
#define DISPATCH(more)                                                                                                 \
    "{\"action\":\"dispatch\",\"actor\":{\"id\":\"zhou\",\"roles\":[\"coordinator\"]},"                                \
    "\"fields\":{\"department\":\"technical_support\",\"assignee\":\"ma\"" more "}}"
#define ACCEPT "{\"action\":\"accept\",\"actor\":{\"id\":\"ma\",\"roles\":[\"technical_support\"]}}"
#define ANSWER                                                                                                         \
    "{\"action\":\"answer\",\"actor\":{\"id\":\"ma\",\"roles\":[\"technical_support\"]},"                              \
    "\"fields\":{\"answer\":\"静置两小时。\",\"answer_kind\":\"words\"}}"
#define CONFIRM                                                                                                        \
    "{\"action\":\"confirm_remote\",\"actor\":{\"id\":\"ma\",\"roles\":[\"technical_support\"]},\"fields\":{"          \
    "\"followups\":[{\"channel\":\"phone\",\"reached\":true,\"fault_solved\":true}],\"outcome\":\"answered\","         \
    "\"solution\":\"告知静置时间\",\"rating\":\"satisfied\",\"attachments\":[{\"kind\":\"recording\","           \
    "\"purpose\":\"online_confirmation\",\"uri\":\"file:///r\"}]}}"
#define CALL_BACK                                                                                                      \
    "{\"action\":\"call_back\",\"actor\":{\"id\":\"zhou\",\"roles\":[\"coordinator\"]},\"fields\":{\"followups\":["    \
    "{\"channel\":\"phone\",\"reached\":true,\"fault_solved\":true,\"works\":true,\"new_problem\":false,"              \
    "\"stable\":true,\"attitude\":\"satisfied\",\"response\":\"satisfied\",\"rating\":\"satisfied\"}]}}"
#define CLOSE                                                                                                          \
    "{\"action\":\"close\",\"actor\":{\"id\":\"li\",\"roles\":[\"customer_service\"]},"                                \
    "\"fields\":{\"fee_state\":\"free\"}}"

static const struct {
    const char *preset;
    const char *steps[STEPS];
} walks[] = {
    {"standard@1", {REGISTER, JUDGE, DISPATCH(""), ACCEPT, ANSWER, CONFIRM, CLOSE, CALL_BACK}},
    {"electronics-repair@1", {REGISTER, JUDGE, DISPATCH(""), ACCEPT, ANSWER, CONFIRM, CLOSE, CALL_BACK}},
    {"repair-process@1", {REGISTER, INFORM, JUDGE, DISPATCH(""), ACCEPT, ANSWER, CONFIRM, CLOSE}},
    {"response-framework@1", {REGISTER, JUDGE, DISPATCH(""), ACCEPT, ANSWER, CONFIRM, CLOSE, CALL_BACK}},
    {"field-dispatch@1",
     {REGISTER, JUDGE, DISPATCH(",\"coordinator\":\"zhou\",\"dispatch_no\":\"PG-1\""), ACCEPT, ANSWER, CONFIRM, CLOSE}},
    {"service-sheet@1", {REGISTER, DISPATCH(",\"service_way\":\"remote\""), ACCEPT, ANSWER, CONFIRM, CLOSE}},
};

static mend_policy *load(const char *preset)
{
    size_t len;
    mend_error err = {.struct_size = sizeof err};
    const char *text = mend_preset_text(preset, &len);
    mend_policy *policy = NULL;
    assert_non_null(text);
    if (mend_policy_load(NULL, &text, &len, 1, &policy, &err) != MEND_OK)
        fail_msg("%s: %s at %s", preset, err.text, err.path);
    return policy;
}

/* Its id is the name of its file, with blanks of another kind. */
static void assert_id_is(const mend_policy *policy, const char *preset)
{
    const char *id = mend_policy_id(policy, NULL);
    size_t n = strcspn(preset, "@");
    assert_int_equal(strlen(id), n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(id[i], preset[i] == '-' ? '_' : preset[i]);
}

static void assert_bilingual(const char *preset, const mend__name *name)
{
    bool english = false, chinese = false;
    for (uint32_t i = 0; i < name->label_count; i++) {
        mend__str text = name->labels[i].text;
        english = english || (mend__str_is(name->labels[i].lang, "en") && text.n > 0);
        chinese = chinese || (mend__str_is(name->labels[i].lang, "zh-CN") && mend__utf8_count(text.p, text.n) < text.n);
    }
    if (!english || !chinese)
        fail_msg("%s: %.*s lacks a label", preset, (int)name->id.n, name->id.p);
}

static void assert_all_bilingual(const char *preset, const mend__names *names)
{
    for (uint32_t i = 0; i < names->count; i++)
        assert_bilingual(preset, &names->items[i]);
}

static void test_presets__each_one_loads_and_is_named_in_two_languages(void **state)
{
    (void)state;
    for (int32_t p = 0; p < mend_preset_count(); p++) {
        const char *preset = mend_preset_name(p);
        mend_policy *policy = load(preset);
        const mend__vocab *v = &policy->vocab;
        assert_id_is(policy, preset);
        const mend__names *all[] = {&v->roles,   &v->grades, &v->counters, &v->states,
                                    &v->actions, &v->texts,  &v->fields,   &policy->triage.rule_names};
        for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
            assert_all_bilingual(preset, all[i]);
        for (uint32_t i = 0; i < v->choice_sets; i++)
            assert_all_bilingual(preset, &v->choices[i].names);
        for (uint32_t i = 0; i < v->actions.count; i++) {
            const mend__action *a = &policy->flow.actions[i];
            for (uint32_t k = 0; k < a->rule_count; k++)
                assert_bilingual(preset, a->rules[k].name);
            for (uint32_t k = 0; k < a->evidence_count; k++)
                assert_bilingual(preset, a->evidence[k].name);
            for (uint32_t k = 0; k < a->checklist_count; k++)
                assert_bilingual(preset, a->checklist[k].name);
        }
        mend_policy_free(policy);
    }
}

static void do_step(const char *preset, const mend_policy *policy, mend_ticket *ticket, const char *json, int64_t now)
{
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_error err = {.struct_size = sizeof err};
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    if (mend_args_json(args, json, MEND_NTS, &err) != MEND_OK)
        fail_msg("%s: %s at %s", preset, err.text, err.path);
    mend_status status = mend_act(policy, ticket, args, now, result, &err);
    if (status != MEND_OK) {
        const char *what = mend_result_reason_count(result) > 0 ? mend_result_param(result, 0, "field", NULL) : NULL;
        fail_msg("%s: %s answers %s (%s)", preset, json, mend_status_name(status), what ? what : err.text);
    }
    mend_result_free(result);
    mend_args_free(args);
}

static void test_presets__a_consultation_is_walked_until_it_is_closed(void **state)
{
    (void)state;
    for (size_t w = 0; w < sizeof walks / sizeof walks[0]; w++) {
        mend_policy *policy = load(walks[w].preset);
        mend_ticket *ticket = NULL;
        mend_buf *said = NULL;
        int64_t now = INT64_C(1710464400000); /* a Friday, 09:00 in China */
        assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
        assert_int_equal(mend_buf_new(NULL, &said), MEND_OK);
        for (size_t i = 0; i < STEPS && walks[w].steps[i]; i++, now += 5 * 60000)
            do_step(walks[w].preset, policy, ticket, walks[w].steps[i], now);
        assert_string_equal(mend_ticket_state(ticket, NULL), "closed");
        assert_int_equal(mend_clocks(policy, ticket, NULL, 0, now, "en", said, NULL), MEND_OK);
        const char *text = mend_buf_data(said, NULL), *at = text;
        size_t running = 0;
        for (; (at = strstr(at, "\"status\":\"running\"")) != NULL; at++)
            running++;
        /* how long it is kept */
        if (running != 1 || strstr(text, "\"status\":\"paused\""))
            fail_msg("%s: clocks that are not over: %s", walks[w].preset, text);
        mend_buf_free(said);
        mend_ticket_free(ticket);
        mend_policy_free(policy);
    }
}

static void test_presets__each_one_is_walked(void **state)
{
    (void)state;
    for (int32_t p = 0; p < mend_preset_count(); p++) {
        bool found = false;
        for (size_t w = 0; w < sizeof walks / sizeof walks[0]; w++)
            found = found || strcmp(walks[w].preset, mend_preset_name(p)) == 0;
        if (!found)
            fail_msg("no walk for %s", mend_preset_name(p));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_presets__each_one_loads_and_is_named_in_two_languages),
        cmocka_unit_test(test_presets__a_consultation_is_walked_until_it_is_closed),
        cmocka_unit_test(test_presets__each_one_is_walked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
