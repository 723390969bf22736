/*
 * section_rights.c - compiling the policy's section "rights", see section_rights.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "section_rights.h"
#include "ground/buf.h"
#include "regimes.h"
#include "rules/flow_form.h"
#include "rules/term_read.h"
#include "ticket/condition_code.h"

typedef struct rights_reader {
    mend__flow_reader flow;
    const mend_policy *policy;
    uint32_t *wanted; /* by shared fact: how many regimes ask for it */
    mend__rights_rows *out;
} rights_reader;

/* A right is the customer's whoever asks. */
static mend_status rights_condition(const rights_reader *r, mend__node object, const char *key,
                                    const mend__condition **out)
{
    const mend__flow_reader *f = &r->flow;
    mend_status status = mend__flow_condition(f, object, key, out);
    for (uint32_t i = 0; status == MEND_OK && *out != NULL && i < (*out)->count; i++) {
        if ((*out)->ops[i].code == MEND__COND_ACTOR) {
            status = mend__json_fail(f->tree, mend__json_get(f->tree, object, key), MEND_SCHEMA,
                                     "a right does not depend on who asks for it", f->err);
        }
    }
    return status;
}

/* ---- where a fact comes from ---- */

static mend_status source_field(const rights_reader *r, mend__node n, mend__fact_source *out)
{
    const mend__flow_reader *f = &r->flow;
    mend_status status = mend__vocab_field_ref(f->v, NULL, f->tree, n, &out->field, f->err);
    if (status == MEND_OK && (out->field->mask != MEND_MASK_NONE || out->field->type == MEND_FIELD_LIST)) {
        status = mend__json_fail(f->tree, n, MEND_SCHEMA,
                                 "expected a field with one value that does not tell who the customer is", f->err);
    }
    return status;
}

static mend_status source_term(const rights_reader *r, mend__node n, mend__fact_source *out)
{
    const mend__flow_reader *f = &r->flow;
    int32_t term = 0;
    mend_status status = mend__names_ref(&r->policy->warranty.names, f->tree, n, "term of the warranty", &term, f->err);
    out->term = (uint32_t)term;
    return status;
}

static mend_status source_days(const rights_reader *r, mend__node n, mend__fact_source *out)
{
    static const char *const words[] = {"away", "away_now", NULL};
    int32_t word = 0;
    mend_status status = mend__value_word(r->flow.tree, n, words, &word, r->flow.err);
    out->from = word == 0 ? MEND__FROM_AWAY : MEND__FROM_AWAY_NOW;
    return status;
}

/* One member says where it comes from; "if" alone is a flag, beside another it says when. */
static mend_status source_read(const rights_reader *r, mend__node n, mend__fact_source *out)
{
    static const char *const members[] = {"if", "field", "dates", "term", "days", NULL};
    static const mend__fact_from from[] = {MEND__FROM_HOLDING, MEND__FROM_FIELD, MEND__FROM_DATES, MEND__FROM_TERM,
                                           MEND__FROM_AWAY};
    const mend__flow_reader *f = &r->flow;
    mend__node said = MEND__NONE;
    mend_status status = mend__members_known(f->tree, n, members, f->err);
    out->fact = mend__json_key(f->tree, n);
    out->from = MEND__FROM_HOLDING;
    status = status != MEND_OK ? status : rights_condition(r, n, "if", &out->holds);
    for (size_t i = 1; members[i] != NULL && status == MEND_OK; i++) {
        mend__node member = mend__json_get(f->tree, n, members[i]);
        if (member != MEND__NONE && said != MEND__NONE) {
            return mend__json_fail_key(f->tree, member, MEND_SCHEMA, "a fact has one source", f->err);
        }
        said = member != MEND__NONE ? member : said;
        out->from = member != MEND__NONE ? from[i] : out->from;
    }
    if (status == MEND_OK && said == MEND__NONE && out->holds == NULL) {
        return mend__json_fail(f->tree, n, MEND_SCHEMA, "expected \"field\", \"dates\", \"term\", \"days\" or \"if\"",
                               f->err);
    }
    switch (status == MEND_OK ? out->from : MEND__FROM_HOLDING) {
    case MEND__FROM_FIELD:
        return source_field(r, said, out);
    case MEND__FROM_DATES:
        return mend__bases_read(f->tree, said, out->bases, NULL, &out->base_count, f->err);
    case MEND__FROM_TERM:
        return source_term(r, said, out);
    case MEND__FROM_AWAY:
        return source_days(r, said, out);
    default:
        return status;
    }
}

static mend_status sources_read(const rights_reader *r, mend__node object, const mend__fact_source **out,
                                uint32_t *count)
{
    const mend__flow_reader *f = &r->flow;
    mend__node facts = mend__json_get(f->tree, object, "facts");
    if (facts == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(f->tree, facts, MEND__JSON_OBJECT, "an object of facts", f->err);
    if (status == MEND_OK && mend__json_count(f->tree, facts) > MEND__RIGHTS_FACTS) {
        status = mend__too_many(f->tree, facts, MEND__RIGHTS_FACTS, "facts", f->err);
    }
    mend__fact_source *items =
        status != MEND_OK ? NULL : mend__flow_array(f, mend__json_count(f->tree, facts), sizeof *items);
    if (items == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (mend__node n = mend__json_first(f->tree, facts); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(f->tree, n)) {
        if (!mend__is_extension(mend__json_key(f->tree, n))) {
            status = source_read(r, n, &items[(*count)++]);
        }
    }
    for (uint32_t i = 0; i < *count && status == MEND_OK; i++) {
        char *name = mend__arena_text(f->arena, items[i].fact.p, items[i].fact.n);
        status = name == NULL ? mend__no_memory(f->err) : MEND_OK;
        items[i].fact.p = name;
    }
    *out = items;
    return status;
}

/* ---- a source held against the regime ---- */

static bool field_fits(mend__fact_type type, mend_field_type field)
{
    switch (type) {
    case MEND__FACT_DATE:
        return field == MEND_FIELD_DATE || field == MEND_FIELD_INSTANT;
    case MEND__FACT_FLAG:
        return field == MEND_FIELD_BOOL;
    case MEND__FACT_COUNT:
        return field == MEND_FIELD_INTEGER || field == MEND_FIELD_DECIMAL;
    case MEND__FACT_WHOLE:
        return field == MEND_FIELD_INTEGER;
    case MEND__FACT_MONEY:
        return field == MEND_FIELD_MONEY;
    default:
        return field == MEND_FIELD_CHOICE || field == MEND_FIELD_TEXT;
    }
}

static bool source_fits(mend__fact_type type, const mend__fact_source *s)
{
    switch (s->from) {
    case MEND__FROM_FIELD:
        return field_fits(type, s->field->type);
    case MEND__FROM_DATES:
    case MEND__FROM_TERM:
        return type == MEND__FACT_DATE;
    case MEND__FROM_AWAY:
    case MEND__FROM_AWAY_NOW:
        return type == MEND__FACT_COUNT || type == MEND__FACT_WHOLE;
    default:
        return type == MEND__FACT_FLAG;
    }
}

static mend_status source_check(const rights_reader *r, const mend__regime *regime, mend__node facts,
                                const mend__fact_source *s, bool own, uint32_t *wanted)
{
    static const char *const kinds[] = {
        "the regime has a date there: \"dates\", \"term\", or a field that is a date or an instant",
        "the regime has a flag there: \"if\", or a field of type bool",
        "the regime has a count there: \"days\", or a field that is a number",
        "the regime has a whole count there: \"days\", or a field that is an integer",
        "the regime has a word there: a field that is a choice or a text",
        "the regime has an amount there: a field of type money"}; /* by mend__fact_type */
    const mend__flow_reader *f = &r->flow;
    mend__guess g;
    mend__fact_type type;
    mend__node n = mend__json_first(f->tree, facts);
    while (!mend__str_eq(mend__json_key(f->tree, n), s->fact)) {
        n = mend__json_next(f->tree, n);
    }
    if (!mend__regime_fact(regime, s->fact, &type, own ? &g : NULL)) {
        return own ? mend__unknown_key(f->tree, n, "fact of this regime", &g, f->err) : MEND_OK;
    }
    *wanted += 1;
    return source_fits(type, s) ? MEND_OK : mend__json_fail(f->tree, n, MEND_SCHEMA, kinds[type], f->err);
}

static mend_status regime_check(const rights_reader *r, mend__node section, mend__node row,
                                const mend__rights_row *read, const mend__regime *regime)
{
    const mend__flow_reader *f = &r->flow;
    uint32_t own = 0;
    mend_status status = MEND_OK;
    if (regime->rule_count == 0) {
        return mend__json_fail(f->tree, mend__json_get(f->tree, row, "regime"), MEND_SCHEMA, "the regime has no rules",
                               f->err);
    }
    for (uint32_t i = 0; i < read->fact_count && status == MEND_OK; i++) {
        status = source_check(r, regime, mend__json_get(f->tree, row, "facts"), &read->facts[i], true, &own);
    }
    for (uint32_t i = 0; i < r->out->fact_count && status == MEND_OK; i++) {
        status =
            source_check(r, regime, mend__json_get(f->tree, section, "facts"), &r->out->facts[i], false, &r->wanted[i]);
    }
    return status;
}

/* Keeps the regime's text, once it has been read and the facts fit it. */
static mend_status row_regime(const rights_reader *r, mend__node section, mend__node row, mend__rights_row *out)
{
    const mend__flow_reader *f = &r->flow;
    mend__regime regime;
    mend__arena arena;
    mend__json work;
    mend__node n;
    mend_buf text;
    mend_status status = mend__member_need(f->tree, row, "regime", &n, f->err);
    if (status != MEND_OK) {
        return status;
    }
    if (mend__json_typeof(f->tree, n) != MEND__JSON_OBJECT && mend__json_typeof(f->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(f->tree, n, "a regime, or the name of a built-in one", f->err);
    }
    mend__arena_init(&arena, &f->arena->alloc);
    mend__json_init(&work, &f->arena->alloc);
    mend__buf_init(&text, &f->arena->alloc);
    status = mend__regime_load(&arena, &work, f->tree, n, &regime, f->err);
    status = status != MEND_OK ? status : regime_check(r, section, row, out, &regime);
    if (status == MEND_OK) {
        mend__json_write_node(f->tree, n, &text);
        char *copy = text.status != MEND_OK ? NULL : mend__arena_text(f->arena, text.data, text.len);
        out->regime = (mend__str){copy, text.len};
        status = copy == NULL ? mend__no_memory(f->err) : MEND_OK;
    }
    mend__buf_done(&text);
    mend__json_free(&work);
    mend__arena_free(&arena);
    return status;
}

/* ---- the whole ---- */

static mend_status row_read(const rights_reader *r, mend__node section, mend__node n, mend__rights_row *out)
{
    static const char *const members[] = {"order", "label", "when", "regime", "facts", NULL};
    mend_status status = mend__members_known(r->flow.tree, n, members, r->flow.err);
    status = status != MEND_OK ? status : rights_condition(r, n, "when", &out->holds);
    status = status != MEND_OK ? status : sources_read(r, n, &out->facts, &out->fact_count);
    return status != MEND_OK ? status : row_regime(r, section, n, out);
}

/* A fact that no regime asks for is most likely a slip of the pen. */
static mend_status facts_wanted(const rights_reader *r, mend__node section)
{
    const mend__flow_reader *f = &r->flow;
    for (uint32_t i = 0; i < r->out->fact_count; i++) {
        mend__node n = mend__json_first(f->tree, mend__json_get(f->tree, section, "facts"));
        while (!mend__str_eq(mend__json_key(f->tree, n), r->out->facts[i].fact)) {
            n = mend__json_next(f->tree, n);
        }
        if (r->wanted[i] == 0) {
            return mend__json_fail_key(f->tree, n, MEND_SCHEMA, "no regime of the section asks for a fact of this name",
                                       f->err);
        }
    }
    return MEND_OK;
}

mend_status mend__rights_compile(mend__arena *arena, const mend_policy *policy, const mend__json *tree,
                                 mend__node section, mend__rights_rows *out, mend_error *err)
{
    static const char *const members[] = {"facts", "regimes", NULL};
    mend__rights_rows read = {.there = true};
    rights_reader r = {{arena, &policy->vocab, tree, err}, policy, NULL, &read};
    if (section == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(tree, section, members, err);
    status = status != MEND_OK ? status : sources_read(&r, section, &read.facts, &read.fact_count);
    status = status != MEND_OK ? status
                               : mend__names_read(arena, tree, mend__json_get(tree, section, "regimes"),
                                                  MEND__NAMES_PLAIN, MEND__RIGHTS_ROWS, &read.names, err);
    if (status != MEND_OK) {
        return status;
    }
    mend__rights_row *rows = mend__flow_array(&r.flow, read.names.count, sizeof *rows);
    r.wanted = mend__flow_array(&r.flow, read.fact_count, sizeof *r.wanted);
    if (rows == NULL || r.wanted == NULL) {
        return MEND_NOMEM;
    }
    read.rows = rows;
    for (uint32_t i = 0; i < read.names.count && status == MEND_OK; i++) {
        status = row_read(&r, section, read.names.items[i].node, &rows[i]);
    }
    status = status != MEND_OK ? status : facts_wanted(&r, section);
    if (status == MEND_OK) {
        *out = read;
    }
    return status;
}
