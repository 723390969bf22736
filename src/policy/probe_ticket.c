/*
 * probe_ticket.c - the facts of a probe as a ticket that nobody has opened: fields by name, a list as an array of rows;
 * null counts as not there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include "ticket/member.h"

#define PROBE_ROWS 1000 /* of a list */

typedef struct facts { /* a ticket being filled */
    const mend__probe *p;
    mend__words skip; /* facts that are no fields */
    mend_ticket *ticket;
} facts;

/* ---- the ticket ---- */

/* The field of a member; NULL where there is none. */
static mend_status facts_field(const facts *f, const mend__field *list, mend__node member, const mend__field **out)
{
    const mend__vocab *v = &f->p->policy->vocab;
    mend__str name = mend__json_key(f->p->tree, member);
    *out = mend__vocab_field(v, list, name);
    if (*out != NULL) {
        return MEND_OK;
    }
    mend__guess g;
    mend__guess_start(&g, name);
    mend__vocab_guess_field(v, list, &g);
    return mend__unknown_key(f->p->tree, member, list == NULL ? "field" : "column", &g, f->p->err);
}

static mend_status facts_value(facts *f, const mend__field *field, int32_t row, mend__node n)
{
    const mend__probe *p = f->p;
    mend__value value;
    int32_t id = mend__ticket_field_id(f->ticket, field);
    mend_status status = mend__vocab_value(p->arena, &p->policy->vocab, field, p->tree, n, &value, p->err);
    if (status != MEND_OK) {
        return status;
    }
    if (id == 0) {
        status = mend__ticket_declare(f->ticket, mend__str_of(field->name, MEND_NTS), field->list, field->type,
                                      field->mask, &id);
    }
    status = status != MEND_OK ? status : mend__ticket_set(f->ticket, field->list, row, id, &value);
    return status == MEND_OK ? MEND_OK : mend__json_fail(p->tree, n, status, mend_status_text(status), p->err);
}

static bool facts_absent(const facts *f, mend__node n)
{
    mend__str key = mend__json_key(f->p->tree, n);
    bool absent = mend__json_typeof(f->p->tree, n) == MEND__JSON_NULL || mend__is_extension(key);
    for (size_t i = 0; f->skip[i] != NULL && !absent; i++) {
        absent = mend__str_is(key, f->skip[i]);
    }
    return absent;
}

static mend_status facts_row(facts *f, const mend__field *list, int32_t row, mend__node object)
{
    const mend__json *tree = f->p->tree;
    mend_status status = mend__must_be(tree, object, MEND__JSON_OBJECT, "a row, an object", f->p->err);
    mend__node n = status == MEND_OK ? mend__json_first(tree, object) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(tree, n)) {
        const mend__field *field = NULL;
        status = facts_absent(f, n) ? MEND_OK : facts_field(f, list, n, &field);
        if (field != NULL) {
            status = facts_value(f, field, row, n);
        }
    }
    return status;
}

static mend_status facts_rows(facts *f, const mend__field *list, mend__node array)
{
    const mend__json *tree = f->p->tree;
    int32_t row = 0;
    mend_status status = mend__must_be(tree, array, MEND__JSON_ARRAY, "an array of rows", f->p->err);
    if (status == MEND_OK && mend__json_count(tree, array) > PROBE_ROWS) {
        status = mend__too_many(tree, array, PROBE_ROWS, "rows", f->p->err);
    }
    mend__node n = status == MEND_OK ? mend__json_first(tree, array) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(tree, n)) {
        status = facts_row(f, list, ++row, n);
    }
    return status;
}

mend_status mend__probe_ticket(const mend__probe *p, mend__words skip, mend_ticket *ticket)
{
    facts given = {p, skip, ticket}, *f = &given;
    const mend__json *tree = f->p->tree;
    mend_status status = MEND_OK;
    for (mend__node n = mend__json_first(tree, f->p->facts); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(tree, n)) {
        const mend__field *field = NULL;
        status = facts_absent(f, n) ? MEND_OK : facts_field(f, NULL, n, &field);
        if (field != NULL) {
            status = field->type == MEND_FIELD_LIST ? facts_rows(f, field, n) : facts_value(f, field, 0, n);
        }
    }
    return status;
}
