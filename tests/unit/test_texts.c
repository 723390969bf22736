/*
 * test_texts.c - reasons as sentences: every code has words in both languages, parameters become labels.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ground/buf.h"
#include "policy/texts.h"
#include "policy_kit.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const mend_reason ALL[] = {
#define X(name, number) MEND_REASON_##name,
#include "ground/reason_list.h"
#undef X
};

typedef struct bench {
    mend_policy *policy, *chinese;
    mend_buf out;
} bench;

static int set_up(void **state)
{
    static const char patch[] =
        "{'actions':{'start':{'checklist':{'clean':{'label':{'en':'Cleaned','zh-CN':'已清洁'}}},"
        "'form':{'attachments':{'columns':{'purpose':{},'kind':{},'uri':{}}}},"
        "'evidence':{'old_part':{'label':{'en':'Photo of the old part','zh-CN':'旧件照片'}}},"
        "'conditions':{'paid':{'label':{'en':'it has been "
        "paid','zh-CN':'费用已付'},'if':{'field':'fee_paid','known':true}},"
        "'bare':{'if':{'all':[]}}}}}}";
    bench *b = calloc(1, sizeof *b);
    mend_error err;
    mend__alloc alloc;
    if (b == NULL || !mend__alloc_init(&alloc, NULL) ||
        load_documents(GOOD_POLICY, patch, NULL, &b->policy, &err) != MEND_OK ||
        load_documents(GOOD_POLICY, patch, "{'language':'zh-CN'}", &b->chinese, &err) != MEND_OK) {
        return 1;
    }
    mend__buf_init(&b->out, &alloc);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench *b = *state;
    mend_policy_free(b->policy);
    mend_policy_free(b->chinese);
    mend__buf_done(&b->out);
    free(b);
    return 0;
}

/* Parameters as "name=value;name=value". */
static bool find_in_text(const void *user, mend__str name, mend__str *value)
{
    for (const char *at = user; *at != '\0';) {
        size_t n = strcspn(at, ";");
        if (n > name.n && at[name.n] == '=' && memcmp(at, name.p, name.n) == 0) {
            *value = (mend__str){at + name.n + 1, n - name.n - 1};
            return true;
        }
        at += n + (at[n] == ';');
    }
    return false;
}

static const char *say(bench *b, const mend_policy *policy, mend_reason code, const char *params, const char *lang)
{
    mend__buf_rewind(&b->out, 0);
    mend__sentence(policy, code, find_in_text, params, mend__str_of(lang, MEND_NTS), &b->out);
    assert_int_equal(b->out.status, MEND_OK);
    return mend_buf_data(&b->out, NULL);
}

/* Everything a reason may have. */
static const char EVERYTHING[] =
    "action=start;actor=wu;checklist=start;choices=hardware software;condition=paid;counter=rework;evidence=old_part;"
    "expected=a whole number;field=fault_class;grade=senior;guess=product;have=junior;item=clean;max=PT2H;min=1;need=2;"
    "other=register;roles=clerk engineer;rows=2;state=open";

static void test_texts__every_reason_has_words_in_both_languages(void **state)
{
    static const char *const langs[] = {"en", "zh-CN"};
    bench *b = *state;
    for (size_t i = 0; i < COUNT(ALL); i++) {
        for (size_t k = 0; k < 2; k++) {
            const char *full = say(b, b->policy, ALL[i], EVERYTHING, langs[k]);
            if (strcmp(full, mend_reason_name(ALL[i])) == 0 || strlen(full) < 10) {
                fail_msg("%s has no words in %s", mend_reason_name(ALL[i]), langs[k]);
            }
            assert_true(mend__utf8_valid(full, strlen(full), NULL));
            /* No parameter stays behind, whether there are any or not. */
            const char *bare = say(b, NULL, ALL[i], "", langs[k]);
            if (strcmp(bare, mend_reason_name(ALL[i])) == 0 ||
                (strchr(bare, '{') != NULL && strstr(bare, "{SEQ}") == NULL && strstr(bare, "{CHK}") == NULL)) {
                fail_msg("%s without parameters in %s: %s", mend_reason_name(ALL[i]), langs[k], bare);
            }
            bool ends = k == 0 ? bare[strlen(bare) - 1] == '.' : strstr(bare, "。") == bare + strlen(bare) - 3;
            if (!ends) {
                fail_msg("%s is no sentence in %s: %s", mend_reason_name(ALL[i]), langs[k], bare);
            }
            /* English without Chinese, Chinese with it. */
            bool chinese = false;
            for (const char *c = bare; *c != '\0'; c++) {
                chinese = chinese || (unsigned char)*c >= 0xE3;
            }
            assert_int_equal(chinese, k == 1);
        }
    }
}

static void test_texts__an_unknown_code_is_a_question_mark(void **state)
{
    bench *b = *state;
    assert_string_equal(say(b, b->policy, 9999, "", "en"), "?");
}

typedef struct row {
    mend_reason code;
    const char *params, *en, *zh;
} row;

static void check_rows(bench *b, const mend_policy *policy, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(say(b, policy, rows[i].code, rows[i].params, "en"), rows[i].en);
        assert_string_equal(say(b, policy, rows[i].code, rows[i].params, "zh-CN"), rows[i].zh);
    }
}

static void test_texts__names_become_labels(void **state)
{
    static const row rows[] = {
        {MEND_REASON_ROLE_MISSING, "roles=clerk engineer;action=start", "“Start” is done by: Clerk, Engineer.",
         "“开工”须由以下角色办理：客服、工程师。"},
        {MEND_REASON_ROLE_MISSING, "roles=clerk boss", "One of these roles is needed: Clerk, boss.",
         "须由以下角色办理：客服、boss。"},
        {MEND_REASON_GRADE_TOO_LOW, "grade=senior;have=junior",
         "The grade “Senior” or a higher one is needed; “junior” is not enough.",
         "需要“Senior”及以上级别，“junior”不够。"},
        {MEND_REASON_GRADE_TOO_LOW, "grade=senior", "The grade “Senior” or a higher one is needed.",
         "需要“Senior”及以上级别。"},
        {MEND_REASON_STATE_NOT_OPEN, "action=start;state=open",
         "“Start” cannot be done while the ticket stands at “Open”.", "工单处于“已登记”时不能办理“开工”。"},
        {MEND_REASON_STATE_NOT_OPEN, "action=start;state=open;offered=open",
         "“Start” starts from “Open”, but what it asks of the ticket beforehand does not hold now.",
         "“开工”可在“已登记”时办理，但工单目前不符合办理的前提。"},
        {MEND_REASON_STATE_NOT_OPEN, "action=start;state=", "“Start” cannot be done before the ticket has been opened.",
         "工单尚未建立，不能办理“开工”。"},
        {MEND_REASON_FIELD_MISSING, "field=fault_class", "“Class of the fault” is missing.", "缺少“故障类别”。"},
        {MEND_REASON_FIELD_MISSING, "field=shelf", "“Shelf” is missing.", "缺少“货架”。"},
        {MEND_REASON_FIELD_MISSING, "field=parts;rows=2", "Rows are missing in “Parts”; there must be 2 at least.",
         "“零配件”至少要有2行。"},
        {MEND_REASON_FIELD_MISSING, "field=reason", "“Reason” is missing.", "缺少“原因”。"},
        {MEND_REASON_FIELD_MISSING, "field=fields", "“Fields” is missing.", "缺少“字段”。"},
        {MEND_REASON_CHOICE_UNKNOWN, "field=fault_class;choices=hardware software",
         "“Class of the fault” must be one of: hardware, software.",
         "“故障类别”只能是以下之一：hardware（硬件）、software（软件）。"},
        {MEND_REASON_CHOICE_UNKNOWN, "field=parts/+1/payer;choices=us",
         "“Parts, new row 1: Paid by” must be one of: us.", "“零配件新增第1行：费用承担方”只能是以下之一：us。"},
        {MEND_REASON_CHOICE_UNKNOWN, "field=fault_class;choices=", "“Class of the fault” has no such choice.",
         "“故障类别”没有这个选项。"},
        {MEND_REASON_CHOICE_UNKNOWN, "field=parts/3/bogus;choices=us", "“Parts, row 3: bogus” must be one of: us.",
         "“零配件第3行：bogus”只能是以下之一：us。"},
        {MEND_REASON_CHOICE_UNKNOWN, "field=bogus/3/payer;choices=us", "“bogus/3/payer” must be one of: us.",
         "“bogus/3/payer”只能是以下之一：us。"},
        {MEND_REASON_CHOICE_UNKNOWN, "field=model;choices=us", "“Model” must be one of: us.",
         "“产品型号”只能是以下之一：us。"},
        {MEND_REASON_CHOICE_UNKNOWN, "field=a//b;choices=us", "“a//b” must be one of: us.",
         "“a//b”只能是以下之一：us。"},
        {MEND_REASON_FIELD_NOT_TAKEN, "field=model;action=close", "“close” does not take “Model”.",
         "“close”不接受“产品型号”。"},
        {MEND_REASON_FIELD_UNKNOWN, "field=prodct;guess=product", "There is no field “prodct”; did you mean “product”?",
         "没有“prodct”这个字段，是否指“product”？"},
        {MEND_REASON_EVIDENCE_MISSING, "evidence=old_part;have=0;need=1;action=start",
         "“Photo of the old part” is missing: 1 needed, 0 attached.", "缺少“旧件照片”：需要1份，已有0份。"},
        {MEND_REASON_CONDITION_NOT_MET, "condition=paid;action=start",
         "This is refused, because it does not hold that it has been paid.", "不能办理，未满足条件：费用已付。"},
        {MEND_REASON_CONDITION_NOT_MET, "condition=bare;action=start",
         "This is refused, because it does not hold that bare.", "不能办理，未满足条件：bare。"},
        {MEND_REASON_CONDITION_NOT_MET, "condition=paid;action=nothing",
         "This is refused, because it does not hold that paid.", "不能办理，未满足条件：paid。"},
        {MEND_REASON_CONDITION_NOT_MET, "condition=gone;action=start",
         "This is refused, because it does not hold that gone.", "不能办理，未满足条件：gone。"},
        {MEND_REASON_SAME_PERSON, "actor=wu;other=register;action=start", "wu did “Register” and may not do “Start”.",
         "wu办理过“登记”，不能再办理“开工”。"},
        {MEND_REASON_SAME_PERSON, "actor=wu;field=labour/engineer;action=start",
         "wu is named in “Labour: Engineer” and may not do “Start”.", "wu已登记在“工时：工程师”中，不能办理“开工”。"},
        {MEND_REASON_NOT_NAMED, "actor=wu;field=assignee;action=start",
         "“Start” is for whoever stands in “Assignee”, and that is not wu.",
         "“开工”须由“负责人”中登记的人办理，wu不是。"},
        {MEND_REASON_LOOP_EXHAUSTED, "counter=rework;max=3;action=start", "“Rework” has reached its limit of 3.",
         "“返修”已达到上限3次。"},
        {MEND_REASON_CHECKLIST_OPEN, "item=clean;checklist=start",
         "“Cleaned” has not been ticked on the checklist of “Start”.", "“开工”的检查项“已清洁”尚未勾选。"},
        {MEND_REASON_TICKET_SEALED, "action=start",
         "The ticket has been anonymised, and “Start” could bring personal data back.",
         "工单已匿名化，“开工”可能重新带入个人信息。"},
    };
    bench *b = *state;
    check_rows(b, b->policy, rows, COUNT(rows));
}

static void test_texts__values_are_said_in_the_language(void **state)
{
    static const row rows[] = {
        {MEND_REASON_FIELD_MALFORMED, "field=purchased_on;expected=a date such as 2024-03-15",
         "“Purchased on” must be a date such as 2024-03-15.", "“购买日期”应为日期，例如2024-03-15。"},
        {MEND_REASON_FIELD_MALFORMED, "field=purchased_on;expected=something odd",
         "“Purchased on” must be something odd.", "“购买日期”的内容格式不对。"},
        {MEND_REASON_FIELD_MALFORMED, "field=purchased_on", "“Purchased on” is malformed.",
         "“购买日期”的内容格式不对。"},
        {MEND_REASON_VALUE_OUT_OF_RANGE, "field=travel_minutes;min=1;max=9",
         "“Travel time in minutes” must be from 1 to 9.", "“路程时间（分钟）”须在1到9之间。"},
        {MEND_REASON_VALUE_OUT_OF_RANGE, "field=travel_minutes;min=1", "“Travel time in minutes” must be 1 at least.",
         "“路程时间（分钟）”不得小于1。"},
        {MEND_REASON_VALUE_OUT_OF_RANGE, "field=travel_minutes;max=9", "“Travel time in minutes” must be 9 at most.",
         "“路程时间（分钟）”不得大于9。"},
        {MEND_REASON_TEXT_TOO_LONG, "field=model;max=64", "“Model” is longer than 64 bytes.", "“产品型号”超过64字节。"},
        {MEND_REASON_BACKDATED_TOO_FAR, "max=PT8H", "The time given lies more than 8 hours before now.",
         "所填时间早于现在超过8小时。"},
        {MEND_REASON_BACKDATED_TOO_FAR, "max=P1DT1H2M1S",
         "The time given lies more than 1 day 1 hour 2 minutes 1 second before now.",
         "所填时间早于现在超过1天1小时2分钟1秒。"},
        {MEND_REASON_BACKDATED_TOO_FAR, "max=PT0S",
         "The time given lies before now, and this has to be entered at once.", "所填时间早于现在，此操作须即时登记。"},
    };
    bench *b = *state;
    check_rows(b, b->policy, rows, COUNT(rows));
}

static void test_texts__without_a_policy_names_are_names(void **state)
{
    static const row rows[] = {
        {MEND_REASON_ROLE_MISSING, "roles=clerk engineer;action=start", "“start” is done by: clerk, engineer.",
         "“start”须由以下角色办理：clerk、engineer。"},
        {MEND_REASON_FIELD_MISSING, "field=parts/3/serial", "“parts/3/serial” is missing.", "缺少“parts/3/serial”。"},
        {MEND_REASON_CHOICE_UNKNOWN, "field=fault_class;choices=hardware", "“fault_class” must be one of: hardware.",
         "“fault_class”只能是以下之一：hardware。"},
        {MEND_REASON_LOOP_EXHAUSTED, "counter=rework;max=3", "“rework” has reached its limit of 3.",
         "“rework”已达到上限3次。"},
        {MEND_REASON_EVIDENCE_MISSING, "evidence=old_part;have=0;need=1;action=start",
         "“old_part” is missing: 1 needed, 0 attached.", "缺少“old_part”：需要1份，已有0份。"},
        {MEND_REASON_SAME_PERSON, "actor=wu;field=labour/engineer;action=start",
         "wu is named in “labour/engineer” and may not do “start”.",
         "wu已登记在“labour/engineer”中，不能办理“start”。"},
    };
    bench *b = *state;
    check_rows(b, NULL, rows, COUNT(rows));
}

static void test_texts__the_policys_language_is_the_default(void **state)
{
    bench *b = *state;
    const char *params = "field=fault_class";
    assert_string_equal(say(b, b->policy, MEND_REASON_FIELD_MISSING, params, ""), "“Class of the fault” is missing.");
    assert_string_equal(say(b, b->chinese, MEND_REASON_FIELD_MISSING, params, ""), "缺少“故障类别”。");
    assert_string_equal(say(b, b->chinese, MEND_REASON_FIELD_MISSING, params, "en-GB"),
                        "“Class of the fault” is missing.");
    assert_string_equal(say(b, NULL, MEND_REASON_FIELD_MISSING, params, ""), "“fault_class” is missing.");
}

static const char *path(bench *b, const mend_policy *policy, const char *text, const char *lang)
{
    mend__buf_rewind(&b->out, 0);
    mend__path_label(policy, mend__str_of(text, MEND_NTS), mend__str_of(lang, MEND_NTS), &b->out);
    return mend_buf_data(&b->out, NULL);
}

static void test_texts__paths_are_said(void **state)
{
    bench *b = *state;
    assert_string_equal(path(b, b->policy, "serial", "en"), "Serial number");
    assert_string_equal(path(b, b->policy, "parts/3/name", "en"), "Parts, row 3: Part");
    assert_string_equal(path(b, b->policy, "parts/3/name", "zh"), "零配件第3行：零配件名称");
    assert_string_equal(path(b, b->policy, "parts/+2/lot", "en"), "Parts, new row 2: lot");
    assert_string_equal(path(b, b->policy, "parts/3", "en"), "Parts, row 3");
    assert_string_equal(path(b, b->policy, "parts/3", "zh"), "零配件第3行");
    assert_string_equal(path(b, b->policy, "parts/3/bogus", "en"), "Parts, row 3: bogus");
    assert_string_equal(path(b, b->policy, "parts/name", "en"), "Parts: Part");
    assert_string_equal(path(b, b->policy, "bogus/name", "en"), "bogus/name");
    assert_string_equal(path(b, b->policy, "bogus", "en"), "bogus");
    assert_string_equal(path(b, b->policy, "reason", "zh"), "原因");
    assert_string_equal(path(b, NULL, "reason", "zh"), "reason");
    assert_string_equal(path(b, NULL, "parts/name", "zh"), "parts/name");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_texts__every_reason_has_words_in_both_languages),
        TEST(test_texts__an_unknown_code_is_a_question_mark),
        TEST(test_texts__names_become_labels),
        TEST(test_texts__values_are_said_in_the_language),
        TEST(test_texts__without_a_policy_names_are_names),
        TEST(test_texts__the_policys_language_is_the_default),
        TEST(test_texts__paths_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
