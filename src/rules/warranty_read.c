/*
 * warranty_read.c - the section "warranty" of a policy, see charges.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "charges.h"
#include "term_read.h"
#include "unit.h"

#include <string.h>

/* What everything is read with. */
typedef struct warranty_reader {
    mend__arena *arena;
    const mend__vocab *v;
    const mend__json *tree;
    mend_error *err;
} warranty_reader;

/* Who pays has to be one of the policy's payers, if it has a set of them: rows of a ticket name it. */
static mend_status warranty_payer(const warranty_reader *r, mend__node n, mend__str payer)
{
    const mend__names *payers = mend__vocab_choices(r->v, MEND__STR("payer"));
    if (payers == NULL || mend__names_find(payers, payer) >= 0) {
        return MEND_OK;
    }
    mend__guess g;
    mend__guess_start(&g, payer);
    mend__names_guess(payers, &g);
    return mend__unknown_value(r->tree, mend__json_get(r->tree, n, "payer"), "choice of payer", &g, r->err);
}

static mend_status warranty_dates(const warranty_reader *r, mend__node n, const mend__term *t)
{
    if (t->start == MEND__NO_DAY || t->last_day == MEND__NO_DAY || t->last_day >= t->start) {
        return MEND_OK;
    }
    mend__json_fail(r->tree, mend__json_get(r->tree, n, "last_day"), MEND_SCHEMA, "the term ends before it begins",
                    r->err);
    if (r->err != NULL) {
        r->err->reason = MEND_REASON_BAD_PERIOD;
    }
    return MEND_SCHEMA;
}

/* A term, with its texts kept. */
static mend_status warranty_term(const warranty_reader *r, mend__node n, mend__term *out)
{
    mend__term t;
    mend_status status = mend__must_be(r->tree, n, MEND__JSON_OBJECT, "a term", r->err);
    status = status != MEND_OK ? status : mend__term_read(r->arena, r->tree, n, &t, r->err);
    status = status != MEND_OK ? status : warranty_payer(r, n, t.payer);
    status = status != MEND_OK ? status : warranty_dates(r, n, &t);
    if (status == MEND_OK && !mend__term_copy(r->arena, &t, out)) {
        status = mend__no_memory(r->err);
    }
    return status;
}

static mend_status warranty_terms(const warranty_reader *r, mend__node object, mend__warranty *out)
{
    mend_status status =
        mend__names_read(r->arena, r->tree, object, MEND__NAMES_PLAIN, MEND__TERMS_MAX, &out->names, r->err);
    mend__term *terms = status != MEND_OK ? NULL : mend__arena_get(r->arena, (out->names.count + 1) * sizeof *terms);
    if (terms == NULL) {
        return status != MEND_OK ? status : mend__no_memory(r->err);
    }
    for (uint32_t i = 0; i < out->names.count && status == MEND_OK; i++) {
        status = warranty_term(r, out->names.items[i].node, &terms[i]);
    }
    out->terms = terms;
    return status;
}

/* {"mode": "longer", "term": {…}}: the term of a part put in. */
static mend_status warranty_parts(const warranty_reader *r, mend__node object, mend__warranty *out)
{
    static const char *const members[] = {"mode", "term", NULL};
    static const char *const modes[] = {"longer", "fresh", "remainder", NULL}; /* by mend__part_mode */
    int32_t mode = MEND__PART_LONGER;
    mend__node term = MEND__NONE;
    if (object == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(r->tree, object, members, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, object, "mode", modes, &mode, r->err);
    status = status != MEND_OK ? status : mend__member_need(r->tree, object, "term", &term, r->err);
    status = status != MEND_OK ? status : warranty_term(r, term, &out->part);
    if (status != MEND_OK) {
        return status;
    }
    if (mend__json_get(r->tree, term, "id") == MEND__NONE) {
        out->part.id = MEND__STR("part");
    }
    out->part.kind = MEND__TERM_PART;
    out->part_mode = (mend__part_mode)mode;
    out->has_parts = true;
    return MEND_OK;
}

static mend_status warranty_guarantee(const warranty_reader *r, mend__node object, mend__warranty *out)
{
    if (object == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = warranty_term(r, object, &out->guarantee);
    out->guarantee.kind = MEND__TERM_REPAIR_GUARANTEE;
    out->has_guarantee = status == MEND_OK;
    return status;
}

static mend_status warranty_off(const warranty_reader *r, mend__node n, mend__warranty *out)
{
    int32_t index = -1;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__names_ref(&r->v->calendars, r->tree, n, "calendar", &index, r->err);
    out->off = status == MEND_OK ? r->v->calendar[index] : NULL;
    return status;
}

mend_status mend__warranty_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node section,
                                   mend__warranty *out, mend_error *err)
{
    static const char *const members[] = {"decides", "terms", "parts", "guarantee", "off_days", NULL};
    static const char *const days[] = {"reported", "fault", "diagnosed", NULL}; /* by mend__deciding */
    const warranty_reader r = {arena, v, tree, err};
    mend__warranty read;
    int32_t decides = MEND__DECIDES_REPORTED;
    memset(&read, 0, sizeof read);
    if (section == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(tree, section, members, err);
    status = status != MEND_OK ? status : mend__member_word(tree, section, "decides", days, &decides, err);
    status = status != MEND_OK ? status : warranty_terms(&r, mend__json_get(tree, section, "terms"), &read);
    status = status != MEND_OK ? status : warranty_parts(&r, mend__json_get(tree, section, "parts"), &read);
    status = status != MEND_OK ? status : warranty_guarantee(&r, mend__json_get(tree, section, "guarantee"), &read);
    status = status != MEND_OK ? status : warranty_off(&r, mend__json_get(tree, section, "off_days"), &read);
    if (status == MEND_OK) {
        read.decides = (mend__deciding)decides;
        read.there = true;
        *out = read;
    }
    return status;
}

bool mend__warranty_off(const void *calendar, int32_t day)
{
    int32_t windows = 1;
    /* beyond the years of calendars nothing is known to be off */
    return mend_calendar_day(calendar, day, NULL, &windows, NULL, NULL) == MEND_OK && windows == 0;
}
