/*
 * test_customer_rights.c - the section "rights" of a policy: which regime a ticket goes by, where the facts of its case
 * come from, what it answers and why; what the section refuses to be; memory that is not there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "faulty.h"
#include "mend/mend.h"
#include "policy_kit.h"

#define NOW INT64_C(1717207200000) /* 2024-06-01T02:00:00Z, 10:00 in China */

static const char BASE[] =
    "{'mend':1,'id':'shop','revision':1,'zone':'CST-8','currency':'CNY','language':'en',"
    "'roles':{'clerk':{}},'choices':{'cause':{'defect':{},'misuse':{}},'proof':{'invoice':{},'none':{}}},"
    "'fields':{'wait':{'type':'integer','label':{'en':'Days of waiting','zh-CN':'等待天数'}},"
    "          'lent':{'type':'bool'},'far':{'type':'decimal'}},"
    "'states':{'open':{'stage':'new'},'waiting':{'stage':'waiting'},'shut':{'stage':'closed'}},"
    "'actions':{'register':{'order':1,'opens':true,'to':'open','roles':['clerk'],'form':{'category':{},"
    "'serial':{},'purchased_on':{},'delivered_on':{},'purchase_price':{},'cause':{},'proof':{},'wait':{},'received_at':"
    "{},"
    "'handed_over_at':{},'reported_at':{},'organisation':{}}},"
    "'wait':{'order':2,'from':['open'],'to':'waiting','roles':['clerk']},"
    "'close':{'order':3,'from':['open','waiting'],'to':'shut','roles':['clerk']}},"
    "'warranty':{'terms':{'maker':{'order':1,'payer':'maker','from':['sale','delivery'],'years':1}}}}";

static const char SECTION[] =
    "{'facts':{'sold':{'dates':['invoice','sale']},'received':{'dates':['delivery']},'last_day':{'term':'maker'},"
    "'price':{'field':'purchase_price'},'excluded':{'if':{'field':'cause','is':'misuse'}},"
    "'parts_wait_days':{'field':'wait'},'repair_days':{'days':'away'}},"
    "'regimes':{'phones':{'order':1,'label':{'en':'Phones','zh-CN':'手机'},'when':{'field':'category','is':'phone'},"
    "'regime':'cn_mobile@1'},"
    "'lamps':{'order':2,'label':{'en':'Lamps'},'when':{'field':'category','is':'lamp'},'regime':{'extends':"
    "['cn_mobile@1','cn_zhejiang@1']},'facts':{'single_repair_days':{'days':'away_now'},"
    "'same_model':{'if':{'state':['open']}},"
    "'parts_wait_days':{'days':'away_now','if':{'state':['waiting']}}}},"
    "'rest':{'order':3,'when':{'field':'organisation','known':false},'regime':'cn_consumer@1'}}}";

static mend_policy *load(void)
{
    mend_policy *policy = NULL;
    mend_error err;
    char patch[4096];
    snprintf(patch, sizeof patch, "{'rights':%s}", SECTION);
    if (load_documents(BASE, patch, NULL, &policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    return policy;
}

/* ---- answers ---- */

/* The answer to facts written with '; to be freed. */
static char *answer_of(const mend_policy *policy, const char *section, const char *facts)
{
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err};
    char *row = quoted(section), *given = quoted(facts);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    mend_status s = mend_probe(policy, "rights", MEND_NTS, row, MEND_NTS, given, MEND_NTS, out, &err);
    if (s != MEND_OK) {
        fail_msg("%s: %s at %s", mend_status_name(s), err.text, err.path);
    }
    size_t len;
    const char *text = mend_buf_data(out, &len);
    char *copy = malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy, text, len);
    copy[len] = '\0';
    mend_buf_free(out);
    free(row);
    free(given);
    return copy;
}

/* The answer on 1 June 2024 holds every piece, NULL at the end; a piece that begins with ! it must not hold. */
static void says(const char *facts, ...)
{
    mend_policy *policy = load();
    char given[2048];
    snprintf(given, sizeof given, "{'now':'2024-06-01T10:00:00+08:00'%s}", facts);
    char *answer = answer_of(policy, "{}", given);
    va_list pieces;
    va_start(pieces, facts);
    for (const char *piece = va_arg(pieces, const char *); piece != NULL; piece = va_arg(pieces, const char *)) {
        char *wanted = quoted(piece[0] == '!' ? piece + 1 : piece);
        if ((strstr(answer, wanted) != NULL) == (piece[0] == '!')) {
            fail_msg("%s\n  answered %s\n  %s", facts, answer, piece);
        }
        free(wanted);
    }
    va_end(pieces);
    free(answer);
    mend_policy_free(policy);
}

#define NO_PIECE ((const char *)NULL)

static void test_rights__the_first_row_that_holds_decides(void **state)
{
    (void)state;
    says(",'category':'phone','purchased_on':'2024-05-29'", "'row':'phones','label':'Phones','regime':'cn_mobile'",
         "'law':'Rules of 2001 for mobile phones'", "'others':[]", NO_PIECE);
    says(",'category':'pot'", "'row':'rest'",
         "'code':'REGIME_NOT_HELD','params':{'regime':'phones','field':'category'}",
         "“Phones” does not apply; it fails at “Product category”.", "“Lamps” does not apply", NO_PIECE);
    says(",'category':'pot','organisation':'ACME'", "!'row'", "!'rights'", "'params':{'regime':'rest'", NO_PIECE);
}

static void test_rights__rights_come_with_reasons_and_amounts(void **state)
{
    (void)state;
    says(",'category':'phone','purchased_on':'2024-05-25','purchase_price':300000", "'age':7",
         "'rights':[{'right':'refund_full','label':'Refund of the full price'},{'right':'exchange','label':'Exchange'},"
         "{'right':'repair','label':'Free repair'}]",
         "'currency':'CNY','fee':0,'refund':300000",
         "{'code':'WITHIN_7_DAYS','rule':'days_7','rights':[{'right':'refund_full'",
         "'text':'Within 7 days of the sale'}", "!'provisional'", NO_PIECE);
    /* the 8th day: exchange, and no refund but that less depreciation */
    says(",'category':'phone','purchased_on':'2024-05-24','purchase_price':300000", "'age':8", "!refund_full",
         "'code':'WITHIN_15_DAYS'", "'right':'refund_less_depreciation'", "'fee':12000,'refund':288000", NO_PIECE);
    says(",'category':'phone','purchased_on':'2024-05-16'", "!'right':'exchange'", "'code':'IN_TERM'", "!'refund'",
         NO_PIECE);
}

static void test_rights__facts_come_from_fields_dates_terms_and_conditions(void **state)
{
    (void)state;
    says(",'category':'phone','purchased_on':'2024-05-25','cause':'misuse'", "'excluded':true",
         "'rights':[{'right':'paid_repair'", "'code':'EXCLUDED'", NO_PIECE);
    says(",'category':'phone','purchased_on':'2023-06-01'", "'last_day':'2024-06-01'", "'code':'IN_TERM'", NO_PIECE);
    says(",'category':'phone','purchased_on':'2023-05-31'", "'last_day':'2024-05-31'", "'code':'OUT_OF_TERM'",
         NO_PIECE);
    says(",'category':'phone','purchased_on':'2024-01-01','wait':61", "'parts_wait_days':61",
         "'code':'PARTS_WAIT_OVER_60'", NO_PIECE);
    says(",'category':'phone','purchased_on':'2024-01-01','wait':60", "!PARTS_WAIT_OVER_60", NO_PIECE);
    /* a count below nothing is no count */
    says(",'category':'phone','purchased_on':'2024-01-01','wait':-1", "!'parts_wait_days'", "'code':'IN_TERM'",
         NO_PIECE);
    /* the day that decides is that of the report, in the policy's zone */
    says(",'category':'phone','purchased_on':'2024-05-01','reported_at':'2024-05-07T16:30:00Z'", "'at':'2024-05-08'",
         "'age':7", "'code':'WITHIN_7_DAYS'", NO_PIECE);
}

static void test_rights__a_row_may_have_sources_of_its_own(void **state)
{
    (void)state;
    /* 6 nights in the shop: more than the five after which a unit is lent */
    says(",'category':'lamp','purchased_on':'2024-01-01','received_at':'2024-05-26T02:00:00Z'",
         "'regime':'cn_zhejiang'", "'single_repair_days':6", "'repair_days':6", "'code':'LOAN_UNIT_AFTER_5_DAYS'",
         "{'right':'loan_unit','label':'A unit on loan'}", "!'parts_wait_days'", "'same_model':false", NO_PIECE);
    says(",'category':'lamp','purchased_on':'2024-01-01','received_at':'2024-05-26T02:00:00Z',"
         "'handed_over_at':'2024-05-31T02:00:00Z'",
         "'single_repair_days':5", "!loan_unit", NO_PIECE);
    /* ready after four nights, and not fetched for another */
    says(",'category':'lamp','purchased_on':'2024-01-01','received_at':'2024-05-26T02:00:00Z',"
         "'ready_at':'2024-05-30T02:00:00Z','handed_over_at':'2024-05-31T02:00:00Z'",
         "'single_repair_days':4", NO_PIECE);
}

static void test_rights__what_is_not_known_is_listed(void **state)
{
    (void)state;
    says(",'category':'phone'", "'rights':[]", "'provisional':true",
         "{'code':'RIGHTS_FACT_UNKNOWN','params':{'fact':'last day of the term'},"
         "'text':'Not known: last day of the term. A right may depend on it.'}",
         NO_PIECE);
    says(",'category':'pot'", "'provisional':true", "day of receipt", NO_PIECE);
    says(",'category':'pot','delivered_on':'2024-05-30'", "!'provisional'", "'code':'ART24_7_DAYS'", "'article':'24'",
         NO_PIECE);
}

static void test_rights__the_unit_tells_dates_repairs_and_time_away(void **state)
{
    (void)state;
    says(",'category':'phone','purchased_on':'2024-05-30','unit':{'key':'S1','dates':{'invoice':'2024-01-10'}}",
         "'sold':'2024-01-10'", "!WITHIN_7_DAYS", NO_PIECE);
    says(",'category':'phone','unit':{'key':'S1','dates':{'sale':'2024-01-10'},"
         "'repairs':[{'on':'2024-02-01','fault':'x'},{'on':'2024-03-01','fault':'y'}]}",
         "'code':'REPAIRED_TWICE'", "'right':'exchange'", NO_PIECE);
    says(",'category':'phone','unit':{'key':'S1','dates':{'sale':'2024-01-10'},"
         "'repairs':[{'on':'2024-02-01','fault':'x'},{'on':'2024-03-01','fault':'y','covered':false}]}",
         "!REPAIRED_TWICE", NO_PIECE);
    says(",'category':'lamp','purchased_on':'2024-01-01','received_at':'2024-05-22T02:00:00Z','unit':{'key':'S1',"
         "'outages':[{'from':'2024-02-01','to':'2024-02-21'},{'from':'2024-03-01','to':'2024-03-07'},"
         "{'from':'2024-04-01','to':'2024-04-30','counts':false}]}",
         "'repair_days':36", "'single_repair_days':10", "'code':'REPAIR_DAYS_OVER_35'", NO_PIECE);
    /* what somebody said of the term's end goes before what is computed; time away prolongs it */
    says(",'category':'phone','purchased_on':'2023-01-01','unit':{'key':'S1','ends':[{'term':'maker',"
         "'last_day':'2024-12-31','by':'wu','why':'letter','on':'2024-01-01'}]}",
         "'last_day':'2024-12-31'", "'code':'IN_TERM'", NO_PIECE);
    says(",'category':'phone','purchased_on':'2023-05-31','unit':{'key':'S1',"
         "'outages':[{'from':'2024-02-01','to':'2024-02-03'}]}",
         "'last_day':'2024-06-02'", "'code':'IN_TERM'", NO_PIECE);
}

static void test_rights__a_report_before_the_sale_gives_nothing(void **state)
{
    (void)state;
    says(",'category':'phone','purchased_on':'2024-06-02'", "'code':'NOT_STARTED'", "'rights':[]", NO_PIECE);
}

static void test_rights__a_ticket_is_asked_in_either_language(void **state)
{
    (void)state;
    mend_policy *policy = load();
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *out;
    char *opens =
        quoted("{'action':'register','actor':{'id':'ann','roles':['clerk']},'ticket':{'tenant':'t','key':'k'},"
               "'fields':{'category':'phone','purchased_on':'2024-05-30'}}");
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_args_json(args, opens, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_act(policy, ticket, args, NOW, result, NULL), MEND_OK);
    assert_int_equal(mend_rights(policy, ticket, NULL, NOW, "zh-CN", out, NULL), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, NULL), "售出之日起7日内"));
    assert_non_null(strstr(mend_buf_data(out, NULL), "\"label\":\"手机\""));
    mend_buf_clear(out);
    mend_error err = {.struct_size = sizeof err};
    assert_int_equal(mend_rights(policy, ticket, NULL, INT64_MAX, NULL, out, &err), MEND_RANGE);
    assert_int_equal(mend_rights(NULL, ticket, NULL, NOW, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_rights(policy, ticket, NULL, NOW, NULL, NULL, &err), MEND_INVALID);
    mend_policy *other = NULL;
    assert_int_equal(load_documents(BASE, NULL, NULL, &other, &err), MEND_OK);
    assert_int_equal(mend_rights(other, ticket, NULL, NOW, NULL, out, &err), MEND_POLICY_MISMATCH);
    mend_ticket *blank;
    assert_int_equal(mend_ticket_new(NULL, &blank), MEND_OK);
    assert_int_equal(mend_rights(other, blank, NULL, NOW, NULL, out, &err), MEND_NOT_FOUND);
    size_t len = 1;
    mend_buf_data(out, &len);
    assert_int_equal(len, 0);
    mend_ticket_free(blank);
    mend_policy_free(other);
    mend_buf_free(out);
    mend_result_free(result);
    mend_args_free(args);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    free(opens);
}

/* Does the action; the ticket is there or opened. */
static void done(const mend_policy *policy, mend_ticket *ticket, const char *args_text)
{
    mend_args *args;
    mend_result *result;
    char *json = quoted(args_text);
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    assert_int_equal(mend_args_json(args, json, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_act(policy, ticket, args, NOW, result, NULL), MEND_OK);
    mend_result_free(result);
    mend_args_free(args);
    free(json);
}

/* Whether two repairs are enough for an exchange, of the ticket k. */
static bool repaired_twice(const mend_policy *policy, const mend_ticket *ticket, const char *unit_text)
{
    mend_unit *unit;
    mend_buf *out;
    char *json = quoted(unit_text);
    assert_int_equal(mend_unit_new(NULL, &unit), MEND_OK);
    assert_int_equal(mend_unit_read(unit, json, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_rights(policy, ticket, unit, NOW, NULL, out, NULL), MEND_OK);
    bool found = strstr(mend_buf_data(out, NULL), "REPAIRED_TWICE") != NULL;
    mend_buf_free(out);
    mend_unit_free(unit);
    free(json);
    return found;
}

static void test_rights__the_repair_just_done_has_not_failed(void **state)
{
    (void)state;
    static const char once[] = "{'kind':'unit','tenant':'t','key':'S1','dates':{'sale':'2024-01-10'},'repairs':["
                               "{'on':'2024-02-01','ticket':'j'},{'on':'2024-06-01','ticket':'k'}]}";
    static const char again[] = "{'kind':'unit','tenant':'t','key':'S1','dates':{'sale':'2024-01-10'},'repairs':["
                                "{'on':'2024-05-30','ticket':'k'},{'on':'2024-02-01','ticket':'j'},"
                                "{'on':'2024-06-01','ticket':'k'}]}";
    static const char others[] = "{'kind':'unit','tenant':'t','key':'S1','dates':{'sale':'2024-01-10'},'repairs':["
                                 "{'on':'2024-02-01','ticket':'i'},{'on':'2024-03-01','ticket':'j'}]}";
    mend_policy *policy = load();
    mend_ticket *ticket;
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    done(policy, ticket,
         "{'action':'register','actor':{'id':'ann','roles':['clerk']},'ticket':{'tenant':'t','key':'k'},"
         "'fields':{'category':'phone'}}");
    assert_true(repaired_twice(policy, ticket, once)); /* the work goes on: that repair did not help */
    done(policy, ticket, "{'action':'close','actor':{'id':'ann','roles':['clerk']}}");
    assert_false(repaired_twice(policy, ticket, once));
    assert_true(repaired_twice(policy, ticket, again)); /* the one before the last did fail */
    assert_true(repaired_twice(policy, ticket, others));
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

/* ---- what is refused ---- */

static void test_rights__a_section_that_cannot_be_meant_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *section, *path, *text;
    } rows[] = {
        {"{'regime':{}}", "$.rights.regime", "did you mean \"regimes\""},
        {"{'regimes':{'a':{}}}", "$.rights.regimes.a", "regime"},
        {"{'regimes':{'a':{'regime':'cn_mobil@1'}}}", "$.rights.regimes.a.regime", "did you mean \"cn_mobile@1\""},
        {"{'regimes':{'a':{'regime':7}}}", "$.rights.regimes.a.regime", "the name of a built-in one"},
        {"{'regimes':{'a':{'regime':{'id':'x'}}}}", "$.rights.regimes.a.regime", "has no rules"},
        {"{'regimes':{'a':{'regime':{'extends':'cn95@1','rules':{'days_7':{'when':{'ag':{'le':7}}}}}}}}",
         "$.rights.regimes.a.regime.rules.days_7.when.ag", "did you mean \"age\""},
        {"{'regimes':{'a':{'regime':'cn95@1','facts':{'solt':{'dates':['sale']}}}}}", "$.rights.regimes.a.facts.solt",
         "did you mean \"sold\""},
        {"{'facts':{'solt':{'dates':['sale']}},'regimes':{'a':{'regime':'cn95@1'}}}", "$.rights.facts.solt",
         "no regime of the section asks for"},
        {"{'facts':{'sold':{'field':'wait'}},'regimes':{'a':{'regime':'cn95@1'}}}", "$.rights.facts.sold",
         "a date there"},
        {"{'facts':{'price':{'field':'wait'}},'regimes':{'a':{'regime':'cn95@1'}}}", "$.rights.facts.price",
         "an amount there"},
        {"{'facts':{'excluded':{'days':'away'}},'regimes':{'a':{'regime':'cn95@1'}}}", "$.rights.facts.excluded",
         "a flag there"},
        {"{'facts':{'repair_days':{'field':'far'}},'regimes':{'a':{'regime':'cn95@1'}}}", "$.rights.facts.repair_days",
         "a whole count there"},
        {"{'facts':{'exclusion':{'if':{'state':['open']}}},'regimes':{'a':{'regime':'cn95@1'}}}",
         "$.rights.facts.exclusion", "a word there"},
        {"{'facts':{'sold':{}},'regimes':{}}", "$.rights.facts.sold", "\"field\", \"dates\""},
        {"{'facts':{'sold':{'dates':['sale'],'term':'maker'}},'regimes':{}}", "$.rights.facts.sold.term", "one source"},
        {"{'facts':{'last_day':{'term':'makr'}},'regimes':{}}", "$.rights.facts.last_day.term",
         "did you mean \"maker\""},
        {"{'facts':{'sold':{'field':'customer_name'}},'regimes':{}}", "$.rights.facts.sold.field", "does not tell who"},
        {"{'facts':{'sold':{'field':'parts'}},'regimes':{}}", "$.rights.facts.sold.field", ""},
        {"{'facts':{'repair_days':{'days':'off'}},'regimes':{}}", "$.rights.facts.repair_days.days", "away"},
        {"{'facts':{'sold':{'dates':['buying']}},'regimes':{}}", "$.rights.facts.sold.dates[0]", "basis"},
        {"{'regimes':{'a':{'regime':'cn95@1','when':{'actor':['clerk']}}}}", "$.rights.regimes.a.when", "who asks"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char patch[1024];
        mend_policy *policy = NULL;
        mend_error err;
        snprintf(patch, sizeof patch, "{'rights':%s}", rows[i].section);
        mend_status status = load_documents(BASE, patch, NULL, &policy, &err);
        if (status == MEND_OK || err.document != 1 || strcmp(err.path, rows[i].path) != 0 ||
            strstr(err.text, rows[i].text) == NULL) {
            fail_msg("%s\n  expected %s: %s\n  found %s at %d %s: %s", patch, rows[i].path, rows[i].text,
                     mend_status_name(status), (int)err.document, err.path, err.text);
        }
    }
}

/* ---- memory ---- */

static mend_status all_of_it(const mend_allocator *a, const char *const *documents, const char *facts)
{
    mend_policy *policy = NULL;
    mend_buf *out = NULL;
    mend_status s = mend_policy_load(a, documents, NULL, 2, &policy, NULL);
    s = s == MEND_OK ? mend_buf_new(a, &out) : s;
    s = s == MEND_OK ? mend_probe(policy, "rights", MEND_NTS, "{}", MEND_NTS, facts, MEND_NTS, out, NULL) : s;
    if (s != MEND_OK && out != NULL) {
        size_t len = 1;
        mend_buf_data(out, &len);
        assert_int_equal(len, 0);
    }
    mend_buf_free(out);
    mend_policy_free(policy);
    return s;
}

static void test_rights__every_allocation_may_fail(void **state)
{
    (void)state;
    char section[4096];
    snprintf(section, sizeof section, "{'rights':%s}", SECTION);
    char *base = quoted(BASE), *patch = quoted(section);
    char *facts = quoted("{'now':'2024-06-01T10:00:00+08:00','category':'lamp','purchased_on':'2024-01-01','unit':"
                         "{'key':'S1','repairs':[{'on':'2024-02-01','fault':'x'}]}}");
    const char *documents[] = {base, patch};
    mend_status s = MEND_NOMEM;
    size_t sites = 0;
    for (size_t n = 1; s != MEND_OK; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        s = all_of_it(&a, documents, facts);
        assert_int_equal(memory.live, 0);
        assert_true(s == MEND_OK || s == MEND_NOMEM);
        sites = n;
    }
    assert_true(sites > 10);
    free(base);
    free(patch);
    free(facts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rights__the_first_row_that_holds_decides),
        cmocka_unit_test(test_rights__rights_come_with_reasons_and_amounts),
        cmocka_unit_test(test_rights__facts_come_from_fields_dates_terms_and_conditions),
        cmocka_unit_test(test_rights__a_row_may_have_sources_of_its_own),
        cmocka_unit_test(test_rights__what_is_not_known_is_listed),
        cmocka_unit_test(test_rights__the_unit_tells_dates_repairs_and_time_away),
        cmocka_unit_test(test_rights__a_report_before_the_sale_gives_nothing),
        cmocka_unit_test(test_rights__the_repair_just_done_has_not_failed),
        cmocka_unit_test(test_rights__a_ticket_is_asked_in_either_language),
        cmocka_unit_test(test_rights__a_section_that_cannot_be_meant_is_refused),
        cmocka_unit_test(test_rights__every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
