/*
 * test_rows.c - lists of rows, and the change a store is given.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

static void test_rows__keep_what_is_added(void **state)
{
    (void)state;
    mend_rows *rows;
    size_t len;
    assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
    assert_int_equal(mend_rows_count(rows), 0);
    assert_null(mend_rows_key(rows, 0, &len));
    assert_int_equal(len, 0);
    assert_int_equal(mend_rows_add(rows, "", 0, -5, "a\0b", 3), MEND_OK);
    assert_int_equal(mend_rows_add(rows, "key", MEND_NTS, INT64_MAX, "text", MEND_NTS), MEND_OK);
    assert_int_equal(mend_rows_add(rows, "k", 1, 0, NULL, 0), MEND_OK);
    assert_int_equal(mend_rows_count(rows), 3);
    assert_memory_equal(mend_rows_bytes(rows, 0, &len), "a\0b", 4);
    assert_int_equal(len, 3);
    assert_string_equal(mend_rows_key(rows, 1, &len), "key");
    assert_int_equal(len, 3);
    assert_string_equal(mend_rows_bytes(rows, 1, NULL), "text");
    assert_string_equal(mend_rows_bytes(rows, 2, &len), "");
    assert_int_equal(len, 0);
    assert_true(mend_rows_number(rows, 0) == -5);
    assert_true(mend_rows_number(rows, 1) == INT64_MAX);
    assert_int_equal(mend_rows_number(rows, 3), 0);
    assert_null(mend_rows_bytes(rows, 3, &len));
    assert_null(mend_rows_bytes(rows, -1, NULL));
    assert_null(mend_rows_key(rows, -1, NULL));
    assert_string_equal(mend_rows_tenant(rows, 1, &len), ""); /* of a plain list */
    assert_int_equal(len, 0);
    mend_rows_free(rows);
}

static void test_rows__of_what_is_due_name_tenant_and_token(void **state)
{
    (void)state;
    mend_rows *rows;
    size_t len;
    assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
    assert_int_equal(mend_rows_add_due(rows, "shop", 4, "t-1", MEND_NTS, -7, "c9", 2), MEND_OK);
    assert_int_equal(mend_rows_add_due(rows, "other", MEND_NTS, "t", 1, INT64_MAX, "", 0), MEND_OK);
    assert_string_equal(mend_rows_tenant(rows, 0, &len), "shop");
    assert_int_equal(len, 4);
    assert_string_equal(mend_rows_key(rows, 0, NULL), "t-1");
    assert_true(mend_rows_number(rows, 0) == -7);
    assert_string_equal(mend_rows_bytes(rows, 0, &len), "c9");
    assert_int_equal(len, 2);
    assert_string_equal(mend_rows_tenant(rows, 1, NULL), "other");
    assert_string_equal(mend_rows_bytes(rows, 1, NULL), "");
    assert_null(mend_rows_tenant(rows, 2, &len));
    assert_int_equal(len, 0);
    assert_null(mend_rows_tenant(NULL, 0, NULL));
    assert_int_equal(mend_rows_add_due(rows, NULL, 1, "t", 1, 0, "", 0), MEND_INVALID);
    assert_int_equal(mend_rows_add_due(rows, "s", 1, NULL, 1, 0, "", 0), MEND_INVALID);
    assert_int_equal(mend_rows_add_due(rows, "s", 1, "t", 1, 0, NULL, 1), MEND_INVALID);
    assert_int_equal(mend_rows_add_due(NULL, "s", 1, "t", 1, 0, "", 0), MEND_INVALID);
    assert_int_equal(mend_rows_count(rows), 2);
    mend_rows_free(rows);
}

static void test_rows__refuse_what_is_no_row(void **state)
{
    (void)state;
    mend_rows *rows;
    assert_int_equal(mend_rows_new(NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_rows_new(&(mend_allocator){0}, &rows), MEND_INVALID);
    assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
    assert_int_equal(mend_rows_add(NULL, "", 0, 0, "", 0), MEND_INVALID);
    assert_int_equal(mend_rows_add(rows, NULL, 1, 0, "", 0), MEND_INVALID);
    assert_int_equal(mend_rows_add(rows, "", 0, 0, NULL, 1), MEND_INVALID);
    assert_int_equal(mend_rows_count(rows), 0);
    assert_int_equal(mend_rows_count(NULL), 0);
    assert_int_equal(mend_rows_number(NULL, 0), 0);
    assert_null(mend_rows_key(NULL, 0, NULL));
    mend_rows_free(rows);
    mend_rows_free(NULL);
}

static void test_rows__are_as_before_without_memory(void **state)
{
    (void)state;
    for (size_t nth = 1; nth < 12; nth++) {
        faulty memory = {.fail_at = nth};
        mend_allocator allocator = faulty_allocator(&memory);
        mend_rows *rows = NULL;
        int32_t added = 0;
        if (mend_rows_new(&allocator, &rows) == MEND_OK) {
            char text[200];
            memset(text, 'x', sizeof text);
            while (mend_rows_add(rows, "key", 3, added, text, sizeof text) == MEND_OK) {
                added++;
            }
            assert_int_equal(mend_rows_add(rows, "key", 3, 0, text, sizeof text), MEND_NOMEM);
            assert_int_equal(mend_rows_count(rows), added);
            memory.fail_at = 0;
            assert_int_equal(mend_rows_add(rows, "last", 4, 1, "y", 1), MEND_OK);
            assert_string_equal(mend_rows_key(rows, added, NULL), "last");
            assert_int_equal(mend_rows_number(rows, added > 0 ? added - 1 : 0), added > 0 ? added - 1 : 1);
        }
        mend_rows_free(rows);
        assert_int_equal(memory.blocks, 0);
    }
}

/* ---- the change ---- */

typedef struct seen {
    mend_store inner;
    int commits;
} seen;

static const char *text_of(const mend_change *change, mend_index index)
{
    size_t len;
    const char *text = mend_change_index(change, index, &len);
    assert_non_null(text);
    assert_int_equal(strlen(text), len);
    return text;
}

static void check_opening(const mend_change *change)
{
    size_t len, id_len;
    int64_t seq = 0, at = 0;
    const char *id = NULL;
    assert_string_equal(mend_change_tenant(change, &len), "shop");
    assert_int_equal(len, 4);
    assert_string_equal(mend_change_key(change, NULL), "K20240315001");
    assert_int_equal(mend_change_expected(change), 0);
    assert_int_equal(mend_change_revision(change), 1);
    assert_true(mend_change_opened(change) == NOW);
    assert_true(mend_change_closed(change) == INT64_MIN);
    assert_true(mend_change_now(change) == NOW);
    assert_string_equal(text_of(change, MEND_INDEX_NUMBER), "K20240315001");
    assert_string_equal(text_of(change, MEND_INDEX_STATE), "new");
    assert_string_equal(text_of(change, MEND_INDEX_STAGE), "new");
    assert_string_equal(text_of(change, MEND_INDEX_ASSIGNEE), "ann");
    assert_string_equal(text_of(change, MEND_INDEX_PRODUCT), "F-100");
    assert_string_equal(text_of(change, MEND_INDEX_LEVEL), "");
    assert_string_equal(text_of(change, MEND_INDEX_SERIAL), "");
    assert_string_equal(text_of(change, MEND_INDEX_CUSTOMER), "");
    assert_null(mend_change_index(change, MEND_INDEX_ALL, &len));
    assert_null(mend_change_index(change, MEND_INDEX_COUNT, NULL));
    assert_int_equal(mend_change_event_count(change), 1);
    assert_non_null(strstr(mend_change_event(change, 0, &seq, &at, &len), "\"seq\":1,"));
    assert_int_equal(seq, 1);
    assert_true(at == NOW);
    assert_null(mend_change_event(change, 1, &seq, &at, &len));
    assert_null(mend_change_event(change, -1, NULL, NULL, NULL));
    assert_int_equal(mend_change_notice_count(change), 0);
    assert_null(mend_change_notice(change, 0, &id, &id_len, &len));
    assert_string_equal(mend_change_idempotency(change, &len), "");
    assert_string_equal(mend_change_outcome(change, &len), "");
    const char *record = mend_change_record(change, &len);
    assert_int_equal(strlen(record), len);
}

static void check_start(const mend_change *change)
{
    size_t len, id_len;
    const char *id = NULL;
    assert_int_equal(mend_change_expected(change), 1);
    assert_int_equal(mend_change_revision(change), 2);
    assert_true(mend_change_now(change) == NOW + HOUR);
    assert_string_equal(mend_change_idempotency(change, NULL), "k");
    assert_non_null(strstr(mend_change_outcome(change, &len), "\"fingerprint\":\""));
    assert_int_equal(mend_change_notice_count(change), 1);
    assert_non_null(strstr(mend_change_notice(change, 0, &id, &id_len, &len), "\"notice\":\"begun\""));
    assert_string_equal(id, "K20240315001#2#begun");
    assert_int_equal(id_len, strlen(id));
    assert_non_null(mend_change_notice(change, 0, NULL, NULL, NULL));
}

static mend_status seen_commit(void *user, const mend_change *change)
{
    seen *s = user;
    if (s->commits++ == 0) {
        check_opening(change);
    } else {
        check_start(change);
    }
    return s->inner.commit(s->inner.user, change);
}

static mend_status seen_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             mend_buf *record, int64_t *revision)
{
    seen *s = user;
    assert_int_equal(strlen(tenant), tenant_len);
    assert_int_equal(strlen(key), key_len);
    return s->inner.load(s->inner.user, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status seen_recall(void *user, const char *tenant, size_t tenant_len, const char *key, size_t len,
                               mend_buf *outcome)
{
    seen *s = user;
    assert_int_equal(strlen(key), len);
    return s->inner.recall(s->inner.user, tenant, tenant_len, key, len, outcome);
}

static mend_status seen_draw(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                             int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last)
{
    seen *s = user;
    assert_string_equal(counter, "ticket/2024-03-15");
    assert_int_equal(strlen(counter), counter_len);
    assert_int_equal(start, 1);
    assert_int_equal(step, 1);
    assert_int_equal(count, 1);
    return s->inner.draw(s->inner.user, tenant, tenant_len, counter, counter_len, start, step, count, limit, last);
}

static void seen_destroy(void *user)
{
    seen *s = user;
    s->inner.destroy(s->inner.user);
}

static void test_change__holds_everything_a_store_needs(void **state)
{
    (void)state;
    bench b;
    seen s = {.commits = 0};
    mend_desk *desk;
    bench_start(&b, "{\"actions\":{\"register\":{\"form\":{\"model\":{\"order\":9}}}}}");
    mend_memory_table(b.memory, &s.inner);
    mend_store table = {.struct_size = sizeof table,
                        .user = &s,
                        .load = seen_load,
                        .recall = seen_recall,
                        .commit = seen_commit,
                        .draw = seen_draw,
                        .destroy = seen_destroy};
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
    bench_args(&b, "clerk:ann", "register", NULL, "customer_name=x", "customer_phone=10086", "fault_description=y",
               "model=F-100", NULL);
    assert_int_equal(mend_desk_open(desk, b.args, NOW, NULL, b.result, NULL), MEND_OK);
    bench_begin(&b, "k");
    assert_int_equal(mend_desk_act(desk, "K20240315001", MEND_NTS, b.args, NOW + HOUR, NULL, b.result, NULL), MEND_OK);
    assert_int_equal(s.commits, 2);
    mend_desk_free(desk);
    bench_end(&b);
}

static void test_change__nothing_is_read_from_none(void **state)
{
    (void)state;
    size_t len = 1;
    assert_null(mend_change_tenant(NULL, &len));
    assert_int_equal(len, 0);
    assert_null(mend_change_key(NULL, NULL));
    assert_null(mend_change_record(NULL, &len));
    assert_null(mend_change_index(NULL, MEND_INDEX_STATE, &len));
    assert_null(mend_change_event(NULL, 0, NULL, NULL, &len));
    assert_null(mend_change_notice(NULL, 0, NULL, NULL, &len));
    assert_null(mend_change_idempotency(NULL, &len));
    assert_null(mend_change_outcome(NULL, &len));
    assert_int_equal(mend_change_expected(NULL) + mend_change_revision(NULL), 0);
    assert_int_equal(mend_change_event_count(NULL) + mend_change_notice_count(NULL), 0);
    assert_true(mend_change_opened(NULL) == INT64_MIN && mend_change_closed(NULL) == INT64_MIN);
    assert_true(mend_change_now(NULL) == INT64_MIN);
    assert_true(mend_change_next_due(NULL) == INT64_MIN);
    assert_null(mend_change_claim(NULL, &len));
}

static void test_change__indexes_have_names(void **state)
{
    (void)state;
    static const char *const names[] = {"all",      "number",   "state",   "stage", "level",
                                        "assignee", "customer", "product", "serial"};
    for (mend_index i = 0; i < MEND_INDEX_COUNT; i++) {
        assert_string_equal(mend_index_name(i), names[i]);
    }
    assert_null(mend_index_name(-1));
    assert_null(mend_index_name(MEND_INDEX_COUNT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows__keep_what_is_added),
        cmocka_unit_test(test_rows__of_what_is_due_name_tenant_and_token),
        cmocka_unit_test(test_rows__refuse_what_is_no_row),
        cmocka_unit_test(test_rows__are_as_before_without_memory),
        cmocka_unit_test(test_change__holds_everything_a_store_needs),
        cmocka_unit_test(test_change__nothing_is_read_from_none),
        cmocka_unit_test(test_change__indexes_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
