/*
 * test_primitives.c - number series, check digits and masks as operations of the document door.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door/primitives.h"
#include "mend/reason.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One question; the answer goes to `out`, which is a buffer of `a` as well. */
static mend_status ask(const mend__alloc *a, const char *op, const char *in, mend_buf *out, bool *known,
                       mend_error *err)
{
    mend__json tree;
    mend__node root = MEND__NONE;
    mend__jw w;
    mend__json_init(&tree, a);
    mend_status status = mend__json_read(&tree, in, strlen(in), SIZE_MAX, 64, &root, err);
    *known = true;
    if (status == MEND_OK) {
        mend__jw_init(&w, out);
        status = mend__doc_primitive((mend__str){op, strlen(op)}, &tree, root, a, &w, known, err);
        if (status == MEND_OK) {
            status = out->status;
        }
    }
    mend__json_free(&tree);
    return status;
}

typedef struct question {
    const char *op, *in;
    const char *out;    /* NULL: refused, */
    mend_status status; /* with this */
    mend_reason reason; /* and this */
} question;

static void assert_answers(const question *list, size_t count)
{
    mend__alloc a;
    mend_buf out;
    assert_true(mend__alloc_init(&a, NULL));
    mend__buf_init(&out, &a);
    for (size_t i = 0; i < count; i++) {
        mend_error err = {.struct_size = sizeof err};
        bool known = false;
        mend__buf_rewind(&out, 0);
        mend_status status = ask(&a, list[i].op, list[i].in, &out, &known, &err);
        const char *expected = list[i].out == NULL ? "" : list[i].out;
        if (!known || status != list[i].status || err.reason != list[i].reason ||
            strcmp(mend_buf_data(&out, NULL), expected) != 0) {
            fail_msg("%s %s: status %d, reason %d, %s, %s", list[i].op, list[i].in, (int)status, (int)err.reason,
                     mend_buf_data(&out, NULL), err.text);
        }
        mend__buf_rewind(&out, 0);
        assert_int_equal(ask(&a, list[i].op, list[i].in, &out, &known, NULL), list[i].status);
    }
    mend__buf_done(&out);
}

#define ASSERT_ANSWERS(list) assert_answers(list, sizeof(list) / sizeof(list)[0])

static void test_primitives__check_digits(void **state)
{
    (void)state;
    static const question list[] = {
        {"check", "{\"alg\":\"luhn\",\"payload\":\"7992739871\"}", "{\"check\":\"3\"}", 0, 0},
        {"check", "{\"alg\":\"mod97_10\",\"payload\":\"5367\"}", "{\"check\":\"02\"}", 0, 0},
        {"check", "{\"alg\":\"luhn\",\"payload\":\"12A\"}", NULL, MEND_SYNTAX, MEND_REASON_BAD_CHARACTER},
        {"check", "{\"alg\":\"luhn\",\"payload\":\"\"}", NULL, MEND_SYNTAX, MEND_REASON_EMPTY},
        {"check", "{\"alg\":\"crc\",\"payload\":\"1\"}", NULL, MEND_SCHEMA, MEND_REASON_UNKNOWN_ALGORITHM},
        {"check", "{\"payload\":\"1\"}", NULL, MEND_SCHEMA, 0},
        {"check", "{\"alg\":\"luhn\",\"payload\":1}", NULL, MEND_SCHEMA, 0},
        {"check", "{\"alg\":null,\"payload\":\"1\"}", NULL, MEND_SCHEMA, 0},
        {"check", "[]", NULL, MEND_SCHEMA, 0},
        {"verify", "{\"alg\":\"luhn\",\"number\":\"09183\"}", "{\"valid\":true}", 0, 0},
        {"verify", "{\"alg\":\"luhn\",\"number\":\"0918x\"}", "{\"valid\":false}", 0, 0},
        {"verify", "{\"alg\":\"luhn\"}", NULL, MEND_SCHEMA, 0},
        {"verify", "{\"number\":\"1\"}", NULL, MEND_SCHEMA, 0},
    };
    ASSERT_ANSWERS(list);
}

static void test_primitives__number_series(void **state)
{
    (void)state;
    static const question list[] = {
        {"pattern", "{\"pattern\":\"SR{SEQ:6}\"}", "{\"ok\":true}", 0, 0},
        {"pattern", "{\"pattern\":\"{FOO}\"}", NULL, MEND_SYNTAX, MEND_REASON_UNKNOWN_TOKEN},
        {"pattern", "{}", NULL, MEND_SCHEMA, 0},
        {"render", "{\"pattern\":\"{YY}{SEQ:3}\",\"date\":\"2024-05-01\",\"seq\":7}", "{\"number\":\"24007\"}", 0, 0},
        {"render", "{\"pattern\":\"{SEQ:3}\",\"seq\":7}", "{\"number\":\"007\"}", 0, 0},
        {"render", "{\"pattern\":\"SR{SEQ:3}\",\"seq\":7}", "{\"number\":\"SR007\"}", 0, 0},
        {"render",
         "{\"pattern\":\"{=a}{NODE:1}{RAND:2}{SEQ:1}\",\"seq\":7,\"node\":2,\"rand\":\"34\",\"fields\":{\"a\":"
         "\"X\"}}",
         "{\"number\":\"X2347\"}", 0, 0},
        {"render", "{\"pattern\":\"{YY}{SEQ:3}\",\"seq\":7}", NULL, MEND_SCHEMA, 0},
        {"render", "{\"pattern\":\"{YY}{SEQ:3}\",\"date\":7,\"seq\":7}", NULL, MEND_SCHEMA, 0},
        {"render", "{\"pattern\":\"{YY}{SEQ:3}\",\"date\":\"2024-02-30\",\"seq\":7}", NULL, MEND_SYNTAX,
         MEND_REASON_BAD_DATE},
        {"render", "{\"pattern\":\"{SEQ:3}\"}", NULL, MEND_SCHEMA, 0},
        {"render", "{\"pattern\":\"{SEQ:3}\",\"seq\":\"7\"}", NULL, MEND_SCHEMA, 0},
        {"render", "{\"pattern\":\"{SEQ:3}\",\"seq\":-1}", NULL, MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"render", "{\"pattern\":\"{SEQ:3}\",\"seq\":7,\"fields\":[]}", NULL, MEND_SCHEMA, 0},
        {"render", "{\"pattern\":\"{SEQ:1}\",\"seq\":10,\"overflow\":\"refuse\"}", NULL, MEND_EXHAUSTED,
         MEND_REASON_COUNTER_EXHAUSTED},
        {"parse", "{\"pattern\":\"{YY}{SEQ:3}\",\"number\":\"24007\"}", "{\"parts\":{\"YY\":\"24\",\"SEQ\":7}}", 0, 0},
        {"parse", "{\"pattern\":\"{YY}{SEQ:3}\",\"number\":\"2400x\"}", NULL, MEND_SYNTAX, MEND_REASON_NO_MATCH},
        {"parse", "{\"pattern\":\"{YY}{SEQ:3}\"}", NULL, MEND_SCHEMA, 0},
    };
    ASSERT_ANSWERS(list);
}

static void test_primitives__runs_of_draws(void **state)
{
    (void)state;
    static const question list[] = {
        {"run", "{\"pattern\":\"{SEQ:3}\",\"draws\":[]}", "{\"numbers\":[],\"counters\":{}}", 0, 0},
        {"run",
         "{\"pattern\":\"{YYYY}{MM}{DD}{SEQ:1}\",\"reset\":\"day\",\"overflow\":\"refuse\",\"counters\":{\"2024-05-"
         "02\":8,"
         "\"2023-01-01\":3},\"draws\":[{\"date\":\"2024-05-02\"},{\"date\":\"2024-05-02\"},{\"date\":\"2024-05-01\"},"
         "{\"date\":\"2024-05-03\"}]}",
         "{\"numbers\":[\"202405029\",\"!COUNTER_EXHAUSTED\",\"202405011\",\"202405031\"],\"counters\":{\"2023-01-01\":"
         "3,"
         "\"2024-05-01\":1,\"2024-05-02\":9,\"2024-05-03\":1}}",
         0, 0},
        {"run",
         "{\"pattern\":\"{MM}{DD}{SEQ:1}\",\"offset_min\":480,\"draws\":[{\"at\":\"2024-05-01T15:59:59Z\"},{\"at\":"
         "\"2024-05-01T16:00:00Z\"}]}",
         "{\"numbers\":[\"05011\",\"05022\"],\"counters\":{\"\":2}}", 0, 0},
        {"run",
         "{\"pattern\":\"{NODE:1}{SEQ:2}\",\"nodes\":2,\"draws\":[{\"date\":\"2024-05-01\",\"node\":1},{\"date\":"
         "\"2024-05-01\",\"node\":2},{\"date\":\"2024-05-01\",\"node\":1},{\"date\":\"2024-05-01\"}]}",
         "{\"numbers\":[\"101\",\"201\",\"102\",\"!NODE_MISSING\"],\"counters\":{\"/1\":2,\"/2\":1}}", 0, 0},
        {"run",
         "{\"pattern\":\"{=a}{SEQ:1}{RAND:1}\",\"draws\":[{\"date\":\"2024-05-01\",\"fields\":{\"a\":\"X\"},\"rand\":"
         "\"5\"},"
         "{\"date\":\"2024-05-01\",\"rand\":\"5\"}]}",
         "{\"numbers\":[\"X15\",\"!FIELD_MISSING\"],\"counters\":{\"\":1}}", 0, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\"}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"draws\":{}}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"draws\":[1]}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"draws\":[{}]}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"draws\":[{\"date\":\"2024-05-01\"},{\"date\":\"1\"}]}", NULL, MEND_SYNTAX,
         MEND_REASON_BAD_DATE},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"draws\":[{\"at\":1}]}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"draws\":[{\"at\":\"2024-05-01\"}]}", NULL, MEND_SYNTAX,
         MEND_REASON_BAD_INSTANT},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"offset_min\":1,\"draws\":[{\"at\":\"9999-12-31T23:59:59Z\"}]}", NULL,
         MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"offset_min\":1440,\"draws\":[]}", NULL, MEND_RANGE,
         MEND_REASON_VALUE_OUT_OF_RANGE},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"offset_min\":\"1\",\"draws\":[]}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"counters\":[],\"draws\":[]}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"counters\":{\"\":-1},\"draws\":[]}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"counters\":{\"\":\"1\"},\"draws\":[]}", NULL, MEND_SCHEMA, 0},
        {"run", "{\"pattern\":\"{SEQ:3}\",\"draws\":[{\"date\":\"2024-05-01\",\"node\":\"a\"}]}", NULL, MEND_SCHEMA,
         MEND_REASON_VALUE_OUT_OF_RANGE},
    };
    ASSERT_ANSWERS(list);
}

static void test_primitives__masks(void **state)
{
    (void)state;
    static const question list[] = {
        {"phone", "{\"text\":\"13812345678\"}", "{\"text\":\"138****5678\"}", 0, 0},
        {"name", "{\"text\":\"段正淳\"}", "{\"text\":\"段**\"}", 0, 0},
        {"name", "{\"text\":\"段正淳\",\"style\":\"ends\"}", "{\"text\":\"段*淳\"}", 0, 0},
        {"name", "{\"text\":\"段正淳\",\"style\":null}", "{\"text\":\"段**\"}", 0, 0},
        {"name", "{\"text\":\"段正淳\",\"style\":\"len\"}", NULL, MEND_INVALID, MEND_REASON_UNKNOWN_STYLE},
        {"name", "{\"text\":\"段正淳\",\"style\":\"all\"}", NULL, MEND_SCHEMA, MEND_REASON_UNKNOWN_STYLE},
        {"name", "{\"text\":\"段正淳\",\"style\":1}", NULL, MEND_SCHEMA, MEND_REASON_UNKNOWN_STYLE},
        {"email", "{\"text\":\"ab@x.com\",\"style\":\"len\"}", "{\"text\":\"a*@x.com\"}", 0, 0},
        {"address", "{\"text\":\"上海市阳光小区3号\"}", "{\"text\":\"上海市****\"}", 0, 0},
        {"free", "{\"text\":\"打13812345678\"}", "{\"text\":\"打138****5678\"}", 0, 0},
        {"id", "{\"text\":\"12345\"}", "{\"text\":\"1***5\"}", 0, 0},
        {"id", "{\"text\":\"12345\",\"head\":3,\"tail\":1}", "{\"text\":\"123*5\"}", 0, 0},
        {"keep", "{\"text\":\"12345\"}", "{\"text\":\"*****\"}", 0, 0},
        {"keep", "{\"text\":\"12345\",\"head\":2}", "{\"text\":\"12***\"}", 0, 0},
        {"keep", "{\"text\":\"\",\"tail\":2}", "{\"text\":\"\"}", 0, 0},
        {"keep", "{\"text\":\"12345\",\"head\":-1}", NULL, MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"keep", "{\"text\":\"12345\",\"tail\":2147483648}", NULL, MEND_RANGE, MEND_REASON_VALUE_OUT_OF_RANGE},
        {"phone", "{\"text\":13812345678}", NULL, MEND_SCHEMA, 0},
        {"phone", "{}", NULL, MEND_SCHEMA, 0},
    };
    ASSERT_ANSWERS(list);
}

static void test_primitives__other_operations_are_left_alone(void **state)
{
    (void)state;
    mend__alloc a;
    mend_buf out;
    bool known = true;
    mend_error err = {.struct_size = sizeof err};
    assert_true(mend__alloc_init(&a, NULL));
    mend__buf_init(&out, &a);
    assert_int_equal(ask(&a, "cal_add", "{}", &out, &known, &err), MEND_OK);
    assert_false(known);
    assert_int_equal(out.len, 0);
    mend__buf_done(&out);
}

/* Many draws, or counters, are refused before they cost anything. */
static void test_primitives__runs_have_limits(void **state)
{
    (void)state;
    mend__alloc a;
    mend_buf in, out;
    assert_true(mend__alloc_init(&a, NULL));
    mend__buf_init(&in, &a);
    mend__buf_init(&out, &a);
    for (int what = 0; what < 2; what++) {
        for (int count = 10000; count <= 10001; count++) {
            bool known;
            mend__buf_rewind(&in, 0);
            mend__buf_rewind(&out, 0);
            mend__put_text(&in, "{\"pattern\":\"{SEQ:3}\",");
            mend__put_text(&in, what == 0 ? "\"draws\":[" : "\"draws\":[],\"counters\":{");
            for (int i = 0; i < count; i++) {
                mend__put_text(&in, i > 0 ? "," : "");
                mend__put_text(&in, what == 0 ? "{\"date\":\"2024-05-01\"}" : "\"c");
                if (what == 1) {
                    mend__put_int(&in, i);
                    mend__put_text(&in, "\":1");
                }
            }
            mend__put_text(&in, what == 0 ? "]}" : "}}");
            assert_int_equal(in.status, MEND_OK);
            assert_int_equal(ask(&a, "run", in.data, &out, &known, NULL), count <= 10000 ? MEND_OK : MEND_LIMIT);
        }
    }
    mend__buf_done(&in);
    mend__buf_done(&out);
}

static void test_primitives__no_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    static const question list[] = {
        {"check", "{\"alg\":\"luhn\",\"payload\":\"7992739871\"}", NULL, 0, 0},
        {"verify", "{\"alg\":\"luhn\",\"number\":\"7992739871\"}", NULL, 0, 0},
        {"pattern", "{\"pattern\":\"SR{SEQ:6}\"}", NULL, 0, 0},
        {"render", "{\"pattern\":\"{=a}{SEQ:3}\",\"seq\":7,\"fields\":{\"a\":\"X\"}}", NULL, 0, 0},
        {"parse", "{\"pattern\":\"{YY}{SEQ:3}\",\"number\":\"24007\"}", NULL, 0, 0},
        {"run",
         "{\"pattern\":\"{YYYY}{MM}{DD}{SEQ:1}\",\"reset\":\"day\",\"counters\":{\"2024-05-02\":8},\"draws\":[{"
         "\"date\":"
         "\"2024-05-02\"},{\"date\":\"2024-05-03\"},{\"date\":\"2024-05-04\"},{\"date\":\"2024-05-05\"},{\"date\":"
         "\"2024-05-06\"},{\"date\":\"2024-05-07\"}]}",
         NULL, 0, 0},
        {"name", "{\"text\":\"段正淳\",\"style\":\"ends\"}", NULL, 0, 0},
        {"keep", "{\"text\":\"12345\",\"head\":2}", NULL, 0, 0},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        for (size_t n = 1;; n++) {
            faulty memory = {.fail_at = n};
            mend_allocator given = faulty_allocator(&memory);
            mend_error err = {.struct_size = sizeof err};
            mend__alloc a;
            mend_buf out;
            bool known = false;
            assert_true(mend__alloc_init(&a, &given));
            mend__buf_init(&out, &a);
            mend_status status = ask(&a, list[i].op, list[i].in, &out, &known, &err);
            bool failed = memory.requests >= n;
            assert_int_equal(status, failed ? MEND_NOMEM : MEND_OK);
            mend__buf_done(&out);
            assert_int_equal(memory.live, 0);
            if (!failed) {
                break;
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_primitives__check_digits),
        cmocka_unit_test(test_primitives__number_series),
        cmocka_unit_test(test_primitives__runs_of_draws),
        cmocka_unit_test(test_primitives__masks),
        cmocka_unit_test(test_primitives__other_operations_are_left_alone),
        cmocka_unit_test(test_primitives__runs_have_limits),
        cmocka_unit_test(test_primitives__no_memory_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
