/*
 * test_threads.c - one policy, many threads, each with a ticket of its own: they all end up with the same bytes.
 *
 * Worth most under a thread sanitizer: cmake -DMEND_SANITIZE=thread.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "desk_policy.h"
#include "mend/mend.h"

#define THREADS 8
#define ROUNDS  50

typedef struct job {
    const mend_policy *policy;
    char *record;
    size_t len;
    mend_status status;
} job;

static mend_status one_ticket(const mend_policy *policy, mend_buf *out)
{
    static const char *const steps[] = {
        "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"ticket\":{\"tenant\":\"shop\","
        "\"key\":"
        "\"k\"},\"fields\":{\"customer_name\":\"张伟\",\"customer_phone\":\"13812345678\",\"fault_description\":\"x\","
        "\"shelf\":\"left\"}}",
        ("{\"action\":\"start\",\"actor\":{\"id\":\"wang\",\"roles\":[\"engineer\"],\"grade\":\"senior\"},"
         "\"fields\":{\"fault_class\":\"hardware\"}}"),
        "{\"action\":\"note\",\"actor\":{\"id\":\"li\",\"roles\":[\"clerk\"]},\"fields\":{\"notes\":[{\"text\":\"催\"}]"
        "}}"};
    mend_ticket *ticket = NULL;
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_status s = mend_ticket_new(NULL, &ticket);
    if (s == MEND_OK)
        s = mend_args_new(NULL, &args);
    if (s == MEND_OK)
        s = mend_result_new(NULL, &result);
    for (size_t i = 0; i < 3 && s == MEND_OK; i++) {
        s = mend_args_json(args, steps[i], MEND_NTS, NULL);
        if (s == MEND_OK)
            s = mend_act(policy, ticket, args, 1710465600000 + (int64_t)i, result, NULL);
    }
    mend_buf_clear(out);
    if (s == MEND_OK)
        s = mend_actions(policy, ticket, args, 1710465700000, "zh-CN", out, NULL);
    mend_buf_clear(out);
    if (s == MEND_OK)
        s = mend_ticket_save(ticket, out);
    mend_ticket_free(ticket);
    mend_args_free(args);
    mend_result_free(result);
    return s;
}

static void *work(void *arg)
{
    job *j = arg;
    mend_buf *out = NULL;
    j->status = mend_buf_new(NULL, &out);
    for (int i = 0; i < ROUNDS && j->status == MEND_OK; i++)
        j->status = one_ticket(j->policy, out);
    const char *data = mend_buf_data(out, &j->len);
    j->record = malloc(j->len + 1);
    if (j->record)
        memcpy(j->record, data, j->len + 1);
    mend_buf_free(out);
    return NULL;
}

static void test_threads__share_a_policy(void **state)
{
    job jobs[THREADS];
    pthread_t threads[THREADS];
    mend_policy *policy = NULL;
    const char *text = SMALL_POLICY;
    (void)state;
    memset(jobs, 0, sizeof jobs);
    assert_int_equal(mend_policy_load(NULL, &text, NULL, 1, &policy, NULL), MEND_OK);
    for (int i = 0; i < THREADS; i++) {
        jobs[i].policy = policy;
        assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(jobs[i].status, MEND_OK);
        assert_non_null(jobs[i].record);
        assert_int_equal(jobs[i].len, jobs[0].len);
        assert_memory_equal(jobs[i].record, jobs[0].record, jobs[0].len);
    }
    for (int i = 0; i < THREADS; i++)
        free(jobs[i].record);
    mend_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_threads__share_a_policy)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
