/*
 * probe_claim.c - a section "rights" tried against the fields of a ticket that nobody has opened, and its unit.
 *
 * The row is such a section; one without members stands for the policy's own. Conditions, terms and labels are the
 * policy's, so there must be one. The facts are fields by name, `unit`, a document, and `now`.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "notions/instant.h"
#include "probe.h"
#include "remedy.h"
#include "section_rights.h"

static mend_status claim_section(const mend__probe *p, mend_policy *out)
{
    if (p->policy == NULL) {
        return mend__json_fail(p->tree, p->row, MEND_SCHEMA,
                               "the conditions are about fields of a policy, and there is none", p->err);
    }
    *out = *p->policy;
    if (mend__json_count(p->tree, p->row) == 0 && out->rights.there) {
        return MEND_OK;
    }
    return mend__rights_compile(p->arena, p->policy, p->tree, p->row, &out->rights, p->err);
}

static mend_status claim_now(const mend__probe *p, int64_t *now)
{
    mend__node at;
    mend_status status = mend__member_need(p->tree, p->facts, "now", &at, p->err);
    if (status == MEND_OK && (mend__json_typeof(p->tree, at) != MEND__JSON_STRING ||
                              !mend__instant_parse(mend__json_str(p->tree, at), now))) {
        status = mend__json_fail(p->tree, at, MEND_SCHEMA, "expected an instant such as 2024-03-15T09:30:00Z", p->err);
    }
    return status;
}

mend_status mend__probe_claim(mend__probe *p)
{
    static const char *const extras[] = {"unit", "now", NULL};
    mend_policy policy;
    mend_ticket ticket;
    mend_unit unit;
    int64_t now = 0;
    mend__node given = mend__json_get(p->tree, p->facts, "unit");
    mend_status status = claim_section(p, &policy);
    status = status != MEND_OK ? status : claim_now(p, &now);
    if (status != MEND_OK) {
        return status;
    }
    mend__ticket_init(&ticket, &p->arena->alloc);
    mend__unit_init(&unit, &p->arena->alloc);
    status = mend__probe_ticket(p, extras, &ticket);
    if (status == MEND_OK && given != MEND__NONE) {
        status = mend__unit_read(&unit, p->tree, given, p->err);
    }
    if (status == MEND_OK) {
        status = mend__remedy_write(&policy, &ticket, given == MEND__NONE ? NULL : &unit, now, p->lang, p->arena,
                                    p->out, p->err);
    }
    mend__unit_done(&unit);
    mend__ticket_done(&ticket);
    return status;
}
