/*
 * test_primitives_money.c - amounts of money as operations of the document door.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/doc.h"
#include "unit/faulty.h"
#include "unit/policy_kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct question {
    const char *op, *in, *reply; /* written with ' for "; the reply a part of it */
} question;

static const question questions[] = {
    {"round", "{'x':'1.005','exp':2}", "{'status':'OK','out':{'minor':101}}"},
    {"round", "{'x':'-1.005','exp':2,'mode':'half_up'}", "'minor':-101"},
    {"round", "{'x':'-1.005','exp':2,'mode':'half_ceil'}", "'minor':-100"},
    {"round", "{'x':'1.001','exp':2,'mode':'up'}", "'minor':101"},
    {"round", "{'x':'92233720368547758.08','exp':2,'mode':null}", "'reason':'OVERFLOW'"},
    {"round", "{'x':'1,5','exp':2}", "'path':'$.in.x'"},
    {"round", "{'x':1.5,'exp':2}", "'path':'$.in.x'"},
    {"round", "{'x':'1.5','exp':19}", "'path':'$.in.exp'"},
    {"round", "{'x':'1.5'}", "'text':'the member \\'exp\\' is missing'"},
    {"round", "{'x':'1.5','exp':2,'mode':'halfup'}", "'path':'$.in.mode'"},
    {"round", "{'x':'1.5','exp':2,'mod':'up'}", "did you mean \\'mode\\'?"},
    {"round", "7", "expected an object"},
    {"parse", "{'text':'1.15','cur':'CNY'}", "'out':{'minor':115}"},
    {"parse", "{'text':'1.15','cur':'JPY'}", "'reason':'TOO_MANY_DECIMALS'"},
    {"parse", "{'text':'1,234.00','cur':'CNY'}", "{'status':'SYNTAX','error':{'text'"},
    {"parse", "{'text':'99999999999999999999','cur':'CNY'}", "'reason':'OVERFLOW'"},
    {"parse", "{'text':'1','cur':'ZZZ'}", "{'status':'NOT_FOUND','error':{'reason':'UNKNOWN_CURRENCY'"},
    {"parse", "{'text':'1','cur':'CNYY'}", "'path':'$.in.cur'"},
    {"parse", "{'text':'1','cur':'C\\u0000Y'}", "'status':'SYNTAX'"}, /* no text has a NUL */
    {"parse", "{'text':'1'}", "the member \\'cur\\' is missing"},
    {"parse", "{'text':1,'cur':'CNY'}", "'path':'$.in.text'"},
    {"format", "{'minor':-5,'cur':'KWD'}", "'out':{'text':'-0.005'}"},
    {"format", "{'minor':5,'cur':'EU'}", "'reason':'UNKNOWN_CURRENCY'"},
    {"format", "{'minor':'5','cur':'EUR'}", "'path':'$.in.minor'"},
    {"words", "{'minor':100000,'cur':'CNY'}", "'text':'壹仟元整'"},
    {"words", "{'minor':100000,'cur':'JPY'}", "'status':'UNSUPPORTED'"},
    {"cash", "{'minor':1222,'step':5}", "'out':{'minor':1220,'diff':-2}"},
    {"cash", "{'minor':1222,'step':5,'mode':'up'}", "'out':{'minor':1225,'diff':3}"},
    {"cash", "{'minor':1222,'step':0}", "'path':'$.in.step'"},
    {"cash", "{'minor':9223372036854775807,'step':5,'mode':'up'}", "'reason':'OVERFLOW'"},
    {"cash", "{'minor':1222}", "the member \\'step\\' is missing"},
    {"alloc", "{'total':30,'weights':['0.4','0.3',0.3]}", "'out':{'parts':[12,9,9]}"},
    {"alloc", "{'total':-1,'weights':[1,1,1]}", "'parts':[-1,0,0]"},
    {"alloc", "{'total':5,'weights':[0,'0']}", "'parts':[3,2]"},
    {"alloc", "{'total':5,'weights':[]}", "'reason':'NO_WEIGHTS'"},
    {"alloc", "{'total':5,'weights':[1,-1]}", "'reason':'NEGATIVE_WEIGHT'"},
    {"alloc", "{'total':5,'weights':[1,true,2]}", "'path':'$.in.weights[1]'"},
    {"alloc", "{'total':5,'weights':[1,'x']}", "'path':'$.in.weights[1]'"},
    {"alloc", "{'total':5,'weights':['99999999999999999999']}", "a weight has too many digits"},
    {"alloc", "{'total':5,'weights':['9000000000000000000','0.000000001']}", "the weights lie too far apart"},
    {"alloc", "{'total':5,'weights':['9000000000000000000','9000000000000000000']}", "'reason':'OVERFLOW'"},
    {"alloc", "{'total':5,'weights':7}", "'path':'$.in.weights'"},
    {"alloc", "{'total':5}", "the member \\'weights\\' is missing"},
    {"alloc", "{'weights':[1]}", "the member \\'total\\' is missing"},
    {"rounds", "{}", "'status':'UNSUPPORTED'"},
};

#define QUESTIONS (sizeof questions / sizeof questions[0])

static mend_status ask(const question *q, mend_buf *reply)
{
    char request[512];
    snprintf(request, sizeof request, "{'op':'money_%s','in':%s}", q->op, q->in);
    char *json = quoted(request);
    mend_status status = mend_doc_call(NULL, json, MEND_NTS, reply, NULL);
    free(json);
    return status;
}

static void test_primitives_money__answers(void **state)
{
    (void)state;
    mend_buf *reply;
    assert_int_equal(mend_buf_new(NULL, &reply), MEND_OK);
    for (size_t i = 0; i < QUESTIONS; i++) {
        char *want = quoted(questions[i].reply);
        (void)ask(&questions[i], reply);
        if (strstr(mend_buf_data(reply, NULL), want) == NULL) {
            fail_msg("%s %s: %s", questions[i].op, questions[i].in, mend_buf_data(reply, NULL));
        }
        free(want);
    }
    mend_buf_free(reply);
}

static void test_primitives_money__shares_have_a_limit(void **state)
{
    (void)state;
    static const char head[] = "{\"op\":\"money_alloc\",\"in\":{\"total\":1,\"weights\":[0", tail[] = "]}}";
    mend_buf *reply, *request;
    assert_int_equal(mend_buf_new(NULL, &reply), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &request), MEND_OK);
    assert_int_equal(mend_buf_append(request, head, MEND_NTS), MEND_OK);
    for (int i = 1; i < 10000; i++) {
        assert_int_equal(mend_buf_append(request, ",1", 2), MEND_OK);
    }
    size_t len;
    char *good = quoted(mend_buf_data(request, &len));
    char *text = malloc(len + 16);
    assert_non_null(text);
    snprintf(text, len + 16, "%s%s", good, tail);
    assert_int_equal(mend_doc_call(NULL, text, MEND_NTS, reply, NULL), MEND_OK);
    snprintf(text, len + 16, "%s,1%s", good, tail);
    assert_int_equal(mend_doc_call(NULL, text, MEND_NTS, reply, NULL), MEND_LIMIT);
    assert_non_null(strstr(mend_buf_data(reply, NULL), "at most 10000 weights"));
    free(text);
    free(good);
    mend_buf_free(reply);
    mend_buf_free(request);
}

static void test_primitives_money__no_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    for (size_t i = 0; i < QUESTIONS; i++) {
        mend_status whole, status = MEND_NOMEM;
        mend_buf *reply;
        assert_int_equal(mend_buf_new(NULL, &reply), MEND_OK);
        whole = ask(&questions[i], reply);
        mend_buf_free(reply);
        for (size_t n = 1; status == MEND_NOMEM; n++) {
            faulty memory = {.fail_at = 0};
            mend_allocator a = faulty_allocator(&memory);
            assert_int_equal(mend_buf_new(&a, &reply), MEND_OK);
            memory.fail_at = memory.requests + n;
            status = ask(&questions[i], reply);
            assert_true(status == MEND_NOMEM || status == whole);
            mend_buf_free(reply);
            assert_int_equal(memory.live, 0);
            assert_true(n < 100);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_primitives_money__answers),
        cmocka_unit_test(test_primitives_money__shares_have_a_limit),
        cmocka_unit_test(test_primitives_money__no_memory_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
