/*
 * test_term_read.c - warranty terms out of JSON: every member, what is refused and where, lack of memory.
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

#include "notions/civil.h"
#include "notions/money.h"
#include "rules/term_read.h"
#include "unit/faulty.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void assert_day(int32_t day, const char *expected)
{
    char text[11] = "none";
    if (day != MEND__NO_DAY) {
        mend__date_write(day, text);
        text[10] = '\0';
    }
    assert_string_equal(text, strcmp(expected, "-") == 0 ? "none" : expected);
}

typedef struct room {
    mend__alloc alloc;
    mend__json tree;
    mend__arena arena;
    mend_error err;
} room;

static void room_open(room *r, const mend_allocator *a)
{
    memset(r, 0, sizeof *r);
    r->err.struct_size = sizeof r->err;
    assert_true(mend__alloc_init(&r->alloc, a));
    mend__json_init(&r->tree, &r->alloc);
    mend__arena_init(&r->arena, &r->alloc);
}

static void room_close(room *r)
{
    mend__arena_free(&r->arena);
    mend__json_free(&r->tree);
}

static mend_status read_terms(room *r, const char *json, mend__term **terms, size_t *count)
{
    mend__node root = MEND__NONE;
    char text[2048];
    size_t n = strlen(json);
    assert_true(n < sizeof text);
    for (size_t i = 0; i < n; i++) {
        text[i] = json[i] == '\'' ? '"' : json[i];
    }
    mend_status status = mend__json_read(&r->tree, text, n, sizeof text, 8, &root, &r->err);
    return status != MEND_OK ? status : mend__terms_read(&r->arena, &r->tree, root, terms, count, &r->err);
}

static const char FULL_TERM[] =
    "{'main':{'order':1,'label':{},'kind':'statutory','payer':'manufacturer','regime':'CN95','from':['installed',"
    "'later_of_invoice_delivery','manufacture'],'manufacture_plus_days':90,'years':1,'months':6,'weeks':1,'days':2,"
    "'rule':'day_before','roll':true,'suspend':'inclusive','usage_limit':'50000.5','usage_start':10,'meter':'km',"
    "'kinds':['part'],'classes':['board'],'excluded_classes':['relay'],'causes':['defect','wear'],'serial':'S1',"
    "'percent':'33.3','cap':100,'deductible':5,'visits_left':2,'by':null,'x-note':0},"
    "'given':{'payer':'shop','start':'2024-01-01','last_day':'2024-12-31','by':'wu','suspend':'none'}}";

static void test_term_read__is_read_from_a_document(void **state)
{
    (void)state;
    room r;
    mend__term *t = NULL;
    size_t count = 0;
    room_open(&r, NULL);
    assert_int_equal(read_terms(&r, FULL_TERM, &t, &count), MEND_OK);
    assert_int_equal(count, 2);
    assert_true(mend__str_is(t[0].id, "main") && mend__str_is(t[0].payer, "manufacturer"));
    assert_int_equal(t[0].kind, MEND__TERM_STATUTORY);
    assert_int_equal(t[0].order_count, 3);
    assert_int_equal(t[0].order[0], MEND__BASIS_INSTALLATION);
    assert_int_equal(t[0].order[1], MEND__BASIS_LATER_OF_INVOICE_DELIVERY);
    assert_int_equal(t[0].manufacture_plus, 90);
    assert_int_equal(t[0].length.months, 6);
    assert_int_equal(t[0].length.ending, MEND__DAY_BEFORE);
    assert_true(t[0].rolls && t[0].suspends && t[0].counting == MEND__INCLUSIVE);
    assert_int_equal(t[0].usage_limit, 50000500000000);
    assert_int_equal(t[0].usage_start, 10 * MEND__NANO);
    assert_int_equal(t[0].causes.count, 2);
    assert_int_equal(t[0].percent, 33300000000);
    assert_int_equal(t[0].visits_left, 2);
    assert_true(mend__str_is(t[1].by, "wu") && !t[1].suspends && !t[1].length.given);
    assert_day(t[1].last_day, "2024-12-31");
    assert_true(t[1].causes.count == 1 && mend__str_is(t[1].causes.items[0], "defect"));
    assert_int_equal(t[1].percent, 100 * MEND__NANO);
    room_close(&r);
}

static void test_term_read__a_document_that_is_wrong_is_refused_where_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *json, *path;
    } cases[] = {
        {"3", "$"},
        {"[3]", "$[0]"},
        {"[{'payer':'m'}]", "$[0]"},
        {"[{'id':'a'}]", "$[0]"},
        {"[{'id':'a','payer':'customer'}]", "$[0].payer"},
        {"{'a':{'payer':'m','dedutible':1}}", "$.a.dedutible"},
        {"{'a':{'payer':'m','kind':'makers'}}", "$.a.kind"},
        {"{'a':{'payer':'m','start':'2024-02-30'}}", "$.a.start"},
        {"{'a':{'payer':'m','start':20240230}}", "$.a.start"},
        {"{'a':{'payer':'m','from':['deliver']}}", "$.a.from[0]"},
        {"{'a':{'payer':'m','from':[7]}}", "$.a.from[0]"},
        {"{'a':{'payer':'m','from':['sale','sale','sale','sale','sale','sale','sale','sale','sale','sale','sale','sale'"
         ","
         "'sale','sale','sale','sale','sale']}}",
         "$.a.from"},
        {"{'a':{'payer':'m','years':-1}}", "$.a.years"},
        {"{'a':{'payer':'m','rule':'same'}}", "$.a.rule"},
        {"{'a':{'payer':'m','roll':1}}", "$.a.roll"},
        {"{'a':{'payer':'m','suspend':true}}", "$.a.suspend"},
        {"{'a':{'payer':'m','percent':'0'}}", "$.a.percent"},
        {"{'a':{'payer':'m','percent':'100.1'}}", "$.a.percent"},
        {"{'a':{'payer':'m','percent':1e2}}", "$.a.percent"},
        {"{'a':{'payer':'m','percent':[]}}", "$.a.percent"},
        {"{'a':{'payer':'m','cap':-1}}", "$.a.cap"},
        {"{'a':{'payer':'m','deductible':'1'}}", "$.a.deductible"},
        {"{'a':{'payer':'m','visits_left':1.5}}", "$.a.visits_left"},
        {"{'a':{'payer':'m','classes':[]}}", "$.a.classes"},
        {"{'a':{'payer':'m','classes':'board'}}", "$.a.classes"},
        {"{'a':{'payer':'m','classes':['']}}", "$.a.classes[0]"},
        {"{'a':{'payer':'m','kinds':[1]}}", "$.a.kinds[0]"},
        {"{'a':{'payer':'m','kinds':['part','\\u0007']}}", "$.a.kinds[1]"},
        {"{'a':{'payer':'m','kinds':['0123456789012345678901234567890123456789012345678901234567890123x']}}",
         "$.a.kinds[0]"},
        {"{'a':{'id':4,'payer':'m'},'b':{'payer':'m'}}", "$.a.id"},
        {"{'a':{'payer':4}}", "$.a.payer"},
        {"{'a':{'payer':'m','regime':4}}", "$.a.regime"},
        {"{'a':{'payer':'m','last_day':4}}", "$.a.last_day"},
        {"{'a':{'payer':'m','by':4}}", "$.a.by"},
        {"{'a':{'payer':'m','manufacture_plus_days':'4'}}", "$.a.manufacture_plus_days"},
        {"{'a':{'payer':'m','serial':4}}", "$.a.serial"},
        {"{'a':{'payer':'m','meter':4}}", "$.a.meter"},
        {"{'a':{'payer':'m','usage_limit':-4}}", "$.a.usage_limit"},
        {"{'a':{'payer':'m','usage_start':-4}}", "$.a.usage_start"},
        {"true", "$"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        room r;
        mend__term *t = NULL;
        size_t count = 99;
        room_open(&r, NULL);
        mend_status status = read_terms(&r, cases[i].json, &t, &count);
        if ((status != MEND_SCHEMA && status != MEND_LIMIT) || strcmp(r.err.path, cases[i].path) != 0) {
            fail_msg("%s: %d at %s: %s", cases[i].json, (int)status, r.err.path, r.err.text);
        }
        assert_int_equal(count, 99);
        room_close(&r);
    }
}

static void test_term_read__lists_have_an_end(void **state)
{
    (void)state;
    room r;
    mend__term *t = NULL;
    size_t count = 0, n = 1;
    char json[2048] = "[3";
    while (n++ <= MEND__TERMS_MAX) {
        strcat(json, ",3");
    }
    strcat(json, "]");
    room_open(&r, NULL);
    assert_int_equal(read_terms(&r, json, &t, &count), MEND_LIMIT);
    room_close(&r);
    json[0] = '\0';
    strcat(json, "[{'id':'a','payer':'m','classes':['c'");
    for (n = 1; n <= 256; n++) {
        strcat(json, ",'c'");
    }
    strcat(json, "]}]");
    room_open(&r, NULL);
    assert_int_equal(read_terms(&r, json, &t, &count), MEND_LIMIT);
    assert_string_equal(r.err.path, "$[0].classes");
    room_close(&r);
}

/* Wherever the arena's block comes to its end. */
static void test_term_read__reading_survives_a_full_arena(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t pad = 8; pad < 4096; pad += 8) {
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend__node root = MEND__NONE;
        mend__term *t = NULL;
        size_t count = 0;
        char text[sizeof FULL_TERM];
        room r;
        room_open(&r, &a);
        for (size_t i = 0; i < sizeof FULL_TERM; i++) {
            text[i] = FULL_TERM[i] == '\'' ? '"' : FULL_TERM[i];
        }
        assert_int_equal(mend__json_read(&r.tree, text, strlen(text), sizeof text, 8, &root, &r.err), MEND_OK);
        assert_non_null(mend__arena_get(&r.arena, pad));
        memory.fail_at = memory.requests + 1;
        mend_status status = mend__terms_read(&r.arena, &r.tree, root, &t, &count, &r.err);
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        failed += status == MEND_NOMEM;
        room_close(&r);
        assert_int_equal(memory.live, 0);
    }
    assert_true(failed > 100);
}

static void test_term_read__reading_survives_any_lack_of_memory(void **state)
{
    (void)state;
    mend_status status = MEND_NOMEM;
    for (size_t at = 1; status == MEND_NOMEM && at < 100; at++) {
        faulty memory = {.fail_at = at};
        mend_allocator a = faulty_allocator(&memory);
        room r;
        mend__term *t = NULL;
        size_t count = 0;
        room_open(&r, &a);
        status = read_terms(&r, FULL_TERM, &t, &count);
        assert_int_equal(r.err.status, status);
        room_close(&r);
        assert_int_equal(memory.live, 0);
    }
    assert_int_equal(status, MEND_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_term_read__is_read_from_a_document),
        cmocka_unit_test(test_term_read__a_document_that_is_wrong_is_refused_where_it_is),
        cmocka_unit_test(test_term_read__lists_have_an_end),
        cmocka_unit_test(test_term_read__reading_survives_a_full_arena),
        cmocka_unit_test(test_term_read__reading_survives_any_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
