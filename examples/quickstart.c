/*
 * quickstart.c - the shortest way to use the library: a ticket in memory, and why it cannot be opened yet.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <mend/mend.h>
#include <stdio.h>

int main(void)
{
    const char *document = mend_preset_text("standard@1", NULL);
    const char *call = "{\"action\":\"register\",\"actor\":{\"id\":\"li\",\"roles\":[\"customer_service\"]},\"ticket\":{\"tenant\":"
                       "\"shop\",\"key\":\"T-1\"},\"fields\":{\"service_type\":\"consultation\",\"channel\":\"chat\",\"tier\":\"gold\"}}";
    mend_policy *policy = NULL;
    mend_ticket *ticket = NULL;
    mend_args *args = NULL;
    mend_result *result = NULL;
    if (mend_policy_load(NULL, &document, NULL, 1, &policy, NULL) || mend_ticket_new(NULL, &ticket) ||
        mend_args_new(NULL, &args) || mend_result_new(NULL, &result) || mend_args_json(args, call, MEND_NTS, NULL))
        return 1;
    mend_status status = mend_act(policy, ticket, args, 1710464400000 /* now, in ms: the clock is yours */, result, NULL);
    printf("%s\n", mend_status_text(status));
    for (int32_t i = 0; i < mend_result_reason_count(result); i++)
        printf("  %s %s\n", mend_reason_name(mend_result_reason(result, i)), mend_result_param(result, i, "field", NULL));
    mend_result_free(result);
    mend_args_free(args);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    return 0;
}
