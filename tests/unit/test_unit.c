/*
 * test_unit.c - units and contracts: their document and record, what happens to them, and the terms they bring to a claim.
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

#include "ground/buf.h"
#include "ground/crc32c.h"
#include "mend/reason.h"
#include "notions/civil.h"
#include "rules/term_read.h"
#include "rules/unit.h"
#include "unit/faulty.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static int32_t date(const char *text)
{
    int32_t day = 0;
    if (!mend__date_parse((mend__str){text, strlen(text)}, &day)) {
        fail_msg("no date: %s", text);
    }
    return day;
}

/* Everything a unit can hold, in the order it is written. Apostrophes stand for quotes. */
static const char FULL[] =
    "{'kind':'unit','tenant':'acme','key':'SN-1001','revision':7,'serial':'SN-1001','model':'KX-1','parent':'RACK-7',"
    "'customer':'C-12','dates':{'sale':'2024-05-01','invoice':'2024-05-01','delivery':'2024-05-03','installation':"
    "'2024-05-04','registration':'2024-05-05','activation':'2024-05-06','manufacture':'2024-01-15'},"
    "'exchanged':{'on':'2026-09-01','to':'SN-1002','ticket':'T-8'},"
    "'meters':[{'kind':'km','at':'2024-05-03','value':'12.5'},{'kind':'h','value':'0'},{'kind':'km','value':'12.5'}],"
    "'terms':[{'id':'fan','kind':'part','payer':'maker','regime':'R','start':'2024-08-01','last_day':'2025-08-01','by':"
    "'wu','from':['installation','manufacture'],'manufacture_plus_days':90,'years':1,'months':2,'weeks':3,'days':4,"
    "'rule':'day_before','roll':true,'suspend':'inclusive','usage_limit':'5000','usage_start':'0.5','meter':'km',"
    "'kinds':['part','labour'],'classes':['fan'],'excluded_classes':['relay'],'causes':['defect','wear'],'serial':'F-3'"
    ","
    "'percent':'33.3','cap':100000,'deductible':500,'visits_left':3,'ticket':'T-7'},"
    "{'id':'bare','kind':'statutory','payer':'shop','days':0,'suspend':'none','causes':['defect']}],"
    "'outages':[{'from':'2024-07-20','to':'2024-08-01','counts':true,'ticket':'T-7'},{'from':'2024-09-01','counts':"
    "false}],"
    "'repairs':[{'on':'2024-08-01','fault':'noise','covered':true,'result':'repaired','ticket':'T-7'},{'on':"
    "'2024-09-01','covered':false}],"
    "'ends':[{'term':'maker','last_day':'2026-05-01','by':'wu','why':'the maker’s letter','on':'2024-06-01'}],"
    "'extensions':[{'term':'maker','months':12,'by':'wu','why':'goodwill','on':'2024-06-01'},{'term':'x','days':0,"
    "'by':'wu','why':'nothing'}],"
    "'claims':{'maker':{'visits':1,'paid':80000},'zeal':{'visits':0,'paid':0}},"
    "'contracts':['C-2024-17','C-2025-3']}";

static const char *quoted(const char *text)
{
    static char out[8192];
    size_t n = strlen(text);
    assert_true(n < sizeof out);
    for (size_t i = 0; i <= n; i++) {
        out[i] = text[i] == '\'' ? '"' : text[i];
    }
    return out;
}

static mend_unit *unit_of(const char *json)
{
    mend_unit *u = NULL;
    mend_error err = {.struct_size = sizeof err};
    assert_int_equal(mend_unit_new(NULL, &u), MEND_OK);
    if (mend_unit_read(u, quoted(json), MEND_NTS, &err) != MEND_OK) {
        fail_msg("%s: %s", err.path, err.text);
    }
    return u;
}

static void assert_written(const mend_unit *u, const char *expected)
{
    mend_buf *out = NULL;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_unit_write(u, out), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL), quoted(expected));
    mend_buf_free(out);
}

/* ---- document and record ---- */

static void test_unit__a_document_is_written_as_it_was_read(void **state)
{
    (void)state;
    mend_unit *u = unit_of(FULL);
    assert_written(u, FULL);
    mend_unit_free(u);
    u = unit_of("{'x-note':1,'key':'A','dates':{'sold':'2024-05-01','delivered':null},'claims':{'b':{'paid':1},'a':{}},"
                "'meters':[{'value':3,'kind':'km','at':null}],'outages':[],'serial':null}");
    assert_written(u,
                   "{'kind':'unit','key':'A','revision':0,'dates':{'sale':'2024-05-01'},'meters':[{'kind':'km','value':"
                   "'3'}],'claims':{'a':{'visits':0,'paid':0},'b':{'visits':0,'paid':1}}}");
    mend_unit_free(u);
}

static void test_unit__a_contract_keeps_lengths_of_every_sort(void **state)
{
    (void)state;
#define SORT(id, length) "{'id':'" id "','kind':'contract','payer':'m'," length "'causes':['defect']}"
    static const char contract[] =
        "{'kind':'contract','key':'S','revision':0,'terms':[" SORT("a", "'years':1,") "," SORT(
            "b", "'months':1,") "," SORT("c",
                                         "'weeks':1,") "," SORT("d",
                                                                "'days':1,") "," SORT("e",
                                                                                      "") "," SORT("f",
                                                                                                   "'suspend':'"
                                                                                                   "inclusive',") "]}";
    mend_unit *u = unit_of(contract);
    assert_written(u, contract);
    mend_unit_free(u);
}

static void test_unit__getters_answer(void **state)
{
    (void)state;
    mend_unit *u = unit_of(FULL), *none = NULL;
    size_t len = 99;
    int32_t day = 5;
    assert_string_equal(mend_unit_tenant(u, &len), "acme");
    assert_int_equal(len, 4);
    assert_string_equal(mend_unit_key(u, NULL), "SN-1001");
    assert_string_equal(mend_unit_serial(u, NULL), "SN-1001");
    assert_string_equal(mend_unit_model(u, NULL), "KX-1");
    assert_string_equal(mend_unit_parent(u, NULL), "RACK-7");
    assert_string_equal(mend_unit_kind(u), "unit");
    assert_int_equal(mend_unit_revision(u), 7);
    assert_int_equal(mend_unit_date(u, "delivery", MEND_NTS, &day), MEND_OK);
    assert_int_equal(day, date("2024-05-03"));
    assert_int_equal(mend_unit_date(u, "birthday", MEND_NTS, &day), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_unit_date(u, "later_of_invoice_delivery", MEND_NTS, &day), MEND_UNKNOWN_FIELD);
    assert_int_equal(mend_unit_date(u, NULL, 1, &day), MEND_INVALID);
    assert_int_equal(mend_unit_date(u, "sale", MEND_NTS, NULL), MEND_INVALID);
    assert_int_equal(mend_unit_new(NULL, &none), MEND_OK);
    assert_int_equal(mend_unit_date(none, "sale", MEND_NTS, &day), MEND_NOT_FOUND);
    assert_string_equal(mend_unit_key(none, &len), "");
    assert_int_equal(len, 0);
    assert_string_equal(mend_unit_key(NULL, NULL), "");
    assert_string_equal(mend_unit_kind(NULL), "unit");
    assert_int_equal(mend_unit_revision(NULL), 0);
    assert_int_equal(day, date("2024-05-03"));
    mend_unit_free(none);
    mend_unit_free(u);
    mend_unit_free(NULL);
    u = unit_of("{'kind':'contract','key':'C'}");
    assert_string_equal(mend_unit_kind(u), "contract");
    assert_int_equal(mend_unit_date(NULL, "sale", MEND_NTS, &day), MEND_INVALID);
    mend_unit_free(u);
}

static void test_unit__what_is_wrong_is_said_where_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *json, *path;
        mend_reason reason;
    } cases[] = {
        {"[]", "$", 0},
        {"{}", "$", 0},
        {"{'key':null}", "$", 0},
        {"{'key':''}", "$.key", 0},
        {"{'key':'A','kind':'thing'}", "$.kind", 0},
        {"{'key':'A','revision':-1}", "$.revision", 0},
        {"{'key':'A','seriel':'B'}", "$.seriel", 0},
        {"{'key':'A','dates':{'bought':'2024-01-01'}}", "$.dates.bought", 0},
        {"{'key':'A','dates':{'sale':'2024-13-01'}}", "$.dates.sale", 0},
        {"{'key':'A','dates':[]}", "$.dates", 0},
        {"{'key':'A','exchanged':{'to':'B'}}", "$.exchanged", 0},
        {"{'key':'A','exchanged':{'on':'2024-01-01','from':'B'}}", "$.exchanged.from", 0},
        {"{'key':'A','meters':{}}", "$.meters", 0},
        {"{'key':'A','meters':[{'kind':'km'}]}", "$.meters[0]", 0},
        {"{'key':'A','meters':[{'kind':'km','value':2},{'kind':'km','value':1}]}", "$.meters[1]",
         MEND_REASON_USAGE_BACKWARDS},
        {"{'key':'A','terms':[{'id':'t','payer':'m','order':1}]}", "$.terms[0].order", 0},
        {"{'key':'A','terms':[{'payer':'m'}]}", "$.terms[0]", 0},
        {"{'key':'A','terms':[{'id':'t','payer':'m','start':'2024-01-02','last_day':'2024-01-01'}]}", "$.terms[0]",
         MEND_REASON_BAD_PERIOD},
        {"{'key':'A','outages':[{'to':'2024-01-01'}]}", "$.outages[0]", 0},
        {"{'key':'A','outages':[{'from':null}]}", "$.outages[0]", MEND_REASON_BAD_OUTAGE},
        {"{'key':'A','outages':[{'from':'2024-01-02','to':'2024-01-01'}]}", "$.outages[0]", MEND_REASON_BAD_OUTAGE},
        {"{'key':'A','repairs':[{'fault':'x'}]}", "$.repairs[0]", 0},
        {"{'key':'A','repairs':[{'on':null}]}", "$.repairs[0]", 0},
        {"{'key':'A','repairs':[{'on':'2024-01-02','covered':1}]}", "$.repairs[0].covered", 0},
        {"{'key':'A','ends':[{'term':'t','last_day':'2024-01-02','by':'wu'}]}", "$.ends[0]", 0},
        {"{'key':'A','ends':[{'term':'t','last_day':'2024-01-02','by':null,'why':'x'}]}", "$.ends[0]", 0},
        {"{'key':'A','ends':[{'term':'t','last_day':null,'by':'wu','why':'x'}]}", "$.ends[0]", 0},
        {"{'key':'A','extensions':[{'term':'t','by':'wu','why':'x'}]}", "$.extensions[0]", 0},
        {"{'key':'A','extensions':[{'term':'t','by':'wu','why':'x','rule':'day_before'}]}", "$.extensions[0].rule", 0},
        {"{'key':'A','claims':{'t':{'visit':1}}}", "$.claims.t.visit", 0},
        {"{'key':'A','claims':{'':{'visits':1}}}", "$.claims['']", 0},
        {"{'key':'A','claims':[]}", "$.claims", 0},
        {"{'key':'A','contracts':['']}", "$.contracts[0]", 0},
        {"{'key':'A','contracts':[4]}", "$.contracts[0]", 0},
        {"{'key':'A','contracts':['\\u0001']}", "$.contracts[0]", 0},
        {"{'key':'A','contracts':['0123456789012345678901234567890123456789012345678901234567890123x']}",
         "$.contracts[0]", 0},
        {"{'key':'A','claims':{'\\u0001':{}}}", "$.claims['\\u0001']", 0},
        {"{'key':'A','claims':{'0123456789012345678901234567890123456789012345678901234567890123x':{}}}",
         "$.claims['0123456789012345678901234567890123456789012345678901234567890123x']", 0},
        {"{'key':'A','meters':[{'value':1}]}", "$.meters[0]", 0},
        {"{'key':'A','meters':[{'kin':1}]}", "$.meters[0].kin", 0},
        {"{'key':'A','outages':[{'form':1}]}", "$.outages[0].form", 0},
        {"{'key':'A','repairs':[{'of':1}]}", "$.repairs[0].of", 0},
        {"{'key':'A','ends':[{'terms':1}]}", "$.ends[0].terms", 0},
        {"{'key':'A','ends':[{'last_day':'2024-01-02'}]}", "$.ends[0]", 0},
        {"{'key':'A','ends':[{'term':'t','last_day':'2024-01-02'}]}", "$.ends[0]", 0},
        {"{'key':'A','ends':[{'term':'t','by':'wu','why':'x'}]}", "$.ends[0]", 0},
        {"{'key':'A','ends':[{'term':null,'by':'wu','why':'x'}]}", "$.ends[0]", 0},
        {"{'key':'A','ends':[{'term':'t','by':'wu','why':null}]}", "$.ends[0]", 0},
    };
    mend_unit *u = unit_of(FULL);
    for (size_t i = 0; i < COUNT(cases); i++) {
        mend_error err = {.struct_size = sizeof err};
        mend_status status = mend_unit_read(u, quoted(cases[i].json), MEND_NTS, &err);
        if (status != MEND_SCHEMA || strcmp(err.path, cases[i].path) != 0 || err.reason != cases[i].reason) {
            fail_msg("%s: %d %d at %s: %s", cases[i].json, (int)status, (int)err.reason, err.path, err.text);
        }
        assert_int_equal(mend_unit_read(u, quoted(cases[i].json), MEND_NTS, NULL), MEND_SCHEMA);
    }
    assert_written(u, FULL); /* none of them has touched it */
    mend_unit_free(u);
}

static void test_unit__lists_have_an_end(void **state)
{
    (void)state;
    static char json[200000];
    mend_unit *u = unit_of("{'key':'A'}");
    mend_error err = {.struct_size = sizeof err};
    strcpy(json, "{\"key\":\"A\",\"contracts\":[\"0\"");
    for (int i = 0; i < MEND__UNIT_LINKS; i++) {
        strcat(json, ",\"c\"");
    }
    strcat(json, "]}");
    assert_int_equal(mend_unit_read(u, json, MEND_NTS, &err), MEND_LIMIT);
    assert_string_equal(err.path, "$.contracts[64]");
    mend_unit_free(u);
}

static void test_unit__a_record_comes_back_or_is_damage(void **state)
{
    (void)state;
    mend_unit *u = unit_of(FULL), *back = unit_of("{'key':'B'}");
    mend_buf *out = NULL;
    mend_error err = {.struct_size = sizeof err};
    size_t len = 0;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_unit_save(u, out), MEND_OK);
    const char *record = mend_buf_data(out, &len);
    assert_memory_equal(record, "MENDUNIT 1 ", 11);
    assert_int_equal(mend_unit_load(back, record, len, &err), MEND_OK);
    assert_written(back, FULL);
    char *copy = malloc(len);
    assert_non_null(copy);
    for (size_t i = 0; i < len; i++) {
        memcpy(copy, record, len);
        copy[i] = (char)(copy[i] ^ 1);
        mend_status status = mend_unit_load(back, copy, len, &err);
        assert_true(status == MEND_CORRUPT || (status == MEND_UNSUPPORTED && i < 11));
        assert_true(mend_unit_load(back, record, i, &err) == MEND_CORRUPT);
    }
    memcpy(copy, record, len);
    copy[9] = '2';
    assert_int_equal(mend_unit_load(back, copy, len, &err), MEND_UNSUPPORTED);
    assert_int_equal(mend_unit_load(back, "MENDUNIT 12 00000000\n", 21, &err), MEND_UNSUPPORTED);
    assert_int_equal(mend_unit_load(back, "MENDUNIT 1234567890 00000000\n", 29, &err), MEND_CORRUPT);
    assert_int_equal(mend_unit_load(back, "MENDUNIT 12", 11, &err), MEND_CORRUPT);
    assert_int_equal(mend_unit_load(back, "MENDUNIT 01 00000000\n", 21, &err), MEND_CORRUPT);
    free(copy);
    assert_written(back, FULL);
    mend_buf_free(out);
    mend_unit_free(u);
    mend_unit_free(back);
}

/* Behind a checksum that matches, what is no unit is still damage. */
static void test_unit__a_record_is_not_trusted(void **state)
{
    (void)state;
    static const char *const bodies[] = {"", "{}", "{\"key\":\"A\",\"key\":\"B\"}", "{\"key\":\"A\",\"stray\":1}"};
    mend_unit *u = unit_of("{'key':'B'}");
    for (size_t i = 0; i < COUNT(bodies); i++) {
        char record[128];
        mend_error err = {.struct_size = sizeof err};
        uint32_t crc = mend__crc32c(bodies[i], strlen(bodies[i]));
        snprintf(record, sizeof record, "MENDUNIT 1 %08x\n%s", (unsigned)crc, bodies[i]);
        assert_int_equal(mend_unit_load(u, record, strlen(record), &err), MEND_CORRUPT);
        assert_int_equal(err.status, MEND_CORRUPT);
        assert_int_equal(mend_unit_load(u, record, strlen(record), NULL), MEND_CORRUPT);
    }
    mend_unit_free(u);
}

static void test_unit__wrong_arguments_are_told(void **state)
{
    (void)state;
    mend_unit *u = unit_of("{'key':'B'}"), *none = NULL;
    mend_buf *out = NULL;
    mend_error small = {.struct_size = 3};
    mend_allocator broken = {0, 0, NULL, NULL};
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_unit_new(NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_unit_new(&broken, &none), MEND_INVALID);
    assert_int_equal(mend_unit_new(NULL, &none), MEND_OK);
    assert_int_equal(mend_unit_read(NULL, "{}", 2, NULL), MEND_INVALID);
    assert_int_equal(mend_unit_read(u, NULL, 2, NULL), MEND_INVALID);
    assert_int_equal(mend_unit_read(u, "{}", 2, &small), MEND_INVALID);
    assert_int_equal(mend_unit_load(NULL, "", 0, NULL), MEND_INVALID);
    assert_int_equal(mend_unit_load(u, NULL, 0, NULL), MEND_INVALID);
    assert_int_equal(mend_unit_load(u, "", 0, &small), MEND_INVALID);
    assert_int_equal(mend_unit_write(NULL, out), MEND_INVALID);
    assert_int_equal(mend_unit_write(u, NULL), MEND_INVALID);
    assert_int_equal(mend_unit_save(NULL, out), MEND_INVALID);
    assert_int_equal(mend_unit_save(u, NULL), MEND_INVALID);
    assert_int_equal(mend_unit_save(none, out), MEND_INVALID); /* no key to store it under */
    out->status = MEND_NOMEM;                                  /* something written before did not fit */
    assert_int_equal(mend_unit_write(u, out), MEND_NOMEM);
    mend_unit_free(none);
    mend_buf_free(out);
    mend_unit_free(u);
}

static mend_status through(const mend_allocator *a, const char *document)
{
    mend_unit *u = NULL, *back = NULL;
    mend_buf *out = NULL;
    mend_error err = {.struct_size = sizeof err};
    size_t len;
    mend_status status = mend_unit_new(a, &u);
    status = status != MEND_OK ? status : mend_unit_new(a, &back);
    status = status != MEND_OK ? status : mend_buf_new(a, &out);
    status = status != MEND_OK ? status : mend_unit_read(u, document, MEND_NTS, &err);
    status = status != MEND_OK ? status : mend_unit_save(u, out);
    if (status == MEND_OK) {
        const char *record = mend_buf_data(out, &len);
        status = mend_unit_load(back, record, len, &err);
    }
    mend_unit_free(u);
    mend_unit_free(back);
    mend_buf_free(out);
    return status;
}

static void test_unit__any_lack_of_memory_is_survived(void **state)
{
    (void)state;
    mend_status status = MEND_NOMEM;
    char document[sizeof FULL];
    strcpy(document, quoted(FULL));
    for (size_t at = 1; status == MEND_NOMEM && at < 1000; at++) {
        faulty memory = {.fail_at = at};
        mend_allocator a = faulty_allocator(&memory);
        status = through(&a, document);
        assert_int_equal(memory.live, 0);
    }
    assert_int_equal(status, MEND_OK);
}

/* ---- what happens to a unit ---- */

static void test_unit__claims_add_up(void **state)
{
    (void)state;
    mend_unit *u = unit_of("{'key':'A'}");
    assert_int_equal(mend__unit_claim(u, MEND__STR("b"), 1, 500), MEND_OK);
    assert_int_equal(mend__unit_claim(u, MEND__STR("a"), 1, 0), MEND_OK);
    assert_int_equal(mend__unit_claim(u, MEND__STR("b"), 1, 700), MEND_OK);
    assert_int_equal(mend__unit_claim(u, MEND__STR("b"), 1, INT64_MAX), MEND_RANGE);
    assert_int_equal(mend__unit_claim(u, MEND__STR("b"), INT64_MAX, 1), MEND_RANGE);
    assert_written(u,
                   "{'kind':'unit','key':'A','revision':0,'claims':{'a':{'visits':1,'paid':0},'b':{'visits':2,'paid':"
                   "1200}}}");
    mend_unit_free(u);
}

static void test_unit__comes_back_from_repair(void **state)
{
    (void)state;
    mend_unit *u = unit_of("{'key':'A','outages':[{'from':'2024-01-01','to':'2024-01-05','ticket':'T-1'}]}");
    mend__unit_outage away = {{date("2024-03-01"), MEND__NO_DAY, true}, MEND__STR("T-2")};
    assert_int_equal(mend__unit_add_outage(u, &away), MEND_OK);
    assert_false(mend__unit_hand_back(u, MEND__STR("T-1"), date("2024-03-09")));
    assert_false(mend__unit_hand_back(u, MEND__STR("T-2"), date("2024-02-09")));
    assert_true(mend__unit_hand_back(u, MEND__STR("T-2"), date("2024-03-09")));
    assert_false(mend__unit_hand_back(u, MEND__STR("T-2"), date("2024-03-10")));
    assert_written(u,
                   "{'kind':'unit','key':'A','revision':0,'outages':[{'from':'2024-01-01','to':'2024-01-05','counts':"
                   "true,'ticket':'T-1'},{'from':'2024-03-01','to':'2024-03-09','counts':true,'ticket':'T-2'}]}");
    mend_unit_free(u);
}

static const char OLD[] = "{'key':'A','model':'KX','customer':'C-1','dates':{'sale':'2024-01-01','manufacture':"
                          "'2023-06-01'},'contracts':['S-1']}";

static void test_unit__an_exchange_ends_one_and_begins_another(void **state)
{
    (void)state;
    mend_unit *old = unit_of(OLD), *fresh = unit_of("{'key':'B','dates':{'manufacture':'2024-02-01'}}");
    assert_int_equal(mend__unit_exchange(old, fresh, date("2024-03-01"), MEND__STR("T-9")), MEND_OK);
    assert_written(old,
                   "{'kind':'unit','key':'A','revision':0,'model':'KX','customer':'C-1','dates':{'sale':'2024-01-01',"
                   "'manufacture':'2023-06-01'},'exchanged':{'on':'2024-03-01','to':'B','ticket':'T-9'},"
                   "'contracts':['S-1']}");
    assert_written(fresh, "{'kind':'unit','key':'B','revision':0,'model':'KX','customer':'C-1','dates':{'sale':"
                          "'2024-03-01','manufacture':'2024-02-01'},'contracts':['S-1']}");
    mend_unit_free(old);
    mend_unit_free(fresh);
}

/* Changes one after the other; what fails leaves both units as they were. */
static mend_status change(mend_unit *old, mend_unit *fresh)
{
    mend__reading reading = {MEND__STR("km"), MEND__NO_DAY, 5};
    mend__unit_repair repair = {{date("2024-01-01"), MEND__STR("noise"), true}, MEND__STR("done"), MEND__STR("T")};
    mend__unit_end end = {MEND__STR("t"), MEND__STR("wu"), MEND__STR("why"), 5, 5};
    mend__unit_more more = {MEND__STR("t"), MEND__STR("wu"), MEND__STR("why"), {.days = 3, .given = true}, 5};
    mend__unit_term term = {.ticket = MEND__STR("T")};
    mend__unit_outage outage = {{100, 101, true}, MEND__STR("T-1")};
    static const mend__basis order[] = {MEND__BASIS_SALE};
    mend__term_init(&term.term);
    term.term.id = MEND__STR("t");
    term.term.payer = MEND__STR("m");
    term.term.order = order;
    term.term.order_count = 1;
    mend_status status = mend__unit_add_reading(old, &reading);
    status = status != MEND_OK ? status : mend__unit_add_repair(old, &repair);
    status = status != MEND_OK ? status : mend__unit_add_end(old, &end);
    status = status != MEND_OK ? status : mend__unit_add_more(old, &more);
    status = status != MEND_OK ? status : mend__unit_add_term(old, &term);
    status = status != MEND_OK ? status : mend__unit_add_outage(old, &outage);
    status = status != MEND_OK ? status : mend__unit_claim(old, MEND__STR("t"), 1, 1);
    return status != MEND_OK ? status : mend__unit_exchange(old, fresh, 100, MEND__STR("T"));
}

static void test_unit__a_change_without_memory_has_not_happened(void **state)
{
    (void)state;
    mend_status status = MEND_NOMEM;
    for (size_t at = 1; status == MEND_NOMEM && at < 200; at++) {
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend_unit *old = NULL, *fresh = NULL;
        assert_int_equal(mend_unit_new(&a, &old), MEND_OK);
        assert_int_equal(mend_unit_new(&a, &fresh), MEND_OK);
        assert_int_equal(mend_unit_read(old, quoted(OLD), MEND_NTS, NULL), MEND_OK);
        assert_int_equal(mend_unit_read(fresh, quoted("{'key':'B'}"), MEND_NTS, NULL), MEND_OK);
        memory.fail_at = memory.requests + at;
        status = change(old, fresh);
        memory.fail_at = 0;
        if (status != MEND_OK) {
            assert_int_equal(status, MEND_NOMEM);
            assert_written(fresh, "{'kind':'unit','key':'B','revision':0}");
            assert_int_equal(old->exchanged.on, MEND__NO_DAY);
        }
        mend_unit_free(old);
        mend_unit_free(fresh);
        assert_int_equal(memory.live, 0);
    }
    assert_int_equal(status, MEND_OK);
}

/* Wherever the arena's block comes to its end. */
static void test_unit__a_full_arena_is_survived(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t pad = 8; pad < 4096; pad += 8) {
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend_unit *old = NULL, *fresh = NULL;
        assert_int_equal(mend_unit_new(&a, &old), MEND_OK);
        assert_int_equal(mend_unit_new(&a, &fresh), MEND_OK);
        assert_int_equal(mend_unit_read(old, quoted(FULL), MEND_NTS, NULL), MEND_OK);
        assert_int_equal(mend_unit_read(fresh, quoted("{'key':'B'}"), MEND_NTS, NULL), MEND_OK);
        old->exchanged.on = MEND__NO_DAY;
        old->readings.count = 0;
        assert_non_null(mend__arena_get(pad % 16 == 0 ? &old->arena : &fresh->arena, pad));
        memory.fail_at = memory.requests + 1;
        mend_status status = change(old, fresh);
        memory.fail_at = 0;
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        failed += status == MEND_NOMEM;
        assert_int_equal(old->exchanged.on == MEND__NO_DAY, status != MEND_OK);
        mend_unit_free(old);
        mend_unit_free(fresh);
        assert_int_equal(memory.live, 0);
    }
    assert_true(failed > 20);
}

static void test_unit__reading_survives_a_full_arena(void **state)
{
    (void)state;
    size_t failed = 0;
    char document[sizeof FULL];
    strcpy(document, quoted(FULL));
    for (size_t pad = 8; pad < 4096; pad += 8) {
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend__json tree;
        mend__node root = MEND__NONE;
        mend_unit *u = NULL;
        assert_int_equal(mend_unit_new(&a, &u), MEND_OK);
        mend__json_init(&tree, &u->alloc);
        assert_int_equal(mend__json_read(&tree, document, strlen(document), sizeof document, 8, &root, NULL), MEND_OK);
        assert_non_null(mend__arena_get(&u->arena, pad));
        memory.fail_at = memory.requests + 1;
        mend_status status = mend__unit_read(u, &tree, root, NULL);
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        failed += status == MEND_NOMEM;
        mend__json_free(&tree);
        mend_unit_free(u);
        assert_int_equal(memory.live, 0);
    }
    assert_true(failed > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unit__a_document_is_written_as_it_was_read),
        cmocka_unit_test(test_unit__a_contract_keeps_lengths_of_every_sort),
        cmocka_unit_test(test_unit__getters_answer),
        cmocka_unit_test(test_unit__what_is_wrong_is_said_where_it_is),
        cmocka_unit_test(test_unit__lists_have_an_end),
        cmocka_unit_test(test_unit__a_record_comes_back_or_is_damage),
        cmocka_unit_test(test_unit__a_record_is_not_trusted),
        cmocka_unit_test(test_unit__wrong_arguments_are_told),
        cmocka_unit_test(test_unit__any_lack_of_memory_is_survived),
        cmocka_unit_test(test_unit__claims_add_up),
        cmocka_unit_test(test_unit__comes_back_from_repair),
        cmocka_unit_test(test_unit__an_exchange_ends_one_and_begins_another),
        cmocka_unit_test(test_unit__a_change_without_memory_has_not_happened),
        cmocka_unit_test(test_unit__a_full_arena_is_survived),
        cmocka_unit_test(test_unit__reading_survives_a_full_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
