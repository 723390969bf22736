/*
 * compile.c - from documents to a policy: merging, reading the sections, compiling the workflow, checking the whole.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "compile.h"
#include "advise.h"
#include "check.h"
#include "check_clocks.h"
#include "check_money.h"
#include "section_calendars.h"
#include "section_rights.h"
#include "sections.h"
#include "ticket/member.h"

#include <string.h>

/* Bytes that the memory of a policy grows by at most: it is kept for long, so little is to be left over in the end. */
#define ARENA_STEP ((size_t)64 * 1024)

static void *policy_no_more(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)user;
    (void)block;
    (void)old_size;
    (void)new_size;
    return NULL;
}

/* Keeps the merged document in its canonical form, which is never longer than what it was read from: no member comes from
 * two places, no string is written longer than it may stand in a document. */
static mend_status policy_document(mend_policy *policy, const mend__json *tree, mend__node root, mend_error *err)
{
    size_t room = tree->text.len + 1;
    mend_buf text = {{policy_no_more, NULL}, mend__arena_room(&policy->arena, room), 0, room, MEND_OK};
    if (text.data == NULL) {
        return mend__no_memory(err);
    }
    mend__json_write_node(tree, root, &text);
    if (text.status != MEND_OK) {
        return mend__no_memory(err);
    }
    mend__arena_shrink(&policy->arena, room, text.len + 1);
    policy->document = (mend__str){text.data, text.len};
    return MEND_OK;
}

/* The digest of the document and of the zones that were found. */
static void policy_digest(mend_policy *policy)
{
    unsigned char digest[MEND__SHA256_SIZE];
    mend__sha256_state sum;
    mend__sha256_init(&sum);
    mend__sha256_add(&sum, policy->document.p, policy->document.n);
    mend__zones_hash(&policy->zones, &sum);
    mend__sha256_end(&sum, digest);
    mend__hex_write(digest, sizeof digest, policy->digest); /* the NUL behind it is there from the beginning */
}

/* Counts the moves of the workflow, action by action. */
static mend_status policy_moves(mend_policy *policy, mend_error *err)
{
    const mend__vocab *v = &policy->vocab;
    uint32_t *moves = mend__arena_get(&policy->arena, (v->actions.count + 1) * sizeof *moves);
    if (moves == NULL) {
        return mend__no_memory(err);
    }
    for (uint32_t i = 0; i < v->actions.count; i++) {
        const mend__action *action = &policy->flow.actions[i];
        uint32_t count = action->opens;
        for (uint32_t state = 0; state < v->states.count; state++) {
            count += action->from[state];
        }
        moves[i + 1] = moves[i] + count;
    }
    policy->moves = moves;
    return MEND_OK;
}

static mend_status policy_fill(mend_policy *policy, mend__layers *layers, mend__json *tree, mend_error *err)
{
    mend__node root = MEND__NONE;
    mend_status status = mend__layers_read(layers, tree, &root, err);
    status = status != MEND_OK ? status : policy_document(policy, tree, root, err);
    status = status != MEND_OK ? status : mend__sections_read(policy, tree, root, err);
    status = status != MEND_OK ? status : mend__calendars_read(policy, tree, root, err);
    status = status != MEND_OK ? status : mend__flow_compile(&policy->arena, &policy->vocab, tree, &policy->flow, err);
    status = status != MEND_OK ? status
                               : mend__triage_compile(&policy->arena, &policy->vocab, tree,
                                                      mend__json_get(tree, root, "triage"), &policy->triage, err);
    status = status != MEND_OK ? status
                               : mend__dispatch_compile(&policy->arena, &policy->vocab, tree,
                                                        mend__json_get(tree, root, "dispatch"), &policy->dispatch, err);
    status = status != MEND_OK ? status : mend__sla_compile(&policy->arena, &policy->vocab, tree, &policy->sla, err);
    status = status != MEND_OK ? status
                               : mend__warranty_compile(&policy->arena, &policy->vocab, tree,
                                                        mend__json_get(tree, root, "warranty"), &policy->warranty, err);
    status = status != MEND_OK ? status
                               : mend__rights_compile(&policy->arena, policy, tree,
                                                      mend__json_get(tree, root, "rights"), &policy->rights, err);
    status = status != MEND_OK ? status
                               : mend__fees_compile(&policy->arena, &policy->vocab, policy->currency, tree,
                                                    mend__json_get(tree, root, "fees"), &policy->fees, err);
    status = status != MEND_OK ? status
                               : mend__sheets_compile(&policy->arena, &policy->vocab, tree, root, &policy->sheets, err);
    status = status != MEND_OK ? status
                               : mend__earlier_compile(&policy->arena, &policy->vocab, tree,
                                                       mend__json_get(tree, root, "earlier"), &policy->earlier, err);
    status = status != MEND_OK ? status : mend__check(policy, tree, root, layers->findings, err);
    status = status != MEND_OK ? status : mend__check_clocks(policy, tree, layers->findings, err);
    status = status != MEND_OK ? status : mend__check_money(policy, tree, layers->findings, err);
    status = status != MEND_OK ? status : mend__advise(policy, tree, root, layers->findings, err);
    status = status != MEND_OK ? status : policy_moves(policy, err);
    if (status == MEND_OK) {
        policy_digest(policy);
    }
    return status;
}

mend_status mend__policy_compile(const mend__alloc *alloc, mend__layers *layers, mend_policy **out, mend_error *err)
{
    mend_policy *policy = mend__new(alloc, sizeof *policy);
    mend__json tree;
    if (policy == NULL) {
        return mend__no_memory(err);
    }
    policy->alloc = *alloc;
    mend__arena_init(&policy->arena, alloc);
    policy->arena.most = ARENA_STEP;
    policy->zones = (mend__zones){.arena = &policy->arena, .find = layers->find, .user = layers->user};
    mend__json_init(&tree, alloc);
    mend_status status = policy_fill(policy, layers, &tree, err);
    mend__json_free(&tree);
    if (status != MEND_OK) {
        if (layers->findings == NULL) { /* a check names the preset of every finding by itself */
            mend__layers_blame(layers, err);
        }
        mend_policy_free(policy);
        return status;
    }
    policy->zones.find = NULL; /* the host's function is not called again */
    *out = policy;
    return MEND_OK;
}

mend_status mend__layers_given(mend__layers *layers, const char *const *documents, const size_t *lengths, size_t count,
                               const mend_policy_options *options, mend_error *err)
{
    if (documents == NULL || count == 0 || count > MEND__POLICY_DOCUMENTS) {
        return mend__fail(err, MEND_INVALID, "an argument is malformed");
    }
    if (options != NULL && (options->struct_size != sizeof *options || options->reserved != 0)) {
        return mend__fail(err, MEND_INVALID, "the options are no record of this release");
    }
    for (size_t i = 0; i < count; i++) {
        if (documents[i] == NULL) {
            return mend__fail(err, MEND_INVALID, "a document is NULL");
        }
    }
    layers->documents = documents;
    layers->lengths = lengths;
    layers->count = count;
    layers->find = options == NULL ? NULL : options->find;
    layers->user = options == NULL ? NULL : options->user;
    return MEND_OK;
}

mend_status mend_policy_load_with(const mend_allocator *allocator, const char *const *documents, const size_t *lengths,
                                  size_t count, const mend_policy_options *options, mend_policy **out,
                                  mend_error *error)
{
    mend__layers layers = {.presets = mend__presets, .preset_count = mend__preset_count};
    mend__alloc alloc;
    if (!mend__error_ok(error)) {
        return MEND_INVALID;
    }
    if (out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return mend__fail(error, MEND_INVALID, "an argument is malformed");
    }
    mend_status status = mend__layers_given(&layers, documents, lengths, count, options, error);
    return status != MEND_OK ? status : mend__policy_compile(&alloc, &layers, out, error);
}

mend_status mend_policy_load(const mend_allocator *allocator, const char *const *documents, const size_t *lengths,
                             size_t count, mend_policy **out, mend_error *error)
{
    return mend_policy_load_with(allocator, documents, lengths, count, NULL, out, error);
}

void mend_policy_free(mend_policy *policy)
{
    if (policy != NULL) {
        mend__alloc alloc = policy->alloc;
        mend__arena_free(&policy->arena);
        mend__drop(&alloc, policy, sizeof *policy);
    }
}
