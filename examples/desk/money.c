/*
 * money.c - amounts as people read them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "money.h"

void money_currency(const mend_policy *policy, char out[4])
{
    json j = {0};
    mend_buf *document = NULL;
    size_t len = 0, at = 0;
    out[0] = '\0';
    if (policy != NULL && mend_buf_new(NULL, &document) == MEND_OK && mend_policy_write(policy, document) == MEND_OK) {
        const char *bytes = mend_buf_data(document, &len);
        if (json_read(&j, bytes, len, &at) == MEND_OK) {
            snprintf(out, 4, "%s", json_member(&j, 1, "currency"));
        }
    }
    json_free(&j);
    mend_buf_free(document);
}

const char *money_show(int64_t minor, const char *currency, bool named, char out[MONEY_TEXT])
{
    char amount[32];
    if (mend_money_format(minor, currency, amount, sizeof amount, NULL) != MEND_OK) {
        snprintf(amount, sizeof amount, "%lld", (long long)minor); /* a policy without a currency */
    }
    snprintf(out, MONEY_TEXT, "%s%s%s", named ? currency : "", named && currency[0] != '\0' ? " " : "", amount);
    return out;
}

void money_words(const app *a, int64_t minor, const char *currency)
{
    char words[MONEY_WORDS];
    bool wanted = a->zh || a->opt.value[OPT_WORDS] != NULL;
    if (wanted && mend_money_words(minor, currency, words, sizeof words, NULL) == MEND_OK) {
        say(a, stdout, "In capital numerals: %s\n", "金额大写：%s\n", words);
    }
}
