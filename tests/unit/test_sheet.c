/*
 * test_sheet.c - sheets: what stands on a filled form in both languages, what never does, and what no policy may ask for.
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
#include "shells/sheet.h"

#define NOW INT64_C(1710464400000) /* 2024-03-15T01:00:00Z, 09:00 in the shop */

static const char BASE[] =
    "{'mend':1,'id':'desk','revision':1,'zone':'CST-8','currency':'CNY',"
    "'roles':{'clerk':{}},"
    "'choices':{"
    "'level':{'p1':{'order':1,'label':{'en':'P1 urgent','zh-CN':'P1 紧急'}},'p2':{'order':2,'label':{'en':'P2 high'}}},"
    "'impact':{'big':{'order':1,'label':{'en':'Big','zh-CN':'大'}},'small':{'order':2,'label':{'en':'Small','zh-CN':'"
    "小'}}},"
    "'urgency':{'high':{'order':1,'label':{'en':'now','zh-CN':'急'}},'low':{'order':2,'label':{'en':'later','zh-CN':'"
    "缓'}}},"
    "'rating':{'good':{'order':1,'label':{'en':'Good','zh-CN':'满意'}},'bad':{'order':2,'label':{'en':'Bad','zh-CN':'"
    "不满意'}}},"
    "'test_result':{'pass':{'order':1,'label':{'en':'Pass','zh-CN':'通过'}},'fail':{'order':2,'label':{'en':'Fail'}}}},"
    "'fields':{'shelf':{'type':'text','label':{'en':'Shelf','zh-CN':'货架'}},'hours':{'type':'integer'}},"
    "'states':{'open':{'order':1,'stage':'new','label':{'en':'Open','zh-CN':'已登记'}},'shut':{'order':2,'stage':'"
    "closed'}},"
    "'texts':{'shop':{'en':'The shop','zh-CN':'门店'},'words':{'en':'Keep this.','zh-CN':'请保管。'}},"
    "'calendars':{'day':{'label':{'en':'Day hours','zh-CN':'白天'},'week':{'mon':[['09:00','17:00']]}}},"
    "'triage':{'default':'p2','rules':{'fire':{'order':1,'level':'p1','override':true,'label':{'en':'Fire','zh-CN':'"
    "起火'},"
    "'if':{'field':'safety_hazard','is':true}}},'matrix':{'rows':'impact','columns':'urgency','cells':{"
    "'big':{'high':'p1','low':'p1'},'small':{'high':'p1','low':'p2'}}}},"
    "'actions':{"
    "'register':{'order':1,'opens':true,'to':'open','roles':['clerk'],'form':{'customer_name':{},'customer_phone':{},"
    "'fault_description':{},'tried':{},'care_advice':{},'plan':{},'solution':{},'product':{},'safety_hazard':{},'"
    "rating':{},"
    "'level':{},'fee_total':{},'usage_meter':{},'purchased_on':{},'registered_at':{},'shelf':{},'hours':{},'signed_by':"
    "{},"
    "'signed_at':{},'planned_minutes':{},'planned_days':{},'visit_until':{},"
    "'tests':{'columns':{'item':{},'result':{},'shown':{}}},'charges':{'columns':{'item':{},'amount':{}}}}},"
    "'close':{'order':2,'from':['open'],'to':'shut','roles':['clerk']}},"
    "'clocks':{"
    "'answer':{'order':1,'label':{'en':'Answer','zh-CN':'答复'},'start':{'on':['register']},'stop':{'on':['close']},"
    "'targets':{'p1':{'order':1,'when':{'field':'level','is':'p1'},'time':'PT15M'},"
    "'rest':{'order':2,'time':'PT2H','calendar':'day'}}},"
    "'repair':{'order':2,'label':{'en':'Repair','zh-CN':'维修'},'start':{'on':['register']},'stop':{'on':['close']},"
    "'pick':'earliest','calendar':'day','targets':{'p1':{'order':1,'when':{'field':'level','is':'p1'},'time':'PT0S'},"
    "'days':{'order':2,'when':{'field':'level','is':'p2'},'days':3,'reading':'closing'},"
    "'minutes':{'order':3,'amount_field':'planned_minutes','unit':'minute'},"
    "'planned':{'order':4,'amount_field':'planned_days','unit':'working_day','reading':'closing'},"
    "'visit':{'order':5,'until':'visit_until'}}}}}";

static const char SHEETS[] =
    "{'blocks':{'who':{'label':{'en':'Customer','zh-CN':'客户'},'when':{'field':'shelf','known':false},"
    "'fields':{'customer_name':{'order':1},'customer_phone':{'order':2,'label':{'en':'Call','zh-CN':'电话'}}}}},"
    "'sheets':{"
    "'slip':{'order':1,'label':{'en':'Slip','zh-CN':'单据'},'head':'shop','foot':'words','sections':{"
    "'who':{'order':1,'use':'who'},"
    "'again':{'order':2,'use':'who','label':{'en':'Once more','zh-CN':'再次'},'when':{'state':['open']}},"
    "'fault':{'order':3,'label':{'en':'Fault','zh-CN':'故障'},'fields':{'fault_description':{'order':1},"
    "'product':{'order':2},'purchased_on':{'order':3},'registered_at':{'order':4},'usage_meter':{'order':5},"
    "'fee_total':{'order':6},'safety_hazard':{'order':7},'rating':{'order':8,'boxes':true},"
    "'shelf':{'order':9,'lines':2},'hours':{'order':10},'tried':{'order':11}}},"
    "'tests':{'order':4,'list':'tests','columns':{'item':{'order':1},'result':{'order':2,'boxes':true},"
    "'shown':{'order':3}},'lines':3},"
    "'last':{'order':5,'list':'tests','last':true,'columns':{'item':{'order':1},'shown':{'order':2,'boxes':true}}},"
    "'hidden':{'order':6,'when':{'state':['shut']},'texts':['words']},"
    "'sign':{'order':7,'texts':['words'],'sign':{'customer':{'order':1,'label':{'en':'Customer','zh-CN':'客户签字'},"
    "'by':'signed_by','at':'signed_at'},'engineer':{'order':2}}}}},"
    "'levels':{'order':2,'title':'words','sections':{'all':{'levels':['answer','repair']}}},"
    "'card':{'order':3,'sections':{'all':{'card':true}}}}}";

/* A whole charge card. */
static const char FEES[] =
    "{'fees':{'cards':{'c1':{'from':'2024-01-01','until':'2024-12-31',"
    "'labour':{'hour':{'order':1,'label':{'en':'By the hour','zh-CN':'按工时'},'mode':'hourly','rate':10000,"
    "'min_minutes':30,'step_minutes':15},'visit':{'order':2,'mode':'flat','price':3000}},'labour_default':'hour',"
    "'bands':{'night':{'label':{'en':'Nights','zh-CN':'夜间'},'calendar':'day','pct':'150'}},"
    "'parts':{'A-1':'12.5','B-2':'0.125'},"
    "'travel':{'zones':[{'upto':'10','fee':3000},{'upto':null,'fee':6000}]},"
    "'diagnosis':{'fee':5000,'credit':'full'},'storage':{'free_days':30,'per_day':200,'cap':20000},"
    "'surcharges':{'rush':{'label':{'en':'Rush','zh-CN':'加急'},'on':'labour','fee':{'pct':'20','min':1000,'max':9000}}"
    "},"
    "'cancel':{'table':{'open':{'flat':1000,'pct':'5','min':500,'cap_estimate':true,'parts_ordered':true},'new':{'flat'"
    ":0}}}}}}}";

/* ---- what the tests work with ---- */

static mend_policy *load(const char *patch)
{
    mend_policy *policy = NULL;
    mend_error err;
    if (load_documents(BASE, SHEETS, patch, &policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    return policy;
}

/* A ticket opened with the fields, written with '. */
static mend_ticket *opened(const mend_policy *policy, const char *fields)
{
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_error err = {.struct_size = sizeof err};
    static const char head[] = "{'action':'register','actor':{'id':'ann','roles':['clerk']},"
                               "'ticket':{'tenant':'t','key':'k1','number':'S-1'},'fields':";
    char *all = malloc(sizeof head + strlen(fields) + 2);
    assert_non_null(all);
    strcpy(all, head);
    strcat(all, fields);
    strcat(all, "}");
    char *text = quoted(all);
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    mend_status s = mend_args_json(args, text, MEND_NTS, &err);
    if (s == MEND_OK) {
        s = mend_act(policy, ticket, args, NOW, result, &err);
    }
    if (s != MEND_OK) {
        fail_msg("%s: %s at %s", mend_status_name(s), err.text, err.path);
    }
    mend_args_free(args);
    mend_result_free(result);
    free(text);
    free(all);
    return ticket;
}

/* The filled sheet, to be freed. */
static char *filled(const mend_policy *policy, const mend_ticket *ticket, const char *sheet, const char *lang)
{
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err};
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    mend_status s = mend_sheet(policy, ticket, sheet, MEND_NTS, NOW, lang, out, &err);
    if (s != MEND_OK) {
        fail_msg("%s: %s: %s", sheet, mend_status_name(s), err.text);
    }
    const char *bytes = mend_buf_data(out, &len);
    char *copy = malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy, bytes, len);
    copy[len] = '\0';
    assert_int_equal(strlen(copy), len);
    mend_buf_free(out);
    return copy;
}

/* The sheet holds every piece, written with ', NULL at the end; one that begins with ! it must not hold. */
static void says(const mend_policy *policy, const mend_ticket *ticket, const char *sheet, const char *lang, ...)
{
    char *text = filled(policy, ticket, sheet, lang);
    va_list pieces;
    va_start(pieces, lang);
    for (const char *piece = va_arg(pieces, const char *); piece != NULL; piece = va_arg(pieces, const char *)) {
        char *wanted = quoted(piece[0] == '!' ? piece + 1 : piece);
        if ((strstr(text, wanted) != NULL) == (piece[0] == '!')) {
            fail_msg("%s\n  reads %s\n  %s", sheet, text, piece);
        }
        free(wanted);
    }
    va_end(pieces);
    free(text);
}

static const char FIELDS[] =
    "{'customer_name':'张小明','customer_phone':'13812345678','fault_description':'It is dead.\\nReally.',"
    "'product':'Fridge','safety_hazard':true,'rating':'good','level':'p2','fee_total':128050,'usage_meter':'12.5',"
    "'purchased_on':'2023-05-06','registered_at':'2024-03-15T01:00:00Z','hours':7,'signed_by':'李大明',"
    "'signed_at':'2024-03-15T04:30:00Z',"
    "'tests':[{'item':'first','result':'fail'},{'item':'second','result':'pass','shown':false}]}";

/* ---- what stands on it ---- */

static void test_sheet__values_are_written_as_people_read_them(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    mend_ticket *ticket = opened(policy, FIELDS);
    says(policy, ticket, "slip", "en",
         "{'sheet':'slip','title':'Slip','head':'The shop','lang':'en','number':'S-1','key':'k1','state':'Open',"
         "'printed':'2024-03-15 09:00','sections':[",
         "{'section':'fault','label':'Fault','rows':[{'field':'fault_description','label':'Fault description',"
         "'type':'long','text':'It is dead.\\nReally.','lines':3}",
         "{'field':'purchased_on','label':'Purchased on','type':'date','text':'2023-05-06','lines':1}",
         "'type':'instant','text':'2024-03-15 09:00'", "'type':'decimal','text':'12.5'",
         "'type':'money','text':'CNY 1280.50'", "'type':'bool','text':'yes'", "'type':'integer','text':'7'",
         "{'field':'shelf','label':'Shelf','type':'text','text':'','lines':2}",
         "{'field':'tried','label':'What the customer already tried','type':'long','text':'','lines':3}",
         "'foot':'Keep this.'}", NULL);
    says(policy, ticket, "slip", "zh-CN", "'title':'单据','head':'门店','lang':'zh-CN'", "'state':'已登记'",
         "'type':'money','text':'1280.50 元'", "'type':'bool','text':'是'", "'label':'货架'", "'foot':'请保管。'}",
         NULL);
    says(policy, ticket, "slip", NULL, "'title':'Slip'", "'lang':'en'", NULL);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

static void test_sheet__choices_and_yes_or_no_are_ticked_in_boxes(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    mend_ticket *ticket = opened(policy, FIELDS);
    says(policy, ticket, "slip", "zh-CN",
         "'text':'满意','lines':1,'options':[{'choice':'good','label':'满意','chosen':true},"
         "{'choice':'bad','label':'不满意','chosen':false}]",
         "{'field':'tests/shown','label':'已向客户演示','type':'bool','text':'否','lines':1,"
         "'options':[{'choice':'true','label':'是','chosen':false},{'choice':'false','label':'否','chosen':true}]}",
         NULL);
    says(policy, NULL, "slip", "en",
         "'options':[{'choice':'good','label':'Good','chosen':false},"
         "{'choice':'bad','label':'Bad','chosen':false}]",
         "'options':[{'choice':'true','label':'yes','chosen':false},{'choice':'false','label':'no','chosen':false}]",
         NULL);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

static void test_sheet__lists_are_tables_with_rows_left_for_writing(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    mend_ticket *ticket = opened(policy, FIELDS);
    says(policy, ticket, "slip", "en",
         "{'section':'tests','table':{'head':[{'field':'tests/item','label':'Item','type':'text'},"
         "{'field':'tests/result','label':'Result','type':'choice'},"
         "{'field':'tests/shown','label':'Shown to the customer','type':'bool'}],"
         "'rows':[['first','☐ Pass  ☑ Fail',''],['second','☑ Pass  ☐ Fail','no'],['','☐ Pass  ☐ Fail','']],"
         "'filled':2}}",
         "{'section':'last','rows':[{'field':'tests/item','label':'Item','type':'text','text':'second'", NULL);
    says(policy, NULL, "slip", "en",
         "'rows':[['','☐ Pass  ☐ Fail',''],['','☐ Pass  ☐ Fail',''],['','☐ Pass  ☐ Fail','']],'filled':0}", NULL);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

static void test_sheet__places_to_sign_say_who_has_signed_when(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    mend_ticket *ticket = opened(policy, FIELDS), *bare = opened(policy, "{}");
    says(
        policy, ticket, "slip", "zh-CN",
        "{'section':'sign','texts':[{'text':'words','words':'请保管。'}],'sign':[{'sign':'customer','label':'客户签字',"
        "'by':'李**','at':'2024-03-15 12:30'},{'sign':'engineer','label':'engineer'}]}",
        NULL);
    says(policy, bare, "slip", "en", "'sign':[{'sign':'customer','label':'Customer'},{'sign':'engineer'", NULL);
    mend_ticket_free(ticket);
    mend_ticket_free(bare);
    mend_policy_free(policy);
}

static void test_sheet__blocks_stand_where_they_are_used_under_a_label_of_their_own(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    mend_ticket *ticket = opened(policy, FIELDS), *shelved = opened(policy, "{'shelf':'A1'}");
    says(policy, ticket, "slip", "en",
         "{'section':'who','label':'Customer','rows':[{'field':'customer_name','label':'Customer name',",
         "'label':'Call'", "{'section':'again','label':'Once more','rows':[{'field':'customer_name'", NULL);
    says(policy, shelved, "slip", "en", "!'section':'who'", "'section':'again'", "!'section':'hidden'", NULL);
    says(policy, NULL, "slip", "en", "'section':'who'", "'section':'hidden'", "!'number'", "!'state'", "!'key'", NULL);
    mend_ticket_free(ticket);
    mend_ticket_free(shelved);
    mend_policy_free(policy);
}

static void test_sheet__a_level_table_says_when_and_within_what_time(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    mend_ticket *ticket =
        opened(policy, "{'planned_minutes':90,'planned_days':2,'visit_until':'2024-03-16T02:00:00Z'}");
    says(policy, NULL, "levels", "en",
         "{'sheet':'levels','title':'Keep this.','lang':'en','printed':'2024-03-15 09:00','sections':["
         "{'section':'all','table':{'head':[{'label':'Priority level'},{'label':'Given where'},{'label':'Answer'},"
         "{'label':'Repair'}],'rows':[['P1 urgent','Fire; Big; Small (now)','15 min','at once'],"
         "['P2 high','Small (later)','2 h (Day hours)','3 working days']],'filled':2}}]}",
         NULL);
    says(policy, NULL, "levels", "zh-CN", "['P1 紧急','起火；大；小（急）','15 分钟','立即']",
         "'2 小时（白天）','3 个工作日'", NULL);
    says(policy, ticket, "levels", "en", "'at once, 1 h 30 min (Day hours), 2 working days, 2024-03-16 10:00'",
         "'3 working days, 1 h 30 min (Day hours), 2 working days, 2024-03-16 10:00'", NULL);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    policy = load("{'triage':null}");
    says(policy, NULL, "levels", "en", "'head':[{'label':'Priority level'},{'label':'Answer'},{'label':'Repair'}]",
         "['P1 urgent','15 min','at once']", NULL);
    mend_policy_free(policy);
}

static void test_sheet__a_charge_card_has_a_row_for_every_fee(void **state)
{
    (void)state;
    mend_policy *policy = load(FEES);
    says(policy, NULL, "card", "en", "'head':[{'label':'Kind'},{'label':'Item'},{'label':'Price'},{'label':'Remarks'}]",
         "['Labour','By the hour','CNY 100.00 an hour','at least 30 min; in steps of 15 min']",
         "['Labour','visit','CNY 30.00 each','']", "['Hours','Nights','150 % of labour','']",
         "['Travel','up to 10 km','CNY 30.00','']", "['Travel','any distance','CNY 60.00','']",
         "['Diagnosis','Diagnosis','CNY 50.00','credited where the repair is accepted']",
         "['Surcharge','Rush','20 %','of labour; at least CNY 10.00; at most CNY 90.00']",
         "['Cancelled','Open','CNY 10.00 + 5 %','of the estimate; at least CNY 5.00; at most the estimate; and the "
         "parts ordered']",
         "['Cancelled','new','CNY 0.00','']",
         "['Storage','Unit not collected','CNY 2.00 a day','free for 30 days after the notice; at most CNY 200.00']",
         "['Parts','A-1','CNY 12.50 each','']", "['Parts','B-2','CNY 0.125 each','']]", "'filled':12}", NULL);
    says(policy, NULL, "card", "zh-CN", "['人工','按工时','100.00 元/小时','至少 30 分钟；每 15 分钟为一计费单位']",
         "['时段','夜间','人工费的 150 %','']", "['上门交通','10 公里以内','30.00 元','']",
         "['附加','加急','20 %','按人工费计；最低 10.00 元；最高 90.00 元']", "['配件','B-2','0.125 元/件','']", NULL);
    mend_policy_free(policy);
}

static void test_sheet__travel_may_be_priced_by_the_kilometre(void **state)
{
    (void)state;
    mend_policy *policy =
        load("{'fees':{'cards':{'c1':{'travel':{'base':3000,'per_km':150,'free_km':'5','round_trip':true,"
             "'cap':20000},'discount':{'pct':'10'}}}}}");
    says(policy, NULL, "card", "en",
         "['Travel','A visit','CNY 30.00 + CNY 1.50 a km',"
         "'the first 5 km are free; there and back; at most CNY 200.00']",
         "['Discount','','10 % off','']", NULL);
    mend_policy_free(policy);
    policy = load("{'fees':{'cards':{'c1':{'travel':{'zones':[{'upto':'10','fee':3000}],'beyond_per_km':200}}}}}");
    says(policy, NULL, "card", "zh-CN", "['上门交通','超出部分','2.00 元/公里','']", NULL);
    mend_policy_free(policy);
}

static void test_sheet__without_a_card_in_force_there_are_lines_to_write_on(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    says(policy, NULL, "card", "en", "'rows':[['','','',''],['','','',''],", "'filled':0}", NULL);
    mend_policy_free(policy);
    policy = load("{'fees':{'cards':{'c1':{'from':'2030-01-01','storage':{'per_day':100}}}}}");
    says(policy, NULL, "card", "en", "'filled':0}", "!a day", NULL);
    mend_policy_free(policy);
}

/* ---- what never stands on it ---- */

static void test_sheet__personal_values_are_masked_everywhere(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    mend_ticket *ticket = opened(policy, FIELDS);
    says(policy, ticket, "slip", "en", "'text':'张**'", "'text':'138****5678'", "!小明", "!12345678", "!大明", NULL);
    mend_ticket_free(ticket);
    ticket = opened(policy, "{'fault_description':'call 13812345678'}");
    says(policy, ticket, "slip", "en", "!13812345678", NULL);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

static void test_sheet__controls_and_marks_of_direction_are_left_out(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    mend_ticket *ticket = opened(policy, "{'product':'a\\u202eb\\u2066c\\u2069d\\u200ee\\tf',"
                                         "'fault_description':'<script>\\u202dalert(1)</script>\\n\\tx\\u061cy',"
                                         "'tests':[{'item':'\\u202bz<b>'}]}");
    says(policy, ticket, "slip", "en", "'text':'abcde f'", "'text':'<script>alert(1)</script>\\n xy'",
         "['z<b>','☐ Pass  ☐ Fail','']", NULL);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

static void test_sheet__no_text_is_so_broken_that_it_breaks_a_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line, *lines;
    } rows[] = {
        {"a\nb\tc\rd\x1b[1me\x7f", "a b cd[1me", "a\nb cd[1me"},
        {"a\xc2\x85"
         "b\xc2\x9b"
         "c\xe2\x80\xa8"
         "d\xe2\x80\xa9"
         "e",
         "a bc d e", "a bc d e"},
        {"\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9"
         "\xe2\x80\x8e\xe2\x80\x8f\xd8\x9cx",
         "x", "x"},
        {"a\xff\xe4z", "az", "az"},
        {"温度 ☑ 😀", "温度 ☑ 😀", "温度 ☑ 😀"},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int lines = 0; lines <= 1; lines++) {
            mend_buf *out;
            size_t len;
            assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
            mend__sheet_clean((mend__str){rows[i].text, strlen(rows[i].text)}, lines == 1, out);
            const char *text = mend_buf_data(out, &len);
            assert_int_equal(len, strlen(lines ? rows[i].lines : rows[i].line));
            assert_memory_equal(text, lines ? rows[i].lines : rows[i].line, len);
            mend_buf_free(out);
        }
    }
}

static void test_sheet__values_that_were_erased_are_empty(void **state)
{
    (void)state;
    mend_policy *policy = load("{'actions':{'forget':{'order':9,'kind':'anonymise','from':['*'],'roles':['clerk']}}}");
    mend_ticket *ticket = opened(policy, FIELDS);
    mend_args *args;
    mend_result *result;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    char *text = quoted("{'action':'forget','actor':{'id':'ann','roles':['clerk']}}");
    assert_int_equal(mend_args_json(args, text, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_act(policy, ticket, args, NOW, result, NULL), MEND_OK);
    says(policy, ticket, "slip", "en", "{'field':'customer_name','label':'Customer name','type':'text','text':''",
         "!'by':", "'product'", NULL);
    free(text);
    mend_args_free(args);
    mend_result_free(result);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

/* ---- policies ---- */

static void test_sheet__sheets_have_names_and_labels(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_SHEET), 3);
    assert_string_equal(mend_policy_name(policy, MEND_KIND_SHEET, 1, NULL), "levels");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_SHEET, "slip", MEND_NTS, "zh-CN", NULL), "单据");
    assert_null(mend_policy_label(policy, MEND_KIND_SHEET, "who", MEND_NTS, NULL, NULL));
    mend_policy_free(policy);
}

/* A section of a sheet, by itself. */
#define IN(section) "{'sheets':{'s':{'sections':{'a':" section "}}}}"
#define AT          "$.sheets.s.sections.a"

static void test_sheet__bad_sheets_are_refused_where_they_are_bad(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {"{'sheets':[]}", MEND_SCHEMA, 1, "$.sheets", "an object of named things"},
        {"{'sheets':{'s':{}}}", MEND_SCHEMA, 1, "$.sheets.s", "sections"},
        {"{'sheets':{'s':{'sections':{}}}}", MEND_SCHEMA, 1, "$.sheets.s.sections", "at least one section"},
        {"{'sheets':{'s':{'section':{}}}}", MEND_SCHEMA, 1, "$.sheets.s.section", "did you mean \"sections\""},
        {"{'sheets':{'s':{'head':'helo','sections':{}}}}", MEND_SCHEMA, 1, "$.sheets.s.head", "did you mean \"hello\""},
        {"{'sheets':{'s':{'foot':1,'sections':{}}}}", MEND_SCHEMA, 1, "$.sheets.s.foot", "names one text"},
        {"{'sheets':{'s':{'title':'x','sections':{}}}}", MEND_SCHEMA, 1, "$.sheets.s.title", "text"},
        {IN("{}"), MEND_SCHEMA, 1, AT, "nothing would stand here"},
        {IN("{'field':{}}"), MEND_SCHEMA, 1, AT ".field", "did you mean \"fields\""},
        {IN("{'fields':{}}"), MEND_SCHEMA, 1, AT ".fields", "at least one field"},
        {IN("{'fields':{'custmer_name':{}}}"), MEND_SCHEMA, 1, AT ".fields.custmer_name",
         "did you mean \"customer_name\""},
        {IN("{'fields':{'shelv':{}}}"), MEND_SCHEMA, 1, AT ".fields.shelv", "did you mean \"shelf\""},
        {IN("{'fields':{'parts':{}}}"), MEND_SCHEMA, 1, AT ".fields.parts", "section of its own"},
        {IN("{'fields':{'product':{'box':true}}}"), MEND_SCHEMA, 1, AT ".fields.product.box", "did you mean \"boxes\""},
        {IN("{'fields':{'product':{'boxes':true}}}"), MEND_SCHEMA, 1, AT ".fields.product.boxes", "choice or bool"},
        {IN("{'fields':{'product':{'lines':0}}}"), MEND_SCHEMA, 1, AT ".fields.product.lines", "1"},
        {IN("{'fields':{'product':{'lines':41}}}"), MEND_SCHEMA, 1, AT ".fields.product.lines", "40"},
        {IN("{'fields':{'rating':{}}}"), MEND_SCHEMA, 1, AT ".fields.rating", "rating"},
        {IN("{'fields':{'product':{}},'list':'parts','columns':{'name':{}}}"), MEND_SCHEMA, 1, AT ".list", "one of"},
        {IN("{'fields':{'product':{}},'lines':2}"), MEND_SCHEMA, 1, AT ".lines", "goes with a \"list\""},
        {IN("{'fields':{'product':{}},'newest':'x'}"), MEND_SCHEMA, 1, AT ".newest", "those of a table"},
        {IN("{'list':'parts','columns':{'name':{}},'newest':'name'}"), MEND_SCHEMA, 1, AT ".newest", "type integer"},
        {IN("{'list':'parts','columns':{'name':{}},'newest':'warranty_day'}"), MEND_SCHEMA, 1, AT ".newest",
         "did you mean \"warranty_days\""},
        {IN("{'card':true,'last':true}"), MEND_SCHEMA, 1, AT ".last", "goes with a \"list\""},
        {IN("{'texts':['hello'],'columns':{}}"), MEND_SCHEMA, 1, AT ".columns", "goes with a \"list\""},
        {IN("{'list':'part','columns':{'name':{}}}"), MEND_SCHEMA, 1, AT ".list", "did you mean \"parts\""},
        {IN("{'list':'product','columns':{'name':{}}}"), MEND_SCHEMA, 1, AT ".list", "no list \"product\""},
        {IN("{'list':'parts'}"), MEND_SCHEMA, 1, AT, "columns"},
        {IN("{'list':'parts','columns':{'nam':{}}}"), MEND_SCHEMA, 1, AT ".columns.nam", "did you mean \"name\""},
        {IN("{'list':'parts','columns':{'name':{}},'last':1}"), MEND_SCHEMA, 1, AT ".last", "true or false"},
        {IN("{'levels':['x']}"), MEND_SCHEMA, 1, AT ".levels", "no choices \"level\""},
        {IN("{'card':false}"), MEND_SCHEMA, 1, AT ".card", "expected true"},
        {IN("{'texts':['helo']}"), MEND_SCHEMA, 1, AT ".texts[0]", "did you mean \"hello\""},
        {IN("{'when':{'actor':['clerk']},'texts':['hello']}"), MEND_SCHEMA, 1, AT ".when", "no actor"},
        {IN("{'when':{'field':'x','is':1},'texts':['hello']}"), MEND_SCHEMA, 1, AT ".when.field", "x"},
        {IN("{'sign':{'c':{'who':'product'}}}"), MEND_SCHEMA, 1, AT ".sign.c.who", "who"},
        {IN("{'sign':{'c':{'by':'signed_at'}}}"), MEND_SCHEMA, 1, AT ".sign.c.by", "type text"},
        {IN("{'sign':{'c':{'at':'signed_by'}}}"), MEND_SCHEMA, 1, AT ".sign.c.at", "type instant"},
        {IN("{'sign':{'c':{'by':'signd_by'}}}"), MEND_SCHEMA, 1, AT ".sign.c.by", "did you mean \"signed_by\""},
        {IN("{'use':'b'}"), MEND_SCHEMA, 1, AT ".use", "block"},
        {"{'blocks':{'bob':{'texts':['hello']}},'sheets':{'s':{'sections':{'a':{'use':'bobb'}}}}}", MEND_SCHEMA, 1,
         AT ".use", "did you mean \"bob\""},
        {"{'blocks':{'bob':{'texts':['hello']}},'sheets':{'s':{'sections':{'a':{'use':'bob','texts':[]}}}}}",
         MEND_SCHEMA, 1, AT ".texts", "texts"},
        {"{'blocks':{'bob':{'use':'bob'}}}", MEND_SCHEMA, 1, "$.blocks.bob.use", "use"},
        {"{'blocks':{'bob':{'fields':{'x':{}}}}}", MEND_SCHEMA, 1, "$.blocks.bob.fields.x", "field"},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

static void test_sheet__there_is_a_limit_to_sheets_sections_and_fields(void **state)
{
    (void)state;
    static const struct {
        const char *head, *item, *tail;
        int most;
    } rows[] = {
        {"{'sheets':{", "'s%d':{'sections':{'a':{'texts':['hello']}}}", "}}", 64},
        {"{'blocks':{", "'b%d':{'texts':['hello']}", "}}", 64},
        {"{'sheets':{'s':{'sections':{", "'a%d':{'texts':['hello']}", "}}}}", 64},
        {"{'sheets':{'s':{'sections':{'a':{'sign':{", "'c%d':{}", "}}}}}}", 16},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int more = 0; more <= 1; more++) {
            static char text[16384];
            char item[64];
            mend_policy *policy = NULL;
            mend_error err;
            strcpy(text, rows[i].head);
            for (int k = 0; k < rows[i].most + more; k++) {
                snprintf(item, sizeof item, "'%c%d'", rows[i].item[1], k);
                strcat(text, k == 0 ? "" : ",");
                strcat(text, item);
                strcat(text, strchr(rows[i].item, ':'));
            }
            strcat(text, rows[i].tail);
            assert_int_equal(load_documents(GOOD_POLICY, text, NULL, &policy, &err), more ? MEND_LIMIT : MEND_OK);
            mend_policy_free(policy);
        }
    }
}

static void test_sheet__a_sheet_of_more_than_4_mib_is_not_written(void **state)
{
    (void)state;
    static char patch[8192], fields[5 * 16400];
    strcpy(patch,
           "{'blocks':{'b':{'fields':{'fault_description':{},'tried':{},'care_advice':{},'plan':{},'solution':{}}}},"
           "'sheets':{'big':{'sections':{");
    for (int i = 0; i < 64; i++) {
        snprintf(patch + strlen(patch), 64, "%s's%d':{'use':'b'}", i == 0 ? "" : ",", i);
    }
    strcat(patch, "}}}}");
    static const char *const names[] = {"fault_description", "tried", "care_advice", "plan", "solution"};
    strcpy(fields, "{");
    for (size_t i = 0; i < 5; i++) {
        size_t n = strlen(fields);
        n += (size_t)snprintf(fields + n, 64, "%s'%s':'", i == 0 ? "" : ",", names[i]);
        memset(fields + n, 'x', 16300);
        strcpy(fields + n + 16300, "'");
    }
    strcat(fields, "}");
    mend_policy *policy = load(patch);
    mend_ticket *ticket = opened(policy, fields);
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err};
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_sheet(policy, ticket, "big", MEND_NTS, NOW, "en", out, &err), MEND_LIMIT);
    assert_non_null(strstr(err.text, "4 MiB"));
    mend_buf_data(out, &len);
    assert_int_equal(len, 0);
    mend_buf_free(out);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

/* ---- questions that cannot be answered ---- */

static void test_sheet__what_cannot_be_filled_leaves_the_buffer_alone(void **state)
{
    (void)state;
    mend_policy *policy = load(NULL), *other = load("{'revision':2}");
    mend_ticket *ticket = opened(policy, "{}");
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err}, bad = {.struct_size = 1};
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_buf_append(out, "x", 1), MEND_OK);
    assert_int_equal(mend_sheet(policy, ticket, "slipp", MEND_NTS, NOW, "en", out, &err), MEND_NOT_FOUND);
    assert_string_equal(err.text, "the policy has no sheet of that name; did you mean \"slip\"?");
    assert_int_equal(mend_sheet(policy, ticket, "nowhere_near", MEND_NTS, NOW, "en", out, &err), MEND_NOT_FOUND);
    assert_string_equal(err.text, "the policy has no sheet of that name");
    assert_int_equal(mend_sheet(other, ticket, "slip", MEND_NTS, NOW, "en", out, &err), MEND_POLICY_MISMATCH);
    assert_int_equal(mend_sheet(policy, ticket, "slip", MEND_NTS, INT64_MAX, "en", out, &err), MEND_RANGE);
    assert_int_equal(mend_sheet(policy, ticket, "slip", MEND_NTS, NOW, "e n", out, &err), MEND_INVALID);
    assert_int_equal(mend_sheet(policy, ticket, NULL, MEND_NTS, NOW, "en", out, &err), MEND_INVALID);
    assert_int_equal(mend_sheet(NULL, ticket, "slip", MEND_NTS, NOW, "en", out, &err), MEND_INVALID);
    assert_int_equal(mend_sheet(policy, ticket, "slip", MEND_NTS, NOW, "en", NULL, &err), MEND_INVALID);
    assert_int_equal(mend_sheet(policy, ticket, "slip", MEND_NTS, NOW, "en", out, &bad), MEND_INVALID);
    mend_buf_data(out, &len);
    assert_int_equal(len, 1);
    assert_int_equal(mend_sheet(policy, ticket, "slip", 4, NOW, "en", out, NULL), MEND_OK);
    mend_buf_free(out);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    mend_policy_free(other);
}

static void test_sheet__the_standard_sheets_can_be_printed(void **state)
{
    (void)state;
    const char *document = "{\"mend\":1,\"id\":\"x\",\"revision\":1,\"extends\":\"standard@1\"}";
    static const char *const wanted[] = {"registration", "levels",        "dispatch",        "diagnosis",
                                         "plan",         "requisition",   "repair_record",   "self_test",
                                         "inspection",   "repair_report", "service_receipt", "service_sheet",
                                         "repair_order", "charge_card",   "follow_up"};
    mend_policy *policy = NULL;
    assert_int_equal(mend_policy_load(NULL, &document, NULL, 1, &policy, NULL), MEND_OK);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        const char *zh = mend_policy_label(policy, MEND_KIND_SHEET, wanted[i], MEND_NTS, "zh-CN", NULL);
        const char *en = mend_policy_label(policy, MEND_KIND_SHEET, wanted[i], MEND_NTS, "en", NULL);
        assert_non_null(zh);
        assert_string_not_equal(zh, en);
        char *first = filled(policy, NULL, wanted[i], "zh-CN"), *second = filled(policy, NULL, wanted[i], "en");
        assert_non_null(strstr(first, zh));
        assert_non_null(strstr(second, en));
        assert_null(strstr(first, en));
        free(first);
        free(second);
    }
    mend_policy_free(policy);
}

/* ---- no memory ---- */

static void test_sheet__every_allocation_of_a_sheet_may_fail(void **state)
{
    (void)state;
    static const char *const sheets[] = {"slip", "levels", "card"};
    mend_policy *policy = load(FEES);
    mend_ticket *ticket = opened(policy, FIELDS);
    for (size_t i = 0; i < 3; i++) {
        char *whole = filled(policy, ticket, sheets[i], "zh-CN");
        mend_status s = MEND_NOMEM;
        size_t sites = 0;
        for (size_t n = 1; s != MEND_OK; n++) {
            faulty memory = {.fail_at = 0};
            mend_allocator a = faulty_allocator(&memory);
            mend_buf *out;
            size_t len;
            assert_int_equal(mend_buf_new(&a, &out), MEND_OK);
            memory.fail_at = memory.requests + n;
            s = mend_sheet(policy, ticket, sheets[i], MEND_NTS, NOW, "zh-CN", out, NULL);
            const char *text = mend_buf_data(out, &len);
            assert_true(s == MEND_OK || s == MEND_NOMEM);
            assert_int_equal(len, s == MEND_OK ? strlen(whole) : 0);
            assert_true(s != MEND_OK || memcmp(text, whole, len) == 0);
            mend_buf_free(out);
            assert_int_equal(memory.live, 0);
            sites = n;
        }
        assert_true(sites > 3);
        free(whole);
    }
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

/* Sheets of many sizes, so that every piece of memory is once the first of a new block. */
static void test_sheet__every_block_of_the_section_may_be_missing(void **state)
{
    (void)state;
    char *base = quoted(BASE);
    size_t refused = 0;
    for (int size = 1; size <= 40; size++) {
        static char text[32768];
        size_t n = (size_t)sprintf(
            text, "{'blocks':{'b':{'sign':{'x':{}},'fields':{'shelf':{}}}},'sheets':{'s':{'sections':{");
        for (int i = 0; i < size; i++) {
            n += (size_t)sprintf(text + n,
                                 "%s'a%d':{'list':'parts','columns':{'name':{},'model':{}},'texts':['words'],"
                                 "'sign':{'c':{'by':'signed_by'}},'when':{'any':[]}}",
                                 i == 0 ? "" : ",", i);
        }
        sprintf(text + n, ",'l':{'levels':['answer']},'u':{'use':'b'}}}}}");
        char *patch = quoted(text);
        const char *documents[] = {base, patch};
        mend_status s = MEND_NOMEM;
        for (size_t at = 1; s != MEND_OK; at++) {
            faulty memory = {.fail_at = at};
            mend_allocator a = faulty_allocator(&memory);
            mend_policy *policy = NULL;
            s = mend_policy_load(&a, documents, NULL, 2, &policy, NULL);
            assert_true(s == MEND_OK || s == MEND_NOMEM);
            mend_policy_free(policy);
            assert_int_equal(memory.live, 0);
            refused += s != MEND_OK;
        }
        free(patch);
    }
    assert_true(refused > 100);
    free(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sheet__values_are_written_as_people_read_them),
        cmocka_unit_test(test_sheet__choices_and_yes_or_no_are_ticked_in_boxes),
        cmocka_unit_test(test_sheet__lists_are_tables_with_rows_left_for_writing),
        cmocka_unit_test(test_sheet__places_to_sign_say_who_has_signed_when),
        cmocka_unit_test(test_sheet__blocks_stand_where_they_are_used_under_a_label_of_their_own),
        cmocka_unit_test(test_sheet__a_level_table_says_when_and_within_what_time),
        cmocka_unit_test(test_sheet__a_charge_card_has_a_row_for_every_fee),
        cmocka_unit_test(test_sheet__travel_may_be_priced_by_the_kilometre),
        cmocka_unit_test(test_sheet__without_a_card_in_force_there_are_lines_to_write_on),
        cmocka_unit_test(test_sheet__personal_values_are_masked_everywhere),
        cmocka_unit_test(test_sheet__controls_and_marks_of_direction_are_left_out),
        cmocka_unit_test(test_sheet__no_text_is_so_broken_that_it_breaks_a_line),
        cmocka_unit_test(test_sheet__values_that_were_erased_are_empty),
        cmocka_unit_test(test_sheet__sheets_have_names_and_labels),
        cmocka_unit_test(test_sheet__bad_sheets_are_refused_where_they_are_bad),
        cmocka_unit_test(test_sheet__there_is_a_limit_to_sheets_sections_and_fields),
        cmocka_unit_test(test_sheet__a_sheet_of_more_than_4_mib_is_not_written),
        cmocka_unit_test(test_sheet__what_cannot_be_filled_leaves_the_buffer_alone),
        cmocka_unit_test(test_sheet__the_standard_sheets_can_be_printed),
        cmocka_unit_test(test_sheet__every_allocation_of_a_sheet_may_fail),
        cmocka_unit_test(test_sheet__every_block_of_the_section_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
