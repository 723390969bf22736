/*
 * fuzz_policy.c - any bytes as a policy, or as one or two documents over a good one (parted by a NUL): either they are
 * refused with an error that is sound, or the policy can be walked, and its own document gives the same policy again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/policy.h"
#include "policy/policy.h"
#include "policy/texts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char BASE[] =
    "{\"mend\":1,\"id\":\"base\",\"revision\":1,\"roles\":{\"clerk\":{},\"engineer\":{}},\"grades\":{\"senior\":{}},"
    "\"counters\":{\"rework\":{}},\"choices\":{\"fault_class\":{\"soft\":{},\"hard\":{}},"
    "\"attachment_kind\":{\"photo\":{}}},\"fields\":{\"shelf\":{\"type\":\"text\"},\"parts/"
    "lot\":{\"type\":\"integer\"}},"
    "\"states\":{\"open\":{\"stage\":\"new\"},\"shut\":{\"stage\":\"closed\"}},\"texts\":{\"hello\":{\"en\":\"Hello\"}}"
    ","
    "\"numbers\":{\"ticket\":{\"pattern\":\"S{SEQ:4}\"}},\"actions\":{"
    "\"in\":{\"opens\":true,\"to\":\"open\",\"roles\":[\"clerk\"],\"number\":\"ticket\"},"
    "\"out\":{\"from\":[\"open\"],\"to\":\"shut\",\"roles\":[\"clerk\"],\"form\":{\"fault_class\":{},"
    "\"parts\":{\"columns\":{\"name\":{}}}},\"conditions\":{\"c\":{\"if\":{\"some\":\"parts\",\"where\":{\"field\":"
    "\"lot\",\"at_least\":1}}}}}}}";

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void must_be_refusal(const mend_error *err, mend_status status, int32_t count)
{
    must(status < 0 && status != MEND_NOMEM && status != MEND_INVALID && err->status == status);
    must(err->document >= -1 && err->document < count);
    must(err->text[0] != '\0' && mend__utf8_valid(err->text, strlen(err->text), NULL));
    must(mend__utf8_valid(err->path, strlen(err->path), NULL));
    must(err->document < 0 || (err->line >= 1 && err->column >= 1 && err->offset >= 0 && err->path[0] == '$'));
}

/* The merged document, loaded by itself, is the same policy. */
static void must_settle(const mend_policy *policy)
{
    mend_policy *again = NULL;
    mend_buf *buf;
    must(mend_buf_new(NULL, &buf) == MEND_OK && mend_policy_write(policy, buf) == MEND_OK);
    size_t len;
    const char *text = mend_buf_data(buf, &len);
    must(mend_policy_load(NULL, &text, &len, 1, &again, NULL) == MEND_OK);
    must(strcmp(mend_policy_digest(policy), mend_policy_digest(again)) == 0);
    mend_policy_free(again);
    mend_buf_free(buf);
}

static void must_be_walkable(const mend_policy *policy)
{
    for (mend_kind kind = MEND_KIND_STATE; kind <= MEND_KIND_CHOICE; kind++) {
        for (int32_t i = 0; i < mend_policy_count(policy, kind); i++) {
            size_t len;
            const char *name = mend_policy_name(policy, kind, i, &len);
            must(name != NULL && strlen(name) == len);
            must(mend_policy_label(policy, kind, name, len, "zh", NULL) != NULL);
            must(kind != MEND_KIND_STATE || mend_policy_stage(policy, name, len) != NULL);
        }
    }
    for (int32_t i = 0; i < mend_policy_move_count(policy) && i < 1000; i++) {
        const char *action, *from, *to;
        must(mend_policy_move(policy, i, &action, &from, &to) == MEND_OK);
        must(from[0] == '\0' || mend_policy_stage(policy, from, MEND_NTS) != NULL);
        must(mend_policy_stage(policy, to, MEND_NTS) != NULL);
    }
}

/* Every condition can be asked about a ticket without values. */
static void must_be_answerable(const mend_policy *policy)
{
    mend_ticket *ticket;
    must(mend_ticket_new(NULL, &ticket) == MEND_OK);
    mend__scene scene = {ticket, MEND__STR("open"), NULL, 0};
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++) {
        const mend__action *action = &policy->flow.actions[i];
        mend__condition_holds(action->when, &scene);
        for (uint32_t k = 0; k < action->rule_count; k++) {
            mend__condition_holds(action->rules[k].holds, &scene);
        }
    }
    mend_ticket_free(ticket);
}

static void load(const char *const *documents, const size_t *lengths, size_t count)
{
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    mend_status status = mend_policy_load(NULL, documents, lengths, count, &policy, &err);
    if (status != MEND_OK) {
        must(policy == NULL);
        must_be_refusal(&err, status, (int32_t)count);
        return;
    }
    must_settle(policy);
    must_be_walkable(policy);
    must_be_answerable(policy);
    mend_policy_free(policy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *cut = size == 0 ? NULL : memchr(text, 0, size);
    size_t first = cut == NULL ? size : (size_t)(cut - text);
    const char *documents[3] = {BASE, text, text + first};
    size_t lengths[3] = {sizeof BASE - 1, first, size - first};
    if (cut != NULL) {
        documents[2]++;
        lengths[2]--;
    }
    load(&documents[1], &lengths[1], 1);
    load(documents, lengths, cut == NULL ? 2 : 3);
    return 0;
}
