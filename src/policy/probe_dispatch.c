/*
 * probe_dispatch.c - a section "dispatch" tried against the fields of a ticket that nobody has opened, and candidates.
 *
 * The row is such a section; one without members stands for the policy's own. Departments, grades, roles and labels are
 * the policy's, so there must be one. The facts are fields by name, `candidates`, and `now`.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "assignment.h"
#include "notions/instant.h"
#include "probe.h"

/* Two facts are no fields of a ticket. */
static mend_status probe_extras(mend__probe *p, mend__candidate **items, size_t *count, int64_t *now)
{
    mend__node n = mend__json_get(p->tree, p->facts, "candidates"), at = mend__json_get(p->tree, p->facts, "now");
    if (at != MEND__NONE && (mend__json_typeof(p->tree, at) != MEND__JSON_STRING ||
                             !mend__instant_parse(mend__json_str(p->tree, at), now))) {
        return mend__json_fail(p->tree, at, MEND_SCHEMA, "expected an instant such as 2024-03-15T09:30:00Z", p->err);
    }
    return n == MEND__NONE ? MEND_OK
                           : mend__candidates_take(p->arena, &p->policy->vocab, p->tree, n, items, count, p->err);
}

/* The policy with the row in place of its own section, so that names are the row's. */
static mend_status probe_section(const mend__probe *p, mend_policy *out)
{
    if (p->policy == NULL) {
        return mend__json_fail(p->tree, p->row, MEND_SCHEMA, "departments are choices of a policy, and there is none",
                               p->err);
    }
    *out = *p->policy;
    if (mend__json_count(p->tree, p->row) == 0 && out->dispatch.departments != NULL) {
        return MEND_OK;
    }
    return mend__dispatch_compile(p->arena, &p->policy->vocab, p->tree, p->row, &out->dispatch, p->err);
}

mend_status mend__probe_dispatch(mend__probe *p)
{
    static const char *const extras[] = {"candidates", "now", NULL};
    mend_policy policy;
    mend_ticket ticket;
    mend__candidate *items = NULL;
    size_t count = 0;
    int64_t now = 0;
    mend_status status = probe_section(p, &policy);
    status = status != MEND_OK ? status : probe_extras(p, &items, &count, &now);
    if (status != MEND_OK) {
        return status;
    }
    mend__ticket_init(&ticket, &p->arena->alloc);
    status = mend__probe_ticket(p, extras, &ticket);
    if (status == MEND_OK) {
        status = mend__assignment_write(&policy, &ticket, items, count, now, p->lang, p->arena, p->out);
        status = status == MEND_OK ? MEND_OK : mend__fail(p->err, status, mend_status_text(status));
    }
    mend__ticket_done(&ticket);
    return status;
}
