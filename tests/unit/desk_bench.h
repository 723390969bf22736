/*
 * desk_bench.h - a desk on the store in memory, with a layer of faults between them, for the tests of desk and door.
 *
 * A second desk on the same data without any faults tells what is really stored.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_BENCH_H
#define DESK_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk_policy.h"
#include "faulty.h"
#include "mend/mend.h"
#include "store-kit/faulty_store.h"
#include "store-memory/mend_memory.h"

#define NOW  INT64_C(1710465600000) /* 2024-03-15T01:20:00Z, 09:20 in the policy's zone */
#define HOUR INT64_C(3600000)
#define DAY  (24 * HOUR)

typedef struct bench {
    faulty heap;      /* what desk, ticket, result, buffer and rows live in */
    size_t fail_once; /* the request with this number fails, and no other; 0: none */
    mend_allocator allocator;
    mend_memory *memory;
    faulty_store *faults;
    mend_policy *policy;
    bool wants_id; /* opening a ticket takes a customer's id */
    mend_desk *desk, *witness;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    mend_buf *buf;
    mend_rows *rows;
    mend_error err;
} bench;

/* The heap of the bench, with a single failure if one is wanted. */
static inline void *bench_resize(void *user, void *block, size_t old_size, size_t new_size)
{
    bench *b = user;
    if (new_size != 0 && b->fail_once != 0 && b->heap.requests + 1 == b->fail_once) {
        b->heap.requests++;
        return NULL;
    }
    return faulty_resize(&b->heap, block, old_size, new_size);
}

/* Loads the small policy with a document laid over it; NULL: none. */
static inline mend_policy *bench_policy(const char *overlay)
{
    const char *documents[2] = {SMALL_POLICY, overlay};
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    if (mend_policy_load(NULL, documents, NULL, overlay == NULL ? 1 : 2, &policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    return policy;
}

/* The same, loaded once for all benches of a program: thousands of them are made, and a policy never changes. */
static inline mend_policy *bench_shared_policy(const char *overlay)
{
    static struct {
        const char *overlay;
        mend_policy *policy;
    } known[16];
    size_t i = 0;
    while (i < 16 && known[i].policy != NULL && strcmp(known[i].overlay, overlay == NULL ? "" : overlay) != 0) {
        i++;
    }
    assert_true(i < 16);
    if (known[i].policy == NULL) {
        known[i].overlay = overlay == NULL ? "" : overlay;
        known[i].policy = bench_policy(overlay);
    }
    return known[i].policy;
}

/* A further desk on the same data, without faults. */
static inline mend_desk *bench_desk(bench *b)
{
    mend_store table;
    mend_desk *desk;
    assert_int_equal(mend_memory_table(b->memory, &table), MEND_OK);
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, b->policy), MEND_OK);
    return desk;
}

/* `overlay` must live as long as the program. */
static inline void bench_start(bench *b, const char *overlay)
{
    mend_store inner, table;
    memset(b, 0, sizeof *b);
    b->err.struct_size = sizeof b->err;
    b->allocator = (mend_allocator){sizeof(mend_allocator), 0, bench_resize, b};
    b->policy = bench_shared_policy(overlay);
    b->wants_id = overlay != NULL && strstr(overlay, "customer_id") != NULL;
    assert_int_equal(mend_memory_new(&b->memory), MEND_OK);
    assert_int_equal(mend_memory_table(b->memory, &inner), MEND_OK);
    b->faults = faulty_new(&inner);
    faulty_table(b->faults, &table);
    assert_int_equal(mend_desk_new(&b->allocator, &table, "shop", MEND_NTS, &b->desk, &b->err), MEND_OK);
    assert_int_equal(mend_desk_policy(b->desk, b->policy), MEND_OK);
    b->witness = bench_desk(b);
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(&b->allocator, &b->result), MEND_OK);
    assert_int_equal(mend_ticket_new(&b->allocator, &b->ticket), MEND_OK);
    assert_int_equal(mend_buf_new(&b->allocator, &b->buf), MEND_OK);
    assert_int_equal(mend_rows_new(&b->allocator, &b->rows), MEND_OK);
}

static inline void bench_end(bench *b)
{
    mend_desk_free(b->desk);
    mend_desk_free(b->witness);
    mend_memory_free(b->memory);
    mend_args_free(b->args);
    mend_result_free(b->result);
    mend_ticket_free(b->ticket);
    mend_buf_free(b->buf);
    mend_rows_free(b->rows);
    assert_int_equal(b->heap.blocks, 0);
}

/* Arguments from "role:name" and fields as "path=value" up to NULL; key NULL: no idempotency key. */
static inline void bench_args(bench *b, const char *who, const char *action, const char *key, ...)
{
    const char *colon = strchr(who, ':'), *field;
    va_list list;
    mend_args_clear(b->args);
    assert_int_equal(mend_args_role(b->args, who, (size_t)(colon - who)), MEND_OK);
    assert_int_equal(mend_args_actor(b->args, colon + 1, MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_action(b->args, action, MEND_NTS), MEND_OK);
    assert_int_equal(mend_args_grade(b->args, "senior", MEND_NTS), MEND_OK);
    if (key != NULL) {
        assert_int_equal(mend_args_key(b->args, key, MEND_NTS), MEND_OK);
    }
    va_start(list, key);
    while ((field = va_arg(list, const char *)) != NULL) {
        const char *equals = strchr(field, '=');
        assert_int_equal(mend_args_text(b->args, field, (size_t)(equals - field), equals + 1, MEND_NTS), MEND_OK);
    }
    va_end(list);
}

static inline void bench_register(bench *b, const char *key)
{
    bench_args(b, "clerk:ann", "register", key, "customer_name=王小明", "customer_phone=13812345678",
               "fault_description=no power", NULL);
    if (b->wants_id) { /* the policy's form asks for it */
        assert_int_equal(mend_args_text(b->args, "customer_id", MEND_NTS, "c-7", MEND_NTS), MEND_OK);
    }
}

static inline void bench_begin(bench *b, const char *key)
{
    bench_args(b, "engineer:bo", "start", key, "fault_class=hardware", NULL);
}

/* Opens a ticket on the desk without faults. */
static inline void bench_open(bench *b, const char *key)
{
    mend_args *given = b->args;
    mend_result *result;
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    bench_register(b, NULL);
    if (key != NULL) {
        assert_int_equal(mend_args_ticket(b->args, "", 0, key, MEND_NTS, "", 0), MEND_OK);
    }
    assert_int_equal(mend_desk_open(b->witness, b->args, NOW, NULL, result, NULL), MEND_OK);
    mend_result_free(result);
    mend_args_free(b->args);
    b->args = given;
}

/* How many tickets there really are. */
static inline int32_t bench_tickets(bench *b)
{
    mend_rows *rows;
    assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
    assert_int_equal(mend_desk_page(b->witness, MEND_INDEX_ALL, "", 0, "", 0, 1000, rows, NULL), MEND_OK);
    int32_t count = mend_rows_count(rows);
    mend_rows_free(rows);
    return count;
}

/* A ticket's real revision; 0: there is none. */
static inline int64_t bench_revision(bench *b, const char *key)
{
    mend_ticket *ticket;
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    mend_status status = mend_desk_read(b->witness, key, MEND_NTS, ticket, NULL);
    int64_t revision = status == MEND_OK ? mend_ticket_revision(ticket) : 0;
    assert_true(status == MEND_OK || status == MEND_NOT_FOUND);
    mend_ticket_free(ticket);
    return revision;
}

#endif
