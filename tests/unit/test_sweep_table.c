/*
 * test_sweep_table.c - sweeps with wrong arguments, and on tables that lack something or give what was not asked for.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sweep_bench.h"

/* ---- arguments, and stores that are not what they should be ---- */

static void test_sweep_table__arguments_are_checked(void **state)
{
    static const mend_sweep_options wrong[] = {{.max = -1},    {.max = 1000001},    {.batch = -1}, {.batch = 1001},
                                               {.rounds = -1}, {.rounds = 1000001}, {.lease = -2}, {.lease = 86400001}};
    (void)state;
    bench b;
    bench_start(&b, clocks);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(sweep_with(&b, b.desk, NOW, wrong[i]), MEND_RANGE);
    }
    mend_sweep_options options = {.struct_size = sizeof options - 1};
    mend_sweep_info info = {.struct_size = sizeof info - 1};
    assert_int_equal(mend_desk_sweep(b.desk, NOW, &options, NULL, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_sweep(b.desk, NOW, NULL, &info, NULL, &b.err), MEND_INVALID);
    assert_int_equal(mend_desk_sweep(b.desk, INT64_MAX, NULL, NULL, NULL, &b.err), MEND_RANGE);
    assert_int_equal(mend_desk_sweep(NULL, NOW, NULL, NULL, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_sweep(b.desk, NOW, NULL, NULL, NULL, NULL), MEND_OK);
    options = (mend_sweep_options){sizeof options, 1000000, 1000, 1000000, 86400000};
    assert_int_equal(mend_desk_sweep(b.desk, NOW, &options, NULL, NULL, NULL), MEND_OK);
    assert_int_equal(mend_desk_due(b.desk, NOW, INT64_MIN, "", 0, 0, b.rows, NULL), MEND_RANGE);
    assert_int_equal(mend_desk_due(b.desk, NOW, INT64_MIN, "", 0, 1001, b.rows, NULL), MEND_RANGE);
    assert_int_equal(mend_desk_due(b.desk, NOW, INT64_MIN, "x", 1, 1, b.rows, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_due(b.desk, NOW, NOW, "", 0, 1, b.rows, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_due(b.desk, NOW, NOW, "\xff", 1, 1, b.rows, NULL), MEND_UTF8);
    assert_int_equal(mend_desk_due(b.desk, NOW, INT64_MIN, "", 0, 1, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_due(NULL, NOW, INT64_MIN, "", 0, 1, b.rows, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_erase(b.desk, "", 0, NOW, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_erase(b.desk, "x", 1, INT64_MIN, NULL), MEND_RANGE);
    assert_int_equal(mend_desk_erase(NULL, "x", 1, NOW, NULL), MEND_INVALID);
    bench_end(&b);
}

static void test_sweep_table__what_a_table_lacks_is_unsupported(void **state)
{
    (void)state;
    bench b;
    mend_store table;
    mend_desk *desk;
    bench_start(&b, clocks);
    open_many(&b, 3);
    assert_int_equal(mend_memory_table(b.memory, &table), MEND_OK);
    table.struct_size = offsetof(mend_store, due); /* of a host that does not know it */
    assert_int_equal(mend_desk_new(NULL, &table, "shop", 4, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
    assert_int_equal(mend_desk_sweep(desk, NOW, NULL, NULL, NULL, &b.err), MEND_UNSUPPORTED);
    assert_int_equal(mend_desk_due(desk, NOW, INT64_MIN, "", 0, 1, b.rows, &b.err), MEND_UNSUPPORTED);
    assert_int_equal(mend_desk_erase(desk, "t000", 4, NOW, &b.err), MEND_UNSUPPORTED);
    mend_desk_free(desk);
    assert_int_equal(mend_memory_table(b.memory, &table), MEND_OK);
    table.begin = NULL;
    table.end = NULL;
    assert_int_equal(mend_desk_new(NULL, &table, "shop", 4, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
    assert_int_equal(sweep_with(&b, desk, NOW + HOUR, (mend_sweep_options){.batch = 9}), MEND_OK);
    assert_swept(3, 3, 0, 0);
    mend_desk_free(desk);
    bench_end(&b);
}

static const struct odd {
    const char *tenant, *key, *token;
    int64_t due;
    int32_t rows;
} odds[] = {
    {"stop", "t", "", NOW, 1},       {"shop", "", "", NOW, 1},     {"shop", "\xff", "", NOW, 1},
    {"shop", "t", "", NOW + 1, 1},   {"shop", "t", "", NOW, 2},    /* twice the same */
    {"shop", "t", "", INT64_MIN, 1}, {"shop", "t", NULL, NOW, 1},  /* a token too long */
    {"shop", "t", "nul", NOW, 1},    {"shop", NULL, "", NOW, 101}, /* more than were asked for */
};
static const struct odd *odd_now;

static mend_status odd_due(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                           const char *after_tenant, size_t after_tenant_len, const char *after_key,
                           size_t after_key_len, int32_t max, int64_t now, int64_t lease_until, mend_rows *rows)
{
    char key[16], token[130];
    (void)user, (void)tenant, (void)tenant_len, (void)until, (void)after_due, (void)after_tenant,
        (void)after_tenant_len;
    (void)after_key, (void)after_key_len, (void)max, (void)now, (void)lease_until;
    memset(token, 't', sizeof token);
    token[129] = '\0';
    size_t token_len = odd_now->token == NULL ? sizeof token - 1 : strlen(odd_now->token);
    if (odd_now->token != NULL && strcmp(odd_now->token, "nul") == 0) {
        token[1] = '\0';
        token_len = 3;
    }
    for (int32_t i = 0; i < odd_now->rows; i++) {
        snprintf(key, sizeof key, "k%04d", (int)i);
        const char *held = odd_now->token == NULL || token_len == 3 ? token : odd_now->token;
        assert_int_equal(mend_rows_add_due(rows, odd_now->tenant, MEND_NTS, odd_now->key == NULL ? key : odd_now->key,
                                           MEND_NTS, odd_now->due, held, token_len),
                         MEND_OK);
    }
    return MEND_OK;
}

static void test_sweep_table__a_store_that_gives_what_was_not_asked_for_is_corrupt(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof odds / sizeof odds[0]; i++) {
        bench b;
        mend_store table;
        mend_desk *desk;
        bench_start(&b, clocks);
        assert_int_equal(mend_memory_table(b.memory, &table), MEND_OK);
        table.due = odd_due;
        odd_now = &odds[i];
        assert_int_equal(mend_desk_new(NULL, &table, "shop", 4, &desk, NULL), MEND_OK);
        assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
        assert_int_equal(sweep_with(&b, desk, NOW, (mend_sweep_options){0}), MEND_CORRUPT);
        assert_int_equal(mend_rows_count(b.rows), 0);
        assert_int_equal(mend_desk_due(desk, NOW, INT64_MIN, "", 0, 100, b.rows, &b.err), MEND_CORRUPT);
        mend_desk_free(desk);
        bench_end(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sweep_table__arguments_are_checked),
        cmocka_unit_test(test_sweep_table__what_a_table_lacks_is_unsupported),
        cmocka_unit_test(test_sweep_table__a_store_that_gives_what_was_not_asked_for_is_corrupt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
