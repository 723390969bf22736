/*
 * test_buf.c - the growing buffer, from outside and inside.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/buf.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_buf__collects_bytes_and_a_nul(void **state)
{
    (void)state;
    mend_buf *buf = NULL;
    size_t len = 99;
    assert_int_equal(mend_buf_new(NULL, &buf), MEND_OK);
    assert_string_equal(mend_buf_data(buf, &len), "");
    assert_int_equal(len, 0);
    assert_int_equal(mend_buf_append(buf, NULL, 0), MEND_OK);
    assert_int_equal(mend_buf_append(buf, "abc", 2), MEND_OK);
    assert_int_equal(mend_buf_append(buf, "de", MEND_NTS), MEND_OK);
    assert_int_equal(mend_buf_append(buf, "\0f", 2), MEND_OK);
    assert_memory_equal(mend_buf_data(buf, &len), "abde\0f", 7);
    assert_int_equal(len, 6);
    assert_string_equal(mend_buf_data(buf, NULL), "abde");
    mend_buf_clear(buf);
    assert_string_equal(mend_buf_data(buf, &len), "");
    assert_int_equal(len, 0);
    mend_buf_free(buf);
}

static void test_buf__checks_its_arguments(void **state)
{
    (void)state;
    faulty memory = {0};
    mend_allocator wrong = faulty_allocator(&memory);
    mend_buf *buf = NULL;
    size_t len = 99;
    wrong.struct_size = 0;
    assert_int_equal(mend_buf_new(&wrong, &buf), MEND_INVALID);
    assert_null(buf);
    assert_int_equal(mend_buf_new(NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_buf_append(NULL, "a", 1), MEND_INVALID);
    assert_int_equal(mend_buf_new(NULL, &buf), MEND_OK);
    assert_int_equal(mend_buf_append(buf, NULL, 1), MEND_INVALID);
    assert_int_equal(mend_buf_append(buf, NULL, MEND_NTS), MEND_INVALID);
    assert_string_equal(mend_buf_data(NULL, &len), "");
    assert_int_equal(len, 0);
    mend_buf_clear(NULL);
    mend_buf_free(NULL);
    mend_buf_free(buf);
}

static void test_buf__keeps_its_memory_when_cleared(void **state)
{
    (void)state;
    faulty memory = {0};
    mend_allocator given = faulty_allocator(&memory);
    mend_buf *buf = NULL;
    char page[4000];
    memset(page, 'x', sizeof page);
    assert_int_equal(mend_buf_new(&given, &buf), MEND_OK);
    assert_int_equal(mend_buf_append(buf, page, sizeof page), MEND_OK);
    size_t requests = memory.requests;
    for (int i = 0; i < 10; i++) {
        mend_buf_clear(buf);
        assert_int_equal(mend_buf_append(buf, page, sizeof page), MEND_OK);
    }
    assert_int_equal(memory.requests, requests);
    mend_buf_free(buf);
    assert_int_equal(memory.live, 0);
}

static void test_buf__a_failed_append_changes_nothing(void **state)
{
    (void)state;
    faulty memory = {0};
    mend_allocator given = faulty_allocator(&memory);
    mend_buf *buf = NULL;
    size_t len = 0;
    char page[4000];
    memset(page, 'x', sizeof page);
    memory.fail_at = 1;
    assert_int_equal(mend_buf_new(&given, &buf), MEND_NOMEM);
    assert_null(buf);
    memory.fail_at = 0;
    assert_int_equal(mend_buf_new(&given, &buf), MEND_OK);
    memory.fail_at = memory.requests + 1;
    assert_int_equal(mend_buf_append(buf, "ab", 2), MEND_NOMEM);
    assert_string_equal(mend_buf_data(buf, &len), "");
    memory.fail_at = 0;
    assert_int_equal(mend_buf_append(buf, "ab", 2), MEND_OK);
    memory.fail_at = memory.requests + 1;
    assert_int_equal(mend_buf_append(buf, page, sizeof page), MEND_NOMEM);
    assert_int_equal(mend_buf_append(buf, page, SIZE_MAX - 2),
                     MEND_LIMIT); /* with what is there and the NUL too long */
    assert_int_equal(mend_buf_append(buf, page, SIZE_MAX - 3), MEND_NOMEM);
    assert_string_equal(mend_buf_data(buf, &len), "ab");
    assert_int_equal(len, 2);
    memory.fail_at = 0;
    assert_int_equal(mend_buf_append(buf, "c", 1), MEND_OK);
    assert_string_equal(mend_buf_data(buf, &len), "abc");
    mend_buf_free(buf);
    assert_int_equal(memory.live, 0);
}

static void test_buf__the_first_failure_sticks_inside(void **state)
{
    (void)state;
    faulty memory = {0};
    mend_allocator given = faulty_allocator(&memory);
    mend__alloc a;
    mend_buf buf;
    char page[1000];
    memset(page, 'x', sizeof page);
    assert_true(mend__alloc_init(&a, &given));
    mend__buf_init(&buf, &a);
    mend__put_text(&buf, "one");
    memory.fail_at = memory.requests + 1;
    mend__put(&buf, page, sizeof page);
    memory.fail_at = 0;
    mend__put_text(&buf, "two");
    assert_int_equal(buf.status, MEND_NOMEM);
    assert_string_equal(mend_buf_data(&buf, NULL), "one");
    mend__buf_rewind(&buf, 2);
    mend__put_text(&buf, "!");
    assert_int_equal(buf.status, MEND_OK);
    assert_string_equal(mend_buf_data(&buf, NULL), "on!");
    for (size_t spare = 0; spare < 2; spare++) { /* with one to spare the bytes fit, their NUL does not */
        mend__put(&buf, page, SIZE_MAX - buf.len + 1 - spare);
        assert_int_equal(buf.status, MEND_LIMIT);
        mend__buf_rewind(&buf, 0);
    }
    mend__buf_done(&buf);
    assert_int_equal(memory.live, 0);
    mend__buf_rewind(&buf, 0); /* without memory */
    assert_string_equal(mend_buf_data(&buf, NULL), "");
}

static void test_buf__puts_pieces(void **state)
{
    (void)state;
    mend__alloc a;
    mend_buf buf;
    assert_true(mend__alloc_init(&a, NULL));
    mend__buf_init(&buf, &a);
    mend__put_str(&buf, MEND__STR("a"));
    mend__put_char(&buf, '=');
    mend__put_int(&buf, INT64_MIN);
    mend__put_char(&buf, ';');
    mend__put_int(&buf, 0);
    mend__put_text(&buf, "");
    mend__put_str(&buf, (mend__str){NULL, 0});
    assert_string_equal(mend_buf_data(&buf, NULL), "a=-9223372036854775808;0");
    mend__buf_done(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_buf__collects_bytes_and_a_nul),
        cmocka_unit_test(test_buf__checks_its_arguments),
        cmocka_unit_test(test_buf__keeps_its_memory_when_cleared),
        cmocka_unit_test(test_buf__a_failed_append_changes_nothing),
        cmocka_unit_test(test_buf__the_first_failure_sticks_inside),
        cmocka_unit_test(test_buf__puts_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
