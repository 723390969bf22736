/*
 * test_unit_terms.c - which terms a unit and its contracts bring to a claim: their order, dates, what is left of them.
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

static const char *quoted(const char *text)
{
    static char out[4096];
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

typedef struct bench {
    mend__alloc alloc;
    mend__arena arena;
    mend__json tree;
    mend__term *policy, *out;
    size_t policy_count, count;
    mend__unit_case c;
} bench;

static void bench_open(bench *b, const char *policy)
{
    static char text[4096]; /* the tree borrows it for positions only */
    mend__node root;
    mend_error err = {.struct_size = sizeof err};
    memset(b, 0, sizeof *b);
    assert_true(mend__alloc_init(&b->alloc, NULL));
    mend__arena_init(&b->arena, &b->alloc);
    mend__json_init(&b->tree, &b->alloc);
    strcpy(text, quoted(policy));
    assert_int_equal(mend__json_read(&b->tree, text, strlen(text), sizeof text, 8, &root, &err), MEND_OK);
    if (mend__terms_read(&b->arena, &b->tree, root, &b->policy, &b->policy_count, &err) != MEND_OK) {
        fail_msg("%s: %s", err.path, err.text);
    }
    b->c.policy = b->policy;
    b->c.policy_count = b->policy_count;
}

static void bench_close(bench *b)
{
    mend__arena_free(&b->arena);
    mend__json_free(&b->tree);
}

/* "id start..last_day;" of every term. */
static void assert_terms(bench *b, const char *expected)
{
    char text[1024] = "";
    assert_int_equal(mend__unit_terms(&b->c, &b->arena, &b->out, &b->count), 0);
    for (size_t i = 0; i < b->count; i++) {
        char start[11] = "", last[11] = "";
        if (b->out[i].start != MEND__NO_DAY) {
            mend__date_write(b->out[i].start, start);
        }
        if (b->out[i].last_day != MEND__NO_DAY) {
            mend__date_write(b->out[i].last_day, last);
        }
        size_t n = strlen(text);
        snprintf(text + n, sizeof text - n, "%.*s %s..%s%s;", (int)b->out[i].id.n, b->out[i].id.p, start, last,
                 b->out[i].shut != 0 ? "!" : "");
    }
    assert_string_equal(text, expected);
}

static const char POLICY[] = "[{'id':'maker','kind':'maker','payer':'maker','from':['delivery','sale'],'years':1,'cap':"
                             "100000,'usage_limit':'100','meter':'km'},"
                             "{'id':'goodwill','kind':'goodwill','payer':'shop','percent':'50','visits_left':2}]";

static void test_unit_terms__terms_stand_where_their_kinds_do(void **state)
{
    (void)state;
    bench b;
    mend_unit *u = unit_of("{'key':'A','dates':{'sale':'2024-01-10'},'terms':["
                           "{'id':'fan','kind':'part','payer':'maker','start':'2024-03-01','days':90},"
                           "{'id':'redo','kind':'repair_guarantee','payer':'shop','start':'2024-03-01','last_day':"
                           "'2024-05-30'},{'id':'late','kind':'goodwill','payer':'shop'}],"
                           "'outages':[{'from':'2024-02-01','to':'2024-02-11'}]}");
    mend_unit *s = unit_of("{'key':'S','kind':'contract','terms':[{'id':'care','kind':'contract','payer':'insurer',"
                           "'start':'2024-01-01','last_day':'2026-12-31'},{'id':'vendor','kind':'supplier','payer':"
                           "'vendor'}]}");
    const mend_unit *contracts[] = {s};
    bench_open(&b, POLICY);
    b.c.day = date("2024-04-01");
    assert_terms(&b, "maker ..!;goodwill ..;"); /* nothing known */
    b.c.unit = u;
    b.c.contracts = contracts;
    b.c.contract_count = 1;
    assert_terms(&b, "redo 2024-03-01..2024-05-30;maker 2024-01-10..2025-01-20;fan 2024-03-01..2024-06-09;"
                     "care 2024-01-01..2026-12-31;vendor ..;late ..;goodwill ..;");
    mend__basis_days told;
    for (size_t i = 0; i < MEND__BASIS_DAYS; i++) {
        told.day[i] = MEND__NO_DAY;
    }
    told.day[MEND__BASIS_DELIVERY] = date("2024-02-02"); /* the ticket knows what the unit does not */
    told.day[MEND__BASIS_SALE] = date("2020-02-02");
    b.c.told = &told;
    b.c.policy_count = 1;
    b.c.contract_count = 0;
    assert_terms(&b, "redo 2024-03-01..2024-05-30;maker 2024-02-02..2025-02-12;fan 2024-03-01..2024-06-09;late ..;");
    bench_close(&b);
    mend_unit_free(u);
    mend_unit_free(s);
}

static void test_unit_terms__what_was_said_and_claimed_counts(void **state)
{
    (void)state;
    bench b;
    mend_unit *u =
        unit_of("{'key':'A','dates':{'sale':'2024-01-10'},'meters':[{'kind':'h','value':9},{'kind':'km','value':"
                "'12.5'},{'kind':'km','value':'80'}],'extensions':[{'term':'maker','months':12,'by':'wu',"
                "'why':'goodwill'},{'term':'other','months':12,'by':'wu','why':'goodwill'}],"
                "'claims':{'maker':{'visits':1,'paid':60000},'goodwill':{'visits':3}}}");
    bench_open(&b, POLICY);
    b.c.unit = u;
    b.c.day = date("2024-04-01");
    assert_terms(&b, "maker 2024-01-10..2026-01-10;goodwill ..;");
    assert_int_equal(b.out[0].cap, 40000);
    assert_int_equal(b.out[0].visits_left, MEND__NONE_GIVEN);
    assert_int_equal(b.out[0].usage_start, 12500000000);
    assert_int_equal(b.out[1].visits_left, 0);
    mend__unit_end first = {MEND__STR("maker"), MEND__STR("wu"), MEND__STR("letter"), date("2024-06-01"), 0};
    mend__unit_end last = {MEND__STR("maker"), MEND__STR("li"), MEND__STR("letter"), date("2024-07-01"), 0};
    assert_int_equal(mend__unit_add_end(u, &first), MEND_OK);
    assert_int_equal(mend__unit_add_end(u, &last), MEND_OK);
    assert_terms(&b, "maker 2024-01-10..2024-07-01;goodwill ..;");
    assert_true(mend__str_is(b.out[0].by, "li"));
    u->exchanged.on = date("2024-04-01");
    assert_terms(&b, "maker 2024-01-10..2024-07-01;goodwill ..;");
    b.c.day++;
    assert_terms(&b, "maker 2024-01-10..2024-07-01!;goodwill ..!;");
    assert_int_equal(b.out[0].shut, MEND_REASON_UNIT_EXCHANGED);
    last.last_day = date("2023-07-01");
    assert_int_equal(mend__unit_add_end(u, &last), MEND_OK);
    assert_int_equal(mend__unit_terms(&b.c, &b.arena, &b.out, &b.count), MEND_REASON_BAD_PERIOD);
    bench_close(&b);
    mend_unit_free(u);
}

/* A policy may ask its terms in another order than kinds have; what is wrong anywhere is told. */
static void test_unit_terms__a_term_that_is_wrong_is_told(void **state)
{
    (void)state;
    static const char *const documents[] = {
        "{'key':'A','terms':[{'id':'never','kind':'part','payer':'m','start':'2024-01-01','years':9999},"
        "{'id':'more','kind':'part','payer':'m'}]}",
        "{'key':'A','terms':[{'id':'never','kind':'repair_guarantee','payer':'m','start':'2024-01-01','years':9999}]}"};
    bench b;
    mend_unit *s = unit_of("{'key':'S'}");
    const mend_unit *contracts[] = {s, s};
    bench_open(&b, "[{'id':'g','kind':'goodwill','payer':'shop'},{'id':'m','kind':'maker','payer':'m','usage_limit':9,"
                   "'usage_start':'2'},{'id':'n','kind':'maker','payer':'m','usage_limit':9},{'id':'s','payer':'m'}]");
    b.c.contracts = contracts;
    b.c.contract_count = 2;
    assert_terms(&b, "g ..;m ..;n ..;s ..;");
    for (size_t i = 0; i < COUNT(documents); i++) {
        mend_unit *u = unit_of(documents[i]);
        b.c.unit = u;
        assert_int_equal(mend__unit_terms(&b.c, &b.arena, &b.out, &b.count), MEND_REASON_DATE_OUT_OF_RANGE);
        b.c.unit = NULL;
        contracts[0] = u;
        assert_int_equal(mend__unit_terms(&b.c, &b.arena, &b.out, &b.count), MEND_REASON_DATE_OUT_OF_RANGE);
        contracts[0] = s;
        mend_unit_free(u);
    }
    mend_unit *metered = unit_of("{'key':'A','meters':[{'kind':'h','value':'4'}]}");
    b.c.unit = metered;
    assert_terms(&b, "g ..;m ..;n ..;s ..;");
    assert_int_equal(b.out[1].usage_start, 2000000000); /* the term's own */
    assert_int_equal(b.out[2].usage_start, 4000000000); /* the first reading of any meter */
    bench_close(&b);
    mend_unit_free(metered);
    mend_unit_free(s);
}

static void test_unit_terms__terms_without_memory_are_told(void **state)
{
    (void)state;
    bench b;
    bench_open(&b, POLICY);
    size_t failed = 0;
    for (size_t pad = 8; pad < 4096; pad += 8) { /* wherever the arena's block comes to its end */
        faulty memory = {0};
        mend_allocator a = faulty_allocator(&memory);
        mend__alloc alloc;
        mend__arena arena;
        mend__term *out = b.policy;
        size_t count = 0;
        assert_true(mend__alloc_init(&alloc, &a));
        mend__arena_init(&arena, &alloc);
        assert_non_null(mend__arena_get(&arena, pad));
        memory.fail_at = memory.requests + 1;
        assert_int_equal(mend__unit_terms(&b.c, &arena, &out, &count), 0);
        assert_int_equal(out == NULL, memory.requests >= memory.fail_at);
        failed += out == NULL;
        mend__arena_free(&arena);
    }
    assert_true(failed > 20);
    bench_close(&b);
}

static void test_unit_terms__a_part_put_in_has_a_term(void **state)
{
    (void)state;
    static const mend__str fan = {"fan", 3};
    mend__term row, t;
    mend__term_init(&row);
    row.kind = MEND__TERM_GOODWILL;
    row.payer = MEND__STR("maker");
    row.length = (mend__length){.days = 90, .given = true};
    assert_int_equal(mend__unit_part_term(&row, MEND__PART_LONGER, date("2024-12-31"), date("2024-11-01"), &fan,
                                          MEND__STR("F-1"), &t),
                     0);
    assert_int_equal(t.kind, MEND__TERM_PART);
    assert_true(t.start == date("2024-11-01") && t.last_day == MEND__NO_DAY && t.length.days == 90);
    assert_true(t.classes.count == 1 && mend__str_is(t.serial, "F-1"));
    assert_int_equal(mend__unit_part_term(&row, MEND__PART_LONGER, date("2025-12-31"), date("2024-11-01"), NULL,
                                          MEND__STR("F-1"), &t),
                     0);
    assert_true(t.last_day == date("2025-12-31") && !t.length.given && t.classes.items == NULL);
    mend__str none = {NULL, 0};
    assert_int_equal(mend__unit_part_term(&row, MEND__PART_FRESH, MEND__NO_DAY, 0, &none, none, &t), 0);
    assert_null(t.classes.items);
    row.kind = MEND__TERM_REPAIR_GUARANTEE;
    assert_int_equal(
        mend__unit_part_term(&row, MEND__PART_FRESH, MEND__NO_DAY, date("2024-11-01"), NULL, (mend__str){NULL, 0}, &t),
        0);
    assert_int_equal(t.kind, MEND__TERM_REPAIR_GUARANTEE);
    assert_int_equal(
        mend__unit_part_term(&row, MEND__PART_FRESH, MEND__NO_DAY, date("9999-12-01"), NULL, (mend__str){NULL, 0}, &t),
        MEND_REASON_DATE_OUT_OF_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unit_terms__terms_stand_where_their_kinds_do),
        cmocka_unit_test(test_unit_terms__what_was_said_and_claimed_counts),
        cmocka_unit_test(test_unit_terms__a_term_that_is_wrong_is_told),
        cmocka_unit_test(test_unit_terms__terms_without_memory_are_told),
        cmocka_unit_test(test_unit_terms__a_part_put_in_has_a_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
