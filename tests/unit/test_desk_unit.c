/*
 * test_desk_unit.c - a desk whose store keeps units: which unit a ticket gets, that ticket and unit are stored together or
 * not at all, that two tickets closing on one unit both count, and what a desk offers on units.
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
#include "money_policy.h"
#include "policy_kit.h"
#include "store-kit/faulty_store.h"
#include "store-memory/mend_memory.h"

#define NOW INT64_C(1717380000000) /* 2024-06-03T02:00:00Z */
#define DAY INT64_C(86400000)

/* Work and closing in any open state; a hand-in may name another unit, and needs no stored one here. */
static const char PATCH[] = "{'actions':{'work':{'from':['*open']},'close':{'from':['*open']},"
                            "'hand_in':{'unit_required':null,'form':{'serial':{},'model':{}}}}}";

/* The policies never change, so each is loaded once. */
static mend_policy *shared_policy(int strict)
{
    static mend_policy *policies[2];
    mend_error err;
    if (policies[strict] == NULL &&
        load_documents(MONEY_POLICY, strict ? NULL : PATCH, NULL, &policies[strict], &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    return policies[strict];
}

typedef struct bench {
    faulty heap;
    mend_allocator allocator;
    mend_memory *memory;
    faulty_store *faults;
    mend_store plain;          /* without faults */
    mend_desk *desk, *witness; /* the second one without faults */
    mend_args *args;
    mend_result *result, *other;
    mend_ticket *ticket;
    mend_unit *unit;
    mend_quote *quote;
    mend_rows *rows;
    mend_buf *buf;
    mend_error err;
} bench;

static mend_desk *desk_on(bench *b, const mend_store *table, const mend_allocator *allocator)
{
    mend_desk *desk = NULL;
    (void)b;
    assert_int_equal(mend_desk_new(allocator, table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, shared_policy(0)), MEND_OK);
    return desk;
}

/* `change` may alter the table before a desk is made on it; NULL: it stays. */
static void start(bench *b, void (*change)(mend_store *table))
{
    mend_store table;
    memset(b, 0, sizeof *b);
    b->err.struct_size = sizeof b->err;
    b->allocator = faulty_allocator(&b->heap);
    assert_int_equal(mend_memory_new(&b->memory), MEND_OK);
    assert_int_equal(mend_memory_table(b->memory, &table), MEND_OK);
    b->faults = faulty_new(&table);
    assert_non_null(b->faults);
    faulty_table(b->faults, &table);
    if (change != NULL) {
        change(&table);
    }
    b->desk = desk_on(b, &table, &b->allocator);
    assert_int_equal(mend_memory_table(b->memory, &b->plain), MEND_OK);
    b->witness = desk_on(b, &b->plain, NULL);
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(&b->allocator, &b->result), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &b->other), MEND_OK);
    assert_int_equal(mend_ticket_new(NULL, &b->ticket), MEND_OK);
    assert_int_equal(mend_unit_new(&b->allocator, &b->unit), MEND_OK);
    assert_int_equal(mend_quote_new(&b->allocator, &b->quote), MEND_OK);
    assert_int_equal(mend_rows_new(&b->allocator, &b->rows), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &b->buf), MEND_OK);
}

static void end(bench *b)
{
    mend_desk_free(b->desk);
    mend_desk_free(b->witness);
    mend_args_free(b->args);
    mend_result_free(b->result);
    mend_result_free(b->other);
    mend_ticket_free(b->ticket);
    mend_unit_free(b->unit);
    mend_quote_free(b->quote);
    mend_rows_free(b->rows);
    mend_buf_free(b->buf);
    mend_memory_free(b->memory);
    assert_int_equal(b->heap.blocks, 0);
}

static void give(bench *b, const char *document)
{
    char *text = quoted(document);
    if (mend_args_json(b->args, text, MEND_NTS, &b->err) != MEND_OK) {
        fail_msg("%s: %s at %s", document, b->err.text, b->err.path);
    }
    free(text);
}

static mend_status act(bench *b, const char *key, const char *document, int64_t now)
{
    give(b, document);
    return mend_desk_act(b->desk, key, MEND_NTS, b->args, now, NULL, b->result, &b->err);
}

/* On the desk without faults, and it has to succeed. */
static void must(bench *b, const char *key, const char *document, int64_t now)
{
    give(b, document);
    mend_status status = key == NULL ? mend_desk_open(b->witness, b->args, now, NULL, b->other, &b->err)
                                     : mend_desk_act(b->witness, key, MEND_NTS, b->args, now, NULL, b->other, &b->err);
    if (status != MEND_OK) {
        fail_msg("%s: %s: %s %s", document, mend_status_name(status), b->err.text,
                 mend_reason_name(mend_result_reason(b->other, 0)));
    }
}

#define OPEN(key, more)                                                                                                \
    "{'action':'open','actor':{'id':'li','roles':['clerk']},'ticket':{'key':'" key "'},'fields':{'purchased_on':"      \
    "'2024-01-10','cause':'defect','fault_class':'hardware'" more "}}"
#define DO(action, fields) "{'action':'" action "','actor':{'id':'li','roles':['clerk']},'fields':{" fields "}}"
#define WORK                                                                                                           \
    DO("work", "'parts':[{'name':'pump','model':'PUMP','class':'pump','used':'1','serial':'P-77'}],"                   \
               "'labour':[{'work':'pump','minutes':60}]")
#define CLOSE DO("close", "'outcome':'repaired'")
#define CLOSE_ONCE                                                                                                     \
    "{'action':'close','actor':{'id':'li','roles':['clerk']},'key':'once','fields':{'outcome':'repaired'}}"

/* A ticket on a unit, with everything done but the closing. */
static void ready(bench *b, const char *open)
{
    char key[3] = {open[strstr(open, "'key':'") - open + 7], open[strstr(open, "'key':'") - open + 8], '\0'};
    must(b, NULL, open, NOW);
    must(b, key, WORK, NOW + 1000);
}

static void put(bench *b, const char *document, mend_status expected)
{
    char *text = quoted(document);
    mend_unit *unit = NULL;
    assert_int_equal(mend_unit_new(NULL, &unit), MEND_OK);
    if (mend_unit_read(unit, text, MEND_NTS, &b->err) != MEND_OK) {
        fail_msg("%s: %s at %s", document, b->err.text, b->err.path);
    }
    assert_string_equal(mend_status_name(mend_desk_unit_put(b->witness, unit, &b->err)), mend_status_name(expected));
    mend_unit_free(unit);
    free(text);
}

/* The unit as it is really stored, in b->buf with ' for "; "" if it is not. */
static const char *stored(bench *b, const char *key)
{
    mend_unit *unit = NULL;
    mend_buf_clear(b->buf);
    assert_int_equal(mend_unit_new(NULL, &unit), MEND_OK);
    mend_status status = mend_desk_unit_read(b->witness, key, MEND_NTS, unit, NULL);
    assert_true(status == MEND_OK || status == MEND_NOT_FOUND);
    if (status == MEND_OK) {
        assert_int_equal(mend_unit_write(unit, b->buf), MEND_OK);
    }
    mend_unit_free(unit);
    return mend_buf_data(b->buf, NULL);
}

static bool holds(bench *b, const char *key, const char *piece)
{
    char *wanted = quoted(piece);
    bool there = strstr(stored(b, key), wanted) != NULL;
    free(wanted);
    return there;
}

static void expect(bench *b, const char *key, const char *piece)
{
    if (!holds(b, key, piece)) {
        fail_msg("no %s in %s", piece, stored(b, key));
    }
}

static bool is_shut(bench *b, const char *key)
{
    assert_int_equal(mend_desk_read(b->witness, key, MEND_NTS, b->ticket, NULL), MEND_OK);
    return strcmp(mend_ticket_state(b->ticket, NULL), "shut") == 0;
}

static bool event_says(const bench *b, const char *piece)
{
    char *wanted = quoted(piece);
    bool there = strstr(mend_result_event(b->result, 0, NULL), wanted) != NULL;
    free(wanted);
    return there;
}

/* ---- one after the other ---- */

static void test_desk_unit__closing_leaves_terms_that_the_next_ticket_counts(void **state)
{
    (void)state;
    bench b;
    mend_reason reason;
    int64_t paid, total = 0;
    start(&b, NULL);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    assert_string_equal(stored(&b, "S-1"), "");
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'key':'S-1','revision':1}"));
    expect(&b, "S-1", "'tenant':'shop'");
    expect(&b, "S-1", "'serial':'S-1'");
    expect(&b, "S-1", "'kind':'repair_guarantee'");
    expect(&b, "S-1", "'id':'part_1','kind':'part'");
    expect(&b, "S-1", "'claims':{'maker':{'visits':1,'paid':27000}}");
    /* The next ticket, ten days later. */
    must(&b, NULL, OPEN("K2", ",'serial':'S-1'"), NOW + 10 * DAY);
    must(&b, "K2", WORK, NOW + 11 * DAY);
    assert_int_equal(mend_desk_quote(b.desk, "K2", MEND_NTS, MEND_QUOTE_FINAL, NOW + 11 * DAY, b.quote, &b.err),
                     MEND_OK);
    assert_int_equal(mend_quote_lines(b.quote) >= 2, 1);
    for (int32_t t = 0; t < mend_quote_terms(b.quote); t++) {
        assert_int_equal(mend_quote_verdict(b.quote, 0, t, &reason, &paid), MEND_OK);
        total += t == 0 ? paid : 0; /* the guarantee is asked first */
    }
    assert_int_equal(total, 10000);
    assert_int_equal(act(&b, "K2", CLOSE, NOW + 12 * DAY), MEND_OK);
    expect(&b, "S-1", "'revision':2");
    expect(&b, "S-1", "'guarantee_2':{'visits':1,'paid':10000}");
    expect(&b, "S-1", "'maker':{'visits':2,'paid':44000}");
    end(&b);
}

static void test_desk_unit__a_question_changes_nothing(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
    give(&b, CLOSE);
    assert_int_equal(mend_desk_try(b.desk, "K1", MEND_NTS, b.args, NOW + DAY, b.result, &b.err), MEND_OK);
    assert_true(event_says(&b, "'unit':{'key':'S-1','revision':2}"));
    assert_int_equal(mend_result_unit_expected(b.result), 1); /* as it would be */
    expect(&b, "S-1", "'revision':1");
    assert_false(is_shut(&b, "K1"));
    end(&b);
}

static void test_desk_unit__what_looks_at_no_unit_asks_for_none(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    faulty_clear(b.faults);
    assert_int_equal(act(&b, "K1", WORK, NOW + 1), MEND_OK);
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_LOAD), 0);
    assert_int_equal(act(&b, "K1", CLOSE, NOW + 2), MEND_OK);
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_LOAD), 1);
    assert_int_equal(faulty_count(b.faults, FAULTY_UNIT_PAGE), 1);
    end(&b);
}

/* ---- two at once ---- */

typedef struct rival { /* closes other tickets on the same unit in the middle of our commits */
    bench *b;
    const char *tickets[3];
    int done;
} rival;

static void close_others(void *user, const mend_change *change)
{
    rival *r = user;
    mend_args *args = NULL;
    char *text = quoted(CLOSE);
    (void)change;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_args_json(args, text, MEND_NTS, NULL), MEND_OK);
    assert_int_equal(
        mend_desk_act(r->b->witness, r->tickets[r->done++], MEND_NTS, args, NOW + DAY, NULL, r->b->other, NULL),
        MEND_OK);
    mend_args_free(args);
    free(text);
}

static void test_desk_unit__two_tickets_closing_on_one_unit_both_count(void **state)
{
    (void)state;
    for (int known = 0; known < 2; known++) { /* also where both would make the unit */
        bench b;
        start(&b, NULL);
        rival r = {&b, {"K2"}, 0};
        ready(&b, OPEN("K1", ",'serial':'S-1'"));
        ready(&b, OPEN("K2", ",'serial':'S-1'"));
        if (known) {
            put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
        }
        faulty_slip(b.faults, close_others, &r, 1);
        assert_int_equal(act(&b, "K1", CLOSE_ONCE, NOW + DAY), MEND_OK);
        assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), 2);
        assert_true(is_shut(&b, "K1") && is_shut(&b, "K2"));
        expect(&b, "S-1", known ? "'revision':3" : "'revision':2");
        expect(&b, "S-1", "'result':'repaired','ticket':'K1'");
        expect(&b, "S-1", "'result':'repaired','ticket':'K2'");
        /* K2's closing began the guarantee, which K1's found and claimed: two repairs of 27000. */
        expect(&b, "S-1", "'guarantee_2':{'visits':1,'paid':10000}");
        expect(&b, "S-1", "'maker':{'visits':2,'paid':44000}");
        end(&b);
    }
}

static void test_desk_unit__three_conflicts_are_enough(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    rival r = {&b, {"K2", "K3", "K4"}, 0};
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    ready(&b, OPEN("K2", ",'serial':'S-1'"));
    ready(&b, OPEN("K3", ",'serial':'S-1'"));
    ready(&b, OPEN("K4", ",'serial':'S-1'"));
    faulty_slip(b.faults, close_others, &r, 3);
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_CONFLICT);
    assert_int_equal(r.done, 3);
    assert_false(is_shut(&b, "K1"));
    expect(&b, "S-1", "'revision':3");
    assert_false(holds(&b, "S-1", "'K1'"));
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    expect(&b, "S-1", "'ticket':'K1'");
    end(&b);
}

/* ---- faults ---- */

/* Ticket, unit and contract tell the same story; without `paid` the contract was said not to be there. */
static bool together(bench *b, bool paid)
{
    bool shut = is_shut(b, "K1");
    assert_int_equal(holds(b, "S-1", "'ticket':'K1'"), shut);
    expect(b, "S-1", shut ? "'revision':2" : "'revision':1");
    expect(b, "C-1", shut && paid ? "'revision':2" : "'revision':1");
    return shut;
}

/* A unit whose contract pays for the diagnosis of what is not a defect. */
static void with_contract(bench *b)
{
    put(b,
        "{'kind':'contract','key':'C-1','terms':[{'id':'care','kind':'contract','payer':'contract',"
        "'kinds':['labour'],'start':'2024-01-01','causes':['misuse']}]}",
        MEND_OK);
    put(b, "{'key':'S-1','serial':'S-1','contracts':['C-1','gone']}", MEND_OK);
    ready(b, "{'action':'open','actor':{'id':'li','roles':['clerk']},'ticket':{'key':'K1'},'fields':{'serial':'S-1',"
             "'purchased_on':'2024-01-10','cause':'misuse','fault_class':'hardware'}}");
}

static void test_desk_unit__a_contract_counts_its_claims(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    with_contract(&b);
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    expect(&b, "C-1", "'claims':{'care':{'visits':1,'paid':12000}}");
    assert_true(together(&b, true));
    end(&b);
}

static void test_desk_unit__every_fault_leaves_ticket_and_unit_together(void **state)
{
    (void)state;
    static const mend_status answers[] = {MEND_CONFLICT, MEND_IO,        MEND_BUSY, MEND_UNKNOWN,
                                          MEND_CORRUPT,  MEND_NOT_FOUND, 12345};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        for (int mode = 0; mode < 4; mode++) {
            int64_t nth = 1;
            for (bool hit = true; hit; nth++) {
                bench b;
                start(&b, NULL);
                with_contract(&b);
                faulty_fail(b.faults, FAULTY_ANY, nth, answers[i], mode & 1 ? FAULTY_AFTER : FAULTY_BEFORE, mode >> 1);
                mend_status status = act(&b, "K1", CLOSE_ONCE, NOW + DAY);
                hit = faulty_hits(b.faults) > 0;
                faulty_clear(b.faults);
                bool paid = answers[i] != MEND_NOT_FOUND || !is_shut(&b, "K1") || holds(&b, "C-1", "'claims'");
                bool shut = together(&b, paid);
                assert_true(status != MEND_OK || shut);
                assert_true(status == MEND_OK || mode % 2 == 1 || !shut);
                assert_int_equal(act(&b, "K1", CLOSE_ONCE, NOW + DAY), MEND_OK);
                assert_int_equal(mend_result_replayed(b.result), shut);
                assert_true(together(&b, paid));
                end(&b);
            }
            assert_true(nth > 5); /* load, recall, unit, contracts, commit */
        }
    }
}

static void test_desk_unit__every_allocation_may_fail(void **state)
{
    (void)state;
    size_t n = 0;
    for (mend_status status = MEND_NOMEM; status != MEND_OK;) {
        bench b;
        start(&b, NULL);
        with_contract(&b);
        b.heap.requests = 0;
        b.heap.fail_at = ++n;
        status = act(&b, "K1", CLOSE_ONCE, NOW + DAY);
        b.heap.fail_at = 0;
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        assert_int_equal(together(&b, true), status == MEND_OK);
        assert_int_equal(act(&b, "K1", CLOSE_ONCE, NOW + DAY), MEND_OK);
        end(&b);
    }
    assert_in_range(n, 10, 5000);
}

/* Reading, storing, listing and quoting, in one go. */
static mend_status look_around(bench *b)
{
    mend_status status = mend_desk_unit_read(b->desk, "S-1", MEND_NTS, b->unit, &b->err);
    if (status == MEND_OK) {
        status = mend_desk_unit_put(b->desk, b->unit, &b->err);
        status = status == MEND_CONFLICT ? MEND_OK : status;
    }
    if (status == MEND_OK) {
        status = mend_desk_unit_page(b->desk, "S-1", MEND_NTS, "", 0, 9, b->rows, &b->err);
    }
    return status == MEND_OK ? mend_desk_quote(b->desk, "K1", MEND_NTS, MEND_QUOTE_FINAL, NOW + DAY, b->quote, &b->err)
                             : status;
}

static void test_desk_unit__looking_around_without_memory(void **state)
{
    (void)state;
    size_t n = 0;
    for (mend_status status = MEND_NOMEM; status != MEND_OK;) {
        bench b;
        start(&b, NULL);
        with_contract(&b);
        b.heap.requests = 0;
        b.heap.fail_at = ++n;
        status = look_around(&b);
        b.heap.fail_at = 0;
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        assert_true(status == MEND_OK || mend_quote_kind_of(b.quote) == 0);
        assert_int_equal(look_around(&b), MEND_OK);
        assert_int_equal(mend_rows_count(b.rows), 1);
        end(&b);
    }
    assert_in_range(n, 10, 5000);
}

/* ---- which unit ---- */

static void test_desk_unit__is_found_by_its_serial_number(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'key':'U-7','serial':'S-1','model':'M1'}", MEND_OK);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'key':'U-7','revision':2}"));
    assert_string_equal(stored(&b, "S-1"), "");
    /* Another maker's unit with the same number: the model tells. */
    put(&b, "{'key':'U-8','serial':'S-1','model':'M2'}", MEND_OK);
    must(&b, NULL, OPEN("K2", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K2", DO("hand_in", "'model':'M2'"), NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'key':'U-8','revision':2}"));
    /* Without a model it could be either, so it is neither. */
    must(&b, NULL, OPEN("K3", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K3", DO("hand_in", ""), NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    assert_string_equal(stored(&b, "S-1"), "");
    end(&b);
}

static void test_desk_unit__goes_by_what_the_act_makes_of_the_ticket(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
    put(&b, "{'key':'S-2'}", MEND_OK);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K1", DO("hand_in", "'serial':'S-2','usage_meter':'5'"), NOW + 1), MEND_OK);
    expect(&b, "S-2", "'value':'5'");
    expect(&b, "S-1", "'revision':1");
    assert_int_equal(act(&b, "K1", DO("hand_in", "'serial':null"), NOW + 2), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    /* A number no unit can have is the ticket's alone. */
    assert_int_equal(act(&b, "K1", DO("hand_in", "'serial':'\\u0009'"), NOW + 3), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    end(&b);
}

static void test_desk_unit__a_unit_called_like_another_ones_number_is_not_it(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'key':'S-1','serial':'X'}", MEND_OK);
    put(&b, "{'kind':'contract','key':'S-2'}", MEND_OK);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K1", DO("hand_in", ""), NOW + 1), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}")); /* nor can one be made, for the name is taken */
    assert_int_equal(act(&b, "K1", DO("hand_in", "'serial':'S-2'"), NOW + 2), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    expect(&b, "S-1", "'revision':1");
    end(&b);
}

static void test_desk_unit__too_many_of_one_number_are_none(void **state)
{
    (void)state;
    bench b;
    char document[80];
    start(&b, NULL);
    for (int i = 0; i < 16; i++) {
        snprintf(document, sizeof document, "{'key':'U-%02d','serial':'S-1','model':'M%d'}", i, i);
        put(&b, document, MEND_OK);
    }
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    assert_int_equal(act(&b, "K1", DO("hand_in", "'model':'M3'"), NOW + 1), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    end(&b);
}

static void test_desk_unit__an_action_may_want_a_stored_one(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    assert_int_equal(mend_desk_policy(b.desk, shared_policy(0)), MEND_DUPLICATE);
    mend_desk *strict = NULL;
    mend_store table;
    assert_int_equal(mend_memory_table(b.memory, &table), MEND_OK);
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &strict, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(strict, shared_policy(1)), MEND_OK);
    give(&b, OPEN("K9", ",'serial':'S-9'"));
    assert_int_equal(mend_desk_open(strict, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
    give(&b, DO("hand_in", "'usage_meter':'5'"));
    assert_int_equal(mend_desk_act(strict, "K9", MEND_NTS, b.args, NOW, NULL, b.result, &b.err), MEND_REFUSED);
    assert_int_equal(mend_result_reason(b.result, 0), MEND_REASON_UNIT_MISSING);
    put(&b, "{'key':'S-9'}", MEND_OK);
    assert_int_equal(mend_desk_act(strict, "K9", MEND_NTS, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
    expect(&b, "S-9", "'value':'5'");
    mend_desk_free(strict);
    end(&b);
}

/* ---- stores that give something else, or have no units ---- */

static struct { /* what the altered tables do */
    mend_store inner;
    int64_t revision; /* added to what the store says */
    const char *instead;
    bool backwards, unknown;
} altered;

static mend_status altered_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                mend_buf *record, int64_t *revision)
{
    (void)user;
    const char *name = altered.instead != NULL ? altered.instead : key;
    size_t len = altered.instead != NULL ? strlen(altered.instead) : key_len;
    mend_status status = altered.inner.unit_load(altered.inner.user, tenant, tenant_len, name, len, record, revision);
    *revision += status == MEND_OK ? altered.revision : 0;
    return status;
}

static mend_status altered_page(void *user, const char *tenant, size_t tenant_len, const char *serial,
                                size_t serial_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    (void)user;
    if (!altered.backwards) {
        return altered.inner.unit_page(altered.inner.user, tenant, tenant_len, serial, serial_len, after, after_len,
                                       max, rows);
    }
    mend_status status = mend_rows_add(rows, "b", 1, 1, "", 0);
    return status == MEND_OK ? mend_rows_add(rows, "a", 1, 1, "", 0) : status;
}

/* Does it or not, and does not know. */
static mend_status altered_put(void *user, const mend_change *change)
{
    (void)user;
    assert_int_equal(mend_change_unit_count(change), 1);
    assert_string_equal(mend_change_key(change, NULL), "");
    assert_int_equal(mend_change_revision(change), 0);
    assert_int_equal(mend_change_opened(change), INT64_MIN);
    assert_int_equal(mend_change_closed(change), INT64_MIN);
    assert_int_equal(mend_change_event_count(change), 0);
    assert_string_equal(mend_change_index(change, MEND_INDEX_SERIAL, NULL), "");
    assert_null(mend_change_unit_key(change, 1, NULL));
    assert_null(mend_change_unit_serial(change, -1, NULL));
    assert_null(mend_change_unit_record(change, 1, NULL));
    assert_int_equal(mend_change_unit_expected(change, 1), 0);
    assert_int_equal(mend_change_unit_revision(change, 1), 0);
    assert_int_equal(mend_change_unit_count(NULL), 0);
    mend_status status = altered.unknown ? MEND_OK : altered.inner.unit_put(altered.inner.user, change);
    return status == MEND_OK ? MEND_UNKNOWN : status;
}

static void alter(mend_store *table)
{
    memset(&altered, 0, sizeof altered);
    altered.inner = *table;
    table->unit_load = altered_load;
    table->unit_page = altered_page;
    table->unit_put = altered_put;
}

static void test_desk_unit__records_of_other_units_are_refused(void **state)
{
    (void)state;
    bench b;
    start(&b, alter);
    put(&b, "{'key':'S-1','serial':'S-1','contracts':['S-2']}", MEND_OK);
    put(&b, "{'key':'S-2','serial':'S-2'}", MEND_OK);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_CORRUPT); /* its contract is a unit */
    altered.instead = "S-2";
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_CORRUPT);
    assert_int_equal(mend_desk_quote(b.desk, "K1", MEND_NTS, MEND_QUOTE_FINAL, NOW, b.quote, &b.err), MEND_CORRUPT);
    altered.instead = NULL;
    altered.revision = 1;
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_CORRUPT);
    assert_string_equal(mend_unit_key(b.unit, NULL), "");
    altered.revision = 0;
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_OK);
    altered.backwards = true;
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 9, b.rows, &b.err), MEND_CORRUPT);
    altered.backwards = false;
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 9, b.rows, &b.err), MEND_OK);
    assert_int_equal(mend_rows_count(b.rows), 2);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "S-1", MEND_NTS, 9, b.rows, &b.err), MEND_OK);
    assert_int_equal(mend_rows_count(b.rows), 1);
    assert_string_equal(mend_rows_key(b.rows, 0, NULL), "S-2");
    assert_int_equal(mend_rows_number(b.rows, 0), 1);
    end(&b);
}

static void test_desk_unit__an_unknown_storing_is_asked_about(void **state)
{
    (void)state;
    bench b;
    start(&b, alter);
    put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_OK);
    altered.unknown = true; /* and it did not */
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_UNKNOWN);
    altered.unknown = false; /* and it did */
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_OK);
    assert_int_equal(mend_unit_revision(b.unit), 1); /* what was given is as it was */
    expect(&b, "S-1", "'revision':2");
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_CONFLICT);
    end(&b);
}

static void without_units(mend_store *table)
{
    table->unit_load = NULL;
    table->unit_page = NULL;
    table->unit_put = NULL;
}

static void test_desk_unit__a_store_without_units_works_as_ever(void **state)
{
    (void)state;
    bench b;
    start(&b, without_units);
    put(&b, "{'key':'S-1','serial':'S-1'}", MEND_OK);
    ready(&b, OPEN("K1", ",'serial':'S-1'"));
    assert_int_equal(mend_desk_quote(b.desk, "K1", MEND_NTS, MEND_QUOTE_FINAL, NOW + DAY, b.quote, &b.err), MEND_OK);
    assert_int_equal(act(&b, "K1", CLOSE, NOW + DAY), MEND_OK);
    assert_true(event_says(&b, "'unit':{'missing':true}"));
    expect(&b, "S-1", "'revision':1");
    assert_int_equal(mend_desk_unit_read(b.desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_UNSUPPORTED);
    assert_int_equal(mend_unit_read(b.unit, "{\"key\":\"S-1\"}", MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_UNSUPPORTED);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 9, b.rows, &b.err), MEND_UNSUPPORTED);
    end(&b);
}

/* ---- arguments ---- */

static void test_desk_unit__belongs_to_one_tenant(void **state)
{
    (void)state;
    bench b;
    start(&b, NULL);
    put(&b, "{'key':'S-1','tenant':'other'}", MEND_DENIED);
    put(&b, "{'key':'S-1','tenant':'shop'}", MEND_OK);
    put(&b, "{'key':'S-1','revision':7}", MEND_CONFLICT);
    /* A tenant's name may be longer than a document can hold. */
    char tenant[101];
    mend_desk *desk = NULL;
    mend_store table;
    memset(tenant, 't', 100);
    tenant[100] = '\0';
    assert_int_equal(mend_memory_table(b.memory, &table), MEND_OK);
    assert_int_equal(mend_desk_new(NULL, &table, tenant, MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_unit_read(b.unit, "{\"key\":\"S-1\"}", MEND_NTS, NULL), MEND_OK);
    assert_int_equal(mend_desk_unit_put(desk, b.unit, &b.err), MEND_OK);
    assert_int_equal(mend_desk_unit_read(desk, "S-1", MEND_NTS, b.unit, &b.err), MEND_OK);
    assert_string_equal(mend_unit_tenant(b.unit, NULL), "");
    assert_int_equal(mend_unit_revision(b.unit), 1);
    mend_desk_free(desk);
    expect(&b, "S-1", "'tenant':'shop'");
    end(&b);
}

static void test_desk_unit__arguments_are_checked(void **state)
{
    (void)state;
    bench b;
    char big[200];
    memset(big, 'k', sizeof big);
    start(&b, NULL);
    assert_int_equal(mend_desk_unit_put(NULL, b.unit, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_put(b.desk, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_put(b.desk, b.unit, &b.err), MEND_INVALID); /* it has no key */
    assert_int_equal(mend_desk_unit_read(NULL, "k", 1, b.unit, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_read(b.desk, "k", 1, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_read(b.desk, "", 0, b.unit, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_read(b.desk, "k", 1, b.unit, &b.err), MEND_NOT_FOUND);
    assert_int_equal(mend_desk_unit_page(NULL, "", 0, "", 0, 9, b.rows, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 9, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_page(b.desk, NULL, 3, "", 0, 9, b.rows, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, NULL, 3, 9, b.rows, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_unit_page(b.desk, big, sizeof big, "", 0, 9, b.rows, &b.err), MEND_LIMIT);
    assert_int_equal(mend_desk_unit_page(b.desk, "\xff", 1, "", 0, 9, b.rows, &b.err), MEND_UTF8);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 0, b.rows, &b.err), MEND_RANGE);
    assert_int_equal(mend_desk_unit_page(b.desk, "", 0, "", 0, 1001, b.rows, &b.err), MEND_RANGE);
    assert_int_equal(mend_desk_quote(NULL, "k", 1, MEND_QUOTE_FINAL, NOW, b.quote, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_quote(b.desk, "k", 1, MEND_QUOTE_FINAL, NOW, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_quote(b.desk, "", 0, MEND_QUOTE_FINAL, NOW, b.quote, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_quote(b.desk, "k", 1, MEND_QUOTE_FINAL, NOW, b.quote, &b.err), MEND_NOT_FOUND);
    must(&b, NULL, OPEN("K1", ",'serial':'S-1'"), NOW);
    assert_int_equal(mend_desk_quote(b.desk, "K1", MEND_NTS, 9, NOW, b.quote, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_quote(b.desk, "K1", MEND_NTS, MEND_QUOTE_FINAL, INT64_MAX, b.quote, &b.err), MEND_RANGE);
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_desk_unit__closing_leaves_terms_that_the_next_ticket_counts),
        cmocka_unit_test(test_desk_unit__a_question_changes_nothing),
        cmocka_unit_test(test_desk_unit__what_looks_at_no_unit_asks_for_none),
        cmocka_unit_test(test_desk_unit__two_tickets_closing_on_one_unit_both_count),
        cmocka_unit_test(test_desk_unit__three_conflicts_are_enough),
        cmocka_unit_test(test_desk_unit__a_contract_counts_its_claims),
        cmocka_unit_test(test_desk_unit__every_fault_leaves_ticket_and_unit_together),
        cmocka_unit_test(test_desk_unit__every_allocation_may_fail),
        cmocka_unit_test(test_desk_unit__looking_around_without_memory),
        cmocka_unit_test(test_desk_unit__is_found_by_its_serial_number),
        cmocka_unit_test(test_desk_unit__goes_by_what_the_act_makes_of_the_ticket),
        cmocka_unit_test(test_desk_unit__a_unit_called_like_another_ones_number_is_not_it),
        cmocka_unit_test(test_desk_unit__too_many_of_one_number_are_none),
        cmocka_unit_test(test_desk_unit__an_action_may_want_a_stored_one),
        cmocka_unit_test(test_desk_unit__records_of_other_units_are_refused),
        cmocka_unit_test(test_desk_unit__an_unknown_storing_is_asked_about),
        cmocka_unit_test(test_desk_unit__a_store_without_units_works_as_ever),
        cmocka_unit_test(test_desk_unit__belongs_to_one_tenant),
        cmocka_unit_test(test_desk_unit__arguments_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
