/*
 * quickstart.c - the shortest way to use the library: a ticket in memory, a step that is done, one that is refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <mend/mend.h>
#include <stdio.h>

static const char *const steps[] = {
    "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"customer_service\"]},"
    "\"ticket\":{\"tenant\":\"shop\",\"key\":\"T-1\",\"number\":\"T-1\"},\"fields\":{\"service_type\":\"consultation\","
    "\"channel\":\"chat\",\"customer_name\":\"Wang Fang\",\"customer_phone\":\"13900001111\",\"tier\":\"ordinary\","
    "\"preferred_channel\":\"phone\",\"fault_description\":\"How is the child lock set?\"}}",
    "{\"action\":\"judge\",\"actor\":{\"id\":\"wu\",\"roles\":[\"cs_supervisor\"]},\"fields\":{\"level\":\"p3\"}}"};

int main(void)
{
    const char *document = mend_preset_text("standard@1", NULL);
    int64_t now = 1710464400000; /* 2024-03-15T01:00:00Z: the clock is yours */
    mend_policy *policy = NULL;
    mend_ticket *ticket = NULL;
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_buf *why = NULL;
    if (mend_policy_load(NULL, &document, NULL, 1, &policy, NULL) || mend_ticket_new(NULL, &ticket) ||
        mend_args_new(NULL, &args) || mend_result_new(NULL, &result) || mend_buf_new(NULL, &why))
        return 1; /* MEND_OK is 0 */
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        mend_status status = mend_args_json(args, steps[i], MEND_NTS, NULL);
        if (status == MEND_OK)
            status = mend_act(policy, ticket, args, now, result, NULL);
        printf("%s; the ticket is %s\n", mend_status_text(status), mend_ticket_state(ticket, NULL));
        for (int32_t k = 0; k < mend_result_reason_count(result); k++) {
            mend_buf_clear(why);
            mend_result_sentence(result, policy, k, "en", why);
            printf("  %s\n", mend_buf_data(why, NULL));
        }
    }
    mend_buf_free(why);
    mend_result_free(result);
    mend_args_free(args);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    return 0;
}
