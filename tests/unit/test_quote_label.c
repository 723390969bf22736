/*
 * test_quote_label.c - lines of a quote are shown by labels, in the quote, in the ticket's view and on sheets, and stay
 * bound by the names of the charge card.
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

#define NOW INT64_C(1710464400000)

static const char BASE[] =
    "{'mend':1,'id':'shop','revision':1,'zone':'CST-8','currency':'CNY','roles':{'clerk':{}},"
    "'choices':{'charge_kind':{'labour':{'order':1},'storage':{'order':2,'label':{'en':'Keeping it','zh-CN':'寄存'}},"
    "'diagnosis':{'order':3,'label':{'en':'Looking at it','zh-CN':'看机费'}},'other':{'order':9}},"
    "'estimate_kind':{'estimate':{},'final':{}},'payer':{'customer':{}}},"
    "'states':{'open':{'order':1,'stage':'new'},'shut':{'order':2,'stage':'closed'}},"
    "'actions':{'register':{'order':1,'opens':true,'to':'open','roles':['clerk'],'form':{'planned_minutes':{},"
    "'parts':{'columns':{'model':{},'unit_price':{}}},'visits':{'columns':{'km':{}}},"
    "'labour':{'columns':{'work':{},'code':{},'rate':{},'minutes':{}}},"
    "'charges':{'columns':{'item':{},'amount':{}}}}},"
    "'quote':{'order':2,'from':['open'],'roles':['clerk'],'quote':'estimate'},"
    "'more':{'order':4,'from':['open'],'roles':['clerk'],'form':{'parts':{'columns':{'name':{},'model':{},"
    "'unit_price':{}}}}},"
    "'close':{'order':3,'from':['open'],'to':'shut','roles':['clerk']}},"
    "'fees':{'cards':{'card':{'from':'2024-01-01','labour':{'hour':{'order':1,'label':{'en':'By the hour','zh-CN':"
    "'按工时'},'mode':'hourly','rate':10000},'bare':{'order':2,'mode':'flat','price':3000}},'labour_default':'hour',"
    "'travel':{'base':3000},'diagnosis':{'fee':5000},"
    "'surcharges':{'rush':{'label':{'en':'Rush','zh-CN':'加急'},'on':'labour','fee':{'pct':'20'}},"
    "'night':{'on':'labour','fee':{'pct':'10'}}}}},"
    "'tax':{'price':'incl','rates':{'other':'6'}},'estimate':{'valid_days':30}},"
    "'sheets':{'slip':{'sections':{'lines':{'list':'charges','columns':{'item':{'order':1},'line':{'order':2}}}}}}}";

static const char FIELDS[] = "'planned_minutes':60,'parts':[{'model':'hour','unit_price':1250}],'visits':[{'km':'3'}],"
                             "'labour':[{'code':'hour','minutes':60},{'code':'bare'},"
                             "{'work':'travel','rate':500,'minutes':60},{'code':'mine','rate':500,'minutes':60}],"
                             "'charges':[{'item':'diagnosis','amount':100}]";

typedef struct bench {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *out;
    mend_error err;
} bench;

static void act(bench *b, const char *action, const char *fields)
{
    char text[2000];
    snprintf(text, sizeof text,
             "{'action':'%s','actor':{'id':'amy','roles':['clerk']},'ticket':{'tenant':'t','key':'K','number':'1'},"
             "'fields':{%s}}",
             action, fields);
    char *json = quoted(text);
    mend_status s = mend_args_json(b->args, json, MEND_NTS, &b->err);
    s = s == MEND_OK ? mend_act(b->policy, b->ticket, b->args, NOW, b->result, &b->err) : s;
    if (s != MEND_OK)
        fail_msg("%s: %s %s %s", action, mend_status_name(s), b->err.text, b->err.path);
    free(json);
}

static void start(bench *b, const char *patch)
{
    memset(b, 0, sizeof *b);
    b->err.struct_size = sizeof b->err;
    if (load_documents(BASE, patch, NULL, &b->policy, &b->err) != MEND_OK)
        fail_msg("%s at %s", b->err.text, b->err.path);
    assert_int_equal(mend_ticket_new(NULL, &b->ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &b->result), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &b->out), MEND_OK);
    act(b, "register", FIELDS);
    act(b, "quote", "");
}

static void end(bench *b)
{
    mend_buf_free(b->out);
    mend_result_free(b->result);
    mend_args_free(b->args);
    mend_ticket_free(b->ticket);
    mend_policy_free(b->policy);
}

/* What has been written holds every piece, written with ', NULL at the end. */
static void holds(bench *b, ...)
{
    va_list pieces;
    va_start(pieces, b);
    for (const char *piece = va_arg(pieces, const char *); piece; piece = va_arg(pieces, const char *)) {
        char *wanted = quoted(piece);
        if (!strstr(mend_buf_data(b->out, NULL), wanted))
            fail_msg("%s\nis not in\n%s", piece, mend_buf_data(b->out, NULL));
        free(wanted);
    }
    va_end(pieces);
    mend_buf_clear(b->out);
}

static void test_quote_label__a_quote_names_its_lines_in_the_language_asked_for(void **state)
{
    (void)state;
    bench b;
    mend_quote *quote;
    start(&b, NULL);
    assert_int_equal(mend_quote_new(NULL, &quote), MEND_OK);
    assert_int_equal(mend_quote_make(b.policy, b.ticket, NULL, NULL, 0, MEND_QUOTE_ESTIMATE, NOW, quote, &b.err),
                     MEND_OK);
    assert_int_equal(mend_quote_write(quote, b.policy, "zh-CN", b.out), MEND_OK);
    holds(&b, "'item':'hour','label':'按工时'", "'item':'bare','label':'人工费'",
          "'item':'travel','label':'上门交通费'", "'item':'diagnosis','label':'看机费'", "'item':'rush','label':'加急'",
          "'item':'night','label':'附加费'", "'id':'parts/1','kind':'part','item':'hour','label':'hour'",
          "'item':'mine','label':'mine'", "'id':'charges/1','kind':'other','item':'diagnosis','label':'diagnosis'",
          NULL);
    assert_int_equal(mend_quote_coverage(quote, b.policy, "en", b.out), MEND_OK);
    holds(&b, "'item':'hour','label':'By the hour'", "'item':'bare','label':'Labour'",
          "'item':'travel','label':'Travel'", "'item':'diagnosis','label':'Looking at it'",
          "'item':'night','label':'Surcharge'", NULL);
    assert_int_equal(mend_quote_write(quote, NULL, "zh-CN", b.out), MEND_OK);
    holds(&b, "'item':'hour','label':'hour'", NULL);
    mend_quote_free(quote);
    end(&b);
}

static void test_quote_label__a_view_has_the_name_and_beside_it_the_label(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    assert_int_equal(mend_view(b.policy, b.ticket, "zh-CN", b.out, &b.err), MEND_OK);
    holds(&b, "'item':{'label':'收费项目','value':'hour','text':'按工时'}",
          "'item':{'label':'收费项目','value':'travel','text':'上门交通费'}",
          "'item':{'label':'收费项目','value':'diagnosis','text':'看机费'}",
          "'item':{'label':'收费项目','value':'rush','text':'加急'}",
          "'item':{'label':'收费项目','value':'diagnosis'}", /* entered by hand */
          "'item':{'label':'收费项目','value':'hour'}",      /* a part */
          NULL);
    assert_int_equal(mend_view(b.policy, b.ticket, NULL, b.out, &b.err), MEND_OK);
    holds(&b, "'item':'hour'", NULL);
    end(&b);
}

static void test_quote_label__a_sheet_has_the_label_alone(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    assert_int_equal(mend_sheet(b.policy, b.ticket, "slip", MEND_NTS, NOW, "zh-CN", b.out, &b.err), MEND_OK);
    holds(&b, "['diagnosis','']", "['hour','parts/1']", "['按工时','labour/1']", "['人工费','labour/2']",
          "['按工时','labour/3']", "['mine','labour/4']", "['上门交通费','visits/1']", "['看机费','diagnosis']",
          "['加急','surcharges/rush']", "['附加费','surcharges/night']", "['diagnosis','charges/1']", NULL);
    assert_int_equal(mend_sheet(b.policy, b.ticket, "slip", MEND_NTS, NOW, "en", b.out, &b.err), MEND_OK);
    holds(&b, "['By the hour','labour/1']", "['Labour','labour/2']", "['Surcharge','surcharges/night']", NULL);
    end(&b);
}

/* Without a usual work, what has no code bears the words it was entered with. */
static void test_quote_label__own_words_stay(void **state)
{
    (void)state;
    bench b;
    start(&b, "{'fees':{'cards':{'card':{'labour_default':null}}}}");
    assert_int_equal(mend_sheet(b.policy, b.ticket, "slip", MEND_NTS, NOW, "en", b.out, &b.err), MEND_OK);
    holds(&b, "['travel','labour/3']", "['By the hour','labour/1']", NULL);
    end(&b);
}

/* A part is called by its name with the model behind it, in the quote, the view and on sheets; a digest binds the model. */
static void test_quote_label__a_part_has_its_name_and_its_model(void **state)
{
    (void)state;
    bench b;
    mend_quote *quote;
    start(&b, NULL);
    act(&b, "more",
        "'parts':[{'name':'温度传感器','model':'WR-88','unit_price':4800},{'name':'Relay "
        "R2','model':'R2','unit_price':1},"
        "{'name':'Fuse','unit_price':1},{'name':'M5','model':'M5','unit_price':1}]");
    act(&b, "quote", "");
    assert_int_equal(mend_quote_new(NULL, &quote), MEND_OK);
    assert_int_equal(mend_quote_make(b.policy, b.ticket, NULL, NULL, 0, MEND_QUOTE_ESTIMATE, NOW, quote, &b.err),
                     MEND_OK);
    assert_int_equal(mend_quote_write(quote, b.policy, "zh-CN", b.out), MEND_OK);
    holds(&b, "'item':'WR-88','label':'温度传感器 WR-88'", "'item':'R2','label':'Relay R2'",
          "'item':'Fuse','label':'Fuse'", "'item':'M5','label':'M5'", "'item':'hour','label':'hour'", NULL);
    assert_int_equal(mend_quote_write(quote, NULL, "zh-CN", b.out), MEND_OK);
    holds(&b, "'item':'WR-88','label':'WR-88'", NULL);
    assert_int_equal(mend_quote_coverage(quote, b.policy, "en", b.out), MEND_OK);
    holds(&b, "'item':'WR-88','label':'温度传感器 WR-88'", NULL);
    assert_int_equal(mend_sheet(b.policy, b.ticket, "slip", MEND_NTS, NOW, "en", b.out, &b.err), MEND_OK);
    holds(&b, "['温度传感器 WR-88','parts/2']", "['Relay R2','parts/3']", "['Fuse','parts/4']", "['M5','parts/5']",
          NULL);
    assert_int_equal(mend_view(b.policy, b.ticket, "en", b.out, &b.err), MEND_OK);
    holds(&b, "'value':'WR-88','text':'温度传感器 WR-88'", NULL);
    mend_quote_free(quote);
    end(&b);
}

static mend_status write_into(bench *b, mend_quote *quote, int what, mend_buf *out)
{
    return what == 0   ? mend_quote_write(quote, b->policy, "en", out)
           : what == 1 ? mend_quote_coverage(quote, b->policy, "en", out)
           : what == 2 ? mend_view(b->policy, b->ticket, "en", out, &b->err)
                       : mend_sheet(b->policy, b->ticket, "slip", MEND_NTS, NOW, "en", out, &b->err);
}

static void test_quote_label__without_memory_nothing_is_written(void **state)
{
    (void)state;
    bench b;
    mend_quote *quote;
    start(&b, NULL);
    act(&b, "more",
        "'parts':[{'name':'A part with a name that is longer than what a buffer begins with','model':'WR-88',"
        "'unit_price':4800}]");
    act(&b, "quote", "");
    assert_int_equal(mend_quote_new(NULL, &quote), MEND_OK);
    assert_int_equal(mend_quote_make(b.policy, b.ticket, NULL, NULL, 0, MEND_QUOTE_ESTIMATE, NOW, quote, &b.err),
                     MEND_OK);
    for (int what = 0; what < 4; what++) {
        size_t failed = 0;
        for (bool done = false; !done; failed++) {
            faulty memory = {.fail_at = failed + 1};
            mend_allocator a = faulty_allocator(&memory);
            mend_buf *out = NULL;
            mend_status s = mend_buf_new(&a, &out);
            s = s == MEND_OK ? write_into(&b, quote, what, out) : s;
            done = s == MEND_OK;
            size_t len = 0;
            if (out)
                mend_buf_data(out, &len);
            assert_true(done ? len > 0 : s == MEND_NOMEM && len == 0);
            mend_buf_free(out);
            assert_int_equal(memory.live, 0);
        }
        assert_true(failed > 3);
    }
    mend_quote_free(quote);
    end(&b);
}

static void test_quote_label__terms_of_the_policy_have_theirs(void **state)
{
    (void)state;
    bench b;
    mend_quote *quote;
    start(&b, "{'choices':{'payer':{'maker':{}}},'warranty':{'terms':{'first':{'order':1,'label':{'en':'First year',"
              "'zh-CN':'首年保修'},'kind':'maker','payer':'maker','from':['sale'],'years':1},"
              "'bare':{'order':2,'kind':'maker','payer':'maker','from':['sale'],'years':1}}}}");
    assert_int_equal(mend_quote_new(NULL, &quote), MEND_OK);
    assert_int_equal(mend_quote_make(b.policy, b.ticket, NULL, NULL, 0, MEND_QUOTE_ESTIMATE, NOW, quote, &b.err),
                     MEND_OK);
    assert_int_equal(mend_quote_coverage(quote, b.policy, "zh-CN", b.out), MEND_OK);
    holds(&b, "'term':'first','label':'首年保修','payer':'maker'", "'term':'bare','payer':'maker'", NULL);
    mend_quote_free(quote);
    end(&b);
}

/* A card that is gone leaves the kind of the line. */
static void test_quote_label__outlives_the_card(void **state)
{
    (void)state;
    bench b, other;
    start(&b, NULL);
    static const char patch[] = "{'fees':{'cards':{'card':null,'next':{'from':'2024-01-01','parts':{'A':'1'}}}}}";
    memset(&other, 0, sizeof other);
    other.err.struct_size = sizeof other.err;
    if (load_documents(BASE, patch, NULL, &other.policy, &other.err) != MEND_OK)
        fail_msg("%s at %s", other.err.text, other.err.path);
    assert_int_equal(mend_view(other.policy, b.ticket, "en", b.out, &b.err), MEND_OK);
    holds(&b, "'value':'hour','text':'Labour'", "'value':'rush','text':'Surcharge'", "'value':'travel','text':'Travel'",
          NULL);
    mend_policy_free(other.policy);
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quote_label__a_quote_names_its_lines_in_the_language_asked_for),
        cmocka_unit_test(test_quote_label__a_view_has_the_name_and_beside_it_the_label),
        cmocka_unit_test(test_quote_label__a_sheet_has_the_label_alone),
        cmocka_unit_test(test_quote_label__own_words_stay),
        cmocka_unit_test(test_quote_label__a_part_has_its_name_and_its_model),
        cmocka_unit_test(test_quote_label__without_memory_nothing_is_written),
        cmocka_unit_test(test_quote_label__terms_of_the_policy_have_theirs),
        cmocka_unit_test(test_quote_label__outlives_the_card),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
