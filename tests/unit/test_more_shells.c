/*
 * test_more_shells.c - the edges of desks: every stated limit one below, at and one above it, and the faults that only
 * a store at odds with itself can cause.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

#include "shells/rows.h"

static char *run_of(size_t n)
{
    char *text = malloc(n + 1);
    assert_non_null(text);
    memset(text, 'x', n);
    text[n] = '\0';
    return text;
}

static void test_more_desk__a_tenant_has_1_to_128_bytes(void **state)
{
    static const struct {
        size_t len;
        mend_status status;
    } rows[] = {{0, MEND_INVALID}, {1, MEND_OK}, {127, MEND_OK}, {128, MEND_OK}, {129, MEND_LIMIT}};
    mend_memory *memory = NULL;
    mend_store table;
    char *tenant = run_of(129);
    (void)state;
    assert_int_equal(mend_memory_new(&memory), MEND_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_desk *desk = NULL;
        mend_error err = {.struct_size = sizeof err};
        assert_int_equal(mend_memory_table(memory, &table), MEND_OK);
        assert_int_equal(mend_desk_new(NULL, &table, tenant, rows[i].len, &desk, &err), rows[i].status);
        if (desk == NULL) {
            assert_int_equal(err.status, rows[i].status);
            table.destroy(table.user);
        }
        mend_desk_free(desk);
    }
    mend_memory_free(memory);
    free(tenant);
}

static void test_more_desk__a_node_lies_between_1_and_999999(void **state)
{
    static const struct {
        int32_t node;
        mend_status status;
    } rows[] = {{-1, MEND_RANGE},  {0, MEND_RANGE},   {1, MEND_OK},          {2, MEND_OK},
                {999998, MEND_OK}, {999999, MEND_OK}, {1000000, MEND_RANGE}, {INT32_MAX, MEND_RANGE}};
    bench b;
    (void)state;
    bench_start(&b, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(mend_desk_node(b.desk, rows[i].node), rows[i].status);
    }
    assert_int_equal(mend_desk_node(NULL, 1), MEND_INVALID);
    bench_end(&b);
}

static void test_more_desk__lists_have_1_to_1000_rows(void **state)
{
    static const struct {
        int32_t max;
        mend_status status;
    } rows[] = {{INT32_MIN, MEND_RANGE}, {0, MEND_RANGE}, {1, MEND_OK},       {2, MEND_OK},
                {999, MEND_OK},          {1000, MEND_OK}, {1001, MEND_RANGE}, {INT32_MAX, MEND_RANGE}};
    bench b;
    (void)state;
    bench_start(&b, NULL);
    bench_open(&b, "k1");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_status want = rows[i].status;
        assert_int_equal(mend_desk_history(b.desk, "k1", 2, 0, rows[i].max, b.rows, &b.err), want);
        assert_int_equal(mend_desk_page(b.desk, MEND_INDEX_ALL, "", 0, "", 0, rows[i].max, b.rows, &b.err), want);
        assert_int_equal(mend_desk_pending(b.desk, "", 0, rows[i].max, b.rows, &b.err), want);
    }
    bench_end(&b);
}

static void test_more_desk__keys_have_1_to_128_bytes(void **state)
{
    char *key = run_of(129);
    bench b;
    (void)state;
    bench_start(&b, NULL);
    for (size_t len = 126; len <= 128; len++) {
        bench_register(&b, NULL);
        assert_int_equal(mend_args_ticket(b.args, "", 0, key, len, "", 0), MEND_OK);
        assert_int_equal(mend_desk_open(b.desk, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
        assert_int_equal(mend_desk_read(b.desk, key, len, b.ticket, &b.err), MEND_OK);
    }
    assert_int_equal(mend_args_ticket(b.args, "", 0, key, 129, "", 0), MEND_LIMIT);
    assert_int_equal(mend_desk_read(b.desk, key, 129, b.ticket, &b.err), MEND_LIMIT);
    assert_int_equal(mend_desk_read(b.desk, key, 0, b.ticket, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_read(b.desk, NULL, 1, b.ticket, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_read(b.desk, "a\xC0", 2, b.ticket, &b.err), MEND_UTF8);
    free(key);
    bench_end(&b);
}

static void test_more_desk__texts_of_lists_are_checked(void **state)
{
    bench b;
    char *text = run_of(65537);
    (void)state;
    bench_start(&b, NULL);
    assert_int_equal(mend_desk_page(b.desk, MEND_INDEX_STATE, text, 65535, "", 0, 1, b.rows, &b.err), MEND_OK);
    assert_int_equal(mend_desk_page(b.desk, MEND_INDEX_STATE, text, 65536, "", 0, 1, b.rows, &b.err), MEND_OK);
    assert_int_equal(mend_desk_page(b.desk, MEND_INDEX_STATE, text, 65537, "", 0, 1, b.rows, &b.err), MEND_LIMIT);
    assert_int_equal(mend_desk_page(b.desk, MEND_INDEX_STATE, "new", 3, text, 65537, 1, b.rows, &b.err), MEND_LIMIT);
    assert_int_equal(mend_desk_page(b.desk, MEND_INDEX_STATE, NULL, 1, "", 0, 1, b.rows, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_page(b.desk, MEND_INDEX_STATE, "\xC0", 1, "", 0, 1, b.rows, &b.err), MEND_UTF8);
    assert_int_equal(mend_desk_page(b.desk, MEND_INDEX_COUNT, "", 0, "", 0, 1, b.rows, &b.err), MEND_INVALID);
    free(text);
    bench_end(&b);
}

static void test_more_rows__there_are_as_many_as_can_be_counted(void **state)
{
    mend_rows *rows = NULL;
    (void)state;
    assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
    assert_int_equal(mend_rows_add(rows, "k", 1, 1, "v", 1), MEND_OK);
    size_t count = rows->count;
    rows->count = INT32_MAX; /* as if so many had been added */
    assert_int_equal(mend_rows_add(rows, "k", 1, 1, "v", 1), MEND_LIMIT);
    rows->count = count;
    assert_int_equal(mend_rows_add(rows, "k", 1, 2, "v", 1), MEND_OK);
    assert_int_equal(mend_rows_count(rows), 2);
    assert_int_equal(mend_rows_number(rows, 1), 2);
    mend_rows_free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_desk__a_tenant_has_1_to_128_bytes),
        cmocka_unit_test(test_more_desk__a_node_lies_between_1_and_999999),
        cmocka_unit_test(test_more_desk__lists_have_1_to_1000_rows),
        cmocka_unit_test(test_more_desk__keys_have_1_to_128_bytes),
        cmocka_unit_test(test_more_desk__texts_of_lists_are_checked),
        cmocka_unit_test(test_more_rows__there_are_as_many_as_can_be_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
