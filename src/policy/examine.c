/*
 * examine.c - mend_policy_check(): compiles documents as a load does, keeps every finding, and writes them down.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "compile.h"
#include "findings.h"
#include "ground/error.h"

/* Where a finding lies in a preset, the caller has no document of that number: the preset is named instead. */
static void examine_blame(mend__findings *f, const mend__layers *layers)
{
    for (mend__finding *one = f->first; one != NULL; one = one->next) {
        int32_t document = one->at.document;
        if (document < 0 || (size_t)document < layers->count) {
            continue;
        }
        size_t at = (size_t)document - layers->count;
        one->preset = at < layers->chain_count ? layers->chain[at]->id : NULL;
        one->at.document = -1;
    }
}

static void examine_identity(const mend_policy *policy, mend__jw *w)
{
    mend__jw_key(w, "id");
    mend__jw_str(w, policy->id);
    mend__jw_key(w, "revision");
    mend__jw_int(w, policy->revision);
    mend__jw_key(w, "digest");
    mend__jw_text(w, policy->digest);
}

/* policy NULL: it could not be compiled to the end. */
static void examine_write(const mend__findings *f, const mend_policy *policy, const char *lang, mend_buf *out)
{
    mend__str asked = lang == NULL ? MEND__STR("") : mend__str_of(lang, MEND_NTS);
    mend__jw w;
    if (asked.n == 0 && policy != NULL) {
        asked = policy->vocab.language;
    }
    mend__jw_init(&w, out);
    mend__jw_object(&w);
    if (policy != NULL && f->by_weight[MEND__WEIGHT_ERROR] == 0) {
        examine_identity(policy, &w);
    }
    mend__findings_write(f, mend__same_language(asked, MEND__STR("zh")), &w);
    mend__jw_end_object(&w);
}

static mend_status examine(mend__layers *layers, int64_t now, const char *lang, mend_buf *out, mend_error *error)
{
    mend__findings findings;
    mend_policy *policy = NULL;
    mend_error said = {.struct_size = sizeof said};
    size_t before = out->len;
    mend__findings_init(&findings, &out->alloc, now);
    layers->findings = &findings;
    mend_status status = mend__policy_compile(&out->alloc, layers, &policy, &said);
    status = mend__found_error(&findings, MEND__FOUND_UNREADABLE, status, &said, MEND__STR(""));
    if (status == MEND_OK && !findings.failed) {
        examine_blame(&findings, layers);
        examine_write(&findings, policy, lang, out);
        status = out->status;
    }
    if (findings.failed) {
        status = MEND_NOMEM;
    }
    if (status != MEND_OK) {
        mend__buf_rewind(out, before);
        mend__fail(error, status, "no memory for what was found");
    }
    mend_policy_free(policy);
    mend__findings_free(&findings);
    return status;
}

mend_status mend_policy_check(const char *const *documents, const size_t *lengths, size_t count,
                              const mend_policy_options *options, int64_t now, const char *lang, mend_buf *out,
                              mend_error *error)
{
    mend__layers layers = {.presets = mend__presets, .preset_count = mend__preset_count};
    if (!mend__error_ok(error)) {
        return MEND_INVALID;
    }
    if (out == NULL || out->status != MEND_OK) {
        return mend__fail(error, MEND_INVALID, "an argument is malformed");
    }
    mend_status status = mend__layers_given(&layers, documents, lengths, count, options, error);
    return status != MEND_OK ? status : examine(&layers, now, lang, out, error);
}
