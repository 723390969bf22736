/*
 * probe.c - finds the section of a probe and lets it answer, see probe.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include "ground/buf.h"
#include "ticket/member.h"

#include <string.h>

#define PROBE_BYTES 1048576 /* of the row, and of the facts */
#define PROBE_DEPTH 32

static const struct probe_section {
    const char *name;
    mend__probe_fn run;
} sections[] = {
    {"labour", mend__probe_labour},
    {"part", mend__probe_part},
    {"stack", mend__probe_stack},
    {"travel", mend__probe_travel},
    {"diagnosis", mend__probe_diagnosis},
    {"cancel", mend__probe_cancel},
    {"storage", mend__probe_storage},
    {"surcharge", mend__probe_surcharge},
    {"estimate", mend__probe_estimate},
    {"validity", mend__probe_validity},
    {"tax", mend__probe_tax},
    {"invoice", mend__probe_invoice},
    {"ledger", mend__probe_ledger},
    {"period_end", mend__probe_period_end},
    {"in_period", mend__probe_in_period},
    {"local_date", mend__probe_local_date},
    {"roll", mend__probe_roll},
    {"suspend", mend__probe_suspend},
    {"start_date", mend__probe_start_date},
    {"usage", mend__probe_usage},
    {"part_warranty", mend__probe_part_warranty},
    {"repair_count", mend__probe_repair_count},
    {"pro_rata", mend__probe_pro_rata},
    {"decide", mend__probe_decide},
    {"depreciation", mend__probe_depreciation},
    {"remedy", mend__probe_remedy},
    {"repair_days", mend__probe_repair_days},
    {"use_fee", mend__probe_use_fee},
    {"assembly_remedy", mend__probe_assembly_remedy},
    {"liability", mend__probe_liability},
    {"rejection", mend__probe_rejection},
    {"presumption", mend__probe_presumption},
    {"triage", mend__probe_triage},
    {"dispatch", mend__probe_dispatch},
    {"rights", mend__probe_claim},
};

mend__probe_fn mend__probe_find(mend__str section, mend__guess *guess)
{
    mend__guess_start(guess, section);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        if (mend__str_is(section, sections[i].name)) {
            return sections[i].run;
        }
        mend__guess_feed(guess, (mend__str){sections[i].name, strlen(sections[i].name)});
    }
    return NULL;
}

mend_status mend__probe_run(mend__probe_fn section, const mend_policy *policy, const mend__json *tree, mend__node row,
                            mend__node facts, mend__str lang, mend_buf *out, const char **refused, mend_error *err)
{
    mend__arena arena;
    mend__jw w;
    size_t before = out->len;
    mend__arena_init(&arena, &out->alloc);
    mend__jw_init(&w, out);
    mend__probe p = {policy, &arena, tree, row, facts, lang, &w, NULL, err};
    mend_status status = section(&p);
    if (status == MEND_OK && out->status != MEND_OK) {
        status = mend__fail(err, out->status, "no memory for the answer");
    }
    if (status != MEND_OK || p.refused != NULL) {
        mend__buf_rewind(out, before);
    }
    if (status == MEND_OK) {
        *refused = p.refused;
    }
    mend__arena_free(&arena);
    return status;
}

static mend_status probe_unknown(const mend__guess *guess, mend_error *err)
{
    mend__fail(err, MEND_NOT_FOUND, "there is no section \"");
    mend__error_add_str(err, guess->word);
    mend__error_add(err, "\"");
    if (guess->best.p != NULL) {
        mend__error_add(err, "; did you mean \"");
        mend__error_add_str(err, guess->best);
        mend__error_add(err, "\"?");
    }
    return MEND_NOT_FOUND;
}

/* One of the two documents, an object. */
static mend_status probe_read(mend__json *tree, mend__str text, mend__node *root, mend_error *err)
{
    mend_status status = mend__json_read(tree, text.p, text.n, PROBE_BYTES, PROBE_DEPTH, root, err);
    return status != MEND_OK ? status : mend__must_be(tree, *root, MEND__JSON_OBJECT, "an object", err);
}

static void probe_write_refused(const char *code, mend_buf *out)
{
    mend__jw w;
    mend__jw_init(&w, out);
    mend__jw_object(&w);
    mend__jw_key(&w, "refused");
    mend__jw_text(&w, code);
    mend__jw_end_object(&w);
}

mend_status mend_probe(const mend_policy *policy, const char *section, size_t section_len, const char *row,
                       size_t row_len, const char *facts, size_t facts_len, mend_buf *out, mend_error *error)
{
    mend__str name = mend__str_of(section, section_len), rule = mend__str_of(row, row_len);
    mend__str given = facts == NULL ? MEND__STR("{}") : mend__str_of(facts, facts_len);
    mend__guess guess;
    mend__json tree;
    mend__node row_node, facts_node;
    const char *refused = NULL;
    if (!mend__error_ok(error) || name.p == NULL || rule.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    mend__probe_fn run = mend__probe_find(name, &guess);
    if (run == NULL) {
        return probe_unknown(&guess, error);
    }
    size_t before = out->len;
    mend__json_init(&tree, &out->alloc);
    mend_status status = probe_read(&tree, rule, &row_node, error);
    if (status == MEND_OK) {
        status = probe_read(&tree, given, &facts_node, error);
    }
    if (status == MEND_OK) {
        status = mend__probe_run(run, policy, &tree, row_node, facts_node, MEND__STR(""), out, &refused, error);
    }
    if (status == MEND_OK && refused != NULL) {
        probe_write_refused(refused, out);
        if (out->status != MEND_OK) {
            status = mend__fail(error, out->status, "no memory for the answer");
            mend__buf_rewind(out, before);
        }
    }
    mend__json_free(&tree);
    return status;
}
