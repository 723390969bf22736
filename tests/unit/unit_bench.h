/*
 * unit_bench.h - a desk on the store in memory, with a layer of faults between them and a policy with prices and a
 * warranty, for the tests of units. A second desk on the same data without faults tells what is really stored.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef UNIT_BENCH_H
#define UNIT_BENCH_H

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
static inline mend_policy *shared_policy(int strict)
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

static inline mend_desk *desk_on(bench *b, const mend_store *table, const mend_allocator *allocator)
{
    mend_desk *desk = NULL;
    (void)b;
    assert_int_equal(mend_desk_new(allocator, table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, shared_policy(0)), MEND_OK);
    return desk;
}

/* `change` may alter the table before a desk is made on it; NULL: it stays. */
static inline void start(bench *b, void (*change)(mend_store *table))
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

static inline void end(bench *b)
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

static inline void give(bench *b, const char *document)
{
    char *text = quoted(document);
    if (mend_args_json(b->args, text, MEND_NTS, &b->err) != MEND_OK) {
        fail_msg("%s: %s at %s", document, b->err.text, b->err.path);
    }
    free(text);
}

static inline mend_status act(bench *b, const char *key, const char *document, int64_t now)
{
    give(b, document);
    return mend_desk_act(b->desk, key, MEND_NTS, b->args, now, NULL, b->result, &b->err);
}

/* On the desk without faults, and it has to succeed. */
static inline void must(bench *b, const char *key, const char *document, int64_t now)
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
static inline void ready(bench *b, const char *open)
{
    char key[3] = {open[strstr(open, "'key':'") - open + 7], open[strstr(open, "'key':'") - open + 8], '\0'};
    must(b, NULL, open, NOW);
    must(b, key, WORK, NOW + 1000);
}

static inline void put(bench *b, const char *document, mend_status expected)
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
static inline const char *stored(bench *b, const char *key)
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

static inline bool holds(bench *b, const char *key, const char *piece)
{
    char *wanted = quoted(piece);
    bool there = strstr(stored(b, key), wanted) != NULL;
    free(wanted);
    return there;
}

static inline void expect(bench *b, const char *key, const char *piece)
{
    if (!holds(b, key, piece)) {
        fail_msg("no %s in %s", piece, stored(b, key));
    }
}

static inline bool is_shut(bench *b, const char *key)
{
    assert_int_equal(mend_desk_read(b->witness, key, MEND_NTS, b->ticket, NULL), MEND_OK);
    return strcmp(mend_ticket_state(b->ticket, NULL), "shut") == 0;
}

static inline bool event_says(const bench *b, const char *piece)
{
    char *wanted = quoted(piece);
    bool there = strstr(mend_result_event(b->result, 0, NULL), wanted) != NULL;
    free(wanted);
    return there;
}

#endif
