/*
 * test_primitives_calendar.c - calendars as operations of the document door.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door/primitives_calendar.h"
#include "mend/doc.h"
#include "unit/faulty.h"
#include "vectors/zoneinfo.c" /* the vector driver's reading of zone files */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WEEK "\"zone\":\"CST-8\",\"week\":{\"mon\":[[\"09:00\",\"17:00\"]],\"tue\":[[\"09:00\",\"17:00\"]]}"
#define AT   "\"at\":\"2024-03-11T02:00:00Z\"" /* Monday 10:00 */

/* A version 1 file with one type of local time, two hours east, in base64. */
#define FILE64 "VFppZgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAQAABwgAABFRVQA"

typedef struct question {
    const char *op, *in, *reply;
} question;

static void assert_replies(const question *list, size_t count)
{
    mend_buf *reply;
    assert_int_equal(mend_buf_new(NULL, &reply), MEND_OK);
    for (size_t i = 0; i < count; i++) {
        char request[2048];
        snprintf(request, sizeof request, "{\"op\":\"%s\",\"in\":%s}", list[i].op, list[i].in);
        (void)mend_doc_call(NULL, request, MEND_NTS, reply, NULL);
        const char *got = mend_buf_data(reply, NULL);
        if (strstr(got, list[i].reply) == NULL) {
            fail_msg("%s: expected %s, got %s", request, list[i].reply, got);
        }
    }
    mend_buf_free(reply);
}

static void test_primitives_calendar__answers(void **state)
{
    (void)state;
    static const question list[] = {
        {"cal_add", "{" WEEK "," AT ",\"amount_s\":28800}", "\"out\":\"2024-03-12T02:00:00Z\""},
        {"cal_subtract", "{" WEEK "," AT ",\"amount_s\":3600}", "\"out\":\"2024-03-11T01:00:00Z\""},
        {"cal_between", "{" WEEK "," AT ",\"to\":\"2024-03-12T02:00:00Z\"}", "\"out\":28800"},
        {"cal_between", "{" WEEK "," AT ",\"to\":\"2024-03-11T01:00:00Z\"}", "\"out\":-3600"},
        {"cal_is_working", "{" WEEK "," AT "}", "\"out\":true"},
        {"cal_is_working", "{" WEEK ",\"at\":\"2024-03-11T09:00:00Z\"}", "\"out\":false"},
        {"cal_next_open", "{" WEEK ",\"at\":\"2024-03-11T09:00:00Z\"}", "\"out\":\"2024-03-12T01:00:00Z\""},
        {"cal_next_close", "{" WEEK "," AT "}", "\"out\":\"2024-03-11T09:00:00Z\""},
        {"cal_prev_close", "{" WEEK ",\"at\":\"2024-03-11T12:00:00Z\"}", "\"out\":\"2024-03-11T09:00:00Z\""},
        {"cal_add_days", "{" WEEK "," AT ",\"days\":2,\"reading\":\"closing\"}", "\"out\":\"2024-03-12T09:00:00Z\""},
        {"cal_add_days", "{" WEEK "," AT ",\"days\":2,\"reading\":\"same_time\"}", "\"out\":\"2024-03-18T02:00:00Z\""},
        {"cal_add", "{" WEEK "," AT ",\"amount_s\":60,\"flags\":true,\"known_until\":\"2024-03-10\"}",
         "\"out\":{\"value\":\"2024-03-11T02:01:00Z\",\"provisional\":true}"},
        {"cal_is_working", "{" WEEK "," AT ",\"flags\":true}", "\"out\":{\"value\":true,\"provisional\":false}"},
        {"cal_is_working", "{" WEEK "," AT ",\"flags\":false}", "\"out\":true"},
        {"cal_next_open",
         "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"" FILE64 "\"},\"week\":{\"mon\":[[\"09:00\",\"17:00\"]]}," AT
         "}",
         "\"out\":\"2024-03-11T07:00:00Z\""},
    };
    assert_replies(list, sizeof list / sizeof list[0]);
}

static void test_primitives_calendar__refused(void **state)
{
    (void)state;
    static const question list[] = {
        {"cal_adds", "{}", "UNSUPPORTED"},
        {"cal_add", "7", "expected an object"},
        {"cal_add", "null", "SCHEMA"},
        {"cal_add", "{" WEEK ",\"amount_s\":1}", "an instant in \\\"at\\\""},
        {"cal_add", "{" WEEK ",\"at\":7,\"amount_s\":1}", "$.in.at"},
        {"cal_add", "{" WEEK ",\"at\":\"today\",\"amount_s\":1}", "BAD_INSTANT"},
        {"cal_add", "{" WEEK ",\"at\":\"2024-02-30T00:00:00Z\",\"amount_s\":1}", "RANGE"},
        {"cal_add", "{" WEEK "," AT "}", "an integer amount"},
        {"cal_add", "{" WEEK "," AT ",\"amount_s\":\"1\"}", "an integer amount"},
        {"cal_add", "{" WEEK "," AT ",\"amount_s\":-1}", "VALUE_OUT_OF_RANGE"},
        {"cal_add", "{" WEEK "," AT ",\"amount_s\":9223372036854775807}", "VALUE_OUT_OF_RANGE"},
        {"cal_subtract", "{" WEEK "," AT ",\"amount_s\":9000000000000000}", "outside of years 1 to 9999"},
        {"cal_subtract", "{" WEEK "," AT "}", "an integer amount"},
        {"cal_between", "{" WEEK "," AT "}", "an instant in \\\"to\\\""},
        {"cal_add_days", "{" WEEK "," AT ",\"days\":2}", "\\\"closing\\\" or \\\"same_time\\\""},
        {"cal_add_days", "{" WEEK "," AT ",\"days\":2,\"reading\":7}", "$.in.reading"},
        {"cal_add_days", "{" WEEK "," AT ",\"reading\":\"closing\"}", "an integer amount"},
        {"cal_is_working", "{" WEEK "," AT ",\"flags\":1}", "true or false"},
        {"cal_is_working", "{" WEEK "," AT ",\"amount\":1}", "did you mean"},
        {"cal_is_working", "{\"zone\":\"CST-8\"," AT "}", "never opens"},
        {"cal_is_working", "{\"zone\":\"My/Place\"," AT "}", "no zone of this name"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":[]," AT "}", "no zone of this name"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{}," AT "}", "no zone of this name"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":1}," AT "}", "SCHEMA"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"abc\"}," AT "}", "SCHEMA"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"ab!=\"}," AT "}", "SCHEMA"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"====\"}," AT "}", "SCHEMA"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"a{==\"}," AT "}", "SCHEMA"},
        {"cal_prev_close", "{" WEEK ",\"at\":\"0001-01-01T00:00:00Z\"}", "or there is none"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"\"}," AT "}", "SYNTAX"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"VFppZg==\"}," AT "}", "BAD_ZONE"},
        {"cal_is_working", "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"Zz09+/8=\"}," AT "}", "SYNTAX"},
    };
    assert_replies(list, sizeof list / sizeof list[0]);
}

static void test_primitives_calendar__a_zone_file_of_more_than_64_kib(void **state)
{
    (void)state;
    static char request[100000];
    mend_buf *reply;
    size_t n = (size_t)sprintf(request, "{\"op\":\"cal_is_working\",\"in\":{\"zone\":\"My/Place\"," AT
                                        ",\"zones\":{\"My/Place\":\"");
    memset(request + n, 'A', 90000);
    strcpy(request + n + 90000, "\"}}}");
    assert_int_equal(mend_buf_new(NULL, &reply), MEND_OK);
    assert_int_equal(mend_doc_call(NULL, request, MEND_NTS, reply, NULL), MEND_SCHEMA);
    assert_non_null(strstr(mend_buf_data(reply, NULL), "at most 64 KiB"));
    mend_buf_free(reply);
}

static void test_primitives_calendar__without_memory(void **state)
{
    (void)state;
    static const char *const places[] = {"UTC", "Asia/Kathmandu", "America/New_York"};
    for (size_t i = 0; i < 3; i++) {
        static char request[16384];
        char *zones = zoneinfo_member(MEND_ROOT "/tests/zoneinfo", places[i]);
        bool done = false;
        assert_non_null(zones);
        snprintf(request, sizeof request,
                 "{\"op\":\"cal_add\",\"in\":{\"zone\":\"%s\",%s,\"week\":{\"mon\":[[\"09:00\",\"17:00\"]]}," AT
                 ",\"amount_s\":60}}",
                 places[i], zones);
        for (size_t n = 1; !done; n++) {
            faulty memory = {.fail_at = n};
            mend_allocator a = faulty_allocator(&memory);
            mend_buf *reply;
            if (mend_buf_new(&a, &reply) == MEND_OK) {
                mend_status status = mend_doc_call(NULL, request, MEND_NTS, reply, NULL);
                done = memory.requests < n;
                assert_int_equal(status, done ? MEND_OK : MEND_NOMEM);
                mend_buf_free(reply);
            }
            assert_int_equal(memory.live, 0);
        }
        free(zones);
    }
}

/* Nobody wants to hear what is wrong. */
static void test_primitives_calendar__without_an_error(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "{" WEEK ",\"at\":\"today\"}",
        "{" WEEK ",\"at\":\"9999-12-31T23:00:00Z\"}",
        "{\"zone\":\"My/Place\",\"zones\":{\"My/Place\":\"VFppZg==\"}," AT "}",
    };
    mend__alloc a;
    mend__json tree;
    mend__node root;
    mend_buf out;
    mend__jw w;
    bool known;
    assert_true(mend__alloc_init(&a, NULL));
    mend__json_init(&tree, &a);
    mend__buf_init(&out, &a);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        mend__jw_init(&w, &out);
        assert_int_equal(mend__json_read(&tree, bad[i], strlen(bad[i]), SIZE_MAX, 16, &root, NULL), MEND_OK);
        assert_int_not_equal(mend__doc_calendar(MEND__STR("cal_next_open"), &tree, root, &a, &w, &known, NULL),
                             MEND_OK);
        assert_true(known);
    }
    mend__buf_done(&out);
    mend__json_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_primitives_calendar__answers),
        cmocka_unit_test(test_primitives_calendar__refused),
        cmocka_unit_test(test_primitives_calendar__a_zone_file_of_more_than_64_kib),
        cmocka_unit_test(test_primitives_calendar__without_memory),
        cmocka_unit_test(test_primitives_calendar__without_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
