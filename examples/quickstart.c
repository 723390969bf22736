/*
 * quickstart.c - the shortest way to use the library: a ticket in memory, a step that is done, one that is refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <mend/mend.h>
#include <stdio.h>

static void attempt(const mend_policy *policy, mend_ticket *ticket, const char *what)
{
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_buf *text = NULL;
    if (mend_args_new(NULL, &args) == MEND_OK && mend_result_new(NULL, &result) == MEND_OK &&
        mend_buf_new(NULL, &text) == MEND_OK && mend_args_json(args, what, MEND_NTS, NULL) == MEND_OK) {
        mend_status status = mend_act(policy, ticket, args, 1710464400000 /* now, ms */, result, NULL);
        printf("%s; the ticket is %s\n", mend_status_text(status), mend_ticket_state(ticket, NULL));
        for (int32_t i = 0; i < mend_result_reason_count(result); i++) {
            mend_result_sentence(result, policy, i, "en", text);
            mend_buf_append(text, "\n", 1);
        }
        fputs(mend_buf_data(text, NULL), stdout);
    }
    mend_buf_free(text);
    mend_result_free(result);
    mend_args_free(args);
}

int main(void)
{
    const char *document = mend_preset_text("standard@1", NULL);
    mend_policy *policy = NULL;
    mend_ticket *ticket = NULL;
    if (mend_policy_load(NULL, &document, NULL, 1, &policy, NULL) == MEND_OK &&
        mend_ticket_new(NULL, &ticket) == MEND_OK) {
        attempt(policy, ticket,
                "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"customer_service\"]},"
                "\"ticket\":{\"tenant\":\"shop\",\"key\":\"T-1\",\"number\":\"T-1\"},\"fields\":{"
                "\"service_type\":\"consultation\",\"channel\":\"chat\",\"customer_name\":\"Wang Fang\","
                "\"customer_phone\":\"13900001111\",\"tier\":\"ordinary\",\"preferred_channel\":\"phone\","
                "\"fault_description\":\"How is the child lock set?\"}}");
        attempt(policy, ticket, "{\"action\":\"judge\",\"actor\":{\"id\":\"li\",\"roles\":[\"customer_service\"]}}");
        attempt(policy, ticket, "{\"action\":\"judge\",\"actor\":{\"id\":\"wu\",\"roles\":[\"cs_supervisor\"]}}");
    }
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    return 0;
}
